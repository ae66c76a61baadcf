"""Takes who has what the sentence says was given: 沐白小学的50台电脑来自锦澄集团捐赠; 在明屿博物馆,记者看到周砚秋捐赠的瓷器."""

from __future__ import annotations

from aidfacts.frames.elements import Marker
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.stretches import BUILD
from aidfacts.frames.under import Under
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_AGENTS = frozenset(["由", "是", "系", "来自"])
# 沐白小学|校园里的|电脑, 北塘村|现有的|路灯; leaves 沐白小学|为灾区准备的
_HAS = compile_late(
    r"(?:校园|院|馆|村|厂|园|库|店|室)?(?:里|内|中|上)?(?:现有|所有|新添|新增|添置|使用|配备|收藏|珍藏|拥有|安装|在用)?的?"
    r"(?:[这那][\u4e00-\u9fff]?|全部|大部分|许多|不少|新)?"
)
_INSIDE = compile_late(r"(?!校园)[^,。;:的\d]{1,6}?(?=[里内](?:现有|所有|新添)?的|(?:现有|所有|新添)的)")
_HOLDERS = (
    PartyKind.SCHOOL,
    PartyKind.HOSPITAL,
    PartyKind.PLACE,
    PartyKind.GROUP,
    PartyKind.GOVERNMENT,
    PartyKind.OTHER,
)
_USERS = (*_HOLDERS, PartyKind.PERSON)
_ROOMS = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.OTHER)
# 在|明屿博物馆|里,记者看到了|周砚秋捐赠的瓷器
_SEEN = compile_late(
    r"[里内中]?,?[\u4e00-\u9fff]{0,4}(?:看到|见到|看见|目睹|展出|陈列|展示|摆放|存放|悬挂|珍藏|收藏)[着了有过]?"
)
# 孩子们|高兴地穿上了由|锦澄集团捐赠的校服, 图书馆|迎来|校友捐赠的图书
_USES = compile_late(
    r"[^,。;:、]{0,6}?(?:迎来|盼来|等来|新添|入藏|收藏|珍藏|[用穿戴吃喝住坐骑背开]上|[接领拿]过|[领拿收]到|[住坐搬]进|喝着|吃着|穿着|用着)了?由?"
)
# 沐白小学|收到了一份特殊的“礼物”——|锦澄集团捐赠的100个书包
_PRESENT = compile_late(
    r"(?:收到|迎来|接到|收获|等来|盼来)了?[^,。;]{0,12}(?:礼物|大礼|厚礼|惊喜|温暖|爱心|关怀|贺礼|捐赠)”?(?:——|[:,])(?:这是|这就是|即|由|来自)?$"
)
MAX_ADVERB = 6  # characters between who got a present and the verb: 近日|, 昨天上午


class Whose(Under):
    """The steps for who gets a gift because it is his by now."""

    def _take_holder(self, draft: OpenFrame) -> None:
        """Take whose the thing is of which the clause says who gave it: |沐白小学|的50台电脑来自锦澄集团捐赠."""
        objects = draft.objects
        told = any(isinstance(e, Marker) and e.word in _AGENTS for e in draft.own)
        if draft.recipients or not draft.donors or not told or not objects or not objects.items:
            return
        if BUILD.match(draft.trigger.word):
            return  # whose a building is, `_take_built` tells
        first = objects.items[0]
        thing = min(part.span.start for part in (first, first.quantity) if part is not None)
        if thing > draft.trigger.span.start:
            return
        before = (e for e in self._between(draft.clause_start, thing) if isinstance(e, Mention))
        holder = max(before, key=lambda m: m.span.end, default=None) or self._held_inside(draft, thing)
        if holder is None or holder in draft.donors or holder.kind not in _HOLDERS:
            return
        lies_in = self.text.startswith(("于", "属"), holder.span.start - 1)  # 隶属于|岚溪县|的中学
        if not lies_in and _HAS.fullmatch(self.text, holder.span.end, thing):
            draft.recipients = (holder,)
            draft.rules.append("roles/holder")

    def _take_surprised(self, draft: OpenFrame) -> None:
        """Take who got a present that is then told: |沐白小学|收到了一份特殊的礼物——锦澄集团捐赠的100个书包."""
        if draft.recipients or not draft.relative or not draft.donors:
            return
        present = _PRESENT.search(self.text, self.sentence.start, draft.donors[0].span.start)
        before = self._between(self.sentence.start, present.start()) if present else ()
        told = [e for e in before if isinstance(e, Mention) and e.kind in _USERS]
        if told and present and present.start() - told[-1].span.end <= MAX_ADVERB:
            draft.recipients = self._row(told)
            draft.rules.append("roles/present")

    def _held_inside(self, draft: OpenFrame, thing: int) -> Mention | None:
        """Return the house that 里 alone shows to be one, at the head of its clause: |学校|里的电脑."""
        start = draft.clause_start
        inside = _INSIDE.match(self.text, start, thing)
        if inside is None:
            return None
        return self.read_slot(Span(start, inside.end())) or self.read_slot(Span(start, inside.end() + 1))

    def _take_user(self, draft: OpenFrame) -> None:
        """Take who has begun to use what somebody gave: |沐白小学的孩子们|穿上了由锦澄集团捐赠的校服."""
        if draft.recipients or not draft.relative or not draft.donors or BUILD.match(draft.trigger.word):
            return  # 学生们坐进了周砚秋捐建的教室: it was not built for them alone
        giver = draft.donors[0].span.start
        users = [a.mention for a in draft.arguments if a.mention not in draft.donors]
        users = [m for m in users if m.span.end < giver and m.kind in _USERS]  # not 校友|周砚秋
        used = _USES.fullmatch(self.text, users[-1].span.end, giver) if users else None
        if used is not None:
            draft.recipients = tuple(users[:1])
            draft.rules.append("roles/user")

    def _take_seen_at(self, draft: OpenFrame) -> None:
        """Take the house where somebody saw what was given: 在|明屿博物馆|,记者看到了周砚秋捐赠的瓷器."""
        if draft.recipients or not draft.relative or not draft.donors:
            return
        for house in self._between(self.sentence.start, draft.trigger.span.start):
            if not isinstance(house, Mention) or house.kind not in _ROOMS or house in draft.donors:
                continue
            seen = _SEEN.match(self.text, house.span.end)
            at = self.text.startswith("在", house.span.start - 1)
            if at and seen is not None and seen.end() <= draft.donors[0].span.start:
                draft.recipients = (house,)
                draft.rules.append("roles/seen_at")
                return
