"""Batches in, batches out: the same answer for every kind of batch, however the pages are cut into them."""

from __future__ import annotations

import json
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aidfacts
from aidfacts import BatchExtractor, Document, InputError, OptionError
from aidfacts.integrations.columns import DDL
from strategies import PASSAGES, junk

PAGES: dict[str, list[Any]] = {
    "id": ["a", "b", "c", "d", "e"],
    "text": [PASSAGES[5], "今日多云。", None, PASSAGES[7], PASSAGES[0]],
    "published": ["2021-06-12", None, None, "2021", "in June"],
    "url": ["u", "u", "u", "u", "u"],
}


def _rows(found: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]


def test_a_row_for_each_page() -> None:
    """`rows="page"` keeps number and order of the pages; the whole result is read back from its JSON."""
    rows = _rows(BatchExtractor()(PAGES))
    assert [(row["id"], row["donations"], row["partnerships"], row["error"]) for row in rows] == [
        ("a", 2, 0, None),
        ("b", 0, 0, None),
        ("c", 0, 0, "TypeError"),
        ("d", 0, 1, None),
        ("e", 0, 0, "InputError"),
    ]
    told = aidfacts.extract(PASSAGES[5], id="a", published="2021-06-12")
    assert Document.from_dict(json.loads(rows[0]["result"]), PASSAGES[5]).facts == told.facts
    assert rows[0]["published"] == "2021-06-12"
    assert rows[2]["result"] is None
    assert "must be a str" in rows[2]["message"]


def test_a_row_for_each_fact() -> None:
    """`rows="fact"` gives flat columns, lists where there may be several, and a row for each error."""
    rows = _rows(BatchExtractor(rows="fact")(PAGES))
    assert [(row["page_id"], row["fact_id"], row["error"]) for row in rows] == [
        ("a", "d1", None),
        ("a", "d2", None),
        ("c", None, "TypeError"),
        ("d", "p1", None),
        ("e", None, "InputError"),
    ]
    goods, cash, broken, bond, _ = rows
    assert (goods["donors"], goods["recipients"], goods["items"]) == (
        ["鹭声电子有限公司"],
        ["禾川县人民医院"],
        ["呼吸机5台"],
    )
    assert (cash["amount"], cash["amount_low"], cash["currency"], cash["kind"]) == (
        "80000",
        "80000",
        "CNY",
        "cash",
    )
    assert PASSAGES[5][cash["start"] : cash["end"]] == PASSAGES[5]
    assert json.loads(cash["fact"])["id"] == "d2"
    assert (bond["type"], bond["kind"], bond["date"], len(bond["parties"])) == (
        "partnership",
        "agreement",
        "2021-03-05",
        2,
    )
    assert (broken["donors"], broken["start"], broken["confidence"]) == ([], -1, None)


@pytest.mark.parametrize("rows", ["page", "fact"])
def test_pandas_and_arrow_agree(rows: str) -> None:
    """A frame, an Arrow batch, an Arrow table, and iterators of them give what a dict of columns gives."""
    pandas = pytest.importorskip("pandas", reason="needs the extra pandas")
    pyarrow = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    extract = BatchExtractor(rows=rows)
    expected = _rows(extract(PAGES))
    frame = pandas.DataFrame(PAGES)
    batch = pyarrow.RecordBatch.from_pydict(PAGES)
    table = pyarrow.Table.from_pydict(PAGES)
    for given_batch in (batch, table):
        answer = extract(given_batch)
        assert type(answer) is type(given_batch)
        assert answer.schema == extract.schema
        assert answer.to_pylist() == expected
    found = extract(frame)
    assert list(found.dtypes) == list(extract.meta.dtypes)
    assert found.astype(object).where(found.notna(), None).to_dict("records") == expected
    assert pyarrow.Table.from_pandas(found, schema=extract.schema).to_pylist() == expected
    assert [each.to_pylist() for each in extract(iter([batch, batch]))] == [expected, expected]
    assert [list(each.columns) for each in extract(iter([frame, frame]))] == [list(extract.meta.columns)] * 2


@pytest.mark.parametrize("rows", ["page", "fact"])
def test_empty_batches_keep_their_columns(rows: str) -> None:
    """A batch without pages, or without facts, has every column in its type; engines put batches together."""
    pandas = pytest.importorskip("pandas", reason="needs the extra pandas")
    pyarrow = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    extract = BatchExtractor(rows=rows)
    for texts in ([], ["今日多云。"]):
        pages = {"text": texts}
        assert (
            extract(pyarrow.table(pages, schema=pyarrow.schema([("text", "string")]))).schema
            == extract.schema
        )
        assert list(extract(pandas.DataFrame(pages)).dtypes) == list(extract.meta.dtypes)
        assert list(extract(pages)) == [column.name for column in extract.columns]


def test_missing_values_of_pandas() -> None:
    """NaN, NaT and NA are values that are missing; numbers and days of pandas are ids and dates."""
    pandas = pytest.importorskip("pandas", reason="needs the extra pandas")
    frame = pandas.DataFrame(
        {
            "id": pandas.Series([1, None], dtype="Int64"),
            "text": ["6月11日,锦澄集团捐款5万元。", float("nan")],
            "published": pandas.to_datetime(["2021-06-12", None]),
            "title": [float("nan"), float("nan")],
        }
    )
    rows = BatchExtractor()(frame).to_dict("records")
    assert [(row["id"], row["published"], row["error"]) for row in rows] == [
        ("1", "2021-06-12", None),
        (None, None, "TypeError"),
    ]


def test_columns_of_other_names() -> None:
    """The columns that are read can have any names; others are left alone."""
    extract = BatchExtractor(text="body", id="url", published="day")
    found = extract(
        {"body": [PASSAGES[0]], "url": ["u"], "day": [date(2021, 6, 12)], "id": [7], "text": [None]}
    )
    assert (found["id"], found["published"], found["donations"]) == (["u"], ["2021-06-12"], [1])


@given(st.lists(st.sampled_from(PASSAGES), max_size=6), st.integers(1, 3))
def test_batches_can_be_cut_anywhere(texts: list[str], size: int) -> None:
    """The answer for a page does not depend on the batch that it is in."""
    extract = BatchExtractor(rows="fact")
    whole = _rows(extract({"text": texts}))
    parts = [{"text": texts[at : at + size]} for at in range(0, len(texts), size)]
    assert [row for part in extract(iter(parts)) for row in _rows(part)] == whole


@given(junk())
def test_any_text_makes_rows(text: str) -> None:
    """Whatever a page holds, broken surrogates too, its rows are text that Arrow takes."""
    for rows in ("page", "fact"):
        found = BatchExtractor(rows=rows)(
            {"text": [f"锦澄集团捐款5万元。{text}"], "id": [text], "title": [text]}
        )
        json.dumps(found, ensure_ascii=False).encode()


def test_surrogates_are_read_back() -> None:
    """Half a surrogate pair in a page is in the JSON of the result as it was."""
    text = "锦澄集团向\ud800沐白中学捐款5万元。"
    [result] = BatchExtractor()({"text": [text]})["result"]
    assert Document.from_dict(json.loads(result), text).facts == aidfacts.extract(text).facts


def test_travels() -> None:
    """It can be pickled, compared and hashed: nothing is in it but its settings."""
    extract = BatchExtractor(options=aidfacts.Options(segmenter="char"), rows="fact")
    copy = pickle.loads(pickle.dumps(extract))
    assert copy == extract
    assert hash(copy) == hash(extract)
    assert len(pickle.dumps(BatchExtractor())) < 500
    assert copy(PAGES) == extract(PAGES)


def test_columns_agree() -> None:
    """Columns have types that Spark and Arrow know, and the rows have exactly these columns."""
    for rows in ("page", "fact"):
        extract = BatchExtractor(rows=rows)
        names = [column.name for column in extract.columns]
        assert len(names) == len(set(names))
        assert all(column.type in DDL and column.holds for column in extract.columns)
        assert extract.ddl.count(",") == len(names) - 1
        assert list(extract(PAGES)) == names


def test_exact_to_the_last_digit() -> None:
    """Sums travel as decimals in strings; no float comes near them."""
    found = BatchExtractor(rows="fact")({"text": ["锦澄集团向沐白中学捐款12345678901234567.89元。"]})
    assert Decimal(found["amount"][0]) == Decimal("12345678901234567.89")


def test_wrong_use_is_told() -> None:
    """A mistake of the caller is raised, not written into every row."""
    with pytest.raises(OptionError, match="rows 'facts' is none of 'page', 'fact'"):
        BatchExtractor(rows="facts")
    with pytest.raises(OptionError, match=r"give an aidfacts\.Options"):
        BatchExtractor(options={"segmenter": "char"})  # type: ignore[arg-type]
    with pytest.raises(
        InputError, match=r"no column 'text'; its columns are 'body'.*BatchExtractor\(text=…\)"
    ):
        BatchExtractor()({"body": ["锦澄集团捐款5万元。"]})
    with pytest.raises(
        InputError, match=r"no column 'url'; its columns are 'text'; .*BatchExtractor\(id=…\)"
    ):
        BatchExtractor(id="url")({"text": ["锦澄集团捐款5万元。"]})
    with pytest.raises(InputError, match="of one length, not 'text' 1, 'id' 2"):
        BatchExtractor()({"text": ["锦澄集团捐款5万元。"], "id": ["a", "b"]})
    with pytest.raises(TypeError, match=r"a batch must be a pandas.DataFrame.*not builtins.list"):
        BatchExtractor()([{"text": "锦澄集团捐款5万元。"}])


def test_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a library is missing, the error names the extra."""
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(aidfacts.ExtraMissing, match=r"pip install 'aidfacts\[arrow\]'"):
        _ = BatchExtractor().schema
