"""Reads what was paid first of a sum promised: 五年内捐赠2500万元,首期500万元已于11月5日到账."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.elements import Element
from aidfacts.model.fact import Form
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount
from aidfacts.model.span import Span

_FIRST = re.compile(
    r"[,;](?:其中|目前|现)?,?(?:首期|首批|首笔|先期|第[一1][期批笔])(?:捐赠|捐款|善款|资金|款项|资助款)*$"
)
# Takes 已于11月5日|到账; leaves 将用于支付, a purpose
_PAID = re.compile(
    r"(?:的)?(?:善款|捐款|资金|款项)?(?P<when>[^,。;]{0,16}?)(?P<verb>到账|到位|支付(?!给)|兑现|入账|付清)"
)
_LATER = re.compile(r"将|拟|预计|计划")
_PROMISES = (FrameKind.GIVE, FrameKind.PLEDGE, FrameKind.FUND)
PAID = "series/instalment"
MAX_LEAD = 16  # characters of 其中首期捐赠资金 before the sum


def read_instalment(text: str, frame: Frame, elements: Sequence[Element], end: int) -> Frame | None:
    """Return the gift of the first payment that the clauses behind *frame*, up to *end*, say was made; None if none."""
    if frame.kind not in _PROMISES or not frame.objects or frame.objects.amount is None:
        return None
    for amount in elements:
        if not isinstance(amount, Amount) or not frame.objects.amount.span.end < amount.span.start < end:
            continue
        at = amount.span.start
        first = _FIRST.search(text, max(frame.objects.amount.span.end, at - MAX_LEAD), at)
        paid = _PAID.match(text, amount.span.end, end)
        if first is None or paid is None:
            continue
        objects = Objects(span=amount.span, amount=amount, cash=amount, sums=(amount,), form=Form.CASH)
        return evolve(
            frame,
            trigger=evolve(frame.trigger, span=Span(*paid.span("verb"))),
            clause=Span(first.start() + 1, paid.end()),
            objects=objects,
            status="planned" if _LATER.search(paid["when"]) else "completed",
            scope=None,
        ).because(PAID)
    return None
