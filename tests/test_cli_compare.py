"""`aidfacts diff` and `aidfacts report` as their users meet them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import aidfacts

Call = Callable[..., CompletedProcess[bytes]]


def _save(path: Path, *texts: str) -> Path:
    documents = [aidfacts.extract(text, id=str(number)) for number, text in enumerate(texts)]
    path.write_text("".join(document.to_json() + "\n" for document in documents), encoding="utf-8")
    return path


def test_diff_tells_and_leaves_with_one(call: Call, tmp_path: Path) -> None:
    """A difference is told in text and in JSON and is exit code 1; none is exit code 0."""
    old = _save(tmp_path / "old.jsonl", "锦澄集团向沐白小学捐款5万元。", "今日多云。")
    new = _save(tmp_path / "new.jsonl", "锦澄集团向沐白小学捐款8万元。", "今日多云。")
    result = call("diff", old, new)
    assert result.returncode == 1
    assert "      amount: 50,000 CNY → 80,000 CNY" in result.stdout.decode().splitlines()
    assert result.stdout.decode().endswith("1 of 2 documents differ; facts: 0 added, 0 removed, 1 changed\n")
    result = call("diff", old, new, "--format", "json", "--all")
    assert result.returncode == 1
    data = json.loads(result.stdout)
    assert (data["changed"], data["documents"][0]["id"]) == (1, "0")
    result = call("diff", old, old)
    assert (result.returncode, result.stdout.decode().startswith("0 of 2 documents differ")) == (0, True)


def test_diff_reads_what_a_lexicon_changes(call: Call, tmp_path: Path) -> None:
    """The way to try a word of one's own: extract without and with it, and look at the difference."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "triggers.tsv").write_text("word\n义助\n", encoding="utf-8")
    (tmp_path / "page.txt").write_text("锦澄集团向沐白小学义助5万元。", encoding="utf-8")
    call("extract", "page.txt", "-o", "before.jsonl", cwd=tmp_path)
    call("extract", "page.txt", "-o", "after.jsonl", "--lexicon", "own", cwd=tmp_path)
    result = call("diff", "before.jsonl", "after.jsonl", cwd=tmp_path)
    assert result.returncode == 1
    assert "+ d1 锦澄集团 → 沐白小学, 50,000 CNY" in result.stdout.decode()


@pytest.mark.parametrize(
    ("text", "told"),
    [("{broken", "old.jsonl:1: not JSON"), ('{"a": 1}', "old.jsonl:1: schema_version None cannot be read")],
)
def test_diff_of_no_results(call: Call, tmp_path: Path, text: str, told: str) -> None:
    """What is no result is told with file and line, and is exit code 2: no difference was looked for."""
    new = _save(tmp_path / "new.jsonl", "今日多云。")
    (tmp_path / "old.jsonl").write_text(text + "\n", encoding="utf-8")
    result = call("diff", tmp_path / "old.jsonl", new)
    assert result.returncode == 2
    assert told in result.stderr.decode()


def test_report_of_pages_and_of_results(call: Call, seeds: Path, tmp_path: Path) -> None:
    """A report is the same from pages and from results that hold their text; without it that is an error."""
    pages, told = tmp_path / "pages.html", tmp_path / "told.html"
    paths = sorted(seeds.glob("*.txt"))[:2]
    assert call("report", *paths, "-o", pages).returncode == 0
    assert pages.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    results = tmp_path / "results.jsonl"
    call("extract", *paths, "-o", results, "--with-text")
    assert call("report", results, "-o", told).returncode == 0
    assert told.read_bytes() == pages.read_bytes()
    call("extract", *paths, "-o", results)
    result = call("report", results, "-o", told)
    assert result.returncode == 2
    assert "extract again with --with-text" in result.stderr.decode()


def test_report_needs_a_file(call: Call, seeds: Path) -> None:
    """A report is a file: without one the command says what is missing."""
    result = call("report", seeds)
    assert result.returncode == 2
    assert b"--output" in result.stderr
