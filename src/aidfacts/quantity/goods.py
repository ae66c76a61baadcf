"""Reads the object of a giving verb: which things, how many, worth how much, and whose number each one is."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span
from aidfacts.quantity.goods_nouns import names_weakly
from aidfacts.quantity.goods_walk import EDGE, Walk

Cut = Callable[[Span], Set[int]]
Figure = Amount | Quantity

_COMPLEMENTS = ("了", "得", "着")
# 投入|和引进|帮扶资金: a second verb shares the object
_SECOND = compile_late(
    r"(?:[和与及、并]|以及)(?:帮助|协助|协调|积极)?(?:引进|引入|争取|协调|筹措|筹集|募集|落实|整合|发放|拨付)(?=[各帮扶资现\d])"
)
_GATHERING = frozenset("募集筹收领接")  # 募集到30万元; 捐到 leads to whom
# 捐款|已超过20万元, 捐款捐物|已达20万元: what the sum has come to
_COME_TO = compile_late(
    r"(?:助学|助教|兴学|办学|济困|助残|敬老|救灾)?(?:金额|总额|数额|支出)?(?:目前|至今|现)?(?:都|均)?(?:已经?|就)?(?:[总一]共|[共总合累]计|共)?(?:高达|达到?了?|为|(?<=[都均])在)?"
)
_JOINED = compile_late(r"[、,和与及]|以及")
_ONE = "(?:一[个只封包份袋]|[这那][个只封包份袋])?(?:的|厚厚|鼓鼓囊囊|鼓鼓|沉甸甸|沉沉)*"
_PACKET = "(?:信封|红包|包裹|纸箱|箱子|纸袋|牛皮纸袋|文件袋|塑料袋|布袋|袋子|布包|小包|手帕|盒子)"
_HOLDS = "(?:里面|里边|里头|里|内|其中)?(?:内?装[有着了满]?|[夹放塞裹包藏存][有着了]|有)"
# 寄来|一张汇款单,金额3000元: the paper that stands for its sum
_PAPER = compile_late(
    r"(?:一[张笔封个份]|[\d,]+张)?(?:银行|邮局|现金|转账)?(?:汇款单?|汇票|支票|本票|存单|存折|红包)[,(]?"
    r"(?:上面|里面|内)?(?:的)?(?:金额|面额|面值|数额|存有|存着|写着|写明|填着|装着|装有|有)(?:为|是|[:])?"
    # 把|一张存有10万元|的银行卡交给校长
    r"|一[张个本封](?:里面|内)?(?:存有|存了|存着|内存|装有|装着|装了|面额|金额)(?:为|是)?"
    # 留下|一个布包,里面有现金2万元
    rf"|{_ONE}{_PACKET}[,，]?{_HOLDS}(?:人民币|现金|善款)*"
)
# 送来|一个夹着2万元|的信封: only the money in it is given
_FILLED = compile_late(rf"{_ONE}{_HOLDS}(?:人民币|现金|善款)*")
_OF_PACKET = compile_late(rf"(?:人民币|现金|善款|捐款|钞票|钱)*的[^,，。;；、\d]{{0,4}}?{_PACKET}")


def read_objects(text: str, span: Span, figures: Sequence[Figure], cut: Cut | None = None) -> Objects:
    """
    Read the object phrase that begins at ``span.start``, right behind a giving verb.

    捐赠|现金10万元及价值30万元的棉被2000床、大米等物资 holds 100,000 yuan of cash, quilts and rice, the goods
    worth 300,000. The phrase ends before the first word that cannot belong to it, so that a clause which
    drops its verb (乙公司8万元) is left for the caller.

    Args: *figures* are all sums and counted numbers of the stretch, sorted, counted in *text*; *cut*, where
    the words of a span begin, is not asked so far: the tables settle where a name ends.
    Returns: Objects; false where nothing given was found.
    """
    start = span.start
    while text.startswith(_COMPLEMENTS, start, span.end) or (
        start == span.start
        and text.startswith("到", start, span.end)
        and text[start - 1 : start] in _GATHERING
    ):
        start += 1
    if second := _SECOND.match(text, start, span.end):
        start = second.end()
    first = next((each.span.start for each in figures if each.span.start >= start), start)
    if _COME_TO.fullmatch(text, start, first):
        start = first
    money = next(
        (each.span.start for each in figures if isinstance(each, Amount) and each.span.start >= start), start
    )
    if _PAPER.fullmatch(text, start, money):
        start = money
    if packet := _packet_around(text, start, figures):
        figure, end = packet
        held = Walk(text, figure.span).run([figure])
        return evolve(held, span=Span(start, end))
    objects = Walk(text, Span(start, span.end)).run(figures)
    row = _row_of(text, objects, figures) if len(figures) > 1 and len(objects.items) == 1 else ()
    return evolve(objects, row=row) if row else objects


def _packet_around(text: str, start: int, figures: Sequence[Figure]) -> tuple[Amount, int] | None:
    """Return the sum in a packet that begins at *start*, and where the packet ends: 装有|2万元|现金的信封."""
    sums = (each for each in figures if isinstance(each, Amount) and each.span.start >= start)
    figure = next(sums, None)
    if figure is None or not _FILLED.fullmatch(text, start, figure.span.start):
        return None
    behind = _OF_PACKET.match(text, figure.span.end)
    return (figure, behind.end()) if behind else None


def _row_of(text: str, objects: Objects, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures of one kind that only joining marks part: 口罩|5000只、8000只和1万只, 价值|30万元和22万元|的药品."""
    row: list[Figure] = []
    for figure in figures:
        if figure.span not in objects.span:
            continue
        joined = row and _JOINED.fullmatch(text, row[-1].span.end, figure.span.start)
        if joined and type(figure) is type(row[-1]) and _unit_of(figure) == _unit_of(row[-1]):
            row.append(figure)
        elif len(row) < 2:
            row = [figure]
    return tuple(row) if len(row) > 1 else ()


def _unit_of(figure: Figure) -> str | None:
    return figure.currency if isinstance(figure, Amount) else figure.unit


# What stands between an object and the verb behind it: 羽绒服97件,现已|捐赠
_TAIL = compile_late(
    r"(?:[\s，,]|现已|一一|逐一|逐个|已经?|全部|悉数|一并|现场|当场|先后|陆续|分别|及时|亲手|亲自|无偿|免费|定向|一次性|统一|打包|装车|都|均|再|又|随后|并|则|昨[日天]|今[日天]|当[日天]|日前|近日|目前|[0-9]{1,2}[月日]"
    r"|也|亦|正|刚刚?|即将|立即|迅速|紧急|顺利|同时|[于在](?=[今昨当次][天日]|[0-9]{1,2}[月日]|凌晨|上午|中午|下午|傍晚|当晚)|次日|凌晨|上午|中午|下午|傍晚|当晚"
    r"|郑重|当面|专程|集中|连夜|分批|分期|安全|平安|第一时间|火速|快速|飞速|尽快|专车|星夜|连日|冒[雨雪]|首先|率先|优先|当即|随即|派(?:专人|人|车)|挨家挨户|挨户|逐户|挨个"
    r"|悄悄|默默|主动|再次|又一次|共同|一起|一同|依次|定期|按时|如期|如数|直接|转手|辗转|亲身|特[意地]|专门|最终|终于|成功|[\u4e00-\u9fff]{4}地"
    r"|通过(?:快递|物流|邮局|邮政|铁路|航空|专车)|[用由派][卡货专]车"
    r"|(?<!部)分(?=$))+$"
)
# 将善款|交给; 把图书|送到; 30万元药品由侨商会|捐赠
_TAKES = compile_late(
    r"(?<![即必终])将(?!军|来|要|于)(?:其(?![中他它余实间]))?(?:名下的?)?|(?<![\d一两二三四五六七八九十百千万几多余])把(?!手|握|关)|拿出|拿着|捧着|带着|(?<!便)携带?(?!手)"
)
# 筹集到羽绒服97件,现已|捐赠: the object belongs to both verbs
_FETCHES = compile_late(
    r"(?:筹集|募集|筹措|筹得|募得|收到|接收|购买|采购|购置|准备|定制|赶制|缝制|编织|制作|整理|携带|捐赠|捐出|义卖|拍得|筹款|捐款)(?:了|到|出|得)*(?!的)"
)
_ALSO_FETCHES = compile_late(rf"(?:还|又|也|并|再|另|同时)+{_FETCHES.pattern}")
_AGENT = compile_late(
    r"[,，]?(?:均|全部|都|皆|主要)?(?:是|系)?(?:来自|来源[于为是]|出自)于?[^，,。、]{2,40}(?:的(?:自愿|无偿|慷慨|爱心|热心)?)?$"
    r"|[,，]?(?:均|全部|都|皆)?(?:(?:是|系|为)(?:\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:由(?!于))?|(?:\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)?由(?!于)|(?<![棉毛丝绒羽凉薄厚草新旧床夏冬])被(?![子褥套服面单罩])|经(?![书典卷济]))[^，,。、]{2,40}$"
)


def _behind(figure: Figure, edge: int) -> Figure:
    """Return a figure without the marker that its hedge runs into: 将|近千册图书|送到 was read as 将近."""
    span = figure.span
    if not span.start < edge < span.end:
        return figure
    return evolve(figure, span=Span(edge, span.end), text=figure.text[edge - span.start :])


MAX_LEFT = 160  # characters; an object further before its verb has been told before


def read_left_objects(text: str, span: Span, figures: Sequence[Figure], cut: Cut | None = None) -> Objects:
    """
    Read the object that stands before its verb, within *span*, which ends where the verb begins.

    把8万元善款|交到, 羽绒服97件,现已|捐赠至, 30万元药品由侨商会|捐赠. Behind 将 or 把 the object begins at once;
    without them the clauses before the verb are tried from the left until one reads through to its end.

    Returns: Objects whose `span` is the object as it was found; false where none stands there.
    """
    start, end = max(span.start, span.end - MAX_LEFT), span.end
    agent = _AGENT.search(text, start, end)
    if agent and agent.start() == start:
        agent = None  # 来自锦澄集团的图书500册|送到: it tells whose the things are
    if agent:
        end = agent.start()
    tail = _TAIL.search(text, start, end)
    if tail:
        end = tail.start()
    takes = [found.end() for found in _TAKES.finditer(text, start, end)]
    if takes and takes[-1] == end and text[end - 1] == "将":
        end -= 1  # 义卖所得8000元|将捐给: nothing stands behind it that it could mark
        takes.pop()
    if takes:
        return read_objects(text, Span(takes[-1], end), [_behind(f, takes[-1]) for f in figures], cut)
    edges = (found.end() for edge in (EDGE, _FETCHES) for found in edge.finditer(text, start, end))
    starts = sorted({start, *edges})
    # ,|还缝制了棉被110床: the thing begins behind the verb
    starts = [at for at in starts if not _ALSO_FETCHES.match(text, at)] or starts
    first = next((each for each in figures if start <= each.span.start < end), None)
    nothing = Objects(span=Span(end, end))
    if first is None and agent is None:
        return nothing
    if first is None:
        starts = starts[-1:]  # 课桌、图书等物资由侨商会|捐赠
    elif isinstance(first, Amount):
        # 青山煤机30万元|资助: a name may end like a thing
        starts = [at for at in starts if not names_weakly(text[at : first.span.start])]
    if first is not None and text[first.span.start - 1 : first.span.start] == "的":
        starts.insert(0, first.span.start)  # 校园里的600棵古树: where the things are is no part of them
    for at in starts:
        found = read_objects(text, Span(at, end), figures, cut)
        if found and found.end >= end:
            return found
    if first is None:
        return nothing
    found = read_objects(text, Span(first.span.start, end), figures, cut)
    return found if found.end >= end else nothing
