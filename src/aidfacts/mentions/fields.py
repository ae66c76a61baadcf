"""Fields of learning and of office that 与 joins in the name of one house: 材料科学与工程学院, 环境与健康协会."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.reader import Reader

_FIELDS = (
    "材料|科学|化学|环境|信息|通信|政治|公共|行政|管理|机械|动力|经济|数学|统计|食品|交通|运输|物流|文学|新闻|传播|传媒|教育|心理|土木|建筑|生命|技术|体育|健康|音乐|舞蹈|美术|艺术|设计"
    "|法学|法律|社会|计算机|人工智能|水利|海洋|农学|农业|生物|林学|园艺|地理|旅游|物理|光电|能源|电气|自动化|药学|药品|护理|会计|金融|人文|资源|历史|文化|哲学|语言|外语|商务|贸易|工程"
    "|测绘|遥感|地质|矿业|化工|冶金|纺织|服装|轻工|动物|植物|医学|口腔|卫生|软件|网络|安全|控制|电子|仪器|航空|航天|汽车|车辆|工商|财政|税务|市场|质量|工业|科技|妇女|儿童|青少年|发展"
    "|创新|创业|国际|数字|影视|戏剧|出版|城市|规划|乡村|应用|制造|装备|智能|微电子|大数据"
)
_BEFORE = compile_late(f"(?:{_FIELDS})$")
_BEHIND = compile_late(
    rf"[与和](?:{_FIELDS}){{1,4}}(?:(?P<part>学院|系(?![统列])|研究院|研究所|实验室)|协会|学会|促进会|研究会|基金会|监?督?管?理?局|委员会|中心)"
)


def joins_fields(reader: Reader, at: int) -> bool:
    """
    Tell whether 与 or 和 at *at* joins two fields of one house: 沐北大学材料科学|与|工程学院.

    A part of a school needs nothing before the fields; any other noun wants a place or a house there.
    """
    text = reader.text
    if text[at : at + 1] not in ("与", "和") or not _BEFORE.search(text, reader.floor, at):
        return False
    behind = _BEHIND.match(text, at, reader.view.span.end)
    return behind is not None and (behind["part"] is not None or reader.open is not None)
