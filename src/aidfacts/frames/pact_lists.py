"""Reads tables and lists of pairs: a header 帮扶单位 | 受援单位 with its rows, 甲县——乙区 under a heading of 结对."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from aidfacts.frames.pact_words import kind_of
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartnershipKind
from aidfacts.model.span import Span

MAX_LINE = 120  # characters; a longer line is running text
HEAD_LINES = 3  # lines looked back for what a list is about

_ABOUT = compile_late(r"结对|对口|友好城市|友城|帮扶|支援|协作|共建|姊妹|姐妹|托管|结好")
_TOPIC = compile_late(f"{_ABOUT.pattern}|签署|签约|缔结|签订|结为")
_NO_LIST = compile_late(
    r"捐|师徒|贫困户|学生|党员|教师|导师|医生|责任人|领导|驻村(?:干部|队员)|预算|项目|采购"
)
_HEAD_ROLE = compile_late(
    r"(?:受?帮扶|被帮扶|受扶|援助|援建|支援|受援|受助|结对|对口|包联|挂联|挂钩|联系|定点|托管|共建|友好|姊妹|姐妹|牵头|协作|城区|城镇|农村|乡村|东部|西部|[中外日韩德美法俄]方|国内|国外|甲方|乙方)+"
    r"(?:单位|方|省份?|省市|地?市|县|区|县区|县市|区县|城市|市县|村|行政村|乡镇|镇|街道|社区|学校|中学|小学|校|幼儿园|园|医院|机构|卫生院|部门|企业|党组织|党支部|支部|地区|对象|双方)?(?:名称)?"
)
_SHORT_ROLE = compile_late(r"友城|(?:援助|支援|受援|帮扶|援建)?(?:省|市|方)")
_OWNED = compile_late(r"友好|友城|姊妹|姐妹|结对|对口|帮扶")
_OWNED_ENDS = (":", ")", "市", "校")
_CELL = compile_late(r"\s*[|\t]\s*")
_GAP = compile_late(r"\s*[|\t]\s*|\s+")
_NAME = compile_late(r"[一-鿿][一-鿿A-Za-z0-9·()“”]{1,29}")
_RANK = compile_late(
    r"\s*(?:[●◆■★▲•·○※]|\(?\d{1,3}(?:[.、)]|\s)|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]+\))\s*"
)
_ONE = r"(?P<one>[一-鿿][一-鿿()]{1,24}?)"
_OTHER = r"(?P<other>[一-鿿][一-鿿()、]{1,59})"
_JOINT = r"\s*(?:[—―─]+|-{1,3}|→|↔|⇄|⇌|<->|->|~)\s*"
_VERB = r"(?:(?:结对|对口|定点|组团)?(?:帮扶|支援|协作|援助|援建)|结对(?:共建|联建)?|对口合作)"
# 甲县——乙区, 甲市对口支援乙县、丙县, 甲小学与乙小学: a line, or a stretch between two semicolons
_PAIR = compile_late(
    f"{_ONE}(?:{_JOINT}|{_VERB}(?!单位|村|县|地区)|[与和])(?:{_ONE.replace('one', 'two')}(?=结对)(?:结对(?:帮扶|共建)?)|{_OTHER})[;,。]?"
)
# What every such line is made of, which is quicker to see than who stands in it
_PAIR_LIKE = compile_late(r"[一-鿿()、\s—―─<>→↔⇄⇌~-]{4,}[;,。]?\s*")
_JOINS = compile_late(f"{_JOINT}|{_VERB}|[与和]")
_INTRO = compile_late(r"(?:结对|对口|协作|帮扶)[^。;:\n]{0,16}(?:关系|安排|如下|名单|为|是):")
_SIGNED = compile_late(r"签署|签约|缔结|签订|结为")
# A name goes on behind 和 unless a division or a house ends before it: 襄阳市|和|岳阳市
_AND = compile_late(r"、|(?<=[省市区州县旗盟镇乡村校院园社局团司馆学])[和与及](?=[一-鿿]{2})")
# 日本 青原市(1985年5月3日缔结)
_ITEM = compile_late(
    r"(?P<other>[一-鿿]{2,12}\s?[一-鿿·]{1,14}(?:市|州|县|区|府|都|省|郡|町|村|镇|校|学|院|园|馆))\s*(?:\([^()]{0,30}(?:结好|缔结|签|结为|结对|建立)[^()]{0,12}\))?[;,。]?"
)
_TELLS = compile_late(r"结好|缔结|签|结为|结对|建立")
_SUBJECT = compile_late(
    r"^(?:截至[^,]{2,16},)?(?P<name>[一-鿿]{2,20}?(?:省|市|县|区|州|学校|中学|小学|大学|学院|医院|一中|我[市县区省校院]))"
)
# A row of a table, a mark between two names, a pair on a line of its own, a list behind a colon
_MAY = compile_late(
    r"[|\t→↔⇄]|序号\s|[一-鿿][—―-]+[一-鿿]|\([^()\n]{0,30}(?:结好|缔结)|\n\s*[\d(]{0,2}[^\n]{4,60}(?:与|和|支援|帮扶|结对)[^\n]{2,60}\n|(?:关系|安排|如下|名单|为|是):"
)


@frozen
class PactRow:
    """
    A row of a table or list that binds the stretches `names`.

    `rule` tells how it was read, `signed` that it tells of the day or act that bound them.
    """

    span: Span
    names: tuple[Span, ...]
    kind: PartnershipKind
    rule: str
    signed: bool = False


@frozen
class _Line:
    span: Span
    text: str


def may_list_pacts(text: str) -> bool:
    """
    Tell by a few words whether *text* may hold a table or list of pairs; the rest is read no further.

    >>> may_list_pacts("帮扶单位 | 受援单位\\n甲县 | 乙县"), may_list_pacts("今天下雨。")
    (True, False)
    """
    if _ABOUT.search(text) is None or _MAY.search(text) is None:
        return False
    return any(map(_may_begin, _lines_about(text)))


def find_pact_rows(text: str) -> tuple[PactRow, ...]:
    """
    Return the rows of the tables and lists of pairs in *text*, in order.

    >>> [[s.cut("结对关系:\\n青岚县——明屿市\\n禾川县——沐北区") for s in row.names]
    ...  for row in find_pact_rows("结对关系:\\n青岚县——明屿市\\n禾川县——沐北区")]
    [['青岚县', '明屿市'], ['禾川县', '沐北区']]
    """
    if not may_list_pacts(text):
        return ()
    lines = list(_lines(text))
    found: list[PactRow] = []
    # Only a line that tells what a list is about, and the few below it, can begin one.
    about = [number for number, line in enumerate(lines) if _TOPIC.search(line.text)]
    near = {number + step for number in about for step in range(HEAD_LINES + 1)}
    at = 0
    while at < len(lines):
        if at not in near:
            at += 1
            continue
        read = _table(lines, at) or _pairs(lines, at) or _owned(lines, at)
        if read:
            rows, at = read
            found.extend(rows)
        else:
            found.extend(_inline(lines[at]))
            at += 1
    return tuple(found)


def _lines_about(text: str) -> Iterator[_Line]:
    """Yield the lines that tell what a list may be about, and the few below each."""
    end = -1
    for match in _TOPIC.finditer(text):
        if match.start() < end:
            continue
        start = text.rfind("\n", max(end, 0), match.start()) + 1 or max(end, 0)
        below = -1  # the last line of these that is not blank
        while start < len(text) and below < HEAD_LINES:
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            line = text[start:end]
            if line.strip():
                yield _Line(Span(start, end), line)
                below = 0 if below < 0 or _TOPIC.search(line) else below + 1
            start = end + 1


def _may_begin(line: _Line) -> bool:
    """Tell whether a table or a list may begin at *line*, by this line alone."""
    text = line.text
    if _INTRO.search(text) or (_OWNED.search(text) and text.rstrip().endswith(_OWNED_ENDS)):
        return True
    if len(text) > MAX_LINE:
        return False
    rank = _RANK.match(text)
    if _PAIR_LIKE.fullmatch(text, rank.end() if rank else 0) and _JOINS.search(text):
        return True
    return any(_HEAD_ROLE.fullmatch(label) for label in _labels(line)[1])


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield _Line(Span(at, at + len(line)), line)
        at += len(line) + 1


def _cells(line: _Line, gap: re.Pattern[str], *, framed: bool) -> list[Span]:
    """Return the cells of a line, empty ones too; *framed* rows begin with a mark that parts nothing."""
    cells: list[Span] = []
    at = 0
    text = line.text
    for match in gap.finditer(text):
        cells.append(Span(at, match.start()))
        at = match.end()
    cells.append(Span(at, len(text)))
    if framed and not cells[0].cut(text).strip():
        cells.pop(0)
    if len(cells) > 1 and not cells[-1].cut(text).strip():
        cells.pop()
    return cells


def _about(lines: Sequence[_Line], at: int) -> str:
    return "\n".join(line.text for line in lines[max(0, at - HEAD_LINES) : at])


def _table(lines: Sequence[_Line], at: int) -> tuple[list[PactRow], int] | None:
    head = lines[at]
    if len(head.text) > MAX_LINE or not _ABOUT.search(f"{_about(lines, at)}\n{head.text}"):
        return None
    gap, labels = _labels(head)
    if len(labels) < 2 or any(len(label) > 12 for label in labels):
        return None
    framed = head.text.lstrip()[:1] == "|"
    sides = [
        i for i, label in enumerate(labels) if _HEAD_ROLE.fullmatch(label) or _SHORT_ROLE.fullmatch(label)
    ]
    if not sides or not any(_HEAD_ROLE.fullmatch(labels[i]) for i in sides):
        return None
    owner = _owner(lines, at) if len(sides) == 1 and _OWNED.search(labels[sides[0]]) else None
    if len(sides) < 2 and owner is None:
        return None
    kind = kind_of(f"{_about(lines, at)}\n{head.text}", Span(0, 400), "结对")
    signed = any(_TELLS.search(label) for label in labels)
    rows: list[PactRow] = []
    last: dict[int, tuple[Span, ...]] = {}
    place = at + 1
    while place < len(lines) and len(lines[place].text) <= MAX_LINE:
        line = lines[place]
        cells = _cells(line, gap, framed=framed)
        if all(re.fullmatch(r"[\s:-]*", cell.cut(line.text)) for cell in cells):
            place += 1  # the rule under the header of a Markdown table
            continue
        if not len(labels) - 2 <= len(cells) <= len(labels) or len(cells) <= max(sides[:2]):
            break
        names: list[Span] = [owner] if owner is not None else []
        for side in sides[: 1 if owner is not None else 2]:
            here = _names(line, cells[side])
            if not here and not cells[side].cut(line.text).strip():
                here = last.get(side, ())  # a cell that spans rows
            last[side] = here
            if not here:
                names = []
                break
            names.extend(here)
        if len(names) >= 2:
            rows.append(PactRow(line.span, tuple(names), kind, "pacts/table", signed))
        place += 1
    return (rows, place) if len(rows) >= 2 else None


def _labels(head: _Line) -> tuple[re.Pattern[str], list[str]]:
    """Return what parts the cells of a line, and what stands in them if it is the head of a table; none where it is not."""
    text = head.text
    if _GAP.search(text.strip()) is None:
        return _GAP, []
    gap = _CELL if _CELL.search(text) else _GAP
    cells = _cells(head, gap, framed=text.lstrip()[:1] == "|")
    return gap, [re.sub(r"\([^()]*\)", "", cell.cut(text)).strip() for cell in cells]


def _names(line: _Line, cell: Span) -> tuple[Span, ...]:
    """Return the names in a cell: 甲村、乙村 are two; () where something else stands in it."""
    found = []
    words = cell.cut(line.text)
    at = 0
    for end in (*(gap.span() for gap in _AND.finditer(words)), (len(words), len(words))):
        part = words[at : end[0]]
        name = part.strip()
        start = cell.start + at + len(part) - len(part.lstrip())
        if name:
            if not _NAME.fullmatch(name):
                return ()
            found.append(Span(line.span.start + start, line.span.start + start + len(name)))
        at = end[1]
    return tuple(found)


def _pairs(lines: Sequence[_Line], at: int) -> tuple[list[PactRow], int] | None:
    """Read 甲县——乙区 line by line."""
    about = _about(lines, at)
    rows: list[PactRow] = []
    place = at
    while place < len(lines) and len(lines[place].text) <= MAX_LINE:
        line = lines[place]
        rank = _RANK.match(line.text)
        start = rank.end() if rank else len(line.text) - len(line.text.lstrip())
        row = _pair(line, Span(start, len(line.text.rstrip())), about, "pacts/pairs")
        if row is None:
            break
        rows.append(row)
        place += 1
    told = _ABOUT.search(about) or (_SIGNED.search(about) and about.rstrip().endswith(":"))
    if len(rows) < 2 or not told or _NO_LIST.search(about):
        return None
    return rows, place


def _pair(line: _Line, stretch: Span, about: str, rule: str) -> PactRow | None:
    match = _PAIR.fullmatch(line.text, stretch.start, stretch.end)
    if match is None:
        return None
    other = Span(*match.span("two" if match.group("two") else "other"))
    one, more = _names(line, Span(*match.span("one"))), _names(line, other)
    if not one or not more:
        return None
    span = Span(line.span.start + stretch.start, line.span.start + stretch.end)
    return PactRow(
        span,
        (*one, *more),
        kind_of(about, Span(0, len(about)), "结对"),
        rule,
        _SIGNED.search(about) is not None,
    )


def _inline(line: _Line) -> list[PactRow]:
    """Read 结对关系为:甲市帮扶乙县、丙县;丁市帮扶戊县."""
    intro = _INTRO.search(line.text)
    if intro is None:
        return []
    rows: list[PactRow] = []
    end = line.text.find("。", intro.end())
    end = end if end >= 0 else len(line.text)
    at = intro.end()
    for mark in (*re.finditer("[;,]", line.text[:end]), None):
        stop = mark.start() if mark else end
        if stop <= at:
            continue
        row = _pair(line, Span(at, stop), intro.group(), "pacts/inline")
        if row is not None:
            rows.append(row)
        at = stop + 1
    return rows if len(rows) >= 2 else []


def _owned(lines: Sequence[_Line], at: int) -> tuple[list[PactRow], int] | None:
    """Read 青原市(1985年缔结) line by line under the friends of one city."""
    if not _OWNED.search(lines[at].text) or not lines[at].text.rstrip().endswith(_OWNED_ENDS):
        return None
    owner = _owner(lines, at + 1)
    if owner is None:
        return None
    rows: list[PactRow] = []
    place = at + 1
    while place < len(lines) and len(lines[place].text) <= MAX_LINE:
        line = lines[place]
        rank = _RANK.match(line.text)
        match = _ITEM.fullmatch(
            line.text.rstrip(), rank.end() if rank else len(line.text) - len(line.text.lstrip())
        )
        if match is None or not _TELLS.search(line.text):
            break
        start, end = match.span("other")
        name = Span(line.span.start + start, line.span.start + end)
        rows.append(PactRow(line.span, (owner, name), PartnershipKind.PAIRING, "pacts/owned", True))
        place += 1
    return (rows, place) if len(rows) >= 2 else None


def _owner(lines: Sequence[_Line], at: int) -> Span | None:
    """Return whose friends a list tells: the party that opens a line above it."""
    for line in reversed(lines[max(0, at - HEAD_LINES) : at]):
        match = _SUBJECT.match(line.text)
        if match and _OWNED.search(line.text, match.end()):
            return Span(line.span.start + match.start("name"), line.span.start + match.end("name"))
    return None
