"""
What a run over very many pages costs: pages an hour for each processor, memory a worker, bytes a page comes to.

    python benchmarks/batches.py                # the pages of speed.py without and with gifts, and seeds/
    python benchmarks/batches.py pages.jsonl    # pages of your own: the `text` of each line, the best guide

In processor time, so that it does not matter what else the machine does.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from speed import ROOT, make_sparse, read_texts

from aidfacts import BatchExtractor

BATCH = 100  # pages
ROUNDS = 3


def measure(name: str, texts: list[str]) -> None:
    """Print a line on *texts*; the best of a few rounds counts."""
    extract = BatchExtractor()
    best, size = float("inf"), 0
    for _ in range(ROUNDS):
        begun = time.process_time()
        size = 0
        for at in range(0, len(texts), BATCH):
            found = extract({"text": texts[at : at + BATCH]})
            size += sum(len(result.encode()) for result in found["result"])
        best = min(best, time.process_time() - begun)
    characters = sum(map(len, texts)) // len(texts)
    print(f"{name:28} {characters:6,} {len(texts) / best * 3600:12,.0f} {size // len(texts):8,}")


def main(paths: list[str]) -> None:
    """Measure the built-in pages, or those of the files given."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    sparse = make_sparse()
    kinds = {
        "no page tells of a gift": [page for number, page in enumerate(sparse) if number % 4],
        "every page tells of one": [page for number, page in enumerate(sparse) if not number % 4],
        "the seeds, full of gifts": seeds * 4,
    }
    kinds = {path: read_texts(Path(path)) for path in paths} or kinds
    BatchExtractor()({"text": seeds})  # loads lexicons and model
    print(f"{'pages':28} {'chars':>6} {'pages/hour':>12} {'bytes':>8}")
    for name, texts in kinds.items():
        measure(name, texts)
    print(f"peak of memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
