"""One character for one: full-width forms, odd spaces, quotes and dashes. Positions stay as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from aidfacts.lexicon import read_table

# The marks of any Chinese text; replaced first, one by one, so that the scan for the others finds nothing.
_COMMON = tuple(zip("，：；（）！？", ",:;()!?", strict=True))


@cache
def _table() -> dict[str, str]:
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for row in read_table("folds"):
        for character in _characters(row["from"]):
            table[character] = _characters(row["to"])[0]
    for block in ((0x2E80, 0x2FE0), (0xF900, 0xFB00)):  # radicals and compatibility forms of Han characters
        for code in range(*block):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[chr(code)] = plain
    return table


def _characters(cell: str) -> list[str]:
    # A cell holds characters, or code points where a character cannot be seen: U+3000 U+00A0 U+2000-U+200A.
    if not cell.startswith("U+"):
        return list(cell)
    out: list[str] = []
    for part in cell.split():
        first, _, last = part.replace("U+", "").partition("-")
        out += [chr(code) for code in range(int(first, 16), int(last or first, 16) + 1)]
    return out


@cache
def list_folded() -> frozenset[str]:
    """Return the characters that `fold` replaces, without the common marks."""
    return frozenset(_table()) - {mark for mark, _ in _COMMON}


@cache
def _zero() -> re.Pattern[str]:
    # takes the ring in 二○○六年, leaves the one that opens a list line: ○张三
    return re.compile("(?<=[一二三四五六七八九〇])[○◯]+(?=[一二三四五六七八九〇年])")


def fold_common(text: str) -> str:
    """Return *text* with the marks of any Chinese text in half width: ，：；（）！？."""
    for mark, plain in _COMMON:
        text = text.replace(mark, plain)
    return text


def fold(text: str, found: Iterable[str] | None = None) -> str:
    """
    Return *text* in the clean alphabet, of the same length.

    >>> fold("「善款」３７．５万元，（第一批）；")
    '“善款”37.5万元,(第一批);'

    Args: *found* are the characters of *text* to replace, where they are known already.
    Source: data/folds.tsv; the alphabet stands in docs/text.md.
    """
    text = fold_common(text)
    table = _table()
    for character in sorted(list_folded().intersection(text if found is None else found)):
        text = text.replace(character, table[character])
    if "○" in text or "◯" in text:
        text = _zero().sub(lambda match: "〇" * len(match[0]), text)
    return text
