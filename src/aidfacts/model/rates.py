"""Exchange rates as a user gives them, with their days."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import frozen

from aidfacts.errors import CurrencyError


@frozen
class Rate:
    """One unit of `currency` is worth `value` units of the table's own currency on `date` (`2020-06-11`)."""

    currency: str
    date: str
    value: Decimal


@frozen
class Rates:
    """
    A dated table of exchange rates into one currency, `to`.

    >>> rates = Rates.read("CNY", {"2020-06-11": {"USD": "7.07"}, "2020-07-01": {"USD": "7.08", "HKD": "0.91"}})
    >>> rates.find("USD", "CNY", "2020-06-20")
    Decimal('7.07')

    The library knows no rates of its own. A rate holds from its day on until the table has a newer one.
    """

    to: str
    rows: tuple[Rate, ...]

    @classmethod
    def read(cls, to: str, table: Mapping[str, Mapping[str, Decimal | str | int]]) -> Rates:
        """
        Build a table from day → currency → rate.

        Raises: CurrencyError for a rate that is a float, which would bring in digits that nobody gave, or not above 0.
        """
        rows = []
        for date, rates in table.items():
            for currency, value in rates.items():
                if isinstance(value, float):
                    raise CurrencyError(
                        f"rate {value!r} of {currency} is a float; give it as a string or a Decimal"
                    )
                number = Decimal(value)
                if number <= 0:
                    raise CurrencyError(f"rate {value!r} of {currency} on {date} is not above 0")
                rows.append(Rate(currency, date, number))
        return cls(to, tuple(sorted(rows, key=lambda row: (row.currency, row.date))))

    def pair(self, currency: str, target: str, on: str | None = None) -> tuple[Decimal, Decimal]:
        """
        Return what one unit of each is worth in `to` on day *on*: multiply by the first, divide by the second.

        >>> Rates.read("CNY", {"2020-06-11": {"USD": "7.07", "HKD": "0.91"}}).pair("USD", "HKD")
        (Decimal('7.07'), Decimal('0.91'))

        Raises: CurrencyError as `find` does.
        """
        if currency == target:
            return Decimal(1), Decimal(1)
        return self._value(currency, on), self._value(target, on)

    def find(self, currency: str, target: str, on: str | None = None) -> Decimal:
        """
        Return what one unit of *currency* is worth in *target* on day *on*, to 28 digits.

        Raises: CurrencyError where the table has no rate for the day, or several and *on* is None.
        """
        up, down = self.pair(currency, target, on)
        return up / down

    def _value(self, currency: str, on: str | None) -> Decimal:
        if currency == self.to:
            return Decimal(1)
        rows = [row for row in self.rows if row.currency == currency]
        if not rows:
            known = ", ".join(sorted({row.currency for row in self.rows} | {self.to}))
            raise CurrencyError(f"no rate for {currency}; the table has {known}")
        if on is None:
            if len(rows) > 1:
                raise CurrencyError(
                    f"{len(rows)} rates for {currency} ({rows[0].date} to {rows[-1].date}); say on which day with on="
                )
            return rows[0].value
        before = [row for row in rows if row.date <= on]
        if not before:
            raise CurrencyError(f"no rate for {currency} on {on}; the first one is of {rows[0].date}")
        return before[-1].value
