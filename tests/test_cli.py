"""The command line as its users meet it: in a process of its own."""

from __future__ import annotations

import codecs
import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import aidfacts

GIFT = "云岭公司向青禾小学捐赠图书500册。"
TRADITIONAL = "雲嶺公司向青禾小學捐贈圖書500冊。"


Call = Callable[..., subprocess.CompletedProcess[bytes]]


def _lines(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_bytes(GIFT.encode())
    return path


def test_version(call: Call) -> None:
    """--version prints the version and nothing else."""
    assert call("--version").stdout.decode().strip() == f"aidfacts {aidfacts.__version__}"


@pytest.mark.parametrize("command", [(), ("extract",), ("report",), ("diff",), ("evaluate",), ("schema",)])
def test_help(call: Call, command: tuple[str, ...]) -> None:
    """Every command has help, with an example."""
    result = call(*command, "--help")
    assert result.returncode == 0
    assert b"Example" in result.stdout or not command


def test_entry_point_is_declared() -> None:
    """The command is called aidfacts."""
    from importlib.metadata import entry_points

    [entry] = [e for e in entry_points(group="console_scripts") if e.name == "aidfacts"]
    assert entry.value == "aidfacts.cli:main"


def test_jsonl(call: Call, page: Path) -> None:
    """A page gives the line that the API gives, with the name of the file as its id."""
    [line] = _lines(call("extract", page, "--format", "jsonl"))
    assert line == aidfacts.extract(GIFT, id="page").to_dict()


def test_json_is_an_array(call: Call, page: Path) -> None:
    """--format json is an array, with one page too."""
    [document] = json.loads(call("extract", page, "--format", "json").stdout)
    assert document["document"]["id"] == "page"


def test_table_is_the_default(call: Call, page: Path) -> None:
    """Without a format a person gets a table."""
    result = call("extract", page)
    assert result.returncode == 0
    assert "云岭公司" in result.stdout.decode()
    assert "500册" in result.stdout.decode()


def test_csv(call: Call, page: Path) -> None:
    """--format csv has a row a fact."""
    [row] = csv.DictReader(io.StringIO(call("extract", page, "--format", "csv").stdout.decode()))
    assert row["donors"] == "云岭公司"
    assert json.loads(row["items"])[0]["quantity"]["value"] == "500"


def test_csv_for_excel(call: Call, page: Path) -> None:
    """--format csv-bom is the same with a byte order mark."""
    plain = call("extract", page, "--format", "csv").stdout
    assert call("extract", page, "--format", "csv-bom").stdout == codecs.BOM_UTF8 + plain


def test_parquet(call: Call, page: Path, tmp_path: Path) -> None:
    """Parquet goes to a file by its suffix, and through a pipe."""
    from pyarrow import parquet

    target = tmp_path / "facts.parquet"
    assert call("extract", page, "--output", target).returncode == 0
    assert parquet.read_table(target)["donors"].to_pylist() == ["云岭公司"]
    assert call("extract", page, "--format", "parquet").stdout == target.read_bytes()


def test_format_by_suffix(call: Call, page: Path, tmp_path: Path) -> None:
    """--output tells the format by its suffix, and nothing is printed."""
    target = tmp_path / "facts.html"
    result = call("extract", page, "--output", target)
    assert result.stdout == b""
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_stdin_text(call: Call) -> None:
    """- reads a page from stdin."""
    [line] = _lines(call("extract", "-", "-f", "jsonl", stdin=GIFT.encode()))
    assert line["document"]["id"] is None
    assert len(line["donations"]) == 1


def test_stdin_jsonl(call: Call) -> None:
    """- reads records where the first line is one."""
    records = [{"id": "a", "text": GIFT}, {"id": "b", "text": "今日多云。", "published": "2020-06"}]
    stdin = "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()
    first, second = _lines(call("extract", "-", "-f", "jsonl", stdin=stdin))
    assert (first["document"]["id"], len(first["donations"])) == ("a", 1)
    assert (second["document"]["published"], second["donations"]) == ("2020-06", [])


def test_columns(call: Call, tmp_path: Path) -> None:
    """Text and id of a record may have other names."""
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"url": "u1", "body": GIFT}), encoding="utf-8")
    [line] = _lines(call("extract", path, "-f", "jsonl", "--text-column", "body", "--id-column", "url"))
    assert line["document"]["id"] == "u1"
    assert len(line["donations"]) == 1


def test_folder(call: Call, tmp_path: Path) -> None:
    """A folder is read with all below it, in the order of names; ids tell the way."""
    for name in ("b.txt", "a.txt", "deep/c.txt", "left.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(GIFT, encoding="utf-8")
    assert [line["document"]["id"] for line in _lines(call("extract", tmp_path, "-f", "jsonl"))] == [
        "a",
        "b",
        "deep/c",
    ]


@pytest.mark.parametrize(
    ("encoding", "text", "told"),
    [
        ("utf-8", GIFT, None),
        ("utf-8-sig", GIFT, "utf-8-sig"),
        ("gb18030", GIFT, "gb18030"),
        ("big5", TRADITIONAL, "big5"),
        ("utf-16", GIFT, "utf-16"),
    ],
)
def test_encodings(call: Call, encoding: str, text: str, told: str | None, tmp_path: Path) -> None:
    """The encoding is found out, and told where it is not UTF-8."""
    path = tmp_path / "page.txt"
    path.write_bytes(text.encode(encoding))
    result = call("extract", path, "-f", "jsonl")
    [line] = _lines(result)
    assert line["donations"][0]["items"][0]["name"] == "图书"
    assert line["document"]["length"] == len(text)
    notes = result.stderr.decode()
    assert notes.strip().endswith(f"read as {told}") if told else notes == ""


def test_line_ends_are_kept(call: Call, tmp_path: Path) -> None:
    """Offsets count the characters of the file, carriage returns too."""
    path = tmp_path / "page.txt"
    text = f"标题\r\n{GIFT}\r\n"
    path.write_bytes(text.encode())
    [line] = _lines(call("extract", path, "-f", "jsonl"))
    start, end = line["donations"][0]["items"][0]["span"]
    assert text[start:end] == line["donations"][0]["items"][0]["text"]


def test_bad_line_stays_alone(call: Call, tmp_path: Path) -> None:
    """A broken line becomes an error line, the others are read, and the exit code says so."""
    path = tmp_path / "news.jsonl"
    path.write_text(
        f'{{"id": "a", "text": "{GIFT}"}}\n{{broken\n[1]\n{{"id": "d"}}\n\n{{"id": "e", "text": ""}}\n',
        "utf-8",
    )
    result = call("extract", path, "-f", "jsonl")
    assert result.returncode == 1
    lines = _lines(result)
    assert ["error" in line for line in lines] == [False, True, True, True, False]
    assert f"{path}:2: not JSON" in result.stderr.decode()
    assert f"{path}:4: no 'text'; the keys are 'id'" in result.stderr.decode()


def test_failures_are_named_and_counted(call: Call, tmp_path: Path) -> None:
    """A note names the record that it is about, as the table does, and the last one says how many there are."""
    path = tmp_path / "news.jsonl"
    path.write_text(f'{{"id": "a", "text": null}}\n{{"text": 5}}\n{{"id": "c", "text": "{GIFT}"}}\n', "utf-8")
    result = call("extract", path)
    assert result.returncode == 1
    notes = result.stderr.decode().splitlines()
    assert notes[0].startswith("aidfacts: a: text must be a str")
    assert notes[1].startswith("aidfacts: record 2: text must be a str")
    assert notes[2] == "aidfacts: 2 of 3 records could not be read"
    heads = [line for line in result.stdout.decode().splitlines() if line.startswith("■")]
    assert [head.split(" ")[1] for head in heads] == ["a:", "document", "c"]
    assert heads[1].startswith("■ document 2: TypeError")
    assert heads[2] == "■ c – 1 donation, 0 partnerships"


def test_a_run_that_cannot_begin_leaves_the_output(call: Call, page: Path, tmp_path: Path) -> None:
    """What is wrong for every page shows before the output of an earlier run is emptied."""
    output, model = tmp_path / "facts.jsonl", tmp_path / "model"
    output.write_text("of earlier\n", encoding="utf-8")
    model.mkdir()
    assert call("extract", page, "--output", output, "--segmenter", model).returncode == 2
    assert output.read_text(encoding="utf-8") == "of earlier\n"


def test_binary_file_is_told(call: Call, page: Path, tmp_path: Path) -> None:
    """A file that is no text is named, and the others are read."""
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    result = call("extract", picture, page, "-f", "jsonl")
    assert result.returncode == 1
    assert "neither UTF-8 nor GB18030 nor Big5" in result.stderr.decode()
    assert ["error" in line for line in _lines(result)] == [True, False]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("extract", "nowhere.txt"), "nowhere.txt: no such file or folder"),
        (("extract", "."), "holds no file with one of .htm, .html, .jsonl, .parquet, .txt"),
        (("extract", "page.txt", "--segmenter", "jieba"), "neither 'default', 'char' nor a folder"),
        (("extract", "page.txt", "--output", "facts.docx"), "name a --format"),
        (("extract", "page.txt", "--output", "nowhere/facts.csv"), "No such file or directory"),
        (("extract", "page.txt", "--format", "xml"), "xml"),
        (("extract", "page.txt", "--published", "2022-99"), "published '2022-99' is no date"),
        (("extract", "page.txt", "--encoding", "big6"), "encoding 'big6' is unknown; try utf-8"),
        (("evaluate", "nowhere.jsonl"), "nowhere.jsonl: No such file"),
        (("evaluate", "page.txt"), "page.txt:1: not JSON"),
    ],
)
def test_mistakes_are_told(call: Call, arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    """A mistake is one clear message and exit code 2."""
    if arguments[1] == "page.txt":
        (tmp_path / "page.txt").write_text(GIFT, encoding="utf-8")
    result = call(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert message in " ".join(result.stderr.decode().split())


def test_schema_command(call: Call, schema: dict[str, Any]) -> None:
    """`aidfacts schema` prints the schema of the output."""
    assert json.loads(call("schema").stdout) == schema


def test_evaluate_files(call: Call, tmp_path: Path) -> None:
    """`aidfacts evaluate GOLD PRED` gives figures, and the errors when asked."""
    fact = {
        "donors": [["云岭公司", "云岭"]],
        "recipients": [["青禾小学"]],
        "amount": None,
        "items": [],
        "status": "completed",
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a", "donations": [fact]}), encoding="utf-8")
    found = {
        "donors": [{"name": "云岭公司", "text": "该公司"}],
        "recipients": [{"name": "岚溪小学", "text": "岚溪小学"}],
    }
    (tmp_path / "pred.jsonl").write_text(
        json.dumps({"id": "a", "donations": [found, fact]}), encoding="utf-8"
    )
    result = call("evaluate", "gold.jsonl", "pred.jsonl", "--errors", cwd=tmp_path)
    assert result.returncode == 0
    text = result.stdout.decode()
    assert "a  donation false" in text
    assert "F1 0.667" in text
    figures = json.loads(call("evaluate", "gold.jsonl", "pred.jsonl", "-f", "json", cwd=tmp_path).stdout)
    assert figures["strict"]["donations"]["facts_exact"]["agreed"] == 1


def test_evaluate_extracts(call: Call, tmp_path: Path) -> None:
    """Without PRED the texts of GOLD are extracted, and can be saved for later."""
    gold = {"id": "a", "text": GIFT, "donations": [], "partnerships": []}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    first = call("evaluate", "gold.jsonl", "--save", "pred.jsonl", cwd=tmp_path)
    second = call("evaluate", "gold.jsonl", "pred.jsonl", cwd=tmp_path)
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout


def test_two_workers_write_the_same(call: Call, tmp_path: Path) -> None:
    """The output does not depend on the number of workers."""
    path = tmp_path / "news.jsonl"
    lines = [json.dumps({"id": str(number), "text": f"{GIFT}{number}"}) for number in range(80)]
    path.write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
    one, two = (call("extract", path, "-f", "jsonl", "--workers", workers) for workers in (1, 2))
    assert one.stdout == two.stdout
    assert one.returncode == two.returncode == 1


def test_closed_pipe_is_no_error(seeds: Path) -> None:
    """`aidfacts … | head` ends without complaint."""
    code = f"{sys.executable} -m aidfacts extract {seeds} -f json -q | head -c 10"
    result = subprocess.run(["sh", "-c", code], capture_output=True, timeout=120)
    assert result.stderr == b""
