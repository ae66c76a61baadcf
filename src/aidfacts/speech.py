"""Who gives where somebody is quoted, and who got: “我向县慈善会捐了5万元。”|周砚秋|说."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.acting import acting_for
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind
from aidfacts.model.mention import Mention
from aidfacts.told_later import Gift

# Who speaks of himself at the head of a clause; 我县, 我国 and 我的父亲 are others
_MYSELF = compile_late(
    r"(?:^|[,。;!?“])[^,。;“”我]{0,6}(?<![给向为对让替帮被由和与])(?P<who>我们|咱们|我)(?![国省市县区镇乡村校院司家局的们])"
)
_ME = compile_late(r"我(?![国省市县区镇乡村校院司家局们])")
_SAYS = r"(?:说道?|表示|介绍|坦言|告诉记者|回忆|感慨|透露|讲道?|写道|称)"
# 周砚秋|笑着说:“
_SAYS_BEFORE = compile_late(rf"[^,。;“”]{{0,10}}{_SAYS}[着了道]?[,:]?$")
# ”|负责人周砚秋|介绍
_SAYS_BEHIND = compile_late(rf"[^,。;“”]{{0,10}}{_SAYS}")
# …捐给学院。”写信人是退休教授|周砚秋
_WROTE = compile_late(r"”[。,;\s]*(?:写信|来信|留言|寄信|立遗嘱)(?:人|者|的人?)(?:是|为|系)[^。;”“]{2,30}")
_ACTS = (FrameKind.GIVE, FrameKind.AID, FrameKind.FUND, FrameKind.DELIVER, FrameKind.PLEDGE)
MAX_QUOTE = 300  # characters of a quote looked back over
MAX_TOLD = 30  # the same with where and when it was said: ”毕业典礼上,来自岚溪县的毕业生|何映雪|讲起
MAX_TITLE = 16  # characters of title before the name of who speaks


def with_speaker(text: str, gift: Gift, mentions: Sequence[Mention]) -> Gift:
    """
    Return *gift*, of which a quoted 我 or 我们 is the giver, with who is quoted, or the house he speaks for.

    Args: *mentions* are those of its sentence and of the ones beside it.
    """
    at = gift.frame.trigger.span.start
    opened = _opened_at(text, at)
    if opened < 0:
        return gift
    if any(m.span.start > opened for m in gift.told.donors):
        return _got_by_speaker(text, gift, opened, mentions)
    if gift.frame.kind not in _ACTS:
        return gift
    said = next(reversed(list(_MYSELF.finditer(text[opened:at]))), None)
    closed = text.find("”", at)
    speaker = _before(text, opened, mentions) or _behind(text, closed, mentions)
    speaker = speaker or _writer(text, closed, mentions)
    if said is None or speaker is None:
        return gift
    giver = speaker if said["who"] == "我" else acting_for(text, speaker)
    return evolve(gift, frame=evolve(gift.frame, donors=(giver,)).because("discourse/speaker"))


def _opened_at(text: str, at: int) -> int:
    """Return where the quote begins that *at* stands in, -1 where nobody is quoted."""
    opened = text.rfind("“", max(0, at - MAX_QUOTE), at)
    return -1 if "”" in text[opened:at] else opened


def _got_by_speaker(text: str, gift: Gift, opened: int, mentions: Sequence[Mention]) -> Gift:
    """Return *gift*, told by whoever got it, with the quoted 我: “没有周阿姨的资助,我走不到今天。”|何映雪|说."""
    closed = text.find("”", opened)
    if gift.told.recipients or closed < 0 or not _ME.search(text, opened, closed):
        return gift
    speaker = _before(text, opened, mentions) or _behind(text, closed, mentions, MAX_TOLD)
    if speaker is None or speaker in gift.frame.donors:
        return gift
    return evolve(gift, frame=evolve(gift.frame, recipients=(speaker,)).because("discourse/speaker"))


def _before(text: str, opened: int, mentions: Sequence[Mention]) -> Mention | None:
    told = [m for m in mentions if m.span.end <= opened and m.kind is PartyKind.PERSON]
    return told[-1] if told and _SAYS_BEFORE.fullmatch(text, told[-1].span.end, opened) else None


def _writer(text: str, closed: int, mentions: Sequence[Mention]) -> Mention | None:
    """Return who is told behind a quote to have written it."""
    wrote = _WROTE.match(text, closed) if closed >= 0 else None
    persons = [m for m in mentions if m.kind is PartyKind.PERSON and wrote and wrote.start() < m.span.start]
    return next((m for m in persons if wrote and m.span.end <= wrote.end()), None)


def _behind(text: str, closed: int, mentions: Sequence[Mention], reach: int = MAX_TITLE) -> Mention | None:
    if closed < 0:
        return None
    for mention in mentions:
        if closed < mention.span.start <= closed + reach and mention.kind is PartyKind.PERSON:
            return mention if _SAYS_BEHIND.match(text, mention.span.end) else None
    return None
