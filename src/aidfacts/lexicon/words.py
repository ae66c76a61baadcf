"""Writes many words as one pattern that finds the longest of them in a single pass."""

from __future__ import annotations

import re
from collections.abc import Iterable

_Node = dict[str, "_Node"]
_END = ""  # key of a node at which a word ends


def join_words(words: Iterable[str], *, tails: dict[str, str] | None = None) -> str:
    """
    Return a pattern that matches the longest of *words* at a place.

    Words that begin alike are tried together, so that a table of hundreds costs little more than one of ten.

    >>> import re
    >>> re.findall(join_words(["捐", "捐赠", "捐款箱", "赠送"]), "捐赠仪式上捐款,赠送图书")
    ['捐赠', '捐', '赠送']

    Args: *tails* is what must follow a word, as a pattern: {"捐赠人": "(?!民)"}.
    """
    root: _Node = {}
    ends: dict[int, str] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
        ends[id(node)] = (tails or {}).get(word, "")
    return _write(root, ends) or "(?!)"


def _write(node: _Node, ends: dict[int, str]) -> str:
    branches = [re.escape(mark) + _group(node[mark], ends) for mark in sorted(node) if mark != _END]
    return "|".join(branches)


def _group(node: _Node, ends: dict[int, str]) -> str:
    longer = _write(node, ends)
    if _END not in node:
        return longer if len(node) == 1 else f"(?:{longer})"
    tail = ends[id(node)]
    if not longer:
        return tail
    return f"(?:{longer}|{tail})" if tail else f"(?:{longer})?"
