"""A name that is being read."""

from __future__ import annotations

from attrs import evolve, frozen

from aidfacts.lexicon.gazetteer import Place
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor


@frozen
class Draft:
    """
    A name read so far, which a further noun may make longer (沐北大学 → 沐北大学土木学院).

    `rank` is that of the last noun; `place` the chain of known places that it begins with; `place_end` is where
    its divisions end, known or not (-1 for none). `loose` says that the
    end only holds where a marker or a verb follows; `before` is then what remains if none does. `tail` is a
    place that stands right behind an organisation and belongs to it only if a noun of a branch follows.
    """

    start: int
    end: int
    kind: PartyKind
    head: str
    rank: str
    place: Place | None = None
    anaphor: Anaphor | None = None
    points_at: str = ""
    named: bool = True
    loose: bool = False
    before: Draft | None = None
    tail: Draft | None = None
    place_end: int = -1

    def extend(self, end: int, kind: PartyKind, head: str, rank: str) -> Draft:
        """Return the longer name that ends in *head* at *end*."""
        return evolve(
            self,
            end=end,
            kind=kind,
            head=head,
            rank=rank,
            anaphor=None,
            named=True,
            loose=False,
            before=None,
            tail=None,
        )

    @property
    def is_place(self) -> bool:
        return self.kind is PartyKind.PLACE
