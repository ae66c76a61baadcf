"""What the sentences behind gifts say of where all of them went: 善款将用于北塘村修路, 校长何映雪代表学校接受捐赠."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.discourse import looks_back
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span
from aidfacts.told_later import NEAR_BLOCKS, Gift, first_row

# Words that every such sentence has one of: a look at them costs less than the patterns.
_CUES = compile_late(
    r"用于|用来|用以|谢|接受|接收|接过|颁发|颁赠|回赠|授予|获赠|受[赠捐助益]|保管|收藏|珍[藏视]"
)
# 这些善款将全部用于|北塘村|修路
_USED = compile_late(
    r"(?:善款|捐款|款项|资金|物资|款物|的钱|这笔钱)[^,。;:]{0,14}?(?:用于|用来|用以)(?:[^,。;:]{0,6}?)$"
)
# 沐白小学校长何映雪|代表学校接受捐赠
_TAKES = compile_late(
    r"[^,。;:向给]{0,6}(?:代表[^,。;:]{1,14}?)?(?:现场|欣然|上台)?(?:接受|接收|接过)了?(?:此次|这批|该批|上述|以上|所有|爱心|企业|各界)?的?(?:捐赠|捐款|善款|物资|爱心|款物)(?=[,。;]|并|$)"
)
# 沐白小学校长何映雪|对爱心企业的捐赠表示感谢, 代表全校师生感谢各位企业家的善举
_THANKS = compile_late(
    r"[^。;]{0,40}?(?:对|向|感谢)[^。;]{2,30}?(?:捐赠|捐助|捐款|爱心|善举|义举|奉献|善心|资助|馈赠|慷慨)"
)
_GRATEFUL = compile_late(r"[^。;]{0,60}谢")
# 岚溪县慈善总会|向捐赠企业颁发了捐赠证书
_AWARDS = compile_late(
    r"[^,。;]{0,10}[向为给](?:以上|上述|各|爱心|捐赠|捐款|热心|参与)[^,。;]{0,10}(?:颁发|颁赠|回赠|授予|赠送)[^,。;]{0,8}(?:证书|锦旗|牌匾|奖牌|感谢[信状]|荣誉牌)"
    # 博物馆馆长何映雪|向陆见山颁发收藏证书, 慈善总会|授予锦澄集团“爱心企业”称号
    r"|[^,。;]{0,10}[向为给](?P<whom>[^,。;]{2,16})(?:颁发|颁赠|回赠|授予)[^,。;]{0,4}(?:捐赠|收藏|入藏|爱心|荣誉)(?:证书|牌匾|奖牌)"
    r"|[^,。;]{0,6}授予(?P<honoured>[^。;]{2,30})“[^”]{2,8}”(?:荣誉)?称号"
)
# 图书馆馆长何映雪表示,|图书馆将妥善保管这批文献; 此次|纪念馆|获赠的文物还有家书; 受赠单位有|沐白小学
_KEEPS = compile_late(
    r"[^。;]{0,24}[将会](?:妥善|好好|精心|永久|认真|倍加|悉心)*(?:保管|收藏|珍藏|珍视)|(?:此次|本次|此番)?(?:获赠|受赠)的"
)
_NAMED_GETS = compile_late(
    r"(?:受[赠捐助益]|接收)(?:单位|学校|对象|方|医院)(?:主要|分别)?(?:为|是|有|包括):?$"
)
_GIVERS = compile_late(r"爱心|捐赠|捐款|慈善|公益|企业|单位|给他|给她")
_CHARITY = (
    "红十字会",
    "红会",
    "慈善会",
    "慈善总会",
    "慈善协会",
    "基金会",
    "基金",
    "敬老院",
    "福利院",
    "养老院",
)
_VILLAGE = ("村", "社区")
_KEEPERS = ("博物馆", "纪念馆", "图书馆", "档案馆", "美术馆", "文化馆")
_HOUSES = (PartyKind.SCHOOL, PartyKind.HOSPITAL)
_USED_FOR = (*_HOUSES, PartyKind.PLACE, PartyKind.NGO)
MAX_USED = 40  # characters before who gets it, in which the money is named
MAX_CHARGE = 12  # characters of an office between a house and who holds it: 校长


def with_goal(
    text: str, found: list[Gift], stretch: Span, mentions: Sequence[Mention], block: int
) -> list[Gift]:
    """
    Return *found* with the party to which a later *stretch* says that the gifts before it went.

    Only gifts that have no receiver so far take it, back to the first that has one.
    """
    if (
        not found
        or not _is_open(text, found[-1], block)
        or not _CUES.search(text, stretch.start, stretch.end)
    ):
        return found
    givers = tuple(m.name for gift in found[-1:] for m in gift.frame.donors)
    row = _goal(text, stretch, mentions, givers)
    if not row:
        return found
    settled, names = list(found), {m.name for m in row}
    for at in range(len(found) - 1, -1, -1):
        frame = found[at].frame
        if not _is_open(text, found[at], block) or not names.isdisjoint(m.name for m in frame.donors):
            break
        settled[at] = evolve(found[at], frame=evolve(frame, recipients=row).because("discourse/told_behind"))
    return settled


def _is_open(text: str, gift: Gift, block: int) -> bool:
    """Tell whether a gift of now is told near, by a giver with a name or by so many, and not to whom."""
    frame = gift.frame
    near = 0 <= block - gift.sentence.block <= NEAR_BLOCKS
    given = frame.kind in (FrameKind.GIVE, FrameKind.PLEDGE) and any(
        m.named or m.count is not None for m in frame.donors
    )
    return near and given and not (frame.recipients or frame.channels or looks_back(text, frame))


def _goal(
    text: str, stretch: Span, mentions: Sequence[Mention], givers: tuple[str, ...]
) -> tuple[Mention, ...]:
    """Return who is told to get what was given: of whom it is used, who takes it, gives thanks or hands out certificates."""
    for at, mention in enumerate(mentions):
        if not mention.named or mention.span not in stretch:
            continue
        used = _USED.search(text, max(stretch.start, mention.span.start - MAX_USED), mention.span.start)
        named = _NAMED_GETS.search(
            text, max(stretch.start, mention.span.start - MAX_CHARGE), mention.span.start
        )
        if named or (used and mention.kind in _USED_FOR):
            return tuple(first_row(text, mentions[at:]))
        house = mention.of if mention.kind is PartyKind.PERSON else mention
        if house is None or not _receives(house) or house.span.end > mention.span.end:
            continue
        end = mention.span.end
        thanks = _THANKS.match(text, end, stretch.end) and _GRATEFUL.match(text, end, stretch.end)
        takes = thanks or _TAKES.match(text, end, stretch.end) or _honours(text, end, stretch.end, givers)
        if takes or _KEEPS.match(text, end, stretch.end):
            return (house,)
    return ()


def _honours(text: str, start: int, end: int, givers: tuple[str, ...]) -> bool:
    """Tell whether who stands before *start* hands out honours to those who gave, and not to anybody: 授予|锦澄集团|“爱心企业”称号."""
    award = _AWARDS.match(text, start, end)
    if award is None:
        return False
    whom = award["whom"] or award["honoured"]
    return whom is None or _GIVERS.search(award.group()) is not None or any(name in whom for name in givers)


def _receives(house: Mention) -> bool:
    """Tell whether a house is one that gifts are made to, and not one that only hosts those who give."""
    return house.kind in _HOUSES or house.name.endswith((*_CHARITY, *_VILLAGE, *_KEEPERS))
