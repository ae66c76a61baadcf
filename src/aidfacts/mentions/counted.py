"""People told by their number and what they do or are like: 86名护林员, 80名家境困难、品学兼优的学生."""

from __future__ import annotations

from collections.abc import Iterator

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.collect import read_count
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.view import View
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

MAX_SYSTEM = 4  # characters of 部系统, 全市 before the number of its units

# What stands behind such a noun: a mark, or what these people do or get.
_BEHIND = (
    r"[,。;:!?、()]|逐[一个户家]|挨[家个户]|一一|自发|主动|自愿|踊跃|积极|纷纷|共|各|都|均|也|还|已|先后|分别|每|人均|将|把|向|为|给|对|在|从|到|赴|来到|参加|获|得到|收到|领到"
    r"|匿名|悄悄|默默|专程|特[意地]|亲[手自]|[送寄捎]来|接受|享受|受益|受助|[捐赠送与和及]|带[来去]|发放|$"
)
_PEOPLE_UNIT = compile_late("[名位户]|一[对双]|[个家所][^,。;]{1,12}人")
_SO_MANY = r"(?:\d[\d,]*|[一二两三四五六七八九十百千]+|数[十百千]|上[百千])(?:余|多)?"
_COUNTED = compile_late(
    rf"(?<![第每这那该某\d.]){_SO_MANY}[名位]"
    rf"(?P<noun>(?:(?![的等某了])[\u4e00-\u9fff]){{2,8}}?)(?={_BEHIND})"
)
# 一对|老年夫妻|捐款
_PAIR = compile_late(
    rf"一[对双](?P<noun>(?:[\u4e00-\u9fff]{{0,4}}?)(?:夫妻|夫妇|情侣|恋人|新人|姐妹|兄弟|兄妹|姐弟|母子|母女|父子|父女|老人|祖孙))(?={_BEHIND})"
)
# 一位|不愿透露姓名的市民|捐款
_NAMELESS = compile_late(
    rf"(?:(?:[两几数]|多)[位名个])?不(?:愿|肯|想)意?(?:透露|留下|留|公开|告知|说出)(?:真实|自己的?)?(?:姓名|名字|身份|姓氏|名)的"
    rf"(?P<noun>[\u4e00-\u9fff]{{1,8}}?)(?={_BEHIND})"
)
# 80名|家境困难、品学兼优的|学生; a name or a verb with an object inside says more than what they are like
_DESCRIBED = compile_late(
    rf"(?<![第每这那该某\d.高初大一二三四五六七八九十])(?!一[名位户]){_SO_MANY}[名位户]"
    r"(?P<said>(?:(?![的等某向给到])[\u4e00-\u9fff“”]){2,10}(?:[、和](?:(?![的等某向给到])[\u4e00-\u9fff“”]){2,8}){0,3}的)"
)
# 42个单位的|3156人, 10个村的|816户贫困家庭: so many of so many are one group
_UNITS = compile_late(
    r"(?:[部厅局委省市县全]{0,2}系统|全[省市县区镇乡])?(?:\d[\d,]*|[两三四五六七八九十百]+)(?:余|多)?[个家所][^\d,。;、]{1,10}$"
)
_SO_MANY_PEOPLE = compile_late(r"的?\d[\d,]*(?:余|多)?人(?![次均民大])")


def add_counted(view: View, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return *mentions* with the counted people that no table knows; a noun read alone (网约车|司机) gives way."""
    if not view.tells_gift or not _PEOPLE_UNIT.search(view.text, view.span.start, view.span.end):
        return mentions
    text, row = view.text, list(mentions)
    pairs = [*_PAIR.finditer(text, view.span.start, view.span.end)]
    pairs += _NAMELESS.finditer(text, view.span.start, view.span.end)
    for match in (*_COUNTED.finditer(text, view.span.start, view.span.end), *pairs):
        start, end = match.span()
        over = [m for m in row if m.span.start < end and start < m.span.end]
        if any(m.named or m.span.end != end or m.span.start < match.start("noun") for m in over):
            continue
        if over or view.is_edge(end):
            row = [m for m in row if m not in over]
            count = read_count(text, start, end)
            draft = Draft(start, end, PartyKind.GROUP, match["noun"], "group", named=False, count=count)
            row.append(draft.mention(text))
    return tuple(_with_units(view, sorted(_with_described(view, row), key=lambda m: m.span)))


def _with_units(view: View, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield *mentions* with the people of so many units as one group."""
    text, behind = view.text, view.span.start
    for at, mention in enumerate(mentions):
        if mention.span.start < behind:
            continue
        start, end, last = mention.span.start, mention.span.end, mention
        if mention.count is not None and mention.kind is PartyKind.GROUP and not mention.named:
            follow = mentions[at + 1] if at + 1 < len(mentions) else mention
            units = _UNITS.search(text, max(behind, start - MAX_SYSTEM), end)
            units = units if units and _opens(view, min(start, units.start())) else None
            people = _SO_MANY_PEOPLE.match(text, end)
            if (
                units
                and follow.count is not None
                and text[end : follow.span.start] in ("", "的")
                and follow is not mention
            ):
                start, end, last = min(start, units.start()), follow.span.end, follow
            elif units and people:
                start, end = min(start, units.start()), people.end()
        behind = end
        if end == mention.span.end:
            yield mention
            continue
        count = read_count(text, max(mention.span.end, last.span.start), end)
        yield Draft(start, end, PartyKind.GROUP, last.head, "group", named=False, count=count).mention(text)


def _opens(view: View, at: int) -> bool:
    """Tell whether nothing stands before a number of units that says which: not 北塘、石桥|两所小学的60名学生."""
    before = view.text[at - 1 : at] if at > view.span.start else ""
    whole = at - 1 > view.span.start and view.text[at - 2] == "全"  # 全市|18家单位
    return whole or not "一" <= before <= "鿿" or before in "向为给对由到在于是的和与把将让使"


def _with_described(view: View, mentions: list[Mention]) -> list[Mention]:
    """Return *mentions* with people as many as are told before what they are like."""
    text, row = view.text, mentions
    for match in _DESCRIBED.finditer(text, view.span.start, view.span.end):
        start, end = match.span()
        stop = _end_of_people(view, row, end)
        if stop == end or any(m.named and start < m.span.end and m.span.start < stop for m in row):
            continue
        row = [m for m in row if m.span.end <= start or stop <= m.span.start]
        noun, count = text[match.start("said") : stop], read_count(text, start, end)
        draft = Draft(start, stop, PartyKind.GROUP, noun, "group", named=False, count=count)
        row.append(draft.mention(text))
    return row


def _end_of_people(view: View, mentions: list[Mention], at: int) -> int:
    """Return where the noun for people at *at* ends, *at* where none stands there."""
    for mention in mentions:
        if mention.span.start <= at < mention.span.end:
            people = mention.kind is PartyKind.GROUP and not mention.named and mention.anaphor is None
            return mention.span.end if people else at
    hit = view.hit_at(at)
    return hit.end if hit is not None and hit.word.group in ("people", "loose") else at
