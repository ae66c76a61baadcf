"""Fixtures of all tests. Sockets are blocked by the options in pyproject.toml."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, settings

import aidfacts
from aidfacts.model.document import Document
from aidfacts.model.span import Span

ROOT = Path(__file__).parent.parent

settings.register_profile(
    "suite",
    deadline=None,  # the first example of a process loads the lexicons
    derandomize=True,  # the same examples on every machine; a found failure becomes a case
    # The built wheel runs after the source, on the same code; what it may lack shows in a few examples.
    max_examples=15 if os.environ.get("AIDFACTS_EXPECTED_AT") else 60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Stop at once where the suite was meant to run on the built wheel and would run on something else."""
    expected = os.environ.get("AIDFACTS_EXPECTED_AT")
    if expected and not Path(aidfacts.__file__).resolve().is_relative_to(Path(expected).resolve()):
        pytest.exit(f"aidfacts comes from {aidfacts.__file__}, not from {expected}", returncode=3)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds tests/, seeds/ and, in a checkout, everything else."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the seed pages."""
    return ROOT / "seeds"


@pytest.fixture
def count_calls() -> Callable[[Callable[[], object]], int]:
    """Count the functions that some work calls, Python's and C's: a measure of work, the same on every machine."""

    def count(work: Callable[[], object]) -> int:
        calls = 0

        def hook(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(hook)
        try:
            work()
        finally:
            sys.setprofile(before)
        return calls

    return count


def _spans(value: object) -> Iterator[tuple[Span, str]]:
    if attrs.has(type(value)) and not isinstance(value, Span):
        span = getattr(value, "span", None)
        if isinstance(span, Span):
            yield span, value.text  # type: ignore[attr-defined]
        for attribute in attrs.fields(type(value)):
            yield from _spans(getattr(value, attribute.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _spans(part)


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The JSON Schema of a result."""
    from aidfacts.export.schema import build_schema

    return build_schema()


@pytest.fixture(scope="session")
def check(schema: dict[str, Any]) -> Callable[[Document], None]:
    """Assert what holds for every result: spans cut their text out, bounds are in order, the JSON fits its schema."""
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(schema)

    def _check(document: Document) -> None:
        for span, text in _spans(document):
            assert span.cut(document.text) == text
        ids = [fact.id for fact in document.facts]
        assert len(ids) == len(set(ids))
        for donation in document.donations:
            assert donation.part_of is None or donation.part_of in ids
        data = document.to_dict()
        validator.validate(data)
        assert data["document"]["length"] == len(document.text)
        assert json.loads(document.to_json()) == data

    return _check


@pytest.fixture(scope="session")
def call() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command line in a process of its own; it never shows a traceback."""

    def _call(
        *arguments: object, stdin: bytes = b"", cwd: Path | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        result = subprocess.run(
            [sys.executable, "-m", "aidfacts", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            timeout=120,
            cwd=cwd,
        )
        assert b"Traceback" not in result.stderr, result.stderr.decode()
        return result

    return _call
