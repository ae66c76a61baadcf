"""Names that share the noun behind their number: 石桥、北塘两个村 are 石桥村 and 北塘村."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span
from aidfacts.quantity.numeral import read_numeral

# The nouns of a row, with what each of its names ends in; 石桥、北塘|两个乡镇 leaves that open
_ENDS = {
    **{noun: noun for noun in ("村", "镇", "乡", "县", "区", "社区", "街道", "小学", "中学", "幼儿园")},
    **dict.fromkeys(("行政村", "自然村", "贫困村"), "村"),
    **dict.fromkeys(("乡镇", "镇乡", "县区", "区县", "县市", "市县", "镇街", "村镇"), ""),
}
_SCHOOLS = frozenset({"小学", "中学", "幼儿园"})
_LONGEST_FIRST = "|".join(sorted(_ENDS, key=len, reverse=True))
# takes 、青杏三个村, 和北塘两所小学; leaves 、甲村两个村民组, where another noun goes on
_LAST = compile_late(
    rf"[、和与及](?P<last>[\u4e00-\u9fff]{{2,3}}?)(?P<etc>等)?(?P<number>[一两二三四五六七八九十百几\d]{{1,4}})[多余]?[个所家座]?(?P<noun>{_LONGEST_FIRST})"
    r"(?![\u4e00-\u9fff]{0,2}[会组]|[里中级内民])"
)
_NAME = compile_late(r"[\u4e00-\u9fff]{2,3}")
_MARKS = frozenset("、和与及")
# What a name of two or three stands behind where nothing else tells its edge
_BEFORE = (
    *"向给为对到往至在赴的是,。;:“(",
    "帮扶",
    "走访",
    "支援",
    "慰问",
    "走进",
    "深入",
    "捐给",
    "涉及",
)


def share_heads(text: str, span: Span, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """
    Return *mentions* with each of a row that shares a counted noun as a party of its own: 向石桥、北塘|两个村|捐款.

    The number must be that of the row, or more behind 等: 石桥、北塘|等5个村 names two of five.
    """
    if text.find("、", span.start, span.end) < 0 and text.find("和", span.start, span.end) < 0:
        return mentions
    for last in _LAST.finditer(text, span.start, span.end):
        number = read_numeral(last["number"])
        row = _read_row(text, span.start, last.end("last"), {m.span.end for m in mentions})
        # 等五六个村, 等十几个村 tell no number
        whole = len(row) == number or (last["etc"] and len(row) > 1 and (number is None or len(row) < number))
        if whole and not any(name.cut(text).endswith(last["noun"][-1]) for name in row):
            mentions = _with_row(text, mentions, row, last.end(), last["noun"])
    return mentions


def _read_row(text: str, floor: int, end: int, ends: set[int]) -> list[Span]:
    """Return the spans of the names joined by 、 that end at *end*, in text order; none where it is not sure where they begin."""
    row: list[Span] = []
    while True:
        sizes = [size for size in (2, 3) if end - size >= floor and _NAME.fullmatch(text, end - size, end)]
        joined = [
            size for size in sizes if text[end - size - 1 : end - size] in _MARKS and end - size > floor
        ]
        if joined:
            row.append(Span(end - joined[0], end))
            end -= joined[0] + 1
            continue
        for size in sizes:
            start = end - size
            if start == floor or start in ends or text.endswith(_BEFORE, floor, start):
                return [Span(start, end), *row[::-1]]
        return []


def _with_row(
    text: str, mentions: Sequence[Mention], row: Sequence[Span], end: int, noun: str
) -> tuple[Mention, ...]:
    """Return *mentions* with the names of *row*, the last of which reaches to *end*, instead of what stood there."""
    named = []
    for at, name in enumerate(row):
        span = Span(name.start, end) if at + 1 == len(row) else name
        kind = PartyKind.SCHOOL if noun in _SCHOOLS else PartyKind.PLACE
        named.append(Mention(span, span.cut(text), name.cut(text) + _ENDS[noun], kind, head=_ENDS[noun]))
    inside = Span(row[0].start, end)
    if any(m.span.start < inside.start < m.span.end for m in mentions):
        return tuple(mentions)
    kept = [m for m in mentions if not m.span.overlaps(inside)]
    return tuple(sorted([*kept, *named], key=lambda m: m.span.start))
