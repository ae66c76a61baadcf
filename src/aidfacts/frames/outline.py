"""Who acts, who is helped and who is in need in a sentence, whether or not it tells of a gift."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.frames.acting import acting_for, befell, subjects
from aidfacts.frames.aims import is_aimed_at
from aidfacts.frames.assign import assign_roles
from aidfacts.frames.attending import arriving, is_held_here, leaders
from aidfacts.frames.bystanders import is_described, looks_on
from aidfacts.frames.elements import Element, Marker, cut_clauses, lay_out
from aidfacts.frames.occasion import cause_of, founded_in
from aidfacts.frames.paying_out import paying_out
from aidfacts.frames.reach import ALLIES
from aidfacts.frames.roles import Argument, in_role, people_visited
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Outline, Role, Trigger
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.span import Span, last_of

# Who stands right behind such a verb is what it is about: 察看了岚溪镇公路, 曾担任锦澄集团董事长, 得知北塘村受灾
_ABOUT = compile_late(
    r"(?:[兴修新扩援捐改筹创重翻]建|建[设造成]|修[缮葺复]|[重翻整]修|改造|担任|曾任|现任|历任|察看|查看|参观|视察|调研|得知|获知|听说|闻知|获悉|感谢|看到|见到|联系|邀请|陪同|参加|参与|出席"
    r"|成立|设立|创立|创办|发起|询问|了解|鼓励|宣读|创办|授予|荣获|毕业于|就读于|来自|接到|收到|迎来|协助|帮助|帮扶|救助|照顾|关爱|选派|派出|派遣|抽调|奖励|表彰|资助|慰问|扶持|惠及|服务|培养|培训|发现|惊闻|得悉|念及|考虑|关注|关心|关怀|心系|情系|牵挂|惦记|惦念|聚焦|面向|温暖|守护|呵护|感恩|回馈|回报|热爱|扎根|深耕|立足|反哺|移居|定居|旅居|侨居|迁居|移民|远赴)(?:了|过|着|到)?(?:(?:对口|结对|定点|挂钩)[^,。;]{2,4}的)?$"
)
# 共有600名学生获奖,累计发放奖学金180万元: who has won gives nothing
_BENEFITS = compile_late(r"[^,。;]{0,3}(?:获奖|获得|受益|获益|受惠|受助|得到|获资助|圆梦)")
_PAIRS = compile_late(
    r"(?:正式|共同)?(?:签订|签署|签约|结成|结为|建立|开展|达成)[^,。;]{0,16}(?:结对|帮扶|共建|对子)|结对|结亲"
)
MAX_ABOUT = 14  # characters of such a verb, with 对口帮扶的 behind it
_PAYS = frozenset(["出资", "独资", "捐资", "资助", "赞助", "捐赠", "斥资"])
MAX_GAP = 1  # characters between a marker and who is helped
MAX_SAID = 14  # characters between a marker and who is helped, where they describe him
_SAID = compile_late(r"[^,。;:]{1,8}的[^,。;:的]{0,3}")
# 看漂流、尝茶点、|住民宿: what stands in a row of things done acts not
_DONE_THINGS = compile_late(r"[,。;][看听尝品逛走游住访学唱观赏写画][^,。;、]{1,6}、(?:[^,。;、]{1,6}、)*$")
MAX_RUN = 32  # characters between a drive and the charity that runs it
MAX_DONE = 24  # characters of a row of things done
_DONE = ("了", "过")  # 支教了5所小学: what was done to somebody
_NEEDY = (PartyKind.PERSON, PartyKind.PLACE, PartyKind.SCHOOL, PartyKind.HOSPITAL)
# 为云沙灾区举行义演, 为周小禾募捐
_RAISED_FOR = compile_late(
    r"(?:[^,。;]{0,6}(?:举行|举办|开展|组织|发起))?[^,。;]{0,6}(?:募捐|捐款|筹款|捐资|义演|义卖|义拍|祈福|献爱心|捐书)"
)
# 踊跃捐款支援受影响的|居民
_GIVEN_FOR = compile_late(
    r"(?:捐款|捐资|捐物|募捐|筹款|解囊)[^,。;]{0,2}(?:支援|帮助|援助|救助|驰援|支持|资助)[^,。;]{0,6}$"
)
# 在县税务局的定点帮扶下,|北塘村
_AIDED = compile_late(r"[^,。;]{2,24}(?:帮扶|资助|援助|支援|协作|扶持)下,$")
MAX_AIDED = 32
_GIVERS = ("捐赠者", "捐款者", "捐助者", "赞助者", "捐赠人", "捐款人", "赞助人")  # 感谢支持本项目的|捐赠者
_POOR = (PartyKind.GROUP, PartyKind.PLACE)
# 周小禾患有重病, 周小禾的父亲在工地上摔伤; not 周砚秋看望慰问困难群众
_AILS = compile_late(
    r"(?:(?!看望|慰问|走访|[赴为向给]|前往|深入|走进|来到|关心|关注|关爱|帮[助扶]|救助|资助)[^,。;]){0,14}(?:患|病|伤|确诊|查出|肿瘤|癌|住院|手术|困境|困难|遇难|去世|瘫痪|失学|辍学|孤儿|车祸|失火|火灾|烧毁|溺水|触电)"
)
# 岚溪镇发生地震, 北塘村要修水渠; not 我县高度重视困难家庭救助工作
_LACKS = compile_late(
    r"(?![^,。;]{0,8}(?:重视|关注|关心|关爱|帮扶|救助|资助|慰问|聚焦|扶持))"
    r"[^,。;]{0,8}(?:还差|尚差|吃水难|用水难|行路难|出行难|上学难|就医难|遭|发生|受灾|地震|洪水|洪灾|内涝|火灾|告急|急需|缺|要修|要建|贫困|困难)"
)
_GIVING = compile_late(r"[^,。;]{0,12}(?:捐|募|义卖|献爱心|筹)")
_HONOURS = compile_late(
    r"[^,。;]{0,40}(?:感谢|谢意|敬意|欢迎|祝贺|赞赏|赞扬|肯定)|(?:颁发|颁授|授予|回赠|赠送|赠予|敬献|献上)[^,。;]{0,12}(?:证书|锦旗|感谢[信状]|奖牌|牌匾|纪念品|哈达|红领巾|称号)"
)
_THANKS = compile_late(
    r"(?:表示|致以|表达|献上|送上|说声|道声?|致)[^,。;]{0,16}(?:谢|敬意|祝贺|欢迎)|(?:颁发|颁授|授予|回赠|赠送|赠予|敬献|献上)[^,。;]{0,12}(?:证书|锦旗|感谢[信状]|奖牌|牌匾|纪念品|哈达|红领巾|称号)"
)
# 助力|岚溪县|疫情防控, 为|岚溪县|打赢抗疫战; |岚溪县|召开抗疫捐赠大会
_FIGHT_NOUN = r"(?:疫情防控|抗疫|防疫|抗击(?:新冠|疫情)|抗洪|防汛|抗旱|抢险)"
_FIGHT = compile_late(rf"(?:[^,。;]{{0,4}}打[赢好][^,。;]{{0,24}})?{_FIGHT_NOUN}")
_HELPS = compile_late(r"(?:助力|支持|支援|助|驰援|投身|为)了?$")
_HOLDS_FIGHT = compile_late(
    r"(?:隆重|联合)?(?:举行|召开|举办)[^,。;向给赴为对支援驰]{0,8}(?:抗疫|防疫|疫情防控|抗击(?:新冠|疫情))[^,。;向给赴支援驰]{0,10}捐[赠款]"
)
_SIGNS_GIFT = compile_late(
    r"(?:签订|签署|签约|签下)了?[^,。;]{0,8}(?:捐赠|捐资|捐款|认捐|资助|赞助)[^,。;]{0,4}(?:协议|意向|合同)"
)
# 岚溪小学新操场启用, 岚溪小学急需书架, 在岚溪小学举行
_OPENS = compile_late(
    r"[^,。;]{0,14}(?:新建的|新修的|新落成|落成|启用|揭牌|竣工|开工|奠基|投入使用|举行|举办|开展[^,。;]{0,8}(?:捐|慰问|公益|爱心)|急需|缺|还差|尚差|要修|要建|破旧|简陋|受灾|受损|不足|狭小|危房)"
)
# 岚溪县政府今日举办“冬日有爱”物资捐赠仪式: who holds it is given to; not 县供电公司在|沐白小学|举行捐赠仪式
_HOLDS = compile_late(
    r"(?!门?前|门口|外|旁|附近)(?![^,。;]{0,4}[在到进赴][^,。;]{2,8}(?:小学|中学|[^,。;]学校|[村园院馆]|社区)(?:隆重|成功|联合)?举)"
    r"(?:于?[^,。;]{0,8})(?:举办|举行|召开)[^,。;]{0,16}(?:捐赠|赠书|赠车|受赠|接收|捐书|捐款)[^,。;]{0,4}(?:仪式|典礼|大会)"
)
# 我校近日喜获多方捐赠: what is told behind went there
_GETS = compile_late(
    r"(?:[^,。;]{0,14}(?:以来|之后|期间),)?[^,。;]{0,6}(?:承蒙|喜获|获赠|收到|迎来|喜迎)[^,。;\d]{0,16}(?:捐赠|捐助|捐款|馈赠|资助|爱心物资|爱心捐|善举)(?![^,。;]{0,3}\d)"
    # 沐北大学|历年获得的大额捐赠有:
    r"|[^,。;]{0,6}(?:获得?|得到|接[受收])[^,。;\d]{0,16}(?:捐赠|捐助|捐款|资助)(?:主要|还)?(?:有|包括|如下|是)?[:：]"
)
# 岚溪镇卫生院|日前收到两台呼吸机。这两台呼吸机由…捐赠
_GOT = compile_late(
    r"[^,。;的]{0,10}(?:收到|接到|接收|迎来|领到|拿到|用上|喜获|新添|添了|多了|装上|立起|架起|建起|盖起|修起)了?[^,。;\d]{0,6}?"
    r"(?:\d+|[一二两三四五六七八九十百]+)(?:余|多)?[台辆套批件箱册本张架艘只袋份盒顶床盏座间条]"
)
# 岚溪小学学生|用上了新课桌。这批课桌由…捐赠
_USES_NEW = compile_late(r"[^,。;]{0,6}(?:用|穿|盖|坐|骑|戴|读|看|喝|吃)上了?(?:崭新的?|全?新)")
# 县红十字会|已将收到的善款全部发放
_HAS_RECEIVED = compile_late(
    r"[已正会也]{0,2}将?(?:所?收到|接收|接受)(?:到)?的[^,。;\d]{0,6}(?:善款|捐款|款物|物资|捐赠)"
)
# 岚溪善堂|本年度沿门劝捐, 禾川县慈善总会|“慈善一日捐”活动: a charity asks for itself, others for those whom they name
_DRIVES = compile_late(
    r"(?:[^,。;为给]{0,16}以来,)?(?:(?!支持|响应|参与|参加|赞助)[^,。;为给向]){0,16}(?:劝捐|劝募|筹募|募捐|筹款|一日捐|慈善日|百万行|(?:募集|筹集)[^,。;]{0,6}(?:善款|款物|物资|资金)"
    # 的接收公告, 已开通24小时捐赠热线
    r"|(?:接收|捐赠|捐款)[^,。;]{0,4}(?:公告|热线|账[户号]|专户))"
)
# 锦澄集团|来到沐白小学开展爱心助学活动
# 本校为庆祝创校六十周年,举行步行筹款: who holds it on his own page gets it
_RAISES_FUNDS = compile_late(
    r"(?:为(?:庆祝|贺|纪念)[^。;]{0,16})?[^。;为替]{0,16}(?:举行|举办)(?:(?!赈灾|义演)[^,。;为替]){0,6}筹款(?!支援|赈|捐)"
)
_CEREMONY_AT = compile_late(r"(?:捐赠|捐款|赠书|捐书|捐助|慰问)[^,。;]{0,6}(?:仪式|活动)在$")
_HELD_AT = compile_late(r"[^,。;的]{0,6}(?:举行|举办)")
_WHERE_GIVEN = ("村", "社区", "敬老院", "福利院", "养老院", "养老中心")
MAX_CEREMONY = 16  # characters of 捐赠暨揭牌仪式在
_HOSTS_ACT = compile_late(
    r"(?:开展|举行|举办|组织|启动|发起|实施)[^,。;]{0,24}(?:捐赠|捐书|赠书|公益|助学|爱心|慰问|送温暖|救护|帮扶|关爱|扶贫|敬老|助残|义卖)"
)
# 岚溪革命纪念馆|文物捐赠仪式
_SHOWN_IN = compile_late(
    r"[^,。;]{0,4}(?:文物|藏品|实物|史料|书画|字画|档案|手稿|作品)(?:捐赠|受赠|入藏)(?:仪式|活动)"
)
# 沐白中学|学科建设捐赠仪式, 北塘村|爱心捐赠仪式: the house or village whose ceremony it is gets what is given there
_ITS_CEREMONY = compile_late(
    r"(?:(?!师生|学生|员工|职工|教师|[向给赴为对到与和同由])[^,。;]){0,16}(?:捐赠|赠书|赠车|捐书|受赠|捐资)(?:签约|交接)?(?:仪式|典礼|大会)"
)
_HOMES = ("敬老院", "福利院", "养老院")
_GIVEN_AT = (*"校院馆村镇乡园", "小学", "中学", "大学", "社区", "红十字会", "慈善会", "慈善总会")
# “慈善一日捐”活动由|禾川县慈善总会|发起
_RUNS = compile_late(r"(?:劝捐|募捐|筹款|一日捐|百万行)”?[^,。;]{0,6}由[^,。;]{0,16}$")
_CHARITY = compile_late(r"红十字会|红会|慈善|善堂|善会|公益|基金会?$|救助站|福利|互助会")
_HOSTS = (
    PartyKind.GOVERNMENT,
    PartyKind.SCHOOL,
    PartyKind.HOSPITAL,
    PartyKind.NGO,
    PartyKind.OTHER,
)
_LAUNCHERS = (PartyKind.NGO, PartyKind.COMPANY)
_LAUNCHED = compile_late(r"(?:于|在)?[^,。;的]{0,12}(?:发起|创立|创办|设立|推出|实施)")
# 见山奖学金:由爱心人士|何映雪|女士设立
_PRIZE_OF = compile_late(
    r"(?:奖学|助学|奖教|奖助学|奖励|励志|助学)(?:基?金)[”》]?[,:]?(?:该奖(?:项|学金)|该?基金)?(?:是|系)?由[^,。;:]{0,40}$"
)
_ADDRESSED = compile_late(r"先生|女士|教授|博士|夫妇|伉俪")
_ENDOWED = compile_late(
    r"(?:先生|女士|校友|教授|博士|夫妇|伉俪){0,2}[^,。;的]{0,12}(?:设立|捐设|创设|出资|捐资)"
)
MAX_PRIZE = 52  # characters of a prize, and of what somebody is, before his name
# 北塘村教育基金正式成立
_PAIRED = compile_late(r"的?(?:东西部|山海|对口|结对|定点)(?:扶贫)?(?:协作|帮扶|支援|合作)")
_SET_UP = compile_late(r"[”]?[^,。;“”]{0,6}(?:成立|揭牌|启动|设立)")


def outline(text: str, sentence: Span, mentions: Sequence[Mention], triggers: Sequence[Trigger]) -> Outline:
    """
    Return who acts, who is helped and where one goes in a sentence; the first clause that tells counts.

    What only frames an act (据县慈善会介绍) or speaks of it (校长表示) is left out.
    """
    if not mentions:
        return Outline((), (), (), ())  # most sentences of a page name nobody
    acting: tuple[Mention, ...] = ()
    going: tuple[Mention, ...] = ()
    goals: tuple[Mention, ...] = ()
    visited: tuple[Mention, ...] = ()
    settled = False
    for clause in cut_clauses(lay_out(text, sentence, mentions, triggers, ())):
        arguments = assign_roles(text, clause)
        if not acting and not settled and not opens_joint(clause):
            # 联合县医院开展义诊: the partner is named, who acts was told before
            row = subjects(text, arguments, first=True)
            acting = tuple(m for m in row if acts(text, m) and (m.named or not is_aimed_at(text, m)))
            if not any(m.named for m in acting):
                acting = _organises(text, clause) or acting
            # 先生曾担任锦澄集团董事长,商会会长: what a man is goes on, nobody else comes in
            settled = bool(row) and not acting and not any(_only_told(text, m) for m in row)
        going = going or _goes(text, arguments) or _pays(clause, arguments)
        goals = _helped(text, arguments) or _paired(text, arguments) or goals
        visited = _reached(arguments, visited) or _partners(text, arguments) or visited
    goals = goals or _is_promised(text, sentence, mentions)
    goals = goals or tuple(m for m in mentions if _is_aided(text, m))
    needy = tuple(m for m in mentions if _is_needy(text, m))
    collecting = next(((m,) for m in reversed(mentions) if m.named and collects(text, m)), ())
    guests, welcomed = arriving(text, mentions) if "迎来" in text[sentence.start : sentence.end] else ((), ())
    actors = guests or _launches(text, mentions) or acting or going
    visited = welcomed or visited
    hosting = actors if actors and _HOSTS_ACT.search(text, actors[-1].span.end, sentence.end) else ()
    led = leaders(text, mentions)
    aside = tuple(m for m in actors if not going and looks_on(text, m))
    described = tuple(m for m in actors if is_described(text, m))
    cause = cause_of(text, sentence, mentions, goals or visited, gives=bool(triggers))
    paying = paying_out(text, sentence, mentions)
    founded = founded_in(text, mentions)
    return Outline(
        actors, goals, visited, needy, collecting, hosting, led, aside, described, cause, paying, founded
    )


def _reached(arguments: Sequence[Argument], before: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """
    Return whom or what one visits, with the house before its people without a name: 走进|县医院|,看望了|医护人员.

    *before* are those whom the clauses before it tell.
    """
    reached = tuple(m for m in people_visited(arguments) if not m.text.endswith(_GIVERS))
    if not reached or any(m.named or m.count is not None for m in reached):
        return reached
    named = tuple(m for m in in_role(arguments, Role.VISITED) if m.named)
    return (*(named or tuple(m for m in before if m.named)), *reached)


def _organises(text: str, clause: Sequence[Element]) -> tuple[Mention, ...]:
    """Return the house that does something with people of its own: 商会|组织|会员企业|赴岚溪镇慰问; not whom it has give."""
    for house, marker, people in zip(clause, clause[1:], clause[2:], strict=False):
        if (
            not isinstance(house, Mention)
            or not isinstance(marker, Marker)
            or not isinstance(people, Mention)
        ):
            continue
        led = marker.role == "organise" and house.named and not people.named
        if led and house.span.end == marker.span.start and not _GIVING.match(text, people.span.end):
            return (house,)
    return ()


def _goes(text: str, arguments: Sequence[Argument]) -> tuple[Mention, ...]:
    """Return who goes somewhere, whatever else the verb of the clause is: 明屿市农业局局长周砚秋带队赴|岚溪县|对接工作."""
    at = next((at for at, a in enumerate(arguments) if a.role is Role.VISITED), 0)
    free = [a for a in arguments[:at] if not a.marker and a.role in (Role.NONE, Role.SUBJECT)]
    if not free or not free[-1].mention.named or free[-1].mention.kind is PartyKind.PLACE:
        return ()
    return (acting_for(text, free[-1].mention),) if acts(text, free[-1].mention) else ()


def _launches(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the house that a project is told to come from, which acts in what is told of it: “春晖行动”由|远樵基金会|于2012年发起."""
    # 由沐白书院院长|周砚秋先生|设立: addressed so, he set it up himself
    addressed = [m.of for m in mentions if m.of is not None and _ADDRESSED.match(text, m.span.end)]
    row = [m for m in mentions if m.named and m not in addressed]
    launched = tuple(
        m
        for m in row
        if m.kind in _LAUNCHERS
        and text.startswith("由", m.span.start - 1)
        and _LAUNCHED.match(text, m.span.end)
    )[:1]
    if launched:
        return launched
    endowing = [m for m in row if _endows(text, m)]
    own = [m for m in endowing if not any(m == person.of for person in endowing)]
    return tuple(m if _ADDRESSED.match(text, m.span.end) else acting_for(text, m) for m in own)


def _endows(text: str, mention: Mention) -> bool:
    """Tell whether a prize is told to be of somebody: 见山奖学金:由爱心人士|何映雪|女士设立."""
    if not (mention.named and mention.kind in (*_LAUNCHERS, PartyKind.PERSON, PartyKind.OTHER)):
        return False
    if _ENDOWED.match(text, mention.span.end) is None:
        return False
    return _PRIZE_OF.search(text, max(0, mention.span.start - MAX_PRIZE), mention.span.start) is not None


def _pays(clause: Sequence[Element], arguments: Sequence[Argument]) -> tuple[Mention, ...]:
    """Return who is told by 由 to pay for what the sentence is about: 由|锦澄集团|出资的“暖春助学金”发放仪式."""
    pays = any(isinstance(e, Trigger) and e.word in _PAYS for e in clause)
    row = tuple(a.mention for a in arguments if a.role is Role.DONOR and a.marker == "由" and a.mention.named)
    return row if pays else ()


def _partners(text: str, arguments: Sequence[Argument]) -> tuple[Mention, ...]:
    """Return the place that is helped by a standing arrangement: 推进与禾川县的东西部协作."""
    return tuple(
        a.mention
        for a in arguments
        if a.mention.kind is PartyKind.PLACE
        and text[a.mention.span.start - 1 : a.mention.span.start] in ("与", "和", "同")
        and _PAIRED.match(text, a.mention.span.end)
    )


def _helped(text: str, arguments: Sequence[Argument]) -> tuple[Mention, ...]:
    """Return who stands right behind a marker of who is helped: in 为解放明屿牺牲 a verb stands between."""
    near = {
        a.group
        for a in arguments
        if a.role is Role.RECIPIENT and _stands_behind(text, a) and not _is_honoured(text, a)
    }
    return tuple(a.mention for a in arguments if a.role is Role.RECIPIENT and a.group in near)


def _paired(text: str, arguments: Sequence[Argument]) -> tuple[Mention, ...]:
    """Return the place or house that somebody pairs with, to which he gives later: 与|北塘村|签订结对帮扶协议."""
    for argument in arguments:
        mention = argument.mention
        joined = text[mention.span.start - 1 : mention.span.start] in ("与", "和", "同")
        if joined and mention.named and mention.kind in _NEEDY and _PAIRS.match(text, mention.span.end):
            return (mention,)
    return ()


def _is_promised(text: str, sentence: Span, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the only charity or school with which givers sign for their gifts: 锦澄集团与|县教育基金会|签订捐赠协议."""
    signs = text.find("签", sentence.start, sentence.end)
    signed = _SIGNS_GIFT.search(text, signs, sentence.end) if signs >= 0 else None
    if signed is None:
        return ()
    start = last_of(text, ",。;!?\n", signed.start()) + 1
    row = [m for m in mentions if start <= m.span.start < signed.end() and m.named]
    taking = [m for m in row if m.kind in (PartyKind.SCHOOL, PartyKind.HOSPITAL) or _CHARITY.search(m.name)]
    return tuple(taking) if len(taking) == 1 and len(row) > 1 else ()


def _is_honoured(text: str, argument: Argument) -> bool:
    """Tell whether somebody is thanked and not helped: 对周砚秋及其子的义举表示敬意."""
    honours = _HONOURS if argument.marker == "对" else _THANKS
    return honours.match(text, argument.mention.span.end) is not None


def _stands_behind(text: str, argument: Argument) -> bool:
    start, marker = argument.mention.span.start, argument.marker
    if marker in text[max(0, start - len(marker) - MAX_GAP) : start]:
        return True
    # 为生病的村医老周: what is said of him stands between
    before = text[max(0, start - MAX_SAID) : start]
    at = before.rfind(marker) if marker else -1
    return at >= 0 and _SAID.fullmatch(before, at + len(marker)) is not None


def _is_aided(text: str, mention: Mention) -> bool:
    """Tell whether a place or house does well by the help of another one: 在县税务局的帮扶下,|北塘村|…"""
    start = mention.span.start
    aided = text.endswith("下,", 0, start) and mention.named and mention.kind in _NEEDY
    return aided and _AIDED.search(text, max(0, start - MAX_AIDED), start) is not None


def _is_needy(text: str, mention: Mention) -> bool:
    """Tell whether the words behind a party say that it is in need, or that something for it opens there."""
    before = text[mention.span.start - 1 : mention.span.start]
    if before in ("为", "给") and _RAISED_FOR.match(text, mention.span.end):
        return True
    if mention.kind in _POOR and _GIVEN_FOR.search(text, max(0, mention.span.start - 16), mention.span.start):
        return True
    if mention.kind is PartyKind.PLACE and mention.named and _fights(text, mention):
        return True
    if not mention.named:
        return mention.kind is PartyKind.GROUP and _USES_NEW.match(text, mention.span.end) is not None
    if mention.kind in _HOSTS and (
        _HOLDS.match(text, mention.span.end) or _GETS.match(text, mention.span.end)
    ):
        return True
    if mention.kind in (*_HOSTS, PartyKind.PLACE) and (
        got_things(text, mention) or is_held_here(text, mention)
    ):
        return True
    if mention.text.endswith("基金"):
        return _SET_UP.match(text, mention.span.end) is not None
    if mention.text.endswith(_WHERE_GIVEN) and _is_ceremony_at(text, mention):
        return True
    if mention.kind not in _NEEDY and not mention.text.endswith(_HOMES):
        return False
    if mention.kind is PartyKind.PERSON:
        return _AILS.match(text, mention.span.end) is not None
    return (_LACKS if mention.kind is PartyKind.PLACE else _OPENS).match(text, mention.span.end) is not None


def _fights(text: str, place: Mention) -> bool:
    """Tell whether a place is helped in its fight, or holds a ceremony of giving for it: 助力|岚溪县|疫情防控."""
    if _FIGHT.match(text, place.span.end):
        return _HELPS.search(text, max(0, place.span.start - 4), place.span.start) is not None
    return _HOLDS_FIGHT.match(text, place.span.end) is not None


def _is_ceremony_at(text: str, house: Mention) -> bool:
    """Tell whether gifts are handed over at a house or village: 捐赠仪式在|北塘村|举行."""
    start, end = house.span.start, house.span.end
    held = _HELD_AT.match(text, end) is not None
    return held and _CEREMONY_AT.search(text, max(0, start - MAX_CEREMONY), start) is not None


def got_things(text: str, mention: Mention) -> bool:
    """Tell whether a party is told to have got so many things, of which later words say who gave them."""
    return _GOT.match(text, mention.span.end) is not None


def collects(text: str, mention: Mention) -> bool:
    """Tell whether a house is told to gather gifts, whatever these are: 岚溪善堂沿门劝捐, 博物馆陆续收到各界捐赠."""
    behind = mention.span.end
    if mention.kind in (*_HOSTS, PartyKind.PLACE) and (
        _GETS.match(text, behind) or _HAS_RECEIVED.match(text, behind)
    ):
        return True
    if mention.kind in _HOSTS and _HOLDS.match(text, behind):
        return True
    if mention.name.endswith(_GIVEN_AT) and _ITS_CEREMONY.match(text, behind):
        return True
    if mention.name.endswith("馆") and _SHOWN_IN.match(text, mention.span.end):
        return True
    if mention.anaphor is Anaphor.OWNER and _RAISES_FUNDS.match(text, behind):
        return True
    if _CHARITY.search(mention.name) is None:
        return False
    before = _RUNS.search(text, max(0, mention.span.start - MAX_RUN), mention.span.start)
    return before is not None or _DRIVES.match(text, mention.span.end) is not None


def acts(text: str, mention: Mention) -> bool:
    """Tell whether a party that no marker governs may be who acts, and not what a verb is about."""
    start = mention.span.start - text.startswith("“", mention.span.start - 1)
    if _is_apposed(text, mention) or _is_pointed_at(text, mention):
        return False
    if _DONE_THINGS.search(text, max(0, start - MAX_DONE), start):
        return False
    if _ABOUT.search(text, max(0, start - MAX_ABOUT), start) or text[start - 1 : start] in _DONE:
        return False
    if mention.kind is PartyKind.PROJECT and text.startswith("的", mention.span.end):
        return False  # 加入“见山”助学项目的|企业家周砚秋
    if not mention.named and _BENEFITS.match(text, mention.span.end):
        return False
    return not befell(text, mention)


def _only_told(text: str, mention: Mention) -> bool:
    """Tell whether a party only says what another one is, or what is aimed at: 为帮助|贫困学生|入学,锦澄集团…"""
    return _is_apposed(text, mention) or is_aimed_at(text, mention)


def _is_apposed(text: str, mention: Mention) -> bool:
    """Tell whether a party only says what another one is: 作为|县医院|的协作单位,岚溪镇卫生院…"""
    return text.endswith("作为", 0, mention.span.start) and text.startswith("的", mention.span.end)


def _is_pointed_at(text: str, mention: Mention) -> bool:
    """Tell whether a house only says of which house he is who was told before: 这位|禾川大学|教授一生俭朴."""
    if mention.kind is PartyKind.PERSON or not mention.named:
        return False
    start = mention.span.start + mention.text.startswith("位")
    return text.endswith(("这位", "那位"), 0, start)


def opens_joint(clause: Sequence[Element]) -> bool:
    """Tell whether a clause opens with a partner of somebody told before: 联合锦澄集团捐赠."""
    for element in clause:
        if isinstance(element, Marker):
            return element.role == "joint" and element.word in ALLIES
        if isinstance(element, Mention):
            return False
    return False
