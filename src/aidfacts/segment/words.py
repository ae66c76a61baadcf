"""
Cuts sentences into words with spacy-pkuseg and the model that ships with the library.

The model is a pkuseg model and spacy-pkuseg finds the best cut; what each character scores is summed up here
(`network`), since pkuseg asks for every pair of words around every character by its name: the same answers, many times
faster. spaCy's own tokenizer would build a Doc for each sentence and cost a second of import, so it is given on demand
only, by `spacy_tokenizer`, for those who want our words inside spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import compress, pairwise
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from aidfacts.errors import SegmenterError
from aidfacts.lexicon.gazetteer import load_gazetteer
from aidfacts.model.source import Token
from aidfacts.model.span import Span

if TYPE_CHECKING:
    from aidfacts.segment.network import Network

_CHUNK = re.compile(r"\S+")
# One word whatever the model says: N95, COVID-19, 3.5, 1,000, 60%
_RUN = re.compile(r"[A-Za-z][A-Za-z0-9]+(?:[-_.+&'][A-Za-z0-9]+)*|\d(?:[\d.,]*\d)?%?")
# A word of its own whatever the model says.
_MARK = re.compile(r"[。，、；：？！,;:?!“”‘’「」『』《》〈〉【】()（）\[\]…]")


class Segmenter(Protocol):
    """Cuts a stretch of text into words; white space belongs to none."""

    def cut(self, text: str, span: Span) -> tuple[Token, ...]:
        """Return the words of *text* inside *span*, in order; offsets are counted in *text*."""
        ...


class _Characters:
    def cut(self, text: str, span: Span) -> tuple[Token, ...]:
        return tuple(
            Token(match.group(), Span(*match.span()))
            for match in re.compile(rf"{_RUN.pattern}|\S").finditer(text, span.start, span.end)
        )


# What ends one name may begin the next word: 南昌|市长, not 南昌市|长.
_KIND_WORD = re.compile("[省市县区镇乡州旗][长委民场域城村级内外直辖政府属容情志花树]")


@cache
def _places() -> tuple[frozenset[str], dict[str, tuple[int, ...]]]:
    """Return the full names of divisions with three characters and more, and their lengths by the first three."""
    names = frozenset(name for name in load_gazetteer().full_names() if len(name) > 2)
    masks: dict[str, int] = {}
    for name in names:
        masks[name[:3]] = masks.get(name[:3], 0) | 1 << len(name)
    shared = {m: tuple(n for n in range(m.bit_length(), 2, -1) if m >> n & 1) for m in set(masks.values())}
    lengths = {head: shared[mask] for head, mask in masks.items()}
    return names, lengths


def _join_places(text: str, starts: bytearray) -> None:
    """
    Make one word of each division that stands in full, where the model sees one of its edges at least.

    *starts* has one item more than *text* has characters: its end.
    """
    names, lengths = _places()
    size, done = len(text), 0
    heads = map(add, map(add, text, text[1:]), text[2:])
    for at, found in enumerate(map(lengths.get, heads)):
        if found is None or at < done:
            continue
        for length in found:
            end = at + length
            if text[at:end] not in names or end > size:
                continue
            if (starts[at] or starts[end]) and not _KIND_WORD.match(text, end - 1):
                starts[at:end] = b"\1" + bytes(length - 1)
                starts[end] = 1
                done = end
                break


class _Pkuseg:
    def __init__(self, network: Network) -> None:
        self._network = network

    def cut(self, text: str, span: Span) -> tuple[Token, ...]:
        tokens: list[Token] = []
        for chunk in _CHUNK.finditer(text, span.start, span.end):
            word, begin = chunk.group(), chunk.start()
            starts = self._network.starts(word)
            for run in _RUN.finditer(word):
                a, b = run.span()
                starts[a + 1 : b] = bytes(b - a - 1)
            starts.append(1)
            for mark in _MARK.finditer(word):
                at = mark.start()
                # The comma of 1,000 is inside a run.
                if (
                    mark.group() not in ",:."
                    or starts[at]
                    or not word[at - 1 : at + 2].replace(",", "").isdigit()
                ):
                    starts[at : at + 2] = b"\1\1"
            _join_places(word, starts)
            cuts = list(compress(range(len(starts)), starts))
            tokens += [Token(word[a:b], Span(begin + a, begin + b)) for a, b in pairwise(cuts)]
        return tuple(tokens)


@cache
def load_segmenter(option: str = "default") -> Segmenter:
    """
    Return the segmenter that *option* names; it may be shared by threads.

    >>> text = "向黑水县捐赠医用口罩3,000只"
    >>> [token.text for token in load_segmenter().cut(text, Span(0, len(text)))]
    ['向', '黑水县', '捐赠', '医用', '口罩', '3,000', '只']

    Args: option: `default` is the model of the library, `char` takes every character for a word, anything else is
        the path of a folder with a pkuseg model.
    Raises: SegmenterError where there is no such model.
    """
    if option == "char":
        return _Characters()
    from aidfacts.segment.network import read_folder, read_packed

    if option == "default":
        try:
            data = (files("aidfacts") / "models" / "segmenter.npz").read_bytes()
        except FileNotFoundError:
            raise SegmenterError(
                "models/segmenter.npz: there is no such model; the package is incomplete, install it again"
            ) from None
        return _Pkuseg(read_packed(data))
    folder = Path(option)
    if not folder.is_dir():
        raise SegmenterError(
            f"segmenter {option!r}: there is no such folder; use 'default', 'char' or a folder with a pkuseg model"
        )
    return _Pkuseg(read_folder(folder))


def cut_once(segmenter: Segmenter, text: str) -> Callable[[Span], tuple[Token, ...]]:
    """
    Return a function that cuts a span of *text* when it is first asked for and remembers the answer.

    Most sentences of most pages tell of no gift and are never cut.
    """
    known: dict[tuple[int, int], tuple[Token, ...]] = {}

    def cut(span: Span) -> tuple[Token, ...]:
        key = span.start, span.end
        tokens = known.get(key)
        if tokens is None:
            tokens = known[key] = segmenter.cut(text, span)
        return tokens

    return cut
