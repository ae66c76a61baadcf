"""Who is told first by what he is and then by name: 一位老人捐款5万元。老人名叫周砚秋. 三名学生…,他们是周砚秋、林月如和陆见山."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aidfacts.document.coref_state import JOINT, Told
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

NEAR = 2  # sentences from who is told without a name to the name
LEAD = 26  # characters of what leads to the name
_AS = r"(?:(?<=[,。;:!?\n“”])|^)(?:据(?:了解|悉|介绍)|原来|经(?:了解|核实|多方打听)|后来得知)?,?"
# 老人名叫|周砚秋, 这位慈善家是香港同胞|周砚秋, 捐款人|周砚秋
_ONE = compile_late(
    _AS
    + r"(?:(?:[这该]一?[位名个][^,。;:的]{1,8}?|老人家?|老先生|[他她])(?:的名字)?(?:名叫|叫做?|(?:就|正)?是[^,。;:、的]{0,10})"
    r"|(?:捐[款赠助]人|捐[款赠]者|(?:这位)?好心人)(?:名叫|叫|(?:就|正)?是)?[^,。;:、的]{0,8})$"
)
_MANY = compile_late(
    _AS + r"(?:[他她]们|[这该]?[两三四五六七八九十\d]+[位名个]?[^,。;:]{0,4})(?:分别|就)?是[^,。;:、]{0,10}$"
)
# 一位|老人, 一名|退休教师, 一|慈善家; 三名|学生, 多位|教授
_SINGLE = compile_late(r"(?:^|[^第十])一(?:[位名个]|(?=[老慈企]))|某")
_PLURAL = compile_late(r"(?:[两三四五六七八九十几多数]|\d)[余多]?[位名个]")
_NEXT = compile_late(r"(?:、|和|与|及|以及)[^、,。;:向为给和与及了来到是说的]{0,8}")


def read_named(told: Told, fixed: Sequence[int | None]) -> dict[int, tuple[int, ...]]:
    """Return by the mention of people without a name the parties whose names the next sentences tell."""
    found: dict[int, tuple[int, ...]] = {}
    for at, mention in enumerate(told.mentions):
        number, start = fixed[at], mention.span.start
        if mention.kind is not PartyKind.PERSON or not mention.named or number is None or not at:
            continue
        begin = max(0, start - LEAD)
        many = _MANY.search(told.text, begin, start) is not None
        if not many and _ONE.search(told.text, begin, start) is None:
            continue
        names = tuple(_row(told, fixed, at)) if many else (number,)
        unnamed = _unnamed_before(told, at, many=many)
        if unnamed is not None and (not many or len(names) > 1):
            found.setdefault(unnamed, names)
    return found


def _row(told: Told, fixed: Sequence[int | None], at: int) -> Iterator[int]:
    """Yield the people of a row that begins with mention number *at*."""
    for index in range(at, len(told.mentions)):
        mention, number = told.mentions[index], fixed[index]
        gap = told.between(index - 1, index) if index > at else "、"
        if mention.kind is not PartyKind.PERSON or number is None:
            return
        if not (JOINT.match(gap) or _NEXT.fullmatch(gap)):
            return
        yield number


def _unnamed_before(told: Told, at: int, *, many: bool) -> int | None:
    """Return the people without a name that the sentences before mention number *at* tell last, nobody else told since."""
    for index in range(at - 1, -1, -1):
        mention = told.mentions[index]
        if told.sentence(at) - told.sentence(index) > NEAR:
            return None
        if mention.kind is PartyKind.PERSON and mention.named and mention.anaphor is None:
            return None
        if mention.kind is PartyKind.GROUP and not mention.named and _counts(told.text, mention, many=many):
            return index
    return None


def _counts(text: str, mention: Mention, *, many: bool) -> bool:
    """Tell whether a noun for people is told as one, or as *many*, of an unknown name."""
    start = max(0, mention.span.start - 4)
    counted = (_PLURAL if many else _SINGLE).search(text, start, mention.span.end)
    return counted is not None and counted.start() <= mention.span.start
