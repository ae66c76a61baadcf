"""Line ends inside words, numbers and sentences."""

from __future__ import annotations

from collections.abc import Iterator

from aidfacts.lexicon.late import compile_late
from aidfacts.model.source import Edit
from aidfacts.text.cohesion import belong_together, stand_apart

_ENDS = frozenset("。!?:;”’》)】…~|\t ")
# takes a line that opens something of its own: 一、 (二) 3. 【图】 ■ 来源: # 图为
_OPENS = compile_late(
    r"[ \t]*(?:[一二三四五六七八九十]{1,3}[、.]|\(?[一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|\d{1,4}[ \t](?![万亿元])|第[一二三四五六七八九十\d]+[条章节]|"
    r"[【\[■●◆★▲○□◎※·•#>*|`\-—]|图[为:/片]|[文图摄][/:]|(?:来源|作者|编辑|责编|审核|记者|通讯员|供稿|标题|地址|时间|日期|发布|电话|联系)"
    r"[^,。;]{0,8}[::]"
    # a dateline: 明屿网1月6日讯, 本报讯, 云栖新闻网记者
    r"|[\u4e00-\u9fff·]{2,14}?(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:讯|电|消息)|[\u4e00-\u9fff]{1,10}(?:网|报|社|台|在线|客户端)(?:讯|消息|记者))"
)
# A line of a chronicle: 2017年9月 向岚溪一中捐赠…
_DATED = compile_late(r"(?:19|20)\d\d(?:年|[-./]\d)")
_LABEL = compile_late(r"[一-鿿]{2,6}:\S")  # 捐赠单位:锦澄集团
# takes a line end after no stop and before what may go on, leaves one after 。 and one before a blank line
_LINE_END = compile_late(r"\n(?<![。!?:;”’》)】…~|\t\n]\n)[ \t]*(?=[㐀-鿿\d〇“《,。;、)”%a-z.])")
# takes 37⏎.5万, 5万⏎元, 6月⏎11日, 2020⏎年
_NUMBER_LEFT = compile_late(r"(?:\d|\d[.,]|\d[万亿萬億千百]|\d[余餘多])$")
_NUMBER_RIGHT = compile_late(
    r"(?:\.\d|[万亿萬億]|[千百十]?[余餘多]?[万亿萬億]?[元圆圓]|[年月日号號]|%|[余餘多][万亿萬億元户人名])"
)
_STOPS = compile_late(r"[,。!?;]")
_NARROW = compile_late("[A-Za-z0-9. ]")  # half as wide as the others
_SENTENCE_ENDS = "。!?;"
_SENTENCE_END = compile_late(f"[{_SENTENCE_ENDS}]")
_LEAST_WIDTH = 15  # characters; shorter lines of one length are slogans or verse
_NEAR = 3  # characters by which wrapped lines may fall short of the widest: a word or a mark that is not cut
_COLUMN = 45  # characters in a line of a column that text is wrapped to
_SAME = 1.5  # characters by which the full lines of a column differ
_PAGE = 3_000  # characters; lines are compared with those on the same page, so that a long text stays cheap
_AROUND = 120  # characters beside two lines of headlines in which no sentence ends
_REACH = 3_000  # characters on each side where a word cut by a line end is looked for
_WRAPPED = 0.6  # share of lines near the widest from which a run of lines is taken to be wrapped


def find_line_breaks(text: str) -> Iterator[Edit]:
    """
    Yield the deletion of line ends that cut a number, a word or a sentence.

    A line end goes (a) between a number and its unit; (b) where most lines around are as wide as each other and
    this one has no stop; (c) where the line above leaves a sentence open after a finished one and the next runs on;
    (d) where the characters on both sides stand together elsewhere in the text.

    >>> [edit.start for edit in find_line_breaks("捐款5万\\n元。")]
    [4]
    >>> list(find_line_breaks("锦澄集团情系山区\\n沐白小学获赠图书300册。"))
    []
    """
    runs: dict[int, frozenset[int]] = {}
    for match in _LINE_END.finditer(text):
        end = match.end()
        stop = text.find("\n", end)
        stop = stop if stop >= 0 else len(text)
        if _OPENS.match(text, end, stop):
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        above = text[start : match.start()].rstrip(" \t")
        if not above or above[-1] in _ENDS or "|" in above or "\t" in above:
            continue
        below = text[end:stop]
        labelled = _LABEL.match(above) and _LABEL.match(below)
        if "|" in below or "\t" in below or labelled or (_DATED.match(above) and _DATED.match(below)):
            continue
        if _cuts_number(above, below) or (
            not stand_apart(above, below, alone=_is_alone(text, start, stop))
            and (
                _runs_on(above, below)
                or _is_full(text, start, above, below, runs)
                or belong_together(above, below)
                or _stands_near(text, start, above, below)
            )
        ):
            yield Edit(start + len(above), end, "", "line break")


def _is_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no sentence ends near two lines, so that they are headlines though they have commas."""
    return text.find("。", max(0, start - _AROUND), end + _AROUND) < 0


def _is_full(text: str, start: int, above: str, below: str, runs: dict[int, frozenset[int]]) -> bool:
    """Tell whether the line *above*, which begins at *start*, ends where the page was full, as most around do."""
    if len(above) < _LEAST_WIDTH or len(below) > len(above) + _NEAR:
        return False
    page = start // _PAGE * _PAGE
    blank = text.rfind("\n\n", page, start)
    first = blank + 2 if blank >= 0 else (text.find("\n", page) + 1 if page else 0)
    first = min(first, start)
    if first not in runs:
        last = text.find("\n\n", start, page + 2 * _PAGE)
        if last < 0:
            last = text.find("\n", min(len(text), page + 2 * _PAGE))
        runs[first] = frozenset(_find_full(text[first : last if last >= 0 else len(text)], first))
    return start in runs[first]


def _find_full(run: str, at: int) -> Iterator[int]:
    lines = run.split("\n")
    yield from _find_columns(lines, at)
    width = max(len(line) for line in lines)
    full = []
    for line in lines[:-1]:
        if len(line) >= width - _NEAR:
            full.append((at, line))
        at += len(line) + 1
    if len(lines) < 3 or width < _LEAST_WIDTH or len(full) < _WRAPPED * (len(lines) - 1):
        return
    # 锦澄集团情系山区,捐赠图书500册 in lines of one width, and no sentence that ends, are headlines
    if "。" in run and any(_STOPS.search(line[:-1]) for _, line in full):
        yield from (start for start, _ in full)


def _find_columns(lines: list[str], at: int) -> Iterator[int]:
    """Yield where the full lines of a narrow column begin, though the lines around it are wide: a notice that is quoted."""
    column: list[tuple[int, str, float]] = []
    for line in [*lines, ""]:
        # A line of twice the width is none of a column, whatever it is written with.
        wide = _measure(line) if len(line) <= 2 * _COLUMN + _SAME * 2 else float(len(line))
        if column and abs(wide - column[0][2]) <= _SAME:
            column.append((at, line, wide))
        else:
            # the last of them may be full, too: what stands below it runs on
            if len(column) >= 3 and line and _is_prose([each for _, each, _ in column], line):
                yield from (start for start, _, _ in column)
            column = [(at, line, wide)] if _LEAST_WIDTH <= wide <= _COLUMN else []
        at += len(line) + 1


def _is_prose(column: list[str], below: str) -> bool:
    """Tell whether sentences run through the lines of a *column*, and end in it or right *below*."""
    ends = any("。" in line for line in column) or ("。" in below and len(below) <= len(column[-1]))
    return ends and any(_STOPS.search(line[:-1]) for line in column)


def _measure(line: str) -> float:
    """Return the width of a line in characters as it is printed: a digit or a Latin letter is half as wide as the others."""
    return len(line) - len(_NARROW.findall(line)) / 2


def _cuts_number(above: str, below: str) -> bool:
    return bool(_NUMBER_RIGHT.match(below) and _NUMBER_LEFT.search(above[-3:]))


def _runs_on(above: str, below: str) -> bool:
    # a sentence that ends in the line above, before its last two characters
    ended = len(above) > _LEAST_WIDTH and above[-2] not in _SENTENCE_ENDS and above[-1] not in _SENTENCE_ENDS
    return ended and _SENTENCE_END.search(above) is not None and _STOPS.search(below) is not None


def _stands_near(text: str, start: int, above: str, below: str) -> bool:
    if len(above) < 3 or len(below) < 3:
        return False
    return text.find(above[-3:] + below[:3], max(0, start - _REACH), start + _REACH) >= 0
