"""Takes who gave what a trigger describes: 锦澄集团捐赠的两辆校车."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.frames.acting import acting_for
from aidfacts.frames.elements import Marker
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.reach import HELPS
from aidfacts.frames.roles import Argument
from aidfacts.frames.stretches import BUILD
from aidfacts.frames.whose import Whose
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind, Role
from aidfacts.model.mention import Mention

_LEADS_TO = compile_late(
    r".*(?:[了着是有]|(?<![通经透])过|[看见听]到|正在使用|使用)"
)  # 挂着|周砚秋捐赠的, 看到了|周砚秋捐赠的
_ENJOYS = compile_late("(?:[用穿戴吃喝住坐骑背开]上|[接领拿]过|[领拿收]到|[住坐搬]进)了")
MAX_HOW = 8  # characters between who gave, or through whom, and the verb
_FROM = ("从", "自")
_WIDE_GROUND = compile_late("(?:[贫地山老灾库牧疆]区|农村|乡下|一带)$")
_GROUND = compile_late("(?:[省市县区州旗盟镇乡村国寨屯岛]|社区|街道|家乡|故乡|当地|老家|一带|等地)$")
# 多纳(John Donner)夫妇|为母校捐赠的
_BESIDE_NAME = compile_late(r"(?:\([^()]{1,40}\))?(?:夫妇|夫妻|伉俪|先生|女士)?")
_LOOKS = compile_late(r"(?:考察|参观|视察|察看|调研|看到)了?$")  # 参观了|明屿市援建学校


class Described(Whose):
    """The steps for a gift that is told by what describes the thing given."""

    def _take_described(self, draft: OpenFrame) -> None:
        """Take who gave what the trigger describes: 锦澄集团捐赠的两辆校车, also behind 将 and 把."""
        trigger = draft.trigger
        if draft.donors or not self._describes(draft):
            if not draft.donors and self._says_of(draft) is not None:
                self._take_agent_slot(draft)
            return
        before_goal = self._before_goal(draft)
        if before_goal:
            draft.donors = tuple(acting_for(self.text, mention) for mention in before_goal)
            draft.rules.append("roles/relative")
            return
        near = _told_near(draft)
        sites = self._sites_of_givers(near)
        near = [a for a in near if a not in sites]
        if near and not sites and self._take_behind_verb(draft, near[-1].mention.span.end):
            return
        through = [a.mention.span.end for a in draft.arguments if a.role is Role.CHANNEL or a in sites]
        if near and trigger.span.start - max(near[-1].mention.span.end, *through, 0) <= MAX_HOW:
            near = [a for a in near if a.group == near[-1].group]
            # 华侨、某公司社长周砚秋捐赠的: what only says whose or what he is does not give
            row = [a.mention for a in near if a.role is not Role.NONE] or [a.mention for a in near]
            if any(m.kind is PartyKind.PERSON for m in row):
                # 旅日华侨、某会社社长周砚秋捐赠的: what he is, told in a row before his name, is nobody else
                person = next(at for at, m in enumerate(row) if m.kind is PartyKind.PERSON)
                row = [m for at, m in enumerate(row) if at >= person or m.named]
            draft.donors = tuple(acting_for(self.text, mention) for mention in row)
            draft.rules.append("roles/relative")
        elif not near:
            self._take_agent_slot(draft)
            if not draft.donors:
                self._take_unknown_person(draft)
            if not draft.donors and "roles/slot" in draft.rules and self._has_goal(draft):
                draft.donors = draft.actors  # 青禾户外|向北塘村捐赠的校服

    def _sites_of_givers(self, near: Sequence[Argument]) -> list[Argument]:
        """Return the places in which those told before them gave: 锦澄集团|在岚溪镇|捐建的小学; 周砚秋在|锦澄集团|捐赠的教室里 names a giver."""
        sites = [a for a in near if a.marker in ("在", "在家乡") and _GROUND.search(a.mention.text)]
        if sites and near[0].role is Role.SUBJECT and not near[0].marker:
            return sites
        return [a for a in sites if _WIDE_GROUND.search(a.mention.text)]  # 周砚秋捐款,在山区捐建的学校落成

    def _has_goal(self, draft: OpenFrame) -> bool:
        return any(isinstance(e, Marker) and e.role == "goal" for e in draft.own)

    def _take_behind_verb(self, draft: OpenFrame, start: int) -> bool:
        """Take who stands behind the verb of those told last, with the thing: 老师们|用上了|校友会|捐赠的电脑."""
        verb = draft.trigger.span.start
        opened = _LEADS_TO.search(self.text, start, verb)
        slot = self._slot(opened.end(), verb, draft.trigger.span.end) if opened else None
        if slot is None or (slot.kind is PartyKind.OTHER and "slot" in slot.rules):
            return _ENJOYS.search(self.text, start, verb) is not None  # who uses it did not give it
        draft.donors = (slot,)
        draft.rules.append("roles/slot")
        return True

    def _take_unknown_person(self, draft: OpenFrame) -> None:
        """Take the person whose name only its place shows: |沈听澜|十年前捐种的银杏, 墙上挂着|周砚秋|捐赠的字画."""
        behind = max([draft.clause_start, *(e.span.end for e in draft.own)])
        verb = draft.trigger.span.start
        opened = _LEADS_TO.search(self.text, behind, verb)
        slot = self._slot(opened.end() if opened else behind, verb, verb)
        if slot is not None and slot.kind is PartyKind.PERSON:
            draft.donors = (slot,)
            draft.rules.append("roles/slot")

    def _take_agent_slot(self, draft: OpenFrame) -> None:
        """Take the name that stands between 是 or 由 and the verb: 装的是|众兴公司|捐赠的救生衣."""
        last = draft.own[-1] if draft.own else None
        if not isinstance(last, Marker) or last.role != "agent":
            return
        slot = self._slot(last.span.end, draft.trigger.span.start, draft.trigger.span.end)
        if slot is not None:
            draft.donors = (slot,)
            draft.rules.append("roles/slot")

    def _describes(self, draft: OpenFrame) -> bool:
        """Tell whether what stands behind the trigger is what was given, and not who gets it."""
        return draft.relative or self._is_looked_at(draft)

    def _is_looked_at(self, draft: OpenFrame) -> bool:
        """Tell whether the trigger describes without 的 what somebody looks at: 考察明屿市|援建工厂."""
        last = draft.arguments[-1] if draft.arguments else None
        return (
            last is not None
            and BUILD.match(draft.trigger.word) is not None
            and last.mention.span.end == draft.trigger.span.start
            and _LOOKS.search(self.text, draft.clause_start, last.mention.span.start) is not None
        )

    def _before_goal(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Return the row that stands right before the marker of a goal: 来装运|全校师生|为灾区捐赠的冬衣, 周砚秋夫妇|为母校捐赠的."""
        for at, element in enumerate(draft.own):
            aims = isinstance(element, Marker) and (element.role == "goal" or element.word in HELPS)
            if aims and at:
                last = draft.own[at - 1]
                gap = self.text[last.span.end : element.span.start]
                if not isinstance(last, Mention) or not _BESIDE_NAME.fullmatch(gap):
                    return ()
                group = next((a.group for a in draft.arguments if a.mention is last), None)
                row = (a.mention for a in draft.arguments if a.group == group and a.role is Role.SUBJECT)
                return tuple(row) or (last,)
        return ()


def _told_near(draft: OpenFrame) -> list[Argument]:
    """Return who may have given what is described, since no marker tells another role of his."""
    roles = (Role.SUBJECT, Role.PLACE, Role.NONE, *((Role.VISITED,) if not draft.relative else ()))
    return [
        a
        for a in draft.arguments
        if a.role in roles
        # 从澳门寄来的: the place sends nothing; in 从明屿市捐建的学校毕业 the city is who gave
        and not (draft.kind is FrameKind.DELIVER and a.marker in _FROM)
    ]
