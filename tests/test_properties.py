"""What holds for every text: exact spans, the same facts under noise, the same answer twice, peace on junk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts import Document, Options, extract
from strategies import PASSAGES, Noisy, chinese_junk, junk, noisy_passages

Check = Callable[[Document], None]


def _meaning(document: Document) -> list[dict[str, Any]]:
    """Return the facts without what depends on the place and the spelling: spans, texts, reasons, confidence."""

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: strip(part)
                for key, part in value.items()
                if key not in {"span", "text", "evidence", "rules", "confidence", "purpose", "beneficiaries"}
            }
        return [strip(part) for part in value] if isinstance(value, list) else value

    data = document.to_dict()
    return [strip(fact) for fact in [*data["donations"], *data["partnerships"]]]


@pytest.mark.parametrize("text", PASSAGES, ids=range(len(PASSAGES)))
def test_passages_hold_facts(text: str, check: Check) -> None:
    """The passages that noise is planted in do hold a fact, or the next test would prove nothing."""
    document = extract(text)
    check(document)
    assert document.facts


@given(passage=noisy_passages())
def test_noise_changes_no_fact(passage: Noisy, check: Check) -> None:
    """Readings, hidden characters, full-width digits and line breaks inside words give the same facts back."""
    clean, noisy = extract(passage.clean), extract(passage.raw)
    check(noisy)
    assert _meaning(noisy) == _meaning(clean)


@given(text=chinese_junk())
def test_spans_are_exact_on_nonsense(text: str, check: Check) -> None:
    """Whatever is made of a text, every span cuts out what it says, and the JSON fits its schema."""
    check(extract(text))


@given(text=junk())
def test_junk_gives_nothing(text: str, check: Check) -> None:
    """Random characters hold no fact and raise no error."""
    document = extract(text)
    check(document)
    assert document.facts == ()


@given(before=junk(), after=junk())
def test_spans_count_in_the_callers_text(before: str, after: str, check: Check) -> None:
    """What stands around a fact moves its spans and breaks none."""
    check(extract(f"{before}\n{PASSAGES[0]}\n{after}"))


@given(text=st.sampled_from(PASSAGES) | chinese_junk())
def test_same_text_same_answer(text: str) -> None:
    """Extraction is a function of its text."""
    assert extract(text).to_json() == extract(text).to_json()


@pytest.mark.parametrize("text", PASSAGES, ids=range(len(PASSAGES)))
def test_rejected_changes_no_fact(text: str) -> None:
    """Asking for what was rejected changes nothing else."""
    assert extract(text).facts == extract(text, options=Options(rejected=True)).facts


@pytest.mark.parametrize("text", PASSAGES, ids=range(len(PASSAGES)))
def test_a_page_said_twice_is_one_fact(text: str) -> None:
    """The same gift told again is no second gift."""
    assert len(extract(f"{text}\n{text}").facts) == len(extract(text).facts)
