"""
Patterns that are compiled when they are first asked something.

The modules of the stages hold over a thousand, of which most pages need a few hundred: compiling all of them took a
third of the time to the first fact of a fresh process.
"""

from __future__ import annotations

import re
from typing import Any, cast

_ASKED = (
    "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "flags", "groups", "groupindex",
)  # fmt: skip


class _Compiled:
    """What a pattern can be asked, in the object itself: its methods are found nearly as fast as those of a pattern."""


class _LatePattern(_Compiled):
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update((each, getattr(compiled, each)) for each in _ASKED)
        # A class with a `__getattr__` is asked the slow way even for what an object has.
        self.__class__ = _Compiled  # type: ignore[assignment]
        return getattr(self, name)


def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """
    Return what `re.compile` does, but compile it only when it is first used.

    An error in *pattern* shows then, too; `tests/unit/test_late_patterns.py` compiles all of them.

    >>> compile_late("[捐赠]+").findall("捐赠仪式,获赠")
    ['捐赠', '赠']
    """
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))
