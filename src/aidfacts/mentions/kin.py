"""Kin of somebody, whose names a page does not tell: 周砚秋和妻子向沐白小学捐款."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from aidfacts.lexicon import cache, join_words, read_table
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.view import View
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_FAMILY = re.compile(r"的(?:家人|家属|亲属|遗属|遗孀)们?")
_ADVERB = r"(?:又|也|还|再次?|多次|曾经?|已经?|生前|毅然|慷慨|带头|都|均|共|各|专程|特意|主动|悄悄|先后|随后|一起|一同|一道|共同|当场)*"


@cache
def _pattern() -> re.Pattern[str]:
    kin = join_words(row["word"] for row in read_table("kin_nouns"))
    # Behind the word stands what a giver does: 女儿|也捐了1万元; leaves 捐出儿子的压岁钱 and 妻子何映雪 alone.
    return re.compile(rf"(?:{kin})(?={_ADVERB}(?:[捐赠将把寄汇]|[向为给](?!了|的)|拿出|送[给去来到]|出资))")


def add_kin(view: View, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """
    Return *mentions* with the kin added that do what a giver does.

    A name read out of the words before (他读小学|的儿子) is none; whose kin it is stands beside it.
    """
    if not view.tells_gift:
        return mentions
    row = list(_with_families(view.text, mentions))
    for match in _pattern().finditer(view.text, view.span.start, view.span.end):
        span = Span(*match.span())
        if any(m.span.overlaps(span) for m in row):
            continue
        draft = Draft(span.start, span.end, PartyKind.PERSON, match.group(), "group", named=False)
        row.append(evolve(draft.mention(view.text), rules=(f"kin_nouns/{match.group()}",)))
    return tuple(sorted(row, key=lambda m: m.span))


def _with_families(text: str, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """Yield *mentions* with the family of a person for the person, and for the noun of it: 周砚秋|的家人."""
    told = -1
    for mention in mentions:
        family = _FAMILY.match(text, mention.span.end) if mention.kind is PartyKind.PERSON else None
        if family is not None:
            told = family.end()
            span = Span(mention.span.start, told)
            whole = span.cut(text)
            yield Mention(span, whole, whole, PartyKind.GROUP)
        elif mention.span.start >= told:
            yield mention
