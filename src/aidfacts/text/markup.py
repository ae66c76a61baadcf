"""What a page's code leaves in its text: tags, entities, characters that cannot be seen."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache

from aidfacts.lexicon.late import compile_late
from aidfacts.model.source import Edit
from aidfacts.text.fold import fold

# takes &nbsp; &#12288; &amp;nbsp, leaves AT&T
_ENTITY = compile_late(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}[0-9]{0,2});?")
_TAG = compile_late(
    r"<(?:"
    r"/?(?P<name>br|p|div|span|a|img|table|tbody|thead|tr|td|th|b|strong|font|li|ul|ol|h[1-6]|em|i|u|center|"
    r"section|article|hr|sup|sub|blockquote|o:p|input|video|iframe|figure|figcaption|label|form)"
    r"(?:\s[^<>]{0,1000})?/?)\s*>",
    re.IGNORECASE,
)
# What opens and closes stretches of code that are no text at all.
_CODE = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_LINE_TAGS = frozenset(
    [
        "br",
        "p",
        "div",
        "table",
        "tbody",
        "tr",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "center",
        "section",
        "article",
        "hr",
        "blockquote",
        "figure",
        "figcaption",
        "form",
    ]
)
# takes zero-width marks, controls, variation selectors, private-use signs and lone surrogates; leaves tab and line end
_UNSEEN_RANGES = (
    "\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff"
)
_UNSEEN = compile_late(f"[{_UNSEEN_RANGES}\U000e0000-\U0010ffff]+")
_NUMERAL = frozenset("0123456789.一二三四五六七八九十百千万萬亿億〇两兩零壹贰叁肆伍陆柒捌玖拾佰仟")
# takes **word** on one line, leaves **** and 3**5
_BOLD = compile_late(r"\*\*(?=[^\s*])([^*\n]{1,200})(?<=[^\s*])\*\*(?!\*)")


def _find_code(text: str) -> Iterator[Edit]:
    lower = text.lower() if "<s" in text or "<S" in text else text
    if len(lower) != len(text):
        return  # a letter that is two in lower case; such a page is no Chinese one
    for opening, closing in _CODE:
        start = lower.find(opening)
        while start >= 0 and (end := lower.find(closing, start)) >= 0:
            yield Edit(start, end + len(closing), "", "tag")
            start = lower.find(opening, end)


@cache
def list_unseen() -> frozenset[str]:
    """Return the characters of the basic plane that cannot be seen, with the carriage return."""
    return frozenset(chr(code) for code in range(0x10000) if _UNSEEN.match(chr(code))) | {"\r"}


def find_markup(text: str) -> Iterator[Edit]:
    """
    Yield the edits that turn tags and entities into what they stand for.

    >>> [(edit.start, edit.end, edit.text) for edit in find_markup("善款<br/>5&nbsp;万元")]
    [(8, 14, ' '), (2, 7, '\\n')]
    """
    if "&" in text:
        for match in _ENTITY.finditer(text):
            plain = html.unescape(match[0] if match[0].endswith(";") else match[0] + ";")
            if len(plain) == 1 or (plain and not plain.endswith(";")):
                yield Edit(match.start(), match.end(), _UNSEEN.sub("", fold(plain)), "entity")
    if "<" in text:
        yield from _find_code(text)
        for match in _TAG.finditer(text):
            name = (match["name"] or "").lower()
            closes = match[0].startswith("</")
            plain = "\n" if name in _LINE_TAGS else "\t" if closes and name in ("td", "th") else ""
            yield Edit(match.start(), match.end(), plain, "tag")
    if "**" in text:
        for match in _BOLD.finditer(text):
            yield Edit(match.start(), match.start() + 2, "", "tag")
            yield Edit(match.end() - 2, match.end(), "", "tag")


def find_unseen(text: str) -> Iterator[Edit]:
    """
    Yield the deletion of characters that cannot be seen.

    A private-use sign inside a number may be a digit of a page's own font: it becomes U+FFFD, so that no wrong
    number is read.

    >>> [(edit.start, edit.text) for edit in find_unseen("善\\u200b款3\\ue123万元")]
    [(1, ''), (4, '\\ufffd')]
    """
    if "\r" in text:
        for match in re.finditer(r"\r+", text):
            ends = match.end() < len(text) and text[match.end()] == "\n"
            yield Edit(match.start(), match.end(), "" if ends else "\n", "line end")
    for match in _UNSEEN.finditer(text):
        if _is_font_sign(match[0]) and _beside_number(text, match.start(), match.end()):
            yield Edit(match.start(), match.end(), "\ufffd", "private use")
        else:
            yield Edit(match.start(), match.end(), "", "zero-width")


def _is_font_sign(characters: str) -> bool:
    return any("\ue000" <= character <= "\uf8ff" or character >= "\U000f0000" for character in characters)


def _beside_number(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1] in _NUMERAL) and (end < len(text) and text[end] in _NUMERAL)
