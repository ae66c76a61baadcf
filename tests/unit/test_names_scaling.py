"""Pages that no author writes: thousands of names, endless names, marks that never close."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

import pytest

from aidfacts import Document, Options, extract
from aidfacts.document.name_repeats import find_repeats
from aidfacts.document.names import Names, resolve_names
from aidfacts.mentions.tagger import tag_parties
from aidfacts.model.mention import Mention
from aidfacts.model.source import Source
from aidfacts.segment.boundaries import split_sentences
from aidfacts.segment.words import load_segmenter
from aidfacts.text.layout import read_layout
from aidfacts.text.normalise import normalise

Counter = Callable[[Callable[[], object]], int]
CHARACTERS = "锦澄砚岚禾沐远樵云鹤溪明屿青松柏枫槐榆桐梓"
SMALL, FACTOR = 150, 4  # names of the smaller page, and how many times more the larger one has
SLACK = 1.25  # of the growth that a linear reading has


def made_up(count: int) -> list[str]:
    return ["".join(four) for four in itertools.islice(itertools.product(CHARACTERS, repeat=4), count)]


def read(text: str) -> tuple[Source, list[Mention], Names]:
    source = normalise(text)
    layout = read_layout(source)
    segmenter = load_segmenter()
    found: list[Mention] = []
    for sentence in split_sentences(source, layout):
        found += tag_parties(source.text, sentence.span, lambda span: segmenter.edges(source.text, span))
    found = sorted((*found, *find_repeats(source.text, found)), key=lambda mention: mention.span)
    return source, found, resolve_names(source, layout, found)


def check_spans(document: Document) -> None:
    for party in document.parties:
        for mention in party.mentions:
            assert document.text[mention.span.start : mention.span.end] == mention.text


PAGES: dict[str, Callable[[Iterable[str]], str]] = {
    "one row": lambda names: "、".join(f"{name}公司" for name in names) + "捐款5万元。",
    "a line each": lambda names: "\n".join(f"{name}公司捐款5万元。" for name in names),
    "persons in a row": lambda names: "、".join(f"周{name[1]}{name[3]}" for name in names) + "捐款5万元。",
    "persons": lambda names: "\n".join(f"{name}公司董事长周{name[1]}{name[3]}讲话。" for name in names),
    "pointers": lambda names: "\n".join(
        f"{name}村感谢{name}公司。该公司来到该村。双方座谈。" for name in names
    ),
    "organs without a county": lambda names: "\n".join(
        f"{name[1:]}县医院来信。县医院感谢县教育局、卫健局。" for name in names
    ),
    "short forms": lambda names: "\n".join(f"{name}集团来访。{name[:2]}捐款3万元。" for name in names),
    "introduced": lambda names: "\n".join(f"{name}公司(以下简称“{name[2:]}”)来访。" for name in names),
    "an owner": lambda names: "\n".join(
        f"我校感谢{name}小学。学校与{name}小学结对。他们回到母校。" for name in names
    ),
    "open quotes": lambda names: "\n".join(f"“{name}公司(“{name}小学" for name in names),
}


@pytest.mark.parametrize("shape", PAGES)
def test_work_grows_with_the_page(shape: str, count_calls: Counter) -> None:
    """Four times the names take about four times the calls, whatever the names are to each other."""
    names = made_up(SMALL * FACTOR)
    small, large = PAGES[shape](names[:SMALL]), PAGES[shape](names)
    read(large)  # what is remembered from page to page is remembered now
    few, many = count_calls(lambda: read(small)), count_calls(lambda: read(large))
    assert many < FACTOR * SLACK * few


@pytest.mark.parametrize("shape", ["one row", "a line each"])
def test_ten_thousand_names(shape: str) -> None:
    """A page with 10,000 names is read to its end, and every name stands where its span says."""
    source, mentions, names = read(PAGES[shape](made_up(10_000)))
    assert len(mentions) == 10_000
    assert all(mention.span.cut(source.text) == mention.text for mention in mentions)
    assert sum(len(party.mentions) for party in names.parties) == 10_000


@pytest.mark.parametrize(
    "name",
    [
        "锦" * 498 + "公司",
        "锦澄集团" * 125,
        "宕昌县" * 166,
        "周砚秋" * 166,
        "我校" * 250,
        "向" * 498 + "公司",
        "第" * 500,
    ],
)
def test_endless_name(name: str) -> None:
    """A name of 500 characters is no name; what is read of it stands where its span says."""
    document = extract(f"7月3日,{name}向沐白小学捐赠图书500册。", options=Options(rejected=True))
    check_spans(document)
    assert any(party.name == "沐白小学" for party in document.parties)
    assert all(len(party.name) < 100 for party in document.parties if party.kind != "group")


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "“",
        "《",
        "【",
        "(“",
        "“锦澄(",
        "锦澄集团(",
        "《沐白小学“",
        "(以下简称“",
        "锦澄集团(沐白小学“何映雪",
    ],
)
def test_marks_that_never_close(unit: str, count_calls: Counter) -> None:
    """Brackets and quotes that open hundreds of times and never close cost no more than their characters."""
    end = "锦澄集团向沐白小学捐赠图书500册。"
    check_spans(extract(unit * 300 + end, options=Options(rejected=True)))
    small, large = unit * 75 + end, unit * 300 + end
    read(large)
    few, many = count_calls(lambda: read(small)), count_calls(lambda: read(large))
    assert many < FACTOR * SLACK * few


def test_marks_that_close_in_the_wrong_order() -> None:
    """Crossed marks hide neither who gave nor who received."""
    document = extract(
        "“锦澄集团(”禾川)向《沐白小学捐赠图书500册》。云鹤公司捐款5万元。", options=Options(rejected=True)
    )
    check_spans(document)
    assert {"锦澄集团", "云鹤公司"} <= {party.name for party in document.parties}
