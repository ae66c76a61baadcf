"""Tells who acts in a clause, and for whom a person with a title acts."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.roles import Argument
from aidfacts.frames.standing import holds_others
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Role
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

# 首届会长、1978届校友 | 党委书记; not 捐赠5万元、校友
_TITLES = compile_late(
    r"[^,。;:\d]{0,8}(?:长|主任|书记|委员|代表|理事|经理|总裁|主席|教授|院士|创始人|负责人)(?:、[^,。;:]{0,30})?"
)
_ADDRESS = compile_late(r"(?:先生|女士|法师|教授|博士|同志|老师|主席|书记|会长|主任|校长|院长|经理|总裁)?")
MAX_OWN = 6  # characters behind a verb that say whose the thing is: 捐赠|个人著作
MAX_TITLES = 60  # characters of a row of titles before a name
_STAFF = compile_late(r"的?(?:全体)?(?:机关)?工作人员$")  # 县慈善总会|工作人员
# A person who gives what is his own: 个人捐款, 夫妇, 自掏腰包
_MEMBER = compile_late(
    r"创始人|创办人|[校院系]友|校董|毕业生|学生|学员|教授|讲师|辅导员|班主任|班长|[师学][兄姐长]|博士|硕士|校医|保洁|保安|司机|厨师|专科生|新生|函授生|进修生|本科生|研究生|博士生|硕士生|\d级|员工|职工|教师|老师|会员|村民|居民|党员|积极[分份]子|队员|工人|医生|护士|志愿者|演员|歌手|籍|退休|离休|院士"
    r"|(?:企业|实业|慈善|收藏|艺术|教育|[画作])家|书法家|侨[领胞]|华[侨人]|商人|富商|富豪|富翁|首富|大亨|乡贤|市民|农民|个体户|善[信长]|居士|信[士众徒]|教友|街坊|[邑里族]人|[乡邑士富]绅|狮友"
)
# 沐北大学周砚秋|教授, 沐白中学何映雪|老师: the same told behind the name
_MEMBER_BEHIND = compile_late(
    r"(?:教授|老师|同学|院士|医生|护士|博士|硕士|讲师|研究员|学[长姐兄]|师[兄姐]|校友(?!会))(?!等?一行|率|带|代表|和|与|、)"
)
_ALSO_MEMBER = compile_late(
    r"(?:校友|毕业生|乡贤|侨胞|华侨|同乡|企业家|实业家|慈善家)[、,，]?(?:[^,。;、:的]{2,16}(?:[会院校]长|主[任席]|代表|委员|董事|理事|教授|顾问)[、,])*"
    r"(?:现任|现为|原|著名)?$"
)
_ALMA_MATER = compile_late(r"[^,。;]{0,8}(?:[向给为对予与回]|回[馈报]|捐[赠助资款])母校")
MAX_STANDING = 40  # characters before a house that tell what else its man is
_SCHOLAR = compile_late(r"[^,。;]{0,12}(?<!校长、)(?<!院长、)(?:教授|讲师|研究员|院士|导师|博士)")
_OF_MEMBERS = ("校友会", "同学会", "同乡会", "联谊会")
_AT_HEAD = compile_late(r"(?:先生|女士|同志)?(?:等?一行|率|带队|带领)")
_LEADS_OTHERS = compile_late(r"(?:先生|女士|同志)?(?:一行|率|带|携|等|代表)")
# 明屿市|市长|周砚秋, 邻国|总统: who has such an office gives for the place
_OF_A_PLACE = compile_late(
    r"[省市县区州旗盟镇乡村队组局厅处科部院庭岛]长|书记|支书|主[任席]|总[理统督]|首相|[国女]王|皇|王储|亲王|公主|王妃|酋长|埃米尔|大臣|[外防财议]长|议员"
    r"|大使|领事|公使|参赞|特使|代表|行政长官|特首|司令|委|干部|专员|发言人|领导|巡视员|调研员|政府|官"
)
_BENCHES = ("政协", "人大", "人民代表大会", "人民政协")
_SEAT = compile_late(r"(?:常务)?(?:委员|代表|常委)")
_OF_VILLAGE = compile_late(
    r"(?:村|社区|屯)(?:村?委会|村?民?委员会|(?:党员?)?(?:总支部?|支部)(?:委员会)?|党委)?$"
)
_GIVES_OWN = compile_late(
    r"(?:同志)?(?!一?行|率|代表|带队|带领)[^,。;:]{0,6}?(?:捐[款资出了献]|自掏|自筹|垫|拿出|掏)"
)
_HERE = frozenset(["当地", "本地", "此地"])  # 当地商人周砚秋: where he is from, no house of his
_BRINGS = compile_late(
    r"(?:先生|女士)?(?:携|偕|携同|率|率领|带领|组织|发动)(?:旗下|下属|所属|辖区内?|麾下|会内)?(?:的)?"
)
_OWN_PEOPLE = compile_late(r"员工|职工|党员|干部|志愿者|团员|青年|队员|义工|官兵|医护|医生|民警|教师")
_DELEGATING = (PartyKind.COMPANY, PartyKind.NGO)
_HAVE_PEOPLE = (
    PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.GOVERNMENT, PartyKind.GROUP,
)  # fmt: skip
# Who belongs to a house and is another one, or gives for himself: 商会的会员企业, 学校的家长
_OTHER_PEOPLE = compile_late(
    r"企业|公司|单位|商户|家属|家长|亲属|朋友|客户|用户|顾客|读者|观众|校友|网友|粉丝|女儿|儿子|[妻爷奶]|丈夫|[父母]亲|爱人|[兄弟姐妹]"
)
_ORGANISES = compile_late(
    r"(?:积极|专门|特意|精心|再次|迅速|立即|紧急|第一时间|连夜)?(?:组织|带领)(?:部分|全体|本单位|所属|公司|辖区)?(?:的)?"
)
# 明屿市农业局|党组|书记: who leads the committee of a house acts for the house
_COMMITTEE = compile_late(r"(?:机关)?(?:党委|党组|党工委|党总支|党支部)$")
_COMMITTEES = ("党委", "党组", "党工委", "党总支", "党支部")  # how a match of _COMMITTEE ends
_LEADS = compile_late(r"副?书记|成员|委员")
MIN_HOUSE = 3  # characters of a name before its committee; 县|党委 has none
_OWN = compile_late(
    r"带头|个人(?!所得)|私人|夫妇|夫妻|伉俪|一家|家族|家属|[和与及携偕同、]其?(?:夫人|太太|妻子|丈夫|爱人|家人|子女|儿子|女儿|父母)|自掏腰包|自费|自购|积蓄|以本人|本人|[赠献送出]了?(?:其|他|她|自己)(?!们)"
)
_KIN = ("夫人", "太太", "妻子", "丈夫", "爱人", "儿子", "女儿", "父亲", "母亲")
# 商会会长|周砚秋|捐款2万元、副会长|何映雪|捐款1万元: officers of one house who give one after the other give their own
_OFFICE = r"(?:名誉|常务|执行|[正副])*(?:会长|理事长?|董事长?|总经理|经理|书记|主任|监事长?|秘书长|总监|总裁|校长|院长|主席|委员|顾问)"
_OWN_SUM = r"(?:先生|女士|同志)?[^,。;、]{0,6}捐[^,。;、]{1,12}元"
_NEXT_OFFICER = compile_late(rf"{_OWN_SUM}[、,;]{_OFFICE}[\u4e00-\u9fff]{{2,4}}{_OWN_SUM}")
_LAST_OFFICER = compile_late(rf"{_OFFICE}[\u4e00-\u9fff]{{2,4}}{_OWN_SUM}[、,;]{_OFFICE}$")
MAX_OFFICER = 44  # characters of an officer with his name and sum before the office of the next
_HOUSES = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.GROUP, PartyKind.SCHOOL)
# 工艺美院校友“, 本土企业“: what the house in quotes is; a verb ends in none of these
_OF_PLACE = compile_late(
    r"[^,。;:了着过将把向为给在于和与及是有到来说被由的]{0,8}(?:校友|企业|公司|社团|团队|品牌|商家|志愿者|网友|学生|青年)“?"
)
_OF_AGE = compile_late(r"[^,。;:]{0,6}(?:\d+|[一二三四五六七八九十]+|高)[岁旬多余来]?[^,。;:]{0,8}的")
_CARRIES_OUT = compile_late(
    r"(?:开展|启动|实施|发起|举办|举行|推出|组织|参与|参加|推进|打造|落实|策划|承办|主办|加入|响应|支持)(?:了|的)?$"
)
_FOUNDS = compile_late(r"(?:创办|创立|创建|成立|设立|兴办|组建|发起)了?“?$")
MAX_VERB = 4  # characters of such a verb
# A place that something befell or that is described does not act: 岚溪镇遭遇洪水, 北塘村地处深山
_BEFALLEN = compile_late(
    r"[^,。;向给为]{0,6}(?:疫情|旱情|灾情|遭|发生|受灾|地处|位于|坐落|地震|洪水|[洪水雪旱火震]灾|洪涝|台风|暴[雨雪]|泥石流|防汛|告急|户籍)"
)
_ALUMNI = compile_late(r"[^,。;]{0,12}(?:校友(?!会)|毕业生)[^,。;]{1,24}")  # 沐白大学2001级校友、会计师周砚秋


_WILLED = compile_late(
    r"(?:先生|女士|老人|同志|烈士|院士|教授)?的?(?:生前的?)?(?:遗[志愿嘱训]|[嘱委]托|教诲|心愿|夙愿|意愿|愿望)"
)
_FOLLOWS = compile_late(r"(?:秉承|秉持|遵照|遵从|遵循|按照|根据|继承|谨遵|遵)[^,。;、]{0,4}$")
MAX_FOLLOWS = 8  # characters of 遵照母亲 before a name
_HAS = compile_late(r"(?:目前|现在?)?共?有(?=\d[\d,]*[余多]?[名位户个家])")  # 全校|共有426名党员捐款


def subjects(
    text: str,
    arguments: Sequence[Argument],
    *,
    first: bool = False,
    verb: int | None = None,
    gets: bool = False,
) -> tuple[Mention, ...]:
    """
    Return who acts in a clause: the last row of parties that nothing governs, or the *first* one.

    Before a trigger the last row counts (what stood before may be a title). In a clause without one the first
    does: what follows its verb is its object (商会开展“暖冬”行动). *verb* is where the trigger stands.
    *gets* is True where the verb says that who acts receives: what 北塘小学的68名学生 get is not the school's.

    A person told with title and organisation acts for the organisation (锦澄集团董事长周砚秋), unless the text
    says that he gives his own (周砚秋个人, 夫妇).
    """
    free = [a for a in arguments if a.role is Role.SUBJECT and not _is_done(text, a.mention)]
    free = [a for a in free if not _HAS.match(text, a.mention.span.end)] or free
    free = [a for a in free if not _is_founded(text, a.mention, alone=a is free[0])]
    if len(free) > 1 and not first:
        # 锦澄集团2008年|云沙县|地震捐款: where it struck, behind who gives
        free = [a for a in free if not befell(text, a.mention)] or free
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
    led = not first and len(free) > 1 and not chosen.mention.named
    if led and _BRINGS.fullmatch(text, free[-2].mention.span.end, chosen.mention.span.start):
        chosen = free[-2]  # 锦澄集团携|全体员工|捐款: whom he brings along is told beside him
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
        chosen = _past_place(text, free, chosen)
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
    leader = None if gets else _leads(text, arguments, row)
    if leader is not None:
        return (leader,)
    acting: list[Mention] = []
    for argument in row:
        actor = acting_for(text, argument.mention, verb)
        actor = _delegating(text, arguments, actor) or actor
        if actor not in acting:
            acting.append(actor)
    return tuple(acting)


def is_will(text: str, mention: Mention) -> bool:
    """Tell whether it is only somebody's will by which another one acts: 周砚秋遵照母亲|何映雪|的遗愿捐款."""
    start = mention.span.start
    by = _WILLED.match(text, mention.span.end) is not None
    return by and _FOLLOWS.search(text, max(0, start - MAX_FOLLOWS), start) is not None


def _delegating(text: str, arguments: Sequence[Argument], person: Mention) -> Mention | None:
    """Return the firm or society whose delegate somebody is told to be: |锦澄集团|代表何映雪捐款; not 人大代表."""
    if person.kind is not PartyKind.PERSON or not text.endswith("代表", 0, person.span.start):
        return None
    told = (a.mention for a in arguments if a.mention.span.end + len("代表") == person.span.start)
    return next((m for m in told if m.named and m.kind in _DELEGATING), None)


def befell(text: str, mention: Mention) -> bool:
    """Tell whether something befell a place, which then does not act: 北塘村遭遇洪水, 岚溪地震捐款."""
    return mention.kind is PartyKind.PLACE and _BEFALLEN.match(text, mention.span.end) is not None


def _is_founded(text: str, mention: Mention, *, alone: bool) -> bool:
    """
    Tell whether a house was founded by who acts: 锦澄集团设立|见山基金|并捐款3万元.

    What stands *alone* in its clause acts (成立|锦澄基金会|捐款), unless 并 says that somebody else goes on.
    """
    at = mention.span.start
    founded = _FOUNDS.search(text, max(0, at - MAX_VERB - 2), at) is not None
    return founded and (not alone or text.startswith("并", mention.span.end))


def _is_done(text: str, project: Mention) -> bool:
    """Tell whether a project stands behind the verb of who carries it out: 联合县慈善会开展|“春苗计划”."""
    start = project.span.start
    fund = project.text.endswith(("基金", "基金”"))
    carried_out = _CARRIES_OUT.search(text, max(0, start - MAX_VERB), start) is not None
    return project.kind is PartyKind.PROJECT and not fund and carried_out


def _past_place(text: str, free: Sequence[Argument], chosen: Argument) -> Argument:
    """
    Return who stands behind the place that only says where he is.

    明屿|工艺美院校友“枫叶支教队”; 岚溪镇已是80岁高龄的|周砚秋老人
    """
    follow = next(iter(free[free.index(chosen) + 1 :]), None)
    if follow is None or chosen.mention.kind is not PartyKind.PLACE:
        return chosen
    gap = text[chosen.mention.span.end : follow.mention.span.start]
    if follow.mention.kind is PartyKind.PERSON and _OF_AGE.fullmatch(gap):
        return follow
    if follow.mention.kind not in _HOUSES:
        return chosen
    return follow if _OF_PLACE.fullmatch(gap) else chosen


def _leads(text: str, arguments: Sequence[Argument], row: Sequence[Argument]) -> Mention | None:
    """Return the house that gives through people of its own: 锦澄集团组织|20名员工走进北塘村, 锦澄集团的|20名员工捐款."""
    if not row or any(a.mention.named for a in row):
        return None
    people = row[0].mention
    own = _OWN_PEOPLE.search(people.text) is not None
    for argument in arguments:
        house = argument.mention
        gap = text[house.span.end : people.span.start]
        if not house.named:
            continue
        if own and _ORGANISES.fullmatch(gap):
            return acting_for(text, house)
        if gap == "的" and house.kind in _HAVE_PEOPLE and not _OTHER_PEOPLE.search(people.text):
            return house
    return None


def _past_title(text: str, mention: Mention) -> int:
    match = _ADDRESS.match(text, mention.span.end)
    return match.end() if match else mention.span.end


def _house_of(text: str, mention: Mention) -> Mention:
    """Return the house of a committee whose head acts, or of its staff: 明屿市农业局|党组|书记带队, 县慈善总会|工作人员."""
    staff = _STAFF.search(mention.text) if mention.kind is PartyKind.GROUP else None
    committee = staff or (_COMMITTEE.search(mention.text) if mention.text.endswith(_COMMITTEES) else None)
    leads = staff or _LEADS.match(text, mention.span.end)
    if committee is None or committee.start() < MIN_HOUSE or not leads:
        return mention
    span = Span(mention.span.start, mention.span.start + committee.start())
    return evolve(mention, span=span, text=span.cut(text), name=span.cut(text), head="", named=True)


def leads_people(text: str, mention: Mention) -> bool:
    """Tell whether a person with a title comes at the head of the people of his house: 商会会长周砚秋|一行, 周砚秋|率队."""
    leads = mention.of is not None and _AT_HEAD.match(text, mention.span.end) is not None
    return leads and acting_for(text, mention) is not mention


def acting_for(text: str, mention: Mention, verb: int | None = None) -> Mention:
    """Return the organisation that a person with a title stands for, or the party itself."""
    if mention.kind is not PartyKind.PERSON:
        return _house_of(text, mention)
    if mention.of is None or text.endswith(_KIN, 0, mention.span.start):
        return mention  # 锦澄集团董事长周砚秋和夫人|何映雪
    if mention.of.kind is PartyKind.PLACE and text.endswith("驻", 0, mention.of.span.start):
        return mention  # 驻汤加大使周砚秋: the country where he is gives nothing
    titles = text[mention.of.span.end : mention.span.start]
    if titles and mention.of.kind is PartyKind.PLACE and not _OF_A_PLACE.search(titles):
        return mention  # 香港影星周砚秋, 中国羽毛球名将何映雪: what one is gives nothing for where he is from
    if mention.of.text in _HERE or _is_member(text, mention, mention.of):
        return mention  # 沐白中学校友周砚秋: a member gives for himself
    if _ALMA_MATER.match(text, mention.span.end):
        return mention  # 锦澄集团董事长周砚秋向|母校|捐款: a house has none
    if _ALSO_MEMBER.search(text[max(0, mention.of.span.start - MAX_STANDING) : mention.of.span.start]):
        return mention  # 1995级校友、锦澄集团董事长周砚秋: told as a member, he gives for himself
    if holds_others(text, mention):
        return (
            mention  # 省政协委员、锦澄集团董事长周砚秋: of several houses none gives until the text says so
        )
    scholar = _SCHOLAR.fullmatch(text, mention.of.span.end, mention.span.start)
    if scholar and not _LEADS_OTHERS.match(text, mention.span.end):
        return mention  # 沐北大学教授周砚秋: who teaches there gives his own
    if mention.of.text.endswith(_OF_MEMBERS) and not _LEADS_OTHERS.match(text, mention.span.end):
        return mention  # 沐白中学明屿校友会会长周砚秋: who leads those that have no money of their own is one of them
    if _OF_VILLAGE.search(mention.of.text) and _GIVES_OWN.match(text, mention.span.end):
        return mention  # 北塘村党支部书记周砚秋|捐资2万元为村里修路: a village has nothing to give
    if mention.of.text.endswith(_BENCHES) and (
        _SEAT.match(text, mention.of.span.end) or mention.of.text.startswith("全国")
    ):
        return mention  # 省政协委员周砚秋, 全国政协副主席周砚秋: a seat there is no office that gives
    end = mention.span.end + 8 if verb is None else min(verb + MAX_OWN, mention.span.end + MAX_TITLES)
    after = text[mention.span.end : max(end, mention.span.end + 8)]
    return mention if _OWN.search(after) else mention.of


def _is_member(text: str, person: Mention, house: Mention) -> bool:
    """Tell whether a person is told as one of many of his house, or beside another officer of it who gives a sum of his own."""
    start, end = person.span.start, person.span.end
    if _MEMBER.search(text, house.span.end, start) or _MEMBER_BEHIND.match(text, end):
        return True
    if text.find("捐", end, end + 10) < 0:
        return False
    before = _LAST_OFFICER.search(text, max(0, start - MAX_OFFICER), start)
    return before is not None or _NEXT_OFFICER.match(text, end) is not None
