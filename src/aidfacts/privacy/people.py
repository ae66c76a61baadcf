"""Which persons a text names, and which organisations bear the name of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache

from attrs import field, frozen

from aidfacts.document.name_parts import clean_name
from aidfacts.lexicon import read_table
from aidfacts.mentions.people import looks_like_person
from aidfacts.mentions.tagger import tag_parties
from aidfacts.model.document import Document
from aidfacts.model.fact import Donation, Party, PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.source import Source, Token
from aidfacts.model.span import Span
from aidfacts.privacy.names import given_name, tells_no_given_name
from aidfacts.segment.boundaries import split_sentences
from aidfacts.segment.words import load_segmenter
from aidfacts.text.layout import read_layout
from aidfacts.text.normalise import normalise

# Kinds that keep their name whoever it is from. A group (周砚秋夫妇) does not.
ORGANISATIONS = frozenset(
    [
        PartyKind.COMPANY,
        PartyKind.SCHOOL,
        PartyKind.HOSPITAL,
        PartyKind.NGO,
        PartyKind.GOVERNMENT,
        PartyKind.PLACE,
        PartyKind.PROJECT,
    ]
)

Cut = Callable[[Span], tuple[Token, ...]]

_GAP = r"[ \u3000]{0,2}"  # 周　砚秋, as tables write it
_AROUND = 20  # characters around a given name that tell whether it is a word
_NAMES_BEHIND = re.compile(r"[:/|、,和 ]{0,3}([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])")
_NAME_AT_ONCE = re.compile(r"[\u4e00-\u9fff]{2,4}?(?=[\u4e00-\u9fff]*(?:报道|摄|文|图|[ ,。、:/|()]|$))")


@frozen
class People:
    """
    The persons of a text.

    `names` are all forms they go by, `given` their given names alone. `shields` are names of organisations that hold
    one of them. `spans` are places in the cleaned text of the document that name a person; given names are there only
    where they are words of their own (建国的母亲, not 建国路).
    """

    names: frozenset[str]
    given: frozenset[str]
    shields: frozenset[str]
    spans: tuple[Span, ...]
    in_text: re.Pattern[str] | None = field(init=False, repr=False)
    in_strings: re.Pattern[str] | None = field(init=False, repr=False)

    @in_text.default
    def _join_names(self) -> re.Pattern[str] | None:
        return _join(self.shields | self.names)

    @in_strings.default
    def _join_all(self) -> re.Pattern[str] | None:
        return _join(self.shields | self.names | self.given)


def _join(words: Collection[str]) -> re.Pattern[str] | None:
    # Longest first, so that an organisation is seen before the person in its name.
    ranked = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(_GAP.join(map(re.escape, word)) for word in ranked)) if ranked else None


def find_people(document: Document, segmenter: str) -> People:
    """Return the persons that *document*, its text or its title names."""
    names: set[str] = set()
    others: set[str] = set()
    for name, kind, named in _told(document):
        if kind is PartyKind.PERSON and named:
            names.add(name)
        elif kind in ORGANISATIONS:
            others.add(name)
    spans: list[Span] = []
    cut: Cut = _no_words
    clean = ""
    for text in filter(None, (document.title, document.text)):
        source = normalise(text)
        clean, cut = source.text, _cutter(source.text, segmenter)
        spans = []  # the text comes last: its places count
        for mention in _tag(source, segmenter):
            if mention.anaphor is not None or not mention.named:
                continue
            name = clean_name(mention.name)
            if mention.kind in ORGANISATIONS:
                others.update((name, mention.text))
            elif mention.kind is PartyKind.PERSON and not tells_no_given_name(name):
                names.add(name)
                spans.append(mention.span)
        for span in _bylines(clean):
            names.add(span.cut(clean))
            spans.append(span)
    names = {name for name in names if len(name) > 1 and not tells_no_given_name(name)}
    given = {short for name in names if (short := given_name(name))} - names
    shields = {other for other in others - names if any(name in other for name in names | given)}
    spans += [span for short in sorted(given) for span in _words(clean, short, cut)]
    return People(frozenset(names), frozenset(given), frozenset(shields), tuple(spans))


def _cutter(text: str, segmenter: str) -> Cut:
    words = load_segmenter(segmenter)
    return cache(lambda span: words.cut(text, span))


def _no_words(_span: Span) -> tuple[Token, ...]:
    return ()


def _words(text: str, word: str, cut: Cut) -> Iterator[Span]:
    """Yield the places where *word* is a word of its own."""
    for match in re.finditer(re.escape(word), text):
        span = Span(*match.span())
        around = Span(max(0, span.start - _AROUND), min(len(text), span.end + _AROUND))
        if any(token.span == span for token in cut(around)):
            yield span


def _told(document: Document) -> Iterator[tuple[str, PartyKind, bool]]:
    for each in document.parties:
        for name in (each.name, *each.aliases):
            yield name, each.kind, each.named
    for fact in document.facts:
        parties: tuple[Party, ...] = (
            (*fact.donors, *fact.recipients, *fact.channels) if isinstance(fact, Donation) else fact.parties
        )
        for party in parties:
            yield party.name, party.kind, party.named
            if party.kind in ORGANISATIONS:
                yield normalise(party.text).text, party.kind, party.named


def _tag(source: Source, segmenter: str) -> Iterator[Mention]:
    words, layout = load_segmenter(segmenter), read_layout(source)
    # Furniture too: editors and telephone lists stand there.
    for sentence in split_sentences(source, layout, range(len(layout.blocks))):
        for mention in tag_parties(source.text, sentence.span, lambda span: words.edges(source.text, span)):
            yield mention
            of = mention.of
            while of is not None:
                yield of
                of = of.of


@cache
def read_patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of data/private.tsv that are of *kind*."""
    return tuple(re.compile(row["pattern"]) for row in read_table("private") if row["kind"] == kind)


def _bylines(text: str) -> Iterator[Span]:
    """Yield the names behind 记者, 责任编辑: and their like, which are no part of any fact."""
    for pattern in read_patterns("byline"):
        for label in pattern.finditer(text):
            at = label.end()
            if text[at - 1] not in ":/| ":
                found = _NAME_AT_ONCE.match(text, at)
                if found and looks_like_person(found.group()):
                    yield Span(*found.span())
                continue
            while found := _NAMES_BEHIND.match(text, at):
                name = found[1]
                if not looks_like_person(name) and not looks_like_person(name[:-1]):
                    break
                yield Span(*found.span(1))
                at = found.end()
