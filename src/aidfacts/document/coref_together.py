"""Words that point at several parties at once (双方, 夫妇俩, 他们) or at one of two (对方, 前者)."""

from __future__ import annotations

from itertools import pairwise

from aidfacts.document.coref_couples import Couples
from aidfacts.document.coref_entities import Entities
from aidfacts.document.coref_lands import REACH, Lands
from aidfacts.document.coref_pointers import Pointer, matches
from aidfacts.document.coref_state import BODIES, JOINT, PAIR, Resolution, Told
from aidfacts.document.name_parts import NameParts
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

GOES_ON = 6  # sentences over which 双方 may go on to mean the same two
_WHERE = frozenset("在到于赴往抵")
# 老党员周大山|和困难党员|何小梅
_WITH_CALLING = compile_late(
    r"(?:先生|女士|同志|老人|同学|老师)?(?:、|和|与|及|以及)[^、,。;:向为给和与及联了来到是说的在将把]{1,8}"
)
_BODY_NOUN = compile_late(
    r"(?:学校|小学|中学|医院|企业|公司|单位|机构|组织|银行|协会|部门|地区|灾区|基金|中心|[县区镇乡村])$"
)


def _is_people(parts: NameParts) -> bool:
    return parts.kind is PartyKind.GROUP and not _BODY_NOUN.search(parts.key)


class Together:
    """Reads pointing words for two and more of one document."""

    def __init__(self, told: Told, entities: Entities, couples: Couples) -> None:
        self._told = told
        self._entities = entities
        self._couples = couples
        self._pair: tuple[int, tuple[int, ...]] | None = (
            None  # the sentence of the last 双方, and who they are
        )
        self._lands = Lands(told, entities)

    def both(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """双方, 两地, 三方: the parties told last that are just so many; 校企: the last of each kind."""
        if len(pointer.nouns) == 2:
            return self._one_of_each(at, mention, pointer)
        noun = pointer.nouns[0]
        if states := self._lands.states(mention):
            self._pair = (self._told.sentence(at), states)
            return Resolution(states, f"{pointer.row}: the states that the two characters before it begin")
        if noun in ("地", "省", "市", "方") and (named := self._lands.provinces(at, mention, pointer)):
            return Resolution(named, f"{pointer.row}: the provinces that the letters before it tell")
        if noun == "国":
            return self._lands.countries(at, pointer)
        here, sides = self._told.sentence(at), noun == "方" and pointer.number == 2
        for body in (True, False) if noun in ("方", "单位", "家") else (False,):
            if sides and not body and self._pair and here - self._pair[0] <= GOES_ON:
                # 中巴双方 go on to be the two sides when a port and a railway are told of
                self._pair = (here, self._pair[1])
                return Resolution(self._pair[1], f"{pointer.row}: the two sides of before")
            numbers = self._last_of(at, noun, pointer.number, body)
            if numbers:
                self._pair = (here, numbers) if sides else self._pair
                return Resolution(numbers, f"{pointer.row}: the {pointer.number} told last")
        if sides and (found := self._lands.countries(at, pointer)).numbers:
            return found  # 伊朗总统在德黑兰会见叙利亚总理,双方…
        return Resolution((), f"{pointer.row}: open")

    # bodies first: 在北京,甲公司与乙大学签约。双方 are not the city
    def _last_of(self, at: int, noun: str, number: int, body: bool) -> tuple[int, ...]:
        found: list[int] = []
        for sentence in self._candidates(at, noun, body):
            here = list(dict.fromkeys(party for _, party in sentence))
            if not body and any(self._told.kind(party) is not PartyKind.PLACE for party in here):
                # a village signs with a firm, but 浙江 and 绍兴教育 are only where things are
                here = [party for party in here if self._is_party(party)]
            both = list(dict.fromkeys((*here, *found)))
            if len(both) == number:
                # 到甲大学、乙大学等高校: two of many
                after = self._told.mentions[sentence[-1][0]].span.end
                return () if self._told.text.startswith(("等", "等等"), after) else tuple(both)
            if len(both) > number:
                pair = self._joined(sentence) if number == 2 and not found else None
                return pair or ()
            found = both
        return ()

    def _is_party(self, number: int) -> bool:
        parts = self._entities.all[number].parts
        return parts.kind is not PartyKind.PLACE or (bool(parts.places) and parts.places[-1].full)

    def _joined(self, sentence: list[tuple[int, int]]) -> tuple[int, ...] | None:
        """Return the last two that A与B joins."""
        pairs = []
        for (i, first), (j, second) in pairwise(sentence):
            between = self._told.between(i, j)
            if first != second and PAIR.match(between):
                pairs.append((first, second))
        return pairs[-1] if len(set(pairs)) == 1 else None

    def _one_of_each(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        found = []
        for noun in pointer.nouns:
            sentences = self._candidates(at, noun, noun != "地")
            if not sentences:
                return Resolution((), f"{pointer.row}: open")
            found.append(sentences[0][-1][1])
        return Resolution(tuple(dict.fromkeys(found)), f"{pointer.row}: the last of each kind told")

    def _candidates(self, at: int, noun: str, body: bool) -> list[list[tuple[int, int]]]:
        """Return the (index, party) pairs that *noun* fits, sentence by sentence, the nearest sentence first."""
        here = self._told.sentence(at)
        sentences: dict[int, list[tuple[int, int]]] = {}
        for sentence, index, number in self._told.back():
            if here - sentence > REACH:
                break
            parts = self._entities.all[number].parts
            if noun == "地":
                place = self._entities.ground_of(number)
                if place is not None:
                    sentences.setdefault(sentence, []).append((index, place))
            elif noun == "方" and parts.kind is PartyKind.PLACE and self._told.before(index) in _WHERE:
                continue  # 冲突双方在吉达: where they meet is no side
            elif (
                matches(noun, parts)
                and self._entities.all[number].named
                and (not body or parts.kind in BODIES)
            ):
                sentences.setdefault(sentence, []).append((index, number))
        return [list(reversed(found)) for _, found in sorted(sentences.items(), reverse=True)]

    def group(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """他们: the persons told together last, or the last group."""
        run = self._run(at)
        if run:
            return Resolution(run, f"{pointer.row}: told together last")
        groups = (n for n in self._told.latest() if _is_people(self._entities.all[n].parts))
        last = next(groups, None)
        if last is None:
            return Resolution((), f"{pointer.row}: open")
        first = self._told.first_here(at, _is_people)
        if first is not None and not self._told.after_marker(mention.span.start):
            # 1990届校友与学生代表座谈,他们…: whom the sentence speaks of is told at greater length
            first = max((last, first), key=lambda number: len(self._entities.all[number].parts.key))
            if first != last:
                return Resolution((first,), f"{pointer.row}: the group that the sentence begins with")
        return Resolution((last,), f"{pointer.row}: the last group told")

    def _run(self, at: int) -> tuple[int, ...]:
        """Return the persons that were told together last: 周砚秋、何映雪, or a couple; not each by himself."""
        if (pair := self._couples.together(at)) is not None:
            return pair
        for sentence in self._candidates(at, "人", False):
            runs = [[sentence[0]]]
            for before, each in pairwise(sentence):
                between = self._told.between(before[0], each[0])
                # two persons under one word (俩人) stand at one place
                if before[0] == each[0] or JOINT.match(between) or _WITH_CALLING.fullmatch(between):
                    runs[-1].append(each)
                else:
                    runs.append([each])
            joined = [tuple(dict.fromkeys(number for _, number in run)) for run in runs]
            long = [run for run in joined if len(run) > 1]
            if long:
                return long[-1]
        return ()

    def couple(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """夫妇俩: the couple told last; 两人: the two persons told together last."""
        married = pointer.row[-1] in "妇妻" or "夫" in pointer.row or "两口" in pointer.row
        if married and (pair := self._couples.last(at)) is not None:
            return Resolution(pair, f"{pointer.row}: the couple told last")
        run = self._run(at)
        return (
            Resolution(run, f"{pointer.row}: told together last")
            if len(run) == 2
            else Resolution((), f"{pointer.row}: open")
        )

    def row(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """三位校友: the persons told together last, where they are just so many."""
        run = self._run(at)
        if len(run) != pointer.number:
            return Resolution((), f"{pointer.row}: open")
        return Resolution(run, f"{pointer.row}: told together last")

    def other(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """对方: of the two told last the one that this sentence does not speak of first."""
        numbers = self._last_of(at, "方", 2, True)
        topic = self._told.first_told(at, lambda parts: parts.kind in BODIES)
        rest = [number for number in numbers if number != topic]
        if len(numbers) == 2 and len(rest) == 1:
            return Resolution((rest[0],), f"{pointer.row}: not the topic")
        return Resolution((), f"{pointer.row}: open")

    def side_of_pair(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """前者, 后者: the first or the second of the two told last."""
        numbers = self._last_of(at, "方", 2, True)
        if len(numbers) != 2:
            return Resolution((), f"{pointer.row}: open")
        return Resolution((numbers[0 if pointer.way == "former" else 1],), pointer.row)
