"""Where aid went, as the sentences before tell it: the place that a paragraph is about, or the country of a town."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from aidfacts.frames.owned import find_owner
from aidfacts.lexicon.gazetteer import Level, load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_PUTS_UP = frozenset(["援建"])  # what is built for others stands where they are; 捐建 may be told of a house
_THIS = compile_late(r"[这该此]")
# 从|明屿|出发, 来自|明屿|的工程师, 据|明屿|日报: where somebody or something comes from
_COMES_FROM = ("从", "自", "据", "离开", "返回", "回到", "出生于")
_LANDS = ("运抵", "抵达", "飞抵", "运到", "送抵", "到达", "在")  # before the town where things come in
_REGIONS = ("地带", "灾区", "地区", "州", "省", "岛")
_ACTS = compile_late(
    r"(?:还|也|则|先后|累计|积极|共|陆续|不断|大力|持续)*(?:引进|借鉴|组织|选?派|投入|援|帮|支持|推[动进]|建设|实施|安排|捐|提供|筹|开展"
    r"|打造|依托|发挥|立足|把|将|向|为|与|同|和|通过|对口)"
)
_REGIONS_AIDED = {"藏": "西藏", "疆": "新疆", "青": "青海"}
_REGION = compile_late(
    r"(?:支|对口)?援(?P<letter>[藏疆青])(?=省|市|资金|项目|工作|单位|以来|干部|企业|前指|指挥部)"
)
_AIDED_IN = compile_late(r"(?:在|支援|援助|帮扶|对口)$")
MAX_BACK = 200  # characters of a paragraph before something put up
_OURS = ("中国", "中华", "我国", "中方", "我方")


def with_ground(text: str, frame: Frame, mentions: Iterable[Mention]) -> Frame:
    """
    Return *frame* with who gets what it tells by the *mentions* before it in its paragraph.

    What was put up goes to the place told last where nobody else gets it, and things that land in a town to the
    country of it: 禾川县地处高原。如今,由明屿市援建的医院投入使用 | 汤加遭遇洪灾。中国援助的大米运抵努库阿洛法.
    """
    built = frame.trigger.word in _PUTS_UP and frame.objects is not None and bool(frame.objects.items)
    if not (built or frame.recipients):
        return _aided(text, frame, mentions)
    told = [m for m in mentions if m.span.end <= frame.trigger.span.start]
    if not built:
        return _landed(text, _with_initials(frame, told), told)
    frame = _as_house(text, frame, told)
    guessed = any(rule == "roles/visited" or rule.startswith("discourse/") for rule in frame.rules)
    abroad = bool(frame.donors) and all(m.name.startswith(_OURS) for m in frame.donors)
    if guessed and abroad and all(_is_office(m) for m in frame.recipients):
        frame = evolve(frame, recipients=())  # 调到工业部工作,负责中国援助的工厂: an office of who gives
    return frame if frame.recipients else _at_place(text, frame, told)


def _at_place(text: str, frame: Frame, told: Sequence[Mention]) -> Frame:
    """Return *frame* with the place told last before it; who gives abroad gives to no place at home."""
    abroad = any(m.name.startswith(_OURS) for m in frame.donors)
    givers = {name for m in frame.donors for name in (m.name, m.text)}
    for place in reversed(told):
        if place.kind is not PartyKind.PLACE or not place.named or place.anaphor is not None:
            continue
        if place.name in givers or text.endswith(_COMES_FROM, 0, place.span.start):
            continue
        if _ACTS.match(text, place.span.end):
            continue  # 禾川县引进茶树;明屿市援建茶厂: one more that helps
        levels = _levels_of(place.text)
        if not (abroad and levels and Level.COUNTRY not in levels):
            return evolve(frame, recipients=(place,)).because("discourse/ground")
    # 派驻|汤加专家组: a house that the name of a country opens
    houses = (m for m in reversed(told) if abroad and m.kind is not PartyKind.PLACE and m.named)
    for house in houses:
        name = _land_of(house)
        if name:
            place = Mention(Span(house.span.start, house.span.start + len(name)), name, name, PartyKind.PLACE)
            return evolve(frame, recipients=(place,)).because("discourse/ground")
    return _aided(text, frame, ())


def _aided(text: str, frame: Frame, mentions: Iterable[Mention]) -> Frame:
    """
    Return *frame* with the region whose letter the name of the work of aid holds: 17个援|藏|省市安排援藏资金8亿元.

    Where the sentence tells the place in it, that gets it: 在|禾川县|实施援疆项目12个,安排援疆资金2亿元.
    """
    if frame.kind not in (FrameKind.AID, FrameKind.FUND):
        return frame
    # 各援疆省市建设产业园。明屿市援建蔬菜大棚: what one builds there the paragraph may tell
    line = text.rfind("\n", 0, frame.sentence) + 1
    start = max(line, frame.sentence - MAX_BACK) if frame.trigger.word in _PUTS_UP else frame.sentence
    found = _REGION.search(text, start, max(frame.clause.end, frame.trigger.span.end))
    if found is None or any(m.name.startswith(_OURS) for m in frame.donors):
        return frame
    here = Span(frame.sentence, frame.trigger.span.start)
    aided = next((m for m in mentions if m.span.start in here and _is_aided_in(text, m)), None)
    if aided is not None and aided not in frame.donors:
        return evolve(frame, recipients=(aided,)).because("discourse/ground")
    letter = Span(*found.span("letter"))
    region = Mention(letter, letter.cut(text), _REGIONS_AIDED[found["letter"]], PartyKind.PLACE)
    return evolve(frame, recipients=(region,)).because("discourse/ground")


def _is_aided_in(text: str, mention: Mention) -> bool:
    """Tell whether a mention is the place in which help is given: 在|禾川县|实施援疆项目."""
    start = mention.span.start
    return mention.kind is PartyKind.PLACE and bool(_AIDED_IN.search(text, max(0, start - 4), start))


def _with_initials(frame: Frame, told: Sequence[Mention]) -> Frame:
    """Return *frame* with the two countries told before for the letters that they begin with: 向|汤斐|提供帐篷."""
    letters = frame.recipients[0]
    if frame.recipients[1:] or len(letters.text) != 2 or "slot" not in letters.rules:
        return frame
    lands = {m.text: m for m in told if m.text[0] in letters.text and _is_abroad(m)}
    row = [m for letter in letters.text for m in lands.values() if m.text[0] == letter]
    return evolve(frame, recipients=tuple(row)).because("discourse/ground") if len(row) == 2 else frame


def _landed(text: str, frame: Frame, told: Sequence[Mention]) -> Frame:
    """Return *frame* with the country told before for the foreign town in which its things come in."""
    port = frame.recipients[0]
    if frame.recipients[1:] or port.kind is not PartyKind.PLACE or port.span.start < frame.trigger.span.end:
        return frame
    if not text.endswith(_LANDS, 0, port.span.start) or port.text.endswith(_REGIONS):
        return frame
    if _levels_of(port.text) or not any(m.name.startswith(_OURS) for m in frame.donors):
        return frame
    country = next((m for m in reversed(told) if _is_abroad(m)), None)
    return frame if country is None else evolve(frame, recipients=(country,)).because("discourse/ground")


def _is_abroad(mention: Mention) -> bool:
    ours = mention.kind is not PartyKind.PLACE or mention.name.startswith(_OURS)
    return not ours and Level.COUNTRY in _levels_of(mention.text)


def _is_office(mention: Mention) -> bool:
    return mention.kind is PartyKind.GOVERNMENT and not _land_of(mention)


def _land_of(house: Mention) -> str:
    """Return the foreign country that opens the name of a house, "" where none does: 汤加|专家组."""
    land = load_gazetteer().read(house.text, 0, len(house.text))
    name = house.text[: land.span.end] if land else ""
    return name if Level.COUNTRY in _levels_of(name) and not name.startswith(_OURS) else ""


def _levels_of(name: str) -> frozenset[Level]:
    """Return of which levels the divisions and countries are that go by a whole *name*."""
    return frozenset(n.level for n in load_gazetteer().at(name, 0, len(name)) if len(n) == len(name))


def _as_house(text: str, frame: Frame, told: Sequence[Mention]) -> Frame:
    """
    Return *frame* with the house told before as what was put up, where it points at it, and its place as who gets it.

    老挝见山学院昨日移交。明屿市援建的|这所学院|…
    """
    objects, verb = frame.objects, frame.trigger.span.end
    if objects is None or not _THIS.search(text, verb, objects.items[0].span.end):
        return frame
    item = objects.items[0]
    houses = (
        m for m in reversed(told) if m.named and m.kind is not PartyKind.PLACE and m not in frame.donors
    )
    house = next((m for m in houses if m.text.endswith(item.name) and m.text != item.name), None)
    if house is None or any(m.kind is PartyKind.PLACE for m in frame.recipients):
        return frame
    edge = find_owner(text, house.span, lands=True)
    owner: tuple[Mention, ...] = ()
    if edge is not None:
        place = Span(house.span.start, edge)
        owner = (Mention(place, place.cut(text), place.cut(text), PartyKind.PLACE),)
    things = (evolve(item, name=house.name), *objects.items[1:])
    return evolve(frame, recipients=owner, objects=evolve(objects, items=things)).because("discourse/ground")
