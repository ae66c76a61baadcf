"""The front door: public names, import time, what an import may load."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import aidfacts

INIT = Path(aidfacts.__file__)


def _run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout.strip()


def test_public_names_agree() -> None:
    """What type checkers see, what is loaded on use and what __all__ lists are the same names."""
    typed = {
        (alias.name, node.module)
        for node in ast.walk(ast.parse(INIT.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("aidfacts.")
        for alias in node.names
    }
    homes = {(name, f"aidfacts.{module}") for name, module in aidfacts._HOMES.items()}
    assert typed == homes
    assert {*aidfacts._HOMES, "__version__"} == set(aidfacts.__all__)
    assert len(aidfacts.__all__) == len(set(aidfacts.__all__))


@pytest.mark.parametrize("name", aidfacts.__all__)
def test_public_name_loads(name: str) -> None:
    """Every public name is there, has a docstring if it can, and is offered by dir()."""
    value = getattr(aidfacts, name)
    assert value.__doc__
    assert name in dir(aidfacts)


def test_unknown_name() -> None:
    """A name that is not there is an AttributeError, as with any module."""
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        _ = aidfacts.extrakt  # type: ignore[attr-defined]


def test_import_loads_nothing_heavy() -> None:
    """`import aidfacts` loads none of the libraries it stands on."""
    heavy = ["spacy", "spacy_pkuseg", "opencc", "cn2an", "cattrs", "attrs", "typer", "tqdm", "numpy", "regex"]
    loaded = _run(f"import sys, aidfacts; print([name for name in {heavy} if name in sys.modules])")
    assert loaded == "[]"


def test_import_is_quick() -> None:
    """The import takes under 0.15 s beyond the interpreter's own start; the best of five, since machines are shared."""
    code = "import time; t = time.perf_counter(); import aidfacts; print(time.perf_counter() - t)"
    assert min(float(_run(code)) for _ in range(5)) < 0.15


def test_extractor_is_plain() -> None:
    """An extractor and a document can be pickled, so that they can be sent to other processes."""
    extractor = pickle.loads(pickle.dumps(aidfacts.Extractor(aidfacts.Options(segmenter="char"))))
    assert extractor.options.segmenter == "char"
    document = aidfacts.extract("云岭公司向青禾小学捐款五万元。")
    assert pickle.loads(pickle.dumps(document)) == document


def test_numbers_need_no_spacy() -> None:
    """The number reader is usable by itself."""
    code = (
        "import sys, aidfacts; amount = aidfacts.parse_amount('370多万元'); "
        "print(amount.low, amount.high, 'spacy' in sys.modules)"
    )
    assert _run(code) == "3700000 3800000 False"
