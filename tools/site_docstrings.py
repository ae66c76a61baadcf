"""Makes the examples of docstrings show as code in the site: griffe runs this while it reads the source (mkdocs.yml)."""

from __future__ import annotations

import re
from typing import Any

import griffe

# From a >>> at the left edge to the next empty line.
_EXAMPLES = re.compile(r"^>>> .*?(?=\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)


def fence(text: str) -> str:
    r"""
    Put the examples of a docstring into fences.

    >>> fence("It adds.\n\n>>> 1 + 1\n2\n\nNothing else.")
    'It adds.\n\n```pycon\n>>> 1 + 1\n2\n```\n\nNothing else.'
    """
    return _EXAMPLES.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```", text)


class Fences(griffe.Extension):
    """Fences the examples of every docstring."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Take an object of the source as griffe has read it."""
        if obj.docstring:
            obj.docstring.value = fence(obj.docstring.value)
