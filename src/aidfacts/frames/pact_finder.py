"""Finds who stands where around a word of partnership, and keeps the pacts found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define, evolve, field

from aidfacts.frames.pact_names import Slot, Tag, is_both, may_act
from aidfacts.frames.pact_rows import Row, iter_rows, share_out
from aidfacts.frames.pact_words import ALLIANCE, is_state, read_status
from aidfacts.frames.skeleton import GROUP, NAMED, PERSON, Skeleton
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartnershipKind, PartyKind, Status
from aidfacts.model.mention import Mention
from aidfacts.model.pact import Pact, PactTrigger, PactUse
from aidfacts.model.span import Span

TOPIC = compile_late(r"就|围绕|针对|关于|对于")
_PIVOT = compile_late(r"(?:联系|邀请|组织|协调|对接|带领|率领?|迎来|接待|借助|依托)(?:了|到)?$")
OPENS = compile_late(
    r"(?:[^,;是]{0,8}(?:时|后|中|上|里|下|间|日|[:—]))?(?:而|并|也|还|又|由|如|[一二三四五六七八九十]是)?(?:代表)?"
)
# 联系甲院与乙院签约, 参加甲与乙签约仪式, 以甲校与乙校结对的方式: the row is governed and bound all the same
_PIVOTS = ("联系", "邀请", "组织", "协调", "对接", "了", "出席", "参加", "见证", "以", "的")
_WATCHES = ("出席", "参加", "见证")  # 见证|双方|签署
MAX_BEFORE = 16  # characters that 甲与乙 of the clause before have behind them: 深化产教融合
# 沐北大学|实习基地, 县医院|医共体: a thing that a house has in another or leads; no house itself
_OF_ANOTHER = compile_late(
    rf"(?:基地|工作站|教学点|实践点|服务站|服务点|流通点|产业学院|分馆|实验室|工作室|[诊疗训究新]中心|{ALLIANCE.pattern})$"
)
_BRANCH = compile_late(
    "(?:分院|分校|分部|附属[^,;。]{0,4}|(?:协作|合作|教学|联盟|集团|实习|托管)(?:医院|学校|单位))$"
)
_HOUSE = compile_late(
    "医院|卫生院|附院|[一二三四五]院|大学|学院|学校|中学|小学|公司|集团|图书馆|研究院|中心|协会|商会"
)
_FIRST = compile_late("首个|首批|首家|第一|最早|唯一")
# 锦澄集团|帮扶的沐北县与: who signs is a name that nothing tells
_OWNED = compile_late("(?:帮扶|支援|联系|下属|所属|结对)的[一-鿿]{2,8}$")
_SINCE = compile_late(r"[自从](?:从|与|同|和|年)?")

_CLAUSE_END = compile_late("[,;。!?]")


@define
class Finder:
    """Reads the triggers of one sentence; lives for one call of read_pacts."""

    text: str
    sentence: Span
    number: int
    skeleton: Skeleton
    topic: tuple[Mention, ...]
    told: tuple[Mention, ...]
    triggers: Sequence[PactTrigger]
    tag: Tag
    slot: Slot
    found: list[Pact] = field(factory=list)
    _rows: dict[tuple[int, int], tuple[Row, ...]] = field(factory=dict, init=False)

    def clause(self, at: int) -> tuple[int, int]:
        """Return the first and the last place of the clause that character *at* stands in."""
        text = self.skeleton.text
        start = next((place + 1 for place in range(at - 1, -1, -1) if text[place] in ",;:。!?"), 0)
        end = _CLAUSE_END.search(text, at)
        return start, end.start() if end else len(text)

    def rows(self, start: int, end: int) -> tuple[Row, ...]:
        """Return what `iter_rows` yields between two places; each way of reading a verb asks for the same."""
        found = self._rows.get((start, end))
        if found is None:
            found = self._rows[start, end] = tuple(iter_rows(self.skeleton, start, end))
        return found

    def free(self, start: int, end: int) -> list[Row]:
        """Return the rows between two places that nothing governs, or that a joining word leads."""
        rows = self.rows(start, end)
        kept: list[Row] = []
        for row in rows:
            watched = row.points and row.governor in _WATCHES
            pivot = (
                (row.governor in _PIVOTS and len(row.sides) >= 2 and not row.lead)
                or watched
                or (row.governor == "由" and len(row.marks) >= 2)
            )
            if row.governor and not pivot and not (row.lead and row.governor != "的"):
                continue
            behind = kept[-1].end if kept else start
            if kept and not row.lead and TOPIC.search(self.skeleton.text, behind, row.start):
                continue  # 就沐白小学的合作: what it is about
            kept.append(row)
        return kept

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
                if len(row.sides) == 1 and re.search("[与跟]|同(?![城步意时一])", text[row.end : end]):
                    return None  # 甲、乙等7个区14个村与12家企业: the other side has no name
                return share_out(row, each=row.each), row, 0
            if row.points:
                return [self.counted(row)], row, 0
        return None

    def counted(self, pointer: Row) -> tuple[Mention, ...]:
        """Return those whom 三地 and 四方 count where the sentence joins as many, else the pointing word itself."""
        number = "两三四五六七八九".find(pointer.parties[0].text[0]) + 2
        least = 2 if pointer.parties[0].rules else 3  # 两支部, which nothing else reads
        rows = [
            row
            for row in self.rows(0, pointer.start)
            if len(row.parties) == number and len(row.sides) > 1 and set(row.marks) == {NAMED}
        ]
        return rows[-1].parties if number >= least and rows else pointer.parties

    def joined_before(self, start: int, end: int) -> tuple[list[tuple[Mention, ...]], Row, int] | None:
        """As `joined`; where the clause names nobody, the clause before it: 甲与乙深化合作,|共同组建实验室."""
        text = self.skeleton.text
        found = self.joined(start, end)
        if found is not None or not start or text[start - 1] not in ",:" or any(self.rows(start, end)):
            return found
        begin, close = self.clause(start - 1)
        found = self.joined(begin, close)
        if found is None or found[1].governor or found[1].lead or len(found[1].sides) < 2:
            return None
        return found if close - found[1].end <= MAX_BEFORE else None

    def left_of(self, rows: Sequence[Row], row: Row, start: int) -> tuple[tuple[Mention, ...], int]:
        """Return who stands on the left of 与沐白小学: earlier in the clause, in the sentence, or what it is about."""
        names = {mention.name for mention in row.parties}

        def other(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
            return tuple(m for m in mentions if m.name not in names)

        for earlier in reversed(rows):
            if (
                _FIRST.match(self.skeleton.text, earlier.end)
                and self.skeleton.text[earlier.start - 1] in "是为"
            ):
                continue  # 明屿是东南地区|首个与禾川县签约的城市
            between = self.skeleton.text[earlier.end : row.start]
            if "暨" in between or _OWNED.search(between):
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
            if self.skeleton.text[end] in "。!?" or (self.skeleton.text[end] == ";" and row.start > start):
                break
            end = begin - 1
        if not any(is_state(m) for m in row.parties):
            left = other(tuple(m for m in self.topic if may_act(m) and not is_state(m)))
            if left:
                return left, 1
        return (), 0

    def actor(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return who acts in a clause: who is brought along (联系县医院一行到岚溪镇), else who opens it."""
        text = self.skeleton.text
        rows = self.rows(start, end)
        for row in rows:
            bodies = tuple(m for m in row.parties if m.kind is not PartyKind.PLACE and may_act(m))
            if bodies and _PIVOT.search(text, max(start, row.start - 5), row.start):
                return bodies
        for row in rows:
            side = row.sides[0] if len(row.sides) > 1 and not row.lead else row.parties
            acting = tuple(filter(may_act, side))
            if acting and row.governor in ("", "由") and OPENS.fullmatch(text, start, row.start):
                return acting
        return ()

    def house_of(self, mention: Mention, *, branch: bool = False) -> Mention | None:
        """
        Return the house that a base, a branch or an alliance is named after: 沐北大学|实习基地; None where none is.

        Args: *branch* where the name of a house may be meant too, as by what is hung out at another one: 明屿市医院|禾川分院.
        """
        if mention.anaphor is not None or not (
            _OF_ANOTHER.search(mention.name) or (branch and _BRANCH.search(mention.name))
        ):
            return None
        name = mention.span.cut(self.text)
        for end in reversed([match.end() for match in _HOUSE.finditer(name, 0, len(name) - 2)]):
            inner = Span(mention.span.start, mention.span.start + end)
            for house in self.tag(inner):
                if house.span == inner and house.named:
                    return house
            told = (m for m in self.skeleton.pieces.values() if m.named and m.name == inner.cut(self.text))
            if house_told := next(told, None):
                return house_told  # 郑大一附院 of 郑大一附院|医疗集团
        return None

    def acts(self, row: Row) -> bool:
        """Tell whether persons stand in *row* for houses that another sentence tells."""
        skeleton, pieces = self.skeleton, self.skeleton.pieces
        return any(
            not skeleton.span(at, at + 1).overlaps(pieces[at].span)
            for at in range(row.start, row.end)
            if at in pieces
        )

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
        kept = tuple(sorted(kept, key=lambda mention: mention.span))
        if len(kept) < 2 and not is_both(kept):
            return
        if trigger.use is not PactUse.SIGN and any(is_state(m) for m in kept):
            return
        filled = max(filled, 2) if is_both(kept) else filled
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
                self.number, subject or trigger.span, filled, (*rules, f"pact_triggers/{trigger.word}", *read.rules),
            )
        )  # fmt: skip
