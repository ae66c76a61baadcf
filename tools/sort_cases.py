"""
Write the ids of the cases that fail now to tests/cases/known_failures.txt, and print how many do.

    python tools/sort_cases.py [--dry] [--show]

Run it at the end of a change. A case that has left the list is learnt, one that has come to it is lost: look at
both before the list is committed. The figures in docs/evaluation.md and the table of what fails in docs/limits.md are
written anew too. --dry prints without writing, --show prints what differs in each failing case.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from aidfacts import extract
from aidfacts.evaluate import GoldRecord, Told, compare, read_gold, read_told
from aidfacts.evaluate.compare import FactScores

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from test_cases import FILES, KNOWN, read_cases, read_known, run_case  # noqa: E402  tests/ is on the path from here

HEAD = """\
# Cases that fail today, by file: id and label. Strict: one that passes must leave the list.
# Written by tools/sort_cases.py.
"""
MARKS = ("<!-- written by tools/sort_cases.py -->", "<!-- end -->")


def write_part(name: str, lines: list[str]) -> None:
    """Put *lines* between the marks of a page of docs/."""
    page = ROOT / "docs" / name
    before, _, rest = page.read_text(encoding="utf-8").partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    page.write_text("\n".join([before + MARKS[0], "", *lines, "", MARKS[1] + after]), encoding="utf-8")


def figure_row(name: str, texts: int, scores: FactScores) -> str:
    """Return a row of the table of figures. Where gold has no fact, what is found is false and there is no rate."""
    arguments, facts = scores.arguments, scores.facts
    rates = [arguments.precision, arguments.recall, arguments.f1, facts.f1]
    told = " | ".join(f"{rate:.3f}" if facts.gold else "–" for rate in rates)
    return f"| {name} | {texts} | {facts.gold} | {facts.found} | {told} |"


def figure_lines(gold: dict[str, list[GoldRecord]], found: dict[str, tuple[Told, ...]]) -> list[str]:
    """Return the tables of docs/evaluation.md, one for each kind of fact."""
    lines = []
    for kind in ("donations", "partnerships"):
        lines += [
            f"{kind.capitalize()}:",
            "",
            "| file | texts | facts in gold | found | P | R | F1 | F1 of exact facts |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for name, records in gold.items():
            scores = getattr(compare(records, found), kind)
            if scores.facts.gold or scores.facts.found:
                lines.append(figure_row(name, len(records), scores))
        lines.append("")
    return lines[:-1]


def failure_lines(total: Counter[tuple[str, str]], failed: Counter[tuple[str, str]]) -> list[str]:
    """Return the table of docs/limits.md: what fails, most often first."""
    lines = ["| cases of | there are | fail |", "|---|---|---|"]
    for label, wrong in sorted(failed.items(), key=lambda pair: (-pair[1], pair[0])):
        lines.append(f"| {label[0]}: {label[1] or 'other'} | {total[label]} | {wrong} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--show", action="store_true", help="print what differs")
    options = parser.parse_args()
    before = set(read_known())
    failing: set[str] = set()
    total: Counter[tuple[str, str]] = Counter()
    failed: Counter[tuple[str, str]] = Counter()
    gold: dict[str, list[GoldRecord]] = {}
    found: dict[str, tuple[Told, ...]] = {}
    lines = [HEAD]
    began = time.perf_counter()
    for name in FILES:
        listed = []
        for case in read_cases(name):
            label = (name, case["label"])
            total[label] += 1
            document, problems = run_case(case)
            gold.setdefault(f"cases/{name}", []).append(GoldRecord(case["id"], read_told(case["expect"])))
            found[case["id"]] = read_told(document.to_dict())
            if problems:
                failed[label] += 1
                listed.append(f"{case['id']}  {case['label']}\n")
                failing.add(case["id"])
                if options.show:
                    print(case["text"], *problems, "", sep="\n")
        if listed:
            lines += [f"\n# {name}\n", *listed]
    seconds = time.perf_counter() - began
    if not options.dry:
        for record in read_gold(ROOT / "seeds" / "gold.jsonl"):
            gold.setdefault("seeds", []).append(record)
            document = extract(record.text or "", title=record.title, published=record.published)
            found[record.id] = read_told(document.to_dict())
        KNOWN.write_text("".join(lines), encoding="utf-8")
        write_part("evaluation.md", figure_lines(gold, found))
        write_part("limits.md", failure_lines(total, failed))
    for name in FILES:
        labels = sorted(label for label in total if label[0] == name)
        of, wrong = sum(total[label] for label in labels), sum(failed[label] for label in labels)
        if labels:
            print(f"{name}: {of - wrong} of {of} right, {(of - wrong) / of:.1%}")
        for label in sorted(labels, key=lambda label: (-failed[label], label)):
            if failed[label]:
                print(f"  {failed[label]:4d} of {total[label]:4d} fail  {label[1]}")
    of, wrong = total.total(), failed.total()
    print(f"all: {of - wrong} of {of} right, {(of - wrong) / of:.1%}, in {seconds:.0f} s")
    print("learnt:", *sorted(before - failing))
    print("lost:", *sorted(failing - before))


if __name__ == "__main__":
    main()
