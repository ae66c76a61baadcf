"""Where each party and each gift stands in the picture of a flow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from attrs import frozen

from aidfacts.export.flow_gifts import Gift, Node
from aidfacts.model.fact import Status

GAP = 12  # pixels between two parties of a side
TALLEST = 320  # pixels that all gifts of a panel take together …
TALL = 70  # … and for each party of the longer side at most, so that a single gift is no wall
MAX_SIDE = 24  # parties a side; those beyond stand together at the end


@frozen
class Side:
    """Who stands at one end of gifts: all joint givers together, or all who get one gift together."""

    nodes: tuple[Node, ...] = ()
    others: int = 0  # parties that stand together for want of room; 0 for a party of its own

    @property
    def name(self) -> str:
        """Return what is written beside the bar; groups without a name in brackets."""
        if self.others:
            return f"{self.others} more"
        names = (
            f"({node.name})" if node.local and "*" not in node.name else node.name for node in self.nodes
        )
        return "、".join(names) or "(not told)"


@frozen
class Bar:
    """
    A party with all its gifts. `given` and `planned` are sums of lower bounds, `exact` where each is the sum itself.

    `top` and `thick` are where it stands, in pixels; `middle` is that of the room for its label.
    """

    side: Side
    given: Decimal
    planned: Decimal
    exact: bool
    top: float = 0.0
    thick: float = 0.0

    @property
    def middle(self) -> float:
        """Return where the middle of the label stands."""
        return self.top + self.thick / 2


@frozen
class Ribbon:
    """A gift from one height to another; `hue` numbers the giver."""

    gift: Gift
    left: float
    right: float
    thick: float
    hue: int


@frozen
class Panel:
    """The gifts of one currency, laid out; `scale` is pixels for a unit of it."""

    currency: str
    left: tuple[Bar, ...]
    right: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]
    scale: Decimal
    height: float


def lay_out(currency: str, gifts: Sequence[Gift], room: Callable[[Bar], float]) -> Panel:
    """
    Place *gifts*, all in *currency* and with a lower bound, between givers and receivers.

    Args: room: how many pixels the label of a bar takes from top to bottom.
    """
    givers = _choose([Side(gift.donors) for gift in gifts], gifts)
    takers = _choose([Side(gift.recipients) for gift in gifts], gifts)
    worth = sum((gift.low for gift in gifts if gift.low), Decimal(0))
    tall = min(TALLEST, TALL * max(len(set(givers)), len(set(takers))))
    scale = tall / worth if worth else Decimal(0)
    left = _rank(givers, gifts)
    at = {side: number for number, side in enumerate(left)}
    right = sorted(_rank(takers, gifts), key=lambda side: _centre(side, givers, takers, gifts, at))
    bars = [_stack(order, ends, gifts, scale, room) for order, ends in ((left, givers), (right, takers))]
    height = max(total for _, total in bars)
    placed = [{bar.side: _move(bar, (height - total) / 2) for bar in column} for column, total in bars]
    ribbons = _join(gifts, givers, takers, placed[0], placed[1], scale)
    return Panel(currency, tuple(placed[0].values()), tuple(placed[1].values()), ribbons, scale, height)


def _choose(sides: list[Side], gifts: Sequence[Gift]) -> list[Side]:
    """Return the side of each gift, the smallest put together where there are too many."""
    ranked = _rank(sides, gifts)
    if len(ranked) <= MAX_SIDE:
        return sides
    small = set(ranked[MAX_SIDE - 1 :])
    rest = Side(others=len(small))
    return [rest if side in small else side for side in sides]


def _rank(sides: list[Side], gifts: Sequence[Gift]) -> list[Side]:
    """Return each of *sides* once, the largest first and what stands together last."""
    sums: dict[Side, Decimal] = {}
    for side, gift in zip(sides, gifts, strict=True):
        sums[side] = sums.get(side, Decimal(0)) + (gift.low or 0)
    return sorted(sums, key=lambda side: (side.others > 0, -sums[side], side.name))


def _centre(
    side: Side, givers: list[Side], takers: list[Side], gifts: Sequence[Gift], at: dict[Side, int]
) -> tuple[bool, float, str]:
    # Who gets from the givers at the top stands at the top, so that few ribbons cross.
    mine = [
        (at[giver], gift.low or Decimal(0))
        for giver, taker, gift in zip(givers, takers, gifts, strict=True)
        if taker == side
    ]
    weight = sum(low for _, low in mine) or Decimal(1)
    return side.others > 0, float(sum(number * low for number, low in mine) / weight), side.name


def _stack(
    order: Sequence[Side],
    ends: Sequence[Side],
    gifts: Sequence[Gift],
    scale: Decimal,
    room: Callable[[Bar], float],
) -> tuple[list[Bar], float]:
    column, top = [], 0.0
    for side in order:
        mine = [gift for end, gift in zip(ends, gifts, strict=True) if end == side]
        planned = sum((gift.low or Decimal(0) for gift in mine if gift.status is Status.PLANNED), Decimal(0))
        given = sum((gift.low or Decimal(0) for gift in mine), Decimal(0)) - planned
        thick = float((given + planned) * scale)
        bar = Bar(side, given, planned, all(gift.exact for gift in mine), 0.0, thick)
        slot = max(thick, room(bar))
        column.append(_move(bar, top + (slot - thick) / 2))
        top += slot + GAP
    return column, top - GAP


def _move(bar: Bar, by: float) -> Bar:
    return Bar(bar.side, bar.given, bar.planned, bar.exact, bar.top + by, bar.thick)


def _join(
    gifts: Sequence[Gift],
    givers: Sequence[Side],
    takers: Sequence[Side],
    left: dict[Side, Bar],
    right: dict[Side, Bar],
    scale: Decimal,
) -> tuple[Ribbon, ...]:
    hues = {side: number % 8 for number, side in enumerate(left)}
    rows = sorted(
        range(len(gifts)), key=lambda at: (left[givers[at]].top, right[takers[at]].top, gifts[at].document)
    )
    thick = [float((gift.low or Decimal(0)) * scale) for gift in gifts]
    starts, used = {}, {side: bar.top for side, bar in left.items()}
    for at in rows:
        starts[at] = used[givers[at]]
        used[givers[at]] += thick[at]
    used = {side: bar.top for side, bar in right.items()}
    ribbons = []
    for at in sorted(rows, key=lambda at: (right[takers[at]].top, left[givers[at]].top)):
        ribbons.append(Ribbon(gifts[at], starts[at], used[takers[at]], thick[at], hues[givers[at]]))
        used[takers[at]] += thick[at]
    return tuple(sorted(ribbons, key=lambda ribbon: -ribbon.thick))  # thin ones above thick ones
