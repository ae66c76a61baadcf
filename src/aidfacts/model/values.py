"""
`frozen` and `evolve` of attrs, as they are to the eye and to mypy, for values that a page makes by the thousand.

Where attrs keeps a value from being changed, each field of a new one goes through a function, three times as long as
an assignment. Values that never leave the pipeline are watched over by mypy alone; those that a caller gets are made by
attrs itself.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attrs import evolve, frozen
else:
    import attrs

    frozen = partial(attrs.define, unsafe_hash=True)

    def evolve(value: Any, **changes: Any) -> Any:
        """Return *value* with some fields changed; the names of all are looked up once for each class."""
        kept = {name: getattr(value, name) for name in _fields(type(value)) if name not in changes}
        return type(value)(**kept, **changes)

    @cache
    def _fields(kind: type) -> tuple[str, ...]:
        return tuple(field.name for field in attrs.fields(kind) if field.init)


__all__ = ["evolve", "frozen"]
