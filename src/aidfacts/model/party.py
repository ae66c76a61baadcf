"""The parties of a document: one entry a party, with every place that tells of it."""

from __future__ import annotations

from attrs import frozen

from aidfacts.model.fact import PartyKind
from aidfacts.model.span import Span


@frozen
class PartyMention:
    """
    One place that tells of a party, and why it is taken to mean it.

    `reason` is a row key (`pointers/该`) or the name of a step (`short form`, `owner of the page`), with the
    words that decided where there are any.
    """

    text: str
    span: Span
    reason: str


@frozen
class DocumentParty:
    """
    Someone a document tells of, under all names.

    `name` is the fullest form that the document supports, `aliases` the other names that it goes by (no
    pointing words such as 该院), `mentions` all places in text order. `named` is False for a group without a
    name (爱心企业). `adcode` is the GB/T 2260 code of the division that the party is or lies in, None where the
    text does not tell.
    """

    name: str
    kind: PartyKind
    named: bool = True
    adcode: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[PartyMention, ...] = ()
