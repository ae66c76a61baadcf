"""Parts the name of a thing that is built from whose it is: 沐白中学|图书馆, 岚溪镇|文化广场."""

from __future__ import annotations

from aidfacts.lexicon.gazetteer import Level, load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.span import Span

# 捐资修建|沐白中学教学楼、北塘小学操场
BUILDS = compile_late(
    r"(?:修建|兴建|新建|建设|援建|捐建|扩建|改建|翻建|重建|修筑|修缮|翻修|铺设|建|修)(?:了|起|成)?[^,。;]*$"
)
# Longest first: of 岚溪镇北塘小学操场 the school is the owner.
_OWNER = compile_late(
    r"[^,。;、“”]{1,24}(?:小学|中学|大学|学院|学校|幼儿园|医院|卫生院|敬老院|福利院|养老院|[省市县区镇乡村]|街道|社区)"
)
_BARE_HOUSE = compile_late(r"[我该本母]校|[我该本]院|学校|医院")  # 学校|图书馆
_BUILDING = compile_late(
    r"的?“?[^,。;、的]{0,10}(?:楼|馆|室|院|堂|桥|路|道|操场|球场|运动场|体育场|剧场|广场|中心|宿舍|食堂|校舍|大厦|公园|围墙|大门|校门|塔|亭|渠|坝|堤|井|站|台|祠|屋|校园|路灯|水|设施|工程|管[道网]|幼儿园|厕所?|停车场|项目|产业园|园区|基地|车间)”?"
)
# 湖州|“童心乐园”: what is built has a name of its own in quotes
_QUOTED = compile_late(r"(?P<owner>[\u4e00-\u9fff]{2,16})“[^“”]{2,16}”[\u4e00-\u9fff]{0,4}")
# 兴建|新教学楼“见山楼”: the name is that of what is built
_IS_BUILT = compile_late(
    r"^新|(?:楼|馆|室|院|堂|园|亭|桥|路|塔|碑|景观|长廊|广场|中心|基地|工程|项目|雕塑|墙|门|宿舍|食堂|教室|操场|球场|书屋|书吧|图书角|剧场|塑像|铜像|舞台|花园|喷泉)$"
)
_SOME_STATE = compile_late(
    r"(?:[东西南北中][亚欧非美]|东南亚|非洲|欧洲|亚洲|拉美|南美|加勒比|太平洋)?(?:国家|岛国|邻国)"
)
_PART = compile_late(r"[东西南北中][亚欧非美]|东南亚|非洲|拉美|加勒比|太平洋岛国")
# What may stand behind a place: 吴忠|运动场, not 上海|路小学, 禾川|县医院
_THING = compile_late(r"(?![路街道巷桥省市县区州盟旗镇乡村江河湖山岛])[^,。;]{2,}")
_COUNTED = compile_late(r"[\d一二两三四五六七八九十百千]+[余多]?[间所座个处条口]")
_NO_EDGE = compile_late(r"村口|镇口|县城|乡村|市民|区域|街口|路口|村道|村委|村路")  # 沐白村|村口石桥
_WAY_IN = compile_late(r"[村镇乡区的][进通入环出]村")  # 北塘村|进村道路; 前进村 is a name


def find_owner(text: str, thing: Span, *, lands: bool = False) -> int | None:
    """
    Return where the name of the owner ends inside that of a building; None where it has none.

    *lands* takes any place by its short name as well, where what is aided is mostly a place: 援建|墨脱茶厂.

    >>> find_owner("沐白中学图书馆", Span(0, 7)), find_owner("惠民大桥", Span(0, 4))
    (4, None)
    """
    if _COUNTED.match(text, thing.start, thing.end):
        return None  # 60间|乡村图书室
    land = load_gazetteer().read(text, thing.start, thing.end)
    if text.startswith("中国", thing.start):
        land = None  # 中国最北部的希望小学
    if land is not None and land.divisions[0].level is Level.COUNTRY and land.span.end < thing.end:
        return land.span.end  # 柬埔寨|国家体育场
    quoted = _QUOTED.fullmatch(text, thing.start, thing.end)
    if quoted is not None and _IS_BUILT.search(quoted["owner"]) is None:
        return quoted.end("owner")
    house = _BARE_HOUSE.match(text, thing.start, thing.end)
    if house and _BUILDING.fullmatch(text, house.end(), thing.end):
        return house.end()
    for end in range(thing.end - 1, thing.start + 2, -1):
        if _NO_EDGE.match(text, end - 1) or _WAY_IN.match(text, end - 3, end):
            continue
        if _OWNER.fullmatch(text, thing.start, end) and _BUILDING.fullmatch(text, end, thing.end):
            return end
    return _land_end(text, thing) if lands else None


def _land_end(text: str, thing: Span) -> int | None:
    """Return where the short name of a place ends that opens the name of a thing: 宁夏吴忠|运动场, 非洲国家马里|中学, not 上海|路小学."""
    kind = _SOME_STATE.match(text, thing.start, thing.end)
    start = kind.end() if kind else thing.start
    land = load_gazetteer().read(text, start, thing.end)
    names = load_gazetteer().at(text, start, thing.end) if kind else ()
    end = land.span.end if land else max((start + len(n) for n in names), default=0)
    part = None if end else _PART.match(text, start, thing.end)  # 非洲|疾控中心总部
    end = part.end() if part else end
    return end if end and _THING.fullmatch(text, end, thing.end) else None
