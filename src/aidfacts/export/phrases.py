"""Says values in few words, for tables and pages that people read."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from aidfacts.model.fact import Donation, Item, Partnership, Party
from aidfacts.model.quantity import Amount, Modifier, Quantity


def say_number(number: Decimal | None) -> str:
    """
    Return *number* with its thousands parted, "?" for None.

    >>> say_number(Decimal("3700000")), say_number(Decimal("0.50"))
    ('3,700,000', '0.5')
    """
    if number is None:
        return "?"
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_count(number: int, noun: str) -> str:
    """
    Return a number with what it counts.

    >>> say_count(1, "result"), say_count(2, "result")
    ('1 result', '2 results')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def say_bounds(value: Amount | Quantity) -> str:
    """
    Return the number of *value* with its bounds, in signs.

    >>> from aidfacts.model.span import Span
    >>> number = Decimal(900000)
    >>> say_bounds(Amount(number, number, Decimal(1000000), Modifier.OVER, "CNY", None, "90余万元", Span(0, 6)))
    '900,000–1,000,000'
    """
    match value.modifier:
        case Modifier.EXACT:
            return say_number(value.value)
        case Modifier.ABOUT:
            return f"≈ {say_number(value.value)}"
        case _ if value.high is None:
            return f"≥ {say_number(value.low)}"
        case _ if value.low is None:
            return f"≤ {say_number(value.high)}"
        case _:
            return f"{say_number(value.low)}–{say_number(value.high)}"


def say_amount(amount: Amount | None) -> str:
    """Return a sum with its currency and rate, "" for None."""
    if amount is None:
        return ""
    rate = f" / {amount.per}" if amount.per else ""
    return f"{say_bounds(amount)} {amount.currency}{rate}"


def say_items(donation: Donation) -> str:
    """Return the things given, with their numbers and with what each is worth: `羽绒服 97件 (9,700 CNY)`."""
    return "、".join(_say_item(item, donation.amount) for item in donation.items)


def _say_item(item: Item, total: Amount | None) -> str:
    counted = f" {say_bounds(item.quantity)}{item.quantity.unit or ''}" if item.quantity else ""
    # The worth of the only thing is the amount of the gift, and stands beside it.
    valued = f" ({say_amount(item.value)})" if item.value and item.value != total else ""
    return f"{item.name}{counted}{valued}"


def say_parties(parties: Iterable[Party]) -> str:
    """Return the names of *parties*; those of unnamed groups in brackets."""
    return "、".join(party.name if party.named else f"({party.name})" for party in parties)


def say_marks(fact: Donation | Partnership) -> str:
    """Return what is out of the ordinary with a fact: planned, ongoing, cumulative, part of a total."""
    marks = [fact.status.value] if fact.status.value != "completed" else []
    if isinstance(fact, Donation):
        marks += [fact.scope.value] if fact.scope.value != "single" else []
        marks += [f"part of {fact.part_of}"] if fact.part_of else []
    else:
        marks.insert(0, fact.kind.value)
    return ", ".join(marks)
