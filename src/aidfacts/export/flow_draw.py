"""Draws the panels and the rows of a flow as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from attrs import frozen

from aidfacts.export.flow_gifts import Gift
from aidfacts.export.flow_layout import Bar, Panel, Ribbon, Side, lay_out
from aidfacts.export.flow_text import LINE, escape_xml, wrap, write_lines
from aidfacts.export.phrases import say_number
from aidfacts.model.fact import Status

MAX_ROWS = 40  # gifts that stand apart; of those beyond only the number is told
MARGIN, PAD = 12, 8
_BAR, _GAP = 8, 8  # a bar's width, and the room between two rows
_SMALL = 12  # pixels of a letter of a note


@frozen
class Frame:
    """The columns of a picture: names, bars, ribbons between them."""

    width: int

    @property
    def label(self) -> float:
        """Return how wide a name may be."""
        return min(250.0, self.width * 0.3)

    @property
    def left(self) -> float:
        """Return where the bars of the donors begin."""
        return MARGIN + self.label + PAD

    @property
    def right(self) -> float:
        """Return where the bars of the recipients begin."""
        return self.width - self.left - _BAR

    @property
    def lines(self) -> int:
        """Return how many lines a name may take."""
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


def _height(frame: Frame, currency: str, bar: Bar) -> float:
    name, told = frame.say(bar, currency)
    return (len(name) + len(told)) * LINE


def draw_panel(frame: Frame, currency: str, gifts: Sequence[Gift], y: float) -> tuple[list[str], float]:
    """Draw *gifts*, all in *currency* and with a lower bound, from height *y*; return where the panel ends too."""
    panel = lay_out(currency, gifts, partial(_height, frame, currency))
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
    y += panel.height + PAD * 2
    scale, y = _draw_scale(frame, panel, y)
    return [*parts, *scale], y


def _draw_heading(frame: Frame, heading: str, note: str, y: float) -> tuple[list[str], float]:
    room = frame.width - 2 * MARGIN
    lines = wrap(heading, room, 4)
    parts = [write_lines(MARGIN, y + LINE / 2, lines, "start", "heading")]
    y += len(lines) * LINE
    if note:
        small = wrap(note, room, 3, _SMALL)
        parts.append(write_lines(MARGIN, y + LINE / 2, small, "start", "note", _SMALL))
        y += len(small) * LINE
    return parts, y + PAD * 1.5


def _draw_label(frame: Frame, bar: Bar, currency: str, x: float, y: float, anchor: str) -> Iterator[str]:
    name, told = frame.say(bar, currency)
    at = x - PAD if anchor == "end" else x + _BAR + PAD
    top = y + bar.middle - (len(name) + len(told)) * LINE / 2 + LINE / 2
    yield f"<g><title>{escape_xml(bar.side.name)}</title>"
    yield write_lines(at, top, name, anchor)
    yield write_lines(at, top + len(name) * LINE, told, anchor, "sum", _SMALL) + "</g>"


def _draw_ribbon(frame: Frame, ribbon: Ribbon, y: float) -> str:
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


def _draw_scale(frame: Frame, panel: Panel, y: float) -> tuple[list[str], float]:
    """Draw a bar of a round sum, so that thickness can be read."""
    if not panel.scale:
        return [], y
    worth = round_down(60 / panel.scale)
    tall = float(worth * panel.scale)
    x = frame.left
    parts = [
        f'<path class="rule" d="M{x:g} {y:.2f}h{_BAR}m{-_BAR / 2:g} 0v{tall:.2f}m{-_BAR / 2:g} 0h{_BAR}"/>',
        write_lines(
            x + _BAR + PAD, y + tall / 2, [f"{say_number(worth)} {panel.currency}"], "start", "note", _SMALL
        ),
    ]
    return parts, y + max(tall, LINE) + PAD * 3


def round_down(number: Decimal) -> Decimal:
    """
    Return the largest of 1, 2, 5, 10, 20 … that is not above *number*, which is above 0.

    >>> round_down(Decimal(73)), round_down(Decimal("0.04"))
    (Decimal('5E+1'), Decimal('0.02'))
    """
    size = Decimal(1).scaleb(number.adjusted())
    return next(step * size for step in (Decimal(5), Decimal(2), Decimal(1)) if step * size <= number)


def draw_rows(frame: Frame, heading: str, gifts: Sequence[Gift], y: float) -> tuple[list[str], float]:
    """Draw each gift in a row of its own: nothing is added up."""
    parts, y = _draw_heading(frame, heading, "", y)
    start, end = frame.left, frame.right + _BAR
    hues: dict[Side, int] = {}
    for gift in gifts[:MAX_ROWS]:
        left, right = Side(gift.donors), Side(gift.recipients)
        names = [wrap(side.name, frame.label, frame.lines) for side in (left, right)]
        what = wrap(gift.what, end - start - 2 * PAD, frame.lines, _SMALL)
        over = len(what) * LINE
        tall = max(len(names[0]) * LINE, len(names[1]) * LINE, over + LINE)
        middle = y + tall / 2
        line = y + (tall - over) / 2 + over
        hue = hues.setdefault(left, len(hues) % 8)
        dash = " loose" if gift.status is Status.PLANNED else ""
        parts.append(f"<g><title>{escape_xml(say_gift(gift))}</title>")
        for lines, x, anchor in ((names[0], start - PAD, "end"), (names[1], end + PAD, "start")):
            parts.append(write_lines(x, middle - (len(lines) - 1) * LINE / 2, lines, anchor))
        parts.append(
            write_lines((start + end) / 2, line - over + LINE / 2 - 3, what, "middle", "sum", _SMALL)
        )
        parts.append(
            f'<path class="line f{hue}{dash}" d="M{start:g} {line:.2f}H{end:g}"/>'
            f'<path class="line f{hue}" d="M{end - 6:g} {line - 4:.2f}l6 4l-6 4"/></g>'
        )
        y += tall + _GAP
    if len(gifts) > MAX_ROWS:
        more = f"and {len(gifts) - MAX_ROWS:,} more"
        parts.append(write_lines(MARGIN, y + LINE / 2, [more], "start", "note", _SMALL))
        y += LINE
    return parts, y + PAD * 2


def say_gift(gift: Gift) -> str:
    """Return a gift in a line: from whom, through whom, to whom, what, where it is told."""
    through = f", through {Side(gift.channels).name}" if gift.channels else ""
    status = f", {gift.status.value}" if gift.status is not Status.COMPLETED else ""
    day = f", {gift.date}" if gift.date else ""
    told = f"{gift.document.partition(':')[2]} {gift.fact}"
    return (
        f"{Side(gift.donors).name} → {Side(gift.recipients).name}: {gift.what}{through}{status}{day} ({told})"
    )
