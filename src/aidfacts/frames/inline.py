"""Finds lists of gifts in running text: 捐款名单:明屿商会5000元、周砚秋200元、何映雪100元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aidfacts.frames.listing import GivingList, ListRow
from aidfacts.frames.row import is_name
from aidfacts.frames.rows import BARRED, GIVING, HEAD_BLOCKS, find_heading, find_unit, near
from aidfacts.lexicon.late import compile_late
from aidfacts.model.source import BlockKind, Layout
from aidfacts.model.span import Span

MIN_PAIRS = 3  # names with a figure; two where the words before them say that names follow
MAX_BETWEEN = 6  # characters between two pairs: 元”“何

_MONEY = r"(?:[一-鿿]{0,4}(?:元|圆|币|镑)|块钱?)"
_ARABIC = r"\d[\d,]*(?:\.\d+)?\s?[多余]?[亿万千百]*"
_HAN = r"[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+"
_NAME = r"(?![一二三四五六七八九十]+[、.])(?:[^\s、,;:。!?“”()|\d]|\([^()]{1,12}\)|“[^“”]{1,12}”|\d+(?=级|届|班|中|小|号)){2,38}?"
# takes 、周砚秋500元 | 周砚秋、何映雪各500元 | ;明屿茶业有限公司:5000元 | “汪雪 200元” | 校团委(2000)
_PAIR = compile_late(
    rf"(?:(?<=[:、,;\s。“和及与元])|(?<=包括)|^)(?:(?:目前|现|其中)?[已还](?:经)?有|包括)?(?:[和及与](?=[^、,;。]{{3}}))?(?P<name>{_NAME}(?:(?:、{_NAME}){{1,8}}(?=各\d))?)(?:[:\s]{{0,2}}(?P<figure>各?{_ARABIC}{_MONEY}(?:整|正)?|\d[\d,]*(?:\.\d+)?[万千]+|{_HAN}元[整正]?)|\((?P<inner>{_ARABIC}{_MONEY}|\d[\d,]*(?:\.\d+)?万?)\)|\s(?P<bare>\d[\d,]*(?:\.\d+)?))(?=[、,;\s。”!和及与等(]|$|(?<=元)[一-鿿])"
)
_NUMBERED = r"(?<=[A-Za-z一-鿿])\d{2,4}(?=[、,;。\n(]|$)"  # 云翼360, the name of a firm
_ASIDE = r"\([^()\n]{1,40}\)"
_FLOOR = r"(?:\(?(?:及|\(含\)|含)?以上\)?)?"
_GIVERS = r"(?:(?:爱心)?(?:企业|单位|个人|企业和个人|人员?|商会|机构|[老教]师|学生|同学|党员|[职员]工|干部|[村居]民|校友|乡贤|[商住]户|会员|家庭|班级|部门|社区|村))?"
# takes 捐资10000元者:林、陈; | 5000元的有:林、陈 | 捐款金额为10万元及以上的企业:林氏茶业 | 500元(2人):林、陈 | 捐款20万元的有林氏茶业、陈氏茶业,
_TIER = compile_late(
    rf"(?:(?<=[:、,;\s。中])|^)(?P<verb>(?:乐捐|捐款|捐资|捐助|捐赠|认捐|捐)(?:数额|金额|总额|额)?(?:为|在|达|达到|超|超过)?:?)?(?P<figure>(?:{_ARABIC}{_MONEY}|{_HAN}元|\d[\d,.]*[亿万千]+){_FLOOR})(?:整)?(?P<count>\(\d+[人名位家户个]\))?(?:的|者)?{_GIVERS}(?:(?:分别)?(?:是|为|有|包括)?:(?P<names>(?:[^:;。!?\n\d(]|{_NUMBERED}|{_ASIDE}){{2,600}}?)(?=[;。\n]|$)|(?<=[的者])(?:分别)?(?:是|有|包括)(?P<told>(?:[^:,;。!?\n\d(]|{_ASIDE}){{2,300}}?)(?=[,;。\n]|$))"
)
# takes 5万元,来自明屿竹器厂; | 3万元,来自退休会计何映雪;
_FROM = compile_late(
    rf"(?:^|(?<=[,;。\s:]))(?P<figure>{_ARABIC}{_MONEY}),?(?:来自于?|由)(?P<name>[^,;。、\d的]{{2,20}}?)(?:的[^,;。、\d]{{1,8}}|捐赠|捐出)?(?=[,;。]|$)"
)
# takes 、明屿商会捐赠的棉被50床; leaves 明屿商会向沐白小学捐赠的棉被
_NOMINAL = compile_late(
    r"(?:^|(?<=[:、,;]))(?P<name>[^\s、,;:。“”向给为\d]{2,30}?)(?:捐赠|捐献|捐助|赠送|送来|捐)的(?P<things>[^,;:。、]{0,20}\d[\d,.]*[^,;:。、\d]{1,4})(?=[、,;。]|$)"
)
_PARTS = compile_late(rf"(?P<name>(?:[^、,\s(]|\((?![^()]*\d)[^()\n]{{1,40}}\))+)(?P<aside>{_ASIDE})?")
# takes 锦澄集团和远樵科技, 周砚秋与何映雪; leaves 云和县商会
_TWO = compile_late(
    r"(.+[司团会社厂店院校馆行部局村站组]|[^和与及]{2,3})[和与及]([^和与及]{2,20}[司团会社厂店院校馆行部局村站组技业]|[^和与及]{2,4})"
)
# takes (另加价值200万元的物资): what one of a row gave beside the sum of all
_BESIDE = compile_late(r"\((?:另外?|并|还|以及)[加捐赠有还出]{0,3}(?P<things>[^()]*\d[^()]*)\)")
_MONEY_TOLD = compile_late(rf"{_ARABIC}(?:元|万)")
# Words that announce givers by name: 出资者有: 捐款人:
_ANNOUNCES = compile_late(
    r"(?:捐款|捐赠|捐资|出资|认捐|乐捐|爱心)(?:者|人|的有|单位|企业|名单|数额|情况|金额|明细|如下|芳名).{0,16}:?$|名单.{0,12}:?$|募捐.{0,30}:“?$|芳名.{0,8}:?$"
)
# two sums in one paragraph, or a sum with names behind it
# 已有锦澄集团(100万元)、沐白药业(50万元)|等企业宣布捐款
_TOLD_BEHIND = compile_late(
    r"[)]?等?(?:\d+[余多]?[家个名位])?[^,。;:\d()]{0,8}?(?:宣布|已|先后|纷纷|积极|踊跃|分别|也)*(?:捐款|捐赠|捐资|认捐)"
)
_FIGURES = compile_late(
    r"(?=[\d万千百元亿])"  # what all begin with
    r"(?:(?:\d|[万千百]元)[^。!?]{1,40}?[:、,;\s。”)].{0,40}?(?:\d|[万千百]元)|[元万亿].{0,8}:|\d元[一-鿿]{2,8}\d)"
)
# opens the part of a list that holds things
_GOODS = compile_late(r"[。;,、\s]*(?:物资|实物|物品)类?[:：]")
_GOES_ON = compile_late(r"[、,;]\s*(?!共|合计|总计|累计|以上)")
_PART = compile_late(r"[^,;。:!?\n]*\d[^,;。:!?\n]*")
_SECTION = compile_late(r"[一-鿿]{1,6}类?$")


def find_pairs(text: str, layout: Layout, telling: Sequence[int]) -> tuple[GivingList, ...]:
    """
    Return the lists of gifts that stand in running text: names with figures in a row, behind words that tell of giving.

    A row that begins with a verb of its own (明屿商会捐款5万元、锦澄集团3万元) is a gapped series and is not found here.

    Args: *telling* is where the words of `GIVING` stand.
    """
    found: list[GivingList] = []
    headed = near(layout.blocks, telling, HEAD_BLOCKS)
    for number in sorted(headed.intersection(range(len(layout.blocks)))):
        block = layout.blocks[number]
        if block.kind in (BlockKind.FURNITURE, BlockKind.META):
            continue
        if not _FIGURES.search(text, block.span.start, block.span.end):
            continue
        found.extend(_pairs(text, layout, number, block.span))
        found.extend(_tiers(text, layout, number, block.span))
        found.extend(_sources(text, block.span))
        found.extend(_nominals(text, layout, number, block.span))
    return tuple(found)


def _pairs(text: str, layout: Layout, number: int, span: Span) -> Iterator[GivingList]:
    pairs = [p for p in _PAIR.finditer(text, span.start, span.end) if is_name(p["name"])]
    for run in _together(text, pairs):
        head = _head(text, span.start, run[0].start())
        if _MONEY_TOLD.search(text, head.start, head.end):
            continue  # the total or the first gift is told with a verb; what follows is a series of that verb
        words = head.cut(text).rstrip("“(")
        announced = _ANNOUNCES.search(words.rstrip(":")) is not None or (
            words.endswith(":") and _ANNOUNCES.search(words) is not None
        )
        if len(run) < (2 if announced else MIN_PAIRS) or BARRED.search(words):
            continue
        heading: Span | None = head if GIVING.search(words) or announced else None
        if heading is None and (not words.strip() or _SECTION.match(words.strip(" :"))):
            heading, _ = find_heading(text, layout, number)
        if (
            heading is None
            and len(run) >= MIN_PAIRS
            and (told := _TOLD_BEHIND.match(text, run[-1].end(), span.end))
        ):
            heading = Span(*told.span())
        if heading is None:
            continue
        unit = find_unit(text, Span(max(span.start, head.start), run[0].start()))
        if unit is None and all(p["bare"] for p in run):
            continue
        rows = [ListRow(Span(*p.span("name")), Span(*p.span(p.lastgroup or "figure")), unit) for p in run]
        rows.extend(_rest(text, run[-1].end(), span.end, announced))
        yield GivingList(heading, Span(min(heading.start, head.start), run[0].start()), tuple(rows))


def _rest(text: str, start: int, end: int, announced: bool) -> Iterator[ListRow]:
    """Yield the parts of a list that go on with things: 物资类:锦澄集团帐篷20顶、饮用水500箱."""
    section = _GOODS.match(text, start, end) or (_GOES_ON.match(text, start, end) if announced else None)
    if section is not None:
        stop = text.find("。", section.end(), end)
        for match in _PART.finditer(text, section.end(), end if stop < 0 else stop):
            yield ListRow(Span(*match.span()), whole=True)


def _together(text: str, pairs: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the runs of pairs with nothing but marks between them."""
    run: list[re.Match[str]] = []
    for pair in pairs:
        if run and (
            pair.start() - run[-1].end() > MAX_BETWEEN
            or re.search(r"[一-鿿]{3}", text[run[-1].end() : pair.start()])
        ):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _head(text: str, start: int, end: int) -> Span:
    """Return the words before a list, from the last full stop on."""
    stop = max(text.rfind(mark, start, end) for mark in "。!?\n")
    return Span(stop + 1 if stop >= 0 else start, end)


def _tiers(text: str, layout: Layout, number: int, span: Span) -> Iterator[GivingList]:
    """Read lists with the sum first: 捐资10000元者:林某、陈某;捐资5000元者:黄某."""
    tiers = list(_TIER.finditer(text, span.start, span.end))
    rows = [row for tier in tiers for row in _tier_rows(text, tier)]
    # 捐款数额为500万元:锦澄集团, 500元(1人):周砚秋 say themselves that the name is of who gave
    telling = any(tier["verb"] or tier["count"] for tier in tiers)
    if len(rows) < (1 if telling else 2) or any(len(row.name) > 16 for row in rows):
        return
    head = Span(span.start, tiers[0].end("figure"))
    heading = head if GIVING.search(text, head.start, head.end) else find_heading(text, layout, number)[0]
    if heading is not None and not BARRED.search(text, head.start, head.end):
        yield GivingList(heading, heading, tuple(rows))


def _tier_rows(text: str, tier: re.Match[str]) -> Iterator[ListRow]:
    """Yield who gave the sum of a tier, and what one of them gave beside it."""
    names = Span(*tier.span("names" if tier["names"] else "told"))
    for part in _PARTS.finditer(text, names.start, names.end):
        if not is_name(part["name"]):
            continue
        told = part["name"].removesuffix("等")  # 锦澄集团、远樵科技|等。
        two = _TWO.fullmatch(told)
        for group in (1, 2) if two else (0,):
            start, end = two.span(group) if two else (0, len(told))
            name = Span(part.start("name") + start, part.start("name") + end)
            yield ListRow(name, Span(*tier.span("figure")))
        beside = _BESIDE.fullmatch(part["aside"] or "")
        if beside is not None:
            start = part.start("aside")
            yield ListRow(name, things=Span(start + beside.start("things"), start + beside.end("things")))


def _nominals(text: str, layout: Layout, number: int, span: Span) -> Iterator[GivingList]:
    """Read things named with their givers, one after the other: 商会捐赠的棉被50床、何映雪捐赠的煤炭2吨."""
    parts = [part for part in _NOMINAL.finditer(text, span.start, span.end) if is_name(part["name"])]
    for run in _together(text, parts):
        if len(run) < MIN_PAIRS:
            continue
        head = _head(text, span.start, run[0].start())
        heading = head if len(head) > 1 else find_heading(text, layout, number)[0]
        if heading is None or BARRED.search(text, heading.start, heading.end):
            continue
        rows = tuple(ListRow(Span(*part.span("name")), things=Span(*part.span("things"))) for part in run)
        yield GivingList(heading, Span(heading.start, max(heading.end, run[0].start())), rows)


def _sources(text: str, span: Span) -> Iterator[GivingList]:
    """Read sums that come from somebody, one after the other: 5万元,来自明屿竹器厂;3万元,来自何映雪."""
    found = list(_FROM.finditer(text, span.start, span.end))
    if len(found) < 2 or not (
        GIVING.search(text, span.start, span.end)
        or "爱心" in text[span.start : span.end]
        or "账户" in text[span.start : span.end]
    ):
        return
    rows = tuple(ListRow(Span(*m.span("name")), Span(*m.span("figure"))) for m in found)
    yield GivingList(span, span, rows)
