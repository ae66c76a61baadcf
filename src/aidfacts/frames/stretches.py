"""The stretches of one sentence: where clauses begin and end, and what a stretch names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from aidfacts.frames.acting import acting_for
from aidfacts.frames.elements import Element, Stop
from aidfacts.frames.roles import Argument, closes_row, is_joined, joins_people
from aidfacts.frames.uses import find_uses
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount
from aidfacts.model.span import Span

ReadObjects = Callable[[Span], Objects]
ReadSlot = Callable[[Span], Mention | None]
MAX_OPENING = 8  # characters between the start of a clause and who acts in it: 随后,近日,座谈会上
MAX_SLOT = 40  # characters between two marks that frame a name with its attributes
_NO_NAME = compile_late(
    r"^[该本此]?(?:项目|计划|工程|行动)$|^(?:本次|此次|本期|活动)?(?:主题|题目|口号|名称)|\d.*元|^(?:所[得筹募获]|筹得|全部|部分|上述|以上|所有|该批?|此)?(?:款项|收入|善款|资金|奖金|稿费|版税|积蓄|经费|所得|利润|收益|门票|票房|款物|捐款|物资|物品)(?:已?将?(?:全部|全数|全额|悉数|都|均))?$|^[一二两三四五六七八九十百千万亿几多余]+[元个件笔]|[一二两三四五多数][次项笔场]$|^第[一二三四五六七八九十]+[笔批期场]|(?:部分|一半)$|^[\d一二两三四五六七八九十几数]+[天日年月周][便就即才]?$|^(?:匿名|现金|月内|年内|结果|零零散散|断断续续)$|(?:结余|节余|余款|经费|类|方面|领域)$|^(?:[他她我你其]|\(?[一二三四五六七八九十]+\)|小额|大额|最高|定向|月捐|单笔|首笔|首期|首批|决定|加快|现场|连续|即可|有人|人均|第.{1,3}[条件]|积极|踊跃|纷纷|自愿|主动|再次|继续|累计|全部|每|其中|目前|此次|本次|多次|先后|陆续|已|将|还|也|并|共)|(?:[厅馆场室园校][里内上中]|就|即可|人均|标准|活动|仪式|遗愿|遗嘱|遗言|夙愿|心愿|爱心|深情|真情)$"
)
_SENT = compile_late(r"(?:派|派出|派遣|委派|安排|组织|雇|租用|调集|出动)$")
DISASTER = r"(?:大?地震|震灾|[洪水雪旱火震风冰]灾|洪涝|洪水|台风|泥石流|暴[雨雪]|海啸|滑坡|疫情|抗震|抗洪|抗旱|抗疫|抢险|救灾|赈灾)"
# 2020年|抗击疫情|捐赠: what one gives for, with nobody named; 云沙地震|捐款: where it struck
_CAUSE = compile_late(
    rf"[\u4e00-\u9fff]{{0,8}}?(?:{DISASTER}|防[汛疫])+(?:救灾|救援|重建|防控|期间|[时中后])?|"
    r"(?:基础|高等|特殊|职业|义务|乡村|公共|民族|社会)(?:教育|医疗|文化|卫生|旅游|体育|养老)(?:发展|事业|振兴)?|乡村振兴|"
    r"(?:(?:抗击|防控|助力|支持|驰援|支援|抗洪|抗震|抗疫|抗旱|防汛|赈灾|救灾|扶贫|济困|助学|助残)(?:新冠|肺炎|病毒|疫情|灾情|洪水|洪灾|地震|抢险|工作|一线|灾区|灾后|重建|防疫|防控|攻坚)*)+"
)
# 云沙岛公路项目竣工 | 水泵装配基地投产: a thing that is built, told by its last noun
BUILT = compile_late(
    r"(?:了|的)?(?:(?:[这那此该]|[\d一二两三四五六七八九十百]+[余多]?)[所座条栋个项家处])?(?P<name>[^,。;、()“”\d]{0,16}?(?:公路|铁路|道路|学校|中学|小学|大学|学院|幼儿园|医院|卫生院|大楼|教学楼|宿舍楼|基地|设施|中心|总部|图书馆|"
    r"体育馆|博物馆|大桥|水站|电站|体育场|运动场|球场|教室|图书室|安置房|水井|水库|水渠|机场|港口|广场|敬老院|工厂|住房"
    r"|产业园|示范园|种植园|园区|车间|大棚)(?:总部|大楼|大厦)?(?:项目|工程)?"
    # 援建|“见山运动场”|的同时: by a name of its own, where what is said of it follows
    r"|“[^”]{2,16}”(?=的同时|在|正式|顺利|今[日天]|昨[日天]|日前|近日|竣工|落成|启用|揭牌|投[入用]|建成|交付|移交|[,。;]|$)"
    # 供水项目, 太阳能路灯项目: by what it is for
    r"|[^,。;、()“”\d的了在到给让为与和]{2,12}(?:项目|工程)(?![部队组])"
    r"|[^,。;、()“”\d的了]{0,10}“[^”]{2,16}”(?:项目|工程|学校|中学|小学|医院|大桥|公路)"
    # 捐建的|见山楼|竣工: by its last character, where a word of building or opening follows
    r"|[^,。;、()“”\d的了在]{1,10}?[楼馆亭桥堂塔廊坝渠井阁碑路站所室厂场园院库校港坊屋棚厅房池厦](?=正式|顺利|今[日天]|昨[日天]|日前|近日|竣工|落成|启用|揭[牌幕]"
    r"|开[馆放工]|通车|投[入用]|建成|交付|位于|坐落|焕然|[,。;]|$))"
)
# Behind it nothing more of the name of what was built: 援建医院|的同时, 援建邻国医院|投入使用
OPENS = compile_late(
    r"的同时|(?:项目|工程)?(?:今[日天]|昨[日天]|日前|近日|已经?|正式|顺利|全面|刚刚|如期|全部|即将)*"
    r"(?:竣工|完工|落成|建成|启用|投[入用产运]|交付|移交|开[工学诊业馆放园建张]|通车|通航|通水|通电|奠基|揭[牌幕]|运[行营转]|举行)"
)
# What gets a gift though it has no name: 为镇里的|幼儿园|捐建食堂, 为|希望工程|捐款
HOUSE = compile_late(
    r"(?:幼儿园|小学|村小|中学|学校|敬老院|福利院|养老院|救助站|卫生院|卫生室|医院|图书馆|图书室|教学点|消防队|检查站|执勤点|卡口"
    r"|广场|公园|陵园|大桥|[宗祖]祠|祠堂|家庙|教堂|寺院|[寺庙观]|[念物化]馆|档案馆|纪念碑|(?:文化|活动)(?:站|室|中心)|校友会"
    r"|[疫山社地]区|街道|农村|基层|工作者|[盲聋]哑?人|希望工程|幸福工程|春蕾计划)$"
)
WHO = compile_late(r"女孩|男孩|同学|学生|老人|少年|患儿|孩子|女童|男童|村民|职工|工友|青年")
_ACT = compile_late(
    r"“[^”]*(?:助学|行动|计划|工程|活动|日捐)”?$"
)  # 2023年度“金秋助学”|共资助: what was done, not who
_DATED = compile_late(r"(?:(?:19|20)\d\d年度?)?(?:\d{1,2}月(?:\d{1,2}日)?)?[,、]?")
_ROW = compile_late("[、和与及]")
_EACH = compile_late("[各均]")
PURPOSE = compile_late(r"(?:用于|用来|用以|旨在)[^,。;]{0,6}$")
BUILD = compile_late(r"捐建|援建|帮建|设立|捐设|修建|资助[建修兴]")


_WHOSE_KIN = ("他", "她", "其")


class Stretches:
    """The elements of one sentence, and who a stretch of it names; readers of givers, receivers and things stand on it."""

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
        self.uses = find_uses(text, sentence)
        self._roles: dict[tuple[int, int, int], list[Argument]] = {}  # of a clause, by its place
        self._stops = [(e.span.start, e.span.end) for e in elements if isinstance(e, Stop)]
        self._sums = [e.span.start for e in elements if isinstance(e, Amount)]

    def _clause_start(self, trigger: Element) -> int:
        """Where the clause of a trigger, or of any element, begins."""
        return self._clause_start_at(trigger.span.start)

    def _clause_start_at(self, position: int) -> int:
        """Where the clause begins that holds *position*, or ends there."""
        for _, end in reversed(self._stops):
            if end <= position:
                return end
        return self.sentence.start

    def _clause_end(self, position: int) -> int:
        for start, _ in self._stops:
            if start >= position:
                return start
        return self.sentence.end

    def _between(self, start: int, end: int) -> list[Element]:
        return [e for e in self.elements if start <= e.span.start < end]

    def _slot_row(self, start: int, end: int, verb: int) -> tuple[Mention, ...]:
        """Return who fills a stretch: one party, or a row of persons (林诚翰、黄成品各|捐)."""
        while start < end and self.text[start] in "、和与及":
            start += 1
        cuts = [start, *(found.end() for found in _ROW.finditer(self.text, start, end)), end + 1]
        beside = len(cuts) > 2  # 周砚秋、肖展各|捐: who stands in a row needs no third character
        row = [self._slot(a, b - 1, end + 1 if beside else verb) for a, b in pairwise(cuts)]
        persons = tuple(m for m in row if m is not None and m.kind is PartyKind.PERSON)
        if len(row) > 1 and len(persons) == len(row):
            return persons
        whole = self._slot(start, end, verb)
        return (whole,) if whole is not None else ()

    def _slot(self, start: int, end: int, verb: int) -> Mention | None:
        dated = _DATED.match(self.text, start, end)
        start = dated.end() if dated else start
        if any(start <= at < end for at in self._sums):
            return None  # 前一万元已捐赠给公益组织: a sum is nobody
        mention = self.read_slot(Span(start, end)) if 2 <= end - start <= MAX_SLOT else None
        # What is left of 现场捐赠, 加快捐赠, 决定捐赠 is no name; a name of two characters needs a marker behind it.
        if mention is None or _NO_NAME.search(mention.name) or _CAUSE.fullmatch(mention.name):
            return None
        if _SENT.search(self.text, start, mention.span.start):
            return None  # 派|专车|向灾区捐赠: who sends it gives
        if _ACT.search(self.text, start, mention.span.end):
            return None
        each = mention.kind is PartyKind.PERSON and _EACH.fullmatch(self.text, mention.span.end, verb)
        return mention if len(mention.name) >= 3 or end < verb or each else None

    def _row(self, elements: Sequence[Element], at: int | None = None) -> tuple[Mention, ...]:
        """Return the row of parties that *elements* hold; with *at* it must begin there."""
        row: list[Mention] = []
        last: Mention | None = None
        for element in elements:
            if not isinstance(element, Mention):
                continue
            gap = self.text[last.span.end : element.span.start] if last is not None else ""
            if last is None or not row:
                if at is not None and element.span.start - at > 2:
                    return ()
                row.append(element)
            elif is_joined(gap) or (gap and joins_people(last, gap, element)):
                row.append(element)
            elif closes_row(gap, element):
                break
            elif element.kind is PartyKind.PERSON and element.of is not None:
                if row[-1] == element.of and row[-1].text in _WHOSE_KIN:
                    row[-1] = element  # 周砚秋和|他|儿子|周远山
                elif row[-1] == element.of and acting_for(self.text, element) is element:
                    # 1990届校友、锦澄集团董事长|周砚秋: all that stands before his name is his
                    row = [*(m for m in row[:-1] if m.named), element]
            else:
                row = [element]
            last = element  # 锦澄集团董事长|周砚秋|、远樵基金会: what joins the next stands behind his name
        return tuple(acting_for(self.text, mention) for mention in row)
