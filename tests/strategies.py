"""Hypothesis strategies: clean passages of giving, and the noise that real pages put into them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, get_type_hints

import attrs
from attrs import frozen
from hypothesis import strategies as st

from aidfacts.model.document import Document, DocumentParty, Rejected
from aidfacts.model.fact import Beneficiary, Date, Donation, Item, Partnership, Party
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Evidence, Span

# Clean passages over many constructions; every place, sum and name is invented.
PASSAGES = (
    "云岭纺织有限公司向青禾县第二小学捐赠图书500册。",
    "近日,禾川县红十字会收到远樵公益基金会捐款20万元。",
    "锦澄集团为岚溪镇中心卫生院送去医用外科口罩3万只。",
    "由明屿商会捐赠的100台笔记本电脑运抵沐白中学。",
    "银湾区教育局和银湾区慈善会共同向梅岭小学捐赠校服260套。",
    "鹭声电子有限公司向禾川县人民医院捐赠呼吸机5台,向岚溪镇敬老院捐款8万元。",
    "远樵公益基金会通过青禾县慈善会向沐白中学捐赠助学金30万元。",
    "2021年3月5日,云岭纺织有限公司与青禾县人民政府签订合作协议。",
)

# What stands before a passage when it is spoilt: a line end inside a sentence can be told from a heading only
# where a finished sentence stands before it.
LEAD = "近年来,岚溪镇一直关心山区孩子的学习和生活。"

# Readings as pages insert them after a character; only ones that the character has are met in the wild.
READINGS = {
    "小": "xiǎo",
    "学": "xué",
    "捐": "juān",
    "赠": "zèng",
    "县": "xiàn",
    "公": "gōng",
    "司": "sī",
    "医": "yī",
    "会": "huì",
    "图": "tú",
    "书": "shū",
    "送": "sòng",
}
HIDDEN = ("\u200b", "\u200c", "\u200d", "\ufeff", "\u2060", "\u00ad")
_FULL = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}
_HAN_PAIR = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")


@frozen
class Noisy:
    """A passage as it was and as a page spoilt it."""

    clean: str
    raw: str


@st.composite
def noisy_passages(draw: st.DrawFn) -> Noisy:
    """Draw a passage with readings, hidden characters, full-width digits, line breaks and entities planted in it."""
    clean = LEAD + draw(st.sampled_from(PASSAGES))
    kinds = draw(st.sets(st.sampled_from(("reading", "hidden", "full", "break", "entity")), min_size=1))
    raw = clean.translate(_FULL) if "full" in kinds else clean
    gaps = [match.start() for match in _HAN_PAIR.finditer(raw)]
    planted: dict[int, str] = {}
    if "break" in kinds:
        inside = [at for at in gaps if len(LEAD) + 2 < at < len(raw) - 2]
        planted[draw(st.sampled_from(inside))] = "\n"
    if "reading" in kinds:
        readable = [at for at in gaps if raw[at - 1] in READINGS and at not in planted]
        for at in draw(
            st.lists(st.sampled_from(readable), max_size=3, unique=True) if readable else st.just([])
        ):
            form = draw(st.sampled_from(("({})", "( {} )", "({})")))
            planted[at] = form.format(READINGS[raw[at - 1]])
    if "hidden" in kinds:
        free = [at for at in gaps if at not in planted]
        for at in draw(st.lists(st.sampled_from(free), max_size=3, unique=True)):
            planted[at] = draw(st.sampled_from(HIDDEN))
    for at in sorted(planted, reverse=True):
        raw = raw[:at] + planted[at] + raw[at:]
    if "entity" in kinds:
        raw = raw.replace(",", draw(st.sampled_from((",&nbsp;", ",", ", "))))
    return Noisy(clean, raw)


def junk() -> st.SearchStrategy[str]:
    """Draw text of any characters, lone surrogates and controls included."""
    return st.text(st.characters(), max_size=200)


def chinese_junk() -> st.SearchStrategy[str]:
    """Draw text that looks like what we read and makes no sense: words of giving, names, figures, marks, in any order."""
    words = [
        "捐赠",
        "捐款",
        "向",
        "由",
        "通过",
        "送去",
        "获赠",
        "收到",
        "签订",
        "结对",
        "协议",
        "与",
        "和",
        "、",
        ",",
        "。",
        ";",
        ":",
        "\n",
        "《",
        "》",
        "“",
        "”",
        "(",
        ")",
        "云岭公司",
        "青禾县",
        "沐白中学",
        "我县",
        "该院",
        "双方",
        "5万元",
        "３０００",
        "一百余",
        "10台",
        "口罩",
        "图书",
        "2021年",
        "近",
        "将",
        "累计",
        "其中",
        "各",
        "分别",
        "共",
        "元",
        "万",
        "亿",
        "|",
        "\t",
        "1.",
        "第一",
    ]
    return st.lists(st.sampled_from(words), max_size=60).map("".join)


def documents() -> st.SearchStrategy[Document]:
    """Draw documents with any values in any field, whether or not they make sense together."""
    place = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 99), st.integers(0, 9))
    st.register_type_strategy(Span, place)
    st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
    st.register_type_strategy(float, st.floats(0, 1))
    # Parts before what holds them, each with its optional fields filled too.
    for cls in (Quantity, Amount, Item, Party, Date, Evidence, Beneficiary, DocumentParty, Rejected):
        st.register_type_strategy(cls, _build(cls))
    return _build(
        Document,
        "length",
        donations=st.lists(_build(Donation), max_size=2).map(tuple),
        partnerships=st.lists(_build(Partnership), max_size=2).map(tuple),
    )


def _build(cls: type, *left: str, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for an attrs class by the types of its fields; those *left* keep their default."""
    hints = get_type_hints(cls)
    names = [a.name for a in attrs.fields(cls) if a.name not in (*left, *given)]
    return st.builds(cls, **given, **{name: st.from_type(hints[name]) for name in names})
