"""Turns the rows of a list into gifts: verb, recipient and date come from its heading where the row lacks them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve, frozen

from aidfacts.frames.heading import Readers, read_recipients, read_sharing
from aidfacts.frames.inline import find_pairs
from aidfacts.frames.labelled import find_labelled
from aidfacts.frames.listing import GivingList, ListRow
from aidfacts.frames.rows import GIVING, find_rows
from aidfacts.frames.stacked import find_stacked
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Form, Item, PartyKind
from aidfacts.model.frame import Frame, FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.source import Layout
from aidfacts.model.span import Span

_COLLECTS = (PartyKind.PLACE, PartyKind.GOVERNMENT)
_SUM_TOLD = compile_late(r"\d[\d,.]*\s?[多余]?[亿万千百]*(?:[元件套台只箱吨]|$)")
_VERB = compile_late(
    r"(?:共|先后|分别|无偿|定向|紧急)*(?:捐赠|捐献|捐助|捐出|赠送|捐款|捐|调拨|援助|支援)(?:了)?"
)
_CROWD = compile_late(
    r"等(?:\d+|[一二三四五六七八九十百]+)[余多]?[人名位家户][一-鿿]{0,6}?(?:共计?|合计|总计|累计)?(?:捐款|捐)?(?P<figure>\d[\d,.]*[亿万千百]*元)$"
)
_NUMBER = compile_late(r"[\d,]+(?:\.\d+)?")
_BARE = compile_late(
    r"(?P<verb>[捐乐认赠资助出款献义随喜]*:?)(?P<number>.*?[亿万千百\d一二两三四五六七八九十])"
)
_HIDDEN = compile_late(
    r"无名氏|匿名|佚名|不留名|爱心人士|好心人|热心人士?|隐名|.{0,3}不愿.{0,6}姓名.*|善男信女|信众|众信士"
)
# What stands before a name and says only what the person is: 居民高淑芬, 网友“山间小溪”
_WHAT = compile_late(
    r"(?:爱心)?(?:网友|网名|微信名|市民|居民|村民|乡贤|校友|业主|教师|老师|学生|同学|党员|职工|员工|老人|个人|善信|信士|企业家|个体户|志愿者|退休[一-鿿]{2})(?=..)"
)
# 何映雪、陆见山夫妇 are two; what stands in brackets belongs to its name
_PIECE = compile_late(r"(?:[^、/()]|\([^()]*\))+")
_HONORIFIC = compile_late(
    r"(?:先生|女士|小姐|同学|老师|同志|居士|法师|夫妇|伉俪|一家|全家|合家|阖家|家|个人|本人|自己)$"
)
# A person, or somebody who hides, with a note: 何映雪(广州), 爱心人士(微信)
_ASIDE = compile_late(r"[^()]{2,4}(?P<aside>\([^()]{1,12}\))")
_THINGS_ONLY = compile_late(r"(?:物资|物品|设备|用品)(?:清单|明细|一览|列表|价值|如下|:)")
MAX_LOOKED = 20  # rows looked at for a giver where the heading speaks of things
MAX_PERSON = 4  # characters of a name that no noun tells
MAX_CHECKED = 20_000  # rows; sums of longer lists are left unchecked


@frozen
class Listed:
    """A gift that a row tells; `date` is the stretch that says when, None where the row and its heading do not."""

    frame: Frame
    date: Span | None


_EACH = ("各", "均")
_COUPLE = ("夫妇", "夫妻", "伉俪")
_HOUSES = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL, PartyKind.HOSPITAL)


def find_lists(text: str, layout: Layout) -> tuple[GivingList, ...]:
    """Return the lists of gifts in a page, in lines or in running text; a figure belongs to one of them only."""
    found: list[GivingList] = []
    taken: set[int] = set()
    telling = [match.start() for match in GIVING.finditer(text)]
    if not telling:
        return ()
    stacked, rows = find_stacked(text, layout, telling), find_rows(text, layout, telling)
    for each in (*find_labelled(text, layout), *stacked, *rows, *find_pairs(text, layout, telling)):
        names = {row.name.start for row in each.rows}
        if taken.isdisjoint(names):
            taken |= names
            found.append(each)
    return tuple(found)


def told_by_lists(text: str, lists: Sequence[GivingList], starts: Sequence[int]) -> set[int]:
    """
    Return the starts of the sentences that the lists tell all of: their rows, and headings without a figure.

    Args: *starts* is where each sentence of the page begins.
    """
    told: set[int] = set()
    for each in lists:
        for row in each.rows:
            told.update(starts[_at(starts, row.span.start) : _at(starts, row.span.end - 1) + 1])
        if _SUM_TOLD.search(text, each.heading.start, each.heading.end) is None:
            told.add(starts[_at(starts, each.heading.start)])
    return told


def _at(starts: Sequence[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)


def build_listed(
    text: str,
    layout: Layout,
    each: GivingList,
    starts: Sequence[int],
    readers: Readers,
) -> tuple[Listed, ...]:
    """
    Return a gift for each row of a list, in the order of the rows.

    Args: *starts* is where each sentence of the page begins.
    """
    triggers = readers.triggers(each.heading)
    strong = [t for t in triggers if t.strength == "strong"]
    trigger = strong[0] if strong else Trigger(each.heading, "捐", FrameKind.GIVE, "strong")
    kind = FrameKind.PLEDGE if trigger.kind is FrameKind.PLEDGE else FrameKind.GIVE
    shared = read_sharing(text, layout, each, readers)
    recipients, when = read_recipients(text, layout, each, triggers, readers)
    rows = [_split_whole(text, row, readers) if row.whole else row for row in each.rows]
    if _THINGS_ONLY.search(text, each.heading.start, each.heading.end) and not any(
        readers.parties(row.name) for row in rows[:MAX_LOOKED]
    ):
        return ()  # 捐赠物资清单: 口罩 2000元 is a thing and its price
    read = [_row_objects(text, row, readers) for row in rows]
    rules = ("lists/row", f"triggers/{trigger.word}")
    checked = _checked(text, each, read, readers)
    gifts: list[Listed] = []
    for number, (row, objects) in enumerate(zip(rows, read, strict=True)):
        if not objects:
            continue
        donors = _row_donors(text, row.name, readers)
        if shared or each.takers:
            # 锦澄集团向以下学校捐赠: the rows say who gets what
            donors, row = shared, evolve(row, recipient=row.name)
        if trigger.kind is FrameKind.RAISE and donors and all(m.kind in _COLLECTS for m in donors):
            continue  # 各街镇筹款数: who collects is no giver
        own = _row_donors(text, row.recipient, readers) if row.recipient is not None else ()
        frame = Frame(
            trigger=trigger, kind=kind, clause=row.span, sentence=starts[_at(starts, row.span.start)],
            donors=donors, recipients=own or recipients, objects=objects,
            rules=(*rules, "lists/sum_checked") if number in checked else rules,
        )  # fmt: skip
        gifts.extend(Listed(single, row.date or when) for single in _each(text, row, frame))
    return tuple(gifts)


def _each(text: str, row: ListRow, frame: Frame) -> tuple[Frame, ...]:
    """Return the gifts of a row, one for each of its givers where each gave the sum: 林建国、林建军 | 各2000元."""
    if row.figure is None or not text.startswith(_EACH, row.figure.start):
        return (frame,)
    return tuple(evolve(frame, donors=(donor,)) for donor in frame.donors)


def _checked(text: str, each: GivingList, read: Sequence[Objects | None], readers: Readers) -> set[int]:
    """Return the numbers of the rows that a line of the list sums up exactly."""
    checked: set[int] = set()
    if len(read) > MAX_CHECKED:
        return checked
    values = [o.amount.value if o is not None and o.amount is not None else None for o in read]
    for line in each.sums:
        total = _read_sum(text, line.figure, each.rows[0].unit, readers)
        for first in (line.first, 0):
            part = values[first : line.last or len(values)]
            if (
                total is not None
                and part
                and None not in part
                and sum(v for v in part if v is not None) == total.value
            ):
                checked.update(range(first, line.last or len(values)))
                break
    return checked


def _split_whole(text: str, row: ListRow, readers: Readers) -> ListRow:
    """
    Part the giver from the things in one cell: 明屿商会口罩3000只, 明屿商会捐赠口罩3000只.

    Nothing is given where no giver opens the cell. So many together (李大山等12人共计8600元) gave one sum.
    """
    crowd = _CROWD.search(text, row.name.start + 2, row.name.end)
    if crowd is not None:
        return evolve(
            row, name=Span(row.name.start, crowd.start()), figure=Span(*crowd.span("figure")), whole=False
        )
    verb = _VERB.search(text, row.name.start + 2, row.name.end)
    if verb is not None:
        return evolve(
            row, name=Span(row.name.start, verb.start()), things=Span(verb.end(), row.name.end), whole=False
        )
    first = next(iter(readers.parties(row.name)), None)
    if first is None or first.span.start != row.name.start or first.span.end >= row.name.end:
        return evolve(row, whole=False)
    return evolve(row, name=first.span, things=Span(first.span.end, row.name.end), whole=False)


def _row_objects(text: str, row: ListRow, readers: Readers) -> Objects | None:
    items = _read_things(text, row, readers)
    amount = _read_sum(text, row.figure, row.unit, readers) if row.figure is not None else None
    if amount is not None and amount.value == Decimal(0):
        amount = None
    if items is None or not items:
        if amount is None:
            return None
        return Objects(span=amount.span, amount=amount, cash=amount, sums=(amount,), form=Form.CASH)
    if amount is None:
        return items
    if row.worth:
        return evolve(items, amount=amount, goods_value=amount, form=Form.GOODS)
    return evolve(items, amount=amount, cash=amount, sums=(amount,), form=Form.MIXED)


def _read_sum(text: str, span: Span, unit: str | None, readers: Readers) -> Amount | None:
    """Read a sum that may lack its unit (5000, 5万, 捐八千) or have it in a heading."""
    written = span.cut(text)
    read = readers.figures(written)
    if len(read) == 1 and isinstance(read[0], Amount):
        return evolve(read[0], span=read[0].span.shift(span.start))
    match = _BARE.fullmatch(written)
    if match is None:
        return None
    number = match["number"]
    told = unit or "元"
    # 5万 under (单位:万元): the row says its own 万
    if not _NUMBER.fullmatch(number):
        told = told.lstrip("万千")
    read = readers.figures(number + told)
    if len(read) != 1 or not isinstance(read[0], Amount):
        return None
    place = Span(span.start + match.start("number"), span.start + match.end("number"))
    return evolve(read[0], text=place.cut(text), span=place)


def _read_things(text: str, row: ListRow, readers: Readers) -> Objects | None:
    if row.things is None:
        return None
    if row.count is None:
        objects = readers.objects(row.things)
        if objects:
            return objects
        item = Item(row.things.cut(text), row.things.cut(text), row.things)
        return Objects(span=row.things, items=(item,), form=Form.GOODS)
    end = row.measure.end if row.measure is not None and row.measure.start >= row.count.end else row.count.end
    written = row.count.cut(text) + (row.measure.cut(text) if row.measure is not None else "")
    read = [figure for figure in readers.figures(written) if isinstance(figure, Quantity)]
    quantity = (
        evolve(read[0], text=text[row.count.start : end], span=Span(row.count.start, end)) if read else None
    )
    span = Span(min(row.things.start, row.count.start), max(end, row.things.end))
    if written.startswith("各"):
        # 方便面、火腿肠 | 各100箱
        parts = [Span(*piece.span()) for piece in _PIECE.finditer(text, row.things.start, row.things.end)]
        items = tuple(Item(part.cut(text), part.cut(text), part, quantity) for part in parts)
    else:
        items = (Item(row.things.cut(text), span.cut(text), span, quantity),)
    return Objects(span=span, items=items, form=Form.GOODS)


def _row_donors(text: str, span: Span, readers: Readers) -> tuple[Mention, ...]:
    """
    Return who gave by a row: each of a row of persons, else the cell as one name.

    A person behind a word of what he is (居民高淑芬, 旅菲侨胞洪祖荣) is told by his name.
    """
    aside = _ASIDE.fullmatch(text, span.start, span.end)
    if aside is not None:
        span = Span(span.start, aside.start("aside"))  # 何映雪(广州)
    cell = span.cut(text)
    if _HIDDEN.fullmatch(cell):
        return (Mention(span, cell, cell, PartyKind.GROUP, named=False, rules=("lists/hidden",)),)
    pieces = list(_PIECE.finditer(text, span.start, span.end))
    if len(pieces) > 1 and all(len(piece.group()) > 1 for piece in pieces):
        return tuple(_row_donor(text, Span(*piece.span()), readers) for piece in pieces)
    return _two_told(text, span, readers) or (_row_donor(text, span, readers),)


def _two_told(text: str, span: Span, readers: Readers) -> tuple[Mention, ...]:
    """Return the two houses of which a cell is made up, or the couple: 锦澄集团和锦澄慈善基金会, 林沐川何映雪夫妇."""
    told = readers.parties(span)
    if len(told) != 2:
        return ()
    gap = text[told[0].span.end : told[1].span.start]
    if not gap and all(m.kind is PartyKind.PERSON for m in told):
        couple = told[0].span.start == span.start and text[told[1].span.end : span.end] in _COUPLE
        return told if couple else ()
    if gap not in ("和", "与", "及"):
        return ()
    whole = told[0].span.start == span.start and told[1].span.end == span.end
    return told if whole and all(m.named and m.kind in _HOUSES for m in told) else ()


def _row_donor(text: str, span: Span, readers: Readers) -> Mention:
    what = _WHAT.match(text, span.start, span.end)
    if what is not None and (span.end - what.end() <= MAX_PERSON or text[what.end()] == "“"):
        span = Span(what.end(), span.end)
    cell = span.cut(text)
    if len(span) <= MAX_PERSON - 1:
        return Mention(span, cell, cell, PartyKind.PERSON, rules=("lists/cell",))
    tagged = readers.parties(span)
    persons = [m for m in tagged if m.kind is PartyKind.PERSON]
    if (
        len(persons) == 1
        and persons[0].named
        and len(persons[0].name) > 1
        and _reaches(text, persons[0], span)
    ):
        return persons[0]
    kind = tagged[-1].kind if tagged and tagged[-1].span.end == span.end else PartyKind.OTHER
    if kind is PartyKind.OTHER and len(_HONORIFIC.sub("", cell)) <= MAX_PERSON:
        kind = PartyKind.PERSON
    code = tagged[0].adcode if tagged else None
    return Mention(span, cell, cell, kind, adcode=code, rules=("lists/cell",))


def _reaches(text: str, mention: Mention, span: Span) -> bool:
    """Tell whether nothing but an honorific stands behind *mention* in its cell."""
    rest = text[mention.span.end : span.end]
    return not rest or (
        _HONORIFIC.fullmatch(rest) is not None and rest not in ("一家", "全家", "合家", "阖家", "家")
    )
