"""Clubs named after the numbered district that they belong to: 国际狮子会300A2区明屿狮子会 is one name."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_SIGNS = ("狮子会", "扶轮")
_WHOLE = compile_late("(?:国际|中国)?(?:狮子会|扶轮)(?:[\u4e00-\u9fff]{2}总会)?$")
# |300A2区|明屿狮子会, |300D-1区|, |3521地区|禾川扶轮社
_DISTRICT = compile_late(r" ?(?:\d{3,4} ?)?(?:[A-Z]\d?)?(?:-\d)?地?区(?:第?[一二三四五六七八九十\d]+分区)?")
MAX_GAP = 8  # characters of a number that the reader leaves between the two


def add_districts(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return *mentions* with the name of a club joined to that of the whole and its district before it."""
    if not any(sign in m.text for m in mentions for sign in _SIGNS):
        return tuple(mentions)
    row = list(mentions)
    at = 0
    while at + 1 < len(row):
        whole, club = row[at], row[at + 1]
        near = club.span.start - whole.span.end <= MAX_GAP and _WHOLE.search(whole.text) is not None
        district = _DISTRICT.match(text, whole.span.end, club.span.end) if near else None
        if district is None or district.end() < club.span.start:
            at += 1
            continue
        span = Span(whole.span.start, club.span.end)
        joined = evolve(whole, span=span, text=span.cut(text), name=span.cut(text), kind=PartyKind.NGO)
        row[at:] = [joined, *(evolve(m, of=joined) if m.of == club else m for m in row[at + 2 :])]
    return tuple(row)
