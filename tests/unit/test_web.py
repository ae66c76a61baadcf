"""HTML pages: what is taken out of them, in which form, and that nothing about them is a crash."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts import Document, Extractor, Failure, InputError, extract_html, extract_many
from aidfacts.encoding import decode_page
from aidfacts.web import NO_MAIN_TEXT, read_page

pytest.importorskip("trafilatura", reason="the extra web is not installed")

PAGES = Path(__file__).parent.parent / "pages"
HAN = st.text("捐赠款物向给锦澄集团沐白小学万元五十日月图书册,。", min_size=1, max_size=40)


def _read(name: str) -> str:
    return (PAGES / f"{name}.html").read_text(encoding="utf-8")


def _gifts(document: Document) -> list[tuple[str, str, str | None]]:
    return [
        (gift.donors[0].name, gift.recipients[0].name, str(gift.amount.value) if gift.amount else None)
        for gift in document.donations
    ]


def test_notice_keeps_what_belongs_to_it(check: Callable[[Document], None]) -> None:
    """Title, line of source and date, text, caption and owner stay; navigation, related pages and address go."""
    document = extract_html(_read("notice"), url="http://example.cn/a.html")
    check(document)
    assert document.text.split("\n") == [
        "锦澄集团向沐白小学捐赠图书",
        "发布时间:2021-05-14 09:30 来源:禾川县教育局 浏览次数:128",
        "5月12日上午,锦澄集团向禾川县沐白小学捐赠图书500册、书包120个,价值3.6万元。",
        "捐赠仪式上,沐白小学校长向锦澄集团颁发了荣誉证书。学校表示,将把图书分到每个班级,让孩子们读到更多好书。",
        "图为捐赠现场",
        "此外,明屿商会向岚溪镇卫生院捐款8万元,用于购买药品。",
        "版权所有:禾川县教育局 主办单位:禾川县教育局 ICP备12345678号",
    ]
    assert (document.id, document.title) == ("http://example.cn/a.html", "锦澄集团向沐白小学捐赠图书")
    assert document.published == "2021-05-14"
    assert _gifts(document) == [
        ("锦澄集团", "禾川县沐白小学", "36000"),
        ("明屿商会", "岚溪镇卫生院", "80000"),
    ]
    assert document.notes == ()


def test_list_is_read_row_by_row(check: Callable[[Document], None]) -> None:
    """A table comes out a row a line with its cells apart, and each row is a gift; its sum is none."""
    document = extract_html(_read("list"))
    check(document)
    assert "\n1\t锦澄集团\t50000\n2\t明屿商会\t8000\t定向\n" in document.text
    assert [(donor, amount) for donor, _, amount in _gifts(document)] == [
        ("锦澄集团", "50000"),
        ("明屿商会", "8000"),
        ("周砚秋", "500"),
    ]
    assert document.published == "2021-06-02"


def test_text_is_found_where_chinese_sites_put_it() -> None:
    """The block that a publishing system names so is the text, with its lists; share links and neighbours are not."""
    lines = extract_html(_read("government")).text.split("\n")
    assert lines[:3] == ["岚溪镇举行爱心捐赠仪式", "发布日期：2023-11-02 15:20", "信息来源：岚溪镇"]
    assert lines[3:-1] == [
        "10月31日，锦澄集团向岚溪镇捐赠爱心物资，价值12.5万元。",
        "此次捐赠的物资包括：",
        "棉被200床",
        "大米3吨",
        "食用油150桶",
        "捐赠现场",
        "明屿商会、北塘公司各捐款2万元。",
        "（岚溪镇 周砚秋）",
    ]
    assert lines[-1].startswith("主办：禾川县人民政府办公室")


def test_days_in_a_table_are_not_that_of_the_page() -> None:
    """A list of gifts has their days; the page has none by them."""
    rows = "".join(f"<tr><td>周砚秋</td><td>{n}00</td><td>2021-05-0{n}</td></tr>" for n in range(1, 9))
    head = "<tr><th>姓名</th><th>金额(元)</th><th>日期</th></tr>"
    html = (
        f"<html><body><h1>捐赠名单</h1><p>现将捐款名单公示如下:</p><table>{head}{rows}</table></body></html>"
    )
    page = read_page(html)
    assert page.text.count("2021-05-0") == 8
    assert page.dated is None


def test_cell_that_spans_rows_is_told_in_each() -> None:
    """The giver of several rows stands in each of them, so that each is read; a sum over several rows is told once."""
    document = extract_html(_read("spans"))
    assert [gift.donors[0].name for gift in document.donations] == ["锦澄集团", "锦澄集团", "明屿商会"]
    table = "<table><tr><td>锦澄集团</td><td rowspan=2>5万元</td></tr><tr><td>明屿商会</td></tr></table>"
    text = read_page(f"<html><body><p>沐白小学收到捐款,现公示如下,感谢各位。</p>{table}</body></html>").text
    assert text.count("5万元") == 1


def test_markup_tells_the_date() -> None:
    """A date in the markup counts where the text tells none; the year of 11月18日 comes from it."""
    document = extract_html(_read("news"))
    assert (document.title, document.published) == ("商会情系山区学子", "2019-11-20")
    assert document.donations[0].date is not None
    assert document.donations[0].date.value == "2019-11-18"


def test_given_title_and_date_win() -> None:
    """What the caller knows of a page counts more than what the page says."""
    document = extract_html(_read("news"), id="a", title="题", published="2018-01-02")
    assert (document.id, document.title, document.published) == ("a", "题", "2018-01-02")


@pytest.mark.parametrize("said", ["gb2312", "GBK", "utf-8", "big5", "iso-8859-1", "nonsense"])
def test_wrong_charset_does_not_matter(said: str) -> None:
    """A page of tables within tables in GB18030 is read, whatever it says of its encoding."""
    html = _read("layout")
    document = extract_html(html.replace("charset=gb2312", f"charset={said}").encode("gb18030"))
    assert document.to_dict() == extract_html(html).to_dict()
    assert document.title == "我镇收到爱心捐款"
    assert document.text.startswith("我镇收到爱心捐款\n日期:2008-5-20 来源:岚溪镇党政办 点击:56\n5月19日")
    assert document.published == "2008-05-20"
    assert ("沐白中学", "岚溪镇", "36000") in _gifts(document)


def test_missing_charset_and_broken_bytes() -> None:
    """Without a declaration bytes tell their encoding; a broken one is replaced and the rest is read."""
    html = "<html><body><p>锦澄集团向沐白小学捐款5万元,用于修缮校舍。</p></body></html>"
    traditional = "<html><body><p>錦澄集團向沐白小學捐款5萬元,用於修繕校舍。</p></body></html>"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"):
        source = traditional if encoding == "big5" else html
        assert len(extract_html(source.encode(encoding)).donations) == 1, encoding
    broken = html.replace("校舍", "校舍" * 40).encode("utf-8")[:-30] + b"\xff</p></body></html>"
    assert len(extract_html(broken).donations) == 1


@pytest.mark.parametrize("name", ["menu", "index"])
def test_page_without_main_text(name: str) -> None:
    """A menu and a list of links to other pages give an empty document that says why."""
    document = extract_html(_read(name))
    assert (document.text, document.facts, document.notes) == ("", (), (NO_MAIN_TEXT,))
    assert document.title


@pytest.mark.parametrize(
    "html", ["", "  \n", b"", "<html></html>", "<!-- -->", "今日多云", "<p>", "<table><tr><td rowspan=x>"]
)
def test_nothing_to_read_is_no_crash(html: str | bytes) -> None:
    """What holds no page at all is an empty document too."""
    assert extract_html(html).notes == (NO_MAIN_TEXT,)


def test_what_is_no_page_is_told() -> None:
    """Bytes that are no text, and what is neither, are errors."""
    with pytest.raises(InputError, match="neither UTF-8 nor GB18030 nor Big5"):
        extract_html(b"\x89PNG\r\n\x1a\n\x00\x00\x01")
    with pytest.raises(TypeError, match="html must be str or bytes, not int"):
        extract_html(5)  # type: ignore[arg-type]


def test_deep_nesting_is_no_crash() -> None:
    """A page nested deeper than Python calls go is read or empty, never a RecursionError."""
    html = "<html><body>" + "<div>" * 3000 + "<p>锦澄集团向沐白小学捐款5万元,用于修缮校舍。</p>"
    assert isinstance(extract_html(html), Document)


def test_stream_takes_html() -> None:
    """extract_many reads records with `html`, in workers as well, and a page that is none fails alone."""
    records = [
        {"html": _read("notice").encode("utf-8"), "url": "http://example.cn/a.html"},
        {"html": b"\x00\x01", "id": "b"},
        {"html": _read("list"), "id": "c"},
    ]
    alone = list(extract_many(records))
    assert [type(result) for result in alone] == [Document, Failure, Document]
    assert [result.id for result in alone] == ["http://example.cn/a.html", "b", "c"]
    assert list(extract_many(records, workers=2)) == alone


def test_missing_extra_is_named() -> None:
    """Without trafilatura the error names the extra to install; nothing but pages needs it."""
    code = (
        "import sys; sys.modules['trafilatura'] = None; import aidfacts\n"
        "assert aidfacts.extract('锦澄集团向沐白小学捐款5万元。').donations\n"
        "try: aidfacts.extract_html('<p>')\n"
        "except aidfacts.ExtraMissing as error: print(error)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert "pip install 'aidfacts[web]'" in told.stdout


@given(st.lists(HAN, min_size=1, max_size=6), st.sampled_from(["utf-8", "gb18030"]))
def test_text_of_a_page_is_that_of_its_paragraphs(paragraphs: list[str], encoding: str) -> None:
    """What is taken out of a page stands in it, in its order; bytes and str give the same; twice gives the same."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    html = f"<html><head><meta charset={encoding}></head><body><div>{body}</div></body></html>"
    page = read_page(html)
    assert read_page(html.encode(encoding)) == page == read_page(html)
    rest = iter("".join(paragraphs))
    assert all(character in rest for character in page.text.replace("\n", ""))


@given(HAN)
def test_bytes_are_decoded_as_they_were_written(text: str) -> None:
    """UTF-8 is told from the others whatever is declared; a declared encoding that fits is taken."""
    for said in ("utf-8", "gb2312", "big5"):
        page = f"<meta charset={said}>{text}"
        assert decode_page(page.encode("utf-8")) == page
    page = f"<meta charset=gbk>{text}"
    assert decode_page(page.encode("gb18030")) == page


def test_extractor_is_the_same_door() -> None:
    """The function and the method answer alike."""
    assert Extractor().extract_html(_read("news")) == extract_html(_read("news"))
