"""Numbers for everybody: sums, counts and numerals of any string, without the rest of the library."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from typing import TypeVar

from attrs import evolve

from aidfacts.errors import NumberError
from aidfacts.lexicon.late import compile_late
from aidfacts.model.quantity import Amount, Modifier, Quantity
from aidfacts.model.span import Span
from aidfacts.quantity.bounds import read_bounds
from aidfacts.quantity.numeral import canonical, read_numeral, trim
from aidfacts.quantity.scan import Scanner
from aidfacts.quantity.surface import Surface, read_surface

Figure = TypeVar("Figure", Amount, Quantity)

# What may stand around the one expression of a parsed string
_LEAD = compile_late(
    r"[\s,。:;(]*(?:(?:一共|总共|总计|合计|共计|累计|共|计|各|达到|高达|多达|达|仅|只有|整整|足足|大写|小写|从|自|介于|在|为|是)[\s:]*)*"
)
_TRAIL = compile_late(r"[\s,。;)!?]*(?:不等|之间)?[\s,。;)!?]*")
_PERCENT = compile_late(r"[%％‰]|百分之|千分之|个百分点|成$|折$")
_FRACTION = compile_late(r"(?:(.+?)(?:又|有))?(.+?)分之(.+)")
_SLASH = compile_late(r"(?:(\d+) )?(\d+)/(\d+)")
_LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6, "w": 10**4, "W": 10**4}
_LETTER = compile_late(r"(\d+(?:\.\d+)?|\.\d+) ?([kKMwW])")


def find_amounts(text: str, *, currency: str = "CNY") -> list[Amount]:
    """
    Find every sum of money in running text.

    >>> for amount in find_amounts("錦澄集團捐款３７０多萬元,岚溪商会捐款US$2万。"):
    ...     print(amount.text, amount.span, amount.currency, amount.low, amount.high)
    ３７０多萬元 [6, 12) CNY 3700000 3800000
    US$2万 [19, 24) USD 20000 20000

    Args:
        text: any Chinese text; Traditional, full-width and noisy text need no treatment before.
        currency: ISO 4217 code of a bare 元; `HKD` for a Hong Kong page.

    Returns: sums in text order, without those in brackets that say the sum before them once more. What cannot be
    read safely is left out. Spans are half-open and count characters of *text*.
    """
    surface = read_surface(text)
    figures = Scanner(surface.text, 0, len(surface.text), currency, counts=False).read()
    amounts = [figure for figure in figures if isinstance(figure, Amount)]
    return amounts if surface.text is text else [_restore(amount, surface) for amount in amounts]


def find_quantities(text: str) -> list[Quantity]:
    """
    Find every counted thing in running text: goods, people, measures.

    >>> [(q.text, str(q.value), q.unit) for q in find_quantities("捐赠棉被300床、大米2.5吨,惠及60余人")]
    [('300床', '300', '床'), ('2.5吨', '2.5', '吨'), ('60余人', '60', '人')]

    一 counts with a classifier for things (一箱牛奶); 一批, 一些, dates, ages and ordinals are none.
    """
    surface = read_surface(text)
    figures = Scanner(surface.text, 0, len(surface.text)).read()
    return [_restore(f, surface) for f in figures if isinstance(f, Quantity)]


def _restore(figure: Figure, surface: Surface) -> Figure:
    start, end = surface.restore(figure.span.start, figure.span.end)
    if surface.places is None and surface.raw.startswith(figure.text, start):
        return figure
    return evolve(figure, text=surface.raw[start:end], span=Span(start, end))


def parse_amount(expression: str, *, currency: str = "CNY") -> Amount:
    """
    Read a string that is one sum of money.

    >>> parse_amount("近900万元").high
    Decimal('9000000')

    The caller says that it is money, so 三百万 without a unit is one too, in *currency*.
    Use `find_amounts` for a text that holds a sum.

    Raises: NumberError where the string is no sum, more than one, or one that has no safe reading.
    """
    return _parse(expression, Amount, currency)


def parse_quantity(expression: str) -> Quantity:
    """
    Read a string that is one counted number, with or without a classifier.

    >>> parse_quantity("两三百台").unit, parse_quantity("3000").unit
    ('台', None)

    Raises: NumberError where the string is none, more than one, or one that has no safe reading.
    """
    return _parse(expression, Quantity, "CNY")


def _parse(expression: str, kind: type[Figure], currency: str) -> Figure:
    surface = read_surface(expression)
    text = surface.text
    what = "a sum of money" if kind is Amount else "a counted number"
    if not text.strip():
        raise NumberError(f"{expression!r} is empty, not {what}")
    if len(text) > 200:
        raise NumberError(
            f"{expression[:40]!r}… is too long for {what}; use find_amounts or find_quantities on text"
        )
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    assumed = "money" if kind is Amount else "count"
    figures: tuple[Amount | Quantity, ...] = ()
    for begin in (0, start):
        figures = Scanner(text, begin, len(text), currency, assumed).read()
        found = [f for f in figures if isinstance(f, kind)]
        if len(found) == 1 == len(figures) and _covers(text, found[0].span):
            return _restore(found[0], surface)
    if len(figures) > 1:
        raise NumberError(
            f"{expression!r} holds {len(figures)} figures, not one; use find_amounts or find_quantities"
        )
    raise NumberError(
        f"{expression!r} is not {what} that can be read safely; {what} looks like "
        + ("3.5万元, 两百多块 or US$2万" if kind is Amount else "300台, 两三百人 or 5吨多")
    )


def _covers(text: str, span: Span) -> bool:
    lead = _LEAD.match(text)
    return (
        lead is not None
        and span.start <= lead.end()
        and _LEAD.fullmatch(text, 0, span.start) is not None
        and _TRAIL.fullmatch(text, span.end) is not None
    )


def parse_number(expression: str) -> Decimal:
    """
    Read a string that is one exact number, Arabic, Chinese or mixed.

    >>> parse_number("三点一四"), parse_number("负二十万"), parse_number("37万5"), parse_number("半")
    (Decimal('3.14'), Decimal('-200000'), Decimal('375000'), Decimal('0.5'))

    Fractions (三分之二) come as decimals of 28 digits. A percentage is a share and no number here; a number with
    bounds (370多万, 三五万) has no one value: `parse_quantity` reads it.

    Raises: NumberError, which says what to do instead.
    """
    text = read_surface(expression).text.strip()
    if not text:
        raise NumberError(f"{expression!r} is empty, not a number")
    if _PERCENT.search(text):
        raise NumberError(f"{expression!r} is a share, not a number; divide it yourself where you need one")
    value = _read_signed(text)
    if value is None:
        bounds = read_bounds(text) if len(text) <= 60 else None
        if bounds is not None and bounds.modifier is not Modifier.EXACT:
            raise NumberError(f"{expression!r} has bounds and no one value; use parse_quantity")
        raise NumberError(
            f"{expression!r} is not a number that can be read safely; a number looks like 3.5万 or 三百零五"
        )
    return value


def _read_signed(text: str) -> Decimal | None:
    sign = 1
    if text[0] in "-负+正" and len(text) > 1:
        sign, text = (1 if text[0] in "+正" else -1), text[1:].lstrip()
    value = _read_fraction(text)
    return None if value is None else trim(value * sign)


def _read_fraction(text: str) -> Decimal | None:
    """Read 三分之二, 四又五分之三, 1/2 and what has no bar."""
    if "分之" in text:
        found = _FRACTION.fullmatch(text)
        if found is None:
            return None
        whole = _read_plain(found.group(1)) if found.group(1) else Decimal(0)
        return _divide(whole, _read_plain(found.group(3)), _read_plain(found.group(2)))
    found = _SLASH.fullmatch(text)
    if found is not None:
        whole, top, bottom = (Decimal(part or 0) for part in found.groups())
        return _divide(whole, top, bottom)
    return _read_plain(text)


def _divide(whole: Decimal | None, top: Decimal | None, bottom: Decimal | None) -> Decimal | None:
    if whole is None or top is None or not bottom:
        return None
    with localcontext() as context:
        context.prec = 28  # digits; a third has no last one
        return whole + top / bottom


_HALF = compile_late("一?半")


def _read_plain(text: str) -> Decimal | None:
    if _HALF.fullmatch(text):
        return Decimal("0.5")
    if text.endswith("半") and len(text) > 1:
        whole = read_numeral(text[:-1].removesuffix("个"))
        return None if whole is None or whole != whole.to_integral_value() else whole + Decimal("0.5")
    letter = _LETTER.fullmatch(text.replace(",", ""))
    if letter:
        return Decimal(letter.group(1)) * _LETTERS[letter.group(2)]
    if text.startswith(".") and text[1:].isascii() and text[1:].isdigit():
        return Decimal("0" + text)
    if not _is_well_separated(text):
        return None
    value = read_numeral(text)
    if value is None and text[:1] == "点" and len(text) > 1:
        return read_numeral("零" + text)
    if value is None and "个" in text:
        bounds = read_bounds(canonical(text))
        return bounds.value if bounds is not None and bounds.modifier is Modifier.EXACT else None
    return value


_SEPARATED = compile_late(r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|,")


def _is_well_separated(text: str) -> bool:
    """Tell whether each comma parts thousands: 12,500 and not 5,3."""
    if "," not in text and " " not in text:
        return True
    return all(found.group() != "," for found in _SEPARATED.finditer(text)) and not re.search(
        r"\d \d{1,2}(?!\d)", text
    )
