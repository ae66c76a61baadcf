"""Finds every sum of money and every counted thing in clean text."""

from __future__ import annotations

import re
from decimal import Decimal

from attrs import evolve

from aidfacts.lexicon import cache
from aidfacts.lexicon.late import compile_late
from aidfacts.model.quantity import Amount, Modifier, Quantity
from aidfacts.model.span import Span
from aidfacts.quantity.bounds import Bounds, exact, hedge, read_bounds
from aidfacts.quantity.context import SUSPECT, is_barred, is_part_of_word, read_after, read_before
from aidfacts.quantity.count import counts_without_unit, is_article, is_each, read_half_after
from aidfacts.quantity.money import (
    GENERIC,
    MINOR_FIRST,
    TOTALS,
    guess_currency,
    is_gloss,
    is_small_change_word,
    read_prefix,
    read_small_change,
    read_suffix,
    resolve_currency,
    skip_total,
    suffix_first,
)
from aidfacts.quantity.numeral import last_place, read_numeral
from aidfacts.quantity.rates import read_rate_after, read_rate_before
from aidfacts.quantity.series import is_large, is_same, read_lower_end, read_spoken_pair, scale_like
from aidfacts.quantity.tables import (
    Classifier,
    Currency,
    classifiers,
    currencies_before,
    hedges_after,
    hedges_before,
)
from aidfacts.quantity.terms import ANCHOR, Term, pass_over, read_term, read_unit

Figure = Amount | Quantity

# takes 至 of 3至5万元, -¥ of ¥50-¥60; leaves 到 of 送到
_JOIN = compile_late(
    r" ?(?:-|－|–|—{1,2}|~|～|至|到) ?(?:人民币|[A-Z]{0,3}[$¥€£] ?)?(?=[\d一二两三四五六七八九十百千几数半])"
)
_LIST = compile_late(r" ?(?:、|和|及|与|以及|或) ?(?=[\d一二两三四五六七八九十百千])")
_JOINS = frozenset(" -－–—~～至到")
_SINGLE = frozenset("一二两三四五六七八九")
_BARE = frozenset("百千万亿佰仟")
_BIG = frozenset("万亿兆")
# takes 8 of 1米8, 三 of 五亩三分地; leaves 3万 of 5吨3万元
_GOES_ON = compile_late(r"[0-9一二三四五六七八九](?![0-9十百千万亿])")
_CONTAINERS = frozenset("箱盒包袋桶车捆筐提")  # 24瓶/箱 is a rate, 2台/套 is none
_SAID_ALONE = frozenset("百千万")
_SURNAMES = frozenset("伍陆叁柒捌玖壹贰肆")
_RANGE = Modifier.RANGE


def read_figures(
    text: str, start: int = 0, end: int | None = None, *, currency: str = "CNY"
) -> tuple[Figure, ...]:
    """
    Read every sum of money and every counted thing in `text[start:end]`.

    >>> [str(f.value) + (f.currency if isinstance(f, Amount) else f.unit) for f in
    ...  read_figures("锦澄集团捐款5万元,捐赠棉被300床,惠及60余人。")]
    ['50000CNY', '300床', '60人']

    *text* is clean: simplified, half-width, no glosses; *currency* is what a bare 元 is. For any other text there
    are `find_amounts` and `find_quantities`. Dates, times, ordinals, percentages and numbers inside names are no
    figures.

    Offsets: characters of *text*; figures are in order and do not overlap.
    Source: data/classifiers.tsv, data/currencies.tsv, data/hedges.tsv, data/periods.tsv; docs/numbers.md.
    """
    return Scanner(text, start, len(text) if end is None else end, currency).read()


class Scanner:
    """
    One walk over `text[start:end]`, from number to number.

    `assumed` is "" in running text; where the caller has said what a string is, "money" or "count": then nothing
    is kept out for the company it keeps, and a number without a unit is one. Without `counts` only money is read.
    """

    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        currency: str = "CNY",
        assumed: str = "",
        *,
        counts: bool = True,
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.currency = currency
        self.assumed = assumed
        self.counts = counts
        self.figures: list[Figure] = []
        self.before: Amount | None = None  # the figure before, if it is a sum
        self.reach = start  # up to where the text is read
        self.floor = start  # where the figure before ends: no words in front of a number reach back over it

    def read(self) -> tuple[Figure, ...]:
        """Return the figures in order."""
        search, text, end, figures = ANCHOR.search, self.text, self.end, self.figures
        at = self.start
        while True:
            found = search(text, at, end)
            if found is None:
                return tuple(figures)
            at = found.start()
            if not (text[at] <= "9" and self._read_plain(at)):
                self.reach = self._read_at(at)
            at = max(self.reach, found.end(), self.floor)

    def _read_plain(self, at: int) -> bool:
        """
        Read 37.5万元 or 300床 where nothing before or behind can change it; tell whether it was read.

        Most figures of a page are such. The long way says the same of them, in twice the time.
        """
        text = self.text
        found = _PLAIN.match(text, at, self.end)
        if found is None or self.assumed or at <= self.floor:
            return False
        numeral = found.group()
        before = text[at - 1]
        directions: tuple[Modifier, ...] = ()
        begin = at
        if before in hedges_before():
            directions, begin = read_before(text, at, self.floor)
            before = text[begin - 1] if begin > self.start else ""
        if before in _telling_before() or (before in SUSPECT and is_barred(text, at, self.start, numeral)):
            return False
        if before in TOTALS and read_prefix(text, skip_total(text, begin, self.floor), self.floor)[0]:
            return False
        unit, stop = read_unit(text, found.end(), self.end, numeral)
        if unit is None or (unit.word != "元" if isinstance(unit, Currency) else unit.kind == "measure"):
            return False
        if stop < self.end and text[stop] in _telling_after():
            return False
        bounds = read_bounds(numeral)
        if bounds is None:
            return False
        if isinstance(unit, Classifier):
            if self.counts:
                per, begin = read_rate_before(text, begin, self.floor)
                self._add_count(hedge(bounds, directions), unit.word, begin, stop, per)
            self.before, self.floor = None, stop
        else:
            if self.before is not None and text[self.floor] in "(（" and at - self.floor < 16:
                return False  # perhaps a gloss
            per, begin = read_rate_before(text, begin, self.floor)
            self._add_sum(hedge(bounds, directions), self.currency, per, begin, stop)
        self.reach = stop
        return True

    def _read_at(self, at: int) -> int:
        """Read what begins at *at*; return where to go on."""
        text = self.text
        if not self.assumed:
            stop = pass_over(text, at, self.start, self.end, self.counts)
            if stop > at:
                return stop
        term = read_term(text, at, self.start, self.end)
        if term is None:
            return at + 1
        if term.unit is None:
            terms, ranged = self._read_series(term)
        else:
            terms, ranged = self._read_second(term)
        if len(terms) == 1:
            self._emit(term, term.bounds, term.unit)
        elif ranged:
            self._emit_range(terms[0], terms[-1])
        else:
            self._emit_list(terms)
        return terms[-1].end

    def _read_second(self, term: Term) -> tuple[list[Term], bool]:
        """Read the upper end of 3万元至5万元."""
        if self.text[term.end : term.end + 1] not in _JOINS:
            return [term], False
        link = _JOIN.match(self.text, term.end, self.end)
        if link is None:
            return [term], False
        other = read_term(self.text, link.end(), self.start, self.end)
        if other is None or term.unit is None:
            return [term], False
        if other.unit is None and isinstance(term.unit, Currency) and other.numeral[-1] in _BIG:
            other = evolve(other, unit=term.unit)  # 3万元至5万
        if other.unit is None or not is_same(term.unit, other.unit):
            return [term], False
        return [term, other], True

    def _read_series(self, term: Term) -> tuple[list[Term], bool]:
        """Read the numbers in a row or a range with *term*, up to the one that has the unit for all."""
        text, end = self.text, self.end
        link = _JOIN.match(text, term.end, end)
        if link is not None:
            other = read_term(text, link.end(), self.start, end)
            if other is not None and (
                other.unit is not None
                or self.assumed
                or is_large(other)
                or read_prefix(text, term.start, self.start)[0]
            ):
                return [term, other], True
            return [term], False
        terms = [term]
        while terms[-1].unit is None and len(terms) < 16:
            link = _LIST.match(text, terms[-1].end, end)
            other = read_term(text, link.end(), self.start, end) if link else None
            if other is None or link is None or other.start != link.end():
                break
            if link.group().strip() in ("和", "与") and text.startswith("之间", other.end):
                return [*terms[:-1], term, other], len(terms) == 1
            terms.append(other)
        if terms[-1].unit is None and not is_large(terms[-1]):
            return [term], False
        if (
            len(terms) > 1
            and self._is_enumerator(term)
            and not (len(terms) == 2 and read_spoken_pair(term, terms[1]))
        ):
            # 1、5万元: the 1 counts lines
            return [evolve(term, bounds=None), *terms[1:]], False
        return terms, False

    def _is_enumerator(self, term: Term) -> bool:
        before = self.text[term.start - 1] if term.start > self.start else "\n"
        small = term.bounds is not None and term.bounds.value is not None and term.bounds.value <= 30
        if term.numeral in _SINGLE and before != "\n":
            return False
        return before in "\n。;" and small and self.text[term.end : term.end + 1] == "、"

    def _emit_list(self, terms: list[Term]) -> None:
        """Emit 100、50、30万元: all of them sums of 万元."""
        first, last = terms[0], terms[-1]
        if len(terms) == 2 and first.bounds is not None and self.text[first.end] == "、":
            pair = read_spoken_pair(first, last)
            if pair is not None:
                self._emit(evolve(last, start=first.start), pair, last.unit)
                return
        for term in terms:
            bounds = term.bounds if term is last else scale_like(term, last)
            self._emit(term, bounds, last.unit)

    def _emit_range(self, first: Term, last: Term) -> None:
        low, high = read_lower_end(first, last), last.bounds
        if low is None or high is None:
            return
        if first.unit is not None and isinstance(first.unit, Currency):
            low = low.times(first.unit.scale)
        bottom = low.low
        top = high.high if high.value is None or high.modifier is Modifier.OVER else high.value
        if bottom is None or top is None:
            return
        scale = last.unit.scale if isinstance(last.unit, Currency) and first.unit is not None else Decimal(1)
        if not bottom < top * scale:
            return
        if scale != 1:
            bottom = bottom / scale
        self._emit(
            evolve(last, start=first.start, numeral=first.numeral),
            Bounds(None, bottom, top, _RANGE),
            last.unit,
        )

    def _emit(self, term: Term, bounds: Bounds | None, unit: Currency | Classifier | None) -> None:
        """Add the figure that *term* is, if it is one."""
        text = self.text
        if bounds is None:
            return
        if unit is None:
            if not self.assumed and self._is_out_of_reach(term):
                return
        elif not self.counts and isinstance(unit, Classifier):
            self.before, self.floor = None, term.end
            return
        if is_barred(text, term.start, self.start, term.numeral):
            return
        start = self.floor
        if not self.assumed and is_part_of_word(text, term.start):
            return
        begin, sign = self._read_sign(term.start)
        prefix, begin = read_prefix(text, begin, start)
        directions, begin = read_before(text, begin, start)
        if prefix is None and begin > start and (directions or text[begin - 1] in TOTALS):
            prefix, place = read_prefix(text, skip_total(text, begin, start), start)
            if prefix is not None:
                begin = place
                more, begin = read_before(text, begin, start)
                directions += more
        if sign:
            if bounds.modifier is not Modifier.EXACT or bounds.value is None or directions:
                return
            bounds = exact(-bounds.value)
        if unit is None and prefix is None:
            self._emit_bare(term, bounds, begin, directions)
        elif isinstance(unit, Classifier):
            if prefix is None or prefix.word.isascii():
                # AED3台: three machines, no dirham
                self._emit_count(term, bounds, unit, begin if prefix is None else term.start, directions)
        elif term.numeral not in _BARE or directions or self.assumed:
            # 万元, 百元, 亿元 alone name a size (百元店)
            self._emit_money(term, bounds, unit, prefix, begin, directions)

    def _is_out_of_reach(self, term: Term) -> bool:
        """Tell at a glance that a number without a unit is no figure: most numbers of a text are such."""
        numeral = term.numeral
        if "万" in numeral or "亿" in numeral or (self.counts and numeral[0].isdigit()):
            return False
        before = self.text[term.start - 1] if term.start > self.start else ""
        return before not in currencies_before() and before not in hedges_before() and before not in " :)"

    def _read_sign(self, at: int) -> tuple[int, bool]:
        """Read 负 or a minus; a dash behind a word is none (张三-500元)."""
        text, start = self.text, self.start
        before = text[at - 1] if at > start else ""
        if before == "负" and (at - 2 < start or text[at - 2] not in "欠背抱胜担肩辜亏自"):
            return at - 1, True
        if before and before in "-−" and (at - 2 < start or text[at - 2] in " \n([:,"):
            return at - 1, True
        return at, False

    def _emit_bare(self, term: Term, bounds: Bounds, begin: int, directions: tuple[Modifier, ...]) -> None:
        """Emit a number with neither unit nor currency, where what stands around it tells what it counts."""
        text, start, end = self.text, self.start, self.end
        guess = (
            "元"
            if self.assumed == "money"
            else guess_currency(text, begin, term.end, term.numeral, start, end, self.before)
        )
        if guess is not None:
            code = self.currency if guess == "元" else guess
            self._add_money(term, bounds, code, begin, term.end, directions)
        elif self.assumed == "count" or (self.counts and counts_without_unit(text, begin, term, start, end)):
            after, stop, _ = read_after(text, term.end, end, money=False)
            self._add_count(hedge(bounds, directions + after), None, begin, stop, None)

    def _emit_money(
        self,
        term: Term,
        bounds: Bounds,
        unit: Currency | None,
        prefix: Currency | None,
        begin: int,
        directions: tuple[Modifier, ...],
    ) -> None:
        text, end = self.text, self.end
        stop = term.end
        code = prefix.code if prefix is not None else self.currency
        if unit is not None:
            if unit.word not in GENERIC:
                resolved = resolve_currency(text, term.start, self.start, unit)
                if resolved is None:
                    return  # 500比索: eight countries have one
                if prefix is not None and prefix.code != resolved:
                    return  # 人民币3万美元: one of the two is wrong
                code = resolved
            if (
                not self.assumed
                and unit.scale != 1
                and not is_small_change_word(text, term, begin, self.start, end)
            ):
                return
            if unit.scale == 1:
                bounds, stop = read_small_change(text, stop, end, bounds, unit.word, code)
            else:
                bounds = bounds.times(unit.scale)
                stop, bounds = self._read_fen(unit, stop, bounds)
        suffix, suffix_stop = read_suffix(text, stop, end)
        if suffix is not None:
            if suffix.code != code and (
                prefix is not None or (unit is not None and unit.word not in GENERIC)
            ):
                return
            code, stop = suffix.code, suffix_stop
        self._add_money(term, bounds, code, begin, stop, directions)

    def _read_fen(self, unit: Currency, stop: int, bounds: Bounds) -> tuple[int, Bounds]:
        """Read 五分 behind 九角."""
        if unit.word not in ("角", "毛") or bounds.value is None or bounds.modifier is not Modifier.EXACT:
            return stop, bounds
        found = re.compile(r"([一二三四五六七八九两\d])(?:分钱?|(?=[,。;、!?)\s]|$))").match(
            self.text, stop, self.end
        )
        fen = read_numeral(found.group(1)) if found else None
        if found is None or fen is None:
            return stop, bounds
        return found.end(), exact(bounds.value + fen / 100)

    def _add_money(
        self, term: Term, bounds: Bounds, code: str, begin: int, stop: int, directions: tuple[Modifier, ...]
    ) -> None:
        text, end = self.text, self.end
        after, stop, opened = read_after(text, stop, end, money=True)
        if opened and bounds.modifier is Modifier.EXACT:
            bounds = _open(bounds)
        bounds = hedge(bounds, directions + after)
        if is_gloss(text, begin, term.start, self.before, code, bounds.value):
            return
        per, stop = read_rate_after(text, stop, end)
        if per is None:
            per, begin = read_rate_before(text, begin, self.floor)
        self._add_sum(bounds, code, per, begin, stop)

    def _add_sum(self, bounds: Bounds, code: str, per: str | None, begin: int, stop: int) -> None:
        text = self.text
        self.before = Amount(
            bounds.value,
            bounds.low,
            bounds.high,
            bounds.modifier,
            code,
            per,
            text[begin:stop],
            Span(begin, stop),
        )
        self.floor = stop
        self.figures.append(self.before)

    def _emit_count(
        self, term: Term, bounds: Bounds, unit: Classifier, begin: int, directions: tuple[Modifier, ...]
    ) -> None:
        text, end, numeral = self.text, self.end, term.numeral
        per: str | None = None
        if not self.assumed:
            if numeral == "一":
                per = is_each(text, term.start, self.start)
                if per is None and is_article(text, term.start, self.start, unit):
                    return
            elif numeral in _BARE and not directions and not (unit.bare and numeral in _SAID_ALONE):
                return
            elif numeral in _SURNAMES or (numeral == "万" and unit.word == "家" and not directions):
                return  # 陆栋 is somebody, 万家 is everybody
        if unit.kind == "measure" and _GOES_ON.match(text, term.end, end):
            return  # 1米8, 五亩三分: the number goes on behind the unit
        bounds, stop = read_half_after(text, term.end, end, bounds)
        after, stop, opened = read_after(text, stop, end, money=False, measure=unit.kind == "measure")
        if opened and bounds.modifier is Modifier.EXACT:
            bounds = (
                _open(bounds)
                if numeral != "半"
                else Bounds(bounds.value, bounds.low, Decimal(1), Modifier.OVER)
            )
        bounds = hedge(bounds, directions + after)
        if per is not None:
            # 一人一桶 says what each gets; the first of the two counts nobody
            if self.figures and self.figures[-1].span.end == term.start:
                self.figures.pop()
            begin = term.start - 2
        else:
            per, stop = read_rate_after(text, stop, end)
            if per is not None and per.startswith("item") and text[stop - 1] not in _CONTAINERS:
                per = None  # 2台/套: a second word for the same things
            if per is None:
                per, begin = read_rate_before(text, begin, self.floor)
        self._add_count(bounds, _without_size(unit.word), begin, stop, per)

    def _add_count(self, bounds: Bounds, unit: str | None, begin: int, stop: int, per: str | None) -> None:
        self.before, self.floor = None, stop
        self.figures.append(
            Quantity(
                bounds.value,
                bounds.low,
                bounds.high,
                bounds.modifier,
                unit,
                self.text[begin:stop],
                Span(begin, stop),
                per,
            )
        )


# takes 500, 12,000, 37.5万, 370多万, 60余; whether something around them changes them is asked apart
_PLAIN = compile_late(
    r"(?:[1-9]\d{0,2}(?:,\d{3})+|(?:[1-9]\d{0,8}|0)(?:\.\d{1,6})?)(?:[多余]?[万亿]|[万亿]?[多余])?"
)


@cache
def _telling_before() -> frozenset[str]:
    return frozenset(hedges_before()) | frozenset(currencies_before()) | frozenset("负-− :)")


@cache
def _telling_after() -> frozenset[str]:
    return (
        frozenset(hedges_after())
        | suffix_first()
        | MINOR_FIRST
        | _JOINS
        | frozenset("/每·多余旦宵店整半一人亿来")
    )


def _without_size(unit: str) -> str:
    """Return what is counted by without how big it is: 两大箱 are counted by 箱."""
    return unit[1:] if unit[0] in "大小整" and unit[1:] in classifiers() else unit


def _open(bounds: Bounds) -> Bounds:
    """Open the last place: 5吨多 is 5 to 6."""
    if not bounds.value:
        return bounds
    return Bounds(bounds.value, bounds.value, bounds.value + last_place(bounds.value), Modifier.OVER)
