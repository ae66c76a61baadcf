"""
Lets the site hold what lies outside docs/: mkdocs runs this while it builds (mkdocs.yml, `hooks`).

The pages link one another as files of the repository. A link that leaves docs/ leads to a page of the site where there
is one (CONTRIBUTING.md), else to a copy of the file under `files/`.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
PAGES = {"CHANGELOG.md": "changes.md", "CONTRIBUTING.md": "contributing.md"}
# [text](target#anchor), but not [text](https://…) nor [text](#anchor)
_LINK = re.compile(r"(?<=\]\()(?!https?:|#)[^)#\s]+")


def _place(page: str, target: str) -> str:
    """
    Return where the site has what *page* of the site calls *target*.

    >>> _place("tables.md", "totals.md"), _place("tables.md", "../examples/tables.py")
    ('totals.md', 'files/examples/tables.py')
    >>> _place("contributing.md", "docs/glossary.md"), _place("architecture.md", "../CONTRIBUTING.md")
    ('glossary.md', 'contributing.md')
    """
    folder = PurePosixPath() if page in PAGES.values() else PurePosixPath("docs", page).parent
    path = normpath(str(folder / target))
    if path.startswith("docs/"):
        return path.removeprefix("docs/")
    return PAGES.get(path, f"files/{path}")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the top level, and every file that a page links to."""
    for source, page in PAGES.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / source)))
    for page in list(files.documentation_pages()):
        for target in _LINK.findall(page.content_string):
            place = _place(page.src_uri, target)
            if place.startswith("files/") and files.get_file_from_path(place) is None:
                path = ROOT / place.removeprefix("files/")
                if path.is_file():  # else the link stays as it is, and mkdocs complains of it
                    files.append(File.generated(config, place, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links between files of the repository into links between files of the site."""
    uri = page.file.src_uri
    start = str(PurePosixPath(uri).parent)
    return _LINK.sub(lambda link: relpath(_place(uri, link[0]), start), markdown)
