"""Results as JSON: a line each, or one array."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

from aidfacts.model.document import Document

if TYPE_CHECKING:
    from aidfacts.export import Result


def write_jsonl(results: Iterable[Result], stream: TextIO, *, with_text: bool = False) -> None:
    """
    Write a line of JSON for each result; a failure is a line with the key `error`.

    *with_text* puts the text that the spans count in beside the id.
    """
    for result in results:
        stream.write(json.dumps(_to_dict(result, with_text), ensure_ascii=False) + "\n")


def write_json(results: Iterable[Result], stream: TextIO, *, with_text: bool = False) -> None:
    """Write one indented array with all results, as they come; *with_text* as in `write_jsonl`."""
    opened = False
    for result in results:
        stream.write(",\n" if opened else "[\n")
        stream.write(json.dumps(_to_dict(result, with_text), ensure_ascii=False, indent=2))
        opened = True
    stream.write("\n]\n" if opened else "[]\n")


def _to_dict(result: Result, with_text: bool) -> dict[str, Any]:
    data = result.to_dict()
    if with_text and isinstance(result, Document):
        data["document"]["text"] = result.text
    return data
