"""Says whether the parties of two tellings can be the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aidfacts.model.fact import Party, PartyKind
from aidfacts.model.frame import Draft

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
    if filled or not any(p.named for p in a) or not any(q.named for q in b):
        return False
    return None


def are_near(a: Party, b: Party) -> bool:
    """Tell whether one name is a place or office that holds the other: 知木林镇 and 黑水县知木林人民政府."""
    for one, other in ((a, b), (b, a)):
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
    return any(
        p.name[0] == q.name[0] and (_is_within(p.name, q.name) or _is_within(q.name, p.name))
        for p in a
        for q in b
    )


def _is_within(short: str, name: str) -> bool:
    rest = iter(name)
    return len(short) > 2 and all(character in rest for character in short)
