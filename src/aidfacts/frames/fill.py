"""Fills the frame of one trigger step by step: who is told by a marker, then who by place, then who elsewhere in the sentence."""

from __future__ import annotations

import re

from aidfacts.frames.acting import acting_for, is_will, subjects
from aidfacts.frames.bystanders import caller_on
from aidfacts.frames.direct import WORKSHOP
from aidfacts.frames.elements import Marker
from aidfacts.frames.given import KNOWN_TO_GIVE, Given
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.outline import acts
from aidfacts.frames.roles import entrusts, in_role, of_capital
from aidfacts.frames.stretches import BUILD
from aidfacts.frames.things import WILL_GO
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Form, Item, PartyKind
from aidfacts.model.frame import Frame, FrameKind, Role
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.span import Span
from aidfacts.model.values import evolve

GOES_ON = re.compile(r"[,、]?(?:并|且|以及)")
# Into whose hands money is put at the counter of somebody else
_HANDLERS = re.compile(
    r"(?:现场|有关|相关)?(?:工作人员|负责人|负责同志)|[该此这][楼馆堂园]的?(?:建设|兴建|修建)"  # 为|该楼建设|捐资
)
_STAFF = re.compile(r"的?(?:工作人员|负责人|负责同志)$")
_GRATEFUL = ("感谢", "致谢")
_TAKES_IN = (PartyKind.NGO, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.GOVERNMENT)
_NEVER_GIVES = ("母校", "灾区", "家乡", "他人", "该项目", "本项目", "此项目", "该工程", "该活动")
_COME_ALONG = ("工作人员", "负责人", "相关负责人", "随行人员")  # 民政局局长周砚秋和|工作人员|送上慰问金
_OWN_HOUSE = ("单位", "组织", "公司", "学校", "领导", "上级")  # 局长周砚秋受|单位|委托: his own
_IS_THANKED = re.compile(
    r"表示[^,。;]{0,8}(?:感谢|谢意|敬意|欢迎|赞赏|赞扬)|给予[^,。;]{0,4}(?:赞扬|肯定|评价)"
)
# takes “见山书角” of 捐赠的“见山书角”落户沐白小学; leaves the name of an act, 捐赠的“暖冬行动”
_NAMED = re.compile(
    r"的(?P<name>“[^”]{2,16}(?<!行动)(?<!活动)(?<!计划)(?<!项目)(?<!基金)(?<!工程)”)(?!活动|行动|计划|项目|基金|仪式)"
)
_PUTS_UP = frozenset(["捐建"])  # whatever stands behind it was built; 援建 has duties and units
# 捐建的|图书室|内看书: what is done in it
_INSIDE = re.compile(
    r"[\u4e00-\u9fff]*?(?:[院室园场楼馆站房亭桥校]|中心|小学|中学)(?=[内里上中前旁边](?!心|学|院|国))"
)
_FOUNDING = ("设立", "捐设")
_GIVES_HERE = re.compile("[向为给对](?!于)")  # 感谢|中国|向汤加捐赠: who is thanked gives
_TO = ("给", "到", "予", "至")  # 捐赠沙盘|给|沐白小学
# 向沐白小学|无偿|捐赠砚屏; leaves 向社会|公开|捐赠流程
_HOW = re.compile(
    r"(?:再次|又|还|也|都|均|共同|联合|无偿|免费|一次性|首次|分别|现场|当场|慷慨|爱心|踊跃|自愿|陆续|先后|已|将|紧急|定向|累计)*"
)
_QUOTED_PACKET = r"(?P<name>“[^“”,。;]{1,8}(?:包|礼盒|箱|袋|餐|粥|毛衣|棉被|书柜|书屋)”)"
_PACKET = compile_late(rf"了?(?:一[份批个]份?|爱心|的)?{_QUOTED_PACKET}")
_PACKET_HELD = compile_late(
    rf"[将把](?:一[份批个]份?)?{_QUOTED_PACKET}(?:陆续|全部|及时|一一|分别|逐一|亲手)*$"
)
_HANDED_OVER = (FrameKind.DELIVER, FrameKind.RECEIVE, FrameKind.FUND)
_ACCOUNT = compile_late(r"的?[^,。;到]{0,8}(?:账户|专户|账号|户头|账上)")
_COMES_IN = frozenset(["到账", "进账", "汇入", "打入"])
_PASSES = frozenset(["转交", "转送", "转赠", "转给", "转捐"])
# 锦澄集团|交来|善款3万元,由县侨联转交灾区
_HANDS_IN = compile_late(r"交(?:[来给由付到]|至|往)|捐|[募筹凑]|送来|拿出|委托")
_GOVERNING = frozenset("向给为对在到由与和把将被")


class Filling(Given):
    """The steps by which the frame of one trigger is filled, in their order."""

    def fill(self, draft: OpenFrame, number: int) -> Frame:
        """Return the frame of a trigger in sentence *number* with all that the sentence tells of its gift."""
        self._take_marked(draft)
        self._take_described(draft)
        self._take_governed(draft)
        self._take_led_to(draft)
        self._take_thanked(draft)
        self._take_school(draft)
        self._take_home(draft)
        self._take_site(draft)
        self._take_behind(draft)
        self._take_objects(draft)
        self._take_paid(draft)
        self._take_only_counted(draft)
        self._take_counted_ahead(draft)
        self._take_told_of(draft)
        self._take_seen_come(draft)
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
        self._take_given_to(draft)
        self._take_holder(draft)
        self._take_seen_at(draft)
        self._take_user(draft)
        self._take_surprised(draft)
        self._take_earlier(draft)
        self._take_raised_under(draft)
        self._take_unsure(draft)  # who gives and gets may be told only now
        self._spell_out(draft)
        self._take_own_act(draft)
        self._take_account(draft)
        self._take_caller(draft)
        self._take_entrusting(draft)
        self._take_passed(draft)
        self._take_will(draft)
        self._drop_bystanders(draft)
        status = self._status(draft)
        return Frame(
            trigger=draft.trigger, kind=draft.kind, clause=draft.span(), sentence=number,
            donors=draft.donors, recipients=draft.recipients, channels=draft.channels,
            objects=draft.objects or None, status=status, scope=draft.cues.scope, joint=draft.joint,
            unread=draft.unread and not draft.donors, rules=tuple(draft.rules),
        )  # fmt: skip

    def _spell_out(self, draft: OpenFrame) -> None:
        """Take those who give and get by their whole names, and the house for its people at the counter."""
        if "roles/owner_of_built" not in draft.rules:
            draft.recipients = tuple(self._whole_receiver(m) for m in draft.recipients)
        draft.recipients = tuple(dict.fromkeys(of_capital(m) for m in draft.recipients))
        draft.donors = self._spelled_out(draft, draft.donors)
        draft.recipients = self._spelled_out(draft, draft.recipients)
        draft.recipients = tuple(
            self._behind_counter(m) for m in draft.recipients if not _HANDLERS.fullmatch(m.text)
        )

    def _drop_bystanders(self, draft: OpenFrame) -> None:
        """Leave out of who gives those who get it, and who only comes along with the giver."""
        led = any(m.named for m in draft.donors)
        draft.donors = tuple(
            m
            for m in draft.donors
            if m not in draft.recipients
            and m.text not in _NEVER_GIVES
            and not (led and m.text in _COME_ALONG)
        )

    def _behind_counter(self, receiver: Mention) -> Mention:
        """Return the house whose people take in what is given to it: 交到|县红十字会|工作人员手中."""
        staff = _STAFF.search(receiver.text) if receiver.kind is PartyKind.GROUP else None
        if staff is None or not staff.start():
            return receiver
        house = self.read_slot(Span(receiver.span.start, receiver.span.start + staff.start()))
        return house if house is not None and house.named and house.kind in _TAKES_IN else receiver

    def _take_own_act(self, draft: OpenFrame) -> None:
        """Take the project that money is raised for as who gets it, with nobody told who gives: 该项目已筹到32万元."""
        own = tuple(m for m in draft.donors if m.text in _NEVER_GIVES)
        if own and draft.kind is FrameKind.RAISE and not draft.recipients:
            draft.recipients, draft.donors, draft.unread = own, (), True

    def _take_caller(self, draft: OpenFrame) -> None:
        """Take who calls on others as who gives them something, and none of those in their row: |县妇联|走访了女企业家代表等20户,送去慰问金."""
        if not draft.donors or draft.kind is FrameKind.RECEIVE:
            return
        first = draft.donors[0]
        before = [e for e in self.elements if isinstance(e, Mention) and e.span.end < first.span.start]
        caller = caller_on(self.text, self.sentence.start, first, before) if before else None
        if caller is not None and first.span.end < draft.trigger.span.start:
            row = draft.donors
            draft.donors = (acting_for(self.text, caller),)
            draft.recipients = draft.recipients or row
            draft.rules.append("roles/visited")

    def _take_packet(self, draft: OpenFrame) -> None:
        """Take what a word in quotes calls a packet as the thing: 获赠|“母亲邮包”, 将|“爱心包”|发放到老人手中."""
        if draft.objects or draft.kind not in _HANDED_OVER:
            return
        behind = _PACKET.match(self.text, draft.start, self.sentence.end)
        told = behind or _PACKET_HELD.search(self.text, draft.clause_start, draft.trigger.span.start)
        if told is None:
            return
        name = Span(*told.span("name"))
        item = Item(name.cut(self.text), name.cut(self.text), name)
        draft.objects = Objects(span=name, items=(item,), form=Form.GOODS)

    def _take_account(self, draft: OpenFrame) -> None:
        """Take whose account money came in on as who gets it: |县红十字会|账户到账善款120万元."""
        own = tuple(m for m in draft.donors if _ACCOUNT.match(self.text, m.span.end))
        if own and draft.trigger.word in _COMES_IN and not draft.recipients:
            draft.recipients, draft.donors, draft.unread = own, (), True

    def _take_entrusting(self, draft: OpenFrame) -> None:
        """Take for whom somebody acts as who gives, and a house that acts as a channel: 受|锦澄集团|委托,县红十字会向学校转赠图书."""
        before = (
            e for e in self.elements if isinstance(e, Mention) and e.span.end < draft.trigger.span.start
        )
        giver = next((m for m in before if entrusts(self.text, m) and m.text not in _OWN_HOUSE), None)
        if giver is None or draft.kind is FrameKind.RECEIVE or giver in draft.recipients:
            return
        acting = (m for m in draft.donors if m != giver and m.named and m.kind is not PartyKind.PERSON)
        draft.channels = (*draft.channels, *(m for m in acting if m not in draft.channels))
        draft.donors = (acting_for(self.text, giver),)
        draft.rules.append("roles/entrusting")

    def _take_passed(self, draft: OpenFrame) -> None:
        """Take who brings what a house passes on as who gives, and the house as a channel: 锦澄集团交来3万元,由|县侨联|转交灾区."""
        by = draft.donors[0] if len(draft.donors) == 1 and draft.trigger.word in _PASSES else None
        if by is None or not self.text.startswith("由", by.span.start - 1):
            return
        before = (e for e in self.elements if isinstance(e, Mention) and e.span.end < by.span.start)
        giver = next((m for m in before if m.kind is not PartyKind.PLACE), None)
        if giver is None or giver in draft.recipients:
            return
        if self.text[max(0, giver.span.start - 1) : giver.span.start] in _GOVERNING:
            return
        if _HANDS_IN.search(self.text, giver.span.end, by.span.start):
            draft.donors, draft.channels = (acting_for(self.text, giver),), (*draft.channels, by)
            draft.rules.append("roles/entrusting")

    def _take_will(self, draft: OpenFrame) -> None:
        """Take by whose will something is given as who gives it, where nobody acts for him: 遵照|周砚秋|遗愿,向母校捐款."""
        if draft.donors or draft.kind is not FrameKind.GIVE:
            return
        before = (
            e for e in self.elements if isinstance(e, Mention) and e.span.end < draft.trigger.span.start
        )
        draft.donors = tuple(m for m in before if is_will(self.text, m) and m not in draft.recipients)[:1]

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

    def _take_thanked(self, draft: OpenFrame) -> None:
        """Take who is thanked for having given: 对锦澄集团捐赠图书表示感谢."""
        thanked = tuple(a.mention for a in draft.arguments if a.marker == "对")
        if thanked and _IS_THANKED.search(self.text, draft.start, self._clause_end(draft.start)):
            draft.donors, draft.recipients, draft.actors = thanked, self._who_thanks(draft), thanked
        else:
            self._take_grateful(draft)

    def _take_grateful(self, draft: OpenFrame) -> None:
        """Take who opens a sentence in which he is grateful as who has got it: |沐白小学|给锦澄集团送去锦旗,感谢其捐赠电脑30台."""
        own = [a.mention for a in draft.arguments if self.text.endswith(_GRATEFUL, 0, a.mention.span.start)]
        if not own:
            return
        before = [e for e in self._between(self.sentence.start, own[0].span.start) if isinstance(e, Mention)]
        first = before[0] if before else None
        if first is None or not first.named:
            return
        if first.kind not in _TAKES_IN and not first.text.endswith(("村", "社区")):
            return
        behind = self._between(own[0].span.end, self._clause_end(draft.start))
        if any(isinstance(e, Marker) and e.role == "goal" for e in behind):
            return  # 感谢锦澄集团捐赠物资|予|县医院
        giver = before[-1] if own[0].text in ("其", "他们") and len(before) > 1 else own[0]
        if giver.name != first.name and not draft.recipients:
            draft.recipients = (first,)
            if giver is not own[0] or not (draft.donors or draft.actors):
                draft.donors, draft.actors = (giver,), (giver,)

    def _take_school(self, draft: OpenFrame) -> None:
        """Take the school of the alumnus who gives, where nobody else is told to receive."""
        if draft.recipients or draft.kind not in (FrameKind.GIVE, FrameKind.PLEDGE):
            return
        if any(isinstance(e, Marker) and e.role == "goal" for e in draft.own):
            return  # 我校校友周砚秋为抗疫捐款: what he gives for is told, and is not the school
        draft.recipients = self._school_of(draft.own) or self._jubilee(draft.clause_start, draft.trigger)
        if draft.recipients:
            draft.donors = tuple(m for m in draft.donors if m not in draft.recipients)
            draft.rules.append("roles/alumnus")

    def _take_behind(self, draft: OpenFrame) -> None:
        """Take the row of receivers right behind the verb, or whose plan it is that a sum in brackets pays for."""
        if draft.kind is FrameKind.PLAN:
            self._take_planned(draft)
        elif draft.kind is not FrameKind.RECEIVE and draft.partner is None and not self._describes(draft):
            if draft.recipients and self._opens_thing(draft):
                return
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

    def _opens_thing(self, draft: OpenFrame) -> bool:
        """Tell whether a word for people right behind the verb begins the name of a thing: 为沐白社区赠送|老年人|健身器材."""
        start = draft.start + self.text.startswith("了", draft.start)
        people = next((e for e in self.elements if e.span.start == start), None)
        if not isinstance(people, Mention) or people.named or people.kind is not PartyKind.GROUP:
            return False
        objects = self.read_right(Span(start, self._clause_end(start)))
        things = objects.items or objects.unsure
        return bool(things) and things[0].name.startswith(people.text) and things[0].name != people.text

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
        known = [m for m in draft.donors if m.kind in KNOWN_TO_GIVE]
        objects = draft.objects
        built = self._built_inside(draft)
        if built is not None:
            draft.objects = Objects(span=built.span, items=(built,), form=Form.GOODS)
            return
        if objects:
            return
        if objects is not None and objects.unsure and _puts_up(draft, objects):
            draft.objects = evolve(objects, items=_up_to_inside(objects.unsure), form=Form.GOODS)
        self._take_packet(draft)
        if draft.objects or not known:
            return
        if draft.kind is FrameKind.DELIVER and draft.recipients and objects is not None:
            # 慈善会为困难群众发放救助金: money by its purpose alone; in 移交了|中国政府|捐赠的电脑 a party stands there
            names = {e.span for e in self.elements if isinstance(e, Mention)}
            things = tuple(item for item in objects.unsure if item.span not in names)
            draft.objects = evolve(objects, items=things, form=Form.GOODS)
        verb = draft.partner or draft.trigger
        gives = FrameKind.GIVE in (draft.kind, verb.kind)
        sure = gives and any("slot" not in m.rules for m in known)
        if not sure or verb.strength != "strong":
            return
        named = _NAMED.match(self.text, draft.start) if draft.relative else None
        if named is not None:
            name = Span(*named.span("name"))
            item = Item(name.cut(self.text), name.cut(self.text), name)
            draft.objects = Objects(span=Span(draft.start, named.end()), items=(item,), form=Form.GOODS)
        elif objects is not None and objects.unsure:
            # 向|沐白小学|捐赠砚屏: a verb with who gets it before it has a thing behind it
            goal = max((m.span.end for m in draft.recipients), default=0)
            marked = goal and _HOW.fullmatch(self.text, goal, draft.trigger.span.start)
            placed = self.text.startswith(_TO, objects.span.end) or (
                bool(draft.recipients) and self._stands_as_thing(draft, objects.span)
            )
            if marked or placed or self.text.startswith("了", draft.start):
                draft.objects = evolve(objects, items=objects.unsure, form=Form.GOODS)

    def _stands_as_thing(self, draft: OpenFrame, thing: Span) -> bool:
        """Tell whether a word stands where what is given does: 捐赠给沐白小学的|龙舟, 将|竹简|捐给沐白小学, 来到沐白小学,捐赠|砚屏."""
        verb = draft.trigger.span
        behind = draft.relative or draft.partner is not None or self.text.startswith("的", draft.start)
        return behind or thing.end <= verb.start or self.text.startswith(",", verb.start - 1)

    def _built_inside(self, draft: OpenFrame) -> Item | None:
        """Return what was put up, where the things told behind it are in it: 捐建的|图书室|内摆放着新书架."""
        if not draft.relative or draft.trigger.word not in _PUTS_UP:
            return None
        start = draft.start + self.text.startswith("的", draft.start)
        inside = _INSIDE.match(self.text, start)
        told = draft.objects.items if draft.objects is not None else ()
        if inside is None or not told or told[0].span.start < inside.end():
            return None
        return Item(inside.group(), inside.group(), Span(*inside.span()))

    def _goes_on_for(self, last: Frame, draft: OpenFrame) -> bool:
        """Tell whether a clause without an actor only says for whom the gift before it is: 计划投入80万元,|为600户家庭送去棉被."""
        for_whom = self.text.startswith((",为", ",给", ",向"), draft.clause_start - 1)
        return for_whom and last.clause.end >= draft.clause_start - 1

    def _status(self, draft: OpenFrame) -> str | None:
        status, last, objects = draft.cues.status, draft.last, draft.objects
        if status is not None:
            return status
        before = objects is not None and WILL_GO.fullmatch(
            self.text, objects.span.end, draft.trigger.span.start
        )
        if draft.cues.future and objects and (before or objects.span.start >= draft.trigger.span.end):
            # 将配合工程捐种大树: with the object behind the verb 将 marks none and is a plan
            draft.rules.append("cues/将")
            return "planned"
        if last is not None and last.status == "planned" and GOES_ON.match(self.text, draft.clause_start):
            return "planned"  # 承诺捐种大树,并捐赠100万元
        if last is not None and last.status == "planned" and self._goes_on_for(last, draft):
            return "planned"  # 计划投入80万元,|为600户家庭送去棉被
        return None


def _puts_up(draft: OpenFrame, objects: Objects) -> bool:
    """Tell whether words that may be things are what was built: 捐建|书香小筑, 援建|酱油厂; 援建 has duties and units besides."""
    works = draft.trigger.word == "援建" and WORKSHOP.search(objects.unsure[-1].name) is not None
    return works or draft.trigger.word in _PUTS_UP


def _up_to_inside(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return *items* without what is told to go on in the last of them: 孤儿院|内玩耍."""
    inside = _INSIDE.match(items[-1].name) if items else None
    if inside is None or items[-1].name != items[-1].text:
        return items
    last, name = items[-1], inside.group()
    return (
        *items[:-1],
        evolve(last, name=name, text=name, span=Span(last.span.start, last.span.start + len(name))),
    )
