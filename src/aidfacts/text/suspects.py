"""One scan that tells which characters of a text need work; a clean text needs none."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from aidfacts.lexicon import Characters
from aidfacts.text.fold import list_folded
from aidfacts.text.markup import list_unseen
from aidfacts.text.script import list_traditional, list_variants


@frozen
class Suspects:
    """The characters found in a text, by what is to be done about them."""

    folded: frozenset[str]
    unseen: bool
    traditional: bool
    variants: bool


_BEYOND = "\U000e0000"  # from here on tags and characters of private use outside the basic plane


@cache
def _suspects() -> Characters:
    # takes １ 贈 and a zero-width space, leaves 1 赠 and a comma
    every = list_folded() | list_unseen() | list_traditional() | list_variants()
    return Characters(every, beyond=_BEYOND)


def find_suspects(text: str) -> Suspects:
    """
    Return what in *text* needs work.

    >>> find_suspects("向岚溪镇捐赠5万元。")
    Suspects(folded=frozenset(), unseen=False, traditional=False, variants=False)
    """
    found = _suspects().found_in(text)
    return Suspects(
        folded=found & list_folded(),
        unseen=any(character in list_unseen() or character >= _BEYOND for character in found),
        traditional=not found.isdisjoint(list_traditional()),
        variants=not found.isdisjoint(list_variants()),
    )
