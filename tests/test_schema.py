"""The JSON form: published as a schema, the same as the types, and readable back."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, ValidationError

from aidfacts import Document, InputError, Options, extract
from aidfacts.convert import structure_document
from aidfacts.export.schema import print_schema
from aidfacts.model.fact import Donation, Form, Item, Party, PartyKind
from aidfacts.model.quantity import Amount, Modifier, Quantity
from aidfacts.model.span import Evidence, Span
from strategies import PASSAGES, documents

TEXT = "云岭公司捐款15万元。"


def _build_document() -> Document:
    amount = Amount(
        Decimal("1.5E+5"), Decimal(150000), None, Modifier.AT_LEAST, "CNY", None, "15万元", Span(6, 10)
    )
    quantity = Quantity(None, Decimal("0.50"), Decimal(3), Modifier.RANGE, "台", "15", Span(6, 8))
    party = Party("云岭公司", "云岭公司", Span(0, 4), PartyKind.COMPANY)
    absent = Party("青禾县", "青禾县", None, PartyKind.PLACE, adcode="150921")
    donation = Donation(
        id="d1",
        donors=(party,),
        recipients=(absent,),
        amount=amount,
        items=(Item("款", "款", Span(5, 6), quantity),),
        form=Form.CASH,
        evidence=(Evidence("捐款", Span(4, 6)),),
        confidence=0.9,
    )
    return Document(text=TEXT, id="x", donations=(donation,))


def test_published_schema_is_fresh(root: Path) -> None:
    """docs/schema holds what the types say today: `aidfacts schema > docs/schema/aidfacts-1.json`."""
    path = root / "docs" / "schema" / "aidfacts-1.json"
    if not path.parent.parent.exists():
        pytest.skip("no docs here: the suite runs on the wheel")
    assert path.read_text(encoding="utf-8") == print_schema()


def test_schema_is_one(schema: dict[str, Any]) -> None:
    """The schema is itself valid."""
    Draft202012Validator.check_schema(schema)


def test_keys_stand_in_order() -> None:
    """Keys come in the order of docs/facts.md, numbers as plain strings, spans as pairs."""
    data = _build_document().to_dict()
    assert list(data) == ["schema_version", "document", "donations", "partnerships"]
    assert list(data["document"]) == ["id", "title", "published", "script", "length"]
    [donation] = data["donations"]
    assert " ".join(donation) == (
        "id donors recipients channels amount items form status scope date purpose beneficiaries part_of "
        "evidence rules confidence"
    )
    assert donation["amount"] == {
        "value": "150000",
        "low": "150000",
        "high": None,
        "modifier": "at_least",
        "currency": "CNY",
        "per": None,
        "text": "15万元",
        "span": [6, 10],
    }
    assert list(donation["amount"]) == ["value", "low", "high", "modifier", "currency", "per", "text", "span"]
    assert donation["items"][0]["quantity"]["low"] == "0.5"
    assert list(donation["donors"][0]) == ["name", "text", "span", "kind", "named", "adcode"]
    assert donation["recipients"][0]["span"] is None


def test_built_document_fits(check: Any) -> None:
    """A document built by hand fits the schema."""
    document = _build_document()
    Draft202012Validator(json.loads(print_schema())).validate(document.to_dict())


@pytest.mark.parametrize("change", [{"confidence": 2}, {"id": "x1"}, {"form": "gift"}, {"more": 1}])
def test_schema_refuses(change: dict[str, Any], schema: dict[str, Any]) -> None:
    """The schema is narrow: a wrong value or an unknown key does not pass."""
    data = _build_document().to_dict()
    data["donations"][0] |= change
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate(data)


def test_json_reads_back() -> None:
    """What was written is read back as equal objects."""
    document = _build_document()
    assert structure_document(json.loads(document.to_json()), TEXT) == document


@pytest.mark.parametrize("text", PASSAGES, ids=range(len(PASSAGES)))
def test_facts_read_back(text: str) -> None:
    """So it is with what was extracted."""
    document = extract(text, id="a")
    back = structure_document(json.loads(document.to_json()), text)
    assert back.to_json() == document.to_json()


@pytest.mark.parametrize("rejected", [False, True])
def test_pages_read_back_whole(seeds: Path, rejected: bool) -> None:
    """The full form holds everything but the text, and is plain; so it is with every seed."""
    options = Options(rejected=rejected)
    for path in sorted(seeds.glob("*.txt")):
        document = extract(path.read_text(encoding="utf-8"), options=options)
        data = document.to_dict(full=True)
        assert json.loads(json.dumps(data)) == data
        assert Document.from_dict(data, document.text) == document
        assert document.parties
        shorter = Document.from_dict(document.to_dict(), document.text)
        assert shorter.to_dict() == document.to_dict()


@given(documents())
def test_any_document_reads_back(document: Document) -> None:
    """Whatever stands in a document, it is written and read the same, by way of JSON and of msgpack's tuples too."""
    data = document.to_dict(full=True)
    assert Document.from_dict(data, document.text) == document
    assert Document.from_dict(json.loads(json.dumps(data)), document.text) == document
    assert Document.from_dict(_to_tuples(data), document.text) == document
    assert Document.from_dict(document.to_dict()).to_dict() == document.to_dict()


def _to_tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _to_tuples(part) for key, part in value.items()}
    return tuple(map(_to_tuples, value)) if isinstance(value, list) else value


def test_values_are_plain() -> None:
    """A choice is a plain string, for whoever packs the dict in another way than JSON."""
    data = _build_document().to_dict()
    assert type(data["donations"][0]["form"]) is str
    assert type(data["donations"][0]["amount"]["modifier"]) is str


def test_other_text_is_told() -> None:
    """A result is not put onto a text that it was not made of."""
    with pytest.raises(InputError, match="5 characters, that of the result had 11"):
        Document.from_dict(_build_document().to_dict(), "今日多云。")


@pytest.mark.parametrize(
    "data", [{}, [], None, {"schema_version": "2"}, {"schema_version": "1", "document": {}}]
)
def test_strange_json_is_told(data: Any) -> None:
    """JSON that is no result is an InputError that says what it found."""
    with pytest.raises(InputError, match=r"schema_version|not a result"):
        structure_document(data)
