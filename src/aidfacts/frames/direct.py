"""Finds who stands right behind a trigger and gets what is given: 捐给县慈善会、县红十字会."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aidfacts.frames.acting import acting_for
from aidfacts.frames.elements import Marker, Stop
from aidfacts.frames.roles import NAMED_BEHIND, is_joined, narrows, with_house
from aidfacts.frames.stretches import BUILD, BUILT, HOUSE, OPENS, WHO, Stretches
from aidfacts.frames.whole_names import with_rest_of_name
from aidfacts.lexicon.gazetteer import load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Trigger
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span

MAX_HOUSE = 8  # characters of a house without a name between a verb and a sum
# What may stand between a trigger and the party that gets the gift: 捐赠给沐白中学, 资助了20名学生
_TO = compile_late(r"(?:了|过)?(?:给|到|至|往|予|于|向|与|在)?(?:了)?")
_TO_WHOM = compile_late("[给到至往予于向与在]")
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
# 寄给|希望工程: who is sent money need not end as parties do; 交给|国际快递 is but on its way
_SENT_TO = frozenset(["寄给", "汇给", "转给", "捎给", "汇款给", "转账给"])
_ALWAYS_GET = frozenset(
    ["母校", "家乡", "故乡", "灾区"]
)  # what gives nothing and is no part of a thing's name
# 将古画捐给|国家, 5万元捐给|家乡; leaves 捐给国家图书馆
_STATE = compile_late(r"(?:国家|家乡|故乡|[县市区镇乡村]里)(?=[,。;:!?、)”\n]|$|[和与及而后]|的[那这])")
_PUTS_UP = compile_late("捐建|援建|捐修|捐造|兴办|资助[建修兴]")
WORKSHOP = compile_late("(?:[厂坊店]|合作社|超市|教学点|服务社|[水电泵]站|车间)$")  # where people work or buy
_GIVES_HOUSE = frozenset(["捐赠", "捐献", "捐出", "捐资", "捐", "赠送"])
# 捐赠汤加|的首批救灾物资; leaves 捐赠德国|进口呼吸机, 捐赠日本|樱花
_AID_BEHIND = compile_late(
    r"的?(?:首批|第[一二三四五六七八九十\d]+批|新一批|又一批|一批|\d|紧急|人道主义|救灾|援助|抗震|抗疫|防疫|医疗物资|物资)|政府的?(?=首批|\d)"
)
_ENDS = compile_late("[,。;!?\\n”]|$|等?[和、及][\\d一二两三四五六七八九十百千万几数]")
_SO_MANY = compile_late(r"\d+[余多]?[个座所处项条]")  # 援建“见山运动场”项目|12个
_HOUSES_BEHIND = compile_late(
    r"[近约超]?\d+[余多]?[个座所间家栋幢](?=[、,。;及和与]|$)"
)  # 医院|29所、桥梁130座
_STOPS = compile_late("[,。;:!?\\n)”]|$|等|各?一[所座]")
# Words that already hold their 给 or 到: 捐给, 送到, 运抵
ENDS_IN_GOAL = compile_late(r"(?:给|到|至|往|抵|达|入|予|与|向)$")
_COUNTED = compile_late(r"[\d一二两三四五六七八九十百千万多几余]+[座所间幢栋家个]")
_MANY_HOUSES = compile_late(
    r"(?:医院|卫生[院室]|学校|[小中大]学|希望小学|幼儿园|[敬养]老院|图书[馆室])[近约超逾共]?\d[\d,]*[余多]?[所家座间个](?=[,。;、和及与\n]|$)"
)
_WHO_UNITS = frozenset(["人", "名", "位", "户", "家", "所"])  # 锦澄公司30名员工, 3所: who, not what
_SAID_OF = compile_late(r"[^,。;:、元]{2,20}的[^,。;:、元的]{0,4}")
_LATIN = compile_late(r"[A-Z][A-Za-z]")  # 捐赠给了|Vue 团队
_HANDS = compile_late(r"手[中里上]|的?(?:病床|床)[前边头]|(?<=[他她们])家(?:里|中)?(?=[,。;!]|$)")
# 资助|她|四年学费3万元, 资助|他|每年5000元
_HIM = compile_late(
    r"[他她]们?(?=[\d一二两三四五六七八九十每]|的?(?:全部|所有)?(?:学费|生活费|学杂费|医疗费))"
)
_FIELD_OF = compile_late(r"的?(?:教育|公益|慈善|医疗|卫生|体育|文化|扶贫)+事业(?=[\d共达超逾近约累人])")
MIN_NAME = 3  # characters of who is told by place alone; 会计 only takes the money in
# Whose name stands before no goods as their make: 捐赠县消防局救护车一辆, but 捐赠锦澄集团口罩2万只
_HOUSES = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.GOVERNMENT)
_SMALL = ("村", "社区", "镇", "乡")
_MADE = frozenset("台辆盏套册本把张部架座")
# 他|所在的, 学校|定点帮扶的: describes the house behind it
_ATTRIBUTE = compile_late(
    r"[^,。;:、\d]{0,4}(?:所在|就读|任教|任职|工作|支教|帮扶|结对|联系|驻点|包联|挂钩|共建|毕业|对口支援)的"
)
_BODY = compile_late(
    "(?:福利院|敬老院|养老院|图书馆|博物馆|纪念馆|档案馆|中心|红十字会|慈善总?会|基金会|协会|消防队|救援队|居委会|村委会)$"
)
HOUSED = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE, PartyKind.NGO, PartyKind.GOVERNMENT)
_MONEY_NAMES = ("助学金", "奖学金", "奖教金", "奖助学金")
_GATHERS = ("筹", "募")
# 送到了|小丽|家里
_AT_HOME = compile_late(r"(?P<who>[小老阿][\u4e00-\u9fff]{1,2}?)(?:的)?家(?:里|中)?(?=[,。;!]|$)")
# 捐给|家乡|修路, 捐给|母校|建实验室
_HOME = compile_late(r"(?:家乡|故乡|老家|母校)(?=[修建办兴盖造铺架添])")
# What is no name: a clause, or a spot beside something
_CLAUSE = compile_late(
    r"[的了着过是有在被把将与和及或等所使让用为]|需要|更多|别人|任何|(?:[旁边前后上下处里]|附近)$"
)
_HIS = compile_late(r"[^,。;:、]{1,14}的")  # 赠予|他|任教三十年的|岚溪中学
_PRONOUNS = ("他", "她", "其", "他们", "她们", "自己", "我", "我们")
_OTHER_OBJECT = compile_late("[,;:0-9]|设立|成立")
# 捐赠沐白中学|价值5万元的书, 捐赠北塘村|一台水泵: what is given stands right behind who gets it
_GIFT_BEHIND = compile_late(
    r"[,。;\d]|等等|价值|现金|人民币|新台币|台币|港币|澳门币|一|两|善款|助学金|的[\d一两二三四五六七八九十]|$"
)
# 捐赠|友好城市|青原市的8万只口罩, 捐赠|对口帮扶的|北塘村路灯40盏: what those behind it are to the giver
_BOUND_TO = compile_late(
    r"[^,。;:、\d的]{0,10}(?:友好(?:交流)?城市|姐妹城市|友城|(?:帮扶|结对|共建|联系|包联)[村县点校]|(?:对口|结对|定点)[^,。;、的\d]{2,4}的)"
)
_FROM_THERE = compile_late(r"(?:\d+|[一二两三四五六七八九十百千]+)[余多]?[名位户个]来自")


def _reach(goal: bool, gap: str) -> int:
    """Return how many characters may stand between a verb and who gets: 捐赠|母校|沐白中学 needs no marker."""
    return 6 if goal or gap in _ALWAYS_GET else 0


def before_places(row: list[Mention]) -> list[Mention]:
    """Return a row without its last party, and without the places that it is joined to: 禾川县、岚溪县|的学生."""
    kept = row[:-1]
    while row[-1].kind is PartyKind.PLACE and kept and kept[-1].kind is PartyKind.PLACE:
        kept.pop()
    return kept


_NO_HOUSE = compile_late(
    r"(?:发展|助学|奖学|奖教|扶贫|救助|帮扶|建设|活动|启动|专项|创业|科研|教学|教育|校友|学校|学院|爱心)+基金"
)


def _is_fund_given(text: str, mention: Mention, verb: str) -> bool:
    """Tell whether the name of a scholarship is that of the money told right behind it: 筹集|奖教基金|8.6万元."""
    names = (*_MONEY_NAMES, "基金") if verb.startswith(_GATHERS) else _MONEY_NAMES
    told = mention.text.endswith(names) and not mention.text.startswith("“")
    bare = _NO_HOUSE.fullmatch(mention.text) is not None  # 捐赠|发展基金|5万元
    money = bare or (told and (mention.kind is PartyKind.PROJECT or verb.startswith(_GATHERS)))
    return money and text[mention.span.end : mention.span.end + 1].isdigit()


def _is_set_up(text: str, mention: Mention, verb: str) -> bool:
    """Tell whether a fund is what is set up, and nothing else is given to it: 设立|“见山教育基金”|, not 设立|“见山基金”|20万元."""
    founds = verb in ("设立", "捐设") and mention.kind is PartyKind.PROJECT
    return founds and _STOPS.match(text, mention.span.end) is not None


def is_within(place: Mention, gap: str, house: Mention) -> bool:
    """Tell whether a place only says where the house is that gets it: 岚溪镇的|沐白小学, 当地|北塘村, 明屿周边城市——|禾川市中心医院."""
    inner = house.named and house.kind in (*HOUSED, PartyKind.OTHER)
    told = gap in ("", "的") or NAMED_BEHIND.fullmatch(gap) is not None
    return inner and (place.kind is PartyKind.PLACE or place.text == "当地") and told


def _is_next(gap: str, party: Mention, *, goal: bool) -> bool:
    """Tell whether a party stands so near behind a verb that it may be the first who gets."""
    if len(gap) <= _reach(goal, gap) and not _OTHER_OBJECT.search(gap):
        return True
    if party.named and _BOUND_TO.fullmatch(gap):
        return True
    # 资助2017年考取大学的|困难学生60名, 资助60名来自|北塘村|的学生
    described = party.kind is PartyKind.GROUP and _SAID_OF.fullmatch(gap) is not None
    return goal and (described or _FROM_THERE.fullmatch(gap) is not None)


def _is_any_house(mention: Mention) -> bool:
    """Tell whether a group is a house of no name, which may be what was built: 移民小学."""
    house = mention.text.endswith(("小学", "中学", "学校", "医院", "卫生院"))
    return house and not mention.named and mention.count is None


def _pronoun(span: Span, word: str) -> Mention:
    """Return a word that points at whom the text is about as who gets something: 资助|她|四年学费."""
    return Mention(span, word, word, PartyKind.OTHER, anaphor=Anaphor.TOPIC, rules=("slot",))


class Direct(Stretches):
    """Reads the row of receivers that opens the object of a verb."""

    def _direct(self, trigger: Trigger, start: int, limit: int) -> tuple[tuple[Mention, ...], int]:
        """Return the row of parties right behind the trigger, and where it ends: 捐给县慈善会、县红十字会."""
        hands = self._into_hands(trigger, start, limit)
        if hands is not None:
            return (hands,), max(hands.span.end, start)
        match = _TO.match(self.text, start, limit)
        at = match.end() if match else start
        marked = _TO_WHOM.search(self.text, start, at) is not None
        goal = marked or trigger.word in _DIRECT or ENDS_IN_GOAL.search(trigger.word) is not None
        state = _STATE.match(self.text, at, limit) if goal or (at > start and trigger.word == "捐") else None
        if state is not None:
            span = Span(*state.span())
            name = state.group()
            return (Mention(span, name, name, PartyKind.PLACE, named=False, rules=("slot",)),), span.end
        him = _HIM.match(self.text, at, limit) if trigger.word in _DIRECT and not marked else None
        if him is not None:
            return (_pronoun(Span(*him.span()), him.group()),), him.end()
        row = self._row_right_behind(trigger, at, limit, goal=goal, marked=marked)
        if row:
            row = self._past_attribute(row)
            gets = self._is_receiver(trigger, row, at, limit, goal=goal, marked=marked)
            return (tuple(row), row[-1].span.end) if gets else ((), start)
        if BUILD.match(trigger.word) and not marked:
            return (), start  # 援建希望小学: what stands there is what was built
        ends = marked or ENDS_IN_GOAL.search(trigger.word) is not None
        sure = ends and (trigger.strength == "strong" or trigger.word in _SENT_TO)
        slot = self._paid_house(at, limit) or (self._direct_slot(at, limit, sure=sure) if goal else None)
        return ((slot,), slot.span.end) if slot is not None else ((), start)

    def _row_right_behind(
        self, trigger: Trigger, start: int, limit: int, *, goal: bool, marked: bool
    ) -> list[Mention]:
        """
        Return the parties that stand one after the other from *start* on.

        *goal* is True where the verb or a marker asks for one who gets, *marked* where a marker does.
        """
        row: list[Mention] = []
        # 出资100万元,设立“见山奖学金”: the sum is given
        paid = any(isinstance(e, Amount) for e in self.elements)
        for element in self.elements:
            if not isinstance(element, Mention) or element.span.start < start:
                continue
            if element.span.start >= limit:
                break
            set_up = not paid and _is_set_up(self.text, element, trigger.word)
            if set_up or _is_fund_given(self.text, element, trigger.word):
                break  # 捐赠“暖春”助学金|30万元: the money by its name
            if not marked and self._is_thing(trigger, element, opens=not row, goal=goal):
                break
            gap = self.text[row[-1].span.end if row else start : element.span.start]
            if row and narrows(gap, element):
                row = [*before_places(row), element]
            elif row and is_within(row[-1], gap, element):
                row[-1] = element
            elif is_joined(gap) if row else _is_next(gap, element, goal=goal):
                row.append(element)
            else:
                break
        return row

    def _is_thing(self, trigger: Trigger, house: Mention, *, opens: bool, goal: bool) -> bool:
        """Tell whether a party behind a verb is, or is whose, what is given; *opens* says that none stands before it."""
        if _MANY_HOUSES.match(self.text, house.span.start):
            return True  # 捐赠|医院29所: so many of a kind
        if not goal and house.text in _PRONOUNS and self.text.startswith("的", house.span.end):
            return True  # 捐赠了|他们|的著作
        if _COUNTED.match(house.text) and self._is_put_up(trigger, house):
            return True  # 捐建了两座图书馆: what is counted is built
        # 捐赠|医院|29所、桥梁130座: as many were built
        return opens and trigger.word in _GIVES_HOUSE and self._are_so_many(house)

    def _is_receiver(
        self, trigger: Trigger, row: list[Mention], start: int, limit: int, *, goal: bool, marked: bool
    ) -> bool:
        """Tell whether the parties behind a verb get what is given, and are no part of it: 捐赠|禾川县|苹果."""
        end = row[-1].span.end
        counted = any(
            isinstance(e, Quantity) and e.span.start == end and e.unit not in _WHO_UNITS
            for e in self.elements
        )
        if counted and not marked and row[-1].kind in (PartyKind.COMPANY, PartyKind.OTHER):
            return False  # 捐赠医用手套2万双: the name of a trade is the thing
        builds = BUILD.match(trigger.word) is not None
        if not goal and builds and BUILT.match(self.text, end, limit):
            return True  # 捐建了岚溪小学音乐教室: whose room it is gets it
        if not marked and _PUTS_UP.match(trigger.word) and self._is_whole_house(row, start):
            return False  # 捐建|见山小学、见山医院: the whole house is what was built
        if row[-1].kind is PartyKind.PLACE and _FIELD_OF.match(self.text, end, limit):
            return True  # 捐资|禾川|教育事业2亿元
        if goal or row[-1].text in _ALWAYS_GET or self.text[start : row[0].span.start] in _ALWAYS_GET:
            return True  # 多次捐赠母校的义举
        states = all(m.kind is PartyKind.PLACE and load_gazetteer().is_country(m.text) for m in row)
        if states and trigger.word in _GIVES_HOUSE and _AID_BEHIND.match(self.text, end, limit):
            return True  # 捐赠|汤加|的首批救灾物资
        places = any(m.kind is PartyKind.PLACE and m.text.endswith(_SMALL) for m in row)
        housed = not builds and all(
            m.kind in _HOUSES or m.text.endswith(_SMALL) or (m.named and _BODY.search(m.text)) for m in row
        )
        if housed and self._counts_thing(end, limit, made=places):
            return True
        return _GIFT_BEHIND.match(self.text, end) is not None

    def _is_whole_house(self, row: Sequence[Mention], start: int) -> bool:
        """Tell whether a row that is not told further names houses and nothing in them: 见山小学、见山医院."""
        text, end = self.text, row[-1].span.end
        any_house = all(_is_any_house(m) for m in row)
        closed = _STOPS.match(text, end) or OPENS.match(text, end) or _SO_MANY.match(text, end)
        if closed is None and not any_house:
            return False
        whole = all(m.kind in (PartyKind.SCHOOL, PartyKind.HOSPITAL) or _is_any_house(m) for m in row)
        return whole or self._is_all_built(start, row)

    def _is_all_built(self, start: int, row: Sequence[Mention]) -> bool:
        """Tell whether a name is but the word for what was built, with what it is like: 援建|会议中心, 现代|蔬菜产业园, 酱油厂."""
        if len(row) == 1 and row[0].span.start == start and WORKSHOP.search(row[0].text):
            return True
        built = BUILT.match(self.text, start, row[-1].span.end)
        whole = built is not None and built.end() == row[-1].span.end and len(row) == 1
        return whole and row[0].kind in (PartyKind.OTHER, PartyKind.PLACE, PartyKind.PROJECT)

    def _is_put_up(self, trigger: Trigger, houses: Mention) -> bool:
        """Tell whether so many houses behind a verb are what is given: 捐建|两座图书馆, 捐赠|200多所学校|, not 捐赠|两所小学|电脑10台."""
        given = trigger.word in _GIVES_HOUSE and _ENDS.match(self.text, houses.span.end) is not None
        return given or BUILD.match(trigger.word) is not None

    def _are_so_many(self, house: Mention) -> bool:
        """Tell whether a noun for houses has their number behind it, and no thing for them: 医院|29所|, not 学校|2所|电脑20台."""
        any_house = not house.named or house.anaphor is not None
        return any_house and _HOUSES_BEHIND.match(self.text, house.span.end) is not None

    def _whole_receiver(self, mention: Mention) -> Mention:
        """Return a receiver with the rest of his name up to the next mark or word that is understood."""
        behind = (e.span.start for e in self.elements if e.span.start >= mention.span.end)
        return with_rest_of_name(self.text, mention, next(behind, self.sentence.end))

    def _people_of(self, house: Mention) -> Mention | None:
        """Return the people without a name who live or work at a house or place before 的: 岚溪镇的|17户牧民."""
        if not self.text.startswith("的", house.span.end):
            return None
        people = next(
            (e for e in self.elements if isinstance(e, Mention) and e.span.start == house.span.end + 1), None
        )
        if people is None or people.named or people.kind is not PartyKind.GROUP:
            return None
        return with_house(self.text, house, people)

    def _member_of(self, house: Mention) -> Mention | None:
        """Return the person told behind a house as one of its many, who gets it himself: 捐给沐白中学学生|周小禾."""
        told = (e for e in self.elements if isinstance(e, Mention) and e.of == house)
        person = next((m for m in told if m.of is not None and m.of.span == house.span), None)
        return person if person is not None and acting_for(self.text, person) is person else None

    def _past_attribute(self, row: list[Mention]) -> list[Mention]:
        """Return who gets it instead of whom it is described by: 寄到了他所在的|岚溪小学, 捐给学校帮扶的|北塘小学."""
        if len(row) != 1:
            return row
        people = self._people_of(row[0]) or self._member_of(row[0])
        if people is not None:
            return [people]
        told = _HIS if row[0].text in _PRONOUNS else _ATTRIBUTE
        attribute = told.match(self.text, row[0].span.end)
        if attribute is None:
            return row
        house = next(
            (e for e in self.elements if isinstance(e, Mention) and e.span.start == attribute.end()), None
        )
        if house is None and told is _HIS:
            # 转捐给|他们觉得更难的|邻村男孩|周小禾
            behind = self._between(attribute.end(), self._clause_end(attribute.end()))
            person = next((e for e in behind if isinstance(e, Mention)), None)
            near = person is not None and person.span.start - attribute.end() <= MAX_HOUSE
            return [person] if person and near and person.named and person.kind is PartyKind.PERSON else row
        return [house] if house is not None and house.named and house.kind in HOUSED else row

    def _into_hands(self, trigger: Trigger, start: int, limit: int) -> Mention | None:
        """Return into whose hands something is put, whatever describes him: 送到了正在县医院住院的|小禾父亲|手中."""
        if not ENDS_IN_GOAL.search(trigger.word):
            return None
        hands = _HANDS.search(self.text, start, min(limit, self._clause_end(start)))
        if hands is None:
            return None
        told = next(
            (e for e in self.elements if isinstance(e, Mention) and e.span.end == hands.start()), None
        )
        if told is not None:
            village = told.of is not None and told.of.kind is PartyKind.PLACE
            # 交到沐白中学校长|何映雪|手中: her school, and so her village
            return told.of if told.of is not None and village else acting_for(self.text, told)
        behind = [
            e.span.end
            for e in self.elements
            if isinstance(e, Mention) and start <= e.span.start < hands.start()
        ]
        first = max([start, *behind])
        of = max(
            first,
            self.text.rfind("的", first, hands.start()) + 1,
            self.text.rfind("了", first, hands.start()) + 1,
        )
        him = self.text[of : hands.start()]
        if him in ("他", "她", "他们", "她们"):
            return _pronoun(Span(of, hands.start()), him)
        short = self.text.startswith(("小", "阿"), of)  # 送到了|小禾|的病床前
        return self._slot(of, hands.start(), hands.end()) if hands.start() - of >= MIN_NAME - short else None

    def _counts_thing(self, start: int, limit: int, *, made: bool = False) -> bool:
        """
        Tell whether things with their number stand right behind *start*: 捐赠县消防局|救护车1辆.

        *made* asks for things that no place gives its name to: 捐赠北塘村|路灯40盏, not 捐赠禾川县苹果5吨.
        """
        objects = self.read_right(Span(start, min(limit, self._clause_end(start))))
        counts = [item.quantity for item in objects.items if item.quantity is not None]
        return bool(counts) and (not made or all(count.unit in _MADE for count in counts))

    def _paid_house(self, start: int, limit: int) -> Mention | None:
        """Return the house without a name that stands between verb and sum: 捐助|敬老院|20万元; 捐赠图书馆200册 has things."""
        paid = next((e for e in self._between(start, limit) if not isinstance(e, Mention)), None)
        if not isinstance(paid, Amount) or not 2 <= paid.span.start - start <= MAX_HOUSE:
            return None
        house = self._slot(start, paid.span.start, limit)
        return house if house is not None and HOUSE.search(house.name) else None

    def _direct_slot(self, start: int, limit: int, *, sure: bool) -> Mention | None:
        """
        Return who gets by place alone, where no name is known: 资助三名辍学的女孩, 捐给乡里的“晚霞课堂”.

        *sure* is True behind 给 and its like, where a name need not end as those of parties do: 捐给|春风工程.
        """
        edges = [
            e.span.start
            for e in self.elements
            if e.span.start >= start and isinstance(e, Stop | Marker | Trigger)
        ]
        end = min([limit, *edges])
        counted = any(isinstance(e, Amount | Quantity) and start <= e.span.start < end for e in self.elements)
        if counted or re.search(r"[\d元]", self.text[start + 1 : end]):
            return None  # 赠送救护车一辆: a thing
        home = _HOME.match(self.text, start, end)
        if home is not None:
            span = Span(*home.span())
            return Mention(span, home.group(), home.group(), PartyKind.PLACE, named=False, rules=("slot",))
        at_home = _AT_HOME.match(self.text, start, end)
        if at_home is not None:
            span = Span(*at_home.span("who"))
            return Mention(span, at_home["who"], at_home["who"], PartyKind.PERSON, rules=("slot",))
        slot = self._slot(start, end, end + 1)
        if slot is not None and slot.kind is PartyKind.PERSON and not sure:
            things = self.read_right(Span(start, end)).items
            if any(thing.span.start <= slot.span.start for thing in things):
                return None  # 赠送|文具: a word that begins like a name
        if (
            slot is None
            or (slot.kind is PartyKind.PROJECT and not sure)
            or (
                slot.kind is PartyKind.OTHER
                and not (WHO.search(slot.name) or (sure and not _CLAUSE.search(slot.name)))
                and not _LATIN.match(slot.name)
            )
        ):
            return None
        return slot
