"""Dates the facts of a sentence: what it tells itself, and what the sentences before have told."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.model.date import DateKind, DateMention
from aidfacts.model.fact import Date
from aidfacts.model.source import Layout
from aidfacts.model.span import Span
from aidfacts.quantity.dates import find_dates, resolve_date

_SPANS = (DateKind.SINCE, DateKind.UNTIL)  # when a count began or ended; the gift has no day by it
_BEGAN_IN = compile_late(r"(?:成立|始创|创立|创办|创建|出生|(?<=[,。 ])生|毕业|就读|入读)于$")
_BEGAN_THEN = compile_late(r"成立[,。;]|出生|生于|毕业于|毕业[,。;的]|考入|入伍|参军|退休[,。;]")
_BUILT_BY = compile_late(r"[^。;]{0,8}由")  # 小学创办于1952年,由乡贤捐建: what was begun was given
# 2016年度工作报告, 2020年上半年收支公示: the year that a page accounts for
_ACCOUNT = compile_late(
    r"(?P<year>(?:19|20)\d\d)(?:年度?|学年)[^,。;\n]{0,16}(?:总结|报告|年报|小结|大事记|收支|明细|公示|公告)"
)
_WHOLE_DAY = 10  # characters of 2020-06-11


def written_on(text: str, layout: Layout) -> str | None:
    """
    Return the day that 昨天 counts from: that of the dateline, else that of the page.

    A report dated 23日讯 and put on a page the day after speaks of the 22nd by 昨天. What accounts for a year that is
    over speaks of the months of that year.
    """
    if layout.dateline is not None and len(layout.dateline) == _WHOLE_DAY:
        return layout.dateline
    told = _ACCOUNT.search(text, layout.title.start, layout.title.end) if layout.title is not None else None
    if told is not None and layout.published is not None and told["year"] < layout.published[:4]:
        return f"{told['year']}-12-31"
    return layout.published


def find_told(text: str, span: Span) -> tuple[DateMention, ...]:
    """Return the dates of a stretch; 今天 behind 的 is none (自己的今天), nor is when somebody began, but for 同年."""
    dates = find_dates(text, span.start, span.end)
    counted = any(date.parts.base == "told" for date in dates)
    return tuple(
        date
        for date in dates
        if (date.kind is not DateKind.RELATIVE or text[date.span.start - 1 : date.span.start] != "的")
        and (counted or not _tells_beginning(text, date.span))
    )


def _tells_beginning(text: str, date: Span) -> bool:
    """Tell whether a date is that of a founding, a birth or a degree: 公司成立于|1996年|,多年来捐款100万元."""
    founded = _BEGAN_IN.search(text, max(0, date.start - 6), date.start)
    return bool(founded or _BEGAN_THEN.match(text, date.end)) and not _BUILT_BY.match(text, date.end)


def resolve_dates(
    dates: Sequence[DateMention], written: str | None, before: str | None
) -> list[tuple[DateMention, Date]]:
    """
    Return the *dates* of a sentence that can be known, in text order; each counts from the one before it.

    2012年,…;同年,…: the second is 2012 as well.
    """
    known: list[tuple[DateMention, Date]] = []
    for mention in dates:
        value = resolve_date(mention, published=written, before=before)
        if value is not None and mention.kind not in _SPANS:
            known.append((mention, Date(value=value, text=mention.text, span=mention.span)))
            before = value
    return known


def date_of(
    dates: Sequence[DateMention], trigger: Span, written: str | None, before: str | None
) -> Date | None:
    """
    Return the date of what *trigger* tells: the nearest one to the left in its sentence.

    A bare year that an earlier day of the sentence lies in tells less than that day: 6月11日,…就2020年度项目签署协议.
    """
    left = [date for date in dates if date.span.start < trigger.start]
    known = [date for _, date in resolve_dates(left, written, before)]
    if not known:
        return None
    last = known[-1]
    closer = (date for date in reversed(known) if len(last.value) == 4 and date.value.startswith(last.value))
    return next((date for date in closer if len(date.value) > 4), last)


def counts_since(dates: Sequence[DateMention], trigger: Span) -> bool:
    """Tell whether what *trigger* tells is counted from a date before it: 2000年以来先后捐资180万元, which no day dates."""
    return any(date.kind is DateKind.SINCE and date.span.start < trigger.start for date in dates)


def inherit(
    dates: Sequence[DateMention], trigger: Span, date: Date | None, event: Date | None
) -> Date | None:
    """
    Return the date of a fact whose own sentence tells *date*, or none, where the page told *event* last.

    A vague one (近日) says that it was another day. A year that the event lies in is told more closely by the event:
    8月31日,…仪式举行。今年资助学生42名.
    """
    if date is None:
        vague = any(d.kind is DateKind.VAGUE and d.span.start < trigger.start for d in dates)
        return None if vague else event
    if event is not None and len(date.value) == 4 and event.value.startswith(date.value):
        return event
    return date
