"""Merges what is told twice: headline, lead, body and caption of one gift are one fact."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.document.agree import fuller, is_class
from aidfacts.document.agree_parties import Same, are_near, are_open
from aidfacts.document.bare import is_honour, settle_honours
from aidfacts.document.near import Told
from aidfacts.document.one_gift import is_contents, is_house
from aidfacts.document.retelling import FRAMING, hands_over, is_retelling
from aidfacts.model.fact import Donation, Form, Party, PartyKind, Status
from aidfacts.model.frame import Draft
from aidfacts.model.quantity import Modifier
from aidfacts.model.values import evolve

# The verbs of money that things are got for
_PAYING = (
    "triggers/投入",
    "triggers/出资",
    "triggers/独资",
    "triggers/斥资",
    "triggers/花费",
    "triggers/筹",
    "triggers/自费",
)
BEHIND_ALL = 100  # what only spells out a gift comes behind all that tell one
_HOUSES = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.GOVERNMENT, PartyKind.NGO, PartyKind.PLACE)


def merge_drafts(drafts: Sequence[Draft], same: Same) -> tuple[Draft, ...]:
    """
    Return *drafts* with retellings merged, in text order; each keeps all its evidence.

    Two drafts are one gift where givers and receivers agree, money and things agree or are told by one only, and
    the words leave no second act open. Blind to order, and merging twice changes nothing.
    """
    # Rich ones first: a bare headline joins the body's gift and not the other way round.
    honours = [(at, draft) for at, draft in enumerate(drafts) if is_honour(draft)]
    order = [at for at in range(len(drafts)) if not is_honour(drafts[at])]
    order.sort(key=lambda at: (-_richness(drafts[at]), at))
    kept: list[tuple[int, Draft]] = []
    prose, rows = Told(), Told()  # where in *kept* the gifts of running text and of rows of lists stand
    for at in order:
        draft = drafts[at]
        # Two rows of a list are two gifts, however alike; ten thousand of them are not compared with one another.
        row = _is_row(draft)
        places = prose.near(at) if row else [*prose.near(at), *rows.near(at)]
        fits = [place for place in places if is_retelling(draft, kept[place][1], same)]
        if fits:
            # A caption belongs to the paragraph beside it before one further away.
            place = min(fits, key=lambda place: (abs(kept[place][1].paragraph - draft.paragraph), place))
            first, other = kept[place]
            kept[place] = (min(first, at), _join(other, draft))
        else:
            (rows if row else prose).add(at, len(kept))
            kept.append((at, draft))
    kept = settle_honours(kept, honours, same)
    return tuple(draft for _, draft in sorted(kept, key=lambda pair: pair[0]))


def _is_row(draft: Draft) -> bool:
    return "lists/row" in draft.fact.rules


def _richness(draft: Draft) -> int:
    fact = draft.fact
    score = (
        4 * (fact.amount is not None) + 2 * sum(1 for item in fact.items if item.quantity) + len(fact.items)
    )
    score += len(fact.donors) + len(fact.recipients) - len(draft.filled)
    return (
        2 * score
        - 6 * (draft.block in FRAMING)
        - BEHIND_ALL * is_contents(draft)
        + (fact.amount is not None and fact.amount.modifier is Modifier.EXACT)
    )


def _join(rich: Draft, poor: Draft) -> Draft:
    a, b = rich.fact, poor.fact
    evidence = tuple(sorted({*a.evidence, *b.evidence}, key=lambda e: (e.span.start, e.span.end)))
    donors = _choose(rich, poor, "donors")
    recipients = tuple(p for p in _choose(rich, poor, "recipients") if p.name not in {d.name for d in donors})
    classes = is_class(a.items) and bool(b.items) and not is_class(b.items)
    items = a.items if a.items and not classes else b.items
    # 捐建的沐白小学落成。…捐资300万元给沐白小学: the house gets the sum, and is no thing beside it
    items = tuple(item for item in items if not any(is_house(item.name, p.name) for p in a.recipients))
    first = a if _place(a) <= _place(b) else b
    if rich.sentence == poor.sentence and (a.amount is None) != (b.amount is None) and a.items != b.items:
        items = tuple(sorted({*a.items, *b.items}, key=lambda item: (item.span.start, item.span.end)))
        form = _form_of(a, b)
        a = evolve(a, status=first.status, form=form)
    joined = evolve(
        a, donors=donors, recipients=recipients, channels=a.channels or b.channels, amount=fuller(a.amount, b.amount), items=items,
        date=a.date or b.date, purpose=a.purpose or b.purpose, beneficiaries=a.beneficiaries or b.beneficiaries,
        status=_join_status(rich, poor, a),
        evidence=evidence, rules=tuple(dict.fromkeys((*a.rules, *b.rules, "merge/retelling"))),
    )  # fmt: skip
    filled = frozenset(role for role in rich.filled if role in poor.filled or not getattr(b, role))
    return evolve(rich, fact=joined, filled=filled)


def _form_of(a: Donation, b: Donation) -> Form:
    """Return what money and goods told in one sentence are: 出资80万元,捐赠电脑200台 is goods, 捐款80万元,捐赠电脑200台 both."""
    if {a.form, b.form} != {Form.CASH, Form.GOODS}:
        return a.form
    cash = a if a.form is Form.CASH else b
    return Form.GOODS if any(rule.startswith(_PAYING) for rule in cash.rules) else Form.MIXED


def _join_status(rich: Draft, poor: Draft, fact: Donation) -> Status:
    """Return the status of a gift told twice: done where one says so, but a headline leaves 将 out."""
    a, b = fact.status, poor.fact.status
    framed = poor.block in FRAMING and rich.block not in FRAMING
    if a is Status.ONGOING or (framed and a is Status.PLANNED):
        return a
    return Status.COMPLETED if Status.COMPLETED in (a, b) else a


def _place(fact: Donation) -> int:
    return (
        fact.amount.span.start
        if fact.amount is not None
        else min((i.span.start for i in fact.items), default=0)
    )


def _choose(rich: Draft, poor: Draft, role: str) -> tuple[Party, ...]:
    mine: tuple[Party, ...] = getattr(rich.fact, role)
    other: tuple[Party, ...] = getattr(poor.fact, role)
    if not mine or not other:
        return mine or other
    doubted, doubtful = _is_unlikely(rich, poor, role), _is_unlikely(poor, rich, role)
    if doubted != doubtful:
        return other if doubted else mine
    if role in rich.filled and role not in poor.filled:
        return other
    # 会员共捐款9万元 tells more than who acted before
    guessed = role in poor.filled and role not in rich.filled
    return other if are_open(mine) and not are_open(other) and not guessed else mine


def _is_unlikely(draft: Draft, other: Draft, role: str) -> bool:
    """Tell whether another telling speaks against who has a role: who acted for a house, who gave what he got."""
    row: tuple[Party, ...] = getattr(draft.fact, role)
    if role == "donors":
        gets = any(are_near(p, q) for p in row for q in other.fact.recipients)
        return gets or (role not in other.filled and hands_over(draft.fact, other.fact))
    return all(p.kind is PartyKind.PERSON for p in row) and any(
        p.kind in _HOUSES for p in other.fact.recipients
    )
