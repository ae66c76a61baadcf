"""Says whether a verb of giving without a thing tells a gift: who gives and who gets must both be told."""

from __future__ import annotations

from collections.abc import Iterable

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Mention

_HELPS_PEOPLE = frozenset(["资助", "捐助"])
_PRIVATE = (PartyKind.PERSON, PartyKind.COMPANY, PartyKind.NGO)
_GIVES = (FrameKind.GIVE, FrameKind.PASS, FrameKind.PLEDGE)
# 资助贫困学生|300余人
_SO_MANY = compile_late("[共达约近累计超逾]{0,2}[\\d一二两三四五六七八九十百千万多余几数上]+[名人位户]")
# 向锦澄集团及各捐赠单位|表示感谢: who is thanked for having given
_THANKED = compile_late(
    r"[^,。;]*?(?:(?:表示|致以|表达|深表|致上)[^,。;]{0,10}(?:感谢|谢意|敬意|敬佩|祝贺|欢迎|问候)|致谢|致敬)"
)
# 为|我校困难学生|捐款, 资助|沐白中学|数名学生: people of a house with a name
_OF_HOUSE = compile_late("[我本该母全]校|我院|我[县市镇村]|[小中大]学|学院|学校|幼儿园|福利院|敬老院")
_NOUN = compile_late("(?:的|(?<![多数几两三再首屡])次|笔|项)$")  # 这次|捐赠; 多次|捐赠母校 gives
# 支持云屏中学捐赠|工作: the word only says of what kind the work is
_OF_IT = compile_late(
    "工作|事业|事宜|事项|意[向愿]|计划|方案|请求|申请|程序|手续|渠道|账户|热线|需求|名单|政策|体系|中心"
)
_WORK = compile_late(
    "的?[^,。;]{0,4}(?:科研|研究|课题|项目|论文|实验|赛事|大赛|比赛)"
)  # 资助沐白大学|科研项目
_MANY = compile_late("(?:各[地级省市县方]|多[家个]|许多|众多|一些|不少)的?$")
MAX_BEFORE = 10  # characters before people in which their house stands: 我校数名|贫困学生


def check_bare(text: str, frame: Frame, told: Frame) -> str | None:
    """Check a strong verb without a thing: it tells a gift where its clause names who gives and who gets."""
    gives = _is_told_here(frame, told) and any(m.named and not _is_any(text, m) for m in told.donors)
    named = gives and any(m.named or _is_of_house(text, frame, m) for m in told.recipients)
    plain = not _is_nominal(text, frame) and not any(_WORK.match(text, m.span.end) for m in told.recipients)
    if named and plain and frame.kind in _GIVES:
        return None
    if frame.objects and told.donors and told.recipients:
        return None
    # 基金会资助127名贫困生: those who are counted get something, though they have no names
    helped = told.recipients if frame.trigger.word in _HELPS_PEOPLE else ()
    counted = any(m.count is not None or _SO_MANY.match(text, m.span.end) for m in helped)
    return None if frame.kind is FrameKind.GIVE and gives and counted and plain else "no_object"


def _is_any(text: str, giver: Mention) -> bool:
    """Tell whether a house is but one of a kind, of which many gave: 各地|红十字会."""
    start = giver.span.start
    return _MANY.search(text, max(0, start - MAX_BEFORE), start) is not None


def _is_told_here(frame: Frame, told: Frame) -> bool:
    """Tell whether a clause names who gets something, and who gives as well unless a marker shows the other: 并|对我校学生|进行捐助."""
    if "roles/goal_of_sentence" in told.rules:
        return False
    if "roles/subject_of_sentence" not in told.rules:
        return True
    # 他关心母校,每年|资助我校贫困学生; what is told of a state or a place counts up what its offices do
    helps = frame.trigger.word in _HELPS_PEOPLE and all(
        m.kind in _PRIVATE or m.text in ("他", "她") for m in told.donors
    )
    return helps or any(m.span.end <= frame.trigger.span.start for m in told.recipients)


def _is_of_house(text: str, frame: Frame, people: Mention) -> bool:
    """Tell whether people without a name are told as those of a house: 我校|困难学生."""
    start = max(frame.clause.start, people.span.start - MAX_BEFORE)
    return _OF_HOUSE.search(text, start, people.span.end) is not None


# 向校友|通报|捐赠情况, 向记者|讲述|捐赠经过: a verb of telling, of which the word is the object
_TELLS = compile_late(
    r"(?:通报|公布|公开|公示|介绍|讲述|讲解|汇报|发布|说明|反馈|报告|回顾|宣讲|展示|提交|了解|咨询)了?[^,。;]{0,6}$"
)
MAX_TOLD = 10  # characters before the word in which that verb stands


def _is_nominal(text: str, frame: Frame) -> bool:
    """Tell whether the trigger is a noun here, or says who is thanked: 感谢锦澄集团的捐赠 names no new gift."""
    verb = frame.trigger.span
    if _NOUN.search(text, max(0, verb.start - 2), verb.start):
        return True
    if _TELLS.search(text, max(0, verb.start - MAX_TOLD), verb.start):
        return True
    return _OF_IT.match(text, verb.end) is not None or _THANKED.match(text, verb.end) is not None


def stands_by_thing(frames: Iterable[Frame], told: Frame) -> bool:
    """Tell whether a verb without a thing only says what for another of its sentence gives one: 出资20万元,|资助该校学生."""
    elsewhere = "roles/subject_of_sentence" in told.rules and not told.objects
    return elsewhere and any(each.objects for each in frames)
