"""Goes on with an output that was interrupted: what it holds already is not extracted again."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from aidfacts.errors import InputError
from aidfacts.extractor import Record


def drop_torn_line(path: Path) -> bool:
    """Cut off the last line of a file where it has no end or is no JSON; tell whether there was one."""
    with path.open("r+b") as stream:
        whole = 0
        for line in stream:
            if not line.endswith(b"\n") or (line.strip() and not _is_json(line, stream.peek(1) == b"")):
                stream.truncate(whole)
                return True
            whole += len(line)
    return False


def _is_json(line: bytes, last: bool) -> bool:
    # Only the last line can be torn; the others are looked at when their ids are read.
    if not last:
        return True
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def read_ids(path: Path) -> Iterator[str | None]:
    """
    Yield the ids of the results in a JSONL file.

    Raises: InputError where a line is no result.
    """
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                label = json.loads(line)["document"]["id"]
            except (ValueError, KeyError, TypeError):
                raise InputError(
                    f"{path}:{number}: no result of aidfacts; --resume goes on with what extract has written"
                ) from None
            yield label


class Remaining:
    """
    The records that are not yet written, in their order.

    `positions` holds for each record handed on and not yet answered which one of the input it is, from 0. `skipped`
    counts the others.
    """

    def __init__(self, records: Iterable[Record], written: Iterator[str | None], path: Path) -> None:
        self._records, self._written, self._path = records, written, path
        self.positions: deque[int] = deque()
        self.skipped = 0

    def __iter__(self) -> Iterator[Record]:
        # In the order in which they were written, as long as the input is what it was: nothing is kept. From the
        # first record that is another one, the rest is told by ids.
        in_order, rest = True, Counter[str | None]()
        for position, record in enumerate(self._records):
            label = _label(record)
            if in_order:
                try:
                    told = next(self._written)
                except StopIteration:
                    in_order = False
                else:
                    if told == label:
                        self.skipped += 1
                        continue
                    in_order = False
                    rest = Counter([told, *self._written])
                    if None in rest:
                        raise InputError(
                            f"{self._path}: record {position + 1} of the input is {label!r}, but {told!r} was written, and "
                            "not all results have ids; the input has changed: start anew without --resume"
                        )
            if rest[label] > 0:
                rest[label] -= 1
                self.skipped += 1
                continue
            self.positions.append(position)
            yield record


def _label(record: Record) -> str | None:
    """Return the id that the result of *record* has."""
    if not isinstance(record, Mapping):
        return None
    label = record.get("id")
    if label is None and "text" not in record:
        label = record.get("url")
    return str(label) if isinstance(label, str | int) else None
