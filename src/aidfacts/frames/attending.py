"""Tells who attends an act of giving for a house, who has come to one, and where it is held."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.frames.acting import acting_for, leads_people
from aidfacts.frames.bystanders import looks_on
from aidfacts.lexicon.late import compile_late
from aidfacts.model.mention import Mention

# 沐白小学|迎来了|锦澄集团总经理周砚秋|一行, 迎来|明屿狮子会|的志愿者
_WELCOMES = compile_late(r"迎来(?:了)?(?:前来[^,。;]{0,12}的)?[^,。;的]{0,8}$")
_COME = compile_late(
    r"(?:先生|女士)?(?:等[^,。;]{0,6}|及[^,。;]{0,8})?(?:一行|的?(?:爱心)?(?:志愿者|义工|代表|客人|爱心人士|慰问[团组队]|团队|工作人员))"
)
MAX_WELCOME = 24  # characters of 迎来了 before who has come
# 沐白小学操场上彩旗飘扬,锦澄集团捐赠仪式|在这里举行
_HELD_HERE = compile_late(
    r"[^,。;]{0,14}[,。][^。;]{0,30}(?:捐|赠|慰问|爱心|公益|助学)[^,。;]{0,8}(?:仪式|活动)在(?:这里|此|该[校村院镇]|这儿)(?:隆重|如期)?(?:举行|举办)"
)
_TITLE = compile_late(r"[^,。;:、与和及]{1,16}")  # of one man alone: not 秘书长何映雪与|周砚秋
_HERE = (
    "小学",
    "中学",
    "学校",
    "学院",
    "大学",
    "幼儿园",
    "医院",
    "卫生院",
    "敬老院",
    "福利院",
    "养老院",
    "村",
    "社区",
    "我校",
    "本校",
    "我院",
)


def leaders(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the persons who come with others, or attend, for the house whose title they bear: 锦澄集团总经理|周砚秋|出席仪式."""
    titled = (m for m in mentions if m.of is not None and _TITLE.fullmatch(text, m.of.span.end, m.span.start))
    acting = (m for m in titled if acting_for(text, m) is not m)
    return tuple(m for m in acting if leads_people(text, m) or looks_on(text, m))


def arriving(text: str, mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return who is told to have come to a house that welcomes him, and that house: |沐白小学|迎来了|锦澄集团|总经理周砚秋一行."""
    for at, guest in enumerate(mentions[1:], 1):
        start = guest.of.span.start if guest.of is not None else guest.span.start
        if not guest.named or not _COME.match(text, guest.span.end):
            continue
        welcome = _WELCOMES.search(text, max(0, start - MAX_WELCOME), start)
        host = next((m for m in reversed(mentions[:at]) if welcome and m.span.end <= welcome.start()), None)
        if welcome is None or host is None or not host.named or not host.text.endswith(_HERE):
            continue
        if "," not in text[host.span.end : welcome.start()]:
            return (acting_for(text, guest),), (host,)
    return (), ()


def is_held_here(text: str, house: Mention) -> bool:
    """Tell whether a ceremony is held at the house or village with which a sentence opens: 沐白小学彩旗飘扬,捐赠仪式在这里举行."""
    return house.text.endswith(_HERE) and _HELD_HERE.match(text, house.span.end) is not None
