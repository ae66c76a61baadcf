"""The gate before the objects: it refuses only what their reader would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aidfacts import Options, extract, pipeline, readings
from aidfacts.facts.check import check_frame
from aidfacts.facts.context import bar_context
from aidfacts.model.span import Span

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.jsonl"))


def test_refused_words_hold_no_gift(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever sentence of the cases the bare words refuse, reading it finds no gift and nothing that points back."""
    refused = 0
    gate, screen = readings._lacks_object, readings.screen

    def look(text: str, telling: object, read: object, **options: object) -> object:
        def ask(text: str, span: Span, triggers: object) -> bool:
            nonlocal refused
            if gate(text, span, triggers):  # type: ignore[arg-type]
                refused += 1
                for frame in read(span).frames:  # type: ignore[operator]
                    code = bar_context(text, span, frame) or check_frame(text, frame, frame)
                    assert code is not None and code not in readings._OPEN, span.cut(text)
                    assert not readings.points_back(text, frame), span.cut(text)
            return False

        monkeypatch.setattr(readings, "_lacks_object", ask)
        return screen(text, telling, read, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "screen", look)
    for path in CASES:
        for line in path.read_text(encoding="utf-8").splitlines():
            extract(json.loads(line)["text"])
    assert refused


@pytest.mark.parametrize(
    "text",
    [
        "各方向灾区提供支援和关怀。",
        "志愿者把礼物送上了山。",
        "锦澄集团向岚溪镇捐赠。",
        "帐篷和棉衣是锦澄集团援助的。",
    ],
)
def test_reasons_are_told_of_what_is_not_read(text: str) -> None:
    """Who asks for what was rejected gets the reason, though the sentence need not be read for its facts."""
    asked = extract(text, options=Options(rejected=True))
    assert asked.donations == extract(text).donations
    assert asked.donations or asked.rejected
