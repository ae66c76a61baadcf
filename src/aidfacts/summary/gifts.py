"""Gifts of many documents, each with the place it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import frozen

from aidfacts.extractor import Failure
from aidfacts.model.document import Document
from aidfacts.model.fact import Donation, Party
from aidfacts.model.quantity import Amount

INFINITE = Decimal("Infinity")


@frozen
class Gift:
    """
    A donation and the document it stands in.

    `record` counts documents and failures from 0; `published` is the date of the document, None where not known.
    """

    record: int
    document_id: str | None
    fact: Donation
    published: str | None = None

    @property
    def amount(self) -> Amount:
        """The sum of a gift that has one."""
        assert self.fact.amount is not None, "gifts without a sum are left out first"
        return self.fact.amount

    @property
    def least(self) -> Decimal:
        """The lower bound: 0 where none is told, since nobody gives less than nothing."""
        return self.amount.low or Decimal(0)

    @property
    def most(self) -> Decimal:
        """The upper bound, infinite where none is told."""
        return INFINITE if self.amount.high is None else self.amount.high

    @property
    def givers(self) -> frozenset[str]:
        """The names of those who give."""
        return list_names(self.fact.donors)

    @property
    def takers(self) -> frozenset[str]:
        """The names of those who receive or pass on."""
        return list_names((*self.fact.recipients, *self.fact.channels))


def list_names(parties: Iterable[Party]) -> frozenset[str]:
    """Return the names of *parties*; 爱心企业 of two texts need not be the same, so unnamed ones have none."""
    return frozenset(party.name for party in parties if party.named)


def number_results(
    results: Document | Failure | Iterable[Document | Failure],
) -> Iterator[tuple[int, Document | Failure]]:
    """
    Yield *results*, which may be a single one, numbered from 0.

    Raises: TypeError for anything that is no result.
    """
    many = [results] if isinstance(results, Document | Failure) else results
    if isinstance(many, str | bytes | dict):
        raise TypeError(f"results must be what extract or extract_many returned, not {type(many).__name__}")
    for number, result in enumerate(many):
        if not isinstance(result, Document | Failure):
            raise TypeError(
                f"result {number} must be a Document or a Failure, not {type(result).__name__}: {result!r:.80}"
            )
        yield number, result


def list_gifts(document: Document, record: int = 0) -> Iterator[Gift]:
    """Yield the donations of *document*."""
    for donation in document.donations:
        yield Gift(record, document.id, donation, document.published)
