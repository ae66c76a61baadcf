"""
Builds data/outside_words.tsv: words that end a name at its left edge.

    python tools/build_outside_words.py FOLDER

FOLDER holds the folder uner_chinese_gsdsimp with zh_gsdsimp-ud-train.iob2 (UNER_Chinese-GSDSIMP on UD_Chinese-GSDSimp,
CC BY-SA 4.0), which tells the words that stand inside names and how often words stand outside. The dictionary of jieba
(MIT, installed with the extra `bench`) tells which words are verbs, adverbs and function words, and lists names of
organisations. A word is taken when it is frequent, of such a class, and inside no name of either.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import jieba

CLASSES = frozenset(["v", "vd", "d", "vi", "p", "c", "r", "f", "t"])
MIN_DICTIONARY = 100  # occurrences in the corpus of the dictionary
MIN_OUTSIDE = 3  # occurrences outside names in the treebank
TARGET = Path(__file__).parent.parent / "src" / "aidfacts" / "data" / "outside_words.tsv"
HEAD = """\
# Words of running text that stand often outside names and never inside them. They end a name at its left edge where they
# are words by themselves. Built by tools/build_outside_words.py from the training part of UNER_Chinese-GSDSIMP (on
# UD_Chinese-GSDSimp, CC BY-SA 4.0) and from the dictionary of jieba (MIT).
word\tcount
"""


def read_tags(path: Path) -> tuple[Counter[str], set[str]]:
    """Count the words outside names, and collect those inside names of organisations and places."""
    outside: Counter[str] = Counter()
    inside: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 3 or line.startswith("#"):
            continue
        word, tag = cells[1], cells[2]
        if tag[2:] in ("ORG", "LOC"):
            inside.add(word)
        elif tag == "O":
            outside[word] += 1
    return outside, inside


def read_dictionary() -> tuple[dict[str, tuple[int, str]], str]:
    """Return count and class of each word, and all names of organisations on one line each."""
    words: dict[str, tuple[int, str]] = {}
    names = []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        words[word] = int(count), kind
        if kind in ("nt", "nto"):
            names.append(word)
    return words, "\n".join(names)


def main() -> None:
    folder = Path(sys.argv[1]) / "uner_chinese_gsdsimp"
    outside, inside = read_tags(folder / "zh_gsdsimp-ud-train.iob2")
    words, names = read_dictionary()
    rows = []
    for word, (count, kind) in words.items():
        if kind not in CLASSES or not 1 < len(word) < 5 or word in inside or word in names:
            continue
        if count >= MIN_DICTIONARY or outside[word] >= MIN_OUTSIDE:
            rows.append((word, str(count + outside[word])))
    TARGET.write_text(HEAD + "".join("\t".join(row) + "\n" for row in sorted(rows)), encoding="utf-8")
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main()
