"""Object phrases: the lines of cases/goods.jsonl; a | in `text` stands where the giving verb ends (or begins)."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount
from aidfacts.model.span import Span
from aidfacts.quantity import read_figures
from aidfacts.quantity.goods import read_left_objects, read_objects

PATH = Path(__file__).parent / "cases" / "goods.jsonl"
CASES = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]


def read_case(case: dict[str, Any]) -> tuple[str, Objects]:
    """Read the object of *case*; the text comes back without its |."""
    at = case["text"].index("|")
    text = case["text"].replace("|", "")
    span = Span(0, at) if case["side"] == "left" else Span(at, len(text))
    reader = read_left_objects if case["side"] == "left" else read_objects
    return text, reader(text, span, read_figures(text, span.start, span.end))


def number(amount: Amount | None) -> Decimal | None:
    return amount.value if amount is not None else None


def check_items(objects: Objects, expected: list[dict[str, str | None]]) -> None:
    found = [
        (item.name, item.quantity and item.quantity.value, item.quantity and item.quantity.unit)
        for item in objects.items
    ]
    assert len(found) == len(expected), found
    for (name, value, unit), gold in zip(found, expected, strict=True):
        assert gold["name"] is not None
        assert gold["name"] in name, found
        assert value == (Decimal(gold["value"]) if gold["value"] else None), found
        assert unit == gold["unit"], found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    """Every key that a line expects holds."""
    text, objects = read_case(case)
    for key, gold in case["expect"].items():
        if key == "items":
            check_items(objects, gold)
        elif key in {"amount", "cash", "goods_value", "total"}:
            assert number(getattr(objects, key)) == (Decimal(gold) if gold else None), key
        elif key == "sums":
            assert [number(each) for each in objects.sums] == [Decimal(each) for each in gold]
        elif key == "purpose":
            assert objects.purpose is not None
            assert objects.purpose.text == gold
        elif key == "beneficiaries":
            assert [each.text for each in objects.beneficiaries] == gold
        elif key == "ignored":
            assert [each.reason for each in objects.ignored] == gold
        elif key == "end":
            assert text[: objects.end].endswith(gold), text[objects.span.start : objects.end]
        else:
            assert getattr(objects, key) == gold, key


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_spans_cut_their_text(case: dict[str, Any]) -> None:
    """Whatever carries a span stands there in the text, inside the phrase that was asked for."""
    text, objects = read_case(case)
    evidence = [objects.purpose] if objects.purpose else []
    figures = [item.quantity for item in objects.items if item.quantity] + list(objects.sums)
    for each in (*objects.items, *objects.beneficiaries, *evidence, *figures):
        assert each.span.cut(text) == each.text


def test_ids_are_unique() -> None:
    """A line is named once."""
    assert len({case["id"] for case in CASES}) == len(CASES)
