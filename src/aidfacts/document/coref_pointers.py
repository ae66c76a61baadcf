"""Words that point at a party told elsewhere (我县, 该院, 双方), read into what they look for."""

from __future__ import annotations

from attrs import frozen

from aidfacts.document.name_parts import NameParts, find_head, split_name
from aidfacts.lexicon import cache
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.reader import read_table
from aidfacts.lexicon.schools import SCHOOL_NOUNS, is_lone_campus
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor, Mention

# Nouns that stand for a family of heads, not for their own characters.
_FAMILIES: dict[str, tuple[str, ...]] = {
    "校": ("school",),
    "学校": ("school",),
    "医院": ("hospital",),
    "公司": ("company",),
    "企业": ("company", "bank"),
    "司": ("company",),
    "厂": ("company",),
    "行": ("bank",),
    "商会": ("chamber",),
    "馆": ("museum",),
    "会": (
        "foundation",
        "association",
        "chamber",
        "charity",
        "redcross",
        "alumni",
        "union",
        "ngo",
    ),
    "组织": ("foundation", "association", "chamber", "charity", "redcross", "alumni", "ngo"),
    "报": ("media",),
    "台": ("media",),
    "网": ("media",),
    "刊": ("media",),
    "社": ("media", "company"),
    "寺": ("temple",),
}
# 该院, 该局: nouns of one character that point without being a name's end in the tables
_SHORT = frozenset("院局部委厅队所站处科办室团庙庵店园系班")
_NO_ORGAN = frozenset({PartyKind.PLACE, PartyKind.GROUP, PartyKind.PROJECT, PartyKind.PERSON})
_ANY = frozenset({"方", "单位", "机构", "家"})
_PLACE = frozenset({"地", "省", "市", "州", "县", "区", "旗", "盟", "镇", "乡", "街道", "村", "社区", "国"})
_WAYS = {
    Anaphor.OWNER: "owner",
    Anaphor.LAST: "last",
    Anaphor.BOTH: "both",
    Anaphor.TOPIC: "topic",
}
# What is counted when those told before are told of again: 2所学校, 这两个村
_OF_COUNTED = {
    "学校": "学校", "小学": "学校", "中学": "学校", "幼儿园": "学校", "医院": "医院", "企业": "企业", "公司": "企业",
    "村": "村", "镇": "镇", "乡": "乡", "社区": "社区", "县": "县", "单位": "单位",
}  # fmt: skip
_COUNTED = compile_late(rf"(?:这)?(?P<number>[2-8两三四五六七八])[所个家](?P<noun>{'|'.join(_OF_COUNTED)})")


@frozen
class Pointer:
    """
    What a pointing word looks for.

    `way` is how it points (data/pointers.tsv), `nouns` the nouns of the parties meant (two for 校企: one of each),
    `number` how many parties, `organ` what the owner's or last place is followed by (我县教育局: 教育局), `row` the
    key of the row that read it.
    """

    way: str
    nouns: tuple[str, ...]
    number: int
    organ: str
    row: str


@cache
def _rows() -> tuple[dict[str, tuple[str, str]], dict[str, list[tuple[str, str]]]]:
    """Return the whole words, and by their first characters the beginnings of words, the longest first."""
    words: dict[str, tuple[str, str]] = {}
    prefixes: list[tuple[str, str]] = []
    for row in read_table("pointers"):
        if row["word"].endswith("*"):
            prefixes.append((row["word"][:-1], row["way"]))
        else:
            words[row["word"]] = (row["way"], row["means"])
    by_first: dict[str, list[tuple[str, str]]] = {}
    for prefix, way in sorted(prefixes, key=lambda prefix: -len(prefix[0])):
        by_first.setdefault(prefix[0], []).append((prefix, way))
    return words, by_first


_NUMBERS = {"both": 2, "pair": 2, "other": 2, "former": 2, "latter": 2, "three": 3}


def read_pointer(mention: Mention) -> Pointer | None:
    """Read the pointing word that *mention* is; None for a mention that names."""
    words, prefixes = _rows()
    text = mention.text
    if mention.kind is PartyKind.PERSON and mention.anaphor is None and mention.named and text not in words:
        return None
    if text in words:
        way, means = words[text]
        if way == "none":
            return None
        return Pointer(way, tuple(means.split("+")), _NUMBERS.get(way, 1), "", f"pointers/{text}")
    for prefix, way in prefixes.get(text[:1], ()):
        if text.startswith(prefix) and len(text) > len(prefix):
            noun = text[len(prefix) :]
            if prefix == "全" and noun[0] == "国" and mention.anaphor is None:
                return None  # 全国人大, 全国妇联
            if (
                mention.kind in (PartyKind.GROUP, PartyKind.PROJECT)
                and mention.anaphor is None
                and way != "last"
            ):
                # 全区各级党员干部, 我县困难群众: people of a place, told as such
                return None
            found = _read_noun(noun, mention)
            if found is not None:
                return Pointer(way, (found[0],), 1, found[1], f"pointers/{prefix}*")
    known = len(text) == 2 and (
        mention.anaphor is not None or text[1] in _PLACE or text[1] in "校院馆行会局企"
    )
    if known and text[0] == "两":
        return Pointer("both", (text[1],), 2, "", "pointers/双方")
    if known and text[0] == "三":
        return Pointer("three", (text[1],), 3, "", "pointers/三方")
    if len(text) == 2 and text[1] == "方":
        return Pointer("side", (text[0],), 1, "", "pointers/中方")
    if mention.anaphor is not None:
        way = _WAYS[mention.anaphor]
        number = 3 if text[0] == "三" else 2 if way == "both" else 1
        return Pointer("three" if number == 3 else way, (mention.head or "方",), number, "", way)
    name = mention.name or text
    counted = _COUNTED.fullmatch(text) if mention.kind is PartyKind.GROUP else None
    if counted is not None:
        # 北塘村、岚溪村…为|两个村|各捐赠5万元: just so many told before
        number = _read_number(counted["number"])
        return Pointer("both", (_OF_COUNTED[counted["noun"]],), number, "", "pointers/双方")
    if mention.kind is PartyKind.GROUP:
        # 企业再次捐款 tells of the firm that the page is about, 企业 of a region tells of nobody
        return (
            Pointer("house", (name,), 1, "", "bare noun")
            if name in ("企业", "公司", "集团", "学校", "医院")
            else None
        )
    if split_name(name, mention.kind).bare:
        return Pointer("bare", (name,), 1, "", "bare noun")
    return None


def _read_number(written: str) -> int:
    return int(written) if written.isdigit() else "两三四五六七八".index(written) + 2


def _read_noun(noun: str, mention: Mention) -> tuple[str, str] | None:
    # 我县 looks for a 县; 我县教育局 for the 教育局 of that 县
    for place in _PLACE:
        if noun == place:
            return place, ""
        if noun.startswith(place) and mention.kind not in _NO_ORGAN and len(noun) > len(place) + 1:
            head, _, _ = find_head(noun[len(place) :], mention.kind)
            if head:
                return place, noun[len(place) :]
    if (
        noun in _FAMILIES
        or noun in _ANY
        or noun in _SHORT
        or mention.anaphor is not None
        or not mention.named
    ):
        return noun, ""
    head, _, rank = find_head(noun, mention.kind)
    return (noun, "") if head == noun and rank == "full" else None


def is_place_noun(noun: str) -> bool:
    """Tell whether *noun* looks for a division: 县, 地."""
    return noun in _PLACE


def matches(noun: str, parts: NameParts) -> bool:
    """
    Tell whether a party called *parts* is one that *noun* can point at.

    >>> matches("校", split_name("沐白小学", PartyKind.SCHOOL)), matches("院", split_name("沐白小学", PartyKind.SCHOOL))
    (True, False)
    """
    if noun in _ANY:
        # 该机构 is an organisation; 该方 and 该单位 may be any side
        return parts.kind is not PartyKind.PERSON and (noun != "机构" or parts.kind is not PartyKind.PLACE)
    if noun == "人":
        return parts.kind is PartyKind.PERSON
    if noun == "地":
        return parts.kind is PartyKind.PLACE
    if noun in SCHOOL_NOUNS and is_lone_campus(parts.name):
        return False  # 沐北大学在|东湖校区|举行仪式,校友向母校捐款
    if noun in _FAMILIES and parts.family in _FAMILIES[noun]:
        return parts.family != "school" or parts.kind is not PartyKind.OTHER  # 中国科学院 teaches nobody
    if noun == "公司" and parts.kind is PartyKind.COMPANY and not parts.head:
        return True
    if noun in ("校", "学校", "医院", "企业", "司", "厂"):
        wanted = {"校": PartyKind.SCHOOL, "学校": PartyKind.SCHOOL, "医院": PartyKind.HOSPITAL}
        # 数学教研组 is tagged as part of a school and is none
        return parts.kind is wanted.get(noun, PartyKind.COMPANY) and (
            not parts.head
            or parts.rank != "full"
            or parts.family in ("school", "hospital", "company", "bank")
        )
    if noun in _PLACE:
        return parts.kind is PartyKind.PLACE and bool(parts.places) and parts.places[-1].level == noun
    return parts.key.endswith(noun) and parts.kind is not PartyKind.PERSON
