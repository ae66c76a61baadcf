"""Results as one self-contained page: the text with its evidence marked, and a table of the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, TextIO
from zlib import crc32

from aidfacts.export.marking import ROLES, Stretch, cut_stretches
from aidfacts.export.phrases import say_amount, say_items, say_parties
from aidfacts.model.document import Document
from aidfacts.model.fact import Donation, Fact, Partnership

if TYPE_CHECKING:
    from aidfacts.export import Result

_HEAD = """<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>aidfacts</title>
<style>
{style}
</style>
</head>
<body class="aidfacts">
<header>
<h1>aidfacts</h1>
{legend}
</header>
"""
_FOOT = "</body>\n</html>\n"

_DONATION_HEADER = ("", "from", "through", "to", "money", "things", "when", "for", "what", "confidence")
_PARTNERSHIP_HEADER = ("", "parties", "kind", "subject", "when", "what", "confidence")


@cache
def _read_style() -> str:
    return (files("aidfacts.export") / "page.css").read_text(encoding="utf-8").strip()


def _legend() -> str:
    chips = "".join(f'<li><span class="af-{role}">{role}</span></li>' for role in ROLES)
    return f'<ul class="af-legend" aria-label="roles">{chips}</ul>'


def _draw_text(document: Document, prefix: str) -> str:
    parts: list[str] = []
    reached: set[str] = set()  # facts whose first character has been drawn: where the table's links lead
    for stretch in cut_stretches(document):
        text = escape(stretch.span.cut(document.text))
        parts.append(_draw_stretch(stretch, text, prefix, reached) if stretch.marks else text)
    return "".join(parts)


def _draw_stretch(stretch: Stretch, text: str, prefix: str, reached: set[str]) -> str:
    facts = sorted({mark.fact for mark in stretch.marks})
    anchors = "".join(f'<span id="{prefix}-at-{fact}"></span>' for fact in facts if fact not in reached)
    reached.update(facts)
    roles = [role for role in ROLES if any(mark.role == role for mark in stretch.marks)]
    told = roles[0]  # the nearest role colours; evidence, being last, only where there is no other
    title = ", ".join(f"{mark.role} of {mark.fact}" for mark in stretch.marks)
    return f'{anchors}<a class="af-{told}" href="#{prefix}-row-{facts[0]}" title="{title}">{text}</a>'


def _row(prefix: str, fact: Fact, cells: Sequence[str]) -> str:
    link = f'<th scope="row"><a href="#{prefix}-at-{fact.id}">{escape(fact.id)}</a></th>'
    rest = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr id="{prefix}-row-{fact.id}">{link}{rest}</tr>'


def _table(caption: str, header: Sequence[str], rows: Iterable[str]) -> str:
    heads = "".join(f'<th scope="col">{name}</th>' for name in header)
    return (
        f'<div class="af-scroll" tabindex="0"><table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _donation_cells(fact: Donation) -> list[str]:
    what = [fact.form.value, fact.status.value, fact.scope.value]
    what += [f"part of {fact.part_of}"] if fact.part_of else []
    return [
        say_parties(fact.donors),
        say_parties(fact.channels),
        say_parties(fact.recipients),
        say_amount(fact.amount),
        say_items(fact),
        fact.date.value if fact.date else "",
        "、".join(
            [*([fact.purpose.text] if fact.purpose else []), *(who.text for who in fact.beneficiaries)]
        ),
        ", ".join(what),
        f"{fact.confidence:.2f}",
    ]


def _partnership_cells(fact: Partnership) -> list[str]:
    return [
        say_parties(fact.parties),
        fact.kind.value,
        fact.subject or "",
        fact.date.value if fact.date else "",
        fact.status.value,
        f"{fact.confidence:.2f}",
    ]


def _draw_document(document: Document, prefix: str, name: str) -> str:
    meta = [document.title or "", document.published or "", f"{document.length:,} characters"]
    parts = [
        f'<article aria-label="{escape(name)}">',
        f"<h2>{escape(name)}</h2>",
        f'<p class="af-meta">{escape(" · ".join(part for part in meta if part))}</p>',
    ]
    if document.donations:
        rows = [_row(prefix, fact, _donation_cells(fact)) for fact in document.donations]
        parts.append(_table("donations", _DONATION_HEADER, rows))
    if document.partnerships:
        bonds = [_row(prefix, fact, _partnership_cells(fact)) for fact in document.partnerships]
        parts.append(_table("partnerships", _PARTNERSHIP_HEADER, bonds))
    if not document.facts:
        parts.append('<p class="af-meta">no facts</p>')
    parts.append(f'<div class="af-text" lang="zh">{_draw_text(document, prefix)}</div>')
    parts.append("</article>\n")
    return "\n".join(parts)


def render_document(document: Document) -> str:
    """
    Return one document as a piece of HTML with its own style, as notebooks show it.

    All text is escaped; nothing is loaded from elsewhere.
    """
    # Several results may stand in one notebook: their links must not meet.
    prefix = f"af{crc32(document.text.encode('utf-8', 'surrogatepass')):08x}"
    body = _draw_document(document, prefix, document.id or "document")
    return f'<style>\n{_read_style()}\n</style>\n<div class="aidfacts">{_legend()}\n{body}</div>'


def write_html(results: Iterable[Result], stream: TextIO) -> None:
    """Write one page with all results: for each the facts, and the text with every argument marked by its role."""
    stream.write(_HEAD.format(style=_read_style(), legend=_legend()))
    for number, result in enumerate(results, 1):
        name = str(result.id if result.id is not None else f"document {number}")
        if isinstance(result, Document):
            stream.write(_draw_document(result, f"n{number}", name))
        else:
            message = escape(f"{result.error}: {result.message}")
            stream.write(f'<article><h2>{escape(name)}</h2><p class="af-error">{message}</p></article>\n')
    stream.write(_FOOT)
