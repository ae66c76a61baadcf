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
    r"(?:(?:夫妇|夫妻|伉俪|先生|女士|同学|老师)(?=[、和与及]))?(?:[、/·&\s]|和|与|及|以及|还有|联合|携手|会同|暨|同|跟|并|再到|或者?|,?等?和)*"
)
# Closes a phrase opened by 在 or 据: 在团县委组织下 | 在仪式上
_CLOSES = re.compile(
    r"\d+[年月日]|下|中|上|里|内|时|后|期间|之际|前|以来|起|消息|获悉|报道|介绍|统计|邀请|委托|要求|号召"
)
_GAINS = frozenset(["得到", "获得", "获", "收到", "共收到", "接到", "接收"])
_ALLIES = frozenset(["联合", "携手", "会同", "连同", "偕同"])
MAX_BEFORE_JOIN = 5  # characters of title between a party and the word that joins the next
MAX_TITLE_GAP = 16  # characters of titles between an organisation and a person
_NO_TITLE = re.compile(r"[,;。\d]|向|为|给|与|和|联合|了|来|到|是|说|表示|的")
_AGE = re.compile(
    r"^(?:年近|年逾|现年)?(?:\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)岁(?:高龄)?的?|年过[七八九]旬的?"
)
_COHORT = re.compile(r"^(?:\d{2,4}|[一二三四五六七八九十]{1,3})[级届]")
_SELF = frozenset(["个人", "本人", "一人"])
# What stands before a part of a total: 其中|个人捐款 | 企业捐款50万元,|个人捐款
_OPENS_PART = re.compile(r"其中[:,]?$|(?:企业|单位|团体|集体|机构|公司|组织)(?:[^,。;]*[,;]|[、和及])$")
MAX_PARTS = 24  # characters of the part before
_ADDRESSES = frozenset(["老人", "同学", "老师", "同志", "大爷", "奶奶", "爷爷", "大妈"])
MAX_ATTRIBUTE = 14  # characters between a party and the one it describes: 银行助学金的65名学生
# 首届会长、1978届校友 | 党委书记; not 捐赠5万元、校友
_TITLES = re.compile(
    r"[^,。;:\d]{0,8}(?:长|主任|书记|委员|代表|理事|经理|总裁|主席|教授|院士|创始人|负责人)(?:、[^,。;:]{0,30})?"
)
_ADDRESS = re.compile(r"(?:先生|女士|法师|教授|博士|同志|老师|主席|书记|会长|主任|校长|院长|经理|总裁)?")
_COUNTED = re.compile(r"的?[一二两三几\d]{1,3}[所家名位个户支间]")
# What a row of people is like, behind their house: 沐白中学|优秀|学子, 禾川县|特困|学生
_QUALITY = re.compile(r"(?:优秀|贫困|特困|困难|家庭困难|患病|残疾|留守|孤寡|一线|在校|应届|品学兼优)+")
MAX_OWN = 6  # characters behind a verb that say whose the thing is: 捐赠|个人著作
MAX_TITLES = 60  # characters of a row of titles before a name
# A person who gives what is his own: 个人捐款, 夫妇, 自掏腰包
_MEMBER = re.compile(
    r"创始人|创办人|校友|毕业生|学生|本科生|研究生|博士生|硕士生|\d级|员工|职工|教师|老师|会员|村民|居民|党员|队员|工人|医生|护士|志愿者|演员|歌手|籍|退休|离休"
    r"|(?:企业|实业|慈善|收藏|艺术|教育|[画作])家|书法家|侨[领胞]|华[侨人]|商人|富商|乡贤|市民|农民|个体户"
)
_ALSO_MEMBER = re.compile(
    r"(?:校友|毕业生|乡贤|侨胞|华侨|同乡|企业家|实业家|慈善家)[、,，]?(?:现任|现为|原|著名)?$"
)
_BENCHES = ("政协", "人大", "人民代表大会", "人民政协")
_SEAT = re.compile(r"(?:常务)?(?:委员|代表|常委)")
_HERE = frozenset(["当地", "本地", "此地"])  # 当地商人周砚秋: where he is from, no house of his
_OWN_PEOPLE = re.compile(r"员工|职工|党员|干部|志愿者|团员|青年|队员|义工|官兵|医护|医生|民警|教师")
_ORGANISES = re.compile(r"(?:积极|专门|特意|精心|再次)?组织(?:部分|全体|本单位|所属|公司|辖区)?(?:的)?")
# 明屿市农业局|党组|书记: who leads the committee of a house acts for the house
_COMMITTEE = re.compile(r"(?:机关)?(?:党委|党组|党工委|党总支|党支部)$")
_LEADS = re.compile(r"副?书记|成员|委员")
MIN_HOUSE = 3  # characters of a name before its committee; 县|党委 has none
_OWN = re.compile(
    r"带头|个人(?!所得)|私人|夫妇|夫妻|伉俪|一家|家属|自掏腰包|积蓄|以本人|本人|[赠献送出]了?(?:其|他|她|自己)(?!们)"
)

_ALUMNI = re.compile(r"[^,。;]{0,12}(?:校友(?!会)|毕业生)[^,。;]{1,24}")  # 沐白大学2001级校友、会计师周砚秋
# 向赈灾基金|申请拨款, 向县政府|反映: who is asked gets nothing
_ASKED = re.compile(
    r"(?:提出)?(?:申请|请求|求助|求援|借款|借|购买|采购|反映|请示|募捐|募集|筹集|筹款|化缘|致谢|致敬)"
)
_TOGETHER = re.compile(
    r"[^,。;:]{0,8}(?:共同|一起|一同|一道|联合|联手|携手|合作|合资|各|均|都|等\d)|[、和与及]|[各共也都]?[捐赠]"
)
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
# The party before such a marker has no part in the act; who comes next may.
_DEMOTES = frozenset({"represent", "organise", "speech", "witness", "thank"})


@frozen
class Argument:
    """A party in a role. `group` numbers the row it is joined to; `marker` is the word that gave the role."""

    mention: Mention
    role: Role
    group: int
    marker: str = field(default="")


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
            elif element.role == "purpose":
                governor = None
            elif element.role == "represent" and _is_delegate(text, element, clause):
                continue
            elif element.role in _DEMOTES:
                found = [_demoted(argument) for argument in found]
                governor, joining = None, False
            else:
                # 向奔赴上海的医疗队, 向在台风中受损的学校: the goal reaches over the attribute
                if element.role not in ("visit", "in") or not isinstance(previous, Marker):
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
            if before is not None and gap.startswith("等") and not element.named:
                # 锦澄集团等9家企业: the class noun repeats the row, it adds nobody
                previous = element
                continue
            if before is not None and is_joined(gap):
                role, marker = before.role, before.marker
            elif before is not None and _is_narrowed(gap, element):
                # 瓦窑村6户老人, 菲律宾华侨施维桢: the first only says whose or from where the second is
                role, marker = before.role, before.marker
                if outer is not None and gap.startswith("的"):
                    role, marker, outer = Role.RECIPIENT, outer.word, None
                found[-1] = Argument(before.mention, Role.NONE, before.group, before.marker)
            elif joining and found and isinstance(previous, Marker) and len(gap) <= 12:
                role, marker = found[-1].role, found[-1].marker
            elif joining and not found and not _TOGETHER.match(text, element.span.end):
                # 周砚秋返校,与母校签订协议: with whom he does it does not act, unless they do it together
                role = Role.NONE
                group += 1
            elif governor is not None and not _is_closed(text, governor, element, before, gap):
                role, marker = _GOVERNS[governor.role], governor.word
                if role is Role.DONOR and _ARRANGES.match(text, element.span.end):
                    role = Role.NONE
                if governor.word == "向" and _ASKED.match(text, element.span.end):
                    role = Role.NONE
                if governor.role == "after" and _MAKES.match(text, governor.span.end, element.span.start):
                    role = Role.NONE
                group += 1
                if before is not None and before.role is role:
                    # 向禾川县的沐白小学: the first one only says where the second is
                    found[-1] = _demoted(before)
            else:
                if outer is not None and text.startswith("的", element.span.start - 1):
                    role, marker = Role.RECIPIENT, outer.word
                governor = outer = None
                group += 1
            joining = False
            found.append(Argument(element, role, group, marker))
            previous = element
    return found


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
    if before is None or before.kind is PartyKind.PERSON:
        return False
    return not any(
        isinstance(e, Mention) and e.span.start == marker.span.end and e.kind is not PartyKind.PERSON
        for e in clause
    )


def _is_narrowed(gap: str, element: Mention) -> bool:
    """Tell whether a party stands as attribute right before *element*, which takes over its role."""
    if gap in ("", "的") or ("的" in gap and len(gap) <= MAX_ATTRIBUTE and not re.search(r"[,、;。]", gap)):
        return True
    if _COUNTED.fullmatch(gap):
        return True  # 当地一所福利院
    if element.kind is PartyKind.GROUP and not element.named and _QUALITY.fullmatch(gap):
        return True  # 衡水中学优秀学子
    if element.kind is not PartyKind.PERSON or element.of is not None or is_joined(gap):
        return False
    # 华侨施维桢 | 科学院、工程院原资深院士潘先生 | 宁海县98岁老党员王春文 | 我校1986级机械系校友周砚秋: titles stand between
    gap = _COHORT.sub("", _AGE.sub("", gap))
    return len(gap) <= MAX_TITLE_GAP and not _NO_TITLE.search(gap)


def _is_closed(text: str, governor: Marker, element: Mention, before: Argument | None, gap: str) -> bool:
    """Tell whether *governor* no longer reaches *element*."""
    stretch = text[governor.span.end : element.span.start]
    if governor.role == "after":
        return len(stretch) > 2
    if governor.role == "in":
        return _CLOSES.search(stretch) is not None
    if before is not None:
        return not gap.startswith("的")
    # 为切实解决困难,…: a verb of its own between marker and party; 24 is longer than any attribute in cases/
    return len(stretch) > 24


def _demoted(argument: Argument) -> Argument:
    if argument.role not in (Role.SUBJECT, Role.DONOR):
        return argument
    return Argument(argument.mention, Role.NONE, argument.group, argument.marker)


def in_role(arguments: Sequence[Argument], *roles: Role) -> tuple[Mention, ...]:
    """Return the parties in one of *roles*, in text order."""
    return tuple(argument.mention for argument in arguments if argument.role in roles)


def subjects(
    text: str, arguments: Sequence[Argument], *, first: bool = False, verb: int | None = None
) -> tuple[Mention, ...]:
    """
    Return who acts in a clause: the last row of parties that nothing governs, or the *first* one.

    Before a trigger the last row counts (what stood before may be a title). In a clause without one the first
    does: what follows its verb is its object (商会开展“暖冬”行动). *verb* is where the trigger stands.

    A person told with title and organisation acts for the organisation (锦澄集团董事长周砚秋), unless the text
    says that he gives his own (周砚秋个人, 夫妇).
    """
    free = [argument for argument in arguments if argument.role is Role.SUBJECT]
    if not free:
        if any(text.startswith("代表", _past_title(text, a.mention)) for a in arguments):
            # 沐白寺方丈周砚秋法师代表寺院捐款: the house told with the name, or with one beside it
            house = next((a.mention.of for a in reversed(arguments) if a.mention.of is not None), None)
            return (house,) if house is not None else ()
        return ()
    chosen = free[0] if first else free[-1]
    if not first and len(free) > 1 and chosen.mention.kind is PartyKind.PLACE:
        before = free[-2].mention
        if before.span.end == chosen.mention.span.start and before.kind is not PartyKind.PLACE:
            chosen = free[-2]  # 周砚秋明屿义演捐款: where he acts stands behind who acts
    if first:
        # 我校校友、锦澄集团董事长周砚秋: the row of titles ends in the one who acts
        titled = next(
            (a for a in free if a.mention.kind is PartyKind.PERSON and a.mention.of is not None), None
        )
        if titled is None:
            # 校友会会长、1978届校友周砚秋: what stands between is all of one man's titles
            following = (a for a in free if a.mention.span.start > chosen.mention.span.end)
            bearer = next((a for a in following if a.mention.kind is PartyKind.PERSON), None)
            told = chosen.mention.span.end
            if bearer is not None and (
                _TITLES.fullmatch(text, told, bearer.mention.span.start) or _ALUMNI.match(text, told)
            ):
                titled = bearer
        if titled is None and not chosen.mention.named:
            # 离休干部、老校长周砚秋: what one is stands before who one is
            follow = free[free.index(chosen) + 1 : free.index(chosen) + 2]
            titled = next((a for a in follow if a.mention.kind is PartyKind.PERSON), None)
        if titled is not None and titled.mention.span.start - chosen.mention.span.start <= MAX_TITLES:
            chosen = titled
    row = [argument for argument in free if argument.group == chosen.group]
    if any(a.mention.kind is PartyKind.PERSON for a in row[1:]):
        # 1941届校友、院士潘先生: what one is, told in a row before who one is, is nobody else
        person = next(at for at, a in enumerate(row) if a.mention.kind is PartyKind.PERSON)
        row = [a for at, a in enumerate(row) if at >= person or a.mention.named]
    leader = _leads(text, arguments, row)
    if leader is not None:
        return (leader,)
    acting: list[Mention] = []
    for argument in row:
        actor = acting_for(text, argument.mention, verb)
        if actor not in acting:
            acting.append(actor)
    return tuple(acting)


def _leads(text: str, arguments: Sequence[Argument], row: Sequence[Argument]) -> Mention | None:
    """Return the house that gives through people of its own: 锦澄集团组织|20名员工走进北塘村."""
    if not row or any(a.mention.named for a in row) or not _OWN_PEOPLE.search(row[0].mention.text):
        return None
    for argument in arguments:
        gap = text[argument.mention.span.end : row[0].mention.span.start]
        if argument.mention.named and _ORGANISES.fullmatch(gap):
            return acting_for(text, argument.mention)
    return None


def _past_title(text: str, mention: Mention) -> int:
    match = _ADDRESS.match(text, mention.span.end)
    return match.end() if match else mention.span.end


def _house_of(text: str, mention: Mention) -> Mention:
    """Return the house of a committee whose head acts: 明屿市农业局|党组|书记带队."""
    committee = _COMMITTEE.search(mention.text)
    if committee is None or committee.start() < MIN_HOUSE or not _LEADS.match(text, mention.span.end):
        return mention
    span = Span(mention.span.start, mention.span.start + committee.start())
    return evolve(mention, span=span, text=span.cut(text), name=span.cut(text), head="")


def acting_for(text: str, mention: Mention, verb: int | None = None) -> Mention:
    """Return the organisation that a person with a title stands for, or the party itself."""
    if mention.kind is not PartyKind.PERSON:
        return _house_of(text, mention)
    if mention.of is None:
        return mention
    if mention.of.text in _HERE or _MEMBER.search(text, mention.of.span.end, mention.span.start):
        return mention  # 沐白中学校友周砚秋: a member gives for himself
    if _ALSO_MEMBER.search(text[max(0, mention.of.span.start - 8) : mention.of.span.start]):
        return mention  # 1995级校友、锦澄集团董事长周砚秋: told as a member, he gives for himself
    if mention.of.text.endswith(_BENCHES) and _SEAT.match(text, mention.of.span.end):
        return mention  # 全国政协委员周砚秋: a seat there is no office
    end = mention.span.end + 8 if verb is None else min(verb + MAX_OWN, mention.span.end + MAX_TITLES)
    after = text[mention.span.end : max(end, mention.span.end + 8)]
    return mention if _OWN.search(after) else mention.of
