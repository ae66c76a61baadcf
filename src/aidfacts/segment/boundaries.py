"""Cuts blocks into sentences and sentences into clauses, by regular expressions alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from aidfacts.model.source import BlockKind, Layout, Sentence, Source
from aidfacts.model.span import Span

# Text is folded before it comes here, but a caller's own string may still hold the full-width forms.
# Takes 。 in 捐款5万元。 and !” in “感谢!”; leaves . in 3.5万元 and ? in view?id=7 alone.
# It opens with one set of characters, which re skips to without trying the rest at every place.
_END = re.compile(
    r"[。｡！!？?.．;；…\r\n \t\u00a0\u3000]"
    r"(?:(?:(?<=[。｡！!])|(?<=[？?])(?![A-Za-z0-9&=%]))[。｡！!？?…]*[,，、;；]*[”’」』\"'）)】》\]]*"
    r"|(?<=[\u4e00-\u9fff][.．])(?=\s|\Z)"
    # an enumerated list: ;二是… ;(三)… ;3.… – but one sentence may also join its parts with ;
    r"|(?<=[;；])(?=\s*(?:[一二三四五六七八九十]{1,3}(?:是|、)|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[.．、)）](?!\d)|第[一二三四五六七八九十]{1,2}[,，、:：]|[①-⑳•●◆■]|\n|\Z))"
    r"|(?<=[\r\n])[\r\n]*"
    r"|(?<=[元万亿]……)"  # 何映雪捐款5万元……半个月就筹到63万元
    # old pages set no stops but wide gaps; a name is at most spread by two: 王  明
    r"|(?<=\S{4}[ \t\u00a0\u3000])(?:[ \t\u00a0\u3000]{2,}|(?<=\u3000)\u3000)(?=\S{4}))"
)
_ROW_END = re.compile(r"[。｡;；][”’」』\"）)]*|[\r\n]+")

# The parts of a total told before, without a verb of their own: 募集善款30万元。其中,周砚秋20万元,何映雪5万元
_PARTS = re.compile(r"\s?其中[,，:：]?[^。,，、;；:：捐赠款资助送拨投给向为]{2,16}\d[\d,.]*[万亿千百]*元")

_PAIRS = {
    "(": ")",
    "（": "）",
    "“": "”",
    "‘": "’",
    "《": "》",
    "「": "」",
    "『": "』",
    "【": "】",
    "[": "]",
}
_CLOSERS = {close: opening for opening, close in _PAIRS.items()}
_BRACKET = re.compile(r"[(（)）“”‘’《》「」『』【】\[\]]")
_QUOTES = "“‘「『"
LONGEST = 2_000  # characters of a sentence; what runs on longer has lost its stops and is cut where it may be
_MAX_KEPT = 40  # characters; what brackets or quotes hold is kept whole up to this, longer speech is cut
_MAX_TITLE = 24  # characters; a quotation up to this that text runs on from is a name: “你好,春天!”活动

# Takes , in 捐款5万元,用于…; leaves 1,000元 alone.
_CLAUSE_END = re.compile(
    r"(?:[;；。！!？?]|[,，](?!\d{3}(?!\d))|(?<!\d)[,，])[,，;；。！!？?”’」』]*|[:：](?=[“「])"
)


def _opener_before(text: str, at: int, start: int) -> int | None:
    """Return where the innermost bracket or quote around *at* opens, None where none does nearby."""
    low = max(start, at - _MAX_KEPT)
    stack: list[int] = []
    for match in _BRACKET.finditer(text, low, at):
        mark = match.group()
        if mark in _PAIRS:
            stack.append(match.start())
        elif stack and text[stack[-1]] == _CLOSERS[mark]:
            stack.pop()
    return stack[-1] if stack else None


def _is_kept_whole(text: str, at: int, start: int, end: int) -> bool:
    """Tell whether *at* lies inside a short bracket, title or quoted name."""
    opener = _opener_before(text, at, start)
    if opener is None:
        return False
    close = text.find(_PAIRS[text[opener]], at, min(end, at + _MAX_KEPT))
    if close < 0 or "\n" in text[at:close]:
        return False
    # 他说:“好。谢谢。” is speech and may be cut; 开展“好!谢谢”活动 is a name.
    return not (text[opener] in _QUOTES and opener > start and text[opener - 1] in ":：")


def _ends(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Tell whether a sentence ends with *match*, by what stands near it alone (so that any window agrees)."""
    at = match.end()
    found = match.group()
    if found[0] in "\r\n" or at >= end or text[at] in "\r\n":
        return True
    if found == "。" and _PARTS.match(text, at, end):
        return False
    last = found[-1]
    if last not in _CLOSERS:
        return last in "\"'" or not _is_kept_whole(text, match.start(), start, end)
    opener = _opener_before(text, match.start(), start)
    if opener is None:
        return True  # a long quotation, or one that opened before this block
    before = text[opener - 1] if opener > start else ""
    if text[opener] in _QUOTES:
        return (
            before in tuple(":：") or at - opener > _MAX_TITLE or not ("\u4e00" <= text[at] <= "\u9fff")
        ) and not _is_kept_whole(text, at, start, end)
    return before in tuple("。！!？?")


def _cuts(
    text: str, start: int, end: int, kind: BlockKind | None = None, at: int | None = None
) -> Iterator[int]:
    pattern = _ROW_END if kind is BlockKind.ROW else _END
    for match in pattern.finditer(text, start if at is None else at, end):
        if _ends(text, match, start, end):
            yield match.end()


def _trim(text: str, start: int, end: int) -> Span | None:
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return Span(start, end)
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None


def split_sentences(
    source: Source, layout: Layout, blocks: Iterable[int] | None = None
) -> tuple[Sentence, ...]:
    """
    Cut every block of *layout* into sentences, in order; white space around a sentence belongs to none.

    With *blocks*, the numbers of some blocks in order, only these.

    锦澄集团捐款5万元。老人说:“谢谢!”大家鼓掌。 gives three: a stop inside a closing quote ends after the quote.
    A ; ends a sentence only before the next item of a list (;二是…) or in a row of a table.

    Offsets: characters of `source.text`.
    """
    text = source.text
    sentences: list[Sentence] = []
    for number in range(len(layout.blocks)) if blocks is None else blocks:
        block = layout.blocks[number]
        begin = block.span.start
        for cut in _cuts(text, begin, block.span.end, block.kind):
            sentences += [Sentence(span, number) for span in _chop(text, begin, cut)]
            begin = cut
        sentences += [Sentence(span, number) for span in _chop(text, begin, block.span.end)]
    return tuple(sentences)


def _chop(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentence `text[start:end]` without the white space around it; one of pages without a stop in pieces."""
    while end - start > LONGEST:
        low, high = start + LONGEST // 2, start + LONGEST
        cut = max(text.rfind(mark, low, high) for mark in ",;:、 \t") + 1 or high
        if span := _trim(text, start, cut):
            yield span
        start = cut
    if span := _trim(text, start, end):
        yield span


def sentence_around(text: str, position: int, block: Span, kind: BlockKind | None = None) -> Span:
    """
    Return the one sentence of *block* that holds *position*, without cutting the rest of the block.

    The same as what `split_sentences` finds there, for the few places of a long text that are looked at.

    >>> text = "会议结束。锦澄集团捐款5万元。大家鼓掌。"
    >>> sentence_around(text, 8, Span(0, len(text))).cut(text)
    '锦澄集团捐款5万元。'

    Raises: IndexError if *position* is outside *block*.
    """
    if position not in block:
        raise IndexError(f"position {position} is outside the block {block}")
    width = 256  # characters looked back at first; most sentences are shorter
    while True:
        low = max(block.start, position - width)
        # A window may begin inside a stop with its quotes; such a cut is then found by the next wider window.
        begin = None if low > block.start else block.start
        stop = block.end
        for cut in _cuts(text, block.start, block.end, kind, low):
            if cut > position:
                stop = cut
                break
            begin = cut
        if begin is not None:
            return next(
                (span for span in _chop(text, begin, stop) if position < span.end),
                _trim(text, begin, stop) or Span(begin, stop),
            )
        width *= 4


def sentences_at(text: str, layout: Layout, positions: Iterable[int]) -> tuple[Sentence, ...]:
    """
    Return the sentences that hold one of *positions*, which are in order, and cut nothing else.

    What stands in the furniture of a page, or outside all blocks, is in no sentence.
    """
    found: list[Sentence] = []
    starts = [block.span.start for block in layout.blocks]
    behind = -1
    for position in positions:
        if position < behind:
            continue
        number = bisect_right(starts, position) - 1
        block = layout.blocks[number] if number >= 0 else None
        if block is None or block.kind is BlockKind.FURNITURE or position >= block.span.end:
            continue
        span = sentence_around(text, position, block.span, block.kind)
        found.append(Sentence(span, number))
        behind = span.end
    return tuple(found)


def split_clauses(text: str, span: Span) -> tuple[Span, ...]:
    """
    Cut *span*, one sentence, into clauses at , and ; – the closing mark belongs to its clause.

    The clauses cover the whole span. Brackets, titles in 《》 and short quotations are kept whole, and so are
    1,000 and 3.5.

    >>> text = "甲公司捐款5,000元(含现金,支票),乙公司8万元。"
    >>> [clause.cut(text) for clause in split_clauses(text, Span(0, len(text)))]
    ['甲公司捐款5,000元(含现金,支票),', '乙公司8万元。']
    """
    clauses: list[Span] = []
    begin = span.start
    for match in _CLAUSE_END.finditer(text, span.start, span.end):
        if match.end() < span.end and not _is_kept_whole(text, match.start(), span.start, span.end):
            clauses.append(Span(begin, match.end()))
            begin = match.end()
    if begin < span.end:
        clauses.append(Span(begin, span.end))
    return tuple(clauses)
