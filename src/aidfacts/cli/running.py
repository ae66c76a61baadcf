"""Pages to results, with notes and progress for a person: what `extract` and `report` share."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import typer
from attrs import evolve

from aidfacts.cli import EXIT_SOME_FAILED
from aidfacts.cli.reading import Columns, InputFormat, Reading, list_files, read_records
from aidfacts.cli.resume import Remaining
from aidfacts.errors import InputError
from aidfacts.export import BINARY, Result
from aidfacts.export.phrases import say_count
from aidfacts.extractor import Extractor, Failure, Record, check_published


def tell(message: str) -> None:
    """Say something to the person at the terminal."""
    typer.echo(f"aidfacts: {message}", err=True)


def ignore(_message: str) -> None:
    """Say nothing."""


def read_input(
    paths: list[str],
    form: InputFormat,
    encoding: str | None,
    columns: Columns,
    *,
    quiet: bool,
    published: str | None,
    leave: Path | None,
) -> Iterator[Record]:
    """
    Return the records of *paths*; what has no date of its own gets *published*.

    Raises: InputError where a path, the encoding or the date is none, before anything is read.
    """
    check_published(published)
    if encoding is not None:
        _check_encoding(encoding)
    reading = Reading(form, encoding, columns, ignore if quiet else tell, leave)
    records = read_records(list(list_files(paths)), reading)
    return (_date(record, published) for record in records)


def _check_encoding(name: str) -> None:
    try:
        codecs.lookup(name)
    except LookupError:
        raise InputError(f"encoding {name!r} is unknown; try utf-8, gb18030 or big5") from None


def _date(record: Record, published: str | None) -> Record:
    if published is None or not isinstance(record, Mapping) or record.get("published"):
        return record
    return {**record, "published": published}


def start(results: Iterable[Result]) -> Iterator[Result]:
    """
    Return *results* when the first of them is there.

    What is wrong for all of them – an extra that is missing, a model that cannot be loaded – shows with the first,
    and so before an output of earlier is emptied.
    """
    stream = iter(results)
    return chain(list(islice(stream, 1)), stream)


class Run:
    """A run over many records; `read` counts them, `failed` those that could not be read."""

    def __init__(self, extractor: Extractor, *, workers: int, quiet: bool, show: bool) -> None:
        self._extractor, self._workers, self._quiet = extractor, workers, quiet
        # Not where the output itself is printed on the terminal: the bar would run through it.
        self._show = show and not quiet and sys.stderr.isatty()
        self.read = self.failed = 0

    def results(self, records: Iterable[Record]) -> Iterator[Result]:
        """Yield a result for each record, with its notes told and its failures counted."""
        remaining = records if isinstance(records, Remaining) else None
        stream: Iterable[Result] = self._extractor.extract_many(records, workers=self._workers)
        for result in self._progress(stream):
            if remaining is not None:
                position = remaining.positions.popleft()
                result = evolve(result, index=position) if isinstance(result, Failure) else result
            yield self.count(result)

    def count(self, result: Result) -> Result:
        """Return *result* when what a person should know of it is told."""
        self.read += 1
        if isinstance(result, Failure):
            self.failed += 1
            if not self._quiet:
                tell(f"{result.id or f'record {result.index + 1}'}: {result.message}")
        elif not self._quiet:
            for note in result.notes:
                tell(f"{result.id}: {note}")
        return result

    def close(self) -> None:
        """
        Say how many could not be read.

        Raises: typer.Exit with the code that tells of it.
        """
        if self.failed:
            if not self._quiet:
                tell(f"{self.failed} of {say_count(self.read, 'record')} could not be read")
            raise typer.Exit(EXIT_SOME_FAILED)

    def _progress(self, stream: Iterable[Result]) -> Iterable[Result]:
        if not self._show:
            return stream
        from tqdm import tqdm

        bar: Iterable[Result] = tqdm(stream, unit=" pages", file=sys.stderr)
        return bar


def open_output(output: Path | None, form: str, *, append: bool = False) -> AbstractContextManager[IO[Any]]:
    """Return what a result of *form* is written to: a file, or stdout."""
    binary = form in BINARY
    if output is None:
        return nullcontext(sys.stdout.buffer if binary else sys.stdout)
    mode = "a" if append else "w"
    return output.open(f"{mode}b") if binary else output.open(mode, encoding="utf-8", newline="")


def choose_format(form: str | None, output: Path | None, formats: Iterable[str]) -> str:
    """
    Return the form of the output: the one that is named, else that of the suffix of *output*, else a table.

    Raises: InputError where the suffix is that of none.
    """
    if form is not None:
        return form
    suffix = output.suffix.removeprefix(".").lower() if output is not None else ""
    if suffix in ("", "txt"):
        return "table"
    if suffix not in formats:
        raise InputError(
            f"{output}: suffix {suffix!r} is that of no format; name a --format: {', '.join(formats)}"
        )
    return suffix
