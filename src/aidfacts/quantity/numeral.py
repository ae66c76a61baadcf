"""Reads a bare numeral – Arabic, Chinese, financial, mixed – into a Decimal, or says that it cannot."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from aidfacts.lexicon.late import compile_late

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}

# Written forms that are read as another character. 兩 and the like come from text that nobody simplified.
_CANON = str.maketrans(
    "〇○Ｏ壹弌贰弍貳叁弎參叄肆伍陆陸柒捌玖拾佰仟萬億俩兩倆仨幾餘來個廿卅卌０１２３４５６７８９．，",
    "零零零一一二二二三三三三四五六六七八九十百千万亿两两两三几余来个廿卅卌0123456789.,",
)
_SPACE = compile_late(r"[\s,]+")
_SCORES = (("廿", "二十"), ("卅", "三十"), ("卌", "四十"))
_PLAIN = compile_late(r"\d+(?:\.\d+)?")
# 3.5; 二〇〇 (digits said one by one); or one sign. 零 opens no digits: 一千零五 is 一 千 零 五
_ATOM = compile_late(
    r"(?P<arabic>\d+(?:\.\d+)?)|(?P<digits>[一二三四五六七八九两][零一二三四五六七八九两]+)"
    r"|(?P<sign>[零一二三四五六七八九两十百千万亿兆])"
)
# 十二点五, 三点五万
_SPOKEN = compile_late(r"([^点]+)点([零一二三四五六七八九]+)([十百千万亿]*)")


def canonical(numeral: str) -> str:
    """
    Return *numeral* with one character for each digit and unit, without separators and spaces.

    >>> canonical("壹佰貳拾萬")
    '一百二十万'
    >>> canonical("12,500")
    '12500'
    """
    plain = _SPACE.sub("", numeral.translate(_CANON))
    for score, tens in _SCORES:
        if score in plain:
            plain = plain.replace(score + "十", tens).replace(score, tens)
    return plain


def last_place(value: Decimal) -> Decimal:
    """
    Return the place of the last digit of *value* that is not zero.

    >>> last_place(Decimal("3700000")), last_place(Decimal("23.4"))
    (Decimal('1E+5'), Decimal('0.1'))
    """
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


@lru_cache(maxsize=8192)
def read_numeral(numeral: str) -> Decimal | None:
    """
    Read one numeral without hedges, openers or units; None where it cannot be read safely.

    >>> read_numeral("3万5千"), read_numeral("三万五"), read_numeral("37万5")
    (Decimal('35000'), Decimal('35000'), Decimal('375000'))
    >>> read_numeral("34亿2千万")
    Decimal('3420000000')

    一亿二千 is said for 120 million and written for 100,002,000, so it is neither:

    >>> read_numeral("一亿二千") is None
    True

    Source: "Numerals" in docs/numbers.md.
    """
    text = canonical(numeral)
    value = _read(text)
    return None if value is None else trim(value)


def trim(value: Decimal) -> Decimal:
    """Return *value* without zeros behind the point: 35000.0 is 35000."""
    return (
        value.quantize(Decimal(1))
        if value == value.to_integral_value() and value < 10**27
        else value.normalize()
    )


def _read(text: str) -> Decimal | None:
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if len(text) > 40:  # characters; the longest numeral that anybody writes out has about 30
        return None
    spoken = _SPOKEN.fullmatch(text)
    if spoken:
        return _read_spoken(*spoken.groups())
    return _Reader(text).read()


def _read_spoken(whole: str, fraction: str, units: str) -> Decimal | None:
    """Read 三点一四 and 三点五万 from the parts around 点."""
    value = read_numeral(whole)
    if value is None or value != value.to_integral_value() or "." in whole:
        return None
    value += Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))
    if not units:
        return value
    scale = read_numeral(units)
    return None if scale is None or value >= 10**4 else value * scale


class _Unreadable(Exception):
    """Raised inside this module only: the numeral has no one reading."""


class _Reader:
    """
    Adds up sections (below 万), each closed by a big unit, from left to right.

    `total` is what big units have closed, `section` what is open, `ceiling` the last big unit.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.atoms: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            found = _ATOM.match(text, at)
            if found is None:
                break
            self.atoms.append((str(found.lastgroup), found.group()))
            at = found.end()
        self.complete = at == len(text)

    def read(self) -> Decimal | None:
        if not self.complete or not self.atoms:
            return None
        try:
            return self._sum()
        except _Unreadable:
            return None

    def _sum(self) -> Decimal:
        total = Decimal(0)
        ceiling = 0  # the last big unit; 0 before the first
        begin = 0
        atoms = self.atoms
        for at in range(len(atoms) + 1):
            sign = atoms[at][1] if at < len(atoms) else ""
            if sign and sign not in BIG:
                continue
            part = atoms[begin:at]
            last = at == len(atoms)
            if last:
                return total + self._rest(part, ceiling)
            unit = BIG[sign]
            if not part:
                if not begin and len(atoms) > 1 and atoms[1][1] not in BIG:
                    raise _Unreadable  # 万千, 亿二: a bare unit opens no longer number
                total, ceiling = self._double(total, ceiling, unit, begin)
            else:
                value = self._section(part, first=begin == 0)
                if not ceiling:
                    total, ceiling = value * unit, unit
                elif unit < ceiling:
                    if value >= ceiling // unit:
                        raise _Unreadable
                    total, ceiling = total + value * unit, unit
                elif (
                    ceiling == 10**4
                    and unit > ceiling
                    and total < unit
                    and (value >= 1000 or part[0][1] == "零")
                ):
                    # 1万2千亿: the whole number so far counts hundreds of millions
                    total, ceiling = (total + value) * unit, unit
                else:
                    raise _Unreadable
            begin = at + 1
        raise AssertionError("the loop returns at its last turn")

    @staticmethod
    def _double(total: Decimal, ceiling: int, unit: int, begin: int) -> tuple[Decimal, int]:
        """Read a big unit right behind another one (万亿, 万万), or at the head (万, 亿)."""
        if begin == 0:
            return Decimal(unit), unit
        if ceiling == 10**4 and unit in (10**4, 10**8) and total < 10**8:
            return total * unit, ceiling * unit if unit == 10**4 else unit
        raise _Unreadable

    def _rest(self, part: list[tuple[str, str]], ceiling: int) -> Decimal:
        """Read what stands behind the last big unit."""
        if not part:
            return Decimal(0)
        if not ceiling:
            return self._section(part, first=True)
        kind, first = part[0]
        if len(part) == 1 and len(first) == 1 and first != "零" and (first.isdigit() or first in DIGITS):
            if ceiling > 10**8:
                raise _Unreadable
            # 三万五, 37万5, 1亿2: the place below the unit
            return Decimal(int(first) if first.isdigit() else DIGITS[first]) * (ceiling // 10)
        value = self._section(part, first=False)
        if value >= ceiling:
            raise _Unreadable
        skipped = ceiling > 10**4
        if skipped and not (first.startswith("零") or (kind == "arabic" and len(first) >= 5)):
            # 一亿二千: a place is left out and no 零 says so
            raise _Unreadable
        return value

    def _section(self, part: list[tuple[str, str]], *, first: bool) -> Decimal:
        """Read a number below 万, or a plain Arabic one of any size."""
        kind, sign = part[0]
        if len(part) == 1 and kind != "sign":
            return self._atom(kind, sign)
        if len(part) == 1 and sign == "零" and first:
            return Decimal(0)
        value = Decimal(0)
        below = 10**4  # the next unit must be smaller
        digit: Decimal | None = None
        zero = False
        for at, (kind, sign) in enumerate(part):
            if sign in SMALL:
                unit = SMALL[sign]
                if unit >= below:
                    # 百万, 50百万, 十百: only 百 and 千 under a 千… of an Arabic number could follow; not read
                    raise _Unreadable
                if digit is None:
                    if at and not (unit == 10 and part[at - 1][1] in "百千零"):
                        raise _Unreadable
                    if at == 0 and unit > 10 and len(part) > 1:
                        raise _Unreadable
                    digit = Decimal(1)
                value += digit * unit
                digit, below, zero = None, unit, False
            elif sign == "零":
                if digit is not None or zero:
                    raise _Unreadable
                zero = True
            else:
                if digit is not None:
                    raise _Unreadable
                if kind == "digits":
                    raise _Unreadable
                digit = Decimal(DIGITS[sign]) if kind == "sign" else Decimal(sign)
                if kind == "arabic" and at + 1 < len(part) and digit >= 1000:
                    raise _Unreadable
        if digit is not None:
            value += self._tail(part, digit, below, zero=zero)
        elif zero:
            raise _Unreadable
        return value

    @staticmethod
    def _tail(part: list[tuple[str, str]], digit: Decimal, below: int, *, zero: bool) -> Decimal:
        """Read the digit that ends a section without a unit of its own: 三百五 is 350, 三百零五 is 305."""
        if below == 10**4:
            # A lone digit, or 零五 behind 万.
            return digit
        if zero or below == 10:
            if digit >= below:
                raise _Unreadable
            return digit
        if digit >= below:
            raise _Unreadable
        if digit < 10 and digit == digit.to_integral_value() and len(part[-1][1]) == 1:
            return digit * (below // 10)
        return digit

    @staticmethod
    def _atom(kind: str, sign: str) -> Decimal:
        if kind == "arabic":
            return Decimal(sign)
        if "零" not in sign and len(sign) < 3:
            # 三五 is a range and no 35; the caller has looked for that before
            raise _Unreadable
        return Decimal("".join(str(DIGITS[c]) for c in sign))
