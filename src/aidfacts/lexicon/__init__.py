"""Reads and checks the tables in data/."""

from aidfacts.lexicon.reader import Row, parse_table, read_table, read_toml

__all__ = ["Row", "parse_table", "read_table", "read_toml"]
