"""Gives each party of a clause its role, by the markers around it and not by nearness."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, field, frozen

from aidfacts.frames.elements import Element, Marker
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Role, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

# Between two parties of one row: 甲村、乙村 and 甲村以及乙村, not 甲村的乙村.
_JOINS = re.compile(
    r"(?:(?:夫妇|夫妻|伉俪|先生|女士|同学|老师)(?=[、和与及]))?(?:[、/·&×\s]|和|与|及|以及|还有|联合|携手|会同|暨|同|跟|并|再到|或者?|,?等?和)*"
)
# Closes a phrase opened by 在 or 据: 在团县委组织下 | 在仪式上
_CLOSES = re.compile(
    r"[|丨]|\d+[年月日]|下|中|上|里|内|时|后|期间|之际|前|以来|起|消息|获悉|报道|介绍|统计|邀请|委托|要求|号召"
)
_GAINS = frozenset(["得到", "获得", "获", "收到", "共收到", "接到", "接收"])
_ALLIES = frozenset(["联合", "携手", "会同", "连同", "偕同"])
_ABROAD = re.compile(
    r"在[美港京沪华外深穗英日加澳杭汉渝蓉](?:校友|侨胞|华侨|华人|乡贤|乡亲|同乡|企业|商会|学子|务工)"
)
_OF_PERSON = re.compile(r"的[^,。;的]{0,6}$")
_LEADS = re.compile(r"[^,。;]{0,8}(?:带动|带领|倡议|组织|支持|帮助|协调|牵头|见证|陪同|主持|号召|影响|感召)")
_PAIRED = frozenset(["定点帮扶", "结对帮扶", "对口帮扶", "对口支援"])
MAX_BEFORE_JOIN = 5  # characters of title between a party and the word that joins the next
MAX_TITLE_GAP = 16  # characters of titles between an organisation and a person
_NO_TITLE = re.compile(r"[,;。\d]|向|为|给|与|和|联合|了|来|到|是|说|表示|的")
_AGE = re.compile(
    r"^(?:年近|年逾|现年)?(?:\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)岁(?:高龄)?的?|年过[七八九]旬的?"
)
_COHORT = re.compile(r"^(?:\d{2,4}|[一二三四五六七八九十]{1,3})[级届]")
_MARKS = frozenset([*",。;:!?\n", ""])
_SELF = frozenset(["个人", "本人", "一人"])
# What stands before a part of a total: 其中|个人捐款 | 企业捐款50万元,|个人捐款
_OPENS_PART = re.compile(r"其中[:,]?$|(?:企业|单位|团体|集体|机构|公司|组织)(?:[^,。;]*[,;]|[、和及])$")
MAX_PARTS = 24  # characters of the part before
_ADDRESSES = frozenset(
    [
        "老人",
        "同学",
        "老师",
        "同志",
        "大爷",
        "奶奶",
        "爷爷",
        "大妈",
        "夫妇俩",
        "夫妻俩",
        "夫妇二人",
        "两人",
        "二人",
    ]
)
_CALLED = re.compile(r"[^,。;:的“]{0,8}(?:企业|公司|品牌|机构|团队|社团|协会|平台|商家)“")
_SO_MANY = re.compile(r"[两二三四五六七八九十\d]+个?(?:省|市|县|区|州|镇|乡|村|地|国)")
_SO_MANY_PEOPLE = re.compile(r"[\d一二两三四五六七八九十百千余多][名位户]$")
MAX_ATTRIBUTE = 14  # characters between a party and the one it describes: 银行助学金的65名学生
_COUNTED = re.compile(r"的?(?:[一二两三几\d]{1,3}[所家名位个户支间]|每一?[所家名位个户]|全体|所有|全部)")
_OWNS = re.compile(
    r"(?:先生|女士)?(?:名下|旗下|创办|创立|掌舵|经营|控股|所属)(?:的)?(?:企业|公司|机构|品牌)?"
)
_UNDER = frozenset(
    ["所辖", "下辖", "辖区", "辖区内", "辖内", "境内", "所属", "下属", "辖区的", "境内的", "所属的"]
)
NAMED_BEHIND = re.compile(r"[^,。;、的]{0,6}——")  # 明屿周边城市——|禾川市中心医院
_ITS = re.compile(r"[^,。;、的]{0,8}")
# 住|在铁西社区的岳奶奶, 在明屿|打工的|周砚秋: what describes who acts
_LIVES = re.compile(r"(?:[住远居身坐奔]|生活|工作|任职|就职|就读|供职|扎根|坚守)在$")
_WORKS = re.compile(
    r"(?:打工|务工|工作|经商|创业|任教|任职|就读|读书|上学|当兵|服役|生活|居住|开店|行医|支教|实习)的"
)
_OF_WHOM = re.compile(r"的[^,。;、的]{0,4}$")  # 远在明屿的|战士|周砚秋
# Who is helped, told between where he lives and his name: 北塘村|贫困户|周砚秋
_LIVES_THERE = re.compile(
    r"(?:[^,。;、的\d]{0,4}(?:学生|新生|村民|居民|[困苦难保]户|群众|老人|老党员|老兵|患[儿者]|[男女][孩童]|同学|孤儿|[教老]师|职工|[军烈]属|遗属))?"
)
# What somebody is who has no office in the place told before him
_CALLING = re.compile(
    r"(?:籍|著名|知名|爱国|旅居|杰出)*(?:商人|侨商|富商|巨商|港商|台商|实业家|企业家|慈善家|收藏家|艺术家|画家|作家|书法家|华侨|华人|侨胞|侨领|乡贤|同胞|市民|村民|居民|农民)"
)
# What a row of people is like, behind their house: 沐白中学|优秀|学子, 禾川县|特困|学生
_QUALITY = re.compile(r"(?:优秀|贫困|特困|困难|家庭困难|患病|残疾|留守|孤寡|一线|在校|应届|品学兼优)+")

# 向赈灾基金|申请拨款, 向县政府|反映: who is asked gets nothing
_ASKED = re.compile(
    r"(?:提出)?(?:申请|请求|求助|求援|借款|借|购买|采购|反映|请示|募捐|募集|筹集|筹款|化缘|致谢|致敬)"
)
_TOGETHER = re.compile(
    r"[^,。;:]{0,8}(?:共同|一起|一同|一道|联合|联手|携手|合作|合资|各|均|都|等\d)|[、和与及]|[各共也都]?[捐赠]"
)
_AS = re.compile(r"作为[^,。;:的]{0,8}$")  # 锦澄集团作为首家|爱心企业|捐赠
MAX_AS = 10
# 来沐白小学|捐款; 来 alone is mostly no verb, and since when in 三年|来商会捐款
_COME = re.compile(r"(?<![^去今前当每\d]年)(?<!(?<!\d\d\d)\d年)(?<!个月)(?<![几些]天)(?<!连日)(?<!以)来")
_COMES = re.compile(r"(?:爱心|现场|专程|集中)?(?:[捐赠]|送[来上]?[书温爱]|慰问|献爱心|送教|助学)")
# 由商会|发起、锦澄集团捐赠的: who only arranges gives nothing
_ARRANGES = re.compile(r"(?:联合|共同)?(?:发起|倡议|倡导|主办|承办|协办|组织|牵头|策划|牵线|指导)")
# 捐资|兴办学校: what is built gets nothing
_MAKES = re.compile(r"(?:兴|创|开|筹|修|新|重|扩|改)?[建办修]")

_GOVERNS = {
    "goal": Role.RECIPIENT,
    "agent": Role.DONOR,
    "from": Role.DONOR,
    "channel": Role.CHANNEL,
    "visit": Role.VISITED,
    "object": Role.PLACE,
    "benefit": Role.PURPOSE,
    "in": Role.NONE,
    "after": Role.RECIPIENT,
    "names_donor": Role.DONOR,
    "names_recipient": Role.RECIPIENT,
}
# 锦澄集团响应|县工商联|倡议: who called on others gives nothing, who answered him does
_ANSWERED = re.compile(r"响应[^,。;]{0,20}$")
# The party before such a marker has no part in the act; who comes next may.
_DEMOTES = frozenset({"represent", "organise", "speech", "witness", "thank"})


@frozen
class Argument:
    """A party in a role. `group` numbers the row it is joined to; `marker` is the word that gave the role."""

    mention: Mention
    role: Role
    group: int
    marker: str = field(default="")


# 船东代表|积极为灾区捐款: whom a delegate acts for would stand here
_DOES_NEXT = re.compile(
    r"(?:们|也|还|又|均|都|积极|纷纷|踊跃|现场|当场|自发|主动|率先|带头|集体|先后|当即)*[为向给将把](?!了)"
)


_MEDIA = re.compile(r"(?:官方|个人|新浪)?(?:微博|微信|抖音|快手|推特|脸书|公众号|视频号|朋友圈|社交媒体)")
_HANDS_ON = re.compile(r"公益|平台|慈善|基金")


def is_joined(gap: str) -> bool:
    """
    Tell whether the characters between two parties join them into one row.

    >>> is_joined("、"), is_joined("和"), is_joined("的")
    (True, True, False)
    """
    return bool(gap) and _JOINS.fullmatch(gap) is not None


def assign_roles(text: str, clause: Sequence[Element]) -> list[Argument]:
    """
    Return the parties of a clause (up to its trigger) with their roles, in text order.

    A party that no marker governs is a SUBJECT. Who stands before 代表, 组织, 表示, 见证 only speaks or arranges.
    """
    found: list[Argument] = []
    governor: Marker | None = None
    previous: Element | None = None
    outer: Marker | None = None
    joining = False
    group = 0
    for element in clause:
        if isinstance(element, Marker):
            if element.role == "joint":
                # 他关心教育及困难学生: a joining word far behind a party joins other things
                last = found[-1].mention.span.end if found else element.span.start
                joining = element.word in _ALLIES or element.span.start - last <= MAX_BEFORE_JOIN
            elif element.word == "在" and _ABROAD.match(text, element.span.start):
                continue  # 在美校友周砚秋捐赠图书: says who he is
            elif element.word in _PAIRED and text.startswith("的", element.span.end):
                continue  # 明屿市对口支援的|禾川县医院, 向结对帮扶的|北塘村: says only whose partner is meant
            elif element.role == "purpose":
                governor = None
            elif element.role == "represent" and _is_delegate(text, element, clause):
                continue
            elif element.role == "organise" and _ANSWERED.search(
                text, clause[0].span.start, element.span.start
            ):
                found = [_demoted(a) if a.mention.span.end == element.span.start else a for a in found]
            elif element.role in _DEMOTES:
                found = [_demoted(argument) for argument in found]
                governor, joining = None, False
            else:
                # 向奔赴上海的医疗队, 向在台风中受损的学校, 为来自北塘的学生: the goal reaches over the attribute
                if element.role not in ("visit", "in", "from") or not isinstance(previous, Marker):
                    outer = None
                elif previous.role == "goal":
                    outer = previous
                governor, joining = element, False
            previous = element
        elif isinstance(element, Trigger):
            # Who stands behind a verb of giving gets something or is part of the thing, and does not act;
            # who stands behind 得到 (得到县政府的支持) or 收到 does not get what is given later.
            gains = element.word in _GAINS and not text.startswith("定向", element.span.end)
            far = "in" if gains else "visit"
            governor = Marker(element.span, element.word, far if element.strength != "strong" else "after")
            previous = element
        elif isinstance(element, Mention) and element.text in _SELF and not _is_anyone(text, element):
            # 会长周砚秋个人出资: the word says how he gives and names nobody
            continue
        elif isinstance(element, Mention) and _is_address(element, previous):
            # 周砚秋老人来到沐白小学: how one is called behind his name
            continue
        elif isinstance(element, Mention):
            gap = text[previous.span.end : element.span.start] if previous is not None else ""
            before = found[-1] if found and isinstance(previous, Mention) else None
            role, marker = Role.SUBJECT, ""
            numbered = not element.named or _SO_MANY.fullmatch(element.text)
            if before is not None and gap.startswith("等") and numbered:
                # 锦澄集团等9家企业: the class noun repeats the row, it adds nobody
                previous = element
                continue
            if before is not None and _closes_row(gap, element, found, group):
                previous = element
                continue
            if before is not None and gap == "”的" and before.mention.named and not element.named:
                # 名为“青禾”的餐馆, 自称“老兵”的市民: what he is who has his name in quotes
                previous = element
                continue
            if before is not None and is_joined(gap):
                role, marker = before.role, before.marker
            elif before is not None and (_is_narrowed(gap, element) or _is_its(before, gap)):
                # 瓦窑村6户老人, 菲律宾华侨施维桢: the first only says whose or from where the second is
                role, marker = before.role, before.marker
                where = _tells_where(text, governor, element)
                if where and outer is None:
                    role, marker, governor = Role.SUBJECT, "", None
                    group += 1
                if outer is not None and (where or gap.startswith("的")):
                    role, marker, outer = Role.RECIPIENT, outer.word, None
                elif governor is not None and governor.role == "from" and _opens(text, governor):
                    role, marker = Role.SUBJECT, ""  # 来自甲县和乙县的|60名学生获得资助
                    found = [_demoted(a) if a.group == group else a for a in found]
                found[-1] = Argument(before.mention, Role.NONE, before.group, before.marker)
                if role is Role.RECIPIENT:
                    element = with_house(text, before.mention, element)
            elif joining and found and isinstance(previous, Marker) and len(gap) <= 12:
                role, marker = found[-1].role, found[-1].marker
            elif joining and not found and not _does_together(text, previous, element):
                # 周砚秋返校,与母校签订协议: with whom he does it does not act, unless they do it together
                role = Role.NONE
                group += 1
            elif (
                governor is not None
                and not (governor is clause[0] and _is_where(text, governor, element))
                and not _is_closed(text, governor, element, before, gap)
            ):
                role, marker = _GOVERNS[governor.role], governor.word
                if role is Role.DONOR and _ARRANGES.match(text, element.span.end):
                    role = Role.NONE
                if governor.word == "向" and _ASKED.match(text, element.span.end):
                    role = Role.NONE
                if role is Role.CHANNEL and _is_means(text, element):
                    role = Role.NONE
                if governor.role == "after" and _MAKES.match(text, governor.span.end, element.span.start):
                    role = Role.NONE
                group += 1
                if before is not None and before.role is role:
                    # 向禾川县的沐白小学: the first one only says where the second is
                    found[-1] = _demoted(before)
            else:
                if outer is not None and (
                    text.startswith("的", element.span.start - 1) or _tells_where(text, governor, element)
                ):
                    role, marker = Role.RECIPIENT, outer.word
                elif _AS.search(text, max(0, element.span.start - MAX_AS), element.span.start):
                    role, marker = Role.NONE, "作为"
                elif _COMES.match(text, element.span.end) and _COME.match(text, element.span.start - 1):
                    role, marker = Role.VISITED, "来"
                governor = outer = None
                group += 1
            joining = False
            found.append(Argument(element, role, group, marker))
            previous = element
    return found


def _is_means(text: str, element: Mention) -> bool:
    """Tell whether what one goes through is only where one says it: 通过|官方微博|宣布捐款; 微博公益平台 hands on."""
    return _MEDIA.fullmatch(element.text) is not None and _HANDS_ON.match(text, element.span.end) is None


def _does_together(text: str, joint: Element | None, partner: Mention) -> bool:
    """Tell whether who is joined at the head of a clause acts as well: 与母校|共同设立, 联合|县医院开展义诊."""
    allied = isinstance(joint, Marker) and joint.word in _ALLIES
    return allied or _TOGETHER.match(text, partner.span.end) is not None


def _closes_row(gap: str, element: Mention, found: Sequence[Argument], group: int) -> bool:
    """
    Tell whether a counted noun only sums up the row right before it.

    甲县医院、乙县医院|两家医院, 甲、乙|两家|单位, 向四川、云南|两省; 禾川县|三村 are its villages.
    """
    row = [argument.mention for argument in found if argument.group == group]
    size = len(row)
    if size < 2:
        return False
    if not gap and row[-1].kind is PartyKind.PLACE and _SO_MANY.match(element.text):
        return True
    if element.named or element.kind is not PartyKind.GROUP:
        return False
    if not gap:
        return element.count is not None and element.count.value == size
    number = gap.removeprefix("的")[:-1]
    return _COUNTED.fullmatch(gap) is not None and number in (
        str(size),
        "零一二三四五六七八九"[size:][:1],
        "两" * (size == 2),
    )


def _opens(text: str, marker: Marker) -> bool:
    """Tell whether *marker* opens its clause or says where so many are from: 60名|来自北塘的学生; not 善款来自北塘的商会."""
    start = marker.span.start
    return (
        text[start - 1 : start] in _MARKS
        or _SO_MANY_PEOPLE.search(text, max(0, start - 4), start) is not None
    )


def _is_anyone(text: str, element: Mention) -> bool:
    """Tell whether 个人 stands for those who are no houses: 企业捐款50万元,个人捐款8万元."""
    before = text[max(0, element.span.start - MAX_PARTS) : element.span.start]
    return element.text == "个人" and _OPENS_PART.search(before) is not None


def _is_address(element: Mention, previous: Element | None) -> bool:
    """Tell whether a noun stands right behind the name of a person whom it honours: 周砚秋|老人."""
    return (
        element.text in _ADDRESSES
        and isinstance(previous, Mention)
        and previous.kind is PartyKind.PERSON
        and previous.span.end == element.span.start
    )


def _is_delegate(text: str, marker: Marker, clause: Sequence[Element]) -> bool:
    """Tell whether 代表 is what somebody is, and no verb: 商户代表何军 acts for the 商户, 会长代表商会 for the 商会."""
    before = next((e for e in clause if isinstance(e, Mention) and e.span.end == marker.span.start), None)
    if before is None and _DOES_NEXT.match(text, marker.span.end):
        return True
    if before is None or before.kind is PartyKind.PERSON:
        return False
    return not any(
        isinstance(e, Mention) and e.span.start == marker.span.end and e.kind is not PartyKind.PERSON
        for e in clause
    )


def narrows(gap: str, element: Mention) -> bool:
    """
    Tell whether a party behind a verb says who of the house or place told *gap* before it is meant.

    资助岚溪镇|5名学生 and 送给沐白小学|的|老师 go to those people, 资助北塘村|学生|周小禾 to her; in 捐给沐白中学|的周砚秋 he gives.
    """
    if element.kind is PartyKind.PERSON:
        return element.of is None and _LIVES_THERE.fullmatch(gap) is not None
    people = element.kind is PartyKind.GROUP and not element.named
    return people and (gap in ("", "的") or _COUNTED.fullmatch(gap) is not None)


def _is_narrowed(gap: str, element: Mention) -> bool:
    """Tell whether a party stands as attribute right before *element*, which takes over its role."""
    if gap in ("", "的") or ("的" in gap and len(gap) <= MAX_ATTRIBUTE and not re.search(r"[,、;。]", gap)):
        return True
    if _COUNTED.fullmatch(gap) or _OWNS.fullmatch(gap) or NAMED_BEHIND.fullmatch(gap) or gap in _UNDER:
        return True  # 当地一所福利院, 周砚秋先生名下企业锦澄集团, 禾川县所辖10所小学
    if element.kind in (PartyKind.COMPANY, PartyKind.NGO) and _CALLED.fullmatch(gap):
        return True  # 明屿风电|装备企业“|云翼动力
    if element.kind is PartyKind.GROUP and not element.named and _QUALITY.fullmatch(gap):
        return True  # 衡水中学优秀学子
    if element.kind is PartyKind.PERSON and _CALLING.fullmatch(gap):
        return True  # 香港|商人|周砚秋
    if element.kind is not PartyKind.PERSON or element.of is not None or is_joined(gap):
        return False
    # 华侨施维桢 | 科学院、工程院原资深院士潘先生 | 宁海县98岁老党员王春文 | 我校1986级机械系校友周砚秋: titles stand between
    gap = _COHORT.sub("", _AGE.sub("", gap))
    return len(gap) <= MAX_TITLE_GAP and not _NO_TITLE.search(gap)


def _is_its(before: Argument, gap: str) -> bool:
    """Tell whether 其 only says whose the party behind it is: 向|其|友好城市|岚溪市."""
    return before.mention.text == "其" and before.marker != "" and _ITS.fullmatch(gap) is not None


def _tells_where(text: str, governor: Marker | None, element: Mention) -> bool:
    """Tell whether 在 only says where *element* lives or works: 家住|铁西社区的|岳奶奶, 在明屿打工的|周砚秋."""
    if governor is None or not governor.word.endswith("在"):
        return False
    if _OF_WHOM.search(text, governor.span.end, element.span.start) is None:
        return False
    lives = _LIVES.search(text, max(0, governor.span.end - 4), governor.span.end) is not None
    return lives or _WORKS.search(text, governor.span.end, element.span.start) is not None


def _is_closed(text: str, governor: Marker, element: Mention, before: Argument | None, gap: str) -> bool:
    """Tell whether *governor* no longer reaches *element*."""
    stretch = text[governor.span.end : element.span.start]
    if governor.role == "after":
        return len(stretch) > 2
    if _tells_where(text, governor, element):
        return True
    if governor.role == "in":
        return _CLOSES.search(stretch) is not None
    if before is not None:
        return not gap.startswith("的")
    # 为切实解决困难,…: a verb of its own between marker and party; 24 is longer than any attribute in cases/
    return len(stretch) > 24


def with_house(text: str, house: Mention, people: Mention) -> Mention:
    """Return people without a name together with the named place or house whose they are: 措柔村的|牧民."""
    if people.named or people.kind is not PartyKind.GROUP or people.count is not None:
        return people
    if not house.named or house.anaphor is not None or house.kind is PartyKind.PERSON:
        return people
    if text[house.span.end : people.span.start] not in ("", "的"):
        return people
    span = Span(house.span.start, people.span.end)
    whole = span.cut(text)
    return evolve(people, span=span, text=whole, name=whole, adcode=house.adcode)


def _is_where(text: str, governor: Marker, element: Mention) -> bool:
    """Tell whether 在 at the head of a clause only says where somebody is: 在外打拼多年的|周砚秋捐款; not 在热心的|周砚秋带领下."""
    if governor.role != "in" or element.kind is not PartyKind.PERSON or _LEADS.match(text, element.span.end):
        return False
    return _OF_PERSON.search(text, governor.span.end, element.span.start) is not None


def _demoted(argument: Argument) -> Argument:
    if argument.role not in (Role.SUBJECT, Role.DONOR):
        return argument
    return Argument(argument.mention, Role.NONE, argument.group, argument.marker)


def people_visited(arguments: Sequence[Argument]) -> tuple[Mention, ...]:
    """Return whom or what one visits, without the place where the people live: 到岚溪镇走访慰问|贫困残疾人."""
    row = in_role(arguments, Role.VISITED)
    people = tuple(m for m in row if m.kind is PartyKind.GROUP and not m.named)
    there = people and row[-1] in people and all(m in people or m.kind is PartyKind.PLACE for m in row)
    return people if there else row


def in_role(arguments: Sequence[Argument], *roles: Role) -> tuple[Mention, ...]:
    """Return the parties in one of *roles*, in text order."""
    return tuple(argument.mention for argument in arguments if argument.role in roles)
