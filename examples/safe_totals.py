"""Add up what was given without counting a yuan twice, and say what was left out."""

from pathlib import Path

import aidfacts

SEEDS = Path(__file__).parent.parent / "seeds"

documents = [
    aidfacts.extract(path.read_text(encoding="utf-8"), id=path.stem[:3])
    for path in sorted(SEEDS.glob("*.txt"))
]
for by in ("total", "place", "year"):
    print(f"by {by}")
    print(aidfacts.summarise(documents, by=by), end="\n\n")
for part in aidfacts.summarise(documents).left_out:
    print(part)
