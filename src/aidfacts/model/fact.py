"""What the library returns: parties, items, donations, partnerships."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Evidence, Span


class PartyKind(StrEnum):
    """What a party is."""

    GOVERNMENT = "government"
    COMPANY = "company"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    NGO = "ngo"
    PLACE = "place"
    PERSON = "person"
    GROUP = "group"
    PROJECT = "project"
    OTHER = "other"


class Form(StrEnum):
    """What a gift consists of."""

    CASH = "cash"
    GOODS = "goods"
    SERVICE = "service"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """How far a fact has come."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    COMPLETED = "completed"


class Scope(StrEnum):
    """One act, or a total over time or over many acts."""

    SINGLE = "single"
    CUMULATIVE = "cumulative"


class PartnershipKind(StrEnum):
    """What binds the parties, told by the head noun of the arrangement."""

    AGREEMENT = "agreement"
    PAIRING = "pairing"
    ALLIANCE = "alliance"
    CO_CONSTRUCTION = "co-construction"
    OTHER = "other"


@frozen
class Party:
    """
    Who gives, receives, passes on or signs.

    `name` is the fullest form that the document supports, cleaned and in simplified script; `text` is what
    stands at `span`. `named` is False for an unnamed group (爱心企业). `adcode` is the GB/T 2260 code of the
    division that the party is or lies in, None where the text does not tell. `span` is None only for a party
    that stands nowhere as such.
    """

    name: str
    text: str
    span: Span | None
    kind: PartyKind
    named: bool = True
    adcode: str | None = None


@frozen
class Item:
    """A named thing given: its kind (`name`), its number, and the money value told for it alone."""

    name: str
    text: str
    span: Span
    quantity: Quantity | None = None
    value: Amount | None = None


@frozen
class Date:
    """A date as precise as it is told: `2020`, `2020-06` or `2020-06-11`, with the words that told it."""

    value: str
    text: str
    span: Span


@frozen
class Beneficiary:
    """People helped who are not the recipient itself, with their number where told."""

    text: str
    span: Span
    quantity: Quantity | None = None


@frozen(kw_only=True)
class Donation:
    """
    A transfer, or a promise of one, with nothing bought in return.

    Every field is explained in docs/facts.md. `part_of` is the `id` of the total that this gift is a part of.
    `confidence` is the probability that all arguments are right. `rules` names the rows and steps that fired.
    """

    id: str
    donors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    channels: tuple[Party, ...] = ()
    amount: Amount | None = None
    items: tuple[Item, ...] = ()
    form: Form = Form.UNKNOWN
    status: Status = Status.COMPLETED
    scope: Scope = Scope.SINGLE
    date: Date | None = None
    purpose: Evidence | None = None
    beneficiaries: tuple[Beneficiary, ...] = ()
    part_of: str | None = None
    evidence: tuple[Evidence, ...] = ()
    rules: tuple[str, ...] = ()
    confidence: float = 0.5

    def explain(self) -> str:
        """Return in words what the fact is, where each part of it stands, and the rows and steps that led to it."""
        from aidfacts.explain import explain

        return explain(self)


@frozen(kw_only=True)
class Partnership:
    """Two or more parties in an explicit lasting arrangement; see docs/facts.md."""

    id: str
    parties: tuple[Party, ...] = ()
    kind: PartnershipKind = PartnershipKind.OTHER
    subject: str | None = None
    status: Status = Status.COMPLETED
    date: Date | None = None
    evidence: tuple[Evidence, ...] = ()
    rules: tuple[str, ...] = ()
    confidence: float = 0.5

    def explain(self) -> str:
        """Return in words what the fact is, where each part of it stands, and the rows and steps that led to it."""
        from aidfacts.explain import explain

        return explain(self)


Fact = Donation | Partnership
