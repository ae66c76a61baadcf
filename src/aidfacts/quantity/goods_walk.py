"""Walks along the words of an object phrase and tells which figure belongs to which thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Evidence, Span
from aidfacts.quantity.goods_conjunct import Conjunct
from aidfacts.quantity.goods_lex import CLAIMS, Element, Kind, split_elements
from aidfacts.quantity.goods_nouns import NounKind, classify_noun, names_owner, trim_noun
from aidfacts.quantity.goods_persons import counts_persons, read_persons
from aidfacts.quantity.goods_phrase import Phrase

Figure = Amount | Quantity

# Verbs and prepositions that open a clause about the thing: 捐赠了由作家写的《山村小学》
_RELATIVE = frozenset(
    {
        "从",
        "在",
        "来自",
        "由",
        "经",
        "募集",
        "募得",
        "捐出",
        "捐献",
        "捐赠",
        "接受",
        "收到",
        "筹得",
        "筹措",
        "筹集",
        "获得",
        "用",
    }
)
_COVER = re.compile(r"的?(?:保额|保障|额度)")
EDGE = re.compile(r"[，,。；;：:]")
_HAS = re.compile(r"有[^，,。；;：:、\d]{1,8}的")
_LEADING = frozenset({"为", "从", "给", "在", "替", "帮", "向", "于"})
_MAKES = re.compile(
    "购买|购置|采购|修建|新建|兴建|扩建|翻建|重建|建设|建起|建成|铺设|安装|添置|改建|翻修|硬化|修通|更换|改造|配备|搭建|打造|架设|建造|修筑|修造|重修"
    "|[买添换修建打盖装铺架](?:了|来|上|起|好)"
)
# 防疫物资一批|(口罩5000只、防护服200套), 慰问品|(大米1袋、食用油1桶)
_CLASSED = re.compile(
    "(?:物资|物品|用品|礼品|礼物|礼包|慰问品|药品|器材|器械|设备|装备|食品|衣物|图书|书籍|家电|家具|文具)(?:各?一批|若干|一宗|一套)?$"
)
_SPELT = re.compile(
    r"[^（()）\d]{1,10}\d[\d,.万余多]*\w{1,2}[、，,;；和及][^（()）]+[)）]|\d[\d,.万余多]*\w[^（()）、，,\d]{1,12}[、，,;；和及]\d[^（()）]*[)）]"
)
# 急需物资50桶|400斤|医用酒精: the same once more in another unit
_MORE_COUNTED = re.compile(r"(?:\d[\d,.万千百余多]*\w{1,2})?")
# 装载着200吨蔬菜|的8辆卡车: what brings the things is not given
_CARRIED_IN = re.compile(
    r"的[\d一二两三四五六七八九十百多余]+[辆艘架列台节趟][^,，。;的]{0,4}(?:车|船|轮|机)"
)
_LISTS = re.compile(r"[，,](?=包括|主要有|主要包括|内有|其中有|其中包括|分别为|分别是)")
# 捐资修建教学楼: right behind the giving verb these have the gift as their object; 用于 and 帮助 do not
_NO_OBJECT = frozenset(
    {"为了", "以助", "以示", "以表", "以解", "助力", "帮助", "改善", "解决", "鼓励", "奖励"}
)


class Walk:
    """Walks along the elements of one object phrase."""

    def __init__(self, text: str, span: Span) -> None:
        self.text, self.span = text, span
        self.phrase = Phrase(text, span.start)
        self.member = Conjunct(span.start)
        self.join = Kind.STOP  # what joined the member to the one before; STOP at the beginning
        self.mark: Kind | None = None
        self.part = False
        self.aside: Kind | None = None  # inside a purpose, until the comma
        self.aside_start = 0
        self.bracket = self.detail = False
        self.spelt = False  # inside a bracket that lists the things themselves
        self.skip = 0  # where to go on behind a phrase that leads to another verb
        self.relative = False  # inside a clause about the thing, until 的

    def run(self, figures: Sequence[Figure]) -> Objects:
        """Read to the end of the phrase and settle what it holds."""
        for element in split_elements(self.text, self.span, figures):
            if not self._step(element):
                return self.phrase.answer()
        if self.aside is not None:
            self._close_aside(self.span.end)
        elif not self.member.empty():
            self._flush(Kind.FULL_STOP, self.span.end)
        return self.phrase.answer()

    def _step(self, element: Element) -> bool:
        """Read one element; False where the phrase is over."""
        kind = element.kind
        if self.aside is not None:
            return self._step_aside(element)
        if element.start < self.skip:
            return True
        if self.bracket:
            self._step_bracket(element)
        elif self.relative and kind is not Kind.FULL_STOP:
            self.relative = kind is not Kind.OF
        elif element.figure is not None:
            self._take_figure(element.figure)
        elif kind is Kind.NOUN:
            if self.member.closed() and not self.member.empty() and not self._counts_next(element):
                if not self._flush(Kind.NOUN, element.start):
                    return False
                self.join = Kind.NOUN
            self.member.take_noun(self.text, element.start, element.end)
        elif kind is Kind.OF:
            if self.member.pre is not None and _CARRIED_IN.match(self.text, element.start, self.span.end):
                return self._stop(element)
            if (
                self.member.after_etc
                and self.member.noun
                and names_owner(Span(*self.member.noun).cut(self.text))
            ):
                self.phrase.drop_owners()
            self.member.turn(self.text)
        elif kind is Kind.OPEN:
            return self._open_bracket(element)
        elif kind is Kind.CLOSE and self.spelt:
            return self._close_list(element)
        elif kind in (Kind.AND, Kind.COMMA, Kind.ETC):
            return self._separate(element)
        elif kind is Kind.LIST and self._says_what_it_has(element):
            self.relative = True
        elif kind in (Kind.PART, Kind.LIST, Kind.BUY, Kind.BUILD):
            return self._introduce(element)
        elif kind in (Kind.PURPOSE, Kind.REACH):
            return self._turn_aside(element)
        elif kind in (Kind.STOP, Kind.FULL_STOP):
            return self._stop(element)
        elif kind is Kind.TOTAL and self.join is Kind.COMMA and self.phrase.sums and not self.phrase.items:
            # 捐款5万元,累计捐款20万元: another gift, or the sum of many
            if element.end - element.start == 2 and self.text.startswith("累计", element.start):
                return False
            if any(each.reason == "other" for each in self.phrase.ignored):
                return False  # 捐资40万元,学校配套80万元,共120万元: the sum of what others add as well
            self.mark = kind
        elif kind is Kind.CLOSE:
            return self._stop(element)  # the phrase stands in brackets itself
        else:
            self.mark = kind
        return True

    def _counts_next(self, element: Element) -> bool:
        """Take what stands before a number as no thing where one stands right behind it: 调运|200吨|蔬菜, 所持锦澄集团|500万股|股票."""
        member = self.member
        count = member.total if isinstance(member.total, Quantity) else member.post
        if count is None or count.unit is None or member.noun is None:
            return False
        if member.pre is not None or member.value() or member.each or self.join is not Kind.STOP:
            return False  # 口罩500只、沐白药业20台电脑: the next giver
        if _MORE_COUNTED.fullmatch(self.text, count.span.end, element.start) is None:
            return False
        behind = trim_noun(self.text, element.start, element.end, before_figure=False)
        thing = classify_noun(Span(*behind).cut(self.text)) in (NounKind.GOODS, NounKind.CLASS)
        known = classify_noun(Span(*member.noun).cut(self.text))
        if not thing or known not in (NounKind.UNKNOWN, NounKind.CLASS):
            return False
        member.pre, member.post, member.total, member.noun = count, None, None, None
        return True

    def _take_figure(self, figure: Figure) -> None:
        mark, self.mark = self.mark, None
        if isinstance(figure, Quantity) and counts_persons(self.text, figure):
            people = read_persons(self.text, figure, self.member.start, self.span.end)
            self.phrase.beneficiaries.append(people)
            if self.member.noun is not None and people.span.start <= self.member.noun[0]:
                self.member.noun = None
            self.member.people = True
            return
        if isinstance(figure, Amount) and _COVER.match(self.text, figure.span.end):
            self.phrase.ignore(figure, "cover")  # 每人30万元保额的保险: what is insured, not what is given
            return
        reason = self.member.take_figure(self.text, figure, mark)
        if reason is not None:
            self.phrase.ignore(figure, reason)

    def _flush(self, following: Kind, at: int) -> bool:
        member, self.member = self.member, Conjunct(at)
        return self.phrase.take(member, self.join, following, self.part)

    def _separate(self, element: Element) -> bool:
        kind, member = element.kind, self.member
        if not member.empty():
            if not self._flush(kind, element.end):
                return False
            self.join = kind
            if kind is Kind.ETC:
                self.phrase.end = max(self.phrase.end, element.end)
        elif kind is Kind.COMMA and self.text[element.start] not in ":：":
            self.join = Kind.COMMA
        elif kind is Kind.AND and element.start == self.span.start and self.text[element.start] == "、":
            return False  # 贴息贷款、民间捐助、义务劳动: the verb is a noun in a list
        if kind is Kind.COMMA:
            self.mark = None
            if self.text[element.start] in ":：":
                self.phrase.open_colon()
        self.member = Conjunct(element.end, after_etc=kind is Kind.ETC and bool(self.phrase.items))
        return True

    def _introduce(self, element: Element) -> bool:
        if not self.member.empty() and not self._flush(element.kind, element.end):
            return False
        if self.join is not Kind.STOP:
            self.join = Kind.AND
        self.member = Conjunct(element.end)
        self.part = self.part or element.kind is Kind.PART
        if element.kind is Kind.LIST:
            self.phrase.open_list()
            self.part = self.part or bool(self.phrase.sums)
        elif element.kind is Kind.BUY and self.phrase.sums:
            self.phrase.bought = self.phrase.sums.pop()
        elif element.kind is Kind.BUILD and self.phrase.purpose is None and self.phrase.holds_gift():
            end = self._piece_end(element.end)
            self.phrase.built = len(self.phrase.items)
            self.phrase.purpose = Evidence(self.text[element.start : end], Span(element.start, end))
        return True

    def _says_what_it_has(self, element: Element) -> bool:
        """Tell whether 有 describes what is counted before it: 600棵|有点年份的|树."""
        bare = self.member.pre is not None and self.member.noun is None
        return bare and _HAS.match(self.text, element.start, self.span.end) is not None

    def _piece_end(self, at: int) -> int:
        found = EDGE.search(self.text, at, self.span.end)
        return found.start() if found else self.span.end

    def _stop(self, element: Element) -> bool:
        word, at = self.text[element.start : element.end], element.end
        if word in _RELATIVE and self._only_says_when(at):
            self.member, self.relative = Conjunct(at), True
            return True
        if not self.member.empty() and not self._flush(element.kind, element.start):
            return False
        if element.kind in (Kind.FULL_STOP, Kind.CLOSE):
            return False
        end = self._piece_end(at)
        if (self.phrase.sums or element.start == self.span.start) and word in _LEADING:
            # 20万元从外地购置枣树两棵, 35万元为山村修建水渠, 捐资|为家乡修建石桥两座
            found = _MAKES.search(self.text, at, end)
            self.skip = found.start() if found else 0
        elif self.phrase.items:
            # 物资今日运抵,包括口罩3000只
            found = _LISTS.match(self.text, end, self.span.end)
            self.skip = found.start() + 1 if found else 0
            self.join = Kind.AND
        elif not self.phrase.holds_gift() and word in _RELATIVE:
            self.relative = self.text.find("的", at, end) >= 0
            return self.relative
        return self.skip > 0

    def _only_says_when(self, at: int) -> bool:
        """Tell whether what was read before a relative clause is no thing: 当年|在沐白中学用过的|练习册."""
        member = self.member
        if self.phrase.holds_gift() or member.noun is None or member.number() or member.value():
            return False
        known = classify_noun(Span(*member.noun).cut(self.text)) is not NounKind.UNKNOWN
        return not known and self.text.find("的", at, self._piece_end(at)) >= 0

    def _open_bracket(self, element: Element) -> bool:
        """Open a bracket, whose things are the gift where only their class stands before it: 物资一批|(口罩5000只、手套200双)."""
        member = self.member
        classed = member.noun is not None and member.number() is None and not member.total
        inside = _SPELT.match(self.text, element.end, self.span.end) if classed else None
        if inside is None or not _CLASSED.search(Span(*member.noun).cut(self.text)):  # type: ignore[misc]
            self.bracket, self.detail = True, False
            return True
        if not self._flush(Kind.LIST, element.start):
            return False
        self.phrase.open_list(spelt=True)
        self.member, self.join, self.spelt = Conjunct(element.end), Kind.AND, True
        return True

    def _close_list(self, element: Element) -> bool:
        self.spelt = False
        if not self.member.empty() and not self._flush(Kind.FULL_STOP, element.start):
            return False
        self.phrase.end = max(self.phrase.end, element.end)
        self.member, self.join = Conjunct(element.end), Kind.AND
        return True

    # -- brackets and purposes -----------------------------------------------------------------------------

    def _step_bracket(self, element: Element) -> None:
        kind = element.kind
        if kind is Kind.CLOSE:
            self.bracket, self.mark = self.text[element.start] in "”》", None
            self.member.end = max(self.member.end, element.end)
        elif element.figure is not None:
            figure, mark = element.figure, self.mark
            self.mark = None
            if isinstance(figure, Quantity) and counts_persons(self.text, figure):
                self.phrase.beneficiaries.append(
                    read_persons(self.text, figure, element.start, self.span.end)
                )
                return
            reason = self.member.take_bracket(self.text, figure, mark, self.detail)
            if reason is not None:
                self.phrase.ignore(figure, reason)
        elif kind in (Kind.PART, Kind.LIST, Kind.EACH):
            self.detail = True
        elif kind in (Kind.VALUE, Kind.TOTAL) or kind in CLAIMS:
            self.mark = kind
        elif kind is Kind.NOUN and self.mark is None and self.text[element.start] != "约":
            self.detail = True

    def _turn_aside(self, element: Element) -> bool:
        nothing = self.member.empty() and not self.phrase.holds_gift() and not self.phrase.money
        word = self.text[element.start : element.end]
        if nothing and element.kind is Kind.PURPOSE and word not in _NO_OBJECT and word[-1] not in "于以来":
            self.member = Conjunct(element.end)
            return True
        if nothing and element.kind is Kind.REACH:
            return False
        if not self.member.empty() and not self._flush(element.kind, element.start):
            return False
        self.aside, self.aside_start = element.kind, element.start
        return True

    def _step_aside(self, element: Element) -> bool:
        figure = element.figure
        if figure is not None:
            if isinstance(figure, Quantity) and counts_persons(self.text, figure):
                people = read_persons(self.text, figure, self.aside_start + 1, self.span.end)
                self.phrase.beneficiaries.append(people)
            else:
                self.phrase.ignore(figure, str(self.aside))
        elif element.kind in (Kind.COMMA, Kind.FULL_STOP):
            self._close_aside(element.start)
            self.member, self.join = Conjunct(element.end), Kind.COMMA
            return element.kind is Kind.COMMA
        return True

    def _close_aside(self, end: int) -> None:
        phrase = self.phrase
        if self.aside is Kind.PURPOSE and phrase.purpose is None and end - self.aside_start > 2:
            phrase.purpose = Evidence(self.text[self.aside_start : end], Span(self.aside_start, end))
        phrase.end, self.aside = end, None
