"""Takes who has in hand what a clause says that somebody gave: 穿上锦澄集团捐赠的校服,沐白小学的孩子们笑了."""

from __future__ import annotations

from aidfacts.frames.acting import acting_for
from aidfacts.frames.direct import Direct
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind
from aidfacts.model.mention import Mention

# 穿上|锦澄集团捐赠的校服, 看着脚上|由车队捐赠的棉鞋
_ENJOYS = compile_late(
    r"(?<![\u4e00-\u9fff])(?:穿[上着]|戴[上着]|用[上着]|坐[上在]|骑[上着]|背[上着]|[拿捧抱拎看望摸]着|抚摸着|吃[着上]|喝[着上]|有了|[领接拿得]到|接过|收到|面对|翻[开看]|打开|捧起|手捧|身穿|住进|搬进)"
)
MAY_HAVE = (
    PartyKind.SCHOOL,
    PartyKind.HOSPITAL,
    PartyKind.PLACE,
    PartyKind.GROUP,
    PartyKind.NGO,
    PartyKind.PERSON,
)
_MAY_ENJOY = (*MAY_HAVE, PartyKind.GOVERNMENT)  # 岚溪派出所|所长周砚秋连声道谢
_AGED = compile_late(r",?(?:今年|年过|年近|已)?(?:\d{2}|[一-十]{1,3})[多余]?岁(?:高龄)?的")
_TITLED = compile_late("[^,。;的、和与]{0,4}")  # 北塘村|村民|周砚秋


class Enjoyed(Direct):
    """The step for who has what was given, told by the subject of the next clause."""

    def _enjoying(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Return who has what a clause describes: 穿上锦澄集团捐赠的校服,|沐白小学|的孩子们笑了."""
        end = draft.trigger.span.end if draft.kind is FrameKind.RECEIVE else draft.trigger.span.start
        got = draft.kind is FrameKind.RECEIVE
        taken = got and self.text.startswith("从", draft.clause_start)  # 从锦澄集团手中|接过支票
        if (got and draft.actors) or not (taken or _ENJOYS.search(self.text, draft.clause_start, end)):
            return ()
        start = self._clause_end(draft.start)
        told = [e for e in self._between(start, self._clause_end(start + 1)) if isinstance(e, Mention)]
        opens = bool(told) and (
            told[0].span.start - start <= 2 or _AGED.fullmatch(self.text, start, told[0].span.start)
        )
        row = (acting_for(self.text, self._bearer(told)),) if opens else ()
        return tuple(m for m in row if m not in draft.donors and m.kind in _MAY_ENJOY)

    def _bearer(self, told: list[Mention]) -> Mention:
        """Return the person behind the place or the word that only says who he is: 北塘村|老党员|周砚秋."""
        first = told[0]
        for behind in told[1:]:
            speaks = self.text[first.span.end : behind.span.start] == "代表"
            if not speaks and (
                first.kind is PartyKind.PERSON
                or not _TITLED.fullmatch(self.text, first.span.end, behind.span.start)
            ):
                break
            if speaks or behind.kind is PartyKind.PERSON:
                return behind
        return first
