"""Says whether the sums and the things of two tellings can be the same, and which telling of them is the fuller."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Donation, Item
from aidfacts.model.quantity import Amount, Modifier

THOUSAND = 1000  # yuan; a headline cuts no sum short at a smaller place
_ROUND = compile_late(r"[十百千]*[百千万亿](?:元|港元|美元)?$")  # 千万, 百万元; not 3千万
_NO_CURRENCY = compile_late(r"[\d十百千万亿余多]$")  # 李某再捐1万, where the body tells 1万令吉
_CLASSES = (
    "物资",
    "款物",
    "物品",
    "礼物",
    "礼品",
    "用品",
    "设备",
    "器材",
    "器械",
    "财物",
    "大礼包",
    "东西",
    "慰问品",
)
_MANY = 10  # a count from which on a headline and its text hardly agree by chance


def amounts_agree(a: Amount | None, b: Amount | None) -> bool | None:
    """Tell whether two sums are one (True), one of them is not told (False) or they exclude each other (None)."""
    if a is None or b is None:
        return False
    if a.per != b.per or (
        a.currency != b.currency and not (_NO_CURRENCY.search(a.text) or _NO_CURRENCY.search(b.text))
    ):
        return None
    if (a.value, a.low, a.high) == (b.value, b.low, b.high):
        return True
    if a.modifier is Modifier.EXACT and b.modifier is Modifier.EXACT:
        return True if is_rounded(a, b) or is_rounded(b, a) else None
    # A rounded retelling: the exact figure lies within the bounds of the vague one, or a tenth beside them.
    exact, vague = (a, b) if a.modifier is Modifier.EXACT else (b, a)
    if exact.value is None:
        return None
    low = vague.low if vague.low is not None else (vague.high or exact.value) * 9 / 10
    high = vague.high if vague.high is not None else low * 11 / 10
    return True if low <= exact.value <= high else None


def is_rounded(said: Amount, exact: Amount) -> bool:
    """Tell whether *said* is a word for about *exact*: 千万捐赠, 百万物资."""
    if said.value is None or exact.value is None or not _ROUND.match(said.text):
        return False
    return said.value * 4 / 5 <= exact.value < said.value * 2


def is_cut_short(said: Amount | None, exact: Amount | None) -> bool:
    """Tell whether *said* is *exact* cut off or rounded at a place of thousands or more: 捐款7万元 over 71,256.8元."""
    if said is None or exact is None or said.value is None or exact.value is None:
        return False
    if (said.currency, said.per) != (exact.currency, exact.per) or said.value >= exact.value * 2:
        return False
    place = Decimal(1).scaleb(said.value.normalize().as_tuple().exponent)  # type: ignore[arg-type]
    if place < THOUSAND or exact.value % place == 0:
        return False
    return abs(exact.value - said.value) < place and said.value in (
        exact.value // place * place,
        (exact.value / place).to_integral_value() * place,
    )


def items_agree(a: Sequence[Item], b: Sequence[Item]) -> bool | None:
    """Tell whether two rows of things share one (True), leave it open (False) or exclude each other (None)."""
    if not a or not b:
        return False
    if is_class(a) or is_class(b):
        return False
    shared = False
    for item in a:
        for other in b:
            if item.name in other.name or other.name in item.name:
                p, q = item.quantity, other.quantity
                if p is not None and q is not None and (p.value, p.low, p.high) != (q.value, q.low, q.high):
                    return None
                shared = True
    if not shared and any(item.quantity for item in a) and any(item.quantity for item in b):
        return None
    return shared


def is_one_figure(a: Donation, b: Donation) -> bool:
    """Tell whether two gifts tell one sum, or one thing by one number above one: 医用口罩5万只, 5万只口罩."""
    p, q = a.amount, b.amount
    if p is not None and q is not None and p.value is not None and p.per is None:
        return amounts_agree(p, q) is True and p.value == q.value
    return any(
        i.quantity is not None
        and j.quantity is not None
        and i.quantity.value is not None
        and i.quantity.value > 1
        and (i.quantity.value, i.quantity.unit) == (j.quantity.value, j.quantity.unit)
        and (i.name in j.name or j.name in i.name)
        for i in a.items
        for j in b.items
    )


def fuller(a: Amount | None, b: Amount | None) -> Amount | None:
    """Return the sum that tells more: the whole before what each got, 986万元 before 千万."""
    if a is None or b is None:
        return a or b
    if _NO_CURRENCY.search(a.text) and not _NO_CURRENCY.search(b.text) and a.currency != b.currency:
        return b
    return b if (a.per and not b.per) or (is_rounded(a, b) and not is_rounded(b, a)) else a


def is_class(items: Sequence[Item]) -> bool:
    """Tell whether only the class of things is told: 救灾物资, 开学礼物."""
    return all(item.name.endswith(_CLASSES) and is_lot(item) for item in items)


def is_lot(item: Item) -> bool:
    """Tell whether no number is told, or only that it is one lot: 一份特别的礼物, 一批物资."""
    return item.quantity is None or (item.quantity.value == 1 and item.quantity.unit in ("份", "批"))


def is_same_count(a: Sequence[Item], b: Sequence[Item]) -> bool:
    """Tell whether one thing each is told by the same high count: 50辆爱心助学车, 助学电动车50辆."""
    if len(a) != 1 or len(b) != 1:
        return False
    p, q = a[0].quantity, b[0].quantity
    if p is None or q is None or p.value is None or p.value < _MANY:
        return False
    return (p.value, p.unit) == (q.value, q.unit)
