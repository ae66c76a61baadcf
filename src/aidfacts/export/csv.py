"""Results as CSV: a row a fact."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

from aidfacts.convert import print_decimal
from aidfacts.export.columns import FACTS, get_columns
from aidfacts.export.records import iterate_records

if TYPE_CHECKING:
    from aidfacts.export import Result

COLUMNS = tuple(FACTS)
BOM = "\ufeff"  # by which Excel knows a file as UTF-8

# What a spreadsheet would run as a formula, full-width signs as well in an Asian one; a number such as -5 keeps its
# sign, being read as one.
_FORMULA_OPENERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defuse(cell: str) -> str:
    """
    Return *cell* so that a spreadsheet shows it and does not run it.

    >>> defuse("=HYPERLINK(A1)"), defuse("云岭公司"), defuse("-5")
    ("'=HYPERLINK(A1)", '云岭公司', '-5')
    """
    if cell.startswith(_FORMULA_OPENERS) and not cell.removeprefix("-").replace(".", "", 1).isdecimal():
        return f"'{cell}"
    return cell


def _print(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return print_decimal(value)
        case float():
            return f"{value:g}"
        case _:
            return defuse(str(value))


def write_csv(results: Iterable[Result], stream: TextIO, *, table: str = "facts", bom: bool = False) -> None:
    """
    Write a header and the rows of `to_records`; an empty cell is None.

    Args:
        stream: a text stream; open a file with `newline=""`.
        table: facts, parties or items.
        bom: begin with a byte order mark, without which Excel takes Chinese for something else.
    """
    if bom:
        stream.write(BOM)
    plain = csv.writer(stream, lineterminator="\n")
    # Python leaves a carriage return bare where lines end otherwise, and a reader would end the row there.
    quoted = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(get_columns(table))
    for row in iterate_records(results, table):
        cells = [_print(value) for value in row.values()]
        (quoted if any("\r" in cell for cell in cells) else plain).writerow(cells)


def write_csv_bom(results: Iterable[Result], stream: TextIO) -> None:
    """Write the table of facts with a byte order mark, for Excel."""
    write_csv(results, stream, bom=True)
