"""The report: one page that is whole, escaped, linked, and runs nothing but its own script."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from aidfacts import Document, Evidence, Failure, Options, Span, extract
from aidfacts.export import Result
from aidfacts.export.html import render_document
from aidfacts.export.report import write_report
from aidfacts.model.fact import Donation, Party, PartyKind

EVIL = "</script></style><script>alert(1)</script><img src=http://qiu.example/x>\x00\ud800\"'&"
PAGE = f"锦澄集团向沐白中学捐赠口罩500只,价值近3万元。{EVIL}锦澄集团与沐白中学签订结对协议。"
FAILURE = Failure(1, "b", "InputError", f"no text {EVIL}")
SEEDS = sorted(Path(__file__).parents[2].glob("seeds/*.txt"))


def _write(results: Sequence[Result], **options: object) -> str:
    stream = io.StringIO()
    write_report(results, stream, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def _page() -> str:
    return _write([extract(PAGE, id=f"页{EVIL}", title=f"题{EVIL}"), FAILURE], title=f"报告{EVIL}")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.found: dict[str, list[str]] = {}
        self.policy = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.setdefault(tag, []).append("")
        if tag not in {"meta", "input"}:
            self.open.append(tag)
        told = {key: value or "" for key, value in attrs}
        self.policy = told["content"] if told.get("http-equiv") else self.policy
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told[key] for key in ("href", "src", "action", "srcset") if key in told]
        assert not any(key.startswith("on") or key == "style" for key in told)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.found[self.open[-1]][-1] += data
        if "details" in self.open and "summary" not in self.open:
            self.text += data


def _parse(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_page_is_escaped_and_whole() -> None:
    """The page shows the text character by character, and holds no element that stands in it."""
    reader = _parse(_page())
    assert PAGE.replace("\x00", "\ufffd").replace("\ud800", "\ufffd") in reader.text
    assert len(reader.found["script"]) == 1
    assert "img" not in reader.found
    _page().encode("utf-8")


def test_page_runs_only_its_own() -> None:
    """The policy allows nothing but this very style and this very script."""
    reader = _parse(_page())

    def stamp(tag: str) -> str:
        [code] = reader.found[tag]
        return b64encode(sha256(code.encode("utf-8")).digest()).decode("ascii")

    assert reader.policy == (
        f"default-src 'none'; style-src 'sha256-{stamp('style')}'; script-src 'sha256-{stamp('script')}'; "
        "base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    """From a fact to its characters and back, never out of the page; no target is there twice."""
    document = extract(path.read_text(encoding="utf-8"), id=path.stem)
    reader = _parse(_write([document, document]))
    assert all(link.startswith("#") for link in reader.links)
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids))
    for number in (1, 2):
        for fact in document.facts:
            assert {f"n{number}-row-{fact.id}", f"n{number}-at-{fact.id}"} <= set(reader.ids)


def test_a_fact_that_stands_nowhere_has_no_link() -> None:
    """Facts built by hand need no place in the text."""
    fact = Donation(id="d1", donors=(Party("锦澄集团", "", None, PartyKind.COMPANY),))
    placed = Donation(id="d2", evidence=(Evidence("捐", Span(0, 1)),))
    reader = _parse(_write([Document(text="捐款", donations=(fact, placed))], flow=False))
    assert "#n1-at-d1" not in reader.links
    assert "#n1-at-d2" in reader.links


def test_page_loads_nothing() -> None:
    """No address stands in the page but the name of the picture's language."""
    page = _write([extract(PASSAGE) for PASSAGE in ("锦澄集团捐款3万元。", "今日多云。")])
    assert re.findall(r"https?:[^\"' ]+", page) == ["http://www.w3.org/2000/svg"] * 2
    assert "url(" not in page
    assert "@import" not in page


def test_page_without_picture() -> None:
    """The picture can be left out, with the link to it."""
    assert "<svg" in _write([extract("锦澄集团捐款3万元。")])
    page = _write([extract("锦澄集团捐款3万元。")], flow=False)
    assert "<svg" not in page
    assert "#af-flow" not in page
    assert _parse(_write([]))


def test_columns_that_are_empty_are_left_out() -> None:
    """A table has no column for what the document never tells."""
    page = render_document(extract("锦澄集团向沐白中学捐款5万元。"))
    assert ">from<" in page
    assert ">through<" not in page


def test_notebook_view() -> None:
    """A document shows itself in a notebook: no script, links of its own."""
    one, other = extract(PAGE), extract("锦澄集团捐款3万元。")
    reader = _parse(one._repr_html_())
    assert one._repr_html_() == render_document(one)
    assert "script" not in reader.found
    assert "form" not in reader.found
    assert "svg" not in reader.found
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    assert set(reader.ids).isdisjoint(_parse(render_document(other)).ids)


def test_masked_report() -> None:
    """A masked result is masked in the page and its picture."""
    document = extract("周砚秋向沐白中学捐款5万元。", options=Options(mask_persons=True))
    assert "砚秋" not in _write([document])
