"""Finds lists of gifts: names and figures side by side under a heading that tells of giving."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from aidfacts.frames.cells import Cell, CellKind, read_cells
from aidfacts.frames.columns import Column, Header, read_header
from aidfacts.model.source import Block, BlockKind, Layout
from aidfacts.model.span import Span

MIN_ROWS = 3  # fewer are a chance neighbourhood of names and numbers, unless a header tells what they are
HEAD_BLOCKS = 4  # blocks looked back for the heading
MAX_NAME = 40  # characters
MAX_GAP = 24  # characters of a line inside a list that is no row: 一、企业捐款

GIVING = re.compile(
    r"受赠|受捐|接收.{0,6}(?:物资|款)|爱心物资|捐(?:款|赠|资|助|献|物|建|输)?|善款|爱心榜|芳名|功德|随喜|赞助|出资(?:者|人|单位|企业)|(?:支援|援助|驰援).{0,12}(?:物资|一览|名单|明细)"
)
BARRED = re.compile(
    r"账号|账户|开户|支出|使用(?:情况|明细|公示)|采购|预算|决算|受助|发放|资助(?:名单|对象|学生)|补助|报名|值班|分工|获奖|得分|成绩|价目|报价|捐献器官|献血|候选|委员|领导小组|标准|起捐"
)
# Takes (单位:万元), 捐赠金额(元), (港币); leaves 5万元 alone.
_UNIT = re.compile(
    r"(?:单位|金额|额|款|币种)[:(\s]*(?:人民币|港币)?[:(,]?(万元|千元|元|港元|港币|新台币|台币|美元|欧元|澳门元|澳门币)|\((?:人民币|单位)?[:,]?(万元|千元|元|港元|港币|新台币|台币|美元|欧元|澳门元|澳门币)\)"
)
_SUM = re.compile(r"(?:以上|总共|现场|共)?(?:合计|总计|共计|小计|总额|累计|总金额|总数|共收到?)[^\d]{0,8}")
_NO_NAME = re.compile(
    r"捐|赠|给|其中|价值|每|人均|合计|总计|共计|小计|总额|累计|平均|利息|收入|支出|结余|余额|资助|开展|举办|举行|承接|承办|参训|参加|寄去|送去|购买|出资|用于|公示期|电话|账号|邮编|浏览|来源|编辑|阅读|字号|点击|页码|地址|传真|发布|时间|日期|网址|(?:现金|物资|款物|善款|捐款)类?$"
)
# What may stand as a column and is no name: 现金, 微信转账
_MEANS = re.compile(r"现金|转账|微信|支付宝|银行(?:转账|汇款)?|网银|扫码|刷卡|物资|善款|爱心款|款项|捐款|捐资|捐赠|乐捐|认捐|人民币|元|万元|助学金|个人|单位|企业")
_MEASURE = re.compile(r"(?![元])[一-鿿]{1,2}")
# A sentence with roles of its own is read as one: 明屿商会向沐白小学捐赠图书300册
_TOWARDS = re.compile(r"(?<=..)(?:[向给将把]|(?<!华)为|对(?!外)|由|到)(?=..)")
_USE = re.compile(r"资助|用于|用来|专项|每|帮助|支持|折合|折价|价值|约合|助力|其中|共计?|含")
_PEOPLE = re.compile(r"\d[余多]?(?:人|名|位|户|人次|天|日|号|时|分|点|年|次|场|个月|期|届)$")
# A line without one of these is neither row nor header.
_LIKELY = re.compile(r"\d|[一二三四五六七八九十百千万仟佰拾]元|姓名|名称|单位|[捐金数品物][赠款额资量名品].{0,8}[|\t ,]")
_NAMES = re.compile(r"[^、,;\s]+")
_STOP = re.compile(r"[。!?;]")
_PROSE = re.compile(r"[。!?]")


@frozen
class ListRow:
    """
    A row of a list, each part as far as the row has it.

    `name` is who gave, or the whole row where name and things stand in one cell (明屿商会口罩3000只) and `whole` is
    True; `figure` the sum, counted in `unit` where it is bare; `things` what was given, `count` the
    cell with its number and `measure` its classifier where these stand apart.
    """

    name: Span
    figure: Span | None = None
    unit: str | None = None
    things: Span | None = None
    count: Span | None = None
    measure: Span | None = None
    date: Span | None = None
    recipient: Span | None = None
    whole: bool = False

    @property
    def span(self) -> Span:
        """From the first to the last character of the row's own parts."""
        parts = [p for p in (self.name, self.figure, self.things, self.count, self.measure) if p is not None]
        return Span(min(p.start for p in parts), max(p.end for p in parts))


@frozen
class Sum:
    """A line that sums up: the rows before number `last`, all of them or those from `first` on."""

    figure: Span
    first: int
    last: int


@frozen
class GivingList:
    """A list of gifts. `heading` is the line that tells of giving, `lead` all that stands between it and the rows."""

    heading: Span
    lead: Span
    rows: tuple[ListRow, ...]
    sums: tuple[Sum, ...] = ()


@frozen
class _Line:
    block: int
    span: Span
    cells: tuple[Cell, ...]
    header: Header | None = None
    rows: tuple[ListRow, ...] = ()
    figure: Span | None = None  # of a line that sums up
    tier: Span | None = None  # a sum that the names below it gave each


def find_rows(text: str, layout: Layout) -> tuple[GivingList, ...]:
    """
    Return the lists of gifts in a page whose rows are lines: at least three names with figures under a giving heading.

    Headers, sums (合计) and rank numbers are no rows. Lists of accounts, spending and receivers are left alone. For
    pairs in running text see `find_pairs`.
    """
    found: list[GivingList] = []
    telling = [match.start() for match in GIVING.finditer(text)]
    if not telling:
        return ()
    title = layout.title
    if title is not None and any(title.start <= at < title.end for at in telling[:20]):
        telling = [0, *(block.span.start for block in layout.blocks)]  # the title speaks for all lines
    for header, lines in _runs(text, layout.blocks, telling):
        rows = [row for line in lines for row in line.rows]
        if len(rows) < (MIN_ROWS if header is None else 2):
            continue
        if all(row.whole and not GIVING.search(text, row.name.start, row.name.end) for row in rows):
            continue  # 橡皮艇4艘: things without givers
        heading, barred = find_heading(text, layout, lines[0].block)
        if barred:
            continue
        if heading is None and header is not None and header.giving:
            heading = lines[0].span
        if heading is None and all(row.figure is not None and GIVING.search(text, row.figure.start, row.figure.end) for row in rows):
            heading = lines[0].span  # 捐2000元:何映雪 周砚秋 tells itself what it is
        if heading is None:
            continue
        first = next(line for line in lines if line.rows)
        lead = Span(heading.start, max(heading.end, first.span.start))
        before = layout.blocks[max(0, lines[0].block - 2)].span.start
        unit = header.unit if header is not None and header.unit else find_unit(text, Span(min(before, lead.start), lead.end))
        found.append(GivingList(heading, lead, tuple(evolve(row, unit=unit) for row in rows), _sums(lines)))
    return tuple(found)


def find_unit(text: str, span: Span) -> str | None:
    """Return what bare sums are counted in, as the lines over them tell: 万元 for (单位:万元)."""
    match = _UNIT.search(text, span.start, span.end)
    return (match.group(1) or match.group(2)) if match else None


def find_heading(text: str, layout: Layout, first: int) -> tuple[Span | None, bool]:
    """Return the line above block number *first* that tells of giving, and whether the lines speak of other things."""
    for number in range(first - 1, max(-1, first - 1 - HEAD_BLOCKS), -1):
        block = layout.blocks[number]
        # The heading may be the last sentence of a paragraph: …现将捐款情况公示如下:
        stops = [m.end() for m in _STOP.finditer(text, block.span.start, max(block.span.start, block.span.end - 1))]
        line = Span(stops[-1] if stops else block.span.start, block.span.end)
        if BARRED.search(text, line.start, line.end):
            return None, True
        if GIVING.search(text, line.start, line.end):
            return line, False
        if block.kind is BlockKind.BODY and len(block.span) > 80:
            break
    title = layout.title
    if title is None or title.start > layout.blocks[first].span.start:
        return None, False
    barred = BARRED.search(text, title.start, title.end) is not None
    return (title if not barred and GIVING.search(text, title.start, title.end) else None), barred


def _sums(lines: Sequence[_Line]) -> tuple[Sum, ...]:
    found: list[Sum] = []
    count = since = 0
    for line in lines:
        count += len(line.rows)
        if line.figure is not None:
            found.append(Sum(line.figure, since, count))
            since = count
    return tuple(found)


def _runs(
    text: str, blocks: Sequence[Block], telling: Sequence[int]
) -> Iterator[tuple[Header | None, list[_Line]]]:
    """
    Yield the stretches of lines that stand together as rows, each with its header.

    Args: *telling* is where the text tells of giving; lines further away begin no list and are not read.
    """
    lines: list[_Line] = []
    header: Header | None = None
    tier: Span | None = None
    gap = 0
    for number, block in enumerate(blocks):
        if not lines:
            at = bisect_left(telling, blocks[max(0, number - HEAD_BLOCKS - 1)].span.start)
            if at == len(telling) or telling[at] >= block.span.end:
                continue
        line = _read_line(text, number, block, header, tier)
        if line is not None and line.header is not None:
            if any(each.rows for each in lines) and line.header.columns != (header.columns if header else None):
                yield header, lines
                lines = []
            header, gap = line.header, 0
            lines.append(line)
            continue
        if line is not None and (line.rows or line.figure or line.tier):
            tier = line.tier or (tier if line.rows and line.rows[-1].figure == tier else None)
            lines.append(line)
            gap = 0
            continue
        if not lines:
            continue
        gap += 1
        # A new heading inside a list starts another one: 一、企业捐款 does not, 二、支出 does.
        piece = block.span.cut(text)
        if gap > 1 or len(piece) > MAX_GAP or _PROSE.search(piece) or BARRED.search(piece) or GIVING.search(piece):
            yield header, lines
            lines, header, tier, gap = [], None, None, 0
    if lines:
        yield header, lines


def _read_line(text: str, number: int, block: Block, header: Header | None, tier: Span | None) -> _Line | None:
    if block.kind is BlockKind.FURNITURE or _PROSE.search(text, block.span.start, max(block.span.start, block.span.end - 1)):
        return None
    if tier is None and not _LIKELY.search(text, block.span.start, block.span.end):
        return None
    cells = read_cells(text, block.span)
    if not cells:
        return None
    kinds = {cell.kind for cell in cells}
    if kinds <= {CellKind.NAME, CellKind.EMPTY}:
        found = read_header(text, cells)
        if found is not None:
            return _Line(number, block.span, cells, header=found)
        if tier is not None and _are_names(text, cells):
            return _Line(number, block.span, cells, rows=_each(text, cells, tier))
        return None
    if block.kind is BlockKind.META:
        return None
    if _SUM.match(cells[0].span.cut(text)) or (cells[0].kind is CellKind.NUMBER and len(cells) > 1 and _SUM.match(cells[1].span.cut(text))):
        figures = [cell.span for cell in cells if cell.kind in (CellKind.MONEY, CellKind.NUMBER)]
        return _Line(number, block.span, cells, figure=figures[-1] if figures else None)
    if cells[0].kind is CellKind.MONEY and all(cell.kind is CellKind.NAME for cell in cells[1:]):
        if len(cells) == 1:
            return _Line(number, block.span, cells, tier=cells[0].span)
        if _are_names(text, cells[1:]):
            return _Line(number, block.span, cells, rows=_each(text, cells[1:], cells[0].span))
    if header is not None:
        rows = _by_column(text, cells, header)
        if rows:
            return _Line(number, block.span, cells, rows=rows)
    rows = tuple(_by_shape(text, cells))
    rest = [c for c in cells if rows and c.span.start >= rows[-1].span.end]
    for cell in rest:
        if _USE.match(text, cell.span.start):
            break  # 捐款8000元,资助学生4名: what it is for is told behind it
        if cell.kind not in (CellKind.NAME, CellKind.EMPTY, CellKind.NUMBER):
            return None
    return _Line(number, block.span, cells, rows=rows)


def _are_names(text: str, cells: Sequence[Cell]) -> bool:
    return all(is_name(cell.span.cut(text)) or len(cell.span) == 1 for cell in cells)


def _each(text: str, cells: Sequence[Cell], figure: Span) -> tuple[ListRow, ...]:
    """Return a row for each name beside one sum: 捐2000元:何映雪 周砚秋、陆见山."""
    return tuple(
        ListRow(Span(*match.span()), figure)
        for cell in cells
        for match in _NAMES.finditer(text, cell.span.start, cell.span.end)
        if is_name(match.group())
    )


def is_name(cell: str) -> bool:
    """Tell whether a cell can be who gave."""
    return 2 <= len(cell) <= MAX_NAME and not (_NO_NAME.search(cell) or _TOWARDS.search(cell) or _MEANS.fullmatch(cell))


def _by_column(text: str, cells: Sequence[Cell], header: Header) -> tuple[ListRow, ...]:
    """Read a row by the columns of its header, empty where the two do not fit."""
    columns = list(header.columns)
    if len(cells) + 1 == len(columns) and columns[0] is Column.SKIP:
        columns = columns[1:]  # the rank was read as the bullet of the row
    if len(cells) > len(columns) or not cells:
        return ()
    width = columns.index(Column.NAME, columns.index(Column.NAME) + 1) - columns.index(Column.NAME) if columns.count(Column.NAME) > 1 else len(columns)
    rows: list[ListRow] = []
    for start in range(0, len(cells), width):
        row = _read_columns(text, list(zip(columns[start : start + width], cells[start : start + width], strict=False)))
        if row is None:
            return tuple(rows) if start else ()
        rows.append(row)
    return tuple(rows)


def _read_columns(text: str, pairs: Sequence[tuple[Column, Cell]]) -> ListRow | None:
    of: dict[Column, Cell] = {}
    for column, cell in pairs:
        if cell.kind is not CellKind.EMPTY:
            of.setdefault(column, cell)
    name = of.get(Column.NAME)
    if name is None or not is_name(name.span.cut(text)) or name.kind not in (CellKind.NAME, CellKind.THINGS):
        return None
    money, things, count = of.get(Column.MONEY), of.get(Column.THINGS), of.get(Column.COUNT)
    if money is not None and money.kind not in (CellKind.MONEY, CellKind.NUMBER):
        if money.kind is CellKind.NAME:
            return None
        money, things = None, things or money
    if count is not None and count.kind not in (CellKind.NUMBER, CellKind.COUNT, CellKind.MONEY):
        return None
    if money is None and things is None:
        return None
    span = {column: cell.span for column, cell in of.items()}
    return ListRow(
        name.span, money.span if money else None, None, things.span if things else None, count.span if count else None,
        span.get(Column.UNIT), span.get(Column.DATE), span.get(Column.RECIPIENT),
    )  # fmt: skip


def _by_shape(text: str, cells: Sequence[Cell]) -> Iterator[ListRow]:
    """Read a row that no header explains: [rank] [date] name figure, once or several times in the line."""
    at = 0
    while at < len(cells):
        names: list[Cell] = []
        date: Span | None = None
        while at < len(cells) and cells[at].kind in (CellKind.NAME, CellKind.DATE, CellKind.EMPTY, CellKind.NUMBER) and not (
            names and cells[at].kind is CellKind.NUMBER
        ):
            if cells[at].kind is CellKind.NAME:
                names.append(cells[at])
            elif cells[at].kind is CellKind.DATE:
                date = cells[at].span
            at += 1
        if at >= len(cells):
            return
        if not names:
            piece = cells[at].span.cut(text)
            if cells[at].kind is CellKind.THINGS and not (_TOWARDS.search(piece) or _PEOPLE.search(piece) or _USE.match(piece)):
                yield ListRow(cells[at].span, date=date, whole=True)
            return
        cell = cells[at]
        at += 1
        row = _read_shape(text, names, cell, cells[at] if at < len(cells) else None)
        if row is None:
            return
        if row.measure is not None:
            at += 1
        later = cells[at:]
        if cell.kind in (CellKind.THINGS, CellKind.COUNT) and len(later) == 1 and later[0].kind is CellKind.NAME:
            # 明屿商会 —— 大米20吨 —— 岚溪镇: who gets it stands last
            row, at = evolve(row, recipient=later[0].span), at + 1
        while at < len(cells) and cells[at].kind in (CellKind.MONEY, CellKind.COUNT, CellKind.EMPTY):
            at += 1
        yield evolve(row, date=date)


def _read_shape(text: str, names: Sequence[Cell], cell: Cell, follows: Cell | None) -> ListRow | None:
    kept = [name for name in names if not _MEANS.fullmatch(name.span.cut(text))]
    if not kept:
        return None
    measure = None
    if cell.kind is CellKind.NUMBER and follows is not None and follows.kind is CellKind.NAME:
        piece = follows.span.cut(text)
        measure = follows.span if len(piece) <= 2 and _MEASURE.fullmatch(piece) and len(kept) > 1 else None
    counted = cell.kind is CellKind.COUNT or measure is not None
    things = kept.pop().span if counted and len(kept) > 1 else None
    if (counted and things is None) or (cell.kind in (CellKind.COUNT, CellKind.THINGS) and _PEOPLE.search(cell.span.cut(text))):
        return None
    # Names that only a space parts are one: 沐北大学书店 何师傅
    end = 1
    while end < len(kept) and not kept[end].apart:
        end += 1
    name = Span(kept[0].span.start, kept[end - 1].span.end)
    if not is_name(name.cut(text)):
        return None
    if counted:
        return ListRow(name, things=things, count=cell.span, measure=measure)
    if cell.kind is CellKind.THINGS:
        return ListRow(name, things=cell.span)
    return ListRow(name, cell.span)
