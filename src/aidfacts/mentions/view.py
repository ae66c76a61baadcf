"""One sentence as names are read from it: its words of the tables, its marks, and where words begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from aidfacts.mentions.firms import free_firms
from aidfacts.mentions.nested import free_nested
from aidfacts.mentions.people import find_foreign
from aidfacts.mentions.words import Hit, find_words
from aidfacts.model.span import Span

Cut = Callable[[Span], Set[int]]

# Marks that no name reaches over, quotes and brackets that it may, and numbers.
# Takes "、" of 甲、乙 and "6月" of 6月11日 and the school 46中; leaves the 8 of 8341部队 alone.
# The first characters of all of them come first, since most characters of a sentence begin none, and then stops, which
# most of the others are.
_MARKS = re.compile(
    r"(?=[第一两三四五六七八九十几数\dA-Z“‘《(、,，;；:：!！?？。\s”’》)【】\[\]|/…—\-~<>＜＞「」『』\"'●◆■▲★☆▍►▶○◇□▪※✦#])"
    r"(?:(?P<stop>[、,，。;；:：!！?？\s”’》)【】\[\]|/…—\-~<>＜＞「」『』\"'●◆■▲★☆▍►▶○◇□▪※✦#])"
    r"|(?P<school>(?<![\d.第A-Za-z年月日])\d{1,3}中(?=师生|学生|校友|校长|副|党委|书记|教师|老师|团委|[向为给捐收获举开组、,和与]))"
    r"|(?P<number>第[一二三四五六七八九十]+[届期次批]|\d[\d.,]{0,30}+(?:余|多)?(?:年(?:度|来(?![宾安凤]))?|月|日|时|点|分|秒|届|期|周年|级|度|号(?!院|楼)|%|[万亿千百]*(?:余|多)?"
    r"(?:名|位|户|个|家|所|元|件|套|台|人|次|对|种|只|箱|吨|份|本|册|辆|床|双|条|米|斤|公斤|批|项|包|盒|袋|桶|瓶|张|支|把|间|栋|座|里|亩|岁|平方|平))"
    r"|[一两三四五六七八九十几数]{1,3}(?:余|多)?[辆架艘套箱吨床顶副批份册幅]|[一两]台)"  # 三台 and 五台 open the names of places
    r"|(?P<person>[A-Z][a-z]+(?:[ .·]+[A-Z][a-z]*)*(?<!College)(?<!University)(?<!School)(?<!Hospital)(?<!Institute)(?<!Academy)(?<!Foundation)(?=\s?(?:先生|女士|教授|博士|校长|老师|小姐|夫妇|同学)))"
    r"|(?P<latin>(?<![A-Za-z])[A-Z][A-Za-z&'-]*(?: [A-Z][A-Za-z&'-]*\.?)+(?=[(,。;、\u4e00-\u9fff]))"
    r"|(?P<quote>[“‘])|(?P<title>《)|(?P<bracket>[(]))"
)


# What a sentence that may tell of a gift holds.
_GIFT = re.compile("[捐赠助资送汇寄掏凑款援元]|自费|自己[花出]|[买购][了来买置]")


_HAN = re.compile("[\u4e00-\u9fff]")


class Event(NamedTuple):
    """A word or a mark where it stands; `mark` names the kind of mark, "" for a word."""

    start: int
    end: int
    hit: Hit | None = None
    mark: str = ""


# As quick as can be: a sentence makes dozens.
_event: Callable[[tuple[int, int, Hit | None, str]], Event] = partial(tuple.__new__, Event)


class View:
    """A sentence with its events in order. The words of the sentence are asked for only when an edge is in doubt."""

    def __init__(self, text: str, span: Span, cut: Cut) -> None:
        self.text, self.span = text, span
        self._cut = cut
        self._edges: Set[int] | None = None
        self._starts: Set[int] | None = None
        hits = free_nested(text, span, find_words(text, span.start, span.end), self.is_edge)
        if hits and text.find("集团", span.start, span.end) + text.find("有限", span.start, span.end) > -2:
            hits = free_firms(text, span, hits)
        events: list[Event] = []
        if hits:
            if text.find("·", span.start, span.end) >= 0 or text.find("(", span.start, span.end) >= 0:
                behind = {span.start, *(hit.end for hit in hits)}
                events += [
                    Event(start, end, None, "person")
                    for start, end in _foreigners(text, span, hits)
                    if start in behind or not _HAN.match(text, start - 1) or self.is_edge(start)
                ]  # 新|华·丝路金|边 is cut out of three words
            events += [_event((*hit[:2], hit, "")) for hit in hits]
            events += [
                _event((m.start(), m.end(), None, m.lastgroup or "stop"))
                for m in _MARKS.finditer(text, span.start, span.end)
            ]
            # In order of their starts; of several that begin together a person comes first.
            events.sort(key=itemgetter(0))
        self.events = events
        self._at = {event.start: event for event in reversed(events)}
        self.tells_gift = _GIFT.search(text, span.start, span.end) is not None

    @property
    def starts(self) -> Set[int]:
        """The places where an event begins, and the end of the sentence; half of the sentences are not asked."""
        if self._starts is None:
            self._starts = self._at.keys() | {self.span.end}
        return self._starts

    def is_edge(self, at: int) -> bool:
        """Tell whether a word begins or ends at *at*."""
        if self._edges is None:
            self._edges = self._cut(self.span)
        return at in self._edges

    def is_word(self, start: int, end: int) -> bool:
        """Tell whether words begin and end at both edges."""
        return self.is_edge(start) and self.is_edge(end)

    def event_at(self, at: int) -> Event | None:
        """Return the event that begins at *at*."""
        return self._at.get(at)

    def hit_at(self, at: int) -> Hit | None:
        """Return the word of the tables that begins at *at*."""
        event = self._at.get(at)
        return event.hit if event is not None else None

    def following(self, number: int, at: int) -> Event | None:
        """Return the first event from *number* on that begins at or behind *at*."""
        for event in self.events[number : number + 12]:
            if event.start >= at:
                return event
        return None

    def holds_word(self, start: int, end: int) -> bool:
        """Tell whether a word of the tables of two characters or more lies in a stretch."""
        return any(
            (event := self._at.get(at)) is not None and at + 1 < event.end <= end
            for at in range(start, end - 1)
        )

    def holds_cue(self, start: int, end: int) -> bool:
        """Tell whether a strong cue, a title or a group begins in a stretch."""
        hits = (self.hit_at(at) for at in range(start, end))
        return any(
            hit is not None
            and (hit.word.cue == "strong" or bool(hit.word.title or hit.word.group or hit.word.decoy))
            for hit in hits
        )

    def cue_at(self, at: int, *forces: str) -> bool:
        """Tell whether a cue of one of *forces* begins at *at*."""
        hit = self.hit_at(at)
        return hit is not None and hit.word.cue in forces


def _foreigners(text: str, span: Span, hits: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Yield the foreign names of a sentence that stand for a person."""
    heads = [hit.start for hit in hits if hit.word.head is not None]
    edges = [hit.end for hit in hits if hit.word.title or hit.word.cue == "strong" or hit.place is not None]
    for first, end in find_foreign(text, span.start, span.end):
        dot = text.find("·", first, end)
        # 富翁路德·海曼: the title is written with characters of sounds as well
        start = max([first, *(at for at in edges if first < at < (dot if dot >= 0 else end - 1))])
        # 梅琳达·盖茨基金会: the name of a person in the name of a house
        if not any(start < at <= end for at in heads):
            yield start, end
