"""Tells what numbers in a row or a range share: 100、50、30万元, 3至5千元, 三、四十人."""

from __future__ import annotations

from decimal import Decimal

from aidfacts.lexicon.late import compile_late
from aidfacts.model.quantity import Modifier
from aidfacts.quantity.bounds import Bounds, read_bounds
from aidfacts.quantity.numeral import canonical, read_numeral
from aidfacts.quantity.tables import Classifier, Currency
from aidfacts.quantity.terms import Term

_SINGLE = frozenset("一二两三四五六七八九")
_OPENERS = compile_late("[多余来个]")
_MAGNITUDE = compile_late(r"(.*?[^十百千万亿兆])([十百千万亿兆]*[万亿兆])")
_DIGIT_UNIT = compile_late(r"([1-9一二三四五六七八九两])([百千])")
_WAN = Decimal(10**4)


def read_spoken_pair(first: Term, last: Term) -> Bounds | None:
    """Read 三、四十人 and 两、三万元 as ranges; a list of numbers is longer or in figures."""
    if first.numeral not in _SINGLE or last.numeral[0] not in _SINGLE:
        return None
    bounds = read_bounds(first.numeral + last.numeral)
    return bounds if bounds is not None and bounds.modifier is Modifier.RANGE else None


def _magnitude(term: Term) -> tuple[Decimal, Decimal] | None:
    """Return number and magnitude of 30万: (30, 10000)."""
    numeral = _OPENERS.sub("", canonical(term.numeral))
    found = _MAGNITUDE.fullmatch(numeral) or _DIGIT_UNIT.fullmatch(numeral)
    if found is None:
        return None
    number, scale = read_numeral(found.group(1)), read_numeral(found.group(2))
    return (number, scale) if number is not None and scale is not None else None


def _is_plain(term: Term) -> bool:
    return term.unit is None and not any(c in "万亿兆" for c in term.numeral)


def scale_like(term: Term, last: Term) -> Bounds | None:
    """Give a number of a list the magnitude of its last one: 100、50、30万元."""
    if term.bounds is None or not _is_plain(term):
        return term.bounds
    scaled = _magnitude(last)
    if scaled is None:
        return term.bounds
    number, scale = scaled
    if scale < _WAN:
        return term.bounds.times(scale) if len(term.numeral) == 1 else term.bounds
    if term.bounds.value is None or term.bounds.value >= 1000 > number:
        # 8000、2万元: as likely 8000 yuan as 80 million
        return None
    return term.bounds.times(scale)


def read_lower_end(first: Term, last: Term) -> Bounds | None:
    """Return the lower end of a range, with the magnitude of the upper one where it is shared (3至5万)."""
    if first.bounds is None or last.bounds is None or not _is_plain(first):
        return first.bounds
    scaled = _magnitude(last)
    low = first.bounds.low
    if scaled is None or low is None:
        return first.bounds
    number, scale = scaled
    if scale < _WAN and len(first.numeral) > 1:
        return first.bounds  # 300至5千元
    return first.bounds.times(scale) if low < number else first.bounds


def is_same(one: Currency | Classifier, other: Currency | Classifier) -> bool:
    """Tell whether two units are one: 元 and 块, or the same classifier."""
    if isinstance(one, Currency) and isinstance(other, Currency):
        return one.code == other.code
    return one.word == other.word


def is_large(term: Term) -> bool:
    """Tell whether a number is so large that it may be money without a unit (50万)."""
    return "万" in term.numeral or "亿" in term.numeral
