"""
`frozen` and `evolve` of attrs, as they are to the eye and to mypy, for values that a page makes by the thousand.

Where attrs keeps a value from being changed, each field of a new one goes through a function, three times as long as
an assignment. Values that never leave the pipeline are watched over by mypy alone; those that a caller gets are made by
attrs itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attrs import evolve, frozen
else:
    import attrs

    frozen = partial(attrs.define, unsafe_hash=True)

    def evolve(value: Any, **changes: Any) -> Any:
        """Return *value* with some fields changed; the names of all are looked up once for each class."""
        kind = type(value)
        names, read = _fields(kind)
        return kind(**dict(zip(names, read(value), strict=True)) | changes)

    @cache
    def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
        names = tuple(field.name for field in attrs.fields(kind) if field.init)
        return names, attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)


__all__ = ["evolve", "frozen"]
