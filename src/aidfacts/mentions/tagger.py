"""Reads the parties of a sentence from left to right."""

from __future__ import annotations

from attrs import evolve

from aidfacts.lexicon.gazetteer import Level, load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.bare import add_people
from aidfacts.mentions.classes import add_classes
from aidfacts.mentions.companions import add_companions
from aidfacts.mentions.counted import add_counted
from aidfacts.mentions.couples import add_couples
from aidfacts.mentions.districts import add_districts
from aidfacts.mentions.draft import Draft, pointer
from aidfacts.mentions.fields import joins_fields
from aidfacts.mentions.framed import add_framed
from aidfacts.mentions.groups import name_goes_on, read_group
from aidfacts.mentions.introduced import add_introduced
from aidfacts.mentions.kin import add_kin
from aidfacts.mentions.nouns import read_noun
from aidfacts.mentions.pairs import read_document, read_pair
from aidfacts.mentions.people import GIVEN, family_name, looks_like_person
from aidfacts.mentions.places import is_posted_out, read_place
from aidfacts.mentions.posted import add_posted
from aidfacts.mentions.reader import JOINS, Reader
from aidfacts.mentions.shared_heads import share_heads
from aidfacts.mentions.titles import read_filling, read_listed, read_speaker, read_title
from aidfacts.mentions.view import Cut, Event, View
from aidfacts.mentions.words import LEVELS, Hit, is_modifier_only, is_wide
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.span import Span

_CLASS_SOCIETY = compile_late(r"\d{2,4}[届级](?:[高初]中)?(?:校友|同学)(?:联谊)?会")
_STATES = compile_late(r"(?:(?:\d+|[两三四五六七八九十多几]+)(?:余|多)?个|各)?国家|各国")
# 公益慈善基金会, 教育科技(集团)有限公司: what makes a known short name the middle of a longer one
_LEGAL = compile_late(
    r"(?:(?![捐赠向由为给和与将])[\u4e00-\u9fff()]){0,12}?(?:慈善|公益|教育|发展)?(?:基金会|有限公司|有限责任公司)"
)
MAX_LEVEL_GAP = 4  # characters between 县 and 二中

# What stands before a noun and is no name of one character: 和|分公司, 向|该院, 在|校医院
_NO_CORE = frozenset(
    "省市县区州镇乡村校院总分子母大小新旧老男女双多几某各该本我其全每原贵友同两一二三四五六七八九十名家所个"
)
# Markers that are seldom the first character of a name behind a finished name.
_MARKERS = frozenset("向由被受给为把于与和及跟同在从到往赴将拟已曾也都均还再又并捐赠送是说称以对按据")
_NEVER_FIRST = frozenset("是被把将据已曾也都还再又就才并但或")  # no name begins with them
_OF_VILLAGES = frozenset("寺庙厂")  # houses after which villages are called
_VILLAGE_ENDS = ("村", "镇", "乡", "社区", "街道")
_LENT = (PartyKind.SCHOOL, PartyKind.HOSPITAL)
_HOUSES = (PartyKind.COMPANY, PartyKind.SCHOOL)
_LENDERS = (*_HOUSES, PartyKind.NGO)
_NATIONAL = (PartyKind.OTHER, PartyKind.GOVERNMENT, PartyKind.COMPANY)
_GOAL_ENDS = frozenset("向给为由到至予往")  # a word that ends so tells who follows
# Behind 村里: what is there, or so many people of it
_OF_THERE = compile_late("的|[\\d一二两三四五六七八九十百多余]+(?:[名位户]|个?(?:周?岁|孩子|老人|学生))")
_UNITS = ("大队", "支队")
_BEFORE_UNIT = frozenset(",。;:、!?\n为给向由与和")
_HE_ACTS = (
    "再",
    "又",
    "还",
    "也",
    "已",
    "曾",
    "便",
    "就",
    "都",
    "先",
    "每",
    "总",
    "一次",
    "前后",
)  # 他|再捐8万元
_PAIR_ENDS = ("俩", "两口", "两兄弟", "两姐妹")
_BEFORE_PAIR = frozenset(",。;:、!?\n“”给为向由与和对是把将让")
# Pointers of one character, which are part of many words.
_SHORT_POINTERS = frozenset("其他她")
_TO = frozenset("向为给对")
_FOR_HIM = ("给他", "给她", "为他", "为她", "替他", "替她")  # 给|她|买了一台电脑
# Pairs told by what they are, parties only before what they do.
_KIND_POINTERS = frozenset(["校地", "校企", "村企", "军地", "政企"])


def tag_parties(text: str, span: Span, cut: Cut) -> tuple[Mention, ...]:
    """
    Find the parties that a sentence names or points at, sorted and not overlapping.

    锦澄集团董事长周砚秋向岚溪镇捐款: 锦澄集团, 周砚秋 (of 锦澄集团), 岚溪镇.

    Args:
        span: one sentence of *text*.
        cut: tells where the words of a span begin; asked only where a marker may be part of a name (向阳小学, 和平医院).
    """
    view = View(text, span, cut)
    if not view.events:
        return _with_groups(view, add_people(view, ()))
    reader = Reader(view)
    behind = span.start
    for number, event in enumerate(view.events, 1):
        if event.start >= behind:
            read = (
                _read_mark(reader, event, number)
                if event.hit is None
                else _read_word(reader, event.hit, number)
            )
            behind = read if read > event.end else event.end
    reader.close(span.end, span.end)
    told = share_heads(text, view.span, reader.out.finish())
    return _with_groups(view, add_posted(text, add_people(view, add_districts(text, told))))


def _with_groups(view: View, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Add the parties that the names leave over: framed and classed ones, counted nouns and kin."""
    found = add_introduced(view, add_companions(view, found))
    return add_couples(view, add_kin(view, add_counted(view, add_classes(view, add_framed(view, found)))))


def _read_mark(reader: Reader, event: Event, number: int) -> int:
    """Quotes and brackets are looked into, any other mark ends the stretch."""
    if event.mark == "title":
        return read_document(reader, event)
    if event.mark in ("quote", "bracket"):
        return read_pair(reader, event, number)
    if event.mark == "latin":
        return event.end
    if event.mark == "school":
        return _read_numbered(reader, event)
    if event.mark == "person":
        of = reader.bound(event.start)
        reader.close(event.start, event.end)
        reader.put_person(event.start, event.end, of)
        return event.end
    if event.mark == "number" and event.end > event.start and reader.text[event.end - 1] in "元万":
        read_filling(reader, event.start)
    if event.mark == "number" and _is_class(reader, event):
        return event.end
    if reader.text[event.start] == "、":
        if reader.open is None and _may_be_listed(reader.text, reader.floor, event.start):
            reader.candidates.append((reader.floor, event.start))
        reader.close(event.start, event.end, keep=True)
        reader.joined = event.end
        read_listed(reader, event.end)
    else:
        reader.close(event.start, event.end)
        if event.mark == "number":
            reader.number = (event.start, event.end)
    return reader.floor


def _read_numbered(reader: Reader, event: Event) -> int:
    """Open a school that goes by its number: 46中, 明屿市46中."""
    was = reader.open
    if was is not None and was.end == event.start and was.is_place and was.anaphor is None:
        reader.open = was.extend(event.end, PartyKind.SCHOOL, "中学", "organ")
        return event.end
    start = event.start
    if 1 < start - reader.floor < 4 and not reader.view.holds_word(reader.floor, start):
        start = reader.floor  # 云屿|46中: a town that no table knows
    reader.close(start, start, keep=True)
    reader.open = Draft(start, event.end, PartyKind.SCHOOL, "中学", "organ")
    return event.end


def _may_be_listed(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch before 、 can be a name; a rare family name stands before the next one too: 占见山、占砚秋父子."""
    name = text[start:end]
    family = 2 <= len(name) <= 3 and text.startswith(name[0], end + 1) and family_name(text, start) == 1
    return looks_like_person(name) or (family and GIVEN.issuperset(name[1:]))


def _is_class(reader: Reader, event: Event) -> bool:
    """Tell whether a number behind a school says whose society follows: 沐白中学|2008届|校友会."""
    was = reader.open
    if was is None or was.end != event.start or was.kind is not PartyKind.SCHOOL:
        return False
    return _CLASS_SOCIETY.match(reader.text, event.start) is not None


def _read_word(reader: Reader, hit: Hit, number: int) -> int:
    """Take a word for the first of what it can be that the sentence allows."""
    word = hit.word
    if hit.place is not None:
        return read_place(reader, hit)
    if word.decoy or joins_fields(reader, hit.start) or (word.cue == "weak" and _opens_core(reader, hit)):
        return hit.end
    if word.text in _OF_VILLAGES and reader.text.startswith(_VILLAGE_ENDS, hit.end):
        return hit.end  # 岚溪镇|双庙村
    if word.tells_nobody:
        return _read_cue(reader, hit, number)
    if word.anaphor is not None and not _points_not(reader, hit):
        return _read_pointer(reader, hit)
    if word.name is not None and not _is_organ_of(reader, hit):
        return _read_known(reader, hit, number)
    if (word.group or word.title) and name_goes_on(reader, hit, number):
        return hit.end
    if word.title and (end := read_title(reader, hit)):
        return end
    if word.group and not (word.head is not None and _has_core(reader, hit)):
        return read_group(reader, hit)
    if word.head is not None and (end := read_noun(reader, hit, reader.view.following(number, hit.end))):
        return end
    return _read_cue(reader, hit, number)


def _read_cue(reader: Reader, hit: Hit, number: int) -> int:
    """A strong cue ends the stretch, a marker where it is one, and any other word waits for a noun behind it."""
    word, was = hit.word, reader.open
    if was is None and hit.start - reader.floor in (3, 4):
        read_speaker(reader, hit)
    if word.cue == "strong" or (
        word.glued
        and was is not None
        and was.end == hit.start
        and (not was.is_place or was.anaphor is not None)
        and not _leads_to_body(reader.view, hit)
    ):
        if (
            word.glued
            and was is not None
            and was.end == hit.start
            and was.anaphor is Anaphor.OWNER
            and was.is_place
        ):
            reader.open = None  # 我省著名企业: no party, a modifier
        marks = reader.marked == hit.start and word.text == "了"  # 交给|了|村委会
        reader.close(hit.start, hit.end)
        if marks or word.text[0] in "一两三某" or word.text[-1] in _GOAL_ENDS:
            reader.marked = hit.end  # 一所|敬老院, 并向|教育基金会
    elif word.cue == "weak" and _is_marker(reader, hit, number):
        reader.mark(hit.start, hit.end, word.text)
        if word.text in JOINS:
            read_listed(reader, hit.end)
    elif word.cue and not (
        word.text == "驻" and was is not None and was.end == hit.start and is_posted_out(reader.text, was)
    ):
        reader.waiting.append(hit)  # 中国驻肯尼亚大使馆 is one name
    return reader.floor


def _opens_core(reader: Reader, hit: Hit) -> bool:
    """Tell whether a marker and one character behind it are what a house is called: 禾川县|和顺|基金会, |还珠|小学, |和顺|科技."""
    text, end, was = reader.text, hit.end, reader.open
    house = reader.view.hit_at(end + 1)
    if len(hit.word.text) > 1 or house is None or house.word.head is None:
        return False
    if house.word.head.rank not in ("organ", "trade"):
        return False
    stands = was is None or (was.end == hit.start and was.is_place and was.anaphor is None)
    plain = "一" <= text[end] <= "鿿" and text[end] not in _NO_CORE and reader.view.hit_at(end) is None
    return stands and plain and house.word.head.needs != "none"


def _points_not(reader: Reader, hit: Hit) -> bool:
    """
    Tell whether a pointer is none here.

    捐给|村里|的食堂, 为|村里|70岁以上老人 only say where those behind it are; 矿山救护|大队 is a name; 两家|敬老院 counts.
    """
    if hit.word.text == "两家":
        behind = reader.view.hit_at(hit.end)
        return behind is not None and bool(behind.word.head or behind.word.group)
    if hit.word.text.endswith(_PAIR_ENDS) and hit.start > reader.floor:
        return reader.text[hit.start - 1] not in _BEFORE_PAIR  # 布依族|姐弟俩: who they are
    if hit.word.text in _UNITS:
        return hit.start > reader.view.span.start and reader.text[hit.start - 1] not in _BEFORE_UNIT
    return hit.word.text.endswith("里") and _OF_THERE.match(reader.text, hit.end) is not None


def _leads_to_body(view: View, hit: Hit) -> bool:
    """Tell whether a modifier behind a name belongs to the noun behind it: 锦澄集团|公益|慈善基金会."""
    at = hit.end
    while (event := view.event_at(at)) is not None and event.hit is not None:
        head = event.hit.word.head
        if head is not None:
            return head.kind is PartyKind.NGO and head.rank == "organ"
        if not event.hit.word.glued and event.hit.word.text != "慈善":
            return False
        at = event.end
    return False


def _is_organ_of(reader: Reader, hit: Hit) -> bool:
    """Tell whether a known name that also ends names is the organ of the place before it: 岚溪县|招商局."""
    was = reader.open
    return (
        hit.word.head is not None
        and was is not None
        and was.end == hit.start
        and was.is_place
        and was.anaphor is None
    )


def _has_core(reader: Reader, hit: Hit) -> bool:
    """Tell whether a name stands before a noun that may also tell a group without one (沐白希望小学)."""
    if reader.open is not None and reader.open.end <= hit.start:
        return hit.start > reader.open.end or reader.open.is_place
    return hit.start > reader.floor and not is_modifier_only(reader.text, reader.floor, hit.start)


def _read_known(reader: Reader, hit: Hit, number: int) -> int:
    """A name that the tables know as a whole: 联合国妇女署, 腾讯, and 中国|中央广播电视总台."""
    assert hit.word.name is not None
    if hit.word.name in _HOUSES and hit.end - hit.start == 2 and not _stands_alone(reader, hit):
        return hit.end
    if hit.word.name in _LENDERS and _lends_name(reader, hit, number):
        return hit.end
    if hit.word.name is PartyKind.PLACE and hit.word.text[1:] == "方" and _is_no_side(reader, hit):
        return hit.end
    reader.settle(hit)
    was = reader.open
    if hit.word.name is PartyKind.PERSON:
        of = reader.bound(hit.start)
        reader.flush()
        reader.close(hit.start, hit.end, keep=True)
        reader.put_person(hit.start, hit.end, of)
        return hit.end
    above = was is not None and was.end == hit.start and was.is_place and was.anaphor is None
    if was is not None and above and hit.word.name is PartyKind.NGO and hit.word.text.endswith("会"):
        reader.open = was.extend(hit.end, hit.word.name, hit.word.text, "organ")  # 上海|宋庆龄基金会
        return hit.end
    wide = hit.word.name is PartyKind.PLACE and is_wide(hit.word.text)
    if (
        wide
        and was is not None
        and was.end == hit.start
        and not was.is_place
        and _names_house(reader, hit, number)
    ):
        return hit.end  # 沐北大学|北美|校友会
    lent = reader.view.hit_at(was.end) if was is not None and was.is_place else None
    if (
        hit.word.name is PartyKind.PLACE
        and lent is not None
        and lent.word.name in _HOUSES
        and lent.end == hit.start
        and _names_house(reader, hit, number)
    ):
        return hit.end  # 浙江|清华|长三角|研究院
    if was is not None and _is_body_before(was, hit) and hit.word.name is PartyKind.PLACE and not wide:
        ground = Draft(hit.start, hit.end, PartyKind.PLACE, "", "zone")
        reader.open = evolve(was, tail=ground)  # 加州大学|旧金山: of a part, if one follows
        return hit.end
    if was is not None and above and hit.word.name is PartyKind.PLACE and not wide:
        reader.open = was.extend(hit.end, hit.word.name, "", "zone")  # 巴勒斯坦|加沙地带
        return hit.end
    if was is not None and was.rank == "country" and was.end == hit.start and hit.word.name in _NATIONAL:
        reader.open = was.extend(hit.end, hit.word.name, hit.word.text, "organ")
        return hit.end
    if was is not None and above and hit.word.name is PartyKind.COMPANY and _opens_clause(reader, was):
        reader.open = was.extend(hit.end, hit.word.name, hit.word.text, "organ")  # 浙江|吉利控股集团
        return hit.end
    rank = "zone" if hit.word.name is PartyKind.PLACE else "organ"
    new = Draft(hit.start, hit.end, hit.word.name, hit.word.text, rank)
    if wide and above and was is not None and was.rank == "country" and _names_house(reader, hit, number):
        return hit.end  # 美国|亚洲|协会
    posted = rank == "zone" and was is not None and was.rank == "country"
    if was is not None and posted and reader.text[was.end : hit.start] in ("驻", "援"):
        reader.open = evolve(was, tail=new)  # 中国驻|非洲|各国使馆, 中国援|多哥|医疗队
        return hit.end
    reader.flush()
    if wide and (states := _STATES.match(reader.text, hit.end, reader.view.span.end)):
        counted = reader.number[1] == hit.start and reader.text[hit.start - 1] == "个"
        start = reader.number[0] if counted else hit.start  # 52个|非洲国家
        if named := _country_at(reader, states.end()):
            reader.close(start, states.end())  # 非洲国家|马里: the one that is meant
            reader.open = Draft(states.end(), named, PartyKind.PLACE, "", "country")
            return named
        reader.close(start, states.end())
        reader.put(Draft(start, states.end(), PartyKind.GROUP, "国家", "group", named=False))
        return states.end()
    reader.open = new
    return hit.end


def _country_at(reader: Reader, at: int) -> int:
    """Return where the name of a country ends that begins at *at*, 0 where none does."""
    names = load_gazetteer().at(reader.text, at, reader.view.span.end)
    return max((at + len(n) for n in names if n.level is Level.COUNTRY), default=0)


def _is_body_before(was: Draft, hit: Hit) -> bool:
    """Tell whether the name of an organisation ends where *hit* begins."""
    return was.end == hit.start and not was.is_place and was.anaphor is None and was.tail is None


def _opens_clause(reader: Reader, place: Draft) -> bool:
    """Tell whether nothing stands before a place that may govern it: in 驰援河南小米捐款 it is helped."""
    return place.start == reader.view.span.start or reader.text[place.start - 1] in ",。;、:\n由"


def _is_ground(hit: Hit) -> bool:
    return hit.place is not None or hit.word.name is PartyKind.PLACE


def _names_house(reader: Reader, hit: Hit, number: int) -> bool:
    """Tell whether the noun of a house follows a part of the world closely: 北美校友会."""
    follow = reader.view.following(number, hit.end)
    if follow is None or follow.hit is None or follow.start - hit.end > MAX_LEVEL_GAP:
        return False
    return follow.hit.word.head is not None


def _lends_name(reader: Reader, hit: Hit, number: int) -> bool:
    """Tell whether a house stands in the name of a school or a place of care: 岚溪镇|蒙牛|希望小学."""
    was, follow = reader.open, reader.view.following(number, hit.end)
    if was is None or was.end != hit.start or not was.is_place or was.anaphor is not None:
        return False
    helped = reader.text[was.start - 1 : was.start] in tuple("援助持帮战")  # 驰援|河南|腾讯公益基金会捐款
    if not helped and _LEGAL.match(reader.text, hit.end):
        return True  # 深圳市|腾讯|公益慈善基金会
    while follow is not None and follow.hit is not None and _is_ground(follow.hit):
        hit, follow = follow.hit, reader.view.following(number, follow.end)  # 浙江|清华|长三角|研究院
    if follow is None or follow.hit is None or follow.start - hit.end > MAX_LEVEL_GAP:
        return False
    head = follow.hit.word.head
    return head is not None and (head.kind in _LENT or follow.hit.word.text.endswith("研究院"))


def _is_no_side(reader: Reader, hit: Hit) -> bool:
    """Tell whether what looks like the side of a state is cut out of other words: 新|方法, 担保|方."""
    view, text = reader.view, reader.text
    if text[hit.end : hit.end + 1] in tuple("法案式面便针言程"):
        return True
    led = hit.start == reader.floor or text[hit.start - 1] in "同和与向给对为由从及"
    return not led and view.is_edge(hit.start + 1) and not view.is_edge(hit.start)


def _stands_alone(reader: Reader, hit: Hit) -> bool:
    """Tell whether a short name is a word by itself: 华电|捐赠, but no 华电 in 中华|电力."""
    framed = hit.start == reader.floor and hit.end in reader.view.starts
    return framed or reader.view.is_word(hit.start, hit.end)


def _read_pointer(reader: Reader, hit: Hit) -> int:
    """我县, 该院, 双方; 其 only as a word by itself."""
    view = reader.view
    acts = hit.end in view.starts or view.text.startswith(_HE_ACTS, hit.end)
    acts = acts or view.text.startswith(_FOR_HIM, hit.start - 1)
    if hit.word.text in _SHORT_POINTERS and not (acts and view.is_word(hit.start, hit.end)):
        return hit.end
    if hit.word.text in _KIND_POINTERS and not view.cue_at(hit.end, "strong"):
        return hit.end  # 校企合作
    reader.settle(hit)
    reader.flush()
    reader.open = pointer(hit.start, hit.end, hit.word)
    return hit.end


def _is_marker(reader: Reader, hit: Hit, number: int) -> bool:
    """
    Tell whether a marker of one character is a word by itself, as far as its neighbours tell without the words.

    It is behind a finished name (锦澄集团|向), and before a place, a pointer, a quote or a bare level (向|县二中).
    """
    was = reader.open
    if hit.start == reader.floor and hit.word.text in _NEVER_FIRST:
        return True
    if hit.word.text == "给" and reader.text.startswith("们", hit.start - 1):
        return True  # 村民们|给驻村工作队
    if hit.start == reader.person_end and (
        hit.word.text in "向为给将把" or (hit.word.text in JOINS and reader.view.is_word(hit.start, hit.end))
    ):
        return True  # 何映雪|和|梅列多夫; 经理韦春|向 although the words are cut behind 韦
    if was is not None and was.end == hit.start:
        if hit.word.text == "驻" and is_posted_out(reader.text, was):
            return False  # 中国驻肯尼亚大使馆
        # 北京同仁医院, 卡塔尔能源公司
        doubt = was.is_short_place or hit.word.text not in _MARKERS
        return not doubt or reader.view.is_word(hit.start, hit.end)
    if was is not None:
        return False
    follow = reader.view.event_at(hit.end)
    if follow is None:
        return False
    if follow.hit is None:
        return follow.mark in ("quote", "person", "number")
    word = follow.hit.word
    return bool(
        follow.hit.place is not None
        or word.anaphor
        or word.name
        or (word.head is not None and word.head.needs == "none")
        or word.cue == "strong"
        or (hit.word.text in _TO and (word.group or word.group_modifier))  # 向|山区学校, 为|贫困学生
        or _is_level(reader.view, follow, number)
    )


def _is_level(view: View, event: Event, number: int) -> bool:
    """Tell whether 县 of 县二中 stands at *event*: a bare level with the noun of an organ close behind."""
    if event.end - event.start != 1 or view.text[event.start] not in LEVELS:
        return False
    follow = view.following(number, event.end)
    if follow is None or follow.hit is None or follow.hit.word.head is None:
        return False
    return follow.hit.word.head.rank in ("organ", "unit") and follow.start - event.end <= MAX_LEVEL_GAP
