"""Who stands together under one word."""

from __future__ import annotations

import pytest

from aidfacts import extract
from aidfacts.document.pact_sides import Sides, find_sides
from aidfacts.model.span import Span


def names(text: str) -> list[str]:
    sides = Sides(text, {}, ())
    return [p.name for mention in find_sides(text, Span(0, len(text))) for p in sides.parties_of(mention)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("京津冀签署协议。", ["北京市", "天津市", "河北省"]),
        ("沪苏浙皖三省一市签署协议。", ["上海市", "江苏省", "浙江省", "安徽省"]),
        ("川渝两地携手。", ["四川省", "重庆市"]),
        ("中法签署协议。", ["中国", "法国"]),
        ("三省签署《苏浙皖合作协议》。", ["江苏省", "浙江省", "安徽省"]),
        ("京津冀两地签署协议。", []),  # three letters, two counted
        ("京津冀协同发展。", ["北京市", "天津市", "河北省"]),
        ("浙江省签署协议。", []),
    ],
)
def test_letters(text: str, told: list[str]) -> None:
    assert names(text) == told


def test_party_of_a_letter_stands_at_its_letter() -> None:
    [fact] = extract("昨天,川渝两地签署茶业合作协议。").partnerships
    assert [(p.text, p.span) for p in fact.parties] == [("川", Span(3, 4)), ("渝", Span(4, 5))]


@pytest.mark.parametrize("count", ["", "两市"])
def test_places_side_by_side_are_two(count: str) -> None:
    [fact] = extract(f"襄阳岳阳{count}签署茶业合作协议。").partnerships
    assert [p.name for p in fact.parties] == ["襄阳", "岳阳"]


def test_a_place_in_another_is_one() -> None:
    [fact] = extract("湖北襄阳与青岚县签署茶业合作协议。").partnerships
    assert len(fact.parties) == 2
