"""Numbers: sums of money, counted things and bare numerals in Chinese text."""

from aidfacts.quantity.find import find_amounts, find_quantities, parse_amount, parse_number, parse_quantity
from aidfacts.quantity.scan import read_figures
from aidfacts.quantity.writing import write_number

__all__ = [
    "find_amounts",
    "find_quantities",
    "parse_amount",
    "parse_number",
    "parse_quantity",
    "read_figures",
    "write_number",
]
