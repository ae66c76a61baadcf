"""Who is told of in a passage and under which full name: the lines of tests/cases/parties*.jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aidfacts.document.name_repeats import find_repeats
from aidfacts.document.names import Names, resolve_names
from aidfacts.mentions.tagger import tag_parties
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.source import BlockKind, Source
from aidfacts.segment.boundaries import split_sentences
from aidfacts.segment.words import load_segmenter
from aidfacts.text.layout import read_layout
from aidfacts.text.normalise import normalise

CASES = Path(__file__).parent / "cases"
NAMED = {PartyKind.GROUP, PartyKind.PROJECT}
RIGHT = 0.97  # share of all passages that must be read right


def _read(name: str) -> list[dict[str, Any]]:
    path = CASES / f"{name}.jsonl"
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    return [json.loads(line) for line in lines if line.strip()]


def _tag(text: str) -> tuple[Source, Names, list[Mention]]:
    source = normalise(text)
    layout = read_layout(source)
    segmenter = load_segmenter()
    mentions: list[Mention] = []
    for sentence in split_sentences(source, layout):
        if layout.blocks[sentence.block].kind is not BlockKind.FURNITURE:
            mentions += tag_parties(
                source.text, sentence.span, lambda span: segmenter.edges(source.text, span)
            )
    mentions = sorted((*mentions, *find_repeats(source.text, mentions)), key=lambda mention: mention.span)
    return source, resolve_names(source, layout, mentions), mentions


def problems(case: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the parties found in the text of *case*."""
    source, names, mentions = _tag(case["text"])
    every = {}
    for mention in mentions:
        chain: Mention | None = mention
        while chain is not None:
            every[source.to_raw(chain.span).start, source.to_raw(chain.span).end] = chain
            chain = chain.of
    for expected in case["expect"]["mentions"]:
        mention = every.pop(tuple(expected["span"]), None)
        if mention is None:
            near = [
                (m.text, m.kind.value)
                for m in mentions
                if m.text in expected["text"] or expected["text"] in m.text
            ]
            yield f"{expected['text']}: not found (near: {near})"
            continue
        parties = names.parties_of(mention)
        told = expected["name"] if isinstance(expected["name"], list) else [expected["name"]]
        found = [party.name for party in parties]
        if found != told:
            yield f"{expected['text']}: is {found}, not {told} ({names.reason(mention)})"
        if len(told) > 1:
            continue
        party = parties[0]
        if party.kind != expected["kind"]:
            yield f"{expected['text']}: is a {party.kind}, not a {expected['kind']}"
        if "adcode" in expected and party.adcode != expected["adcode"]:
            yield f"{expected['text']}: lies in {party.adcode}, not in {expected['adcode']}"
        if "named" in expected and party.named != expected["named"]:
            yield f"{expected['text']}: named is {party.named}"
    for (start, end), mention in every.items():
        overlaps = any(start < e["span"][1] and e["span"][0] < end for e in case["expect"]["mentions"])
        if mention.named and mention.anaphor is None and mention.kind not in NAMED and not overlaps:
            yield f"{mention.text}: is no {mention.kind}"


def _params() -> list[Any]:
    right = [pytest.param(case, id=case["id"]) for case in _read("parties")]
    # Strict: a case that we have learnt to do must be moved to the file where it belongs.
    mark = pytest.mark.xfail(strict=True, reason="known failure")
    return right + [pytest.param(case, id=case["id"], marks=mark) for case in _read("parties_known_failures")]


@pytest.mark.parametrize("case", _params())
def test_party_case(case: dict[str, Any]) -> None:
    """Every party is found where it stands, with its kind, its full name and its code, and no other named one."""
    assert list(problems(case)) == [], case["text"]


def test_party_cases_are_whole() -> None:
    """Ids and texts are told once, every span cuts its text out, and what we cannot do yet stays rare."""
    right, wrong = _read("parties"), _read("parties_known_failures")
    every = right + wrong
    assert len(every) >= 300
    assert len({case["id"] for case in every}) == len(every)
    assert len({case["text"] for case in every}) == len(every)
    for case in every:
        assert {"id", "label", "text", "expect", "comment", "source"} <= set(case), case["id"]
        for expected in case["expect"]["mentions"]:
            start, end = expected["span"]
            assert case["text"][start:end] == expected["text"], case["id"]
    assert len(right) >= RIGHT * len(every)
