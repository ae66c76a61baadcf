"""Reads who is bound to whom by a verb or a noun of relation: 甲与乙结对, 甲对口支援乙, 甲是乙的友好城市."""

from __future__ import annotations

import re

from attrs import evolve

from aidfacts.frames.pact_finder import Finder
from aidfacts.frames.pact_names import is_both, place_of
from aidfacts.frames.pact_rows import Row, iter_rows, row_at
from aidfacts.frames.pact_words import BARS, BOND, WEAK_BINDS, kind_of
from aidfacts.frames.skeleton import GROUP, NAMED
from aidfacts.model.fact import PartnershipKind, PartyKind, Status
from aidfacts.model.mention import Mention
from aidfacts.model.pact import PactTrigger
from aidfacts.model.span import Span

MAX_BIND = 16  # characters between the parties and 结对
MAX_OBJECT = 40  # characters behind a verb in which its object stands

_SHORT_PLACE = re.compile("[\u4e00-\u9fff]{2,3}?(?=扶贫|帮扶|支援|协作|援助)")
_AT = re.compile(f"[对为向]{NAMED}的?$")
# Between two parties: others act, or it is only a policy
_OTHERS = re.compile(r"\d+个|推进|谋划|部署|落实|做好|会议|消息|强调|指出|要求|表示")
_STANDS = re.compile(r"(?:以来|期间|工作|关系|任务|机制|政策|力度|模式|资金|项目|情况)")
# 禾川县的|友好城市明屿市, 我校携手|结对学校沐白小学
_TO = re.compile(
    r"的|(?:携手|赴|走进|来到|到|与|邀请|联合|同|和|前往|访问|组织师生赴|迎来|接待)?(?:我校|我院|我县|我市)?"
)
_VISITS = re.compile("来到|走进|赴|看望|慰问|前往|深入|走访|为|向|到|与")
_COPULA = re.compile(r"(?:是|为|成为|作为|系|成|入选|被确定为|与)[^,;。与]{0,6}$")


def read_binding(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    behind = text[end : min(stop, end + MAX_OBJECT)]
    if trigger.word in WEAK_BINDS and not BOND.match(behind.lstrip("了"), 0) and not BOND.search(behind[:16]):
        return
    words = Span(trigger.span.start, finder.skeleton.span(at, min(stop, end + MAX_OBJECT)).end)
    kind = kind_of(finder.text, words, "" if trigger.word in WEAK_BINDS else "结对")
    found = finder.joined(start, at)
    if found is not None:
        facts, row, filled = found
        between = text[row.end : at]
        if (
            len(between) <= MAX_BIND
            and not BARS.search(between)
            and "通过" not in between
            and any(len(p) > 1 or is_both(p) for p in facts)
        ):
            status = Status.ONGOING if _STANDS.match(behind) else None
            for parties in facts:
                finder.put(trigger, parties, kind, filled, None, ["pacts/bound"], status)
            return
    match = re.compile("(?:了|的|帮扶|共建|帮扶的|联系的)*").match(text, end)
    place = match.end() if match else end
    right = row_at(finder.skeleton, place, stop)
    if right is not None and right.parties and not right.lead:
        _help(finder, trigger, at, start, right)
    elif trigger.word not in WEAK_BINDS:
        _toward(finder, trigger, at, start)


def read_helping(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    match = re.compile("(?:了|的|地区|单位|县|村|学校|医院|协作|帮扶|扶贫)*").match(text, end)
    place = match.end() if match else end
    right = row_at(finder.skeleton, place, stop)
    if right is not None and right.parties and not right.lead:
        _help(finder, trigger, at, start, right)
        return
    short = _SHORT_PLACE.match(text, end) if trigger.word == "对口" else None
    if short is not None:
        # 组团对口禾川扶贫协作: a place in short that only the page shows to be one
        span = finder.skeleton.span(*short.span())
        name = span.cut(finder.text)
        helped = Mention(span, name, name, PartyKind.PLACE, rules=("slot",))
        _help(finder, trigger, at, start, Row(*short.span(), ((helped,),), NAMED))
        return
    rows = finder.free(start, at)
    pair = next((row for row in reversed(rows) if row.lead or len(row.sides) >= 2), None)
    if pair is not None and at - pair.end <= MAX_BIND and not BARS.search(text, pair.end, at):
        found = finder.joined(start, at)
        if found is not None:
            facts, _, filled = found
            for parties in facts:
                finder.put(
                    trigger,
                    parties,
                    PartnershipKind.PAIRING,
                    filled,
                    None,
                    ["pacts/paired"],
                    Status.ONGOING,
                )
        return
    _toward(finder, trigger, at, start)


def _toward(finder: Finder, trigger: PactTrigger, at: int, start: int) -> None:
    """甲院对乙院进行对口帮扶."""
    text = finder.skeleton.text
    for row in reversed(list(iter_rows(finder.skeleton, start, at))):
        before = text[max(start, row.start - 3) : row.start]
        if (
            row.parties
            and at - row.end <= 10
            and (row.governor in ("对", "为", "向", "给") or _AT.search(before))
        ):
            _help(finder, trigger, max(start, text.rfind("对", start, row.start)), start, row, toward=True)
            return


def _help(
    finder: Finder, trigger: PactTrigger, at: int, start: int, right: Row, *, toward: bool = False
) -> None:
    """Bind who stands before a verb to *right*, its object; *toward* where *right* stands before the verb: 对乙院."""
    text = finder.skeleton.text
    named = [m for m in right.parties if m.anaphor != "last" or len(m.text) > 2 or m.text[0] in "该此"]
    helped = tuple(whole for m in named if (whole := place_of(m)) is not None)
    if not helped:
        return
    right = evolve(right, sides=(helped,))
    names = {mention.name for mention in right.parties}
    rows = [row for row in iter_rows(finder.skeleton, start, at) if not row.lead or row.parties]
    left: tuple[Mention, ...] = ()
    filled = 0
    for row in reversed(rows):
        if row.governor and row.governor not in ("由", "被", "据", "的") and row.end != at:
            continue
        left = tuple(m for m in row.parties if m.name not in names)
        if left:
            others = GROUP in text[row.end : at] or _OTHERS.search(text, row.end, at)
            if at - row.end > 30 or others or BARS.search(text, row.end, at):
                left = ()
            break
    if not left and not rows and (toward or _VISITS.search(text, start, at)):
        left, filled = finder.left_of((), right, start)
    if not left:
        return
    signed = re.match(r"[^,;。]{0,6}(?:协议|签约|签字|合同|备忘录)", text[right.end : right.end + 12])
    status = Status.COMPLETED if signed else Status.ONGOING
    parties = (*left, *right.parties)
    finder.put(trigger, parties, PartnershipKind.PAIRING, filled, None, ["pacts/over"], status)


def read_relation(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    rows = list(iter_rows(finder.skeleton, start, at))
    last = rows[-1] if rows else None
    if last is None or at - last.end > 10:
        return
    words = Span(trigger.span.start, trigger.span.end)
    kind = kind_of(finder.text, words, trigger.word)
    # 禾川县的友好城市明屿市
    right = row_at(finder.skeleton, end, stop)
    if right is not None and right.parties and not right.lead and _TO.fullmatch(text, last.end, at):
        finder.put(
            trigger, (*last.parties, *right.parties), kind, 0, None, ["pacts/relation"], Status.ONGOING
        )
        return
    before = rows[-2] if len(rows) > 1 else None
    if (
        before is not None
        and not before.governor
        and _COPULA.search(text, before.end, last.start)
        and text[last.end : at] in ("", "的")
    ):
        finder.put(
            trigger, (*before.parties, *last.parties), kind, 0, None, ["pacts/relation"], Status.ONGOING
        )
        return
    found = finder.joined(start, at)
    if found is not None and re.fullmatch(
        r"[^,;]{0,2}(?:是|互为|结为|成为|缔结|建立|结成|为|缔结为|正式成为)[^,;]{0,6}",
        text[found[1].end : at],
    ):
        for parties in found[0]:
            finder.put(trigger, parties, kind, found[2], None, ["pacts/relation"])
