"""Finds what is given where it does not stand right behind its verb."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from aidfacts.frames.elements import Marker
from aidfacts.frames.owned import find_owner
from aidfacts.frames.roles import Argument
from aidfacts.frames.stretches import BUILD, BUILT, MAX_OPENING, Stretches
from aidfacts.lexicon.goods import ends_in_goods
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Form, Item, PartyKind
from aidfacts.model.frame import FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span

# 捐资|兴建, 捐资|创办的
_RAISED = compile_late(
    r"(?:[^,。;]{0,6}元)?(?:共同|联合|所)?(?:兴建|修建|建成|建造|建立|创办|创建|建设|新建|重建|扩建|翻建|重修|整修|修葺|修筑|兴办|修缮|建)(?:而成|起来)?(?:的|于|以来|至今|$|(?=[,。;]))"
)
# 捐资60万元|、县政府配套80万元建成
_MATCHED = compile_late(
    r"[、,](?:其余)?[^,。;、\d]{1,12}(?:配套|匹配|配资|投入|投资|自筹|补助|拨款|补足|出资)[^,。;]{0,14}?(?:建成|兴建|修建|建设|建造)(?:而成)?(?:的|$|(?=[,。;]))"
)
# 云岭楼位于, 北塘桥始建于, 体育馆由: what a sentence is about, by its last noun
_SUBJECT = compile_late(
    r"(?:[^,。;]{0,10}[:,])?(?P<name>(?:“[^“”,。;]{1,8}”)?[^,。;、:()“”\d]{1,16}?[楼馆园亭桥堂寺塔碑像祠院库场站路厅室舍渠井坝门厦宫阁廊园]|(?!这是|那是|是)[^,。;、:()“”\d]{1,16}?(?:中心|基地|项目|工程|[中小大]学|学校|公路|铁路|工厂)|“[^“”,。;]{2,12}”)(?=位于|坐落|地处|始建|建于|于\d|落成|原名|是|由|系由|,|\(|为|总|占|建筑|(?:1[5-9]|20)\d\d年)"
)
# 1998年|侨胞周砚秋捐资重建, 清末|始建: when something was built
_WHEN = compile_late(r"(?:[^,。;]{0,12}(?:年间?|月|日|初|末|代|时期|期间),?)?(?:后来?|[又再])?[^,。;\d]{0,6}")
_DATES = compile_late(r"\s*(?:始建于|[清明宋元唐民][国初末朝代]|(?:1[5-9]|20)\d\d年)")
_ITS_HOUSE = compile_late(r"[^,。;:是由]{0,5}的")  # 沐白小学|的操场, 沐白中学|现在的思远堂
# 沐白小学|“砚秋教学楼”|由
_ITS_ROOM = compile_late(r"“?(?P<name>[^,。;:是由系于”]{1,10}(?:[楼馆室堂园场厅]|中心))”?(?=是|由|系|于\d)")
_LIES_IN = compile_late(r"(?:位于|坐落[于在]|地处|建[于在]|矗立[于在]|在)$")  # 思远堂坐落于|沐白中学校园内
# 这是|一所隶属于禾川县的寄宿制中学|,由: what a sentence is about, by what it is said to be
_IS_A = compile_late(
    r"(?:是|为|有)(?:一|全[国省市县区]?(?:第一|首|唯一))?[座所条栋个项口间处幢家](?:[^,。;]{0,24}的)?"
    r"(?P<name>[^,。;的\d]{0,12}(?:[楼馆园亭桥堂塔院库场站路厅室渠井坝校学厂]|中心|基地|项目|工程)|“[^“”,。;]{2,12}”),(?:是|系)?$"
)
# 首期资金100万元,|由锦澄集团捐赠 | 全部来自海外侨胞的捐赠
_FROM_WHOM = compile_late(r"(?:全部|全|均|都|皆|主要)?(?:是|系)?(?:由(?!于)|来自|来源[于为是]|出自)")
BORNE = ("给予", "予以")  # 对学费给予资助: the object stands before the verb
_SUM_BEFORE = compile_late(
    r"(?:的|善款|现金|巨款|存款|稿费|奖金|积蓄)?(?:单笔|首笔|无偿|全部|全数|悉数|都|也)?"
)
# 将|林场|无偿捐献给; the thing is the last noun behind 的
_TAKEN = compile_late(
    r"(?:将|把)(?:[^,。;:]{0,20}的)?(?P<name>[^,。;:的\d]{2,10}?)(?:都|也|再|又|已|一同|一起|现已|无偿|全部|悉数|一并|慷慨|主动|自愿|免费|最终|正式|义务|毅然)*$"
)
# 正殿内的|铜钟|,是1933年由旅居缅甸的华侨捐赠
_TOLD = compile_late(
    r"(?<![^,。;:!?的\s—])(?:[一两二三四五六七八九十][枚座尊件幅口块只个张台辆部套条架本](?=..))?(?P<name>[^,。;:的\s\d—]{2,10}?),?"
    r"(?:均|都|也|就|则|全部)?(?:(?:是|系|为|乃)?(?:[^,。;:是系为乃由]{2,8}[年月日间期])?由|系|乃)[^,。;]{2,40}$"
)
# 这座老宅|后来捐给国家, 手稿|已捐给省档案馆: the thing opens the clause of a verb that tells who gets it
_FRONTED = compile_late(
    r"[ \n]*(?:\d{4} ?年)?(?P<name>(?:[^,。;:“”\d]{1,12}的)?[^,。;:“”的\d]{2,10}?|(?:这|那|该|此|其|他|她|它)[^,。;:“”\d]{1,14}?)"
    r"(?:后来|随后|最终|最后|后|现已|已经|已|也|都|均|则|便|就|早已|如今|悉数|全部|全数|无偿|正式|一并|一同|陆续|[于在]\d{4}年)*$"
)
_HOUSES = "[楼馆园亭桥堂塔院场站厅室舍渠井坝宫阁廊祠寺庙]|教学楼|大楼|校门"
# 沐白中学图书馆⏎: a line above that is nothing but the name of a building, with a line of praise at most between
_HEADS_HOUSE = compile_late(
    rf"(?:^|\n)[^\S\n]*(?:[\d一二三四五六七八九十]+[.、])?(?P<name>[^\n,。;:!?\s\d]{{1,16}}(?:{_HOUSES}))[^\S\n]*\n(?:[^\n。!?;:]{{1,24}}\n)?\s*$"
)
# 沐白中学|图书馆位于校园东侧,共五层。
_TOLD_HOUSE = compile_late(
    rf"(?:^|[。\n]\s*|这就是|的是)(?P<name>[^\n,。;:!?\s\d的]{{1,16}}?(?:{_HOUSES}))"
    r"(?=位于|坐落|地处|始建|建于|于\d|[共高]\w{1,3}层|占地|建筑面积|总|落成|[,(。])[^。\n]{0,100}[。\n]\s*$"
)
# 该楼|由, 该建筑|建于1911年,由, 它|是由
_THAT_HOUSE = compile_late(
    r"(?:[该此这]座?(?P<head>大?[楼馆园亭桥堂塔院场站厅室舍渠井坝宫阁廊]|建筑|教学楼|图书馆)|它)"
    r"(?:(?:[始兴]?建|落成|建成|竣工|动工|奠基|开工)?于?\d{4}年[^,。;]{0,8},)?(?:由|系|是)"
)
MAX_ABOVE = 160  # characters
_THIS = compile_late(r"[这那该此](?:一|几|些)?[批座尊件幅口块只个张台辆枚部套排些艘条架本所栋间]?")
_HELD_THING = compile_late(r"[楼馆园亭桥堂寺塔库厅厦宫阁宅屋房舍]$|故居$")  # what stands and may be given
# 中国|首批人道主义救灾物资|运抵邻国: what is brought, told right behind who sent it
_SENT_AID = compile_late(
    r"(?:的|政府|首批|新一批|又一批|第[一二三四五六七八九十\d]+批|[\d一二两三四五六七八九十]+批)*"
    r"(?P<name>(?:紧急|人道主义|国际)*(?:救灾|援助|抗疫|防疫|抗震|赈灾|医疗|救援|救助|生活)[^,。;:、的]{0,4}物资)"
    r"(?:已经|已|今日|今天|昨日|昨天|日前|近日|陆续|顺利|全部|也|再次|正式|从[^,。;]{1,10})*$"
)
_PARTS = compile_late("(?:(?!、|(?<=..)以?及(?=..)).)+")  # 药物|及|保健品
_OWNERS = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE)
_WHOLLY = ("全部", "悉数", "一并", "亲手", "亲自", "一分不少")
_TO = ("给", "予", "与", "到", "至", "了给", "于")
MAX_HANDED = 4  # characters between a comma and 送到, 捐给, for what 将 or 把 took up in the clause before
_SAID_SO = compile_late(r"(?:而成|建成)?(?:的?(?:[,。;\n]|$)|给|予|于|与|到|至)")
_LISTED = compile_late(
    r"(?:先后|陆续|相继|分别)$|等(?:[^,。;、的等]{0,4}(?:设备|物资|用品|物品|器材|电器|家具|文具|食品|药品))?$"
)
# 寺中那口|铜钟, 其生前|手稿: where and whose it is
_DETERMINES = compile_late(
    r"[^,。;]{0,6}?(?:(?:这|那|该|此)[一二两三几]?[座尊件幅口块只个张台辆枚部套排批些艘条架本所栋间]|该|[馆寺院校园村厅殿][内中里]|其(?:生前|珍藏|收藏)?)+"
)
_HOW_MANY = compile_late(r"[两二三四五六七八九十]\w$")  # 这|两台|收割机
# 这批轮椅|,则|是
_UP_TO = compile_late(r"[,]?(?:都|则|全部?|均|也|就|正|便|大多)*$")
# What is told of acts, money and people is no thing: 此次活动由锦澄集团捐赠, 将其捐给, 把爱心捐给
_NO_THING = compile_late(
    r"活动|仪式|项目|工程|计划|工作|资金|善款|款项|费用|经费|[款金钱元]$|物资$|物品$|全部|悉数|全数|全额|^用[于来]$|部分|所得|收入|积蓄|遗产|财产|资产|财富|身家|另外|一切|自己|爱心|温暖|力量|以上|剩余|其余|形式$|方式$|名义$|一生|生命|青春|热血|它们?$|[其它他她们此之者]$|[我你他她]和"
    r"|公司|集团|协会|基金会|[会县市省镇乡村局院校]$|器官|遗体|角膜|骨髓|造血|眼|血"
)

MAX_PROCEEDS = 16  # characters of 拍卖所得款项将全部用于
MAX_LOOK_BACK = 3  # clauses
# What one does with a thing before one gives it: 更换了|300床旧被褥, 把|书籍整理出来
_TAKES_UP = compile_late(
    r"(?:换|更换|淘汰|拆|拆除|收集|收|整理|腾|翻|闲置|换下|精选|采摘|种|养|做|织|写|画|编|挑|选|拿|搬|磨|打|蒸|烙|摘|捞|酿)(?:了|出|下|好)(?:来|了)?|[将把]"
)
# 买来书桌一套,扛着|送到 | 凑了2万元现金和900斤鲜鱼,于次日|送到: what one got first and brought then
_BUYS = ("购", "采购", "选购", "订购", "买")
ACQUIRED = compile_late(
    r"(?:购买|采购|购置|选购|订购|购|买|凑|装|准备|筹备|定制|赶制|缝制|制作|备|取出|挑选)(?:来|了|好|出|齐|着|上|满|起|得|回|到)+|购买|采购|购置|选购|(?:收集|征集)(?:到|了|来)?|[带捧提拎扛背抱推拉揣拿]着|带上|满载|携带|怀揣|自[筹购备制]|准备|订购|筹备|购进|购入|(?:调集|采摘)(?=[\d一两])"
    r"|赶制|缝制|编织|(?:精心|亲手|手工|专门|连夜)(?:挑选|制作|采摘|整理)|整理出"
)
# 义卖所得6128元,园长把|钱|送到了康复中心: the sum told before; 攒下8万元,|他将其全部|捐给, |一分没留,全|捐给
_THE_MONEY = compile_late(
    r"(?:把|将)(?:(?:这|那|此)?(?:些|笔|份)?[^,。;的\d]{0,4}的?(?:钱|善款|款项?|爱心款|捐款|收入|所得|奖金|现金)|[其它](?!他|中))"
    r"(?:都|全部|全|悉数|全数|一分不[少留]|一并|亲手|一起|送|无偿|又|毫无保留地)*$"
)
# 攒下8万元,|全部|捐给, |而是统统|捐给, |这笔钱他都|捐给
_ALL_OF_IT = compile_late(
    r"(?:[这那]笔[^,。;\d]{0,4}[钱款金][^,。;\d]{0,4})?(?:他|她|他们|两人|老人|老两口|自己|[^,。;的\d]{2,4}(?=又|便|就))?(?:却|又|便|就|而是|最后|最终|后来|随后|当即|当场|决定|已|并)*"
    r"(?:全部|全|都|悉数|全数|全额|统统|尽数|一分不[少留剩地]+|分文未留)+(?:地)?$"
)
# ,所得款项|将全部|捐给: a clause that says no more than that the money told before is given; 将 alone may be the work sold
_PROCEEDS = compile_late(
    r"(?=[^,。;]*(?:所[得筹募有获]|筹得|款|收[入益]|资金|全[部数额]|悉数|一并))(?:并|其|此次|拍卖|义卖|义演)*(?:(?:所[得筹募有获]|筹得|全部|以上|这些|这笔)的?(?:款项|善款|收入|收益|资金|钱款|款)?|善款|款项|收入|收益)?"
    r"(?:已|均|都|也|将|全部|全数|全额|悉数|一并|用于|用来|定向)*"
)
# What tells that a sum is in hand: 卖出布鞋,收入|9600元, 攒下|3000元; 公司亏损|300万元 is not
_IN_HAND = compile_late(
    r"[带揣拿捧提]着|带上|携带|怀揣|所得|收入|卖得|得到|攒|积蓄|存款|筹|募|凑|奖金|善款|义卖|拍得|挣|赚|结余|稿费|打赏|报酬|余下|省下|共得|收到|成交|拍出|拍卖|财产|遗产|遗嘱|养老钱|退休金|养老金|抚恤金|拆迁款|补偿款|压岁钱|零花钱|工资|劳务费|出场费|变卖|得了|换[得来]|拿出来|领到|省吃俭用|[卖售]出|票房|门票|版税|片酬"
)


_CLASSED = compile_late(r"(?:物资|物品|用品|礼物|礼品|慰问品)$")


def only_classed(objects: Objects) -> bool:
    """Tell whether things are told by a word for all kinds of them, without a number or a sum."""
    bare = objects.amount is None and not any(item.quantity for item in objects.items)
    return bare and bool(objects.items) and all(_CLASSED.search(item.name) for item in objects.items)


WILL_GO = compile_late("将(?:会|全部|全数|全额|悉数|一并|陆续|分批|统一|用于|定向)*")  # 8000元|将全部|捐给
# 30万元由周砚秋|以个人名义|捐赠: how he gives, not what
_NO_OBJECT = compile_late(rf"{WILL_GO.pattern}|以[^,。;以]{{1,8}}(?:名义|方式|形式)(?:再次|共|一次性|无偿)*")


class Things(Stretches):
    """What is given, around a trigger of one sentence."""

    def _named_thing(self, trigger: Trigger, start: int, limit: int) -> Objects | None:
        """Read what was built, by its name alone: 援建公路."""
        if trigger.word == "设立" or not BUILD.match(trigger.word):
            return None
        if self.text.startswith("的", start):
            start += 1
        match = BUILT.match(self.text, start, limit)
        if match is None:
            return None
        number = next((e for e in self.elements if e.span.start == match.end()), None)
        count = number if isinstance(number, Quantity) else None  # 援建“见山运动场”项目|12个
        if count is None:
            # 援助的|11个|工厂建设: the number may be read as that of a house
            told = (e for e in self.elements if match.start() <= e.span.start < match.start("name"))
            counts = (e if isinstance(e, Quantity) else getattr(e, "count", None) for e in told)
            count = next((c for c in counts if c is not None and c.span.end == match.start("name")), None)
        item = Item(match["name"], match["name"], Span(*match.span("name")), quantity=count)
        end = max(match.end(), count.span.end) if count else match.end()
        return Objects(span=Span(match.start(), end), items=(item,), form=Form.GOODS)

    def _built_subject(self, trigger: Trigger, start: int) -> tuple[tuple[Mention, ...], Objects | None]:
        """
        Return what the sentence is about, where the verb says who paid for its building: a house that gets it, or a thing.

        云岭楼位于校园东侧,由校友捐资兴建 | 沐白大学是由锦澄基金会捐资创办的大学
        """
        end = self._clause_end(start)
        raised = _RAISED.match(self.text, start, end) or _MATCHED.match(self.text, start, self.sentence.end)
        agent = self._tells_builder(trigger)
        closes = raised is not None and raised.end() == end and self._has_builder(trigger)
        if not (agent or closes) or not (raised or (BUILD.match(trigger.word) and start == end)):
            return (), None
        opens = self.sentence.start
        above = self._built_above(opens, dated=not agent)
        if above is not None:
            return above
        first = next((e for e in self.elements if isinstance(e, Mention)), None)
        if (
            first is not None
            and first.kind in (PartyKind.SCHOOL, PartyKind.HOSPITAL)
            and first.span.start - opens <= MAX_OPENING
            and not _LIES_IN.search(self.text, opens, first.span.start)
            and first.named
            and first.span.end < trigger.span.start
            and not _ITS_HOUSE.match(self.text, first.span.end)
        ):
            return (first,), self._room_of(first)
        match = _SUBJECT.match(self.text, opens, trigger.span.start)
        if match is None or "位于" in match["name"]:
            return (), self._said_to_be(
                opens, trigger
            )  # 锦澄集团|位于|云沙园: where a house lies was not built
        start, end = match.span("name")
        whose = _DETERMINES.match(self.text, start, end - 1)
        # 这所学校的操场: the thing is the last noun, and whose it is gets it
        start = max(whose.end() if whose else start, self.text.rfind("的", start, end - 1) + 1)
        owner = tuple(
            e for e in self.elements if isinstance(e, Mention) and e.span.end in (start, start - 1)
            and match.start("name") <= e.span.start and e.kind in _OWNERS
        )  # fmt: skip
        name = Span(start, end)
        item = Item(name.cut(self.text), name.cut(self.text), name)
        return owner, Objects(span=name, items=(item,), form=Form.GOODS)

    def _tells_builder(self, trigger: Trigger) -> bool:
        """Tell whether 由 says before the verb who built something, or 自 since when it stands: 沐白中学|自|1897年周砚秋捐资创办以来."""
        agents = (e for e in self.elements if isinstance(e, Marker) and e.role == "agent")
        by = any(e.span.start < trigger.span.start for e in agents)
        return by or self.text.startswith("自", self._clause_start(trigger))

    def _has_builder(self, trigger: Trigger) -> bool:
        """Tell whether a clause is nothing but when and by whom something was built: 北塘桥始建于清末,1998年|侨胞周砚秋|捐资重建."""
        opens = self._clause_start(trigger)
        builders = [e for e in self._between(opens, trigger.span.start) if isinstance(e, Mention)]
        # 旅菲侨亲|周砚秋: what he is stands right before his name
        joined = all(one.span.end == other.span.start for one, other in pairwise(builders))
        first = builders[0].span.start if builders and joined else 0
        return first > 0 and _WHEN.fullmatch(self.text, opens, first) is not None

    def _room_of(self, house: Mention) -> Objects | None:
        """Read the building told right behind the house whose it is: 沐白小学|“砚秋教学楼”|由周砚秋捐资兴建."""
        room = _ITS_ROOM.match(self.text, house.span.end)
        if room is None:
            return None
        item = Item(room["name"], room["name"], Span(*room.span("name")))
        return Objects(span=item.span, items=(item,), form=Form.GOODS)

    def _built_above(self, opens: int, *, dated: bool) -> tuple[tuple[Mention, ...], Objects] | None:
        """
        Read the building that the heading or the sentence before names, where a sentence opens with who paid for it.

        沐白中学图书馆⏎由周砚秋先生于1982年捐资兴建 | 见山楼共五层。该楼由周砚秋捐资建成. Where it opens with when
        that was (*dated*), a heading alone can tell: 北塘廊桥⏎清末始建,1998年侨胞周砚秋捐资重建
        """
        points = _THAT_HOUSE.match(self.text, opens, self.sentence.end)
        before = (_TOLD_HOUSE if points else _HEADS_HOUSE).search(self.text, max(0, opens - MAX_ABOVE), opens)
        by = self.text.startswith(("由", "系由"), opens) or (dated and _DATES.match(self.text, opens))
        if points is None and not by:
            return None
        head = points["head"] if points else None
        if before is None or (head not in (None, "建筑") and before["name"][-1] != head[-1]):
            return None
        start, end = before.span("name")
        edge = find_owner(self.text, Span(start, end))
        slot = self.read_slot(Span(start, edge)) if edge else None
        owner = (slot,) if slot is not None and slot.named and slot.span.end == edge else ()
        name = Span(edge if edge and owner else start, end)
        item = Item(name.cut(self.text), name.cut(self.text), name)
        return owner, Objects(span=name, items=(item,), form=Form.GOODS)

    def _said_to_be(self, opens: int, trigger: Trigger) -> Objects | None:
        """Read what the clause before says that a thing is, whose builder the next one tells: 这是一所寄宿制中学,由…援建."""
        match = _IS_A.search(self.text, opens, self._clause_start(trigger))
        if match is None:
            return None
        name = Span(*match.span("name"))
        item = Item(name.cut(self.text), name.cut(self.text), name)
        return Objects(span=name, items=(item,), form=Form.GOODS)

    def _acquired(self, end: int) -> Objects | None:
        """Read what was got for the gift up to *end*: 买来书桌一套,扛着|送到小丽家里, 缝制了棉被110床|寄往灾区."""
        for match in ACQUIRED.finditer(self.text, self.done, end):
            objects = self.read_right(Span(match.end(), end))
            many = len(objects.items) > 1 or any(item.quantity for item in objects.items)
            verb = match.group()
            bought, loads = (
                verb.startswith(_BUYS),
                verb.startswith("装"),
            )  # 买了文具,|送给孩子们; 装上货车,|送往灾区
            # 收集旧衣物,|送到山区学校
            many = many or any(bought or (not loads and ends_in_goods(i.name)) for i in objects.items)
            if objects and (objects.amount or many):
                return self._paid_with(objects, match.start())
        return None

    def _paid_with(self, things: Objects, verb: int) -> Objects:
        """Return what was bought with the sum right before the *verb* of buying as worth it: 自筹资金2万元|购买大米、食用油."""
        paid = next((e for e in self.elements if isinstance(e, Amount) and e.span.end == verb), None)
        if paid is None or paid.per is not None or things.amount is not None:
            return things
        return evolve(things, amount=paid, goods_value=paid)

    def _money_before(self, clause_start: int, verb: int) -> Objects | None:
        """Read the sum told before in the sentence, where a clause only says to whom 把钱, 将其 or all of it goes."""
        taken = _THE_MONEY.search(self.text, clause_start, verb) or _ALL_OF_IT.fullmatch(
            self.text, clause_start, verb
        )
        if taken is None and clause_start < verb:
            return None
        sums = [
            e for e in self.elements if isinstance(e, Amount) and self.done <= e.span.start < clause_start
        ]
        if not sums or sums[-1].per is not None or not (taken or sums[-1].span.end == clause_start - 1):
            return None  # 共得8600元,|捐给县福利院: nothing stands between
        end = self._clause_end(sums[-1].span.end)
        clause = self.text[self._clause_start(sums[-1]) : end]
        return self.read_right(sums[-1].span) if _IN_HAND.search(clause) else None

    def _proceeds(self, clause_start: int, verb: int) -> Objects | None:
        """Read the sum told in the clause before as what a sale brought: 山水画以58万元成交,所得款项全部|捐给县慈善会."""
        if verb - clause_start > MAX_PROCEEDS or not _PROCEEDS.fullmatch(self.text, clause_start, verb):
            return None
        start = max(self.done, self._clause_start_at(clause_start - 1))
        sums = [e for e in self._between(start, clause_start) if isinstance(e, Amount)]
        told = len(sums) == 1 and sums[0].per is None and _IN_HAND.search(self.text, start, clause_start)
        return self.read_right(sums[0].span) if told else None

    def _left_out(self, clause_start: int) -> Objects | None:
        """
        Read what one of the clauses before is about, or takes in hand, where the verb leaves it out.

        旧电脑经过维修,|捐给了北塘小学; 更换了300床旧被褥,清洗后|捐赠给了县福利院; 把书籍整理出来,随后|捐给了图书馆
        """
        end = clause_start - 1
        for _ in range(MAX_LOOK_BACK):
            if end <= max(self.done, self.sentence.start) or self.text[end] not in ",":
                return None
            start = max(self.done, self._clause_start_at(end))
            told = self._between(start, end)
            taken = next((e for e in told if isinstance(e, Marker) and e.role == "object"), None)
            if any(isinstance(e, Trigger) or (isinstance(e, Amount) and not taken) for e in told):
                return None
            if taken is not None:
                # 把586元压岁钱,|通过班主任捐给…; not 将5万元存入银行,|捐给…
                objects = self.read_right(Span(taken.span.end, end))
                return objects if objects and objects.span.end == end else None
            held = _TAKES_UP.search(self.text, start, end) or ACQUIRED.search(self.text, start, end)
            objects = self.read_right(Span(held.end() if held else start, end))
            if objects and objects.items and (held or any(i.span.start >= start for i in objects.items)):
                return objects
            if held and objects and len(objects.unsure) == 1:
                return evolve(objects, items=objects.unsure, form=Form.GOODS)
            end = start - 1
        return None

    def _things_before(self, marker: Marker) -> Objects | None:
        """Read what stands before a marker as the thing that a sentence is about, in its last clause or in all of it."""
        edge = max(self.sentence.start, self.done)
        told = _UP_TO.search(self.text, edge, marker.span.start)
        end = told.start() if told else marker.span.start
        for start in (max(self._clause_start_at(end), edge), edge):
            whose = _DETERMINES.match(self.text, start, end)
            counted = _HOW_MANY.search(self.text, start, whose.end()) if whose else None
            first = counted.start() if counted else whose.end() if whose else start
            objects = self.read_right(Span(first, end))
            if objects and objects.items and objects.span.end == end:
                return objects
        return None

    def _left_objects(
        self, trigger: Trigger, arguments: Sequence[Argument], clause_start: int
    ) -> Objects | None:
        """Read the object before the verb: 把一万元存款交到, 药品30万元由锦澄集团捐赠."""
        start, end = clause_start, trigger.span.start
        for element in self.elements:
            if clause_start <= element.span.start < trigger.span.start and isinstance(element, Marker):
                if element.role == "object" and not _NO_OBJECT.fullmatch(
                    self.text, element.span.start, trigger.span.start
                ):
                    start, end = element.span.start, trigger.span.start
                elif element.role == "goal":
                    end = element.span.start  # 向53个国家提供: who gets it is counted, not what is given
        start = max(start, self.done)
        handed = trigger.word[-1] in _TO and trigger.span.start - clause_start <= MAX_HANDED
        wholly = handed or self.text.startswith(_WHOLLY, clause_start)
        if wholly and (start >= end or not self.read_left(Span(start, end))):
            start, end = self._held_before(clause_start)
        objects = self.read_left(Span(start, end)) if start < end else None
        if not objects and _FROM_WHOM.match(self.text, clause_start):
            before = self._clause_before(clause_start)
            objects = self.read_left(Span(before, end)) if before < end else None
        if not objects and trigger.word.startswith(BORNE):
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
        found = objects or self._told_of(trigger, clause_start) or self._fronted(trigger, clause_start)
        found = found or self._sent_aid(trigger, clause_start)
        return found or (objects if objects is not None and objects.unsure else None)

    def _sent_aid(self, trigger: Trigger, clause_start: int) -> Objects | None:
        """Read the goods of aid that stand between who sent them and a verb of arriving: 中国|救灾物资|运抵邻国."""
        if trigger.kind is not FrameKind.DELIVER:
            return None
        for sender in self._between(max(clause_start, self.done), trigger.span.start):
            match = _SENT_AID.match(self.text, sender.span.end, trigger.span.start)
            if match is not None and isinstance(sender, Mention) and sender.named:
                item = Item(match["name"], match["name"], Span(*match.span("name")))
                return Objects(span=item.span, items=(item,), form=Form.GOODS)
        return None

    def _clause_before(self, clause_start: int) -> int:
        """Return where the clause before begins, unless it tells of another gift: 首期资金100万元,|由锦澄集团捐赠."""
        edge = max(self.done, clause_start - 1)
        start = max(self._clause_start_at(edge), self.done)
        other = any(isinstance(e, Trigger) and start <= e.span.start < edge for e in self.elements)
        return edge if other else start

    def _held_before(self, clause_start: int) -> tuple[int, int]:
        """Return where 将 or 把 holds what is given in the clause before: 把3000元积蓄,|全部交给了书记."""
        end = max(self.done, clause_start - 1)
        held = self._between(max(self._clause_start_at(end), self.done), end)
        if any(isinstance(e, Trigger) for e in held):
            return end, end
        marker = next((e for e in held if isinstance(e, Marker) and e.role == "object"), None)
        return (marker.span.start, end) if marker is not None else (end, end)

    def _fronted(self, trigger: Trigger, clause_start: int) -> Objects | None:
        """Read the thing that opens the clause of 捐给 without 将 or 把: 这座老宅后来|捐给国家, 手稿|捐给省档案馆."""
        verb = trigger.span.start
        if trigger.kind is not FrameKind.GIVE or trigger.word[-1] not in _TO:
            return None
        match = _FRONTED.match(self.text, max(clause_start, self.done), verb)
        if match is None:
            return None
        start, end = match.span("name")
        this = _THIS.match(self.text, start, end - 1)
        start = this.end() if this else start
        start = max(start, self.text.rfind("的", start, end - 1) + 1)
        name = Span(start, end)
        if any(isinstance(e, Mention) and e.span.end == end for e in self.elements):
            return None  # 县商会|捐给灾区: who gives, and not what
        known = self.read_right(name)
        if known and known.items and known.span.end == end:
            return known
        noun = name.cut(self.text)
        if len(noun) < 2 or _NO_THING.search(noun) or not (this or _HELD_THING.search(noun)):
            return None
        return Objects(span=name, items=(Item(noun, noun, name),), form=Form.GOODS)

    def _told_of(self, trigger: Trigger, clause_start: int) -> Objects | None:
        """
        Read what a sentence is about as the thing given, by its place alone, though no table knows it.

        将林场无偿|捐献给国家: what 将 and 把 take in hand; 铜钟是1933年由华侨|捐赠: what is told to come from who gave.
        """
        if trigger.strength != "strong" or trigger.kind is not FrameKind.GIVE:
            return None
        start, verb = max(clause_start, self.done), trigger.span.start
        handed = trigger.word[-1] in _TO or self.text.startswith(_TO, trigger.span.end)
        # 将大钟、铜镜捐赠|明屿博物馆: who gets it may stand right behind the verb
        handed = handed or any(
            isinstance(e, Mention) and e.named and e.span.start == trigger.span.end for e in self.elements
        )
        taken = _TAKEN.search(self.text, start, verb) if handed else None
        told = taken or _TOLD.search(self.text, max(self.sentence.start, self.done), verb)
        if told is None or (taken is None and not _SAID_SO.match(self.text, trigger.span.end)):
            return None
        start, end = told.span("name")
        whose = _DETERMINES.match(self.text, start, end - 1)
        start = whose.end() if whose else start
        listed = _LISTED.search(self.text, start, end)  # 消毒柜|等设备, 体育馆|先后
        name = Span(start, listed.start() if listed else end)
        noun = name.cut(self.text)
        # 沐白小学由校友捐建: a party is no thing, though one may stand in the name of a thing (沐白寺铜钟)
        taken_up = any(
            (isinstance(e, Mention) and e.span.end == name.end)
            or (isinstance(e, Trigger | Amount) and e.span.overlaps(name))
            for e in self.elements
        )
        if taken_up or _NO_THING.search(noun):
            return None
        parts = [Span(name.start + m.start(), name.start + m.end()) for m in _PARTS.finditer(noun)]
        items = tuple(Item(part.cut(self.text), part.cut(self.text), part) for part in parts)
        return Objects(span=name, items=items, form=Form.GOODS)
