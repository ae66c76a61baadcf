"""Who gave what to whom, on one page; each line with the characters that say so."""

from pathlib import Path

import aidfacts

SEEDS = Path(__file__).parent.parent / "seeds"

text = (SEEDS / "002_bae6103e897b5766.txt").read_text(encoding="utf-8")
document = aidfacts.extract(text)
for donation in document.donations:
    donors = "、".join(party.name for party in donation.donors) or "?"
    recipients = "、".join(party.name for party in donation.recipients) or "?"
    given = [donation.amount.text] if donation.amount else []
    given += [item.text for item in donation.items]
    print(f"{donors} → {recipients}: {'、'.join(given)}")
    for evidence in donation.evidence:
        print(f"    {evidence.span} {evidence.text}")
