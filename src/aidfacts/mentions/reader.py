"""The place of the reading in a sentence: where the stretch begins, which name is open, which markers wait."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.collect import Collector
from aidfacts.mentions.draft import SMALL, Draft
from aidfacts.mentions.kinds import past_class
from aidfacts.mentions.people import looks_like_person
from aidfacts.mentions.view import View
from aidfacts.mentions.words import BEFORE_HE, LEVELS, Hit, glued_words, load_words
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

MIN_ITS = 4  # characters of 其 with what a house is called before its noun: 其家族投资|公司
MIN_FIRM = 4  # characters of a firm that only its trade tells
MAX_NAME = 40  # characters; the longest name in the cases has 34
MIN_VILLAGE = 3  # characters of the name of a village behind 为
_GOALS = ("给", "为", "替", "帮")
_WITH = ("联合", "组织", "动员", "发动", "号召")
JOINS = frozenset("和与及同跟")

_COMMON = ("学校", "医院")  # nouns that a verb stands before more often than a name
# Marks at which no name ends that only a marker tells: no party ends 冬季食品。
_LOOSE_STOPS = frozenset("。;；!！?？\n的”’)》,，")


# What is done in a trade, not by a house: 深化科技合作, 交通物流发展
_TOPICS = frozenset(["合作", "发展", "建设", "开发", "服务", "投资", "管理", "创新", "交流", "研究", "开放"])
_FIELDS = compile_late(r"(?:[、和][^,。;:、和]{1,10}){0,6}等(?:重点|多个|诸多|各个?)?(?:领域|行业|产业|方面)")
_GIVING = compile_late("[捐赠送购买]")
# 恒岳食品|热心公益, 天和能源|社会责任, 远樵科技|7月22日公告: what is told of a firm at the head of a line
_OF_FIRM = compile_late(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日[^,。;]{0,8}(?:公告|发布|宣布|捐|向)|热心|始终|一直|坚持|成立于|创立于|创建于|创办于|始创于|不忘|秉[承持]|积极|多年|公益|社会责任|慈善|发展历程|大事记|企业荣誉|回[报馈]社会|自(?:成立|创立)"
)
# 快递小哥刘洋向|沐白小学捐赠: what is told behind 向, other than that of 向阳, 向荣
_GIVEN_TO = compile_late(
    "(?![阳日上前荣东西南北中明红心群善学新海山光往导])[^,。;:!?、向]{3,20}?(?:再次|无偿|紧急|定向|累计|共|先后|分别|现场|主动|爱心)*(?:捐[赠款资助献]|赠送|送[去出上]|发放)"
)
_BEHIND_PERSON = frozenset("系是对")
_LIST_NUMBER = compile_late(r"\d{1,2}[.、)](?!\d)\s*")  # 3.学校学分委员会
_SUM = compile_late(r"\d[\d,.]*(?:余|多)?[万千百亿]*(?:余|多)?[美日欧港]?元|\d[\d,.]*万")


class Reader:
    """
    Reads a sentence from left to right.

    `floor` is where the stretch begins that the next name may take its left edge from. `open` is the name that a
    noun may still make longer. Markers that may as well be part of a name (向 in 向阳小学) wait until a noun shows
    up behind them; only then are the words of the sentence asked for. `of` is the organisation of a chain of titles
    that goes on at `of_end`; `marked` the end of the last marker, `joined` that of
    the last 、 or 和; `number` the last number with a classifier.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.text = view.text
        self.out = Collector(view)
        self.floor = view.span.start
        self.open: Draft | None = None
        self.waiting: list[Hit] = []
        self.of: Mention | None = None
        self.of_end = -1
        self.marked = -1
        self.joined = -1
        self.number = (-1, -1)
        self.shield = (-1, -1)  # inside it a word of running text is part of a name
        self.candidates: list[tuple[int, int]] = []  # stretches before 、 that may be names of people
        self.person_end = -1  # behind the last person and the title that follows

    def put(self, draft: Draft, of: Mention | None = None) -> None:
        self.out.put(draft, self.floor, of)

    def flush(self) -> None:
        """Put out the open name; the stretch goes on behind it."""
        if self.open is not None:
            self.close(-1, self.open.end)

    def close(self, at: int, floor: int, *, keep: bool = False) -> None:
        """
        End the stretch at *at*: put out the open name; the next stretch begins at *floor*.

        *keep* goes on with a chain of titles.
        """
        if self.open is not None:
            self._put_open(self.open, at)
        self.floor = floor
        self.waiting = []
        if not keep:
            self.of = None

    def _put_open(self, draft: Draft | None, at: int) -> None:
        """Put out the open name, without the trades at its end that are none of its own where the stretch ends at *at*."""
        self.open = None
        tail = draft.tail if draft is not None else None
        while draft is not None and draft.loose:
            if not self._is_trader(draft):
                draft = draft.before
                continue
            marker = bool(self.waiting) and self.waiting[0].start == draft.end
            marker = marker and self.waiting[0].word.text not in _TOPICS
            marker = marker or _SUM.match(self.text, draft.end) is not None
            opens = draft.start == self.view.span.start and draft.end - draft.start >= MIN_FIRM
            marker = marker or (opens and _OF_FIRM.match(self.text, draft.end) is not None)
            if marker or (at == draft.end and self.text[at : at + 1] not in _LOOSE_STOPS):
                break
            draft = draft.before
        if draft is not None:
            self.put(draft)
        if tail is not None:
            self.put(tail)

    def _is_trader(self, draft: Draft) -> bool:
        """Tell whether a trade ends the name of who trades, not of what is given: 捐|水泥40吨, 图书、校服和手套."""
        text, end = self.text, draft.end
        if _FIELDS.match(text, end):
            return False  # 加强航天航空、核能等领域合作
        if _GIVING.search(text, draft.start, end):
            return False
        if self.number[1] == draft.start:
            return False  # 2万双|医用手套
        if text[end : end + 1].isdigit():
            return _SUM.match(text, end) is not None or _OF_FIRM.match(text, end) is not None
        if (
            draft.place is None
            and text[end : end + 1] in "、和与及"
            and text[draft.start - 1 : draft.start] in "、和与及"
        ):
            return self.out.ends_in_company(draft.start - 1)
        return True

    def mark(self, start: int, end: int, word: str) -> None:
        """End the stretch at a marker; 和 and its like go on with a list."""
        self.close(start, end, keep=word in JOINS)
        if word != "是":
            self.marked = end
        if word in JOINS:
            self.joined = end

    def settle(self, hit: Hit) -> None:
        """
        Decide which waiting markers before *hit* are words by themselves; the last one ends what stood before.

        A word of running text right before the noun is none: 腾飞小学, 投资促进局 are names.
        """
        waiting = self.waiting
        if not waiting:
            return
        self.waiting = []
        reach, opens = hit.start, -1
        head = hit.word.head
        by_itself = (
            head is None
            or head.rank == "division"
            or head.needs == "none"
            or hit.word.text[0] in LEVELS
            # 推进|中医医院, but 腾飞|医院: a long noun may do without a name
            or (head.kind is PartyKind.HOSPITAL and len(hit.word.text) > 3)
        )
        for cue in reversed(waiting):
            if cue.end > hit.start:
                continue
            if self._names_place(cue, hit):
                opens = cue.start - 1
                continue
            if cue.end == opens and cue.word.cue == "weak":
                self.mark(cue.start, cue.end, cue.word.text)  # 为|永和村
                return
            if head is not None and head.rank in SMALL and cue.end == hit.start and self._is_act(cue):
                self.mark(cue.start, cue.end, cue.word.text)
                return
            if cue.word.text in _WITH and self._is_whole(cue.start, hit):
                self.mark(cue.start, cue.end, cue.word.text)  # 县残联|联合|县慈善总会, 县工商联|组织|食品商会
                return
            if cue.word.text in "向给" and self._is_given_to(cue, hit):
                self.mark(cue.start, cue.end, cue.word.text)  # 快递小哥刘洋|向|沐白小学捐赠
                return
            if cue.word.cue in ("inner", "outside"):
                if self.shield[0] <= cue.start and cue.end <= self.shield[1]:
                    continue
                if cue.end == reach and head is not None:
                    reach = cue.start
                    # 当我谈及|医院, but 锦澄建设公司, 镇西装修公司
                    points = head.needs == "anaphor" and cue.start != self.floor and cue.word.cue == "outside"
                    points = points and (hit.word.text in _COMMON or cue.start - self.floor < 2)
                    if not by_itself and not points and hit.word.text != "学校":
                        continue
            if self.view.is_word(cue.start, cue.end) or self._opens_goal(cue, hit):
                self.mark(cue.start, cue.end, cue.word.text)
                return
            if cue.word.cue == "outside" and self._opens_with_marker(cue):
                self.mark(cue.start, cue.start + 1, cue.word.text[0])
                return

    def _names_place(self, cue: Hit, hit: Hit) -> bool:
        """Tell whether 和 ends the name of a village and joins nothing: 永和|村, 人和|社区; not 镇|和|村."""
        head, at = hit.word.head, cue.start - 1
        small = head is not None and (head.rank in SMALL or hit.word.text == "社区")
        if cue.word.text != "和" or cue.end != hit.start or not small:
            return False
        return at >= self.floor and self.text[at] in BEFORE_HE and (at == self.floor or self.view.is_edge(at))

    def _is_whole(self, end: int, hit: Hit) -> bool:
        """Tell whether a name that needs nothing behind it ends at *end*: of a house, or of a man before a further name."""
        was = self.open
        if was is not None and was.end == end and was.rank in ("organ", "branch", "unit"):
            return True
        alone = was is None and hit.start > end + 3 and self.view.tells_gift
        return alone and end - self.floor in (2, 3) and looks_like_person(self.text[self.floor : end])

    def _is_given_to(self, cue: Hit, hit: Hit) -> bool:
        """Tell whether 向 or 给 behind a name that nobody could read leads to who gets what is given: not 向荣集团捐赠."""
        named = self.open is None and cue.start - self.floor != 1 and hit.start > cue.end
        return named and _GIVEN_TO.match(self.text, cue.end) is not None

    def _is_act(self, cue: Hit) -> bool:
        """培育|村播, 重点|帮扶县: what one does right before the noun, told in one word with it, is no name."""
        told = self.open is not None and self.open.end == cue.start  # 禾川县|前进村
        return not told and cue.word.cue in ("inner", "outside") and self.view.is_edge(cue.start)

    def _opens_goal(self, cue: Hit, hit: Hit) -> bool:
        """Tell whether 给 or 为 opens a stretch before a whole name, however its words are cut: 花2000元,给|北塘村送去棉被; not 为民村."""
        house = (
            self.open is not None and not self.open.is_place and self.open.end == cue.start
        )  # 锦澄集团|为|先锋村送去
        opens = cue.start == self.floor or house
        long = (
            hit.end - cue.end >= MIN_VILLAGE or cue.word.text == "给"
        )  # no name begins with 给: ,给|山村小学送去
        return opens and cue.word.text in _GOALS and long

    def _opens_with_marker(self, cue: Hit) -> bool:
        """确定|为|生源基地学校: the dictionary word 为生 is none, its first character is a marker."""
        if self.open is not None and self.open.end == cue.start:
            return False  # 采花乡|在外务工人员联谊会
        one = load_words().by_one.get(cue.word.text[0])
        return one is not None and one.cue == "weak" and self.view.is_word(cue.start, cue.start + 1)

    def unglue(self, start: int, end: int) -> int:
        """Return where a name begins once 爱心企业, 知名, 我省 … are taken off its left."""
        if mark := _LIST_NUMBER.match(self.text, start, end):
            start = mark.end()
        if start == self.person_end and self.text[start] in _BEHIND_PERSON and end - start > 2:
            start += 1  # 周砚秋先生|系|锦澄集团董事长, 校长何映雪|对|锦澄集团
        if self.text[start] == "经" and self.text[start + 1] in LEVELS and end - start > 3:
            start += 1  # 锦澄集团|经|县民政局牵线
        if self.text[start] == "在" and self.text[start + 1] in LEVELS:
            start += 1  # 最终在|省分行的支持下
        if self.text[start] == "其" and end - start > MIN_ITS:
            start += 1  # 其|家族投资公司
        while start < end:
            if self.text[start] in "·.-—,":
                start += 1
                continue
            if (past := past_class(self.text, start, end)) > start:
                start = past
                continue
            for word in glued_words(self.text, start):
                after = start + len(word.text)
                if after < end and (len(word.text) > 2 or self.view.is_edge(after)):  # 旗下营小学
                    start = after
                    break
            else:
                break
        return start

    def put_person(self, start: int, end: int, of: Mention | None = None) -> None:
        """Put out a person, and the names that 、 joins before it (周砚秋、何映雪夫妇)."""
        listed: list[tuple[int, int]] = []
        for candidate in reversed(self.candidates):
            if candidate[1] == (listed[-1][0] if listed else start) - 1:
                listed.append(candidate)
        self.candidates = []
        for first, last in reversed(listed):
            if not self.view.holds_word(first, last) and self.view.is_word(first, last):
                self.put(Draft(first, last, PartyKind.PERSON, "", "person"), of)
        self.put(Draft(start, end, PartyKind.PERSON, "", "person"), of)
        self.person_end = end

    def bound(self, at: int) -> Mention | None:
        """Return the organisation of the chain of titles that ends at *at*."""
        return self.of if self.of is not None and self.of_end == at else None
