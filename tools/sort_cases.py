"""
Write the ids of the cases that fail now to tests/cases/known_failures.txt, and print how many do.

    python tools/sort_cases.py [--dry] [--show]

Run it at the end of a change. A case that has left the list is learnt, one that has come to it is lost: look at
both before the list is committed. --dry prints without writing, --show prints what differs in each failing case.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from test_cases import FILES, KNOWN, read_cases, read_known, run_case  # noqa: E402  tests/ is on the path from here

HEAD = """\
# Cases that fail today, by file: id and label. Strict: one that passes must leave the list.
# Written by tools/sort_cases.py.
"""


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
    lines = [HEAD]
    began = time.perf_counter()
    for name in FILES:
        listed = []
        for case in read_cases(name):
            label = (name, case["label"])
            total[label] += 1
            _, problems = run_case(case)
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
        KNOWN.write_text("".join(lines), encoding="utf-8")
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
