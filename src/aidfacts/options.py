"""Every switch of the extraction, its default, and what it risks."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path

from attrs import Attribute, field, frozen

from aidfacts.errors import OptionError
from aidfacts.lexicon import Lexicon, read_lexicon

SEGMENTERS = ("default", "char")


def _to_path(value: object) -> object:
    return fspath(value) if isinstance(value, PathLike) else value


def _to_lexicon(value: object) -> object:
    if not isinstance(value, str | PathLike):
        return value
    from aidfacts.text.normalise import normalise

    return read_lexicon(fspath(value), clean=lambda word: normalise(word).text)


@frozen(kw_only=True)
class Options:
    """
    How to extract.

    `segmenter` cuts sentences into words: `"default"` is the model in the package, `"char"` cuts between any two
    characters (no model is loaded; names and goods lose their edges more often), anything else is the folder of
    another pkuseg model.
    `rejected` keeps in `Document.rejected` what looked like a fact and was none, with the reason, for
    `Document.why_not`; it costs time and memory, most in text that holds no fact and would be passed over.
    `mask_persons` masks natural persons in the result and in its text, as `aidfacts.mask` does; every page is then
    read for names as a whole, also where it holds no fact.
    `lexicon` is the folder of your own rows, added to the tables or taken out of them (docs/lexicon.md): it is read
    once, here, and kept as a `Lexicon`. The first text costs a second load of all tables; nothing where it is None.

    >>> Options().segmenter
    'default'
    >>> Options(segmenter="jieba")
    Traceback (most recent call last):
        ...
    aidfacts.errors.OptionError: segmenter 'jieba' is neither 'default', 'char' nor a folder that exists; ...

    Raises: OptionError where a value is none that the option can take; LexiconError where a row of the lexicon is
        wrong.
    """

    segmenter: str = field(default="default", converter=_to_path)
    rejected: bool = field(default=False)
    mask_persons: bool = field(default=False)
    lexicon: Lexicon | None = field(default=None, converter=_to_lexicon)

    @segmenter.validator
    def _check_segmenter(self, _attribute: object, value: object) -> None:
        choices = " or ".join(map(repr, SEGMENTERS))
        if not isinstance(value, str):
            raise OptionError(f"segmenter {value!r} is a {type(value).__name__}; give {choices}, or a folder")
        if value not in SEGMENTERS and not Path(value).is_dir():
            named = ", ".join(map(repr, SEGMENTERS))
            raise OptionError(
                f"segmenter {value!r} is neither {named} nor a folder that exists; "
                "give one of them, or the path of a folder with a pkuseg model"
            )

    @rejected.validator
    @mask_persons.validator
    def _check_switch(self, attribute: Attribute[bool], value: object) -> None:
        if not isinstance(value, bool):
            raise OptionError(f"{attribute.name} {value!r} is a {type(value).__name__}; give True or False")

    @lexicon.validator
    def _check_lexicon(self, _attribute: object, value: object) -> None:
        if value is not None and not isinstance(value, Lexicon):
            raise OptionError(
                f"lexicon {value!r:.80} is a {type(value).__name__}; give the path of a folder, a Lexicon or None"
            )
