"""Exports to open standards: they are valid, say nothing that was not said, and report what they leave out."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import aidfacts
from aidfacts import Document, Exported, Failure, to_360giving, to_ftm, to_iati
from aidfacts.errors import OptionError

STANDARDS = Path(__file__).parent.parent / "standards"
TEXT = (
    "2021年6月11日,锦澄集团通过青禾县慈善会向黑水县人民医院捐款5万元,用于购买设备。"
    "云岭公司向沐白中学捐款近3万元。6月12日,明屿公司、岚溪商会共同向沐白中学捐赠价值2万元的图书500册。"
    "6月13日,周砚秋个人向沐白中学捐款1000.50元。6月14日,云岭公司向患病学生沈知微捐款2000元。"
    "锦澄集团每月向岚溪小学捐款500元。6月15日,云岭公司承诺向沐白中学捐款8万元。"
    "锦澄集团与沐白中学签署结对帮扶协议。"
)

giving = partial(to_360giving, prefix="360G-example")
iati = partial(to_iati, org_ref="XM-EXAMPLE-1", org_name="某研究所", org_type="80")
EXPORTS: list[Callable[..., Exported]] = [giving, iati, to_ftm]
LOOSE: dict[str, Any] = {"inexact": "low", "undated": "published"}


def _own() -> Document:
    return aidfacts.extract(TEXT, id="own", published="2021-06-20")


@pytest.fixture(scope="module")
def pages(seeds: Path) -> list[Document | Failure]:
    """The five seed pages, dated since most of them are not, a page of our own, and a failure."""
    documents = [
        evolve(aidfacts.extract(path.read_text(encoding="utf-8"), id=path.stem), published="2020-12-31")
        for path in sorted(seeds.glob("*.txt"))
    ]
    return [*documents, _own(), Failure(6, "bad", "TypeError", "no text")]


def _tell(exported: Exported) -> list[str]:
    return [str(part) for part in exported.dropped]


def _check_360giving(text: str) -> int:
    from jsonschema import Draft4Validator, Draft202012Validator

    data = json.loads(text, parse_float=Decimal)
    schema = json.loads((STANDARDS / "360giving" / "grants.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    official = STANDARDS / "360giving" / "360-giving-schema.json"
    if official.exists():
        validator = Draft4Validator(json.loads(official.read_text(encoding="utf-8")))
        for grant in data["grants"]:
            validator.validate(grant)
    ids = [grant["id"] for grant in data["grants"]]
    assert len(ids) == len(set(ids))
    return len(ids)


def _check_iati(text: str) -> int:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(STANDARDS / "iati-2.03" / "iati-activities-schema.xsd"))
    root = etree.fromstring(text.encode("utf-8"))
    schema.assertValid(root)
    ids = root.xpath("//iati-identifier/text()")
    assert len(ids) == len(set(ids))
    return len(ids)


def _check_ftm(text: str) -> int:
    schemata = json.loads((STANDARDS / "followthemoney" / "model.json").read_text(encoding="utf-8"))[
        "schemata"
    ]

    def family(name: str) -> set[str]:
        return {name}.union(*(family(parent) for parent in schemata[name]["extends"]))

    def gather(name: str, what: str) -> list[Any]:
        return [part for ancestor in family(name) for part in schemata[ancestor][what]]

    entities = {entity["id"]: entity for entity in map(json.loads, text.splitlines())}
    assert len(entities) == len(text.splitlines())
    for entity in entities.values():
        name, properties = entity["schema"], entity["properties"]
        assert not schemata[name]["abstract"]
        assert set(gather(name, "required")) <= set(properties)
        types = {
            key: kind for ancestor in family(name) for key, kind in schemata[ancestor]["properties"].items()
        }
        for key, values in properties.items():
            assert isinstance(values, list) and values and all(values)
            if types[key]["type"] == "entity":
                assert all(types[key]["range"] in family(entities[value]["schema"]) for value in values)
    return len(entities)


CHECKS: dict[Any, Callable[[str], int]] = {giving: _check_360giving, iati: _check_iati, to_ftm: _check_ftm}


@pytest.mark.parametrize(
    "export", [partial(giving, **LOOSE), partial(iati, **LOOSE), to_ftm], ids=["360", "iati", "ftm"]
)
def test_seeds_are_valid(pages: list[Document | Failure], export: Callable[..., Exported]) -> None:
    """What is written of the five pages fits the schema of the standard; nothing of the five is lost in silence."""
    check = {"grants": _check_360giving, "<?xml": _check_iati}
    seeds = pages[:5]
    exported = export(seeds)
    found = next((check[mark] for mark in check if mark in exported.text[:20]), _check_ftm)
    assert found(exported.text) >= exported.kept >= 4
    told = {part.fact for part in exported.dropped if part.what == "fact"}
    donations = sum(len(page.donations) for page in seeds if isinstance(page, Document))
    bonds = sum(len(page.partnerships) for page in seeds if isinstance(page, Document))
    assert len(told) + exported.kept == donations + (bonds if export is to_ftm else 0)


@pytest.mark.parametrize("export", EXPORTS, ids=["360", "iati", "ftm"])
def test_own_page_is_valid(pages: list[Document | Failure], export: Callable[..., Exported]) -> None:
    """A page with a gift of every kind, beside a failure, is valid as well, and the same each time."""
    exported = export(pages[5:])
    assert CHECKS[export](exported.text) >= exported.kept > 1
    assert "bad document: failure (no text)" in _tell(exported)
    assert export(pages[5:]) == exported


def test_followthemoney_takes_them(pages: list[Document | Failure]) -> None:
    """The library of the standard reads the entities and drops no value."""
    model = pytest.importorskip(
        "followthemoney", reason="needs ICU to build; the model is checked above"
    ).model
    for entity in to_ftm(pages).data:
        proxy = model.get_proxy(entity)
        proxy.schema.validate(entity)
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(values)


def test_grants() -> None:
    """A grant has the exact sum, the day and the organisations; what is lost is told."""
    exported = giving(_own())
    first, books, pupil = exported.data["grants"]
    assert first["amountAwarded"] == Decimal(50000)
    assert (first["awardDate"], first["currency"]) == ("2021-06-11", "CNY")
    assert [party["name"] for party in first["recipientOrganization"]] == ["黑水县人民医院"]
    assert first["beneficiaryLocation"] == [{"name": "黑水县", "countryCode": "CN", "geoCode": "513228"}]
    assert [party["name"] for party in books["fundingOrganization"]] == ["明屿公司", "岚溪商会"]
    assert pupil["recipientIndividual"] == {"id": "360G-example-IND-own-d5", "name": "Individual Recipient"}
    assert "沈知微" not in exported.text
    assert [(part.what, part.reason, part.text) for part in exported.dropped] == [
        ("channels", "no_field", "青禾县慈善会"),
        ("fact", "range", "近3万元"),
        ("form", "goods", "2万元"),
        ("fact", "donor_person", "1000.50元"),
        ("fact", "rate", "500元"),
        ("fact", "planned", "8万元"),
    ]


def test_ranges_are_never_one_figure_in_silence() -> None:
    """A sum that is not exact is left out, or written by its lower bound with a line in the report."""
    document = aidfacts.extract(
        "2021年6月11日,锦澄集团向沐白中学捐款90余万元。云岭公司向沐白中学捐款近3万元。", id="a"
    )
    for export in (giving, iati):
        assert "900000" not in export(document).text
        low = export(document, inexact="low")
        assert "900000" in low.text
        assert "a/d1 amount: range (90余万元)" in _tell(low)
        assert "a/d2 fact: range (近3万元)" in _tell(low)
    payment = to_ftm(document).data[2]["properties"]
    assert "amount" not in payment
    assert payment["summary"] == ["90余万元"]


def test_partial_dates() -> None:
    """A year is no day: the gift is left out, or dated by its page where that fits, and either is told."""
    text = "2021年,锦澄集团向沐白中学捐款5万元。"
    document = aidfacts.extract(text, id="a", published="2021-12-20")
    for export in (giving, iati):
        assert _tell(export(document)) == ["a/d1 fact: partial_date (2021年)"]
        dated = export(document, undated="published")
        assert "2021-12-20" in dated.text
        assert _tell(dated) == ["a/d1 date: partial_date (2021年)"]
        later = evolve(document, published="2022-01-05")
        assert export(later, undated="published").kept == 0
    assert to_ftm(document).data[2]["properties"]["date"] == ["2021"]


def test_iati_transactions() -> None:
    """Pledge, commitment or disbursement by status; provider and receiver only where they are one."""
    from lxml import etree

    root = etree.fromstring(iati(_own(), country="CN", sector="11220").text.encode())
    codes = {
        activity.findtext("iati-identifier"): activity.find("transaction/transaction-type").get("code")
        for activity in root
    }
    assert list(codes.values()) == ["3", "3", "3", "3", "12"]
    first, books, person, *_ = root
    assert first.findtext("transaction/value") == "50000"
    assert first.findtext("transaction/provider-org/narrative") == "锦澄集团"
    assert [org.get("role") for org in first.findall("participating-org")] == ["1", "3", "4"]
    assert first.find("reporting-org").get("secondary-reporter") == "1"
    assert first.find("sector").get("code") == "11220"
    assert books.find("transaction/provider-org") is None
    assert len(books.findall("participating-org")) == 3
    assert person.find("transaction/provider-org") is None
    assert person.findtext("transaction/value") == "1000.5"


def test_iati_ongoing_is_a_commitment() -> None:
    """What goes on is an outgoing commitment under implementation."""
    document = aidfacts.extract("2021年6月11日,锦澄集团向沐白中学捐款5万元。", id="a")
    going = evolve(document, donations=(evolve(document.donations[0], status=aidfacts.Status.ONGOING),))
    text = iati(going).text
    assert '<transaction-type code="2" />' in text
    assert '<activity-status code="2" />' in text
    assert _check_iati(text) == 1


def test_names_cannot_break_the_form() -> None:
    """Markup, quotes and control characters in a name stay text."""
    document = aidfacts.extract("2021年6月11日,锦澄集团向沐白中学捐款5万元。", id='"/><x>')
    [donation] = document.donations
    evil = evolve(donation.donors[0], name='甲"<b>&\x00\x0b公司')
    broken = evolve(document, donations=(evolve(donation, donors=(evil,)),))
    for export in EXPORTS:
        assert CHECKS[export](export(broken).text) >= 1


def test_identifiers_are_unique() -> None:
    """Documents without an id, or with the same one, do not share identifiers."""
    document = aidfacts.extract("2021年6月11日,锦澄集团向沐白中学捐款5万元。")
    for export in EXPORTS:
        assert export([document, evolve(document, id="b"), evolve(document, id="第7页")]).kept == 1  # retold
        other = aidfacts.extract("2021年6月12日,锦澄集团向沐白中学捐款6万元。")
        for one, two in ((document, other), (evolve(document, id="b"), evolve(other, id="b"))):
            assert CHECKS[export](export([one, two]).text) >= 2


def test_known_identifiers() -> None:
    """An identifier given by the user is written in the place of a made one."""
    exported = giving(_own(), identifiers={"锦澄集团": "CN-SCC-91510000"})
    assert exported.data["grants"][0]["fundingOrganization"] == [
        {"id": "CN-SCC-91510000", "name": "锦澄集团"}
    ]


def test_entities() -> None:
    """Payments for money, links for things, plans and partnerships; names of each document stay its own."""
    exported = to_ftm([_own(), evolve(_own(), id="two")])
    links = [entity for entity in exported.data if entity["schema"] in ("Payment", "UnknownLink")]
    roles = [
        link["properties"].get("role", ["payment"])[0]
        for link in links
        if "own/" in link["properties"]["recordId"][0]
    ]
    assert sorted(roles) == sorted(
        ["payment"] * 4 + ["donation in kind"] * 2 + ["planned donation", "pairing"]
    )
    schemata = {
        entity["properties"]["name"][0]: entity["schema"] for entity in exported.data if entity not in links
    }
    assert (schemata["锦澄集团"], schemata["周砚秋"], schemata["黑水县人民医院"]) == (
        "Company",
        "Person",
        "Organization",
    )
    assert sum(entity["properties"].get("name") == ["锦澄集团"] for entity in exported.data) == 2


def test_saved(tmp_path: Path) -> None:
    """A file holds `text`, every digit of it."""
    exported = giving(aidfacts.extract("2021年6月11日,锦澄集团向沐白中学捐款0.1元。", id="a"))
    exported.save(tmp_path / "grants.json")
    assert '"amountAwarded": 0.1,' in (tmp_path / "grants.json").read_text(encoding="utf-8")


def test_bad_arguments() -> None:
    """What an argument may be is told."""
    with pytest.raises(OptionError, match="inexact 'mean' is none of 'drop' and 'low'"):
        giving([], inexact="mean")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="undated 'today'"):
        iati([], undated="today")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="publisher's prefix"):
        to_360giving([], prefix="")
    with pytest.raises(OptionError, match="org_name '' is none"):
        to_iati([], org_ref="a", org_name="", org_type="80")
    with pytest.raises(OptionError, match="org_type '8o' is none; give a code of the list OrganisationType"):
        to_iati([], org_ref="a", org_name="b", org_type="8o")
    with pytest.raises(OptionError, match="country 'China' is none; give an ISO 3166 code"):
        iati([], country="China")
    with pytest.raises(OptionError, match="sector '112' is none"):
        iati([], sector="112")


def test_what_is_exported_prints_short() -> None:
    """At a prompt one sees how many facts there are and what was dropped, not the whole file."""
    shown = repr(giving(_own()))
    assert shown.startswith("Exported(kept=3, dropped=(Dropped(")
    assert "amountAwarded" not in shown
