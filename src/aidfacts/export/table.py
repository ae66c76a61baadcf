"""Results as a table for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from aidfacts.export.phrases import say_amount, say_count, say_items, say_marks, say_parties
from aidfacts.model.document import Document

if TYPE_CHECKING:
    from aidfacts.export import Result

COLUMN_WIDTH = 34  # cells of a terminal; three such columns and the narrow ones fit in 140
GAP = "  "

DONATION_HEADER = ("id", "from", "to", "money", "things", "when", "notes")
PARTNERSHIP_HEADER = ("id", "parties", "subject", "when", "notes")


def measure(text: str) -> int:
    """
    Return how many cells of a terminal *text* takes: two for a Han character.

    >>> measure("捐10台")
    6
    """
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _wrap(text: str, width: int) -> list[str]:
    lines, line, used = [], "", 0
    for character in text:
        size = measure(character)
        if used + size > width:
            lines.append(line)
            line, used = "", 0
        line += character
        used += size
    return [*lines, line]


def _draw(header: Sequence[str], rows: Sequence[Sequence[str]], stream: TextIO) -> None:
    # A control character in a name would move the cursor of the reader's terminal.
    cells = [["".join(c if c.isprintable() else " " for c in cell) for cell in row] for row in rows]
    wrapped = [[_wrap(cell, COLUMN_WIDTH) for cell in row] for row in [list(header), *cells]]
    widths = [max(measure(line) for row in wrapped for line in row[at]) for at in range(len(header))]
    for number, row in enumerate(wrapped):
        for at in range(max(len(cell) for cell in row)):
            lines = [cell[at] if at < len(cell) else "" for cell in row]
            padded = (line + " " * (width - measure(line)) for line, width in zip(lines, widths, strict=True))
            stream.write(GAP.join(padded).rstrip() + "\n")
        if number == 0:
            stream.write(GAP.join("─" * width for width in widths) + "\n")


def write_table(results: Iterable[Result], stream: TextIO) -> None:
    """Write a heading and two small tables for each document: what was given, who is bound to whom."""
    for number, result in enumerate(results):
        if number:
            stream.write("\n")
        if not isinstance(result, Document):
            stream.write(f"■ {result.id or f'document {number + 1}'}: {result.error}: {result.message}\n")
            continue
        _write_document(result, number, stream)


def _write_document(document: Document, number: int, stream: TextIO) -> None:
    name = document.id if document.id is not None else f"document {number + 1}"
    head = [name, *(part for part in (document.title, document.published) if part)]
    counts = f"{say_count(len(document.donations), 'donation')}, {say_count(len(document.partnerships), 'partnership')}"
    stream.write(f"■ {' · '.join(head)} – {counts}\n")
    if document.donations:
        stream.write("\n")
        rows = [
            (
                fact.id,
                say_parties(fact.donors) or "–",
                say_parties(fact.recipients) or "–",
                say_amount(fact.amount),
                say_items(fact),
                fact.date.value if fact.date else "",
                say_marks(fact),
            )
            for fact in document.donations
        ]
        _draw(DONATION_HEADER, rows, stream)
    if document.partnerships:
        stream.write("\n")
        bonds = [
            (
                fact.id,
                say_parties(fact.parties),
                fact.subject or "",
                fact.date.value if fact.date else "",
                say_marks(fact),
            )
            for fact in document.partnerships
        ]
        _draw(PARTNERSHIP_HEADER, bonds, stream)
