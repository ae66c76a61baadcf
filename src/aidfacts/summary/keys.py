"""What sums are kept apart by: who gave, who received, where, when."""

from __future__ import annotations

from collections.abc import Callable

from aidfacts.errors import OptionError
from aidfacts.lexicon.gazetteer import load_gazetteer
from aidfacts.model.fact import Scope
from aidfacts.summary.gifts import Gift, list_names

Key = tuple[str, ...]
_YEAR = len("2020")
UNTOLD = "–"  # beside a place, of a joint gift that went in part where nothing tells


def _place(code: str) -> str:
    return f"{code} {name_place(code)}".strip()


def name_place(code: str) -> str:
    """
    Return the name of the division with the GB/T 2260 code *code*, "" where the gazetteer has none.

    >>> name_place("513228"), name_place("999999")
    ('黑水县', '')
    """
    try:
        return load_gazetteer().by_code(code).name
    except KeyError:
        return ""


def _places(gift: Gift, digits: int) -> Key:
    recipients = [party for party in gift.fact.recipients if party.named]
    places = {_place(party.adcode[:digits].ljust(6, "0")) for party in recipients if party.adcode}
    if not places:
        return ()
    # 白河县教育局 and a school that lies nobody knows where: not all of it went to 白河县.
    elsewhere = not all(party.adcode for party in recipients)
    return (*sorted(places), *([UNTOLD] if elsewhere else []))


def _year(gift: Gift) -> Key:
    date = gift.fact.date
    return (date.value[:_YEAR],) if date else ()


_KEYS: dict[str, Callable[[Gift], Key]] = {
    "total": lambda gift: ("total",),
    "donor": lambda gift: tuple(sorted(gift.givers)),
    "recipient": lambda gift: tuple(sorted(list_names(gift.fact.recipients))),
    "channel": lambda gift: tuple(sorted(list_names(gift.fact.channels))),
    "place": lambda gift: _places(gift, 6),
    "province": lambda gift: _places(gift, 2),
    "year": _year,
    "form": lambda gift: (gift.fact.form.value,),
    "status": lambda gift: (gift.fact.status.value,),
    "document": lambda gift: (gift.document_id if gift.document_id is not None else f"#{gift.record}",),
}


def get_key(by: str) -> Callable[[Gift], Key]:
    """
    Return the function that reads the key *by* of a gift: one name, several for a joint gift, none where not told.

    Raises: OptionError where there is no such key.
    """
    if by not in _KEYS:
        raise OptionError(f"by {by!r} is no key of sums; choose one of {', '.join(_KEYS)}")
    return _KEYS[by]


def spans_years(gift: Gift) -> bool:
    """Tell whether a total is of more than its own year: one told of a year (2020年全年共捐) is of that year alone."""
    date = gift.fact.date
    return gift.fact.scope is Scope.CUMULATIVE and not (date and len(date.value) == _YEAR)
