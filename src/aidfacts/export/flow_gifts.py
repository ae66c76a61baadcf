"""Which gifts a picture or a graph of the flow counts, and who is who in it across documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import evolve, field, frozen

from aidfacts.export.phrases import say_amount, say_items, say_number
from aidfacts.model.document import Document
from aidfacts.model.fact import Donation, Party, PartyKind, Scope, Status
from aidfacts.model.quantity import Amount, Modifier

MASKED = "*"  # in the name of a masked person, who may share it with others


@frozen
class Node:
    """
    A party of the flow. The same name with the same code is one party wherever it is told.

    `local` names the document of a party that is none elsewhere: a group without a name, a masked person.
    """

    name: str
    code: str = ""
    local: str = ""
    kind: PartyKind = field(default=PartyKind.OTHER, eq=False)


@frozen
class Gift:
    """
    A gift as it flows, or what a total holds beyond its parts (`rest`).

    `low` is the exact lower bound in `currency`, None where nothing is known of the worth. `adds` tells whether it may
    be added to others: not a total over many acts, which may hold them, nor a rate or what has no lower bound.
    """

    document: str
    fact: str
    donors: tuple[Node, ...]
    recipients: tuple[Node, ...]
    channels: tuple[Node, ...]
    what: str
    low: Decimal | None
    currency: str
    exact: bool
    adds: bool
    status: Status
    date: str | None
    rest: bool = False


def select_gifts(document: Document, name: str) -> Iterator[Gift]:
    """
    Yield the gifts of *document* that count: never a total beside its parts.

    Of a total with parts only what it holds beyond them is left: its lower bound less their upper bounds, nothing where
    one of these is not known.
    """
    parts: dict[str, list[Donation]] = {}
    for donation in document.donations:
        if donation.part_of is not None:
            parts.setdefault(donation.part_of, []).append(donation)
    totals = {donation.id: donation for donation in document.donations}
    for donation in document.donations:
        gift = _read(document, _complete(donation, totals), name)
        if donation.id not in parts:
            yield gift
        elif (rest := _rest(donation.amount, [part.amount for part in parts[donation.id]])) > 0:
            what = f"≥ {say_number(rest)} {gift.currency} beyond the parts of {donation.id}"
            yield evolve(gift, what=what, low=rest, exact=False, rest=True)


def _complete(part: Donation, totals: Mapping[str, Donation]) -> Donation:
    """Return *part* with the givers and receivers of its total, where it tells none itself."""
    total = totals.get(part.part_of or "")
    if total is None:
        return part
    return evolve(part, donors=part.donors or total.donors, recipients=part.recipients or total.recipients)


def _read(document: Document, donation: Donation, name: str) -> Gift:
    amount = donation.amount
    plain = amount is not None and amount.per is None
    told = [say_amount(amount), say_items(donation)]
    return Gift(
        document=name,
        fact=donation.id,
        donors=tuple(identify(document, party, name) for party in donation.donors),
        recipients=tuple(identify(document, party, name) for party in donation.recipients),
        channels=tuple(identify(document, party, name) for party in donation.channels),
        what=", ".join(filter(None, told)) or donation.form.value,
        low=amount.low if amount is not None and plain else None,
        currency=amount.currency if amount is not None else "",
        exact=amount is not None and amount.modifier is Modifier.EXACT,
        adds=donation.scope is Scope.SINGLE and plain and amount is not None and amount.low is not None,
        status=donation.status,
        date=donation.date.value if donation.date else None,
    )


def _rest(total: Amount | None, parts: Sequence[Amount | None]) -> Decimal:
    if total is None or total.low is None or total.per is not None:
        return Decimal(0)
    rest = total.low
    for part in parts:
        if part is None or part.high is None or (part.currency, part.per) != (total.currency, None):
            return Decimal(0)
        rest -= part.high
    return rest


def identify(document: Document, party: Party, name: str) -> Node:
    """Return who *party* of the document called *name* is among the parties of all documents."""
    if party.named and MASKED not in party.name:
        return Node(party.name, party.adcode or "", "", party.kind)
    for number, each in enumerate(document.parties):
        if each.name == party.name and any(mention.span == party.span for mention in each.mentions):
            return Node(party.name, party.adcode or "", f"{name}#{number}", party.kind)
    place = "" if party.span is None or party.named is False else str(party.span.start)
    return Node(party.name, party.adcode or "", f"{name}@{place}", party.kind)


def join_parties(gifts: Iterable[Gift]) -> tuple[Gift, ...]:
    """
    Return *gifts* with each party in one form, each gift once.

    A party without a code is the one of the same name that has one, where only one has. A gift that several
    documents tell with the same parties, sum and date is one gift; the first that tells it stands for it.
    """
    every = list(gifts)
    nodes = [node for gift in every for node in (*gift.donors, *gift.recipients, *gift.channels)]
    settled = settle(nodes)
    seen: dict[object, Gift] = {}
    for gift in every:
        joined = evolve(
            gift,
            donors=tuple(settled[node] for node in gift.donors),
            recipients=tuple(settled[node] for node in gift.recipients),
            channels=tuple(settled[node] for node in gift.channels),
        )
        same = seen.setdefault(_meaning(joined), joined)
        if same is not joined and same.document == joined.document:
            seen[joined.document, joined.fact, joined.rest] = joined  # told apart by its own document
    return tuple(seen.values())


def settle(nodes: Iterable[Node]) -> dict[Node, Node]:
    """Return for each of *nodes* the party it is, with its code and the kind it is told with most often."""
    every = list(nodes)
    codes: dict[str, set[str]] = {}
    for node in every:
        if node.code and not node.local:
            codes.setdefault(node.name, set()).add(node.code)
    coded = {
        node: evolve(node, code=next(iter(codes[node.name])))
        if not (node.code or node.local) and len(codes.get(node.name, ())) == 1
        else node
        for node in every
    }
    kinds: dict[Node, Counter[PartyKind]] = {}
    for node in every:
        kinds.setdefault(coded[node], Counter())[node.kind] += 1
    return {node: evolve(each, kind=kinds[each].most_common(1)[0][0]) for node, each in coded.items()}


def _meaning(gift: Gift) -> object:
    if gift.low is None or not gift.donors or not gift.recipients:
        return gift.document, gift.fact, gift.rest
    # Two documents that leave the day open may as well tell of one gift: what is drawn is a lower bound.
    return frozenset(gift.donors), frozenset(gift.recipients), gift.low, gift.what, gift.currency, gift.date
