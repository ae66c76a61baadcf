"""Reads results that `extract` has written as JSONL, a line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from aidfacts.errors import InputError
from aidfacts.evaluate.difference import read_result
from aidfacts.export import Result


def read_results(path: Path) -> Iterator[Result]:
    """
    Yield the results of a JSONL file.

    Raises: InputError, with file and line, where a line is no result.
    """
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                yield read_result(json.loads(line))
            except InputError as error:
                raise InputError(f"{path}:{number}: {error}") from None
            except ValueError as error:
                raise InputError(
                    f"{path}:{number}: not JSON ({error}); give results that extract has written as JSONL"
                ) from None
