"""Lists of gifts: which lines are rows, what a row tells, and which lists tell of other things."""

from __future__ import annotations

import time

import pytest

from aidfacts import Donation, extract
from aidfacts.frames.cells import read_cells
from aidfacts.frames.columns import Column, read_header
from aidfacts.frames.listed import find_lists
from aidfacts.frames.row import is_name
from aidfacts.model.span import Span
from aidfacts.text.layout import read_layout
from aidfacts.text.normalise import normalise


def _rows(page: str) -> list[tuple[str, str | None]]:
    """Return name and figure (or things) of every row of every list in *page*."""
    source = normalise(page)
    return [
        (row.name.cut(source.text), (row.figure or row.things or row.name).cut(source.text))
        for each in find_lists(source.text, read_layout(source))
        for row in each.rows
    ]


def _told(page: str) -> list[tuple[str, str]]:
    """Return giver and sum of every gift in *page*, in text order."""
    return [
        ("、".join(party.name for party in gift.donors), str(gift.amount.value) if gift.amount else "")
        for gift in extract(page).donations
    ]


def _gifts(page: str) -> tuple[Donation, ...]:
    return extract(page).donations


ROWS = "明屿茶庄{0}\n何映雪{1}\n周砚秋{2}"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (" 5000", "5000"),
        (" 5000元", "5000"),
        (":5000.00", "5000"),
        (" 5万", "50000"),
        (" ¥5,000", "5000"),
        ("......5千元", "5000"),
        (" 乐捐伍仟元", "5000"),
        ("5000元;", "5000"),
        ("\t5000", "5000"),
        (" —— 5000元", "5000"),
    ],
)
def test_a_figure_is_read_however_it_is_written(written: str, value: str) -> None:
    """The sum of a row is the same with or without unit, commas, sign or Chinese numerals."""
    page = "岚溪镇修桥捐款名单\n" + ROWS.format(written, written, written)
    assert _told(page) == [("明屿茶庄", value), ("何映雪", value), ("周砚秋", value)]


@pytest.mark.parametrize("mark", ["{n}. ", "{n}、", "{n} ", "({n})", "● ", "◆", "2021年3月{n}日 "])
def test_ranks_bullets_and_dates_are_no_sums(mark: str) -> None:
    """What stands in front of a row is no figure and no part of the name."""
    names = ("明屿茶庄", "何映雪", "周砚秋")
    lines = [f"{mark.format(n=n)}{name} {n}00元" for n, name in enumerate(names, 1)]
    assert _told("沐白小学捐款公示\n" + "\n".join(lines)) == [
        ("明屿茶庄", "100"),
        ("何映雪", "200"),
        ("周砚秋", "300"),
    ]


def test_two_columns_of_pairs_in_a_line() -> None:
    """Pairs that stand side by side are rows each, with ranks or without."""
    page = "爱心捐款名单\n1 何映雪 500 2 周砚秋 200\n3 陆见山 1000 4 林小满 300"
    assert _told(page) == [("何映雪", "500"), ("周砚秋", "200"), ("陆见山", "1000"), ("林小满", "300")]


def test_columns_are_read_by_their_header() -> None:
    """A header tells giver, sum with unit, and date; remarks and ranks are left out."""
    page = (
        "岚溪镇慈善会捐赠收入公示\n序号 | 捐赠单位 | 金额(万元) | 用途 | 日期\n"
        "1 | 明屿茶业有限公司 | 12.5 | 助学 | 2021-03-05\n2 | 锦澄集团 | 100 | 助老 | 2021-03-08"
    )
    first, second = _gifts(page)
    assert (str(first.amount and first.amount.value), first.date and first.date.value) == (
        "125000",
        "2021-03-05",
    )
    assert [party.name for party in second.donors] == ["锦澄集团"]
    assert [party.name for party in second.recipients] == ["岚溪镇慈善会"]


def test_goods_of_a_table_have_their_count_and_unit() -> None:
    """Things, number and unit of a gift may stand in three cells."""
    page = (
        "爱心物资捐赠登记表\n捐赠单位 物资名称 数量 单位\n明屿茶庄 消毒液 120 桶\n"
        "锦澄集团 一次性手套 8000 双\n居民何映雪 口罩 60 只"
    )
    gifts = _gifts(page)
    assert [party.name for gift in gifts for party in gift.donors] == ["明屿茶庄", "锦澄集团", "何映雪"]
    item = gifts[0].items[0]
    assert item.quantity is not None
    assert (item.name, str(item.quantity.value), item.quantity.unit) == ("消毒液", "120", "桶")


def test_currency_stands_in_the_heading() -> None:
    """(港币) over the rows is the currency of all bare sums."""
    page = "岚溪同乡会向禾川县医院捐款名单(港币)\n陈大文先生 10,000\n李氏宗亲会 50,000\n黄记酒楼 8,000"
    gifts = _gifts(page)
    assert {gift.amount.currency for gift in gifts if gift.amount} == {"HKD"}
    assert {party.name for gift in gifts for party in gift.recipients} == {"禾川县医院"}


def test_a_sum_line_is_no_gift_but_is_checked() -> None:
    """合计 is returned as no gift; where it comes out, every row says so."""
    page = "沐白中学捐款名单\n何映雪 500元\n周砚秋 200元\n明屿茶庄 300元\n合计 1000元"
    gifts = _gifts(page)
    assert len(gifts) == 3
    assert all("lists/sum_checked" in gift.rules for gift in gifts)
    wrong = _gifts(page.replace("1000元", "1100元"))
    assert len(wrong) == 3
    assert not any("lists/sum_checked" in gift.rules for gift in wrong)


@pytest.mark.parametrize(
    "page",
    [
        "功德榜捐款芳名\n捐2000元:何映雪 周砚秋\n捐500元:陆见山",
        "修路捐款芳名榜\n2000元\n何映雪 周砚秋\n500元\n陆见山",
        "捐资2000元者:何映雪、周砚秋;捐资500元者:陆见山。",
    ],
)
def test_names_behind_a_sum_gave_it_each(page: str) -> None:
    """A sum with several names behind or under it was given by each of them."""
    assert _told(page) == [("何映雪", "2000"), ("周砚秋", "2000"), ("陆见山", "500")]


@pytest.mark.parametrize(
    "page",
    [
        "当天的捐款名单:锦澄集团10万元、明屿商会5万元、陆见山2000元。",
        "捐款名单如下(单位:元):锦澄集团(100000)、明屿商会(50000)、陆见山(2000)。",
        "出资者有:锦澄集团10万、明屿商会5万和陆见山2000元。",
        "捐款箱前,大家投下写好的卡片:“锦澄集团 10万元”“明屿商会 5万元”“陆见山 2000元”。",
    ],
)
def test_pairs_in_running_text(page: str) -> None:
    """Names with sums in a row are gifts each, behind words that announce givers."""
    assert _rows(page)
    assert [name for name, _ in _told(page)] == ["锦澄集团", "明屿商会", "陆见山"]


def test_one_cell_may_name_several() -> None:
    """A couple or two partners in one cell give together."""
    page = "捐款名单\n何映雪、周砚秋夫妇 6000元\n锦澄集团 2000元\n陆见山 100元"
    assert [len(gift.donors) for gift in _gifts(page)] == [2, 1, 1]


def test_like_rows_are_gifts_each() -> None:
    """Two rows with one name and one sum are two gifts, not a retelling."""
    page = "捐款名单\n何映雪 100元\n何映雪 100元\n周砚秋 100元"
    assert len(_gifts(page)) == 3


@pytest.mark.parametrize(
    "page",
    [
        "禾川县捐款受助学生名单\n何映雪 2000元\n周砚秋 2000元\n陆见山 2000元",
        "善款使用情况\n课桌 5000元\n椅子 3000元\n黑板 2000元",
        "捐款账户\n农业银行 62284800\n工商银行 62220211\n建设银行 43670012",
        "商会捐款后公布成绩\n一等奖名单得分\n何映雪 95\n周砚秋 88\n陆见山 79",
        "捐赠物资包括\n橡皮艇4艘\n救生绳2000米\n桶装水500桶",
    ],
)
def test_lists_of_other_things_are_none(page: str) -> None:
    """Receivers, spending, accounts, scores and bare things are no gifts."""
    assert _rows(page) == []


def test_a_series_with_a_verb_is_left_to_the_verb() -> None:
    """明屿商会捐款10万元,… is read as sentence and its first gift not lost."""
    page = "锦澄集团捐款10万元,明屿商会5万元、远樵书店2万元、沐白书社1万元。"
    assert _rows(page) == []
    assert len(_told(page)) == 4


def test_header_roles() -> None:
    """A header of a list of gifts is known by its words; 单位 is a measure behind a count."""
    line = "序号\t捐赠单位(个人)\t物资名称\t数量\t单位\t备注"
    header = read_header(line, read_cells(line, Span(0, len(line))))
    assert header is not None
    assert header.columns == (
        Column.SKIP,
        Column.NAME,
        Column.THINGS,
        Column.COUNT,
        Column.UNIT,
        Column.SKIP,
    )


def test_names_are_told_from_words() -> None:
    """What speaks of giving, of sums or of means is no name."""
    assert is_name("华为技术公司")
    assert not any(is_name(word) for word in ("合计", "现金", "捐款", "微信", "公示期", "商会向沐白小学"))


@pytest.mark.parametrize(
    "page",
    [
        "岚溪镇慈善会捐赠公示\n姓名\n金额(元)\n日期\n何映雪\n500\n2021-03-05\n周砚秋\n200\n2021-03-06\n陆见山\n300\n2021-03-07",
        "爱心捐款名单\n1\n何映雪\n500元\n2\n周砚秋\n200元\n3\n陆见山\n300元",
        "爱心捐款名单\n何映雪\n500元\n周砚秋\n200元\n陆见山\n300元",
    ],
)
def test_a_table_cut_into_one_cell_a_line(page: str) -> None:
    """A name and its sum may stand in lines of their own, with a header or without."""
    assert _told(page) == [("何映雪", "500"), ("周砚秋", "200"), ("陆见山", "300")]


def test_the_class_before_a_colon_is_not_the_giver() -> None:
    """初二(1)班:何映雪100元 names the person; alone a class gives itself."""
    page = "沐白中学捐款名单\n初二(1)班:何映雪100元,周砚秋50元\n初二(2)班:陆见山80元"
    assert [name for name, _ in _told(page)] == ["何映雪", "周砚秋", "陆见山"]
    alone = "沐白中学捐款名单\n初二(1)班 1356.5元\n初二(2)班 980元\n初二(3)班 1204元"
    assert [name for name, _ in _told(alone)] == ["初二(1)班", "初二(2)班", "初二(3)班"]


def test_cash_and_things_in_one_column() -> None:
    """A column of things may hold 现金, whose count is a sum."""
    page = "岚溪镇接受社会捐赠情况\n捐赠单位\t捐赠款物\t金额/数量\n锦澄集团\t现金\t10万元\n远樵书店\t消毒液\t30桶"
    cash, goods = _gifts(page)
    assert cash.amount is not None
    assert (str(cash.amount.value), cash.items) == ("100000", ())
    assert [item.name for item in goods.items] == ["消毒液"]


def test_rows_may_name_receivers() -> None:
    """Under 受赠单位 the rows receive and the giver stands over the table."""
    page = "锦澄集团2021年公益捐赠一览\n时间\t受赠单位\t金额(万元)\n2021年3月\t沐白中学\t20\n2021年5月\t岚溪镇敬老院\t10"
    gifts = _gifts(page)
    assert [party.name for gift in gifts for party in gift.recipients] == ["沐白中学", "岚溪镇敬老院"]
    assert {party.name for gift in gifts for party in gift.donors} == {"锦澄集团"}


def test_pledges_are_planned() -> None:
    """Under 认捐 nothing is given yet."""
    page = "校庆认捐名单\n何映雪 50万元\n周砚秋 20万元\n陆见山 10万元"
    assert {gift.status.value for gift in _gifts(page)} == {"planned"}


def test_who_keeps_a_ledger_receives() -> None:
    """接收, a charity's own ledger, or a town's list of social gifts name who gets the rows."""
    rows = "\n锦澄集团 5000元\n何映雪 200元\n周砚秋 100元"
    for heading in ("岚溪镇慈善会捐赠公示", "沐白小学接受社会捐款明细", "云溪街道疫情防控社会捐赠登记表"):
        receivers = {party.name for gift in _gifts(heading + rows) for party in gift.recipients}
        assert len(receivers) == 1, heading
        assert heading.startswith(receivers.pop())
    assert not any(gift.recipients for gift in _gifts("明屿商会会员捐款名单" + rows))


def test_long_lists_take_time_in_proportion() -> None:
    """Ten times the rows take about ten times as long."""

    def measure(count: int) -> float:
        page = "岚溪镇慈善会捐赠公示\n" + "\n".join(
            f"何映{'雪霜雨露'[n % 4]} {n + 1}元" for n in range(count)
        )
        start = time.process_time()
        assert len(_gifts(page)) == count
        return time.process_time() - start

    measure(20)
    assert measure(1500) < 30 * measure(150)


def test_things_named_with_their_givers() -> None:
    """甲捐赠的…、乙捐赠的… in a row are gifts each."""
    page = "捐赠清单:明屿商会捐赠的棉被50床、远樵书店捐赠的图书200册、居民何映雪捐赠的煤炭2吨。"
    assert [
        (name, gift.items[0].name) for (name, _), gift in zip(_told(page), _gifts(page), strict=True)
    ] == [
        ("明屿商会", "棉被"),
        ("远樵书店", "图书"),
        ("何映雪", "煤炭"),
    ]
