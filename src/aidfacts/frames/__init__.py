"""From mentions and triggers to frames: who does what to whom in one sentence."""

from aidfacts.frames.build import build_frames, outline
from aidfacts.frames.distribution import distribute
from aidfacts.frames.rows import GivingList, ListRow, find_lists

__all__ = ["GivingList", "ListRow", "build_frames", "distribute", "find_lists", "outline"]
