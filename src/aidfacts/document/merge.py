"""Merges what is told twice: headline, lead, body and caption of one gift are one fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from aidfacts.document.agree import (
    amounts_agree,
    fuller,
    is_class,
    is_cut_short,
    is_same_count,
    items_agree,
)
from aidfacts.document.near import Told
from aidfacts.model.fact import Donation, Form, Party, PartyKind, Scope, Status
from aidfacts.model.frame import Draft
from aidfacts.model.quantity import Amount, Modifier
from aidfacts.model.source import BlockKind
from aidfacts.model.values import evolve

Same = Callable[[Party, Party], bool]
SPENT = 30  # characters between a sum and the things bought of it
ODD = 4  # digits that are not closing zeros, from which on a sum is told of one gift only
_AND_THEN = re.compile(
    r";|另[有外收接]|后又|之后|此后|次年|次日|[去前今]年|\d[年月]"
)  # what stands between two acts of one giver
# 用这笔钱购买了, 用所筹善款采购
_WITH_THE_SUM = re.compile(
    r"(?:用|将|把|以)(?:这|该|此|所|募|筹|上述|全部|义卖|善款|捐款)[^,。;]{0,10}?(?:钱|款|资金|收入|所得)?[^,。;]{0,8}?(?:购买|采购|购置|购得|买|添置|定制|兑换成|换成)"
)
_OPENS = re.compile(r"仪式[^,。;]{0,12}(?:举行|举办|开展)")
# 据了解,此次捐赠共计…: says in full what was told in short before
_THIS_TIME = re.compile(
    r"(?:据(?:悉|了解|介绍|统计)[,:]?)?(?:此次|本次|这次|此番|该次)[^,。;]{0,10}(?:捐|赠|送|资助|援助)"
)
_EARLIER = re.compile(r"曾[^,。;]|此前|[去前]年|早在|上次")  # 2021年,集团曾捐赠呼吸机2台: another time
_CEREMONY = re.compile(r"仪式|活动")
# 此外,公司还向学校捐赠了体育用品: one more gift, however little it tells
_BESIDES = re.compile(r"此外|另外|除此|还(?:[向为给捐赠送将]|特意|专门|特地)|又(?:[向为给捐赠送]|专门)")
# The verbs of money that things are got for
_PAYING = ("triggers/投入", "triggers/出资", "triggers/斥资", "triggers/花费", "triggers/筹", "triggers/自费")
_FRAMING = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.CAPTION)


def merge_drafts(drafts: Sequence[Draft], same: Same) -> tuple[Draft, ...]:
    """
    Return *drafts* with retellings merged, in text order; each keeps all its evidence.

    Two drafts are one gift where givers and receivers agree, money and things agree or are told by one only, and
    the words leave no second act open. Blind to order, and merging twice changes nothing.
    """
    # Rich ones first: a bare headline joins the body's gift and not the other way round.
    order = sorted(range(len(drafts)), key=lambda at: (-_richness(drafts[at]), at))
    kept: list[tuple[int, Draft]] = []
    prose, rows = Told(), Told()  # where in *kept* the gifts of running text and of rows of lists stand
    for at in order:
        draft = drafts[at]
        # Two rows of a list are two gifts, however alike; ten thousand of them are not compared with one another.
        row = _is_row(draft)
        places = prose.near(at) if row else [*prose.near(at), *rows.near(at)]
        fits = [place for place in places if _is_retelling(draft, kept[place][1], same)]
        if fits:
            # A caption belongs to the paragraph beside it before one further away.
            place = min(fits, key=lambda place: (abs(kept[place][1].paragraph - draft.paragraph), place))
            first, other = kept[place]
            kept[place] = (min(first, at), _join(other, draft))
        else:
            (rows if row else prose).add(at, len(kept))
            kept.append((at, draft))
    return tuple(draft for _, draft in sorted(kept, key=lambda pair: pair[0]))


def _is_row(draft: Draft) -> bool:
    return "lists/row" in draft.fact.rules


def _richness(draft: Draft) -> int:
    fact = draft.fact
    score = (
        4 * (fact.amount is not None) + 2 * sum(1 for item in fact.items if item.quantity) + len(fact.items)
    )
    score += len(fact.donors) + len(fact.recipients) - len(draft.filled)
    return (
        2 * score
        - 6 * (draft.block in _FRAMING)
        + (fact.amount is not None and fact.amount.modifier is Modifier.EXACT)
    )


def _is_retelling(poor: Draft, rich: Draft, same: Same) -> bool:
    a, b = poor.fact, rich.fact
    if a.date is not None and b.date is not None and a.date.value[:4] != b.date.value[:4]:
        return False
    if (
        _completes(poor, rich, same)
        or _buys(poor, rich)
        or _buys(rich, poor)
        or _is_rate(poor, rich, same)
        or _is_same_figure(poor, rich, same)
    ):
        return True
    empty = a.amount is None and not a.items
    teaser = a.amount is None and bool(a.items) and is_class(a.items)
    if (
        poor.sentence == rich.sentence
        and poor.block is rich.block
        and not _equal_things(a, b)
        and not empty
        and not teaser
    ):
        return False
    framing = poor.block in _FRAMING or rich.block in _FRAMING
    donors = _agree(a.donors, b.donors, same, "donors" in poor.filled or "donors" in rich.filled)
    recipients = _agree(
        a.recipients, b.recipients, same, "recipients" in poor.filled or "recipients" in rich.filled
    )
    if framing and donors and recipients is None and amounts_agree(a.amount, b.amount):
        recipients = _abbreviate(a.recipients, b.recipients) or None
    bare = a.amount is None and all(item.quantity is None for item in a.items)
    bare = bare or teaser
    if teaser and not framing and _is_one_more(poor, rich):
        return False
    if framing and bare and 0 < rich.paragraph - poor.paragraph <= 1:
        # The headline of the very paragraph: 明屿企业为禾川群众捐赠物资, where the body names 禾川县红十字会
        donors = donors or _share_opening(a.donors, b.donors) or donors
        recipients = recipients or _share_opening(a.recipients, b.recipients) or recipients
    if (
        bare
        and donors is not None
        and recipients is not None
        and _is_vague(poor)
        and any(p.named for p in b.donors)
    ):
        # 爱心企业捐赠抗疫物资, where the body names the one company
        loose = not a.items or is_class(a.items) or bool(items_agree(a.items, b.items))
        if loose and (framing or _CEREMONY.search(" ".join(each.text for each in a.evidence))):
            return True
    held = bare and recipients and any(_OPENS.search(each.text) for each in a.evidence)
    if held and (donors or (donors is not None and _tells_this(rich))):
        return True  # 锦澄集团向县医院捐赠设备仪式在京举行: the ceremony of the gift told in full
    opening = empty and poor.sentence == rich.sentence and bool(recipients)
    if (
        (donors is None or recipients is None)
        and not opening
        and not (framing and bare and (donors or recipients))
    ):
        # A bare headline that agrees in one role tells of the same gift, in looser words.
        return False
    amounts = amounts_agree(a.amount, b.amount)
    if amounts is None and poor.block in _FRAMING and is_cut_short(a.amount, b.amount):
        amounts = True
    if amounts is None:
        return False
    items = items_agree(a.items, b.items)
    counted = framing and is_same_count(a.items, b.items)
    if items is None and counted:
        items = True  # 捐赠50辆爱心助学车 over 捐赠了50辆助学电动车
    if items is None:
        return False
    if empty and poor.sentence == rich.sentence and (donors or recipients):
        # 到今日,我校为灾区捐款:学生8万元、教师5万元: the opening names no gift of its own
        return True
    if amounts and framing and _is_vague(poor) and donors is not None:
        return True  # 九旬老人捐款近6000万, where the body tells his name
    if a.scope is not b.scope and not (amounts and donors):
        return False
    if framing:
        titled = counted and BlockKind.TITLE in (poor.block, rich.block)
        items = items and (titled or abs(rich.paragraph - poor.paragraph) <= 1)
        return bool(amounts or items or donors or recipients)
    if amounts:
        return bool(donors or recipients or items)
    near = poor.paragraph == rich.paragraph
    if items and donors and (recipients or near):
        return True
    numbered = items and all(item.quantity for item in (*a.items, *b.items))
    if numbered and recipients and near and not (a.donors and b.donors):
        return True  # 3台呼吸机运抵县医院。这批呼吸机由锦澄集团捐赠
    earlier = any(_EARLIER.search(each.text) for each in b.evidence)
    if bare and near and a.items and is_class(a.items) and not earlier:
        # 捐赠救灾物资,其中甲公司帐篷60顶: the class is told first, the things after
        return bool(donors or recipients)
    if near and b.amount is None and b.items and is_class(b.items) and _tells_this(poor):
        return bool(donors or recipients)  # 捐赠教学设备。此次共捐赠电脑60台
    return bare and (not a.items or bool(items)) and near and bool(donors)


def _tells_this(draft: Draft) -> bool:
    return any(_THIS_TIME.match(each.text) for each in draft.fact.evidence)


def _is_one_more(poor: Draft, rich: Draft) -> bool:
    """Tell whether the later of two drafts says by its words that it adds to what was given: 此外,还捐赠了体育用品."""
    later = max((poor, rich), key=lambda draft: draft.sentence)
    return poor.sentence != rich.sentence and any(_BESIDES.search(each.text) for each in later.fact.evidence)


def _abbreviate(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Tell whether a name of one row has the characters of one of the other in their order: 上海交大, 上海交通大学."""
    return any(
        p.name[0] == q.name[0] and (_is_within(p.name, q.name) or _is_within(q.name, p.name))
        for p in a
        for q in b
    )


def _is_within(short: str, name: str) -> bool:
    rest = iter(name)
    return len(short) > 2 and all(character in rest for character in short)


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
    if _AND_THEN.search(_between(cash, goods)):
        return False  # 她捐水车两辆;县里建敬老院,她捐资40万元
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
    if one.amount.per in ("year", "month", "day") or _above(one.amount, whole.amount):
        return False
    return not any(
        _agree(getattr(one, role), getattr(whole, role), same, role in poor.filled or role in rich.filled)
        is None
        for role in ("donors", "recipients")
    )


def _above(a: Amount, b: Amount) -> bool:
    return a.value is not None and b.value is not None and a.value >= b.value


def _is_same_figure(poor: Draft, rich: Draft, same: Same) -> bool:
    """
    Tell whether two drafts tell one odd sum, which hardly two givers give: 97.82万元 in lead and body.

    A round one (5万元) tells nothing. Parties that both texts tell themselves must not exclude each other.
    """
    a, b = poor.fact.amount, rich.fact.amount
    if (
        a is None
        or b is None
        or a.value is None
        or a.value != b.value
        or (a.per, a.currency) != (b.per, b.currency)
    ):
        return False
    if (
        len(a.value.normalize().as_tuple().digits) < ODD
        or items_agree(poor.fact.items, rich.fact.items) is None
    ):
        return False
    return not any(
        _agree(
            getattr(poor.fact, role),
            getattr(rich.fact, role),
            same,
            role in poor.filled or role in rich.filled,
        )
        is None
        for role in ("donors", "recipients")
    )


def _is_vague(draft: Draft) -> bool:
    """Tell whether a draft names nobody who gives, or only a kind of givers: 爱心企业, 社会各界."""
    return not any(party.named for party in draft.fact.donors)


def _equal_things(a: Donation, b: Donation) -> bool:
    if a.amount is not None and b.amount is not None and a.amount.span == b.amount.span:
        return True
    # 捐款援建希望小学: both verbs have the one object
    return bool({item.span for item in a.items} & {item.span for item in b.items})


def _agree(a: Sequence[Party], b: Sequence[Party], same: Same, filled: bool) -> bool | None:
    """Tell whether two rows of parties share one (True), leave it open (False) or exclude each other (None)."""
    if not a or not b:
        return False
    if any(same(p, q) or are_near(p, q) for p in a for q in b):
        return True
    if filled or not any(p.named for p in a) or not any(q.named for q in b):
        return False
    return None


def are_near(a: Party, b: Party) -> bool:
    """Tell whether one name is a place or office that holds the other: 知木林镇 and 黑水县知木林人民政府."""
    for one, other in ((a, b), (b, a)):
        stem = one.name.rstrip("省市县区镇乡村") if one.kind is PartyKind.PLACE else one.name
        if len(stem) > 2 and PartyKind.PERSON in (one.kind, other.kind):
            stem = stem.removeprefix("小")  # 小禾苗 and 禾苗父亲
        if len(stem) >= 2 and stem in other.name:
            return True
    return False


def _share_opening(a: Sequence[Party], b: Sequence[Party]) -> bool:
    return any(p.name[:2] == q.name[:2] and len(p.name) > 2 for p in a for q in b)


def _join(rich: Draft, poor: Draft) -> Draft:
    a, b = rich.fact, poor.fact
    evidence = tuple(sorted({*a.evidence, *b.evidence}, key=lambda e: (e.span.start, e.span.end)))
    donors = _choose(rich, poor, "donors")
    recipients = tuple(p for p in _choose(rich, poor, "recipients") if p.name not in {d.name for d in donors})
    classes = is_class(a.items) and bool(b.items) and not is_class(b.items)
    items = a.items if a.items and not classes else b.items
    first = a if _place(a) <= _place(b) else b
    if rich.sentence == poor.sentence and (a.amount is None) != (b.amount is None) and a.items != b.items:
        items = tuple(sorted({*a.items, *b.items}, key=lambda item: (item.span.start, item.span.end)))
        form = _form_of(a, b)
        a = evolve(a, status=first.status, form=form)
    joined = evolve(
        a, donors=donors, recipients=recipients, channels=a.channels or b.channels, amount=fuller(a.amount, b.amount), items=items,
        date=a.date or b.date, purpose=a.purpose or b.purpose, beneficiaries=a.beneficiaries or b.beneficiaries,
        status=_join_status(rich, poor, a),
        evidence=evidence, rules=tuple(dict.fromkeys((*a.rules, *b.rules, "merge/retelling"))),
    )  # fmt: skip
    filled = frozenset(role for role in rich.filled if role in poor.filled or not getattr(b, role))
    return evolve(rich, fact=joined, filled=filled)


def _form_of(a: Donation, b: Donation) -> Form:
    """Return what money and goods told in one sentence are: 出资80万元,捐赠电脑200台 is goods, 捐款80万元,捐赠电脑200台 both."""
    if {a.form, b.form} != {Form.CASH, Form.GOODS}:
        return a.form
    cash = a if a.form is Form.CASH else b
    return Form.GOODS if any(rule.startswith(_PAYING) for rule in cash.rules) else Form.MIXED


def _join_status(rich: Draft, poor: Draft, fact: Donation) -> Status:
    """Return the status of a gift told twice: done where one says so, but a headline leaves 将 out."""
    a, b = fact.status, poor.fact.status
    framed = poor.block in _FRAMING and rich.block not in _FRAMING
    if a is Status.ONGOING or (framed and a is Status.PLANNED):
        return a
    return Status.COMPLETED if Status.COMPLETED in (a, b) else a


def _place(fact: Donation) -> int:
    return (
        fact.amount.span.start
        if fact.amount is not None
        else min((i.span.start for i in fact.items), default=0)
    )


def _choose(rich: Draft, poor: Draft, role: str) -> tuple[Party, ...]:
    mine: tuple[Party, ...] = getattr(rich.fact, role)
    other: tuple[Party, ...] = getattr(poor.fact, role)
    if not mine:
        return other
    if other and role in rich.filled and role not in poor.filled:
        return other
    guessed = (
        role in poor.filled and role not in rich.filled
    )  # 会员共捐款9万元 tells more than who acted before
    if other and not guessed and any(p.named for p in other) and not any(p.named for p in mine):
        return other
    return mine
