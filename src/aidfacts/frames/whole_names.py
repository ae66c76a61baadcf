"""Gives a receiver the rest of his name, where it ends in no noun that the readers of names know."""

from __future__ import annotations

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
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
