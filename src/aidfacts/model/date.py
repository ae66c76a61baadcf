"""Dates as a text tells them, and what they come to when the rest is known."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from attrs import frozen

from aidfacts.model.span import Span

_RECENT = timedelta(days=60)  # a day without a year lies this near before the day of writing in most reports


class DateKind(StrEnum):
    """What a stretch tells of time."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RELATIVE = "relative"  # 昨天, 今年, 当天: counted from another date
    VAGUE = "vague"  # 近日, “十三五”期间: no date follows
    SINCE = "since"  # 2019年以来: the total's beginning, not the gift's day
    UNTIL = "until"  # 截至4月9日: the total's end, not the gift's day
    RANGE = "range"  # 7月6日至8日


@frozen
class DateParts:
    """
    The parts of a date that are said, None for one that is not.

    `base` is what a relative date counts from: `written` (昨天, 今年) or `told` (当天, 次日: the date told last);
    `years`, `months` and `days` are counted from there, and `unit` is how precise the answer is.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    base: str | None = None
    unit: str = "day"
    years: int = 0
    months: int = 0
    days: int = 0


@frozen
class DateMention:
    """
    A stretch of `Source.text` that tells a date.

    `parts` is the date said; of a range or span it is the end (the gift is done by then), `first` its beginning.
    `first` is None for any other kind.
    """

    span: Span
    text: str
    kind: DateKind
    parts: DateParts
    first: DateParts | None = None


def write_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """
    Return an ISO date as precise as the parts, None for parts that are no date.

    >>> write_date(2020, 6), write_date(2020, 2, 30)
    ('2020-06', None)
    """
    if not 1000 <= year <= 2999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= monthrange(year, month)[1] else None


def read_han_number(text: str) -> int:
    """
    Return the number below 100 that Chinese numerals tell, or a year told digit by digit.

    >>> read_han_number("二十九"), read_han_number("廿七"), read_han_number("二〇〇六")
    (29, 27, 2006)
    """
    digits = {character: at for at, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "元": 1}
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return int("".join(str(digits[character]) for character in text))
    tens, _, ones = text.partition("十")
    return (digits[tens] if tens else 1) * 10 + (digits[ones] if ones else 0)


def read_iso(text: str | None) -> tuple[int, int | None, int | None] | None:
    """Return year, month and day of an ISO date, None for what it leaves out; None for no date."""
    if not text:
        return None
    year, *rest = (int(part) for part in text.split("-"))
    return year, rest[0] if rest else None, rest[1] if len(rest) > 1 else None


def complete_date(
    month: int | None, day: int | None, *, published: str | None, before: str | None = None
) -> str | None:
    """
    Return the ISO date of a month and day without a year, or of a day alone.

    A day just before *published* is of that time; else the year of *before*, the date told last, goes on. What would
    lie after *published* was the year (or the month) before.

    >>> complete_date(6, 11, published="2020-06-12"), complete_date(12, 30, published="2020-01-03")
    ('2020-06-11', '2019-12-30')
    >>> complete_date(None, 30, published="2020-06-12"), complete_date(5, None, published="2022", before="1987-03")
    ('2020-05-30', '1987-05')
    """
    now, told = read_iso(published), read_iso(before)
    if month is None:
        return _complete_day(day, now, told)
    likely = _latest(month, day, now) if now else None
    if told and not (likely and now and _is_recent(likely, now)):
        year = told[0]
        if now and (year, month, day or 1) > (now[0], now[1] or 12, now[2] or 31):
            return likely
        return write_date(year, month, day)
    return likely


def _latest(month: int, day: int | None, now: tuple[int, int | None, int | None]) -> str | None:
    year, this_month, today = now
    if this_month is not None and (month, day or 1) > (this_month, today or 31):
        year -= 1
    return write_date(year, month, day)


def _is_recent(likely: str, now: tuple[int, int | None, int | None]) -> bool:
    year, month, day = read_iso(likely) or now
    if now[1] is None:
        return False
    then = date(year, month or 1, day or 1)
    return date(now[0], now[1], now[2] or monthrange(now[0], now[1])[1]) - then <= _RECENT


def _complete_day(
    day: int | None,
    now: tuple[int, int | None, int | None] | None,
    told: tuple[int, int | None, int | None] | None,
) -> str | None:
    if day is None:
        return None
    for year, month, other in (part for part in (told, now) if part):
        if month is None:
            continue
        if other is not None and day > other and (year, month, other) == now:
            # The 30th, written on the 12th, is of the month before.
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return write_date(year, month, day)
    return None


def shift_days(iso: str, days: int) -> str | None:
    """
    Return the day that lies *days* after the day *iso*, None where *iso* is no whole day.

    >>> shift_days("2020-03-01", -1)
    '2020-02-29'
    """
    year, month, day = read_iso(iso) or (0, None, None)
    if month is None or day is None:
        return None
    return (date(year, month, day) + timedelta(days=days)).isoformat()


def shift_months(year: int, month: int, months: int, day: int | None = None) -> str | None:
    """
    Return the month that lies *months* after the month given, with *day* in it where one is given.

    >>> shift_months(2020, 1, -1), shift_months(2020, 12, 1, 5)
    ('2019-12', '2021-01-05')
    """
    count = year * 12 + month - 1 + months
    return write_date(count // 12, count % 12 + 1, day)
