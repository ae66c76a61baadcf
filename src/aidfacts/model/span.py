"""A stretch of text, and text with the place it stands at."""

from __future__ import annotations

from functools import total_ordering

from attrs import frozen


@total_ordering
@frozen(init=False)
class Span:
    """
    A half-open stretch `[start, end)` of a text, in characters.

    In everything the library returns the text is the caller's own string. Inside the pipeline spans
    count in `Source.text`; `Source.restore` turns the one into the other.
    """

    start: int
    end: int

    # A page has thousands of spans; what attrs writes for a validator takes twice as long.
    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"span [{start}, {end}) is not one: 0 <= start <= end must hold")
        _set_start(self, start)
        _set_end(self, end)

    # Spans are sorted everywhere; the order that attrs writes takes eight times as long.
    def __lt__(self, other: Span) -> bool:
        if self.start != other.start:
            return self.start < other.start
        return self.end < other.end

    def __str__(self) -> str:
        return f"[{self.start}, {self.end})"

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: object) -> bool:
        """Tell whether a position or a whole span lies inside."""
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """Return the span moved to the right by *by* characters."""
        return Span(self.start + by, self.end + by)

    def cut(self, text: str) -> str:
        """Return the characters of *text* that the span covers."""
        return text[self.start : self.end]


# The slots themselves: what `object.__setattr__` has to look up each time.
_set_start, _set_end = (Span.__dict__[name].__set__ for name in ("start", "end"))


def last_of(text: str, marks: str, end: int) -> int:
    """
    Return where the last of *marks* stands in *text* before *end*, -1 where none does.

    Each mark is looked for only behind the one found before, so that a rare one costs no walk to the head of the page.

    >>> last_of("当日,商会捐款。", "。;,", 7)
    2
    """
    last = -1
    for mark in marks:
        last = max(last, text.rfind(mark, last + 1, end))
    return last


@frozen
class Evidence:
    """Characters of a text that carry a fact, with their place: `text[span.start:span.end] == text`."""

    text: str
    span: Span
