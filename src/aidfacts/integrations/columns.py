"""The columns in which results travel between machines: flat, or lists of strings, and never without a type."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

from aidfacts.convert import print_decimal, unstructure
from aidfacts.extractor import Failure
from aidfacts.model.document import Document
from aidfacts.model.fact import Donation, Fact, Party

DDL = {"string": "string", "strings": "array<string>", "int": "int", "float": "double"}


@frozen
class Column:
    """A column of an answer: its name, its type (`string`, `strings`, `int`, `float`) and what it holds."""

    name: str
    type: str
    holds: str

    @property
    def ddl(self) -> str:
        """The type as Spark writes it."""
        return DDL[self.type]


_ERROR = (
    Column("error", "string", "the name of the error where the page could not be read, else null"),
    Column("message", "string", "what the error said"),
)
PAGE_COLUMNS = (
    Column("id", "string", "as given"),
    Column("title", "string", "as given, or as the page tells it"),
    Column("published", "string", "as given, or as the page tells it"),
    Column("donations", "int", "how many; 0 for an error"),
    Column("partnerships", "int", "how many; 0 for an error"),
    Column("result", "string", "`Document.to_dict()` as JSON; null for an error"),
    *_ERROR,
)
FACT_COLUMNS = (
    Column("page_id", "string", "the id of the page, as given"),
    Column("fact_id", "string", "`d1`, `p1` …; with `page_id` a key"),
    Column("type", "string", "`donation` or `partnership`"),
    Column("donors", "strings", "names"),
    Column("recipients", "strings", "names"),
    Column("channels", "strings", "names"),
    Column("parties", "strings", "names, of a partnership"),
    Column("amount", "string", "the sum as said, a decimal in a string; null where none or a range is told"),
    Column("amount_low", "string", "at least so much, null where open"),
    Column("amount_high", "string", "at most so much, null where open"),
    Column("currency", "string", "ISO 4217"),
    Column("per", "string", "`month`, `person` … for a rate"),
    Column("items", "strings", "what is given, as told"),
    Column("kind", "string", "the form of a gift (`cash` …), the kind of a partnership (`pairing` …)"),
    Column("status", "string", "`planned`, `ongoing`, `completed`"),
    Column("scope", "string", "`single`, `cumulative`; null for a partnership"),
    Column("date", "string", "`2020`, `2020-06` or `2020-06-11`"),
    Column("part_of", "string", "the `fact_id` of the total that it is a part of"),
    Column("start", "int", "where its first evidence begins, in characters of the page; -1 for an error"),
    Column("end", "int", "where it ends"),
    Column("confidence", "float", "the probability that all of it is right; NaN or null for an error"),
    Column("fact", "string", "all of it as JSON, as in `Document.to_dict()`"),
    *_ERROR,
)


def list_page(result: Document | Failure) -> Iterator[dict[str, Any]]:
    """Yield the one row of a page."""
    if isinstance(result, Failure):
        row: dict[str, Any] = dict.fromkeys(column.name for column in PAGE_COLUMNS)
        row |= {
            "id": result.id,
            "donations": 0,
            "partnerships": 0,
            "error": result.error,
            "message": result.message,
        }
    else:
        row = {
            "id": result.id,
            "title": result.title,
            "published": result.published,
            "donations": len(result.donations),
            "partnerships": len(result.partnerships),
            "result": _write(result.to_dict()),
            "error": None,
            "message": None,
        }
    yield _make_sendable(row)


def list_facts(result: Document | Failure) -> Iterator[dict[str, Any]]:
    """Yield a row for each fact of a page, or the one row of its error."""
    blank: dict[str, Any] = {c.name: [] if c.type == "strings" else None for c in FACT_COLUMNS}
    if isinstance(result, Failure):
        told = {
            "page_id": result.id,
            "start": -1,
            "end": -1,
            "error": result.error,
            "message": result.message,
        }
        yield _make_sendable(blank | told)
        return
    for fact in result.facts:
        yield _make_sendable(blank | {"page_id": result.id} | _tell(fact))


def _tell(fact: Fact) -> dict[str, Any]:
    spans = [evidence.span for evidence in fact.evidence]
    row: dict[str, Any] = {
        "fact_id": fact.id,
        "type": type(fact).__name__.lower(),
        "status": fact.status.value,
        "date": fact.date.value if fact.date else None,
        "start": spans[0].start if spans else -1,
        "end": spans[0].end if spans else -1,
        "confidence": fact.confidence,
        "fact": _write(unstructure(fact)),
    }
    if not isinstance(fact, Donation):
        return row | {"parties": _names(fact.parties), "kind": fact.kind.value}
    amount = fact.amount
    if amount is not None:
        row |= {
            "amount": _print(amount.value),
            "amount_low": _print(amount.low),
            "amount_high": _print(amount.high),
            "currency": amount.currency,
            "per": amount.per,
        }
    return row | {
        "donors": _names(fact.donors),
        "recipients": _names(fact.recipients),
        "channels": _names(fact.channels),
        "items": [item.text for item in fact.items],
        "kind": fact.form.value,
        "scope": fact.scope.value,
        "part_of": fact.part_of,
    }


def _names(parties: tuple[Party, ...]) -> list[str]:
    return [party.name for party in parties]


def _print(number: Decimal | None) -> str | None:
    return None if number is None else print_decimal(number)


def _write(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Half a surrogate pair is no text for Arrow; as an escape it is, and is read back as it was.
    return text if _is_text(text) else json.dumps(data, separators=(",", ":"))


def _make_sendable(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _repair(value) for key, value in row.items()}


def _repair(value: Any) -> Any:
    if isinstance(value, list):
        return [_repair(part) for part in value]
    return (
        value.encode("utf-8", "replace").decode() if isinstance(value, str) and not _is_text(value) else value
    )


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
