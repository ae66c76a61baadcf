"""Layout: what each line of a page is, and what its frame tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts.lexicon import read_table
from aidfacts.model.source import BlockKind, Layout
from aidfacts.text.frame import find_dateline
from aidfacts.text.layout import read_frame, read_layout
from aidfacts.text.lines import line_patterns
from aidfacts.text.normalise import normalise

GIFT = "6月11日,锦澄集团向沐白中学捐赠课桌椅120套,总价值约6万元,副校长何映雪代表学校接受捐赠。"


def _layout(page: str) -> tuple[str, Layout]:
    source = normalise(page)
    return source.text, read_layout(source)


def _kinds(page: str) -> list[str]:
    return [str(block.kind) for block in _layout(page)[1].blocks]


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        (f"锦澄集团情系沐白中学\n发布时间:2020-06-12 浏览次数:28\n{GIFT}", "title meta body"),
        (
            f"首页 > 新闻 > 正文\n锦澄集团情系沐白中学\n{GIFT}\n责任编辑:何映雪",
            "furniture title body furniture",
        ),
        (f"锦澄集团情系沐白中学\n{GIFT}\n【图】锦澄集团向沐白中学捐赠课桌椅", "title body caption"),
        (f"{GIFT}\n捐赠仪式现场 何映雪 摄", "body caption"),
        (f"{GIFT}\n图为捐赠仪式现场", "body caption"),
        (f"{GIFT}\n(资料图)", "body caption"),
        (f"一、锦澄集团\n{GIFT}\n(二)明屿商会\n{GIFT}", "heading body heading body"),
        (f"## 锦澄集团\n{GIFT}", "title body"),
        (f"{GIFT}\n明屿商会向岚溪镇捐款\n{GIFT}", "body heading body"),
        (f"{GIFT}\n版权所有:明屿在线 明ICP备00000001号-1", "body furniture"),
        (f"{GIFT}\n上一篇:岚溪镇开展义诊\n下一篇:商会捐款8万元", "body furniture furniture"),
        (
            f"{GIFT}\n相关阅读\n远樵公益基金会捐款\n商会慰问老人\n{GIFT}",
            "body furniture furniture furniture body",
        ),
        (f"{GIFT}\n联系电话:0999-1234567\n账号:0000 0000 0000", "body furniture furniture"),
        ("捐款名单\n明屿商会 5000元\n何映雪 200元\n陆见山 300元", "heading row row row"),
        ("捐款名单\n明屿商会5000元\n何映雪:200元\n陆见山……300元", "heading row row row"),
        ("|姓名|金额(元)|\n|明屿商会|5000|\n|何映雪|200|", "row row row"),
        ("序号\t姓名\t金额\n1\t明屿商会\t5000\n2\t何映雪\t200", "row row row"),
        (
            "序号 捐赠单位 金额(元) 备注\n1 明屿商会 50000 定向\n2 锦澄集团 20000\n合计 70000",
            "row row row row",
        ),
        (f"{GIFT}\n热门排行\n1 某地地震\n2 明屿商会捐款20万", "body furniture furniture furniture"),
        (f"锦澄集团{GIFT[6:]}\n何映雪 200元", "body body"),
        ("1  明屿商会  5000元\n2  何映雪  200元", "row row"),
        (GIFT * 20, "body"),
        ("锦澄集团捐款5万元", "body"),
        ("来源:明屿日报捐款5万元", "body"),
    ],
)
def test_lines_are_told(page: str, kinds: str) -> None:
    """Each line is what a reader takes it for; running text is always body."""
    assert " ".join(_kinds(page)) == kinds


def test_cells_of_rows() -> None:
    """A row is cut into name and figure, a table row at its bars."""
    text, layout = _layout("|姓名|金额(元)|\n|明屿商会|5000|\n|何映雪|200|")
    cells = [[cell.cut(text) for cell in block.cells] for block in layout.blocks]
    assert cells == [["姓名", "金额(元)"], ["明屿商会", "5000"], ["何映雪", "200"]]
    text, layout = _layout("1.明屿商会 5000元\n2.何映雪 200元")
    assert [[cell.cut(text) for cell in block.cells][-2:] for block in layout.blocks] == [
        ["1.明屿商会", "5000元"],
        ["2.何映雪", "200元"],
    ]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("发布时间:2022-04-13", "2022-04-13"),
        ("发布时间：２０２２－０４－１３", "2022-04-13"),
        ("2022年04月13日 09:20", "2022-04-13"),
        ("时间:2005-03-18 来源:明屿日报", "2005-03-18"),
        ("日期:2019/05/07", "2019-05-07"),
        ("04.11.2019", "2019-11-04"),
        ("2017-7-5", "2017-07-05"),
        ("明屿日报 2022年06月09日 星期四 第B2版", "2022-06-09"),
        ("发布日期:113-04-15", "2024-04-15"),
        ("民国113年4月15日", "2024-04-15"),
        ("发布时间:20110628", "2011-06-28"),
        ("来源:明屿日报 2022-04-13 09:20:11", "2022-04-13"),
        ("首页 | 新闻 2019年05月07日 09:20 来源:明屿日报 点击:28", "2019-05-07"),
        ("活动时间:2022年9月1日", None),
        ("2020-13-45", None),
    ],
)
def test_published_under_the_title(line: str, published: str | None) -> None:
    """The line under the title tells the page's own date, in many forms."""
    assert _layout(f"锦澄集团情系沐白中学\n{line}\n{GIFT}")[1].published == published


@pytest.mark.parametrize(
    ("end", "published"),
    [
        ("2020年2月4日", "2020-02-04"),
        ("沐白中学\n2020年2月4日", "2020-02-04"),
        ("二〇二〇年二月四日", "2020-02-04"),
        ("1130415", "2024-04-15"),
        ("http://www.example.com/news/2019/0412/1.html", "2019-04-12"),
        ("http://www.example.com/t20170315_12.html", "2017-03-15"),
        ("http://www.example.com/2016-10/22/c_1.htm", "2016-10-22"),
        ("http://www.example.com/202209/08.html", "2022-09-08"),
        ("http://www.example.com/cdzx/26534.html", None),
    ],
)
def test_published_at_the_end(end: str, published: str | None) -> None:
    """A signature or an address dates a page that has no line under its title."""
    assert _layout(f"锦澄集团情系沐白中学\n{GIFT}\n{end}")[1].published == published


@pytest.mark.parametrize(
    ("lead", "published", "dateline"),
    [
        ("明屿社禾川6月21日电(记者何映雪)", "2020-06-22", "2020-06-21"),
        ("明屿网7月19日讯", "2020-07-20", "2020-07-19"),
        ("明屿社12月30日电", "2020-01-02", "2019-12-30"),
        ("【明屿日报2011年5月3日讯】", None, "2011-05-03"),
        ("(明屿社14日电)", "2020-06-15", "2020-06-14"),
        ("明屿社九日电", "2006-03-10", "2006-03-09"),
        ("明屿社6月21日电", None, None),
        ("6月21日,记者获悉", "2020-06-22", None),
        ("6月21日电视台播出", "2020-06-22", None),
    ],
)
def test_dateline(lead: str, published: str | None, dateline: str | None) -> None:
    """The line that opens a report dates it; the year comes from the page."""
    assert find_dateline(lead, published) == dateline


@pytest.mark.parametrize(
    ("page", "owner"),
    [
        (f"情系教育\n来源:岚溪县融媒体中心 2020-06-12\n{GIFT}", "岚溪县融媒体中心"),
        (f"情系教育\n{GIFT}\n沐白中学\n2020年2月4日", "沐白中学"),
        (f"情系教育\n{GIFT}\n来源:本站原创", None),
        (f"情系教育\n{GIFT}\n何映雪", None),
    ],
)
def test_owner(page: str, owner: str | None) -> None:
    """Source line and signature name the owner of a page; a person's name does not."""
    text, layout = _layout(page)
    assert (layout.owner.cut(text) if layout.owner else None) == owner


@pytest.mark.parametrize(
    "above",
    [
        "锦澄集团情系沐白中学\n发布时间:2020-06-12\n明屿社6月11日电\n",
        "首页 > 新闻\n锦澄集团情系沐白中学\n",
        "标题:锦澄集团情系沐白中学\n",
        "明屿商会 5000元\n沐白中学 300元\n",
        "",
    ],
)
@pytest.mark.parametrize("times", [1, 300])
def test_frame_of_a_page_is_the_same(above: str, times: int) -> None:
    """Title and date are read from the ends of a page alone, and from its top where it has no date."""
    for below in ("来源:岚溪县融媒体中心", "2021年3月5日"):
        source = normalise(f"{above}{(GIFT + chr(10)) * times}{below}")
        whole, frame = read_layout(source), read_frame(source)
        assert (frame.title, frame.published) == (whole.title, whole.published)


def test_rows_of_the_table_fire() -> None:
    """Every row of data/furniture.tsv knows its example, as a line of a page."""
    for row in read_table("furniture"):
        assert line_patterns(row["kind"]).fits(row["example"]), row


@given(
    lines=st.lists(
        st.sampled_from(
            [
                GIFT,
                "责任编辑:何映雪",
                "首页 > 新闻",
                "",
                "明屿商会 5000元",
                "相关阅读",
                "【图】现场",
                "## 名单",
                "  ",
                "5",
            ]
        )
        | st.text(max_size=20),
        max_size=15,
    )
)
def test_blocks_cover_a_page(lines: list[str]) -> None:
    """Blocks are in order, do not overlap, hold every letter, and no gift is dropped into furniture."""
    source = normalise("\n".join(lines))
    blocks = read_layout(source).blocks
    at = 0
    for block in blocks:
        assert not source.text[at : block.span.start].strip("# \n\t\x1c\x1d\x1e\x1f\x85\u2028\u2029")
        assert block.span.start >= at
        assert all(cell in block.span for cell in block.cells)
        assert not (GIFT in block.span.cut(source.text) and block.kind is not BlockKind.BODY)
        at = block.span.end
    assert not source.text[at:].strip()
