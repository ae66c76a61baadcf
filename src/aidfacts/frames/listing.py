"""What a list of gifts is made of: its heading, its rows, and the lines that sum them up."""

from __future__ import annotations

from attrs import frozen

from aidfacts.model.span import Span


@frozen
class ListRow:
    """
    A row of a list, each part as far as the row has it.

    `name` is who gave, or the whole row where name and things stand in one cell (明屿商会口罩3000只) and `whole` is
    True; `worth` is True where the sum is what the things are worth; `figure` the sum, counted in `unit` where it is bare; `things` what was given, `count` the
    cell with its number and `measure` its classifier where these stand apart.
    """

    name: Span
    figure: Span | None = None
    unit: str | None = None
    things: Span | None = None
    count: Span | None = None
    measure: Span | None = None
    date: Span | None = None
    recipient: Span | None = None
    whole: bool = False
    worth: bool = False

    @property
    def span(self) -> Span:
        """From the first to the last character of the row's own parts."""
        parts = [p for p in (self.name, self.figure, self.things, self.count, self.measure) if p is not None]
        return Span(min(p.start for p in parts), max(p.end for p in parts))


@frozen
class Sum:
    """A line that sums up: the rows before number `last`, all of them or those from `first` on."""

    figure: Span
    first: int
    last: int


@frozen
class GivingList:
    """
    A list of gifts.

    `heading` is the line that tells of giving, `lead` all that stands between it and the rows. `takers` is True where
    the rows name who receives.
    """

    heading: Span
    lead: Span
    rows: tuple[ListRow, ...]
    sums: tuple[Sum, ...] = ()
    takers: bool = False
