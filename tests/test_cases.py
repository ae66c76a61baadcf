"""What is right, passage by passage: the lines of tests/cases/, scored by the evaluator."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aidfacts import Document, extract
from aidfacts.evaluate import GoldRecord, Problem, compare, read_told

CASES = Path(__file__).parent / "cases"
FILES = ("giving", "negative", "partnership", "noise")
KNOWN = CASES / "known_failures.txt"  # ids of cases that fail today; tools/sort_cases.py writes it


def read_cases(name: str) -> Iterator[dict[str, Any]]:
    """Yield the cases of a file; none where there is no such file."""
    path = CASES / f"{name}.jsonl"
    if path.exists():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise ValueError(f"{path.name}:{number}: {error}") from None


def run_case(case: dict[str, Any]) -> tuple[Document, tuple[Problem, ...]]:
    """Return what is found in a case, and everything that differs from what it expects."""
    document = extract(case["text"], id=case["id"], title=case.get("title"), published=case.get("published"))
    gold = GoldRecord(case["id"], read_told(case["expect"]))
    return document, compare([gold], {case["id"]: read_told(document.to_dict())}).problems


def read_known() -> list[str]:
    """Return the ids of the cases that are known to fail."""
    lines = KNOWN.read_text(encoding="utf-8").split("\n") if KNOWN.exists() else []
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


def _params() -> Iterator[Any]:
    for name in FILES:
        for case in read_cases(name):
            yield pytest.param(case, id=case["id"])


@pytest.fixture(scope="module")
def known() -> frozenset[str]:
    """The ids of the cases that are known to fail."""
    return frozenset(read_known())


@pytest.mark.parametrize("case", list(_params()))
def test_case(case: dict[str, Any], check: Callable[[Document], None], known: frozenset[str]) -> None:
    """Every expected fact is found with exactly its arguments and attributes, and no other."""
    document, problems = run_case(case)
    check(document)  # spans and JSON hold in a known failure too
    told = "\n".join([case["text"], *map(str, problems)])
    if case["id"] in known:
        # Strict: a case that we have learnt to do comes off the list.
        assert problems, f"{case['id']} is right now; run tools/sort_cases.py"
        pytest.xfail(told)
    assert not problems, told


def test_known_failures_are_cases() -> None:
    """The list of known failures names cases that there are, each once."""
    ids = {case["id"] for name in FILES for case in read_cases(name)}
    assert [name for name, count in Counter(read_known()).items() if count > 1 or name not in ids] == []


def test_case_ids_are_unique() -> None:
    """A case is known by its id, over all files."""
    ids = Counter(case["id"] for name in FILES for case in read_cases(name))
    assert [name for name, count in ids.items() if count > 1] == []


def test_case_texts_are_unique() -> None:
    """The same passage twice proves nothing the second time."""
    texts = Counter(case["text"] for name in FILES for case in read_cases(name))
    assert [text for text, count in texts.items() if count > 1] == []


def test_cases_are_whole() -> None:
    """Each line says what it is about and what it expects; a negative case expects nothing."""
    for name in FILES:
        for case in read_cases(name):
            assert {"id", "label", "text", "expect", "comment", "source"} <= set(case), case["id"]
            assert set(case["expect"]) <= {"donations", "partnerships"}, case["id"]
            if name == "negative":
                required = [
                    fact for facts in case["expect"].values() for fact in facts if not fact.get("optional")
                ]
                assert required == [], case["id"]
