"""Sums that are added, scaled, compared, converted and put into words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidfacts.errors import AidfactsError, CurrencyError, NumberError
from aidfacts.model.quantity import Amount, Comparison, Modifier, Quantity
from aidfacts.model.rates import Rates
from aidfacts.quantity import parse_amount, parse_quantity

RATES = Rates.read(
    "CNY", {"2020-06-11": {"USD": "7.07", "HKD": "0.91"}, "2020-07-01": {"USD": Decimal("7.1"), "EUR": 8}}
)


def bounds(number: Amount | Quantity) -> tuple[str | None, ...]:
    return tuple(None if part is None else str(part) for part in (number.value, number.low, number.high))


@pytest.mark.parametrize(
    ("parts", "answer", "modifier"),
    [
        (("5万元", "3万元"), ("80000", "80000", "80000"), Modifier.EXACT),
        (("5万元", "370多万元"), ("3750000", "3750000", "3850000"), Modifier.OVER),
        (("超5万元", "3万元"), ("80000", "80000", None), Modifier.AT_LEAST),
        (("近5万元", "3万元"), ("80000", None, "80000"), Modifier.AT_MOST),
        (("近5万元", "超3万元"), ("80000", None, None), Modifier.ABOUT),
        (("3至5万元", "1万元"), (None, "40000", "60000"), Modifier.RANGE),
        (("约5万元", "1万元"), ("60000", "60000", "60000"), Modifier.ABOUT),
        (("上百万元", "1万元"), (None, "1010000", None), Modifier.AT_LEAST),
    ],
)
def test_sum(parts: tuple[str, str], answer: tuple[str | None, ...], modifier: Modifier) -> None:
    """Bounds add up; what is open in one part is open in the sum."""
    one, other = (parse_amount(part) for part in parts)
    total = one + other
    assert bounds(total) == answer == bounds(other + one)
    assert total.modifier is modifier
    assert total.text == f"{one.text}+{other.text}"


def test_sum_of_many() -> None:
    """sum() works, since it begins with 0."""
    assert sum([parse_amount("5万元"), parse_amount("3万元")]).value == Decimal(80000)  # type: ignore[union-attr]
    assert sum([parse_quantity("5台"), parse_quantity("3台")]).value == Decimal(8)  # type: ignore[union-attr]


def test_no_sum_of_two_currencies() -> None:
    """The error names both sums, both currencies and the way out."""
    with pytest.raises(CurrencyError) as error:
        parse_amount("5万元") + parse_amount("2万美元")
    for part in ("5万元", "CNY", "2万美元", "USD", "to()"):
        assert part in str(error.value)


def test_no_sum_of_rate_and_total() -> None:
    """500 yuan a head and 500 yuan are different things."""
    with pytest.raises(CurrencyError):
        parse_amount("每人500元") + parse_amount("500元")
    with pytest.raises(NumberError):
        parse_quantity("5台") + parse_quantity("5箱")
    with pytest.raises(TypeError):
        parse_amount("5元") + 3  # type: ignore[operator]


def test_rate_times_quantity() -> None:
    """A rate over what it counts by is a plain sum; another thing is refused."""
    total = parse_amount("每人500元") * parse_quantity("200余人")
    assert (bounds(total), total.per, total.modifier) == (("100000", "100000", "150000"), None, Modifier.OVER)
    assert (parse_quantity("200人") * parse_amount("每生每学年2000元")).per == "year"  # type: ignore[operator]
    assert (parse_amount("每户500元") * 3).value == Decimal(1500)
    with pytest.raises(NumberError, match="household"):
        parse_amount("每户500元") * parse_quantity("200人")
    with pytest.raises(NumberError, match="no rate"):
        parse_amount("500元") * parse_quantity("200人")
    with pytest.raises(NumberError):
        parse_amount("500元") * -1
    with pytest.raises(TypeError):
        parse_amount("500元") * "2"  # type: ignore[operator]


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("5万元", "6万元", Comparison.LESS),
        ("5万元", "50000元", Comparison.EQUAL),
        ("370多万元", "390万元", Comparison.LESS),
        ("370多万元", "380万元", Comparison.UNKNOWN),
        ("超6万元", "5万元", Comparison.GREATER),
        ("超6万元", "7万元", Comparison.UNKNOWN),
        ("近6万元", "7万元", Comparison.LESS),
        ("近6万元", "5万元", Comparison.UNKNOWN),
        ("约6万元", "6万元", Comparison.UNKNOWN),
        ("3至5万元", "6万元", Comparison.LESS),
        ("数十万元", "20万元", Comparison.UNKNOWN),
    ],
)
def test_comparison(one: str, other: str, answer: Comparison) -> None:
    """Bounds decide; where they touch or overlap nobody can tell."""
    turned = {Comparison.LESS: Comparison.GREATER, Comparison.GREATER: Comparison.LESS}
    assert parse_amount(one).compare(parse_amount(other)) is answer
    assert parse_amount(other).compare(parse_amount(one)) is turned.get(answer, answer)


def test_comparison_needs_one_unit() -> None:
    """Neither currencies nor units are mixed."""
    with pytest.raises(CurrencyError):
        parse_amount("5元").compare(parse_amount("5美元"))
    with pytest.raises(NumberError):
        parse_quantity("5台").compare(parse_quantity("5箱"))
    assert parse_quantity("5台").compare(parse_quantity("6台")) is Comparison.LESS


def test_conversion() -> None:
    """The rate of the day holds until the table has a newer one; bounds and words stay."""
    amount = parse_amount("超2万美元")
    assert bounds(amount.to("CNY", RATES, on="2020-06-20")) == ("141400.00", "141400.00", None)
    assert amount.to("CNY", RATES, on="2021-01-01").value == Decimal(142000)
    assert amount.to("CNY", RATES, on="2021-01-01").text == "超2万美元"
    assert amount.to("USD", RATES) is amount
    assert parse_amount("7.07元").to("USD", RATES, on="2020-06-11").value == 1
    assert parse_amount("100港元").to("CNY", RATES).value == 91


@pytest.mark.parametrize(
    ("currency", "target", "on", "told"),
    [
        ("USD", "CNY", None, "on="),
        ("USD", "CNY", "2019-01-01", "2020-06-11"),
        ("GBP", "CNY", "2020-06-11", "GBP"),
        ("CNY", "JPY", "2020-06-11", "JPY"),
    ],
)
def test_no_rate(currency: str, target: str, on: str | None, told: str) -> None:
    """A missing rate is an error that says what is missing; none is made up."""
    with pytest.raises(CurrencyError, match=told):
        RATES.find(currency, target, on)


@pytest.mark.parametrize("rate", [7.07, "0", "-1"])
def test_bad_rate(rate: object) -> None:
    """A float brings digits that nobody gave."""
    with pytest.raises(AidfactsError):
        Rates.read("CNY", {"2020-06-11": {"USD": rate}})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("expression", "zh", "en"),
    [
        ("370多万元", "370多万元", "over CNY 3,700,000"),
        ("逾350万元", "350万元以上", "at least CNY 3,500,000"),
        ("近900万元", "不超过900万元", "at most CNY 9,000,000"),
        ("20万元左右", "约20万元", "about CNY 200,000"),
        ("3万至5万元", "3至5万元", "CNY 30,000 to 50,000"),
        ("8千到1万元", "8000至1万元", "CNY 8,000 to 10,000"),
        ("上百万元", "100万元以上", "at least CNY 1,000,000"),
        ("118024.36元", "118024.36元", "CNY 118,024.36"),
        ("US$2万", "2万美元", "USD 20,000"),
        ("500元/人/天", "500元/人/天", "CNY 500 per person per day"),
        ("1.2亿元", "1.2亿元", "CNY 120,000,000"),
    ],
)
def test_words(expression: str, zh: str, en: str) -> None:
    """A sum says its bounds in both languages, and the Chinese words are read back as what they say."""
    amount = parse_amount(expression)
    assert str(amount) == amount.format("zh") == zh
    assert amount.format("en") == en
    again = parse_amount(zh)
    assert (again.low, again.high, again.per) == (amount.low, amount.high, amount.per)


def test_words_for_things() -> None:
    """Quantities have words too; there are no other languages."""
    assert str(parse_quantity("3万余只")) == "3多万只"
    assert parse_quantity("3万余只").format("en") == "over 30,000 只"
    assert parse_quantity("两三百台").format("en") == "200 to 300 台"
    with pytest.raises(NumberError, match="zh and en"):
        parse_quantity("5台").format("fr")
