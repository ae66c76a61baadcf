"""Normalisation: one clean form, the way back, and nothing more the second time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts.lexicon import read_table
from aidfacts.model.source import Edit, Script, Source
from aidfacts.model.span import Span
from aidfacts.text.edits import apply_edits, compose_edits, sort_edits
from aidfacts.text.fold import fold
from aidfacts.text.normalise import normalise

CLEAN = (
    "6月11日,锦澄集团向沐白中学捐赠课桌椅120套,价值37.5万元。"
    "随后,远樵公益基金会为岚溪镇卫生院送去口罩3000只;明屿商会捐款5,000元。"
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("區直機關(guān)", "区直机关"),
        ("會(huì )上", "会上"),
        ("捐款370多萬(wàn)元", "捐款370多万元"),
        ("機關(guan)送", "机关送"),
        ("機關(ɡuān)送", "机关送"),
        ("機關（guān）送", "机关送"),
        ("機關 (guān) 送", "机关 送"),
        ("機關(gu?n)送", "机关送"),
        ("中国(zhōng guó)", "中国"),
        ("锦澄(jǐnchéng)集团", "锦澄集团"),
        ("旗下?tīng)I小學(xué)", "旗下营小学"),
        ("項目?jì)热菖c鄉村", "项目内容与乡村"),
        ("項目?jì)热?,通過(guò)", "项目内?,通过"),
        ("公司(nano)", "公司(nano)"),
        ("口罩(KF94)", "口罩(KF94)"),
        ("面积20公顷(ha)", "面积20公顷(ha)"),
        ("图(a)", "图(a)"),
        ("３７．５万元（首批）；谢谢！", "37.5万元(首批);谢谢!"),
        ("「善款」『首批』", "“善款”‘首批’"),
        ("3～5万元", "3~5万元"),
        ("3－5万元", "3-5万元"),
        ("善\u200b款\ufeff5万", "善款5万"),
        ("善\ue123款", "善款"),
        ("捐款3\ue1235万元", "捐款3\ufffd5万元"),
        ("捐款5万元,,随后", "捐款5万元,随后"),
        ("捐款5万元。,随后", "捐款5万元。随后"),
        ("捐款5万元， 。随后", "捐款5万元。随后"),
        ("善款&nbsp;5万元", "善款 5万元"),
        ("善款&amp;nbsp;5万元", "善款 5万元"),
        ("善款5万元<br/>谢谢", "善款5万元\n谢谢"),
        ("<p>善款<b>5</b>万元</p>", "\n善款5万元\n"),
        ("AT&T捐款", "AT&T捐款"),
        ("3<5且7>6", "3<5且7>6"),
        ("**善款**5万元", "善款5万元"),
        ("捐款37 .5 万元", "捐款37.5万元"),
        ("捐款375 000 元", "捐款375000元"),
        ("2020 年 6 月 11 日", "2020年6月11日"),
        ("锦澄集团 5000 明屿商会 3000", "锦澄集团 5000 明屿商会 3000"),
        ("讲政治 转作风 强责任", "讲政治 转作风 强责任"),
        ("捐 赠 仪 式", "捐赠仪式"),
        ("抵达机场, 随后", "抵达机场,随后"),
        ("现场,向 12 户送去大米 300 斤。", "现场,向12户送去大米300斤。"),
        ("现场,送去口罩3000 只。", "现场,送去口罩3000只。"),
        ("地震,已有3人受伤 4人获救", "地震,已有3人受伤 4人获救"),
        ("收到捐款3 2万元", "收到捐款32万元"),
        ("明屿商会 3 2万元", "明屿商会 3 2万元"),
        ("第5, 300人", "第5, 300人"),
        ("捐款5万\n元", "捐款5万元"),
        ("2020\n年6月", "2020年6月"),
        ("方麵乾部一係列", "方面干部一系列"),
        ("乾县的干部著书", "乾县的干部著书"),
        ("明屿巿", "明屿市"),
        ("二○○六年", "二〇〇六年"),
        ("善款\r\n5万元", "善款\n5万元"),
    ],
)
def test_surface_becomes_clean(raw: str, clean: str) -> None:
    """Each surface of docs/text.md is read in its one clean form."""
    assert normalise(raw).text == clean


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("岚溪镇获赠图书", Script.SIMPLIFIED),
        ("嵐溪鎮獲贈圖書", Script.TRADITIONAL),
        ("NEWS 2020", Script.NONE),
        ("", Script.NONE),
        ("岚溪镇获赠图书三百册,乾县也获赠图书两百册,谢谢王堃先生", Script.SIMPLIFIED),
    ],
)
def test_script_is_told(text: str, script: Script) -> None:
    """The script is what most of a text is written in."""
    assert normalise(text).script is script


@pytest.mark.parametrize(
    "page",
    [
        "锦澄集团情系山区\n沐白小学获赠图书300册。",
        "爱心捐赠\n6月11日,锦澄集团向沐白小学捐款5万元。",
        "提高政治站位\n强化党建引领\n狠抓作风建设",
        "锦澄集团\n5000元\n明屿商会\n3000元",
        "1 明屿商会 50000 定向\n2 锦澄集团 200000",
        "来源:明屿日报\n作者:何映雪",
        "一、活动主题\n携手做慈善\n二、活动时间",
        "锦澄集团捐款5万元。\n明屿商会捐款3万元。",
    ],
)
def test_line_ends_between_lines_stay(page: str) -> None:
    """Headlines, lists, slogans and paragraphs are lines of their own."""
    assert normalise(page).text == page


@pytest.mark.parametrize(
    ("page", "joined"),
    [
        (
            "截至4月9日24时,岚溪县红十字会本级\n和岚溪县慈善会共接受社会各界捐赠款\n物折合九百余万元。其中,接受捐赠资\n金八百余万元。",
            "截至4月9日24时,岚溪县红十字会本级和岚溪县慈善会共接受社会各界捐赠款物折合九百余万元。其中,接受捐赠资金八百余万元。",
        ),
        (
            "当日共收到善款八百余万元。共发放\n4.82万元物资,详见明细。",
            "当日共收到善款八百余万元。共发放4.82万元物资,详见明细。",
        ),
        ("锦澄集团向沐白中学捐赠课\n桌120套。", "锦澄集团向沐白中学捐赠课桌120套。"),
        ("锦澄集团\n向沐白中学捐款5万元。", "锦澄集团向沐白中学捐款5万元。"),
        ("锦澄集团向沐白中学、\n岚溪小学捐款。", "锦澄集团向沐白中学、岚溪小学捐款。"),
        (
            "禾川县昨天发出公告，说明各界捐赠的款物已经全部登记入册，并附上了全文：\n"
            "截至6月30日，禾川县红十字会和县慈\n善总会共接受用于岚溪镇重建的社会捐\n赠款物共计812.5万元，其中资金400.5\n万元，由县里统一拨付。",
            "禾川县昨天发出公告,说明各界捐赠的款物已经全部登记入册,并附上了全文:\n截至6月30日,禾川县红十字会和县慈善总会共接受用于岚溪镇重建的社会捐赠款物共计812.5万元,其中资金400.5万元,由县里统一拨付。",
        ),
    ],
)
def test_line_ends_inside_sentences_go(page: str, joined: str) -> None:
    """A page wrapped by hand, an open sentence and a word that is cut are read as one line."""
    assert normalise(page).text == joined


def test_folds_cover_their_rows() -> None:
    """Every row of data/folds.tsv and data/charmap.tsv does its work in its example."""
    for row in read_table("charmap"):
        assert row["from"] in row["example"]
        assert row["from"] not in normalise(row["example"]).text
    for row in read_table("folds"):
        if not row["from"].startswith("U+"):
            assert any(character in row["example"] for character in row["from"]), row
            assert not set(fold(row["example"])) & set(row["from"]), row


@st.composite
def planted(draw: st.DrawFn) -> str:
    """Draw the clean text with noise between its characters."""
    noise = {
        "hidden": st.sampled_from(["\u200b", "\ufeff", "\u2060", "\xad", "<b>", "</b>", "\ue777"]),
        "gloss": st.sampled_from(["(guān)", "（huì ）", "( zèng)", "(xué)", "(ɡuān)", "(xi?o)"]),
    }
    full = draw(st.booleans())
    out = []
    for at, character in enumerate(CLEAN):
        out.append(fold_back(character) if full else character)
        kind = draw(st.sampled_from(["", "", "", "", "hidden", "gloss"]))
        after = CLEAN[at + 1 : at + 2]
        if kind == "gloss" and "一" <= character <= "龥":
            out.append(draw(noise["gloss"]))
        if kind == "hidden" and not (character in "0123456789.," and after in "0123456789.万,"):
            out.append(draw(noise["hidden"]))
    return "".join(out)


def fold_back(character: str) -> str:
    """Return the full-width form of a digit, a letter or a mark."""
    return chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character


@given(raw=planted())
def test_planted_noise_is_taken_out(raw: str) -> None:
    """Readings, hidden characters and full-width forms give the same text, and every span leads back exactly."""
    source = normalise(raw)
    assert source.text == CLEAN
    for at, character in enumerate(source.text):
        span = source.to_raw(Span(at, at + 1))
        assert fold(span.cut(raw)) == character
    for match in re.finditer("锦澄集团|沐白中学|37.5万元|口罩3000只", source.text):
        inside = source.to_raw(Span(*match.span())).cut(raw)
        assert normalise(inside).text == match[0]
        assert fold(inside[0]) == match[0][0]
        assert fold(inside[-1]) == match[0][-1]


JUNK = st.lists(
    st.sampled_from(
        [
            *"捐赠學會万亿元年月日一二十0123456789.,,。;:!?、()[]<>&#*|abgu ānǐ？，（）　\n\t\r\u200b\ue000○〇「」-—",
            *("&nbsp;", "&amp;", "<br>", "(guān)", "?jì)", "热", "5 万", "**", "</td>", "&#12288;"),
        ]
    ),
    max_size=40,
).map("".join)


@given(raw=JUNK | st.text(max_size=60))
def test_twice_is_once(raw: str) -> None:
    """Normalising what is normal changes nothing."""
    source = normalise(raw)
    again = normalise(source.text)
    assert again.text == source.text
    assert again.edits == ()


@given(raw=JUNK | st.text(max_size=60))
def test_edits_lead_there_and_back(raw: str) -> None:
    """Where no edit was made both texts run in step; an edit covers what it says."""
    source = normalise(raw)
    at = done = 0
    for edit in source.edits:
        assert edit.start >= done
        at += edit.start - done + len(edit.text)
        done = edit.end
    assert at + len(raw) - done == len(source.text)
    for start in range(len(source.text)):
        span = source.to_raw(Span(start, start + 1))
        assert 0 <= span.start <= span.end <= len(raw)
    if source.text:
        whole = source.to_raw(Span(0, len(source.text)))
        assert 0 <= whole.start <= whole.end <= len(raw)


def _edits(text: str) -> st.SearchStrategy[tuple[Edit, ...]]:
    places = st.tuples(st.integers(0, len(text)), st.integers(0, 3), st.text("xyz", max_size=3))
    return st.lists(places, max_size=4).map(
        lambda drawn: sort_edits(
            Edit(at, min(len(text), at + size), new, "test")
            for at, size, new in drawn
            if new or (at + size <= len(text) and size)
        )
    )


@given(data=st.data(), text=st.text("abcdef", max_size=12))
def test_two_rounds_are_one(data: st.DataObject, text: str) -> None:
    """Edits made one after the other say the same as their composition, wherever they meet."""
    first = data.draw(_edits(text))
    between = apply_edits(text, first)
    second = data.draw(_edits(between))
    both = compose_edits(first, second)
    assert apply_edits(text, both) == apply_edits(between, second)
    assert list(both) == sorted(both, key=lambda edit: (edit.start, edit.end))


@pytest.mark.parametrize(
    ("edits", "text", "span", "raw"),
    [
        ((Edit(0, 2, "", "x"),), "cdef", Span(0, 1), "c"),  # removed before the first character
        ((Edit(4, 6, "", "x"),), "abcd", Span(3, 4), "d"),  # removed after the last one
        ((Edit(2, 4, "", "x"),), "abef", Span(0, 2), "ab"),  # removed just behind
        ((Edit(2, 4, "", "x"),), "abef", Span(2, 4), "ef"),  # removed just before
        ((Edit(2, 4, "", "x"),), "abef", Span(1, 3), "bcde"),  # removed inside
        ((Edit(2, 4, "XY", "x"),), "abXYef", Span(2, 3), "c"),  # replaced one for one
        ((Edit(2, 4, "X", "x"),), "abXef", Span(2, 3), "cd"),  # two by one: as a whole
        ((Edit(2, 3, "XYZ", "x"),), "abXYZdef", Span(3, 4), "c"),  # one by three: as a whole
        ((Edit(3, 3, "XY", "x"),), "abcXYdef", Span(3, 5), ""),  # put in: stands nowhere
        ((Edit(3, 3, "XY", "x"),), "abcXYdef", Span(2, 6), "cd"),  # put in, with what is around
        ((Edit(0, 0, "X", "x"),), "Xabcdef", Span(1, 2), "a"),  # put in before the beginning
        ((Edit(1, 2, "", "x"), Edit(2, 4, "Q", "x")), "aQef", Span(1, 2), "cd"),  # side by side
    ],
)
def test_to_raw_around_edits(edits: tuple[Edit, ...], text: str, span: Span, raw: str) -> None:
    """A span leads back to exactly what it was read from, around every kind of edit."""
    source = Source("abcdef", text, edits)
    assert source.to_raw(span).cut("abcdef") == raw
