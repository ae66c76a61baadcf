"""Arithmetic on numbers of which only bounds are known."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from attrs import frozen


class Modifier(StrEnum):
    """How a number is meant; the table stands in docs/numbers.md."""

    EXACT = "exact"
    OVER = "over"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"


class Comparison(StrEnum):
    """What two numbers with bounds are to each other; UNKNOWN where the bounds leave it open."""

    LESS = "less"
    EQUAL = "equal"
    GREATER = "greater"
    UNKNOWN = "unknown"


@frozen
class Interval:
    """A number as said (`value`) between closed bounds; None where nothing is said or a side is open."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier

    def __add__(self, other: Interval) -> Interval:
        low, high = _plus(self.low, other.low), _plus(self.high, other.high)
        return Interval(_plus(self.value, other.value), low, high, self._joint(other, low, high))

    def __mul__(self, other: Interval) -> Interval:
        """Multiply two numbers that are not negative; a bound that is open stays open."""
        low, high = _product(self.low, other.low), _product(self.high, other.high)
        return Interval(_product(self.value, other.value), low, high, self._joint(other, low, high))

    def times(self, factor: Decimal) -> Interval:
        """Return the number in units of which *factor* make one of these; *factor* is not negative."""
        return Interval(
            _product(self.value, factor),
            _product(self.low, factor),
            _product(self.high, factor),
            self.modifier,
        )

    def over(self, divisor: Decimal) -> Interval:
        """Return the number in units that are *divisor* times larger; *divisor* is above 0."""
        value, low, high = (
            None if part is None else part / divisor for part in (self.value, self.low, self.high)
        )
        return Interval(value, low, high, self.modifier)

    def compare(self, other: Interval) -> Comparison:
        """Compare by bounds; numbers that only touch or overlap are UNKNOWN, unless both are exact."""
        if self.modifier is Modifier.EXACT is other.modifier and self.value == other.value:
            return Comparison.EQUAL
        if self.high is not None and other.low is not None and self.high < other.low:
            return Comparison.LESS
        if self.low is not None and other.high is not None and self.low > other.high:
            return Comparison.GREATER
        return Comparison.UNKNOWN

    def _joint(self, other: Interval, low: Decimal | None, high: Decimal | None) -> Modifier:
        """Return what a number made of two others is: the bounds that are left tell, and what each part was."""
        parts = {self.modifier, other.modifier}
        if parts == {Modifier.EXACT}:
            return Modifier.EXACT
        if low is None and high is None:
            return Modifier.ABOUT
        if low is None:
            return Modifier.AT_MOST
        if high is None:
            return Modifier.AT_LEAST
        if Modifier.RANGE in parts:
            return Modifier.RANGE
        return Modifier.OVER if Modifier.OVER in parts else Modifier.ABOUT


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _product(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one * other
