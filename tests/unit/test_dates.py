"""Dates in running text: what is found, what kind it is, and what it comes to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts.model.date import DateKind, complete_date, shift_days, write_date
from aidfacts.quantity.dates import find_dates, resolve_date

CASES = Path(__file__).parents[1] / "cases" / "dates.jsonl"


def _cases() -> Iterator[Any]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield pytest.param(case, id=case["id"])


@pytest.mark.parametrize("case", list(_cases()))
def test_case(case: dict[str, Any]) -> None:
    """Each date is found with its kind and resolved with what the page tells; nothing else is a date."""
    told = [
        [
            mention.text,
            str(mention.kind),
            resolve_date(mention, published=case.get("published"), before=case.get("before")),
        ]
        for mention in find_dates(case["text"])
    ]
    assert told == case["expect"], case["comment"]


DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@given(day=DAYS, before=st.text("岚溪镇捐,。", max_size=5))
def test_full_date_is_read_back(day: date, before: str) -> None:
    """A date written out is found where it stands and means the same day."""
    text = f"{before},{day.year}年{day.month}月{day.day}日捐款"
    [mention] = find_dates(text)
    assert mention.span.cut(text) == mention.text
    assert resolve_date(mention, published=None) == day.isoformat()


@given(written=DAYS, back=st.integers(0, 300))
def test_day_without_year_lies_in_the_past(written: date, back: int) -> None:
    """A month and day without a year is the last such day before the page was written."""
    day = written - timedelta(days=back)
    if (day.month, day.day) == (2, 29):
        return
    [mention] = find_dates(f"{day.month}月{day.day}日")
    assert resolve_date(mention, published=written.isoformat()) == day.isoformat()


@given(written=DAYS, days=st.sampled_from([("前天", -2), ("昨日", -1), ("今晨", 0), ("昨晚", -1)]))
def test_relative_days_count_from_the_writing(written: date, days: tuple[str, int]) -> None:
    """Yesterday is the day before the page's own date, over the ends of months and years."""
    [mention] = find_dates(f"{days[0]}捐款")
    expected = (written + timedelta(days=days[1])).isoformat()
    assert resolve_date(mention, published=written.isoformat()) == expected


@given(text=st.text("0123456789年月日至-—~今昨去当天第每内前来起止截自十三五二〇,。( )", max_size=30))
def test_nonsense_is_read_without_error(text: str) -> None:
    """Any string gives sorted mentions that do not overlap, and each resolves to an ISO date or None."""
    mentions = find_dates(text)
    for left, right in pairwise(mentions):
        assert left.span.end <= right.span.start
    for mention in mentions:
        assert mention.span.cut(text) == mention.text
        for published in (None, "2020", "2020-06", "2020-06-12"):
            value = resolve_date(mention, published=published, before="2019-03-31")
            assert value is None or write_date(*map(int, value.split("-"))) == value


def test_offsets_count_in_the_whole_text() -> None:
    """A window of a text gives spans of the text."""
    text = "6月1日。7月2日捐款。8月3日"
    [mention] = find_dates(text, 5, 12)
    assert (mention.text, mention.span.cut(text)) == ("7月2日", "7月2日")


def test_until_and_since_are_told_apart() -> None:
    """The caller must see what dates a total and what dates a gift."""
    kinds = [mention.kind for mention in find_dates("自2016年以来,截至6月1日,共捐款;6月3日又捐。")]
    assert kinds == [DateKind.SINCE, DateKind.UNTIL, DateKind.DAY]


def test_impossible_parts_give_none() -> None:
    """Parts that are no day of the calendar resolve to nothing."""
    assert complete_date(2, 30, published="2020-06-12") is None
    assert shift_days("2020-06", 1) is None
