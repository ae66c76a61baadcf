"""What the extraction of one text returns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from aidfacts.model.fact import Donation, Fact, Partnership, PartyKind
from aidfacts.model.source import Script
from aidfacts.model.span import Evidence, Span

SCHEMA_VERSION = "1"


@frozen
class DocumentParty:
    """
    A party of the document with every place where it is mentioned.

    `name` is its fullest form, `aliases` are the other forms it goes by, in the order they appear.
    """

    name: str
    kind: PartyKind
    named: bool = True
    adcode: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Evidence, ...] = ()


@frozen
class Rejected:
    """A stretch that looked like a fact and was none: *reason* is a code of docs/limits.md, *rules* what fired."""

    text: str
    span: Span
    reason: str
    rules: tuple[str, ...] = ()


@frozen(kw_only=True)
class Document:
    """
    The facts of one text.

    `text` is the caller's own string; every span of every fact counts in it. `length` is its number of characters.
    `published` is the date of the page, as given or as the page tells it (`2020-06-12` or less precise), None
    where nothing tells. `parties` are all parties of a text that holds a fact; of a text without one they are read
    only with `Options(rejected=True)`, since it is else passed over. `rejected` is filled where
    `Options.rejected` asks for it, which `keeps_rejected` tells. `notes` say in words what a person should know of the
    page, as that it has no main text; they are no part of the JSON form.
    """

    text: str = field(repr=False)
    id: str | None = None
    title: str | None = None
    published: str | None = None
    script: Script = Script.SIMPLIFIED
    donations: tuple[Donation, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    parties: tuple[DocumentParty, ...] = field(default=(), repr=False)
    rejected: tuple[Rejected, ...] = field(default=(), repr=False)
    keeps_rejected: bool = field(default=False, repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)
    length: int = field(init=True)

    @length.default
    def _measure(self) -> int:
        return len(self.text)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts: donations first, then partnerships."""
        return (*self.donations, *self.partnerships)

    def to_dict(self, *, full: bool = False) -> dict[str, Any]:
        """
        Return the result as plain values, in the form of "JSON" in docs/facts.md.

        With *full* nothing is left out but the text: `parties`, `rejected` and rates of goods come with it.
        """
        from aidfacts.convert import unstructure_document

        return unstructure_document(self, full=full)

    def to_json(self, *, indent: int | None = None) -> str:
        """Return `to_dict()` as JSON text; Chinese stays readable."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], text: str = "") -> Document:
        """
        Return the result that `to_dict()` wrote, in either form; *text* is what it was extracted from.

        >>> document = Document(text="今日多云。", id="a", title="天气")
        >>> Document.from_dict(document.to_dict(full=True), "今日多云。") == document
        True

        Without *text* everything is there but the characters that the spans count in.

        Raises: InputError where *data* is no such form, of another schema version, or made of another text.
        """
        from aidfacts.convert import structure_document

        return structure_document(data, text)

    def why_not(self, where: Span | tuple[int, int] | int) -> str:
        """
        Return in words why a stretch (or the place of a single character) of `text` gave no fact.

        Needs a document that was extracted with `Options(rejected=True)`.

        Raises: OptionError where it was not; InputError where *where* lies outside `text`.
        """
        from aidfacts.explain import why_not

        return why_not(self, where)

    def _repr_html_(self) -> str:
        from aidfacts.export.html import render_document

        return str(render_document(self))
