"""Results as JSON: a line each, or one array."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from aidfacts.export import Result


def write_jsonl(results: Iterable[Result], stream: TextIO) -> None:
    """Write a line of JSON for each result; a failure is a line with the key `error`."""
    for result in results:
        stream.write(json.dumps(result.to_dict(), ensure_ascii=False) + "\n")


def write_json(results: Iterable[Result], stream: TextIO) -> None:
    """Write one indented array with all results, as they come."""
    opened = False
    for result in results:
        stream.write(",\n" if opened else "[\n")
        stream.write(json.dumps(result.to_dict(), ensure_ascii=False, indent=2))
        opened = True
    stream.write("\n]\n" if opened else "[]\n")
