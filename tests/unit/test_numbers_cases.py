"""Sums and counts in running text: the lines of cases/numbers.jsonl."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aidfacts.model.quantity import Amount, Quantity
from aidfacts.quantity import find_amounts, find_quantities, read_figures

PATH = Path(__file__).parent.parent / "cases" / "numbers.jsonl"
CASES = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]


def describe(figure: Amount | Quantity) -> dict[str, Any]:
    """Return *figure* as a case tells it."""
    told: dict[str, Any] = {
        "text": figure.text,
        **{name: getattr(figure, name) for name in ("value", "low", "high")},
        "modifier": figure.modifier.value,
        "per": figure.per,
    }
    if isinstance(figure, Amount):
        return told | {"currency": figure.currency}
    return told | {"unit": figure.unit}


def expected(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            key: Decimal(value) if key in ("value", "low", "high") and value is not None else value
            for key, value in figure.items()
        }
        for figure in case["expect"]
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    """Each line of the file is read as it says, and every span cuts its surface out of the caller's text."""
    text = case["text"]
    figures = sorted([*find_amounts(text), *find_quantities(text)], key=lambda figure: figure.span)
    assert [describe(figure) for figure in figures] == expected(case)
    for figure in figures:
        assert figure.span.cut(text) == figure.text


def test_there_are_enough_cases() -> None:
    """The file covers every shape, look-alikes included."""
    assert len(CASES) >= 400
    assert sum(not case["expect"] for case in CASES) >= 100
    assert len({case["id"] for case in CASES}) == len({case["text"] for case in CASES}) == len(CASES)


def test_clean_text_and_part_of_a_text() -> None:
    """Inside the pipeline the same figures come out, counted in the whole text, from the stretch asked for."""
    text = "锦澄集团捐款5万元,岚溪商会捐款3万元,惠及60余人。"
    assert [str(figure) for figure in read_figures(text)] == ["5万元", "3万元", "60多人"]
    (figure,) = read_figures(text, text.index("岚"), text.index("惠"))
    assert figure.span.cut(text) == figure.text == "3万元"


def test_currency_of_a_bare_yuan() -> None:
    """元 is the caller's currency where the page is not from the Mainland; a named currency stays what it is."""
    amounts = find_amounts("善款5万元,另有人民币3万元和2万美元", currency="HKD")
    assert [amount.currency for amount in amounts] == ["HKD", "CNY", "USD"]
