"""Finds who gets what is given, around a trigger."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.direct import ENDS_IN_GOAL, Direct, before_places, is_within
from aidfacts.frames.elements import Element, Marker, Stop
from aidfacts.frames.roles import is_joined, narrows
from aidfacts.frames.stretches import HOUSE, PURPOSE
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.schools import SCHOOL, whole_school
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

# 体现了干部职工关爱|弱势群体|的情怀: what a gift says of its givers tells nobody who gets it
_PRAISES = compile_late(r"体现|彰显|弘扬|展现|展示|诠释|传递|践行|表达|发扬|传承|树立|号召|呼吁")
# 用于救助困境儿童 | 帮助沐白中学; the verb of help stands right before the party, but for an attribute
_HELPS = compile_late(
    r"(?:用于|帮助|救助|资助|奖励|支持|支援|关爱|助力|援助|帮扶|赈济|救济|接济|周济|慰劳|声援|力挺|救援|回馈|反哺|造福|抚慰)(?:了)?[^,;。]{0,4}$|助$|[,并来以]帮(?:着|家乡|老家)?$"
)
# 专门用来帮|河堤溃口后受灾的|农户
_HELPS_DESCRIBED = compile_late(
    r"(?:用于|用来|用以|帮助?|救助|资助|帮扶|援助|救济|慰问)(?:了)?[^,;。:、]{2,24}的(?:\d+[余多]?[名户位个])?$"
)
_HELPED = (PartyKind.GROUP, PartyKind.PLACE, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PERSON)
# 我校1992届校友 | 沐白中学校友; leaves 沐白中学校友会 alone
# 沐白中学|校友周砚秋, 沐白中学|建校50周年之际某校友
_ALUMNUS = compile_late(
    r"(?:[^,。;、]{0,8}(?:建校|校庆|华诞)[^,。;、]{0,8})?[^,。;、]{0,8}(?:校友(?!会|企业|总会|联谊)|毕业生|学子)"
)
# 购买, 修建: what the money does for a party
BUYS = compile_late(
    r"购买|购置|采购|添置|添|更换|换|安装|装|修|建|[新兴扩改翻重搭筹]建|盖|打造|挖|维修|粉刷|铺设|设立|配备|买|打井|打了|硬化|拓宽|架设|改造|加固|整治|翻新|整修|疏通|[立竖种]起|种下|栽种"
)
# 沐白小学|桌椅破旧,锦澄集团捐赠课桌; 北塘村|饮水困难
_IN_WANT = compile_late(
    r"[^,。;:]{0,12}?(?:不足|短缺|[紧奇]缺|缺[乏少]|匮乏|紧张|告急|吃紧|破[旧损]|陈旧|老[旧化]|失修|简陋|受损|[被损]毁|倒塌|漏雨|困难|不便|[急亟]需|亟待)[^,。;:]{0,8}[,;]"
)
_IN_LACK = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE, PartyKind.NGO, PartyKind.PERSON)
_SETTLED = ("村", "镇", "乡", "社区", "县", "区")
_FEEDS = compile_late(r"(?:补充|充实|注入|纳入|存入)[^,。;]{0,6}$")  # 捐赠5万元,补充村里的|防返贫基金
_PLACED = compile_late(
    r"(?:已|均|都|就|全部|现|将)*(?:分布|安装|安放|摆放|放置|陈列|架设|矗立|停放|立|用)在了?"
)
# 捐赠救护车一辆,供|消防局|使用, 捐资20万元参与|北塘村|道路建设
_FOR_USE = compile_late(r"(?<![提专])供$|元(?:用于|积极|全程)?参与$")
_JUBILEE = compile_late(r"周年|校庆|华诞|生日|诞辰|建校|办学")
# 捐资20万元,作为|该校|的办公经费
_AS = compile_late(r"(?:作为|用作|充作|充当|当作)$")
_ITS_MONEY = compile_late(r"的?[^,。;、]{0,6}(?:经费|基金|奖学金|助学金|奖教金|费用|资金|开支|款项)")
_SETS_UP = compile_late(r"(?:设立|成立|建立|创立|设)了?“?$")  # before the name of a fund
_PORT = compile_late(r"[^,。;、向给]{0,4}(?:机场|港口|口岸|码头|火车站|高铁站)")
_HELPED_ONES = ("受助", "受益", "受惠")  # 受助学生|有46名
# 让|北塘村的村民|喝上了干净水
_GAINS = compile_late(
    r"[^,。;:]{0,6}?(?:享受|享有|受益|受惠|[喝用住走看吃坐穿]上|圆[^,。;]{0,4}梦|告别|摆脱|有了|不再|能够?|获益|共享|安心)"
)
# 发放助学金12万元,|60名学生|受到资助, 26名新生|获得了奖学金
_IS_HELPED = compile_late(
    r"[^,。;:为向给]{0,8}?(?:[受获][助奖]|(?:[受得领]到|获得?)了?[^,。;:]{0,16}(?:[资救帮扶补援]助|奖励|[奖助]学金|奖助金|助学款))(?=[,。;]|$)"
)
_FOR_HOME = compile_late(
    rf"[为给替](?P<home>家乡|故乡|老家)(?:的?(?:父老|乡亲|群众|人民))?.?(?:{BUYS.pattern})"
)
# 捐款3万元,|创办|见山小学
_FOUNDS_HOUSE = compile_late(
    r"(?:创办|创建|创立|兴办|开办|办起|发起建立|发起成立|发起设立|改建|重建|扩建|翻建|重修|修缮|翻修|修葺|整修|修复|维修)(?:了|起)?(?:一[所家个])?$"
)
_FUND_OF_SCHOOL = compile_late(
    rf"(?:设立|成立|创设|建立|捐设)了?(?P<school>{SCHOOL})[^,。;、的]{{0,12}}?(?:基金(?!会)|奖学金|奖教金|助学金)"
)
# 在|明屿汶溪|白塔沟等地|修建了8所学校: a place that no table knows closes the name of one that it lies in
_AND_ROUND = compile_late(r"(?P<rest>(?:(?![的和与及等])[\u4e00-\u9fff]){0,4})等地")
_FOUNDED = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.NGO)
# 得知|沐白小学没有图书室,周砚秋捐赠…, 看到|北塘村的桥年久失修,…
_LEARN = (
    r"(?:得知|获知|听说|听闻|闻知|获悉|得悉|惊闻|惊悉|了解到|打听到|看到|见到|看见|目睹|发现|知道|知晓|注意到|考虑到|想到|鉴于|针对)"
    r"(?:了|当地|这所|该|附近的?|家乡的?|老家的?)?"
)
# People without a name who are told with their house: 沐白小学|学生
_OF_HOUSE = compile_late(
    r"(?:小学|中学|学校|大学|学院|医院|村)的?(?:学生|师生|孩子们?|同学们?|医护人员|村民)$"
)
_LEARNS = compile_late(f"{_LEARN}$")
_LEARNT_OF = (*_HELPED, PartyKind.NGO, PartyKind.GOVERNMENT)
# 为帮助|患病的学生周海波,师生捐款3.2万元
_TO_HELP = compile_late(
    r"为了?(?:更好地?|进一步|切实|积极|及时|共同)?(?:帮助|救助|资助|支援|支持|救治|挽救|抢救|帮扶|援助|关爱|慰问|驰援|奖励|扶持|助力|感谢|答谢|报答|回报|回馈|改善|丰富|提升|优化|满足|保障|方便|减轻)(?:一[名位个])?"
)
_OPEN = compile_late(r"[\u4e00-\u9fff]里|(?:该|这所|这家|当地)?(?:学校|医院)")  # the page tells better which
# What is learnt of them is told: 没有图书室, 的操场坑洼不平; not 得知消息后, and no lake or river by their name
_LEARNT = compile_late(r"(?!的?(?:消息|报道|倡议|通知|公告|通报|号召|需求信息)|[湖江河海山岛])[^,。;]{2,}")
# 得知|周小禾|身患重病, 看到|村小|的厕所是旱厕: who has no name that a table knows
_LEARNS_WHO = compile_late(
    f"{_LEARN}(?P<who>[^,。;:的]{{2,12}}?)(?=的|身患|患|罹患|不幸|查出|确诊|突发|遭遇|因病|病重|生病|住院|受伤|家境|家庭|没有|缺)"
)
MAX_LEARNS = 8  # characters
_FOUNDS = compile_late(
    r"(?:正式|顺利|隆重|已经?|刚刚|今[日天]|昨[日天]|日前|近日|全面|建成|并)*(?:举行(?:竣工|落成|启用|移交|交接|揭牌|通车|交付|开工|奠基)|移交|投[入产运]|运[营行]|通[车水电航]|完工|开[学诊放业馆园]|交付使用|落成|启用|揭牌|落地|投入使用|投用|亮灯|亮起|点亮|上岗|到位|建成|竣工|开工|挂牌|设立|成立|建立|创立|修建|兴建|新建|建设|硬化|安装|架设|铺设|打了?一?[口眼]|[修建铺架装]了|援建|捐建|建|实施|开展|推广)"
)


class Receivers(Direct):
    """Who gets, around a trigger of one sentence."""

    def _school_of(self, own: Sequence[Element]) -> tuple[Mention, ...]:
        """Return the school whose alumnus gives, where nobody else is told to receive: 我校校友周砚秋捐资80万元."""
        for school in own:
            if isinstance(school, Mention) and school.kind is PartyKind.SCHOOL:
                if not _ALUMNUS.match(self.text, school.span.end):
                    continue
                whole = whole_school(school.text)  # 沐北大学|化学系校友
                end = school.span.start + len(whole or school.text)
                slot = self.read_slot(Span(school.span.start, end)) if whole else None
                return (slot if slot is not None and slot.span.end == end else school,)
        return ()

    def _jubilee(self, start: int, trigger: Trigger) -> tuple[Mention, ...]:
        """Return the only school told in the clauses before, to which an alumnus gives: |沐北大学|迎来35周年校庆,校友周砚秋捐款."""
        if "校友" not in self.text[start : trigger.span.start]:
            return ()
        before = self._between(self.sentence.start, start)
        schools = [e for e in before if isinstance(e, Mention) and e.kind is PartyKind.SCHOOL]
        schools = [m for m in schools if m.named and m.anaphor is None and m.text != "母校"]
        held = [m for m in schools if _JUBILEE.search(self.text, m.span.end, self._clause_end(m.span.end))]
        return tuple(held) if len({m.name for m in schools}) == 1 and len(held) == 1 else ()

    def _stands_in(self, start: int, mention: Mention) -> bool:
        """Tell whether the things that end at *start* stand at a party now: 25台净水机|分布在|全村."""
        return _PLACED.fullmatch(self.text, start, mention.span.start) is not None

    def _late_recipients(self, start: int, limit: int) -> tuple[Mention, ...]:
        """Return who gets what stands before: 捐5万元给县慈善会, 现已送至沐白小学."""
        row: list[Mention] = []
        marker: Marker | None = None
        stopped, verb = False, -1
        for element in self.elements:
            if element.span.start < start - 1 or element.span.start >= limit:
                continue
            if isinstance(element, Marker):
                if row and element.role == "joint":
                    continue  # 予沐北大学、明屿大学|及|青禾大学
                if row:
                    break
                if stopped and self.text.startswith(("他", "她"), element.span.end):
                    continue  # 捐出口罩,是老板给他的
                # Behind a comma 向 and 为 open another act: 捐款5万元,并向学生讲解政策
                # … but 出资100万元,为老人购买保险 tells what the money does, and for whom.
                # ,分别发放|给县医院、县疾控中心
                behind = element.word in ("给", "予") and element.span.start == verb
                goes = element.role == "visit" or (
                    element.role == "goal" and (not stopped or behind or self._builds_for(element))
                )
                marker = element if goes else None
            elif isinstance(element, Trigger):
                if row:
                    break
                verb = element.span.end
                # 捐赠的毛毯昨日运抵岚溪镇
                # … but 是校史上收到的最大一笔校友捐款 tells who gave
                gets = element.kind is FrameKind.RECEIVE
                goal = not gets and ENDS_IN_GOAL.search(element.word) is not None
                marker = Marker(element.span, element.word, "goal") if goal else marker
            elif isinstance(element, Stop):
                if row:
                    break
                marker, stopped = None, True
            elif isinstance(element, Mention) and _PORT.match(self.text, element.span.end):
                continue  # 口罩抵达明屿机场: on their way
            elif isinstance(element, Mention) and not row and self._stands_in(start, element):
                row.append(element)
            elif isinstance(element, Mention) and marker is not None:
                gap = self.text[(row[-1] if row else marker).span.end : element.span.start]
                if row and narrows(gap, element):
                    row = [*before_places(row), element]
                elif row and is_within(row[-1], gap, element):
                    row[-1] = element
                elif (not row and len(gap) <= 8) or is_joined(gap):
                    row.append(element)
                else:
                    row = self._past_attribute(row)
        if not row and (home := self._home_of_use(start, limit)) is not None:
            return (home,)
        if not row:
            # 捐赠3000元给少年阿力: only the place behind 给 shows the name
            for element in self.elements:
                if not isinstance(element, Marker) or not start - 1 <= element.span.start < limit:
                    continue
                if element.word not in ("给", "予", "为", "替"):
                    continue
                end = self._clause_end(element.span.end)
                if self._is_other_act(element, end):
                    continue
                does = BUYS.search(self.text, element.span.end + 1, end)
                end = does.start() if does else end  # 捐了30万元给村里|修路
                found = self._slot(element.span.end, end, end + 1)
                # 凑了2万元,为|周小禾|购买轮椅: behind 为 stand causes too
                sure = element.word in ("给", "予") or (does and found and found.kind is PartyKind.PERSON)
                if found is not None and sure:
                    return (found,)
                if element.word in ("给", "予"):
                    return ()
        return tuple(row)

    def _is_other_act(self, goal: Element, end: int) -> bool:
        """Tell whether the clause of a marker has a verb or an object of its own: ,给当地|带来|了变化; ,|把技术|传授给农户."""
        start = self._clause_start(goal)
        verb = any(isinstance(e, Trigger) for e in self._between(goal.span.end, end))
        return verb or any(
            isinstance(e, Marker) and e.role == "object" for e in self._between(start, goal.span.start)
        )

    def _home_of_use(self, start: int, limit: int) -> Mention | None:
        """Return the home of who gives, for which something is bought or built with a sum: 出资110万元|为家乡|修建海堤."""
        behind = start + self.text.startswith(",为", start)  # 捐款15万元,|为老家拓宽道路
        found = _FOR_HOME.search(self.text, start, min(limit, self._clause_end(behind)))
        if found is None:
            return None
        return Mention(
            Span(*found.span("home")),
            found["home"],
            found["home"],
            PartyKind.PLACE,
            named=False,
            rules=("slot",),
        )

    def _learnt_of(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return whose lack moved somebody to give: 得知|沐白小学|没有图书室,锦澄集团捐赠图书3000册."""
        for element in self.elements:
            at = element.span.start
            if not isinstance(element, Mention) or not start <= at < end:
                continue
            learnt = _LEARNS.search(self.text, max(start, at - MAX_LEARNS), at)
            told = _LEARNT.match(self.text, element.span.end, self._clause_end(element.span.end))
            if learnt and told and element.kind in _LEARNT_OF and not _OPEN.fullmatch(element.text):
                behind = self._between(at, self._clause_end(at))
                gives = any(isinstance(e, Trigger) for e in behind)
                return () if gives else self._first_row(behind)  # 得知沐白村捐款的消息: what others did
        lacking = self._lacking(start, end)
        if lacking:
            return lacking
        who = _LEARNS_WHO.search(self.text, start, end)
        slot = self.read_slot(Span(*who.span("who"))) if who is not None else None
        if slot is None or _OPEN.fullmatch(slot.name):
            return ()
        return (slot,) if slot.kind is PartyKind.PERSON or HOUSE.search(slot.name) else ()

    def _lacking(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return whose lack the clause before tells: |沐白小学|桌椅破旧,锦澄集团捐赠课桌; 由于|北塘村|道路失修."""
        told = [e for e in self._between(start, end) if isinstance(e, Mention)]
        house = told[-1] if told else None  # 商会走访|北塘村|困难老人|,送去大米: who stands last is in want
        if house is None or not house.named or house.kind not in _IN_LACK:
            return ()
        settled = house.kind is not PartyKind.PLACE or house.text.endswith(_SETTLED)
        return (house,) if settled and _IN_WANT.match(self.text, house.span.end, end) else ()

    def _to_be_helped(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return whom a clause before says the gift is to help: 为帮助|身患重病的学生|周海波|,师生捐款3.2万元."""
        purpose = _TO_HELP.search(self.text, start, end)
        if purpose is None:
            return ()
        stop = self._clause_end(purpose.end())
        told = [e for e in self._between(purpose.end(), stop) if isinstance(e, Mention)]
        told = [
            m
            for m in told
            if m.kind in _LEARNT_OF and (m.named or m.count is not None or _OF_HOUSE.search(m.text))
        ]
        if told and told[-1].span.end == stop:
            return self._row(told)  # 在火灾中受伤的|司机周海波的家人
        near = next(
            (m for m in told if m.span.start <= purpose.end() or self.text[m.span.start - 1] == "的"), None
        )
        if near is not None:
            return self._first_row(self._between(near.span.start, stop))  # 沐白小学|改善办学条件
        last = self.text.rfind("的", purpose.end(), stop) + 1 or purpose.end()
        slot = self.read_slot(Span(last, stop)) if not told else None
        return (slot,) if slot is not None and slot.kind is PartyKind.PERSON else ()

    def _first_row(self, elements: Sequence[Element]) -> tuple[Mention, ...]:
        """Return the row of parties that opens *elements*: 针对|沐白县、岚溪县|等地灾情."""
        row = [e for e in elements[:1] if isinstance(e, Mention)]
        for element in elements[1:]:
            gap = self.text[row[-1].span.end : element.span.start] if row else ""
            if not isinstance(element, Mention) or not is_joined(gap):
                break
            row.append(element)
        return tuple(row)

    def _is_founded(self, mention: Mention) -> bool:
        """Tell whether a fund is set up by the gift itself: 用于|设立|“见山奖学金”."""
        start = mention.span.start
        return _SETS_UP.search(self.text, max(0, start - 6), start) is not None

    def _founded_at(self, start: int, limit: int) -> tuple[Mention, ...]:
        """Return where a fund or a house is set up: 捐资四十万元在我校设立奖学基金, 捐资300万元于沐白中学兴建图书馆."""
        for at, element in enumerate(self.elements[:-1]):
            follow = self.elements[at + 1]
            stands_at = (
                isinstance(element, Marker)
                and element.word in ("在", "于")
                and start <= element.span.start < limit
            )
            if not stands_at or not isinstance(follow, Mention):
                continue
            rest = _AND_ROUND.match(self.text, follow.span.end) if follow.kind is PartyKind.PLACE else None
            if _FOUNDS.match(self.text, rest.end() if rest else follow.span.end):
                whole = Span(follow.span.start, rest.end("rest") if rest else follow.span.end)
                name = whole.cut(self.text)
                return (
                    evolve(follow, span=whole, text=name, name=name) if rest and rest["rest"] else follow,
                )
        return ()

    def _founded_house(self, start: int, limit: int) -> tuple[Mention, ...]:
        """Return the house that a gift founds or restores: 捐款3万元,|创办见山小学, 捐资|改建沐白寺."""
        for element in self.elements:
            if not isinstance(element, Mention) or not start <= element.span.start < limit:
                continue
            founds = _FOUNDS_HOUSE.search(self.text, start, element.span.start)
            if element.text.endswith(("基金会", "慈善会")):
                # 捐资1000万元|设立|沐白大学教育基金会: a fund with a house of its own
                founds = founds or _SETS_UP.search(self.text, start, element.span.start)
            if founds and element.named and element.anaphor is None and element.kind in _FOUNDED:
                return (element,)
        return ()

    def _owner_of_fund(self, start: int, limit: int) -> tuple[Mention, ...]:
        """Return the school for which a fund is set up that is called after it: 捐资20万元|设立|沐白中学|教育基金."""
        fund = _FUND_OF_SCHOOL.search(self.text, start, limit)
        name = Span(*fund.span("school")) if fund is not None else None
        school = self.read_slot(name) if name is not None else None
        told = school is not None and school.span == name and school.kind is PartyKind.SCHOOL
        return (school,) if school is not None and told and school.named else ()

    def _benefiting(self, start: int) -> tuple[Mention, ...]:
        """Return whom the gift reaches: 惠及贫困群众6000余人 | 108名困难职工子女受益."""
        for at, element in enumerate(self.elements[:-1]):
            if isinstance(element, Marker) and element.role == "benefit" and element.span.start >= start:
                follow = next((e for e in self.elements[at + 1 :] if isinstance(e, Mention | Stop)), None)
                if isinstance(follow, Mention) and follow.span.start - element.span.end <= 8:
                    return (follow,)
            gains = self.text.startswith(("受益", "受惠"), element.span.end)
            gains = gains or (
                isinstance(element, Mention)
                and self.text.startswith(("让", "使"), element.span.start - 1)
                and _GAINS.match(self.text, element.span.end) is not None
            )
            gains = gains or self.text.startswith(_HELPED_ONES, element.span.start)
            counted = isinstance(element, Mention) and element.count is not None and not element.named
            counted = counted and not any(
                isinstance(e, Trigger) for e in self._between(start, element.span.start)
            )
            gains = gains or (counted and _IS_HELPED.match(self.text, element.span.end) is not None)
            if gains and isinstance(element, Mention) and element.span.start >= start:
                return (element,)
        return ()

    def _builds_for(self, marker: Marker) -> bool:
        """Tell whether the clause of *marker* says what is bought or built for the party behind it."""
        return BUYS.search(self.text, marker.span.end, self._clause_end(marker.span.end)) is not None

    def _row_from(self, first: Mention, limit: int) -> tuple[Mention, ...]:
        """Return the row of parties of one kind that begins with *first*: 支持|岚溪小学、沐白中学."""
        row = [first]
        for element in self._between(first.span.end, limit):
            gap = self.text[row[-1].span.end : element.span.start]
            if isinstance(element, Mention) and len(row) == 1 and is_within(first, gap, element):
                row, first = [element], element  # 协助|禾川县的|沐白小学、北塘小学
                continue
            if not isinstance(element, Mention) or not is_joined(gap) or element.kind is not first.kind:
                break
            row.append(element)
        return tuple(row)

    def _helps_described(self, start: int, people: Mention) -> bool:
        """Tell whether the clause of *people* without a name helps those whom the words before describe."""
        if people.kind is not PartyKind.GROUP or people.named:
            return False
        helps = _HELPS_DESCRIBED.search(self.text, max(start, self._clause_start(people)), people.span.start)
        between = self._between(helps.start() - 1, people.span.start) if helps else ()
        return helps is not None and not any(isinstance(e, Mention) for e in between)

    def _purpose_parties(self, start: int, limit: int) -> tuple[Mention, ...]:
        """Return who is to be helped by what was given: 善款8万元将用于救助困境儿童."""
        for element in self.elements:
            if isinstance(element, Mention) and start <= element.span.start < limit:
                if (
                    element.kind is PartyKind.PLACE
                    and self.text[element.span.end : element.span.end + 1].isdigit()
                ):
                    continue  # 资助全市136名高中生: the place only says where they are
                if element.kind is PartyKind.PROJECT and self._is_founded(element):
                    continue  # 捐赠20万元,用于设立“见山奖学金”: the money by its name
                before = self.text[max(start, element.span.start - 10) : element.span.start]
                if _PRAISES.search(self.text, self._clause_start(element), element.span.start):
                    continue
                if _AS.search(before) and _ITS_MONEY.match(self.text, element.span.end):
                    return (element,)
                if element.text.endswith("基金") and _FEEDS.search(before):
                    return (element,)
                if (
                    PURPOSE.search(before)
                    or _FOR_USE.search(before)
                    or (_HELPS.search(before) and element.kind in _HELPED)
                    or self._helps_described(start, element)
                ):
                    return self._row_from(element, limit)
        return ()
