"""Tells who holds the act at which money of aid is handed out, and so gives it: 禾川县总工会举行助学金发放仪式,80名学生领到…"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_GATES = ("发放", "颁发", "助学活动", "资助活动", "助学行动")
_MONEY = "(?:助学金|奖助金|助学款|救助金|救助款|资助金|资助款|慰问金|帮扶金|补助金|善款|爱心款|圆梦金)"
# |举行“金秋助学”助学金发放仪式, |助学金发放活动, |开展金秋助学活动; leaves |奖学金颁发仪式, which hands out prizes
_HANDS_OUT = compile_late(
    rf"(?:[^,。;:向给]{{0,40}}?{_MONEY}”?(?:集中|现场|首发)?(?:发放|颁发)(?:仪式|活动|大会|会)"
    r"|[^,。;:向给]{0,20}?(?:开展|举行|举办|组织)[^,。;:向给]{0,16}(?:助学|资助)(?:活动|行动))"
)
# 在|县总工会|举办的: what holds it; 在|沐白小学|举行的 may only be where it was held
_HOLDS_THERE = (PartyKind.NGO, PartyKind.GOVERNMENT, PartyKind.COMPANY)
_TOGETHER = compile_late(r"(?:、|和|与|及|联合|携手|会同|联手)(?:[^,。;]{0,6}的)?")


def paying_out(text: str, sentence: Span, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """
    Return the house or houses that hold an act of handing out money in a sentence, the nearest to the act.

    总工会举行“锦澄集团|助学金”发放仪式: whose money it is called after gives, not who holds it.
    """
    told = text[sentence.start : sentence.end]
    if not any(gate in told for gate in _GATES):
        return ()
    named = [m for m in mentions if m.named and m.kind not in (PartyKind.PERSON, PartyKind.PROJECT)]
    holding = [m for m in named if _HANDS_OUT.match(text, m.span.end) and _may_hold(text, m)]
    row = holding[-1:]
    for before, behind in reversed([*pairwise(holding)]):
        if not _TOGETHER.fullmatch(text, before.span.end, behind.span.start):
            break
        row.insert(0, before)
    return tuple(row)


def _may_hold(text: str, house: Mention) -> bool:
    start = house.span.start
    return house.kind in _HOLDS_THERE or text[max(0, start - 1) : start] not in ("在", "于", "到")
