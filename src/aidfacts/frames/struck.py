"""Finds the place that a disaster struck, for which something is given: 沐白发生地震后,公司捐款5万元; 捐款8万元驰援云沙洪灾."""

from __future__ import annotations

from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.stretches import DISASTER, Stretches
from aidfacts.lexicon.gazetteer import load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

# 沐白|发生地震后,公司捐款5万元
_STRUCK = compile_late(
    r"[^,。;:]{0,10}(?:地震|[洪水雪旱火震]灾|洪涝|洪水|台风|泥石流|暴[雨雪]|海啸|滑坡|疫情)[^,。;:那]{0,8}(?<![时间中]),(?:[^,。;:来到去]{1,12},)?"
)
# 2010年,沐白|特大地震|捐款5万元
_STRUCK_HERE = compile_late(
    rf"(?:特大|强烈|[\d.]+级|遭遇|发生|新冠){{0,3}}{DISASTER}+(?:救灾|救援|重建)?(?:发生后|期间|灾区|[时中后])?[, ]?(?:共|累计|先后|又|也|我?公司|集团|企业|首批|紧急|第一时间)*"
)
# 云沙|地震捐款5万元: a place that no table knows
_STRUCK_PLACE = compile_late(
    r"(?:[^,。;]{0,20}[向为给对])?(?:(?:19|20)\d\d(?:年|[-./]\d{1,2}))?(?:\d{1,2}月)?\s?(?P<place>(?!抗|特|全|大|支|助|冰|南方|北方|防|紧急|各地|当地|多地|为|向|给)[\u4e00-\u9fff]{2,4}?)(?:特?大|[\d.]+级)?(?:地震|海啸|[洪水旱]灾|泥石流|火灾)(?:发生后|期间|灾区)?\s?"
)
# 从电视上看到|沐白|地震的消息后,老人捐款1万元
_HEARD_OF = compile_late(
    rf"(?:看到|听到|得知|获悉|听说|惊悉|听闻|知道)了?(?P<place>(?!这|该|此)[\u4e00-\u9fff]{{2,6}}?)(?:发生|遭遇|遭受)?(?:了|的)?(?:特?大|强烈|[\d.]+级)?{DISASTER}+(?:灾情)?的?(?:消息|新闻|报道|灾情|情况)"
)
# 捐款8万元|驰援|云沙特大暴雨灾情, 助力|云沙抗洪救灾
_FOR_STRUCK = compile_late(
    rf"(?:(?:用于)?(?:驰援|支援|援助|助力|支持|救助)|用于)(?=[\u4e00-\u9fff]{{2,8}}?(?:特?大|强|[\d.]+级)?(?:{DISASTER}|灾[情害]|灾后|防[汛疫控]|洪涝))"
)


class Struck(Stretches):
    """Who gets a gift because something befell him."""

    def _struck(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """
        Return the place that a disaster struck, of which the clause before a gift tells, or its own before the verb.

        沐白发生地震后,|公司捐款5万元; 2008年,沐白地震|捐款5万元
        """
        verb = draft.trigger.span.start
        for mention in reversed(self._between(self.sentence.start, verb)):
            if isinstance(mention, Mention) and mention.kind is PartyKind.PLACE and mention.named:
                end = mention.span.end
                before = min(verb, draft.clause_start)
                told = _STRUCK.match(self.text, end, before) if end < before else None
                if told and told.end() == before:
                    return (mention,)
                if _STRUCK_HERE.fullmatch(self.text, end, verb):
                    return (mention,)
                break
        helped = self._place_behind_help(draft)
        if helped is not None:
            return (helped,)
        heard = _HEARD_OF.search(self.text, self.sentence.start, draft.clause_start)
        if heard is not None:
            slot = self.read_slot(Span(*heard.span("place")))
            return (slot,) if slot is not None and slot.span == Span(*heard.span("place")) else ()
        begins = [m.span.end for m in draft.donors if draft.clause_start < m.span.end < verb]
        unknown = _STRUCK_PLACE.fullmatch(self.text, max([draft.clause_start, *begins]), verb)
        if unknown is None:
            return ()
        span = Span(*unknown.span("place"))
        name = span.cut(self.text)
        return (Mention(span, name, name, PartyKind.PLACE, rules=("slot",)),)

    def _place_behind_help(self, draft: OpenFrame) -> Mention | None:
        """Return the place that the verb of help behind a sum names with what struck it: 捐款8万元驰援|河南|洪灾."""
        objects = draft.objects
        start = (objects.amount or objects).span.end if objects else draft.trigger.span.end
        end = self._clause_end(start + 1)
        helps = _FOR_STRUCK.search(self.text, start, end)
        land = load_gazetteer().read(self.text, helps.end(), end) if helps else None
        if land is None:
            return None
        name = land.span.cut(self.text)
        return Mention(land.span, name, name, PartyKind.PLACE, rules=("slot",))
