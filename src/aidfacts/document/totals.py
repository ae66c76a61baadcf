"""Links parts to their total, by 其中 or by a sum that comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from aidfacts.document.agree import is_class
from aidfacts.document.agree_parties import are_near
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Donation, Form, Party, Scope
from aidfacts.model.frame import Draft
from aidfacts.model.quantity import Amount
from aidfacts.model.source import BlockKind
from aidfacts.model.values import evolve

_OF_WHICH = compile_late(r"其中|包括|含|分别是")
_SAYS_TOTAL = compile_late(r"共|总|累计|合计")
PAID = "series/instalment"
_OPENS_PARTS = "discourse/of_which"  # …认捐2380万元。其中,锦澄集团认捐500万元
_HEADS = (BlockKind.TITLE, BlockKind.HEADING)
_KINDS = {Form.CASH, Form.GOODS}
BELOW = 4  # paragraphs under a headline that may split its sum
_TAKEN_IN = ("triggers/接收", "triggers/接受", "triggers/收到")
MAX_SHARED = 6  # receivers that a total takes over from its parts; more are a list of its own
MAX_PARTS = 60  # a list of donors under one total; a longer one is checked as a whole or not at all
# The verbs of which the one who acts gathers what others give
_COLLECTS = ("triggers/筹", "triggers/募")


def link_parts(text: str, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """
    Return *drafts* (with their ids) with `part_of` set where a gift is a part of a total told beside it.

    共投入90余万元,其中向甲捐赠65万余元,向乙捐赠24.3万元: the bounds of the parts add up to the bounds of the total.
    A single part counts only behind 其中. What is a part is never a total of others too.
    """
    parent: dict[int, str] = {}
    for at, draft in enumerate(drafts):
        total = draft.fact.amount
        if total is None or total.per is not None or at in parent or "lists/row" in draft.fact.rules:
            continue
        for span in (_after(drafts, at), _before(drafts, at)):
            parts = [p for p in span if p not in parent and _is_share(drafts[p], total)]
            found = _summing(text, draft, [drafts[p] for p in parts], parts, total)
            if found:
                parent.update(dict.fromkeys(found, draft.fact.id))
                break
    told = {draft.fact.id: draft for draft in drafts}
    detail = {
        at
        for at, total in parent.items()
        if _stands_with(drafts[at], told[total], _shares(drafts, parent, total))
        and _is_detail(drafts[at], told[total])
    }
    linked: list[Draft] = []
    totals = set(parent.values())
    for at, draft in enumerate(drafts):
        if at in detail:
            continue
        if at in parent:
            draft = evolve(draft, fact=_as_part(draft.fact, told[parent[at]].fact))
        elif draft.fact.id in totals:
            details = [drafts[part] for part in sorted(detail) if parent[part] == draft.fact.id]
            kept = {part: total for part, total in parent.items() if part not in detail}
            draft = _as_total(_with_details(draft, details), _shares(drafts, kept, draft.fact.id))
        linked.append(draft)
    return tuple(linked)


def _as_part(fact: Donation, total: Donation) -> Donation:
    """Return *fact* as a part of *total*; where nobody is told to give, what one house took in of many is counted up too."""
    many = not fact.donors and not any(party.named for party in total.donors)
    counted = many and fact.rules[0] in _TAKEN_IN
    return evolve(
        fact,
        part_of=total.id,
        scope=Scope.CUMULATIVE if counted else fact.scope,
        rules=(*fact.rules, "totals/part"),
    )


def _as_total(draft: Draft, shares: Sequence[Donation]) -> Draft:
    """Return *draft* as the total of *shares*, with those who got all of them where it tells nobody."""
    fact = evolve(draft.fact, rules=(*draft.fact.rules, "totals/total"))
    if shares or draft.block not in _HEADS:
        fact = evolve(fact, scope=Scope.CUMULATIVE)
    if not fact.recipients and not _is_collected(fact) and _is_whole(shares, fact):
        fact = evolve(fact, recipients=_union(shares))
    return evolve(draft, fact=fact)


def _with_details(draft: Draft, details: Sequence[Draft]) -> Draft:
    """Return a headline's total with what the text tells of its kinds: 捐赠120万元 over 捐款70万元,捐赠价值50万元的电脑."""
    if draft.block not in _HEADS or not details:
        return draft
    fact = draft.fact
    told = [detail.fact for detail in details]
    return evolve(
        draft,
        fact=evolve(
            fact,
            donors=told[0].donors or fact.donors,
            recipients=told[0].recipients or fact.recipients,
            items=fact.items or tuple(i for each in told if not is_class(each.items) for i in each.items),
            form=Form.MIXED,
            scope=told[0].scope,
            date=fact.date or told[0].date,
            channels=fact.channels or told[0].channels,
            purpose=fact.purpose or told[0].purpose,
            evidence=tuple(dict.fromkeys((*fact.evidence, *(e for each in told for e in each.evidence)))),
        ),
    )


def _shares(drafts: Sequence[Draft], parent: Mapping[int, str], total: str) -> list[Donation]:
    """Return the gifts that are parts of the one with the id *total*."""
    return [drafts[at].fact for at, of in parent.items() if of == total]


def _stands_with(part: Draft, total: Draft, shares: Sequence[Donation]) -> bool:
    """Tell whether a part is told where its total is: in its sentence, or as money and goods under a headline."""
    if part.paragraph == total.paragraph and part.sentence == total.sentence:
        return True
    # 慈善总会募捐1120万元款物 over 接收善款1100万元,接受物资折价20万元
    return total.block in _HEADS and {share.form for share in shares} == _KINDS


def _is_detail(part: Draft, total: Draft) -> bool:
    """Tell whether a part names no party of its own and only splits its total by kind: 共捐款物120万元,其中捐款70万元,捐物折款50万元."""
    given, got = total.fact.donors, total.fact.recipients
    giving = part.fact.donors
    headed = total.block in _HEADS
    getting = () if "recipients" in part.filled else part.fact.recipients
    if giving and _are_all_of(giving, got) and _are_all_of(getting, given):
        return True  # 红十字会共接收款物115万元(捐款85万元、物资折款30万元): who took the whole in gives no part of it
    undated = headed and total.fact.date is None
    if part.fact.date is not None and part.fact.date != total.fact.date and not undated:
        return False  # 累计捐资3260万元,其中2020年捐出900万元: a part by its year
    # 周砚秋捐款3000元,何映雪捐款2000元,合计5000元: one of those who gave the whole gave a part of his own
    return all(
        not own or (_are_all_of(own, of, loose=headed) and _are_all_of(of, own, loose=headed))
        for own, of in ((giving, given), (getting, got))
    )


def _are_all_of(row: Sequence[Party], others: Sequence[Party], *, loose: bool = False) -> bool:
    """Tell whether each of *row* is one of *others*, by his name or the end of it: 市慈善总会, 明屿市慈善总会; *loose* is a headline."""
    return all(
        any(p.name.endswith(q.name) or q.name.endswith(p.name) or (loose and are_near(p, q)) for q in others)
        for p in row
    )


def _is_collected(fact: Donation) -> bool:
    """Tell whether a sum was only gathered, to be given away by parts: 义卖筹得5万元,其中3万元捐给福利院."""
    return any(rule.startswith(_COLLECTS) for rule in fact.rules)


def _is_whole(shares: Sequence[Donation], total: Donation) -> bool:
    """Tell whether the shares, each with a receiver of its own, make up all of the total."""
    if (
        total.amount is None
        or not 1 < len(shares) <= MAX_SHARED
        or not all(share.recipients for share in shares)
    ):
        return False
    low = sum((_low(share.amount) or Decimal(0) for share in shares if share.amount), Decimal(0))
    high = sum((_high(share.amount) or Decimal(0) for share in shares if share.amount), Decimal(0))
    return _meets(low, high, total.amount)


def _union(shares: Sequence[Donation]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for share in shares:
        for party in share.recipients:
            found.setdefault(party.name, party)
    return tuple(found.values())


def _after(drafts: Sequence[Draft], at: int) -> range:
    stop = at + 1
    while stop < len(drafts) and stop - at <= MAX_PARTS and _near(drafts[stop], drafts[at]):
        stop += 1
    return range(at + 1, stop)


def _before(drafts: Sequence[Draft], at: int) -> range:
    start = at
    while start > 0 and at - start < MAX_PARTS and _near(drafts[start - 1], drafts[at]):
        start -= 1
    return range(start, at)


def _near(part: Draft, total: Draft) -> bool:
    """Tell whether a part stands where that of a total may: in its paragraph or beside it, further below a headline."""
    return abs(part.paragraph - total.paragraph) <= (BELOW if total.block in _HEADS else 1)


def _is_share(draft: Draft, total: Amount) -> bool:
    """Tell whether a gift may be a part of *total*; the first payment of a promise is a figure of its own."""
    return PAID not in draft.fact.rules and _comparable(draft.fact.amount, total)


def _comparable(part: Amount | None, total: Amount) -> bool:
    return (
        part is not None
        and part.per is None
        and part.currency == total.currency
        and _low(part) is not None
        and (total.high is None or (_low(part) or 0) <= total.high)
    )


def _low(amount: Amount) -> Decimal | None:
    return amount.low if amount.low is not None else amount.value


def _high(amount: Amount) -> Decimal | None:
    return amount.high if amount.high is not None else amount.value


def _summing(
    text: str, total: Draft, parts: Sequence[Draft], places: Sequence[int], amount: Amount
) -> list[int]:
    """Return the places of the parts that make up *total*, empty where none do."""
    if not parts:
        return []
    behind = [
        place
        for place, part in zip(places, parts, strict=True)
        if (part.sentence == total.sentence or _OPENS_PARTS in part.fact.rules)
        and part.fact.amount is not None
        and part.fact.amount.span.start > amount.span.end
        and _OF_WHICH.search(text, amount.span.end, part.fact.amount.span.start)
    ]
    if behind:
        return _until_whole(behind, dict(zip(places, parts, strict=True)), amount)
    # Sums that come out by chance are common; a total says that it is one.
    said = total.fact.scope is Scope.CUMULATIVE or _SAYS_TOTAL.search(
        text, max(0, amount.span.start - 14), amount.span.start
    )
    # A headline says it by the sum alone where the text parts it by kind.
    by_kind = total.block in _HEADS and {part.fact.form for part in parts} == _KINDS
    if len(parts) < 2 or not (said or by_kind):
        return []
    # The longest run beside the total whose bounds meet the total's own.
    run = list(zip(places, parts, strict=True))
    for count in range(len(run), 1, -1):
        for chosen in (run[:count], run[-count:]):
            low = sum((_low(p.fact.amount) or Decimal(0) for _, p in chosen if p.fact.amount), Decimal(0))
            high = sum((_high(p.fact.amount) or Decimal(0) for _, p in chosen if p.fact.amount), Decimal(0))
            if _meets(low, high, amount):
                return [place for place, _ in chosen]
    return []


def _until_whole(places: list[int], parts: Mapping[int, Draft], amount: Amount) -> list[int]:
    """Return the first of *places* whose sums make up *amount*, all where none do: 共87万元,其中52万元,35万元;物资折合31万元."""
    low = high = Decimal(0)
    for count, place in enumerate(places, 1):
        told = parts[place].fact.amount
        low += (told and _low(told)) or Decimal(0)
        high += (told and _high(told)) or Decimal(0)
        if count > 1 and _meets(low, high, amount):
            return places[:count]
    return places


def _meets(low: Decimal, high: Decimal, amount: Amount) -> bool:
    bottom = _low(amount) or Decimal(0)
    top = _high(amount)
    if amount.modifier == "about":
        bottom, top = bottom * Decimal("0.95"), (top or bottom) * Decimal("1.05")
    # Rounded totals lose up to a percent: 90余万 for 89.3万 + … is left alone, 8.0万 for 79,800 is met.
    slack = (
        bottom / 100
        if amount.value is not None and amount.value == amount.value.to_integral()
        else Decimal(0)
    )
    return high >= bottom - slack and (top is None or low <= top + slack)


def number_facts(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return *drafts* with the ids d1, d2 … in text order."""
    return tuple(
        evolve(draft, fact=evolve(draft.fact, id=f"d{number}")) for number, draft in enumerate(drafts, 1)
    )
