"""Tells who stands by whom for long, so that what he gives later, without a receiver, goes there."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.discourse.state import Bond, State
from aidfacts.lexicon.bonds import HELPER, LASTING_HELP
from aidfacts.lexicon.homes import HOMES
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Outline
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span
from aidfacts.model.values import evolve

_CARES = r"(?:关心|关爱|关注|牵挂|惦记|支持|资助|帮助|心系|情系)"
# Words that every such sentence has one of: a look at them costs less than the patterns.
_SIGN = compile_late(rf"帮扶|结对|结为|结成|扶贫|支援|共建|包村|包联|联系|{_CARES}|朋友|后盾")
# 与|北塘村|结对帮扶, 同|沐白小学|结成对子
_PAIRS = compile_late(
    r"(?:正式|共同|签订|签署|结成|结为|建立|开展|达成)*了?[^,。;]{0,4}(?:结对|手拉手|帮扶|共建|对子|友好)|结亲"
)
# 对口帮扶|北塘村, 多年来一直关心着|沐白小学
_HELPS = compile_late(
    rf"(?:{LASTING_HELP}|(?:多年来?|年来|一直|始终|长期|历来|常年|十分|非常|特别|时刻|热心)[,]?(?:以来)?(?:都|在|积极|热心)?{_CARES}(?:和?支持|和?帮助|和?关心)?)(?:着|了|过)?(?:母校|家乡|老家)?$"
)
# 是|北塘村|的结对帮扶单位, 是|沐白小学|的老朋友
_OF_WHOM = compile_late(r"(?:是|系|作为|成为)[^,。;]{0,4}$")
_STANDS_BY = compile_late(rf"的?(?:{HELPER}|老?朋友|老熟人)")
_BOUND = (PartyKind.PLACE, PartyKind.SCHOOL, PartyKind.HOSPITAL)
MAX_IS = 6  # characters from 是 to whose friend somebody is
MAX_HELPS = 16  # characters of such words before whom they tell


def bonded(text: str, state: State, sentence: Span, told_of: Outline, mentions: Sequence[Mention]) -> State:
    """
    Return *state* with who is told in *sentence* to stand by whom, and without the helped one among who acts.

    锦澄集团与沐白小学结对帮扶。三年来累计投入8万元: it gives, the school gets.
    """
    if not _SIGN.search(text, sentence.start, sentence.end):
        return state
    partner = next((m for m in mentions if m.named and _may_be_helped(m) and _is_partner(text, m)), None)
    if partner is None:
        return state
    acting = told_of.subjects or state.topic
    actors = tuple(m for m in acting if m.named and m.name != partner.name)
    if not actors:
        return state
    topic = tuple(m for m in state.topic if m.name != partner.name)
    return evolve(state, topic=topic or actors, bond=Bond(actors, (partner,), state.block))


def _may_be_helped(mention: Mention) -> bool:
    return mention.kind in _BOUND or mention.name.endswith(HOMES)


def _is_partner(text: str, mention: Mention) -> bool:
    """Tell whether the words around a party say that somebody stands by it."""
    start, end = mention.span.start, mention.span.end
    if text[start - 1 : start] in ("与", "和", "同") and _PAIRS.match(text, end):
        return True
    if _HELPS.search(text, max(0, start - MAX_HELPS), start):
        return not text.startswith("的", end) or text.startswith(
            ("的发展", "的建设", "的教育", "的孩子"), end
        )
    return bool(_STANDS_BY.match(text, end) and _OF_WHOM.search(text, max(0, start - MAX_IS), start))
