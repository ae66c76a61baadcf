"""Who gives together and is told before the sum that came in: 社会各界踊跃捐款。县慈善会共收到善款52万元."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.discourse.state import SUMMED, State
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span
from aidfacts.model.values import evolve

FROM_CROWD = "discourse/crowd"
FROM_TOPIC = "discourse/topic"
MAX_BEFORE = 500  # characters between who gives and the sum
MAX_BETWEEN = 40  # characters between who gives and the word that says so
# What says that many give, and not what
_GENEROUS = compile_late(
    r"捐款捐物|捐钱捐物|捐资捐物|献(?:出了?|[了着])?(?:(?:自己|各自)的)?(?:一[份片])?爱心|爱心(?:涌动|奉献)"
    r"|(?:带头|率先|依次|陆续|有序|现场)(?:上前|[^,。;]{0,4}?)捐[款出](?![\d一二三四五六七八九十两几百千万]|[^,。;]{0,6}元)|走[向到上]捐款箱|[投放塞]入?[进到]?捐款箱"
    r"|伸出(?:了)?(?:友爱|爱心|温暖|援助)*(?:之)?(?:援手|手|双手)|慷慨(?:解囊|捐助|相助)|解囊(?:相助|捐助)|倾囊"
    r"|(?:踊跃|纷纷|自发|积极)[^,。;]{0,6}(?:捐|解囊|响应|募捐)|(?:热烈|广泛)响应|响应和参与"
)
_CROWD = compile_late(
    r"(?:各界|各族|爱心(?:人士|企业|单位|市民|组织|商家|团体)|热心(?:人士|市民|企业)|人士|市民|群众|干部|职工|员工|师生|校友"
    r"|商家|企业家|工作人员|教职工|领导|领导干部|干警|民警|官兵|医护|家长|班子成员"
    r"|毕业生|学生|同学们?|企业|单位|商户|村民|居民|网友|读者|团体|党员|侨胞|华侨|乡贤|乡亲|民众|会员|信众|教师|部门|社团|组织)们?$"
)
# 得到|师生|的积极响应和参与,截至12月14日,共捐书
_ANSWERED = compile_late(
    r"的?(?:积极|踊跃|热烈|广泛|大力|热情|纷纷)*响应(?:和参与|与支持|和支持)?,(?:[^,。;]{0,16},)?[^,。;为给向由]{0,10}$"
)
# 县四套班子|领导, 局领导|班子成员: who leads a house, without a name
_LEADERS = compile_late(
    r"(?:[省市县区镇乡局院校村厂]?(?:[四五]套|五大)班子(?:主要)?(?:领导|成员)|[省市县区镇乡局院校]领导(?:班子成员|干部|班子)?|班子成员)"
)
# 以此号召|社会各界踊跃捐款: who is called on has not given yet
_CALLED_ON = compile_late(r"(?:带动|号召|呼吁|倡议|倡导|动员|鼓励|引导|希望|激励|感召)[^,。;]{0,6}$")
_AIMED = compile_late(r"[为向给][^,。;、]{0,10}$")  # 市民纷纷为|灾区群众|捐款捐物
_LED = (PartyKind.PERSON, PartyKind.GOVERNMENT)  # who gives at the head of others, or is told with his office
MAX_AIMED = 11  # characters from 为 to whom it is for
NEAR = 100  # characters between two that are told to give, one after the other
_ANSWERS = (FrameKind.GIVE, FrameKind.RECEIVE, FrameKind.RAISE)
_JOINED = compile_late(r"[、,和与及]|以及")


def with_crowd(text: str, state: State, sentence: Span, mentions: Sequence[Mention]) -> State:
    """Return *state* with the people without a name whom a sentence tells to give, though not what."""
    crowd: list[Mention] = []
    for told in _GENEROUS.finditer(text, sentence.start, sentence.end):
        crowd += [m for m in _told_to_give(text, told.start(), sentence, mentions) if m not in crowd]
    if not crowd:
        return state
    near = bool(state.crowd) and crowd[0].span.start - state.crowd[-1].span.end <= NEAR
    again = {m.text for m in crowd}
    kept = tuple(m for m in state.crowd if near and m.text not in again)
    return evolve(state, crowd=(*kept, *crowd))


def _told_to_give(text: str, end: int, sentence: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the row of people without a name that stands last before the word at *end* that says so."""
    leaders = [
        Mention(Span(*led.span()), led.group(), led.group(), PartyKind.GROUP, named=False)
        for led in _LEADERS.finditer(text, max(sentence.start, end - MAX_BETWEEN), end)
    ]
    rest = [m for m in mentions if not any(m.span.overlaps(led.span) for led in leaders)]
    before = sorted(
        (m for m in (*rest, *leaders) if sentence.start <= m.span.start and m.span.end <= end),
        key=lambda m: m.span,
    )
    while before and _is_aimed_at(text, sentence, before[-1]):
        before.pop()
    if not before or not _is_crowd(before[-1]) or end - before[-1].span.end > MAX_BETWEEN:
        return []
    crowd = before[-1:]
    for mention in reversed(before[:-1]):
        if not _is_crowd(mention) or not _JOINED.fullmatch(text, mention.span.end, crowd[0].span.start):
            break
        crowd.insert(0, mention)
    start = crowd[0].span.start
    return [] if _CALLED_ON.search(text, max(sentence.start, start - MAX_BETWEEN), start) else crowd


def _is_aimed_at(text: str, sentence: Span, mention: Mention) -> bool:
    """Tell whether people are those for whom others give."""
    start = mention.span.start
    return _AIMED.search(text, max(sentence.start, start - MAX_AIMED), start) is not None


def by_answering(text: str, state: State, told: Frame) -> Frame:
    """Return the frame *told* of nobody who gives with those told to answer: 倡议得到师生的积极响应,共捐书300册."""
    if told.donors or not state.crowd or told.kind not in _ANSWERS:
        return told
    last = state.crowd[-1].span.end
    if _ANSWERED.match(text, last, max(last, told.trigger.span.start)) is None:
        return told
    return evolve(told, donors=state.crowd).because(FROM_CROWD)


def _is_crowd(mention: Mention) -> bool:
    return mention.kind is PartyKind.GROUP and not mention.named and _CROWD.search(mention.text) is not None


def from_crowd(text: str, state: State, frame: Frame) -> Frame:
    """Return a *frame* of what came in altogether, and of nobody who gave it, with those told to give before it."""
    takes = frame.kind in (FrameKind.RECEIVE, FrameKind.RAISE) and not frame.donors
    takes = takes or (bool(state.crowd) and _of_topic_before(state, frame))
    if not takes or not state.crowd or frame.sentence - state.crowd[0].span.start > MAX_BEFORE:
        return frame
    many = frame.scope == "cumulative" or SUMMED.search(text, frame.clause.start, frame.clause.end)
    taken = {m.name for m in frame.recipients}
    if not many or any(m.name in taken for m in state.crowd):
        return frame
    return evolve(frame, donors=state.crowd).because(FROM_CROWD)


def _of_topic_before(state: State, frame: Frame) -> bool:
    """Tell whether a sum was read as given by who acted last, and many were told to give: 局长带头捐款,职工纷纷捐款。共捐款5万元。"""
    if FROM_TOPIC not in frame.rules or frame.kind not in (FrameKind.GIVE, FrameKind.RAISE):
        return False
    leads = _LED if frame.kind is FrameKind.GIVE else ()
    here = state.crowd[0].span.start >= frame.sentence  # …商会。多位企业家慷慨解囊,累计捐款5万元
    return all(
        (here and m.span.end <= frame.sentence)
        or (m.span.end <= state.crowd[-1].span.end and (not m.named or m.kind in leads))
        for m in frame.donors
    )
