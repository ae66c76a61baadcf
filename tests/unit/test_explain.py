"""Why a fact was found, and why a stretch gave none."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

import aidfacts
from aidfacts import InputError, LexiconError, OptionError, Options, Span, extract
from aidfacts.explain import say_reason, say_rule
from aidfacts.lexicon import read_table, read_toml
from strategies import chinese_junk

PACKAGE = Path(aidfacts.__file__).parent
ROOT = Path(__file__).parent.parent.parent
# Where rules and codes are given; what else looks like one (data/…: no such table) is a message.
GIVING = (
    "frames", "facts", "discourse", "document", "donations.py", "readings.py", "scoping.py", "speech.py", "told_later.py",
    "told_built.py", "told_costs.py", "told_goal.py", "told_things.py", "walk.py", "partnerships.py",
)  # fmt: skip
# Reasons for the name of a mention; they come behind names/…: in a rule.
INSIDE = ("pointers", "org_suffixes")
PAGE = (
    "青禾县概况\n6月11日,锦澄集团通过青禾县慈善会向我县沐白中学捐款90余万元。\n"
    "该校校长表示感谢,并向集团赠送锦旗。如果你也想捐款5元,请致电本校。公司投入300万元建厂。"
    "云岭公司也向该校捐赠图书500册。\n沐白中学与岚溪小学签订结对帮扶协议。"
)
RULES = (
    "第一条 捐赠人应当遵守本办法。第二条 受赠人不得转让。第三条 捐赠须自愿。第四条 本办法自印发之日起施行。"
)
REJECTED = Options(rejected=True)


def _trees(names: tuple[str, ...] = GIVING) -> Iterator[ast.Module]:
    for name in names:
        path = PACKAGE / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            yield ast.parse(file.read_text(encoding="utf-8"))


def _strings(tree: ast.AST) -> Iterator[str]:
    """Yield the strings of a module; one with a place in it up to that place."""
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(part) for part in node.values}
            if isinstance(node.values[0], ast.Constant):
                yield str(node.values[0].value)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.value


def _rules() -> set[str]:
    found = {text for tree in _trees() for text in _strings(tree) if re.fullmatch(r"[a-z_]+/[^\s/]*", text)}
    return {rule for rule in found if not rule.startswith(INSIDE)}


def _codes() -> set[str]:
    """Return every code that a table, check_frame, bar_context or a list of rejections gives."""
    codes = {
        row["reason"]
        for path in (PACKAGE / "data").glob("*.tsv")
        for row in read_table(path.stem)
        if "reason" in row
    }
    for text in _strings(next(_trees(("rejections.py",)))):
        codes |= {text} if text.startswith("no_") or text == "wish" else set()
    [check] = _trees(("facts/check.py",))
    checks = {node.name for node in check.body if isinstance(node, ast.FunctionDef) and "check_" in node.name}
    checks.add("bar_context")
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name in checks:
                returned = [
                    each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value
                ]
                codes |= {text for each in returned for text in _strings(each)}
            elif (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "append"
            ):
                if ast.unparse(node.func.value).endswith("rejected"):
                    codes |= set(_strings(node))
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_BARRING":
                codes |= set(_strings(node.value))
    return codes


def test_every_rule_has_a_sentence() -> None:
    """What the code can write into `rules` can be explained."""
    rules, sentences = _rules(), read_toml("rules")["rules"]
    assert {"roles/slot", "triggers/", "cues/", "totals/part", "lists/row", "distribution/each"} <= rules
    lacking = {
        rule for rule in rules if rule not in sentences and rule.partition("/")[0] + "/" not in sentences
    }
    # f"blocks/{kind}" gives blocks/heading, blocks/row …
    lacking -= {
        rule for rule in lacking if rule.endswith("/") and any(key.startswith(rule) for key in sentences)
    }
    assert lacking == set(), "give each a line in [rules] of data/rules.toml"
    for rule in rules & sentences.keys():
        assert say_rule(rule + "捐赠" if rule.endswith("/") else rule)


def test_every_sentence_has_a_rule() -> None:
    """A rule that is gone takes its sentence with it."""
    rules = _rules()
    groups = {rule.partition("/")[0] + "/" for rule in rules}
    built = tuple(rule for rule in rules if rule.endswith("/"))
    stale = {
        key for key in read_toml("rules")["rules"] if key not in rules | groups and not key.startswith(built)
    }
    assert stale == set(), "take these lines out of [rules] of data/rules.toml"


def test_every_code_has_a_sentence() -> None:
    """Every code by which something is rejected is explained, here and in docs/limits.md."""
    codes = _codes()
    assert {
        "courtesy",
        "no_object",
        "no_party",
        "condition",
        "no_giving_noun",
        "negated",
        "ceremony",
    } <= codes
    for code in codes:
        assert say_reason(code)
    limits = ROOT / "docs" / "limits.md"
    if limits.exists():  # the suite runs on the wheel without docs, too
        text = limits.read_text(encoding="utf-8")
        assert [code for code in read_toml("rules")["reasons"] if f"`{code}`" not in text] == []


def test_unknown_rules_are_named() -> None:
    """A rule without a sentence is an error that says where to add it."""
    with pytest.raises(LexiconError, match=r"no sentence for 'guess/so'.*\[rules\]"):
        say_rule("guess/so")
    with pytest.raises(LexiconError, match=r"\[reasons\]"):
        say_reason("whim")


def test_explain_names_parts_rules_and_spans() -> None:
    """An explanation has a line for each part with its place, and one for each rule."""
    document = extract(PAGE)
    for fact in document.facts:
        told = fact.explain()
        for rule in fact.rules:
            assert f"  {rule.partition(': ')[0]}: " in told
        for piece in fact.evidence:
            assert str(piece.span) in told
        assert f"confidence {fact.confidence:.2f}" in told
    gift = document.donations[0]
    assert gift.amount is not None
    assert f"amount: 90余万元 {gift.amount.span}, 900,000–1,000,000 CNY" in gift.explain()
    assert "triggers/捐款: “捐款” tells of a gift (frame give, strong)." in gift.explain()


def test_names_are_explained() -> None:
    """A party under another name than written has the reason."""
    gift = next(each for each in extract(PAGE).donations if each.items)
    assert any(
        line.startswith("  names/该校: “该校” stands for another name (")
        for line in gift.explain().splitlines()
    )


@pytest.mark.parametrize("name", ["giving", "negative"])
def test_cases_can_be_explained(name: str) -> None:
    """Whatever comes out of the cases, found or rejected, can be put in words."""
    lines = (ROOT / "tests" / "cases" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        text = json.loads(line)["text"]
        document = extract(text, options=REJECTED)
        assert all(fact.explain() for fact in document.facts)
        assert document.why_not(Span(0, len(text)))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("赠送锦旗", r"赠送 \[53, 55\): courtesy – thanks in return"),
        ("捐款5元", r"捐款 \[63, 65\): hypothetical – .*cues/如果"),
        ("也想", r"in the sentence around it, \[58, 74\):\n捐款 \[63, 65\): hypothetical"),
        ("投入300万元", r"投入 \[76, 78\): no_aid"),
        ("捐款90余万元", "d1 is told in this sentence"),
        ("概况", r"no word of giving or partnership stands in \[0, 6\)"),
    ],
)
def test_why_not(words: str, answer: str) -> None:
    """A stretch has the triggers and look-alikes in it, or those of its sentence, with their reasons."""
    document = extract(PAGE, options=REJECTED)
    at = PAGE.index(words)
    assert re.search(answer, document.why_not((at, at + len(words))))


def test_why_not_without_a_word_of_giving() -> None:
    """A verb of paying that stands near no word of giving is not read further."""
    document = extract("公司投入300万元建厂。", options=REJECTED)
    assert re.search(r"投入 \[2, 4\): no_giving_word", document.why_not((2, 4)))


def test_why_not_at_a_position() -> None:
    """A number stands for the character there."""
    document = extract(PAGE, options=REJECTED)
    assert document.why_not(PAGE.index("送锦旗")) == document.why_not(Span(54, 55))


def test_why_not_counts_in_the_text_as_given() -> None:
    """Noise in the text moves nothing: what is rejected is cut from the caller's own characters."""
    text = "沐(mù)白中学举行捐贈\u200b儀式。"
    [rejected] = extract(text, options=REJECTED).rejected
    assert rejected.span.cut(text) == rejected.text == "捐贈\u200b儀式"
    assert (
        extract(text, options=REJECTED).why_not(rejected.span).startswith("捐贈\u200b儀式 [10, 15): ceremony")
    )


def test_why_not_in_a_page_of_rules() -> None:
    """In a regulation everything is rejected as a rule."""
    document = extract(RULES, options=REJECTED)
    assert document.donations == ()
    assert "rule" in document.why_not((0, len(RULES)))


def test_why_not_needs_what_was_rejected() -> None:
    """A document that kept nothing says how to get it; a place outside is an error."""
    with pytest.raises(OptionError, match=r"options=Options\(rejected=True\)"):
        extract(PAGE).why_not(0)
    document = extract(PAGE, options=REJECTED)
    for where in (-1, len(PAGE) + 1, (3, len(PAGE) + 1), (5, 3)):
        with pytest.raises(InputError, match="lies outside the text"):
            document.why_not(where)


@given(text=chinese_junk())
def test_anything_can_be_asked_about(text: str) -> None:
    """Whatever a text is made of, each of its characters has an answer."""
    document = extract(text, options=REJECTED)
    for each in document.rejected:
        assert each.span.cut(text) == each.text
        assert each.reason in document.why_not(each.span)
    assert all(document.why_not(at) for at in range(0, len(text), 7))


def test_rejected_changes_no_fact() -> None:
    """Asking for what was rejected changes nothing else."""
    for text in (PAGE, RULES, "今日多云。", ""):
        with_them, without = extract(text, options=REJECTED), extract(text)
        assert with_them.to_dict() == without.to_dict()
        assert without.rejected == ()


def test_partnerships_are_not_rejected_as_pairing() -> None:
    """结对帮扶 is no gift, but where it is told as a partnership it was not rejected."""
    document = extract(PAGE, options=REJECTED)
    assert len(document.partnerships) == 1
    assert "pairing" not in {each.reason for each in document.rejected}
