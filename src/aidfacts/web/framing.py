"""What stands around the main text of a page and belongs to it: title, line of source and date, whose page it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from aidfacts.web.lines import key_of

_NEAR = 12  # lines between the title and the text in which source and date are looked for
_BEHIND = 4  # lines behind the text in which a source is looked for
_FOOT = 15  # lines at the end of the page in which it is said whose it is
_TRIED = 3  # lines at the end of a text, one of which should be found on the page as it stands
_LONG = 120  # characters; a line of source and date is shorter
_LINKED = 0.8  # share of the characters of a text that stand in links; above it is a menu, or a list of pages
# takes 发布时间:2021-05-14 09:30 来源:禾川县教育局, 2021年6月2日; leaves 今天是星期三
_INFO = re.compile(
    r"(?:时间|日期|发布日|发布于|来源|稿源|作者|供稿|发布单位|发布机构)\s*[:：]|(?:19|20)\d\d\s*[-/.年]\s*[01]?\d\s*[-/.月]\s*[0-3]?\d"
)
_SOURCE = re.compile(r"(?:来源|稿源|供稿|供稿单位|发布单位|发布机构|发布时间|发布日期)\s*[:：]")
_OWNER = re.compile(r"(?:版权所有|主办单位|主办)\s*[:：]")
_HAN = re.compile("[㐀-鿿]")
# takes what stands between a title and the name of its site: 标题_网站, 标题 - 网站, 标题|网站
_JOINT = re.compile(r"\s*[_|｜]+\s*|\s+[-–—·»>]+\s+|\s*(?:--|——)\s*|-(?=[^-]*$)")


def choose_title(title: str, lines: Sequence[str]) -> str:
    """Return the title without the name of the site: as far as it stands on the page as a line, else up to a joint."""
    ends = [match.start() for match in _JOINT.finditer(title)]
    shown = {key_of(line) for line in lines}
    for end in (len(title), *reversed(ends)):
        if key_of(title[:end]) in shown:
            return title[:end]
    return title[: ends[-1]] if ends and ends[-1] > len(title) // 2 else title


def is_menu(main: Sequence[str], links: frozenset[str]) -> bool:
    """Tell whether a text is nothing but links to other pages; a table is none, whatever it links to."""
    if any("\t" in line for line in main):
        return False
    sizes = [(len(_HAN.findall(line)), key_of(line) in links) for line in main]
    return sum(size for size, linked in sizes if linked) > _LINKED * sum(size for size, _ in sizes)


def frame_text(title: str | None, main: Sequence[str], lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the text: title, source and date, main text, and behind it a source and whose page it is."""
    heads = {key_of(line) for line in main[:3]}
    if title is not None and key_of(title) not in heads:
        yield title
    told = {key_of(line) for line in main}
    shown = [key_of(line) for line in lines]
    # Of a row its cells are lines of their own on the page.
    first = next((n for n, key in enumerate(shown) if key == key_of(main[0].split("\t")[0])), None)
    ends = {key_of(line.split("\t")[-1]) for line in main[-_TRIED:]}
    last = next((n for n in range(len(shown) - 1, -1, -1) if shown[n] in ends), None)
    if first is not None:
        above = list(lines[max(0, first - _NEAR) : first])
        at = max((n for n, line in enumerate(above) if title and key_of(line) == key_of(title)), default=None)
        # Without a title in sight only the nearest lines can be trusted: above them stands the frame of the site.
        above = above[at + 1 :] if at is not None else above[-_BEHIND:]
        yield from _dedupe(above, _INFO, told)
    yield from main
    if last is not None:
        yield from _dedupe(lines[last + 1 : last + 1 + _BEHIND], _SOURCE, told)
        # Whose page it is tells who 我局 and 我院 are.
        yield from islice(_dedupe(lines[max(last + 1, len(lines) - _FOOT) :], _OWNER, told), 1)


def _dedupe(lines: Sequence[str], pattern: re.Pattern[str], told: set[str]) -> Iterator[str]:
    for line in lines:
        if len(line) <= _LONG and pattern.search(line) and key_of(line) not in told:
            told.add(key_of(line))
            yield line
