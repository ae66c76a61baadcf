"""Reads a numeral with its openers (多, 余, 来, 几, 数, 上) into a value with bounds, and applies hedges."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from attrs import evolve, frozen

from aidfacts.lexicon.late import compile_late
from aidfacts.model.quantity import Modifier
from aidfacts.quantity.numeral import canonical, last_place, read_numeral, trim

ABOUT, AT_LEAST, AT_MOST, EXACT, OVER, RANGE = (
    Modifier.ABOUT,
    Modifier.AT_LEAST,
    Modifier.AT_MOST,
    Modifier.EXACT,
    Modifier.OVER,
    Modifier.RANGE,
)


@frozen
class Bounds:
    """The numeric part of a quantity: `value` as said, `low` and `high` closed bounds, None where open."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier

    def times(self, factor: Decimal) -> Bounds:
        """Return the bounds in units that are *factor* times smaller."""
        value, low, high = (
            None if part is None else trim(part * factor) for part in (self.value, self.low, self.high)
        )
        return Bounds(value, low, high, self.modifier)


def exact(value: Decimal) -> Bounds:
    """Return the bounds of a number said without any hedge."""
    return Bounds(value, value, value, EXACT)


# Two digits side by side that mean "from … to …": 三四十, 两三百, 三五万, 三两个. 九十 is none.
_PAIRS = "|".join(
    ["一二", "一两", "两三", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九", "三两"]
)
_D = "零一二三四五六七八九两"
_PAIR = compile_late(rf"(?<![{_D}\d点.])({_PAIRS})(?![{_D}\d点.])")
_VAGUE_HEAD = compile_late(r"([几数])([十百千万亿兆]*)[多余]?")
_FLOOR = compile_late(r"上([十百千万亿]+)[多余]?")
_SOME = compile_late(r"(.+)几([十百千万亿兆]*)[多余]?")
_TENS = compile_late(r"\d*[1-9]0")
_BARE_UNITS = compile_late(r"[十百千万亿兆]+")
_FIXED = {  # number words that are no numeral; unbounded above
    "成百上千": Decimal(100),
    "成千上百": Decimal(100),
    "成千上万": Decimal(1000),
    "成千累万": Decimal(1000),
    "上百上千": Decimal(100),
    "千千万万": Decimal(10**4),
    "数以百计": Decimal(100),
    "数以千计": Decimal(1000),
    "数以万计": Decimal(10**4),
    "数以十万计": Decimal(10**5),
    "数以百万计": Decimal(10**6),
    "数以千万计": Decimal(10**7),
    "数以亿计": Decimal(10**8),
}


@lru_cache(maxsize=16384)
def read_bounds(numeral: str) -> Bounds | None:
    """
    Read a numeral with its openers; None where it cannot be read safely.

    >>> bounds = read_bounds("370多万")
    >>> str(bounds.low), str(bounds.high), bounds.modifier.value
    ('3700000', '3800000', 'over')
    >>> bounds = read_bounds("三五万")
    >>> str(bounds.low), str(bounds.high), bounds.modifier.value
    ('30000', '50000', 'range')
    """
    if numeral in _FIXED:
        return Bounds(None, _FIXED[numeral], None, AT_LEAST)
    text = canonical(numeral).replace("个", "")
    head = text[:1]
    if head == "半":
        half = Decimal("0.5")
        if len(text) == 1:
            return exact(half)
        scale = read_numeral(text[1:])
        return exact(trim(half * scale)) if scale is not None and text[1:] in ("亿", "万") else None
    if head in "几数":
        found = _VAGUE_HEAD.fullmatch(text)
        return _vague(found.group(2)) if found else None
    if head == "上":
        found = _FLOOR.fullmatch(text)
        low = read_numeral(found.group(1)) if found else None
        return Bounds(None, low, None, AT_LEAST) if low is not None else None
    if "几" in text:
        found = _SOME.fullmatch(text)
        return _some(*found.groups()) if found else None
    if "多" in text or "余" in text or "来" in text:
        return _open(text)
    pair = _PAIR.search(text)
    if pair:
        return _pair(text, pair)
    value = read_numeral(text)
    return None if value is None else exact(value)


def _vague(units: str) -> Bounds | None:
    # 几百万 is 1 to 10 of 百万, 几个 is 1 to 10
    low = read_numeral(units) if units else Decimal(1)
    return None if low is None else Bounds(None, low, low * 10, RANGE)


def _some(before: str, units: str) -> Bounds | None:
    """Read 十几万, 二十几, 三百几十, 三万几千."""
    if before[-1] == "十" or (_TENS.fullmatch(before) and not any(c in "十百千" for c in units)):
        low = read_numeral(before + units)
        # 二十几万: the step is 十万, also in 一百二十几
        return None if low is None else Bounds(None, low, low + last_place(low), RANGE)
    if not units or before[-1] not in "百千万亿":
        return None
    low = read_numeral(before + "一" + units)
    place = read_numeral("一" + units)
    if low is None or place is None or place >= last_place(low) * 10:
        return None
    return Bounds(None, low, low + 9 * place, RANGE)


def _open(text: str) -> Bounds | None:
    """Read 370多万, 90余万, 十来个: the opener opens the last place that is not zero."""
    opener = next(c for c in text if c in "多余来")
    before, _, after = text.partition(opener)
    if not before or any(c in "多余来" for c in after):
        return None
    if after and not _BARE_UNITS.fullmatch(after):
        return None  # 三多五: no number; 2亿多3千万 is said, but what it bounds is unsaid
    if _PAIR.search(before):
        return None
    value = read_numeral(before + after)
    if not value:
        return None
    place = last_place(value)
    if opener == "来" and place < 10:
        return None
    return Bounds(value, value, value + place, OVER)


def _pair(text: str, pair: re.Match[str]) -> Bounds | None:
    first, second = sorted(pair.group(), key=lambda c: "一二两三四五六七八九".index(c))
    before, after = text[: pair.start()], text[pair.end() :]
    if after and not _BARE_UNITS.fullmatch(after):
        return None
    low, high = read_numeral(before + first + after), read_numeral(before + second + after)
    if low is None or high is None or not low < high:
        return None
    return Bounds(None, low, high, RANGE)


def hedge(bounds: Bounds, directions: tuple[Modifier, ...]) -> Bounds:
    """
    Apply what stands around a number (超, 近, 约, 以上) to what the number itself says.

    An opener or a range inside the number says more than the hedge and stays: 近30余万 is 300,000 to 400,000.
    A floor and a ceiling on one number (逾900人以内) contradict each other; what is left is "about".

    >>> hedge(exact(Decimal(5)), (Modifier.AT_LEAST,)).high is None
    True
    """
    if not directions:
        return bounds
    floor, ceiling = AT_LEAST in directions, AT_MOST in directions
    if bounds.modifier is RANGE and floor and not ceiling:
        return Bounds(None, bounds.low, None, AT_LEAST)
    if bounds.modifier is not EXACT:
        return bounds
    if floor and not ceiling:
        return evolve(bounds, high=None, modifier=AT_LEAST)
    if ceiling and not floor:
        return evolve(bounds, low=None, modifier=AT_MOST)
    return evolve(bounds, modifier=ABOUT)
