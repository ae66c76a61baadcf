"""Reads the header of a table: what each column holds, and the unit it is counted in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from attrs import frozen

from aidfacts.frames.cells import Cell
from aidfacts.lexicon.late import compile_late


class Column(StrEnum):
    """What a column holds. SKIP is for ranks, remarks and whatever is no part of a gift."""

    NAME = "name"
    UNIT_NAME = "unit_name"  # 单位, 班级: the giver, unless the table has names of persons as well
    MONEY = "money"
    THINGS = "things"
    COUNT = "count"
    UNIT = "unit"
    DATE = "date"
    RECIPIENT = "recipient"
    PURPOSE = "purpose"
    SKIP = "skip"


@frozen
class Header:
    """The columns of a table; `unit` is what its sums are counted in (万元), None where not told.

    `takers` is True where the names are of those who receive and the giver stands over the table.
    """

    columns: tuple[Column, ...]
    unit: str | None
    giving: bool
    takers: bool = False


_BY = r"(?:捐赠|捐款|捐资|捐助|捐献|认捐|乐捐|赞助|爱心|援助|出资|捐)"
# Each takes a whole header cell without its bracket: 捐赠单位(个人) is 捐赠单位; the first that fits counts.
_ROLES: tuple[tuple[Column, str], ...] = (
    (
        Column.SKIP,
        r"序号|序|编号|排名|名次|序列|no\.?|备注|说明|经办人?|方式|途径|渠道|.{0,2}方式|电话|性别|年龄|证书.*|票据.*|收据.*|其中.*|年级|职务|类别|类型|性质",
    ),
    (
        Column.RECIPIENT,
        r"(?:受赠|受捐|接收|接受|受援|受助|收货|收件|领取)(?:单位|方|人|者|对象|机构|学校|医院|国家?|地区?|村镇?)?(?:名称)?|(?:资助|援助)(?:学校|医院|地区|对象)|捐赠(?:对象|去向)|流向|去向|发往|定向单位",
    ),
    (Column.DATE, r".{0,4}(?:日期|时间)|年份|年度"),
    (Column.UNIT, r"计量单位|数量单位"),
    (Column.COUNT, r".{0,4}(?:数量|件数|个数|数目)|金额[/和及、或]数量|数量[/和及、或]金额"),
    (
        Column.THINGS,
        rf"(?:{_BY}|受助|受赠|接收)?(?:物资|物品|实物|内容|货物|品目|款物|财物|种类)(?:名称|品名|品种|明细|内容)?|品名|品种|货品|规格型号|{_BY}情况",
    ),
    (
        Column.MONEY,
        rf"{_BY}?(?:到账)?(?:金额|数额|款额|款数|资金|现金|善款|总额|额度|额|数|款)(?:合计)?|折合.{{0,4}}(?:金额|价值)?|价值|{_BY}(?:人民币|\(?元\)?)?|人民币|元|万元",
    ),
    (Column.PURPOSE, r".{0,4}(?:用途|意向|投向|项目)(?:名称|内容)?"),
    (
        Column.NAME,
        rf"姓名|名字|{_BY}(?:人|者|人士|方)(?:姓名|名称|名单|/?单位)?|(?:援助|资助|支援)(?:国家?|方|单位|机构|企业)|.{{0,4}}姓名|芳名|户主|户名|个人|善信|功德主",
    ),
    (
        Column.UNIT_NAME,
        rf"{_BY}?(?:单位|企业|公司|机构|团体|部门|班级|村组|村民|支部|商户|来源)(?:名称|/个人|/姓名|及个人|或个人|和个人)?|名称|{_BY}(?:方|单位|企业).*|单位",
    ),
)
_BRACKET = compile_late(r"\(([^()]*)\)|/(?=元|万元)")
_UNIT = compile_late(
    r"(?:人民币|港币|计量)?([亿万千]?(?:元|港元|港币|美元|新台币|欧元|英镑|日元|澳门元|澳门币))"
)
GIVES = compile_late(r"捐|赠|爱心|善款|乐捐|赞助|受[助援]|援助|资助")
_TAKES = compile_late(
    r"受资?助(?!单位|学校|机构|医院|方|国|地区)|资助对象|领取|发放|补助|获奖|奖金|得分|成绩|单价|报销|支出|工资|学生姓名|户籍"
)


def read_label(word: str) -> Column | None:
    """Return what a word says that its column, or the value behind it, holds; None where it is no such word."""
    bare = _BRACKET.sub("", word).lower()
    return next((role for role, pattern in _ROLES if re.fullmatch(pattern, bare)), None)


def read_header(text: str, cells: Sequence[Cell]) -> Header | None:
    """
    Return the columns that a line of cells heads, None where the line is no header or heads a list of other things.

    序号 | 捐赠单位 | 金额(万元) | 用途 has a rank, a giver, a sum in 万元 and a purpose.
    """
    if len(cells) < 2:
        return None
    columns: list[Column] = []
    unit = None
    words = [cell.span.cut(text).replace(" ", "") for cell in cells]
    if any(_TAKES.search(word) for word in words):
        return None
    for word in words:
        role = read_label(word)
        if role is None:
            return None
        columns.append(role)
        inside = _UNIT.search(word)
        if role is Column.MONEY and inside:
            unit = inside.group(1)
    takers = Column.RECIPIENT in columns and Column.NAME not in columns and Column.UNIT_NAME not in columns
    if takers:
        columns = [Column.NAME if column is Column.RECIPIENT else column for column in columns]
    columns = _settle(columns)
    if Column.NAME not in columns or not {Column.MONEY, Column.THINGS, Column.COUNT} & set(columns):
        return None
    return Header(tuple(columns), unit, any(GIVES.search(word) for word in words), takers)


def _settle(columns: list[Column]) -> list[Column]:
    """Decide what 单位 is: a measure behind a count, else the giver where no person is named."""
    settled = [
        Column.UNIT if column is Column.UNIT_NAME and at and columns[at - 1] is Column.COUNT else column
        for at, column in enumerate(columns)
    ]
    other = Column.SKIP if Column.NAME in settled else Column.NAME
    return [other if column is Column.UNIT_NAME else column for column in settled]
