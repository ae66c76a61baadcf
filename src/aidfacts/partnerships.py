"""The stages of a partnership in their order; `pipeline` calls them between those of a gift."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from aidfacts.document.merge_pacts import merge_pacts
from aidfacts.document.names import Names
from aidfacts.facts.partnership import build_partnership
from aidfacts.frames.pacts import read_pacts
from aidfacts.mentions.pacts import find_pact_triggers
from aidfacts.mentions.slots import tag_slot
from aidfacts.mentions.tagger import tag_parties
from aidfacts.model.fact import Date, PartyKind, Partnership
from aidfacts.model.mention import Mention
from aidfacts.model.pact import Pact
from aidfacts.model.source import BlockKind, Layout, Sentence, Token
from aidfacts.model.span import Span

Cut = Callable[[Span], tuple[Token, ...]]

# Stands in for whoever the text is talking about, while nobody has read the sentences before.
_SOMEBODY = Mention(Span(0, 0), "", "", PartyKind.OTHER)


@frozen
class Setting:
    """What a sentence may leave out: who acted last, and the date told last."""

    topic: tuple[Mention, ...] = ()
    event: Date | None = None
    before: str | None = None


def choose_sentences(text: str, sentences: Sequence[Sentence], hits: Sequence[int], cut: Cut) -> set[int]:
    """Return the numbers of the sentences that bind somebody, so that only the text around them is read further."""
    starts = [sentence.span.start for sentence in sentences]
    chosen: set[int] = set()
    for at in sorted({bisect_right(starts, hit) - 1 for hit in hits}):
        if at < 0:
            continue
        span = sentences[at].span
        mentions = tag_parties(text, span, cut)
        if _read(text, sentences, at, mentions, Setting((_SOMEBODY,)), (_SOMEBODY, _SOMEBODY), cut):
            chosen.add(at)
    return chosen


def find_partnerships(
    text: str,
    layout: Layout,
    sentences: Sequence[Sentence],
    chosen: set[int],
    mentions: Mapping[int, tuple[Mention, ...]],
    settings: Mapping[int, Setting],
    names: Names,
    date_of: Callable[[int, Span], Date | None],
    cut: Cut,
) -> tuple[Partnership, ...]:
    """Return the partnerships of a document, what is told twice merged."""
    drafts = []
    told: tuple[Mention, ...] = ()
    for at in sorted(chosen & set(mentions)):
        sentence = sentences[at]
        kind = layout.blocks[sentence.block].kind
        for pact in _read(text, sentences, at, mentions[at], settings.get(at, Setting()), told, cut):
            section = sum(b.kind in (BlockKind.HEADING, BlockKind.TITLE) for b in layout.blocks[: sentence.block + 1])
            date = date_of(at, pact.trigger.span)
            draft = build_partnership(
                text, pact, names.parties_of, date, sentence.span, kind, sentence.block, section
            )
            if draft is not None:
                drafts.append(draft)
                told = pact.parties
    return merge_pacts(drafts, names.same)


def _read(
    text: str,
    sentences: Sequence[Sentence],
    at: int,
    mentions: Sequence[Mention],
    setting: Setting,
    told: Sequence[Mention],
    cut: Cut,
) -> tuple[Pact, ...]:
    span = sentences[at].span

    def tag(stretch: Span) -> tuple[Mention, ...]:
        return tag_parties(text, stretch, cut)

    def slot(stretch: Span) -> Mention | None:
        return tag_slot(text, stretch, cut)

    return read_pacts(text, span, at, mentions, find_pact_triggers(text, span), setting.topic, told, tag, slot)
