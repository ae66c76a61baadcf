"""Mends the names of a sentence for reading who is bound: cuts them at a verb, leaves out who only acts for another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from aidfacts.frames.skeleton import BOTH, NAMED, PERSON, Skeleton, drop
from aidfacts.lexicon import cache, join_words, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.pact import PactTrigger, PactUse
from aidfacts.model.span import Span, last_of

Tag = Callable[[Span], Sequence[Mention]]
Slot = Callable[[Span], Mention | None]

MAX_BEFORE = 16  # characters before a noun of relation in which the name of its owner stands
_TEAM = compile_late(
    r"(?:工作|扶贫|帮扶|协作|前方|前线|专家|医疗|支教|支医)*(?:(?<![支大中总部连])队|指挥部|组|办公室|工作站|联络组|专班)$"
)
# 前仓镇卫生院|医共体签约: what is agreed, not part of the name
_GLUED = compile_late(
    r"(?<=[院校村道镇区县市司团所会局乡学])(?:医联体|医共体|校地|校企|村企|银企|军地|政企|馆校|分馆|联盟|(?:全面|深化)*战略|友好学校|姊妹学校|姐妹学校|友好|结对)(?:暨?[^院校]{0,10}联盟)?$"
)
# 长汀县|党政代表团 acts for its place or house
_DELEGATION = compile_late(r"(?<=..)(?:党政|友好|经贸|文化|教育|学习)*(?:代表团|考察团|访问团|参访团)$")
_COUNTED = compile_late(
    r"(?<=..[省市州县区盟旗])\d+个?(?:[县区市镇乡村].*)$|(?<=..[省市县区州])[两三四五六七八九][地市县区省](?:[一-鿿]{1,8})?$|(?<=..)[三四五六七八九]国(?:[一-鿿]{1,6}部)?$"
)
_LED = compile_late(
    "(?:(?:标志)?[着著]|意味[着著]|亲自到|增列|新增|明确|确定|邻[县市省区]|联合(?=[省市县区镇乡村]))(?=...)"
)
_JOINED_NAME = compile_late(
    # Every alternative begins with a letter, so the engine leaps to the next one that may fit.
    r"联合(?!国|会|体|工会|大学|学院|总会|社|报|党|重工|水泥|电子|汽车|办)|携手|联手|牵手|和|与|及|都是|均是|是| [ \u3000]*|\u3000[ \u3000]*"
)
_PARTING = frozenset((PactUse.SIGN, PactUse.BIND, PactUse.BUILD, PactUse.JOINT, PactUse.OVER))
_JOINING = frozenset(["加入", "加盟", "组成", "牵头", "落户"])  # 正式|加盟|明屿心血管专科联盟
_CROWD = compile_late(r"师生|学生|教师|员工|干部|队员|代表团?$")
# 锦澄集团|党员干部|来到结对村: whoever goes there goes for his house
_STAFF = compile_late(
    "(?:的)?(?:全体|广大|部分|青年|机关|在职|退休|优秀)*(?:党员|干部|职工|员工|教职工|师生|教师|学生|少先队员|志愿者|医护人员|医务人员|民警|团员|骨干|专家|代表|(?:志愿者?|青年|党员|巡回)?(?:服务队|医疗队|突击队|宣讲团))+$"
)
_HOW = compile_late("(?:整体|全面|正式|全权|携手|联合|共同|对口|定点)+$")
_BESIDE_THEM = compile_late("[与和同跟、及]")
_BARE = compile_late(r"[委会局社司校院馆厂店村镇乡办部所厅团]$")
_FOR = compile_late(
    f"(?P<who>[{NAMED}{PERSON}](?:[、和与及同跟][{NAMED}{PERSON}])*)(?:分别|共同|各自)?代表(?P<whom>[{NAMED}{BOTH}]|各自|双方|两)"
)
_OWN = compile_late(
    f"(?:分别|共同|各自)*代表(?:各自|双方|两|{BOTH})(?:的)?(?:学校|单位|医院|公司|企业|校|院|方|一方|机构|部门)*(?:的)?"
)


# 我校副校长还|代表校长何映雪|与…签约: one official in place of another
_INSTEAD = compile_late(
    f"(?<={NAMED})(?:副?[\u4e00-\u9fff]{{1,4}})?代表{PERSON}(?:校长|院长|书记|会长|局长|董事长)?(?=[与和同跟])"
)


# 甲公司书记与乙公司经理|,出席签约仪式,并代表双方|签署
_POST = compile_late(
    "(?=[副主部署局厅大行总校院会])"  # what a post begins with: far faster than to look back everywhere
    f"(?<=[{NAMED}会部署局厅院校行])(?:副?(?:主席|部长|署长|局长|厅长|主任|大臣|行长|总裁|校长|院长|会长))(?=[与和同跟在签、]|分别|共同)"
)
_COUNTS_THEM = compile_late(f"{BOTH}[—:]+(?={NAMED})")  # 政校企三方——|甲政府、乙学院
_SIGNS_FOR_BOTH = compile_late(
    f"(?<=[{NAMED}][、与和同跟][{NAMED}])(?:,?(?:共同)?(?:出席|参加)[^,;。{NAMED}]{{0,12}})?,?并?(?:分别|共同)?代表(?:{BOTH}|双方)(?=签|进行|在|现场|完成)"
)


def is_both(parties: Sequence[Mention]) -> bool:
    return len(parties) == 1 and parties[0].anaphor == "both"


def may_act(mention: Mention) -> bool:
    """Tell whether a party can be bound: a project or a plan cannot."""
    return mention.kind is not PartyKind.PROJECT or mention.name.endswith("基金")


def place_of(mention: Mention) -> Mention | None:
    """Return the place that a team is sent to (对口支援黑水县|工作队); None for what is only a committee."""
    if mention.name.endswith(("领导小组", "委员会", "会议")):
        return None
    if mention.place and mention.kind is not PartyKind.PLACE and _TEAM.search(mention.name):
        size = len(mention.place)
        team = _TEAM.search(mention.name)
        house = mention.name[: team.start()] if team else ""
        if len(house) > size and mention.text == mention.name and _BARE.search(house):
            span = Span(mention.span.start, mention.span.start + len(house))
            return evolve(mention, span=span, text=house, name=house, head=house[-1])  # 禾川县医院|专家组
        span = Span(mention.span.start, mention.span.start + size)
        return evolve(
            mention,
            span=span,
            text=mention.text[:size],
            name=mention.place,
            kind=PartyKind.PLACE,
            head=mention.place[-1],
        )
    return mention


def part(text: str, mentions: Sequence[Mention], triggers: Sequence[PactTrigger], tag: Tag) -> list[Mention]:
    """
    Return *mentions* with those cut that run across a verb: 华西医院|共建|专科联盟, 团县委|联合|新华书店.

    Args: *tag* finds the parties of a stretch.
    """
    found: list[Mention] = []
    mentions = [m for m in _beside(text, mentions, triggers, tag) if not _runs_into(m, triggers)]
    mentions = [_house_of_staff(text, m, tag) for m in mentions]
    for mention in mentions:
        if mention.text.startswith("@") and len(mention.text) > 2:
            mention = evolve(
                mention,
                span=Span(mention.span.start + 1, mention.span.end),
                text=mention.text[1:],
                name=mention.name.removeprefix("@"),
            )
        mention = _mend(text, mention)
        cuts = _cuts(mention, triggers, tag)
        if cuts and mention.kind is not PartyKind.PERSON:
            found.extend(_pieces(text, mention.span, cuts, tag))
        else:
            found.extend(_tidied(mention, triggers, tag))
    return found


def _cuts(mention: Mention, triggers: Sequence[PactTrigger], tag: Tag) -> list[Span]:
    """Return the verbs and joints inside a mention that part it into several."""
    span = mention.span
    parting = [t for t in triggers if t.use in _PARTING or t.word in _JOINING]
    cuts = [t.span for t in parting if span.start < t.span.start and t.span.end <= span.end]
    related = [t.span for t in triggers if t.use is PactUse.RELATION]
    cuts += [r for r in related if span.start + 2 < r.start < span.end <= r.end]
    cuts += [r for r in related if _stands_within(r, span, tag)]
    return _joints(mention, tag) if not cuts and mention.anaphor is None else cuts


def _pieces(text: str, span: Span, cuts: Sequence[Span], tag: Tag) -> Iterator[Mention]:
    """Yield the parties of a stretch between its *cuts*."""
    cuts = [Span(cut.start - _how_long(text, span.start, cut.start), cut.end) for cut in cuts]
    ends = [span.start, *(place for cut in cuts for place in (cut.start, cut.end)), span.end]
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        tagged = tag(Span(start, end)) if start < end else ()
        if not tagged and 2 <= end - start <= 12 and _BARE.search(text[start:end]):
            yield Mention(Span(start, end), text[start:end], text[start:end], PartyKind.OTHER)
        yield from tagged


def _tidied(mention: Mention, triggers: Sequence[PactTrigger], tag: Tag) -> Sequence[Mention]:
    """Return a mention without the words before and behind that are none of its name; what a verb led is read anew."""
    own = mention.anaphor is None
    if own and (counted := _COUNTED.search(mention.text)):
        # 湖北襄阳市|3县1区: the division, not the number of those in it
        mention = evolve(_without_end(mention, counted), kind=PartyKind.PLACE, named=True)
    own = own and mention.named
    if own and (led := _LED.match(mention.text)):
        return tag(Span(mention.span.start + led.end(), mention.span.end))  # 标志着|市医院
    end = mention.span.end
    sent = _DELEGATION.search(mention.text) if own and mention.text.endswith("团") else None
    glued = sent or _GLUED.search(mention.text)
    if glued and (sent or any(end <= t.span.start <= end + 8 for t in triggers)):
        mention = _without_end(mention, glued)
    return (mention,)


def _without_end(mention: Mention, end: re.Match[str]) -> Mention:
    size = end.start()
    span = Span(mention.span.start, mention.span.start + size)
    return evolve(mention, span=span, text=mention.text[:size], name=mention.name.removesuffix(end.group()))


def _how_long(text: str, start: int, at: int) -> int:
    """Return how many characters before a verb at *at* tell how it is done: 明屿市中心医院|整体|托管."""
    how = _HOW.search(text, start, at)
    return at - how.start() if how else 0


def _house_of_staff(text: str, mention: Mention, tag: Tag) -> Mention:
    """Return the house whose people a group is, where they stand alone (锦澄集团|党员干部), else the mention."""
    if mention.kind is not PartyKind.GROUP or mention.named or mention.anaphor is not None:
        return mention
    staff = _STAFF.search(mention.text)
    span = mention.span
    if staff is None or not staff.start() or _BESIDE_THEM.match(text, span.end):
        return mention
    house = Span(span.start, span.start + staff.start())
    if _BESIDE_THEM.match(text, max(0, span.start - 1)):
        return mention  # 甲校与|乙校学生|结对: persons
    found = next((m for m in tag(house) if m.span == house and m.named), None)
    if found is None or found.kind in (PartyKind.PLACE, PartyKind.PERSON):
        return mention
    return found


def _mend(text: str, mention: Mention) -> Mention:
    """Return a mention with its edges set right: 海关总署|署长, 民建市委会, 辖区内|明屿银行."""
    start, end = mention.span.start, mention.span.end
    if mention.text.endswith(("署署", "局局", "院院")) and text.startswith("长", end):
        end -= 1
    elif mention.text.endswith(("省委", "市委", "区委", "县委")) and text.startswith("会", end):
        end += 1
    elif mention.text.startswith("内") and text.endswith(("辖区", "区域"), 0, start):
        start += 1
    else:
        return mention
    return evolve(mention, span=Span(start, end), text=text[start:end], name=text[start:end])


def _runs_into(mention: Mention, triggers: Sequence[PactTrigger]) -> bool:
    """Tell whether a group takes the first part of a verb for its end: 等4家|单位组|团帮扶."""
    span = mention.span
    return mention.kind is PartyKind.GROUP and any(
        span.start < t.span.start < span.end < t.span.end for t in triggers
    )


def _beside(
    text: str, mentions: Sequence[Mention], triggers: Sequence[PactTrigger], tag: Tag
) -> list[Mention]:
    """Return *mentions* with what stands around a noun of relation read anew: 我校|结对学校|沐白小学|师生."""
    found = list(mentions)
    for trigger in triggers:
        for mention in [m for m in found if _begins_inside(m, trigger)]:
            behind = tag(Span(trigger.span.end, mention.span.end))  # 共建社区|西园社区, 对口|协作禾川县
            whole = trigger.use is PactUse.OVER and mention.span.start == trigger.span.start
            if behind or whole or trigger.use is PactUse.RELATION:  # 对口支援|医疗队 names nobody
                found.remove(mention)
                found.extend(behind)
        if trigger.use is not PactUse.RELATION:
            continue
        over = [m for m in found if m.span.overlaps(trigger.span) and not m.named]
        found = [m for m in found if m not in over]
        for mention in over:
            if mention.span.start < trigger.span.start:
                found.extend(tag(Span(mention.span.start, trigger.span.start)))  # 甲院专科联盟|成员单位
            end = mention.span.end
            crowd = _CROWD.search(text, trigger.span.end, end)
            if trigger.span.end < end:
                found.extend(
                    tag(Span(trigger.span.end, crowd.start() if crowd and crowd.end() == end else end))
                )
        found.extend(_unread_before(text, found, trigger.span.start, tag))
    return sorted(found, key=lambda m: m.span)


def _stands_within(word: Span, name: Span, tag: Tag) -> bool:
    """Tell whether a noun of relation joins two names: 岚溪镇|对口支援单位|锦澄集团."""
    if not name.start < word.start < word.end < name.end:
        return False
    sides = Span(name.start, word.start), Span(word.end, name.end)
    return all(any(m.span == side and m.named for m in tag(side)) for side in sides)


def _begins_inside(mention: Mention, trigger: PactTrigger) -> bool:
    return trigger.span.start <= mention.span.start < trigger.span.end < mention.span.end


def _unread_before(text: str, found: Sequence[Mention], at: int, tag: Tag) -> list[Mention]:
    """Return who stands right before a noun of relation at *at* and was read into it: 北塘村|结对单位, 我校|友好学校."""
    if any(m.span.start < at <= m.span.end for m in found):
        return []
    floor = max((m.span.end for m in found if m.span.end <= at), default=0)
    clause = last_of(text, ",。;:、", at) + 1
    start = max(floor, clause, at - MAX_BEFORE)
    whole = [m for m in tag(Span(start, at)) if m.span.end == at and m.named]
    return whole or [m for m in tag(Span(max(start, at - 2), at)) if m.anaphor is not None]


def _joints(mention: Mention, tag: Tag) -> list[Span]:
    """Return where a mention is two names joined: 镇海中学|和|龙泉一中."""
    for joint in _JOINED_NAME.finditer(mention.text, 2):
        left = Span(mention.span.start, mention.span.start + joint.start())
        right = Span(mention.span.start + joint.end(), mention.span.end)
        known = [any(m.span == side and m.named for m in tag(side)) for side in (left, right)]
        if joint.group() in ("和", "与", "及") and min(len(left), len(right)) < 4:
            continue  # 国家林业和草原局 is one house
        bare = joint.group() not in ("和", "与", "及") and _BARE.search(mention.text, 0, joint.start())
        if len(right) >= 2 and (known[1] or (bare and _BARE.search(mention.text))) and (known[0] or bare):
            return [Span(left.end, right.start)]
    return []


def leave_posts(skeleton: Skeleton) -> Skeleton:
    """Leave out a post without its holder, who only acts for the house: 海关总署|署长|与."""
    return drop(skeleton, [match.span() for match in _POST.finditer(skeleton.text)])


@cache
def _posts() -> re.Pattern[str]:
    # |副院长|周砚秋代表锦澄医院: a post that opens a clause
    return re.compile(
        f"(?<![^,;:。])(?:副?(?:{join_words(row['title'] for row in read_table('titles'))})、?)+$"
    )


def leave_proxies(skeleton: Skeleton) -> Skeleton:
    """Leave out who only acts for a party told behind: 周砚秋代表锦澄集团, 甲校长与乙院长代表双方."""
    skeleton = drop(skeleton, [match.span() for match in _COUNTS_THEM.finditer(skeleton.text)])
    if "代表" not in skeleton.text:
        return skeleton
    skeleton = drop(skeleton, [match.span() for match in _INSTEAD.finditer(skeleton.text)])
    skeleton = drop(skeleton, [match.span() for match in _SIGNS_FOR_BOTH.finditer(skeleton.text)])
    stretches: list[tuple[int, int]] = []
    for match in _FOR.finditer(skeleton.text):
        whom = match.group("whom")
        many = sum(mark == NAMED for mark in match.group("who")) >= 2
        start = (
            match.start() - len(posts.group())
            if (posts := _posts().search(skeleton.text, 0, match.start()))
            else match.start()
        )
        persons = set(match.group("who")) & {NAMED, PERSON} == {PERSON}
        if whom == NAMED or (whom == BOTH and persons):
            stretches.append((start, match.start("whom")))
        elif many or not persons:
            own = _OWN.match(skeleton.text, match.end("who"))
            if own:
                stretches.append(own.span())
        else:
            own = _OWN.match(skeleton.text, match.end("who"))
            if own:
                stretches.append(own.span())
    return drop(skeleton, stretches)
