"""Quotes and brackets: part of a name, a project, or a stretch of their own."""

from __future__ import annotations

from aidfacts.lexicon.gazetteer import load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.people import looks_like_person
from aidfacts.mentions.reader import Reader
from aidfacts.mentions.view import Event
from aidfacts.mentions.words import Word
from aidfacts.model.fact import PartyKind

MAX_QUOTE = 30  # characters inside quotes that may be part of a name
MAX_BRACKET = 12  # characters inside brackets that may be part of a name
MAX_BEHIND = 6  # characters between a bracket and the noun that ends the name

MAX_HOUSE = 10  # characters of the name of a house in quotes
MAX_NICK = 8  # characters of a name in quotes

_NICK = compile_late(
    "(?:网友|化名|网名|昵称|自称|笔名|署名|名叫|叫|主播|博主|网红|歌手|[温侨徽台港]商|热心人|捐赠者以|好心人)$"
)
_HOUSE = compile_late(
    "(?:企业|商家|品牌|餐厅|饭店|酒店|超市|小店|店铺|工厂|公司|平台|机构|组织|团队|社团|车队|医院|商户|一家名为|一家名叫|商号|民宿|客栈|协会|社群)$"
)
# 名为|“禾木”|的小微企业: the noun may stand behind the name as well
_CALLED = compile_late("(?:名为|名叫|叫作?|叫做|取名)$")
_IS_HOUSE = compile_late(
    "的[^,。;“”的]{0,6}(?:企业|公司|商家|店|餐厅|餐馆|饭馆|农场|合作社|工厂|超市|机构|协会|社团|团队|车队|民宿|商号)"
)
# What a house does behind its name; leaves 企业“生力军”加速涌现 alone
_HOUSE_ACTS = compile_late(
    r"[^,。;]{0,8}[捐赠送汇寄]|[^,。;]{0,4}(?:资助|出资|收到)|[的将把向为给、,。;]|\d|$"
)
# What a quote behind such a noun is, if not its name: 企业“暖冬”行动
_NO_HOUSE = compile_late(
    r"[^,。;、]{0,4}(?:活动|行动|项目|计划|工程|仪式|称号|精神|系列|专项|大会|主题|理念|模式|口号|荣誉|奖)"
)
# 荣获“爱心企业”|称号: what somebody is called names nobody
_AWARD = compile_late("(?:荣誉)?(?:称号|头衔)|荣誉(?!基金)|奖(?![学教助])")
# 龙游县烟草专卖局(分公司): an office that is a company as well
_AS_COMPANY = frozenset(["公司", "分公司", "有限公司"])
_BOTH = (PartyKind.GOVERNMENT, PartyKind.COMPANY)
_CAMPUS = ("校区", "院区", "分校", "分院")
# 明屿石油大学(华东): where a university is that shares its name
_REGIONS = frozenset(["华东", "华南", "华北", "华中", "东北", "西北", "西南"])
_CLOSE = {"“": "”", "‘": "’", "(": ")"}
# Takes 公益项目 behind “岚溪之光”; leaves 活动 alone.
_PROJECT = compile_late(
    "(?:公益|助学|慈善|扶贫|帮扶|爱心|救助|资助|教育|志愿服务|专项|发展){0,3}"
    "(?:项目(?:组(?!织))?|计划|工程|行动|基金项目|基金(?!会)|奖学金|助学金|奖教金|奖助学金|专户|专项|(?:救助|捐款|捐赠|募捐|慈善)?账户)"
)
_PROJECT_ENDS = ("基金", "计划", "工程", "奖学金", "助学金", "项目")
_BREAKS = compile_late("[,，。;；!！?？]")


def read_document(reader: Reader, event: Event) -> int:
    """Step over 《…》: what stands in a title of a document is no party."""
    close = reader.text.find("》", event.start, reader.view.span.end)
    end = close + 1 if close >= 0 else event.end
    reader.close(event.start, end)
    return end


def read_pair(reader: Reader, event: Event, number: int) -> int:
    """Read what a quote or a bracket opens; return where to read on."""
    text, start, last = reader.text, event.start, reader.view.span.end
    quoted = event.mark == "quote"
    limit = min(start + (MAX_QUOTE if quoted else MAX_BRACKET) + 2, last)
    close = text.find(_CLOSE[text[start]], start, limit)
    if close > start + 1 and not _BREAKS.search(text, start, close):
        if quoted and _AWARD.match(text, close + 1):
            reader.close(start, close + 1)
            return close + 1
        if quoted and (end := _read_project(reader, start, close)):
            return end
        follow = _noun_behind(reader, number, close + 1)
        if follow is not None and _goes_on(reader, start, close, follow, quoted=quoted):
            return close + 1
        if quoted and close - start <= MAX_NICK + 1 and _read_nickname(reader, start, close):
            return close + 1
        if quoted and close - start <= MAX_HOUSE + 1 and _read_house(reader, start, close):
            return close + 1
        was = reader.open
        if not quoted and was is not None and was.end == start and _is_campus(text, was, start + 1, close):
            reader.open = was.extend(close + 1, was.kind, was.head, was.rank)
            return close + 1
        if not quoted and _read_titled(reader, start, close):
            return event.end
    reader.close(start, event.end)
    return event.end


def _noun_behind(reader: Reader, number: int, at: int) -> Event | None:
    """Return the next event behind a quote or bracket, past whom a house is of or what it does: “晨光”|青年|志愿服务队, (中国)|投资|有限公司."""
    follow: Event | None = reader.view.following(number, at)
    while (
        follow is not None
        and follow.hit is not None
        and follow.start == at
        and _may_stand_inside(follow.hit.word)
    ):
        at = follow.end
        follow = reader.view.following(number, at)
    return follow


def _may_stand_inside(word: Word) -> bool:
    """Tell whether a name may go on with a word: it says of whom the house is, or what it does."""
    whom = bool(word.group or word.glued or word.group_modifier) and word.text != "社会"
    does = word.cue in ("inner", "outside") and len(word.text) > 1
    return word.head is None and (whom or does)  # “三下乡”|社会|实践团


def _is_campus(text: str, house: Draft, start: int, end: int) -> bool:
    """Tell whether what stands in brackets behind a house says which part of it: (东校区), 大学(深圳), 局(分公司)."""
    if text.endswith(_CAMPUS, start, end) or (house.kind in _BOTH and text[start:end] in _AS_COMPANY):
        return True
    if house.kind is not PartyKind.SCHOOL or not text.endswith("大学", house.start, house.end):
        return False
    place = load_gazetteer().read(text, start, end)
    return text[start:end] in _REGIONS or (place is not None and place.span.end == end)


def _read_nickname(reader: Reader, start: int, close: int) -> bool:
    """网友“晚风”: a name told in quotes."""
    named = reader.text.startswith("的名义", close + 1) and reader.text[start - 1] == "以"  # 以“晚风”的名义
    if not named and not _NICK.search(reader.text, max(reader.view.span.start, start - 3), start):
        return False
    reader.close(start, start + 1)
    reader.put_person(start + 1, close)
    reader.floor = close + 1
    return True


def _read_house(reader: Reader, start: int, close: int) -> bool:
    """爱心企业“老巷灶台”: the name of a house in quotes, told by the noun before it."""
    m = _HOUSE.search(reader.text, max(reader.view.span.start, start - 4), start)
    if m is None and _IS_HOUSE.match(reader.text, close + 1):
        m = _CALLED.search(reader.text, max(reader.view.span.start, start - 4), start)
    if m is None or not reader.view.tells_gift or _NO_HOUSE.match(reader.text, close + 1):
        return False
    if not _HOUSE_ACTS.match(reader.text, close + 1, reader.view.span.end):
        return False
    was = reader.open
    if (
        was is not None
        and was.end == start
        and was.anaphor is None
        and not was.is_place
        and was.start < m.start()
    ):
        return False  # 锦澄公司“暖冬”: the house has its name
    reader.open = None
    reader.close(start, start + 1)
    kind = (
        PartyKind.COMPANY
        if m.group() not in ("组织", "团队", "社团", "协会", "社群", "车队")
        else PartyKind.NGO
    )
    reader.put(Draft(start + 1, close, kind, "", "organ"))
    reader.floor = close + 1
    return True


def _read_titled(reader: Reader, start: int, close: int) -> bool:
    """周砚秋(锦澄集团董事长): a name before the bracket that holds its title."""
    text, view = reader.text, reader.view
    begin = reader.floor
    if reader.open is not None or not looks_like_person(text[begin:start]) or not view.is_edge(begin):
        return False
    if view.holds_word(begin, start):
        return False
    if not any(
        (hit := view.hit_at(at)) is not None and hit.word.title and hit.end == close
        for at in range(start + 1, close)
    ):
        return False
    reader.close(start, start + 1)
    reader.put_person(begin, start)
    return True


def _read_project(reader: Reader, start: int, close: int) -> int:
    """“智志双扶”项目, 周砚秋“见山基金”: return where it ends, 0 where it is none."""
    text = reader.text
    m = _PROJECT.match(text, close + 1, reader.view.span.end)
    if m is None and not text.endswith(_PROJECT_ENDS, start + 1, close):
        return 0
    end = m.end() if m else close + 1
    begin, was = start, reader.open
    if was is not None and start - was.end <= 4 and not was.is_pointer:
        begin, reader.open = was.start, None
    elif was is None and looks_like_person(text[reader.floor : start]) and reader.view.is_edge(reader.floor):
        begin = reader.floor
    reader.close(start, end)
    reader.put(Draft(begin, end, PartyKind.PROJECT, m.group() if m else "", "project"))
    return end


def _goes_on(reader: Reader, start: int, close: int, follow: Event, *, quoted: bool) -> bool:
    """
    Tell whether a name goes on behind the closing mark: “澄爱”慈善基金会, 锦澄(禾川)有限公司.

    成都市第一医院(成都东风医院)肝胆外科 does not: the name before the bracket is complete.
    """
    if follow.hit is None or follow.hit.word.head is None or follow.start - close - 1 > MAX_BEHIND:
        return False
    head, was = follow.hit.word.head, reader.open
    if head.rank not in ("organ", "branch", "trade"):
        return False
    if quoted:
        return True
    if (
        was is not None
        and was.rank in ("organ", "branch")
        and not was.loose
        and head.needs in ("place", "frame")
    ):
        return False
    return start > (was.start if was is not None else reader.unglue(reader.floor, start))
