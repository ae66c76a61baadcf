"""The evaluator against figures counted by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aidfacts import InputError
from aidfacts.evaluate import Figures, GoldRecord, Scores, compare, read_gold, read_told


def _gift(**fields: Any) -> dict[str, Any]:
    return {
        "donors": [["云岭公司"]],
        "recipients": [["青禾小学"]],
        "status": "completed",
        "scope": "single",
    } | fields


def _sum(value: str, **fields: Any) -> dict[str, Any]:
    return {"value": value, "low": value, "high": value, "currency": "CNY", "per": None} | fields


def _score(gold: list[dict[str, Any]], found: list[dict[str, Any]], *, lenient: bool = False) -> Scores:
    record = GoldRecord("a", read_told({"donations": gold}))
    return compare([record], {"a": read_told({"donations": found})}, lenient=lenient)


def test_equal_facts() -> None:
    """A fact found as it stands in gold counts all its arguments."""
    scores = _score([_gift(amount=_sum("5"))], [_gift(amount=_sum("5.0"))])
    assert scores.donations.arguments == Figures(3, 3, 3)
    assert scores.donations.facts == Figures(1, 1, 1)
    assert scores.problems == ()


def test_missing_and_false() -> None:
    """A fact that pairs with none is a miss on one side and false on the other."""
    scores = _score([_gift(amount=_sum("5"))], [_gift(donors=[["锦澄集团"]], amount=_sum("6"))])
    assert scores.donations.arguments == Figures(0, 3, 3)
    assert sorted(problem.kind for problem in scores.problems) == ["false", "missing"]


def test_optional_facts_count_for_nothing() -> None:
    """An optional gold fact takes what pairs with it out of the count, found or not."""
    optional = _gift(amount=_sum("5"), optional=True)
    assert _score([optional], []).donations.arguments == Figures(0, 0, 0)
    assert _score([optional], [_gift(amount=_sum("5"), recipients=[])]).donations.arguments == Figures(
        0, 0, 0
    )
    assert _score([optional], []).donations.arguments.f1 == 1


def test_required_facts_pair_before_optional_ones() -> None:
    """Where a found fact fits both, the required one has it."""
    scores = _score(
        [_gift(amount=_sum("5"), optional=True), _gift(amount=_sum("5"))], [_gift(amount=_sum("5"))]
    )
    assert scores.donations.facts == Figures(1, 1, 1)


def test_facts_need_something_in_common() -> None:
    """One party alone does not make two facts one; both do."""
    one, other = _gift(amount=_sum("5")), _gift(amount=_sum("6"))
    assert _score([one], [other]).donations.arguments == Figures(2, 3, 3)
    assert _score([one], [{**other, "donors": []}]).donations.facts == Figures(0, 1, 1)
    assert len(_score([one], [{**other, "donors": []}]).problems) == 2


@pytest.mark.parametrize(
    ("gold", "found", "strict", "lenient"),
    [
        (["云岭公司"], "云岭公司", True, True),
        (["雲嶺公司"], "云岭公司", True, True),
        (["“云岭”公司"], "云岭(líng)公司", True, True),
        (["云岭公司", "该公司"], "该公司", True, True),
        (["云岭公司"], "云岭", False, True),
        (["云岭公司"], "青禾县云岭公司", False, True),
        (["云岭纺织有限公司"], "云岭", False, False),
        (["云岭公司"], "锦澄集团", False, False),
    ],
)
def test_names(gold: list[str], found: str, strict: bool, lenient: bool) -> None:
    """Names agree in any accepted form; leniently, when one holds the other and is half as long."""
    fact, other = (
        _gift(donors=[gold], amount=_sum("5")),
        _gift(donors=[{"name": found, "text": "x"}], amount=_sum("5")),
    )
    assert (_score([fact], [other]).donations.roles["donors"].agreed == 1) is strict
    assert (_score([fact], [other], lenient=True).donations.roles["donors"].agreed == 1) is lenient


@pytest.mark.parametrize(
    ("change", "agrees"),
    [
        ({}, True),
        ({"high": "6"}, False),
        ({"currency": "USD"}, False),
        ({"per": "month"}, False),
        ({"currency": None}, True),
    ],
)
def test_sums(change: dict[str, Any], agrees: bool) -> None:
    """Sums agree in value, bounds, currency and rate; a currency that is not told is CNY."""
    scores = _score([_gift(amount=_sum("5"))], [_gift(amount=_sum("5", **change))])
    assert (scores.donations.roles["amount"].agreed == 1) is agrees


@pytest.mark.parametrize(
    ("gold", "found", "agrees"),
    [
        (("口罩", "500", "只"), ("口罩", "500", "只"), True),
        (("口罩", "500", "只"), ("医用口罩", "500", "只"), True),
        (("口罩", "500", None), ("口罩", "500", "个"), True),
        (("口罩", "500", "只"), ("口罩", "500", "个"), False),
        (("口罩", "500", "只"), ("口罩", "50", "只"), False),
        (("口罩", "500", "只"), ("图书", "500", "只"), False),
    ],
)
def test_items(gold: tuple[str, str, str | None], found: tuple[str, str, str], agrees: bool) -> None:
    """Things agree in kind, number and unit; a unit that gold does not tell is free."""
    wanted = {"name": [gold[0]], "value": gold[1], "low": gold[1], "high": gold[1], "unit": gold[2]}
    number = {"value": found[1], "low": found[1], "high": found[1], "unit": found[2]}
    given = {"name": found[0], "text": found[0], "quantity": number}
    scores = _score([_gift(items=[wanted])], [_gift(items=[given])])
    assert (scores.donations.roles["items"].agreed == 1) is agrees


def test_pairing_is_the_largest() -> None:
    """A name that fits two does not take the place of one that fits only one."""
    gold = _gift(donors=[["云岭公司", "锦澄集团"], ["云岭公司"]])
    found = _gift(donors=[{"name": "云岭公司", "text": ""}, {"name": "锦澄集团", "text": ""}])
    assert _score([gold], [found]).donations.roles["donors"].agreed == 2


def test_attributes() -> None:
    """Status, scope and date are compared where gold tells them, and do not make a fact inexact."""
    gold = _gift(amount=_sum("5"), date="2020-06")
    found = _gift(amount=_sum("5"), status="planned", date={"value": "2020-06", "text": "6月"})
    scores = _score([gold], [found])
    assert scores.donations.attributes == {"status": (0, 1), "scope": (1, 1), "date": (1, 1)}
    assert scores.donations.facts.agreed == 1
    assert [(problem.details, problem.arguments) for problem in scores.problems] == [
        (("status: planned, not completed",), False)
    ]
    assert _score([_gift(amount=_sum("5"), date=None)], [found]).donations.attributes["status"] == (0, 1)
    assert "date" not in _score([_gift(amount=_sum("5"), date=None)], [found]).donations.attributes


def test_figures_without_gold_or_result() -> None:
    """Nothing asked and nothing said is perfect; something said is not."""
    assert (Figures(0, 0, 0).precision, Figures(0, 0, 0).recall, Figures(0, 0, 0).f1) == (1, 1, 1)
    assert (Figures(0, 0, 2).precision, Figures(0, 0, 2).recall, Figures(0, 0, 2).f1) == (0, 1, 0)
    assert (Figures(0, 2, 0).precision, Figures(0, 2, 0).f1) == (0, 0)


def test_partnerships_pair_on_two_parties() -> None:
    """One party in common does not make two partnerships one."""
    gold = read_told(
        {"partnerships": [{"parties": [["甲"], ["乙"], ["丙"]], "kind": "pairing", "status": "completed"}]}
    )
    near = read_told(
        {"partnerships": [{"parties": [["甲"], ["乙"]], "kind": "pairing", "status": "completed"}]}
    )
    far = read_told({"partnerships": [{"parties": [["甲"], ["丁"]], "kind": "pairing"}]})
    assert compare([GoldRecord("a", gold)], {"a": near}).partnerships.arguments == Figures(2, 3, 2)
    assert compare([GoldRecord("a", gold)], {"a": far}).partnerships.arguments == Figures(0, 3, 2)


def test_gold_names_its_text(tmp_path: Path) -> None:
    """A record holds its text, or names the file beside it."""
    (tmp_path / "a.txt").write_bytes("甲\r\n乙".encode())
    lines = [{"id": "a", "file": "a.txt"}, {"id": 2, "text": "丙", "published": "2020"}, {"id": "c"}]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert [(record.id, record.text) for record in read_gold(path)] == [
        ("a", "甲\r\n乙"),
        ("2", "丙"),
        ("c", None),
    ]


def test_cases_are_gold(tmp_path: Path) -> None:
    """The facts of a record may stand under `expect`, as in tests/cases/."""
    path = tmp_path / "gold.jsonl"
    path.write_text(
        json.dumps({"id": "a", "text": "丙", "expect": {"donations": [_gift()]}}), encoding="utf-8"
    )
    [record] = read_gold(path)
    assert record.facts == read_told({"donations": [_gift()]})


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('{"id": "a"}\n{"id": "a"}', r"gold.jsonl:2: has the id 'a' of an earlier line"),
        ('{"text": "x"}', r"gold.jsonl:1: has no id"),
        ("\n[]", r"gold.jsonl:2: a list"),
        ("{", r"gold.jsonl:1: not JSON"),
        ('{"id": "a", "file": "none.txt"}', r"none.txt: No such file"),
        ('{"id": "a", "donations": [5]}', r"gold.jsonl:1: facts are not as"),
    ],
)
def test_broken_gold_is_told(lines: str, message: str, tmp_path: Path) -> None:
    """A gold file that cannot be read names file and line."""
    path = tmp_path / "gold.jsonl"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_gold(path)


def test_what_may_be_missing() -> None:
    """An accepted name "" makes a party or a thing no miss where it lacks; found under another name it is false."""
    gold = [_gift(recipients=[["青禾小学", ""]], amount=_sum("5"), items=[{"name": ["善款", ""]}])]
    assert _score(gold, [_gift(amount=_sum("5"))]).donations.arguments == Figures(3, 3, 3)
    assert _score(gold, [_gift(amount=_sum("5"), recipients=[])]).donations.arguments == Figures(2, 2, 2)
    assert _score(gold, [_gift(amount=_sum("5"), recipients=[])]).problems == ()
    assert _score(gold, [_gift(amount=_sum("5"), recipients=[["岚溪小学"]])]).donations.facts == Figures(
        0, 1, 1
    )


def test_what_must_be_there_pairs_first() -> None:
    """A party that may be missing takes nothing from one that must be there."""
    gold = [_gift(amount=_sum("5"), donors=[["锦澄集团", "云岭公司", ""], ["云岭公司"]])]
    assert _score(gold, [_gift(amount=_sum("5"))]).problems == ()


def test_what_gold_leaves_open_is_not_judged() -> None:
    """A status, scope or date that gold does not tell is neither right nor wrong."""
    scores = _score([_gift(amount=_sum("5"), status=None, scope=None)], [_gift(amount=_sum("5"))])
    assert scores.donations.attributes == {}
