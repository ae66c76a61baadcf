"""What the frame of a page tells: its own date, the dateline of a report, its owner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.model.date import complete_date, read_han_number, write_date
from aidfacts.model.source import Block, BlockKind
from aidfacts.model.span import Span

_HEAD = 2000  # characters in which a page tells its date; below stand other pages' dates
_STAMP = 400  # characters in which a page that is all one line tells its date
_TAIL = 600  # characters in which an article is signed
_SIGNED = 40  # characters; a longer line is no signature
_FIRST_YEAR, _LAST_YEAR = 1980, 2049  # of a page; other numbers in its place are no years
_ROC = 1911  # the year before the first of the Republic's calendar

_Y = r"(?P<y>(?:19|20)\d\d)"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9])"
# Takes 发布时间, 时间 and the like before a figure; leaves 活动时间, 捐赠日期.
# It opens with one set of characters, which re skips to without trying the rest at every place.
_KEYED_PLACE = compile_late(
    r"[时日发更](?:(?:(?<=时)间|(?<=日)期)"
    r"(?:(?<=(?:发布|发表|更新|编辑|上传|添加|录入|创建|发稿|刊发|成文|生成|印发|公开|写作)..)|(?<![一-鿿]..))"
    r"|(?<=发布日|成文日|印发日|生成日)|(?<=发)[布表]于|(?<=更)新于)[:: ]{0,3}(?=\d)"
)
# takes 2020-06-12, 2019/5/7, 2005年3月
_KEYED = compile_late(rf"{_Y}(?:[-/.年]{_M}(?:[-/.月]{_D})?)(?!\d)")
# takes 113-04-15 after a key
_ROC_KEYED = compile_late(rf"(?P<y>1?\d\d)[-/.年]{_M}[-/.月]{_D}(?!\d)")
# takes 民国113年4月15日
_ROC_DATE = compile_late(rf"民国 ?(?P<y>1?\d\d)[-/.年]{_M}[-/.月]{_D}(?!\d)")
# takes 2022年04月13日, 2005-03-18, 2022.6.9
_FULL = compile_late(rf"(?<![\d/.\-]){_Y}(?:年|[-/.]){_M}(?:月|[-/.]){_D}(?:日|(?![\d.\-/]))")
# takes 2019年05月07日 09:20 and 2019-05-07 来源:某报 inside a line
_STAMPED = compile_late(
    rf"(?<![\d/.\-]){_Y}(?:年|[-/.]){_M}(?:月|[-/.]){_D}日?(?: ?\d{{1,2}}:\d\d| {{0,4}}(?:来源|作者|浏览|点击|阅读|编辑|责编)[::])"
)
# takes 04.11.2019 and 4/11/2019: the day comes first
_DAY_FIRST = compile_late(rf"(?<![\d/.\-]){_D}(?P<s>[./\-]){_M}(?P=s){_Y}(?![\d/.\-])")
# takes 20110628, 2011062809:15, leaves longer numbers
_FUSED = compile_late(r"(?<!\d)(?P<y>20[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d{3})")
# takes 1130415 alone: ROC year 113
_ROC_FUSED = compile_late(r"(?P<y>1[0-3]\d|[89]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])")
# takes /2019/0412/, t20170315, 2016-10/22, /202209/08
_URL = compile_late(r"https?://[^\s一-鿿]{4,200}|(?:www\.)[^\s一-鿿]{4,200}")
_URL_DATE = compile_late(
    r"(?<!\d)(?P<y>20[0-4]\d)[-/]?(?P<m>0[1-9]|1[0-2])(?:[-/]?(?P<d>0[1-9]|[12]\d|3[01]))?(?=[/_.\-]|\b)"
)
_NUMERAL = "〇零一二三四五六七八九"
_HAN_DATE = compile_late(
    rf"(?P<y>[{_NUMERAL}]{{4}})年(?P<m>十?[{_NUMERAL}]|十)月(?P<d>二?十[{_NUMERAL}]?|三十一?|[{_NUMERAL}])日"
)
# takes the end of 某社明屿6月21日电, 网7月19日讯, 【明屿日报2011年5月3日讯】, (记者何映雪14日电); leaves 6月21日,记者
_REPORTED = compile_late(
    r"日(?:上午|下午|晚)?(?:专?电(?![子话视影力梯脑商信器缆动线])|讯(?![问号息])|消息[::(,】)]|报道[::(,】)])"
)
_BEFORE_DAY = compile_late(
    rf"(?:{_Y}年)?(?:{_M}月)?(?<!\d){_D}$|(?:(?P<hm>十?[{_NUMERAL}]|十)月)?(?P<hd>二?十[{_NUMERAL}]?|三十一?|[{_NUMERAL}])$"
)
_OWNER = compile_late(
    r"(?:来源|稿源|供稿单位|供稿|发布单位|发布机构)[::丨| ]{1,3}(?P<name>[^\s:,。;|丨()\[\]【】]{3,30})"
)
# The owner of the site may be a mirror's, so it comes last.
_SITE = compile_late(r"(?:主办单位|主办|版权所有)[::丨| ]{1,3}(?P<name>[^\s:,。;|丨()\[\]【】]{3,30})")
# takes a signature: 某县融媒体中心, 沐白中学; leaves 何映雪
_NAME = "[㐀-鿿()“”·]"
_SIGNATURE = compile_late(
    f"{_NAME}{{2,30}}?(?:中心|学校|中学|小学|大学|学院|幼儿园|医院|委员会|办公室|政府|协会|基金会|慈善会|总会|红十字会|公司|集团|报社|日报|晚报|"
    f"电视台|电台)|{_NAME}{{3,30}}?[委局办网馆站社厅处部会]"
)
# What each of the dates above holds at least; takes 2020-06, 2019年5, 2011.6, 11.6.9, 5/2019, 20110628, 二〇二〇年.
_MAY_DATE = compile_late(r"[0-9](?:\d[-/年]\d|\d{3}\.\d|\d\.\d{1,2}[-/.月]\d|[-/.]\d{4}|\d{5})")
_MAY_HAN_DATE = compile_late(rf"年(?<=[{_NUMERAL}]{{4}}年)")
_NO_OWNER = compile_late(r"^(?:本站|本网|原创|互联网|网络|转载|未知|佚名|不详|admin|管理员)")


def _valid(year: int, month: str | None, day: str | None) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return write_date(year, int(month) if month else None, int(day) if day else None)


def _read(match: re.Match[str], add: int = 0) -> str | None:
    parts = match.groupdict()
    return _valid(int(parts["y"]) + add, parts["m"], parts["d"])


def may_tell_date(stretch: str) -> bool:
    """
    Tell whether `find_published` may find a date in *stretch*; without one its lines need not be told apart.

    >>> may_tell_date("发布时间:04.11.2019"), may_tell_date("同比增长6.3%,共2020人参加")
    (True, False)
    """
    return _MAY_DATE.search(stretch) is not None or _MAY_HAN_DATE.search(stretch) is not None


def find_published(text: str, blocks: Sequence[Block]) -> str | None:
    """
    Return the date that a page gives itself, None where it gives none.

    First what is named so, then the date on a line of its own under the title, then the signature at the end, then
    a date in an address.

    >>> find_published("发布时间:04.11.2019", ())
    '2019-11-04'
    """
    head, tail = text[:_HEAD], text[-_TAIL:]
    for stretch in (head, tail):
        if found := _keyed(stretch):
            return found
    lines = [block.span.cut(text) for block in blocks if block.kind is BlockKind.META]
    for line in lines:
        if found := _anywhere(line):
            return found
    for match in _STAMPED.finditer(head[:_STAMP]):
        if found := _read(match):
            return found
    if found := _signed(text, blocks):
        return found
    for address in (*_URL.finditer(head), *_URL.finditer(tail)):
        for match in _URL_DATE.finditer(address[0]):
            if found := _read(match):
                return found
    return None


def _keyed(stretch: str) -> str | None:
    for place in _KEYED_PLACE.finditer(stretch):
        for pattern, add in ((_KEYED, 0), (_ROC_KEYED, _ROC), (_DAY_FIRST, 0), (_FUSED, 0)):
            if (match := pattern.match(stretch, place.end())) and (found := _read(match, add)):
                return found
    match = _ROC_DATE.search(stretch)
    return _read(match, _ROC) if match else None


def _anywhere(line: str) -> str | None:
    for pattern in (_FULL, _DAY_FIRST, _FUSED):
        for match in pattern.finditer(line):
            if found := _read(match):
                return found
    return None


def _signed(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the date that stands alone on one of the last lines of an article."""
    for block in _last_lines(text, blocks):
        line = block.span.cut(text).strip("() ")
        for pattern, add in ((_FULL, 0), (_FUSED, 0), (_ROC_FUSED, _ROC)):
            if (match := pattern.search(line)) and len(match[0]) >= len(line) - 20:
                if pattern is _ROC_FUSED and match[0] != line:
                    continue
                if found := _read(match, add):
                    return found
        if match := _HAN_DATE.search(line):
            year, month, day = (read_han_number(match[key]) for key in "ymd")
            if found := _valid(year, str(month), str(day)):
                return found
    return None


def _last_lines(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the short lines at the end of a page, from the last one up to where running text ends."""
    for block in reversed(blocks):
        running = block.kind is BlockKind.BODY and (len(block.span) > _SIGNED or "。" in block.span.cut(text))
        if running or block.kind is BlockKind.TITLE or block.span.end < len(text) - _TAIL:
            return
        yield block


def find_dateline(text: str, published: str | None) -> str | None:
    """
    Return the date in the line that opens a report; the year comes from *published* where it is not said.

    >>> find_dateline("某社明屿6月21日电(记者何映雪)", "2020-06-22")
    '2020-06-21'
    """
    head = text[:_HEAD]
    for place in _REPORTED.finditer(head):
        match = _BEFORE_DAY.search(head[max(0, place.start() - 12) : place.start()])
        if not match:
            continue
        if match["hd"]:
            month = read_han_number(match["hm"]) if match["hm"] else None
            day = read_han_number(match["hd"])
        else:
            month, day = int(match["m"]) if match["m"] else None, int(match["d"])
        year = int(match["y"]) if match["y"] and month else None
        found = write_date(year, month, day) if year else complete_date(month, day, published=published)
        if found:
            return found
    return None


def find_owner(text: str, blocks: Sequence[Block]) -> Span | None:
    """
    Return the stretch that names the owner of a page: its source line, signature or rights line.

    This is a first guess; `document` compares it with the parties told.

    >>> text = "来源:岚溪县融媒体中心"
    >>> find_owner(text, ()).cut(text)
    '岚溪县融媒体中心'
    """
    if named := _named_owner(_OWNER, text):
        return named
    for block in _last_lines(text, blocks):
        line = block.span.cut(text).strip("()")
        if block.kind is not BlockKind.FURNITURE and len(line) <= 30 and _SIGNATURE.fullmatch(line):
            at = text.index(line, block.span.start)
            return Span(at, at + len(line))
    return _named_owner(_SITE, text)


def _named_owner(pattern: re.Pattern[str], text: str) -> Span | None:
    for start, stretch in ((0, text[:_HEAD]), (max(0, len(text) - _TAIL), text[-_TAIL:])):
        for match in pattern.finditer(stretch):
            name = re.sub(r"(?:19|20)\d\d.*$", "", match["name"])
            if len(name) > 2 and not _NO_OWNER.match(name):
                return Span(start + match.start("name"), start + match.start("name") + len(name))
    return None
