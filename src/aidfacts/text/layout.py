"""From a Source to its blocks: title, meta lines, headings, captions, body, rows, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from aidfacts.model.source import Block, BlockKind, Layout, Source
from aidfacts.model.span import Span
from aidfacts.text.frame import find_dateline, find_owner, find_published, may_tell_date
from aidfacts.text.lines import Line, LinePatterns, cut_lines, iter_lines, line_patterns
from aidfacts.text.rows import read_cells, read_head

_LONG = 60  # characters; a longer line with a stop is running text
_HEADLINE = 45  # characters; longest heading looked for
_HEAD = 2200  # characters at the top in which the frame of a page stands: what frame.py reads, and the lines around
_TAIL = 800  # characters at the end in which its last lines stand
_SHORTEST = 4  # characters; a shorter line is no title
_TOP = 25  # lines in which the title is looked for
_STOP = re.compile(r"[。!?;…]")
_STOPS = frozenset("。!?;…,、:")
# takes 一、 (二) 第三章 1. # and leaves 一是
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十\d]{1,3}[章节部]|\d{1,2}[.、](?!\d)|#{1,6} +(?=\S))"
)
_MONEY = re.compile(r"\d[万亿千百余多]*元|[一二三四五六七八九十百千万]万元")
_PARTED = re.compile(r"[|\t]")
_MARKDOWN = re.compile(r"#{1,6} +(?=\S)")
_TITLED = re.compile("标题[: ]|题目[: ]")
_TITLE_LINE = re.compile(r"(?:标题|题目)[:: ]\s*(?P<title>.+)$")


def read_layout(source: Source) -> Layout:
    """
    Cut *source* into blocks and read what its frame tells.

    >>> from aidfacts.text.normalise import normalise
    >>> page = normalise("锦澄集团情系岚溪\\n发布时间:2020-06-12\\n6月11日,锦澄集团向岚溪镇捐款5万元。\\n责任编辑:何映雪")
    >>> layout = read_layout(page)
    >>> [str(block.kind) for block in layout.blocks], layout.published
    (['title', 'meta', 'body', 'furniture'], '2020-06-12')

    A line that might be either is body: a foreign headline costs less than a gift that is never read.
    """
    return _read(source.text, cut_lines(source.text))


def read_frame(source: Source) -> Layout:
    """
    Read title and date of *source* from its first and last lines: of a text without a fact nothing else is told.

    Where nothing there looks like a date, the lines down to the first of running text tell the title. So this takes
    no time on a long text.
    """
    text = source.text
    head, tail = _ends(text)
    ends = text[:head] + text[tail:]
    titled = ("标题" in ends or "题目" in ends) and _TITLED.search(ends)  # a search for two words is quicker
    if titled or may_tell_date(ends):
        blocks, title = _cut_blocks(text, (*cut_lines(text, 0, head), *cut_lines(text, tail)))
        return Layout((), title=title, published=find_published(text, blocks))
    lines = _lines_above_text(iter_lines(text, 0, head))
    _, title = _cut_blocks(text, lines or (*cut_lines(text, 0, head), *cut_lines(text, tail)))
    return Layout((), title=title)


def _ends(text: str) -> tuple[int, int]:
    """Return where the first lines of *text* end and its last ones begin, both its end where these are all it has."""
    head = text.find("\n", _HEAD)
    tail = text.rfind("\n", 0, len(text) - _TAIL) + 1 if len(text) > _HEAD + _TAIL else 0
    return (head, tail) if 0 <= head < tail else (len(text), len(text))


def _lines_above_text(lines: Iterator[Line]) -> Sequence[Line]:
    """Return the first of *lines* down to running text, and two more, by which a row above is told; () without any."""
    opens = line_patterns("related").start
    framing = line_patterns("caption", "elsewhere", "furniture", "meta")
    above: list[Line] = []
    for line in lines:
        above.append(line)
        text = line.text
        if _is_headline(text) or not _STOP.search(text) or opens.match(text) or read_head(line):
            continue
        if _classify_line(line, framing) is BlockKind.BODY:
            return [*above, *islice(lines, 2)]
    return ()


def _read(text: str, lines: Sequence[Line]) -> Layout:
    blocks, title = _cut_blocks(text, lines)
    published = find_published(text, blocks)
    return Layout(
        tuple(blocks),
        title=title,
        published=published,
        dateline=find_dateline(text, published),
        owner=find_owner(text, blocks),
    )


def _cut_blocks(text: str, lines: Sequence[Line]) -> tuple[list[Block], Span | None]:
    """Return *lines* as blocks, and the title that stands in one of them."""
    kinds = _classify(lines)
    _find_headings(lines, kinds)
    if "# " in text:
        lines = [without_mark(line) for line in lines]
    blocks = [
        Block(
            kind,
            Span(line.start, line.start + len(line.text)),
            (read_cells(line) or read_head(line)) if kind is BlockKind.ROW else (),
        )
        for line, kind in zip(lines, kinds, strict=True)
    ]
    title = _find_title(text, blocks)
    # The title is one of the first lines; the others need not be compared with it.
    blocks[:_TOP] = [
        Block(BlockKind.TITLE, block.span) if block.span == title else block for block in blocks[:_TOP]
    ]
    return blocks, title or _named_title(text, blocks)


def without_mark(line: Line) -> Line:
    """
    Return a heading of Markdown without the mark that opens it, any other line as it is.

    >>> without_mark(Line("## 善款名单", 6))
    Line(text='善款名单', start=9)
    """
    mark = _MARKDOWN.match(line.text)
    return Line(line.text[mark.end() :], line.start + mark.end()) if mark else line


def _classify(lines: Sequence[Line]) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    opens = line_patterns("related").start
    framing = line_patterns("caption", "elsewhere", "furniture", "meta")
    related = False
    for line in lines:
        text = line.text
        if len(text) < _HEADLINE and opens.match(text):
            related = True
            kinds.append(BlockKind.FURNITURE)
            continue
        kind = _classify_line(line, framing)
        if related and kind in (BlockKind.BODY, BlockKind.ROW):
            # The list of headlines ends where somebody speaks in sentences again.
            if len(text) <= _HEADLINE and not _STOP.search(text):
                kind = BlockKind.FURNITURE
            else:
                related = False
        kinds.append(kind)
    for at, line in enumerate(lines):
        # A row has another beside it; alone it is a headline with a figure.
        if kinds[at] is BlockKind.ROW and not _PARTED.search(line.text):
            near = kinds[max(0, at - 2) : at] + kinds[at + 1 : at + 3]
            if BlockKind.ROW not in near:
                kinds[at] = BlockKind.BODY
    for at in range(len(lines) - 1):
        if kinds[at] is BlockKind.BODY and kinds[at + 1] is BlockKind.ROW and read_head(lines[at]):
            kinds[at] = BlockKind.ROW
    return kinds


def _classify_line(line: Line, framing: LinePatterns) -> BlockKind:
    text = line.text
    if len(text) > _LONG and (_STOP.search(text) or text.count(",") > 1):
        if not framing.start.match(text):
            return BlockKind.BODY
        if line_patterns("furniture").start.match(text) and not _tells_gift(text):
            return BlockKind.FURNITURE
        if len(text) < 2 * _LONG and line_patterns("caption").start.match(text):
            return BlockKind.CAPTION
        return BlockKind.BODY
    if framing.fits(text):
        if line_patterns("elsewhere").fits(text):
            return BlockKind.FURNITURE
        for kind in (BlockKind.CAPTION, BlockKind.FURNITURE, BlockKind.META):
            if line_patterns(str(kind)).fits(text):
                return BlockKind.BODY if kind is not BlockKind.CAPTION and _tells_gift(text) else kind
    return BlockKind.ROW if read_cells(line) else BlockKind.BODY


def _tells_gift(text: str) -> bool:
    return bool(_MONEY.search(text) and line_patterns("giving").fits(text))


# 2015年, 2012年8月, 2021.07.21: the date of what follows, on a line of its own
_DATE_LINE = re.compile(r"(?:19|20)\d\d年?(?:[-./]?\d{1,2}月?)?(?:[-./]?\d{1,2}日?)?")


def _find_headings(lines: Sequence[Line], kinds: list[BlockKind]) -> None:
    """Turn into headings those short lines without a stop that running text follows."""
    follows = False  # whether the next line is running text or a heading of it
    depth = 0
    for at in range(len(kinds) - 1, -1, -1):
        kind = kinds[at]
        if kind is BlockKind.BODY:
            text = lines[at].text
            headline = _is_headline(text)
            if headline and ((follows and depth < 2) or _NUMBERED.match(text)):
                kinds[at] = BlockKind.HEADING
                depth += 1
                if _DATE_LINE.fullmatch(text):
                    follows, depth = False, 0  # 2015年: what stands above is told of an earlier year
            else:
                follows, depth = not headline, 0
        elif kind in (BlockKind.ROW, BlockKind.META):
            follows, depth = True, 0


def _is_headline(line: str) -> bool:
    if not 2 <= len(line) <= _HEADLINE or line[-1] in _STOPS:
        return False
    return "。" not in line and line.count(",") < 3 and not (line[-1] in "”’)" and line[-2] in "!?…")


def _find_title(text: str, blocks: Sequence[Block]) -> Span | None:
    """Return the title: the heading nearest above the meta line, else the longest above the running text."""
    above: list[Block] = []
    for block in blocks[:_TOP]:
        line = block.span.cut(text)
        if block.kind is BlockKind.META and above:
            return _longest(text, above[-2:])
        if block.kind is BlockKind.HEADING or (block.kind is BlockKind.BODY and _is_headline(line)):
            if not _NUMBERED.match(line) and line[0] not in "(【":
                above.append(block)
        elif block.kind is BlockKind.BODY:
            return _longest(text, above)
    return None


def _longest(text: str, blocks: Sequence[Block]) -> Span | None:
    longest = max(blocks, key=lambda block: len(block.span), default=None)
    return longest.span if longest and len(longest.span) >= _SHORTEST else None


def _named_title(text: str, blocks: Sequence[Block]) -> Span | None:
    for block in blocks:
        if block.kind is BlockKind.META and (match := _TITLE_LINE.match(block.span.cut(text))):
            return Span(block.span.start + match.start("title"), block.span.start + match.end("title"))
    return None
