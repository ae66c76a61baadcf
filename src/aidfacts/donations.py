"""Finds the gifts of a page: wires frames, discourse and facts for the pipeline."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from attrs import evolve, frozen

from aidfacts.dating import counts_since, date_of, find_told, inherit, resolve_dates, written_on
from aidfacts.discourse import (
    State,
    as_told_above,
    enter,
    fill,
    follow,
    for_led_house,
    for_own_house,
    gather,
    may_point_back,
    points_back,
    read_page,
    remember,
    spends_collected,
    sums_up,
)
from aidfacts.facts.check import check_frame, stands_beside
from aidfacts.facts.context import bar_context
from aidfacts.facts.donation import build_drafts
from aidfacts.frames import (
    BORNE,
    BUILD,
    PAID,
    Readers,
    build_frames,
    build_listed,
    distribute,
    find_lists,
    outline,
    told_by_lists,
)
from aidfacts.mentions.slots import tag_slot
from aidfacts.mentions.tagger import tag_parties
from aidfacts.mentions.triggers import find_triggers
from aidfacts.model.date import DateMention
from aidfacts.model.fact import Date, Party
from aidfacts.model.frame import Draft, Frame, Trigger
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.source import BlockKind, Layout, Sentence
from aidfacts.model.span import Span
from aidfacts.partnerships import Setting
from aidfacts.quantity import read_figures
from aidfacts.quantity.goods import read_left_objects, read_objects
from aidfacts.quantity.goods_gate import may_have_object
from aidfacts.speech import with_speaker
from aidfacts.told_later import Gift, drop_class, hand_back, of_this_gift, with_givers
from aidfacts.told_things import (
    Cut,
    counted_before,
    end_of_contents,
    is_contents,
    with_contents,
    with_contents_behind,
    with_things,
    with_worth,
)

_THEY = ("他们", "她们")
_HELPED = re.compile(r"老人|贫困|困难|患|灾|孤|残疾|留守|孩子|学生|儿童")
_ANOTHER = re.compile(r"[又另]讯|另据")  # what follows has nothing to do with what was told
MAX_TRIGGERS = 60  # giving words of a sentence; what holds more is a word list, and no gift is told in it
# What the discourse can still supply; a frame rejected for anything else stays none.
_OPEN = frozenset({"no_party", "no_recipient"})
# 截至昨日共收到: what is counted up to a day
_COUNTS = re.compile(r"共(?!同)|累计|已|总|收到|接收|接到|募|筹|达")
_COUNTING = ("累计", "总额", "以来", "总计", "共计")
# 一年来,落实资金90万元,…: what a sentence tells of a time holds for all its clauses
_OVER_TIME = re.compile(r"累计|[年月]来(?!到|了)|以来|全年|一年中|一年里")
# 向2所学校|分别捐赠电脑40台
_EACH_BEHIND = re.compile(r"(?:分别|各自|各|均)(?:共?[捐赠送]|提供|发放|投入|落实|资助|获|收到)")


@frozen
class Reading:
    """A sentence read for gifts, before the discourse fills what it leaves out."""

    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    frames: tuple[Frame, ...]
    rejected: tuple[tuple[Span, str], ...]


def read_sentence(
    text: str, sentence: Span, number: int, mentions: tuple[Mention, ...], cut: Cut, currency: str
) -> Reading:
    """
    Return the frames of one sentence with *mentions*, and what was none with the code of the reason.

    *currency* is what a bare 元 is, here and below.
    """
    triggers, decoys = find_triggers(text, sentence)
    figures = read_figures(text, sentence.start, sentence.end, currency=currency)

    def inside(span: Span) -> list[Amount | Quantity]:
        return [figure for figure in figures if figure.span in span]

    frames, barred = build_frames(
        text, sentence, number, mentions, triggers, figures,
        lambda span: read_objects(text, span, inside(span), cut),
        lambda span: read_left_objects(text, span, inside(span), cut),
        lambda span: tag_slot(text, span, cut),
    )  # fmt: skip
    return Reading(mentions, triggers, frames, (*decoys, *barred))


def screen(
    text: str, telling: Iterable[Sentence], read: Callable[[Span], Reading], *, reasons: bool = False
) -> tuple[dict[int, Reading], list[tuple[Span, str]]]:
    """
    Return the readings of those of *telling* that may hold a gift, by their starts, and why the others hold none.

    Only who gives or gets can be supplied from outside a sentence: what lacks a thing, or is barred by its own
    words, is none whatever stands around it.

    Args: *reasons* is True where all reasons are asked for; else what the bare words refuse is not read at all.
    """
    readings: dict[int, Reading] = {}
    pointing: dict[int, Reading] = {}
    dropped: list[tuple[Span, str]] = []
    for sentence in telling:
        at, span = sentence.span.start, sentence.span
        triggers, decoys = find_triggers(text, span)
        if not triggers or len(triggers) > MAX_TRIGGERS:
            dropped.extend(decoys)
            continue
        if not reasons and _lacks_object(text, span, triggers):
            continue
        reading = read(span)
        codes = [
            (frame.trigger.span, bar_context(text, span, frame.clause) or check_frame(text, frame, frame))
            for frame in reading.frames
        ]
        if any(code is None or code in _OPEN for _, code in codes):
            readings[at] = reading
        elif any(points_back(text, frame) for frame in reading.frames):
            pointing[at] = reading
        else:
            dropped.extend(reading.rejected)
            dropped.extend((place, code) for place, code in codes if code is not None)
    if not readings:
        # Where a gift went says nothing where no gift is told.
        dropped.extend(
            (frame.trigger.span, "no_object") for each in pointing.values() for frame in each.frames
        )
        return readings, dropped
    return readings | pointing, dropped


def _lacks_object(text: str, sentence: Span, triggers: Sequence[Trigger]) -> bool:
    """
    Tell whether the bare words of a sentence show that none of its verbs has the object which it cannot do without.

    A strong word may, and so may one of building, whose things have other ends; what points back lacks it, but counts.
    """
    if any(t.strength == "strong" or BUILD.match(t.word) or t.word.startswith(BORNE) for t in triggers):
        return False
    if may_point_back(text, sentence):
        return False
    return not may_have_object(text, sentence, triggers[0].span.end, triggers[-1].span.start)


def find_gifts(
    text: str,
    layout: Layout,
    sentences: Mapping[int, Sentence],
    readings: Mapping[int, Reading],
    mentions: Mapping[int, tuple[Mention, ...]],
    cut: Cut,
    currency: str,
    asked: Collection[int] = (),
) -> tuple[list[Gift], list[tuple[Span, str]], dict[int, Setting]]:
    """
    Walk the sentences that have *mentions* in order, with the discourse state; each goes by where it starts.

    Behind the last of *readings*, and of other places where it is *asked*, the text is not followed any more.

    Returns: the gifts, what was none with the code of the reason, and the setting of each sentence up to there.
    """
    last = max((*readings, *asked), default=-1)
    state = State(page=read_page(text, layout, sentences, mentions))
    found: list[Gift] = []
    rejected: list[tuple[Span, str]] = []
    settings: dict[int, Setting] = {}
    written = written_on(layout)
    before: str | None = layout.dateline
    event: Date | None = None  # what the page told last; later sentences count from it
    told_in = -1  # the paragraph that told it
    helped: tuple[Mention, ...] = ()
    order = sorted(mentions)
    for number, at in enumerate(order):
        sentence = sentences[at]
        goes_on = bool(found) and found[-1].sentence.block == sentence.block
        contents = sentence.span.start  # where what only tells more of the last gift ends
        if goes_on:
            whole = with_contents(text, found[-1], sentence.span, cut, currency)
            if whole is not found[-1]:
                contents = end_of_contents(text, sentence.span)
            found[-1] = whole
            alone = len(found) < 2 or found[-2].sentence.block != sentence.block
            found[-1] = with_worth(text, found[-1], sentence.span, currency, alone=alone)
            found[-1] = with_givers(text, found[-1], sentence.span, mentions[at])
        if at > last:
            if goes_on:
                continue
            break
        kind = layout.blocks[sentence.block].kind
        state = enter(state, sentence.block, kind)
        if _ANOTHER.match(text, sentence.span.start):
            state = State(page=state.page, block=state.block)
        settings[at] = Setting(state.topic, state.head_topic, event, before, helped)
        dates = find_told(text, sentence.span)
        reading = readings.get(at)
        if reading is not None and reading.mentions != mentions[at]:
            reading = read_sentence(text, sentence.span, at, mentions[at], cut, currency)
        triggers = find_triggers(text, sentence.span)[0] if reading is None else reading.triggers
        told_of = outline(text, sentence.span, mentions[at], triggers)
        state = gather(state, told_of, kind)
        kept: list[Frame] = []
        sentence_end = Span(sentence.span.end, sentence.span.end)
        if reading is not None:
            rejected.extend(reading.rejected)
            for told in reading.frames:
                if told.trigger.span.start < contents:
                    continue  # 该批粮食|援助|包括大米620吨
                told = of_this_gift(text, found, told, sentence.block)
                if told.objects and found and is_contents(found[-1], told):
                    found[-1] = with_things(found[-1], told.objects)
                    continue
                frame = fill(text, state, told, kind, of_which=_opens_detail(text, sentence.span))
                frame = for_own_house(state, as_told_above(state, frame, mentions[at]), mentions[at])
                frame = for_led_house(text, state, frame)
                beside = stands_beside(reading.frames, told)
                code = bar_context(text, sentence.span, told.clause) or check_frame(
                    text, frame, told, beside=beside
                )
                code = code or ("no_recipient" if spends_collected(state, frame) else None)
                if code is not None:
                    if points_back(text, told):
                        found = hand_back(found, told, sentence.block)
                    rejected.append((told.trigger.span, code))
                    continue
                frame = _scoped(text, sentence.span, _dated_total(text, frame, dates), told, kept, dates)
                told_at = told.trigger.span
                days = [
                    date
                    for _, date in resolve_dates(dates, written, before)
                    if date.span.start < told_at.start
                ]
                date = date_of(dates, told_at, written, before)
                if date is None and not counts_since(dates, told_at):
                    date = date_of(dates, _until_paid(sentence.span, told, reading.frames), written, before)
                if frame.scope != "cumulative" or told_in == sentence.block:
                    # What a page counts up it counts over time; the day of another paragraph is not its day.
                    # A year alone tells of what its own paragraph tells; the total of a life is of no one year.
                    lifelong = frame.scope == "cumulative" and state.page.hero
                    own_year = told_in == sentence.block and not lifelong
                    near = event if event and (len(event.value) > 4 or own_year) else None
                    date = inherit(dates, told_at, date, near)
                if told.recipients and sums_up(text, state, frame):
                    # 明屿商会捐款5万元。共募得善款13万元,已转交灾区: what was summed up went there
                    found = hand_back(found, told, sentence.block)
                if _opens_detail(text, sentence.span):
                    found = drop_class(found, sentence.block)
                frame = counted_before(text, frame, layout.blocks[sentence.block].span.start, currency)
                kept.append(frame)
                singles = distribute(text, frame)
                each = (
                    days
                    if 1 < len(singles) == len(days) and not frame.donors[1:] and not frame.recipients[1:]
                    else ()
                )
                found.extend(
                    Gift(single, told, sentence, kind, each[place] if each else date, state.topic)
                    for place, single in enumerate(singles)
                )
                behind = Span(min(frame.clause.end, sentence.span.end), sentence.span.end)
                found[-1] = with_givers(text, found[-1], behind, mentions[at])
                around = [m for place in order[max(0, number - 1) : number + 2] for m in mentions[place]]
                found[-1] = with_speaker(text, found[-1], around)
                found[-1] = with_contents_behind(text, found[-1], cut, currency)
                state = remember(state, frame)
        own = date_of(dates, sentence_end, written, before)
        event, told_in = (own, sentence.block) if own is not None else (event, told_in)
        before = event.value if event is not None else before
        state = follow(state, told_of, tuple(kept), kind, gives=bool(triggers))
        given = next((frame.recipients for frame in reversed(kept) if frame.recipients), ())
        # 各企业捐款捐物,支援灾区: where the verb of giving is one of aid, who stands behind it is helped
        reached = told_of.visited if triggers else ()
        helped = given or tuple(m for m in told_of.goals if m.named) or told_of.needy[:1] or reached or helped
    return found, rejected, settings


def find_listed(
    text: str, layout: Layout, split: Callable[[], Sequence[Sentence]], cut: Cut, currency: str
) -> tuple[list[Gift], set[int]]:
    """
    Return the gifts of the lists of a page, and the starts of the sentences that the lists tell all of.

    Args: *split* cuts the whole page into sentences, which only a page with a list needs.
    """
    lists = find_lists(text, layout)
    if not lists:
        return [], set()
    sentences = split()
    starts = [sentence.span.start for sentence in sentences]
    figures = partial(read_figures, currency=currency)
    readers = Readers(
        figures,
        lambda span: read_objects(text, span, figures(text, span.start, span.end), cut),
        lambda span: tag_parties(text, span, cut),
        lambda span: tag_slot(text, span, cut),
        lambda span: find_triggers(text, span)[0],
    )
    found: list[Gift] = []
    for each in lists:
        for row in build_listed(text, layout, each, starts, readers):
            date = None
            if row.date is not None:
                end = Span(row.date.end, row.date.end)
                date = date_of(find_told(text, row.date), end, layout.published, None)
            found.append(
                Gift(
                    row.frame,
                    row.frame,
                    sentences[bisect_right(starts, row.frame.sentence) - 1],
                    BlockKind.ROW,
                    date,
                )
            )
    return found, told_by_lists(text, lists, starts)


def fill_listed(listed: Sequence[Gift], settings: Mapping[int, Setting]) -> list[Gift]:
    """
    Return the gifts of lists, with who was helped last before the list where neither row nor heading says who gets it.

    各单位向地震灾区捐款如下, then rows of donor and sum.
    """
    starts = sorted(settings)
    filled: list[Gift] = []
    for gift in listed:
        at = bisect_right(starts, gift.frame.clause.start) - 1
        helped = settings[starts[at]].helped if at >= 0 else ()
        helped = tuple(m for m in helped if m not in gift.frame.donors)
        if gift.frame.recipients or not helped:
            filled.append(gift)
            continue
        filled.append(evolve(gift, frame=evolve(gift.frame, recipients=helped).because("discourse/goal")))
    return filled


def draft_gifts(
    text: str, gifts: Iterable[Gift], parties_of: Callable[[Mention], tuple[Party, ...]]
) -> list[Draft]:
    """Return the drafts of *gifts* in text order, their parties with full names."""
    drafts: list[Draft] = []
    for gift in sorted(gifts, key=lambda gift: gift.frame.clause.start):
        frame = evolve(gift.frame, donors=_name_pronouns(gift, parties_of))
        for each_of in _one_by_one(text, frame, parties_of):
            drafts.extend(
                build_drafts(
                    text,
                    frame,
                    gift.told,
                    each_of,
                    gift.date,
                    gift.sentence.span,
                    gift.kind,
                    gift.sentence.block,
                )
            )
    return drafts


def _one_by_one(
    text: str, frame: Frame, parties_of: Callable[[Mention], tuple[Party, ...]]
) -> list[Callable[[Mention], tuple[Party, ...]]]:
    """
    Return who the parties of a frame are, once for each of those that one word stands for where each gave or got.

    走访北塘村、岚溪村,为|两个村|各捐赠5万元: two gifts.
    """
    for mention in (*frame.recipients, *frame.donors):
        if _EACH_BEHIND.match(text, mention.span.end) and len(parties := parties_of(mention)) > 1:
            return [partial(_only, mention, party, parties_of) for party in parties]
    return [parties_of]


def _only(
    row: Mention, party: Party, parties_of: Callable[[Mention], tuple[Party, ...]], mention: Mention
) -> tuple[Party, ...]:
    """Return who *mention* is, and *party* alone for *row*, which stands for several."""
    return (party,) if mention is row else parties_of(mention)


def _name_pronouns(gift: Gift, parties_of: Callable[[Mention], tuple[Party, ...]]) -> tuple[Mention, ...]:
    """Return the givers of *gift*, with who acted last for a 他们 that points at nobody."""
    donors: list[Mention] = []
    for mention in gift.frame.donors:
        open_ended = mention.anaphor is Anaphor.TOPIC and any(
            p.name == mention.text for p in parties_of(mention)
        )
        # 村里的老人来了。秘书长说,他们带来了羊毛衫: who is helped does not give
        helped = mention.text in _THEY and all(_HELPED.search(p.name) for p in parties_of(mention))
        house = helped and any(m.named for m in gift.topic)
        stands_for = (gift.topic or (mention,)) if open_ended or house else (mention,)
        donors.extend(m for m in stands_for if m not in donors)
    return tuple(donors)


def _dated_total(text: str, frame: Frame, dates: Sequence[DateMention]) -> Frame:
    """截至4月9日共收到8万元 is a total; 截至4月9日,锦澄集团捐赠8万元 is one act."""
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


def _scoped(
    text: str, sentence: Span, frame: Frame, told: Frame, kept: Sequence[Frame], dates: Sequence[DateMention]
) -> Frame:
    """
    Return *frame* with the scope that its sentence gives it.

    截至昨日,多家企业捐款,其中锦澄集团捐赠5万元: who is named behind 其中 gave once. 一年来落实资金90万元,捐赠物资折价
    30万元: what goes on with the same giver, undated, is a total as well.
    """
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


def _until_paid(sentence: Span, told: Frame, frames: Sequence[Frame]) -> Span:
    """Return where the dates end that may be those of *told*: what was paid of it later has a day of its own."""
    paid = (f.clause.start for f in frames if PAID in f.rules and f.clause.start > told.clause.start)
    end = next(paid, sentence.end)
    return Span(end, end)


def _opens_detail(text: str, sentence: Span) -> bool:
    """Tell whether a sentence splits what the one before told: 其中,捐款8万元."""
    return text.startswith(("其中", "包括"), sentence.start)
