"""Lists of edits: made on a text, and put one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aidfacts.model.source import Edit


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """
    Return *text* with *edits* made, which are in order and do not overlap.

    >>> apply_edits("机關(guān)送", [Edit(2, 8, "", "gloss")])
    '机關送'
    """
    parts, at = [], 0
    for edit in edits:
        parts.append(text[at : edit.start])
        parts.append(edit.text)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def sort_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return *edits* in order, without any that overlaps an earlier one (it is found again on the next round)."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not kept or edit.start > kept[-1].end or (edit.start == kept[-1].end and edit.end > edit.start):
            kept.append(edit)
    return tuple(kept)


def compose_edits(first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """
    Return the edits that do in one go what *first* and then *second* do.

    >>> compose_edits([Edit(2, 3, "", "zero-width")], [Edit(1, 5, "", "gloss")])
    (Edit(start=1, end=6, text='', reason='zero-width+gloss'),)

    Offsets: of *first* in the text before, of *second* in the text between the two.
    """
    if not first or not second:
        return tuple(first or second)
    out: list[Edit] = []
    queue = list(reversed(first))
    shift = 0  # from the text between to the text before, at the current place
    for edit in second:
        # What ends before this edit begins goes out as it is. A deletion at its very start does so too.
        while queue and queue[-1].start - shift + len(queue[-1].text) <= edit.start:
            done = queue.pop()
            shift += done.end - done.start - len(done.text)
            _put(out, done)
        start, end, head = edit.start + shift, edit.end + shift, ""
        reasons: list[str] = []
        while queue and queue[-1].start - shift < edit.end:
            old = queue.pop()
            begin = old.start - shift
            stop = begin + len(old.text)
            reasons += [part for part in old.reason.split("+") if part not in reasons]
            if begin < edit.start:
                start, head = old.start, old.text[: edit.start - begin]
            if stop > edit.end:
                # What is left of it waits for the next edit, at the place where it ends.
                end, shift = old.end, old.end - edit.end
                queue.append(Edit(old.end, old.end, old.text[edit.end - begin :], old.reason))
                break
            shift += old.end - old.start - len(old.text)
            end = old.end if stop == edit.end and old.text else edit.end + shift
        reasons += [part for part in edit.reason.split("+") if part not in reasons]
        _put(out, Edit(start, end, head + edit.text, "+".join(reasons)))
    for rest in reversed(queue):
        _put(out, rest)
    return tuple(out)


def _put(out: list[Edit], edit: Edit) -> None:
    """Add *edit*; what stands at one place with nothing of the text before between is one edit."""
    if out and out[-1].end == edit.start and (edit.start == edit.end or out[-1].start == out[-1].end):
        last = out.pop()
        reasons = last.reason.split("+")
        reasons += [part for part in edit.reason.split("+") if part not in reasons]
        edit = Edit(last.start, edit.end, last.text + edit.text, "+".join(reasons))
    out.append(edit)
