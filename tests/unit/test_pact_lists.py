"""Tables and lists of pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts.frames.pact_lists import find_pact_rows, may_list_pacts


def read(text: str) -> list[list[str]]:
    return [[span.cut(text) for span in row.names] for row in find_pact_rows(text)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("结对安排表\n支援方 | 受援方\n江宁区 | 青岚县\n溧水区 | 禾川县、石桥县", [["江宁区", "青岚县"], ["溧水区", "禾川县", "石桥县"]]),
        ("结对安排表\n支援方 | 受援方\n江宁区 | 青岚县\n | 禾川县", [["江宁区", "青岚县"], ["江宁区", "禾川县"]]),
        ("东西部协作\n序号 东部 西部\n1 江宁区 青岚县\n2 溧水区 禾川县", [["江宁区", "青岚县"], ["溧水区", "禾川县"]]),
        ("村企结对名单:\n1. 锦澄公司—北塘村\n2. 远樵公司—岚溪村", [["锦澄公司", "北塘村"], ["远樵公司", "岚溪村"]]),
        ("对口帮扶关系为:江宁区帮扶青岚县和禾川县;溧水区帮扶石桥县。", [["江宁区", "青岚县", "禾川县"], ["溧水区", "石桥县"]]),
        ("明屿市友好城市有:\n日本青原市(1985年缔结)\n韩国明川市(1992年缔结)", [["明屿市", "日本青原市"], ["明屿市", "韩国明川市"]]),
        ("捐赠结对名单\n锦澄集团——5000元\n远樵集团——3000元", []),
        ("师徒结对名单:\n周砚秋——何映雪\n陆见山——孟远山", []),
        ("结对安排表\n支援方 | 受援方\n江宁区 | 青岚县", []),  # one row is no table
        ("锦澄公司—北塘村\n远樵公司—岚溪村", []),  # nothing tells what the list is about
    ],
)  # fmt: skip
def test_rows(text: str, rows: list[list[str]]) -> None:
    assert read(text) == rows


@given(st.text(alphabet="结对帮扶县市—|:\n甲乙1 、与", max_size=60))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    """Names never lie outside the text, and the gate refuses nothing that the reader finds."""
    rows = find_pact_rows(text)
    assert not rows or may_list_pacts(text)
    for row in rows:
        assert len(row.names) >= 2
        assert all(0 <= span.start < span.end <= len(text) for span in row.names)
        assert all(not span.cut(text).isspace() for span in row.names)
