"""Villages and towns written with words of other meanings, right behind what they lie in: 岚溪镇|三台村."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.words import Hit, load_words
from aidfacts.model.span import Span

# 岚溪镇|三台村, 禾川县|解放街道, 走进|前进村; no 两个村, 各村, 北塘|村民
_NESTED = compile_late(
    r"(?:(?P<within>(?<=[一-鿿]{2}[市县区旗镇乡]))|(?<=走进|来到|前往|深入|捐给|用于)|(?<=捐给了)|(?<=[向赴为由获])|(?<![一-鿿]))"
    r"(?P<core>(?:(?![的了和与及在等各每全本该某所多数几两个驻村镇乡县])[一-鿿]){1,4}?)"
    r"(?:村(?![民级里庄落])|村(?=民(?:委|小组))|社区(?!医院|卫生|居民|门诊)|街道(?!办)|街道(?=办事处)|镇(?![域区级上里])|乡(?![村亲镇土里绅贤情音间党规邻野愁]))"
)
# What is done, and what villages were called after it; before the works of a village it is done: 新建|村卫生室
_CALLED = frozenset(["新建", "建设", "联合", "合作", "团结", "解放", "创新", "建新"])
_WORKS = compile_late(
    "(?:文[化体]|卫生|医务|小学|幼儿|道路|公路|主?干道|便道|通道|[路道部委]|两委|党[委支]|支部|广场|办|图书|农家|公共|集体|综合|党群|活动|服务|养老|史馆|企|组|口|内|外|头|中心|饮水|自来水)"
)
# What is called after a house that it lies by
_BY_HOUSE = compile_late("社区|街道")


def free_nested(text: str, span: Span, hits: Sequence[Hit], is_edge: Callable[[int], bool]) -> Sequence[Hit]:
    """
    Return *hits* without the words inside the names of villages and towns, behind what they lie in or where one goes.

    三台 is a county as well, 前进 what one does, and 镇江 no city in 岚溪镇|江北村.
    """
    freed = hits
    for match in _NESTED.finditer(text, span.start, span.end):
        core = Span(*match.span("core"))
        inner = [hit for hit in freed if hit.start < core.end and core.start < hit.end]
        within = match["within"] is not None
        if not inner or not (within or text[core.end] not in "镇乡") or not is_edge(core.start):
            continue
        works = _WORKS.match(text, match.end()) is not None
        if not all(_gives_way(text, hit, core, within=within, works=works) for hit in inner):
            continue
        freed = [hit for hit in freed if hit not in inner]
        level = load_words().by_one.get(text[core.start - 1])
        if inner[0].start < core.start and level is not None:
            freed = sorted([*freed, Hit(core.start - 1, core.start, level)], key=lambda hit: hit.start)
    return freed


def _gives_way(text: str, hit: Hit, core: Span, *, within: bool, works: bool) -> bool:
    """Tell whether a word is none where it lies in *core*, or reaches into it: 镇江|北村, 县长|征村."""
    word, short = hit.word, hit.place is not None and not hit.place.names[-1].full
    if hit.start < core.start:
        return within and hit.end - hit.start == 2 and (short or bool(word.title))
    if hit.end > core.end:
        return False
    if word.cue in ("inner", "strong"):
        return word.text in _CALLED and not works
    if word.head is not None and within:
        return _BY_HOUSE.match(text, core.end) is not None  # 禾川县|学院路社区
    return short or word.decoy or (word.cue == "outside" and hit.end - hit.start > 1)
