"""Files, folders and streams to records; finds the encoding of each and says so."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from attrs import frozen

from aidfacts.encoding import detect_encoding
from aidfacts.errors import InputError
from aidfacts.extractor import Record

HEAD_BYTES = 1_000_000  # what the encoding of a stream of records is told by
SUFFIXES = frozenset({".txt", ".jsonl"})


class InputFormat(StrEnum):
    """What a file holds."""

    AUTO = "auto"
    TEXT = "text"
    JSONL = "jsonl"


@frozen
class Reading:
    """
    How input is read.

    `text_column`, `id_column` … name the keys of a JSONL record. `encoding` is None where it is to be found out.
    `tell` is called with what a person should know.
    """

    form: InputFormat
    encoding: str | None
    text_column: str
    id_column: str
    tell: Callable[[str], None]


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


def list_files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """
    Yield each file with the id that its document gets: its name without suffix, with folders below a given one.

    Raises: InputError where a path does not exist, or a folder holds nothing to read.
    """
    for path in paths:
        if path == Path("-"):
            yield path, "-"
        elif path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES and file.is_file())
            if not files:
                raise InputError(
                    f"{path}: holds no {' or '.join(sorted(SUFFIXES))} file; name the files themselves"
                )
            for file in files:
                yield file, file.relative_to(path).with_suffix("").as_posix()
        elif path.exists():
            yield path, path.stem
        else:
            raise InputError(f"{path}: no such file or folder")


def read_records(files: Iterable[tuple[Path, str]], reading: Reading) -> Iterator[Record]:
    """
    Yield a record (a mapping with `text`) for each page of *files*, or the InputError that stands in its place.

    A text file is one record; a JSONL file is one a line. A page that cannot be read does not stop the rest.
    """
    for path, name in files:
        try:
            with path.open("rb") if name != "-" else sys.stdin.buffer as stream:
                yield from _read_stream(stream, path, name, reading)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(f"{path}: {error.strerror or error}")


def _read_stream(stream: BinaryIO, path: Path, name: str, reading: Reading) -> Iterator[Record]:
    where = str(path) if name != "-" else "stdin"
    if reading.form is InputFormat.JSONL or (reading.form is InputFormat.AUTO and path.suffix == ".jsonl"):
        yield from _read_jsonl(stream, where, reading)
        return
    data = stream.read()
    if name == "-" and reading.form is InputFormat.AUTO and _opens_jsonl(data):
        yield from _read_jsonl(data.splitlines(keepends=True), where, reading)
        return
    yield {"text": decode(data, where, reading), "id": name if name != "-" else None}


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
    if reading.text_column not in value:
        keys = ", ".join(map(repr, value)) or "none"
        return InputError(
            f"{where}: no {reading.text_column!r}; the keys are {keys:.200}; name one by --text-column"
        )
    record: dict[str, Any] = {"text": value[reading.text_column], "id": value.get(reading.id_column)}
    record |= {key: value[key] for key in ("title", "published") if key in value}
    return record
