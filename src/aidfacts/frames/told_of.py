"""Takes what a sentence tells of a gift before or behind the clause that tells it: what it is worth, what it is of, who are meant."""

from __future__ import annotations

from attrs import evolve

from aidfacts.frames.elements import Element, Marker
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.stretches import BUILD
from aidfacts.frames.things import Things
from aidfacts.lexicon.late import compile_late
from aidfacts.model.frame import FrameKind, Trigger
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span

# 捐赠图书各300册|:甲小学、乙小学 | 捐赠图书900册,|分别是甲小学、乙小学
_SPELLS_OUT = compile_late(r"[:,(](?:(?:这|它们|他们)?(?:分别|依次)?(?:是|为))?")
_NUMBERED = compile_late(r"[\d两二三四五六七八九十]{1,3}[所家个名位支](?:[^,。;、]{0,4})$")
# ,软硬件合计价值|92万元, ,总价值|8万元; 每套价值 is another sum
_WORTH = compile_late(
    r"[,;][^,。;:每各\d]{0,8}(?:总价值|总值|合计价值|共计价值|累计价值|价值共计|价值合计|价值总计)(?:人民币)?"
)
_PEOPLE = frozenset(["人", "名", "位", "户", "家"])  # 三名|由商会资助的学生
_NO_NOUN = compile_late("[给到往去]")  # 送了50袋|给敬老院
# 是锦澄集团捐赠|给县残联的, 是他寄来|的。
_CLOSED_BY_DE = compile_late(r"[^,。;:!?]{0,24}的(?=[,。;:!?”]|$)")


# 带着|大米、食用油等慰问品|走访慰问困难党员
_CARRIES = compile_late(
    r"(?<!携)带着|带上|携带着?|携(?=[^带手款,。;])|怀揣着?|手提着?|手捧着?|手拎着?|拎着|提着|捧着"
)
_GOES = compile_late(
    "走访|看望|来到|前往|深入|走进|走入|赶到|赶赴|奔赴|到|赴|上门|入户|去|进村|下乡|登门"
)  # where what is carried ends
_TOOLS = compile_late(
    "(?:工具|设备|仪器?|器材|药箱|相机|[党国队会]旗|资料|手册|节目|节目单)$"
)  # what they work with there
# What is handed over by a verb of its own behind the visit, and not only wished: 送上节日的祝福
_HANDED = compile_late(r"(?![^,。;]{0,12}(?:祝福|问候|关怀|温暖|关爱|祝愿|敬意|慰问[,。;]|之情))")
_PUTS_UP = frozenset(["援建", "捐建"])
_COSTS = ("投资", "耗资", "斥资", "投入")


class ToldOf(Things):
    """The steps for what is told of a gift apart from it."""

    def _take_told_of(self, draft: OpenFrame) -> None:
        """Take the things that a sentence says of who gave them: 这批轮椅共150辆,是|锦澄集团捐赠给县残联的,总价值8万元."""
        objects = draft.objects
        if objects and objects.items:
            return
        is_ = self._says_of(draft)
        things = self._things_before(is_) if is_ is not None else None
        if things is None:
            return
        if objects and objects.amount is not None and things.amount is None:
            things = evolve(things, amount=objects.amount, goods_value=objects.amount)
        draft.objects = things
        draft.rules.append("objects/told_of")

    def _take_carried(self, draft: OpenFrame) -> None:
        """Take what those who visit bring along: 带着|大米、食用油|走访慰问困难党员."""
        verb = draft.trigger.span
        if draft.trigger.word != "慰问" or self._hands_over(verb.end):
            return
        carried = [m.end() for m in _CARRIES.finditer(self.text, self.done, verb.start)]
        if not carried or (draft.objects and draft.objects.span.start >= verb.end):
            return
        goes = _GOES.search(self.text, carried[-1], verb.start)
        things = self.read_right(Span(carried[-1], goes.start() if goes else verb.start))
        if things and not any(_TOOLS.search(item.name) for item in things.items):
            draft.objects = things
            draft.rules.append("objects/carried")

    def _hands_over(self, start: int) -> bool:
        """Tell whether a later verb of the sentence gives what was brought: 带着慰问品走访慰问老人,|送上大米、食用油."""
        return any(
            isinstance(e, Trigger)
            and e.kind in (FrameKind.DELIVER, FrameKind.GIVE)
            and not e.word.startswith("塞")  # 带着大米走访老人,还把300元|塞给|一位老人
            and _HANDED.match(self.text, e.span.end) is not None
            for e in self._between(start, self.sentence.end)
        )

    def _take_cost(self, draft: OpenFrame) -> None:
        """Take what a building cost who put it up, told before the verb: 锦澄集团投资80万元|为沐白小学|援建了跑道."""
        objects, verb = draft.objects, draft.trigger.span.start
        if not objects or objects.amount is not None or draft.trigger.word not in _PUTS_UP:
            return
        for element in self._between(draft.clause_start, verb):
            if isinstance(element, Amount) and self.text.endswith(_COSTS, 0, element.span.start):
                draft.objects = evolve(objects, amount=element, goods_value=element)
                draft.rules.append("objects/cost")

    def _take_counted_ahead(self, draft: OpenFrame) -> None:
        """Take the number of a thing from before the clause that describes it: 三辆|由锦澄集团捐赠的|救护车."""
        objects = draft.objects
        verb = draft.partner or draft.trigger  # 收到|两台锦澄集团|捐赠|的呼吸机
        described = self.text.startswith("的", verb.span.end) or BUILD.match(verb.word)
        if not described or not objects or len(objects.items) != 1 or objects.items[0].quantity:
            return
        number = next(filter(None, map(self._count_before, self._describing(draft, verb))), None)
        if number is not None and number.unit not in _PEOPLE:
            items = (evolve(objects.items[0], quantity=number),)
            draft.objects = evolve(objects, items=items)
            draft.rules.append("objects/counted_before")

    def _take_only_counted(self, draft: OpenFrame) -> None:
        """Take the thing told before a verb that only says how many of it went where: 打出新米,|送了|50袋|给敬老院."""
        number = next((e for e in self.elements if e.span.start == draft.start), None)
        if draft.objects or not isinstance(number, Quantity) or number.unit in _PEOPLE:
            return
        if _NO_NOUN.match(self.text, number.span.end) is None:
            return
        last = draft.last.objects if draft.last is not None else None
        told = last if last and last.items else self._left_out(draft.clause_start)
        if told and len(told.items) == 1:
            items = (evolve(told.items[0], quantity=number, value=None),)
            draft.objects = Objects(span=number.span, items=items, form=told.form)
            draft.rules.append("objects/only_counted")

    def _describing(self, draft: OpenFrame, verb: Trigger) -> list[Element]:
        """Return what may open the words that describe a thing: 由, who gave, or the verb alone."""
        if BUILD.match(verb.word) and not self.text.startswith("的", verb.span.end):
            return [verb]  # 400个|援建车间
        before = self._between(draft.clause_start, verb.span.start)
        return [e for e in before if e in draft.donors or (isinstance(e, Marker) and e.role == "agent")]

    def _count_before(self, opening: Element) -> Quantity | None:
        """Return the number right before *opening*, with 一条|由 that only a phrase of things given can hold."""
        at = opening.span.start
        told = next((e for e in self.elements if isinstance(e, Quantity) and e.span.end == at), None)
        if told is not None or at - 2 < self.sentence.start:
            return told
        alone = self.read_right(Span(at - 2, at)).ignored
        return next((i.figure for i in alone if isinstance(i.figure, Quantity)), None)

    def _says_of(self, draft: OpenFrame) -> Marker | None:
        """Return the 是 or 由 of a clause that closes with 的 behind its verb: 是|锦澄集团捐赠给县残联|的."""
        if _CLOSED_BY_DE.match(self.text, draft.trigger.span.end, self.sentence.end) is None:
            return None
        agents = (e for e in draft.own if isinstance(e, Marker) and e.word in ("是", "系", "由"))
        return next(agents, None)

    def _take_worth(self, draft: OpenFrame) -> None:
        """Take what the things are worth in all from a clause behind: 捐赠电脑20台,并培训教师,软硬件合计价值92万元."""
        objects = draft.objects
        if not objects or objects.amount is not None or objects.sums or not objects.items:
            return
        told = _WORTH.search(self.text, objects.span.end, draft.limit)
        worth = next(
            (e for e in self.elements if told and isinstance(e, Amount) and e.span.start == told.end()), None
        )
        if isinstance(worth, Amount) and worth.per is None:
            draft.objects = evolve(objects, amount=worth, goods_value=worth)
            draft.rules.append("objects/worth")

    def _spelled_out(self, draft: OpenFrame, parties: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return the names told behind the gift for those only counted before: 向三所学校捐赠图书:甲小学、乙小学、丙小学."""
        only = parties[0] if len(parties) == 1 else None
        if only is None or not draft.objects or (only.named and only.anaphor is not Anaphor.BOTH):
            return parties
        head = self.text[max(self.sentence.start, only.span.start - 4) : only.span.end]
        if only.count is None and _NUMBERED.search(head) is None:
            return parties
        opened = _SPELLS_OUT.match(self.text, draft.span().end)
        if opened is None:
            return parties
        row = self._row(self._between(opened.end(), self.sentence.end), at=opened.end())
        all_told = only.count is None or only.count.value in (None, len(row))
        if len(row) < 2 or not all_told or not all(m.named for m in row):
            return parties
        draft.rules.append("roles/spelled_out")
        return row
