"""Finds who gives, in the clause of a trigger."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.frames.acting import acting_for
from aidfacts.frames.elements import Element, Marker
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.roles import Argument, is_joined
from aidfacts.frames.stretches import HOUSE
from aidfacts.frames.unread import find_unread
from aidfacts.frames.wholes import Wholes
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind, Role, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

MAX_PERSON = 4  # characters of a Chinese name
MAX_SHORT = 6  # characters of a name that only its place tells
# 号召大家捐款,随后|带头捐出: what is done by who called for it
OWN_ACT = compile_late(r",?(?:自己)?(?:随后|当即|当场|现场|率先|带头|先后|并带头|并率先|还带头|自己)")
_CALLS = frozenset(["号召", "倡议", "动员", "呼吁", "鼓励", "发动"])
_ANNOUNCED = "宣布"  # 罗氏|宣布捐赠500万元: who says so gives
# 明屿商行|2月3日|宣布
_WHEN = compile_late(r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日|[今昨当][天日]|近日|日前|随后")
_THANKS = compile_late(r"[^,;。]{0,8}(?:感谢|谢意|敬意|欢迎|赞赏|赞扬|祝贺|慰问)")
# 捐出5万元的一位|老先生, 捐40万元建立基金的|李女士
_DESCRIBES = compile_late(
    r"(?:建立|设立|成立|修建|兴建|用于|支持)?[^,。;的]{0,10}的(?:[一这那][位名家个对])?"
)
MAX_HOUSE = 10  # characters of the name of a house behind 为
_PLAIN_NAME = compile_late(r"(?:(?!的)[\u4e00-\u9fff])+")
_BEHIND = (PartyKind.PERSON, PartyKind.COMPANY, PartyKind.NGO)
_BEFORE_BRACKET = compile_late(r"(?:^|[,。;:、)和与及有是])(?=[^,。;:、)和与及有是(]{2,16}$)")
_IS_WILL = compile_late(r",(?:这)?(?:也|正|就)?是")
_WILL = compile_late(r"[^,。;]{0,10}的(?:决定|选择|遗愿|遗嘱|心愿|夙愿|义举|善举)")
# 捐款8万元|后,11月28日,|锦澄集团又…
_AFTER = ("后", "的基础上", "的同时", "之外", "以外", "之余")
_AFTERWARDS = compile_late(
    r",(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日,?|[今昨当][天日年],?|近日,?|日前,?|随后,?|又|再)?"
)
_GOES_ON = (
    PartyKind.COMPANY, PartyKind.NGO, PartyKind.PERSON, PartyKind.GOVERNMENT, PartyKind.SCHOOL, PartyKind.HOSPITAL,
)  # fmt: skip
MAX_TITLE = 6  # characters of a title before a name
# 以个人名义, 以匿名: who acts gives
_OWN_NAMES = frozenset(
    [
        "个人",
        "本人",
        "自己",
        "匿名",
        "集体",
        "单位",
        "家庭",
        "公司",
        "企业",
        "学校",
        "集团",
        "父母",
        "偶像",
        "爱豆",
    ]
)
# 以“岚溪学子”的名义
_NAMED_AS = compile_late(r"以(?:各自的?|自己的?)?(?P<name>[^,。;以]{2,24}?)的?名义")
# 为家乡 | 给故乡的教育事业 | 为家乡各项建设累计
_HOME = compile_late(
    r"(?P<home>家乡|故乡|国家)(?:的?(?:各项|公益|慈善|教育|文化|文教|卫生|医疗|社会|体育|新农村|基础设施|公共){0,3}(?:事业|建设|发展))?(?:累计|先后|共|又|多次|一共|陆续|无偿|慷慨){0,2}"
)
# 校长宣布,|本次义卖活动共筹得2万元
_ACT_RAISES = compile_late(
    r"[:,]?“?[^,。;:]{0,10}(?:活动|义卖|义拍|义演|募捐|晚会|晚宴|拍卖会|[比大]赛)[^,。;:]{0,8}?(?:筹|募|拍得)"
)
_DECLARES = ("宣布", "表示")
_REPORTS = ("介绍", "透露", "称", "说")
_THANKED = frozenset(["感谢", "致谢", "谢谢", "鸣谢"])
_GIVING_HOUSES = (PartyKind.COMPANY, PartyKind.NGO)


# 供销社|各捐1000元: all of the row before
_ALL_GAVE = compile_late(
    r"(?:先生|女士)?(?:等?[\d一二两三四五六七八九十]*[家位名个人]+)?(?:各|均|分别|每[人家]|共同|联合)"
)
# Between two of a row: the mark that joins them, and what the second is
_BETWEEN_NAMES = compile_late(r"(?:先生|女士)?(?:、|和|与|及|以及)?(?:[^,、。;:\d向为给捐赠和与及]{0,8})")
_CALLS_OWN = frozenset(["组织", "动员", "发动"])
_MEMBERS = compile_late(
    r"(?:全体|广大|所属|本单位)*(?:会员|成员|员工|职工|干部职工|党员|党员干部|师生|教职工|全体员工)"
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
            or (kind is FrameKind.RAISE and _ACT_RAISES.match(self.text, speech.span.end))
        ):
            return ()
        row = [
            a
            for a in arguments
            if a.role is Role.NONE and not a.marker and a.mention.span.end <= speech.span.start
        ]
        # 香港|恒生银行, 英国|作家|周砚秋: where the house or the man is from
        starts = {a.mention.span.start for a in row}
        person = bool(row) and row[-1].mention.kind is PartyKind.PERSON
        row = [
            a
            for a in row
            if a.mention.kind is not PartyKind.PLACE or not (person or a.mention.span.end in starts)
        ]
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
        if markers and markers[0].role == "thank" and markers[0].word in _THANKED:
            clause_start, markers = markers[0].span.end, markers[1:]  # 感谢|云栖|向沐白小学捐赠
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

    def _rows_over_commas(self, actors: tuple[Mention, ...], start: int, verb: int) -> tuple[Mention, ...]:
        """
        Return *actors* with those of clauses before that hold nothing but names: 镇政府、村委会,|供销社各|捐1000元.

        A word behind the last one must say that all of them gave.
        """
        if not actors or _ALL_GAVE.match(self.text, actors[-1].span.end, verb) is None:
            return actors
        row = list(actors)
        while start > self.sentence.start and self.text[start - 1] == ",":
            before = self._clause_start_at(start - 1)
            names = [
                e for e in self._between(before, start - 1) if not isinstance(e, Marker) or e.role != "joint"
            ]
            if not names or not all(isinstance(e, Mention) and e.named for e in names):
                break
            edges = [before, *(e.span.end for e in names)]
            gaps = [self.text[a : e.span.start] for a, e in zip(edges, names, strict=False)]
            if edges[-1] != start - 1 or not all(_BETWEEN_NAMES.fullmatch(gap) for gap in gaps):
                break
            row = [acting_for(self.text, e) for e in names if isinstance(e, Mention)] + row
            start = before
        return tuple(row)

    def _house_of(
        self, acting: tuple[Mention, ...], own: Sequence[Element], verb: int
    ) -> tuple[Mention, ...]:
        """Return the house whose own people give at its call: 锦澄商会|发动会员|捐赠18万元; none for people of others."""
        if any(m.named for m in acting):
            return ()
        for at, call in enumerate(own):
            if not isinstance(call, Marker) or call.word not in _CALLS_OWN or not at:
                continue
            house = own[at - 1]
            if not isinstance(house, Mention) or not house.named or house.kind is PartyKind.PERSON:
                continue
            near = call.span.start - house.span.end <= MAX_TITLE
            if near and _MEMBERS.match(self.text, call.span.end, verb):
                return (house,)
        return ()

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

    def _whose_will(self, start: int) -> tuple[Mention, ...]:
        """Return whose will a gift is told to be in the next clause: 将积蓄捐给母校,是|周砚秋老人|的遗愿."""
        at = self._clause_end(start)
        told = _IS_WILL.match(self.text, at)
        if told is None:
            return ()
        behind = self._between(told.end(), self._clause_end(told.end()))
        row = self._row(behind, at=told.end())
        return row if row and _WILL.match(self.text, row[-1].span.end) else ()

    def _giver_behind(self, start: int) -> tuple[Mention, ...]:
        """Return who gave, told behind the clause that describes him: 捐40万元建立基金的|李女士."""
        match = _DESCRIBES.match(self.text, start, self._clause_end(start))
        if match is None:
            return ()
        end = self._clause_end(match.end())
        told = [e for e in self._between(match.end(), end) if isinstance(e, Mention)]
        if told:
            near = told[0].span.start - match.end() <= MAX_TITLE
            return self._joined(told) if near and told[0].kind in _BEHIND else ()
        slot = self._slot(match.end(), end, end + 1)
        return (slot,) if slot is not None and slot.kind is PartyKind.PERSON else ()

    def _goes_on(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Return who acts behind a clause that only tells what he gave before: 继捐款8万元后,|锦澄集团|又上线公益专区."""
        end = self._end_of_prelude(draft.trigger)
        after = _AFTERWARDS.match(self.text, end, self.sentence.end) if end is not None else None
        if draft.actors or after is None:
            return ()
        first = next((e for e in self._between(after.end(), self._clause_end(after.end() + 1))), None)
        if not isinstance(first, Mention) or first.span.start - after.end() > MAX_TITLE:
            return ()
        return (acting_for(self.text, first),) if first.named and first.kind in _GOES_ON else ()

    def _end_of_prelude(self, trigger: Trigger) -> int | None:
        """Return where the clause of a trigger ends that only tells what went before another act: 捐款8万元后|,锦澄集团…"""
        end = self._clause_end(trigger.span.end)
        return end if self.text.endswith(_AFTER, trigger.span.end, end) else None

    def _joined(self, told: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return the row that the first of some parties opens: 署名|“一滴水”|的好心人给北塘小学."""
        end = next((n for n in range(1, len(told)) if not self._is_joined(told[n - 1], told[n])), len(told))
        return self._row(told[:end])

    def _is_joined(self, one: Mention, other: Mention) -> bool:
        return is_joined(self.text[one.span.end : other.span.start])
