"""Divisions and countries: names, codes, chains, and what must not be read."""

from __future__ import annotations

import pytest

from aidfacts.errors import LexiconError
from aidfacts.lexicon import read_table
from aidfacts.lexicon.gazetteer import Gazetteer, Level, load_gazetteer


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("四川省", "510000"),
        ("内蒙古", "150000"),
        ("内蒙古自治区", "150000"),
        ("广西", "450000"),
        ("澳门", "820000"),
        ("台湾", "710000"),
        ("阿坝藏族羌族自治州", "513200"),
        ("阿坝州", "513200"),
        ("海西州", "632800"),
        ("恩施", "422800"),
        ("延边州", "222400"),
        ("三江侗族自治县", "450226"),
        ("三江县", "450226"),
        ("龙胜县", "450328"),
        ("鄂温克旗", "150724"),
        ("彭州", "510182"),
        ("黑水县", "513228"),
        ("卓资县", "150921"),
        ("宣汉", "511722"),
        ("济源市", "419001"),
        ("浦东新区", "310115"),
        ("浦东", "310115"),
        ("锡盟", "152500"),
        ("襄樊市", "420600"),
        ("旬阳县", "610981"),
        ("缅甸", "MM"),
        ("澳大利亚", "AU"),
        ("中华人民共和国", "CN"),
    ],
)
def test_lookup(name: str, code: str) -> None:
    """Full names, short forms, names without peoples and names of the past lead to the code of today."""
    assert load_gazetteer().lookup(name)[0].code == code


def test_townships() -> None:
    """A township has nine digits, lies in its county, and its adcode is the county's."""
    gazetteer = load_gazetteer()
    (town,) = gazetteer.lookup("知木林镇")
    assert (town.level, town.code, town.parent, town.adcode) == (
        Level.TOWNSHIP,
        "513228106",
        "513228",
        "513228",
    )
    assert gazetteer.by_code(town.parent).name == "黑水县"
    # A city without counties has its townships directly.
    assert {d.parent for d in gazetteer.lookup("虎门镇")} == {"441900"}


def test_other_kind() -> None:
    """A township that has become a 街道 since is still found as 镇."""
    assert [d.name for d in load_gazetteer().lookup("南朗镇")] == ["南朗街道"]


@pytest.mark.parametrize("name", ["", "县", "联合国", "长三角", "禾川县", "明屿市", "岚溪镇"])
def test_unknown(name: str) -> None:
    """What is no division of this world has no answer."""
    assert load_gazetteer().lookup(name) == ()


def test_ambiguity_is_kept() -> None:
    """All divisions of one name come back, the highest first."""
    found = load_gazetteer().lookup("朝阳")
    assert found[0].level is Level.CITY
    assert {"211300", "110105", "220104"} <= {d.code for d in found}


@pytest.mark.parametrize("word", ["和平", "合作", "公安", "共和", "平安", "民众", "通道", "海地", "中非"])
def test_common_words(word: str) -> None:
    """An ordinary word that is also a short form says so, and no chain is read from it."""
    gazetteer = load_gazetteer()
    assert all(name.common for name in gazetteer.at(word, 0))
    assert gazetteer.read(word, 0) is None


@pytest.mark.parametrize("word", ["海南", "彭州", "黑水", "北京", "恩施", "大理", "苏丹"])
def test_names_are_not_common(word: str) -> None:
    """A well-known name stays usable although some township bears it too."""
    assert not load_gazetteer().at(word, 0)[0].common


def test_at_is_longest_first() -> None:
    """Every name that begins at a place is told, and none that ends outside."""
    gazetteer = load_gazetteer()
    text = "赴黑水县知木林镇"
    assert [n.text for n in gazetteer.at(text, 1)] == ["黑水县", "黑水"]
    assert [n.text for n in gazetteer.at(text, 1, 3)] == ["黑水"]
    assert gazetteer.at(text, 0) == ()
    assert gazetteer.at(text, len(text)) == ()


@pytest.mark.parametrize(
    ("text", "covered", "adcode"),
    [
        ("四川省阿坝州黑水县知木林镇收到", "四川省阿坝州黑水县知木林镇", "513228"),
        ("青岛市南区统战部", "青岛市南区", "370202"),
        ("中国四川省彭州市", "中国四川省彭州市", "510182"),
        ("江苏南通市通州区", "江苏南通市通州区", "320612"),
        ("通州区教育局", "通州区", None),
        ("内蒙古自治区人民医院", "内蒙古自治区", "150000"),
        ("苏州工业园区管委会", "苏州工业园区", "320500"),
        ("缅甸仰光", "缅甸", None),
    ],
)
def test_read(text: str, covered: str, adcode: str | None) -> None:
    """A chain is read as far as each place lies in the one before; the code is told where just one is meant."""
    place = load_gazetteer().read(text, 0)
    assert place is not None
    assert (place.span.cut(text), place.adcode) == (covered, adcode)


def test_every_row_is_consistent() -> None:
    """Every division has a parent that exists and is higher, and is found by its own name."""
    gazetteer = load_gazetteer()
    assert len(gazetteer) > 43_000
    for line in gazetteer._lines:
        code, name, short, common = line.split("\t")
        division = gazetteer.by_code(code)
        assert division.name == name
        assert set(common) <= {"n", "s"}
        assert "s" not in common or short
        if division.parent:
            gazetteer.by_code(division.parent)
    assert gazetteer._lines == sorted(gazetteer._lines)


def test_countries() -> None:
    """Every country is found in its example, and the table is in order."""
    gazetteer = load_gazetteer()
    rows = read_table("countries")
    assert [r["code"] for r in rows] == sorted({r["code"] for r in rows})
    for row in rows:
        start = row["example"].index(row["name"])
        found = gazetteer.at(row["example"], start)
        assert any(row["code"] in {d.code for d in name.divisions} for name in found), row


def test_broken_table() -> None:
    """A broken row is told with its text and the remedy."""
    with pytest.raises(LexiconError, match="build it again"):
        Gazetteer("# source\ncode\tname\tshort\tcommon\n110000\t北京市\n")


def test_unknown_code() -> None:
    """A code that is none is the caller's mistake."""
    with pytest.raises(KeyError):
        load_gazetteer().by_code("999999")


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("天津和平学校", "天津和平"),
        ("广东南海捐赠", "广东南海"),
        ("中国和平利用", "中国"),
        ("湖北南部山区", "湖北"),
    ],
)
def test_common_words_in_a_chain(text: str, covered: str) -> None:
    """Right behind the province or city that it lies in, a common word is a name after all."""
    place = load_gazetteer().read(text, 0)
    assert place is not None
    assert place.span.cut(text) == covered
