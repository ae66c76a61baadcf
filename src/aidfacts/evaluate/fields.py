"""The fields of a fact as two results are compared by: what counts of each, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from aidfacts.convert import unstructure
from aidfacts.export.phrases import say_amount, say_items, say_parties
from aidfacts.model.fact import Donation, Fact, Item, Partnership, Party
from aidfacts.model.quantity import Amount, Quantity

# How a fact was found, not what it says.
_TRACE = ("evidence", "rules", "confidence")

Field = tuple[str, object, str]


def read_fields(fact: Fact, numbers: Mapping[str, str] | None, everything: bool) -> Iterator[Field]:
    """
    Yield each field of *fact* with what is compared of it and how it is said.

    Args: *numbers* – the numbers that the facts of its document have in the other result; *everything* – with what tells
        how and where the fact was found.
    """
    if isinstance(fact, Donation):
        yield from _of_gift(fact, numbers)
    else:
        yield from _of_partnership(fact)
    yield "status", fact.status, fact.status.value
    date = fact.date.value if fact.date is not None else ""
    yield "date", date, date
    if everything:
        data = unstructure(fact)
        for name in _TRACE:
            yield name, data[name], str(data[name])
        rest = {key: value for key, value in data.items() if key not in {*_TRACE, "id", "part_of"}}
        yield "surfaces", rest, _say_surfaces(rest)


def _of_gift(fact: Donation, numbers: Mapping[str, str] | None) -> Iterator[Field]:
    roles: tuple[tuple[str, tuple[Party, ...]], ...] = (
        ("donors", fact.donors),
        ("recipients", fact.recipients),
        ("channels", fact.channels),
    )
    for role, parties in roles:
        yield role, _set(parties, _party), _say_kinds(parties)
    yield "amount", _figure(fact.amount), say_amount(fact.amount)
    yield "items", _set(fact.items, _item), say_items(fact)
    yield "form", fact.form, fact.form.value
    yield "scope", fact.scope, fact.scope.value
    purpose = fact.purpose.text if fact.purpose is not None else ""
    yield "purpose", purpose, purpose
    helped = [(each.text, _figure(each.quantity)) for each in fact.beneficiaries]
    yield "beneficiaries", helped, "、".join(each.text for each in fact.beneficiaries)
    whole = fact.part_of or ""
    yield "part_of", whole if numbers is None or not whole else numbers.get(whole, "gone"), whole


def _of_partnership(fact: Partnership) -> Iterator[Field]:
    yield "parties", _set(fact.parties, _party), _say_kinds(fact.parties)
    yield "kind", fact.kind, fact.kind.value
    yield "subject", fact.subject or "", fact.subject or ""


def _set(values: Iterable[Any], key: Callable[[Any], object]) -> list[str]:
    # Their order is that of the text and says nothing; the same one twice does.
    return sorted(repr(key(value)) for value in values)


def _party(party: Party) -> object:
    return party.name, party.kind.value, party.named, party.adcode


def _item(item: Item) -> object:
    return item.name, _figure(item.quantity), _figure(item.value)


def _figure(value: Amount | Quantity | None) -> object:
    if value is None:
        return None
    unit = (value.currency,) if isinstance(value, Amount) else (value.unit,)
    # As strings: 50 and 50.0 are one number, and print alike.
    numbers = tuple(
        None if number is None else format(number.normalize(), "f")
        for number in (value.value, value.low, value.high)
    )
    return numbers, value.modifier.value, unit, value.per if isinstance(value, Amount) else None


def _say_kinds(parties: Sequence[Party]) -> str:
    told = (
        f"{say_parties([party])} ({party.kind}{f' {party.adcode}' if party.adcode else ''})"
        for party in parties
    )
    return "、".join(told)


def _say_surfaces(value: Any) -> str:
    # Every place that the rest of a fact points at: what differs may stand anywhere in it.
    found: list[str] = []
    stack = [value]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            if part.get("span"):
                found.append(f"{part.get('text')} {part['span']}")
            stack.extend(reversed(list(part.values())))
        elif isinstance(part, list):
            stack.extend(reversed(part))
    return ", ".join(found)
