"""Finds out the encoding of bytes: UTF-8, GB18030 or Big5."""

from __future__ import annotations

import codecs
import re

from aidfacts.errors import InputError

# A Han character in the half of each table that holds the frequent ones: GB 2312 level 1, Big5 level 1.
_COMMON_GB = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")
_COMMON_BIG5 = re.compile(rb"[\xa4-\xc6][\x40-\x7e\xa1-\xfe]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _can_decode(data: bytes, encoding: str, whole: bool) -> bool:
    # A head may end inside a character, so it is decoded as a part.
    try:
        codecs.getincrementaldecoder(encoding)().decode(data, final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _share(pattern: re.Pattern[bytes], data: bytes, encoding: str) -> float:
    text = data.decode(encoding, errors="ignore")
    wide = sum(1 for character in text if character > "\u2e7f")
    common = sum(
        1 for character in text if character > "\u2e7f" and pattern.fullmatch(_encode(character, encoding))
    )
    return common / wide if wide else 0.0


def _encode(character: str, encoding: str) -> bytes:
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return b""


def detect_encoding(data: bytes, *, whole: bool = True) -> str | None:
    """
    Return the encoding of *data*: what a byte order mark says, else UTF-8, GB18030 or Big5, else None.

    Nearly every Big5 text is also a valid GB18030 text of rare characters, so where both can be read, the one
    whose characters are more often frequent ones is taken.

    >>> detect_encoding("捐款五万元".encode("gb18030")), detect_encoding("捐款五萬元".encode("big5"))
    ('gb18030', 'big5')
    >>> detect_encoding(b"\\x89PNG\\r\\n\\x1a\\n\\x00\\x00") is None
    True

    Args: whole – False where *data* is only the beginning.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if b"\x00" in data:
        return None
    if _can_decode(data, "utf-8", whole):
        return "utf-8"
    sample = data[:20_000]
    readable = [
        (_share(pattern, sample, encoding), encoding)
        for pattern, encoding in ((_COMMON_GB, "gb18030"), (_COMMON_BIG5, "big5"))
        if _can_decode(data, encoding, whole)
    ]
    # max() keeps the first of equals: GB18030, which is met far more often.
    return max(readable, key=lambda pair: pair[0])[1] if readable else None


# takes <meta charset="gb2312"> and content="text/html; charset=GBK"
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{3,20})", re.IGNORECASE)
_HEAD_BYTES = 4096  # in which a page declares its encoding; browsers look at 1,024
_SPOILED = 0.02  # share of characters that may be unreadable; more, and it is another encoding or no text


def decode_page(data: bytes) -> str:
    """
    Return an HTML page as text, whatever it says of its encoding.

    What a page declares is often wrong: a byte order mark counts most, then UTF-8 if the bytes are
    Chinese in it, for that is never by chance, then what is declared, then what the bytes look like. A few broken bytes
    are replaced.

    >>> decode_page('<meta charset="utf-8"><p>捐款五万元'.encode("gb18030"))
    '<meta charset="utf-8"><p>捐款五万元'

    Raises: InputError where the bytes are no text.
    """
    found = detect_encoding(data)
    declared = _declared(data)
    # A few characters of GB18030 are UTF-8 as well, but then of no Chinese: two bytes make one of Latin or Cyrillic.
    sure = found not in (None, "utf-8", "gb18030", "big5") or (
        found == "utf-8" and any(character > "\u2e7f" for character in data.decode())
    )
    if not sure and declared is not None and _can_decode(data, declared, True):
        found = declared
    if found is not None:
        return data.decode(found, errors="replace")  # a byte order mark promises nothing about the rest
    if b"\x00" not in data:
        choices = dict.fromkeys([declared or "utf-8", "utf-8", "gb18030", "big5"])
        text = min((data.decode(name, errors="replace") for name in choices), key=_spoiled)
        if _spoiled(text) <= _SPOILED:
            return text
    raise InputError("the page is neither UTF-8 nor GB18030 nor Big5 text; decode it first, and give a str")


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD_BYTES])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    # gb2312 and gbk are what pages say that have characters of the larger set; a page that can be read as Latin is not.
    if name in ("gb2312", "gbk"):
        return "gb18030"
    return name if name in ("big5", "big5hkscs", "cp950", "gb18030", "utf-8", "utf-16") else None


def _spoiled(text: str) -> float:
    return text.count("\ufffd") / max(1, len(text))
