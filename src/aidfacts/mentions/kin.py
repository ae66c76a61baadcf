"""Kin of somebody, whose names a page does not tell: 周砚秋和妻子向沐白小学捐款."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from aidfacts.lexicon import cache, join_words, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.people import family_name, is_rare
from aidfacts.mentions.view import View
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_FAMILY = compile_late(
    r"(?:先生|女士|同志|老人|烈士|教授|院士|老师|将军|校友)?的?(?:(?:子女|儿女|孙辈|子孙|家族)(?=们?[将把向为给捐遵按决,、和与及])|家人|家属|亲属|遗属|遗孀|后人|后代|后裔)们?(?![\u4e00-\u9fff]{2,14}(?:公司|基金会|集团))"
)
# 何映雪|粉丝: whose they are, not the society that they have
_FANS = compile_late(r"的?(?:全国|各地|众多)?(?:粉丝|歌迷|影迷|球迷|书迷)(?!后援|团|会|群|应援|站|协)们?")
# 周砚秋、周见山|兄弟: what those named are to each other, and nobody else
_TO_EACH_OTHER = ("兄弟", "姐妹", "兄妹", "姐弟", "夫妻", "父子", "母女")
# 周家|姐妹, 龚家|五个子女
_OF_HOUSE = compile_late(
    r"家(?:[一二两三四五六七八九十]个?)?(?:兄弟姐妹|兄弟|姐妹|兄妹|姐弟|父子|父女|母子|母女|子女|儿女|后人|后代|子孙|老小|祖孙[两三四五]代|[两三四五]代人)"
)
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
    row = _with_houses(view, [*_with_families(view.text, mentions)])
    for match in _pattern().finditer(view.text, view.span.start, view.span.end):
        span = Span(*match.span())
        if any(m.span.overlaps(span) or _names_all(m, match) for m in row):
            continue
        draft = Draft(span.start, span.end, PartyKind.PERSON, match.group(), "group", named=False)
        row.append(evolve(draft.mention(view.text), rules=(f"kin_nouns/{match.group()}",)))
    return tuple(sorted(row, key=lambda m: m.span))


def _with_houses(view: View, mentions: list[Mention]) -> list[Mention]:
    """Return *mentions* with the kin that are told by the name of their family: 周家|姐妹, 欧阳家|五个子女."""
    text, row = view.text, mentions
    for match in _OF_HOUSE.finditer(text, view.span.start + 1, view.span.end):
        at = match.start()
        start = at - 2 if family_name(text, at - 2) == 2 else at - 1
        known = family_name(text, start) == at - start and not is_rare(text[start:at])
        kin = Span(start, match.end())
        if known and view.is_edge(start) and all(m.span in kin for m in row if m.span.overlaps(kin)):
            row = [m for m in row if m.span not in kin]
            row.append(Draft(start, match.end(), PartyKind.GROUP, match.group(), "group").mention(text))
    return row


def _names_all(mention: Mention, kin: re.Match[str]) -> bool:
    """Tell whether a word of kin only says what those are to each other whose names end with *mention*."""
    person = mention.kind is PartyKind.PERSON and mention.span.end == kin.start()
    return person and kin.group() in _TO_EACH_OTHER


def _with_families(text: str, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """Yield *mentions* with the family of a person for the person, and for the noun of it: 周砚秋|的家人."""
    told = -1
    for mention in mentions:
        person = mention.kind is PartyKind.PERSON
        family = _FAMILY.match(text, mention.span.end) if person else None
        fans = _FANS.match(text, mention.span.end) if person and family is None else None
        family = family or fans
        if family is not None:
            told = family.end()
            span = Span(mention.span.start, told)
            whole = span.cut(text)
            of = fans is not None or "的" in family.group()
            yield Mention(span, whole, whole, PartyKind.GROUP if of else PartyKind.PERSON)
        elif mention.span.start >= told:
            yield mention
