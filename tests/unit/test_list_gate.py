"""The gate before the lists: it refuses only pages that hold none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    "page",
    [
        # the sums of a table whose cells stand on lines of their own
        "大家来了。\n" * 30 + "捐款名单\n姓名\n单位\n金额\n何映雪\n沐白小学\n500元\n周砚秋\n沐白小学\n300元\n陆见山\n沐白小学\n200元",
        # a title too long for one, but marked
        "标题:" + "岚溪镇各位乡贤" * 7 + "捐款公示\n" + "大家来了。\n" * 9 + "何映雪 500元\n周砚秋 300元\n陆见山 200元",
    ],
)  # fmt: skip
def test_page_with_a_list_is_let_through(page: str) -> None:
    """Sums far below the word of giving, and a long title, still lead to the list."""
    source = normalise(page)
    assert may_list(source.text)
    assert find_lists(source.text, read_layout(source))
