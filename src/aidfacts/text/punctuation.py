"""Doubled and shifted punctuation, and spaces where none belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aidfacts.model.source import Edit

_HAN = "㐀-鿿〇"
_RANK = {mark: rank for rank, mark in enumerate("、,:;!。")}
# takes ,, 。, ,。 ,_, and leaves 。” and 3,000
_RUN = re.compile(r"[,、:;!。](?:[ \t]*[,、:;!。])+")
# takes the space in 37 .5 and in 3. 5万, leaves 1. 2020年
_POINT = re.compile(r"(?<=\d) +(?=\.\d)|(?<=\d\.) +(?=\d+ *[万亿萬億%])")
# takes the space in 5 万元 and 5 元
_UNIT = re.compile(r"(?<=\d) +(?=[万亿萬億]|[千百余餘多]?[元圆圓块塊]|[千百余餘多][万亿萬億]|%)")
# takes the spaces in 375 000 元, leaves 100 200 300
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?= ?[万亿萬億]?[余餘多]?[元圆圓])")
# takes the spaces in 2020 年 6 月 11 日
_DATE = re.compile(r"(?:\d{4} *年 *)?\d{1,2} *月(?: *\d{1,2} *[日号號])?|\d{4} *年")
# takes 捐 赠 仪 式, leaves 讲政治 转作风
_SPACED = re.compile(rf"(?<![{_HAN}])(?:[{_HAN}] ){{3,}}[{_HAN}](?![{_HAN}])")
# takes the space in 机场, 随后 and in 机场 ,随后
_AFTER = re.compile(rf"(?<=[,。;、]) +(?=[{_HAN}“‘《])|(?<=[{_HAN}”’》]) +(?=[,。;、])")
# takes both spaces in 向 12 户
_BESIDE_NUMBER = re.compile(rf"(?<=[{_HAN}]) (?=\d)|(?<=\d) (?=[{_HAN}])")
_PROSE = re.compile(r"[。;、]|,(?!\d)")
_AROUND = 30  # characters on each side that tell running text from a row of cells


def find_runs(text: str) -> Iterator[Edit]:
    """
    Yield the merging of runs of stops into the strongest of them.

    >>> [edit.text for edit in find_runs("捐款5万元,。随后,,又捐。,3万元")]
    ['。', ',', '。']
    """
    for match in _RUN.finditer(text):
        marks = [mark for mark in match[0] if mark in _RANK]
        yield Edit(match.start(), match.end(), max(marks, key=_RANK.__getitem__), "doubled stop")


def find_spaces(text: str) -> Iterator[Edit]:
    """
    Yield the deletion of spaces inside numbers, dates and spaced-out words.

    Between a name and a figure a space may part two cells, so there it goes only in running text.

    >>> [edit.start for edit in find_spaces("37 .5 万元")]
    [2, 5]
    >>> list(find_spaces("锦澄集团 5000 明屿商会 3000"))
    []
    """
    if " " not in text:
        return
    for pattern in (_POINT, _UNIT, _AFTER):
        for match in pattern.finditer(text):
            yield Edit(match.start(), match.end(), "", "space")
    for pattern in (_THOUSANDS, _DATE, _SPACED):
        for match in pattern.finditer(text):
            if " " in match[0]:
                for gap in re.finditer(" +", match[0]):
                    yield Edit(match.start() + gap.start(), match.start() + gap.end(), "", "space")
    for match in _BESIDE_NUMBER.finditer(text):
        if _in_prose(text, match.start()):
            yield Edit(match.start(), match.end(), "", "space")


def _in_prose(text: str, at: int) -> bool:
    start = max(text.rfind("\n", 0, at) + 1, at - _AROUND)
    end = text.find("\n", at, at + _AROUND)
    around = text[start : end if end >= 0 else at + _AROUND]
    return bool(_PROSE.search(around)) and "  " not in around and "\t" not in around and "|" not in around
