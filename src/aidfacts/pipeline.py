"""The order of the stages; the only file that knows it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property
from itertools import accumulate, groupby

from attrs import evolve

from aidfacts.dating import date_of, find_told, inherit, written_on
from aidfacts.document.merge import merge_drafts
from aidfacts.document.name_repeats import find_repeats
from aidfacts.document.names import resolve_names
from aidfacts.document.totals import link_parts, number_facts
from aidfacts.donations import draft_gifts, fill_listed, find_listed, with_slots
from aidfacts.facts.confidence import weigh
from aidfacts.facts.context import is_regulation
from aidfacts.facts.notes import note_drafts, note_known, note_names
from aidfacts.frames.list_gate import heads_givers, may_list
from aidfacts.frames.pact_lists import PactRow, find_pact_rows
from aidfacts.mentions.known import add_known
from aidfacts.mentions.pacts import iter_pacts
from aidfacts.mentions.repeats import find_told_names
from aidfacts.mentions.tagger import tag_parties
from aidfacts.mentions.triggers import iter_giving
from aidfacts.model.document import Document, DocumentParty
from aidfacts.model.fact import Date
from aidfacts.model.mention import KnownName, Mention
from aidfacts.model.source import BlockKind, Layout, Sentence, Source
from aidfacts.model.span import Span
from aidfacts.options import Options
from aidfacts.partnerships import Setting, find_partnerships, may_bind_somebody
from aidfacts.readings import Reading, read_sentence, screen
from aidfacts.rejections import find_rejected, reject_all
from aidfacts.segment.boundaries import sentence_around, sentences_at, split_sentences
from aidfacts.segment.words import Segmenter, load_segmenter
from aidfacts.text.frame import find_dateline
from aidfacts.text.layout import read_frame, read_layout, without_mark
from aidfacts.text.lines import Line, cut_lines
from aidfacts.text.normalise import normalise
from aidfacts.text.region import find_currency
from aidfacts.text.rows import read_cells, read_head
from aidfacts.walk import find_gifts

Cut = Callable[[Span], Set[int]]
Tag = Callable[[Span], tuple[Mention, ...]]

# Up to this length every sentence is read for names; in a longer page only those around a fact are.
WHOLE_PAGE = 4_000  # characters; the seeds have 2,000 to 3,500
BEFORE, BEHIND = 300, 100  # characters read before and behind a fact in a longer page
HEADING = 30  # blocks looked back for the heading over a fact


def run(
    raw: str,
    options: Options,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    names: Iterable[KnownName] = (),
) -> Document:
    """
    Return the facts of *raw*, a page as it came; *names* are those that the caller knows of.

    Text without a word of giving or of partnership is scanned once and read no further.
    """
    source = normalise(raw)
    hits, binding = iter_giving(source.text), iter_pacts(source.text)
    listed = bool(hits) or heads_givers(source.text)
    rules = bool(listed or binding or options.rejected) and is_regulation(source.text)
    reads = bool(listed or binding or options.rejected) and not rules
    readers = _Readers(source, options.segmenter, names)
    paired = find_pact_rows(source.text) if reads and binding else ()
    listing = reads and listed and may_list(source.text)
    reads = reads and bool(
        options.rejected or paired or listing or _may_tell(source.text, hits, binding, readers)
    )
    layout = read_layout(source) if reads else read_frame(source)
    if published and published != layout.published:
        # The dateline (6月10日电) has its year from the day of the page.
        layout = evolve(layout, published=published, dateline=find_dateline(source.text, published))
    document = Document(
        text=raw,
        id=id,
        title=title if title is not None else _title(source, layout),
        published=layout.published,
        script=source.script,
        keeps_rejected=options.rejected,
    )
    if rules and options.rejected:
        return evolve(document, rejected=source.restore(reject_all(source.text)))
    if not reads:
        return document
    return _read(source, layout, hits, binding, paired, readers, options, document, listing=listing)


def find_parties(raw: str, options: Options, names: Iterable[KnownName] = ()) -> tuple[DocumentParty, ...]:
    """Return the parties of all sentences of *raw*, whether or not a fact is told."""
    source = normalise(raw)
    layout = read_layout(source)
    readers = _Readers(source, options.segmenter, names)
    mentions = _with_repeats(source.text, {s.span: readers.tag(s.span) for s in _split(source, layout)})
    every = [mention for row in mentions.values() for mention in row]
    return source.restore(tuple(resolve_names(source, layout, every).parties))


def _may_tell(text: str, hits: Sequence[int], binding: Sequence[int], readers: _Readers) -> bool:
    """
    Tell by its lines alone whether a page without a list may hold a fact; the layout of the others need not be read.

    A line of a table is left to the layout, which alone tells how it is cut.
    """
    for line, sentence in _lines_with(text, hits):
        if read_cells(line) or read_head(line) or screen(text, [sentence], readers.read)[0]:
            return True
    return any(readers.binds(sentence.span) for _, sentence in _lines_with(text, binding))


def _lines_with(text: str, positions: Iterable[int]) -> Iterator[tuple[Line, Sentence]]:
    """Yield the lines that hold one of *positions*, and the sentences as they are if no list has the line."""
    line, end, behind = Line("", 0), -1, -1
    for position in positions:
        if position >= end:
            start = text.rfind("\n", max(end, 0), position) + 1 or max(end, 0)
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            line = without_mark(next(iter(cut_lines(text, start, end))))
        if position >= behind:
            span = sentence_around(text, position, Span(line.start, line.start + len(line.text)))
            behind = span.end
            yield line, Sentence(span, -1)


def _title(source: Source, layout: Layout) -> str | None:
    return layout.title.cut(source.text) if layout.title is not None else None


def _read(
    source: Source,
    layout: Layout,
    hits: Sequence[int],
    binding: Sequence[int],
    paired: Sequence[PactRow],
    readers: _Readers,
    options: Options,
    document: Document,
    *,
    listing: bool,
) -> Document:
    text = source.text
    cut, tag = readers.cut, readers.tag
    currency = readers.currency
    split = cache(lambda: _split(source, layout))
    whole = len(text) <= WHOLE_PAGE
    if whole:
        readers.cut_ahead(sentence.span for sentence in split())
    listed, told = find_listed(text, layout, split, cut, currency) if listing else ([], set())
    telling = [s for s in sentences_at(text, layout, hits) if s.span.start not in told]
    walked = told.union(s.span.start for s in telling)
    readings, dropped = screen(text, telling, readers.read, reasons=options.rejected)
    pacting = {s.span.start for s in sentences_at(text, layout, binding) if readers.binds(s.span)}
    if not (listed or readings or pacting or paired or options.rejected):
        return document
    near = split() if whole else _near(source, layout, {*readings, *pacting})
    readers.cut_ahead(sentence.span for sentence in near)
    sentences = {s.span.start: s for s in near}
    mentions = _with_repeats(text, {s.span: tag(s.span) for s in sentences.values()})
    asked = {*pacting, *(gift.frame.clause.start for gift in listed)}
    gifts, rejected, settings = find_gifts(text, layout, sentences, readings, mentions, cut, currency, asked)
    names = resolve_names(source, layout, with_slots(mentions, gifts))
    drafts = draft_gifts(text, [*fill_listed(listed, settings), *gifts], names.parties_of)
    donations = note_drafts(link_parts(text, number_facts(merge_drafts(drafts, names.same))), names.reason)
    donations = note_known(donations, readers.known)

    def dated(at: int, trigger: Span) -> Date | None:
        here = sentences[at].span
        setting = settings.get(at, Setting())
        dates = find_told(text, here)
        date = date_of(dates, trigger, written_on(text, layout), setting.before)
        return inherit(dates, trigger, date, setting.event)

    partnerships = find_partnerships(
        text, layout, sentences, pacting, mentions, settings, names, dated, cut, paired
    )
    partnerships = note_known(note_names(partnerships, names.reason), readers.known)
    return evolve(
        document,
        partnerships=source.restore(weigh(partnerships)),
        donations=source.restore(weigh(donations)),
        parties=source.restore(tuple(names.parties)),
        rejected=source.restore(
            find_rejected(text, split(), walked, [*dropped, *rejected], binding, partnerships)
        )
        if options.rejected
        else (),
    )


@cache
def _segmenter(option: str) -> Segmenter:
    return load_segmenter(option)


class _Readers:
    """What reads a stretch of one text: its words, parties, gifts, partners. Each is read once and remembered."""

    def __init__(self, source: Source, segmenter: str, names: Iterable[KnownName] = ()) -> None:
        text = source.text
        known = [KnownName(source.to_clean(name.span), name.kind) for name in names]
        self.known = frozenset(name.span for name in known)
        self._edges: dict[Span, Set[int]] = {}
        self._segmenter = segmenter
        self.tag: Tag = cache(
            lambda span: (
                add_known(text, span, tag_parties(text, span, self.cut), known)
                if known
                else tag_parties(text, span, self.cut)
            )
        )
        self.read: Callable[[Span], Reading] = cache(
            lambda span: read_sentence(text, span, span.start, self.tag(span), self.cut, self.currency)
        )
        self.binds: Callable[[Span], bool] = cache(
            lambda span: may_bind_somebody(text, span, self.tag, self.cut)
        )
        self._source = source

    def cut(self, span: Span) -> Set[int]:
        """Return where the words of *span* begin, and its ends."""
        if span not in self._edges:
            self.cut_ahead([span])
        return self._edges[span]

    def cut_ahead(self, spans: Iterable[Span]) -> None:
        """Cut *spans* together, which takes half the time, where half of them or more will be asked for."""
        wanted = [span for span in spans if span not in self._edges]
        sizes = accumulate(map(len, wanted))
        # Page by page, so that a long text needs no more memory than a short one.
        for _, page in groupby(zip(sizes, wanted, strict=True), key=lambda each: each[0] // WHOLE_PAGE):
            together = [span for _, span in page]
            found = _segmenter(self._segmenter).edges_of(self._source.text, together)
            self._edges.update(zip(together, found, strict=True))

    @cached_property
    def currency(self) -> str:
        """What a bare 元 is on this page; a page without a gift is not asked."""
        return find_currency(self._source)


def _split(source: Source, layout: Layout, blocks: Iterable[int] | None = None) -> list[Sentence]:
    numbers = range(len(layout.blocks)) if blocks is None else blocks
    read = [number for number in numbers if layout.blocks[number].kind is not BlockKind.FURNITURE]
    return list(split_sentences(source, layout, read))


def _stretches(layout: Layout, starts: Sequence[int], chosen: Sequence[int]) -> list[tuple[int, int]]:
    """Return from where to where sentences may begin that are read for those at the *chosen* places of a long page."""
    found = [(at - BEFORE, at + BEHIND) for at in chosen]
    if layout.title is not None and chosen:
        found.append((layout.title.start, layout.title.start))
    for at in chosen:
        number = bisect_right(starts, at) - 1
        found.append((starts[number], starts[number]))
        # The heading of the section, if it is not far: news have one for each report.
        for above in range(number - 1, max(-1, number - 1 - HEADING), -1):
            if layout.blocks[above].kind is BlockKind.HEADING:
                # The first sentence below it tells who, when and where the rest is about.
                found += [(place, place) for place in starts[above : above + 2]]
                break
    return sorted(found)


def _with_repeats(text: str, tagged: Mapping[Span, tuple[Mention, ...]]) -> dict[int, tuple[Mention, ...]]:
    """Return the mentions of each sentence by its start, with names told again and short forms introduced."""
    every = sorted((m for row in tagged.values() for m in row), key=lambda m: (m.span.start, -m.span.end))
    again = find_repeats(text, every, told=find_told_names(text), within=tagged)
    rows = {span.start: list(row) for span, row in tagged.items()}
    ends = sorted(tagged)
    for mention in again:
        rows[ends[bisect_right(ends, Span(mention.span.start, len(text))) - 1].start].append(mention)
    return {start: tuple(sorted(row, key=_place)) for start, row in rows.items()}


def _place(mention: Mention) -> tuple[int, int]:
    # Numbers, and not the span: thousands are compared.
    return mention.span.start, mention.span.end


def _near(source: Source, layout: Layout, chosen: Iterable[int]) -> list[Sentence]:
    """Return the sentences of a long page to be read for names: those around the *chosen* starts."""
    starts = [block.span.start for block in layout.blocks]
    stretches = _stretches(layout, starts, sorted(chosen))
    blocks: dict[int, None] = {}
    for start, end in stretches:
        blocks.update(
            dict.fromkeys(range(max(0, bisect_right(starts, start) - 1), bisect_right(starts, end)))
        )
    near: list[Sentence] = []
    sentences = _split(source, layout, blocks)
    begins = [sentence.span.start for sentence in sentences]
    behind = 0
    for start, end in stretches:
        first, last = max(behind, bisect_left(begins, start)), bisect_right(begins, end)
        near += sentences[first:last]
        behind = max(behind, last)
    return near
