"""Reads what the clauses behind a gift say of its sum: what was paid first of it, what a yearly rate came to."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.elements import Element
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Form
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount
from aidfacts.model.span import Span

_FIRST = compile_late(
    r"[,;](?:其中|目前|现)?,?(?:首期|首批|首笔|先期|第[一1][期批笔])(?:捐赠|捐款|善款|资金|款项|资助款)*$"
)
# Takes 已于11月5日|到账; leaves 将用于支付, a purpose
_PAID = compile_late(
    r"(?:的)?(?:善款|捐款|资金|款项)?(?P<when>[^,。;]{0,16}?)(?P<verb>到账|到位|支付(?!给)|兑现|入账|付清)"
)
_LATER = compile_late(r"将|拟|预计|计划")
_PROMISES = (FrameKind.GIVE, FrameKind.PLEDGE, FrameKind.FUND)
# 三年共|600万元, 2017年至2019年三年共到位|1.8亿元, 累计慰问资金将达|12万元
_TOTAL = compile_late(
    r"(?:[\d一二两三四五六七八九十]+(?:年|个月)(?:来|间|内|时间)?[^,。;]{0,2},?(?:共|合|累|总)计?|[,、](?:(?:共|合|累|总)计|总[金数]?额))"
    r"(?:(?:帮扶|慰问|资助|捐赠|助学|救助)?(?:资金|善款|款项|金额)(?=将?达|约|超))?"
    r"(?P<act>(?:将|已|达|到位|发放|资助|捐赠|捐款|出资|安排|拨付|投入|提供|支付|支出|为)*)"
    r"(?:帮扶|协作|援助|救助)?(?:资金|善款|捐款|助学金|奖学金)?$"
)
# 每人资助2000元,|共发放|6万元
_TOTAL_OF_HEADS = compile_late(
    r"[,、;](?:总共|一共|共计|合计|总计|共)(?:发放|资助|捐赠|捐款|捐资|出资|拨付|投入|支付|支出|送出|送去|发出|需|为|达|金额|资金|助学金|慰问金|奖学金)*(?:人民币)?$"
)
_HEADS = ("person", "household", "class", "school", "village")
_TIMES = ("year", "month", "term", "quarter")
OF_RATE = "objects/total_of_rate"
# 突破100万元,|达到|105.6万元
_REACHES = compile_late(r"[,、](?:已经?|目前|累计|共|总额|金额)*(?:达到?|为)了?")
MAX_OVER = 2  # times the round sum that the exact one may be
MAX_TOTAL = 24  # characters of 2017年至2019年三年共到位 before the sum
PAID = "series/instalment"
REACHED = "objects/sum_reached"
MAX_LEAD = 16  # characters of 其中首期捐赠资金 before the sum


def read_instalment(text: str, frame: Frame, elements: Sequence[Element], end: int) -> Frame | None:
    """Return the gift of the first payment that the clauses behind *frame*, up to *end*, say was made; None if none."""
    if frame.kind not in _PROMISES or not frame.objects or frame.objects.amount is None:
        return None
    for amount in elements:
        if not isinstance(amount, Amount) or not frame.objects.amount.span.end < amount.span.start < end:
            continue
        at = amount.span.start
        first = _FIRST.search(text, max(frame.objects.amount.span.end, at - MAX_LEAD), at)
        paid = _PAID.match(text, amount.span.end, end)
        if first is None or paid is None:
            continue
        objects = Objects(span=amount.span, amount=amount, cash=amount, sums=(amount,), form=Form.CASH)
        return evolve(
            frame,
            trigger=evolve(frame.trigger, span=Span(*paid.span("verb"))),
            clause=Span(first.start() + 1, paid.end()),
            objects=objects,
            status="planned" if _LATER.search(paid["when"]) else "completed",
            scope=None,
        ).because(PAID)
    return None


def with_sum_reached(text: str, frame: Frame, elements: Sequence[Element]) -> Frame:
    """Return *frame* with the exact sum for the round one that it has passed: 捐款突破100万元,达到105.6万元."""
    objects = frame.objects
    passed = objects.amount if objects is not None else None
    if objects is None or passed is None or passed.modifier != "at_least" or passed.value is None:
        return frame
    behind = (e for e in elements if isinstance(e, Amount) and e.span.start >= passed.span.end)
    exact = next(behind, None)
    if exact is None or exact.value is None or exact.currency != passed.currency:
        return frame
    reaches = _REACHES.fullmatch(text, passed.span.end, exact.span.start)
    if reaches is None or not passed.value <= exact.value < passed.value * MAX_OVER:
        return frame
    span = Span(objects.span.start, max(objects.span.end, exact.span.end))
    sums = tuple(exact if each is passed else each for each in objects.sums if each != exact)
    told = evolve(objects, amount=exact, sums=sums, span=span)
    told = evolve(
        told,
        cash=exact if objects.cash is passed else objects.cash,
        total=exact if objects.total is passed else objects.total,
        goods_value=exact if objects.goods_value is passed else objects.goods_value,
    )
    return evolve(frame, objects=told, clause=Span(frame.clause.start, exact.span.end)).because(REACHED)


def read_total_of_rate(text: str, frame: Frame, elements: Sequence[Element], end: int) -> Frame | None:
    """
    Return *frame* with the sum that its rate came to, where the clauses behind it, up to *end*, tell one.

    每年出资20万元,连续三年共60万元: the total is what was given, and what it says was done (共到位) is over. So is it where
    each got another sum: 领到2000元至5000元不等的助学金,总计26.5万元.
    """
    rate = frame.objects.amount if frame.objects is not None else None
    if rate is None or frame.objects is None:
        return None
    differs = rate.modifier == "range" and text.startswith("不等", rate.span.end)
    most = rate.high if differs else rate.value
    if most is None:
        return None
    per = (rate.per or "").split("/")  # 每户每年1200元 is by both
    heads = not set(per).isdisjoint(_HEADS) or differs
    times = not set(per).isdisjoint(_TIMES)
    # 每年向甲县、乙县各安排3000万元: who gets it may stand between
    times = times or any(rule.startswith("cues/每") for rule in frame.rules)
    if not times and not heads:
        return None
    for amount in elements:
        if not isinstance(amount, Amount) or not rate.span.end < amount.span.start < end:
            continue
        if amount.per is not None or amount.value is None or amount.value <= most:
            continue
        at = amount.span.start
        start = max(rate.span.end, at - MAX_TOTAL)
        of_times = _TOTAL.search(text, start, at) if times else None
        total = of_times or (_TOTAL_OF_HEADS.search(text, start, at) if heads else None)
        if total is None or ";" in text[rate.span.end : at]:
            continue
        told = of_times["act"] if of_times else ""
        done = "年来" in total.group() or (told not in ("", "为", "达") and not told.startswith("将"))
        objects = evolve(
            frame.objects, amount=amount, cash=amount, sums=(amount,), total=amount,
            span=Span(frame.objects.span.start, amount.span.end),
        )  # fmt: skip
        return evolve(
            frame,
            objects=objects,
            clause=Span(frame.clause.start, amount.span.end),
            status="completed" if done else frame.status,
            scope="cumulative" if done else frame.scope,
        ).because(OF_RATE)
    return None
