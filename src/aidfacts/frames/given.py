"""Reads what is given, behind the verb of a gift, before it, or by its name alone."""

from __future__ import annotations

import re

from aidfacts.frames.elements import Marker
from aidfacts.frames.elsewhere import PAID_BY
from aidfacts.frames.governed import Governed
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.receivers import BUYS
from aidfacts.frames.things import ACQUIRED, only_classed
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span
from aidfacts.model.values import evolve

_SUM_OF = re.compile(r"总?[额量]")  # 捐赠|额
_BY_WAY = re.compile(r"(?P<name>[\u4e00-\u9fff、]{2,16})的(?:方式|形式|办法)")  # 通过捐赠|口罩|的方式支援武汉
_MAY = re.compile(r"可以?|能够?|应该?")
_ALSO = re.compile(
    r"的(?:还|也|另)?(?:有(?![机声线色源创氧])|包括|是(?=[^,。;的]{0,12}\d)|是(?=价值))"
)  # 同时捐赠|的还有书桌一张, 今年捐赠|的是图书500册
# 由锦澄集团捐赠|,总价值2万元
_WORTH = re.compile(
    r"[,(](?:总|市场|预计|零售|折合)*(?:购[^,。;\d]{1,4}[款费]|价值|市值|价格|造价|折合|折价|总值|货值|码洋|估价)"
)
_PAYS = frozenset(["捐资", "出资", "独资", "自掏腰包", "自费"])
# 慷慨捐资|,为沐白小学修建食堂
_THEN_BUILDS = re.compile(
    r",(?=[为给在帮替][^,。;]{2,16}?(?:[修新兴援扩改重]建|建[设起成]|购买|购置|安装|铺设|添置|更换|打井|修[缮路桥]))"
)
_GIVEN_TO = re.compile("[给往到予至]")
_PRIZE = re.compile(r"奖金$")
_WHO_GAVE = re.compile(r"的(?:是|正是)?")
_REACHED = "到往至抵达入"  # the place stands behind: 送到, 运抵
KNOWN_TO_GIVE = (PartyKind.PERSON, PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL)


_SELLS = frozenset(["义卖", "义拍"])
_BROUGHT_KINDS = (FrameKind.GIVE, FrameKind.DELIVER, FrameKind.PASS)
MAX_BOUGHT = 4  # characters of a number between a verb of buying and its thing


def _is_slot_of(mention: Mention, thing: Span) -> bool:
    return "slot" in mention.rules and mention.span.overlaps(thing)


# 送来|一个装有|2万元的信封: the money is given, not what holds it
_HOLDS = re.compile(
    r"的?(?:一[个只封件包])?(?:里面|里|内)?(?:装有|装着|装了|夹着|夹有)(?=[约近\d一二两三四五六七八九十百千万])"
)


class Given(Governed):
    """The steps for the object of a gift."""

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
        if holds := _HOLDS.match(self.text, start):
            start = holds.end()
        if draft.trigger.word in _PAYS and _THEN_BUILDS.match(self.text, start):
            start += 1
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
        held_thing = (
            draft.objects if held and not draft.objects else None
        )  # 将|竹简|捐赠给: what no table knows
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
        draft.objects = draft.objects or self._told_around(draft) or draft.objects
        if not draft.objects:
            named = self._named_thing(draft.trigger, draft.start, draft.limit)
            draft.objects = named or draft.objects
        if not draft.objects and held_thing is not None:
            draft.objects = held_thing
        way = _BY_WAY.match(self.text, draft.start) if not draft.objects else None
        if way is not None and not _MAY.search(self.text, draft.clause_start, draft.trigger.span.start):
            draft.objects = self.read_right(Span(*way.span("name")))

    def _told_around(self, draft: OpenFrame) -> Objects | None:
        """Read what is given in the clause before or behind, where the clause of the verb holds nothing of it."""
        place = (draft.clause_start, draft.trigger.span.start)
        told = self._proceeds(*place) or (
            self._money_before(*place) if draft.kind in _BROUGHT_KINDS else None
        )
        return told or self._bought_behind(draft)

    def _bought_behind(self, draft: OpenFrame) -> Objects | None:
        """Read what a word of paying is spent on in the next clause: 自掏腰包,|为五保户|购买|大米."""
        start = draft.trigger.span.end
        if draft.trigger.word not in PAID_BY or not self.text.startswith(",", start):
            return None
        end = self._clause_end(start + 1)
        behind = self._between(start, end)
        if not any(isinstance(e, Marker) and e.role == "goal" for e in behind):
            return None
        bought = BUYS.search(self.text, start, end)
        taken = any(isinstance(e, Trigger) for e in behind)
        return self.read_right(Span(bought.end(), draft.limit)) if bought and not taken else None

    def _take_paid(self, draft: OpenFrame) -> None:
        """Take the sum right before a verb of buying as what the things were worth that are brought: 用奖金3000元|购买大米送给老人."""
        objects = draft.objects
        if objects and draft.trigger.word in _SELLS:
            # 义卖|旧书200本: what was sold is no thing that is given, what it brought is
            draft.objects = objects = evolve(objects, items=()) if objects.amount else None
        if objects and objects.amount and draft.trigger.word == "用":
            # 用|奖金3000元: whose money it was is no thing that is given
            things = tuple(i for i in objects.items if i.span.start > objects.amount.span.start)
            draft.objects = evolve(objects, items=things)
        if not objects or objects.amount is not None or not objects.items or draft.kind not in _BROUGHT_KINDS:
            return
        first = objects.items[0].span.start
        bought = [m for m in ACQUIRED.finditer(self.text, self.done, first) if first - m.end() <= MAX_BOUGHT]
        if bought and first < draft.trigger.span.start:
            draft.objects = self._paid_with(objects, bought[-1].start())

    def _end_before_giver(self, start: int, limit: int) -> int:
        """Return where an object ends behind which 的 tells who gave it, else *limit*: 捐赠图书500册|的锦澄集团."""
        for element in self._between(start, limit):
            if not isinstance(element, Quantity) or element.span.start == start:
                continue
            told = _WHO_GAVE.match(self.text, element.span.end, limit)
            giver = next((e for e in self.elements if told and e.span.start == told.end()), None)
            if isinstance(giver, Mention) and giver.named and giver.kind in KNOWN_TO_GIVE:
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
