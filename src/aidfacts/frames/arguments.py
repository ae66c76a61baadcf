"""Finds who gives, who gets and what around a trigger, within its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from aidfacts.frames.elements import Element, Marker, Stop, cut_clauses
from aidfacts.frames.outline import acts, opens_joint
from aidfacts.frames.roles import Argument, acting_for, assign_roles, in_role, is_joined, subjects
from aidfacts.frames.unread import find_unread
from aidfacts.model.fact import Form, Item, PartyKind
from aidfacts.model.frame import Role, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span

ReadObjects = Callable[[Span], Objects]
ReadSlot = Callable[[Span], Mention | None]
MAX_OPENING = 8  # characters between the start of a clause and who acts in it: 随后,近日,座谈会上
MAX_SHORT = 6  # characters of a name that only its place tells
MAX_SLOT = 40  # characters between two marks that frame a name with its attributes
# What may stand between a trigger and the party that gets the gift: 捐赠给沐白中学, 资助了20名学生
_TO = re.compile(r"(?:了|过)?(?:给|到|至|往|予|于|向|与|在)?(?:了)?")
# Verbs that take the one who gets as their object: 资助学生, 救助患儿
_DIRECT = frozenset(
    [
        "资助",
        "救助",
        "慰问",
        "援助",
        "支援",
        "驰援",
        "补助",
        "帮扶",
        "扶持",
        "支持",
        "赞助",
        "支助",
        "援建",
        "帮建",
        "捐助",
        "赠送",
        "赠予",
        "赠与",
        "赠给",
    ]
)
# Words that already hold their 给 or 到: 捐给, 送到, 运抵
_ENDS_IN_GOAL = re.compile(r"(?:给|到|至|往|抵|达|入|予|与|向)$")
# 用于救助困境儿童 | 帮助沐白中学; the verb of help stands right before the party, but for an attribute
_HELPS = re.compile(r"(?:用于|帮助|救助|资助|支持|支援|关爱|助力|援助|帮扶)(?:了)?[^,;。]{0,4}$|助$")
_NO_NAME = re.compile(
    r"\d.*元|^[一二两三四五六七八九十百千万亿几多余]+[元个件]|^(?:[他她我你其]|\(?[一二三四五六七八九十]+\)|小额|大额|定向|月捐|单笔|首笔|首期|首批|决定|加快|现场|连续|即可|有人|人均|第.{1,3}条|积极|踊跃|纷纷|自愿|主动|再次|继续|累计|每|其中|目前|此次|本次|多次|先后|陆续|已|将|还|也|并|共)|(?:就|即可|人均|标准)$"
)
_HELPED = (PartyKind.GROUP, PartyKind.PLACE, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PERSON)
# 我校1992届校友 | 沐白中学校友; leaves 沐白中学校友会 alone
_ALUMNUS = re.compile(r"[^,。;、]{0,8}(?:校友(?!会|企业|总会|联谊)|毕业生|学子)")
# 云沙岛公路项目竣工 | 水泵装配基地投产: a thing that is built, told by its last noun
_BUILT = re.compile(
    r"(?:了|的)?(?P<name>[^,。;、()“”\d]{0,16}?(?:公路|铁路|道路|学校|中学|小学|幼儿园|医院|卫生院|大楼|教学楼|宿舍楼|基地|设施|中心|图书馆|"
    r"体育馆|博物馆|大桥|水站|电站|体育场|运动场|球场|教室|图书室|安置房|水井|水库|水渠|机场|港口|广场|敬老院|工厂|住房))"
)
# 捐资|兴建, 捐资|创办的
_RAISED = re.compile(
    r"(?:[^,。;]{0,6}元)?(?:共同|联合|所)?(?:兴建|修建|建成|建造|建立|创办|创建|建设|新建|重建|扩建|翻建|修筑|兴办|修缮|建)(?:而成|起来)?(?:的|于|$|(?=[,。;]))"
)
# 云岭楼位于, 北塘桥始建于, 体育馆由: what a sentence is about, by its last noun
_SUBJECT = re.compile(
    r"(?:[^,。;]{0,10}[:,])?(?P<name>[^,。;、:()“”\d]{1,16}?[楼馆园亭桥堂寺塔碑像祠院库场站路厅室舍渠井坝门厦宫阁廊])(?=位于|坐落|地处|始建|建于|落成|原名|是|由|,|\(|为|总|占|建筑)"
)
_QUOTED = re.compile(r"“(?P<name>[^”]{2,20}(?:奖学金|奖教金|助学金|奖学基金|奖教基金|助学基金))”")
# 设立“甲奖学金”和“乙奖教金”
_FUND_NAMES = re.compile(
    r"(?:了)?(?:“[^”]{2,20}(?:奖学金|奖教金|助学金|奖学基金|奖教基金|助学基金)”[、和及与]?)+"
)
_WITH = re.compile(r"(?:还|又|也|分别|现场)?[与和同跟](?:[\u4e00-\u9fff]{1,4}[省市县区])?")
_AGREES = re.compile(
    r"(?:等\d*[个家所名]?[村校企业单位]*)?(?:共同|正式|现场|近日)?(?:签订|签署|签约|约定|达成|商定)"
)
_WHO = re.compile(r"女孩|男孩|同学|学生|老人|少年|患儿|孩子|女童|男童|村民|职工|工友|青年")
# 购买, 修建: what the money does for a party
BUYS = re.compile(r"购买|购置|添置|添|更换|换|安装|装|修|建|铺设|设立|配备|买|打井|打了")
_THANKS = re.compile(r"[^,;。]{0,8}(?:感谢|谢意|敬意|欢迎|赞赏|赞扬|祝贺|慰问)")
_COUNTED = re.compile(r"[\d一二两三四五六七八九十百千万多几余]+[座所间幢栋家个]")
_DATED = re.compile(r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?)?[,、]?")
_ROW = re.compile("[、和与及]")
# 捐出5万元的一位|老先生, 捐40万元建立基金的|李女士
_DESCRIBES = re.compile(r"(?:建立|设立|成立|修建|兴建|用于|支持)?[^,。;的]{0,10}的(?:[一这那][位名家个对])?")
_BEHIND = (PartyKind.PERSON, PartyKind.COMPANY, PartyKind.NGO)
MAX_TITLE = 6  # characters of a title before a name
_WHO_UNITS = frozenset(["人", "名", "位", "户", "家", "所"])  # 锦澄公司30名员工, 3所: who, not what
_SUM_BEFORE = re.compile(
    r"(?:的|善款|现金|巨款|存款|稿费|奖金|积蓄)?(?:单笔|首笔|无偿|全部|全数|悉数|都|也)?"
)
# 以个人名义, 以匿名: who acts gives
_OWN_NAMES = frozenset(
    ["个人", "本人", "自己", "匿名", "集体", "单位", "家庭", "公司", "企业", "学校", "集团", "父母"]
)
# 以“岚溪学子”的名义
_NAMED_AS = re.compile(r"以(?P<name>[^,。;以]{2,24}?)的?名义")
_FOR_USE = re.compile(r"(?<![提专])供$")  # 捐赠救护车一辆,供消防局使用
PURPOSE = re.compile(r"(?:用于|用来|用以|旨在)[^,。;]{0,6}$")
_FOUNDS = re.compile(
    r"(?:正式|顺利|隆重)?(?:落成|启用|揭牌|落地|投入使用|投用|建成|竣工|开工|挂牌|设立|成立|建立|创立|修建|兴建|新建|建设|援建|捐建|建)"
)
BUILD = re.compile(r"捐建|援建|帮建|设立|捐设|修建")


class Arguments:
    """The elements of one sentence, and who stands in which role around a trigger; builders of frames stand on it."""

    def __init__(
        self,
        text: str,
        sentence: Span,
        elements: Sequence[Element],
        read_right: ReadObjects,
        read_left: ReadObjects,
        read_slot: ReadSlot,
    ) -> None:
        self.text, self.sentence, self.elements = text, sentence, elements
        self.read_right, self.read_left, self.read_slot = read_right, read_left, read_slot
        self.done = sentence.start  # what lies before is taken by an earlier frame

    def _clause_start(self, trigger: Element) -> int:
        """Where the clause of a trigger, or of any element, begins."""
        start = self.sentence.start
        for element in self.elements:
            if element.span.start >= trigger.span.start:
                break
            if isinstance(element, Stop):
                start = element.span.end
        return start

    def _clause_end(self, position: int) -> int:
        for element in self.elements:
            if isinstance(element, Stop) and element.span.start >= position:
                return element.span.start
        return self.sentence.end

    def _in_name_of(self, start: int, verb: int) -> tuple[Mention, ...]:
        """Return in whose name somebody gives, who only acts then: 周砚秋以锦澄集团的名义捐款; none for 以个人名义."""
        match = next(reversed([*_NAMED_AS.finditer(self.text, start, verb)]), None)
        if match is None or match["name"] in _OWN_NAMES:
            return ()
        begin, end = match.span("name")
        inside = tuple(
            e for e in self.elements if isinstance(e, Mention) and begin <= e.span.start < end <= e.span.end
        )
        slot = None if inside else self._slot(begin, end, verb)
        return inside or ((slot,) if slot is not None else ())

    def _school_of(self, own: Sequence[Element]) -> tuple[Mention, ...]:
        """Return the school whose alumnus gives, where nobody else is told to receive: 我校校友周砚秋捐资80万元."""
        schools = (e for e in own if isinstance(e, Mention) and e.kind is PartyKind.SCHOOL)
        return tuple(school for school in schools if _ALUMNUS.match(self.text, school.span.end))[:1]

    def _announces(self, own: Sequence[Element], arguments: Sequence[Argument]) -> tuple[Mention, ...]:
        """
        Return who announces what he gives himself, where nobody else acts in the clause.

        明屿市政府宣布提供150万元 | 周砚秋表示愿意向基金会捐赠5万元; 县长介绍说 announces what others do.
        """
        speech = next((e for e in own if isinstance(e, Marker) and e.role == "speech"), None)
        if (
            speech is None
            or speech.word not in ("宣布", "表示")
            or any(a.role is Role.SUBJECT for a in arguments)
            or _THANKS.match(self.text, speech.span.end)
        ):
            return ()
        row = [
            a
            for a in arguments
            if a.role is Role.NONE and not a.marker and a.mention.span.end <= speech.span.start
        ]
        return tuple(acting_for(self.text, a.mention) for a in row if a.group == row[-1].group)

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
            receiving = self._slot(goal.span.end, trigger.span.start, trigger.span.end)
            if receiving is not None and receiving.kind is PartyKind.OTHER and goal.word in ("为", "对"):
                # 为战疫捐赠: what one gives for is often no party; 为女孩欣怡筹款 is for her
                before = self.text[goal.span.end : receiving.span.start]
                receiving = receiving if _WHO.search(before) else None
        edge = min((e.span.start for e in markers), default=trigger.span.start)
        open_start = not markers or markers[0].role in ("goal", "object", "channel", "joint")
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

    def _with_partner(self, clause: Sequence[Element], actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return *actors* with who is joined to them by place alone: 养元饮品|携手红十字基金会, 周砚秋与|文琴|在明屿."""
        for at, element in enumerate(clause):
            if not isinstance(element, Marker) or element.role != "joint":
                continue
            before = clause[at - 1] if at else None
            behind = clause[at + 1] if at + 1 < len(clause) else None
            if before is None and behind in actors:
                slot = self._slot(self._clause_start(element), element.span.start, element.span.end)
                return (slot, *actors) if slot is not None else actors
            if before in actors and isinstance(behind, Marker):
                slot = self._slot(element.span.end, behind.span.start, behind.span.end)
                joined = slot is not None and slot.kind is PartyKind.PERSON
                return (*actors, slot) if slot is not None and joined else actors
        return actors

    def _slot_row(self, start: int, end: int, verb: int) -> tuple[Mention, ...]:
        """Return who fills a stretch: one party, or a row of persons (林诚翰、黄成品各|捐)."""
        while start < end and self.text[start] in "、和与及":
            start += 1
        cuts = [start, *(found.end() for found in _ROW.finditer(self.text, start, end)), end + 1]
        row = [self._slot(a, b - 1, verb) for a, b in pairwise(cuts)]
        persons = tuple(m for m in row if m is not None and m.kind is PartyKind.PERSON)
        if len(row) > 1 and len(persons) == len(row):
            return persons
        whole = self._slot(start, end, verb)
        return (whole,) if whole is not None else ()

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

    def _slot(self, start: int, end: int, verb: int) -> Mention | None:
        dated = _DATED.match(self.text, start, end)
        start = dated.end() if dated else start
        if any(isinstance(e, Amount) and start <= e.span.start < end for e in self.elements):
            return None  # 前一万元已捐赠给公益组织: a sum is nobody
        mention = self.read_slot(Span(start, end)) if 2 <= end - start <= MAX_SLOT else None
        # What is left of 现场捐赠, 加快捐赠, 决定捐赠 is no name; a name of two characters needs a marker behind it.
        if mention is None or _NO_NAME.search(mention.name):
            return None
        return mention if len(mention.name) >= 3 or end < verb else None

    def _row(self, elements: Sequence[Element], at: int | None = None) -> tuple[Mention, ...]:
        """Return the row of parties that *elements* hold; with *at* it must begin there."""
        row: list[Mention] = []
        for element in elements:
            if not isinstance(element, Mention):
                continue
            if not row:
                if at is not None and element.span.start - at > 2:
                    return ()
                row.append(element)
            elif is_joined(self.text[row[-1].span.end : element.span.start]):
                row.append(element)
            elif element.kind is PartyKind.PERSON and element.of is not None:
                continue
            else:
                row = [element]
        return tuple(acting_for(self.text, mention) for mention in row)

    def _direct(self, trigger: Trigger, start: int, limit: int) -> tuple[tuple[Mention, ...], int]:
        """Return the row of parties right behind the trigger, and where it ends: 捐给县慈善会、县红十字会."""
        match = _TO.match(self.text, start, limit)
        at = match.end() if match else start
        marked = at > start and self.text[at - 1] in "给到至往予于向与在"
        goal = marked or trigger.word in _DIRECT or _ENDS_IN_GOAL.search(trigger.word) is not None
        row: list[Mention] = []
        for element in self.elements:
            if not isinstance(element, Mention) or element.span.start < at:
                continue
            if element.span.start >= limit:
                break
            if BUILD.match(trigger.word) and not marked and _COUNTED.match(element.text):
                break  # 捐建了两座图书馆: what is counted is built
            gap = self.text[row[-1].span.end if row else at : element.span.start]
            if (not row and len(gap) <= (6 if goal else 0) and not re.search(r"[,;:0-9]", gap)) or (
                row and is_joined(gap)
            ):
                row.append(element)
            else:
                break
        if not row:
            slot = self._direct_slot(at, limit) if goal else None
            return ((slot,), slot.span.end) if slot is not None else ((), start)
        end = row[-1].span.end
        counted = any(
            isinstance(e, Quantity) and e.span.start == end and e.unit not in _WHO_UNITS
            for e in self.elements
        )
        if counted and not marked and row[-1].kind in (PartyKind.COMPANY, PartyKind.OTHER):
            # 捐赠医用手套2万双: the name of a trade is the thing
            return (), start
        if not goal and BUILD.match(trigger.word) and _BUILT.match(self.text, end, limit):
            # 捐建了岚溪小学音乐教室: whose room it is gets it
            return tuple(row), end
        if not goal and not re.match(
            r"(?:[,。;\d]|价值|现金|人民币|一|两|善款|助学金|$)", self.text[end : end + 4]
        ):
            # 捐赠禾川县苹果: a place inside the name of a thing
            return (), start
        return tuple(row), end

    def _direct_slot(self, start: int, limit: int) -> Mention | None:
        """Return who gets by place alone, where no name is known: 资助三名辍学的女孩, 捐给乡里的“晚霞课堂”."""
        edges = [
            e.span.start
            for e in self.elements
            if e.span.start > start and isinstance(e, Stop | Marker | Trigger)
        ]
        end = min([limit, *edges])
        counted = any(isinstance(e, Amount | Quantity) and start < e.span.start < end for e in self.elements)
        if counted or re.search(r"[\d元]", self.text[start + 1 : end]):
            return None  # 赠送救护车一辆: a thing
        slot = self._slot(start, end, end + 1)
        if (
            slot is None
            or slot.kind is PartyKind.PROJECT
            or (slot.kind is PartyKind.OTHER and not _WHO.search(slot.name))
        ):
            return None
        return slot

    def _named_thing(self, trigger: Trigger, start: int, limit: int) -> Objects | None:
        """Read what was built, or the fund that was set up, by its name alone: 援建公路, 设立“见山奖学金”."""
        pattern = _BUILT if BUILD.match(trigger.word) and trigger.word != "设立" else None
        pattern = _FUND_NAMES if trigger.word == "设立" else pattern
        if pattern is None:
            return None
        if self.text.startswith("的", start):
            start += 1
        match = pattern.match(self.text, start, limit)
        if match is None:
            return None
        names = (
            [match] if pattern is _BUILT else list(_QUOTED.finditer(self.text, match.start(), match.end()))
        )
        items = tuple(Item(m["name"], m["name"], Span(*m.span("name"))) for m in names)
        return Objects(span=Span(match.start(), match.end()), items=items, form=Form.GOODS) if items else None

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

    def _built_subject(self, trigger: Trigger, start: int) -> tuple[tuple[Mention, ...], Objects | None]:
        """
        Return what the sentence is about, where the verb says who paid for its building: a house that gets it, or a thing.

        云岭楼位于校园东侧,由校友捐资兴建 | 沐白大学是由锦澄基金会捐资创办的大学
        """
        end = self._clause_end(start)
        raised = _RAISED.match(self.text, start, end)
        agent = any(
            isinstance(e, Marker) and e.role == "agent" and e.span.start < trigger.span.start
            for e in self.elements
        )
        if not agent or not (raised or (BUILD.match(trigger.word) and start == end)):
            return (), None
        opens = self.sentence.start
        first = next((e for e in self.elements if isinstance(e, Mention)), None)
        if (
            first is not None
            and first.kind in (PartyKind.SCHOOL, PartyKind.HOSPITAL)
            and first.span.start - opens <= MAX_OPENING
            and first.named
            and first.span.end < trigger.span.start
        ):
            return (first,), None
        match = _SUBJECT.match(self.text, opens, trigger.span.start)
        if match is None:
            return (), None
        name = Span(*match.span("name"))
        return (), Objects(
            span=name, items=(Item(name.cut(self.text), name.cut(self.text), name),), form=Form.GOODS
        )

    def _left_objects(
        self, trigger: Trigger, arguments: Sequence[Argument], clause_start: int
    ) -> Objects | None:
        """Read the object before the verb: 把一万元存款交到, 药品30万元由锦澄集团捐赠."""
        start, end = clause_start, trigger.span.start
        for element in self.elements:
            if clause_start <= element.span.start < trigger.span.start and isinstance(element, Marker):
                if element.role == "object":
                    start, end = element.span.start, trigger.span.start
                elif element.role == "goal":
                    end = element.span.start  # 向53个国家提供: who gets it is counted, not what is given
        start = max(start, self.done)
        objects = self.read_left(Span(start, end)) if start < end else None
        if not objects and trigger.word.startswith(("给予", "予以")):
            # 对梦丽未来三年的大学学费给予资助: the last noun before the verb is what is borne
            at = self.text.rfind("的", start, trigger.span.start) + 1
            objects = self.read_right(Span(at, trigger.span.start)) if at > start else objects
        if not objects:
            # 林晓声老人7.2万元的捐款, 把其中的20万元捐给: the sum stands right before the word
            money = next(
                (
                    e
                    for e in reversed(self.elements)
                    if isinstance(e, Amount) and start <= e.span.start < trigger.span.start
                ),
                None,
            )
            if money is not None and _SUM_BEFORE.fullmatch(self.text, money.span.end, trigger.span.start):
                objects = self.read_right(money.span)
        return objects

    def _late_recipients(self, start: int, limit: int) -> tuple[Mention, ...]:
        """Return who gets what stands before: 捐5万元给县慈善会, 现已送至沐白小学."""
        row: list[Mention] = []
        marker: Marker | None = None
        stopped = False
        for element in self.elements:
            if element.span.start < start - 1 or element.span.start >= limit:
                continue
            if isinstance(element, Marker):
                if row:
                    break
                if stopped and self.text.startswith(("他", "她"), element.span.end):
                    continue  # 捐出口罩,是老板给他的
                # Behind a comma 向 and 为 open another act: 捐款5万元,并向学生讲解政策
                # … but 出资100万元,为老人购买保险 tells what the money does, and for whom.
                goes = element.role == "visit" or (
                    element.role == "goal" and (not stopped or self._builds_for(element))
                )
                marker = element if goes else None
            elif isinstance(element, Trigger):
                if row:
                    break
                # 捐赠的毛毯昨日运抵岚溪镇
                goal = _ENDS_IN_GOAL.search(element.word) is not None
                marker = Marker(element.span, element.word, "goal") if goal else marker
            elif isinstance(element, Stop):
                if row:
                    break
                marker, stopped = None, True
            elif isinstance(element, Mention) and marker is not None:
                gap = self.text[(row[-1] if row else marker).span.end : element.span.start]
                if (not row and len(gap) <= 8) or is_joined(gap):
                    row.append(element)
        if not row:
            # 捐赠3000元给少年阿力: only the place behind 给 shows the name
            for element in self.elements:
                if (
                    isinstance(element, Marker)
                    and element.word in ("给", "予")
                    and start - 1 <= element.span.start < limit
                ):
                    end = self._clause_end(element.span.end)
                    found = self._slot(element.span.end, end, end + 1)
                    return (found,) if found is not None else ()
        return tuple(row)

    def _founded_at(self, start: int, limit: int) -> tuple[Mention, ...]:
        """Return where a fund or a house is set up: 捐资四十万元在我校设立奖学基金."""
        for at, element in enumerate(self.elements[:-1]):
            follow = self.elements[at + 1]
            stands_at = (
                isinstance(element, Marker) and element.word == "在" and start <= element.span.start < limit
            )
            if stands_at and isinstance(follow, Mention) and _FOUNDS.match(self.text, follow.span.end):
                return (follow,)
        return ()

    def _benefiting(self, start: int) -> tuple[Mention, ...]:
        """Return whom the gift reaches: 惠及贫困群众6000余人."""
        for at, element in enumerate(self.elements[:-1]):
            if isinstance(element, Marker) and element.role == "benefit" and element.span.start >= start:
                follow = next((e for e in self.elements[at + 1 :] if isinstance(e, Mention | Stop)), None)
                if isinstance(follow, Mention) and follow.span.start - element.span.end <= 8:
                    return (follow,)
        return ()

    def _builds_for(self, marker: Marker) -> bool:
        """Tell whether the clause of *marker* says what is bought or built for the party behind it."""
        return BUYS.search(self.text, marker.span.end, self._clause_end(marker.span.end)) is not None

    def _purpose_parties(self, start: int, limit: int) -> tuple[Mention, ...]:
        """Return who is to be helped by what was given: 善款8万元将用于救助困境儿童."""
        for element in self.elements:
            if isinstance(element, Mention) and start <= element.span.start < limit:
                before = self.text[max(start, element.span.start - 10) : element.span.start]
                if (
                    PURPOSE.search(before)
                    or _FOR_USE.search(before)
                    or (_HELPS.search(before) and element.kind in _HELPED)
                ):
                    return (element,)
        return ()

    def _prior(
        self, clause_start: int, verb: int
    ) -> tuple[tuple[Mention, ...], tuple[Mention, ...], bool, bool]:
        """
        Return who acts and who is helped in the clauses before, the nearest first.

        With them: whether the second is only a place that was gone to, and whether the first joins somebody told
        before (联合锦澄集团开展活动,…捐赠).
        """
        before = [e for e in self.elements if e.span.start < clause_start]
        acting: tuple[Mention, ...] = ()
        goals: tuple[Mention, ...] = ()
        visited = joint = False
        for clause in reversed(cut_clauses(before)):
            arguments = assign_roles(self.text, clause)
            if not acting:
                acting = self._opening(clause, subjects(self.text, arguments, first=True, verb=verb))
                acting = self._with_partner(clause, acting)
                acting = acting or in_role(arguments, Role.DONOR) or self._announces(clause, arguments)
                acting = acting or self._slot_before(clause)
                joint = bool(acting) and opens_joint(clause)
                if (
                    len(acting) > 1
                    and not goals
                    and _AGREES.search(self.text, acting[-1].span.end, self._clause_end(acting[-1].span.end))
                    and _WITH.fullmatch(self.text, acting[0].span.end, acting[1].span.start)
                ):
                    # 锦澄集团与县慈善会签订协议,捐赠300万元: the first gives to the second, or to all behind 与
                    acting, goals = acting[:1], acting[1:]
            # 向甲校捐款8万元;为全县提供体检: who is helped before a semicolon is not helped behind it
            if not goals and ";" not in self.text[clause[-1].span.end : clause_start]:
                goals = in_role(arguments, Role.RECIPIENT)
                visited = not goals
                goals = goals or in_role(arguments, Role.VISITED)
            if acting and goals:
                break
        return acting, goals, visited and bool(goals), joint

    def _opening(self, clause: Sequence[Element], row: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return *row* where it opens its clause: in 询问孩子上学情况 the child is asked about and does not act."""
        row = tuple(m for m in row if acts(self.text, m))
        if not row:
            return row
        start = self._clause_start(clause[0])
        first = next((e for e in clause if isinstance(e, Mention)), row[0])
        markers = [e.span.end for e in clause if isinstance(e, Marker) and e.span.end <= first.span.start]
        gap = first.span.start - max([start, *markers])
        return row if gap <= MAX_OPENING else ()

    def _all_before(self, clause_start: int) -> list[Argument]:
        before = [e for e in self.elements if e.span.start < clause_start]
        return [a for clause in cut_clauses(before) for a in assign_roles(self.text, clause)]
