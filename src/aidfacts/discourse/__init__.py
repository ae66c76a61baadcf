"""The discourse state: it offers fillers for what a clause leaves out."""

from aidfacts.discourse.state import State, enter, fill, follow

__all__ = ["State", "enter", "fill", "follow"]
