"""The lines of a page with their places, and the tables that tell what a line is."""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from aidfacts.lexicon import read_table
from aidfacts.model.span import Span


@frozen
class Line:
    """A line without the blanks around it, with its place in the text."""

    text: str
    span: Span


def cut_lines(text: str) -> tuple[Line, ...]:
    """
    Return the lines of *text* that are not blank.

    >>> [str(line.span) for line in cut_lines(" 善款 \\n\\n名单")]
    ['[1, 3)', '[6, 8)']
    """
    lines, at = [], 0
    for whole in text.split("\n"):
        if bare := whole.strip():
            start = at + len(whole) - len(whole.lstrip())
            lines.append(Line(bare, Span(start, start + len(bare))))
        at += len(whole) + 1
    return tuple(lines)


@cache
def line_pattern(kind: str) -> re.Pattern[str]:
    """
    Return the pattern for lines of one *kind* of data/furniture.tsv, to be used with `search` on a stripped line.

    A row holds for the start of a line, for its end, for the whole of it, or anywhere in it.
    """
    parts = {
        "start": r"^(?:{})",
        "end": r"(?:{})$",
        "whole": r"^(?:{})$",
        "any": r"(?:{})",
    }
    rows = [row for row in read_table("furniture") if row["kind"] == kind]
    return re.compile("|".join(parts[row["where"]].format(row["pattern"]) for row in rows))
