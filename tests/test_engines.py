"""The one callable under real engines, with one worker and with several: byte for byte what it gives without them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

JOBS = Path(__file__).parent / "engine_jobs.py"
PACKAGES = {"spark": "pyspark", "dask": "dask", "datasets": "datasets", "ray": "ray"}
REMEDY = "`make spark` installs Spark, Dask and datasets and runs this file; for Ray: pip install 'ray[data]'"


@cache
def _run(engine: str, workers: int) -> str:
    # A process of its own: engines need the loopback, which is blocked here.
    done = subprocess.run(
        [sys.executable, str(JOBS), engine, str(workers)], capture_output=True, encoding="utf-8", timeout=600
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


def _need(engine: str) -> None:
    if find_spec(PACKAGES[engine]) is None:
        pytest.skip(
            f"{PACKAGES[engine]} is not installed: `make spark` installs the engines and runs this file"
        )
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java 17 or later, and there is no `java` on the path")


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("engine", PACKAGES)
def test_engine_changes_nothing(engine: str, workers: int) -> None:
    """All rows are there, the errors too, and equal to the last byte."""
    _need(engine)
    expected = _run("plain", 1)
    assert expected.count('"error": "TypeError"') == expected.count('"error": "InputError"') == 2
    assert _run(engine, workers) == expected


@pytest.mark.parametrize("engine", PACKAGES)
def test_docs_run(engine: str, tmp_path: Path, root: Path) -> None:
    """What docs/batches.md says to do does it: the facts of a file of pages stand in another file or folder."""
    page = root / "docs" / "batches.md"
    if not page.exists():
        pytest.skip("no docs here: the suite runs on the wheel")
    _need(engine)
    import pandas

    blocks = re.findall(r"^```py\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    [code] = [
        block for block in blocks if re.search(rf"^(?:import|from) {PACKAGES[engine]}\b", block, re.MULTILINE)
    ]
    (tmp_path / "job.py").write_text(code, encoding="utf-8")
    pages = {
        "id": ["a", "b"],
        "text": ["锦澄集团向沐白中学捐款5万元。", None],
        "published": [None, "2021-06-12"],
    }
    pandas.DataFrame(pages).to_parquet(tmp_path / "pages.parquet")
    loopback = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1", "HF_HOME": str(tmp_path)}
    command = [sys.executable, "job.py"]
    done = subprocess.run(
        command, cwd=tmp_path, env=os.environ | loopback, capture_output=True, encoding="utf-8", timeout=600
    )
    assert done.returncode == 0, done.stderr[-4000:]
    [facts] = {tmp_path / "facts", tmp_path / "facts.parquet"} & set(tmp_path.iterdir())
    rows = pandas.read_parquet(facts).sort_values("page_id")
    assert list(rows["page_id"]) == ["a", "b"]
    assert rows["amount"].iloc[0] == "50000"
    assert rows["error"].iloc[1] == "TypeError"
