"""Reads chosen columns of a Parquet file, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from aidfacts.errors import ExtraMissing, InputError

ROWS = 256  # read at once; pages of a web crawl have up to some hundred kilobytes


def read_rows(path: Path, needed: Sequence[str], wished: Sequence[str]) -> Iterator[dict[str, Any]]:
    """
    Yield the rows of a file with the columns *needed* and those of *wished* that it has.

    Raises: ExtraMissing without pyarrow; InputError where the file is no Parquet or lacks a column.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise ExtraMissing("Parquet needs pyarrow; install it: pip install 'aidfacts[arrow]'") from None
    try:
        with ParquetFile(path) as file:
            names = file.schema_arrow.names
            for name in needed:
                if name not in names:
                    raise InputError(f"{path}: no column {name!r}; the columns are {', '.join(names):.300}")
            columns = list(dict.fromkeys([*needed, *(name for name in wished if name in names)]))
            for batch in file.iter_batches(ROWS, columns=columns):
                yield from batch.to_pylist()
    except ArrowException as error:
        raise InputError(f"{path}: not Parquet ({error})") from None
