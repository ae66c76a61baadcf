"""Tables and lists of pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts.frames import pact_lists
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
        ("结对帮扶一览表\n省\t受援县\n浙江省\t禾川县\n江苏省\t青岚县", [["浙江省", "禾川县"], ["江苏省", "青岚县"]]),
        ("捐赠结对名单\n锦澄集团——5000元\n远樵集团——3000元", []),
        ("师徒结对名单:\n周砚秋——何映雪\n陆见山——孟远山", []),
        ("结对安排表\n支援方 | 受援方\n江宁区 | 青岚县", []),  # one row is no table
        ("锦澄公司—北塘村\n远樵公司—岚溪村", []),  # nothing tells what the list is about
    ],
)  # fmt: skip
def test_rows(text: str, rows: list[list[str]]) -> None:
    assert read(text) == rows


_LINES = [
    "结对安排表", "支援方 | 受援方", "|东部|西部|", "|---|---|", "|江宁区|青岚县|", "江宁区\t青岚县、禾川县", "序号 东部 西部",
    "1 江宁区 青岚县", "1. 锦澄公司—北塘村", "锦澄公司与北塘村结对", "(2)远樵公司——岚溪村;", "江宁区对口支援青岚县",
    "明屿市友好城市有:", "日本青原市(1985年缔结)", "对口帮扶关系为:江宁区帮扶青岚县;溧水区帮扶石桥县。", "签约单位如下:",
    "", "县里召开会议,听取了情况。", "支援方(甲 方) | 受援方",
]  # fmt: skip


@given(st.lists(st.sampled_from(_LINES), max_size=9).map("\n".join))
def test_the_gate_refuses_nothing_that_is_found(text: str) -> None:
    """Where the gate sees no beginning of a table or list, reading every line finds none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pact_lists, "may_list_pacts", lambda text: True)
        rows = find_pact_rows(text)
    assert not rows or may_list_pacts(text)


@given(st.text(alphabet="结对帮扶县市—|:\n甲乙1 、与", max_size=60))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    """Names never lie outside the text."""
    rows = find_pact_rows(text)
    for row in rows:
        assert len(row.names) >= 2
        assert all(0 <= span.start < span.end <= len(text) for span in row.names)
        assert all(not span.cut(text).isspace() for span in row.names)
