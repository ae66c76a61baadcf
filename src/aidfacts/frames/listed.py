"""Turns the rows of a list into gifts: verb and recipient come from its heading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, frozen

from aidfacts.frames.build import outline
from aidfacts.frames.rows import GivingList, ListRow
from aidfacts.model.fact import Form, PartyKind
from aidfacts.model.frame import Frame, FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.source import Sentence
from aidfacts.model.span import Span


@frozen
class Readers:
    """
    What reading a list takes from the other stages.

    `figures` reads every number of any string, `objects` the object phrase of a stretch of the page, `parties` the
    parties in a stretch, `triggers` the giving words in one.
    """

    figures: Callable[[str], tuple[Amount | Quantity, ...]]
    objects: Callable[[Span], Objects]
    parties: Callable[[Span], tuple[Mention, ...]]
    triggers: Callable[[Span], tuple[Trigger, ...]]


def build_listed(
    text: str,
    each: GivingList,
    sentences: Sequence[Sentence],
    mentions: Mapping[int, Sequence[Mention]],
    readers: Readers,
) -> tuple[Frame, ...]:
    """Return a gift for each row of a list; verb and recipient come from its heading."""
    triggers = readers.triggers(each.heading)
    strong = [t for t in triggers if t.strength == "strong"]
    trigger = strong[0] if strong else Trigger(each.heading, "捐", FrameKind.GIVE, "strong")
    about = [m for at in mentions if sentences[at].span.overlaps(each.heading) for m in mentions[at]]
    lines = outline(text, each.heading, [m for m in about if m.span in each.heading], triggers)
    receives = any(t.kind is FrameKind.RECEIVE for t in triggers)
    recipients = lines.goals or (lines.subjects if receives else ())
    frames: list[Frame] = []
    starts = [sentence.span.start for sentence in sentences]
    for row in each.rows:
        objects = _row_objects(text, each, row, readers)
        if not objects:
            continue
        at = max(0, bisect_right(starts, row.name.start) - 1)
        donors = _row_donors(text, row.name, readers)
        frames.append(
            Frame(
                trigger=trigger, kind=FrameKind.GIVE, clause=Span(row.name.start, row.given.end), sentence=at, donors=donors,
                recipients=recipients, objects=objects, rules=("lists/row", f"triggers/{trigger.word}"),
            )
        )  # fmt: skip
    return tuple(frames)


def _row_objects(text: str, each: GivingList, row: ListRow, readers: Readers) -> Objects | None:
    objects = readers.objects(row.given)
    if objects:
        return objects
    bare = row.figure.cut(text).replace(",", "").strip()
    if not bare.rstrip("万千百").replace(".", "", 1).isdigit():
        return None
    read = readers.figures(bare + ("元" if bare[-1] in "万千百" else each.unit or "元"))
    if len(read) != 1 or not isinstance(read[0], Amount):
        return None
    amount = evolve(read[0], text=row.figure.cut(text), span=row.figure)
    return Objects(span=row.figure, amount=amount, cash=amount, sums=(amount,), form=Form.CASH)


def _row_donors(text: str, span: Span, readers: Readers) -> tuple[Mention, ...]:
    """Return who gave by a row: each of a row of persons, else the cell as one name."""
    tagged = readers.parties(span)
    if tagged and tagged[0].span.start == span.start and all(m.kind is PartyKind.PERSON for m in tagged):
        return tagged
    kind = tagged[-1].kind if tagged and tagged[-1].span.end == span.end else PartyKind.OTHER
    if kind is PartyKind.OTHER and len(span) <= 4:
        kind = PartyKind.PERSON
    code = tagged[0].adcode if tagged else None
    return (Mention(span, span.cut(text), span.cut(text), kind, adcode=code, rules=("lists/cell",)),)
