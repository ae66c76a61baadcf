"""Lays out a sentence as a row of elements: parties, triggers, markers, figures and stops."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from aidfacts.frames.given_names import without_desk, without_number, without_sum, without_thing
from aidfacts.lexicon import cache, join_words, read_table
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span
from aidfacts.model.values import evolve, frozen

# Stops end the stretch in which a marker governs a party. 、 is none: it joins; nor is the comma of 18,912元.
_STOP = re.compile(r"[;:；：。!?！？\n|丨,，](?:(?<![,，])|(?!(?<=\d.)\d{3}(?!\d)))")
_GAP = re.compile(" +")
_BRACKETS = re.compile(r"\([^()\n]{0,80}\)|《[^《》\n]{0,80}》|【[^【】\n]{0,80}】")


@frozen
class Marker:
    """A word that gives a role to the party beside it; see data/markers.tsv."""

    span: Span
    word: str
    role: str


# 开展“博爱送万家”活动: a place inside the name of an act
_ACT_NAME = re.compile(r"“(?P<name>[^“”\n]{2,20})”[^,。;“”]{0,8}(?:活动|行动|项目|计划|工程|仪式)")
# Takes the head of 某社明屿6月21日电(记者何映雪)锦澄集团…, 明屿网7月19日讯 锦澄集团…: who reports has no part in what is told
_DATELINE = re.compile(
    r"据[\u4e00-\u9fff]{2,10}(?:专?电|讯|消息|报道)[\s:]+|[^,。;:!?\n]{0,24}?\d日(?:上午|下午|晚)?(?:专?电(?![子话视影力梯脑商信器缆动线])|讯(?![问号息])|消息(?=[(\s:]))(?:\s*\([^()\n]{0,40}\))?[\s:]*"
)
# 禾川日报讯, 禾川网消息: the paper that prints a report has no part in it
_PRINTED = re.compile(r"(?:消息|讯)(?=[(:( 。,]|\d)")
_PRINTS = ("消", "讯")  # what it begins with

_INCLUDING = re.compile(r"包括[^,，。;；]{1,24}在内的")  # 包括湖北省在内的|全国各地

# 捐资兴建|希望小学3所, 援建了一所|希望小学: a house told with its number behind a word of building is what was given
_BUILDS = re.compile(
    r"(?:[兴修援捐新重改扩]建|建设|建造|建起|建成|盖起|修缮)(?:了|起)?(?P<count>[\d一二两三四五六七八九十百多余]{1,4}[座所间栋幢个])?$"
)
_BUILDING = re.compile("[建盖修]")  # one of them is in every match of _BUILDS
_NUMBER = re.compile(r"(?:等|共|各)?[\d一二两三四五六七八九十百多余]{1,4}[座所间栋幢个]")
_BARE_HOUSE = re.compile(
    r"希望小学|希望学校|小学|学校|中学|敬老院|养老院|福利院|幼儿园|卫生院|卫生室|医院|图书馆"
)
# takes 沐白小学|建设图书馆, 北塘村|建设卫生室; leaves 县建设小学, a name
_BUILT_FOR = re.compile(
    r"(?P<whom>.{2,20}[学校院会村镇乡县市])(?:[修新兴援]?建|建设)(?:图书[馆室]|卫生[室院所]|[敬养]老院|福利院|幼儿园|希望小学|活动中心|文化[站馆]|博物馆|体育[馆场]|纪念馆)"
)
_FOR_WHOM = ("为", "给", "在", "帮")
_KINDS_OF = {
    "学": PartyKind.SCHOOL, "校": PartyKind.SCHOOL, "院": PartyKind.HOSPITAL, "会": PartyKind.NGO, **dict.fromkeys("村镇乡县市", PartyKind.PLACE)
}  # fmt: skip
_ROOM = re.compile("食堂|宿舍楼?|之家|餐厅|活动室|活动中心|阅览室|公寓")
_HOUSE = re.compile("[县市镇乡区]?(?:医院|学校|福利院|敬老院|养老院|公司|社区)$")
_GIVEN = ("捐赠", "捐赠了", "捐了")
MAX_HOUSE = 6  # characters of a house without a name before its room
MIN_HALF = 6  # characters of half a headline; what is shorter is a word apart or the cell of a row
MAX_BUILDING = 12  # characters of a verb of building with a number behind it


@frozen
class Stop:
    """A mark that ends a clause."""

    span: Span


# What parties are counted by: 三家|企业, 两支|救援队
_HOUSE_UNITS = frozenset(["家", "个", "所", "支", "名", "位", "人", "户", "对", "批", "群", "组", "队", "帮"])
# 捐款人|是周砚秋: a role that is told with the name of who has it is no party
_NAMING = ("names_donor", "names_recipient")

# 省民政厅|组织调运|帐篷500顶, 县妇联|组织开展|慰问活动,送去大米: it does so itself, and has nobody else do it
_HOLDS_ITSELF = (
    r"(?!调[运拨集配]|运送|发运|了?(?:开展|举办|举行|实施|召开|策划)"
    r"|(?:了|一次|一场)?(?:“[^”]{2,12}”)?(?:爱心|慰问|走访|助学|帮扶|公益|送温暖|关爱|捐[赠款]|志愿|敬老|双拥|拥军|扶贫)*[^,。;员工生企众干村队会]{0,6}(?:活动|行动)[,。;])"
)
# What stands behind a longer word, or is the end of one: 向|来自北塘的学生, 依托|协会, 局里|组织|部分党员, 甲公司和乙公司分别|为岚溪小学捐款
_TAILS = {
    "向来": "(?!自)", "组织部": "(?!分)", "组织": _HOLDS_ITSELF,
    "分别为": r"(?![^,。;:元]{2,24}?(?:捐|赠|送|提供|募|筹|拨))",
    "为": r"(?!生的|生计|(?:表彰|感谢|答谢|褒奖|嘉奖|弘扬|铭记|致谢)[^,。;]{2,20}[捐赠])",  # 靠卖菜|为生的|老人捐款, 为表彰|锦澄集团捐赠的善举
}  # fmt: skip

Element = Mention | Trigger | Marker | Stop | Amount | Quantity


# 园内15棵古荔|为从化校友会捐赠, 最大一笔|为锦澄集团捐赠的100万元, 拍品均|为会员捐赠: 为 is a copula behind a thing where nothing else is given; the clause ends there
_BY = re.compile(
    r"为(?=[^,。;、向给为]{2,24}?所?(?:捐赠|捐建|捐献|捐资兴建|赠送|援建|赠|捐)(?:的(?:\d[\d,.]*[万亿千百]*[多余]?元)?)?(?:[,。;!?\n]|$))"
)
# 将电脑20台|,价值8万元,|捐赠给, 一批药品|,总价值约8万元,|由商会捐赠; leaves ,价值8万元,用于教学
_WORTH_ASIDE = re.compile(
    r"[,，、](?:市场|采购|账面|预计|零售|折合)*(?:总|合计|共计|共)?(?:价值?|市值|总值|货值|造价|价格|估值|折合|折价|约合|共计|合计|总计|总重)"
    r"(?:[^,，。;；]|,(?=\d{3})){1,16}?[元币吨][,，](?=(?:无偿|全部|一并|均|都|悉数|先后|分别|陆续|及时|已|也|再|一起|亲手|紧急|定向){0,2}(?:捐|赠|送|交|移交|转[交赠]|运[往抵送]|发往|寄|献|由|系由|是由))"
)
_SOURCE = re.compile(
    r"(?:[将把]|拿出)(?P<from>[^,。;:“”将把]{2,24}?的)(?=(?:奖金|稿费|积蓄|工资|退休金|压岁钱)?[\d一二两三四五六七八九十][\d,.]*[百千万亿]*[多余]?元)"
)
_THING = re.compile(
    r"(?:[这该此][^,。;]{1,10}|均|都|皆|全部|的[\u4e00-\u9fff]{1,8}|\d+[^,。;\d元]{2,8}|[楼馆亭桥堂塔廊路碑像井]|最[大多高]的?(?:一笔)?(?:善款|捐款|捐赠)?|其中[\d.,]+[万亿千百]*余?元)$"
)
MAX_THING = 16  # characters of a thing before the copula


@cache
def _markers() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["word"]: row["role"] for row in read_table("markers")}
    return re.compile(join_words(rows, tails=_TAILS)), rows


@cache
def _naming() -> re.Pattern[str]:
    return re.compile(join_words(word for word, role in _markers()[1].items() if role in _NAMING))


def lay_out(
    text: str,
    span: Span,
    mentions: Sequence[Mention],
    triggers: Sequence[Trigger],
    figures: Sequence[Amount | Quantity],
) -> tuple[Element, ...]:
    """
    Return the elements of the sentence *span* in text order.

    A party holds the markers inside its name (和平医院) and a trigger holds its own (捐给); what stands in
    brackets or in a title is an aside: its parties take no role.
    """
    pattern, rows = _markers()
    asides = _find_asides(text, span, triggers, figures)
    dateline = _DATELINE.match(text, span.start, span.end)
    kept = _keep_parties(text, span, mentions, figures, asides)
    if dateline is not None:
        kept = [m for m in kept if m.span.start >= dateline.end()]
    taken = _Cover([m.span for m in kept] + asides)
    live = [t for t in triggers if not taken.covers(t.span.start, t.span.end)]
    taken_by_trigger = _Cover([t.span for t in live])
    aside_cover = _Cover(asides)
    elements: list[Element] = [*kept, *live]
    elements.extend(f for f in figures if f.span in span and not aside_cover.covers(f.span.start, f.span.end))
    numbers = _Cover([f.span for f in figures if isinstance(f, Quantity)])  # 紫砂壶30|把
    for start, end, word, inside in _find_markers(pattern, text, span, taken):
        role = rows[word]
        if role == "object" and numbers.covers(start, end):
            continue
        opens = start == span.start or text[start - 1] in ",;:"  # 见山楼位于校园东侧,|系校友周砚秋捐建
        if word == "系" and not opens and not any(m.span.start == end for m in kept):
            continue  # 电机系高电压专业校友
        if word == "为" and _is_copula(text, span.start, start, kept):
            elements.append(Marker(Span(start, end), "系", "agent"))
        elif not inside and role != "guard" and not taken_by_trigger.covers(start, end):
            elements.append(Marker(Span(start, end), word, role))
    stops = [match.span() for match in _STOP.finditer(text, span.start, span.end)]
    stops = stops or list(_headline_gaps(text, span))
    elements.extend(Stop(Span(*place)) for place in stops if not taken.covers(*place))
    if dateline is not None:
        elements.append(Stop(Span(dateline.end() - 1, dateline.end())))
    return tuple(sorted(elements, key=lambda element: (element.span.start, -element.span.end)))


def _keep_parties(
    text: str,
    span: Span,
    mentions: Sequence[Mention],
    figures: Sequence[Amount | Quantity],
    asides: Sequence[Span],
) -> list[Mention]:
    """Return the parties of the sentence *span* that may have a role, without what is a sum, an aside or what was built."""
    first, last = span.start, span.end
    kept = [
        m
        for m in mentions
        if first <= m.span.start
        and (end := m.span.end) <= last
        and not (text[end : end + 1] in _PRINTS and _PRINTED.match(text, end))
    ]
    # 近百万澳门元: the place that a currency is called after
    sums = [figure.span for figure in figures if isinstance(figure, Amount)]
    if sums:
        kept = [m for m in kept if not any(m.span in each for each in sums)]
    for aside in asides:
        kept = [m for m in kept if m.span not in aside]
    if _BUILDING.search(text, max(0, span.start - MAX_BUILDING), span.end):
        kept = [m for m in kept if not _is_built(text, m)]
    kept = [m for m in kept if m.named or not _is_given(text, m)]
    kept = [_without_work(text, m) for m in _with_rooms(text, kept)]
    kept = [
        rest
        for m in kept
        if (rest := without_thing(text, without_sum(text, without_number(text, without_desk(text, m)))))
        is not None
    ]
    pattern, rows = _markers()
    if _naming().search(text, span.start, span.end):
        marks = pattern.finditer(text, span.start, span.end)
        for naming in [Span(*match.span()) for match in marks if rows[match.group()] in _NAMING]:
            kept = [m for m in kept if m.named or m.span not in naming]
    for act in [Span(*match.span("name")) for match in _ACT_NAME.finditer(text, span.start, span.end)]:
        kept = [m for m in kept if m.kind is not PartyKind.PLACE or m.span not in act]
    counts = {f.span.start: f for f in figures if isinstance(f, Quantity) and f.unit not in _HOUSE_UNITS}
    if counts:
        kept = [m for m in kept if not _is_counted_thing(m, counts)]
    for counted in [Span(*match.span()) for match in _INCLUDING.finditer(text, span.start, span.end)]:
        kept = [m for m in kept if m.span not in counted]
    return kept


def _find_asides(
    text: str, span: Span, triggers: Sequence[Trigger], figures: Sequence[Amount | Quantity]
) -> list[Span]:
    """Return what stands in brackets, or between commas as the worth of what is given: 把电脑20台|,价值8万元,|捐给."""
    asides = [Span(*match.span()) for match in _BRACKETS.finditer(text, span.start, span.end)]
    # An aside with a trigger of its own is read as text: (锦澄集团捐赠20万元)
    asides = [
        aside
        for aside in asides
        if not any(trigger.span in aside for trigger in triggers) or not any(f.span in aside for f in figures)
    ]
    for match in _WORTH_ASIDE.finditer(text, span.start, span.end):
        start = max(span.start, max(text.rfind(mark, span.start, match.start()) for mark in ",;:") + 1)
        if not any(start <= trigger.span.start < match.end() for trigger in triggers):
            asides.append(Span(*match.span()))
    return asides + [each for each in _find_sources(text, span) if _is_source(text, each, triggers)]


def _find_sources(text: str, span: Span) -> Iterator[Span]:
    """Yield what may say where the money came from that 将 marks: 将|政府奖励给他的|10万元捐给学校."""
    yield from (Span(*match.span("from")) for match in _SOURCE.finditer(text, span.start, span.end))


def _is_source(text: str, source: Span, triggers: Sequence[Trigger]) -> bool:
    """Tell whether a clause before a sum gives nothing itself, and the sum is given behind it: not 将|商会捐赠的|10万元转交."""
    end = text.find(",", source.end)
    given = [t for t in triggers if t.kind is FrameKind.GIVE and t.strength == "strong"]
    behind = any(source.end <= t.span.start and (end < 0 or t.span.start < end) for t in given)
    return behind and not any(t.span in source for t in given)


def _find_markers(
    pattern: re.Pattern[str], text: str, span: Span, names: _Cover
) -> Iterator[tuple[int, int, str, bool]]:
    """
    Yield where the matches of *pattern* begin and end, what they are, and whether they touch one of *names*.

    One that begins in a name and ends behind it is none: 岚溪银|行为|老人 is 银行 and 为.
    """
    at: int | None = span.start
    while at is not None:
        begin, at = at, None
        for match in pattern.finditer(text, begin, span.end):
            start, end = match.span()
            name = names.touched(start, end)
            if name is not None and name[0] < start and name[1] < end:
                at = name[1]
                break  # the search begins again behind the name
            if name is not None and start < name[0] < end < name[1]:
                # 为|何映雪|捐款: the name wins over the longer word that its first character closes
                if pattern.fullmatch(text, start, name[0]):
                    yield start, name[0], text[start : name[0]], False
                continue
            yield start, end, match.group(), name is not None


def _is_copula(text: str, start: int, at: int, mentions: Sequence[Mention]) -> bool:
    """Tell whether 为 at *at* tells by whom a thing before it was given, and not for whom: 15棵古荔|为从化校友会捐赠."""
    if _BY.match(text, at) is None or any(m.span.end == at for m in mentions):
        return False
    return _THING.search(text, max(start, at - MAX_THING), at) is not None


def _is_counted_thing(mention: Mention, counts: Mapping[int, Quantity]) -> bool:
    """Tell whether a name is that of things that are counted, which ends as a house does: 两套|房产, 三台|制药机."""
    count = counts.get(mention.span.start)
    houses = mention.kind in (PartyKind.COMPANY, PartyKind.OTHER, PartyKind.NGO)
    return count is not None and houses and mention.span.start < count.span.end < mention.span.end


def _with_rooms(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return *mentions* with people without a name who only say for whom a room is as that room: 医院职工|食堂."""
    kept: list[Mention] = []
    for mention in mentions:
        people = mention.kind is PartyKind.GROUP and not mention.named and mention.count is None
        room = _ROOM.match(text, mention.span.end) if people else None
        if room is None:
            kept.append(mention)
            continue
        start = mention.span.start
        house = _HOUSE.search(text, max(0, start - MAX_HOUSE), start)
        if kept and kept[-1].named and kept[-1].span.end == start:
            start = kept.pop().span.start
        elif house is not None and not (kept and house.start() < kept[-1].span.end):
            start = house.start()
        span = Span(start, room.end())
        whole = span.cut(text)
        kept.append(evolve(mention, span=span, text=whole, name=whole, kind=PartyKind.OTHER, named=True))
    return kept


def _without_work(text: str, mention: Mention) -> Mention:
    """Return *mention* without the work done for it that ends like a house: 为|沐白小学|建设图书馆."""
    start = mention.span.start
    if not mention.named or "建" not in mention.text or text[max(0, start - 1) : start] not in _FOR_WHOM:
        return mention
    works = _BUILT_FOR.fullmatch(text, start, mention.span.end)
    if works is None:
        return mention
    span = Span(*works.span("whom"))
    name = span.cut(text)
    return evolve(mention, span=span, text=span.cut(text), name=name, kind=_KINDS_OF[name[-1]])


def _headline_gaps(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield the spaces that part the halves of a headline, which has no stops: 情系灾区 锦澄集团捐赠帐篷."""
    start = span.start
    for gap in _GAP.finditer(text, span.start, span.end):
        at, end = gap.span()
        # (图一)商会捐赠药品 (图二)…: captions in a row are no halves of one headline
        if at - start >= MIN_HALF and span.end - end >= MIN_HALF and not text.startswith("(", end):
            yield at, end
            start = end


def _is_built(text: str, mention: Mention) -> bool:
    """Tell whether a name is that of a house which was built, and no party: by its number, or as it tells only the kind."""
    start, end = mention.span.start, mention.span.end
    match = _BUILDS.search(text, max(0, start - MAX_BUILDING), start)
    if match is None:
        return False
    told = match["count"] or _NUMBER.match(text, end) or _BARE_HOUSE.fullmatch(text, start, end)
    return bool(told) and not text.startswith("的", end)


def _is_given(text: str, mention: Mention) -> bool:
    """Tell whether a house without a name is the thing itself that is given, by its number: 捐赠|希望小学|一所."""
    start, end = mention.span.start, mention.span.end
    counted = _NUMBER.match(text, end) is not None and text.endswith(_GIVEN, 0, start)
    return counted and _BARE_HOUSE.fullmatch(text, start, end) is not None


class _Cover:
    """Tells whether a span touches one of some spans; bisection keeps a long sentence linear."""

    def __init__(self, spans: Iterable[Span]) -> None:
        places = [(span.start, span.end) for span in spans]
        places.sort()
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]

    def covers(self, start: int, end: int) -> bool:
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def touched(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the first span that the stretch touches begins and ends, None where there is none."""
        at = bisect_right(self._ends, start)
        if at < len(self._starts) and self._starts[at] < end:
            return self._starts[at], self._ends[at]
        return None


def cut_clauses(elements: Sequence[Element]) -> list[list[Element]]:
    """Cut a row of elements at its stops; the stops themselves are left out."""
    clauses: list[list[Element]] = [[]]
    for element in elements:
        if isinstance(element, Stop):
            clauses.append([])
        else:
            clauses[-1].append(element)
    return [clause for clause in clauses if clause]
