"""The lines of a page with their places, and the tables that tell what a line is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from attrs import frozen

from aidfacts.lexicon import cache, read_table

_LINE = re.compile(r"[^\s][^\n]*")
_TAIL = 40  # characters at the end of a line in which a pattern for its end is looked for


class Line(NamedTuple):
    """A line without the blanks around it, with the place where it begins in the text."""

    text: str
    start: int


# What NamedTuple writes for a class calls this too, from a function of its own that takes as long again.
_line: Callable[[tuple[str, int]], Line] = partial(tuple.__new__, Line)


def cut_lines(text: str, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """
    Return the lines of `text[start:end]` that are not blank.

    >>> cut_lines(" 善款 \\n\\n名单")
    (Line(text='善款', start=1), Line(text='名单', start=6))
    """
    return tuple(iter_lines(text, start, end))


def iter_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Yield what `cut_lines` returns, where only the first lines are asked for."""
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        yield _line((match[0].rstrip(), match.start()))


@frozen
class LinePatterns:
    """What tells lines of some kinds: patterns for the start, the end, and any place."""

    start: re.Pattern[str]
    end: re.Pattern[str]
    anywhere: re.Pattern[str]

    def fits(self, line: str) -> bool:
        """Tell whether *line* is one of these."""
        return bool(
            self.start.match(line)
            or self.anywhere.search(line)
            # No row takes a line by its end that ends in a full stop, as most lines do.
            or (line[-1:] != "。" and self.end.search(line, max(0, len(line) - _TAIL)))
        )


@cache
def line_patterns(*kinds: str) -> LinePatterns:
    """
    Return the patterns for lines of *kinds* from data/furniture.tsv.

    A row holds for the start of a line, for its end, for the whole of it, or anywhere in it.
    """
    rows = [row for row in read_table("furniture") if row["kind"] in kinds]

    def join(places: dict[str, str]) -> re.Pattern[str]:
        parts = [places[row["where"]].format(row["pattern"]) for row in rows if row["where"] in places]
        return re.compile("|".join(parts) or r"(?!)")

    return LinePatterns(
        start=join({"start": "(?:{})", "whole": "(?:{})$"}),
        end=join({"end": "(?:{})$"}),
        # Every alternative begins with a letter, so the engine leaps to the next one that may fit.
        anywhere=join({"any": "{}"}),
    )
