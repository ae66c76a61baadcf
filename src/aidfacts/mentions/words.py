"""The words that names are read by, and where they stand in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import add
from typing import Any, NamedTuple

from attrs import field, frozen

from aidfacts.lexicon import cache, read_table
from aidfacts.lexicon.gazetteer import Level, Place, load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor

LEVELS = frozenset("省市县区州旗盟镇乡村街社")  # what a division may end in
# What stands before 和 in names of places and houses, and not at the end of a word that 和 would join: 永和村, 太和镇
BEFORE_HE = frozenset("永太泰人义协祥三共安顺中万仁民平元咸融兴福同庆大保新清东西南北宁信德雍致敦恒广")
MAX_MODIFIER = 6  # characters; longest modifier of a group


@frozen
class Head:
    """A noun that ends a name: what the party is, how it nests, and what must stand before it."""

    kind: PartyKind
    rank: str  # organ, unit, branch, trade, division, zone
    needs: str  # core, place, anaphor, none


@frozen
class Word:
    """
    A word of the tables with everything that it can be at once (校友 is a title and a group).

    `cue` is `strong`, `weak`, `inner` or `outside` for what no name begins with, "" else; `title` is the side of the name that a
    title stands on. `anaphor` is how it points, and `points_at` the head noun of what it points at. `tells_nobody` is True
    for a cue or a modifier that is nothing else, as most words of a sentence are.
    """

    text: str
    head: Head | None = None
    cue: str = ""
    title: str = ""
    group: str = ""
    anaphor: Anaphor | None = None
    points_at: str = ""
    name: PartyKind | None = None
    decoy: bool = False
    glued: bool = False
    group_modifier: bool = False
    tells_nobody: bool = field(init=False, repr=False, eq=False)

    @tells_nobody.default
    def _tell_nobody(self) -> bool:
        told = (self.head, self.anaphor, self.name)
        return not (self.title or self.group or self.decoy or any(each is not None for each in told))


class Hit(NamedTuple):
    """A word, or a chain of places, at its place in a text; a tuple, since a sentence makes dozens."""

    start: int
    end: int
    word: Word
    place: Place | None = None


# What NamedTuple writes for a class calls this too, from a function of its own that takes as long again.
_hit: Callable[[tuple[int, int, Word, Place | None]], Hit] = partial(tuple.__new__, Hit)


@frozen
class Words:
    """Every word of the tables, by its first two characters, the longest first."""

    by_pair: dict[str, tuple[Word, ...]] = field(repr=False)
    by_one: dict[str, Word] = field(repr=False)
    surnames: frozenset[str] = field(repr=False)
    rare_surnames: frozenset[str] = field(repr=False)


def _collect() -> dict[str, Word]:
    words: dict[str, dict[str, Any]] = {}

    def put(text: str, **sides: object) -> None:
        words.setdefault(text, {}).update(sides)

    for row in read_table("org_suffixes"):
        put(row["suffix"], head=Head(PartyKind(row["kind"]), row["rank"], row["needs"]))
    for row in read_table("left_cues"):
        put(row["word"], cue=row["force"])
    for row in read_table("titles"):
        put(row["title"], title=row["side"])
    for row in read_table("generic_parties"):
        put(row["noun"], group=row["kind"])
    for row in read_table("anaphors"):
        put(row["word"], anaphor=Anaphor(row["points"]), points_at=row["head"])
    for row in read_table("known_names"):
        put(row["name"], name=PartyKind(row["kind"]))
    for row in read_table("name_modifiers"):
        put(row["word"], glued=True)
    for row in read_table("group_modifiers"):
        put(row["word"], group_modifier=True)
    for row in read_table("name_decoys"):
        if row["word"] not in words:
            put(row["word"], decoy=True)
    for row in read_table("outside_words"):
        if row["word"] not in words:
            put(row["word"], cue="outside")
    return {text: Word(text, **sides) for text, sides in words.items()}


@cache
def load_words() -> Words:
    """Return the words of all tables that name reading rests on."""
    words = _collect()
    pairs: dict[str, list[Word]] = {}
    for word in words.values():
        if len(word.text) > 1:
            pairs.setdefault(word.text[:2], []).append(word)
    surnames = {row["surname"]: row["weight"] for row in read_table("surnames")}
    return Words(
        by_pair={pair: tuple(sorted(found, key=lambda w: -len(w.text))) for pair, found in pairs.items()},
        by_one={word.text: word for word in words.values() if len(word.text) == 1},
        surnames=frozenset(surnames),
        rare_surnames=frozenset(s for s, weight in surnames.items() if weight == "rare"),
    )


_PLACE = Word("")
_HIGH = (Level.COUNTRY, Level.PROVINCE)
_PLACES = (None, PartyKind.PLACE)
# Takes 乡村 of 黑水乡村振兴局, 市场 of 彭州市场监管局; leaves 乡村民 and 市民政局 alone.
_NEXT_WORD = compile_late(
    "乡(?=村(?![民委]))|市(?=场|容|民(?![政族办盟建革主宗]))|区(?=域|块)|县(?=域)|国(?=际)"
)


_LIFE = compile_late("(?:命|物|态)(?:科学|技术|工程|医学|医药|环境|化学|食品|制药|与)")
_CUT_SHORT = {"学": "习", "国": "际"}  # the last character of a word is the first of the next
_GRADUATES = "毕业"  # ends words that name no house: 大学毕业
_CUT_OFF = {"团": "集", "行": "一", "动": "活"}  # the first character of a word is the last of the one before
_Forms = tuple[tuple[str, int, Word, bool], ...]


# By the third character the words that may stand there, the words that may stand before any other, whether a place may.
_Opened = tuple[dict[str, _Forms], _Forms, bool]


@cache
def _openers() -> dict[str, _Opened]:
    """
    Return by two characters the words that begin so, the longest first, and whether a place may begin so.

    Each word has its text, its length and whether what stands around it can bar it beside it: they are looked at in
    most places of a sentence, and those of two characters that many begin with are many.
    """
    by_pair, places = load_words().by_pair, load_gazetteer().openers()
    none: _Opened = {}, (), True
    found = dict.fromkeys(places, none)
    for pair, words in by_pair.items():
        forms = [(word.text, len(word.text), word, _may_be_barred(word)) for word in words]
        short = tuple(form for form in forms if form[1] == 2)
        thirds = {form[0][2] for form in forms if form[1] > 2}
        found[pair] = (
            {third: tuple(form for form in forms if form[0][2:3] in ("", third)) for third in thirds},
            short,
            pair in places,
        )
    return found


def _may_be_barred(word: Word) -> bool:
    form = word.text
    return (
        form[-1] in _CUT_SHORT
        or form == "大学生"
        or form.endswith(_GRADUATES)
        or form[0] in _CUT_OFF
        or (word.name is not None and form.endswith("为"))
    )


def _is_barred(text: str, at: int, end: int, start: int, word: Word) -> bool:
    """Tell whether a word at *at* is cut out of the words around it, in a stretch from *start*."""
    if _CUT_SHORT.get(text[end - 1]) == text[end : end + 1] != "":
        return True  # 绍兴一中|学习, 联合|国际
    if word.text == "大学生" and _LIFE.match(text, end):
        return True  # 沐北大学|生命科学学院
    if text[end : end + 1] == "生" and word.decoy and word.text.endswith(_GRADUATES):
        return True  # 沐白大学|毕业生
    if at > start and _CUT_OFF.get(text[at]) == text[at - 1]:
        return True  # 锦澄集团|组织员工捐款, 此次活动|向沐白小学捐款
    return (
        word.name is not None
        and text[end - 1] == "为"
        and _ENDS_PERSON.search(text, max(start, at - 4), at) is not None
        and not _SUES.match(text, end)
    )  # 副县长吴建华|为沐白小学


# 县长吴建|华为: a title and two characters of a name before what looks like the company, which then acts not
_ENDS_PERSON = compile_late("[长员记任席师授士理民人事友生贤][\u4e00-\u9fff]{1,2}$")
_OFFICES = frozenset("局委府会院队社办所联处司校学站部政团")  # the last characters of their names
_SUES = compile_late("[捐赠向将、,。公集技终手云]")


def _is_unit(word: Word) -> bool:
    return word.head is not None and word.head.rank == "unit"


def _joins_offices(text: str, at: int, start: int) -> bool:
    """Tell whether 和 stands between two offices of one county: 县教育局|和|县民政局, not the county 和县."""
    return at > start and text[at - 1] in _OFFICES


def _is_cut_out(last: Hit, found: Hit) -> bool:
    """Tell whether a place begins inside another that is higher: no 海城市 in 上海|城市."""
    if last.place is None or found.place is None or found.start != last.end - 1:
        return False
    first, second = last.place.divisions[0], found.place.divisions[0]
    return len(last.place.names) == 1 and first.level in _HIGH and second.level not in _HIGH


def find_words(text: str, start: int, end: int) -> list[Hit]:
    """
    Find the words of the tables and the places of the gazetteer in `text[start:end]`, from left to right.

    Where two overlap, the longer one stands, of two as long the first, unless the second shields (人民币 after 捐赠). A place that is also a common
    word (和平) is left to the tables.
    """
    by_one, openers = load_words().by_one, _openers()
    gazetteer = load_gazetteer()
    hits: list[Hit] = []
    last_start = last_end = start
    # Looked up in one go: at most places no word begins.
    chars = text[start:end]
    pairs = list(map(add, chars, text[start + 1 : end + 1]))
    pairs += chars[len(pairs) :]
    rows = zip(
        range(start, end),
        map(openers.get, pairs),
        map(by_one.get, chars),
        strict=True,
    )
    for at, opened, one in rows:
        if opened is None:
            if one is not None and at >= last_end:
                hits.append(_hit((at, at + 1, one, None)))
                last_start, last_end = at, at + 1
            continue
        found: Hit | None = None
        by_third, short, opens_place = opened
        for form, size, word, barrable in by_third.get(text[at + 2 : at + 3], short) if by_third else short:
            reach = at + size
            if reach <= end and (size == 2 or text.startswith(form, at)):
                if barrable and _is_barred(text, at, reach, start, word):
                    continue
                if reach > last_end:  # else it lies inside the word before, which is longer
                    found = _hit((at, reach, word, None))
                break
        if found is None and one is not None and at >= last_end:
            found = _hit((at, at + 1, one, None))
        if opens_place and not (text.startswith("和县", at) and _joins_offices(text, at, start)):
            place = gazetteer.read(text, at, end)
            if place is not None:
                found = _as_place(text, at, end, place, found)
        if found is None or found.end <= last_end:
            continue
        if at < last_end:
            # Inside the word before, or reaching out of it: the longer one stands.
            if not _outweighs(text, hits, found):
                continue
            hits.pop()
            first = by_one.get(text[last_start])
            if first is not None and at > last_start:
                hits.append(_hit((last_start, last_start + 1, first, None)))
        hits.append(found)
        last_start, last_end = at, found.end
    return hits


def _as_place(text: str, at: int, end: int, place: Place, found: Hit | None) -> Hit | None:
    """Return the hit for a place at *at*, or the word *found* there where that tells more."""
    gazetteer = load_gazetteer()
    if _NEXT_WORD.match(text, place.span.end - 1, end):
        # 彭州市场监管局, 黑水乡村: the level is the first character of the next word.
        place = gazetteer.read(text, at, place.span.end - 1) or place
    reach = place.span.end
    if found is not None and reach <= found.end:
        word = found.word
        if reach < found.end or word.decoy or word.head or word.name not in _PLACES:
            return found
    return _hit((at, reach, _PLACE, place))


def _outweighs(text: str, hits: Sequence[Hit], found: Hit) -> bool:
    """Tell whether *found* stands in place of the last of *hits*, out of which it reaches."""
    last_start, last_end, last, _ = hits[-1]
    longer = (found.end - found.start) - (last_end - last_start)
    if found.place is not None and _is_cut_out(hits[-1], found):
        return False
    # 捐赠人民币: 捐赠人 is none; 从中国: 从中 is none
    wins = (found.word.decoy and bool(last.group or last.title)) or (
        found.place is not None and last.cue in ("inner", "outside")
    )
    wins = wins or (found.word.cue == "strong" and last.cue == "outside")  # 要|紧盯
    # 医科大学: 科大 needs a place, 大学 does not
    full = last.head is not None and last.head.needs == "place" and found.word.head is not None
    # 北塘村小学: 小学 is the noun, 村小 is one where no 学 follows
    full = full or (text[found.start : found.end] == "小学" and text[last_end - 1] == "小")
    # 土木|工程系: the part of a house ends further than the noun of its subject
    full = full or (_is_unit(found.word) and text[found.end - 1] == "系")
    # 东北|大学, 锦华|电子: a short name that ends inside a noun is none
    full = full or (last.name is not None and last_end - last_start == 2 and found.word.head is not None)
    if full or found.word.group:
        # 一中学子, 禾川一中学生: the short name, and no 中学
        behind = len(hits) > 1 and hits[-2].place is not None and hits[-2].end == last_start
        rest = ("学子", "学生") if behind else ("学子",)
        if (last.head is not None or last.name is not None) and text.startswith(rest, last_end):
            return False
    return full or longer > 0 or (longer == 0 and wins)


# Parts of the world, which states do not lie in as a district lies in a city.
_WIDE = compile_late("[北南中]?.{0,2}洲|[东西南北中]?[亚非欧]|拉美|[北南]美|东南亚|中东")


def is_wide(name: str) -> bool:
    """
    Tell whether *name* is that of a part of the world.

    >>> is_wide("非洲"), is_wide("东南亚"), is_wide("雄安新区")
    (True, True, False)
    """
    return _WIDE.fullmatch(name) is not None


def glued_words(text: str, at: int) -> Iterator[Word]:
    """Yield the modifiers that are glued to names (爱心企业, 知名) and begin at *at*, the longest first."""
    words = load_words()
    for word in words.by_pair.get(text[at : at + 2], ()):
        if word.glued and text.startswith(word.text, at):
            yield word
    one = words.by_one.get(text[at])
    if one is not None and one.glued:
        yield one


def modifier_before(text: str, at: int, floor: int) -> int:
    """Return how long the modifier of a group is that ends at *at* and begins at *floor* or later, 0 for none."""
    words = load_words()
    for size in range(min(MAX_MODIFIER, at - floor), 0, -1):
        form = text[at - size : at]
        found = words.by_one.get(form) if size == 1 else None
        for word in words.by_pair.get(form[:2], ()) if size > 1 else (found,):
            if word is not None and word.text == form and word.group_modifier:
                return size
    return 0


def is_modifier_only(text: str, start: int, end: int) -> bool:
    """
    Tell whether a stretch holds nothing but modifiers, so that the noun behind it is no name.

    >>> is_modifier_only("贫困村", 0, 2), is_modifier_only("北塘村", 0, 2)
    (True, False)
    """
    words = load_words()
    while start < end:
        one = words.by_one.get(text[start])
        for word in (*words.by_pair.get(text[start : start + 2], ()), *((one,) if one is not None else ())):
            after = start + len(word.text)
            if (word.group_modifier or word.glued) and after <= end and text.startswith(word.text, start):
                start = after
                break
        else:
            return False
    return True
