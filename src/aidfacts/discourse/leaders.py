"""Finds the house for which somebody acts who leads it, or came at the head of its people: 商会会长周砚秋一行…。周砚秋向学校捐赠."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from aidfacts.discourse.state import BODIES, State
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.span import Span

# What he gives beside his house is told as his own
_OWN = compile_late(r"个人|私人|自己|自掏|自费|本人|夫妇|一家|带头|以.{0,6}名义")
_ALSO = compile_late("又|还")
# 。局长|周砚秋, 交到校长|周砚秋|手中: the office stands alone before the name, and fits the house that was told of
_HEADS = compile_late(
    r"(?:^|[,。;、:\n]|由|到|给|与|和|该?[局会校院行馆司团社]|公司|集团|副)(?:党组书记、|党委书记、)?(?P<office>局长|会长|秘书长|校长|院长|行长|馆长|董事长|总经理|理事长|项目经理|总裁|主席|园长|村支书|村主任)$"
)
# 周砚秋|率领全行员工, 他带领|锦澄集团
_WITH_PEOPLE = compile_late(
    r"(?P<verb>率领?|带领|带动|领导|发动|团结带领)(?:全[体行厂校院局司馆会社公][^,。;]{0,6}?(?:员工|职工|师生|干部|人员|同仁|上下|医护|教师|会员|党员)|全[行厂校院局司馆社](?![长国体])|广大(?:干部)?(?:员工|职工)|(?:公司|集团|企业|银行)?员工|职工|公司|集团|企业|[\u4e00-\u9fff]{2,12}(?:公司|集团|银行|行|厂|学校|中学|小学|医院|商会|协会))"
)
_LEADS = {
    "局长": "局", "会长": "会", "秘书长": "会", "校长": "学|校|中|院", "院长": "院", "行长": "行", "馆长": "馆",
    "董事长": "公司|集团|业|厂", "总经理": "公司|集团|业|厂", "项目经理": "公司|集团|局", "理事长": "会|社", "总裁": "公司|集团",
    "主席": "会|联", "园长": "园", "村支书": "村", "村主任": "村",
}  # fmt: skip
_LED = (*BODIES, PartyKind.GOVERNMENT, PartyKind.PLACE, PartyKind.OTHER)
_CHIEFS = ("总经理", "总裁", "董事长", "总监", "总工程师")  # who is called 周总
# 2001年11月,|周砚秋; 爱国侨胞、实业家|周砚秋: who gave then, or is told by his calling, gave his own
_HIMSELF = compile_late(
    r"(?:19|20)\d\d年[^。;]{0,24}$|早在[^。;]{0,24}$|(?:人士|[企实]业家|慈善家|侨胞|侨领|侨商|乡贤|华侨|华人|校友|商人|富商|爱心人士)、?$"
)
MAX_HEADS = 12  # characters of an office before a name
_OWN_MONEY = compile_late(r"个人|自己|私人|带头|自掏|自费|本人|夫妇|一家")
_HANDS = compile_late(r"(?:等人?|先生|女士)?的?(?:手中|手里|手上)")
BEHIND = 2  # characters behind the verb that may say so: 捐出|个人


def may_lead(text: str) -> bool:
    """Tell whether a page tells of somebody who has the people of his house with him."""
    return _WITH_PEOPLE.search(text) is not None


def led_house(
    text: str, state: State, sentence: Span, mentions: Sequence[Mention], end: int
) -> tuple[Mention, ...]:
    """Return the house that acts where a sentence tells, before *end*, that who leads it has its people with him: 周砚秋率领全体员工…"""
    led = _WITH_PEOPLE.search(text, sentence.start, end)
    if led is None:
        return ()
    named = next(
        (m for m in mentions if m.span.start == led.end("verb") and m.named and m.kind in BODIES), None
    )
    if named is not None:
        return (named,)
    before = [m for m in mentions if m.span.end <= led.start() and m.kind is PartyKind.PERSON]
    names = {m.name for m in before[-1:] or (*state.topic, *state.page.hero)}
    own = [m.of for m in state.heads if m.of is not None and m.name in names]
    if not (own or before):
        houses = {m.of.name: m.of for m in state.heads if m.of is not None}
        own = list(houses.values()) if len(houses) == 1 else []
    return tuple(own[-1:])


def with_people(text: str, state: State, frame: Frame, mentions: Sequence[Mention]) -> Frame:
    """Return *frame* with the house for the one who leads it, where he gives with all its people."""
    verb = frame.trigger.span
    if len(frame.donors) > 1 or frame.kind is FrameKind.RECEIVE:
        return frame
    led = _WITH_PEOPLE.search(text, frame.sentence, verb.start)
    if led is None or not all(_is_with(m, led, mentions) for m in frame.donors):
        return frame
    house = led_house(text, state, Span(frame.sentence, verb.end), mentions, verb.start)
    house = tuple(m for m in house if m not in frame.recipients)
    if not house or _OWN.search(text, led.end(), verb.end + BEHIND):
        return frame
    return evolve(frame, donors=house).because("discourse/led")


def _is_with(giver: Mention, led: re.Match[str], mentions: Sequence[Mention]) -> bool:
    """Tell whether a giver is who leads the people told of, or these themselves, and nobody told beside them."""
    if giver.kind is PartyKind.PERSON:
        before = [m for m in mentions if m.span.end <= led.start() and m.kind is PartyKind.PERSON]
        return not before or giver.name == before[-1].name
    if giver.anaphor is not None:
        return giver.anaphor is Anaphor.TOPIC
    return not giver.named and led.start() <= giver.span.start < led.end()


def for_led_house(text: str, state: State, frame: Frame) -> Frame:
    """Return *frame* with the house of who told of before led its people, where the clause has him give by his bare name."""
    giver = frame.donors[0] if len(frame.donors) == 1 else None
    if giver is None or giver.kind is not PartyKind.PERSON or giver.of is not None:
        return frame
    leader = next((m for m in reversed(state.led) if _is_same(text, m, giver)), None)
    if leader is None or leader.of is None or leader.of in frame.recipients:
        return frame
    if giver.span.start >= frame.sentence and _HIMSELF.search(text, frame.sentence, giver.span.start):
        return frame
    told_here = giver.span.end > frame.sentence  # 走访结束后,|还捐赠5万元 goes on with what the house does
    start, end = max(giver.span.end, frame.sentence), frame.trigger.span.end + BEHIND
    if _OWN.search(text, start, end) or (told_here and _ALSO.search(text, start, end)):
        return frame
    return evolve(frame, donors=(leader.of,)).because("discourse/led")


def donor_house(text: str, state: State, frame: Frame) -> tuple[Mention, ...]:
    """Return who gives, with the house told of for the one who leads it: 县税务局…。局长|周砚秋|带队送去慰问金."""
    donors = frame.donors
    if len(donors) != 1 or _OWN_MONEY.search(text, donors[0].span.end, frame.trigger.span.end + BEHIND):
        return donors
    last = state.last.donors if state.last is not None else ()
    house = _house_of(text, donors[0], state.topic) or _house_of(text, donors[0], last)
    return donors if house is None else (house,)


def for_house_of_taker(text: str, state: State, frame: Frame) -> Frame:
    """Return *frame* with the house told of for the one who leads it, where a gift is put into his hands: 交到校长|周砚秋|手中."""
    taker = frame.recipients[0]
    if len(frame.recipients) != 1 or not (
        _HANDS.match(text, taker.span.end) or frame.kind is FrameKind.RECEIVE
    ):
        return frame
    head = next(
        (m for m in reversed((*state.heads, *state.led)) if taker.of is None and _is_same(text, m, taker)),
        None,
    )
    if head is not None and head.of is not None and head.of not in frame.donors:
        return evolve(frame, recipients=(head.of,)).because("discourse/house")
    last = state.last.recipients if state.last is not None else ()
    told = (last, state.goals, state.visited, state.title_recipients, state.needy, state.host, state.topic)
    for houses in told:
        house = _house_of(text, taker, houses)
        if house is not None and house not in frame.donors:
            return evolve(frame, recipients=(house,)).because("discourse/house")
    return frame


def _is_same(text: str, head: Mention, told: Mention) -> bool:
    """Tell whether a person is the head told before, by his name or by his family name with the office: 沐白小学校长何映雪, then 何校长."""
    if told.name == head.name:
        return True
    office = told.name[1:]
    if told.kind is not PartyKind.PERSON or head.of is None or not office or told.name[0] != head.name[0]:
        return False
    title = text[head.of.span.end : head.span.start]
    return title.endswith(office) or (office == "总" and title.endswith(_CHIEFS))


def _house_of(text: str, head: Mention, houses: tuple[Mention, ...]) -> Mention | None:
    """Return the only one of *houses* that *head* leads by the bare office before his name."""
    if not houses or head.kind is not PartyKind.PERSON or head.of is not None:
        return None
    title = _HEADS.search(text, max(0, head.span.start - MAX_HEADS), head.span.start)
    office = title["office"] if title is not None else head.name[1:]  # 何校长
    nouns = tuple(_LEADS[office].split("|")) if office in _LEADS else ()
    led = [m for m in houses if m.named and m.kind in _LED and m.text.endswith(nouns)] if nouns else []
    return led[0] if len({m.name for m in led}) == 1 else None
