"""School classes and years, whose names are numbers: 高一(7)班, 1990级中文班."""

from __future__ import annotations

import re

from attrs import evolve

from aidfacts.mentions.draft import Draft
from aidfacts.mentions.view import View
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

# Takes 原高一(7)班, 七(2)班全体同学, 1990级中文班; leaves 上班, 培训班 alone.
_CLASS = re.compile(
    r"(?:原)?(?:(?:(?:19|20)?\d{2}[级届])?(?:[初高大小][一二三四]?|[一二三四五六七八九]年?级?)?\((?:\d{1,2}|[一二三四五六七八九十]{1,2})\)班"
    r"|(?:19|20)?\d{2}[级届][\u4e00-\u9fff]{0,4}?\d{0,2}班|[初高][一二三]\d{1,2}班)(?:全体|全班)?(?:同学们|同学|校友们|校友|师生|学生|小朋友|家长)?"
)


def add_classes(view: View, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return *mentions* with the classes of the sentence added; a school right before is part of the name."""
    text, end = view.text, view.span.end
    if text.find("班", view.span.start, end) < 0:
        return mentions
    row = list(mentions)
    for match in _CLASS.finditer(text, view.span.start, end):
        start, stop = match.span()
        over = [m for m in row if m.span.start < stop and start < m.span.end]
        if any(m.named and m.span.end > stop for m in over):
            continue
        row = [m for m in row if m not in over]
        before = next((m for m in row if m.span.end == start and m.kind is PartyKind.SCHOOL), None)
        if before is not None and before.anaphor is None:
            row.remove(before)
            start = before.span.start
        draft = Draft(start, stop, PartyKind.GROUP, "班", "group")
        row.append(evolve(draft.mention(text), named=True))
    return tuple(sorted(row, key=lambda m: m.span))
