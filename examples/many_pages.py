"""A stream of records through two processes; what cannot be read is counted, not lost."""

from collections.abc import Iterator
from pathlib import Path

import aidfacts

SEEDS = Path(__file__).parent.parent / "seeds"


def read_pages() -> Iterator[dict[str, object]]:
    """Yield the seed pages as records, and one that is broken."""
    for path in sorted(SEEDS.glob("*.txt")):
        yield {"id": path.stem, "text": path.read_text(encoding="utf-8")}
    yield {"id": "broken", "text": None}


# Workers are started afresh and import this file, so what runs must stand under the guard.
if __name__ == "__main__":
    failures: list[aidfacts.Failure] = []
    for document in aidfacts.extract_many(read_pages(), workers=2, on_error=failures.append):
        assert isinstance(document, aidfacts.Document)
        print(document.id, len(document.donations), "donations", len(document.partnerships), "partnerships")
    for failure in failures:
        print(failure.id, failure.message)
