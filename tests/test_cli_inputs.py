"""What the command line reads, and how it goes on after an interruption."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

import aidfacts

GIFT = "云岭公司向青禾小学捐赠图书500册。"
PAGE = f"<html><head><meta charset=utf-8><title>捐赠</title></head><body><p>{GIFT}孩子们读到了更多好书。</p></body></html>"

Call = Callable[..., CompletedProcess[bytes]]


def _write_jsonl(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def _read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _ids(rows: list[dict[str, Any]]) -> list[str | None]:
    return [row["document"]["id"] for row in rows]


def _rows(names: str) -> list[dict[str, Any]]:
    return [{"id": name, "text": GIFT + name} for name in names]


def test_html_files(call: Call, tmp_path: Path) -> None:
    """HTML files give what extract_html gives, with the text when it is asked for; an empty page is told."""
    pytest.importorskip("trafilatura")
    (tmp_path / "page.html").write_bytes(PAGE.encode("gb18030"))
    (tmp_path / "void.htm").write_text("<html></html>", encoding="utf-8")
    result = call("extract", tmp_path, "-f", "jsonl", "--with-text")
    page, void = [json.loads(line) for line in result.stdout.decode().splitlines()]
    document = aidfacts.extract_html(PAGE, id="page")
    assert page["document"].pop("text") == document.text
    assert page == document.to_dict()
    assert (void["document"]["id"], void["document"]["length"]) == ("void", 0)
    assert "void: the page has no main text" in result.stderr.decode()
    assert result.returncode == 0


def test_html_from_stdin_and_column(call: Call, tmp_path: Path) -> None:
    """A page on stdin is known by its beginning; --html says that a column holds pages, known by their address."""
    pytest.importorskip("trafilatura")
    [line] = call("extract", "-", "-f", "jsonl", stdin=PAGE.encode()).stdout.decode().splitlines()
    assert len(json.loads(line)["donations"]) == 1
    crawl = _write_jsonl(tmp_path / "crawl.jsonl", [{"url": "https://example.cn/1", "html": PAGE}])
    [line] = call("extract", crawl, "--html", "-f", "jsonl").stdout.decode().splitlines()
    assert json.loads(line)["document"]["id"] == "https://example.cn/1"
    assert len(json.loads(line)["donations"]) == 1


def test_parquet_with_chosen_columns(call: Call, tmp_path: Path) -> None:
    """Parquet is read by the columns that are named; a column that is not there is told with those that are."""
    arrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    columns = {"nr": [1, 2], "body": [GIFT, "今日多云。"], "day": ["2020-06-11", None], "rest": [[1], [2]]}
    write_table(arrow.table(columns), tmp_path / "news.parquet")
    named = ["--text-column", "body", "--id-column", "nr", "--date-column", "day", "-f", "jsonl"]
    result = call("extract", tmp_path / "news.parquet", *named)
    first, second = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert (first["document"]["id"], first["document"]["published"]) == ("1", "2020-06-11")
    assert (len(first["donations"]), second["donations"]) == (1, [])
    result = call("extract", tmp_path / "news.parquet", "-f", "jsonl")
    assert result.returncode == 1
    assert "no column 'text'; the columns are nr, body, day, rest" in result.stderr.decode()
    (tmp_path / "none.parquet").write_bytes(b"none")
    assert "none.parquet: not Parquet" in call("extract", tmp_path / "none.parquet").stderr.decode()


def test_glob_that_the_shell_left_alone(call: Call, tmp_path: Path) -> None:
    """A glob in quotes is read in the order of names, ids from where it begins; one that fits nothing is an error."""
    for name in ("b/2.txt", "a/1.txt", "a/left.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(GIFT, encoding="utf-8")
    result = call("extract", tmp_path / "*" / "*.txt", "-f", "jsonl")
    assert _ids([json.loads(line) for line in result.stdout.splitlines()]) == ["a/1", "b/2"]
    result = call("extract", "none*.txt", cwd=tmp_path)
    assert (result.returncode, result.stderr.decode().strip()) == (2, "aidfacts: none*.txt: fits no file")


def test_own_words(call: Call, tmp_path: Path) -> None:
    """--lexicon reads the rows of a folder; a wrong row is told with file and line, and nothing is written."""
    (tmp_path / "triggers.tsv").write_text("word\n义助\n", encoding="utf-8")
    text = "云岭公司向青禾小学义助5万元。".encode()
    [line] = call("extract", "-", "-f", "jsonl", "--lexicon", tmp_path, stdin=text).stdout.splitlines()
    assert len(json.loads(line)["donations"]) == 1
    (tmp_path / "triggers.tsv").write_text("word\tframe\n义助\tgift\n", encoding="utf-8")
    result = call("extract", "-", "-o", tmp_path / "out.csv", "--lexicon", tmp_path, stdin=text)
    assert result.returncode == 2
    assert "triggers.tsv:2: frame 'gift' is none; choose one of give" in result.stderr.decode()
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("cut", [0, 1, 30, -1, -2, -40])
def test_resume_gives_what_one_run_gives(call: Call, tmp_path: Path, cut: int) -> None:
    """Wherever a run was interrupted, going on gives byte for byte the output of one that was not."""
    rows = _write_jsonl(tmp_path / "news.jsonl", [*_rows("abc"), {"id": "bad"}, *_rows("de")])
    whole, torn = tmp_path / "whole.jsonl", tmp_path / "torn.jsonl"
    assert call("extract", rows, "-o", whole).returncode == 1
    data = whole.read_bytes()
    torn.write_bytes(data[:cut])
    result = call("extract", rows, "-o", torn, "--resume", "--workers", 2 if cut == 30 else 1)
    assert torn.read_bytes() == data
    assert b"in it already" in result.stderr


def test_resume_after_the_end_and_from_nothing(call: Call, tmp_path: Path) -> None:
    """A finished output stays as it is; one that is not there is begun."""
    rows = _write_jsonl(tmp_path / "news.jsonl", _rows("abc"))
    output = tmp_path / "out.jsonl"
    assert call("extract", rows, "-o", output, "--resume").returncode == 0
    data = output.read_bytes()
    assert _ids(_read_jsonl(output)) == ["a", "b", "c"]
    assert call("extract", rows, "-o", output, "--resume").returncode == 0
    assert output.read_bytes() == data


def test_resume_finds_ids_in_another_order(call: Call, tmp_path: Path) -> None:
    """Where the input has grown or moved, what is written is known by its id; without ids that is an error."""
    output = tmp_path / "out.jsonl"
    call("extract", _write_jsonl(tmp_path / "one.jsonl", _rows("abc")), "-o", output)
    two = _write_jsonl(tmp_path / "two.jsonl", _rows("axcyb"))
    assert call("extract", two, "-o", output, "--resume").returncode == 0
    assert _ids(_read_jsonl(output)) == ["a", "b", "c", "x", "y"]
    _write_jsonl(tmp_path / "one.jsonl", [{"text": GIFT}] * 2)
    call("extract", tmp_path / "one.jsonl", "-o", output)
    result = call("extract", two, "-o", output, "--resume")
    assert result.returncode == 2
    assert "the input has changed: start anew without --resume" in result.stderr.decode()


def test_resume_needs_what_it_can_go_on_with(call: Call, tmp_path: Path) -> None:
    """--resume is for JSONL files that extract has written; the output is not read as input."""
    rows = _write_jsonl(tmp_path / "news.jsonl", _rows("ab"))
    result = call("extract", rows, "-o", tmp_path / "facts.csv", "--resume")
    assert (result.returncode, b"--resume goes on with a JSONL file" in result.stderr) == (2, True)
    other = _write_jsonl(tmp_path / "other.jsonl", [{"a": 1}])
    result = call("extract", rows, "-o", other, "--resume")
    assert (result.returncode, b"other.jsonl:1: no result of aidfacts" in result.stderr) == (2, True)
    other.unlink()
    output = tmp_path / "out.jsonl"
    for _ in range(2):
        assert call("extract", tmp_path, "-o", output, "--resume").returncode == 0
    assert _ids(_read_jsonl(output)) == ["a", "b"]


def test_with_text_goes_with_json(call: Call, tmp_path: Path) -> None:
    """The text goes into JSON; other forms have their own place for it, or none."""
    path = tmp_path / "page.txt"
    path.write_text(GIFT, encoding="utf-8")
    [document] = json.loads(call("extract", path, "-f", "json", "--with-text").stdout)
    assert document["document"]["text"] == GIFT
    result = call("extract", path, "-f", "csv", "--with-text")
    assert (result.returncode, b"not with csv" in result.stderr) == (2, True)


def test_progress_is_for_a_terminal(tmp_path: Path) -> None:
    """On a terminal a bar counts the pages while a file is written; --quiet takes it away."""
    pty = pytest.importorskip("pty", reason="no pseudo terminals here")
    termios = pytest.importorskip("termios")
    path = _write_jsonl(tmp_path / "news.jsonl", _rows("abc"))
    for quiet in (False, True):
        terminal, end = pty.openpty()
        termios.tcsetwinsize(end, (24, 80))
        command = [sys.executable, "-m", "aidfacts", "extract", path, "-o", tmp_path / "out.jsonl"]
        subprocess.run([*map(str, command), *(["-q"] if quiet else [])], stderr=end, check=True, timeout=120)
        os.close(end)
        shown = ""
        with contextlib.suppress(OSError):  # Linux says so when all is read and the other end is closed
            while part := os.read(terminal, 10_000):
                shown += part.decode()
        os.close(terminal)
        assert ("pages" in shown) is not quiet
