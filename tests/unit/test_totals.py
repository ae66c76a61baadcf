"""Totals and their parts."""

from __future__ import annotations

from aidfacts import extract


def test_parts_by_receiver_belong_to_their_total() -> None:
    """共投入90余万元,其中 …: the total is cumulative, each receiver's share a part of it."""
    text = "锦澄集团全年共投入帮扶资金90余万元,其中向北塘村捐赠65万余元,向岚溪镇捐赠24.3万元。"
    total, *parts = extract(text).donations
    assert total.scope == "cumulative"
    assert [part.part_of for part in parts] == [total.id, total.id]


def test_a_split_by_kind_is_one_gift() -> None:
    """共捐款物120万元,其中捐款70万元,捐物折款50万元 tells one gift."""
    [gift] = extract("锦澄集团向禾川县共捐赠款物120万元,其中捐款70万元,捐物折款50万元。").donations
    assert gift.amount is not None
    assert gift.amount.text == "120万元"
