"""Puts stars over what leads to a person, character for character."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from aidfacts.model.document import Document
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.source import Source
from aidfacts.model.span import Span
from aidfacts.privacy.names import STAR, kept
from aidfacts.privacy.people import People, read_patterns
from aidfacts.text.normalise import normalise

_READING = 24  # characters; a reading behind a name in brackets is seldom longer


def mask_text(raw: str, people: People, document: Document | None = None) -> str:
    """
    Return *raw* with stars over names and numbers, as long as before.

    Args: document: the result that *raw* is the text of; its sums are no numbers of persons, and the places of names
        in it are known.
    """
    source = normalise(raw)
    stars: set[int] = set()
    spared = _sums(document) if document is not None else ()
    pattern, spans = (people.in_strings, ()) if document is None else (people.in_text, people.spans)
    for span, keep in _names(source.text, people, pattern, spans):
        stars.update(_over_name(source, span, keep))
    for span in _numbers(source.text):
        place = source.to_raw(span)
        if not any(place.overlaps(sum_) for sum_ in spared):
            stars.update(_letters(raw, place))
    # What was cleaned away (a picture's name, an address) is still in the caller's text.
    for edit in source.edits:
        if edit.end - edit.start > 1 and edit.text != raw[edit.start : edit.end]:
            lost = raw[edit.start : edit.end]
            for span, keep in _names(lost, people, people.in_text):
                stars.update(_letters(raw, Span(span.start + keep, span.end).shift(edit.start)))
            for span in _numbers(lost):
                stars.update(_letters(raw, span.shift(edit.start)))
    return "".join(STAR if at in stars else mark for at, mark in enumerate(raw)) if stars else raw


def _names(
    text: str, people: People, pattern: re.Pattern[str] | None, spans: tuple[Span, ...] = ()
) -> Iterator[tuple[Span, int]]:
    """Yield the places of names and how many characters of each stay; a shield keeps what lies under it."""
    if pattern is None:
        return
    shielded: list[Span] = []
    for match in pattern.finditer(text):
        span = Span(*match.span())
        found = re.sub(r"\s", "", match.group())
        if found in people.shields:
            shielded.append(span)
        elif found in people.names:
            yield span, kept(found)
        else:
            yield span, 0
    for span in spans:
        if not any(span.overlaps(shield) for shield in shielded):
            yield span, kept(re.sub(r"\s", "", span.cut(text)))


def _over_name(source: Source, span: Span, keep: int) -> Iterator[int]:
    """Yield the places in the caller's text that a name takes, a reading in it or straight behind it included."""
    place = source.to_raw(span)
    free = source.to_raw(Span(span.start, span.start + keep)) if keep else Span(place.start, place.start)
    # 周(zhōu)砚秋: with its reading the family name is no longer as long as it is.
    shown = free.end if len(free) == keep else free.start + keep
    yield from _letters(source.raw, Span(min(shown, place.end), place.end))
    behind = source.to_raw(Span(span.end, span.end)).start
    reading = Span(place.end, min(max(behind, place.end), place.end + _READING))
    if "\n" not in reading.cut(source.raw):
        yield from _letters(source.raw, reading)


def _letters(text: str, span: Span) -> Iterator[int]:
    # Blanks and marks stay, so that lines and brackets stay where they are.
    return (at for at in range(span.start, span.end) if text[at].isalnum())


def _numbers(text: str) -> Iterator[Span]:
    for pattern in read_patterns("whole"):
        yield from (Span(*match.span()) for match in pattern.finditer(text))
    for pattern in read_patterns("labelled"):
        yield from (Span(*match.span(1)) for match in pattern.finditer(text))


def _sums(value: object) -> tuple[Span, ...]:
    """Return the places of all sums and numbers of things in *value*."""
    if isinstance(value, Amount | Quantity):
        return (value.span,)
    if isinstance(value, tuple):
        return tuple(span for part in value for span in _sums(part))
    if not attrs.has(type(value)) or isinstance(value, Span):
        return ()
    names = (attribute.name for attribute in attrs.fields(type(value)))  # type: ignore[arg-type]  # has() does not narrow
    return tuple(span for name in names for span in _sums(getattr(value, name)))
