"""Takes what a sentence says came to a house, or stands there, where a later clause says who gave it: 一辆救护车开进卫生院,是锦澄集团捐赠的."""

from __future__ import annotations

from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.told_of import ToldOf
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.span import Span

# ,仍是|锦澄集团捐赠的; 。这些都是|锦澄集团捐赠的
_THAT_IS = compile_late(
    r",(?:而?[这那](?:些|批|[一两二三几\d]*[台套辆份批件])?)?(?:[^,。;:是由系\d]{0,6}?)(?:[都均全正仍也]|全部)?(?:是?来自|是由?|系|由)[^,。;:\d]{0,10}$"
)
# 8台电脑|搬进了|沐白小学, 救护车|开进|岚溪镇卫生院
_COMES = compile_late(
    r"(?:[搬运送开驶抬摆装][进入到]|运抵|抵达|落户|走进|进驻|安装[在到]|到达|来到|寄到|摆上|停[进在])了?"
)
# 沐白小学|添了|30套新课桌, 图书室里|摆着|5000册图书
_HAS_NOW = compile_late(
    r"(?:里|内|中|上)?(?:(?:新|又|刚|刚刚|最近|近日|一下子)*(?:添置?|多|有|用上|换上|装上|迎来|安上|配上|配|修|建|盖|铺|立)(?:起|好)?了|[摆停放堆挂立装码存]着|添置|新添|拥有|[拿领]到了?|[收迎等盼][到来]了?[^,。;]{0,12}(?:礼物|大礼|厚礼|惊喜)”?——)"
)
_HOUSES = (
    PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE, PartyKind.GROUP, PartyKind.GOVERNMENT, PartyKind.OTHER,
    PartyKind.NGO, PartyKind.PERSON,
)  # fmt: skip
# 是锦澄集团捐赠|的, 由锦澄集团捐赠|, 来自锦澄集团的捐赠|
_CLOSES = compile_late(r"的?(?=[,。;!\n]|$)")
_ROOMS = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE)
MAX_CLAUSES = 3  # before that
MAX_INSIDE = 8  # characters between a house and what it has: 的图书室里


class SeenCome(ToldOf):
    """The step for things told before the clause that says whose gift they are."""

    def _take_seen_come(self, draft: OpenFrame) -> None:
        """Take the things, and who has them by now, from the clauses before 是锦澄集团捐赠的."""
        if not draft.donors or draft.kind not in (FrameKind.GIVE, FrameKind.DELIVER):
            return
        start = draft.donors[0].span.start
        told = _THAT_IS.search(self.text, max(self.sentence.start, self.done), start)
        if told is None or not _CLOSES.match(self.text, draft.trigger.span.end):
            return
        found = self._come_or_had(told.start())
        if found is None:
            return
        things, house = found
        if not draft.objects or draft.objects.span.end <= told.start():
            draft.objects = things
            draft.rules.append("objects/told_of")
        if house is not None and not draft.recipients and house not in draft.donors:
            draft.recipients = (house,)
            draft.rules.append("roles/holder")

    def _come_or_had(self, end: int) -> tuple[Objects, Mention | None] | None:
        """Read the things of the last clause before *end* that tells what came where, or what somebody has now."""
        for _ in range(MAX_CLAUSES):
            start = max(self._clause_start_at(end), self.done)
            comes = _COMES.search(self.text, start, end)
            has = _HAS_NOW.search(self.text, start, end)
            told = [e for e in self._between(start, end) if isinstance(e, Mention) and e.kind in _HOUSES]
            before = Span(start, comes.start()) if comes else Span(start, start)
            things = self.read_left(before) or self.read_right(before) if before else None
            if comes and things and things.items:
                return things, next((m for m in told if m.span.start == comes.end()), None)
            if has and (things := self.read_right(Span(has.end(), end))) and things.items:
                inside = (m for m in reversed(told) if 0 <= has.start() - m.span.end <= MAX_INSIDE)
                return things, next(inside, None) or self._room_before(start, has.start())
            end = start - 1
            if end <= max(self.sentence.start, self.done):
                return None
        return None

    def _room_before(self, start: int, end: int) -> Mention | None:
        """Return the school or house of a clause that only 里 behind it shows to be one: |沐白小学|里摆着两台电脑."""
        slot = self.read_slot(Span(start, end)) if start < end else None
        return slot if slot is not None and slot.named and slot.kind in _ROOMS else None
