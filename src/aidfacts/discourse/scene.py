"""Takes the house or village in which a gift is made for who gets it: 在沐白小学,锦澄集团现场捐款8万元."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.lexicon.homes import HOMES
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.values import evolve

# 在|沐白小学|的操场上, 在|北塘村|捐赠现场,
_SCENE = compile_late(
    r"(?:的?[^,。;:的举召]{0,8}?[里内中上前])?,"
    r"|[^,。;:的举召]{0,6}(?:捐赠|慰问|捐款|赠书|捐书|发放|助学|走访|公益|献爱心)(?:活动|仪式)?(?:的?现场|[上中里时]),"
)
_VILLAGES = ("村", "社区")
_HOUSES = (PartyKind.SCHOOL, PartyKind.HOSPITAL)
_KINDS = (FrameKind.GIVE, FrameKind.FUND, FrameKind.DELIVER)


def at_scene(text: str, frame: Frame, mentions: Sequence[Mention]) -> Frame:
    """Return *frame*, where nobody is told to get what it tells, with the house or village in which its sentence says that it is given."""
    if frame.recipients or frame.channels or frame.kind not in _KINDS:
        return frame
    givers = {m.name for m in frame.donors}
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        if not frame.sentence <= start < frame.trigger.span.start or not text.endswith("在", 0, start):
            continue
        if _may_get(mention) and mention.name not in givers and _SCENE.match(text, end):
            return evolve(frame, recipients=(mention,)).because("discourse/scene")
    return frame


def _may_get(mention: Mention) -> bool:
    return mention.named and (mention.kind in _HOUSES or mention.name.endswith((*HOMES, *_VILLAGES)))
