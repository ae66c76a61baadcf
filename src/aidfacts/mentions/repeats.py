"""Finds names again that the text has told once in a way that shows them to be names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from attrs import evolve

from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_KINDS = (PartyKind.PERSON, PartyKind.COMPANY, PartyKind.NGO, PartyKind.OTHER)
MAX_NAMES = 400  # distinct names; a page with more is a list, and lists are read by their rows


def repeat_names(
    text: str, sentences: Sequence[tuple[int, Span]], mentions: Mapping[int, tuple[Mention, ...]]
) -> dict[int, tuple[Mention, ...]]:
    """
    Return *mentions* with the bare repetitions of names added: 大学生梦丽 …, 对梦丽的学费给予资助.

    Only names of persons, companies, associations and those without a telling noun: a place or a school is found
    by its own words.
    """
    known: dict[str, Mention] = {}
    for row in mentions.values():
        for mention in row:
            if (
                mention.named
                and mention.anaphor is None
                and mention.kind in _KINDS
                and len(mention.text) >= 2
            ):
                known.setdefault(mention.text, mention)
    if not known or len(known) > MAX_NAMES:
        return dict(mentions)
    pattern = re.compile("|".join(re.escape(name) for name in sorted(known, key=len, reverse=True)))
    found: dict[int, tuple[Mention, ...]] = {}
    for at, span in sentences:
        row = mentions[at]
        starts = [mention.span.start for mention in row]
        added = []
        for match in pattern.finditer(text, span.start, span.end):
            place = Span(*match.span())
            before = bisect_left(starts, place.end) - 1
            if before < 0 or row[before].span.end <= place.start:
                first = known[match.group()]
                added.append(evolve(first, span=place, of=None, rules=(*first.rules, "repeated")))
        found[at] = tuple(sorted((*row, *added), key=lambda mention: mention.span)) if added else row
    return found
