"""What a place or house is for somebody, told right before its name: 定点帮扶村|北塘村, 山区学校|北塘小学."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.words import is_modifier_only

MAX_OF = 8  # characters that say what kind of village it is
# The noun of a kind; what stands behind it is the name.
_NOUN = compile_late("(?:联系|帮扶|扶贫|教学)?点|村|县|地|社区|学校|[小中]学|单位")
# A word of help or of a tie at which the reading of names begins anew, so that only the noun is left of the kind
_TIED = compile_late("(?:帮扶|联系|共建|扶贫|支援|派驻|移民|对口|涣散|协作|帮联|受援)$")


def past_class(text: str, start: int, end: int) -> int:
    """
    Return where a name begins behind the kind of village or school that *start* opens, *start* where none does.

    >>> text = "贫困村北塘村"
    >>> text[past_class(text, 0, 5) :]
    '北塘村'
    """
    for noun in _NOUN.finditer(text, start, min(end - 1, start + MAX_OF + 2)):
        told = is_modifier_only(text, start, noun.start()) if noun.start() > start else _is_tied(text, start)
        if told:
            return noun.end()
    return start


def _is_tied(text: str, start: int) -> bool:
    return _TIED.search(text, max(0, start - 2), start) is not None
