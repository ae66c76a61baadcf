"""Names as they are written: lost marks given back, short forms that the text introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from aidfacts.document.name_parts import NameParts, key_of, split_name
from aidfacts.document.name_places import read_place
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

# (以下简称“远基会”), (简称:远基会), (下称远基会); not (简称见附表2)
_INTRODUCED = re.compile(
    r"[((]\s*(?:以下|下文|后文)?(?:统一?称|简称|下称|又称|又名|亦称|也称)[::为作是]?\s*[“\"「『《]?([^“”\"「」『』《》()()。;;,,]{2,20})[”\"」』》]?[^()()]{0,6}[))]"
)

_MARKED = re.compile(r"[“”()《》]")


def read_introductions(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention]]:
    """Yield each short form that *text* introduces, with the mention that it is to stand for."""
    ends = {mention.span.end: mention for mention in mentions if mention.named and mention.anaphor is None}
    for match in _INTRODUCED.finditer(text):
        owner = before_bracket(ends, match.start())
        if owner is not None and key_of(match[1]):
            yield match[1], owner


def before_bracket(ends: Mapping[int, Mention], at: int) -> Mention | None:
    """Return the mention that ends at a bracket; a closing quote or a blank may stand between the two."""
    for step in (0, 1, 2):
        if at - step in ends:
            return ends[at - step]
    return None


def written(mention: Mention) -> str:
    """Return the name of *mention*; marks that it lost at one end alone come back (“岚溪之光”公益项目)."""
    name = mention.name or mention.text
    if not _MARKED.search(name):
        return name
    loose = any(name.count(opening) != name.count(closing) for opening, closing in ("“”", "()", "《》"))
    return mention.text if loose and key_of(mention.text) == key_of(name) else name


def place_parts(name: str) -> NameParts:
    """Return the parts of a division called *name*, which may stand in no gazetteer."""
    parts = split_name(name, PartyKind.PLACE)
    if parts.places and not parts.rest:
        return parts
    return NameParts(name, key_of(name), PartyKind.PLACE, (read_place(name),), "", "", "", "place", "")
