"""Gives a gift told in passing to who is told to give behind it: 除捐款10万元外,周砚秋还向沐白中学捐书500册."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.frame import Frame, FrameKind

_OPENS = compile_late(r"(?:这是|此次是|此举是)?(?:除了?|继|在)")
_CLOSES = compile_late(r"[^,。;]*?(?:以外|之外|外|之后|后|的同时|的基础上),")
_TOO = ("也", "亦")
_GIVES = (FrameKind.GIVE, FrameKind.FUND, FrameKind.DELIVER)


def share_giver(text: str, frames: Sequence[Frame]) -> list[Frame]:
    """
    Return *frames* in which what is told between 除 or 继 and 外 or 后 has the giver, and the receiver, of the gift behind it.

    继去年捐款10万元之后,今年周砚秋又向沐白中学捐款20万元: both are his, and to the school.
    """
    shared = list(frames)
    for at in range(len(shared) - 1):
        frame, behind = shared[at], shared[at + 1]
        if frame.donors or not behind.donors or frame.kind not in _GIVES or not frame.objects:
            continue
        if any(text.startswith(_TOO, m.span.end) for m in behind.donors):
            continue  # 继沐白使馆捐款之后,|县红十字会|也捐款5万元: another one
        if _OPENS.match(text, frame.clause.start) and _CLOSES.match(text, frame.trigger.span.end):
            frame = evolve(frame, donors=behind.donors, recipients=frame.recipients or behind.recipients)
            shared[at] = frame.because("roles/giver_behind")
    return shared
