"""Finds the parties of a sentence: organisations, places, people, groups, and what points at one."""

from aidfacts.mentions.slots import tag_slot
from aidfacts.mentions.tagger import tag_parties

__all__ = ["tag_parties", "tag_slot"]
