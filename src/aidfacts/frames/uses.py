"""Finds where a sentence says what the parts of a sum are for: 捐款200万元,|其中100万元用于修建教学楼,60万元用于购买图书."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.model.span import Span

_SUM = r"(?:人民币)?[约近]?\d[\d,.]*[余多]?[亿万千百]*余?(?:[美欧港日]?元|英镑)"
_USE = r"(?:现金|善款|资金|捐款)?(?:将|拟|主要|全部|专项|定向)*(?:用于|用作|用来|用以|作为|设立|成立|建立|支持|奖励|资助|修建|建设|兴建|购买|购置)"
# Takes 其中500万元用于设立奖学金,300万元支持实验室建设; leaves 其中30万元捐给北塘小学
_SPLIT = compile_late(
    rf"[,;(]其中[:,]?{_SUM}{_USE}[^,;。()]*(?:[,;、]?(?:另外?|其余|剩余)?{_SUM}{_USE}[^,;。()]*)+"
)


# Takes ,用于助学60万元、救灾120万元, with each sum behind what it is for
_SPENT = compile_late(
    rf"[,;(](?:其中)?[:,]?(?:分别|主要)?用于[^,;。、\d]{{2,24}}{_SUM}(?:[,、;][^,;。、\d]{{2,20}}{_SUM})+"
)


def first_use(text: str, uses: tuple[Span, ...], start: int, limit: int) -> int:
    """Return where the words between *start* and *limit* begin to part a sum by what it is for, else *limit*."""
    spent = _SPENT.search(text, start, limit) if "用于" in text[start:limit] else None
    told = [use.start for use in uses if use.start >= start]
    return min([limit, *told, *([spent.start()] if spent else [])])


def find_uses(text: str, sentence: Span) -> tuple[Span, ...]:
    """
    Return the stretches of *sentence* that part a sum by what it is for, which tell no gifts of their own.

    >>> page = "锦澄集团捐款20万元,其中15万元用于修路,5万元设立奖学金。"
    >>> [span.cut(page) for span in find_uses(page, Span(0, len(page)))]
    [',其中15万元用于修路,5万元设立奖学金']
    """
    if "其中" not in text[sentence.start : sentence.end]:
        return ()
    return tuple(Span(*match.span()) for match in _SPLIT.finditer(text, sentence.start, sentence.end))
