"""Which gifts may be added up, and why the others may not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, localcontext
from enum import StrEnum

from attrs import frozen

from aidfacts.model.document import Document
from aidfacts.model.fact import Party, PartyKind, Scope, Status
from aidfacts.model.quantity import Modifier
from aidfacts.summary.gifts import Gift, list_gifts, list_names

DAY = len("2020-06-11")
DIGITS = 100  # of a sum; the usual context would round what has more than 28


class Reason(StrEnum):
    """Why a gift is not counted; docs/totals.md has an example of each."""

    NO_AMOUNT = "no_amount"
    RATE = "rate"
    PLANNED = "planned"
    RETOLD = "retold"
    ONWARD = "onward"
    PART = "part"
    INSIDE = "inside"
    PARTS_COUNTED = "parts_counted"
    SPANS_YEARS = "spans_years"
    FAILURE = "failure"


@frozen
class Left:
    """A gift that is not counted, and the number of the one that stands for it, None where none does."""

    reason: Reason
    instead: int | None = None


_PUBLIC = re.compile("社会|各界|公众")  # 社会各界, 社会爱心人士: not 学生, 会员企业

# Left out for what they are; what lies inside of such a gift counts by itself.
_UNUSABLE = {Reason.NO_AMOUNT, Reason.RATE, Reason.PLANNED, Reason.SPANS_YEARS}
# They gather from many and hand out in portions; a school or a company that does so gives its own.
_GO_BETWEENS = {PartyKind.NGO, PartyKind.GOVERNMENT, PartyKind.PLACE, PartyKind.PROJECT}


def judge(gift: Gift, *, planned: bool = False) -> Reason | None:
    """Return why *gift* can be in no sum, whatever stands beside it; None where it can."""
    amount = gift.fact.amount
    if amount is None or (amount.low is None and amount.high is None):
        return Reason.NO_AMOUNT
    if amount.per is not None:
        return Reason.RATE
    if gift.fact.status is Status.PLANNED and not planned:
        return Reason.PLANNED
    return None


def choose(
    gifts: Sequence[Gift],
    *,
    is_definite: Callable[[Gift], bool] = lambda gift: True,
    judge: Callable[[Gift], Reason | None] = judge,
) -> dict[int, Left]:
    """
    Return what is not to be counted, by its number in *gifts*.

    Args:
        is_definite: tells whether a total belongs to one key alone. It is then counted itself; else the gifts that
            lie in it are, and the total is left out.
        judge: tells what can be in no sum at all.
    """
    left: dict[int, Left] = {}
    for at, gift in enumerate(gifts):
        if (reason := judge(gift)) is not None:
            left[at] = Left(reason)
    leave_retold(gifts, left)
    _leave_onward(gifts, left)
    inside = _find_inside(gifts, left)
    # The largest first, so that what holds others is decided before them.
    for at in sorted(inside, key=lambda at: (-gifts[at].most, -gifts[at].least, at)):
        if at in left:
            stands = left[at].instead
        elif is_definite(gifts[at]):
            stands = at
        else:
            counted = [part for part in inside[at] if part not in left]
            if counted:
                left[at] = Left(Reason.PARTS_COUNTED, counted[0])
            continue
        for part in inside[at]:
            if part not in left and part != stands:
                told = _is_part(gifts[part], gifts[at])
                left[part] = Left(Reason.PART if told else Reason.INSIDE, stands)
    return left


def count_in_totals(document: Document) -> dict[str, bool]:
    """
    Return for each donation of *document* whether it is counted when all its sums are added up.

    >>> import aidfacts
    >>> text = "锦澄集团共捐款8万元,其中向沐白中学捐款5万元,向青禾小学捐款3万元。"
    >>> count_in_totals(aidfacts.extract(text))
    {'d1': True, 'd2': False, 'd3': False}
    """
    gifts = list(list_gifts(document))
    left = choose(gifts)
    return {gift.fact.id: at not in left for at, gift in enumerate(gifts)}


def leave_retold(gifts: Sequence[Gift], left: dict[int, Left]) -> None:
    """Leave out a gift that another document has told: same names, same sum, same day."""
    told: dict[object, int] = {}
    for at, gift in enumerate(gifts):
        fact = gift.fact
        if at in left or not fact.date or len(fact.date.value) < DAY:
            continue
        if not (fact.donors and fact.recipients and all(p.named for p in (*fact.donors, *fact.recipients))):
            continue
        amount = gift.amount
        key = (
            gift.givers,
            list_names(fact.recipients),
            (amount.currency, amount.per, amount.value, amount.low, amount.high),
            (fact.date.value, fact.scope),
        )
        first = told.setdefault(key, at)
        # Within a document two equal rows of a list are two gifts; retellings were merged there.
        if gifts[first].record != gift.record:
            left[at] = Left(Reason.RETOLD, first)


def _leave_onward(gifts: Sequence[Gift], left: dict[int, Left]) -> None:
    """Leave out what a receiver or channel of another gift of the document hands on."""
    by_taker: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at, gift in enumerate(gifts):
        if at not in left:
            for name in gift.takers:
                by_taker[gift.record, name].append(at)
    for at, gift in enumerate(gifts):
        if at in left or gift.fact.part_of or not gift.givers:
            continue
        for name in sorted(gift.givers):
            sources = (n for n in by_taker[gift.record, name] if n != at and n not in left)
            source = next((n for n in sources if _hands_on(gifts[n], gift, name)), None)
            if source is None:
                break
            first = source
        else:
            left[at] = Left(Reason.ONWARD, first)


def _hands_on(source: Gift, gift: Gift, name: str) -> bool:
    if source.amount.currency != gift.amount.currency or gift.least > source.most or _is_later(source, gift):
        return False
    if any(party.name == name for party in source.fact.channels):
        return True
    if any(party.name == name and party.kind in _GO_BETWEENS for party in source.fact.recipients):
        return True
    return (source.amount.value, source.amount.low) == (gift.amount.value, gift.amount.low)


def _find_inside(gifts: Sequence[Gift], left: dict[int, Left]) -> dict[int, list[int]]:
    """Return for each total what is a part of it or may lie in it, in order."""
    inside: dict[int, list[int]] = defaultdict(list)
    at_id = {(gift.record, gift.fact.id): at for at, gift in enumerate(gifts)}
    by_name: dict[str, set[int]] = defaultdict(set)
    for at, gift in enumerate(gifts):
        if gift.fact.part_of:
            total = at_id.get((gift.record, gift.fact.part_of))
            if total is not None and not _is_unusable(left, total):
                inside[total].append(at)
        for name in gift.givers | gift.takers:
            by_name[name].add(at)
    for at, gift in enumerate(gifts):
        if gift.fact.scope is Scope.CUMULATIVE and not _is_unusable(left, at):
            known = set(inside[at])
            near: Iterable[int] = set().union(*(by_name[name] for name in gift.givers | gift.takers)) - known
            inside[at] += [n for n in near if not _is_unusable(left, n) and _may_hold(gifts, at, n)]
            inside[at].sort()
    return {at: parts for at, parts in inside.items() if parts}


def _is_unusable(left: dict[int, Left], at: int) -> bool:
    return at in left and left[at].reason in _UNUSABLE


def _may_hold(gifts: Sequence[Gift], at: int, other: int) -> bool:
    """Tell whether the cumulative gift number *at* may hold the one numbered *other*."""
    total, part = gifts[at], gifts[other]
    if at == other or total.amount.currency != part.amount.currency or part.least > total.most:
        return False
    if part.fact.scope is Scope.CUMULATIVE and (total.most, total.least, -at) < (
        part.most,
        part.least,
        -other,
    ):
        return False
    # A part of another total is judged with that one.
    if part.fact.part_of and part.record == total.record:
        return False
    if _is_later(part, total):
        return False
    if total.record == part.record and not _may_be_among(part.fact.donors, total.fact.donors):
        return False
    if total.record != part.record and total.givers and part.fact.donors and not part.givers:
        return False  # 一名爱心人士 of another page is not the 商会 whose total it is
    pairs = ((total.givers, part.givers), (total.takers, part.takers))
    return all(not a or not b or a & b for a, b in pairs)


def _may_be_among(some: Sequence[Party], all_: Sequence[Party]) -> bool:
    """Tell whether unnamed groups of one page may be one: 教师 are not 学生, but both are of 社会各界."""
    if not some or not all_ or any(party.named for party in (*some, *all_)):
        return True
    names = {party.name for party in all_}
    return any(party.name in names for party in some) or any(_PUBLIC.search(name) for name in names)


def _is_later(gift: Gift, other: Gift) -> bool:
    """Tell whether *gift* was given after *other*, as far as both dates go."""
    if not gift.fact.date or not other.fact.date:
        return False
    length = min(len(gift.fact.date.value), len(other.fact.date.value))
    return gift.fact.date.value[:length] > other.fact.date.value[:length]


def _is_part(part: Gift, total: Gift) -> bool:
    return part.record == total.record and part.fact.part_of == total.fact.id


def add_up(gifts: Iterable[Gift]) -> tuple[Decimal, Decimal | None, Decimal | None, int]:
    """Return the lower bound, the upper bound, the sum as said, and how many sums are only about right."""
    low, high, said, about = Decimal(0), Decimal(0), Decimal(0), 0
    bounded = told = True
    with localcontext(prec=DIGITS):
        for gift in gifts:
            low += gift.least
            high += gift.amount.high or 0
            said += gift.amount.value or 0
            bounded = bounded and gift.amount.high is not None
            told = told and gift.amount.value is not None
            about += gift.amount.modifier is Modifier.ABOUT
    return low, high if bounded else None, said if told else None, about
