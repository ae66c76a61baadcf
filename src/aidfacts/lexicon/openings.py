"""Tells in one pass over a long text where words of a table may begin, and which characters stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

_BLOCK = 1 << 16  # characters looked at together, so that a long text needs no more memory than a short one
_PLANE = 0x10000  # characters of the basic plane; all others count as the last of these, which is none
_GROUPS = 15  # first characters share a bit with others; one more bit is for words of one character
_ALONE = 1 << _GROUPS


class Openings:
    """
    The first two characters of many words, laid out so that a whole text is looked at as numbers.

    An engine of patterns tries the words at every place where one of their first characters stands. Here two look-ups
    and an `and` a character leave hardly a place where a pattern must be tried, at a third of the time.

    >>> [match.group() for match in Openings(["捐", "赠送"]).finditer(re.compile("捐款?|赠送"), "获赠图书,捐款,又捐")]
    ['捐款', '捐']
    """

    def __init__(self, words: Iterable[str]) -> None:
        import numpy as np

        self._first = np.zeros(_PLANE, np.uint16)
        self._second = np.full(_PLANE, _ALONE, np.uint16)  # anything may stand behind a word of one character
        openings = {word[:2] for word in words}
        groups = {
            first: 1 << number % _GROUPS for number, first in enumerate(sorted({o[0] for o in openings}))
        }
        for opening in openings:
            first, *second = (min(ord(character), _PLANE - 1) for character in opening)
            self._first[first] |= groups[opening[0]] if second else _ALONE
            self._second[second] |= groups[opening[0]]

    def places(self, text: str) -> Iterator[int]:
        """Yield where in *text* a word may begin, in order: all places where one does, and a few more."""
        import numpy as np

        for start in range(0, len(text), _BLOCK):
            # One character more, which the next block begins with: what stands behind the last of this one.
            points = _points(text[start : start + _BLOCK + 1])
            signs = self._first.take(points, mode="clip")
            signs[:-1] &= self._second.take(points[1:], mode="clip")
            signs[-1:] &= _ALONE
            yield from (np.flatnonzero(signs[:_BLOCK]) + start).tolist()

    def finditer(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """Yield what `pattern.finditer(text)` does; every match of *pattern* begins as one of the words does."""
        done = 0
        for at in self.places(text):
            if at >= done and (match := pattern.match(text, at)):
                yield match
                done = match.end()


class Characters:
    """
    Many characters, and all from *beyond* on, of which few stand in a text: a look-up for each of its own tells which.

    >>> sorted(Characters("贈１", beyond="𠀀").found_in("獲贈１００元"))
    ['贈', '１']
    """

    def __init__(self, characters: Iterable[str], *, beyond: str) -> None:
        import numpy as np

        self._every, self._beyond = frozenset(characters), beyond
        self._known = np.zeros(_PLANE, np.bool_)
        self._known[[min(ord(character), _PLANE - 1) for character in (*self._every, beyond)]] = True

    def found_in(self, text: str) -> frozenset[str]:
        """Return those of the characters that *text* holds."""
        import numpy as np

        found: set[str] = set()
        for start in range(0, len(text), _BLOCK):
            known = self._known.take(_points(text[start : start + _BLOCK]), mode="clip")
            found.update(text[start + at] for at in np.flatnonzero(known).tolist())
        return frozenset(each for each in found if each in self._every or each >= self._beyond)


@lru_cache(maxsize=1)
def _points(text: str) -> Any:
    """Return the code points of *text*, as numpy looks them up; a page is scanned four times, one scan after the other."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.intp)
