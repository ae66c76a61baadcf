"""Finds givers that only their place in a clause tells: 上海云行天下向…捐款, 由Green Harbor捐赠的."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.collect import read_count
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.people import looks_like_person
from aidfacts.mentions.view import View
from aidfacts.mentions.words import Hit
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span
from aidfacts.quantity.goods_nouns import NounKind, classify_noun

MAX_EVENTS = 40  # words and marks before a name that are looked at
MAX_BEHIND = 10  # characters of a name behind the place in it

_GIVES = r"(?:认捐|捐|赠|资助|出资|援助|援建|支援|驰援|送去|送来|送上|寄|汇|拨|募集|筹集)"
_ADVERB = r"(?:也|又|还|各|均|都|一起|共同|联合|携手|一共|总共|共计|合计|再次|率先|第一时间|紧急|累计|先后|连续\S{1,4}年|共|已|曾|将|拟|分别|一次性|立即|随即|主动|再|向社会|特[地意]|首[度次]|慷慨|紧急|积极|[今昨]|(?:[今昨前]|近|当)[天日]|日前|\d{1,2}日(?:[上下]午)?)"
# What a giver does, right behind the name.
_ACT = rf"(?={_ADVERB}*(?:{_GIVES}|(?:向|为|给|对)[^,。;:]{{2,30}}?{_GIVES}|[在到][^,。;:]{{2,16}}(?:举行|举办)[^,。;]{{0,8}}[捐赠]))"
# 远樵医疗:向沐白小学捐款
_SAYS = rf"(?=:{_ADVERB}*(?:{_GIVES}|(?:向|为|给|对)[^,。;:]{{2,30}}?{_GIVES}))"
_BEHIND_PLACE = compile_late(
    rf"[\u4e00-\u9fffA-Za-z0-9]{{2,{MAX_BEHIND}}}?(?:{_ACT}|(?<=会)(?=(?:联[合同手]|携手|[和与及、]|以及)[^,。;:]{{2,40}}?{_GIVES}))"
)
# … and what one does who gets something, of whom only Latin letters tell the name
_GETS = rf"(?=(?:{_ADVERB}|去年|今年|每年|最近|只|仅|一共)*(?:收到|获赠|获得|接受)(?:了|过)?[^,。;]{{0,24}}(?:捐|赠|资助))"
# Musk|承诺的10亿美元捐赠, 向|OpenAI|承诺的1亿美元捐款
_PLEDGES = r"(?=(?:曾|此前|早先)?(?:承诺|认捐|许诺|答应)[^,。;]{0,3}的?[^,。;]{0,16}(?:捐|赠|资助|善款))"
# 来自|Orchid|的40万元捐款
_OFFERS = compile_late(r" ?(?:的|捐)[^,。;]{0,14}?(?:捐|赠|资助|善款)")
_LATIN = r"[A-Z][A-Za-z0-9&'.-]+(?: (?:of|the|for|and|&|[A-Z][A-Za-z0-9&'.-]*))*"
_GLOSS = r"(?:\([^()]{2,20}\))?"
_IN_BRACKETS = compile_late(r" ?\([^()]{2,20}\)")
_JOINT = rf"(?=(?:联[合同手]|携手|[和与及、])[^,。;:]{{2,40}}?{_GIVES})"
_LETTER = compile_late("[A-Za-z]")
_FOREIGN = compile_late(
    rf"(?<![A-Za-z0-9(-])(?:(?P<latin>{_LATIN}(?:项目|团队|社区)?)(?![A-Za-z0-9]) ?{_GLOSS}"
    rf"|(?:联合|携手)?(?P<han>[\u4e00-\u9fff]{{3,14}})\((?:{_LATIN})\)) ?(?:{_ACT}|{_JOINT}|{_GETS}|{_PLEDGES}|(?=的)|(?=第[一二三四五六七八九十\d]+批))"
)
# 鹿港天后宫24日捐款, 富宇建设特地捐赠: what many words end like ends a name where it opens a clause and gives
_SACRED = "宫殿坛堂祠庙寺"
_TRADES = (
    "建设|营造|餐饮|建筑|生技|百货|商贸城|支付|出行|拍卖行|网络|娱乐|化妆品|国际|医疗|饮料|能源|健康|旅游|文化|教育|出版|船舶|港口|铁路|地铁"
    "|公交|高速|化学|涂料|体育|钟表|零售|直播|外卖|租车|咖啡|母婴|乐器|游戏|动漫|财富|供应链|医美|净水|空调|冰箱|精密|材料|新材|科创|数字|信息"
    "|技术|安防|消防|园艺|咨询|人力|养老|机器人|商业|农业"
)
_ENDS_LIKE_WORD = compile_late(
    rf"(?<![\u4e00-\u9fffA-Za-z0-9(·-])(?P<lead>感谢|谢谢|接受|收到|获|由)?[\u4e00-\u9fff]{{1,12}}?(?P<noun>[{_SACRED}]|{_TRADES})(?:{_ACT}|{_JOINT}|{_SAYS})"
)
# 餐饮, 石油化工, 纺织服装: trades, of which a firm has one behind its own name
_FIELD = compile_late(
    rf"(?:{_TRADES}|电力|银行|石油|石化|化工|酒店|零售|批发|金融|保险|证券|纺织|服装|食品|加工|交通|运输|物流|电信|通信|电子|机械|汽车|家电|家居|房地产|地产|林业|矿业|制造|住宿|烟草|水利|水务|环保|医药|电商"
    r"|机关|学校|社区|医院|村居|事业|单位|企业|国有|民营|党政|乡镇|街道|新能源|高端|装备|软件|物业|养殖|种植|粮油|钢铁|煤炭|能源|园林)+"
)
# 基础|教育, 公共|医疗, 支持民族|文化: what is given for, or a field of it
_OF_FIELD = compile_late(
    r"支持|促进|助力|推动|开展|关注|弘扬|用于|从事|基础|高等|高中|中等|特殊|职业|义务|学前|幼儿|乡村|农村|山区|公共|民间|对外|社会|现代|互联网|民族|传统|素质|家庭|学校|全民|心理|基层|少儿|青少年|儿童|红色|绿色"
    r"|爱心|扶贫|惠民|民生|国内|海外|境外|地方|家乡|继续|思想|道德|群众|全国|各[地类项]|防[疫汛]|公益|慈善|卫生|科学|文明|优质|先进|我国|国家|中国|生态|高原|跨境|身体|精神"
)
_NO_SHRINE = compile_late(
    r"(?:[食礼课教学讲厅灵天澡名大公][堂]|[论花文体影歌讲杏诗棋]坛|[皇白故王行迷龙东西冬]宫|少年宫|文化宫|科技宫|布达拉宫|宫殿)$"
)
# A row of givers: before what they are (等6家企业), or before what each of them gives.
_ROW = compile_late(
    rf"(?<![\u4e00-\u9fffA-Za-z0-9()&-])(?<![A-Za-z] )(?P<row>[\u4e00-\u9fffA-Za-z0-9()&-]{{2,40}}(?:、[\u4e00-\u9fffA-Za-z0-9()&-]{{2,24}}?){{1,30}})"
    rf"(?:(?:(?P<more>等|(?=[\d一二两三四五六七八九十]+[家个]))(?P<count>[\d一二两三四五六七八九十]*)[多余]?[家个]?(?:[^,。;、\d的]{{2,6}}?)?(?:企业|单位|公司|机构|商家|商户|品牌|厂家|车企|药企|乳企))"
    rf"|(?=(?:各|均|分别|共同|联合|也|一?共|合计|总计|累计|先后)*(?:(?:向|为|给|通过)[^,。;:]{{2,30}}?(?:各|均|分别|共同|联合)*)?{_GIVES}))"
)
_WHO = (
    PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.OTHER, PartyKind.PERSON,
)  # fmt: skip
_HOUSES = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.OTHER)
# 锦澄集团|和云栖|向沐白小学捐款: who is joined to a house and has no noun
_JOINED_NEXT = compile_late(
    rf"(?:先生|女士|校友|小姐)?(?P<by>[、和与及]|以及)(?![谐睦平解时格会])(?P<name>(?:(?![的了和与及向为给])[\u4e00-\u9fffA-Za-z]){{2,6}}?)(?:等(?:企业|单位|公司)?)?(?:共同|联合|一起|一道|一同|均|都|各)*(?:{_ACT}|{_JOINT})"
)
# 云栖、|锦澄集团共同捐款, 收到|海天酱业以及|周砚秋捐赠的图书: who has no noun before one who has, joined to him
_JOINED_BEFORE = compile_late(
    r"(?:(?<![\u4e00-\u9fffA-Za-z0-9(·&-])|(?<=[、和与及])|(?<=收到|感谢|接受|接收)|(?<=[由获]))"
    r"(?P<name>(?:(?![的了和与及向为给由获在])[\u4e00-\u9fffA-Za-z]){2,8}?)(?:[、和与及]|以及)$"
)
_ROW_ACTS = compile_late(rf"(?:先生|女士|校友|小姐)?(?:等(?:\d{{0,3}}[家位个名人])?)?(?:{_ACT}|{_JOINT})")
MAX_MEMBER = 14  # characters of a member of a row with what joins it
# Who is in a place or what happened there, no house: 上海各界, 河南暴雨后
_NO_HOUSE = compile_late(
    r"[的了着过们这那各每其]|^[两三四五六七八九十等几]+[省市县区州镇乡村国地]|[时后前中内上期间籍]$|^(?:方面|当地|人民|同胞|民间|官方|警方|政府|民众|地区|等地|全[省市县]|代表)|(?:地震|疫情|暴雨|[洪水雪旱火震风]灾|台风|海啸|抗[洪震疫旱]|防[汛疫控]|重建|振兴|救灾|赈灾|抢险|一线|同胞|人民|代表)$"
    r"|(?:地震|疫情|暴雨|洪灾|水灾|台风|火灾|爆发|发生)[^,。;]{0,3}[后时]"
    r"|^(?:承诺|宣布|决定|答应|同意)|个人$|\d[\d.,万亿多余]*[\u4e00-\u9fff]{0,3}[元币镑]"
)
# 周砚秋、何映雪主演的|《岚溪往事》剧组|通过基金会向岚溪捐款: who is called after a work, not who plays in it
_CREW = compile_late(
    rf"(?:(?:[\u4e00-\u9fff·]{{2,5}}[、和])*[\u4e00-\u9fff·]{{2,5}}(?:领衔|联合)?(?:主演|出演|参演|执导|导演|编剧|监制|出品)的(?:电影|电视剧|新剧)?)"
    rf"(?P<crew>《[^《》\n]{{1,24}}》(?:剧组|摄制组|节目组))(?:通过[^,。;]{{2,20}}(?=[向为给]))?{_ACT}"
)
# 以太坊创始人|Vitalik Buterin, 比特币富豪|Pineapple Fund: what somebody is whose name is told in Latin letters
_CALLINGS = (
    "创始人", "创办人", "富豪", "首富", "大亨", "慈善家", "投资人", "投资者", "企业家", "作者", "开发者", "维护者", "程序员",
    "工程师", "总裁", "CEO", "首席执行官", "董事长", "公司", "巨头", "网站", "组织", "机构", "歌手", "演员", "球星", "作家",
    "教授", "科学家", "博士", "前妻", "妻子", "丈夫", "富商", "富翁",
)  # fmt: skip
_JOINED = ("由", "向", "为", "给", "经", "与", "和", "及", "、", "联合", "联同", "联手", "携手", "来自")


def add_framed(view: View, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """
    Return *mentions* with the givers added that no noun ends but what they do frames.

    A place that such a name begins with or holds gives way to the whole: 挪威|收藏机构, 青芒电源|深圳|总部.
    """
    if not view.tells_gift:
        return mentions
    crews = _crews(view)
    found = [*_around_places(view, mentions), *_foreign(view, mentions), *_rows(view, mentions)]
    joined = [*_joined(view, mentions), *_joined_before(view, mentions)]
    found += [span for span in dict.fromkeys(joined) if not any(span.overlaps(other) for other in found)]
    found += [*crews.values(), *_ending_like_words(view, mentions)]
    if not found:
        return mentions
    taken = _positions(found) | _positions(crews) | _positions(_glosses(view, found))
    kept = [m for m in mentions if taken.isdisjoint(range(m.span.start, m.span.end))]
    kept += [
        Draft(span.start, span.end, _kind(span.cut(view.text)), "", "organ").mention(view.text)
        for span in found
    ]
    return tuple(sorted(kept, key=lambda m: m.span))


def _crews(view: View) -> dict[Span, Span]:
    """Return who is called after a work, by where it stands with those who play in it."""
    if view.text.find("》", view.span.start, view.span.end) < 0:
        return {}
    found = _CREW.finditer(view.text, view.span.start, view.span.end)
    return {Span(crew.start(), crew.end("crew")): Span(*crew.span("crew")) for crew in found}


def _glosses(view: View, found: Iterable[Span]) -> Iterator[Span]:
    """Yield the brackets that tell a name in other words: Helping Path|(国际沐恩救济组织)|捐赠."""
    for span in found:
        gloss = _IN_BRACKETS.match(view.text, span.end, view.span.end)
        if gloss is not None and view.text[span.end - 1].isascii():
            yield Span(*gloss.span())


def _positions(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _ending_like_words(view: View, mentions: Sequence[Mention]) -> Iterator[Span]:
    """Yield who opens a clause and gives, and is called after what is no house by itself: 福安宫, 存心善堂, 富宇建设."""
    known = {m.span.end for m in mentions}
    for match in _ENDS_LIKE_WORD.finditer(view.text, view.span.start, view.span.end):
        noun, end = match.span("noun")
        start = max(match.end("lead"), match.start(), _left(view, noun))
        if end in known or (looks_like_person(view.text[end - 3 : end]) and end - start > 3):
            continue  # 同仁堂; 岔河人|石锦堂
        if any(m.span.start < end < m.span.end for m in mentions):
            continue  # 锦澄教育|和体育局: a name that goes on
        if match["noun"] not in _SACRED and _OF_FIELD.search(view.text, start, noun):
            continue
        if noun - start > 1 and _plain(view, start, noun) and not _NO_SHRINE.search(view.text, start, end):
            yield Span(start, end)


def _kind(name: str) -> PartyKind:
    if name.endswith(tuple(_SACRED)):
        return PartyKind.NGO
    if name.endswith(tuple(_TRADES.split("|"))):
        return PartyKind.COMPANY
    return PartyKind.PERSON if len(name) == 3 and looks_like_person(name) else PartyKind.OTHER


def _around_places(view: View, mentions: Sequence[Mention]) -> Iterator[Span]:
    """Yield the names that go on behind a place: 上海|云行天下, 青芒户外电源|深圳|总部."""
    done = view.span.start
    for at, mention in enumerate(mentions):
        if mention.kind is not PartyKind.PLACE or mention.anaphor is not None:
            continue
        rest = _BEHIND_PLACE.match(view.text, mention.span.end, view.span.end)
        if rest is None or (len(rest.group()) < 3 and mention.span.start == view.span.start):
            continue
        last = mentions[at - 1] if at else None
        before = last.span.end if last is not None else view.span.start
        start = _left(view, mention.span.start)
        if last is not None and before == mention.span.start and last.kind is PartyKind.COMPANY:
            start = before = last.span.start  # 青芒电源|深圳总部
        if start < max(done, before) or not _acts_from(view, start) or _NO_HOUSE.search(rest.group()):
            continue
        if at + 1 < len(mentions) and mentions[at + 1].span.start < rest.end():
            continue  # 岚溪镇|民|何映雪
        if (
            view.is_word(mention.span.start, rest.end())
            and _plain(view, start, mention.span.start)
            and _plain(view, mention.span.end, rest.end())
        ):
            done = rest.end()
            yield Span(start, done)


def _foreign(view: View, mentions: Sequence[Mention]) -> Iterator[Span]:
    """Yield the names in Latin letters, and those that Latin letters explain: Green Harbor, 国际助手组织(Direct Aid)."""
    if not _LETTER.search(view.text, view.span.start, view.span.end):
        return
    taken = _positions(m.span for m in mentions)
    for match in _FOREIGN.finditer(view.text, view.span.start, view.span.end):
        start, end = match.span("latin" if match["latin"] else "han")
        begin = max(start, _left(view, end))
        if match["latin"] and (begin > start or not _opens(view, start) or _is_word(match["latin"])):
            continue
        if view.text.startswith("的", match.end()) and not _is_source(view, start, match.end()):
            continue
        if end - begin > 1 and taken.isdisjoint(range(begin, end)):
            yield Span(begin, end)


def _is_source(view: View, start: int, end: int) -> bool:
    """Tell whether who stands before 的 is told as the one whose gift came: 来自|Orchid|的40万元捐款."""
    led = view.text[max(view.span.start, start - 3) : start].rstrip(" ").endswith("来自")
    return led and _OFFERS.match(view.text, end, view.span.end) is not None


def _is_word(latin: str) -> bool:
    """Tell whether two letters are no name: TA, Mr; HB捐赠口罩 has one."""
    return len(latin) < 3 and (
        not latin.isupper() or latin in ("TA", "AI", "VR", "QQ", "PK", "UP", "CP", "IT")
    )


def _rows(view: View, mentions: Sequence[Mention]) -> Iterator[Span]:
    """Yield the members of a row of givers that no noun ends: 浩宇控股、蓝海、天合等企业捐赠."""
    text = view.text
    if "、" not in text[view.span.start : view.span.end]:
        return
    rows = list(_ROW.finditer(text, view.span.start, view.span.end))
    if not rows:
        return
    ends = {m.span.end: m.kind for m in mentions}
    ends.update((e.end, PartyKind.COMPANY) for e in view.events if e.hit is not None and _is_trade(e.hit))
    taken = _positions(m.span for m in mentions)
    for row in rows:
        start, end = max(row.start("row"), _left(view, text.index("、", row.start("row")))), row.end("row")
        cuts = [start, *(at + 1 for at in range(start, end) if text[at] == "、"), end + 1]
        members = [Span(a, b - 1) for a, b in pairwise(cuts) if b - 1 > a]
        members = [*members[:-1], *_parted(view, members[-1])]
        houses = [ends[m.end] in _HOUSES for m in members if m.end in ends]
        people = len(members) > 1 and all(looks_like_person(m.cut(text)) for m in members)
        counted = _are_counted(row, len(members))
        if (
            _are_fields(view, mentions, members)
            or not all(houses)
            or not (houses or people or counted or _share_noun(text, members))
        ):
            continue
        places = _positions(m.span for m in mentions if m.kind is PartyKind.PLACE) if counted else frozenset()
        for member in members:
            own = range(member.start, member.end)
            # 湖南|锦澄、云栖新材2家企业: the place is part of the name
            if (taken - places if counted else taken).isdisjoint(own) and _is_house(view, member):
                yield member


def _are_fields(view: View, mentions: Iterable[Mention], members: Iterable[Span]) -> bool:
    """Tell whether a row says in which trades or places the firms are: 餐饮、石油化工等20家企业, 上海、广东等12家企业."""
    places = {m.span for m in mentions if m.kind is PartyKind.PLACE}
    return any(_FIELD.fullmatch(member.cut(view.text)) or member in places for member in members)


def _are_counted(row: re.Match[str], members: int) -> bool:
    """Tell whether a row closes with as many firms as it has members, or with more behind 等: 锦澄、云栖新材、远樵3家企业."""
    told = read_count(row.string, row.start("count"), row.end("count") + 1) if row["count"] else None
    if told is None or told.value is None:
        return False
    return told.value >= members if row["more"] else told.value == members


def _parted(view: View, last: Span) -> tuple[Span, ...]:
    """Return the last member of a row as the two that 和 joins: 锦澄能源、远樵钢铁|和|沐白醋业."""
    for at in range(last.end - 3, last.start + 1, -1):
        if view.text[at] in "和与及" and view.is_edge(at) and view.is_edge(at + 1):
            return Span(last.start, at), Span(at + 1, last.end)
    return (last,)


def _share_noun(text: str, members: Sequence[Span]) -> bool:
    """Tell whether houses of a row are called after one trade, though no table knows it: 锦澄针纺、远樵针纺."""
    nouns = {text[m.end - 2 : m.end] for m in members}
    if len(members) < 2 or len(nouns) > 1 or any(len(m) < 4 for m in members):
        return False
    return classify_noun(nouns.pop()) is NounKind.UNKNOWN  # 儿童图书、工具图书


def _joined(view: View, mentions: Sequence[Mention]) -> Iterator[Span]:
    """Yield who is joined to a house that acts, though no noun ends his name: 锦澄集团和|云栖|向沐白小学捐款."""
    starts = {m.span.start for m in mentions}
    for house in mentions:
        if house.kind not in _WHO or not house.named or not _acts_from(view, house.span.start):
            continue
        behind = _JOINED_NEXT.match(view.text, house.span.end, view.span.end)
        if behind is None or not starts.isdisjoint(range(*behind.span("name"))):
            continue
        span = Span(*behind.span("name"))
        if _is_house(view, span) and (behind["by"] == "、" or not view.holds_word(span.start, span.end)):
            yield span


def _joined_before(view: View, mentions: Sequence[Mention]) -> Iterator[Span]:
    """Yield who opens a row that goes on with one whose name tells it, and acts: |云栖和|锦澄集团向沐白小学捐款."""
    ends = sorted(m.span.end for m in mentions)
    for known in mentions:
        at = known.span.start
        if known.kind not in _WHO or not known.named or view.text[at - 1 : at] not in "、和与及":
            continue
        told = max([view.span.start, *(end for end in ends if end < at)])
        member = _JOINED_BEFORE.search(view.text, max(told, at - MAX_MEMBER), at)
        if member is None or not _ROW_ACTS.match(view.text, known.span.end, view.span.end):
            continue
        span = Span(*member.span("name"))
        if _is_house(view, span) and classify_noun(span.cut(view.text)) is NounKind.UNKNOWN:
            yield span


def _is_trade(hit: Hit) -> bool:
    return hit.word.head is not None and hit.word.head.rank == "trade"


def _is_house(view: View, span: Span) -> bool:
    """Tell whether a member of a row of houses may be the name of one."""
    name = span.cut(view.text)
    if not 2 <= len(name) <= MAX_BEHIND or _NO_HOUSE.search(name):
        return False
    return view.is_edge(span.start) and _plain(view, span.start, span.end)


def _opens(view: View, at: int) -> bool:
    """Tell whether a clause begins at *at*, or a name behind 由 or 和."""
    before = view.text[max(view.span.start, at - 2) : at].rstrip(" ")
    if not before or before.endswith(_JOINED) or not (before[-1].isalnum() or before[-1] in "(·-"):
        return True
    return view.text.endswith(_CALLINGS, view.span.start, at)


def _acts_from(view: View, at: int) -> bool:
    """Tell whether who stands at *at* may act: not behind 向, 为, 在."""
    return at == view.span.start or view.text[at - 1] not in "向给为对到在往赴至从于入进以把将"


def _left(view: View, end: int) -> int:
    """Return where the name begins that goes on to *end*: behind the last mark or cue before it."""
    behind = bisect_right(view.events, end, key=itemgetter(0))
    for event in reversed(view.events[max(0, behind - MAX_EVENTS) : behind]):
        if event.end > end:
            continue
        if event.hit is None and event.mark != "latin":
            return event.end
        sure = event.end - event.start > 1
        if event.hit is not None and _breaks(event.hit) and (sure or view.is_word(event.start, event.end)):
            return event.end
    return view.span.start


def _breaks(hit: Hit) -> bool:
    """Tell whether no name reaches over a word."""
    word = hit.word
    return bool(word.cue in ("strong", "weak") or word.title or word.group or word.anaphor)


def _plain(view: View, start: int, end: int) -> bool:
    """Tell whether a stretch is the own part of a name: no marker, no title, and more than words of running text."""
    own = end - start
    for at in range(start, end):
        hit = view.hit_at(at)
        if hit is None or (hit.end - hit.start == 1 and not view.is_word(hit.start, hit.end)):
            continue
        if hit.word.cue in ("inner", "outside"):
            own -= hit.end - hit.start
        elif _breaks(hit):
            return False
    return start == end or own > 1
