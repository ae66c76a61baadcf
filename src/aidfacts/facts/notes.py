"""Writes into the rules of a fact what only the stages before know: where it stands, what was filled, who is meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar

from attrs import evolve

from aidfacts.model.fact import Donation, Fact, Party
from aidfacts.model.frame import Draft
from aidfacts.model.source import BlockKind
from aidfacts.model.span import Span

AnyFact = TypeVar("AnyFact", bound=Fact)
Reason = Callable[[Party], str]

_AS_WRITTEN = "named"  # what `Names.reason` says of a name that was taken as it stands


def note_drafts(drafts: Sequence[Draft], reason: Reason) -> tuple[Donation, ...]:
    """Return the gifts of *drafts* with notes: `blocks/heading`, `filled/recipients`, `names/我校: …`."""
    facts: list[Donation] = []
    for draft in drafts:
        block = (f"blocks/{draft.block}",) if draft.block is not BlockKind.BODY else ()
        filled = tuple(f"filled/{role}" for role in ("donors", "recipients") if role in draft.filled)
        facts.append(evolve(draft.fact, rules=(*draft.fact.rules, *block, *filled)))
    return note_names(facts, reason)


def note_names(facts: Sequence[AnyFact], reason: Reason) -> tuple[AnyFact, ...]:
    """Return *facts* with a note for each party that stands under another name than its own, and the *reason*."""
    noted: list[AnyFact] = []
    for fact in facts:
        rules = tuple(dict.fromkeys((*fact.rules, *_tell_names(fact, reason))))
        noted.append(evolve(fact, rules=rules) if rules != fact.rules else fact)
    return tuple(noted)


def note_known(facts: Sequence[AnyFact], known: Collection[Span]) -> tuple[AnyFact, ...]:
    """Return *facts* with a note for each party whose name the caller told: `known/青芒`."""
    if not known:
        return tuple(facts)
    return tuple(
        evolve(
            fact,
            rules=(*fact.rules, *dict.fromkeys(f"known/{p.text}" for p in _parties(fact) if p.span in known)),
        )
        for fact in facts
    )


def _parties(fact: Fact) -> tuple[Party, ...]:
    return (*fact.donors, *fact.recipients, *fact.channels) if isinstance(fact, Donation) else fact.parties


def _tell_names(fact: Fact, reason: Reason) -> Iterator[str]:
    for party in _parties(fact):
        told = reason(party)
        if party.name != party.text and told != _AS_WRITTEN:
            yield f"names/{party.text}: {told}"
