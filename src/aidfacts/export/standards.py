"""What the exports to open standards share: what they could not say, names of places, identifiers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from json import dumps
from pathlib import Path
from typing import Any, Literal

from attrs import define, field, frozen

from aidfacts.convert import print_decimal
from aidfacts.errors import OptionError
from aidfacts.export.records import Results
from aidfacts.model.document import Document
from aidfacts.model.fact import Form, Party, Scope
from aidfacts.model.quantity import Modifier
from aidfacts.summary import FactRef
from aidfacts.summary.choose import DAY, Left, Reason, leave_retold
from aidfacts.summary.gifts import Gift, list_gifts, number_results

Inexact = Literal["drop", "low"]
Undated = Literal["drop", "published"]

# Letters that every standard takes in an identifier: c362e57e, page-7; not 第7页, a/b
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,80}")
# What XML 1.0 cannot hold.
_CONTROL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# By the first two digits of GB/T 2260; all others are of the mainland.
_COUNTRIES = {"71": "TW", "81": "HK", "82": "MO"}


@frozen
class Dropped:
    """
    What a standard has no place for.

    `what` is `fact` where the whole fact was left out, else the part of it that was; `text` is what the source says.
    """

    fact: FactRef
    what: str
    reason: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.fact} {self.what}: {self.reason}" + (f" ({self.text})" if self.text else "")


@frozen
class Exported:
    """
    Facts in the form of a standard.

    `data` holds plain values with exact Decimal numbers, or the text of an XML document. `kept` counts the facts in
    it, `dropped` is the report of what is not.
    """

    data: Any = field(repr=False)  # as long as all the facts
    kept: int
    dropped: tuple[Dropped, ...] = ()
    lines: bool = field(default=False, repr=False)

    @property
    def text(self) -> str:
        """The content of a file: JSON, a line of JSON an entity, or XML; numbers have every digit."""
        if isinstance(self.data, str):
            return self.data
        if self.lines:
            return "".join(f"{write_json(part)}\n" for part in self.data)
        return write_json(self.data) + "\n"

    def save(self, path: str | Path) -> None:
        """Write `text` to a file."""
        Path(path).write_text(self.text, encoding="utf-8", newline="\n")


def write_json(value: object) -> str:
    """
    Return *value* as JSON; a Decimal keeps its digits, which a float would not.

    >>> write_json({"sum": Decimal("0.1000000000000000000001"), "of": ["甲"]})
    '{"sum": 0.1000000000000000000001, "of": ["甲"]}'
    """
    if isinstance(value, Decimal):
        return print_decimal(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{dumps(key)}: {write_json(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(write_json, value)) + "]"
    return dumps(value, ensure_ascii=False)


@define
class Report:
    """Gathers what is dropped while facts are written."""

    dropped: list[Dropped] = field(factory=list)

    def drop(self, gift: Gift, what: str, reason: str, text: str = "") -> None:
        """Note that *what* of a gift is left out."""
        self.dropped.append(Dropped(FactRef(gift.record, gift.document_id, gift.fact.id), what, reason, text))


def list_documents(results: Results, report: Report) -> Iterator[tuple[int, Document]]:
    """Yield the documents among *results*; failures go to the report."""
    for number, result in number_results(results):
        if isinstance(result, Document):
            yield number, result
        else:
            report.dropped.append(
                Dropped(FactRef(number, result.id, None), "document", "failure", result.message)
            )


def check_choices(inexact: str, undated: str) -> None:
    """Raise OptionError where *inexact* or *undated* is none of their choices."""
    for name, value, choices in (
        ("inexact", inexact, ("drop", "low")),
        ("undated", undated, ("drop", "published")),
    ):
        if value not in choices:
            raise OptionError(
                f"{name} {value!r} is none of {' and '.join(map(repr, choices))}; give one of them"
            )


def list_single(documents: Sequence[tuple[int, Document]], report: Report) -> Iterator[Gift]:
    """Yield each gift that is one act, told for the first time; totals and retellings go to the report."""
    gifts = [gift for number, document in documents for gift in list_gifts(document, number)]
    left = {at: Left(Reason.NO_AMOUNT) for at, gift in enumerate(gifts) if gift.fact.amount is None}
    leave_retold(gifts, left)
    totals = {(gift.record, gift.fact.part_of) for gift in gifts}
    for at, gift in enumerate(gifts):
        text = gift.fact.amount.text if gift.fact.amount else ""
        if at in left and left[at].reason is Reason.RETOLD:
            report.drop(gift, "fact", "retold", text)
        elif gift.fact.scope is Scope.CUMULATIVE or (gift.record, gift.fact.id) in totals:
            report.drop(gift, "fact", "cumulative", text)
        else:
            yield gift


def read_sum(gift: Gift, inexact: Inexact) -> tuple[Decimal | None, str | None]:
    """
    Return the one figure that a standard asks for, and why there is none, or why it is not the whole truth.

    Only an exact sum is one figure. With *inexact* `low` the lower bound is taken, where there is one.
    """
    amount = gift.fact.amount
    if amount is None:
        return None, "no_amount"
    if amount.per is not None:
        return None, "rate"
    if amount.modifier is Modifier.EXACT:
        return amount.value, None
    return (amount.low if inexact == "low" else None), "range"


def name_lack(role: str, parties: Sequence[Party]) -> str:
    """Return why nobody is named in *role*: `no_donor` where none is told, `unnamed_donor` for 爱心企业."""
    return f"{'unnamed' if parties else 'no'}_{role}"


def note_rest(gift: Gift, report: Report) -> None:
    """Note in the report that a sum is what things are worth, and who is helped: no standard here tells either."""
    if gift.fact.amount and gift.fact.form in (Form.GOODS, Form.SERVICE, Form.MIXED):
        report.drop(gift, "form", gift.fact.form.value, gift.fact.amount.text)
    for beneficiary in gift.fact.beneficiaries:
        report.drop(gift, "beneficiaries", "no_field", beneficiary.text)


def note_parties(
    gift: Gift, role: str, parties: Iterable[Party], kept: Sequence[Party], report: Report
) -> None:
    """Note in the report each of *parties* that is not among *kept*."""
    for party in parties:
        if party not in kept:
            report.drop(gift, role, "person" if party.named else "unnamed", party.text)


def read_day(gift: Gift, undated: Undated) -> tuple[str | None, str | None]:
    """
    Return the one day that a standard asks for, and why there is none, or why it is not what the text says.

    With *undated* `published` it is the day of the page, where that does not contradict a year or month told.
    """
    date, published = gift.fact.date, gift.published or ""
    told = date.value if date else ""
    if len(told) == DAY:
        return told, None
    usable = undated == "published" and len(published) == DAY and published.startswith(told)
    return (published if usable else None), "partial_date" if date else "no_date"


def name_country(party: Party) -> str | None:
    """Return the ISO 3166 code of the country that *party* lies in, None where nothing tells."""
    return _COUNTRIES.get(party.adcode[:2], "CN") if party.adcode else None


def make_slugs(documents: Sequence[tuple[int, Document]]) -> dict[int, str]:
    """Return for each document what it goes by in identifiers: its id where that is plain and its own."""
    slugs: dict[int, str] = {}
    taken: set[str] = set()
    for number, document in documents:
        slug = (
            document.id
            if document.id and _PLAIN.fullmatch(document.id)
            else hash_text(document.id or f"#{number}")
        )
        if slug in taken:
            slug = f"{slug}-{number}"
        taken.add(slug)
        slugs[number] = slug
    return slugs


def hash_text(*parts: str) -> str:
    """Return twelve letters and digits that are the same for the same *parts*."""
    return hashlib.sha1("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def clean(text: str) -> str:
    """Return *text* without the characters that XML 1.0 cannot hold."""
    return _CONTROL.sub("", text)
