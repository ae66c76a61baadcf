"""Reads gapped series: 甲公司捐赠10万元,乙公司8万元,丙商会口罩3000只, where the verb is told once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from aidfacts.frames.elements import Element, Marker
from aidfacts.frames.roles import acting_for
from aidfacts.model.frame import Frame
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span

ReadObjects = Callable[[Span], Objects]

# What stands before and behind the party of a link: ,乙公司8万元 | 、其中乙公司药品30万元 | ;乙公司(代表何某)8万元
_OPENS_LINK = re.compile(r"[,;、。](?:其中|另|及|和)?$|其中$")
_LINK_GAP = re.compile(r"(?:各|共|也|则|分别)?[^,;。、]{0,10}")


@frozen
class Link:
    """One more gift under a verb told before: its party, and whether that party `receives` (else it gives)."""

    party: Mention
    receives: bool
    start: int


def find_links(text: str, elements: Sequence[Element], start: int, limit: int) -> tuple[Link, ...]:
    """
    Return the links of a gapped series among the elements in [start, limit).

    A link is a named party right before a figure of its own, behind a figure that the verb itself took.
    """
    links: list[Link] = []
    zone = [e for e in elements if start <= e.span.start < limit]
    seen_figure = False
    for at, element in enumerate(zone):
        if isinstance(element, Amount | Quantity):
            seen_figure = True
        if not isinstance(element, Mention) or not seen_figure or not element.named:
            continue
        before = text[max(start, element.span.start - 3) : element.span.start]
        previous = zone[at - 1] if at > 0 else None
        goal = isinstance(previous, Marker) and previous.role == "goal"
        if not goal and not _OPENS_LINK.search(before):
            continue
        after = zone[at + 1] if at + 1 < len(zone) else None
        if not isinstance(after, Amount | Quantity):
            continue
        if _LINK_GAP.fullmatch(text[element.span.end : after.span.start]):
            links.append(Link(element, goal, element.span.start - 1))
    return tuple(links)


def build_series(
    text: str, elements: Sequence[Element], frame: Frame, limit: int, read_objects: ReadObjects
) -> tuple[Frame, ...]:
    """Return a frame for each further link of a gapped series behind *frame*; *limit* is where its verb ends."""
    links = find_links(text, elements, frame.trigger.span.end, limit)
    series: list[Frame] = []
    # 拨付给甲县9200万元、乙县9400万元: the first link tells that the parties receive
    directs = any(
        m.span.start >= frame.trigger.span.end and frame.objects is not None and m.span.end <= frame.objects.span.start
        for m in frame.recipients
    )
    for at, link in enumerate(links):
        mention, receives = link.party, link.receives or directs
        end = links[at + 1].start if at + 1 < len(links) else limit
        objects = read_objects(Span(mention.span.end, end))
        if not objects:
            continue
        series.append(
            evolve(
                frame,
                donors=frame.donors if receives else (acting_for(text, mention),),
                recipients=(mention,) if receives else frame.recipients,
                objects=objects,
                clause=Span(mention.span.start, objects.span.end),
                rules=(*frame.rules, "series/gapped"),
            )
        )
    return tuple(series)
