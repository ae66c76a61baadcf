"""Turns a caller's string into the alphabet that numbers are read in, and positions back again."""

from __future__ import annotations

import re

from attrs import frozen

from aidfacts.lexicon import cache, read_table
from aidfacts.lexicon.late import compile_late

# Zero-width signs, soft hyphens, variation selectors, control signs; and the pinyin that some pages put behind a sign: 萬(wàn)元
_NOISE = compile_late(
    "[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f]+"
    r"|(?<=[一-鿿])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňɡ]{1,6} ?[)）]"
)


@frozen
class Surface:
    """
    A caller's string (`raw`) and what numbers are read from (`text`).

    `starts` and `ends` give the place in `raw` of each character of `text`; None where both run in step.
    """

    raw: str
    text: str
    places: tuple[int, ...] | None = None

    def restore(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of `raw` that `text[start:end]` was read from."""
        if self.places is None:
            return start, end
        if start == end:
            return self.places[start], self.places[start]
        return self.places[start], self.places[end - 1] + 1


@cache
def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in (0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x0009, 0x000B, 0x000C):
        table[code] = " "
    table |= {ord("￥"): "¥", ord("￡"): "£", ord("￦"): "₩"}
    for code in (0x000D, 0x0085, 0x2028, 0x2029):
        table[code] = "\n"
    for row in read_table("number_variants"):
        table[ord(row["from"])] = row["to"]
    return table


# Replaced first, one by one: most text has no other signs to replace, and translate() is slow.
_COMMON = tuple(zip("，：；（）！？", ",:;()!?", strict=True))


@cache
def _others() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, sorted(_table()))))}]")


def read_surface(raw: str) -> Surface:
    """
    Return *raw* in simplified script and half-width signs, one character for one, without invisible ones.

    >>> read_surface("捐款３７．５萬(wàn)元").text
    '捐款37.5万元'

    Source: data/number_variants.tsv; it holds the signs that numbers and the words around them are made of.
    """
    text = raw
    if _others().search(text):
        for mark, plain in _COMMON:
            text = text.replace(mark, plain)
        if _others().search(text):
            text = text.translate(_table())
    if not _NOISE.search(text):
        return Surface(raw, text)
    kept: list[int] = []
    at = 0
    for noise in _NOISE.finditer(text):
        kept.extend(range(at, noise.start()))
        at = noise.end()
    kept.extend(range(at, len(text)))
    return Surface(raw, "".join(text[place] for place in kept), tuple(kept) or (0,))
