"""Pinyin that a page has in brackets after a character, whole or damaged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from aidfacts.lexicon import read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.model.source import Edit

_HAN = compile_late("[㐀-鿿〇]")
_LETTER = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿ\u0300\u0301\u0304\u0308\u030c"
# takes (guān) (guan ) (gu?n) (zhōng guó) [guān], leaves (KF94) (5G) (一)
_ROUND = compile_late(f"\\(\\s*([{_LETTER}?][{_LETTER}?'’ ]{{0,40}})\\)")
_SQUARE = compile_late(f"\\[\\s*([{_LETTER}][{_LETTER}'’ ]{{0,40}})\\]")
# takes ?jì) with its opening bracket lost, leaves 吗?) and 吗?(jì)
_DAMAGED = compile_late(f"\\?\\s?([{_LETTER}]{{1,6}})\\s?\\)([^\\n]{{0,3}})")
_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))
_UNITS = frozenset({"ha", "pa"})  # 20公顷(ha), 5000帕(pa)
_BEFORE = 16  # characters before a bracket that a gloss of several syllables may stand for


@cache
def _syllables() -> frozenset[str]:
    out: set[str] = set()
    for row in read_table("pinyin"):
        out.update(row["initial"].replace("-", "") + final for final in row["finals"].split())
    return frozenset(out)


def _plain(letters: str) -> str:
    """Return *letters* without tone marks: guān → guan, lǜ → lü."""
    bare = unicodedata.normalize("NFD", letters).translate(_MARKS)
    return unicodedata.normalize("NFC", bare).replace("ê", "e").replace("ü", "v")


def _is_syllable(letters: str) -> bool:
    plain = _plain(letters)
    if "?" not in plain:
        return plain in _syllables()
    if plain.count("?") > 1 or len(plain) < 2:
        return False
    shape = re.compile(re.escape(plain).replace(r"\?", ".{1,2}"))
    return any(shape.fullmatch(syllable) for syllable in _syllables())


def _count_syllables(word: str) -> int:
    """Return into how few syllables *word* can be cut, 0 where it cannot."""
    best = [0] + [0] * len(word)
    plain = _plain(word)
    for end in range(1, len(plain) + 1):
        for start in range(max(0, end - 6), end):
            if (start == 0 or best[start]) and plain[start:end] in _syllables():
                best[end] = min(best[end] or 99, best[start] + 1)
    return best[len(plain)] if plain else 0


def find_glosses(text: str) -> Iterator[Edit]:
    """
    Yield the deletion of every pinyin gloss in *text*, with the space before it.

    >>> [text for text in ("機關(guān)", "一會(huì )兒", "公司(nano)", "面积3公顷(ha)") if list(find_glosses(text))]
    ['機關(guān)', '一會(huì )兒']

    Several syllables are a gloss only with tone marks and not more of them than characters before.
    """
    for match in (*_ROUND.finditer(text), *_SQUARE.finditer(text)):
        start = match.start()
        while start and text[start - 1] in " \n":
            start -= 1
        if not start or not _HAN.match(text[start - 1]):
            continue
        if _is_gloss(match[1], text[max(0, start - _BEFORE) : start], square=match[0][0] == "["):
            yield Edit(start, match.end(), "", "gloss")


def _is_gloss(letters: str, before: str, *, square: bool) -> bool:
    words = letters.replace("'", " ").replace("’", " ").split()
    toned = any(not letter.isascii() for letter in letters)
    if square and not toned:
        return False
    if len(words) == 1 and _is_syllable(words[0]):
        # One bare letter is an option or a variable: 图(a).
        return toned or (len(words[0]) > 1 and words[0] not in _UNITS)
    if not toned or "?" in letters:
        return False
    counts = [_count_syllables(word) for word in words]
    return all(counts) and sum(counts) <= sum(1 for character in before if _HAN.match(character))


@cache
def _leads() -> dict[str, int]:
    return {row["gloss"]: int(row["lead"], 16) for row in read_table("lost_leads")}


def find_damaged(text: str) -> Iterator[Edit]:
    """
    Yield the repair of glosses whose character has lost its first byte.

    Such pages read two-byte characters from the second byte on. Where the gloss tells the lost byte, the bytes are
    read again; else only the gloss goes, and a `?` stays for what is lost.

    >>> [edit.text for edit in find_damaged("項目?jì)热菖c鄉村")]
    ['內容與']
    >>> [edit.text for edit in find_damaged("豐富項目?jì)热?,通過")]
    ['內?']

    Source: data/lost_leads.tsv.
    """
    for match in _DAMAGED.finditer(text):
        at = match.start()
        if not at or not _HAN.match(text[at - 1]) or not _is_syllable(match[1]):
            continue
        lead = _leads().get(match[1])
        if lead is not None and (found := _reread(lead, text, match.start(2))):
            yield Edit(at, found[1], found[0], "lost byte")
        elif any(not letter.isascii() for letter in match[1]):
            yield Edit(at, match.start(2), "?", "lost byte")


def _reread(lead: int, text: str, start: int) -> tuple[str, int] | None:
    """Return what the bytes of *text* from *start* on say after *lead*, and where they fall into step again."""
    data, at = bytes([lead]), start
    while at < len(text) and at - start < 8:
        character = text[at]
        if character == "?":
            # The rest of the bytes went with this mark; what they began is lost.
            whole = data[: len(data) // 2 * 2]
            return (_decode(whole) + "?", at + 1) if len(data) > 1 else None
        try:
            data += character.encode("gbk")
        except UnicodeEncodeError:
            return None
        at += 1
        if len(data) % 2 == 0:
            read = _decode(data)
            return (read, at) if read and all(_HAN.match(one) for one in read) else None
    return None


def _decode(data: bytes) -> str:
    try:
        return data.decode("gbk")
    except UnicodeDecodeError:
        return ""
