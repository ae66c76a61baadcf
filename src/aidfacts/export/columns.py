"""The columns of the flat tables, and what each holds; docs/tables.md explains every one."""

from __future__ import annotations

from enum import StrEnum

from aidfacts.errors import OptionError


class Holds(StrEnum):
    """What the cells of a column hold; any may be None."""

    TEXT = "text"
    DECIMAL = "decimal"
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "truth"


_T, _D, _I, _N, _B = Holds.TEXT, Holds.DECIMAL, Holds.INTEGER, Holds.NUMBER, Holds.TRUTH

FACTS: dict[str, Holds] = {
    "record": _I,
    "document_id": _T,
    "document_title": _T,
    "document_published": _T,
    "fact_id": _T,
    "fact_type": _T,
    "kind": _T,
    "donors": _T,
    "donor_kinds": _T,
    "recipients": _T,
    "recipient_kinds": _T,
    "channels": _T,
    "channel_kinds": _T,
    "parties": _T,
    "party_kinds": _T,
    "amount_value": _D,
    "amount_low": _D,
    "amount_high": _D,
    "amount_modifier": _T,
    "currency": _T,
    "per": _T,
    "amount_text": _T,
    "valuation": _T,
    "items": _T,
    "form": _T,
    "status": _T,
    "scope": _T,
    "parent_id": _T,
    "count_in_totals": _B,
    "date": _T,
    "date_precision": _T,
    "place": _T,
    "place_code": _T,
    "subject": _T,
    "purpose": _T,
    "beneficiaries": _T,
    "evidence": _T,
    "evidence_spans": _T,
    "evidence_start": _I,
    "evidence_end": _I,
    "confidence": _N,
    "rules": _T,
    "schema_version": _T,
    "library_version": _T,
    "error": _T,
}

PARTIES: dict[str, Holds] = {
    "record": _I,
    "document_id": _T,
    "fact_id": _T,
    "fact_type": _T,
    "role": _T,
    "position": _I,
    "name": _T,
    "text": _T,
    "start": _I,
    "end": _I,
    "kind": _T,
    "named": _B,
    "place": _T,
    "place_code": _T,
}

ITEMS: dict[str, Holds] = {
    "record": _I,
    "document_id": _T,
    "fact_id": _T,
    "position": _I,
    "name": _T,
    "text": _T,
    "start": _I,
    "end": _I,
    "quantity_value": _D,
    "quantity_low": _D,
    "quantity_high": _D,
    "quantity_modifier": _T,
    "unit": _T,
    "quantity_per": _T,
    "quantity_text": _T,
    "worth_value": _D,
    "worth_low": _D,
    "worth_high": _D,
    "worth_modifier": _T,
    "currency": _T,
    "per": _T,
}

TABLES: dict[str, dict[str, Holds]] = {"facts": FACTS, "parties": PARTIES, "items": ITEMS}


def get_columns(table: str) -> dict[str, Holds]:
    """
    Return the columns of *table* with what each holds.

    Raises: OptionError where there is no such table.
    """
    if table not in TABLES:
        raise OptionError(f"table {table!r} is none; choose one of {', '.join(TABLES)}")
    return TABLES[table]
