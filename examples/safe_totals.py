"""Add up what was given without counting a total and its parts twice; the answer is a pair of bounds."""

from decimal import Decimal
from pathlib import Path

import aidfacts

SEEDS = Path(__file__).parent.parent / "seeds"

for path in sorted(SEEDS.glob("*.txt")):
    document = aidfacts.extract(path.read_text(encoding="utf-8"), id=path.stem)
    low, high, open_ended = Decimal(0), Decimal(0), False
    for donation in document.donations:
        amount = donation.amount
        # A part is in its total already; a rate is no sum; a plan is not given yet.
        if amount is None or amount.per or donation.part_of or donation.status == aidfacts.Status.PLANNED:
            continue
        if amount.currency != "CNY":
            print(f"{path.stem}: {amount.text} left apart")
            continue
        low += amount.low or 0
        high += amount.high or 0
        open_ended = open_ended or amount.high is None
    print(f"{path.stem}: {low:,f} to {high:,f} CNY{' or more' if open_ended else ''}")
