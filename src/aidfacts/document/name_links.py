"""Which names of a document are short forms of which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import evolve

from aidfacts.document.name_parts import NameParts, anchors, ends_in_head
from aidfacts.document.name_places import NamePlace
from aidfacts.lexicon import lru_cache
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind

# 沐白小学 is not 沐白实验小学, 市医院 not 市第三医院: words between the two forms that tell one body from another.
_TELLING = compile_late(
    r"[东西南北]|分|附属|附设|中医|妇幼|儿童|职业|实验|特殊|成人|老年|口腔|眼科|肿瘤|精神|传染|民族|外国语|师范|女子|青年|"
    r"少年|[一二三四五六七八九十百千两0-9]|纪律|校友|家属|离退休|旗下|下属|所属|党"
)
# 县医院 is 黑水县人民医院, 二院 第二人民医院: words that tell nothing.
_NEUTRAL = compile_late(
    r"(?:第|人民|学校?|医|级|属|高级|完全|中心|员会|委员会|[省市县区州镇乡村]|自治区|直属)*"
)
_NUMBERED = compile_late(r"[一二三四五六七八九十百千两0-9]|附属|分|职业|附设")
_LEGAL = compile_late(r"(?:集团|控股|股份|有限|责任|总|公司|企业|责任公司)+")
# A name that holds one of these was cut out of the text at the wrong place; it is no fuller form of anything.
_NO_NAME = compile_late(
    r"^(?:各|某|每|该|本|我|全)|[向给把将被捐赠的了在于从,。;:、!?]|通过|联合(?!会|国|社|大学|总会|体|学校|医院)|来到|前往|共同|开展|举行|设立|成立"
)
MAX_BUCKET = 48  # names with one beginning; beyond that a short form fits too many to mean one
MAX_FUND_WORDS = 4  # characters between the short form of a fund and its type: 澄爱|特困救助|基金
MAX_NAME = 60  # characters; a longer stretch is no name that others shorten

_PLAIN = frozenset({PartyKind.OTHER, PartyKind.GROUP})


def heads_agree(short: NameParts, full: NameParts) -> bool:
    """Tell whether the type nouns of two names may be those of one body: 校 and 学校 may, 支行 and 银行 may not."""
    if full.rank == "part" or short.rank == "part":
        return short.head == full.head
    if not short.head:
        return short.kind is full.kind or short.kind in _PLAIN
    if short.head == full.head:
        return True
    if not full.head:
        return False
    if short.rank == "short":
        return short.head in full.head and short.kind is full.kind
    if short.family == full.family == "company":
        return short.head == "集团" or full.head.endswith(short.head) or "公司" in full.head
    return full.head.endswith(short.head) and short.family == full.family


def places_agree(short: NameParts, full: NameParts) -> bool:
    """Tell whether the divisions said in *short* are those of *full*, and the deepest of both is the same."""
    if short.level:
        levels = {full.places[-1].level} if full.places else {full.level}
        return short.level in levels or (short.level == "区" and "自治区" in levels)
    if not short.places:
        return not full.level or not full.places
    if not full.places:
        return False
    if not short.places[-1].fits(full.places[-1]):
        return False
    at = 0
    for place in short.places:
        while at < len(full.places) and not place.fits(full.places[at]):
            at += 1
        if at == len(full.places):
            return False
        at += 1
    return True


def gaps(short: str, full: str) -> tuple[str, ...] | None:
    """
    Return what *full* has between the characters of *short*, None where it does not hold them in order.

    >>> gaps("远樵基金会", "远樵教育基金会"), gaps("二院", "第二人民医院"), gaps("三院", "第二医院")
    (('教育',), ('第', '人民医'), None)
    """
    head = 0
    while head < len(short) and head < len(full) and short[head] == full[head]:
        head += 1
    tail = 0
    while tail < len(short) - head and tail < len(full) - head and short[-1 - tail] == full[-1 - tail]:
        tail += 1
    inner = short[head : len(short) - tail]
    outer = full[head : len(full) - tail]
    found = []
    at = 0
    for character in inner:
        place = outer.find(character, at)
        if place < 0:
            return None
        if place > at:
            found.append(outer[at:place])
        at = place + 1
    if at < len(outer):
        found.append(outer[at:])
    return tuple(found)


@lru_cache(maxsize=20_000)
def can_be_full(name: NameParts) -> bool:
    """Tell whether a name is clean enough to speak for others."""
    return len(name.name) <= MAX_NAME and _NO_NAME.search(name.name) is None


def shortens(short: NameParts, full: NameParts) -> bool:
    """
    Tell whether *short* can be a short form of *full*.

    彭州综合执法局 is one of 彭州市综合执法局, and 远樵基金会 of 浙江省远樵教育基金会; 沐白小学 is none of 沐白小学校友会.
    Whether it is *the* one depends on the other names of the document.
    """
    if not can_be_full(full):
        return False
    if short.kind is not full.kind and short.kind not in _PLAIN and short.family != full.family:
        return False
    if not heads_agree(short, full) or not places_agree(short, full):
        return False
    if not short.rest or len(short.key) >= len(full.key):
        return False
    if full.places and not short.places and not short.level:
        # 黑水人民医院: 黑水 is also a word, so that only the full form beside it makes it a place
        stem = full.places[-1].stem
        if short.rest.startswith(stem) and len(short.rest) > len(stem) + 1:
            place = NamePlace(stem, stem, "")
            short = evolve(short, places=(place,), rest=short.rest[len(stem) :])
    return any(_fits(short, full, stretch) for stretch in anchors(full))


def _fits(short: NameParts, full: NameParts, stretch: str) -> bool:
    rest = short.rest
    if rest == stretch:
        # 医院 alone points, it does not name
        return bool(short.places or short.level) or not short.generic
    if not short.head:
        own = stretch[len(rest) :].removesuffix(full.head)
        if full.family == "fund" and len(own) > MAX_FUND_WORDS:
            return False  # 香港道义会 gave 香港道义会大学贫困学生扶助基金, it is not called so for short
        return len(rest) > 1 and stretch.startswith(rest) and not _TELLING.search(stretch[len(rest) :])
    if len(rest) >= len(stretch):
        return False
    lead = stretch.removeprefix("第") if rest[0] != "第" else stretch
    if short.generic:
        lead = lead.removeprefix("人民") if not rest.startswith("人民") else lead
    if rest[0] != lead[0]:
        return False
    between = gaps(rest, lead)
    if between is None:
        return False
    if short.head == "集团" and not full.head.endswith("集团"):
        # 锦澄集团 is 锦澄实业集团有限公司, not 锦澄集团农场
        return _LEGAL.fullmatch(stretch[stretch.rfind("集团") + 2 :]) is not None
    if short.family == "company" and len(between) == 1 and _LEGAL.fullmatch(between[0]):
        return True
    if short.rank == "short" and len(rest) == 2 and not rest[0].isdigit():
        # 明大, 县委会: one character of the own name and one of the type
        return not any(_NUMBERED.search(gap) for gap in between)
    if short.generic or short.family in ("school", "hospital", "league", "redcross", "union"):
        return all(_NEUTRAL.fullmatch(gap) for gap in between)
    if short.rank == "full" and len(rest) - len(short.head) >= 2:
        # the own part of the name stands in one piece
        own = rest[: len(rest) - len(short.head)]
        if not lead.startswith(own if ends_in_head(own) else own[:2]):
            return False
    return not any(_TELLING.search(gap) for gap in between)


def link_names(names: Iterable[NameParts]) -> dict[NameParts, tuple[NameParts, ...]]:
    """
    Find the fuller form of each name among the others.

    Returns: for each name the fullest forms it may stand for: none where it is itself the fullest, one where the
    document tells whom it means, several where it does not. Names of persons and of divisions are left to others.
    """
    every = sorted(
        {name for name in names if name.kind not in (PartyKind.PERSON, PartyKind.PLACE) and not name.bare},
        key=lambda name: (-len(name.key), name.key),
    )
    buckets = _bucket(every)
    found: dict[NameParts, tuple[NameParts, ...]] = {}
    for name in every:
        bucket = buckets.get(name.rest[:1], ())
        if len(bucket) > MAX_BUCKET:
            bucket = buckets.get(name.rest[:2], ())
        if len(bucket) > MAX_BUCKET:
            found[name] = ()
            continue
        wanted = set(name.rest)
        fuller = [
            other
            for other, characters in bucket
            if len(other.key) > len(name.key) and characters >= wanted and shortens(name, other)
        ]
        found[name] = _roots(name, list(dict.fromkeys(fuller)), found)
    return found


def _bucket(every: Sequence[NameParts]) -> dict[str, list[tuple[NameParts, frozenset[str]]]]:
    """Sort full names by the characters that a short form of theirs begins with, one and two."""
    buckets: dict[str, list[tuple[NameParts, frozenset[str]]]] = defaultdict(list)
    for name in every:
        if not can_be_full(name):
            continue
        starts: set[str] = set()
        for stretch in anchors(name):
            lead = stretch.removeprefix("第")
            starts.update((stretch[:1], lead[:1], lead.removeprefix("人民")[:1], stretch[:2], lead[:2]))
        if name.places:
            starts.update((name.places[-1].stem[:1], name.places[-1].stem[:2]))
        entry = (name, frozenset(name.key + name.rest))
        for start in starts:
            buckets[start].append(entry)
    return buckets


def _roots(
    name: NameParts, fuller: list[NameParts], found: dict[NameParts, tuple[NameParts, ...]]
) -> tuple[NameParts, ...]:
    roots: dict[NameParts, None] = {}
    for other in fuller:
        above = found.get(other, ())
        # a fuller form that is itself short for several tells no more than it says
        roots[above[0] if len(above) == 1 else other] = None
    if len(roots) > 1 and not name.head:
        # 锦澄 beside 锦澄集团 and 锦澄物流公司: the form that adds nothing but the legal type
        plain = [root for root in roots if _LEGAL.fullmatch(root.rest[len(name.rest) :])]
        if len(plain) == 1:
            return (plain[0],)
    return tuple(roots)


def link_places(names: Iterable[NameParts]) -> dict[NameParts, tuple[NameParts, ...]]:
    """
    Find the fuller form of each division among the others: 大关县 → 云南省昭通市大关县, 黑水 → 黑水县.

    Returns: as `link_names`.
    """
    every = sorted(
        {name for name in names if name.kind is PartyKind.PLACE and name.places},
        key=lambda name: (-len(name.key), name.key),
    )
    by_stem: dict[str, list[NameParts]] = defaultdict(list)
    found: dict[NameParts, tuple[NameParts, ...]] = {}
    for name in every:
        last = name.places[-1]
        fuller = [
            other
            for other in by_stem[last.stem][:MAX_BUCKET]
            if len(other.key) > len(name.key) and other.rest == name.rest and places_agree(name, other)
        ]
        found[name] = _roots(name, fuller, found)
        by_stem[last.stem].append(name)
    return found
