"""
Remembers what is made of the tables, apart for each lexicon.

A user may bring rows of his own (`Options.lexicon`). What a stage has made of the tables – patterns, look-ups, answers
to names – must then not be that of another extractor, in another thread perhaps. `cache` and `lru_cache` are those of
functools, but for that: what they remember belongs to the lexicon in use, and is dropped with it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from inspect import signature
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from aidfacts.lexicon.own import Lexicon

LEXICONS = 8  # lexicons of users whose tables are kept ready; each costs a few megabytes

_Args = ParamSpec("_Args")
_Value = TypeVar("_Value")


class _Store(dict[Any, Any]):
    """What is remembered under one lexicon; the functions themselves are the keys."""

    __slots__ = ("lexicon",)

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon


_SHIPPED = _Store()
_store: ContextVar[_Store] = ContextVar("aidfacts_lexicon", default=_SHIPPED)


@functools.lru_cache(maxsize=LEXICONS)
def _open_store(lexicon: Lexicon) -> _Store:
    return _Store(lexicon)


@contextmanager
def use_lexicon(lexicon: Lexicon | None) -> Iterator[None]:
    """
    Read the tables with the rows of *lexicon* inside a `with` block; None is as they ship.

    It holds for this thread (or task) only.
    """
    token = _store.set(_SHIPPED if lexicon is None else _open_store(lexicon))
    try:
        yield
    finally:
        _store.reset(token)


def lexicon_in_use() -> Lexicon | None:
    """Return the lexicon that tables are read with here, None for that of the package alone."""
    return _store.get().lexicon


def cache(function: Callable[_Args, _Value]) -> Callable[_Args, _Value]:
    """
    Remember each answer of *function* for as long as the lexicon in use is.

    >>> @cache
    ... def count_triggers():
    ...     return len(read_table("triggers"))
    >>> from aidfacts.lexicon import read_table
    >>> count_triggers() == count_triggers()
    True
    """
    return _remember_value(function) if not signature(function).parameters else lru_cache(None)(function)


def _remember_value(function: Callable[..., _Value]) -> Callable[..., _Value]:
    # Most are asked for their one answer many times a sentence, so this says no more than it must.
    in_use = _store.get

    def recall() -> _Value:
        store = in_use()
        try:
            value: _Value = store[function]
        except KeyError:
            value = store[function] = function()
        return value

    functools.update_wrapper(recall, function)
    return recall


def lru_cache(maxsize: int | None) -> Callable[[Callable[_Args, _Value]], Callable[_Args, _Value]]:
    """Remember the last *maxsize* answers of a function (None: all) for as long as the lexicon in use is."""

    def decorate(function: Callable[_Args, _Value]) -> Callable[_Args, _Value]:
        in_use = _store.get

        @functools.wraps(function)
        def recall(*args: _Args.args, **kwargs: _Args.kwargs) -> _Value:
            store = in_use()
            try:
                own = store[function]
            except KeyError:
                own = store[function] = functools.lru_cache(maxsize)(function)
            value: _Value = own(*args, **kwargs)
            return value

        return recall

    return decorate
