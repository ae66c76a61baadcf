"""
Build what can be generated of the tables behind numbers.

    python tools/build_number_tables.py

- `data/number_variants.tsv`: every Traditional or variant form, by OpenCC's character tables (Apache-2.0), of the
  characters that the tables and modules of `aidfacts.quantity` are written with.
- the last block of `data/number_decoys.tsv`: names of divisions that read like a number with its unit.

Run it again after a change in a table of units, hedges or divisions. The same input always gives the same bytes.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from pathlib import Path

import opencc

ROOT = Path(__file__).parent.parent / "src" / "aidfacts"
DATA = ROOT / "data"
TABLES = ("currencies", "classifiers", "hedges", "periods", "number_decoys")
MODULES = (
    "bounds",
    "context",
    "count",
    "find",
    "money",
    "numeral",
    "rates",
    "scan",
    "series",
    "surface",
    "terms",
)
HAN = range(0x3400, 0xA000)

# What OpenCC leaves alone or sees otherwise. Financial capitals stay what they are: numeral.py reads them.
MORE = {
    "一": "弌壱",
    "二": "弐",
    "个": "箇",
    "元": "圓",
    "两": "兩両",
    "余": "餘",
    "只": "隻衹祇",
    "于": "於",
    "几": "幾",
    "台": "臺檯颱",
    "叁": "參叄",
    "陆": "陸",
    "贰": "貳",
    "里": "裏裡",
    "-": "‐‑‒–−➖",
    "—": "―─━",
    "~": "〜～∼",
}
NOT = {"俩", "仟", "參", "昇", "陞"}  # 俩 is no 两, 參 is 叁 on a bill, 昇 stands in names
DIVISIONS = "# Names of divisions that read like a number with its unit (from data/divisions.tsv.gz)"


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def build_variants() -> list[tuple[str, str, str]]:
    """Return the rows of number_variants.tsv: variant, plain form, example."""
    convert = opencc.OpenCC("t2s").convert
    used: set[str] = set()
    examples: dict[str, str] = {}
    for name in TABLES:
        for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            used.update(filter(_is_han, line))
            for character in cells[-1]:
                examples.setdefault(character, cells[-1])
    for name in MODULES:
        used.update(filter(_is_han, (ROOT / "quantity" / f"{name}.py").read_text(encoding="utf-8")))
    variants: dict[str, set[str]] = defaultdict(set)
    for code in HAN:
        plain = convert(chr(code))
        if plain != chr(code) and plain in used:
            variants[plain].add(chr(code))
    for plain, more in MORE.items():
        variants[plain].update(more)
    rows: dict[str, tuple[str, str, str]] = {}
    for plain in sorted(variants, key=lambda character: (character not in MORE, character)):
        for variant in variants[plain] - NOT | set(MORE.get(plain, "")):
            if variant not in rows and variant != plain:
                rows[variant] = (variant, plain, _example(variant, plain, examples))
    return sorted(rows.values())


def _example(variant: str, plain: str, examples: dict[str, str]) -> str:
    if not _is_han(plain):
        return f"捐款3万{variant}5万元"
    return examples[plain].replace(plain, variant) if plain in examples else f"锦澄集团捐款5万元({variant})。"


def build_divisions() -> list[str]:
    """Return the names of divisions in which the reader of figures would find one."""
    from aidfacts.quantity import read_figures

    found: set[str] = set()
    with gzip.open(DATA / "divisions.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("#") or len(cells) < 3 or cells[0] == "code":
                continue
            found.update(
                name
                for name in (cells[1], *cells[2].split())
                if len(name) > 2 and read_figures(f"向{name}捐款5")
            )
    return sorted(
        name for name in found if not any(name != other and name.startswith(other) for other in found)
    )


def main() -> None:
    path = DATA / "number_decoys.tsv"
    head, _, _ = path.read_text(encoding="utf-8").partition(DIVISIONS)
    path.write_text(head, encoding="utf-8")  # without them, so that they are found
    words = {line.split("\t")[0] for line in head.splitlines()}
    rows = [f"{name}\t锦澄集团向{name}捐款。" for name in build_divisions() if name not in words]
    path.write_text("\n".join([head.rstrip("\n"), DIVISIONS, *rows, ""]), encoding="utf-8")

    path = DATA / "number_variants.tsv"
    head, mark, _ = path.read_text(encoding="utf-8").partition("from\tto\texample\n")
    path.write_text(
        head + mark + "".join("\t".join(row) + "\n" for row in build_variants()), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
