"""From mentions and triggers to frames: who does what to whom in one sentence."""

from aidfacts.frames.build import build_frames
from aidfacts.frames.counted_alike import count_thing, count_without_noun
from aidfacts.frames.distribution import IN_ORDER, distribute
from aidfacts.frames.handing import COLLECTS
from aidfacts.frames.heading import Readers
from aidfacts.frames.heads import find_heads
from aidfacts.frames.honours import HONOUR, find_honours, may_honour
from aidfacts.frames.later_sums import PAID
from aidfacts.frames.listed import build_listed, find_lists, told_by_lists
from aidfacts.frames.outline import collects, outline
from aidfacts.frames.ranked import find_ranked
from aidfacts.frames.stretches import BUILD
from aidfacts.frames.things import BORNE

__all__ = [
    "BORNE",
    "BUILD",
    "COLLECTS",
    "HONOUR",
    "IN_ORDER",
    "PAID",
    "Readers",
    "build_frames",
    "build_listed",
    "collects",
    "count_thing",
    "count_without_noun",
    "distribute",
    "find_heads",
    "find_honours",
    "find_lists",
    "find_ranked",
    "may_honour",
    "outline",
    "told_by_lists",
]
