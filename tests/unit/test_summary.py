"""Sums that count every yuan once."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import aidfacts
from aidfacts import Document, Donation, Failure, summarise
from aidfacts.errors import OptionError
from aidfacts.model.fact import Date, Form, Party, PartyKind, Scope, Status
from aidfacts.model.quantity import Amount, Modifier
from aidfacts.model.span import Span

AT = Span(0, 0)


def _party(name: str, kind: PartyKind = PartyKind.COMPANY, adcode: str | None = None) -> Party:
    return Party(name, name, AT, kind, named=not name.startswith("爱心"), adcode=adcode)


def _amount(low: str | None, high: str | None, currency: str = "CNY", per: str | None = None) -> Amount:
    bounds = [None if part is None else Decimal(part) for part in (low, high)]
    exact = low == high
    modifier = Modifier.EXACT if exact else Modifier.OVER
    return Amount(bounds[0], bounds[0], bounds[1], modifier, currency, per, f"{low}元", AT)


def _gift(
    number: int,
    donors: str,
    recipients: str,
    low: str | None = "5",
    high: str | None = "",
    *,
    currency: str = "CNY",
    per: str | None = None,
    day: str | None = None,
    status: Status = Status.COMPLETED,
    scope: Scope = Scope.SINGLE,
    part_of: str | None = None,
    channels: str = "",
    adcode: str | None = None,
) -> Donation:
    amount = None if low is None else _amount(low, low if high == "" else high, currency, per)
    return Donation(
        id=f"d{number}",
        donors=tuple(map(_party, donors.split())),
        recipients=tuple(_party(name, PartyKind.NGO, adcode) for name in recipients.split()),
        channels=tuple(map(_party, channels.split())),
        amount=amount,
        form=Form.CASH,
        status=status,
        scope=scope,
        date=Date(day, day, AT) if day else None,
        part_of=part_of,
    )


def _page(*gifts: Donation, id: str = "a") -> Document:
    return Document(text="", id=id, donations=gifts)


def _rows(summary: aidfacts.Summary) -> list[tuple[str, str, str]]:
    return [(row.name, str(row.low), str(row.high)) for row in summary.rows]


def _left(summary: aidfacts.Summary) -> list[tuple[str, str, str]]:
    return [(str(part.fact), part.reason.value, str(part.instead or "")) for part in summary.left_out]


def test_bounds_add_up_by_key_and_currency() -> None:
    """Bounds are added, currencies kept apart, rows sorted by the lower bound."""
    page = _page(
        _gift(1, "甲", "校", "5", "6"),
        _gift(2, "甲", "校", "10"),
        _gift(3, "甲", "校", "7", currency="USD"),
        _gift(4, "乙", "校", "90"),
    )
    assert _rows(summarise(page, by="donor")) == [("乙", "90", "90"), ("甲", "15", "16"), ("甲", "7", "7")]
    assert [row.currency for row in summarise(page).rows] == ["CNY", "USD"]


def test_open_bounds_stay_open() -> None:
    """A gift that is open above opens the sum; one that is open below counts from 0."""
    page = _page(_gift(1, "甲", "校", "5", None), _gift(2, "甲", "校", "5"))
    below = evolve(_gift(3, "甲", "校"), amount=_amount(None, "9"))
    [row] = summarise(_page(*page.donations, below)).rows
    assert (row.low, row.high, row.said, row.gifts) == (10, None, None, 3)


def test_joint_gifts_keep_a_row_of_their_own() -> None:
    """What two give together is not split, nor given to both."""
    page = _page(_gift(1, "甲 乙", "校", "10"), _gift(2, "乙 甲", "校", "1"), _gift(3, "甲", "校", "5"))
    assert _rows(summarise(page, by="donor")) == [("乙; 甲", "11", "11"), ("甲", "5", "5")]


def test_a_joint_gift_to_a_place_and_elsewhere_is_not_all_of_the_place() -> None:
    """Where one of several receivers lies nobody knows where, the place has no part of its own."""
    gift = _gift(1, "甲", "局", "8", adcode="513228")
    joint = evolve(gift, id="d2", recipients=(*gift.recipients, _party("校", PartyKind.SCHOOL)))
    summary = summarise(_page(gift, joint), by="place")
    assert _rows(summary) == [("513228 黑水县", "8", "8"), ("513228 黑水县; –", "8", "8")]
    assert summarise(_page(gift, joint), by="province").rows[1].key == ("510000 四川省", "–")


def test_an_unnamed_giver_of_another_page_is_not_in_a_named_ones_total() -> None:
    """一名爱心人士 is not the donor whose total another page tells; where a page tells no giver at all, it may be."""
    total = _page(_gift(1, "甲", "村", "8", scope=Scope.CUMULATIVE), id="a")
    unnamed, untold = _gift(1, "爱心人士", "村", "3"), _gift(1, "", "村", "3")
    assert _left(summarise([total, _page(unnamed, id="b")])) == []
    assert _left(summarise([total, _page(untold, id="b")])) == [("b/d1", "inside", "a/d1")]


def test_total_or_parts() -> None:
    """A total of one key is counted and its parts are not; of several keys the parts are."""
    page = _page(
        _gift(1, "甲", "", "8", scope=Scope.CUMULATIVE),
        _gift(2, "甲", "校", "5", part_of="d1"),
        _gift(3, "甲", "院", "3", part_of="d1"),
    )
    by_donor = summarise(page, by="donor")
    assert _rows(by_donor) == [("甲", "8", "8")]
    assert _left(by_donor) == [("a/d2", "part", "a/d1"), ("a/d3", "part", "a/d1")]
    by_recipient = summarise(page, by="recipient")
    assert _rows(by_recipient) == [("校", "5", "5"), ("院", "3", "3")]
    assert _left(by_recipient) == [("a/d1", "parts_counted", "a/d2")]


def test_parts_of_an_unusable_total_count() -> None:
    """Where the total has no figure, or is only planned, its parts are gifts like others."""
    parts = [_gift(2, "甲", "校", "5", part_of="d1"), _gift(3, "甲", "院", "3", part_of="d1")]
    for total in (_gift(1, "甲", "", None), _gift(1, "甲", "", "8", status=Status.PLANNED)):
        assert _rows(summarise(_page(total, *parts))) == [("total", "8", "8")]


def test_cumulative_is_not_added_to_what_it_may_hold() -> None:
    """A total over time holds the gifts of its donor, of other pages as well, but none that came later."""
    page = _page(
        _gift(1, "甲", "", "500", scope=Scope.CUMULATIVE, day="2020"),
        _gift(2, "甲", "校", "5"),
        _gift(3, "乙", "校", "2"),
    )
    other = _page(
        _gift(1, "甲", "校", "7", day="2019-01-01"), _gift(2, "甲", "校", "9", day="2021-01-01"), id="b"
    )
    summary = summarise([page, other], by="donor")
    assert _rows(summary) == [("甲", "509", "509"), ("乙", "2", "2")]
    assert _left(summary) == [("a/d2", "inside", "a/d1"), ("b/d1", "inside", "a/d1")]


def test_of_two_cumulatives_the_larger_counts() -> None:
    """Totals told at two times are not added; the larger holds the smaller and what that holds."""
    page = _page(
        _gift(1, "甲", "", "300", scope=Scope.CUMULATIVE),
        _gift(2, "甲", "", "500", scope=Scope.CUMULATIVE),
        _gift(3, "甲", "校", "100", part_of="d1"),
    )
    summary = summarise(page)
    assert _rows(summary) == [("total", "500", "500")]
    assert _left(summary) == [("a/d1", "inside", "a/d2"), ("a/d3", "part", "a/d2")]


def test_cumulatives_of_others_count() -> None:
    """Totals of two donors, or of one donor to two receivers, have nothing to do with each other."""
    page = _page(
        _gift(1, "甲", "校", "300", scope=Scope.CUMULATIVE),
        _gift(2, "乙", "校", "500", scope=Scope.CUMULATIVE),
        _gift(3, "甲", "院", "5"),
    )
    assert _rows(summarise(page)) == [("total", "805", "805")]


def test_unnamed_groups_of_a_page_differ() -> None:
    """爱心教师 are not among 爱心学生; the public holds them all."""
    gifts = [
        _gift(1, "爱心学生", "校", "80", scope=Scope.CUMULATIVE),
        _gift(2, "爱心教师", "校", "50"),
    ]
    assert _rows(summarise(_page(*gifts))) == [("total", "130", "130")]
    public = evolve(gifts[0], donors=(evolve(gifts[0].donors[0], name="社会各界"),))
    assert _rows(summarise(_page(public, gifts[1]))) == [("total", "80", "80")]


def test_onward_transfers_are_no_second_gift() -> None:
    """What a channel, or a body that gathers gifts, hands on was counted when it came in."""
    page = _page(
        _gift(1, "甲", "慈善会", "100"), _gift(2, "慈善会", "校", "60"), _gift(3, "慈善会", "院", "300")
    )
    summary = summarise(page)
    assert _rows(summary) == [("total", "400", "400")]
    assert _left(summary) == [("a/d2", "onward", "a/d1")]
    through = _page(_gift(1, "甲", "校", "100", channels="商会"), _gift(2, "商会", "校", "100"))
    assert _left(summarise(through, by="recipient")) == [("a/d2", "onward", "a/d1")]


def test_who_gets_and_gives_keeps_one_of_two() -> None:
    """Two that give to each other are not both taken for go-betweens."""
    page = _page(_gift(1, "慈善会", "商会", "5"), _gift(2, "商会", "慈善会", "5"))
    assert len(_left(summarise(page))) == 1


def test_retelling_pages() -> None:
    """The same names, sum and day on two pages are one gift; two equal rows of one page are two."""
    gift = _gift(1, "甲", "校", "5", day="2020-06-11")
    summary = summarise([_page(gift, evolve(gift, id="d2")), _page(gift, id="b")])
    assert _rows(summary) == [("total", "10", "10")]
    assert _left(summary) == [("b/d1", "retold", "a/d1")]
    month = _gift(1, "甲", "校", "5", day="2020-06")
    assert _left(summarise([_page(month), _page(month, id="b")])) == []


def test_what_cannot_be_added_is_told() -> None:
    """Rates, plans, goods without a price and failures are in no sum, each with its reason."""
    page = _page(
        _gift(1, "甲", "校", per="month"),
        _gift(2, "甲", "校", status=Status.PLANNED),
        _gift(3, "甲", "校", None),
        _gift(4, "甲", "校", status=Status.ONGOING),
    )
    results = [page, Failure(1, "b", "TypeError", "no text")]
    summary = summarise(results)
    assert _rows(summary) == [("total", "5", "5")]
    assert [part[1] for part in _left(summary)] == ["rate", "planned", "no_amount", "failure"]
    assert _rows(summarise(results, planned=True)) == [("total", "10", "10")]


def test_years() -> None:
    """A total over time belongs to no year, unless it is told of just one; its parts belong to theirs."""
    page = _page(
        _gift(1, "甲", "", "8", scope=Scope.CUMULATIVE, day="2021-01-05"),
        _gift(2, "甲", "校", "5", day="2019-03", part_of="d1"),
        _gift(3, "乙", "", "9", scope=Scope.CUMULATIVE, day="2020"),
        _gift(4, "丙", "校", "1"),
    )
    summary = summarise(page, by="year")
    assert _rows(summary) == [("2020", "9", "9"), ("2019", "5", "5"), ("", "1", "1")]
    assert _left(summary) == [("a/d1", "spans_years", "")]


def test_places() -> None:
    """Places are those of who receives, by code and name; a province gathers its counties."""
    page = _page(_gift(1, "甲", "校", "5", adcode="513228"), _gift(2, "甲", "院", "3", adcode="510182"))
    assert _rows(summarise(page, by="place")) == [("513228 黑水县", "5", "5"), ("510182 彭州市", "3", "3")]
    assert _rows(summarise(page, by="province")) == [("510000 四川省", "8", "8")]


def test_unnamed_donors_are_no_key() -> None:
    """爱心企业 of two pages need not be one donor: they have no name in common."""
    assert _rows(summarise(_page(_gift(1, "爱心企业", "校")), by="donor")) == [("", "5", "5")]


def test_printed_and_flat() -> None:
    """A summary prints a line a row, and gives flat dicts for a data frame."""
    page = _page(
        _gift(1, "甲", "校", "5", "6"), _gift(2, "乙", "校", "2000000", None), _gift(3, "", "校", None)
    )
    summary = summarise(page, by="donor")
    assert str(summary).splitlines() == [
        "乙: 2,000,000 or more CNY (1 gift)",
        "甲: 5 to 6 CNY (1 gift)",
        "left out: 1",
    ]
    assert summary.to_records()[1] == {
        "donor": "甲",
        "currency": "CNY",
        "low": Decimal(5),
        "high": Decimal(6),
        "said": Decimal(5),
        "gifts": 1,
        "about": 0,
    }


def test_unknown_key() -> None:
    """A key that is none is told with those that are."""
    with pytest.raises(OptionError, match="choose one of total, donor, recipient"):
        summarise([], by="giver")


def test_long_sums_are_exact() -> None:
    """Sums of more than 28 digits keep them all."""
    page = _page(_gift(1, "甲", "校", "1E+30"), _gift(2, "甲", "校", "0.01"))
    assert str(summarise(page).rows[0].low) == "1000000000000000000000000000000.01"


_GIFTS = st.builds(
    _gift,
    st.just(0),
    st.sampled_from(["甲", "乙", "甲 乙", "爱心企业", "慈善会", ""]),
    st.sampled_from(["校", "院", "慈善会", "校 院", ""]),
    st.sampled_from(["1", "5", "20", None]),
    st.sampled_from(["", "30", None]),
    currency=st.sampled_from(["CNY", "USD"]),
    day=st.sampled_from([None, "2019", "2020-06", "2020-06-11"]),
    scope=st.sampled_from(Scope),
    status=st.sampled_from(Status),
    part_of=st.sampled_from([None, None, "d1", "d2"]),
)


@given(
    st.lists(st.lists(_GIFTS, max_size=5), max_size=3),
    st.sampled_from(["total", "donor", "recipient", "year"]),
)
def test_every_gift_is_counted_or_left_out(pages: list[list[Donation]], by: str) -> None:
    """Each gift is in one row or is told with a reason, never both; what stands for another is counted or stood for."""
    documents = [
        _page(*(evolve(gift, id=f"d{number}") for number, gift in enumerate(page, 1)), id=f"p{at}")
        for at, page in enumerate(pages)
    ]
    summary = summarise(documents, by=by)
    counted = [fact for row in summary.rows for fact in row.facts]
    left = [part.fact for part in summary.left_out]
    assert len(counted) == len(set(counted))
    assert len(left) == len(set(left))
    assert set(counted).isdisjoint(left)
    assert len(counted) + len(left) == sum(len(page) for page in pages)
    for part in summary.left_out:
        assert part.instead is None or part.instead in counted or part.instead in left
    for row in summary.rows:
        assert row.high is None or row.low <= row.high


@given(st.lists(_GIFTS, max_size=6))
def test_the_column_says_the_same(gifts: list[Donation]) -> None:
    """`count_in_totals` marks the very rows that `summarise` counts of one document."""
    page = _page(*(evolve(gift, id=f"d{number}") for number, gift in enumerate(gifts, 1)))
    counted = {fact.fact_id for row in summarise(page).rows for fact in row.facts}
    assert {row["fact_id"] for row in aidfacts.to_records(page) if row["count_in_totals"]} == counted


@given(st.lists(_GIFTS, min_size=1, max_size=6), st.integers(0, 999))
def test_a_total_never_grows_with_its_parts(gifts: list[Donation], seed: int) -> None:
    """Parts under a counted total leave the sum as it is."""
    total = _gift(1, "甲", "校", "1000", scope=Scope.CUMULATIVE)
    parts = [
        evolve(gift, id=f"d{at}", part_of="d1", scope=Scope.SINGLE, donors=total.donors)
        for at, gift in enumerate(gifts, 2)
    ]
    random.Random(seed).shuffle(parts)
    parts = [part for part in parts if part.amount is None or part.amount.currency == "CNY"]
    assert summarise(_page(total, *parts), by="donor").rows == summarise(_page(total), by="donor").rows


def test_seeds(seeds: Path) -> None:
    """The five pages: ten gifts of money, the parts of a total and the rates left out, the same by every key."""
    documents = [
        aidfacts.extract(path.read_text(encoding="utf-8"), id=path.stem)
        for path in sorted(seeds.glob("*.txt"))
    ]
    [row] = summarise(documents).rows
    assert (row.low, row.high, row.gifts) == (Decimal(72095000), Decimal(72305000), 10)
    reasons = [part.reason.value for part in summarise(documents).left_out]
    assert sorted(reasons) == ["no_amount"] * 3 + ["part"] * 2 + ["planned"] + ["rate"] * 3
    for by in ("donor", "place", "form", "document"):
        assert sum(part.low for part in summarise(documents, by=by).rows) == row.low
