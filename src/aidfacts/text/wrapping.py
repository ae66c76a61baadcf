"""Line ends inside words, numbers and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aidfacts.model.source import Edit

_ENDS = frozenset("。!?:;”’》)】…~|\t ")
# takes a line that opens something of its own: 一、 (二) 3. 【图】 ■ 来源: # 图为
_OPENS = re.compile(
    r"[ \t]*(?:[一二三四五六七八九十]{1,3}[、.]|\(?[一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|第[一二三四五六七八九十\d]+[条章节]|"
    r"[【\[■●◆★▲○□◎※·•#>*|`\-—]|图[为:/片]|[文图摄][/:]|(?:来源|作者|编辑|责编|审核|记者|通讯员|供稿|标题|地址|时间|日期|发布|电话|联系)"
    r"[^,。;]{0,8}[::])"
)
_CONTINUES = re.compile(r"[ \t]*[㐀-鿿\d〇“《,。;、)”%a-z.]")
# takes 37⏎.5万, 5万⏎元, 6月⏎11日, 2020⏎年
_NUMBER_LEFT = re.compile(r"(?:\d|\d[.,]|\d[万亿萬億千百]|\d[余餘多])$")
_NUMBER_RIGHT = re.compile(
    r"(?:\.\d|[万亿萬億]|[千百十]?[余餘多]?[万亿萬億]?[元圆圓]|[年月日号號]|%|[余餘多][万亿萬億元户人名])"
)
_FINISHED = re.compile(r"[。!?;]")
_STOPS = re.compile(r"[,。!?;]")
_LEAST_WIDTH = 15  # characters; shorter lines of one length are slogans or verse
_NEAR = 3  # characters by which wrapped lines may fall short of the widest: a word or a mark that is not cut
_WRAPPED = 0.6  # share of lines near the widest from which a run of lines is taken to be wrapped


def find_line_breaks(text: str) -> Iterator[Edit]:
    """
    Yield the deletion of line ends that cut a number, a word or a sentence.

    A line end goes (a) between a number and its unit; (b) where most lines around are as wide as each other and
    this one has no stop; (c) where the line above leaves a sentence open after a finished one and the next runs on;
    (d) where the characters on both sides stand together elsewhere in the text.

    >>> [edit.start for edit in find_line_breaks("捐款5万\\n元。")]
    [4]
    >>> list(find_line_breaks("锦澄集团情系山区\\n沐白小学获赠图书300册。"))
    []
    """
    if "\n" not in text:
        return
    lines = text.split("\n")
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    wrapped: set[int] | None = None
    for number in range(len(lines) - 1):
        above = lines[number]
        if not above or above[-1] in _ENDS:
            above = above.rstrip(" \t")
            if not above or above[-1] in _ENDS:
                continue
        below = lines[number + 1]
        if not below or not _CONTINUES.match(below) or _OPENS.match(below) or _is_cells(above, below):
            continue
        if wrapped is None:
            wrapped = set(_find_wrapped(lines))
        if (
            number in wrapped
            or _cuts_number(above, below)
            or _runs_on(above, below)
            or _stands_elsewhere(text, above, below)
        ):
            start = starts[number] + len(above)
            end = starts[number + 1] + len(below) - len(below.lstrip(" \t"))
            yield Edit(start, end, "", "line break")


def _find_wrapped(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of lines that end where the page was full, run of lines by run of lines."""
    first = 0
    for number in range(len(lines) + 1):
        if number < len(lines) and lines[number]:
            continue
        run = [len(line) for line in lines[first:number]]
        if len(run) >= 3 and (width := max(run)) >= _LEAST_WIDTH:
            full = [first + at for at, size in enumerate(run[:-1]) if size >= width - _NEAR]
            if len(full) >= _WRAPPED * (len(run) - 1) and any(_STOPS.search(lines[at][:-1]) for at in full):
                yield from full
        first = number + 1


def _cuts_number(above: str, below: str) -> bool:
    return bool(_NUMBER_LEFT.search(above[-3:]) and _NUMBER_RIGHT.match(below.lstrip(" \t")))


def _runs_on(above: str, below: str) -> bool:
    last = max((match.end() for match in _FINISHED.finditer(above)), default=0)
    return bool(last) and len(above) - last > 1 and bool(_STOPS.search(below)) and len(above) > _LEAST_WIDTH


def _stands_elsewhere(text: str, above: str, below: str) -> bool:
    return len(above) > 1 and above[-2:] + below.lstrip(" \t")[:2] in text


def _is_cells(above: str, below: str) -> bool:
    return "\t" in above or "\t" in below or "|" in above or "|" in below
