"""Tells whether a gift is a single one or what was counted up, from the dates and the totals of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.date import DateMention
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.span import Span

# 截至昨日共收到: what is counted up to a day
_COUNTS = compile_late(r"共(?!同)|累计|已|总|收到|接收|接到|募|筹|达")
_COUNTING = ("累计", "总额", "以来", "总计", "共计")
# 一年来,落实资金90万元,…: what a sentence tells of a time holds for all its clauses
_OVER_TIME = compile_late(
    r"(?:[一二三四]|前三)季度|[上下]半年|\d{1,2}月?[-~至到]\d{1,2}月(?!\d)|累计|[年月]来(?!到|了|积攒|积蓄|省下|攒|收藏|珍藏|收集|节省)|以来|全年|一年中|一年里"
)

# 接收捐款312笔, 收到物资47批次: what came in many acts
_MANY_ACTS = compile_late(r"(?<![第\d.,])(?:[2-9]|\d[\d,]+)[万千]?[余多]?(?:笔|批次?|宗|人次)")
# 已向非洲53个国家|提供援助资金: so many got it in as many acts
_FOR_MANY = compile_late(
    r"已(?:经)?(?:先后|累计|陆续)?[向为给对][^,。;]{0,4}(?:[1-9]\d+|[二三四五六七八九]?十[一二三四五六七八九]?)[余多]?个?(?:[^,。;]{0,3}国家|国)"
)

# 见山奖学金:由何映雪女士设立 | “远樵助学金”是…
_PRIZE = compile_late(
    r"[\s\d.、()(“《一二三四五六七八九十]{0,5}[^,。;:\s]{1,14}(?:奖学金|助学金|奖教金|奖助学金|奖学基金)[”》]?[:,]?(?:该奖(?:项|学金)|该?基金)?(?:由|是|系)[^。\n]{2,60}(?:设立|捐设|出资|捐资)"
)


def dated_total(text: str, frame: Frame, dates: Sequence[DateMention]) -> Frame:
    """
    Return *frame* with its scope by the day up to which a sentence counts.

    截至4月9日共收到8万元 is a total; 截至4月9日,锦澄集团捐赠8万元 is one act.
    """
    at = frame.trigger.span.start
    until = next((d for d in reversed(dates) if d.kind == "until" and d.span.start < at), None)
    if until is None or (frame.scope == "cumulative" and "cues/截至" not in frame.rules):
        return frame
    stretch = text[until.span.end : frame.trigger.span.end + 1]
    crowd = bool(frame.donors) and not any(m.named for m in frame.donors)
    if ";" in stretch or not (crowd or _COUNTS.search(stretch)):
        others = any(rule.startswith("cues/") and rule[5:] in _COUNTING for rule in frame.rules)
        return frame if others else evolve(frame, scope=None)
    return frame if frame.scope else evolve(frame, scope="cumulative").because("dates/total")


def kept_up(text: str, paragraph: int, frame: Frame) -> Frame:
    """Return *frame* as going on where a paragraph describes a prize and it tells the rate: 见山奖学金:由…设立。资助学生10名,每人3000元."""
    amount = frame.objects.amount if frame.objects is not None else None
    if frame.status is not None or amount is None or amount.per is None:
        return frame
    described = _PRIZE.match(text, paragraph) is not None
    return evolve(frame, status="ongoing").because("status/prize") if described else frame


def scoped(text: str, sentence: Span, frame: Frame, told: Frame, dates: Sequence[DateMention]) -> Frame:
    """
    Return *frame* with the scope that its sentence gives it.

    截至昨日,多家企业捐款,其中锦澄集团捐赠5万元: who is named behind 其中 gave once. 一年来落实资金90万元,捐赠物资折价
    30万元: what goes on with the same giver, undated, is a total as well.
    """
    came = frame.objects.span if frame.objects is not None and frame.kind is FrameKind.RECEIVE else None
    if frame.scope is None and came and _MANY_ACTS.search(text, frame.trigger.span.end, came.end):
        return evolve(frame, scope="cumulative").because("scope/acts")
    if (
        frame.scope is None
        and frame.status is None
        and _FOR_MANY.search(text, sentence.start, frame.trigger.span.end)
    ):
        return evolve(frame, scope="cumulative").because("scope/acts")
    at = max(frame.trigger.span.start, *(m.span.start for m in told.donors), 0)
    part = text.rfind("其中", sentence.start, at)
    if frame.scope == "cumulative" and part >= 0 and any(m.span.start > part for m in told.donors):
        counted = any(word in text[part:at] for word in _COUNTING)
        return frame if counted else evolve(frame, scope=None).because("scope/part")
    if frame.scope is None and part >= 0 and "累计" in text[sentence.start : part]:
        # 五年累计投入资金1.8亿元,其中拨付甲县9000万元: what one giver counts up he counts up for each
        same = not told.donors or "roles/subject_of_sentence" in told.rules
        if same and not any(part < d.span.start < at for d in dates):
            return evolve(frame, scope="cumulative").because("scope/of_which")
    if frame.scope is None and part < 0 and not frame.status:
        shares = "roles/subject_of_sentence" in told.rules  # with what stands before the semicolon
        start = sentence.start if shares else max(sentence.start, text.rfind(";", sentence.start, at) + 1)
        over = _OVER_TIME.search(text, start, at)
        # Who gets a share of his own (先后向甲校捐赠5万元) got it once.
        goes_on = (not told.donors or "roles/subject_of_sentence" in told.rules) and (
            not told.recipients or "roles/goal_of_sentence" in told.rules
        )
        if over and goes_on and not any(over.end() <= d.span.start < at for d in dates):
            return evolve(frame, scope="cumulative").because("scope/goes_on")
    return frame
