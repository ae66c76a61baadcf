"""Results as CSV: a row a fact."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

from aidfacts.convert import print_decimal, unstructure
from aidfacts.model.document import Document
from aidfacts.model.fact import Donation, Fact, Party

if TYPE_CHECKING:
    from aidfacts.export import Result

COLUMNS = (
    "document_id",
    "document_title",
    "document_published",
    "fact_id",
    "fact_type",
    "kind",
    "donors",
    "recipients",
    "channels",
    "parties",
    "amount_value",
    "amount_low",
    "amount_high",
    "amount_modifier",
    "currency",
    "per",
    "items",
    "form",
    "status",
    "scope",
    "date",
    "subject",
    "purpose",
    "part_of",
    "evidence",
    "evidence_spans",
    "confidence",
    "error",
)

# What a spreadsheet would run as a formula; a number such as -5 keeps its sign, being read as one.
_FORMULA_OPENERS = ("=", "+", "-", "@", "\t", "\r")


def defuse(cell: str) -> str:
    """
    Return *cell* so that a spreadsheet shows it and does not run it.

    >>> defuse("=HYPERLINK(A1)"), defuse("云岭公司"), defuse("-5")
    ("'=HYPERLINK(A1)", '云岭公司', '-5')
    """
    if cell.startswith(_FORMULA_OPENERS) and not cell.removeprefix("-").replace(".", "", 1).isdecimal():
        return f"'{cell}"
    return cell


def _names(parties: Iterable[Party]) -> str:
    return "; ".join(party.name for party in parties)


def _decimal(value: Decimal | None) -> str:
    return "" if value is None else print_decimal(value)


def _row(document: Document, fact: Fact) -> dict[str, str]:
    row = {
        "document_id": document.id or "",
        "document_title": document.title or "",
        "document_published": document.published or "",
        "fact_id": fact.id,
        "status": fact.status.value,
        "date": fact.date.value if fact.date else "",
        "evidence": " … ".join(part.text for part in fact.evidence),
        "evidence_spans": "; ".join(f"{part.span.start}-{part.span.end}" for part in fact.evidence),
        "confidence": f"{fact.confidence:g}",
    }
    if not isinstance(fact, Donation):
        bond = {"fact_type": "partnership", "kind": fact.kind.value, "parties": _names(fact.parties)}
        return row | bond | {"subject": fact.subject or ""}
    row |= {
        "fact_type": "donation",
        "donors": _names(fact.donors),
        "recipients": _names(fact.recipients),
        "channels": _names(fact.channels),
        "items": json.dumps(unstructure(fact.items), ensure_ascii=False) if fact.items else "",
        "form": fact.form.value,
        "scope": fact.scope.value,
        "purpose": fact.purpose.text if fact.purpose else "",
        "part_of": fact.part_of or "",
    }
    if fact.amount:
        row |= {
            "amount_value": _decimal(fact.amount.value),
            "amount_low": _decimal(fact.amount.low),
            "amount_high": _decimal(fact.amount.high),
            "amount_modifier": fact.amount.modifier.value,
            "currency": fact.amount.currency,
            "per": fact.amount.per or "",
        }
    return row


def _rows(results: Iterable[Result]) -> Iterator[dict[str, str]]:
    for result in results:
        if isinstance(result, Document):
            for fact in result.facts:
                yield _row(result, fact)
        else:
            yield {"document_id": result.id or "", "error": f"{result.error}: {result.message}"}


def write_csv(results: Iterable[Result], stream: TextIO) -> None:
    """
    Write a header and a row for each fact; several parties share a cell, parted by "; ".

    A total and its parts are both rows: leave out rows with `part_of` before you add up.
    """
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in _rows(results):
        writer.writerow({key: defuse(value) for key, value in row.items()})
