"""Lines of a list or table: a name and its figure, cell by cell."""

from __future__ import annotations

import re

from aidfacts.lexicon.late import compile_late
from aidfacts.model.span import Span
from aidfacts.text.lines import Line

# takes tabs, pipes, two spaces, and one space beside a figure: 明屿商会 5000元
_GAP = compile_late(r"\s*\|\s*|\t+ *| {2,}\t*| +(?=[\d¥$])|(?<=[\d元件套台个只箱份本]) +")
_FIGURE = compile_late(
    r"(?:人民币|现金|捐款|捐|约|共|计|¥|\$)?\d[\d,.]*[万亿千百余多]*(?:[一-鿿]{1,3}|\(?[元万件套台个只箱份本]\)?)?"
)
# takes 明屿商会:5000元, 明屿商会5000元, 1.明屿商会-5000元
_PLAIN = compile_late(
    r"(?:(?P<rank>\d{1,4})[.、 ]\s*)?(?P<name>[㐀-鿿·a-zA-Z()“”*×]{2,30}?)(?:[:—\-…. ]*)(?P<figure>(?:捐款?|人民币)?¥?\d[\d,.]*[万亿千百]*余?(?:元|件|套|台|个|只|箱|份|本|册|吨|公斤))"
)
_UNIT_ENDS = "元件套台个只箱份本册吨斤"  # what the figure of such a line ends in
_STOP = compile_late(r"[。!?;]|,(?!\d)")
_STOPS = ("。", "!", "?", ";", ",")  # quicker to see at the end, where most lines have one
_HEADER_CELL = compile_late(r"[^|\t]*[^|\t ][^|\t ]*")
_RANK = compile_late(r"\d{1,4}[.、]?")
# takes 序号 捐赠单位 金额(元)
_HEAD = compile_late(r"(?:[^\s\d]{1,10} +){1,7}[^\s\d]{1,10}")
_HEAD_WORD = compile_late("金额|姓名|单位|名称|捐款|捐赠|数量|序号|备注|编号")
_DIGIT = compile_late(r"\d")
_LONG = 200  # characters; a longer line is running text
_VERB = compile_late(r"[向为给对由将把在从]|年|月|日|捐赠了|是|的|了")


def read_cells(line: Line) -> tuple[Span, ...]:
    """
    Return the cells of a list or table row, an empty tuple for any other line.

    >>> line = Line("1  明屿商会  5000元", 0)
    >>> [cell.cut(line.text) for cell in read_cells(line)]
    ['1', '明屿商会', '5000元']
    """
    text = line.text
    if len(text) > _LONG or text[-1:] in _STOPS:
        return ()
    parted = "|" in text or "\t" in text
    figured = _DIGIT.search(text)
    if not (parted or figured) or _STOP.search(text):
        return ()
    if not figured:
        return _header_cells(line)
    if not parted and " " not in text:
        return _plain_cells(line) if text[-1:] in _UNIT_ENDS else ()
    spans, at = [], 0
    for gap in _GAP.finditer(text):
        if gap.start() > at:
            spans.append(Span(at, gap.start()))
        at = gap.end()
    if at < len(text):
        spans.append(Span(at, len(text)))
    cells = tuple(span.shift(line.start) for span in spans)
    if len(spans) >= 2:
        ranked = len(spans) > 1 and _RANK.fullmatch(spans[0].cut(text))
        figures = sum(1 for span in spans[1 if ranked else 0 :] if _FIGURE.fullmatch(span.cut(text)))
        names = sum(1 for span in spans if re.search("[㐀-鿿a-zA-Z]", span.cut(text)))
        if figures and names and (figures * 3 >= len(spans) - bool(ranked) or "|" in text or "\t" in text):
            return cells
        return ()
    return _plain_cells(line)


def _plain_cells(line: Line) -> tuple[Span, ...]:
    match = _PLAIN.fullmatch(line.text)
    if not match or _VERB.search(match["name"]):
        return ()
    parts = [match.span(key) for key in ("rank", "name", "figure") if match[key]]
    return tuple(Span(start, end).shift(line.start) for start, end in parts)


def read_head(line: Line) -> tuple[Span, ...]:
    """
    Return the cells of a line that may be the head of the table below it, an empty tuple for any other line.

    >>> len(read_head(Line("序号 捐赠单位 金额(元)", 0)))
    3
    """
    if not _HEAD_WORD.search(line.text) or not _HEAD.fullmatch(line.text):
        return ()
    return tuple(Span(*match.span()).shift(line.start) for match in re.finditer(r"\S+", line.text))


def _header_cells(line: Line) -> tuple[Span, ...]:
    cells = [Span(*match.span()).shift(line.start) for match in _HEADER_CELL.finditer(line.text)]
    return tuple(cells) if len(cells) >= 2 and ("\t" in line.text or line.text.count("|") >= 2) else ()
