"""
Builds data/surname_words.tsv: common words that look like the name of a person.

    python tools/build_surname_words.py

The dictionary of jieba (MIT, installed with the extra `bench`) lists words that begin with a family name (高度, 方面). It takes
many a common word for a name (文明); the frequent ones are taken all the same.
"""

from __future__ import annotations

from pathlib import Path

import jieba

from aidfacts.lexicon import read_table
from aidfacts.mentions.certain import FREQUENT
from aidfacts.mentions.people import GIVEN

MIN_COUNT = 10  # occurrences of a common word in the corpus of the dictionary
MIN_NAME = 400  # occurrences of what the dictionary takes for a name
PEOPLE = ("nr", "nrt", "nrfg")
# What is a word in spite of its look, and what is a name in spite of its count
WORDS = frozenset(["杜鹃花", "莫斯科", "黄金周"])
NAMES = frozenset(["刘翔", "周恩来", "张宁", "李俊", "李娜", "毛泽东", "江泽民"])
TARGET = Path(__file__).parent.parent / "src" / "aidfacts" / "data" / "surname_words.tsv"
HEAD = """\
# Common words of two and three characters that begin with a family name (高度, 方面): no name of a person by themselves.
# Built by tools/build_surname_words.py from the dictionary of jieba (MIT).
word\tcount
"""


def _is_name(word: str) -> bool:
    """Tell whether a word of three characters is the name of somebody known and of nothing else: 李文秀, not 胡萝卜."""
    return len(word) == 3 and word[0] in FREQUENT and GIVEN.issuperset(word[1:])


def main() -> None:
    surnames = {row["surname"] for row in read_table("surnames")}
    rows: list[tuple[str, str]] = []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        least = MIN_NAME if kind in PEOPLE else MIN_COUNT
        if word in NAMES or (kind in PEOPLE and word not in WORDS and _is_name(word)):
            continue
        if 2 <= len(word) <= 3 and word[0] in surnames and int(count) >= least:
            rows.append((word, count))
    TARGET.write_text(HEAD + "".join("\t".join(row) + "\n" for row in sorted(rows)), encoding="utf-8")
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main()
