"""Finds the house whose own people give, where they are told by what they are there: 队员们 of the 救援队 told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from aidfacts.discourse.state import State
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame
from aidfacts.model.mention import Mention

OWN_PEOPLE = "discourse/own_people"
# What the people of a house are called, and how its name ends. Those who have money and will of their own (员工, 会员, 师生)
# are not among them: what they give is told beside what their house gives.
_HOUSES = (
    (re.compile(r"队[员友]们?"), ("队", "团队")),
    (re.compile(r"社员们?"), ("社",)),
    (re.compile(r"(?:消防)?(?:官兵|战士|指战员|消防员)们?"), ("支队", "大队", "中队", "总队", "部队", "站", "某部", "营", "连", "团")),
    (re.compile(r"[民辅]警们?"), ("派出所", "公安局", "分局", "支队", "大队")),
    (
        re.compile(r"(?:志愿者|义工|志工)们?"),
        ("志愿者协会", "志愿者联合会", "服务队", "志愿队", "义工联", "义工联合会", "义工协会", "公益协会", "爱心协会", "团队"),
    ),
    (re.compile(r"党员们?"), ("党支部", "党总支", "党委")),
)  # fmt: skip
# Whom a house tells to bring what it gives
_SENDS = compile_late(
    r"(?:组织|安排|派出?|抽调|委派|指派|调派)(?:了)?(?:部分|全体|多名|相关|有关|专业|本单位)?$"
)
_STAFF = compile_late(r"(?:员工|职工|干部|党员|团员|志愿者|人员|队员|教师|师生|官兵|干警|医护|民警)们?$")
_GOVERNED = compile_late(r"[向为给对到在往赴从把将与和由被]$|接到|收到|根据|按照")
MAX_OF = 8  # characters between a house and its people: 锦澄集团|的十余名青年|志愿者
_VOLUNTEERS = compile_late(
    "(?:青年|党员|巾帼|爱心|团员|学生|大学生|员工|职工)?(?:志愿者|义工|志工)们?|工作人员们?|慰问人员|一行人|(?:走访|慰问|访问|考察|调研|捐助|爱心)+(?:[组团队]|小组)"
)
_SENDERS = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.GOVERNMENT, PartyKind.SCHOOL, PartyKind.HOSPITAL)
# Whom a house sends
_SENT = frozenset(
    [
        "志愿者",
        "青年志愿者",
        "党员志愿者",
        "义工",
        "志工",
        "党员",
        "团员",
        "队员",
        "员工",
        "代表",
        "干警",
        "官兵",
    ]
)


def for_own_house(text: str, state: State, frame: Frame, mentions: Sequence[Mention]) -> Frame:
    """
    Return *frame* with the house for its people, where *mentions* of the sentence or who acted last tell it by name.

    晨光救援队赶到岚溪镇。队员们为村民送去大米60袋: the team gives.
    """
    people = frame.donors[0] if len(frame.donors) == 1 else None
    told = people is not None and people.named and people.anaphor is None
    if people is None or told or people.kind is not PartyKind.GROUP or people.count is not None:
        return frame
    if (house := _sender(text, people, mentions)) is not None and house not in frame.recipients:
        return evolve(frame, donors=(house,)).because(OWN_PEOPLE)
    if len(state.topic) == 1 and _came_for(text, state.topic[0], people):
        return evolve(frame, donors=state.topic).because(OWN_PEOPLE)
    if _VOLUNTEERS.fullmatch(people.text) and state.fresh and _may_send(state, frame):
        return evolve(frame, donors=state.topic).because(OWN_PEOPLE)
    endings = _endings(people.text)
    if not endings:
        return frame
    before = [m for m in reversed(mentions) if m.span.end <= people.span.start]
    for party in (*before, *(state.topic if len(state.topic) == 1 else ())):
        house = party.of or party  # 爱心社社长周砚秋…。社员们
        if house.named and house not in frame.recipients and house.text.rstrip("”").endswith(endings):
            return evolve(frame, donors=(house,)).because(OWN_PEOPLE)
    return frame


def _sender(text: str, people: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """Return the house that sends its people, told before in the sentence: 锦澄集团接到消息后,立即|组织|工作人员将物资送到."""
    sent = _SENDS.search(text, max(0, people.span.start - MAX_OF), people.span.start)
    if sent is None or _STAFF.search(people.text) is None:
        return None
    before = [m for m in mentions if m.span.end <= people.span.start and m.named and m.kind in _SENDERS]
    opens = (m for m in before if not _GOVERNED.search(text, max(0, m.span.start - 2), m.span.start))
    return next(opens, None)


def _may_send(state: State, frame: Frame) -> bool:
    """Tell whether houses act in the paragraph that volunteers may be of: 县供电公司联合县妇联来到岚溪小学。青年志愿者|送上书包."""
    helped = {m.name for m in (*frame.recipients, *state.visited, *state.goals)}
    return bool(state.topic) and all(
        m.named and m.kind in _SENDERS and m.name not in helped for m in state.topic
    )


def _came_for(text: str, house: Mention, people: Mention) -> bool:
    """Tell whether people are those who were told to come from a house that acts: 锦澄集团|志愿者来到岚溪小学。志愿者|们送上书包."""
    noun = people.text.rstrip("们")
    if noun not in _SENT or house.span.end > people.span.start:
        return False
    if house.kind is PartyKind.GROUP:
        return house.text.endswith(noun) and len(house.text) > len(noun) + 1  # 锦澄集团志愿者
    return house.named and noun in text[house.span.end : house.span.end + len(noun) + MAX_OF].split(",")[0]


def are_of(people: str, house: Mention) -> bool:
    """Tell whether those who are called *people* are of a house: 队员 of the 晨光救援队."""
    endings = _endings(people)
    return bool(endings) and house.named and house.text.rstrip("”").endswith(endings)


def _endings(people: str) -> tuple[str, ...]:
    return next((ends for noun, ends in _HOUSES if noun.fullmatch(people)), ())
