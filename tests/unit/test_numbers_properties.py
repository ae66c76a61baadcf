"""What holds for every number, however it is written."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from cn2an import an2cn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aidfacts.model.quantity import Amount, Quantity
from aidfacts.quantity import find_amounts, find_quantities, parse_amount, parse_number, read_figures
from aidfacts.quantity.scan import Scanner

FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
TRADITIONAL = str.maketrans("万亿两几余约圆贰陆块", "萬億兩幾餘約圓貳陸塊")

WHOLE = st.integers(1, 10**12)
SMALL = st.integers(1, 9999)
SIGNS = st.text(
    "0123456789０５.,，、零〇一二三四五六七八九十百千万亿两几数多余来半点上近约超过不到以元块角分美港币$¥%第年月日个只台人每各/-~至到和(（) \n捐款",
    max_size=60,
)


def _read(text: str) -> Amount:
    (amount,) = find_amounts(f"锦澄集团捐款{text}。")
    return amount


@given(WHOLE)
def test_arabic_is_read_back(number: int) -> None:
    """Plain, with separators, in full width, or counted in 万 and 亿: one value."""
    for written in (f"{number}元", f"{number:,}元", f"{number}元".translate(FULL_WIDTH)):
        assert _read(written).value == number
    assert _read(f"{Decimal(number) / 10**4:f}万元").value == number
    assert _read(f"{Decimal(number) / 10**8:f}亿元").value == number


@given(WHOLE)
def test_chinese_is_read_back(number: int) -> None:
    """Chinese and financial numerals, as another library writes them, come back as the number."""
    for mode in ("low", "up"):
        written = an2cn(number, mode)
        assert parse_number(written) == number
        assert _read(f"{written}元").value == number
        assert _read(f"{written}元".translate(TRADITIONAL)).value == number


@given(st.integers(1, 10**7), st.integers(1, 99))
def test_small_change_is_read_back(yuan: int, fen: int) -> None:
    """元角分 in financial capitals."""
    value = Decimal(yuan) + Decimal(fen) / 100
    assert _read(an2cn(float(value), "rmb")).value == value


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_mixed_is_read_back(wan: int, rest: int) -> None:
    """3万5000, 3亿500万."""
    assert _read(f"{wan}万{rest or ''}元").value == wan * 10**4 + (rest if rest > 9 else rest * 1000)
    assert _read(f"{wan}亿{f'{rest}万' if rest else ''}元").value == wan * 10**8 + rest * 10**4


@given(SMALL, st.sampled_from(["", "万", "亿"]), st.sampled_from("多余"))
def test_openers(number: int, unit: str, opener: str) -> None:
    """多 and 余 open the last place that is not zero, wherever they stand."""
    value = _read(f"{number}{unit}元").value
    assert value is not None
    place = Decimal(10) ** (len(str(number)) - len(str(number).rstrip("0"))) * (value / number)
    amount = _read(f"{number}{opener}{unit}元")
    assert (amount.value, amount.low, amount.high) == (value, value, value + place)


@given(SMALL, st.sampled_from(["万", "亿"]))
def test_hedges_are_monotone(number: int, unit: str) -> None:
    """A floor never lowers, a ceiling never lifts, and neither moves the number as said."""
    plain = _read(f"{number}{unit}元")
    for hedge in ("超", "不少于", "至少", "逾"):
        amount = _read(f"{hedge}{number}{unit}元")
        assert (amount.value, amount.low, amount.high) == (plain.value, plain.low, None)
    for hedge in ("近", "不超过", "不到", "至多"):
        amount = _read(f"{hedge}{number}{unit}元")
        assert (amount.value, amount.low, amount.high) == (plain.value, None, plain.high)
    for hedge in ("约", "大约"):
        amount = _read(f"{hedge}{number}{unit}元")
        assert (amount.value, amount.low, amount.high) == (plain.value, plain.low, plain.high)


@given(st.integers(1, 5000), st.integers(1, 5000), st.sampled_from(["至", "-", "~", "到", "—"]))
def test_ranges(one: int, other: int, link: str) -> None:
    """The lower end shares the unit of the upper one."""
    low, high = sorted((one, other))
    if low < high:
        amount = _read(f"{low}{link}{high}万元")
        assert (amount.value, amount.low, amount.high) == (None, low * 10**4, high * 10**4)


@given(SIGNS)
@example("第１２、３名捐款5,000.元/人/天(约3-5万元)")
@settings(max_examples=400)
def test_any_text(text: str) -> None:
    """No text breaks the reader; spans cut their surfaces out, are in order, and low ≤ value ≤ high."""
    figures = [*find_amounts(text), *find_quantities(text)]
    for figure in figures:
        assert figure.span.cut(text) == figure.text
        assert _is_ordered(figure)
    read = read_figures(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(read))


class LongWay(Scanner):
    """The scanner without its short way for plain sums."""

    def _read_plain(self, at: int) -> bool:
        return False


PIECES = st.lists(
    st.sampled_from(
        [
            "500元",
            "12,000元",
            "3.5万元",
            "370多万元",
            "300只",
            "20名",
            "60余人",
            "3台",
            "5吨",
            "半",
            "一人",
            "两个",
            "/箱",
            "个",
            "亿",
            "只",
            "之间",
            "(约",
            "90余万元",
            "2万元",
            "约",
            "近",
            "超过",
            "每人",
            "每年",
            "人民币",
            "港币",
            "(约合",
            ")",
            "、",
            "和",
            "至",
            "-",
            ",",
            "。",
            "/人",
            "左右",
            "以上",
            "多",
            "整",
            "第",
            "负",
            "A",
            "$",
            ":",
            " ",
            "捐款",
            "人均",
            "3",
            "第3、",
            "20",
            "块",
            "角五分",
            "五角",
            "港币",
            "美元",
            "元",
        ]
    ),
    max_size=12,
).map("".join)


@given(PIECES | SIGNS)
@settings(max_examples=600)
def test_the_short_way_says_the_same(text: str) -> None:
    """Plain sums are read by a shorter way; the long one says the same of every text."""
    assert Scanner(text, 0, len(text)).read() == LongWay(text, 0, len(text)).read()


@given(st.text(max_size=80))
def test_any_unicode(text: str) -> None:
    """Nor does any other text."""
    for figure in [*find_amounts(text), *find_quantities(text)]:
        assert figure.span.cut(text) == figure.text


@given(SIGNS)
@settings(max_examples=200)
def test_full_width_and_traditional_forms_are_equal(text: str) -> None:
    """Digits in full width and signs in Traditional script change no answer."""
    told = [(f.value, f.low, f.high, f.currency, f.per, f.span) for f in find_amounts(text)]
    other = text.translate(FULL_WIDTH).translate(TRADITIONAL)
    assert [(f.value, f.low, f.high, f.currency, f.per, f.span) for f in find_amounts(other)] == told


def _is_ordered(figure: Amount | Quantity) -> bool:
    known = [part for part in (figure.low, figure.value, figure.high) if part is not None]
    return known == sorted(known) and bool(known)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "一",
        "万",
        "1,",
        "1、",
        "1.",
        "一、",
        "多",
        "几",
        "数",
        "每",
        "每人",
        "约",
        "上",
        "1-",
        "第1、",
        "(1",
        "1万",
        "1元",
        "半",
        " ",
        "1 ",
        "捐",
        "个亿",
    ],
)
def test_time_grows_with_length_alone(unit: str) -> None:
    """Twenty times the text takes no more than about twenty times the time, whatever is repeated."""
    short, long = unit * (4000 // len(unit)), unit * (80000 // len(unit))
    find_amounts(short)
    begin = time.process_time()
    find_amounts(short)
    middle = time.process_time()
    find_amounts(long)
    end = time.process_time()
    assert end - middle < 60 * (middle - begin) + 0.2


def test_parse_amount_agrees_with_find_amounts() -> None:
    """One expression says the same alone and in a sentence."""
    for text in ("3万5千元", "370多万元", "近900万元", "三五万元", "每人500元"):
        alone, found = parse_amount(text), _read(text)
        assert (alone.value, alone.low, alone.high, alone.per) == (
            found.value,
            found.low,
            found.high,
            found.per,
        )
