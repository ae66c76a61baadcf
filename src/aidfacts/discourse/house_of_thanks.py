"""Tells to which house a gift went that a sentence tells by what came of it: whose headmaster gives thanks."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.discourse.state import State
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame
from aidfacts.model.mention import Mention
from aidfacts.model.values import evolve

_HOUSES = (PartyKind.SCHOOL, PartyKind.HOSPITAL)


def to_house(frame: Frame, around: Sequence[Mention], state: State) -> Frame:
    """
    Return *frame*, where it names nobody who gets the gift, with the school or hospital that the page tells of.

    校长陆见山为周砚秋颁发捐赠证书: the house told *around*, or that of the page.
    """
    if frame.recipients:
        return frame
    givers = {m.name for m in frame.donors}
    sources = (
        ("discourse/topic", tuple(m for m in state.topic if m.kind in _HOUSES)),
        ("discourse/goal", tuple(m for m in around if m.named and m.kind in _HOUSES)),
        ("discourse/school", state.page.school),
    )
    for reason, row in sources:
        told = tuple(m for m in row if m.name not in givers)[:1]
        if told:
            return evolve(frame, recipients=told).because(reason)
    return frame
