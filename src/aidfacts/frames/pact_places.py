"""Tells two places that stand side by side without a mark from one in the other: 襄阳岳阳签署, but 湖北襄阳."""

from __future__ import annotations

from aidfacts.frames.skeleton import BOTH, NAMED, Skeleton, drop
from aidfacts.lexicon.gazetteer import Level, load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

_ACTS = (
    f"(?:{BOTH}|(?:集中|正式|成功|联合|共同)?(?:签|缔结|结对|携手|共建)|同城化|一体化|战略合作|对口|东西部)"
)
_SIDE_BY_SIDE = compile_late(f"{NAMED}{NAMED}(?={_ACTS})")
# the second one in a place that no word list breaks off: 襄阳|岳阳|签署
_UNREAD = compile_late(f"{NAMED}(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?={_ACTS})")


_AT = compile_late(f"@(?={NAMED})")  # @沐北大学 on a page of short messages


def part_places(text: str, skeleton: Skeleton) -> Skeleton:
    """
    Return *skeleton* with a mark between two places of one level that stand side by side before what they sign.

    One that lies in the other is left as it is.
    """
    skeleton = drop(skeleton, [match.span() for match in _AT.finditer(skeleton.text)])
    match = _UNREAD.search(skeleton.text)
    while match is not None:
        first = skeleton.pieces.get(match.start())
        name, (start, end) = match.group("name"), match.span("name")
        if first is not None and _level(first.name) and _level(first.name) == _level(name):
            span = skeleton.span(start, end)
            second = Mention(span, span.cut(text), span.cut(text), PartyKind.PLACE)
            skeleton = _insert(skeleton, start, end, second)
        match = _UNREAD.search(skeleton.text, match.start() + 1)
    at = skeleton.text.find(NAMED * 2)
    while at >= 0:
        if _apart(text, skeleton, at):
            skeleton = _insert(skeleton, at + 1, at + 2, skeleton.pieces[at + 1])
        at = skeleton.text.find(NAMED * 2, at + 1)
    match = _SIDE_BY_SIDE.search(skeleton.text)
    while match is not None:
        at = match.start()
        one, two = skeleton.pieces.get(at), skeleton.pieces.get(at + 1)
        if one is not None and two is not None and _level(one.name) and _level(one.name) == _level(two.name):
            skeleton = _insert(skeleton, at + 1, at + 2, two)
        match = _SIDE_BY_SIDE.search(skeleton.text, at + 1)
    return skeleton


def _apart(text: str, skeleton: Skeleton, at: int) -> bool:
    """Tell whether two parties stand side by side with a space between, as in a headline: 锦澄大学 沐北学院|签署."""
    one, two = skeleton.pieces[at], skeleton.pieces[at + 1]
    between = text[skeleton.ends[at] : skeleton.starts[at + 1]]
    return (
        between[:1].isspace()
        and between.strip(" \u3000@") == ""
        and PartyKind.PLACE not in (one.kind, two.kind)
        and one.named
        and two.named
    )


def _level(name: str) -> Level | None:
    """Return how high a division of China stands, None for what is none or only a street."""
    found = load_gazetteer().lookup(name)
    if not found or found[0].level in (Level.COUNTRY, Level.TOWNSHIP):
        return None
    return found[0].level


def _insert(skeleton: Skeleton, start: int, end: int, mention: Mention) -> Skeleton:
    """Write a mark and *mention* in place of characters *start* to *end*."""
    more = 2 - (end - start)
    pieces = {
        at if at < start else at + more: m for at, m in skeleton.pieces.items() if not start <= at < end
    }
    pieces[start + 1] = mention
    here = mention.span.start
    return Skeleton(
        f"{skeleton.text[:start]}、{NAMED}{skeleton.text[end:]}",
        (*skeleton.starts[:start], here, here, *skeleton.starts[end:]),
        (*skeleton.ends[:start], here, mention.span.end, *skeleton.ends[end:]),
        pieces,
    )
