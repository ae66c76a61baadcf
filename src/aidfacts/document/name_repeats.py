"""Names told again where nothing but the first telling shows that they are names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from aidfacts.document.coref_written import read_introductions, written
from aidfacts.document.name_parts import split_name
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

MAX_NAMES = 400  # searched one by one; the busiest page seen has 90
MIN_NAME = 4  # characters of an organisation; shorter ones are words too often
# Where a name of two characters may begin: 尹贵 after a stop or a marker, not inside a longer word.
_EDGE = re.compile(r"[\s,。;:、!?“”\"'‘’()()《》【】与和及由向给为对被同跟]")


def find_repeats(
    text: str, mentions: Sequence[Mention], *, told: Iterable[str] = (), within: Iterable[Span] | None = None
) -> tuple[Mention, ...]:
    """
    Find the names of *mentions* where they stand again untagged, and the short forms that the text introduces.

    远基会捐款20万元 tells a party only because (以下简称“远基会”) stands before; 周砚秋 at the beginning of a sentence
    is a person because 董事长周砚秋 was told.

    Args: *told* are names of persons known in some other way, *within* the stretches to search, the whole text where
        none are given.
    Returns: new mentions alone, in text order, none of which overlaps one of *mentions*.
    """
    names = {name: Mention(Span(0, 0), name, name, PartyKind.PERSON, rules=("told",)) for name in told}
    for name, model in _names(text, mentions):
        names.setdefault(name, model)
    if not names:
        return ()
    # the longest first, so that 锦澄集团 leaves 锦澄集团有限公司 whole
    pattern = re.compile(
        "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    )
    taken = sorted({mention.span for mention in mentions})
    found: list[Mention] = []
    for stretch in (Span(0, len(text)),) if within is None else within:
        for match in pattern.finditer(text, stretch.start, stretch.end):
            span, model = Span(*match.span()), names[match.group()]
            if _free(taken, span) and _bounded(text, span, model):
                found.append(
                    evolve(
                        model,
                        span=span,
                        text=match.group(),
                        name=match.group(),
                        of=None,
                        count=None,
                        anaphor=None,
                    )
                )
    return tuple(sorted(found, key=lambda mention: mention.span))


def _names(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[str, Mention]]:
    names: dict[str, Mention] = {}
    for alias, mention in read_introductions(text, mentions):
        names.setdefault(alias, evolve(mention, rules=(*mention.rules, "introduced")))
    for mention in mentions:
        if not mention.named or mention.anaphor is not None:
            continue
        name = written(mention)
        if mention.kind is PartyKind.PERSON:
            wanted = len(name) in (2, 3) and "某" not in name and name[1:2] not in "总董老"
        else:
            parts = split_name(name, mention.kind)
            wanted = len(name) >= MIN_NAME and parts.rank == "full" and not parts.generic
        if wanted:
            names.setdefault(name, evolve(mention, rules=(*mention.rules, "told elsewhere")))
    return iter(sorted(names.items(), key=lambda item: -len(item[0]))[:MAX_NAMES])


def _free(taken: Sequence[Span], span: Span) -> bool:
    at = bisect_right(taken, span)
    before = taken[max(0, at - 2) : at]
    after = taken[at : at + 1]
    return not any(span.overlaps(other) for other in (*before, *after))


def _bounded(text: str, span: Span, model: Mention) -> bool:
    if model.kind is not PartyKind.PERSON or len(span) > 2 or "told" in model.rules:
        return True
    return span.start == 0 or _EDGE.match(text, span.start - 1) is not None
