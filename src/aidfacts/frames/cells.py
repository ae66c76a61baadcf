"""Cuts a line of a list into cells and tells what each cell holds: a name, a sum, a count, things, a date."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from attrs import frozen

from aidfacts.lexicon.late import compile_late
from aidfacts.model.span import Span

MAX_LINE = 200  # characters; a longer line is running text
MAX_CELLS = 40  # of one line; tables of pairs rarely have more than eight columns
MAX_NAME = 40  # characters


class CellKind(StrEnum):
    """What a cell holds."""

    NAME = "name"
    MONEY = "money"
    NUMBER = "number"
    COUNT = "count"  # 120床
    THINGS = "things"  # 棉被120床、大米50袋
    DATE = "date"
    EMPTY = "empty"  # / or --


@frozen
class Cell:
    """A cell of a line. `apart` tells that a mark or a wide gap stands before it, not only a space."""

    span: Span
    kind: CellKind
    apart: bool = True


# What opens a row and says nothing of it: ● 1. (2) ③ 第4名, but not the 1. of 1.5万元 and no bare number.
_BULLET = compile_late(
    r"\s*(?:[●◆■★▲△•·○◎※▪☆➤◇□>*\-]+\s*)*(?:\(?\d{1,4}(?:[.、)](?!\d)|\s*\))\s*|[①-⑳]\s*|(?:No|NO|no|TOP)\.?\s*\d{1,4}[.、:]?\s+|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|第(?:\d{1,3}|[一二三四五六七八九十]{1,3})[名位]\s*)?"
)
# takes | tab, spaces, —— …… : and the commas that stand in no number; leaves 10:30 and 5,000
_GAP = compile_late(
    r"\s*(?:\||\t|[—―─]+|-{2,}|…+|\.{3,}|_{2,}|→|(?<!\d):|:(?!\d)|(?<!\d),|,(?!\d)|;|(?<=[一-鿿)])-(?=[\d¥$]))\s*|\s+"
)
# | N--F |, | LK66 |: what a person is called on the net, whole between two pipes
_HANDLE = compile_late(r"(?<=\|)\s*(?P<name>[A-Za-z][A-Za-z0-9_.*@-]+)\s*(?=\|)")
_OPEN, _CLOSE = "“‘\"'【[", "”’\"'】]"
_REMARK = compile_late(r"(?<=元)\s?\((?!大写)[^()\d]{1,12}\)$")  # 何映雪 3000元|(转账)
_HAN_DIGITS = "〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿"
_NUM = rf"(?:\d[\d,]*(?:\.\d+)?|[{_HAN_DIGITS}]+)"
_UNIT = r"(?:[一-鿿]{0,4}(?:元|圆|币|镑)|块钱?|卢布|泰铢|林吉特)"
_VERB = (
    r"(?:义卖|义演|义拍|自愿|共)?(?:乐捐|认捐|义捐|随喜|捐款|捐资|捐赠|捐献|捐出|捐助|赞助|助资|捐|出资|助)"
)
_SIGN = r"(?:现金|善款|人民币|港币|港元|美元|美金|新台币|澳门币|RMB|HK\$|US\$|NT\$|¥|\$)"
_FIGURE = rf"(?:约|近|计|共|各|均)?{_SIGN}?\s?{_NUM}\s?[多余]?[亿万千百]*余?"
# takes 5000元 捐款5万 ¥5000 乐捐壹万贰仟元 捐八千; leaves 5000 and 八千, which need a column or a verb
_MONEY = compile_late(
    rf"{_VERB}?:?{_FIGURE}{_UNIT}(?:整|正)?(?:人民币)?(?:\(大写\))?|{_VERB}{_FIGURE}|{_SIGN}\s?{_NUM}[亿万千百]*|\d[\d,]*(?:\.\d+)?[多余]?[亿万千]+余?"
)
_NUMBER = compile_late(r"\d[\d,]*(?:\.\d+)?")
_COUNT = compile_late(
    r"[约共各]?\d[\d,]*(?:\.\d+)?[多余]?[万千百]*余?(?![级届班月日年号])[一-鿿]{1,2}(?:[/(][一-鿿]{1,2}\)?)?|[一二两三四五六七八九十百千]+[个台套件辆箱批部架副床吨只]"
)
_DATE = compile_late(
    r"(?:\d{4}[年./-])\d{1,2}[月./-]\d{1,2}日?|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]?)?|\d{1,2}[/-]\d{1,2}|\d{1,2}日"
)
_EMPTY = compile_late(r"[/\\\-—_0无]|")
# Digits that belong to a name: 初二(1)班, 86级, 2016届, 3中队
_NAMED_DIGITS = compile_late(
    r"\([^()]*\)|\d+(?:[、,]\d+)*(?:级|届|班|中队|大队|连|营|号|栋|单元|组|队|期|社|中|小|网|团|所|院|工区)"
)
_HAN = compile_late(r"[㐀-鿿a-zA-Z×*]")
# 钢琴一架, 电子显示屏一块; leaves 李一本, 高二一班
_HAN_THINGS = compile_late(
    r"[^\d、,]{2,20}[一二两三四五六七八九十]+(?:[余多]?[架台套辆部件批块幅座棵株只箱尊口对张把副条顶床吨盏]|间(?<!车间))"
)
_THINGS_END = compile_late(rf"{_NUM}\s?[多余]?[万千百]*余?[一-鿿]{{1,2}}(?:\([^()]*\))?$")
# A name and its sum with nothing between: 明屿商会5000元, 校团委(2000), 明屿商会5000, 明屿商会伍仟元
_ARABIC = r"\d[\d,]*(?:\.\d+)?[多余]?[亿万千]*余?"
_GLUED = compile_late(
    r"(?P<name>(?:[^\d()]|\([^()]*\)|\d+(?=级|届|班|中|小|号|组|队))+?)"
    rf"(?:\((?P<inner>{_VERB}?{_SIGN}?(?:{_ARABIC}{_UNIT}|\d[\d,.]+万?))\)"
    rf"|(?P<outer>{_VERB}?{_SIGN}?(?:{_ARABIC}{_UNIT}|\d[\d,]*(?:\.\d+)?[万千]+|\d[\d,]+(?:\.\d+)?)(?:整|正)?)"
    rf"|(?P<words>(?<![{_HAN_DIGITS}]){_VERB}?{_SIGN}?[{_HAN_DIGITS}]+元[整正]?))"
)


def read_cells(text: str, line: Span) -> tuple[Cell, ...]:
    """
    Return the cells of a line, empty for running text.

    >>> page = "1. 明屿商会 5000元  沐白小学初二(1)班:¥320.50"
    >>> [(cell.kind.value, cell.span.cut(page)) for cell in read_cells(page, Span(0, len(page)))]
    [('name', '明屿商会'), ('money', '5000元'), ('name', '沐白小学初二(1)班'), ('money', '¥320.50')]
    """
    if len(line) > MAX_LINE:
        return ()
    start, end = _inside(text, line)
    handles = {m.span("name") for m in _HANDLE.finditer(text, line.start, line.end)}
    cells: list[Cell] = []
    for piece, apart in _pieces(text, start, end, handles):
        called = (piece.start, piece.end) in handles and tell_kind(piece.cut(text)) is not CellKind.MONEY
        cells.extend([Cell(piece, CellKind.NAME, apart)] if called else _read_piece(text, piece, apart))
        if len(cells) > MAX_CELLS:
            return ()
    return tuple(cells)


def read_only_cell(text: str, line: Span) -> Cell | None:
    """Return the cell of a line that has no other, None for a line of several, which is told by its first gap."""
    if _is_running(text, line):
        return None
    start, end = _inside(text, line)
    gap = _GAP.search(text, start, end)
    if gap and start < gap.start() and gap.end() < end:
        return None
    cells = read_cells(text, line)
    return cells[0] if len(cells) == 1 else None


def _is_running(text: str, line: Span) -> bool:
    """
    Tell by its first comma whether a line is running text, as most lines are: quicker than to look for its gap.

    Two characters before the comma belong to no bullet, and what stands in brackets at the end may be a remark.
    """
    at = text.find(",", line.start, line.end)
    return (
        at - 2 >= line.start
        and all("一" <= character <= "鿿" for character in text[at - 2 : at] + text[at + 1 : at + 2])
        and at + 1 < line.end
        and not text.endswith(")", line.start, line.end)
    )


def _inside(text: str, line: Span) -> tuple[int, int]:
    """Return where a line begins behind its bullet, and where it ends before its last marks."""
    start = _BULLET.match(text, line.start, line.end).end()  # type: ignore[union-attr]
    end = start + len(text[start : line.end].rstrip("。;,、. \t|"))
    remark = _REMARK.search(text, start, end) if text.endswith(")", start, end) else None
    return start, remark.start() if remark else end


def _pieces(text: str, start: int, end: int, handles: Collection[tuple[int, int]]) -> list[tuple[Span, bool]]:
    found: list[tuple[Span, bool]] = []
    at, apart = start, True
    for gap in _GAP.finditer(text, start, end):
        if any(first < gap.start() < last for first, last in handles):
            continue
        if gap.start() > at:
            found.append((Span(at, gap.start()), apart))
        mark = gap.group().strip(" ")
        if (
            mark == "|"
            and gap.start() == at
            and found
            and found[-1][0].end < at
            and "|" in text[found[-1][0].end : at]
        ):
            found.append((Span(at, at), True))  # an empty cell between two pipes
        apart = bool(mark) or len(gap.group()) > 1
        at = gap.end()
    if at < end:
        found.append((Span(at, end), apart))
    return found


def _read_piece(text: str, piece: Span, apart: bool) -> list[Cell]:
    cell = piece.cut(text)
    start, end = piece.start, piece.end
    while cell and cell[0] in _OPEN:
        cell, start = cell[1:], start + 1
    while cell and cell[-1] in _CLOSE:
        cell, end = cell[:-1], end - 1
    span = Span(start, end)
    kind = tell_kind(cell)
    if kind in (CellKind.NAME, CellKind.THINGS):
        glued = _GLUED.fullmatch(cell)
        if glued and len(glued["name"]) > 1:
            name = Span(start, start + glued.end("name"))
            place = glued.span(glued.lastgroup or "outer")
            figure = Span(start + place[0], start + place[1])
            return [Cell(name, CellKind.NAME, apart), Cell(figure, tell_kind(figure.cut(text)), True)]
    return [Cell(span, kind, apart)]


def tell_kind(cell: str) -> CellKind:
    """
    Tell what a cell holds by its shape alone.

    >>> [tell_kind(cell).value for cell in ("5万", "5000", "120床", "2月6日", "棉被120床", "初二(1)班", "乐捐捌仟元")]
    ['money', 'number', 'count', 'date', 'things', 'name', 'money']
    """
    if _EMPTY.fullmatch(cell):
        return CellKind.EMPTY
    if _NUMBER.fullmatch(cell):
        return CellKind.NUMBER
    if _DATE.fullmatch(cell):
        return CellKind.DATE
    if _MONEY.fullmatch(cell):
        return CellKind.MONEY
    if _COUNT.fullmatch(cell):
        return CellKind.COUNT
    if any(character.isdigit() for character in _NAMED_DIGITS.sub("", cell)) and _THINGS_END.search(cell):
        return CellKind.THINGS
    if _HAN_THINGS.fullmatch(cell):
        return CellKind.THINGS
    return CellKind.NAME if _HAN.search(cell) else CellKind.EMPTY
