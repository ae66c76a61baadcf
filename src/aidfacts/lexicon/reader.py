"""Reads the tables in data/ and says file and line when one is broken."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from aidfacts.errors import LexiconError
from aidfacts.lexicon.caching import cache, lexicon_in_use

Row = dict[str, str]


def _read(name: str) -> str:
    try:
        return (files("aidfacts") / "data" / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(
            f"data/{name}: no such table; the package is incomplete, install it again"
        ) from None


def parse_table(text: str, where: str) -> tuple[Row, ...]:
    """
    Parse a table of tab-separated cells under a header row.

    >>> parse_table("word\\tkind\\n# a comment\\n台\\tgoods\\n", "demo.tsv")
    ({'word': '台', 'kind': 'goods'},)

    Raises: LexiconError, with file and line, where a row has too many or too few cells or a stray space.
    """
    return tuple(row for _, row in number_rows(text, where))


def number_rows(text: str, where: str) -> Iterator[tuple[int, Row]]:
    """Yield each row of a table with the number of its line, as `parse_table` reads them."""
    header: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if any(cell != cell.strip() for cell in cells):
            raise LexiconError(f"{where}:{number}: a cell begins or ends with a space; take it out")
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise LexiconError(
                f"{where}:{number}: {len(cells)} cells, but the header has {len(header)} ({', '.join(header)})"
            )
        else:
            yield number, dict(zip(header, cells, strict=True))


@cache
def read_table(name: str) -> tuple[Row, ...]:
    """
    Return the rows of `data/<name>.tsv`, in file order, as dicts keyed by the header.

    Where a lexicon is in use, those of its own stand behind the others.

    >>> "example" in read_table("triggers")[0]
    True

    Raises: LexiconError where the table is missing or broken.
    """
    rows = _read_shipped(name)
    lexicon = lexicon_in_use()
    return rows if lexicon is None else lexicon.change(name, rows)


@functools.cache
def _read_shipped(name: str) -> tuple[Row, ...]:
    return parse_table(_read(f"{name}.tsv"), f"data/{name}.tsv")


@functools.cache
def read_toml(name: str) -> dict[str, Any]:
    """
    Return the tables of `data/<name>.toml`.

    Raises: LexiconError where the file is missing or is no TOML.
    """
    try:
        return tomllib.loads(_read(f"{name}.toml"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"data/{name}.toml: {error}") from None
