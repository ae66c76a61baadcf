"""Two people told by one noun for both: 周砚秋何映雪夫妇, and families by name: 周氏兄弟."""

from __future__ import annotations

import re

from aidfacts.mentions.draft import Draft
from aidfacts.mentions.people import looks_like_person
from aidfacts.mentions.view import View
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

_BOTH = re.compile(
    r"(?:夫妇|夫妻|伉俪|兄妹|兄弟|姐妹|姐弟|父子|父女|母子|母女)(?:俩|二人|两人)?(?!校|单位|学校|民族)"
)
_SHARED = re.compile(r"氏(?:兄弟|姐妹|父子|父女|母子|母女|夫妇|家族|一家)")
_SIZES = ((3, 3), (2, 2), (3, 2), (2, 3))  # characters of the two names, the most frequent first
MAX_TITLE = 6  # characters of a title before the first name


def add_couples(view: View, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """
    Return *mentions* with both people told before a noun for two, where nothing stands between their names.

    周砚秋何映雪夫妇捐款 has two givers; the reader finds one name there, or none. One family name twice parts the two.
    """
    if not view.tells_gift:
        return mentions
    row = list(mentions)
    for match in _BOTH.finditer(view.text, view.span.start, view.span.end):
        names = _two_names(view, match.start())
        if names is None and _SHARED.match(view.text, match.start() - 1) and _opens(view, match.start() - 2):
            names = (Draft(match.start() - 2, match.end(), PartyKind.GROUP, "", "person"),)
        if names is not None:
            found = [draft.mention(view.text) for draft in names]
            row = [m for m in row if m.span.end <= names[0].start or m.span.start >= match.end()] + found
    return tuple(sorted(row, key=lambda m: m.span))


def _two_names(view: View, at: int) -> tuple[Draft, ...] | None:
    """Return the two names that end at *at*, None where there are not two."""
    for first, second in _SIZES:
        start, middle = at - first - second, at - second
        if (
            start >= view.span.start
            and _opens(view, start)
            and looks_like_person(view.text[start:middle])
            and looks_like_person(view.text[middle:at])
            and (view.is_edge(middle) or view.text[start] == view.text[middle])
        ):
            return tuple(
                Draft(a, b, PartyKind.PERSON, "", "person") for a, b in ((start, middle), (middle, at))
            )
    return None


def _opens(view: View, at: int) -> bool:
    """Tell whether a name may begin at *at*: at the head of a stretch, behind a title or a marker."""
    if at <= view.span.start or not "一" <= view.text[at - 1] <= "鿿":
        return True
    hits = (view.hit_at(at - size) for size in range(1, MAX_TITLE + 1))
    return any(
        hit is not None and hit.end == at and bool(hit.word.title or hit.word.cue or hit.word.group)
        for hit in hits
    )
