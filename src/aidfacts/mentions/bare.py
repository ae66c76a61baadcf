"""Finds names of people that no title tells: by who stands before them and what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aidfacts.lexicon import cache
from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.certain import FREQUENT, certain_end, joined_before
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.people import GIVEN, LIVES, PAYS, common_words, family_name, is_rare
from aidfacts.mentions.shaped import CLAUSES, SPEAKS, find_shaped
from aidfacts.mentions.view import View
from aidfacts.mentions.words import load_words
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

ENOUGH = {2: 5, 3: 4, 4: 4}  # points that a name of so many characters needs
_HOSTS = (PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.COMPANY, PartyKind.NGO, PartyKind.GOVERNMENT)
BACK = 10  # characters before a name that are looked at

# Characters that no given name holds.
_GOVERNS = "为给向从由与"  # markers before a name of which both given characters are typical
_NEVER = frozenset(
    "的了在将把对从被给说称等也还就都是由并已曾拟个与或及于向各每这那他她它我你其此该本某名位家户们组会费额款物资品捐赠送汇给至到往后前上下去不没未无各均"
)
_SURNAMES_TWO = "欧阳|诸葛|司马|上官|慕容|令狐|皇甫|东方|司徒|尉迟|公孙|夏侯|端木|长孙"
# What one gives by, at the end of a name or behind an adverb.
_GIVES = (
    rf"(?:认捐|乐捐|捐|赠|资助|掏|慷慨|解囊|送|汇|寄|凑|赞助|随喜|支援|驰援|收养|助养|承诺|{PAYS.pattern})"
)
_ADVERB = (
    r"(?:也|又|还|每人|再次|再|率先|首先|第一个|第一时间|带头|当场|当即|现场|主动|自愿|自发|个人|累计|先后|连续\S{1,4}年|每[月年]|共|各|分别|一次性?|"
    r"悄悄|默默|独自|毅然|则|均|都|就|立即|马上|陆续|多次|坚持|特意|专程|\d{4}年|今年|去年|今天|昨天|近日|日前)"
)
# What is said of people alone, or of a house: 周砚秋|富不忘本, 周砚秋|1991年毕业于沐白中学
_LIFE = (
    r"(?:[心情]系|得知|获悉|闻讯|听闻|听说|二话不说|不忘|富不忘|富而|饮水思源|热心(?:公益|慈善|教育)|深知|省吃俭用|白手起家|自幼|从小|早年|常年|生前|祖籍|原籍|现年|毕业于|出?生于(?=[\d一])"
    r"|(?:19|20)\d\d年(?:\d{1,2}月)?(?:毕业|出生|考入|入学|入伍|参军|移居|定居)|退[休伍役]|致富|,[男女],|[带揣拿捧提拉领牵抱拎背扛]着|携带|怀揣)"
)
_LIVED = compile_late(_LIFE)
_ACTS = compile_late(
    rf"\s{{0,2}}(?:\([^()]{{1,12}}\))?{_ADVERB}*{_GIVES}|[向为给][^,。;:!?]{{2,24}}?(?:捐[赠款资助]|赠送|资助|送[去来上])|{_ADVERB}+[^,。;、\s]{{0,6}}{_GIVES}|[\s(:]{{0,3}}\d[\d,.]*(?:万|千|百)?余?(?:元|万|美元|港元|欧元|,|\s|\)|$)"
    r"|[一二三四五六七八九十百千万两]+(?:元|块)|\([^()]{1,12}\)[向为给将把在代]"
    rf"|{_LIFE}|(?:夫妇|夫妻|伉俪|兄弟|兄妹|姐妹|姐弟|父子|父女|母子|母女|一家|全家|合家|两口子|先生|女士)"
)
# What is said of somebody behind what he is and his name: 村民|周砚秋|身患重病, 退休教师|何映雪|特地赶到; or 等
_OF_HIM = compile_late(
    r"等|身[患残处边]|患[有上了]|罹患|重病|病[后重]|家[境住里]|年[近逾过]|虽|尽管|不顾|拄着|特[地意]|专程|生活(?:[简俭节]朴|拮据|困难|并?不)|平[时日]|腿脚|双目|视力|行动不便"
    r"|收入|靠着?|省吃|从(?:银行|家[里中]|口袋|怀里|手机)|二话|手持|双手|闻讯|主动|自发|默默|听完|刚刚|的[^,。;]{0,6}\d[\d,.]*[万千]?元"
)
# What opens a life: 陆见山|(1902—1987), 陆见山|,1950年生
_BORN = compile_late(
    r"(?:先生|女士)?(?:\((?:1[89]|20)\d\d[年.—–~-]|\((?:原名|字|号|笔名|法名)|,[男女][,。]|,(?:(?:1[89]|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:出生|生于|生[,。])|,[^,。;、]{1,9}[省市县区镇乡村]人[,。]|,(?:(?:19|20)\d\d年)?毕业于|,(?:祖籍|原籍|籍贯|字|号)[\u4e00-\u9fff]{1,6}[,。]|(?:出?生于)(?=[\d一]))"
)
_MAY_ACT = compile_late(
    r"[将把向为给从在以和与及今、,。;:(“”\s经应]|手[中里上]|发起|组织|举[行办]|募|筹|遭|同学|到(?!达)|因[病公]|随|用|除|[一二三四五六七八九十\d]{1,3}岁|[\u4e00-\u9fff]{1,2}[着了过出到起]|等人|等\d|的|表示|得知|听说|获悉|看到|通过|来到|走进|患|说|告诉|介绍|就|[\u4e00-\u9fff]{2}地[说讲]|$"
)
_MARKED = compile_late("[将把向为给从在以和与及、,。;:(]|$")
_DONATES = compile_late(r"(?:也|又|还|再)?捐(?!款[人者箱]|赠[人者方]|[建助]的)")
# A noun of what one is, by its last character; what else ends so is left alone.
_CALLING = compile_late(
    r"(?:(?<![或记])者|[^人动成全官会社党球演议职船店]员|(?:教|律|厨|摄影|工程|设计|会计|理发|药|牧|大|琴)师|[地电厂行茶药房布粮台港温侨徽]商"
    r"|(?:老|新|退伍|女|哨|抗战老|退役老)兵|[菜果茶棉粮花渔药蔗瓜烟老]农|[歌鼓棋车水枪猎选助]手|[木瓦电矿钳焊维修技校职女民石]工"
    r"|村民|市民|乡贤|侨胞|校友|青年|少年|女孩|男孩|女童|男童|孤儿|村医|辅警|企业家|作家|画家|收藏家|慈善家|种粮大户|专业户|养殖户|五保户|低保户|贫困户|军人"
    r"|女婿|儿媳|之[子女孙妻父母]|后人|后裔|遗孀|[长次幼]子|侄[子女]|外甥|孙[子女]|[儿女]儿?子|女儿|夫妇|夫妻|兄弟|兄妹|姐妹|父子|母子|父女|母女|爱人|妻子|丈夫|[县镇乡村庄河山湾沟籍]人|[县镇乡区]民|[乡士商]绅|人士|义士|先贤|[\u4e00-\u9fff\d]组|\d社)$"
)
# Who is called on with a gift is often told by his name alone: 看望周砚秋,送去慰问金
_VISITS = (
    "看望",
    "走访",
    "走访了",
    "看望了",
    "慰问了",
    "看望慰问",
    "走访慰问",
    "慰问看望",
    "探望",
    "探望了",
    "走访看望",
)
# What came in is told by who gave it: 收到|周明捐款3万元
_GETS = ("收到", "接到", "接受")
# The last character of all that may stand before a name, to pass over the rest quickly.
_LEFT = r"从士贤之裔孀子甥母父组社绅者员师商兵农手工民贤胞友年孩童儿医警家户人军婿媳妇妻弟妹妹子女夫望问谢、,。;:!?“”(\s—|由向为给被和与请对的中及.】"
# The last characters of what stands only before names that show themselves: 任命|沈文浩
_LEADS = "是让派随命去予愿谢手怀念访邀荐举名叫做如括有到受"
_BEFORE = frozenset(_LEFT) | frozenset(" \t\n\u3000")
_OPENERS = frozenset("、,。;:!?“”( \t\n—|.从由向为给被和与请对的")
_PARTS = (
    "扎西|卓玛|次仁|格桑|央金|仁青|旦增|丹增|多吉|索朗|达瓦|尼玛|拉姆|央宗|洛桑|平措|顿珠|桑吉|白玛|曲珍|德吉|强巴|才让|旺姆|旺堆|罗布|措姆|"
    "阿依|吉克|沙马|阿木|依扎|古丽|买买提|岩温|玉罕"
)
# The first characters of the parts come first, since most characters of a sentence begin none.
_TIBETAN = compile_late(
    f"(?=[{''.join(sorted({part[0] for part in _PARTS.split('|')}))}])"
    rf"(?:(?:{_PARTS}){{2}}|(?:岩温|玉罕|阿依|吉克)[\u4e00-\u9fff]{{1,2}}(?=[卖捐将说]))"
)
# 女孩|欣怡, 少年|阿力: the given name alone, and 村支书|老曾, 深圳的|王姐
_CHILD = compile_late(
    r"(?<=女孩|男孩|女童|男童|患儿|孤儿|少年|歌手)(?:[小阿][\u4e00-\u9fff]|["
    + "".join(sorted(GIVEN))
    + r"央宗桑卓玛]{2}|(?P<twice>(?![常渐偏刚慢悄默往纷频连仅])[\u4e00-\u9fff])(?P=twice))"
    # 单亲妈妈|小蓉, 尿毒症患者|小蓉; leaves 村民|小组, 学生|小学
    r"|(?<=患者|妈妈|青年|学生|同学|姑娘|小伙|村民|孩子|病友|市民)小(?![组学区队额型吃店微康镇麦时商贩朋伙册品说卖孩姐哥弟妹儿有心手])[\u4e00-\u9fff]"
)
# 女童|健康成长, 女童|顺利就学, 少年|先锋队: what is told of children, in characters that given names hold
_NOT_CALLED = compile_late(
    "健康|顺利|平安|安全|成长|成才|成人|学业|学习|美丽|聪明|善良|英雄|先锋|大学|文学|文艺|音乐|科学|爱心|人群|朋友"
    "|典礼|一行|重新|圆满|来自|迎来|福利|基金|坚强|自强|自立"
)
_CHILD_SIGN = compile_late(
    "女孩|女童|男孩|男童|患儿|孤儿|少年|歌手|(?:患者|妈妈|青年|学生|同学|姑娘|小伙|村民|孩子|病友|市民)小"
)  # far faster than looking back everywhere
_NICK = compile_late("[老小]([\u4e00-\u9fff])|([\u4e00-\u9fff])(?:姐|哥|叔|婶|嫂|伯|姨|婆|爷|老)")
_NICK_SIGN = compile_late("[老小姐哥叔婶嫂伯姨婆爷]")  # one of them is in every match of _NICK
_HAN = compile_late("[\u4e00-\u9fff]+")


@cache
def _families() -> re.Pattern[str]:
    single = "曾" + "".join(s for s in sorted(load_words().surnames) if len(s) == 1 and not is_rare(s))
    double = _SURNAMES_TWO.split("|")
    first = "".join(name[0] for name in double)
    rest = "|".join(f"(?<={name[0]}){name[1]}" for name in double)
    # The first character comes first and what stands before it then: far faster than to look back everywhere.
    return re.compile(
        rf"[{single}{first}](?<=[{_LEFT}{_LEADS}].)(?:{rest}|(?<=[{single}]))(?=[\u4e00-\u9fff])"
    )


def add_people(view: View, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """
    Return *mentions* with the people added whom only their surroundings tell: 菜农韦素心捐出…, 由陆见山、何映雪捐建.

    Points are given for what stands before (a calling, the head of a clause), for what stands behind (an act of
    giving, a marker), for characters of given names and for words that begin and end there. The head of a
    clause counts only in sentences that may tell of a gift.
    """
    text, start, end = view.text, view.span.start, view.span.end
    found: list[Mention] = []
    taken: set[int] = set()
    walked: set[int] = set()
    people: set[int] = set()
    callings: set[int] = set()
    hosts: set[int] = set()
    for mention in mentions:
        kind, stop = mention.kind, mention.span.end
        taken.update(range(mention.span.start, stop))
        if kind is PartyKind.PERSON:
            people.add(stop)
        elif kind in _HOSTS:
            hosts.add(stop)
        elif _is_calling(mention):
            callings.add(stop)
    behind = start
    opened = [(at, at + size) for at in (start, *hosts, *callings) if (size := family_name(text, at))]
    for at, given in sorted({*opened, *(m.span() for m in _families().finditer(text, start + 1, end))}):
        if at < behind or at in taken or (is_rare(text[at:given]) and not _names_zeng(text, at)):
            continue  # what stands in a name is no other's family name
        certain = stop = 0
        if _may_begin(view, at) or (at in callings and _tells_of_him(view, given)):
            stop = _read_person(view, at, given, people, callings)
        if not stop:
            stop = certain = certain_end(view, at, hosts | callings)
        if not stop or not taken.isdisjoint(range(at, stop)):
            continue
        sure = certain or stop - at > 2
        row = [(at, stop), *(joined_before(view, at, hosts, walked) if sure else ())]
        for first, last in row:
            if taken.isdisjoint(range(first, last)):
                found.append(Draft(first, last, PartyKind.PERSON, "", "person").mention(text))
                taken.update(range(first, last))
        people.add(stop)
        behind = stop
    others = [*find_shaped(view), *(m.span() for m in _nicknames(view))]
    if view.tells_gift:
        others += [m.span() for m in _TIBETAN.finditer(text, start, end)]
    for at, stop in others:
        if taken.isdisjoint(range(at, stop)):
            found.append(Draft(at, stop, PartyKind.PERSON, "", "person").mention(text))
    if not found:
        return mentions
    return _merge(mentions, found)


def _may_begin(view: View, at: int) -> bool:
    """Tell whether what stands before *at* leaves room for a name: a mark, the end of a calling, 收到|周明."""
    text, start = view.text, view.span.start
    return at == start or text[at - 1] in _BEFORE or text.endswith(_GETS, start, at)


def _names_zeng(text: str, at: int) -> bool:
    """Tell whether 曾 is a family name, which no adverb is before two characters of a given name: 由|曾宪文|先生捐资, not 曾任校长."""
    given = text[at + 1 : at + 3]
    return (
        text[at] == "曾"
        and len(given) == 2
        and given[0] not in "经任在为以被有是获多向将把先担当"
        and GIVEN.issuperset(given)
    )


def _tells_of_him(view: View, given: int) -> bool:
    """Tell whether a name behind a calling is worth reading: in a sentence of a gift, or before what is said of people alone."""
    return view.tells_gift or any(_LIVED.match(view.text, given + size) for size in (1, 2))


def _nicknames(view: View) -> Iterator[re.Match[str]]:
    """Yield the names without a family name, or without a given one, that stand where only a person can."""
    text, start, end = view.text, view.span.start, view.span.end
    for match in _CHILD.finditer(text, start, end) if _CHILD_SIGN.search(text, start, end) else ():
        first, last = match.span()
        if (
            match.group() in common_words()
            or _NOT_CALLED.fullmatch(match.group())
            or _is_told(view, first, last)
            or _NEVER.intersection(match.group())
        ):
            continue
        if _points_behind(view, last) and view.is_word(first, last):
            yield match
    if not view.tells_gift:
        return
    for match in _NICK.finditer(text, start, end) if _NICK_SIGN.search(text, start, end) else ():
        first, last = match.span()
        family = match.group(1) or match.group(2)
        if family not in load_words().surnames or is_rare(family) or match.group() in common_words():
            continue
        if (
            ((hit := view.hit_at(last - 1)) is not None and hit.end > last)
            or view.holds_word(first, last)
            or not view.is_word(first, last)
        ):
            continue
        if _points_before(view, first, set()) and _points_behind(view, last):
            yield match


def _is_told(view: View, start: int, end: int) -> bool:
    """Tell whether a word of the tables begins in a stretch, 小 and 老 apart."""
    hits = [view.hit_at(at) for at in range(start, end)]
    return any(
        hit is not None and (hit.end > hit.start + 1 or hit.word.text not in ("小", "老")) for hit in hits
    )


def _is_calling(mention: Mention) -> bool:
    """Tell whether a group says what one person is: 村民, 七十岁老人; 30名村民 counts many."""
    many = mention.count is not None and "岁" not in mention.text
    return mention.kind is PartyKind.GROUP and not mention.named and not many


def _merge(mentions: Sequence[Mention], found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Put both in order; a group right before a name is what the person is."""
    starts = {m.span.start for m in found}
    kept = [m for m in mentions if not (_is_calling(m) and m.span.end in starts)]
    merged: list[Mention] = []
    for mention in sorted((*kept, *found), key=lambda m: m.span):
        if not merged or merged[-1].span.end <= mention.span.start:
            merged.append(mention)
    return tuple(merged)


def _read_person(view: View, at: int, given: int, people: set[int], callings: set[int]) -> int:
    """Return the end of the name whose family name stands at *at* and ends at *given*, 0 for none."""
    text, limit = view.text, view.span.end
    before = 2 if at in callings else _points_before(view, at, people)
    if not before:
        return 0
    best, reach = 0, 0
    for end in (given + 2, given + 1):
        if end > limit or not _HAN.fullmatch(text, given, end):
            continue
        name = text[at:end]
        if (
            not _NEVER.isdisjoint(name[int(_names_zeng(text, at)) :])
            or name[-1] in "又再"
            or (end - at == 2 and name[1] == "方")
        ):
            continue
        if name[-1] in "大老小" and text[end : end + 1] in tuple("娘爷妈伯叔婶嫂姐哥妹弟"):
            continue  # 纪大|娘
        if end == given + 2 and _runs_on(view, at, end):
            continue
        # 【校友名片】|周砚秋,1964年毕业于
        opens = at == view.span.start or text[at - 1] == "】"
        born = opens and _BORN.match(text, end) is not None
        behind = 3 if born else _told_behind(view, end)
        behind = max(behind, 2 if before == 2 and _OF_HIM.match(text, end) else 0)
        # The words of the sentence are cut only for what all the rest makes a name.
        asks_edge = not behind and view.hit_at(end) is not None
        behind = behind or int(asks_edge)
        typical = GIVEN.issuperset(text[given:end])
        if before == 1 and not (view.tells_gift and behind == 2) and SPEAKS.match(text, end, limit):
            behind = 2
            if end - at == 2 and not typical:
                continue
        elif (
            before == 1
            and not view.tells_gift
            and not born
            and not (
                at == view.span.start
                and (
                    _is_headed(view, end, typical=typical)
                    or text[end : end + 1] == ","
                    or _LIVED.match(text, end)
                )
            )
        ):
            continue
        likely = typical or born or before == 2 or (behind == 2 and not GIVEN.isdisjoint(text[given:end]))
        least = ENOUGH[min(4, end - at)] - before - behind - typical
        pays = typical and text[at] in FREQUENT
        if pays and any(told.match(text, end, limit) for told in (_DONATES, PAYS, _LIVED)):
            least -= 1  # 李霞|捐了10万元, 李霞|自掏腰包, 李霞|致富不忘家乡, however the words are cut
        if typical and end - at == 3 and text[at] in FREQUENT and text[at - 1] in _GOVERNS:
            least -= 1  # 为|林晓雨|发起募捐
        if before == 1 and behind == 1 and text[at - 1] in "、的":
            least += 1  # 山桃花、山杏花: a row of things
        if not behind or least > 1 or not likely or _is_common(view, at, given, end, called=at in callings):
            continue
        if asks_edge and not view.is_edge(end):
            continue
        points = int(view.is_word(at, end)) - least
        if points >= 0 and (not reach or points > best):
            best, reach = points, end
    return reach


def _is_headed(view: View, end: int, *, typical: bool) -> bool:
    """Tell whether a line holds nothing but a name of three characters, which heads what is told of him: 周砚秋."""
    return typical and end == view.span.end == view.span.start + 3


def _runs_on(view: View, at: int, end: int) -> bool:
    """Tell whether the third character of a name is the next word: 李霞|和爱人, 李霞|为家乡捐资; not 王致和|捐款."""
    last = view.text[end - 1]
    if view.text.startswith("着", end) and last not in GIVEN:
        return True  # 小朋友慕雪|拉着外婆
    if any(told.match(view.text, end - 1) for told in (PAYS, LIVES, _OF_HIM)):
        return True  # 李霞|自掏腰包, 李霞|花2000元买来, 李霞|特地赶来
    if last not in "和为与同" or not GIVEN.issuperset(view.text[end - 2 : end - 1]):
        return False
    return not (_ACTS.match(view.text, end) or _MARKED.match(view.text, end, view.span.end))


def _is_common(view: View, at: int, given: int, end: int, *, called: bool) -> bool:
    """Tell whether a stretch is a common word, or begins with one that is no name."""
    name, common = view.text[at:end], common_words()
    if name in common:
        return True
    house = view.hit_at(given)
    if house is not None and house.end == end and house.word.head is not None:
        return True  # 土木工|程学院
    led = len(name) == 3 and given == at + 1 and name[:2] in common
    hit = view.hit_at(at)
    if not led and hit is not None and hit.end - at > 1 and (hit.place is None or hit.end >= end):
        return True
    if view.holds_word(at, end) and not view.is_word(at, end):
        short = hit is not None and hit.place is not None and GIVEN.issuperset(view.text[given:end])
        return not (called and short)  # 老中医|金东林: 金东 is a district as well
    return led and not (view.is_word(at, end) and not view.is_edge(at + 2))


def _points_before(view: View, at: int, people: set[int]) -> int:
    """Two points for a noun of what one is or a person in the same row, one where a clause opens."""
    text, start = view.text, view.span.start
    if at == start or text[at - 1] == "】":
        return 1
    if text[at - 1] in "、和与及" and at - 1 in people:
        return 2
    if text[at - 1] in " \t" and at - 1 in people:
        return 2
    if text[at - 1] in _OPENERS:
        return int(view.tells_gift or text[at - 1] in CLAUSES)
    if text.endswith(("其中", "以及", "感谢", "谢谢"), start, at):
        return int(view.tells_gift)
    if text.endswith(_GETS, start, at):
        return int(view.tells_gift)
    if text.endswith(_VISITS, start, at):
        return 2 if view.tells_gift else 0
    calling = _CALLING.search(text, max(start, at - BACK), at) is not None
    return 2 if calling and not view.holds_word(at - 1, at + 1) else 0


def _points_behind(view: View, end: int) -> int:
    """Two points for an act of giving, one for what may lead to it or for a word of the tables."""
    return _told_behind(view, end) or int(view.hit_at(end) is not None and view.is_edge(end))


def _told_behind(view: View, end: int) -> int:
    """Two points for an act of giving, one for what may lead to it."""
    if _ACTS.match(view.text, end, min(len(view.text), view.span.end)):
        return 2
    return int(end == view.span.end or _MAY_ACT.match(view.text, end) is not None)
