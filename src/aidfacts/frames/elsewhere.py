"""Takes who gives and who gets from elsewhere in the sentence, where the clause of a trigger is silent."""

from __future__ import annotations

from attrs import evolve

from aidfacts.frames.bound import Bound
from aidfacts.frames.bystanders import comes_with
from aidfacts.frames.elements import Marker
from aidfacts.frames.enjoyed import MAY_HAVE, Enjoyed
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.outline import got_things, opens_joint
from aidfacts.frames.receivers import Receivers
from aidfacts.frames.roles import in_role, people_visited
from aidfacts.frames.stretches import BUILD, HOUSE
from aidfacts.frames.struck import Struck
from aidfacts.frames.surprised import surprised
from aidfacts.frames.taking import Taking
from aidfacts.frames.things import Things
from aidfacts.frames.unread import find_unread
from aidfacts.frames.uses import first_use
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.needy import NEEDY
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import OWN_MONEY, Frame, FrameKind, Role
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.span import Span

_ONE_MAN = compile_late(
    r"(?:昨天|今天|当天|日前|近日|随后|现场|这时|有)?[一这那][位名个](?:[^,。;:“”]{2,16}的)?"
)
PAID_BY = OWN_MONEY | {"凑钱", "斥资"}
_BELOW = compile_late(r"(?:支持|帮助|支援)?下")
_BY_MEANS = compile_late(r"(?:凭借|凭着?|依靠|依托|靠着?|利用|借助|得益于|多亏|有了|用)")
# takes ,解了 of …的捐款,解了沐白小学的燃眉之急
_HELPS_OUT = compile_late(
    r",?(?:及时|终于|也|又|如期|真正|切实)?(?:(?:解|解决|缓解|圆|改善|改变|帮助|帮|温暖|点亮|照亮)了?|让|使|为)"
)
_GETS = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE)
_BECOMES = compile_late(r"(?:变成|变为|化作|化为|换成|成为)了?$")
_GIVES = (FrameKind.GIVE, FrameKind.FUND, FrameKind.DELIVER, FrameKind.PLEDGE)
_OWN_THERE = compile_late(
    r"的?(?:全部|所有|一切)?(?:家产|财产|资产|产业|房产|房屋|住宅|股份|股权|店铺|商铺|店面|公司|企业|工厂|矿山|积蓄|存款|生意|土地|田产|橡胶园|(?:大力)?支持|关心|帮助|号召|带领|倡议|动员|推动|协调|牵线)"
)
_DONE_THERE = compile_late(r"在[^,。;的]*[了着过][^,。;的]{0,4}$")
_ITS = ("其",)
_THEM = ("他们", "她们", *_ITS)
# 县红十字会|收到一笔企业捐赠:|锦澄集团捐款8万元,用于该县防疫
_TAKEN_IN = compile_late(
    r"(?:收到|接收到?|接受|接到|迎来)了?[^,。;:\d]{0,14}(?:捐赠|捐款|善款|爱心款|爱心捐助)[:,]$"
)
# 在8家卫生院|先后|捐赠救护车, 在岚溪镇卫生院等3家医院|捐赠
_THERE = compile_late(
    r"(?:等?[^,。;]{0,4}[\d两三四五六七八九十]+[所家个][\u4e00-\u9fff]{0,4})?(?:[已将共再又还也]|先后|累计|分别|陆续|现场|无偿|免费|计划|首批)*"
)
_COUNTIES = ("县", "区", "旗", "镇", "乡", "村", "社区")
# 在县图书馆|一楼, 沐白中学|的校园里, 北塘村|的山坡上: where in a house or village the thing told of stands
_INSIDE = compile_late(
    r"的?[^,。;:、的\d]{0,5}(?:[里内中旁边前后侧]|[一二三四五六七八九十\d]+[楼层]|门口|墙上|坡上|院|(?:大厅|展厅|大堂|操场|广场|田间|地头|山坡|山脚|村口)[上里中内边]?)"
)
_ON_ITS_WAY = compile_late(r"启运|起运|装车|装船|发往|运往|出发|启程|仪式|发布会")
_HAS_ROOMS = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.OTHER, PartyKind.GOVERNMENT)
_VILLAGES = ("村", "镇", "乡", "社区", "园")
_ALL = frozenset(["大家"])  # who are all those told of, and not only where gifts came from
_ALL_OF = compile_late(r"全[局厂站所行队科班组院馆社连营]")
MAX_LEAD = 4  # characters before who does something with the gift: ,去年|学校
_ANYBODY = compile_late(
    r"(?<![向为给对])(?<![向为给对]社会)(?P<who>各方|各界|多方|各地|四方|八方|大家|(?<![老工商亲族友])人们|民间)(?:踊跃|积极|自愿|无偿|慷慨|热心)?$"
)


# 他个人|再捐30万元, 还自己掏钱|给孩子们每人买了…; leaves 自己设计的
_OWN_MONEY = compile_late(
    r"(?:还|又|同时|并|而)?(?:他|她)?(?:还|又)?(?:以?(?:个人|本人|自己|私人)(?!的|所|设|名|所得)|以(?:其|他|她)?(?:个人|本人|私人)的?名义)[^,。;]{0,40}"
)
_SENT = compile_late(r"(?:先生|女士|老师|同学)?(?:寄|汇|送|捐|转)[来到过给]的")
# 向甲校捐赠50万元,|定点扶贫|投入100万元: what else the money went to
_FIELD = compile_late(
    r"(?:其中|另外?|此外)?,?(?:用?于|在)?(?:定点|精准|产业|教育|消费|健康|文化|科技)*(?:扶贫|帮扶|振兴|乡村振兴|助学|救灾|抗疫|教育|医疗|卫生|养老|环保|济困)(?:类|方面|领域|项目|工作)?(?:共|累计|合计)?"
)
_ASKED = compile_late(r"的?(?:请求|要求|求助|需求|邀请)(?=,)")  # 应|沐白中学|请求,捐赠电脑
_FOUNDS = ("设立", "捐设")
_HAS = compile_late("(?:现?设有|现有|拥有|颁发了?)(?:分别)?(?=由)")
# 在明屿当医生的|柳树芳
_BEHIND_DE = compile_late(r"[^,。;:的]{4,20}的(?P<who>[\u4e00-\u9fff]{2,3})$")

# 在岚溪镇|捐资达2200万元, 在岚溪县|投入帮扶资金525万元
_PAID_THERE = compile_late(
    r"捐资了?(?:[共达近超逾]|累计)?(?:人民币|港币)?\d|投入了?[^,。;\d]{0,8}(?:帮扶|扶贫|援助|援建|协作)[^,。;\d]{0,4}(?:资金|款物?)"
)
# 在北塘村|捐资80万元|修建了凉亭
_PUTS_UP_THERE = compile_late(
    r"了?[共达]?到?(?:人民币|港币)?[\d一二两三四五六七八九十][\d.,一二三四五六七八九十]*[百千万亿]*[多余]?(?:美|港)?元(?:人民币)?,?(?:(?:兴|修|捐|援|新|改|扩|重)?[建修造]|设立|成立|创设|捐设)"
    r"|了?(?:兴建|修建|建造|建设|重建|新建|扩建|改建|建起|建成|修缮|重修|翻修)"
)


class Elsewhere(Taking, Bound, Struck, Receivers, Enjoyed, Things):
    """The steps that look beyond the clause of the trigger: behind the gift, and in the clauses before."""

    def _take_site(self, draft: OpenFrame) -> None:
        """Take the place where something is built: 在禾川县援建学校, also 在禾川县,明屿市援建的学校."""
        trigger = draft.trigger
        founds = self.text.startswith(_FOUNDS, trigger.span.end)  # 在沐白中学|捐资|设立奖学金
        # 在岚溪镇|捐资|2200万元: what one pays for there; not 在商会年会上,捐资
        there = (a.mention for a in draft.arguments if a.marker in ("在", "在家乡"))
        founds = founds or (
            _PAID_THERE.match(self.text, trigger.span.start) is not None
            and any(self.text[m.span.end : trigger.span.start] in ("", "共", "累计", "先后") for m in there)
        )
        founds = founds or _PUTS_UP_THERE.match(self.text, trigger.span.end) is not None
        if draft.recipients or not (founds or BUILD.match(trigger.word)):
            return
        site = in_role([a for a in draft.arguments if a.marker in ("在", "在家乡")], Role.NONE)
        if not site:
            earlier = self._all_before(draft.clause_start)
            site = in_role([a for a in earlier if a.marker == "在"], Role.NONE)[-1:]
        # 在岚溪镇|的|北塘村援建: the first only says where the second is
        starts = {m.span.start for m in site}
        site = tuple(m for m in site if m.span.end + 1 not in starts or self.text[m.span.end] != "的")
        site = tuple(m for m in site if m.span.end not in starts)  # 在母校|沐北大学兴建
        site = tuple(m for m in site if m.kind is not PartyKind.PERSON)  # 在何映雪女士的陪同下,捐建
        # 在北塘村建了|3家企业: what else was done there stands behind a verb of its own
        site = tuple(
            m for m in site if not _DONE_THERE.search(self.text, self._clause_start(m), m.span.start)
        )
        # 变卖在岚溪镇|的家产,捐建大桥: where his own lay, or who helped him; 在|锦澄集团|捐建的教室里: who gave
        site = tuple(m for m in site if m not in draft.donors and not _OWN_THERE.match(self.text, m.span.end))
        site = site or self._has_fund(draft)
        if site:
            draft.recipients = site
            draft.rules.append("roles/built_in")

    def _has_fund(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Return the school that has a fund which the clause says who set up: |沐白中学|现有由锦澄集团设立的奖学金."""
        has = _HAS.search(self.text, draft.clause_start, draft.trigger.span.start)
        if has is None:
            return ()
        return tuple(
            e
            for e in self.elements
            if isinstance(e, Mention) and e.span.end == has.start() and e.kind is PartyKind.SCHOOL
        )

    def _all_of(self, stretch: Span) -> Mention | None:
        """Return all the people of a house that is not named: 全局|为治病捐款."""
        word = stretch.cut(self.text)
        crowd = _ALL_OF.fullmatch(word) is not None
        return Mention(stretch, word, word, PartyKind.GROUP, named=False) if crowd else None

    def _take_fed_fund(self, draft: OpenFrame) -> None:
        """Take the fund told before in the sentence that money is put into: 见山基金揭牌成立,锦澄集团|注入|启动资金30万元."""
        if draft.recipients or draft.trigger.word not in ("注入", "注资"):
            return
        before = [e for e in self.elements if isinstance(e, Mention) and e.span.end <= draft.clause_start]
        draft.recipients = tuple(m for m in before if m.named and m.text.rstrip("”").endswith("基金"))[-1:]
        draft.rules.extend(["roles/fed_fund"] if draft.recipients else [])

    def _take_late_recipients(self, draft: OpenFrame) -> None:
        """Take who gets it from behind the objects, from what the gift is for, or from who was visited."""
        if draft.objects and not draft.recipients:
            self._take_behind_objects(draft, draft.objects)
        if draft.objects and not draft.recipients:
            self._take_purpose(draft, draft.objects)
        if not draft.recipients and draft.kind in (FrameKind.GIVE, FrameKind.FUND):
            draft.recipients = self._founded_house(draft.trigger.span.end, draft.limit)
            draft.rules.extend(["roles/founded"] if draft.recipients else [])
        if not draft.recipients and draft.kind in (FrameKind.GIVE, FrameKind.FUND):
            draft.recipients = self._owner_of_fund(draft.trigger.span.start, draft.limit)
            draft.rules.extend(["roles/owner_of_fund"] if draft.recipients else [])
        if not draft.recipients and draft.kind in _GIVES:
            draft.recipients = self._learnt_of(self.done, draft.clause_start)
            draft.rules.extend(["roles/learnt_of"] if draft.recipients else [])
        if not draft.recipients and draft.kind in (*_GIVES, FrameKind.RAISE):
            draft.recipients = self._to_be_helped(self.sentence.start, draft.clause_start)
            draft.rules.extend(["roles/to_be_helped"] if draft.recipients else [])
        if not draft.recipients and (draft.relative or draft.kind is FrameKind.RECEIVE):
            draft.recipients = self._enjoying(draft)
            draft.rules.extend(["roles/enjoys"] if draft.recipients else [])
        if not draft.recipients:
            self._take_become(draft)
        told_of = any(isinstance(e, Marker) and e.word in ("由", "是", "系") for e in draft.own)
        if not draft.recipients and draft.kind is FrameKind.GIVE and told_of:
            # 沐白小学新添了500册图书,这些书是周砚秋捐的
            before = self._between(self.done, draft.clause_start)
            got = [e for e in before if isinstance(e, Mention) and e.named and got_things(self.text, e)]
            draft.recipients = tuple(got[-1:])
            draft.rules.extend(["roles/got_before"] if got else [])
        if not draft.recipients:
            gone_to = people_visited(draft.arguments)
            draft.recipients = tuple(m for m in gone_to if m not in draft.donors)
            draft.rules.extend(["roles/visited"] if draft.recipients else [])

    def _take_behind_objects(self, draft: OpenFrame, objects: Objects) -> None:
        """Take who stands behind a marker that follows the objects: 捐款8万元|给县慈善会, 出资35万元|为北塘村修建水渠."""
        # 出资35万元为北塘村修建水渠: what is built stands behind the party that gets it
        money = objects.amount.span.end if objects.amount else objects.span.end
        if not objects.amount and draft.trigger.word in PAID_BY:
            money = draft.trigger.span.end  # 自掏腰包|为北塘村购买大米
        end = self.sentence.end if draft.relative else draft.limit
        prelude = self._end_of_prelude(draft.trigger)
        end = end if prelude is None else max(money, min(end, prelude))
        semicolon = self.text.find(";", money, end)
        if semicolon >= 0 and draft.kind is not FrameKind.FUND:
            end = semicolon  # 捐物折款5万元;选派教师赴禾川县: another matter, but in a report of the money of aid
        late = self._late_recipients(money, end)
        if not late and objects.items and not objects.sums:
            # 捐资|为北塘村修建石桥一座: without a sum the thing itself stands behind who gets it
            told = self._late_recipients(draft.start, objects.items[0].span.start)
            late = () if any("slot" in m.rules for m in told) else told
        draft.recipients = late or self._founded_at(objects.span.start, end)
        draft.rules.extend(["roles/after_object"] if draft.recipients else [])

    def _take_purpose(self, draft: OpenFrame, objects: Objects) -> None:
        """Take whom the gift is to help, unless a house is told to have taken it in: 善款8万元将用于|救助困境儿童."""
        taken_in = _TAKEN_IN.search(self.text, self.sentence.start, draft.clause_start) is not None
        if taken_in or (draft.kind is FrameKind.RECEIVE and draft.actors):
            return
        end = min(draft.limit, first_use(self.text, self.uses, objects.span.start, self.sentence.end))
        draft.recipients = self._purpose_parties(objects.span.start, end)
        draft.rules.extend(["roles/purpose"] if draft.recipients else [])

    def _take_become(self, draft: OpenFrame) -> None:
        """Take what a sum has become, and whose it is: 转交的80万元,已变成|岚溪镇|的太阳能路灯."""
        objects, end = draft.objects, self.sentence.end
        if not objects or objects.amount is None or objects.items:
            return
        for owner in self._between(objects.span.end, end):
            become = _BECOMES.search(self.text, objects.span.end, owner.span.start)
            if isinstance(owner, Mention) and become and self.text.startswith("的", owner.span.end):
                things = self.read_right(Span(owner.span.end + 1, self._clause_end(owner.span.end)))
                if not things.items:
                    return  # 成为沐白小学的荣誉校友
                draft.recipients = (owner,)
                draft.objects = evolve(objects, items=things.items)
                draft.rules.append("roles/become")
                return

    def _take_by_noun(self, draft: OpenFrame) -> None:
        """
        Take who gives and gets around a giving word that is a noun behind its sum: 宋庆屏老人7.2万元的|捐款.

        凭借校友会130万元的捐款,|学校… is told by who does something with it, 解了沐白小学的燃眉之急 by whom it helps.
        """
        verb, end = draft.trigger.span, draft.trigger.span.end
        objects = draft.objects
        if not objects or objects.amount is None or not objects.amount.span.end <= verb.start:
            return
        below = _BELOW.match(self.text, end)
        by_means = below or _BY_MEANS.match(self.text, draft.clause_start)
        if below and not draft.donors and not draft.actors:
            # 在挪威政府300万克朗的援助下: who stands right before the sum
            near = [a.mention for a in draft.arguments if a.marker == "在"][-1:]
            draft.donors = tuple(m for m in near if m.span.end == objects.amount.span.start)
            draft.rules.extend(["roles/noun"] if draft.donors else [])
        if draft.recipients or draft.relative or not (draft.donors or draft.actors):
            return
        helped = _HELPS_OUT.match(self.text, end)
        start = helped.end() if helped else self._clause_end(end) + 1
        if helped or by_means:
            row = [e for e in self._between(start, self._clause_end(start)) if isinstance(e, Mention)][:1]
            draft.recipients = tuple(m for m in row if m.span.start - start <= (0 if helped else MAX_LEAD))
            draft.rules.extend(["roles/noun"] if draft.recipients else [])

    def _take_earlier(self, draft: OpenFrame) -> None:
        """Take who gives and who gets from the clauses before, and from behind the gift, where the own one is silent."""
        acting, goals, visited, joined = self._prior(draft)
        # 并会同有关部门调拨: the partner has no name, so nobody joins who acted before
        partnered = bool(draft.actors or draft.donors)
        joins = opens_joint(draft.own) and partnered
        if joins and draft.donors and acting and not joined:
            # 锦澄集团心系家乡,联合县医院捐赠药品: whom the partner joins is told in the sentence
            draft.donors = (*acting, *(m for m in draft.donors if m not in acting))
            joins = False
        draft.joint = joins or (not draft.actors and joined)
        self._take_gapped_goal(draft)
        self._take_earlier_donors(draft, acting)
        self._take_own_money(draft)
        self._take_earlier_recipients(draft, acting, goals, visited)

    def _take_gapped_goal(self, draft: OpenFrame) -> None:
        """Take who stands where a giver would as the next receiver: 周砚秋向沐白中学捐款20万元,|北塘小学|捐款10万元."""
        last = draft.last
        same = last is not None and last.trigger.word == draft.trigger.word and not draft.relative
        if last is None or not same or draft.recipients or len(draft.donors) != 1 or not last.recipients:
            return
        next_one, before = draft.donors[0], last.recipients[0]
        marked = any(isinstance(e, Marker) for e in draft.own)
        alike = next_one.kind is before.kind and next_one.kind in _GETS and next_one.named
        others = [m for m in last.donors if m.kind is not next_one.kind]
        side_by_side = self.text[last.clause.end : draft.clause_start] in (",", ";", "、", "")
        goal = self.text.startswith(("向", "给", "为"), before.span.start - 1)
        if not marked and alike and goal and side_by_side and others == list(last.donors) and others:
            draft.donors, draft.recipients = last.donors, (next_one,)
            draft.rules.append("roles/gapped_goal")

    def _take_earlier_donors(self, draft: OpenFrame, acting: tuple[Mention, ...]) -> None:
        kind, last = draft.kind, draft.last
        if (draft.fetches or draft.trigger.carries) and not draft.donors:
            draft.unread = not draft.actors  # others gave, who are not told
            return
        if not draft.donors and not draft.actors and kind not in (FrameKind.RECEIVE, FrameKind.PLAN):
            edge = min((e.span.start for e in draft.own), default=draft.trigger.span.start)
            speaker = self._announces(draft.own, draft.arguments, draft.kind)
            stretch = None
            if not (draft.relative or draft.partner or speaker):
                stretch = find_unread(self.text, draft.clause_start, edge)
                if stretch is None:
                    stretch = self._described(draft.own, draft.trigger.span.start)
            anybody = self._anybody(draft)
            draft.unread = stretch is not None or anybody is not None
            label = self._label(draft.clause_start)
            if label is not None:
                draft.donors = (label,)
            elif speaker:
                draft.donors = speaker
            elif anybody is not None and anybody.text in _ALL:
                draft.donors = (anybody,)
            elif stretch is not None:
                # the last noun tells an actor, however short his name is
                slot = self._slot(stretch.start, stretch.end, edge + 1) or self._all_of(stretch)
                draft.donors = (slot,) if slot is not None else ()
            else:
                caller = self._caller(draft.clause_start)
                acting = acting if caller is None else caller
                # 岚溪小学条件简陋,向|岚溪小学|捐赠桌椅: who gets it was only told of
                got = {m.name for m in in_role(draft.arguments, Role.RECIPIENT)}
                draft.donors = tuple(
                    m for m in acting if m.name not in got and (m.named or not self._is_helped(m, draft))
                ) or self._described_before(draft)
            if draft.donors:
                draft.rules.append("roles/slot" if draft.unread else "roles/subject_of_sentence")
        if not draft.donors and kind in (*_GIVES, FrameKind.AID) and draft.objects:
            behind = self._giver_behind((draft.objects.amount or draft.objects).span.end)
            behind = behind or self._goes_on(draft)
            behind = behind or self._whose_will(max(draft.trigger.span.end, draft.objects.span.end))
            things = [item.span for item in draft.objects.items]  # 价值10亿美元的|代币
            draft.donors = tuple(m for m in behind if not any(m.span.overlaps(thing) for thing in things))
            if draft.donors:
                draft.rules.append("roles/giver_behind")
        if not draft.donors and not draft.unread and last is not None and last.kind is kind is FrameKind.GIVE:
            # 某某向基金会捐资1000万元;2017年捐资200万元: the next act of the same giver, whose name its place told
            draft.donors = tuple(m for m in last.donors if "slot" in m.rules)

    def _label(self, start: int) -> Mention | None:
        """Return whose name and a colon open a clause behind a gap: 锦澄集团:捐款100万元 |沐白药业|:捐款50万元."""
        if self.text[start - 1 : start] != ":":
            return None
        named = (e for e in self.elements if isinstance(e, Mention) and e.named and e.span.end == start - 1)
        return next((m for m in named if self.text[m.span.start - 1 : m.span.start] in (" ", "\u3000")), None)

    def _is_helped(self, crowd: Mention, draft: OpenFrame) -> bool:
        """
        Tell whether people without a name are visited or helped and do not act.

        一位老人 at the head of a clause does, and who opens it before a gift to a named house: 老人二话没说,将5万元捐给沐白中学.
        """
        start = self._clause_start(crowd)
        opens = _ONE_MAN.fullmatch(self.text, start, crowd.span.start) is not None
        to_others = draft.recipients or in_role(draft.arguments, Role.RECIPIENT)
        opens = opens or (crowd.span.start == start and any(m.named for m in to_others))
        return not opens and NEEDY.search(crowd.text) is not None

    def _described_before(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Return the person whose name only its place behind 的 tells, at the end of the clause before: 在明屿当医生的|柳树芳|,给周大爷送来2万元."""
        end = draft.clause_start - 1
        found = _BEHIND_DE.search(self.text, self.sentence.start, end) if self.text[end] == "," else None
        slot = self._slot(found.start("who"), end, end + 1) if found else None
        return (slot,) if slot is not None and slot.kind is PartyKind.PERSON else ()

    def _take_own_money(self, draft: OpenFrame) -> None:
        """Take the person told before in the sentence who gives his own beside what his house gives: 周砚秋代表公司捐款50万元,|个人又捐款10万元."""
        if not _OWN_MONEY.match(self.text, draft.clause_start, draft.trigger.span.end):
            return
        told = "roles/subject_of_sentence" in draft.rules or not draft.donors
        if not told and not all(m.anaphor or m.text == "个人" for m in draft.donors):
            return
        before = [e for e in self.elements if isinstance(e, Mention) and e.span.end <= draft.clause_start]
        person = next((m for m in reversed(before) if m.kind is PartyKind.PERSON and m.named), None)
        last = before[-1] if before else None
        if last is not None and not last.named and self.text[last.span.end : draft.clause_start] == ",":
            person = last  # 一位不愿透露姓名的|企业家|,个人捐出5万元
        if person is not None and person not in draft.recipients:
            draft.donors = (person,)
            draft.rules.append("roles/own_money")

    def _anybody(self, draft: OpenFrame) -> Mention | None:
        """Return the word for whoever it was right before a trigger: 展出各方|捐赠的书画, 大家|捐了8万元."""
        found = _ANYBODY.search(self.text, draft.clause_start, draft.trigger.span.start)
        if found is None:
            return None
        word = found["who"]
        return Mention(Span(*found.span("who")), word, word, PartyKind.GROUP, named=False)

    def _take_earlier_recipients(
        self, draft: OpenFrame, acting: tuple[Mention, ...], goals: tuple[Mention, ...], visited: bool
    ) -> None:
        if draft.kind is FrameKind.RECEIVE:
            self._take_receivers(draft, acting, goals)
        elif goals and self._are_hosts(draft, visited=visited):
            # 锦澄集团走进|沐白小学|,为他们送上图书: those of the house; 与|北塘村|共建以来,向其捐款
            draft.recipients = goals
            draft.rules.append("roles/visited")
        if not draft.recipients and draft.kind in (FrameKind.AID, FrameKind.GIVE, FrameKind.FUND):
            asked = [a for a in self._all_before(draft.clause_start) if a.marker == "应"]
            told = draft.kind is FrameKind.AID or draft.trigger.word == "提供"
            asked = [a for a in asked if told or _ASKED.match(self.text, a.mention.span.end)]
            draft.recipients = in_role(asked, Role.NONE)
        last = draft.last
        received = not draft.recipients and last is not None and last.kind is FrameKind.RECEIVE
        if received and last and "其中" in self.text[last.trigger.span.end : draft.trigger.span.start]:
            draft.recipients = last.recipients  # 县慈善会收到捐款300万元,其中锦澄集团捐款50万元
            draft.rules.append("roles/of_which")
        elif not draft.recipients and last is not None and "roles/of_which" in last.rules:
            draft.recipients = last.recipients  # …其中校友捐赠128万元,|企业捐赠86万元
            draft.rules.append("roles/of_which")
        sent = not draft.donors and last is not None and last.kind is FrameKind.RECEIVE and last.donors
        if sent and last and _SENT.fullmatch(self.text, last.donors[-1].span.end, draft.trigger.span.start):
            draft.donors = last.donors  # 收到了|云翼公司|寄来的捐款3万元
        if received and last and self._is_got_from(draft, last):
            draft.recipients = last.recipients  # 图书馆|收到校友何映雪|赠书56册
        given = {m.name for m in draft.donors}
        if given and goals and all(m.name in given for m in goals):
            # 沐白中学与锦澄集团签署协议,锦澄集团捐资500万元: who signs with the giver gets it
            goals = tuple(m for m in acting if m.named and m.name not in given and m.kind in MAY_HAVE)
        field = _FIELD.fullmatch(self.text, draft.clause_start, draft.trigger.span.start)
        if not draft.recipients and draft.kind is not FrameKind.RECEIVE and goals and field is None:
            draft.recipients = goals
            draft.rules += ["roles/goal_of_sentence", *(["roles/visited"] if visited else [])]
        if not draft.recipients and draft.relative and draft.kind is FrameKind.GIVE:
            draft.recipients = self._stands_inside(draft)
            draft.rules.extend(["roles/stands_in"] if draft.recipients else [])
        self._take_around(draft)

    def _are_hosts(self, draft: OpenFrame, *, visited: bool) -> bool:
        """Tell whether 其 or 他们 alone gets it, and nobody but people of who gives is told before whom the word may mean."""
        word = draft.recipients[0].text if len(draft.recipients) == 1 else ""
        if word not in (_THEM if visited else _ITS):
            return False
        before = self._between(self.sentence.start, draft.clause_start)
        people = [e for e in before if isinstance(e, Mention) and not e.named]
        return word in _ITS or all(m in draft.donors or comes_with(self.text, m) for m in people)

    def _take_around(self, draft: OpenFrame) -> None:
        """Take who is told beside a gift to gain by it, to be struck, or to have got a present."""
        self._take_bound(draft)
        if not draft.recipients and draft.kind is not FrameKind.RECEIVE:
            draft.recipients = self._benefiting(draft.trigger.span.end)
            draft.rules.extend(["roles/benefit"] if draft.recipients else [])
        if not draft.recipients and draft.kind is FrameKind.GIVE and not draft.relative:
            draft.recipients = self._struck(draft)
            draft.rules.extend(["roles/struck"] if draft.recipients else [])
        self._take_welcomed(draft)
        if not draft.recipients and draft.kind in (FrameKind.GIVE, FrameKind.DELIVER):
            before = self._between(self.sentence.start, draft.clause_start)
            draft.recipients = surprised(
                self.text, [e for e in before if isinstance(e, Mention)], draft.clause_start
            )
            draft.rules.extend(["roles/surprised"] if draft.recipients else [])
        if not draft.recipients and draft.kind is FrameKind.GIVE and not draft.relative:
            draft.recipients = self._given_there(draft)
            draft.rules.extend(["roles/given_there"] if draft.recipients else [])

    def _given_there(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Return the houses or places in which things are given, told right before the verb: 在|8家乡镇卫生院|捐赠救护车8台."""
        if not draft.objects or not draft.objects.items:
            return ()  # 在明屿|捐款: where he stood
        there = [a for a in draft.arguments if a.marker == "在" and a.role is Role.NONE]
        if not there or not _THERE.fullmatch(self.text, there[-1].mention.span.end, draft.trigger.span.start):
            return ()
        row = tuple(a.mention for a in there if a.group == there[-1].group)
        return row if all(self._may_be_given_to(m) for m in row) else ()

    def _may_be_given_to(self, there: Mention) -> bool:
        houses = there.kind in (PartyKind.SCHOOL, PartyKind.HOSPITAL) or HOUSE.search(there.text) is not None
        return houses or (there.kind is PartyKind.PLACE and there.text.endswith(_COUNTIES))

    def _is_got_from(self, draft: OpenFrame, last: Frame) -> bool:
        """Tell whether who gives is whom the verb right before says that something came from, in one clause."""
        between = self.text[last.trigger.span.end : draft.trigger.span.start]
        return (
            last.objects is None
            and bool(draft.donors)
            and draft.kind is FrameKind.GIVE
            and "," not in between
        )

    def _stands_inside(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Return the house or village in which a thing stands whose giver is told: 在县图书馆一楼,|陆见山捐赠的藏书."""
        if _ON_ITS_WAY.search(self.text, draft.trigger.span.end, self.sentence.end):
            return ()
        for mention in self._between(self.sentence.start, draft.trigger.span.start):
            if not isinstance(mention, Mention) or not (mention.named or mention.anaphor):
                continue
            housed = mention.kind in _HAS_ROOMS or mention.text.endswith(_VILLAGES)
            inside = _INSIDE.match(self.text, mention.span.end) if housed else None
            if inside is not None and inside.end() == self._clause_end(mention.span.end):
                return (mention,)
        return ()
