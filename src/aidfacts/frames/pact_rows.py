"""Rows of parties in a skeleton: 甲市与乙州、丙县与丁郡 is two pairs, 甲、乙与丙 one row of three."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aidfacts.frames.skeleton import BOTH, GROUP, NAMED, PERSON, Skeleton
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span
from aidfacts.model.values import evolve, frozen

PIECE = f"[{NAMED}{PERSON}{GROUP}{BOTH}]"
# 等12家企业 behind the last name of a row
_TAIL = f"(?:等(?:[\\d一二三四五六七八九十]+对)?{GROUP}|等[\\d一二三四五六七八九十百多数几余]*[家个所位名户国地]?(?:[\\u4e00-\\u9fff]{{0,4}}(?:单位|企业|机构|学校|高校|村|医院|部门|院校|商会|协会|地区|县区|省市|国家))?)?"
_ITEM = f"{PIECE}{PIECE}?{_TAIL}"
# 甲、乙等8家企业分别与丙等4个村: who is bound to whom is not told
_SOME = compile_late(
    f"等(?:{GROUP}|[\\d一二三四五六七八九十百多数几余]+[家个所位]).*等(?:{GROUP}|[\\d一二三四五六七八九十百多数几余]+[家个所位])"
)
# What may stand between a name and the word that joins it: A于北京与B, A分别与B
_GAP = f"(?:所在(?:属地|地)|属地|(?:对口|结对|定点)(?:帮扶|支援|协作|共建)?的|分别|已经?|又|还|也|都|共同|将|拟|计划|于|在(?:{NAMED}(?!、)|[^,;:。与和同跟{NAMED}{PERSON}]{{1,8}})|[年月日时])*"
_CONN = "、|与|和|同|跟|及|以及|携手|联合|联手|会同|暨|牵手|—+|-+|,?以及|/|·"
_ROW = compile_late(
    f"(?=[分与同和跟携联牵{NAMED}{PERSON}{GROUP}{BOTH}])"  # what all begin with
    f"(?P<lead>(?:分别)?(?:与|同|和|跟|携手|联合|联手|牵手){_GAP}(?:(?:辖区内?|驻[区镇街]|属地|域内|区内|相邻|附近|邻近|周边|本地|当地|同为[^,;]{{1,8}}|远在[^,;]{{1,8}}|地处[^,;]{{1,8}})的?)?(?:贫困村|深度贫困村|兄弟学校|友好单位|(?:对口|结对|定点|受)?(?:帮扶|支援|协作|受援|扶贫)(?:县|区|地区|村|市|乡|镇|单位|学校|医院))?)?{_ITEM}(?:{_GAP}(?:{_CONN}){_GAP}{_ITEM})*"
)
_STEP = compile_late(
    f"(?P<gap>(?:在{NAMED}|[^{NAMED}{PERSON}{GROUP}{BOTH}])*)(?P<piece>{PIECE})(?P<unit>{PIECE})?(?P<tail>{_TAIL})"
)
_MAIN = compile_late("与|同|跟|携手|联合|联手|牵手|—|-")
_SUB = compile_late("和|及|以及|会同|暨")
# A word that governs the row behind it, so that it takes no part: 在锦澄集团, 就沐白小学
_GOVERNS = compile_late(
    r"(?:在|于|向|对|为|由|到|赴|把|将|从|给|受|据|经|往|至|驻|作为|出席|参加|关于|围绕|就|针对|按照|依据|根据|走进|前往|深入|来到|抵达|位于|以|被|见证|来自|联系|邀请|组织|协调|对接|带领|率|率领|率队|迎来|接待|欢迎|访问|考察|走访|了|看望|服务|支持|援助|帮助|支援|帮扶|结对|托管|对口|加入|的)$"
)


@frozen
class Row:
    """
    A stretch of joined parties, from character *start* to *end* of the skeleton.

    `lead` tells that a joining word stands before it, so that its other side is told elsewhere (与沐白小学签约).
    `governor` is the word that makes it a place or a topic, "" for none. `sides` are the names on each side of 与,
    `each` that 分别 stands inside or before it.
    """

    start: int
    end: int
    sides: tuple[tuple[Mention, ...], ...]
    marks: str
    lead: bool = False
    governor: str = ""
    each: bool = False

    @property
    def parties(self) -> tuple[Mention, ...]:
        """All parties of the row that have a name, in text order."""
        return tuple(mention for side in self.sides for mention in side)

    @property
    def points(self) -> bool:
        """Tell whether the row is 双方 or its like."""
        return self.marks == BOTH


def iter_rows(skeleton: Skeleton, start: int, end: int) -> Iterator[Row]:
    """Yield the rows between two characters of *skeleton*, from left to right."""
    for match in _ROW.finditer(skeleton.text, start, end):
        yield _read(skeleton, match, start)


def row_at(skeleton: Skeleton, place: int, end: int) -> Row | None:
    """Return the row that begins right at *place*, None where there is none."""
    match = _ROW.match(skeleton.text, place, end)
    return _read(skeleton, match, place) if match else None


def _read(skeleton: Skeleton, match: re.Match[str], floor: int) -> Row:
    text = skeleton.text
    steps: list[tuple[str, Mention | None, str]] = []
    at = match.end("lead") if match.group("lead") else match.start()
    each = "分别" in match.group() or text[match.end() : match.end() + 2] == "分别"
    each = each and _SOME.search(match.group()) is None
    while at < match.end():
        step = _STEP.match(text, at, match.end())
        if step is None:
            break
        steps.append((step.group("gap"), *_choose(skeleton, step)))
        at = step.end()
    joints = [gap for gap, _, _ in steps[1:]]
    main = _MAIN if any(_MAIN.search(gap) for gap in joints) else _SUB
    sides: list[list[Mention]] = [[]]
    for number, (gap, mention, _) in enumerate(steps):
        if number and main.search(gap):
            sides.append([])
        if mention is not None:
            sides[-1].append(mention)
    governor = _GOVERNS.search(text, max(floor, match.start() - 4), match.start())
    return Row(
        match.start(), match.end(), tuple(tuple(side) for side in sides), "".join(mark for _, _, mark in steps),
        match.group("lead") is not None, governor.group() if governor else "", each,
    )  # fmt: skip


def _choose(skeleton: Skeleton, step: re.Match[str]) -> tuple[Mention | None, str]:
    """Return the party of a step: 县医院|肝胆外科 side by side are a body and its unit."""
    first, second = step.start("piece"), step.start("unit")
    at = first
    if second >= 0:
        one, two = skeleton.pieces.get(first), skeleton.pieces.get(second)
        if one is not None and skeleton.text[second] == BOTH:
            return one, skeleton.text[first]  # 襄阳、岳阳|两市
        if one is not None and two is not None and one.kind is two.kind is PartyKind.PLACE:
            whole = Span(one.span.start, two.span.end)  # 老挝万象省|万荣县
            return evolve(two, span=whole, text=one.text + two.text, name=one.name + two.name), NAMED
        if one is None or one.kind is PartyKind.PLACE or skeleton.text[first] != NAMED:
            at = second if two is not None else first
    mark = skeleton.text[at]
    mention = skeleton.pieces.get(at)
    return (mention if mark in (NAMED, BOTH) else None), mark


def share_out(row: Row, *, each: bool) -> list[tuple[Mention, ...]]:
    """
    Return who is bound to whom by a row of joined parties.

    甲与乙、丙与丁 – two pairs; 甲与乙、丙 – one row of three, but with 分别 (*each*) two pairs; 甲、乙分别与丙、丁 – in order.
    """
    sides = [side for side in row.sides if side]
    if len(sides) < len(row.sides):
        # one side has no name: 与6所高校
        return []
    if len(sides) > 2:
        return _pairs(sides)
    if each and len(sides) == 2:
        left, right = sides
        if len(left) == 1 or len(right) == 1:
            return [(one, other) for one in left for other in right]
        if len(left) == len(right):
            return list(zip(left, right, strict=True))
    return [row.parties]


def _pairs(sides: Sequence[tuple[Mention, ...]]) -> list[tuple[Mention, ...]]:
    inner = sides[1:-1]
    if all(len(side) == 1 for side in inner):
        return [tuple(mention for side in sides for mention in side)]
    # 甲与乙、丙与丁: the last name before the next 与 begins the next pair
    found: list[tuple[Mention, ...]] = []
    left = sides[0]
    for side in inner:
        if len(side) == 1:
            found.append((*left, *side))
            left = side
        else:
            found.append((*left, *side[:-1]))
            left = side[-1:]
    found.append((*left, *sides[-1]))
    return found
