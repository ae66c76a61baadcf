"""Reads a row of places or schools that only tells whose the people behind it are: 石桥村、北塘村的困难群众."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.roles import is_joined
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_FROM_PLACES = compile_late(r"等(?:[地省市县区国]|乡镇|镇村|县[市区]|省市|市县|街道|社区|[村镇乡])的?共?")
# 北塘镇、岚溪镇|共|35所小学, 北塘镇、岚溪镇|两镇的|35所小学: how many of what lies in all of these places
_IN_PLACES = compile_late(r"(?:[两三四五六七八九十]+个?[省市县区镇乡村地校])?的?共?")
_HAVE_PEOPLE = (PartyKind.PLACE, PartyKind.SCHOOL)


def comes_from(row: Sequence[Mention], gap: str, element: Mention) -> bool:
    """
    Tell whether a row, *gap* before *element*, only says where or whose these are.

    上海、北京|等地的|校友, 甲镇、乙镇|共|35所小学, 甲校和乙校|的|学生.
    """
    if row[-1].kind is PartyKind.PLACE and _FROM_PLACES.fullmatch(gap) is not None:
        return True
    if len(row) < 2 or row[-1].kind not in _HAVE_PEOPLE or any(m.kind is not row[-1].kind for m in row):
        return False
    return _is_common(element) and _IN_PLACES.fullmatch(gap) is not None


def ends_in_people(row: Sequence[Mention], gap: str, element: Mention) -> bool:
    """Tell whether the last of a row of places of one level has the people of all of them: 石桥村、|北塘村困难群众."""
    people = element.kind is PartyKind.GROUP and not element.named and element.count is None
    place = element.place
    if not people or not place or not is_joined(gap) or not element.text.startswith(place):
        return False
    level = _level(place, element.adcode)
    return all(m.kind is PartyKind.PLACE and _level(m.name, m.adcode) == level for m in row)


def of_row(text: str, row: Sequence[Mention], people: Mention) -> Mention:
    """Return people together with the *row* before them whose they are; a number tells them without it."""
    if people.count is not None or "等" in text[row[-1].span.end : people.span.start]:
        return people
    span = Span(row[0].span.start, people.span.end)
    whole = span.cut(text)
    return evolve(people, span=span, text=whole, name=whole, adcode=None)


def _is_common(element: Mention) -> bool:
    """Tell whether a party is told by a common noun: 困难群众, 四川、甘肃的|灾区, 北塘镇和岚溪镇的|学校."""
    if element.anaphor is not None:
        return element.head == element.text
    return not element.named or (element.kind is PartyKind.PLACE and element.head == element.text)


def _level(name: str, adcode: str | None) -> str:
    """Return of what level a place is: by its noun, or as a province, whose short name has none."""
    return "省" if adcode is not None and adcode.endswith("0000") else name[-1]
