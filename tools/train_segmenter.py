"""
Train the word segmenter and pack it into `src/aidfacts/models/segmenter.npz`.

The words are those of UD_Chinese-GSDSimp as distributed with UNER_Chinese-GSDSIMP (CC BY-SA 4.0: three .iob2 files, the
word in column 2, the name's tag in column 3), and those of this project: tools/segmenter/ and the tables of data/.
Training takes some minutes on one core; the same input gives the same model.

    python tools/train_segmenter.py FOLDER          # train, pack, measure on the test part
    python tools/train_segmenter.py FOLDER --measure   # only measure the packed model
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from aidfacts.lexicon import read_table
from aidfacts.lexicon.gazetteer import Level, load_gazetteer
from aidfacts.model.span import Span

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "aidfacts" / "models" / "segmenter.npz"

Words = list[str]
KINDS = set("省市县区镇乡村州旗")


def fold(word: str) -> str:
    """Write *word* as normalisation does: full-width letters and marks become narrow."""
    return "".join(chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in word)


def read_iob2(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Yield the sentences of *path* as pairs of word and tag."""
    sentence: list[tuple[str, str]] = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            if cells := line.rstrip("\n").split("\t")[1:3]:
                sentence.append((fold(cells[0]).replace(" ", ""), cells[1]))
            elif sentence:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def lexicon_words() -> set[str]:
    """Return the words of the lexicon that are one word for us, though the treebank may cut them (基金 会)."""
    words = {"红十字会"}
    for table, column in (
        ("triggers", "word"), ("head_nouns", "head"), ("titles", "title"), ("org_suffixes", "suffix"),
        ("goods_heads", "word"), ("aid_nouns", "word"), ("cash_nouns", "word"), ("generic_parties", "noun"),
    ):  # fmt: skip
        words |= {row[column] for row in read_table(table) if 2 <= len(row[column]) <= 3}
    for name in load_gazetteer().words(Level.PROVINCE, Level.CITY, Level.COUNTY):
        if len(name) >= 3:
            words.add(name)
    return words


def harmonise(sentence: Iterable[tuple[str, str]], together: set[str]) -> Words:
    """Join what is one word for us: words of the lexicon, and a place with its kind (上海 市)."""
    done: list[tuple[str, str]] = []
    for word, tag in sentence:
        if done and done[-1][0] + word in together:
            done[-1] = (done[-1][0] + word, done[-1][1])
        elif len(done) > 1 and done[-2][0] + done[-1][0] + word in together:
            done[-2:] = [(done[-2][0] + done[-1][0] + word, done[-2][1])]
        elif done and word in KINDS and tag == "I-LOC" and done[-1][1].endswith("-LOC"):
            done[-1] = (done[-1][0] + word, done[-1][1])
        else:
            done.append((word, tag))
    return [word for word, _ in done]


def read_lines(name: str) -> list[str]:
    with (HERE / "segmenter" / name).open(encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]


def generate(seed: int = 7) -> Iterator[Words]:
    """Yield carrier sentences until every division down to county, and some of its townships, has been named."""
    choose = random.Random(seed)
    gazetteer = load_gazetteer()
    places = list(gazetteer.words(Level.PROVINCE, Level.CITY, Level.COUNTY))
    towns = [name for name in gazetteer.words(Level.TOWNSHIP) if name[-1] in "镇乡" and len(name) < 7]
    towns = choose.sample(towns, 1500)
    countries = list(gazetteer.words(Level.COUNTRY))
    for names in (places, towns, countries):
        choose.shuffle(names)
    letters = dict(line.split(" ") for line in read_lines("names.txt"))
    templates = [line.split(" ") for line in read_lines("templates.txt")]
    heads = [row["head"] for row in read_table("head_nouns") if 2 <= len(row["head"]) <= 3]
    goods = [row["word"] for row in read_table("goods_heads") if 2 <= len(row["word"]) <= 4]
    units = [row["word"] for row in read_table("classifiers") if len(row["word"]) == 1]
    surnames = [row["surname"] for row in read_table("surnames")]
    numbers = [
        "5000",
        "3万",
        "15万",
        "200余万",
        "370多万",
        "1.2亿",
        "20",
        "500",
        "1200余",
        "三十",
        "十余",
        "两百",
        "近百",
    ]

    def draw(letters: str) -> str:
        return "".join(choose.sample(letters, 2))

    queues = {"{place}": places, "{town}": towns, "{country}": countries}
    spent = dict.fromkeys(queues, 0)
    while spent["{place}"] < len(places) or spent["{country}"] < len(countries):
        words: Words = []
        for slot in choose.choice(templates):
            if slot in queues:
                if slot == "{town}" and choose.random() < 0.5:
                    words.append(draw(letters["town"]) + choose.choice("镇乡村"))
                    continue
                words.append(queues[slot][spent[slot] % len(queues[slot])])
                spent[slot] += 1
            elif slot == "{person}":
                surname = choose.choice(surnames)
                words += [
                    surname,
                    draw(letters["given"]) if choose.random() < 0.8 else choose.choice(letters["given"]),
                ]
            else:
                words.append(
                    {
                        "{core}": lambda: draw(letters["core"]),
                        "{head}": lambda: choose.choice(heads),
                        "{goods}": lambda: choose.choice(goods),
                        "{unit}": lambda: choose.choice(units),
                        "{number}": lambda: choose.choice(numbers),
                    }.get(slot, lambda slot=slot: slot)()
                )
        yield words


def train(sentences: Iterable[Words], test: Iterable[Words], folder: Path, iterations: int) -> None:
    import spacy_pkuseg

    for name, lines in (("train.txt", sentences), ("test.txt", test)):
        (folder / name).write_text("".join(" ".join(words) + "\n" for words in lines), encoding="utf-8")
    with contextlib.redirect_stdout(sys.stderr):
        spacy_pkuseg.train(
            str(folder / "train.txt"), str(folder / "test.txt"), str(folder / "model"), train_iter=iterations
        )


def word_f1(gold: Iterable[Words], found: Iterable[Words]) -> float:
    def spans(words: Words) -> set[tuple[int, int]]:
        at, result = 0, set()
        for word in words:
            result.add((at, at + len(word)))
            at += len(word)
        return result

    hits = n_gold = n_found = 0
    for a, b in zip(gold, found, strict=True):
        one, two = spans(a), spans(b)
        hits, n_gold, n_found = hits + len(one & two), n_gold + len(one), n_found + len(two)
    return 2 * hits / (n_gold + n_found)


def measure(folder: Path) -> None:
    """Print the figures of the packed model on the test part."""
    from aidfacts.segment.words import load_segmenter

    begin = time.perf_counter()
    segmenter = load_segmenter()
    print(f"size {TARGET.stat().st_size / 1e6:.2f} MB, loaded in {time.perf_counter() - begin:.2f} s")
    tagged = list(read_iob2(next(folder.glob("*test.iob2"))))
    together = lexicon_words()
    for name, gold in (
        ("treebank's own words", [[word for word, _ in s] for s in tagged]),
        ("words as harmonised", [harmonise(s, together) for s in tagged]),
    ):
        texts = ["".join(words) for words in gold]
        begin = time.perf_counter()
        found = [[t.text for t in segmenter.cut(text, Span(0, len(text)))] for text in texts]
        seconds = time.perf_counter() - begin
        print(
            f"{name}: F1 {word_f1(gold, found):.4f}, {sum(map(len, texts)) / seconds:,.0f} characters a second"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the .iob2 files of UNER_Chinese-GSDSIMP are")
    parser.add_argument("--iterations", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="keep the unpacked model in this folder")
    parser.add_argument("--measure", action="store_true", help="train nothing, measure the packed model")
    arguments = parser.parse_args()
    if not arguments.measure:
        from aidfacts.segment.packing import pack

        together = lexicon_words()
        parts = {p: read_iob2(next(arguments.folder.glob(f"*{p}.iob2"))) for p in ("train", "dev", "test")}
        sentences = [harmonise(s, together) for part in ("train", "dev") for s in parts[part]]
        own = [harmonise(((w, "O") for w in line.split()), together) for line in read_lines("sentences.txt")]
        made = list(generate())
        print(
            f"{len(sentences)} sentences of the treebank, {len(own)} of our own, {len(made)} made",
            file=sys.stderr,
        )
        with tempfile.TemporaryDirectory() as temporary:
            work = arguments.keep or Path(temporary)
            work.mkdir(exist_ok=True)
            train(
                # Our own twice: they are few and nearest to the field.
                [*sentences, *own, *own, *made],
                [harmonise(s, together) for s in parts["test"]],
                work,
                arguments.iterations,
            )
            pack(work / "model", TARGET)
    measure(arguments.folder)


if __name__ == "__main__":
    main()
