"""Gives a receiver the rest of his name, where it ends in no noun that the readers of names know."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.elements import Element, Marker
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

# 消防大队|前山站, 岚溪镇|的残疾儿童之家, 岚溪镇|的卫生院, 意大利|小城卡斯泰洛
_REST = compile_late(
    r"的?(?:[\u4e00-\u9fff]{1,8}?(?:之家|队伍|部队|军队|[站队所馆])"
    r"|(?<=[省市县区镇乡村州旗])的(?:中心)?(?:卫生院|卫生室|敬老院|福利院|养老院|幼儿园|小学|中学|学校|医院|村小)"
    r"|(?:小城|小镇|名城|海滨城市|港口城市)[\u4e00-\u9fff]{2,6})"
)
# 战友|的遗孤, 同事|的子女: who gets is of those told before
_KIN = compile_late(r"的(?:遗孤|遗属|遗孀|家属|亲属|家人|子女|儿女|孩子|父母|妻儿|家庭)")
_SCHOOL = compile_late(r"(?<=[乡镇村])小")  # 石门乡|小, the school of it
# What is done there, who else or how many get it: 为村里|修建卫生所, 县医院|各科室
_NO_NAME = compile_late(
    r"[修建改购铺换了着过向为给把将和与及等用由在]|全体|广大|部分|所属|下属|各|[\d一二三四五六七八九十几数多]+[个支名]"
)
_ROW = ("、", "和", "与", "及", "以及")
_UNTIL = compile_late(r"(?:紧急|无偿|再次|分别|各|又|共|先后|现场|一次性|定向|已经?|[也都均])*")
# 向|禾川县|应急|救援中心|捐款, 向|明屿市|守护|白塔河基金|捐款: no mark, joint or 的 parts the name
_INNER = compile_late(r"(?:(?![的了由和与及暨为把将并在让请从])[\u4e00-\u9fff]){1,4}")
# 向|校友|纪念墙项目|捐款: a noun for people opens the name of what they have
_SCHEME = compile_late(
    r"(?P<rest>(?:(?![的了由和与及为把将并在])[\u4e00-\u9fff]){1,8}(?:项目|基金|计划|工程))" + _UNTIL.pattern
)
_BODIES = (PartyKind.NGO, PartyKind.HOSPITAL, PartyKind.OTHER, PartyKind.PROJECT)


def with_rest_of_name(text: str, mention: Mention, edge: int) -> Mention:
    """Return *mention* with what its name goes on with up to *edge*, where the next mark or word begins."""
    start = mention.span.end
    kin = _KIN.match(text, start, edge) if mention.kind is PartyKind.GROUP and not mention.named else None
    if kin is not None and _UNTIL.fullmatch(text, kin.end(), edge):
        span = Span(mention.span.start, kin.end())
        return evolve(mention, span=span, text=span.cut(text), name=span.cut(text))
    school = _SCHOOL.match(text, start, edge)
    rest = school or _REST.match(text, start, edge)
    if rest is None or mention.kind in (PartyKind.PERSON, PartyKind.GROUP) or not mention.named:
        return mention
    if mention.anaphor is not None or text.startswith(_ROW, rest.end()):
        return mention  # 用于岚溪镇的供水站|和卫生院: the town gets it
    if _NO_NAME.search(rest.group()) or not _UNTIL.fullmatch(text, rest.end(), edge):
        return mention
    span = Span(mention.span.start, rest.end())
    kind = mention.kind if mention.kind is not PartyKind.PLACE else PartyKind.OTHER
    return evolve(
        mention, span=span, text=span.cut(text), name=span.cut(text), head="",
        kind=PartyKind.SCHOOL if school else kind, rules=(*mention.rules, "slot"),
    )  # fmt: skip


def join_goal_names(text: str, elements: Sequence[Element]) -> tuple[Element, ...]:
    """
    Return *elements* with a receiver whole who stands between 向 or 给 and a verb of giving, and whose name was read in parts.

    锦澄集团给|禾川县紧急医疗救援中心|捐赠救护车: the town is the head of the name, and the centre gives nothing.
    """
    joined: list[Element] = []
    skip = False
    for at, element in enumerate(elements):
        before = elements[at - 1] if at else None
        goal = isinstance(before, Marker) and before.word in ("向", "给", "为")
        if skip:
            skip = False
        elif goal and isinstance(element, Mention) and before and before.span.end == element.span.start:
            whole, skip = _whole(text, element, elements[at + 1 : at + 3])
            joined.append(whole)
        else:
            joined.append(element)
    return tuple(joined)


def _whole(text: str, first: Mention, behind: Sequence[Element]) -> tuple[Mention, bool]:
    """Return *first* with the rest of its name, and whether the next element is part of that."""
    second = behind[0] if behind else None
    verb = behind[1] if len(behind) > 1 else None
    if first.kind is PartyKind.PLACE and isinstance(second, Mention) and isinstance(verb, Trigger):
        parts = _INNER.fullmatch(text, first.span.end, second.span.start)
        ends = _UNTIL.fullmatch(text, second.span.end, verb.span.start)
        if parts and ends and second.named and second.anaphor is None and second.kind in _BODIES:
            span = Span(first.span.start, second.span.end)
            name = span.cut(text)
            return evolve(second, span=span, text=name, name=name, adcode=first.adcode), True
    people = first.kind is PartyKind.GROUP and not first.named and first.count is None
    if people and isinstance(second, Trigger):
        scheme = _SCHEME.fullmatch(text, first.span.end, second.span.start)
        if scheme is not None:
            span = Span(first.span.start, scheme.end("rest"))
            name = span.cut(text)
            return Mention(span, name, name, PartyKind.PROJECT, rules=("slot",)), False
    return first, False
