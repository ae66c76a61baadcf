"""How sure a fact is: the features, the model, the tool that fits it, and whether it holds on the cases."""

from __future__ import annotations

import importlib.util
import json
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from attrs import evolve

from aidfacts import Amount, Donation, Modifier, Party, PartyKind, Span, extract
from aidfacts.evaluate import judge, read_told
from aidfacts.facts.confidence import HIGHEST, LOWEST, confidence_of, contributions, features_of, weigh
from aidfacts.facts.notes import note_drafts, note_names
from aidfacts.lexicon import read_toml
from aidfacts.model.frame import Draft
from aidfacts.model.source import BlockKind

ROOT = Path(__file__).parent.parent.parent
CASES = ROOT / "tests" / "cases"
TOOL = ROOT / "tools" / "fit_confidence.py"
OFF = 0.08  # how far the average may be above the share that is right; rules change between two fits

DONOR = Party("锦澄集团", "锦澄集团", Span(0, 4), PartyKind.COMPANY)
SCHOOL = Party("沐白中学", "该校", Span(5, 7), PartyKind.SCHOOL)
SUM = Amount(Decimal(5), Decimal(5), Decimal(5), Modifier.EXACT, "CNY", None, "5元", Span(9, 11))
GIFT = Donation(
    id="d1", donors=(DONOR,), recipients=(SCHOOL,), amount=SUM, rules=("triggers/捐款", "roles/visited")
)


def test_features_are_told_by_the_fact() -> None:
    """Rules without a word count by name, words by what their row says, roles by how they are filled."""
    features = features_of(GIFT)
    assert {
        "roles/visited",
        "trigger: give",
        "trigger: strong",
        "items: none",
        "date: none",
    } <= features.keys()
    assert not {"triggers/捐款", "donors: none", "amount: none"} & features.keys()
    assert "donors: none" in features_of(evolve(GIFT, donors=()))
    assert "recipients: unnamed" in features_of(evolve(GIFT, recipients=(evolve(SCHOOL, named=False),)))
    assert "cues" in features_of(evolve(GIFT, rules=("cues/累计",)))


def test_confidence_is_a_probability_with_two_decimals() -> None:
    """Never 0 and never 1, whatever speaks for or against."""
    for kind in ("donations", "partnerships"):
        weights = read_toml("confidence")[kind]["weights"]
        assert all(abs(weight) < 10 for weight in weights.values())
    for rules in ((), GIFT.rules, tuple(read_toml("confidence")["donations"]["weights"])):
        said = confidence_of(evolve(GIFT, rules=rules))
        assert LOWEST <= said <= HIGHEST
        assert said == round(said, 2)
    assert weigh([GIFT])[0].confidence == confidence_of(GIFT)


def test_contributions_are_weights_of_what_is_there() -> None:
    """What explain() shows adds up to what is said."""
    weights = read_toml("confidence")["donations"]["weights"]
    assert contributions(GIFT) == {name: weights[name] for name in features_of(GIFT) if name in weights}


def test_notes_tell_block_filled_roles_and_names() -> None:
    """What only the draft knows goes into the rules of its fact; a name as written needs no note."""
    draft = Draft(GIFT, BlockKind.HEADING, 0, 0, frozenset({"recipients"}))
    [fact] = note_drafts([draft], lambda party: "named" if party is DONOR else "the last 校 told")
    assert fact.rules[len(GIFT.rules) :] == (
        "blocks/heading",
        "filled/recipients",
        "names/该校: the last 校 told",
    )
    assert note_names([fact], lambda party: "the last 校 told")[0] is fact
    [plain] = note_drafts([Draft(GIFT, BlockKind.BODY, 0, 0)], lambda party: "named")
    assert plain == GIFT


def test_noise_changes_no_confidence() -> None:
    """Confidence is of the fact, not of how its page is written."""
    clean = extract("锦澄集团向沐白中学捐款5万元。").donations[0]
    noisy = extract("錦(jǐn)澄集團\u200b向沐白中學捐款５萬元。").donations[0]
    assert clean.confidence == noisy.confidence == confidence_of(noisy)


@pytest.fixture(scope="module")
def verdicts() -> dict[str, list[tuple[float, bool]]]:
    """What is said of each fact in the cases, by kind of fact, and whether it is right."""
    told: dict[str, list[tuple[float, bool]]] = {"donations": [], "partnerships": []}
    for name in ("giving", "negative", "partnership", "noise"):
        path = CASES / f"{name}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            case = json.loads(line)
            document = extract(case["text"], title=case.get("title"), published=case.get("published"))
            rights = judge(read_told(case["expect"]), read_told(document.to_dict()))
            for fact, right in zip(document.facts, rights, strict=True):
                if right is not None:
                    told["donations" if isinstance(fact, Donation) else "partnerships"].append(
                        (fact.confidence, right)
                    )
    return told


@pytest.mark.parametrize("kind", ["donations", "partnerships"])
def test_confidence_holds_on_the_cases(kind: str, verdicts: dict[str, list[tuple[float, bool]]]) -> None:
    """On the average it promises no more than is right; where it does, the rules have changed since: run `make fit`."""
    facts = verdicts[kind]
    assert facts
    said, right = (sum(column) / len(facts) for column in zip(*facts, strict=True))
    # Less may be said: the level is that of pages for which no rule was written.
    assert said < right + OFF


def test_the_sure_are_right_more_often(verdicts: dict[str, list[tuple[float, bool]]]) -> None:
    """Confidence tells facts apart: the surer half is right more often than the other."""
    ranked = [right for _, right in sorted(verdicts["donations"], key=lambda pair: pair[0])]
    half = len(ranked) // 2
    assert sum(ranked[half:]) >= sum(ranked[:half])


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The tool, where the suite runs in a checkout."""
    if not TOOL.exists():
        pytest.skip("tools/ is not at hand")
    spec = importlib.util.spec_from_file_location("fit_confidence", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _examples() -> list[tuple[int, dict[str, float], bool, bool]]:
    # "good" is right four times of five, anything else one time of five
    return [
        (
            number,
            {"good": 1.0} if number % 2 else {"bad": 1.0},
            (number // 2 % 5 != 0) == bool(number % 2),
            False,
        )
        for number in range(200)
    ]


def test_fit_finds_what_speaks_for_and_against(tool: ModuleType) -> None:
    """The weights have the signs of the examples, and the table counts every one of them."""
    table, report = tool.fit("donations", _examples())
    weights = dict(line.split(" = ") for line in table.splitlines() if line.startswith('"'))
    assert float(weights['"good"']) > 1
    assert float(weights['"bad"']) < -1
    assert "200 facts, 50.0% of them" in report
    assert report.count("\n| 0.") == 10


def test_fit_is_deterministic(tool: ModuleType) -> None:
    """The same examples give the same model and the same table."""
    assert tool.fit("donations", _examples()) == tool.fit("donations", _examples())


def test_fit_learns_no_weights_from_what_is_all_alike(tool: ModuleType) -> None:
    """Where every fact was right, the next one is nearly sure, not sure."""
    table, report = tool.fit("partnerships", [(number, {"good": 1.0}, True, False) for number in range(18)])
    assert table == "[partnerships]\nintercept = 2.944\n\n[partnerships.weights]"  # 19 of 20
    assert "| 0.9–1.0 | 18 | 0.95 | 1.00 |" in report
    assert tool.fit("partnerships", [])[0].startswith("[partnerships]\nintercept = 0.000")


def test_the_level_is_that_of_pages(tool: ModuleType) -> None:
    """Cases that are all right lift no page: what is said of a page is what pages hold."""
    cases = [(number, {"good": 1.0} if number % 2 else {}, True, False) for number in range(100)]
    pages = [
        (number, {"good": 1.0} if number % 2 else {}, number % 4 < 2, True) for number in range(100, 200)
    ]
    table, report = tool.fit("donations", cases + pages)
    intercept = float(table.splitlines()[1].removeprefix("intercept = "))
    assert abs(intercept) < 0.3  # one of two
    assert "Pages: 100 facts, 50.0%" in report
    assert "Cases and seeds: 100 facts, 100.0%" in report
