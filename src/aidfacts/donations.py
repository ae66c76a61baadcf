"""Finds the gifts of the lists of a page, and makes drafts of facts from all gifts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from aidfacts.dating import date_of, find_told
from aidfacts.discourse import are_of
from aidfacts.facts.donation import build_drafts
from aidfacts.frames import IN_ORDER, Readers, build_listed, find_lists, told_by_lists
from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.slots import tag_slot
from aidfacts.mentions.tagger import tag_parties
from aidfacts.mentions.triggers import find_triggers
from aidfacts.mentions.words import load_words
from aidfacts.model.fact import Date, Party
from aidfacts.model.frame import Draft, Frame
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.source import BlockKind, Layout, Sentence
from aidfacts.model.span import Span
from aidfacts.model.values import evolve
from aidfacts.partnerships import Setting
from aidfacts.quantity import read_figures
from aidfacts.quantity.goods import read_objects
from aidfacts.told_later import Gift
from aidfacts.told_things import Cut

_THEY = ("他们", "她们")
_HELPED = compile_late(r"老人|贫困|困难|患|灾|孤|残疾|留守|孩子|学生|儿童")
_YEAR = compile_late(r"(?:19|20)\d\d")  # 2020, in a column of years
_DAYS = compile_late(r"[至到~—-]|年$")  # 9月1日至10日, 2021年: too long to date each row
_DAY = compile_late(
    r"(?P<month>0?[1-9]|1[0-2])[-/.](?P<day>0?[1-9]|[12]\d|3[01])"
)  # 6-18, in a column of days
# 向2所学校|分别捐赠电脑40台
_EACH_BEHIND = compile_late(
    r"(?:[两三四五六七八九\d]人)?(?:将|也|又|还|再|现场)*(?:分别|各自|各|均|每[家人]各?)(?:共?[捐赠送]|提供|发放|投入|落实|资助|获|收到)"
)
_EACH_TO = ("分别向", "分别为", "分别给", "各向", "各为", "各给")  # 分别为|两所学校|送去3万元


def with_slots(mentions: Mapping[int, Sequence[Mention]], gifts: Iterable[Gift]) -> list[Mention]:
    """
    Return the *mentions* of a page in text order, with those parties of its *gifts* that only their place told.

    恒润捐款3万元: 恒润 is read where it gives, and may be short for a name that stands elsewhere.
    """
    every = [mention for row in mentions.values() for mention in row]
    taken: set[int] = set()
    for mention in every:
        taken.update(range(mention.span.start, mention.span.end))
    slots: dict[int, Mention] = {}
    for gift in gifts:
        frame = gift.frame
        given = (
            m
            for m in (*frame.recipients, *frame.channels)
            if len(m.name) > 2 or m.anaphor is not None or _is_house(m.name)
        )
        for party in (*frame.donors, *given):
            if taken.isdisjoint(range(party.span.start, party.span.end)):
                slots.setdefault(party.span.start, party)
    return sorted((*every, *slots.values()), key=lambda m: m.span) if slots else every


def _is_house(name: str) -> bool:
    """Tell whether two characters are the noun of a house: 小学; 英雄 behind 慰问 is no short name."""
    return any(word.text == name and word.head is not None for word in load_words().by_pair.get(name, ()))


def find_listed(
    text: str, layout: Layout, split: Callable[[], Sequence[Sentence]], cut: Cut, currency: str
) -> tuple[list[Gift], set[int]]:
    """
    Return the gifts of the lists of a page, and the starts of the sentences that the lists tell all of.

    Args: *split* cuts the whole page into sentences, which only a page with a list needs.
    """
    lists = find_lists(text, layout)
    if not lists:
        return [], set()
    sentences = split()
    starts = [sentence.span.start for sentence in sentences]
    figures = partial(read_figures, currency=currency)
    readers = Readers(
        figures,
        lambda span: read_objects(text, span, figures(text, span.start, span.end), cut),
        lambda span: tag_parties(text, span, cut),
        lambda span: tag_slot(text, span, cut),
        lambda span: find_triggers(text, span)[0],
    )
    found: list[Gift] = []
    for each in lists:
        above = _dated(text, each.heading, layout, None)
        for row in build_listed(text, layout, each, starts, readers):
            before = above.value if above is not None else None
            if row.date is not None:
                date = _dated(text, row.date, layout, before)
            else:
                date = above if above is not None and _DAYS.search(above.text) is None else None
            found.append(
                Gift(
                    row.frame,
                    row.frame,
                    sentences[bisect_right(starts, row.frame.sentence) - 1],
                    BlockKind.ROW,
                    date,
                )
            )
    return found, told_by_lists(text, lists, starts)


def _dated(text: str, span: Span, layout: Layout, before: str | None) -> Date | None:
    """Return the only day, month or year that *span* tells: 2022年5月 of 校友捐赠鸣谢(2022年5月); *before* tells the year of 6-1."""
    told = find_told(text, span)
    day = _DAY.fullmatch(text, span.start, span.end)
    year = (before or layout.published or "")[:4]
    if _YEAR.fullmatch(text, span.start, span.end):
        return Date(span.cut(text), span.cut(text), span)
    if not told and day is not None and year:
        return Date(f"{year}-{int(day['month']):02}-{int(day['day']):02}", span.cut(text), span)
    return date_of(told, Span(span.end, span.end), layout.published, before) if len(told) == 1 else None


def fill_listed(listed: Sequence[Gift], settings: Mapping[int, Setting]) -> list[Gift]:
    """
    Return the gifts of lists, with who was helped last before the list where neither row nor heading says who gets it.

    各单位向地震灾区捐款如下, then rows of donor and sum.
    """
    starts = sorted(settings)
    filled: list[Gift] = []
    for gift in listed:
        at = bisect_right(starts, gift.frame.clause.start) - 1
        helped = settings[starts[at]].helped if at >= 0 else ()
        helped = tuple(m for m in helped if m not in gift.frame.donors)
        if gift.frame.recipients or not helped:
            filled.append(gift)
            continue
        filled.append(evolve(gift, frame=evolve(gift.frame, recipients=helped).because("discourse/goal")))
    return filled


def draft_gifts(
    text: str, gifts: Iterable[Gift], parties_of: Callable[[Mention], tuple[Party, ...]]
) -> list[Draft]:
    """Return the drafts of *gifts* in text order, their parties with full names."""
    drafts: list[Draft] = []
    ordered = sorted(gifts, key=lambda gift: gift.frame.clause.start)
    places = _places_in_rows(ordered)
    for at, gift in enumerate(ordered):
        frame = evolve(gift.frame, donors=_name_pronouns(gift, parties_of))
        for each_of in _one_by_one(text, frame, parties_of, places.get(at, (0, 1))):
            drafts.extend(
                build_drafts(
                    text,
                    frame,
                    gift.told,
                    each_of,
                    gift.date,
                    gift.sentence.span,
                    gift.kind,
                    gift.sentence.block,
                )
            )
    return drafts


def _places_in_rows(ordered: Sequence[Gift]) -> dict[int, tuple[int, int]]:
    """Return which of how many gifts each is that one verb tells with a figure each, by its number: 分别捐赠|3万元|、2万元."""
    rows: dict[int, list[int]] = {}  # by the identity of the frame as told
    for at, gift in enumerate(ordered):
        rows.setdefault(id(gift.told), []).append(at)
    return {
        at: (place, len(row))
        for row in rows.values()
        for place, at in enumerate(row)
        if IN_ORDER in ordered[at].frame.rules
    }


def _one_by_one(
    text: str, frame: Frame, parties_of: Callable[[Mention], tuple[Party, ...]], place: tuple[int, int]
) -> list[Callable[[Mention], tuple[Party, ...]]]:
    """
    Return who the parties of a frame are, once for each of those that one word stands for where each gave or got.

    走访北塘村、岚溪村,为|两个村|各捐赠5万元: two gifts. Where each has a figure of his own (分别捐赠3万元、2万元), *place* tells
    which of how many this one is.
    """
    for mention in (*frame.recipients, *frame.donors):
        each = _EACH_BEHIND.match(text, mention.span.end) or text.endswith(_EACH_TO, 0, mention.span.start)
        if each and len(parties := parties_of(mention)) > 1:
            if len(parties) == place[1]:
                parties = parties[place[0] : place[0] + 1]
            return [partial(_only, mention, party, parties_of) for party in parties]
    return [parties_of]


def _only(
    row: Mention, party: Party, parties_of: Callable[[Mention], tuple[Party, ...]], mention: Mention
) -> tuple[Party, ...]:
    """Return who *mention* is, and *party* alone for *row*, which stands for several."""
    return (party,) if mention is row else parties_of(mention)


def _name_pronouns(gift: Gift, parties_of: Callable[[Mention], tuple[Party, ...]]) -> tuple[Mention, ...]:
    """Return the givers of *gift*, with who acted last for a 他们 that points at nobody."""
    donors: list[Mention] = []
    for mention in gift.frame.donors:
        open_ended = mention.anaphor is Anaphor.TOPIC and any(
            p.name == mention.text for p in parties_of(mention)
        )
        # 村里的老人来了。秘书长说,他们带来了羊毛衫: who is helped does not give
        helped = mention.text in _THEY and all(_HELPED.search(p.name) for p in parties_of(mention))
        # 队员们…。他们还将捐赠橡皮艇: the team
        team = mention.text in _THEY and any(
            are_of(p.name, m) for p in parties_of(mention) for m in gift.topic
        )
        house = team or (helped and any(m.named for m in gift.topic))
        stands_for = (gift.topic or (mention,)) if open_ended or house else (mention,)
        donors.extend(m for m in stands_for if m not in donors)
    return tuple(donors)
