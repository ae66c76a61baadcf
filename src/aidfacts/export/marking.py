"""Which characters of a text carry which role of which fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import frozen

from aidfacts.model.document import Document
from aidfacts.model.fact import Donation, Fact
from aidfacts.model.span import Span

# In the order in which the legend names them; evidence is drawn under all others.
ROLES = (
    "donor",
    "recipient",
    "channel",
    "party",
    "amount",
    "item",
    "date",
    "purpose",
    "beneficiary",
    "evidence",
)


@frozen(order=True)
class Mark:
    """A span that plays a role in the fact numbered *fact*."""

    span: Span
    role: str
    fact: str


@frozen
class Stretch:
    """Characters under the same marks, none of which begins or ends inside."""

    span: Span
    marks: tuple[Mark, ...]


def _list_spans(fact: Fact) -> Iterator[tuple[str, Span | None]]:
    if isinstance(fact, Donation):
        for role, parties in (
            ("donor", fact.donors),
            ("recipient", fact.recipients),
            ("channel", fact.channels),
        ):
            for party in parties:
                yield role, party.span
        for item in fact.items:
            yield "item", item.span
            if item.quantity:
                yield "item", item.quantity.span
            if item.value:
                yield "amount", item.value.span
        if fact.amount:
            yield "amount", fact.amount.span
        if fact.purpose:
            yield "purpose", fact.purpose.span
        for beneficiary in fact.beneficiaries:
            yield "beneficiary", beneficiary.span
    else:
        for party in fact.parties:
            yield "party", party.span
    if fact.date:
        yield "date", fact.date.span
    for evidence in fact.evidence:
        yield "evidence", evidence.span


def list_marks(facts: Iterable[Fact]) -> tuple[Mark, ...]:
    """Return every span of *facts* with its role, in text order, each once."""
    return tuple(
        sorted({Mark(span, role, fact.id) for fact in facts for role, span in _list_spans(fact) if span})
    )


def cut_stretches(document: Document) -> Iterator[Stretch]:
    """
    Yield the text of *document* cut at every place where a mark begins or ends, without a gap.

    Marks nest and cross (a name inside evidence, one sum of two facts); a stretch knows all that cover it.
    """
    marks = list_marks(document.facts)
    edges = sorted({0, document.length, *(at for mark in marks for at in (mark.span.start, mark.span.end))})
    waiting = list(reversed(marks))
    active: list[Mark] = []
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.span.end > start]
        while waiting and waiting[-1].span.start <= start:
            active.append(waiting.pop())
        yield Stretch(Span(start, end), tuple(mark for mark in active if mark.span.end > start))
