"""Puts gifts told without a thing, by thanks or a ceremony, together with the gifts that the page tells in full."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.document.agree_parties import Same, are_open, roles_agree
from aidfacts.model.fact import Scope
from aidfacts.model.frame import Draft
from aidfacts.model.values import evolve

NEAR = 1  # paragraphs between a ceremony and the gift that was made in it
_ROLES = ("donors", "recipients")


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
        meant = next((at for at, (_, full) in enumerate(settled) if _is_told(draft, full, same)), None)
        if meant is not None:
            settled[meant] = (settled[meant][0], _fill(settled[meant][1], draft))
        elif not any(roles_agree(draft, other, "donors", same) for _, other in kept):
            kept.append((place, draft))
    return settled + kept


def _is_told(draft: Draft, full: Draft, same: Same) -> bool:
    donors, recipients = (roles_agree(draft, full, role, same) for role in _ROLES)
    if donors:
        return True
    near = abs(draft.paragraph - full.paragraph) <= NEAR and full.fact.scope is Scope.SINGLE
    return near and are_open(full.fact.donors) and recipients is not None


def _fill(full: Draft, draft: Draft) -> Draft:
    """Return a gift with the parties that only what came of it names; 签署捐赠协议,将捐资600万元 stays a promise."""
    fact, thanks = full.fact, draft.fact
    evidence = tuple(sorted({*fact.evidence, *thanks.evidence}, key=lambda e: (e.span.start, e.span.end)))
    # 学校和锦澄集团为学生发放资助款, where the school thanks 锦澄集团: who gives thanks got it, or passed it on
    giving = [p for p in fact.donors if all(p.name != q.name for q in thanks.recipients)]
    donors = tuple(giving) if not are_open(giving) else thanks.donors
    filled = evolve(
        fact, donors=donors, recipients=fact.recipients or thanks.recipients, evidence=evidence,
        rules=tuple(dict.fromkeys((*fact.rules, *thanks.rules, "merge/retelling"))),
    )  # fmt: skip
    return evolve(full, fact=filled)
