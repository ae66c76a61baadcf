"""Results as Arrow tables and Parquet files; the only door to pyarrow here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from aidfacts.convert import print_decimal
from aidfacts.errors import ExtraMissing, NumberError
from aidfacts.export.columns import Holds, get_columns
from aidfacts.export.records import Record, Results, iterate_records, to_records

if TYPE_CHECKING:
    import pyarrow as pa

    from aidfacts.export import Result

PRECISION = 38  # digits of decimal128
SCALE = 12  # of them behind the point; what is left before it counts to 10^26, which no currency reaches
WIDE = 76  # digits of decimal256
ROWS = 4096  # of a row group


def load_arrow() -> Any:
    """
    Return the library.

    Raises: ExtraMissing where it is not installed.
    """
    try:
        import pyarrow
    except ImportError:
        raise ExtraMissing("Arrow needs pyarrow; pip install 'aidfacts[arrow]'") from None
    return pyarrow


def measure(number: Decimal) -> tuple[int, int]:
    """
    Return how many digits *number* has before and behind the point.

    >>> measure(Decimal("1.5E+5")), measure(Decimal("0.0250"))
    ((6, 0), (0, 3))
    """
    before, _, behind = print_decimal(number).lstrip("-").partition(".")
    return len(before.lstrip("0")), len(behind)


def choose_decimal(numbers: Iterable[Decimal | None]) -> tuple[int, int]:
    """
    Return precision and scale that hold all of *numbers* exactly: (38, 12) unless one of them needs more.

    >>> choose_decimal([Decimal("90000.5"), None]), choose_decimal([Decimal("1E-20")])
    ((38, 12), (38, 20))

    Raises: NumberError where 76 digits are not enough.
    """
    before, behind = 0, SCALE
    for number in numbers:
        if number is not None:
            sizes = measure(number)
            before, behind = max(before, sizes[0]), max(behind, sizes[1])
    if before + behind > WIDE:
        raise NumberError(
            f"{before} digits before the point and {behind} behind fit no Arrow decimal; use to_records"
        )
    return (PRECISION if before + behind <= PRECISION else WIDE), behind


def to_arrow(results: Results, table: str = "facts") -> pa.Table:
    """
    Return *results* as a `pyarrow.Table`, the columns of `to_records` with their types.

    Sums are decimal128(38, 12), and wider only where a number would lose a digit.

    Args and errors are those of `to_records`; ExtraMissing without pyarrow.
    """
    rows = to_records(results, table)
    columns = get_columns(table)
    numbers = (row[name] for row in rows for name, holds in columns.items() if holds is Holds.DECIMAL)
    precision, scale = choose_decimal(numbers)
    return _build(rows, make_schema(table, precision, scale))


def make_schema(table: str = "facts", precision: int = PRECISION, scale: int = SCALE) -> pa.Schema:
    """Return the Arrow schema of *table*; the one of every Parquet file, whatever it holds."""
    pa = load_arrow()
    decimal = pa.decimal128(precision, scale) if precision <= PRECISION else pa.decimal256(precision, scale)
    types = {
        Holds.TEXT: pa.string(),
        Holds.DECIMAL: decimal,
        Holds.INTEGER: pa.int64(),
        Holds.NUMBER: pa.float64(),
        Holds.TRUTH: pa.bool_(),
    }
    return pa.schema([(name, types[holds]) for name, holds in get_columns(table).items()])


def _build(rows: Sequence[Record], schema: pa.Schema) -> pa.Table:
    return load_arrow().Table.from_pylist(list(rows), schema=schema)


def write_parquet(results: Iterable[Result], stream: BinaryIO, *, table: str = "facts") -> None:
    """
    Write the rows of `to_records` as Parquet, a group of rows at a time.

    Every file of a table has the same schema, so that many of them are one data set. A number that does not fit
    its decimal128(38, 12) is left empty, and `error` says so.
    """
    load_arrow()
    from pyarrow import parquet

    schema = make_schema(table)
    rows = (_fit(row, table) for row in iterate_records(results, table))
    with parquet.ParquetWriter(stream, schema) as writer:
        for group in _cut(rows):
            writer.write_table(_build(group, schema))


def _cut(rows: Iterator[Record]) -> Iterator[list[Record]]:
    while group := list(islice(rows, ROWS)):
        yield group


def _fit(row: Record, table: str) -> Record:
    for name, holds in get_columns(table).items():
        value = row[name]
        if holds is not Holds.DECIMAL or value is None:
            continue
        before, behind = measure(value)
        if behind > SCALE or before > PRECISION - SCALE:
            row[name] = None
            if "error" in row:
                row["error"] = f"{name} {print_decimal(value)} does not fit decimal128({PRECISION}, {SCALE})"
    return row
