"""Leaves out of names the things given that stand right behind them: 捐赠给沐白小学|食品一批."""

from __future__ import annotations

import re

from aidfacts.lexicon import cache, join_words
from aidfacts.lexicon.goods import load_goods
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span
from aidfacts.model.values import evolve

_GIVES = tuple("捐赠了送批、和及与")  # before a thing that is no party: 捐赠|医疗器械一批
_LEADS_TO = tuple("给到往至予赠送达抵")  # before who gets it
_HOUSE_END = re.compile(
    r"[小中大]学|学[校院]|医院|卫生[院室]|幼儿园|[敬养]老院|福利院|红十字会|慈善总?会|基金会|商会|协会|[村镇乡县市]"
)
_SUM_TO = re.compile(
    r"(?:[零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟余多]*(?:元|块钱?|钱)整?|整)给(?=.{2})"
)
_DESK = re.compile(
    r"(?:(?<=红十字会)|(?<=红会)|(?<=慈善会)|(?<=慈善总会)|(?<=慈善协会)|(?<=基金会))(?:的?(?:捐赠|捐款|募捐|接收|爱心)*(?:办公室|接收点|捐赠点|捐款点|募捐点|接待室|办公大厅|服务大厅|窗口))$"
)
# 喀什|两个地区, 昆明|四个州, 白塔|3个县: how many the row comes to
_SO_MANY_LANDS = re.compile(r"(?:两个?|(?:[三四五六七八九十]|\d+)个)(?:省|市|县|区|州|镇|乡|村|地区)$")
_OFFICE_ENDS = frozenset("局府馆所心委办处站部队会厅署院校")
MIN_LAND = 2  # characters of a place
MIN_HOUSE = 3  # characters of a house with its own name
_KINDS = {
    **dict.fromkeys("学校园", PartyKind.SCHOOL), "会": PartyKind.NGO, **dict.fromkeys("村镇乡县市", PartyKind.PLACE)
}  # fmt: skip


@cache
def _thing() -> re.Pattern[str]:
    # takes 食品|一批, 医用外科口罩|5000只, 儿童图书|300册; leaves 食品有限公司, and 委捐赠的|图书300册 of 市委
    words = join_words(load_goods())
    return re.compile(
        rf"(?:(?![捐赠送的])[\u4e00-\u9fff]){{0,4}}?(?P<word>{words})(?=\d|一批|若干|等|、|[一二两三四五六七八九十百千]+[余多]?[台套件份箱个只双本册袋桶辆])"
    )


def without_sum(text: str, mention: Mention) -> Mention:
    """Return *mention* without the end of a sum that stands before 给: 捐出四万块钱给|沐白小学, 4万元整给|沐白小学."""
    if not mention.named or "给" not in mention.text:
        return mention
    sum_to = _SUM_TO.match(text, mention.span.start, mention.span.end)
    if sum_to is None:
        return mention
    span = Span(sum_to.end(), mention.span.end)
    return evolve(mention, span=span, text=span.cut(text), name=span.cut(text))


def without_thing(text: str, mention: Mention) -> Mention | None:
    """
    Return *mention* up to where the things begin that are given to it, None where it is nothing but such a thing.

    A trade closes the name of many a firm (锦澄食品), so that a school with what it got may look like one.
    """
    start, end = mention.span.start, mention.span.end
    before = text[max(0, start - 1) : start]
    if not mention.named or mention.kind in (PartyKind.PLACE, PartyKind.PERSON):
        return mention
    if before in _GIVES and mention.text in load_goods():
        return None
    if before not in _LEADS_TO:
        return mention
    houses = list(_HOUSE_END.finditer(text, start, end))
    if houses and houses[-1].end() == end:
        return mention  # 禾川县医院|移动CT一台: the name ends where it should
    for house in reversed(houses):
        at = house.end()
        thing = _thing().match(text, at) if at - start >= MIN_HOUSE else None
        # 捐赠禾川县消防局|救护车1辆: the thing stands behind the name and in no part of it
        office = thing is not None and thing.start("word") >= end and text[end - 1] in _OFFICE_ENDS
        if thing is not None and thing.end() >= end and not office:
            span = Span(start, at)
            kind = _KINDS.get(text[at - 1], PartyKind.HOSPITAL if "医" in house.group() else PartyKind.OTHER)
            return evolve(
                mention, span=span, text=span.cut(text), name=span.cut(text), kind=kind, head=house.group()
            )
    return mention


def without_desk(text: str, house: Mention) -> Mention:
    """Return a charity without the room or desk of it where gifts are taken in: 县红十字会|办公室, 县慈善总会|捐赠接收点."""
    desk = _DESK.search(house.text)
    if desk is None or house.name != house.text or house.kind is PartyKind.PERSON:
        return house
    span = Span(house.span.start, house.span.start + desk.start())
    name = span.cut(text)
    return evolve(house, span=span, text=name, name=name, head="")


def without_number(text: str, place: Mention) -> Mention:
    """Return the last place of a row without the number of all of them: 向和田、|喀什|两个地区|捐赠."""
    if place.kind not in (PartyKind.PLACE, PartyKind.GROUP) or text[place.span.start - 1] not in "、和与及":
        return place
    so_many = _SO_MANY_LANDS.search(place.text)
    if so_many is None or so_many.start() < MIN_LAND or place.name != place.text:
        return place
    name = place.text[: so_many.start()]
    span = Span(place.span.start, place.span.start + len(name))
    return evolve(
        place, span=span, text=name, name=name, head="", kind=PartyKind.PLACE, named=True, count=None
    )
