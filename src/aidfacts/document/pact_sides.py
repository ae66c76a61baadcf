"""Who stands together under one word: 京津冀, 中法两国, 三省市, 双方 of a meeting between states."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from attrs import Factory, evolve, field, frozen

from aidfacts.lexicon import cache, read_table
from aidfacts.lexicon.gazetteer import load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Party, PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.span import Span

RULE = "letters"
REACH = 600  # characters looked back for who 两国 are

MAX_AHEAD = 160  # characters looked on for who 双方 are, where nothing before tells

MAX_BACK = 6  # sentences looked back for a guest
_HOUSES = frozenset(["学校", "医院", "学院", "公司", "集团"])
_BODIES_KINDS = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.COMPANY, PartyKind.NGO, PartyKind.OTHER)
_GUESTS = {"校": (PartyKind.SCHOOL,), "院": (PartyKind.HOSPITAL, PartyKind.SCHOOL), "方": _BODIES_KINDS}
_SENT = compile_late(
    "(?P<house>.{2,}(?:大学|学院|学校|中学|小学|医院|公司|集团|分校)).{0,4}(?:代表团|考察团|访问团|参访团)"
)
_UNITS = ("处", "办公室", "党委", "部", "科", "室", "馆", "楼", "厅")  # rooms and offices of the host itself
MAX_VISIT = 3  # sentences looked back for a visit
_VISITED = compile_late("双方|两(?:[校院地市县区镇乡村馆园街家]|党?支部|党组织|家单位)")
_GOES = compile_late("(?:赴|前往|来到|走进|到访|访问|抵达|来访|到)$")
_DIGITS = {"两": 2, "双": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_COUNT = "[两二三四五六七八九]"
_POINT = (
    f"(?:{_COUNT}(?:省区市|省市区|省市|省区|省一市|国|省|市|区|州|县|地|方)(?:一市|一区|两市)?|双方|双城)"
)
_BODIES = "(?:(?:政府|党委|[\u4e00-\u9fff]{2,6}部门)(?:负责人)?|领导人|总理|元首|外长|总统)?"
# What shows that letters stand for places: 京津冀|签署, 川渝|共建, 中法|关系
_SHOWS = r"(?=(?:共同|联合|正式|成功|顺利|还|已|先后)*(?:签署|签订|签约|缔结|达成|共建|联合|携手|协作|协同|对口|东西部|扶贫|一体化))"
_RELATED = r"(?:两国|双方|双边|关系|友好|友谊|经贸|合作|传统|人民|建交|全面|命运|政治|务实|战略|高层|领导人|签署|外长)"


@cache
def _letters(kind: str) -> dict[str, str]:
    return {row["letter"]: row["name"] for row in read_table("place_letters") if row["kind"] == kind}


@cache
def _compound() -> re.Pattern[str]:
    provinces, states = "".join(_letters("province")), "".join(_letters("country"))
    return re.compile(
        f"(?P<provinces>(?<![{provinces}])[{provinces}]{{2,9}})(?P<point>{_POINT}{_BODIES}|(?<=[^港澳台]{{2}}){_SHOWS})"
        f"|(?P<states>(?<![一-鿿])[{states}]{{2,3}})(?P<then>{_SHOWS})"
        f"|(?P<pointer>(?<![一-鿿])(?:{_COUNT}(?:省区市|省市区|省市|省区|省一市|省|地)){_BODIES}(?=[^,;。]{{0,4}}签)|(?<![一-鿿])[两三](?:党?支部|党组织|家单位)(?=[^,;。]{{0,6}}(?:签|结|缔)))"
    )


@cache
def _names_of_states() -> dict[str, str]:
    """Return the name of a state by each of its forms."""
    forms = {"中方": "中国", "我国": "中国", "美方": "美国", "俄方": "俄罗斯"}
    for row in read_table("countries"):
        for form in (row["name"], *row["forms"].split(" ")):
            if form:
                forms[form] = row["name"]
    return forms


def find_sides(text: str, span: Span) -> list[Mention]:
    """
    Return the words in *span* that stand for several places at once, 双方 and its like apart.

    >>> [m.text for m in find_sides("京津冀签署合作协议,川渝两地携手。", Span(0, 18))]
    ['京津冀', '川渝两地']
    """
    return [
        Mention(
            Span(*match.span()), match.group(), match.group(), PartyKind.PLACE, anaphor=Anaphor.BOTH, rules=(RULE,)
        )
        for match in _compound().finditer(text, span.start, span.end)
    ]  # fmt: skip


def with_sides(text: str, span: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """Return *mentions* of a sentence with the words of `find_sides` in place of what they overlap."""
    both = [m.span for m in mentions if m.anaphor is Anaphor.BOTH]
    sides = [side for side in find_sides(text, span) if side.span not in both]
    if not sides:
        return list(mentions)
    kept = [m for m in mentions if not any(m.span.overlaps(side.span) for side in sides)]
    return sorted([*kept, *sides], key=lambda m: m.span)


@frozen
class Sides:
    """
    Tells who 两国, 三省市 and 京津冀 are in one document.

    Args: *mentions* by the start of their sentence; *sections* where a new report begins.
    """

    text: str
    mentions: Mapping[int, Sequence[Mention]]
    sections: Sequence[int]
    _starts: Sequence[int] = field(
        init=False, default=Factory(lambda self: sorted(self.mentions), takes_self=True)
    )

    def parties_of(self, mention: Mention) -> tuple[Party, ...]:
        """Return the parties that *mention* stands for, () where nothing tells."""
        span = mention.span
        letters = _compound().match(self.text, span.start, min(len(self.text), span.end + 12))
        told = letters and (letters.group("provinces") or letters.group("states"))
        if letters and told:
            kind = "province" if letters.group("provinces") else "country"
            number = _number(letters.group("point") or "")
            if number in (0, len(told)):
                return tuple(
                    _place(_letters(kind)[c], c, Span(span.start + i, span.start + i + 1))
                    for i, c in enumerate(told)
                )
            return ()
        number = _number(mention.text)
        if not number:
            return ()
        floor = self._floor(span.start)
        if mention.text[1:2] in "国方":
            return self._states(span.start, floor, number) or self._states_behind(span.end, number)
        return self._letters_near(span, floor, number)

    def host_and_guest(self, pointer: Mention) -> tuple[Mention, ...]:
        """
        Return the owner of the page and the house that came to it, for 双方 and 两校 on its own page.

        They stand together in one of the sentences before; () where more than one house is told beside the owner.
        """
        kinds = _GUESTS.get(pointer.text[1:2], _GUESTS["方"])
        for start in islice(self._back(pointer.span.start), MAX_BACK):
            here = [m for m in self.mentions[start] if m.span.end <= pointer.span.start]
            every = [of for m in here for of in (m, m.of) if of is not None]
            owners = [m for m in every if m.anaphor is Anaphor.OWNER or m.text in _HOUSES]
            guests: dict[str, Mention] = {}
            for m in every:
                sent = _SENT.fullmatch(m.name) if m.text == m.name else None
                if sent is not None:
                    # 锦澄学院|代表团
                    size = len(sent.group("house"))
                    span = Span(m.span.start, m.span.start + size)
                    m = evolve(m, span=span, text=m.text[:size], name=m.name[:size], kind=kinds[0])
                if m.named and m.anaphor is None and m.kind in kinds and not m.name.endswith(_UNITS):
                    guests.setdefault(m.name, m)
            if owners and guests:
                return (owners[0], *guests.values()) if len(guests) == 1 else ()
        return ()

    def visitor_and_host(self, pointer: Mention) -> tuple[Mention, ...]:
        """
        Return who went to whom in the sentence before 双方: 岚溪镇党委书记率队赴北塘乡考察。双方签订协议.

        () where a visit is told of more than one house.
        """
        if _VISITED.fullmatch(pointer.text) is None:
            return ()
        for start in islice(self._back(pointer.span.start), MAX_VISIT):
            here = sorted(
                (m for m in self.mentions[start] if m.span.end <= pointer.span.start), key=lambda m: m.span
            )
            heads = {
                m.of.span for m in here if m.of is not None
            }  # the house of its secretary, who is told behind
            bodies = [m for m in here if m.named and m.anaphor is None and m.span not in heads]
            bodies = [m for m in bodies if m.kind is not PartyKind.PERSON or m.of is not None]
            guests = [m for m in bodies if _GOES.search(self.text, start, m.span.start)]
            if not guests:
                continue
            host = guests[0]
            visitors = (m for m in bodies if m.span.end <= host.span.start and m.name != host.name)
            visitor = next(visitors, None)
            return (visitor, host) if visitor is not None else ()
        return ()

    def _back(self, at: int) -> Iterator[int]:
        """Yield where the sentences up to the one of *at* begin, the last first."""
        return (self._starts[k] for k in range(bisect_right(self._starts, at) - 1, -1, -1))

    def _floor(self, at: int) -> int:
        number = bisect_right(self.sections, at)
        return max(self.sections[number - 1] if number else 0, at - REACH)

    def _letters_near(self, span: Span, floor: int, number: int) -> tuple[Party, ...]:
        """Return the last row of letters for as many places: 京津冀…三省市."""
        provinces = _letters("province")
        stop = self.text.find("。", span.end)
        end = stop if stop >= 0 else len(self.text)
        near = re.compile(
            f"(?<![{''.join(provinces)}])[{''.join(provinces)}]{{{number}}}(?![{''.join(provinces)}省市县区])"
        )
        for place in (
            *near.finditer(self.text, span.end, end),
            *reversed(list(near.finditer(self.text, floor, span.start))),
        ):
            shown = re.match(f"{_POINT}|{_SHOWS}", self.text[place.end() : place.end() + 12])
            if number > 2 or shown or self.text[place.start() - 1 : place.start()] == "《":
                return tuple(
                    _place(provinces[c], c, Span(place.start() + i, place.start() + i + 1))
                    for i, c in enumerate(place.group())
                )
        return ()

    def _states(self, at: int, floor: int, number: int) -> tuple[Party, ...]:
        """Return the states of the last sentence before *at* that tells as many, or a row of letters for them."""
        told = self._told(floor, at)
        direct = self._by_letters(at - number, at, told)
        if direct:
            return direct
        stop = at
        for start in self._back(at):
            here = {name: party for name, party in told if party.span and party.span.start >= start}
            if start < floor and not here:
                break
            pairs = self._rows(max(start, floor), stop, number, told)
            if pairs:
                return pairs
            mine = {n: p for n, p in here.items() if p.span and p.span.start < stop}
            if len(mine) == number:
                return tuple(mine.values())
            if len(mine) > number or start < floor:
                return ()
            stop = start
        return ()

    def _states_behind(self, at: int, number: int) -> tuple[Party, ...]:
        """Return the states that letters tell behind a pointing word: 双方签署一系列协议,深化法中战略伙伴关系."""
        end = min(len(self.text), at + MAX_AHEAD)
        return self._rows(at + number, end, number, self._told(at, end))

    def _told(self, floor: int, at: int) -> list[tuple[str, Party]]:
        names = _names_of_states()
        found: dict[int, tuple[str, Party]] = {}
        starts = self._starts
        for start in starts[max(0, bisect_right(starts, floor) - 1) : bisect_left(starts, at)]:
            for mention in self.mentions[start]:
                name = names.get(mention.name)
                if name is not None and floor <= mention.span.start < at:
                    party = Party(name, mention.text, mention.span, PartyKind.PLACE, True, None)
                    found[mention.span.start] = (name, party)
        return [found[place] for place in sorted(found)]

    def _rows(
        self, start: int, end: int, number: int, told: Sequence[tuple[str, Party]]
    ) -> tuple[Party, ...]:
        last: tuple[Party, ...] = ()
        for match in re.finditer(_RELATED, self.text[start:end]):
            at = start + match.start()
            last = self._by_letters(at - number, at, told) or last
        return last

    def _by_letters(self, start: int, end: int, told: Sequence[tuple[str, Party]]) -> tuple[Party, ...]:
        """Return the states of the letters from *start* to *end*: those told that begin so, else the usual ones."""
        if start < 0:
            return ()
        found = []
        for at in range(start, end):
            letter = self.text[at]
            names = {name for name, _ in told if name[0] == letter}
            if not names and letter in _letters("country"):
                names = {_letters("country")[letter]}
            if len(names) != 1:
                return ()
            found.append(_place(names.pop(), letter, Span(at, at + 1)))
        return tuple(found) if len({party.name for party in found}) == len(found) else ()


def _number(word: str) -> int:
    """Return how many places a pointing word counts, 0 where it counts none: 三省一市 are four."""
    if not word or word[0] not in _DIGITS:
        return 0
    return _DIGITS[word[0]] + (1 if "一" in word else 2 if "两市" in word[1:] else 0)


def _place(name: str, text: str, span: Span) -> Party:
    found = load_gazetteer().lookup(name)
    code = found[0].adcode if len(found) == 1 else None
    return Party(name, text, span, PartyKind.PLACE, True, code)
