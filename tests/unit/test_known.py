"""Names that the caller knows of: further evidence, no verdict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts import Document, Extractor, KnownName, PartyKind, Span
from aidfacts.mentions.known import add_known
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.text.normalise import normalise
from strategies import Noisy, noisy_passages

COMPANY = PartyKind.COMPANY


def _extract(text: str, *names: tuple[str, PartyKind]) -> Document:
    spans = [(Span(text.index(name), text.index(name) + len(name)), kind) for name, kind in names]
    return Extractor().extract(text, names=[KnownName(span, kind) for span, kind in spans])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("日前,青芒为沐白中学送来电脑30台。", "青芒"),
        ("青芒送给沐白中学电脑30台。", "青芒"),
        ("日前,云岭鲜花为沐白中学送来电脑30台。", "云岭鲜花"),
        ("日前,青(qīng)芒為沐白中學送來電腦30台。", "青(qīng)芒"),
    ],
)
def test_known_name_gives(text: str, name: str) -> None:
    """A name that nothing shows to be one is a party once it is known, in the characters of the caller."""
    assert _extract(text).donations[0].donors == ()
    [donor] = _extract(text, (name, COMPANY)).donations[0].donors
    assert (donor.name, donor.text, donor.kind) == (name.replace("(qīng)", ""), name, COMPANY)


def test_known_partner() -> None:
    """So it is with partners, and the fact tells where the name comes from."""
    [bond] = _extract("青芒与沐白中学签订结对协议。", ("青芒", COMPANY)).partnerships
    assert [party.kind for party in bond.parties] == [COMPANY, PartyKind.SCHOOL]
    assert "known/青芒" in bond.rules


@pytest.mark.parametrize(
    "name", ["锦澄", "锦澄集团向", "集团", "锦澄集团", "向沐白中学捐款", "5万元", "。", "款5万元。"]
)
def test_wrong_names_change_nothing(name: str) -> None:
    """A stretch that meets a name which was read, or that is none, does not disturb what is read."""
    text = "锦澄集团向沐白中学捐款5万元。"
    told = [(p.text, p.kind) for d in _extract(text, (name, PartyKind.PERSON)).donations for p in d.donors]
    assert told == [("锦澄集团", COMPANY)]


def test_only_a_place_gives_way() -> None:
    """A place inside the known name of something else is part of it; 我县 and a known place are not."""
    text = "云岭鲜花捐款"
    place = Mention(Span(0, 2), "云岭", "云岭", PartyKind.PLACE)
    pointer = Mention(Span(0, 2), "云岭", "云岭", PartyKind.PLACE, anaphor=Anaphor.OWNER)
    whole = Span(0, len(text))
    [found] = add_known(text, whole, (place,), [KnownName(Span(0, 4), COMPANY)])
    assert (found.text, found.kind) == ("云岭鲜花", COMPANY)
    assert add_known(text, whole, (place,), [KnownName(Span(0, 4), PartyKind.PLACE)]) == (place,)
    assert add_known(text, whole, (pointer,), [KnownName(Span(0, 4), COMPANY)]) == (pointer,)
    assert add_known(text, Span(1, len(text)), (), [KnownName(Span(0, 4), COMPANY)]) == ()


def test_no_name_holds_the_verb() -> None:
    """An NER that takes the verb into the name does not take the fact away with it."""
    text = "青芒捐款5万元。"
    assert add_known(text, Span(0, len(text)), (), [KnownName(Span(0, 4), COMPANY)]) == ()


@given(noisy_passages(), st.data())
def test_way_there_and_back(passage: Noisy, data: st.DataObject) -> None:
    """A stretch of the cleaned text is found again from the characters it was read from."""
    source = normalise(passage.raw)
    start = data.draw(st.integers(0, len(source.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(source.text))))
    back = source.to_clean(source.to_raw(span))
    assert span in back
    assert source.to_raw(back) == source.to_raw(span)


@given(noisy_passages(), st.data())
def test_every_stretch_has_a_place(passage: Noisy, data: st.DataObject) -> None:
    """Any stretch of the raw text, removed characters too, becomes one inside the cleaned text, in order."""
    source = normalise(passage.raw)
    start = data.draw(st.integers(0, len(passage.raw)))
    end = data.draw(st.integers(start, len(passage.raw)))
    clean = source.to_clean(Span(start, end))
    assert clean.end <= len(source.text)
    assert source.to_clean(Span(start, len(passage.raw))).end == len(source.text) or start == len(passage.raw)
