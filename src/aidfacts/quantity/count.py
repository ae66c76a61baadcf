"""Tells which numbers count things: articles, halves, and numbers that stand without a classifier."""

from __future__ import annotations

from decimal import Decimal

from aidfacts.lexicon.late import compile_late
from aidfacts.model.quantity import Modifier
from aidfacts.quantity.bounds import Bounds, exact
from aidfacts.quantity.tables import Classifier, periods
from aidfacts.quantity.terms import Term

# 统一, 唯一, 这一, 另一: 一 belongs to what stands before
_NOT_ONE = frozenset("统唯同专单逐之第其周期初高大任每某这那哪归惟独划如万不")
_NOT_HALF = compile_late(
    "月|小时|年|天|钟|世纪|学|星期|日|夜|程|径|价|成|导|岛|空|数|壁|途|边|路|场|封|信|个|挂"
)
_EACH = frozenset("人户家生村校班县")


def is_article(text: str, at: int, start: int, unit: Classifier) -> bool:
    """Tell whether 一 with *unit* counts nothing (一面之词, 统一个口径, 一户一策, 一幅幅)."""
    if not unit.one or (at > start and text[at - 1] in _NOT_ONE and not text.endswith("系统", start, at)):
        return True
    stop = at + 1 + len(unit.word)
    return text.startswith(("一", unit.word), stop)


def is_each(text: str, at: int, start: int) -> str | None:
    """
    Return what 一人一桶 counts by, for the 一 at *at*.

    >>> is_each("一人一桶", 2, 0)
    'person'
    """
    if at - 2 < start or text[at - 2] not in "一每" or text[at - 1] not in _EACH:
        return None
    if at - 3 >= start and text[at - 3] in "第十百统唯":
        return None
    return next(row.per for row in periods()[text[at - 1]] if row.word == text[at - 1])


def read_half_after(text: str, at: int, end: int, bounds: Bounds) -> tuple[Bounds, int]:
    """Read 半 behind a unit (两个半, 3吨半); leave 两个半小时 and 两个半岛."""
    if at >= end or text[at] != "半" or _NOT_HALF.match(text, at + 1, end):
        return bounds, at
    if bounds.value is None or bounds.modifier is not Modifier.EXACT:
        return bounds, at
    return exact(bounds.value + Decimal("0.5")), at + 1


_STOP = compile_late(r"[,。;、)\n]|\s|和|及|$")
_SENTENCE = compile_late(r"[。!?\n]")
_GIVE = compile_late("捐|赠|援|发放|物资|善款|配备|提供|购买|采购|送去|送来|送上|运送|慰问")
# 第3, 2020年5, 电话12345, 约3: what stands right before says that the number numbers, or measures something else
_NOT_GOODS = compile_late(
    "[年月日号第版路期页楼室层步章节条届级班第点分度元角为是的于至到达近约超过逾比得在共计有占下上前后每与和及之以个了图表式型款]$"
    "|邮编|电话|热线|传真|编号|账号|帐号|学号|工号|代码|高速|国道|省道|得分|温度|指数|点击|阅读|浏览|微信|手机|号码|联系|时间|日期|来源|字数|次数|比例|概率|排名|身高|体重|年龄"
)
_NOUN = compile_late("[一-鿿]{2,12} ?(?:各)?$")


def counts_without_unit(text: str, begin: int, term: Term, start: int, end: int) -> bool:
    """
    Tell whether a number counts goods though no classifier follows (鸡苗640、衣物1730, 口罩、手套各1000).

    Only an Arabic number right behind a noun, before a stop, in a sentence that speaks of giving.
    """
    if not term.numeral[0].isdigit() or not _STOP.match(text, term.end, end) or len(term.numeral) > 9:
        return False
    if "." in term.numeral or term.bounds is None or term.bounds.value is None:
        return False
    floor = max(start, begin - 14)
    each = begin - 1 >= start and text[begin - 1] == "各"
    if not each and (
        not _NOUN.search(text, floor, begin) or _NOT_GOODS.search(text, max(start, begin - 6), begin)
    ):
        return False
    if 1900 <= term.bounds.value <= 2100 and len(term.numeral) == 4 and not each:
        return False
    window = text[max(start, begin - 60) : begin]
    sentence = _SENTENCE.split(window)[-1]
    return _GIVE.search(sentence) is not None
