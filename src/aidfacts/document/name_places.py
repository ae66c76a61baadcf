"""Divisions at the beginning of a name, and their codes."""

from __future__ import annotations

from collections.abc import Collection

from attrs import frozen

from aidfacts.lexicon import cache, lru_cache
from aidfacts.lexicon.gazetteer import Division, Level, PlaceName, load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind

# 岚溪镇, 明屿市, 南汇区; not 城市, 小区, 乡村: those are words, no names. All provinces and prefectures are listed.
_UNLISTED = compile_late(r"[\u4e00-\u9fff]{2,4}?(?:自治县|市|县|镇|乡|街道|社区|村)|[\u4e00-\u9fff]{2}区")
_NO_NAME = compile_late(
    r"(?:城|超|上|股|都|夜|早|菜)市|.*(?:社|园|校|小|院|军|灾|景|矿|特|地|战|山|牧|林|库|片|辖|赛|专|分|开发|高新|试验|"
    r"示范|产业|功能)区$|.*(?:城|家|下|故|同|老|水|山|回)乡$|.*(?:乡|农|新|山|全|本|该|我|驻|帮|每|各|贫困)村$|"
    r"(?:国网|武警|民[建革盟进]|台盟|致公党|农工党).*|自治区|.*(?:全|本|该|我|贵|各|每|此|跨|出|进|驻)[省市县区州旗镇乡]$|.*[的为向在与和及到由把给对于将从也是有这那都已又还就不其各每某]|.*(?:公司|集团|大学|"
    r"学校|医院|协会|银行|中国|国家).*|.*(?:党|组织|第)[\u4e00-\u9fff]*$"
)
_GRID = "国网"  # 国网|龙游县|供电公司
_STREETS = frozenset("路街话江河山")
LEVELS = ("自治区", "街道", "社区", "省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "村")
_BY_LAST = {level[-1]: tuple(each for each in LEVELS if each[-1] == level[-1]) for level in LEVELS}


@frozen
class NamePlace:
    """A division told inside a name: as written, its name without the level, and its level word ("" when short)."""

    text: str
    stem: str
    level: str

    @property
    def full(self) -> bool:
        """Tell whether the level is written (宕昌县), not left out (宕昌)."""
        return self.level != ""

    def fits(self, other: NamePlace) -> bool:
        """Tell whether both can be one division: 黑水 and 黑水县 can, 吉林省 and 吉林市 cannot."""
        return self.stem == other.stem and (not self.level or not other.level or self.level == other.level)


def level_of(name: str) -> str:
    """
    Return the level word that a full division name ends in, "" where there is none.

    >>> level_of("宕昌县"), level_of("内蒙古自治区"), level_of("凉山彝族自治州"), level_of("黑水")
    ('县', '自治区', '州', '')
    """
    for level in _BY_LAST.get(name[-1:], ()):
        if name.endswith(level) and len(name) > len(level):
            return level
    return ""


def stem_of(name: str) -> str:
    """
    Return a division name without its level word; names of one character keep it (茂县).

    >>> stem_of("宕昌县"), stem_of("茂县"), stem_of("黑水")
    ('宕昌', '茂县', '黑水')
    """
    level = level_of(name)
    stem = name[: len(name) - len(level)].removesuffix("自治") if level else name
    return stem if len(stem) > 1 else name


@cache
def read_place(name: str, full: bool = True) -> NamePlace:
    """Read a written division name; one that is not *full* leaves its level out (彭州, whose 州 is no level)."""
    if not full:
        return NamePlace(name, name, "")
    level = level_of(name)
    exact = [each for each in load_gazetteer().lookup(name) if each.name == name and each.short]
    # 内蒙古自治区 goes by 内蒙古, 凉山彝族自治州 by 凉山
    return NamePlace(name, exact[0].short if exact else stem_of(name), level)


def read_places(name: str, kind: PartyKind = PartyKind.GOVERNMENT) -> tuple[tuple[NamePlace, ...], int]:
    """
    Read the divisions that *name* begins with, and say where they end.

    A short form counts only where it stands first; that of a county only in names of organs (彭州综合执法局), since
    it is a word in others (博爱义工协会). Countries are read in names of places alone: 中国银行 lies nowhere in
    particular.

    >>> places, end = read_places("黑水县知木林镇高山幼儿园")
    >>> [place.text for place in places], end
    (['黑水县', '知木林镇'], 7)
    """
    places: list[NamePlace] = []
    at = len(_GRID) if name.startswith(_GRID) else 0
    gazetteer = load_gazetteer()
    while at < len(name) - 1:
        if places and (inner := _shared(name, at, places[-1])):
            # 青岛市南区: the 市 belongs to both
            places[-1] = read_place(places[-1].stem, False)
            places.append(read_place(inner))
            at += len(inner) - 1
            continue
        found = _listed(gazetteer.at(name, at, len(name)), name, at, kind)
        if found is None:
            match = _UNLISTED.match(name, at)
            if match is None or _NO_NAME.match(match.group()):
                break
            written = match.group()
            # 何家村镇 is a town, whatever 何家村 is
            if name[match.end() : match.end() + 1] in ("镇", "乡") and written.endswith("村"):
                written += name[match.end()]
            found = read_place(written)
        places.append(found)
        at += len(found.text)
    return tuple(places), at if places else 0


def _shared(name: str, at: int, before: NamePlace) -> str | None:
    if before.level != "市" or name[at : at + 1] not in ("南", "北", "中"):
        return None
    gazetteer = load_gazetteer()
    outer = gazetteer.lookup(before.text)
    for place in gazetteer.at(name, at - 1, len(name)):
        if place.full and any(gazetteer.contains(o, d) for o in outer for d in place.divisions):
            return place.text
    return None


def _listed(found: tuple[PlaceName, ...], name: str, at: int, kind: PartyKind) -> NamePlace | None:
    # 卓资县 before 卓资县市, a short form of nothing that is meant here
    for place in sorted(found, key=lambda place: not place.full):
        if place.level is Level.COUNTRY and kind is not PartyKind.PLACE:
            continue
        if not place.full:
            # inside a chain the level is said; 河北路 is a street; townships are seldom short, and then words
            after = name[at + len(place) : at + len(place) + 1]
            if at or place.common or place.level is Level.TOWNSHIP or after in _STREETS:
                continue
            if place.level is Level.COUNTY and kind not in (PartyKind.GOVERNMENT, PartyKind.PLACE):
                continue
        return read_place(place.text, place.full)
    return None


@lru_cache(maxsize=20_000)
def meanings(chain: tuple[NamePlace, ...]) -> tuple[Division, ...]:
    """
    Return the divisions that the last name of a *chain* may mean, given the names before it.

    A name in full means no one that merely goes by it in short, a short one the highest of its namesakes.
    """
    divisions: tuple[Division, ...] = ()
    for place in chain:
        named = load_gazetteer().lookup(place.text)
        exact = tuple(each for each in named if each.name == place.text)
        here = exact if exact and place.level else named
        inner = tuple(each for each in here if any(load_gazetteer().contains(o, each) for o in divisions))
        # an unlisted village or township lies in what is told before it
        if here and divisions and not inner:
            return ()
        divisions = inner or here or divisions
    if not chain or chain[-1].level or not divisions:
        return divisions
    return tuple(each for each in divisions if each.level is divisions[0].level)


def choose_division(chain: tuple[NamePlace, ...], told: Collection[Division]) -> Division | None:
    """
    Return the division that a *chain* means, None where it is not the only one of its name.

    Args: *told* holds the divisions that the document names beyond doubt; they decide between namesakes.
    """
    divisions = meanings(chain)
    if len(divisions) > 1:
        contains = load_gazetteer().contains
        divisions = tuple(each for each in divisions if any(contains(outer, each) for outer in told))
    return divisions[0] if len(divisions) == 1 else None
