"""The caller's text beside its cleaned form, with the way back."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TypeVar

import attrs
from attrs import field

from aidfacts.model.span import Span
from aidfacts.model.values import frozen

T = TypeVar("T")


class Script(StrEnum):
    """The script that most of a text is written in."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"
    NONE = "none"


@frozen
class Edit:
    """One change made by normalisation: `raw[start:end]` became *text*, for *reason* (a row of docs/text.md)."""

    start: int
    end: int
    text: str
    reason: str


@frozen
class Source:
    """
    A text as given (`raw`) and as read (`text`: cleaned, simplified), with every edit between the two.

    `edits` are in order and do not overlap. Between edits both texts run in step.
    """

    raw: str
    text: str
    edits: tuple[Edit, ...] = ()
    script: Script = Script.SIMPLIFIED
    _clean_ends: tuple[int, ...] = field(init=False, repr=False, eq=False)

    @_clean_ends.default
    def _index(self) -> tuple[int, ...]:
        # Where each edit ends in `text`; sorted, so that a position is looked up by bisection.
        ends, shift = [], 0
        for edit in self.edits:
            shift += len(edit.text) - (edit.end - edit.start)
            ends.append(edit.end + shift)
        return tuple(ends)

    def to_raw(self, span: Span) -> Span:
        """
        Return the stretch of `raw` that *span* of `text` was read from.

        What was removed just before or after the stretch is left out; what was removed inside is kept.
        """
        if span.start == span.end:
            at = self._start(span.start)
            return Span(at, at)
        return Span(self._start(span.start), self._start(span.end - 1, last=True))

    def _start(self, position: int, *, last: bool = False) -> int:
        at = bisect_right(self._clean_ends, position)
        before = self.edits[at - 1] if at else None
        shift = before.end - self._clean_ends[at - 1] if before else 0
        if at < len(self.edits):
            edit = self.edits[at]
            begin = self._clean_ends[at] - len(edit.text)
            if begin <= position < self._clean_ends[at]:
                # Inside a replaced stretch: step for step where lengths agree, else the stretch as a whole.
                if len(edit.text) == edit.end - edit.start:
                    return edit.start + position - begin + (1 if last else 0)
                return edit.end if last else edit.start
        return position + shift + (1 if last else 0)

    def to_clean(self, span: Span) -> Span:
        """
        Return the stretch of `text` that *span* of `raw` became, empty where all of it was removed.

        A stretch that was replaced by one of another length counts as a whole.
        """
        start = self._clean(span.start)
        return Span(start, max(start, self._clean(span.end - 1, last=True)) if span else start)

    def _clean(self, position: int, *, last: bool = False) -> int:
        at = bisect_right(self.edits, position, key=lambda edit: edit.end)
        shift = self._clean_ends[at - 1] - self.edits[at - 1].end if at else 0
        if at < len(self.edits) and self.edits[at].start <= position:
            edit, end = self.edits[at], self._clean_ends[at]
            if len(edit.text) != edit.end - edit.start:
                return end if last else end - len(edit.text)
        return position + shift + (1 if last else 0)

    def restore(self, value: T) -> T:
        """
        Return *value* with every span in it counted in `raw`, and the `text` beside a span cut from there.

        Works on any tree of frozen model objects and tuples; anything else is returned as it is.
        """
        if isinstance(value, tuple):
            return tuple(self.restore(part) for part in value)  # type: ignore[return-value]
        fields = _fields(type(value))  # type: ignore[arg-type]  # mypy thinks classes cannot be hashed
        if fields is None or isinstance(value, Span):
            return value
        parts = {name: getattr(value, name) for name in fields}
        changed: dict[str, object] = {}
        for name, old in parts.items():
            kind = type(old)
            if kind in _PLAIN:
                continue
            if kind is Span:
                changed[name] = raw = self.to_raw(old)
                if name == "span":
                    changed["text"] = raw.cut(self.raw)
            elif kind is tuple:
                if old:
                    changed[name] = self.restore(old)
            elif _fields(kind) is not None:  # type: ignore[arg-type]
                changed[name] = self.restore(old)
        return type(value)(**parts | changed) if changed else value


_PLAIN = frozenset({str, int, bool, float, Decimal, type(None)})  # what holds no span, as most fields do


@cache
def _fields(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields of a class of the model, None for any other class."""
    return tuple(attribute.name for attribute in attrs.fields(kind)) if attrs.has(kind) else None


class BlockKind(StrEnum):
    """What a stretch of a page is."""

    TITLE = "title"
    META = "meta"
    HEADING = "heading"
    CAPTION = "caption"
    BODY = "body"
    ROW = "row"
    FURNITURE = "furniture"


@frozen
class Block:
    """
    A stretch of a page, usually one line, in characters of `Source.text`.

    `cells` are the cells of a table or list row (name, figure …), empty for other kinds.
    """

    kind: BlockKind
    span: Span
    cells: tuple[Span, ...] = ()


@frozen
class Layout:
    """
    A page cut into blocks, with what its frame tells.

    `published` is the page's own date as `2020-06-12` (or less precise), `dateline` the date in the line that
    opens a report (某社6月21日电); None where not told. `owner` is the stretch that names the owner of the page
    (masthead, signature, source line), None where nothing does.
    """

    blocks: tuple[Block, ...]
    title: Span | None = None
    published: str | None = None
    dateline: str | None = None
    owner: Span | None = None


@frozen
class Sentence:
    """A sentence in characters of `Source.text`; *block* is the number of its block in the layout."""

    span: Span
    block: int


@frozen
class Token:
    """A word of `Source.text`."""

    text: str
    span: Span
