"""Finds names of persons that nothing but their repetition shows to be names."""

from __future__ import annotations

import re

from aidfacts.lexicon import cache, read_table
from aidfacts.mentions.people import GIVEN, common_words

# 大学生梦丽: what a person is, right before a name that no list of surnames knows
_BEFORE_NAME = re.compile(
    r"(?:学生|女孩|男孩|村民|患儿|儿童|老人|居民|同学|教师|老师|女童|男童|少年|青年|工人|农民|战士|医生|护士|选手|演员|歌手)"
    r"(?=([\u4e00-\u9fff]{2})([\u4e00-\u9fff]?))"
)
_NO_NAME = re.compile(
    r"[的了是在和与为等们被将把有不这那我他她它个名位会上中下来去到们表示说捐给向从及或也都还就要能可以于以]"
)
_VERB_GOES_ON = r"(?:帮扶|定点|正式|了|着|过|到|仪式|工作|活动|以来|申请|对|全|实|相关|大会|学习|教育|项目)"
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
    found: dict[str, None] = {}
    for match in _BEFORE_NAME.finditer(text):
        short, more = match.group(1), match.group(1) + match.group(2)
        if _NO_NAME.search(short) or short in _words() or not _GIVEN.issuperset(short):
            continue
        if not any(text[at.start() - 1] in _OPENS for at in re.finditer(short, text) if at.start()):
            continue  # 学生心理, 心理健康: it never stands where a name would
        times = text.count(short)
        # 进行了, 启动仪式: a verb is not a name, however often it stands behind 学生
        if times >= TOLD and not re.search(short + _VERB_GOES_ON, text):
            longer = len(more) > 2 and not _NO_NAME.search(more) and text.count(more) == times
            found[more if longer else short] = None
    return tuple(found)
