"""Traditional to Simplified, of the same length: the one door to OpenCC."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from opencc import OpenCC

from aidfacts.lexicon import read_table
from aidfacts.model.source import Script

_SAMPLE = 20_000  # characters that are looked at to tell the script of a page
_MOSTLY = (
    0.12  # share of traditional characters from which a page is traditional; such pages have 0.25 to 0.4
)
_HAN = re.compile("[一-鿿]")
_PIECE = re.compile("[^\n。]*[\n。]*")


@cache
def _convert() -> Callable[[str], str]:
    return OpenCC("t2s").convert


@cache
def list_traditional() -> frozenset[str]:
    """Return the characters that only traditional texts hold: 贈 縣, not 赠 县, nor 乾 著 瞭 (in GB 2312)."""
    every = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    plain = _convert()("\n".join(every)).split("\n")
    return frozenset(a for a, b in zip(every, plain, strict=True) if a != b and not _in_gb2312(a))


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(list_traditional()))}]")


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _variants() -> dict[str, str]:
    return {row["from"]: row["to"] for row in read_table("charmap")}


def list_variants() -> frozenset[str]:
    """Return the variants that the conversion to Simplified leaves as they are."""
    return frozenset(_variants())


def tell_script(text: str) -> Script:
    """
    Tell the script that most of *text* is written in; a long text is judged by its beginning.

    >>> tell_script("岚溪镇获赠图书300册"), tell_script("嵐溪鎮獲贈圖書300冊"), tell_script("NEWS 2020")
    (<Script.SIMPLIFIED: 'simplified'>, <Script.TRADITIONAL: 'traditional'>, <Script.NONE: 'none'>)
    """
    sample = text[:_SAMPLE]
    found = len(_traditional().findall(sample))
    if not found:
        return tell_plain(text)
    return Script.TRADITIONAL if found > len(_HAN.findall(sample)) * _MOSTLY else Script.SIMPLIFIED


def tell_plain(text: str) -> Script:
    """Tell the script of a text that holds no traditional character."""
    return Script.SIMPLIFIED if _HAN.search(text) else Script.NONE


def simplify(text: str) -> str:
    """
    Return *text* in simplified script and with folded variants, of the same length.

    Pages converted to Traditional by machine hold wrong picks; they fold with the right ones.

    >>> simplify("向嵐溪鎮捐贈5萬元,各方麵乾部一係列著名作品")
    '向岚溪镇捐赠5万元,各方面干部一系列著名作品'
    >>> simplify("乾县的干部著书")
    '乾县的干部著书'

    Source: OpenCC t2s; data/charmap.tsv for what it leaves.
    """
    if hits := len(_traditional().findall(text)):
        if hits * 2 > len(text) * _MOSTLY:
            text = _same_length(text)
        else:
            text = "".join(
                _same_length(piece) if _traditional().search(piece) else piece
                for piece in _PIECE.findall(text)
            )
    for variant, plain in _variants().items():
        text = text.replace(variant, plain)
    return text


def _same_length(text: str) -> str:
    plain = _convert()(text)
    # A second round settles what the first has brought side by side.
    plain = _convert()(plain)
    if len(plain) == len(text):
        return plain
    return "".join(new if len(new := _convert()(old)) == 1 else old for old in text)
