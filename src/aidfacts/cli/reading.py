"""Files, folders, globs and streams to records; finds the encoding of each and says so."""

from __future__ import annotations

import glob
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from attrs import frozen

from aidfacts.cli.parquet import read_rows
from aidfacts.encoding import detect_encoding
from aidfacts.errors import InputError
from aidfacts.extractor import Record

HEAD_BYTES = 1_000_000  # what the encoding of a stream of records is told by


class InputFormat(StrEnum):
    """What a file holds."""

    AUTO = "auto"
    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    PARQUET = "parquet"


SUFFIXES = {
    ".htm": InputFormat.HTML,
    ".html": InputFormat.HTML,
    ".jsonl": InputFormat.JSONL,
    ".parquet": InputFormat.PARQUET,
    ".txt": InputFormat.TEXT,
}


@frozen
class Columns:
    """What the columns of JSONL and Parquet are called; None is the name that the API has for it."""

    text: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    html: bool = False

    @property
    def source(self) -> str:
        """The column that the page is read from."""
        return self.text or ("html" if self.html else "text")

    def named(self) -> dict[str, str]:
        """Return the other columns under the names of the API."""
        rows = {"id": self.id, "title": self.title, "published": self.published, "url": self.url}
        return {key: name or key for key, name in rows.items() if self.html or key != "url"}

    def asked_for(self) -> list[str]:
        """Return the columns that somebody has named, so that they have to be there."""
        return [self.source, *filter(None, (self.id, self.title, self.published, self.url))]

    def record(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a row as a record of the API."""
        rest = {key: row.get(name) for key, name in self.named().items()}
        return {"html" if self.html else "text": row[self.source], **rest}


@frozen
class Reading:
    """
    How input is read.

    `encoding` is None where it is to be found out. `tell` is called with what a person should know. `leave` is a file
    that is not read: the one that is being written.
    """

    form: InputFormat
    encoding: str | None
    columns: Columns
    tell: Callable[[str], None]
    leave: Path | None = None


def decode(data: bytes, where: str, reading: Reading) -> str:
    """
    Return *data* as text, line ends as they are.

    Raises: InputError where no encoding fits, or the one that was asked for does not.
    """
    encoding = reading.encoding or detect_encoding(data)
    if encoding is None:
        raise InputError(
            f"{where}: neither UTF-8 nor GB18030 nor Big5 text; if it is text, name its --encoding"
        )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: not {encoding} (byte {error.start}); try without --encoding") from None
    except LookupError:
        raise InputError(f"encoding {encoding!r} is unknown; try utf-8, gb18030 or big5") from None
    if encoding != "utf-8" and reading.encoding is None:
        reading.tell(f"{where}: read as {encoding}")
    return text


def list_files(paths: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """
    Yield each file with the id that its document gets: its name without suffix, with folders below a given one.

    Raises: InputError where a path does not exist, a folder holds nothing to read, or a glob fits nothing.
    """
    for name in paths:
        path = Path(name)
        if name == "-":
            yield path, "-"
        elif path.is_dir():
            files = sorted(
                file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file()
            )
            if not files:
                choices = ", ".join(SUFFIXES)
                raise InputError(f"{path}: holds no file with one of {choices}; name the files themselves")
            for file in files:
                yield file, file.relative_to(path).with_suffix("").as_posix()
        elif path.exists():
            yield path, path.stem
        elif glob.has_magic(name):
            # What the shell has left alone: in quotes, or since there is no shell that does it.
            at = next(at for at, part in enumerate(path.parts) if glob.has_magic(part))
            fixed, pattern = Path(*path.parts[:at]), "/".join(path.parts[at:])
            found = sorted(file for file in fixed.glob(pattern) if file.is_file())
            if not found:
                raise InputError(f"{name}: fits no file")
            for file in found:
                yield file, file.relative_to(fixed).with_suffix("").as_posix()
        else:
            raise InputError(f"{path}: no such file or folder")


def read_records(files: Iterable[tuple[Path, str]], reading: Reading) -> Iterator[Record]:
    """
    Yield a record (a mapping with `text` or `html`) for each page of *files*, or the InputError that stands in its place.

    A text or HTML file is one record; JSONL and Parquet are one a row. A page that cannot be read does not stop the rest.
    """
    for path, name in files:
        if reading.leave is not None and name != "-" and path.resolve() == reading.leave.resolve():
            reading.tell(f"{path}: is the output and is not read")
            continue
        try:
            yield from _read_file(path, name, reading)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(f"{path}: {error.strerror or error}")


def _read_file(path: Path, name: str, reading: Reading) -> Iterator[Record]:
    form = reading.form
    if form is InputFormat.AUTO and name != "-":
        form = SUFFIXES.get(path.suffix.lower(), InputFormat.TEXT)
    if form is InputFormat.PARQUET:
        if name == "-":
            raise InputError("stdin: Parquet cannot be read as a stream; name a file")
        columns = reading.columns
        rows = read_rows(path, columns.asked_for(), list(columns.named().values()))
        yield from map(columns.record, rows)
        return
    with path.open("rb") if name != "-" else sys.stdin.buffer as stream:
        yield from _read_stream(stream, str(path) if name != "-" else "stdin", name, form, reading)


def _read_stream(
    stream: BinaryIO, where: str, name: str, form: InputFormat, reading: Reading
) -> Iterator[Record]:
    if form is InputFormat.JSONL:
        yield from _read_jsonl(stream, where, reading)
        return
    data = stream.read()
    if form is InputFormat.AUTO:
        if _opens_jsonl(data):
            yield from _read_jsonl(data.splitlines(keepends=True), where, reading)
            return
        form = InputFormat.HTML if _opens_html(data) else InputFormat.TEXT
    label = name if name != "-" else None
    if form is InputFormat.HTML:
        # Its encoding is found out with the page, unless somebody knows it.
        yield {"html": data if reading.encoding is None else decode(data, where, reading), "id": label}
    else:
        yield {"text": decode(data, where, reading), "id": label}


def _opens_html(data: bytes) -> bool:
    return data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html"))


def _opens_jsonl(data: bytes) -> bool:
    first = data.lstrip().split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _read_jsonl(lines: Iterable[bytes], where: str, reading: Reading) -> Iterator[Record]:
    encoding = reading.encoding
    for number, line in enumerate(lines, 1):
        if encoding is None:
            # JSON is UTF-8 by its standard; other encodings are met, and stay the same through a file.
            encoding = detect_encoding(line[:HEAD_BYTES], whole=len(line) <= HEAD_BYTES)
            if encoding is None:
                yield InputError(f"{where}:{number}: not text; a JSONL file holds one JSON object a line")
                continue
            if encoding == "utf-8" and line.isascii():
                encoding = None  # says nothing yet
            elif encoding != "utf-8":
                reading.tell(f"{where}: read as {encoding}")
        if line.strip():
            yield _read_record(line, encoding or "utf-8", f"{where}:{number}", reading)


def _read_record(line: bytes, encoding: str, where: str, reading: Reading) -> Record:
    try:
        value = json.loads(line.decode(encoding))
    except UnicodeDecodeError as error:
        return InputError(f"{where}: not {encoding} (byte {error.start} of the line)")
    except LookupError:
        return InputError(f"encoding {encoding!r} is unknown; try utf-8, gb18030 or big5")
    except (ValueError, RecursionError) as error:
        return InputError(f"{where}: not JSON ({error}); a JSONL file holds one object a line")
    if not isinstance(value, dict):
        return InputError(f"{where}: a {type(value).__name__}; a JSONL file holds one object a line")
    columns = reading.columns
    if columns.source not in value:
        keys = ", ".join(map(repr, value)) or "none"
        return InputError(
            f"{where}: no {columns.source!r}; the keys are {keys:.200}; name one by --text-column"
        )
    return columns.record(value)
