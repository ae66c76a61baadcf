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
_BUILDING = compile_late(
    r"的?“?[^,。;、的]{0,10}(?:楼|馆|室|院|堂|桥|路|道|操场|球场|运动场|体育场|剧场|广场|中心|宿舍|食堂|校舍|大厦|公园|围墙|大门|校门|塔|亭|渠|坝|堤|井|站|台|祠|屋|校园|路灯|水|设施|工程|管[道网]|幼儿园|厕所?|停车场)”?"
)
# 湖州|“童心乐园”: what is built has a name of its own in quotes
_QUOTED = compile_late(r"(?P<owner>[\u4e00-\u9fff]{2,16})“[^“”]{2,16}”[\u4e00-\u9fff]{0,4}")
_NO_EDGE = compile_late(r"村口|镇口|县城|乡村|市民|区域|街口|路口|村道|村委|村路")  # 沐白村|村口石桥
_WAY_IN = compile_late(r"[村镇乡区的][进通入环出]村")  # 北塘村|进村道路; 前进村 is a name


def find_owner(text: str, thing: Span) -> int | None:
    """
    Return where the name of the owner ends inside that of a building; None where it has none.

    >>> find_owner("沐白中学图书馆", Span(0, 7)), find_owner("惠民大桥", Span(0, 4))
    (4, None)
    """
    land = load_gazetteer().read(text, thing.start, thing.end)
    if text.startswith("中国", thing.start):
        land = None  # 中国最北部的希望小学
    if land is not None and land.divisions[0].level is Level.COUNTRY and land.span.end < thing.end:
        return land.span.end  # 柬埔寨|国家体育场
    if quoted := _QUOTED.fullmatch(text, thing.start, thing.end):
        return quoted.end("owner")
    for end in range(thing.end - 1, thing.start + 2, -1):
        if _NO_EDGE.match(text, end - 1) or _WAY_IN.match(text, end - 3, end):
            continue
        if _OWNER.fullmatch(text, thing.start, end) and _BUILDING.fullmatch(text, end, thing.end):
            return end
    return None
