"""Chinese names that show themselves: a frequent family name and a given name, cut off from the words around."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.people import GIVEN, LIVES, PAYS, common_words, looks_like_person
from aidfacts.mentions.view import View

# The family names of nine in ten people, those apart that are words of running text as well (高, 方, 于, 成).
FREQUENT = frozenset(
    "王李张刘陈杨赵周吴徐孙胡朱林何郭罗梁宋郑韩唐冯董萧程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏黄任施田薛叶阎余潘杜戴钟汪姜范姚谭廖邹熊陆郝崔康邱秦顾侯邵孟龙"
    "段钱汤尹黎乔赖龚樊邢严莫俞翁葛屠岑骆裘鲍阮柴倪殷庞祝韦谢"
)
# Characters of given names that are words behind a family name as often (李刚|和, 秦刚|为).
_NEVER_LAST = frozenset("和为常方进向由以从又其所在自")
_MARKS = frozenset("、,。;:!?“”)/ \t\n—")
_LEADS = frozenset("的是由和与向对让请派给被为随")
# What is done to a person who is told by his name alone: 任命|岑浩, 祝愿|韦素心
_LEAD_WORDS = (
    *(
        "任命",
        "免去",
        "授予",
        "追授",
        "祝愿",
        "感谢",
        "跟随",
        "携手",
        "缅怀",
        "怀念",
        "悼念",
        "纪念",
        "采访",
        "邀请",
        "推荐",
        "选举",
        "提名",
    ),
    *("名叫", "叫做", "代表", "例如", "比如", "包括", "以及", "还有"),
)
# The fund, the road, the studio that is called after somebody.
_CALLED_AFTER = compile_late(
    "先?生?(?:奖|助|教育|慈善|公益|爱心|励志|专项)|基金|工作室|故居|纪念|路|街|楼|杯|中学|小学|学校|大学|医院|广场|公园|班(?!长)|组(?!成)|式|村|镇|河|山(?!区)|区"
)
_ACTING = compile_late("[\u4e00-\u9fff][着了过]")  # 张定川|拖着
_NAME = compile_late("[\u4e00-\u9fff]{2,3}")


def certain_end(view: View, at: int, hosts: Collection[int]) -> int:
    """
    Return the end of the name of three characters that begins at *at*, 0 where none is beyond doubt.

    It opens a clause or a member of a row, or stands behind a marker or one of *hosts*, the ends of houses
    (我校|周砚秋).
    """
    text, end = view.text, at + 3
    name = text[at:end]
    if (
        end > view.span.end
        or name[0] not in FREQUENT
        or not GIVEN.issuperset(name[1:])
        or name[2] in _NEVER_LAST
    ):
        return 0
    led = text.endswith(_LEAD_WORDS, view.span.start, at) or text[at - 1] in _LEADS
    if not (at == view.span.start or at in hosts or text[at - 1] in _MARKS or led):
        return 0
    common = common_words()
    if text.startswith("成为", end - 1) or PAYS.match(text, end - 1) or LIVES.match(text, end - 1):
        return 0  # 林森|成为, 李霞|花2000元买来
    if name in common or name[:2] in common or _CALLED_AFTER.match(text, end):
        return 0
    if view.holds_word(at, end) or not (view.is_word(at, end) or _is_titled(view, end)):
        return 0
    one = at > view.span.start and at not in hosts and text[at - 1] in _LEADS
    return 0 if one and not view.is_edge(at - 1) else end


def _is_titled(view: View, end: int) -> bool:
    """Tell whether a title or a verb follows that tells the end of a name, though the words are cut across it."""
    hit = view.hit_at(end)
    return (hit is not None and bool(hit.word.title)) or _ACTING.match(view.text, end) is not None


def joined_before(view: View, at: int, hosts: Collection[int], walked: set[int]) -> Iterator[tuple[int, int]]:
    """
    Yield the names that 、 or 和 joins before the certain one at *at*, the last first: 陆桥、|王海波.

    Args: *walked* are the names of the sentence from which the row was walked before, which is not done again.
    """
    text, start = view.text, view.span.start
    walked.add(at)
    while at - 1 > start and text[at - 1] in "、和与":
        end = at - 1
        for first in (end - 3, end - 2):
            if first >= start and _stands(view, first, end, hosts):
                yield first, end
                if first in walked:
                    return
                walked.add(first)
                at = first
                break
        else:
            return


def _stands(view: View, first: int, end: int, hosts: Collection[int]) -> bool:
    """Tell whether a stretch between marks can be nothing but a name."""
    text = view.text
    name = text[first:end]
    opens = first == view.span.start or first in hosts or text[first - 1] in _MARKS
    return bool(
        opens
        and _NAME.fullmatch(name)
        and looks_like_person(name)
        and not GIVEN.isdisjoint(name[1:])
        and name not in common_words()
        and not view.holds_word(first, end)
    )
