"""Reads who is bound to whom by a verb: 甲与乙结对, 甲对口支援乙."""

from __future__ import annotations

import re

from attrs import evolve

from aidfacts.frames.pact_building import read_placing
from aidfacts.frames.pact_finder import OPENS, Finder
from aidfacts.frames.pact_names import is_both, may_act, place_of
from aidfacts.frames.pact_relation import determines, equates, governed, names_helper
from aidfacts.frames.pact_rows import Row, row_at, share_out
from aidfacts.frames.pact_words import BARS, BOND, WEAK_BINDS, kind_of
from aidfacts.frames.skeleton import GROUP, NAMED
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartnershipKind, PartyKind, Status
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.pact import PactTrigger
from aidfacts.model.span import Span

MAX_BIND = 16  # characters between the parties and 结对
MAX_BOND = 16  # characters behind 结为 in which it tells what they become
MAX_OBJECT = 40  # characters behind a verb in which its object stands

_SHORT_PLACE = compile_late("[\u4e00-\u9fff]{2,3}?(?=扶贫|帮扶|支援|协作|援助)")
_AT = compile_late(f"[对为向]{NAMED}的?$")
# Between two parties: others act, or it is only a policy
_OTHERS = compile_late(r"\d+个|推进|谋划|部署|落实|做好|会议|消息|强调|指出|要求|表示")
_STANDS = compile_late(r"(?:以来|期间|工作|关系|任务|机制|政策|力度|模式|资金|项目|情况)")
_SINCE = compile_late("以来$|后$")
_LASTS = compile_late(r"(?:已|至今|以来|多年|[\d一二三四五六七八九十]+(?:多|余)?年)")
# 对口支援资金8000万元支持禾川县: the relation stands in a noun before the act
_MEANS = compile_late(r"(?:资金|物资|款|项目|人才|干部|医生|教师|专家|工作|任务|医疗队|经费)")
_SPAN = compile_late(r"以来|期间|过程中|工作中|任务后|接力棒|之际")
# |本次与何映雪故居的|结对,标志着我校…
_THIS_BOND = compile_late(f"(?:通过)?(?:这一?|此|本)[次番回轮]?与{NAMED}的(?:正式)?")
_GOES = ("到", "赴", "前往", "来到", "深入", "走进", "在")
_CLOSES = compile_late("[,;。]|$")
_HOW = compile_late("(?:全面|整体|统一|负责|具体|长期|直接)*")
# 根据对口支援工作安排,|甲院选派医生到乙院
_ARRANGED = compile_late("(?:工作|任务)?(?:安排|部署)")
_DOES = compile_late(r"(?:开展|进行|实施|启动)(?:了)?")
# 对口帮扶北塘村的|单位: what somebody is by helping
_IN_ROLE = compile_late(
    "的(?:[^,;。、]{0,8}(?:单位|企业|医院|学校|高校|省市|城市|地区|部门))(?=[,。;]|之一|$)"
)
_AS = compile_late("(?:作为|(?P<copula>(?:也|都|均)?(?:是|为|系)))(?:[一首]个|唯一)?$")
_VISITS = compile_late("来到|走进|赴|看望|慰问|前往|深入|走访|为|向|到|与")
# 由甲校、乙校组成团队,|负责对口支援丙校: the clause before tells who acts
_GOES_ON = compile_late("(?:并|共同|负责|承担|加强|继续|开展|长期|具体)*")
_GONE = compile_late(f"(?:赴|前往|来到|走进|到){NAMED}")  # 甲村、乙村|赴丙行开展结对活动


def read_binding(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    behind = text[end : min(stop, end + MAX_OBJECT)]
    # 友好商会 may be read as a name, so that the text itself is asked
    bond = finder.skeleton.span(end, min(stop, end + MAX_BOND)).cut(finder.text)
    if trigger.word in WEAK_BINDS and not BOND.search(bond) and not BOND.match(behind.lstrip("了")):
        if trigger.word == "建立":
            read_placing(finder, trigger, at, end)  # 甲校在乙村|建立实习基地
        return
    words = Span(trigger.span.start, finder.skeleton.span(at, min(stop, end + MAX_OBJECT)).end)
    kind = kind_of(finder.text, words, "" if trigger.word in WEAK_BINDS else "结对")
    if any(read(finder, trigger, at, end, kind) for read in (equates, names_helper, determines)):
        return
    found = finder.joined_before(start, at)
    if found is not None:
        facts, row, filled = found
        between = text[row.end : at]
        if (
            at - max(row.end, start) <= MAX_BIND
            and not _GONE.search(between)
            and not BARS.search(between)
            and "通过" not in between
            and any(len(p) > 1 or is_both(p) for p in facts)
        ):
            status = Status.ONGOING if _STANDS.match(behind) or _LASTS.match(behind) else None
            for parties in facts:
                finder.put(trigger, parties, kind, filled, None, ["pacts/bound"], status)
            return
    if found is None and _SINCE.search(behind) and not any(finder.rows(start, at)):
        # 自建立结对关系以来,|甲镇与乙街道互访
        begin, close = finder.clause(stop + 1) if stop + 1 < len(text) else (stop, stop)
        if pair := _opening_pair(finder, begin, close):
            for parties in share_out(pair, each=False):
                finder.put(trigger, parties, kind, 1, None, ["pacts/bound"], Status.ONGOING)
            return
    match = re.compile("(?:了|的|帮扶|共建|帮扶的|联系的)*").match(text, end)
    place = match.end() if match else end
    right = row_at(finder.skeleton, place, stop)
    if right is not None and right.parties and not right.lead:
        if not _helped_by(finder, trigger, at, right):
            _help(finder, trigger, at, start, right)
    elif trigger.word not in WEAK_BINDS and not _toward(finder, trigger, at, start):
        _in_passing(finder, trigger, at, end)


def read_helping(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    match = re.compile("(?:了|的|地区|单位|县|村|学校|医院|协作|帮扶|扶贫)*").match(text, end)
    place = match.end() if match else end
    kind = _kind_of_help(trigger)
    if any(read(finder, trigger, at, end, kind) for read in (equates, names_helper, determines)):
        return
    right = row_at(finder.skeleton, place, stop)
    if right is not None and right.parties and not right.lead:
        if not _helped_by(finder, trigger, at, right):
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
                    kind,
                    filled,
                    None,
                    ["pacts/paired"],
                    Status.ONGOING,
                )
        return
    if not _toward(finder, trigger, at, start):
        _in_passing(finder, trigger, at, end)


def read_pair(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    """闽宁协作: the provinces stand in their letters."""
    letters = finder.skeleton.pieces.get(at - 1)
    if letters is not None and is_both((letters,)):
        finder.put(trigger, (letters,), PartnershipKind.PAIRING, 0, None, ["pacts/letters"], Status.ONGOING)


def _in_passing(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    """Read a standing relation told beside something else: 在甲的帮扶下,乙…; 定点帮扶以来,甲向乙…; 甲安排帮扶资金支持乙."""
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    rows = finder.rows(start, at)
    begin, close = finder.clause(stop + 1) if stop + 1 < len(text) else (stop, stop)
    if _SPAN.search(text, end, stop) and not any(finder.rows(begin, close)) and close + 1 < len(text):
        begin, close = finder.clause(close + 1)  # 结对帮扶以来,6年多时间里,|甲市与乙县…
    left: tuple[Mention, ...] = ()
    right: tuple[Mention, ...] = ()
    under = next(
        (row for row in reversed(rows) if row.governor == "在" and text[row.end : at] in ("", "的")), None
    )
    if under is not None and text.startswith(("下", "支持下"), end):
        # 在甲的帮扶下,|乙…; 乙|在甲的帮扶下,…
        left, right = under.parties, finder.actor(start, under.start) or finder.actor(begin, close)
    elif len(rows) == 1 and rows[0].lead and _THIS_BOND.fullmatch(text, start, at):
        left, right = _own_house(finder, end), rows[0].parties
    elif (
        len(rows) > 1
        and rows[-1].governor == "由"
        and _HOW.fullmatch(text, rows[-1].end, at)
        and _CLOSES.match(text, end)
    ):
        left, right = rows[-1].parties, rows[-2].parties  # 乙村|由甲局定点帮扶
    elif rows and _MEANS.match(text, end):
        left, right = finder.actor(start, at), governed(finder, end, stop)
    elif not rows and _SPAN.search(text, end, stop):
        pair = _opening_pair(finder, begin, close)
        left, right = pair.sides if pair else (finder.actor(begin, close), governed(finder, begin, close))
    elif not rows and _ARRANGED.fullmatch(text, end, stop):
        left, right = finder.actor(begin, close), governed(finder, begin, close)
    if left and right and not {m.name for m in left} & {m.name for m in right}:
        parties = (*left, *right)
        finder.put(trigger, parties, _kind_of_help(trigger), 0, None, ["pacts/passing"], Status.ONGOING)


def _own_house(finder: Finder, start: int) -> tuple[Mention, ...]:
    """Return the house of the page where the rest of the sentence tells of it: 标志着|我校|德育资源的扩容."""
    behind = (m for at, m in sorted(finder.skeleton.pieces.items()) if at >= start)
    return next(((m,) for m in behind if m.anaphor is Anaphor.OWNER), ())


def _opening_pair(finder: Finder, start: int, end: int) -> Row | None:
    """Return the row of two sides that opens a clause, None where none does: 结对帮扶以来,|甲市与乙县|干部互派."""
    pair = next((row for row in finder.free(start, end) if len(row.sides) == 2 and not row.lead), None)
    return pair if pair is not None and OPENS.fullmatch(finder.skeleton.text, start, pair.start) else None


def _toward(finder: Finder, trigger: PactTrigger, at: int, start: int) -> bool:
    """Read 甲院对乙院进行对口帮扶, 甲院到乙院开展对口帮扶; tell whether it was one."""
    text = finder.skeleton.text
    visits = text.startswith(
        "活动", finder.skeleton.at(trigger.span.end)
    )  # 到乙局进行对口帮扶活动: one visit
    for row in reversed(finder.rows(start, at)):
        before = text[max(start, row.start - 3) : row.start]
        if (
            row.parties
            and at - row.end <= 10
            and (
                row.governor in ("对", "为", "向", "给")
                or _AT.search(before)
                or (row.governor in _GOES and _DOES.fullmatch(text, row.end, at) and not visits)
            )
        ):
            place = (
                row.start - len(row.governor) if row.governor in _GOES else text.rfind("对", start, row.start)
            )
            _help(finder, trigger, max(start, place), start, row, toward=True)
            return True
    return False


def _helped_by(finder: Finder, trigger: PactTrigger, at: int, helped: Row) -> bool:
    """Read the helper behind whom he helps: 对口帮扶乙村的|甲区, 作为对口帮扶乙村的单位,|甲区; tell whether it was one."""
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    begin, close = finder.clause(stop + 1) if stop + 1 < len(text) else (stop, stop)
    role = _IN_ROLE.match(text, helped.end, stop)
    before = _AS.search(text, start, at)
    left: tuple[Mention, ...] = ()
    if role and before:
        left = finder.actor(start, before.start()) or (() if before["copula"] else finder.actor(begin, close))
    elif (
        not any(not row.governor for row in finder.rows(start, at))
        and text[helped.end : helped.end + 1] == "的"
    ):
        row = row_at(finder.skeleton, helped.end + 1, stop)
        left = tuple(filter(may_act, row.parties)) if row is not None and not row.lead else ()
    if not left or {m.name for m in left} & {m.name for m in helped.parties}:
        return False
    parties = (*left, *helped.parties)
    finder.put(trigger, parties, _kind_of_help(trigger), 0, None, ["pacts/over"], Status.ONGOING)
    return True


def _kind_of_help(trigger: PactTrigger) -> PartnershipKind:
    """托管 makes one house run another; all other help pairs two."""
    return PartnershipKind.CO_CONSTRUCTION if trigger.word == "托管" else PartnershipKind.PAIRING


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
    rows = [row for row in finder.rows(start, at) if not row.lead or row.parties]
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
    modifies = at == start and text[right.start - 1] == "的"  # 结对的沐白小学知道后
    since = text[start : start + 1] in ("自", "从")
    if not left and not rows and (toward or modifies or since or _VISITS.search(text, start, at)):
        left, filled = finder.left_of((), right, start)
    if not left and not rows and start > 0 and text[start - 1] == "," and _GOES_ON.fullmatch(text, start, at):
        left = tuple(m for m in finder.actor(*finder.clause(start - 1)) if m.name not in names)
    if not left:
        return
    signed = re.match(r"[^,;。]{0,6}(?:协议|签约|签字|合同|备忘录)", text[right.end : right.end + 12])
    status = Status.COMPLETED if signed else Status.ONGOING
    parties = (*left, *right.parties)
    finder.put(trigger, parties, _kind_of_help(trigger), filled, None, ["pacts/over"], status)
