"""What stands behind (or before) a giving verb: the things, the money, and what the other numbers mean."""

from __future__ import annotations

from attrs import frozen

from aidfacts.model.fact import Beneficiary, Form, Item
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Evidence, Span


@frozen
class Ignored:
    """A number inside an object phrase that tells nothing of the gift itself, with the reason (lack, area …)."""

    figure: Amount | Quantity
    reason: str


@frozen(kw_only=True)
class Objects:
    """
    An object phrase, read.

    `span` is the phrase as far as it was understood; what follows `span.end` is for others. `items` are the
    things given. `sums` are the sums of money that stand as such, in text order (分别捐赠5万元和3万元 has two);
    `cash` is the first of them, `goods_value` the worth told for the goods as a whole, `total` what is said to
    sum up everything. `amount` is the one figure of the gift: the total, else cash or value where only one of
    them is told; None where both stand apart without a total. `courtesy` is True where the phrase holds
    nothing but thanks in return (锦旗). `bought` is True where the sum was spent on the goods. `purpose` is
    what it is for, `beneficiaries` the people helped, `ignored` the numbers of other things. `unsure` are words that
    may be things, though no table knows them and nothing counts them (捐赠了纪念证). `row` are the figures that stand
    in a row with one noun for all (口罩5000只、8000只).
    """

    span: Span
    items: tuple[Item, ...] = ()
    unsure: tuple[Item, ...] = ()
    amount: Amount | None = None
    cash: Amount | None = None
    goods_value: Amount | None = None
    total: Amount | None = None
    sums: tuple[Amount, ...] = ()
    form: Form = Form.UNKNOWN
    purpose: Evidence | None = None
    beneficiaries: tuple[Beneficiary, ...] = ()
    courtesy: bool = False
    bought: bool = False
    ignored: tuple[Ignored, ...] = ()
    rules: tuple[str, ...] = ()
    row: tuple[Amount | Quantity, ...] = ()

    @property
    def end(self) -> int:
        """Where the phrase ends."""
        return self.span.end

    def __bool__(self) -> bool:
        """Tell whether anything given was found."""
        return bool(self.items or self.sums or self.amount or self.total or self.goods_value)
