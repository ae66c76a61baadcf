"""Numbers with their bounds: counted things and sums of money."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from aidfacts.model.span import Span


class Modifier(StrEnum):
    """How a number is meant; the table stands in docs/numbers.md."""

    EXACT = "exact"
    OVER = "over"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"


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


@frozen
class Amount:
    """
    A sum of money in whole units of its currency (yuan, never fen), as said and with its bounds.

    `currency` is an ISO 4217 code. `per` is the period or the thing that a rate counts by (`month`, `year`,
    `person`, `household` …), None for a plain sum. The other fields are those of `Quantity`.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    currency: str
    per: str | None
    text: str
    span: Span
