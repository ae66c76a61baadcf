"""Lines of an HTML page: those that a browser would show, and those of its main text."""

from __future__ import annotations

import re
from typing import Any

# As strings, since a list would take a line for each.
_UNSEEN = frozenset(re.findall(r"\w+", "script style noscript template head select option textarea svg"))
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo big cite code em font i img ins kbd label mark q s small span strong sub sup tt u var "
        "graphic hi ref del",  # as trafilatura calls some of them
    )
)
_BLANK = re.compile(r"\s+")
_BLANK_IN_LINE = re.compile(r"[^\S\n\t]+")


def tag_of(node: Any) -> str:
    """Return the name of a node, "" for a comment or an instruction."""
    return node.tag if isinstance(node.tag, str) else ""


def clean(text: str) -> str:
    """Return *text* as a browser would show it in one line."""
    return _BLANK.sub(" ", text).strip()


def key_of(line: str) -> str:
    """Return *line* as lines are compared: without blanks."""
    return _BLANK.sub("", line)


def visible_lines(tree: Any) -> list[str]:
    """Return what a browser would show of a page, roughly: a line for each block."""
    return [line for line in map(clean, _flow(tree, _UNSEEN, _BLANK).split("\n")) if line]


def main_lines(body: Any) -> list[str]:
    """Return the lines of a main text as trafilatura returns it: p, head, list and item, table, row and cell, lb."""
    # Raw text that trafilatura had to fall back on has its own line ends; elsewhere it has taken them out.
    lines = (line.strip(" ") for line in _flow(body, frozenset(), _BLANK_IN_LINE).split("\n"))
    return [line for line in lines if line.strip()]


def _flow(root: Any, unseen: frozenset[str], blank: re.Pattern[str]) -> str:
    """Return the text under *root* with a line end at the edges of each block, and each row of a table in one line."""
    pieces: list[str] = []
    stack: list[Any] = [root]  # one of our own, since pages nest deeper than Python calls
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            pieces.append(part)
            continue
        tag = tag_of(part)
        if part is not root:
            stack.append(blank.sub(" ", part.tail or ""))
        if tag == "row":
            cells = [clean(" ".join(cell.itertext())) for cell in part if tag_of(cell) == "cell"]
            pieces.append("\n" + "\t".join(cells).rstrip("\t") + "\n")
        elif tag and tag not in unseen:
            edge = "" if tag in _INLINE else "\n"
            stack.append(edge)
            stack.extend(reversed(part))
            stack.append(edge + blank.sub(" ", part.text or ""))
    return "".join(pieces)
