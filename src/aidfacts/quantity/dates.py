"""Dates in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.date import DateKind, DateMention, DateParts, read_han_number, write_date
from aidfacts.model.span import Span
from aidfacts.quantity.date_values import resolve_date

__all__ = ["find_dates", "resolve_date"]

_DIGIT = "〇零一二三四五六七八九"
_HAN_M = "十[一二]?|[一二三四五六七八九]"
_HAN_D = "三十一?|卅一?|廿[一二三四五六七八九]?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_M = rf"(?:1[0-2]|0?[1-9]|{_HAN_M})"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_TO = r"(?:[-~至到]|—{1,2})"
_Y = rf"(?:1[5-9]\d\d|20\d\d|[一二][{_DIGIT}]{{3}})"

# takes 2020年, 今年, 民国114年, 98年(8月); leaves 5年, 2000年前, 1000年历史
_YEAR = (
    rf"(?:(?:(?P<y0>{_Y})年?{_TO})?(?P<y>{_Y})年(?!前|以前|历史|的历史|间|来[华到访自此]|考[取上]|参加高考|高考|应届)(?:度(?!假))?"
    rf"|(?:中华)?民国(?P<roc>元|1?\d\d|\d|{_HAN_D})年"
    rf"|(?P<short>\d\d)年(?={_M}月)"
    r"|(?P<rel>今年度?|本年度?|去年|上年|前年|明年|当年|同年|是年|次年|翌年))"
)
# takes 6月, 6月份, 3至5月, 本月; leaves 6个月, 3月龄, 六月雪
_MONTH = (
    rf"(?:(?:(?P<m0>{_M})月?份?{_TO})?(?P<m>{_M})月(?![龄球薪饼租费供均雪嫂天]|一次)份?"
    r"|(?P<relm>本月|上月|上个月|当月|同月|下月)份?)"
)
# takes 11日, 11日至13日, 11至13日; leaves 3日内, 10日游
_DAY = rf"(?:(?:(?P<d0>{_D})[日号]?{_TO})?(?P<d>{_D}|{_HAN_D})[日号])"
_BARE = rf"(?:(?:(?P<d0>{_D})日?{_TO})?(?P<d>{_D})日(?![内元圆游间均本]|历时|之内|以内|[后]|左右的?时间))"
_HAN_BARE = rf"(?P<d>{_HAN_D})日(?=上午|下午|晚|凌晨|清晨|早|电|讯)"
_CORE = compile_late(
    # What it begins with comes first: far faster than to look back everywhere.
    r"(?=[\d一二三四五六七八九十中民今本去上前明当同是次翌下])"
    rf"(?:(?<![\d.第/])(?<!\d-)|(?<=\d\.)(?=(?:19|20)\d\d年))(?:{_YEAR}(?:的?{_MONTH}(?:{_DAY})?)?|{_MONTH.replace('P<', 'P<x')}(?:{_DAY.replace('P<', 'P<x')})?)"
)
_DAY_ALONE = compile_late(rf"(?:(?<![\d.第每近共时续后\-/月])|(?<=附近))(?:{_BARE})")
_HAN_DAY_ALONE = compile_late(rf"(?<![第每近共时续后十一二三四五六七八九])(?:{_HAN_BARE})")
# takes 2020-06-11, 2020.6.11, 2020/06
_NUMERIC = compile_late(
    r"(?P<y>(?:19|20)(?<![\d.\-/]\d\d)\d\d)(?P<s>[-./])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.\-/]|元|万)"
)
# takes 5·18 of 5·18国际博物馆日当天; leaves 5·12大地震
_FEAST = compile_late(
    r"(?<![\d.])(?P<m>1[0-2]|0?[1-9])·(?P<d>3[01]|[12]\d|0?[1-9])(?=”?[\u4e00-\u9fff]{2,8}[日节]当[天日])"
)
# takes 教师节这天, 六一儿童节上午; leaves 教师节前夕, 每年教师节当天
_FEAST_DAYS = {
    "元旦": (1, 1), "妇女节": (3, 8), "植树节": (3, 12), "劳动节": (5, 1), "青年节": (5, 4), "护士节": (5, 12),
    "儿童节": (6, 1), "建军节": (8, 1), "教师节": (9, 10), "国庆节": (10, 1), "平安夜": (12, 24), "圣诞节": (12, 25),
}  # fmt: skip
_FEAST_DAY = compile_late(
    rf"(?<!每年)(?<!每年的)(?<!每逢)(?:(?P<rel>[今去前]年)的?|(?P<y>(?:19|20)\d\d)年的?)?(?P<feast>{'|'.join(_FEAST_DAYS)})(?:当[天日晚]|这一?天|那天|(?=的?(?:[上下]午|早[上晨]|清晨|一早|晚上)))"
)
# takes [08-11] before a headline of an index and (08-11) behind one
_INDEXED = compile_late(
    r"(?:(?<![^\n])|(?=.{7}\s*(?:\n|$)))[\[【(](?P<m>0[1-9]|1[0-2])[-/](?P<d>0[1-9]|[12]\d|3[01])[\]】)]"
)
_DAYS = {"大前天": -3, "前天": -2, "前日": -2, "昨": -1, "今": 0, "明": 1, "后天": 2}
# takes 今天的中国, 到了今天; leaves 今天的仪式
_NOWADAYS = compile_late(r"今天的(?!仪式|活动|捐|会|座谈|启动)")
# takes 当年在校读书; leaves 当年,他捐款 and 当年捐款
_BACK_THEN = compile_late(r"当年(?![,、捐就即又共累便再底内度\d])")
_RECURRING = compile_late(r"每(?:年|逢)?(?:的|度)?$")
# takes 昨天, 昨日, 昨晚, 今天(6月11日), 昨于维园, 今(20)日; leaves 今后, 明天会更好 is taken for what it says
_REL_DAY = compile_late(
    r"(?=[大前昨今明后])(?P<rel>大前天|(?<!大)前天|[昨今明][天日晚晨早夜]|[昨今明](?=上午|下午)|昨(?=[于在向获]|举行|出席|宣布|公布)|(?<=[,。(:\n ])后天|[昨今明](?=\(\d\d?\)[日天]))"
    r"(?:\((?:(?P<m>1[0-2]|0?[1-9])月)?(?P<d>3[01]|[12]\d|0?[1-9])日[^()]{0,8}\)|\((?P<in>3[01]|[12]\d|0?[1-9])\)[日天])?"
)
_REL_SIGN = compile_late("昨|今|明|前天|后天")  # far faster than to look around everywhere
# takes 当天, 次日; leaves 当天然, 同日而语
_TOLD_DAY = compile_late(
    r"(?P<rel>当[天日晚](?!然)|同[日一]天?(?<!同一)(?!而语)|是日|次日|翌日|第二天|前一天)"
)
_TOLD_DAYS = {"次日": 1, "翌日": 1, "第二天": 1, "前一天": -1}
_AGO = compile_late(
    r"(?<![\d.])(?P<n>\d{1,3})天前(?!后)|(?P<y>\d{1,3}|[一二三四五六七八九十两]{1,3})(?:多|余)?(?:年|个月)前(?!后)"
)
_OVER_YEARS = compile_late(
    r"近?(?<![\d.第])(?P<n>\d{1,3}|[一二三四五六七八九十两数几]{1,3})(?:多|余)?年(?:以|间?)来"
)
# Every alternative begins with a letter, so the engine leaps to the next one that may fit.
_SEASON = "节?(?:期间|前夕|来临)"
_PLAN = "十[一二三四五]五”?(?:期间|时期|以来)?"
_LUNAR = "(?:初?[一二三四五六七八九十廿]{1,3})?"
_VAGUE = compile_late(
    "日前(?<![\\d庆生节假日]日前)(?![一两\\d])|近日|近期|近来|近年来?|连日来?|这些年来?|多年来|历年来?(?<![公农阴阳]历年)(?<![公农阴阳]历年来)|"
    "长期以来|一直以来|最近|前不久|不久前|此前|前期|早前|年[底初末]|岁末|月[底初末]|"
    f"春节前(?!夕)|中秋节?前(?!夕)|端午节?前(?!夕)|重阳节?前(?!夕)|春{_SEASON}|夏{_SEASON}|秋{_SEASON}|冬{_SEASON}|“{_PLAN}|{_PLAN}|"
    f"农历.{{0,2}}[正一二三四五六七八九十冬腊]月{_LUNAR}|腊月{_LUNAR}|正月{_LUNAR}"
)
_WHOLE_YEAR = compile_late(r"全年(?!龄)")
_SEGMENT = compile_late(
    r"年?(?:上半年|下半年|第?[一二三四]季度|[底初末](?![一-鿿]?[级中])|春|夏|秋|冬)|[底初末](?!中)|[上中下]旬"
)
_UNTIL_LEFT = compile_late(r"(?:截[至止到]+(?:于|到|至)?|(?:^|(?<=[,。;:!?\n ”]))(?:到|至))\s*$")
_UNTIL_RIGHT = compile_late(
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[时点](?:\d{1,2}分?|整)?|晚|下午|上午)?(?:止|为止|之?前(?![往来后夕期提线沿景方])|以前)"
)
_UNTIL_NOW = compile_late(
    r"(?:截[至止到]+(?:于|到|至)?)(?:目前|发稿|现在|记者发稿|发稿时|今日|今天|昨日|昨天)|迄今(?:为止)?|至今为止|到目前为止"
)
_SINCE_RIGHT = compile_late(
    r"(?:以来|来(?![华到访自此])|之?后至今|至今|起(?![来到点草床诉源义步飞码初立始])|开始(?![的了]))"
)
_SINCE_FOUNDED = compile_late(
    r"(?:[^,。;\d捐赠]{1,12}?)以来"
)  # 自2015年|成立以来, but not 自1897年乡贤捐资创办以来
_BEFORE, _BEHIND = 14, 30  # characters of a date before its first 年, 月 or 日, and behind it
_BETWEEN = compile_late(rf"{_TO}")
# One of these stands in every date: a third of the sentences hold none, and none of the patterns is tried on them.
_SIGN = compile_late(r"[\d年月日天晚昨今明前近来期截岁节旦夜五·\]】)]")


def find_dates(text: str, start: int = 0, end: int | None = None) -> tuple[DateMention, ...]:
    """
    Return every stretch of `text[start:end]` that tells a date, in order.

    >>> [(date.text, str(date.kind)) for date in find_dates("自2019年以来累计捐款5万元,6月11日第3届捐赠24小时")]
    [('2019年', 'since'), ('6月11日', 'day')]

    Durations (3日内), ordinals (第3届) and hours are none. Offsets count in *text*.
    """
    stop = len(text) if end is None else end
    if _SIGN.search(text, start, stop) is None:
        return ()
    found = sorted(_find(text, start, stop), key=lambda mention: (mention.span.start, -mention.span.end))
    out: list[DateMention] = []
    for mention in found:
        if out and mention.span.start < out[-1].span.end:
            continue
        if out and mention.kind is DateKind.VAGUE and mention.span.start == out[-1].span.end:
            continue  # 2019年年底: the year is told
        if out and (joined := _join(text, out[-1], mention)):
            out[-1] = joined
            continue
        out.append(mention)
    return tuple(_turn(text, mention, start, stop) for mention in out)


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isascii() else read_han_number(text)


_REL_YEARS = {
    "今年": ("written", 0), "本年": ("written", 0), "去年": ("written", -1), "上年": ("written", -1),
    "前年": ("written", -2), "明年": ("written", 1), "当年": ("told", 0), "同年": ("told", 0), "是年": ("told", 0),
    "次年": ("told", 1), "翌年": ("told", 1),
}  # fmt: skip
_REL_MONTHS = {"本月": ("written", 0), "上月": ("written", -1), "上个月": ("written", -1), "下月": ("written", 1),
               "当月": ("told", 0), "同月": ("told", 0)}  # fmt: skip


def _find(text: str, start: int, end: int) -> Iterator[DateMention]:
    for match in _around("年月", _CORE, text, start, end):
        if mention := _read_core(text, match):
            yield mention
    for pattern in (_DAY_ALONE, _HAN_DAY_ALONE):
        for match in _around("日", pattern, text, start, end):
            yield _mention(match, DateKind.DAY, DateParts(day=_number(match["d"])), _first(match, "d0"))
    for match in _NUMERIC.finditer(text, start, end):
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        if write_date(year, month, day):
            yield _mention(match, DateKind.DAY, DateParts(year, month, day))
    for match in _around("·", _FEAST, text, start, end):
        yield _mention(match, DateKind.DAY, DateParts(month=int(match["m"]), day=int(match["d"])))
    for match in _around("节旦夜", _FEAST_DAY, text, start, end):
        yield _read_feast(match)
    for match in _around("]】)", _INDEXED, text, start, end):
        yield _mention(match, DateKind.DAY, DateParts(month=int(match["m"]), day=int(match["d"])))
    yield from _find_relative(text, start, end)
    for match in _WHOLE_YEAR.finditer(text, start, end):
        yield _mention(match, DateKind.RELATIVE, DateParts(base="told", unit="year"))
    for match in _around("来", _OVER_YEARS, text, start, end):
        yield _mention(match, DateKind.SINCE, DateParts())
    for match in _UNTIL_NOW.finditer(text, start, end):
        yield _mention(match, DateKind.UNTIL, DateParts())
    for match in _VAGUE.finditer(text, start, end):
        yield _mention(match, DateKind.VAGUE, DateParts())


def _around(signs: str, pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of *pattern* around each of *signs*, one of which each holds: far faster than trying everywhere."""
    done = start
    for at in _places(signs, text, start, end):
        last = min(end, at + 1 + _BEHIND)
        while found := pattern.search(text, max(done, at - _BEFORE), last):
            match = pattern.match(text, found.start(), end) or found  # whole, where the window has cut it
            yield match
            done = match.end()
        done = max(done, at + 1)


def _places(signs: str, text: str, start: int, end: int) -> list[int]:
    """Return where one of *signs* stands, in order; `find` sees fastest that most sentences hold none."""
    found: list[int] = []
    for sign in signs:
        at = text.find(sign, start, end)
        while at >= 0:
            found.append(at)
            at = text.find(sign, at + 1, end)
    found.sort()
    return found


def _find_relative(text: str, start: int, end: int) -> Iterator[DateMention]:
    for match in _REL_DAY.finditer(text, start, end) if _REL_SIGN.search(text, start, end) else ():
        if day := match["d"] or match["in"]:
            yield _mention(match, DateKind.DAY, DateParts(month=_number(match["m"]), day=_number(day)))
            continue
        if _NOWADAYS.match(text, match.start(), end):
            yield _mention(match, DateKind.VAGUE, DateParts())
            continue
        days = _DAYS.get(match["rel"]) if match["rel"] in _DAYS else _DAYS[match["rel"][0]]
        yield _mention(match, DateKind.RELATIVE, DateParts(base="written", days=days or 0))
    for match in _TOLD_DAY.finditer(text, start, end):
        days = _TOLD_DAYS.get(match["rel"], 0)
        yield _mention(match, DateKind.RELATIVE, DateParts(base="told", days=days))
    for match in _around("前", _AGO, text, start, end):
        if match["n"]:
            yield _mention(match, DateKind.RELATIVE, DateParts(base="written", days=-int(match["n"])))
        else:
            yield _mention(match, DateKind.VAGUE, DateParts())


def _read_feast(match: re.Match[str]) -> DateMention:
    """Return the day of a feast, in the year told before it: 去年教师节当天."""
    parts = DateParts(_number(match["y"]), *_FEAST_DAYS[match["feast"]])
    if match["rel"]:
        base, years = _REL_YEARS[match["rel"]]
        parts = evolve(parts, base=base, unit="year", years=years)
    return _mention(match, DateKind.DAY, parts)


def _first(match: re.Match[str], key: str) -> DateParts | None:
    return DateParts(day=_number(match[key])) if match.groupdict().get(key) else None


def _mention(
    match: re.Match[str], kind: DateKind, parts: DateParts, first: DateParts | None = None
) -> DateMention:
    if first is not None:
        kind = DateKind.RANGE
    return DateMention(Span(*match.span()), match[0], kind, parts, first)


def _read_core(text: str, match: re.Match[str]) -> DateMention | None:
    """Return the date that begins with a year or a month, None where its parts are no date."""
    groups = {key: value for key, value in match.groupdict().items() if value}
    get = groups.get
    month = _number(get("m") or get("xm"))
    day = _number(get("d") or get("xd"))
    year = _number(get("y"))
    if roc := get("roc"):
        year = 1911 + (_number(roc) or 0)
    elif short := get("short"):
        year = int(short) + (1900 if int(short) > 49 else 2000)
    parts = DateParts(year, month, day)
    kind = DateKind.DAY if day else DateKind.MONTH if month else DateKind.YEAR
    if _RECURRING.search(text, max(0, match.start() - 4), match.start()):
        return _mention(match, DateKind.VAGUE, DateParts())
    if match[0] == "当年" and _BACK_THEN.match(text, match.start()):
        return _mention(match, DateKind.VAGUE, DateParts())
    if rel := get("rel"):
        base, years = _REL_YEARS[rel.rstrip("度")]
        parts = evolve(parts, base=base, unit="year", years=years)
        kind = kind if month else DateKind.RELATIVE
    if relm := get("relm") or get("xrelm"):
        base, months = _REL_MONTHS[relm]
        if get("rel"):
            return None
        parts = evolve(parts, base=base, unit="month", months=months)
        kind = DateKind.DAY if day else DateKind.RELATIVE
    if year is not None and not write_date(year, month, day):
        return None
    first = None
    if get("d0") or get("xd0"):
        first = DateParts(day=_number(get("d0") or get("xd0")))
    elif get("m0") or get("xm0"):
        first = DateParts(month=_number(get("m0") or get("xm0")))
    elif get("y0"):
        first = DateParts(_number(get("y0")))
    return _mention(match, kind, parts, first)


def _join(text: str, left: DateMention, right: DateMention) -> DateMention | None:
    """Return the range that two dates with 至 or a dash between them make: 7月6日至8月8日."""
    exact = (DateKind.DAY, DateKind.MONTH, DateKind.YEAR)
    if left.kind not in exact or right.kind not in exact:
        return None
    if not _BETWEEN.fullmatch(text, left.span.end, right.span.start):
        return None
    span = Span(left.span.start, right.span.end)
    parts = right.parts
    if parts.year is None and parts.base is None and left.parts.year is not None:
        parts = evolve(parts, year=left.parts.year)
    if parts.month is None and parts.day is not None:
        parts = evolve(parts, month=left.parts.month)
    return DateMention(span, span.cut(text), DateKind.RANGE, parts, left.parts)


def _turn(text: str, mention: DateMention, start: int, end: int) -> DateMention:
    """Return *mention* as the beginning or the end of a total where the words around it say so."""
    if mention.kind in (DateKind.VAGUE, DateKind.SINCE, DateKind.UNTIL):
        return mention
    at = mention.span.end
    if segment := _SEGMENT.match(text, at, end):
        at = segment.end()
    founded = text.startswith(("自", "从"), mention.span.start - 1) and _SINCE_FOUNDED.match(text, at, end)
    if founded or _SINCE_RIGHT.match(text, at, end):
        return evolve(mention, kind=DateKind.SINCE)
    if _UNTIL_LEFT.search(
        text, max(start, mention.span.start - 4), mention.span.start
    ) and mention.kind is not (DateKind.RANGE):
        return evolve(mention, kind=DateKind.UNTIL)
    if _UNTIL_RIGHT.match(text, at, end):
        return evolve(mention, kind=DateKind.UNTIL)
    return mention
