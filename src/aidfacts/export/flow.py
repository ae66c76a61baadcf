"""A picture of who gave what to whom, as SVG that is complete in itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TextIO

from attrs import define, field

from aidfacts.errors import OptionError
from aidfacts.export.flow_draw import MARGIN, PAD, Frame, draw_panel, draw_rows, say_gift
from aidfacts.export.flow_gifts import Gift, join_parties, select_gifts
from aidfacts.export.flow_text import LINE, escape_xml, write_lines
from aidfacts.model.document import Document

if TYPE_CHECKING:
    from aidfacts.export import Result

WIDTH = 960  # pixels
MIN_WIDTH = 320  # below, no name has room
_DESCRIBED = 20  # gifts of each kind that the description lists


@define
class Flow:
    """What a picture of the flow is drawn from: the gifts of results as they come, without their texts."""

    gifts: list[Gift] = field(factory=list)
    failed: list[str] = field(factory=list)
    _count: int = 0

    def add(self, result: Result) -> None:
        """Take in one result; a failure is named in the description of the picture."""
        self._count += 1
        if isinstance(result, Document):
            name = result.id if result.id is not None else f"document {self._count}"
            self.gifts += select_gifts(result, f"{self._count}:{name}")
        else:
            self.failed.append(f"{result.id or result.index}: {result.error}: {result.message}")


@cache
def read_flow_style() -> str:
    """Return the style sheet of the picture."""
    return (files("aidfacts.export") / "flow.css").read_text(encoding="utf-8").strip()


def to_flow_svg(
    results: Iterable[Result], *, width: int = WIDTH, title: str = "Who gave what to whom"
) -> str:
    """
    Return a picture of the gifts in *results*, donors on the left and recipients on the right.

    A ribbon is as thick as the exact lower bound of a gift; each currency has a panel of its own. Gifts whose worth is
    not told stand apart as thin lines, and so do totals over many acts, which may hold gifts that are drawn above: no
    total is added to its parts, and a gift that several documents tell is drawn once. Joint givers are one party.

    >>> from aidfacts import extract
    >>> picture = to_flow_svg([extract("云岭公司向青禾小学捐款五万元。")])
    >>> "云岭公司 → 青禾小学: 50,000 CNY" in picture
    True

    Args: width: in pixels; 420 suits a telephone, and names are broken to fit.
    Raises: OptionError where *width* has no room for names.
    """
    flow = Flow()
    for result in results:
        flow.add(result)
    return draw_flow(flow, width=width, title=title)


def write_flow(results: Iterable[Result], stream: TextIO) -> None:
    """Write the picture of `to_flow_svg` in its usual width."""
    stream.write(to_flow_svg(results) + "\n")


def draw_flow(
    flow: Flow,
    *,
    width: int = WIDTH,
    title: str = "Who gave what to whom",
    prefix: str = "flow",
    style: bool = True,
) -> str:
    """
    Return the picture of *flow*.

    Args:
        prefix: begins the ids in it, so that two pictures may stand in one page.
        style: False where the page has the style sheet already.
    """
    if width < MIN_WIDTH:
        raise OptionError(f"width {width!r} is too narrow for names; give {MIN_WIDTH} pixels or more")
    gifts = join_parties(flow.gifts)
    frame = Frame(width)
    parts: list[str] = []
    y = float(MARGIN)
    adding = [gift for gift in gifts if gift.adds]
    for currency in sorted({gift.currency for gift in adding}):
        mine = [gift for gift in adding if gift.currency == currency]
        body, y = draw_panel(frame, currency, mine, y)
        parts += body
    totals = [gift for gift in gifts if not gift.adds and gift.low is not None]
    loose = [gift for gift in gifts if gift.low is None]
    for heading, rows in (
        (
            "Totals over many acts; they may hold gifts above and are not added to them",
            sorted(totals, key=lambda gift: -(gift.low or 0)),
        ),
        ("Goods without a worth, rates, and sums without a lower bound", loose),
    ):
        if rows:
            body, y = draw_rows(frame, heading, rows, y)
            parts += body
    if not gifts:
        parts.append(write_lines(MARGIN, y + LINE / 2, ["No gifts."], "start", "note"))
        y += LINE + PAD
    height = round(y + MARGIN - PAD)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="af-flow" lang="zh" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="{prefix}-title {prefix}-desc">\n'
        f'<title id="{prefix}-title">{escape_xml(title)}</title>\n'
        f'<desc id="{prefix}-desc">{escape_xml(_describe(flow, gifts))}</desc>\n'
    )
    sheet = f"<style>\n{read_flow_style()}\n</style>\n" if style else ""
    back = f'<rect class="back" width="{width}" height="{height}"/>\n'
    return head + sheet + back + "\n".join(parts) + "\n</svg>"


def _describe(flow: Flow, gifts: Sequence[Gift]) -> str:
    ranked = sorted((gift for gift in gifts if gift.low is not None), key=lambda gift: -(gift.low or 0))
    listed = [*ranked[:_DESCRIBED], *[gift for gift in gifts if gift.low is None][:_DESCRIBED]]
    told = [
        f"{len(gifts)} gifts, {sum(gift.adds for gift in gifts)} of them with a sum that may be added up."
    ]
    told += [f"{say_gift(gift)}." for gift in listed]
    told += [f"{len(gifts) - len(listed)} more."] if len(gifts) > len(listed) else []
    told += [f"Not read: {failure}." for failure in flow.failed]
    return " ".join(told)
