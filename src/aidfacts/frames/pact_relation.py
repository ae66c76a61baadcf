"""Reads a standing relation by its noun or by a copula: 甲是乙的友好城市, 甲村是乙局帮扶的村, 对口支援甲县的是乙市."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.frames.pact_finder import Finder
from aidfacts.frames.pact_names import place_of
from aidfacts.frames.pact_rows import row_at, share_out
from aidfacts.frames.pact_words import ALLIANCE, kind_of
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartnershipKind, PartyKind, Status
from aidfacts.model.mention import Mention
from aidfacts.model.pact import PactTrigger
from aidfacts.model.span import Span

# 禾川县的|友好城市明屿市, 我校携手|结对学校沐白小学
_TO = compile_late(
    r"的|(?:携手|赴|走进|来到|到|与|邀请|联合|同|和|前往|访问|组织师生赴|迎来|接待)?(?:我校|我院|我县|我市)?"
)
_GIVES = ("走进", "来到", "向", "为", "给", "支持", "援助", "帮助", "赴", "到", "对", "支援")
_SENDS = compile_late(
    r"(?:向|为|给|赴|与|对|到|访问|来到|走进|在|从|接待|迎来|前往|驻|深入|走访|慰问|看望)(?:其|它的|[\ue002]|(?:开展|参加|实施)[^,;。]{1,16}的)?$"
)
# 甲院|心血管专科联盟的|成员单位
_DASH = compile_late("[—-]+|:")
# 在结对单位锦澄集团|的支持下,北塘村…
_UNDER = compile_late("的[^,;。]{0,8}下(?=,)")
_IN = compile_late(rf"的?(?:[^,;。、]{{0,8}}?(?:{ALLIANCE.pattern})的?)?")
# 甲院|呼吸|专科联盟单位
_FIELD = compile_late("[^,;。、“]{1,4}")
_TAKES = compile_late("(?:作为|设为|列为|确定为|定为|选为)(?:其|学校|医院|公司)?")
_EQUALS = compile_late("(?:也|都|均|还|正|既)?(?:是|为|系)由?")
_WHO = compile_late("的(?:[^,;。]{0,6}(?:单位|地区|省市|城市|学校|医院|企业))?(?:分别)?(?:是|为)")
_IS = compile_late("(?:也|都|均|还)?(?:是|为|系)")
_COPULA = compile_late(r"(?:是|为|成为|作为|系|成|入选|被确定为|与)[^,;。与]{0,6}$")
# 甲校与乙校|一直保持着友好|结对关系
_BECOMES = compile_late(
    r"[^,;]{0,2}(?:是|互为|结为|成为|缔结|建立|结成|为|缔结为|正式成为|(?P<lasts>保持|维持|延续|有着))[^,;]{0,6}"
)
# 根据甲校与乙校的结对|协议
_BOND_NOUN = compile_late(r"[^,;。、的与和]{0,4}(?:(?P<signed>协议书?|协定|合同|备忘录)|关系|机制|框架|约定)")
_RESTS_ON = compile_late(r"(?:根据|依据|依照|按照?|遵照|基于|依托|履行|落实|执行)$")


def read_relation(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    rows = finder.rows(start, at)
    last = rows[-1] if rows else None
    words = Span(trigger.span.start, trigger.span.end)
    kind = kind_of(finder.text, words, trigger.word)
    kind = (
        PartnershipKind.PAIRING if kind is PartnershipKind.AGREEMENT and "伙伴" not in trigger.word else kind
    )

    def bind(left: tuple[Mention, ...], right: tuple[Mention, ...], filled: int = 0) -> None:
        houses = tuple(whole for m in right if (whole := place_of(finder.house_of(m) or m)) is not None)
        if trigger.word.endswith("基地") and not _has_base((*left, *houses)):
            return  # 北塘村成为明屿市社会实践基地: an honour
        if left and houses:
            parties = (*left, *houses)
            finder.put(trigger, parties, kind, filled, None, ["pacts/relation"], Status.ONGOING)

    if sides := _named_behind(finder, at, end):
        bind(*sides)
        return
    if last is None or at - last.end > 10:
        return
    gaps = (_IN, _FIELD) if ALLIANCE.search(trigger.word) else (_IN,)
    inside = any(gap.fullmatch(text, last.end, at) for gap in gaps)
    if last.governor == "作为" and inside:
        begin, close = finder.clause(stop + 1) if stop + 1 < len(text) else (stop, stop)
        # 丙村|作为甲局的结对村, 作为甲院的(医联体)协作单位,|乙院…
        bind(last.parties, finder.actor(start, last.start) or finder.actor(begin, close))
        return
    if text[last.end : at] in ("", "的") and _IS.fullmatch(text, start, last.start):
        left, filled = finder.left_of((), last, start)  # 乙校只有17名学生,是甲会的帮扶点
        bind(left, last.parties, filled)
        return
    before = rows[-2] if len(rows) > 1 else None
    if before is not None and not before.governor and _COPULA.search(text, before.end, last.start) and inside:
        bind(before.parties, last.parties)
        return
    if before is not None and not before.governor and _TAKES.fullmatch(text, last.end, at):
        if last.governor in ("将", "把"):
            bind(before.parties, last.parties)  # 甲校将乙村|作为实习基地
        return
    found = finder.joined(start, at)
    if found is None:
        determines(finder, trigger, at, end, kind)
        return
    becomes = _BECOMES.fullmatch(text, found[1].end, at)
    if becomes:
        status = Status.ONGOING if becomes["lasts"] else None
        for parties in found[0]:
            finder.put(trigger, parties, kind, found[2], None, ["pacts/relation"], status)


def _has_base(parties: Sequence[Mention]) -> bool:
    """Tell whether a house stands in *parties* that may have its base at another, and no authority."""
    kinds = {party.kind for party in parties}
    return PartyKind.GOVERNMENT not in kinds and not kinds.isdisjoint(
        (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.COMPANY)
    )


def _named_behind(
    finder: Finder, at: int, end: int
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]] | None:
    """Return whose partner is named behind the noun, and that partner: 禾川县的友好城市|明屿市, 来到结对村——|北塘村."""
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    dash = _DASH.match(text, end, stop)
    right = row_at(finder.skeleton, dash.end() if dash else end, stop)
    if right is None or not right.parties or right.lead:
        return None
    if all(m.kind is PartyKind.PLACE for m in right.parties) and text.startswith("的", right.end):
        inner = row_at(finder.skeleton, right.end + 1, stop)
        right = inner if inner is not None and inner.parties else right  # 结对村——石坪乡的|丁坪村
    rows = finder.rows(start, at)
    if rows and rows[-1].parties and _TO.fullmatch(text, rows[-1].end, at):
        return rows[-1].parties, right.parties
    if not rows and at == start:
        return right.parties, governed(finder, right.end, stop)  # 结对帮扶单位水务局到罗城村走访
    if text[start:at] == "在" and _UNDER.match(text, right.end):
        begin, close = finder.clause(stop + 1) if stop + 1 < len(text) else (stop, stop)
        return finder.actor(begin, close), right.parties
    if _SENDS.search(text, start, at) is None:
        return None
    # 禾川县向友好城市明屿市发运口罩; 甲、乙两村志愿者组成帮扶团,|来到结对村丙村
    return finder.actor(start, at) or (() if rows else finder.left_of((), right, start)[0]), right.parties


def determines(finder: Finder, trigger: PactTrigger, at: int, end: int, kind: PartnershipKind) -> bool:
    """Read what an act rests on as bond of the two before it, 根据甲校与乙校的|结对协议; tell whether it was one."""
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    rows = finder.rows(start, at)
    row = rows[-1] if rows else None
    if row is None or row.lead or len(row.sides) < 2 or text[row.end : at] != "的":
        return False
    paper = _BOND_NOUN.match(text, end, stop)
    if paper is None or not _RESTS_ON.search(text, start, row.start):
        return False
    status = Status.COMPLETED if paper["signed"] else Status.ONGOING
    for parties in share_out(row, each=False):
        finder.put(trigger, parties, kind, 0, None, ["pacts/relation"], status)
    return True


def equates(finder: Finder, trigger: PactTrigger, at: int, end: int, kind: PartnershipKind) -> bool:
    """Read 丙村是甲局结对帮扶的村; tell whether it was one."""
    text = finder.skeleton.text
    start, _ = finder.clause(at)
    rows = finder.rows(start, at)
    if len(rows) < 2 or rows[-1].end != at or text[end : end + 1] != "的":
        return False
    one, other = rows[-2:]
    if not one.parties or not other.parties or one.governor or other.lead:
        return False
    if not _EQUALS.fullmatch(text, one.end, other.start):
        return False
    parties = (*one.parties, *other.parties)
    finder.put(trigger, parties, kind, 0, None, ["pacts/relation"], Status.ONGOING)
    return True


def names_helper(finder: Finder, trigger: PactTrigger, at: int, end: int, kind: PartnershipKind) -> bool:
    """Read 对口支援乙县的是甲市和丙区, 与乙村结对的是甲局, each bound to 乙; tell whether it was one."""
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    helped = row_at(finder.skeleton, end, stop)
    if helped is None:
        helped = next((row for row in finder.rows(start, at) if row.lead and row.end == at), None)
    if helped is None or not helped.parties:
        return False
    equals = _WHO.match(text, max(helped.end, end))
    left = row_at(finder.skeleton, equals.end(), stop) if equals else None
    if left is None or not left.parties:
        return False
    for party in left.parties:
        parties = (party, *helped.parties)
        finder.put(trigger, parties, kind, 0, None, ["pacts/relation"], Status.ONGOING)
    return True


def governed(finder: Finder, start: int, end: int) -> tuple[Mention, ...]:
    """Return who is helped or gone to in a stretch: 向禾川县, 支持岚溪镇."""
    rows = finder.rows(start, end)
    return next((row.parties for row in rows if row.parties and row.governor in _GIVES), ())
