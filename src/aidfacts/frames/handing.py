"""Joins a verb that says where a gift went, or who paid for it, to the gift told before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from aidfacts.frames.elements import Marker
from aidfacts.frames.fill import Filling
from aidfacts.frames.stretches import BUILD
from aidfacts.frames.things import ACQUIRED
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import GETS, OWN_MONEY, RAISES_OWN, SPENDS, Frame, FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount
from aidfacts.model.span import Span

# What was told before and is handed on now: 将善款, 把这批, 将其全部
_WHOLLY = compile_late(r"(?:已经?|都)?(?:全部|全数|悉数|一并|无偿|陆续|分批)+$")
_TOLD_BEFORE = compile_late(
    r"款|钱|资金|物|所得|所有|全部|悉数|全数|一并|其|它|之|这|此|该|以上|上述|收入|[\d元]"
)
_POOLED = compile_late(r"(?:款|款物|资金|物资)$")
# Between what was handed out and who gave it: 发放轮椅20辆,|全部由|锦澄集团捐赠
_BORNE = compile_late(
    r"[,;。](?:这些|所有|全部|均|都|皆|物资)*由(?:爱心企业|爱心人士|校友|乡贤|企业家|市民|居民|村民)?"
)
# 收到两台呼吸机,|这是|锦澄集团捐赠的; 领到新书包,|这些都是|商会送来的; 棉被运抵岚溪镇,|是由|锦澄集团捐赠的
THIS_IS = compile_late(
    r"[,。;](?:而)?[这那](?:些|批|份|笔|[一两二三几\d]*[台套辆份批件袋])?(?:[^,。;:是由]{0,6}?)(?:都|均|全|正|全部)?(?:是|系|由)(?:来自)?|,(?:都|均|全|正|仍|也|全部)?是由?"
)
_NOTHING_NEW = compile_late(r"(?:礼物|礼品|心意|物资|善款|捐款)$")  # 送给他们的|开学礼物: the thing again
_ALL = compile_late(r"全部|均|都|一并|悉数|一起")
MAX_GIVER = 12  # characters of where he is from or what he is, before who gave: 远在明屿的|周砚秋
MIN_OBJECT = 4  # characters; 了爱心 is less than a thing of its own
# 交到书记|手中,说要|捐给, 交给社区,|托他们转|赠给
_ENTRUSTS = ("交到", "交给", "送到", "送给", "递给", "递到", "交予")
_ASKS = compile_late(
    r"[^,。;]{0,6}[,;]?(?:并|还)?(?:[他她])?(?:说|表示|叮嘱|嘱咐|请|托|委托|要求|希望|让|拜托)+[^,。;捐赠]{0,8}"
)
_SPENDS = compile_late(r"[,;]?其中(?:的)?用")
_HELPING = frozenset(["资助", "捐助", "救助", "帮扶"])
_PAYING = frozenset(["发放", "拨付", "投入", "下拨", "提供"])
# 资助甘孜州|建设球场,|投入180万元
_BUILDS = compile_late(r"[援捐帮资修]建|建设|新建|修建|兴建|建起|建成|改造|修缮|安装")
_SPENDING = frozenset(["投入", "出资", "斥资", "花费", "花", "花了", "花去"])
# 花2000元,|给五保户送去|棉被: what a sum was spent on, unless a word tells that more was done
_PAYS_FOR = SPENDS | OWN_MONEY | {"斥资"}
_BRINGS = (FrameKind.DELIVER, FrameKind.FUND)
_POOLS = (FrameKind.FUND, FrameKind.RAISE, FrameKind.GIVE)
_EQUIPS = frozenset(["添置", "配备", "定做"])
_MORE = compile_late("[又还并另再;。]|同时|此外|以及|随后")
_BUILDERS = (FrameKind.GIVE, FrameKind.AID)
# 投入资金380万元,|支持|村里硬化道路5公里: what the money was for
_USING = frozenset(["支持", "帮扶", "扶持", "援助", "援建", "帮建", "支援"])
_PAYERS = (FrameKind.FUND, FrameKind.GIVE)
COLLECTS = (PartyKind.COMPANY, PartyKind.SCHOOL, PartyKind.GROUP)

_KEEPS_FUNDS = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.NGO)
_HANDED = (FrameKind.DELIVER, FrameKind.RECEIVE)  # who gave is told behind
# 由中国侨商联合会捐赠|、市侨联|转赠
_PASSED_ON = frozenset(["转赠", "转交", "转捐"])
_THEN_BY = compile_late(r"[、,]?(?:并|再|后)?[由经]?")


class Handing(Filling):
    """The frames of one sentence so far, and what a further verb adds to them instead of telling a gift of its own."""

    frames: list[Frame]
    spent: bool  # whether the verb before paid out what was received

    def _hands_on(self, frame: Frame) -> bool:
        """
        Give the receiver of a verb without an object of its own to the gift before it.

        募集款物210万元,全部捐赠给丹巴县 is one gift; 捐给省红会,由其转赠县医院 is one too, with a channel.
        """
        if not self.frames:
            return False
        last, things = self.frames[-1], frame.objects
        if self._founds_beside(last, frame) or self._founds_with(last, frame):
            return True
        again = (
            frame.kind is FrameKind.PASS
            and things
            and things.amount is None
            and not any(i.quantity for i in things.items)
        )
        if _SPENDS.match(self.text, frame.clause.start):
            return True  # 捐款50万元,其中用30万元援建小学: how a part of the gift was spent
        if (things and not again) or not frame.recipients:
            return False
        if not (last.objects or frame.kind is FrameKind.PASS) or self._has_own_object(frame):
            return False
        builds = BUILD.match(frame.trigger.word) is not None
        if builds and not self._goes_on_to(last, frame):
            return False  # 1987年捐资修路;1990年又捐建中学
        if frame.trigger.word in _HELPING and not self._goes_on_to(last, frame):
            return False  # 捐出2万元设立奖学金;去年,为|资助|学子,他又捐赠…
        # 筹措面包50万包驰援岚溪镇: for whom it is stands inside what was read as the purpose
        helps = frame.kind is FrameKind.AID and not builds
        if helps and not self._goes_on_to(last, frame):
            return False  # 投入资金30万元;走访慰问老党员
        behind = frame.trigger.span.start if helps else last.clause.end
        told = [m for m in frame.recipients if m.span.start > behind and m not in last.recipients]
        # 公司收到员工善款3万元,悉数汇至慈善总会: a house that is no charity only collects
        collects = last.kind is FrameKind.RECEIVE and all(m.kind in COLLECTS for m in last.recipients)
        # 将三架飞机送抵明屿,捐赠给当地政府: where goods were brought, and who got them there
        brought = last.kind is FrameKind.DELIVER and all(m.kind is PartyKind.PLACE for m in last.recipients)
        # 把8万元交到书记手中,说要捐给敬老院: into whose hands it was put, and for whom
        entrusted = last.trigger.word in _ENTRUSTS and self._keeps_all(last, frame)
        passes = (
            frame.kind is FrameKind.PASS
            or (entrusted and frame.kind is FrameKind.GIVE)
            or (brought and frame.kind is FrameKind.GIVE)
            or last.kind is FrameKind.RAISE
            or collects
            or ("roles/visited" in last.rules and self._is_one_clause(last, frame))
        )
        if not told or (last.recipients and not passes):
            return False
        if collects and frame.kind is not FrameKind.PASS:
            givers = last.donors or frame.donors or last.recipients
            last = evolve(last, donors=givers, kind=FrameKind.RAISE)
        through = frame.kind is FrameKind.PASS or entrusted
        channels = last.channels + (last.recipients if through else ())
        why = (f"triggers/{frame.trigger.word}", "roles/handed_on")
        for at, other in enumerate(self.frames[:-1]):
            given = other.objects or not any(m.named for m in other.donors)
            open_ = given and not other.recipients and other.kind is not FrameKind.RECEIVE
            if open_ and self._goes_on_to(other, frame):
                # 甲部捐1.2万、乙部2.6万,已转交福利院: all of the row goes there
                self.frames[at] = evolve(other, recipients=tuple(told)).because(*why)
        donors = last.donors or frame.donors
        self.frames[-1] = evolve(last, donors=donors, recipients=tuple(told), channels=channels).because(*why)
        return True

    def _passes_on(self, frame: Frame) -> bool:
        """Take who only passes a gift on for its channel: 由中国侨商联合会捐赠、|市侨联转赠的20台呼吸机."""
        last = self.frames[-1] if self.frames else None
        if last is not None and frame.donors and all(m in last.channels for m in frame.donors):
            # …市侨联转赠的20台呼吸机|送达|市第一人民医院: the same things once more
            same = bool(last.objects and frame.objects) and frame.clause.start < last.clause.end
            if same and frame.recipients and not last.recipients:
                self.frames[-1] = evolve(last, recipients=frame.recipients)
            return same
        if last is None or not last.donors or last.objects or frame.trigger.word not in _PASSED_ON:
            return False
        if not frame.donors or not frame.objects or frame.donors[0].span.start < last.trigger.span.end:
            return False
        if _THEN_BY.fullmatch(self.text, last.trigger.span.end, frame.donors[0].span.start) is None:
            return False
        told = evolve(
            frame, donors=last.donors, channels=(*frame.channels, *frame.donors),
            clause=Span(last.clause.start, frame.clause.end),
        )  # fmt: skip
        self.frames[-1] = told.because(*last.rules)
        return True

    def _tells_giver(self, frame: Frame) -> bool:
        """
        Give who paid to the things handed out or got before.

        发放轮椅200辆,由锦澄集团捐赠,总价值16万元 is one gift, and so is 获赠电脑20台,由远樵科技捐赠.
        """
        last = self.frames[-1] if self.frames else None
        if last is None or last.kind not in _HANDED or not last.objects or not frame.donors:
            return False
        if last.kind is FrameKind.RECEIVE and last.donors:
            return False
        worth = frame.objects
        if not (self._says_this_is(last, frame) or self._says_borne(last, frame)):
            return False
        named = any(m.named for m in frame.donors) or not last.donors
        objects = last.objects
        if worth and objects.amount is None:
            objects = evolve(objects, amount=worth.amount, goods_value=worth.amount)
        told = evolve(
            last, trigger=frame.trigger, kind=frame.kind, donors=frame.donors if named else last.donors, objects=objects,
            clause=Span(last.clause.start, frame.clause.end),
        )  # fmt: skip
        self.frames[-1] = told.because(*frame.rules, "roles/giver_told")
        return True

    def _says_borne(self, last: Frame, frame: Frame) -> bool:
        """Tell whether nothing but who gave is told behind what was handed out: ,全部由|锦澄集团捐赠."""
        if frame.kind is not FrameKind.GIVE or frame.recipients or (frame.objects and frame.objects.items):
            return False
        return _BORNE.fullmatch(self.text, last.clause.end, frame.donors[0].span.start) is not None

    def _says_this_is(self, received: Frame, frame: Frame) -> bool:
        """Tell whether the clause behind what was received says that it is the gift of somebody: ,这些都是|锦澄集团送来的."""
        giver = frame.donors[0]
        brings = frame.kind is FrameKind.DELIVER and giver.named
        told = received.kind is FrameKind.RECEIVE or not received.donors
        if not told or not received.objects:
            return False
        if not (brings or frame.kind is FrameKind.GIVE) or not _tells_again(received.objects, frame.objects):
            return False
        opened = THIS_IS.match(self.text, self._clause_end(received.clause.end), giver.span.start)
        others = any(m.named and not m.anaphor and m not in received.recipients for m in frame.recipients)
        return opened is not None and not others and giver.span.start - opened.end() <= MAX_GIVER

    def _keeps_all(self, last: Frame, frame: Frame) -> bool:
        """Tell whether nothing but what is asked of him stands between who is handed a gift and who gets it: ,说要|捐给."""
        return _ASKS.fullmatch(self.text, last.clause.end, frame.trigger.span.start) is not None

    def _tells_use(self, frame: Frame) -> bool:
        """Give what a sum was used for to the gift of the sum: 投入资金380万元,支持村里硬化道路5公里 is one gift."""
        last = self.frames[-1] if self.frames else None
        if last is None or last.kind not in _PAYERS or frame.trigger.word not in _USING:
            return False
        given, used = last.objects, frame.objects
        if not given or given.amount is None or not used or used.amount is not None or used.sums:
            return False
        others = any(m not in last.donors for m in frame.donors) or any(i.quantity for i in given.items)
        if others or self.text[last.clause.end : frame.clause.start] != "," or not used.items:
            return False
        told = evolve(given, items=(*given.items, *used.items))
        recipients = last.recipients or frame.recipients
        self.frames[-1] = evolve(last, objects=told, recipients=recipients).because(
            f"triggers/{frame.trigger.word}", "roles/used_for"
        )
        return True

    def _describes_given(self, trigger: Trigger, later: Sequence[Trigger]) -> bool:
        """Tell whether a verb only says what is done with things whose giver a later one tells: 派发的药品|由锦澄集团|捐赠."""
        describes = self.text.startswith("的", trigger.span.end)
        if describes and trigger.kind is FrameKind.RECEIVE and later and self._is_held(trigger):
            return True  # 把获得|的|奖金捐给学校: where what is given came from
        if trigger.kind is not FrameKind.DELIVER or not describes:
            return False
        end = self._clause_end(trigger.span.end)
        gives = next((t for t in later if t.kind is FrameKind.GIVE and t.span.start < end), None)
        return gives is not None and any(
            isinstance(e, Marker) and e.role == "agent"
            for e in self._between(trigger.span.end, gives.span.start)
        )

    def _is_held(self, trigger: Trigger) -> bool:
        """Tell whether a trigger stands inside what 将 or 把 marks in its clause."""
        before = self._between(self._clause_start(trigger), trigger.span.start)
        return bool(before) and isinstance(before[-1], Marker) and before[-1].word in ("将", "把")

    def _says_how(self, trigger: Trigger, later: Sequence[Trigger]) -> bool:
        """Tell whether a word of paying only says whose money the next one spends: 自掏腰包|花了2000元."""
        follow = later[0] if later else None
        if follow is None or trigger.word not in OWN_MONEY:
            return False
        between = Span(trigger.span.end, follow.span.start)
        if follow.word in SPENDS:
            return between.cut(self.text) in ("", ",", "共", "先后")
        if follow.word not in GETS and follow.word not in _EQUIPS:
            return False
        # 自掏腰包|给孩子们买了文具: nothing else is bought before
        others = any(isinstance(e, Amount | Trigger) for e in self._between(between.start, between.end))
        bought = ACQUIRED.search(self.text, between.start, between.end)
        return not others and bought is None and self._clause_end(between.start) >= between.end

    def _raises_for_itself(self, trigger: Trigger) -> bool:
        """Tell whether somebody pools money with nobody told for whom: 村民自筹资金5万元,修建了水泥路."""
        if trigger.word not in RAISES_OWN:
            return False
        end = self._clause_end(self._clause_end(trigger.span.end) + 1)
        behind = self._between(trigger.span.end, end)
        return not any(isinstance(e, Marker) and (e.role == "goal" or e.word == "在") for e in behind)

    def _buys_with(self, frame: Frame) -> bool:
        """
        Give what was brought to the sum that was spent on it: 花2000元,|给五保户送去棉被10床 is one gift, worth 2000元.

        拿出2000元,又送去棉被10床 are two.
        """
        last = self.frames[-1] if self.frames else None
        if last is None or last.kind not in _POOLS or frame.kind not in _BRINGS:
            return False
        paid, things = last.objects, frame.objects
        if not paid or paid.amount is None or paid.items or not things or not things.items:
            return False
        others = any(m not in last.donors for m in frame.donors) or things.amount is not None or things.sums
        # 拿出2000元给沐白小学,为北塘村送去棉被: the sum went to somebody else
        elsewhere = "roles/after_object" not in last.rules and last.recipients != frame.recipients
        spends = last.kind is FrameKind.RAISE or last.trigger.word in _PAYS_FOR
        # 捐出2000元,|给敬老院添置棉被; in 捐出2000元,为敬老院|送去棉被 two things were given
        spends = spends or (last.kind is FrameKind.GIVE and frame.trigger.word in _EQUIPS)
        if not spends or others or (last.recipients and elsewhere):
            return False
        start = max(last.clause.start, last.objects.span.end if last.objects else 0)
        if _MORE.search(self.text, start, frame.trigger.span.start):
            return False
        bought = evolve(things, amount=paid.amount, goods_value=None if paid.amount.per else paid.amount)
        donors = last.donors or frame.donors
        recipients = frame.recipients or last.recipients
        told = evolve(
            last,
            objects=bought,
            donors=donors,
            recipients=recipients,
            clause=Span(last.clause.start, frame.clause.end),
        )
        self.frames[-1] = told.because(*frame.rules, "roles/cost")
        return True

    def _tells_payment(self, frame: Frame) -> bool:
        """Give what was paid out to the verb that tells who was helped: 资助高中生50名,首年共发放20万元 is one gift."""
        last = self.frames[-1] if self.frames else None
        if last is None or last.objects or not last.recipients or last.trigger.word not in _HELPING:
            return False
        if frame.trigger.word not in _PAYING or not frame.objects or not self._goes_on_to(last, frame):
            return False
        others = any(m not in last.recipients for m in frame.recipients)
        if others or any(m not in last.donors for m in frame.donors):
            return False
        paid = evolve(
            last, objects=frame.objects, scope=last.scope or frame.scope, status=last.status or frame.status
        )
        self.frames[-1] = paid.because(f"triggers/{frame.trigger.word}", "roles/paid_out")
        return True

    def _tells_cost(self, frame: Frame) -> bool:
        """Give the sum that a giver spends to what he had built before it: 资助禾川县建设球场6座,投入180万元 is one gift."""
        last = self.frames[-1] if self.frames else None
        if last is None or not last.objects or last.objects.amount is not None or last.kind not in _BUILDERS:
            return False
        things, sum_told = last.objects, frame.objects
        if frame.trigger.word not in _SPENDING or not sum_told or sum_told.amount is None or sum_told.items:
            return False
        clause = self.text[last.clause.start : last.clause.end]
        if not things.items or not _BUILDS.search(clause) or not self._goes_on_to(last, frame):
            return False
        if frame.donors != last.donors or {"roles/goal_of_sentence", "roles/after_object"}.isdisjoint(
            (*frame.rules, "" if frame.recipients else "roles/goal_of_sentence")
        ):
            return False
        costed = evolve(things, amount=sum_told.amount, goods_value=sum_told.amount)
        self.frames[-1] = evolve(last, objects=costed).because(f"triggers/{frame.trigger.word}", "roles/cost")
        return True

    def _spends_received(self, frame: Frame) -> bool:
        """Tell whether what a house has received is paid out: 接收捐款90万元,已拨付60万元 is one gift."""
        received = [f for f in self.frames if f.kind is FrameKind.RECEIVE]
        houses = [m for f in received for m in f.recipients]
        if not received or frame.kind not in (FrameKind.FUND, FrameKind.DELIVER):
            return False
        if not frame.objects:
            return self.spent  # 已拨付60万元,已经拨付给受捐单位: where that went
        others = any(m not in houses for m in frame.donors)
        self.spent = not others and all(_POOLED.search(item.name) for item in frame.objects.items)
        return self.spent

    def _founds_with(self, given: Frame, frame: Frame) -> bool:
        """Tell whether a verb says only what was founded with the sum right before it, and for whom: 捐赠5万元|,为沐白中学|设立奖学金."""
        sum_told = given.objects is not None and given.objects.amount is not None
        own = frame.objects is not None and (
            frame.objects.amount is not None or any(item.quantity for item in frame.objects.items)
        )
        founds = sum_told and not own and frame.trigger.word == "设立"
        houses = tuple(m for m in frame.recipients if m.kind is not PartyKind.PROJECT)  # 设立|见山奖学金
        if founds and houses and not given.recipients and self._goes_on_to(given, frame):
            told = evolve(given, recipients=houses)
            self.frames[-1] = told.because("triggers/设立", "roles/founded")
            return True
        return founds and self._is_one_clause(given, frame)

    def _founds_beside(self, given: Frame, frame: Frame) -> bool:
        """Give a sum to the house with which a fund is set up for it: 出资20万元,|与|沐白中学|共同设立见山奖学金."""
        if frame.trigger.word != "设立" or given.recipients or not (given.objects and given.objects.amount):
            return False
        if frame.objects is not None and frame.objects.amount is not None:
            return False
        between = self._between(given.clause.end, frame.trigger.span.start)
        beside = tuple(
            house
            for joint, house in pairwise(between)
            if isinstance(joint, Marker) and joint.word in ("与", "和", "同")
            and isinstance(house, Mention) and house.named and house.kind in _KEEPS_FUNDS and house not in given.donors
        )[:1]  # fmt: skip
        if beside:
            self.frames[-1] = evolve(given, recipients=beside).because("triggers/设立", "roles/founded")
        return bool(beside)

    def _goes_on_to(self, given: Frame, frame: Frame) -> bool:
        """
        Tell whether who gets what *frame* hands on may get an earlier gift of the sentence as well.

        他捐款2万元;2018年起每年拿出5万元资助学生 tells of two things; 甲部捐2万元;乙部捐3万元,均已转交福利院 of one.
        """
        between = self.text[given.clause.end : frame.clause.start]
        return ";" not in between or _ALL.search(frame.clause.cut(self.text)) is not None

    def _has_own_object(self, frame: Frame) -> bool:
        """
        Tell whether a verb has something of its own to give that nobody could read.

        投入8万元,为村民带来实惠 and 已将公司一成股权捐给基金会 say nothing of the gift before; 已将善款捐给基金会 does.
        """
        verb = frame.trigger.span
        if all(m.span.start < verb.start for m in frame.recipients):
            stretch = self.text[verb.end : self._clause_end(verb.end)]
        else:
            marks = (e for e in self.elements if isinstance(e, Marker) and e.word in ("将", "把"))
            start = next((e.span.end for e in marks if frame.clause.start <= e.span.start < verb.start), None)
            stretch = self.text[start : verb.start] if start is not None else ""
            # 将公司一成股权|全部|捐给基金会: how much of it, where what it is stands before
            wholly = _WHOLLY.search(stretch)
            stretch = stretch[: wholly.start()] if wholly and wholly.start() > MIN_OBJECT else stretch
        return len(stretch) >= MIN_OBJECT and _TOLD_BEFORE.search(stretch) is None

    def _is_one_clause(self, last: Frame, frame: Frame) -> bool:
        """Tell whether no stop parts two verbs: 来到岚溪村,拿出2000元|交给周砚秋."""
        return self._clause_end(last.clause.end) > frame.trigger.span.start


def _tells_again(told: Objects, again: Objects | None) -> bool:
    """Tell whether nothing but the things *told* before is told *again*, by their class or a part of their name."""
    if again is None:
        return True
    names = [item.name for item in told.items]
    return not again.sums and all(
        item.quantity is None
        and (_NOTHING_NEW.search(item.name) or any(n in item.name or item.name in n for n in names))
        for item in again.items
    )
