"""What has been told so far, while a document is walked through."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from aidfacts.document.coref_entities import Entities
from aidfacts.document.name_parts import NameParts
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import last_of
from aidfacts.model.values import frozen

MEMORY = 64  # parties; an anaphor does not reach further back
CLAUSE = 40  # characters before a name in which its clause begins
_CLAUSE = compile_late(r"[,。;:!?\n“”]")
_MARKERS = frozenset("给向为对替帮与和把将由被")
_OBJECT = compile_late(r"[对向给为把被与和同跟及、]|感谢|慰问|看望|邀请|代表|采访|见到|陪同")
# 副市长宋远山为|周砚秋|颁发证书。他向家乡捐款: who is honoured is spoken of; 他希望 goes on with who honours him
_HONOURED = compile_late(
    r"(?:先生|女士|同志|老人|夫妇)?(?:颁发|颁授|颁奖|授予|授牌|授匾|佩戴|送上了?锦旗|献上?花)"
)
_SAYS = compile_late(r"[^,。;]{0,6}(?:表示|说|指出|强调|希望|要求|认为|鼓励|勉励|介绍|代表)")
# 在|周砚秋先生|的牵线搭桥下,他…: by whose help somebody acts
_BY_HELP = compile_late(
    r"(?:先生|女士|教授|老师|同志|博士|会长|校长|院长|书记|等人?)?的?(?:积极|大力|热心|鼎力)?"
    r"(?:牵线|穿针引线|搭桥|支持|帮助|协助|陪同|影响|带领|带动|倡导|鼓励|推荐|引荐|介绍|感召|号召|启发|资助|邀请|见证|指导)[^,。;]{0,8}下[,,]?"
)
_STOP = compile_late(r"[。!?！？;；\n]+")
BODIES = frozenset(
    {
        PartyKind.GOVERNMENT,
        PartyKind.COMPANY,
        PartyKind.SCHOOL,
        PartyKind.HOSPITAL,
        PartyKind.NGO,
        PartyKind.OTHER,
        PartyKind.GROUP,
    }
)
# what joins two names: the first for any number of them, the second for two that deal with each other
JOINT = compile_late(r"^[”\"」』》))]*(?:、|和|与|及|以及|同|跟)[“\"「『《]?$")
PAIR = compile_late(r"^[”\"」』》))]*(?:与|和|同|跟|联合|携手)[“\"「『《]?$")


# 锦澄中学和锦澄集团|等单位共同向|该校: between who acts and whom 向 tells
_TOWARD = compile_late(
    r"(?:等(?:单位|企业|机构|多方)?|(?:及|和|与|以及)(?:相关|有关|爱心)(?:企业|单位|机构))?"
    r"(?:共同|联合|携手|一起|一同|一道|先后|分别|也|又|还|再次|已|都|均|各|陆续|现场|集中){0,3}[向给为对]"
)
# 向该校|捐赠, not 为该校|学生捐款: who gives may have pupils of its own
_IS_GIVEN = compile_late(
    r"(?:共计?|累计|一共|各|分别|无偿|定向|再次|现场|爱心|赠与)*(?:捐|赠|送|援|资助|发放|提供|支援|献)"
)
_THROUGH = ("通过", "经由", "经过", "委托", "透过", "依托")
NEAR = 4  # parties before one that points back


@frozen
class Resolution:
    """The numbers of the parties that a mention means (none where it stays open), and why."""

    numbers: tuple[int, ...]
    reason: str


class Told:
    """
    The parties told so far, with where.

    `recent` holds each party once, the one told last at its end; `log` every telling as (sentence, mention, party).
    """

    def __init__(self, text: str, mentions: Sequence[Mention], entities: Entities) -> None:
        self.text = text
        self.mentions = mentions
        self.entities = entities
        self.recent: list[int] = []
        self.log: list[tuple[int, int, int]] = []
        self._stops: list[int] = []
        self._breaks: list[int] = []

    def tell(self, number: int, at: int) -> None:
        """Enter that mention number *at* means party *number*."""
        if number in self.recent[-MEMORY:]:
            self.recent.remove(number)
        self.recent.append(number)
        if len(self.recent) > 2 * MEMORY:
            del self.recent[:MEMORY]
        self.log.append((self.sentence(at), at, number))

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that mention number *at* stands in."""
        if not self._stops:
            # Counted from the first party told: a long page may tell of all its parties in one place.
            starts = [mention.span.start for mention in self.mentions]
            stops = _STOP.finditer(self.text, min(starts), max(starts) + 1)
            self._stops = [0, *(match.end() for match in stops)]
        return bisect_right(self._stops, self.mentions[at].span.start)

    def paragraph(self, start: int) -> int:
        """Return the number of the line that character *start* stands in."""
        if not self._breaks:
            self._breaks = [0, *(match.start() for match in re.finditer("\n", self.text))]
        return bisect_right(self._breaks, start)

    def latest(self) -> Iterator[int]:
        """Yield the parties told, the last one first."""
        return reversed(self.recent[-MEMORY:])

    def back(self) -> Iterator[tuple[int, int, int]]:
        """Yield what the log holds, the last entry first, as far back as anything points."""
        return islice(reversed(self.log), 2 * MEMORY)

    def inside(self, sentence: int) -> list[tuple[int, int]]:
        """Return the mention and the party of what the log holds of *sentence*, the last entry first."""
        return [(index, number) for where, index, number in self.back() if where == sentence]

    def kind(self, number: int) -> PartyKind:
        """Return the kind of party *number*."""
        return self.entities.all[number].parts.kind

    def between(self, first: int, second: int) -> str:
        """Return the text between two mentions."""
        return self.text[self.mentions[first].span.end : self.mentions[second].span.start]

    def before(self, at: int) -> str:
        """Return the character before mention number *at*."""
        start = self.mentions[at].span.start
        return self.text[max(0, start - 1) : start]

    def after_marker(self, start: int) -> bool:
        """Tell whether what begins at character *start* is an object: 给他, 向其."""
        return self.text[max(0, start - 1) : start] in _MARKERS

    def _speaks(self, at: int) -> bool:
        """Tell whether mention number *at* only says something: 他|希望."""
        return _SAYS.match(self.text, self.mentions[at].span.end) is not None

    def _helps_on(self, at: int) -> bool:
        """Tell whether mention number *at* only helped another one to act: 在|何映雪|的牵线搭桥下,他…"""
        span = self.mentions[at].span
        return self.text.endswith("在", 0, span.start) and _BY_HELP.match(self.text, span.end) is not None

    def clause_mark(self, position: int) -> int:
        """Return where the mark stands that ends the clause before the one of *position*, -1 where none does."""
        return last_of(self.text, ",。;:!?\n", position)

    def passing_on(self, at: int) -> frozenset[int]:
        """Return who sends something through whom to mention number *at*, none of them that one: 商会通过慈善会|向该机构."""
        start = self.mentions[at].span.start
        if not self.after_marker(start):
            return frozenset()
        clause = self.clause_mark(start)
        beside = [
            (self.mentions[index].span.start, number)
            for _, index, number in islice(reversed(self.log), NEAR)
            if self.mentions[index].span.start > clause
        ]
        through = any(self.text.endswith(_THROUGH, 0, begin) for begin, _ in beside)
        return frozenset(number for _, number in beside) if through else frozenset()

    def giving_with(self, at: int) -> frozenset[int]:
        """Return the row that opens a clause and gives to mention number *at*, which is none of them: |锦澄中学和锦澄集团|共同向该校捐赠."""
        span = self.mentions[at].span
        if not self.after_marker(span.start) or _IS_GIVEN.match(self.text, span.end) is None:
            return frozenset()
        first = at
        while first and self._leads_to(first - 1, first, at):
            first -= 1
        opens = self.mentions[first].span.start
        opens -= self.text.startswith("由", opens - 1)
        if first == at or opens != self.clause_mark(span.start) + 1:
            return frozenset()
        return frozenset(number for _, index, number in self.back() if index >= first)

    def _leads_to(self, one: int, following: int, at: int) -> bool:
        """Tell whether the text behind mention *one* joins it to the *following* one, or leads from who acts to number *at*."""
        gap = self.between(one, following)
        if following == at:
            return _TOWARD.fullmatch(gap) is not None
        return JOINT.match(gap) is not None or PAIR.match(gap) is not None

    def first_told(self, at: int, wanted: Callable[[NameParts], bool]) -> int | None:
        """Return the first party that is *wanted* in the sentence of mention number *at*, else in the one before."""
        here = self.sentence(at)
        first = self._first_in(here, wanted)
        return first if first is not None else self._first_in(here - 1, wanted)

    def first_here(self, at: int, wanted: Callable[[NameParts], bool]) -> int | None:
        """Return the first party that is *wanted* in the sentence of mention number *at*."""
        return self._first_in(self.sentence(at), wanted)

    def _first_in(self, sentence: int, wanted: Callable[[NameParts], bool]) -> int | None:
        inside = [n for _, n in self.inside(sentence) if wanted(self.entities.all[n].parts)]
        return inside[-1] if inside else None

    def subject(self, at: int) -> int | None:
        """
        Return the person that the sentence of mention number *at*, else the one before, speaks of.

        The last person that opens a clause, whatever title stands before the name: 徐泳介绍了情况,并对叶军表示感谢
        speaks of 徐泳.
        """
        here = self.sentence(at)
        for sentence in (here, here - 1):
            persons = [
                (index, number)
                for index, number in self.inside(sentence)
                if self.kind(number) is PartyKind.PERSON and not self._helps_on(index)
            ]
            for index, number in persons:
                start, end = self.mentions[index].span.start, self.mentions[index].span.end
                if sentence != here and _HONOURED.match(self.text, end) and not self._speaks(at):
                    return number
                if self.text.startswith("家", end) and len(persons) > 1:
                    continue  # 周砚秋来到贫困户|陆见山|家
                clause = self.text[max(0, start - CLAUSE) : start]
                if not _OBJECT.search(_CLAUSE.split(clause)[-1]):
                    return number
            if persons:
                return persons[-1][1]
        return None
