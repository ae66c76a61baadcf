"""Turns a pact into a Partnership, or says that it binds too few."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Date, Partnership, Party, PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.pact import Pact, PactDraft
from aidfacts.model.source import BlockKind
from aidfacts.model.span import Evidence, Span

PartiesOf = Callable[[Mention], tuple[Party, ...]]

_TITLED = compile_late(r"[《“]([^《》“”]{2,})[》”]?$")
_HOUSES = frozenset(["学校", "医院", "学院", "公司", "集团", "协会"])


def build_partnership(
    text: str,
    pact: Pact,
    parties_of: PartiesOf,
    date: Date | None,
    sentence: Span,
    block: BlockKind,
    paragraph: int,
    section: int,
) -> PactDraft | None:
    """
    Return the partnership of a pact, None where fewer than two of its parties have a name.

    The owner of the page (我院) counts as named, though the page may never say the name.
    """
    parties = _parties(pact.parties, parties_of)
    if len(parties) < 2:
        return None
    fact = Partnership(
        id="", parties=parties, kind=pact.kind, subject=_name_subject(text, pact),
        status=pact.status, date=date, evidence=(Evidence(sentence.cut(text), sentence),), rules=pact.rules,
    )  # fmt: skip
    return PactDraft(fact, block, paragraph, section, pact.sentence, pact.filled)


def _name_subject(text: str, pact: Pact) -> str | None:
    """Return what a pact is about in its own words: the title of the paper where one stands, without its marks."""
    if pact.subject is None:
        return None
    words = pact.subject.cut(text)
    titled = _TITLED.search(words)
    return (titled.group(1) if titled else words).strip("《》“”的了, ") or None


def _is_other(house: Mention, name: str, other: str) -> bool:
    """Tell whether the house of the page was read as the other party, which only 学校 can be by its whole name."""
    if name == other:
        return house.anaphor is Anaphor.LAST
    return name.endswith(other) or other.endswith(name)


def _is_end(mention: Mention, other: Mention) -> bool:
    """Tell whether a party is written like the end of another one's name."""
    return mention.anaphor is None and mention.text != other.text and other.text.endswith(mention.text)


def _parties(mentions: Sequence[Mention], parties_of: PartiesOf) -> tuple[Party, ...]:
    found: list[Party] = []
    for mention in mentions:
        # 学校与锦澄集团签订协议: on its own page a house is its noun
        owner = mention.anaphor is Anaphor.OWNER or (
            mention.anaphor is Anaphor.LAST and mention.text in _HOUSES
        )
        house = owner
        others = (
            {p.name for other in mentions if other is not mention for p in parties_of(other)} if house else ()
        )
        owner = owner or mention.anaphor is Anaphor.BOTH  # 双方 of our school and its guest
        for party in parties_of(mention):
            if house and any(_is_other(mention, party.name, name) for name in others):
                # 学校与沐白大学副校长签订: the house of the page, not the last one told
                party = Party(mention.text, mention.text, mention.span, party.kind, named=False)
            if any(_is_end(mention, m) and party.name in {p.name for p in parties_of(m)} for m in mentions):
                # 市文旅局与南昌市文旅局: none signs with itself
                party = evolve(party, name=mention.text)
            if party.kind is PartyKind.PERSON or not (party.named or owner):
                continue
            if all(party.name != other.name for other in found):
                found.append(party)
    return tuple(found)
