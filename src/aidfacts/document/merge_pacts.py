"""Merges partnerships told twice: headline, body and caption of one agreement are one fact."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve

from aidfacts.document.near import Told
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Partnership, PartnershipKind, Party, PartyKind, Status
from aidfacts.model.pact import PactDraft
from aidfacts.model.source import BlockKind

Same = Callable[[Party, Party], bool]
# The party committee of a house signs for it
_COMMITTEE = compile_late(r"(?:(?<=[^省市县区])|(?<=社区)|(?<=小区))(?:党委|党总支|党支部|党组)$")
_GOVERNMENT = compile_late(r"(?<=[省市县区州旗镇乡])(?:人民)?政府$")
_CELL = compile_late("支部委员会$")
_LEVEL = compile_late(
    "(?<=..)(?:特别行政区|(?:[\u4e00-\u9fff]{1,3}族|回族|壮族|维吾尔)?自治[区州县]|[省市县区州])$"
)
_OWNERS = {
    "校": (PartyKind.SCHOOL, PartyKind.OTHER),
    "院": (PartyKind.HOSPITAL, PartyKind.SCHOOL, PartyKind.OTHER),
    "司": (PartyKind.COMPANY, PartyKind.OTHER),
    "县": (PartyKind.PLACE,), "市": (PartyKind.PLACE,), "区": (PartyKind.PLACE,), "镇": (PartyKind.PLACE,), "村": (PartyKind.PLACE,),
}  # fmt: skip
_SIGNED = frozenset(["pacts/joined", "pacts/title", "pacts/visit"])
_FRAMING = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.CAPTION)


def merge_pacts(drafts: Sequence[PactDraft], same: Same) -> tuple[Partnership, ...]:
    """
    Return the partnerships of a document with retellings merged, numbered in text order.

    Two drafts are one where the same parties are bound, or where a headline or caption of the same section shares
    a party and counts as many. Blind to order, and merging twice changes nothing.
    """
    order = sorted(range(len(drafts)), key=lambda at: (-_richness(drafts[at]), at))
    kept: list[tuple[int, PactDraft]] = []
    told = Told()
    for at in order:
        draft = drafts[at]
        for place in sorted(told.near(at)):
            first, other = kept[place]
            if _is_retelling(draft, other, same):
                kept[place] = (min(first, at), _join(other, draft))
                break
        else:
            told.add(at, len(kept))
            kept.append((at, draft))
    facts = [draft.fact for _, draft in sorted(kept, key=lambda pair: pair[0])]
    return tuple(evolve(fact, id=f"p{number}") for number, fact in enumerate(facts, 1))


def _richness(draft: PactDraft) -> int:
    fact = draft.fact
    unnamed = _is_owner(fact)
    signed = fact.status is not Status.ONGOING
    return (
        4 * len(fact.parties) + 3 * signed + 2 * (fact.kind is not PartnershipKind.AGREEMENT)
        - 6 * draft.filled - 4 * unnamed - 5 * (draft.block in _FRAMING) + (fact.date is not None)
    )  # fmt: skip


def _is_retelling(poor: PactDraft, rich: PactDraft, same: Same) -> bool:
    a, b = poor.fact, rich.fact
    if len(a.parties) == len(b.parties) and all(any(_is_tail(p, q) for q in b.parties) for p in a.parties):
        return not _two_acts(a, b)
    shared = sum(any(same(p, q) for q in b.parties) for p in a.parties)
    if shared and shared + 1 == len(a.parties) == len(b.parties) and (_may_own(a, b) or _may_own(b, a)):
        return True
    if shared == len(a.parties):
        if shared == len(b.parties):
            return not _two_acts(a, b)
        return a.kind is b.kind or poor.block in _FRAMING or a.kind is PartnershipKind.AGREEMENT
    framing = poor.block in _FRAMING or rich.block in _FRAMING
    # A headline may say 禾川县 for its hospital.
    loose = all(any(_holds(p, q) for q in b.parties) for p in a.parties)
    return (
        framing
        and poor.section == rich.section
        and (shared >= 1 or loose)
        and len(a.parties) <= len(b.parties)
    )


def _is_tail(one: Party, other: Party) -> bool:
    """Tell whether one name is the end of the other, or both are one place: 岚溪小学 and 明屿市岚溪小学, 明屿 and 明屿市."""
    short, long = sorted((_bare(one.name), _bare(other.name)), key=len)
    if PartyKind.PLACE in (one.kind, other.kind):
        stem = _LEVEL.sub("", short)
        if len(stem) >= 2 and _LEVEL.sub("", long).endswith(stem):
            return _agree(one.adcode, other.adcode)
    return len(short) >= 3 and long.endswith(short)


def _agree(one: str | None, other: str | None) -> bool:
    """Tell whether two codes may be of one division: one is not told, or is the province of the other."""
    if one is None or other is None or one == other:
        return True
    return one[:2] == other[:2] and "0000" in (one[2:], other[2:])


def _bare(name: str) -> str:
    """Return a name without what acts for it: 岚溪镇|人民政府, 锦澄集团|党委."""
    name = _CELL.sub("党支部", name.removeprefix("中共"))
    return _GOVERNMENT.sub("", _COMMITTEE.sub("", name))


def _holds(one: Party, other: Party) -> bool:
    short, long = sorted((one.name, other.name), key=len)
    return len(short) >= 2 and short in long


def _may_own(fact: Partnership, other: Partnership) -> bool:
    """Tell whether 我校 of *fact* may be a party of *other*: a school, by its noun."""
    names = {party.name for party in fact.parties}
    rest = [party for party in other.parties if party.name not in names]
    for party in fact.parties:
        if (
            party.name[:1] in "我本"
            and len(party.name) <= 4
            and all(party.name != q.name for q in other.parties)
        ):
            noun = party.name[-1]
            return any(
                q.kind in _OWNERS.get(noun, (q.kind,)) or q.name in (f"{noun}政府", f"{noun}人民政府")
                for q in rest
            )
    return False


def _is_owner(fact: Partnership) -> bool:
    """Tell whether one party is 我校 or its like, which may be anybody the page names elsewhere."""
    return any(party.name[:1] in "我本" and len(party.name) <= 4 for party in fact.parties)


def _two_acts(a: Partnership, b: Partnership) -> bool:
    """Tell whether two agreements of the same parties stand on different days."""
    if a.date is None or b.date is None or a.kind is not b.kind or Status.ONGOING in (a.status, b.status):
        return False
    one, other = a.date.value, b.date.value
    return not (one.startswith(other) or other.startswith(one))


def _join(rich: PactDraft, poor: PactDraft) -> PactDraft:
    a, b = rich.fact, poor.fact
    evidence = tuple(sorted({*a.evidence, *b.evidence}, key=lambda e: (e.span.start, e.span.end)))
    kind = b.kind if a.kind is PartnershipKind.AGREEMENT else a.kind
    # A signature is done, though the relation goes on; 结对 without one says neither.
    done = any(f.status is Status.COMPLETED and not _SIGNED.isdisjoint(f.rules) for f in (a, b))
    parties = tuple(
        max([p, *(q for q in b.parties if _is_tail(p, q))], key=lambda q: len(q.name)) for p in a.parties
    )
    joined = evolve(
        a, parties=parties, kind=kind, status=Status.COMPLETED if done else a.status, subject=a.subject or b.subject, date=a.date or b.date, evidence=evidence,
        rules=tuple(dict.fromkeys((*a.rules, *b.rules, "merge/retelling"))),
    )  # fmt: skip
    return evolve(rich, fact=joined)
