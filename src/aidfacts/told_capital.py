"""To which foundation its founding money went, as its own page tells: 原始基金300万元,其中锦澄集团捐赠200万元."""

from __future__ import annotations

from collections.abc import Iterable

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span, last_of
from aidfacts.model.values import evolve

# 原始基金800万元, 注册资金200万元; 作为原始基金, 发起设立 stand behind the sum
_CAPITAL = compile_late(
    r"(?:原始|初始|创始|创办|启动|开办|注册|设立|发起)(?:基金|资金|资本金?)(?!管理|项目)|作为(?:本?基金会的?)?(?:原始|初始|启动)"
)
_FOUNDS = compile_late(r"[^,。;]{0,24}(?:发起|出资|捐资)?(?:设立|成立|创办|创立|创建|组建)(?=[,。;的]|$)")
_HOUSES = ("基金会", "慈善会", "慈善总会", "促进会", "服务中心", "协会")
_MARKS = frozenset([*",。;:!?\n \u3000", ""])
_KINDS = (FrameKind.GIVE, FrameKind.FUND)
MAX_CAPITAL = 160  # characters of one sentence between its capital and one of those who paid it in


def with_capital(text: str, frame: Frame, mentions: Iterable[Mention]) -> Frame:
    """
    Return *frame* with the foundation told before whose founding money it tells, and not the office that registered it.

    锦澄基金会注册地为明屿市岚溪区,原始基金300万元,其中锦澄集团捐赠200万元 | 见山基金会由锦澄集团捐资300万元发起设立.
    """
    objects = frame.objects
    if frame.kind not in _KINDS or objects is None or objects.amount is None or not frame.donors:
        return frame
    guessed = any(rule.startswith(("roles/goal_of_sentence", "discourse/")) for rule in frame.rules)
    if frame.recipients and not guessed:
        return frame  # 其中锦澄集团捐赠200万元;2019年,锦澄集团向沐白小学捐款
    if not (_is_capital(text, frame) or _founds(text, frame)):
        return frame
    told = [m for m in mentions if _is_foundation(m) and m.span.end <= frame.trigger.span.start]
    told = [m for m in told if m not in frame.donors]
    if not told or any(_is_foundation(m) for m in frame.recipients):
        return frame
    # 锦澄基金会是|公募型慈善基金会: what it is said to be is no other one
    opening = [m for m in told if text[m.span.start - 1 : m.span.start] in _MARKS]
    house = next((m for m in reversed(opening or told) if m.anaphor is None), told[-1])
    return evolve(frame, recipients=(house,)).because("discourse/capital")


def _is_capital(text: str, frame: Frame) -> bool:
    start = max(frame.sentence, frame.trigger.span.start - MAX_CAPITAL)
    end = last_of(text, "。\n", start) + 1
    return _CAPITAL.search(text, max(start, end), _stop(text, frame.clause.end)) is not None


def _founds(text: str, frame: Frame) -> bool:
    """Tell whether the sentence closes with the founding that the sum paid for: 由锦澄集团捐资300万元|发起设立."""
    sum_ = frame.objects.amount.span if frame.objects and frame.objects.amount else Span(0, 0)
    by_agent = text.rfind("由", frame.clause.start, frame.trigger.span.start) >= 0
    return by_agent and _FOUNDS.match(text, sum_.end) is not None


def _stop(text: str, at: int) -> int:
    ends = [end for mark in ",。;\n" if (end := text.find(mark, at)) >= 0]
    return min(ends, default=len(text))


def _is_foundation(mention: Mention) -> bool:
    return mention.kind is PartyKind.NGO and mention.text.endswith(_HOUSES)
