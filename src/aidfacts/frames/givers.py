"""Finds who gives, in the clause of a trigger and in those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from aidfacts.frames.acting import acting_for, subjects
from aidfacts.frames.assign import assign_roles
from aidfacts.frames.elements import Element, Marker, cut_clauses
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.outline import acts, opens_joint
from aidfacts.frames.roles import Argument, in_role, people_visited, with_house
from aidfacts.frames.stretches import HOUSE, MAX_OPENING, PURPOSE
from aidfacts.frames.unread import find_unread
from aidfacts.frames.wholes import Wholes
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind, Role, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.quantity import Amount
from aidfacts.model.span import Span

MAX_PERSON = 4  # characters of a Chinese name
MAX_SHORT = 6  # characters of a name that only its place tells
_WITH = re.compile(
    r"(?:们|先生|女士|同志|校友|集团)?(?:还|又|也|都|均|分别|现场)?[与和同跟](?:[\u4e00-\u9fff]{1,4}[省市县区])?"
)
_MEETS = re.compile(
    r"(?:(?:一起|一同|一道|共同|亲切|深入|热情|进行了?|开展了?)*)[^,。;捐赠送]{0,3}(?:做|玩|唱|跳|游戏|互动|交流|交谈|座谈|谈心|聊天|度过|共度|欢度|[过包]|合影|阅读|联欢|观看|参观|学习|分享|手拉手|[话拉]家常)"
)
_AGREES = re.compile(
    r"(?:等\d*[个家所名]?[村校企业单位]*)?(?:共同|正式|现场|近日)?(?:签订|签署|签约|约定|达成|商定|结对|结成|结为|缔结|建立[^,。;]{0,10}关系"
    r"|举行[^,。;]{0,8}(?:捐赠|签约|赠送|交接|授牌|捐款|捐资)[^,。;]{0,4}仪式)"
)
# 号召大家捐款,随后|带头捐出: what is done by who called for it
OWN_ACT = re.compile(r",?(?:自己)?(?:随后|当即|当场|现场|率先|带头|先后|并带头|并率先|还带头|自己)")
_CALLS = frozenset(["号召", "倡议", "动员", "呼吁", "鼓励", "发动"])
# 向全体员工|发出捐款倡议, 向来宾|介绍了情况
_TELLS = re.compile(r"[^,。;]{0,6}?(?:发出|发起|发布|号召|呼吁|倡议|征集|说明|汇报|通报|求助|反映)")
_BESIDE = re.compile(r"[,;]?(?:并|始终|一直)?[与同跟和]")
_GOES_WITH = re.compile(
    r"[^,。;、]{0,4}(?:携手|并肩|一道|一起|一同|同舟共济|风雨同舟|共渡难关|共克时艰|心连心|同心)"
)
_ANNOUNCED = "宣布"  # 罗氏|宣布捐赠500万元: who says so gives
# 明屿商行|2月3日|宣布
_WHEN = re.compile(r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日|[今昨当][天日]|近日|日前|随后")
_THANKS = re.compile(r"[^,;。]{0,8}(?:感谢|谢意|敬意|欢迎|赞赏|赞扬|祝贺|慰问)")
# 捐出5万元的一位|老先生, 捐40万元建立基金的|李女士
_DESCRIBES = re.compile(r"(?:建立|设立|成立|修建|兴建|用于|支持)?[^,。;的]{0,10}的(?:[一这那][位名家个对])?")
_THEIR = re.compile(r"[及和与]其$")
# 在沐白小学|开展爱心捐赠活动
_GIVES_AT = re.compile(r"设立|捐设|(?:开展|举行|举办|组织)[^,。;]{0,10}(?:捐|赠|慰问|爱心|公益|助学)")
_CEREMONY = re.compile(r"(?:捐赠|捐款|捐资|赠书|捐书|慰问|爱心|助学)[^,。;在]{0,6}(?:仪式|活动)在$")
_IS_HELD = re.compile(r"[^,。;的]{0,6}(?:举行|举办|启动|开展|进行)")
_JOINS = "参加"
_ATTENDS = frozenset([_JOINS, "出席"])
_OFFICE = re.compile(r"书记|[县市省区镇乡州局处科部]长|主任|主席|领导|委员|会长|代表|干部|嘉宾")
_WHILE = ("时", "期间", "之际", "之余", "后", "间隙")
# 锦澄集团|参加“爱心助学”活动: an act of giving, in which a house takes part by its own gift
_CAMPAIGN = re.compile(
    r"[^,。;]{0,16}(?:捐|募|义[卖演拍]|爱心|慈善|公益|慰问|助学|助残|扶贫|帮扶|救灾|赈灾|抗疫|抗洪)(?![^,。;]*(?:仪式|[大晚]会|会议))"
)
_TAKE_PART = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL, PartyKind.GROUP)
_HOSTS = (PartyKind.SCHOOL, PartyKind.HOSPITAL)
MAX_HOUSE = 10  # characters of the name of a house behind 为
_PLAIN_NAME = re.compile(r"(?:(?!的)[\u4e00-\u9fff])+")
_BEHIND = (PartyKind.PERSON, PartyKind.COMPANY, PartyKind.NGO)
_BEFORE_BRACKET = re.compile(r"(?:^|[,。;:、)和与及有是])(?=[^,。;:、)和与及有是(]{2,16}$)")
_DESCRIBED = re.compile(
    r"[^,。;:“”]{2,24}的[^,。;:的“”]{1,6}|[^,。;:“”的]{2,16}\d{2,4}[级届][^,。;:“”的]{0,8}"
)
_SOMEBODY = re.compile(r"一[名位个][^,。;:“”]{2,16}的")  # 一位不愿透露姓名的|老人
MAX_TITLE = 6  # characters of a title before a name
# 以个人名义, 以匿名: who acts gives
_OWN_NAMES = frozenset(
    ["个人", "本人", "自己", "匿名", "集体", "单位", "家庭", "公司", "企业", "学校", "集团", "父母"]
)
# 以“岚溪学子”的名义
_NAMED_AS = re.compile(r"以(?P<name>[^,。;以]{2,24}?)的?名义")

# 为家乡 | 给故乡的教育事业 | 为家乡各项建设累计
_HOME = re.compile(
    r"(?P<home>家乡|故乡|国家)(?:的?(?:各项|公益|慈善|教育|文化|文教|卫生|医疗|社会|体育|新农村|基础设施|公共){0,3}(?:事业|建设|发展))?(?:累计|先后|共|又|多次|一共|陆续|无偿|慷慨){0,2}"
)
_DECLARES = ("宣布", "表示")
_REPORTS = ("介绍", "透露", "称", "说")
_GIVING_HOUSES = (PartyKind.COMPANY, PartyKind.NGO)
_CALLS_UPON = re.compile(r"(?:联系|协调|对接|动员|邀请|争取|引进|发动)(?:了|到|上)?$")
_CALLED = (PartyKind.COMPANY, PartyKind.NGO)
_DIRECTS = re.compile(
    r"(?:并|还|又|先后|积极|多次)?(?:组织|协调|联系|发动|动员|引导|指导|带领|争取|引进|邀请|对接)(?:了|到)?[省市县区]?"
)


class Givers(Wholes):
    """Who gives, around a trigger of one sentence."""

    def _in_name_of(self, start: int, verb: int) -> tuple[Mention, ...]:
        """Return in whose name somebody gives, who only acts then: 周砚秋以锦澄集团的名义捐款; none for 以个人名义."""
        match = next(reversed([*_NAMED_AS.finditer(self.text, start, verb)]), None)
        if match is None or match["name"] in _OWN_NAMES:
            return ()
        begin, end = match.span("name")
        whole = end - (self.text[end - 1] in "”’」")  # the mark behind a name in quotes is none of it
        inside = tuple(
            e for e in self.elements if isinstance(e, Mention) and begin <= e.span.start < whole <= e.span.end
        )
        slot = None if inside else self._slot(begin, end, verb)
        return inside or ((slot,) if slot is not None else ())

    def _represented(self, own: Sequence[Element], verb: int) -> Mention | None:
        """Return the house that only its place behind 代表 tells: 周老师代表|实践队|向学校捐赠图书."""
        for at, element in enumerate(own):
            if not isinstance(element, Marker) or element.role != "represent":
                continue
            follow = own[at + 1] if at + 1 < len(own) else None
            if follow is None:
                return self._slot(element.span.end, verb, verb + 1)
            if isinstance(follow, Marker) and follow.role in ("goal", "object", "visit"):
                return self._slot(element.span.end, follow.span.start, follow.span.end)
        return None

    def _announces(
        self, own: Sequence[Element], arguments: Sequence[Argument], kind: FrameKind
    ) -> tuple[Mention, ...]:
        """
        Return who announces what he gives himself, where nobody else acts in the clause.

        明屿市政府宣布提供150万元 | 周砚秋表示愿意向基金会捐赠5万元; 县长介绍说 announces what others do, 锦澄集团负责人介绍
        what the firm does.
        """
        speech = next((e for e in own if isinstance(e, Marker) and e.role == "speech"), None)
        if (
            speech is None
            or speech.word not in (*_DECLARES, *_REPORTS)
            or any(a.role is Role.SUBJECT for a in arguments)
            or _THANKS.match(self.text, speech.span.end)
        ):
            return ()
        row = [
            a
            for a in arguments
            if a.role is Role.NONE and not a.marker and a.mention.span.end <= speech.span.start
        ]
        # 香港|恒生银行: where the house is
        starts = {a.mention.span.start for a in row}
        row = [a for a in row if a.mention.kind is not PartyKind.PLACE or a.mention.span.end not in starts]
        last = row[-1].mention if row else None
        if last is not None and last.kind is PartyKind.PLACE and last.span.end < speech.span.start:
            # 泸州|老窖宣布捐赠: the place only opens a name that nobody could read
            said = _WHEN.search(self.text, last.span.end, speech.span.start)
            end = said.start() if said else speech.span.start
            slot = self._slot(last.span.start, end, speech.span.end)
            return (slot,) if slot is not None else ()
        acting = tuple(acting_for(self.text, a.mention) for a in row if a.group == row[-1].group)
        gathers = kind in (FrameKind.RAISE, FrameKind.RECEIVE)
        if speech.word in _REPORTS and (gathers or any(m.kind not in _GIVING_HOUSES for m in acting)):
            return ()  # 公益联盟介绍,活动共募得善款58万元: others gave it
        return acting

    def _caller(self, clause_start: int) -> tuple[Mention, ...] | None:
        """
        Return who called on others, where the clause tells what he then did himself; None where nobody did.

        方丈号召信众捐款,|随后带头捐出: the 信众 have not given, though nobody may be named who has.
        """
        if OWN_ACT.match(self.text, clause_start) is None:
            return None
        before = [e for e in self.elements if e.span.end <= clause_start]
        at = next((at for at, e in enumerate(before) if isinstance(e, Marker) and e.word in _CALLS), None)
        if at is None:
            return None
        caller = next((e for e in reversed(before[:at]) if isinstance(e, Mention)), None)
        return (acting_for(self.text, caller),) if caller is not None and caller.named else ()

    def _described(self, own: Sequence[Element], verb: int) -> Span | None:
        """Return the actor that nobody could read behind what describes it: 在外省打工的|同乡会|汇来4万元."""
        ends = (
            e.span.start for e in own if isinstance(e, Marker) and e.role in ("goal", "object", "channel")
        )
        edge = next(ends, verb)
        last = max((e.span.end for e in own if e.span.end <= edge), default=edge)
        at = self.text.rfind("的", last, edge)
        return find_unread(self.text, at + 1, edge) if at >= 0 else None

    def _slots(
        self, trigger: Trigger, own: Sequence[Element], clause_start: int
    ) -> tuple[tuple[Mention, ...], Mention | None]:
        """Return who fills the stretch before the first marker, and the one between 向 and the verb, by place alone."""
        markers = [e for e in own if isinstance(e, Marker)]
        goal = next((e for e in reversed(markers) if e.role == "goal"), None)
        acting: tuple[Mention, ...] = ()
        receiving = None
        if goal is not None and not any(
            isinstance(e, Mention) and e.span.start >= goal.span.end for e in own
        ):
            home = self._home(goal.span.end, trigger.span.start)
            receiving = home or self._slot(goal.span.end, trigger.span.start, trigger.span.end)
            if (
                home is None
                and receiving is not None
                and receiving.kind is PartyKind.OTHER
                and goal.word in ("为", "对")
            ):
                # 为战疫捐赠: what one gives for is often no party
                housed = HOUSE.search(receiving.name) is not None
                receiving = self._whole_house(receiving, goal.span.end) if housed else None
        edge = min((e.span.start for e in markers), default=trigger.span.start)
        open_start = (
            not markers
            or markers[0].role in ("goal", "object", "channel", "joint")
            or markers[0].word == _ANNOUNCED
        )
        if open_start and not any(isinstance(e, Mention) and e.span.start < edge for e in own):
            acting = self._slot_row(clause_start, edge, trigger.span.start)
        elif (
            markers
            and markers[0].role == "in"
            and not any(isinstance(e, Mention) and e.span.start < edge for e in own)
        ):
            # 杨远樵在发布会上承诺捐赠: only a person is known by his place alone
            acting = tuple(
                m
                for m in self._slot_row(clause_start, edge, trigger.span.start)
                if m.kind is PartyKind.PERSON
            )
        return acting, receiving

    def _whole_house(self, house: Mention, start: int) -> Mention:
        """Return a house with the whole name behind 为, where a word in it looked like a cue: 为|祭祀|广场."""
        name = self.text[start : house.span.end]
        if house.span.start == start or len(name) > MAX_HOUSE or not _PLAIN_NAME.fullmatch(name):
            return house
        return Mention(
            Span(start, house.span.end), name, name, house.kind, named=house.named, rules=house.rules
        )

    def _home(self, start: int, verb: int) -> Mention | None:
        """Return the home of who gives, for which or for whose affairs he does: 为|家乡|教育事业捐资."""
        found = _HOME.fullmatch(self.text, start, verb)
        if found is None:
            return None
        span = Span(*found.span("home"))
        return Mention(span, found["home"], found["home"], PartyKind.PLACE, named=False, rules=("slot",))

    def _with_partner(self, clause: Sequence[Element], actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return *actors* with who is joined to them by place alone: 养元饮品|携手红十字基金会, 周砚秋与|文琴|在明屿."""
        for at, element in enumerate(clause):
            if not isinstance(element, Marker) or element.role != "joint":
                continue
            before = clause[at - 1] if at else None
            behind = clause[at + 1] if at + 1 < len(clause) else None
            if before is None and isinstance(behind, Mention) and behind in actors:
                if "——" in self.text[element.span.end : behind.span.start]:
                    return actors  # 医患携手抗疫——|我院收到捐赠
                slot = self._slot(self._clause_start(element), element.span.start, element.span.end)
                return (slot, *actors) if slot is not None else actors
            if before in actors and isinstance(behind, Marker):
                slot = self._slot(element.span.end, behind.span.start, behind.span.end)
                joined = slot is not None and slot.kind is PartyKind.PERSON
                return (*actors, slot) if slot is not None and joined else actors
        return actors

    def _before_bracket(self, at: int) -> tuple[Mention, ...]:
        """Return who stands right before a bracket that says what he gave: 省作协(捐书600册)和|青禾书屋|(捐书400册)."""
        for element in self.elements:
            if isinstance(element, Mention) and element.span.end == at:
                return (element,)
        joined = _BEFORE_BRACKET.search(self.text, self.sentence.start, at)
        slot = self._slot(joined.end(), at, at + 1) if joined else None
        return (slot,) if slot is not None and slot.kind is not PartyKind.PROJECT else ()

    def _with_row(self, actors: tuple[Mention, ...], start: int, end: int) -> tuple[Mention, ...]:
        """Return *actors* with the persons in a row with them that only their place tells: 周砚秋、|林诚翰|各捐."""
        if not actors or actors[-1].kind is not PartyKind.PERSON:
            return actors
        first, last = actors[0].span, actors[-1].span
        before = [first.start] if self.text[first.start - 1 : first.start] in ("、", "和", "与") else []
        after = [last.end] if self.text[last.end : last.end + 1] in ("、", "和", "与") else []
        joined = [self._slot_row(start, at - 1, end) for at in before if start < at]
        joined += [self._slot_row(at + 1, end, end + 1) for at in after]
        persons = tuple(m for row in joined for m in row)
        if not persons or any(m.kind is not PartyKind.PERSON or len(m.name) > MAX_PERSON for m in persons):
            return actors
        return tuple(sorted((*actors, *persons), key=lambda m: m.span.start))

    def _slot_before(self, clause: Sequence[Element]) -> tuple[Mention, ...]:
        """Return who opens a clause whose parties are all in other roles: 南电将|通过基金会,捐款800万元."""
        first = clause[0]
        start, end = self._clause_start(first), first.span.start
        if not isinstance(first, Marker) or first.role not in ("goal", "channel", "visit", "in", "object"):
            return ()
        mention = self._slot(start, end, end + 1)
        if mention is None or (
            mention.kind is PartyKind.OTHER
            and not (
                start == self.sentence.start and len(mention.name) <= MAX_SHORT and mention.span.end < end
            )
        ):
            return ()
        return (mention,)

    def _giver_behind(self, start: int) -> tuple[Mention, ...]:
        """Return who gave, told behind the clause that describes him: 捐40万元建立基金的|李女士."""
        match = _DESCRIBES.match(self.text, start, self._clause_end(start))
        if match is None:
            return ()
        end = self._clause_end(match.end())
        for element in self.elements:
            if isinstance(element, Mention) and match.end() <= element.span.start < end:
                near = element.span.start - match.end() <= MAX_TITLE
                return (element,) if near and element.kind in _BEHIND else ()
        slot = self._slot(match.end(), end, end + 1)
        return (slot,) if slot is not None and slot.kind is PartyKind.PERSON else ()

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
            arguments = assign_roles(self.text, clause)
            beside = self._beside(clause)
            if beside is not None and not acting:
                # 锦澄集团心系家乡,与|禾川县|并肩抗疫,捐赠口罩: who acts with him is told before
                visited = visited or not goals
                goals = goals or ((beside,) if beside.kind in (*_HOSTS, PartyKind.PLACE) else ())
                continue
            if not acting:
                row = subjects(self.text, arguments, first=True, verb=verb)
                helped = helped or tuple(m for m in row if self._is_object(clause, m))
                acting = self._opening(clause, row)
                acting = self._with_partner(clause, self._without_met(acting))
                acting = (
                    acting or in_role(arguments, Role.DONOR) or self._announces(clause, arguments, draft.kind)
                )
                acting = acting or self._attends(clause, arguments, clause_start) or self._slot_before(clause)
                acting = self._called_upon(draft, clause) or acting
                if acting and self._is_directed(acting[0], clause, clause_start):
                    acting = ()
                if acting and opens_joint(clause):
                    partners, acting = (*acting, *partners), ()  # whom they join is told before
                if (
                    not goals
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
                gone_to = people_visited(arguments)
                goals = goals or tuple(m for m in gone_to if not self._is_endowed(m))
                goals = goals or self._hosts(arguments) or helped
            if acting and goals:
                break
        return (*acting, *partners), goals, visited and bool(goals), bool(partners) and not acting

    def _beside(self, clause: Sequence[Element]) -> Mention | None:
        """Return with whom somebody told before does something, where that opens the clause: 与|禾川县|携手抗疫."""
        first = next((e for e in clause if isinstance(e, Mention)), None)
        if first is None or not first.named:
            return None
        opens = _BESIDE.fullmatch(self.text, self._clause_start(first), first.span.start)
        return first if opens and _GOES_WITH.match(self.text, first.span.end) else None

    def _sides(self, row: Sequence[Mention]) -> int:
        """Return how many of a row stand before 与, 0 where none joins two sides: 锦澄集团、沐白药业|与|县慈善会."""
        pairs = enumerate(pairwise(row), 1)
        return next((n for n, (a, b) in pairs if _WITH.fullmatch(self.text, a.span.end, b.span.start)), 0)

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
        return _TELLS.match(self.text, mention.span.end) is not None

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

    def _is_given_at(self, house: Mention) -> bool:
        """Tell whether an act of giving is held at a house, told behind it or before 在: 捐赠活动在|北塘村小学|举行."""
        if _GIVES_AT.match(self.text, house.span.end):
            return True
        before = _CEREMONY.search(self.text, self._clause_start(house), house.span.start)
        return before is not None and _IS_HELD.match(self.text, house.span.end) is not None

    def _opening(self, clause: Sequence[Element], row: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return *row* where it opens its clause: in 询问孩子上学情况 the child is asked about and does not act."""
        row = tuple(m for m in row if acts(self.text, m) and not self._is_object(clause, m))
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
        return [a for clause in cut_clauses(before) for a in assign_roles(self.text, clause)]
