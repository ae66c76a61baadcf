"""What a noun behind a giving verb stands for: a thing, a building, money, work, or thanks in return."""

from __future__ import annotations

import re
from enum import StrEnum

from aidfacts.lexicon import cache, join_words, read_table
from aidfacts.lexicon.late import compile_late

MAX_HEAD = 8  # characters; longest word in goods_heads, cash_nouns, service_nouns, courtesies


class NounKind(StrEnum):
    """What a noun stands for, told by its end."""

    GOODS = "goods"
    BUILDING = "building"
    CLASS = "class"  # 物资, 物品: goods of any kind
    CASH = "cash"
    NAMED_CASH = "named_cash"  # 助学金, 帮扶资金
    FUND = "fund"  # 奖学金: can be founded without a sum
    BOTH = "both"  # 款物, 捐款捐物: money and goods in one word
    SERVICE = "service"
    COURTESY = "courtesy"
    ABSTRACT = "abstract"  # 祝福, 温暖: nothing that could be counted out
    UNKNOWN = "unknown"


_THINGS = (NounKind.GOODS, NounKind.BUILDING, NounKind.CLASS)
_CASH_KINDS = {
    "plain": NounKind.CASH,
    "named": NounKind.NAMED_CASH,
    "fund": NounKind.FUND,
    "both": NounKind.BOTH,
}


@cache
def load_heads() -> dict[str, NounKind]:
    """Return the heads of all noun tables with their kinds; the later table wins where two hold a word."""
    heads = {row["word"]: NounKind(row["kind"]) for row in read_table("goods_heads")}
    for row in read_table("cash_nouns"):
        heads[row["word"]] = _CASH_KINDS[row["kind"]]
    heads |= {row["word"]: NounKind.SERVICE for row in read_table("service_nouns")}
    heads |= {row["word"]: NounKind.ABSTRACT for row in read_table("abstract_nouns")}
    return heads | {row["word"]: NounKind.COURTESY for row in read_table("courtesies")}


_PAPER = compile_late("(?:协议书?|办法|规定|通知|名单|倡议书|意见|方案|备忘录|条例)》$")


@cache
def classify_noun(noun: str) -> NounKind:
    """
    Return what *noun* stands for, told by the longest known head that it ends with.

    >>> classify_noun("太阳能庭院灯"), classify_noun("爱心助学金"), classify_noun("帮扶物资")
    (<NounKind.GOODS: 'goods'>, <NounKind.NAMED_CASH: 'named_cash'>, <NounKind.CLASS: 'class'>)
    """
    if noun.endswith("》") and not _PAPER.search(noun):
        return NounKind.GOODS  # a book, a picture, a film by its title
    heads = load_heads()
    bare = noun.rstrip('”》’"')
    for length in range(min(MAX_HEAD, len(bare)), 0, -1):
        kind = heads.get(bare[-length:])
        if kind is not None:
            return kind
    return NounKind.UNKNOWN


@cache
def _left_modifiers() -> re.Pattern[str]:
    # 一批崭新的课桌椅 → 课桌椅; leaves 爱心包 alone, where nothing but a bare head would be left.
    words = join_words(row["word"] for row in read_table("goods_modifiers"))
    return re.compile(rf"(?:[、，,:：\s]|了(?!解)|着(?!装)|{words})+")


_PORTION = compile_late(
    "(?:一批|若干|一宗|数批|一些|多批|部分|一系列|大量|一大批|几批|不等|各类)+$"
)  # 药品一批
_AID = compile_late("(?:援助|支援|支持|捐助|资助|救助)$")
# 该校历史上第一个奖学金, 第一个奖学金——“见山奖学金”: the first of its kind goes by its kind or its name
_COUNTED_OFF = compile_late(r"[^“”]*第[一二三四五六七八九十]+[个项笔所座](?:[^“”]*——(?=“))?")
_DUG = compile_late("[打挖](?=[^打挖]{1,4}[井池塘窖]$)")  # 打|深水井一眼
_WORK = compile_late("的(?:施工|建设|修建|建造|改造|维修|维护|运营)(?:工作)?$")  # 参与三座水电站|的施工
_DATED = compile_late(r"(?:1[0-9]|20)[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?!代)")  # 1947年|临时入党证
_POINTING = ("该", "这", "此", "其", "本")
_ADVERB = compile_late(
    "正式|今[日天晨早晚]|昨[日天晚夜]|当[天日晚]|[清凌]晨|傍晚|日前|近日|陆续|顺利|全部|整齐|静静|如今|今年|去年|至今|每[天年]|一直|现已|已经|[0-9]{1,2}[日号]|分[\\d一二两三四五六七八九十几多]+[批次期]"
)
_DIRECTION = compile_late(r"(?:出(?!版|口|水)|过(?!冬|滤|年|氧)|到|来(?!自)|去|上(?!衣))$")
_WHERE = compile_late(
    r"[^，,。、；;：:“”《》]{1,12}(?:[里内]|[馆室园柜架墙厅][中上])(?:的|共|有|共有)?"
)  # 村史馆里|1200件
_HEDGES = compile_late(
    r"(?:已经?|约|近|达到?|高达|多达|突破|超过?|逾|至少|不少于|为|各|总|共|计|仅|人民币|多|有|了|：|:|了?总计|总?数量|总数|总量)+$"
)
# 木苏镇小学书包: a party and a thing told in one breath. 幼儿园玩具 alone tells no party.
_PARTY = compile_late(
    r"公司|集团|商会|协会|基金会|银行|慈善会|总会|红十字会|工会|学院|大学|中学|小学|医院"
    r"|[镇村县市区局](?![道庄落民场块花间级镇里])|乡(?![村土亲愁])|[厂店](?!房)|合作社"
    r"|委员会|先生|女士|同学|老师|校友|夫妇|董事长|总经理"
)


def trim_noun(text: str, start: int, end: int, before_figure: bool) -> tuple[int, int]:
    """
    Return the part of ``text[start:end]`` that names a thing, without praise, portions and hedges.

    >>> trim_noun("了一批崭新的课桌椅约", 0, 10, True)
    (6, 9)
    """
    if before_figure:
        found = _HEDGES.search(text, start, end)
        if found and classify_noun(text[start:end]) is NounKind.UNKNOWN:  # 彩超 is no hedge
            end = found.start()
        if _DIRECTION.fullmatch(text, start, end) or _WHERE.fullmatch(text, start, end):
            return end, end
    dated = _DATED.match(text, start, end)
    if dated and dated.end() < end:
        start = dated.end()
    counted = _COUNTED_OFF.match(text, start, end)
    if counted and counted.end() < end:
        start = counted.end()
    dug = _DUG.match(text, start, end)
    start = dug.end() if dug else start
    work = _WORK.search(text, start + 1, end)
    end = work.start() if work else end
    last = text.rfind("的", start, end)
    if last >= 0 and last + 1 < end and not _quoted(text, start, last):
        start = last + 1
    if text[end - 1 : end] == "》":
        start = max(start, text.rfind("《", start, end))  # 其散文集《醒来的河》: a book goes by its title
    modifier = _left_modifiers().match(text, start, end)
    if modifier:
        start = _behind_praise(text, start, modifier.end(), end)
    adverb = _ADVERB.search(text, start + 2, end)
    if adverb:
        end = adverb.start()  # 水站|正式供水
    aid = _AID.search(text, start + 2, end)
    if aid and classify_noun(text[start : aid.start()]) in (NounKind.GOODS, NounKind.CLASS):
        end = aid.start()  # 紧急物资|援助
    portion = _PORTION.search(text, start, end)
    if portion and portion.start() > start:
        end = portion.start()
    if text[start:end].startswith(_POINTING) and end - start < 4:
        return end, end  # 该楼, 这批: no new thing
    if text[start:end].startswith("“") and text.find("”", start, end) < 0:
        start += 1
    while start < end and text[start] in " 　、，,：:—":
        start += 1
    while start < end and text[end - 1] in " 　、，,：:.等—":
        end -= 1
    return start, end


def _behind_praise(text: str, start: int, begin: int, end: int) -> int:
    """
    Return where a thing begins behind words of praise and portion that end at *begin*.

    爱心包 is a thing by that name, 爱心书包 a book bag, 首批 before a figure nothing.
    """
    portion = _PORTION.search(text, start, end)
    core = portion.start() if portion and portion.start() > start else end
    heads = load_heads()
    return next((at for at in range(start, begin) if text[at:core] in heads), begin)


_PARTICLE = compile_late("[了着过]")
MAX_VERB = 4  # characters


def before_verb(text: str, start: int, end: int) -> int:
    """
    Return where a thing ends of which a verb with 了, 着 or 过 tells more.

    >>> before_verb("钢琴改变了孩子们", 0, 8)
    2
    """
    particle = _PARTICLE.search(text, start + 3, end)
    if particle is None:
        return end
    heads = load_heads()
    for last in range(particle.start() - 1, max(start + 1, particle.start() - MAX_VERB - 1), -1):
        if any(text[last - size : last] in heads for size in (4, 3, 2) if last - size >= start):
            return last
    return end


# 图书|抵达山村; in 鸡蛋运输量 and 国画牡丹图 the name goes on
_OPENED = "启用|落成|竣工|完工|动工|奠基|封顶|剪彩|投用|揭[牌幕]|挂牌|通车"
_TAIL = compile_late(
    rf"{_OPENED}|建设|整理|清洗|洗净|检修|维修|打包|收拾|很|十分|非常|特别|格外|也|都|就|还|仍|依[然旧]|成[了为]|不仅|深受|深得|受到|吸引|引[来起]|见证|开[了着]|送|被|统一|装车|植|种植|栽|抵|运(?!动|输)|分[发送别]|交[到给]|帮|助(?!学|听|力车)|启运|驰|前往|献|寄|今|昨|现|正[在式]|陆续|顺利|第一时间|及时|先后|一同|直接|以|后|时"
)

_IS_OPENED = compile_late(_OPENED)


_ACT = compile_late(
    "才能|下来|起来|设立|共(?!享)|独自|需要|可以|完成|参加|开展|举行|捐|送(?![餐风水])|跑(?![步鞋])|[了着]|是(?!$)|不(?!锈|干)|没有|因为|如果|可能"
)


def tells_act(noun: str) -> bool:
    """Tell whether *noun*, which no table knows, holds a verb: a clause and no name (一年下来共跑)."""
    return _ACT.search(noun) is not None


def tells_more(noun: str) -> bool:
    """Tell whether *noun*, which no table knows, runs on into what is told of it (教室焕然一新)."""
    return tells_act(noun) or _TAIL.search(noun, 1) is not None


_PLACE = compile_late(
    "(?:小学|中学|大学|学校|幼儿园|医院|卫生院|卫生室|敬老院|养老院|博物馆|体育馆|图书馆|园)$"
)
_OWNER = compile_late(
    "(?:领导|单位|企业|公司|个人|人员|人士|组织|部门|机构|代表|专家|师生|家|人|者|名人|教授|校友|同学|签发|签署|签名|创作|撰写|书写|绘制|编著|主编|题写|使用|佩戴|校|院|国|地|市|县|队|会)$"
)


def tells_use(noun: str, kind: NounKind) -> bool:
    """
    Tell whether a word for money says what it is for, and so is a thing given too when it stands before its sum.

    >>> [tells_use(noun, classify_noun(noun)) for noun in ("助学金", "道路养护资金", "善款", "社会捐赠资金")]
    [True, True, False, False]
    """
    if kind in (NounKind.NAMED_CASH, NounKind.FUND):
        return True
    return kind is NounKind.CASH and noun not in load_heads() and _USE.search(noun) is not None


_USE = compile_late("(?<!捐赠)(?<!捐助)(?<!爱心)(?<!帮助)(?:资金|经费|基金)$")


def names_place(noun: str) -> bool:
    """Tell whether *noun* is a building that can also be who receives (学校, 医院; not 教学楼)."""
    return _PLACE.search(noun) is not None


def names_owner(noun: str) -> bool:
    """
    Tell whether *noun*, behind 等 and before 的, sums up people rather than things (等领导的题词).

    >>> names_owner("领导"), names_owner("急需")
    (True, False)
    """
    return _OWNER.search(noun) is not None


def names_weakly(noun: str) -> bool:
    """Tell whether only the last character of *noun* makes it a thing, as in many a company's name (青山煤机)."""
    return (
        len(noun) > 2
        and classify_noun(noun) is NounKind.GOODS
        and not any(noun[-length:] in load_heads() for length in range(2, MAX_HEAD + 1))
    )


def is_praise(text: str, start: int, end: int) -> bool:
    """Tell whether nothing but words of praise and portion stand in ``text[start:end]`` (一批崭新的)."""
    return start == end or _left_modifiers().fullmatch(text, start, end) is not None


def is_portion(words: str) -> bool:
    """Tell whether *words* are nothing but an uncounted portion (一批, 若干)."""
    return _PORTION.fullmatch(words) is not None


def shorten_noun(text: str, start: int, end: int) -> tuple[int, int]:
    """
    Cut off what stands behind the last word for a thing; a noun that holds none is returned as it is.

    >>> shorten_noun("图书抵达山村", 0, 6)
    (0, 2)
    """
    heads = load_heads()
    for last in range(end - 1, start + 1, -1):
        if not _TAIL.match(text, last):
            continue
        if text[last - 1] == "”" and _IS_OPENED.match(text, last):
            return start, last  # “见山楼”|启用
        for length in (4, 3, 2):
            if last - length >= start and text[last - length : last] in heads:
                return start, last
    return start, end


# 课桌椅|整齐地|摆放, 篮球场|热闹起来, 钢琴|不久前安装完毕; a verb with 了 is cut off by `before_verb`
_HAPPENS = compile_late(
    "起来|得以|(?<![基场园工草营产湿])地$"
    "|^(?:因(?!特)|由于|不久|刚刚?|终于|格外|分外|十分|非常|极大|大大|有效|切实|深受|备受|颇受|很快|及时|如期|随即|一度|始终|依然|依旧|仍|先后|也|正在|都)"
)
_SHOWN = compile_late(".{2,}?(?P<verb>展出|亮相|通车|上架|到[位货账])")
MAX_ADVERB = 2  # characters between a thing and the verb that is told of it
# A word goes on behind its head (电脑|室), or a rule is told of it (图书|应)
_GROWS = "室馆站厂车店柜架机房楼员师商会费业界版权箱包盒袋应须需可必宜不未"


def before_predicate(text: str, start: int, end: int, verb_follows: bool) -> int:
    """
    Return where a noun ends that runs on into what is told of it; *end* where nothing is told of it.

    Args: *verb_follows* tells that a verb stands at *end*, so that an adverb may stand before it.

    >>> before_predicate("篮球场热闹起来", 0, 7, False), before_predicate("课桌椅整齐", 0, 5, True)
    (3, 3)
    """
    shown = _SHOWN.fullmatch(text, start, end)
    if shown:
        return shown.start("verb")
    heads = load_heads()
    for last in range(end - 1, start + 1, -1):
        tail = text[last:end]
        if tail[0] in _GROWS or not (_HAPPENS.search(tail) or (verb_follows and len(tail) <= MAX_ADVERB)):
            continue
        if any(
            heads.get(text[last - length : last]) in _THINGS for length in (4, 3, 2) if last - length >= start
        ):
            return last
    return end


# What may be told of a thing behind its name: 龙舟|日前启用, 竹简|现藏于馆内
_STORY = compile_late(
    "日前|近日|今[日天年]|昨[日天]|现[藏存已在]|已|正[在式]|至今|投入|启用|落成|竣工|建成|陈列|展出|摆放|存放|解决|让|使(?!用)|令|成为|派上|受到|得到|发挥|运[抵到往]"
    "|送[达到往]|抵达|具有|填补|格外|是|为(?!主)|在|被|由|均|都|也|就|引起|引发|改善|丰富|提升|弥补|缓解|保障|惠及|全部|将|价值|用于|作为|交到|交付|安装|搬进|挂在|立在|见证|承载"
    "|寄托|凝聚|体现|表达|反映|展示|代表|象征|温暖|点亮|照亮|不仅|不但|虽|仍|依然|还|有(?!机|线)|给|到|终于|不久|后来|曾|最|值得|很(?!多)|较|更|不"
)


def before_story(text: str, start: int, end: int) -> int:
    """
    Return where a noun that no table knows ends before what is told of it; *end* where nothing is.

    >>> before_story("龙舟日前启用", 0, 6), before_story("龙舟", 0, 2)
    (2, 2)
    """
    told = _STORY.search(text, start + 2, end)
    return told.start() if told else end


def _quoted(text: str, start: int, at: int) -> bool:
    opened = max(text.rfind("“", start, at), text.rfind("《", start, at))
    return opened >= 0 and max(text.rfind("”", opened, at), text.rfind("》", opened, at)) < 0


def behind_party(text: str, start: int, end: int) -> int:
    """Return where the thing begins behind the owner named before it (王先生遗作 → 遗作)."""
    parties = [found.end() for found in _PARTY.finditer(text, start, end)]
    return parties[-1] if parties and parties[-1] < end else start


def names_party(noun: str) -> bool:
    """
    Tell whether *noun* begins with, or is, the name of somebody: its number is another gift's.

    >>> names_party("侨商会口罩"), names_party("侨商会"), names_party("校服")
    (True, True, False)
    """
    return _PARTY.search(noun) is not None
