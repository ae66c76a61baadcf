"""Takes giver and receiver as the kind of a verb has them: who acts gives, and in 收到 receives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aidfacts.frames.acting import acting_for, befell
from aidfacts.frames.described import Described
from aidfacts.frames.elements import Element, Marker
from aidfacts.frames.elsewhere import Elsewhere
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.works import Works
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span

# What stands right behind 获赠 is who gave, or the thing: 获赠移动图书馆一座
_GIVERS = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.GOVERNMENT, PartyKind.PERSON, PartyKind.GROUP)
# Who may give, known by nothing but his place before 提供的: no 第一笔, 各方, 海外, 最新
_SOMEBODY = re.compile(
    r"(?!.*(?:[笔批次份轮年月日]|各[方界地]|海外|国外|社会|最[新近]|刚刚|有人|对方|他人|外界|民间|热心)).{3,12}"
)
# 云思澄, Mercy Corps; no 定向, 境外实物, 重点项目, which tell what kind of gift it is
_BRAND = re.compile(
    r"[A-Z][A-Za-z&.' -]{1,30}|(?!.*(?:定向|实物|货币|现金|物资|[境海国省校]外|网络|网上|线[上下]|现场|爱心|慈善|公益|社会|无偿|全额|专项|重点|项目|国家|政府|财政|[抗防]疫|疫情|[救赈抗]灾"
    r"|自愿|自发|科学|研究|国内|国际|[大小]额|各|多|匿名|个人|单位|企业|集体|团体|校友|群众|党员|热心|广大|义卖|义演|[款金物品资]$|[的了着过每其本该此这那第等及和与次期批笔元年月日]))[\u4e00-\u9fff]{3,6}"
)
_MONEY_OF = re.compile(r"(?:专项)?(?:资金|款)(?=[\d约近超共])")
MAX_CALLED = 4  # characters of a name between 的 and a verb of getting
_FROM = ("从", "自")
_ASKED_OF = ("从", "自", "向", "由")  # 从县慈善会|争取
_AIDING = ("支援", "援助", "支持", "用于")  # 收到|支援|云岭灾区捐款546万元
_EACH_OF = re.compile(r"(?:,|代表)?每[人户家名位生]")
_CAME_FROM = re.compile(r"了?(?:一份|一批)?来自于?")
_ACT_UNITS = frozenset(["笔", "批", "批次", "宗", "人次"])  # what counts acts of giving, and nothing given
_COLLECTORS = (PartyKind.NGO, PartyKind.SCHOOL, PartyKind.HOSPITAL)
_THEIR_MONEY = re.compile(r"的?(?:爱心)?(?:善款|捐款|捐赠|捐资|爱心款|款物|资金|爱心)")
_THEIR_FUNDS = re.compile(r"的?[^,。;\d]{0,8}(?:资金|款|经费)")
# 获陆见山|博士共|3亿元捐款: how the giver is called, and that his sum is one
_CALLED = re.compile(
    r"(?:先生|女士|教授|博士|院士|校友|老师|老人|夫妇|伉俪|家族)?(?:共计|合共|总共|合计|总计|一共|共)?(?=[约近超逾]?[\d一二三四五六七八九十两百千数])"
)
MAX_RAISED_OF = 24  # characters behind a verb of raising in which those stand whose money it is


def _is_place(element: Element) -> bool:
    return isinstance(element, Mention) and element.kind is PartyKind.PLACE


def _up_to_goal(elements: Sequence[Element]) -> Sequence[Element]:
    """Return what stands before the word for whom something was given: 收到|85届校友|向母校捐赠的图书."""
    told = False
    for at, element in enumerate(elements):
        if told and isinstance(element, Marker) and element.role == "goal":
            return elements[:at]
        told = told or isinstance(element, Mention)
    return elements


def _without_own(text: str, elements: list[Element], verb: int) -> list[Element]:
    """Return *elements* without the word that says of the last giver that he gave his own: 收到|何映雪的1万元|个人|捐款."""
    last = elements[-1] if elements else None
    if not isinstance(last, Mention) or last.text != "个人" or last.span.end != verb:
        return elements
    joined = text[last.span.start - 1] in "、和与及或"  # 企业和|个人|捐款
    told = any(isinstance(e, Mention) for e in elements[:-1])
    return elements[:-1] if told and not joined else elements


def _end_of_giver(text: str, giver: Mention, elements: Sequence[Element]) -> int:
    """Return where the words for a giver end, and for who acts for it: 获|锦澄集团主席陆见山|捐款."""
    heads = (m for m in elements if isinstance(m, Mention) and m.kind is PartyKind.PERSON)
    return max(giver.span.end, *(m.span.end for m in heads if acting_for(text, m) == giver), 0)


class Governed(Elsewhere, Described, Works):
    """The steps for who gives and gets by the kind of the verb alone."""

    def _take_governed(self, draft: OpenFrame) -> None:
        """Take giver and receiver as the kind of verb has them: who acts gives, but who acts in 收到 receives."""
        partner = draft.partner
        if draft.fetches and partner is None:
            asked = tuple(a.mention for a in draft.arguments if a.marker in _ASKED_OF)
            asked = asked or self._asked_behind(draft)
            draft.kind, draft.donors, draft.actors = FrameKind.FUND, asked, ()
            draft.recipients = tuple(m for m in draft.recipients if m not in asked)
        elif draft.kind is FrameKind.RECEIVE:
            inherited = draft.last.recipients if draft.inherits and draft.last is not None else ()
            announcing = self._announces(draft.own, draft.arguments, draft.kind)
            who = self._called_by_place(draft)
            draft.recipients = draft.recipients or who or draft.actors or inherited or announcing
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
            between = self._past_goal(draft, _without_own(self.text, between, partner.span.start))
            givers = self._row(_up_to_goal(between))
            draft.donors = draft.donors or tuple(m for m in givers if not befell(self.text, m))
            if not draft.donors:
                self._take_giver_by_place(draft, partner, alone=not between)
            # 从何映雪|手中接过|50万元捐赠支票: who gave may stand before the verb
            last = (
                max(_end_of_giver(self.text, draft.donors[-1], between), draft.start)
                if draft.donors
                else draft.start
            )
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
                called = _CALLED.match(self.text, last)
                draft.start, draft.limit = called.end() if called else last, partner.span.start
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

    def _called_by_place(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Return the person whose name only its place behind that of a house or village tells: 姚家村|的|孙映雪|领到助学金."""
        home = draft.actors[-1] if draft.actors else None
        start, verb = (home.span.end + 1, draft.trigger.span.start) if home is not None else (0, 0)
        if home is None or not home.named or not self.text.startswith("的", home.span.end):
            return ()
        slot = self._slot(start, verb, verb + 1) if 2 <= verb - start <= MAX_CALLED else None
        return (slot,) if slot is not None and slot.kind is PartyKind.PERSON else ()

    def _past_goal(self, draft: OpenFrame, between: list[Element]) -> list[Element]:
        """Take for whom gifts are taken in, told right behind the verb, and return what stands behind: 红十字会接受|向云岭灾区|捐款."""
        goal = between[0] if between else None
        marked = isinstance(goal, Marker) and goal.role == "goal" and goal.span.start == draft.start
        row = self._first_row(between[1:] if marked else between)
        aided = bool(row) and self.text[draft.start : row[0].span.start] in _AIDING
        if not row or not (marked or aided):
            return between
        takers = tuple(m for m in draft.recipients if m.kind in _COLLECTORS and m not in draft.channels)
        draft.recipients, draft.channels = row, (*draft.channels, *takers)
        return between[marked + len(row) :]

    def _asked_behind(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Take whose money is got, told before the money: 争取到|县水利局|帮扶资金12万元."""
        row = self._first_row(self._between(draft.start, draft.limit))
        if (
            not row
            or row[0].span.start > draft.start + 2
            or _THEIR_FUNDS.match(self.text, row[-1].span.end) is None
        ):
            return ()
        draft.start = row[-1].span.end
        return row

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

        Without 的 only a person is sure, or what is like no word for a kind of gift (喜获|云思澄|捐赠), where it stands
        *alone* between the verbs.
        """
        described = self.text.startswith("的", partner.span.end)
        if not (described or alone):
            return
        verb = partner.span
        slot = self._slot(draft.start, verb.start, verb.end if described else verb.start)
        known = slot is not None and (
            slot.kind is PartyKind.PERSON
            or (described and _SOMEBODY.fullmatch(slot.name))
            or (slot.span == Span(draft.start, verb.start) and _BRAND.fullmatch(slot.name))
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
