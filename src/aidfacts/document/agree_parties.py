"""Says whether the parties of two tellings can be the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Party, PartyKind
from aidfacts.model.frame import Draft

_STRICKEN = compile_late(
    r"(?:地震|洪水|台风|受)?灾区(?:人民|群众)?|震区|疫区|灾民|(?:抗疫|疫情|防控|防疫)*(?:一线|前线)"
)
_POINTER = compile_late(r"[该本我][省市县区镇乡村](?=[\u4e00-\u9fff]{3})")
_SCHOOLS = ("大", "中", "小")  # 明大 for 明屿大学
Same = Callable[[Party, Party], bool]


def roles_agree(a: Draft, b: Draft, role: str, same: Same) -> bool | None:
    """Tell whether two drafts share a party of *role* (True), leave it open (False) or exclude each other (None)."""
    filled = role in a.filled or role in b.filled
    return parties_agree(getattr(a.fact, role), getattr(b.fact, role), same, filled)


def parties_agree(a: Sequence[Party], b: Sequence[Party], same: Same, filled: bool) -> bool | None:
    """Tell whether two rows of parties share one (True), leave it open (False) or exclude each other (None)."""
    if not a or not b:
        return False
    if any(same(p, q) or are_near(p, q) for p in a for q in b):
        return True
    return False if filled or are_open(a) or are_open(b) else None


def are_open(row: Sequence[Party]) -> bool:
    """Tell whether a row names nobody who could not be another of the page: 贫困学生, 灾区."""
    return not any(party.named and not _STRICKEN.fullmatch(party.name) for party in row)


def are_near(a: Party, b: Party) -> bool:
    """Tell whether one name is a place or office that holds the other: 知木林镇 and 黑水县知木林人民政府."""
    for one, other in ((a, b), (b, a)):
        pointer = _POINTER.match(one.name)
        if pointer is not None and other.name.endswith(one.name[pointer.end() :]):
            return True  # 该镇中心卫生院 and 岩溪镇中心卫生院
        stem = one.name.rstrip("省市县区镇乡村") if one.kind is PartyKind.PLACE else one.name
        if len(stem) > 2 and PartyKind.PERSON in (one.kind, other.kind):
            stem = stem.removeprefix("小")  # 小禾苗 and 禾苗父亲
        if len(stem) >= 2 and stem in other.name:
            return True
    return False


def share_opening(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Tell whether a name of one row begins as one of the other does: 明屿企业, 明屿锦澄集团."""
    return any(p.name[:2] == q.name[:2] and len(p.name) > 2 for p in a for q in b)


def abbreviate(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Tell whether a name of one row has the characters of one of the other in their order: 上海交大, 上海交通大学."""
    return any(_is_short_for(p.name, q.name) or _is_short_for(q.name, p.name) for p in a for q in b)


def _is_short_for(short: str, name: str) -> bool:
    rest = iter(name)
    return (
        short[0] == name[0]
        and (len(short) > 2 or short.endswith(_SCHOOLS))
        and all(character in rest for character in short)
    )


def stand_for(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """
    Tell whether one row may be who took a gift in for the other, or a wider or looser name of it.

    交到校长手中 and 捐给学校, 捐给市慈善总会 and 驰援河南, 武汉 and 湖北. Two schools are two.
    """
    return any(_takes_for(p, q) or _takes_for(q, p) or _holds(p, q) or _holds(q, p) for p in a for q in b)


def _takes_for(taker: Party, other: Party) -> bool:
    taking = (PartyKind.PERSON, PartyKind.NGO)
    return taker.kind in taking and other.kind not in taking


def _holds(place: Party, other: Party) -> bool:
    """Tell whether the division of one party lies in that of a place: 420000 of 湖北 holds 420100 of 武汉."""
    wide, narrow = (place.adcode or "").rstrip("0"), (other.adcode or "").rstrip("0")
    return place.kind is PartyKind.PLACE and 2 <= len(wide) < len(narrow) and narrow.startswith(wide)
