"""What of a name stays: the family name."""

from __future__ import annotations

from functools import cache

from aidfacts.lexicon import read_table
from aidfacts.mentions.people import GIVEN, family_name

STAR = "*"
_OPEN = frozenset(" \u3000·•・.'’-")  # marks inside a name tell nothing
_HIDDEN_ALREADY = frozenset("某某XxＸ×*＊")
_FAMILIAR = frozenset("老小阿")


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["title"] for row in read_table("titles"))


def tells_no_given_name(name: str) -> bool:
    """
    Tell whether *name* is a family name alone, with a title or a sign of leaving out.

    >>> [tells_no_given_name(name) for name in ("何校长", "老周", "王某某", "周砚秋")]
    [True, True, True, False]
    """
    if len(name) == 2 and name[0] in _FAMILIAR and family_name(name, 1):
        return True
    size = family_name(name, 0)
    rest = name[size:]
    return bool(size) and (not rest or rest in _titles() or set(rest) <= _HIDDEN_ALREADY)


def mask_name(name: str) -> str:
    """
    Return the name of a person with its family name only, as long as before.

    A name without a family name that we know is masked as a whole.

    >>> mask_name("周砚秋"), mask_name("欧阳锦"), mask_name("阿米娜·卡迪尔"), mask_name("梦丽"), mask_name("何校长")
    ('周**', '欧阳*', '***·***', '**', '何校长')
    """
    if tells_no_given_name(name):
        return name
    keep = kept(name)
    return name[:keep] + "".join(mark if mark in _OPEN else STAR for mark in name[keep:])


def kept(name: str) -> int:
    """Return how many characters of a name stay."""
    size = family_name(name, 0)
    # 阿, 马, 雷 also begin names that have their family name at the other end.
    return size if 0 < size < len(name) <= size + 3 and not _OPEN.intersection(name.strip()) else 0


def given_name(name: str) -> str | None:
    """
    Return the given name by which a text may call a person, None where it has but one character or is no such.

    >>> given_name("周砚秋"), given_name("李军"), given_name("何校长")
    ('砚秋', None, None)
    """
    if tells_no_given_name(name):
        return None
    given = name[family_name(name, 0) :]
    return given if len(given) == 2 and given != name and GIVEN.issuperset(given) else None
