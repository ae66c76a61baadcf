"""Where sentences and clauses end."""

from __future__ import annotations

import pytest

from aidfacts.model.source import Block, BlockKind, Layout, Source
from aidfacts.model.span import Span
from aidfacts.segment.boundaries import sentence_around, split_clauses, split_sentences


def sentences(text: str, kind: BlockKind = BlockKind.BODY) -> list[str]:
    layout = Layout((Block(kind, Span(0, len(text))),))
    return [s.span.cut(text) for s in split_sentences(Source(text, text), layout)]


def clauses(text: str) -> list[str]:
    return [c.cut(text) for c in split_clauses(text, Span(0, len(text)))]


CASES = [
    ("会议结束。集团捐款5万元!大家鼓掌?", ["会议结束。", "集团捐款5万元!", "大家鼓掌?"]),
    ("老人说:“谢谢!”大家鼓掌。", ["老人说:“谢谢!”", "大家鼓掌。"]),
    ("“甲捐2万元!”“乙捐1万元!”现场热烈。", ["“甲捐2万元!”", "“乙捐1万元!”现场热烈。"]),
    ("公司开展“你好!春天”活动。", ["公司开展“你好!春天”活动。"]),
    ("公司开展“加油吧!”活动,捐款5万元。", ["公司开展“加油吧!”活动,捐款5万元。"]),
    ("捐款3.5万元、1,000双鞋。完毕。", ["捐款3.5万元、1,000双鞋。", "完毕。"]),
    ("捐款5万元(含现金。支票)给学校。", ["捐款5万元(含现金。支票)给学校。"]),
    ("甲院与乙院就医联体;丙校与丁校就共建签署协议。", ["甲院与乙院就医联体;丙校与丁校就共建签署协议。"]),
    ("一是捐款5万元;二是修路;三是送书。", ["一是捐款5万元;", "二是修路;", "三是送书。"]),
    ("(1)捐款5万元;(2)修路", ["(1)捐款5万元;", "(2)修路"]),
    ("捐款5万元。,随后离开。。再见", ["捐款5万元。,", "随后离开。。", "再见"]),
    ("第一行\n第二行 \n\n  第三行", ["第一行", "第二行", "第三行"]),
    ("地址 http://example.org/view?id=7 见此", ["地址 http://example.org/view?id=7 见此"]),
    ("集团捐款五万元   学校表示感谢", ["集团捐款五万元", "学校表示感谢"]),
    ("会长王  明捐款五万元", ["会长王  明捐款五万元"]),
    ("集团捐款五万元. 学校表示感谢.", ["集团捐款五万元.", "学校表示感谢."]),
    ("学校收到捐款。(记者 何映雪)", ["学校收到捐款。", "(记者 何映雪)"]),
    ("  \n ", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text: str, expected: list[str]) -> None:
    """A sentence ends at a stop and the quotes that close with it, never inside a name, a bracket or a number."""
    assert sentences(text) == expected


def test_rows_end_at_semicolons() -> None:
    """In a list row each item between ; is a sentence of its own."""
    assert sentences("甲公司5万元;乙公司3万元", BlockKind.ROW) == ["甲公司5万元;", "乙公司3万元"]


def test_blocks_bound_sentences() -> None:
    """A sentence never runs over the border of a block and knows its block."""
    text = "锦澄集团捐款\n北塘村收到5万元。"
    layout = Layout((Block(BlockKind.TITLE, Span(0, 6)), Block(BlockKind.BODY, Span(7, len(text)))))
    found = split_sentences(Source(text, text), layout)
    assert [(s.span.cut(text), s.block) for s in found] == [("锦澄集团捐款", 0), ("北塘村收到5万元。", 1)]


@pytest.mark.parametrize(
    "text", [*(t for t, _ in CASES if t.strip()), ("很长的句子" * 80 + "。") * 3 + "“好。”完"]
)
def test_sentence_around_agrees(text: str) -> None:
    """Looking at one place gives the very sentence that cutting the whole block gives."""
    block = Span(0, len(text))
    for sentence in split_sentences(Source(text, text), Layout((Block(BlockKind.BODY, block),))):
        for position in range(sentence.span.start, sentence.span.end):
            assert sentence_around(text, position, block) == sentence.span


def test_sentence_around_outside() -> None:
    """A position outside the block is the caller's mistake."""
    with pytest.raises(IndexError, match="outside"):
        sentence_around("好。", 5, Span(0, 2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲公司捐赠10万元,乙公司8万元;丙商会口罩。", ["甲公司捐赠10万元,", "乙公司8万元;", "丙商会口罩。"]),
        ("捐款5,000元,惠及300人", ["捐款5,000元,", "惠及300人"]),
        ("共捐5万,3人参加", ["共捐5万,", "3人参加"]),
        ("签订《共建,共享协议》,随后", ["签订《共建,共享协议》,", "随后"]),
        ("他说:“我捐五万元”", ["他说:", "“我捐五万元”"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    """A clause ends at a comma or semicolon that is no part of a number, bracket or title."""
    assert clauses(text) == expected


def test_clauses_cover_the_span() -> None:
    """Clauses lie side by side and leave nothing out."""
    text = "一,二;三(四,五),六。"
    assert "".join(clauses(text)) == text
