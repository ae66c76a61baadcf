"""What was gathered from an object phrase, and the answer that it settles to."""

from __future__ import annotations

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Beneficiary, Form, Item
from aidfacts.model.objects import Ignored, Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Evidence, Span
from aidfacts.quantity.goods_nouns import NounKind, classify_noun

# 石灰|一批: how much is told, if not in numbers
_PORTIONED = compile_late("等?(?:各)?(?:一批|若干|一宗|数批|多批|一大批|几批)")
PORTIONS = ("一批", "一大批", "首批", "大批", "若干", "一些", "几批", "两批", "数批", "多批")  # before a noun
LISTED = ("礼物", "礼品", "用品", "慰问品", "礼包", "装备", "设备", "器材", "器械", "物品", "物资")
MAX_BARE_CLASS = 2  # characters: 物资, 物品


_JOINS = ("、", "和", "及", "与", "以及")


class Gathered:
    """What was gathered from an object phrase so far; `answer` settles it."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start, self.end = text, start, start
        self.items: list[Item] = []
        self.kinds: list[NounKind] = []
        self.unsure: tuple[Item, ...] = ()
        self.guessed = False  # the first noun is a thing by its place alone
        self.classed = False  # a word of a class behind 等 says what the nouns before it are
        self.values: list[tuple[int, Amount]] = []
        self.list_value: Amount | None = None
        self.total: Amount | None = None
        self.sums: list[Amount] = []
        self.parts: list[Amount] = []
        self.part_values: list[Amount] = []
        self.named: list[Item] = []  # 助学金, told before its sum
        self.awaiting: Item | None = None  # the same, its sum still to come
        self.bought: Amount | None = None
        self.share: str | None = None  # what the things told are counted by: 每户大米50斤、现金300元
        self.money = self.both = False  # a word for money, or for money and goods, without a sum of its own
        self.built: int | None = None  # where the items begin that the money builds
        self.listed: int | None = None  # the item that a list behind it spells out
        self.spare: Quantity | None = (
            None  # a count told before another one of the same thing: 4200箱、|26吨|物资
        )
        self.spelt = False  # whether the list in brackets is all that it is
        self.purpose: Evidence | None = None
        self.beneficiaries: list[Beneficiary] = []
        self.ignored: list[Ignored] = []

    def holds_gift(self) -> bool:
        """Tell whether anything given was read."""
        return bool(self.items or self.sums or self.total or self.list_value or self.bought or self.named)

    def ignore(self, figure: Amount | Quantity, reason: str) -> None:
        """Set aside a figure that tells nothing of the gift."""
        if reason != "portion":
            self.ignored.append(Ignored(figure, reason))

    def answer(self) -> Objects:
        """Settle what is given, with the one figure that the gift comes to."""
        if self.end == self.start and not (self.ignored or self.beneficiaries or self.holds_gift()):
            return Objects(span=Span(self.start, self.end))
        self._prune()
        goods_value = self._settle_value()
        if self.awaiting is not None and not (self.sums or self.total or self.list_value):
            # 送去慰问金和棉被: its sum is not told
            named = classify_noun(self.awaiting.name) is NounKind.NAMED_CASH
            self.named += [self.awaiting] if named else []
        items, sums, total = self._settle_items(), list(self.sums), self.total
        if (self.parts or self.part_values) and sums and total is None:
            # 120万元,其中现金70万元: what stood first is the whole
            total, sums = sums[0], sums[1:]
        sums += self.parts
        if self.part_values and goods_value is None:
            goods_value = self.part_values[0]
        if items and total is not None and not sums and goods_value is None:
            goods_value = total
        if self.bought is not None:
            if items:
                goods_value = goods_value or self.bought
            else:
                sums.insert(0, self.bought)
        cash = sums[0] if sums else None
        if total is not None:
            amount: Amount | None = total
        elif cash is not None and goods_value is not None:
            amount = None
        else:
            amount = cash or goods_value
        thanks = [kind is NounKind.COURTESY for kind in self.kinds]
        return Objects(
            span=Span(self.start, self.end),
            items=items,
            unsure=self.unsure or ((self.awaiting,) if self.awaiting and not (items or amount) else ()),
            amount=amount,
            cash=cash,
            goods_value=goods_value,
            total=total,
            sums=tuple(sums),
            form=self._settle_form(cash, total),
            purpose=self.purpose,
            beneficiaries=tuple(self.beneficiaries),
            courtesy=bool(thanks) and all(thanks),
            bought=self.bought is not None and bool(items),
            ignored=tuple(self.ignored),
        )

    def _settle_value(self) -> Amount | None:
        if not self.values:
            return self.list_value
        index, first = self.values[0]
        # 价值30万元的棉被、大米: said of the whole list
        spread = (
            len(self.values) == 1
            and index == 0
            and len(self.items) > 1
            and first.span.start < self.items[0].span.start
        )
        if not spread:
            for at, worth in self.values:
                self.items[at] = evolve(self.items[at], value=worth)
        if self.list_value is None and len(self.values) == 1:
            return first
        return self.list_value

    def drop_owners(self) -> None:
        """Forget a list of people: 张某、李某等领导的题词 tells whose the things are."""
        if not self.values and not any(item.quantity for item in self.items):
            self.items, self.kinds, self.listed = [], [], None

    def _prune(self) -> None:
        # nouns nobody knows prove a gift only beside something known or counted
        known = (kind is not NounKind.UNKNOWN for kind in self.kinds)
        if (
            self.money
            or self.classed
            or self.values
            or self.list_value
            or any(known)
            or any(item.quantity for item in self.items)
            or any(self._is_portioned(item.span) for item in self.items)
        ):
            return
        self.unsure = tuple(self.items)
        self.items, self.kinds = [], []
        if self.sums and self.unsure and self.unsure[0].span.start >= self.sums[-1].span.end:
            # 捐款20万元、林诚翰、黄成品各捐10万元: what is no thing may be who gives next
            self.end = self.sums[-1].span.end

    def _is_portioned(self, thing: Span) -> bool:
        behind = _PORTIONED.match(self.text, thing.end) is not None
        return behind or self.text.endswith(PORTIONS, self.start, thing.start)

    def _settle_items(self) -> tuple[Item, ...]:
        items = self.items
        at = self.listed if self.listed is not None and self.listed < len(items) else None
        listed = at is not None and items[at].quantity is None
        spelt = listed and at is not None and (self.spelt or items[at].name.endswith(LISTED))
        if at is not None and spelt and items[at + 1 :]:
            # 寄去六一礼物,包括积木20套、滑梯1座: the things of the list are the gift
            return (*self.named, *items[:at], *items[at + 1 :])
        if any(kind is not NounKind.CLASS for kind in self.kinds):
            items = [
                item
                for at, (item, kind) in enumerate(zip(items, self.kinds, strict=True))
                if kind is not NounKind.CLASS or item.quantity or self._is_one_more(item, behind=at > 0)
            ]
        return (*self.named, *items)

    def _is_one_more(self, thing: Item, *, behind: bool) -> bool:
        """Tell whether a class with a word of its own is given beside other things: 疫苗和|抗疫物资|, |抗疫物资|、疫苗; not 抗疫物资:疫苗."""
        joined = self.text.startswith(_JOINS, thing.span.end)
        return len(thing.name) > MAX_BARE_CLASS and (behind or joined)

    def _settle_form(self, cash: Amount | None, total: Amount | None) -> Form:
        things = [kind for kind in self.kinds if kind is not NounKind.COURTESY]
        if cash is not None and self.built is not None and self.built == 0:
            return Form.CASH
        services = [kind for kind in things if kind is NounKind.SERVICE]
        money = cash is not None or self.money or bool(self.named)
        if self.both or (things and money) or 0 < len(services) < len(things):
            return Form.MIXED
        if things:
            return Form.SERVICE if services else Form.GOODS
        return Form.CASH if money or total is not None else Form.UNKNOWN
