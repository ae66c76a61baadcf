"""Results as flat tables: rows, data frames, Arrow, Parquet, CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import aidfacts
from aidfacts import Document, Failure, to_arrow, to_pandas, to_polars, to_records
from aidfacts.errors import ExtraMissing, NumberError, OptionError
from aidfacts.export.arrow import choose_decimal, make_schema, write_parquet
from aidfacts.export.columns import FACTS, TABLES, Holds
from aidfacts.export.csv import BOM, defuse, write_csv

FAILURE = Failure(9, "bad", "TypeError", "text must be a str")
TEXT = (
    "2021年6月11日,锦澄集团、云岭公司通过青禾县慈善会向沐白中学捐赠价值90余万元的课桌500张、书柜20个。"
    "明屿公司每月向岚溪小学捐款5000元。锦澄集团与沐白中学签署结对帮扶协议。"
)


@pytest.fixture(scope="module")
def pages(seeds: Path) -> list[Document | Failure]:
    """The five seed pages, a page of our own, and a failure."""
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(seeds.glob("*.txt"))]
    documents = [aidfacts.extract(text, id=name) for name, text in [*texts, ("own", TEXT)]]
    return [*documents, FAILURE]


def _own(table: str = "facts") -> list[dict[str, Any]]:
    return to_records(aidfacts.extract(TEXT, id="own", title="标题"), table)


def test_a_row_a_fact(pages: list[Document | Failure]) -> None:
    """Every fact and every failure has a row with all columns, in order."""
    rows = to_records(pages)
    facts = [(page.id, fact.id) for page in pages if isinstance(page, Document) for fact in page.facts]
    assert [(row["document_id"], row["fact_id"]) for row in rows[:-1]] == facts
    assert all(tuple(row) == tuple(FACTS) for row in rows)
    assert rows[-1]["error"] == "TypeError: text must be a str"
    assert rows[-1]["record"] == len(pages) - 1


def test_cells() -> None:
    """A row holds names, kinds, bounds, goods, dates and evidence of its fact."""
    row, rate, bond = _own()
    assert (row["donors"], row["donor_kinds"]) == ("锦澄集团; 云岭公司", "company; company")
    assert (row["recipients"], row["channels"]) == ("沐白中学", "青禾县慈善会")
    assert (row["amount_value"], row["amount_high"]) == (Decimal(900000), Decimal(1000000))
    assert (row["amount_modifier"], row["currency"], row["valuation"]) == ("over", "CNY", "in_kind")
    assert [item["name"] for item in json.loads(row["items"])] == ["课桌", "书柜"]
    assert (row["date"], row["date_precision"]) == ("2021-06-11", "day")
    assert TEXT[row["evidence_start"] : row["evidence_end"]] == row["evidence"]
    assert row["library_version"] == aidfacts.__version__
    assert (row["count_in_totals"], rate["count_in_totals"]) == (True, False)
    assert (rate["per"], rate["valuation"]) == ("month", "cash")
    assert (bond["fact_type"], bond["kind"], bond["parties"]) == (
        "partnership",
        "pairing",
        "锦澄集团; 沐白中学",
    )
    assert bond["count_in_totals"] is None


def test_place_and_code() -> None:
    """The place of a gift is that of who receives, by name and code."""
    document = aidfacts.extract("锦澄集团向黑水县人民医院捐款5万元。")
    [row] = to_records(document)
    assert (row["place"], row["place_code"]) == ("黑水县", "513228")


def test_parts_name_their_total() -> None:
    """A part carries the id of its total, and only the total is counted."""
    rows = to_records(aidfacts.extract("锦澄集团共捐款8万元,其中向沐白中学捐款5万元,向青禾小学捐款3万元。"))
    assert [(row["parent_id"], row["count_in_totals"]) for row in rows] == [
        (None, True),
        ("d1", False),
        ("d1", False),
    ]


def test_long_tables(pages: list[Document | Failure]) -> None:
    """A row a party in its role, a row a thing with its number, each cut from the text."""
    parties = _own("parties")
    assert [(row["fact_id"], row["role"], row["position"], row["name"]) for row in parties[:4]] == [
        ("d1", "donor", 0, "锦澄集团"),
        ("d1", "donor", 1, "云岭公司"),
        ("d1", "recipient", 0, "沐白中学"),
        ("d1", "channel", 0, "青禾县慈善会"),
    ]
    assert [(row["name"], row["quantity_value"], row["unit"]) for row in _own("items")] == [
        ("课桌", Decimal(500), "张"),
        ("书柜", Decimal(20), "个"),
    ]
    for table in ("parties", "items"):
        for row in to_records(pages, table):
            page = pages[row["record"]]
            assert isinstance(page, Document)
            if row["start"] is not None:
                assert page.text[row["start"] : row["end"]] == row["text"]


def test_one_or_many(pages: list[Document | Failure]) -> None:
    """A document, a failure, and any iterable of both are taken; other things are not."""
    [document] = [page for page in pages if page.id == "own"]
    assert to_records(document) == to_records([document]) == to_records(iter([document]))
    assert to_records([]) == []
    assert len(to_records(FAILURE)) == 1
    with pytest.raises(TypeError, match="result 0 must be a Document or a Failure, not int"):
        to_records([1])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="what extract or extract_many returned"):
        to_records({"donations": []})  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="choose one of facts, parties, items"):
        to_records(document, "donors")


@pytest.mark.parametrize("table", TABLES)
def test_frames_hold_the_rows(pages: list[Document | Failure], table: str) -> None:
    """Arrow, Parquet, Polars and pandas hold the very rows of `to_records`, every digit of them."""
    rows = to_records(pages, table)
    arrow = to_arrow(pages, table)
    assert arrow.to_pylist() == rows
    assert to_polars(pages, table).to_dicts() == rows
    frame = to_pandas(pages, table)
    assert list(frame.columns) == list(TABLES[table])
    assert [
        {
            key: None if value is None or value != value or str(value) == "<NA>" else value
            for key, value in row.items()
        }
        for row in frame.to_dict("records")
    ] == rows
    from pyarrow import parquet

    stream = io.BytesIO()
    write_parquet(pages, stream, table=table)
    assert parquet.read_table(io.BytesIO(stream.getvalue())).equals(arrow)


def test_types_do_not_depend_on_rows() -> None:
    """An empty table has the columns and types of a full one."""
    for table, columns in TABLES.items():
        assert to_arrow([], table).schema == make_schema(table)
        assert to_arrow(FAILURE, table).schema == make_schema(table)
        assert list(to_polars([], table).columns) == list(to_pandas([], table).columns) == list(columns)
    assert str(to_pandas([])["count_in_totals"].dtype) == "boolean"


def _worth(number: str) -> Document:
    document = aidfacts.extract("锦澄集团向沐白中学捐款5万元。")
    [donation] = document.donations
    assert donation.amount is not None
    value = Decimal(number)
    return evolve(
        document,
        donations=(evolve(donation, amount=evolve(donation.amount, value=value, low=value, high=value)),),
    )


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("90000.5", "decimal128(38, 12)"),
        ("1E-15", "decimal128(38, 15)"),
        ("1234567890123456789012345678.1", "decimal256(76, 12)"),
    ],
)
def test_no_digit_is_lost(number: str, kind: str) -> None:
    """The decimal type widens where a number needs it."""
    table = to_arrow(_worth(number))
    assert str(table.schema.field("amount_value").type) == kind
    assert table["amount_value"].to_pylist() == [Decimal(number)]


def test_what_fits_nowhere_is_told() -> None:
    """A number beyond the type is refused, in a Parquet stream left empty with a reason; it is never rounded."""
    from pyarrow import parquet

    with pytest.raises(NumberError, match="use to_records"):
        to_arrow(_worth("1E-80"))
    with pytest.raises(NumberError, match="use to_arrow"):
        to_polars(_worth("1E+30"))
    stream = io.BytesIO()
    write_parquet([_worth("1E-15"), _worth("7")], stream)
    one, other = parquet.read_table(io.BytesIO(stream.getvalue())).to_pylist()
    assert (one["amount_value"], other["amount_value"]) == (None, Decimal(7))
    assert "0.000000000000001 does not fit decimal128(38, 12)" in one["error"]


@given(st.lists(st.decimals(-(10**25), 10**25, allow_nan=False, places=6), max_size=4))
def test_chosen_decimal_holds_all(numbers: list[Decimal]) -> None:
    """Every number has as many digits, before and behind the point, as the chosen type keeps."""
    precision, scale = choose_decimal(numbers)
    for number in numbers:
        assert number == number.quantize(Decimal(1).scaleb(-scale)) if abs(number) < 10**15 else True
        assert abs(number) < 10 ** (precision - scale)


@pytest.mark.parametrize(
    ("function", "module", "extra"),
    [(to_pandas, "pandas", "pandas"), (to_polars, "polars", "polars"), (to_arrow, "pyarrow", "arrow")],
)
def test_missing_extra(monkeypatch: pytest.MonkeyPatch, function: Any, module: str, extra: str) -> None:
    """Without the library the error names the extra."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExtraMissing, match=rf"aidfacts\[{extra}\]"):
        function([])


@pytest.mark.parametrize("table", TABLES)
def test_csv_holds_the_rows(pages: list[Document | Failure], table: str) -> None:
    """CSV has the columns of `to_records`, exact numbers, and nothing for None."""
    stream = io.StringIO()
    write_csv(pages, stream, table=table)
    read = list(csv.DictReader(io.StringIO(stream.getvalue())))
    for cells, row in zip(read, to_records(pages, table), strict=True):
        for name, holds in TABLES[table].items():
            if row[name] is None:
                assert cells[name] == ""
            elif holds is Holds.DECIMAL:
                assert Decimal(cells[name]) == row[name]
            elif holds is Holds.TEXT:
                assert cells[name] == defuse(row[name])


def test_csv_for_spreadsheets() -> None:
    """A byte order mark comes first where asked for, and once."""
    stream = io.StringIO()
    write_csv([FAILURE], stream, bom=True)
    assert stream.getvalue().startswith(BOM + "record,")
    assert stream.getvalue().count(BOM) == 1


@pytest.mark.parametrize("opener", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_formulas_are_defused(opener: str) -> None:
    """A name that a spreadsheet would run begins with an apostrophe."""
    stream = io.StringIO()
    write_csv([evolve(_worth("5"), title=f"{opener}cmd|'/c calc'!A1")], stream)
    [row] = csv.DictReader(io.StringIO(stream.getvalue(), newline=""))
    assert row["document_title"] == f"'{opener}cmd|'/c calc'!A1"


def test_columns_are_explained(root: Path) -> None:
    """docs/tables.md has a row for each column."""
    page = root / "docs" / "tables.md"
    if not page.exists():
        pytest.skip("the docs are not here")
    text = page.read_text(encoding="utf-8")
    missing = {name for columns in TABLES.values() for name in columns if f"`{name}`" not in text}
    assert missing == set()
