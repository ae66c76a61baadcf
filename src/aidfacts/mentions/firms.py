"""Names of firms written with words of other meanings, told by the legal form behind them: 鼎力|食品有限公司."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.words import BEFORE_HE, Hit
from aidfacts.model.fact import PartyKind
from aidfacts.model.span import Span

# 锦澄食品|有限公司, 锦澄|集团: what no running text stands before but the name of the firm
_LEGAL = compile_late(
    r"(?:\((?:集团|控股|中国|[\u4e00-\u9fff]{2,3})\))?(?:集团|股份|控股)*有限(?:责任)?公司|集团(?:公司)?(?!军|作战|犯罪|化)"
)
# What firms do, right before their legal form, where it is no noun of the tables: 管理咨询|有限公司
_LINES = compile_late(
    "(?:管理|咨询|策划|规划|设计|建设|建筑|工程|服务|企业|教育|文化|传播|传媒|销售|开发|投资|发展|工艺|[制用]品|农?副?产品|检测|检验|认证|信息|技术"
    "|人力资源|供应链|房地产|劳务|研究院?|总院|设计院|商务|电子商务|贸易|进出口|医疗|健康|农业|产业|绿化|营销|制造|生产|加工|经营|维修|安装|运输"
    "|养殖|种植|旅游|体育|娱乐|交通|公路|市政|水利|消防|安全|矿产|冶金|材料|设备|仪器|动力|装备|国际|网络|数据|数字|外包|排水|供水|修复|创意|装饰|装修|造纸|停车|拍卖|支付|翻译|回收|修造|租赁|代理|保洁|家政|物业|策展|会展|培训)$"
)
_START = attrgetter("start")
_GIVES = compile_late("[捐赠送给由向]")
_JOINS = frozenset("和与及同跟为被把对在将")
_WHICH = frozenset("各本该我贵两某此全了的")  # 代表|本集团
MAX_LINES = 16  # characters of what a firm does, before its legal form
MAX_FIRM = 60  # characters before a legal form in which the name begins; a bound for long rows of firms
MIN_BRAND = 2  # characters that a firm is called by before what it does


def free_firms(text: str, span: Span, hits: Sequence[Hit]) -> Sequence[Hit]:
    """
    Return *hits* without the words inside the names of firms that their legal form ends.

    鼎力 is how one helps and 大姐 a title, but too little is left of 鼎力食品有限公司 without them to be a name; 管理 is what
    one does with a house, but here what the firm 锦澄管理咨询有限公司 does.
    """
    freed = list(hits)
    for legal in _LEGAL.finditer(text, span.start, span.end):
        end = legal.start()
        first = bisect_left(freed, end - MAX_FIRM, key=_START)
        last = bisect_left(freed, end, first, key=_START)
        near = freed[first:last]
        at = _before_lines(text, end, span.start, near)
        start = _before_brand(text, at, near, told=at < end)
        if start < end:
            freed[first:last] = [hit for hit in near if hit.end <= start or end < hit.end]
    return freed


def _before_lines(text: str, end: int, floor: int, hits: Sequence[Hit]) -> int:
    """Return where what a firm does begins, which ends at *end*."""
    at, least = end, max(floor, end - MAX_LINES)
    trades = {hit.end: hit.start for hit in hits if least <= hit.start and hit.end <= end and _is_trade(hit)}
    while at > least:
        line = _LINES.search(text, max(least, at - 4), at)
        start = min(trades.get(at, at), line.start() if line is not None else at)
        if start == at or any(hit.start < start < hit.end and hit.end - hit.start > 2 for hit in hits):
            return at  # 爱心|企业: the line begins inside a longer word
        at = start
    return at


def _is_trade(hit: Hit) -> bool:
    head = hit.word.head
    return head is not None and head.kind is PartyKind.COMPANY and head.needs != "anaphor"


def _before_brand(text: str, end: int, hits: Sequence[Hit], *, told: bool) -> int:
    """
    Return where the words begin that what a firm is called by is written with, which ends at *end*.

    *told* says that what the firm does follows, so that 和 joins nobody to it: 瑞和|食品有限公司, 周砚秋和|集团公司.
    """
    start = end
    for number in range(len(hits) - 1, -1, -1):
        hit = hits[number]
        if hit.end > start:
            continue
        if end - hit.end >= MIN_BRAND or not _may_be_called(text, hit):
            break
        if hit.end == end and hit.word.text in _JOINS:
            alone = number == 0 or hits[number - 1].end < hit.start
            if hit.word.text != "和" or not (text[hit.start - 1] in BEFORE_HE or (told and alone)):
                break
        elif not told and (hit.end == end or text[hit.end] in _WHICH):
            break  # 周砚秋代表|集团
        start = hit.start
    return start


def _may_be_called(text: str, hit: Hit) -> bool:
    """Tell whether a word may be what a firm is called by: not a place, a pointer, a house, or what is done for it."""
    word = hit.word
    if hit.place is not None or word.anaphor is not None or word.head is not None:
        return False
    led = word.glued and hit.end - hit.start != MIN_BRAND
    return not led and not _GIVES.search(text, hit.start, hit.end)
