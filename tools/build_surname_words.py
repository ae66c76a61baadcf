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

MIN_COUNT = 10  # occurrences of a common word in the corpus of the dictionary
MIN_NAME = 400  # occurrences of what the dictionary takes for a name
PEOPLE = ("nr", "nrt", "nrfg")
TARGET = Path(__file__).parent.parent / "src" / "aidfacts" / "data" / "surname_words.tsv"
HEAD = """\
# Common words of two and three characters that begin with a family name (高度, 方面): no name of a person by themselves.
# Built by tools/build_surname_words.py from the dictionary of jieba (MIT).
word\tcount
"""


def main() -> None:
    surnames = {row["surname"] for row in read_table("surnames")}
    rows: list[tuple[str, str]] = []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        least = MIN_NAME if kind in PEOPLE else MIN_COUNT
        if 2 <= len(word) <= 3 and word[0] in surnames and int(count) >= least:
            rows.append((word, count))
    TARGET.write_text(HEAD + "".join("\t".join(row) + "\n" for row in sorted(rows)), encoding="utf-8")
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main()
