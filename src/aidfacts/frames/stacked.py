"""Finds tables that a page was cut into one cell a line: 姓名 / 金额 / 何映雪 / 500 / 周砚秋 / 200."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import evolve

from aidfacts.frames.cells import Cell, CellKind, read_only_cell
from aidfacts.frames.columns import GIVES, Header, read_header
from aidfacts.frames.listing import GivingList, ListRow
from aidfacts.frames.row import is_name, read_row
from aidfacts.frames.rows import HEAD_BLOCKS, find_heading, find_unit
from aidfacts.lexicon.late import compile_late
from aidfacts.model.source import Block, BlockKind, Layout
from aidfacts.model.span import Span

MIN_LINES = 6  # three rows of two cells
MAX_COLUMNS = 9  # of a table that was cut into lines
MAX_CELL = 40  # characters
MAX_FIGURE = 12  # characters of a sum alone on its line
MIN_ROWS = 3
# A rank that was joined to its name: 2周砚秋
_RANK = compile_late(r"\d{1,4}(?=[一-鿿]{2})")


def find_stacked(text: str, layout: Layout, telling: Sequence[int]) -> tuple[GivingList, ...]:
    """
    Return the lists of gifts in a page whose table was cut into one cell a line, with its header or without.

    Without a header a name must be followed by its figure, at least three times.

    Args: *telling* is where the words of `GIVING` stand.
    """
    found: list[GivingList] = []
    for first, run in _runs(layout.blocks):
        if not _is_headed(text, layout, first, run, telling):
            continue
        cells = _single(text, run)
        at = 0
        while at < len(cells):
            if cells[at] is None:
                at += 1
                continue
            header, start = _header(text, cells, at)
            rows, end = _rows(text, cells, header, start)
            if len(rows) < MIN_ROWS or not any(cell is not None for cell in cells[at:end]):
                at += 1
                continue
            heading, barred = find_heading(text, layout, first + at)
            if heading is None and header is not None and header.giving and not barred:
                heading = run[at].span
            if heading is not None:
                lead = Span(heading.start, max(heading.end, rows[0].name.start))
                unit = (header.unit if header is not None else None) or find_unit(text, lead)
                found.append(GivingList(heading, lead, tuple(evolve(row, unit=unit) for row in rows)))
            at = end
    return tuple(found)


def _is_headed(text: str, layout: Layout, first: int, run: Sequence[Block], telling: Sequence[int]) -> bool:
    """Tell whether words of giving stand where they may head a table in *run*; else its lines need not be read."""
    title, end = layout.title, run[-1].span.end
    above = layout.blocks[max(0, first - HEAD_BLOCKS)].span.start
    return (
        _stands_in(telling, above, end)
        or GIVES.search(text, run[0].span.start, end) is not None
        or (title is not None and _stands_in(telling, title.start, title.end))
    )


def _stands_in(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    """Yield the stretches of short lines that are long enough for a table, with the number of the first."""
    run: list[Block] = []
    for number, block in enumerate(blocks):
        # A bare number is taken for a page number elsewhere, so it may be furniture.
        size = block.span.end - block.span.start
        number_only = size <= MAX_FIGURE and block.kind is BlockKind.FURNITURE
        if size <= MAX_CELL and (number_only or block.kind is not BlockKind.FURNITURE):
            run.append(block)
            continue
        if len(run) >= MIN_LINES:
            yield number - len(run), run
        run = []
    if len(run) >= MIN_LINES:
        yield len(blocks) - len(run), run


def _single(text: str, run: Sequence[Block]) -> list[Cell | None]:
    """Return the only cell of each line, None for a line of several."""
    found: list[Cell | None] = []
    for block in run:
        rank = _RANK.match(text, block.span.start, block.span.end)
        line = Span(rank.end(), block.span.end) if rank is not None else block.span
        found.append(read_only_cell(text, line))
    return found


def _header(text: str, cells: Sequence[Cell | None], at: int) -> tuple[Header | None, int]:
    """Return the header that begins at cell number *at*, and where the rows begin."""
    first = cells[at]
    if first is None or first.kind is not CellKind.NAME:
        return None, at
    for width in range(MAX_COLUMNS, 1, -1):
        some = [cell for cell in cells[at : at + width] if cell is not None]
        if len(some) == width and all(cell.kind is CellKind.NAME for cell in some):
            header = read_header(text, some)
            if header is not None:
                return header, at + width
    return None, at


def _rows(
    text: str, cells: Sequence[Cell | None], header: Header | None, at: int
) -> tuple[list[ListRow], int]:
    rows: list[ListRow] = []
    while at < len(cells):
        width = len(header.columns) if header is not None else _width(cells, at)
        if not width:
            break
        some = [cell for cell in cells[at : at + width] if cell is not None]
        if len(some) < width:
            break
        read = read_row(text, some, header)
        if not read or len(read) > 1 or read[0].whole or not is_name(read[0].name.cut(text)):
            break
        rows.append(read[0])
        at += width
    return rows, at


def _width(cells: Sequence[Cell | None], at: int) -> int:
    """Return how many lines a row without a header takes: a name and its sum, with a rank before them or not."""
    kinds = [cell.kind if cell is not None else None for cell in cells[at : at + 3]]
    if kinds[:2] == [CellKind.NAME, CellKind.MONEY]:
        return 2
    if kinds == [CellKind.NUMBER, CellKind.NAME, CellKind.MONEY]:
        return 3
    return 3 if kinds == [CellKind.NUMBER, CellKind.NAME, CellKind.NUMBER] else 0
