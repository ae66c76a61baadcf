"""Walks through a document and says of every mention which party it means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from attrs import define, field, frozen

from aidfacts.document.coref_entities import Entities, place_parts, written
from aidfacts.document.coref_pointers import Pointer, is_place_noun, matches, read_pointer
from aidfacts.document.name_parts import NameParts, key_of, split_name
from aidfacts.document.name_places import level_of
from aidfacts.document.owner import Owner
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.source import Layout

MEMORY = 64  # parties; an anaphor does not reach further back
REACH = 4  # sentences that 双方 looks back over
_STOP = re.compile(r"[。!?！？;；\n]+")
_JOINT = re.compile(r"^[”\"」』》))]*(?:、|和|与|及|以及|同|跟)[“\"「『《]?$")
_PAIR = re.compile(r"^[”\"」』》))]*(?:与|和|同|跟|联合|携手)[“\"「『《]?$")
_MARRIED = ("夫妇", "伉俪", "夫妻")
_BODY_NOUN = re.compile(r"(?:学校|小学|中学|医院|企业|公司|单位|机构|组织|银行|协会|部门)$")
_COUPLE = re.compile(r"夫妇|夫妻|伉俪|两口子|(?:二|两)人")
_PLAIN_NOUNS = {
    "校": "school",
    "学校": "school",
    "院": "hospital",
    "医院": "hospital",
    "公司": "company",
    "企业": "company",
}
# 何女士, 周总, 陆老师: a surname and what one is called by
_CALLED = re.compile(
    r"([\u4e00-\u9fff])(?:总|董|女士|先生|小姐|老师|老人|大爷|大妈|阿姨|奶奶|爷爷|某某?|校长|院长|主任|书记|局长|经理|教授|医生|同学|会长|"
    r"董事长|总经理|法师|老板|师傅|馆长|站长|镇长|县长|市长|村长|部长|处长|科长|厅长|队长|老)"
)
_LOCAL = frozenset(
    {PartyKind.GOVERNMENT, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.GROUP, PartyKind.OTHER}
)
_SEATS = frozenset({"省", "自治区", "市", "州", "盟", "县", "区", "旗"})
_BODIES = frozenset(
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


@frozen
class Resolution:
    """The numbers of the parties that a mention means (none where it stays open), and why."""

    numbers: tuple[int, ...]
    reason: str


@define
class _State:
    recent: list[int] = field(factory=list)  # the last one told stands last
    told: list[tuple[int, int, int]] = field(factory=list)  # sentence, index of mention, party

    def tell(self, number: int, sentence: int, index: int) -> None:
        if number in self.recent[-MEMORY:]:
            self.recent.remove(number)
        self.recent.append(number)
        if len(self.recent) > 2 * MEMORY:
            del self.recent[:MEMORY]
        self.told.append((sentence, index, number))


class Walk:
    """One pass over the mentions of a document, in text order."""

    def __init__(self, text: str, layout: Layout, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = mentions
        self.pointers = {
            at: p for at, mention in enumerate(mentions) if (p := read_pointer(mention)) is not None
        }
        self.entities = Entities(text, mentions, self.pointers)
        fixed = [
            None if at in self.pointers else self.entities.by_key.get(key_of(written(mention)))
            for at, mention in enumerate(mentions)
        ]
        pointing = [
            (mentions[at].span.start, p.nouns[0]) for at, p in self.pointers.items() if p.way == "owner"
        ]
        self.owner = Owner(text, layout, mentions, fixed, self.entities, pointing)
        self._stops = [match.end() for match in _STOP.finditer(text)]
        self._breaks = [at for at, character in enumerate(text) if character == "\n"] if "\n" in text else []
        self._state = _State()
        # A page that says 我校 means that school by 学校 too, told or not
        self._houses: dict[str, int | None] = {}
        for pointer in self.pointers.values():
            family = (
                _PLAIN_NOUNS.get(pointer.nouns[0]) if pointer.way == "owner" and not pointer.organ else None
            )
            if family is not None:
                owner = self.owner.find(pointer.nouns[0])
                self._houses[family] = owner[0] if owner is not None else None
        self._people = self._read_people(fixed)
        self._couples = self._read_couples(fixed)
        self._levels: dict[str, list[tuple[int, str]]] = {}
        self._only: dict[str, bool] = {}
        self._fitting: dict[str, list[int]] = {}
        self._ways: dict[str, Callable[[int, Mention, Pointer], Resolution]] = {
            "owner": self._owner,
            "last": self._last,
            "house": self._house,
            "ground": self._ground,
            "both": self._both,
            "three": self._both,
            "pair": self._couple,
            "topic": self._topic,
            "person": self._topic,
            "people": self._group,
            "other": self._other,
            "former": self._side_of_pair,
            "latter": self._side_of_pair,
            "school": self._school,
            "fixed": self._fixed,
            "side": self._side,
        }

    def run(self) -> list[Resolution]:
        """Return what each mention means, in the order of the mentions."""
        found = []
        for at, mention in enumerate(self.mentions):
            pointer = self.pointers.get(at)
            resolution = (
                self._name(at, mention) if pointer is None else self._ways[pointer.way](at, mention, pointer)
            )
            sentence = self._sentence(mention.span.start)
            for number in resolution.numbers:
                self._state.tell(number, sentence, at)
            found.append(resolution)
        return found

    def _sentence(self, start: int) -> int:
        return bisect_right(self._stops, start)

    def _paragraph(self, start: int) -> int:
        return bisect_right(self._breaks, start)

    # names

    def _read_people(self, fixed: Sequence[int | None]) -> dict[str, list[int]]:
        people: dict[str, list[int]] = {}
        for mention, number in zip(self.mentions, fixed, strict=True):
            name = written(mention)
            if number is None or mention.kind is not PartyKind.PERSON or _CALLED.fullmatch(name):
                continue
            if 2 <= len(name) <= 4 and number not in people.setdefault(name[0], []):
                people[name[0]].append(number)
        return people

    def _name(self, at: int, mention: Mention) -> Resolution:
        name = written(mention)
        key = key_of(name)
        number = self.entities.by_key.get(key)
        if number is None:
            return Resolution((), "no name")
        reason = self.entities.reasons.get(key, "named")
        if mention.kind is PartyKind.PERSON:
            called = _CALLED.fullmatch(name)
            same = self._people.get(called[1], []) if called else []
            if len(same) == 1:
                return Resolution((same[0],), f"surname of {self.entities.all[same[0]].parts.name}")
            return Resolution((number,), reason)
        parts = split_name(name, mention.kind)
        full = self.entities.all[number].parts
        if not mention.named or parts.kind is PartyKind.PLACE or (full.key != key and not full.level):
            return Resolution((number,), reason)
        parts = full
        if parts.level and parts.kind in _BODIES and parts.kind is not PartyKind.GROUP:
            return self._bare_level(mention.span.start, parts, number, "")
        if not parts.places:
            shared = self._shared_prefix(at, mention, parts)
            if shared is not None:
                return shared
            if len(self.entities.options.get(key, ())) > 1:
                return Resolution((number,), "several it may mean")
        return Resolution((number,), reason)

    def _bare_level(self, start: int, parts: NameParts, number: int, way: str) -> Resolution:
        """Give an organ whose division is left out (县医院) the one it must be."""
        place, reason = self._place_at(parts.level, start, way)
        if place is None:
            return Resolution((number,), "which one stays open")
        options = self.entities.options.get(parts.key, ())
        for option in options:
            other = self.entities.all[option].parts
            if other.places and other.places[-1].fits(place_parts(place).places[-1]):
                return Resolution((option,), f"short form of {other.name}; {reason}")
        if parts.rest == "团委":
            name = f"共青团{place}委"
        else:
            name = (
                place + parts.name[len(parts.level) :]
                if parts.name.startswith(parts.level)
                else place + parts.rest
            )
            if name.endswith("红会"):
                name = name[:-2] + "红十字会"
        return Resolution((self._enter(name, parts.kind),), reason)

    def _enter(self, name: str, kind: PartyKind) -> int:
        key = key_of(name)
        if key not in self.entities.by_key:
            number = self.entities.add(split_name(name, kind))
            entity = self.entities.all[number]
            entity.code = self.entities.code_of(entity.parts.places)
            return number
        return self.entities.by_key[key]

    def _place_at(self, level: str, start: int, way: str) -> tuple[str | None, str]:
        if way != "last":
            owner = self.owner.find(level)
            # 省 and 市 are told of both sides too often for a majority to decide
            if owner is not None and not (owner[1].endswith("told most") and level in ("省", "市", "自治区")):
                return self.entities.all[owner[0]].parts.places[-1].text, owner[1]
        if level not in self._levels:
            told = self.entities.at_level(level)
            self._levels[level] = sorted((each, name) for name, starts in told.items() for each in starts)
        places = self._levels[level]
        if places and all(name == places[0][1] for _, name in (places[0], places[-1])):
            only = self._only.setdefault(level, len({name for _, name in places}) == 1)
            if only:
                return places[0][1], "the only division of that level told"
        last = bisect_left(places, (start, ""))
        if way == "last" and last:
            return places[last - 1][1], "the last division of that level told"
        paragraph = self._paragraph(start)
        here: set[str] = set()
        while last and len(here) < 2 and self._paragraph(places[last - 1][0]) == paragraph:
            last -= 1
            here.add(places[last][1])
        if len(here) == 1:
            return here.pop(), "the last division of that level told"
        return None, ""

    def _shared_prefix(self, at: int, mention: Mention, parts: NameParts) -> Resolution | None:
        """禾川县教育局、卫健局: the second organ lies where the first does."""
        if parts.family not in ("government", "league", "union", "redcross", "charity") or at == 0:
            return None
        before = self.mentions[at - 1]
        between = self.text[before.span.end : mention.span.start]
        if (
            before.kind not in (PartyKind.GOVERNMENT, PartyKind.NGO)
            or not _JOINT.match(between)
            or not self._state.told
        ):
            return None
        first = self.entities.all[self._state.told[-1][2]].parts
        if self._state.told[-1][1] != at - 1 or not first.places or first.family != parts.family:
            return None
        if len(parts.rest) > 8 or not first.places[-1].full:
            return None
        name = "".join(place.text for place in first.places) + parts.name
        return Resolution((self._enter(name, parts.kind),), f"shares the division of {first.name}")

    # pointing words

    def _open(self, mention: Mention, pointer: Pointer) -> Resolution:
        del mention
        return Resolution((), f"{pointer.row}: open")

    def _owner(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        noun = pointer.nouns[0]
        if pointer.organ:
            return self._organ(mention, pointer, "")
        owner = self.owner.find(noun)
        if owner is None:
            return self._open(mention, pointer)
        return Resolution((owner[0],), f"{pointer.row}: {owner[1]}")

    def _organ(self, mention: Mention, pointer: Pointer, way: str) -> Resolution:
        parts = split_name(pointer.nouns[0] + pointer.organ, mention.kind)
        number = self.entities.by_key.get(parts.key)
        if number is not None and self.entities.all[number].parts.key != parts.key:
            return Resolution((number,), f"{pointer.row}: short form")
        place, reason = self._place_at(pointer.nouns[0], mention.span.start, way)
        if place is None:
            return self._open(mention, pointer)
        # 黑水县教育局 may be told as such or in a fuller form
        number = self.entities.organ(parts.rest, place)
        if number is not None:
            return Resolution((number,), f"{pointer.row}: {reason}")
        return Resolution((self._enter(place + pointer.organ, mention.kind),), f"{pointer.row}: {reason}")

    def _last(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        noun = pointer.nouns[0]
        if pointer.organ:
            return self._organ(mention, pointer, "last")
        if is_place_noun(noun):
            return self._last_place(mention, pointer)
        family = _PLAIN_NOUNS.get(noun)
        if family in self._houses and pointer.row in ("bare noun", "last", "pointers/母校"):
            house = self._houses[family]
            here = self._sentence(mention.span.start)
            near = [n for sentence, _, n in islice(self._back(), 8) if sentence == here]
            if not any(n != house and matches(noun, self.entities.all[n].parts) for n in near):
                if house is None:
                    return self._open(mention, pointer)
                return Resolution((house,), f"{pointer.row}: the {noun} of the page")
        same = key_of(noun)
        for number in reversed(self._state.recent[-MEMORY:]):
            parts = self.entities.all[number].parts
            if same in self.entities.all[number].forms or (
                self.entities.solid(number) and matches(noun, parts)
            ):
                return Resolution((number,), f"{pointer.row}: the last {noun} told")
        # 学校 before any school is told: the only one, or nobody
        if noun not in self._fitting:
            every = self.entities.all
            self._fitting[noun] = [
                e.number for e in every if self.entities.solid(e.number) and matches(noun, e.parts)
            ][:2]
        fitting = self._fitting[noun]
        if len(fitting) == 1:
            return Resolution((fitting[0],), f"{pointer.row}: the only {noun} told")
        return self._open(mention, pointer)

    def _house(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """企业, where the page is about one firm that was told before."""
        owner = self.owner.find(pointer.nouns[0])
        if owner is None or owner[0] not in self._state.recent:
            return self._name(at, mention)
        return Resolution((owner[0],), f"{pointer.row}: {owner[1]}")

    def _last_place(self, mention: Mention, pointer: Pointer) -> Resolution:
        noun = pointer.nouns[0]
        start = mention.span.start
        if noun == "地":
            for number in reversed(self._state.recent[-MEMORY:]):
                ground = self._ground_of(number)
                # 由中国援建的公路…当地农户: whoever gives abroad is not the ground
                if ground is not None and self.entities.all[ground].parts.key != "中国":
                    return Resolution((ground,), f"{pointer.row}: the last place told")
            return self._open(mention, pointer)
        place, reason = self._place_at(noun, start, "last")
        if place is None:
            return self._open(mention, pointer)
        return Resolution((self._enter(place, PartyKind.PLACE),), f"{pointer.row}: {reason}")

    def _ground(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """全县, 全校: the place or house of the page, or the last one told."""
        found = self._last(at, mention, pointer)
        return found if found.numbers else self._owner(at, mention, pointer)

    def _school(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        found = self._last(at, mention, pointer)
        return found if found.numbers else self._owner(at, mention, pointer)

    def _fixed(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        number = self._enter(pointer.nouns[0], PartyKind.PLACE)
        return Resolution((number,), pointer.row)

    def _side(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """澳方, 缅方: the country that begins so."""
        first = pointer.nouns[0]
        fitting = [
            e.number
            for e in self.entities.all
            if e.parts.kind is PartyKind.PLACE and e.parts.name.startswith(first)
        ]
        if len(fitting) == 1:
            return Resolution((fitting[0],), f"{pointer.row}: begins with {first}")
        return self._open(mention, pointer)

    def _back(self) -> Iterator[tuple[int, int, int]]:
        return islice(reversed(self._state.told), 2 * MEMORY)

    def _candidates(self, at: int, noun: str, body: bool) -> list[list[tuple[int, int]]]:
        """Return the (index, party) pairs that *noun* fits, sentence by sentence, the nearest sentence first."""
        here = self._sentence(self.mentions[at].span.start)
        sentences: dict[int, list[tuple[int, int]]] = {}
        for sentence, index, number in self._back():
            if here - sentence > REACH:
                break
            parts = self.entities.all[number].parts
            if noun == "地":
                place = self._ground_of(number)
                if place is not None:
                    sentences.setdefault(sentence, []).append((index, place))
            elif (
                matches(noun, parts)
                and self.entities.all[number].named
                and (not body or parts.kind in _BODIES)
            ):
                sentences.setdefault(sentence, []).append((index, number))
        return [list(reversed(found)) for _, found in sorted(sentences.items(), reverse=True)]

    def _ground_of(self, number: int) -> int | None:
        """Return the division that a party acts for: itself, or that of an organ; a company acts for none."""
        entity = self.entities.all[number]
        if entity.parts.kind is PartyKind.PLACE and entity.parts.places:
            return number
        if entity.parts.kind not in _LOCAL:
            return None
        full = [self.entities.full_name(place) for place in self.entities.chain_of(entity.parts)]
        seats = [name for name in full if name is not None and level_of(name) in _SEATS]
        return self._enter(seats[-1], PartyKind.PLACE) if seats else None

    def _both(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        if len(pointer.nouns) == 2:
            return self._one_of_each(at, mention, pointer)
        noun = pointer.nouns[0]
        for body in (True, False) if noun in ("方", "单位", "家") else (False,):
            numbers = self._last_of(at, noun, pointer.number, body)
            if numbers:
                return Resolution(numbers, f"{pointer.row}: the {pointer.number} told last")
        return self._open(mention, pointer)

    def _last_of(self, at: int, noun: str, number: int, body: bool) -> tuple[int, ...]:
        found: list[int] = []
        for sentence in self._candidates(at, noun, body):
            here = list(dict.fromkeys(party for _, party in sentence))
            if not body and any(self._kind(party) is not PartyKind.PLACE for party in here):
                # a village signs with a firm, but 浙江 and 绍兴教育 are only where things are
                here = [party for party in here if self._is_party(party)]
            both = list(dict.fromkeys((*here, *found)))
            if len(both) == number:
                return tuple(both)
            if len(both) > number:
                pair = self._joined(sentence) if number == 2 and not found else None
                return pair or ()
            found = both
        return ()

    def _kind(self, number: int) -> PartyKind:
        return self.entities.all[number].parts.kind

    def _is_party(self, number: int) -> bool:
        parts = self.entities.all[number].parts
        return parts.kind is not PartyKind.PLACE or (bool(parts.places) and parts.places[-1].full)

    def _joined(self, sentence: list[tuple[int, int]]) -> tuple[int, ...] | None:
        """Return the last two that A与B joins."""
        pairs = []
        for (i, first), (j, second) in pairwise(sentence):
            between = self.text[self.mentions[i].span.end : self.mentions[j].span.start]
            if first != second and _PAIR.match(between):
                pairs.append((first, second))
        return pairs[-1] if len(set(pairs)) == 1 else None

    def _one_of_each(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        found = []
        for noun in pointer.nouns:
            sentences = self._candidates(at, noun, noun != "地")
            if not sentences:
                return self._open(mention, pointer)
            found.append(sentences[0][-1][1])
        return Resolution(tuple(dict.fromkeys(found)), f"{pointer.row}: the last of each kind told")

    def _first_told(self, at: int, wanted: Callable[[NameParts], bool]) -> int | None:
        here = self._sentence(self.mentions[at].span.start)
        for back in (here, here - 1):
            inside = []
            for sentence, _, number in self._back():
                if sentence < back:
                    break
                if sentence == back and wanted(self.entities.all[number].parts):
                    inside.append(number)
            if inside:
                return inside[-1]
        return None

    def _topic(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        person = pointer.nouns[0] == "人"
        if person:
            # 他 goes on with whom the sentence, or the one before, began with
            subject = self._first_told(at, lambda parts: parts.kind is PartyKind.PERSON)
            if subject is not None:
                return Resolution((subject,), f"{pointer.row}: the person that the sentence began with")
            for number in reversed(self._state.recent[-MEMORY:]):
                if self.entities.all[number].parts.kind is PartyKind.PERSON:
                    return Resolution((number,), f"{pointer.row}: the last person told")
            return self._open(mention, pointer)
        here = self._sentence(mention.span.start)
        for back in (here, here - 1):
            told = {n for sentence, _, n in self._back() if sentence == back and self._may_act(n)}
            if len(told) == 1:
                return Resolution((told.pop(),), f"{pointer.row}: the only party of the sentence")
            if told:
                break
        return self._open(mention, pointer)

    def _may_act(self, number: int) -> bool:
        kind = self._kind(number)
        return self.entities.all[number].named and (kind in _BODIES or kind is PartyKind.PERSON)

    def _group(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """他们: the persons told together last, or the last group."""
        run = self._run(at)
        if run:
            return Resolution(run, f"{pointer.row}: told together last")
        for number in reversed(self._state.recent[-MEMORY:]):
            parts = self.entities.all[number].parts
            if parts.kind is PartyKind.GROUP and not _BODY_NOUN.search(parts.key):
                return Resolution((number,), f"{pointer.row}: the last group told")
        return self._open(mention, pointer)

    def _run(self, at: int) -> tuple[int, ...]:
        """Return the persons that were told together last: 周砚秋、何映雪; not each by himself."""
        for sentence in self._candidates(at, "人", False):
            runs = [[sentence[0]]]
            for before, each in pairwise(sentence):
                between = self.text[self.mentions[before[0]].span.end : self.mentions[each[0]].span.start]
                # two persons under one word (俩人) stand at one place
                if before[0] == each[0] or _JOINT.match(between):
                    runs[-1].append(each)
                else:
                    runs.append([each])
            joined = [tuple(dict.fromkeys(number for _, number in run)) for run in runs]
            long = [run for run in joined if len(run) > 1]
            if long:
                return long[-1]
        return ()

    def _couple(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """夫妇俩: the couple told last; 两人: the two persons told together last."""
        if pointer.row[-1] in "妇妻" or "夫" in pointer.row:
            couples = self._couples
            last = bisect_left(couples, (at, ())) - 1
            if last >= 0:
                return Resolution(couples[last][1], f"{pointer.row}: the couple told last")
            if couples:
                return Resolution(couples[0][1], f"{pointer.row}: the only couple told")
        run = self._run(at)
        return (
            Resolution(run, f"{pointer.row}: told together last")
            if len(run) == 2
            else self._open(mention, pointer)
        )

    def _read_couples(self, fixed: Sequence[int | None]) -> list[tuple[int, tuple[int, ...]]]:
        couples: list[tuple[int, tuple[int, ...]]] = []
        for at in range(1, len(self.mentions)):
            first, second = self.mentions[at - 1], self.mentions[at]
            one, two = fixed[at - 1], fixed[at]
            if one is None or two is None or one == two or second.kind is not PartyKind.PERSON:
                continue
            between = self.text[first.span.end : second.span.start]
            joined = first.kind is PartyKind.PERSON and _JOINT.match(between)
            if joined and (_COUPLE.match(self.text, second.span.end) or second.text.endswith(_MARRIED)):
                couples.append((at, (one, two)))
        return couples

    def _other(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """对方: of the two told last the one that this sentence does not speak of first."""
        numbers = self._last_of(at, "方", 2, True)
        topic = self._first_told(at, lambda parts: parts.kind in _BODIES)
        rest = [number for number in numbers if number != topic]
        if len(numbers) == 2 and len(rest) == 1:
            return Resolution((rest[0],), f"{pointer.row}: not the topic")
        return self._open(mention, pointer)

    def _side_of_pair(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        numbers = self._last_of(at, "方", 2, True)
        if len(numbers) != 2:
            return self._open(mention, pointer)
        return Resolution((numbers[0 if pointer.way == "former" else 1],), pointer.row)
