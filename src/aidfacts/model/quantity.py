"""Numbers with their bounds: counted things and sums of money."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve, frozen

from aidfacts.errors import CurrencyError, NumberError
from aidfacts.model.interval import Comparison, Interval, Modifier
from aidfacts.model.rates import Rates
from aidfacts.model.span import Span
from aidfacts.model.wording import name_currency, word

__all__ = ["Amount", "Comparison", "Modifier", "Quantity"]


@frozen
class Quantity:
    """
    A number of counted things, as said and with its bounds.

    `value` is the number as said, None for a range or a vague number (几百). `low` and `high` are the closed
    bounds, None where a side is open. `unit` is the classifier or unit of measure (台, 公斤, 名), None where
    the text gives none. `per` is what a rate counts by (每户2袋: `household`), None for a plain number.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    unit: str | None
    text: str
    span: Span
    per: str | None = None

    def __str__(self) -> str:
        return self.format()

    def format(self, language: str = "zh") -> str:
        """
        Return the quantity in words: `zh` (3万多只) or `en` (over 30,000 只).

        Raises: NumberError for any other language.
        """
        return word(self._interval(), self.unit or "", self.per, language)

    def _interval(self) -> Interval:
        return Interval(self.value, self.low, self.high, self.modifier)

    def __add__(self, other: Quantity) -> Quantity:
        """
        Return both together: 200台 and 30多台 are 230 to 240.

        Raises: NumberError where unit or rate differ; 200台 and 30箱 have no sum.
        """
        if not isinstance(other, Quantity):
            return NotImplemented
        if (self.unit, self.per) != (other.unit, other.per):
            raise NumberError(f"cannot add {self.text!r} and {other.text!r}: they count by different units")
        total = self._interval() + other._interval()
        return Quantity(
            total.value,
            total.low,
            total.high,
            total.modifier,
            self.unit,
            f"{self.text}+{other.text}",
            _hull(self.span, other.span),
            self.per,
        )

    def __radd__(self, other: object) -> Quantity:
        """Let `sum(quantities)` begin with its 0."""
        return self if other == 0 else NotImplemented

    def compare(self, other: Quantity) -> Comparison:
        """
        Compare by bounds, not by the number as said; UNKNOWN where bounds touch or overlap.

        Raises: NumberError where unit or rate differ.
        """
        if (self.unit, self.per) != (other.unit, other.per):
            raise NumberError(
                f"cannot compare {self.text!r} and {other.text!r}: they count by different units"
            )
        return self._interval().compare(other._interval())


@frozen
class Amount:
    """
    A sum of money in whole units of its currency (yuan, never fen), as said and with its bounds.

    `currency` is an ISO 4217 code. `per` is the period or the thing that a rate counts by (`month`, `year`,
    `person`, `household` …; `person/year` where it counts by both), None for a plain sum. The other fields are
    those of `Quantity`.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    currency: str
    per: str | None
    text: str
    span: Span

    def __str__(self) -> str:
        return self.format()

    def format(self, language: str = "zh") -> str:
        """
        Return the sum in words: `zh` (370多万元) or `en` (over CNY 3,700,000).

        Raises: NumberError for any other language.
        """
        return word(self._interval(), name_currency(self.currency, language), self.per, language)

    def _interval(self) -> Interval:
        return Interval(self.value, self.low, self.high, self.modifier)

    def _with(self, interval: Interval) -> Amount:
        return evolve(
            self, value=interval.value, low=interval.low, high=interval.high, modifier=interval.modifier
        )

    def __add__(self, other: Amount) -> Amount:
        """
        Return both together, bounds included; `text` joins both, `span` reaches from the first to the last.

        Raises: CurrencyError where currency or rate differ.
        """
        if not isinstance(other, Amount):
            return NotImplemented
        self._check(other, "add")
        total = self._with(self._interval() + other._interval())
        return evolve(total, text=f"{self.text}+{other.text}", span=_hull(self.span, other.span))

    def __radd__(self, other: object) -> Amount:
        """Let `sum(amounts)` begin with its 0."""
        return self if other == 0 else NotImplemented

    def __mul__(self, times: Quantity | Decimal | int) -> Amount:
        """
        Return the total of a rate over *times*: 每人500元 over 200人 is 100,000 yuan.

        A `Quantity` takes away the part of `per` that it counts (persons, households, schools …); a bare number
        multiplies and leaves `per` as it is.

        Raises: NumberError where *times* counts something that the rate does not count by.
        """
        if isinstance(times, int | Decimal) and not isinstance(times, bool):
            if times < 0:
                raise NumberError(f"cannot take {self.text!r} {times} times")
            return self._with(self._interval().times(Decimal(times)))
        if not isinstance(times, Quantity):
            return NotImplemented
        counted = next(
            (part for part in (self.per or "").split("/") if times.unit in _COUNTED_BY.get(part, ())), None
        )
        if counted is None and not (times.unit is None and self.per is not None and "/" not in self.per):
            rate = f"counts by {self.per}" if self.per else "is no rate"
            raise NumberError(f"cannot take {self.text!r} {times.text!r} times: it {rate}")
        rest = [part for part in (self.per or "").split("/") if part != (counted or self.per)]
        return evolve(
            self._with(self._interval() * times._interval()),
            per="/".join(rest) or None,
            text=f"{self.text}×{times.text}",
            span=_hull(self.span, times.span),
        )

    __rmul__ = __mul__

    def compare(self, other: Amount) -> Comparison:
        """
        Compare by bounds, not by the number as said.

        370多万 and 380万 touch, so nobody can tell; neither can one for 约20万 and 20万.

        Raises: CurrencyError where currency or rate differ; `to` makes them one currency.
        """
        self._check(other, "compare")
        return self._interval().compare(other._interval())

    def to(self, currency: str, rates: Rates, on: str | None = None) -> Amount:
        """
        Return the sum in *currency* at the rate of day *on*.

        >>> from aidfacts.quantity import parse_amount
        >>> rates = Rates.read("CNY", {"2020-06-11": {"USD": "7.07"}})
        >>> parse_amount("US$2万").to("CNY", rates, on="2020-06-12").value
        Decimal('141400.00')

        Nothing is rounded below 28 digits. `text` and `span` stay what the source says.

        Raises: CurrencyError where the table has no rate for that day.
        """
        if currency == self.currency:
            return self
        up, down = rates.pair(self.currency, currency, on)
        return evolve(self._with(self._interval().times(up).over(down)), currency=currency)

    def _check(self, other: Amount, verb: str) -> None:
        if self.currency != other.currency:
            raise CurrencyError(
                f"cannot {verb} {self.text!r} ({self.currency}) and {other.text!r} ({other.currency}); "
                "make them one currency with to()"
            )
        if self.per != other.per:
            raise CurrencyError(
                f"cannot {verb} {self.text!r} (per {self.per}) and {other.text!r} (per {other.per}); a rate is no sum"
            )


# What of a rate a classifier counts. 家 is a household in 每家 and a company in 12家企业, so it counts neither.
_COUNTED_BY = {
    "person": frozenset(["人", "名", "位", "口", "口人", "人次"]),
    "household": frozenset(("户",)),
    "school": frozenset(("所", "校")),
    "village": frozenset(("村",)),
    "class": frozenset(("班",)),
    "item": frozenset(
        [
            "个",
            "只",
            "件",
            "套",
            "台",
            "辆",
            "部",
            "架",
            "艘",
            "顶",
            "床",
            "张",
            "条",
            "副",
            "双",
            "对",
            "把",
            "支",
            "枚",
            "瓶",
            "桶",
            "袋",
            "包",
            "盒",
            "箱",
            "罐",
            "份",
            "块",
            "本",
            "册",
        ]
    ),
    "mu": frozenset(("亩",)),
    "ton": frozenset(("吨", "公吨")),
    "jin": frozenset(("斤", "市斤")),
    "kilogram": frozenset(("公斤", "千克", "kg")),
    "metre": frozenset(("米", "公尺", "m")),
    "kilometre": frozenset(("公里", "千米", "km")),
    "square_metre": frozenset(("平方米", "平米", "平方", "㎡", "m²")),
    "time": frozenset(["次", "场", "趟", "回", "轮", "台次", "场次"]),
    "year": frozenset(("年",)),
    "month": frozenset(("个月", "月")),
    "day": frozenset(("天", "日")),
}


def _hull(*spans: Span) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))
