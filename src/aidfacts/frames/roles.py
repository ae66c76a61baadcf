"""A party in a role, and the words between two parties that bind them into one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import field

from aidfacts.frames.elements import Marker
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.minds import HOLDS_DEAR
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Role
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span
from aidfacts.model.values import evolve, frozen

# Between two parties of one row: 甲村、乙村 and 甲村以及乙村, not 甲村的乙村.
_TRUSTS = compile_late("(?:先生|女士)?的?(?:委托|之托|重托|嘱托|托付)")
_JOINS = compile_late(
    r"(?:(?:夫妇|夫妻|伉俪|先生|女士|同学|老师|校友|学长|小姐|太太|同志|法师|居士)(?=[、和与及]))?(?:[、/·&×\s]|和|与|及|以及|还有|联[合同手]|携手|会同|[连偕]同|暨|同|跟|并|再到|或者?|,?等?和)*"
)
MAX_TITLE_GAP = 16  # characters of titles between an organisation and a person
SO_MANY = compile_late(r"[两二三四五六七八九十\d]+个?(?:省|市|县|区|州|镇|乡|村|地|国)")  # 向四川、云南|两省
# Between two people of one row, with what the second is: 老校友周砚秋|、旅美华人|何映雪, 周砚秋|和儿子|周小禾
_NEXT_PERSON = compile_late(
    r"(?:夫妇|夫妻|伉俪|先生|女士|同学|老师|教授|院士)?(?:[、和与及携偕同]|以及|还有|携[同手]|[偕连]同|联[合手])(?:[他她其]的?)?[^、,;。:向为给和与及联了来到是说的]{0,12}"
    r"|(?:先生|女士|教授|院士)?(?:携同?|偕同?|与|和|及|暨)其?(?:夫人|妻子?|丈夫|太太|爱人|老伴)(?:、[^、,;。:向为给和与及了来到是说的]{0,12})?"
)
_NO_TITLE = compile_late(r"[,;。\d]|向|为|给|与|和|联合|了|来|到|是|说|表示|的")
_AGE = compile_late(
    r"^(?:年近|年逾|现年)?(?:\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)岁(?:高龄)?的?|年过[七八九]旬的?"
)
_COHORT = compile_late(r"^(?:\d{2,4}|[一二三四五六七八九十]{1,3})[级届]")
_CALLED = compile_late(r"[^,。;:的“]{0,8}(?:企业|公司|品牌|机构|团队|社团|协会|平台|商家)“")
MAX_ATTRIBUTE = 14  # characters between a party and the one it describes: 银行助学金的65名学生
COUNTED = compile_late(r"的?(?:[一二两三几多数\d]{1,3}[所家名位个户支间]|每一?[所家名位个户]|全体|所有|全部)")
# 禾川县|300名2019年入学的|困难大学新生
_SO_MANY_WHO = compile_late(r"[近约共]?[\d一二两三四五六七八九十百]+[余多]?[名位户个][^,。;:、]{2,24}的")
_OWNS = compile_late(
    r"(?:先生|女士)?(?:名下|旗下|创办|创立|掌舵|经营|控股|所属)(?:的)?(?:企业|公司|机构|品牌)?"
)
_UNDER = frozenset(
    ["所辖", "下辖", "辖区", "辖区内", "辖内", "境内", "所属", "下属", "辖区的", "境内的", "所属的"]
)
NAMED_BEHIND = compile_late(r"[^,。;、的]{0,6}——")  # 明屿周边城市——|禾川市中心医院
_ITS = compile_late(r"[^,。;、的]{0,8}")
# 住|在铁西社区的岳奶奶, 在明屿|打工的|周砚秋: what describes who acts
_LIVES = compile_late(r"(?:[住远居身坐奔]|生活|工作|任职|就职|就读|供职|扎根|坚守)在$")
_WORKS = compile_late(
    r"(?:打工|务工|工作|经商|创业|任教|任职|就读|读书|上学|当兵|服役|生活|居住|开店|行医|支教|实习)的"
)
_OF_WHOM = compile_late(r"的[^,。;、的]{0,4}$")  # 远在明屿的|战士|周砚秋
# Who is helped, told between where he lives and his name: 北塘村|贫困户|周砚秋
_LIVES_THERE = compile_late(
    r"(?:[^,。;、的\d]{0,4}(?:学生|新生|村民|居民|[困苦难保]户|群众|老人|老党员|老兵|患[儿者]|[男女][孩童]|同学|孤儿|[教老]师|职工|[军烈]属|遗属))?"
)
# What somebody is who has no office in the place told before him
_CALLING = compile_late(
    r"(?:籍|著名|知名|爱国|旅居|杰出)*(?:商人|侨商|富商|巨商|港商|台商|实业家|企业家|慈善家|收藏家|艺术家|画家|作家|书法家|华侨|华人|侨胞|侨领|乡贤|同胞|市民|村民|居民|农民|善[信长]|居士|信[士众徒]|教友|街坊|[邑里族]人|[乡邑士富]绅)"
)
_PART_OF_LAND = compile_late(r"的?(?:[东西南北中]{1,2}部|沿海|边境|境内|首都)的?")
_KIN_OF = compile_late(r"(?:先生|女士|烈士|同志)?(?:之[子女孙妻父母兄弟妹]|遗孀)")
# What a row of people is like, behind their house: 沐白中学|优秀|学子, 禾川县|特困|学生
_AGED = compile_late(r"(?:年满)?\d+周?岁(?:及)?(?:以上|以下)的?")
# 北塘村|共|80名老人, 全县|约|900户低保家庭
IN_ALL = frozenset(["共", "共计", "总共", "一共", "合计", "约", "近", "逾", "超过", "共约"])
# 禾川县|8名刚上高中的残疾、单亲家庭|学生, 禾川县|爱读书、肯吃苦的|学生
_QUALITIES = compile_late(
    r"(?:各地|各乡镇|各[县区镇乡村])?的?(?:\d+|[一二两三四五六七八九十百]+)[余多]?[名位户个][^,。;:向给为]{0,20}(?:的|家庭)[^,。;:向给为的]{0,10}"
    r"|(?![、和与及])[^,。;:、向给为]{2,8}、[^,。;:、向给为]{2,8}的"
)
_QUALITY = compile_late(
    r"(?:优秀|贫困|特困|困难|家庭困难|患病|大病|重病|重症|因病|残疾|孤残|留守|孤寡|失学|受灾|一线|抗疫|防疫|抗洪|抢险|基层|乡村|农村|山区|退役|在校|应届|品学兼优)+"
)
# Whom or what one has in mind who gives
MINDS = (*HOLDS_DEAR, "服务", "发挥", "发扬", "弘扬", "助力", "投身", "奉献")


# 云坪商会|、老党员|周砚秋各捐2万元: what somebody is who stands in a row behind a house
_NEXT_CALLED = compile_late(
    r"(?:[、和与及]|以及)(?:(?![和与及等])[\u4e00-\u9fff]){0,6}"
    r"(?:老?党员|企业家|实业家|(?:退休)?(?:老师|教师|干部|职工|工人)|村民|市民|居民|校友|乡贤|华侨|侨胞|侨领|华人|同胞|台胞|爱心人士|热心人士|个体户|志愿者|商人|[港台侨富]商|运动员|球员|冠军|选手|歌手|演员|影星|明星|艺人|导演|主持人|作家|画家|书法家|艺术家"
    r"|音乐人|网红|主播|博主|院士|教授|医生|律师|大学生|学生|同学|老兵|军人|农民|工匠|小哥|司机|师傅|老人|青年|创业者)"
)


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


def closes_row(gap: str, element: Mention) -> bool:
    """Tell whether a noun behind 等 only says what the row before it is: 锦澄集团等9家|企业, 岚溪小学等|学校, 岚溪镇等|重灾区."""
    if not gap.startswith("等"):
        return False
    land = element.kind is PartyKind.PLACE and element.head == element.text
    return (
        land
        or not element.named
        or element.anaphor is not None
        or SO_MANY.fullmatch(element.text) is not None
    )


def joins_people(before: Mention, gap: str, element: Mention) -> bool:
    """Tell whether the characters between two people join them, with a word or so of what the second one is."""
    if element.kind is not PartyKind.PERSON:
        return False
    if before.kind is not PartyKind.PERSON:
        return before.named and element.of is None and _NEXT_CALLED.fullmatch(gap) is not None
    return not gap or _NEXT_PERSON.fullmatch(gap) is not None


def narrows(gap: str, element: Mention) -> bool:
    """
    Tell whether a party behind a verb says who of the house or place told *gap* before it is meant.

    资助岚溪镇|5名学生 and 送给沐白小学|的|老师 go to those people, 资助北塘村|学生|周小禾 to her; in 捐给沐白中学|的周砚秋 he gives.
    """
    if element.kind is PartyKind.PERSON:
        return element.of is None and _LIVES_THERE.fullmatch(gap) is not None
    people = element.kind is PartyKind.GROUP and not element.named
    told = COUNTED.fullmatch(gap) or _SO_MANY_WHO.fullmatch(gap) or _QUALITY.fullmatch(gap)
    return people and (gap in ("", "的") or gap in IN_ALL or told is not None)


def is_narrowed(gap: str, element: Mention) -> bool:
    """Tell whether a party stands as attribute right before *element*, which takes over its role."""
    if gap in ("", "的") or ("的" in gap and len(gap) <= MAX_ATTRIBUTE and not re.search(r"[,、;。]", gap)):
        return True
    if COUNTED.fullmatch(gap) or _OWNS.fullmatch(gap) or NAMED_BEHIND.fullmatch(gap) or gap in _UNDER:
        return True  # 当地一所福利院, 周砚秋先生名下企业锦澄集团, 禾川县所辖10所小学
    if element.kind in (PartyKind.COMPANY, PartyKind.NGO) and _CALLED.fullmatch(gap):
        return True  # 明屿风电|装备企业“|云翼动力
    if element.kind is PartyKind.PLACE and _PART_OF_LAND.fullmatch(gap):
        return True  # 该国|北部|地震灾区
    people = element.kind is PartyKind.GROUP and not element.named
    if people and _QUALITIES.fullmatch(gap):
        return True
    if people and gap in IN_ALL and element.count is not None:
        return True
    if people and (_QUALITY.fullmatch(gap) or _AGED.fullmatch(gap)):
        return True  # 衡水中学优秀学子, 北塘村60岁以上老人
    if element.kind is PartyKind.PERSON and (_CALLING.fullmatch(gap) or _KIN_OF.fullmatch(gap)):
        return True  # 香港|商人|周砚秋, 周砚秋|之子|周小禾
    if element.kind is not PartyKind.PERSON or element.of is not None or is_joined(gap):
        return False
    # 华侨施维桢 | 科学院、工程院原资深院士潘先生 | 宁海县98岁老党员王春文 | 我校1986级机械系校友周砚秋: titles stand between
    gap = _COHORT.sub("", _AGE.sub("", gap))
    return len(gap) <= MAX_TITLE_GAP and not _NO_TITLE.search(gap)


def is_its(before: Argument, gap: str) -> bool:
    """Tell whether 其 only says whose the party behind it is: 向|其|友好城市|岚溪市."""
    return before.mention.text == "其" and before.marker != "" and _ITS.fullmatch(gap) is not None


def tells_where(text: str, governor: Marker | None, element: Mention) -> bool:
    """Tell whether 在 only says where *element* lives or works: 家住|铁西社区的|岳奶奶, 在明屿打工的|周砚秋."""
    if governor is None or not governor.word.endswith("在"):
        return False
    if _OF_WHOM.search(text, governor.span.end, element.span.start) is None:
        return False
    lives = _LIVES.search(text, max(0, governor.span.end - 4), governor.span.end) is not None
    return lives or _WORKS.search(text, governor.span.end, element.span.start) is not None


def with_house(text: str, house: Mention, people: Mention) -> Mention:
    """Return people without a name together with the named place or house whose they are: 措柔村的|牧民, 沐白中学|优秀|学子."""
    if people.named or people.kind is not PartyKind.GROUP or people.count is not None:
        return people
    if not house.named or house.anaphor is not None or house.kind is PartyKind.PERSON:
        return people
    gap = text[house.span.end : people.span.start]
    if gap not in ("", "的") and not _QUALITY.fullmatch(gap):
        return people
    span = Span(house.span.start, people.span.end)
    whole = span.cut(text)
    return evolve(people, span=span, text=whole, name=whole, adcode=house.adcode)


def people_visited(arguments: Sequence[Argument]) -> tuple[Mention, ...]:
    """Return whom or what one visits, without the place where the people live: 到岚溪镇走访慰问|贫困残疾人."""
    row = in_role(arguments, Role.VISITED)
    if row and row[-1].kind is PartyKind.PERSON:
        # 到北塘村看望|百岁老人周奶奶, 来到沐白小学看望|周砚秋老师: nobody else in the house
        visited = [a for a in arguments if a.role is Role.VISITED]
        return tuple(a.mention for a in visited if a.marker == visited[-1].marker)
    people = tuple(m for m in row if m.kind is PartyKind.GROUP and not m.named)
    there = people and row[-1] in people and all(m in people or m.kind is PartyKind.PLACE for m in row)
    if there or not people or len(people) == len(row) or any(m.count for m in people):
        return people if there else row
    # 到沐白小学看望师生: the house they are of
    return tuple(m for m in row if m not in people)


def entrusts(text: str, mention: Mention) -> bool:
    """Tell whether somebody has another one act for him: 受|锦澄集团|委托, 受|周砚秋先生|之托."""
    start = (mention.of or mention).span.start  # 受|锦澄集团董事长周砚秋|委托
    return text.endswith("受", 0, start) and _TRUSTS.match(text, mention.span.end) is not None


def of_capital(mention: Mention) -> Mention:
    """Return the country for its capital, where what is given arrives: 塞舌尔|首都维多利亚."""
    at = mention.text.find("首都")
    if mention.kind is not PartyKind.PLACE or at < 2:
        return mention
    name = mention.text[:at].removesuffix("的")
    return evolve(
        mention, span=Span(mention.span.start, mention.span.start + len(name)), text=name, name=name
    )


def in_role(arguments: Sequence[Argument], *roles: Role) -> tuple[Mention, ...]:
    """Return the parties in one of *roles*, in text order."""
    return tuple(argument.mention for argument in arguments if argument.role in roles)
