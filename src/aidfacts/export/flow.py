"""A picture of who gave what to whom, as SVG that is complete in itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, TextIO

from attrs import define, field, frozen

from aidfacts.errors import OptionError
from aidfacts.export.flow_gifts import Gift, join_parties, select_gifts
from aidfacts.export.flow_layout import Bar, Panel, Ribbon, Side, lay_out
from aidfacts.export.flow_text import LINE, escape_xml, wrap, write_lines
from aidfacts.export.phrases import say_number
from aidfacts.model.document import Document
from aidfacts.model.fact import Status

if TYPE_CHECKING:
    from aidfacts.export import Result

WIDTH = 960  # pixels
MIN_WIDTH = 320  # below, no name has room
MAX_ROWS = 40  # gifts that stand apart; of those beyond only the number is told
_MARGIN, _BAR, _PAD = 12, 8, 8
_SMALL = 12  # pixels of a letter of a note


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


@frozen
class _Frame:
    """The columns of a picture: names, bars, ribbons between them."""

    width: int

    @property
    def label(self) -> float:
        return min(250.0, self.width * 0.3)

    @property
    def left(self) -> float:
        return _MARGIN + self.label + _PAD

    @property
    def right(self) -> float:
        return self.width - self.left - _BAR

    @property
    def lines(self) -> int:
        return 2 if self.width >= 700 else 3

    def say(self, bar: Bar, currency: str) -> tuple[list[str], list[str]]:
        """Return the lines of a bar's name, and of its sum."""
        sign = "" if bar.exact else "≥ "
        told = [f"{sign}{say_number(bar.given)} {currency}"] if bar.given or not bar.planned else []
        told += (
            [f"{sign if not told else ''}{say_number(bar.planned)} {currency} planned"] if bar.planned else []
        )
        return wrap(bar.side.name, self.label, self.lines), [
            line for part in told for line in wrap(part, self.label, 2, _SMALL)
        ]


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
    frame = _Frame(width)
    parts: list[str] = []
    y = float(_MARGIN)
    adding = [gift for gift in gifts if gift.adds]
    for currency in sorted({gift.currency for gift in adding}):
        mine = [gift for gift in adding if gift.currency == currency]
        panel = lay_out(currency, mine, partial(_height, frame, currency))
        body, y = _draw_panel(frame, panel, y)
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
            body, y = _draw_rows(frame, heading, rows, y)
            parts += body
    if not gifts:
        parts.append(write_lines(_MARGIN, y + LINE / 2, ["No gifts."], "start", "note"))
        y += LINE + _PAD
    height = round(y + _MARGIN - _PAD)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="af-flow" lang="zh" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="{prefix}-title {prefix}-desc">\n'
        f'<title id="{prefix}-title">{escape_xml(title)}</title>\n'
        f'<desc id="{prefix}-desc">{escape_xml(_describe(flow, gifts))}</desc>\n'
    )
    sheet = f"<style>\n{read_flow_style()}\n</style>\n" if style else ""
    back = f'<rect class="back" width="{width}" height="{height}"/>\n'
    return head + sheet + back + "\n".join(parts) + "\n</svg>"


def _height(frame: _Frame, currency: str, bar: Bar) -> float:
    name, told = frame.say(bar, currency)
    return (len(name) + len(told)) * LINE


def _draw_panel(frame: _Frame, panel: Panel, y: float) -> tuple[list[str], float]:
    planned = any(ribbon.gift.status is Status.PLANNED for ribbon in panel.ribbons)
    note = f"{panel.currency}, thick as the lower bound" + (
        "; planned gifts pale and dashed" if planned else ""
    )
    head, y = _draw_heading(frame, "Gifts", note, y)
    parts = head
    parts += [_draw_ribbon(frame, ribbon, y) for ribbon in panel.ribbons]
    hues: dict[Side, int] = {bar.side: number % 8 for number, bar in enumerate(panel.left)}
    for bars, x, anchor in ((panel.left, frame.left, "end"), (panel.right, frame.right, "start")):
        for bar in bars:
            hue = f"f{hues[bar.side]}" if anchor == "end" else "sum"
            parts.append(
                f'<rect class="bar {hue}" x="{x:g}" y="{y + bar.top:.2f}" width="{_BAR}" '
                f'height="{max(bar.thick, 0.75):.2f}"/>'
            )
            parts += _draw_label(frame, bar, panel.currency, x, y, anchor)
    y += panel.height + _PAD * 2
    scale, y = _draw_scale(frame, panel, y)
    return [*parts, *scale], y


def _draw_heading(frame: _Frame, heading: str, note: str, y: float) -> tuple[list[str], float]:
    room = frame.width - 2 * _MARGIN
    lines = wrap(heading, room, 4)
    parts = [write_lines(_MARGIN, y + LINE / 2, lines, "start", "heading")]
    y += len(lines) * LINE
    if note:
        small = wrap(note, room, 3, _SMALL)
        parts.append(write_lines(_MARGIN, y + LINE / 2, small, "start", "note", _SMALL))
        y += len(small) * LINE
    return parts, y + _PAD * 1.5


def _draw_label(frame: _Frame, bar: Bar, currency: str, x: float, y: float, anchor: str) -> Iterator[str]:
    name, told = frame.say(bar, currency)
    at = x - _PAD if anchor == "end" else x + _BAR + _PAD
    top = y + bar.middle - (len(name) + len(told)) * LINE / 2 + LINE / 2
    yield f"<g><title>{escape_xml(bar.side.name)}</title>"
    yield write_lines(at, top, name, anchor)
    yield write_lines(at, top + len(name) * LINE, told, anchor, "sum", _SMALL) + "</g>"


def _draw_ribbon(frame: _Frame, ribbon: Ribbon, y: float) -> str:
    start, end = frame.left + _BAR, frame.right
    bend = (end - start) / 2
    top, low = y + ribbon.left, y + ribbon.right
    path = (
        f"M{start:g} {top:.2f}C{start + bend:g} {top:.2f} {end - bend:g} {low:.2f} {end:g} {low:.2f}"
        f"v{ribbon.thick:.3f}"
        f"C{end - bend:g} {low + ribbon.thick:.2f} {start + bend:g} {top + ribbon.thick:.2f} "
        f"{start:g} {top + ribbon.thick:.2f}Z"
    )
    planned = " planned" if ribbon.gift.status is Status.PLANNED else ""
    low_bound = f"{ribbon.gift.low:f}" if ribbon.gift.low is not None else ""
    return (
        f'<path class="ribbon f{ribbon.hue}{planned}" data-low="{low_bound}" d="{path}">'
        f"<title>{escape_xml(say_gift(ribbon.gift))}</title></path>"
    )


def _draw_scale(frame: _Frame, panel: Panel, y: float) -> tuple[list[str], float]:
    """Draw a bar of a round sum, so that thickness can be read."""
    if not panel.scale:
        return [], y
    worth = round_down(60 / panel.scale)
    tall = float(worth * panel.scale)
    x = frame.left
    parts = [
        f'<path class="rule" d="M{x:g} {y:.2f}h{_BAR}m{-_BAR / 2:g} 0v{tall:.2f}m{-_BAR / 2:g} 0h{_BAR}"/>',
        write_lines(
            x + _BAR + _PAD, y + tall / 2, [f"{say_number(worth)} {panel.currency}"], "start", "note", _SMALL
        ),
    ]
    return parts, y + max(tall, LINE) + _PAD * 3


def round_down(number: Decimal) -> Decimal:
    """
    Return the largest of 1, 2, 5, 10, 20 … that is not above *number*, which is above 0.

    >>> round_down(Decimal(73)), round_down(Decimal("0.04"))
    (Decimal('5E+1'), Decimal('0.02'))
    """
    size = Decimal(1).scaleb(number.adjusted())
    return next(step * size for step in (Decimal(5), Decimal(2), Decimal(1)) if step * size <= number)


def _draw_rows(frame: _Frame, heading: str, gifts: Sequence[Gift], y: float) -> tuple[list[str], float]:
    """Draw each gift in a row of its own: nothing is added up."""
    parts, y = _draw_heading(frame, heading, "", y)
    start, end = frame.left, frame.right + _BAR
    hues: dict[Side, int] = {}
    for gift in gifts[:MAX_ROWS]:
        left, right = Side(gift.donors), Side(gift.recipients)
        names = [wrap(side.name, frame.label, frame.lines) for side in (left, right)]
        what = wrap(gift.what, end - start - 2 * _PAD, frame.lines, _SMALL)
        over = len(what) * LINE
        tall = max(len(names[0]) * LINE, len(names[1]) * LINE, over + LINE)
        middle = y + tall / 2
        line = y + (tall - over) / 2 + over
        hue = hues.setdefault(left, len(hues) % 8)
        dash = " loose" if gift.status is Status.PLANNED else ""
        parts.append(f"<g><title>{escape_xml(say_gift(gift))}</title>")
        for lines, x, anchor in ((names[0], start - _PAD, "end"), (names[1], end + _PAD, "start")):
            parts.append(write_lines(x, middle - (len(lines) - 1) * LINE / 2, lines, anchor))
        parts.append(
            write_lines((start + end) / 2, line - over + LINE / 2 - 3, what, "middle", "sum", _SMALL)
        )
        parts.append(
            f'<path class="line f{hue}{dash}" d="M{start:g} {line:.2f}H{end:g}"/>'
            f'<path class="line f{hue}" d="M{end - 6:g} {line - 4:.2f}l6 4l-6 4"/></g>'
        )
        y += tall + GAP_ROWS
    if len(gifts) > MAX_ROWS:
        more = f"and {len(gifts) - MAX_ROWS:,} more"
        parts.append(write_lines(_MARGIN, y + LINE / 2, [more], "start", "note", _SMALL))
        y += LINE
    return parts, y + _PAD * 2


GAP_ROWS = 8  # pixels between two rows


def say_gift(gift: Gift) -> str:
    """Return a gift in a line: from whom, through whom, to whom, what, where it is told."""
    through = f", through {Side(gift.channels).name}" if gift.channels else ""
    status = f", {gift.status.value}" if gift.status is not Status.COMPLETED else ""
    day = f", {gift.date}" if gift.date else ""
    told = f"{gift.document.partition(':')[2]} {gift.fact}"
    return (
        f"{Side(gift.donors).name} → {Side(gift.recipients).name}: {gift.what}{through}{status}{day} ({told})"
    )


def _describe(flow: Flow, gifts: Sequence[Gift]) -> str:
    ranked = sorted((gift for gift in gifts if gift.low is not None), key=lambda gift: -(gift.low or 0))
    told = [
        f"{len(gifts)} gifts, {sum(gift.adds for gift in gifts)} of them with a sum that may be added up."
    ]
    told += [
        f"{say_gift(gift)}." for gift in (*ranked[:20], *[gift for gift in gifts if gift.low is None][:20])
    ]
    told += [f"{len(gifts) - 40} more."] if len(gifts) > 40 else []
    told += [f"Not read: {failure}." for failure in flow.failed]
    return " ".join(told)
