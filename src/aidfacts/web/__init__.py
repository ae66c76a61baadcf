"""
Web pages: the main text of an HTML page, its title and its date (extra `web`).

trafilatura finds the main text and leaves out what frames it. What a reader of Chinese pages needs beyond that is done
here: bytes in any of the usual encodings, tables as rows with cells apart, the line of source and date under the title,
and whose page it is.
"""

from aidfacts.web.page import Page, read_page

NO_MAIN_TEXT = "the page has no main text"

__all__ = ["NO_MAIN_TEXT", "Page", "read_page"]
