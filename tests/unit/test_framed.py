"""Givers that only their place in a clause tells."""

from __future__ import annotations

import pytest

from aidfacts.mentions.tagger import tag_parties
from aidfacts.model.span import Span
from aidfacts.segment.words import load_segmenter


def names(text: str) -> list[str]:
    """Return the names of the parties that *text* tells."""
    return [
        m.name for m in tag_parties(text, Span(0, len(text)), lambda span: load_segmenter().edges(text, span))
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("上海云行天下向岚溪中学捐款3万元。", "上海云行天下"),
        ("同时,青芒户外电源深圳总部向岚溪小学捐赠一批电源。", "青芒户外电源深圳总部"),
        ("挪威收藏机构向禾川县捐赠石柱文物7件。", "挪威收藏机构"),
        ("阿里本地通平台向禾川县捐款100万元。", "阿里本地通平台"),
        ("由Green Harbor联合岚溪商会捐赠的2万双手套运抵禾川。", "Green Harbor"),
        ("Green Harbor基金会向岚溪小学捐赠电脑20台。", "Green Harbor基金会"),
        ("由国际助手组织(Direct Aid)捐赠的防护服运抵禾川县。", "国际助手组织"),
        ("浩宇控股、云起传媒、蓝海等企业向岚溪镇捐款30万元。", "蓝海"),
        ("由蓝海、云起科技、天合三家企业捐赠的口罩3万只。", "天合"),
    ],
)
def test_a_giver_is_told_by_its_place(text: str, name: str) -> None:
    """A name that no noun ends stands between the head of a clause and what a giver does."""
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("江苏紧急向武汉捐赠口罩3万只。", ["江苏", "武汉"]),
        ("湖北方面向岚溪镇捐款3万元。", ["湖北", "岚溪镇"]),
        ("锦澄集团向地震灾区献爱心捐款30万元。", ["锦澄集团", "地震灾区"]),
        ("大米、食用油等企业捐赠的物资价值3万元。", ["企业"]),
        ("锦澄集团购买N95口罩3万只,向武汉捐赠。", ["锦澄集团", "武汉"]),
        ("岚溪乡民何映雪捐出大米50袋。", ["岚溪乡", "何映雪"]),
    ],
)
def test_what_acts_not_is_no_giver(text: str, found: list[str]) -> None:
    """An adverb behind a place, a goal and the things of a row are no names."""
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("东北大学向岚溪镇捐款3万元。", "东北大学"),
        ("向北大捐款20万元。", "北大"),
        ("腾讯公益慈善基金会捐赠2亿元。", "腾讯公益慈善基金会"),
        ("禾川县澄江证券公益慈善基金会捐赠100万元。", "禾川县澄江证券公益慈善基金会"),
        ("岚溪镇蒙牛希望小学获捐电脑20台。", "岚溪镇蒙牛希望小学"),
        ("乡绅徐树兰(仲凡)捐银一千两。", "徐树兰"),
        ("维吾尔族学生迪力木拉提·艾尼向母校捐赠1万元。", "迪力木拉提·艾尼"),
        ("陆见山始终牵挂着家乡,累计捐款20万元。", "陆见山"),
    ],
)
def test_a_name_is_read_to_its_edges(text: str, name: str) -> None:
    """A short name inside a longer one gives way, and a modifier inside a name cuts it not."""
    assert name in names(text)


def test_a_row_of_titles_is_of_one_house() -> None:
    """Who stands behind 、 with an office of the same house acts for it."""
    text = "锦澄公司党支部书记韦英、工会主席陆春看望慰问了岚溪敬老院。"
    found = {
        m.text: m
        for m in tag_parties(text, Span(0, len(text)), lambda span: load_segmenter().edges(text, span))
    }
    of = found["陆春"].of
    assert of is not None
    assert of.text == "锦澄公司"
