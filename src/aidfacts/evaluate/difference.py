"""Which facts change between two results of the same texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from attrs import field, frozen

from aidfacts.convert import structure_document, unstructure
from aidfacts.errors import InputError
from aidfacts.evaluate.compare import affinity
from aidfacts.evaluate.fields import read_fields
from aidfacts.evaluate.gold import read_told
from aidfacts.export.phrases import say_amount, say_items, say_parties
from aidfacts.extractor import Failure
from aidfacts.model.document import Document
from aidfacts.model.fact import Donation, Fact, Partnership

Told = Document | Failure
_Key = tuple[str | None, int]


@frozen
class FieldChange:
    """A field of a fact that differs: its name, and what it says before and after, in words; None where it is empty."""

    name: str
    old: str | None
    new: str | None

    def __str__(self) -> str:
        return f"{self.name}: {self.old or '–'} → {self.new or '–'}"


@frozen
class FactChange:
    """A fact that was added (`old` is None), removed (`new` is None) or changed in *fields*."""

    old: Fact | None
    new: Fact | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def kind(self) -> str:
        """`added`, `removed` or `changed`."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"

    def __str__(self) -> str:
        fact = self.new or self.old
        assert fact is not None  # one of the two is always there
        sign = {"added": "+", "removed": "-", "changed": "~"}[self.kind]
        return "\n".join([f"{sign} {fact.id} {_say_fact(fact)}", *(f"    {each}" for each in self.fields)])

    def to_dict(self) -> dict[str, Any]:
        """Return the change as plain values: both facts in the form of docs/facts.md, and the fields that differ."""
        return {
            "change": self.kind,
            "old": unstructure(self.old) if self.old is not None else None,
            "new": unstructure(self.new) if self.new is not None else None,
            "fields": {each.name: {"old": each.old, "new": each.new} for each in self.fields},
        }


@frozen
class DocumentChange:
    """
    What differs in one document.

    `missing` is `old` or `new` where that result has no such document, else None. `error` holds the messages of a
    record that could not be read, before and after, where they are not the same.
    """

    id: str | None
    facts: tuple[FactChange, ...] = ()
    missing: str | None = None
    error: tuple[str | None, str | None] | None = None

    def __str__(self) -> str:
        lines = [f"{self.id if self.id is not None else '(no id)'}"]
        if self.missing is not None:
            lines[0] += f"  only in {'new' if self.missing == 'old' else 'old'}"
        if self.error is not None:
            lines.append(f"  error: {self.error[0] or '–'} → {self.error[1] or '–'}")
        lines += [f"  {line}" for fact in self.facts for line in str(fact).split("\n")]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return the change as plain values."""
        return {
            "id": self.id,
            "missing": self.missing,
            "error": None if self.error is None else {"old": self.error[0], "new": self.error[1]},
            "facts": [fact.to_dict() for fact in self.facts],
        }


@frozen
class Difference:
    """
    What `diff` returns: the documents that differ, of how many in all. It is false where nothing differs.

    >>> bool(Difference((), 0))
    False
    """

    documents: tuple[DocumentChange, ...] = field(repr=False)
    compared: int

    def __bool__(self) -> bool:
        return bool(self.documents)

    def count(self, kind: str) -> int:
        """Return how many facts are of *kind*: `added`, `removed` or `changed`."""
        return sum(fact.kind == kind for document in self.documents for fact in document.facts)

    def __str__(self) -> str:
        counts = ", ".join(f"{self.count(kind)} {kind}" for kind in ("added", "removed", "changed"))
        summary = f"{len(self.documents)} of {self.compared} documents differ; facts: {counts}"
        return "\n".join([*map(str, self.documents), summary])

    def to_dict(self) -> dict[str, Any]:
        """Return the difference as plain values, as `aidfacts diff --format json` prints it."""
        return {
            "compared": self.compared,
            "added": self.count("added"),
            "removed": self.count("removed"),
            "changed": self.count("changed"),
            "documents": [document.to_dict() for document in self.documents],
        }


def diff(
    old: Iterable[Told | Mapping[str, Any]],
    new: Iterable[Told | Mapping[str, Any]],
    *,
    everything: bool = False,
) -> Difference:
    """
    Return which facts change between two results.

    Documents belong together that have the same id, or no id and the same place among those without one. Facts of a
    document belong together that agree most; what says the same is no change, whatever number the fact has.

    >>> from aidfacts import extract
    >>> before = extract("锦澄集团向沐白小学捐款5万元。", id="a")
    >>> after = extract("锦澄集团向沐白小学捐款8万元。", id="a")
    >>> print(diff([before], [after]))
    a
      ~ d1 锦澄集团 → 沐白小学, 80,000 CNY
          amount: 50,000 CNY → 80,000 CNY
    1 of 1 documents differ; facts: 0 added, 0 removed, 1 changed

    Args:
        old, new: documents and failures as `extract_many` yields them, or the dicts that `to_dict()` made of them.
            Read as streams: only what stands in another order is kept.
        everything: compare evidence, rules, confidence, surfaces and spans as well.

    Raises: InputError where a dict is no result.
    """
    compared, found = 0, []
    for name, before, after in _match(map(read_result, old), map(read_result, new)):
        compared += 1
        change = _compare(name, before, after, everything)
        if change is not None:
            found.append(change)
    return Difference(tuple(found), compared)


def read_result(result: Told | Mapping[str, Any]) -> Told:
    """
    Return a result that `to_dict()` made plain values of.

    Raises: InputError where it is none.
    """
    if isinstance(result, Document | Failure):
        return result
    if not isinstance(result, Mapping):
        raise InputError(f"a result must be a document, a failure or a dict, not {type(result).__name__}")
    if "error" in result:
        error, document = result["error"] or {}, result.get("document") or {}
        return Failure(
            document.get("index", 0), document.get("id"), error.get("type", ""), error.get("message", "")
        )
    # The text is not told by every result, and not compared: spans speak for it.
    return structure_document(result)


def _match(old: Iterator[Told], new: Iterator[Told]) -> Iterator[tuple[str | None, Told | None, Told | None]]:
    """Yield what belongs together as soon as both are read, then what stands in one of the two alone."""
    waiting: tuple[dict[_Key, Told], dict[_Key, Told]] = {}, {}
    seen: tuple[dict[str | None, int], dict[str | None, int]] = {}, {}
    for pair in zip_longest(old, new):
        for side, result in enumerate(pair):
            if result is None:
                continue
            # An id that comes twice is told apart by its turn.
            turn = seen[side][result.id] = seen[side].get(result.id, -1) + 1
            key = result.id, turn
            other = waiting[1 - side].pop(key, None)
            if other is None:
                waiting[side][key] = result
            else:
                yield (result.id, *((other, result) if side else (result, other)))
    for (name, _), result in waiting[0].items():
        yield name, result, None
    for (name, _), result in waiting[1].items():
        yield name, None, result


def _compare(name: str | None, old: Told | None, new: Told | None, everything: bool) -> DocumentChange | None:
    errors = _error(old), _error(new)
    missing = "old" if old is None else "new" if new is None else None
    error = errors if errors[0] != errors[1] and missing is None else None
    facts = tuple(_compare_facts(old, new, everything))
    return DocumentChange(name, facts, missing, error) if facts or missing or error else None


def _error(result: Told | None) -> str | None:
    return f"{result.error}: {result.message}" if isinstance(result, Failure) else None


def _compare_facts(old: Told | None, new: Told | None, everything: bool) -> Iterator[FactChange]:
    before = old if isinstance(old, Document) else Document(text="")
    after = new if isinstance(new, Document) else Document(text="")
    same_text = before.length == after.length
    rows = [
        *_pair(before.donations, after.donations, same_text),
        *_pair(before.partnerships, after.partnerships, same_text),
    ]
    # part_of names a fact by its number, which may be another one now: it is compared by what it belongs to.
    numbers = {one.id: other.id for one, other in rows if one is not None and other is not None}
    for one, other in rows:
        if one is None or other is None:
            yield FactChange(one, other)
        elif fields := tuple(_compare_fields(one, other, numbers, everything)):
            yield FactChange(one, other, fields)


def _pair(old: Sequence[Fact], new: Sequence[Fact], same_text: bool) -> list[tuple[Fact | None, Fact | None]]:
    """Return the facts in pairs, those that agree most first taken, in the order of the new ones."""
    told_old, told_new = map(_tell, old), list(map(_tell, new))
    ranked = sorted(
        (-rank, i, j)
        for i, (one, told) in enumerate(zip(old, told_old, strict=True))
        for j, other in enumerate(new)
        if (rank := _kinship(one, other, affinity(told, told_new[j], lenient=True), same_text))
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in ranked:
        if i not in taken and j not in partner:
            partner[j] = i
            taken.add(i)
    rows: list[tuple[Fact | None, Fact | None]] = [
        (old[partner[j]] if j in partner else None, fact) for j, fact in enumerate(new)
    ]
    return rows + [(fact, None) for i, fact in enumerate(old) if i not in taken]


def _tell(fact: Fact) -> Any:
    name = "donations" if isinstance(fact, Donation) else "partnerships"
    return read_told({name: [unstructure(fact)]})[0]


def _kinship(old: Fact, new: Fact, agreed: int, same_text: bool) -> int:
    same = _meaning(old) == _meaning(new)
    # In the same text, what is told in the same place is likely the same fact, whatever became of its parts.
    shared = same_text and any(a.span.overlaps(b.span) for a in old.evidence for b in new.evidence)
    return 100 * same + 2 * agreed + shared


def _meaning(fact: Fact) -> tuple[object, ...]:
    return tuple(key for _, key, _ in read_fields(fact, None, False))


def _compare_fields(
    old: Fact, new: Fact, numbers: Mapping[str, str], everything: bool
) -> Iterator[FieldChange]:
    for (name, a, said), (_, b, says) in zip(
        read_fields(old, numbers, everything), read_fields(new, None, everything), strict=True
    ):
        if a != b:
            yield FieldChange(name, said or None, says or None)


def _say_fact(fact: Fact) -> str:
    if isinstance(fact, Partnership):
        return f"{say_parties(fact.parties)}, {fact.kind}"
    told = [say_amount(fact.amount), say_items(fact)]
    ends = f"{say_parties(fact.donors) or '?'} → {say_parties(fact.recipients) or '?'}"
    return ", ".join([ends, *filter(None, told)])
