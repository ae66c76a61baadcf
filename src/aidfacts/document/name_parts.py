"""What a name is made of: divisions, a bare level (县医院), the rest, and the noun that tells its type."""

from __future__ import annotations

import re

from attrs import frozen

from aidfacts.document.name_places import NamePlace, read_places
from aidfacts.lexicon import cache, lru_cache
from aidfacts.lexicon.gazetteer import load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.reader import read_table
from aidfacts.model.fact import PartyKind

# Marks say nothing of who is meant: “澄爱”慈善基金, 锦澄(禾川)公司, 路德·海曼.
_MARKS = compile_late(r"[\s\"'“”‘’「」『』《》〈〉()()\[\]【】·•・\-—]+")
_BLANKS = compile_late(r"\s+")
# 县医院, 市红会, 自治区体育局, 区直机关; not 市场, 区域, 乡村
_BARE = compile_late(
    r"(自治区|街道|社区|[省市县区州旗镇乡村])(?=工?委$)|(自治区|街道|社区|[省市县区州旗镇乡村])(?!场|民|域|镇|贤|亲|庄|份|城(?!管|建|投)|情|容|值|级$|面|集|里|上|内|外|长|友|籍|块)(?=..)"
)
# 团县委, 共青团宕昌县委, 共青团宕昌县委员会
_LEAGUE = compile_late(r"(?:共青)?团(.*?)(自治区|[省市县区州旗镇乡])(?:工)?委(?:员会)?")
_NUMBER = compile_late(r"第?[零一二三四五六七八九十百0-9]+")
_COUNTRY = ("中国", "中华", "国家", "全国")

MAX_SHORT = 4  # characters of a division in short: 呼和浩特

FAMILY_KIND = {
    "school": PartyKind.SCHOOL,
    "hospital": PartyKind.HOSPITAL,
    "company": PartyKind.COMPANY,
    "bank": PartyKind.COMPANY,
    "media": PartyKind.COMPANY,
    "foundation": PartyKind.NGO,
    "association": PartyKind.NGO,
    "chamber": PartyKind.NGO,
    "charity": PartyKind.NGO,
    "redcross": PartyKind.NGO,
    "alumni": PartyKind.NGO,
    "government": PartyKind.GOVERNMENT,
    "place": PartyKind.PLACE,
    "fund": PartyKind.PROJECT,
    "project": PartyKind.PROJECT,
}


@frozen(cache_hash=True)
class NameParts:
    """
    A name cut up.

    `name` is the cleaned name, `key` the same without marks, for comparing. `places` are the divisions it begins
    with, `level` the level of an organ whose division is left out (县 in 县医院; "" otherwise), `rest` what follows
    them, with conventional endings in full (红会 → 红十字会). `head` is the noun at its end, `family` the family
    of that noun (school, bank …) and `rank` how the noun ends it: `full`, `part` (分行), `short` (一中), "" for none.
    """

    name: str
    key: str
    kind: PartyKind
    places: tuple[NamePlace, ...]
    level: str
    rest: str
    head: str
    family: str
    rank: str

    @property
    def generic(self) -> bool:
        """Tell whether nothing but the type is said beside the division: 县医院, 黑水县人民医院, 学校."""
        own = self.rest.removesuffix(self.head)
        return own in ("", "人民") or own in _COUNTRY

    @property
    def bare(self) -> bool:
        """Tell whether it is no name at all but a type: 公司, 学校, 医院."""
        return not self.places and not self.level and self.rest == self.head and self.rank == "full"


def clean_name(name: str) -> str:
    """
    Return *name* without blanks and without marks that hang at its ends.

    >>> clean_name("“锦澄 集团"), clean_name("远基会”")
    ('锦澄集团', '远基会')
    """
    if not _MARKS.search(name):
        return name
    name = _BLANKS.sub("", name) if _ascii_free(name) else name.strip()
    for opening, closing in ("“”", "()", "()", "‘’", "《》", "「」"):
        if name.startswith(opening) and name.find(closing) == len(name) - 1:
            name = name[1:-1]
        elif name.count(opening) != name.count(closing):
            name = name.replace(opening, "").replace(closing, "")
    return name


def _ascii_free(name: str) -> bool:
    # the blank in Lud Heyman is part of the name
    return not re.search(r"[A-Za-z] [A-Za-z]", name)


@lru_cache(maxsize=20_000)
def key_of(name: str) -> str:
    """
    Return what two spellings of one name share.

    >>> key_of("“澄爱”慈善基金") == key_of("澄爱慈善基金")
    True
    """
    return _MARKS.sub("", name).lower()


@cache
def _heads() -> dict[str, tuple[tuple[str, str], ...]]:
    heads: dict[str, list[tuple[str, str]]] = {}
    for row in read_table("head_nouns"):
        heads.setdefault(row["head"], []).append((row["family"], row["rank"]))
    fuller: dict[str, list[tuple[str, str]]] = {}
    for row in read_table("org_suffixes"):
        # numbered schools (一中) keep their number out of the head
        if row["suffix"] not in heads and not _NUMBER.match(row["suffix"]):
            family = _family(row["suffix"], heads) or row["kind"]
            fuller[row["suffix"]] = [(family, "part" if row["rank"] == "branch" else "full")]
    heads.update(fuller)
    return {head: tuple(found) for head, found in heads.items()}


def _family(suffix: str, heads: dict[str, list[tuple[str, str]]]) -> str:
    # 教育基金会 is of the family of 基金会
    for start in range(1, len(suffix) - 1):
        for family, rank in heads.get(suffix[start:], ()):
            if rank == "full":
                return family
    return ""


@cache
def _longest() -> int:
    return max(map(len, _heads()))


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    rows = [(row["short"], row["full"]) for row in read_table("abbreviations")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def find_head(rest: str, kind: PartyKind) -> tuple[str, str, str]:
    """
    Return the type noun at the end of *rest*, its family and its rank; three empty strings where none is.

    >>> find_head("沐白小学", PartyKind.SCHOOL), find_head("锦澄", PartyKind.COMPANY)
    (('小学', 'school', 'full'), ('', '', ''))
    """
    heads = _heads()
    for length in range(min(_longest(), len(rest)), 0, -1):
        found = heads.get(rest[-length:])
        if not found:
            continue
        for family, rank in found:
            if rank == "short" and (FAMILY_KIND.get(family) is not kind or not _ends_short(rest)):
                continue
            if len(rest) == length == 1 and rank != "short":
                continue
            return rest[-length:], family, rank
    return "", "", ""


def ends_in_head(own: str) -> bool:
    """Tell whether the own part of a name is the name of a body itself: 富良中学 in 富良中学党支部."""
    return any(
        own.endswith(head) and any(rank == "full" for _, rank in _heads().get(head, ()))
        for head in {own[-length:] for length in range(2, min(5, len(own) - 1))}
    )


def _ends_short(rest: str) -> bool:
    # 一中, 实小, 明大, 农商行; but 沐白 never, and 锦澄司 only where the whole is short
    return 1 < len(rest) <= 6 or _NUMBER.match(rest) is not None


@lru_cache(maxsize=20_000)
def split_name(name: str, kind: PartyKind = PartyKind.OTHER) -> NameParts:
    """
    Cut up *name*, which stands for a party of *kind*.

    >>> parts = split_name("县医院", PartyKind.HOSPITAL)
    >>> parts.level, parts.rest, parts.generic
    ('县', '医院', True)
    """
    name = clean_name(name)
    key = key_of(name)
    league = _LEAGUE.fullmatch(key)
    if league:
        within, _ = read_places(league[1] + league[2]) if league[1] else ((), 0)
        level = "" if within else league[2]
        return NameParts(name, key, kind, within, level, "团委", "团委", "league", "full")
    if kind is PartyKind.PERSON:
        return NameParts(name, key, kind, (), "", key, "", "", "")
    level = ""
    bare = _BARE.match(key) if kind is not PartyKind.PLACE else None
    if bare and not load_gazetteer().at(key, 0, len(key)):
        places: tuple[NamePlace, ...] = ()
        level, rest = bare[1] or bare[2], key[bare.end() :]
    else:
        places, at = read_places(key, kind)
        rest = key[at:]
        if kind is PartyKind.PLACE and not places and 1 < len(key) <= MAX_SHORT:
            # 知木林 for 知木林镇
            places, rest = (NamePlace(key, key, ""),), ""
    for short, full in _endings():
        if rest.endswith(short) and not rest.endswith(full):
            rest = rest[: len(rest) - len(short)] + full
            break
    head, family, rank = find_head(rest, kind)
    return NameParts(name, key, kind, places, level, rest, head, family, rank)


@lru_cache(maxsize=20_000)
def anchors(parts: NameParts) -> tuple[str, ...]:
    """
    Return the stretches of a full name from which a short form may start.

    >>> anchors(split_name("沐北大学土木学院", PartyKind.SCHOOL))
    ('沐北大学土木学院', '土木学院')
    """
    found = [parts.rest]
    for country in _COUNTRY:
        # 农业银行 is 中国农业银行, but 东盟 in 中国东盟博览会 is not 中国东盟
        if parts.rest.startswith(country) and len(parts.rest) > len(country) + 3:
            found.append(parts.rest[len(country) :])
    inner = _inner().search(parts.rest, 0, max(0, len(parts.rest) - 2))
    if inner and inner.end() < len(parts.rest):
        found.append(parts.rest[inner.end() :])
    return tuple(found)


@cache
def _inner() -> re.Pattern[str]:
    nouns = sorted(
        (head for head, found in _heads().items() if len(head) > 1 and any(r == "full" for _, r in found)),
        key=lambda head: -len(head),
    )
    return re.compile("[\u4e00-\u9fff]{2,}?(?:" + "|".join(nouns) + ")")
