"""The five real pages: every fact of their gold record, with every argument."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from aidfacts import Document, extract
from aidfacts.evaluate import GoldRecord, Scores, Told, compare, read_gold, read_told

GOLD = read_gold(Path(__file__).parent.parent / "seeds" / "gold.jsonl")


@cache
def _extract(name: str) -> Document:
    [record] = [record for record in GOLD if record.id == name]
    assert record.text is not None
    return extract(record.text, id=record.id, title=record.title, published=record.published)


@cache
def _score(name: str) -> Scores:
    [record] = [record for record in GOLD if record.id == name]
    return compare([record], {name: read_told(_extract(name).to_dict())})


FACTS = [
    pytest.param(record, fact, id=f"{record.id[:3]}-{fact.fact[:-1]}-{number}")
    for record in GOLD
    for number, fact in enumerate(record.facts, 1)
    if not fact.optional
]


@pytest.mark.parametrize(("record", "fact"), FACTS)
def test_fact(record: GoldRecord, fact: Told) -> None:
    """A gold fact is found with all its arguments, its status, scope, kind and date."""
    troubles = [str(problem) for problem in _score(record.id).problems if problem.gold is fact]
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize("record", GOLD, ids=lambda record: record.id[:3])
def test_page(record: GoldRecord, check: Callable[[Document], None]) -> None:
    """A page gives no false fact, exact spans, and JSON that fits the schema."""
    check(_extract(record.id))
    assert [str(problem) for problem in _score(record.id).problems if problem.kind == "false"] == []


@pytest.mark.parametrize("record", GOLD, ids=lambda record: record.id[:3])
def test_facts_tell_their_reasons(record: GoldRecord) -> None:
    """Every fact has evidence, names the rules that fired, and has a confidence that is a probability."""
    for fact in _extract(record.id).facts:
        assert fact.evidence
        assert fact.rules
        assert 0 < fact.confidence <= 1
