"""Names of people: family names and given names, and foreign names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aidfacts.lexicon import cache, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.words import load_words

if TYPE_CHECKING:
    from aidfacts.mentions.view import View

MAX_FOREIGN = 24  # characters; a foreign name with three parts is seldom longer

# Characters that foreign names are written with, counted on names of the world news.
_SOUNDS = (
    "阿埃艾爱安昂奥巴白班邦保堡鲍贝本比彼毕宾波伯博布采查达大戴丹当道德登邓狄迪蒂丁东杜顿多厄恩尔法凡菲费芬丰冯夫弗"
    "福伏富盖甘冈高戈哥格葛贡古瓜圭贵郭哈海汉豪赫黑亨洪侯胡华怀惠霍基吉季加贾简姜杰金津京久卡凯坎康考柯科可克肯孔库"
    "夸奎昆拉莱赖兰朗劳勒雷蕾黎李里丽莉利廉良列林琳龙隆娄卢鲁露路吕伦罗洛马玛迈麦曼毛梅蒙米密敏明莫默姆木穆拿纳娜"
    "奈南内尼年涅宁牛纽农努诺欧帕潘庞佩彭皮平泼珀普蒲齐奇契钱强乔切琴琼丘瑞让热仁日荣茹儒萨塞赛桑瑟森沙珊莎山尚绍"
    "舍申圣施什石史士斯丝松苏孙索塔泰坦汤唐陶特提田廷通图土托脱娃瓦万汪旺威韦维魏温文翁沃乌吾武西希锡夏香肖谢辛欣兴培裴卜兹罕"
    "茨休雪雅亚延扬耶叶伊依易因英尤于约云扎泽曾詹章珍芝朱祖佐买江孜合别济约连布都再木旦吐尔衣肉赛提力则艳"
)
# Characters that parents choose, read on lists of givers and of pupils.
GIVEN = frozenset(
    "映烽霏沛小一丁万三世业东中丹为丽义之乐乔书云亚亦京亭亮人仁仕代令仪任伊会伟传伦伯佐佑佩佳依侠俊保信俪修健元兆先光克兰兴其典军冠冬冰凌凡凤凯刚初利剑力功加勇勋勤北千升华卓南博卫卿厚原友双叔可台叶司吉名君启周和咏品"
    "哲唐善喜嘉园国圆圣在坚坤垣培基堂堃塘增士声夏多大天奇奎奕如妍妙妮妹姗姝姣姿威娅娇娜娟娣婉婧婵婷媛嫣子孝孟季学宁宇守安宏宗官定宜宝宣宪容宾富寒寿尔尚尧山岐岚岩岭岳峥峰峻崇嵘嵩川州帅帆师希常平广庆序应庚庭"
    "康廷建弘强彤彦彩彪彬彭影征徐得微德心志忠忱念怀思怡恒恩恬悠悦情惟惠意慈慕慧懿成才扬扶承抒拓振捷掌援政敏文斌斐斯新方施旋旭昂昆昊昌明易昔昕星春昭显晋晏晓晔晖晗晟晨普景晴晶智曙曦曼曾月有朋朗朝木本朴杉李杏"
    "村来杨杭杰松林枫柏柔柯柱柳标栋树栩桂桃桐桥桦梁梅梓梦森楚楠榕槐正武殿毅民水永汉汝江池汪汶沁沅沐沙沛河沿泉泓法波泰洁洋洪洲浏浓浙浚浦浩海涛涵淑淞清渊渝温湘源溢溪滔满滢漪漫潇潔澄澜瀚灵灿炎炜炫炯炳烁烈烨煊"
    "煌煜照熙燕爱爽牧特献玉王玖玟玥玫玲珂珊珍珏珠珩班琛琦琨琪琬琳琴琼瑀瑄瑛瑜瑞瑟瑶瑾璇璋璐璞璟瓒甜生甫田男畅略登百皓盈益盛直真睿瞳石砚硕碧磊礼社祖祝祥祯禄福禹秀秋科秦程稳穆立竞章童端竹笑笛策筠筱简米粤素紫"
    "红纪纬纯纲绍经绣维缘罗美群羽翔翠翰耀者耘聪聿肃育胜臣自航良艳艺艾芃芊芙芝芦芩芬芮芯花芳芷芸苑苒若英茂茗茜茵茹荔荣莉莎莲莹菁菊菡菱菲萌萍营萱葆葵蓉蓓蓝蔓蔚蔷蕊蕾薇虎虹蝶融行衍衡裕西要观言訓诗诚语诺谊谋谦"
    "豪贝贞财贤贵贺赋赐赞超越跃路轩辉辰达迅迎运进远连迪逊通逸道遥遵邦郁郎采里重野金鑫钊钏钢钦钧铁铃铎铭银锋锐锡锦键镇长闯闻阔阳阿际陆陵隆雁雄雅雨雪雯雷霁霆震霓霖霜霞露青靓靖静非韬音韵韶顺颂领颖颜风飙飞香馥"
    "凯欣宸熠焱钰铮璨舒婕娴卉琢珈祎禾绮缤胤苇苏荷莘萃葳蕙轲飒骐黛俐倩冉弢恺昱昀朔棋棠楷毓泽淇滨灏焕铠鲲铄煦湛妤娥旖"
    "馨驰驹骁骅骏魁鲁鲜鸣鸥鸿鹃鹏鹤鹭麒麟黎默鼎齐龄龙"
)
SOUND = f"[{_SOUNDS}]"  # for patterns: a character that foreign names are written with
# Words of running text that begin with a character of sounds: no name goes on with them (玛丽·德恩|于2010年, 曾, 日前, 当天).
_RUNNING = (
    "曾|于|日[前后]|当[天日场时年众即]|本[周月年季人次]|多[次年方]|夫[妇妻人]|再[次度向捐]|特[意地别向]|连[续日年]|来[自到华信]|马上|通过"
    "|及[其家]|达成|安排|高[调兴度]|热[心情]|提[出供前]|希望|考[虑察]|努力|强调|都[向为在曾]|利用|欣然|豪[捐掷]|同[意样时]|里约"
)
_TAIL = f"[{_SOUNDS}](?:(?!{_RUNNING})[{_SOUNDS}]){{0,9}}"
_FOREIGN = compile_late(f"[{_SOUNDS}]{{1,8}}(?:·{_TAIL})+")
# 投资人多纳(John Donner): the name in its own letters tells that the sounds before the bracket are one
_GLOSS = r"(?=\([A-Z][a-z]+(?: [A-Z][A-Za-z.'-]*)*[,)])"
_GLOSSED = compile_late(f"[{_SOUNDS}]{{2,8}}{_GLOSS}")
_WHOLE_GLOSS = compile_late(
    rf"(?<![{_SOUNDS}·])[{_SOUNDS}]{{2,8}}(?=\([A-Z][a-z]+(?: [A-Z][A-Za-z.'-]*)+[,)])"
)
_FAMILIAR = ("老", "小", "阿")
_NEVER_GIVEN = frozenset("在将把对从被给说称等也还就都是的了由并已曾拟个各每均捐赠募")
_NO_END = frozenset(
    "省县镇乡村又再"
)  # 云沙县 is no man of the family 云, nor 马云又|捐 one of three characters
_CALLED = ("侨胞", "校友", "人士", "村民", "教师", "党员", "市民", "居民", "华侨", "乡贤", "志愿者", "企业家")
_ADDRESS_OPENS = frozenset("的、,。;:!?“”( \t\n—")
_NEVER_LAST = _NEVER_GIVEN | frozenset("向为与和同及于携率偕突又再")
# What one pays with or buys, behind a name of two: 周明|花2000元买来, 周明|用自己的工资; no 陈桂花|2000元
PAYS = compile_late(
    r"花(?=[了费去掉钱]|[约近]?[\d一二两三四五六七八九几][^,。;、元]{0,8}元[^。;、\d]{0,16}[买购添置修建装换订请送配])"
    r"|用(?=自己|个人|[^,。;、]{0,6}(?:工资|积蓄|奖金|退休金|稿费|津贴|补贴|零花钱|压岁钱))"
    r"|自(?=[掏费筹己购])|出(?=[资钱])|掏(?=[钱出了腰])|拿(?=出)|垫(?=[付资钱])|买(?=[了来])|购(?=[买置])"
)
# 何磊|退休后, 何磊|致富不忘家乡: what is told of somebody begins with what a name may end in
LIVES = compile_late(
    r"退[休伍役]|致富|得知|发现|看[到见]|听说|来到|回[到乡村]|主动|积极|热心|常年|多次|先后|自[幼愿发]|带[头着领]|走[进访]|深知|考[上入]"
    r"|就读|担任|获悉|不忘|[情心]系|坚持|始终|每[年月天]|连续|通过|利用|了解|想到|二话|省吃|悄悄|默默|多年|去年|今年|近年"
)
_NO_GIVEN_END = frozenset(["早在", "独资", "自费", "自筹"])  # cues whose first character given names may hold
_AT_HIM = compile_late("手[中里上]|家(?:[中里](?![心医药])|(?=[,。;、看慰探送]))")
_ASKED = frozenset("托请邀让陪随")  # 托|朱砚校长: one character that people are asked by
_SOUND_RUN = compile_late(f"[{_SOUNDS}](?:(?!{_RUNNING})[{_SOUNDS}]){{2,7}}")
_LEADER = compile_late(f"[{_SOUNDS}](?:(?!{_RUNNING})[{_SOUNDS}]){{1,7}}")
_KING = compile_late(
    f"(?<![{_SOUNDS}])(?:国王|女王|教皇|大公|沙皇)?([{_SOUNDS}]{{2,6}}[一二三四五六七八九十]{{1,3}}世)(?![纪界家代])"
)
_NUMBERED = compile_late("[一二三四五六七八九十]{1,3}世")  # 国王费利佩六世
_HAN = compile_late("[\u4e00-\u9fff]+")


def is_sound(character: str) -> bool:
    """Tell whether foreign names are written with *character*."""
    return character in _SOUNDS


def find_foreign(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """
    Find the foreign names that a dot tells, or the whole name in its own letters behind.

    >>> find_foreign("阿米娜·卡迪尔捐款", 0, 9), find_foreign("近日,多纳(John Donner)捐款", 0, 19)
    ([(0, 7)], [(3, 5)])
    """
    found: list[tuple[int, int]] = []
    if text.find("·", start, end) >= 0:
        found += [m.span() for m in _FOREIGN.finditer(text, start, end) if m.end() - m.start() <= MAX_FOREIGN]
    if text.find("(", start, end) >= 0:
        found += [m.span() for m in _WHOLE_GLOSS.finditer(text, start, end)]
    return found


def find_numbered(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """
    Find the names of kings that a number tells.

    >>> find_numbered("国王费利佩六世访华", 0, 9), find_numbered("二十一世纪", 0, 5)
    ([(2, 7)], [])
    """
    if text.find("世", start, end) < 0:
        return []
    return [m.span(1) for m in _KING.finditer(text, start, end)]


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
    """Tell whether a family name is also a common word (国, 别), so that it needs a title beside it."""
    return surname in load_words().rare_surnames


@cache
def common_words() -> frozenset[str]:
    """Return the common words that begin like a name (高度, 方面)."""
    return frozenset(row["word"] for row in read_table("surname_words"))


def looks_like_person(text: str) -> bool:
    """
    Tell whether the whole of *text* can be a Chinese name: a family name that is no common word, one or two more.

    >>> looks_like_person("周砚秋"), looks_like_person("别前看"), looks_like_person("周")
    (True, False, False)
    """
    if not _HAN.fullmatch(text):
        return False
    size = family_name(text, 0)
    if not size or is_rare(text[:size]) or not size < len(text) <= size + 2:
        return False
    return text[-1] not in _NO_END and not _NEVER_GIVEN.intersection(text[size:])


def name_end(view: View, at: int, *, strict: bool) -> int:
    """
    Return the end of the Chinese name that begins at *at*, 0 where none does.

    *strict* is for what may as well be no name (学生安全): the right edge must be sure.
    """
    text, limit = view.text, view.span.end
    if (
        text[at : at + 1] in _FAMILIAR
        and family_name(text, at + 1) == 1
        and view.cue_at(at + 2, "strong", "weak")
    ):
        return at + 2  # 老李
    if (foreign := foreign_end(view, at)) and (not strict or foreign - at > 4):
        return foreign
    size = family_name(text, at)
    if not size or (size == 1 and _opens_cue(view, at + 1)):
        return 0  # 父亲曾|捐资
    if is_rare(text[at : at + size]) and (strict or view.is_edge(at + size) or not view.is_edge(at)):
        return 0 if strict else _given_end(view, at + size)  # 记者经教育部: a marker, no name
    hit = view.hit_at(at)
    if hit is not None and hit.end - at > 1:
        word, place = hit.word, hit.place
        if place is not None and (strict or place.names[-1].full):
            return 0
        if (
            (word.cue and word.text not in load_words().surnames)
            or word.group
            or word.head
            or word.title
            or word.anaphor
            or word.decoy
        ):
            return 0
    if held := _held_end(text, at, at + size, limit):
        return held
    ends = [
        at + size + n for n in (2, 1) if at + size + n <= limit and _HAN.fullmatch(text, at, at + size + n)
    ]
    marks = text[ends[1]] in _NEVER_LAST if len(ends) == 2 else False
    if marks and text[ends[1]] == "为" and view.cue_at(ends[0], "strong"):
        marks = False  # 杨大为|出席
    if len(ends) == 2 and (marks or _opens_cue(view, ends[1])):
        del ends[0]  # 谢涛在: no given name holds 在; 王琛|作为
        if text[ends[0]] == "突" and GIVEN.issuperset(text[at + size : ends[0]]):
            return ends[0]  # 学生周砚|突遭车祸
    told = len(ends) == 2 and GIVEN.issuperset(text[at + size : ends[1]])
    if told and (PAYS.match(text, ends[1]) or LIVES.match(text, ends[1])):
        return ends[1]
    if not strict and len(ends) == 2 and _goes_on(view, ends):
        return ends[0]
    sure = [end for end in ends if end in view.starts]
    if strict:
        sure = [
            end
            for end in sure
            if (
                not view.is_edge(at + size + 1) if end - at > size + 1 else view.cue_at(end, "strong", "weak")
            )
        ]
    for end in sure:
        # 谢涛|在, 王丹|向: a marker behind two characters.
        if end - at == size + 1 and view.cue_at(end, "weak") and view.is_edge(end):
            return end
    if strict and not sure and len(ends) == 2 and view.is_word(at, ends[0]) and not view.is_edge(ends[1]):
        return ends[0] if looks_like_person(text[at : ends[0]]) else 0  # 乡贤屠国华二话没说
    if sure and (sure[0] == ends[0] or not view.is_edge(ends[0]) or view.is_edge(sure[0])):
        return sure[0] if len(sure) == 1 or view.is_edge(sure[0]) else sure[1]
    if strict:
        return 0
    return next((end for end in ends if view.is_edge(end)), ends[0] if ends else 0)


def _held_end(text: str, at: int, given: int, limit: int) -> int:
    """Return the end of a name whose hands or home follow (村民周砚|手中, 党员何映雪|家中), 0 where none does."""
    for end in (given + 2, given + 1):
        name = text[at:end]
        if (
            end < limit
            and _AT_HIM.match(text, end)
            and looks_like_person(name)
            and name not in common_words()
        ):
            return end
    return 0


def _given_end(view: View, at: int) -> int:
    """Return the end of a given name that nobody takes for anything else (书记应|崇金, 校长占|悠), 0 where none begins."""
    text, limit = view.text, view.span.end
    for end in (at + 2, at + 1):
        if end <= limit and GIVEN.issuperset(text[at:end]) and view.is_edge(end):
            word = text[at - 1 : end]
            if word not in common_words() and not view.holds_word(at - 1, end):
                return end
    return 0


def _opens_cue(view: View, at: int) -> bool:
    """Tell whether a cue of two characters or more begins at *at*, with a character that few given names hold."""
    hit = view.hit_at(at)
    if hit is None or hit.word.cue != "strong" or hit.end == at + 1:
        return False
    return view.text[at] not in GIVEN or hit.end - at > 2 or hit.word.text in _NO_GIVEN_END


def _goes_on(view: View, ends: Sequence[int]) -> bool:
    """Tell whether the third character is of the name although the words are cut before it: 老兵颜守信|颤巍巍地."""
    last = view.text[ends[1]]
    if last not in GIVEN or last in _NEVER_GIVEN:
        return False
    if view.is_edge(ends[0]):
        return view.is_edge(ends[1])
    return view.is_edge(ends[1]) and view.hit_at(ends[1]) is None


def foreign_end(view: View, at: int) -> int:
    """Return the end of a foreign name of four sounds or more, 0 where none begins (总统泽连斯基)."""
    text, event = view.text, view.event_at(at)
    if event is not None and event.mark in ("person", "latin"):
        return event.end
    if glossed := _GLOSSED.match(text, at, view.span.end):
        return glossed.end()
    m = _SOUND_RUN.match(view.text, at, view.span.end)
    if not m or ((hit := view.hit_at(at)) is not None and hit.place is not None):
        return 0
    end = m.end()
    for stop in range(at + 2, m.end()):
        event = view.event_at(stop)
        if event is not None and (event.hit is None or event.end - stop > 1):
            end = stop
            break
    sure = end - at > 4 or end in view.starts or view.is_edge(end)
    if (
        end - at == 3
    ):  # 秘书长阿明娜发表: too short to be told from a Chinese name that begins with a family name
        return end if sure and view.is_edge(at) and not family_name(text, at) else 0
    return end if end - at > 3 and sure else 0


def leader_end(view: View, at: int) -> int:
    """Return the end of a foreign name of two sounds or more behind the title of a head of state (总统莱希), 0 where none begins."""
    m = _LEADER.match(view.text, at, view.span.end)
    if not m or ((told := view.event_at(at)) is not None and told.mark == "person"):
        return 0
    end = m.end()
    for stop in range(at + 2, end):
        event = view.event_at(stop)
        if event is not None and (event.hit is None or event.end - stop > 1):
            end = stop
            break
    while end - at > 1 and not (end in view.starts or view.is_edge(end)):
        end -= 1
    if end - at < 2 or view.text[at:end] in common_words() or not (end in view.starts or view.is_edge(at)):
        return 0
    return end


def with_number(text: str, end: int) -> int:
    """
    Return where a name goes on to that ends at *end*: behind its number, if a king has one.

    >>> with_number("阿卜杜拉二世访华", 4), with_number("阿卜杜拉访华", 4)
    (6, 4)
    """
    numbered = _NUMBERED.match(text, end)
    return numbered.end() if numbered else end


def _reaches_back(view: View, start: int, end: int, base: int) -> bool:
    """Tell whether a name of three begins at *start* although the words are cut behind its first: 赞助方王|卫列先生."""
    text = view.text
    return (
        start > base
        and not is_rare(text[start])
        and (
            (text[start - 1] in "方者员师生" and text[start + 1] in GIVEN and view.is_edge(start + 1))
            or (text[start - 1] in "组处室科系班级" and GIVEN.issuperset(text[start + 1 : end]))
        )
    )


def name_start(view: View, base: int, end: int) -> int:
    """Return the start of the Chinese name between *base* and *end* that a title at *end* follows, -1 for none."""
    text = view.text
    double = end - 4 >= base and family_name(text, end - 4) == 2  # 欧阳|文华
    for size in (4, 3, 2, 1) if double else (3, 2, 4, 1):
        start = end - size
        if start < base or not _HAN.fullmatch(text, start, end):
            continue
        family = family_name(text, start)
        if not family or (size > 1 and size not in (family + 1, family + 2)) or (size == 1 and family != 1):
            continue
        if size > 1 and view.holds_word(start, end):
            continue
        if text[start:end] in common_words() and not GIVEN.issuperset(text[start + family : end]):
            continue  # 项目|经理
        if size < 4 and _reaches_back(view, start, end, base):
            return start
        sure = view.is_edge(start) or (
            text[start - 1] in _ASKED and GIVEN.issuperset(text[start + family : end])
        )
        if start == base or (size > 1 and sure and not is_rare(text[start : start + family])):
            return start
    return -1


def addressed_start(text: str, floor: int, end: int) -> int:
    """
    Return the start of the name that fills the stretch before a form of address at *end*, -1 for none.

    Whatever else its characters may be, nothing but a name stands between a mark and 先生: 跃进 in 饶跃进|先生, 向阳 in
    85岁的|曾向阳|老人. *floor* is where the last name before it ends.

    >>> addressed_start("饶跃进先生捐款", 0, 3), addressed_start("感谢热心的先生", 0, 5)
    (0, -1)
    """
    for size in (3, 2, 4):
        start = end - size
        opens = start == 0 or text[start - 1] in _ADDRESS_OPENS or text.endswith(_CALLED, 0, start)
        if start < floor or not opens:
            continue
        family = family_name(text, start)
        name = text[start:end]
        if (
            family
            and size in (family + 1, family + 2)
            and _HAN.fullmatch(name)
            and name not in common_words()
        ):
            return start if _NEVER_GIVEN.isdisjoint(name[family:]) and "的" not in name else -1
    return -1
