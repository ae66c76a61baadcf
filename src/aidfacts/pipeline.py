"""The order of the stages; the only file that knows it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache

from attrs import evolve, frozen

from aidfacts.discourse import State, enter, fill, follow
from aidfacts.document.merge import merge_drafts
from aidfacts.document.names import Names, resolve_names
from aidfacts.document.totals import facts_of, link_parts, number_facts
from aidfacts.facts.context import bar_context, is_regulation
from aidfacts.facts.donation import build_drafts, check_frame
from aidfacts.frames import Readers, build_frames, build_listed, distribute, find_lists, outline
from aidfacts.mentions.pacts import iter_pacts
from aidfacts.mentions.repeats import repeat_names
from aidfacts.mentions.slots import tag_slot
from aidfacts.mentions.tagger import tag_parties
from aidfacts.mentions.triggers import find_triggers, iter_giving
from aidfacts.model.date import DateMention
from aidfacts.model.document import Document, Rejected
from aidfacts.model.fact import Date, Party
from aidfacts.model.frame import Draft, Frame, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.source import BlockKind, Layout, Sentence, Source
from aidfacts.model.span import Span
from aidfacts.model.source import Token
from aidfacts.options import Options
from aidfacts.partnerships import Setting, choose_sentences, find_partnerships
from aidfacts.quantity import read_figures
from aidfacts.quantity.dates import find_dates, resolve_date
from aidfacts.quantity.goods import read_left_objects, read_objects
from aidfacts.segment.boundaries import split_sentences
from aidfacts.segment.words import load_segmenter
from aidfacts.text.layout import read_layout
from aidfacts.text.normalise import normalise

Cut = Callable[[Span], tuple[Token, ...]]

# Up to this length every sentence is read for names; in a longer page only those around a gift are.
WHOLE_PAGE = 8_000  # characters; the seeds have 2,000 to 3,500
NEAR = 1_200  # characters read before and behind a gift in a longer page


@frozen
class _Found:
    """A frame that is a gift, with where it stands: *told* is the frame before the discourse filled it."""

    frame: Frame
    told: Frame
    sentence: Sentence
    kind: BlockKind
    date: Date | None


def run(
    raw: str,
    options: Options,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
) -> Document:
    """
    Return the facts of *raw*, a page as it came.

    Text without a word of giving or of partnership is scanned once and read no further.
    """
    source = normalise(raw)
    layout = read_layout(source)
    document = Document(
        text=raw,
        id=id,
        title=title if title is not None else _title(source, layout),
        published=published or layout.published,
        script=source.script,
    )
    hits, binding = iter_giving(source.text), iter_pacts(source.text)
    if not (hits or binding) or is_regulation(source.text):
        return document
    layout = evolve(layout, published=published or layout.published)
    return _read(source, layout, hits, binding, options, document)


def _title(source: Source, layout: Layout) -> str | None:
    return layout.title.cut(source.text) if layout.title is not None else None


def _read(
    source: Source, layout: Layout, hits: Sequence[int], binding: Sequence[int], options: Options, document: Document
) -> Document:
    text = source.text
    cut = _remember(text, options.segmenter)
    sentences = [s for s in split_sentences(source, layout) if layout.blocks[s.block].kind is not BlockKind.FURNITURE]
    starts = [sentence.span.start for sentence in sentences]
    telling = {bisect_right(starts, hit) - 1 for hit in hits}
    pacting = choose_sentences(text, sentences, binding, cut)
    if not (telling or pacting):
        return document
    near = _near(sentences, telling | pacting, len(text))
    mentions: dict[int, tuple[Mention, ...]] = {
        at: tag_parties(text, sentences[at].span, cut) for at in near
    }
    lists = find_lists(text, layout)
    listed = [row for each in lists for row in (Span(r.name.start, r.given.end) for r in each.rows)]
    telling = {at for at in telling if not any(sentences[at].span.overlaps(row) for row in listed)}
    mentions = repeat_names(text, [(at, sentences[at].span) for at in near], mentions)
    settings: dict[int, Setting] = {}
    found, rejected = _find_gifts(text, layout, sentences, telling, mentions, cut, settings)
    for each in lists:
        for frame in build_listed(text, each, sentences, mentions, _list_readers(text, cut)):
            found.append(_Found(frame, frame, sentences[frame.sentence], BlockKind.ROW, None))
    found.sort(key=lambda gift: gift.frame.clause.start)
    names = resolve_names(source, layout, [m for at in near for m in mentions[at]])
    drafts: list[Draft] = []
    for gift in found:
        drafts.extend(
            build_drafts(
                text, gift.frame, gift.told, names.parties_of, gift.date, gift.sentence.span, gift.kind, gift.sentence.block
            )
        )
    merged = merge_drafts(drafts, _same(names))
    donations = facts_of(link_parts(text, number_facts(merged)))

    def dated(at: int, trigger: Span) -> Date | None:
        here = sentences[at].span
        setting = settings.get(at, Setting())
        dates = find_dates(text, here.start, here.end)
        return _date(dates, trigger, layout.published, setting.before) or setting.event

    partnerships = find_partnerships(text, layout, sentences, pacting, mentions, settings, names, dated, cut)
    return evolve(
        document,
        partnerships=tuple(source.restore(fact) for fact in partnerships),
        donations=tuple(source.restore(fact) for fact in donations),
        parties=tuple(source.restore(party) for party in names.parties),
        rejected=tuple(source.restore(_rejected(text, span, code)) for span, code in rejected) if options.rejected else (),
    )


def _same(names: Names) -> Callable[[Party, Party], bool]:
    return names.same


def _rejected(text: str, span: Span, code: str) -> Rejected:
    return Rejected(text=span.cut(text), span=span, reason=code)


@cache
def _segmenter(option: str):  # type: ignore[no-untyped-def]
    return load_segmenter(option)


def _remember(text: str, option: str) -> Cut:
    """Return a function that cuts a stretch of *text* into words and remembers the answer."""
    known: dict[Span, tuple[Token, ...]] = {}

    def cut(span: Span) -> tuple[Token, ...]:
        if span not in known:
            known[span] = _segmenter(option).cut(text, span)
        return known[span]

    return cut


def _near(sentences: Sequence[Sentence], telling: set[int], length: int) -> list[int]:
    if length <= WHOLE_PAGE:
        return list(range(len(sentences)))
    near: set[int] = set()
    for at in telling:
        here = sentences[at].span
        for step in (-1, 1):
            other = at
            while 0 <= other < len(sentences) and abs(sentences[other].span.start - here.start) <= NEAR:
                near.add(other)
                other += step
    return sorted(near)


def _find_gifts(
    text: str,
    layout: Layout,
    sentences: Sequence[Sentence],
    telling: set[int],
    mentions: dict[int, tuple[Mention, ...]],
    cut: Cut,
    settings: dict[int, Setting],
) -> tuple[list[_Found], list[tuple[Span, str]]]:
    """Walk the sentences in order with the discourse state; return the gifts, and what was none with the reason."""
    state = State()
    found: list[_Found] = []
    rejected: list[tuple[Span, str]] = []
    before: str | None = layout.dateline
    event: Date | None = None  # what the page told last; later sentences count from it
    for at in sorted(mentions):
        sentence = sentences[at]
        kind = layout.blocks[sentence.block].kind
        state = enter(state, sentence.block, kind)
        settings[at] = Setting(state.topic or state.head_topic, event, before)
        triggers, decoys = find_triggers(text, sentence.span)
        lines = outline(text, sentence.span, mentions[at], triggers)
        dates = find_dates(text, sentence.span.start, sentence.span.end)
        frames: tuple[Frame, ...] = ()
        if at in telling:
            rejected.extend(decoys)
            figures = read_figures(text, sentence.span.start, sentence.span.end)

            def right(span: Span) -> object:
                inside = [f for f in figures if f.span in span]
                return read_objects(text, span, inside, cut)

            def left(span: Span) -> object:
                inside = [f for f in figures if f.span in span]
                return read_left_objects(text, span, inside, cut)

            def slot(span: Span) -> Mention | None:
                return tag_slot(text, span, cut)

            frames, barred = build_frames(
                text, sentence.span, at, mentions[at], triggers, figures, right, left, slot
            )
            rejected.extend(barred)
        kept: list[Frame] = []
        for told in frames:
            frame = fill(state, told, kind, of_which=_opens_detail(text, sentence.span))
            code = bar_context(text, sentence.span, told.clause) or check_frame(text, frame, told)
            if code is not None:
                rejected.append((told.trigger.span, code))
                continue
            if frame.scope is None and any(
                d.kind == "until" and d.span.start < told.trigger.span.start for d in dates
            ):
                frame = evolve(frame, scope="cumulative").because("dates/total")
            kept.append(frame)
            date = _date(dates, told.trigger.span, layout.published, before) or event
            found.extend(_Found(single, told, sentence, kind, date) for single in distribute(text, frame))
            state = evolve(state, last=frame)
        event = _date(dates, Span(sentence.span.end, sentence.span.end), layout.published, before) or event
        before = event.value if event is not None else before
        state = follow(state, lines, tuple(kept), kind)
    return found, rejected


def _list_readers(text: str, cut: Cut) -> Readers:
    def objects(span: Span) -> Objects:
        return read_objects(text, span, read_figures(text, span.start, span.end), cut)

    def parties(span: Span) -> tuple[Mention, ...]:
        return tag_parties(text, span, cut)

    def triggers(span: Span) -> tuple[Trigger, ...]:
        return find_triggers(text, span)[0]

    return Readers(read_figures, objects, parties, triggers)


def _opens_detail(text: str, sentence: Span) -> bool:
    """Tell whether a sentence splits what the one before told: 其中,捐款8万元."""
    return text.startswith(("其中", "包括"), sentence.start)


def _date(dates: Sequence[DateMention], trigger: Span, published: str | None, before: str | None) -> Date | None:
    """Return the date of a gift: the nearest one to the left in its sentence."""
    for mention in reversed([d for d in dates if d.span.start < trigger.start]):
        value = resolve_date(mention, published=published, before=before)
        if value is not None and mention.kind not in ("since", "until"):
            return Date(value=value, text=mention.text, span=mention.span)
    return None

