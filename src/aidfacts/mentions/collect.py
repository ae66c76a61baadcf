"""Gathers the mentions of a sentence; neighbours tell what belongs together."""

from __future__ import annotations

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.view import View
from aidfacts.mentions.words import LEVELS
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.quantity import Quantity
from aidfacts.model.span import Span
from aidfacts.quantity import read_figures

_ETC = compile_late(r"等(?:\d[\d.,]*|[一二三四五六七八九十百两几多]+)(?:余|多)?[家个所位名户人支县市镇乡村]")
_OF_THE_STATE = ("武警", "中共", "国家", "中国", "全国", "中央")
_FACULTY = compile_late("(.{2,}?(?:大学|文理学院|师范学院|理工学院|医学院|工学院))(.{2,}(?:学院|系))")
_UNIVERSITY = compile_late("大学|(?:文理|师范|理工|职业|技术)学院")
_OWN = (
    "校团",
    "校工",
    "校学",
    "校党",
    "校红",
    "院团",
    "院工",
    "院学",
    "院党",
    "局工",
    "局机",
    "局团",
    "局党",
)
_AWAY = ("商会", "同乡会", "联谊会")
# Banks of the whole state, which have a house in each county
_BANKS = frozenset(["农业银行", "工商银行", "建设银行", "中国银行", "邮储银行", "农业发展银行", "交通银行"])
_POINTS = frozenset("我本该各全城都")
_JOINS = ("、", "和", "与", "及", "以及")


class Collector:
    """The mentions found so far, in order."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.mentions: list[Mention] = []

    def put(self, draft: Draft, floor: int, of: Mention | None = None) -> None:
        """
        Add what *draft* has become.

        A short form of a place must be a word of its own, for 海南岸 holds no 海南. A group right before a name is
        a modifier of it. An organ behind 、 shares the place of the one before.
        """
        view = self.view
        if draft.is_short_place:
            framed = draft.start == floor and draft.end in view.starts
            if not framed and not view.is_word(draft.start, draft.end):
                return
        mention = _with_level(view.text, draft.mention(view.text, of), floor)
        if self.mentions:
            last = self.mentions[-1]
            if last.span.end > mention.span.start:
                return
            between = view.text[last.span.end : mention.span.start]
            if not between and draft.rank == "group" and last.kind is PartyKind.GROUP and not last.named:
                # 高校学生, 自闭症儿童家庭: two nouns, one group
                self.mentions.pop()
                self.put(evolve(draft, start=last.span.start, count=last.count or draft.count), floor)
                return
            if (
                last.kind is PartyKind.GROUP
                and not last.named
                and last.count is None
                and between in ("", "——", "—", "“")
            ):
                if mention.named and mention.anaphor is None:
                    self.mentions.pop()
            elif between in _JOINS and mention.kind is PartyKind.GOVERNMENT and draft.place_end < 0:
                mention = _share_place(last, mention, between)
            elif between in _JOINS and mention.kind is last.kind is PartyKind.SCHOOL and draft.place_end < 0:
                mention = _share_university(last, mention)
        self.mentions.append(mention)

    def ends_in_company(self, at: int) -> bool:
        """Tell whether a company ends at *at*."""
        last = self.mentions[-1] if self.mentions else None
        return last is not None and last.span.end == at and last.kind is PartyKind.COMPANY

    def finish(self) -> tuple[Mention, ...]:
        """Return the mentions, each with the number that follows it (锦澄集团等9家企业)."""
        text, end = self.view.text, self.view.span.end
        done = []
        for mention in self.mentions:
            if mention.count is None and text.startswith("等", mention.span.end):
                m = _ETC.match(text, mention.span.end, end)
                if m:
                    mention = evolve(mention, count=read_count(text, m.start() + 1, m.end()))
            done.append(mention)
        return tuple(done)


def read_count(text: str, start: int, end: int) -> Quantity | None:
    """
    Return the number of people or things told in a stretch.

    >>> read_count("34名藏族儿童", 0, 6).value
    Decimal('34')
    """
    for figure in read_figures(text, start, end):
        if isinstance(figure, Quantity):
            return figure
    return None


def _with_level(text: str, mention: Mention, floor: int) -> Mention:
    """Return a society of people from elsewhere with the bare level of where it is: 市|温州商会, 省|山东同乡会."""
    before = mention.span.start - 1
    if (
        before >= floor
        and text[before] in "我本"
        and mention.text.startswith(_OWN)
        and mention.anaphor is None
    ):
        name = text[before] + mention.name  # 我|校团委, 本|院工会
        return evolve(mention, span=Span(before, mention.span.end), text=name, name=name)
    elsewhere = mention.kind is PartyKind.NGO and mention.place and mention.text.startswith(mention.place)
    bank = mention.kind is PartyKind.COMPANY and mention.text in _BANKS
    if not (bank or (elsewhere and mention.text.endswith(_AWAY))) or before < floor:
        return mention  # 县|农业银行
    if text[before] not in LEVELS:
        return mention
    if text[before - 1 : before] in _POINTS:
        return mention  # 我市温州商会
    name = text[before] + mention.name
    return evolve(mention, span=Span(before, mention.span.end), text=name, name=name)


def _share_university(last: Mention, mention: Mention) -> Mention:
    """沐北大学土木学院、化工学院: the second is of the same university."""
    whole = _FACULTY.fullmatch(last.name)
    if whole is None or _UNIVERSITY.search(mention.name) or not mention.name.endswith(("学院", "系")):
        return mention
    return evolve(mention, name=whole[1] + mention.name, adcode=last.adcode, place=last.place)


def _share_place(last: Mention, mention: Mention, between: str) -> Mention:
    """甲市乙县教育局、卫健局: the second name takes the place of the first."""
    if not last.place or last.place == last.text or last.kind is not PartyKind.GOVERNMENT:
        return mention
    if mention.text.startswith(_OF_THE_STATE) or (last.place == "中国" and between in ("和", "与")):
        return mention  # 中国全国人大与阿拉伯议会
    if mention.text[0] in LEVELS or any(level in mention.text[1:4] for level in "省市县镇乡"):
        return mention
    return evolve(mention, name=last.place + mention.name, adcode=last.adcode, place=last.place)
