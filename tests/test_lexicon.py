"""The tables in data/: whole, sorted, without doubles; every example holds what it is an example of."""

from __future__ import annotations

import gzip
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import aidfacts
from aidfacts.lexicon import parse_table

DATA = Path(aidfacts.__file__).parent / "data"
TABLES = sorted(path for path in DATA.rglob("*.tsv"))
PACKED = sorted(path for path in DATA.rglob("*.tsv.gz"))
TOMLS = sorted(path for path in DATA.rglob("*.toml"))

# The column that holds the surface of a row, where it is not the first; "" where the rows have none.
SURFACES = {
    "countries": "name",
    "folds": "",  # code points and sets of characters; tests/unit reads them
    "pinyin": "",  # initials and finals
}

NAME = {"ids": lambda path: path.name}


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    """Yield the rows of each block: what stands between comments or empty lines, header left out."""
    block: list[list[str]] = []
    header = True
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("#"):
            if block:
                yield block
            block = []
        elif header:
            header = False
        else:
            block.append(line.split("\t"))
    if block:
        yield block


@pytest.mark.parametrize("path", TABLES, **NAME)
def test_table_parses(path: Path) -> None:
    """Every row has a cell for each column and no stray space."""
    text = path.read_text(encoding="utf-8")
    rows = parse_table(text, path.name)
    assert rows, "the table is empty"
    assert text.endswith("\n")
    assert "\r" not in text
    for number, line in enumerate(text.split("\n"), 1):
        assert line == line.rstrip(" "), f"{path.name}:{number}: a space at the end"


@pytest.mark.parametrize("path", TABLES, **NAME)
def test_blocks_are_sorted(path: Path) -> None:
    """Rows are sorted within their block, by their first cell or by another and then the first."""
    for block in _blocks(path):
        ways = [[(row[at], row[0]) for row in block] for at in range(len(block[0]))]
        assert any(keys == sorted(keys) for keys in ways), (
            f"{path.name}: not sorted: {next(b[0] for a, b in pairwise(block) if a[0] > b[0])!r} stands too late"
        )


@pytest.mark.parametrize("path", TABLES, **NAME)
def test_no_row_twice(path: Path) -> None:
    """A row says something new: none has the same cells, examples and sources apart, as another."""
    rows = parse_table(path.read_text(encoding="utf-8"), path.name)
    keys = Counter(
        tuple(value for key, value in row.items() if key not in {"example", "source", "comment"})
        for row in rows
    )
    assert [key for key, count in keys.items() if count > 1] == []


def _fires(row: dict[str, str], column: str) -> bool:
    if column == "pattern":
        return re.search(row[column], row["example"]) is not None
    # A star stands for a noun: 我* is in 我县.
    pattern = ".+".join(map(re.escape, row[column].split("*")))
    return re.search(pattern, row["example"]) is not None


@pytest.mark.parametrize("path", TABLES, **NAME)
def test_examples_hold_their_row(path: Path) -> None:
    """The example of a row contains its surface, or is matched by its pattern."""
    rows = parse_table(path.read_text(encoding="utf-8"), path.name)
    column = SURFACES.get(path.stem, "pattern" if "pattern" in rows[0] else next(iter(rows[0])))
    silent = [row[column] for row in rows if row.get("example") and column and not _fires(row, column)]
    assert silent == []


@pytest.mark.parametrize("path", TOMLS, **NAME)
def test_toml_parses(path: Path) -> None:
    """Rules as TOML can be read."""
    assert tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PACKED, **NAME)
def test_packed_table_parses(path: Path) -> None:
    """A generated table is whole after unpacking, and its packing is the same on every run (no time stamp)."""
    data = path.read_bytes()
    assert data[4:8] == b"\x00\x00\x00\x00", "packed with a time stamp; gzip with mtime=0"
    assert parse_table(gzip.decompress(data).decode("utf-8"), path.name)
