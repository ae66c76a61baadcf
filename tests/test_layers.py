"""Which part may import which: one way only, and one door to each outside library."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import aidfacts

PACKAGE = Path(aidfacts.__file__).parent

# Parts of the pipeline meet in the model; mentions may ask quantity, since a sum bounds a name.
STAGES = {
    "text": set(),
    "segment": set(),
    "quantity": set(),
    "mentions": {"quantity"},
    "frames": set(),
    "discourse": set(),
    "facts": set(),
    "document": set(),
}
GROUND = {"model", "lexicon", "errors"}
# What lies under the stages, and what each of those may import.
UNDER = {"errors": set(), "model": {"errors"}, "lexicon": {"errors", "model"}}
# A result knows how it is written, but only when it is asked: these imports stand inside methods.
LATE = {
    ("model.document", "convert"),
    ("model.document", "export"),
    ("model.document", "explain"),
    ("model.fact", "explain"),
    ("model.quantity", "quantity"),
}
# Nothing in the library imports these; they are for people.
OUTER = {"cli", "__main__"}

# Library → the one module, or the one package, that may import it; Parquet is read and written in two places.
DOORS: dict[str, str | tuple[str, ...]] = {
    "spacy": "integrations.spacy",
    "spacy_pkuseg": "segment",
    "opencc": "text.script",
    "cn2an": "quantity",
    "cattrs": "convert",
    "trafilatura": "web",
    "htmldate": "web",
    "pyarrow": ("cli.parquet", "export.arrow"),
    "typer": "cli",
    "click": "cli",
    "tqdm": "cli",
    "pandas": "export.pandas",
    "polars": "export.polars",
}


# Parts of the stages that may remember for all lexicons: what they keep comes from no table that users may change.
# Everywhere else `cache` is that of aidfacts.lexicon, which keeps what one lexicon gives apart from the next.
SHARED = {
    "quantity.bounds",
    "quantity.numeral",
    "segment.words",
    "text.fold",
    "text.gloss",
    "text.markup",
    "text.script",
    "text.suspects",
}


@cache
def _modules() -> dict[str, ast.Module]:
    return {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def _imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: write imports in full"
            yield (node.module or "", node.lineno)
            if node.module == "aidfacts":
                yield from ((f"aidfacts.{alias.name}", node.lineno) for alias in node.names)


def _own(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for name, line in _imports(tree):
        if name.startswith("aidfacts."):
            yield name.removeprefix("aidfacts."), line


@pytest.mark.parametrize("module", _modules())
def test_imports_go_one_way(module: str) -> None:
    """A stage imports the ground it stands on and itself, never another stage, the pipeline or what wraps it."""
    part = module.split(".")[0]
    for name, line in _own(_modules()[module]):
        target = name.split(".")[0]
        if (module, target) in LATE:
            continue
        if part in STAGES:
            assert target in GROUND | {part} | STAGES[part], f"{module}:{line} imports {name}"
        elif part in UNDER:
            assert target in UNDER[part] | {part}, f"{module}:{line} imports {name}"
        else:
            assert target not in OUTER or part in OUTER, f"{module}:{line} imports {name}"


def test_one_door_per_library() -> None:
    """Each outside library is imported in one place, so that it can be changed in one place."""
    found: dict[str, set[str]] = {}
    for module, tree in _modules().items():
        for name, _ in _imports(tree):
            library = name.split(".")[0]
            if library in DOORS:
                found.setdefault(library, set()).add(module)
    for library, modules in found.items():
        doors = DOORS[library] if isinstance(DOORS[library], tuple) else (DOORS[library],)
        outside = {
            name for name in modules if not any(name == door or name.startswith(f"{door}.") for door in doors)
        }
        assert not outside, f"{library} is imported by {sorted(outside)}; its door is {' or '.join(doors)}"


@pytest.mark.parametrize("module", _modules())
def test_nothing_outlives_its_lexicon(module: str) -> None:
    """A stage remembers what it makes of the tables by `aidfacts.lexicon.cache`, not by that of functools."""
    if module.split(".")[0] not in STAGES or module in SHARED:
        return
    for node in ast.walk(_modules()[module]):
        if isinstance(node, ast.ImportFrom) and node.module == "functools":
            taken = {alias.name for alias in node.names} & {"cache", "lru_cache", "cached_property"}
            assert not taken, f"{module}:{node.lineno} takes {taken} from functools"


def _runs_at_import(tree: ast.Module) -> Iterator[ast.Call]:
    # Calls at the top level and in class bodies; bodies of functions run later.
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call):
            yield node
        waiting.extend(ast.iter_child_nodes(node))


@pytest.mark.parametrize("module", _modules())
def test_nothing_is_read_at_import(module: str) -> None:
    """No table, file or model is opened while a module is imported."""
    for call in _runs_at_import(_modules()[module]):
        name = ast.unparse(call.func)
        assert name.split(".")[-1] not in {"open", "read_text", "read_bytes", "read_table", "read_toml"}, (
            f"{module}:{call.lineno} calls {name} at import"
        )
