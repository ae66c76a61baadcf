"""Fills the roles that a frame leaves out from the discourse, each with the reason for its filler."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.discourse.leaders import donor_house, for_house_of_taker
from aidfacts.discourse.state import (
    BODIES,
    GUESTS,
    SPENT,
    SUMMED,
    State,
    is_of_society,
    is_raised_by_society,
    sums_up,
)
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.minds import HOLDS_DEAR
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.source import BlockKind
from aidfacts.model.span import Span, last_of
from aidfacts.model.values import evolve

# 先后为家乡捐款300余万元: who it was for is told, though by no name
_TO_ALL = compile_late(r"[为向给](?:家乡|故乡|桑梓|社会|公益事业|慈善事业)[^,。;]{0,8}$")
# A gift of another time, told in looking back, and the next to the same house: 早在2008年, 此前曾 | 2012年又
_OF_OLD = compile_late(
    r"早在|此前|之前(?!,)|以前|曾(?:经|于|在|向|为|给|捐|先后|多次|[两三]次)|先后|累计|年来|以来|一生|历年"
    r"|(?:19|20)\d\d年[^,。;]{0,8}(?:地震|洪灾|水灾|洪水|台风|泥石流|雪灾|疫情)"
)
# 截至昨日,我们|已向岚溪镇捐赠…: the house whose page it is
_WE = compile_late(r"(?<![给向为对让帮由和与])我们(?![的国省市县区镇乡村校院公集学医协商])[^。;“]*$")
_YEAR = compile_late(r"(?:19|20)\d\d年")  # in a life each year has gifts of its own
_GOES_ON = compile_late(r"又|再|继续|追加|还为?该|同样|共收到|(?:该|母|我|本)校|[为向给][^,。;]{2,12}累计")
_ALMA_MATER = compile_late(r"校友|校庆|建校(?=[\d百千])|周年华诞|母校|奖学金|奖教金|奖学基金|奖教基金")
# What only a school can use: 捐资修建了教学楼
_OF_SCHOOLS = compile_late(
    r"教学楼|科学楼|宿舍楼|图书楼|塑胶跑道|校服|校舍|教室|操场|校门|课桌|黑板|实验楼|实验室|学生宿舍|教师宿舍"
)
# 捐款20万元,|改善办学条件, 用于|学校建设: what the money does, in a school alone
_SCHOOL_WORK = compile_late(
    r"[^。;]{0,24}(?:办学(?:条件|经费|环境)|教学(?:设[备施]|仪器|条件|环境|经费)|(?:学校|校园|该校|我校|学院)的?(?:办公|办学|教育|教学|经费|建设|发展|绿化|改造|维修|扩建))"
)
_COMES_THERE = compile_late(r"[来到返回莅]校(?!园|友|门|区|长)")  # 梁启文来校访问,并捐赠图书
_SETS_UP = compile_late(r"(?:设立|成立|创设|捐设|建立)了?[“\d,.万元]*$")
# 心系|家乡|,捐资80万元修桥; 退休后仍关心|学校|发展,捐资设立奖学金: whom he thinks of where nobody else is told to get it
_HELD_DEAR = compile_late(
    rf"(?:{'|'.join(HOLDS_DEAR)}|热心|目睹|看到|听说|听闻|得知|获悉|返回|回到)(?:着|了|于)?"
    r"(?P<home>家乡|故乡|老家|母校|学校)(?!.*[|丨 :])|(?:支持|重建|重修|修缮|修建|翻修|兴建)(?P<hall>宗祠|祠堂|祖祠|家庙)"
)
# 看到家乡的变化,捐款5万元|支持抗疫
_FOR_OTHERS = compile_late(r"[^。;]{0,16}(?:抗[疫洪震]|防疫|疫情|救灾|赈灾|灾区)")
# 县红十字会为|岚溪灾区|发起了多种募捐,|已筹得善款300万元
_DRIVE_FOR = compile_late(r"[^,。;]{0,4}(?:发起|开展|举行|举办|组织)了?[^,。;]{0,12}(?:募捐|义[卖演拍]|筹款)")
_STATE = ("中央", "国家", "省级", "市级", "县级", "财政")
_LEARNT = compile_late(
    r"(?:得知|获知|听说|了解到?|知道|获悉)(?:了)?(?:(?:这|该|此|相关|有关)(?:一|个)?)?(?:情况|消息|困难|事|事情|现状)[之以]?后?|闻讯|见状|听闻后|得知后|知情后|(?:[来赶走]到|走进)了?这[里儿]"
)
_GIVES = (FrameKind.GIVE, FrameKind.FUND, FrameKind.PLEDGE)
_LASTING = (*_GIVES, FrameKind.AID, FrameKind.DELIVER)
MAX_DEAR = 200  # characters before a verb in which whom the giver holds dear is told
MAX_DRIVE = 120  # characters between for whom a drive is and what it brought
MAX_YEAR = 40  # characters of a line before who is in need, in which the year stands
MAX_SET_UP = 12  # characters of 设立了20万元的 before the name of a fund
_COLLECTORS_WHO_GIVE = (PartyKind.GROUP, PartyKind.SCHOOL, PartyKind.COMPANY, PartyKind.PERSON)
_PAYERS = (*BODIES, PartyKind.GOVERNMENT)
_GIVEN_TO = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE)
_GIVING_SOCIETIES = ("基金会", "商会", "狮子会", "企业家协会")
_THEM = ("他们", "她们")
_TAKEN = ("接受", "接收", "接过")  # 锦澄集团到访沐白小学…。校长代表学校|接受|校服260套
_PAID_OUT = ("收到", "得到", "拿到")
_HANDED_OUT = ("获", "喜获", "领", "喜领", "受赠", "受捐")


def fill(text: str, state: State, frame: Frame, kind: BlockKind, *, of_which: bool = False) -> Frame:
    """
    Return *frame* with its empty roles filled from the discourse, and with the reason for each filler.

    The sum of what several gave has none of them for its giver: 全班共捐款3870元.
    *of_which* is True for a sentence that splits the total before it. Else the nearest source counts: the last gift of the paragraph, the heading, who acted last, the title.
    """
    if kind in (BlockKind.HEADING, BlockKind.TITLE, BlockKind.CAPTION):
        # A headline leaves out what the body tells; the merge brings both together.
        if kind is BlockKind.HEADING and frame.donors and frame.objects and not frame.recipients:
            # 本校承蒙下列人士捐赠: then lines of givers and gifts
            held = state.collector
            return evolve(frame, recipients=held).because("discourse/collector") if held else frame
        return _not_of_collector(frame) if frame.kind is FrameKind.RAISE else frame
    if of_which and state.last is not None:
        # 其中,捐款8万元: the parts have the parties and the scope of the total
        total = state.last
        return evolve(
            frame,
            donors=frame.donors or total.donors,
            recipients=frame.recipients or total.recipients,
            # Who is named with his own part gave once, however often the whole was given.
            scope=frame.scope or (None if frame.donors else total.scope),
        ).because("discourse/of_which")
    frame = _with_donors(text, state, frame)
    if frame.kind is FrameKind.RAISE and not frame.recipients and _is_driven_for(text, state, frame):
        kept = frame if is_of_society(frame.donors) else evolve(_not_of_collector(frame), recipients=())
        return evolve(kept, recipients=state.cause).because("discourse/cause")
    if frame.kind is FrameKind.RAISE and not (is_of_society(frame.donors) and _known_cause(state)):
        # 灾区…。青禾协会举行义演,募集善款8万元: what a society raises for them it gives
        frame = _not_of_collector(frame)
    return _with_recipients(text, state, frame)


def _with_donors(text: str, state: State, frame: Frame) -> Frame:
    """Return *frame* with who gives, from whom the discourse tells of, the nearest source first."""
    donors = donor_house(text, state, frame)
    rules = ["discourse/house"] if donors != frame.donors else []
    if _are_of_house(text, frame, state.topic):
        donors = ()
    acts = frame.kind not in (FrameKind.RECEIVE, FrameKind.PLAN)
    got = {m.name for m in frame.recipients}
    if not donors and acts and not (frame.unread or _is_of_state(frame) or sums_up(text, state, frame)):
        for reason, row in _givers(text, state, frame):
            row = tuple(m for m in row if m.name not in got)
            if row:
                donors = row
                rules.append(reason)
                break
    elif not donors and frame.kind is FrameKind.RECEIVE and _is_handed_out(state, frame):
        hosts = tuple(m for m in state.host if m.kind not in _GIVEN_TO)  # a school holds it where it gets
        came = state.topic if frame.trigger.word in _TAKEN and (state.visited or state.needy) else ()
        came = tuple(m for m in came if m.named and m.kind in GUESTS and m not in state.needy)
        paying = () if state.title_donors or state.head_donors else state.paying
        giving = paying or hosts or state.title_donors or came
        donors = tuple(m for m in giving if m not in frame.recipients)
        rules.extend(["discourse/host"] if donors else [])
    elif frame.joint and state.topic:
        # 联合锦澄集团捐赠: the partner told before gives too
        donors = (*state.topic, *(m for m in donors if m not in state.topic))
        rules.append("discourse/joint")
    return evolve(frame, donors=donors).because(*rules)


def _is_of_state(frame: Frame) -> bool:
    """Tell whether the name of the thing says whose it is, so that no other gave it: 中央|救灾物资运抵灾区."""
    return frame.objects is not None and any(item.name.startswith(_STATE) for item in frame.objects.items)


def _givers(text: str, state: State, frame: Frame) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    """Return who may give what a clause without a giver tells, with the name of the source, the nearest first."""
    # 周砚秋,锦澄集团董事长。…他率领员工回报社会: from there on the house acts, though the page tells his life
    led = state.topic and state.topic == state.house
    alone = state.page.hero and not led and not any(m.kind is PartyKind.PERSON for m in state.topic)
    speaks = state.page.we and _WE.search(_lead(text, frame)) and not _is_quoted(text, frame)
    return (
        ("discourse/we", state.page.we if speaks else ()),
        ("discourse/heading", _named_or_alone(state)),
        ("discourse/hero", state.page.hero) if alone else ("discourse/topic", _acting(text, state, frame)),
        ("discourse/title", state.title_donors),
        ("discourse/chronicle", state.page.chronicle),
        ("discourse/attending", _attending(state, frame)),
    )


def _attending(state: State, frame: Frame) -> tuple[Mention, ...]:
    """Return the only house of givers whose head attends: 县教育局局长何映雪、锦澄集团总经理周砚秋出席仪式。此次共捐赠课桌80套。"""
    houses = {m.of.name: m.of for m in state.led if m.of is not None}
    own = [m for m in houses.values() if m.kind is PartyKind.COMPANY or m.name.endswith(_GIVING_SOCIETIES)]
    single = frame.kind is FrameKind.GIVE and frame.scope is None and state.last is None
    return tuple(own) if single and len(own) == 1 else ()


def _is_quoted(text: str, frame: Frame) -> bool:
    """Tell whether somebody is quoted with the verb of a frame, who is no house that owns the page."""
    at = frame.trigger.span.start
    return text.rfind("“", frame.sentence, at) > text.rfind("”", frame.sentence, at)


def _acting(text: str, state: State, frame: Frame) -> tuple[Mention, ...]:
    """Return who acted last, as far as he may give: a place or a house that is helped is told of without giving."""
    row = tuple(
        m
        for m in state.topic
        if (m.kind is not PartyKind.PLACE or _pays_out(state, m, frame))
        and m not in state.needy
        and m not in frame.recipients
    )
    if frame.trigger.word == "到账":
        row = tuple(m for m in row if m.kind is not PartyKind.NGO)  # it comes in there
    counts = frame.kind in (FrameKind.GIVE, FrameKind.PLEDGE, FrameKind.RAISE)
    crowd = state.fresh and not (frame.kind is FrameKind.RAISE and _is_one_giver(row))
    # 认捐总额达102万元, in a paragraph where nobody acts: a sum of what many gave
    summed = counts and not crowd and SUMMED.search(text, frame.clause.start, frame.clause.end)
    return () if summed else row


def _pays_out(state: State, place: Mention, frame: Frame) -> bool:
    """
    Tell whether a place pays out the aid that its own page, or an act that it holds, is about.

    我县高度重视救助工作。共|发放|救助金80万元; 岚溪镇开展走访慰问活动。此次共|发放|大米148袋.
    """
    pays = frame.kind in (FrameKind.FUND, FrameKind.DELIVER)
    return pays and (place.anaphor is Anaphor.OWNER or any(m.name == place.name for m in state.host))


def _with_recipients(text: str, state: State, frame: Frame) -> Frame:
    """Return *frame* with who gets what it tells, where its words leave that open."""
    if frame.recipients:
        if state.people and all(m.text in _THEM for m in frame.recipients):
            # 慰问组走访困难党员。工作人员…,为|他们|送去大米: those who are visited
            return evolve(frame, recipients=state.people).because("discourse/visited")
        return for_house_of_taker(text, state, frame)
    if _TO_ALL.search(text, frame.clause.start, frame.trigger.span.start):
        return frame
    givers = {m.name for m in frame.donors}
    if is_of_society(frame.donors) and state.last is not None and is_raised_by_society(state.last):
        # 青禾协会举行义演,募集善款8万元。云泽协会捐款10万元: each for itself
        state = evolve(state, last=None, collector=())
    for reason, row in _receivers(text, state, frame):
        row = tuple(m for m in row if m.name not in givers and not _is_own_fund(text, state, frame, m))
        if row:
            return evolve(frame, recipients=row).because(reason)
    return frame


def _known_cause(state: State) -> bool:
    """Tell whether the text told whom all give to."""
    told = (*state.needy, *state.goals, *state.head_recipients, *state.title_recipients, *state.cause)
    return any(m.kind in (PartyKind.PLACE, PartyKind.GROUP) for m in told)


def _is_own_fund(text: str, state: State, frame: Frame, mention: Mention) -> bool:
    """Tell whether a fund was set up by who gave before, and not by who gives now: 甲公司设立冠名基金并募捐。乙协会募捐8万元."""
    if not mention.name.endswith("基金") or state.last is None or not frame.donors:
        return False
    if mention.span.start < state.last.sentence:
        return False  # 大会决定设立互助基金。甲公司捐赠6万元,乙公司捐赠5万元: it was there before
    own = _SETS_UP.search(text, max(0, mention.span.start - MAX_SET_UP), mention.span.start)
    return own is not None and not {m.name for m in frame.donors} & {m.name for m in state.last.donors}


def _receivers(text: str, state: State, frame: Frame) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    """Return who may get what a clause without a receiver tells, with the name of the source, the nearest first."""
    if frame.trigger.word == SPENT:
        return ()  # who took in what is paid out does not get it
    if frame.kind is FrameKind.RECEIVE:
        return _takers(text, state, frame)
    last = state.last.recipients if state.last is not None else ()
    # When only the channel is told, it receives: what a page was about before does not come in its stead.
    far = not frame.channels
    # A total of many years went not to the house whose ceremony it is today.
    elsewhere = frame.scope == "cumulative" and not (
        all(m.kind is PartyKind.NGO for m in state.collector) and _is_counted_there(text, frame)
    )
    # What was given at another time went elsewhere than what the page tells of now.
    now = not _is_of_old(text, state, frame)
    # 县红十字会先后收到甲公司捐款8万元,乙公司捐款5万元: told in one breath
    beside = state.last is not None and state.last.sentence == frame.sentence
    beside = beside and not _YEAR.search(_lead(text, frame))
    headed = now or state.head_recipients != state.title_recipients
    return (
        ("discourse/goal", state.goals if now else ()),
        ("discourse/heading", state.head_recipients if headed else ()),
        ("discourse/visited", state.visited if now else ()),
        ("discourse/bond", _stood_by(state, frame) if far else ()),
        ("discourse/last_gift", last if far and (now or beside) else ()),
        ("discourse/title", state.title_recipients if far and now else ()),
        ("discourse/ledger", state.page.ledger),
        ("discourse/collector", state.collector if far and not elsewhere else ()),
        ("discourse/need", _needy_now(text, state, frame) if far and now else ()),
        ("discourse/learnt", _learnt_of(text, state, frame) if far and now else ()),
        ("discourse/before", state.before if far and now else ()),
        (
            "discourse/cause",
            state.cause if far and (_is_here(state, frame) or (now and not elsewhere)) else (),
        ),
        ("discourse/school", state.page.school if far and _is_for_school(text, frame, frame.donors) else ()),
        ("discourse/home", _held_dear(text, frame) if far else ()),
    )


def _takers(text: str, state: State, frame: Frame) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    """Return who may be who received where a verb of receiving leaves it out, with the name of the source, the nearest first."""
    here = state.last if state.last is not None and state.last.sentence == frame.sentence else None
    return (
        ("discourse/last_gift", here.recipients if here is not None else ()),
        ("discourse/topic", tuple(m for m in state.topic if _may_receive(state, m))),
        ("discourse/heading", state.head_recipients),
        ("discourse/ledger", state.page.ledger),
        ("discourse/need", state.needy),
        ("discourse/cause", state.cause),
        ("discourse/school", state.page.school if _is_for_school(text, frame, frame.donors) else ()),
    )


def _stood_by(state: State, frame: Frame) -> tuple[Mention, ...]:
    """Return whom the giver was told to stand by for long, in this paragraph or the one before."""
    bond = state.bond
    if bond is None or state.block - bond.block > 1 or frame.kind not in _LASTING:
        return ()
    acting = {m.name for m in bond.actors}
    return bond.partner if any(m.name in acting or m.anaphor is not None for m in frame.donors) else ()


def _is_counted_there(text: str, frame: Frame) -> bool:
    """Tell whether a total is of what came in at one place, and not of all that somebody gave in years: 长期以来,集团累计捐赠5亿元."""
    own = len(frame.donors) == 1 and frame.donors[0].named and frame.kind is FrameKind.GIVE
    return not (own and looks_back(text, frame))


def _is_here(state: State, frame: Frame) -> bool:
    """Tell whether the sentence of a gift tells itself to whom many give: 云泽寺修缮工程启动以来,周砚秋捐款5万元."""
    return any(m.span.start >= frame.sentence for m in state.cause)


def _is_driven_for(text: str, state: State, frame: Frame) -> bool:
    """Tell whether a house was told shortly before to call on all to give for somebody, so that what it raised is for him."""
    near = (m for m in state.cause if 0 <= frame.trigger.span.start - m.span.end <= MAX_DRIVE)
    return any(_DRIVE_FOR.match(text, m.span.end) for m in near)


def _held_dear(text: str, frame: Frame) -> tuple[Mention, ...]:
    """Return the home or school of who gives, of which he is told to think in the words before: 心系|家乡|,捐资修桥."""
    if frame.kind not in _GIVES or _FOR_OTHERS.match(text, frame.trigger.span.end):
        return ()
    lead = _lead(text, frame)[-MAX_DEAR:]
    told = next(reversed(list(_HELD_DEAR.finditer(lead))), None)
    if told is None:
        return ()
    start = frame.trigger.span.start - len(lead)
    home = told["home"] or told["hall"]
    span = Span(start + told.end() - len(home), start + told.end())
    if told["hall"]:
        return (Mention(span, home, home, PartyKind.OTHER, named=False, rules=("slot",)),)
    if home.endswith("校"):
        return (
            Mention(span, home, home, PartyKind.SCHOOL, head="校", anaphor=Anaphor.LAST, rules=("slot",)),
        )
    return (Mention(span, home, home, PartyKind.PLACE, named=False, rules=("slot",)),)


def _may_receive(state: State, mention: Mention) -> bool:
    """Tell whether who acted last may be who received; of a person other lines of a chronicle tell: 周砚秋捐赠电脑。|收到捐款126万元."""
    if mention.kind is PartyKind.PERSON:
        return state.fresh and state.givers < 2  # where several gave one after the other none of them gets
    return mention.kind is not PartyKind.GROUP


def _needy_now(text: str, state: State, frame: Frame) -> tuple[Mention, ...]:
    """Return who is in need, but for those of another year: 2008年,…为地震灾区捐款。2015年,集团出资设立奖学金."""
    years = _YEAR.findall(_lead(text, frame))
    return tuple(m for m in state.needy if not years or _year_before(text, m.span.start) in (None, years[-1]))


def _learnt_of(text: str, state: State, frame: Frame) -> tuple[Mention, ...]:
    """Return the house or village told of before somebody learnt of its need: 沐白小学地处山区。得知情况后,…捐赠图书."""
    if not _LEARNT.search(text, frame.sentence, frame.trigger.span.start):
        return ()
    return tuple(m for m in state.topic if m.named and m.kind in (*_GIVEN_TO, PartyKind.NGO))


def _year_before(text: str, at: int) -> str | None:
    """Return the year told last in the line before *at*."""
    years = _YEAR.findall(text, max(text.rfind("\n", 0, at), at - MAX_YEAR, 0), at)
    return years[-1] if years else None


def as_told_above(state: State, frame: Frame, mentions: Sequence[Mention]) -> Frame:
    """
    Return *frame* with the person for his house where the title, or the life that the page tells, has him give.

    周砚秋捐资一亿元建医学院, then 锦澄集团董事长周砚秋昨日捐赠1亿元: what he gives is his own.
    """
    givers = {m.name for m in (*state.title_donors, *state.head_donors, *state.page.hero) if _is_person(m)}
    own = {p.of: p for p in mentions if _is_person(p) and p.of is not None and p.name in givers}
    donors = tuple(own.get(m, m) for m in frame.donors)
    return frame if donors == frame.donors else evolve(frame, donors=donors).because("discourse/person")


def _is_handed_out(state: State, frame: Frame) -> bool:
    """Tell whether somebody got things in an act that others held: 两所小学各获赠图书500册; totals are of many."""
    things = frame.objects is not None and bool(
        frame.objects.items or (state.paying and frame.objects.amount)
    )
    words = (*_HANDED_OUT, *_TAKEN, *(_PAID_OUT if state.paying else ()))
    return things and frame.scope is None and frame.trigger.word.startswith(words)


def _not_of_collector(frame: Frame) -> Frame:
    """Return *frame* with a body that only gathers what others give for its receiver: 县慈善会募得善款8万元."""
    # 校友会将募得的8万元注入学校基金: who hands on what he raised gives it
    hands_on = bool(frame.recipients) and "roles/relative" in frame.rules
    # 团县委筹集助学金15万元,资助50名学生; a 法会 at which money comes together is nobody
    givers = (
        (*_COLLECTORS_WHO_GIVE, PartyKind.NGO, PartyKind.GOVERNMENT)
        if "roles/handed_on" in frame.rules or _raises_for(frame)
        else _COLLECTORS_WHO_GIVE
    )
    # 他们募集善款: a pronoun is of no kind, and mostly a person
    # 县人大机关…当场凑了4200元: they put together what is their own
    hands_on = hands_on or frame.trigger.word.startswith("凑")
    kept = tuple(m for m in frame.donors if hands_on or m.kind in givers or m.anaphor is Anaphor.TOPIC)
    recipients = frame.recipients
    if not kept and not recipients:
        recipients = tuple(m for m in frame.donors if m.kind is PartyKind.NGO)
    return evolve(frame, donors=kept, recipients=recipients)


def _raises_for(frame: Frame) -> bool:
    """Tell whether a house puts money or things together for those who are told to get it: 佛教协会已为灾区筹得善款8万元."""
    if "roles/purpose" not in frame.rules:
        return bool(frame.recipients)
    # 县审计局筹措帮扶资金32万元,|帮助北塘村建起电站; a charity gathers for others
    return all(m.kind is PartyKind.GOVERNMENT for m in frame.donors)


def _are_of_house(text: str, frame: Frame, topic: tuple[Mention, ...]) -> bool:
    """Tell whether those who pay out money of aid are all the people of the house told of: 全局干部职工…投入帮扶资金."""
    return (
        frame.kind is FrameKind.FUND
        and bool(frame.donors)
        and all(not m.named and "全" in text[max(0, m.span.start - 2) : m.span.end] for m in frame.donors)
        and any(m.kind in _PAYERS for m in topic)
    )


def _is_person(mention: Mention) -> bool:
    return mention.kind is PartyKind.PERSON


def _named_or_alone(state: State) -> tuple[Mention, ...]:
    """Return who gives in the heading; 乡贤捐资修路 leaves the name to the paragraph, where somebody has one."""
    told = state.fresh and any(_is_person(m) and m.named for m in state.topic)
    return tuple(m for m in state.head_donors if m.named or not told)


def _is_of_old(text: str, state: State, frame: Frame) -> bool:
    """Tell whether a clause looks back on what was given before: 早在2008年,他就捐款2万元; 2012年又捐款 goes on."""
    stretch = _lead(text, frame)
    if _GOES_ON.search(stretch):
        return False
    # 2018年出资为三个村修路;2019年捐款100万元: each year of a chronicle has a gift of its own
    chronicle = state.last is not None and _YEAR.search(_lead(text, state.last))
    return looks_back(text, frame) or bool((state.page.hero or chronicle) and _YEAR.search(stretch))


def looks_back(text: str, frame: Frame) -> bool:
    """Tell whether the words before a verb say that what it tells is of another time: 早在2008年, 此前曾, 累计."""
    return _OF_OLD.search(_lead(text, frame)) is not None


def _lead(text: str, frame: Frame) -> str:
    """Return what stands before the verb of a frame, from the last stop that ends a thought."""
    at = frame.trigger.span.start
    return text[max(frame.sentence, *(text.rfind(stop, frame.sentence, at) + 1 for stop in "。;")) : at]


def _is_one_giver(row: tuple[Mention, ...]) -> bool:
    """Tell whether a row of who acted last are companies or persons: 共募得731万元 is not what one of them gave."""
    return bool(row) and all(m.kind in (PartyKind.COMPANY, PartyKind.PERSON) for m in row)


def _is_for_school(text: str, frame: Frame, donors: tuple[Mention, ...]) -> bool:
    """Tell whether a gift is of the kind that a school gets: of its alumni, for its anniversary, for its prizes, or a thing of schools."""
    houses = [m for m in donors if m.kind is not PartyKind.PERSON]
    if any(m.kind is PartyKind.SCHOOL or "校" in m.text.replace("校友", "") for m in houses):
        return False
    if frame.objects is not None and any(_OF_SCHOOLS.search(item.name) for item in frame.objects.items):
        return True
    if _SCHOOL_WORK.match(text, frame.trigger.span.end):
        return True
    if _COMES_THERE.search(_lead(text, frame)):
        return True
    start = last_of(text, "。\n", frame.clause.start) + 1
    return _ALMA_MATER.search(text, max(start, frame.clause.start - 60), frame.clause.end + 12) is not None
