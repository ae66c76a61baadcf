"""Finds lists of gifts: names and figures side by side under a heading that tells of giving."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from aidfacts.model.source import Block, BlockKind, Layout
from aidfacts.model.span import Span

_NO_NAME = re.compile(r"捐|赠|善款|合计|总计|共计|小计|总额|累计|其中|价值|现金|每|共$|约$|达$|近$|超")
MIN_ROWS = 3  # fewer are a chance neighbourhood of names and numbers
HEAD_BLOCKS = 3  # blocks looked back for the heading
MAX_NAME = 40  # characters

_GIVING = re.compile(r"受赠|接收.{0,6}物资|爱心物资|捐(?:款|赠|资|助|献|物|建)?|善款|乐捐|助学金|爱心榜|芳名|功德|义捐|认捐|赞助|随喜")
_NO_LIST = re.compile(r"账号|账户|开户|电话|热线|联系人|支出|使用情况|采购|预算|受助|发放|资助名单|补助")
# Takes (单位:万元) and 捐赠金额(元); leaves 5万元 alone.
_UNIT = re.compile(r"(?:单位|金额|额|款|计量单位)[:(\s]*(?:人民币|港币)?[(]?(万元|千元|元|港元|港币|新台币|美元)")
_HEADER = re.compile(r"姓名|名称|单位|金额|序号|捐款人|捐赠人|捐赠方|捐赠者|捐款单位|数额|备注|日期|班级")
_SUM_ROW = re.compile(r"合计|总计|共计|小计|总额|累计|平均")
_NUMBER = re.compile(r"[\d,]+(?:\.\d+)?")
# A name and its figure in running text: 、周砚秋500元 | ;明屿茶业有限公司:5000元
_PAIR = re.compile(
    r"(?:(?<=[:、,;\s。“])|^)(?P<name>(?![一二三四五六七八九十]+[、.])[^\s、,;:。“”\d]{1,3}(?:[^\s、,;:。“”\d()]|\([^()]{1,6}\)){1,37})"
    r"(?:[:\s]{0,2}|(?:捐|捐款|捐赠)?)(?P<figure>\d[\d,]*(?:\.\d+)?\s?[万千百]?(?:元|(?<=万)))(?=[、,;\s。”]|$)"
)


@frozen
class ListRow:
    """A row of a list: who gave, the cell with the figure, and all that stands behind the name."""

    name: Span
    figure: Span
    given: Span


@frozen
class GivingList:
    """A list of gifts. `heading` is the line that tells of giving, `unit` what bare numbers count in, None for 元."""

    heading: Span
    rows: tuple[ListRow, ...]
    unit: str | None
    block: int


def find_lists(text: str, layout: Layout) -> tuple[GivingList, ...]:
    """
    Return the lists of gifts in a page: at least three rows of name and figure under a giving heading.

    Headers, sums (合计) and rank numbers are no rows. Lists of accounts, spending and receivers are left alone.
    """
    found: list[GivingList] = []
    for first, run in _runs(layout.blocks):
        heading = _heading(text, layout.blocks, first)
        if heading is None:
            continue
        rows = [row for block in run if (row := _read_row(text, block)) is not None]
        if len(rows) >= MIN_ROWS:
            opening = Span(layout.blocks[max(0, first - HEAD_BLOCKS)].span.start, run[min(1, len(run) - 1)].span.end)
            found.append(GivingList(heading, tuple(rows), _unit(text, opening), first))
    for number, block in enumerate(layout.blocks):
        if block.kind in (BlockKind.BODY, BlockKind.HEADING):
            found.extend(_inline(text, layout.blocks, number))
    return tuple(found)


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    run: list[Block] = []
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.ROW:
            run.append(block)
        elif run:
            yield number - len(run), run
            run = []
    if run:
        yield len(blocks) - len(run), run


def _heading(text: str, blocks: Sequence[Block], first: int) -> Span | None:
    for back in range(1, HEAD_BLOCKS + 1):
        if first - back < 0:
            return None
        span = blocks[first - back].span
        line = span.cut(text)
        if _GIVING.search(line):
            return None if _NO_LIST.search(line) else span
    return None


def _unit(text: str, opening: Span) -> str | None:
    match = _UNIT.search(text, opening.start, opening.end)
    return match.group(1) if match else None


def _read_row(text: str, block: Block) -> ListRow | None:
    cells = [cell for cell in block.cells if cell.cut(text).strip()]
    line = block.span.cut(text)
    if len(cells) < 2 or _SUM_ROW.search(line):
        return None
    name = next((cell for cell in cells if _is_name(cell.cut(text))), None)
    if name is None:
        return None
    given = next((c for c in cells if c.start >= name.end and re.search(r"\d|[一二三四五六七八九十百千万]元", c.cut(text))), None)
    if given is None or _HEADER.fullmatch(name.cut(text).strip()):
        return None
    # What is given may fill several cells: 棉被 | 120床
    after = next(cell for cell in cells if cell.start >= name.end)
    return ListRow(_trim(text, name), _trim(text, given), Span(_trim(text, after).start, block.span.end))


def _is_name(cell: str) -> bool:
    cell = cell.strip()
    return 2 <= len(cell) <= MAX_NAME and not _NUMBER.search(cell[:1]) and not _HEADER.search(cell) and "元" not in cell


def _trim(text: str, span: Span) -> Span:
    piece = span.cut(text)
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - (len(piece) - len(piece.rstrip())))


def _inline(text: str, blocks: Sequence[Block], number: int) -> Iterator[GivingList]:
    span = blocks[number].span
    pairs = list(_PAIR.finditer(text, span.start, span.end))
    pairs = [p for p in pairs if not _NO_NAME.search(p["name"])]
    if len(pairs) < MIN_ROWS or any(b.start() - a.end() > 4 for a, b in pairwise(pairs)):
        return
    head = Span(span.start, pairs[0].start())
    if _GIVING.search(head.cut(text)) and not _NO_LIST.search(head.cut(text)):
        heading: Span | None = head
    else:
        heading = _heading(text, blocks, number)
    if heading is not None:
        rows = tuple(
            ListRow(Span(*p.span("name")), Span(*p.span("figure")), Span(*p.span("figure"))) for p in pairs
        )
        yield GivingList(heading, rows, None, number)
