"""Reads one numeral with the currency or the classifier behind it."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import define

from aidfacts.lexicon import cache
from aidfacts.lexicon.late import compile_late
from aidfacts.quantity.bounds import Bounds, read_bounds
from aidfacts.quantity.tables import Classifier, Currency, currencies, currencies_before, hedges_before, units

_HAN = "零〇一二三四五六七八九十百千万亿两俩仨廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟"
_DIGIT = "一二三四五六七八九两俩仨壹贰叁肆伍陆柒捌玖"
_UNIT = "[十百千万亿兆拾佰仟]"
# takes 3, 三, 几, 半; 上 and 数 are looked for to the left of a unit
ANCHOR = compile_late(f"[0-9{_HAN}几半]")
# takes 250,000.50, 37 .5, 375 000 (before 元 only); leaves the second half of 5,3
_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: \d{3})+(?=(?:\.\d+)? ?元)(?:\.\d+)?|\d+(?: ?\.\d+)?"
# takes 3万5千, 37 .5 万, 3.5千万, 二十几万, 3万余, 三点五万; leaves 多 of 3台多功能机, 三 of 张三500元
_RUN = compile_late(
    rf"(?![十百千万亿拾佰仟]\d)(?:(?:{_ARABIC})(?:[ \n]{{1,2}}(?={_UNIT}))?|(?<=[万亿]) (?=\d+(?:\.\d+)?[十百千万])|[{_HAN}几兆](?!(?<=[{_DIGIT}])\d)"
    rf"|点(?=[零一二三四五六七八九])|[多余来](?={_UNIT})|个(?=[多来余]?亿)|(?<=[多余来])个(?=亿))+[多余来]?"
)
_FIXED = compile_late("成百上千|成千上[百万]|成千累万|上百上千|千千万万|数以(?:百|千|万|十万|百万|千万|亿)计")
_LETTERS = {"k": Decimal(1000), "K": Decimal(1000), "w": Decimal(10000), "W": Decimal(10000)}
_HAN_CHARACTER = compile_late("[一-鿿]")
_AFTER_YUAN = frozenset(
    "的钱整正人现善捐助奖慰救补硬纸钞左以之多余起每一二三四五六七八九两零壹贰叁肆伍陆柒捌玖给购用作买不等到至和及与或资费款物"
)
_BEFORE_KILO = frozenset("0123456789万亿多余")
# takes  million of US$ 1.2 million
_ENGLISH = compile_late(r" ?(million|billion|thousand|mn|bn)(?![A-Za-z])", re.IGNORECASE)
_ENGLISH_SIZES = {"t": Decimal(10**3), "m": Decimal(10**6), "b": Decimal(10**9)}
_LETTER_WORD = compile_late(".[0-9A-Za-z]")
# 网上百名读者, 人数百余: 上 and 数 belong to what stands before
_NOT_UP = frozenset(
    "以网路会线晚早身船车山台场桌街市史际加马岸地海江河湖陆空天手头脸嘴心社世事实表基本总体堂节床"
)
_NOT_SOME = frozenset("人次件户总多少系指参倍岁基无分位半个")
_NOT_HALF = frozenset("大多一前后上下夜过对各月小参")
# 500块 is money before a stop, with 钱, or in a row with smaller money; 三块石碑 is three stones
_AFTER_KUAI = compile_late(
    r"$|[,。;、!?)\s/左以之多余整起每零给]|后[就又来便收走再我他,]|[一二三四五六七八九两\d](?:[角毛]|$|[,。;、!?)\s])"
)
# Weights that count silver, gold and grain alone; elsewhere 两 is a number: 捐银|一千两, 黄金|十两, 谷|百石
_OLD_UNITS = frozenset("两石")
_WEIGHED = compile_late(r"(?:[银金](?:子|锭)?|[谷米粮麦豆])[约近共计达逾各]{0,2}$")
MAX_WEIGHED = 5  # characters of what is weighed, before its number


@define
class Term:
    """A numeral `[start, stop)` and the unit up to `end`; `unit` is None where nothing follows that counts."""

    start: int
    stop: int
    end: int
    numeral: str
    bounds: Bounds | None
    unit: Currency | Classifier | None


_PLAIN_HEADS = frozenset("0123456789一二三四五六七八九两零〇")
_LINKS = frozenset(" \n-－–—~～至到、和及与以或kKwW$¥€£")


@cache
def _live_after(counts: bool) -> frozenset[str]:
    """Return what may follow a numeral that is a figure: units, links to another number, and stops for bare ones."""
    money = {row.word[0] for row in currencies().values() if row.after}
    things = set(units()) | set(",。;、)") if counts else set()
    return frozenset(money | things | _LINKS)


@cache
def _live_before() -> frozenset[str]:
    """Return what may stand before a numeral that is a figure though nothing follows: US$, 人民币约."""
    return frozenset(currencies_before()) | frozenset(hedges_before()) | frozenset(" :)")


def pass_over(text: str, at: int, start: int, end: int, counts: bool) -> int:
    """
    Return where to go on if the numeral at *at* is no figure at a glance, else *at*.

    Most numbers of a text are such: years, days, ordinals, the 一 of 一直. What stands around them tells.

    >>> pass_over("2020年", 0, 0, 5, True), pass_over("20台", 0, 0, 3, True)
    (4, 0)
    """
    if text[at] not in _PLAIN_HEADS:
        return at
    run = _RUN.match(text, at, end)
    if run is None:
        return at + 1
    stop = run.end()
    if stop >= end or text[stop] in _live_after(counts):
        return at
    if text[stop - 1] in _OLD_UNITS and _is_weighed(text, at, start):
        return at
    numeral = run.group()
    if "万" in numeral or "亿" in numeral or numeral[-1] in "多余来千":
        return at
    if at > start and text[at - 1] in _live_before():
        return at
    return stop


def read_term(text: str, at: int, start: int, end: int) -> Term | None:
    """
    Read the numeral at *at* with its unit, None where none stands.

    >>> term = read_term("捐款3万5千元", 2, 0, 7)
    >>> term.numeral, term.unit.word
    ('3万5千', '元')
    """
    if text[at] == "半":
        return _read_half(text, at, start, end)
    run = None
    if at > start and text[at - 1] in "成上数以千":
        run = _FIXED.match(text, at - 1, end)
        if run is None and text[at - 1] == "以" and at - 2 >= start:
            run = _FIXED.match(text, at - 2, end)
    begin = run.start() if run else at
    run = run or _RUN.match(text, at, end)
    if run is None:
        return None
    stop, numeral = run.end(), run.group()
    if begin == at and at > start and numeral[0] in "百千万亿十佰仟":
        before = text[at - 1]
        earlier = text[at - 2] if at - 2 >= start else ""
        if before == "上" and earlier and earlier in "十百千万":
            return Term(at, stop, stop, numeral, None, None)  # 几千上万
        if (before == "上" and earlier not in _NOT_UP) or (before == "数" and earlier not in _NOT_SOME):
            begin, numeral = at - 1, before + numeral
    if (
        numeral[-1] in "千兆"
        and len(numeral) > 1
        and stop < end
        and text[stop] in "克米瓦"
        and numeral[-2] in _BEFORE_KILO
    ):
        # 473千克, 3000万千瓦: the 千 is the unit's; 五千米 stays 5000 metres
        stop, numeral = stop - 1, numeral[:-1]
    if numeral[-1] == "两" and len(numeral) > 1 and _is_weighed(text, begin, start):
        stop, numeral = stop - 1, numeral[:-1]  # 捐银一千两: no 1,002
    unit, unit_end = read_unit(text, stop, end, numeral)
    if unit is None and numeral[-1] in "多余来" and len(numeral) > 1:
        # 3万余款, 5多功能: the last character belongs to what follows
        unit, unit_end = read_unit(text, stop - 1, end, numeral[:-1])
        if unit is not None:
            stop, numeral = stop - 1, numeral[:-1]
    bounds = read_bounds(numeral)
    if unit is None:
        english = _ENGLISH.match(text, stop, end) if stop < end and text[stop] in " mbtMBT" else None
        if english is not None and bounds is not None:
            size = _ENGLISH_SIZES[english.group(1)[0].lower()]
            return Term(
                begin, english.end(), english.end(), text[begin : english.end()], bounds.times(size), None
            )
        if (
            bounds is not None
            and text[stop : stop + 1] in _LETTERS
            and not _LETTER_WORD.match(text, stop, end)
        ):
            return Term(
                begin, stop + 1, stop + 1, text[begin : stop + 1], bounds.times(_LETTERS[text[stop]]), None
            )
        return Term(begin, stop, stop, numeral, bounds, None)
    if bounds is not None and text[stop] in _LETTERS and isinstance(unit, Currency):
        bounds = bounds.times(_LETTERS[text[stop]])
    return Term(begin, stop, unit_end, numeral, bounds, unit)


def _read_half(text: str, at: int, start: int, end: int) -> Term | None:
    if at > start and text[at - 1] in _NOT_HALF:
        return None
    numeral = "半个亿" if text.startswith("个亿", at + 1) else "半"
    stop = at + len(numeral)
    unit, unit_end = read_unit(text, stop, end, numeral)
    if unit is None and numeral == "半":
        return None
    return Term(at, stop, unit_end, numeral, read_bounds(numeral), unit)


def read_unit(text: str, at: int, end: int, numeral: str) -> tuple[Currency | Classifier | None, int]:
    """Return the currency or the classifier that counts a numeral ending at *at*, and where it ends."""
    if at >= end:
        return None, at
    begin = at
    if text[at] in " \n":
        # 500 元, and a line break between number and unit
        begin += 2 if text[at + 1 : at + 2] in (" ", "\n") else 1
        if begin >= end:
            return None, at
    table = units()
    if text[begin] in _LETTERS and begin + 1 < end:
        for row in table.get(text[begin + 1], ()):
            if isinstance(row, Currency) and text.startswith(row.word, begin + 1):
                return row, begin + 1 + len(row.word)
    for row in table.get(text[begin], ()):
        stop = begin + len(row.word)
        if stop <= end and text.startswith(row.word, begin) and _counts(text, row, begin, stop, end, numeral):
            return row, stop
    return None, at


def _is_weighed(text: str, at: int, start: int) -> bool:
    """Tell whether silver, gold or grain stands right before the number at *at*."""
    return _WEIGHED.search(text, max(start, at - MAX_WEIGHED), at) is not None


def _counts(text: str, row: Currency | Classifier, begin: int, stop: int, end: int, numeral: str) -> bool:
    """Tell whether the word at `[begin, stop)` is the unit *row* and not the head of another word."""
    if row.word in _OLD_UNITS and not _is_weighed(text, begin - len(numeral), 0):
        return False
    following = text[stop] if stop < end else ""
    if isinstance(row, Currency):
        if following in ("旦", "宵"):
            return False
        if row.word == "块":
            return _AFTER_KUAI.match(text, stop, end) is not None or text.startswith("人民币", stop)
        if row.not_before and following and following in row.not_before and len(numeral) == 1:
            return False
        if row.word == "元" and following == "店":
            return False
        if (
            row.word == "元"
            and len(numeral) == 1
            and not numeral.isdigit()
            and _HAN_CHARACTER.match(following)
        ):
            # 三元催化, 二元结构: a lone digit in words is money only before what speaks of money
            return following in _AFTER_YUAN
    elif row.barred is not None and row.barred.match(text, stop, end):
        return False
    if following.isascii() and following.isalnum() and row.word[-1].isascii() and row.word[-1].isalpha():
        return False
    return begin == stop or text[begin - 1] != "\n" or isinstance(row, Currency)
