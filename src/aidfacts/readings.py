"""Reads single sentences for gifts, and tells which of a page may hold one, before the discourse fills what they leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, frozen

from aidfacts.discourse import may_point_back, points_back
from aidfacts.facts.check import check_frame
from aidfacts.facts.context import bar_context
from aidfacts.frames import (
    BORNE,
    BUILD,
    build_frames,
    count_without_noun,
    find_honours,
    find_ranked,
    may_honour,
)
from aidfacts.mentions.slots import tag_slot
from aidfacts.mentions.triggers import find_triggers
from aidfacts.model.frame import Frame, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.source import Sentence
from aidfacts.model.span import Span
from aidfacts.quantity import read_figures
from aidfacts.quantity.goods import read_left_objects, read_objects
from aidfacts.quantity.goods_gate import may_have_object
from aidfacts.told_things import Cut

MAX_TRIGGERS = 60  # giving words of a sentence; what holds more is a word list, and no gift is told in it
# What the discourse can still supply; a frame rejected for anything else stays none.
_OPEN = frozenset({"no_party", "no_recipient"})


@frozen
class Reading:
    """
    A sentence read for gifts, before the discourse fills what it leaves out.

    `honours` are the gifts without a thing that it tells by thanks, certificates, agreements and ceremonies.
    """

    mentions: tuple[Mention, ...]
    triggers: tuple[Trigger, ...]
    frames: tuple[Frame, ...]
    rejected: tuple[tuple[Span, str], ...]
    honours: tuple[Frame, ...] = ()


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
    ranked = find_ranked(
        text,
        sentence,
        number,
        mentions,
        triggers,
        figures,
        lambda span: read_objects(text, span, inside(span), cut),
    )
    frames = _with_ranked(frames, ranked)
    honours = find_honours(text, sentence, number, mentions, lambda span: tag_slot(text, span, cut))
    honours = _not_told(text, sentence, frames, honours)
    # 对锦澄集团的捐赠|给予高度评价: the words of the thanks tell no other gift
    kept = tuple(
        frame
        for frame in frames
        if (frame.objects and frame.objects.items)
        or not any(frame.trigger.span in each.clause for each in honours)
    )
    return Reading(mentions, triggers, kept, (*decoys, *barred), honours)


def _with_ranked(frames: Sequence[Frame], ranked: Sequence[Frame]) -> tuple[Frame, ...]:
    """Return *frames* with the *ranked* ones in text order, in place of those that took a sum of theirs."""
    if not ranked:
        return tuple(frames)
    sums = {frame.objects.span.start for frame in ranked if frame.objects}
    kept = [f for f in frames if not (f.objects and f.objects.amount and f.objects.amount.span.start in sums)]
    planned = any(f.status == "planned" and f.objects and f.objects.amount for f in kept)
    # 锦澄集团将捐资2亿元,其中1亿元来自砚秋基金会: a part of what is still to come
    told = [evolve(frame, status="planned") for frame in ranked] if planned else ranked
    return tuple(sorted((*kept, *told), key=lambda frame: frame.clause.start))


def _not_told(
    text: str, sentence: Span, frames: Sequence[Frame], honours: Sequence[Frame]
) -> tuple[Frame, ...]:
    """Return those of *honours* that no frame with a thing tells, and that the words around do not bar."""
    told = {
        frame.trigger.span for frame in frames if frame.objects and _is_open(check_frame(text, frame, frame))
    }
    return tuple(
        each for each in honours if each.trigger.span not in told and not bar_context(text, sentence, each)
    )


def _is_open(code: str | None) -> bool:
    return code is None or code in _OPEN


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
        honoured = len(triggers) <= MAX_TRIGGERS and may_honour(text, span)
        if not (triggers or honoured) or len(triggers) > MAX_TRIGGERS:
            dropped.extend(decoys)
            continue
        if not (reasons or honoured) and _lacks_object(text, span, triggers):
            continue
        reading = read(span)
        codes = [
            (frame.trigger.span, bar_context(text, span, frame) or check_frame(text, frame, frame))
            for frame in reading.frames
        ]
        if reading.honours or any(_is_open(code) for _, code in codes):
            readings[at] = reading
        elif any(points_back(text, f) or count_without_noun(f) for f in reading.frames):
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
