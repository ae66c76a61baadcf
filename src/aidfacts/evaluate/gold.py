"""Reads gold records and results into one comparable form."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from attrs import field, frozen

from aidfacts.errors import InputError

ROLES: dict[str, tuple[str, ...]] = {
    "donations": ("donors", "recipients", "amount", "items"),
    "partnerships": ("parties",),
}
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "donations": ("status", "scope", "date"),
    "partnerships": ("kind", "status"),
}

# 宕昌(dàng chāng)县: a reading that a page puts behind a character; 公司(abc股份) stays.
_READING = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňɡ]{1,7}\s*[)）]", re.IGNORECASE)
# Quotes, brackets, dots and blanks: written differently from page to page, never what tells two names apart.
_MARKS = re.compile(r"[\s\"'“”‘’《》〈〉「」『』【】()（）·,，。、;；:：]")

Bounds = tuple[Decimal | str | None, Decimal | str | None, Decimal | str | None]


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """
    Return *name* as names are compared: simplified, half-width, lower case, no marks, no inserted readings.

    >>> fold("“蓝天(lán)”基金會（北京）")
    '蓝天基金会北京'
    """
    from aidfacts.text.script import simplify  # loads OpenCC, so not before a name is compared

    text = unicodedata.normalize("NFKC", _READING.sub("", name))
    return _MARKS.sub("", simplify(text)).lower()


@frozen
class ToldSum:
    """A sum of money: value, low and high; currency; rate."""

    bounds: Bounds
    currency: str
    per: str | None

    def __str__(self) -> str:
        rate = f" per {self.per}" if self.per else ""
        return f"{_print_bounds(self.bounds)} {self.currency}{rate}"


@frozen
class ToldItem:
    """A thing given, under each of its accepted names, with its number and unit; gold may leave it open (*may_lack*)."""

    names: tuple[str, ...]
    bounds: Bounds
    unit: str | None
    label: str = field(eq=False)
    may_lack: bool = field(default=False, eq=False)

    def __str__(self) -> str:
        number = _print_bounds(self.bounds)
        return f"{self.label} {number}{self.unit or ''}" if number != "-" else self.label


@frozen
class ToldParty:
    """A party under each of its accepted names; gold may leave it open (*may_lack*)."""

    names: tuple[str, ...]
    label: str = field(eq=False)
    may_lack: bool = field(default=False, eq=False)

    def __str__(self) -> str:
        return self.label


Argument = ToldParty | ToldItem | ToldSum


@frozen
class Told:
    """
    A fact as gold or as a result tells it.

    `fact` is `donations` or `partnerships`. `roles` holds the arguments by role, `attributes` the rest that is
    compared. An `optional` gold fact may be found or not; either way it counts for nothing.
    """

    fact: str
    roles: dict[str, tuple[Argument, ...]]
    attributes: dict[str, str | None]
    optional: bool = False

    def __str__(self) -> str:
        parts = [f"{role}: {', '.join(map(str, values))}" for role, values in self.roles.items() if values]
        parts += [f"{name}: {value}" for name, value in self.attributes.items() if value is not None]
        return "; ".join(parts) or "(nothing)"


@frozen
class GoldRecord:
    """A gold line: the facts of one text, and the text itself where the line or the file it names holds it."""

    id: str
    facts: tuple[Told, ...]
    text: str | None = None
    title: str | None = None
    published: str | None = None


def _read_number(value: object) -> Decimal | str | None:
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return str(value)  # compared as it stands, so that a broken figure never equals a good one


def _read_bounds(holder: Mapping[str, Any]) -> Bounds:
    value, low, high = (_read_number(holder.get(key)) for key in ("value", "low", "high"))
    return value, low, high


def _print_bounds(bounds: Bounds) -> str:
    value, low, high = (
        "" if part is None else f"{part:f}" if isinstance(part, Decimal) else part for part in bounds
    )
    if low == high:
        return value or low or "-"
    return f"{value or '?'} [{low}…{high}]"


def _read_names(value: object) -> tuple[tuple[str, ...], str]:
    # A name is a string, a list of accepted forms, or an object of the library's own JSON.
    forms: Sequence[object]
    if isinstance(value, Mapping):
        forms = [value.get("name"), value.get("text")]
    elif isinstance(value, list | tuple):
        forms = value
    else:
        forms = [value]
    kept = [form for form in forms if isinstance(form, str) and form]
    return tuple(dict.fromkeys(fold(form) for form in kept)), kept[0] if kept else "?"


def _may_lack(forms: object) -> bool:
    # ["善款", ""]: found under this name, or not at all
    return isinstance(forms, list | tuple) and "" in forms


def _read_party(value: object) -> ToldParty:
    return ToldParty(*_read_names(value), _may_lack(value))


def _read_item(value: Mapping[str, Any]) -> ToldItem:
    counted = (value["quantity"] or {}) if "quantity" in value else value
    if isinstance(value.get("name"), list):
        names, label = _read_names(value["name"])
    else:
        names, label = _read_names({"name": value.get("name"), "text": value.get("text")})
    return ToldItem(
        names, _read_bounds(counted), counted.get("unit") or None, label, _may_lack(value.get("name"))
    )


def _read_sum(value: Mapping[str, Any]) -> ToldSum:
    return ToldSum(_read_bounds(value), value.get("currency") or "CNY", value.get("per") or None)


def _read_fact(fact: str, value: Mapping[str, Any]) -> Told:
    roles: dict[str, tuple[Argument, ...]] = {}
    for role in ROLES[fact]:
        given = value.get(role)
        if not given:
            roles[role] = ()
        elif role == "amount":
            roles[role] = (_read_sum(given),)
        elif role == "items":
            roles[role] = tuple(_read_item(item) for item in given)
        else:
            roles[role] = tuple(_read_party(party) for party in given)
    attributes = {}
    for name in ATTRIBUTES[fact]:
        told = value.get(name)
        attributes[name] = told.get("value") if isinstance(told, Mapping) else told
    return Told(fact, roles, attributes, bool(value.get("optional")))


def read_told(record: Mapping[str, Any]) -> tuple[Told, ...]:
    """
    Return the facts of one gold record or of one result (`Document.to_dict()`) in comparable form.

    >>> [fact] = read_told({"donations": [{"donors": [["云岭公司", "云岭"]], "amount": {"value": "5"}}]})
    >>> fact.roles["donors"][0].names
    ('云岭公司', '云岭')
    """
    return tuple(_read_fact(fact, value) for fact in ROLES for value in record.get(fact) or ())


def read_lines(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    """
    Yield the number and the object of each line of a JSONL file; empty lines are left out.

    Raises: InputError, with file and line, where a line is no JSON object.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise InputError(
                f"{path}:{number}: not JSON ({error}); a JSONL file holds one object a line"
            ) from None
        if not isinstance(value, dict):
            raise InputError(
                f"{path}:{number}: a {type(value).__name__}; a JSONL file holds one object a line"
            )
        yield number, value


def read_gold(path: Path) -> tuple[GoldRecord, ...]:
    """
    Read a gold file: JSONL in the format of docs/evaluation.md.

    The text of a record is its `text`, or stands in the file that `file` names, beside the gold file. Its facts stand
    in the record itself or under `expect`.

    Raises: InputError where a line cannot be read, has no `id`, or has one that was there before.
    """
    records: dict[str, GoldRecord] = {}
    for number, value in read_lines(path):
        name = value.get("id")
        if name is None or str(name) in records:
            trouble = "has no id" if name is None else f"has the id {name!r} of an earlier line"
            raise InputError(f"{path}:{number}: {trouble}; give each record its own id")
        text = value.get("text")
        if text is None and value.get("file"):
            beside = path.parent / str(value["file"])
            # With open(newline=""), since offsets count the page's own line ends.
            try:
                with beside.open(encoding="utf-8", newline="") as stream:
                    text = stream.read()
            except OSError as error:
                raise InputError(f"{path}:{number}: {beside}: {error.strerror or error}") from None
        try:
            facts = read_told(value.get("expect", value))
        except (AttributeError, TypeError, KeyError) as error:
            raise InputError(
                f"{path}:{number}: facts are not as docs/evaluation.md tells them ({error})"
            ) from None
        records[str(name)] = GoldRecord(str(name), facts, text, value.get("title"), value.get("published"))
    return tuple(records.values())


def read_results(path: Path) -> dict[str, tuple[Told, ...]]:
    """
    Read results, a document a line, keyed by id (`document.id`, or `id` at the top).

    Raises: InputError where a line cannot be read or tells no id.
    """
    results: dict[str, tuple[Told, ...]] = {}
    for number, value in read_lines(path):
        document = value.get("document")
        name = value.get("id")
        if name is None and isinstance(document, Mapping):
            name = document.get("id")
        if name is None:
            raise InputError(
                f"{path}:{number}: tells no id (document.id, or id at the top); extract with ids"
            )
        try:
            results[str(name)] = read_told(value)
        except (AttributeError, TypeError, KeyError) as error:
            raise InputError(
                f"{path}:{number}: facts are not as docs/facts.md tells them ({error})"
            ) from None
    return results
