"""Totals and their parts."""

from __future__ import annotations

from aidfacts import extract


def test_parts_by_receiver_belong_to_their_total() -> None:
    """共投入90余万元,其中 …: the total is cumulative, each receiver's share a part of it."""
    text = "锦澄集团全年共投入帮扶资金90余万元,其中向北塘村捐赠65万余元,向岚溪镇捐赠24.3万元。"
    total, *parts = extract(text).donations
    assert total.scope == "cumulative"
    assert [part.part_of for part in parts] == [total.id, total.id]


def test_a_total_takes_the_receivers_of_all_its_parts() -> None:
    """Where the parts make up the whole, who got them got the whole."""
    text = "锦澄集团今年共资助120万元,其中向云溪卫生院捐赠70万元,向云溪中学捐赠50万元。"
    total = extract(text).donations[0]
    assert [party.name for party in total.recipients] == ["云溪卫生院", "云溪中学"]


def test_a_share_behind_of_which_is_one_act() -> None:
    """截至昨日 counts the whole, not the share of one named behind 其中."""
    text = "截至昨日,多家企业捐款,其中锦澄集团向禾川县捐赠100万元。"
    assert [gift.scope for gift in extract(text).donations] == ["single"]


def test_an_opener_is_no_gift_beside_its_parts() -> None:
    """捐赠救灾物资。其中,…: the class is told first, who gave what after."""
    text = "7月25日,明屿商会向禾川县捐赠救灾物资。其中,锦澄集团捐方便面1000箱,远樵公司捐帐篷60顶。"
    assert [[p.name for p in gift.donors] for gift in extract(text).donations] == [["锦澄集团"], ["远樵公司"]]


def test_a_split_by_kind_is_one_gift() -> None:
    """共捐款物120万元,其中捐款70万元,捐物折款50万元 tells one gift."""
    [gift] = extract("锦澄集团向禾川县共捐赠款物120万元,其中捐款70万元,捐物折款50万元。").donations
    assert gift.amount is not None
    assert gift.amount.text == "120万元"
