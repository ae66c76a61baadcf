"""Gapped series: several gifts under a verb that is told once."""

from __future__ import annotations

import pytest

from aidfacts import extract


def _told(text: str) -> list[tuple[str, str, str]]:
    """Return giver, receiver and figure of every gift in *text*."""
    return [
        (
            "、".join(party.name for party in gift.donors),
            "、".join(party.name for party in gift.recipients),
            str(gift.amount.value) if gift.amount else "、".join(item.text for item in gift.items),
        )
        for gift in extract(text).donations
    ]


@pytest.mark.parametrize(
    "text",
    [
        "锦澄集团捐款10万元,明屿商会8万元,远樵公益基金会3万元。",
        "锦澄集团捐款10万元、明屿商会8万元、远樵公益基金会3万元。",
        "锦澄集团捐款10万、明屿商会8万、远樵公益基金会3万。",
    ],
)
def test_each_giver_has_his_own_sum(text: str) -> None:
    """Behind the first gift every party with a figure of its own gives."""
    assert [(donor, amount) for donor, _, amount in _told(text)] == [
        ("锦澄集团", "100000"),
        ("明屿商会", "80000"),
        ("远樵公益基金会", "30000"),
    ]


def test_sums_and_goods_mix() -> None:
    """A link may hold things instead of money."""
    told = _told("锦澄集团捐赠10万元,明屿商会口罩3000只。")
    assert [donor for donor, _, _ in told] == ["锦澄集团", "明屿商会"]
    assert told[1][2].startswith("口罩")


def test_places_of_names_that_no_noun_tells() -> None:
    """Where sums follow one another, what stands between them are names (松涛灯具), not things."""
    told = _told("三元阀门捐款50万元、松涛灯具30万元、远帆书业2万元。")
    assert [donor for donor, _, _ in told][1:] == ["松涛灯具", "远帆书业"]


def test_a_thing_and_its_worth_is_no_giver() -> None:
    """现金5万元、电脑3万元 is one giver's money and goods."""
    donors = {donor for donor, _, _ in _told("锦澄集团捐赠现金5万元、物资折价3万元、图书2万元。")}
    assert donors <= {"锦澄集团"}


def test_receivers_in_a_series() -> None:
    """Who is of one kind with the receiver told behind 向 receives too."""
    told = _told("明屿商会向沐白小学捐赠电脑30台,岚溪小学空调12台。")
    assert [(donor, receiver) for donor, receiver, _ in told] == [
        ("明屿商会", "沐白小学"),
        ("明屿商会", "岚溪小学"),
    ]


def test_a_total_behind_a_series_is_not_its_last_figure() -> None:
    """共计 sums the series up and belongs to no link."""
    told = _told("锦澄集团捐款10万元,明屿商会8万元,共计18万元。")
    assert [amount for _, _, amount in told][:2] == ["100000", "80000"]
