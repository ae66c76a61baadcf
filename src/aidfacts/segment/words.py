"""
Cuts sentences into words with spacy-pkuseg and the model that ships with the library.

The model is a pkuseg model and spacy-pkuseg finds the best cut; what each character scores is summed up here
(`network`), since pkuseg asks for every pair of words around every character by its name: the same answers, many times
faster. spaCy's own tokenizer would build a Doc for each sentence and cost a second of import, so it is given on demand
only, by `spacy_tokenizer`, for those who want our words inside spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import compress, pairwise
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
_RUN = re.compile(
    # One set comes first, which the engine leaps to the next of.
    r"[A-Za-z\d](?:(?<=[A-Za-z])[A-Za-z0-9]+(?:[-_.+&'][A-Za-z0-9]+)*|(?<=\d)(?:[\d.,]*\d)?%?)"
)
# A word of its own whatever the model says.
_MARK = re.compile(r"[。，、；：？！,;:?!“”‘’「」『』《》〈〉【】()（）\[\]…]")


class Segmenter(Protocol):
    """Cuts a stretch of text into words; white space belongs to none."""

    def cut(self, text: str, span: Span) -> tuple[Token, ...]:
        """Return the words of *text* inside *span*, in order; offsets are counted in *text*."""
        ...

    def edges(self, text: str, span: Span) -> frozenset[int]:
        """Return where the words of `cut` begin, and both ends of *span*: what most readers ask, at half the cost."""
        ...

    def edges_of(self, text: str, spans: Sequence[Span]) -> list[frozenset[int]]:
        """Return what `edges` does for each of *spans*, at half the cost again."""
        ...


_CHARACTER = re.compile(rf"{_RUN.pattern}|\S")


class _Characters:
    def cut(self, text: str, span: Span) -> tuple[Token, ...]:
        return tuple(
            Token(match.group(), Span(*match.span()))
            for match in _CHARACTER.finditer(text, span.start, span.end)
        )

    def edges(self, text: str, span: Span) -> frozenset[int]:
        begins = (match.start() for match in _CHARACTER.finditer(text, span.start, span.end))
        return frozenset((span.start, span.end, *begins))

    def edges_of(self, text: str, spans: Sequence[Span]) -> list[frozenset[int]]:
        return [self.edges(text, span) for span in spans]


# What ends one name may begin the next word: 南昌|市长, not 南昌市|长.
_KIND_WORD = re.compile("[省市县区镇乡州旗][长委民场域城村级内外直辖政府属容情志花树]")


@cache
def _places() -> tuple[frozenset[str], re.Pattern[str], dict[str, tuple[int, ...]]]:
    """
    Return the full names of divisions with three characters and more, and how to find them by their ends.

    Thousands of names begin with thousands of characters, but all end in some dozens: a scan for those, and a look
    at the last two, leaves hardly a place of a text where the names must be asked.
    """
    names = frozenset(name for name in load_gazetteer().full_names() if len(name) > 2)
    masks: dict[str, int] = {}
    for name in names:
        masks[name[-2:]] = masks.get(name[-2:], 0) | 1 << len(name)
    lengths = {
        tail: tuple(n for n in range(mask.bit_length()) if mask >> n & 1) for tail, mask in masks.items()
    }
    ends = "".join(sorted({tail[1] for tail in masks}))
    return names, re.compile(f"[{re.escape(ends)}](?<=..)"), lengths


def _join_places(text: str, starts: bytearray) -> None:
    """
    Make one word of each division that stands in full, where the model sees one of its edges at least.

    From left to right, of those that begin together the longest. *starts* has one item more than *text* has
    characters: its end.
    """
    names, tails, lengths = _places()
    found = [
        (end - length, -end)
        for tail in tails.finditer(text)
        for end in (tail.end(),)
        for length in lengths.get(text[end - 2 : end], ())
        if length <= end and text[end - length : end] in names
    ]
    done = 0
    for at, below in sorted(found):
        end = -below
        if at < done or not (starts[at] or starts[end]) or _KIND_WORD.match(text, end - 1):
            continue
        starts[at:end] = b"\1" + bytes(end - at - 1)
        starts[end] = 1
        done = end


class _Pkuseg:
    def __init__(self, network: Network) -> None:
        self._network = network

    def cut(self, text: str, span: Span) -> tuple[Token, ...]:
        tokens: list[Token] = []
        for _, begin, word, starts in self._chunks(text, (span,)):
            cuts = list(compress(range(len(starts)), starts))
            tokens += [Token(word[a:b], Span(begin + a, begin + b)) for a, b in pairwise(cuts)]
        return tuple(tokens)

    def edges(self, text: str, span: Span) -> frozenset[int]:
        return self.edges_of(text, (span,))[0]

    def edges_of(self, text: str, spans: Sequence[Span]) -> list[frozenset[int]]:
        places = [[span.start, span.end] for span in spans]
        for number, begin, word, starts in self._chunks(text, spans):
            places[number] += compress(range(begin, begin + len(word)), starts)
        return [frozenset(each) for each in places]

    def _chunks(self, text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, str, bytearray]]:
        """
        Yield each stretch without white space, with the number of its span and with where it begins.

        The last is 1 for where a word of the stretch begins or ends, else 0.
        """
        chunks = [
            (number, chunk.start(), chunk.group())
            for number, span in enumerate(spans)
            for chunk in _CHUNK.finditer(text, span.start, span.end)
        ]
        words = [word for _, _, word in chunks]
        # All at once, as one text: most stretches are a sentence long, and the patterns reach over no white space.
        starts = bytearray(b"".join(each + b"\1" for each in self._network.starts_of(words)))
        _mend("\n".join(words), starts)
        at = 0
        for number, begin, word in chunks:
            end = at + len(word) + 1
            yield number, begin, word, starts[at:end]
            at = end


def _mend(text: str, starts: bytearray) -> None:
    """Set right where words begin and end in lines, whatever the model says: at runs, at marks, at names of divisions."""
    for run in _RUN.finditer(text):
        a, b = run.span()
        starts[a + 1 : b] = bytes(b - a - 1)
    for mark in _MARK.finditer(text):
        at = mark.start()
        # The comma of 1,000 is inside a run.
        if (
            mark.group() not in ",:."
            or starts[at]
            or not text[at - 1 : at + 2].rstrip("\n").replace(",", "").isdigit()
        ):
            starts[at : at + 2] = b"\1\1"
    _join_places(text, starts)


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
