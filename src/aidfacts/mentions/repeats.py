"""Finds names of persons that nothing but their repetition shows to be names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from aidfacts.lexicon import cache, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.people import GIVEN, common_words

# 大学生梦丽: what a person is, right before a name that no list of surnames knows
_BEFORE_NAME = compile_late(
    r"(?:学生|女孩|男孩|村民|患儿|儿童|老人|居民|同学|教师|老师|女童|男童|少年|青年|工人|农民|战士|医生|护士|选手|演员|歌手)"
    r"(?=([\u4e00-\u9fff]{2})([\u4e00-\u9fff]?))"
)
_NO_NAME = compile_late(
    r"[的了是在和与为等们被将把有不这那我他她它个名位会上中下来去到们表示说捐给向从及或也都还就要能可以于以]"
)
_VERB_GOES_ON = compile_late(
    r"(?:帮扶|定点|正式|了|着|过|到|仪式|工作|活动|以来|申请|对|全|实|相关|大会|学习|教育|项目)"
)
_OPENS = frozenset("\n\t ,。;:!?“”、对给为向和与让是")
_GIVEN = GIVEN | frozenset("央宗桑卓玛阿古依")
TOLD = 3  # times a string must stand in the text to be taken for a name without a surname


@cache
def _words() -> frozenset[str]:
    tables = (
        "triggers",
        "markers",
        "cues",
        "left_cues",
        "outside_words",
        "object_edges",
        "aid_nouns",
        "name_decoys",
    )
    cells = (next(iter(row.values())) for table in tables for row in read_table(table))
    return frozenset(cell for cell in cells if len(cell) == 2) | common_words()


def find_told_names(text: str) -> tuple[str, ...]:
    """
    Return names of persons that only their repetition shows: 大学生梦丽 …, 梦丽 …, 对梦丽….

    >>> find_told_names("大学生梦丽家在山里。梦丽从小跟外婆长大。商会资助梦丽。")
    ('梦丽',)
    """
    told = [
        match.groups()
        for match in _BEFORE_NAME.finditer(text)
        if not _NO_NAME.search(match.group(1))
        and match.group(1) not in _words()
        and _GIVEN.issuperset(match.group(1))
    ]
    counts = _count(text, {short for short, _ in told})
    found: dict[str, None] = {}
    for short, behind in told:
        times = counts[short]
        if times >= TOLD:
            longer = behind and not _NO_NAME.search(behind) and counts[short + behind] == times
            found[short + behind if longer else short] = None
    return tuple(found)


def _count(text: str, names: Collection[str]) -> Counter[str]:
    """
    Return how often each of *names*, of two characters, stands in *text*, alone and with each character behind it.

    In one pass, since a long text holds thousands of them. What a verb goes on from counts for nothing: 进行了,
    启动仪式 are no names, however often they stand behind 学生; nor does what never stands where a name would: 学生心理,
    心理健康.
    """
    counts: Counter[str] = Counter()
    verbs: set[str] = set()
    opens: set[str] = set()
    last: dict[str, int] = {}  # where a string was counted; the next begins behind it: one 丽丽 in 丽丽丽
    # Their first characters leave few places to look at, and a pattern of all names would be compiled for every page.
    for match in re.finditer(f"[{''.join({name[0] for name in names})}]", text) if names else ():
        at = match.start()
        name = text[at : at + 2]
        if name not in names:
            continue
        if _VERB_GOES_ON.match(text, at + 2):
            verbs.add(name)
        if at and text[at - 1] in _OPENS:
            opens.add(name)
        for string in (name, text[at : at + 3]):
            if last.get(string, -len(string)) <= at - len(string):
                counts[string] += 1
                last[string] = at
    for name in names:
        if name in verbs or name not in opens:
            del counts[name]
    return counts
