"""Tells which commas only part the things of one list, or who is helped where, so that no clause ends there."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.frames.elements import Element, Marker, Stop
from aidfacts.frames.reach import HELPS
from aidfacts.frames.roles import SO_MANY
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.quantity import Quantity

# A thing beside its number: 食用油 in 大米50袋,|食用油|50桶; 了 and the like tell of an act
_THING = compile_late(r"[^,，。;；:：的了着过在于将把被给向为有\s]{1,8}")
# 口罩5000只,|价值8万元由锦澄集团捐赠
_WORTH = compile_late(r"(?:总|合计|共计|共)?(?:价值|市值|总值|货值|折合|折价|码洋)")
# Who is counted as helped, where the clause tells of nobody who gives: 为5个镇,|800名儿童|发放书包
_HELPED = compile_late(
    r"(?:儿童|孩子|老人|家庭|户|患[者儿]|残疾人|[贫困留守孤残].{0,6}(?:学生|学子|村民|群众))$"
)
_HOLDS = compile_late(r"\d+所[^,。;]*(?:学校|[小中]学|幼儿园|[养敬]老院|福利院)$")  # 为20所小学|,|3000名学生
MAX_ROW = 16  # parties and figures looked back for the marker of a row
_COUNTS_ELSE = frozenset(
    ["人", "人次", "位", "名", "员", "家", "户", "所", "间", "次", "场", "天", "年", "月", "小时", "期", "届"]
)  # fmt: skip


def drop_list_commas(text: str, elements: Sequence[Element]) -> tuple[Element, ...]:
    """
    Return *elements* without the commas that part counted things, or a counted thing and its worth.

    大米50袋,食用油50桶,牛奶50箱|由锦澄集团捐赠: all three stand before the verb. So do both in 为5个镇,12所小学|捐赠电脑.
    """
    kept: list[Element] = []
    for at, element in enumerate(elements):
        after = elements[at + 1] if at + 1 < len(elements) else None
        if kept and isinstance(element, Stop) and text[element.span.start] in ",，":
            before = kept[-1]
            things = isinstance(before, Quantity) and _parts_things(text, before, element, after)
            if things or _parts_places(text, kept, element, after):
                continue
        kept.append(element)
    return tuple(kept)


def _parts_places(text: str, kept: Sequence[Element], comma: Stop, after: Element | None) -> bool:
    """Tell whether a comma stands between places a house does something for and those counted in them: 锦澄集团为5个镇|,|12所小学捐赠电脑."""
    if not isinstance(after, Mention) or after.kind is not PartyKind.GROUP or after.count is None:
        return False
    row = [e for e in kept[-MAX_ROW:] if not isinstance(e, Quantity)]
    last = row.pop() if row else None
    if not isinstance(last, Mention) or (SO_MANY.search(last.text) or _HOLDS.search(last.text)) is None:
        return False
    if after.span.start != comma.span.end or comma.span.start - last.span.end > 1:
        return False
    while row and isinstance(row[-1], Mention):
        row.pop()
    goal = row.pop() if row else None
    if not isinstance(goal, Marker) or goal.role != "goal" or goal.word in HELPS:
        return False
    acts = bool(row) and isinstance(row[-1], Mention)
    return acts or _HELPED.search(after.text) is not None


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
