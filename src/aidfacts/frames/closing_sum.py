"""Reads the sum that closes a row of gifts in one sentence: 锦澄集团捐赠8万元,远樵科技捐赠5万元,共计13万元."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.distribution import distribute
from aidfacts.frames.elements import Element
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Form
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount
from aidfacts.model.span import Span

# ,共计|16万元 ,爱心捐款合计|29万元
_CLOSES = compile_late(
    r"[,;、](?:爱心|社会|现场|捐款|善款|款项|资金|捐赠|捐资|款物|金额|总额)*(?:共计|合计|总计|累计|合共|总共|一共|共)(?:捐款|捐赠|捐资|善款|达|为|人民币)*$"
)
# 捐款5万元|,并捐赠|图书500册,共计13万元
_AND_GIVES = compile_late(
    r"(?:现金|善款)?[,，、]?(?:并|还|又|另|也|同时|以及|此外|另外|再|向[^,。;]{2,12}|为[^,。;]{2,12})*"
)
MAX_LEAD = 16  # characters of ,爱心捐款共计 before the sum
_PARTS = (FrameKind.GIVE, FrameKind.PLEDGE)
_TAKING = (FrameKind.GIVE, FrameKind.RECEIVE, FrameKind.RAISE)
CLOSING = "objects/closing_sum"
BOTH = "objects/cash_and_goods"


def join_both(text: str, frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """
    Return *frames* with cash and goods as one gift where the words behind the goods tell what both come to.

    捐款5万元,并捐赠图书500册,款物合计13万元; what is less than the cash, or told as the worth of the goods, is theirs.
    """
    joined: list[Frame] = []
    for frame in frames:
        cash = joined[-1].objects if joined else None
        goods = frame.objects
        if (
            cash is None
            or goods is None
            or not _sums_both(cash, goods)
            or not _same_act(text, joined[-1], frame)
        ):
            joined.append(frame)
            continue
        both = evolve(
            goods,
            items=(*cash.items, *goods.items),
            cash=cash.cash,
            sums=cash.sums,
            amount=goods.total,
            form=Form.MIXED,
        )
        before = joined.pop()
        whole = evolve(before, objects=both, clause=Span(before.clause.start, frame.clause.end))
        joined.append(whole.because(*frame.rules, BOTH))
    return tuple(joined)


def _sums_both(cash: Objects, goods: Objects) -> bool:
    """Tell whether the total told with *goods* is that of both."""
    money, total, worth = cash.amount, goods.total, goods.goods_value
    if money is None or total is None or goods.sums or not (goods.items or goods.goods_value):
        return False
    if any(item.quantity or money.span not in item.span for item in cash.items):
        return False  # 慰问金5万元 names the cash; 图书500册 is a thing of its own
    if money.value is None or total.value is None or money.per or money.currency != total.currency:
        return False
    if worth is None or worth is total:
        return money.value < total.value
    return worth.value is not None and money.value + worth.value == total.value


def _same_act(text: str, before: Frame, frame: Frame) -> bool:
    """Tell whether nothing but 并 or 还 leads from the cash to the goods, of one giver to one receiver."""
    if before.kind not in _TAKING or frame.kind not in _TAKING or before.objects is None:
        return False
    if before.status != frame.status:
        return False
    for mine, theirs in ((before.donors, frame.donors), (before.recipients, frame.recipients)):
        if theirs and {m.name for m in mine} != {m.name for m in theirs}:
            return False
    return _AND_GIVES.fullmatch(text, before.objects.span.end, frame.trigger.span.start) is not None


def add_closing_sum(text: str, frames: Sequence[Frame], elements: Sequence[Element]) -> tuple[Frame, ...]:
    """
    Return *frames* with a frame more for what the gifts of several came to, where the words behind the last tell it.

    Only a sum that the parts add up to exactly closes them; the gift that it stands behind keeps its own.
    """
    parts = [frame for frame in frames if _sum_of(frame) is not None]
    if len(parts) < 2 or not all(_is_part(frame) for frame in parts):
        return tuple(frames)
    *before, last = parts
    closing = _sum_of(last)
    if closing is not None and len(before) > 1 and _find_total(text, before[-1], (closing,)) is not None:
        # ,共计捐赠|8万元, ,爱心捐款共计|29万元: a giving word of its own stands in what closes
        told = [frame for frame in frames if frame is not last]
    else:
        last = _with_own_sum(last)
        before.append(last)
        closing = _find_total(text, last, elements)
        told = [last if frame is parts[-1] else frame for frame in frames]
    if closing is None or not _adds_up(
        [single for part in before for single in distribute(text, part)], closing
    ):
        return tuple(frames)
    whole = evolve(
        last,
        clause=closing.span,
        donors=_union([part.donors for part in before]),
        recipients=_union([part.recipients for part in (*before, last)]),
        objects=Objects(span=closing.span, amount=closing, cash=closing, sums=(closing,), form=Form.CASH),
        scope="cumulative",
    ).because(CLOSING)
    told = [evolve(each, recipients=each.recipients or whole.recipients) for each in told]
    return (*told, whole)


def _is_part(frame: Frame) -> bool:
    """Tell whether a frame is one gift of several: 收到|锦澄集团|捐款50万元 has its giver as well, and so has 商会|出资5000元."""
    own = frame.kind is FrameKind.RECEIVE or frame.trigger.word in ("出资", "拿出")
    return frame.kind in _PARTS or (own and bool(frame.donors))


def _sum_of(frame: Frame) -> Amount | None:
    """Return the first sum of money that a frame tells."""
    return frame.objects.sums[0] if frame.objects is not None and frame.objects.sums else None


def _with_own_sum(frame: Frame) -> Frame:
    """Return *frame* without the sum that its phrase closes with."""
    objects, own = frame.objects, _sum_of(frame)
    if objects is None or own is None or objects.total is None or objects.items:
        return frame
    return evolve(
        frame,
        clause=Span(frame.clause.start, own.span.end),
        objects=evolve(objects, span=own.span, amount=own, cash=own, sums=(own,), total=None),
    )


def _find_total(text: str, part: Frame, elements: Sequence[Element]) -> Amount | None:
    """Return the sum next behind that of *part*, where words of summing up lead in it."""
    own = _sum_of(part)
    for amount in elements:
        if own is not None and isinstance(amount, Amount) and amount.span.start > own.span.end:
            at = amount.span.start
            closes = _CLOSES.search(text, max(own.span.end, at - MAX_LEAD), at) is not None
            return amount if closes else None
    return None


def _adds_up(singles: Sequence[Frame], total: Amount) -> bool:
    sums = [_sum_of(single) for single in singles]
    values = [each.value for each in sums if each is not None and each.currency == total.currency]
    return len(values) == len(singles) and sum(value for value in values if value is not None) == total.value


def _union(rows: Sequence[tuple[Mention, ...]]) -> tuple[Mention, ...]:
    """Return who stands in any of *rows*, once each."""
    found: dict[str, Mention] = {}
    for row in rows:
        for mention in row:
            found.setdefault(mention.name, mention)
    return tuple(found.values())
