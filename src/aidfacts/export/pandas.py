"""Results as a pandas data frame; the only door to pandas here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aidfacts.errors import ExtraMissing
from aidfacts.export.columns import Holds, get_columns
from aidfacts.export.records import Results, to_records

if TYPE_CHECKING:
    import pandas as pd

# Types that know a missing cell; sums stay Decimal objects, which are exact.
_TYPES = {
    Holds.TEXT: "string",
    Holds.DECIMAL: "object",
    Holds.INTEGER: "Int64",
    Holds.NUMBER: "Float64",
    Holds.TRUTH: "boolean",
}


def load_pandas() -> Any:
    """
    Return the library.

    Raises: ExtraMissing where it is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise ExtraMissing("data frames need pandas; pip install 'aidfacts[pandas]'") from None
    return pandas


def to_pandas(results: Results, table: str = "facts") -> pd.DataFrame:
    """
    Return *results* as a `pandas.DataFrame`, the columns of `to_records` with their types.

    Sums are Decimal objects: `frame["amount_low"].astype(float)` where speed matters more than the last digit.

    Args and errors are those of `to_records`; ExtraMissing without pandas.
    """
    pd = load_pandas()
    rows = to_records(results, table)
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in rows], dtype=_TYPES[holds])
            for name, holds in get_columns(table).items()
        }
    )
