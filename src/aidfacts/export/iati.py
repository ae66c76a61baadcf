"""Gifts as activities of IATI 2.03."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from aidfacts.convert import print_decimal
from aidfacts.errors import OptionError
from aidfacts.export.phrases import say_items
from aidfacts.export.records import Results
from aidfacts.export.standards import (
    Exported,
    Inexact,
    Report,
    Undated,
    check_choices,
    clean,
    list_documents,
    list_single,
    make_slugs,
    name_country,
    note_parties,
    note_rest,
    read_day,
    read_sum,
)
from aidfacts.model.fact import Party, PartyKind, Status
from aidfacts.summary.gifts import Gift

VERSION = "2.03"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# Codes of the standard's lists. TransactionType: outgoing pledge, outgoing commitment, disbursement.
_TRANSACTIONS = {Status.PLANNED: "12", Status.ONGOING: "2", Status.COMPLETED: "3"}
# ActivityStatus: pipeline, implementation, completion.
_STATUSES = {Status.PLANNED: "1", Status.ONGOING: "2", Status.COMPLETED: "3"}
# ActivityDateType: planned start, actual start, actual end.
_DATES = {Status.PLANNED: ("1",), Status.ONGOING: ("2",), Status.COMPLETED: ("2", "4")}
_FUNDING, _EXTENDING, _IMPLEMENTING = "1", "3", "4"  # OrganisationRole
_TYPES = {  # OrganisationType; 90 is any other
    PartyKind.GOVERNMENT: "10",
    PartyKind.PLACE: "10",
    PartyKind.NGO: "22",
    PartyKind.COMPANY: "70",
    PartyKind.SCHOOL: "80",
}


def to_iati(
    results: Results,
    *,
    org_ref: str,
    org_name: str,
    org_type: str,
    country: str | None = None,
    sector: str | None = None,
    inexact: Inexact = "drop",
    undated: Undated = "drop",
) -> Exported:
    """
    Return the gifts of *results* as IATI 2.03 XML, an activity with one transaction each, and a report.

    >>> import aidfacts
    >>> document = aidfacts.extract("2021年6月11日,锦澄集团向沐白中学捐款5万元。", id="a")
    >>> exported = to_iati(document, org_ref="XM-EXAMPLE", org_name="Example", org_type="90")
    >>> exported.kept, '<value currency="CNY" value-date="2021-06-11">50000</value>' in exported.text
    (1, True)

    The transaction is a pledge (12) for what is planned, a commitment (2) for what goes on, else a disbursement (3).
    A gift needs one exact sum, a whole day and an organisation by name; what lacks one is left out, as are totals and
    rates. Persons are not named: IATI is about organisations. A transaction names who gives and who receives only
    where it is one organisation; all of them are participating organisations of the activity.

    Args:
        org_ref, org_name, org_type: who reports: identifier, name, and code of the list OrganisationType. It is
            marked as a secondary reporter, since the source is a text about others.
        country: ISO 3166 code for gifts of which the text does not tell where they go.
        sector: five-digit OECD DAC purpose code of all of them.
        inexact: what becomes of 近3万元, 90余万元: `drop`, or `low` to write the lower bound; both are reported.
        undated: what becomes of a gift without a whole day: `drop`, or `published` to write the day of the page where
            it is known and fits the year or month told; both are reported.

    Raises: OptionError where an argument is none; TypeError where *results* are none.
    """
    check_choices(inexact, undated)
    for name, value in (("org_ref", org_ref), ("org_name", org_name), ("org_type", org_type)):
        if not value:
            raise OptionError(f"{name} {value!r} is none; say who reports")
    for name, code, pattern, choices in (
        (
            "org_type",
            org_type,
            r"[0-9]{2}",
            "a code of the list OrganisationType: 22 is a national NGO, 80 an academic body",
        ),
        ("country", country, r"[A-Z]{2}", "an ISO 3166 code such as CN"),
        ("sector", sector, r"[0-9]{5}", "a five-digit OECD DAC purpose code such as 11220"),
    ):
        if code is not None and not re.fullmatch(pattern, code):
            raise OptionError(f"{name} {code!r} is none; give {choices}")
    report = Report()
    documents = list(list_documents(results, report))
    slugs = make_slugs(documents)
    root = ElementTree.Element("iati-activities", version=VERSION)
    for gift in list_single(documents, report):
        ready = _check(gift, inexact, undated, report)
        if ready is None:
            continue
        activity = ElementTree.SubElement(root, "iati-activity", {_LANGUAGE: "zh"})
        _add(activity, "iati-identifier", text=f"{org_ref}-{slugs[gift.record]}-{gift.fact.id}")
        reporter = _add(
            activity, "reporting-org", {"ref": org_ref, "type": org_type, "secondary-reporter": "1"}
        )
        _add(reporter, "narrative", text=org_name)
        _write_activity(activity, gift, *ready, country, sector)
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return Exported(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n', len(root), tuple(report.dropped))


def _add(
    parent: ElementTree.Element, tag: str, attributes: dict[str, str] | None = None, text: str | None = None
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes or {})
    if text is not None:
        element.text = clean(text)
    return element


def _narrate(parent: ElementTree.Element, tag: str, text: str) -> None:
    _add(_add(parent, tag), "narrative", text=text)


def _keep(parties: Iterable[Party]) -> list[Party]:
    return [party for party in parties if party.named and party.kind is not PartyKind.PERSON]


def _check(gift: Gift, inexact: Inexact, undated: Undated, report: Report) -> tuple[str, str] | None:
    """Return sum and day as text where the gift can be written, else None; what is dropped goes to the report."""
    fact = gift.fact
    amount, trouble = read_sum(gift, inexact)
    day, no_day = read_day(gift, undated)
    told = fact.amount.text if fact.amount else ""
    if amount is None or day is None:
        why = trouble if amount is None else no_day
        report.drop(gift, "fact", why or "", told if amount is None or not fact.date else fact.date.text)
        return None
    if not _keep((*fact.donors, *fact.recipients, *fact.channels)):
        report.drop(gift, "fact", "no_organisation", told)
        return None
    if trouble:
        report.drop(gift, "amount", trouble, told)
    if no_day:
        report.drop(gift, "date", no_day, fact.date.text if fact.date else "")
    note_rest(gift, report)
    for what, parties in (
        ("donors", fact.donors),
        ("recipients", fact.recipients),
        ("channels", fact.channels),
    ):
        note_parties(gift, what, parties, _keep(parties), report)
    return print_decimal(amount), day


def _write_activity(
    activity: ElementTree.Element, gift: Gift, amount: str, day: str, country: str | None, sector: str | None
) -> None:
    fact = gift.fact
    assert fact.amount is not None
    donors, recipients = _keep(fact.donors), _keep(fact.recipients)
    names = ["、".join(party.name for party in side) for side in (donors, recipients)]
    _narrate(activity, "title", " → ".join(name or "…" for name in names))
    parts = (fact.amount.text, say_items(fact), fact.purpose.text if fact.purpose else "")
    account = "; ".join(part for part in parts if part)
    _narrate(activity, "description", account)
    for role, parties in (
        (_FUNDING, donors),
        (_EXTENDING, _keep(fact.channels)),
        (_IMPLEMENTING, recipients),
    ):
        for party in parties:
            attributes = {"role": role, "type": _TYPES.get(party.kind, "90")}
            _add(_add(activity, "participating-org", attributes), "narrative", text=party.name)
    _add(activity, "activity-status", {"code": _STATUSES[fact.status]})
    for kind in _DATES[fact.status]:
        _add(activity, "activity-date", {"type": kind, "iso-date": day})
    countries = {name_country(party) for party in fact.recipients} - {None}
    if len(countries) == 1 or (not countries and country):
        _add(activity, "recipient-country", {"code": countries.pop() or "" if countries else country or ""})
    if sector:
        _add(activity, "sector", {"vocabulary": "1", "code": sector})
    transaction = _add(activity, "transaction")
    _add(transaction, "transaction-type", {"code": _TRANSACTIONS[fact.status]})
    _add(transaction, "transaction-date", {"iso-date": day})
    _add(transaction, "value", {"currency": fact.amount.currency, "value-date": day}, amount)
    _narrate(transaction, "description", account)
    for tag, kept, all_of_them in (
        ("provider-org", donors, fact.donors),
        ("receiver-org", recipients, fact.recipients),
    ):
        if len(kept) == len(all_of_them) == 1:
            _add(
                _add(transaction, tag, {"type": _TYPES.get(kept[0].kind, "90")}),
                "narrative",
                text=kept[0].name,
            )
