"""What helps to find the main text of a Chinese page: where its publishing system puts it, and lists that are text."""

from __future__ import annotations

import re
from typing import Any

from aidfacts.web.lines import clean

# What the publishing systems of Chinese governments, schools and hospitals call the block with the text (id or class):
# TRS, Hanweb, UCAP, VSB, Webplus and the like. trafilatura knows those of the rest of the world.
_CONTAINER = re.compile(
    r"zoom|trs_(?:ue)?editor.{0,12}|ucap-?content|pages[-_]content|vsb_content\w{0,8}|v_news_content|wp_articlecontent"
    r"|(?:news|detail|artical|arc|info)[-_]?(?:content|con|text)",
    re.IGNORECASE,
)
_SHORTEST = 20  # characters of a block that is taken for the text
_LISTS = ("ul", "ol", "dl")


def mark_text(tree: Any) -> None:
    """Mark the block that holds the text, where its name tells, so that trafilatura looks there first."""
    found = [
        (len(clean("".join(block.itertext()))), -at, block)
        for at, block in enumerate(tree.iter("div", "section"))
        if any(_CONTAINER.fullmatch(name) for name in (block.get("id", ""), *block.get("class", "").split()))
    ]
    if found:
        # The outer one of two that hold the same.
        size, _, block = max(found, key=lambda each: each[:2])
        if size >= _SHORTEST:
            block.set("itemprop", "articleBody")


def open_lists(tree: Any) -> None:
    """Make paragraphs of the items of a list without links: it tells things, and trafilatura takes it for a menu."""
    for tag in _LISTS:
        for each in list(tree.iter(tag)):
            if next(each.iterdescendants("a"), None) is None:
                each.tag = "div"
                for item in each.iterdescendants("li", "dt", "dd"):
                    item.tag = "p"
