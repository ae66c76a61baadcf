"""Reads sums that one verb tells with a day or year each: 周砚秋历年捐的款:2016年5月3日,500元;2017年6月1日,800元."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.elements import Element
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Form
from aidfacts.model.frame import Frame, FrameKind, Trigger
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount
from aidfacts.model.span import Span

DATED = "series/dated"
_DATE = (
    r"(?:(?:19|20)\d\d年?(?:[-./]?\d{1,2}[月-](?:\d{1,2}日?)?)?|\d{1,2}月(?:\d{1,2}日)?|今年|去年|前年)"
    r"(?:年?底|年?初|春节|[上下]半年|\d{1,2}日)?"
)
_EACH = rf"(?:[头首第][一二三四五六七八九十]?[回次笔])?(?:是|在|于)?{_DATE}(?:[^,。;:、\d捐赠]{{0,8}}(?:地震|灾|疫情|校庆|台风|泥石流)[时后]?)?[,:]?(?:又|再|则|也|是|为|人民币|约|近|捐[款资赠出了]*)*$"
# 捐款:|2015年|5万元, 捐的款有|2015年|5万元, 捐款,|分别是2015年|5万元
_OPENS = compile_late(
    rf"[过了]?(?:[两三四五六七八九几\d]{{1,2}}[次回笔])?的?(?:款|钱)?(?:记录|情况|数额|明细|金额)?(?:分别)?(?:[是有为]|如下)*[:,]?(?:分别)?[是为有]?[:,]?{_EACH}"
)
_GOES_ON = compile_late(rf"[,;、。…]+(?:和|以及)?{_EACH}")
MIN_ROW = 2


def read_dated_row(text: str, frame: Frame, elements: Sequence[Element], limit: int) -> list[Frame]:
    """
    Return a frame for each sum behind the verb of *frame*, up to *limit*, that has a day or year of its own; () for one alone.

    先后捐款23万元,其中2015年5万元: parts of a total by time are no gifts apart, so the row must open behind the verb.
    """
    if frame.kind not in (FrameKind.GIVE, FrameKind.FUND) or not (frame.donors or frame.recipients):
        return []
    start = max(frame.trigger.span.end, *(m.span.end for m in frame.recipients), 0)
    row: list[Amount] = []
    for element in elements:
        if not start <= element.span.start < limit:
            continue
        if isinstance(element, Trigger) and not element.word.startswith("捐"):
            break
        if not isinstance(element, Amount):
            continue
        opened = (_GOES_ON if row else _OPENS).fullmatch(text, start, element.span.start)
        if opened is None or element.per is not None:
            break
        row.append(element)
        start = element.span.end
    if len(row) < MIN_ROW:
        return []
    return [
        _dated(frame, amount, frame.clause.start if at == 0 else amount.span.start)
        for at, amount in enumerate(row)
    ]


def _dated(frame: Frame, amount: Amount, start: int) -> Frame:
    """Return *frame* with *amount* as what is given, where it stands as the place whose date is nearest."""
    objects = Objects(span=amount.span, amount=amount, cash=amount, sums=(amount,), form=Form.CASH)
    trigger = evolve(frame.trigger, span=amount.span)
    told = evolve(
        frame,
        trigger=trigger,
        objects=objects,
        clause=Span(start, amount.span.end),
        status=None,
        scope="single",
    )
    return told.because(DATED)
