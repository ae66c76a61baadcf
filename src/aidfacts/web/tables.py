"""Tables of an HTML page: those that lay it out are taken apart, the others have a cell for every row and column."""

from __future__ import annotations

import re
from typing import Any

from aidfacts.web.lines import clean, tag_of

_LONGEST_CELL = 300  # characters; a longer one holds running text
_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tbody", "thead", "tfoot", "tr", "td", "th", "caption"})
# takes 50000, ¥3,000.00元, 5万; leaves 2021-05-14, 沐白小学
_SUM = re.compile(r"[¥￥]?[\d,.]+ ?[万亿]?元?")


def prepare_tables(tree: Any) -> None:
    """Change the tables of a page, which lxml has read, to what they say: blocks, or rows with a cell for each column."""
    for table in list(tree.iter("table")):
        if _is_layout(table):
            _unwrap(table)
        else:
            _fill_spans(table)


def _is_layout(table: Any) -> bool:
    """Tell whether a table lays out the page: it holds another one, has one column, or running text in a cell."""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    rows = [[cell for cell in row if tag_of(cell) in _CELLS] for row in table.iter("tr")]
    if all(len(row) < 2 for row in rows):
        return True
    return any(len(clean("".join(cell.itertext()))) > _LONGEST_CELL for row in rows for cell in row)


def _unwrap(table: Any) -> None:
    """Make blocks of a table that lays out the page: what stands side by side in it is no row."""
    table.tag = "div"
    stack = list(table)
    while stack:
        part = stack.pop()
        if tag_of(part) in _ROWS:
            part.tag = "div"
            stack.extend(part)


def _fill_spans(table: Any) -> None:
    """
    Tell a cell that spans rows in each of them: a giver of three things gives each of them.

    A sum that spans rows is that of all of them; it is told once.
    """
    waiting: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        at = place = 0
        cells = [cell for cell in row if tag_of(cell) in _CELLS]
        while at < len(cells) or place in waiting:
            if place in waiting:
                left, told = waiting.pop(place)
                if left > 1:
                    waiting[place] = left - 1, told
                again = row.makeelement("td", {})
                again.text = told
                row.insert(row.index(cells[at]) if at < len(cells) else len(row), again)
                place += 1
                continue
            cell = cells[at]
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            if down > 1:
                told = clean("".join(cell.itertext()))
                waiting[place] = down - 1, "" if _SUM.fullmatch(told) else told
                cell.attrib.pop("rowspan")
            at, place = at + 1, place + across


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), 1000) if value.isdecimal() and int(value) > 1 else 1
