"""Finds every sum of money and every counted thing in clean text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from attrs import evolve, frozen

from aidfacts.model.quantity import Amount, Modifier, Quantity
from aidfacts.model.span import Span
from aidfacts.quantity.bounds import Bounds, exact, hedge, read_bounds
from aidfacts.quantity.context import (
    is_barred,
    is_money_without_unit,
    is_part_of_word,
    read_after,
    read_before,
    read_rate_after,
    read_rate_before,
)
from aidfacts.quantity.numeral import canonical, read_numeral
from aidfacts.quantity.tables import Classifier, Currency, currencies_before, units

Figure = Amount | Quantity

_HAN = "零〇一二三四五六七八九十百千万亿两俩仨廿卅卌壹贰貳叁肆伍陆陸柒捌玖拾佰仟萬億兩"
_UNIT = "[十百千万亿兆拾佰仟萬億]"
# takes 3, 三, 几; leaves 上 and 数, which are looked for to the left of a unit
_ANCHOR = re.compile(f"[0-9{_HAN}几幾半]")
_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: \d{3})+(?=(?:\.\d+)? ?元)(?:\.\d+)?|\d+(?: ?\.\d+)?"
# takes 3万5千, 37 .5 万, 3.5千万, 二十几万, 3万余, 三点五万; leaves 多 of 3台多功能机
_RUN = re.compile(
    rf"(?:(?:{_ARABIC})(?:[ \n]{{1,2}}(?={_UNIT}))?|(?<=[万亿]) (?=\d+(?:\.\d+)?[十百千万])|[{_HAN}几幾兆]"
    rf"|点(?=[零一二三四五六七八九])|[多余来餘來](?={_UNIT})|个(?=[多来余]?亿)|(?<=[多余来])个(?=亿))+[多余来餘來]?"
)
_FIXED = re.compile("成百上千|成千上[百万]|成千累万|上百上千|千千万万|数以(?:百|千|万|十万|百万|千万|亿)计")
_JOIN = re.compile(r" ?(?:-|－|–|—{1,2}|~|～|至|到) ?")
_LIST = re.compile(r" ?(?:、|和|及|与|以及|或) ?")
_GAP = re.compile(r"[ \n]{0,2}")
_LETTERS = {"k": Decimal(1000), "K": Decimal(1000), "w": Decimal(10000), "W": Decimal(10000)}
# 三块三, 五元二角, 三块二毛五; leaves 三块5公斤
_C = r"(?:[一二三四五六七八九两]|\d)"
_MINOR = re.compile(
    rf"零?(?:(?P<jiao>{_C})[角毛](?:钱|(?P<fen>{_C})(?:分钱?)?)?|(?P<fen2>{_C})分钱?)"
    rf"|(?P<bare>{_C})(?=$|[,。;、!?)\s]|钱)钱?"
)
_SINGLE = frozenset("一二三四五六七八九十两俩仨壹贰叁肆伍陆柒捌玖拾")
_BARE = frozenset("百千万亿佰仟萬億")
_NOT_ONE = frozenset("统唯同专单逐之第其周期初高大另任每某这那哪整归合惟独划如万不")
# 网上百名读者: 上 belongs to what stands before
_NOT_UP = frozenset(
    "以网路会线晚早身船车山台场桌街市史际加马岸地海江河湖陆空天手头脸嘴心社世事实表基本总体堂节床"
)
_NOT_SOME = frozenset("人次件户总多少系指参倍岁基无分位半个")
_HALF_BAR = re.compile("月|小时|年|天|钟|世纪|学|星期|日|夜|程|径|价|成|导|岛|空|数|壁|途|边|路|场|封|信")
_NOT_HALF = frozenset("大多一前后上下夜过对各月小半参")
_MINOR_CODES = frozenset({"CNY", "HKD", "TWD", "MOP", "USD", "SGD"})


@frozen
class _Term:
    """A numeral with what follows it: `unit` None where nothing that counts does."""

    start: int
    stop: int  # where the numeral ends
    end: int  # where the unit ends
    numeral: str
    bounds: Bounds | None
    unit: Currency | Classifier | None


def read_figures(text: str, start: int = 0, end: int | None = None) -> tuple[Figure, ...]:
    """
    Read every sum of money and every counted thing in `text[start:end]`.

    >>> [str(f.value) + (f.currency if isinstance(f, Amount) else f.unit) for f in
    ...  read_figures("锦澄集团捐款5万元,捐赠棉被300床,惠及60余人。")]
    ['50000CNY', '300床', '60人']

    *text* is clean: simplified, half-width, no glosses. For any other text there are `find_amounts` and
    `find_quantities`. Dates, times, ordinals, percentages and numbers inside names are no figures.

    Offsets: characters of *text*; figures are in order and do not overlap.
    Source: data/classifiers.tsv, data/currencies.tsv, data/hedges.tsv, data/periods.tsv; docs/numbers.md.
    """
    stop = len(text) if end is None else end
    search = _ANCHOR.search
    figures: list[Figure] = []
    at = start
    while True:
        found = search(text, at, stop)
        if found is None:
            return tuple(figures)
        at = _read_at(text, found.start(), start, stop, figures)
        if figures and figures[-1].span.end > at:
            at = figures[-1].span.end


def _read_at(text: str, at: int, start: int, end: int, figures: list[Figure]) -> int:
    """Read what begins at *at* onto *figures*; return where to go on."""
    term = _read_term(text, at, start, end)
    if term is None:
        return at + 1
    terms = [term]
    if term.end == term.stop:
        # No unit: it may stand behind the last number of a range or a list.
        terms = _read_series(text, term, start, end)
        if terms[-1].unit is None and len(terms) > 1:
            terms = terms[:1]
    else:
        joined = _JOIN.match(text, term.end, end)
        if joined:
            other = _read_term(text, joined.end(), start, end)
            if other and other.unit and isinstance(other.unit, Currency) == isinstance(term.unit, Currency):
                terms.append(other)
    if len(terms) == 1:
        _emit(text, term, term.bounds, start, end, figures)
        return max(term.end, at + 1)
    return _read_joined(text, terms, start, end, figures)


def _read_series(text: str, term: _Term, start: int, end: int) -> list[_Term]:
    """Read the numbers that stand in a row with *term*, up to one with a unit."""
    terms = [term]
    while terms[-1].unit is None and len(terms) < 12:
        last = terms[-1]
        link = _JOIN.match(text, last.end, end) if len(terms) == 1 else None
        link = link or _LIST.match(text, last.end, end)
        if link is None or (len(terms) > 1 and _JOIN.match(text, terms[0].end, end)):
            break
        after = _read_term(text, link.end(), start, end)
        if after is None or after.start != link.end():
            break
        terms.append(after)
    return terms


def _read_joined(text: str, terms: list[_Term], start: int, end: int, figures: list[Figure]) -> int:
    first, last = terms[0], terms[-1]
    stop = last.end
    link = text[first.end : terms[1].start].strip()
    if first.unit is not None and last.unit is not None and first.unit.word != last.unit.word:
        same = (
            isinstance(first.unit, Currency)
            and isinstance(last.unit, Currency)
            and first.unit.code == last.unit.code
        )
        if not same:
            for term in terms:
                _emit(text, term, term.bounds, start, end, figures)
            return stop
    if link in ("、", "和", "及", "与", "以及", "或"):
        pair = _spoken_pair(first, last) if link == "、" and len(terms) == 2 else None
        if pair is not None:
            _emit(text, evolve(last, start=first.start), pair, start, end, figures)
            return stop
        for term in terms:
            bounds = _scale_like(term, last) if term is not last else term.bounds
            _emit(text, term, bounds, start, end, figures, unit=last.unit)
        return stop
    low, high = _range_low(first, last), last.bounds
    if low is None or high is None:
        return stop
    bottom, top = low.low, high.high if high.value is None else high.value
    if bottom is None or top is None or not bottom < top:
        return stop
    bounds = Bounds(None, bottom, top, Modifier.RANGE)
    _emit(text, evolve(last, start=first.start), bounds, start, end, figures, numeral_start=first)
    return stop


def _spoken_pair(first: _Term, last: _Term) -> Bounds | None:
    """Read 三、四十人 and 两、三万元 as ranges; a list of numbers is longer or in figures."""
    if len(first.numeral) != 1 or first.numeral not in _SINGLE or last.numeral[0] not in _SINGLE:
        return None
    bounds = read_bounds(first.numeral + last.numeral)
    return bounds if bounds is not None and bounds.modifier is Modifier.RANGE else None


_MAGNITUDE = re.compile(r"(.*?[^十百千万亿兆])([百千万亿兆]*[万亿兆])")


def _magnitude(term: _Term) -> tuple[Decimal, Decimal] | None:
    """Return number and magnitude of 30万: (30, 10000)."""
    found = _MAGNITUDE.fullmatch(canonical(term.numeral).rstrip("多余来"))
    if found is None:
        return None
    number, scale = read_numeral(found.group(1)), read_numeral(found.group(2))
    return (number, scale) if number is not None and scale is not None else None


def _is_plain(term: _Term) -> bool:
    return term.unit is None and not any(c in "万亿兆萬億" for c in term.numeral)


def _scale_like(term: _Term, last: _Term) -> Bounds | None:
    """Give a number of a list the magnitude of its last one: 100、50、30万元."""
    if term.bounds is None or not _is_plain(term):
        return term.bounds
    scaled = _magnitude(last)
    if scaled is None:
        return term.bounds
    number, scale = scaled
    if term.bounds.value is None or term.bounds.value >= 1000 > number:
        # 8000、2万元: as likely 8000 yuan as 8000万
        return None
    return term.bounds.times(scale)


def _range_low(first: _Term, last: _Term) -> Bounds | None:
    """Return the lower end of a range, with the magnitude of the upper one where it is shared (3至5万)."""
    if first.bounds is None or last.bounds is None or not _is_plain(first):
        return first.bounds
    scaled = _magnitude(last)
    low = first.bounds.low
    if scaled is None or low is None:
        return first.bounds
    number, scale = scaled
    return first.bounds.times(scale) if low < number else first.bounds


def _read_term(text: str, at: int, start: int, end: int) -> _Term | None:
    """Read a numeral at *at* with the unit behind it, None where no numeral stands."""
    if text[at] == "半":
        return _read_half(text, at, start, end)
    fixed = None
    if at > start and text[at - 1] in "成上数以":
        for back in (1, 2):
            fixed = fixed or (_FIXED.match(text, at - back, end) if at - back >= start else None)
    run = fixed or _RUN.match(text, at, end)
    if run is None:
        return None
    begin, stop = run.start(), run.end()
    numeral = run.group()
    if fixed is None and begin > start and numeral[0] in "百千万亿十佰仟萬億":
        before = text[begin - 1]
        if (before == "上" and not (begin - 1 > start and text[begin - 2] in _NOT_UP)) or (
            before in "数數" and not (begin - 1 > start and text[begin - 2] in _NOT_SOME)
        ):
            begin -= 1
            numeral = ("上" if before == "上" else "数") + numeral
    bounds = read_bounds(numeral)
    unit, unit_end = _read_unit(text, stop, end, numeral)
    if unit is None and numeral[-1] in "多余来餘來":
        # 3万余款: the last character belongs to what follows
        again = _read_unit(text, stop - 1, end, numeral[:-1])
        if again[0] is not None:
            unit, unit_end = again
            stop -= 1
            numeral = numeral[:-1]
            bounds = read_bounds(numeral)
    if unit is not None and text[stop : stop + 1] in _LETTERS and bounds is not None:
        bounds = bounds.times(_LETTERS[text[stop]])
    return _Term(begin, stop, unit_end, numeral, bounds, unit)


def _read_half(text: str, at: int, start: int, end: int) -> _Term | None:
    if at > start and text[at - 1] in _NOT_HALF:
        return None
    stop = at + 1
    numeral = "半"
    if text.startswith("个亿", stop):
        stop, numeral = at + 3, "半个亿"
    unit, unit_end = _read_unit(text, stop, end, numeral)
    if unit is None and len(numeral) == 1:
        return None
    return _Term(at, stop, unit_end, numeral, read_bounds(numeral), unit)


def _read_unit(text: str, at: int, end: int, numeral: str) -> tuple[Currency | Classifier | None, int]:
    """Read the currency or the classifier behind a numeral that ends at *at*."""
    table = units()
    for gap in (at, _GAP.match(text, at, end).end()):  # type: ignore[union-attr]
        if gap >= end:
            break
        if text[gap] in _LETTERS and gap + 1 < end:
            for row in table.get(text[gap + 1], ()):
                if isinstance(row, Currency) and text.startswith(row.word, gap + 1):
                    return row, gap + 1 + len(row.word)
        for row in table.get(text[gap], ()):
            word_end = gap + len(row.word)
            if word_end > end or not text.startswith(row.word, gap):
                continue
            if isinstance(row, Currency):
                if text[word_end : word_end + 1] in ("旦", "宵"):
                    continue
                if (
                    row.not_before
                    and len(numeral) == 1
                    and text[word_end : word_end + 1] in row.not_before
                    and word_end < end
                ):
                    continue
            elif row.barred is not None and row.barred.match(text, word_end):
                continue
            if row.word[-1].isascii() and row.word[-1].isalpha():
                following = text[word_end : word_end + 1]
                if following.isascii() and following.isalnum():
                    continue
            return row, word_end
        if gap == at and text[at] not in " \n":
            break
    return None, at


def _emit(
    text: str,
    term: _Term,
    bounds: Bounds | None,
    start: int,
    end: int,
    figures: list[Figure],
    *,
    unit: Currency | Classifier | None = None,
    numeral_start: _Term | None = None,
) -> None:
    """Add the figure that *term* is, if it is one."""
    if bounds is None:
        return
    unit = unit or term.unit
    begin = term.start
    if is_barred(text, begin, start, term.numeral):
        return
    prefix, begin = _read_prefix(text, begin, start)
    directions, begin = read_before(text, begin, start)
    if prefix is None:
        prefix, begin = _read_prefix(text, begin, start)
        if prefix is not None:
            more, begin = read_before(text, begin, start)
            directions += more
    stop = term.end
    if isinstance(unit, Classifier):
        if prefix is not None:
            return
        _emit_count(text, term, bounds, unit, begin, directions, start, end, figures)
        return
    if unit is None:
        if prefix is None:
            code = is_money_without_unit(text, term.start, begin, stop, term.numeral, start, end, figures)
            if code is None:
                return
        else:
            code = prefix.code
    else:
        code = unit.code
        if prefix is not None and prefix.code != code:
            if unit.word not in ("元", "块", "圆", "块钱", "元钱", "角", "毛", "角钱", "毛钱"):
                return  # 人民币3万美元: one of the two is wrong
            code = prefix.code
        bounds = bounds.times(unit.scale) if unit.scale != 1 else bounds
    if unit is not None:
        if is_part_of_word(text, term.start, stop, term.numeral, unit.word):
            return
        if not _stands_alone(term.numeral, directions, unit.word):
            return
        if code in _MINOR_CODES and unit.scale == 1 and bounds.modifier is Modifier.EXACT:
            bounds, stop = _read_minor(text, stop, end, bounds, unit.word)
        suffix, stop = _read_suffix(text, stop, end)
        if suffix is not None and suffix.code != code:
            if unit.word not in ("元", "块", "圆"):
                return
            code = suffix.code
    after, stop, opened = read_after(text, stop, end, money=True)
    if opened and bounds.modifier is Modifier.EXACT and bounds.value is not None:
        bounds = _open(bounds)
    suffix, stop = _read_suffix(text, stop, end)
    if suffix is not None:
        code = suffix.code
    bounds = hedge(bounds, directions + after)
    per, stop = read_rate_after(text, stop, end)
    if per is None:
        per, begin = read_rate_before(text, begin, start)
    if _is_gloss(text, begin, figures, code):
        return
    span = Span(begin, stop)
    figures.append(
        Amount(
            bounds.value,
            bounds.low,
            bounds.high,
            bounds.modifier,
            code,
            per,
            text[begin:stop],
            span,
        )
    )


def _emit_count(
    text: str,
    term: _Term,
    bounds: Bounds,
    unit: Classifier,
    begin: int,
    directions: tuple[Modifier, ...],
    start: int,
    end: int,
    figures: list[Figure],
) -> None:
    numeral, stop = term.numeral, term.end
    if is_part_of_word(text, term.start, stop, numeral, unit.word):
        return
    if numeral == "一" and (not unit.one or (term.start > start and text[term.start - 1] in _NOT_ONE)):
        return
    if numeral in _BARE and not directions and not unit.bare:
        return
    if numeral in ("万", "亿") and not directions:
        return
    if text[stop : stop + 1] == "半" and not _HALF_BAR.match(text, stop + 1) and bounds.value is not None:
        bounds, stop = exact(bounds.value + Decimal("0.5")), stop + 1
    after, stop, opened = read_after(text, stop, end, money=False, measure=unit.kind == "measure")
    if opened and bounds.modifier is Modifier.EXACT:
        bounds = _open(bounds)
    bounds = hedge(bounds, directions + after)
    per, stop = read_rate_after(text, stop, end)
    if per is None:
        per, begin = read_rate_before(text, begin, start)
    figures.append(
        Quantity(
            bounds.value,
            bounds.low,
            bounds.high,
            bounds.modifier,
            unit.word,
            text[begin:stop],
            Span(begin, stop),
            per,
        )
    )


def _open(bounds: Bounds) -> Bounds:
    from aidfacts.quantity.numeral import last_place

    assert bounds.value is not None
    if not bounds.value:
        return bounds
    return Bounds(bounds.value, bounds.value, bounds.value + last_place(bounds.value), Modifier.OVER)


def _stands_alone(numeral: str, directions: tuple[Modifier, ...], word: str) -> bool:
    # 万元, 百元, 亿元 alone name a size (百元店), 近万元 and 百万元 are sums
    return numeral not in _BARE or bool(directions)


def _read_prefix(text: str, at: int, start: int) -> tuple[Currency | None, int]:
    """Read a currency that ends right before *at*."""
    stop = at
    while stop > start and text[stop - 1] == " " and at - stop < 2:
        stop -= 1
    if stop <= start:
        return None, at
    for row in currencies_before().get(text[stop - 1], ()):
        begin = stop - len(row.word)
        if begin >= start and text.startswith(row.word, begin):
            if row.word[0].isascii() and row.word[0].isalpha() and begin > start:
                before = text[begin - 1]
                if before.isascii() and before.isalpha():
                    continue
            if begin > start and text[begin - 1] in "万亿0123456789" and not row.word[0].isascii():
                # 5万美元3人: the word belongs to the number before it
                continue
            return row, begin
    return None, at


def _read_suffix(text: str, at: int, end: int) -> tuple[Currency | None, int]:
    """Read 人民币 in 300万元人民币 and 300万元(人民币)."""
    begin = at
    if begin < end and text[begin] == " ":
        begin += 1
    bracket = text[begin : begin + 1] in ("(", "（")
    if bracket:
        begin += 1
    for row in units().get(text[begin : begin + 1], ()) if begin < end else ():
        stop = begin + len(row.word)
        if not isinstance(row, Currency) or not row.before or not text.startswith(row.word, begin):
            continue
        if bracket:
            if text[stop : stop + 1] not in (")", "）"):
                continue
            stop += 1
        elif text[stop : stop + 1].isdigit() or text[stop : stop + 1] in tuple("一二三四五六七八九十约近"):
            continue
        return row, stop
    return None, at


def _read_minor(text: str, at: int, end: int, bounds: Bounds, word: str) -> tuple[Bounds, int]:
    """Read 二角五分 behind 三元, and the 三 of 三块三."""
    found = _MINOR.match(text, at, end)
    if found is None or bounds.value is None:
        return bounds, at
    digits = {name: read_numeral(part) for name, part in found.groupdict().items() if part}
    if "bare" in digits and word not in ("块", "蚊"):
        return bounds, at
    jiao = digits.get("jiao") or digits.get("bare") or Decimal(0)
    fen = digits.get("fen") or digits.get("fen2") or Decimal(0)
    return exact(bounds.value + jiao / 10 + fen / 100), found.end()


_GLOSS = re.compile(r"[(（][^()（）0-9]{0,12}$")


def _is_gloss(text: str, begin: int, figures: list[Figure], code: str) -> bool:
    """Tell whether a sum in brackets says the sum before it once more (60万元(约合9万美元))."""
    if not figures or not isinstance(figures[-1], Amount):
        return False
    before = figures[-1]
    between = text[before.span.end : begin]
    if not _GLOSS.fullmatch(between):
        return False
    return before.currency != code or any(c in text[before.span.end : begin + 2] for c in "合折即")


@cache
def warm() -> None:
    """Read the tables now, so that the first call is as fast as the next."""
    units(), currencies_before()
