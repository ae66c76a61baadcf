"""Names of people: family names and given names, and foreign names."""

from __future__ import annotations

import re
from functools import cache

from aidfacts.mentions.words import load_words

MAX_FOREIGN = 24  # characters; a foreign name with three parts is seldom longer

# Characters that foreign names are written with, counted on names of the world news.
_SOUNDS = (
    "阿埃艾爱安昂奥巴白班邦保堡鲍贝本比彼毕宾波伯博布采查达大戴丹当道德登邓狄迪蒂丁东杜顿多厄恩尔法凡菲费芬丰冯夫弗"
    "福伏富盖甘冈高戈哥格葛贡古瓜圭贵郭哈海汉豪赫黑亨洪侯胡华怀惠霍基吉季加贾简姜杰金津京久卡凯坎康考柯科可克肯孔库"
    "夸奎昆拉莱赖兰朗劳勒雷蕾黎李里丽莉利廉良列林琳龙隆娄卢鲁露路吕伦伦罗洛马玛迈麦曼毛梅蒙米密敏明莫默姆木穆拿"
    "纳娜奈南内尼年涅宁牛纽农努诺欧帕潘庞佩彭皮平泼珀普蒲齐奇契钱强乔切琴琼丘瑞让热仁日荣茹儒萨塞赛桑瑟森沙珊莎"
    "山尚绍舍申圣施什石史士斯丝松苏孙索塔泰坦汤唐陶特提田廷通图土托脱娃瓦万汪旺威韦维魏温文翁沃乌吾武西希锡夏香肖"
    "谢辛欣兴休雪雅亚延扬耶叶伊依易因英尤于约云扎泽曾詹章珍芝朱祖佐买提江孜古热合曼木力别克"
)
_FOREIGN = re.compile(f"[{_SOUNDS}]{{1,8}}(?:·[{_SOUNDS}]{{1,10}})+")


def find_foreign(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """
    Find the foreign names that a dot tells.

    >>> find_foreign("阿米娜·卡迪尔捐款", 0, 9)
    [(0, 7)]
    """
    if "·" not in text[start:end]:
        return []
    return [m.span() for m in _FOREIGN.finditer(text, start, end) if m.end() - m.start() <= MAX_FOREIGN]


def family_name(text: str, at: int) -> int:
    """
    Return how many characters the family name at *at* has, 0 where none stands.

    >>> family_name("欧阳砚秋", 0), family_name("周砚秋", 0), family_name("的", 0)
    (2, 1, 0)
    """
    surnames = load_words().surnames
    if text[at : at + 2] in surnames:
        return 2
    return 1 if text[at : at + 1] in surnames else 0


@cache
def is_rare(surname: str) -> bool:
    """Tell whether a family name is also a common word (国, 向), so that it needs a title beside it."""
    return surname in load_words().rare_surnames


_HAN = re.compile("[\u4e00-\u9fff]+")


def looks_like_person(text: str) -> bool:
    """
    Tell whether the whole of *text* can be a Chinese name: a family name that is no common word, one or two more.

    >>> looks_like_person("周砚秋"), looks_like_person("向前看"), looks_like_person("周")
    (True, False, False)
    """
    if not _HAN.fullmatch(text):
        return False
    size = family_name(text, 0)
    return bool(size) and not is_rare(text[:size]) and size < len(text) <= size + 2
