"""
Run the notebooks of examples/ and hold what they print against what is stored in them.

    python tools/run_notebooks.py [--write]

Says what differs and ends with 1 where something does; --write stores the new outputs instead. An error in a cell ends the
run. Pictures and HTML are stored, not compared: they change with the version of who draws them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent.parent / "examples"


def read_printed(cell: nbformat.NotebookNode) -> str:
    """Return what a cell printed, as text."""
    return "".join(output.text for output in cell.get("outputs", ()) if output.output_type == "stream")


def run(path: Path, write: bool) -> list[str]:
    """Run a notebook in its folder; return what differs."""
    notebook = nbformat.read(path, as_version=4)
    stored = [read_printed(cell) for cell in notebook.cells]
    resources = {"metadata": {"path": str(path.parent)}}
    client = NotebookClient(notebook, timeout=120, record_timing=False, resources=resources)
    client.execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    nbformat.validate(notebook)
    if write:
        nbformat.write(notebook, path)
        return []
    printed = [read_printed(cell) for cell in notebook.cells]
    return [
        f"{path.name}, cell {at}: stored\n{old}\nnow\n{new}"
        for at, (old, new) in enumerate(zip(stored, printed, strict=True))
        if old != new
    ]


def main() -> int:
    """Run all notebooks."""
    different = [
        line for path in sorted(FOLDER.glob("*.ipynb")) for line in run(path, "--write" in sys.argv[1:])
    ]
    print("\n".join(different) if different else "as stored")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
