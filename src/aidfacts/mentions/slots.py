"""Reads a stretch that a marker or a verb frames as one party, whatever its name ends in."""

from __future__ import annotations

from aidfacts.lexicon import cache, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.people import GIVEN, common_words, looks_like_person
from aidfacts.mentions.tagger import tag_parties
from aidfacts.mentions.view import Cut
from aidfacts.mentions.words import LEVELS, find_words, load_words
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

MAX_SLOT = 20  # characters of a name that no noun tells

# How long something took is no part of a name: 马会|过去十年, 短短三天
_SPELL = r"(?:过去|最近|近|前后|短短|不到|仅|仅仅|用)?(?:[\d一二三四五六七八九十百几数两半]+)(?:多|余)?(?:年|个月|天|日|周|小时|分钟)(?:前|来|内|间|里|时间)?"
_ON_DAY = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日|\d{4}年(?:\d{1,2}月)?|\d{1,2}月[份初底]?"
_PERIOD = "全年|本?年度|[上下]半年|[上下]?一?季度|当[年月天日]|[本上下当]月份?|[今去前本早]年|至今"
# When something happens is none either: 去世|后
_WHEN = compile_late(
    rf"(?:{_SPELL}|{_PERIOD}|.*(?:后|时|之际|期间|以来|当天|当日|(?:会|仪式|活动|现场|典礼|晚宴)”?[上中])|(?:{_ON_DAY})[晚早起夜]?|[翌次]日|[寒暑]假|早前|稍早|上[月周]|周[一二三四五六日末]"
    r"|历年|往年|年[中内]|途中|席间|间隙|活动中|.{0,4}(?:开学|放假|开业|出发|临行|离开|毕业|春节|节日?)前|前?不久"
    r"|首次|初次|又一次|特地|专门|专程|合力|协力)"
)
_WHILE = ("期间", "之际", "以来", "前夕", "之时")  # 疫情|期间: when, not who
# 71届机械|与船舶专业校友: the first half of what a year studied
_YEAR_OF = compile_late(r"\d{2,4}[级届]")
# What stands between a name and its verb: 一行, 等人, 等9家企业, 方面, 分别.
_BEHIND = compile_late(
    r"(?:一行(?:\d+人|[一二三四五六七八九十]+人)?|等(?:人|地|单位|企业)?|等(?:\d+|[一二三四五六七八九十百]+)(?:余|多)?(?:家|个|所|位|名|户|人)"
    r"(?:[\u4e00-\u9fff]{0,6})|方面|一生|生前|长期|毕生|们|也|亦|都会|都要|都|均|各|共|已|将|拟|要|则|还|又|再|另外?|曾|再次|统一|自愿|自发|亲手|集中|集体|无偿|免费|慷慨|爱心|专项|定向|专门|一次性|一共|先行|匿名|悄悄|默默|热心|连续\S{1,4}年|第[一二三四五六七八九十\d]+次"
    # one character, behind what is no name of a person: 明圣宫|今, 县慈善会|先; not 李争先
    r"|(?<=[\u4e00-\u9fff]{3})(?:[今昨更仍]|(?<![率首优领争])先)|(?<=[宫庙寺堂坛殿祠会司团院校社店厂局部])[特谨]"
    rf"|{_ON_DAY}|{_SPELL}|{_PERIOD})$"
)
_THAT_YEAR = compile_late(r"[一这那同次翌]年(?!级)(?=[\u4e00-\u9fffA-Za-z]{2})")  # 这|一年周砚秋|捐赠
# 《岚溪往事》剧组, 《岚溪》编辑部: who is called after a work gives as one
_TITLED = compile_late(
    r"《[^《》\n]{1,24}》(?:剧组|摄制组|节目组|栏目组?|项目组|编辑部|编委会|杂志社?|报社|团队|主创)?$"
)
_KIN = compile_late(r"(?:父亲|母亲|爸爸|妈妈|父母|妻子|丈夫|儿子|女儿|奶奶|爷爷|外婆|家属|家人)$")  # 小禾父亲
# 2024.05.24 周小禾, 【2021-07-22】锦澄: the day that opens a line of a list
_DAY = compile_late(r"[【\[(]?(?:19|20)\d\d[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?[】\])]?[ :]*")
# 向|春蕾计划|捐款: behind 向 it is a name, and no word of what is planned
# … and so is 捐给了|春蕾圆梦行动
_SCHEME = compile_late(
    r"(?<=向)[\u4e00-\u9fff]{2,4}(?:计划|行动)|(?:(?<=给)|(?<=给了))(?:(?![的用于和及为在将从被])[\u4e00-\u9fff]){2,10}(?:计划|行动|工程)"
)
# 云栖(左三), 云栖(SH600000): what a bracket behind a name adds is none of it, other than the land of a firm
_GLOSS = compile_late(r"(?<=[\u4e00-\u9fffA-Za-z]{2})\([^()\n]{1,16}\)$")
_BREAK = compile_late(r"[,，。;；:：!！?？、\n《》|]")
# 向记者|道出了, 此次公益|活动除, 审议|事项: what is done, or a matter and no house
_NOBODY = compile_late(
    "[了着过]|[除使让令仅]$|(?:事[项宜情]|方面|权限|环境|现场|事务|程序|流程|上台|所有企业中)$"
)
_WHO = frozenset(
    "团队组会社班所室部处科家人员者们校院厂店行局委办民友司区省市县镇乡村州国方"
)  # 代表团, 山区: somebody, though not by name
_NUMBERED = compile_late(r"\d{1,3}[.、)](?!\d)")  # 3.|个人
_TRIM = " \t\u3000,，。;；:：、-—“”‘’\"'"


def tag_slot(text: str, span: Span, cut: Cut) -> Mention | None:
    """
    Read the stretch between a marker and a verb as one party, even where no noun tells it.

    向锦澄捐赠: the stretch 锦澄 is a party. Cues, adverbs, titles and glued modifiers are taken off both ends:
    远在千里之外的岚溪 → 岚溪.

    Returns: None where nothing is left that can be a name. Not for whole clauses: see `tag_parties`.
    """
    dated = _DAY.match(text, span.start, span.end)
    dash = text.rfind("——", span.start, span.end)  # 善举不断——|周砚秋|捐款3万元
    opens = dash + 2 if 0 <= dash < span.end - 2 else span.start
    opens = max(opens, text.rfind("】", span.start, span.end - 1) + 1)  # 【校友专题】|机械0102班|捐款
    start, end = trim(text, dated.end() if dated else opens, span.end)
    if end > start and text[end - 1] == ")" and (gloss := _GLOSS.search(text, start, end)):
        start, end = trim(text, start, gloss.start())
    if start >= end or (text.startswith(_WHILE, end) and end < span.end):
        return None
    titled = _TITLED.search(text, start, end)
    if titled is not None:
        name = titled.group()
        return Mention(Span(*titled.span()), name, name, PartyKind.OTHER, rules=("slot",))
    inner = Span(start, end)
    found = tag_parties(text, inner, cut)
    if not found and _SCHEME.fullmatch(text, start, span.end):
        name = text[start : span.end]
        return Mention(Span(start, span.end), name, name, PartyKind.PROJECT, rules=("slot",))
    if _opens_with_name(text, start, end, found):
        found = ()
    for mention in reversed(found):
        # What remains behind the last mention must be no name of its own.
        if mention.span.end == end or not _HAN.search(text, mention.span.end, end):
            return mention
        break
    behind = found[-1].span.end if found else start
    start = left_edge(text, behind, end, cut, inner)
    if text[end - 1] == "”" and text.rfind("“", 0, start) < start - 1:
        return None  # “暖暖|一冬”为山区儿童捐赠棉衣: the end of a name in quotes
    if found and start == behind and found[-1].kind is PartyKind.PLACE:
        start = found[-1].span.start  # 浙江锦澄: the place is part of the name
    start, end = trim(text, start, end)
    year = _THAT_YEAR.match(text, start, end)
    start = year.end() if year else start
    name = text[start:end]
    if (
        not 1 < len(name) <= MAX_SLOT
        or _BREAK.search(name)
        or not _NAME.search(name)
        or _WHEN.fullmatch(name)
        or (_YEAR_OF.match(name) and text[end : end + 1] in ("与", "和", "及"))
    ):
        return found[-1] if found else None
    if _is_nobody(name):
        return found[-1] if found else None
    hits = find_words(text, start, end)
    if any(h.start == start and h.end == end and (h.word.decoy or h.word.cue or h.word.group) for h in hits):
        return found[-1] if found else None
    kind = PartyKind.PERSON if looks_like_person(name) or _KIN.search(name) else PartyKind.OTHER
    return Mention(Span(start, end), name, name, kind, rules=("slot",))


def _is_nobody(name: str) -> bool:
    """
    Tell whether a stretch is a common word or says what is done, so that nobody goes by it.

    >>> _is_nobody("权限"), _is_nobody("信息"), _is_nobody("道出了"), _is_nobody("高峰")
    (True, True, True, False)
    """
    if name in common_words():
        return not GIVEN.issuperset(name[1:]) and name[-1] not in _WHO
    return name in _abstract() or _NOBODY.search(name) is not None


@cache
def _abstract() -> frozenset[str]:
    return frozenset(row["word"] for table in ("abstract_nouns", "cash_nouns") for row in read_table(table))


def _opens_with_name(text: str, start: int, end: int, found: tuple[Mention, ...]) -> bool:
    """Tell whether the last characters of a name look like a place: 安禾|泰来, 云思|金山."""
    if len(found) != 1 or found[0].kind is not PartyKind.PLACE or found[0].span.end != end:
        return False
    name, before = found[0].text, text[start : found[0].span.start]
    short = len(name) == 2 and name[-1] not in LEVELS
    return short and 0 < len(before) < 4 and not find_words(text, start, found[0].span.start)


_HAN = compile_late("[\u4e00-\u9fffA-Za-z]")
_NAME = compile_late("[\u4e00-\u9fff]{2}|[A-Za-z]{2}|[\u4e00-\u9fff][A-Za-z·]")


def left_edge(text: str, start: int, end: int, cut: Cut, sentence: Span) -> int:
    """Return where the name begins: behind the last cue, title or 的 before it."""
    for hit in reversed(find_words(text, start, end)):
        word = hit.word
        if hit.end >= end or not (word.cue or word.title or word.glued):
            continue
        if word.cue == "weak" or (word.glued and len(word.text) == 1):
            edges = cut(sentence)
            if hit.start not in edges or hit.end not in edges:
                continue
        return hit.end
    return start


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """
    Take marks off both ends, and what stands between a name and its verb off the right.

    >>> trim("锦澄集团一行再次", 0, 8)
    (0, 4)
    """
    while True:
        before = (start, end)
        numbered = _NUMBERED.match(text, start, end)
        start = numbered.end() if numbered else start
        while start < end and text[start] in _TRIM:
            start += 1
        while start < end and text[end - 1] in " \t\u3000,，。;；:：、-—":
            end -= 1
        m = _BEHIND.search(text, start, end)
        if m and m.start() > start:
            end = m.start()
        for size in (4, 3, 2):
            if end - size > start:
                pair = load_words().by_pair.get(text[end - size : end - size + 2], ())
                if any(w.cue and w.text == text[end - size : end] for w in pair):
                    end -= size
                    break
        if (start, end) == before:
            return start, end
