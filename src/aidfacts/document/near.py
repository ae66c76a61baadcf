"""What is told again is told again near: bounds how far back a page is searched for a first telling."""

from __future__ import annotations

# Facts between a telling and its retelling, at least and twice that at most, so that a long page takes no longer.
NEAR = 100


class Told:
    """Places in a list of facts kept, found again by where on the page their facts were told."""

    def __init__(self) -> None:
        self._places: dict[int, list[int]] = {}

    def add(self, at: int, place: int) -> None:
        """Note that the fact told as number *at* of the page is kept at *place*."""
        self._places.setdefault(at // NEAR, []).append(place)

    def near(self, at: int) -> list[int]:
        """Return the places of the facts told near number *at*."""
        stretch = at // NEAR
        return [place for each in range(stretch - 1, stretch + 2) for place in self._places.get(each, ())]
