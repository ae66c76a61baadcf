"""The tables behind sums and counts, read once and turned round for fast look-up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from aidfacts.lexicon import cache, read_table
from aidfacts.model.quantity import Modifier


@frozen
class Currency:
    """A row of data/currencies.tsv."""

    word: str
    code: str
    scale: Decimal
    before: bool
    after: bool
    not_before: str


@frozen
class Classifier:
    """A row of data/classifiers.tsv; `barred` matches what makes the word part of another one."""

    word: str
    kind: str
    one: bool
    bare: bool
    barred: re.Pattern[str] | None


@frozen
class Hedge:
    """A row of data/hedges.tsv."""

    word: str
    bound: Modifier
    not_by: str


@frozen
class Period:
    """A row of data/periods.tsv."""

    word: str
    per: str
    not_before: str


def _cell(value: str) -> str:
    return "" if value == "-" else value


def _by_first(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Group words by their first character, the longest first."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(word)
    return {first: tuple(sorted(group, key=lambda w: (-len(w), w))) for first, group in groups.items()}


@cache
def currencies() -> dict[str, Currency]:
    """Return the rows of data/currencies.tsv by word."""
    return {
        row["word"]: Currency(
            row["word"],
            row["code"],
            Decimal(row["scale"]),
            row["place"] != "after",
            row["place"] != "before",
            _cell(row["not_before"]),
        )
        for row in read_table("currencies")
    }


@cache
def countries() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what names of currencies that countries share stand for: name → (country, code)."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in read_table("currency_countries"):
        groups.setdefault(row["word"], []).append((row["country"], row["code"]))
    return {word: tuple(group) for word, group in groups.items()}


@cache
def classifiers() -> dict[str, Classifier]:
    """Return the rows of data/classifiers.tsv by word."""
    return {
        row["word"]: Classifier(
            row["word"],
            row["kind"],
            row["one"] == "yes",
            row["bare"] == "yes",
            re.compile(row["not_before"]) if row["not_before"] != "-" else None,
        )
        for row in read_table("classifiers")
    }


@cache
def _hedges(where: str) -> dict[str, Hedge]:
    return {
        row["word"]: Hedge(row["word"], Modifier(row["bound"]), _cell(row["not_by"]).replace(" ", ""))
        for row in read_table("hedges")
        if row["where"] == where
    }


@cache
def hedges_before() -> dict[str, tuple[Hedge, ...]]:
    """Return the hedges that stand before a number, by their last character, the longest first."""
    groups: dict[str, list[Hedge]] = {}
    for hedge in _hedges("before").values():
        groups.setdefault(hedge.word[-1], []).append(hedge)
    return {last: tuple(sorted(group, key=lambda h: -len(h.word))) for last, group in groups.items()}


@cache
def hedges_after() -> dict[str, tuple[Hedge, ...]]:
    """Return the hedges that stand behind a number, by their first character, the longest first."""
    rows = _hedges("after")
    return {first: tuple(rows[w] for w in words) for first, words in _by_first(rows).items()}


@cache
def currencies_before() -> dict[str, tuple[Currency, ...]]:
    """Return the currencies that may stand before a number, by their last character, the longest first."""
    groups: dict[str, list[Currency]] = {}
    for currency in currencies().values():
        if currency.before:
            groups.setdefault(currency.word[-1], []).append(currency)
    return {last: tuple(sorted(group, key=lambda c: -len(c.word))) for last, group in groups.items()}


@cache
def units() -> dict[str, tuple[Currency | Classifier, ...]]:
    """Return what may stand right behind a number, by first character, the longest first, money before things."""
    money = {word: row for word, row in currencies().items() if row.after}
    things = classifiers()
    return {
        first: tuple(row for w in words for row in (money.get(w), things.get(w)) if row is not None)
        for first, words in _by_first({**money, **things}).items()
    }


@cache
def periods() -> dict[str, tuple[Period, ...]]:
    """Return the rows of data/periods.tsv by first character, the longest first."""
    rows = {
        row["word"]: Period(row["word"], row["per"], _cell(row["not_before"]))
        for row in read_table("periods")
    }
    return {first: tuple(rows[w] for w in words) for first, words in _by_first(rows).items()}
