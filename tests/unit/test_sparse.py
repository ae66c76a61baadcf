"""What ordinary text costs: only sentences with a word of giving or binding are read, however long the page is."""

from __future__ import annotations

import re

import pytest

import aidfacts
from aidfacts import pipeline
from aidfacts.lexicon import join_words
from aidfacts.model.fact import Donation
from aidfacts.model.source import Block, BlockKind, Layout
from aidfacts.model.span import Span
from aidfacts.segment.boundaries import LONGEST, sentences_at, split_sentences
from aidfacts.text.layout import read_layout
from aidfacts.text.normalise import normalise

ORDINARY = "县里召开会议,听取了上半年的情况。列车开出后沿途停靠五站。\n"
GIFT = "锦澄集团向沐白中学捐赠课桌椅120套。\n"


@pytest.fixture
def tagged(monkeypatch: pytest.MonkeyPatch) -> list[Span]:
    """The sentences that are read for names."""
    seen: list[Span] = []
    tag = pipeline.tag_parties

    def count(text: str, span: Span, cut: pipeline.Cut) -> object:
        seen.append(span)
        return tag(text, span, cut)

    monkeypatch.setattr(pipeline, "tag_parties", count)
    return seen


def test_ordinary_text_is_not_read(tagged: list[Span]) -> None:
    """Without a word of giving or binding no sentence is read for names."""
    assert aidfacts.extract(ORDINARY * 1000).donations == ()
    assert tagged == []


@pytest.mark.parametrize("pages", [400, 4000])
def test_a_gift_costs_the_same_in_any_page(tagged: list[Span], pages: int) -> None:
    """What is read around a gift does not grow with the page."""
    document = aidfacts.extract(ORDINARY * pages + GIFT + ORDINARY * pages)
    assert [type(fact) for fact in document.donations] == [Donation]
    assert len(tagged) < 30


def test_sentences_at_agree_with_split_sentences() -> None:
    """The few sentences that are looked at are those that the whole page is cut into."""
    text = ORDINARY * 20 + GIFT + "一" * (3 * LONGEST) + "," + "二" * LONGEST + "。好!"
    source = normalise(text)
    layout = read_layout(source)
    every = split_sentences(source, layout)
    starts = [sentence.span.start for sentence in every]
    assert list(sentences_at(source.text, layout, starts)) == list(every)
    assert max(len(sentence.span) for sentence in every) <= LONGEST


def test_furniture_holds_no_sentence() -> None:
    """What stands in the furniture of a page, or outside all blocks, is not read."""
    layout = Layout((Block(BlockKind.FURNITURE, Span(0, 4)), Block(BlockKind.BODY, Span(6, 10))))
    assert [s.span for s in sentences_at("捐款公告\n\n捐款五元", layout, (0, 4, 6))] == [Span(6, 10)]


def test_joined_words_find_the_longest() -> None:
    """A joined pattern finds what the alternatives would, the longest first."""
    words = ["捐", "捐款", "捐款人", "款", "人民"]
    pattern = re.compile(join_words(words, tails={"捐款人": "(?!民)"}))
    assert pattern.findall("捐款人捐款人民款捐") == ["捐款人", "捐款", "人民", "款", "捐"]
