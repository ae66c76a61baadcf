"""Finds the house that a page introduces by a name that no noun ends: 锦澄成立于1992年, 远樵公益历程."""

from __future__ import annotations

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.people import common_words, looks_like_person
from aidfacts.mentions.view import View
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

HOUSE = "house"  # the rule of such a mention, by which its name is looked for again

# What the first sentence of a page says of a house alone
_FOUNDED = compile_late(
    r"(?P<name>[\u4e00-\u9fffA-Za-z&·-]{2,8}?)(?:\([A-Za-z .&-]{2,30}\))?(?:,)?(?:(?:正式)?(?:成立|创立|创建|始创|始建|创始|诞生|注册成立)于|自?(?:(?:19|20)\d\d年)?(?:成立|创立|创办|创建|诞生)(?:以来|至今|之初)"
    r"|是(?:一家|国内|中国|全球|全国|世界|集)[^。;的]{0,30}(?:企业|集团|公司|品牌|机构)|(?:总部|坐落)?位于[^,。;]{2,12},是一?家)"
)
# What it says of a house, and of a person as well
_LIKE_MAN = compile_late(
    r"(?P<name>[\u4e00-\u9fffA-Za-z&·-]{2,8}?)(?:人|一直|始终|长期|多年来|历来|在(?:自身|企业|快速|不断|稳健)?发展的同时|在(?:追求|创造)[^,。;]{2,10}的同时|秉承|秉持|坚持|积极|不忘|热心|致力于){1,3}"
    r"[^,。;]{0,4}(?:履行(?:企业)?社会责任|热心公益|公益事业|回[馈报]社会|“[^”]{2,16}”的[^,。;]{0,6}(?:理念|宗旨|精神|使命)|(?:企业|公司|经营)(?:理念|宗旨|精神|使命)|承担社会责任)"
)
# 远樵公益历程, 关于锦澄
_TITLE = compile_late(
    r"(?:(?:关于|走进|认识)(?P<about>[\u4e00-\u9fffA-Za-z&·-]{2,6})|(?P<name>[\u4e00-\u9fffA-Za-z&·-]{2,6}?)(?:企业|公司)?(?:的)?(?:(?:企业)?社会责任(?:报告|实践)?|公益(?:慈善)?(?:历程|之路|大事记|足迹|事业)|慈善(?:历程|之路|足迹)|(?:发展)?大事记|发展历程|(?:公司|企业)?简介))"
)
_SIGNS = (
    "立于",
    "建于",
    "立以来",
    "立至今",
    "建以来",
    "办以来",
    "是一家",
    "是国内",
    "是中国",
    "是全",
    "是世界",
    "是集",
    "创于",
    "生于",
)
_SOFT_SIGNS = ("社会责任", "公益", "回馈社会", "回报社会", "理念", "宗旨", "精神", "使命")
# Whole words and the ends of others that no name of a house is
_NO_NAME = compile_late(
    r"^(?:[我你他她它这那其该本此各每某全为在从自向对将把被由与和以让使当因但而也还又就于是]|关于|企业|公司|集团|学校|医院|基金|协会|公益|慈善|社会|政府|年度|历史|同时|近|多年|长期|一|二|三|我们|党|活动|项目|机构|组织|团队|品牌|商会|发展|人员|个人|作者|专家|嘉宾|导师|联系|了解|更多|产品|服务)"
    r"|(?:[的了是有在与和及年月日们者上下中后]|企业|公司|集团|学校|医院|单位|机构|组织|团队|基金会?|协会|项目|活动|计划|商会|学院|大学|中心|部门|员工|职工|党员|干部)$|其|我们|\d"
)
MAX_TITLE = 20  # characters of a title that is looked at
MAX_OPENING = 50  # characters of a sentence in which one of the signs stands


def add_introduced(view: View, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return *mentions* with the house added that a sentence introduces, where no other party opens it."""
    if mentions and mentions[0].span.start < view.span.start + 2:
        return mentions
    found = _read(view)
    if found is None:
        return mentions
    at, stop = found
    name = view.text[at:stop]
    if _NO_NAME.search(name) or name in common_words() or view.holds_cue(at, stop) or not view.is_edge(stop):
        return mentions
    if any(m.span.start < stop for m in mentions):
        return mentions
    return (
        evolve(Draft(at, stop, PartyKind.COMPANY, "", "organ").mention(view.text), rules=(HOUSE,)),
        *mentions,
    )


def _read(view: View) -> tuple[int, int] | None:
    """Return where the name stands that a sentence or a title introduces, None for any other."""
    text, start, end = view.text, view.span.start, view.span.end
    if end - start <= MAX_TITLE and (title := _TITLE.fullmatch(text, start, end)):
        found = title.span("about" if title["about"] else "name")
        return found if not looks_like_person(text[slice(*found)]) else None
    opening = text[start : start + MAX_OPENING]
    if any(sign in opening for sign in _SIGNS) and (match := _FOUNDED.match(text, start, end)):
        return match.span("name")
    if any(sign in opening for sign in _SOFT_SIGNS) and (match := _LIKE_MAN.match(text, start, end)):
        return match.span("name") if not looks_like_person(match["name"]) else None
    return None
