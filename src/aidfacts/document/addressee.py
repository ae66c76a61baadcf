"""To whom a letter is written: the party behind 贵公司, 贵单位."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.model.mention import Mention

# 尊敬的锦澄集团: | 致锦澄集团全体员工: on a line of its own, and the title 致锦澄集团的感谢信
_SALUTATION = compile_late(
    r"^[ \u3000]*(?:尊敬的|敬爱的|亲爱的|致)?(?P<who>[^\n,。;:!?]{2,40}):[ \u3000]*$"
    r"|^[ \u3000]*(?:写给|给|致)(?P<titled>[^\n,。;:!?]{2,40}?)的?(?:一封)?(?:感谢|致谢|慰问|公开)?信[ \u3000]*$",
    re.MULTILINE,
)


def find_salutations(text: str) -> tuple[tuple[int, int], ...]:
    """
    Find the stretches that name to whom a letter is written, in text order.

    >>> find_salutations("感谢信\\n尊敬的锦澄集团:\\n贵公司捐赠口罩500只。")
    ((7, 11),)
    """
    return tuple(match.span(match.lastgroup or 0) for match in _SALUTATION.finditer(text))


def find_addressed(
    salutations: Sequence[tuple[int, int]], mentions: Sequence[Mention], before: int
) -> Iterable[int]:
    """Yield the numbers of the mentions in the salutations, those of the last one *before* a character first."""
    ahead = [span for span in salutations if span[0] < before]
    for start, end in reversed(ahead):
        yield from (at for at, m in enumerate(mentions) if start <= m.span.start and m.span.end <= end)
