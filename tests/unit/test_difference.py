"""Which facts change between two results: what is paired, what counts as a change, and how it is told."""

from __future__ import annotations

import json

import pytest
from attrs import evolve
from hypothesis import given

from aidfacts import Difference, Document, Failure, InputError, Partnership, diff, extract
from strategies import chinese_junk

TEXT = "锦澄集团向沐白小学捐款5万元。明屿商会向岚溪中学捐赠图书500册。"


def _document(text: str = TEXT, name: str | None = "a") -> Document:
    return extract(text, id=name)


def _kinds(difference: Difference) -> list[tuple[str, list[str]]]:
    return [
        (fact.kind, [field.name for field in fact.fields])
        for document in difference.documents
        for fact in document.facts
    ]


def test_same_is_no_difference() -> None:
    """A result is the same as itself, as documents, as dicts, and as dicts that have been through JSON."""
    document = _document()
    data = json.loads(document.to_json())
    for other in (document, document.to_dict(), data):
        assert not diff([document], [other])
        assert not diff([document], [other], everything=True)


def test_added_removed_changed() -> None:
    """A fact more is added, one less removed, and one that says something else changed in the fields that differ."""
    old, new = _document(), _document(TEXT.replace("5万元", "8万元").replace("500册", "300册和书包20个"))
    assert _kinds(diff([old], [new])) == [("changed", ["amount"]), ("changed", ["items"])]
    fewer = evolve(old, donations=old.donations[:1])
    assert _kinds(diff([old], [fewer])) == [("removed", [])]
    assert _kinds(diff([fewer], [old])) == [("added", [])]


def test_number_of_a_fact_is_no_change() -> None:
    """Facts that are numbered anew are the same ones, and so is what they are part of."""
    old = _document("锦澄集团累计捐资90万元,其中向沐白小学捐款65万元。")
    whole, part = old.donations
    assert part.part_of == whole.id
    extra = evolve(_document("北塘公司向岚溪中学捐款2万元。").donations[0], id="d1")
    moved = (extra, evolve(whole, id="d2"), evolve(part, id="d3", part_of="d2"))
    assert _kinds(diff([old], [evolve(old, donations=moved)])) == [("added", [])]
    loose = evolve(old, donations=(whole, evolve(part, part_of=None)))
    assert _kinds(diff([old], [loose])) == [("changed", ["part_of"])]


def test_order_of_parties_is_no_change() -> None:
    """Joint givers told in another order are the same givers."""
    old = _document("锦澄集团和明屿商会共同向沐白小学捐款10万元。")
    gift = old.donations[0]
    assert len(gift.donors) == 2
    turned = evolve(old, donations=(evolve(gift, donors=gift.donors[::-1]),))
    assert not diff([old], [turned])
    assert diff([old], [turned], everything=True)


def test_trace_counts_only_where_asked_for() -> None:
    """Confidence, rules and evidence are how a fact was found; they count with everything=True."""
    old = _document()
    new = evolve(old, donations=tuple(evolve(gift, confidence=0.01, rules=()) for gift in old.donations))
    assert not diff([old], [new])
    assert _kinds(diff([old], [new], everything=True)) == [("changed", ["rules", "confidence"])] * 2


def test_partnerships_are_compared_too() -> None:
    """A partnership that loses a party is changed, not another one."""
    old = _document("岚溪镇与北塘镇、沐白中学签订结对协议。")
    pact = old.partnerships[0]
    new = evolve(old, partnerships=(evolve(pact, parties=pact.parties[:2]),))
    assert isinstance(pact, Partnership)
    assert _kinds(diff([old], [new])) == [("changed", ["parties"])]


def test_documents_are_matched_by_id() -> None:
    """Order does not matter; a document of one side alone is told with its facts; without ids the place counts."""
    a, b, c = (_document(name=name) for name in "abc")
    assert not diff([a, b, c], [c, a, b])
    difference = diff([a, b], [b, c])
    assert [(each.id, each.missing) for each in difference.documents] == [("a", "new"), ("c", "old")]
    assert (difference.count("removed"), difference.count("added"), difference.compared) == (2, 2, 3)
    assert not diff([_document(name=None)] * 2, [_document(name=None)] * 2)
    assert diff([a, a], [a]).documents[0].missing == "new"


def test_failures_are_compared() -> None:
    """A record that fails on one side only is told with what it said; the same failure is no difference."""
    failure = Failure(0, "a", "InputError", "no text")
    assert not diff([failure], [failure.to_dict()])
    [change] = diff([failure], [_document()]).documents
    assert change.error == ("InputError: no text", None)
    assert [fact.kind for fact in change.facts] == ["added", "added"]


def test_text_and_json_form() -> None:
    """In text a change has a sign and both values; as plain values it has both facts."""
    difference = diff([_document()], [_document(TEXT.replace("5万元", "8万元"))])
    assert str(difference) == (
        "a\n  ~ d1 锦澄集团 → 沐白小学, 80,000 CNY\n      amount: 50,000 CNY → 80,000 CNY\n"
        "1 of 1 documents differ; facts: 0 added, 0 removed, 1 changed"
    )
    data = difference.to_dict()
    [fact] = data["documents"][0]["facts"]
    assert (fact["change"], fact["old"]["amount"]["value"], fact["new"]["amount"]["value"]) == (
        "changed",
        "50000",
        "80000",
    )
    assert json.loads(json.dumps(data)) == data


def test_what_is_no_result_is_told() -> None:
    """A dict of another form and what is no dict are errors."""
    with pytest.raises(InputError, match="schema_version None cannot be read"):
        diff([{}], [])
    with pytest.raises(InputError, match="must be a document, a failure or a dict, not int"):
        diff([5], [])  # type: ignore[list-item]


@given(chinese_junk(), chinese_junk())
def test_difference_is_symmetric(old: str, new: str) -> None:
    """No result differs from itself; what one way adds the other way removes."""
    before, after = _document(old), _document(new)
    assert not diff([before], [before], everything=True)
    there, back = diff([before], [after]), diff([after], [before])
    for kind, mirrored in (("added", "removed"), ("removed", "added"), ("changed", "changed")):
        assert there.count(kind) == back.count(mirrored)
    balance = len(after.facts) - len(before.facts)
    assert there.count("added") - there.count("removed") == balance
