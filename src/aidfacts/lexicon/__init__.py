"""Reads and checks the tables in data/."""

from aidfacts.lexicon.reader import Row, parse_table, read_table, read_toml
from aidfacts.lexicon.words import join_words

__all__ = ["Row", "join_words", "parse_table", "read_table", "read_toml"]
