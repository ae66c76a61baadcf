"""
Writes results: one module a form, one writer a module.

A writer takes the results as a stream, documents and failures alike, and a text stream to write to, a binary one for
those in `BINARY`. `FORMATS` maps its name to the module that holds it, so that asking for one loads no other.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from aidfacts.errors import OptionError
from aidfacts.extractor import Failure
from aidfacts.model.document import Document

Result = Document | Failure
Writer = Callable[..., None]  # of results, and a text or binary stream

FORMATS: dict[str, str] = {
    "table": "aidfacts.export.table:write_table",
    "json": "aidfacts.export.jsonl:write_json",
    "jsonl": "aidfacts.export.jsonl:write_jsonl",
    "csv": "aidfacts.export.csv:write_csv",
    "csv-bom": "aidfacts.export.csv:write_csv_bom",
    "parquet": "aidfacts.export.arrow:write_parquet",
    "html": "aidfacts.export.report:write_report",
    "svg": "aidfacts.export.flow:write_flow",
    "graphml": "aidfacts.export.graphml:write_graphml",
}
NEEDS = {
    "parquet": "aidfacts.export.arrow:load_arrow"
}  # what raises ExtraMissing where a form needs an extra
BINARY = frozenset({"parquet"})  # forms whose writers take a binary stream


def load_writer(name: str) -> Writer:
    """
    Return the writer of the form *name*.

    Raises: OptionError where there is none; ExtraMissing where it needs a library that is not installed.
    """
    if name not in FORMATS:
        raise OptionError(f"format {name!r} is none; choose one of {', '.join(FORMATS)}")
    if name in NEEDS:
        _load(NEEDS[name])()
    return _load(FORMATS[name])


def _load(path: str) -> Callable[..., Any]:
    module, _, function = path.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


__all__ = ["BINARY", "FORMATS", "Result", "Writer", "load_writer"]
