"""Numbers with bounds in words, Chinese and English."""

from __future__ import annotations

from decimal import Decimal

from aidfacts.errors import NumberError
from aidfacts.model.interval import Interval, Modifier

_NAMES = {  # what a currency is called a currency in Chinese; any other goes by its code
    "CNY": "元",
    "HKD": "港元",
    "MOP": "澳门元",
    "TWD": "新台币",
    "USD": "美元",
    "EUR": "欧元",
    "JPY": "日元",
    "KRW": "韩元",
    "GBP": "英镑",
    "AUD": "澳元",
    "CAD": "加元",
    "NZD": "新西兰元",
    "SGD": "新加坡元",
    "CHF": "瑞士法郎",
    "RUB": "卢布",
    "THB": "泰铢",
    "MYR": "林吉特",
    "INR": "印度卢比",
    "FJD": "斐济元",
    "ZAR": "兰特",
}
_PER_ZH = {
    "person": "人",
    "household": "户",
    "year": "年",
    "month": "月",
    "day": "天",
    "week": "周",
    "hour": "小时",
    "quarter": "季度",
    "semester": "学期",
    "class": "班",
    "school": "校",
    "village": "村",
    "town": "镇",
    "county": "县",
    "city": "市",
    "province": "省",
    "company": "企业",
    "team": "队",
    "project": "项目",
    "time": "次",
    "mu": "亩",
    "jin": "斤",
    "kilogram": "公斤",
    "ton": "吨",
    "litre": "升",
    "metre": "米",
    "kilometre": "公里",
    "square_metre": "平方米",
    "cubic_metre": "立方米",
    "item": "件",
}
_MAGNITUDES = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))


def name_currency(code: str, language: str) -> str:
    """
    Return what a currency is called in *language*: 美元, USD.

    >>> name_currency("HKD", "zh"), name_currency("HKD", "en")
    ('港元', 'HKD')
    """
    return _NAMES.get(code, code) if language == "zh" else code


def word(interval: Interval, unit: str, per: str | None, language: str) -> str:
    """
    Return *interval* of *unit* in words.

    >>> word(Interval(Decimal(3700000), Decimal(3700000), Decimal(3800000), Modifier.OVER), "元", None, "zh")
    '370多万元'

    Raises: NumberError for a language other than zh and en.
    """
    if language == "zh":
        return _chinese(interval, unit, per)
    if language == "en":
        return _english(interval, unit, per)
    raise NumberError(f"no words for {language!r}; the languages are zh and en")


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _split(number: Decimal) -> tuple[str, str]:
    """Return digits and magnitude as Chinese says them: 3,700,000 is 370 万."""
    for size, name in _MAGNITUDES:
        scaled = number / size
        # 12,345.67 stays in full: 1.234567万 is exact but nobody reads it
        if abs(number) >= size and scaled == scaled.quantize(Decimal("0.0001")):
            return _plain(scaled).replace(",", ""), name
    return _plain(number).replace(",", ""), ""


def _chinese(interval: Interval, unit: str, per: str | None) -> str:
    rate = "".join(f"/{_PER_ZH.get(part, part)}" for part in (per or "").split("/") if part)
    value, low, high = interval.value, interval.low, interval.high

    def say(number: Decimal, opener: str = "") -> str:
        digits, size = _split(number)
        return f"{digits}{opener}{size}{unit}"

    if value is not None:
        if interval.modifier is Modifier.OVER and low == value and high is not None:
            last_place = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
            if value and high - value == last_place:
                return say(value, "多") + rate
            return f"{say(low)}至{say(high)}{rate}"
        if interval.modifier is Modifier.AT_LEAST:
            return say(value) + "以上" + rate
        if interval.modifier is Modifier.AT_MOST:
            return "不超过" + say(value) + rate
        return ("约" if interval.modifier is not Modifier.EXACT else "") + say(value) + rate
    if low is not None and high is not None:
        (start, size), (_, other) = _split(low), _split(high)
        return f"{start}{size if size != other else ''}至{say(high)}{rate}"
    if low is not None:
        return say(low) + "以上" + rate
    return (f"不超过{say(high)}" if high is not None else f"若干{unit}") + rate


def _english(interval: Interval, unit: str, per: str | None) -> str:
    rate = "".join(f" per {part.replace('_', ' ')}" for part in (per or "").split("/") if part)
    money = unit.isascii() and unit.isupper()
    value, low, high = interval.value, interval.low, interval.high

    def say(number: Decimal) -> str:
        return f"{unit} {_plain(number)}" if money else f"{_plain(number)} {unit}".strip()

    if value is None and low is not None and high is not None:
        return (
            f"{f'{unit} ' if money else ''}{_plain(low)} to {_plain(high)}{'' if money else ' ' + unit}{rate}"
        )
    number = value if value is not None else low if low is not None else high
    if number is None:
        return f"an unknown number of {unit}{rate}"
    lead = {
        Modifier.OVER: "over ",
        Modifier.AT_LEAST: "at least ",
        Modifier.AT_MOST: "at most ",
        Modifier.ABOUT: "about ",
    }.get(interval.modifier, "")
    return f"{lead}{say(number)}{rate}"
