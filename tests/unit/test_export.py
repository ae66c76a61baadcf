"""The forms that results are written in."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal

import pytest
from pyarrow import parquet

from aidfacts.errors import OptionError
from aidfacts.export import BINARY, FORMATS, load_writer
from aidfacts.export.csv import COLUMNS
from aidfacts.export.marking import cut_stretches
from aidfacts.export.table import measure
from aidfacts.extractor import Failure
from aidfacts.model.document import Document
from aidfacts.model.fact import (
    Donation,
    Form,
    Item,
    Partnership,
    PartnershipKind,
    Party,
    PartyKind,
    Scope,
    Status,
)
from aidfacts.model.quantity import Amount, Modifier, Quantity
from aidfacts.model.span import Evidence, Span

EVIL = "<script>alert(1)</script>"
TEXT = f"锦澄集团捐赠口罩500只, 价值近3万元。{EVIL}&锦澄集团与沐白中学结对。"


def _at(text: str, nth: int = 0) -> Span:
    start = [match.start() for match in re.finditer(re.escape(text), TEXT)][nth]
    return Span(start, start + len(text))


def _party(text: str, nth: int = 0, name: str | None = None) -> Party:
    return Party(name or text, text, _at(text, nth), PartyKind.COMPANY)


def _document() -> Document:
    amount = Amount(
        Decimal(30000), None, Decimal(30000), Modifier.AT_MOST, "CNY", None, "近3万元", _at("近3万元")
    )
    number = Quantity(Decimal(500), Decimal(500), Decimal(500), Modifier.EXACT, "只", "500只", _at("500只"))
    donation = Donation(
        id="d1",
        donors=(_party("锦澄集团", name=f"=锦澄集团{EVIL}"),),
        recipients=(Party("沐白中学", "沐白中学", None, PartyKind.SCHOOL),),
        amount=amount,
        items=(Item("口罩", "口罩500只", _at("口罩500只"), number),),
        form=Form.GOODS,
        status=Status.PLANNED,
        scope=Scope.CUMULATIVE,
        evidence=(Evidence("锦澄集团捐赠口罩500只, 价值近3万元", _at("锦澄集团捐赠口罩500只, 价值近3万元")),),
        confidence=0.9,
    )
    bond = Partnership(
        id="p1",
        parties=(_party("锦澄集团", 1), _party("沐白中学")),
        kind=PartnershipKind.PAIRING,
        evidence=(Evidence("结对", _at("结对")),),
    )
    return Document(text=TEXT, id=f"页{EVIL}", donations=(donation,), partnerships=(bond,))


FAILURE = Failure(1, "b", "InputError", f"no text {EVIL}")


def _write(name: str) -> str:
    if name in BINARY:
        binary = io.BytesIO()
        load_writer(name)([_document(), FAILURE], binary)
        return str(parquet.read_table(io.BytesIO(binary.getvalue())).to_pylist())
    stream = io.StringIO()
    load_writer(name)([_document(), FAILURE], stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_every_form_writes(name: str) -> None:
    """Each form takes documents and failures, and an empty stream."""
    assert "锦澄集团" in _write(name)
    assert "no text" in _write(name)
    load_writer(name)([], io.BytesIO() if name in BINARY else io.StringIO())


def test_unknown_form() -> None:
    """A form that is none is told with those that are."""
    with pytest.raises(OptionError, match="'xml' is none; choose one of table, json"):
        load_writer("xml")


def test_jsonl_and_json_hold_the_same() -> None:
    """The array holds what the lines hold."""
    assert json.loads(_write("json")) == [json.loads(line) for line in _write("jsonl").splitlines()]


def test_csv_columns() -> None:
    """A row a fact, its columns in order; a failure is a row with an error; formulas are defused."""
    rows = list(csv.DictReader(io.StringIO(_write("csv"))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["fact_type"] for row in rows] == ["donation", "partnership", ""]
    assert rows[0]["donors"].startswith("'=锦澄集团")
    assert (rows[0]["amount_low"], rows[0]["amount_high"], rows[0]["amount_modifier"]) == (
        "",
        "30000",
        "at_most",
    )
    assert rows[1]["parties"] == "锦澄集团; 沐白中学"
    assert rows[2]["error"].startswith("InputError")


def test_table_aligns_wide_characters() -> None:
    """Columns begin at the same cell of the terminal, whatever the script."""
    table = _write("table").splitlines()
    header = next(line for line in table if line.startswith("id"))
    row = next(line for line in table if line.startswith("d1"))
    assert measure(row[: row.index("≤")]) == header.index("money")


def test_table_says_what_is_out_of_the_ordinary() -> None:
    """Status, scope and kind are named where they are not the usual ones."""
    assert "planned, cumulative" in _write("table")
    assert "pairing" in _write("table")


def test_stretches_cover_the_text() -> None:
    """Stretches stand one after the other and know every mark over them."""
    document = _document()
    stretches = list(cut_stretches(document))
    assert "".join(stretch.span.cut(TEXT) for stretch in stretches) == TEXT
    [inner] = [stretch for stretch in stretches if stretch.span.cut(TEXT) == "500只"]
    assert {mark.role for mark in inner.marks} == {"item", "evidence"}
