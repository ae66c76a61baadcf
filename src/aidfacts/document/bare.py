"""Puts gifts told without a thing, by thanks or a ceremony, together with the gifts that the page tells in full."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.document.agree_parties import Same, are_open, roles_agree
from aidfacts.model.fact import Donation, PartyKind, Scope
from aidfacts.model.frame import Draft
from aidfacts.model.values import evolve

# What somebody gave beside what others did, where the rest is told of nobody
_OF_ITSELF = frozenset(f"honours/{how}" for how in ("given_for", "given_at", "spent_on", "schools", "paired"))
NEAR = 1  # paragraphs between a ceremony and the gift that was made in it


def is_honour(draft: Draft) -> bool:
    """Tell whether a gift is told by what came of it: 感谢锦澄集团的捐赠."""
    return any(rule.startswith("honours/") for rule in draft.fact.rules)


def settle_honours(
    told: Sequence[tuple[int, Draft]], honours: Sequence[tuple[int, Draft]], same: Same
) -> list[tuple[int, Draft]]:
    """
    Return the gifts *told* by verbs and those of *honours* whose giver none of them has, each with its place on the page.

    锦澄集团捐赠电脑40台 … 感谢锦澄集团对学校的捐赠: one gift. Who gave or got what no verb names takes from the thanks.
    """
    settled, kept = list(told), list[tuple[int, Draft]]()
    for place, draft in honours:
        if all(p.name in ("他", "她") for p in draft.fact.donors):
            continue  # 他大量捐资办学: nobody whom the page names
        meant = [at for at, (_, full) in enumerate(settled) if roles_agree(draft, full, "donors", same)]
        meant = meant or [at for at, (_, full) in enumerate(settled) if _is_near(draft, full, same)][:1]
        meant = meant or _of_house(draft, [full for _, full in settled], same)
        if not meant and _is_beside(draft, [full for _, full in settled]):
            continue
        for at in meant:
            settled[at] = (settled[at][0], _fill(settled[at][1], draft))
        if not meant and not any(roles_agree(draft, other, "donors", same) for _, other in kept):
            kept.append((place, draft))
    return settled + kept


def _of_house(draft: Draft, told: Sequence[Draft], same: Same) -> list[int]:
    """Return the place of the only gift of a house to whom a person is thanked for: 锦澄集团捐款80万元。校长为周砚秋颁发捐赠证书."""
    if not draft.fact.recipients or any(p.kind is not PartyKind.PERSON for p in draft.fact.donors):
        return []
    there = [at for at, full in enumerate(told) if roles_agree(draft, full, "recipients", same)]
    houses = bool(there) and all(p.kind is not PartyKind.PERSON for p in told[there[0]].fact.donors)
    return there if len(there) == 1 and houses else []


def _is_beside(draft: Draft, told: Sequence[Draft]) -> bool:
    """Tell whether thanks stand in the sentence of a gift told in full: 学生会捐献2240元,慈善总会为我校颁发了捐赠证书."""
    own_act = not _OF_ITSELF.isdisjoint(draft.fact.rules)
    return not own_act and any(full.sentence == draft.sentence and full.block is draft.block for full in told)


def _is_near(draft: Draft, full: Draft, same: Same) -> bool:
    """Tell whether a gift of nobody with a name is told beside what came of it: 沐白中学获赠图书500册。校长向周砚秋颁发捐赠证书."""
    near = abs(draft.paragraph - full.paragraph) <= NEAR and full.fact.scope is Scope.SINGLE
    own_act = not _OF_ITSELF.isdisjoint(draft.fact.rules)
    return (
        near
        and not full.fact.donors
        and not own_act
        and roles_agree(draft, full, "recipients", same) is not None
    )


def _stand_for(thanks: Donation) -> bool:
    """Tell whether who is thanked only stands for those who gave: 向校友代表|周砚秋|颁发捐赠证书."""
    told = " ".join(each.text for each in thanks.evidence)
    return bool(thanks.donors) and all(f"代表{party.text}" in told for party in thanks.donors)


def _fill(full: Draft, draft: Draft) -> Draft:
    """Return a gift with the parties that only what came of it names; 签署捐赠协议,将捐资600万元 stays a promise."""
    fact, thanks = full.fact, draft.fact
    evidence = tuple(sorted({*fact.evidence, *thanks.evidence}, key=lambda e: (e.span.start, e.span.end)))
    # 学校和锦澄集团为学生发放资助款, where the school thanks 锦澄集团: who gives thanks got it, or passed it on
    giving = [p for p in fact.donors if all(p.name != q.name for q in thanks.recipients)]
    donors = tuple(giving) if giving and (not are_open(giving) or _stand_for(thanks)) else thanks.donors
    filled = evolve(
        fact, donors=donors, recipients=fact.recipients or thanks.recipients, evidence=evidence,
        rules=tuple(dict.fromkeys((*fact.rules, *thanks.rules, "merge/retelling"))),
    )  # fmt: skip
    return evolve(full, fact=filled)
