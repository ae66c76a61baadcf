"""Splits a frame with several givers, receivers or figures into one frame for each gift."""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import evolve

from aidfacts.frames.later_sums import OF_RATE
from aidfacts.model.fact import Form
from aidfacts.model.frame import Frame
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity

IN_ORDER = "distribution/in_order"  # the rule by which each of a row has a figure of its own
# Each got or gave the figure: 各捐5万元, 分别捐赠5万元; 每人 is a rate and none of these.
_EACH = re.compile(
    r"分别|各自(?!的?(?:企业|公司|单位|家庭|名义))|各(?!级|类|地|界|种|位|方|项|村|校|乡|镇|县|市|族|单位|部门|种|式)|(?<![人户年月日平])均"
)
_SHARED = re.compile(r"共同|联合|合计|共计|总计|一共|合共")
_BOTH = re.compile(r"(?:先生|女士)?(?:夫妇|夫妻|伉俪|兄妹|兄弟|姐妹|姐弟|父子|父女|母子|母女)")
_EVERYBODY = re.compile(
    r"(?:先生|女士|同志|老人|[两三四五六七八九十\d]+(?:人|[位名][^,。;每]{1,5}|家(?:企业|公司)?))?每[人家位](?:企业|公司|校友)?"
)
_BETWEEN = re.compile(r"(?:先生|女士)?[、和与及]?")
# What the one is who gets the sum that each of so many got
_PER = {"名": "person", "位": "person", "个": "person", "人": "person", "户": "household", "所": "school"}
_EVERY = re.compile(r"每一?(?P<unit>[名位个户所人])$")
_HOUSEHOLD = re.compile(r"家庭$|户$")
# takes 、社会帮扶资金 of 帮扶资金30万元、社会帮扶资金2万元; leaves ,其中助学金
_NEXT_SUM = re.compile(
    r"[、,及和与](?!其中|另|包括|用于|约|折|相当|首|第|每|后|共)[^,、;。:()其含约折]{1,10}(?:金|款|资金)"
)


def distribute(text: str, frame: Frame) -> tuple[Frame, ...]:
    """
    Return the frames of the single gifts that *frame* tells.

    向甲、乙分别捐赠5万元 – two of 5万. 甲、乙分别捐赠3万元和5万元 – two, in order. 向甲、乙捐赠共计10万元 – one with two
    recipients. The count of figures decides between the readings of 分别.
    """
    objects = frame.objects
    if objects is None or OF_RATE in frame.rules:
        return (frame,)  # 每年向甲县、乙县各安排3000万元,三年共1.8亿元: the whole is shared
    if objects.total is None and len({amount.currency for amount in objects.sums}) == len(objects.sums) > 1:
        # 人民币5万元、港币20万元: sums that cannot be added are gifts apart
        return tuple(_with_sum(frame, objects, at) for at in range(len(objects.sums)))
    if len(frame.donors) < 2 and len(frame.recipients) < 2:
        return _between_two(text, frame, objects)
    # 捐赠了|各类|图书: what 各 is of. 捐赠资金|各|2000万元: it may stand right before the sum
    opened = objects.span.start + 2
    if objects.amount is not None and text.startswith("各", objects.amount.span.start - 1):
        opened = max(opened, objects.amount.span.start)
    if every := _every_one(text, frame, objects):
        return every
    each = _EACH.search(text[frame.clause.start : opened])
    if _SHARED.search(text[frame.clause.start : frame.clause.end]):
        return (frame,)
    if each is None:
        return _in_order(text, frame, objects, role) if (role := _role_of_sums(frame, objects)) else (frame,)
    if (several := _figures_apart(text, frame, objects, each.group())) is not None:
        return several
    return _one_each(text, frame, objects, frame.clause.start + each.start())


def _between_two(text: str, frame: Frame, objects: Objects) -> tuple[Frame, ...]:
    """Return the gifts of one giver to one receiver: as many as sums or rows of things are told apart."""
    stretch = text[frame.clause.start : objects.span.start]
    if len(objects.sums) > 1 and objects.total is None and "分别" in stretch:
        # 8月20日和26日,甲公司分别捐款40万元、30万元: one gift a day
        return tuple(_with_sum(frame, objects, at) for at in range(len(objects.sums)))
    if len(objects.row) > 1 and len(objects.items) == 1 and "分别" in stretch:
        # 三家书店分别捐赠价值9万元、7万元和5万元的图书: who each of them is stands nowhere
        return tuple(
            evolve(frame, objects=_of_row(objects, figure)).because(IN_ORDER) for figure in objects.row
        )
    if _are_side_by_side(text, objects):
        return tuple(_with_sum(frame, _own_of(objects, at), at) for at in range(len(objects.sums)))
    return (_for_each(text, frame, objects),)


def _figures_apart(text: str, frame: Frame, objects: Objects, each: str) -> tuple[Frame, ...] | None:
    """Return the gifts of a row of parties that the row of figures tells apart, None where each got the same."""
    figures = len(objects.sums) if objects.sums else len(objects.items)
    for role in ("recipients", "donors"):
        single = len(objects.items) == 1 and figures < 2
        if objects.row and single and len(getattr(frame, role)) == len(objects.row):
            return _by_row(frame, objects, role)
    # 向甲、乙各捐赠电脑20台、图书500册: each got both; 分别 tells of things in their order
    if figures > 1 and (objects.sums or each == "分别"):
        for role, row in (("recipients", frame.recipients), ("donors", frame.donors)):
            if figures in (len(row), len(_units(text, row))):
                return _in_order(text, frame, objects, role)
    if figures > 1 and len(objects.sums) > 1:
        return (frame,)
    if each == "分别" and (mixed := _mixed_in_order(frame, objects)):
        return mixed
    shared = [item.quantity.value for item in objects.items if item.quantity is not None]
    # 分别在甲村、乙村捐建两所小学: one in each, two in all
    return (frame,) if not objects.sums and shared == [len(frame.recipients)] else None


def _one_each(text: str, frame: Frame, objects: Objects, at: int) -> tuple[Frame, ...]:
    """Return a gift of the same for each of the row that the word at *at* distributes it over."""
    if _row_before(frame, at) == "recipients":
        return tuple(
            evolve(frame, recipients=(party,)).because("distribution/each") for party in frame.recipients
        )
    rate = objects.amount is not None and objects.amount.per
    if objects.amount is not None and rate and _EVERYBODY.match(text, frame.donors[-1].span.end):
        # 周砚秋、何映雪|每人各|捐5000元
        frame = evolve(frame, objects=_of_one(objects, objects.amount))
    return tuple(evolve(frame, donors=(party,)).because("distribution/each") for party in frame.donors)


def _for_each(text: str, frame: Frame, objects: Objects) -> Frame:
    """Return *frame* with its sum as a rate where each of so many gets it: 给三名孩子|各留下500元."""
    sum_told, party = objects.amount, frame.recipients[-1] if frame.recipients else None
    if sum_told is None or sum_told.per is not None or objects.total is not None:
        return frame
    if party is None or party.named:
        return frame
    told = _EVERY.search(text, frame.clause.start, party.span.start)
    if told is not None:
        # 给每位老人|送上棉被一床和500元: what stands between the sum and 每 hides the rate
        unit = "户" if _HOUSEHOLD.search(party.text) else told["unit"]
    elif party.count is None or any(i.quantity for i in objects.items):
        return frame
    elif text.startswith("各", party.span.end) or frame.trigger.word.startswith("每人"):
        unit = party.count.unit or ""
    else:
        return frame
    per = _PER.get(unit)
    if per is None:
        return frame
    rate = evolve(sum_told, per=per)
    worth = rate if objects.goods_value is not None else None
    each = evolve(objects, amount=rate, cash=rate if worth is None else None, goods_value=worth)
    return evolve(frame, objects=evolve(each, sums=(rate,) if objects.sums else ())).because(
        "distribution/rate"
    )


def _every_one(text: str, frame: Frame, objects: Objects) -> tuple[Frame, ...]:
    """Return a gift for each of a row of named givers of whom everybody gave a sum: 周砚秋和何映雪|每人|(各)捐了2000元."""
    row, sum_told = frame.donors, objects.amount
    if sum_told is None or len(objects.sums) > 1 or len(row) < 2 or not all(m.named for m in row):
        return ()
    if _EVERYBODY.match(text, row[-1].span.end) is None:
        return ()
    single = _of_one(objects, sum_told)
    return tuple(evolve(frame, objects=single, donors=(m,)).because("distribution/each") for m in row)


def _of_one(objects: Objects, rate: Amount) -> Objects:
    """Return the objects with a sum for each as the sum of one of those who gave it: 每人|5000元."""
    own = evolve(rate, per=None)
    return evolve(objects, amount=own, cash=own, sums=(own,))


def _are_side_by_side(text: str, objects: Objects) -> bool:
    """Tell whether each of several sums has a name of its own and none is their total: 帮扶资金30万元、助学金2万元."""
    if len(objects.sums) < 2 or objects.total is not None or objects.goods_value is not None:
        return False
    gaps = [text[a.span.end : b.span.start] for a, b in pairwise(objects.sums)]
    return all(_NEXT_SUM.fullmatch(gap) for gap in gaps)


def _role_of_sums(frame: Frame, objects: Objects) -> str:
    """Return the role whose row has a sum for each of its parties, "" where none has: 向甲、乙捐出1.2亿元和8000万元."""
    if len(objects.sums) < 2 or objects.total is not None or objects.goods_value is not None:
        return ""
    rows = {"recipients": frame.recipients, "donors": frame.donors}
    fitting = [role for role, row in rows.items() if len(row) == len(objects.sums)]
    return fitting[0] if len(fitting) == 1 else ""


def _own_of(objects: Objects, at: int) -> Objects:
    """Return the objects with the things that stand with the sum numbered *at* alone."""
    start = objects.sums[at - 1].span.end if at else objects.span.start
    end = objects.sums[at].span.end
    return evolve(objects, items=tuple(i for i in objects.items if start <= i.span.start < end))


def _row_before(frame: Frame, at: int) -> str:
    """Tell which row 分别 or 各 speaks of: the one of two or more that stands nearest before it."""
    rows: dict[str, tuple[Mention, ...]] = {"donors": frame.donors, "recipients": frame.recipients}
    long = {name: row for name, row in rows.items() if len(row) > 1}
    before = {name: row for name, row in long.items() if row[-1].span.start < at} or long
    return max(before, key=lambda name: before[name][-1].span.start)


def _with_sum(frame: Frame, objects: Objects, at: int) -> Frame:
    amount = objects.sums[at]
    single = evolve(objects, sums=(amount,), amount=amount, cash=amount, total=None, goods_value=None)
    return evolve(frame, objects=single).because(IN_ORDER)


def _by_row(frame: Frame, objects: Objects, role: str) -> tuple[Frame, ...]:
    """Return a frame for each party with its figure of a row: 甲、乙分别捐赠价值30万元和22万元的药品, 口罩5000只、8000只."""
    parts = [
        evolve(frame, objects=_of_row(objects, figure), **{role: (party,)})  # type: ignore[arg-type]
        for party, figure in zip(getattr(frame, role), objects.row, strict=True)
    ]
    return tuple(part.because(IN_ORDER) for part in parts)


def _of_row(objects: Objects, figure: Amount | Quantity) -> Objects:
    """Return *objects* with one *figure* of the row that stands with its only thing."""
    item = objects.items[0]
    if isinstance(figure, Amount):
        return evolve(objects, amount=figure, goods_value=figure, items=(evolve(item, value=figure),))
    return evolve(objects, items=(evolve(item, quantity=figure),))


def _in_order(text: str, frame: Frame, objects: Objects, role: str) -> tuple[Frame, ...]:
    row: tuple[Mention, ...] = getattr(frame, role)
    count = len(objects.sums) or len(objects.items)
    units = _units(text, row) if len(row) != count else [(party,) for party in row]
    # 甲商会、乙商会来到丙村、丁村,分别送来6万元和5万元: the first to the first
    facing = "donors" if role == "recipients" else "recipients"
    others: tuple[Mention, ...] = getattr(frame, facing)
    parts: list[Frame] = []
    for at, parties in enumerate(units):
        single = (
            _with_sum(frame, objects, at)
            if objects.sums
            else evolve(frame, objects=evolve(objects, items=(objects.items[at],))).because(IN_ORDER)
        )
        single = evolve(single, **{role: parties})  # type: ignore[arg-type]
        faces = len(others) == len(units) and bool(objects.sums)
        parts.append(evolve(single, **{facing: (others[at],)}) if faces else single)  # type: ignore[arg-type]
    return tuple(parts)


def _mixed_in_order(frame: Frame, objects: Objects) -> tuple[Frame, ...]:
    """Return a gift for each of a row that has money and counted things in its order: 甲、乙分别捐赠200万元和牛奶1万箱."""
    if len(objects.sums) != 1 or objects.total is not None or objects.goods_value is not None:
        return ()
    cash, things = objects.sums[0], objects.items
    if not things or any(item.quantity is None for item in things):
        return ()
    singles = [(cash.span.start, evolve(objects, items=(), form=Form.CASH))]
    bare = evolve(objects, sums=(), amount=None, cash=None, form=Form.GOODS)
    singles += [(item.span.start, evolve(bare, items=(item,))) for item in things]
    singles.sort(key=lambda single: single[0])
    for role in ("recipients", "donors"):
        row: tuple[Mention, ...] = getattr(frame, role)
        if len(row) == len(singles):
            parts = [evolve(frame, objects=o, **{role: (m,)}) for m, (_, o) in zip(row, singles, strict=True)]  # type: ignore[arg-type]
            return tuple(part.because(IN_ORDER) for part in parts)
    return ()


def _units(text: str, row: tuple[Mention, ...]) -> list[tuple[Mention, ...]]:
    """Return a row with the two before a noun for both as one: 甲|和|乙、丙|夫妇."""
    units: list[tuple[Mention, ...]] = []
    for mention in row:
        last = units[-1] if units else ()
        both = len(last) == 1 and _BOTH.match(text, mention.span.end) is not None
        if both and _BETWEEN.fullmatch(text, last[0].span.end, mention.span.start):
            units[-1] = (*last, mention)
        else:
            units.append((mention,))
    return units
