"""The words for goods that the tables hold, for every stage that asks whether a word is one of them."""

from __future__ import annotations

from aidfacts.lexicon.caching import cache
from aidfacts.lexicon.reader import read_table

MIN_WORD = 2  # characters: 机 and 车 end many a word that is no thing given (生机)


@cache
def load_goods() -> frozenset[str]:
    """Return the words for goods that can be counted out (校服, 医用口罩), without those of one character."""
    rows = read_table("goods_heads")
    return frozenset(row["word"] for row in rows if row["kind"] == "goods" and len(row["word"]) >= MIN_WORD)


def ends_in_goods(noun: str) -> bool:
    """
    Tell whether *noun* is or ends in a word for goods.

    >>> ends_in_goods("加厚棉被"), ends_in_goods("生机")
    (True, False)
    """
    words = load_goods()
    return any(noun[at:] in words for at in range(len(noun) - MIN_WORD + 1))
