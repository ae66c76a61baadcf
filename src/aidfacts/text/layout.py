"""From a Source to its blocks: title, meta lines, headings, captions, body, rows, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aidfacts.model.source import Block, BlockKind, Layout, Source
from aidfacts.model.span import Span
from aidfacts.text.frame import find_dateline, find_owner, find_published
from aidfacts.text.lines import Line, cut_lines, line_pattern
from aidfacts.text.rows import read_cells

_LONG = 60  # characters; a longer line with a stop is running text
_HEADLINE = 45  # characters; longest heading looked for
_TOP = 25  # lines in which the title is looked for
_STOP = re.compile(r"[。!?;…]")
_ENDS = re.compile(r"[。!?;…,、:]$|[。!?…][”’)]$")
# takes 一、 (二) 第三章 1. # and leaves 一是
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十\d]{1,3}[章节部]|\d{1,2}[.、](?!\d)|#{1,6} )"
)
_MONEY = re.compile(r"\d[万亿千百余多]*元|[一二三四五六七八九十百千万]万元")
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
    text = source.text
    lines = cut_lines(text)
    kinds = _classify(lines)
    blocks = [Block(kind, line.span, cells) for line, (kind, cells) in zip(lines, kinds, strict=True)]
    blocks = _find_headings(text, blocks)
    title = _find_title(text, blocks)
    blocks = [Block(BlockKind.TITLE, block.span) if block.span == title else block for block in blocks]
    published = find_published(text, blocks)
    return Layout(
        tuple(blocks),
        title=title or _named_title(text, blocks),
        published=published,
        dateline=find_dateline(text, published),
        owner=find_owner(text, blocks),
    )


def _classify(lines: Sequence[Line]) -> list[tuple[BlockKind, tuple[Span, ...]]]:
    kinds: list[tuple[BlockKind, tuple[Span, ...]]] = []
    related = False
    for line in lines:
        if line_pattern("related").search(line.text):
            related = True
            kinds.append((BlockKind.FURNITURE, ()))
            continue
        kind, cells = _classify_line(line)
        if related and kind is BlockKind.BODY:
            # The list of headlines ends where somebody speaks in sentences again.
            if len(line.text) <= _HEADLINE and not _STOP.search(line.text):
                kind = BlockKind.FURNITURE
            else:
                related = False
        kinds.append((kind, cells))
    return kinds


def _classify_line(line: Line) -> tuple[BlockKind, tuple[Span, ...]]:
    text = line.text
    if len(text) > _LONG and (_STOP.search(text) or text.count(",") > 1):
        if line_pattern("caption").match(text) and len(text) < 2 * _LONG:
            return BlockKind.CAPTION, ()
        if line_pattern("furniture").match(text) and not _tells_gift(text):
            return BlockKind.FURNITURE, ()
        return BlockKind.BODY, ()
    if cells := read_cells(line):
        return BlockKind.ROW, cells
    for kind in (BlockKind.CAPTION, BlockKind.META, BlockKind.FURNITURE):
        if line_pattern(str(kind)).search(text):
            if kind is not BlockKind.CAPTION and _tells_gift(text):
                return BlockKind.BODY, ()
            return kind, ()
    return BlockKind.BODY, ()


def _tells_gift(text: str) -> bool:
    return bool(_MONEY.search(text) and line_pattern("giving").search(text))


def _find_headings(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with headings told: a short line without a stop that running text follows."""
    out = list(blocks)
    follows = False  # whether the next block is running text or a heading of it
    depth = 0
    for at in range(len(out) - 1, -1, -1):
        block = out[at]
        line = block.span.cut(text)
        if block.kind is BlockKind.BODY:
            if _is_headline(line) and ((follows and depth < 2) or _NUMBERED.match(line)):
                out[at] = Block(BlockKind.HEADING, block.span)
                depth += 1
            else:
                follows, depth = not _is_headline(line), 0
        elif block.kind in (BlockKind.ROW, BlockKind.META):
            follows, depth = True, 0
    return out


def _is_headline(line: str) -> bool:
    return 2 <= len(line) <= _HEADLINE and not _ENDS.search(line) and "。" not in line and line.count(",") < 3


def _find_title(text: str, blocks: Sequence[Block]) -> Span | None:
    """Return the title: the heading nearest above the meta line, else the longest above the running text."""
    above: list[Block] = []
    for block in blocks[:_TOP]:
        line = block.span.cut(text)
        if block.kind is BlockKind.META and above:
            return _longest(text, above[-2:])
        if block.kind is BlockKind.HEADING or (block.kind is BlockKind.BODY and _is_headline(line)):
            if not _NUMBERED.match(line) or line.startswith("#"):
                above.append(block)
        elif block.kind is BlockKind.BODY:
            break
    return _longest(text, above)


def _longest(text: str, blocks: Sequence[Block]) -> Span | None:
    longest = max(blocks, key=lambda block: len(block.span), default=None)
    return longest.span if longest and len(longest.span) > 4 else None


def _named_title(text: str, blocks: Sequence[Block]) -> Span | None:
    for block in blocks:
        if block.kind is BlockKind.META and (match := _TITLE_LINE.match(block.span.cut(text))):
            return Span(block.span.start + match.start("title"), block.span.start + match.end("title"))
    return None
