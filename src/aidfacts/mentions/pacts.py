"""Finds the words that tell of a partnership, and tells them from their look-alikes."""

from __future__ import annotations

import re

from aidfacts.lexicon import Openings, Row, cache, join_words, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.model.pact import PactTrigger, PactUse
from aidfacts.model.span import Span

# A partnership has two sides. Where a sentence joins nothing and points at nothing there is none.
_TWO_SIDES = compile_late(
    r"[与和同跟、及]|携手|联合|联手|双方|两[校院地市县国村家省区镇]|三方|代表|对口|帮扶|支援|托管|加入|加盟|在|的|牵手|为|向|落户"
)
_ENDS = compile_late(r"[。!?！？\n]")
REACH = 160  # characters to each side in which the other side is looked for

# What must stand in the same sentence for a word that is frequent elsewhere.
_DOCUMENT = compile_late(
    r"协议|备忘录|合同|协定|意向书|契约|条约|议定书|仪式|合作|结对|联盟|基地|共建|约|《|计划|书"
)
_PAPER = compile_late(
    r"协议|(?:合作|项目)文件|战略合作|备忘录|合同|协定|意向书|契约|条约|议定书|仪式|《|合作书|公约|计划|方案|框架|公约"
)
_RELATION = compile_late(
    r"协议|协定|条约|备忘录|关系|学校|城市|对子|友好|结对|联盟|姊妹|姐妹|友城|伙伴|共同体|联合体|医联体|单位|校|村|医院|社区|班|园|基地|工作站|实验室|研究院"
)
_ALLIANCE = compile_late(r"联盟|联合体|共同体|医联体|医共体|协作体|协作组织|教育集团")
_JOINT = compile_late("联合|携手|联手|牵手|会同")
_BUILT = compile_late(
    r"分馆|分院|分校|分会|基地|工作站|教学点|实验室|研究院|研究中心|工作室|研究所|实践点|服务站|服务点|流通点|学院|书屋|阅览室|图书室|联盟|医联体|医共体|(?:”|中心)(?:挂牌|揭牌|授牌)"
)
_HOUSED = compile_late(rf"{_BUILT.pattern}|中心|园区|书院|小屋|驿站|书吧|工坊|博物馆")
_NEEDS = {
    PactUse.SIGN: _DOCUMENT,
    PactUse.FOUND: _ALLIANCE,
    PactUse.PLACE: _BUILT,
}
# 结对村|民, 对口帮扶县|医院: the noun goes on behind what looks like its end
_OTHER_HOUSE = "(?![民级里内域籍属委直]|政府|医院|卫生[院室]|[中小]学|干部|[两二]委|[党团]|[一二三四五六]中|集体|集镇|寨)"
_WEAK_BINDS = frozenset(["结为", "结成", "建立", "确立", "结下", "互结", "缔结", "缔结为"])


@cache
def _compounds() -> dict[str, Row]:
    """Return the words that are put together, 结对村, 联合打造, with their row."""
    return {
        row["first"] + second: {"word": row["first"] + second, "use": row["use"]}
        for row in read_table("pact_compounds")
        for second in row["seconds"].split()
    }


@cache
def _rows() -> tuple[dict[str, Row], dict[str, Row]]:
    triggers = _compounds() | {row["word"]: row for row in read_table("pact_triggers")}
    decoys = {row["word"]: row for row in read_table("pact_decoys")}
    return triggers, decoys


@cache
def _scanner() -> re.Pattern[str]:
    triggers, decoys = _rows()
    # 研究会|签署 is no 会签; a guard behind the word leaves the search for its first character as fast as it is
    tails = {word: _OTHER_HOUSE for word in _compounds() if word[-1] in "乡区县园州市村点省镇"}
    tails["会签"] = "(?<![究协联商学工]会签)(?![署订约字定下])"
    return re.compile(join_words({**triggers, **decoys}, tails=tails))


@cache
def _openings() -> Openings:
    triggers, decoys = _rows()
    return Openings([*triggers, *decoys])


@cache
def _uses() -> dict[str, PactUse]:
    return {word: PactUse(row["use"]) for word, row in _rows()[0].items()}


@cache
def _letters() -> frozenset[str]:
    return frozenset(row["letter"] for row in read_table("place_letters") if row["kind"] == "province")


_PAIRED = ("东西部", "对口", "扶贫", "劳务")  # what two provinces do together: 苏陕|扶贫协作


def _pairs(text: str, start: int, end: int) -> list[PactTrigger]:
    """Find 协作 behind the letters of two provinces: 闽宁|协作."""
    found: list[PactTrigger] = []
    at = text.find("协作", start, end)
    while at >= 0:
        begin = at
        while not _stands_behind_two(text, begin) and text.endswith(_PAIRED, start, begin):
            begin -= 3 if text.endswith(_PAIRED[0], start, begin) else 2
        if _stands_behind_two(text, begin):
            found.append(PactTrigger(Span(begin, at + 2), "协作", PactUse.PAIR))
        at = text.find("协作", at + 2, end)
    return found


def _stands_behind_two(text: str, at: int) -> bool:
    letters = _letters()
    row = sum(text[place] in letters for place in range(max(0, at - 3), at))
    return row == 2 and text[at - 1] in letters and text[at - 2] in letters


def iter_pacts(text: str) -> list[int]:
    """
    Return where in *text* a word of partnership begins in a sentence that may hold two sides, in order.

    Text without one costs only the scan.

    >>> iter_pacts("今天下雨。"), iter_pacts("岚溪小学与沐白小学结对。")
    ([], [9])
    """
    found: list[int] = []
    uses = _uses()
    start = end = -1
    for match in _openings().finditer(_scanner(), text):
        word, at = match.group(), match.start()
        if word not in uses or (found and found[-1] >= start and at < end):
            continue  # a look-alike; a sentence that is read needs no second hit
        if at >= end:
            start, end = _sentence(text, at)
        if _may_bind(text, word, uses[word], at, start, end):
            found.append(at)
    pairs = [trigger.span.start for trigger in _pairs(text, 0, len(text))]
    return sorted({*found, *pairs}) if pairs else found


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = max(0, at - REACH)
    for mark in "。\n!?！？":
        # each is looked for behind the one before, which leaves little to look through
        start = max(start, text.rfind(mark, start, at) + 1)
    end = _ENDS.search(text, at, at + REACH)
    return start, end.start() if end else min(len(text), at + REACH)


def _may_bind(text: str, word: str, use: PactUse, at: int, start: int, end: int) -> bool:
    # the paper stands behind the verb, or close before it: 在协议书上签字
    near = max(start, at - 40), min(end, at + len(word) + 90)
    if use is PactUse.SIGN and word not in ("签约", "缔结") and not _PAPER.search(text, *near):
        return False
    need = _RELATION if word in _WEAK_BINDS else _NEEDS.get(use)
    if need is not None and not need.search(text, start, end):
        return use in (PactUse.FOUND, PactUse.PLACE) and _is_joint(text, at, start, end)
    if use is PactUse.JOINT:
        return _is_joint(text, at, start, end)
    return (
        # 襄阳岳阳签署协议: places stand side by side without a mark
        use in (PactUse.BIND, PactUse.RELATION, PactUse.OVER, PactUse.SIGN)
        or _TWO_SIDES.search(text, start, end) is not None
    )


def _is_joint(text: str, at: int, start: int, end: int) -> bool:
    """Tell whether two may found a house together: 联合沐北大学|成立研究院."""
    return _JOINT.search(text, start, at) is not None and _HOUSED.search(text, at, end) is not None


def find_pact_decoys(text: str, span: Span) -> tuple[tuple[Span, str], ...]:
    """Return the look-alikes of words of partnership in *span*, with the reason code of each."""
    _, decoys = _rows()
    return tuple(
        (Span(*match.span()), decoys[match.group()]["reason"])
        for match in _scanner().finditer(text, span.start, span.end)
        if match.group() in decoys
    )


def find_pact_triggers(text: str, span: Span) -> tuple[PactTrigger, ...]:
    """
    Return the words of partnership in *span*, without their look-alikes.

    >>> [t.word for t in find_pact_triggers("两校签订结对帮扶协议。", Span(0, 11))]
    ['签订', '结对帮扶']

    Source: data/pact_triggers.tsv, data/pact_compounds.tsv and data/pact_decoys.tsv.
    """
    uses, decoys = _uses(), _rows()[1]
    pairs = _pairs(text, span.start, span.end)
    words = [
        PactTrigger(Span(match.start(), match.end()), match.group(), uses[match.group()])
        for match in _scanner().finditer(text, span.start, span.end)
        if match.group() not in decoys
    ]
    if pairs:
        words = [word for word in words if not any(word.span.overlaps(pair.span) for pair in pairs)]
    return tuple(sorted((*words, *pairs), key=lambda trigger: trigger.span.start))
