"""How likely a fact is right: a small logistic model over what is known of it at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import Any, TypeVar

from aidfacts.lexicon import cache, read_table, read_toml
from aidfacts.model.fact import Donation, Fact, Party, PartyKind, Scope, Status
from aidfacts.model.quantity import Modifier
from aidfacts.model.values import evolve

AnyFact = TypeVar("AnyFact", bound=Fact)

# Nothing read from a text by rules is sure, and nothing that was kept is hopeless.
LOWEST, HIGHEST = 0.01, 0.99
# Rules whose key holds a word of the text or of a table: too many and too rare to weigh one by one.
_WORDED = frozenset({"triggers", "cues", "markers", "names", "pact_triggers"})
_LONG_NAME = 14  # characters; a tenth of the names in cases/ are longer
_SHORT_NAME = 3
_LONG_THING = 8


def features_of(fact: Fact) -> dict[str, float]:
    """
    Return what speaks for or against *fact*, by a readable name; what is not there is 0 and left out.

    Noise in the caller's text changes none of them: they look at names and rules, not at what is written.

    >>> from aidfacts.model.fact import Donation
    >>> sorted(features_of(Donation(id="d1")))
    ['amount: none', 'date: none', 'donors: none', 'items: none', 'recipients: none']
    """
    found = [
        *_common(fact),
        *(_of_gift(fact) if isinstance(fact, Donation) else _of_parties("parties", fact.parties)),
    ]
    if not isinstance(fact, Donation):
        found += [f"kind: {fact.kind}", *(["subject: none"] if fact.subject is None else [])]
    return dict.fromkeys(found, 1.0)


def _common(fact: Fact) -> Iterator[str]:
    if fact.status is not Status.COMPLETED:
        yield f"status: {fact.status}"
    if fact.date is None:
        yield "date: none"
    if len(fact.evidence) > 1:
        yield "evidence: several"
    for rule in fact.rules:
        group = rule.partition("/")[0]
        if group not in _WORDED:
            yield rule
        elif group in ("cues", "markers", "names"):
            yield group
    words = [rule.partition("/")[2] for rule in fact.rules if rule.startswith("triggers/")]
    for word in words[:1]:
        kind, strength = _triggers().get(word, ("", ""))
        yield f"trigger: {kind}"
        yield f"trigger: {strength}"
    if len(set(words)) > 1:
        yield "trigger: several"


def _of_gift(fact: Donation) -> Iterator[str]:
    yield from _of_parties("donors", fact.donors)
    yield from _of_parties("recipients", fact.recipients)
    if fact.channels:
        yield "channels"
    if fact.amount is None:
        yield "amount: none"
    else:
        if fact.amount.modifier is not Modifier.EXACT:
            yield "amount: vague"
        if fact.amount.per is not None:
            yield "amount: rate"
        if fact.items:
            yield "amount and items"
    if len(fact.items) != 1:
        yield "items: several" if fact.items else "items: none"
    if any(item.quantity is None for item in fact.items):
        yield "items: without number"
    if any(len(item.name) > _LONG_THING for item in fact.items):
        yield "items: long name"
    if fact.scope is Scope.CUMULATIVE:
        yield "scope: cumulative"
    if fact.beneficiaries:
        yield "beneficiaries"
    if fact.purpose is not None:
        yield "purpose"


def _of_parties(role: str, parties: Sequence[Party]) -> Iterator[str]:
    if len(parties) != 1:
        yield f"{role}: none" if not parties else f"{role}: two" if len(parties) == 2 else f"{role}: many"
    if any(not party.named for party in parties):
        yield f"{role}: unnamed"
    for kind in (PartyKind.PERSON, PartyKind.PLACE, PartyKind.GROUP, PartyKind.OTHER):
        if any(party.kind is kind for party in parties):
            yield f"{role}: {kind}"
    if any(len(party.name) > _LONG_NAME for party in parties):
        yield f"{role}: long name"
    if any(len(party.name) <= _SHORT_NAME and party.kind is not PartyKind.PERSON for party in parties):
        yield f"{role}: short name"


@cache
def _triggers() -> Mapping[str, tuple[str, str]]:
    return {row["word"]: (row["frame"], row["strength"]) for row in read_table("triggers")}


def contributions(fact: Fact) -> dict[str, float]:
    """Return what each feature of *fact* adds to the log odds that it is right; features without weight are left out."""
    weights: dict[str, float] = _model(fact)["weights"]
    return {name: weights[name] * value for name, value in features_of(fact).items() if name in weights}


def confidence_of(fact: Fact) -> float:
    """
    Return the probability that all arguments of *fact* are right, to two decimals.

    Source: data/confidence.toml, fitted by tools/fit_confidence.py; docs/trust.md has its reliability.
    """
    score = float(_model(fact)["intercept"]) + sum(contributions(fact).values())
    return round(min(HIGHEST, max(LOWEST, 1 / (1 + exp(-score)))), 2)


def _model(fact: Fact) -> dict[str, Any]:
    model: dict[str, Any] = read_toml("confidence")[
        "donations" if isinstance(fact, Donation) else "partnerships"
    ]
    return model


def weigh(facts: Sequence[AnyFact]) -> tuple[AnyFact, ...]:
    """Return *facts* with their confidence."""
    return tuple(evolve(fact, confidence=confidence_of(fact)) for fact in facts)
