"""Patterns compiled on use: what they answer, and that every one of the library can be compiled."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import aidfacts
from aidfacts.lexicon.late import compile_late

PACKAGE = Path(aidfacts.__file__).parent
USERS = sorted(
    ".".join(("aidfacts", *path.relative_to(PACKAGE).with_suffix("").parts))
    for path in PACKAGE.rglob("*.py")
    if "compile_late(" in path.read_text(encoding="utf-8") and path.name != "late.py"
)


@pytest.mark.parametrize("name", USERS)
def test_patterns_of_a_module_can_be_compiled(name: str) -> None:
    for value in vars(import_module(name)).values():
        if isinstance(value, type(compile_late("")).__base__):
            re.compile(value.pattern)


def test_late_pattern_answers_as_the_pattern_does() -> None:
    late, pattern = compile_late("(?P<verb>捐)款?", re.MULTILINE), re.compile("(?P<verb>捐)款?", re.MULTILINE)
    text = "又捐款,再捐"
    for each in (late, pattern):
        assert [m.span() for m in each.finditer(text)] == [(1, 3), (5, 6)]
        assert each.sub("", text, count=1) == "又,再捐"
        assert each.groupindex == {"verb": 1}
        assert each.flags == pattern.flags
        assert each.search("无") is None


def test_wrong_pattern_shows_when_it_is_used() -> None:
    late = compile_late("(")
    with pytest.raises(re.error):
        late.search("")
