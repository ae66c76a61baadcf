"""Adds up what was given, without counting a yuan twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from attrs import asdict, frozen

from aidfacts.extractor import Failure
from aidfacts.model.document import Document
from aidfacts.summary.choose import Reason, add_up, choose, count_in_totals, judge
from aidfacts.summary.gifts import Gift, list_gifts, number_results
from aidfacts.summary.keys import Key, get_key, spans_years

__all__ = ["FactRef", "LeftOut", "Reason", "Sum", "Summary", "count_in_totals", "summarise"]


@frozen
class FactRef:
    """Where a fact stands: the number of its result, the id of its document, its own id (None for a failure)."""

    record: int
    document_id: str | None
    fact_id: str | None

    def __str__(self) -> str:
        label = self.document_id if self.document_id is not None else f"#{self.record}"
        return f"{label}/{self.fact_id}" if self.fact_id else label


@frozen
class Sum:
    """
    What was given under one key in one currency.

    `key` holds one name; several where the gifts were given (received …) together, so that no share is made up; none
    where nothing is told. `low` and `high` bound the sum, `high` is None where a gift is open above. `said` adds the
    figures as said, None where a gift has none (3万至5万). `about` says how many of the gifts are told as about right
    (约20万), which the bounds do not show.
    """

    key: Key
    currency: str
    low: Decimal
    high: Decimal | None
    said: Decimal | None
    gifts: int
    about: int
    facts: tuple[FactRef, ...]

    @property
    def name(self) -> str:
        """The key in one string, "" where nothing is told."""
        return "; ".join(self.key)


@frozen
class LeftOut:
    """A fact that is in no sum, why, and the counted fact that stands for it, None where none does."""

    fact: FactRef
    reason: Reason
    instead: FactRef | None = None
    text: str = ""

    def __str__(self) -> str:
        told = f" {self.text}" if self.text else ""
        return f"{self.fact}{told}: {self.reason.value}" + (f", see {self.instead}" if self.instead else "")


@frozen
class Summary:
    """
    The sums of `summarise`.

    Rows of one currency are of different gifts, so they may be added up; rows of different currencies never.
    """

    by: str
    rows: tuple[Sum, ...]
    left_out: tuple[LeftOut, ...]

    def __str__(self) -> str:
        from aidfacts.export.phrases import say_number

        lines = []
        for row in self.rows:
            top = (
                ""
                if row.high == row.low
                else f" to {say_number(row.high)}"
                if row.high is not None
                else " or more"
            )
            mark = "about " if row.about else ""
            gifts = "1 gift" if row.gifts == 1 else f"{row.gifts} gifts"
            lines.append(f"{row.name or '–'}: {mark}{say_number(row.low)}{top} {row.currency} ({gifts})")
        if self.left_out:
            lines.append(f"left out: {len(self.left_out)}")
        return "\n".join(lines)

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat dict a row, for a data frame."""
        return [
            {self.by: row.name, **asdict(row, filter=lambda field, _: field.name not in ("key", "facts"))}
            for row in self.rows
        ]


def summarise(
    results: Document | Failure | Iterable[Document | Failure], by: str = "total", *, planned: bool = False
) -> Summary:
    """
    Add up the money of *results* by key and currency, each gift once.

    >>> import aidfacts
    >>> pages = ["锦澄集团向沐白中学捐款90余万元。", "锦澄集团向青禾小学捐款5万元。云岭公司捐款3万美元。"]
    >>> print(summarise(aidfacts.extract_many(pages), by="donor"))
    锦澄集团: 950,000 to 1,050,000 CNY (2 gifts)
    云岭公司: 30,000 USD (1 gift)

    Not added: a total to its parts, a cumulative total to gifts that may be in it, what a go-between hands on, a gift
    that another document tells again, rates, and what is only planned. All of that is in `Summary.left_out`, each
    with its reason; docs/totals.md explains them. Currencies are kept apart and never converted.

    Do not use it for goods without a price: they are left out as `no_amount`.

    Args:
        by: total, donor, recipient, channel, place, province, year, form, status or document.
        planned: count what is planned as well.

    Raises: OptionError where *by* is none of these; TypeError where *results* are none.
    """
    read_key = get_key(by)
    gifts: list[Gift] = []
    left_out: list[LeftOut] = []
    for number, result in number_results(results):
        if isinstance(result, Document):
            gifts += list_gifts(result, number)
        else:
            told = f"{result.error}: {result.message}"
            left_out.append(LeftOut(FactRef(number, result.id, None), Reason.FAILURE, None, told))

    def judge_here(gift: Gift) -> Reason | None:
        reason = judge(gift, planned=planned)
        return Reason.SPANS_YEARS if reason is None and by == "year" and spans_years(gift) else reason

    left = choose(gifts, is_definite=lambda gift: len(read_key(gift)) == 1, judge=judge_here)
    groups: dict[tuple[Key, str], list[Gift]] = defaultdict(list)
    for at, gift in enumerate(gifts):
        if at in left:
            instead = left[at].instead
            left_out.append(
                LeftOut(
                    _refer(gift),
                    left[at].reason,
                    None if instead is None else _refer(gifts[instead]),
                    gift.fact.amount.text if gift.fact.amount else "",
                )
            )
        else:
            groups[read_key(gift), gift.amount.currency].append(gift)
    rows = [_sum(key, currency, members) for (key, currency), members in groups.items()]
    rows.sort(key=lambda row: (row.currency, -row.low, row.key))
    left_out.sort(key=lambda entry: entry.fact.record)
    return Summary(by, tuple(rows), tuple(left_out))


def _refer(gift: Gift) -> FactRef:
    return FactRef(gift.record, gift.document_id, gift.fact.id)


def _sum(key: Key, currency: str, gifts: list[Gift]) -> Sum:
    low, high, said, about = add_up(gifts)
    return Sum(key, currency, low, high, said, len(gifts), about, tuple(_refer(gift) for gift in gifts))
