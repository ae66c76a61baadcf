"""Results as a Polars data frame; the only door to Polars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aidfacts.errors import ExtraMissing, NumberError
from aidfacts.export.arrow import PRECISION, choose_decimal
from aidfacts.export.columns import Holds, get_columns
from aidfacts.export.records import Results, to_records

if TYPE_CHECKING:
    import polars as pl


def load_polars() -> Any:
    """
    Return the library.

    Raises: ExtraMissing where it is not installed.
    """
    try:
        import polars
    except ImportError:
        raise ExtraMissing("Polars frames need polars; pip install 'aidfacts[polars]'") from None
    return polars


def to_polars(results: Results, table: str = "facts") -> pl.DataFrame:
    """
    Return *results* as a `polars.DataFrame`, the columns of `to_records` with their types.

    Sums are Decimal(38, 12), with more places behind the point only where a number would lose a digit.

    Args and errors are those of `to_records`; ExtraMissing without polars; NumberError for a number of more than 38
    digits, which Polars cannot hold.
    """
    library = load_polars()
    rows = to_records(results, table)
    columns = get_columns(table)
    numbers = (row[name] for row in rows for name, holds in columns.items() if holds is Holds.DECIMAL)
    precision, scale = choose_decimal(numbers)
    if precision > PRECISION:
        raise NumberError(f"a number has more than the {PRECISION} digits that Polars holds; use to_arrow")
    types = {
        Holds.TEXT: library.String,
        Holds.DECIMAL: library.Decimal(precision, scale),
        Holds.INTEGER: library.Int64,
        Holds.NUMBER: library.Float64,
        Holds.TRUTH: library.Boolean,
    }
    frame: pl.DataFrame = library.DataFrame(
        {name: [row[name] for row in rows] for name in columns},
        schema={name: types[holds] for name, holds in columns.items()},
    )
    return frame
