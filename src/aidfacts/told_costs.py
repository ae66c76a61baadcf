"""What later words say that a giver spent on the things he gave: 商会捐建了图书室。商会为此投入资金18万元."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.span import Span
from aidfacts.quantity import read_figures
from aidfacts.quantity.goods import read_objects
from aidfacts.told_later import Gift
from aidfacts.told_things import Cut

# 公司|为此投入, 周砚秋前后共|为此出资
_SPENT = compile_late(
    r"(?:(?<=[,。;:])|\A)(?P<who>[^,。;:]{0,20}?)(?:前后|先后)?(?:[总一]?共|累计|合计|已|还)?为此(?:前后|先后|[总一]?共|累计|合计|已经?|还)*"
    r"(?:投入|投资|出资|捐资|花费|花去|花了|花|耗资|斥资|支出|支付|拿出)了?"
)
_OF_MONEY = compile_late(r"(?:资金|款|金)$")
_POINTS = compile_late(r"^[该本我此其他她]们?")
_HOUSES = frozenset(["公司", "企业", "集团", "商会", "协会", "学会", "基金会", "单位", "工厂", "学校"])
NEAR_BLOCKS = 1  # paragraphs between a gift and what it cost


def with_cost(text: str, gift: Gift, stretch: Span, block: int, cut: Cut, currency: str) -> tuple[Gift, int]:
    """
    Return *gift* with what a later *stretch* says that its giver spent on it, and where the words of that end.

    Where it says nothing of the kind the gift comes back as it was, with the start of the stretch.
    """
    objects, donors = gift.frame.objects, gift.frame.donors
    untold = objects is not None and bool(objects.items) and objects.amount is None and not objects.sums
    untold = untold and "为此" in text[stretch.start : stretch.end]
    if objects is None or not untold or not donors or block - gift.sentence.block > NEAR_BLOCKS:
        return gift, stretch.start
    for told in _SPENT.finditer(text[stretch.start : stretch.end]):
        if not _is_giver(told["who"], [m.name for m in donors]):
            continue
        after = Span(stretch.start + told.end(), stretch.end)
        read = read_objects(text, after, read_figures(text, after.start, after.end, currency=currency), cut)
        cost = read.amount
        if cost is None or cost.per is not None:
            continue
        money = tuple(item for item in read.items if _OF_MONEY.search(item.name))
        whole = evolve(objects, items=(*objects.items, *money), amount=cost, goods_value=cost)
        return evolve(gift, frame=evolve(gift.frame, objects=whole).because("objects/cost")), read.end
    return gift, stretch.start


def _is_giver(who: str, donors: Sequence[str]) -> bool:
    """Tell whether who spent something is one of *donors*, by his name, a part of it (公司), a pronoun or nobody told."""
    rest = _POINTS.sub("", who)
    return not rest or rest in _HOUSES or any(rest in name or name in rest for name in donors)
