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
MAX_BEFORE = 500  # characters between who gives and the sum
MAX_BETWEEN = 40  # characters between who gives and the word that says so
# What says that many give, and not what
_GENEROUS = compile_late(
    r"捐款捐物|捐钱捐物|捐资捐物|献(?:出了?)?(?:自己的)?爱心|奉献(?:了|着|出)?(?:自己的)?(?:一份)?爱心|爱心(?:涌动|奉献)"
    r"|伸出(?:了)?(?:友爱|爱心|温暖|援助)*(?:之)?(?:援手|手|双手)|慷慨(?:解囊|捐助|相助)|解囊(?:相助|捐助)|倾囊"
    r"|(?:踊跃|纷纷|自发|积极)[^,。;]{0,6}(?:捐|解囊|响应|募捐)|(?:热烈|广泛)响应|响应和参与"
)
_CROWD = compile_late(
    r"(?:各界|各族|爱心(?:人士|企业|单位|市民|组织|商家|团体)|热心(?:人士|市民|企业)|人士|市民|群众|干部|职工|员工|师生|校友"
    r"|毕业生|学生|同学们?|企业|单位|商户|村民|居民|网友|读者|团体|党员|侨胞|华侨|乡贤|乡亲|民众|会员|信众|教师|部门|社团|组织)们?$"
)
# 得到|师生|的积极响应和参与,截至12月14日,共捐书
_ANSWERED = compile_late(
    r"的?(?:积极|踊跃|热烈|广泛|大力|热情|纷纷)*响应(?:和参与|与支持|和支持)?,(?:[^,。;]{0,16},)?[^,。;为给向由]{0,10}$"
)
_ANSWERS = (FrameKind.GIVE, FrameKind.RECEIVE, FrameKind.RAISE)
_JOINED = compile_late(r"[、,和与及]|以及")


def with_crowd(text: str, state: State, sentence: Span, mentions: Sequence[Mention]) -> State:
    """Return *state* with the people without a name whom a sentence tells to give, though not what."""
    told = _GENEROUS.search(text, sentence.start, sentence.end)
    if told is None:
        return state
    before = [m for m in mentions if sentence.start <= m.span.start and m.span.end <= told.start()]
    if not before or not _is_crowd(before[-1]) or told.start() - before[-1].span.end > MAX_BETWEEN:
        return state
    crowd = before[-1:]
    for mention in reversed(before[:-1]):
        if not _is_crowd(mention) or not _JOINED.fullmatch(text, mention.span.end, crowd[0].span.start):
            break
        crowd.insert(0, mention)
    return evolve(state, crowd=tuple(crowd))


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
    if not takes or not state.crowd or frame.sentence - state.crowd[0].span.start > MAX_BEFORE:
        return frame
    many = frame.scope == "cumulative" or SUMMED.search(text, frame.clause.start, frame.clause.end)
    taken = {m.name for m in frame.recipients}
    if not many or any(m.name in taken for m in state.crowd):
        return frame
    return evolve(frame, donors=state.crowd).because(FROM_CROWD)
