"""Reads and checks the tables in data/, and the rows that a user adds to them."""

from aidfacts.lexicon.caching import cache, lru_cache, use_lexicon
from aidfacts.lexicon.folder import read_lexicon
from aidfacts.lexicon.openings import Characters, Openings
from aidfacts.lexicon.own import Change, Lexicon
from aidfacts.lexicon.reader import Row, parse_table, read_table, read_toml
from aidfacts.lexicon.words import join_words

__all__ = [
    "Change",
    "Characters",
    "Lexicon",
    "Openings",
    "Row",
    "cache",
    "join_words",
    "lru_cache",
    "parse_table",
    "read_lexicon",
    "read_table",
    "read_toml",
    "use_lexicon",
]
