"""Parties of a sentence, one phenomenon after the other. All names are invented, real divisions apart."""

from __future__ import annotations

from collections.abc import Callable, Set
from decimal import Decimal

import pytest

from aidfacts.mentions import tag_parties, tag_slot
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.span import Span
from aidfacts.segment.words import load_segmenter

Cut = Callable[[Span], Set[int]]


def words_of(text: str) -> Cut:
    segmenter = load_segmenter()
    return lambda span: segmenter.edges(text, span)


def tag(text: str) -> tuple[Mention, ...]:
    return tag_parties(text, Span(0, len(text)), words_of(text))


def told(text: str) -> str:
    """Return what is found as 锦澄集团/company …; ~ marks a pointer, - what has no name."""
    parts = []
    for m in tag(text):
        parts.append(f"{m.text}/{m.kind}{'~' if m.anaphor else ''}{'' if m.named else '-'}")
    return " ".join(parts)


EDGES = [
    ("锦澄集团向沐白中学捐赠课桌椅120套", "锦澄集团/company 沐白中学/school"),
    ("近日,锦澄集团再次捐款", "锦澄集团/company"),
    ("随后,向和平医院、向阳小学和为民村捐款", "和平医院/hospital 向阳小学/school 为民村/place"),
    ("据悉,近日禾川县慈善总会收到锦澄集团捐款9万元", "禾川县慈善总会/ngo 锦澄集团/company"),
    ("我省著名企业锦澄集团向国家级贫困县禾川县捐款", "锦澄集团/company 禾川县/place"),
    ("对口帮扶的北塘村、位于山区的岚溪镇沐白小学收到物资", "北塘村/place 岚溪镇沐白小学/school"),
    ("由锦澄集团出资修建的北塘村文化广场", "锦澄集团/company 北塘村/place"),
    ("市图书馆在沐白小学设立分馆", "市图书馆/other 沐白小学/school"),
    ("锦澄集团联合远樵公益基金会向禾川县一中捐赠", "锦澄集团/company 远樵公益基金会/ngo 禾川县一中/school"),
    ("爱心企业——锦澄集团捐款", "锦澄集团/company"),
    ("会员单位华为公司捐赠电脑", "华为公司/company"),
    ("锦澄集团旗下远樵科技捐款", "锦澄集团/company 远樵科技/company"),
    ("县投资促进局与明屿市腾飞小学结对", "县投资促进局/government 明屿市腾飞小学/school"),
]

NESTING = [
    ("明屿市禾川县岚溪镇北塘村收到捐款", "明屿市禾川县岚溪镇北塘村/place"),
    (
        "沐北大学土木学院、锦澄集团禾川分公司和明屿银行禾川支行城南分理处捐款",
        "沐北大学土木学院/school 锦澄集团禾川分公司/company 明屿银行禾川支行城南分理处/company",
    ),
    ("武警禾川县中队慰问孤寡老人", "武警禾川县中队/government 孤寡老人/group-"),
    ("上海市长宁区与禾川县签订协议", "上海市长宁区/place 禾川县/place"),
    (
        "彭州市委、黑水县委统战部和团四川省委捐赠",
        "彭州市委/government 黑水县委统战部/government 团四川省委/government",
    ),
    ("中国驻瓦努阿图大使馆向瓦努阿图政府移交物资", "中国驻瓦努阿图大使馆/government 瓦努阿图政府/government"),
    ("岚溪镇锦澄博爱小学收到图书", "岚溪镇锦澄博爱小学/school"),
    ("锦澄集团北塘村捐款", "锦澄集团/company 北塘村/place"),
]

MARKS_INSIDE = [
    ("锦澄(禾川)茶业有限公司捐款", "锦澄(禾川)茶业有限公司/company"),
    ("“澄爱”慈善基金会捐款", "“澄爱”慈善基金会/ngo"),
    ("“岚溪之光”公益项目累计投入物资", "“岚溪之光”公益项目/project"),
    ("周砚秋“见山基金”捐款", "周砚秋“见山基金”/project"),
    ("沐北大学(明屿校区)收到图书", "沐北大学(明屿校区)/school"),
    ("签订《禾川县结对帮扶协议》", ""),
    ("明屿市第二医院(明屿仁济医院)收到口罩", "明屿市第二医院/hospital 明屿仁济医院/hospital"),
]

ORGANS = [
    ("团县委、县妇联、县总工会走访慰问", "团县委/government 县妇联/ngo 县总工会/ngo"),
    ("明屿市人民检察院、禾川县中级人民法院捐款", "明屿市人民检察院/government 禾川县中级人民法院/government"),
    ("明屿市第三人民医院、禾川县中医院获赠救护车", "明屿市第三人民医院/hospital 禾川县中医院/hospital"),
    ("天台寺向禾川县民宗局捐款", "天台寺/ngo 禾川县民宗局/government"),
    ("商务部与应急管理部签署协议", "商务部/government 应急管理部/government"),
    ("联合国妇女署和世界卫生组织捐赠药品", "联合国妇女署/ngo 世界卫生组织/ngo"),
    ("彭州市场监管局捐款", "彭州市场监管局/government"),
    (
        "四川省增材制造技术协会为黑水县乡村振兴局捐赠",
        "四川省增材制造技术协会/ngo 黑水县乡村振兴局/government",
    ),
]

PEOPLE = [
    ("86级校友周砚秋、何映雪夫妇为母校捐资300万元", "周砚秋/person 何映雪/person 母校/school~"),
    ("周砚秋代表锦澄集团捐款", "周砚秋/person 锦澄集团/company"),
    ("周砚秋(锦澄集团董事长)捐款5万元", "周砚秋/person 锦澄集团/company"),
    ("何女士和周总捐款", "何女士/person 周总/person"),
    ("阿米娜·卡迪尔向县二中捐款", "阿米娜·卡迪尔/person 县二中/school"),
    ("队长谢涛在捐赠仪式上讲话", "谢涛/person"),
    ("网友“晚风”捐款200元", "晚风/person"),
    ("天台寺释明澄法师捐款", "天台寺/ngo 释明澄/person"),
    ("欧阳砚书向禾川县红十字会捐款", "欧阳砚书/person 禾川县红十字会/ngo"),
    ("捐款的有:张明澄500元、李远帆300元", "张明澄/person 李远帆/person"),
    ("记者从教育部获悉", "教育部/government"),
]

GROUPS = [
    ("社会各界向灾区捐款", "社会各界/group- 灾区/place"),
    ("为12户老人和34名藏族儿童送去棉被", "12户老人/group- 34名藏族儿童/group-"),
    ("远在千里之外的沐白小学全体师生捐款", "沐白小学全体师生/group-"),
    ("锦澄集团向色尔古镇学生捐赠牛奶", "锦澄集团/company 色尔古镇学生/group-"),
    ("湖南浏阳人民向襄阳人民捐赠冬衣", "湖南浏阳人民/place- 襄阳人民/place-"),
    ("贫困村收到捐款", "贫困村/group-"),
    ("向家庭经济困难学生发放助学金", "家庭经济困难学生/group-"),
]

BARE = [
    ("退休教师韦素心捐出一万元", "韦素心/person"),
    ("菜农陆见山向敬老院捐白菜两吨", "陆见山/person 敬老院/ngo~"),
    ("何映雪累计捐款三万元", "何映雪/person"),
    ("由俞若川、程怀谷捐建的凉亭", "俞若川/person 程怀谷/person"),
    ("宋承远、林见秋和许远山父子捐款", "宋承远/person 林见秋/person 许远山/person"),
    ("种粮大户蒋承谷挑出新米送给邻居", "蒋承谷/person 邻居/group-"),
    ("方锦澄副理事长当场承诺捐款", "方锦澄/person"),
    ("村支书老曾悄悄给五保户送去棉衣", "老曾/person 五保户/group-"),
    ("深圳的王姐每月给学生寄钱", "深圳/place 王姐/person 学生/group-"),
    ("为患病女孩小雨筹款", "小雨/person"),
    ("以“南岸一粟”的名义捐款", "南岸一粟/person"),
]

HOUSES = [
    ("爱心企业“老巷灶台”捐款5000元", "老巷灶台/company"),
    ("明屿渔具向沐白小学捐款", "明屿渔具/company 沐白小学/school"),
    ("会同州作家协会捐款", "州作家协会/ngo"),
    ("省海洋与渔业学会捐款", "省海洋与渔业学会/ngo"),
    ("母校沐北大学收到捐款", "沐北大学/school"),
    ("校友会将募得的善款交给了村委会", "校友会/ngo~ 村委会/government~"),
    ("驻岚溪镇某部向沐白小学捐款", "驻岚溪镇某部/government 沐白小学/school"),
    ("原高一(7)班、1990级中文班捐款", "原高一(7)班/group 1990级中文班/group"),
    (
        "向三所学校、岚溪镇5个村和34家养老驿站捐款",
        "三所学校/group- 岚溪镇5个村/group- 34家养老驿站/group-",
    ),
]

POINTERS = [
    ("公司向我县捐款,该公司还向该院捐赠口罩", "公司/company~ 我县/place~ 该公司/company~ 该院/hospital~"),
    ("双方签订协议", "双方/other~"),
    ("向敬老院捐款", "敬老院/ngo~"),
    ("校企合作结出硕果", ""),
]

NONE = [
    "项目资金将捐出",
    "高度重视、方面协调,安全捐赠",
    "企业“暖冬送爱”活动捐款5000元",
    "捐水泥40吨、轮胎20条",
    "绿色航运能级不断提升",
    "盛开的百合、文心兰,送来春意",
    "大学生活多姿多彩",
    "加强学校建设和社会管理",
    "政府工作报告指出",
    "这是最好的结局",
    "依照公司法办理",
    "省、市、县三级慈善会",
    "30万部队",
]

ALL = EDGES + NESTING + MARKS_INSIDE + ORGANS + PEOPLE + GROUPS + BARE + HOUSES + POINTERS


@pytest.mark.parametrize(("text", "expected"), ALL, ids=[text for text, _ in ALL])
def test_parties(text: str, expected: str) -> None:
    """Each phenomenon gives just these mentions, cut out of the text by their spans."""
    assert told(text) == expected
    for mention in tag(text):
        assert mention.span.cut(text) == mention.text


@pytest.mark.parametrize("text", NONE)
def test_no_named_party(text: str) -> None:
    """A suffix inside a longer word names nobody."""
    assert not [m for m in tag(text) if m.named and m.anaphor is None]


def test_title_chain_binds_to_the_house() -> None:
    """A person is bound to the organisation that his titles tell; a second one is not."""
    found = {m.text: m for m in tag("市人大代表、锦澄集团党委书记、董事长周砚秋、县长陆见山捐款")}
    assert found["周砚秋"].of is not None
    assert found["周砚秋"].of.text == "锦澄集团"
    assert found["陆见山"].of is None


def test_second_organ_shares_the_place() -> None:
    """甲市乙县教育局、卫健局: the place goes into the name, not into the text."""
    first, second = tag("彭州市教育局、卫健局捐款")
    assert (second.text, second.name, second.adcode) == ("卫健局", "彭州市卫健局", first.adcode)
    assert first.adcode == "510182"
    assert first.place == "彭州市"


def test_second_school_shares_the_university() -> None:
    """大学甲学院、乙学院: the university goes into the name, unless the second is one itself."""
    _, school = tag("沐北大学土木学院、化工学院捐款")
    assert (school.text, school.name) == ("化工学院", "沐北大学化工学院")
    _, college = tag("沐北大学土木学院、明屿师范学院捐款")
    assert college.name == "明屿师范学院"


def test_counts() -> None:
    """等9家企业 counts the one before it, 12户老人 themselves."""
    company, others, village, people = tag("锦澄集团等9家企业为北塘村12户老人送去大米")
    assert company.count is not None
    assert company.count.value == Decimal(9)
    assert people.count is not None
    assert people.count.value == Decimal(12)
    assert (others.text, village.text) == ("9家企业", "北塘村")


def test_pointers_say_how() -> None:
    """Each pointing word says how it points."""
    ways = {m.text: m.anaphor for m in tag("我县与该院签约,双方合作,他们捐款")}
    assert ways == {"我县": Anaphor.OWNER, "该院": Anaphor.LAST, "双方": Anaphor.BOTH, "他们": Anaphor.TOPIC}


SLOTS = [
    ("锦澄", "锦澄"),
    ("远在千里之外的岚溪", "岚溪"),
    ("爱心企业——锦澄集团", "锦澄集团"),
    ("位于山脚的沐白学堂", "沐白学堂"),
    ("随后远樵", "远樵"),
    ("锦澄集团一行再次", "锦澄集团"),
    ("浙江锦澄", "浙江锦澄"),
    ("周砚秋", "周砚秋"),
]


@pytest.mark.parametrize(("text", "expected"), SLOTS)
def test_slot(text: str, expected: str) -> None:
    """A framed stretch is one party without what is glued to it."""
    found = tag_slot(text, Span(0, len(text)), words_of(text))
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize("text", ["", ",", "的", "随后"])
def test_empty_slot(text: str) -> None:
    """Nothing but marks and cues is nobody."""
    assert tag_slot(text, Span(0, len(text)), words_of(text)) is None


def test_words_are_asked_for_only_in_doubt() -> None:
    """Where neighbours settle the edges, the sentence is not cut into words."""

    def cut(_span: Span) -> Set[int]:
        raise AssertionError("no doubt here")

    text = "锦澄集团向黑水县捐款"
    assert [m.text for m in tag_parties(text, Span(0, len(text)), cut)] == ["锦澄集团", "黑水县"]


# What is told again and again, how often, and what ends the text.
HOSTILE = {
    "many names": ("锦澄集团、沐白小学和岚溪镇,", 3000, ""),
    "long name": ("锦", 500, "集团捐款"),
    "open quotes": ("“", 3000, "锦澄集团"),
    "open brackets": ("锦澄(", 3000, "集团"),
    "open titles": ("《", 3000, "锦澄集团"),
    "one head": ("县", 5000, ""),
    "titles": ("董事长", 3000, ""),
    "places": ("四川省", 3000, ""),
    "markers": ("向和与", 3000, ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_in_line(name: str, count_calls: Callable[[Callable[[], object]], int]) -> None:
    """Names without end and marks that never close cost work in line with their length, and break no span."""
    unit, times, end = HOSTILE[name]
    half, text = unit * (times // 2) + end, unit * times + end

    def cut(span: Span) -> Set[int]:
        return frozenset(range(span.start, span.end + 1))

    def read(part: str) -> None:
        for mention in tag_parties(part, Span(0, len(part)), cut):
            assert mention.span.cut(part) == mention.text

    read(half)  # the tables are loaded now
    assert count_calls(lambda: read(text)) < 2.5 * count_calls(lambda: read(half))
