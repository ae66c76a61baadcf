"""How far a marker reaches, and what the words around a party make of it."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.frames.elements import Element, Marker
from aidfacts.frames.roles import (
    COUNTED,
    IN_ALL,
    SO_MANY,
    Argument,
    tells_where,
)
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Role
from aidfacts.model.mention import Mention

# Closes a phrase opened by 在 or 据: 在团县委组织下 | 在仪式上
_CLOSES = compile_late(
    r"[|丨]|\d+[年月日]|下|中|上|里|内|时|后|期间|之际|前|以来|起|消息|获悉|报道|介绍|统计|邀请|委托|要求|号召|电\s"
)
_OF_PERSON = compile_late(r"的[^,。;的]{0,6}$")
_LEADS = compile_late(
    r"[^,。;]{0,8}(?:带动|带领|倡议|组织|支持|帮助|协调|牵头|见证|陪同|主持|号召|影响|感召)"
)
_MARKS = frozenset([*",。;:!?\n \t\u3000", ""])
_SO_MANY_MORE = compile_late(
    r"(?:[、和与及]|以及)(?:\d+|[一二两三四五六七八九十百]+)[余多]?[个家所名位户支][\u4e00-\u9fff]{0,6}"
)
# What stands before a part of a total: 其中|个人捐款 | 企业捐款50万元,|个人捐款
_OPENS_PART = compile_late(
    r"其中[:,]?$|(?:企业家?|单位|团体|社团|集体|机构|公司|组织)(?:[^,。;]*[,;]|[、和及])$"
)
MAX_PARTS = 24  # characters of the part before
_ADDRESSES = frozenset(
    [
        "老人",
        "校友",
        "学长",
        "学姐",
        "师兄",
        "师姐",
        "同学",
        "老师",
        "同志",
        "大爷",
        "奶奶",
        "爷爷",
        "大妈",
        "夫妇俩",
        "夫妻俩",
        "夫妇二人",
        "两人",
        "二人",
    ]
)
_SO_MANY_PEOPLE = compile_late(r"[\d一二两三四五六七八九十百千余多][名位户]$")
ALLIES = frozenset(["联合", "联同", "联手", "携手", "会同", "连同", "偕同"])
# 为帮助|北塘村|抗洪捐赠棉被: who stands right behind such a word gets the gift; alone in its clause it is only an aim
HELPS = frozenset(
    ["为帮助", "为支持", "为支援", "为援助", "为助力", "为协助", "为了帮助", "为了支持", "为了支援"]
)
_THEN_GIVES = compile_late(r"[^,。;]{0,24}?(?:捐|赠|送|提供|援助|出资|资助|拨)")
_TOGETHER = compile_late(
    r"[^,。;:]{0,8}(?:共同|一起|一同|一道|联合|联手|携手|合作|合资|各|均|都|等\d)|[、和与及]|[各共也都]?[捐赠]"
)
# 船东代表|积极为灾区捐款: whom a delegate acts for would stand here
_DOES_NEXT = compile_late(
    r"(?:们|也|还|又|均|都|积极|纷纷|踊跃|现场|当场|自发|主动|率先|带头|集体|先后|当即)*[为向给将把](?!了)"
)
# 继|锦澄集团|向灾区捐款后,沐白公司也捐款: who gave before; leaves 继商会之后,锦澄集团捐款
_AFTER_ACT = compile_late(r"[^,。;]{0,40}?(?:捐|赠|送|援助|资助|出资|拨款|拨付|提供)[^,。;]{0,40}?,")
_MEDIA = compile_late(r"(?:官方|个人|新浪)?(?:微博|微信|抖音|快手|推特|脸书|公众号|视频号|朋友圈|社交媒体)")
_HANDS_ON = compile_late(r"公益|平台|慈善|基金")


def _joins_more(before: Argument, gap: str, element: Mention) -> bool:
    """Tell whether so many more are joined to a row of people: 对790户困难群众|、26个社会福利|单位."""
    crowds = not element.named and not before.mention.named
    return crowds and element.kind is PartyKind.GROUP and _SO_MANY_MORE.fullmatch(gap) is not None


def is_means(text: str, element: Mention) -> bool:
    """Tell whether what one goes through is only where one says it: 通过|官方微博|宣布捐款; 微博公益平台 hands on."""
    return _MEDIA.fullmatch(element.text) is not None and _HANDS_ON.match(text, element.span.end) is None


def does_together(text: str, joint: Element | None, partner: Mention) -> bool:
    """Tell whether who is joined at the head of a clause acts as well: 与母校|共同设立, 联合|县医院开展义诊."""
    allied = isinstance(joint, Marker) and joint.word in ALLIES
    return allied or _TOGETHER.match(text, partner.span.end) is not None


def counts_row(gap: str, element: Mention, found: Sequence[Argument], group: int) -> bool:
    """
    Tell whether a counted noun only sums up the row right before it.

    甲县医院、乙县医院|两家医院, 甲、乙|两家|单位, 向四川、云南|两省; 禾川县|三村 are its villages.
    """
    row = [argument.mention for argument in found if argument.group == group]
    size = len(row)
    if size < 2:
        return False
    if not gap and row[-1].kind is PartyKind.PLACE and SO_MANY.match(element.text):
        return True
    if gap in IN_ALL and element.count is not None:
        return True  # 敬老院和两家福利院|共80名老人: who live there
    if element.named or element.kind is not PartyKind.GROUP:
        return False
    if not gap:
        return element.count is not None and element.count.value == size
    number = gap.removeprefix("的")[:-1]
    return COUNTED.fullmatch(gap) is not None and number in (
        str(size),
        "零一二三四五六七八九"[size:][:1],
        "两" * (size == 2),
    )


def opens(text: str, marker: Marker) -> bool:
    """Tell whether *marker* opens its clause or says where so many are from: 60名|来自北塘的学生; not 善款来自北塘的商会."""
    start = marker.span.start
    return (
        text[start - 1 : start] in _MARKS
        or _SO_MANY_PEOPLE.search(text, max(0, start - 4), start) is not None
    )


def is_anyone(text: str, element: Mention) -> bool:
    """Tell whether 个人 stands for those who are no houses: 企业捐款50万元,个人捐款8万元."""
    before = text[max(0, element.span.start - MAX_PARTS) : element.span.start]
    return element.text == "个人" and _OPENS_PART.search(before) is not None


def is_address(element: Mention, previous: Element | None) -> bool:
    """Tell whether a noun stands right behind the name of a person whom it honours: 周砚秋|老人."""
    return (
        element.text in _ADDRESSES
        and isinstance(previous, Mention)
        and previous.kind is PartyKind.PERSON
        and previous.span.end == element.span.start
    )


def is_delegate(text: str, marker: Marker, clause: Sequence[Element]) -> bool:
    """Tell whether 代表 is what somebody is, and no verb: 商户代表何军 acts for the 商户, 会长代表商会 for the 商会."""
    before = next((e for e in clause if isinstance(e, Mention) and e.span.end == marker.span.start), None)
    if before is None and _DOES_NEXT.match(text, marker.span.end):
        return True
    if before is None or before.kind is PartyKind.PERSON:
        return False
    return not any(
        isinstance(e, Mention) and e.span.start == marker.span.end and e.kind is not PartyKind.PERSON
        for e in clause
    )


def is_closed(text: str, governor: Marker, element: Mention, before: Argument | None, gap: str) -> bool:
    """Tell whether *governor* no longer reaches *element*."""
    stretch = text[governor.span.end : element.span.start]
    if governor.role == "after":
        return len(stretch) > 2
    if governor.role == "purpose":
        return bool(stretch) or _THEN_GIVES.match(text, element.span.end) is None
    if tells_where(text, governor, element):
        return True
    if governor.role == "in":
        gave_before = governor.word == "继" and _AFTER_ACT.match(text, element.span.end) is not None
        return gave_before or _CLOSES.search(stretch) is not None
    if before is not None:
        return not gap.startswith("的")
    # 为切实解决困难,…: a verb of its own between marker and party; 24 is longer than any attribute in cases/
    return len(stretch) > 24


def is_where(text: str, governor: Marker, element: Mention) -> bool:
    """Tell whether 在 at the head of a clause only says where somebody is: 在外打拼多年的|周砚秋捐款; not 在热心的|周砚秋带领下."""
    if governor.role != "in" or element.kind is not PartyKind.PERSON or _LEADS.match(text, element.span.end):
        return False
    return _OF_PERSON.search(text, governor.span.end, element.span.start) is not None


def demoted(argument: Argument) -> Argument:
    if argument.role not in (Role.SUBJECT, Role.DONOR):
        return argument
    return Argument(argument.mention, Role.NONE, argument.group, argument.marker)
