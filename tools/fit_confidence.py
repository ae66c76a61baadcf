"""
Fit the confidence of facts to gold, and write how far it can be relied on.

    python tools/fit_confidence.py [GOLD…] [--pages GOLD…]

Without arguments: the project's own cases and seeds. A gold file has the form of docs/evaluation.md, or of
tests/cases/ (facts under `expect`).

Every fact that the library finds in the gold texts is one example: right where all its arguments are, strictly. A
logistic model with a penalty on large weights is fitted to the features of aidfacts.facts.confidence by Newton's
method. The reliability comes from cross-validation: what the table compares with the truth was said by a model that
had not seen the page. Nothing is random; the same gold and the same code give the same files.

Rules are written with the cases at hand, so more is right there than on pages that nobody wrote a rule for. --pages
names gold of such pages, outside the project. The weights are then learnt from all, but the level from the pages: the
model knows of an example whether it is a case, and what the library says is said for a page.

Writes src/aidfacts/data/confidence.toml and the part of docs/trust.md between the marks. Needs numpy, which
spacy-pkuseg brings along.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from aidfacts import extract
from aidfacts.evaluate import judge, read_told
from aidfacts.facts.confidence import HIGHEST, LOWEST, features_of
from aidfacts.model.fact import Donation

ROOT = Path(__file__).resolve().parent.parent
GOLD = [
    *(ROOT / "tests" / "cases" / f"{name}.jsonl" for name in ("giving", "negative", "partnership", "noise")),
    ROOT / "seeds" / "gold.jsonl",
]
MODEL = ROOT / "src" / "aidfacts" / "data" / "confidence.toml"
PAGE = ROOT / "docs" / "trust.md"
MARKS = ("<!-- written by tools/fit_confidence.py -->", "<!-- end -->")
FOLDS = 5  # whole documents go into one fold
# On the squares of the weights; the best in cross-validation is taken.
PENALTIES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 64.0, 1024.0)
RARE = 6  # a feature seen in fewer facts gets no weight
BINS = 10
FEW = 25  # facts; from fewer no weight is learnt

PAGE_WEIGHT = 4.0  # how many cases an example from a page counts for; of 1, 2, 3, 4 and 8 it did best

Example = tuple[int, dict[str, float], bool, bool]  # number of the document, features, right, of a page


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the gold records of a file with their text."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            record = json.loads(line)
            if "text" not in record:
                with (path.parent / record["file"]).open(encoding="utf-8", newline="") as stream:
                    record["text"] = stream.read()
            yield {**record, **record.get("expect", {})}


def collect(cases: Sequence[Path], pages: Sequence[Path]) -> dict[str, list[Example]]:
    """Return the examples of each kind of fact; what gold leaves open is none."""
    examples: dict[str, list[Example]] = {"donations": [], "partnerships": []}
    number = 0
    for path in (*cases, *pages):
        for record in read_records(path):
            number += 1
            document = extract(record["text"], title=record.get("title"), published=record.get("published"))
            verdicts = judge(read_told(record), read_told(document.to_dict()))
            for fact, right in zip(document.facts, verdicts, strict=True):
                if right is not None:
                    kind = "donations" if isinstance(fact, Donation) else "partnerships"
                    examples[kind].append((number, features_of(fact), right, path in pages))
    return examples


def solve(table: np.ndarray, truth: np.ndarray, page: np.ndarray, penalty: float) -> np.ndarray:
    """
    Return the logistic model by Newton's method: the intercept for pages, what a case adds to it, and the weights.

    Only the weights bear the penalty.
    """
    full = np.hstack([np.ones((len(table), 1)), 1 - page[:, None], table])
    if page.all() or not page.any():
        full[:, 1] = 0.0  # one kind of text: one intercept
    ridge = np.diag([1e-6, 1e-6, *[penalty] * table.shape[1]])
    counts = 1 + (PAGE_WEIGHT - 1) * page
    weights = np.zeros(full.shape[1])
    for _ in range(50):
        said = 1 / (1 + np.exp(-full @ weights))
        slope = full.T @ (counts * (said - truth)) + ridge @ weights
        curve = (full.T * (counts * said * (1 - said))) @ full + ridge
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def say(table: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the probabilities as the library gives them: those for pages."""
    said = 1 / (1 + np.exp(-(weights[0] + table @ weights[2:])))
    return np.round(np.clip(said, LOWEST, HIGHEST), 2)


def cross(
    table: np.ndarray, truth: np.ndarray, page: np.ndarray, fold: np.ndarray, penalty: float
) -> np.ndarray:
    """Return what is said of each example by a model fitted without its fold."""
    said = np.zeros(len(truth))
    for number in range(FOLDS):
        out = fold == number
        if out.any():
            said[out] = say(table[out], solve(table[~out], truth[~out], page[~out], penalty))
    return said


def brier(truth: np.ndarray, said: np.ndarray) -> float:
    """Return the mean of the squared errors."""
    return float(np.mean((said - truth) ** 2)) if len(truth) else 0.0


def report(truth: np.ndarray, said: np.ndarray, where: str) -> str:
    """Return how far what is *said* can be relied on."""
    rate = float(truth.mean()) if len(truth) else 0.0
    lines = [
        f"{where}: {len(truth)} facts, {rate:.1%} of them with all arguments right. Brier score {brier(truth, said):.3f}",
        f"(saying {rate:.2f} of every fact would score {rate * (1 - rate):.3f}; 0 is best).",
        "",
        "| said | facts | said on average | right |",
        "|---|---|---|---|",
    ]
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        here = (said >= low) & ((said < high) | (number == BINS - 1))
        row = f"{said[here].mean():.2f} | {truth[here].mean():.2f}" if here.any() else "– | –"
        lines.append(f"| {low:.1f}–{high:.1f} | {here.sum()} | {row} |")
    return "\n".join(lines)


def name_files(paths: Sequence[Path]) -> str:
    """Return the gold files in words; those outside the project are only counted."""
    inside = [path for path in paths if path.resolve().is_relative_to(ROOT)]
    names = [f"`{path.resolve().relative_to(ROOT).as_posix()}`" for path in inside]
    others = sum(1 for path in paths if path not in inside for _ in read_records(path))
    return ", ".join(
        [*names, *([f"{others} pages and passages of real text outside the project"] if others else [])]
    )


def fit(kind: str, examples: list[Example]) -> tuple[str, str]:
    """Return the tables of data/confidence.toml and the report for one kind of fact."""
    seen = Counter(name for _, features, *_ in examples for name in features)
    names = sorted(name for name, count in seen.items() if RARE <= count <= len(examples) - RARE)
    truth = np.array([float(right) for _, _, right, _ in examples])
    page = np.array([float(of_page) for *_, of_page in examples])
    if len(examples) < FEW or truth.min() == truth.max():
        # Nothing tells right from wrong here; every fact gets the share, with one right and one wrong added to it.
        share = (truth.sum() + 1) / (len(truth) + 2)
        said = np.round(np.clip(np.full(len(truth), share), LOWEST, HIGHEST), 2)
        table = f"[{kind}]\nintercept = {np.log(share / (1 - share)):.3f}\n\n[{kind}.weights]"
        how = "Too few or too much alike to learn weights from: every fact is said to be right as often as all are."
        return table, "\n\n".join([f"### {kind.capitalize()}", how, report(truth, said, "All")])
    table = np.array([[features.get(name, 0.0) for name in names] for _, features, *_ in examples])
    fold = np.array([number % FOLDS for number, *_ in examples])
    tried = {penalty: cross(table, truth, page, fold, penalty) for penalty in PENALTIES}
    asked = page == 1 if page.any() else page == 0  # on what the penalty is judged
    penalty = min(PENALTIES, key=lambda each: (round(brier(truth[asked], tried[each][asked]), 6), -each))
    weights = solve(table, truth, page, penalty)
    kept = {name: weight for name, weight in zip(names, weights[2:], strict=True) if abs(weight) >= 0.0005}
    tables = [f"[{kind}]", f"intercept = {weights[0]:.3f}", "", f"[{kind}.weights]"]
    tables += [f'"{name}" = {weight:.3f}' for name, weight in kept.items()]
    told = [f"### {kind.capitalize()}", f"{len(kept)} features with a weight, penalty {penalty:g}."]
    for where, of_page in (("Pages", 1), ("Cases and seeds", 0)):
        here = page == of_page
        told += [report(truth[here], tried[penalty][here], where)] if here.any() else []
    return "\n".join(tables), "\n\n".join(told)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="*", type=Path, metavar="GOLD")
    parser.add_argument("--pages", action="extend", nargs="+", type=Path, default=[], metavar="GOLD")
    options = parser.parse_args()
    cases = options.gold or [path for path in GOLD if path.exists()]
    models, reports = [], [f"Fitted on {name_files([*cases, *options.pages])}."]
    for kind, examples in collect(cases, options.pages).items():
        model, told = fit(kind, examples)
        models.append(model)
        reports.append(told)
    MODEL.write_text(
        "\n\n".join(["# Written by tools/fit_confidence.py; docs/trust.md explains it.", *models]) + "\n",
        encoding="utf-8",
    )
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    PAGE.write_text("\n\n".join([before + MARKS[0], *reports, MARKS[1] + after]), encoding="utf-8")
    print(*reports, sep="\n\n")


if __name__ == "__main__":
    main()
