"""
Components and a tokenizer for spaCy; the only door to it.

spaCy finds them by the entry points of the package, so `nlp.add_pipe("aidfacts")` needs no import of ours. What is found
is written into the Doc as plain data and as spans, never as objects: only so does it survive `to_bytes`, `DocBin` and
the way between processes. Objects are made anew by the getters of `doc._`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import asdict
from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.util import DummyTokenizer, get_words_and_spaces, registry

from aidfacts.convert import structure, structure_document, unstructure
from aidfacts.errors import OptionError
from aidfacts.export.marking import list_marks
from aidfacts.extractor import Extractor
from aidfacts.model.document import Document, DocumentParty
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import KnownName
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span
from aidfacts.options import Options
from aidfacts.quantity import find_amounts, find_quantities
from aidfacts.segment.words import load_segmenter

FACTS, PARTIES, AMOUNTS, QUANTITIES = (
    "aidfacts",
    "aidfacts_parties",
    "aidfacts_amounts",
    "aidfacts_quantities",
)
RECORD = "aidfacts_record"

# What the labels of an NER stand for; those of OntoNotes, and what others call the same. An organisation may be of any
# kind, which its name tells later where it can.
ENT_KINDS = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "other",
    "GPE": "place",
    "LOC": "place",
}
# And back, for parties that become entities.
_ENT_LABELS = {PartyKind.PERSON: "PERSON", PartyKind.PLACE: "GPE", PartyKind.GROUP: "", PartyKind.PROJECT: ""}

# For displaCy, which asks by the label in capitals.
COLOURS = {
    "DONOR": "#9fd8a4",
    "RECIPIENT": "#9cc9f0",
    "CHANNEL": "#c9b8ee",
    "PARTY": "#b7d6d9",
    "AMOUNT": "#f6d776",
    "ITEM": "#f3bd8a",
    "DATE": "#d5d5d5",
    "PURPOSE": "#f1b9cd",
    "BENEFICIARY": "#c8dba0",
}


class FactComponent:
    """
    Writes the facts of a Doc into `doc.user_data["aidfacts"]` and `doc.spans`.

    `doc._.aidfacts` makes a `Document` of them. The spans in `doc.spans["aidfacts"]` have the role for their label and
    the id of the fact for their `id_`; those in `doc.spans["aidfacts_evidence"]` are the sentences that tell the facts.
    """

    def __init__(
        self,
        options: Mapping[str, Any] | None = None,
        spans_key: str = FACTS,
        use_ents: bool = False,
        ent_kinds: Mapping[str, str] | None = None,
    ) -> None:
        self.extractor = Extractor(_make_options(options))
        self.spans_key = spans_key
        kinds = _read_kinds(ENT_KINDS if ent_kinds is None else ent_kinds)
        self.kinds = kinds if use_ents else {}

    def __call__(self, doc: Doc) -> Doc:
        record = doc._.get(RECORD) or {}
        document = self.extractor.extract(
            doc.text,
            id=record.get("id"),
            title=record.get("title"),
            published=record.get("published"),
            names=_list_names(doc, self.kinds),
        )
        doc.user_data[FACTS] = document.to_dict(full=True)
        marks = list_marks(document.facts)
        roles = [(m.span, m.role, m.fact) for m in marks if m.role != "evidence"]
        _put_spans(doc, self.spans_key, _drop_inner(roles))
        kinds = {fact.id: type(fact).__name__.lower() for fact in document.facts}
        told = ((m.span, kinds[m.fact], m.fact) for m in marks if m.role == "evidence")
        _put_spans(doc, f"{self.spans_key}_evidence", told)
        return doc


class PartyComponent:
    """
    Writes all parties of a Doc, with or without a fact, into `doc.user_data` and `doc.spans`.

    `doc._.aidfacts_parties` gives them as `DocumentParty`. A span has the kind for its label and the full name of the
    party for its `id_`. With `set_ents` the written names (no 我县, no 该公司) become entities as well, where the Doc
    has none yet.
    """

    def __init__(
        self,
        options: Mapping[str, Any] | None = None,
        spans_key: str = PARTIES,
        set_ents: bool = False,
        use_ents: bool = False,
        ent_kinds: Mapping[str, str] | None = None,
    ) -> None:
        self.options = _make_options(options)
        self.spans_key, self.set_ents = spans_key, set_ents
        kinds = _read_kinds(ENT_KINDS if ent_kinds is None else ent_kinds)
        self.kinds = kinds if use_ents else {}

    def __call__(self, doc: Doc) -> Doc:
        from aidfacts.pipeline import find_parties

        parties = find_parties(doc.text, self.options, _list_names(doc, self.kinds))
        doc.user_data[PARTIES] = unstructure(parties, full=True)
        places = sorted(
            (told.span, party.kind.value, party.name) for party in parties for told in party.mentions
        )
        _put_spans(doc, self.spans_key, places)
        if self.set_ents:
            _add_ents(doc, parties)
        return doc


class FigureComponent:
    """Writes the sums of money of a Doc, or its counted things, into `doc.user_data` and `doc.spans`."""

    def __init__(self, key: str, spans_key: str, currency: str = "CNY") -> None:
        self.key, self.spans_key, self.currency = key, spans_key, currency

    def __call__(self, doc: Doc) -> Doc:
        found: Iterable[Amount | Quantity]
        if self.key == AMOUNTS:
            found, label = find_amounts(doc.text, currency=self.currency), "amount"
        else:
            found, label = find_quantities(doc.text), "quantity"
        doc.user_data[self.key] = [unstructure(figure, full=True) for figure in found]
        _put_spans(doc, self.spans_key, ((figure.span, label, "") for figure in found))
        return doc


class Tokenizer(DummyTokenizer):
    """Cuts a text into the words that aidfacts reads; white space is kept as spaCy wants it."""

    def __init__(self, vocab: Any, segmenter: str = "default") -> None:
        self.vocab, self.segmenter = vocab, segmenter

    def __call__(self, text: str) -> Doc:
        tokens = load_segmenter(self.segmenter).cut(text, Span(0, len(text)))
        words, spaces = get_words_and_spaces([token.text for token in tokens], text)
        return Doc(self.vocab, words=words, spaces=spaces)


def load(options: Options | None = None) -> Language:
    """
    Return a spaCy pipeline for Chinese, ready to use: our words and the component `aidfacts`.

    >>> doc = load()("锦澄集团向沐白中学捐赠图书500册。")
    >>> [(span.text, span.label_) for span in doc.spans["aidfacts"]]
    [('锦澄集团', 'donor'), ('沐白中学', 'recipient'), ('图书500册', 'item')]
    >>> doc._.aidfacts.donations[0].items[0].quantity.value
    Decimal('500')

    To have facts beside what a pipeline of your own finds, say `nlp.add_pipe("aidfacts")` there instead.
    """
    options = options or Options()
    tokenizer = {"@tokenizers": "aidfacts.zh", "segmenter": options.segmenter}
    nlp = blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("aidfacts", config={"options": asdict(options)})
    return nlp


@registry.tokenizers("aidfacts.zh")  # type: ignore[untyped-decorator]
def make_tokenizer(segmenter: str = "default") -> Any:
    """Return what makes the tokenizer of a pipeline: `segmenter` is that of `Options`."""

    def make(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab, segmenter)

    return make


@Language.factory(
    FACTS,
    assigns=["doc._.aidfacts", "doc.spans"],
    default_config={"options": {}, "spans_key": FACTS, "use_ents": False, "ent_kinds": ENT_KINDS},
)
def make_facts(
    nlp: Language,
    name: str,
    options: dict[str, Any],
    spans_key: str,
    use_ents: bool,
    ent_kinds: dict[str, str],
) -> FactComponent:
    """Return the component `aidfacts`; *options* are the fields of `Options`."""
    return FactComponent(options, spans_key, use_ents, ent_kinds)


@Language.factory(
    PARTIES,
    assigns=["doc._.aidfacts_parties", "doc.spans"],
    default_config={
        "options": {},
        "spans_key": PARTIES,
        "set_ents": False,
        "use_ents": False,
        "ent_kinds": ENT_KINDS,
    },
)
def make_parties(
    nlp: Language,
    name: str,
    options: dict[str, Any],
    spans_key: str,
    set_ents: bool,
    use_ents: bool,
    ent_kinds: dict[str, str],
) -> PartyComponent:
    """Return the component `aidfacts_parties`."""
    return PartyComponent(options, spans_key, set_ents, use_ents, ent_kinds)


@Language.factory(
    AMOUNTS,
    assigns=["doc._.aidfacts_amounts", "doc.spans"],
    default_config={"spans_key": AMOUNTS, "currency": "CNY"},
)
def make_amounts(nlp: Language, name: str, spans_key: str, currency: str) -> FigureComponent:
    """Return the component `aidfacts_amounts`; *currency* is what a bare 元 is."""
    return FigureComponent(AMOUNTS, spans_key, currency)


@Language.factory(
    QUANTITIES, assigns=["doc._.aidfacts_quantities", "doc.spans"], default_config={"spans_key": QUANTITIES}
)
def make_quantities(nlp: Language, name: str, spans_key: str) -> FigureComponent:
    """Return the component `aidfacts_quantities`."""
    return FigureComponent(QUANTITIES, spans_key)


def _make_options(options: Mapping[str, Any] | None) -> Options:
    try:
        made = Options(**(options or {}))
    except TypeError as error:
        raise OptionError(
            f"options {options!r}: {error}; its keys are the fields of aidfacts.Options"
        ) from None
    if made.mask_persons:
        raise OptionError(
            "mask_persons=True cannot be kept in a pipeline, since a Doc holds its text as it is; "
            "mask the result: aidfacts.mask(doc._.aidfacts)"
        )
    return made


def _read_kinds(table: Mapping[str, str]) -> dict[str, PartyKind]:
    kinds = [kind.value for kind in PartyKind]
    for label, kind in table.items():
        if kind not in kinds:
            raise OptionError(
                f"ent_kinds: {label!r} is {kind!r}, which is no kind; choose one of {', '.join(kinds)}"
            )
    return {label: PartyKind(kind) for label, kind in table.items()}


def _list_names(doc: Doc, kinds: Mapping[str, PartyKind]) -> list[KnownName]:
    return [
        KnownName(Span(ent.start_char, ent.end_char), kinds[ent.label_])
        for ent in (doc.ents if kinds else ())
        if ent.label_ in kinds
    ]


def _drop_inner(places: Sequence[tuple[Span, str, str]]) -> Iterator[tuple[Span, str, str]]:
    """Yield *places* but for those inside another of the same label and fact: 500册 in 图书500册."""
    for place in places:
        if not any(place[0] in other[0] and place[1:] == other[1:] for other in places if other is not place):
            yield place


def _put_spans(doc: Doc, key: str, places: Iterable[tuple[Span, str, str]]) -> None:
    # The words of a pipeline need not end where a name does; the exact characters are in the plain data.
    spans = (
        doc.char_span(place.start, place.end, label=label, span_id=number, alignment_mode="expand")
        for place, label, number in places
        if place
    )
    doc.spans[key] = SpanGroup(doc, name=key, spans=[span for span in spans if span is not None])


def _add_ents(doc: Doc, parties: Iterable[DocumentParty]) -> None:
    taken = {token.i for ent in doc.ents for token in ent}
    new = []
    for start, end, label in sorted(_written(parties)):
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None and taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            new.append(span)
    doc.set_ents(new, default="unmodified")


def _written(parties: Iterable[DocumentParty]) -> Iterator[tuple[int, int, str]]:
    """Yield where parties stand by a name of theirs, with the label of an entity."""
    from aidfacts.text.normalise import normalise

    for party in parties:
        label = _ENT_LABELS.get(party.kind, "ORG") if party.named else ""
        forms = {party.name, *party.aliases}
        for told in party.mentions:
            if label and (told.text in forms or normalise(told.text).text in forms):
                yield told.span.start, told.span.end, label


def _get_document(doc: Doc) -> Document | None:
    data = doc.user_data.get(FACTS)
    return None if data is None else structure_document(data, doc.text)


def _get_parties(doc: Doc) -> tuple[DocumentParty, ...] | None:
    data = doc.user_data.get(PARTIES)
    return None if data is None else structure(data, tuple[DocumentParty, ...])


def _get_amounts(doc: Doc) -> tuple[Amount, ...] | None:
    data = doc.user_data.get(AMOUNTS)
    return None if data is None else structure(data, tuple[Amount, ...])


def _get_quantities(doc: Doc) -> tuple[Quantity, ...] | None:
    data = doc.user_data.get(QUANTITIES)
    return None if data is None else structure(data, tuple[Quantity, ...])


# None where the component has not seen the Doc.
for _name, _getter in (
    (FACTS, _get_document),
    (PARTIES, _get_parties),
    (AMOUNTS, _get_amounts),
    (QUANTITIES, _get_quantities),
):
    Doc.set_extension(_name, getter=_getter, force=True)
Doc.set_extension(RECORD, default=None, force=True)
