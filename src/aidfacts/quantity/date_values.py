"""What dates come to when the page and the text before are known."""

from __future__ import annotations

from aidfacts.model.date import (
    DateKind,
    DateMention,
    DateParts,
    complete_date,
    read_iso,
    shift_days,
    shift_months,
    write_date,
)


def resolve_date(mention: DateMention, *, published: str | None, before: str | None = None) -> str | None:
    """
    Return what *mention* comes to as `2020`, `2020-06` or `2020-06-11`, None where it cannot be known.

    >>> from aidfacts.model.span import Span
    >>> yesterday = DateParts(base="written", days=-1)
    >>> resolve_date(DateMention(Span(0, 2), "昨天", DateKind.RELATIVE, yesterday), published="2020-03-01")
    '2020-02-29'

    Args: *published* is the day that the text was written (a dateline before a meta line), *before* the date that
    the text has told last. Of a range what both its ends share is returned. SINCE and UNTIL resolve as well; whether
    they date the gift is for the caller to say.
    """
    if mention.kind is DateKind.VAGUE:
        return None
    value = _resolve(mention.parts, published, before)
    if mention.first is None or value is None:
        return value
    # 3月5日至8日, 2018年11月至2019年2月: the first part takes what it leaves out from the last.
    first = mention.first
    if first.base is None:
        last = read_iso(value) or (0, None, None)
        year = first.year if first.year is not None else last[0]
        month = first.month if first.month is not None else (last[1] if first.day else None)
        begin = write_date(year, month, first.day)
    else:
        begin = _resolve(first, published, before)
    return _shared(begin, value)


def _shared(first: str | None, last: str) -> str | None:
    if first is None:
        return last
    parts = []
    for one, other in zip(first.split("-"), last.split("-"), strict=False):
        if one != other:
            break
        parts.append(one)
    return "-".join(parts) or None


def _resolve(parts: DateParts, published: str | None, before: str | None) -> str | None:
    if parts.base is not None:
        anchor = read_iso(published if parts.base == "written" else before)
        return _count(parts, anchor) if anchor else None
    if parts.year is not None:
        return write_date(parts.year, parts.month, parts.day)
    if parts.month is None and parts.day is None:
        return None
    return complete_date(parts.month, parts.day, published=published, before=before)


def _count(parts: DateParts, anchor: tuple[int, int | None, int | None]) -> str | None:
    year, month, day = anchor
    if parts.unit == "year":
        return write_date(year + parts.years, parts.month, parts.day)
    if parts.unit == "month":
        return shift_months(year, month, parts.months, parts.day) if month else None
    whole = write_date(year, month, day)
    return shift_days(whole, parts.days) if whole and day else (whole if not parts.days else None)
