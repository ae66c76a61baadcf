"""
How fast `find_amounts` is, beside the extractor and parser of jionlp on the same text in the same run.

    python benchmarks/amounts.py                 # the sentences below: ordinary news, and text full of sums
    python benchmarks/amounts.py texts.jsonl     # news: the `text` of each line, whatever it is
    python benchmarks/amounts.py --json out.json

Both read line by line. Rounds alternate, and the best of each counts, in processor time. Beside the speed stands
what each makes of some sums whose value nobody doubts; of another library only its public functions are asked.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from speed import ORDINARY

from aidfacts.quantity import find_amounts

DENSE = """\
锦澄集团向沐白小学捐款5万元,岚溪商会捐款3.5万元,明屿校友会捐款12,000元。
青禾县慈善总会全年接收善款370多万元,其中定向捐赠98.6万元,支出约245万元。
每名困难学生每年获助学金2000元,共资助236人,发放47.2万元。
企业捐赠价值近40万元的药品和现金20万元人民币,个人捐款超6万元。
理事单位捐款三十五万元,会员捐款壹拾伍万元整,另有港币20万元、美元1.5万元。
"""
SUMS = {  # what stands for what, in yuan or in the currency named
    "3万5千元": "35000",
    "新台币3亿5千万元": "350000000",
    "34亿2千万元": "3420000000",
    "37万5元": "375000",
    "1.2个亿元": "120000000",
    "捐款5,000元": "5000",
    "叁拾柒万伍仟元整": "375000",
    "六亿零八百零八万元": "608080000",
    "两百三十块五": "230.5",
    "HK$ 250,000.50": "250000.50",
}


def read_lines(path: Path | None) -> list[str]:
    """Return the lines of ordinary text: of a JSONL file, or of the sentences in speed.py."""
    if path is None:
        return ORDINARY.splitlines() * 200
    with path.open(encoding="utf-8") as file:
        return [line for record in file for line in json.loads(record)["text"].splitlines() if line]


def jionlp_reader() -> Callable[[str], list[Any]] | None:
    """Return jionlp's extractor with parsing, None where it is not installed."""
    try:
        import jionlp
    except ImportError:
        return None

    def read(line: str) -> list[Any]:
        return list(jionlp.ner.extract_money(line, with_parsing=True) or [])

    return read


def measure(readers: dict[str, Callable[[str], Any]], lines: Sequence[str], rounds: int) -> dict[str, float]:
    """Return the characters a second of each reader, the best of all rounds."""
    size = sum(map(len, lines))
    best = dict.fromkeys(readers, float("inf"))
    for reader in readers.values():
        for line in lines[:50]:
            reader(line)
    for _ in range(rounds):
        for name, reader in readers.items():
            begin = time.process_time()
            for line in lines:
                reader(line)
            best[name] = min(best[name], time.process_time() - begin)
    return {name: size / seconds for name, seconds in best.items()}


def judge(readers: dict[str, Callable[[str], Any]]) -> dict[str, list[str]]:
    """Return for each reader the sums that it reads wrongly or not at all."""
    wrong: dict[str, list[str]] = {name: [] for name in readers}
    for text, value in SUMS.items():
        for name, reader in readers.items():
            told = [_value(answer) for answer in reader(text)]
            if told != [Decimal(value)]:
                wrong[name].append(f"{text} → {', '.join(map(str, told)) or 'nothing'}")
    return wrong


def _value(answer: Any) -> Decimal | None:
    if not isinstance(answer, dict):
        return answer.value  # type: ignore[no-any-return]
    number = answer["detail"]["num"]
    try:
        return Decimal(number)
    except (InvalidOperation, TypeError):
        return None


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="?", type=Path, help="JSONL with a `text` in each line")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args(arguments)

    readers: dict[str, Callable[[str], Any]] = {"aidfacts": find_amounts}
    other = jionlp_reader()
    if other is None:
        print("jionlp is not installed; `pip install aidfacts[bench]` brings it", file=sys.stderr)
    else:
        readers["jionlp"] = other
    figures: dict[str, Any] = {}
    for kind, lines in (("news", read_lines(options.texts)), ("dense", DENSE.splitlines() * 200)):
        speeds = measure(readers, lines, options.rounds)
        figures[kind] = speeds
        told = ", ".join(f"{name} {speed:,.0f}" for name, speed in speeds.items())
        ratio = f"; ratio {speeds['aidfacts'] / speeds['jionlp']:.1f}" if "jionlp" in speeds else ""
        print(f"{kind}: characters a second: {told}{ratio}")
    figures["wrong"] = judge(readers)
    for name, wrong in figures["wrong"].items():
        print(f"{name}: {len(SUMS) - len(wrong)} of {len(SUMS)} sums right", *wrong, sep="\n    ")
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
