"""Reads from whom what was received is told to come: 慈善会收到的首笔善款|来自两位老人,合计捐款1200元."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.elements import Element
from aidfacts.frames.roles import is_joined
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Form, PartyKind
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount
from aidfacts.model.span import Span

# 的首笔善款|来自, 的第一笔捐款1万元|来自; leaves 的捐款中有三成来自企业, a share
_COMES_FROM = compile_late(
    r"的(?:第[一1]|首|最[大早新]的?)(?:[笔份批])?[^,。;]{0,8}?(?:善款|捐款|捐赠|款项|爱心款)[^,。;中]{0,12}?来自于?"
)
# ,合计捐款|1200元 ,金额|5万元
_COMES_TO = compile_late(
    r"[,(](?:他|她|这|二|两|三)?[们俩人位]?[^,。;\d]{0,2}?(?:金额|数额|合计|共计|总计|总额|共|总共|一共)(?:捐款|捐赠|捐资|捐|为|达|是|有)*$"
)
MAX_LEAD = 12  # characters of ,她俩合计捐款 before the sum
COMES_FROM = "roles/comes_from"


def with_source(text: str, frame: Frame, elements: Sequence[Element], end: int) -> Frame:
    """Return *frame* of what was received with who is told behind 来自 for its giver, and the sum that the next clause, up to *end*, tells."""
    if frame.kind is not FrameKind.RECEIVE or frame.donors:
        return frame
    told = _COMES_FROM.match(text, frame.trigger.span.end, end)
    if told is None:
        return frame
    stop = min((at for mark in ",。;" if (at := text.find(mark, told.end(), end)) >= 0), default=end)
    row = _row(text, [e for e in elements if isinstance(e, Mention) and told.end() <= e.span.start < stop])
    if not row:
        return frame
    frame = evolve(frame, donors=row, clause=Span(frame.clause.start, stop), scope="single").because(
        COMES_FROM
    )
    if frame.objects and frame.objects.amount is not None:
        return frame
    behind = (e for e in elements if isinstance(e, Amount) and e.span.start >= stop)
    amount = next(behind, None)
    if (
        amount is None
        or _COMES_TO.search(text, max(stop, amount.span.start - MAX_LEAD), amount.span.start) is None
    ):
        return frame
    money = Objects(span=amount.span, amount=amount, cash=amount, sums=(amount,), form=Form.CASH)
    return evolve(frame, objects=money, clause=Span(frame.clause.start, amount.span.end))


def _row(text: str, told: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the row that opens *told*, or the person whom what stands before his name describes: 87岁的老中医|周砚秋."""
    person = next((at for at, m in enumerate(told) if m.kind is PartyKind.PERSON), 0)
    row = list(told[person : person + 1])
    for mention in told[person + 1 :]:
        if not is_joined(text[row[-1].span.end : mention.span.start]):
            break
        row.append(mention)
    return tuple(row)
