"""Fills the frame of one trigger step by step: who is told by a marker, then who by place, then who elsewhere in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aidfacts.frames.acting import acting_for, subjects
from aidfacts.frames.described import Described
from aidfacts.frames.elements import Element, Marker
from aidfacts.frames.elsewhere import Elsewhere
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.outline import acts, befell
from aidfacts.frames.roles import entrusts, in_role
from aidfacts.frames.stretches import BUILD
from aidfacts.frames.things import only_classed
from aidfacts.frames.works import Works
from aidfacts.model.fact import Form, Item, PartyKind
from aidfacts.model.frame import Frame, FrameKind, Role, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span
from aidfacts.model.values import evolve

GOES_ON = re.compile(r"[,、]?(?:并|且|以及)")
_SUM_OF = re.compile(r"总?[额量]")  # 捐赠|额
# Into whose hands money is put at the counter of somebody else
_HANDLERS = re.compile(r"(?:现场|有关|相关)?(?:工作人员|负责人|负责同志)")
_NEVER_GIVES = ("母校", "灾区", "家乡", "他人", "该项目", "本项目", "此项目", "该工程", "该活动")
# What stands right behind 获赠 is who gave, or the thing: 获赠移动图书馆一座
_GIVERS = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.GOVERNMENT, PartyKind.PERSON, PartyKind.GROUP)
_IS_THANKED = re.compile(
    r"表示[^,。;]{0,8}(?:感谢|谢意|敬意|欢迎|赞赏|赞扬)|给予[^,。;]{0,4}(?:赞扬|肯定|评价)"
)
# takes “见山书角” of 捐赠的“见山书角”落户沐白小学; leaves the name of an act, 捐赠的“暖冬行动”
_NAMED = re.compile(
    r"的(?P<name>“[^”]{2,16}(?<!行动)(?<!活动)(?<!计划)(?<!项目)(?<!基金)(?<!工程)”)(?!活动|行动|计划|项目|基金|仪式)"
)
# Who may give, known by nothing but his place before 提供的: no 第一笔, 各方, 海外, 最新
_SOMEBODY = re.compile(
    r"(?!.*(?:[笔批次份轮年月日]|各[方界地]|海外|国外|社会|最[新近]|刚刚|有人|对方|他人|外界|民间|热心)).{3,12}"
)
_MONEY_OF = re.compile(r"(?:专项)?(?:资金|款)(?=[\d约近超共])")
_BY_WAY = re.compile(r"(?P<name>[\u4e00-\u9fff、]{2,16})的(?:方式|形式|办法)")  # 通过捐赠|口罩|的方式支援武汉
_MAY = re.compile(r"可以?|能够?|应该?")
_ALSO = re.compile(
    r"的(?:还|也|另)?(?:有|包括|是(?=[^,。;的]{0,12}\d)|是(?=价值))"
)  # 同时捐赠|的还有书桌一张, 今年捐赠|的是图书500册
_FROM = ("从", "自")
_ASKED_OF = ("从", "自", "向", "由")  # 从县慈善会|争取
_EACH_OF = re.compile(r"(?:,|代表)?每[人户家名位生]")
# 由锦澄集团捐赠|,总价值2万元
_WORTH = re.compile(
    r"[,(](?:总|市场)?(?:购[^,。;\d]{1,4}[款费]|价值|市值|价格|造价|折合|折价|总值|货值|码洋|估价)"
)
_GIVEN_TO = re.compile("[给往到予至]")
_PRIZE = re.compile(r"奖金$")
_CAME_FROM = re.compile(r"了?(?:一份|一批)?来自于?")
_WHO_GAVE = re.compile(r"的(?:是|正是)?")
_PUTS_UP = frozenset(["捐建"])  # whatever stands behind it was built; 援建 has duties and units
_FOUNDING = ("设立", "捐设")
_GIVES_HERE = re.compile("[向为给对](?!于)")  # 感谢|中国|向汤加捐赠: who is thanked gives
_REACHED = "到往至抵达入"  # the place stands behind: 送到, 运抵
_ACT_UNITS = frozenset(["笔", "批", "批次", "宗", "人次"])  # what counts acts of giving, and nothing given
_COLLECTORS = (PartyKind.NGO, PartyKind.SCHOOL, PartyKind.HOSPITAL)
_THEIR_MONEY = re.compile(r"的?(?:爱心)?(?:善款|捐款|捐赠|捐资|爱心款|款物|资金|爱心)")
MAX_RAISED_OF = 24  # characters behind a verb of raising in which those stand whose money it is
_KNOWN_TO_GIVE = (PartyKind.PERSON, PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL)


def _is_place(element: Element) -> bool:
    return isinstance(element, Mention) and element.kind is PartyKind.PLACE


def _is_slot_of(mention: Mention, thing: Span) -> bool:
    return "slot" in mention.rules and mention.span.overlaps(thing)


class Filling(Elsewhere, Described, Works):
    """The steps by which the frame of one trigger is filled, in their order."""

    def fill(self, draft: OpenFrame, number: int) -> Frame:
        """Return the frame of a trigger in sentence *number* with all that the sentence tells of its gift."""
        self._take_marked(draft)
        self._take_described(draft)
        self._take_governed(draft)
        self._take_led_to(draft)
        self._take_thanked(draft)
        self._take_school(draft)
        self._take_site(draft)
        self._take_behind(draft)
        self._take_objects(draft)
        self._take_only_counted(draft)
        self._take_counted_ahead(draft)
        self._take_told_of(draft)
        self._take_carried(draft)
        self._take_worth(draft)
        self._take_built(draft)
        self._take_cost(draft)
        self._take_unsure(draft)
        self._take_by_noun(draft)
        self._take_fed_fund(draft)
        self._take_works(draft)
        self._take_late_recipients(draft)
        self._take_owner(draft)
        self._take_holder(draft)
        self._take_seen_at(draft)
        self._take_user(draft)
        self._take_surprised(draft)
        self._take_earlier(draft)
        if "roles/owner_of_built" not in draft.rules:
            draft.recipients = tuple(self._whole_receiver(m) for m in draft.recipients)
        draft.donors = self._spelled_out(draft, draft.donors)
        draft.recipients = self._spelled_out(draft, draft.recipients)
        draft.recipients = tuple(m for m in draft.recipients if not _HANDLERS.fullmatch(m.text))
        self._take_own_act(draft)
        self._take_entrusting(draft)
        draft.donors = tuple(
            m for m in draft.donors if m not in draft.recipients and m.text not in _NEVER_GIVES
        )
        status = self._status(draft)
        return Frame(
            trigger=draft.trigger, kind=draft.kind, clause=draft.span(), sentence=number,
            donors=draft.donors, recipients=draft.recipients, channels=draft.channels,
            objects=draft.objects or None, status=status, scope=draft.cues.scope, joint=draft.joint,
            unread=draft.unread and not draft.donors, rules=tuple(draft.rules),
        )  # fmt: skip

    def _take_own_act(self, draft: OpenFrame) -> None:
        """Take the project that money is raised for as who gets it, with nobody told who gives: 该项目已筹到32万元."""
        own = tuple(m for m in draft.donors if m.text in _NEVER_GIVES)
        if own and draft.kind is FrameKind.RAISE and not draft.recipients:
            draft.recipients, draft.donors, draft.unread = own, (), True

    def _take_entrusting(self, draft: OpenFrame) -> None:
        """Take for whom somebody acts as who gives, and a house that acts as a channel: 受|锦澄集团|委托,县红十字会向学校转赠图书."""
        before = (
            e for e in self.elements if isinstance(e, Mention) and e.span.end < draft.trigger.span.start
        )
        giver = next((m for m in before if entrusts(self.text, m)), None)
        if giver is None or draft.kind is FrameKind.RECEIVE or giver in draft.recipients:
            return
        acting = (m for m in draft.donors if m != giver and m.named and m.kind is not PartyKind.PERSON)
        draft.channels = (*draft.channels, *(m for m in acting if m not in draft.channels))
        draft.donors = (acting_for(self.text, giver),)
        draft.rules.append("roles/entrusting")

    def _take_marked(self, draft: OpenFrame) -> None:
        """Take who has a role by his marker, then who fills the slot that a marker and the verb frame."""
        trigger = draft.trigger
        draft.donors = self._own_givers(draft, in_role(draft.arguments, Role.DONOR))
        told = in_role(draft.arguments, Role.RECIPIENT)
        # 向北京|故宫|捐赠书画: the place only opens the name
        draft.recipients = tuple(self._whole_brand(m, draft.own, trigger.span.start) for m in told)
        draft.channels = in_role(draft.arguments, Role.CHANNEL)
        gets = draft.kind is FrameKind.RECEIVE
        told = subjects(self.text, draft.arguments, verb=trigger.span.start, gets=gets)
        if all(isinstance(e, Mention) for e in draft.own):
            told = self._with_row(told, draft.clause_start, trigger.span.start)
        told = self._rows_over_commas(told, draft.clause_start, trigger.span.start)
        told = self._house_of(told, draft.own, trigger.span.start) or told
        draft.actors = self._with_partner(draft.own, told)
        if trigger.strength == "strong" or draft.kind in (FrameKind.AID, FrameKind.DELIVER, FrameKind.FUND):
            acting, helped = self._slots(trigger, draft.own, draft.clause_start)
            if not draft.actors and not draft.donors and acting and trigger.strength == "strong":
                draft.actors = acting
                draft.rules.append("roles/slot")
            if not draft.recipients and helped is not None:
                draft.recipients = (helped,)
                draft.rules.append("roles/slot")
        gives = draft.kind is FrameKind.GIVE and trigger.strength == "strong"
        if gives and not draft.donors and draft.own and self.text.startswith("由", draft.own[-1].span.start):
            self._take_agent_slot(draft)  # 图书由|周氏家族|捐赠
        verb = trigger.span.start
        if self.text.startswith("(", verb - 1):
            draft.actors = self._before_bracket(verb - 1) or draft.actors
        draft.actors = tuple(self._whole_name(m, draft.own, verb) for m in draft.actors)
        draft.actors = tuple(
            m
            for m in draft.actors
            if m.kind is not PartyKind.PLACE or acts(self.text, m) or _GIVES_HERE.match(self.text, m.span.end)
        )
        house = None if draft.actors else self._represented(draft.own, draft.trigger.span.start)
        if house is not None:
            draft.actors = (house,)
            draft.rules.append("roles/slot")
        draft.donors = self._in_name_of(draft.named_from, trigger.span.start) or draft.donors

    def _own_givers(self, draft: OpenFrame, donors: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return who gives his own for his calling and his house before him: 由校友、锦澄集团创始人|周砚秋|捐资."""
        houses = {m.span for m in donors}
        for argument in draft.arguments:
            person, house = argument.mention, argument.mention.of
            if person.kind is not PartyKind.PERSON or house is None or house.span not in houses:
                continue
            if person not in donors and acting_for(self.text, person) is person:
                return (*(m for m in donors if m.named and m.span != house.span), person)
        return donors

    def _take_governed(self, draft: OpenFrame) -> None:
        """Take giver and receiver as the kind of verb has them: who acts gives, but who acts in 收到 receives."""
        partner = draft.partner
        if draft.fetches and partner is None:
            asked = tuple(a.mention for a in draft.arguments if a.marker in _ASKED_OF)
            draft.kind, draft.donors, draft.actors = FrameKind.FUND, asked, ()
            draft.recipients = tuple(m for m in draft.recipients if m not in asked)
        elif draft.kind is FrameKind.RECEIVE:
            inherited = draft.last.recipients if draft.inherits and draft.last is not None else ()
            announcing = self._announces(draft.own, draft.arguments, draft.kind)
            draft.recipients = draft.recipients or draft.actors or inherited or announcing
            draft.donors = draft.donors or self._handed_from(draft)
            if partner is None:
                self._take_giver_of_received(draft)
                return
            # 收到周砚秋从明屿寄来的棉被: where it was sent from gave nothing
            between = [
                e
                for e in self._between(draft.start, partner.span.start)
                if not (_is_place(e) and self.text[e.span.start - 1 : e.span.start] in _FROM)
            ]
            draft.donors = draft.donors or tuple(m for m in self._row(between) if not befell(self.text, m))
            if not draft.donors:
                self._take_giver_by_place(draft, partner, alone=not between)
            last = draft.donors[-1].span.end if draft.donors else draft.start
            # 收到一笔近8万元的捐款: without a giver 8000名师生 may stand there, but a sum is what was given
            figures = Amount | Quantity if draft.donors else Amount
            acts = [e for e in between if isinstance(e, Quantity) and e.unit in _ACT_UNITS]
            between = [e for e in between if e not in acts]
            if draft.donors and self._sum_of_noun(between, draft.donors[0].span.start):
                draft.limit = draft.donors[0].span.start  # 收到一笔10万元的|校友|捐款
            elif acts and not any(isinstance(e, figures) and e.span.start >= last for e in between):
                draft.start = partner.span.start  # 收到社会184笔|捐款,合计32万元: the noun of what came
            elif any(isinstance(e, figures) and e.span.start >= last for e in between):
                # 获得某基金会150万元奖教金资助: the thing stands before the giving word
                draft.start, draft.limit = last, partner.span.start
            else:
                # 获基金会援建资金200万元: the word is part of the name of the money
                money = (
                    _MONEY_OF.match(self.text, partner.span.end) if partner.kind is FrameKind.AID else None
                )
                draft.start = partner.span.start if money else partner.span.end
            if self.text.startswith("的", draft.start):
                draft.start += 1
        elif partner is not None:
            draft.donors = draft.donors or self._row(self._between(draft.start, partner.span.start))
            if not draft.donors and self._is_last(draft):
                draft.donors = draft.actors  # 县慈善会募集|捐赠款5万元: the noun of what is raised
            else:
                draft.kind = partner.kind
                self._take_collector(draft)
            draft.start = partner.span.end
        elif draft.kind is FrameKind.RAISE and self._take_giver_of_raised(draft):
            self._take_collector(draft)
        elif not draft.donors and not draft.relative and not self._take_each(draft):
            draft.donors = draft.actors

    def _handed_from(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Return out of whose hands something is received: 校长从|锦澄集团|董事长周砚秋手中接过支票."""
        sources = [a.mention for a in draft.arguments if a.marker == "从" and a.mention.kind in _GIVERS]
        return tuple(dict.fromkeys(acting_for(self.text, m) for m in sources[-1:]))

    def _sum_of_noun(self, between: Sequence[Element], giver: int) -> bool:
        """Tell whether a sum describes the gift before who gave it: 一笔|10万元|的校友捐款."""
        sums = (e.span.end for e in between if isinstance(e, Amount) and e.span.end < giver)
        return any(self.text.startswith("的", end) for end in sums)

    def _take_giver_of_raised(self, draft: OpenFrame) -> bool:
        """Take those whose money is raised, behind the verb: 募集|爱心企业|善款86万元; tell whether there are any."""
        behind = self._between(draft.start, min(draft.limit, draft.start + MAX_RAISED_OF))
        row = tuple(m for m in self._row(behind, at=draft.start) if m.kind is not PartyKind.PLACE)
        if not row or _THEIR_MONEY.match(self.text, row[-1].span.end) is None:
            return False
        draft.donors, draft.start = draft.donors or row, row[-1].span.end
        return True

    def _take_collector(self, draft: OpenFrame) -> None:
        """Take who raises money of others, told beside it, as who gets it, where no verb behind says whom it goes to."""
        if draft.donors and not draft.recipients and self._is_last(draft):
            draft.recipients = tuple(m for m in draft.actors if m.kind in _COLLECTORS)

    def _is_last(self, draft: OpenFrame) -> bool:
        """Tell whether no verb of giving stands behind what a verb has for its object, up to the end of the sentence."""
        own = draft.partner or draft.trigger
        return not any(isinstance(e, Trigger) for e in self._between(own.span.end, self.sentence.end))

    def _take_giver_by_place(self, draft: OpenFrame, partner: Trigger, *, alone: bool) -> None:
        """
        Take who gave what is received by his place alone: 获得|澄家美|提供的奖学金, 收到|周砚秋师兄|捐款5万元.

        Without 的 only a person is sure, where he stands *alone* between the verbs.
        """
        described = self.text.startswith("的", partner.span.end)
        if not (described or alone):
            return
        verb = partner.span
        slot = self._slot(draft.start, verb.start, verb.end if described else verb.start)
        known = slot is not None and (
            slot.kind is PartyKind.PERSON or (described and _SOMEBODY.fullmatch(slot.name))
        )
        if slot is not None and known:
            draft.donors = (slot,)
            draft.rules.append("roles/slot")

    def _take_each(self, draft: OpenFrame) -> bool:
        """Take those of whom each gets something: 老人|每人发放500元; those of whom each gives are told by another verb."""
        if draft.kind not in (FrameKind.DELIVER, FrameKind.AID) or not draft.actors or draft.recipients:
            return False
        last = draft.actors[-1]
        if last.named or not _EACH_OF.match(self.text, last.span.end, draft.trigger.span.start):
            return False
        draft.recipients, draft.actors = draft.actors, ()
        draft.rules.append("roles/each")
        return True

    def _take_giver_of_received(self, draft: OpenFrame) -> None:
        """Take who stands right behind a verb of receiving: 获赠|锦澄集团校车两辆."""
        if draft.donors:
            return
        came = _CAME_FROM.match(self.text, draft.start)
        start = came.end() if came else draft.start
        behind = self._between(start, min(draft.limit, start + 24))
        draft.donors = tuple(m for m in self._row(behind, at=start) if m.kind in _GIVERS)
        if draft.donors:
            draft.start = draft.donors[-1].span.end
            draft.start += self.text.startswith("的", draft.start)  # 收到来自锦澄集团|的|图书500册
        else:
            draft.donors = self._helped_by(draft)

    def _take_thanked(self, draft: OpenFrame) -> None:
        """Take who is thanked for having given: 对锦澄集团捐赠图书表示感谢."""
        thanked = tuple(a.mention for a in draft.arguments if a.marker == "对")
        if thanked and _IS_THANKED.search(self.text, draft.start, self._clause_end(draft.start)):
            draft.donors, draft.recipients, draft.actors = thanked, self._who_thanks(draft), thanked

    def _take_school(self, draft: OpenFrame) -> None:
        """Take the school of the alumnus who gives, where nobody else is told to receive."""
        if draft.recipients or draft.kind not in (FrameKind.GIVE, FrameKind.PLEDGE):
            return
        if any(isinstance(e, Marker) and e.role == "goal" for e in draft.own):
            return  # 我校校友周砚秋为抗疫捐款: what he gives for is told, and is not the school
        draft.recipients = self._school_of(draft.own)
        if draft.recipients:
            draft.donors = tuple(m for m in draft.donors if m not in draft.recipients)
            draft.rules.append("roles/alumnus")

    def _take_behind(self, draft: OpenFrame) -> None:
        """Take the row of receivers right behind the verb, or whose plan it is that a sum in brackets pays for."""
        if draft.kind is FrameKind.PLAN:
            self._take_planned(draft)
        elif draft.kind is not FrameKind.RECEIVE and draft.partner is None and not self._describes(draft):
            direct, draft.start = self._direct(draft.trigger, draft.start, draft.limit)
            if direct:
                last = self._whole_receiver(direct[-1])
                direct, draft.start = (*direct[:-1], last), max(draft.start, last.span.end)
            if draft.recipients and draft.kind is FrameKind.DELIVER:
                # 向黎巴嫩提供的物资运抵贝鲁特: where it is brought is on its way to who gets it
                direct = tuple(m for m in direct if m.kind is not PartyKind.PLACE)
            if draft.trigger.word in _FOUNDING and draft.recipients:
                direct = ()  # 在沐白中学设立见山奖学金: the school gets it
            if direct and "roles/alumnus" in draft.rules:
                # 沐白中学校友周砚秋将2万元捐给慈善会: where he went to school is told, and got nothing
                draft.recipients = ()
                draft.rules.remove("roles/alumnus")
            draft.recipients += tuple(m for m in direct if m not in draft.recipients)

    def _take_planned(self, draft: OpenFrame) -> None:
        """Take whose plan it is, who gets the help; who runs it is not told here: 34名幼儿帮扶计划(5000元/月)."""
        whose = [a.mention for a in draft.arguments if a.mention.span.end == draft.trigger.span.start]
        if whose and not whose[-1].named:
            # 沐白幼儿园34名幼儿: the house gets it for its children
            at = whose[-1].span.start
            houses = [a.mention for a in draft.arguments if a.mention.named and a.mention.span.end == at]
            whose = houses or whose
        draft.recipients = tuple(whose[-1:]) or draft.recipients
        draft.donors = ()
        if self.text.startswith("(", draft.start):
            draft.start += 1
            draft.limit = min(draft.limit, max(draft.start, self.text.find(")", draft.start)))

    def _sum_right_before(self, trigger: Trigger) -> Objects | None:
        """Read the sum that a noun of giving counts: 以3.7亿元的|捐赠额|荣获称号."""
        ends = (trigger.span.start, trigger.span.start - self.text.startswith("的", trigger.span.start - 1))
        money = next((e for e in self.elements if isinstance(e, Amount) and e.span.end in ends), None)
        return self.read_right(money.span) if money is not None else None

    def _take_objects(self, draft: OpenFrame) -> None:
        """Read what is given, behind the verb, else before it, else by its name alone."""
        start = draft.start
        if draft.described_from is not None and start == draft.verb_end:
            also = _ALSO.match(self.text, start)
            start = also.end() if also else draft.described_from
        held = any(isinstance(e, Marker) and e.word in ("将", "把") for e in draft.own)
        if held:
            # 将书包和压岁钱捐给灾区,并附上一张纸条: what 将 marks is given, whatever stands behind
            draft.objects = self._left_objects(draft.trigger, draft.arguments, draft.clause_start)
            if draft.objects is None or draft.objects.amount is None:
                draft.objects = (
                    self._money_before(draft.clause_start, draft.trigger.span.start) or draft.objects
                )
            if (
                draft.objects
                and draft.objects.amount
                and all(_PRIZE.search(i.name) for i in draft.objects.items)
            ):
                # 把竞赛奖金5600元捐给学校: where the money comes from
                draft.objects = evolve(draft.objects, items=())
        told_here = draft.start > draft.trigger.span.end and self.text.startswith((",", ";"), draft.start)
        if not draft.objects and told_here:
            # 3万元捐给福利院,其余2万元用于助学: what is given stands before the verb, behind the comma something else
            left = self._left_objects(draft.trigger, draft.arguments, draft.clause_start)
            draft.objects = left if left and left.amount else draft.objects
        if not draft.objects and _SUM_OF.match(self.text, draft.trigger.span.end):
            draft.objects = self._sum_right_before(draft.trigger)
        # 送往岚溪镇的一个物流中心: what stands behind is where it goes
        reached = draft.trigger.word[-1] in _REACHED and draft.start > draft.trigger.span.end
        reached = reached and self.text.startswith("的", draft.start)
        if not draft.objects and draft.start < draft.limit and not reached:
            draft.objects = self.read_right(Span(start, self._end_before_giver(start, draft.limit)))
        if not draft.objects and draft.noun is not None:
            draft.objects = self.read_right(Span(draft.noun.span.end, draft.limit))
        if draft.objects and not draft.objects.items and self._is_passive(draft):
            draft.objects = self._with_told_before(draft, draft.objects)
        if not draft.objects and not held:
            left = self._left_objects(draft.trigger, draft.arguments, draft.clause_start)
            draft.objects = left or draft.objects
            if left:
                # 这批|口罩|已捐给医院: a stretch read as a name by its place that is the thing itself
                draft.donors = tuple(m for m in draft.donors if not _is_slot_of(m, left.span))
                draft.actors = tuple(m for m in draft.actors if not _is_slot_of(m, left.span))
        handed = draft.kind is FrameKind.GIVE and draft.start > draft.trigger.span.end
        if not draft.objects and (handed or draft.kind in (FrameKind.DELIVER, FrameKind.PASS)):
            acquired = self._acquired(draft.trigger.span.start)
            to_whom = handed and _GIVEN_TO.search(self.text, draft.trigger.span.end - 1, draft.start)
            left_out = self._left_out(draft.clause_start) if to_whom and not acquired else None
            draft.objects = acquired or left_out or draft.objects
        if draft.objects and draft.kind is FrameKind.DELIVER and only_classed(draft.objects):
            # 采购口罩27000只、手套800双,并将爱心物资|送到一线: what they are was told before
            draft.objects = self._acquired(draft.trigger.span.start) or draft.objects
        if not draft.objects:
            named = self._named_thing(draft.trigger, draft.start, draft.limit)
            draft.objects = named or draft.objects
        way = _BY_WAY.match(self.text, draft.start) if not draft.objects else None
        if way is not None and not _MAY.search(self.text, draft.clause_start, draft.trigger.span.start):
            draft.objects = self.read_right(Span(*way.span("name")))

    def _end_before_giver(self, start: int, limit: int) -> int:
        """Return where an object ends behind which 的 tells who gave it, else *limit*: 捐赠图书500册|的锦澄集团."""
        for element in self._between(start, limit):
            if not isinstance(element, Quantity) or element.span.start == start:
                continue
            told = _WHO_GAVE.match(self.text, element.span.end, limit)
            giver = next((e for e in self.elements if told and e.span.start == told.end()), None)
            if isinstance(giver, Mention) and giver.named and giver.kind in _KNOWN_TO_GIVE:
                return element.span.end
        return limit

    def _is_passive(self, draft: OpenFrame) -> bool:
        """Tell whether who gives is told by 由, with the thing before him, and only its worth behind the verb."""
        agent = any(isinstance(e, Marker) and e.role == "agent" for e in draft.own)
        return agent and _WORTH.match(self.text, draft.trigger.span.end) is not None

    def _with_told_before(self, draft: OpenFrame, worth: Objects) -> Objects:
        """Return *worth* with the things told before their giver: 课桌椅120套由锦澄集团捐赠,价值2.1万元."""
        left = self._left_objects(draft.trigger, draft.arguments, draft.clause_start)
        if not left or not left.items or left.amount is not None:
            return worth
        return evolve(left, amount=worth.amount, goods_value=worth.amount, total=worth.total)

    def _take_built(self, draft: OpenFrame) -> None:
        """Take the house or thing that the sentence is about where the verb says who paid for its building."""
        trigger, objects = draft.trigger, draft.objects
        paid = draft.kind in (FrameKind.GIVE, FrameKind.FUND) or BUILD.match(trigger.word) is not None
        if not paid or any(m.span.start <= trigger.span.end for m in draft.recipients):
            return
        money = objects.amount.span.end if objects and objects.amount else trigger.span.end
        owner, built = self._built_subject(trigger, money)
        if not owner and not built:
            return
        house = next(iter(owner), None)
        if house and not built and not objects and not any(m.named for m in draft.donors):
            # 沐白大学由南洋华侨捐资创办: who founded it has no name, so that the house is all that was given
            item = Item(house.name, house.text, house.span)
            owner, built = (), Objects(span=house.span, items=(item,), form=Form.GOODS)
        if built and objects and objects.amount is not None:
            # 图书室由锦澄基金会捐资12万元建成,藏书5000册: what is told behind says how it is
            built = evolve(objects, items=built.items)
        draft.recipients, draft.objects = owner, built or objects
        draft.rules.append("roles/built_subject")

    def _take_unsure(self, draft: OpenFrame) -> None:
        """
        Take what somebody with a name has given as a thing, whatever it is called.

        周砚秋捐赠了他珍藏的纪念证 | 锦澄集团捐赠的“见山书角”: behind 的 only a name in quotes is one, not 捐赠的善举.
        """
        known = [m for m in draft.donors if m.kind in _KNOWN_TO_GIVE]
        objects = draft.objects
        if objects:
            return
        if objects is not None and objects.unsure and draft.trigger.word in _PUTS_UP:
            draft.objects = evolve(objects, items=objects.unsure, form=Form.GOODS)
        if draft.objects or not known:
            return
        if draft.kind is FrameKind.DELIVER and draft.recipients and objects is not None:
            # 慈善会为困难群众发放救助金: money by its purpose alone
            draft.objects = evolve(objects, items=objects.unsure, form=Form.GOODS)
        sure = draft.kind is FrameKind.GIVE and any("slot" not in m.rules for m in known)
        if not sure or draft.trigger.strength != "strong":
            return
        named = _NAMED.match(self.text, draft.start) if draft.relative else None
        if named is not None:
            name = Span(*named.span("name"))
            item = Item(name.cut(self.text), name.cut(self.text), name)
            draft.objects = Objects(span=Span(draft.start, named.end()), items=(item,), form=Form.GOODS)
        elif objects is not None and objects.unsure and self.text.startswith("了", draft.start):
            draft.objects = evolve(objects, items=objects.unsure, form=Form.GOODS)

    def _goes_on_for(self, last: Frame, draft: OpenFrame) -> bool:
        """Tell whether a clause without an actor only says for whom the gift before it is: 计划投入80万元,|为600户家庭送去棉被."""
        for_whom = self.text.startswith((",为", ",给", ",向"), draft.clause_start - 1)
        return for_whom and last.clause.end >= draft.clause_start - 1

    def _status(self, draft: OpenFrame) -> str | None:
        status, last, objects = draft.cues.status, draft.last, draft.objects
        if status is not None:
            return status
        if draft.cues.future and objects and objects.span.start >= draft.trigger.span.end:
            # 将配合工程捐种大树: with the object behind the verb 将 marks none and is a plan
            draft.rules.append("cues/将")
            return "planned"
        if last is not None and last.status == "planned" and GOES_ON.match(self.text, draft.clause_start):
            return "planned"  # 承诺捐种大树,并捐赠100万元
        if last is not None and last.status == "planned" and self._goes_on_for(last, draft):
            return "planned"  # 计划投入80万元,|为600户家庭送去棉被
        return None
