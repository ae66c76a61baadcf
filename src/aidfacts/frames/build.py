"""Builds the frames of one sentence: each trigger with the arguments that the sentence itself tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from attrs import evolve

from aidfacts.frames.cues import read_cues
from aidfacts.frames.elements import Element, Marker, Stop, cut_clauses, lay_out
from aidfacts.frames.roles import Argument, acting_for, assign_roles, in_role, is_joined, subjects
from aidfacts.frames.series import build_series, find_links
from aidfacts.frames.unread import find_unread
from aidfacts.lexicon import read_table
from aidfacts.model.fact import Form, Item, PartyKind
from aidfacts.model.frame import Frame, FrameKind, Outline, Role, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span

Figures = Sequence[Amount | Quantity]
ReadObjects = Callable[[Span], Objects]
ReadSlot = Callable[[Span], Mention | None]

MAX_OPENING = 8  # characters between the start of a clause and who acts in it: 随后,近日,座谈会上
MAX_PERSON_GAP = 12  # characters: 校友、旅奥华侨周砚秋先生
MAX_SLOT = 40  # characters between two marks that frame a name with its attributes

# What may stand between a trigger and the party that gets the gift: 捐赠给沐白中学, 资助了20名学生
_TO = re.compile(r"(?:了|过)?(?:给|到|至|往|予|于|向|与|在)?(?:了)?")
# Verbs that take the one who gets as their object: 资助学生, 救助患儿
_DIRECT = frozenset(
    [
        "资助",
        "救助",
        "慰问",
        "援助",
        "支援",
        "驰援",
        "补助",
        "帮扶",
        "扶持",
        "支持",
        "赞助",
        "支助",
        "援建",
        "帮建",
        "捐助",
        "赠送",
        "赠予",
        "赠与",
        "赠给",
    ]
)
# Words that already hold their 给 or 到: 捐给, 送到, 运抵
_ENDS_IN_GOAL = re.compile(r"(?:给|到|至|往|抵|达|入|予|与|向)$")
# A giving word inside the object of a receiving verb: 收到锦澄集团捐款9万元
_GIVING = re.compile(r"捐|赠|资助|善款|援助|赞助|慰问|助学金|奖学金|救助")
# 用于救助困境儿童 | 帮助沐白中学; the verb of help stands right before the party, but for an attribute
_HELPS = re.compile(r"(?:用于|帮助|救助|资助|支持|支援|关爱|助力|援助|帮扶)(?:了)?[^,;。]{0,4}$|助$")
# Who stands right behind such a verb is what it is about: 察看了岚溪镇公路, 曾担任锦澄集团董事长, 得知北塘村受灾
_ABOUT = re.compile(
    r"(?:担任|曾任|现任|历任|察看|查看|参观|视察|调研|得知|获知|听说|闻知|获悉|感谢|看到|见到|联系|邀请|陪同|参加|出席"
    r"|询问|了解|鼓励|宣读|创办|授予|荣获|毕业于|就读于|来自|接到|收到|迎来)(?:了|过|着)?$"
)
# A place that something befell or that is described does not act: 岚溪镇遭遇洪水, 北塘村地处深山
_BEFALLEN = re.compile(r"(?:[^,。;]{0,6})(?:遭|发生|受灾|地处|位于|坐落|地震|洪水|洪灾|告急|户籍)")
_NEVER_GIVES = ("母校", "灾区", "家乡", "他人")
_NO_NAME = re.compile(
    r"\d.*元|^(?:单笔|首笔|首批|决定|加快|现场|连续|即可|有人|人均|第.{1,3}条|积极|踊跃|纷纷|自愿|主动|再次|继续|累计|每|其中|目前|此次|本次|多次|先后|陆续|已|将|还|也|并|共)|(?:就|即可|人均|表态要|标准)$"
)
# What stands right behind 获赠 is who gave, or the thing: 获赠移动图书馆一座
_GIVERS = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.GOVERNMENT, PartyKind.PERSON, PartyKind.GROUP)
_HELPED = (PartyKind.GROUP, PartyKind.PLACE, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PERSON)
_IS_THANKED = re.compile(
    r"表示[^,。;]{0,8}(?:感谢|谢意|敬意|欢迎|赞赏|赞扬)|给予[^,。;]{0,4}(?:赞扬|肯定|评价)"
)
# 我校1992届校友 | 沐白中学校友; leaves 沐白中学校友会 alone
_ALUMNUS = re.compile(r"[^,。;、]{0,8}(?:校友(?!会|企业|总会|联谊)|毕业生|学子)")
# 云沙岛公路项目竣工 | 水泵装配基地投产: a thing that is built, told by its last noun
_BUILT = re.compile(
    r"(?:了|的)?(?P<name>[^,。;、()“”\d]{0,16}?(?:公路|铁路|道路|学校|中学|小学|幼儿园|医院|卫生院|大楼|教学楼|宿舍楼|基地|设施|中心|图书馆|"
    r"体育馆|博物馆|大桥|水站|电站|体育场|运动场|球场|教室|图书室|安置房|水井|水库|水渠|机场|港口|广场|敬老院|工厂|住房))"
)
_QUOTED = re.compile(r"“(?P<name>[^”]{2,20}(?:奖学金|奖教金|助学金|奖学基金|奖教基金|助学基金))”")
# 设立“甲奖学金”和“乙奖教金”
_FUND_NAMES = re.compile(
    r"(?:了)?(?:“[^”]{2,20}(?:奖学金|奖教金|助学金|奖学基金|奖教基金|助学基金)”[、和及与]?)+"
)
_AGREES = re.compile(r"(?:共同|正式|现场|近日)?(?:签订|签署|签约|约定|达成|商定)")
_WHO = re.compile(r"女孩|男孩|同学|学生|老人|少年|患儿|孩子|女童|男童|村民|职工|工友|青年")
_BUYS = re.compile(r"购买|购置|添置|添|更换|换|安装|装|修|建|铺设|设立|配备|买|打井|打了")
_NEEDY = (PartyKind.PERSON, PartyKind.PLACE, PartyKind.SCHOOL, PartyKind.HOSPITAL)
# 为云沙灾区举行义演, 为周小禾募捐
_RAISED_FOR = re.compile(
    r"(?:[^,。;]{0,6}(?:举行|举办|开展|组织|发起))?[^,。;]{0,6}(?:募捐|捐款|筹款|捐资|义演|义卖|义拍|祈福|献爱心|捐书)"
)
# 周小禾患有重病, 周小禾的父亲在工地上摔伤
_AILS = re.compile(r"[^,。;]{0,14}(?:患|病|伤|确诊|住院|手术|困境|困难|遇难|去世|瘫痪|失学|辍学|孤儿|车祸)")
# 岚溪镇发生地震, 北塘村要修水渠
_LACKS = re.compile(r"[^,。;]{0,8}(?:遭|发生|受灾|地震|洪水|洪灾|内涝|火灾|告急|急需|缺|要修|要建|贫困|困难)")
# 岚溪小学新操场启用, 岚溪小学急需书架, 在岚溪小学举行
_OPENS = re.compile(
    r"[^,。;]{0,14}(?:落成|启用|揭牌|竣工|开工|奠基|投入使用|举行|举办|急需|缺|要修|要建|破旧|简陋|受灾|受损)"
)
# 北塘村教育基金正式成立
_SET_UP = re.compile(r"[”]?[^,。;“”]{0,6}(?:成立|揭牌|启动|设立)")
_PEOPLE = ("人", "名", "位", "户", "家", "所")
_FROM = ("从", "自")
# 以个人名义, 以匿名: who acts gives
_OWN_NAMES = frozenset(
    ["个人", "本人", "自己", "匿名", "集体", "单位", "家庭", "公司", "企业", "学校", "集团", "父母"]
)
# 以“岚溪学子”的名义
_NAMED_AS = re.compile(r"以(?P<name>[^,。;以]{2,24}?)的?名义")
_SUM_BEFORE = re.compile(
    r"(?:的|善款|现金|巨款|存款|稿费|奖金|积蓄)?(?:单笔|首笔|无偿|全部|全数|悉数|都|也)?"
)
_PURPOSE = re.compile(r"(?:用于|用来|用以|旨在)[^,。;]{0,6}$")
_FOUNDS = re.compile(
    r"(?:正式|顺利|隆重)?(?:落成|启用|揭牌|落地|投入使用|投用|建成|竣工|开工|挂牌|设立|成立|建立|创立|修建|兴建|新建|建设|援建|捐建|建)"
)
_BUILD = re.compile(r"捐建|援建|帮建|设立|捐设|修建")


@cache
def _firm_tail() -> re.Pattern[str]:
    words = sorted((row["word"] for row in read_table("trade_words")), key=lambda word: (-len(word), word))
    return re.compile(
        rf"[一-鿿“”]{{1,8}}?(?:{'|'.join(words)})(?=[一-鿿]{{0,4}}$|[,;。向将把为给通捐赠率再也又])"
    )


def build_frames(
    text: str,
    sentence: Span,
    number: int,
    mentions: Sequence[Mention],
    triggers: Sequence[Trigger],
    figures: Figures,
    read_right: ReadObjects,
    read_left: ReadObjects,
    read_slot: ReadSlot,
) -> tuple[tuple[Frame, ...], tuple[tuple[Span, str], ...]]:
    """
    Return the frames of a sentence in text order, and the triggers that gave none with the reason code of each.

    Args: *number* is the number of the sentence; *read_right* and *read_left* read the object phrase of a
        stretch behind or before a trigger; *read_slot* reads a stretch framed by marker and verb as one party.
    """
    elements = lay_out(text, sentence, mentions, triggers, figures)
    builder = _Builder(text, sentence, number, elements, read_right, read_left, read_slot)
    return builder.build()


def outline(text: str, sentence: Span, mentions: Sequence[Mention], triggers: Sequence[Trigger]) -> Outline:
    """
    Return who acts, who is helped and where one goes in a sentence; the first clause that tells counts.

    What only frames an act (据县慈善会介绍) or speaks of it (校长表示) is left out.
    """
    acting: tuple[Mention, ...] = ()
    goals: tuple[Mention, ...] = ()
    visited: tuple[Mention, ...] = ()
    settled = False
    for clause in cut_clauses(lay_out(text, sentence, mentions, triggers, ())):
        arguments = assign_roles(text, clause)
        if not acting and not settled and not _opens_joint(clause):
            # 联合县医院开展义诊: the partner is named, who acts was told before
            row = subjects(text, arguments, first=True)
            acting = tuple(m for m in row if _acts(text, m))
            # 先生曾担任锦澄集团董事长,商会会长: what a man is goes on, nobody else comes in
            settled = bool(row) and not acting
        goals = in_role(arguments, Role.RECIPIENT) or goals
        visited = in_role(arguments, Role.VISITED) or visited
    return Outline(acting, goals, visited, tuple(m for m in mentions if _is_needy(text, m)))


def _is_needy(text: str, mention: Mention) -> bool:
    """Tell whether the words behind a party say that it is in need, or that something for it opens there."""
    if _RAISED_FOR.match(text, mention.span.end) and text[
        max(0, mention.span.start - 1) : mention.span.start
    ] in ("为", "给"):
        return True
    if not mention.named:
        return False
    if mention.text.endswith("基金"):
        return _SET_UP.match(text, mention.span.end) is not None
    if mention.kind not in _NEEDY:
        return False
    if mention.kind is PartyKind.PERSON:
        return _AILS.match(text, mention.span.end) is not None
    return (_LACKS if mention.kind is PartyKind.PLACE else _OPENS).match(text, mention.span.end) is not None


def _acts(text: str, mention: Mention) -> bool:
    """Tell whether a party that no marker governs may be who acts, and not what a verb is about."""
    start = mention.span.start
    if _ABOUT.search(text, max(0, start - 6), start):
        return False
    return mention.kind is not PartyKind.PLACE or _BEFALLEN.match(text, mention.span.end) is None


def _opens_joint(clause: Sequence[Element]) -> bool:
    """Tell whether a clause opens with a partner of somebody told before: 联合锦澄集团捐赠."""
    for element in clause:
        if isinstance(element, Marker):
            return element.role == "joint" and element.word in ("联合", "携手", "会同", "连同", "偕同")
        if isinstance(element, Mention):
            return False
    return False


class _Builder:
    """Walks the triggers of one sentence from left to right; lives for one call of build_frames."""

    def __init__(
        self,
        text: str,
        sentence: Span,
        number: int,
        elements: Sequence[Element],
        read_right: ReadObjects,
        read_left: ReadObjects,
        read_slot: ReadSlot,
    ) -> None:
        self.text, self.sentence, self.number, self.elements = text, sentence, number, elements
        self.read_right, self.read_left, self.read_slot = read_right, read_left, read_slot
        self.names = [e.span for e in elements if isinstance(e, Mention) and e.named]
        self.mood: str | None = None
        self.frames: list[Frame] = []
        self.rejected: list[tuple[Span, str]] = []
        self.done = sentence.start  # what lies before is taken by an earlier frame

    def build(self) -> tuple[tuple[Frame, ...], tuple[tuple[Span, str], ...]]:
        triggers = [e for e in self.elements if isinstance(e, Trigger)]
        skip_to = -1
        for at, trigger in enumerate(triggers):
            if trigger.span.start < skip_to:
                continue
            partner = self._partner(trigger, triggers[at + 1 :])
            received = bool(self.frames) and self.frames[-1].kind is FrameKind.RECEIVE
            if (
                trigger.kind is FrameKind.RECEIVE
                and trigger.strength == "weak"
                and not received
                and not self._has_giving(trigger)
            ):
                self.rejected.append((trigger.span, "no_giving_noun"))
                continue
            following = triggers[at + 2 :] if partner else triggers[at + 1 :]
            frame = self._frame(trigger, partner, following)
            if partner is not None:
                skip_to = partner.span.end
            if frame is None or self._hands_on(frame):
                continue
            self.frames.append(frame)
            limit = self._limit(partner or trigger, following)
            links = find_links(self.text, self.elements, frame.trigger.span.end, limit, self.read_slot)
            self.frames.extend(build_series(self.text, frame, links, limit, self.read_right))
            self.done = max(self.done, self.frames[-1].clause.end)
        self._name_roles()
        return tuple(self.frames), tuple(self.rejected)

    def _hands_on(self, frame: Frame) -> bool:
        """
        Give the receiver of a verb without an object of its own to the gift before it.

        募集款物210万元,全部捐赠给丹巴县 is one gift; 捐给省红会,由其转赠县医院 is one too, with a channel.
        """
        last = self.frames[-1] if self.frames else None
        things = frame.objects
        again = (
            frame.kind is FrameKind.PASS
            and things
            and things.amount is None
            and not any(i.quantity for i in things.items)
        )
        if last is None or (things and not again) or not frame.recipients:
            return False
        if not (last.objects or frame.kind is FrameKind.PASS):
            return False
        told = [m for m in frame.recipients if m.span.start > last.clause.end]
        if not told or (
            last.recipients and frame.kind is not FrameKind.PASS and last.kind is not FrameKind.RAISE
        ):
            return False
        channels = last.channels + (last.recipients if frame.kind is FrameKind.PASS else ())
        why = (f"triggers/{frame.trigger.word}", "roles/handed_on")
        for at, other in enumerate(self.frames[:-1]):
            if not other.recipients:
                # 甲部捐1.2万、乙部2.6万,已转交福利院: all of the row goes there
                self.frames[at] = evolve(other, recipients=tuple(told)).because(*why)
        self.frames[-1] = evolve(last, recipients=tuple(told), channels=channels).because(*why)
        return True

    def _name_roles(self) -> None:
        """Fill in who is named by role beside the gift: 捐赠方为云南滇池学院, 受赠单位是禾川县医院."""
        for at, element in enumerate(self.elements[:-1]):
            follow = self.elements[at + 1]
            if not isinstance(element, Marker) or not isinstance(follow, Mention) or not self.frames:
                continue
            role = {"names_donor": "donors", "names_recipient": "recipients"}.get(element.role)
            if role is not None and follow.span.start - element.span.end <= 8:
                frame = evolve(self.frames[-1], **{role: (follow,)})  # type: ignore[arg-type]
                self.frames[-1] = frame.because(f"markers/{element.word}")

    # -- which stretch belongs to a trigger

    def _clause_start(self, trigger: Element) -> int:
        """Where the clause of a trigger, or of any element, begins."""
        start = self.sentence.start
        for element in self.elements:
            if element.span.start >= trigger.span.start:
                break
            if isinstance(element, Stop):
                start = element.span.end
        return start

    def _clause_end(self, position: int) -> int:
        for element in self.elements:
            if isinstance(element, Stop) and element.span.start >= position:
                return element.span.start
        return self.sentence.end

    def _partner(self, trigger: Trigger, later: Sequence[Trigger]) -> Trigger | None:
        """Return the giving word inside the object of a receiving one: 收到锦澄集团捐款9万元."""
        if trigger.kind not in (FrameKind.RECEIVE, FrameKind.RAISE) or not later:
            return None
        following = later[0]
        same = following.span.start < self._clause_end(trigger.span.end)
        giving = following.kind in (FrameKind.GIVE, FrameKind.AID) and following.strength != "weak"
        return following if same and giving else None

    def _has_giving(self, trigger: Trigger) -> bool:
        return _GIVING.search(self.text, trigger.span.start, self._clause_end(trigger.span.end)) is not None

    def _limit(self, trigger: Trigger, later: Sequence[Trigger]) -> int:
        """Where the object phrase of a trigger must end: before the clause of the next trigger that is a verb."""
        for following in later:
            if following.strength != "strong" and not self._is_verb(following, trigger.span.end):
                continue
            if _PURPOSE.search(self.text, trigger.span.end, following.span.start):
                continue  # 筹得8万元,将用于资助困境儿童: the second verb says what the first gift is for
            start = self._clause_start(following)
            return start if start > trigger.span.end else following.span.start
        return self.sentence.end

    def _is_verb(self, trigger: Trigger, after: int) -> bool:
        """Tell whether a middle or weak trigger has a figure or a marked party of its own, behind *after*."""
        start, end = max(after, self._clause_start(trigger)), self._clause_end(trigger.span.end)
        for element in self.elements:
            if element.span.start < start or element.span.start >= end:
                continue
            if isinstance(element, Amount | Quantity) and element.span.start >= trigger.span.end:
                return True
            if isinstance(element, Marker) and element.role == "goal":
                return True
        return False

    # -- arguments

    def _frame(self, trigger: Trigger, partner: Trigger | None, later: Sequence[Trigger]) -> Frame | None:
        text = self.text
        clause_start = self._clause_start(trigger)
        if clause_start < self.done <= trigger.span.start:
            # 向甲校捐赠5万元、向乙院捐赠轮椅20辆: the second gift begins where the first ends
            clause_start = self.done
        own = [e for e in self.elements if clause_start <= e.span.start < trigger.span.start]
        arguments = assign_roles(text, own)
        limit = self._limit(partner or trigger, later)
        links = find_links(text, self.elements, trigger.span.end, limit, self.read_slot)
        if links:
            limit = links[0].start
        chain = Span(
            max(self.done, self.sentence.start) if self.done <= clause_start else clause_start,
            trigger.span.start,
        )
        # 承诺配合工程捐种大树,并捐赠100万元: 并 carries the plan on
        own_from = chain.start if text.startswith(("并", "且"), clause_start) else clause_start
        cues = read_cues(
            text, trigger, own_from, chain, Span(trigger.span.start, limit), self.sentence, self.names
        )
        barred = cues.barred or self.mood
        if barred in ("appeal", "rule", "hypothetical"):
            # 建议领导捐1000元,教师捐300元: the mood of the first verb holds for the rest of the sentence
            self.mood = barred
        if not barred and not any(a.role is Role.SUBJECT for a in arguments):
            # 号召有条件的人,捐赠口罩: a clause without an actor has the mood of the one before
            stops = [e.span.end for e in self.elements if isinstance(e, Stop) and e.span.end < clause_start]
            before = Span(max(stops, default=self.sentence.start), clause_start)
            barred = read_cues(
                text, trigger, before.start, chain, Span(trigger.span.start, limit), self.sentence, self.names
            ).barred
        if barred:
            self.rejected.append((trigger.span, barred))
            return None
        kind = trigger.kind
        last = self.frames[-1] if self.frames else None
        inherits = (
            last is not None
            and last.kind is FrameKind.RECEIVE
            and kind is FrameKind.GIVE
            and not arguments
            and not any(isinstance(e, Marker) for e in own)
        )
        if inherits:
            # 接受捐赠资金8万元,捐赠物资价值2万元: the second 捐赠 is a noun under the same verb
            kind = FrameKind.RECEIVE
        rules = [f"triggers/{trigger.word}", *cues.rules]
        donors: tuple[Mention, ...] = in_role(arguments, Role.DONOR)
        recipients: tuple[Mention, ...] = in_role(arguments, Role.RECIPIENT)
        channels: tuple[Mention, ...] = in_role(arguments, Role.CHANNEL)
        actors = subjects(text, arguments, verb=trigger.span.start)
        if trigger.strength == "strong" or kind in (FrameKind.AID, FrameKind.DELIVER, FrameKind.FUND):
            slots = self._slots(trigger, own, clause_start)
            if not actors and not donors and slots[0] is not None and trigger.strength == "strong":
                actors = (slots[0],)
                rules.append("roles/slot")
            if not recipients and slots[1] is not None:
                recipients = (slots[1],)
                rules.append("roles/slot")
        if actors and trigger.strength == "strong":
            person = self._person_before(trigger, own) or self._firm_before(trigger, own, actors)
            actors = (person,) if person is not None else actors
        named = next(reversed([*_NAMED_AS.finditer(text, chain.start, trigger.span.start)]), None)
        if named is not None:
            # who gives in the name of another one only acts for him
            inside = (
                ()
                if named["name"] in _OWN_NAMES
                else tuple(
                    e
                    for e in self.elements
                    if isinstance(e, Mention)
                    and named.start("name") <= e.span.start < named.end("name")
                    and e.span.end >= named.end("name")
                )
            )
            own_name = inside or named["name"] in _OWN_NAMES
            slot = (
                None if own_name else self._slot(named.start("name"), named.end("name"), trigger.span.start)
            )
            donors = inside or ((slot,) if slot is not None else donors)
        start = trigger.span.end
        relative = text.startswith("的", start)
        if relative and not donors:
            # 锦澄集团捐赠的两辆校车, also behind 将 and 把: who stands right before the verb gives
            near = [
                a
                for a in arguments
                if a.role in (Role.SUBJECT, Role.PLACE, Role.NONE) and a.marker not in _FROM
            ]
            if near and trigger.span.start - near[-1].mention.span.end <= 8:
                near = [a for a in near if a.group == near[-1].group]
                # 华侨、某公司社长周砚秋捐赠的: what only says whose or what he is does not give
                row = [a.mention for a in near if a.role is not Role.NONE] or [a.mention for a in near]
                donors = tuple(acting_for(text, mention) for mention in row)
                rules.append("roles/relative")
        if kind is FrameKind.RECEIVE:
            recipients = recipients or actors or (last.recipients if inherits and last is not None else ())
            if partner is not None:
                between = [e for e in self.elements if start <= e.span.start < partner.span.start]
                donors = donors or self._row(between)
                figures = [
                    e
                    for e in between
                    if isinstance(e, Amount | Quantity) and donors and e.span.start >= donors[-1].span.end
                ]
                # 获得某基金会150万元奖教金资助: the thing stands before the giving word
                start, limit = (
                    (donors[-1].span.end, partner.span.start) if figures else (partner.span.end, limit)
                )
                if text.startswith("的", start):
                    start += 1
            elif not donors:
                behind = [e for e in self.elements if start <= e.span.start < min(limit, start + 24)]
                donors = tuple(m for m in self._row(behind, at=start) if m.kind in _GIVERS)
                if donors:
                    start = donors[-1].span.end
        elif partner is not None:
            kind = partner.kind
            between = [e for e in self.elements if start <= e.span.start < partner.span.start]
            donors = donors or self._row(between)
            start = partner.span.end
        elif not donors and not relative:
            donors = actors
        thanked = tuple(a.mention for a in arguments if a.marker == "对")
        if thanked and _IS_THANKED.search(text, start, self._clause_end(start)):
            # 对锦澄集团捐赠图书表示感谢: who is thanked gave
            donors, recipients, actors = thanked, (), thanked
        if not recipients and kind in (FrameKind.GIVE, FrameKind.PLEDGE):
            recipients = self._school_of(own)
            if recipients:
                donors = tuple(m for m in donors if m not in recipients)
                rules.append("roles/alumnus")
        built_in = in_role([a for a in arguments if a.marker == "在"], Role.NONE)
        if not built_in and _BUILD.match(trigger.word):
            # 在禾川县,明屿市援建的学校: the place may stand in the clause before
            built_in = in_role([a for a in self._all_before(clause_start) if a.marker == "在"], Role.NONE)[
                -1:
            ]
        if not recipients and built_in and _BUILD.match(trigger.word):
            recipients = built_in
            rules.append("roles/built_in")
        if kind is FrameKind.PLAN:
            # 沐白幼儿园34名幼儿帮扶计划(5000元/月): whose plan it is, gets the help; who runs it is not told here
            whose = [a.mention for a in arguments if a.mention.span.end == trigger.span.start]
            if whose and not whose[-1].named:
                # 沐白幼儿园34名幼儿: the house gets it for its children
                at = whose[-1].span.start
                whose = [
                    a.mention for a in arguments if a.mention.named and a.mention.span.end == at
                ] or whose
            recipients = tuple(whose[-1:]) or recipients
            donors = ()
            if text.startswith("(", start):
                start += 1
                limit = min(limit, max(start, text.find(")", start)))
        elif kind is not FrameKind.RECEIVE and partner is None and not relative:
            direct, start = self._direct(trigger, start, limit)
            recipients = recipients + tuple(m for m in direct if m not in recipients)
        objects = (
            self.read_right(Span(start + (1 if relative and start == trigger.span.end else 0), limit))
            if start < limit
            else None
        )
        if not objects:
            left = self._left_objects(trigger, arguments, clause_start)
            objects = left or objects
        if not objects:
            objects = self._named_thing(trigger, start, limit) or objects
        if objects and not recipients:
            # 出资35万元为北塘村修建水渠: what is built stands behind the party that gets it
            money = objects.amount.span.end if objects.amount else objects.span.end
            late = self._late_recipients(money, self.sentence.end if relative else limit)
            recipients = late or self._founded_at(
                objects.span.start, self.sentence.end if relative else limit
            )
            if recipients:
                rules.append("roles/after_object")
        if not recipients and objects and kind is not FrameKind.RECEIVE:
            recipients = self._purpose_parties(objects.span.start, limit)
            if recipients:
                rules.append("roles/purpose")
        if not recipients:
            recipients = in_role(arguments, Role.VISITED)
            if recipients:
                rules.append("roles/visited")
        prior = self._prior(clause_start, trigger.span.start)
        # 并会同有关部门调拨: the partner has no name, so nobody joins who acted before
        partnered = bool(actors or donors)
        joint = (_opens_joint(own) and partnered) or (not actors and prior[3])
        unread = False
        if not donors and not actors and kind not in (FrameKind.RECEIVE, FrameKind.PLAN):
            edge = min((e.span.start for e in own), default=trigger.span.start)
            speaker = self._announces(own, arguments, trigger)
            stretch = None if relative or partner or speaker else find_unread(text, clause_start, edge)
            unread = stretch is not None
            slot = self._slot(stretch.start, stretch.end, edge) if stretch is not None else None
            donors = speaker or (((slot,) if slot is not None else ()) if unread else prior[0])
            if donors:
                rules.append("roles/slot" if unread else "roles/subject_of_sentence")
        if not recipients and kind is FrameKind.RECEIVE and not relative:
            recipients = prior[0]
        if (not recipients and kind is FrameKind.AID) or trigger.word == "提供":
            asked = in_role([a for a in self._all_before(clause_start) if a.marker == "应"], Role.NONE)
            recipients = recipients or asked
        if not recipients and kind is not FrameKind.RECEIVE:
            recipients = prior[1]
            if recipients:
                rules += ["roles/goal_of_sentence", *(["roles/visited"] if prior[2] else [])]
        if not recipients and kind is not FrameKind.RECEIVE:
            recipients = self._benefiting(trigger.span.end)
            if recipients:
                rules.append("roles/benefit")
        donors = tuple(m for m in donors if m not in recipients and m.text not in _NEVER_GIVES)
        end = max(objects.span.end if objects else trigger.span.end, start)
        return Frame(
            trigger=trigger, kind=kind, clause=Span(clause_start, max(end, trigger.span.end)), sentence=self.number,
            donors=donors, recipients=recipients, channels=channels, objects=objects or None,
            status=cues.status, scope=cues.scope, joint=joint, unread=unread and not donors, rules=tuple(rules),
        )  # fmt: skip

    def _person_before(self, trigger: Trigger, own: Sequence[Element]) -> Mention | None:
        """Return a person whom only the place before the verb tells: 本校校友周砚秋捐资."""
        mentions = [e for e in own if isinstance(e, Mention)]
        if not mentions:
            return None
        last = mentions[-1]
        follow = next((e for e in own if isinstance(e, Marker) and e.span.start >= last.span.end), trigger)
        if not 2 <= follow.span.start - last.span.end <= MAX_PERSON_GAP:
            return None
        found = self.read_slot(Span(last.span.end, follow.span.start))
        return found if found is not None and found.kind is PartyKind.PERSON and found.named else None

    def _firm_before(
        self, trigger: Trigger, own: Sequence[Element], actors: Sequence[Mention]
    ) -> Mention | None:
        """Return a firm whose everyday name runs on from a division: 明屿鸿泰瓷业向…捐赠, where only 明屿 is sure."""
        place = actors[-1]
        if len(actors) != 1 or place.kind is not PartyKind.PLACE:
            return None
        follow = next((e for e in own if isinstance(e, Marker) and e.span.start >= place.span.end), trigger)
        match = _firm_tail().match(self.text, place.span.end, follow.span.start)
        if match is None or any(
            isinstance(e, Mention) and e.span.start >= place.span.end
            for e in own
            if e.span.end <= match.end()
        ):
            return None
        span = Span(place.span.start, match.end())
        text = span.cut(self.text)
        return Mention(span, text, text, PartyKind.COMPANY, adcode=place.adcode, rules=("trade_words",))

    def _school_of(self, own: Sequence[Element]) -> tuple[Mention, ...]:
        """Return the school whose alumnus gives, where nobody else is told to receive: 我校校友周砚秋捐资80万元."""
        schools = (e for e in own if isinstance(e, Mention) and e.kind is PartyKind.SCHOOL)
        return tuple(school for school in schools if _ALUMNUS.match(self.text, school.span.end))[:1]

    def _announces(
        self, own: Sequence[Element], arguments: Sequence[Argument], trigger: Trigger
    ) -> tuple[Mention, ...]:
        """
        Return who announces what he gives himself, where nobody else acts in the clause.

        明屿市政府宣布提供150万元 | 周砚秋表示愿意向基金会捐赠5万元; 县长介绍说 announces what others do.
        """
        speech = next((e for e in own if isinstance(e, Marker) and e.role == "speech"), None)
        if (
            speech is None
            or speech.word not in ("宣布", "表示")
            or any(a.role is Role.SUBJECT for a in arguments)
        ):
            return ()
        row = [
            a
            for a in arguments
            if a.role is Role.NONE and not a.marker and a.mention.span.end <= speech.span.start
        ]
        return tuple(acting_for(self.text, a.mention) for a in row if a.group == row[-1].group)

    def _slots(
        self, trigger: Trigger, own: Sequence[Element], clause_start: int
    ) -> tuple[Mention | None, Mention | None]:
        """Return who fills the stretch before the first marker, and the one between 向 and the verb, by place alone."""
        markers = [e for e in own if isinstance(e, Marker)]
        goal = next((e for e in reversed(markers) if e.role == "goal"), None)
        acting = receiving = None
        if goal is not None and not any(
            isinstance(e, Mention) and e.span.start >= goal.span.end for e in own
        ):
            receiving = self._slot(goal.span.end, trigger.span.start, trigger.span.end)
            if receiving is not None and receiving.kind is PartyKind.OTHER and goal.word in ("为", "对"):
                # 为战疫捐赠: what one gives for is often no party; 为女孩欣怡筹款 is for her
                before = self.text[goal.span.end : receiving.span.start]
                receiving = receiving if _WHO.search(before) else None
        edge = min((e.span.start for e in markers), default=trigger.span.start)
        open_start = not markers or markers[0].role in ("goal", "object", "channel", "joint")
        if open_start and not any(isinstance(e, Mention) and e.span.start < edge for e in own):
            acting = self._slot(clause_start, edge, trigger.span.start)
        return acting, receiving

    def _slot(self, start: int, end: int, verb: int) -> Mention | None:
        mention = self.read_slot(Span(start, end)) if 2 <= end - start <= MAX_SLOT else None
        # What is left of 现场捐赠, 加快捐赠, 决定捐赠 is no name; a name of two characters needs a marker behind it.
        if mention is None or _NO_NAME.search(mention.name):
            return None
        return mention if len(mention.name) >= 3 or end < verb else None

    def _row(self, elements: Sequence[Element], at: int | None = None) -> tuple[Mention, ...]:
        """Return the row of parties that *elements* hold; with *at* it must begin there."""
        row: list[Mention] = []
        for element in elements:
            if not isinstance(element, Mention):
                continue
            if not row:
                if at is not None and element.span.start - at > 2:
                    return ()
                row.append(element)
            elif is_joined(self.text[row[-1].span.end : element.span.start]):
                row.append(element)
            elif element.kind is PartyKind.PERSON and element.of is not None:
                continue
            else:
                row = [element]
        return tuple(acting_for(self.text, mention) for mention in row)

    def _direct(self, trigger: Trigger, start: int, limit: int) -> tuple[tuple[Mention, ...], int]:
        """Return the row of parties right behind the trigger, and where it ends: 捐给县慈善会、县红十字会."""
        match = _TO.match(self.text, start, limit)
        at = match.end() if match else start
        marked = at > start and self.text[at - 1] in "给到至往予于向与在"
        goal = marked or trigger.word in _DIRECT or _ENDS_IN_GOAL.search(trigger.word) is not None
        row: list[Mention] = []
        for element in self.elements:
            if not isinstance(element, Mention) or element.span.start < at:
                continue
            if element.span.start >= limit:
                break
            gap = self.text[row[-1].span.end if row else at : element.span.start]
            if (not row and len(gap) <= (6 if goal else 0) and not re.search(r"[,;:0-9]", gap)) or (
                row and is_joined(gap)
            ):
                row.append(element)
            else:
                break
        if not row:
            slot = self._direct_slot(at, limit) if goal else None
            return ((slot,), slot.span.end) if slot is not None else ((), start)
        end = row[-1].span.end
        counted = any(
            isinstance(e, Quantity) and e.span.start == end and e.unit not in _PEOPLE for e in self.elements
        )
        if counted and not marked and row[-1].kind in (PartyKind.COMPANY, PartyKind.OTHER):
            # 捐赠医用手套2万双: the name of a trade is the thing
            return (), start
        if not goal and _BUILD.match(trigger.word) and _BUILT.match(self.text, end, limit):
            # 捐建了岚溪小学音乐教室: whose room it is gets it
            return tuple(row), end
        if not goal and not re.match(
            r"(?:[,。;\d]|价值|现金|人民币|一|两|善款|助学金|$)", self.text[end : end + 4]
        ):
            # 捐赠禾川县苹果: a place inside the name of a thing
            return (), start
        return tuple(row), end

    def _direct_slot(self, start: int, limit: int) -> Mention | None:
        """Return who gets by place alone, where no name is known: 资助三名辍学的女孩, 捐给乡里的“晚霞课堂”."""
        edges = [
            e.span.start
            for e in self.elements
            if e.span.start > start and isinstance(e, Stop | Marker | Trigger)
        ]
        end = min([limit, *edges])
        counted = any(isinstance(e, Amount | Quantity) and start < e.span.start < end for e in self.elements)
        if counted or re.search(r"[\d元]", self.text[start + 1 : end]):
            return None  # 赠送救护车一辆: a thing
        slot = self._slot(start, end, end + 1)
        if (
            slot is None
            or slot.kind is PartyKind.PROJECT
            or (slot.kind is PartyKind.OTHER and not _WHO.search(slot.name))
        ):
            return None
        return slot

    def _named_thing(self, trigger: Trigger, start: int, limit: int) -> Objects | None:
        """Read what was built, or the fund that was set up, by its name alone: 援建公路, 设立“见山奖学金”."""
        pattern = _BUILT if _BUILD.match(trigger.word) and trigger.word != "设立" else None
        pattern = _FUND_NAMES if trigger.word == "设立" else pattern
        if pattern is None:
            return None
        if self.text.startswith("的", start):
            start += 1
        match = pattern.match(self.text, start, limit)
        if match is None:
            return None
        names = (
            [match] if pattern is _BUILT else list(_QUOTED.finditer(self.text, match.start(), match.end()))
        )
        items = tuple(Item(m["name"], m["name"], Span(*m.span("name"))) for m in names)
        return Objects(span=Span(match.start(), match.end()), items=items, form=Form.GOODS) if items else None

    def _left_objects(
        self, trigger: Trigger, arguments: Sequence[Argument], clause_start: int
    ) -> Objects | None:
        """Read the object before the verb: 把一万元存款交到, 药品30万元由锦澄集团捐赠."""
        start, end = clause_start, trigger.span.start
        for element in self.elements:
            if clause_start <= element.span.start < trigger.span.start and isinstance(element, Marker):
                if element.role == "object":
                    start, end = element.span.start, trigger.span.start
                elif element.role == "goal":
                    end = element.span.start  # 向53个国家提供: who gets it is counted, not what is given
        start = max(start, self.done)
        objects = self.read_left(Span(start, end)) if start < end else None
        if not objects and trigger.word.startswith(("给予", "予以")):
            # 对梦丽未来三年的大学学费给予资助: the last noun before the verb is what is borne
            at = self.text.rfind("的", start, trigger.span.start) + 1
            objects = self.read_right(Span(at, trigger.span.start)) if at > start else objects
        if not objects:
            # 林晓声老人7.2万元的捐款, 把其中的20万元捐给: the sum stands right before the word
            money = next(
                (
                    e
                    for e in reversed(self.elements)
                    if isinstance(e, Amount) and start <= e.span.start < trigger.span.start
                ),
                None,
            )
            if money is not None and _SUM_BEFORE.fullmatch(self.text, money.span.end, trigger.span.start):
                objects = self.read_right(money.span)
        return objects

    def _late_recipients(self, start: int, limit: int) -> tuple[Mention, ...]:
        """Return who gets what stands before: 捐5万元给县慈善会, 现已送至沐白小学."""
        row: list[Mention] = []
        marker: Marker | None = None
        stopped = False
        for element in self.elements:
            if element.span.start < start - 1 or element.span.start >= limit:
                continue
            if isinstance(element, Marker):
                if row:
                    break
                # Behind a comma 向 and 为 open another act: 捐款5万元,并向学生讲解政策
                # … but 出资100万元,为老人购买保险 tells what the money does, and for whom.
                goes = element.role == "visit" or (
                    element.role == "goal" and (not stopped or self._builds_for(element))
                )
                marker = element if goes else None
            elif isinstance(element, Trigger):
                if row:
                    break
                # 捐赠的毛毯昨日运抵岚溪镇
                goal = _ENDS_IN_GOAL.search(element.word) is not None
                marker = Marker(element.span, element.word, "goal") if goal else marker
            elif isinstance(element, Stop):
                if row:
                    break
                marker, stopped = None, True
            elif isinstance(element, Mention) and marker is not None:
                gap = self.text[(row[-1] if row else marker).span.end : element.span.start]
                if (not row and len(gap) <= 8) or is_joined(gap):
                    row.append(element)
        if not row:
            # 捐赠3000元给少年阿力: only the place behind 给 shows the name
            for element in self.elements:
                if (
                    isinstance(element, Marker)
                    and element.word in ("给", "予")
                    and start - 1 <= element.span.start < limit
                ):
                    end = self._clause_end(element.span.end)
                    found = self._slot(element.span.end, end, end + 1)
                    return (found,) if found is not None else ()
        return tuple(row)

    def _founded_at(self, start: int, limit: int) -> tuple[Mention, ...]:
        """Return where a fund or a house is set up: 捐资四十万元在我校设立奖学基金."""
        for at, element in enumerate(self.elements[:-1]):
            follow = self.elements[at + 1]
            stands_at = (
                isinstance(element, Marker) and element.word == "在" and start <= element.span.start < limit
            )
            if stands_at and isinstance(follow, Mention) and _FOUNDS.match(self.text, follow.span.end):
                return (follow,)
        return ()

    def _benefiting(self, start: int) -> tuple[Mention, ...]:
        """Return whom the gift reaches: 惠及贫困群众6000余人."""
        for at, element in enumerate(self.elements[:-1]):
            if isinstance(element, Marker) and element.role == "benefit" and element.span.start >= start:
                follow = next((e for e in self.elements[at + 1 :] if isinstance(e, Mention | Stop)), None)
                if isinstance(follow, Mention) and follow.span.start - element.span.end <= 8:
                    return (follow,)
        return ()

    def _builds_for(self, marker: Marker) -> bool:
        """Tell whether the clause of *marker* says what is bought or built for the party behind it."""
        return _BUYS.search(self.text, marker.span.end, self._clause_end(marker.span.end)) is not None

    def _purpose_parties(self, start: int, limit: int) -> tuple[Mention, ...]:
        """Return who is to be helped by what was given: 善款8万元将用于救助困境儿童."""
        for element in self.elements:
            if isinstance(element, Mention) and start <= element.span.start < limit:
                before = self.text[max(start, element.span.start - 10) : element.span.start]
                if _PURPOSE.search(before) or (_HELPS.search(before) and element.kind in _HELPED):
                    return (element,)
        return ()

    def _prior(
        self, clause_start: int, verb: int
    ) -> tuple[tuple[Mention, ...], tuple[Mention, ...], bool, bool]:
        """
        Return who acts and who is helped in the clauses before, the nearest first.

        With them: whether the second is only a place that was gone to, and whether the first joins somebody told
        before (联合锦澄集团开展活动,…捐赠).
        """
        before = [e for e in self.elements if e.span.start < clause_start]
        acting: tuple[Mention, ...] = ()
        goals: tuple[Mention, ...] = ()
        visited = joint = False
        for clause in reversed(cut_clauses(before)):
            arguments = assign_roles(self.text, clause)
            if not acting:
                acting = self._opening(clause, subjects(self.text, arguments, first=True, verb=verb))
                acting = acting or in_role(arguments, Role.DONOR)
                joint = bool(acting) and _opens_joint(clause)
                if len(acting) == 2 and not goals and _AGREES.match(self.text, acting[1].span.end):
                    # 锦澄集团与县慈善会签订协议,捐赠300万元: the first gives to the second
                    acting, goals = acting[:1], acting[1:]
            # 向甲校捐款8万元;为全县提供体检: who is helped before a semicolon is not helped behind it
            if not goals and ";" not in self.text[clause[-1].span.end : clause_start]:
                goals = in_role(arguments, Role.RECIPIENT)
                visited = not goals
                goals = goals or in_role(arguments, Role.VISITED)
            if acting and goals:
                break
        return acting, goals, visited and bool(goals), joint

    def _opening(self, clause: Sequence[Element], row: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return *row* where it opens its clause: in 询问孩子上学情况 the child is asked about and does not act."""
        row = tuple(m for m in row if _acts(self.text, m))
        if not row:
            return row
        start = self._clause_start(clause[0])
        first = next((e for e in clause if isinstance(e, Mention)), row[0])
        markers = [e.span.end for e in clause if isinstance(e, Marker) and e.span.end <= first.span.start]
        gap = first.span.start - max([start, *markers])
        return row if gap <= MAX_OPENING else ()

    def _all_before(self, clause_start: int) -> list[Argument]:
        before = [e for e in self.elements if e.span.start < clause_start]
        return [a for clause in cut_clauses(before) for a in assign_roles(self.text, clause)]
