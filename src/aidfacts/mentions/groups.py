"""Groups without a name: what stands before their noun and belongs to them."""

from __future__ import annotations

import re

from aidfacts.mentions.words import load_words

# Takes 34名, 十余户, 65位, 2067906名, 百名; leaves the 三 of 第三 alone.
_COUNT = re.compile(
    r"(?<!第)(?:(?:全部|全体|近|约|超|逾|上|数|共)?(?:\d[\d,.]*|[一二三四五六七八九十百千万两几数]+)(?:万|千|百)?(?:余|多|来)?"
    r"(?:名|位|户|个|家|所|对|批)?(?:多)?)$"
)
_PEOPLE = re.compile("[\u4e00-\u9fff]{1,3}[族籍]$")
_CLASS = re.compile(r"(?:\d{2,4}|[一二三四五六七八九十]+)(?:级|届)$")
_LONGEST = 6  # characters of the longest modifier


def group_start(text: str, at: int, floor: int) -> int:
    """
    Return where the group begins whose noun stands at *at*: modifiers, class and number taken in.

    >>> group_start("为34名藏族儿童", 6, 0)
    1
    """
    by_pair, by_one = load_words().by_pair, load_words().by_one
    moved = True
    while moved and at > floor:
        moved = False
        for pattern in (_COUNT, _PEOPLE, _CLASS):
            m = pattern.search(text, max(floor, at - 12), at)
            if m and m.start() < at and (pattern is not _COUNT or m.end() - m.start() > 1):
                at, moved = m.start(), True
                break
        else:
            for size in range(min(_LONGEST, at - floor), 0, -1):
                form = text[at - size : at]
                words = by_pair.get(form[:2], ()) if size > 1 else filter(None, (by_one.get(form),))
                if any(w.text == form and w.group_modifier for w in words):
                    at, moved = at - size, True
                    break
    return at
