"""Who gives where somebody is quoted: “我向县慈善会捐了5万元。”|周砚秋|说."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.acting import acting_for
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind
from aidfacts.model.mention import Mention
from aidfacts.told_later import Gift

# Who speaks of himself at the head of a clause; 我县, 我国 and 我的父亲 are others
_MYSELF = re.compile(
    r"(?:^|[,。;!?“])[^,。;“”我]{0,6}(?<![给向为对让替帮被由和与])(?P<who>我们|咱们|我)(?![国省市县区镇乡村校院司家局的们])"
)
_SAYS = r"(?:说道?|表示|介绍|坦言|告诉记者|回忆|感慨|透露|讲道?|称)"
# 周砚秋|笑着说:“
_SAYS_BEFORE = re.compile(rf"[^,。;“”]{{0,10}}{_SAYS}[着了道]?[,:]?$")
# ”|负责人周砚秋|介绍
_SAYS_BEHIND = re.compile(rf"[^,。;“”]{{0,10}}{_SAYS}")
_ACTS = (FrameKind.GIVE, FrameKind.AID, FrameKind.FUND, FrameKind.DELIVER, FrameKind.PLEDGE)
MAX_QUOTE = 300  # characters of a quote looked back over
MAX_TITLE = 16  # characters of title before the name of who speaks


def with_speaker(text: str, gift: Gift, mentions: Sequence[Mention]) -> Gift:
    """
    Return *gift*, of which a quoted 我 or 我们 is the giver, with who is quoted, or the house he speaks for.

    Args: *mentions* are those of its sentence and of the ones beside it.
    """
    at = gift.frame.trigger.span.start
    opened = text.rfind("“", max(0, at - MAX_QUOTE), at)
    if opened < 0 or gift.told.donors or gift.frame.kind not in _ACTS or "”" in text[opened:at]:
        return gift
    said = next(reversed(list(_MYSELF.finditer(text[opened:at]))), None)
    speaker = _before(text, opened, mentions) or _behind(text, text.find("”", at), mentions)
    if said is None or speaker is None:
        return gift
    giver = speaker if said["who"] == "我" else acting_for(text, speaker)
    return evolve(gift, frame=evolve(gift.frame, donors=(giver,)).because("discourse/speaker"))


def _before(text: str, opened: int, mentions: Sequence[Mention]) -> Mention | None:
    told = [m for m in mentions if m.span.end <= opened and m.kind is PartyKind.PERSON]
    return told[-1] if told and _SAYS_BEFORE.fullmatch(text, told[-1].span.end, opened) else None


def _behind(text: str, closed: int, mentions: Sequence[Mention]) -> Mention | None:
    if closed < 0:
        return None
    for mention in mentions:
        if closed < mention.span.start <= closed + MAX_TITLE and mention.kind is PartyKind.PERSON:
            return mention if _SAYS_BEHIND.match(text, mention.span.end) else None
    return None
