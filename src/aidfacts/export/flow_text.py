"""Text in a picture: how wide it is, where it breaks, and what XML makes of it."""

from __future__ import annotations

import re
import unicodedata
from xml.sax.saxutils import escape

from aidfacts.export.graphml import clean_xml

SIZE = 13  # pixels of a label
LINE = 17  # from one line to the next
_NARROW = 0.58  # of the size: Latin letters and digits of the usual sans-serif fonts, on the safe side
_ATOM = re.compile(
    r"[\w.,%≥≤-]+–?|.", re.DOTALL | re.ASCII
)  # 3,700,000– and 3,800,000 may part; a number may not


def measure(text: str, size: float = SIZE) -> float:
    """
    Return about how many pixels *text* is wide.

    >>> measure("捐款", 10)
    20.0
    """
    wide = sum(unicodedata.east_asian_width(mark) in "WFA" for mark in text)
    return size * (wide + (len(text) - wide) * _NARROW)


def wrap(text: str, width: float, lines: int, size: float = SIZE) -> list[str]:
    """
    Return *text* in at most *lines* lines of *width* pixels, with … where it is too long.

    >>> wrap("青禾县第二小学", 52, 2, 13)
    ['青禾县第', '二小学']
    >>> wrap("青禾县第二小学", 39, 2, 13)
    ['青禾县', '第二…']
    """
    rows = _fill(text, width, size)
    if len(rows) <= lines:
        # As few lines as are needed, as even as they come: no line with the last character alone.
        even, step = measure(text, size) / len(rows), size / 2
        while width - step >= even and len(fewer := _fill(text, width - step, size)) == len(rows):
            width, rows = width - step, fewer
        return rows
    last = "".join(rows[lines - 1 :])
    while last and measure(last + "…", size) > width:
        last = last[:-1]
    return [*rows[: lines - 1], f"{last}…"]


def _fill(text: str, width: float, size: float) -> list[str]:
    rows = [""]
    for atom in _ATOM.findall(text):
        if not rows[-1] or measure(rows[-1] + atom, size) <= width:
            rows[-1] += atom
        else:
            rows[-1] = rows[-1].rstrip()
            rows.append(atom.lstrip())
    return [piece for row in rows for piece in _break(row, width, size)]


def _break(row: str, width: float, size: float) -> list[str]:
    """Return *row* in pieces that fit; only a Latin word that is wider than a line has more than one."""
    pieces = [""]
    for mark in row:
        if pieces[-1] and measure(pieces[-1] + mark, size) > width:
            pieces.append("")
        pieces[-1] += mark
    return pieces


def escape_xml(text: str) -> str:
    """Return *text* as it may stand in XML and in HTML, inside an attribute too."""
    return escape(clean_xml(text), {'"': "&quot;"})


def write_lines(
    x: float, y: float, lines: list[str], anchor: str, names: str = "", size: float = SIZE
) -> str:
    """Return the SVG of *lines*, the first with its middle at *y*."""
    spans = "".join(
        f'<tspan x="{x:g}" y="{y + at * LINE:g}">{escape_xml(line)}</tspan>' for at, line in enumerate(lines)
    )
    kind = f' class="{names}"' if names else ""
    return (
        f'<text text-anchor="{anchor}" dominant-baseline="central" font-size="{size:g}"{kind}>{spans}</text>'
    )
