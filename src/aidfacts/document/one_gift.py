"""Says whether what two clauses tell makes up one gift: its cash and its goods, its sum and what was bought, its rate."""

from __future__ import annotations

from aidfacts.document.agree_parties import Same, roles_agree
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Donation, Scope
from aidfacts.model.frame import Draft
from aidfacts.model.quantity import Amount

MIN_HOUSE = 4  # characters of the name of a house: 沐白小学
SPENT = 30  # characters between a sum and the things bought of it
_RAISED = ("triggers/筹", "triggers/募")
# 筹得50万元|,并调集|帐篷80顶; leaves ,并购买|图书, which the sum paid for
_AND_SENDS = compile_late(r"[,;](?:并|还|又|同时|另)[^,。;购买]*$")
_AND_THEN = compile_late(
    r";|另[有外收接]|后又|后来|接着|(?:[又另再]|再次|再度)(?:出资|拿出|拨出|投入|斥资|追加)|[又还再][^,。;]{0,12}(?:[修兴新重扩]建|建[起成]|盖|修通|铺设|[修建铺打]了)|之后|此后|次年|次日|[去前今]年|\d[年月]"
)  # what stands between two acts of one giver
_LATER = compile_late(r"后来|此后|[次翌]年|多年后|再次|追加|[又还再][^,。;]{0,12}捐")
# 捐赠100万元,以每年|10万元|的方式; 捐赠500万元,分5年|,每年100万元
_SPREAD = compile_late(
    r"以每[年月][^,。;]{0,16}的?(?:方式|形式|标准)|分[\d一二三四五六七八九十两]+[年期批次]"
)
# 用这笔钱购买了, 用所筹善款采购
_WITH_THE_SUM = compile_late(
    r"(?:用|将|把|以)(?:这|该|此|所|募|筹|上述|全部|义卖|善款|捐款)[^,。;]{0,10}?(?:钱|款|资金|收入|所得)?[^,。;]{0,8}?(?:购买|采购|购置|购得|买|添置|定制|兑换成|换成)"
)


# 此次捐赠包括, 这批捐赠物品有, 捐赠物品包含, 此次捐赠的图书、文具均为: what a gift just told consists of
_CONSISTS = compile_late(
    r"^(?:“|据(?:悉|介绍|了解),?)?(?:(?:此次|本次|这次|[这该此]批|这些)[^,。;:]{0,12}?(?:捐赠|捐助|捐献|赠送|物[资品]|藏品)(?!仪式|活动)|(?:受|所)?捐赠?的?(?:物[资品]|藏品|展品|书籍|图书|作品))"
    r"(?:[^,。;:\d]{0,6}?(?:包括|包含|涵盖|含有?|中?有|主要[是为有]|为)|的(?=[^,。;:]{1,30}[、和]))"
)


def is_contents(draft: Draft) -> bool:
    """Tell whether a draft only spells out what a gift told before consists of: 此次捐赠包括小说、字典等."""
    fact = draft.fact
    if fact.amount is not None or not fact.items or not fact.evidence:
        return False
    counted = any(i.quantity is not None and i.quantity.unit not in ("种", "类", "余种") for i in fact.items)
    return not counted and _CONSISTS.match(fact.evidence[0].text) is not None


def _spells_out(told: Draft, gift: Draft, same: Same) -> bool:
    """Tell whether *told* spells out the goods of *gift*, which the same paragraph or the one before told."""
    if not is_contents(told) or not gift.fact.items or is_contents(gift):
        return False
    if not 0 <= told.paragraph - gift.paragraph <= 1 or told.sentence <= gift.sentence:
        return False
    return all(roles_agree(told, gift, role, same) is not None for role in ("donors", "recipients"))


def make_up_one(poor: Draft, rich: Draft, same: Same) -> bool:
    """Tell whether two drafts tell of one gift what belongs together, each a thing of its own."""
    return (
        _completes(poor, rich, same)
        or _spells_out(poor, rich, same)
        or _buys(poor, rich)
        or _buys(rich, poor)
        or _is_rate(poor, rich, same)
        or _pays_for_house(poor, rich, same)
    )


def _completes(a: Draft, b: Draft, same: Same) -> bool:
    """
    Tell whether one sentence tells cash and unvalued goods of one giver to one receiver: one gift.

    拨付救灾款50万元,调拨棉被1500床: the goods have no figure of their own, so the two are not added up.
    """
    if a.sentence != b.sentence or a.block is not b.block:
        return False
    cash, goods = (a.fact, b.fact) if a.fact.amount is not None else (b.fact, a.fact)
    if (
        cash.amount is None
        or goods.amount is not None
        or not goods.items
        or any(i.quantity for i in cash.items)
    ):
        return False
    ledger = cash.scope is goods.scope is Scope.CUMULATIVE and cash.rules[:1] == goods.rules[:1]
    if ledger and any(i.quantity for i in goods.items):
        return False  # 累计接收捐款62万元,接收口罩8万只: two lines of one ledger
    between = _between(cash, goods)
    if _AND_THEN.search(between):
        return False  # 她捐水车两辆;县里建敬老院,她捐资40万元
    if any(rule.startswith(_RAISED) for rule in cash.rules[:1]) and _AND_SENDS.search(between):
        return False  # 红十字会为灾区筹得50万元,并调集帐篷80顶运往灾区: what was raised is not what was sent
    pairs = [(cash.donors, goods.donors), (cash.recipients, goods.recipients)]
    if cash.donors and not cash.recipients and _spent(cash, goods):
        # 汇来15万元,资助县医院购买透析机: the receiver stands with what the money was for
        pairs = pairs[:1]
    return any(p for p, _ in pairs) and all(
        len(p) == len(q) and all(any(same(x, y) for y in q) for x in p) for p, q in pairs
    )


def _buys(cash: Draft, goods: Draft) -> bool:
    """
    Tell whether the goods of one sentence were bought with the money that one before it says was raised.

    校友们筹得善款3万元。10日,大家用这笔钱购买电脑6台,送到沐白小学: one gift of computers worth 30,000.
    """
    sums, things = cash.fact, goods.fact
    if cash.paragraph != goods.paragraph or cash.sentence >= goods.sentence or cash.block is not goods.block:
        return False
    if sums.amount is None or sums.items or things.amount is not None or not things.items:
        return False
    # What one gave may not be what was spent: 甲捐款5万元,乙捐款3万元。次日用善款购买大米200袋
    raised = sums.scope is Scope.CUMULATIVE
    return raised and any(_WITH_THE_SUM.search(each.text) for each in things.evidence)


def _between(cash: Donation, goods: Donation) -> str:
    """Return the words of the sentence between the sum of one gift and the things of the other."""
    if cash.amount is None or not cash.evidence:
        return ""
    told = next((each for each in cash.evidence if cash.amount.span in each.span), cash.evidence[0])
    ends = (cash.amount.span.end, max(item.span.end for item in goods.items))
    starts = (cash.amount.span.start, min(item.span.start for item in goods.items))
    return told.text[max(0, min(ends) - told.span.start) : max(0, max(starts) - told.span.start)]


def _spent(cash: Donation, goods: Donation) -> bool:
    return (
        cash.amount is not None
        and 0 <= min(i.span.start for i in goods.items) - cash.amount.span.end <= SPENT
    )


def _is_rate(poor: Draft, rich: Draft, same: Same) -> bool:
    """Tell whether one draft tells what each got and the other the whole: 每人5000元,共计30万元."""
    one, whole = (
        (poor.fact, rich.fact) if poor.fact.amount and poor.fact.amount.per else (rich.fact, poor.fact)
    )
    if (
        one.amount is None
        or one.amount.per is None
        or (one.items and whole.items)
        or poor.sentence != rich.sentence
    ):
        return False
    if whole.amount is None or whole.amount.per is not None or whole.amount.currency != one.amount.currency:
        return False
    # 每年资助10万元,今年资助3万元 are two: what each got, a year or a month, is no part of a whole told beside it.
    spread = any(_SPREAD.search(each.text) for each in one.evidence)
    if (one.amount.per in ("year", "month", "day") and not spread) or _above(one.amount, whole.amount):
        return False
    return not any(roles_agree(poor, rich, role, same) is None for role in ("donors", "recipients"))


def _pays_for_house(house: Draft, paid: Draft, same: Same) -> bool:
    """
    Tell whether *house* tells of a house that somebody built, to which he gave the sum that *paid* tells.

    周砚秋捐建的沐白小学落成。…周砚秋捐资300万元给沐白小学建校: one gift of 3 million.
    """
    built, money = house.fact, paid.fact
    if built.amount is not None or len(built.items) != 1 or built.items[0].quantity is not None:
        return False
    if money.amount is None or money.items or house.sentence == paid.sentence:
        return False
    if not built.donors or not roles_agree(house, paid, "donors", same):
        return False
    if any(_LATER.search(each.text) for each in money.evidence):
        return False  # 周砚秋捐建沐白小学。后来他又向沐白小学捐款30万元
    return any(is_house(built.items[0].name, party.name) for party in money.recipients)


def is_house(item: str, party: str) -> bool:
    """
    Tell whether a thing is the house of that name, told in full or in short.

    >>> is_house("禾川县沐白小学", "沐白小学"), is_house("教学楼", "沐白小学")
    (True, False)
    """
    return min(len(item), len(party)) >= MIN_HOUSE and (item.endswith(party) or party.endswith(item))


def _above(a: Amount, b: Amount) -> bool:
    return a.value is not None and b.value is not None and a.value >= b.value
