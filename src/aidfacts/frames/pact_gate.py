"""Tells by the bare text that a word of partnership can bind nobody, so that its sentence need not be read."""

from __future__ import annotations

import re

from aidfacts.frames.pact_words import (
    ALLIANCE,
    BOND,
    BUILT,
    HOUSED,
    JOINT,
    JOINT_BUILDS,
    LASTS,
    LEADS,
    PLACED,
    PLATES,
    UNVEILS,
    WEAK_BINDS,
    find_wish,
    may_sign,
)
from aidfacts.lexicon.late import compile_late
from aidfacts.model.pact import PactTrigger, PactUse
from aidfacts.model.span import Span

# Before 共建 and 签署: two sides that a word joins, or one word for both (双方, 两校, 校地).
_JOINED = compile_late(r"[与和同跟、及—·/-]|携手|联合|联手|会同|暨|牵手|双方|[两三].|军地|[政村校]企|校地")
_EQUATES = compile_late(r"[是为成与结]|(?<![关体])系|入选|建立")
_MARK = compile_late(r"[,;:。!?]")
_CLOSED = compile_late(r"[”’》)】]")


def may_bind(text: str, sentence: Span, trigger: PactTrigger) -> bool:
    """
    Tell whether *trigger* can bind parties, by the words around it alone.

    What `read_pacts` would find is never refused: 推动共建 is a wish, 共建平台 without two sides binds nobody, nor does
    what is 设 anywhere but in a house, or a relation that is only named.

    >>> from aidfacts.mentions.pacts import find_pact_triggers
    >>> def gate(text):
    ...     span = Span(0, len(text))
    ...     return [may_bind(text, span, trigger) for trigger in find_pact_triggers(text, span)]
    >>> gate("锦澄集团与沐白中学共建示范园区。"), gate("要高质量共建示范园区。")
    ([True], [False])
    >>> gate("市图书馆在沐白小学设分馆。"), gate("清洁能源基地建设提速。"), gate("推动两市战略合作伙伴关系发展。")
    ([True], [False], [False])
    """
    at, end = trigger.span.start, trigger.span.end
    use = trigger.use
    if find_wish(text, sentence, trigger):
        return False
    if use is PactUse.SIGN:
        if trigger.word == "缔结" and BOND.search(text, end, sentence.end):
            return True
        return may_sign(text, sentence, trigger.word, at, end)
    if use is PactUse.BIND:
        bound = trigger.word not in WEAK_BINDS or BOND.search(text, end, sentence.end) is not None
        return bound or (trigger.word == "建立" and _may_place(text, sentence, trigger))
    if use is PactUse.RELATION:
        # 推动两国战略合作伙伴|关系发展: without a copula it only names the relation
        start = _clause_start(text, sentence.start, at)
        return not text.startswith("关系", end) or _EQUATES.search(text, start, at) is not None
    if use is PactUse.PLACE:
        return _may_place(text, sentence, trigger)
    if use is PactUse.BUILD:
        return _may_build(text, sentence, trigger)
    if use is PactUse.JOINT:
        return _may_build_jointly(text, sentence, trigger)
    return use is not PactUse.FOUND or _may_found(text, sentence, trigger)


def _may_found(text: str, sentence: Span, trigger: PactTrigger) -> bool:
    at, end = trigger.span.start, trigger.span.end
    if trigger.word in LEADS:
        return ALLIANCE.search(text, sentence.start, sentence.end) is not None
    if trigger.word == "组成" and text.find("由", sentence.start, at) >= 0:
        return ALLIANCE.search(text, sentence.start, at) is not None
    if ALLIANCE.search(text, end, sentence.end) is None:
        return _may_build_jointly(text, sentence, trigger)
    return trigger.word in ("加入", "加盟") or _is_joined(text, sentence.start, at)


def _may_place(text: str, sentence: Span, trigger: PactTrigger) -> bool:
    if _may_build_jointly(text, sentence, trigger):
        return True
    at, end = trigger.span.start, trigger.span.end
    quoted = text.startswith("”", at - 1) or text.startswith("中心", at - 2)
    if not quoted and not any(
        thing.search(text, sentence.start, sentence.end) for thing in (PLACED, ALLIANCE)
    ):
        return False
    if trigger.word in ("落户", "授牌", "授予", "挂牌"):
        return True
    inside = text.find("在", sentence.start, at) >= 0
    if trigger.word not in PLATES and not UNVEILS.match(text, end):
        return inside and PLACED.search(text, end, sentence.end) is not None
    return inside or _is_joined(text, sentence.start, at)


def _may_build(text: str, sentence: Span, trigger: PactTrigger) -> bool:
    at, end = trigger.span.start, trigger.span.end
    if not _is_joined(text, sentence.start, at):
        return False
    if text.find("“", end, sentence.end) >= 0 or LASTS.match(text, end):
        return True
    # 实训基地|由|甲学院与乙集团共建
    by = text.find("由", sentence.start, at)
    told = by >= 0 and _may_be(text, sentence.start, by, BUILT)
    return told or _may_be(text, end, sentence.end, BUILT, ALLIANCE)


def _may_build_jointly(text: str, sentence: Span, trigger: PactTrigger) -> bool:
    """Tell whether 联合 stands before a verb of founding and a house behind: 联合沐北大学|成立研究院."""
    if trigger.use is not PactUse.JOINT and trigger.word not in JOINT_BUILDS:
        return False
    before = JOINT.search(text, sentence.start, trigger.span.start)
    return before is not None and HOUSED.search(text, trigger.span.end, sentence.end) is not None


def _may_be(text: str, start: int, end: int, *patterns: re.Pattern[str]) -> bool:
    # What ends at a comma in the patterns may end at a cell of the sentence; the full stop is no part of it.
    stretch = text[start:end].rstrip("。!?;")
    return any(pattern.search(stretch) for pattern in patterns)


def _clause_start(text: str, start: int, at: int) -> int:
    """Return where the clause of *at* begins; a mark inside a title, a quote or a bracket ends none."""
    if _CLOSED.search(text, start, at):
        return start
    return max([start, *(mark.end() for mark in _MARK.finditer(text, start, at))])


def _is_joined(text: str, start: int, at: int) -> bool:
    """Tell whether two sides may stand in the clause before *at*."""
    # A mark inside a title, a quote or a bracket ends no clause; behind one the whole sentence counts.
    if not _CLOSED.search(text, start, at):
        before = start
        for mark in _MARK.finditer(text, start, at):
            # 甲与乙深化合作,|共同组建实验室: the clause before may name them
            before = start if mark.group() in ",:" else mark.end()
            start = mark.end()
        start = before
    return _JOINED.search(text, start, at) is not None
