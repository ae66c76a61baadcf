"""Facts as entities of FollowTheMoney."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

from aidfacts.convert import print_decimal
from aidfacts.export.phrases import say_items
from aidfacts.export.records import Results
from aidfacts.export.standards import (
    Exported,
    Report,
    clean,
    hash_text,
    list_documents,
    list_single,
    make_slugs,
    name_country,
    name_lack,
    note_parties,
    note_rest,
    read_sum,
)
from aidfacts.model.fact import Donation, Form, Partnership, Party, PartyKind, Status
from aidfacts.summary.gifts import Gift

Entity = dict[str, Any]

_SCHEMATA = {
    PartyKind.GOVERNMENT: "PublicBody",
    PartyKind.PLACE: "PublicBody",
    PartyKind.COMPANY: "Company",
    PartyKind.SCHOOL: "Organization",
    PartyKind.HOSPITAL: "Organization",
    PartyKind.NGO: "Organization",
    PartyKind.PERSON: "Person",
}
_OTHER = "LegalEntity"


def to_ftm(results: Results) -> Exported:
    """
    Return *results* as FollowTheMoney entities, a line of JSON each, and a report of what has no place there.

    >>> import aidfacts
    >>> document = aidfacts.extract("2021年6月,锦澄集团向沐白中学捐款5万元。", id="a")
    >>> for entity in to_ftm(document).data:
    ...     print(entity["schema"], entity["properties"].get("name") or entity["properties"]["amount"])
    Company ['锦澄集团']
    Organization ['沐白中学']
    Payment ['50000']

    A gift of money is a Payment; a gift of things, or a planned one, is an UnknownLink that says so, a partnership an
    UnknownLink between every two of its parties. Dates may be a year or a month. A sum that is not exact is no
    `amount`: its words stand in `summary`. Who bears one name in two documents is two entities; matching them is the
    business of the tools around FollowTheMoney. Totals, rates, unnamed and missing parties are left out.

    Raises: TypeError where *results* are none.
    """
    report = Report()
    documents = list(list_documents(results, report))
    slugs = make_slugs(documents)
    singles = {(gift.record, gift.fact.id): gift for gift in list_single(documents, report)}
    entities: dict[str, Entity] = {}
    kept = 0
    for number, document in documents:
        slug = slugs[number]
        for fact in document.facts:
            if isinstance(fact, Donation):
                gift = singles.get((number, fact.id))
                links = _write_gift(gift, slug, entities, report) if gift else []
            else:
                links = _write_bond(fact, slug, entities)
            kept += bool(links)
            entities |= {link["id"]: link for link in links}
    report.dropped.sort(key=lambda part: part.fact.record)
    return Exported(list(entities.values()), kept, tuple(report.dropped), lines=True)


def _make(schema: str, *key: str, **properties: str | list[str] | None) -> Entity:
    values = {
        name: [clean(part) for part in ([value] if isinstance(value, str) else value)]
        for name, value in properties.items()
        if value
    }
    return {"id": f"aidfacts-{hash_text(schema, *key)}", "schema": schema, "properties": values}


def _write_party(party: Party, slug: str, entities: dict[str, Entity]) -> str:
    country = name_country(party)
    entity = _make(
        _SCHEMATA.get(party.kind, _OTHER),
        slug,
        party.name,
        name=party.name,
        country=country.lower() if country else None,
    )
    entities.setdefault(entity["id"], entity)
    return str(entity["id"])


def _write_gift(gift: Gift, slug: str, entities: dict[str, Entity], report: Report) -> list[Entity]:
    fact = gift.fact
    told = fact.amount.text if fact.amount else ""
    if fact.amount and fact.amount.per:
        report.drop(gift, "fact", "rate", told)
        return []
    sides = [[party for party in side if party.named] for side in (fact.donors, fact.recipients)]
    if not all(sides):
        lack = name_lack("recipient", fact.recipients) if sides[0] else name_lack("donor", fact.donors)
        report.drop(gift, "fact", lack, told)
        return []
    note_parties(gift, "donors", fact.donors, sides[0], report)
    note_parties(gift, "recipients", fact.recipients, sides[1], report)
    for party in fact.channels:
        report.drop(gift, "channels", "no_field", party.text)
    payers, takers = ([_write_party(party, slug, entities) for party in side] for side in sides)
    common = {
        "date": fact.date.value if fact.date else None,
        "recordId": f"{slug}/{fact.id}",
        "description": say_items(fact),
    }
    note_rest(gift, report)
    planned, in_kind = fact.status is Status.PLANNED, fact.form in (Form.GOODS, Form.SERVICE)
    if fact.amount is None or planned or in_kind:
        role = "planned donation" if planned else "donation in kind" if in_kind else "donation"
        if fact.amount:
            report.drop(gift, "amount", "no_field", told)
        return [
            _make(
                "UnknownLink", slug, fact.id, payer, taker,
                subject=payer, object=taker, role=role, status=fact.status.value, summary=told, **common,
            )
            for payer, taker in product(payers, takers)
        ]  # fmt: skip
    amount, trouble = read_sum(gift, "drop")
    if trouble:
        report.drop(gift, "amount", trouble, told)
    return [
        _make(
            "Payment", slug, fact.id,
            payer=payers,
            beneficiary=takers,
            amount=None if amount is None else print_decimal(amount),
            currency=fact.amount.currency,
            purpose=fact.purpose.text if fact.purpose else None,
            summary=told,
            **common,
        )
    ]  # fmt: skip


def _write_bond(fact: Partnership, slug: str, entities: dict[str, Entity]) -> list[Entity]:
    parties = list(
        dict.fromkeys(_write_party(party, slug, entities) for party in fact.parties if party.named)
    )
    return [
        _make(
            "UnknownLink", slug, fact.id, one, other,
            subject=one,
            object=other,
            role=fact.kind.value,
            status=fact.status.value,
            date=fact.date.value if fact.date else None,
            summary=fact.subject,
            recordId=f"{slug}/{fact.id}",
        )
        for one, other in combinations(parties, 2)
    ]  # fmt: skip
