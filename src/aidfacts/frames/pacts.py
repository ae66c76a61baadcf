"""Tells from one sentence who is bound to whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from attrs import define, evolve, field

from aidfacts.frames.pact_rows import Row, iter_rows, row_at, share_out
from aidfacts.frames.pact_words import kind_of, read_status, signed_thing
from aidfacts.frames.skeleton import (
    BOTH,
    GROUP,
    NAMED,
    PERSON,
    QUOTE,
    TITLE,
    Skeleton,
    draw,
    drop,
    fill_slots,
)
from aidfacts.lexicon import read_table
from aidfacts.model.fact import PartnershipKind, PartyKind, Status
from aidfacts.model.mention import Mention
from aidfacts.model.pact import Pact, PactTrigger, PactUse
from aidfacts.model.span import Span

Tag = Callable[[Span], Sequence[Mention]]
Slot = Callable[[Span], Mention | None]

MAX_BETWEEN = (
    70  # characters of a skeleton between the parties and what they sign; most are titles of the thing agreed
)
MAX_BIND = 16  # characters between the parties and 结对
MAX_OBJECT = 40  # characters behind a verb in which its object stands

# Between the parties and the verb: somebody only looks on, or nothing is signed yet.
_BARS = re.compile(
    r"^对(?!接|口)|见证(?!下)|出席|主持|参加|推动|促成|鼓励|希望|愿意?(?:与|同|和|在|就|进一步|继续)|期待|争取|要求|尚未|未能|没有|拒绝|停止|退出|终止|解除|取消|暂停|废除|支持(?!下)|洽谈|商谈|磋商|会谈$|谈判|指控|违反|不会|无法|敦促|呼吁|如果|准备好|正在就|能够|可以|应当|应该|必须|有望"
)
_MODEL = re.compile(r"甲方|乙方|丙方|[×xX]{2,}|_{2,}|范本|模板|如果|假如")
# A state's 合作 at large, though a paper was signed for it
_ROAD = re.compile(r"一带一路|命运共同体")
_PAPER = re.compile(r"协议|备忘录|合同|协定|意向书")
# What the agreement makes of its parties, told behind it: 签约,成为结对学校
_MAKES = re.compile(r"(?:建立|成为|结为|结成|确立)(?:了)?[^,;。]{0,16}(?:关系|学校|城市|单位|对子|医院|联盟)")
_CEREMONY = re.compile(r"仪式")
_GOES_TO = re.compile(r"(?:赴|到|来到|前往|走进|访问)$")
_AND = re.compile(r"并(?:现场|正式|就[^,;]{1,12})?$|期间$|^$")
_HELP = re.compile(r"帮扶|支援|协作")
_SHORT_PLACE = re.compile("[\u4e00-\u9fff]{2,3}?(?=扶贫|帮扶|支援|协作|援助)")
_AT = re.compile(f"[对为向]{NAMED}的?$")
_TOPIC = re.compile(r"就|围绕|针对|关于|对于")
_GOES = re.compile(r"(?:一行)?(?:赴|到|来到|来|前往|走进|深入|莅临|访问|考察|携)")
_PIVOT = re.compile(r"(?:联系|邀请|组织|协调|对接|带领|率领?|迎来|接待|借助|依托)(?:了|到)?$")
_OPENS = re.compile(
    r"(?:[^,;是]{0,8}(?:时|后|中|上|里|下|间|日|[:—]))?(?:而|并|也|还|又|由|如|[一二三四五六七八九十]是)?"
)
_PIVOTS = ("联系", "邀请", "组织", "协调", "对接", "了")
# Between two parties: others act, or it is only a policy
_OTHERS = re.compile(r"\d+个|推进|谋划|部署|落实|做好|会议|消息|强调|指出|要求|表示")
_STANDS = re.compile(r"(?:以来|期间|工作|关系|任务|机制|政策|力度|模式|资金|项目|情况)")
_WEAK = frozenset(["结为", "结成", "建立", "确立", "互结", "缔结为", "结下"])
_BOND = re.compile(
    r"(?:结对|友好|帮扶|协作|对口|姊妹|姐妹|共建|战略合作|合作伙伴|联盟|手拉手|合作)[^,;。]{0,8}(?:关系|学校|城市|对子|单位|友城|支部|省|州|村|医院|市|县|园|区|社区)|对子|(?:友好|姊妹|姐妹)(?:学校|城市|校|园|乡镇|街道|馆|县|村|镇)|联盟|联合体|共同体|医联体"
)
# 禾川县的|友好城市明屿市, 我校携手|结对学校沐白小学
_TO = re.compile(
    r"的|(?:携手|赴|走进|来到|到|与|邀请|联合|同|和|前往|访问|组织师生赴|迎来|接待)?(?:我校|我院|我县|我市)?"
)
_LEADS = re.compile("牵头|发起|主导|组建|领衔")
_VISITS = re.compile("来到|走进|赴|看望|慰问|前往|深入|走访|为|向|到|与")
_JOINS = re.compile(r"(?:共同)?(?:成为|加入|入选|参与|组成|组建|为)")
_SINCE = re.compile(r"[自从](?:从|与|同|和|年)?")
_COPULA = re.compile(r"(?:是|为|成为|作为|系|成|入选|被确定为|与)[^,;。与]{0,6}$")
_ALLIANCE = re.compile(
    r"联盟(?!党)|联合体|(?<!命运)(?<!生命)(?<!利益)(?<!民族)共同体|医联体|医共体|协作体|协作组织|教育集团|成员单位|集团化"
)
_BUILT = re.compile(
    r"分馆|分院|分校|分会|基地|工作站|教学点|实验室|研究院|研究中心|工作室|研究所|实践点|服务站|服务点|流通点|学院|书屋|阅览室|图书室|中心|平台|园区|产业园|博物馆|图书馆|医院|学校|学科|联盟|共同体|医联体|体系|示范区|智库|单位|小院|影院|食堂|书院|社区|示范点|党支部|品牌|专业|班$|项目|馆|站"
)
_PLACED = re.compile(
    r"分馆|分院|分校|分会|基地|工作站|教学点|实验室|研究院|研究中心|工作室|研究所|实践点|服务站|服务点|流通点|产业学院|小院"
)


@cache
def _countries() -> frozenset[str]:
    names = {row["name"] for row in read_table("countries")}
    forms = {form for row in read_table("countries") for form in row["forms"].split(" ") if form}
    return frozenset(names | forms | {"中方", "美方", "俄方", "欧盟", "我国", "中国"})


def is_state(mention: Mention) -> bool:
    """Tell whether a party is a state: its treaties bind, its 合作 at large does not."""
    return mention.name in _countries() or mention.text in _countries()


@define
class _Reader:
    """Reads the triggers of one sentence; lives for one call of read_pacts."""

    text: str
    sentence: Span
    number: int
    skeleton: Skeleton
    topic: tuple[Mention, ...]
    told: tuple[Mention, ...]
    triggers: Sequence[PactTrigger]
    tag: Tag
    found: list[Pact] = field(factory=list)

    # -- where things stand ---------------------------------------------------------------------------------------

    def clause(self, at: int) -> tuple[int, int]:
        """Return the first and the last place of the clause that character *at* stands in."""
        text = self.skeleton.text
        start = max(text.rfind(mark, 0, at) for mark in ",;:,。!?") + 1
        ends = [place for mark in ",;。!?" if (place := text.find(mark, at)) >= 0]
        return start, min(ends, default=len(text))

    def free(self, start: int, end: int) -> list[Row]:
        """Return the rows between two places that nothing governs, or that a joining word leads."""
        rows = list(iter_rows(self.skeleton, start, end))
        kept: list[Row] = []
        for row in rows:
            pivot = (row.governor in _PIVOTS and len(row.sides) >= 2) or (
                row.governor == "由" and len(row.marks) >= 2
            )
            if row.governor and not pivot and not (row.lead and row.governor != "的"):
                continue
            behind = kept[-1].end if kept else start
            if kept and not row.lead and _TOPIC.search(self.skeleton.text, behind, row.start):
                continue  # 就沐白小学的合作: what it is about
            kept.append(row)
        return kept

    # -- who is bound ---------------------------------------------------------------------------------------------

    def joined(self, start: int, end: int) -> tuple[list[tuple[Mention, ...]], Row, int] | None:
        """
        Return who is joined before character *end*: the facts, the row, how many parties were filled from outside.

        The nearest pair counts; a row led by 与 takes the subject that stands before it.
        """
        text = self.skeleton.text
        rows = self.free(start, end)
        for place in range(len(rows) - 1, -1, -1):
            row = rows[place]
            if row.lead:
                left, filled = self.left_of(rows[:place], row, start)
                if row.parties and left and row.marks.count(GROUP) != len(row.marks):
                    return (
                        share_out(evolve(row, sides=(left, row.parties), lead=False), each=row.each),
                        row,
                        filled,
                    )
                return None
            if len(row.marks) >= 2:
                if set(row.marks) <= {PERSON} and len(row.marks) == 2 and self.told:
                    return [self.told], row, len(self.told)
                if len(row.sides) == 1 and re.search("[与同跟]", text[row.end : end]):
                    return None  # 甲、乙等7个区14个村与12家企业: the other side has no name
                return share_out(row, each=row.each), row, 0
            if row.points:
                return [row.parties], row, 0
        return None

    def left_of(self, rows: Sequence[Row], row: Row, start: int) -> tuple[tuple[Mention, ...], int]:
        """Return who stands on the left of 与沐白小学: earlier in the clause, in the sentence, or what it is about."""
        names = {mention.name for mention in row.parties}

        def other(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
            return tuple(m for m in mentions if m.name not in names)

        for earlier in reversed(rows):
            if "暨" in self.skeleton.text[earlier.end : row.start]:
                break
            if left := other(earlier.parties):
                return left, 0
        follow = self.skeleton.text.find(",", row.end) if _SINCE.match(self.skeleton.text, start) else -1
        # 自2021年与禾川县结对以来,明屿市…: who acts is told behind
        if follow > 0 and (left := other(self.actor(follow + 1, self.clause(follow + 1)[1]))):
            return left, 1
        end = start - 1
        while end > 0:
            begin = max(self.skeleton.text.rfind(mark, 0, end) for mark in ",:,") + 1
            if left := other(self.actor(begin, end)):
                return left, 1
            if self.skeleton.text[end] in ";。!?":
                break
            end = begin - 1
        if not any(is_state(m) for m in row.parties):
            left = other(tuple(m for m in self.topic if _may_act(m) and not is_state(m)))
            if left:
                return left, 1
        return (), 0

    def actor(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return who acts in a clause: who is brought along (联系县医院一行到岚溪镇), else who opens it."""
        text = self.skeleton.text
        rows = list(iter_rows(self.skeleton, start, end))
        for row in rows:
            bodies = tuple(m for m in row.parties if m.kind is not PartyKind.PLACE and _may_act(m))
            if bodies and _PIVOT.search(text, max(start, row.start - 5), row.start):
                return bodies
        for row in rows:
            side = row.sides[0] if len(row.sides) > 1 and not row.lead else row.parties
            acting = tuple(filter(_may_act, side))
            if acting and row.governor in ("", "由") and _OPENS.fullmatch(text, start, row.start):
                return acting
        return ()

    # -- uses -----------------------------------------------------------------------------------------------------

    def read(self, trigger: PactTrigger) -> None:
        at = self.skeleton.at(trigger.span.start)
        end = self.skeleton.at(trigger.span.end)
        places = self.skeleton.places
        if at >= len(places) or places[at].start != trigger.span.start:
            return  # inside a name, a title or an aside
        getattr(self, f"_{trigger.use.value}")(trigger, at, end)

    def _sign(self, trigger: PactTrigger, at: int, end: int) -> None:
        text = self.skeleton.text
        start, stop = self.clause(at)
        stop = min(stop, end + MAX_OBJECT * 2)
        thing = signed_thing(self.text, self.skeleton, trigger.word, start, at, end, stop)
        if thing is None:
            return
        found = self.joined(start, at)
        if found is None and start > 0:
            # 甲与乙就合作达成共识,签署协议: the pair of the clause before, if nobody else acts in between
            begin = start
            while begin > 0 and found is None and not self.free(begin, at):
                begin, _ = self.clause(begin - 1)
                found = self.joined(begin, at)
        facts: list[tuple[Mention, ...]] = []
        filled = 0
        row: Row | None = None
        topics: list[Span] = []
        if found is not None:
            facts, row, filled = found
            between = text[row.end : at]
            if len(between) > MAX_BETWEEN or _BARS.search(between):
                return
            before, row = self.earlier(start, at, facts, row)
            topics = [span for _, span in before]
            facts = [*(parties for parties, _ in before), *facts]
        rules = ["pacts/joined"]
        alone = row is not None and len(row.sides) == 1 and not row.lead and not row.points
        if (not facts or alone) and (visit := self.visit(start, at)):
            facts, filled, rules = [visit], 1, ["pacts/visit"]
        weak = not facts or all(len(parties) < 2 or any(m.anaphor for m in parties) for parties in facts)
        if weak or TITLE in text[at:stop]:
            inside = self.inside(at, end, stop)
            if inside and (weak or any(len(parties) != len(inside) for parties in facts)):
                facts, filled, rules = [inside], 0, ["pacts/title"]
                row = None
        words = Span(
            self.skeleton.span(row.end if row else start, at).start,
            self.skeleton.span(at, max(stop, end)).end,
        )
        if thing.many and any(_points(parties) for parties in facts):
            return  # 双方签署18项协议: cooperation at large
        for number, parties in enumerate(facts):
            if any(is_state(m) for m in parties) and (
                thing.many or trigger.word == "达成" or _ROAD.search(self.text, words.start, words.end)
            ):
                continue
            about = topics[number] if number < len(topics) else words
            kind = kind_of(self.text, about, trigger.word)
            if kind is PartnershipKind.AGREEMENT and about is not words:
                kind = kind_of(self.text, thing.span, trigger.word)
            if kind is PartnershipKind.AGREEMENT and (
                made := _MAKES.search(self.text, trigger.span.end, self.sentence.end)
            ):
                kind = kind_of(self.text, Span(*made.span()), trigger.word)
            self.put(trigger, parties, kind, filled, thing.span, rules)

    def earlier(
        self, start: int, at: int, facts: list[tuple[Mention, ...]], last: Row
    ) -> tuple[list[tuple[tuple[Mention, ...], Span]], Row]:
        """
        Return the pairs before in 甲与乙就医联体共建;丙与丁就分馆设立分别签署协议, each with what it is about, and the last row.

        *facts* of the *last* row are shared out anew, since 分别 shares the verb among the pairs.
        """
        text = self.skeleton.text
        found: list[tuple[tuple[Mention, ...], Span]] = []
        rows = [row for row in self.free(start, at) if len(row.sides) >= 2]
        rows += [
            row for row in iter_rows(self.skeleton, start, at) if len(row.sides) >= 2 and row not in rows
        ]
        rows.sort(key=lambda row: row.start)
        for row, other in pairwise(rows):
            if _TOPIC.match(text, row.end) or text[row.end] == "、":
                found.extend(
                    (parties, self.skeleton.span(row.end, other.start))
                    for parties in share_out(row, each=False)
                )
        if "分别" not in text[start:at]:
            return found, last
        end = start - 1
        while end > 0 and text[end] == ";":
            begin = max(text.rfind(mark, 0, end) for mark in ",;:。") + 1
            here = [row for row in self.free(begin, end) if len(row.sides) >= 2]
            if not here or not _TOPIC.match(text, here[-1].end):
                break
            about = self.skeleton.span(here[-1].end, end)
            found = [*((parties, about) for parties in share_out(here[-1], each=False)), *found]
            end = begin - 1
        if found and rows:
            facts[:] = share_out(rows[-1], each=False)
            last = rows[-1]
        return found, last

    def visit(self, start: int, at: int) -> tuple[Mention, ...]:
        """Return who goes to whom and signs there: 明屿市代表团到禾川县考察并签订协议; or 甲市对乙县帮扶签约."""
        text = self.skeleton.text
        rows = [row for row in iter_rows(self.skeleton, start, at) if row.parties]
        for one, other in pairwise(rows):
            if text[one.end : other.start] == "对" and _HELP.search(text, other.end, at):
                return (*one.parties, *other.parties)
        gone = next(
            (r for r in reversed(rows) if _GOES_TO.search(text, max(start, r.start - 3), r.start)), None
        )
        if gone is None or not _AND.search(text[gone.end : at]):
            return ()
        return next(
            (
                (*row.parties, *gone.parties)
                for row in rows
                if row.end < gone.start and _OPENS.fullmatch(text, start, row.start)
            ),
            (),
        )

    def inside(self, at: int, end: int, stop: int) -> tuple[Mention, ...]:
        """Return the parties that the title of a document repeats, or its object: 签署了甲与乙的合作协议."""
        for match in re.finditer(TITLE, self.skeleton.text[:stop]):
            span = self.skeleton.places[match.start()]
            paper = span.cut(self.text)[-8:]
            if match.start() < at - MAX_BETWEEN or (match.start() < at and not _PAPER.search(paper)):
                continue
            inner = Span(span.start + 1, span.end - 1)
            drawn = draw(self.text, inner, part(self.text, self.tag(inner), self.triggers, self.tag))
            for row in iter_rows(drawn, 0, len(drawn.text)):
                if len(row.sides) >= 2 and not row.governor:
                    shared = share_out(row, each=False)
                    return shared[0] if shared else ()
        for row in iter_rows(self.skeleton, end, stop):
            if row.lead and row.parties and len(row.sides) == 1 and row.start - end <= 1:
                # 签署了与洪都拉斯的协定
                left, _ = self.left_of(self.free(self.clause(at)[0], at), row, self.clause(at)[0])
                return (*left, *row.parties) if left else ()
            if len(row.sides) >= 2 and not row.lead:
                shared = share_out(row, each=False)
                return shared[0] if shared else ()
        return ()

    def _bind(self, trigger: PactTrigger, at: int, end: int) -> None:
        text = self.skeleton.text
        start, stop = self.clause(at)
        behind = text[end : min(stop, end + MAX_OBJECT)]
        if (
            trigger.word in _WEAK
            and not _BOND.match(behind.lstrip("了"), 0)
            and not _BOND.search(behind[:16])
        ):
            return
        words = Span(trigger.span.start, self.skeleton.span(at, min(stop, end + MAX_OBJECT)).end)
        kind = kind_of(self.text, words, "" if trigger.word in _WEAK else "结对")
        found = self.joined(start, at)
        if found is not None:
            facts, row, filled = found
            between = text[row.end : at]
            if (
                len(between) <= MAX_BIND
                and not _BARS.search(between)
                and "通过" not in between
                and any(len(p) > 1 or _points(p) for p in facts)
            ):
                status = Status.ONGOING if _STANDS.match(behind) else None
                for parties in facts:
                    self.put(trigger, parties, kind, filled, None, ["pacts/bound"], status)
                return
        match = re.compile("(?:了|的|帮扶|共建|帮扶的|联系的)*").match(text, end)
        place = match.end() if match else end
        right = row_at(self.skeleton, place, stop)
        if right is not None and right.parties and not right.lead:
            self.over(trigger, at, start, right)
        elif trigger.word not in _WEAK:
            self.toward(trigger, at, start)

    def _over(self, trigger: PactTrigger, at: int, end: int) -> None:
        text = self.skeleton.text
        start, stop = self.clause(at)
        match = re.compile("(?:了|的|地区|单位|县|村|学校|医院|协作|帮扶|扶贫)*").match(text, end)
        place = match.end() if match else end
        right = row_at(self.skeleton, place, stop)
        if right is not None and right.parties and not right.lead:
            self.over(trigger, at, start, right)
            return
        short = _SHORT_PLACE.match(text, end) if trigger.word == "对口" else None
        if short is not None:
            # 组团对口禾川扶贫协作: a place in short that only the page shows to be one
            span = self.skeleton.span(*short.span())
            name = span.cut(self.text)
            helped = Mention(span, name, name, PartyKind.PLACE, rules=("slot",))
            self.over(trigger, at, start, Row(*short.span(), ((helped,),), NAMED))
            return
        rows = self.free(start, at)
        pair = next((row for row in reversed(rows) if row.lead or len(row.sides) >= 2), None)
        if pair is not None and at - pair.end <= MAX_BIND and not _BARS.search(text, pair.end, at):
            found = self.joined(start, at)
            if found is not None:
                facts, _, filled = found
                for parties in facts:
                    self.put(
                        trigger,
                        parties,
                        PartnershipKind.PAIRING,
                        filled,
                        None,
                        ["pacts/paired"],
                        Status.ONGOING,
                    )
            return
        self.toward(trigger, at, start)

    def toward(self, trigger: PactTrigger, at: int, start: int) -> None:
        """甲院对乙院进行对口帮扶."""
        text = self.skeleton.text
        for row in reversed(list(iter_rows(self.skeleton, start, at))):
            before = text[max(start, row.start - 3) : row.start]
            if (
                row.parties
                and at - row.end <= 10
                and (row.governor in ("对", "为", "向", "给") or _AT.search(before))
            ):
                self.over(trigger, max(start, text.rfind("对", start, row.start)), start, row, toward=True)
                return

    def over(self, trigger: PactTrigger, at: int, start: int, right: Row, *, toward: bool = False) -> None:
        """Bind who stands before a verb to *right*, its object; *toward* where *right* stands before the verb: 对乙院."""
        text = self.skeleton.text
        named = [m for m in right.parties if m.anaphor != "last" or len(m.text) > 2 or m.text[0] in "该此"]
        helped = tuple(whole for m in named if (whole := _place_of(m)) is not None)
        if not helped:
            return
        right = evolve(right, sides=(helped,))
        names = {mention.name for mention in right.parties}
        rows = [row for row in iter_rows(self.skeleton, start, at) if not row.lead or row.parties]
        left: tuple[Mention, ...] = ()
        filled = 0
        for row in reversed(rows):
            if row.governor and row.governor not in ("由", "被", "据", "的") and row.end != at:
                continue
            left = tuple(m for m in row.parties if m.name not in names)
            if left:
                others = GROUP in text[row.end : at] or _OTHERS.search(text, row.end, at)
                if at - row.end > 30 or others or _BARS.search(text, row.end, at):
                    left = ()
                break
        if not left and not rows and (toward or _VISITS.search(text, start, at)):
            left, filled = self.left_of((), right, start)
        if not left:
            return
        signed = re.match(r"[^,;。]{0,6}(?:协议|签约|签字|合同|备忘录)", text[right.end : right.end + 12])
        status = Status.COMPLETED if signed else Status.ONGOING
        parties = (*left, *right.parties)
        self.put(trigger, parties, PartnershipKind.PAIRING, filled, None, ["pacts/over"], status)

    def _relation(self, trigger: PactTrigger, at: int, end: int) -> None:
        text = self.skeleton.text
        start, stop = self.clause(at)
        rows = list(iter_rows(self.skeleton, start, at))
        last = rows[-1] if rows else None
        if last is None or at - last.end > 10:
            return
        words = Span(trigger.span.start, trigger.span.end)
        kind = kind_of(self.text, words, trigger.word)
        # 禾川县的友好城市明屿市
        right = row_at(self.skeleton, end, stop)
        if right is not None and right.parties and not right.lead and _TO.fullmatch(text, last.end, at):
            self.put(
                trigger, (*last.parties, *right.parties), kind, 0, None, ["pacts/relation"], Status.ONGOING
            )
            return
        before = rows[-2] if len(rows) > 1 else None
        if (
            before is not None
            and not before.governor
            and _COPULA.search(text, before.end, last.start)
            and text[last.end : at] in ("", "的")
        ):
            self.put(
                trigger, (*before.parties, *last.parties), kind, 0, None, ["pacts/relation"], Status.ONGOING
            )
            return
        found = self.joined(start, at)
        if found is not None and re.fullmatch(
            r"[^,;]{0,2}(?:是|互为|结为|成为|缔结|建立|结成|为|缔结为|正式成为)[^,;]{0,6}",
            text[found[1].end : at],
        ):
            for parties in found[0]:
                self.put(trigger, parties, kind, found[2], None, ["pacts/relation"])

    def _build(self, trigger: PactTrigger, at: int, end: int) -> None:
        text = self.skeleton.text
        start, stop = self.clause(at)
        thing = text[end : min(stop, end + MAX_OBJECT)]
        if QUOTE not in thing and not _BUILT.search(thing):
            follow = row_at(self.skeleton, end + (text[end : end + 1] in ("的", "了")), stop)
            if follow is None or not any(
                _BUILT.search(m.name) or _ALLIANCE.search(m.name) for m in follow.parties
            ):
                return
        found = self.joined(start, at)
        if found is None:
            return
        facts, row, filled = found
        between = text[row.end : at]
        if len(between) > MAX_BIND or _BARS.search(between):
            return
        words = Span(trigger.span.start, self.skeleton.span(at, min(stop, end + MAX_OBJECT)).end)
        kind = kind_of(self.text, words, trigger.word)
        if kind is PartnershipKind.AGREEMENT:
            kind = PartnershipKind.CO_CONSTRUCTION
        for parties in facts:
            if any(is_state(m) for m in parties):
                continue
            self.put(trigger, parties, kind, filled, None, ["pacts/built"])

    def _found(self, trigger: PactTrigger, at: int, end: int) -> None:
        text = self.skeleton.text
        start, stop = self.clause(at)
        if trigger.word in ("牵头", "发起", "倡议"):
            self._led(trigger, at, end)
            return
        thing = text[end : min(stop, end + MAX_OBJECT)]
        row = row_at(self.skeleton, end + (1 if thing[:1] in ("了", "由") else 0), stop)
        named = next(
            (m for r in iter_rows(self.skeleton, end, stop) for m in r.parties if _ALLIANCE.search(m.name)),
            None,
        )
        if named is None and not _ALLIANCE.search(thing):
            return
        if trigger.word == "加入":
            rows = [r for r in self.free(start, at) if r.parties]
            if rows and named is not None and named.kind is not PartyKind.PLACE:
                led = row is not None and named not in row.parties and _LEADS.search(text, row.end, stop)
                lead = row.parties if row is not None and led else ()
                self.put(
                    trigger,
                    (*rows[-1].parties, *(lead or (named,))),
                    PartnershipKind.ALLIANCE,
                    0,
                    None,
                    ["pacts/joins"],
                )
            return
        found = self.joined(start, at)
        if found is None or (found[1].lead and not found[0]):
            return
        facts, pair, filled = found
        if at - pair.end > MAX_BIND or _BARS.search(text, pair.end, at):
            return
        for parties in facts:
            self.put(
                trigger,
                tuple(m for m in parties if m is not named),
                PartnershipKind.ALLIANCE,
                filled,
                None,
                ["pacts/founded"],
            )

    def _led(self, trigger: PactTrigger, at: int, end: int) -> None:
        """由沐北大学牵头,明屿学院、禾川学院组成的茶学联盟: leader and members up to the alliance."""
        text = self.skeleton.text
        stop = min((p for mark in ";。" if (p := text.find(mark, end)) >= 0), default=len(text))
        start, _ = self.clause(at)
        told = [m for row in iter_rows(self.skeleton, start, stop) for m in row.parties]
        alliance = bool(_ALLIANCE.search(text, start, stop)) or any(_ALLIANCE.search(m.name) for m in told)
        by = text.rfind("由", start, at)
        members: list[Mention] = []
        closed = False
        for row in iter_rows(self.skeleton, max(by, start), stop):
            bodies = tuple(m for m in row.parties if not _ALLIANCE.search(m.name))
            alliance = alliance or len(bodies) < len(row.parties)
            joins = _JOINS.match(text, row.end)
            if row.governor in ("", "由", "联合", "组织", "的") and (not closed or joins):
                members.extend(bodies)
            closed = closed or (
                row.start >= end
                and (len(bodies) < len(row.parties) or _ALLIANCE.search(text, end, row.start) is not None)
            )
        if alliance:
            self.put(trigger, tuple(members), PartnershipKind.ALLIANCE, 0, None, ["pacts/led"])

    def _place(self, trigger: PactTrigger, at: int, end: int) -> None:
        """市图书馆在沐白小学设立分馆."""
        text = self.skeleton.text
        start, stop = self.clause(at)
        rows = list(iter_rows(self.skeleton, start, at))
        where = next((row for row in reversed(rows) if row.governor == "在" and at - row.end <= 6), None)
        if where is None or not where.parties:
            return
        thing = text[end : min(stop, end + MAX_OBJECT)]
        named = row_at(self.skeleton, end, stop)
        if not _PLACED.search(thing) and not (named and any(_PLACED.search(m.name) for m in named.parties)):
            return
        left = [row for row in rows if row.end <= where.start and not row.governor and row.parties]
        if not left or any(
            m.kind is PartyKind.PLACE and not m.name.endswith(("村", "社区")) for m in where.parties
        ):
            return
        self.put(
            trigger,
            (*left[-1].parties, *where.parties),
            PartnershipKind.CO_CONSTRUCTION,
            0,
            None,
            ["pacts/placed"],
        )

    # -- the answer -----------------------------------------------------------------------------------------------

    def meant(self, mention: Mention) -> Mention:
        """Return what 该村 points at where its own sentence says it, else the mention."""
        if mention.anaphor != "last" or mention.text[0] not in "该此" or len(mention.text) > 3:
            return mention
        noun = mention.text[1:]
        before = [
            m
            for at, m in self.skeleton.pieces.items()
            if m.span.end <= mention.span.start and m.anaphor is None
        ]
        return next((m for m in reversed(before) if m.named and m.name.endswith(noun)), mention)

    def put(
        self,
        trigger: PactTrigger,
        parties: Sequence[Mention],
        kind: PartnershipKind,
        filled: int,
        subject: Span | None,
        rules: Sequence[str],
        status: Status | None = None,
    ) -> None:
        """Keep a pact, unless its words make it none or the sentence has told it already."""
        kept = tuple(dict.fromkeys(self.meant(m) for m in parties if m.kind is not PartyKind.PERSON))
        if len(kept) < 2 and not _points(kept):
            return
        if trigger.use is not PactUse.SIGN and any(is_state(m) for m in kept):
            return
        filled = max(filled, 2) if _points(kept) else filled
        at = min(m.span.start for m in kept)
        clause = Span(
            max(self.sentence.start, min(at, trigger.span.start)), max(trigger.span.end, kept[-1].span.end)
        )
        if clause.end > self.sentence.end:
            clause = Span(self.sentence.start, self.sentence.end)
        read = read_status(self.text, self.sentence, trigger, clause)
        if read.barred:
            return
        keys = {m.name for m in kept}
        if any({m.name for m in other.parties} == keys for other in self.found):
            return
        self.found.append(
            Pact(
                trigger, kept, kind, status if status and read.status is None else read.status or Status.COMPLETED, clause,
                self.number, subject, filled, (*rules, f"pact_triggers/{trigger.word}", *read.rules),
            )
        )  # fmt: skip


_TEAM = re.compile(r"(?:工作|扶贫|帮扶|协作|前方|前线)*(?:队|指挥部|组|办公室|工作站|联络组|专班)$")


def _place_of(mention: Mention) -> Mention | None:
    """Return the place that a team is sent to (对口支援黑水县|工作队); None for what is only a committee."""
    if mention.name.endswith(("领导小组", "委员会", "会议")):
        return None
    if mention.place and mention.kind is not PartyKind.PLACE and _TEAM.search(mention.name):
        size = len(mention.place)
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


def _may_act(mention: Mention) -> bool:
    """Tell whether a party can be bound: a project or a plan cannot."""
    return mention.kind is not PartyKind.PROJECT or mention.name.endswith("基金")


def _points(parties: Sequence[Mention]) -> bool:
    return len(parties) == 1 and parties[0].anaphor == "both"


def read_pacts(
    text: str,
    sentence: Span,
    number: int,
    mentions: Sequence[Mention],
    triggers: Sequence[PactTrigger],
    topic: Sequence[Mention],
    told: Sequence[Mention],
    tag: Tag,
    slot: Slot,
) -> tuple[Pact, ...]:
    """
    Return the pacts of a sentence in the order of its words.

    The structure tells the parties, not nearness: who stands on the sides of 与 before 签署, who witnesses is left out.

    Args: *topic* is who acted last (与沐白小学签约), *told* the parties of the last pact (校长与院长分别签字), *tag* finds the
        parties inside a title: 《甲与乙合作协议》.
    """
    if not triggers or _MODEL.search(text, sentence.start, sentence.end):
        return ()
    mentions = part(text, mentions, triggers, tag)
    skeleton = _acts_for(fill_slots(text, draw(text, sentence, mentions), slot))
    reader = _Reader(text, sentence, number, skeleton, tuple(topic), tuple(told), triggers, tag)
    order = sorted(triggers, key=lambda t: (t.use is not PactUse.SIGN, t.span.start))
    for trigger in order:
        reader.read(trigger)
    return tuple(sorted(reader.found, key=lambda pact: pact.trigger.span.start))


# 前仓镇卫生院|医共体签约: what is agreed, not part of the name
_GLUED = re.compile(
    r"(?<=[院校村道镇区县市司团所会局乡学])(?:医联体|医共体|校地|校企|村企|银企|军地|政企|馆校|分馆|友好学校|姊妹学校|姐妹学校|友好|结对)(?:暨?[^院校]{0,10}联盟)?$"
)
_JOINED_NAME = re.compile(
    r"联合(?!国|会|体|工会|大学|学院|总会|社|报|党|重工|水泥|电子|汽车|办)|携手|联手|[和与及]|都是|均是|是"
)
_PARTING = frozenset((PactUse.SIGN, PactUse.BIND, PactUse.BUILD, PactUse.OVER))


def part(text: str, mentions: Sequence[Mention], triggers: Sequence[PactTrigger], tag: Tag) -> list[Mention]:
    """
    Return *mentions* with those cut that run across a verb: 华西医院|共建|专科联盟, 团县委|联合|新华书店.

    Args: *tag* finds the parties of a stretch.
    """
    found: list[Mention] = []
    mentions = _beside(text, mentions, triggers, tag)
    for mention in mentions:
        span = mention.span
        cuts = [
            t.span
            for t in triggers
            if t.use in _PARTING and span.start < t.span.start and t.span.end <= span.end
        ]
        if not cuts and mention.anaphor is None:
            cuts = _joints(mention, tag)
        if cuts and mention.kind is not PartyKind.PERSON:
            ends = [span.start, *(place for cut in cuts for place in (cut.start, cut.end)), span.end]
            for start, end in zip(ends[::2], ends[1::2], strict=True):
                tagged = tag(Span(start, end)) if start < end else ()
                bare = not tagged and 2 <= end - start <= 12 and _BARE.search(text[start:end])
                found.extend(
                    [Mention(Span(start, end), text[start:end], text[start:end], PartyKind.OTHER)]
                    if bare
                    else tagged
                )
            continue
        glued = _GLUED.search(mention.text)
        if glued and any(span.end <= t.span.start <= span.end + 8 for t in triggers):
            size = glued.start()
            mention = evolve(
                mention,
                span=Span(span.start, span.start + size),
                text=mention.text[:size],
                name=mention.name.removesuffix(glued.group()),
            )
        found.append(mention)
    return found


_CROWD = re.compile(r"师生|学生|教师|员工|干部|队员|代表团?$")
_BARE = re.compile(r"[委会局社司校院馆厂店村镇乡办部所厅团]$")


def _beside(
    text: str, mentions: Sequence[Mention], triggers: Sequence[PactTrigger], tag: Tag
) -> list[Mention]:
    """Return *mentions* with what stands around a noun of relation read anew: 我校|结对学校|沐白小学|师生."""
    found = list(mentions)
    for trigger in triggers:
        if trigger.use is not PactUse.RELATION:
            continue
        over = [m for m in found if m.span.overlaps(trigger.span) and not m.named]
        found = [m for m in found if m not in over]
        for mention in [
            m for m in found if trigger.span.start <= m.span.start < trigger.span.end < m.span.end
        ]:
            found.remove(mention)
            found.extend(tag(Span(trigger.span.end, mention.span.end)))  # 共建社区|西园社区
        for mention in over:
            end = mention.span.end
            crowd = _CROWD.search(text, trigger.span.end, end)
            if trigger.span.end < end:
                found.extend(
                    tag(Span(trigger.span.end, crowd.start() if crowd and crowd.end() == end else end))
                )
        before = Span(max(0, trigger.span.start - 2), trigger.span.start)
        if not any(m.span.overlaps(before) for m in found):
            found.extend(m for m in tag(before) if m.anaphor is not None)
    return sorted(found, key=lambda m: m.span)


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


_FOR = re.compile(
    f"(?P<who>[{NAMED}{PERSON}](?:[、和与及同跟][{NAMED}{PERSON}])*)(?:分别|共同|各自)?代表(?P<whom>[{NAMED}{BOTH}]|各自|双方|两)"
)
_OWN = re.compile(
    f"(?:分别|共同|各自)*代表(?:各自|双方|两|{BOTH})(?:的)?(?:学校|单位|医院|公司|企业|校|院|方|一方|机构|部门)*(?:的)?"
)


def _acts_for(skeleton: Skeleton) -> Skeleton:
    """Leave out who only acts for a party told behind: 周砚秋代表锦澄集团, 甲校长与乙院长代表双方."""
    stretches: list[tuple[int, int]] = []
    for match in _FOR.finditer(skeleton.text):
        whom = match.group("whom")
        many = sum(mark == NAMED for mark in match.group("who")) >= 2
        persons = set(match.group("who")) & {NAMED, PERSON} == {PERSON}
        if whom == NAMED or (whom == BOTH and persons):
            stretches.append((match.start(), match.start("whom")))
        elif many or not persons:
            own = _OWN.match(skeleton.text, match.end("who"))
            if own:
                stretches.append(own.span())
        else:
            own = _OWN.match(skeleton.text, match.end("who"))
            if own:
                stretches.append(own.span())
    return drop(skeleton, stretches)
