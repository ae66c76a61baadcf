"""aidfacts inside spaCy: found by entry points, and plain enough to survive all that spaCy does with a Doc."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import aidfacts
from aidfacts.errors import OptionError
from aidfacts.integrations.spacy import COLOURS, ENT_KINDS, Tokenizer
from strategies import PASSAGES, junk

TEXT = "6月11日,锦澄集团通过青禾县慈善会向沐白中学捐款90余万元和图书500册。该校与岚溪中学签订结对协议。"
FACTORIES = ("aidfacts", "aidfacts_parties", "aidfacts_amounts", "aidfacts_quantities")


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Our pipeline with all stages in it."""
    nlp = aidfacts.load()
    for name in FACTORIES[1:]:
        nlp.add_pipe(name)
    return nlp


@pytest.fixture(scope="module")
def pages(seeds: Path) -> list[str]:
    """The seeds, the passages, and texts without anything."""
    files = sorted(seeds.glob("*.txt"))
    return [*(file.read_text(encoding="utf-8") for file in files), *PASSAGES, "今日多云。", ""]


def test_found_by_entry_point() -> None:
    """`add_pipe` finds every component, and a config our tokenizer, where nobody has imported aidfacts."""
    code = f"""
import spacy, sys
nlp = spacy.blank("zh")
for name in {FACTORIES}: nlp.add_pipe(name)
doc = nlp({TEXT!r})
print(*[party.name for party in doc._.aidfacts.donations[0].donors], len(doc._.aidfacts_parties),
      doc._.aidfacts_amounts[0].high, doc._.aidfacts_quantities[0].unit)
words = spacy.blank("zh", config={{"nlp": {{"tokenizer": {{"@tokenizers": "aidfacts.zh"}}}}}})
print(*words("向黑水县 捐赠口罩"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split("\n")[:2] == ["锦澄集团 4 1000000 册", "向 黑水县 捐赠 口罩"]


def test_facts_of_a_doc(nlp: Language, pages: list[str]) -> None:
    """`doc._.aidfacts` is what `extract` returns, and every span of a role stands among the spans of the Doc."""
    for text in pages:
        doc = nlp(text)
        document = aidfacts.extract(text)
        assert doc.text == text
        assert doc._.aidfacts == document
        assert {span.id_ for span in doc.spans["aidfacts_evidence"]} == {fact.id for fact in document.facts}
        donors = {(p.span, d.id) for d in document.donations for p in d.donors if p.span is not None}
        marked = {(s.start_char, s.end_char, s.id_) for s in doc.spans["aidfacts"] if s.label_ == "donor"}
        for span, fact in donors:
            assert any(a <= span.start and span.end <= b and i == fact for a, b, i in marked)


def test_roles_are_labels(nlp: Language) -> None:
    """The label of a span is its role, its id that of the fact."""
    doc = nlp(TEXT)
    assert [(span.text, span.label_, span.id_) for span in doc.spans["aidfacts"]] == [
        ("锦澄集团", "donor", "d1"),
        ("青禾县慈善会", "channel", "d1"),
        ("沐白中学", "recipient", "d1"),
        ("90余万元", "amount", "d1"),
        ("图书500册", "item", "d1"),
        ("该校", "party", "p1"),
        ("岚溪中学", "party", "p1"),
    ]
    assert [span.label_ for span in doc.spans["aidfacts_evidence"]] == ["donation", "partnership"]


def test_spans_grow_to_words() -> None:
    """Where words do not end with a name, the span takes them whole; the exact characters stay in the plain data."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("aidfacts")
    text = "锦澄集团向沐白中学捐款5万元。"
    doc = nlp(Doc(nlp.vocab, words=["锦澄", "集团向", "沐白中学捐款", "5万元。"], spaces=[False] * 4))
    [donor, recipient, amount] = doc.spans["aidfacts"]
    assert [donor.text, recipient.text, amount.text] == ["锦澄集团向", "沐白中学捐款", "5万元。"]
    told = doc._.aidfacts.donations[0]
    assert (told.donors[0].text, told.amount.text, doc.text) == ("锦澄集团", "5万元", text)


def test_stages_alone(nlp: Language) -> None:
    """Parties and figures need no facts; a stage that did not run gives None."""
    blank = spacy.blank("zh")
    for name in FACTORIES[1:]:
        blank.add_pipe(name)
    doc = blank("锦澄集团位于青禾县,产品300种,年产值2亿元。该集团成立于2001年。")
    assert doc._.aidfacts is None
    assert "aidfacts" not in doc.spans
    assert [(s.text, s.label_, s.id_) for s in doc.spans["aidfacts_parties"]] == [
        ("锦澄集团", "company", "锦澄集团"),
        ("青禾县", "place", "青禾县"),
        ("该集团", "company", "锦澄集团"),
    ]
    assert [party.name for party in doc._.aidfacts_parties] == ["锦澄集团", "青禾县"]
    assert [(s.text, s.label_) for s in doc.spans["aidfacts_amounts"]] == [("2亿元", "amount")]
    assert [(s.text, s.label_) for s in doc.spans["aidfacts_quantities"]] == [("300种", "quantity")]


def test_parties_become_entities() -> None:
    """With `set_ents` written names are entities; words that point are not, and entities already there stay."""
    nlp = spacy.blank("zh")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "SCHOOL", "pattern": [{"TEXT": c} for c in "沐白中学"]}])
    nlp.add_pipe("aidfacts_parties", config={"set_ents": True})
    doc = nlp("周砚秋代表錦澄集團到青禾县看望沐白中学师生,该集团捐款5万元。")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("周砚秋", "PERSON"),
        ("錦澄集團", "ORG"),
        ("青禾县", "GPE"),
        ("沐白中学", "SCHOOL"),
    ]


def test_processes_agree(nlp: Language, pages: list[str]) -> None:
    """Two processes give byte for byte what one gives."""
    one = [doc.to_bytes() for doc in nlp.pipe(pages)]
    two = [doc.to_bytes() for doc in nlp.pipe(pages, n_process=2, batch_size=4)]
    assert one == two


def test_bytes_and_bins(nlp: Language, pages: list[str]) -> None:
    """Facts, parties, figures and spans are the same after `to_bytes` and after a `DocBin`."""
    docs = list(nlp.pipe(pages))
    again = [Doc(nlp.vocab).from_bytes(doc.to_bytes()) for doc in docs]
    bin = DocBin(store_user_data=True, docs=docs)
    stored = list(DocBin().from_bytes(bin.to_bytes()).get_docs(spacy.blank("zh").vocab))
    for other in (again, stored):
        for doc, copy in zip(docs, other, strict=True):
            for name in FACTORIES:
                assert copy._.get(name) == doc._.get(name)
                assert _tell(copy, name) == _tell(doc, name)
            assert _tell(copy, "aidfacts_evidence") == _tell(doc, "aidfacts_evidence")


def _tell(doc: Doc, key: str) -> list[tuple[int, int, str, str]]:
    return [(span.start, span.end, span.label_, span.id_) for span in doc.spans.get(key, ())]


def test_user_data_is_plain(nlp: Language) -> None:
    """What a Doc carries is dicts, lists, strings, numbers; nothing else survives msgpack."""

    def check(value: object) -> None:
        assert value is None or type(value) in (dict, list, str, int, float, bool)
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(part)

    doc = nlp(TEXT)
    for name in FACTORIES:
        check(doc.user_data[name])


def test_record_of_a_page(nlp: Language) -> None:
    """What is known of a page goes in with the Doc, also to other processes."""
    docs = [nlp.make_doc(TEXT) for _ in range(2)]
    for doc, day in zip(docs, ("2021-06-12", "2019-06-12"), strict=True):
        doc._.aidfacts_record = {"id": day[:4], "published": day}
    found = [doc._.aidfacts for doc in nlp.pipe(docs, n_process=2)]
    assert [(d.id, d.donations[0].date.value) for d in found] == [
        ("2021", "2021-06-11"),
        ("2019", "2019-06-11"),
    ]


def test_entities_are_evidence() -> None:
    """With `use_ents` the names that another component found are parties where nothing else shows them."""
    text = "日前,青芒为沐白中学送来电脑30台。"
    donors = {}
    for use_ents in (False, True):
        nlp = spacy.blank("zh")
        ruler: Any = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "ORG", "pattern": [{"TEXT": "青"}, {"TEXT": "芒"}]}])
        nlp.add_pipe("aidfacts", config={"use_ents": use_ents, "ent_kinds": {"ORG": "company"}})
        [donation] = nlp(text)._.aidfacts.donations
        donors[use_ents] = [(party.name, party.kind.value) for party in donation.donors]
    assert donors == {False: [], True: [("青芒", "company")]}
    assert "known/青芒" in donation.rules
    assert "“青芒” was told to be a name by the caller." in donation.explain()


def test_config_goes_to_disk(tmp_path: Path) -> None:
    """A pipeline that was written and read again has our tokenizer, our settings and gives the same facts."""
    nlp = aidfacts.load(aidfacts.Options(segmenter="char", rejected=True))
    nlp.add_pipe("aidfacts_amounts", config={"currency": "HKD"})
    nlp.to_disk(tmp_path / "nlp")
    back = spacy.load(tmp_path / "nlp")
    assert isinstance(back.tokenizer, Tokenizer)
    assert back.tokenizer.segmenter == "char"
    assert back.get_pipe("aidfacts").extractor.options == aidfacts.Options(segmenter="char", rejected=True)
    text = "锦澄集团捐款3万元。他生前登记捐献器官。"
    assert back(text).to_bytes() == nlp(text).to_bytes()
    assert back(text)._.aidfacts.rejected
    assert back(text)._.aidfacts_amounts[0].currency == "HKD"
    assert spacy.lang.zh.Chinese.from_config(nlp.config)(text)._.aidfacts == nlp(text)._.aidfacts


def test_displacy_shows_facts(nlp: Language) -> None:
    """displaCy draws the spans, each role in its colour."""
    options = {"spans_key": "aidfacts", "colors": COLOURS}
    page = displacy.render(nlp(TEXT), style="span", options=options, jupyter=False)
    for label in ("donor", "recipient", "party"):
        assert re.search(rf">\s*{label}\s*<", page)
        assert COLOURS[label.upper()] in page


@pytest.mark.parametrize(
    "config",
    [
        {"options": {"segmentr": "char"}},
        {"use_ents": True, "ent_kinds": {"ORG": "firm"}},
        {"ent_kinds": {"ORG": "firm"}},  # before it is switched on
        {"options": {"mask_persons": True}},  # the Doc would show the names all the same
    ],
)
def test_wrong_config(config: dict[str, Any]) -> None:
    """A setting that is none is told with what could stand there."""
    with pytest.raises(
        OptionError, match=r"fields of aidfacts.Options|choose one of government|mask the result"
    ):
        spacy.blank("zh").add_pipe("aidfacts", config=config)


def test_kinds_are_kinds() -> None:
    """What labels of an NER stand for by default are kinds of a party."""
    assert set(ENT_KINDS.values()) <= {kind.value for kind in aidfacts.PartyKind}


@given(junk())
def test_words_lose_nothing(text: str) -> None:
    """The tokenizer keeps every character, white space too."""
    text = text.encode("utf-8", "replace").decode()
    assert Tokenizer(spacy.vocab.Vocab())(text).text == text
