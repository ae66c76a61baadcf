"""Tells by the words around a giving word that nothing was given: rules, appeals, trade, bodies, rumours."""

from __future__ import annotations

import re

from aidfacts.facts.ranks import is_scale
from aidfacts.lexicon import cache, join_words, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame
from aidfacts.model.quantity import Modifier
from aidfacts.model.span import Span

# 每分享一次,公司捐1元: a rate on a condition. 每人500元 and 每年 are plain rates.
_CONDITION = compile_late(
    r"(?=每|.[一1])(?:每(?!人|名|位|户|年|月|天|日|生|个|家|村|校|班|学期|学年|学生|所|县|镇|乡|套|件|份|箱|袋|台|盒|逢|周|季度)[^,。;]{1,12}[,]?[^,。;]{0,12}(?:(?:就|即|便|则)[^,。;]{0,14})?捐"
    # 每售出一张这样的贴纸,将捐赠1元
    r"|每(?:卖出?|售出?|购买|买|销售|下载|转发|分享|点赞|完成|消费|成交|预订|扫码|答对)[^,。;]{1,30},?[^,。;]{0,12}捐"
    # 跑一公里捐一元 | 卖一瓶水,捐一角
    r"|[\u4e00-\u9fff](?:一|1)(?:公里|步|次(?!性|[就便]?捐[款出赠资助献了][^,。;\d]{0,4}\d(?:[\d.,]*[万千百]|[\d,]{2}))|单|件|个球|分|瓶|票|张|本|杯|斤)[^,。;]{0,4},?捐(?!(?:赠|献)?(?:了|给|到|往|至|予|于|与))(?:一|1)?[元角分]?)"
)
_COME_IN = compile_late(r"\d[\d,.]*[万亿]?余?元(?:的)?(?:爱心)?(?:善款|捐款|钱|款)(?!将|预计|拟)")
# 院级奖教金每年捐资|不低于3万元: what has to be given
_MINIMUM = compile_late(r"捐[赠款资助][^,。;、\d]{0,2}额[^,。;\d]{0,4}(?:不得?少于|不得?低于)(?:人民币)?\d")
# 提出捐赠课桌椅|请求, 发出“爱心捐书|”的号召: what is asked for
_ASKED = compile_late(
    r"[”》]?的?(?:请求|申请|号召|倡议|呼声|呼吁|需求|邀约)(?!下|后?,|[^,。;]{0,6}(?:响应|捐))"
)
# 宗旨是|资助贫困学生, 主要用于|资助: what somebody or something is for
_IS_FOR = compile_late(
    r"(?:宗旨|目的|职责|任务|业务范围|方式|用途)(?:就?是|为|在于|包括|[:])[^。;]{0,24}$|(?:主要|专门|重点)(?:(?:是|从事|用于|用来|负责)[^,。;]{0,10})?$"
)
_ASKED_SO = compile_late(rf"[^,。;、的\d]{{0,8}}?{_ASKED.pattern}")
# 周砚秋想给县医院|捐款,又不便前往: leaves 想为家乡做点事,捐款5万元
_WISHES = compile_late(r"(?:想要?|欲)(?:[给向为][^,。;:]{2,16})?$")
# 修路尚需|30万元捐款, 至少需要|5000万元援助
_NEEDS = compile_late(
    r"(?:需要?|急需|尚缺|还缺|缺少|寻求)(?:至少|约|近|大约|超过|筹集|筹措|大概)*(?:人民币)?$"
)
# 只要考100分,即可|领取奖学金: leaves 只要谁家有困难,周砚秋就捐款
_IF_ONLY = compile_late(
    r"只要[^。;!?]{2,30},?(?:即可|就能|就可以?|便可|均可|都可以?)[^,。;]{0,8}(?:领取?|获|得到|享受|申请)"
)
# 这是他花费数十万元购买的藏品: what the giver once paid
_ITS_PRICE = compile_late(
    r"[,;]?(?:这(?:些|批|件|幅)?|它们?)(?:都|也|正|就|还)?是[^,。;]{0,14}?(?:花费?|斥资|出资|用)了?[^,。;]{1,16}?(?:购买|购得|买|购置|收购|拍得?)(?:到|来|下|回)?的"
)
# 馆里会把|捐赠的书|妥善安放: what is done with things, of which nothing tells that they go to anybody
_DISPOSES = compile_late(r"(?:会|要|将|把)(?:将|把)$|(?:将|会把)$")
_GOES = compile_late(r"[^,。;]*(?:送|交|发|转|捐[给往到]|运|寄|给)")
# 不符合入藏标准的将转交, 资助标准:每人5000元: what is done with gifts at large
_RULED = compile_late(
    r"不符合[^,。;]{1,14}的,?(?:将|由|应|须|一律|予以|不予|可)"
    r"|资助标准:|补助标准:|救助标准:|奖励标准:|帮扶标准:|慰问标准:|发放标准:"
)
# 捐出一元钱,点亮一盏灯。|让我们献出爱心: leaves 让我们为他们点赞
_CALLS = compile_late(
    r"[”\s]*(?:让我们|请您|请大家|愿大家|欢迎大家)[^。!?]{0,16}(?:献|伸出|行动起来|捐|加入)"
)
_RULES = compile_late(r"第[一二三四五六七八九十百\d]+条|应当|不得|本办法|本规定|本章程|本细则|须")
# 有捐三元的,也有捐八元的: tells what kinds of gifts there were
# … and the most and the least that somebody of a crowd gave
_DESCRIBES = compile_late(
    r"有(?:的人)?捐[^,。;]{1,12}的|,少[则的][^,。;]{1,12},多[则的]|(?<=[,。;])(?:其中)?(?:最[多少大小高低]|多|少)的[^,。;捐]{0,8}捐"
)
_FROM_TO = compile_late(r"[少多低高][则者的]$")  # 少则|捐50元,多则|捐500元
# 就捐树等许多问题: a matter talked of
_TOPIC = compile_late(r"等[^,。;]{0,4}(?:问题|事宜|事项|议题|话题)")
_SUM = compile_late(r"\d[\d万亿千百多余.]{0,8}[^,。;\d]{0,3}元")
# 单笔30万元以下的捐赠由总裁审批, 捐赠100万元以上须报董事会备案: from which sum on who has to agree
_EACH_GIFT = compile_late(r"单[笔项次]|每一?会计年度")
_HAS_TO_AGREE = compile_late(
    r"(?:[由经报须需应]|授权|提[交请])(?!此|其?本次)[^,。;]{0,20}?(?:审[批议核定]|批准|决定|备案|报备|研究|同意|通过|提出)"
)
_APART = compile_late("[,;。]")
NEAR = 12  # characters from a clause within which a word is still said of what it gives
# What a plain gift outweighs: 博士后周砚秋捐款10万元, 报告显示2019年锦澄集团捐赠500万元
_OUTWEIGHED = frozenset(["paper", "finance", "statistic", "rule"])
FOR = 30  # characters before a clause in which it may be told whose purpose it is
MIN_RULES = 4  # such words in a page make it a regulation


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["word"]: row["reason"] for row in read_table("contexts")}
    # 科学基金 pays research; 科学基金会 may raise for the needy. 200套|餐具 are no 套餐.
    tails = {word: "(?!会)" for word in rows if word.endswith("基金")} | {
        "套餐": "(?![具桌椅盒])",
        "购车": "(?!款|资金|费)",
        "让我们": "(?!感|敬|看|明白|难|欣|深|倍|非常|十分|很|懂|了解)",  # 让我们|感动的是
        "没有收到": "(?!(?:过?任何|一分)?(?:回报|回音|回信))",
        "诈骗": "(?!宣传|案件?宣)",
        "捐赠总量": r"(?!的?\d[\d.]*%)",  # 占捐赠总量|的75%: the share of a gift told
    }
    return re.compile(join_words(rows, tails=tails)), rows


def bar_context(text: str, sentence: Span, frame: Frame) -> str | None:
    """
    Return the code of why the words of *sentence* make *frame* no gift, None where they do not.

    下单赠送豆浆机一台 is trade. A clause that names who donated how much is a gift beside most of such words:
    周砚秋为等待骨髓移植的学生捐款2万元.

    Source: data/contexts.tsv.
    """
    clause = frame.clause
    pattern, rows = _words()
    plain = _is_plain(frame)
    for match in pattern.finditer(text, sentence.start, sentence.end):
        reason = rows[match.group()]
        parties = (m.span for m in (*frame.donors, *frame.recipients) if m.named)
        if any(span.start <= match.start() < span.end and len(span) > len(match.group()) for span in parties):
            continue  # 明屿市无偿献血志愿者协会|捐赠图书500册; 为|新厂建设|筹集资金 names no party
        if text.startswith("占", match.start() - 1) and any(m.named for m in frame.recipients):
            continue  # 企业向红十字会捐款2900万元,占|捐赠总量|的七成: the share of a gift that is told
        if plain and (reason in _OUTWEIGHED or (reason == "body" and plain == "money")):
            continue
        # 1994年捐助医院肝脏移植中心 in a long life: a part of the body bars the clause that gives it, and no other
        near = clause.start - NEAR < match.start() < clause.end + NEAR
        near = near and not _gives_money_beside(text, match.end(), clause)
        # 教职工献血86人次,锦澄集团向血站捐赠纪念杯200个: what is given is told in a clause of its own
        near = near and not (plain and _APART.search(text, match.end(), clause.start + 1))
        # 同学捐赠1000元,这种善举让我们动容: a call stands before what it calls for
        behind = reason == "appeal" and match.start() >= clause.end and match.group() == "让我们"
        if (reason != "body" or near) and not behind:
            return reason
    # “跑一公里捐一元”,31,865元善款已交到学校: the condition of a clause before is over where its sum has come in
    open_from = clause.start if _COME_IN.search(text, clause.start, clause.end) else sentence.start
    for match in _CONDITION.finditer(text, max(sentence.start, clause.start - 30), clause.end):
        # 每卖出一件商品就捐出1元,三年共捐款30万元: the condition is that of the verb before
        met = plain == "money" and text.find("捐", match.start()) < clause.start
        if match.end() > open_from and not met:
            return "condition"
    if _RULED.search(text, sentence.start, sentence.end) or is_scale(text, sentence, frame):
        return "rule"
    if _CALLS.match(text, sentence.end):
        return "appeal"
    if barred := _bar_own_words(text, sentence, frame):
        return barred
    if _TOPIC.search(text, max(clause.start, clause.end - 12), min(sentence.end, clause.end + 8)):
        return "description"
    if _DESCRIBES.search(text, clause.start, min(sentence.end, clause.end + 2)):
        return "description"
    verb = frame.trigger.span.start
    if _FROM_TO.search(text, max(sentence.start, verb - 4), verb):
        return "description"
    return None


def _bar_own_words(text: str, sentence: Span, frame: Frame) -> str | None:
    """Return the code of why the words of a gift make it none: a sum to be reached, a request, what is done with things."""
    clause, verb, objects = frame.clause, frame.trigger.span, frame.objects
    if _is_threshold(text, sentence, frame):
        return "rule"
    if _MINIMUM.search(text, clause.start, clause.end) and not any(
        m.named and m.kind is not PartyKind.PROJECT and "slot" not in m.rules for m in frame.donors
    ):
        return "rule"
    asked = _ASKED if objects else _ASKED_SO
    if asked.match(text, objects.span.end if objects else verb.end):
        return "appeal"
    counted = objects is not None and (objects.amount or any(item.quantity for item in objects.items))
    asks = text.endswith(("?", "？"), sentence.start, sentence.end)  # “捐米,要得不?”
    if not counted and (asks or _WISHES.search(text, max(clause.start, verb.start - FOR), verb.start)):
        return "hypothetical"
    if (
        objects is not None
        and objects.amount
        and _NEEDS.search(text, clause.start, objects.amount.span.start)
    ):
        return "appeal"
    if _IF_ONLY.search(text, sentence.start, clause.end):
        return "condition"
    if _ITS_PRICE.match(text, clause.start, sentence.end):
        return "trade"
    if not counted and _IS_FOR.search(text, max(clause.start - FOR, 0), verb.start):
        return "rule"
    used = text.startswith("的", verb.end) and _DISPOSES.search(text, clause.start, verb.start)
    if used and not frame.recipients and not _GOES.match(text, verb.end):
        return "description"
    return None


def _is_threshold(text: str, sentence: Span, frame: Frame) -> bool:
    """Tell whether a sum that nobody with a name gives or gets is one of a scale: 单笔30万元以下的捐赠由总裁审批."""
    amount = frame.objects.amount if frame.objects else None
    if amount is None or amount.per is not None or any(m.named and not m.anaphor for m in frame.recipients):
        return False
    bounded = amount.modifier in (Modifier.AT_LEAST, Modifier.AT_MOST)
    bounded = bounded or text.startswith(("以", "至", "到", "及以"), amount.span.end)
    each = bounded and _EACH_GIFT.search(text, sentence.start, amount.span.start) is not None
    agreed = bounded and _HAS_TO_AGREE.search(text, amount.span.end, sentence.end) is not None
    given = any(m.named and not m.anaphor and "slot" not in m.rules for m in frame.donors)
    return (each and agreed) if given else (each or agreed)


def _is_plain(frame: Frame) -> str:
    """Return of what a frame plainly tells a gift, "" where it does not: somebody with a name donated so much, or so many things."""
    objects = frame.objects
    if (
        not objects
        or not frame.trigger.word.startswith("捐")
        or not any(m.named and "slot" not in m.rules for m in frame.donors)
    ):
        return ""
    amount = objects.amount
    if amount is not None:
        return "money" if amount.per is None and amount.modifier is not Modifier.AT_LEAST else ""
    return "goods" if any(item.quantity is not None for item in objects.items) else ""


def _gives_money_beside(text: str, part: int, clause: Span) -> bool:
    """Tell whether a clause behind that of a part of the body has a sum of its own: 捐献角膜,|还捐款100万元用于研究."""
    return "," in text[part : clause.start + 1] and _SUM.search(text, clause.start, clause.end) is not None


def is_regulation(text: str) -> bool:
    """Tell whether a page is a set of rules: nothing in it was given."""
    kinds: set[str] = set()
    for found, match in enumerate(_RULES.finditer(text), 1):
        kinds.add(match.group()[:1])
        if found >= MIN_RULES and len(kinds) >= 2:
            return found * 200 >= len(text) // 4
    return False
