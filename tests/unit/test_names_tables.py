"""The tables that names are resolved by: every row does its work in its example."""

from __future__ import annotations

import re

import pytest

from aidfacts.document.coref_pointers import read_pointer
from aidfacts.document.name_links import shortens
from aidfacts.document.name_parts import FAMILY_KIND, find_head, split_name
from aidfacts.lexicon import read_table
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.span import Span


def _first_clause(text: str) -> str:
    return re.split(r"[,。]|昨日|收到|捐款|送来", text)[0]


@pytest.mark.parametrize("row", read_table("head_nouns"), ids=lambda row: f"{row['head']}-{row['family']}")
def test_head_noun(row: dict[str, str]) -> None:
    """The noun ends the name in its example and is read with its family and rank."""
    name = _first_clause(row["example"])
    kind = FAMILY_KIND.get(row["family"], PartyKind.OTHER)
    assert find_head(name, kind) == (row["head"], row["family"], row["rank"])


@pytest.mark.parametrize("row", read_table("abbreviations"), ids=lambda row: row["short"])
def test_abbreviation(row: dict[str, str]) -> None:
    """The example tells a body in full and in short, and the one is found to be the other."""
    full = _first_clause(row["example"])
    short = row["example"].split("后,")[1].split("又")[0]
    assert full.endswith(row["full"])
    assert short.endswith(row["short"])
    for kind in (
        PartyKind.GOVERNMENT,
        PartyKind.NGO,
        PartyKind.COMPANY,
        PartyKind.SCHOOL,
        PartyKind.HOSPITAL,
    ):
        assert shortens(split_name(short, kind), split_name(full, kind))


@pytest.mark.parametrize("row", read_table("pointers"), ids=lambda row: row["word"])
def test_pointer(row: dict[str, str]) -> None:
    """The word is read in its example, by its own row."""
    pattern = row["word"].replace("*", "(?:基金会|企业|学校|县|院|村)")
    found = re.search(pattern, row["example"])
    assert found
    span = Span(*found.span())
    pointer = read_pointer(Mention(span, found[0], found[0], PartyKind.OTHER, anaphor=Anaphor.LAST))
    if row["way"] == "none":
        assert pointer is None
    else:
        assert pointer is not None
        assert (pointer.way, pointer.row) == (row["way"], f"pointers/{row['word']}")
