"""
Patterns that are compiled when they are first asked something.

The modules of the stages hold over a thousand, of which most pages need a few hundred: compiling all of them took a
third of the time to the first fact of a fresh process.
"""

from __future__ import annotations

import re
from typing import Any, cast

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _LatePattern:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        # Kept in the object itself, so that it is asked here only once, and answers as fast as the pattern does.
        vars(self).update((each, getattr(compiled, each)) for each in _ASKED)
        return getattr(compiled, name)


def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """
    Return what `re.compile` does, but compile it only when it is first used.

    An error in *pattern* shows then, too; `tests/unit/test_late_patterns.py` compiles all of them.

    >>> compile_late("[捐赠]+").findall("捐赠仪式,获赠")
    ['捐赠', '赠']
    """
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))
