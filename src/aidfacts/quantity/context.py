"""Reads what stands around a number: hedges, rates, and signs that it is no figure at all."""

from __future__ import annotations

from aidfacts.lexicon import cache, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.model.quantity import Modifier
from aidfacts.quantity.money import read_prefix
from aidfacts.quantity.tables import hedges_after, hedges_before

_ORDINAL_LIST = compile_late(
    r"第[0-9一二三四五六七八九十百]{1,4}(?:[、,至到和~-][0-9一二三四五六七八九十百]{1,4})*[、,至到和~-]$"
)
_NOT_FIRST = frozenset("目此之以日当先年月天期眼提午饭往从跟空史")
SUSPECT = frozenset("第 *＊#�.之前、,至到和~-" + "".join(map(chr, range(33, 127))))
_OPENER = compile_late("[多余](?![次个种名年家款额下笔项份元媒功方])")


def is_barred(text: str, at: int, start: int, numeral: str) -> bool:
    """
    Tell whether what stands before a number says that it counts nothing: 第六批, N95, 2020/06, 138****50.

    >>> is_barred("第3批", 1, 0, "3"), is_barred("共3批", 1, 0, "3")
    (True, False)
    """
    if numeral[0].isdigit():
        digits = len(numeral) - numeral.count(",") - numeral.count(" ")
        if (numeral[0] == "0" and len(numeral) > 1 and numeral[1].isdigit()) or (
            digits > 13 and numeral.isdigit()
        ):
            return True
    if at <= start:
        return False
    before = text[at - 1]
    if before not in SUSPECT:
        return False
    if before == " " and at - 2 >= start and text[at - 2] == "第":
        return True
    if before == "第" or (before in "*＊#�.之" and (before != "之" or text[at - 2 : at] == "分之")):
        return True
    if before.isascii():
        if before.isalpha():
            # RMB500 is a sum, N95 a name
            if read_prefix(text, at, start)[0] is not None:
                return False
            # CT1台, AED3台: a short number right behind capitals counts; N95 and KF94 are names
            capitals = (
                at - 2 >= start and before.isupper() and text[at - 2].isascii() and text[at - 2].isupper()
            )
            return not (capitals and len(numeral) == 1)
        if before in "/:-~+" and at - 2 >= start:
            earlier = text[at - 2]
            if earlier.isdigit() or (before == "-" and earlier.isascii() and earlier.isalpha()):
                return True
        if before.isdigit():
            return True
    if before == "前" and (at - 2 < start or text[at - 2] not in _NOT_FIRST):
        return True
    return before in "、,至到和~-" and _ORDINAL_LIST.search(text, max(start, at - 14), at) is not None


@cache
def _decoys() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return the words of data/number_decoys.tsv with the place of a sign in them, by that sign and the next."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for row in read_table("number_decoys"):
        word = row["word"]
        for at in range(len(word) - 1):
            groups.setdefault(word[at : at + 2], []).append((word, at))
    return {pair: tuple(group) for pair, group in groups.items()}


def is_part_of_word(text: str, at: int) -> bool:
    """
    Tell whether the number at *at* stands inside a name or a saying.

    >>> is_part_of_word("七台河市", 0), is_part_of_word("七台电脑", 0)
    (True, False)
    """
    return any(
        place <= at and text.startswith(word, at - place)
        for word, place in _decoys().get(text[at : at + 2], ())
    )


def read_before(text: str, at: int, start: int) -> tuple[tuple[Modifier, ...], int]:
    """Read the hedges that end right before *at*; return their directions and where the first begins."""
    table = hedges_before()
    directions: tuple[Modifier, ...] = ()
    while True:
        stop = at
        if stop > start and text[stop - 1] == " ":
            stop -= 1
        if stop <= start:
            return directions, at
        for row in table.get(text[stop - 1], ()):
            begin = stop - len(row.word)
            if begin < start or not text.startswith(row.word, begin):
                continue
            if row.not_by and begin > start and text[begin - 1] in row.not_by:
                continue
            directions += (row.bound,)
            at = begin
            break
        else:
            return directions, at
        if len(directions) > 4:
            return directions, at


def read_after(
    text: str, at: int, end: int, *, money: bool, measure: bool = False
) -> tuple[tuple[Modifier, ...], int, bool]:
    """Read the hedges behind a unit; the last part of the answer tells of an opener (5吨多)."""
    directions: tuple[Modifier, ...] = ()
    opened = False
    if (money or measure) and at < end and text[at] in "多余" and _OPENER.match(text, at, end):
        at, opened = at + 1, True
        if text.startswith("钱", at):
            at += 1
    table = hedges_after()
    while at < end:
        for row in table.get(text[at], ()):
            stop = at + len(row.word)
            if stop > end or not text.startswith(row.word, at):
                continue
            if row.not_by and text[stop : stop + 1] and text[stop] in row.not_by:
                continue
            if row.bound is Modifier.EXACT and not money:
                continue
            if row.bound is not Modifier.EXACT:
                directions += (row.bound,)
            at = stop
            break
        else:
            break
        if len(directions) > 3:
            break
    return directions, at, opened
