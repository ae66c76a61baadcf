"""Whose page it is: the party behind 我县, 本院, 本报."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from aidfacts.document.coref_entities import Entities
from aidfacts.document.coref_pointers import is_place_noun, matches
from aidfacts.document.coref_written import place_parts
from aidfacts.document.name_parts import find_head, split_name
from aidfacts.document.name_places import level_of, read_places
from aidfacts.lexicon.gazetteer import load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.source import Layout
from aidfacts.model.span import Span

_OUTLET = compile_late(
    r"(?:人民政府)?(?:门户网站?|官方网站|官网|信息网|新闻网|政务网|网站|网|融媒体中心|融媒体?|发布|新闻中心|电视台|广播电视台|日报|晚报|"
    r"报社|报|客户端|公众号|微信公众号|微信)$"
)
_STRICKEN = compile_late(r"[^,。;发遭受突]{2,8}?(?:地震|震区|震灾|洪灾|水灾|海啸|泥石流|台风|灾区|疫区)")
MIN_TOLD = 3  # mentions; a party told less often does not stand out
CLAUSE = 60  # characters to each side that a clause with 我校 is looked for in
MAX_TOLD = 200  # clauses with 我校 that are looked at
MAX_BACK = 30  # mentions
MAX_LINES = 4  # a page has one dateline and one byline; a digest several, of one outlet
# 宕昌县融媒体中心讯, 绍兴日报3月5日讯, (宕昌县委统战部供稿); not 本报讯
_DATELINE = compile_late(
    r"^[((【\[]?([\u4e00-\u9fff]{2,14}(?:融媒体中心|日报|晚报|晨报|早报|电视台|新闻网|广播电台|之声))"
    r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:讯|电|消息)"
    r"|[((]([\u4e00-\u9fff]{3,16})(?:供稿|供图)",
    re.MULTILINE,
)
# 我们与沐北大学, 本校被沐北大学: who deals with the owner is not the owner
# 仪式在我校举行, 以及我校教育基金会: who is told in one clause with it may well be the owner
_AT_HOME = compile_late(r"在[我本].|[我本].(?:教育基金会|校友会|党委|团委|工会|学生会)")
_DEALING = compile_late(r"(?:(?:我们|[我本][校院县市区镇村馆行会])(?:与|和|同|携手|邀请|向|到|赴|被|获)|被)$")
_STOPS = ",,。;;!!??\n"
LEAD = 3  # times; how much oftener than the next one


class Owner:
    """
    Tells the owner of a page by the noun that 我 or 本 stands before.

    Evidence in order: the stretch that the layout found (masthead, signature, source line), the title, being the
    only one of that noun, being told far more often than any other.
    """

    def __init__(
        self,
        text: str,
        layout: Layout,
        mentions: Sequence[Mention],
        numbers: Sequence[int | None],
        entities: Entities,
        pointing: Sequence[tuple[int, str]],
    ) -> None:
        self._text = text
        self._layout = layout
        self._entities = entities
        self._mentions = [(m.span, n) for m, n in zip(mentions, numbers, strict=True) if n is not None]
        self._starts = [span.start for span, _ in self._mentions]
        self._counts = Counter(number for _, number in self._mentions)
        self._frames: tuple[Span, ...] | None = None
        self._dealt: set[int] = set()
        self._others = self._read_others(text, pointing)
        self._found: dict[str, tuple[int, str] | None] = {}

    def _find_frames(self) -> tuple[Span, ...]:
        """Return the stretches that may name the owner; only a page that points at him is searched for them."""
        if self._frames is not None:
            return self._frames
        owner = (self._layout.owner,) if self._layout.owner is not None else ()
        lines = islice(_DATELINE.finditer(self._text), MAX_LINES)
        self._frames = (*owner, *(Span(*match.span(match.lastindex or 0)) for match in lines))
        return self._frames

    def _read_others(self, text: str, pointing: Sequence[tuple[int, str]]) -> dict[str, set[int]]:
        """Find who stands in one clause with 我校 and so is another school: 欢迎我校学生到沐北大学深造."""
        others: dict[str, set[int]] = {}
        for noun in {noun for _, noun in pointing}:
            # 我校学生 is a mention of its own, but its clause tells as much
            for match in islice(re.finditer("[我本]" + re.escape(noun), text), MAX_TOLD):
                if _AT_HOME.search(text, max(0, match.start() - 1), match.end() + 5):
                    continue
                span = _clause(text, match.start())
                inside = set(self._inside(span, titles=False))
                if f"该{noun}" in span.cut(text):
                    # 我校团委与该校联系: the one told last is the other
                    inside.update(self._before(span.start, noun))
                others.setdefault(noun, set()).update(inside)
        for span, number in self._mentions:
            if _DEALING.search(text, max(0, span.start - 8), span.start):
                self._dealt.add(number)
                for noun in others:
                    others[noun].add(number)
        return others

    def _before(self, start: int, noun: str) -> list[int]:
        last = bisect_left(self._starts, start)
        for _, number in reversed(self._mentions[max(0, last - MAX_BACK) : last]):
            if self._entities.all[number].named and matches(noun, self._entities.all[number].parts):
                return [number]
        return []

    def find(self, noun: str) -> tuple[int, str] | None:
        """Return the number of the party that owns the page and has this *noun*, and why; None where not told."""
        if noun not in self._found:
            self._found[noun] = self._find_place(noun) if is_place_noun(noun) else self._find_body(noun)
        return self._found[noun]

    def _inside(self, span: Span, *, titles: bool = True) -> list[int]:
        at = bisect_left(self._starts, span.start)
        found = []
        while at < len(self._mentions) and (start := self._mentions[at][0].start) < span.end:
            # 签订《沐白中学与岚溪中学结对协议》: the owner's name may stand in the title of what it signs
            if titles or self._text.rfind("《", span.start, start) <= self._text.rfind(
                "》", span.start, start
            ):
                found.append(self._mentions[at][1])
            at += 1
        return list(dict.fromkeys(found))

    def _find_body(self, noun: str) -> tuple[int, str] | None:
        entities = self._entities
        fitting = [e.number for e in entities.all if entities.solid(e.number) and matches(noun, e.parts)]
        others = self._others.get(noun, ())
        for frame in self._find_frames():
            inside = [number for number in self._inside(frame) if number in fitting]
            if len(inside) == 1:
                return inside[0], "owner of the page: its frame"
            name = frame.cut(self._text).strip()
            for kind in (
                PartyKind.SCHOOL,
                PartyKind.HOSPITAL,
                PartyKind.COMPANY,
                PartyKind.NGO,
                PartyKind.GOVERNMENT,
                PartyKind.OTHER,
            ):
                head, _, rank = find_head(name, kind)
                parts = split_name(name, kind)
                if rank == "full" and head and not parts.bare and matches(noun, parts):
                    return entities.add(parts), "owner of the page: its frame"
        if self._layout.title is not None:
            inside = [n for n in self._inside(self._layout.title) if n in fitting and n not in others]
            if len(inside) == 1:
                return inside[0], "owner of the page: its title"
        left = [number for number in fitting if number not in others]
        guest = self._dealt.intersection(fitting)  # 我院到岚溪镇卫生院: surely another one
        if len(left) == 1 < len(fitting) and self._first(fitting) != left[0] and not guest:
            # 该校与我校签约: nobody is the owner for being the only other school that the page tells of
            return None
        return self._standing_out(left)

    def _first(self, numbers: list[int]) -> int | None:
        return next((number for _, number in self._mentions if number in numbers), None)

    def _standing_out(self, fitting: list[int]) -> tuple[int, str] | None:
        if len(fitting) == 1:
            return fitting[0], "owner of the page: the only one told"
        most = sorted(fitting, key=lambda number: -self._counts[number])[:2]
        if len(most) == 2 and self._counts[most[0]] >= max(MIN_TOLD, LEAD * self._counts[most[1]]):
            return most[0], "owner of the page: told most"
        return None

    def told_at(self, level: str) -> dict[str, list[int]]:
        """
        Return the full names of the divisions of a *level* (县) that are told, each with where.

        What is told of only as where something befell others is none: 汶川特大地震发生后,全县踊跃捐款.
        """
        return {
            name: starts
            for name, starts in self._entities.at_level(level).items()
            if not all(_STRICKEN.match(self._text, start) for start in starts)
        }

    def _find_place(self, noun: str) -> tuple[int, str] | None:
        entities = self._entities
        told = self.told_at(noun)
        for number in self._others.get(noun, ()):
            parts = entities.all[number].parts
            if parts.kind is PartyKind.PLACE and parts.places:
                told.pop(entities.full_name(parts.places[-1]) or "", None)
        frame = self._frame_places()
        for name in frame:
            if level_of(name) == noun:
                return self._enter(name), "owner of the page: its frame"
        for name in frame:
            wider = self._wider(name, noun)
            if wider is not None:
                return self._enter(wider), f"owner of the page: {name} lies in it"
        if len(told) == 1:
            return self._enter(next(iter(told))), "owner of the page: the only one told"
        if self._layout.title is not None:
            title = self._layout.title
            inside = [name for name, starts in told.items() if any(start in title for start in starts)]
            if len(inside) == 1:
                return self._enter(inside[0]), "owner of the page: its title"
        most = sorted(told, key=lambda name: -len(told[name]))[:2]
        if len(most) == 2 and len(told[most[0]]) >= max(MIN_TOLD, LEAD * len(told[most[1]])):
            return self._enter(most[0]), "owner of the page: told most"
        if not told:
            # no city is told, but everything told lies in one
            names = {self._wider_of(code, noun) for code in {d.code for d in entities.told_divisions()}}
            if len(names) == 1 and (only := names.pop()) is not None and noun in ("省", "自治区"):
                return self._enter(only), "owner of the page: all places lie in it"
        return None

    def _enter(self, name: str) -> int:
        number = self._entities.add(place_parts(name))
        entity = self._entities.all[number]
        if entity.code is None:
            entity.code = self._entities.code_of(entity.parts.places)
        return number

    def _frame_places(self) -> list[str]:
        for frame in self._find_frames():
            name = _OUTLET.sub("", frame.cut(self._text).strip())
            places, _ = read_places(name)
            names = [self._entities.full_name(place) for place in reversed(places)]
            told = [each for each in names if each is not None]
            if told:
                return told
        return []

    def _wider(self, name: str, noun: str) -> str | None:
        divisions = load_gazetteer().lookup(name)
        exact = {division.code for division in divisions if division.name == name}
        return self._wider_of(exact.pop(), noun) if len(exact) == 1 else None

    def _wider_of(self, code: str, noun: str) -> str | None:
        gazetteer = load_gazetteer()
        while code:
            division = gazetteer.by_code(code)
            if level_of(division.name) == noun:
                return division.name
            code = division.parent
        return None


def _clause(text: str, start: int) -> Span:
    first = max(0, start - CLAUSE)
    begin = max(text.rfind(stop, first, start) for stop in _STOPS) + 1 or first
    ends = [at for stop in _STOPS if (at := text.find(stop, start, start + CLAUSE)) >= 0]
    return Span(begin, min(ends, default=min(len(text), start + CLAUSE)))
