"""The parties of a document while they are gathered: names grouped, divisions told, codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field

from aidfacts.document.coref_written import read_introductions, written
from aidfacts.document.name_links import link_names, link_places
from aidfacts.document.name_parts import NameParts, key_of, split_name
from aidfacts.document.name_places import NamePlace, choose_division, level_of, read_places
from aidfacts.lexicon.gazetteer import Division, load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.schools import whole_school
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.values import frozen

MAX_BRANCH = 8  # characters; 内蒙古自治区, 呼和浩特市


@define
class Entity:
    """A party in the making. `parts` is its fullest name; `division` where it lies, None where not told."""

    number: int
    parts: NameParts
    named: bool
    forms: dict[str, NameParts] = field(factory=dict)
    code: str | None = None


@frozen
class ToldPlace:
    """A division told at *start*, alone or inside a name."""

    start: int
    place: NamePlace
    chain: tuple[NamePlace, ...]


class Entities:
    """
    All parties of a document by name.

    Built once for a document; `number_of` finds the party that a name stands for, where that does not hang on
    where it stands.
    """

    def __init__(self, text: str, mentions: Sequence[Mention], pointing: Mapping[int, object]) -> None:
        self.text = text
        self.all: list[Entity] = []
        self.by_key: dict[str, int] = {}
        self.options: dict[str, tuple[int, ...]] = {}
        self.places: list[ToldPlace] = []
        self.reasons: dict[str, str] = {}
        self._full: dict[NamePlace, str | None] = {}
        self._levels: list[tuple[int, str, str]] | None = (
            None  # where each division is told, its name and level
        )
        self._miscut: dict[str, bool] = {}  # pointing words ask for the same parties again and again
        self._grounds: dict[int, int | None] = {}
        self._indexed = 0
        self._stems: dict[str, tuple[NamePlace, ...]] = {}
        self._organs: dict[tuple[str, str], int] = {}
        naming = [mention for at, mention in enumerate(mentions) if at not in pointing]
        names = [written(mention) for mention in naming]
        parts = self._read_parts(naming, names)
        self._gather(parts, naming)
        self._read_introductions(naming)
        self._told: tuple[Division, ...] = ()
        self._place(naming, names)

    def _read_parts(self, naming: Sequence[Mention], names: Sequence[str]) -> dict[str, NameParts]:
        kinds: dict[str, list[PartyKind]] = {}
        first: dict[str, str] = {}
        for mention, name in zip(naming, names, strict=True):
            key = key_of(name)
            first.setdefault(key, name)
            kinds.setdefault(key, []).append(mention.kind)
        return {key: split_name(name, _most(kinds[key])) for key, name in first.items() if key}

    def _gather(self, parts: Mapping[str, NameParts], naming: Sequence[Mention]) -> None:
        unnamed = {key_of(m.name or m.text) for m in naming if not m.named}
        named = [each for key, each in parts.items() if key not in unnamed]
        links = {**link_names(named), **link_places(named)}
        for key, each in parts.items():
            if len(links.get(each, ())) != 1:
                self.by_key[key] = self.add(each, key not in unnamed)
        for key, each in parts.items():
            roots = links.get(each, ())
            if len(roots) == 1 and key not in self.by_key:
                self.by_key[key] = self._root(each, links)
                self.reasons[key] = f"short form of {self.all[self.by_key[key]].parts.name}"
                self.all[self.by_key[key]].forms.setdefault(key, each)
        for key, each in parts.items():
            roots = links.get(each, ())
            if len(roots) > 1:
                self.options[key] = tuple(dict.fromkeys(self._root(root, links) for root in roots))

    def _root(self, parts: NameParts, links: Mapping[NameParts, tuple[NameParts, ...]]) -> int:
        # a fuller form is always longer, so that this ends
        while len(links.get(parts, ())) == 1:
            parts = links[parts][0]
        return self.by_key[parts.key]

    def add(self, parts: NameParts, named: bool = True) -> int:
        """Enter a party called *parts*, or find the one that is entered already."""
        if parts.key in self.by_key:
            return self.by_key[parts.key]
        entity = Entity(len(self.all), parts, named)
        entity.forms[parts.key] = parts
        self.all.append(entity)
        self.by_key[parts.key] = entity.number
        return entity.number

    def merge(self, key: str, number: int, reason: str) -> None:
        """Let *key* stand for party *number* from now on."""
        old = self.by_key.get(key)
        if old == number:
            return
        target = self.all[number]
        if old is not None:
            for form, parts in self.all[old].forms.items():
                self.by_key[form] = number
                target.forms.setdefault(form, parts)
            if len(self.all[old].parts.key) > len(target.parts.key) and "简称" not in reason:
                target.parts = self.all[old].parts
        self.by_key[key] = number
        self.options.pop(key, None)
        self.reasons[key] = reason

    def _read_introductions(self, naming: Sequence[Mention]) -> None:
        ends = {mention.span.end: mention for mention in naming}
        for name, owner in read_introductions(self.text, naming):
            alias = key_of(name)
            number = self.by_key[key_of(written(owner))]
            self.all[number].forms.setdefault(alias, split_name(name, owner.kind))
            self.merge(alias, number, f"introduced: {name}")
        for mention in naming:
            # 成都市第二人民医院(成都仁济医院)
            start, end = mention.span.start, mention.span.end
            opened = self.text[start - 1 : start] in ("(", "(")
            if not opened or self.text[end : end + 1] not in (")", ")") or start < 2:
                continue
            outer = ends.get(start - 1)
            if outer is None or outer.kind is not mention.kind or mention.kind in _NEVER_GLOSS:
                continue
            if mention.named and outer.named:
                number = self.by_key[key_of(written(outer))]
                parts = split_name(written(mention), mention.kind)
                if parts.family == self.all[number].parts.family or not parts.family:
                    self.all[number].forms.setdefault(parts.key, parts)
                    self.merge(parts.key, number, "other name in brackets")

    def _place(self, naming: Sequence[Mention], names: Sequence[str]) -> None:
        chains: dict[tuple[NamePlace, ...], None] = {}
        for mention, name in zip(naming, names, strict=True):
            if mention.kind is PartyKind.PERSON or not mention.named:
                continue
            parts = split_name(name, mention.kind)
            if parts.places:
                chains.setdefault(parts.places)
                for at, place in enumerate(parts.places):
                    # 北京大学 and 四川锦澄公司 may be told of anywhere
                    if not place.full and (
                        parts.kind is PartyKind.COMPANY
                        or parts.head in _ROVING
                        or parts.rest.startswith(_ROVING)
                    ):
                        continue
                    self.places.append(ToldPlace(mention.span.start, place, parts.places[: at + 1]))
        self._stems = {
            place.stem: chain[: at + 1] for chain in chains for at, place in enumerate(chain) if place.full
        }
        told: dict[str, Division] = {}
        for chain in chains:
            for end in range(1, len(chain) + 1):
                division = choose_division(chain[:end], ())
                if division is not None:
                    told[division.code] = division
        self._told = tuple(told.values())
        for entity in self.all:
            entity.code = self.code_of(
                entity.parts.places or _branch(entity.parts) or self._stem(entity.parts)
            )
        for mention, name in zip(naming, names, strict=True):
            if mention.adcode:
                entity = self.all[self.by_key[key_of(name)]]
                # 博爱义工协会 is not known to lie in 博爱县
                if entity.parts.kind is PartyKind.PLACE or entity.parts.places:
                    entity.code = entity.code or mention.adcode

    def school_of(self, number: int) -> int:
        """Return the whole school that a campus or a department is a part of, told or not; any other party is whole."""
        whole = self.whole_of(number)
        parts = self.all[whole].parts
        name = whole_school(parts.name) if parts.kind is PartyKind.SCHOOL else None
        return whole if name is None else self.enter(name, PartyKind.SCHOOL)

    def whole_of(self, number: int) -> int:
        """Return the school that a campus belongs to, where it is told as well; any other party is whole."""
        parts = self.all[number].parts
        if not parts.key.endswith("校区"):
            return number
        for end in range(len(parts.key) - 2, 3, -1):
            whole = self.by_key.get(parts.key[:end])
            if whole is not None and self.all[whole].parts.kind is PartyKind.SCHOOL:
                return whole
        return number

    def chain_of(self, parts: NameParts) -> tuple[NamePlace, ...]:
        """Return the divisions that a party lies in, as far as its name and the document tell."""
        return parts.places or _branch(parts) or self._stem(parts)

    def _stem(self, parts: NameParts) -> tuple[NamePlace, ...]:
        """Return the division that a name begins with in short, where the document tells it in full as well."""
        if parts.kind in (PartyKind.PERSON, PartyKind.PLACE) or parts.level or len(parts.rest) < 4:
            return ()
        for length in (3, 2):
            chain = self._stems.get(parts.rest[:length])
            if chain is not None:
                return chain
        return ()

    def solid(self, number: int) -> bool:
        """Tell whether a party has a name that a pointing word can stand for; 若学校 was cut out wrongly."""
        entity = self.all[number]
        own = len(entity.parts.rest) - len(entity.parts.head)
        name = entity.parts.name
        miscut = self._miscut.get(name)
        if miscut is None:
            miscut = self._miscut[name] = _is_miscut(name)
        if miscut:
            return False
        return entity.named and (own > 1 or bool(entity.parts.places) or bool(entity.parts.level))

    def code_of(self, chain: tuple[NamePlace, ...]) -> str | None:
        """Return the code of the division that *chain* means in this document."""
        division = choose_division(chain, self._told)
        return division.adcode if division is not None else None

    def told_divisions(self) -> tuple[Division, ...]:
        """Return the divisions that the document names beyond doubt."""
        return self._told

    def enter(self, name: str, kind: PartyKind) -> int:
        """Return the party called *name*, entered now where it was not told."""
        number = self.by_key.get(key_of(name))
        if number is None:
            number = self.add(split_name(name, kind))
            self.all[number].code = self.code_of(self.all[number].parts.places)
        return number

    def ground_of(self, number: int) -> int | None:
        """Return the division that a party acts for: itself, or that of an organ; a company acts for none."""
        if number not in self._grounds:
            self._grounds[number] = self._find_ground(self.all[number].parts, number)
        return self._grounds[number]

    def _find_ground(self, parts: NameParts, number: int) -> int | None:
        if parts.kind is PartyKind.PLACE and parts.places:
            return number
        if parts.kind not in _LOCAL:
            return None
        full = [self.full_name(place) for place in self.chain_of(parts)]
        seats = [name for name in full if name is not None and level_of(name) in _SEATS]
        return self.enter(seats[-1], PartyKind.PLACE) if seats else None

    def organ(self, rest: str, place: str) -> int | None:
        """Return the party that is called *rest* after *place*, None where there is none."""
        if self._indexed != len(self.all):
            for entity in self.all[self._indexed :]:
                if entity.parts.places:
                    self._organs.setdefault((entity.parts.rest, entity.parts.places[-1].text), entity.number)
            self._indexed = len(self.all)
        return self._organs.get((rest, place))

    def full_name(self, told: NamePlace) -> str | None:
        """Return the full name of a division told in short; None where neither document nor gazetteer tell."""
        if told not in self._full:
            self._full[told] = self._find_full(told)
        return self._full[told]

    def _find_full(self, told: NamePlace) -> str | None:
        if told.full:
            return told.text
        written = {each.place.text for each in self.places if each.place.full and each.place.fits(told)}
        if len(written) == 1:
            return written.pop()
        named = load_gazetteer().lookup(told.text)
        names = {each.name for each in named if each.level is named[0].level}
        return names.pop() if len(names) == 1 else None

    def at_level(self, level: str) -> dict[str, list[int]]:
        """Return the full names of the divisions of a *level* (县) that are told, each with where."""
        levels = (level, "自治区") if level == "区" else (level,)
        if self._levels is None:
            named = ((told.start, self.full_name(told.place)) for told in self.places)
            self._levels = [(start, name, level_of(name)) for start, name in named if name is not None]
        found: dict[str, list[int]] = {}
        for start, name, own in self._levels:
            if own in levels:
                found.setdefault(name, []).append(start)
        return found


# 长三角千所学校: a number of schools, not one
_COUNTED = compile_late(r"[0-9一二两三四五六七八九十百千万多数几各](?:所|家|个|名|支|批)")
# 当我谈及学校, 及其他学校, 帮助学校: the left edge was missed
_MISCUT_FRONT = (
    *"当就若及与和对为据经从到把被让使请要",
    "帮助", "支持", "感谢", "走进", "来到", "深入", "联合", "亲自",
)  # fmt: skip
_MISCUT = compile_late("其他|姊妹|友好|亲自|谈及|年来|我|的")


def _most(kinds: Sequence[PartyKind]) -> PartyKind:
    """Return what a name is told to be most often, of several the first."""
    return max(dict.fromkeys(kinds), key=kinds.count)


def _is_miscut(name: str) -> bool:
    found = name.startswith(_MISCUT_FRONT) or _MISCUT.search(name) or _COUNTED.search(name)
    return bool(found)


_ROVING = ("大学", "学院", "银行", "基金会")
_LOCAL = frozenset(
    {PartyKind.GOVERNMENT, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.GROUP, PartyKind.OTHER}
)
_SEATS = frozenset({"省", "自治区", "市", "州", "盟", "县", "区", "旗"})
_NEVER_GLOSS = frozenset({PartyKind.PERSON, PartyKind.PLACE, PartyKind.PROJECT})


def _branch(parts: NameParts) -> tuple[NamePlace, ...]:
    """Return where a branch lies: 中鹤保险宁夏分公司 in 宁夏, 恒远银行成都分行 in 成都."""
    if parts.rank != "part" or parts.kind is not PartyKind.COMPANY:
        return ()
    rest = parts.rest[: len(parts.rest) - len(parts.head)]
    for start in range(max(2, len(rest) - MAX_BRANCH), len(rest) - 1):
        places, end = read_places(rest[start:])
        if places and start + end == len(rest):
            return places
    return ()
