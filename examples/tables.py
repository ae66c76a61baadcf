"""Facts as data frames: what was given where, joined with the things given."""

from pathlib import Path

import aidfacts

SEEDS = Path(__file__).parent.parent / "seeds"

documents = [
    aidfacts.extract(path.read_text(encoding="utf-8"), id=path.stem[:3])
    for path in sorted(SEEDS.glob("*.txt"))
]
facts = aidfacts.to_pandas(documents)
items = aidfacts.to_pandas(documents, "items")

gifts = facts[facts["fact_type"] == "donation"]
print(
    gifts[
        ["document_id", "fact_id", "donors", "recipients", "place", "amount_low", "amount_high"]
    ].to_string()
)
things = items.merge(gifts, on=["record", "fact_id"], suffixes=("", "_of_gift"))
print(things[["name", "quantity_value", "unit", "donors", "place"]].to_string())
