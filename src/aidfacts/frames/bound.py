"""Takes whom somebody stands by as who gets what he gives: 作为北塘村的帮扶单位,锦澄集团捐款5万元."""

from __future__ import annotations

from aidfacts.frames.attending import arriving
from aidfacts.frames.elements import Marker
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.stretches import Stretches
from aidfacts.lexicon.bonds import HELPER, LASTING_HELP
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

# 作为|北塘村|的定点帮扶单位, 锦澄集团是|北塘村|的后盾单位
_HELPED_BY = compile_late(rf"的?{HELPER}")
# |北塘村|是锦澄集团的帮扶村, |北塘村|在锦澄集团的帮扶下变了样
_IS_HELPED = compile_late(
    rf"(?:是|为|系|作为)[^,。;]{{2,20}}?的?{LASTING_HELP}(?:村|点|校|对象|社区|单位)|在[^,。;]{{2,20}}?的?(?:{LASTING_HELP}|支持|帮助)下"
)
_KINDS = (FrameKind.GIVE, FrameKind.FUND, FrameKind.DELIVER)
_BOUND = (PartyKind.PLACE, PartyKind.SCHOOL, PartyKind.HOSPITAL)
_AT_HOME = "在家乡"
_PAID_THERE = compile_late(r"捐资了?(?:[共达近超逾]|累计)?(?:人民币|港币)?\d")
_COMERS = ("他们", "她们", "一行")
_BRINGS = (FrameKind.GIVE, FrameKind.DELIVER)


class Bound(Stretches):
    """Who gets a gift since the giver is told to stand by him."""

    def _take_bound(self, draft: OpenFrame) -> None:
        """Take the village or house that the sentence says somebody helps, where nobody else gets what he gives."""
        if draft.recipients or draft.relative or draft.kind not in _KINDS:
            return
        givers = {m.name for m in (*draft.donors, *draft.actors)}
        before = self._between(self.sentence.start, draft.trigger.span.start)
        told = [e for e in before if isinstance(e, Mention) and e.named and e.kind in _BOUND]
        bound = [m for m in told if m.name not in givers and self._is_bound(m)]
        if len(bound) == 1:
            draft.recipients = (bound[0],)
            draft.rules.append("roles/bound_to")

    def _is_bound(self, house: Mention) -> bool:
        end = house.span.end
        return bool(_HELPED_BY.match(self.text, end) or _IS_HELPED.match(self.text, end))

    def _take_welcomed(self, draft: OpenFrame) -> None:
        """Take who came and the house that welcomed him: 沐白中学迎来了|锦澄集团一行|,他们带来了30台电脑."""
        start = self.sentence.start
        if draft.kind not in _BRINGS or "迎来" not in self.text[start : draft.clause_start]:
            return
        before = [e for e in self._between(start, draft.clause_start) if isinstance(e, Mention)]
        guests, hosts = arriving(self.text, before)
        if hosts and all(m in hosts or m.text in _COMERS for m in draft.donors):
            draft.donors = guests
            draft.recipients = draft.recipients or hosts
            draft.rules.append("roles/welcomed")

    def _take_home(self, draft: OpenFrame) -> None:
        """Take the home of who gives where he pays for something there, unless it is told for whom: 在家乡|捐资80万元."""
        verb = draft.trigger.span
        home = next((e for e in draft.own if isinstance(e, Marker) and e.word == _AT_HOME), None)
        if draft.recipients or home is None or home.span.end != verb.start:
            return
        behind = self._between(verb.end, self.sentence.end)
        told = any(isinstance(e, Marker) and e.role == "goal" for e in behind)
        if told or not _PAID_THERE.match(self.text, verb.start):
            return
        span = Span(home.span.start + 1, home.span.end)
        name = span.cut(self.text)
        draft.recipients = (Mention(span, name, name, PartyKind.PLACE, named=False, rules=("slot",)),)
