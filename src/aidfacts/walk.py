"""Walks the sentences of a page with the discourse state, and gathers the gifts that they tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from aidfacts.dating import counts_since, date_of, find_told, inherit, resolve_dates, written_on
from aidfacts.discourse import (
    OWN_PEOPLE,
    State,
    as_told_above,
    enter,
    fill,
    follow,
    for_led_house,
    for_own_house,
    gather,
    headed,
    led_house,
    looks_back,
    may_lead,
    points_back,
    read_page,
    remember,
    spends_collected,
    sums_up,
    to_house,
    with_cause,
    with_people,
)
from aidfacts.discourse.bond import bonded
from aidfacts.discourse.crowd import by_answering, from_crowd, with_crowd
from aidfacts.discourse.scene import at_scene
from aidfacts.facts.bare import stands_by_thing
from aidfacts.facts.check import check_frame, stands_beside
from aidfacts.facts.context import bar_context
from aidfacts.facts.payers import pays_alone, pays_besides
from aidfacts.frames import PAID, distribute, find_heads, outline
from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.triggers import find_triggers
from aidfacts.model.date import DateMention
from aidfacts.model.fact import Date
from aidfacts.model.frame import Frame, Outline
from aidfacts.model.mention import Mention
from aidfacts.model.source import BlockKind, Layout, Sentence
from aidfacts.model.span import Span
from aidfacts.model.values import evolve, frozen
from aidfacts.partnerships import Setting
from aidfacts.readings import Reading, read_sentence
from aidfacts.scoping import dated_total, kept_up, scoped
from aidfacts.speech import with_speaker
from aidfacts.told_built import with_opened
from aidfacts.told_capital import with_capital
from aidfacts.told_costs import with_cost
from aidfacts.told_goal import with_goal
from aidfacts.told_ground import with_ground
from aidfacts.told_later import Gift, drop_class, give_to_collector, hand_back, of_this_gift, with_givers
from aidfacts.told_site import with_site
from aidfacts.told_things import (
    Cut,
    counted_before,
    end_of_contents,
    is_contents,
    opens_these,
    with_contents,
    with_contents_behind,
    with_count,
    with_noun,
    with_things,
    with_worth,
    with_worth_elsewhere,
)

_ANNALS = compile_late(r"大事记|纪事|记事|大事年表|编年")
_ENTRY = compile_late(r"\s*(?:(?:19|20)\d\d年|(?:\d{4}年)?\d{1,2}月)")
_SPENDING = compile_late(r"支出|善款使用|资金使用")
_FOUNDED = compile_late(r"(?:建|建校|成立|创[办建立]|[兴开]办|设立|出?生|注册)(?:于|时间为)$")
_BORN = compile_late(r"(?:出生|诞生|生(?=[,。;于在]))")  # 1950年|生: nor is what he gave of that year
_ANOTHER = compile_late(r"[又另]讯|另据")  # what follows has nothing to do with what was told
MAX_ABOVE = 32  # sentences of a paragraph in which the ground of a gift is looked for; without it a page of one paragraph costs the square of its length


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
    walk = _Walk(text, layout, sentences, mentions, cut, currency)
    order = walk.order
    for number, at in enumerate(order):
        goes_on, told_more = walk.tell_more(at)
        if at > last:
            if goes_on:
                continue
            break
        near = order[max(0, number - 1) : number + 2] if at in readings else ()
        walk.step(at, readings.get(at), told_more, [m for place in near for m in mentions[place]])
    found = give_to_collector(text, walk.found, [m for at in order for m in mentions[at]])
    return [*found, *walk.honoured], walk.rejected, walk.settings


@frozen
class _Here:
    """
    A sentence on the way.

    `around` holds the mentions of the sentences beside it as well, where it is read for gifts; what stands before
    `told_more` tells only more of the last gift.
    """

    sentence: Sentence
    kind: BlockKind
    mentions: tuple[Mention, ...]
    around: Sequence[Mention]
    dates: Sequence[DateMention]
    reading: Reading | None
    told_more: int

    @property
    def span(self) -> Span:
        return self.sentence.span

    @property
    def block(self) -> int:
        return self.sentence.block


class _Walk:
    """What was found and what is remembered up to a sentence of a page."""

    def __init__(
        self,
        text: str,
        layout: Layout,
        sentences: Mapping[int, Sentence],
        mentions: Mapping[int, tuple[Mention, ...]],
        cut: Cut,
        currency: str,
    ) -> None:
        self._text, self._layout, self._sentences, self._mentions = text, layout, sentences, mentions
        self._cut, self._currency, self.order = cut, currency, sorted(mentions)
        self.found: list[Gift] = []
        self.honoured: list[Gift] = []
        self.rejected: list[tuple[Span, str]] = []
        self.settings: dict[int, Setting] = {}
        # 周砚秋领导的锦澄集团 may be told at the end of what he did with its people
        heads = [h for at in self.order for h in find_heads(text, mentions[at])] if may_lead(text) else []
        self._state = State(page=read_page(text, layout, sentences, mentions), heads=tuple(heads))
        self._annals = layout.title is not None and _ANNALS.search(layout.title.cut(text)) is not None
        self._written = written_on(text, layout)
        self._before: str | None = layout.dateline
        self._event: Date | None = None  # what the page told last; later sentences count from it
        self._told_in = -1  # the paragraph that told it
        self._dated = False  # whether a line of its own told it: 2015年, which dates what stands below
        self._helped: tuple[Mention, ...] = ()
        self._whole: Frame | None = None  # what a sentence that opens with 其中 splits

    def tell_more(self, at: int) -> tuple[bool, int]:
        """
        Add what the sentence at *at* tells of the gift before it in its paragraph.

        Returns: whether there is one, and where the words end that only tell more of it.
        """
        sentence = self._sentences[at]
        self.found = found = with_goal(
            self._text, self.found, sentence.span, self._mentions[at], sentence.block
        )
        if not found:
            return False, sentence.span.start
        gift, spent = with_cost(
            self._text, found[-1], sentence.span, sentence.block, self._cut, self._currency
        )
        found[-1] = gift
        goes_on = sentence.block == gift.sentence.block + 1 and opens_these(self._text, sentence.span)
        if gift.sentence.block != sentence.block and not goes_on:
            near = with_worth_elsewhere(self._text, found, sentence.span, sentence.block, self._currency)
            return near, spent
        gift = with_contents(self._text, gift, sentence.span, self._cut, self._currency)
        told_more = gift is not found[-1]
        alone = len(found) < 2 or found[-2].sentence.block != sentence.block
        gift = with_worth(self._text, gift, sentence.span, self._currency, alone=alone)
        gift = with_count(self._text, gift, sentence.span, self._currency)
        found[-1] = with_givers(self._text, gift, sentence.span, self._mentions[at])
        return True, max(spent, end_of_contents(self._text, sentence.span) if told_more else spent)

    def step(self, at: int, reading: Reading | None, told_more: int, around: Sequence[Mention]) -> None:
        """Take the gifts of the sentence at *at*, whose *reading* is None where it tells none, and what it says of the page."""
        here = self._enter(at, reading, told_more, around)
        triggers = find_triggers(self._text, here.span)[0] if here.reading is None else here.reading.triggers
        told_of = outline(self._text, here.span, here.mentions, triggers)
        self._state = gather(self._state, told_of, here.kind)
        self._state = before = with_crowd(self._text, self._state, here.span, here.mentions)
        kept: list[Frame] = []
        if here.reading is not None:
            self.rejected.extend(here.reading.rejected)
            for told in here.reading.frames:
                if told.trigger.span.start >= told_more:  # 该批粮食|援助|包括大米620吨
                    kept.extend(self._take(here, told))
            self._honour(here, here.reading.honours)
        self._leave(here, told_of, kept, gives=bool(triggers))
        self._state = bonded(self._text, self._state, here.span, told_of, here.mentions)
        if self._tells_of_others(before, kept):
            self._state = before

    def _tells_of_others(self, before: State, kept: Sequence[Frame]) -> bool:
        """Tell whether a sentence only looks back on what another one gave once: 去年云泽公司也曾捐款。现场捐赠… goes on with who acts now."""
        acting = {m.name for m in before.topic}
        return bool(kept and acting) and all(
            frame.donors and not acting & {m.name for m in frame.donors} and looks_back(self._text, frame)
            for frame in kept
        )

    def _enter(self, at: int, reading: Reading | None, told_more: int, around: Sequence[Mention]) -> _Here:
        sentence, mentions = self._sentences[at], self._mentions[at]
        kind = self._layout.blocks[sentence.block].kind
        self._state = enter(self._state, sentence.block, kind)
        if self._begins_anew(sentence):
            self._state = State(page=self._state.page, block=self._state.block)
        if _opens_detail(self._text, sentence.span):
            self._whole = _whole_of(self.found)
        if kind is BlockKind.HEADING and _SPENDING.search(self._text, sentence.span.start, sentence.span.end):
            # 一、收入 … 二、支出: who gave is told of no more, and the house pays
            self._state = evolve(self._state, topic=self._state.page.ledger)
        state = self._state
        helped = state.page.takers or self._helped
        self.settings[at] = Setting(state.topic, state.head_topic, self._event, self._before, helped)
        if reading is not None and reading.mentions != mentions:
            reading = read_sentence(self._text, sentence.span, at, mentions, self._cut, self._currency)
        dates = find_told(self._text, sentence.span)
        return _Here(sentence, kind, mentions, around, dates, reading, told_more)

    def _begins_anew(self, sentence: Sentence) -> bool:
        """Tell whether a sentence has nothing to do with what was told: 又讯, or an entry of annals (4月8日 …)."""
        if _ANOTHER.match(self._text, sentence.span.start):
            return True
        block = self._layout.blocks[sentence.block].span.start
        return self._annals and _ENTRY.match(self._text, block) is not None

    def _take(self, here: _Here, told: Frame) -> tuple[Frame, ...]:
        """Take the gifts of the frame *told* of a sentence; return it as the discourse filled it, () where it is none."""
        found = self.found
        told = of_this_gift(self._text, found, with_noun(self._text, found, told, here.block), here.block)
        if told.objects and found and is_contents(found[-1], told):
            found[-1] = with_things(found[-1], told.objects)
            return ()
        frame = self._fill(here, told)
        code = self._check(here, told, frame)
        if code is not None:
            if points_back(self._text, told):
                self.found = hand_back(found, told, here.block)
            self._state = with_cause(self._state, told)
            self.rejected.append((told.trigger.span, code))
            return ()
        frame = scoped(self._text, here.span, dated_total(self._text, frame, here.dates), told, here.dates)
        date = self._date(here, told, frame)
        if told.recipients and sums_up(self._text, self._state, frame):
            # 明屿商会捐款5万元。共募得善款13万元,已转交灾区: what was summed up went there
            self.found = hand_back(self.found, told, here.block)
        if _opens_detail(self._text, here.span):
            self.found = drop_class(self.found, here.block)
        paragraph = self._layout.blocks[here.block].span.start
        frame = kept_up(self._text, paragraph, counted_before(self._text, frame, paragraph, self._currency))
        frame = with_opened(self._text, frame, paragraph, self._told_before(here))
        told_here = (*self._told_before(here), *here.mentions)
        frame = with_site(self._text, with_ground(self._text, frame, told_here), told_here)
        frame = with_capital(self._text, frame, told_here)
        self._add(here, told, frame, date)
        self._state = remember(self._state, frame)
        return (frame,)

    def _honour(self, here: _Here, honours: Sequence[Frame]) -> None:
        """Take the gifts that a sentence tells by what came of them; they say nothing of what is told behind them."""
        for told in honours:
            frame = to_house(told, here.around, self._state)
            if frame.recipients:
                date = self._date(here, told, frame)
                self.honoured.append(Gift(frame, told, here.sentence, here.kind, date, self._state.topic))

    def _told_before(self, here: _Here) -> Iterator[Mention]:
        """Yield the mentions of the last MAX_ABOVE sentences of a paragraph that stand before *here*."""
        first = bisect_left(self.order, self._layout.blocks[here.block].span.start)
        last = bisect_left(self.order, here.span.start)
        for at in range(max(first, last - MAX_ABOVE), last):
            yield from self._mentions[self.order[at]]

    def _fill(self, here: _Here, told: Frame) -> Frame:
        detail = _opens_detail(self._text, here.span)
        state = evolve(self._state, last=self._whole or self._state.last) if detail else self._state
        told = by_answering(self._text, state, told)
        frame = fill(self._text, state, at_scene(self._text, told, here.mentions), here.kind, of_which=detail)
        frame = as_told_above(self._state, from_crowd(self._text, self._state, frame), here.mentions)
        frame = with_people(self._text, self._state, frame, here.mentions)
        return for_led_house(
            self._text, self._state, for_own_house(self._text, self._state, frame, here.mentions)
        )

    def _check(self, here: _Here, told: Frame, frame: Frame) -> str | None:
        """Return the code of why a frame is no gift, None where it is one."""
        code = bar_context(self._text, here.span, told)
        if code is None:
            frames = here.reading.frames if here.reading else ()
            beside = stands_beside(frames, told) or self._goes_on_giving(here, told)
            code = check_frame(self._text, frame, told, beside=beside)
            code = code or ("no_object" if stands_by_thing(frames, told) else None)
        return code or ("no_recipient" if spends_collected(self._state, frame) else None)

    def _goes_on_giving(self, here: _Here, told: Frame) -> bool:
        """Tell whether a sum is paid right behind the gift of somebody else: 锦澄集团捐款500万元。云泽公司宣布将|出资|2000万元。"""
        last = self.found[-1] if self.found else None
        if last is None or last.sentence.block != here.block:
            return False
        if pays_besides(self._text, told):
            # at most one sentence between
            return self._text.count("。", last.sentence.span.end, here.span.start) < 2
        if not pays_alone(self._text, told):
            return False
        other = last.frame.donors and not set(last.frame.donors) & set(told.donors)
        return bool(other and last.frame.objects and last.frame.objects.amount)

    def _date(self, here: _Here, told: Frame, frame: Frame) -> Date | None:
        at, dates = told.trigger.span, here.dates
        date = date_of(dates, at, self._written, self._before)
        if date is None and not counts_since(dates, at):
            frames = here.reading.frames if here.reading else ()
            date = date_of(dates, _until_paid(here.span, told, frames), self._written, self._before)
        if frame.scope == "cumulative" and self._told_in != here.block:
            return date
        # What a page counts up it counts over time; the day of another paragraph is not its day.
        # A year alone tells of what its own paragraph tells; the total of a life is of no one year.
        over_time = frame.scope == "cumulative" or looks_back(self._text, frame)
        lifelong = over_time and self._state.page.hero
        own_year = (self._dated or self._told_in == here.block) and not lifelong
        event = self._event
        return inherit(dates, at, date, event if event and (len(event.value) > 4 or own_year) else None)

    def _add(self, here: _Here, told: Frame, frame: Frame, date: Date | None) -> None:
        """Add the single gifts of a frame, one a day where it tells as many days, with what is told behind the last."""
        singles = distribute(self._text, frame)
        resolved = resolve_dates(here.dates, self._written, self._before)
        days = [day for _, day in resolved if day.span.start < told.trigger.span.start]
        daily = 1 < len(singles) == len(days) and not frame.donors[1:] and not frame.recipients[1:]
        for place, single in enumerate(singles):
            day = days[place] if daily else date
            self.found.append(Gift(single, told, here.sentence, here.kind, day, self._state.topic))
        behind = Span(min(frame.clause.end, here.span.end), here.span.end)
        given = Span(min(told.trigger.span.start, behind.start), behind.end)  # 收到|的5万元善款来自锦澄集团
        gift = with_givers(self._text, self.found[-1], given, here.mentions)
        gift, _ = with_cost(self._text, gift, behind, here.block, self._cut, self._currency)
        gift = with_count(self._text, gift, behind, self._currency)
        gift = with_speaker(self._text, gift, here.around)
        self.found[-1] = with_contents_behind(self._text, gift, self._cut, self._currency)

    def _leave(self, here: _Here, told_of: Outline, kept: Sequence[Frame], *, gives: bool) -> None:
        """Remember what later sentences may leave out."""
        end = Span(here.span.end, here.span.end)
        own = date_of(here.dates, end, self._written, self._before)
        if own is not None and not _tells_founding(self._text, own):
            self._event, self._told_in = own, here.block
            self._dated = len(self._layout.blocks[here.block].span) - len(own.span) <= 1
        if self._event is not None:
            self._before = self._event.value
        self._state = follow(self._state, told_of, tuple(kept), here.kind, gives=gives)
        if here.kind in (BlockKind.HEADING, BlockKind.TITLE):
            self._state = headed(self._state, told_of, here.span)
        house = next((frame.donors for frame in kept if OWN_PEOPLE in frame.rules), ())
        led = led_house(self._text, self._state, here.span, here.mentions, here.span.end)
        if house or led:
            # 队员们…。他们: the team; 周砚秋率领员工…: their house
            self._state = evolve(self._state, topic=house or led, house=led or self._state.house)
        given = next((frame.recipients for frame in reversed(kept) if frame.recipients), ())
        # 各企业捐款捐物,支援灾区: where the verb of giving is one of aid, who stands behind it is helped
        reached = told_of.visited if gives else ()
        named = tuple(m for m in told_of.goals if m.named)
        self._helped = given or named or told_of.needy[:1] or reached or self._helped


def _tells_founding(text: str, date: Date) -> bool:
    """Tell whether a date is that of a beginning long ago, from which nothing told later counts: 学校始建于1958年, 周砚秋,1950年生."""
    span = date.span
    if span is None:
        return False
    before = _FOUNDED.search(text, max(0, span.start - 6), span.start)
    return before is not None or _BORN.match(text, span.end) is not None


def _until_paid(sentence: Span, told: Frame, frames: Sequence[Frame]) -> Span:
    """Return where the dates end that may be those of *told*: what was paid of it later has a day of its own."""
    paid = (f.clause.start for f in frames if PAID in f.rules and f.clause.start > told.clause.start)
    end = next(paid, sentence.end)
    return Span(end, end)


def _whole_of(found: Sequence[Gift]) -> Frame | None:
    """Return the largest sum of the sentence that told gifts last: 接收款物60亿元,其中捐款51亿元。|其中,民政部接收1亿元."""
    last = found[-1].sentence if found else None
    sums = [g.frame for g in found if g.sentence is last and g.frame.objects and g.frame.objects.amount]
    return max(sums, key=_low_of, default=None)


def _low_of(frame: Frame) -> Decimal:
    amount = frame.objects.amount if frame.objects else None
    return (amount and (amount.low or amount.value)) or Decimal(0)


def _opens_detail(text: str, sentence: Span) -> bool:
    """Tell whether a sentence splits what the one before told: 其中,捐款8万元."""
    return text.startswith(("其中", "包括"), sentence.start)
