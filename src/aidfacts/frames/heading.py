"""Reads what the heading of a list tells for all its rows: who receives, and when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from aidfacts.frames.acting import befell
from aidfacts.frames.listing import GivingList
from aidfacts.frames.outline import outline
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.source import Layout
from aidfacts.model.span import Span


@frozen
class Readers:
    """
    What reading a list takes from the other stages.

    `figures` reads every number of any string, `objects` the object phrase of a stretch of the page, `parties` the
    parties in a stretch, `slot` a stretch as one party, `triggers` the giving words in one.
    """

    figures: Callable[[str], tuple[Amount | Quantity, ...]]
    objects: Callable[[Span], Objects]
    parties: Callable[[Span], tuple[Mention, ...]]
    slot: Callable[[Span], Mention | None]
    triggers: Callable[[Span], tuple[Trigger, ...]]


# 向沐白小学捐款芳名榜 | 为地震灾民捐款名单
_FOR = compile_late(
    r"(?:向|(?<!以下)(?<!下列)(?<!名单)(?<!现)为|给|驰援|支援|援助)(?P<who>[^,;:。()\s]{2,20}?)(?:同学|患者)?(?:献爱心|奉献|爱心|捐|赠|募捐|义捐|乐捐|抗疫|物资|赈灾)"
)
# 县红十字会7月25日接收捐赠款物明细 | 现将我会收到的捐款公示如下
_TAKES = compile_late(r"接收|接受|收到|受赠|获赠|收(?=社会捐)")
# Who keeps a ledger of gifts receives them, if it is a body that lives on gifts; others list what their own people gave.
_LEDGER = compile_late(
    r"收支|收入|(?:社会)?(?:捐赠|爱心捐|捐款|捐助|善款|爱心).{0,8}(?:公示|登记表|明细|清单|一览|情况|公告|公布|收入|榜|名单|鸣谢)"
)
_CHARITY = compile_late(r"红十字会|慈善|基金会?$|福利院|敬老院|养老院|救助|孤儿院|公益|互助会")
_SOCIAL = compile_late(r"社会(?:各界)?捐|捐赠物资|爱心物资|捐赠款物|受赠")
_TAKER = compile_late(
    r"(?:区|县|市|镇|乡|村|街道|社区|医院|卫生院|学校|小学|中学|大学|学院|幼儿园|中心|会|院|馆|指挥部|支队|大队)$"
)
# What follows the name of who keeps a ledger.
_OPENS = compile_late(
    r"关于|社会|爱心|疫情|抗疫|防疫|抗击|抗洪|防汛|救灾|赈灾|慈善一日|捐|受赠|接收|接受|收到|收支|\d{4}年|\d{1,2}月|第|春节|新冠|新型|防控"
)
MAX_KEEPER = 24  # characters
MAX_ABOVE = 40  # characters
HEAD_BLOCKS = 3  # blocks looked back from a heading for the disaster that all gave for
MAX_LEAD = 200  # characters of such a block
_APPEALS = ("发出", "发起", "倡议")  # 向全校师生发出|捐款倡议: who is asked gets nothing
_HOUSES = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.NGO, PartyKind.GOVERNMENT)
_TAKERS = (PartyKind.PLACE, PartyKind.GOVERNMENT, PartyKind.HOSPITAL, PartyKind.SCHOOL, PartyKind.NGO)
# 重修龙山宫乐捐芳名 | 苗家岭村水渠维修工程
_BUILDS = compile_late(
    r"(?:重修|修建|重建|兴建|修缮|扩建|翻修|新建|修葺)(?P<who>[^,;:。()\s捐]{2,12}?)(?=乐捐|捐|工程|项目|善款|芳名|功德)"
)
# 感谢以下校友对沐白中学的大力支持
_BACKS = compile_late(
    r"感谢[^。;\n]{0,16}对(?P<who>(?![本该我])[^,;:。()\s的]{2,20})的(?:[鼎大全]力|热心|无私|慷慨|关心|爱心)*(?:支持|捐赠|捐助|赞助|帮助)"
)
# 沐白小学建校60周年校庆捐款名单, 沐白中学校友捐款一览: the occasion tells who gets it
_SCHOOL_DAY = compile_late(
    r"(?P<who>[^,;:。()\s捐]{2,16}?(?:小学|中学|大学|学院|学校))(?:(?:建校|创办|办学)?[\d一二三四五六七八九十百]+周年)?"
    r"(?:校庆|庆典|华诞|生日|校友|教育基金|奖学基金|助学基金)"
)
# 北塘村修路捐款芳名
_VILLAGE_WORKS = compile_late(
    r"(?P<who>[^,;:。()\s捐]{2,12}?(?:[村屯寨组]|社区))"
    r"(?:修[路桥渠]|建[桥庙]|道路|公路|路灯|饮水|文化(?:广场|礼堂|活动中心)|祠堂|扶贫助学)"
)
_TELL_WHO = (_FOR, _BUILDS, _BACKS, _SCHOOL_DAY, _VILLAGE_WORKS)
# OpenBooks捐赠名单, 林氏宗祠捐款芳名: what is kept up by gifts, and gives none
_KEPT_UP = compile_late(
    r"[#\s]*(?P<who>[A-Za-z][\w.+-]*(?: [A-Za-z][\w.+-]*){0,3}|[^,;:。()\s捐赠]{2,12}?(?:祠堂?|[寺庙庵宫]|(?<![修建造架])桥|广场|公园|书院|纪念馆|古?塔|牌坊|[族家]谱))"
    r"(?:开源)?(?:项目|工程)?(?:重修|重建|修缮|维修|扩建)?的?(?:爱心|功德)?(?:(?:捐赠|捐款|捐资|捐助|乐捐|赞助|打赏)(?:者|人|人员)?(?:名单|列表|记录|明细|清单|一览|公示|公布|芳名|功德|鸣谢|榜)|(?:功德|芳名)[榜碑录])"
)
# The rows under such a heading receive: 向以下学校捐赠, 捐赠物资分配表
_SHARES = compile_late(
    r"[向给为](?:以下|下列|各)|如下.{0,6}(?:学校|单位|村).{0,4}捐|分配|捐赠(?:去向|流向)|捐往|发往|分别送"
)
_GETTING = compile_late(r"受赠|受捐|受援|受助|接收|接受|收到|获")
_DATED = compile_late(r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日(?=(?:共|累计)?(?:接收|收到|接受|收|捐|募|社会))")


def read_recipients(
    text: str, layout: Layout, each: GivingList, triggers: Sequence[Trigger], readers: Readers
) -> tuple[tuple[Mention, ...], Span | None]:
    """Return who gets what a list holds, and the stretch that tells the day; empty and None where nothing does."""
    lines = _lines(layout, each)
    when = next((Span(*m.span()) for line in lines if (m := _DATED.search(text, line.start, line.end))), None)
    for line in lines:
        found = _read_line(text, line, readers)
        if found:
            return found, when
    return _read_struck(text, layout, each.heading, readers), when


def read_sharing(text: str, layout: Layout, each: GivingList, readers: Readers) -> tuple[Mention, ...]:
    """Return who gave to all the rows of a list that names receivers: 锦澄集团向以下学校捐赠图书; empty for others."""
    if not each.takers and _SHARES.search(text, each.heading.start, each.heading.end) is None:
        return ()
    lines = _lines(layout, each)
    if each.takers:
        lines.extend(_line_above(layout, each.heading))
    for line in lines:
        parties = readers.parties(line)
        acting = outline(text, line, parties, readers.triggers(line)).subjects
        if acting:
            return acting
        if each.takers and parties and _opens_line(text, line, parties[0]):
            return parties[:1]  # 远樵公益基金会2022年项目一览
    return ()


def _line_above(layout: Layout, header: Span) -> list[Span]:
    """Return the short line above the header of a table, which the table has for a title: 远樵公益基金会2022年项目一览."""
    at = bisect_right(layout.blocks, header.start, key=lambda block: block.span.start) - 2
    above = [layout.blocks[at].span] if at >= 0 else []
    return [line for line in above if len(line) <= MAX_ABOVE]


def _opens_line(text: str, line: Span, party: Mention) -> bool:
    """Tell whether a line that heads receivers begins with who gave to them."""
    return (
        party.named
        and not text[line.start : party.span.start].strip("#《“ ")
        and _GETTING.search(text, party.span.end, line.end) is None
    )


def _lines(layout: Layout, each: GivingList) -> list[Span]:
    """Return the lines that may speak for all rows: the heading, its paragraph, what follows it, the title."""
    lines = [each.heading]
    at = bisect_right(layout.blocks, each.heading.start, key=lambda block: block.span.start) - 1
    paragraph = layout.blocks[max(0, at)].span
    if paragraph.start < each.heading.start < paragraph.end:
        # 县红十字会共接收善款52万元。名单如下:
        lines.append(Span(paragraph.start, each.heading.start))
    if each.lead.end > each.heading.end:
        lines.append(Span(each.heading.end, each.lead.end))
    if (
        layout.title is not None
        and not layout.title.overlaps(each.heading)
        and layout.title.start < each.heading.start
    ):
        lines.append(layout.title)
    return lines


def _read_struck(text: str, layout: Layout, heading: Span, readers: Readers) -> tuple[Mention, ...]:
    """Return the place that something befell by the lines over a heading: 岚溪镇发生地震。 捐款名单如下."""
    at = bisect_right(layout.blocks, heading.start, key=lambda block: block.span.start) - 1
    for block in reversed(layout.blocks[max(0, at - HEAD_BLOCKS) : max(0, at)]):
        line = Span(block.span.start, min(block.span.end, block.span.start + MAX_LEAD))
        struck = [m for m in readers.parties(line) if befell(text, m)]
        if struck:
            return (struck[0],)
    return ()


def _whole(text: str, span: Span, readers: Readers) -> Mention | None:
    """Read what stands between 向 and 捐 as one party; its attributes stay where it is a group (日本灾民)."""
    slot = readers.slot(span)
    if (
        slot is None
        or (slot.span.start > span.start and slot.kind is not PartyKind.GROUP)
        or slot.span == span
    ):
        return slot
    return evolve(slot, span=span, text=span.cut(text), name=span.cut(text))


def _read_line(text: str, line: Span, readers: Readers) -> tuple[Mention, ...]:
    told = [pattern.search(text, line.start, line.end) for pattern in _TELL_WHO]
    parties = readers.parties(line)
    for match in (*told, _KEPT_UP.match(text, line.start, line.end)):
        if match is not None and not match["who"].endswith(_APPEALS):
            who = _whole(text, Span(*match.span("who")), readers)
            # 几家企业向|沐白中学|八十华诞捐款
            house = next(
                (m for m in parties if m.span.start == match.start("who") and m.kind in _HOUSES), None
            )
            if who is not None and house is not None and who.span.start > match.start("who"):
                return (house,)
            if who is not None:
                return (who,)
    takes = _TAKES.search(text, line.start, line.end)
    triggers = readers.triggers(line)
    if takes is not None or any(t.kind is FrameKind.RECEIVE for t in triggers):
        end = (
            takes.start()
            if takes is not None
            else next(t.span.start for t in triggers if t.kind is FrameKind.RECEIVE)
        )
        before = [m for m in parties if m.span.end <= end and m.kind is not PartyKind.PERSON]
        if before:
            return (before[-1],)
    here = outline(text, line, parties, triggers)
    goals = tuple(m for m in here.goals if not m.text.startswith("爱心"))
    if goals or here.founded or here.collecting or here.cause:
        return goals or here.founded or here.collecting or here.cause
    return _keeper(text, line, readers)


def _keeper(text: str, line: Span, readers: Readers) -> tuple[Mention, ...]:
    """Return who keeps a ledger of gifts: 云溪街道疫情防控捐赠物资登记表, 江北新区社会捐赠情况公示."""
    cue = _OPENS.search(text, line.start + 2, line.end)
    if cue is None or cue.start() - line.start > MAX_KEEPER:
        return ()
    name = Span(line.start, cue.start())
    keeper = _whole(text, name, readers)
    if keeper is None or keeper.kind not in (*_TAKERS, PartyKind.OTHER) or not keeper.named:
        return ()
    if keeper.span.start > name.start or keeper.span.end < name.end:
        keeper = evolve(keeper, span=name, text=name.cut(text), name=name.cut(text))
    charity = _CHARITY.search(keeper.name) is not None
    if not charity and not _TAKER.search(keeper.name):
        return ()
    if _SOCIAL.search(text, name.end, line.end) or (charity and _LEDGER.search(text, name.end, line.end)):
        return (keeper,)
    return ()
