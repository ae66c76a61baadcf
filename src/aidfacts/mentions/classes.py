"""School classes and years, whose names are numbers: 高一(7)班, 1990级中文班."""

from __future__ import annotations

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.view import View
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

_WHO = r"(?:的?(?:全体|全班|部分)?(?:同学们?|校友们?|师生们?|学生们?|小朋友们?|孩子们|家长们?|毕业生)(?!会))?"
# Takes 原高一(7)班, 七(2)班全体同学, 三年级二班的同学们, 1990级中文班, 96级热能31/32班校友; leaves 上班, 培训班 alone.
_CLASS = compile_late(
    r"(?:原)?(?:(?:(?:19|20)?\d{2}[级届])?(?:[初高大小][一二三四]?|[一二三四五六七八九]年?级?)?\((?:\d{1,2}|[一二三四五六七八九十]{1,2})\)班"
    r"|[高初]?(?:19|20)?\d{2}[级届][\u4e00-\u9fff]{0,6}?(?:[A-Z]?\d{1,4}(?:[/、和与][A-Z]?\d{1,4})*)?班|[初高][一二三]\d{1,2}班|(?:国际|实验|创新|重点|宏志|珍珠|少年|民族|新疆|西藏)班(?=全体|师生|同学|学生|家长)|[一二三四五六七八九]年级[一二三四五六七八九十\d]{1,2}班)"
    rf"{_WHO}"
)
# Takes 机械8603班全体校友, 热处理82级校友, 铸造74-1班校友, 64届工民建专业校友, 电子科第4届校友; the subject before the number is read by `_alumni`
_ALUMNI = compile_late(
    r"(?P<number>(?<![\d第])(?:第\d{1,2}届|\d{2,6}(?:-\d{1,2})?[级届班]))(?P<behind>[\u4e00-\u9fff]{2,8}(?:专业|系|班))?"
    r"的?(?:全体|部分)?(?:校友们?|同学们?|毕业生|学子们?)(?![会企总联])"
)
# What opens the clause before the subject: 收到|机械8603班校友, 仪式上,|土木85级校友
_LEAD = compile_late(
    r"收到了?|喜?获|接[受收]了?|近日|日前|昨[日天]|今[日天]|来自|之际|华诞|校庆|期间|仪式|大会|聚会|年会|[由是有在与和及向为对的了日月年上中下后时前等让请]|[^\u4e00-\u9fff]"
)
MAX_SUBJECT = 6  # characters of 计算机科学
_PUPILS = r"的?(?:全体|部分)?(?:学生们?|同学们?|孩子们|师生|班级|新生|毕业生|教师|老师)"
# Takes 高一年级, 三年级全体师生, 初一、初二部分学生; leaves the days 初一、初二 alone.
_YEAR = compile_late(
    r"(?=[初高大一二三四五六七八九])"  # what all begin with comes first: far faster than to try each everywhere
    rf"(?:(?:[初高][一二三]|[一二三四五六七八九])年级(?:[组部])?(?:{_PUPILS})?|[初高大][一二三四]{_PUPILS}"
    rf"|[初高][一二三](?=(?:[、和][初高][一二三])+(?:年级|{_PUPILS})))"
)


def add_classes(view: View, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return *mentions* with the classes of the sentence added; a school right before is part of the name."""
    text, end = view.text, view.span.end
    if not view.tells_gift:
        return mentions
    found = (
        list(_CLASS.finditer(text, view.span.start, end))
        if text.find("班", view.span.start, end) >= 0
        else []
    )
    years = (
        m for m in _YEAR.finditer(text, view.span.start, end) if not any(m.start() < c.end() for c in found)
    )
    row = list(mentions)
    stretches = [match.span() for match in (*found, *years)]
    for start, stop in (*stretches, *_alumni(view, row, stretches)):
        over = [m for m in row if m.span.start < stop and start < m.span.end]
        if any(m.named and m.span.end > stop for m in over) or any(_tells_more(m, start, stop) for m in over):
            continue
        row = [m for m in row if m not in over]
        if any(m.kind is PartyKind.PERSON and m.span.start == stop for m in row):
            continue  # 高二(3)班学生|周小禾: who the person is
        before = next((m for m in (*row, *over) if _is_school(m, start)), None)
        if before is not None:
            row = [m for m in row if m is not before]
            start = before.span.start
        draft = Draft(start, stop, PartyKind.GROUP, "班", "group")
        row.append(evolve(draft.mention(text), named=True))
    return tuple(sorted(row, key=lambda m: m.span))


def _alumni(view: View, row: list[Mention], found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where alumni stand who are told by what they studied and when: 热处理82级校友; not those in *found*."""
    text, stretches = view.text, []
    told = (text.find(word, view.span.start, view.span.end) for word in ("校友", "母校"))
    if max(told) < 0:
        return []
    for match in _ALUMNI.finditer(text, view.span.start, view.span.end):
        first, stop = match.span()
        if any(a < stop and first < b for a, b in found):
            continue
        ends = [m.span.end for m in row if m.span.end <= first]
        start = max(view.span.start, first - MAX_SUBJECT - 1, *ends)
        leads = [lead.end() for lead in _LEAD.finditer(text, start, first)]
        start = max(start, *leads, 0)
        if MAX_SUBJECT >= first - start >= 2 or match["behind"] is not None:
            stretches.append((start if first - start <= MAX_SUBJECT else first, stop))
    return stretches


def _is_school(mention: Mention, at: int) -> bool:
    """Tell whether a mention is the school of the class at *at*, or was read on into it: 岚溪三中|高一年级."""
    told = mention.kind is PartyKind.SCHOOL and mention.anaphor is None
    return told and mention.span.start < at <= mention.span.end


def _tells_more(mention: Mention, start: int, stop: int) -> bool:
    """Tell whether a group holds a year and more before it: 身患重病的|高二同学."""
    return not mention.named and mention.span.start < start and stop <= mention.span.end
