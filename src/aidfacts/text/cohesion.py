"""Whether two lines were one: words, names and phrases that a line end has cut."""

from __future__ import annotations

import re

from aidfacts.lexicon import cache, read_table
from aidfacts.lexicon.late import compile_late

# Tables whose first column holds words of the field.
_TABLES = (
    "abstract_nouns",
    "aid_nouns",
    "cash_nouns",
    "generic_parties",
    "goods_heads",
    "head_nouns",
    "line_words",
    "org_suffixes",
    "service_nouns",
    "titles",
    "triggers",
)
_LONGEST = 8  # characters of a word that is looked for across a line end
# takes the end of 捐赠的, 甲、, 向; no line that is whole ends so
_OPEN = compile_late(
    r"[的与和及把给由从捐、,(《“·/]$|(?<![棉丝绒巾夏冬凉床盖单毛蚕线毯])被$|(?<![动定方走面导志意取倾转流趋去])向$|(?<![获致议决])通过$"
    r"|(?:以及|并且|或者|对于|关于|分别|共同|联合|累计|价值|总计|合计|共计)$"
)
_OPEN_WIDTH = 2  # characters of the longest of these; what stands before is looked at, too
# takes the beginning of 的课桌, 了5万元, 和明屿商会; leaves 和谐, 了解, 与会
_GOES_ON = compile_late(
    r"(?:们|的(?![士确])|了(?![解然])|得(?![力知到以益悉利])|地(?![方区处震产域点质铁税市])|着(?![力眼手重墨])|和(?![谐平睦解美])|及(?!时|格|早|至)|等(?![待到候级]))(?!.{0,3}$)"
    r"|[)”’》,。;、%.]|等\d|(?:以及|或者)"
)
# takes a sum or a count that goes on: 20万元,用于…; leaves 2020年, 2023中国, 5000元 alone
_FIGURE = compile_late(r"[\d,.]+(?:[万亿余多]|[元台套件只箱本册名个吨辆份顶床盒袋块张户人副双]).*[,。;]")
# takes 向沐白中学捐赠⏎图书500册
_GIVING = compile_late(r"[向为给由].*(?:捐赠|赠送|捐出|送去|送来|送上|发放|赠|募集|筹集)[㐀-鿿]{0,3}$")
_OBJECT = compile_late(r"[^\d,。:;]{0,12}[\d,.]+[万余多]*[元台套件只箱本册名个吨辆份顶床盒袋块张户人副双]")
# takes 捐赠100台⏎笔记本电脑 and 口罩3万⏎只。
_COUNT = compile_late(r"\d[万余多]*[台套件只箱本册名个吨辆份顶床盒袋块张副双]$")
_UNIT = compile_late(r"[台套件只箱本册名个吨辆份顶床盒袋块张副双户人][,。;、]")
# takes 近日,禾川县红十字会: running text that has not come to its verb
_BEGUN = compile_late(
    r"(?:近日|日前|昨[日天]|今[日天]|前不久|(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚)?),"
)
# takes 公司向禾川县人: a marker that still waits for its verb; leaves 向英雄致敬, 转向研究
_MARKER = compile_late(
    r".*(?:(?<![动定方走面导志意取倾转流趋去])向|把|(?<![理自])由(?!于)|给(?!予)|(?<!参)与)"
)
_AFTER_WORD = frozenset("向为给由与和对在将把的")
_INSIDE = compile_late("[,。;、]")
_TITLE = 15  # characters of a line that may be a heading alone
_NEAR = 60  # characters before a line end that are looked at
_HEADLINE = range(8, 200)  # characters; what stands alone in one line with so many may well be a headline
# takes what a name is the subject of: 向岚溪镇捐款, 收到善款; leaves 为进一步, 在县委领导下
_PREDICATE = compile_late(
    r"(?:向|给|赴|收到|接收|接受|获赠|获得|获捐|喜获|捐|赠|资助|募集|筹集|送去|送来|送上|共?同?向|联合|携手|联手|会同|积极|主动|紧急|再次|"
    r"先后|累计|通过|运抵|将|把|从|与.{2,20}(?:签|联|共|结)|和.{2,20}(?:签|联|共|结|向)|为.{2,20}(?:捐|送|赠|发放|募|筹))"
)
_GIVES = compile_late(r"[捐赠送签募筹]|资助|援助|慰问|发放|拨付")
_VERB = compile_late(
    r"[捐赠送签募筹获办]|资助|援助|慰问|举行|开展|启动|召开|情系|驰援|支援|走进|关爱|温暖|致敬|学习|看齐|征集|发放|成立|揭牌|合作|交流|座谈|会谈|联|共"
)


# takes a line that tells of a gift and is whole: 锦澄集团捐赠300万元驰援岚溪镇
_TELLS = compile_late(r"捐|[赠驰]|送[去上来温]|资助|援助|支援|慰问|[情心]系|募集|筹集|走进|携手")


@cache
def _words() -> frozenset[str]:
    return frozenset(
        next(iter(row.values()))
        for table in _TABLES
        for row in read_table(table)
        if len(next(iter(row.values()))) > 1
    )


@cache
def _goods() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("goods_heads"))


@cache
def _ends_name() -> re.Pattern[str]:
    suffixes = sorted({row["suffix"] for row in read_table("org_suffixes")}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, suffixes))}|[省市县区镇乡村])$")


def belong_together(above: str, below: str) -> bool:
    """
    Tell whether a line end between two lines without a stop has cut what belongs together.

    A headline and its text do not; where nothing tells, they are two lines.

    >>> belong_together("向沐白中学捐赠图", "书500册。"), belong_together("锦澄集团", "向沐白中学捐款5万元。")
    (True, True)
    >>> belong_together("锦澄集团情系山区", "沐白小学获赠图书300册。")
    False
    """
    begun = _BEGUN.match(above)
    verbless = begun and not _VERB.search(above, begun.end())
    if len(above) > 3 and above[:4] == below[:4]:
        return False  # the text takes its headline up again
    if len(above) > _NEAR:
        above = above[-_NEAR:]
    if len(above) == 1 or _OPEN.search(above, max(0, len(above) - _OPEN_WIDTH)) or _GOES_ON.match(below):
        return True
    if _cuts_word(above, below) or _waits_for_verb(above, below):
        return True
    if _GIVING.search(above) and _OBJECT.match(below):
        return True
    if _COUNT.search(above) and any(below[:size] in _goods() for size in range(2, 6)):
        return True
    if above[-1] in "万余多" and _UNIT.match(below):
        return True
    if verbless and not _BEGUN.match(below):
        return True
    if not above[-1].isdigit() and _FIGURE.match(below):
        return True
    return bool(
        _PREDICATE.match(below) and _ends_name().search(above[-12:]) and not _VERB.search(_last_clause(above))
    )


def stand_apart(above: str, below: str, *, alone: bool = False) -> bool:
    """
    Tell whether two lines are two headlines, each with a verb of its own and, unless they stand *alone*, no comma.

    >>> stand_apart("锦澄集团捐赠300万元驰援岚溪镇", "得岚科技捐赠80万元驰援岚溪镇")
    True
    >>> stand_apart("锦澄集团捐赠300万元驰援", "岚溪镇")
    False
    """
    if not (_TELLS.search(above) and _TELLS.search(below)):
        return False
    if not alone and (_INSIDE.search(above) or _INSIDE.search(below)):
        return False
    return len(above) > 1 and not _OPEN.search(above, max(0, len(above) - _OPEN_WIDTH))


@cache
def _joints() -> frozenset[str]:
    """Return the pairs of neighbours inside words: where the pair at a line end is none, no word is cut."""
    return frozenset(word[at : at + 2] for word in _words() for at in range(len(word) - 1))


def _cuts_word(above: str, below: str) -> bool:
    if above[-1] + below[0] not in _joints():
        return False
    words = _words()
    for before in range(1, min(_LONGEST, len(above) + 1)):
        for after in range(1, min(_LONGEST - before, len(below)) + 1):
            if above[-before:] + below[:after] in words and (before + after > 2 or _fits(above, below)):
                # 关于锦澄集团⏎公司热心公益: two words, though there is one of both
                return not (
                    before > 1
                    and after > 1
                    and len(above) < _TITLE
                    and not _INSIDE.search(above)
                    and above[-before:] in words
                    and below[:after] in words
                )
    return False


def _fits(above: str, below: str) -> bool:
    """
    Tell whether the two characters at the line end are a word, not the end of one and the beginning of another.

    They meet by chance in 科技创新⏎生态环境: there what follows them is no word.
    """
    if _ends_word(above) or _begins_word(below):
        return False
    short = len(above) not in _HEADLINE or bool(_INSIDE.search(above))
    return short or below[1:2] in _AFTER_WORD or below[1:2].isdigit() or _begins_word(below[1:])


def _ends_word(above: str) -> bool:
    return any(above[-size:] in _words() for size in range(2, 5))


def _begins_word(below: str) -> bool:
    return any(below[:size] in _words() for size in range(2, 5))


def _waits_for_verb(above: str, below: str) -> bool:
    if not _GIVES.search(below, 0, 40):
        return False
    clause = _last_clause(above)
    marker = _MARKER.match(clause)
    return bool(
        marker
        and not _VERB.search(clause, marker.end())
        and _GIVES.search(re.split("[,。;:]", below[:40])[0])
    )


def _last_clause(above: str) -> str:
    return above[max(map(above.rfind, ",。;、")) + 1 :]
