"""Results as flat rows: one a fact, one a party, one a thing given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

from aidfacts.convert import unstructure
from aidfacts.export.columns import get_columns
from aidfacts.extractor import Failure
from aidfacts.model.document import SCHEMA_VERSION, Document
from aidfacts.model.fact import Donation, Fact, Form, Party
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.summary import count_in_totals
from aidfacts.summary.gifts import number_results
from aidfacts.summary.keys import name_place

SEPARATOR = "; "  # between several values of a cell; it stands in no name, which hold no spaces
GAP = " … "  # between several stretches of evidence

Results = Document | Failure | Iterable[Document | Failure]
Record = dict[str, Any]

_PRECISIONS = {4: "year", 7: "month", 10: "day"}
# What the amount of a gift of that form is: money handed over, or what the things are worth.
_VALUATIONS = {Form.CASH: "cash", Form.GOODS: "in_kind", Form.SERVICE: "in_kind", Form.MIXED: "mixed"}


def to_records(results: Results, table: str = "facts") -> list[Record]:
    """
    Return *results* as a list of flat dicts, all with the same keys in the same order.

    >>> import aidfacts
    >>> [row] = to_records(aidfacts.extract("锦澄集团向沐白中学捐款90余万元。", id="a"))
    >>> row["donors"], row["recipients"], row["amount_low"], row["amount_high"], row["count_in_totals"]
    ('锦澄集团', '沐白中学', Decimal('900000'), Decimal('1000000'), True)

    A failure is a row with `error` in the table of facts, and none in the others. Add up only rows with
    `count_in_totals`, or use `summarise`, which also looks across documents.

    Args:
        results: a Document, a Failure, or an iterable of both.
        table: `facts` (a row a fact), `parties` (a row a party of a fact) or `items` (a row a thing given).

    Raises: OptionError for another table; TypeError where *results* are none.
    """
    return list(iterate_records(results, table))


def iterate_records(results: Results, table: str = "facts") -> Iterator[Record]:
    """Yield the rows of `to_records` as the results come, for streams that are too long for a list."""
    columns = get_columns(table)
    empty = dict.fromkeys(columns)
    for number, result in number_results(results):
        for row in _READERS[table](number, result):
            yield empty | row


def _read_facts(number: int, result: Document | Failure) -> Iterator[Record]:
    versions = {"schema_version": SCHEMA_VERSION, "library_version": _version()}
    head = {"record": number, "document_id": result.id, **versions}
    if isinstance(result, Failure):
        yield {**head, "error": f"{result.error}: {result.message}"}
        return
    head |= {"document_title": result.title, "document_published": result.published}
    counted = count_in_totals(result)
    for fact in result.facts:
        row = head | _read_fact(fact)
        if isinstance(fact, Donation):
            row |= _read_donation(fact) | {"count_in_totals": counted[fact.id]}
        else:
            row |= {
                "fact_type": "partnership",
                "kind": fact.kind.value,
                **_read_names("parties", "party_kinds", fact.parties),
                **_read_places(fact.parties),
                "subject": fact.subject,
            }
        yield row


@cache
def _version() -> str:
    return version("aidfacts")


def _read_fact(fact: Fact) -> Record:
    return {
        "fact_id": fact.id,
        "status": fact.status.value,
        "date": fact.date.value if fact.date else None,
        "date_precision": _PRECISIONS.get(len(fact.date.value)) if fact.date else None,
        "evidence": GAP.join(part.text for part in fact.evidence) or None,
        "evidence_spans": SEPARATOR.join(f"{part.span.start}-{part.span.end}" for part in fact.evidence)
        or None,
        "evidence_start": fact.evidence[0].span.start if fact.evidence else None,
        "evidence_end": fact.evidence[0].span.end if fact.evidence else None,
        "confidence": fact.confidence,
        "rules": SEPARATOR.join(fact.rules) or None,
    }


def _read_donation(fact: Donation) -> Record:
    row: Record = {
        "fact_type": "donation",
        **_read_names("donors", "donor_kinds", fact.donors),
        **_read_names("recipients", "recipient_kinds", fact.recipients),
        **_read_names("channels", "channel_kinds", fact.channels),
        **_read_places(fact.recipients),
        "items": _write_json(fact.items),
        "form": fact.form.value,
        "scope": fact.scope.value,
        "parent_id": fact.part_of,
        "purpose": fact.purpose.text if fact.purpose else None,
        "beneficiaries": _write_json(fact.beneficiaries),
    }
    if fact.amount:
        row |= _read_bounds("amount", fact.amount)
        row |= {"currency": fact.amount.currency, "per": fact.amount.per, "amount_text": fact.amount.text}
        row["valuation"] = _VALUATIONS.get(fact.form)
    return row


def _read_names(names: str, kinds: str, parties: tuple[Party, ...]) -> Record:
    return {
        names: SEPARATOR.join(party.name for party in parties) or None,
        kinds: SEPARATOR.join(party.kind.value for party in parties) or None,
    }


def _read_places(parties: tuple[Party, ...]) -> Record:
    codes = dict.fromkeys(party.adcode for party in parties if party.adcode)
    return {
        "place": SEPARATOR.join(name_place(code) for code in codes) or None,
        "place_code": SEPARATOR.join(codes) or None,
    }


def _read_bounds(name: str, number: Amount | Quantity) -> Record:
    return {
        f"{name}_value": number.value,
        f"{name}_low": number.low,
        f"{name}_high": number.high,
        f"{name}_modifier": number.modifier.value,
    }


def _write_json(parts: tuple[object, ...]) -> str | None:
    return json.dumps(unstructure(parts), ensure_ascii=False) if parts else None


def _read_parties(number: int, result: Document | Failure) -> Iterator[Record]:
    if isinstance(result, Failure):
        return
    for fact in result.facts:
        donation = isinstance(fact, Donation)
        roles = (
            {"donor": fact.donors, "recipient": fact.recipients, "channel": fact.channels}
            if isinstance(fact, Donation)
            else {"party": fact.parties}
        )
        for role, parties in roles.items():
            for position, party in enumerate(parties):
                yield {
                    "record": number,
                    "document_id": result.id,
                    "fact_id": fact.id,
                    "fact_type": "donation" if donation else "partnership",
                    "role": role,
                    "position": position,
                    "name": party.name,
                    "text": party.text,
                    "start": party.span.start if party.span else None,
                    "end": party.span.end if party.span else None,
                    "kind": party.kind.value,
                    "named": party.named,
                    **_read_places((party,)),
                }


def _read_items(number: int, result: Document | Failure) -> Iterator[Record]:
    if isinstance(result, Failure):
        return
    for fact in result.donations:
        for position, item in enumerate(fact.items):
            row: Record = {
                "record": number,
                "document_id": result.id,
                "fact_id": fact.id,
                "position": position,
                "name": item.name,
                "text": item.text,
                "start": item.span.start,
                "end": item.span.end,
            }
            if item.quantity:
                row |= _read_bounds("quantity", item.quantity)
                row |= {"unit": item.quantity.unit, "quantity_per": item.quantity.per}
                row["quantity_text"] = item.quantity.text
            if item.value:
                row |= _read_bounds("worth", item.value)
                row |= {"currency": item.value.currency, "per": item.value.per}
            yield row


_READERS = {"facts": _read_facts, "parties": _read_parties, "items": _read_items}
