"""Nouns, elements and tables behind the reader of object phrases."""

from __future__ import annotations

import time

import pytest

from aidfacts.lexicon import read_table
from aidfacts.model.fact import Form
from aidfacts.model.quantity import Quantity
from aidfacts.model.span import Span
from aidfacts.quantity import read_figures
from aidfacts.quantity.goods import read_objects
from aidfacts.quantity.goods_lex import Kind, split_elements
from aidfacts.quantity.goods_nouns import NounKind, before_predicate, classify_noun, trim_noun

HEADS = [row for row in read_table("goods_heads") if row["kind"] != "class"]


@pytest.mark.parametrize("row", HEADS, ids=lambda row: row["word"])
def test_head_makes_an_item(row: dict[str, str]) -> None:
    """The example of a head gives one item that ends with it."""
    text = row["example"]
    start = max(text.rfind(verb) + len(verb) for verb in ("捐赠", "送去", "赠送", "捐建"))
    objects = read_objects(text, Span(start, len(text)), read_figures(text, start))
    assert [item.name.endswith(row["word"]) for item in objects.items] == [True]
    assert objects.form is Form.GOODS


@pytest.mark.parametrize("row", read_table("cash_nouns"), ids=lambda row: row["word"])
def test_cash_noun_is_no_goods(row: dict[str, str]) -> None:
    """The example of a word for money gives its sum, and no goods."""
    text = row["example"]
    start = text.index(row["word"])
    objects = read_objects(text, Span(start, len(text)), read_figures(text, start))
    assert objects.amount is not None or row["kind"] == "fund"
    assert objects.form is (Form.MIXED if row["kind"] == "both" else Form.CASH)


@pytest.mark.parametrize("row", read_table("courtesies"), ids=lambda row: row["word"])
def test_courtesy_is_flagged(row: dict[str, str]) -> None:
    """Thanks in return are told as such."""
    text = row["example"]
    start = text.index("赠送") + 2
    assert read_objects(text, Span(start, len(text)), read_figures(text, start)).courtesy


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("负压救护车", NounKind.GOODS),
        ("教学楼", NounKind.BUILDING),
        ("帮扶物资", NounKind.CLASS),
        ("爱心善款", NounKind.CASH),
        ("见习助学金", NounKind.NAMED_CASH),
        ("荣誉证书", NounKind.COURTESY),
        ("《山村小学》", NounKind.GOODS),
        ("《合作备忘录》", NounKind.UNKNOWN),
        ("祝福", NounKind.ABSTRACT),
    ],
)
def test_kinds_of_nouns(noun: str, kind: NounKind) -> None:
    """A noun is what its longest known end is."""
    assert classify_noun(noun) is kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("一批崭新的课桌椅", "课桌椅"),
        ("校友们珍藏多年的手稿", "手稿"),
        ("药品一批", "药品"),
        ("爱心书包", "书包"),
        ("爱心包", "爱心包"),
        ("首批", ""),
        ("该楼", ""),
    ],
)
def test_trimmed_noun(text: str, name: str) -> None:
    """Praise, portions and clauses about the thing are no part of its name."""
    start, end = trim_noun(text, 0, len(text), before_figure=False)
    assert text[start:end] == name


def test_word_counts_only_at_its_figure() -> None:
    """共 says something of a figure, and is part of a name elsewhere."""
    text = "公共座椅、路灯共60套"
    kinds = [each.kind for each in split_elements(text, Span(0, len(text)), read_figures(text))]
    assert kinds == [Kind.NOUN, Kind.AND, Kind.NOUN, Kind.TOTAL, Kind.FIGURE]


def test_linear_time() -> None:
    """A long enumeration takes time in proportion to its length."""

    def clock(times: int) -> float:
        text = "口罩3000只、" * times
        figures = read_figures(text)
        begin = time.perf_counter()
        assert len(read_objects(text, Span(0, len(text)), figures).items) == times
        return time.perf_counter() - begin

    clock(20)
    assert clock(800) < 12 * clock(200) + 0.05


@pytest.mark.parametrize(
    ("phrase", "unit"),
    [
        ("300双手套", "双"), ("200套餐具", "套"), ("20台风扇", "台"), ("10台农机", "台"), ("300本科普读物", "本"),
        ("50本文学名著", "本"), ("2口水井", "口"), ("100副作业手套", "副"), ("40把手电筒", "把"), ("60床单人被", "床"),
        ("23名家庭困难学生", "名"), ("23名师生", "名"), ("12名医护人员", "名"), ("20位居民", "位"), ("16封书信", "封"),
    ],
)  # fmt: skip
def test_classifier_before_a_word_it_could_begin(phrase: str, unit: str) -> None:
    """What a classifier would be part of in another word (双手, 套餐, 台风) does not hide the number before it."""
    figure = read_figures(phrase, 0)[0]
    assert isinstance(figure, Quantity)
    assert figure.unit == unit


@pytest.mark.parametrize(
    ("phrase", "follows", "noun"),
    [
        ("篮球场热闹起来", False, "篮球场"),
        ("课桌椅整齐", True, "课桌椅"),
        ("剪纸作品展出", False, "剪纸作品"),
        ("电脑室", True, "电脑室"),
        ("图书应", True, "图书应"),
    ],
)
def test_noun_ends_before_what_is_told_of_it(phrase: str, follows: bool, noun: str) -> None:
    """A noun that runs on into a verb is cut before it; a longer word is left whole."""
    assert phrase[: before_predicate(phrase, 0, len(phrase), follows)] == noun
