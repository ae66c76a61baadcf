"""Drops verbs that only tell to which party a marker points: 向长期|联系|的北塘村捐款."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.frames.elements import Element, Marker
from aidfacts.lexicon.late import compile_late
from aidfacts.model.frame import Trigger
from aidfacts.model.mention import Mention

# 向|自己联系帮扶的|北塘村, 给|长期资助的|6名学生; not 向|陆见山联系的|学校: another one acts there
_WHOSE = compile_late(
    r"(?:自己|所|一直|长期|多年|常年|多年来|对口|结对|定点|挂钩|挂点|挂联|包村|包保|负责|本?单位|该局|各自|其|重点|组团式?)*"
    r"(?:联系|帮扶|扶贫|支援|援助|资助|帮助|扶持|服务|慰问){1,2}过?的"
)


def drop_attributes(text: str, elements: Sequence[Element]) -> tuple[Element, ...]:
    """
    Return *elements* without the verbs between a goal and 的 that say whose the receiver is.

    锦澄集团向|联系帮扶|的北塘村捐款5万元: one act, and the village gets it.
    """
    kept: list[Element] = []
    until = -1
    for element in elements:
        if element.span.start < until and isinstance(element, Marker | Trigger):
            continue
        kept.append(element)
        if isinstance(element, Marker) and element.role == "goal":
            told = _WHOSE.match(text, element.span.end)
            until = told.end() if told and _names_party(elements, told.end()) else -1
    return tuple(kept)


def _names_party(elements: Sequence[Element], at: int) -> bool:
    return any(isinstance(e, Mention) and e.span.start == at for e in elements)
