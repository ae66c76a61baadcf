"""The gate before the lists: it refuses only pages that hold none."""

from __future__ import annotations

import json
from pathlib import Path

from aidfacts.frames import find_lists
from aidfacts.frames.list_gate import may_list
from aidfacts.text.layout import read_layout
from aidfacts.text.normalise import normalise

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.jsonl"))


def test_refused_pages_hold_no_list() -> None:
    """Where the bare lines of a case tell of no list, its layout gives none either."""
    refused = 0
    for path in CASES:
        for line in path.read_text(encoding="utf-8").splitlines():
            source = normalise(json.loads(line)["text"])
            if not may_list(source.text):
                refused += 1
                assert find_lists(source.text, read_layout(source)) == (), source.text
    assert refused
