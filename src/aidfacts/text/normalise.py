"""From the caller's string to a Source: one form for many surfaces, with the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aidfacts.model.source import Edit, Source
from aidfacts.text.edits import apply_edits, compose_edits, sort_edits
from aidfacts.text.fold import fold
from aidfacts.text.gloss import find_damaged, find_glosses
from aidfacts.text.markup import find_markup, find_unseen
from aidfacts.text.punctuation import find_runs, find_spaces
from aidfacts.text.script import simplify, tell_script
from aidfacts.text.wrapping import find_line_breaks

_ROUNDS = 20  # an edit may bring others to light; real pages need one round, or two


def normalise(raw: str) -> Source:
    """
    Clean *raw* and remember every edit.

    >>> source = normalise("向卓資縣捐款３７ .５萬(wàn)元，，")
    >>> source.text
    '向卓资县捐款37.5万元,'

    What one character stands for is replaced in place; only edits that move what follows are kept in
    `Source.edits`. Normalising `Source.text` again changes nothing.
    """
    text, edits = fold(raw), ()
    for find in (_find_noise, _find_layout_noise):
        for _ in range(_ROUNDS):
            found = sort_edits(find(text))
            if not found:
                break
            text = apply_edits(text, found)
            edits = compose_edits(edits, found)
    script = tell_script(text)
    return Source(raw, simplify(text), edits, script)


_NOISE: tuple[Callable[[str], Iterator[Edit]], ...] = (find_unseen, find_markup)
_LAYOUT_NOISE: tuple[Callable[[str], Iterator[Edit]], ...] = (
    find_unseen,
    find_markup,
    find_glosses,
    find_damaged,
    find_runs,
    find_spaces,
    find_line_breaks,
)


def _find_noise(text: str) -> Iterator[Edit]:
    for find in _NOISE:
        yield from find(text)


def _find_layout_noise(text: str) -> Iterator[Edit]:
    for find in _LAYOUT_NOISE:
        yield from find(text)
