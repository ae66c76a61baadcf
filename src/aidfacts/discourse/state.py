"""Who and where the text is talking about, sentence by sentence."""

from __future__ import annotations

from aidfacts.discourse.page import Page
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame, FrameKind, Outline
from aidfacts.model.mention import Mention
from aidfacts.model.source import BlockKind
from aidfacts.model.span import Span
from aidfacts.model.values import evolve, frozen

# Who acts together and gives together, though no name is told: 全校师生, 村民们. 孩子 and 老人 are helped, not told of as givers.
_CROWD = compile_late(
    r"^(?:全|各)|师生|职工|员工|干部|老同志|党员|队员|会员|盟员|社员|网友|居民|村民|乡亲|市民|同学们|小朋友|信众|校友|官兵|志愿者们|[\u4e00-\u9fff]{2}(?:志愿者|义工|志工)$|读者|商户|大家|爱心人士|族人|族亲|宗亲|街坊|邻居"
)
# What was given is told of again, and where it went: 这批物资, 善款全部汇往, 用这笔钱
_BACK = compile_late(
    r"这(?:批|些|笔|份|个|\d)|该(?:批|笔|款)|此(?:批|笔|款)|上述|以上|所(?:捐|筹|募|得|有)|善款|捐款|款项|款物|物资|悉数|全数|全部|一并"
    r"|接受了?(?:此次|本次|这次)?(?:捐赠|赠送|捐款|爱心)(?=[,。;!]|$)"  # 校长何映雪|接受捐赠
)
_THEN = compile_late(r",?(?:再|最后|然后|最终|将?由[^,。;]{2,10}(?:统一|集中|负责))")
_OWN_THING = compile_late(
    r"[\u4e00-\u9fff]{2}[将把](?=《|“|自己|[^,。;]{0,8}(?:收入|奖金|工资|积蓄|稿费|股[份权]|房))"
)
_OFFICES = ("负责人", "校长", "院长", "会长", "局长", "馆长", "园长", "村长", "主任", "书记", "代表")
# 共捐款, 认捐总额: what several gave before
SUMMED = compile_late(r"共(?!同)|总额|总计|合计|累计|到账")
MAX_OPENING = 6  # characters before who opens a sentence: 昨日,
_CARED_FOR = compile_late(r"(?:小学|中学|学校|幼儿园|教学点|卫生院|医院|敬老院|福利院|养老院|[村镇乡]|社区)$")


_IN_NEED = compile_late(
    r"困难|贫困|老人|老党员|老干部|孤儿|残疾|军属|烈属|五保|低保|特困|患[者儿]|病人|留守|孩子|儿童|群众|环卫工|[困特]户$"
)
BODIES = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL, PartyKind.HOSPITAL)
_HOUSES = ("公司", "集团", "学校", "学院", "医院", "企业")
GUESTS = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.PERSON)
SPENT = "支出"
_OWN_PEOPLE = (PartyKind.NGO, PartyKind.GOVERNMENT)  # 县妇联, 县团委 raise among their own
_OF_CHARITY = compile_late(r"红十字|红会|慈善|公益|基金|救助|福利|互助|善[堂会]|爱心|志愿|义工")
MAX_ADDRESS = 4  # characters beside the name in a heading: 周砚秋居士, 周砚秋简介
MAX_LED = 8  # persons who are remembered for the people they came with
_NO_PAGE = Page()


@frozen
class Bond:
    """Who stands by whom for long, as paragraph number `block` tells."""

    actors: tuple[Mention, ...]
    partner: tuple[Mention, ...]
    block: int


@frozen
class State:
    """
    What later sentences may leave out.

    `topic` acted last, `goals` were helped or visited last in this paragraph. `head_*` come from the heading of
    the section, `title_*` from the title. `last` is the last frame of the paragraph.
    `collector` is who was told to gather gifts, or to have received a total: what is told to be given later goes there.
    `fresh` is True once somebody acted in this paragraph, `givers` counts who gave in it, `earlier` in the one before;
    `before` was told of in it until another one acted; `host` held the last act of charity; `led` came at the head of others or for their house, `heads` lead a house, `house` was told to act with its head, `people` in need are visited or helped, whom 他们 may mean; `crowd` are people without a name who were told to give, though not what; `cause` is who gets what many were told to give, before their gifts are told; `paying` hold an act at which money is handed out; `bond` tells who stands by whom for long. `page` is what the frame of the page tells.
    """

    topic: tuple[Mention, ...] = ()
    goals: tuple[Mention, ...] = ()
    visited: tuple[Mention, ...] = ()
    head_donors: tuple[Mention, ...] = ()
    head_recipients: tuple[Mention, ...] = ()
    head_topic: tuple[Mention, ...] = ()
    title_donors: tuple[Mention, ...] = ()
    title_recipients: tuple[Mention, ...] = ()
    last: Frame | None = None
    block: int = -1
    fresh: bool = False
    givers: int = 0
    page: Page = _NO_PAGE
    collector: tuple[Mention, ...] = ()
    needy: tuple[Mention, ...] = ()
    earlier: int = 0
    before: tuple[Mention, ...] = ()
    host: tuple[Mention, ...] = ()
    led: tuple[Mention, ...] = ()
    heads: tuple[Mention, ...] = ()
    house: tuple[Mention, ...] = ()
    people: tuple[Mention, ...] = ()
    cause: tuple[Mention, ...] = ()
    crowd: tuple[Mention, ...] = ()
    paying: tuple[Mention, ...] = ()
    bond: Bond | None = None


def enter(state: State, block: int, kind: BlockKind) -> State:
    """
    Return the state at the first sentence of block number *block*.

    A heading or title closes the section before it. A new paragraph forgets places and gifts and keeps the topic.
    """
    if block == state.block:
        return state
    if kind in (BlockKind.HEADING, BlockKind.TITLE):
        return State(
            topic=state.topic, title_donors=state.title_donors,
            title_recipients=state.title_recipients, block=block, page=state.page, needy=state.needy,
            collector=state.collector, led=state.led, heads=state.heads,
        )  # fmt: skip
    if kind is BlockKind.CAPTION:
        return evolve(state, block=block)
    return evolve(
        state, goals=(), visited=(), last=None, block=block, fresh=False, givers=0, earlier=state.givers
    )


_NOTHING = Outline()


def gather(state: State, outline: Outline, kind: BlockKind) -> State:
    """Return *state* with the house that a sentence tells to gather gifts, to which those told in it, or later, go, and with who leads others."""
    if kind in (BlockKind.CAPTION, BlockKind.META):
        return state
    if not (outline.collecting or outline.led or outline.paying or outline.founded or outline.hosting):
        return state
    return evolve(
        state,
        cause=outline.founded or state.cause,
        collector=outline.collecting or state.collector,
        led=(*state.led, *outline.led)[-MAX_LED:],
        paying=outline.paying or state.paying,
        host=outline.hosting or state.host,  # 县残联举办助残活动,100名残疾人|获赠轮椅
    )


def follow(
    state: State, outline: Outline, frames: tuple[Frame, ...], kind: BlockKind, *, gives: bool = False
) -> State:
    """
    Return the state after a sentence with *outline* and *frames*, in a block of *kind*.

    *gives* is True where it holds a word of giving: 锦澄集团向县图书馆赠书 in a title says who gets what the body tells.
    """
    if kind in (BlockKind.CAPTION, BlockKind.META):
        return state
    if outline == _NOTHING and not frames and kind not in (BlockKind.HEADING, BlockKind.TITLE):
        return state  # most sentences of a page
    people = _consoled(outline) or _called_upon(outline)
    if people and people != state.people:
        state = evolve(state, people=people[-1:])
    state = evolve(state, needy=outline.needy[:1] or state.needy)
    if kind in (BlockKind.HEADING, BlockKind.TITLE):
        return _follow_heading(state, outline, frames, kind, gives=gives)
    topic = _topic_of(state, outline, frames, gives=gives)
    if state.topic and not frames and _looks_on(state, outline, topic):
        topic = ()
    elif not frames and topic and all(m in outline.aside for m in topic):
        topic = _guest(state, topic)
    given = tuple(frame for frame in frames if not is_raised_by_society(frame))
    changed = state.fresh and topic and not {m.name for m in topic} & {m.name for m in state.topic}
    return evolve(
        state,
        before=tuple(m for m in state.topic if _CARED_FOR.search(m.text)) if changed else state.before,
        topic=topic or state.topic,
        fresh=state.fresh or bool(topic),
        goals=tuple(m for m in _recipients_of(given) if m.kind is not PartyKind.PROJECT)
        or tuple(m for m in outline.goals if _may_get(m))
        or state.goals,
        visited=tuple(m for m in outline.visited if _may_get(m)) or state.visited or _consoled(outline),
        last=frames[-1] if frames else state.last,
        # 锦澄集团多次为北塘村捐款 is of its own; to whom others give is not told by it
        cause=(() if any(f.objects or any(m.named for m in f.donors) for f in frames) else outline.cause)
        or state.cause,
    )


def _called_upon(outline: Outline) -> tuple[Mention, ...]:
    """Return the persons with a name who are visited: 走访慰问贫困户|周大山|一家,…为他们送去大米."""
    return tuple(m for m in outline.visited if m.kind is PartyKind.PERSON and m.named)


def with_cause(state: State, told: Frame) -> State:
    """Return *state* with whom a clause tells to be given to, where those who give are told behind: 向沐白小学捐赠的企业有:…."""
    opens = told.kind is FrameKind.GIVE and not told.objects and not any(m.named for m in told.donors)
    row = told.recipients if opens and told.recipients and all(m.named for m in told.recipients) else ()
    return evolve(state, cause=row) if row else state


def is_of_society(row: tuple[Mention, ...]) -> bool:
    """Tell whether a row are societies or offices, whose own work is no charity, and which take in nothing for others."""
    return bool(row) and all(m.kind in _OWN_PEOPLE and not _OF_CHARITY.search(m.name) for m in row)


def is_raised_by_society(frame: Frame) -> bool:
    """Tell whether a gift was raised by a society among its own people: 青禾协会举行义演,募集善款8万元."""
    return frame.kind is FrameKind.RAISE and is_of_society(frame.recipients)


def _donors_of(frames: tuple[Frame, ...]) -> tuple[Mention, ...]:
    return next((f.donors for f in frames if f.donors and f.kind is not FrameKind.RECEIVE), ())


def _recipients_of(frames: tuple[Frame, ...]) -> tuple[Mention, ...]:
    return next((f.recipients for f in frames if f.recipients), ())


def _follow_heading(
    state: State, outline: Outline, frames: tuple[Frame, ...], kind: BlockKind, *, gives: bool
) -> State:
    """Return the state under a heading or title, whose parties what stands below may leave out."""
    donors, recipients = _donors_of(frames), _recipients_of(frames)
    recipients = recipients or (tuple(m for m in outline.goals if m.named) if gives else ())
    state = evolve(
        state,
        head_donors=donors,
        head_recipients=recipients,
        head_topic=outline.subjects,
        last=None,
        host=outline.hosting,
    )
    if kind is not BlockKind.TITLE and state.title_donors:
        return state
    return evolve(
        state,
        title_donors=state.title_donors or donors,
        title_recipients=state.title_recipients or recipients,
    )


def _topic_of(
    state: State, outline: Outline, frames: tuple[Frame, ...], *, gives: bool
) -> tuple[Mention, ...]:
    """Return who acts in a sentence, so that later ones may leave him out; empty where nobody does who may be meant."""
    subjects = outline.subjects
    topic = tuple(m for m in subjects if m.named and m.anaphor in (None, "owner"))
    if frames and not any(m.named for m in subjects):
        # |锦澄基金会宣布捐赠800万元,捐款将用于保障群众生活: who opens a sentence, says so and gives acts
        opens = (m for m in _donors_of(frames) if 0 <= m.span.start - frames[0].sentence <= MAX_OPENING)
        topic = tuple(
            m for m in opens if m.named and m.anaphor in (None, "owner") and m.kind is not PartyKind.PLACE
        )
    if not topic and not state.fresh:
        # 该基金会自2013年起在我校设立奖学金: who is pointed at acts where nobody else did
        pointed = (m for m in subjects if m.anaphor == "last" and m.text.startswith("该"))
        topic = tuple(m for m in pointed if m.kind in BODIES)
    if not topic and not state.topic:
        # A page of a house may never name it: 公司热心公益, 学校创办于
        topic = tuple(m for m in subjects if m.anaphor == "last" and m.text in _HOUSES)
    if not topic and (gives or not state.fresh):
        # 全校师生参加活动: who has no name is the topic where no named one acted in the paragraph before, or where he
        # is told to give: 众多爱心人士为周小禾筹集善款
        acting = (m for m in subjects if m.anaphor is None and m not in outline.aside)
        topic = tuple(m for m in acting if _CROWD.search(m.text))
    return topic


def headed(state: State, outline: Outline, heading: Span) -> State:
    """Return *state* with the person for who acts whose name is the whole *heading*: what stands below is told of him."""
    person = outline.subjects[0] if len(outline.subjects) == 1 else None
    whole = person is not None and len(heading) - len(person.span) <= MAX_ADDRESS
    if person is None or not whole or person.kind is not PartyKind.PERSON:
        return state
    return evolve(state, topic=(person,))


def _guest(state: State, attending: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the only one of those *attending* an act of giving that may give there: 锦澄集团总经理周砚秋、沐白小学校长何映雪出席仪式."""
    helped = {m.name for m in (*state.visited, *state.goals, *state.needy)}
    if not helped:
        return attending
    guests = tuple(m for m in attending if m.name not in helped and m.kind in GUESTS)
    return guests if len(guests) == 1 else ()


def _looks_on(state: State, outline: Outline, topic: tuple[Mention, ...]) -> bool:
    """Tell whether those who act only take part in what others do, as the house does that these visit: 校长何映雪致欢迎辞."""
    host = {m.name for m in (*state.visited, *state.goals)}
    still = outline.described if state.fresh else ()  # 岚溪小学位于山区 may open a story of its own
    return all(m in outline.aside or m in still or (m.name in host and not outline.visited) for m in topic)


def _consoled(outline: Outline) -> tuple[Mention, ...]:
    """Return people without a name who are visited since they are in need: 走访慰问|困难党员."""
    told = (*outline.goals, *outline.visited)
    return tuple(m for m in told if m.kind is PartyKind.GROUP and not m.named and _IN_NEED.search(m.text))


def _may_get(mention: Mention) -> bool:
    """
    Tell whether who was helped or visited may be who gets a gift told later.

    12户老人 may, 全体家长 who were written to may not; a project is no one.
    """
    if mention.kind is PartyKind.PROJECT:
        return False
    return mention.named or mention.count is not None


def remember(state: State, frame: Frame) -> State:
    """Return the state after one gift of a sentence."""
    last = state.last.donors if state.last is not None else ()
    if (
        frame.kind in (FrameKind.RECEIVE, FrameKind.RAISE)
        and frame.scope == "cumulative"
        and any(m.named for m in frame.recipients)
    ):
        state = evolve(state, collector=frame.recipients)
    # 该基金会 is whoever gave before
    known = {m.name for m in last}
    another = not frame.donors or any(m.anaphor is None and m.name not in known for m in frame.donors)
    return evolve(state, last=frame, givers=state.givers + (another or not last))


def spends_collected(state: State, frame: Frame) -> bool:
    """Tell whether a house pays out to nobody told what it was told to have received: 共接收捐款387万元。已支出善款162万元."""
    if frame.trigger.word != SPENT or frame.recipients:
        return False
    # Who got what was told last collected it.
    collectors = state.collector or (state.last.recipients if state.last is not None else ())
    # 万宁市慈善总会 and 市慈善总会 are one here
    return bool(collectors) and all(
        any(m.name.endswith(c.name) or c.name.endswith(m.name) for c in collectors) for m in frame.donors
    )


def sums_up(text: str, state: State, frame: Frame) -> bool:
    """Tell whether a frame tells the sum of what several gave before it in the paragraph: 共捐款, 认捐总额."""
    # 当日共募得善款13万元 may open the next paragraph
    several = state.givers > 1 or (state.givers == 0 and state.earlier > 1 and frame.kind is FrameKind.RAISE)
    return several and SUMMED.search(text, frame.clause.start, frame.trigger.span.end) is not None


def may_point_back(text: str, sentence: Span) -> bool:
    """Tell whether a frame of *sentence* may point back, by its words alone."""
    return _BACK.search(text, sentence.start, sentence.end) is not None


def points_back(text: str, frame: Frame) -> bool:
    """
    Tell whether a frame without a thing of its own says where that of an earlier gift went.

    27日,善款全部汇入县慈善会 tells the receiver of the gifts before it.
    """
    if not frame.recipients:
        return False
    start = max(0, frame.clause.start)
    if _THEN.match(text, start):
        start = frame.sentence  # 这些款物先汇总到县民政局,|再|转往灾区
    if any(not m.named and m.count is None and _CROWD.search(m.text) for m in frame.recipients):
        return False  # 在捐赠善款的|爱心人士|中: those who gave
    own = _OWN_THING.search(text, start, frame.trigger.span.start)
    if own is not None and not _BACK.match(text, own.end()):
        return False  # 歌手周砚秋将|版权收入|捐给灾区: a thing of his own
    if any(m.of is None and text.endswith(_OFFICES, 0, m.span.start) for m in frame.recipients):
        return False  # 敬老院负责人|周砚秋|接受捐赠: for a house that he is not bound to
    return _BACK.search(text, start, frame.clause.end) is not None
