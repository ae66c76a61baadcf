"""Finds gifts told by labels: 捐赠单位:锦澄集团 捐赠物资:口罩5000只 接收单位:县医院, in one line or a label a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aidfacts.frames.cells import Cell, CellKind, read_cells
from aidfacts.frames.columns import GIVES, Column, read_label
from aidfacts.frames.listing import GivingList, ListRow
from aidfacts.frames.row import read_columns
from aidfacts.model.source import BlockKind, Layout
from aidfacts.model.span import Span

MIN_LABELS = 2  # of one record: who gave, and what
_GIVER = (Column.NAME, Column.UNIT_NAME)
_Pair = tuple[Column, Cell, Span]  # what a label says, its value, and the label itself


def find_labelled(text: str, layout: Layout) -> tuple[GivingList, ...]:
    """Return the records of a page whose labels name who gave, each as a list of its own heading."""
    found: list[GivingList] = []
    for record in _records(text, layout):
        labels = [label for _, _, label in record]
        row = _read_record(text, record)
        if row is not None and any(GIVES.search(label.cut(text)) for label in labels):
            found.append(GivingList(labels[0], labels[0], (row,)))
    return tuple(found)


def _records(text: str, layout: Layout) -> Iterator[list[_Pair]]:
    """Yield the labelled values that belong together: those of a line, or of lines of one label each until one comes again."""
    card: list[_Pair] = []
    if ":" not in text:
        return
    for block in layout.blocks:
        pairs = [] if block.kind is BlockKind.FURNITURE else _read_pairs(text, block.span)
        repeats = bool(pairs) and any(pairs[0][0] is column for column, _, _ in card)
        if card and (len(pairs) != 1 or repeats):
            yield card
            card = []
        if len(pairs) == 1:
            card = [*card, *pairs]
        elif pairs:
            yield pairs
    if card:
        yield card


def _read_pairs(text: str, line: Span) -> list[_Pair]:
    """Return the labels of a line with their values, empty where anything else stands in it."""
    if ":" not in text[line.start : line.end]:
        return []
    cells = read_cells(text, line)
    pairs: list[_Pair] = []
    for label, value in zip(cells[::2], cells[1::2], strict=False):
        column = read_label(label.span.cut(text)) if text.startswith(":", label.span.end) else None
        if column is None:
            return []
        pairs.append((column, value, label.span))
    return pairs if len(cells) == 2 * len(pairs) else []


def _read_record(text: str, record: Sequence[_Pair]) -> ListRow | None:
    columns = [column for column, _, _ in record]
    if len(record) < MIN_LABELS or not set(_GIVER) & set(columns):
        return None
    name = next(column for column in _GIVER if column in columns)
    pairs = [(Column.NAME if column is name else column, value) for column, value, _ in record]
    return read_columns(text, [pair for pair in pairs if pair[1].kind is not CellKind.EMPTY])
