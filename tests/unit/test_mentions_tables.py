"""The tables that names are read by: every row does its work in its example."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

import pytest

from aidfacts.lexicon import read_table
from aidfacts.mentions.tagger import tag_parties
from aidfacts.mentions.words import find_words
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.span import Span
from aidfacts.segment.words import load_segmenter


def tag(text: str) -> tuple[Mention, ...]:
    segmenter = load_segmenter()

    def cut(span: Span) -> Set[int]:
        return segmenter.edges(text, span)

    return tag_parties(text, Span(0, len(text)), cut)


def rows(name: str, key: str) -> list[Any]:
    return [pytest.param(row, id=row[key]) for row in read_table(name)]


def _failures(name: str, key: str, holds: Any) -> list[str]:
    return [row[key] for row in read_table(name) if not holds(row, tag(row["example"]))]


def test_every_suffix_ends_a_name() -> None:
    """The example of a suffix holds a mention that ends in it."""
    assert (
        _failures(
            "org_suffixes", "suffix", lambda row, found: any(m.text.endswith(row["suffix"]) for m in found)
        )
        == []
    )


def test_every_suffix_tells_a_kind() -> None:
    """A suffix names a kind of party and a rank that the reading knows."""
    for row in read_table("org_suffixes"):
        assert PartyKind(row["kind"])
        assert row["rank"] in ("organ", "unit", "branch", "trade", "division", "zone"), row
        assert row["needs"] in ("core", "place", "anaphor", "frame", "none"), row


def test_every_title_stands_beside_a_person() -> None:
    """The example of a title holds a person, and the title is no part of the name (何女士 apart)."""
    assert (
        _failures("titles", "title", lambda row, found: any(m.kind is PartyKind.PERSON for m in found)) == []
    )


def test_every_surname_begins_a_person() -> None:
    """The example of a family name holds a person of that name."""
    assert (
        _failures(
            "surnames",
            "surname",
            lambda row, found: any(
                m.kind is PartyKind.PERSON and m.text.startswith(row["surname"]) for m in found
            ),
        )
        == []
    )


def test_every_group_noun_ends_a_group() -> None:
    """The example of a group noun holds an unnamed group that ends in it."""
    assert (
        _failures(
            "generic_parties",
            "noun",
            lambda row, found: any(m.text.endswith(row["noun"]) and not m.named for m in found),
        )
        == []
    )


def test_every_pointer_points() -> None:
    """The example of a pointing word holds a mention that points as its row says."""
    assert (
        _failures(
            "anaphors",
            "word",
            lambda row, found: any(
                m.text == row["word"] and m.anaphor is Anaphor(row["points"]) for m in found
            ),
        )
        == []
    )


def test_every_known_name_is_found() -> None:
    """The example of a known name holds a mention of just that name and kind."""
    assert (
        _failures(
            "known_names",
            "name",
            lambda row, found: any(m.text == row["name"] and m.kind == row["kind"] for m in found),
        )
        == []
    )


def test_every_glued_modifier_is_taken_off() -> None:
    """The name behind a glued modifier begins behind it."""
    assert _failures("name_modifiers", "word", lambda row, found: "锦澄集团" in {m.text for m in found}) == []


def test_every_group_modifier_belongs_to_the_group() -> None:
    """The group behind a modifier begins with it."""
    assert (
        _failures(
            "group_modifiers",
            "word",
            lambda row, found: any(m.text in (row["word"] + "学生", row["word"] + "村") for m in found),
        )
        == []
    )


def test_every_cue_ends_a_name() -> None:
    """The name behind a cue begins behind it."""
    assert _failures("left_cues", "word", lambda row, found: "锦澄集团" in {m.text for m in found}) == []


def test_every_decoy_shields() -> None:
    """No mention stands on a decoy or on a part of it."""
    assert (
        _failures("name_decoys", "word", lambda row, found: not any(m.text in row["word"] for m in found))
        == []
    )


def test_outside_words_are_words() -> None:
    """Words of running text have two characters or more and a count, and stand in the reading of a sentence."""
    table = read_table("outside_words")
    assert all(len(row["word"]) > 1 and int(row["count"]) > 0 for row in table)
    assert find_words("大家讨论", 0, 4)


def test_surname_words_begin_like_a_name() -> None:
    """What is told from a name begins with a family name, and no person is read there (安排 holds none)."""
    surnames = {row["surname"] for row in read_table("surnames")}
    table = read_table("surname_words")
    assert all(row["word"][0] in surnames and int(row["count"]) > 0 for row in table)
    assert not [
        row["word"]
        for row in table[::40]
        if any(m.kind is PartyKind.PERSON for m in tag(row["word"] + "捐款"))
    ]
