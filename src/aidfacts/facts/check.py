"""Says whether a frame tells a gift, or by a code why it tells none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aidfacts.facts.bare import check_bare
from aidfacts.facts.brought import check_brought, hands_out
from aidfacts.facts.payers import (
    KIN,
    gives_again,
    pays_alone,
    pays_besides,
    pays_for_others,
    pays_for_works,
    spends_own,
)
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import GETS, OWN_MONEY, RAISES_OWN, SPENDS, Frame, FrameKind
from aidfacts.model.objects import Objects

# Money of aid, without which 投入300万元 is investment: 投入帮扶资金300万元
_AID = re.compile(
    r"帮扶|扶贫|援助|救援|援建|援藏|援疆|援青|救灾|赈灾|抗疫|防疫|慰问|助学|奖学|奖教|善款|爱心|救助|捐|赠|公益|慈善|人道主义|资助|支教|对口支援"
    r"|物资|款物|困难|贫困|党费|缺口|灾|难民|敬老院|福利院|养老院|生活费|学费|协作资金|其中|奖学|助学|基金|(?:修建|新建)(?![^,。;]{0,6}(?:厂|车间|仓库|办公|门店|酒店|养殖|[鸡猪羊牛]场|收费|大棚))|修路|修桥|为民|受影响|重建家园|灾后重建|(?:用于|支持|助力|帮助|为)重建(?!厂)|希望小学|小学|幼儿园|卫生[院室]|图书[馆室]|水渠|饮水"
)
# What is handed over in return makes the whole of it thanks: 回赠锦旗和学生手工作品
_THANKS = re.compile(r"锦旗|感谢信|感谢状|证书(?<!毕业证书)|牌匾|纪念牌|哈达|聘书|奖牌|奖杯|荣誉")
_CONSOLES = ("慰问金", "慰问品", "慰问物资")
_STOP = re.compile(r"[,;:。!?\n]")
_END = re.compile(r"[。!?\n]")
_TRADE = re.compile(
    r"投资|分红|(?<!代为)采购|销售|购买服务|订单|消费扶贫|消费帮扶|贷款|信贷|授信|融资|产值|税|奖补"
)
_ADDS = "追加"
_ARMS = re.compile(r"军事援助|安全援助|军援|武器|弹药|导弹|火箭弹|装甲车|坦克|战机|军火|军舰")
_LENT = re.compile(r"贷款|融资|中标|投标")  # 银行贷款援助的公路: what is lent is no gift
# 为老人们配备了电热水壶12个: who gets the things makes it a gift
_PROVIDES = frozenset(["支持", "给予", "发放", "提供", "解决", "承担", "争取", "争取到", "争取了"])
_STATES = (PartyKind.PLACE, PartyKind.GOVERNMENT)
# 调拨方便面1600箱,送往岚溪镇: to whom the things go makes it a gift
_MOVES = frozenset(["调拨", "调配", "调集", "调运"])
_RELIEVES = re.compile(r"民政|应急管理|减灾|赈灾|红十字")
# What is moved to a disaster; 省民政厅调拨|办公设备 is its own affair
_NEEDED = re.compile(r"帐篷|睡袋|折叠床|棉[被衣大]|毛[毯巾]|食品|大米|面粉|方便面|饮用水|矿泉水|雨衣|应急灯")
_EQUIPS = frozenset(["配备", "添置", "定做", "解决", "承担", "发放"])
_AWARDED = frozenset(["获得", "获", "喜获"])
_REMITS = frozenset(
    [
        "存入",
        "存进",
        "存进了",
        "汇入",
        "打到",
        "打到了",
        "打入",
        "汇给",
        "汇来",
        "汇去",
        "转入",
        "打来",
        "转来",
        "转给",
        "划转至",
        "到账",
    ]
)
_OFFERS = frozenset(["献上", "奉上"])
_COMES_IN = frozenset(["到账", "汇款", "转账"])
_VISITS = frozenset(["慰问", "救助", "帮扶", "扶持"])
# Who sets up a fund of his own money; a school or an office sets up funds of others.
_FOUNDERS = (PartyKind.NGO, PartyKind.COMPANY, PartyKind.PERSON, PartyKind.OTHER)
# 设立20万元的“见山奖学金”, not 设立10亿元产业基金
_GOOD_FUND = re.compile(
    r"奖学金|奖教金|助学金|奖学基金|奖教基金|助学基金|教育基金|慈善基金|爱心基金|公益基金|救助基金|帮扶基金"
)
_PAYS = OWN_MONEY | SPENDS | {"斥资", "筹资", "投入", "拨出", "拨款", "拨付", "下拨", "落实"}
_AID_THINGS = re.compile(
    r"(?:援助|帮扶|慰问|资助|救助|救灾|扶贫|助学|奖学|奖教).{0,2}(?:金|款|资金)|物资|疫苗|药品|粮食|帐篷|口罩|设备|呼吸机|毛毯|饮用水|大米|面粉|食品|救护车|发电机|净水"
)
_CHARITY = re.compile(r"基金会|慈善|红十字|公益")
# Bodies of the world that give relief, whatever a sentence calls it
_WORLD = re.compile(r"联合国|计划署|难民署|开发署|世卫组织|世界卫生组织|红新月会")
_OPENINGS = re.compile(r"岗位|机会|名额|席位|职位|服务|咨询|信息|课程|场次|项目|渠道|平台|基地")
_UNSAID_SUM = re.compile(r"(?<!奖学)(?<!奖教)(?:金|款|资金|经费|费)$")
# Nothing told but that things were given: 捐赠的物资
_GENERIC = frozenset(
    [
        "物资",
        "物品",
        "物质",
        "款物",
        "财物",
        "钱物",
        "爱心物资",
        "捐赠物资",
        "东西",
        "礼物",
        "礼品",
        "物件",
        "赠书",
        "赠品",
    ]
)
# 锦澄集团|爱心捐赠, 锦澄基金会|捐赠支持; not 锦澄集团|捐赠证书, 锦澄集团|捐赠的请求
_GIFT_OF = re.compile(
    r"(?:无偿|爱心|慷慨|大额|倾情|巨额|定向)?(?:捐赠|捐款|捐资|捐助|馈赠)(?:(?=[,。;!?\s]|$)|(?:支持|助力|设立|用于|助学))"
)
# 这30万元是近年来|收到|的最大一笔个人捐款: a gift told beside it is ranked
_RANKED = re.compile(r"(?:过|到)?的[^,。;]{0,6}(?:最[大多高]|首|第[一二三])[^,。;]{0,10}[笔项次宗份]")
_RANKS = re.compile(r"是|为|系|成了?")
_SINCE = re.compile(r"[^,。;]{0,14}以来")
_OTHER_SUM = re.compile(r"\d[^,。;]{0,6}元")
# 学费8万元由锦澄集团|承担|, whoever gets it
_FOR_PUPILS = re.compile(r"学费|学杂费|生活费|助学金|奖学金|奖教金|奖助学金|慰问金|校服")
# 援助汤加的一批物资|7月7日移交
_CAME = re.compile(
    r"(?:(?!将|拟)[^,。;]){0,12}?(?:移交|交接|[运到]达|抵|启运|起运|启程|装车|装机|送[达到]|运[到往]|发放)"
)
MAX_VERB = 40  # characters of a clause before its verb
# 全年到位|社会帮扶资金|400万元: a report counts it up and names nobody
_HELP_MONEY = re.compile(r"(?:帮扶|协作|援助|捐赠|对口支援)(?:资金|款)$")
_HANDED = frozenset(["roles/after_object", "roles/handed_on"])
_MIDDLE = (FrameKind.AID, FrameKind.FUND, FrameKind.DELIVER)


def check_frame(text: str, frame: Frame, told: Frame, *, beside: bool = False) -> str | None:
    """
    Return the code of why *frame* is no gift, None where it is one.

    A gift needs a giving word and a concrete thing, or both a named giver and a named receiver (docs/facts.md).
    Middle words (投入, 提供, 送去) need money or goods of aid and a party as well.

    Args: *told* is the frame before the discourse filled it. Where no thing is told, only what the clause itself
        says can make a gift. *beside* is True where the sentence tells gifts of others in a row with it: 甲公司拿出鱼丸2吨,
        乙厂捐资8万元, 店主送来了旗杆 needs no word of aid and no number then.
    """
    objects = frame.objects
    barred = _check_words(text, frame)
    if barred is not None:
        return barred
    if frame.kind is FrameKind.PLAN:
        # 帮扶计划(5000元/月): a plan is a gift where its sum stands with it
        return None if objects and objects.amount is not None and frame.recipients else "no_figure"
    thing = bool(objects) and (
        not _is_generic(objects) or _gets_class(frame, objects) or _arrives(text, frame, told)
    )
    if _is_unsaid_sum(objects) and not (frame.donors and frame.recipients):
        thing = False
    if frame.kind not in _MIDDLE and frame.trigger.strength == "strong":
        return None if thing else check_bare(text, frame, told)
    if not objects:
        return None if _is_received(text, frame, told) else "no_object"
    stretch = text[_begin(text, frame) : _clause_end(text, max(frame.clause.end, objects.span.end))]
    if frame.trigger.word == _ADDS:
        stretch = text[frame.sentence : frame.trigger.span.start] + stretch  # 捐款500万元,随后又|追加|500万元
    barred = _check_stretch(text, frame, objects, stretch)
    if barred is not None:
        return barred
    if frame.trigger.word == "设立":
        return _check_founding(frame, told, objects, stretch)
    if frame.trigger.word in _PAYS:
        # 出资100万元,在大学设立奖学金: what the money is for stands in the next clause
        end = _clause_end(text, objects.span.end)
        stretch += "" if _END.match(text, end) else text[end : _clause_end(text, end + 1)]
    barred = _check_payer(text, frame, told)
    if barred is not None:
        return barred
    own = thing and spends_own(text, frame, told)
    if frame.kind is FrameKind.FUND or frame.trigger.word in _PROVIDES:
        trade = _is_trade(text, frame, objects, stretch)
        sure = frame.trigger.strength != "weak" or _is_counted(objects)  # 自费给孩子们买书 tells no sum
        if frame.trigger.word in _PAYS and sure and not trade and pays_for_others(text, frame, told):
            return None if frame.donors else "no_party"  # who pays may be told elsewhere
        done = text.startswith("了", frame.trigger.span.end)
        code = _check_aid(frame, told, objects, stretch, thing=thing, trade=trade, done=done)
        works = code == "no_aid" and not trade and _is_works(text, frame)
        if works or (own and code in ("no_aid", "no_figure")):
            code = None if frame.donors else "no_party"
        if code is not None and not (beside and code == "no_aid"):
            return "no_recipient" if code == "no_aid" and _is_told_before(text, frame) else code
    end = max(frame.clause.end, frame.trigger.span.end)
    sentence = text[frame.sentence : _clause_end(text, end, _END)]
    if frame.trigger.carries and not _AID.search(sentence):
        return "no_aid"  # 货轮满载煤炭3万吨抵达明屿港: most of what is carried is freight
    if frame.kind is FrameKind.DELIVER:
        aid = beside or own or _AID.search(stretch) is not None
        barred = check_brought(frame, told, stretch, sentence, counted=_is_counted(objects), aid=aid)
        if barred is not None:
            return barred
    return _check_middle(frame, told, objects, stretch, thing=thing, own=own)


def _is_trade(text: str, frame: Frame, objects: Objects, stretch: str) -> bool:
    """Tell whether the words around a sum that is paid are of trade, those of other sums and of names aside."""
    money = (objects.amount or objects).span.end - _begin(text, frame)
    words = _without_names(_drop_other_sums(stretch, money), frame)
    if frame.trigger.word in _PAYS and not _HANDED.isdisjoint(frame.rules):
        words = words.replace("采购", "")  # 拿出2万元|采购|棉被送给老人
    return _TRADE.search(words) is not None


def _is_told_before(text: str, frame: Frame) -> bool:
    """Tell whether the gift before may tell whom a sum helps that nothing beside it calls aid: 县财政|另|拿出50万元."""
    again = not frame.recipients and gives_again(text, frame)
    return again or pays_alone(text, frame) or pays_besides(text, frame)


def _check_words(text: str, frame: Frame) -> str | None:
    """Return the code of why a frame is no gift whatever its verb: thanks in return, a ceremony, a question."""
    objects = frame.objects
    if objects is not None and ((objects.courtesy and not _keeps_things(frame)) or _thanks(objects)):
        return "courtesy"
    if objects is not None and objects.amount is not None and objects.amount.value == 0:
        return "no_figure"  # 定向捐款0万元
    if frame.trigger.word == "回赠" and (
        _is_keepsake(objects) or _THANKS.search(text, frame.sentence, frame.clause.end)
    ):
        return "courtesy"  # 收下锦旗,并回赠了科普读本
    if text.startswith("暨", frame.trigger.span.end):
        return "ceremony"  # 爱心捐款|暨帮扶物资发放仪式
    if objects is not None and any(item.name.startswith("多少") for item in objects.items):
        return "hypothetical"  # 问小禾捐赠了多少个书包?
    if frame.kind is FrameKind.RECEIVE and _is_ranked(text, frame):
        return "statistic"
    return None


def _check_stretch(text: str, frame: Frame, objects: Objects, stretch: str) -> str | None:
    """Return the code of why the words around a weaker verb speak against a gift: arms, credit, a year it began."""
    if _ARMS.search(stretch):
        return "no_aid"
    if frame.trigger.word == "援建" and _LENT.search(stretch):
        return "trade"
    if _SINCE.match(text, frame.trigger.span.end) and objects.amount is None:
        return "no_figure"  # 自2008年设立奖学金以来: when it began
    return None


def _check_payer(text: str, frame: Frame, told: Frame) -> str | None:
    """Return the code of why who pays or raises money gives none of it: costs, and money for himself."""
    if text.startswith("总投", frame.trigger.span.start - 1):
        return "no_aid"  # 该项目总投入12万元: what it cost
    nobody = not told.recipients and not any(m.named and m.kind is not PartyKind.PLACE for m in frame.donors)
    if frame.trigger.word in SPENDS and frame.trigger.strength == "weak" and nobody:
        return "no_recipient"  # 村民花了46万元
    if frame.trigger.word in RAISES_OWN and _HANDED.isdisjoint(frame.rules):
        return "no_recipient"  # 其余由学校自筹资金解决
    return None


def _is_works(text: str, frame: Frame) -> bool:
    return frame.trigger.word in _PAYS and pays_for_works(text, frame)


def _keeps_things(frame: Frame) -> bool:
    """Tell whether who gets them gathers old things, so that a medal or a deed is no thanks: 向博物馆捐赠纪念章."""
    return bool(frame.recipients) and all(m.name.endswith(("馆", "博物院")) for m in frame.recipients)


def stands_beside(frames: Iterable[Frame], told: Frame) -> bool:
    """
    Tell whether *told* stands in one sentence with strong words of giving: of others, where it has a giver of its own, or of the same giver.

    锦澄集团为岚溪小学捐赠课桌80套,|为教师提供办公电脑10台: what the same one does for somebody else.
    """
    goes_on = "roles/subject_of_sentence" in told.rules or not told.donors
    helps = bool(told.recipients) and "roles/goal_of_sentence" not in told.rules
    return any(
        other.kind is FrameKind.GIVE and other.trigger.strength == "strong" and other.objects
        and (
            helps and other.recipients and other.donors == told.donors and _gives_things(told)
            if goes_on
            else other.donors and not set(other.donors) & set(told.donors)
        )
        for other in frames
    )  # fmt: skip


def _gives_things(frame: Frame) -> bool:
    """Tell whether a frame is of things that are counted: 办公电脑10台, not 就业岗位20个."""
    items = frame.objects.items if frame.objects else ()
    return bool(items) and not any(_OPENINGS.search(item.name) or item.quantity is None for item in items)


def _is_ranked(text: str, frame: Frame) -> bool:
    """Tell whether the verb only says which place a gift told before it has: 这笔捐款是我校|收到|的最大一笔捐款."""
    verb = frame.trigger.span
    start = max(
        (stop.end() for stop in _STOP.finditer(text, frame.sentence, verb.start)), default=frame.sentence
    )
    return _RANKED.match(text, verb.end) is not None and _RANKS.search(text, start, verb.start) is not None


def _is_received(text: str, frame: Frame, told: Frame) -> bool:
    """Tell whether a clause names who got a gift and right behind whose it was, without a thing: 沐北大学获锦澄基金会捐赠."""
    named = any(m.named for m in told.donors) and any(m.named for m in told.recipients)
    if frame.kind is not FrameKind.RECEIVE or not named:
        return False
    near = {"roles/subject_of_sentence", "roles/goal_of_sentence"}.isdisjoint(told.rules)
    return near and _GIFT_OF.match(text, max(m.span.end for m in told.donors)) is not None


def _check_founding(frame: Frame, told: Frame, objects: Objects, stretch: str) -> str | None:
    """Check 设立: a fund of good works with its sum, or by its name at a house, by who has money of his own."""
    named_fund = any(_GOOD_FUND.search(item.name) for item in objects.items) and bool(told.recipients)
    gives = any(m.kind in _FOUNDERS for m in frame.donors) or not frame.donors
    if not (gives and (named_fund or (objects.amount is not None and _GOOD_FUND.search(stretch)))):
        return "no_aid"
    return None if frame.donors else "no_party"


def _check_aid(
    frame: Frame, told: Frame, objects: Objects, stretch: str, *, thing: bool, trade: bool, done: bool
) -> str | None:
    """Check a verb of paying or providing: its words, its things or its parties must tell of aid, and none of trade."""
    relief = any(_AID_THINGS.search(item.name) for item in objects.items)
    # 中国向非洲国家提供疫苗10亿剂: things of aid from one state to another
    state = bool(frame.donors) and all(m.kind in _STATES for m in frame.donors)
    states = state and bool(frame.recipients)
    equips = frame.trigger.word in _EQUIPS and objects.items and frame.recipients
    # 公益基金会投入1亿元: what a charity pays is aid by itself
    charity = bool(frame.donors) and all(
        m.kind is PartyKind.NGO and (_CHARITY.search(m.text) or (relief and _WORLD.search(m.text)))
        for m in frame.donors
    )
    # 汤加遭遇洪灾。中国政府提供|的|救灾物资启运: who gets it was told before
    sent = thing and relief and (state or charity) and "roles/relative" in told.rules
    # 见山教育基金成立,锦澄集团注入首期资金: the name of the fund tells what for
    feeds = frame.trigger.word in ("注入", "注资") and any(
        _GOOD_FUND.search(m.text) for m in frame.recipients
    )
    moved = _moves_relief(frame, told, objects)
    hands = frame.trigger.word == "发放" and hands_out(frame, told, objects, stretch)
    if not (_AID.search(stretch) or equips or charity or feeds or moved or hands or (relief and states)):
        return "no_recipient" if sent else "no_aid"
    if trade:
        return "trade"
    # 中方向邻国提供抗疫物资: things of aid from one to the other need no number
    # 向敬老院发放了慰问金: done, and nothing but a gift
    consoles = done and any(item.name.endswith(_CONSOLES) for item in objects.items)
    rushed = thing and "roles/handed_on" in told.rules  # 调配药品驰援灾区
    uncounted = told.recipients and (
        consoles or (rushed and frame.donors) or (thing and relief and told.donors)
    )
    uncounted = uncounted or hands or (sent and frame.recipients)
    if _is_counted(objects) or uncounted:
        return None
    if sent:
        return "no_recipient"
    if thing and told.recipients and any(_AID.search(item.name) for item in objects.items):
        # 中国政府启动援助机制。将向汤加提供|救灾物资: who gives was told before
        nearer = state or (charity and "discourse/topic" in frame.rules)
        return "no_party" if not frame.donors else None if nearer else "no_figure"
    return "no_party" if rushed and told.recipients else "no_figure"


def _moves_relief(frame: Frame, told: Frame, objects: Objects) -> bool:
    """Tell whether counted things are moved to somebody, or things of relief by those whose work it is: 省民政厅|调运|帐篷500顶."""
    if frame.trigger.word not in _MOVES or not any(item.quantity for item in objects.items):
        return False
    needed = any(_NEEDED.search(item.name) for item in objects.items)
    office = needed and bool(frame.donors) and all(_RELIEVES.search(m.text) for m in frame.donors)
    return bool(told.recipients) or office


def _check_middle(
    frame: Frame, told: Frame, objects: Objects, stretch: str, *, thing: bool, own: bool
) -> str | None:
    """Check what a verb that is not of giving alone must have: a figure, a thing that stays, somebody who gives or gets."""
    word, kind, counted = frame.trigger.word, frame.kind, _is_counted(objects)
    named_givers = any(m.named for m in told.donors)
    if frame.trigger.strength == "weak" and kind is not FrameKind.RECEIVE and not (counted or own):
        return "no_figure"
    if word in _REMITS and objects.amount is None:
        return "no_figure"
    charity = any(m.kind is PartyKind.NGO and _CHARITY.search(m.text) for m in told.recipients)
    if word in _COMES_IN and not charity and not _AID.search(stretch):
        return "no_aid"  # 贷款100万元到账: only a word of aid tells what came, or whose account it is
    if word == "运送" and not (told.donors and told.recipients):
        return "no_party"
    if word == "免费提供" and not (counted or frame.recipients):
        return "no_figure"  # 政府部门免费提供种子: to anybody, and nobody knows how many
    if word in _VISITS and objects.amount is None and "objects/carried" not in frame.rules:
        return "no_object"  # 慰问25名老党员: those who are visited are no things
    if word == "承担" and not frame.recipients and not (named_givers and _FOR_PUPILS.search(stretch)):
        return "no_recipient"
    if word in GETS:
        return _check_got(frame, told, objects)
    if word in _OFFERS and objects.amount is None:
        return "no_figure"  # 献上一束鲜花
    if kind is FrameKind.AID and not thing:
        return "no_object"
    if word in _AWARDED and objects.amount is None and not told.donors and _is_award(objects):
        return "prize"  # 36名学生获得国家奖学金: won, and given by nobody told
    if kind is FrameKind.RECEIVE and not thing and not told.donors:
        return "no_object"  # 馆长代表我馆接受赠书: a word for any gift, and nobody who gave it
    # 公益历程:2016年9月,出资20万元设立“见山助学基金”: whose page it is gives
    founds = word in _PAYS and objects.amount is not None and _GOOD_FUND.search(stretch)
    counted_up = kind is FrameKind.FUND and any(_HELP_MONEY.search(item.name) for item in objects.items)
    return None if frame.donors or frame.recipients or founds or counted_up else "no_party"


def _thanks(objects: Objects) -> bool:
    """Tell whether half of the things or more are thanks in return; 书桌150套、讲台3张、牌匾3个 are a gift."""
    thanks = sum(_THANKS.search(item.name) is not None for item in objects.items)
    return thanks * 2 >= len(objects.items) > 0


def _gets_class(frame: Frame, objects: Objects | None) -> bool:
    """Tell whether a house got goods that only their class tells by a word that speaks of a gift alone: 敬老院|获赠|爱心物资."""
    given = "赠" in frame.trigger.word and not frame.trigger.word.startswith(("接", "收"))
    return given and bool(objects and objects.items) and any(m.named for m in frame.recipients)


def _arrives(text: str, frame: Frame, told: Frame) -> bool:
    """Tell whether what one named party sent to another is told by its class alone, and came there: 中国援助|汤加|的一批物资|移交."""
    if frame.kind not in (FrameKind.AID, FrameKind.FUND) or frame.objects is None:
        return False
    named = all(m.named for m in (*told.donors, *told.recipients)) and told.donors and told.recipients
    came = _CAME.match(text, frame.objects.span.end) if named else None
    return came is not None and any("物资" in item.name for item in frame.objects.items)


def _check_got(frame: Frame, told: Frame, objects: Objects) -> str | None:
    """Check a verb of buying or leaving: somebody must do it for one who is none of his own, and money is left as a gift, a work is not."""
    if frame.trigger.word == "留下" and objects.amount is None:
        return "no_object"  # 给后人留下作品200件
    if not told.recipients or all(KIN.search(m.text) for m in told.recipients):
        return "no_recipient"
    return None if frame.donors else "no_party"


def _begin(text: str, frame: Frame) -> int:
    """Return where the words begin that tell what a frame is; what goes on with a verb told before begins with it."""
    verb = frame.trigger.span.start
    if frame.clause.start <= verb:
        return frame.clause.start
    # 其中拨付给甲县9200万元、|乙县9400万元
    return max((stop.end() for stop in _STOP.finditer(text, max(0, verb - MAX_VERB), verb)), default=verb)


def _drop_other_sums(stretch: str, money: int) -> str:
    """
    Return a stretch without the clauses behind its *money* that are another matter.

    投入帮扶资金110万元,开展消费帮扶230万元;采购大米: what has a sum of its own, or stands behind a semicolon.
    """
    end = _clause_end(stretch, max(money, 0))
    behind = stretch[end:].split(";")[0]
    return stretch[:end] + ",".join(each for each in behind.split(",") if not _OTHER_SUM.search(each))


def _is_keepsake(objects: Objects | None) -> bool:
    """Tell whether a thing handed over in return is one piece: 回赠校史一册; masks by the thousand are a gift."""
    if objects is None or objects.amount is not None:
        return False
    return all(item.quantity is None or item.quantity.value == 1 for item in objects.items)


def _is_counted(objects: Objects) -> bool:
    return objects.amount is not None or bool(objects.sums) or any(i.quantity for i in objects.items)


def _without_names(stretch: str, frame: Frame) -> str:
    """Return a stretch without the names of its parties: 投资 in 明屿投资公司 tells of no trade."""
    for mention in (*frame.donors, *frame.recipients):
        stretch = stretch.replace(mention.text, "")
    return stretch


def _clause_end(text: str, position: int, stop: re.Pattern[str] = _STOP) -> int:
    match = stop.search(text, position)
    return match.start() if match else len(text)


def _is_generic(objects: Objects | None) -> bool:
    if objects is None:
        return True
    return (
        objects.amount is None
        and not objects.sums
        and all(item.name in _GENERIC and item.quantity is None for item in objects.items)
    )


def _is_unsaid_sum(objects: Objects | None) -> bool:
    """Tell whether all that is told is money by what it is for: 送去慰问金, of which no sum is told."""
    if objects is None or objects.amount is not None or not objects.items:
        return False
    return all(item.quantity is None and _UNSAID_SUM.search(item.name) for item in objects.items)


def _is_award(objects: Objects) -> bool:
    return all(item.name.endswith(("奖学金", "奖教金", "奖金", "奖")) for item in objects.items)
