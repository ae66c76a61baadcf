"""Reads gapped series: 甲公司捐赠10万元,乙公司8万元,丙商会口罩3000只, where the verb is told once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from aidfacts.frames.acting import acting_for
from aidfacts.frames.elements import Element, Marker, Stop
from aidfacts.frames.receivers import BUYS
from aidfacts.frames.roles import is_joined
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Form, PartyKind
from aidfacts.model.frame import Frame
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span

ReadObjects = Callable[[Span], Objects]
ReadSlot = Callable[[Span], Mention | None]

MAX_SLOT = 16  # characters of a name that no noun tells
MIN_SLOTS = 2  # links known by their place alone; one may be a thing and its worth: 现金5万元、电脑3万元

# What stands before and behind the party of a link: ,乙公司8万元 | 、其中乙公司药品30万元 | ;乙公司(代表何某)8万元
_OPENS_LINK = compile_late(r"[,;、。](?:其中|另|及|和)?$|(?:其中|包括|分别[是为]|有)[,:]?$|:$")
# ,其中|甲公司300万元,乙公司150万元: the verb has no figure of its own
_OPENS_ROW = compile_late(r"(?:其中|分别[是为]|包括|还?有|[:,])(?:有)?[:,]?$")
# 捐款较多的个人有:|周砚秋5万元
_NAMES_GIVERS = compile_late(
    r"的(?:爱心)?(?:个人|单位|企业|会员|商家|村民|干部|党员|校友|班级)(?:还|主要)?有:?$"
)
_COUNTED = compile_late(
    r"[\d一二两三四五六七八九十][\d一二三四五六七八九十]*(?:多|余)?[个所家](?:[\u4e00-\u9fff]{0,8})?[省市县区旗乡镇村校学]"
)
_EACH = compile_late(r"[各均]")
_BUILT_UNITS = frozenset(["所", "座", "家", "间", "栋", "幢", "个"])
_OF_SO_MANY = compile_late(r"等\d+[余多]?[家名位个户][^,;。、\d]{0,8}?(?:共计?|合计|总计)?(?:捐款)?")
_LINK_GAP = compile_late(r"(?:各|共|也|则|分别)?[^,;。、]{0,10}")
# What stands between two sums and is no name: 捐赠现金5万元、物资折价3万元,用于修路2万元
_NO_NAME = compile_late(
    r"捐|赠|款|金$|现金|资金|物资|设备|价值|折|物品|用品|图书|书籍|药品|器材|用于|修|建|购|买|补|资助|奖|助学|改造|工程|项目|其余|剩余|另外|合计|共计|总计|总额|累计|自筹|自有|贷款|配套|约|超|达|近|每|各|人均|分别|首批|首期|最高|最低|以及|包括|其中$|(?:扶贫|帮扶|救灾|抗疫|防汛|防疫|防控|抗洪|抗震|赈灾|振兴|其他|其它|教育|医疗|卫生|产业|就业|消费|文化|生态|民生|环保|公益|慈善)$"
)
# Verbs of authorities, whose links receive: 下拨救灾款:禾川县9200万元、岚溪县9400万元
_HANDS_OUT = frozenset({"下拨", "拨付", "调拨", "分配", "发放", "划拨"})
# What sums up a series is no part of its last link: 、离休支部5千,共计4.6万元
_TOTAL = compile_late(r"[,;、。]\s*(?:以上)?(?:共计|合计|总计|总共|一共|总额|累计|共)")
_OWN_MONEY = compile_late(
    r"自筹|自有|自行|贷款|配套|拨款|投资|投入"
)  # 周砚秋捐资300万元、学校|自筹500万元建成
# 乙公司|出动冷藏车6辆: a verb of its own, which is no giving one
_OWN_VERB = compile_late(
    r"(?:还|也|则)?(?:出动|派出|派遣|选派|组织|安排|减免|开放|腾出|免费|配送|运送|义务|承运|培训|服务|接待|救助)"
)
_WORKS = compile_late(
    r"的?[^,。;、\d]{0,6}(?:建设|修缮|维修|改造|设备|[楼馆室]|救护车|购置|项目|工程|装修|绿化|道路|路灯)"
)
_WORKED_ON = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE, PartyKind.OTHER, PartyKind.GOVERNMENT)
# ,|周砚秋|也拿了3万元: a verb that only says that he pays is no part of his name
_SLOT = compile_late(
    r"(?:^|[、,;])(?:其中[:,]?)?(?P<name>[^、,;。:!?\d]{2,16}?)(?:(?:也|又|还|则|再|个人)*(?:[出拿给贴垫添凑认付交掏报]了))?$"
)
_ROW_NAME = compile_late(r"[^、,;。:!?\d]{2,16}")
_NO_GIVER = compile_late(
    r"捐|赠|[款金]$|(?:[楼路桥渠场厅]|图书馆|体育馆|食堂)$|现金|资金|物资|用于|^[购买修建向为给]|其余|剩余|合计|共计|总计|[个两三四五六七八九\d][省市县区镇乡村所家]$"
)
# 收到捐款28万元,|已支付医疗费19万元,|结余9万元: what became of the money, and nobody who gave
_SPENT = compile_late(
    r"^(?:已|现|尚)?(?:结余|余额|余款|支出|支付|使用|拨付|发放|开支|利息|花[费去]|扣除|剩)|费用?$"
)
# 企业纷纷捐款:|锦澄能源、远樵钢铁|各500万元
_OPENING_ROW = compile_late(
    r"(?:其中|包括|分别[是为]|有|:)[:,]?(?P<names>[^、,;。:!?\d]{2,16}(?:[、和与][^、,;。:!?\d]{2,16}){1,8}?)[各均](?:捐款?)?$"
)
# 同乡会会长|陆见山先生20万元, 香港同胞|周砚秋伉俪16万元: what one is stands before who one is
_TITLED = compile_late(
    r"[,;、:。](?:其中|另|及|和)?[^,;、:。\d]{0,20}(?:[会院校社所董理事]长|主席|总裁|经理|总监|主任|董事|委员|代表|书记|教授|博士|院士|老师"
    r"|校友|同胞|侨[胞领]|乡[亲贤]|居士|企业家|商人|村民|市民|会员|族人|宗亲)$"
)
MAX_TITLED = 24  # characters of such words with the mark before them
# ,沐白置业、禾川建工|各
_SLOT_ROW = compile_late(
    r"[,;、](?:其中[:,]?)?(?P<names>[^、,;。:!?\d]{2,16}(?:[、和与][^、,;。:!?\d]{2,16}){1,8}?)[各均](?:捐款?)?"
)


_SHARERS = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE)


@frozen
class Link:
    """
    One more gift under a verb told before: its party, its figure, and whether that party `receives` (else it gives).

    `row` holds who stands joined before the party and has the same part: 何映雪、|周砚秋各5万元.
    """

    party: Mention
    figure: Amount | Quantity
    receives: bool
    start: int
    row: tuple[Mention, ...] = ()


def find_links(
    text: str, elements: Sequence[Element], start: int, limit: int, read_slot: ReadSlot
) -> tuple[Link, ...]:
    """
    Return the links of a gapped series among the elements in [start, limit).

    A link is a party right before a figure of its own, behind a figure that the verb itself took; the first figure is
    one of a link too where its party opens the row. Where no noun tells the party (长江灯具30万、销售部2万) at least two
    must stand so, each with a sum of money.
    """
    zone = [e for e in elements if start <= e.span.start < limit]
    figures = [at for at, e in enumerate(zone) if isinstance(e, Amount | Quantity)]
    first = _opening_link(text, zone, figures[0], start, read_slot) if figures else ()
    if len(figures) < 2:
        return first if _names_givers(text, first, start) or any(link.row for link in first) else ()
    links: list[Link] = []
    slots: list[Link] = []
    for at, element in enumerate(zone[figures[0] + 1 :], figures[0] + 1):
        if isinstance(element, Mention) and element.named:
            link = _tagged_link(text, zone, at, start)
            if link is not None:
                links.append(link)
        elif _is_money(element) and _is_money(_figure_before(zone, at)):
            row = _slot_row(text, zone, at, read_slot)
            if row is not None:
                links.append(row)
                continue
            slot = _slot_link(text, zone, at, start, read_slot)
            if slot is not None:
                slots.append(slot)
    several = sum(len(link.row) for link in first)
    if slots and len(slots) + len(links) + several >= MIN_SLOTS:
        links.extend(slot for slot in slots if not any(_is_same(text, link, slot) for link in links))
    if links or several or _names_givers(text, first, start):
        links.extend(first)
    return tuple(sorted(links, key=lambda link: link.start))


def _is_same(text: str, link: Link, slot: Link) -> bool:
    """Tell whether a party known by its place alone was told by its noun: 卫生院|住院楼200万元 is of the house before its works."""
    works = link.figure is slot.figure and _WORKS.match(text, link.party.span.end, link.figure.span.start)
    return link.party.span == slot.party.span or bool(works)


def _names_givers(text: str, first: Sequence[Link], start: int) -> bool:
    """Tell whether the words before the first link say that who gave is named now: 捐款较多的个人有:|周砚秋5万元."""
    return any(_NAMES_GIVERS.search(text, start, link.party.span.start) for link in first)


def _opening_link(
    text: str, zone: Sequence[Element], figure: int, start: int, read_slot: ReadSlot
) -> tuple[Link, ...]:
    """Return the link that the first figure of a series ends, where the verb has none: 捐款,其中|甲公司300万元, 捐款:|甲、乙各5万元."""
    party = zone[figure - 1] if figure else None
    if isinstance(party, Mention) and party.named:
        row = _joined_before(text, zone, figure - 1)
        begin = (row[0] if row else party).span.start
        link = (
            _tagged_link(text, zone, figure - 1, start)
            if _OPENS_ROW.search(text, max(start, begin - 4), begin)
            else None
        )
        if link is not None:
            return (link,)
    match = _OPENING_ROW.search(text, start, zone[figure].span.start)
    link = _row_link(text, zone, figure, match, read_slot) if match is not None else None
    return (link,) if link is not None else ()


def _tagged_link(text: str, zone: Sequence[Element], at: int, start: int) -> Link | None:
    mention = zone[at]
    after = zone[at + 1] if at + 1 < len(zone) else None
    if not isinstance(mention, Mention) or not isinstance(after, Amount | Quantity):
        return None
    counted = zone[at + 2] if at + 2 < len(zone) else None
    if isinstance(counted, Amount) and _OF_SO_MANY.fullmatch(text, mention.span.end, counted.span.start):
        after = counted  # 远樵科技等6家企业共|100万元
    before = text[max(start, mention.span.start - 3) : mention.span.start]
    previous = zone[at - 1] if at else None
    goal = isinstance(previous, Marker) and previous.role == "goal"
    person = mention.kind is PartyKind.PERSON
    titled = person and _TITLED.search(text, max(start, mention.span.start - MAX_TITLED), mention.span.start)
    if not goal and not titled and not _OPENS_LINK.search(before):
        return None
    gap = text[mention.span.end : after.span.start]
    if mention.anaphor is not None and isinstance(after, Quantity) and after.unit in _BUILT_UNITS:
        return None  # 兴建学校126所、|医院18所: things that are counted
    # 出资46万元,为北塘村修建水渠一座: a verb of its own, no link
    if (
        not _LINK_GAP.fullmatch(gap)
        or (goal and BUYS.match(gap))
        or _OWN_MONEY.match(gap)
        or _OWN_VERB.match(gap)
    ):
        return None
    row = _joined_before(text, zone, at)
    return Link(mention, after, goal, (row[0] if row else mention).span.start - 1, row)


def _joined_before(text: str, zone: Sequence[Element], at: int) -> tuple[Mention, ...]:
    """Return the row of parties that joining marks bind to the one at *at*: 何映雪和|周砚秋各5万元."""
    row: list[Mention] = []
    follow = zone[at]
    for element in reversed(zone[:at]):
        if isinstance(element, Marker) and element.role == "joint":
            continue
        if not isinstance(element, Mention) or not element.named:
            break
        if not is_joined(text[element.span.end : follow.span.start]):
            break
        row.append(element)
        follow = element
    return tuple(reversed(row))


def _is_money(element: Element | None) -> bool:
    """Tell whether a figure is a sum, or may be one among sums: 甲2.6万、乙3千."""
    return isinstance(element, Amount) or (isinstance(element, Quantity) and not element.unit)


def _figure_before(zone: Sequence[Element], at: int) -> Element | None:
    """Return the figure before the one at *at*, None where something else than a stop or a party stands between."""
    for element in reversed(zone[:at]):
        if isinstance(element, Amount | Quantity):
            return element
        if not isinstance(element, Stop | Mention):
            return None
    return None


def _slot_row(text: str, zone: Sequence[Element], at: int, read_slot: ReadSlot) -> Link | None:
    """Read a row of parties before 各, of which no noun need tell each: ,沐白置业、|禾川建工|各30万元."""
    figure, behind = zone[at], _figure_before(zone, at)
    if behind is None or not isinstance(figure, Amount | Quantity):
        return None
    match = _SLOT_ROW.fullmatch(text, behind.span.end, figure.span.start)
    return _row_link(text, zone, at, match, read_slot) if match is not None else None


def _row_link(
    text: str, zone: Sequence[Element], at: int, match: re.Match[str], read_slot: ReadSlot
) -> Link | None:
    """Return the link of a row of parties, each by its noun or by its place, None where one can be none."""
    figure = zone[at]
    if not isinstance(figure, Amount | Quantity):
        return None
    spans = [
        Span(*name.span()) for name in _ROW_NAME.finditer(text, match.start("names"), match.end("names"))
    ]
    if any(_NO_GIVER.search(span.cut(text)) for span in spans):
        return None
    tagged = {e.span: e for e in zone if isinstance(e, Mention)}
    row = [tagged.get(span) or _named_by_place(text, span, read_slot) for span in spans]
    return Link(row[-1], figure, False, spans[0].start - 1, tuple(row[:-1]))


def _named_by_place(text: str, span: Span, read_slot: ReadSlot) -> Mention:
    """Return the party that only its place tells: 销售部 is one too, though 销售 is a word of trade."""
    mention = read_slot(span)
    if mention is not None and mention.span.end == span.end:
        return mention
    return Mention(span, span.cut(text), span.cut(text), PartyKind.OTHER, rules=("slot",))


def _slot_link(text: str, zone: Sequence[Element], at: int, start: int, read_slot: ReadSlot) -> Link | None:
    """Read the stretch between two sums as a party that no noun tells."""
    figure = zone[at]
    behind = _figure_before(zone, at)
    if (
        behind is None
        or not isinstance(figure, Amount | Quantity)
        or not 2 < figure.span.start - behind.span.end <= MAX_SLOT + 4
    ):
        return None
    match = _SLOT.search(text[behind.span.end : figure.span.start])
    if match is None or match.start() > 2 or _NO_NAME.search(match["name"]) or _SPENT.search(match["name"]):
        return None
    span = Span(behind.span.end + match.start("name"), behind.span.end + match.end("name"))
    return Link(_named_by_place(text, span, read_slot), figure, False, span.start - 1)


def build_series(
    text: str, frame: Frame, links: Sequence[Link], limit: int, read_objects: ReadObjects
) -> tuple[Frame, ...]:
    """Return a frame for each of the *links* of a gapped series behind *frame*; *limit* is where its verb ends."""
    series: list[Frame] = []
    # 拨付给甲县9200万元、乙县9400万元: the first link tells that the parties receive
    directs = any(
        m.span.start >= frame.trigger.span.end
        and frame.objects is not None
        and m.span.end <= frame.objects.span.start
        for m in frame.recipients
    )
    shared = _are_shares(text, frame, links)
    # 捐助金额较大的|个人|有:周砚秋5万元: the noun stands for who gave
    told = tuple(m for m in frame.recipients if not text.startswith(("有", "还有"), m.span.end))
    for at, link in enumerate(links):
        mention, receives = (
            link.party,
            link.receives
            or directs
            or shared
            or frame.trigger.word in _HANDS_OUT
            or _is_like_recipient(frame, link.party)
            or _is_part_of_use(text, frame, link),
        )
        end = links[at + 1].start if at + 1 < len(links) else limit
        total = _TOTAL.search(text, link.figure.span.end, end)
        end = total.start() if total is not None else end
        if end <= mention.span.end:
            continue  # the next link begins inside this one: a name read twice
        crowd = text.startswith("等", mention.span.end)
        begin = link.figure.span.start if crowd else mention.span.end
        objects = read_objects(Span(begin, end)) or _read_bare(link, frame)
        if not objects:
            continue
        parties = (*link.row, mention)
        each = [(m,) for m in parties] if _EACH.match(text, mention.span.end) else [parties]
        for group in each:
            acting = tuple(acting_for(text, m) for m in group)
            series.append(
                evolve(
                    frame,
                    donors=frame.donors if receives else acting,
                    recipients=group if receives else told,
                    objects=objects,
                    scope=_scope_of_part(text, frame, mention),
                    clause=Span(group[0].span.start, objects.span.end),
                    rules=(*frame.rules, "series/gapped"),
                )
            )
    return tuple(series)


def _are_shares(text: str, frame: Frame, links: Sequence[Link]) -> bool:
    """
    Tell whether the parts of one giver's total go to those told with them: 锦澄集团捐款8万元,其中|沐白小学5万元、北塘村3万元.

    A house that collects (县教育局共捐款8万元,其中沐白小学5万元) names who gave.
    """
    if len(frame.donors) != 1 or not frame.donors[0].named or frame.recipients or not links:
        return False
    alone = frame.donors[0].kind in (PartyKind.COMPANY, PartyKind.PERSON)
    told = "其中" in text[frame.trigger.span.end : links[0].party.span.start]
    return alone and told and all(link.party.kind in _SHARERS for link in links)


def _is_part_of_use(text: str, frame: Frame, link: Link) -> bool:
    """Tell whether a link says for whose works a part of a gift goes: 锦澄集团捐赠3个项目,其中|沐白中学|修缮20万元."""
    works = _WORKS.match(text, link.party.span.end, link.figure.span.start) is not None
    if (
        not works
        or link.party.kind not in _WORKED_ON
        or "其中" not in text[frame.trigger.span.end : link.party.span.start]
    ):
        return False
    return any(m.named for m in frame.donors) and not frame.recipients


def _scope_of_part(text: str, frame: Frame, mention: Mention) -> str | None:
    """Return the scope of a link: a named part of what was counted over time is one gift, that of many givers is not."""
    part = mention.named and mention.kind is not PartyKind.GROUP
    return "single" if part and "其中" in text[frame.clause.end : mention.span.start] else frame.scope


def _read_bare(link: Link, frame: Frame) -> Objects | None:
    """Read a figure without a unit as money where the verb's own object is: 甲捐1.2万、乙3千."""
    figure, told = link.figure, frame.objects.amount if frame.objects is not None else None
    if told is None or not isinstance(figure, Quantity) or figure.unit:
        return None
    amount = Amount(
        value=figure.value, low=figure.low, high=figure.high, modifier=figure.modifier, currency=told.currency, per=None,
        text=figure.text, span=figure.span,
    )  # fmt: skip
    return Objects(span=figure.span, amount=amount, cash=amount, sums=(amount,), form=Form.CASH)


def _is_like_recipient(frame: Frame, mention: Mention) -> bool:
    """
    Tell whether a link names one more who receives: 商会向甲校捐赠电脑30台,乙校空调12台.

    It is of the kind of those told behind 向 and of no kind that gives, or one of the places that were counted there:
    集团向4个县投入资金800万元,其中禾川县250万元.
    """
    if not frame.donors or not frame.recipients or mention.kind is PartyKind.OTHER:
        return False
    other = all(m.kind is not mention.kind for m in frame.donors)
    counted = any(_COUNTED.match(m.text) for m in frame.recipients)
    if other and counted and mention.kind in (PartyKind.PLACE, PartyKind.SCHOOL):
        return True
    before = all(m.span.end <= frame.trigger.span.start for m in frame.recipients)
    return before and mention.kind is frame.recipients[-1].kind and other
