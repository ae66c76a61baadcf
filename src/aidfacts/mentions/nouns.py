"""Nouns that end a name: 县, 集团, 医院, 统战部."""

from __future__ import annotations

from attrs import evolve

from aidfacts.lexicon.gazetteer import Level, load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.draft import SMALL, Draft
from aidfacts.mentions.groups import read_counted
from aidfacts.mentions.reader import MAX_NAME, Reader
from aidfacts.mentions.view import Event
from aidfacts.mentions.words import BEFORE_HE, LEVELS, Head, Hit, is_modifier_only
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor

MAX_GAP = 12  # characters between two nouns of one name
MAX_INSIDE = 4  # characters of a place inside a name
MAX_CORE = {"division": 6, "zone": 10}  # characters before 县, 村 … and before 开发区 …
LONG_CORE = 16  # characters; what is longer is looked at word by word

# Takes 业 behind 航空公司, 门 behind 管理部, 员 behind 消防队, 所 behind 工程系: the noun goes on and means something else.
_NO_END = compile_late(".(?:业(?!主)|[界化性型式])|部[门队]|队员|系[所列统数]")
# Takes 镇党委 and 县政府, leaves 乡村振兴局 and 市场监管局 alone.
_COMMITTEE = compile_late("[省市县区州旗盟镇乡村](?:委|党委|政府|人民|纪委|直)")
_TIERS = compile_late("[省市县区镇乡][两三四]级")  # 省、市、县三级慈善会
# 明屿市重点中学, 明屿市文明学校: what a school is called for its merits, no name
_HONOUR = compile_late(
    "(?:[省市县]?级?(?:文明|重点|特色|示范性?|先进|普通|德育|绿色|平安|书香|品牌|薄弱|贫困|优秀|标准化|规范化)|[一二三]级)+"
)
_COUNTED_LEVELS = compile_late("[一二两三四五六七八九十]+[省市县区州]?[一二两三四五六七八九十]?")
# 16校联盟: how many, and not which
_MEMBERS = compile_late(r"(?:\d+|[一二两三四五六七八九十百]+)[校家院所国省市县]$")
_PERSONS = compile_late("[一二两三四五六七八九十几数多百]+[名位]")
# 上中专, 他读小学: what one does there
_ATTENDS = frozenset("上读考念")
_LENT = (PartyKind.SCHOOL, PartyKind.HOSPITAL)
# 三级医院, 二甲医院, 一类学校: all of a grade
_GRADE = compile_late("[一二三甲]级?[级甲乙类]$")
# What units of every house are called: 各班团支部, 工作领导小组
_ANY_UNIT = compile_late(
    "(?:各|全|部分|基层|农村|机关|年?级|班级?|[高初大][一二三四]|党员?|团|部门|工作|专项|帮扶|结对)+"
)
# 公司|共捐款80万元, 基金会|共资助学生50名
_SUMS_UP = compile_late("(?:总共|一共|共计|合计|共)(?:[捐接收筹募资发投支向为出]|获[赠捐得])")
_SUM = compile_late(r"\d[\d.,]*[十百千余多]?[万亿]")
_LANDS = ("灾区", "老区", "苏区", "库区", "震区", "疫区", "震中", "西部")  # 革命老区|禾川县: two
_GROUNDS = ("庙", "寺", "庵", "厂", "场", "堂", "书院", "药店", "祠", "观", "医院")
_MISSIONS = ("使馆", "领事馆", "领馆")
_WIDE_LEADS = ("中华", "世界", "全球")  # 世界|青禾|同乡会
_ELSEWHERE = ("各自", "对方", "其他", "其它", "别的", "所在")
_COUNTS = frozenset("各每某此多几数两千万百")  # 各乡镇, 某县: no name


def read_noun(reader: Reader, hit: Hit, follow: Event | None) -> int:
    """Make the open name longer by the noun *hit* or begin one; return where to read on, 0 where it ends nothing."""
    head = hit.word.head
    assert head is not None
    if _goes_on(reader, hit, head):
        return 0
    if hit.word.text == "子公司" and _names_daughter(follow, hit):
        reader.close(hit.start, hit.end)  # 锦澄集团|子公司|远樵科技
        return hit.end
    if hit.start > reader.view.span.start and (end := _read_counted(reader, hit, hit.start)):
        return end
    reader.settle(hit)
    was = _open_name(reader, hit, head)
    if was is not None:
        end_of_longer = _make_longer(reader, was, hit, head)
        if end_of_longer is not None:
            return end_of_longer
        reader.flush()
    start = reader.unglue(max(reader.floor, hit.start - MAX_NAME), hit.start)
    if start == hit.start:
        return _read_bare(reader, hit, head, follow)
    return _begin(reader, start, hit, head, follow)


def _goes_on(reader: Reader, hit: Hit, head: Head) -> bool:
    """Tell whether the word is but part of a longer one, or of one that names no house here."""
    text = reader.text
    if hit.end < reader.view.span.end and _NO_END.match(text, hit.end - 1):
        return True
    if head.rank == "trade" and head.needs == "frame" and not reader.view.tells_gift:
        return True  # 绿色航运能级提升: no firm
    # 一小学, 一中学生
    learns = head.needs == "place" and text.startswith("学", hit.end)
    return learns and not text.startswith(("学子", "学生", "学习"), hit.end)


def _read_counted(reader: Reader, hit: Hit, start: int) -> int:
    """Read a noun with a number before it, 三所|小学; return where it ends, 0 where nothing is counted."""
    return read_counted(reader, hit, start) if reader.text[start - 1] in "个所家座" else 0


def _open_name(reader: Reader, hit: Hit, head: Head) -> Draft | None:
    """Return the open name that the noun may make longer; what surely ended before it is put away."""
    was = reader.open
    if was is None:
        return None
    text = reader.text
    if (tail := was.tail) is not None:
        if _is_of_branch(was, tail, hit, head):
            was = evolve(was, end=tail.end, tail=None)
        else:
            reader.put(evolve(was, tail=None))
            reader.floor, reader.open = was.end, tail
            was = tail
    alma = was.end < hit.start and text.endswith("母校", was.start, was.end)
    if alma and head.kind is PartyKind.SCHOOL:
        reader.open, reader.floor = None, was.end  # 母校沐北大学: told twice
        return None
    if was.rank in ("organ", "full") and text[was.end] == "获" and was.end + 1 < hit.start:
        reader.flush()  # 沐白小学|获|县电力公司捐赠
        reader.floor = was.end + 1
        return None
    return was


def _make_longer(reader: Reader, was: Draft, hit: Hit, head: Head) -> int | None:
    """Make the open name *was* longer by the noun; return where to read on, None where the two do not belong together."""
    text = reader.text
    if was.is_place and head.rank == "division" and text[was.end : hit.start] == "等":
        return 0  # 北塘村等|村
    if not _nests(text, was, hit, head):
        near = (
            0 < hit.start - was.end <= MAX_INSIDE and was.rank in ("organ", "branch") and not was.is_pointer
        )
        if near and head.rank == "division" and _core_start(reader, was.end, hit, head) == was.end:
            # 武警|禾川县, 锦澄银行|禾川县: of a unit or a branch, if one follows
            tail = Draft(was.end, hit.end, head.kind, hit.word.text, head.rank, place_end=hit.end)
            reader.open = evolve(was, tail=tail)
            return hit.end
        return None
    single = len(hit.word.text) == 1
    if head.rank in SMALL and hit.start == was.end and single and was.place and was.head:
        return 0  # 成都市区: nothing between, no name
    if was.is_short_place and single and hit.word.text not in "厂店" and _is_cut(reader, was):
        return 0  # 建|湖州
    longer = _nest(was, hit, head)
    sent = hit.word.text[0] == "某" or hit.word.text.endswith(_MISSIONS)
    if sent and text[was.start - 1] == "驻" and was.start > reader.view.span.start:
        longer = evolve(longer, start=was.start - 1)  # 驻|岚溪镇某部, 驻|斐济大使馆
    if head.kind is PartyKind.NGO and was.is_short_place and _is_led_wide(reader, was):
        longer = evolve(longer, start=was.start - 2)
    each = _is_each(text, was, hit, head)
    reader.open = evolve(longer, kind=PartyKind.GROUP, named=False) if each else longer
    return hit.end


def _is_each(text: str, was: Draft, hit: Hit, head: Head) -> bool:
    """Tell whether all houses of a place are meant and none by name: 禾川县各乡镇卫生院, 香港学校, 当地医院."""
    if was.is_place and hit.start > was.end and text[was.end] == "各":
        return True
    if hit.word.text in ("学校", "公司") and _is_wide(was, hit):
        return True
    if was.anaphor is Anaphor.LAST and text.startswith("当地", was.start):
        return True
    merits = head.kind is PartyKind.SCHOOL and was.is_place
    return merits and _HONOUR.fullmatch(text, was.end, hit.start) is not None


def _begin(reader: Reader, start: int, hit: Hit, head: Head, follow: Event | None) -> int:
    """Begin a name at *start* that ends with the noun; return where to read on, 0 where there is none."""
    text = reader.text
    if _is_said_of(reader, start, hit, head):
        return 0
    short = hit.start - start == 1 and text[start] not in LEVELS
    if head.needs == "none" and (short or _is_verb(reader, start, hit)):
        return _read_bare(reader, hit, head, follow)  # 心系|灾区, 指导|校团委
    if (start := _core_start(reader, start, hit, head)) < 0:
        return 0
    unit = head.rank == "unit" or hit.word.text.endswith(("小组", "支部", "总支"))
    if unit and _ANY_UNIT.fullmatch(text, start, hit.start):
        return 0  # 各班团支部
    counts = hit.start - start < 7 and head.needs != "anaphor" and head.rank != "trade"
    if counts and (end := _read_counted(reader, hit, start)):
        return end
    sent = hit.word.text[0] == "某" or hit.word.text.endswith(_MISSIONS)
    if sent and text[start - 1] == "驻" and start - 1 >= reader.view.span.start:
        start -= 1  # 驻|岚溪镇某部, 驻|中非使馆
    # 全国老龄委 is one by itself, 全国医院 are all
    whole = head.rank == "unit" and text[start : hit.start] == "全国"
    named = whole or not is_modifier_only(text, start, hit.start)
    named = named and _MEMBERS.fullmatch(text, start, hit.start) is None
    if head.kind in _LENT and (grade := _GRADE.search(text, start, hit.start)):
        named, start = False, grade.start()
    reader.open = Draft(
        start,
        hit.end,
        head.kind if named else PartyKind.GROUP,
        hit.word.text,
        head.rank,
        named=named,
        loose=head.rank == "trade",
        place_end=_place_end(hit, head),
    )
    return hit.end


def _is_said_of(reader: Reader, start: int, hit: Hit, head: Head) -> bool:
    """Tell whether what stands before the noun tells of it, or of what is done with it, and names nobody."""
    text = reader.text
    if head.needs == "anaphor" and _is_verb(reader, start, hit) and not _closes(reader, hit, start):
        return True  # 指导公司规范管理
    if head.rank == "trade" and _is_field(reader, start, hit):
        return True  # 推进航空航天合作, 国家科技计划
    if _SUM.search(text, start, hit.start):
        return True  # 30万部队, 捐3000万建|体育馆
    if head.kind is PartyKind.SCHOOL and hit.start - start < 4 and text[hit.start - 1] in _ATTENDS:
        return True
    if head.kind in _LENT and hit.start - start == 1 and text[start] in "建修办盖":
        return True  # 为山区孩子|建|希望小学
    # 共谋学校发展, 谈及学校校庆
    return hit.word.text == "学校" and (not _closes(reader, hit, start) or "学校" in text[start : hit.start])


def _is_wide(was: Draft, hit: Hit) -> bool:
    """Tell whether a place right before a noun is so wide that it holds many of its kind (香港学校, not 北塘村学校)."""
    if was.place is None or was.anaphor is not None:
        return False
    return was.place.span.end == was.end == hit.start and was.place.divisions[0].level is not Level.TOWNSHIP


def _is_led_wide(reader: Reader, was: Draft) -> bool:
    """Tell whether the short form of a place stands behind a word that opens names of societies: 中华|祁连|联合会."""
    return reader.floor <= was.start - 2 and reader.text.startswith(_WIDE_LEADS, was.start - 2)


def _is_cut(reader: Reader, was: Draft) -> bool:
    """Tell whether a word begins inside a short form, so that it is none."""
    return was.end - was.start == 2 and any(reader.view.is_edge(at) for at in range(was.start + 1, was.end))


def _is_of_branch(was: Draft, tail: Draft, hit: Hit, head: Head) -> bool:
    """Tell whether a place behind an organisation is that of its branch: 锦澄银行|禾川县|支行."""
    if was.is_place:
        return head.rank not in SMALL or tail.end == hit.start
    if was.kind is PartyKind.SCHOOL and hit.word.text in ("校友会", "校友联谊会"):
        return True  # 沐北大学|禾川|校友会
    return head.rank in ("branch", "unit") or head.kind is was.kind or was.is_known or was.rank == "country"


def _nests(text: str, was: Draft, hit: Hit, head: Head) -> bool:
    """Tell whether the noun belongs to the open name: 沐北大学|土木学院, but 锦澄集团|北塘村 are two."""
    gap = hit.start - was.end
    if gap > MAX_GAP or hit.end - was.start > MAX_NAME or was.is_pointer:
        return False
    if was.anaphor is not None and gap == 0 and was.kind is head.kind and head.rank == "organ":
        return False  # 母校一中: told twice
    if head.rank == "division" and text.endswith(_LANDS, was.start, was.end):
        return False  # 重灾区|德尔纳市
    if (
        not was.named
        and was.kind is PartyKind.GROUP
        and gap
        and (head.rank == "division" or head.kind in _LENT)
    ):
        return False  # 包联村|北塘村, 山区学校|北塘小学: what kind, and which
    if gap and hit.word.text == "地区" and was.rank == "zone" and was.place is None:
        return False  # 中东冲突|地区
    if head.rank == "division" and gap == 1 and text[was.end] in "两三四五六七八九十":
        return False  # 宁夏三省
    if head.rank in SMALL and gap == 0 and was.head.endswith(_GROUNDS):
        return True  # 八庙|村, 砖厂|社区: a village goes by what stood there
    return head.rank not in SMALL or was.rank in (*SMALL, "country")


def _nest(was: Draft, hit: Hit, head: Head) -> Draft:
    if not was.named and was.kind is PartyKind.GROUP:
        return evolve(was, end=hit.end, head=hit.word.text, rank=head.rank)  # 基层医院|眼科
    if head.rank == "trade":
        return evolve(was.extend(hit.end, head.kind, hit.word.text, "organ"), loose=True, before=was)
    # A part keeps the kind of the whole, but the Party and the Youth League have one of their own.
    keeps = (
        head.rank in ("unit", "branch")
        and not was.is_place
        and not was.loose
        and head.kind is not PartyKind.GOVERNMENT
    )
    whole = was if head.rank == "unit" and not was.is_place and was.rank in ("organ", "branch") else None
    kind = was.kind if keeps else head.kind
    where = _place_end(hit, head)
    return was.extend(hit.end, kind, hit.word.text, head.rank, before=whole, place_end=where)


def _names_daughter(follow: Event | None, hit: Hit) -> bool:
    """Tell whether the name of a firm stands right behind the word for one of somebody's: 子公司|远樵科技."""
    if follow is None or follow.hit is None or follow.hit.word.head is None:
        return False
    near = 2 <= follow.start - hit.end <= MAX_GAP
    return near and follow.hit.word.head.kind is PartyKind.COMPANY


def _place_end(hit: Hit, head: Head) -> int:
    """Return where the division ends that the noun closes (镇, or 镇 of 镇党委), -1 where it closes none."""
    if head.rank in SMALL:
        return hit.end
    return hit.start + 1 if _COMMITTEE.match(hit.word.text) else -1


def _core_start(reader: Reader, start: int, hit: Hit, head: Head) -> int:
    """Return where the name in front of the noun begins, -1 where none can."""
    text = reader.text
    last = text[hit.start - 1]
    if last in "名位" and _PERSONS.fullmatch(text, start, hit.start):
        return -1  # 五位|基金发起人
    if head.rank in SMALL and last in "与和及" and not (last == "和" and text[hit.start - 2] in BEFORE_HE):
        return -1  # 省与市, not 永和村
    if head.needs == "place" and last not in LEVELS and not is_modifier_only(text, start, hit.start):
        # 永泰|一中: the short form of a county that is a common word as well is none by itself
        short = hit.start - 2
        known = start <= short and head.kind is PartyKind.SCHOOL and reader.view.is_edge(short)
        return short if known and _is_county(text[short : hit.start]) else -1
    if head.rank == "unit" and last not in LEVELS and hit.start - start < 2:
        return -1
    if _TIERS.match(text, start, hit.start):
        return -1
    if head.rank in SMALL:
        start = _tighten(reader, start, hit, 4)
        size = hit.start - start
        if last == hit.word.text or _COUNTED_LEVELS.fullmatch(text, start, hit.start):
            return -1  # 县县通高速, 五省一市
        few = text[start - 1] in LEVELS and text[start] in "一两"  # 两省|一市
        if size == 1 and (text[start] in "三四五六七八九十" or few):
            return -1  # 三省, 五市
        if size == 1 and (cue := reader.view.hit_at(start)) is not None and cue.word.cue == "weak":
            return -1  # 经市外事办
        return -1 if not 0 < size <= MAX_CORE[head.rank] or text[start] in _COUNTS else start
    return _tighten(reader, start, hit, 12) if hit.start - start > LONG_CORE else start


def _is_county(name: str) -> bool:
    """Tell whether a county or a district goes by *name*."""
    return any(d.level is Level.COUNTY for d in load_gazetteer().lookup(name))


def _tighten(reader: Reader, start: int, hit: Hit, most: int) -> int:
    """Move the left edge of a long name to the words next to its noun."""
    if hit.start - start <= most:
        return start
    for at in range(hit.start - most, hit.start - 1):
        if reader.view.is_edge(at):
            return at
    return start if most > 4 else hit.start


def _read_bare(reader: Reader, hit: Hit, head: Head, follow: Event | None) -> int:
    """A noun with nothing before it: a name by itself (红十字会, 县委), a pointer back (公司), or nothing."""
    text = hit.word.text
    if head.needs != "none" and reader.text.endswith(_ELSEWHERE, reader.view.span.start, hit.start):
        return 0  # 各自学校, 对方学校: another one than that told last
    if head.needs == "none" or (head.rank == "unit" and text[0] in LEVELS and len(text) > 1):
        reader.open = Draft(
            hit.start, hit.end, head.kind, text, head.rank, place_end=hit.end if head.rank in SMALL else -1
        )
        return hit.end
    if head.kind is PartyKind.GOVERNMENT and reader.joined == hit.start and _after_government(reader, hit):
        reader.open = Draft(hit.start, hit.end, head.kind, text, head.rank)  # 岚溪镇党委、政府
        return hit.end
    if follow is None:
        adjoins, titled = hit.end == reader.view.span.end, False
    else:
        adjoins = follow.start == hit.end
        titled = (
            adjoins and follow.hit is not None and bool(follow.hit.word.title) and not follow.hit.word.cue
        )
    # 向敬老院捐款: framed by a marker it is somebody, though not told by name.
    if (
        (adjoins or _sums_up(reader, hit))
        and not titled
        and head.rank != "trade"  # 捐赠一批|手套
        and (
            head.needs == "anaphor"
            # 离退休支部、|工会|、妇委会: one in a row of units of one house
            or (head.needs == "frame" and (_is_framed(reader, hit) or _is_joined_unit(reader, hit, head)))
        )
    ):
        reader.open = Draft(hit.start, hit.end, head.kind, text, head.rank, anaphor=Anaphor.LAST)
        return hit.end
    return 0


# 驻村工作队|共同|出资: how it is done, before what is done
_HOW = compile_late("(?:共同|一起|每人|先后|积极|主动|多方|四处|累计|陆续|自发|带头|及时|还|又|也)+")


def _is_framed(reader: Reader, hit: Hit) -> bool:
    """Tell whether a marker stands before a bare noun, or it opens a clause of a sentence about gifts: ,校友会将."""
    if reader.marked == hit.start:
        return True
    view = reader.view
    told = _opens_clause(reader, hit) and view.tells_gift
    how = _HOW.match(reader.text, hit.end, view.span.end) if told else None
    told = told and view.cue_at(how.end() if how else hit.end, "strong", "weak")
    return told or _sums_up(reader, hit)


def _opens_clause(reader: Reader, hit: Hit) -> bool:
    return hit.start == reader.view.span.start or reader.text[hit.start - 1] in ",。;:\n”"


def _sums_up(reader: Reader, hit: Hit) -> bool:
    """Tell whether a bare noun opens a clause that sums up what it gave or got: 截至目前,|基金会|共接收捐款50万元."""
    sums = _SUMS_UP.match(reader.text, hit.end, reader.view.span.end) is not None
    return sums and reader.view.tells_gift and _opens_clause(reader, hit)


def _is_joined_unit(reader: Reader, hit: Hit, head: Head) -> bool:
    return head.rank == "unit" and reader.joined == hit.start


def _is_verb(reader: Reader, start: int, hit: Hit) -> bool:
    """Tell whether just one word of running text stands before the noun."""
    word = reader.view.hit_at(start)
    return word is not None and word.end == hit.start and word.word.cue in ("inner", "outside")


def _is_field(reader: Reader, start: int, hit: Hit) -> bool:
    """Tell whether a trade is one that something is done in, no house: its own part is a verb, or the state."""
    if hit.start - start == 1 or reader.text[start : hit.start] in ("国家", "我国", "全国"):
        return True  # 一个|个科技, 国家科技计划
    return _is_verb(reader, start, hit) and not reader.view.cue_at(hit.end, "strong", "weak")


def _closes(reader: Reader, hit: Hit, start: int) -> bool:
    """Tell whether a marker or a mark stands on one side of a name that ends in a common noun."""
    if reader.marked == start or hit.start - start > 4:
        return True
    event = reader.view.event_at(hit.end)
    if event is None:
        return hit.end == reader.view.span.end
    return event.hit is None or event.hit.word.cue in ("strong", "weak")


def _after_government(reader: Reader, hit: Hit) -> bool:
    """Tell whether an organ with its place stands right before the 、 before *hit*."""
    last = reader.out.mentions[-1] if reader.out.mentions else None
    return (
        last is not None
        and last.kind is PartyKind.GOVERNMENT
        and last.span.end == hit.start - 1
        and last.place not in ("", last.text)
    )
