"""Full names for short ones, as far as that hangs on where they stand: 县医院, 周总, 甲县教育局、卫健局."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from aidfacts.document.coref_entities import Entities
from aidfacts.document.coref_pointers import Pointer
from aidfacts.document.coref_state import BODIES, JOINT, Resolution, Told
from aidfacts.document.coref_written import place_parts
from aidfacts.document.name_parts import NameParts, split_name
from aidfacts.document.owner import Owner
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

# 何女士, 周总, 陆老师: a surname and what one is called by
_CALLED = compile_late(
    r"([\u4e00-\u9fff])(?:总|董|女士|先生|老先生|小姐|老师|老人|大爷|大妈|阿姨|奶奶|爷爷|某某?|校长|院长|主任|书记|局长|经理|教授|医生|同学|会长|"
    r"董事长|总经理|法师|老板|师傅|馆长|站长|镇长|县长|市长|村长|部长|处长|科长|厅长|队长|主席|总书记|省长|总理|总统|老)"
)
_NICK = compile_late("[老小]([\u4e00-\u9fff])")  # 老陈 for 陈守义


class Naming:
    """Reads naming mentions of one document, of which `names` and `keys` are what is written."""

    def __init__(
        self,
        told: Told,
        entities: Entities,
        owner: Owner,
        fixed: Sequence[int | None],
        names: Sequence[str],
        keys: Sequence[str],
    ) -> None:
        self._told = told
        self._names, self._keys = names, keys
        self._entities = entities
        self._owner = owner
        self._levels: dict[str, list[tuple[int, str]]] = {}
        self._only: dict[str, bool] = {}
        self._people = self._read_people(fixed)

    def _read_people(self, fixed: Sequence[int | None]) -> dict[str, list[int]]:
        people: dict[str, list[int]] = {}
        for mention, name, number in zip(self._told.mentions, self._names, fixed, strict=True):
            if number is None or mention.kind is not PartyKind.PERSON or _CALLED.fullmatch(name):
                continue
            if _NICK.fullmatch(name):
                continue
            if 2 <= len(name) <= 4 and number not in people.setdefault(name[0], []):
                people[name[0]].append(number)
        return people

    def name(self, at: int, mention: Mention) -> Resolution:
        """Return the party that a naming mention, number *at*, stands for."""
        name, key = self._names[at], self._keys[at]
        number = self._entities.by_key.get(key)
        if number is None:
            return Resolution((), "no name")
        reason = self._entities.reasons.get(key, "named")
        if mention.kind is PartyKind.PERSON:
            called = _CALLED.fullmatch(name) or _NICK.fullmatch(name)
            same = self._people.get(called[1], []) if called else []
            if len(same) == 1:
                return Resolution((same[0],), f"surname of {self._entities.all[same[0]].parts.name}")
            return Resolution((number,), reason)
        parts = split_name(name, mention.kind)
        full = self._entities.all[number].parts
        if not mention.named or parts.kind is PartyKind.PLACE or (full.key != key and not full.level):
            return Resolution((number,), reason)
        parts = full
        if parts.level and parts.kind in BODIES and parts.kind is not PartyKind.GROUP:
            return self._bare_level(mention.span.start, parts, number, "")
        if not parts.places:
            shared = self._shared_prefix(at, mention, parts)
            if shared is not None:
                return shared
            if len(self._entities.options.get(key, ())) > 1:
                return Resolution((number,), "several it may mean")
        return Resolution((number,), reason)

    def _bare_level(self, start: int, parts: NameParts, number: int, way: str) -> Resolution:
        """Give an organ whose division is left out (县医院) the one it must be."""
        place, reason = self.place_at(parts.level, start, way)
        if place is None:
            return Resolution((number,), "which one stays open")
        options = self._entities.options.get(parts.key, ())
        for option in options:
            other = self._entities.all[option].parts
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
        return Resolution((self._entities.enter(name, parts.kind),), reason)

    def place_at(self, level: str, start: int, way: str) -> tuple[str | None, str]:
        """
        Return the division of a *level* that is meant at character *start*, and why; None where that is open.

        Args: *way* is `last` where the one told last is meant, whoever owns the page.
        """
        if way != "last":
            owner = self._owner.find(level)
            # 省 and 市 are told of both sides too often for a majority to decide
            if owner is not None and not (owner[1].endswith("told most") and level in ("省", "市", "自治区")):
                return self._entities.all[owner[0]].parts.places[-1].text, owner[1]
        if level not in self._levels:
            told = self._owner.told_at(level)
            self._levels[level] = sorted((each, name) for name, starts in told.items() for each in starts)
        places = self._levels[level]
        if places and all(name == places[0][1] for _, name in (places[0], places[-1])):
            only = self._only.setdefault(level, len({name for _, name in places}) == 1)
            if only:
                return places[0][1], "the only division of that level told"
        last = bisect_left(places, (start, ""))
        if way == "last" and last:
            return places[last - 1][1], "the last division of that level told"
        paragraph = self._told.paragraph(start)
        here: set[str] = set()
        while last and len(here) < 2 and self._told.paragraph(places[last - 1][0]) == paragraph:
            last -= 1
            here.add(places[last][1])
        if len(here) == 1:
            return here.pop(), "the last division of that level told"
        return None, ""

    def _shared_prefix(self, at: int, mention: Mention, parts: NameParts) -> Resolution | None:
        """禾川县教育局、卫健局: the second organ lies where the first does."""
        if parts.family not in ("government", "league", "union", "redcross", "charity") or at == 0:
            return None
        before = self._told.mentions[at - 1]
        between = self._told.text[before.span.end : mention.span.start]
        if (
            before.kind not in (PartyKind.GOVERNMENT, PartyKind.NGO)
            or not JOINT.match(between)
            or not self._told.log
        ):
            return None
        first = self._entities.all[self._told.log[-1][2]].parts
        if self._told.log[-1][1] != at - 1 or not first.places or first.family != parts.family:
            return None
        if len(parts.rest) > 8 or not first.places[-1].full:
            return None
        name = "".join(place.text for place in first.places) + parts.name
        return Resolution((self._entities.enter(name, parts.kind),), f"shares the division of {first.name}")

    def organ(self, mention: Mention, pointer: Pointer, way: str) -> Resolution:
        """Return the organ of the owner's or last division: 我县教育局, 该县医院."""
        parts = split_name(pointer.nouns[0] + pointer.organ, mention.kind)
        number = self._entities.by_key.get(parts.key)
        if number is not None and self._entities.all[number].parts.key != parts.key:
            return Resolution((number,), f"{pointer.row}: short form")
        place, reason = self.place_at(pointer.nouns[0], mention.span.start, way)
        if place is None:
            return Resolution((), f"{pointer.row}: open")
        # 黑水县教育局 may be told as such or in a fuller form
        number = self._entities.organ(parts.rest, place)
        if number is not None:
            return Resolution((number,), f"{pointer.row}: {reason}")
        return Resolution(
            (self._entities.enter(place + pointer.organ, mention.kind),), f"{pointer.row}: {reason}"
        )
