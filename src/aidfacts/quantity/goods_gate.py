"""Tells by the bare text that no verb of a sentence has an object, so that its parties need not be read."""

from __future__ import annotations

import re

from aidfacts.lexicon import cache, join_words
from aidfacts.lexicon.late import compile_late
from aidfacts.model.span import Span
from aidfacts.quantity.goods_lex import UNIT_CHARS
from aidfacts.quantity.goods_nouns import NounKind, load_heads
from aidfacts.quantity.scan import read_figures

# Before its verb an object is looked for where a figure stands, where one takes it in hand (把图书|送到), where one
# says who gives it (图书由侨商会|捐赠): the characters that `_TAKES` and `_AGENT` of goods.py hold; and where it was
# got or made first (收集旧衣物,|送到山区): how the verbs of `ACQUIRED` in frames begin.
_BEFORE = compile_late("[将把拿捧带携由系是被经购买备缝织]|收集|征集|赶制|制作|挑选|采摘|整理")
# Counts that only a phrase of things given can hold: 锦旗一面, 衣物1730
_COUNT = compile_late(rf"\d|一[{UNIT_CHARS}]")


@cache
def _things() -> re.Pattern[str]:
    heads = (head for head, kind in load_heads().items() if kind is not NounKind.ABSTRACT)
    packets = [
        f"{end}”" for end in ("包", "盒", "箱", "袋", "餐", "粥", "屋", "柜", "被", "衣")
    ]  # 送去“母亲邮包”
    return re.compile(join_words([*heads, *packets, "》"]))


def may_have_object(text: str, sentence: Span, first: int, last: int) -> bool:
    """
    Tell whether a verb of *sentence* may have an object: a thing, money, or a number of something.

    What `read_objects` and `read_left_objects` would find is never refused. They take a noun for a thing by its
    known end, or by its number.

    >>> def gate(text, verb):
    ...     return may_have_object(text, Span(0, len(text)), text.index(verb) + 2, text.index(verb))
    >>> gate("各方向灾区提供支援和关怀。", "提供"), gate("各方向灾区提供帐篷。", "提供")
    (False, True)

    Args: *first* is where the first verb ends, *last* where the last one begins.
    """
    return (
        _holds_thing(text, first, sentence.end)
        or (
            _BEFORE.search(text, sentence.start, last) is not None
            and _holds_thing(text, sentence.start, last)
        )
        or bool(read_figures(text, sentence.start, sentence.end))
    )


def _holds_thing(text: str, start: int, end: int) -> bool:
    return _things().search(text, start, end) is not None or _COUNT.search(text, start, end) is not None
