"""Tells which commas only part the things of one list, so that no clause ends there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from aidfacts.frames.elements import Element, Stop
from aidfacts.lexicon.late import compile_late
from aidfacts.model.quantity import Quantity

# A thing beside its number: 食用油 in 大米50袋,|食用油|50桶; 了 and the like tell of an act
_THING = compile_late(r"[^,，。;；:：的了着过在于将把被给向为有\s]{1,8}")
# 口罩5000只,|价值8万元由锦澄集团捐赠
_WORTH = compile_late(r"(?:总|合计|共计|共)?(?:价值|市值|总值|货值|折合|折价|码洋)")
_COUNTS_ELSE = frozenset(
    ["人", "人次", "位", "名", "员", "家", "户", "所", "间", "次", "场", "天", "年", "月", "小时", "期", "届"]
)  # fmt: skip


def drop_list_commas(text: str, elements: Sequence[Element]) -> tuple[Element, ...]:
    """
    Return *elements* without the commas that part counted things, or a counted thing and its worth.

    大米50袋,食用油50桶,牛奶50箱|由锦澄集团捐赠: all three stand before the verb.
    """
    dropped: set[int] = set()
    for at, (before, comma) in enumerate(pairwise(elements), start=1):
        if isinstance(comma, Stop) and isinstance(before, Quantity) and text[comma.span.start] in ",，":
            after = elements[at + 1] if at + 1 < len(elements) else None
            if _parts_things(text, before, comma, after):
                dropped.add(at)
    return tuple(e for at, e in enumerate(elements) if at not in dropped) if dropped else tuple(elements)


def _parts_things(text: str, before: Quantity, comma: Stop, after: Element | None) -> bool:
    """Tell whether a comma stands between things that are counted alike: 大米50袋,油50桶 or 50袋大米,50桶油."""
    if not _counts_thing(before):
        return False
    start, end = comma.span.start, comma.span.end
    ends_there = before.span.end == start
    if ends_there and _WORTH.match(text, end):
        return True
    if not isinstance(after, Quantity) or not _counts_thing(after):
        return False
    if ends_there:
        return _THING.fullmatch(text, end, after.span.start) is not None
    return after.span.start == end and _THING.fullmatch(text, before.span.end, start) is not None


def _counts_thing(figure: Quantity) -> bool:
    return figure.unit is not None and figure.unit not in _COUNTS_ELSE
