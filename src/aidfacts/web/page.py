"""Reads an HTML page; the only door to trafilatura and htmldate."""

from __future__ import annotations

from configparser import ConfigParser
from copy import deepcopy
from functools import cache
from typing import Any

from attrs import frozen

from aidfacts.encoding import decode_page
from aidfacts.errors import ExtraMissing
from aidfacts.web.blocks import mark_text, open_lists
from aidfacts.web.framing import choose_title, frame_text, is_menu
from aidfacts.web.lines import clean, key_of, main_lines, visible_lines
from aidfacts.web.tables import prepare_tables

# trafilatura takes less than 250 characters for no text and gives the whole page then. Chinese tells the same in a
# third of that, and a notice of a gift is often two sentences.
_SMALLEST = 20  # characters
# htmldate compares with the day of the run unless it is told; the same page has to have the same date next year.
_FIRST_DAY, _LAST_DAY = "1980-01-01", "2049-12-31"


@frozen
class Page:
    """
    What an HTML page tells: its title, its main text under the title, and the date in its markup.

    `text` is "" where there is no main text. `dated` is the date that its markup or its address tells; a date in the text
    is left to the reading of the text. `title` and `dated` are None where nothing tells.
    """

    text: str
    title: str | None
    dated: str | None


def read_page(html: str | bytes, url: str | None = None) -> Page:
    """
    Return title, main text and date of an HTML page.

    A table becomes a line a row, its cells apart by tabs, a cell that spans rows told in each of them.

    Raises: ExtraMissing without the extra `web`; InputError where *html* is bytes that are no text; TypeError where it
        is neither str nor bytes.
    """
    if not isinstance(html, str | bytes | bytearray):
        raise TypeError(f"html must be str or bytes, not {type(html).__name__}: {html!r:.80}")
    library = _load()
    source = html if isinstance(html, str) else decode_page(bytes(html))
    tree = library.load(source) if source.strip() else None
    if tree is None:
        return Page("", None, None)
    prepare_tables(tree)
    open_lists(tree)
    mark_text(tree)
    lines, links = visible_lines(tree), _linked_text(tree)
    dated = library.date(_without_tables(tree), url)
    found = library.extract(tree, url)
    if found is None:
        return Page("", None, dated)
    title = choose_title(clean(found.title), lines) if found.title else None
    main = main_lines(found.body) if found.body is not None else []
    if not main or is_menu(main, links):
        return Page("", title, dated)
    return Page("\n".join(frame_text(title, main, lines)), title, dated)


@frozen
class _Library:
    """The functions of the libraries behind this door."""

    load: Any
    extract: Any
    date: Any


@cache
def _load() -> _Library:
    try:
        from htmldate import find_date
        from trafilatura import bare_extraction, load_html
        from trafilatura.settings import DEFAULT_CONFIG
    except ImportError as error:
        raise ExtraMissing(
            f"HTML pages need trafilatura and htmldate ({error}); install them: pip install 'aidfacts[web]'"
        ) from None

    config: ConfigParser = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_SMALLEST)
    dates: dict[str, Any] = {
        "extensive_search": False,
        "original_date": True,
        "min_date": _FIRST_DAY,
        "max_date": _LAST_DAY,
    }

    def extract(tree: Any, url: str | None) -> Any:
        return bare_extraction(
            tree,
            url=url,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params=dates,
            config=config,
        )

    def date(tree: Any, url: str | None) -> str | None:
        found: str | None = find_date(tree, url=url, **dates)
        return found

    return _Library(load_html, extract, date)


def _without_tables(tree: Any) -> Any:
    # The days in a list of gifts are those of the gifts.
    copy = deepcopy(tree)
    for table in list(copy.iter("table")):
        table.clear(keep_tail=True)
    return copy


def _linked_text(tree: Any) -> frozenset[str]:
    return frozenset(key_of("".join(link.itertext())) for link in tree.iter("a"))
