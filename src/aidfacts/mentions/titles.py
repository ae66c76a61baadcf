"""Titles, which bind a person beside them to the organisation before them."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.people import (
    GIVEN,
    PAYS,
    addressed_start,
    common_words,
    foreign_end,
    is_rare,
    leader_end,
    looks_like_person,
    name_end,
    name_start,
    with_number,
)
from aidfacts.mentions.reader import Reader
from aidfacts.mentions.words import LEVELS, Hit
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

# What a person does whose name stands bare at the head of a clause (周砚秋代表锦澄集团).
_SPEAKS = frozenset(
    [
        "代表",
        "向",
        "为",
        "捐",
        "捐款",
        "捐赠",
        "捐出",
        "捐资",
        "表示",
        "说",
        "介绍",
        "告诉",
        "回忆",
        "个人",
        "与",
        "将",
        "把",
        "在",
        "给",
        "还",
        "出资",
        "资助",
    ]
)
# Who heads a firm and nothing else
_HEADS = frozenset(
    ["董事长", "总经理", "总裁", "副总裁", "副董事长", "副总经理", "董事局主席", "首席执行官", "CEO"]
)
_FIRM = compile_late("[\u4e00-\u9fff]{4,8}")
_NO_FIRM = compile_late(
    "[的了在是和与及由向为对从将把让请即这该各其本]|^[原前时现]任?|(?:原|前|时任|现任|名誉|执行|联席|常务|副|集团|公司|企业|代表|校友|先生|女士)$"
)
# 明大|校友, 南加大|学子: a university by its short name; 广大校友, 各大学子 are anybody
_SHORT_SCHOOL = compile_late("(?![各两几最广十])[\u4e00-\u9fff]{1,3}大")
_OF_SCHOOL = frozenset(["校友", "学子", "毕业生", "师生"])
_HOUSES = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL, PartyKind.HOSPITAL)
_OF_STATE = frozenset(
    (
        "总统",
        "总理",
        "首相",
        "外长",
        "大使",
        "议员",
        "副总统",
        "副总理",
        "国王",
        "女王",
        "王储",
        "国家主席",
        "议长",
        "酋长",
        "埃米尔",
        "防长",
        "国防部长",
        "外交部长",
        "财政部长",
        "国务卿",
        "外交大臣",
        "国防大臣",
        "财长",
        "王后",
        "第一夫人",
    )
)


# What people alone are called behind their whole name
_ADDRESS = frozenset(["先生", "女士", "老先生", "老人", "夫妇", "伉俪", "小姐", "同志", "同学"])


def read_title(reader: Reader, hit: Hit) -> int:
    """Read the person beside the title *hit*; return where to read on, 0 where it is no title after all."""
    word = hit.word
    if len(word.text) == 1 and hit.end not in reader.view.starts:
        return 0  # 周总 only where a marker or a verb follows
    reader.settle(hit)
    _put_short_school(reader, hit)
    was = reader.open
    if was is not None and was.end == hit.start and not (word.group and was.is_place):
        # 锦澄集团党委书记 stands for the house.
        told = (was.before if was.rank == "unit" and was.before is not None else was).mention(reader.text)
        # 锦澄集团董事长周砚秋、|沐白小学|校长何映雪: behind a name another man's titles begin
        another = reader.of is not None and reader.of.span.end <= reader.person_end <= told.span.start
        if reader.of is None or another or _weight(told) >= _weight(reader.of):
            reader.of = told
        reader.of_end = hit.end
    elif (quoted := _quoted_before(reader, hit.start)) is not None:
        reader.of, reader.of_end = quoted, hit.end
    elif (
        reader.person_end == hit.start - 1
        and word.text[0] in LEVELS
        and reader.of is not None
        and reader.of.kind is not PartyKind.GOVERNMENT
    ):
        reader.of = None  # 锦澄集团董事长何映雪、县长陆见山: the second has a house of his own
    elif reader.of is not None and (
        hit.start <= reader.of_end + 1 or (hit.start > reader.of_end + 2 and _is_office(reader, hit))
    ):
        reader.of_end = hit.end
    elif (firm := _firm_before(reader, hit)) is not None:
        reader.of, reader.of_end = firm, hit.end
    base = was.end if was is not None and was.end <= hit.start else reader.floor
    before = name_start(reader.view, base, hit.start) if word.title != "before" else -1
    if before == hit.start - 1 and (word.text in _OF_STATE or (word.group and is_rare(reader.text[before]))):
        before = -1  # 乌总统: the state, no family name; 高三班校友
    if before < 0 and word.text in _ADDRESS:
        behind = max((m.span.end for m in reader.out.mentions if m.named), default=reader.view.span.start)
        before = addressed_start(reader.text, behind, hit.start)
    # 马校长: a name that fills the stretch is the one, whatever follows.
    if word.title != "after" and before != base and _read_behind(reader, hit):
        return reader.floor
    if before >= 0:
        if was is not None and was.end == before:
            reader.of, reader.of_end = was.mention(reader.text), before
        of = reader.bound(before)
        reader.close(before, hit.end, keep=True)
        whole = hit.start - before == 1  # 何女士: the family name alone is no name
        end = hit.end if whole else hit.start
        reader.put_person(before, end, of)
        reader.floor = reader.of_end = reader.person_end = hit.end
        return hit.end
    if word.group or word.cue:
        return 0
    reader.close(hit.start, hit.end, keep=True)
    return hit.end


def _put_short_school(reader: Reader, hit: Hit) -> None:
    """Open the university that its short name right before its people tells: 明大|校友周砚秋."""
    if reader.open is not None or hit.word.text not in _OF_SCHOOL:
        return
    if _SHORT_SCHOOL.fullmatch(reader.text, reader.floor, hit.start):
        reader.open = Draft(reader.floor, hit.start, PartyKind.SCHOOL, "", "organ")


def _quoted_before(reader: Reader, at: int) -> Mention | None:
    """Return the house in quotes that ends right before *at*: “晨光爱心社”|社长周砚秋."""
    last = reader.out.mentions[-1] if reader.out.mentions else None
    if last is None or last.span.end != at - 1 or reader.text[at - 1] != "”":
        return None
    return last if last.kind in _HOUSES else None


def _firm_before(reader: Reader, hit: Hit) -> Mention | None:
    """Put out the firm that nothing but its head tells, at the head of a stretch: 锦澄能源|董事长周砚秋."""
    start, end, text = reader.floor, hit.start, reader.text
    if hit.word.text not in _HEADS or reader.open is not None or not reader.view.tells_gift:
        return None
    name = text[start:end]
    opens = start == reader.view.span.start or not "一" <= text[start - 1] <= "鿿"
    if not opens or not _FIRM.fullmatch(name) or _NO_FIRM.search(name) or reader.view.holds_cue(start, end):
        return None
    reader.close(start, start)
    reader.put(Draft(start, end, PartyKind.COMPANY, "", "organ"))
    reader.floor = end
    return reader.out.mentions[-1]


def _is_state(mention: Mention | None) -> bool:
    return mention is not None and mention.kind is PartyKind.PLACE and mention.adcode is None


def _is_office(reader: Reader, hit: Hit) -> bool:
    """Tell whether an office without a house stands between 、 and the title: 党支部书记韦英、|工会|主席何映雪."""
    at = reader.of_end + 1
    office = reader.view.hit_at(at) if reader.text[at - 1] in "、和与及" else None
    if office is None or office.end != hit.start:
        return False
    return office.word.head is not None and office.word.head.rank == "unit"


def _weight(organisation: Mention) -> int:
    """Of several in a chain a person stands for the house that is his, not for a committee."""
    return {PartyKind.COMPANY: 2, PartyKind.NGO: 2, PartyKind.SCHOOL: 1, PartyKind.HOSPITAL: 1}.get(
        organisation.kind, 0
    )


def _read_behind(reader: Reader, hit: Hit) -> bool:
    end = name_end(reader.view, hit.end, strict=bool(hit.word.group))
    if hit.word.text in _OF_STATE and reader.of_end == hit.end and _is_state(reader.of):
        end = leader_end(reader.view, hit.end) or end
    if not end:
        return False
    end = with_number(reader.text, end)
    of = reader.bound(hit.end)
    reader.close(hit.start, hit.end, keep=True)
    reader.put_person(hit.end, end, of)
    reader.floor = reader.of_end = end
    return True


def read_listed(reader: Reader, at: int) -> None:
    """Read a name without a title that 、 or 和 joins to a person (周砚秋、何映雪)."""
    if reader.person_end != at - 1 or not reader.out.mentions:
        return
    end = name_end(reader.view, at, strict=True)
    if (end and looks_like_person(reader.text[at:end])) or (end := foreign_end(reader.view, at)):
        reader.put_person(at, end, reader.out.mentions[-1].of)
        reader.floor = end


# 商会|于日内|将善款转交: when, not a man of the family 于
_AT_TIME = compile_late("于(?:[日月年周今近当次翌昨明前此下上同本春夏秋冬]|\\d)")


def read_filling(reader: Reader, end: int, *, sizes: tuple[int, ...] = (3, 4)) -> bool:
    """Read a bare name that fills the stretch up to *end*; tell whether one does."""
    start, view = reader.floor, reader.view
    if PAYS.match(reader.text, end - 1) and end - start == 3:
        end -= 1  # 周明|花2000元买来
    elif end - start not in sizes:
        return False
    if reader.open is not None or not looks_like_person(reader.text[start:end]):
        return False
    if (
        reader.text[start:end] in common_words()
        or _AT_TIME.match(reader.text, start)
        or view.holds_word(start, end)
        or not (view.is_word(start, end) or GIVEN.issuperset(reader.text[start + 1 : end]))
    ):
        return False
    reader.close(end, end, keep=True)
    reader.put_person(start, end)
    return True


def read_speaker(reader: Reader, hit: Hit) -> None:
    """Read a bare name before what a person does (周砚秋代表锦澄集团)."""
    if hit.word.text in _SPEAKS:
        read_filling(reader, hit.start)
