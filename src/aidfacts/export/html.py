"""One document as HTML: its facts in tables, and its text with every argument marked by its role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from zlib import crc32

from attrs import frozen

from aidfacts.export.marking import ROLES, Stretch, cut_stretches, list_marks
from aidfacts.export.phrases import say_amount, say_count, say_items
from aidfacts.model.document import Document
from aidfacts.model.fact import Donation, Fact, Partnership, Party, Scope, Status

# What UTF-8 cannot write, and a NUL, which HTML does not show.
_BARRED = re.compile("[\x00\ud800-\udfff]")


@frozen
class _Column:
    """A column of a table: its heading and, where its cells name arguments of a role, the role."""

    name: str
    role: str = ""


_DONATION_COLUMNS = (
    _Column("from", "donor"),
    _Column("through", "channel"),
    _Column("to", "recipient"),
    _Column("money", "amount"),
    _Column("things", "item"),
    _Column("when", "date"),
    _Column("for", "purpose"),
    _Column("helped", "beneficiary"),
    _Column("what"),
    _Column("confidence"),
)
_PARTNERSHIP_COLUMNS = (
    _Column("parties", "party"),
    _Column("kind"),
    _Column("subject"),
    _Column("when", "date"),
    _Column("status"),
    _Column("confidence"),
)


def escape_text(text: str) -> str:
    """
    Return *text* so that it stands in HTML as it is, inside an attribute too.

    >>> escape_text('<b title="捐款">')
    '&lt;b title=&quot;捐款&quot;&gt;'
    """
    return escape(_BARRED.sub("\ufffd", text))


@cache
def read_style(name: str = "page") -> str:
    """Return a style sheet of this package."""
    return (files("aidfacts.export") / f"{name}.css").read_text(encoding="utf-8").strip()


def draw_legend() -> str:
    """Return the list of roles with their colours."""
    chips = "".join(f'<li><span class="af-{role}">{role}</span></li>' for role in ROLES)
    return f'<ul class="af-legend" aria-label="roles">{chips}</ul>'


def _draw_text(document: Document, prefix: str) -> str:
    parts: list[str] = []
    reached: set[str] = set()  # facts whose first character has been drawn: where the table's links lead
    for stretch in cut_stretches(document):
        text = escape_text(stretch.span.cut(document.text))
        parts.append(_draw_stretch(stretch, text, prefix, reached) if stretch.marks else text)
    return "".join(parts)


def _draw_stretch(stretch: Stretch, text: str, prefix: str, reached: set[str]) -> str:
    facts = sorted({mark.fact for mark in stretch.marks})
    anchors = "".join(
        f'<span id="{prefix}-at-{escape_text(fact)}" data-at="{escape_text(fact)}"></span>'
        for fact in facts
        if fact not in reached
    )
    reached.update(facts)
    roles = [role for role in ROLES if any(mark.role == role for mark in stretch.marks)]
    told = roles[0]  # the nearest role colours; evidence, being last, only where there is no other
    title = ", ".join(f"{mark.role} of {mark.fact}" for mark in stretch.marks)
    return (
        f'{anchors}<a class="af-{told}" href="#{prefix}-row-{escape_text(facts[0])}" '
        f'data-facts="{escape_text(" ".join(facts))}" title="{escape_text(title)}">{text}</a>'
    )


def _draw_parties(parties: Iterable[Party]) -> str:
    return "、".join(
        f'<span class="af-name" data-kind="{party.kind.value}">'
        f"{escape_text(party.name if party.named else f'({party.name})')}</span>"
        for party in parties
    )


def _draw_row(prefix: str, fact: Fact, columns: Sequence[_Column], cells: Sequence[str], placed: bool) -> str:
    name = escape_text(fact.id)
    # A fact that stands nowhere in the text has nowhere to lead to.
    link = f'<a href="#{prefix}-at-{name}" title="show in the text">{name}</a>' if placed else name
    kind = fact.form if isinstance(fact, Donation) else fact.kind
    scope = f' data-scope="{fact.scope.value}"' if isinstance(fact, Donation) else ""
    rest = "".join(_draw_cell(column, cell) for column, cell in zip(columns, cells, strict=True))
    return (
        f'<tr id="{prefix}-row-{name}" data-fact="{name}" data-type="{type(fact).__name__.lower()}" '
        f'data-kind="{kind.value}" data-status="{fact.status.value}"{scope} data-confidence="{fact.confidence:.4f}">'
        f'<th scope="row">{link}</th>{rest}</tr>'
    )


def _draw_cell(column: _Column, cell: str) -> str:
    role = f' data-role="{column.role}" lang="zh"' if column.role else ""
    return f'<td data-label="{column.name}"{role}>{cell}</td>'


def _draw_heading(column: _Column) -> str:
    name = f'<span class="af-{column.role}">{column.name}</span>' if column.role else column.name
    return f'<th scope="col">{name}</th>'


def _draw_table(
    caption: str,
    columns: Sequence[_Column],
    facts: Sequence[Fact],
    rows: Sequence[list[str]],
    prefix: str,
    placed: set[str],
) -> str:
    # A column that is empty in the whole document only takes room.
    used = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    kept = [columns[at] for at in used]
    heads = "".join(map(_draw_heading, kept))
    body = "".join(
        _draw_row(prefix, fact, kept, [row[at] for at in used], fact.id in placed)
        for fact, row in zip(facts, rows, strict=True)
    )
    return (
        f'<div class="af-scroll" tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}</caption>'
        f'<thead><tr><th scope="col"><span class="af-unseen">fact</span></th>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _donation_cells(fact: Donation, prefix: str) -> list[str]:
    what = [fact.form.value]
    what += [fact.status.value] if fact.status is not Status.COMPLETED else []
    what += [fact.scope.value] if fact.scope is not Scope.SINGLE else []
    if fact.part_of:
        total = escape_text(fact.part_of)
        what.append(f'part of <a href="#{prefix}-row-{total}">{total}</a>')
    return [
        _draw_parties(fact.donors),
        _draw_parties(fact.channels),
        _draw_parties(fact.recipients),
        escape_text(say_amount(fact.amount)),
        escape_text(say_items(fact)),
        escape_text(fact.date.value if fact.date else ""),
        escape_text(fact.purpose.text if fact.purpose else ""),
        escape_text("、".join(who.text for who in fact.beneficiaries)),
        ", ".join(what),
        f"{fact.confidence:.2f}",
    ]


def _partnership_cells(fact: Partnership) -> list[str]:
    return [
        _draw_parties(fact.parties),
        fact.kind.value,
        escape_text(fact.subject or ""),
        escape_text(fact.date.value if fact.date else ""),
        fact.status.value,
        f"{fact.confidence:.2f}",
    ]


def draw_document(document: Document, prefix: str, name: str) -> str:
    """Return one document as an article; *prefix* begins the ids in it, *name* heads it."""
    count = len(document.facts)
    meta = [
        document.title or "",
        document.published or "",
        say_count(count, "fact") if count else "no facts",
        f"{document.length:,} characters",
    ]
    placed = {mark.fact for mark in list_marks(document.facts)}
    parts = [
        f'<article class="af-document" aria-labelledby="{prefix}-name">',
        f'<h2 id="{prefix}-name" lang="zh">{escape_text(name)}</h2>',
        f'<p class="af-meta" lang="zh">{escape_text(" · ".join(part for part in meta if part))}</p>',
    ]
    if document.donations:
        rows = [_donation_cells(fact, prefix) for fact in document.donations]
        parts.append(_draw_table("donations", _DONATION_COLUMNS, document.donations, rows, prefix, placed))
    if document.partnerships:
        bonds = [_partnership_cells(fact) for fact in document.partnerships]
        parts.append(
            _draw_table("partnerships", _PARTNERSHIP_COLUMNS, document.partnerships, bonds, prefix, placed)
        )
    opened = " open" if count else ""
    parts.append(f'<details class="af-source"{opened}><summary>text</summary>')
    parts.append(f'<div class="af-text" lang="zh">{_draw_text(document, prefix)}</div></details>')
    parts.append("</article>\n")
    return "\n".join(parts)


def render_document(document: Document) -> str:
    """
    Return one document as a piece of HTML with its own style and without script, as notebooks show it.

    All text is escaped; nothing is loaded from elsewhere.
    """
    # Several results may stand in one notebook: their links must not meet.
    prefix = f"af{crc32(document.text.encode('utf-8', 'surrogatepass')):08x}"
    body = draw_document(document, prefix, document.id or "document")
    return f'<style>\n{read_style()}\n</style>\n<div class="aidfacts">{draw_legend()}\n{body}</div>'
