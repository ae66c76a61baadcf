"""Score results against a gold file, and list what is wrong."""

from pathlib import Path

import aidfacts
from aidfacts.evaluate import GoldRecord, Told, compare, read_gold, read_told

SEEDS = Path(__file__).parent.parent / "seeds"


def find_facts(record: GoldRecord) -> tuple[Told, ...]:
    """Extract the text of a gold record; any other extractor could stand here."""
    assert record.text is not None
    return read_told(aidfacts.extract(record.text, published=record.published).to_dict())


scores = compare(read_gold(SEEDS / "gold.jsonl"), find_facts)
for name, figures in scores.donations.roles.items():
    print(f"{name:<12} P {figures.precision:.3f}  R {figures.recall:.3f}  F1 {figures.f1:.3f}")
for problem in scores.problems:
    print(problem)
