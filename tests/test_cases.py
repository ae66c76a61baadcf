"""What is right, passage by passage: the lines of tests/cases/, scored by the evaluator."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aidfacts import Document, extract
from aidfacts.evaluate import GoldRecord, compare, read_told

CASES = Path(__file__).parent / "cases"
FILES = ("giving", "negative", "partnership", "noise", "known_failures")


def _read(name: str) -> Iterator[dict[str, Any]]:
    path = CASES / f"{name}.jsonl"
    if path.exists():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise ValueError(f"{path.name}:{number}: {error}") from None


def _params() -> Iterator[Any]:
    for name in FILES:
        # Strict: a case that we have learnt to do must be moved to the file where it belongs.
        marks = [pytest.mark.xfail(strict=True, reason="known failure")] if name == "known_failures" else []
        for case in _read(name):
            yield pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", _params())
def test_case(case: dict[str, Any], check: Callable[[Document], None]) -> None:
    """Every expected fact is found with exactly its arguments and attributes, and no other."""
    document = extract(case["text"], id=case["id"], title=case.get("title"), published=case.get("published"))
    check(document)
    gold = GoldRecord(case["id"], read_told(case["expect"]))
    scores = compare([gold], {case["id"]: read_told(document.to_dict())})
    assert not scores.problems, "\n".join([case["text"], *map(str, scores.problems)])


def test_case_ids_are_unique() -> None:
    """A case is known by its id, over all files."""
    ids = Counter(case["id"] for name in FILES for case in _read(name))
    assert [name for name, count in ids.items() if count > 1] == []


def test_case_texts_are_unique() -> None:
    """The same passage twice proves nothing the second time."""
    texts = Counter(case["text"] for name in FILES for case in _read(name))
    assert [text for text, count in texts.items() if count > 1] == []


def test_cases_are_whole() -> None:
    """Each line says what it is about and what it expects; a negative case expects nothing."""
    for name in FILES:
        for case in _read(name):
            assert {"id", "label", "text", "expect", "comment", "source"} <= set(case), case["id"]
            assert set(case["expect"]) <= {"donations", "partnerships"}, case["id"]
            if name == "negative":
                required = [
                    fact for facts in case["expect"].values() for fact in facts if not fact.get("optional")
                ]
                assert required == [], case["id"]
