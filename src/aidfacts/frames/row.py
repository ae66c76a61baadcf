"""Reads one line of a list: who gave what, by the columns of a header or by the shape of the cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from aidfacts.frames.cells import Cell, CellKind
from aidfacts.frames.columns import Column, Header
from aidfacts.frames.listing import ListRow
from aidfacts.lexicon.late import compile_late
from aidfacts.model.span import Span

MAX_NAME = 40  # characters
_NO_NAME = compile_late(
    r"捐|赠|募集|筹集|募得|筹得|给|其中|价值|每|人均|合计|总计|共计|小计|总额|累计|平均|利息|收入|支出|结余|余额|资助|开展|举办|举行|承接|承办|参训|参加|寄去|送去|购买|出资|用于|公示期|电话|账号|邮编|浏览|来源|编辑|阅读|字号|点击|页码|地址|传真|发布|时间|日期|网址|(?:现金|物资|款物|善款|捐款)类?$|^总?金额|^单笔|^最[高低多少]"
    # 小米宣布|捐赠500万元: a clause, of which the verb was taken for the word before a sum
    r"|(?:宣布|承诺|决定|表示|计划|紧急|再次|继续|陆续|随后|率先|主动|追加|立即|第一时间|[^各]各|均|带头)$|^(?:周[一二三四五六日]|当[天日]|[今昨][天日]|近日|日前|随后|(?:会|大会|会议|仪式|典礼|活动|庆典|现场|聚会|晚会)[上中]?)$"
    r"|^(?:至今|迄今|如今|现在|目前|截至|同时|与此同时|此外|另外|据悉|据了解|据统计)$"  # a word before the comma of a sentence
    r"|^(?:建议|要求|倡议|号召|呼吁|希望|规定|请)"  # 建议领导|捐1000元
)
# What may stand as a column and is no name: 现金, 微信转账
_MEANS = compile_late(
    r"现金|转账|微信|支付宝|银行(?:转账|汇款)?|网银|扫码|刷卡|物资|善款|爱心款|款项|捐款|捐资|捐赠|乐捐|认捐|人民币|元|万元|助学金|个人|单位|企业"
)
# 常务理事:捐资5万元: what one becomes for so much
_OFFICE = compile_late(
    r"(?:校董会|理事会)?(?:名誉|荣誉|永久|永远|终身|常务|执行)*副?(?:董事长|理事长|会长|理事|董事|校董|监事|会员)(?:单位)?"
)
_MEASURE = compile_late(r"(?![元])[一-鿿]{1,2}")
# A sentence with roles of its own is read as one: 明屿商会向沐白小学捐赠图书300册
_TOWARDS = compile_late(r"(?<=..)(?:[向给将把]|(?<!华)为|对(?!外)|由|到)(?=..)")
_USE = compile_late(r"资助|用于|用来|专项|每|帮助|支持|折合|折价|价值|约合|助力|其中|共计?|含")
# 至今,|锦澄基金会已资助中学20所 | 据介绍,|商会共捐建学校30所 | 本报讯(记者何映雪)…: running text, whatever is counted in it
_OPENS_TEXT = compile_late(
    r"(?:至今|同时|此外|另外|目前|此前|随后|如今|期间|其中|当[天日时]|近[日年]来?|多年来|长期以来|一直以来|据(?:介绍|悉|了解|统计|不完全统计|报道|透露)|截[至止])(?=[,:])"
    r"|[^,。;\s\d]{0,8}[讯电][(\s]"
)
# 锦澄集团:|在教育之外捐建医院29所: a verb with words before it
_TELLS_DEED = compile_late(r"[^,。;\d]{2,}(?:捐赠|捐建|援建|资助|设立|开展|接受|获得|建设)[^,。;]{0,12}\d")
_UNREAD = compile_late(r"..(?:捐|认捐|出资)[^,。;\d]{0,6}\d[^,。;]*[元只件台套]")
_CLOSES = compile_late(r"(?:全部|均|都|共同|一起|一并)*(?:用于|用来|支持|支援|助力|援助|帮助|驰援)")
MAX_PERSON = 4  # characters
_LABEL = compile_late(r"(?:班|年级|届|级|组|科|部|处|室|系|队|车间|社区|村)$")
_COHORT = compile_late(r"(?:19|20)?\d\d[届级]")  # 78届 周砚秋
# Who they are is told by the house before them: 北塘村党支部:党员捐款12350元
_MEMBERS = compile_late(
    r"(?:全体)?(?:校友|同学|党员|师生|教师|教职工|职工|员工|干部|群众|居民|村民|学生|会员)"
)
_CASH = compile_late(r"(?:现金|人民币|善款|资金|现汇|捐款|爱心款)(?:援助|捐赠|类)?")
_WORTH_WORD = compile_late(r"总?(?:价值|值|折合|折价|约合|市值)(?:人民币)?[约近共]?")
_PEOPLE = compile_late(r"\d[余多]?(?:人|名|位|户|人次|天|日|号|时|分|点|年|次|场|个月|期|届)$")
_NAMES = compile_late(r"[^、,;\s]+")
_GIVES = ("捐", "认捐", "乐捐", "资助", "出资")


def read_row(text: str, cells: Sequence[Cell], header: Header | None) -> tuple[ListRow, ...] | None:
    """
    Return the rows that a line of cells holds, several where pairs stand side by side; None for running text.

    >>> from aidfacts.frames.cells import read_cells
    >>> page = "1 何映雪 100 2 周砚秋 200"
    >>> rows = read_row(page, read_cells(page, Span(0, len(page))), None)
    >>> [(row.name.cut(page), row.figure.cut(page)) for row in rows]
    [('何映雪', '100'), ('周砚秋', '200')]
    """
    if header is not None:
        rows = _by_column(text, cells, header)
        if rows:
            return rows
    if cells and _OPENS_TEXT.match(text, cells[0].span.start):
        return None
    rows = tuple(_by_shape(text, cells))
    if any(row.things and _TELLS_DEED.match(text, row.things.start, row.things.end) for row in rows):
        return None
    if len(rows) > 1 and text.find("…", rows[0].span.start, rows[-1].span.end) >= 0:
        return None  # 甲捐款3万元,乙捐款5万元……当天共捐款20万元: running text
    for cell in cells:
        if not rows or cell.span.start < rows[-1].span.end:
            continue
        if len(rows) > 1 and _closes_sentence(text, cells, cell):
            return None  # 甲捐款3万元,乙捐款5万元,全部用于北塘村修路: running text, of which all of it went there
        if cell.kind is CellKind.NAME and _UNREAD.search(text, cell.span.start, cell.span.end):
            return (
                None  # 甲捐款3万元,乙捐款5万元,丙和丁分别捐赠8万元和2万元善款: no row holds the last of them
            )
        if _USE.match(text, cell.span.start):
            break  # 捐款8000元,资助学生4名: what it is for is told behind it
        if cell.kind not in (CellKind.NAME, CellKind.EMPTY, CellKind.NUMBER, CellKind.DATE):
            return None
    return rows


def _closes_sentence(text: str, cells: Sequence[Cell], last: Cell) -> bool:
    """Tell whether a cell says what the sums of a sentence are for in which each has a verb."""
    figures = [cell for cell in cells if cell.kind is CellKind.MONEY]
    verbs = all(cell.span.cut(text).startswith(_GIVES) for cell in figures)
    return verbs and _CLOSES.match(text, last.span.start) is not None


def are_names(text: str, cells: Sequence[Cell]) -> bool:
    """Tell whether every cell is a name or a row of names."""
    names = [name for cell in cells for name in _NAMES.findall(text, cell.span.start, cell.span.end)]
    return all(is_name(name) or len(name) == 1 for name in names)


def read_each(text: str, cells: Sequence[Cell], figure: Span) -> tuple[ListRow, ...]:
    """Return a row for each name beside one sum: 捐2000元:何映雪 周砚秋、陆见山."""
    return tuple(
        ListRow(Span(*match.span()), figure)
        for cell in cells
        for match in _NAMES.finditer(text, cell.span.start, cell.span.end)
        if is_name(match.group())
    )


def is_name(cell: str) -> bool:
    """Tell whether a cell can be who gave."""
    return 2 <= len(cell) <= MAX_NAME and not (
        _NO_NAME.search(cell) or _TOWARDS.search(cell) or _MEANS.fullmatch(cell) or _OFFICE.fullmatch(cell)
    )


def _by_column(text: str, cells: Sequence[Cell], header: Header) -> tuple[ListRow, ...]:
    """Read a row by the columns of its header, empty where the two do not fit."""
    columns = list(header.columns)
    if len(cells) + 1 == len(columns) and columns[0] is Column.SKIP:
        columns = columns[1:]  # the rank was read as the bullet of the row
    if len(cells) > len(columns) or not cells:
        return ()
    width = (
        columns.index(Column.NAME, columns.index(Column.NAME) + 1) - columns.index(Column.NAME)
        if columns.count(Column.NAME) > 1
        else len(columns)
    )
    rows: list[ListRow] = []
    for start in range(0, len(cells), width):
        row = read_columns(
            text, list(zip(columns[start : start + width], cells[start : start + width], strict=False))
        )
        if row is None:
            return tuple(rows) if start else ()
        rows.append(row)
    return tuple(rows)


def read_columns(text: str, pairs: Sequence[tuple[Column, Cell]]) -> ListRow | None:
    """Return the row of cells whose columns are known; None where it lacks who gave or what."""
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
    if count is not None and count.kind is CellKind.MONEY and money is None:
        # 现金 | 20000元 in a column of sums and counts
        money, count = count, None
        things = None if things is None or _CASH.fullmatch(things.span.cut(text)) else things
    if money is not None and things is not None and _CASH.fullmatch(things.span.cut(text)):
        things = None
    if money is None and things is None:
        return None
    span = {column: cell.span for column, cell in of.items()}
    return ListRow(
        name.span, money.span if money else None, None, things.span if things else None, count.span if count else None,
        span.get(Column.UNIT), span.get(Column.DATE), span.get(Column.RECIPIENT),
        worth=money is not None and things is not None and money.span.start > things.span.start,
    )  # fmt: skip


def _by_shape(text: str, cells: Sequence[Cell]) -> Iterator[ListRow]:
    """Read a row that no header explains: [rank] [date] name figure, once or several times in the line."""
    at = 0
    while at < len(cells):
        names: list[Cell] = []
        date: Span | None = None
        while (
            at < len(cells)
            and cells[at].kind in (CellKind.NAME, CellKind.DATE, CellKind.EMPTY, CellKind.NUMBER)
            and not (names and cells[at].kind is CellKind.NUMBER)
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
            if cells[at].kind is CellKind.THINGS and not (
                _TOWARDS.search(piece) or _PEOPLE.search(piece) or _USE.match(piece)
            ):
                whole = ListRow(cells[at].span, date=date, whole=True)
                worth = _worth_behind(text, cells[at + 1 :])
                yield _add(whole, worth) if worth is not None else whole
            return
        cell = cells[at]
        at += 1
        row = _read_shape(text, names, cell, cells[at] if at < len(cells) else None)
        if row is None:
            return
        if row.measure is not None:
            at += 1
        worth = _worth_behind(text, cells[at:])
        if worth is not None and row.figure is None:
            row, at = _add(row, worth), at + 2  # 锦澄集团 大米20袋 折合3000元
        later = cells[at:]
        if (
            cell.kind in (CellKind.THINGS, CellKind.COUNT)
            and len(later) == 1
            and later[0].kind is CellKind.NAME
        ):
            # 明屿商会 —— 大米20吨 —— 岚溪镇: who gets it stands last
            row, at = evolve(row, recipient=later[0].span), at + 1
        if at < len(cells) and _follows(text, row, cells[at]):
            row, at = _add(row, cells[at]), at + 1
        while at < len(cells) and cells[at].kind in (CellKind.MONEY, CellKind.COUNT, CellKind.EMPTY):
            at += 1
        if at < len(cells) and cells[at].kind is CellKind.DATE and date is None:
            date, at = cells[at].span, at + 1  # 何映雪 500元 2021-03-05
        yield evolve(row, date=date)


def _worth_behind(text: str, later: Sequence[Cell]) -> Cell | None:
    """Return what the things of a row are worth, told right behind them: 捐赠洗衣机2台,价值|5600元."""
    told = (
        len(later) > 1 and later[1].kind is CellKind.MONEY and _WORTH_WORD.fullmatch(later[0].span.cut(text))
    )
    return later[1] if told else None


def _follows(text: str, row: ListRow, cell: Cell) -> bool:
    """Tell whether a cell behind the first figure tells more of the gift: things beside money, or what they are worth."""
    if row.figure is None:
        return cell.kind is CellKind.MONEY
    piece = cell.span.cut(text)
    return cell.kind is CellKind.THINGS and not (
        _USE.match(piece) or _PEOPLE.search(piece) or _TOWARDS.search(piece)
    )


def _add(row: ListRow, cell: Cell) -> ListRow:
    if row.figure is None:
        return evolve(row, figure=cell.span, worth=True)
    return evolve(row, things=cell.span)


def _opens_clause(text: str, name: Cell, figure: Cell) -> bool:
    """Tell whether a name has a verb behind it and a comma before, so that what stands there opens a sentence: 会上,|商会|捐款5万元."""
    beside = name.span.end == figure.span.start and figure.span.cut(text).startswith(_GIVES)
    return beside and text.startswith(",", name.span.start - 1)


def _read_shape(text: str, names: Sequence[Cell], cell: Cell, follows: Cell | None) -> ListRow | None:
    kept = [name for name in names if not _MEANS.fullmatch(name.span.cut(text))]
    # 会长|周砚秋 50000元, 周砚秋|副会长 50000元: what he is in the house stands beside the name
    kept = [name for name in kept if not _OFFICE.fullmatch(name.span.cut(text))] or kept
    if not kept:
        return None
    measure = None
    if cell.kind is CellKind.NUMBER and follows is not None and follows.kind is CellKind.NAME:
        piece = follows.span.cut(text)
        measure = follows.span if len(piece) <= 2 and _MEASURE.fullmatch(piece) and len(kept) > 1 else None
    counted = cell.kind is CellKind.COUNT or measure is not None
    things = kept.pop().span if counted and len(kept) > 1 else None
    if (counted and things is None) or (
        cell.kind in (CellKind.COUNT, CellKind.THINGS) and _PEOPLE.search(cell.span.cut(text))
    ):
        return None
    if (
        len(kept) > 1
        and (kept[-1].apart or _COHORT.fullmatch(text, kept[0].span.start, kept[0].span.end))
        and len(kept[-1].span) <= MAX_PERSON
        and _LABEL.search(kept[0].span.cut(text))
        and not _MEMBERS.fullmatch(kept[-1].span.cut(text))
    ):
        kept = kept[-1:]  # 初二(1)班:何映雪 100元: the class only says where the person is
    if len(kept) > 1 and _opens_clause(text, kept[-1], cell):
        kept = kept[-1:]
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
