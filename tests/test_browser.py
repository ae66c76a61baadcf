"""
The report in a real browser: nothing is requested, facts lead to their characters and back, the filter and the keys work.

Needs a Chromium (chromium, chromium-browser, google-chrome, or the path in AIDFACTS_CHROMIUM) and the Python package
`playwright`, which drives it; skipped where one of them is not there. No download is ever made.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from aidfacts import Failure, extract
from aidfacts.export.flow import to_flow_svg
from aidfacts.export.report import write_report

BROWSER = os.environ.get("AIDFACTS_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
THEMES = ("light", "dark")
WIDTHS = (1200, 420)
EVIL = "<img src=http://qiu.example/a.png><script>document.title='ran'</script><link rel=stylesheet href=//qiu.example/b>"

if BROWSER is None:
    pytest.skip("no Chromium here; name one in AIDFACTS_CHROMIUM", allow_module_level=True)
driver = pytest.importorskip(
    "playwright.sync_api",
    reason="no driver for the browser here; pip install playwright",
    exc_type=ImportError,
)

Page = Any  # playwright's, which need not be there for this file to be read
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser with a profile of its own and without a network."""
    with driver.sync_playwright() as playwright:
        profile = tmp_path_factory.mktemp("profile")
        started = playwright.chromium.launch_persistent_context(
            str(profile), executable_path=BROWSER, headless=True, args=list(FLAGS)
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """The report on the seeds, on a page that would fetch and run things if it could, and on one that failed."""
    pages = {path.stem: path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))}
    pages["evil"] = f"锦澄集团向沐白中学捐款5万元。{EVIL}"
    pages["none"] = "今日多云。"
    path = tmp_path_factory.mktemp("report") / "report.html"
    with path.open("w", encoding="utf-8") as stream:
        results = [
            *(extract(text, id=name) for name, text in pages.items()),
            Failure(7, "bad", "InputError", "no text"),
        ]
        write_report(results, stream, title=f"Report {EVIL}")
    return path


@pytest.fixture
def page(context: Any, report: Path) -> Iterator[Page]:
    """The report in a wide, light window; whatever it asks for or complains of fails the test."""
    shown = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.set_viewport_size({"width": WIDTHS[0], "height": 900})
    shown.goto(report.as_uri())
    yield shown
    shown.close()
    assert {url.partition("#")[0] for url in asked} == {report.as_uri()}
    assert said == []


def _becomes(read: Callable[[], Any], wanted: Any) -> None:
    """The page answers in its own time: wait until it says what it should, or fail with what it says."""
    end = time.monotonic() + 5
    while (said := read()) != wanted and time.monotonic() < end:
        time.sleep(0.02)
    assert said == wanted


def _focused(page: Page) -> Any:
    return page.evaluate(
        "() => ({text: document.activeElement.textContent, tag: document.activeElement.tagName,"
        " facts: document.activeElement.dataset.facts, row: document.activeElement.closest('tr')?.id})"
    )


def _seen(page: Page) -> list[str]:
    return page.evaluate(
        "() => [...document.querySelectorAll('tr[data-fact]')].filter(r => r.offsetParent).map(r => r.id)"
    )


def _in_view(page: Page) -> bool:
    return page.evaluate(
        "() => {const b = document.activeElement.getBoundingClientRect();"
        " return b.top >= 0 && b.bottom <= innerHeight}"
    )


def test_nothing_is_asked_for_and_nothing_runs(page: Page) -> None:
    """No request leaves the page, and what stands in a text stays text (the fixture watches)."""
    page.wait_for_timeout(200)
    assert page.title().startswith("Report <img")
    assert page.locator("main img").count() == 0


def test_a_click_leads_to_the_characters_and_back(page: Page) -> None:
    """A fact's number focuses its first characters, marked alone; clicking them focuses the fact again."""
    page.click("#n3-row-d4 th a")
    _becomes(lambda: (_focused(page)["tag"], _focused(page)["facts"]), ("A", "d4"))
    _becomes(lambda: _in_view(page), True)
    lit = page.locator("article:nth-of-type(3) .af-text a.af-on")
    assert all(
        "d4" in facts.split() for facts in lit.evaluate_all("marks => marks.map(m => m.dataset.facts)")
    )
    lit.last.click()
    _becomes(lambda: _focused(page)["row"], "n3-row-d4")
    _becomes(lambda: _in_view(page), True)


def test_a_click_on_the_row_will_do(page: Page) -> None:
    """The whole row leads to the text, and the browser's own way back leads back."""
    page.click("#n3-row-d2 td[data-role=recipient]")
    _becomes(lambda: "d2" in (_focused(page)["facts"] or "").split(), True)
    page.click("#n3-row-d3 th a")
    _becomes(lambda: "d3" in (_focused(page)["facts"] or "").split(), True)
    page.go_back()
    page.wait_for_function("() => document.activeElement.dataset.facts?.split(' ').includes('d2')")


def test_characters_of_several_facts_lead_to_the_picked_one(page: Page) -> None:
    """Where facts share characters, the way back is to the fact one came from."""
    shared = page.evaluate(
        "() => {const m = [...document.querySelectorAll('.af-text a')].find(m => m.dataset.facts.includes(' '));"
        " return [m.closest('article').querySelector('tr[data-fact]').id.split('-')[0], m.dataset.facts.split(' ').at(-1)]}"
    )
    row = f"{shared[0]}-row-{shared[1]}"
    page.click(f"#{row} th a")
    page.locator(f"article:has(#{row}) .af-text a.af-on[data-facts*=' ']").first.click()
    _becomes(lambda: _focused(page)["row"], row)


def test_keys(page: Page) -> None:
    """Tab reaches the facts, arrows go from one to the next, Enter to the text, Escape back, a slash to the filter."""
    page.focus("#n3-row-d1 th a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    _becomes(lambda: _focused(page)["row"], "n3-row-d3")
    page.keyboard.press("ArrowUp")
    _becomes(lambda: _focused(page)["row"], "n3-row-d2")
    page.keyboard.press("Enter")
    _becomes(lambda: "d2" in (_focused(page)["facts"] or "").split(), True)
    page.keyboard.press("Tab")
    _becomes(lambda: "d2" in (_focused(page)["facts"] or "").split(), True)
    page.keyboard.press("Escape")
    _becomes(lambda: _focused(page)["row"], "n3-row-d2")
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.name") == "text"
    page.keyboard.type("a/b")
    assert page.input_value("[name=text]") == "a/b"
    page.fill("[name=text]", "")
    page.keyboard.press("ArrowDown")
    _becomes(lambda: (_focused(page)["row"] or "").endswith("-row-d1"), True)
    page.keyboard.press("/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.name") == "donor"
    ring = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert ring != "none"


def test_filter(page: Page) -> None:
    """Each field hides what does not fit, whole documents too; the count says so, and clearing brings all back."""
    every = _seen(page)
    count = page.locator("[name=count]")
    _becomes(count.inner_text, f"{len(every)} facts in 8 documents")
    page.fill("[name=donor]", "蒙牛")
    _becomes(lambda: _seen(page), ["n3-row-d8"])
    _becomes(count.inner_text, f"1 of {len(every)} facts in 1 of 8 documents")
    assert page.locator("article:visible").count() == 1
    lit = page.locator("article:visible .af-text a:not(.af-off)").evaluate_all(
        "marks => marks.map(m => m.dataset.facts)"
    )
    assert lit
    assert all("d8" in facts.split() for facts in lit)
    page.click("button[type=reset]")
    page.wait_for_function(
        f"() => document.querySelector('[name=count]').value.startsWith('{len(every)} facts')"
    )
    _becomes(lambda: _seen(page), every)
    page.fill("[name=recipient]", "大关县")
    _becomes(lambda: {row.split("-")[0] for row in _seen(page)}, {"n5"})
    page.click("button[type=reset]")
    page.fill("[name=text]", "锦澄 沐白")
    _becomes(lambda: _seen(page), ["n6-row-d1"])
    page.click("button[type=reset]")


@pytest.mark.parametrize(
    ("field", "value", "tells"),
    [
        ("kind", "partnership/", "row => row.dataset.type === 'partnership'"),
        ("kind", "donation/goods", "row => row.dataset.kind === 'goods'"),
        ("status", "planned", "row => row.dataset.status === 'planned'"),
        ("scope", "cumulative", "row => row.dataset.scope === 'cumulative'"),
        ("party", "school", "row => !!row.querySelector('[data-kind=school]')"),
    ],
)
def test_choices_of_the_filter(page: Page, field: str, value: str, tells: str) -> None:
    """What is left after a choice is exactly what it names."""
    expected = page.evaluate(
        f"() => [...document.querySelectorAll('tr[data-fact]')].filter({tells}).map(r => r.id)"
    )
    page.select_option(f"[name={field}]", value)
    assert expected
    _becomes(lambda: _seen(page), expected)


def test_least_confidence(page: Page) -> None:
    """The slider leaves what is at least as sure, by mouse or by key."""
    page.focus("[name=confidence]")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    _becomes(page.locator("[name=least]").inner_text, "≥ 0.6")
    sure = page.evaluate(
        "() => [...document.querySelectorAll('tr[data-fact]')].filter(r => Number(r.dataset.confidence) >= 0.6).map(r => r.id)"
    )
    _becomes(lambda: _seen(page), sure)


def test_many_documents(context: Any, tmp_path: Path, seeds: Path) -> None:
    """In a long page, of which only a part is laid out at a time, the ways there and back end in view."""
    path = tmp_path / "many.html"
    documents = [
        extract(each.read_text(encoding="utf-8"), id=each.stem) for each in sorted(seeds.glob("*.txt"))
    ]
    with path.open("w", encoding="utf-8") as stream:
        write_report(documents * 30, stream)
    shown = context.new_page()
    shown.set_viewport_size({"width": WIDTHS[0], "height": 900})
    shown.goto(path.as_uri())
    for number in (148, 73, 8):
        shown.evaluate(f"() => document.querySelector('#n{number}-row-d4 th a').click()")
        shown.wait_for_timeout(200)
        _becomes(lambda: "d4" in (_focused(shown)["facts"] or "").split(), True)
        _becomes(lambda: _in_view(shown), True)
        shown.keyboard.press("Escape")
        shown.wait_for_timeout(200)
        _becomes(lambda: _focused(shown)["row"], f"n{number}-row-d4")
        _becomes(lambda: _in_view(shown), True)
    shown.fill("[name=donor]", "蒙牛")
    _becomes(lambda: len(_seen(shown)), 30)
    shown.close()


_CONTRAST = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((channels(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const all = document.querySelectorAll(".af-legend span, .af-text a, td, th, h2, .af-meta, label, kbd, summary, .af-error, thead span");
  return Math.min(...[...all].map((element) => {
    const [one, other] = [light(getComputedStyle(element).color), light(ground(element))];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }));
}"""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_both_themes_at_both_widths(page: Page, theme: str, width: int) -> None:
    """Text stands out from its ground, the page is never wider than the window, and the picture fits it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(23, 23, 20)"
    assert dark == (theme == "dark")
    assert page.evaluate(_CONTRAST) >= 4.5
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    pictures = page.locator("#af-flow svg:visible")
    assert pictures.count() == 1
    assert pictures.bounding_box()["width"] <= width
    # A heading over columns where there are columns, beside its cell where there are none.
    before = page.evaluate("() => getComputedStyle(document.querySelector('td'), '::before').content")
    assert (before == '"from"') == (width < 700)


def test_without_script(context: Any, report: Path) -> None:
    """Without script the filter is not there and links lead to the characters all the same."""
    shown = context.browser.new_context(java_script_enabled=False) if context.browser else None
    if shown is None:
        pytest.skip("this driver opens no second context on a profile")
    plain = shown.new_page()
    plain.goto(report.as_uri())
    assert not plain.locator("#af-filter").is_visible()
    plain.click("#n3-row-d4 th a")
    assert plain.url.endswith("#n3-at-d4")
    assert plain.locator("#n3-at-d4").bounding_box()["y"] < 900
    shown.close()


@pytest.mark.parametrize("theme", THEMES)
def test_the_picture_alone(context: Any, tmp_path: Path, seeds: Path, theme: str) -> None:
    """The picture is drawn as a file of its own, in the colours of the theme, with every name inside it."""
    path = tmp_path / "flow.svg"
    documents = [
        extract(each.read_text(encoding="utf-8"), id=each.stem) for each in sorted(seeds.glob("*.txt"))
    ]
    path.write_text(to_flow_svg(documents), encoding="utf-8")
    shown = context.new_page()
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.emulate_media(color_scheme=theme)
    shown.goto(path.as_uri())
    assert asked == [path.as_uri()]
    colour = shown.evaluate("() => getComputedStyle(document.querySelector('.back')).fill")
    assert colour == {"light": "rgb(251, 250, 247)", "dark": "rgb(23, 23, 20)"}[theme]
    over = shown.evaluate(
        "() => {const b = document.documentElement.getBoundingClientRect();"
        " return [...document.querySelectorAll('text')].filter(t => {const r = t.getBoundingClientRect();"
        " return r.left < b.left || r.right > b.right || r.bottom > b.bottom}).map(t => t.textContent)}"
    )
    assert over == []
    boxes = shown.evaluate(
        "() => [...document.querySelectorAll('text')].map(t => {const r = t.getBoundingClientRect();"
        " return [r.left, r.top, r.right, r.bottom]})"
    )
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = (
                one[2] <= other[0] + 1
                or other[2] <= one[0] + 1
                or one[3] <= other[1] + 3
                or other[3] <= one[1] + 3
            )
            assert apart, "two labels lie over each other"
    shown.close()
