"""Writes numbers in Chinese; cn2an does it, and only here is it asked."""

from __future__ import annotations

from decimal import Decimal

from aidfacts.errors import NumberError

_STYLES = {"chinese": "low", "capital": "up", "money": "rmb"}
_LARGEST = Decimal(10**16)  # cn2an's own limit


def write_number(number: Decimal | int, style: str = "chinese") -> str:
    """
    Write *number* in Chinese numerals.

    >>> write_number(150000), write_number(Decimal("3.5"))
    ('十五万', '三点五')
    >>> write_number(150000, "capital"), write_number(Decimal("150000.5"), "money")
    ('壹拾伍万', '壹拾伍万元伍角')

    Args:
        number: an exact number; a float would bring in digits that nobody gave.
        style: `chinese` (十五万), `capital` (壹拾伍万) or `money` (壹拾伍万元整, for CNY, to the fen).

    Raises: NumberError for another style, a float, or a number of 17 digits and more.
    """
    if style not in _STYLES:
        raise NumberError(f"no style {style!r}; the styles are {', '.join(_STYLES)}")
    if isinstance(number, float):
        raise NumberError(f"{number!r} is a float; give a Decimal or an int")
    exact = Decimal(number)
    if not abs(exact) < _LARGEST:
        raise NumberError(f"{number} has too many digits to be written out; the largest number has 16")
    if style == "money" and exact != round(exact, 2):
        raise NumberError(f"{number} has parts of a fen; round it first")
    from cn2an import an2cn

    return str(an2cn(f"{exact:f}", _STYLES[style]))
