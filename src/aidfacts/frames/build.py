"""Builds the frames of one sentence: each trigger with the arguments that the sentence itself tells."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.attributes import drop_attributes
from aidfacts.frames.besides import share_giver
from aidfacts.frames.closing_sum import add_closing_sum, join_both
from aidfacts.frames.come_from import COMES_FROM, with_source
from aidfacts.frames.counted_alike import name_counted
from aidfacts.frames.cues import Cues, read_cues
from aidfacts.frames.dated_row import read_dated_row
from aidfacts.frames.direct import ENDS_IN_GOAL
from aidfacts.frames.elements import Element, Marker, lay_out
from aidfacts.frames.fill import GOES_ON
from aidfacts.frames.givers import OWN_ACT
from aidfacts.frames.handing import THIS_IS, Handing
from aidfacts.frames.later_sums import read_instalment, read_total_of_rate, with_sum_reached
from aidfacts.frames.list_commas import drop_list_commas
from aidfacts.frames.open_frame import OpenFrame, end_of_verb
from aidfacts.frames.received import says_who_sent, tells_gift
from aidfacts.frames.series import build_series, find_links
from aidfacts.frames.stretches import PURPOSE, ReadObjects, ReadSlot
from aidfacts.frames.things import ACQUIRED
from aidfacts.frames.whole_names import join_goal_names
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import GETS, Frame, FrameKind, Role, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span

Figures = Sequence[Amount | Quantity]
_TOGETHER = compile_late(r",(?:共同|一起|一道|合力|联手)[^,。;]{0,4}[为向给]$")
_CLOSES = compile_late(
    r",(?:全部|均|都|悉数|一并|共同|一起|主要|专项|将|以)*(?:用于|用来|支持|支援|助力|援助|帮助|驰援|资助|扶持|捐给|送到|送给)"
)
_FOR = frozenset(["给", "为", "替", "向"])
_ALSO = compile_late(r"[^,。;给为替向]{0,12}?(?:还|又|并|也|另|再)")
_NAMES = {"names_donor": "donors", "names_recipient": "recipients"}
_OF_WHICH = compile_late("[,;、。](?:其中|仅|光是|单是)")
MAX_NAMED = 8  # characters between a word that names somebody by his role and his name
MAX_NOUN = 6  # characters of 的紧急现汇 before 援助
_DONE = ("筹得", "募得", "筹到", "募到", "募集到", "筹集到", "收到")  # what was asked for has come
_ALSO_BRINGS = compile_late("也|则|随后|同时")  # 捐赠图书500册,100个书包|也|送到了学生手中
_COUNTED_UP = compile_late(r"(?:共|总计|合计|累计|已)$")  # 号召教师捐书,三天共|捐图书3000册
# Money or things in hand, and the wish of who brings them
_BROUGHT = compile_late(
    r"(?:[带揣拿捧提]着|带上|携带|怀揣)[^。;]{0,16}\d[^。;]{0,24}[,](?:并|还)?(?:希望|请|委托|要求|托|拜托|想)[^,。;]{0,12}$"
)
_TITLE = compile_late(r"“[^”]{2,24}”[^,。;]{0,6}(?:活动|义卖|行动|项目|计划|倡议|主题|公益|爱心)")


def build_frames(
    text: str,
    sentence: Span,
    number: int,
    mentions: Sequence[Mention],
    triggers: Sequence[Trigger],
    figures: Figures,
    read_right: ReadObjects,
    read_left: ReadObjects,
    read_slot: ReadSlot,
) -> tuple[tuple[Frame, ...], tuple[tuple[Span, str], ...]]:
    """
    Return the frames of a sentence in text order, and the triggers that gave none with the reason code of each.

    Args: *number* is the number of the sentence; *read_right* and *read_left* read the object phrase of a
        stretch behind or before a trigger; *read_slot* reads a stretch framed by marker and verb as one party.
    """
    elements = drop_list_commas(text, lay_out(text, sentence, mentions, triggers, figures))
    elements = join_goal_names(text, drop_attributes(text, elements))
    builder = _Builder(text, sentence, number, elements, read_right, read_left, read_slot)
    return builder.build()


# 获得|劳模称号的|周砚秋捐款2万元: an honour received is no gift, nor is an interview given one
_HONOUR = compile_late(
    "称号|荣誉|殊荣|头衔|奖项|表彰|嘉奖|职称|学位|冠军|金牌|一等奖|二等奖|三等奖|特等奖|采访|专访"
)


class _Builder(Handing):
    """Walks the triggers of one sentence from left to right; lives for one call of build_frames."""

    def __init__(
        self,
        text: str,
        sentence: Span,
        number: int,
        elements: Sequence[Element],
        read_right: ReadObjects,
        read_left: ReadObjects,
        read_slot: ReadSlot,
    ) -> None:
        super().__init__(text, sentence, elements, read_right, read_left, read_slot)
        self.number = number
        self.names = [e.span for e in elements if isinstance(e, Mention) and e.named]
        self.mood: str | None = None
        self.spent = False
        self.elements = [self._name_group(at) for at in range(len(self.elements))]
        self.awaiting: list[Span] = []  # verbs of receiving that only the next clause shows to be of a gift
        self.frames: list[Frame] = []
        self.rejected: list[tuple[Span, str]] = []

    def _name_group(self, at: int) -> Element:
        """Return element number *at*, or the name behind it, where it is what its bearer is: 由旅日侨胞|高桥文雄|捐赠."""
        group = self.elements[at]
        beside = (self.elements[at - 1], self.elements[at + 1]) if 0 < at < len(self.elements) - 1 else ()
        if not beside or not isinstance(group, Mention) or group.named or group.kind is not PartyKind.GROUP:
            return group
        marker, trigger = beside
        agent = isinstance(marker, Marker) and marker.role == "agent" and marker.span.end == group.span.start
        if not agent or not isinstance(trigger, Trigger) or trigger.kind is not FrameKind.GIVE:
            return group
        slot = self._slot(group.span.end, trigger.span.start, trigger.span.end)
        framed = slot is not None and slot.span == Span(group.span.end, trigger.span.start)
        return slot if slot is not None and framed else group

    def build(self) -> tuple[tuple[Frame, ...], tuple[tuple[Span, str], ...]]:
        triggers = [
            e
            for e in self.elements
            if isinstance(e, Trigger)
            and not (self._gets_for_nobody(e) or self._is_in_use(e) or self._raises_for_itself(e))
        ]
        skip_to = -1
        for at, trigger in enumerate(triggers):
            if trigger.span.start < skip_to or (trigger.word in GETS and trigger.span.start < self.done):
                continue
            if self._describes_given(trigger, triggers[at + 1 :]) or self._says_how(
                trigger, triggers[at + 1 :]
            ):
                continue
            partner = self._partner(trigger, triggers[at + 1 :])
            if partner is None and self._gets_no_gift(trigger, triggers[at + 1 :]):
                self.rejected.append((trigger.span, "no_giving_noun"))
                continue
            following = triggers[at + 2 :] if partner else triggers[at + 1 :]
            noun = self._is_noun_of(partner, following)
            following = following[1:] if noun else following
            draft = self._draft(trigger, partner, following)
            if partner is not None:
                skip_to = noun.span.end if noun else partner.span.end
            if draft is None:
                continue
            draft.noun = noun
            frame = self.fill(draft, self.number)
            if self._adds_to_last(frame):
                continue
            if frame.objects is not None and "roles/under" in frame.rules:
                # 在甲的资助下,沐白小学|添置|课桌: who has it did not give it
                skip_to = frame.objects.span.end
            whole = read_total_of_rate(self.text, frame, self.elements, self.sentence.end)
            if whole is not None:
                frame, skip_to = whole, whole.clause.end
            frame = with_sum_reached(self.text, frame, self.elements)
            frame = with_source(self.text, frame, self.elements, self.sentence.end)
            if COMES_FROM in frame.rules:
                skip_to = max(skip_to, frame.clause.end)
            dated = read_dated_row(self.text, frame, self.elements, self.sentence.end)
            if dated:
                self.frames.extend(dated)
                skip_to = self.done = dated[-1].clause.end
                continue
            self.frames.append(frame)
            limit = self._limit(partner or trigger, following)
            self.frames.extend(build_series(self.text, frame, draft.links, limit, self.read_right))
            paid = read_instalment(self.text, frame, self.elements, self._next_of_word(trigger, following))
            if paid is not None:
                # 认捐200万元,首笔50万元现已到位: what is paid by instalments is a promise
                self.frames[-1] = evolve(self.frames[-1], status="planned")
                self.frames.append(paid)
                skip_to = paid.clause.end
            self.done = max(self.done, self.frames[-1].clause.end)
        self._name_roles()
        self._drop_awaiting()
        self._share_receiver()
        counted = name_counted(self.text, self.frames, self.elements)
        frames = join_both(self.text, share_giver(self.text, counted))
        return add_closing_sum(self.text, frames, self.elements), tuple(self.rejected)

    def _gets_no_gift(self, trigger: Trigger, later: Sequence[Trigger]) -> bool:
        """Tell whether nothing around a weak verb of getting says that a gift was got: 收到|通知."""
        received = bool(self.frames) and self.frames[-1].kind is FrameKind.RECEIVE
        return (
            trigger.kind is FrameKind.RECEIVE
            and trigger.strength == "weak"
            and not received
            and not (self._has_giving(trigger) or self._is_part(trigger))
            and not self._is_given_behind(trigger, later)
        )

    def _share_receiver(self) -> None:
        """
        Give whom all help together to each gift of a row: 甲公司出资5万元、乙商会出资20万元,|共同为北塘小学修建操场.

        So does a clause that closes the row and has nobody of its own who acts: 甲捐款3万元,乙捐款8万元,|全部用于北塘村修路.
        """
        giving = [at for at, frame in enumerate(self.frames) if frame.objects]
        last = self.frames[giving[-1]] if len(giving) > 1 else None
        if last is None or not last.recipients or not last.objects:
            return
        start = last.recipients[0].span.start
        together = "roles/after_object" in last.rules and _TOGETHER.search(
            self.text, last.clause.start, start
        )
        money = last.objects.amount.span.end if last.objects.amount else last.objects.span.end
        closes = money < start and _CLOSES.match(self.text, money)
        if not (together or closes):
            return
        rule = "roles/after_object" if together else "roles/purpose"
        for at in giving[:-1]:
            frame = self.frames[at]
            if frame.donors and not frame.recipients and frame.trigger.word == last.trigger.word:
                self.frames[at] = evolve(frame, recipients=last.recipients).because(rule)

    def _drop_awaiting(self) -> None:
        """Drop what was received of which no giver was told behind after all."""
        for frame in [frame for frame in self.frames if frame.trigger.span in self.awaiting]:
            self.frames.remove(frame)
            self.rejected.append((frame.trigger.span, "no_giving_noun"))

    def _adds_to_last(self, frame: Frame) -> bool:
        """Tell whether a frame only says more of the gift before it, which it is joined to then."""
        return (
            self._spends_received(frame)
            or self._passes_on(frame)
            or self._hands_on(frame)
            or self._tells_giver(frame)
            or self._tells_cost(frame)
            or self._tells_payment(frame)
            or self._buys_with(frame)
            or self._tells_use(frame)
        )

    def _name_roles(self) -> None:
        """Fill in who is named by role beside the gift: 捐赠方为云南滇池学院, 受赠单位是禾川县医院."""
        for element in self.elements:
            if not isinstance(element, Marker) or element.role not in _NAMES:
                continue
            named = self._named_behind(element)
            if named and self.frames:
                # 移交血压计200台,受赠单位为禾川县医院: the word that names him has nothing of its own to give
                given = (n for n in reversed(range(len(self.frames))) if self.frames[n].objects)
                of = next(given, len(self.frames) - 1)
                frame = evolve(self.frames[of], **{_NAMES[element.role]: named})  # type: ignore[arg-type]
                self.frames[of] = frame.because(f"markers/{element.word}")

    def _named_behind(self, marker: Element) -> tuple[Mention, ...]:
        """Return who are told behind a marker, past what describes him: 受赠单位为全区|34个服务站, 受赠单位有:|沐白小学, 汇款方是远在明屿的|商会."""
        start = marker.span.end + self.text.startswith(":", marker.span.end)
        end = self._clause_end(start)
        told = [e for e in self.elements if isinstance(e, Mention) and start <= e.span.start < end]
        if not told:
            slot = self._slot(start, end, end + 1)
            return (slot,) if slot is not None else ()
        party = told[0]
        for follow in told[1:]:
            if self.text[party.span.end : follow.span.start] not in ("", "的"):
                break
            party = follow
        near = party.span.start - start <= MAX_NAMED or self.text[party.span.start - 1] == "的"
        return self._joined(told[told.index(party) :]) if near else ()

    def _partner(self, trigger: Trigger, later: Sequence[Trigger]) -> Trigger | None:
        """Return the giving word inside the object of a receiving one: 收到锦澄集团捐款9万元."""
        if trigger.kind not in (FrameKind.RECEIVE, FrameKind.RAISE) or not later:
            return None
        following = later[0]
        if _HONOUR.search(self.text, trigger.span.end, following.span.start):
            return None
        same = following.span.start < self._clause_end(trigger.span.end)
        giving = following.kind in (FrameKind.GIVE, FrameKind.AID) and following.strength != "weak"
        # 收到外国政府提供的现汇援助, 党员交纳的特殊党费: what was provided is what is received
        giving = giving or (
            following.kind is FrameKind.FUND and self.text.startswith("的", following.span.end)
        )
        # 收到锦澄集团汇来的善款: what was sent is what is received
        between = self._between(trigger.span.end, following.span.start)
        sender = between[0] if between and trigger.kind is FrameKind.RECEIVE else None
        giving = giving or (
            following.kind is FrameKind.DELIVER and says_who_sent(self.text, following, sender)
        )
        # 筹措50万包面包驰援灾区: a verb of its own behind what was raised
        raised = trigger.kind is FrameKind.RAISE and any(
            isinstance(e, Amount | Quantity) and trigger.span.end <= e.span.start < following.span.start
            for e in self.elements
        )
        # 凑钱|购买大米|捐给五保户: what was bought with it is what is given
        raised = raised or ACQUIRED.search(self.text, trigger.span.end, following.span.start) is not None
        # 鲜花义卖、为岚溪县捐赠冬衣: with a marker between, the second word is a verb of its own
        marked = trigger.kind is FrameKind.RAISE and any(
            isinstance(e, Marker)
            and e.role == "goal"
            and trigger.span.end <= e.span.start < following.span.start
            for e in self.elements
        )
        apart = self._stand_apart(trigger, following)
        return following if same and giving and not (raised or marked or apart) else None

    def _stand_apart(self, trigger: Trigger, following: Trigger) -> bool:
        """Tell whether a verb has its own sum before a mark that parts it from the next: 慈善会接收805万元、|省政府向灾区捐赠900万元."""
        between = self._between(trigger.span.end, following.span.start)
        own = next((e for e in between if isinstance(e, Amount)), None)
        if own is None or not self.text.startswith("、", own.span.end):
            return False
        return any(isinstance(e, Marker) and e.role == "goal" for e in between)

    def _is_noun_of(self, partner: Trigger | None, later: Sequence[Trigger]) -> Trigger | None:
        """Return the word of giving that is the noun of what was received from somebody: 收到外国政府提供的现汇|援助|3亿元."""
        noun = later[0] if later else None
        if partner is None or noun is None or not self.text.startswith("的", partner.span.end):
            return None
        own = noun.kind in (FrameKind.GIVE, FrameKind.AID) and noun.span.start <= partner.span.end + MAX_NOUN
        ends = noun.span.end >= self._clause_end(noun.span.end)  # 提供的奖学金|资助
        return noun if own and not ends and not self._between(partner.span.end, noun.span.start) else None

    def _has_giving(self, trigger: Trigger) -> bool:
        end = self._clause_end(trigger.span.end)
        return tells_gift(self.text, self.sentence, trigger.span, end)

    def _is_part(self, trigger: Trigger) -> bool:
        """Tell whether what was received is a part of the gifts told before: 共募集善款362万元,其中|县慈善会|收到|90万元."""
        told = self.frames[-1].objects if self.frames else None
        if not told or told.amount is None:
            return False
        return _OF_WHICH.search(self.text, told.span.end, trigger.span.start) is not None

    def _is_given_behind(self, trigger: Trigger, later: Sequence[Trigger]) -> bool:
        """Tell whether the next clause says who gave what was received: 收到两台呼吸机,|这是锦澄集团捐赠的."""
        end = self._clause_end(trigger.span.end)
        opened = THIS_IS.match(self.text, end, self.sentence.end)
        behind = bool(opened and later) and self._clause_start(later[0]) == end + 1
        self.awaiting.extend([trigger.span] if behind else [])
        return behind

    def _next_of_word(self, trigger: Trigger, later: Sequence[Trigger]) -> int:
        """Return where the next gift of the same verb begins: 甲公司认捐500万元,分五年到位;|乙公司认捐300万元,首期100万元已到账."""
        again = (
            t for t in later if t.word == trigger.word and ";" in self.text[trigger.span.end : t.span.start]
        )
        return next((self._clause_start(t) for t in again), self.sentence.end)

    def _is_in_use(self, trigger: Trigger) -> bool:
        """Tell whether a verb says what a part of the sum before it is for: 捐款20万元,其中15万元用于修路,5万元|设立|奖学金."""
        return any(use.start < trigger.span.start < use.end for use in self.uses)

    def _limit(self, trigger: Trigger, later: Sequence[Trigger]) -> int:
        """Where the object phrase of a trigger must end: before the clause of the next trigger that is a verb."""
        verb_end = end_of_verb(self.text, trigger, self.sentence.end)
        for following in later:
            shares = following.span.start == verb_end and following.kind is FrameKind.FUND
            if following.strength != "strong" and (shares or not self._is_verb(following, verb_end)):
                continue  # 捐资|设立的奖学金已评选三次: two verbs with one object
            if following.word in GETS and self._spends_on(trigger, following):
                continue
            if PURPOSE.search(self.text, trigger.span.end, following.span.start):
                continue  # 筹得8万元,将用于资助困境儿童: the second verb says what the first gift is for
            start = self._clause_start(following)
            return start if start > trigger.span.end else following.span.start
        return self.sentence.end

    def _gets_for_nobody(self, trigger: Trigger) -> bool:
        """Tell whether a verb of buying or leaving tells nobody for whom before it: 买来书桌一套,扛着送到学校."""
        if trigger.word not in GETS:
            return False
        own = self._between(self._clause_start(trigger), trigger.span.start)
        return not any(isinstance(e, Marker) and e.word in _FOR for e in own)

    def _spends_on(self, trigger: Trigger, buying: Trigger) -> bool:
        """
        Tell whether what is bought is what a sum before goes to: 凑了4200元,给敬老院|买了|两台电视.

        捐款5万元,还给敬老院买了电视 tells of two gifts; what was only gathered may still be spent so.
        """
        between = self._between(trigger.span.end, buying.span.start)
        if not any(isinstance(e, Amount) for e in between):
            return False
        return trigger.kind is FrameKind.RAISE or _ALSO.match(self.text, self._clause_start(buying)) is None

    def _is_verb(self, trigger: Trigger, after: int) -> bool:
        """Tell whether a middle or weak trigger has a figure or a marked party of its own, behind *after*."""
        start, end = max(after, self._clause_start(trigger)), self._clause_end(trigger.span.end)
        for element in self.elements:
            if element.span.start < start or element.span.start >= end:
                continue
            if isinstance(element, Amount | Quantity) and element.span.start >= trigger.span.end:
                return True
            if isinstance(element, Quantity) and self._brings_more(trigger, start, element.span.end):
                return True  # 口罩已送至县医院,500床棉被随后|送到|北塘村: what is brought opens the clause
            if isinstance(element, Marker) and element.role == "goal":
                return True
        return False

    def _brings_more(self, trigger: Trigger, start: int, thing: int) -> bool:
        """
        Tell whether a verb brings what opens its clause at *start*, as another did with other things before.

        口罩、防护服,还有手套28万双将|发往|灾区: without such a verb all of a row goes there.
        """
        if not self._brings_to(trigger):
            return False
        before = any(
            isinstance(e, Trigger) and self._brings_to(e) for e in self._between(self.sentence.start, start)
        )
        return before or _ALSO_BRINGS.search(self.text, thing, trigger.span.start) is not None

    def _brings_to(self, trigger: Trigger) -> bool:
        """Tell whether a verb says where the things before it have come: 送至, 发放|到."""
        goes = self.text[trigger.span.end : trigger.span.end + 1] in ("到", "至", "给", "往")
        return goes or ENDS_IN_GOAL.search(trigger.word) is not None

    def _draft(self, trigger: Trigger, partner: Trigger | None, later: Sequence[Trigger]) -> OpenFrame | None:
        """Return the frame to be filled for a trigger; None, with the reason kept, where its words bar a gift."""
        text = self.text
        clause_start = self._clause_start(trigger)
        if clause_start < self.done <= trigger.span.start:
            # 向甲校捐赠5万元、向乙院捐赠轮椅20辆: the second gift begins where the first ends
            clause_start = self.done
        wish = _BROUGHT.search(text, self.sentence.start, trigger.span.start)
        if wish is not None and wish.start() < clause_start:
            clause_start = self._past_wish(clause_start, trigger)
        limit = self._limit(partner or trigger, later)
        links = find_links(text, self.elements, trigger.span.end, limit, self.read_slot)
        if links:
            limit = links[0].start
        chain = max(self.done, self.sentence.start) if self.done <= clause_start else clause_start
        goes_on = GOES_ON.match(text, clause_start) and not OWN_ACT.match(text, clause_start)
        cues = self._read_cues(trigger, chain if goes_on else clause_start, chain, limit)
        draft = OpenFrame(
            text=text, trigger=trigger, partner=partner, last=self.frames[-1] if self.frames else None,
            own=self._between(clause_start, trigger.span.start),
            clause_start=clause_start, named_from=chain, limit=limit, links=links,
            kind=trigger.kind, cues=cues,
        )  # fmt: skip
        barred = self._barred(draft, brought=wish is not None)
        if barred:
            self.rejected.append((trigger.span, barred))
            return None
        return draft

    def _past_wish(self, clause_start: int, trigger: Trigger) -> int:
        """
        Return where the clause of a trigger begins, behind the wish of who brought what is given: 请工作人员|转交, 希望能|把钱捐给.

        Who is asked to hand it on takes no part in the gift, and is left out of the elements.
        """
        own = self._between(clause_start, trigger.span.start)
        held = (e.span.start for e in own if isinstance(e, Marker) and e.role == "object")
        start = next(held, trigger.span.start)
        asked = [e for e in own if isinstance(e, Mention) and e.span.start < start]
        self.elements = [e for e in self.elements if e not in asked]
        return start

    def _read_cues(self, trigger: Trigger, start: int, chain: int, limit: int) -> Cues:
        """Read the cues of a trigger whose clause begins at *start*, the chain of clauses that share it at *chain*."""
        before, after = Span(chain, trigger.span.start), Span(trigger.span.start, limit)
        return read_cues(self.text, trigger, start, before, after, self.sentence, self.names)

    def _has_come(self, draft: OpenFrame) -> bool:
        """Tell whether a verb says what has been given: 企业纷纷响应,向县医院捐赠|了|口罩, 教师踊跃参与,|共|捐书3000册."""
        verb = draft.trigger.span
        return (
            draft.trigger.word.endswith(_DONE)
            or self.text.startswith("了", verb.end)
            or _COUNTED_UP.search(self.text, draft.clause_start, verb.start) is not None
        )

    def _barred(self, draft: OpenFrame, *, brought: bool) -> str | None:
        """
        Return why there is no gift, if so; the mood of a verb that asks or sets rules holds for those behind it.

        *brought* is True where somebody has come with what is given, and a wish.
        """
        if _TITLE.match(self.text, draft.trigger.span.start - 1):
            return "appeal"  # “捐一本书”义卖活动: the name of an act calls for gifts and tells of none
        own = OWN_ACT.match(self.text, draft.clause_start) is not None
        barred = draft.cues.barred or (None if own else self.mood)
        if brought and barred in (None, "appeal"):
            return None  # 带着2万元来到镇政府,希望能把钱|捐给灾区: who brings it asks for nothing
        if draft.cues.barred is None and self._has_come(draft):
            return None  # 发出倡议,三天筹得善款3万元: what an appeal has brought
        if barred in ("appeal", "rule", "hypothetical"):
            # 建议领导捐1000元,教师捐300元: the mood of the first verb holds for the rest of the sentence
            self.mood = barred
        if not barred and not own and not any(a.role is Role.SUBJECT for a in draft.arguments):
            # 号召有条件的人,捐赠口罩: a clause without an actor has the mood of the one before
            before = self._clause_start_at(draft.clause_start - 1)
            barred = self._read_cues(draft.trigger, before, draft.named_from, draft.limit).barred
        return barred
