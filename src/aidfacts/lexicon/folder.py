"""Reads the folder with the rows of a user and says file, line and remedy where a row cannot be."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from attrs import frozen

from aidfacts.errors import LexiconError
from aidfacts.lexicon.own import OPEN_TABLES, Change, Column, Lexicon, OpenTable
from aidfacts.lexicon.reader import number_rows, read_table, read_toml

MAX_WORD = 40  # characters; the longest row of data/ has 24
_REMOVE = "remove"
_IGNORED = frozenset({"example", "source", "comment"})  # for people; nothing reads them


@frozen
class _Place:
    """Where a row stands: prints as file:line."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


_Found = tuple[_Place, str, dict[str, str]]


def read_lexicon(folder: Path | str, *, clean: Callable[[str], str] = str) -> Lexicon:
    """
    Read the rows of a user: `triggers.tsv`, `organisations.tsv` …, `remove.tsv`, or TOML files with the same tables.

    Args: clean – brings a word into the form that texts are searched in.
    Raises: LexiconError, with file, line and what to do, where a row cannot be read or says what it cannot.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise LexiconError(f"lexicon {str(folder)!r} is no folder that exists; give a folder of TSV or TOML")
    files = sorted(path for path in folder.iterdir() if path.suffix in {".tsv", ".toml"} and path.is_file())
    seen: dict[tuple[str, str], tuple[_Place, Change]] = {}
    for path in files:
        read = _read_tsv if path.suffix == ".tsv" else _read_toml
        for place, table, row in read(path):
            change = _check_row(place, table, row, clean)
            key = change.table, change.word
            if key in seen:
                _fail(place, f"{change.word!r} of {change.table} stands at {seen[key][0]} already; keep one")
            seen[key] = place, change
    if not seen:
        raise LexiconError(
            f"lexicon {str(folder)!r} holds no row; put in one of {_list(_file_names())}, or a .toml file"
        )
    for place, change in seen.values():
        _check_against(place, change, {key: change for key, (_, change) in seen.items()})
    return Lexicon(
        str(folder), tuple(change for _, change in sorted(seen.values(), key=lambda p: _order(p[1])))
    )


def _order(change: Change) -> tuple[str, str]:
    return change.table, change.word


def _fail(place: object, trouble: str) -> NoReturn:
    raise LexiconError(f"{place}: {trouble}")


def _list(names: object) -> str:
    return ", ".join(names)  # type: ignore[arg-type]


def _file_names() -> list[str]:
    return [f"{name}.tsv" for name in (*OPEN_TABLES, _REMOVE)]


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # spreadsheets put the mark there; newlines become \n
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise LexiconError(f"{path}: {error.strerror or error}") from None


def _read_tsv(path: Path) -> Iterator[_Found]:
    if path.name not in _file_names():
        _fail(f"{path}:1", f"no table is called {path.stem!r}; choose one of {_list(_file_names())}")
    for number, row in number_rows(_read_text(path), str(path)):
        yield from _name_table(_Place(str(path), number), path.stem, row)


def _read_toml(path: Path) -> Iterator[_Found]:
    text = _read_text(path)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}") from None
    for name, rows in tables.items():
        if name == _REMOVE and isinstance(rows, dict):
            # [remove] triggers = ["助力"]
            rows = [
                {"table": table, "word": word} for table, words in rows.items() for word in _as_list(words)
            ]
        elif name not in OPEN_TABLES:
            _fail(
                _locate(path, text, name),
                f"no table is called {name!r}; choose {_list([*OPEN_TABLES, _REMOVE])}",
            )
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            _fail(_locate(path, text, name), f"{name!r} holds no rows; write [[{name}]] above each of them")
        for at, row in enumerate(rows):
            place = _locate(path, text, name, at, row)
            for cell in row.values():
                if not isinstance(cell, str):
                    _fail(place, f"{cell!r} is no text; put it in quotes")
            yield from _name_table(place, name, row)


def _as_list(words: object) -> list[object]:
    return words if isinstance(words, list) else [words]


def _locate(path: Path, text: str, name: str, at: int = 0, row: Mapping[str, object] | None = None) -> _Place:
    # tomllib does not say where it has read a value: the header of the row tells, else a line that holds its word.
    lines = text.split("\n")
    headers = [n for n, line in enumerate(lines, 1) if re.match(rf"\s*\[+\s*{re.escape(name)}\s*\]", line)]
    words = [cell for cell in (row or {}).values() if isinstance(cell, str)]
    if len(headers) > at and (at or name != _REMOVE):
        return _Place(str(path), headers[at])
    holding = (n for n, line in enumerate(lines, 1) if (words[-1] if words else name) in line)
    return _Place(str(path), next(holding, 1))


def _name_table(place: _Place, table: str, row: dict[str, str]) -> Iterator[_Found]:
    if table != _REMOVE:
        yield place, table, row
        return
    if row.keys() - _IGNORED != {"table", "word"}:
        _fail(place, f"the columns are {_list(row)}; {_REMOVE} has the columns table and word")
    if row["table"] not in OPEN_TABLES:
        _fail(place, f"no table is called {row['table']!r}; choose one of {_list(OPEN_TABLES)}")
    yield place, row["table"], {_REMOVE: row["word"]}


def _check_row(place: _Place, name: str, row: dict[str, str], clean: Callable[[str], str]) -> Change:
    table = OPEN_TABLES[name]
    if _REMOVE in row:
        return Change(name, _check_word(place, row[_REMOVE], clean))
    known = [table.word, *(column.name for column in table.columns)]
    for column in row:
        if column not in known and column not in _IGNORED:
            tab = "; cells are apart by one tab" if re.search(r"[,; ]", column) else ""
            _fail(place, f"{name} has no column {column!r}; its columns are {_list(known)}{tab}")
    if table.word not in row:
        _fail(place, f"the row has no {table.word!r}; {name} has the columns {_list(known)}")
    word = _check_word(place, row[table.word], clean)
    cells = {column.name: _check_cell(place, column, row.get(column.name, "")) for column in table.columns}
    return Change(name, word, (*cells.items(), ("example", row.get("example", ""))))


def _check_word(place: _Place, cell: str, clean: Callable[[str], str]) -> str:
    word = clean(cell)
    if not word or re.search(r"\s", word):
        _fail(place, f"{cell!r} is no word; write one without blanks")
    if len(word) > MAX_WORD:
        _fail(place, f"{cell!r} has {len(word)} characters; a word has {MAX_WORD} at most")
    return word


def _check_cell(place: _Place, column: Column, cell: str) -> str:
    if not cell:
        if column.default is None:
            _fail(place, f"the row has no {column.name!r}; choose one of {_list(column.choices)}")
        return column.default
    choices = tuple(read_toml("rules")["reasons"]) if column.name == "reason" else column.choices
    if choices and cell not in choices:
        _fail(place, f"{column.name} {cell!r} is none; choose one of {_list(choices)}")
    if column.pattern and cell != "-":
        try:
            re.compile(cell)
        except re.error as error:
            _fail(
                place,
                f"{column.name} {cell!r} is no regular expression ({error}); write -, or words with | between",
            )
    return cell


def _check_against(place: _Place, change: Change, changes: Mapping[tuple[str, str], Change]) -> None:
    """Hold a change against the tables as they ship and against the other changes."""
    table = OPEN_TABLES[change.table]
    if change.cells is None:
        words = _words(table)
        if change.word not in words:
            near = get_close_matches(change.word, words, 3)
            bar = (
                "; to bar a name that rules find, put it in name_decoys"
                if change.table == "organisations"
                else ""
            )
            _fail(
                place,
                f"{change.table} has no {change.word!r} to remove"
                + (f"; it has {_list(near)}" if near else "; take the row out")
                + bar,
            )
        return
    if not table.clashes:
        return
    other = changes.get((table.clashes, change.word))
    if other is not None and other.cells is not None:
        _fail(place, f"{change.word!r} is in {change.table} and in {table.clashes}; keep one of the two rows")
    if other is None and change.word in _words(OPEN_TABLES[table.clashes]):
        _fail(
            place,
            f"{change.word!r} is one of {table.clashes} as they ship; remove it there as well "
            f"(remove.tsv: {table.clashes}, {change.word})",
        )


def _words(table: OpenTable) -> list[str]:
    return [row[table.word] for row in read_table(table.data)]
