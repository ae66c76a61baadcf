"""Reads gifts told by their rank or their source, without a verb of their own: 捐款最多的是甲公司,达50万元;其次为乙公司30万元."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aidfacts.frames.acting import acting_for
from aidfacts.lexicon.late import compile_late
from aidfacts.model.frame import Frame, FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span
from aidfacts.model.values import evolve

RANKED = "frames/ranked"  # the rule of such a gift
_GATE = compile_late(r"最[高多大]|较[多大]|其次|居|来自|次之")
# 捐款额最高, 最大的一笔捐款; not 获捐最多, 营业收入最高
_GIVES_MOST = compile_late(
    r"(?<![获得到受])(?:捐[赠款资献助出]|认捐|善款)[^,。;:]{0,10}(?:最[高多大]|较[多大])|最大的?[一1]?笔(?:捐[款赠]|善款)?"
)
_GIVEN = compile_late(r"捐|募|善款|筹|出资")
# 捐款最多的是|锦澄集团|, 其次为|锦澄集团|, 最大的一笔捐款来自|锦澄集团
_BEFORE = compile_late(
    r"(?:最[高多大]|较[多大]|最大的?[一1]?笔)的?(?:[^,。;:、]{0,8}(?:[是为有]|来自|:))?$|(?:其次|再次|第[二三四五]位?)的?[是为]?$"
)
# 捐款最多的是锦澄集团|,金额达|50万元
_BETWEEN = compile_late(
    r"的?,?(?:(?:捐[赠款资助]|认捐)?了?(?:总?金?额|金额|数额|数量|总数|款物)?)(?:分别)?(?:高达|达到?|共计?|[为是有])?"
)
# 50万元|来自|锦澄集团
_FROM = compile_late(r"(?:的?(?:捐款|善款|资金|款项))?,?来自于?")
# 锦澄集团和云泽公司|居单位捐款前列,均超过|10万元
_LEADS = compile_late(
    r"(?:位?居|位列|名列)[^,。;]{0,8}(?:前列|首位|前茅|榜首|前[两二三四五]位?),?(?:捐[赠款])?(?:金?额)?(?:均|都)?(?:达到?|超过|在|为|是)*"
)
# 云泽公司|以|30万元|次之
_NEXT_TO = compile_late(r"次之|(?:位居|排名|名列|位列|排在|位于)?第[二三四五]")
_ENDS = compile_late(r"[,。;、)!]|$")
MAX_BEFORE = 24  # characters of 捐赠额较多的单位有 before a name
MAX_BEHIND = 40  # characters between a row and its sum

ReadObjects = Callable[[Span], Objects]


def find_ranked(
    text: str,
    sentence: Span,
    number: int,
    mentions: Sequence[Mention],
    triggers: Sequence[Trigger],
    figures: Sequence[Amount | Quantity],
    read_objects: ReadObjects,
) -> tuple[Frame, ...]:
    """Return the gifts of a sentence that it tells by rank or source, in text order; it must hold a word of giving."""
    giving = next((t for t in triggers if t.kind is FrameKind.GIVE), triggers[0] if triggers else None)
    if giving is None or _GATE.search(text, sentence.start, sentence.end) is None:
        return ()
    found: list[Frame] = []
    for figure in figures:
        row = _row_of(text, sentence, mentions, figure) if isinstance(figure, Amount) else ()
        objects = read_objects(Span(figure.span.start, figure.span.end)) if row else None
        if not objects:
            continue
        start = min(row[0].span.start, figure.span.start)
        trigger = evolve(giving, span=Span(figure.span.start, figure.span.start + 1))
        whole = Frame(
            trigger=trigger, kind=FrameKind.GIVE, clause=Span(start, max(row[-1].span.end, figure.span.end)),
            sentence=number, donors=tuple(acting_for(text, m) for m in row), objects=objects, rules=(RANKED,),
        )  # fmt: skip
        found.extend(evolve(whole, donors=(m,)) for m in whole.donors)
    return tuple(found)


def _row_of(text: str, sentence: Span, mentions: Sequence[Mention], figure: Amount) -> tuple[Mention, ...]:
    """Return who gave *figure* by the words of rank or source beside it; empty where there are none."""
    start, end = figure.span.start, figure.span.end
    if source := _FROM.match(text, end, sentence.end):
        if _GIVEN.search(text, sentence.start, start) is None:
            return ()
        return _from_there(text, mentions, source.end())
    before = [m for m in mentions if m.named and sentence.start <= m.span.start and m.span.end <= start]
    if not before or start - before[-1].span.end > MAX_BEHIND:
        return ()
    last = before[-1]
    leads = _LEADS.fullmatch(text, last.span.end, start) is not None
    if leads:
        row = [last]
        for mention in reversed(before[:-1]):
            if text[mention.span.end : row[0].span.start] not in ("、", "和", "与", "及"):
                break
            row.insert(0, mention)
        return tuple(row)
    if _GIVES_MOST.search(text, sentence.start, start) is None:
        return ()
    ranked = _BEFORE.search(text, max(sentence.start, last.span.start - MAX_BEFORE), last.span.start)
    if ranked and _BETWEEN.fullmatch(text, last.span.end, start):
        return (last,)
    beside = text[last.span.end : start] == "以" and _NEXT_TO.match(text, end, sentence.end)
    return (last,) if beside else ()


def _from_there(text: str, mentions: Sequence[Mention], at: int) -> tuple[Mention, ...]:
    """Return the giver whose name fills what stands behind 来自: 其中50万元来自|锦澄集团|, not 来自|锦澄集团|的员工."""
    told = next((m for m in mentions if m.span.start == at), None)
    return (told,) if told is not None and _ENDS.match(text, told.span.end) else ()
