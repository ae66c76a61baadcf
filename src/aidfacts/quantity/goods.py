"""Reads the object of a giving verb: which things, how many, worth how much, and whose number each one is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aidfacts.model.fact import Beneficiary, Form, Item
from aidfacts.model.objects import Ignored, Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.source import Token
from aidfacts.model.span import Evidence, Span
from aidfacts.quantity.goods_lex import CLAIMS, Element, Kind, split_elements
from aidfacts.quantity.goods_nouns import NounKind, classify_noun, load_heads, names_party, trim_noun

Cut = Callable[[Span], tuple[Token, ...]]
Figure = Amount | Quantity

PERSON_UNITS = frozenset({"名", "位", "人", "户", "人次", "家", "口", "余人", "员"})
TIME_UNITS = frozenset({"岁", "年", "月", "天", "日", "小时", "分钟", "次", "届", "期", "场", "周年", "个月", "学年", "周", "轮", "例", "人份额"})  # fmt: skip
PORTION_UNITS = frozenset({"批", "笔", "些", "系列", "类", "种", "项", "大类"})
AREA_UNITS = frozenset({"平方米", "平米", "亩", "公顷", "平方公里", "公里", "千米"})
MAX_UNKNOWN = 14  # characters; a longer noun without a known head is a clause

_ITEM_KINDS = frozenset(
    {NounKind.GOODS, NounKind.BUILDING, NounKind.CLASS, NounKind.SERVICE, NounKind.COURTESY}
)
_CASH_KINDS = frozenset({NounKind.CASH, NounKind.NAMED_CASH})
_PERSONS = ("学生", "儿童", "幼儿", "孩子", "老人", "群众", "居民", "村民", "家庭", "职工", "教师", "师生", "患者", "学子", "人", "户", "员", "者", "童", "农户", "民")  # fmt: skip


class _Conjunct:
    """One member of an enumeration while it is read: 价值30万元的棉被2000床."""

    __slots__ = ("after_etc", "each", "first_sum", "first_value", "last_sum", "last_value", "noun", "pre", "post", "start", "end", "total", "worth", "part")  # fmt: skip

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.noun: tuple[int, int] | None = None
        self.pre: Quantity | None = None  # 500台灯
        self.post: Quantity | None = None  # 灯500台
        self.first_sum: Amount | None = None  # 30万元药品
        self.last_sum: Amount | None = None  # 药品30万元
        self.first_value: Amount | None = None  # 价值30万元的药品
        self.last_value: Amount | None = None  # 药品,价值30万元
        self.total: Figure | None = None  # 共计30万元
        self.each: Quantity | None = None  # 各1000只
        self.worth = False
        self.after_etc = False
        self.part = False

    def empty(self) -> bool:
        return self.noun is None and not self.figured() and self.pre is None

    def figured(self) -> bool:
        return any(
            (
                self.post,
                self.first_sum,
                self.last_sum,
                self.first_value,
                self.last_value,
                self.total,
                self.each,
            )
        )


class _Reader:
    """Reads one object phrase from left to right; `objects` turns what was gathered into an answer."""

    def __init__(self, text: str, span: Span, figures: Sequence[Figure]) -> None:
        self.text, self.span, self.figures = text, span, figures
        self.items: list[Item] = []
        self.kinds: list[NounKind] = []
        self.unnumbered = 0  # where 各 begins to count
        self.values: list[tuple[int, Amount]] = []
        self.list_value: Amount | None = None
        self.total: Amount | None = None
        self.sums: list[Amount] = []
        self.parts: list[Amount] = []
        self.ignored: list[Ignored] = []
        self.beneficiaries: list[Beneficiary] = []
        self.purpose: Evidence | None = None
        self.bought: Amount | None = None
        self.named: list[Item] = []
        self.courtesies = 0
        self.service = False
        self.end = span.start
        self.rules: list[str] = []

    # -- the walk ------------------------------------------------------------------------------------------

    def read(self) -> None:
        text = self.text
        current = _Conjunct(self.span.start)
        join = Kind.STOP  # what joined the conjunct to the one before; STOP at the beginning
        mark: Kind | None = None
        part = False
        aside: Kind | None = None  # inside a purpose or reach clause, until the comma
        aside_start = depth = 0
        detail = False
        elements = split_elements(text, self.span, self.figures)
        for element in elements:
            kind = element.kind
            if aside is not None:
                if kind in (Kind.COMMA, Kind.FULL_STOP):
                    self._close_aside(aside, aside_start, element.start)
                    aside = None
                    if kind is Kind.FULL_STOP:
                        return
                    current, join = _Conjunct(element.end), Kind.COMMA
                elif kind is Kind.FIGURE and element.figure is not None:
                    self._read_aside_figure(element.figure, aside)
                continue
            if depth:
                if kind is Kind.CLOSE:
                    depth, detail, mark = 0, False, None
                    current.end = max(current.end, element.end)
                elif kind in (Kind.PART, Kind.LIST, Kind.EACH):
                    detail = True
                elif kind is Kind.FIGURE and element.figure is not None:
                    self._read_bracket(element.figure, current, mark, detail)
                    mark = None
                elif kind in (Kind.VALUE, Kind.TOTAL) or kind in CLAIMS:
                    mark = kind
                elif (
                    kind is Kind.NOUN
                    and mark is None
                    and not text[element.start : element.end].startswith("约")
                ):
                    detail = detail or current.noun is not None
                continue
            if kind is Kind.FIGURE and element.figure is not None:
                if self._read_figure(element.figure, current, mark) and current.figured():
                    current.end = element.end
                mark = None
            elif kind is Kind.NOUN:
                if (
                    current.noun is not None
                    and (current.pre or current.figured())
                    and self._complete(current)
                ):
                    if not self._flush(current, join, part, None):
                        return
                    current, join = _Conjunct(element.start), Kind.AND
                self._read_noun(element, current)
            elif kind in (Kind.AND, Kind.COMMA, Kind.ETC):
                if not current.empty():
                    if not self._flush(current, join, part, kind):
                        return
                    current, join = _Conjunct(element.end), kind
                elif kind is Kind.COMMA and element.start > self.span.start:
                    join = Kind.COMMA
                if kind is Kind.COMMA:
                    mark = None
                    current.after_etc = False
                if kind is Kind.ETC:
                    current.after_etc = bool(self.items or self.sums)
                    join = Kind.AND if join is Kind.ETC else join
            elif kind is Kind.OF:
                if current.noun is not None and not current.pre:
                    # 作家写的书: what was read belongs to a clause about the thing
                    current.noun = None
                    if current.last_value or current.last_sum:
                        current.first_value = current.last_value or current.last_sum
                        current.last_value = current.last_sum = None
            elif kind is Kind.OPEN:
                depth, mark = 1, mark if mark is Kind.VALUE else None
            elif kind in (Kind.PART, Kind.LIST, Kind.BUY):
                if not current.empty():
                    if not self._flush(current, join, part, kind):
                        return
                    current, join = _Conjunct(element.end), Kind.AND
                elif join is Kind.COMMA:
                    join = Kind.AND
                current = _Conjunct(element.end)
                part = part or kind is Kind.PART
                if kind is Kind.BUY and self.sums:
                    self.bought = self.sums.pop()
            elif kind in (Kind.VALUE, Kind.TOTAL, Kind.EACH) or kind in CLAIMS:
                mark = kind
            elif kind in (Kind.PURPOSE, Kind.REACH):
                nothing = current.empty() and not self._anything()
                if nothing and kind is Kind.PURPOSE and self._opens(element):
                    current = _Conjunct(element.end)
                    continue
                if not current.empty():
                    if not self._flush(current, join, part, kind):
                        return
                    current = _Conjunct(element.end)
                elif nothing and kind is Kind.REACH:
                    self._stop()
                    return
                aside, aside_start = kind, element.start
            elif kind in (Kind.STOP, Kind.FULL_STOP):
                if not current.empty():
                    self._flush(current, join, part, kind)
                return
        if aside is not None:
            self._close_aside(aside, aside_start, self.span.end)
        elif not current.empty():
            self._flush(current, join, part, Kind.FULL_STOP)

    def _stop(self) -> None:
        self.rules.append("goods/stopped")

    def _anything(self) -> bool:
        return bool(self.items or self.sums or self.total or self.list_value or self.bought)

    @staticmethod
    def _complete(current: _Conjunct) -> bool:
        return bool(current.post or current.last_sum or current.last_value or current.total)

    def _opens(self, element: Element) -> bool:
        """Tell whether a purpose verb right behind the giving verb has the gift as its object (捐资修建教学楼)."""
        word = self.text[element.start : element.end]
        return word[-1] not in "于以来" and word not in (
            "助力",
            "帮助",
            "为了",
            "以解",
            "以示",
            "以助",
            "以表",
        )

    # -- pieces --------------------------------------------------------------------------------------------

    def _read_noun(self, element: Element, current: _Conjunct) -> None:
        start, end = element.start, element.end
        while start < end and self.text[start] in " 　\t了":
            start += 1
        if start == end:
            return
        if current.noun is not None and current.post is None and not current.last_sum:
            current.noun = (current.noun[0], end)
        elif current.noun is None:
            current.noun = (start, end)
        current.end = max(current.end, end)

    def _read_figure(self, figure: Figure, current: _Conjunct, mark: Kind | None) -> bool:
        if mark in CLAIMS:
            self.ignored.append(Ignored(figure, str(mark)))
            return False
        if isinstance(figure, Amount):
            if mark is Kind.TOTAL:
                current.total = figure
            elif mark is Kind.VALUE:
                if self._noun(current, True) is None:
                    current.first_value = figure
                else:
                    current.last_value = figure
            elif self._noun(current, True) is None and current.first_sum is None:
                current.first_sum = figure
            elif current.last_sum is None:
                current.last_sum = figure
            else:
                self.ignored.append(Ignored(figure, "second"))
            return True
        return self._read_count(figure, current, mark)

    def _read_count(self, figure: Quantity, current: _Conjunct, mark: Kind | None) -> bool:
        unit, at = figure.unit, figure.span.start
        if unit in PERSON_UNITS and not (unit == "口" and current.noun is not None):
            self.beneficiaries.append(self._read_persons(figure))
            return False
        reason = None
        if unit in TIME_UNITS:
            reason = "time"
        elif self.text[max(0, at - 1) : at] in ("每", "第") or (
            unit is None and figure.modifier == "at_least"
        ):
            reason = "rate"
        elif unit in PORTION_UNITS and not (unit == "项" and current.noun is None):
            reason = "portion"
        if reason is not None:
            if reason != "portion":
                self.ignored.append(Ignored(figure, reason))
            return False
        if mark is Kind.EACH:
            current.each = figure
        elif mark is Kind.TOTAL and current.after_etc:
            current.total = current.total or figure
            current.post = figure
        elif self._noun(current, True) is None:
            if current.pre is None:
                current.pre = figure
            else:
                self.ignored.append(Ignored(figure, "second"))
        elif current.post is None and current.pre is None:
            current.post = figure
        else:
            self.ignored.append(Ignored(figure, "second"))
        return True

    def _read_bracket(self, figure: Figure, current: _Conjunct, mark: Kind | None, detail: bool) -> None:
        if isinstance(figure, Amount):
            if current.first_sum or current.last_sum or current.last_value or mark in CLAIMS or figure.per:
                if figure.per and current.empty():
                    current.first_sum = figure
                else:
                    self.ignored.append(Ignored(figure, "gloss"))
            elif current.noun is None and current.pre is None:
                current.first_sum = figure
            elif not detail or mark is Kind.VALUE:
                current.last_value = figure
        elif figure.unit in PERSON_UNITS:
            self.beneficiaries.append(self._read_persons(figure))
        elif not detail and current.noun is not None and not current.pre and not current.post:
            if self.text[figure.span.start - 1] in "每第":
                self.ignored.append(Ignored(figure, "rate"))
            else:
                current.post = figure
        else:
            self.ignored.append(Ignored(figure, "detail"))

    def _read_aside_figure(self, figure: Figure, aside: Kind) -> None:
        if isinstance(figure, Quantity) and figure.unit in PERSON_UNITS:
            self.beneficiaries.append(self._read_persons(figure))
        else:
            self.ignored.append(Ignored(figure, str(aside)))

    def _read_persons(self, figure: Quantity) -> Beneficiary:
        """Take the noun behind the number along (110名学生), else the one before it (贫困群众6000余人)."""
        text, start, end = self.text, figure.span.start, figure.span.end
        best = end
        limit = min(self.span.end, end + 10)
        for word in _PERSONS:
            at = text.find(word, end, limit)
            if at >= 0 and not any(mark in text[end:at] for mark in "，,。、；"):
                best = max(best, at + len(word)) if figure.unit not in ("人", "人次") else best
        if best == end:
            for word in _PERSONS[:15]:
                at = text.rfind(word, max(self.span.start, start - len(word) - 1), start)
                if at >= 0:
                    while at > self.span.start and text[at - 2 : at] in ("贫困", "困难", "留守", "受灾"):
                        at -= 2
                    start = min(start, at)
                    break
        return Beneficiary(text[start:best], Span(start, best), figure)

    def _close_aside(self, aside: Kind, start: int, end: int) -> None:
        if aside is Kind.PURPOSE and self.purpose is None and end - start > 2:
            self.purpose = Evidence(self.text[start:end], Span(start, end))
        self.end = end

    # -- a conjunct is complete ----------------------------------------------------------------------------

    def _noun(self, current: _Conjunct, before_figure: bool) -> tuple[int, int] | None:
        if current.noun is None:
            return None
        start, end = trim_noun(self.text, *current.noun, before_figure)
        return (start, end) if start < end else None

    def _flush(self, current: _Conjunct, join: Kind, part: bool, following: Kind | None) -> bool:
        """Take the conjunct in; False where it is no part of the phrase, which then ended before it."""
        figured_after = bool(
            current.post or current.last_sum or current.last_value or current.total or current.each
        )
        noun = self._noun(current, figured_after)
        if noun is None:
            return self._flush_bare_figures(current, join, part)
        name = self.text[noun[0] : noun[1]]
        kind = classify_noun(name)
        if kind is NounKind.UNKNOWN:
            shorter = self._shorten(noun)
            if shorter is not None:
                noun, name = shorter, self.text[shorter[0] : shorter[1]]
                kind = classify_noun(name)
        first = join is Kind.STOP
        if (
            not first
            and figured_after
            and names_party(name)
            and kind not in (NounKind.BUILDING, NounKind.SERVICE)
        ):
            return False  # 乙公司8万元: the next gift of a gapped series
        if kind in _CASH_KINDS:
            return self._flush_cash(current, noun, name, kind, join, part)
        has_number = bool(current.pre or current.post or current.each)
        has_money = bool(
            current.first_sum
            or current.last_sum
            or current.first_value
            or current.last_value
            or current.total
        )
        if kind is NounKind.UNKNOWN and not self._plausible(
            current, name, join, following, has_number, has_money
        ):
            if first and has_money and not has_number:
                return self._flush_bare_figures(current, join, part)
            if current.first_sum is not None:
                return self._flush_bare_figures(current, join, part)
            return False
        if join is Kind.COMMA and not has_number and not has_money and following in (Kind.STOP, Kind.PURPOSE):
            return False  # 全部图书已送到: a new clause about the thing
        self._add_item(current, noun, name, kind, first)
        return True

    def _plausible(
        self, current: _Conjunct, name: str, join: Kind, following: Kind | None, number: bool, money: bool
    ) -> bool:
        """Tell whether a noun without a known head can be a thing given, from what stands around it."""
        if len(name) > MAX_UNKNOWN:
            return False
        if number:
            unit = (current.pre or current.post or current.each).unit  # type: ignore[union-attr]
            return unit is not None and not (unit == "个" and join is Kind.COMMA)
        if current.first_value is not None:
            return True
        if money:
            return False
        listed = bool(self.items) and join in (Kind.AND, Kind.ETC)
        return listed or (following is Kind.AND and join is not Kind.COMMA and not names_party(name))

    def _shorten(self, noun: tuple[int, int]) -> tuple[int, int] | None:
        """Cut what stands behind the last word for a thing (图书抵达山村 → 图书), where one stands in front."""
        heads, (start, end) = load_heads(), noun
        for last in range(end - 1, start + 1, -1):
            for length in (4, 3, 2):
                if last - length >= start and self.text[last - length : last] in heads:
                    return start, last
        return None

    def _flush_bare_figures(self, current: _Conjunct, join: Kind, part: bool) -> bool:
        sum_ = current.first_sum or current.last_sum
        if isinstance(current.total, Amount):
            self._take_total(current.total)
        if current.first_value or current.last_value:
            value = current.first_value or current.last_value
            if self.sums and not self.items:
                self.ignored.append(Ignored(value, "gloss"))  # type: ignore[arg-type]
            elif self.sums or self.total:
                self._take_total(value)  # type: ignore[arg-type]
            else:
                self.list_value = value
        if sum_ is not None:
            (self.parts if part else self.sums).append(sum_)
        if current.each is not None:
            self._distribute(current.each)
        if current.pre is not None and not current.after_etc:
            if self.items and self.items[-1].quantity is None and join is not Kind.COMMA:
                self.items[-1] = _with_quantity(self.items[-1], current.pre)
            else:
                self.ignored.append(Ignored(current.pre, "no_noun"))
        self.end = max(self.end, current.end)
        return True

    def _take_total(self, amount: Amount | None) -> None:
        if amount is None:
            return
        if self.total is not None:
            self.ignored.append(Ignored(amount, "second_total"))
        elif self.items and not self.sums:
            self.list_value = amount
            self.total = amount
        else:
            self.total = amount

    def _flush_cash(
        self, current: _Conjunct, noun: tuple[int, int], name: str, kind: NounKind, join: Kind, part: bool
    ) -> bool:
        amount = current.first_sum or current.last_sum or current.first_value or current.last_value
        if amount is None and isinstance(current.total, Amount):
            amount = current.total
        if amount is None:
            if kind is NounKind.NAMED_CASH:
                self.named.append(Item(name, name, Span(*noun)))
            elif join is Kind.COMMA and not current.pre:
                return False
            self.end = max(self.end, noun[1])
            return True
        (self.parts if part else self.sums).append(amount)
        if kind is NounKind.NAMED_CASH and current.first_sum is None and not part:
            self.named.append(
                Item(name, self.text[noun[0] : amount.span.end], Span(noun[0], amount.span.end))
            )
        self.end = max(self.end, current.end)
        return True

    def _add_item(
        self, current: _Conjunct, noun: tuple[int, int], name: str, kind: NounKind, first: bool
    ) -> None:
        quantity = current.pre or current.post
        if quantity is not None and quantity.unit in AREA_UNITS and kind is NounKind.BUILDING and quantity.unit not in ("公里", "千米"):  # fmt: skip
            self.ignored.append(Ignored(quantity, "area"))
            quantity = None
        value = current.last_value or current.last_sum or current.first_value or current.first_sum
        start, end = noun
        if quantity is not None:
            start, end = min(start, quantity.span.start), max(end, quantity.span.end)
        closes = current.after_etc and kind is NounKind.CLASS
        if closes and self.items:
            # 棉被、大米等物资: the class adds no thing of its own
            if value is not None:
                self.list_value = self.list_value or value
            if isinstance(current.total, Amount):
                self._take_total(current.total)
            self.end = max(self.end, current.end)
            return
        if current.after_etc and self.items and quantity is None:
            if value is not None:
                self.list_value = self.list_value or value
            if isinstance(current.total, Amount):
                self._take_total(current.total)
            self.end = max(self.end, current.end)
            return
        index = len(self.items)
        self.items.append(Item(name, self.text[start:end], Span(start, end), quantity, None))
        self.kinds.append(kind)
        self.courtesies += kind is NounKind.COURTESY
        if value is not None:
            self.values.append((index, value))
        if isinstance(current.total, Amount):
            self._take_total(current.total)
        if current.each is not None:
            self._distribute(current.each)
        self.end = max(self.end, current.end if value or current.total else end)

    def _distribute(self, each: Quantity) -> None:
        for index, item in enumerate(self.items):
            if item.quantity is None:
                self.items[index] = _with_quantity(item, each)

    # -- the answer ----------------------------------------------------------------------------------------

    def objects(self) -> Objects:
        items, values = list(self.items), list(self.values)
        goods_value = self.list_value
        concrete = [kind for kind in self.kinds if kind is not NounKind.CLASS]
        if values:
            index, value = values[0]
            if len(values) == 1 and goods_value is None:
                goods_value = value
            spread = index == 0 and len(items) > 1 and value.span.start < items[0].span.start
            for at, worth in values:
                if not (spread and at == 0 and len(values) == 1):
                    items[at] = Item(
                        items[at].name, items[at].text, items[at].span, items[at].quantity, worth
                    )
        if concrete and len(concrete) < len(items):
            # 物资 beside concrete things tells nothing more
            items = [item for item, kind in zip(items, self.kinds, strict=True) if kind is not NounKind.CLASS or item.quantity]  # fmt: skip
        courtesy = bool(items) and self.courtesies == len(items)
        sums, total = list(self.sums), self.total
        if self.parts and sums and total is None:
            total = sums[0]
            sums = [*self.parts]
        elif self.parts:
            sums += self.parts
        if self.bought is not None:
            if items:
                goods_value = goods_value or self.bought
            else:
                sums.append(self.bought)
        cash = sums[0] if sums else None
        if total is not None and goods_value is total and cash is None:
            amount: Amount | None = total
        elif total is not None:
            amount = total
        elif cash is not None and goods_value is not None:
            amount = None
        else:
            amount = cash or goods_value
        if self.named and not (items and amount is None):
            items = [*self.named, *items]
        return Objects(
            span=Span(self.span.start, max(self.end, self.span.start)),
            items=tuple(items),
            amount=amount,
            cash=cash,
            goods_value=goods_value,
            total=total,
            sums=tuple(sums),
            form=self._form(items, cash, total),
            purpose=self.purpose,
            beneficiaries=tuple(self.beneficiaries),
            courtesy=courtesy,
            bought=self.bought is not None and bool(self.items),
            ignored=tuple(self.ignored),
            rules=tuple(self.rules),
        )

    def _form(self, items: list[Item], cash: Amount | None, total: Amount | None) -> Form:
        things = [kind for kind in self.kinds if kind is not NounKind.COURTESY]
        services = [kind for kind in things if kind is NounKind.SERVICE]
        if things and len(services) == len(things):
            return Form.MIXED if cash else Form.SERVICE
        if things:
            return Form.MIXED if cash or services else Form.GOODS
        if cash or total or self.named:
            return Form.CASH
        return Form.UNKNOWN


def _with_quantity(item: Item, quantity: Quantity) -> Item:
    return Item(item.name, item.text, item.span, quantity, item.value)


def read_objects(text: str, span: Span, figures: Sequence[Figure], cut: Cut | None = None) -> Objects:
    """
    Read the object phrase that begins at ``span.start``, right behind a giving verb.

    捐赠|现金10万元及价值30万元的棉被2000床、大米等物资 holds 100,000 yuan of cash, quilts and rice, the goods
    worth 300,000. The phrase ends before the first word that cannot belong to it, so that a clause which
    drops its verb (乙公司8万元) is left for the caller.

    Args: *figures* are all sums and counted numbers of the stretch, sorted, counted in *text*; *cut* gives the
    words of a span and is asked only where the tables leave a doubt.
    Returns: Objects; false where nothing given was found.
    """
    reader = _Reader(text, span, figures)
    reader.read()
    return reader.objects()
