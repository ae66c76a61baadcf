"""Reads a number that stands without its noun, since the gift before told the thing: 甲捐赠图书500册,乙捐赠|300册|."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.elements import Element
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Form, Item
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Quantity
from aidfacts.model.span import Span

COUNTED_ALIKE = "objects/counted_alike"
_GIVES = (FrameKind.GIVE, FrameKind.PLEDGE)
# 捐了近|300册, 捐赠共计|300册
_BEFORE = compile_late("[了出]?(?:共计?|合计|约|近|超过?|逾)?")
_ENDS = compile_late(r"[,、。;!)\n]|$")


def name_counted(text: str, frames: Sequence[Frame], elements: Sequence[Element]) -> list[Frame]:
    """Return the *frames* of a sentence, each bare number with the thing that the last one before counts by its unit."""
    named: list[Frame] = []
    counted: dict[str | None, Item] = {}
    for frame in frames:
        told = frame if frame.objects else _with_thing(text, frame, counted, elements)
        for item in told.objects.items if told.objects else ():
            if item.quantity is not None:
                counted[item.quantity.unit] = item
        named.append(told)
    return named


def _with_thing(
    text: str, frame: Frame, counted: dict[str | None, Item], elements: Sequence[Element]
) -> Frame:
    count = _bare_count(text, frame, elements) if counted and frame.kind in _GIVES else None
    thing = counted.get(count.unit) if count is not None else None
    if count is None or thing is None:
        return frame
    objects = Objects(
        span=count.span, items=(Item(thing.name, count.text, count.span, count),), form=Form.GOODS
    )
    clause = Span(frame.clause.start, max(frame.clause.end, count.span.end))
    return evolve(frame, objects=objects, clause=clause).because(COUNTED_ALIKE)


def _bare_count(text: str, frame: Frame, elements: Sequence[Element]) -> Quantity | None:
    """Return the number that is all there is behind a verb."""
    start = frame.trigger.span.end
    count = next((e for e in elements if isinstance(e, Quantity) and e.span.start >= start), None)
    if count is None or count.unit is None or not _BEFORE.fullmatch(text, start, count.span.start):
        return None
    return count if _ENDS.match(text, count.span.end) else None
