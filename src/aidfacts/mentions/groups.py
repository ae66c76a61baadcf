"""Groups without a name: 12户老人, 色尔古镇学生, 社会各界."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.collect import read_count
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.fields import joins_fields
from aidfacts.mentions.people import common_words, looks_like_person
from aidfacts.mentions.reader import Reader
from aidfacts.mentions.view import Event
from aidfacts.mentions.words import Hit, modifier_before
from aidfacts.model.fact import PartyKind

# Takes 34名, 十余户, 65位, 2067906名, 百名, 五大|高校; leaves the 三 of 第三 and 十八大 alone.
_COUNT = compile_late(
    r"(?=[全近约超逾上数共\d一二三四五六七八九十百千万两几])"  # what all begin with
    r"(?<!第)(?:(?:全部|全体|近|约|超|逾|上|数|共)?(?:\d(?:[\d,.]*\d)?|[一二三四五六七八九十百千万两几数]+)(?:万|千|百)?(?:余|多|来)?"
    r"(?:名|位|户|个|家|所|对|批|(?<=[三四五六七八九])(?<![十百]\S)大)?(?:多)?)$"
)
_PEOPLE = compile_late("(?:(?![向给为对被把将和与的了在资助帮扶慰问捐赠送])[\u4e00-\u9fff]){1,3}[族籍]$")
# Takes 三所|学校 and 14所|小学; leaves 等9个|村, where the noun repeats a row, and 第三个|村 alone.
_COUNTED = compile_late(
    r"(?<![第等、之\d])(?:(?:\d[\d,]*|[两三四五六七八九十百]+)(?:余|多)?|多|数)[个所家座]$|(?<![第等、之\d十百])[三四五六七八九]大$"
)
_CLASS = compile_late(r"(?:\d{2,4}|[一二三四五六七八九十]+)(?:级|届)$")
_WORKING_IN = compile_late("在[华京沪津渝穗深蓉汉杭宁苏甬榕厦济]$")  # |在华|外资企业
# What may stand before the noun of a group, with the characters it ends in where these are few
_BEFORE_NOUN = (
    (_COUNT, None),
    (_PEOPLE, "族籍"),
    (_CLASS, "级届"),
    (_WORKING_IN, "华京沪津渝穗深蓉汉杭宁苏甬榕厦济"),
)
# What tells a group apart by 的: 320名80岁以上的老人, 身患白血病的儿童.
_CONDITION = compile_late(
    r"(?:\d[\d,]*(?:余|多)?[名位个]?)?(?:\d+岁(?:及)?(?:以上|以下)?|(?:身患|患有|罹患|遭受|失去|因)[\u4e00-\u9fff]{1,8})的$"
)
# 80岁以上|老人
_AGED = compile_late(r"(?:年满)?\d{1,3}周?岁(?:及)?(?:以上|以下)的?$")
_HANDED = ("手中", "手里", "手上", "家中", "家里")  # 送到农民工|子女|手中
_OF_ONE = ("团队", "工作室", "基金", "基金会", "慈善基金", "慈善基金会", "公益基金会")
# What a society of people is for
_FIELD = compile_late("(?:互助|关爱|慈善|公益|福利|服务|帮扶|救助|助学|创业|文化|艺术|体育|发展)+")
_CONDITION_LENGTH = 18  # characters
_TIMES = frozenset("年月日时点分秒元度")
_DIVISIONS = frozenset(
    [
        "村",
        "社区",
        "县",
        "县区",
        "县市",
        "镇",
        "乡镇",
        "街道",
        "镇街",
        "区",
        "市",
        "省",
        "省份",
        "城市",
        "市县",
        "省市",
        "省区市",
    ]
)
# 西部|10个省区市, 岚溪县北部|5个乡镇: in which part of a land they lie
_PART = compile_late(r"[东西南北中]{1,2}部(?:沿海|地区|山区)?$")
MAX_PART = 5  # characters of 西北部山区
MAX_QUOTED = 8  # characters of “两癌”, “三留守” with the quotes
_LOOKBACK = 12  # characters; longest count or class


# Kin who are nobody without the word for whose they are
_KIN = frozenset(["遗孀", "遗属", "家属", "亲属", "家人", "家庭", "子女", "遗孤"])
_WHOSE_KIN = compile_late(r"[\u4e00-\u9fff]{1,8}(?:员|工|兵|士|警|师|者|手|农|英雄|英烈|干部|官兵|模范)的?")
MAX_WHOSE_KIN = 10  # characters


def group_start(text: str, at: int, floor: int) -> int:
    """
    Return where the group begins whose noun stands at *at*: modifiers, class and number taken in.

    >>> group_start("为34名藏族儿童", 6, 0)
    1
    """
    while at > floor:
        for pattern, ends in _BEFORE_NOUN:
            if ends is not None and text[at - 1] not in ends:
                continue
            m = pattern.search(text, max(floor, at - _LOOKBACK), at)
            if m and m.start() < at and (pattern is not _COUNT or m.end() - m.start() > 1):
                at = m.start()
                break
        else:
            size = modifier_before(text, at, floor)
            if not size:
                return at
            at -= size
    return at


def _quote_start(reader: Reader, at: int) -> int:
    """Return where the number begins that counts a class of people in quotes: |220名“两癌”|妇女; *at* for none."""
    text, floor = reader.text, reader.view.span.start
    quote = text.rfind("“", max(floor, at - MAX_QUOTED), at) if text.startswith("”", at - 1) else -1
    counted = _COUNT.search(text, max(floor, quote - _LOOKBACK), quote) if quote > floor else None
    return counted.start() if counted and quote - counted.start() > 1 and reader.open is None else at


def _described_start(reader: Reader, start: int) -> int:
    """Return where begins what tells a group apart: |80岁以上|老人, |身患白血病的|儿童, |品学兼优的|学生; *start* for nothing."""
    text, mentions = reader.text, reader.out.mentions
    if reader.open is not None:
        return start
    told = mentions[-1].span.end if mentions else reader.view.span.start
    if text.startswith("的", start - 1):
        if m := _CONDITION.search(text, max(told, start - _CONDITION_LENGTH), start):
            return m.start()
        size = modifier_before(text, start - 1, told)
        quality = group_start(text, start - 1 - size, told) if size else start
        if mentions and quality == told:
            return quality  # 沐白小学|品学兼优的学生; 驰援|一线的医护人员 may be others' words
    aged = _AGED.search(text, max(told, start - _LOOKBACK), start)
    return aged.start() if aged else start


def _kin_start(reader: Reader, word: str, start: int) -> int:
    """Return where the name of kin begins that a marker opens with whose kin they are: 捐给|巡护员|遗孀, 为|遇难矿工的|家属."""
    led = reader.marked >= 0 and 0 < start - reader.marked <= MAX_WHOSE_KIN and reader.open is None
    whose = _WHOSE_KIN.fullmatch(reader.text, reader.marked, start) if led and word in _KIN else None
    return reader.marked if whose else start


def read_group(reader: Reader, hit: Hit) -> int:
    """Read the group whose noun is *hit*; return where to read on."""
    text, word, view = reader.text, hit.word, reader.view
    start = group_start(text, hit.start, reader.floor if reader.open is None else reader.open.end)
    reader.waiting = [cue for cue in reader.waiting if cue.start < start]  # 受灾群众: 受灾 is a cue elsewhere
    reader.settle(hit._replace(start=start))
    if word.group == "loose":
        # 社会, 个人: a party only beside a marker, a verb or a number.
        last = reader.out.mentions[-1] if reader.out.mentions else None
        beside = reader.marked == hit.start or reader.number[1] == hit.start
        # 自闭症儿童家庭: the noun before tells whose
        whose = last is not None and last.kind is PartyKind.GROUP and last.span.end == hit.start
        beside = beside or (whose and word.text != "个人")  # 一位老人|个人捐款: how he gives
        runs = word.text == "企业" and text.endswith("办", 0, hit.start)  # 在明屿办|企业|的周砚秋
        stands = hit.end in view.starts or (beside and text.startswith(_HANDED, hit.end))
        if runs or not stands or not (beside or view.cue_at(hit.end, "strong", "weak")):
            if word.text in ("单位", "企业"):
                reader.close(hit.start, hit.end)  # 派出单位省文旅公司
            return max(hit.end, reader.floor)
    start = group_start(text, hit.start, reader.floor if reader.open is None else reader.open.end)
    if reader.open is None and start == reader.number[1] and text[start - 1] not in _TIMES:
        start = reader.number[0]
    start = _quote_start(reader, _kin_start(reader, word.text, _described_start(reader, start)))
    start = start if reader.open is not None or start == hit.start else _part_start(reader, start)
    while reader.out.mentions and reader.out.mentions[-1].span.start >= start:
        reader.out.mentions.pop()  # 遇难|矿工|的家属
    was, begin = reader.open, start
    if was is not None and was.end == start - 1 and was.is_place and text[was.end] == "籍":
        start = was.end  # 云南|籍|学生
    if was is not None and was.end == start and not was.is_pointer and not was.loose:
        begin, reader.open = was.start, None
        if begin == reader.number[1] and text[begin - 1] not in _TIMES:
            start = begin = reader.number[0]  # 15位|云南籍|学生
    else:
        was = None
        reader.flush()
    reader.close(begin, hit.end)
    where = was.place_end if was is not None else -1
    # 湖南浏阳人民: the place itself, as its people.
    kind = PartyKind.PLACE if word.text == "人民" and where >= 0 else PartyKind.GROUP
    reader.put(
        Draft(
            begin,
            hit.end,
            kind,
            word.text,
            "group",
            was.place if was is not None else None,
            named=False,
            place_end=where,
            count=read_count(text, start, hit.end) if start < hit.start else None,
        )
    )
    return hit.end


def read_counted(reader: Reader, hit: Hit, at: int) -> int:
    """
    Read a noun with nothing but a number before it, or before its attribute at *at*; return where to read on, 0 for none.

    三所学校, 岚溪镇5个街道, 34个|社区卫生服务站.
    """
    text = reader.text
    m = _COUNTED.search(text, max(reader.view.span.start, at - _LOOKBACK), at)
    behind = reader.view.hit_at(hit.end)
    if m is None or (behind is not None and behind.word.head is not None):
        return 0  # 200个工会|驿站
    start, mentions = m.start(), reader.out.mentions
    if _is_told(reader, start, hit.word.text):
        return 0
    start = _part_start(reader, start)
    was, reader.open = reader.open, None
    if was is not None and was.end == start and was.is_place and was.anaphor is None:
        start = was.start
    else:
        reader.open = was
        reader.flush()
        last = mentions[-1] if mentions else None
        if last is not None and last.span.end > start:
            return 0
        if (
            last is not None
            and last.span.end == start
            and last.kind is PartyKind.PLACE
            and last.anaphor is None
        ):
            mentions.pop()
            start = last.span.start
    reader.close(start, hit.end)
    count = read_count(text, m.start(), hit.end)
    reader.put(Draft(start, hit.end, PartyKind.GROUP, hit.word.text, "group", named=False, count=count))
    return hit.end


def _part_start(reader: Reader, start: int) -> int:
    """Return where the part of a land begins that a number stands behind: |西部|10个省区市; *start* for none."""
    text, floor, mentions = reader.text, reader.view.span.start, reader.out.mentions
    if not text.endswith(("部", "沿海", "地区", "山区"), floor, start):
        return start
    if mentions and mentions[-1].span.end == start:
        return start  # 岚溪县北部山区|5所小学
    part = _PART.search(text, max(floor, start - MAX_PART), start)
    return part.start() if part else start


def _is_told(reader: Reader, at: int, noun: str) -> bool:
    """Tell whether a number of places only counts the row that ends at *at*: 北塘村和沐白村|两个村."""
    return noun in _DIVISIONS and at > reader.view.span.start and reader.text[at - 1] in noun


def _is_society(event: Event | None, at: int) -> bool:
    """Tell whether the noun of a society of many stands at *at*."""
    if event is None or event.hit is None or event.start != at:
        return False
    return event.hit.word.text.endswith(("协会", "联合会", "促进会"))


_PUTS_UP = compile_late("(?:[捐援修新兴扩改重盖筹]?建|修|盖|办|创办|开办|捐)(?:了|起|成|一[所座])?")


def name_goes_on(reader: Reader, hit: Hit, number: int) -> bool:
    """
    Tell whether a title or a group at *hit* is part of the name of an organisation that follows.

    律师事务所, 退役军人就业创业孵化基地. A modifier (爱心企业锦澄集团) never is.
    """
    word, view = hit.word, reader.view
    if joins_fields(reader, hit.end):
        return True  # 会计|与金融学院
    follow: Event | None = view.following(number, hit.end)
    if word.glued and not _is_society(follow, hit.end):
        return False  # 爱心企业|锦澄集团, but 禾川县民营企业|协会
    if word.group:
        while (
            follow is not None
            and follow.hit is not None
            and (
                follow.hit.word.cue in ("inner", "outside")
                or (follow.hit.word.group and follow.start == hit.end)  # 儿童|少年|基金会
                or _FIELD.fullmatch(reader.text, *follow[:2])
            )
        ):
            follow = view.following(number, follow.end)
    if follow is None or follow.hit is None or follow.hit.word.head is None:
        return False
    head, gap = follow.hit.word.head, follow.start - hit.end
    own = reader.text[hit.end : follow.start]
    if _PUTS_UP.fullmatch(own):
        return False  # 为孩子们|建|希望小学
    if gap > 1 and follow.hit.word.text in _OF_ONE and looks_like_person(own) and own not in common_words():
        reader.close(
            hit.start, hit.end
        )  # 校友|周砚秋团队, 歌手|何映雪工作室: what he is stands before the name
        return True
    allied = reader.text.find("联合", hit.end, follow.start - 1)
    if allied == hit.end or (allied > 0 and looks_like_person(reader.text[hit.end : allied])):
        return False  # 三名学生|联合锦澄集团, 学生|周砚秋联合锦澄集团; 学生联合会 is a name
    if head.rank not in ("organ", "unit") or gap > (6 if word.group == "people" else 0):
        return False
    society = not gap and follow.hit.word.text.endswith("会")  # 作家|协会, 建筑师|学会
    # 居民|互助|基金, 职工|关爱|协会
    society = society or (
        follow.hit.word.text.endswith(("会", "基金"))
        and _FIELD.fullmatch(reader.text, hit.end, follow.start) is not None
    )
    if (
        head.needs == "anaphor"
        and not society
        and (not word.group or (gap and follow.hit.word.text == "学校"))
    ):
        return False
    reader.shield = (hit.end, follow.start)
    return True
