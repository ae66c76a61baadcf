"""Reads who signs with whom: 甲与乙签署协议, and what several pairs sign under one verb."""

from __future__ import annotations

import re
from itertools import pairwise

from aidfacts.frames.pact_bonds import read_binding
from aidfacts.frames.pact_finder import OPENS, TOPIC, Finder
from aidfacts.frames.pact_names import is_both, part
from aidfacts.frames.pact_rows import Row, iter_rows, share_out
from aidfacts.frames.pact_slots import fill_slots
from aidfacts.frames.pact_words import BARS, BOND, is_state, kind_of, signed_thing
from aidfacts.frames.skeleton import BOTH, GROUP, NAMED, PERSON, TITLE, draw
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartnershipKind
from aidfacts.model.mention import Mention
from aidfacts.model.pact import PactTrigger
from aidfacts.model.span import Span

MAX_BETWEEN = (
    70  # characters of a skeleton between the parties and what they sign; most are titles of the thing agreed
)
MAX_OBJECT = 40  # characters behind a verb in which its object stands

_PAPER = compile_late(r"协议|备忘录|合同|协定|意向书")
# 甲与乙合作协议、|甲与丙框架协议签署: each pair with its paper
_PAPERS = compile_late(r"[^,;。、]{2,24}(?:协议书?|备忘录)、")
MANY = "pacts/many"  # rule of a heap of papers: 18项协议
# What the agreement makes of its parties, told behind it: 签约,成为结对学校
_MAKES = compile_late(
    r"(?:建立|成为|结为|结成|确立|缔结)(?:了)?[^,;。]{0,16}(?:关系|学校|城市|单位|对子|医院|联盟|商会|协会|工商联|友城|港)"
)
_ABOUT = compile_late(r"(?:就|围绕|针对)(?P<what>[^,;。]{2,40}?)(?:等|分别|达成|进行|举行|签|[,;。]|$)")
# 进行洽谈,并签署: the talks came first
_TALKS = compile_late(r"^.*(?:洽谈|商谈|磋商|谈判|会谈)[^,;]{0,6}(?:,|后|并)")
_GOES_TO = compile_late(r"(?:赴|到|来到|前往|走进|访问)$")
_WITNESSED = compile_late(
    r"(?:见证|出席|主持)(?:了)?(?:共同)?$"
)  # 会见代表团并见证|签署甲与乙合作协议: who met do not sign
_BARE_CLAUSE = compile_late(f"[^{NAMED}{PERSON}{GROUP}{BOTH}]{{0,24}}")
_WITH = compile_late("[与和同跟]")
_AND = compile_late(r"并(?:现场|正式|就[^,;]{1,12})?$|期间$|^$")
_HELP = compile_late(r"帮扶|支援|协作")


def read_signing(finder: Finder, trigger: PactTrigger, at: int, end: int) -> None:
    text = finder.skeleton.text
    start, stop = finder.clause(at)
    stop = min(stop, end + MAX_OBJECT * 2)
    thing = signed_thing(finder.text, finder.skeleton, trigger.word, start, at, end, stop)
    if thing is None:
        if trigger.word == "缔结" and BOND.match(text, end):
            read_binding(finder, trigger, at, end)  # 缔结友好镇街
        return
    found = finder.joined(start, at)
    if found is None:
        found = _pair_before(finder, start, at)
    facts: list[tuple[Mention, ...]] = []
    filled = 0
    row: Row | None = None
    topics: list[Span] = []
    between = _TALKS.sub("", text[found[1].end : at]) if found is not None else ""
    if len(between) > MAX_BETWEEN or (BARS.search(between) and not _WITNESSED.search(between)):
        return
    if found is not None and not BARS.search(between):
        facts, row, filled = found
        before, row = _earlier(finder, start, at, facts, row)
        topics = [span for _, span in before]
        facts = [*(parties for parties, _ in before), *facts]
    rules = ["pacts/joined", MANY] if thing.many else ["pacts/joined"]
    alone = row is not None and len(row.sides) == 1 and not row.lead and not row.points
    if (not facts or alone) and (visit := _visit(finder, start, at)):
        facts, filled, rules = [visit], 1, ["pacts/visit"]
    persons = row is not None and (set(row.marks) <= {PERSON} or finder.acts(row))
    weak = (
        not facts or persons or all(len(parties) < 2 or any(m.anaphor for m in parties) for parties in facts)
    )
    if weak or TITLE in text[at:stop]:
        inside = _inside(finder, at, end, stop)
        told = is_both(inside) and any(len(parties) > 1 for parties in facts)
        if inside and not told and (weak or any(len(parties) != len(inside) for parties in facts)):
            facts, filled, rules = [inside], 0, ["pacts/title"]
            row = None
    words = Span(
        finder.skeleton.span(row.end if row else start, at).start,
        # 签约仪式在甲院分院举行: the place tells of no kind
        finder.skeleton.span(at, max(_ceremony_end(text, end, stop), end)).end,
    )
    for number, parties in enumerate(facts):
        if trigger.word == "达成" and any(is_state(m) for m in parties):
            continue
        about = topics[number] if number < len(topics) else words
        kind = kind_of(finder.text, about, trigger.word)
        if kind is PartnershipKind.AGREEMENT and about is not words:
            kind = kind_of(finder.text, thing.span, trigger.word)
        if kind is PartnershipKind.AGREEMENT and (
            made := _MAKES.search(finder.text, trigger.span.end, finder.sentence.end)
        ):
            kind = kind_of(finder.text, Span(*made.span()), trigger.word)
        finder.put(trigger, parties, kind, filled, _subject(finder, about, thing.span), rules)


def _pair_before(finder: Finder, start: int, at: int) -> tuple[list[tuple[Mention, ...]], Row, int] | None:
    """Return the pair of the clauses before where nobody else acts in between: 甲与乙就合作达成共识,|签署协议."""
    if _visit_before(finder, start, at):
        return None  # 甲会、乙会来到丙村,捐款并|签订协议
    found = None
    begin = start
    while begin > 0 and found is None and not finder.free(begin, at):
        begin, _ = finder.clause(begin - 1)
        found = finder.joined(begin, at)
    return found


def _ceremony_end(text: str, end: int, stop: int) -> int:
    at = text.find("仪式", end, stop)
    return at if at >= 0 else stop


def _subject(finder: Finder, about: Span, paper: Span) -> Span:
    """Return what an agreement is about: 就医联体共建, else its paper."""
    match = _ABOUT.match(finder.text, about.start, about.end)
    return Span(*match.span("what")) if match else paper


def _earlier(
    finder: Finder, start: int, at: int, facts: list[tuple[Mention, ...]], last: Row
) -> tuple[list[tuple[tuple[Mention, ...], Span]], Row]:
    """
    Return the pairs before in 甲与乙就医联体共建;丙与丁就分馆设立分别签署协议, each with what it is about, and the last row.

    *facts* of the *last* row are shared out anew, since 分别 shares the verb among the pairs.
    """
    text = finder.skeleton.text
    found: list[tuple[tuple[Mention, ...], Span]] = []
    rows = [row for row in finder.free(start, at) if len(row.sides) >= 2]
    rows += [row for row in finder.rows(start, at) if len(row.sides) >= 2 and row not in rows]
    rows.sort(key=lambda row: row.start)
    for row, other in pairwise(rows):
        if (
            TOPIC.match(text, row.end)
            or text[row.end] == "、"
            or _PAPERS.fullmatch(text, row.end, other.start)
        ):
            found.extend(
                (parties, finder.skeleton.span(row.end, other.start))
                for parties in share_out(row, each=False)
            )
    if "分别" not in text[start:at]:
        return found, last
    end = start - 1
    while end > 0 and text[end] == ";":
        begin = max(text.rfind(mark, 0, end) for mark in ",;:。") + 1
        here = [row for row in finder.free(begin, end) if len(row.sides) >= 2]
        if not here or not TOPIC.match(text, here[-1].end):
            break
        about = finder.skeleton.span(here[-1].end, end)
        found = [*((parties, about) for parties in share_out(here[-1], each=False)), *found]
        end = begin - 1
    if found and rows:
        facts[:] = share_out(rows[-1], each=False)
        last = rows[-1]
    return found, last


def _visit(finder: Finder, start: int, at: int) -> tuple[Mention, ...]:
    """Return who goes to whom and signs there: 明屿市代表团到禾川县考察并签订协议; or 甲市对乙县帮扶签约."""
    text = finder.skeleton.text
    rows = [row for row in finder.rows(start, at) if row.parties]
    for one, other in pairwise(rows):
        if text[one.end : other.start] == "对" and _HELP.search(text, other.end, at):
            return (*one.parties, *other.parties)
    gone = next((r for r in reversed(rows) if _GOES_TO.search(text, max(start, r.start - 3), r.start)), None)
    if gone is None or not _AND.search(text[gone.end : at]):
        return _visit_before(finder, start, at)
    return next(
        (
            (*row.parties, *gone.parties)
            for row in rows
            if row.end < gone.start and OPENS.fullmatch(text, start, row.start)
        ),
        (),
    )


def _visit_before(finder: Finder, start: int, at: int) -> tuple[Mention, ...]:
    """Return who went to whom in a clause before, with nobody told since: 甲集团走进乙村,捐赠图书,并签订协议."""
    text = finder.skeleton.text
    if any(finder.rows(start, at)) or _WITH.search(text, start, at):
        return ()  # 与贫困村|签订协议
    while start > 0 and text[start - 1] == ",":
        start, close = finder.clause(start - 1)
        rows = [row for row in finder.rows(start, close) if row.parties]
        if not rows:
            if any(finder.rows(start, close)):
                break  # 慰问困难户,|签订协议: with whom is not told
            continue
        gone = rows[-1]
        if len(rows) != 2 or not _GOES_TO.search(text, max(start, gone.start - 3), gone.start):
            break
        since = text[gone.end : at]
        opens = OPENS.fullmatch(text, start, rows[0].start) and not (rows[0].governor or rows[0].lead)
        if (
            opens
            and len(since) <= MAX_BETWEEN
            and not BARS.search(since)
            and _BARE_CLAUSE.fullmatch(text, gone.end, close)
        ):
            return (*rows[0].parties, *gone.parties)
        break
    return ()


def _inside(finder: Finder, at: int, end: int, stop: int) -> tuple[Mention, ...]:
    """Return the parties that the title of a document repeats, or its object: 签署了甲与乙的合作协议."""
    for match in re.finditer(TITLE, finder.skeleton.text[:stop]):
        span = finder.skeleton.span(*match.span())
        paper = span.cut(finder.text)[-8:]
        if match.start() < at - MAX_BETWEEN or (match.start() < at and not _PAPER.search(paper)):
            continue
        inner = Span(span.start + 1, span.end - 1)
        drawn = draw(finder.text, inner, part(finder.text, finder.tag(inner), finder.triggers, finder.tag))
        drawn = fill_slots(finder.text, drawn, finder.slot)
        for row in iter_rows(drawn, 0, len(drawn.text)):
            if len(row.sides) >= 2 and not row.governor:
                shared = share_out(row, each=False)
                return shared[0] if shared else ()
    for row in finder.rows(end, stop):
        if row.points and row.start - end <= 1:
            return row.parties  # 签署了|两校|合作协议
        if row.lead and row.parties and len(row.sides) == 1 and row.start - end <= 1:
            # 签署了与洪都拉斯的协定
            left, _ = finder.left_of(finder.free(finder.clause(at)[0], at), row, finder.clause(at)[0])
            return (*left, *row.parties) if left else ()
        if len(row.sides) >= 2 and not row.lead:
            shared = share_out(row, each=False)
            return shared[0] if shared else ()
    return ()
