"""Reads names that no noun tells by the words that frame them: 与|阿拉伯议会|签署."""

from __future__ import annotations

import re
from collections.abc import Callable

from aidfacts.frames.skeleton import GROUP, NAMED, PERSON, Skeleton, is_generic
from aidfacts.lexicon.gazetteer import load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

# A name that no noun tells, beside a joining word: 丘山律师事务|与黑水县, 与|阿拉伯议会|签署
_UNTAGGED_LEFT = compile_late(
    f"(?:^|[,;:、。]|(?<=由)|(?<=在)|(?<=暨)|(?<=[{NAMED}]))(?P<name>{NAMED}?[\u4e00-\u9fffA-Za-z·]{{2,14}}?)(?=(?:还|也|又|再|已|拟|将|正式|分别|先后|开始|再次|首次|共同|成功|率先|顺利|[今去前当]年起?|自此){{0,2}}[与和同跟](?:{NAMED}|[\u4e00-\u9fff]{{2,10}}(?:签|结对|结为|共建)))"
)
_EDGE = f"强强|(?:党委|党组|副|党工委)*(?:书记|校长|院长|会长|局长|主任|董事长|总经理|馆长|社长|部长){PERSON}|[也还又已均]*签|就|在|共建|结对|结为|结成|缔结|建立|举行|联合|共同|合作|分别|达成|完成|开展|进行|实现|正式|成功|成为|组建|成立|关于|有关|互|对口|医联体|战略|全面|深化|产学研|校企|校地|政企|党建|关于|[,;。、]|和|$"
_UNTAGGED_RIGHT = compile_late(
    "(?<=[与和同跟合手])"  # how all that may stand before it ends
    f"(?:(?<=[{NAMED}已拟将还也别并,再又][与和同跟])|(?<=^[与同和跟])|(?<=联合)|(?<=携手))(?P<name>{NAMED}?(?!{_EDGE})[\u4e00-\u9fffA-Za-z·]{{2,12}}?)(?={_EDGE})"
)
# A name that goes on behind what a noun tells: 厦门|理工大学, 乌兰乌苏镇农场|村, 常州市局|前|街小学
_LINK = "[对在到的向为是由与和同跟、给至从赴来去驻等及或并联携加托支帮结牵共合建签就将拟已还也设挂揭开访考迎接邀参捐赠慰看走深抵举召发启获]"
_ORGAN = "改革委|健康委|发改委|卫健委|教委|建委|经信委|国资委|农委|推进委|管委|工委|党委|纪委|总部|分公司|支行|分行|党|(?<!香)港|议会|国会|参议院|众议院|古城|古镇|景区|街区|村|部|委员会|署|大学|学院|中学|小学|学校|医院|卫生院|院|公司|集团|协会|联会|学会|商会|中心|局|市|县|区|镇|乡|町|郡|馆|社|联盟|医联体|高中|一中|二中|三中|幼儿园|基金会"
_GOES_ON = compile_late(
    f"(?P<name>{NAMED}{NAMED}?(?!{_EDGE})(?!{_LINK}|打造|创[办建])[\u4e00-\u9fff]{{0,12}}?(?:(?:{_ORGAN})|(?<!{_LINK}){NAMED}(?:域?总部|分公司|支行|分行)?))(?={_EDGE}|(?:还|也|又|已|分别)?[与和同跟、]|的(?:友好|结对|姊妹|姐妹|对口)|(?:副)?(?:校长|院长|书记|会长|董事长){PERSON})"
)
# 泰国|高等教育与科研部: a ministry whose name joins two fields
_MINISTRY = compile_late(
    f"(?<=[与和同跟])(?P<name>{NAMED}[\u4e00-\u9fff]{{2,8}}[与和][\u4e00-\u9fff]{{2,6}}(?:部|委员会|署))(?={_EDGE})"
)
# 沐北大学环境与|化学工程学院, 经济与|管理学院: a unit whose name joins two fields, told first
_OWN_UNIT = compile_late(
    f"(?:^|[,;:、]|(?<=由))(?P<name>(?:{NAMED}[\u4e00-\u9fff]{{2,6}}|{NAMED}|[\u4e00-\u9fff]{{2,6}})[与和]{NAMED})(?=[与和同跟])"
)
_HOUSES = compile_late("(?:大学|学院|医院|研究院|[省市县区州])$")
_ENDS = compile_late(f"(?:{_ORGAN})$")
_UNITS = compile_late("(?:学院|系|中心|研究院|研究所|实验室|部|局|厅|委员会|科)$")
# 中光|谷城集团: the first characters of a name, the rest of which begins like a place
_BEGINS = compile_late(
    f"(?:^|[,;:、]|(?<=由))(?P<name>[\u4e00-\u9fff]{{2,4}}{NAMED})(?=[与和同跟、]|{_EDGE})"
)
# 当天|禾川县与, 其中|禾川县与: no part of a name
_BEFORE = compile_late(
    "[前后上中间时日天年月内里下间晚初底是有即据悉此外其次这该各对在与由将被把给向从以而并且但也还又均分再先刚约近同着的了为于等者]$|仪式|活动|现场|会议|组织|全国|我国|首批|国家|最终|首先|如今|根据|按照|县级|市级|省级|下辖|所属|直属"
)
# 浙大环境与|资源学院: a unit whose name joins two fields, told behind a joining word
_UNIT = compile_late(
    f"(?<=[与同跟])(?P<name>(?:{NAMED}{NAMED}|(?:{NAMED}|[\u4e00-\u9fff]{{2}})[\u4e00-\u9fff]{{1,4}})[与和]{NAMED})(?={_EDGE})"
)
# 新西兰|Green Hill College: a name in letters behind a joining word, its spaces taken out
_LATIN = compile_late(
    f"(?<=[与和同跟])(?P<name>{NAMED}?[A-Z][A-Za-z.&'-]{{3,50}})(?=(?:校长|院长|会长|总裁|主席)?[A-Za-z.]*(?:{_EDGE}|[与和同跟]))"
)
# 安医大附属|第一医院
_ATTACHED = compile_late(f"(?:^|[,;、]|(?<=[与和同跟]))(?P<name>[\u4e00-\u9fff]{{2,8}}附属{NAMED})")
# 与南|明屿大学, 与茶艺|二部: the first characters of a name that no list has
_FRONT = compile_late(
    f"(?<=[与和同跟])(?P<name>(?!{_EDGE})(?!兄弟|驻|当地|周边|结对|共建|友好|对[方口]|相邻|附近|所在|辖区|本|著名|知名|国|世界|外|姊妹|姐妹|爱心|各|该|贫困|帮扶|受)[\u4e00-\u9fff]{{1,4}}{NAMED})(?=于|{_EDGE})"
)
_FIELDS = "教育体育|文化广电|文化体育|广电|体育|商务|科学技术|自然资源|住房|人力资源|文化|工业|发展|广播电视|国土资源|教育|科技|规划|农业|卫生|生态环境|水利|退役军人|海洋|林业|畜牧"
# 乐亭县自然资源和|规划局
_BUREAU = compile_late(f"(?P<name>(?:{NAMED}|[省市县区])(?:{_FIELDS})+[与和]{NAMED})")
# A member of a row that no noun tells: 、工业和信息化部、
_UNTAGGED_MEMBER = compile_late(
    f"(?<=[、,:])(?P<name>{NAMED}?[\u4e00-\u9fff]{{1,12}}(?:办|部|委|局|署|院|会|社|校|专|所|站|馆|司|所|中心|公司|集团|厅|处|团|协会|学会|大学|学院|中学|小学|医院|村|镇|乡|县|市|区))(?=[、]{NAMED}|[和与]{NAMED})"
)
# 、大龙网、: whatever stands between two names of one row
_UNTAGGED_BETWEEN = compile_late(
    f"(?<={NAMED}、)(?P<name>[\u4e00-\u9fffA-Za-z·]{{2,8}})(?=(?:、|和|以及){NAMED})"
)
# 、马士基|签署: the last names of a row, before the verb that binds it
_UNTAGGED_LAST = compile_late(
    f"(?<=[与和同跟、:在]{NAMED}、)(?P<name>{NAMED}?(?!{_EDGE})[\u4e00-\u9fffA-Za-z·]{{2,8}}?)(?=(?:[、和与][\u4e00-\u9fffA-Za-z·]{{2,8}})?(?:分别|共同|联合|集中|成功|现场|在[^,;。]{{1,8}})*(?:签[署订约]|结对|结为|缔结|设立|建成|开设|挂牌|共建))"
)
# 西南联合|产权交易所: 联合 belongs to the name where nobody stands before it
_ALLIED = compile_late(f"(?:^|[,;:])(?P<name>[\u4e00-\u9fff]{{2,3}}联合{NAMED})(?=[与和同跟])")
# 国能|江苏公司: a firm of which only the end was read, since it begins like a place
_FIRM = compile_late(f"(?:^|[,;:、与和同跟])(?P<name>[\u4e00-\u9fff]{{2,4}}{GROUP})(?=[与和同跟、]|{_EDGE})")
# 招商局|港口: a firm told by its group and its trade
_TRADE = compile_late(
    f"(?P<name>{NAMED}(?:港口|资本|能源|科技|银行|保险|证券|控股|电力|物流|股份|通信|重工|环境|地产|置业|新能源|肉食|食品|乳业|农业|医药|制药|生物|软件|汽车|航空|文旅))(?=[与和同跟、等]|签|举行|共同|达成|战略)"
)
# What two parties do, no name: 、产业协作|签署
_DEED = compile_late(
    "合作|协作|发展|建设|服务|培训|交流|共享|帮扶|研究|创新|产业|人才|教育|医疗|旅游|管理|领域|等|书|协议"
)
# Words that no name of a party holds; a stretch with one of them is a clause.
_NO_NAME = compile_late(
    r"[两三四五六七八九]地|教学医院|托管医院|协作医院|第(?![\d一二三四五六七八九十])|[某在于就为向将被把的了着过是有,;]|今天|近日|日前|签|仪式|活动|会议|通过|根据|按照|对口|结对|支援|帮扶|表示|介绍|推动|促进|进行|开展|实施|组织|关系|合作|此次|其中|联合|共同|学生|老师|教师|农户|企业$|部门$|单位$|双方|各方|分别|以及|首个|加强|深化|抓住|紧扣|方面|对接|联系|主动|努力|积极|我们|他们|协议|项目|工作|高校$|群众|干部|党员|居民|村民|机构$|多家|有关|一些|相关|媒体|国家$|领导|总统|总理|首脑|元首|代表|部长|校长|院长|书记|局长|当地|分馆|分院|姊妹|姐妹|友好|医共体|医联体|校地|校企|村企|银企|馆校|球员|运动员|前锋|后卫|中场|门将|外援|主帅|主教练|球星|歌手|演员|作家|备忘录|协定|谅解|条约|所辖|下辖|协调(?!委|办|会|中心|小组)|前往|来到|一行|出席|所属|下属|声明|公报|宣言|小康|乡村振兴|共同富裕"
)
# In the order in which they are tried, each with what stands in all that it matches.
_SLOTS = (
    (_ATTACHED, "附属"),
    (_LATIN, ""),
    (_BUREAU, NAMED),
    (_OWN_UNIT, NAMED),
    (_UNIT, NAMED),
    (_MINISTRY, NAMED),
    (_FRONT, NAMED),
    (_BEGINS, NAMED),
    (_GOES_ON, NAMED),
    (_UNTAGGED_MEMBER, "、"),
    (_UNTAGGED_BETWEEN, f"{NAMED}、"),
    (_ALLIED, f"联合{NAMED}"),
    (_FIRM, GROUP),
    (_TRADE, NAMED),
    (_UNTAGGED_LAST, f"{NAMED}、"),
    (_UNTAGGED_RIGHT, ""),
    (_UNTAGGED_LEFT, ""),
)


def fill_slots(text: str, skeleton: Skeleton, slot: Callable[[Span], Mention | None]) -> Skeleton:
    """
    Return *skeleton* with names that no noun tells read by the words that frame them: 与|阿拉伯议会|签署.

    Args: *slot* reads a stretch of the source as one party.
    """
    for pattern, sign in _SLOTS:
        if sign not in skeleton.text:
            continue
        match = pattern.search(skeleton.text)
        while match is not None:
            name, (start, end) = match.group("name"), match.span("name")
            first = skeleton.pieces.get(start)
            whole = first is not None and (first.kind is not PartyKind.PLACE or _is_division(first.name))
            if whole and not re.fullmatch(f".*(?:{_ORGAN}|{NAMED})", name[1:]):
                name = "的"  # a finished name; what follows is what is agreed
            span = skeleton.span(start, end)
            plain = name.removesuffix("分院") if pattern is _GOES_ON else name
            found = None if _NO_NAME.search(plain) else _read_slot(text, span, name, slot)
            if pattern is _OWN_UNIT and not _is_unit(skeleton, start, end):
                found = None
            if pattern is _BEGINS:
                found = _spell(text, span) if _goes_before(skeleton.pieces[end - 1], name[:-1]) else None
            if pattern is _LATIN or (pattern is _FRONT and not _NO_NAME.search(name)):
                found = _spell(text, span)
            if pattern is _UNTAGGED_LAST:
                found = None if _NO_NAME.search(name) or _DEED.search(name) else found or _spell(text, span)
            if pattern is _FIRM:
                found = _spell(text, span) if _begins_firm(skeleton.pieces[end - 1], name[:-1]) else None
            if pattern is _ALLIED and _BEFORE.search(name[:-3]) is None:
                found = _spell(text, span)
            if pattern is _TRADE:
                found = _spell(text, span) if skeleton.pieces[start].kind is PartyKind.COMPANY else None
            if found is None and pattern is _UNTAGGED_LEFT and _is_front(name):
                found = _spell(text, span)
            if found is None and pattern is _UNTAGGED_BETWEEN and not _NO_NAME.search(name):
                found = _spell(text, span)
            if found is not None:
                start = skeleton.at(found.span.start)
                skeleton = _put(skeleton, start, end, found)
                end = start + 1
            match = pattern.search(skeleton.text, max(end, match.start() + 1))
    return skeleton


def _is_division(name: str) -> bool:
    """Tell whether the last character of a place is its level: 沐北市, not 广州."""
    return name[-1] in "省市县区镇乡村道旗" or (name[-1] == "州" and len(name) > 2)


def _is_front(name: str) -> bool:
    """Tell whether a stretch that opens a clause before 与 is a name whose parts are common words: 奇幻假期."""
    return 3 <= len(name) <= 6 and not (NAMED in name or _NO_NAME.search(name) or _BEFORE.search(name))


def _is_unit(skeleton: Skeleton, start: int, end: int) -> bool:
    """Tell whether two names joined are a house and its unit: 沐北大学|环境与|化学工程学院."""
    unit, house = skeleton.pieces[end - 1], skeleton.pieces.get(start)
    if not _UNITS.search(unit.name) or _HOUSES.search(unit.name[:-2]) or unit.place or unit.of is not None:
        return False
    if house is None:
        return _BEFORE.search(skeleton.text[start : end - 2]) is None
    if end - start > 3:
        return _HOUSES.search(house.name) is not None
    return house.kind is PartyKind.OTHER and _ENDS.search(house.name) is None


def _goes_before(rest: Mention, front: str) -> bool:
    """Tell whether *front* begins the name of which *rest* was read, because it looks like a place: 中光|谷城."""
    if rest.anaphor is not None or rest.of is not None or _NO_NAME.search(front) or _BEFORE.search(front):
        return False
    place = rest.name if rest.kind is PartyKind.PLACE else rest.place
    return bool(place) and not _is_division(place)


def _begins_firm(rest: Mention, front: str) -> bool:
    """Tell whether *front* begins the name of a firm whose end looks like any firm of a place: 国能|江苏公司."""
    firm = re.fullmatch("(?P<place>[\u4e00-\u9fff]{2,4})(?:分|子)?公司", rest.name)
    return (
        firm is not None
        and bool(load_gazetteer().lookup(firm.group("place")))
        and not (_NO_NAME.search(front) or _BEFORE.search(front) or is_generic(front))
    )


def _read_slot(text: str, span: Span, name: str, slot: Callable[[Span], Mention | None]) -> Mention | None:
    if name[-1] == NAMED and len(name) > 1:
        return _spell(text, span)
    if name[0] == NAMED and (name[-1] == NAMED or re.fullmatch(f".*(?:{_ORGAN})", name)):
        return _spell(text, span)
    found = slot(span)
    if (
        found is None
        or not found.named
        or is_generic(found.name)
        or found.kind is PartyKind.PERSON
        or found.span.end != span.end
    ):
        return None
    if len(found.name) <= 2 and found.span != span:
        return _spell(text, span)  # 茶艺|二部 is more than its last word
    if name[0] == NAMED and (found.span != span or (len(name) > 1 and name[-1] == NAMED)):
        # 四川|丘山律师事务: the place begins the name
        return _spell(text, span)
    return found


def _spell(text: str, span: Span) -> Mention:
    return Mention(span, span.cut(text), span.cut(text), PartyKind.OTHER, rules=("slot",))


def _put(skeleton: Skeleton, start: int, end: int, mention: Mention) -> Skeleton:
    """Write *mention* as one character in place of characters *start* to *end*."""
    gone = end - start - 1
    pieces = {
        at if at < start else at - gone: m for at, m in skeleton.pieces.items() if not start <= at < end
    }
    pieces[start] = mention
    return Skeleton(
        skeleton.text[:start] + NAMED + skeleton.text[end:],
        (*skeleton.starts[:start], mention.span.start, *skeleton.starts[end:]),
        (*skeleton.ends[:start], mention.span.end, *skeleton.ends[end:]),
        pieces,
    )
