"""Tells whether what somebody received was a gift, by the words around the verb and by the sentence behind."""

from __future__ import annotations

from aidfacts.frames.elements import Element
from aidfacts.lexicon.late import compile_late
from aidfacts.model.frame import Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

# A giving word inside the object of a receiving verb: 收到锦澄集团捐款9万元
_GIVING = compile_late(
    r"捐|赠|汇款|资助|善款|援助|赞助|慰问|助学金|奖学金|奖教金|特殊党费|救助|帮扶资金|协作资金"
    r"|爱心(?:图书|书籍|物资|物品|款|包裹|书包|礼包|文具|衣物|午餐|善款|基金|大米|蔬菜)"
)
# 北塘村收到棉被100床。|据悉,这批棉被由锦澄集团捐赠: who gave what was received is told by the next sentence
_GIVEN_NEXT = compile_late(
    r"[^。!?\n]{0,30}[。!?](?:据[了解悉介绍]{1,2},|原来,)?(?:"
    r"[这该此](?:\d[\d.,]*|[一两二三几])?[余多]?[笔批些台辆套件份个只箱床册本张顶盒副袋条][^,。;:]{0,12}"
    r"(?:(?:由|是|系)[^,。;:]{2,24}(?:捐[赠助献来]|赠送|资助|[送寄]来|提供|出资购买)的?(?=[,。;!])|(?:来自|出自)|的捐[赠款助][人者方])"
    r"|[此这本]次(?:捐赠|捐助)的[^,。;:由]{1,12}由|捐[赠款助](?:人|者|方|单位)[是为]|(?:[给为][^,。;:]{1,8})?(?:捐[赠款助]|赠送|[送寄]来)这[^,。;:]{1,12}的,?是)"
)
_ON_BEHALF = compile_late(r"代表[^,。;:]{1,10}$")  # 校长何映雪代表学校|接受|校服260套
MAX_BEHALF = 14  # characters of 代表学校 before the verb
# 学生会开展冬衣募捐,共|收到|冬衣2136件; 共|收到|冬衣2136件,已打包寄往北塘小学
_GATHERED = compile_late(
    r"(?:募捐|募集|捐[衣书款物助赠]|义捐|义卖|踊跃参与|慷慨解囊)[^。;!?]{0,40}(?:共|累计|已)(?:经|计)?$"
)
_SENT_ON = compile_late(
    r"(?=[^,。;]{0,20}(?:衣|棉|鞋|被|文具|玩具))[^。;!?]{0,40}[,;][^,。;]{0,8}(?:打包|装箱|装车|统一|全部|悉数)[^,。;]{0,8}(?:寄往|送往|发往|运往|[寄送][到给至])"
)
# 各界纷纷捐款。目前,县红十字会已|收到120万元: who takes gifts in, behind a sentence that tells of giving
_TAKES_IN = compile_late(
    r"(?:慈善(?:总|联合|协)?会|红十字会|红会|基金会|捐[赠款]账户|爱心账户|救灾专户)(?:已经?|共|累计|目前|陆续|就)*$"
)
_TELLS_GIVING = compile_late(r"捐[款赠助物资献]|善款|募捐|解囊")
_SUM_BEHIND = compile_late(r"[了到]?[^,。;\d]{0,4}\d[^,。;]{0,8}元")
# 收到市民|匿名|送上口罩
_BRINGING = compile_late(
    r"们?(?:匿名|悄悄|默默|专程|特意|特地|亲手|亲自|连夜|陆续|分别|主动|自发|再次|先后)*"
)
MAX_HOUSE = 16  # characters of a house with adverbs before the verb
MAX_BEFORE = 80  # characters of the sentence before
MAX_GATHERED = 60  # characters before a verb
_A_PRESENT = compile_late("礼物|大礼|惊喜|物资|东西")  # what it was only the next sentence says
_RECEIVED = compile_late(r"(?:接收|接受|收到)(?:了|的)?[^,。;]{0,6}(?:物资|款物)")


def tells_gift(text: str, sentence: Span, verb: Span, end: int) -> bool:
    """
    Tell whether the clause of a receiving *verb*, up to *end*, or the sentence behind it, says that a gift was received.

    收到锦澄集团捐款9万元 | 校长代表学校接受了校服240套 | 收到棉被70床。这批棉被由锦澄集团捐赠
    """
    if _RECEIVED.match(text, verb.start, end) or _GIVING.search(text, verb.start, end):
        return True
    if _ON_BEHALF.search(text, max(sentence.start, verb.start - MAX_BEHALF), verb.start):
        return True
    if _GATHERED.search(text, max(sentence.start, verb.start - MAX_GATHERED), verb.start):
        return True
    if _SENT_ON.match(text, verb.end, sentence.end):
        return True
    if _takes_in_more(text, sentence, verb):
        return True
    return _GIVEN_NEXT.match(text, end) is not None and not _A_PRESENT.search(text, verb.end, end)


def _takes_in_more(text: str, sentence: Span, verb: Span) -> bool:
    """Tell whether a house that takes gifts in got a sum, right behind what tells of giving: 各界捐款。红十字会已收到120万元."""
    if _SUM_BEHIND.match(text, verb.end, sentence.end) is None:
        return False
    house = _TAKES_IN.search(text, max(sentence.start, verb.start - MAX_HOUSE), verb.start)
    start = text.rfind("\n", max(0, sentence.start - MAX_BEFORE), sentence.start) + 1
    start = max(start, sentence.start - MAX_BEFORE, 0)
    return house is not None and _TELLS_GIVING.search(text, start, verb.start) is not None


def says_who_sent(text: str, sent: Trigger, told: Element | None) -> bool:
    """
    Tell whether a verb of bringing says who sent what is received; *told* is what stands first behind 收到.

    收到锦澄集团|汇来的善款 | 收到|多名市民|匿名送上口罩300只
    """
    if text.startswith("的", sent.span.end):
        return sent.word.endswith(("来", "到", "达", "出", "上"))
    bringing = isinstance(told, Mention) and _BRINGING.fullmatch(text, told.span.end, sent.span.start)
    return bool(bringing)
