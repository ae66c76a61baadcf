"""What callers do by mistake: a clear error or an empty result, never a traceback from inside."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from typing import Any

import pytest

from aidfacts import (
    AidfactsError,
    Document,
    Extractor,
    Failure,
    InputError,
    OptionError,
    Options,
    extract,
    extract_many,
)

GIFT = "云岭公司向青禾小学捐赠图书500册。"


@pytest.mark.parametrize("text", [None, 7, b"abc", ["a"], GIFT.encode()])
def test_text_must_be_str(text: Any) -> None:
    """A text that is none is a TypeError that names the type."""
    with pytest.raises(TypeError, match=f"must be a str, not {type(text).__name__}"):
        extract(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\x00\x01\x02\x7f" * 50,
        "Nothing is given here. 1000 USD.",
        "寄付は5万円でした。",
        "%PDF-1.7\n%âãÏÓ\n",
        "锟斤拷烫烫烫屯屯屯" * 20,
        "ä¸­å›½çº¢åå­—ä¼šæèµ 5ä¸‡å…ƒ",
        "\ud800捐\udfff赠",
        "捐" * 1000,
        "捐赠。" * 500,
        "(((《《“‘" * 300,
    ],
)
def test_senseless_text_is_empty(text: str, check: Callable[[Document], None]) -> None:
    """Empty, binary, foreign, mojibake: no fact and no error."""
    document = extract(text)
    check(document)
    assert document.facts == ()


def test_facts_stand_among_surrogates(check: Callable[[Document], None]) -> None:
    """Half a character, as broken decoders leave it, does not spoil the page around it."""
    document = extract(f"\ud800\n{GIFT}\n\udc00")
    check(document)
    assert len(document.donations) == 1


def test_giant_single_line(check: Callable[[Document], None]) -> None:
    """A page of a million characters without a line break is read in time that grows with its length."""
    text = ("今日多云转晴,各地群众有序出行,市场供应充足。" * 43_000)[:1_000_000] + GIFT
    begin = time.perf_counter()
    document = extract(text)
    taken = time.perf_counter() - begin
    check(document)
    assert len(document.donations) == 1
    assert taken < 20  # seconds; a quadratic step would take hours


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2020", "2020"),
        ("2020-06", "2020-06"),
        ("2020-06-11", "2020-06-11"),
        ("2020-06-11T08:30:00Z", "2020-06-11"),
        ("2020-06-11 08:30", "2020-06-11"),
        (datetime.date(2020, 6, 11), "2020-06-11"),
        (datetime.datetime(2020, 6, 11, 8), "2020-06-11"),
        ("", None),
        (None, None),
    ],
)
def test_published_is_read(published: Any, expected: str | None) -> None:
    """The date of the page may be a date or its ISO form, as precise as it is known."""
    assert extract("今日多云。", published=published).published == expected


@pytest.mark.parametrize("published", ["2020年6月", "11/06/2020", "2020-13", 2020, "x"])
def test_published_that_is_no_date(published: Any) -> None:
    """A date in another form is refused with the form to use."""
    with pytest.raises(InputError, match="write 2020-06-11"):
        extract(GIFT, published=published)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"segmenter": "jieba"}, "'default', 'char'"),
        ({"segmenter": 3}, "is a int"),
        ({"rejected": "yes"}, "give True or False"),
    ],
)
def test_option_errors_name_the_remedy(options: dict[str, Any], message: str) -> None:
    """An option error names the value, the choices and the remedy; it is an AidfactsError and a ValueError."""
    with pytest.raises(OptionError, match=message) as caught:
        Options(**options)
    assert isinstance(caught.value, AidfactsError)
    assert isinstance(caught.value, ValueError)


def test_options_must_be_options() -> None:
    """A dict of options is a TypeError."""
    with pytest.raises(TypeError, match=r"aidfacts\.Options"):
        Extractor({"segmenter": "char"})  # type: ignore[arg-type]


@pytest.mark.parametrize("arguments", [{"workers": 0}, {"workers": "two"}, {"on_error": "ignore"}])
def test_batch_options_are_checked_at_once(arguments: dict[str, Any]) -> None:
    """A wrong argument of extract_many is told before the first record is asked for."""
    with pytest.raises(OptionError):
        extract_many([], **arguments)


@pytest.mark.parametrize("records", [GIFT, {"text": GIFT}])
def test_one_record_is_no_batch(records: Any) -> None:
    """A str is iterable, character by character; nobody means that."""
    with pytest.raises(TypeError, match="use extract"):
        extract_many(records)


BATCH: list[Any] = [
    GIFT,
    {"text": GIFT, "id": "b", "url": "left alone"},
    {"id": "c"},
    {"text": None, "id": "d"},
    17,
    {"text": GIFT, "id": "f", "published": "soon"},
    {"text": GIFT, "id": 7, "published": "2020-06"},
    OSError("a reader's trouble"),
]


@pytest.mark.parametrize("workers", [1, 2])
def test_bad_record_stays_alone(workers: int) -> None:
    """A bad record becomes a failure in its place, and the rest goes on; so with workers."""
    results = list(extract_many(BATCH, workers=workers))
    assert [isinstance(result, Failure) for result in results] == [
        False,
        False,
        True,
        True,
        True,
        True,
        False,
        True,
    ]
    failures = [result for result in results if isinstance(result, Failure)]
    assert [(failure.index, failure.id, failure.error) for failure in failures] == [
        (2, "c", "InputError"),
        (3, "d", "TypeError"),
        (4, None, "TypeError"),
        (5, "f", "InputError"),
        (7, None, "OSError"),
    ]
    assert [result.id for result in results if isinstance(result, Document)] == [None, "b", "7"]


def test_workers_change_nothing() -> None:
    """One process and two give the same, character by character."""
    batch = [*BATCH, *({"text": f"{GIFT}{number}", "id": str(number)} for number in range(150))]
    one, two = ([str(r.to_dict()) for r in extract_many(batch, workers=workers)] for workers in (1, 2))
    assert one == two


def test_errors_can_be_raised() -> None:
    """With on_error="raise" the first failure stops the batch with its own exception, in its place."""
    results = extract_many(BATCH, on_error="raise")
    assert isinstance(next(results), Document)
    assert isinstance(next(results), Document)
    with pytest.raises(InputError, match="no 'text'"):
        next(results)


def test_errors_can_be_handed_over() -> None:
    """With a function the failures go there and the records are left out."""
    failures: list[Failure] = []
    assert len(list(extract_many(BATCH, on_error=failures.append))) == 3
    assert [failure.index for failure in failures] == [2, 3, 4, 5, 7]


def test_batch_is_a_stream() -> None:
    """A record is not asked for before it is needed: an endless source is fine."""

    def endless() -> Any:
        while True:
            yield GIFT

    results = extract_many(endless())
    assert len(next(results).donations) == 1  # type: ignore[union-attr]
