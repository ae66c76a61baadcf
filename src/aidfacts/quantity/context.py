"""Reads what stands around a number: hedges, rates, and signs that it is no figure at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from aidfacts.lexicon import read_table
from aidfacts.model.quantity import Amount, Modifier, Quantity
from aidfacts.quantity.tables import hedges_after, hedges_before, periods

_ORDINAL_LIST = re.compile(
    r"第[0-9一二三四五六七八九十百]{1,4}(?:[、,至到和~-][0-9一二三四五六七八九十百]{1,4})*[、,至到和~-]$"
)
_NOT_FIRST = frozenset("目此之以日当先年月天期眼提午饭往从跟空史")
_OPENER = re.compile("[多余](?![次个种名年家款额下笔项份元媒功方])")


def is_barred(text: str, at: int, start: int, numeral: str) -> bool:
    """
    Tell whether what stands before a number says that it counts nothing: 第六批, N95, 2020/06, 138****50.

    >>> is_barred("第3批", 1, 0, "3"), is_barred("共3批", 1, 0, "3")
    (True, False)
    """
    if numeral[0].isdigit():
        digits = len(numeral) - numeral.count(",") - numeral.count(" ")
        if (numeral[0] == "0" and len(numeral) > 1 and numeral[1].isdigit()) or (
            digits > 12 and numeral.isdigit()
        ):
            return True
    if at <= start:
        return False
    before = text[at - 1]
    if before == " " and at - 2 >= start and text[at - 2] == "第":
        return True
    if before == "第" or (before in "*＊#�.之" and (before != "之" or text[at - 2 : at] == "分之")):
        return True
    if before.isascii():
        if before.isalpha():
            # RM500, CNY5000: codes of currencies are read as such
            from aidfacts.quantity.tables import currencies_before

            return not any(
                (text.startswith(row.word, at - len(row.word))
                and not text[max(start, at - len(row.word) - 1) : at - len(row.word)].isascii())
                or (at - len(row.word) == start
                and text.startswith(row.word, at - len(row.word)))
                or (text[at - len(row.word) - 1 : at - len(row.word)] in (" ", "(", ",", ":", ";", "\n")
                and text.startswith(row.word, at - len(row.word)))
                for row in currencies_before().get(before, ())
                if at - len(row.word) >= start
            )
        if before in "/:-~+" and at - 2 >= start:
            earlier = text[at - 2]
            if earlier.isdigit() or (before == "-" and earlier.isascii() and earlier.isalpha()):
                return True
        if before.isdigit():
            return True
    if before == "前" and (at - 2 < start or text[at - 2] not in _NOT_FIRST):
        return True
    return before in "、,至到和~-" and _ORDINAL_LIST.search(text, max(start, at - 14), at) is not None


@cache
def _decoys() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return the words of data/number_decoys.tsv by the numeral in them: (word, place of the numeral)."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for row in read_table("number_decoys"):
        word = row["word"]
        for at, character in enumerate(word):
            groups.setdefault(character, []).append((word, at))
    return {character: tuple(group) for character, group in groups.items()}


def is_part_of_word(text: str, at: int, stop: int, numeral: str, unit: str) -> bool:
    """Tell whether a number of Chinese signs stands inside a name or a saying (七台河, 三元里)."""
    head = text[at]
    if head.isdigit():
        return False
    return any(
        place <= at and text.startswith(word, at - place) and at - place + len(word) > at + 1
        for word, place in _decoys().get(head, ())
    )


def read_before(text: str, at: int, start: int) -> tuple[tuple[Modifier, ...], int]:
    """Read the hedges that end right before *at*; return their directions and where the first begins."""
    table = hedges_before()
    directions: tuple[Modifier, ...] = ()
    while True:
        stop = at
        if stop > start and text[stop - 1] == " ":
            stop -= 1
        if stop <= start:
            return directions, at
        for row in table.get(text[stop - 1], ()):
            begin = stop - len(row.word)
            if begin < start or not text.startswith(row.word, begin):
                continue
            if row.not_by and begin > start and text[begin - 1] in row.not_by:
                continue
            directions += (row.bound,)
            at = begin
            break
        else:
            return directions, at
        if len(directions) > 4:
            return directions, at


def read_after(
    text: str, at: int, end: int, *, money: bool, measure: bool = False
) -> tuple[tuple[Modifier, ...], int, bool]:
    """Read the hedges behind a unit; the last part of the answer tells of an opener (5吨多)."""
    directions: tuple[Modifier, ...] = ()
    opened = False
    if (money or measure) and at < end and text[at] in "多余" and _OPENER.match(text, at, end):
        at, opened = at + 1, True
        if text.startswith("钱", at):
            at += 1
    table = hedges_after()
    while at < end:
        for row in table.get(text[at], ()):
            stop = at + len(row.word)
            if stop > end or not text.startswith(row.word, at):
                continue
            if row.not_by and text[stop : stop + 1] and text[stop] in row.not_by:
                continue
            if row.bound is Modifier.EXACT and not money:
                continue
            if row.bound is not Modifier.EXACT:
                directions += (row.bound,)
            at = stop
            break
        else:
            break
        if len(directions) > 3:
            break
    return directions, at, opened


_SLASH = re.compile(r" ?(?:/|每|·|一(?=[人户天年月]))")


def _period_at(text: str, at: int, end: int) -> tuple[str, int] | None:
    if at >= end:
        return None
    for row in periods().get(text[at], ()):
        stop = at + len(row.word)
        if (
            stop <= end
            and text.startswith(row.word, at)
            and not (row.not_before and text[stop : stop + 1] and text[stop] in row.not_before)
        ):
            return row.per, stop
    return None


def read_rate_after(text: str, at: int, end: int) -> tuple[str | None, int]:
    """
    Read /人, /人/天, 每人 behind a unit.

    >>> read_rate_after("500元/人/天", 4, 8)
    ('person/day', 8)
    """
    found: list[str] = []
    while len(found) < 3:
        mark = _SLASH.match(text, at, end)
        period = _period_at(text, mark.end(), end) if mark else None
        if mark is None or period is None:
            break
        if mark.group().strip() != "/" and not found:
            # 500元每人: only where the clause ends there
            following = text[period[1] : period[1] + 1]
            if following and following not in ",。;、!?)） \n·每/的计":
                break
        found.append(period[0])
        at = period[1]
    return ("/".join(dict.fromkeys(found)) or None), at


_EACH = re.compile(r"(?:平均)?[每](?=[^每]*$)")
_GAP = re.compile(r"[^,。;、!?:\n\d每]{0,10}$")
_AVERAGE = re.compile(r"([人户年月日亩生村校班场台])均[^,。;、!?:\n\d]{0,6}$")


def read_rate_before(text: str, at: int, start: int) -> tuple[str | None, int]:
    """
    Read 每人, 每生每学年, 每年捐款, 人均 before a number; where nothing stands between, the span takes it in.

    >>> read_rate_before("每生每学年2000元", 5, 0)
    ('person/year', 0)
    """
    floor = max(start, at - 18)
    window = text[floor:at]
    if "每" in window:
        return _read_each(text, at, floor)
    if "均" in window:
        found = _AVERAGE.search(window)
        if found:
            period = _period_at(found.group(1), 0, 1)
            if period:
                begin = floor + found.start() if found.end(1) + 1 == len(window) else at
                return period[0], begin
    return None, at


def _read_each(text: str, at: int, floor: int) -> tuple[str | None, int]:
    first = text.find("每", floor, at)
    found: list[str] = []
    begin = first
    position = first
    while position < at:
        if text[position] != "每":
            break
        inner = position + 1
        if text[inner : inner + 1] in ("一", "1"):
            inner += 1
        period = _period_at(text, inner, at)
        if period is None:
            # 每转发一次: look at a later 每, if there is one
            later = text.find("每", position + 1, at)
            if later < 0:
                return None, at
            found, begin, position = [], later, later
            continue
        found.append(period[0])
        position = period[1]
        gap = text.find("每", position, at)
        if gap >= 0 and text[position:gap].strip("、/和") == "":
            position = gap
            continue
        if gap >= 0:
            found, begin, position = [], gap, gap
            continue
        break
    rest = text[position:at]
    if not found or not _GAP.fullmatch(rest) or "一度" in rest or "都有" in rest:
        return None, at
    per = "/".join(dict.fromkeys(found))
    if text[max(floor, begin - 2) : begin] == "平均":
        begin -= 2
    return per, (begin if not rest.strip() else at)


_SENTENCE_END = re.compile("[。!?\n]")
_CUE = re.compile(
    "(?P<cash>捐款|捐资|善款|募捐|筹款|集资|捐助款|资金|现金|款项|慰问金|助学金|奖学金|奖金|救助金|补助金|补贴|基金|经费"
    "|存款|工程款|货款|拨款|投资|出资|注资|金额|总额|款额|总值|价值|总价|造价|折价|市值|产值|营收|收入|利润|费用|预算|标价"
    "|售价|价格|成本|融资|贷款|债务|工资|年薪|月薪|税收|销售额|营业额|成交额|募集|筹集|筹得|募得|认捐|捐出|捐献)"
    "|(?P<give>捐|捐赠|捐助|资助|援助|赞助|投入|拨付|赠)"
)
_FILL = re.compile(
    "(?:了|共|共计|总计|合计|累计|总额|达|达到|为|各|人民币|金额|资金|现金|款|善款|总共|分别|约|已|超|近|是|有|[:： ,(])*"
)
_MONEY_NOUN = re.compile(
    "善款|现金|资金|物资|款|助学金|奖学金|慰问金|爱心|捐款|帮扶|救灾|抗疫|专项|基金|经费|奖金|巨|扶贫|用于|支持|帮助|助力|给|元"
)
_STOP_AFTER = re.compile(r"[,。;、!?)）”\n/]|\s|和|及|与|$")
_SMALL_UNIT = re.compile("[万亿萬億][多余]?$")


def is_money_without_unit(
    text: str,
    at: int,
    begin: int,
    stop: int,
    numeral: str,
    start: int,
    end: int,
    figures: Sequence[Amount | Quantity],
) -> str | None:
    """
    Return the currency of a number that has none of its own but can only be money (捐款300万).

    Only with 万 or 亿, right behind a word for money or giving, and before a stop or another such word; or in a
    row of sums (甲7万、乙6万) of which one before has said its currency.
    """
    if not _SMALL_UNIT.search(numeral):
        return None
    stops = _STOP_AFTER.match(text, stop, end) is not None or stop >= end
    floor = max(start, begin - 16)
    cue = None
    for cue in _CUE.finditer(text, floor, begin):
        if _FILL.fullmatch(text, cue.end(), begin):
            break
    else:
        cue = None
    if cue is not None and (stops or _MONEY_NOUN.match(text, stop, end)):
        return "CNY"
    if stops and figures and isinstance(figures[-1], Amount):
        before = figures[-1]
        between = text[before.span.end : begin]
        if len(between) <= 24 and not _SENTENCE_END.search(between) and re.match("[、,;和及]", between):
            return before.currency
    return None
