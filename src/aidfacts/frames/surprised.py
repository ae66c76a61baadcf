"""Finds who is told to have got something before the gift itself is told: 沐白小学收到一份特殊的礼物:何女士寄来图书40套."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

_HOUSES = (
    PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.NGO, PartyKind.GOVERNMENT, PartyKind.OTHER, PartyKind.GROUP,
    PartyKind.PLACE,
)  # fmt: skip
# 沐白小学|昨天收到了一份特殊的礼物:, 敬老院|迎来一个惊喜,
_GOT = compile_late(
    r"[^,。;:的]{0,10}(?:收到|接到|迎来|喜获|获得)了?(?:一[份个件封场笔批]|[两三]份)?[^,。;:\d]{0,8}(?:礼物|大礼|厚礼|贺礼|包裹|快递|惊喜|好消息)(?=[,:—])"
)


def surprised(text: str, mentions: Sequence[Mention], end: int) -> tuple[Mention, ...]:
    """Return the house that a clause before *end* says got a present, of which the clause behind tells more."""
    for mention in reversed(mentions):
        if mention.span.end < end and mention.kind in _HOUSES:
            got = _GOT.match(text, mention.span.end, end)
            if got is not None and (mention.named or mention.anaphor is not None):
                return (mention,)
    return ()
