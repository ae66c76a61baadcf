"""Typed results to plain values and back; the only door to cattrs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from aidfacts.errors import InputError
from aidfacts.model.document import SCHEMA_VERSION, Document, DocumentParty, Rejected
from aidfacts.model.fact import Donation, Partnership
from aidfacts.model.quantity import Quantity
from aidfacts.model.source import Script
from aidfacts.model.span import Span

if TYPE_CHECKING:
    from cattrs import Converter

# Fields that only the full form has: a rate of goods (每户2袋) is told by its text in the other.
LEFT_OUT: dict[type[attrs.AttrsInstance], tuple[str, ...]] = {Quantity: ("per",)}


def print_decimal(number: Decimal) -> str:
    """
    Return *number* without exponent and without idle zeros.

    >>> print_decimal(Decimal("1.5E+5")), print_decimal(Decimal("234000.0")), print_decimal(Decimal("0.50"))
    ('150000', '234000', '0.5')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _converter(full: bool = True) -> Converter:
    """Return what writes the one form or the other; the full one reads both, since what is left out has defaults."""
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn, override

    converter = Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(Decimal, print_decimal)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    converter.register_unstructure_hook(Span, lambda span: [span.start, span.end])
    converter.register_structure_hook(Span, lambda value, _: Span(*value))
    for cls, names in LEFT_OUT.items() if not full else ():
        omitted: dict[str, Any] = {name: override(omit=True) for name in names}
        converter.register_unstructure_hook(cls, make_dict_unstructure_fn(cls, converter, **omitted))
    return converter


def unstructure(value: object, *, full: bool = False) -> Any:
    """
    Return a model object as plain dicts, lists and strings, keys in the order of docs/facts.md.

    >>> from aidfacts.model.span import Evidence
    >>> unstructure(Evidence("捐赠", Span(3, 5)))
    {'text': '捐赠', 'span': [3, 5]}
    """
    return _make_plain(_converter(full).unstructure(value))


def structure(data: Any, cls: Any) -> Any:
    """
    Return the object of type *cls* that `unstructure` wrote.

    >>> from aidfacts.model.span import Evidence
    >>> structure({"text": "捐赠", "span": [3, 5]}, Evidence)
    Evidence(text='捐赠', span=Span(start=3, end=5))

    Raises: InputError where *data* is none.
    """
    try:
        return _converter().structure(data, cls)
    except Exception as error:  # cattrs raises groups of whatever its hooks met
        raise InputError(
            f"not a result of aidfacts ({_tell(error)}); see docs/facts.md for the form"
        ) from error


def _make_plain(value: Any) -> Any:
    # cattrs keeps tuples, and takes a StrEnum for the string that it is; JSON readers and msgpack know neither.
    if isinstance(value, dict):
        return {key: _make_plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_make_plain(part) for part in value]
    return value.value if isinstance(value, Enum) else value


def unstructure_document(document: Document, *, full: bool = False) -> dict[str, Any]:
    """Return the JSON form of a result; the full one leaves out nothing but the text."""
    data = {
        "schema_version": SCHEMA_VERSION,
        "document": {
            "id": document.id,
            "title": document.title,
            "published": document.published,
            "script": document.script.value,
            "length": document.length,
        },
        "donations": unstructure(document.donations, full=full),
        "partnerships": unstructure(document.partnerships, full=full),
    }
    if full:
        data["parties"] = unstructure(document.parties, full=full)
        data["rejected"] = unstructure(document.rejected, full=full)
        data["keeps_rejected"] = document.keeps_rejected
        data["notes"] = list(document.notes)
    return data


def structure_document(data: Mapping[str, Any], text: str = "") -> Document:
    """
    Return the result that `Document.to_dict()` wrote, in either form.

    The text itself need not be part of that form; give it as *text* where it is at hand.

    Raises: InputError where *data* is not of that form or of another schema version, or was made of another text.
    """
    version = data.get("schema_version") if isinstance(data, Mapping) else None
    if version != SCHEMA_VERSION:
        raise InputError(f"schema_version {version!r} cannot be read; this release reads {SCHEMA_VERSION!r}")
    try:
        head = data["document"]
        document = Document(
            text=text or head.get("text", ""),
            id=head["id"],
            title=head["title"],
            published=head["published"],
            script=Script(head["script"]),
            length=head["length"],
            donations=_converter().structure(data["donations"], tuple[Donation, ...]),
            partnerships=_converter().structure(data["partnerships"], tuple[Partnership, ...]),
            parties=_converter().structure(data.get("parties", ()), tuple[DocumentParty, ...]),
            rejected=_converter().structure(data.get("rejected", ()), tuple[Rejected, ...]),
            keeps_rejected=data.get("keeps_rejected", False),
            notes=tuple(data.get("notes", ())),
        )
    except Exception as error:  # cattrs raises groups of whatever its hooks met
        raise InputError(
            f"not a result of aidfacts ({_tell(error)}); see docs/facts.md for the form"
        ) from error
    if document.text and len(document.text) != document.length:
        raise InputError(
            f"the text has {len(document.text)} characters, that of the result had {document.length}; "
            "give the text that was extracted, unchanged"
        )
    return document


def _tell(error: BaseException) -> str:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    notes = "".join(f" {note}" for note in getattr(error, "__notes__", ()))
    return f"{type(error).__name__}: {error}{notes}"
