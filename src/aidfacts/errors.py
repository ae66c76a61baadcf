"""The errors that aidfacts raises on purpose; each names the value, the choices and the remedy."""

from __future__ import annotations


class AidfactsError(Exception):
    """Any error that aidfacts raises on purpose."""


class OptionError(AidfactsError, ValueError):
    """An option has a value that it cannot take."""


class LexiconError(AidfactsError, ValueError):
    """A table in data/ is broken; the message names file and line."""


class NumberError(AidfactsError, ValueError):
    """A string that was to be a number, a quantity or a sum of money is none."""


class CurrencyError(AidfactsError, ValueError):
    """Two sums cannot be put together, or a rate is missing."""


class InputError(AidfactsError, ValueError):
    """A record or a file cannot be read."""


class SegmenterError(AidfactsError, ValueError):
    """A segmenter model cannot be loaded."""


class ExtraMissing(AidfactsError, ImportError):
    """A library that an optional part needs is not installed; the message names the extra."""
