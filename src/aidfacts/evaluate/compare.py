"""Pairs the facts found with the gold facts and counts what agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from aidfacts.evaluate.gold import ROLES, Argument, GoldRecord, Told, ToldItem, ToldParty, ToldSum

# A lenient name may be part of the other one, from half its length on (彭州市 in 彭州市人社局 is too little).
LENIENT_SHARE = 0.5
LENIENT_LENGTH = 2  # characters; a single one is in every second name


@frozen
class Figures:
    """Counts of agreed, gold and found arguments (or facts), with what follows from them."""

    agreed: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.agreed + other.agreed, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found and nothing was there."""
        return self.agreed / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """The share of gold that was found; 1 where gold is empty."""
        return self.agreed / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def to_dict(self) -> dict[str, float | int]:
        """Return the figures under short names, rounded to four places."""
        shares = {"P": round(self.precision, 4), "R": round(self.recall, 4), "F1": round(self.f1, 4)}
        return {**shares, "agreed": self.agreed, "gold": self.gold, "found": self.found}


@frozen
class Problem:
    """
    A fact that was missed (`found` is None), is false (`gold` is None), or is wrong in a role or an attribute.

    `details` names what differs: `donors: missing 云岭公司`. A fact that differs in attributes alone is exact
    in its arguments; `arguments` tells the two apart.
    """

    id: str
    fact: str
    gold: Told | None
    found: Told | None
    details: tuple[str, ...]
    arguments: bool

    @property
    def kind(self) -> str:
        """`missing`, `false` or `wrong`."""
        return "missing" if self.found is None else "false" if self.gold is None else "wrong"

    def __str__(self) -> str:
        lines = [f"{self.id}  {self.fact[:-1]} {self.kind}"]
        lines += [f"    gold:  {self.gold}"] if self.gold is not None else []
        lines += [f"    found: {self.found}"] if self.found is not None else []
        lines += [f"    {detail}" for detail in self.details if self.kind == "wrong"]
        return "\n".join(lines)


@frozen
class FactScores:
    """The figures of one kind of fact: over all arguments, over whole facts, by role, by status; attributes."""

    arguments: Figures = field(factory=Figures)
    facts: Figures = field(factory=Figures)
    roles: dict[str, Figures] = field(factory=dict)
    statuses: dict[str, Figures] = field(factory=dict)
    attributes: dict[str, tuple[int, int]] = field(factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return plain figures, as `--format json` prints them."""
        return {
            "arguments": self.arguments.to_dict(),
            "facts_exact": self.facts.to_dict(),
            "roles": {name: figures.to_dict() for name, figures in self.roles.items()},
            "statuses": {name: figures.to_dict() for name, figures in self.statuses.items()},
            "attributes": {name: {"right": right, "of": of} for name, (right, of) in self.attributes.items()},
        }


@frozen
class Scores:
    """What `compare` returns: figures by kind of fact, and the list of errors."""

    donations: FactScores
    partnerships: FactScores
    problems: tuple[Problem, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain figures, as `--format json` prints them."""
        return {"donations": self.donations.to_dict(), "partnerships": self.partnerships.to_dict()}


def _same_party(gold: ToldParty, found: ToldParty, lenient: bool) -> bool:
    if not set(gold.names).isdisjoint(found.names):
        return True
    return lenient and any(_overlap(a, b) for a in gold.names for b in found.names)


def _overlap(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return short in long and len(short) >= LENIENT_LENGTH and len(short) / len(long) >= LENIENT_SHARE


def _same_item(gold: ToldItem, found: ToldItem, lenient: bool) -> bool:
    # 医用口罩 for 口罩: how much of the kind belongs to a name is a matter of taste, so containment is enough.
    alike = any(a == b or (a and b and (a in b or b in a)) for a in gold.names for b in found.names)
    return alike and gold.bounds == found.bounds and (gold.unit is None or gold.unit == found.unit or lenient)


def _same(gold: Argument, found: Argument, lenient: bool) -> bool:
    match gold, found:
        case ToldParty(), ToldParty():
            return _same_party(gold, found, lenient)
        case ToldItem(), ToldItem():
            return _same_item(gold, found, lenient)
        case ToldSum(), ToldSum():
            return gold == found
    return False


def _pair(gold: Sequence[Argument], found: Sequence[Argument], lenient: bool) -> dict[int, int]:
    # The largest one-to-one pairing, by augmenting paths; the sets are small. Keys number *found*. What gold may lack
    # comes last, and a path leaves nobody out who was in: it takes nothing from what must be there.
    edges = [[at for at, other in enumerate(found) if _same(one, other, lenient)] for one in gold]
    owner: dict[int, int] = {}

    def place(one: int, tried: set[int]) -> bool:
        for at in edges[one]:
            if at in tried:
                continue
            tried.add(at)
            if at not in owner or place(owner[at], tried):
                owner[at] = one
                return True
        return False

    for one in sorted(range(len(gold)), key=lambda one: _may_lack(gold[one])):
        place(one, set())
    return owner


def _may_lack(argument: Argument) -> bool:
    return not isinstance(argument, ToldSum) and argument.may_lack


def _count_roles(gold: Told | None, found: Told | None, fact: str, lenient: bool) -> dict[str, Figures]:
    counts = {}
    for role in ROLES[fact]:
        wanted = gold.roles[role] if gold else ()
        given = found.roles[role] if found else ()
        owner = _pair(wanted, given, lenient)
        open_ones = sum(map(_may_lack, wanted)) - sum(_may_lack(wanted[one]) for one in owner.values())
        counts[role] = Figures(len(owner), len(wanted) - open_ones, len(given))
    return counts


def affinity(gold: Told, found: Told, lenient: bool) -> int:
    """Return how much speaks for two being one fact: its sum most, then its things, then who gives and who gets."""
    agreed = {role: count.agreed for role, count in _count_roles(gold, found, gold.fact, lenient).items()}
    if gold.fact == "partnerships":
        return agreed["parties"] if agreed["parties"] > 1 else 0
    told = 3 * agreed["amount"] + 2 * agreed["items"]
    if not told and not (agreed["donors"] and agreed["recipients"]):
        return 0
    return told + agreed["donors"] + agreed["recipients"]


def _align(
    gold: Sequence[Told], found: Sequence[Told], lenient: bool
) -> list[tuple[Told | None, Told | None]]:
    # Best pair first; required gold before optional, then the order of the text.
    ranked = sorted(
        (-affinity(one, other, lenient), one.optional, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for rank, _, i, j in ranked:
        if rank and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    rows: list[tuple[Told | None, Told | None]] = [(gold[i], found[j]) for i, j in pairs.items()]
    rows += [(one, None) for i, one in enumerate(gold) if i not in pairs]
    rows += [(None, other) for j, other in enumerate(found) if j not in taken]
    return rows


def _tell_difference(gold: Told, found: Told, lenient: bool) -> list[str]:
    details = []
    for role, wanted in gold.roles.items():
        given = found.roles[role]
        owner = _pair(wanted, given, lenient)
        matched = set(owner.values())
        missed = [one for at, one in enumerate(wanted) if at not in matched and not _may_lack(one)]
        details += [f"{role}: missing {one}" for one in missed]
        details += [f"{role}: false {one}" for at, one in enumerate(given) if at not in owner]
    return details


class _Tally:
    """Counts one kind of fact over all documents."""

    def __init__(self) -> None:
        self.facts = Figures()
        self.roles: dict[str, Figures] = {}
        self.statuses: dict[str, Figures] = {}
        self.attributes: dict[str, Counter[bool]] = {}

    def add(
        self, gold: Told | None, found: Told | None, counts: Mapping[str, Figures], exact: bool
    ) -> list[str]:
        for role, figures in counts.items():
            self.roles[role] = self.roles.get(role, Figures()) + figures
        row = Figures(int(exact), int(gold is not None), int(found is not None))
        self.facts += row
        told = gold or found
        status = (told.attributes["status"] if told else None) or "unsaid"
        self.statuses[status] = self.statuses.get(status, Figures()) + row
        details = []
        if gold and found:
            for name, value in gold.attributes.items():
                # No date in gold says that nobody settled it, not that there is none; so with the others.
                if value is None:
                    continue
                right = found.attributes[name] == value
                self.attributes.setdefault(name, Counter())[right] += 1
                if not right:
                    details.append(f"{name}: {found.attributes[name]}, not {value}")
        return details

    def close(self) -> FactScores:
        return FactScores(
            sum(self.roles.values(), Figures()),
            self.facts,
            self.roles,
            dict(sorted(self.statuses.items())),
            {name: (count[True], count.total()) for name, count in self.attributes.items()},
        )


def judge(gold: Sequence[Told], found: Sequence[Told]) -> tuple[bool | None, ...]:
    """
    Return for each fact *found* whether all its arguments are right, strictly; None where gold leaves the fact open.

    >>> from aidfacts.evaluate.gold import read_told
    >>> gold = read_told({"donations": [{"donors": [["云岭公司"]], "amount": {"value": "5"}}]})
    >>> judge(gold, gold), judge([], gold)
    ((True,), (False,))
    """
    verdicts: dict[int, bool | None] = {}
    for fact in ROLES:
        given = [told for told in found if told.fact == fact]
        for one, other in _align([told for told in gold if told.fact == fact], given, False):
            if other is not None:
                counts = _count_roles(one, other, fact, False).values()
                exact = one is not None and all(c.agreed == c.gold == c.found for c in counts)
                verdicts[id(other)] = None if one is not None and one.optional else exact
    return tuple(verdicts[id(told)] for told in found)


def compare(
    gold: Sequence[GoldRecord],
    results: Mapping[str, Sequence[Told]] | Callable[[GoldRecord], Sequence[Told]],
    *,
    lenient: bool = False,
) -> Scores:
    """
    Score *results* against *gold*.

    Every gold argument that was not found is a miss (but for one that gold lets be missing: "" among its names),
    every argument found that is not in gold is a false one, save in facts that pair with an optional gold fact. Names agree when one accepted form equals the name or
    the text found; with *lenient*, when one holds the other and is at least half as long.

    >>> from aidfacts.evaluate.gold import read_told
    >>> gold = read_told({"donations": [{"donors": ["云岭公司"], "amount": {"value": "5"}}]})
    >>> scores = compare([GoldRecord("a", gold)], {"a": gold})
    >>> scores.donations.facts
    Figures(agreed=1, gold=1, found=1)

    Args: results – facts by id (documents without facts may be left out), or a function that finds them.
    """
    tallies = {fact: _Tally() for fact in ROLES}
    problems = []
    for record in gold:
        found = results(record) if callable(results) else results.get(record.id, ())
        for fact, tally in tallies.items():
            wanted = [told for told in record.facts if told.fact == fact]
            given = [told for told in found if told.fact == fact]
            for one, other in _align(wanted, given, lenient):
                if one is not None and one.optional:
                    continue
                counts = _count_roles(one, other, fact, lenient)
                exact = bool(one and other) and all(c.agreed == c.gold == c.found for c in counts.values())
                details = tally.add(one, other, counts, exact)
                if one and other and not exact:
                    details = _tell_difference(one, other, lenient) + details
                if not exact or details:
                    problems.append(Problem(record.id, fact, one, other, tuple(details), not exact))
    return Scores(tallies["donations"].close(), tallies["partnerships"].close(), tuple(problems))
