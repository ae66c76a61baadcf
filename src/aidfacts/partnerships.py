"""The stages of a partnership in their order; `pipeline` calls them between those of a gift."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate

from aidfacts.document.merge_pacts import merge_pacts
from aidfacts.document.names import Names
from aidfacts.document.pact_sides import RULE, Sides, with_sides
from aidfacts.facts.partnership import build_partnership
from aidfacts.frames.pact_gate import may_bind
from aidfacts.frames.pact_lists import PactRow
from aidfacts.frames.pact_names import is_both
from aidfacts.frames.pact_signing import MANY
from aidfacts.frames.pact_words import is_state_name
from aidfacts.frames.pacts import read_pacts
from aidfacts.frames.skeleton import ACTS, is_generic, organisation_of
from aidfacts.mentions.pacts import find_pact_triggers
from aidfacts.mentions.slots import tag_slot
from aidfacts.mentions.tagger import tag_parties
from aidfacts.model.fact import Date, Partnership, Party, PartyKind, Status
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.pact import Pact, PactDraft, PactTrigger, PactUse
from aidfacts.model.source import BlockKind, Layout, Sentence
from aidfacts.model.span import Evidence, Span
from aidfacts.model.values import evolve, frozen

Cut = Callable[[Span], Set[int]]
Tag = Callable[[Span], tuple[Mention, ...]]

# Stands in for whoever the text is talking about, while nobody has read the sentences before.
_SOMEBODY = Mention(Span(0, 0), "", "", PartyKind.OTHER)
_ANOTHER = Mention(Span(0, 0), "?", "?", PartyKind.OTHER)

MIN_TOLD = 3  # mentions; a party told less often is not what a page is about


@frozen
class Setting:
    """What a sentence may leave out: who acted last, who the heading is about, the date told last, who was helped last."""

    topic: tuple[Mention, ...] = ()
    head: tuple[Mention, ...] = ()
    event: Date | None = None
    before: str | None = None
    helped: tuple[Mention, ...] = ()


def may_bind_somebody(text: str, span: Span, tag: Tag, cut: Cut) -> bool:
    """
    Tell whether the sentence *span* binds somebody, whoever the text around it is about.

    Only the text around such sentences is read further.
    """
    triggers = find_pact_triggers(text, span)
    if not any(may_bind(text, span, trigger) for trigger in triggers):
        return False
    mentions = [
        evolve(m, of=_ANOTHER, rules=(ACTS,)) if m.kind is PartyKind.PERSON and m.of is None else m
        for m in tag(span)
    ]
    return bool(_read(text, span, triggers, mentions, (_SOMEBODY,), (_SOMEBODY, _ANOTHER), cut))


def find_partnerships(
    text: str,
    layout: Layout,
    sentences: Mapping[int, Sentence],
    chosen: Iterable[int],
    mentions: Mapping[int, tuple[Mention, ...]],
    settings: Mapping[int, Setting],
    names: Names,
    date_of: Callable[[int, Span], Date | None],
    cut: Cut,
    rows: Sequence[PactRow] = (),
) -> tuple[Partnership, ...]:
    """
    Return the partnerships of a document, what is told twice merged.

    Args: *rows* are those of the tables and lists of pairs.
    """
    heads = [b.span.start for b in layout.blocks if b.kind in (BlockKind.HEADING, BlockKind.TITLE)]
    sides = Sides(text, mentions, heads)
    parties_of = _with_sides(_with_short_places(names), sides)
    drafts = []
    page = _page_topic(layout, sentences, mentions, names)
    told: tuple[Mention, ...] = ()
    section = -1
    sections = list(accumulate(b.kind in (BlockKind.HEADING, BlockKind.TITLE) for b in layout.blocks))
    acting = _acting(mentions)
    for at in sorted(chosen):
        sentence = sentences[at]
        kind = layout.blocks[sentence.block].kind
        topic = _topic(settings.get(at, Setting()), layout.blocks[sentence.block].span, page)
        triggers = find_pact_triggers(text, sentence.span)
        for pact in _read(
            text, sentence.span, triggers, _with_houses(mentions[at], acting), topic, told, cut
        ):
            if section == sections[sentence.block] and len(pact.parties) < 2 <= len(told):
                pact = evolve(pact, parties=told)  # 双方 behind a pact of the section are its parties
            date = date_of(at, pact.trigger.span)
            # 双方签署18项协议: what states do at large, so that only states are meant
            draft = build_partnership(
                text,
                pact,
                sides.parties_of if MANY in pact.rules and is_both(pact.parties) else parties_of,
                date,
                sentence.span,
                kind,
                sentence.block,
                sections[sentence.block],
            )
            if draft is not None and not _is_foreign_policy(pact, draft.fact):
                drafts.append(draft)
                told, section = pact.parties, sections[sentence.block]
    drafts.extend(_read_rows(text, rows, names, cut))
    return merge_pacts(drafts, names.same)


def _acting(mentions: Mapping[int, tuple[Mention, ...]]) -> dict[str, Mention]:
    """Return the organisations of the persons of a page by their names."""
    found: dict[str, Mention] = {}
    doubtful: set[str] = set()
    for mention in (m for row in mentions.values() for m in row):
        of = mention.of
        if mention.kind is not PartyKind.PERSON or of is None or of.kind is PartyKind.PERSON:
            continue
        if found.setdefault(mention.name, of).name != of.name:
            doubtful.add(mention.name)
    return {name: of for name, of in found.items() if name not in doubtful}


def _with_houses(mentions: Sequence[Mention], acting: Mapping[str, Mention]) -> list[Mention]:
    """Return *mentions* with persons bound to the organisation that another sentence gives them."""
    return [
        evolve(m, of=acting[m.name], rules=(ACTS,))
        if m.kind is PartyKind.PERSON and m.of is None and m.name in acting
        else m
        for m in mentions
    ]


def _with_short_places(names: Names) -> Callable[[Mention], tuple[Party, ...]]:
    """Return `names.parties_of`, with short forms of places that the page names in full: 禾川 for 禾川县."""

    def parties_of(mention: Mention) -> tuple[Party, ...]:
        if mention.kind is not PartyKind.PLACE or mention.rules != ("slot",):
            return names.parties_of(mention)
        full = [p for p in names.parties if p.kind is PartyKind.PLACE and p.name[:-1].endswith(mention.name)]
        if len(full) != 1:
            return ()  # nothing shows it to be a place
        [found] = full
        return (Party(found.name, mention.text, mention.span, found.kind, found.named, found.adcode),)

    return parties_of


def _with_sides(
    parties_of: Callable[[Mention], tuple[Party, ...]], sides: Sides
) -> Callable[[Mention], tuple[Party, ...]]:
    """Return *parties_of*, with those that stand under one word: 京津冀, 两国, 双方 of a house and its guest."""

    def parties(mention: Mention) -> tuple[Party, ...]:
        if mention.anaphor is not Anaphor.BOTH:
            return parties_of(mention)
        told = () if mention.rules == (RULE,) else parties_of(mention)
        if sum(party.named for party in told) > 1 and not _is_one_place(told):
            return told
        hosts = sides.host_and_guest(mention)
        together = [party for each in hosts for party in parties_of(each)]
        went = sides.visitor_and_host(mention)
        went = tuple(organisation_of(m) if m.kind is PartyKind.PERSON else m for m in went)
        visit = [party for each in went for party in parties_of(each)]
        found = next((pair for pair in (together, visit) if len(pair) == 2), told)
        return sides.parties_of(mention) or tuple(found)

    return parties


def _read_rows(text: str, rows: Sequence[PactRow], names: Names, cut: Cut) -> Iterator[PactDraft]:
    """Yield the partnerships of *rows*, those left out that pair persons or groups."""
    for number, row in enumerate(rows):
        parties: list[Party] = []
        for span in row.names:
            told = next((m for m in tag_parties(text, span, cut) if m.span == span), None)
            words = span.cut(text)
            mention = told or Mention(span, words, words, PartyKind.OTHER)
            if not mention.named or mention.kind is PartyKind.PERSON or is_generic(mention.name):
                break
            parties.extend(names.parties_of(mention))
        else:
            if len({party.name for party in parties}) == len(parties) > 1:
                fact = Partnership(
                    id="", parties=tuple(parties), kind=row.kind, subject=None,
                    status=Status.COMPLETED if row.signed else Status.ONGOING, date=None,
                    evidence=(Evidence(row.span.cut(text), row.span),), rules=(row.rule,),
                )  # fmt: skip
                yield PactDraft(fact, BlockKind.ROW, -1, -1 - number, row.span.start)


def _is_one_place(parties: Sequence[Party]) -> bool:
    """Tell whether two names are of one place: 宽城县 and 河北省宽城满族自治县."""
    return (
        all(party.kind is PartyKind.PLACE and party.adcode is not None for party in parties)
        and len({party.adcode for party in parties}) == 1
    )


def _is_foreign_policy(pact: Pact, fact: Partnership) -> bool:
    """Tell whether states are bound by a word that binds none: their treaties do, their 伙伴关系 does not."""
    return pact.trigger.use is not PactUse.SIGN and any(is_state_name(party.name) for party in fact.parties)


def _topic(setting: Setting, block: Span, page: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return who a sentence without a subject is about: who acted in its paragraph, else whom the headings name."""
    here = tuple(m for m in setting.topic if m.span in block)
    return here or setting.head or page or setting.topic


def _page_topic(
    layout: Layout,
    sentences: Mapping[int, Sentence],
    mentions: Mapping[int, tuple[Mention, ...]],
    names: Names,
) -> tuple[Mention, ...]:
    """Return the party that opens a heading and is told again and again in the page, () where none does."""
    told = {party.name: len(party.mentions) for party in names.parties}
    best: tuple[Mention, ...] = ()
    most = MIN_TOLD - 1
    for at in sorted(mentions):
        if (
            layout.blocks[sentences[at].block].kind not in (BlockKind.TITLE, BlockKind.HEADING)
            or not mentions[at]
        ):
            continue
        first = mentions[at][0]
        count = max((told.get(party.name, 0) for party in names.parties_of(first) if party.named), default=0)
        if (
            first.span.start == sentences[at].span.start
            and first.kind is not PartyKind.PERSON
            and count > most
        ):
            best, most = (first,), count
    return best


def _read(
    text: str,
    span: Span,
    triggers: Sequence[PactTrigger],
    mentions: Sequence[Mention],
    topic: Sequence[Mention],
    told: Sequence[Mention],
    cut: Cut,
) -> tuple[Pact, ...]:
    def tag(stretch: Span) -> tuple[Mention, ...]:
        return tag_parties(text, stretch, cut)

    def slot(stretch: Span) -> Mention | None:
        return tag_slot(text, stretch, cut)

    return read_pacts(
        text, span, span.start, with_sides(text, span, mentions), triggers, topic, told, tag, slot
    )
