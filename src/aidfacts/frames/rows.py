"""Finds lists of gifts: names and figures side by side under a heading that tells of giving."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from aidfacts.frames.cells import Cell, CellKind, read_cells
from aidfacts.frames.columns import Header, read_header
from aidfacts.frames.listing import GivingList, ListRow, Sum
from aidfacts.frames.row import are_names, read_each, read_row
from aidfacts.lexicon.late import compile_late
from aidfacts.model.source import Block, BlockKind, Layout
from aidfacts.model.span import Span

MIN_ROWS = 3  # fewer are a chance neighbourhood of names and numbers, unless a header tells what they are
HEAD_BLOCKS = 4  # blocks looked back for the heading
MAX_GAP = 24  # characters of a line inside a list that is no row: 一、企业捐款

GIVING = compile_late(
    r"爱心(?:人士|企业|单位|名单|善款)|鸣谢|受赠|受捐|接收.{0,6}(?:物资|款)|爱心物资|捐(?:款|赠|资|助|献|物|建|输)?|善款|爱心榜|芳名|功德|随喜|赞助|出资(?:者|人|单位|企业)"
    # Each begins with a character, not with a choice, so that the engine leaps to the next one that may fit.
    r"|支援.{0,12}(?:物资|一览|名单|明细)|援助.{0,12}(?:物资|一览|名单|明细)|驰援.{0,12}(?:物资|一览|名单|明细)|受[助援](?:单位|国|学校)"
)
BARRED = compile_late(
    r"账号|账户|开户|支出|使用(?:情况|明细|公示)|采购|预算|决算|受助|发放|资助(?:名单|对象|学生)|补助|报名|值班|分工|获奖|得分|成绩|价目|报价|捐献器官|献血|候选|委员|领导小组|标准|起捐|领取|受惠|受益人|享受|困难(?:学生|家庭|群众)名单|贫困(?:学生|家庭)名单|救助(?:对象|名单)|慰问名单"
)
# Takes (单位:万元), 捐赠金额(元), (港币); leaves 5万元 alone.
_UNIT = compile_late(
    r"(?:单位|金额|额|款|币种)[:(\s]*(?:人民币|港币)?[:(,]?(万元|千元|元|港元|港币|新台币|台币|美元|欧元|澳门元|澳门币)|\((?:人民币|单位)?[:,]?(万元|千元|元|港元|港币|新台币|台币|美元|欧元|澳门元|澳门币)\)"
)
_SUM = compile_late(r"(?:以上|总共|现场|共)?(?:合计|总计|共计|小计|总额|累计|总金额|总数|共收到?)[^\d]{0,8}")
# A line without one of these is neither row nor header.
_LIKELY = compile_late(
    r"\d|[一二三四五六七八九十百千万仟佰拾]元|[一二两三四五六七八九十][架台套辆部件批块幅座箱对张把副条]$|姓名|名称|单位|[捐金数品物][赠款额资量名品].{0,8}[|\t ,(]"
)
# 捐资壹万元以上者: | 捐款5000元(3人): | 1万元及以上的单位: above those who gave it
_TIER = compile_late(
    r"(?:自愿|各)?(?:乐捐|捐款|捐资|捐助|捐赠|认捐|随喜|捐)?(?:金额|善款)?:?"
    r"(?P<figure>[\d,.一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+元[整正]?(?:[(及含]*以上\)?)?)"
    r"(?:[的者]|(?:爱心)?(?:人员|单位|个人|企业|善信|信士|乡贤|村民|名单)|\(?(?:共|计)?\d+[人名位家户]\)?)*"
)
# 单位捐赠, 二、个人捐款:, 物品类
_SECTION = compile_late(
    r"(?:\(?[一二三四五六七八九十\d]{1,2}[、.)])?\s*(?:爱心)?(?:单位|企业|公司|个人|校友|班级|集体|团体|实物|物品|物资|现金|资金|其他)类?(?:捐赠|捐款|捐资|捐物)?类?:?"
)
# 周砚秋:20万元 | 林沐川何映雪夫妻:200万台币
_PAIR = compile_late(r"[^:,。;!?\s\d]{2,16}:\s*[\d,.]+[亿万千百]*[^:,。;!?\d\s]{1,4}\s*")
_STOP = compile_late(r"[。!?;]")
_PROSE = compile_late(r"[。!?]")


@frozen
class _Line:
    block: int
    span: Span
    cells: tuple[Cell, ...]
    header: Header | None = None
    rows: tuple[ListRow, ...] = ()
    figure: Span | None = None  # of a line that sums up
    tier: Span | None = None  # a sum that the names below it gave each


def near(blocks: Sequence[Block], telling: Iterable[int], behind: int) -> set[int]:
    """Return the numbers of the blocks in which one of the places *telling* lies, and of so many *behind* each."""
    starts = [block.span.start for block in blocks]
    homes = {bisect_right(starts, at) - 1 for at in telling}
    return {number for home in homes if home >= 0 for number in range(home, home + behind + 1)}


def find_rows(text: str, layout: Layout, telling: Sequence[int]) -> tuple[GivingList, ...]:
    """
    Return the lists of gifts in a page whose rows are lines: at least three names with figures under a giving heading.

    Headers, sums (合计) and rank numbers are no rows. Lists of accounts, spending and receivers are left alone. For
    pairs in running text see `find_pairs`.

    Args: *telling* is where the words of `GIVING` stand.
    """
    found: list[GivingList] = []
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
        if barred and not (header is not None and header.takers and header.giving):
            continue  # a header that names who was given to (捐赠支出明细: 受赠单位) speaks for itself
        if heading is None and header is not None and header.giving:
            heading = lines[0].span
        if heading is None and all(
            row.figure is not None and GIVING.search(text, row.figure.start, row.figure.end) for row in rows
        ):
            heading = lines[0].span  # 捐2000元:何映雪 周砚秋 tells itself what it is
        if heading is None:
            continue
        first = next(line for line in lines if line.rows)
        lead = Span(heading.start, max(heading.end, first.span.start))
        before = layout.blocks[max(0, lines[0].block - 2)].span.start
        unit = (
            header.unit
            if header is not None and header.unit
            else find_unit(text, Span(min(before, lead.start), lead.end))
        )
        found.append(
            GivingList(
                heading,
                lead,
                tuple(evolve(row, unit=unit) for row in rows),
                _sums(lines),
                header is not None and header.takers,
            )
        )
    return tuple(found)


def find_unit(text: str, span: Span) -> str | None:
    """Return what bare sums are counted in, as the lines over them tell: 万元 for (单位:万元)."""
    match = _UNIT.search(text, span.start, span.end)
    return (match.group(1) or match.group(2)) if match else None


def find_heading(text: str, layout: Layout, first: int) -> tuple[Span | None, bool]:
    """Return the line above block number *first* that tells of giving, and whether the lines speak of other things."""
    title = layout.title
    for number in range(first - 1, max(-1, first - 1 - HEAD_BLOCKS), -1):
        block = layout.blocks[number]
        # The heading may be the last sentence of a paragraph: …现将捐款情况公示如下:
        stops = [
            m.end() for m in _STOP.finditer(text, block.span.start, max(block.span.start, block.span.end - 1))
        ]
        line = Span(stops[-1] if stops else block.span.start, block.span.end)
        if BARRED.search(text, line.start, line.end):
            return None, True
        if GIVING.search(text, line.start, line.end):
            # 奖学金获奖名单 / 锦澄集团捐资设立: the title, or the first line, says what the rows are
            top = title if title is not None else layout.blocks[0].span
            other = (
                top.start < line.start
                and is_barred(text, top)
                and not GIVING.search(text, top.start, top.end)
            )
            return (None if other else line), other
        if block.kind is BlockKind.BODY and len(block.span) > 80:
            break
    if title is None or title.start > layout.blocks[first].span.start:
        return None, False
    barred = is_barred(text, title)
    return (title if not barred and GIVING.search(text, title.start, title.end) else None), barred


def is_barred(text: str, line: Span) -> bool:
    """Tell whether a line heads a list of other things: receivers, spending, accounts."""
    return BARRED.search(text, line.start, line.end) is not None


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
    headed = near(blocks, telling, HEAD_BLOCKS + 1)
    for number, block in enumerate(blocks):
        if not lines and number not in headed:
            continue
        line = _read_line(text, number, block, header, tier)
        if line is not None and line.header is not None:
            if any(each.rows for each in lines) and line.header.columns != (
                header.columns if header else None
            ):
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
        if not lines or _stands_between(text, lines[-1].span, blocks[number + 1 : number + 2]):
            continue
        gap += 1
        # A new heading inside a list starts another one: 一、企业捐款 does not, 二、支出 does.
        piece = block.span.cut(text)
        if _SECTION.fullmatch(piece):
            continue
        if (
            gap > 1
            or len(piece) > MAX_GAP
            or _PROSE.search(piece)
            or BARRED.search(piece)
            or GIVING.search(piece)
        ):
            yield header, lines
            lines, header, tier, gap = [], None, None, 0
    if lines:
        yield header, lines


def _stands_between(text: str, before: Span, behind: Sequence[Block]) -> bool:
    """Tell whether a line is told between two rows of a list that give a name and its sum each: 周砚秋:20万元."""
    return all(
        _PAIR.fullmatch(text, row.start, row.end) for row in (before, *(b.span for b in behind))
    ) and bool(behind)


def _read_line(
    text: str, number: int, block: Block, header: Header | None, tier: Span | None
) -> _Line | None:
    if block.kind is BlockKind.FURNITURE or _PROSE.search(
        text, block.span.start, max(block.span.start, block.span.end - 1)
    ):
        return None
    if tier is None and not _LIKELY.search(text, block.span.start, block.span.end):
        return None
    cells = read_cells(text, block.span)
    if not cells:
        return None
    told = _TIER.fullmatch(text, cells[0].span.start, cells[-1].span.end)
    if told is not None:
        return _Line(number, block.span, cells, tier=Span(*told.span("figure")))
    kinds = {cell.kind for cell in cells}
    if kinds <= {CellKind.NAME, CellKind.EMPTY}:
        found = read_header(text, cells)
        if found is not None:
            return _Line(number, block.span, cells, header=found)
        if tier is not None and are_names(text, cells):
            return _Line(number, block.span, cells, rows=read_each(text, cells, tier))
        return None
    if block.kind is BlockKind.META:
        return None
    if _SUM.match(cells[0].span.cut(text)) or (
        cells[0].kind is CellKind.NUMBER and len(cells) > 1 and _SUM.match(cells[1].span.cut(text))
    ):
        figures = [cell.span for cell in cells if cell.kind in (CellKind.MONEY, CellKind.NUMBER)]
        return _Line(number, block.span, cells, figure=figures[-1] if figures else None)
    if cells[0].kind is CellKind.MONEY and all(cell.kind is CellKind.NAME for cell in cells[1:]):
        if len(cells) == 1:
            return _Line(number, block.span, cells, tier=cells[0].span)
        if are_names(text, cells[1:]):
            return _Line(number, block.span, cells, rows=read_each(text, cells[1:], cells[0].span))
    rows = read_row(text, cells, header)
    return _Line(number, block.span, cells, rows=rows) if rows is not None else None
