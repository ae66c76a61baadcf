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
from aidfacts.frames import GivingList, ListRow, build_frames, distribute, find_lists, outline
from aidfacts.mentions.repeats import repeat_names
from aidfacts.mentions.slots import tag_slot
from aidfacts.mentions.tagger import tag_parties
from aidfacts.mentions.triggers import find_triggers, iter_giving
from aidfacts.model.date import DateMention
from aidfacts.model.document import Document, Rejected
from aidfacts.model.fact import Date, Form, Party, PartyKind
from aidfacts.model.frame import Draft, Frame, FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount
from aidfacts.model.source import BlockKind, Layout, Sentence, Source
from aidfacts.model.span import Span
from aidfacts.model.source import Token
from aidfacts.options import Options
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
    hits = iter_giving(source.text)
    if not hits or is_regulation(source.text):
        return document
    layout = evolve(layout, published=published or layout.published)
    return _read(source, layout, hits, options, document)


def _title(source: Source, layout: Layout) -> str | None:
    return layout.title.cut(source.text) if layout.title is not None else None


def _read(source: Source, layout: Layout, hits: Sequence[int], options: Options, document: Document) -> Document:
    text = source.text
    cut = _remember(text, options.segmenter)
    sentences = [s for s in split_sentences(source, layout) if layout.blocks[s.block].kind is not BlockKind.FURNITURE]
    starts = [sentence.span.start for sentence in sentences]
    telling = {bisect_right(starts, hit) - 1 for hit in hits}
    near = _near(sentences, telling, len(text))
    mentions: dict[int, tuple[Mention, ...]] = {
        at: tag_parties(text, sentences[at].span, cut) for at in near
    }
    lists = find_lists(text, layout)
    listed = [row for each in lists for row in (Span(r.name.start, r.given.end) for r in each.rows)]
    telling = {at for at in telling if not any(sentences[at].span.overlaps(row) for row in listed)}
    mentions = repeat_names(text, [(at, sentences[at].span) for at in near], mentions)
    found, rejected = _find_gifts(text, layout, sentences, telling, mentions, cut)
    for each in lists:
        found.extend(_list_gifts(text, each, sentences, mentions, cut))
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
    return evolve(
        document,
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
            frame = fill(state, told, kind)
            code = bar_context(text, sentence.span, told.clause) or check_frame(text, frame, told)
            if code is not None:
                rejected.append((told.trigger.span, code))
                continue
            kept.append(frame)
            date = _date(dates, told.trigger.span, layout.published, before) or event
            found.extend(_Found(single, told, sentence, kind, date) for single in distribute(text, frame))
            state = evolve(state, last=frame)
        event = _date(dates, Span(sentence.span.end, sentence.span.end), layout.published, before) or event
        before = event.value if event is not None else before
        state = follow(state, lines, tuple(kept), kind)
    return found, rejected


def _list_gifts(
    text: str, each: GivingList, sentences: Sequence[Sentence], mentions: dict[int, tuple[Mention, ...]], cut: Cut
) -> list[_Found]:
    """Return a gift for each row of a list; verb and recipient come from its heading."""
    triggers, _ = find_triggers(text, each.heading)
    strong = [t for t in triggers if t.strength == "strong"]
    trigger = strong[0] if strong else Trigger(each.heading, "捐", FrameKind.GIVE, "strong")
    about = [m for at in mentions if sentences[at].span.overlaps(each.heading) for m in mentions[at]]
    lines = outline(text, each.heading, [m for m in about if m.span in each.heading], triggers)
    receives = any(t.kind is FrameKind.RECEIVE for t in triggers)
    recipients = lines.goals or (lines.subjects if receives else ())
    gifts: list[_Found] = []
    starts = [sentence.span.start for sentence in sentences]
    for row in each.rows:
        objects = _row_objects(text, each, row, cut)
        if not objects:
            continue
        at = max(0, bisect_right(starts, row.name.start) - 1)
        donors = _row_donors(text, row.name, cut)
        frame = Frame(
            trigger=trigger, kind=FrameKind.GIVE, clause=Span(row.name.start, row.given.end), sentence=at, donors=donors,
            recipients=recipients, objects=objects, rules=("lists/row", f"triggers/{trigger.word}"),
        )  # fmt: skip
        gifts.append(_Found(frame, frame, sentences[at], BlockKind.ROW, None))
    return gifts


def _row_objects(text: str, each: GivingList, row: ListRow, cut: Cut) -> Objects | None:
    figures = read_figures(text, row.given.start, row.given.end)
    objects = read_objects(text, row.given, figures, cut)
    if objects:
        return objects
    bare = row.figure.cut(text).replace(",", "").strip()
    if not bare.rstrip("万千百").replace(".", "", 1).isdigit():
        return None
    read = read_figures(bare + ("元" if bare[-1] in "万千百" else each.unit or "元"))
    if len(read) != 1 or not isinstance(read[0], Amount):
        return None
    amount = evolve(read[0], text=row.figure.cut(text), span=row.figure)
    return Objects(span=row.figure, amount=amount, cash=amount, sums=(amount,), form=Form.CASH)


def _row_donors(text: str, span: Span, cut: Cut) -> tuple[Mention, ...]:
    """Return who gave by a row: each of a row of persons, else the cell as one name."""
    tagged = tag_parties(text, span, cut)
    if tagged and tagged[0].span.start == span.start and all(m.kind is PartyKind.PERSON for m in tagged):
        return tagged
    kind = tagged[-1].kind if tagged and tagged[-1].span.end == span.end else PartyKind.OTHER
    if kind is PartyKind.OTHER and len(span) <= 4:
        kind = PartyKind.PERSON
    code = tagged[0].adcode if tagged else None
    return (Mention(span, span.cut(text), span.cut(text), kind, adcode=code, rules=("lists/cell",)),)


def _date(dates: Sequence[DateMention], trigger: Span, published: str | None, before: str | None) -> Date | None:
    """Return the date of a gift: the nearest one to the left in its sentence."""
    for mention in reversed([d for d in dates if d.span.start < trigger.start]):
        value = resolve_date(mention, published=published, before=before)
        if value is not None and mention.kind not in ("since", "until"):
            return Date(value=value, text=mention.text, span=mention.span)
    return None

