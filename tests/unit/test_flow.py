"""The flow of gifts as picture and as graph: exact widths, nothing added twice."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from aidfacts import (
    Amount,
    Document,
    Donation,
    Failure,
    Form,
    Item,
    Modifier,
    OptionError,
    Options,
    Partnership,
    PartnershipKind,
    Party,
    PartyKind,
    Scope,
    Span,
    Status,
    extract,
)
from aidfacts.export.flow import to_flow_svg
from aidfacts.export.flow_gifts import Gift, join_parties, select_gifts
from aidfacts.export.flow_text import measure, wrap
from aidfacts.export.graphml import write_graphml
from aidfacts.model.fact import Date

SVG = "{http://www.w3.org/2000/svg}"
GRAPH = "{http://graphml.graphdrawing.org/xmlns}"
SEEDS = sorted(Path(__file__).parents[2].glob("seeds/*.txt"))
AT = Span(0, 1)


def _party(
    name: str, code: str | None = None, kind: PartyKind = PartyKind.COMPANY, named: bool = True
) -> Party:
    return Party(name, "捐", AT, kind, named, code)


def _money(
    low: str | None, high: str | None = "same", per: str | None = None, currency: str = "CNY"
) -> Amount:
    bounds = [None if side is None else Decimal(side) for side in (low, low if high == "same" else high)]
    modifier = (
        Modifier.EXACT if bounds[0] == bounds[1] else Modifier.AT_MOST if low is None else Modifier.OVER
    )
    return Amount(bounds[0], bounds[0], bounds[1], modifier, currency, per, "捐", AT)


def _gift(number: int, donor: str, recipient: str, amount: Amount | None = None, **more: object) -> Donation:
    return Donation(
        id=f"d{number}",
        donors=tuple(_party(name) for name in donor.split("、") if name),
        recipients=tuple(_party(name) for name in recipient.split("、") if name),
        amount=amount,
        **more,  # type: ignore[arg-type]
    )


def _document(*gifts: Donation, id: str | None = None) -> Document:
    return Document(text="捐赠", id=id, donations=gifts)


def _ribbons(*documents: Document) -> list[tuple[str, Decimal]]:
    """Return the ribbons of the picture: what they say, and their exact bound."""
    root = ElementTree.fromstring(to_flow_svg(documents))
    return sorted(
        (path.findtext(f"{SVG}title") or "", Decimal(path.attrib["data-low"]))
        for path in root.iter(f"{SVG}path")
        if "ribbon" in path.attrib.get("class", "")
    )


def _select(*documents: Document) -> tuple[Gift, ...]:
    every = [gift for at, each in enumerate(documents) for gift in select_gifts(each, f"{at}:{each.id}")]
    return join_parties(every)


def test_widths_are_lower_bounds() -> None:
    """A ribbon is as thick as its gift's lower bound, to the hundredth of a pixel."""
    document = _document(
        _gift(1, "甲社", "青村", _money("900000", "1000000")), _gift(2, "乙社", "青村", _money("300000"))
    )
    root = ElementTree.fromstring(to_flow_svg([document]))
    thick = {
        path.attrib["data-low"]: float(re.search(r"v([\d.]+)C", path.attrib["d"])[1])  # type: ignore[index]
        for path in root.iter(f"{SVG}path")
        if "data-low" in path.attrib
    }
    assert thick["900000"] == pytest.approx(3 * thick["300000"], abs=0.01)


def test_a_total_is_not_added_to_its_parts() -> None:
    """Parts are drawn, and of their total only what it holds for certain beyond them."""
    parts = (
        _gift(2, "甲社", "青村", _money("650000", "660000"), part_of="d1"),
        _gift(3, "甲社", "白村", _money("200000"), part_of="d1"),
    )
    total = _gift(1, "甲社", "", _money("900000", "1000000"), scope=Scope.CUMULATIVE)
    lows = {gift.fact: (gift.low, gift.adds, gift.rest) for gift in _select(_document(total, *parts))}
    assert lows == {
        "d1": (Decimal(40000), False, True),
        "d2": (Decimal(650000), True, False),
        "d3": (Decimal(200000), True, False),
    }
    open_part = evolve(parts[1], amount=_money("200000", None))
    assert [gift.fact for gift in _select(_document(total, parts[0], open_part))] == ["d2", "d3"]


def test_a_part_is_of_those_of_its_total() -> None:
    """Where a part does not say who gave it, who gave the total did."""
    total = _gift(1, "甲社", "", _money("900"), scope=Scope.CUMULATIVE)
    [part, _] = _select(_document(_gift(2, "", "青村", _money("500"), part_of="d1"), total))
    assert [node.name for node in (*part.donors, *part.recipients)] == ["甲社", "青村"]


@given(
    st.lists(st.tuples(st.integers(1, 10**7), st.integers(0, 10**6)), min_size=1, max_size=5),
    st.integers(0, 10**7),
)
def test_what_is_drawn_is_a_lower_bound(parts: list[tuple[int, int]], more: int) -> None:
    """Parts and rest together never say more than the larger of total and parts."""
    gifts = [
        _gift(at + 2, "甲社", "青村", _money(str(low), str(low + width)), part_of="d1")
        for at, (low, width) in enumerate(parts)
    ]
    least = sum(low for low, _ in parts)
    total = _gift(1, "甲社", "青村", _money(str(least + more)))
    drawn = sum(gift.low or 0 for gift in _select(_document(total, *gifts)))
    assert least <= drawn <= least + more


def test_totals_over_many_acts_stand_apart() -> None:
    """A cumulative sum may hold the single gifts beside it."""
    document = _document(
        _gift(1, "甲社", "青村", _money("500000"), scope=Scope.CUMULATIVE),
        _gift(2, "甲社", "青村", _money("10000")),
    )
    assert [low for _, low in _ribbons(document)] == [Decimal(10000)]
    assert "500,000 CNY" in to_flow_svg([document])


def test_currencies_have_panels_of_their_own() -> None:
    """Yuan and dollars are not drawn to one scale, let alone added."""
    picture = to_flow_svg(
        [
            _document(
                _gift(1, "甲社", "青村", _money("5")), _gift(2, "甲社", "青村", _money("7", currency="USD"))
            )
        ]
    )
    assert "CNY, thick" in picture
    assert "USD, thick" in picture
    assert "12 " not in picture


def test_what_has_no_worth_stands_apart() -> None:
    """Goods without a value, rates and sums without a lower bound are lines, not ribbons."""
    goods = (Item("图书", "捐", AT),)
    document = _document(
        _gift(1, "甲社", "青村", items=goods, form=Form.GOODS),
        _gift(2, "乙社", "青村", _money("500", per="month")),
        _gift(3, "丙社", "青村", _money(None, "30000")),
    )
    assert _ribbons(document) == []
    picture = to_flow_svg([document])
    assert picture.count("<g><title>甲社 → 青村: 图书") == 1
    assert "500 CNY / month" in picture
    assert "≤ 30,000 CNY" in picture


def test_joint_givers_are_one_party() -> None:
    """A sum that two give together is drawn once, between both and who gets it."""
    [(said, low)] = _ribbons(_document(_gift(1, "甲社、乙社", "青村、白村", _money("100000"))))
    assert said.startswith("甲社、乙社 → 青村、白村: 100,000 CNY")
    assert low == 100000


def test_a_gift_that_two_documents_tell_is_drawn_once() -> None:
    """The same parties, sum and date in another document are the same gift; in the same document they are two."""
    one = _gift(1, "甲社", "青村", _money("100000"))
    two = evolve(one, id="d2")
    dated = evolve(one, date=Date("2021-03-05", "捐", AT))
    assert len(_ribbons(_document(one), _document(one))) == 1
    assert len(_ribbons(_document(one, two))) == 2
    assert len(_ribbons(_document(one, two), _document(one, two))) == 2
    assert len(_ribbons(_document(one), _document(dated))) == 2


def test_parties_of_many_documents() -> None:
    """One name is one party, unless the text tells two places; groups without a name are of their document."""

    def givers(*parties: Party) -> set[object]:
        gifts = [
            Donation(id="d1", donors=(party,), recipients=(_party("青村"),), amount=_money(str(at + 1)))
            for at, party in enumerate(parties)
        ]
        return {node for gift in _select(*map(_document, gifts)) for node in gift.donors}

    assert len(givers(_party("一小"), _party("一小", "110101"))) == 1
    assert len(givers(_party("一小", "110101"), _party("一小", "310101"))) == 2
    assert len(givers(_party("一小"), _party("一小", "110101"), _party("一小", "310101"))) == 3
    assert len(givers(*[_party("爱心企业", kind=PartyKind.GROUP, named=False)] * 2)) == 2
    assert len(givers(_party("甲社", kind=PartyKind.OTHER), _party("甲社"))) == 1


def test_masked_people_are_kept_apart() -> None:
    """Two whose names are masked alike are two parties, in one document and in two."""
    page = "周砚秋向沐白中学捐款5万元。周映雪向沐白中学捐款3万元。周砚秋还向青禾县图书馆捐款2万元。"
    documents = [extract(page, options=Options(mask_persons=True)) for _ in range(2)]
    gifts = _select(documents[0])
    assert [gift.donors[0].name for gift in gifts] == ["周**"] * 3
    assert len({gift.donors for gift in gifts}) == 2
    assert len({gift.donors for gift in _select(*documents)}) == 4


def test_planned_gifts_are_told_apart() -> None:
    """What is promised is pale, and its sum stands beside what was given."""
    picture = to_flow_svg(
        [
            _document(
                _gift(1, "甲社", "青村", _money("5000")),
                _gift(2, "甲社", "青村", _money("70000"), status=Status.PLANNED),
            )
        ]
    )
    assert "70,000 CNY planned" in picture
    assert 'class="ribbon f0 planned"' in picture


def test_many_parties_and_long_names() -> None:
    """Beyond what has room, parties stand together and lose nothing of their sums; names are broken, not cut off."""
    gifts = [_gift(at, f"第{at}社" + "很长的名字" * 12, "青村", _money(str(at + 1))) for at in range(100)]
    picture = to_flow_svg([_document(*gifts)])
    ElementTree.fromstring(picture)
    assert "77 more" in picture
    assert sum(low for _, low in _ribbons(_document(*gifts))) == sum(range(1, 101))
    apart = to_flow_svg([_document(*[_gift(at, f"第{at}社", "青村") for at in range(100)])])
    assert "and 60 more" in apart


@pytest.mark.parametrize("width", [320, 420, 960, 1600])
def test_text_stays_inside(width: int) -> None:
    """No label reaches over the edge of the picture, whatever its width."""
    documents = [extract(path.read_text(encoding="utf-8"), id=path.stem) for path in SEEDS]
    root = ElementTree.fromstring(to_flow_svg(documents, width=width))
    assert root.attrib["width"] == str(width)
    for text in root.iter(f"{SVG}text"):
        for line in text.iter(f"{SVG}tspan"):
            room = measure(line.text or "", float(text.attrib["font-size"]))
            left = (
                float(line.attrib["x"])
                - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.attrib["text-anchor"]] * room
            )
            assert left >= 0
            assert left + room <= width


def test_picture_is_accessible_and_whole() -> None:
    """Title and description are there for who cannot see it; failures are told; any text is escaped."""
    picture = to_flow_svg(
        [
            _document(_gift(1, "甲社<b>\x00\ud800", "青村", _money("5"))),
            Failure(1, "b", "InputError", "no text"),
        ],
        title="谁给谁 & 多少",
    )
    root = ElementTree.fromstring(picture)
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == "谁给谁 & 多少"
    description = root.findtext(f"{SVG}desc") or ""
    assert "甲社<b>\ufffd\ufffd → 青村: 5 CNY" in description
    assert "b: InputError: no text" in description
    assert re.findall(r"https?:[^\"]+", picture) == ["http://www.w3.org/2000/svg"]
    assert "prefers-color-scheme: dark" in picture


def test_no_room() -> None:
    """A picture without room for names is refused; one without gifts says so."""
    with pytest.raises(OptionError, match="width 100 is too narrow for names; give 320 pixels or more"):
        to_flow_svg([], width=100)
    assert "No gifts." in to_flow_svg([])


@given(st.text(max_size=40), st.integers(20, 200), st.integers(1, 3))
def test_wrapped_text_fits(text: str, width: int, lines: int) -> None:
    """Lines are no more and no wider than asked, unless a single character is; nothing but blanks is lost."""
    rows = wrap(text, width, lines)
    assert len(rows) <= lines
    assert all(measure(row) <= width or len(row) <= 2 for row in rows)
    if not rows[-1].endswith("…"):
        assert "".join("".join(rows).split()) == "".join(text.split())


def _graph(*documents: Document | Failure) -> ElementTree.Element:
    stream = io.StringIO()
    write_graphml(documents, stream)
    return ElementTree.fromstring(stream.getvalue())


def _rows(root: ElementTree.Element, tag: str) -> list[dict[str, str]]:
    return [
        dict(element.attrib)
        | {data.attrib["key"][2:]: data.text or "" for data in element.iter(f"{GRAPH}data")}
        for element in root.iter(f"{GRAPH}{tag}")
    ]


def test_graph_counts_nothing_twice() -> None:
    """A joint gift is an edge for each pair, and one of them counts; so it is over all documents."""
    total = _gift(1, "甲社、乙社", "青村、白村", _money("0.50"), scope=Scope.SINGLE)
    cumulative = _gift(2, "甲社", "青村", _money("900"), scope=Scope.CUMULATIVE)
    part = _gift(3, "甲社", "青村", _money("100"), part_of="d2")
    edges = _rows(_graph(_document(total, cumulative, part), _document(total)), "edge")
    assert len(edges) == 4 + 1 + 1 + 4
    counted = [(edge["fact"], edge["amount_low"]) for edge in edges if edge["count_in_totals"] == "true"]
    assert counted == [("d1", "0.5"), ("d3", "100")]


def test_graph_holds_parties_and_partnerships() -> None:
    """Nodes have kind and code, partnerships have no direction, who is not told is a node of its own."""
    bond = Partnership(
        id="p1",
        parties=(_party("甲社"), _party("一小", "110101", PartyKind.SCHOOL)),
        kind=PartnershipKind.PAIRING,
    )
    given = evolve(_gift(1, "", "", _money("5")), recipients=(_party("一小", kind=PartyKind.SCHOOL),))
    root = _graph(
        Document(text="捐赠", id="a<&", donations=(given,), partnerships=(bond,)),
        Failure(1, "b", "E", "no text"),
    )
    nodes = {node["id"]: node for node in _rows(root, "node")}
    pact = next(edge for edge in _rows(root, "edge") if edge["type"] == "partnership")
    gift = next(edge for edge in _rows(root, "edge") if edge["type"] == "donation")
    assert pact["directed"] == "false"
    assert nodes[pact["target"]] == {
        "id": pact["target"],
        "name": "一小",
        "kind": "school",
        "adcode": "110101",
    }
    assert nodes[gift["source"]]["kind"] == "untold"
    assert gift["target"] == pact["target"]
    assert gift["document"] == "a<&"
    assert "no text" in (root.findtext(f"{GRAPH}desc") or "")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_graph_of_the_seeds(path: Path) -> None:
    """Every edge joins nodes that are there, each key is declared, each fact has an edge."""
    document = extract(path.read_text(encoding="utf-8"), id=path.stem)
    root = _graph(document)
    nodes, edges = _rows(root, "node"), _rows(root, "edge")
    names = {node["id"] for node in nodes}
    assert len(names) == len(nodes)
    assert {end for edge in edges for end in (edge["source"], edge["target"])} <= names
    declared = {key.attrib["id"] for key in root.iter(f"{GRAPH}key")}
    assert {data.attrib["key"] for data in root.iter(f"{GRAPH}data")} <= declared
    assert {edge["fact"] for edge in edges} == {fact.id for fact in document.facts}
