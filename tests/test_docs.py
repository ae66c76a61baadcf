"""The docs and the examples run, their links lead somewhere, and they name everything there is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import attrs
import pytest

import aidfacts
from aidfacts.lexicon import read_table
from aidfacts.model.fact import Donation, Partnership, Party

ROOT = Path(__file__).parent.parent
# Doctests (>>>) of these files run as well: testpaths and --doctest-glob in pyproject.toml.
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
EXAMPLES = sorted(ROOT.glob("examples/*.py"))
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)?(#[^)]*)?\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _run(*arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=ROOT
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_code_runs(page: Path) -> None:
    """Every Python block runs; where a text block follows, it is what the code prints."""
    blocks = _FENCE.findall(page.read_text(encoding="utf-8"))
    for at, (language, code) in enumerate(blocks):
        if language == "python" and ">>>" not in code:
            printed = _run("-c", code)
            if at + 1 < len(blocks) and blocks[at + 1][0] == "text":
                assert printed == blocks[at + 1][1]


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_examples_are_fenced(page: Path) -> None:
    """An example stands in a fence: a bare >>> is a quotation in Markdown."""
    fenced = False
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        fenced ^= line.startswith("```")
        assert fenced or not line.startswith(">>>"), f"{_name(page)}:{number}"


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link inside the project points at a file, and at a heading, that is there."""
    text = page.read_text(encoding="utf-8")
    for target, anchor in _LINK.findall(text):
        path = page.parent / target if target else page
        assert path.exists(), f"{_name(page)} links to {target}"
        if anchor:
            headings = {
                heading.lower().replace(" ", "-")
                for heading in _HEADING.findall(path.read_text(encoding="utf-8"))
            }
            assert anchor[1:] in headings, f"{_name(page)} links to {target}{anchor}"


@pytest.mark.parametrize("example", EXAMPLES, ids=_name)
def test_example_runs(example: Path) -> None:
    """Every example runs as it stands and has something to say."""
    assert _run(str(example)).strip()


def test_notebooks_run() -> None:
    """The notebooks run from end to end and print what is stored in them; `make notebooks` stores it anew."""
    pytest.importorskip("nbclient", reason="no nbclient here; pip install 'aidfacts[dev]'")
    assert _run("tools/run_notebooks.py") == "as stored\n"


def test_reference_is_complete() -> None:
    """docs/reference.md has every public name once."""
    names = re.findall(
        r"^::: aidfacts\.(\w+)$", (ROOT / "docs" / "reference.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(names) == sorted(set(aidfacts.__all__) - {"__version__"})


@pytest.mark.parametrize("cls", [Donation, Partnership, Party])
def test_fields_are_explained(cls: type[attrs.AttrsInstance]) -> None:
    """docs/facts.md has a row for each field."""
    text = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    for attribute in attrs.fields(cls):
        assert f"`{attribute.name}`" in text


@pytest.mark.parametrize("command", ["extract", "report", "diff", "evaluate"])
def test_options_are_explained(command: str) -> None:
    """docs/cli.md names every option that --help names."""
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for option in set(re.findall(r"--[a-z][a-z-]+", _run("-m", "aidfacts", command, "--help"))) - {"--help"}:
        assert option in text


def test_reasons_are_explained() -> None:
    """docs/limits.md has every reason that a table can give, and every one that the cases bring up."""
    text = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    reasons = set()
    for path in files("aidfacts").joinpath("data").iterdir():
        if path.name.endswith(".tsv"):
            reasons |= {
                row["reason"] for row in read_table(path.name.removesuffix(".tsv")) if "reason" in row
            }
    options = aidfacts.Options(rejected=True)
    for name in ("negative", "giving"):
        for line in (ROOT / "tests" / "cases" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            document = aidfacts.extract(json.loads(line)["text"], options=options)
            reasons |= {rejected.reason for rejected in document.rejected}
    assert {reason for reason in reasons if f"`{reason}`" not in text} == set()


def test_nothing_names_this_machine() -> None:
    """No file of the project holds an absolute path of a home or work folder, or the host of a package index."""
    # Put together here, so that this file does not hold them itself.
    barred = re.compile(
        "|".join(["/ho" + "me/", "/wo" + "rk/", "/ro" + "ot/", r"index-" + "url", "pypi" + r"\.org"])
    )
    suffixes = {".py", ".md", ".toml", ".tsv", ".txt", ".yml", ".yaml", ".css", ".js", ".svg", ".ipynb", ""}
    folders = ("src", "tests", "docs", "examples", "tools", "benchmarks", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file()]
    for path in files:
        if path.suffix in suffixes and "__pycache__" not in path.parts:
            found = barred.search(path.read_text(encoding="utf-8"))
            assert found is None, f"{_name(path)} names {found[0]}"
