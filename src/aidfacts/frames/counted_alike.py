"""Reads a number that stands without its noun, since the gift before told the thing: 甲捐赠图书500册,乙捐赠|300册|."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.elements import Element
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Form, Item
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.objects import Ignored, Objects
from aidfacts.model.quantity import Quantity
from aidfacts.model.span import Span

COUNTED_ALIKE = "objects/counted_alike"
NO_NOUN = "no noun"
_GIVES = (FrameKind.GIVE, FrameKind.PLEDGE, FrameKind.DELIVER, FrameKind.RECEIVE)
# 捐了近|300册, 捐赠共计|300册, 捐赠已达|300册
_BEFORE = compile_late("[了出]?(?:总数|已)*(?:共计?|合计|约|近|超过?|逾|达到?了?)?")
_BROUGHT = compile_late("[送捐寄赠]|[获受][赠捐]|资助")  # 又送来|30台; leaves 运抵300吨
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
    if frame.kind not in _GIVES or not _BROUGHT.match(frame.trigger.word):
        return frame
    count = _bare_count(text, frame, elements)
    if count is None:
        return frame
    thing = counted.get(count.unit)
    if thing is None:  # a sentence before may tell the noun: 捐赠电脑20台。随后又捐赠了|15台
        return evolve(frame, objects=Objects(span=count.span, ignored=(Ignored(count, NO_NOUN),)))
    return count_thing(frame, count, thing.name)


def count_thing(frame: Frame, count: Quantity, name: str) -> Frame:
    """Return *frame* with so many of the thing called *name* as what is given."""
    items = (Item(name, count.text, count.span, count),)
    clause = Span(frame.clause.start, max(frame.clause.end, count.span.end))
    objects = Objects(span=count.span, items=items, form=Form.GOODS)
    return evolve(frame, objects=objects, clause=clause).because(COUNTED_ALIKE)


def count_without_noun(frame: Frame) -> Quantity | None:
    """Return the number of *frame* that waits for its noun, None where it has none."""
    told = frame.objects.ignored if frame.objects is not None and not frame.objects else ()
    figure = told[0].figure if len(told) == 1 and told[0].reason == NO_NOUN else None
    return figure if isinstance(figure, Quantity) else None


def _bare_count(text: str, frame: Frame, elements: Sequence[Element]) -> Quantity | None:
    """Return the number that is all there is behind a verb."""
    start = frame.trigger.span.end
    count = next((e for e in elements if isinstance(e, Quantity) and e.span.start >= start), None)
    if count is None or count.unit is None or not _BEFORE.fullmatch(text, start, count.span.start):
        return None
    return count if _ENDS.match(text, count.span.end) else None
