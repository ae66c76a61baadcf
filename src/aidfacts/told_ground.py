"""Where something was put up for others, as the sentences before tell it: the place that a paragraph is about gets it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from aidfacts.frames.owned import find_owner
from aidfacts.lexicon.gazetteer import Level, load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_PUTS_UP = frozenset(["援建"])  # what is built for others stands where they are; 捐建 may be told of a house
_THIS = compile_late(r"[这该此]")
# 从|明屿|出发, 来自|明屿|的工程师, 据|明屿|日报: where somebody or something comes from
_COMES_FROM = ("从", "自", "据", "驻", "赴", "离开", "返回", "回到", "出生于")
_ABROAD = ("中国", "中国政府")


def with_ground(text: str, frame: Frame, mentions: Iterable[Mention]) -> Frame:
    """
    Return *frame*, of something put up, with the place told last before it in its paragraph where nobody else gets it.

    禾川县地处高原。如今,由明屿市援建的医院投入使用: the county gets it. Who gives abroad gives to no place at home.
    A house of which the next sentence says who put it up is the thing: 老挝见山学院昨日移交。明屿市援建的这所学院…
    """
    if frame.trigger.word not in _PUTS_UP or frame.objects is None or not frame.objects.items:
        return frame
    told = [m for m in mentions if m.span.end <= frame.trigger.span.start]
    frame = _as_house(text, frame)
    if frame.recipients:
        return frame
    abroad = any(m.name in _ABROAD for m in frame.donors)
    givers = {m.name for m in frame.donors} | {m.text for m in frame.donors}
    for place in reversed(told):
        if place.kind is not PartyKind.PLACE or not place.named or place.anaphor is not None:
            continue
        if place.name in givers or text.endswith(_COMES_FROM, 0, place.span.start):
            continue
        if not (abroad and _is_at_home(place)):
            return evolve(frame, recipients=(place,)).because("discourse/ground")
    return frame


def _as_house(text: str, frame: Frame) -> Frame:
    """Return *frame* with the house told before as what was put up, where it points at it: 这所|学院."""
    item = frame.objects.items[0] if frame.objects else None
    house = frame.recipients[0] if len(frame.recipients) == 1 else None
    if item is None or house is None or house.kind is PartyKind.PLACE or frame.objects is None:
        return frame
    points = _THIS.search(text, frame.trigger.span.end, item.span.end) is not None
    if not points or house.span.end > frame.trigger.span.start or not house.text.endswith(item.name):
        return frame
    edge = find_owner(text, house.span, lands=True)
    owner = _place(text, Span(house.span.start, edge)) if edge else ()
    things = (evolve(item, name=house.name), *frame.objects.items[1:])
    return evolve(frame, recipients=owner, objects=evolve(frame.objects, items=things))


def _place(text: str, span: Span) -> Sequence[Mention]:
    name = span.cut(text)
    return (Mention(span, name, name, PartyKind.PLACE),)


def _is_at_home(place: Mention) -> bool:
    land = load_gazetteer().read(place.name, 0, len(place.name))
    return land is not None and land.divisions[0].level is not Level.COUNTRY
