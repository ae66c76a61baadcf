"""Cuts an object phrase into figures, nouns and the words between them that tell what a figure is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache

from attrs import frozen

from aidfacts.lexicon import read_table
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span
from aidfacts.quantity.goods_nouns import load_heads


class Kind(StrEnum):
    """What an element of an object phrase is."""

    NOUN = "noun"
    FIGURE = "figure"
    AND = "and"  # 、 和 以及
    COMMA = "comma"
    OF = "of"  # 的
    ETC = "etc"  # 等
    OPEN = "open"
    CLOSE = "close"
    FULL_STOP = "full_stop"
    # tables number_heads and object_edges
    VALUE = "value"
    TOTAL = "total"
    EACH = "each"
    PART = "part"
    LIST = "list"
    BUY = "buy"
    INVESTMENT = "investment"
    LACK = "lack"
    COST = "cost"
    AREA = "area"
    TIME = "time"
    OTHER = "other"
    PURPOSE = "purpose"
    REACH = "reach"
    STOP = "stop"


CLAIMS = frozenset({Kind.INVESTMENT, Kind.LACK, Kind.COST, Kind.AREA, Kind.TIME, Kind.OTHER})
# These words say something of the figure that follows, and are part of a name where none does (公共, 共享单车).
BOUND = CLAIMS | {Kind.VALUE, Kind.TOTAL, Kind.EACH}


@frozen
class Element:
    """A piece of an object phrase, in characters of the text."""

    kind: Kind
    start: int
    end: int
    figure: Amount | Quantity | None = None


_MARKS = {
    "、": Kind.AND,
    "，": Kind.COMMA,
    ",": Kind.COMMA,
    "：": Kind.COMMA,
    ":": Kind.COMMA,
    "的": Kind.OF,
    "（": Kind.OPEN,
    "(": Kind.OPEN,
    "）": Kind.CLOSE,
    ")": Kind.CLOSE,
    "等": Kind.ETC,
    "；": Kind.FULL_STOP,
    ";": Kind.FULL_STOP,
    "。": Kind.FULL_STOP,
    "！": Kind.FULL_STOP,
    "？": Kind.FULL_STOP,
    "!": Kind.FULL_STOP,
    "?": Kind.FULL_STOP,
    "\n": Kind.FULL_STOP,
}
_CONJUNCTIONS = ("和", "及", "与", "或者", "暨", "以及", "及其", "还有", "＋", "+", "加上", "外加", "连同")
_COPULAS = frozenset("为是")
# 价值(总计)约 30万元: what may stand between the word and its figure
_GAP = re.compile(r"(?:[约近达超逾为到高了人民币共总合计至少\s：:]|[（(](?:人民币|总计|合计|约)[)）])*")


@cache
def _words() -> dict[str, Kind]:
    kinds = {
        row["word"]: Kind(row["kind"])
        for name in ("object_edges", "number_heads")
        for row in read_table(name)
    }
    # A plain bracket of names hides nothing; what hides an edge is NOUN.
    for head in load_heads():
        if len(head) > 1:
            kinds.setdefault(head, Kind.NOUN)
    for row in read_table("goods_shields"):
        kinds[row["word"]] = Kind.NOUN
    return kinds | dict.fromkeys(_CONJUNCTIONS, Kind.AND) | _MARKS


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_words(), key=len, reverse=True)
    # “爱心包裹” and 《山村小学》 are names, whatever stands inside; a lost closing mark hides nothing.
    return re.compile(r"“[^”。；]{1,30}”|《[^》。]{1,40}》|" + "|".join(map(re.escape, words)))


def split_elements(text: str, span: Span, figures: Sequence[Amount | Quantity]) -> Iterator[Element]:
    """
    Yield the elements of ``text[span]`` in order, lazily: a reader that has its object stops asking.

    Args: *figures* are sorted and do not overlap; those outside *span* are passed over.
    """
    words, scan = _words(), _pattern().search
    at, end, noun = span.start, span.end, span.start
    left = [figure for figure in figures if figure.span.start >= at and figure.span.end <= end]
    index = 0
    while at < end:
        figure = left[index] if index < len(left) else None
        found = scan(text, at, end)
        if figure is not None and (found is None or found.end() > figure.span.start):
            # A word that runs into the figure gives way (三轮车 is none: figures do not begin inside words)
            inside = found is not None and found.start() < figure.span.start and _holds(found, figure)
            if inside and found is not None:
                at = found.end()
                while index < len(left) and left[index].span.start < at:
                    index += 1
                continue
            if noun < figure.span.start:
                yield Element(Kind.NOUN, noun, figure.span.start)
            yield Element(Kind.FIGURE, figure.span.start, figure.span.end, figure)
            at = noun = figure.span.end
            index += 1
            continue
        if found is None:
            break
        word = found.group()
        kind = words.get(word, Kind.NOUN)
        if kind in BOUND or word in _COPULAS:
            gap = None if figure is None else _GAP.match(text, found.end(), figure.span.start)
            touches = figure is not None and gap is not None and gap.end() == figure.span.start
            # 资金为15亿元: before a figure 为 is no verb; 公共, 共享: without one 共 is part of a name
            if touches is (word in _COPULAS):
                kind = Kind.NOUN
        if kind is Kind.NOUN:
            at = found.end()
            continue
        if noun < found.start():
            yield Element(Kind.NOUN, noun, found.start())
        yield Element(kind, found.start(), found.end())
        at = noun = found.end()
        if kind in BOUND and figure is not None:
            at = noun = figure.span.start
    if noun < end:
        yield Element(Kind.NOUN, noun, end)


def _holds(found: re.Match[str], figure: Amount | Quantity) -> bool:
    return found.group()[0] in "“《" and found.end() >= figure.span.end
