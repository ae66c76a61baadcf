"""Who is married to whom, as far as a page tells it: 周砚秋和妻子林月如, 陆见山…,其夫人何映雪, 沈青、方远夫妇."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from aidfacts.document.coref_state import JOINT, Resolution, Told
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

NEAR = 2  # sentences from a couple to 他们
LEAD = 16  # characters from the word for a spouse to the name
_MARRIED = ("夫妇", "伉俪", "夫妻")
_COUPLE = compile_late(r"夫妇|夫妻|伉俪|[老小]?两口|(?:二|两)人")
# |周砚秋先生|夫妇, not 周砚秋夫妇|的儿子
_WHOLE = compile_late(r"(?:先生|女士|教授|院士|博士|医生|老师|老人|校长)?(?:夫妇|夫妻|伉俪)(?!的|之)")
# 其夫人|林月如, 妻子、退休教师|林月如
_SPOUSE = compile_late(
    r"(?:妻子|丈夫|夫人|太太|爱人|老伴|老公|老婆)(?:、[\u4e00-\u9fff\d]{1,10}|名?[叫是])?$"
)


class Couples:
    """The couples of a document, each with the mention that shows that two people are one."""

    def __init__(self, told: Told, fixed: Sequence[int | None]) -> None:
        self._told = told
        self._all = [
            (at, pair) for at in range(1, len(told.mentions)) if (pair := self._read(fixed, at)) is not None
        ]
        self._seconds = {at for at, _ in self._all}
        self._of: dict[int, list[tuple[int, int]]] = {}
        for pair in dict.fromkeys(pair for _, pair in self._all):
            for number in pair:
                self._of.setdefault(number, []).append(pair)

    def _read(self, fixed: Sequence[int | None], at: int) -> tuple[int, int] | None:
        """Return the couple of which mention number *at* names the second."""
        second, two = self._told.mentions[at], fixed[at]
        if two is None or second.kind is not PartyKind.PERSON:
            return None
        first, one = self._told.mentions[at - 1], fixed[at - 1]
        if one is not None and one != two and first.kind is PartyKind.PERSON:
            joined = JOINT.match(self._told.between(at - 1, at))
            if joined and (_COUPLE.match(self._told.text, second.span.end) or second.text.endswith(_MARRIED)):
                return (one, two)
        return self._married(fixed, at)

    def _married(self, fixed: Sequence[int | None], at: int) -> tuple[int, int] | None:
        """Return who is told as the spouse of whom where mention number *at* names one: 周砚秋今年72岁,|老伴|林月如69岁."""
        start, two = self._told.mentions[at].span.start, fixed[at]
        lead = _SPOUSE.search(self._told.text, max(0, start - LEAD), start)
        if lead is None:
            return None
        for before in range(at - 1, -1, -1):
            one, person = fixed[before], self._told.mentions[before]
            if self._told.sentence(at) - self._told.sentence(before) > 1 or lead.start() < person.span.start:
                return None
            if one is not None and one != two and person.kind is PartyKind.PERSON:
                return (one, two) if two is not None else None
        return None

    def last(self, at: int) -> tuple[int, int] | None:
        """Return the couple told last before mention number *at*, or the first one behind it."""
        number = bisect_left(self._all, (at, (-1, -1))) - 1
        return self._all[max(number, 0)][1] if self._all else None

    def whole(self, at: int, mention: Mention, found: Resolution) -> Resolution:
        """Return what a name means before 夫妇: both, where the page tells the other one elsewhere."""
        pairs = self._of.get(found.numbers[0], []) if len(found.numbers) == 1 else []
        if len(pairs) != 1 or mention.kind is not PartyKind.PERSON:
            return found
        if at in self._seconds or not _WHOLE.match(self._told.text, mention.span.end):
            return found
        return Resolution(pairs[0], "the couple told")

    def together(self, at: int) -> tuple[int, int] | None:
        """Return the couple that the people told last before mention number *at* are: 周砚秋…,妻子林月如…。|他们."""
        people: list[int] = []
        for sentence, _, number in self._told.back():
            if self._told.sentence(at) - sentence > NEAR:
                break
            if self._told.kind(number) is PartyKind.PERSON and number not in people:
                people.append(number)
                if len(people) == 2:
                    return next((pair for pair in self._of.get(number, ()) if set(pair) == set(people)), None)
        return None
