"""Write a page of its own that shows where each fact stands in its text."""

from pathlib import Path
from tempfile import gettempdir

import aidfacts
from aidfacts.export import load_writer

SEEDS = Path(__file__).parent.parent / "seeds"

documents = (
    aidfacts.extract(path.read_text(encoding="utf-8"), id=path.stem) for path in sorted(SEEDS.glob("*.txt"))
)
target = Path(gettempdir()) / "aidfacts-example.html"
with target.open("w", encoding="utf-8") as stream:
    load_writer("html")(documents, stream)
print(f"{target.name}: {target.stat().st_size:,} bytes")
