"""One expression at a time: parse_amount, parse_quantity, parse_number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidfacts.errors import NumberError
from aidfacts.quantity import parse_amount, parse_number, parse_quantity

NUMBERS = {
    "0": "0",
    "零": "0",
    "〇": "0",
    "7": "7",
    "两": "2",
    "十": "10",
    "十五": "15",
    "廿五": "25",
    "卅": "30",
    "三十三": "33",
    "叁拾叁": "33",
    "一百零五": "105",
    "一百一十": "110",
    "一百十五": "115",
    "三百五": "350",
    "三百零五": "305",
    "一千五": "1500",
    "一千零五": "1005",
    "一千零五十": "1050",
    "两千五百三十二": "2532",
    "三万五": "35000",
    "三万零五": "30005",
    "三万五百": "30500",
    "一万零五百": "10500",
    "五十六万": "560000",
    "拾万零五十六": "100056",
    "一百万零四": "1000004",
    "1百万零2": "1000002",
    "六亿零八百零八万": "608080000",
    "一亿两千万": "120000000",
    "1亿2": "120000000",
    "三千万亿": "3000000000000000",
    "一万万": "100000000",
    "1.5万亿": "1500000000000",
    "二〇二〇": "2020",
    "一三五零": "1350",
    "3万5千": "35000",
    "37万5": "375000",
    "12,345,678.9": "12345678.9",
    "１４，２３５，３６５．１３２": "14235365.132",
    "375 000": "375000",
    "三点一四": "3.14",
    "十二点五": "12.5",
    "零点五": "0.5",
    "点五": "0.5",
    ".5": "0.5",
    "三点五万": "35000",
    "半": "0.5",
    "一半": "0.5",
    "两个半": "2.5",
    "1.2个亿": "120000000",
    "二分之一": "0.5",
    "四分之三": "0.75",
    "四又五分之三": "4.6",
    "万分之五": "0.0005",
    "1/4": "0.25",
    "2 1/2": "2.5",
    "负三点七": "-3.7",
    "-5": "-5",
    "負二十萬": "-200000",
    "100K": "100000",
    "1.2M": "1200000",
    "30w": "300000",
    "肆佰叁拾萬": "4300000",
}
NOT_NUMBERS = (
    "",
    " ",
    "百分之五十",
    "50%",
    "三成",
    "370多万",
    "三五万",
    "几百",
    "数十万",
    "约5万",
    "5万元",
    "三台",
    "你好",
    "5,3",
    "1,23",
    "1.2.3",
    "二十十",
    "三万四万",
    "一亿二千",
    "百二十",
    "万千",
    "1e5",
    "三十百",
    "一百二百",
    "零零",
    "3万5亿",
    "--5",
)
AMOUNTS = {
    "五毛": ("0.5", "CNY"),
    "十块": ("10", "CNY"),
    "三块三": ("3.3", "CNY"),
    "一百二十五元": ("125", "CNY"),
    "一万五千美金": ("15000", "USD"),
    "廿五镑": ("25", "GBP"),
    "82，225.00元": ("82225", "CNY"),
    "六十四万零一百四十三元一角七分": ("640143.17", "CNY"),
    "新台币 177.1 亿元": ("17710000000", "TWD"),
    "两个亿卢布": ("200000000", "RUB"),
    "共计5万元。": ("50000", "CNY"),
    "三百万": ("3000000", "CNY"),
    "5000": ("5000", "CNY"),
    "八角": ("0.8", "CNY"),
    "三毛": ("0.3", "CNY"),
    "-500元": ("-500", "CNY"),
    "15k": ("15000", "CNY"),
    "30w": ("300000", "CNY"),
    "￥12.50": ("12.5", "CNY"),
}
NOT_AMOUNTS = (
    "",
    "你好",
    "5台",
    "人民币3万美元",
    "捐款5万元和3万元",
    "第5",
    "一亿二千元",
    "5%",
    "2020年",
    "元",
    "x" * 500,
)
QUANTITIES = {
    "300台": ("300", "台"),
    "两个半": ("2.5", "个"),
    "3000": ("3000", None),
    "一批次": ("1", "批次"),
    "半吨": ("0.5", "吨"),
    "负3公里": ("-3", "公里"),
}
NOT_QUANTITIES = ("", "5元", "第5名", "台", "5月", "三只手和两只脚")


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_number(text: str, value: str) -> None:
    """A numeral has one value, whatever it is written with."""
    assert parse_number(text) == Decimal(value)
    assert isinstance(parse_number(text), Decimal)


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_not_a_number(text: str) -> None:
    """What has no one safe value is refused by name, never guessed."""
    with pytest.raises(NumberError) as error:
        parse_number(text)
    assert repr(text) in str(error.value)


def test_third_has_28_digits() -> None:
    """A fraction without an end is cut at 28 digits, as Decimal does by default."""
    assert parse_number("三分之二") == Decimal("0.6666666666666666666666666667")


@pytest.mark.parametrize(("text", "answer"), AMOUNTS.items())
def test_amount(text: str, answer: tuple[str, str]) -> None:
    """The caller has said that it is money, so look-alikes are money too."""
    amount = parse_amount(text)
    assert (amount.value, amount.currency) == (Decimal(answer[0]), answer[1])
    assert amount.span.cut(text) == amount.text


@pytest.mark.parametrize("text", NOT_AMOUNTS)
def test_not_an_amount(text: str) -> None:
    """No sum, two sums and a sum without a safe reading are errors."""
    with pytest.raises(NumberError):
        parse_amount(text)


@pytest.mark.parametrize(("text", "answer"), QUANTITIES.items())
def test_quantity(text: str, answer: tuple[str, str | None]) -> None:
    """The unit is the classifier alone, None where none is written."""
    quantity = parse_quantity(text)
    assert (quantity.value, quantity.unit) == (Decimal(answer[0]), answer[1])


@pytest.mark.parametrize("text", NOT_QUANTITIES)
def test_not_a_quantity(text: str) -> None:
    """Money, dates and ordinals are no counted things."""
    with pytest.raises(NumberError):
        parse_quantity(text)
