"""Masks natural persons in a result and in its text; the way back is closed, the places stay."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import TypeVar

import attrs
from attrs import evolve

from aidfacts.errors import InputError
from aidfacts.model.document import Document, DocumentParty
from aidfacts.model.fact import Party, PartyKind
from aidfacts.model.span import Span
from aidfacts.privacy.names import mask_name
from aidfacts.privacy.people import ORGANISATIONS, find_people
from aidfacts.privacy.stars import mask_text

T = TypeVar("T")

# What the caller calls a document and what joins facts: not words of a text.
_KEPT = frozenset(["id", "part_of"])

__all__ = ["mask", "mask_name"]


def mask(document: Document, *, segmenter: str = "default") -> Document:
    """
    Return *document* without the names and numbers of natural persons.

    Masked are the names of persons and what leads to one (telephone, identity card, account and card numbers, e-mail
    addresses), in the text, the evidence, the parties and wherever else words of the text stand. A name keeps its
    family name and its length, so that every span still cuts out the `text` beside it. Organisations that are called
    after a person keep their name.

    >>> from aidfacts import extract
    >>> masked = mask(extract("周砚秋向沐白中学捐款5万元,电话13900000000。"))
    >>> masked.text
    '周**向沐白中学捐款5万元,电话***********。'
    >>> masked.donations[0].donors[0].name
    '周**'

    The text is read again for persons, also where it held no fact; what the tagger of names does not take for a
    person stays, see docs/privacy.md. `id` is the caller's own and stays too.

    Args: segmenter: as in `Options`.
    Raises: TypeError where *document* is none; InputError where it has lost its text (`Document.from_dict` without
    *text*).
    """
    if not isinstance(document, Document):
        raise TypeError(f"document must be a Document, not {type(document).__name__}: {document!r:.80}")
    if len(document.text) != document.length:
        raise InputError(
            f"the document has {len(document.text)} of its {document.length} characters; "
            "give its text to Document.from_dict before you mask it"
        )
    people = find_people(document, segmenter)
    masked = mask_text(document.text, people, document)

    @cache
    def say(text: str) -> str:
        return mask_text(text, people)

    return evolve(_mask(document, masked, say), text=masked)


def _mask(value: T, text: str, say: Callable[[str], str]) -> T:
    """Return *value* with each `text` beside a span cut anew from *text*, and every other string through *say*."""
    if isinstance(value, tuple):
        return tuple(_mask(part, text, say) for part in value)  # type: ignore[return-value]
    if not attrs.has(type(value)) or isinstance(value, Span):
        return value
    changes: dict[str, object] = {}
    span = getattr(value, "span", None)
    for attribute in attrs.fields(type(value)):  # type: ignore[arg-type]  # has() does not narrow
        old = getattr(value, attribute.name)
        if attribute.name == "text" and isinstance(span, Span):
            changes["text"] = span.cut(text)
        elif isinstance(old, str):
            if not isinstance(old, Enum) and attribute.name not in _KEPT:
                changes[attribute.name] = _say(value, attribute.name, old, say)
        elif isinstance(old, tuple) and old and isinstance(old[0], str):
            changes[attribute.name] = tuple(_say(value, attribute.name, part, say) for part in old)
        else:
            changes[attribute.name] = _mask(old, text, say)
    return evolve(value, **changes)  # type: ignore[misc]


def _say(owner: object, field: str, old: str, say: Callable[[str], str]) -> str:
    if isinstance(owner, Document) and field == "text":
        return old  # masked as a whole, by its places
    if isinstance(owner, Party | DocumentParty) and field in ("name", "text", "aliases"):
        if owner.kind is PartyKind.PERSON and owner.named:
            return mask_name(old)
        if owner.kind in ORGANISATIONS:
            return old
    return say(old)
