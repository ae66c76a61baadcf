"""Doubled and shifted punctuation, and spaces where none belong."""

from __future__ import annotations

from collections.abc import Iterator

from aidfacts.lexicon import Openings, cache
from aidfacts.lexicon.late import compile_late
from aidfacts.model.source import Edit

_HAN = "㐀-鿿〇"
_RANK = {mark: rank for rank, mark in enumerate("、,:;!。")}
# takes ,, 。, ,。 ,_, and leaves 。” and 3,000
_RUN = compile_late(r"[,、:;!。](?:[ \t]*[,、:;!。])+")
_SPACES = compile_late("  *")  # a literal first: the engine then leaps from space to space
# What stands after a space inside a number: the point, a unit. Takes 37 .5 and 5 万元, leaves 5 名.
_POINT = compile_late(r"\.\d")
_FRACTION = compile_late(r"\d+ *[万亿萬億%]")
_UNIT = compile_late(r"[万亿萬億]|[千百余餘多]?[元圆圓块塊]|[千百余餘多][万亿萬億]|%")
# takes the spaces in 375 000 元, leaves 100 200 300
_THOUSANDS = compile_late(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?= ?[万亿萬億]?[余餘多]?[元圆圓])")
# takes the space in 捐款3 2万元, where the first figure stands in no cell of its own; leaves 商会 3 2万元
_SINGLE = compile_late(rf"(?<=[{_HAN}])\d(?: \d)+(?=[万亿萬億元圆圓])")
# takes 捐 赠 仪 式, leaves 讲政治 转作风
_SPACED = compile_late(rf"(?<![{_HAN}])(?:[{_HAN}] ){{3,}}[{_HAN}](?![{_HAN}])")
_DIGITS_APART = compile_late(r" \d(?:\d\d)? ?[万亿萬億元余餘多圆圓]")
# takes both spaces of 向 12 户, leaves the one of 3人受伤 4人获救
_SPACED_BEFORE = compile_late(rf"[{_HAN}] [\d.,]+$")
_SPACED_BEHIND = compile_late(rf"[\d.,]+ [{_HAN}]")
_FIGURE = 16  # characters of the longest figure with a space before it
_CLASSIFIERS = frozenset("个只件套台辆部架顶床条副双张支瓶桶袋包盒箱罐份批吨斤册本名位人户家所间盏棵头羽")
_BETWEEN_DATES = frozenset({"年", "月"})
_DATE_UNITS = frozenset("年月日号號")
_DATE_NUMBER = compile_late(r"\d{1,2} *[月日号號]")
_OPENS = frozenset("“‘《")
_CLOSES = frozenset("”’》")
_STOPS = frozenset(",。;、")
_PROSE = compile_late(r"[。;、]|,(?!\d)")
# What goes on with a name in letters, or leads to one, in a line without a stop: Orchid |再向 Zag |代码基金会|捐赠 8 万美元
_GOES_ON = compile_late(
    r"(?:[再还也已又将拟与和及的]|首次|宣布|承诺|计划|联合|携手|通过)?(?:再次?)?(?:[向为给对](?!于|了)|与|和|及|联合|携手)|宣布|承诺|[的将拟]"
    rf"|[{_HAN}]{{0,6}}?(?:基金会|公司|集团|社区|团队|项目|协会|大学|实验室|创始人|首席|创办人)"
)
_GOAL = compile_late(r"[向为给对] ?[A-Za-z][A-Za-z0-9 .&'-]{1,40}$")  # 向 Green Path |捐款
_GOAL_WIDTH = 44  # characters
_LEADS_ON = frozenset("向为给对与和及由的将被")
_AROUND = 30  # characters on each side that tell running text from a row of cells


@cache
def _openings() -> Openings:
    # Nearly all stops stand alone, and only a pair of them opens a run.
    return Openings(mark + behind for mark in _RANK for behind in (*_RANK, " ", "\t"))


def find_runs(text: str) -> Iterator[Edit]:
    """
    Yield the merging of runs of stops into the strongest of them.

    >>> [edit.text for edit in find_runs("捐款5万元,。随后,,又捐。,3万元")]
    ['。', ',', '。']
    """
    for match in _openings().finditer(_RUN, text):
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
    spaced = False
    last = len(text)
    for match in _SPACES.finditer(text):
        start, end = match.span()
        if not start or end == last:
            continue
        before, after = text[start - 1], text[end]
        if before == "\n" or after == "\n":
            continue
        if _is_han(before) and _is_han(after):
            spaced = spaced or (end - start == 1 and text[end + 1 : end + 2] == " ")
        elif _is_stray(text, start, end, before, after):
            yield Edit(start, end, "", "space")
    patterns = [_SPACED] if spaced else []
    if _DIGITS_APART.search(text):
        patterns += [_THOUSANDS, _SINGLE]
    for pattern in patterns:
        for match in pattern.finditer(text):
            for gap in _SPACES.finditer(match[0]):
                yield Edit(match.start() + gap.start(), match.start() + gap.end(), "", "space")


def _is_han(character: str) -> bool:
    return "㐀" <= character <= "鿿" or character == "〇"


def _is_stray(text: str, start: int, end: int, before: str, after: str) -> bool:
    """Tell whether the spaces `text[start:end]`, which do not stand between two Han characters, part nothing."""
    if before in _STOPS:
        return _is_han(after) or after in _OPENS
    if after in _STOPS:
        return _is_han(before) or before in _CLOSES
    if before.isdigit():
        if after == "." or after in _DATE_UNITS:
            return after != "." or bool(_POINT.match(text, end))
        if _UNIT.match(text, end):
            return True
        spaced = after in _CLASSIFIERS or _SPACED_BEFORE.search(text[max(0, start - _FIGURE) : start])
        return bool(spaced) and _is_han(after) and end - start == 1 and _in_prose(text, start)
    if after.isdigit():
        if before == ".":
            return start > 1 and text[start - 2].isdigit() and bool(_FRACTION.match(text, end))
        if before in _BETWEEN_DATES and _DATE_NUMBER.match(text, end):
            return True
        return (
            _is_han(before)
            and end - start == 1
            and bool(_SPACED_BEHIND.match(text, end))
            and _in_prose(text, start)
        )
    # 向 Linux 基金会捐款: many writers part letters from Han characters by a space
    mixed = (_is_letter(before) and _is_han(after)) or (_is_han(before) and _is_letter(after))
    if not mixed or end - start > 1:
        return False
    return (
        before in _LEADS_ON
        or _GOES_ON.match(text, end) is not None
        or (after in "捐赠" and _GOAL.search(text, max(0, start - _GOAL_WIDTH), start) is not None)
        or _in_prose(text, start, 4 * _AROUND)
    )


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _in_prose(text: str, at: int, near: int = _AROUND) -> bool:
    first = max(0, at - near)
    start = max(text.rfind("\n", first, at) + 1, first)
    end = text.find("\n", at, at + near)
    around = text[start : end if end >= 0 else at + near]
    return bool(_PROSE.search(around)) and "  " not in around and "\t" not in around and "|" not in around
