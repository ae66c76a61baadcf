"""In whose grounds a building stands that a giver paid for, as the sentences around tell it."""

from __future__ import annotations

from collections.abc import Iterable

from aidfacts.frames.owned import find_owner
from aidfacts.frames.stretches import BUILD
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.schools import whole_school
from aidfacts.model.fact import Item, PartyKind
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span
from aidfacts.model.values import evolve

_BUILDING = compile_late(r"(?:[楼馆堂院园亭塔阁舍场厅桥门廊]|教室|中心|大厦|体育场|“[^”]{2,12}”)$")
# 沐白大学|校园西部, 沐白大学|南校区; 位于明屿市城南路|沐白大学, 走进|沐白中学
_GROUNDS = compile_late(r"的?(?:[东西南北中新老本主]{0,2}校[园区内]|院内|内|里|本部)")
_LIES_IN = compile_late(
    r"(?:位于|坐落[于在]|地处|建[于在]|矗立[于在]|耸立[于在]|走[进入]|来到|漫步)[^,。;]{0,16}$"
)
# 见山楼是|沐白中学|的标志性建筑, 也是沐白中学|最早的教学楼
_HAS = compile_late(r"[^,。;]{0,12}(?:建筑物?|场馆|[楼馆堂院厅])(?=[,。;]|$)")
_FORMER = compile_late(r"前身(?:是|为|系)[^,。;]{0,20}$")  # 前身是|明屿书院|图书馆
MAX_LIES_IN = 24  # characters of such words with the street before a house
MAX_OF = 12  # characters between a house and its building: 沐白中学|现在的|思远堂
_SITES = (PartyKind.SCHOOL, PartyKind.HOSPITAL)
_SITE_NAMES = ("大学", "学院", "中学", "小学", "学校")
_KINDS = (FrameKind.GIVE, FrameKind.FUND)


def with_site(text: str, frame: Frame, mentions: Iterable[Mention]) -> Frame:
    """
    Return *frame* with the school or hospital in whose grounds the one building of it stands, where nobody gets it.

    在沐白大学校园西部,有一座小楼。见山楼由周砚秋捐资兴建。| 沐白大学图书馆始建于1938年。现在的见山图书馆由周砚秋捐建。
    """
    built = "roles/built_subject" in frame.rules or BUILD.match(frame.trigger.word) is not None
    if frame.recipients or frame.kind not in _KINDS or not built or frame.objects is None:
        return frame
    if len(frame.objects.items) != 1 or _BUILDING.search(frame.objects.items[0].name) is None:
        return frame
    thing = frame.objects.items[0]
    named = (
        m
        for m in mentions
        if m.named and not _FORMER.search(text, max(0, m.span.start - MAX_LIES_IN), m.span.start)
    )
    houses = [house for m in named if (house := _house_of(text, m)) is not None and house not in frame.donors]
    verb = frame.trigger.span
    holds = [m for m in houses if m.span.end <= verb.start and _holds(text, m, thing)]
    # 见山楼由周砚秋捐资兴建,是|沐白大学|东校区的教学楼
    holds += [m for m in houses if m.span.start >= verb.end and _is_its_building(text, m)]
    names = [whole_school(m.name) or m.name for m in holds]
    whole = min(names, key=len, default="")
    if not holds or not all(name.endswith(whole) for name in names):
        return frame
    holder = next((m for m in reversed(holds) if m.name == whole), holds[-1])
    return evolve(frame, recipients=(holder,)).because("discourse/site")


def _house_of(text: str, mention: Mention) -> Mention | None:
    """Return the house that a name is of, or whose building it names: 沐白大学|图书馆."""
    if mention.kind in _SITES:
        return mention
    edge = find_owner(text, mention.span) if mention.text.endswith(("馆", "楼")) else None
    if edge is None or not text.endswith(_SITE_NAMES, 0, edge):
        return None
    span = Span(mention.span.start, edge)
    return Mention(span, span.cut(text), span.cut(text), PartyKind.SCHOOL)


def _holds(text: str, house: Mention, thing: Item) -> bool:
    """Tell whether the words around a *house* say that the *thing* stands there, or that it has one like it."""
    end = house.span.end
    if _GROUNDS.match(text, end) or any(text.startswith(thing.name[-n:], end) for n in (2, 3)):
        return True
    if _is_its_building(text, house):
        return True
    if _LIES_IN.search(text, max(0, house.span.start - MAX_LIES_IN), house.span.start):
        return True
    between = text[end : thing.span.start] if end <= thing.span.start <= end + MAX_OF else ","
    return not any(mark in between for mark in ",。;\n")


def _is_its_building(text: str, house: Mention) -> bool:
    """Tell whether something is told to be a building of a *house*: 是|沐白中学|的标志性建筑."""
    return text.endswith("是", 0, house.span.start) and _HAS.match(text, house.span.end) is not None
