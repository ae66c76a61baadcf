"""Words that point at several states or provinces at once: 中法两国, 川渝两地, 三地."""

from __future__ import annotations

import re

from aidfacts.document.coref_entities import Entities
from aidfacts.document.coref_pointers import Pointer
from aidfacts.document.coref_state import Resolution, Told
from aidfacts.lexicon import cache
from aidfacts.lexicon.gazetteer import Level, load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.reader import read_table
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

REACH = 4  # sentences looked back over
LETTERS_BACK = 150  # characters over which 三地 may go on to mean 京津冀
_ABOUT = frozenset("就在对于")
# Who speaks for China where a page does not say 中国
_CHINESE = compile_late("中[国方]|我国|习近平|国家主席")


def _is_state(name: str) -> bool:
    found = load_gazetteer().lookup(name)
    return bool(found) and found[0].level is Level.COUNTRY and name not in ("中国", "中华人民共和国")


@cache
def _initials() -> frozenset[str]:
    """Return what the names of states begin with, to pass over what stands before most of 双方 quickly."""
    return frozenset(
        form[0] for row in read_table("countries") for form in (row["name"], *row["forms"].split())
    )


@cache
def _letters() -> dict[str, str]:
    return {row["letter"]: row["name"] for row in read_table("place_letters") if row["kind"] == "province"}


@cache
def _letter_runs() -> re.Pattern[str]:
    letters = "".join(sorted(_letters()))
    return re.compile(f"(?<![{letters}])[{letters}]{{3,9}}(?![{letters}])")


class Lands:
    """Reads pointing words for states and provinces of one document."""

    def __init__(self, told: Told, entities: Entities) -> None:
        self._told = told
        self._entities = entities
        self._chinese: bool | None = None  # whether the page speaks for China, once asked
        # The sentence of 川渝两地, and which they are.
        self._last: tuple[int, tuple[int, ...]] = (0, ())

    def _speaks_for_china(self) -> bool:
        if self._chinese is None:
            self._chinese = _CHINESE.search(self._told.text) is not None
        return self._chinese

    def provinces(self, at: int, mention: Mention, pointer: Pointer) -> tuple[int, ...]:
        """川渝两地, 京津冀三省市: the provinces whose letters stand before it, or those told so shortly before."""
        letters, start = _letters(), mention.span.start
        told = self._told.text[max(0, start - pointer.number) : start]
        if len(told) == pointer.number and all(letter in letters for letter in told):
            return self._enter(at, told)
        since, last = self._last
        if pointer.nouns[0] != "地":
            return ()
        if len(last) == pointer.number and self._told.sentence(at) - since <= REACH:
            return last
        if told[-1:] in letters:
            return ()  # 深港澳三地: one of them is no province
        before = _letter_runs().findall(self._told.text, max(0, start - LETTERS_BACK), start)
        runs = [run for run in before if len(run) == pointer.number > 2]
        return self._enter(at, runs[-1]) if runs else ()

    def _enter(self, at: int, told: str) -> tuple[int, ...]:
        named = tuple(self._entities.enter(_letters()[letter], PartyKind.PLACE) for letter in told)
        self._last = (self._told.sentence(at), named)
        return named

    def states(self, mention: Mention) -> tuple[int, ...]:
        """中老双方, 俄乌两国: the states told that begin so, each the only one; China needs no telling."""
        before = self._told.text[max(0, mention.span.start - 2) : mention.span.start]
        if len(before) < 2 or mention.kind is PartyKind.PERSON or not _initials().issuperset(before):
            return ()
        found: list[int] = []
        for initial in before:
            if initial == "中":
                found.append(self._entities.enter("中国", PartyKind.PLACE))
                continue
            places = (e for e in self._entities.all if e.parts.kind is PartyKind.PLACE and e.named)
            names = ((e.number, e.parts.name) for e in places)
            fitting = [number for number, name in names if name.startswith(initial) and _is_state(name)]
            if len(fitting) != 1:
                return ()
            found += fitting
        return tuple(found) if len(set(found)) == 2 else ()

    def countries(self, at: int, pointer: Pointer) -> Resolution:
        """两国: the two states told last; where one alone is told in a page that speaks for China, China and that one."""
        here, found = self._told.sentence(at), dict[int, None]()
        last = here
        for sentence, index, number in self._told.back():
            if here - sentence > REACH or (len(found) >= pointer.number and sentence != last):
                break
            entity = self._entities.all[number]
            topic = self._told.before(index) in _ABOUT  # 就乌克兰危机: what they speak of
            if (
                entity.parts.kind is PartyKind.PLACE
                and not topic
                and (entity.parts.name == "中国" or _is_state(entity.parts.name))
            ):
                found[number] = None
                last = sentence
        numbers = tuple(reversed(found))
        if len(numbers) == 1 and pointer.number == 2 and self._speaks_for_china():
            china = self._entities.enter("中国", PartyKind.PLACE)
            numbers = (china, *numbers) if china not in numbers else ()
        if len(numbers) != pointer.number:
            return Resolution((), f"{pointer.row}: open")
        return Resolution(numbers, f"{pointer.row}: the {pointer.number} states told last")
