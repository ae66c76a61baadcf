"""Where words may begin in a long text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts.lexicon import Openings, join_words, openings

WORDS = ["捐", "赠送", "赠书", "送上", "善款", "😀好"]


@given(text=st.text(alphabet="捐赠送书上善款😀好,\n"), block=st.integers(1, 7))
def test_finds_what_the_pattern_finds(text: str, block: int) -> None:
    """However a text is cut into blocks, the matches are those of the pattern alone."""
    pattern = re.compile(join_words(WORDS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(openings, "_BLOCK", block)
        found = [match.span() for match in Openings(WORDS).finditer(pattern, text)]
    assert found == [match.span() for match in pattern.finditer(text)]


def test_leaves_hardly_a_place_to_look_at() -> None:
    """Places are those of the first two characters of a word, not of the first alone."""
    assert list(Openings(WORDS).places("送书,善待,赠书")) == [6]
