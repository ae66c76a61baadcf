"""
The docs build as a site, strictly, and the site asks nothing of any server.

Needs the extra `docs`; the search is tried in a Chromium where there is one, as in test_browser.
"""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BROWSER = os.environ.get("AIDFACTS_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
# What a page loads by itself; a link (<a href>) that a reader may follow is none.
_LOADED = re.compile(
    r"<(?:script|link|img|iframe|source|object)\b[^>]*?(?:src|href|data)=[\"']?((?:https?:)?//[^\"'\s>]+)"
)
_STYLED = re.compile(r"url\([\"']?((?:https?:)?//[^)]+)\)|@import[^;]*?((?:https?:)?//[^;]+)")

pytest.importorskip("material", reason="no mkdocs-material here; pip install 'aidfacts[docs]'")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it: a warning is an error (and is none with --quiet)."""
    folder = tmp_path_factory.mktemp("site")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert result.returncode == 0, result.stderr
    return folder


def test_every_page_is_there(site: Path) -> None:
    """Each page of docs/ is a page of the site, in its navigation; its pictures and linked files come with it."""
    start = (site / "index.html").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        name = f"{page.stem}.html"
        assert (site / name).exists()
        assert f'href="{name}"' in start, f"{page.name} is not in the nav of mkdocs.yml"
    assert (site / "contributing.html").exists()
    assert (site / "flow.svg").exists()
    assert (site / "files" / "examples" / "first_facts.ipynb").exists()


def test_examples_of_docstrings_are_code(site: Path) -> None:
    """The reference shows what the docstrings say, and no >>> as a quotation."""
    page = (site / "reference.html").read_text(encoding="utf-8")
    assert 'id="aidfacts.extract"' in page
    assert "<blockquote>" not in page


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    """No page and no style loads anything over the network."""
    for page in site.rglob("*.html"):
        assert _LOADED.findall(page.read_text(encoding="utf-8")) == [], page.name
    for style in site.rglob("*.css"):
        assert _STYLED.findall(style.read_text(encoding="utf-8")) == [], style.name


@pytest.mark.parametrize("name", ["site_hooks", "site_docstrings"])
def test_hooks_do_what_they_say(name: str) -> None:
    """The examples of the modules that mkdocs runs hold."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert doctest.testmod(module) == (0, doctest.testmod(module).attempted)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here; name one in AIDFACTS_CHROMIUM")
def test_search_works_from_disk(site: Path) -> None:
    """The site opened as a file finds English and Chinese words, without a request and without an error."""
    driver = pytest.importorskip(
        "playwright.sync_api", reason="no driver; pip install playwright", exc_type=ImportError
    )
    asked: list[str] = []
    errors: list[str] = []
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((site / "index.html").as_uri())
        field = page.locator("input.md-search__input")
        for word in ("GraphML", "捐款"):
            field.click()
            field.fill(word)
            page.keyboard.press("End")  # the page listens to keys
            page.get_by_text(re.compile(r"^\d+ matching documents?$")).wait_for(timeout=20_000)
            page.locator(".md-search-result__item mark").first.wait_for(timeout=20_000)
        browser.close()
    assert errors == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
