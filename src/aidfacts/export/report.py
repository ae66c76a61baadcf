"""Results as one page: facts, texts, a filter over all of them, and the picture of their flow."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from enum import EnumType
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, TextIO

from aidfacts.export.flow import Flow, draw_flow, read_flow_style
from aidfacts.export.html import draw_document, draw_legend, escape_text, read_style
from aidfacts.model.document import Document
from aidfacts.model.fact import Form, PartnershipKind, PartyKind, Scope, Status

if TYPE_CHECKING:
    from aidfacts.export import Result

NARROW = 390  # pixels: the picture where the page is narrow, as on a telephone

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="aidfacts">
<header>
<h1>{title}</h1>
{filter}
{legend}
{picture}</header>
<main>
"""
_TO_PICTURE = '<p class="af-to-picture"><a href="#af-flow">Who gave what to whom: the picture</a></p>\n'
_FOOT = "<script>{script}</script>\n</body>\n</html>\n"


def write_report(
    results: Iterable[Result], stream: TextIO, *, title: str = "aidfacts", flow: bool = True
) -> None:
    """
    Write one page with all *results* as they come, complete in itself: no file beside it, no request to anywhere.

    Each document has its facts in tables and its text with every argument marked by its role; a fact leads to its
    characters and they lead back. A small script adds the filter and the keys; without it all links work.

    Args:
        title: heads the page.
        flow: whether the picture of `to_flow_svg` stands at the end; of each result its gifts are kept for it.
    """
    style, script = _read_sheets(), _read_script()
    # Only this style and this script may run, whatever stands in the texts; nothing may be loaded.
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    stream.write(
        _HEAD.format(
            policy=policy,
            title=escape_text(title),
            style=style,
            filter=_draw_filter(),
            legend=draw_legend(),
            picture=_TO_PICTURE if flow else "",
        )
    )
    gathered = Flow()
    for number, result in enumerate(results, 1):
        name = str(result.id if result.id is not None else f"document {number}")
        if flow:
            gathered.add(result)
        if isinstance(result, Document):
            stream.write(draw_document(result, f"n{number}", name))
        else:
            message = escape_text(f"{result.error}: {result.message}")
            stream.write(
                f'<article class="af-failed"><h2>{escape_text(name)}</h2><p class="af-error">{message}</p></article>\n'
            )
    stream.write("</main>\n")
    if flow:
        stream.write(_draw_pictures(gathered))
    stream.write(_FOOT.format(script=script))


def _draw_pictures(flow: Flow) -> str:
    wide = draw_flow(flow, prefix="af-wide", style=False)
    narrow = draw_flow(flow, width=NARROW, prefix="af-narrow", style=False)
    return (
        '<section class="af-picture" id="af-flow" aria-label="flow">\n<h2>Who gave what to whom</h2>\n'
        f'<div class="af-wide">{wide}</div>\n<div class="af-narrow">{narrow}</div>\n</section>\n'
    )


@cache
def _read_sheets() -> str:
    return f"\n{read_style()}\n{read_style('report')}\n{read_flow_style()}\n"


@cache
def _read_script() -> str:
    return "\n" + (files("aidfacts.export") / "report.js").read_text(encoding="utf-8").strip() + "\n"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _draw_filter() -> str:
    """Return the form of the filter; it is hidden until the script, which it needs, shows it."""
    kinds = "".join(
        f'<optgroup label="{name}">{_draw_options(choices, f"{name}/")}</optgroup>'
        for name, choices in (("donation", Form), ("partnership", PartnershipKind))
    )
    fields = (
        '<label>text <input type="search" name="text" autocomplete="off" placeholder="any words"></label>',
        '<label>from <input type="search" name="donor" autocomplete="off" list="af-donors"></label>',
        '<label>to <input type="search" name="recipient" autocomplete="off" list="af-recipients"></label>',
        '<label>kind <select name="kind"><option value="">any</option><option value="donation/">donation</option>'
        f'<option value="partnership/">partnership</option>{kinds}</select></label>',
        f'<label>status <select name="status"><option value="">any</option>{_draw_options(Status)}</select></label>',
        f'<label>scope <select name="scope"><option value="">any</option>{_draw_options(Scope)}</select></label>',
        f'<label>party <select name="party"><option value="">any</option>{_draw_options(PartyKind)}</select></label>',
        '<label>confidence <span class="af-range"><input type="range" name="confidence" min="0" max="1" step="0.05" '
        'value="0"><output name="least">≥ 0</output></span></label>',
    )
    return (
        '<form class="af-filter" id="af-filter" role="search" aria-label="filter" hidden>\n'
        + "\n".join(fields)
        + '\n<div class="af-foot"><output class="af-count" name="count" aria-live="polite"></output>'
        '<button type="reset">clear</button></div>\n'
        '<datalist id="af-donors"></datalist><datalist id="af-recipients"></datalist>\n'
        '<p class="af-keys"><kbd>/</kbd> filter · <kbd>↑</kbd> <kbd>↓</kbd> from fact to fact · <kbd>Enter</kbd> to its '
        "characters · <kbd>Esc</kbd> back</p>\n</form>"
    )


def _draw_options(choices: EnumType, prefix: str = "") -> str:
    return "".join(f'<option value="{prefix}{choice}">{choice}</option>' for choice in choices)  # type: ignore[var-annotated]
