"""
Makes docstrings show in the site as they are meant: griffe runs this while it reads the source (mkdocs.yml).

Examples become code. `Raises: X where …` on a line becomes a paragraph; griffe would take it for the title of a section.
"""

from __future__ import annotations

import re
from typing import Any

import griffe

# From a >>> at the left edge to the next empty line.
_EXAMPLES = re.compile(r"^>>> .*?(?=\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)
# Raises: OptionError where there is none, and the lines behind it that stand further in.
_REMARK = re.compile(r"^(Raises|Returns|Yields|Units|Offsets|Source): (.+(?:\n[ \t]+\S.*)*)", re.MULTILINE)


def _write_remark(found: re.Match[str]) -> str:
    return f"\n**{found[1]}:** " + " ".join(found[2].split()) + "\n"


def mark_up(text: str) -> str:
    r"""
    Return a docstring as Markdown, `Args:` and the like with a block of lines below apart.

    >>> mark_up("It adds.\n\n>>> 1 + 1\n2\n\nNothing else.")
    'It adds.\n\n```pycon\n>>> 1 + 1\n2\n```\n\nNothing else.'
    >>> mark_up("Raises: TypeError where it is\n    no text.")
    '\n**Raises:** TypeError where it is no text.\n'
    """
    fenced = _EXAMPLES.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```", text)
    return _REMARK.sub(_write_remark, fenced)


class Docstrings(griffe.Extension):
    """Marks up the docstring of every object."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Take an object of the source as griffe has read it."""
        if obj.docstring:
            obj.docstring.value = mark_up(obj.docstring.value)
