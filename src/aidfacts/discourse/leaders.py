"""Finds the house for which somebody acts who came at the head of its people: 商会会长周砚秋一行…。周砚秋向学校捐赠."""

from __future__ import annotations

import re

from attrs import evolve

from aidfacts.discourse.state import State
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame

# What he gives beside his house is told as his own
_OWN = re.compile(r"个人|私人|自己|自掏|本人|夫妇|一家|带头|以.{0,6}名义")
_ALSO = re.compile("又|还")
BEHIND = 2  # characters behind the verb that may say so: 捐出|个人


def for_led_house(text: str, state: State, frame: Frame) -> Frame:
    """Return *frame* with the house of who told of before led its people, where the clause has him give by his bare name."""
    giver = frame.donors[0] if len(frame.donors) == 1 else None
    if giver is None or giver.kind is not PartyKind.PERSON or giver.of is not None:
        return frame
    leader = next((m for m in reversed(state.led) if m.name == giver.name), None)
    if leader is None or leader.of is None or leader.of in frame.recipients:
        return frame
    told_here = giver.span.end > frame.sentence  # 走访结束后,|还捐赠5万元 goes on with what the house does
    start, end = max(giver.span.end, frame.sentence), frame.trigger.span.end + BEHIND
    if _OWN.search(text, start, end) or (told_here and _ALSO.search(text, start, end)):
        return frame
    return evolve(frame, donors=(leader.of,)).because("discourse/led")
