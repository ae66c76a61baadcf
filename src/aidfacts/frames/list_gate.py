"""Tells by its lines whether a page may hold a list of gifts, before its layout is read."""

from __future__ import annotations

from collections.abc import Iterator

from aidfacts.frames.cells import CellKind, read_cells
from aidfacts.frames.inline import _FIGURES
from aidfacts.frames.rows import _LIKELY, _PROSE, GIVING, HEAD_BLOCKS
from aidfacts.lexicon.late import compile_late
from aidfacts.model.span import Span

TOP = 25  # lines among which the title stands, which speaks for every line of a page
STACK = 20  # lines below a word of giving in which the first sum of a table cut into lines stands
MAX_TITLE = 45  # characters; longest line that can be a title

_HEADS = ("爱心榜", "功德榜", "功德碑", "芳名", "受助单位", "受助学校", "受援国", "受援单位")
_LINE = compile_late(r"[^\s][^\n]*")
_TITLED = compile_late(r"标题|题目|#")
# takes 500 元, ¥2,000 and 三百元 alone on a line
_SUM_LINE = compile_late(
    r"[¥$]?[\d一二两三四五六七八九十百千万][\d,.一二两三四五六七八九十百千万亿]*\s?[^\d]{0,3}"
)


def heads_givers(text: str) -> bool:
    """Tell whether *text* has a word that heads who gave or got and has no word of giving in it: 9月爱心榜."""
    return any(word in text for word in _HEADS)


def may_list(text: str) -> bool:
    """
    Tell whether *text* may hold a list of gifts: a line that looks like a row close below a word of giving.

    What `find_lists` would find is never refused; most pages are, after a scan for words of giving.

    >>> may_list("捐款名单\\n锦澄集团 5000元"), may_list("价目表\\n课桌椅 120元")
    (True, False)
    """
    top = end = -1
    for word in GIVING.finditer(text):
        if top < 0:
            top = _end_of_top(text)
        if word.start() < end:
            continue
        start = text.rfind("\n", max(end, 0), word.start()) + 1 or max(end, 0)
        end = text.find("\n", word.start())
        end = len(text) if end < 0 else end
        if start < top and (end - start <= MAX_TITLE or _TITLED.match(text, start)):
            return True
        for number, line in zip(range(STACK), _lines(text, start), strict=False):
            if number <= HEAD_BLOCKS + 1 and _looks_like_row(text, line):
                return True
            if number and _SUM_LINE.fullmatch(text, line.start, line.end):
                return True
    return False


def _lines(text: str, start: int) -> Iterator[Span]:
    for line in _LINE.finditer(text, start):
        end = line.end()
        while text[end - 1].isspace():
            end -= 1
        yield Span(line.start(), end)


def _end_of_top(text: str) -> int:
    end = 0
    for number, line in enumerate(_LINE.finditer(text)):
        if number >= TOP:
            break
        end = line.end()
    return end


def _looks_like_row(text: str, line: Span) -> bool:
    if _FIGURES.search(text, line.start, line.end):
        return True
    if _PROSE.search(text, line.start, line.end - 1) or not _LIKELY.search(text, line.start, line.end):
        return False
    cells = read_cells(text, line)
    return len(cells) > 1 or any(cell.kind is not CellKind.NAME for cell in cells)
