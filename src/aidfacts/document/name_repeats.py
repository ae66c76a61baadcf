"""Names told again where nothing but the first telling shows that they are names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from attrs import evolve

from aidfacts.document.coref_written import read_introductions, written
from aidfacts.document.name_parts import split_name
from aidfacts.lexicon import cache
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.reader import read_table
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

MAX_NAMES = 400  # searched one by one; the busiest page seen has 90
MAX_PERSON = 8  # characters of a name of a person, foreign ones included
MIN_NAME = 4  # characters of an organisation; shorter ones are words too often
# 绍兴一中 is 一中 where it is told again; not 一中 of 之一中, 一中心, 一中午
_NUMBERED = compile_late(r"(?:第|(?<![十百]))([一二三四五六七八九十]{1,3})([中小])学?$")
_IN_WORD = compile_late(r"[之十百第唯统万其同]$")
_GOES_ON = compile_late(r"[心央间等外东西午年日期全国号旬医学路村](?!子|生|习|级)|[一二三]")
# “周砚秋名师工作室”: what is called after a person
_CALLED_AFTER = compile_late(
    "(?:名师|名医|名家|劳模|院士|大师|教授|专家)?(?:工作室|奖学金|奖教金|基金|纪念馆|故居|希望小学)"
)
# 锦澄科技 is 锦澄 where it acts again: 此外,|锦澄|还为学校送去体育用品
_ACTS_AGAIN = compile_late(
    r"[还也又将已再曾则](?![有是])|此次|积极|始终|一直|坚持|持续|累计|先后|共捐|[向为给在](?=[^,。;]{2,})|通过|携手|联合"
)
_CLAUSE = compile_late(r"[\s,。;:!?]")
_MAX_BRAND = 4  # characters of a company without the noun that tells its trade
# Where a name of two characters may begin: 尹贵 after a stop or a marker, not inside a longer word.
_EDGE = compile_late(r"[\s,。;:、!?“”\"'‘’()()《》【】与和及由向给为对被同跟是让请派随叫]")


def find_repeats(
    text: str, mentions: Sequence[Mention], *, told: Iterable[str] = (), within: Iterable[Span] | None = None
) -> tuple[Mention, ...]:
    """
    Find the names of *mentions* where they stand again untagged, and the short forms that the text introduces.

    远基会捐款20万元 tells a party only because (以下简称“远基会”) stands before; 周砚秋 at the beginning of a sentence
    is a person because 董事长周砚秋 was told.

    Args: *told* are names of persons known in some other way, *within* the stretches to search, the whole text where
        none are given.
    Returns: new mentions alone, in text order, none of which overlaps one of *mentions*.
    """
    names = {name: (Mention(Span(0, 0), name, name, PartyKind.PERSON), "told") for name in told}
    for name, model in _names(text, mentions):
        names.setdefault(name, model)
    if not names:
        return ()
    taken = sorted({(mention.span.start, mention.span.end) for mention in mentions})
    found: list[Mention] = []
    for span, name in _find_names(text, names, (Span(0, len(text)),) if within is None else within):
        mention, rule = names[name]
        rules = (*mention.rules, rule)
        if _free(taken, span) and _bounded(text, span, mention.kind, rules):
            found.append(
                evolve(
                    mention, span=span, text=name, name=name, of=None, count=None, anaphor=None, rules=rules
                )
            )
    return tuple(sorted(found, key=lambda mention: mention.span))


def _find_names(text: str, names: Iterable[str], within: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """
    Yield where *names* stand in the stretches *within*, from left to right, none over another.

    Of those that begin together the longest: 锦澄集团 leaves 锦澄集团有限公司 whole. One by one, as each page has names of
    its own and a pattern of all of them takes far longer to compile than to search for.
    """
    stretches = sorted(within)
    joined = "\0".join(span.cut(text) for span in stretches)
    begins = [0, *accumulate(len(span) + 1 for span in stretches)]
    places: list[tuple[int, int, str]] = []
    for name in names:
        at = joined.find(name)
        while at >= 0:
            places.append((at, -len(name), name))
            at = joined.find(name, at + 1)
    behind = 0
    for at, minus, name in sorted(places):
        if at >= behind:
            number = bisect_right(begins, at) - 1
            start = stretches[number].start + at - begins[number]
            yield Span(start, start - minus), name
            behind = at - minus


def _names(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, tuple[Mention, str]]]:
    """Yield the names to look for, the longest first, each with a mention like those to be found and the rule that says why."""
    names: dict[str, tuple[Mention, str]] = {}
    for alias, mention in read_introductions(text, mentions):
        names.setdefault(alias, (mention, "introduced"))
    for number, school in _numbered_schools(mentions):
        names.setdefault(number, (school, "short"))
        names.setdefault(written(school), (school, "told elsewhere"))
    for brand, company in _brands(mentions):
        names.setdefault(brand, (company, "brand"))
    for mention in mentions:
        if not mention.named or mention.anaphor is not None:
            continue
        name = written(mention)
        if mention.kind is PartyKind.PERSON:
            wanted = 2 <= len(name) <= MAX_PERSON and "某" not in name and name[1:2] not in "总董老"
        else:
            parts = split_name(name, mention.kind)
            wanted = len(name) >= MIN_NAME and parts.rank == "full" and not parts.generic
        if wanted:
            names.setdefault(name, (mention, "told elsewhere"))
    return iter(sorted(names.items(), key=lambda item: -len(item[0]))[:MAX_NAMES])


def _numbered_schools(mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention]]:
    """Yield what schools are called by their numbers, 一中 of 绍兴市第一中学, where it can mean one alone."""
    found: dict[str, Mention] = {}
    several: set[str] = set()
    for mention in mentions:
        name = written(mention) if mention.kind is PartyKind.SCHOOL and mention.named else ""
        number = _NUMBERED.search(name)
        if number is None or number.start() < 2:
            continue
        short = number[1] + number[2]
        if name[:2] != written(found.setdefault(short, mention))[:2]:
            several.add(short)
    return ((short, mention) for short, mention in found.items() if short not in several)


def _brands(mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention]]:
    """Yield what companies are called without the noun of their trade, 锦澄 of 锦澄科技, which is no word of running text."""
    words = _running_words()
    for mention in mentions:
        if mention.kind is not PartyKind.COMPANY or not mention.named or mention.anaphor is not None:
            continue
        if "house" in mention.rules:
            yield written(mention), mention  # 锦澄成立于1992年: the brand stands alone from the first
            continue
        parts = split_name(written(mention), mention.kind)
        brand = parts.rest.removesuffix(parts.head)
        if (
            parts.rank == "full"
            and 2 <= len(brand) <= _MAX_BRAND
            and not parts.generic
            and brand not in words
        ):
            yield brand, mention


@cache
def _running_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("outside_words"))


def _free(taken: Sequence[tuple[int, int]], span: Span) -> bool:
    at = bisect_right(taken, (span.start, span.end))
    near = taken[max(0, at - 2) : at + 1]
    return not any(start < span.end and span.start < end for start, end in near)


def _bounded(text: str, span: Span, kind: PartyKind, rules: Sequence[str]) -> bool:
    if "short" in rules:
        before, behind = text[: span.start][-1:], text[span.end : span.end + 2]
        return not _IN_WORD.match(before) and not _GOES_ON.match(behind) and not before.isdigit()
    if "brand" in rules:
        opens = span.start == 0 or _CLAUSE.match(text, span.start - 1) is not None
        return opens and _ACTS_AGAIN.match(text, span.end) is not None
    if kind is PartyKind.PERSON and _CALLED_AFTER.match(text, span.end):
        return False
    if kind is not PartyKind.PERSON or len(span) > 2 or "told" in rules:
        return True
    return span.start == 0 or _EDGE.match(text, span.start - 1) is not None
