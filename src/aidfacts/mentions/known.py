"""Adds the names that the caller knows of, as an NER of his own tells them."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.triggers import iter_giving
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import KnownName, Mention
from aidfacts.model.span import Span

MAX_NAME = 40  # characters, as for names that are read here
# Takes 青芒, 鹭声(中国)公司, TCL; leaves 青芒。该公司, 3万元 and 县 alone.
_NAME = compile_late(r"(?=.*[^\W\d_])(?!\d)[^\s。;;!！?？,，、\n]{2,}")


def add_known(
    text: str, span: Span, mentions: tuple[Mention, ...], known: Sequence[KnownName]
) -> tuple[Mention, ...]:
    """
    Return the *mentions* of a sentence with the *known* names added that lie in it.

    They are evidence beside what is read here, no verdict: where a known name meets a mention, the mention stays. Only
    a place gives way to the known name of something else that it is a part of, as 云岭 does to 云岭鲜花.
    """
    row = list(mentions)
    for name in known:
        if name.span not in span or not _may_be_name(name.span.cut(text)):
            continue
        over = [mention for mention in row if mention.span.overlaps(name.span)]
        if all(_gives_way(mention, name) for mention in over):
            row = [mention for mention in row if mention not in over]
            row.append(Draft(name.span.start, name.span.end, name.kind, "", "").mention(text))
    return tuple(sorted(row, key=lambda mention: mention.span))


def _may_be_name(text: str) -> bool:
    # 青芒捐款: who takes a verb into the name takes the fact away
    return len(text) <= MAX_NAME and _NAME.fullmatch(text) is not None and not iter_giving(text)


def _gives_way(mention: Mention, name: KnownName) -> bool:
    inside = mention.span in name.span and mention.span != name.span
    place = mention.kind is PartyKind.PLACE and mention.anaphor is None
    return inside and place and name.kind is not PartyKind.PLACE
