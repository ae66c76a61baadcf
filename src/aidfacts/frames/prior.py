"""Finds who acts and who is helped in the clauses before that of a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from aidfacts.frames.acting import acting_for, subjects
from aidfacts.frames.aims import is_aimed_at
from aidfacts.frames.assign import assign_roles
from aidfacts.frames.elements import Element, Marker, cut_clauses
from aidfacts.frames.givers import Givers
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.outline import acts, opens_joint
from aidfacts.frames.roles import Argument, in_role, people_visited, with_house
from aidfacts.frames.stretches import MAX_OPENING, PURPOSE
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind, Role, Trigger
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.quantity import Amount

_WITH = compile_late(
    r"(?:们|先生|女士|同志|校友|集团)?(?:还|又|也|都|均|分别|现场|于[^,。;与和同跟]{2,8})?[与和同跟](?:[\u4e00-\u9fff]{1,4}[省市县区])?"
)
_JOINTLY = compile_late(r",?(?:将|并|决定)?(?:共同|联合|携手|合力)")  # 锦澄集团与远樵基金会签约,共同捐赠
_MEETS = compile_late(
    r"(?:(?:一起|一同|一道|共同|亲切|深入|热情|进行了?|开展了?)*)[^,。;捐赠送]{0,3}(?:做|玩|唱|跳|游戏|互动|交流|交谈|座谈|谈心|聊天|度过|共度|欢度|[过包]|合影|阅读|联欢|观看|参观|学习|分享|手拉手|[话拉]家常)"
)
_AGREES = compile_late(
    r"(?:等\d*[个家所名]?[村校企业单位]*)?(?:共同|正式|现场|近日)?(?:签订|签署|签约|约定|达成|商定|结对|结成|结为|缔结|结缘|结识|建立[^,。;]{0,10}(?:关系|联系)|开展[^,。;]{0,8}(?:共建|结对|帮扶(?!活动|慰问|行动)|协作)"
    r"|举行[^,。;]{0,8}(?:捐赠|签约|赠送|交接|授牌|捐款|捐资)[^,。;]{0,4}仪式)"
)
# 向全体员工|发出捐款倡议, 向来宾|介绍了情况
_TELLS = compile_late(r"[^,。;]{0,6}?(?:发出|发起|发布|号召|呼吁|倡议|征集|说明|汇报|通报|求助|反映)")
_BESIDE = compile_late(r"[,;]?(?:并|始终|一直|自从?)?[与同跟和]")
_GOES_WITH = compile_late(
    r"[^,。;、]{0,4}(?:携手|并肩|一道|一起|一同|同舟共济|风雨同舟|共渡难关|共克时艰|心连心|同心)"
)
_THEIR = compile_late(r"[及和与]其$")
# 在沐白小学|开展爱心捐赠活动
_GIVES_AT = compile_late(r"设立|捐设|(?:开展|举行|举办|组织)[^,。;]{0,10}(?:捐|赠|慰问|爱心|公益|助学)")
_CEREMONY = compile_late(r"(?:捐赠|捐款|捐资|赠书|捐书|慰问|爱心|助学)[^,。;在]{0,6}(?:仪式|活动)在$")
_IS_HELD = compile_late(r"[^,。;的]{0,6}(?:举行|举办|启动|开展|进行)")
_JOINS = "参加"
_ATTENDS = frozenset([_JOINS, "出席"])
_OFFICE = compile_late(r"书记|[县市省区镇乡州局处科部]长|主任|主席|领导|委员|会长|代表|干部|嘉宾")
_WHILE = ("时", "期间", "之际", "之余", "后", "间隙")
# 锦澄集团|参加“爱心助学”活动: an act of giving, in which a house takes part by its own gift
_CAMPAIGN = compile_late(
    r"[^,。;]{0,16}(?:捐|募|义[卖演拍]|爱心|慈善|公益|慰问|助学|助残|扶贫|帮扶|救灾|赈灾|抗疫|抗洪)(?![^,。;]*(?:仪式|[大晚]会|会议))"
)
_TAKE_PART = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL, PartyKind.GROUP)
_HOSTS = (PartyKind.SCHOOL, PartyKind.HOSPITAL)
_TO_SCHOOL = compile_late(r"[来到返回]校(?!园|友|门|区)")
_CARED_FOR = ("小学", "中学", "学校", "幼儿园", "医院", "卫生院", "敬老院", "福利院", "养老院", "村", "社区")
_DESCRIBED = compile_late(
    r"[^,。;:“”]{2,24}的[^,。;:的“”]{1,6}|[^,。;:“”的]{2,16}\d{2,4}[级届][^,。;:“”的]{0,8}"
)
_SOMEBODY = compile_late(r"一[名位个][^,。;:“”]{2,16}的")  # 一位不愿透露姓名的|老人
_WHAT_HE_IS = compile_late(r"[一这][位名个][^,。;:“”]{0,24}")  # ,一个靠种菜为生的农民,
_CALLS_UPON = compile_late(r"(?:联系|协调|对接|动员|邀请|争取|引进|发动)(?:了|到|上)?$")
_ROUSES = compile_late(r"(?:先后|多次|积极|还|又|曾)*(?:发动|动员|号召)(?:了)?(?:全体|广大|本单位|公司)?")
_CALLED = (PartyKind.COMPANY, PartyKind.NGO)
_DIRECTS = compile_late(
    r"(?:并|还|又|先后|积极|多次)?(?:组织|协调|联系|发动|动员|引导|指导|带领|争取|引进|邀请|对接)(?:了|到)?[省市县区]?"
)


# 向县医院捐款的|单位|还有:锦澄集团5万元
_NAMES_ROW = compile_late(r"(?:还|主要|另外?)?(?:有|包括|是|为):")


class Prior(Givers):
    """Reads the clauses of a sentence before the one that tells a gift."""

    def _called_upon(self, draft: OpenFrame, clause: Sequence[Element]) -> tuple[Mention, ...]:
        """Return the house that somebody got to give: 驻村书记联系|锦澄集团|,为村小捐赠课桌60套."""
        house = clause[-1]
        if draft.kind is not FrameKind.GIVE or not draft.recipients:
            return ()  # 联系县红十字会,捐款20万元: who is called gets it
        if not isinstance(house, Mention) or house.kind not in _CALLED:
            return ()
        called = _CALLS_UPON.search(self.text, self._clause_start(house), house.span.start)
        next_door = self.text.startswith(",", house.span.end) and house.span.end + 1 == draft.clause_start
        return (house,) if called and next_door and house.named else ()

    def _who_rouses(
        self, draft: OpenFrame, clause: Sequence[Element], acting: Sequence[Mention]
    ) -> tuple[Mention, ...]:
        """Return the house that pays beside what its staff gave: |锦澄集团|发动员工捐款2万元,还出资7万元修路."""
        house = next((e for e in clause if isinstance(e, Mention) and e.named), None)
        if draft.kind is not FrameKind.FUND or house is None or len(acting) != 1 or acting[0].named:
            return ()
        roused = _ROUSES.fullmatch(self.text, house.span.end, acting[0].span.start)
        return (house,) if roused is not None else ()

    def _is_directed(self, party: Mention, clause: Sequence[Element], start: int) -> bool:
        """Tell whether who acted before told a party what to do, and goes on behind a semicolon: ;组织|会员单位|采购大米;走访…"""
        opened = _DIRECTS.fullmatch(self.text, self._clause_start(clause[0]), party.span.start)
        return opened is not None and ";" in self.text[party.span.end : start]

    def _prior(self, draft: OpenFrame) -> tuple[tuple[Mention, ...], tuple[Mention, ...], bool, bool]:
        """
        Return who acts and who is helped in the clauses before that of *draft*, the nearest first.

        With them: whether the second is only a place that was gone to, and whether the first joins somebody told
        before (联合锦澄集团开展活动,…捐赠).
        """
        clause_start, verb = draft.clause_start, draft.trigger.span.start
        before = [e for e in self.elements if e.span.start < clause_start]
        acting: tuple[Mention, ...] = ()
        goals: tuple[Mention, ...] = ()
        partners: tuple[Mention, ...] = ()
        helped: tuple[Mention, ...] = ()
        visited = False
        for clause in reversed(cut_clauses(before)):
            arguments = self._roles_of(clause)
            beside = self._beside(clause)
            if beside is not None and not acting:
                # 锦澄集团心系家乡,与|禾川县|并肩抗疫,捐赠口罩: who acts with him is told before
                visited = visited or not goals
                goals = goals or ((beside,) if beside.kind in (*_HOSTS, PartyKind.PLACE) else ())
                continue
            if not acting:
                row = subjects(self.text, arguments, first=True, verb=verb)
                founders = in_role(arguments, Role.DONOR)
                if founders and all(m.kind is PartyKind.PROJECT for m in row):
                    row = founders  # 见山奖学金由|周砚秋|设立,每年捐资6万元
                helped = helped or tuple(m for m in row if self._is_object(clause, m))
                acting = self._opening(clause, row)
                acting = self._with_partner(clause, self._without_met(acting))
                acting = (
                    acting or in_role(arguments, Role.DONOR) or self._announces(clause, arguments, draft.kind)
                )
                acting = acting or self._attends(clause, arguments, clause_start) or self._slot_before(clause)
                acting = self._called_upon(draft, clause) or acting
                acting = self._apposed_to(acting) or self._who_rouses(draft, clause, acting) or acting
                if acting and self._is_directed(acting[0], clause, clause_start):
                    acting = ()
                if acting and opens_joint(clause):
                    partners, acting = (*acting, *partners), ()  # whom they join is told before
                if not draft.recipients and all(m.anaphor is Anaphor.BOTH for m in acting):
                    acting = ()  # 自锦澄集团与北塘村结对以来,|双方|交流频繁,捐款3万元
                if (
                    all(m.anaphor is not None for m in goals)
                    and not _JOINTLY.match(self.text, clause_start)
                    and (sides := self._sides(acting)) > 0
                    and _AGREES.search(self.text, acting[-1].span.end, self._clause_end(acting[-1].span.end))
                ):
                    # 锦澄集团与县慈善会签订协议,捐赠300万元: the first gives to the second, or to all behind 与
                    # … but what it pays out (出资) by agreement with an office is for others.
                    acting, goals = acting[:sides], () if draft.kind is FrameKind.FUND else acting[sides:]
            # 向甲校捐款8万元;为全县提供体检: who is helped before a semicolon is not helped behind it
            if not goals and ";" not in self.text[clause[-1].span.end : clause_start]:
                told = in_role(arguments, Role.RECIPIENT)
                told = () if told and self._is_told(told[-1]) else told
                goals = tuple(m for m in told if not self._is_use(m))
                visited = not goals
                gone_to = self._gone_to(clause, arguments)
                goals = goals or tuple(m for m in gone_to if not self._is_endowed(m))
                goals = goals or self._hosts(arguments) or self._opens_at(arguments, clause_start) or helped
            if acting and goals:
                break
        return (*acting, *partners), goals, visited and bool(goals), bool(partners) and not acting

    def _roles_of(self, clause: Sequence[Element]) -> list[Argument]:
        """Return the parties of a clause with their roles; each verb behind it asks for the same."""
        place = clause[0].span.start, clause[-1].span.start, len(clause)
        found = self._roles.get(place)
        if found is None:
            found = self._roles[place] = assign_roles(self.text, clause)
        return found

    def _apposed_to(self, acting: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return the person whom a clause only says what he is: 周砚秋|,一位退休教师,把3万元捐给母校."""
        if len(acting) != 1 or acting[0].named:
            return ()
        start, end = self._clause_start(acting[0]), acting[0].span.end
        if not _WHAT_HE_IS.fullmatch(self.text, start, end) or self._clause_end(end) != end:
            return ()
        named = (
            e
            for e in self.elements
            if isinstance(e, Mention) and e.kind is PartyKind.PERSON and e.span.end == start - 1
        )
        return tuple(m for m in named if m.named)

    def _beside(self, clause: Sequence[Element]) -> Mention | None:
        """Return with whom somebody told before does something, where that opens the clause: 与|禾川县|携手抗疫, 与|孩子们|一起做游戏."""
        first = next((e for e in clause if isinstance(e, Mention)), None)
        if first is None or not _BESIDE.fullmatch(self.text, self._clause_start(first), first.span.start):
            return None
        goes = _GOES_WITH if first.named else _MEETS
        return first if goes.match(self.text, first.span.end) else None

    def _sides(self, row: Sequence[Mention]) -> int:
        """Return how many of a row stand before 与, 0 where none joins two sides: 锦澄集团、沐白药业|与|县慈善会."""
        pairs = enumerate(pairwise(row), 1)
        return next((n for n, (a, b) in pairs if self._faces(a, b)), 0)

    def _faces(self, one: Mention, other: Mention) -> bool:
        """Tell whether 与 alone stands between two, or the head of the first before it: 锦澄集团|总裁何映雪与|县慈善会."""
        if _WITH.fullmatch(self.text, one.span.end, other.span.start):
            return True
        heads = [
            e for e in self.elements if isinstance(e, Mention) and e.of is not None and e.of.span == one.span
        ]
        return any(_WITH.fullmatch(self.text, head.span.end, other.span.start) for head in heads)

    def _without_met(self, acting: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return *acting* without those whom the first only met or played with: 志愿者|与孩子们一起做游戏,并送上书包."""
        met = acting[1:] and _WITH.fullmatch(self.text, acting[0].span.end, acting[1].span.start)
        return acting[:1] if met and _MEETS.match(self.text, acting[-1].span.end) else acting

    def _attends(
        self, clause: Sequence[Element], arguments: Sequence[Argument], giving: int
    ) -> tuple[Mention, ...]:
        """Return who gives while he attends something else, or right then: 周砚秋回乡参加庙会时,向母校捐款; 何映雪出席慈善晚宴,捐款5万元."""
        at = next((e.span.start for e in clause if isinstance(e, Marker) and e.word in _ATTENDS), None)
        end = self._clause_end(clause[-1].span.end)
        if at is None:
            return ()
        row = [a for a in arguments if a.role is Role.NONE and not a.marker]
        named = [a for a in row if a.mention.kind is not PartyKind.PLACE]
        # 副县长何映雪出席仪式,捐赠图书300册: an office only looks on
        houses = {a.mention.of for a in named}
        alone = sum(a.mention not in houses for a in named) == 1 and end + 1 == giving
        alone = alone and _OFFICE.search(self.text, self._clause_start(clause[0]), at) is None
        if not alone and not self.text.endswith(_WHILE, self.sentence.start, end):
            return self._takes_part([a for a in row if a.mention.span.end <= at], at)
        return tuple(acting_for(self.text, a.mention) for a in named[-1 if alone else 0 :][:1])

    def _takes_part(self, row: Sequence[Argument], at: int) -> tuple[Mention, ...]:
        """Return the row of houses before *at* that give by their part in an act of giving: 甲公司、乙公司|参加爱心助学活动,捐款."""
        together = len({a.group for a in row}) == 1 and all(a.mention.kind in _TAKE_PART for a in row)
        joins = self.text.startswith(_JOINS, at) and _CAMPAIGN.match(self.text, at + len(_JOINS))
        if not together or not joins:
            return ()
        taking: list[Mention] = []
        for mention in (a.mention for a in row):
            house = taking[-1] if taking else None
            if house is not None and self.text[house.span.end : mention.span.start] in ("", "的"):
                taking[-1] = with_house(self.text, house, mention)  # 沐白小学的|师生
            else:
                taking.append(mention)
        return tuple(taking)

    def _is_use(self, mention: Mention) -> bool:
        """Tell whether a project is what money is for and gets no other gift: 向县红十字会捐款,定向用于“|防控项目|”,锦澄集团捐赠8万元."""
        used = PURPOSE.search(self.text, self._clause_start(mention), mention.span.start)
        return mention.kind is PartyKind.PROJECT and used is not None

    def _is_told(self, mention: Mention) -> bool:
        """Tell whether something is only said to somebody: 向全体员工|发出捐款倡议, 向局长|说明情况."""
        return _TELLS.match(self.text, mention.span.end) is not None or (
            not mention.named and _NAMES_ROW.match(self.text, mention.span.end) is not None
        )

    def _is_endowed(self, mention: Mention) -> bool:
        """Tell whether a project has its own money and gets no later gift: 设立20万元的“见山教育基金”; a scholarship has."""
        if mention.kind is not PartyKind.PROJECT:
            return False
        start = self._clause_start(mention)
        own = any(isinstance(e, Amount) and start <= e.span.start < mention.span.start for e in self.elements)
        return own or not mention.name.rstrip("”").endswith("基金")

    def _hosts(self, arguments: Sequence[Argument]) -> tuple[Mention, ...]:
        """Return the school or hospital where one gives: 在北塘村小学|开展捐赠活动,捐赠图书300册."""
        inside = in_role([a for a in arguments if a.marker == "在"], Role.NONE)
        return tuple(m for m in inside if m.kind in _HOSTS and self._is_given_at(m))

    def _gone_to(self, clause: Sequence[Element], arguments: Sequence[Argument]) -> tuple[Mention, ...]:
        """Return whom or what one goes to; in 来校看望|老师|,并捐赠图书 the school gets it."""
        start = self._clause_start(clause[0])
        return tuple(
            m
            for m in people_visited(arguments)
            if m.named or not _TO_SCHOOL.search(self.text, start, m.span.start)
        )

    def _opens_at(self, arguments: Sequence[Argument], clause_start: int) -> tuple[Mention, ...]:
        """Return the house or village at which the clause before only says that a gift is given: 在|沐白小学|,锦澄集团捐赠书包120个."""
        there = arguments[-1] if arguments else None
        if there is None or there.marker != "在" or there.role is not Role.NONE:
            return ()
        house = there.mention
        alone = house.span.end + 1 == clause_start and self.text.startswith("在", house.span.start - 1)
        return (house,) if alone and house.named and house.text.endswith(_CARED_FOR) else ()

    def _is_given_at(self, house: Mention) -> bool:
        """Tell whether an act of giving is held at a house, told behind it or before 在: 捐赠活动在|北塘村小学|举行."""
        if _GIVES_AT.match(self.text, house.span.end):
            return True
        before = _CEREMONY.search(self.text, self._clause_start(house), house.span.start)
        return before is not None and _IS_HELD.match(self.text, house.span.end) is not None

    def _opening(self, clause: Sequence[Element], row: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return *row* where it opens its clause: in 询问孩子上学情况 the child is asked about and does not act."""
        row = tuple(m for m in row if acts(self.text, m) and not self._is_object(clause, m))
        row = tuple(m for m in row if m.named or not is_aimed_at(self.text, m))
        if not row or _THEIR.search(self.text, max(0, row[0].span.start - 3), row[0].span.start):
            return ()  # 慰问老党员及其家属: who belongs to somebody told before is no actor
        start = self._clause_start(clause[0])
        first = next((e for e in clause if isinstance(e, Mention)), row[0])
        markers = [e.span.end for e in clause if isinstance(e, Marker) and e.span.end <= first.span.start]
        if PURPOSE.search(self.text, start, first.span.start):
            return ()  # 捐资30万元用于三台村扶贫: what the money is for
        opens = max([start, *markers])
        # 入伍十二年的边防军人|周砚秋: what describes a person may be long
        described = not markers and (_DESCRIBED if first.kind is PartyKind.PERSON else _SOMEBODY).fullmatch(
            self.text, opens, first.span.start
        )
        return row if first.span.start - opens <= MAX_OPENING or described else ()

    def _is_object(self, clause: Sequence[Element], crowd: Mention) -> bool:
        """Tell whether people without a name stand behind a verb of giving, which helps them: 共资助九县的|161名学生."""
        verbs = (e for e in clause if isinstance(e, Trigger) and e.strength == "strong")
        return not crowd.named and any(verb.span.end <= crowd.span.start for verb in verbs)

    def _all_before(self, clause_start: int) -> list[Argument]:
        before = [e for e in self.elements if e.span.start < clause_start]
        return [a for clause in cut_clauses(before) for a in self._roles_of(clause)]
