"""The divisions of China down to township, and the countries of the world, matched as they stand."""

from __future__ import annotations

import gzip
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

from attrs import frozen

from aidfacts.errors import LexiconError
from aidfacts.lexicon.reader import read_table
from aidfacts.model.span import Span


class Level(StrEnum):
    """How high a division stands."""

    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


_RANK = {level: rank for rank, level in enumerate(Level)}


@frozen
class Division:
    """
    A division of China, or a country.

    `short` is the bare name (彭州 for 彭州市), "" where none is used. `code` is the GB/T 2260 code, six digits, nine
    for a township; the two letters of ISO 3166 for a country. `parent` is the code of what it lies in, "" for
    provinces and countries.
    """

    name: str
    short: str
    level: Level
    code: str
    parent: str

    @property
    def adcode(self) -> str | None:
        """The six digits of GB/T 2260: of a township those of its county; None for a country."""
        if self.level is Level.COUNTRY:
            return None
        # Development zones have codes of statistics (…71 and on), which GB/T 2260 does not know: their city's.
        if self.code[4] == "7" and self.name[-1] == "区" and len(self.name) > 4:
            return self.code[:4] + "00"
        return self.code[:6]


@frozen
class PlaceName:
    """
    A name that begins at some place of a text, with every division that goes by it.

    `full` is False for a short form (彭州). `common` is True where the form is also an ordinary word (和平, 合作):
    take it only with other evidence. `divisions` are in order of rank: 海南 is first the province, then the
    prefecture. For code that needs just one division, `name`, `short`, `level`, `code` and `parent` are the first's.
    """

    text: str
    divisions: tuple[Division, ...]
    full: bool
    common: bool

    def __len__(self) -> int:
        return len(self.text)

    @property
    def name(self) -> str:
        return self.divisions[0].name

    @property
    def short(self) -> str:
        return self.divisions[0].short

    @property
    def level(self) -> Level:
        return self.divisions[0].level

    @property
    def code(self) -> str:
        return self.divisions[0].code

    @property
    def parent(self) -> str:
        return self.divisions[0].parent

    @property
    def adcode(self) -> str | None:
        """The code that all divisions of the highest rank share, None where they differ."""
        codes = {d.adcode for d in self.divisions if d.level is self.level}
        return codes.pop() if len(codes) == 1 else None


@frozen
class Place:
    """
    A chain of names, each within the one before: 四川省阿坝州黑水县知木林镇.

    `names` are its parts. `divisions` are those that the last name may mean, given the names before it.
    """

    span: Span
    names: tuple[PlaceName, ...]
    divisions: tuple[Division, ...]

    @property
    def division(self) -> Division | None:
        """The one division that is meant, None where several may be."""
        first = self.divisions[0]
        rivals = [d for d in self.divisions if d.level is first.level]
        return first if len(rivals) == 1 else None

    @property
    def adcode(self) -> str | None:
        """The GB/T 2260 code of `division`."""
        return self.division.adcode if self.division else None


# Marks before a code: what the name is to the division.
_FULL, _FULL_COMMON, _SHORT, _SHORT_COMMON = "=!-~"

# Townships change their kind more often than their name, so pages of other years say 镇 where the table has 街道.
_KINDS = {Level.TOWNSHIP: ("镇", "乡", "街道"), Level.COUNTY: ("县", "市", "区")}
_KIND = re.compile("镇|乡|街道|县|市|区")
_KIND_OPENS = frozenset("镇乡街县市区")
_KIND_NEAR = re.compile(".{2,4}?(?:镇|乡|街道|县|市|区)")


class Gazetteer:
    """
    Names of divisions and countries, looked up by name, by code, or at a place of a text.

    Get it by `load_gazetteer`. What it answers never changes, and threads may share it.
    """

    def __init__(self, table: str, countries: tuple[dict[str, str], ...] = ()) -> None:
        # Lines are in order of code, so that a code is found by bisection and no second table is needed.
        self._lines = table.split("\n")[2:-1]
        self._codes: dict[str, str] = {}  # name or short form -> codes, each after its mark
        codes, line = self._codes, ""
        try:
            for line in self._lines:
                code, name, short, common = line.split("\t")
                marked = (_FULL_COMMON if "n" in common else _FULL) + code
                known = codes.get(name)
                codes[name] = marked if known is None else f"{known} {marked}"
                if not common and " " not in short:  # as nearly all
                    if short:
                        known, marked = codes.get(short), _SHORT + code
                        codes[short] = marked if known is None else f"{known} {marked}"
                    continue
                # The flag is for the bare form, which stands before names of the past.
                for form in short.split():
                    flagged = "s" in common and name.startswith(form) and len(form) < 5
                    known, marked = codes.get(form), (_SHORT_COMMON if flagged else _SHORT) + code
                    codes[form] = marked if known is None else f"{known} {marked}"
        except ValueError:
            raise LexiconError(
                f"data/divisions.tsv.gz: {line!r} has not four cells; build it again"
            ) from None
        self._divisions: dict[str, Division] = {}
        for row in countries:
            self._divisions[row["code"]] = Division(row["name"], "", Level.COUNTRY, row["code"], "")
            for form in (row["name"], *row["forms"].split()):
                # A common form of a country is no better than a short form: 海地 stands in 上海地区.
                marked = (_SHORT_COMMON if form in row["common"].split() else _FULL) + row["code"]
                codes[form] = f"{codes[form]} {marked}" if form in codes else marked
        masks: dict[str, int] = {}
        for name in codes:
            head = name[:2]
            masks[head] = masks.get(head, 0) | 1 << len(name)
        lengths = {
            m: tuple(n for n in range(m.bit_length(), 1, -1) if m >> n & 1) for m in set(masks.values())
        }
        self._lengths = {head: lengths[mask] for head, mask in masks.items()}
        self._names: dict[str, PlaceName] = {}  # what has been asked for
        self._size = len(self._lines) + len(countries)

    def __len__(self) -> int:
        return self._size

    def by_code(self, code: str) -> Division:
        """
        Return the division with this code.

        Raises: KeyError where there is none.
        """
        found = self._divisions.get(code)
        if found is None:
            at = bisect_left(self._lines, code + "\t")
            if at == len(self._lines) or not self._lines[at].startswith(code + "\t"):
                raise KeyError(code)
            _, name, short, _ = self._lines[at].split("\t")
            bare = min((s for s in short.split() if name.startswith(s)), key=len, default="")
            level, parent = self._place(code)
            found = self._divisions[code] = Division(name, bare, level, code, parent)
        return found

    def _place(self, code: str) -> tuple[Level, str]:
        province, city = code[:2] + "0000", code[:4] + "00"
        if len(code) == 9:
            # 东莞 and three other cities have townships and no counties between.
            return Level.TOWNSHIP, code[:6] if self._knows(code[:6]) else city
        if code == province:
            return Level.PROVINCE, ""
        if code == city:
            return Level.CITY, province
        return Level.COUNTY, city if self._knows(city) else province

    def _knows(self, code: str) -> bool:
        at = bisect_left(self._lines, code + "\t")
        return at < len(self._lines) and self._lines[at].startswith(code + "\t")

    def _name(self, form: str) -> PlaceName | None:
        if (known := self._names.get(form)) is not None:
            return known
        codes = self._codes.get(form)
        if codes is None:
            return None
        # What bears the name in full comes first, then what is higher: 朝阳 the city, then the districts.
        ranked = sorted(
            (
                (part[0] in (_SHORT, _SHORT_COMMON), _RANK[d.level], d.code, part[0], d)
                for part in codes.split(" ")
                for d in (self.by_code(part[1:]),)
            ),
            key=lambda item: item[:3],
        )
        mark = ranked[0][3]
        found = self._names[form] = PlaceName(
            form,
            tuple(item[4] for item in ranked),
            full=mark in (_FULL, _FULL_COMMON),
            common=mark in (_FULL_COMMON, _SHORT_COMMON),
        )
        return found

    def lookup(self, name: str) -> tuple[Division, ...]:
        """
        Return every division that goes by *name*, in full or short, the highest first.

        >>> [d.code for d in load_gazetteer().lookup("海西州")]
        ['632800']
        >>> [d.name for d in load_gazetteer().lookup("旬阳县")]  # a city now
        ['旬阳市']

        Returns: () for a name that is not known.
        """
        found = self._name(name) or self._other_kind(name, 0, len(name))
        return found.divisions if found and len(found) == len(name) else ()

    def _other_kind(self, text: str, start: int, end: int) -> PlaceName | None:
        """Return the name at *start* that has another kind than the table's (镇 for 街道), or None."""
        # Far faster than a pattern, and nearly always the end of it.
        if _KIND_OPENS.isdisjoint(text[start + 2 : start + 5]) or not _KIND_NEAR.match(text, start, end):
            return None
        for length in self._lengths.get(text[start : start + 2], ()):
            kind = _KIND.match(text, start + length, end) if length <= 4 else None
            stem = self._name(text[start : start + length]) if kind else None
            # 地城镇, 小村镇: such stems are rather ends of other words
            if not kind or not stem or stem.text[-1] in "城村乡" or stem.text + kind.group() in self._codes:
                continue
            meant = tuple(
                d
                for d in stem.divisions
                if kind.group() in _KINDS.get(d.level, ())
                and d.name.startswith(stem.text)
                and len(d.name) <= length + 2
            )
            if meant:
                return PlaceName(stem.text + kind.group(), meant, False, stem.common and kind.group() != "镇")
        return None

    def openers(self) -> Collection[str]:
        """Return the two characters that each name begins with."""
        return self._lengths.keys()

    def at(self, text: str, start: int, end: int | None = None) -> tuple[PlaceName, ...]:
        """
        Return the names that begin at *start* of *text* and end by *end*, the longest first.

        >>> [(p.text, p.full, p.adcode) for p in load_gazetteer().at("彭州市红十字会", 0)]
        [('彭州市', True, '510182'), ('彭州', False, '510182')]
        """
        lengths = self._lengths.get(text[start : start + 2])
        if lengths is None:
            return ()
        end = len(text) if end is None else end
        codes = self._codes  # most stretches are no name
        found = [
            name
            for length in lengths
            if start + length <= end
            and (form := text[start : start + length]) in codes
            and (name := self._name(form))
        ]
        if other := self._other_kind(text, start, end):
            found.append(other)
            found.sort(key=len, reverse=True)
        return tuple(found)

    def read(self, text: str, start: int, end: int | None = None) -> Place | None:
        """
        Read the chain of places that begins at *start*, each within the one before.

        >>> place = load_gazetteer().read("四川省黑水县知木林镇收到15万元", 0)
        >>> place.span, place.adcode, place.division.name
        (Span(start=0, end=10), '513228', '知木林镇')

        A short form that is a common word (和平) is read only right behind what it lies in (天津和平); ask `at` for others.

        Returns: None where no name begins.
        """
        end = len(text) if end is None else end
        opening = self.at(text, start, end)
        if not opening:
            return None  # most places
        size, names = self._chain(opening, text, start, end, ())
        if not names:
            return None
        divisions: tuple[Division, ...] = ()
        for name in names:
            divisions = self._inside(name, divisions)
        return Place(Span(start, start + size), names, divisions)

    def _chain(
        self, opening: Sequence[PlaceName], text: str, at: int, end: int, outer: tuple[Division, ...]
    ) -> tuple[int, tuple[PlaceName, ...]]:
        """
        Return the chain that reaches farthest of those that one of *opening* opens, with its length.

        青岛 and 市南区, not 青岛市 and a rest 南区.
        """
        best: tuple[PlaceName, ...] = ()
        reach = 0
        for name in opening:
            inner = self._inside(name, outer)
            if name.common and not name.full:
                # 广东南海, but not 中国和平 nor 和平 alone
                inner = tuple(
                    d for d in inner if outer and outer[0].code != "CN" and d.level is not Level.TOWNSHIP
                )
            if inner:
                size = len(name.text)
                follow = at + size
                more = self.at(text, follow, end)  # mostly nothing
                rest, behind = self._chain(more, text, follow, end, inner) if more else (0, ())
                if size + rest > reach:
                    best, reach = (name, *behind), size + rest
        return reach, best

    def _inside(self, name: PlaceName, outer: tuple[Division, ...]) -> tuple[Division, ...]:
        if not outer:
            return name.divisions
        return tuple(d for d in name.divisions if any(self.contains(o, d) for o in outer))

    def contains(self, outer: Division, inner: Division) -> bool:
        """Tell whether *inner* lies in *outer* and is not the same."""
        if outer.code == "CN":
            return inner.level is not Level.COUNTRY
        while inner.parent:
            if inner.parent == outer.code:
                return True
            inner = self.by_code(inner.parent)
        return False

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
        """
        Yield the places named in `text[start:end]` from left to right, not overlapping.

        They are matched as they stand: 上海南站 gives 上海, but 海南岸 gives 海南 too. Not for text that has not been
        checked for words; a million characters take a second.

        >>> [p.span.cut("从彭州到黑水县") for p in load_gazetteer().find("从彭州到黑水县")]
        ['彭州', '黑水县']
        """
        end = len(text) if end is None else end
        lengths = self._lengths
        while start < end:
            if text[start : start + 2] in lengths and (place := self.read(text, start, end)):
                yield place
                start = place.span.end
            else:
                start += 1

    def is_country(self, name: str) -> bool:
        """Tell whether *name*, as a whole, is that of a country."""
        return any(
            len(found) == len(name) and found.level is Level.COUNTRY for found in self.at(name, 0, len(name))
        )

    def full_names(self) -> Iterator[str]:
        """Return every name that some division of China bears in full, common words left out."""
        # Codes of countries are letters.
        return (name for name, codes in self._codes.items() if codes[0] == _FULL and codes[1] <= "9")

    def words(self, *levels: Level) -> Iterator[str]:
        """Yield the names and short forms of divisions of *levels* (of all if none is given), common words left out."""
        for name in self._codes:
            found = self._name(name)
            if found and not found.common and (not levels or found.level in levels):
                yield name


@cache
def load_gazetteer() -> Gazetteer:
    """
    Load the gazetteer that ships with the library: 0.15 s the first time, nothing after.

    Raises: LexiconError where its table is missing.
    """
    try:
        packed = (files("aidfacts") / "data" / "divisions.tsv.gz").read_bytes()
    except FileNotFoundError:
        raise LexiconError(
            "data/divisions.tsv.gz: no such table; the package is incomplete, install it again"
        ) from None
    return Gazetteer(gzip.decompress(packed).decode("utf-8"), read_table("countries"))
