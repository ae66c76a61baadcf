"""Scores facts against gold facts: strict and lenient, by role, by status, with the list of errors."""

from aidfacts.evaluate.compare import Figures, Problem, Scores, compare, judge
from aidfacts.evaluate.gold import GoldRecord, Told, read_gold, read_told

__all__ = ["Figures", "GoldRecord", "Problem", "Scores", "Told", "compare", "judge", "read_gold", "read_told"]
