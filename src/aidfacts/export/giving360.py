"""Gifts as grants of the 360Giving Data Standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from aidfacts.errors import OptionError
from aidfacts.export.phrases import say_items
from aidfacts.export.records import Results
from aidfacts.export.standards import (
    Exported,
    Inexact,
    Report,
    Undated,
    check_choices,
    hash_text,
    list_documents,
    list_single,
    make_slugs,
    name_country,
    name_lack,
    note_parties,
    note_rest,
    read_day,
    read_sum,
)
from aidfacts.model.fact import Party, PartyKind, Status
from aidfacts.summary.gifts import Gift
from aidfacts.summary.keys import name_place

TITLE = 140  # characters that the standard allows a title
PERSON = "Individual Recipient"  # the name that the standard gives to those who are not named


def to_360giving(
    results: Results,
    *,
    prefix: str,
    identifiers: Mapping[str, str] | None = None,
    inexact: Inexact = "drop",
    undated: Undated = "drop",
) -> Exported:
    """
    Return the gifts of *results* as a 360Giving package, with a report of what it has no place for.

    >>> import aidfacts
    >>> document = aidfacts.extract("2021年6月11日,锦澄集团向沐白中学捐款5万元,云岭公司捐款近3万元。", id="a")
    >>> exported = to_360giving(document, prefix="360G-example")
    >>> exported.data["grants"][0]["amountAwarded"], [str(part) for part in exported.dropped]
    (Decimal('50000'), ['a/d2 fact: range (近3万元)'])

    A grant needs one exact sum, a whole day, organisations that give, and somebody who receives; what lacks one of
    them is left out, as are totals, plans and rates. The name of a person who receives is not written.

    Args:
        prefix: the publisher's prefix (360G-…), which begins every identifier.
        identifiers: organisation identifiers by name, where they are known; others are made from prefix and name.
        inexact: what becomes of 近3万元, 90余万元: `drop`, or `low` to write the lower bound; both are reported.
        undated: what becomes of a gift without a whole day: `drop`, or `published` to write the day of the page where
            it is known and fits the year or month told; both are reported.

    Raises: OptionError where an argument is none; TypeError where *results* are none.
    """
    check_choices(inexact, undated)
    if not prefix:
        raise OptionError("prefix '' is none; give the publisher's prefix, such as 360G-example")
    report = Report()
    documents = list(list_documents(results, report))
    slugs = make_slugs(documents)
    publisher = _Publisher(prefix, identifiers or {}, inexact, undated)
    grants = [
        grant
        for gift in list_single(documents, report)
        for grant in _write_grant(gift, f"{slugs[gift.record]}-{gift.fact.id}", publisher, report)
    ]
    return Exported({"grants": grants}, len(grants), tuple(report.dropped))


@frozen
class _Publisher:
    prefix: str
    identifiers: Mapping[str, str]
    inexact: Inexact
    undated: Undated

    def write(self, party: Party) -> dict[str, Any]:
        known = self.identifiers.get(party.name)
        return {"id": known or f"{self.prefix}-{hash_text(party.name)}", "name": party.name}


def _write_grant(gift: Gift, number: str, publisher: _Publisher, report: Report) -> Iterator[dict[str, Any]]:
    fact = gift.fact
    amount, trouble = read_sum(gift, publisher.inexact)
    day, no_day = read_day(gift, publisher.undated)
    told = fact.amount.text if fact.amount else ""
    funders = [party for party in fact.donors if party.named]
    recipients = [party for party in fact.recipients if party.named]
    organisations = [party for party in recipients if party.kind is not PartyKind.PERSON]
    why = (
        (trouble if amount is None else None)
        or ("planned" if fact.status is Status.PLANNED else None)
        or (no_day if day is None else None)
        or (None if funders else name_lack("donor", fact.donors))
        or ("donor_person" if any(party.kind is PartyKind.PERSON for party in funders) else None)
        or (None if recipients else name_lack("recipient", fact.recipients))
    )
    if why is not None or fact.amount is None:
        report.drop(
            gift, "fact", why or "", told if why != "partial_date" or not fact.date else fact.date.text
        )
        return
    if trouble:
        report.drop(gift, "amount", trouble, told)
    if no_day:
        report.drop(gift, "date", no_day, fact.date.text if fact.date else "")
    note_rest(gift, report)
    note_parties(gift, "donors", fact.donors, funders, report)
    note_parties(gift, "recipients", fact.recipients, organisations or recipients, report)
    for party in fact.channels:
        report.drop(gift, "channels", "no_field", party.text)
    parts = (told, say_items(fact), fact.purpose.text if fact.purpose else "")
    grant: dict[str, Any] = {
        "id": f"{publisher.prefix}-{number}",
        "title": f"{_name(funders)} → {_name(organisations) or PERSON}"[:TITLE],
        "description": "; ".join(part for part in parts if part),
        "currency": fact.amount.currency,
        "amountAwarded": amount,
        "awardDate": day,
        "fundingOrganization": [publisher.write(party) for party in funders],
    }
    if organisations:
        grant["recipientOrganization"] = [publisher.write(party) for party in organisations]
    else:
        grant["recipientIndividual"] = {"id": f"{publisher.prefix}-IND-{number}", "name": PERSON}
    places = dict.fromkeys((party.adcode, name_country(party)) for party in recipients if party.adcode)
    if places:
        grant["beneficiaryLocation"] = [
            {"name": name_place(code or ""), "countryCode": country, "geoCode": code}
            for code, country in places
        ]
    yield grant


def _name(parties: list[Party]) -> str:
    return "、".join(party.name for party in parties)
