"""From mentions and triggers to frames: who does what to whom in one sentence."""

from aidfacts.frames.build import build_frames, outline
from aidfacts.frames.distribution import distribute

__all__ = ["build_frames", "distribute", "outline"]
