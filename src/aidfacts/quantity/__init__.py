"""Numbers: sums of money, counted things and bare numerals in Chinese text."""

from aidfacts.quantity.scan import read_figures

__all__ = ["read_figures"]
