"""Cuts an object phrase into figures, nouns and the words between them that tell what a figure is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from aidfacts.lexicon import cache, join_words, read_table
from aidfacts.lexicon.goods import ends_in_goods
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span
from aidfacts.quantity.bounds import read_bounds
from aidfacts.quantity.goods_nouns import (
    NounKind,
    before_verb,
    classify_noun,
    is_praise,
    load_heads,
    names_party,
)


class Kind(StrEnum):
    """What an element of an object phrase is."""

    NOUN = "noun"
    FIGURE = "figure"
    AND = "and"  # 、 和 以及
    COMMA = "comma"
    OF = "of"  # 的
    ETC = "etc"  # 等
    OPEN = "open"
    CLOSE = "close"
    FULL_STOP = "full_stop"
    # tables number_heads and object_edges
    VALUE = "value"
    TOTAL = "total"
    EACH = "each"
    PART = "part"
    LIST = "list"
    BUY = "buy"
    INVESTMENT = "investment"
    LACK = "lack"
    COST = "cost"
    AREA = "area"
    TIME = "time"
    OTHER = "other"
    BUILD = "build"
    PURPOSE = "purpose"
    REACH = "reach"
    STOP = "stop"


CLAIMS = frozenset({Kind.INVESTMENT, Kind.LACK, Kind.COST, Kind.AREA, Kind.TIME, Kind.OTHER})
# These words say something of the figure that follows, and are part of a name where none does (公共, 共享单车).
BOUND = CLAIMS | {Kind.VALUE, Kind.TOTAL, Kind.EACH}


class Element(NamedTuple):
    """A piece of an object phrase, in characters of the text."""

    kind: Kind
    start: int
    end: int
    figure: Amount | Quantity | None = None


_MARKS = {
    "、": Kind.AND,
    "，": Kind.COMMA,
    ",": Kind.COMMA,
    "：": Kind.COMMA,
    ":": Kind.COMMA,
    "的": Kind.OF,
    "（": Kind.OPEN,
    "(": Kind.OPEN,
    "）": Kind.CLOSE,
    ")": Kind.CLOSE,
    "”": Kind.CLOSE,  # one that nothing opened inside the phrase: “捐一本书”义卖
    "》": Kind.CLOSE,
    "等": Kind.ETC,
    "在内的": Kind.ETC,  # 包括口罩、消毒液|在内的|防疫物资
    "；": Kind.FULL_STOP,
    ";": Kind.FULL_STOP,
    "。": Kind.FULL_STOP,
    "！": Kind.FULL_STOP,
    "？": Kind.FULL_STOP,
    "!": Kind.FULL_STOP,
    "?": Kind.FULL_STOP,
    "…": Kind.FULL_STOP,
    "[": Kind.FULL_STOP,  # 电脑20台[图]
    "<": Kind.FULL_STOP,
    "...": Kind.FULL_STOP,
    "\n": Kind.FULL_STOP,
}
_CONJUNCTIONS = ("和", "及", "与", "或者", "暨", "以及", "及其", "还有", "＋", "+", "加上", "外加", "连同")
_NO_OBJECT = frozenset("，,、。;；)）和与及以的")
_ALSO_UNITS = frozenset("把对")
_COUNTING = frozenset("一二两三四五六七八九十几数百千万0123456789")
_COPULAS = frozenset("为是")
# 价值(总计)约 30万元: what may stand between the word and its figure
_SO_FAR = re.compile(r"已经?(?:达到?|高达|突破|超过?|逾|近|有)*了?")  # 帮扶资金|已达|460万元
_GAP = re.compile(r"(?:[约近达超逾为到高了人民币共总合计至少已\s：:]|[（(](?:人民币|总计|合计|约)[)）])*")


@cache
def _words() -> dict[str, Kind]:
    kinds = {
        row["word"]: Kind(row["kind"])
        for name in ("object_edges", "number_heads")
        for row in read_table(name)
    }
    # A plain bracket of names hides nothing; what hides an edge is NOUN.
    for head in load_heads():
        if len(head) > 1:
            kinds.setdefault(head, Kind.NOUN)
    for row in read_table("goods_shields"):
        kinds[row["word"]] = Kind.NOUN
    return kinds | dict.fromkeys(_CONJUNCTIONS, Kind.AND) | _MARKS


@cache
def _pattern() -> re.Pattern[str]:
    # “爱心包裹” and 《山村小学》 are names, whatever stands inside; a lost closing mark hides nothing.
    return re.compile(
        r"“[^”。；]{1,30}”|《[^》。]{1,40}》|"
        + join_words(_words(), tails={"和平": "(?!板)", "买": "(?![家卖断单方主买])"})
    )  # 洗衣机和|平板, 买|电脑两台; 买家, 买买提


UNIT_CHARS = "串例剂副匹叠口团块坛壶处孔对尊尾扇扎把挂支方本束条杯板片盘篇篮组缸羽节趟车部针锅间面顶首通卷轴页封枝只头套件个台张幅册份盏座盆辆艘架根桶瓶袋箱"


def _hides(found: re.Match[str], figure: Amount | Quantity) -> bool:
    """Tell whether a figure is part of a name: “1+1”助学包, 三轮车."""
    if found.end() < figure.span.end or found.start() > figure.span.start:
        return False
    word = found.group()
    return word[0] in "“《" or (found.end() > figure.span.end and _words().get(word) is Kind.NOUN)


# 98个|装有文具、水杯的|书包, 一个个装满爱心的包裹: what is in a thing, or on it, is no thing given beside it
_FILLED = re.compile(
    r"(?:一(?P<unit>\w)(?P=unit))?(?:装|盛|写|印|绣|贴|塞|刻|满载|饱含|承载|凝聚|寄托|充满|带有|配有|附有|具有|具备|兼具|拥有)(?:有|满|着|了)?[^，,。；;：:的]{1,24}的(?=[\w“])"
)
# 自费购买|的大米, 从外地采购到|的图书, 老人用|的轮椅: whose hands a thing went through before
_GOT = re.compile(
    r"[^，,、。；;：:的“”《》（）()\d元]{0,12}?(?P<verb>购买|采购|购置|购进|购入|购得|选购|订购|定制|定做|收集|征集|募集|募得|筹集|筹措|筹得|准备|筹备|挑选|精选|制作|自制"
    r"|缝制|编织|赶制|生产|加工|研发|研制|开发|种植|栽种|栽培|培育|采摘|养殖|饲养|整理|珍藏|收藏|使用|出版|印制|印刷|绘制|创作|撰写|编写|主编|编著|拍摄|淘汰|闲置|需要|喜爱|喜欢|所需|设计|进口"
    r"|[用穿看读写画编织做买种养缝印](?=[到来出得好过了进下回]*的)|(?P<giving>捐赠|捐献|捐出|捐助|赠送|提供))(?:而来|而成|[到来出得好过了进下回])?的(?=[\w“《])"
)


_URGENT = ("", "紧急", "人道主义")  # 800吨|紧急|援助大米
_LEADS_ON = frozenset("于给到往至抵入向以")  # a verb with these behind it leads to whom or where
_NAME_END = re.compile(r"[^，,、。；;：:的等和及（）()\d一二两三四五六七八九十]*")
MAX_COMPOUND = 7  # characters: 医疗保障物资


def _opens_name(
    text: str, found: re.Match[str], kind: Kind, end: int, figure: Amount | Quantity | None, *, counted: bool
) -> bool:
    """Tell whether a verb is the first part of a thing's name: 20件|保障|物资, |打包|机20台; not 20件|赠送|给学校."""
    verb = found.group()
    if kind not in (Kind.STOP, Kind.PURPOSE) or len(verb) != 2 or verb[-1] in _LEADS_ON:
        return False
    whole = _NAME_END.match(text, found.start(), end)
    last = whole.end() if whole else end
    if figure is not None:
        last = min(last, figure.span.start)
    if not counted and (figure is None or last < figure.span.start):
        return False  # 调拨|运送救灾物资: without a number beside it the verb is a verb
    name = text[found.start() : last]
    thing = classify_noun(name) in (NounKind.GOODS, NounKind.CLASS) and name != verb
    return thing and len(name) <= MAX_COMPOUND and not names_party(name)


def _match_got(text: str, at: int, end: int, *, counted: bool) -> re.Match[str] | None:
    """Match what is told of a thing before its name; a verb of giving tells of another gift unless the thing was *counted* before it."""
    got = _GOT.match(text, at, end)
    return got if got is not None and (counted or got["giving"] is None) else None


# 修通了|村里到镇上的|水泥路, 兴建|郊尾街至小学的|石板路: from where to where
_ROAD = re.compile(
    r"了?[^，,。；;：:、\d的]{2,12}[到至通往][^，,。；;：:、\d的]{1,12}的(?=[^，,。；;：:、的]{0,6}[路桥道渠])"
)
# 一条长3公里|、宽4米|的水泥路
_MORE_SIZES = re.compile(
    r"(?:[、,]?(?:净|各|厚?约)?[长宽高深厚重]约?\d[\d.]*[余多]?(?:米|厘米|公分|公里|千米|里|吨|公斤))+(?=[的、,。;]|$)"
)
# 一栋|占地500平方米、建筑面积2600平方米、|价值80万元的图书馆: how large a thing is, told before what more is told of it
_SIZES_AHEAD = re.compile(
    r"(?:(?:总|占地|建筑|使用|展示)*(?:面积|占地|长|宽|高|深|重|功率|排量|容积|容量|载重量?|载荷|口径|直径)(?:约|近|达|为|共)*\d[\d.]*[余多]?[十百千万]*[余多]?[\u4e00-\u9fff]{1,4}[、,])+"
    r"(?=[^。;]{1,24}的[\u4e00-\u9fff“])"
)
_LENGTHS = frozenset(["米", "公里", "千米", "厘米", "毫米", "mm", "cm", "里"])


def _is_length(text: str, figure: Amount | Quantity) -> bool:
    """Tell whether a figure says how long or high a thing is: 一座长|42米的铁索桥."""
    at = figure.span.start
    return (
        isinstance(figure, Quantity)
        and figure.unit in _LENGTHS
        and text[at - 1 : at] in tuple("长宽高深径厚")
    )


_NUMBER_ENDS = frozenset("0123456789万千百余多")
# takes 锦旗一面, 衣物1730, 信札120余通; leaves N95 and 第1
_COUNT_BEHIND = re.compile(
    rf"(?<![A-Za-z0-9.第])(?P<number>\d[\d,]*[百千万]*[余多]?|(?<![某另每唯同专单之第])(?<!(?<!系)统)一)(?P<unit>[{UNIT_CHARS}]?)$"
)
MIN_NUMBER = 2  # characters of a number that counts without a classifier
MAX_COUNTED = 8  # characters of the thing behind it
_SEAM = re.compile("[《“](?:(?<=》《)|(?<=”“))")
_REPEATED = re.compile(r"一(?P<unit>[\u4e00-\u9fff])(?P=unit)")  # 一袋袋大米 counts nothing
# takes 一面锦旗
# takes 20万口罩, 500口罩, 2000余图书; leaves 84消毒液, 120救护车
_NUMBER_AHEAD = re.compile(
    r"(?P<number>\d[\d,]*[百千万]+[余多]?|\d[\d,]*[余多]|(?!1[12]0)\d[\d,]*00?)(?P<unit>)(?=[\u4e00-\u9fff]{2})"
)
_COUNT_AHEAD = re.compile(rf"(?P<number>一)(?P<unit>(?!部分|对一)[{UNIT_CHARS}])(?=\w)")


# 捐5万元|修|路, 捐50万元|建|祠堂; leaves 5万元建材
_PUTS_UP = re.compile(
    r"(?:修(?!正|补)|建(?!材|筑|档|立)|盖|铺|架(?!子)|装(?=路灯|电梯|空调|自来水|护栏|监控|水管|太阳能))(?=[\u4e00-\u9fff])"
)


def _builds(text: str, at: int, end: int) -> bool:
    """Tell whether the verb of one character behind a sum says what it builds, and begins no longer word of the tables."""
    return _PUTS_UP.match(text, at, end) is not None and _pattern().match(text, at, end) is None


# 捐款391笔,|共86万元, 物资29批次|1200余件, 善款444人次,|合计5万元: in how many acts it came, before how much it was
_ACTS = re.compile(
    r"(?<![第每])(?<![\d.,])\d[\d,.]*[万千]?[余多]?(?:批次?|宗|笔|人次)(?:\([^()]{1,12}\))?[,，]?"
    r"(?=(?:总|累)?(?:共|计|共计|合计|价值|价|金额|折合|折价|折款|约合)?(?:金额|价值|折合|为|人民币|约|近|超|逾|达)*"
    r"\d(?!\d{3}年|\d?[年月日]))"
    r"|(?<![第每\d.,])\d[\d,]*[余多]?(?:笔|批次|人次)(?=[^,，。;、\d]{0,4}[款金资],[^,。;]{0,4}\d)"  # 134笔|捐赠资金,共
    r"|(?<=[款金资])(?<!元[\u4e00-\u9fff]{2})(?<!元[\u4e00-\u9fff]{3})(?<!元[\u4e00-\u9fff]{4}),(?=(?:合计|共计|总计|共|计|金额)(?:人民币|约|近|超|逾)*\d)"
    # 图书|197种,|236册: how many titles, before how many copies
    r"|(?<![第\d.])[,，]?(?:共计?|总?计)?\d[\d,]*[余多]?种[、,，]?(?:共计?|计)?(?=\d[\d,]*[万千]?[余多]?[册本卷盒件箱瓶套支袋])"
    # 捐书|最多,|共394册, 捐款|数额居首,|达3万元: that nobody gave more, before how much it was
    r"|的?(?:数[量额目]|[总金]额|册数)?(?:最[多高大]|(?:位?居|位列|名列|排名)(?:首位?|第一|榜首))(?:,?(?:高?达到?|为|有)?(?=(?:共计?|合?计|总计)?[约近]?\d)|(?=,|$))"
)
# 接收捐款86万元;|物资1200件: the things of a ledger, of the same verb
_LEDGER_GOODS = re.compile(
    r"(?:捐赠|爱心|防疫|抗疫|救灾|生活|各类|其它|其他)*(?:物资|物品|实物)[^,，。;；的]{0,8}\d"
)


_KINDS = (
    "物资|物品|用品|用具|设备|设施|器材|器械|器具|仪器|装备|材料|耗材|工具|家具|玩具|乐器|教具|资料|书籍|图书|读物"
    "|教材|药[品物]?|服装?|食品|试剂|产品"
)
MAX_USE = 4  # characters; longest word in goods_uses


@cache
def _uses() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("goods_uses"))


@cache
def _shared_kind() -> re.Pattern[str]:
    joins = "(?:[、和及与]|以及)"
    uses = rf"(?:{joins}(?:{join_words(_uses())}))*"
    return re.compile(rf"{uses}{joins}[\u4e00-\u9fff]{{1,5}}?(?:{_KINDS})")


def split_elements(text: str, span: Span, figures: Sequence[Amount | Quantity]) -> Iterator[Element]:
    """
    Yield the elements of ``text[span]`` in order, lazily: a reader that has its object stops asking.

    What only counts the acts of giving (捐款391笔,共86万元) is left out.

    Args: *figures* are sorted and do not overlap; those outside *span* are passed over.
    """
    at = span.start
    for acts in _ACTS.finditer(text, span.start, span.end):
        yield from _Splitter(text, Span(at, acts.start()), figures).run()
        at = acts.end()
    yield from _Splitter(text, Span(at, span.end), figures).run()


class _Splitter:
    """Walks over an object phrase from its start; what it keeps is how far it is."""

    def __init__(self, text: str, span: Span, figures: Sequence[Amount | Quantity]) -> None:
        self.text, self.end = text, span.end
        self.at = self.noun = (
            span.start
        )  # up to where all is read, and where the piece begins that no word has cut
        self.opened, self.counted = (
            span.start,
            False,
        )  # where a name may begin; whether its number stands before it
        self.left = [f for f in figures if f.span.start >= span.start and f.span.end <= span.end]
        self.index = 0

    def run(self) -> Iterator[Element]:
        """Yield the elements in order."""
        while self.at < self.end:
            if self._skip_told():
                continue
            found, figure = self._find_next()
            if found is not None:
                yield from self._take_word(found, figure)
            elif figure is not None:
                yield from self._take_figure(figure)
            else:
                break
        if self.noun < self.end:
            yield from split_noun(self.text, self.noun, self.end)

    def _figure(self) -> Amount | Quantity | None:
        """Return the next figure that begins where the walk is or behind."""
        while self.index < len(self.left) and self.left[self.index].span.start < self.at:
            self.index += 1
        return self.left[self.index] if self.index < len(self.left) else None

    def _skip_told(self) -> bool:
        """Pass over what is told of a thing before its name: 装有文具的|书包, 自费购买的|大米."""
        if self.at != self.noun:
            return False
        told = _SIZES_AHEAD.match(self.text, self.at, self.end) if self.counted else None
        told = told or _FILLED.match(self.text, self.at, self.end)
        if told is None and self.at == self.opened:
            told = _REPEATED.match(self.text, self.at, self.end) or _match_got(
                self.text, self.at, self.end, counted=self.counted
            )
        if told is None:
            return False
        self.at = self.noun = told.end()
        return True

    def _find_next(self) -> tuple[re.Match[str] | None, Amount | Quantity | None]:
        """Return the next word of the tables if it comes before the next figure, and that figure."""
        scan = _pattern().search
        while True:
            figure = self._figure()
            found = scan(self.text, self.at, self.end)
            if figure is None or (found is not None and found.end() <= figure.span.start):
                return found, figure
            if found is None or not _hides(found, figure):
                # 折合人民币|1.1万元: the word may run into a figure that begins earlier than it ends
                return scan(self.text, self.at, figure.span.start), figure
            self.at = found.end()

    def _take_figure(self, figure: Amount | Quantity) -> Iterator[Element]:
        start, end = figure.span.start, figure.span.end
        edge = start - _is_length(self.text, figure)
        if self.noun < edge:
            yield from split_noun(self.text, self.noun, edge)
        if edge < start:
            yield Element(Kind.AREA, edge, start)
        yield Element(Kind.FIGURE, start, end, figure)
        alone = self.noun >= edge or is_praise(self.text, self.noun, edge)  # 首批|800吨
        self.counted = isinstance(figure, Quantity) and alone
        further = _MORE_SIZES.match(self.text, end, self.end) if edge < start else None
        self.at = self.noun = further.end() if further is not None else end
        self.opened = self.at if self.counted else self.opened
        if isinstance(figure, Amount) and _builds(self.text, self.at, self.end):
            yield Element(Kind.BUILD, self.at, self.at + 1)
            self.at = self.noun = self.at + 1

    def _take_word(self, found: re.Match[str], figure: Amount | Quantity | None) -> Iterator[Element]:
        kind = self._classify(found, figure)
        if kind is Kind.NOUN:
            self.at = found.end()
            return
        if kind is Kind.AND and (end := self._end_of_shared_kind(found.start())):
            self.at = end
            return
        if self.noun < found.start():
            yield from split_noun(self.text, self.noun, found.start())
        yield Element(kind, found.start(), found.end())
        self.at = self.noun = found.end()
        if kind is Kind.BUILD and (road := _ROAD.match(self.text, self.at, self.end)) is not None:
            self.at = self.noun = road.end()
        if kind is Kind.AND:
            self.opened, self.counted = self.at, False
        if kind in BOUND and figure is not None:
            self.at = self.noun = figure.span.start

    def _end_of_shared_kind(self, at: int) -> int:
        """Return where the thing ends whose uses are joined at *at*, 学习|和生活用品; 0 where things are: 书包|和生活用品."""
        text = self.text
        size = next(
            (n for n in range(MAX_USE, 1, -1) if at - n >= self.noun and text[at - n : at] in _uses()), 0
        )
        if not size or not is_praise(text, self.noun, at - size):
            return 0
        shared = _shared_kind().match(text, at, self.end)
        return shared.end() if shared is not None else 0

    def _classify(self, found: re.Match[str], figure: Amount | Quantity | None) -> Kind:
        """Return what a word of the tables is where it stands; a noun where it is part of one."""
        text, word = self.text, found.group()
        kind = _words().get(word, Kind.NOUN)
        # 投入60万元,为10个敬老院更换护理床: behind a comma 为 tells for whom
        if (kind in BOUND or word in _COPULAS) and not (word == "为" and text[found.start() - 1] in ",，"):
            gap = None if figure is None else _GAP.match(text, found.end(), figure.span.start)
            touches = figure is not None and gap is not None and gap.end() == figure.span.start
            # 资金为15亿元: before a figure 为 is no verb; 公共, 共享: without one 共 is part of a name
            if touches is (word in _COPULAS):
                return Kind.NOUN
        if kind is Kind.FULL_STOP and word in ";；" and _LEDGER_GOODS.match(text, found.end()):
            return Kind.COMMA
        if kind is Kind.PURPOSE and (found.end() >= self.end or text[found.end()] in _NO_OBJECT):
            return Kind.NOUN  # 现汇援助、物资: a purpose has an object
        if kind is Kind.STOP and figure is not None:
            so_far = _SO_FAR.fullmatch(text, found.start(), figure.span.start)
            kind = Kind.NOUN if so_far is not None else kind
        if word in _ALSO_UNITS and text[found.start() - 1] in _COUNTING and found.start() > self.noun:
            return Kind.NOUN  # 马刀一把, 石狮一对: what counts here leads in an object elsewhere
        opens = self.noun == self.opened and text[self.noun : found.start()] in _URGENT
        if opens and _opens_name(text, found, kind, self.end, figure, counted=self.counted):
            return Kind.NOUN
        return kind


def _number_ahead(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the number right before goods that a table knows, though no classifier stands between: 20万|医用口罩."""
    found = _NUMBER_AHEAD.match(text, start, end)
    if found is None or found.end() - start < MIN_NUMBER or end - found.end() > MAX_COUNTED:
        return None
    if not ends_in_goods(text[found.end() : end]):
        return None
    return found


def split_noun(text: str, start: int, end: int) -> Iterator[Element]:
    """
    Yield ``text[start:end]`` as a noun, with a count that only a phrase of things given can hold split off.

    锦旗一面, 衣物1730: outside such a phrase 一面 counts nothing and 1730 has no unit, so nobody read them.
    Two names in marks of their own are two things: 《岚溪县志》《岚溪年鉴》.
    """
    repeated = _REPEATED.match(text, start, end)
    if repeated is not None and repeated.end() < end:
        start = repeated.end()
    over = before_verb(text, start, end)
    if over < end:
        yield from split_noun(text, start, over)
        yield Element(Kind.STOP, over, end)
        return
    seam = _SEAM.search(text, start + 1, end)
    if seam is not None:
        at = seam.start()
        yield from split_noun(text, start, at)
        yield Element(Kind.AND, at, at)
        yield from split_noun(text, at, end)
        return
    found = _COUNT_AHEAD.match(text, start, end) or _number_ahead(text, start, end)
    if found is None and (text[end - 1] in UNIT_CHARS or text[end - 1] in _NUMBER_ENDS):
        found = _COUNT_BEHIND.search(text, start, end)
    bounds = read_bounds(found["number"].replace(",", "")) if found else None
    if found is None or bounds is None or (found["number"] == "一" and not found["unit"]):
        yield Element(Kind.NOUN, start, end)
        return
    at = found.start()
    each = text[at - 1 : at] == "各" and at > start
    if start < at - each:
        yield Element(Kind.NOUN, start, at - each)
    if each:
        yield Element(Kind.EACH, at - 1, at)
    figure = Quantity(
        bounds.value,
        bounds.low,
        bounds.high,
        bounds.modifier,
        found["unit"] or None,
        text[at : found.end()],
        Span(at, found.end()),
    )
    yield Element(Kind.FIGURE, at, found.end(), figure)
    if found.end() < end:
        yield Element(Kind.NOUN, found.end(), end)
