"""One member of an enumeration of things given, and whose number each figure in it is."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.quantity.goods_lex import CLAIMS, Kind
from aidfacts.quantity.goods_nouns import trim_noun

Figure = Amount | Quantity

TIME_UNITS = frozenset(
    {
        "个月",
        "例",
        "分钟",
        "周",
        "周年",
        "场",
        "天",
        "学年",
        "小时",
        "届",
        "岁",
        "年",
        "日",
        "月",
        "级",
        "期",
        "次",
        "轮",
    }
)
PORTION_UNITS = frozenset({"些", "大类", "批", "批次", "笔", "类", "系列"})
SPEC_UNITS = frozenset(
    {
        "克",
        "匹",
        "千瓦",
        "升",
        "寸",
        "导",
        "层",
        "座",
        "排",
        "毫升",
        "毫米",
        "厘米",
        "mm",
        "cm",
        "英寸",
        "马力",
    }
)  # 64排CT一台

# Who has the things, told with their number before 的: 10个班级, 3所学校
_OWNERS = compile_late(
    "(?:班级|班|教室|科室|病房|宿舍|学校|小学|中学|医院|村|社区|乡镇|单位|部门|家庭|站点|网点)$"
)


class Conjunct:
    """
    One member of an enumeration while it is read: 价值30万元的棉被2000床.

    `noun` is the stretch of the name as it stands. `pre` and `post` are the numbers before and behind it,
    `first_sum` and `last_sum` bare sums before and behind it, `first_value` and `last_value` sums that a word
    calls its worth, `total` what is said to sum up, `each` what is said of every member. `after_etc` is True
    behind 等, `people` behind a number of people, `short` where words were cut off behind the name, `portion` where an uncounted portion closed the name (药品一批).
    """

    __slots__ = (
        "after_etc", "each", "end", "first_sum", "first_value", "last_sum", "last_value",
        "noun", "people", "portion", "post", "pre", "short", "start", "total",
    )  # fmt: skip

    def __init__(self, start: int, after_etc: bool = False) -> None:
        self.start = self.end = start
        self.noun: tuple[int, int] | None = None
        self.pre: Quantity | None = None
        self.post: Quantity | None = None
        self.first_sum: Amount | None = None
        self.last_sum: Amount | None = None
        self.first_value: Amount | None = None
        self.last_value: Amount | None = None
        self.total: Figure | None = None
        self.each: Quantity | None = None
        self.after_etc = after_etc
        self.portion = False
        self.people = False
        self.short = False

    def empty(self) -> bool:
        """Tell whether nothing was read yet."""
        return not (self.noun or self.pre or self.first_sum or self.first_value or self._behind())

    def closed(self) -> bool:
        """Tell whether the name has its figure behind it, so that a further name is another thing."""
        return self.noun is not None and self._behind()

    def _behind(self) -> bool:
        return bool(self.post or self.last_sum or self.last_value or self.total or self.each or self.portion)

    def number(self) -> Quantity | None:
        """Return the number of the thing itself: 一台 in 64排CT一台."""
        if self.pre is not None and self.post is not None and self.pre.unit in SPEC_UNITS:
            return self.post
        return self.pre or self.post

    def value(self) -> Amount | None:
        """Return the money told with the name, the nearer one first."""
        return self.last_value or self.last_sum or self.first_value or self.first_sum

    def name(self, text: str) -> tuple[int, int] | None:
        """Return where the bare name stands, None where what was read holds none."""
        if self.noun is None:
            return None
        start, end = trim_noun(text, *self.noun, before_figure=self.closed())
        if self.pre is not None and self.number() is not self.pre and start == self.pre.span.end:
            start = self.pre.span.start
        return (start, end) if start < end else None

    def take_noun(self, text: str, start: int, end: int) -> None:
        """Take a stretch between figures and edges as (part of) the name."""
        while start < end and text[start] in " \t　了":
            start += 1
        if start == end:
            return
        if self.noun is None or (self.pre is not None and self.noun[1] <= self.pre.span.start):
            self.noun = (start, end)  # 首批|20吨|应急食品
        elif not self.closed():
            self.noun = (self.noun[0], end)
        self.end = max(self.end, end)

    def take_figure(self, text: str, figure: Figure, mark: Kind | None) -> str | None:
        """Take a figure in; the answer is the reason where it tells nothing of this thing."""
        if mark in CLAIMS:
            return str(mark)
        self.end = figure.span.end
        if isinstance(figure, Amount):
            if figure.text.endswith("块") and mark is None and not self._bare(text):
                figure = _count_pieces(figure)  # 防雨布400块: pieces, not yuan
            else:
                return self._take_money(text, figure, mark)
        return self._take_count(text, figure, mark)

    def _bare(self, text: str) -> bool:
        # 了约 before the first figure is no name
        if self.noun is None:
            return True
        start, end = trim_noun(text, *self.noun, before_figure=True)
        return start == end

    def _take_money(self, text: str, amount: Amount, mark: Kind | None) -> str | None:
        if mark is Kind.TOTAL:
            self.total = amount
        elif mark is Kind.VALUE:
            if self._bare(text) and self.pre is None:
                self.first_value = amount
            else:
                self.last_value = amount
        elif self._bare(text) and self.first_sum is None:
            self.first_sum = amount
        elif self.last_sum is None:
            self.last_sum = amount
        else:
            return "second"
        return None

    def _take_count(self, text: str, quantity: Quantity, mark: Kind | None) -> str | None:
        before = text[quantity.span.start - 1 : quantity.span.start]
        if quantity.unit in TIME_UNITS:
            return "time"
        if before in ("每", "第"):
            return "rate"
        if quantity.unit in PORTION_UNITS:
            self.portion = not self._bare(text)
            return "portion"
        if mark is Kind.EACH:
            self.each = quantity
        elif mark is Kind.TOTAL and self.total is None:
            self.total = quantity
        elif self._bare(text) and self.pre is None:
            self.pre, self.noun = quantity, None
        elif self.pre is not None and self.pre.unit == "种" and self.pre.span.end == quantity.span.start:
            self.pre = quantity  # 32种|186册古籍
        elif self.post is not None and self.post.unit == "种":
            self.post = quantity  # 图书1680种5040册
        elif self.post is None and (self.pre is None or self.pre.unit in SPEC_UNITS):
            self.post = quantity
        else:
            return "second"
        return None

    def take_bracket(self, text: str, figure: Figure, mark: Kind | None, detail: bool) -> str | None:
        """Take a figure that stands in brackets; *detail* tells that it is said of a part."""
        if isinstance(figure, Amount):
            if figure.per is not None and self.empty():
                self.first_sum = figure
            elif (
                figure.per is not None
                or mark in CLAIMS
                or self.value() is not None
                or (detail and mark is None)
            ):
                return "gloss"
            elif self.noun is None and self.pre is None:
                self.first_sum = figure
            else:
                self.last_value = figure
            return None
        if detail or self.noun is None or self.number() is not None:
            return "detail"
        if text[figure.span.start - 1] in "每第":
            return "rate"
        self.post = figure
        return None

    def turn(self, text: str) -> None:
        """Read what stands before 的 as said about the thing behind it (总价30万元的药品, 作家写的书)."""
        if self.noun is None:
            return
        if self.pre is not None:
            if _OWNERS.search(text, *self.noun):
                self.pre = self.noun = None  # 10个班级的|投影仪: how many have it, not how many it is
            return
        self.noun = None
        self.first_value = self.first_value or self.last_value or self.last_sum
        self.last_value = self.last_sum = None
        self.portion = False


def _count_pieces(money: Amount) -> Quantity:
    return Quantity(money.value, money.low, money.high, money.modifier, "块", money.text, money.span)
