"""Reads what is built, run or founded together: 甲与乙共建基地, 甲在乙设立分馆, 由甲牵头的联盟."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aidfacts.frames.pact_finder import TOPIC, Finder
from aidfacts.frames.pact_rows import Row, row_at
from aidfacts.frames.pact_words import (
    ALLIANCE,
    BARS,
    BUILT,
    HOUSED,
    JOINT,
    JOINT_BUILDS,
    LASTS,
    LEADS,
    PLACED,
    PLATES,
    UNVEILS,
    is_state,
    kind_of,
)
from aidfacts.frames.skeleton import QUOTE
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartnershipKind, PartyKind, Status
from aidfacts.model.mention import Mention
from aidfacts.model.pact import PactTrigger, PactUse
from aidfacts.model.span import Span

MAX_BIND = 16  # characters between the parties and 共建
MAX_KIND = 8  # characters between 共建 and the name of what is built: 的省级
MAX_OBJECT = 40  # characters behind a verb in which its object stands

_LEADS = compile_late("牵头|发起|主导|组建|领衔")
_TALK = compile_late("座谈|交换意见|洽谈|磋商|商谈|探讨|讨论|交流|沟通|对接|调研")
_DONE = compile_late("(?:成立|启用|运行)?(?:[,;。]|$)")
# 组成的|长三角|应用型大学联盟: what stands between 的 and the alliance is its name
_OF = compile_late(r"的[^,;。、]{0,12}$")
_ALLIANCE_NAME = compile_late(rf"[^,;。、]{{0,12}}?(?:{ALLIANCE.pattern})")
# 沐北大学|教学实践基地在|锦澄集团揭牌
_PLACED_THERE = compile_late(rf"的?[^,;。、]{{0,10}}?(?:{PLACED.pattern})(?:正式|签约)?(?:在|落户)")
# 我校|举行|沐北大学“实习基地”授牌仪式, 沐北大学“实习基地”授牌仪式在|我校|举行
_HOLDS = compile_late("(?:隆重|顺利)?(?:举行|举办|召开|迎来)(?:了)?")
_HELD = compile_late("[^,;。]{0,10}(?:隆重|顺利|圆满)?(?:举行|举办)")
_PLATE = compile_late("(?:成为|为|作为)?(?P<name>[^,;。]{1,24})")
_MEMBER = compile_late("(?:联盟|医联体|医共体|联合体|集团|协作)(?:成员)?(?:单位|医院|学校)|成员单位")
_VENUE = compile_late("(?:体育馆|会展中心|会议中心|活动中心|酒店|宾馆|剧[院场]|礼堂|广场|文化宫)$")
_JOINS = compile_late(
    r"(?:共同)?(?:成为|加入|入选|参与|组成|组建|为|(?:也)?(?:是|作为)[^,;。]{0,8}(?:成员|单位|医院|学校))"
)
# 禾川县医院加入明屿市中心医院|胸痛专科联盟
_ITS_ALLIANCE = compile_late(rf"的?[^,;。、的]{{0,8}}?(?:{ALLIANCE.pattern})")
_MAKES_UP = compile_late("(?:等[^,;。]{0,8})?(?:共同|联合)?$")  # 由甲校、乙校|共同|组成
_HOSTS = (PartyKind.HOSPITAL, PartyKind.SCHOOL, PartyKind.COMPANY, PartyKind.NGO)  # no state joins theirs
_JOINED_WORDS = ("加入", "加盟")


def read_building(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    thing = text[end : min(stop, end + MAX_OBJECT)]
    lasts = LASTS.match(thing) is not None
    if not lasts and not _has_built(finder, start, at, end, stop):
        return
    found = finder.joined_before(start, at)
    if found is None:
        return
    facts, row, filled = found
    between = text[row.end : at]
    if len(text[max(row.end, start) : at]) > MAX_BIND or BARS.search(between):
        return
    if TOPIC.search(between) and _TALK.search(text, end, stop):
        return  # 就共建基地举行座谈
    if trigger.use is PactUse.JOINT or trigger.word in JOINT_BUILDS:
        # 打造实验室 binds those alone whom 联合 joins right before it
        housed = HOUSED.search(finder.skeleton.span(end, min(stop, end + MAX_OBJECT)).cut(finder.text))
        if housed is None or JOINT.search(text, row.start, row.end) is None:
            return
    words = Span(trigger.span.start, finder.skeleton.span(at, min(stop, end + MAX_OBJECT)).end)
    kind = kind_of(finder.text, words, trigger.word)
    if kind is PartnershipKind.AGREEMENT:
        kind = PartnershipKind.CO_CONSTRUCTION
    for parties in facts:
        if any(is_state(m) for m in parties):
            continue
        built = re.match(r"(?:了|的)?[^,;。]{2,24}", thing)
        about = finder.skeleton.span(end, end + built.end()) if built else None
        status = Status.ONGOING if lasts else None
        finder.put(trigger, parties, kind, filled, about, ["pacts/built"], status)


def _has_built(finder: Finder, start: int, at: int, end: int, stop: int) -> bool:
    """Tell whether what the verb between *at* and *end* builds is told behind it, or before: 实训基地由甲与乙共建."""
    text = finder.skeleton.text
    thing = text[end : min(stop, end + MAX_OBJECT)]
    if QUOTE in thing or BUILT.search(thing):
        return True
    rows = finder.rows(start, at)
    if rows and rows[-1].governor == "由" and _DONE.match(text, end):
        return HOUSED.search(finder.skeleton.span(start, rows[-1].start).cut(finder.text)) is not None
    # 共建的企业|研究生工作站: what is built has a name of its own
    near = [m for row in finder.rows(end, stop) for m in row.parties if row.start - end <= MAX_KIND]
    counted = finder.skeleton.pieces.get(end + thing.startswith("了"))  # 共建|12个产业园区
    near += [counted] if counted is not None else []
    return any(BUILT.search(m.name) or ALLIANCE.search(m.name) for m in near)


def read_founding(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    if trigger.word in LEADS:
        _lead(finder, trigger, at, end)
        return
    thing = finder.skeleton.span(end, min(stop, end + MAX_OBJECT)).cut(finder.text)
    row = row_at(finder.skeleton, end + (1 if thing[:1] in ("了", "由") else 0), stop)
    if trigger.word == "组成" and _make_up(finder, trigger, at, start):
        return
    named = next(
        (m for r in finder.rows(end, stop) for m in r.parties if ALLIANCE.search(m.name)),
        None,
    )
    if named is None and not ALLIANCE.search(thing):
        if trigger.word in JOINT_BUILDS:
            read_building(finder, trigger, at, end)  # 甲集团联合乙大学|成立研究院
        return
    if trigger.word in _JOINED_WORDS:
        _join(finder, trigger, [r for r in finder.free(start, at) if r.parties], row, named)
        return
    found = finder.joined_before(start, at)
    if found is None or (found[1].lead and not found[0]):
        return
    facts, pair, filled = found
    if at - max(pair.end, start) > MAX_BIND or BARS.search(text, pair.end, at):
        return
    for parties in facts:
        finder.put(
            trigger,
            tuple(m for m in parties if m is not named),
            PartnershipKind.ALLIANCE,
            filled,
            None,
            ["pacts/founded"],
        )


def _join(
    finder: Finder, trigger: PactTrigger, rows: Sequence[Row], behind: Row | None, named: Mention | None
) -> None:
    """Read who joins whose alliance: 甲院加入|乙院牵头的联盟, 甲院加入|乙院|胸痛专科联盟."""
    text = finder.skeleton.text
    parties = behind.parties if behind is not None else ()
    hosts: tuple[Mention, ...] = ()
    if behind is not None and len(parties) == 1 and _ITS_ALLIANCE.match(text, behind.end):
        hosts = parties if parties[0].kind in _HOSTS else ()
    if not hosts and named is not None and named.kind is not PartyKind.PLACE:
        led = behind is not None and named not in parties and _LEADS.search(text, behind.end)
        hosts = (led and parties) or (finder.house_of(named) or named,)
    if rows and hosts:
        members = (*rows[-1].parties, *hosts)
        finder.put(trigger, members, PartnershipKind.ALLIANCE, 0, None, ["pacts/joins"])


def _make_up(finder: Finder, trigger: PactTrigger, at: int, start: int) -> bool:
    """Read the members of an alliance told before them: 茶学联盟由沐北大学、明屿学院|组成; tell whether it was one."""
    text = finder.skeleton.text
    rows = finder.rows(start, at)
    row = rows[-1] if rows else None
    if row is None or row.governor != "由" or not _MAKES_UP.match(text, row.end, at):
        return False
    if ALLIANCE.search(finder.skeleton.span(start, row.start).cut(finder.text)) is None:
        return False
    finder.put(trigger, row.parties, PartnershipKind.ALLIANCE, 0, None, ["pacts/founded"])
    return True


def _lead(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    """由沐北大学牵头,明屿学院、禾川学院组成的茶学联盟: leader and members up to the alliance."""
    text = finder.skeleton.text
    stop = min((p for mark in ";。" if (p := text.find(mark, end)) >= 0), default=len(text))
    start, _ = finder.clause(at)
    alliance = bool(ALLIANCE.search(finder.skeleton.span(start, stop).cut(finder.text)))
    by = max(text.rfind("由", start, at), text.rfind("以", start, at))
    members: list[Mention] = []
    closed = False
    for row in finder.rows(max(by, start), stop):
        bodies = tuple(m for m in row.parties if not ALLIANCE.search(m.name))
        alliance = alliance or len(bodies) < len(row.parties)
        joins = _JOINS.match(text, row.end)
        named_so = _ALLIANCE_NAME.match(text, row.end) and _OF.search(text, start, row.start)
        if row.governor in ("", "由", "以", "联合", "组织", "的") and (not closed or joins) and not named_so:
            members.extend(bodies)
        closed = closed or (
            row.start >= end
            and (len(bodies) < len(row.parties) or ALLIANCE.search(text, end, row.start) is not None)
        )
    if alliance:
        finder.put(trigger, tuple(members), PartnershipKind.ALLIANCE, 0, None, ["pacts/led"])


def read_placing(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    """市图书馆在沐白小学设立分馆."""
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    rows = finder.rows(start, at)
    if UNVEILS.match(text, end):
        _unveil(finder, trigger, start, at)
        return
    if trigger.word in ("授牌", "授予") and _grant(finder, trigger, rows, at, end, stop):
        return
    where = next((row for row in reversed(rows) if row.governor == "在" and at - row.end <= 6), None)
    if trigger.word == "落户" and where is None:
        where = row_at(finder.skeleton, end, stop)
    if trigger.word == "挂牌" and where is None and _becomes(finder, trigger, rows, end, stop):
        return
    if where is None and trigger.word in PLATES and _DONE.match(text, end):
        _unveil(finder, trigger, start, at)
    if where is None or not where.parties:
        if trigger.word in JOINT_BUILDS:
            read_building(finder, trigger, at, end)
        return
    thing = text[end : min(stop, end + MAX_OBJECT)]
    if trigger.word in PLATES and not PLACED.search(thing):
        _hang(finder, trigger, rows, where)
        return
    named_thing = PLACED.search(finder.skeleton.span(end, min(stop, end + MAX_OBJECT)).cut(finder.text))
    if not named_thing:
        return
    left = [row for row in rows if row.end <= where.start and not row.governor and row.parties]
    if not left or any(_is_far(m) for m in where.parties):
        return
    finder.put(
        trigger,
        (*left[-1].parties, *where.parties),
        PartnershipKind.CO_CONSTRUCTION,
        0,
        None,
        ["pacts/placed"],
    )


def _unveil(finder: Finder, trigger: PactTrigger, start: int, at: int) -> None:
    """甲与乙举行实习基地授牌仪式: what is unveiled binds who holds the ceremony."""
    found = finder.joined(start, at)
    if found is None:
        _host(finder, trigger, start, at)
        return
    facts, row, filled = found
    thing = finder.skeleton.span(row.end, at).cut(finder.text)
    if "为" in thing:
        return  # 周砚秋和何映雪为实验室揭牌
    for parties in facts:
        owners = tuple(dict.fromkeys(finder.house_of(m) or m for m in parties))
        quoted = finder.skeleton.text[row.end : at] == QUOTE or thing.endswith(
            "中心"
        )  # 甲与乙“厂中校”挂牌仪式
        placed = quoted or any(finder.house_of(m) for m in parties) or PLACED.search(thing)
        if placed and len(thing) <= MAX_OBJECT and len(owners) == len(parties) and not BARS.search(thing):
            kind = PartnershipKind.CO_CONSTRUCTION
            finder.put(trigger, owners, kind, filled, None, ["pacts/unveiled"])


def _host(finder: Finder, trigger: PactTrigger, start: int, at: int) -> None:
    """Read the owner of what is unveiled, and the house that holds the ceremony: 甲校|举行|乙大学“实习基地”授牌仪式."""
    text = finder.skeleton.text
    rows = [row for row in finder.rows(start, at) if len(row.parties) == 1]
    if not rows or not PLACED.search(finder.skeleton.span(rows[-1].end, at).cut(finder.text)):
        return
    owner = rows[-1]
    before = next((row for row in rows[:-1] if _HOLDS.fullmatch(text, row.end, owner.start)), None)
    behind = finder.rows(at, finder.clause(at)[1])
    there = next((r for r in behind if r.governor == "在" and _HELD.match(text, r.end)), None)
    house = before or there
    if house is None or len(house.parties) != 1 or _is_far(house.parties[0]):
        return
    parties = (*owner.parties, *house.parties)
    if (
        not _VENUE.search(parties[1].name)
        and parties[0].name != parties[1].name
        and parties[0].kind is not PartyKind.PLACE
    ):
        finder.put(trigger, parties, PartnershipKind.CO_CONSTRUCTION, 0, None, ["pacts/unveiled"])


def _grant(finder: Finder, trigger: PactTrigger, rows: Sequence[Row], at: int, end: int, stop: int) -> bool:
    """Read 甲院为乙院授牌“医联体单位”; tell whether it was one."""
    given = finder.skeleton.span(end, stop).cut(finder.text)
    object_ = row_at(finder.skeleton, end, stop) if trigger.word == "授予" else None
    if object_ is not None and rows:
        left, right = rows[-1], object_  # 甲院授予|乙院|“医联体单位”牌匾
    elif len(rows) < 2 or rows[-1].end != at or rows[-1].governor not in ("为", "向", "给"):
        return False
    else:
        left, right = rows[-2], rows[-1]
    if left.governor or not left.parties or not right.parties:
        return False
    own = all(m.kind in (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.COMPANY) for m in left.parties)
    if trigger.word == "授予" and not (own or _MEMBER.search(given)):
        return False  # 授予“科普教育基地”: an honour
    if not PLACED.search(given) and not ALLIANCE.search(given):
        return False
    kind = kind_of(finder.text, finder.skeleton.span(end, stop), trigger.word)
    finder.put(trigger, (*left.parties, *right.parties), kind, 0, None, ["pacts/placed"])
    return True


def _becomes(finder: Finder, trigger: PactTrigger, rows: Sequence[Row], end: int, stop: int) -> bool:
    """Read 乙院挂牌成为甲院分院, 乙院挂牌“甲院协作医院”; tell whether it was one."""
    text = finder.skeleton.text
    plate = _PLATE.match(text, end, stop)
    if plate is None or not rows or rows[-1].governor or len(rows[-1].parties) != 1:
        return False
    span = finder.skeleton.span(*plate.span("name"))
    owner = _named_after(finder, span)
    if owner is None or owner.name == rows[-1].parties[0].name:
        return False
    kind = kind_of(finder.text, span, trigger.word)
    finder.put(trigger, (rows[-1].parties[0], owner), kind, 0, None, ["pacts/placed"])
    return True


def _named_after(finder: Finder, span: Span) -> Mention | None:
    """Return the house after which a plate at *span* is named: “沐北大学|实习基地”."""
    quoted = finder.text.startswith("“", span.start), finder.text.startswith("”", span.end - 1)
    span = Span(span.start + quoted[0], span.end - quoted[1])
    words = span.cut(finder.text)
    return finder.house_of(Mention(span, words, words, PartyKind.OTHER), branch=True)


def _is_far(house: Mention) -> bool:
    """Tell whether a place is too large to house a base: a town is, a village is not."""
    return house.kind is PartyKind.PLACE and not house.name.endswith(("村", "社区"))


def _hang(finder: Finder, trigger: PactTrigger, rows: Sequence[Row], where: Row) -> None:
    """沐北大学实习基地在锦澄集团揭牌: the owner of what is placed, and who houses it."""
    text = finder.skeleton.text
    before = [row for row in rows if row.end <= where.start and not row.governor and len(row.parties) == 1]
    quote = text.rfind(QUOTE, 0, where.start)
    if before:
        thing = before[-1].parties[0]
        named_so = _PLACED_THERE.fullmatch(text, before[-1].end, where.start)
        is_owner = named_so and thing.kind is not PartyKind.PLACE
        owner = thing if is_owner else finder.house_of(thing, branch=True)
    else:
        owner = _named_after(finder, finder.skeleton.span(quote, quote + 1)) if quote >= 0 else None
    house = where.parties[0]
    if owner is None or owner.name == house.name or _is_far(house) or len(where.parties) > 1:
        return
    kind = PartnershipKind.CO_CONSTRUCTION
    finder.put(trigger, (owner, house), kind, 0, None, ["pacts/placed"])
