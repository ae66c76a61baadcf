"""From the caller's string to a Source: one form for many surfaces, with the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aidfacts.model.source import Edit, Source
from aidfacts.text.edits import apply_edits, compose_edits, sort_edits
from aidfacts.text.fold import fold, fold_common
from aidfacts.text.gloss import find_damaged, find_glosses
from aidfacts.text.markup import find_markup, find_unseen
from aidfacts.text.punctuation import find_runs, find_spaces
from aidfacts.text.script import simplify, tell_plain, tell_script
from aidfacts.text.suspects import find_suspects
from aidfacts.text.wrapping import find_line_breaks

_ROUNDS = 20  # an edit may bring others to light; real pages need one round, or two


_Finders = tuple[Callable[[str], Iterable[Edit]], ...]
_CODE: _Finders = (find_unseen, find_markup)
_NOISE: _Finders = (find_markup, find_glosses, find_damaged, find_runs, find_spaces, find_line_breaks)


def normalise(raw: str) -> Source:
    """
    Clean *raw* and remember every edit.

    >>> source = normalise("向卓資縣捐款３７ .５萬(wàn)元，，")
    >>> source.text
    '向卓资县捐款37.5万元,'

    What one character stands for is replaced in place; only edits that move what follows are kept in
    `Source.edits`. Normalising `Source.text` again changes nothing.
    """
    text = fold_common(raw)
    found = find_suspects(text)
    text = fold(text, found.folded)
    edits: tuple[Edit, ...] = ()
    rounds: tuple[_Finders, ...] = (
        (_CODE, _NOISE) if found.unseen or "<" in text or "&" in text else (_NOISE,)
    )
    for finders in rounds:
        for _ in range(_ROUNDS):
            new = sort_edits(edit for find in finders for edit in find(text))
            if not new:
                break
            text = apply_edits(text, new)
            edits = compose_edits(edits, new)
    if edits:
        found = find_suspects(text)
    script = tell_script(text) if found.traditional else tell_plain(text)
    if found.traditional or found.variants:
        text = simplify(text)
    return Source(raw, text, edits, script)
