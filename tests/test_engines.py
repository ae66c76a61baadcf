"""The one callable under real engines, with one worker and with several: byte for byte what it gives without them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

JOBS = Path(__file__).parent / "engine_jobs.py"
PACKAGES = {"spark": "pyspark", "dask": "dask", "datasets": "datasets", "ray": "ray"}


@cache
def _run(engine: str, workers: int) -> str:
    # A process of its own: engines need the loopback, which is blocked here.
    done = subprocess.run(
        [sys.executable, str(JOBS), engine, str(workers)], capture_output=True, encoding="utf-8", timeout=600
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("engine", PACKAGES)
def test_engine_changes_nothing(engine: str, workers: int) -> None:
    """All rows are there, the errors too, and equal to the last byte."""
    if find_spec(PACKAGES[engine]) is None:
        pytest.skip(
            f"{PACKAGES[engine]} is not installed: `make spark` installs the engines and runs this file"
        )
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java 17 or later, and there is no `java` on the path")
    expected = _run("plain", 1)
    assert expected.count('"error": "TypeError"') == expected.count('"error": "InputError"') == 2
    assert _run(engine, workers) == expected
