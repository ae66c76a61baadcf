"""Reads what a rate counts by: 每人500元, 500元/人/天, 人均3000元, 每年捐款10万元."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.quantity.tables import periods

# takes / · 每; leaves 一 of 500元一套
_LINK = compile_late(r" ?(?:/|每|·|一(?=[人户天年月]))")
_CLAUSE_END = frozenset(",。;、!?) \n·每/的计")
_REST = compile_late(r"[^,。;、!?:\n\d每]{0,10}")
# 每一个贫困|家庭|: what is counted tells more than the word it is counted with
_COUNTED = compile_late(
    r"[^,。;、!?:\n\d的]{0,5}?(?:(?P<household>家庭|农户|住户|[困贫低保]户|家属)|(?P<school>学校|[中小]学(?!生)|幼儿园)|(?P<village>行政村|自然村|[^农乡]村(?![民里]))"
    r"|(?P<person>学生|学子|孩子|儿童|老人|职工|员工|教师|老师|患者|新生|同学|队员|工人))"
)
_COUNTERS = ("位", "名", "个", "家")
_AVERAGE = compile_late(r"([人户月年日亩生村校班场台])均[^,。;、!?:\n\d]{0,6}$")
_REACH = 18  # characters; 每所希望小学的贫困家庭学生发放助学金 is the longest seen before a number


def _period_at(text: str, at: int, end: int) -> tuple[str, int] | None:
    if at >= end:
        return None
    for row in periods().get(text[at], ()):
        stop = at + len(row.word)
        if stop <= end and text.startswith(row.word, at):
            following = text[stop] if stop < len(text) else ""
            if not (row.not_before and following and following in row.not_before):
                return row.per, stop
    return None


def _join(found: list[str]) -> str | None:
    # 每人每年 counts by both: "person/year"
    return "/".join(dict.fromkeys(found)) or None


def read_rate_after(text: str, at: int, end: int) -> tuple[str | None, int]:
    """
    Read /人, /人/天, 每人 behind a unit; return what it counts by and where it ends.

    >>> read_rate_after("500元/人/天", 4, 8)
    ('person/day', 8)
    """
    if at >= end or text[at] not in " /每·一":
        return None, at
    found: list[str] = []
    while len(found) < 3:
        mark = _LINK.match(text, at, end)
        period = _period_at(text, mark.end(), end) if mark else None
        if mark is None or period is None:
            break
        if mark.group().strip() != "/" and not found:
            # 500元每人: only where the clause ends there
            following = text[period[1]] if period[1] < end else ","
            if following not in _CLAUSE_END:
                break
        found.append(period[0])
        at = period[1]
    return _join(found), at


def read_rate_before(text: str, at: int, start: int) -> tuple[str | None, int]:
    """
    Read 每人, 每生每学年, 每年捐款, 人均 before a number; where nothing stands between, the span takes it in.

    >>> read_rate_before("每生每学年2000元", 5, 0)
    ('person/year', 0)
    >>> read_rate_before("每年捐款10万元", 4, 0)
    ('year', 4)
    """
    floor = max(start, at - _REACH)
    if text.find("每", floor, at) >= 0:
        return _read_each(text, at, floor)
    if text.find("均", floor, at) >= 0:
        found = _AVERAGE.search(text, floor, at)
        period = _period_at(found.group(1), 0, 1) if found else None
        if found and period:
            return period[0], (found.start() if found.end(1) + 1 == at else at)
    return None, at


def _read_each(text: str, at: int, floor: int) -> tuple[str | None, int]:
    begin = position = text.find("每", floor, at)
    found: list[str] = []
    while position >= 0:
        inner = position + 1
        if text[inner : inner + 1] in ("一", "1"):
            inner += 1
        period = _period_at(text, inner, at)
        following = text.find("每", position + 1, at)
        if period is None:
            found = []
        else:
            told = _COUNTED.match(text, period[1], at) if text[inner : period[1]] in _COUNTERS else None
            found.append(told.lastgroup if told and told.lastgroup else period[0])
            position = period[1]
            if following < 0:
                break
            if text[position:following].strip("、/和"):
                found = []
        if following < 0:
            break
        if not found:
            begin = following
        position = following
    if not found:
        return None, at
    rest = text[position:at]
    if not _REST.fullmatch(rest) or "一度" in rest or "都有" in rest:
        return None, at
    if rest.strip():
        return _join(found), at
    return _join(found), begin - 2 if text.startswith("平均", begin - 2) and begin - 2 >= floor else begin
