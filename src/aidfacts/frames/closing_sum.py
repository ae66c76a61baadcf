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
    r"[,;、](?:爱心|社会|现场|捐款|善款|款项|资金|捐赠|捐资|款物|金额|总额)*(?:共计|合计|总计|累计|合共|总共|共)(?:捐款|捐赠|捐资|善款|达|为|人民币)*$"
)
MAX_LEAD = 16  # characters of ,爱心捐款共计 before the sum
_PARTS = (FrameKind.GIVE, FrameKind.PLEDGE)
CLOSING = "objects/closing_sum"


def add_closing_sum(text: str, frames: Sequence[Frame], elements: Sequence[Element]) -> tuple[Frame, ...]:
    """
    Return *frames* with a frame more for what the gifts of several came to, where the words behind the last tell it.

    Only a sum that the parts add up to exactly closes them; the gift that it stands behind keeps its own.
    """
    parts = [frame for frame in frames if _sum_of(frame) is not None]
    if len(parts) < 2 or any(frame.kind not in _PARTS for frame in parts):
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
