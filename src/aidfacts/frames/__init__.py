"""From mentions and triggers to frames: who does what to whom in one sentence."""

from aidfacts.frames.build import build_frames, outline
from aidfacts.frames.distribution import distribute
from aidfacts.frames.listed import Readers, build_listed
from aidfacts.frames.rows import find_lists

__all__ = ["Readers", "build_frames", "build_listed", "distribute", "find_lists", "outline"]
