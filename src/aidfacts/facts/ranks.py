"""Tells a scale of what one becomes or may name for how much from gifts: 常务理事:捐资5万元, 捐赠50万元者任副董事长."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.model.frame import Frame
from aidfacts.model.span import Span

# 校董会副董事长(|捐资50万元, 冠名一间教室:|捐赠10万元: what one is for it is all that stands before the verb
_OFFICE = compile_late(
    r"[\s\d.、()(一二三四五六七八九十]{0,5}(?:[\u4e00-\u9fff]{0,8}会)?(?:永远|永久|终身|名誉|荣誉|常务|执行|第一|首席|普通|个人|团体|单位)*副?(?:董事长|理事长|会长|主席|团长|校董|董事|理事|监事|委员|会员|顾问)(?:单位)?[ ::((—-]+"
    r"[向为给对]?(?:母校|本会|学校|商会|基金会|协会|我会|本校|本寺)?(?:一次性?|每年|年|每届|共|累计|认)*"
)
_NAMED = compile_late(
    r"[\s\d.、]{0,5}(?:(?:冠名|命名|刻名|立碑|树碑)[^,。;:]{1,14}[:(]|[^,。;:]{1,14}(?:冠名|命名)权?[:(])(?:一次性|需|须|每年)*"
)
# 捐赠50万元者|,任常务董事, 捐款10万元以上的单位|授予…称号
_BECOMES = compile_late(
    r"[^,。;\n]{0,4}\d[\d,.]*[万千百亿]?元?(?:\(含\)|\(含[^()]{1,8}\))?(?:以上|以下|及以上|至[\d.]+[万千]?元)?(?:的|者|的?(?:单位|企业|个人|校友|人士|善信|信众)){1,2}[,:]?(?:均|可|将|即可|由[^,。;]{2,10}|享|应|则){0,2}"
    r"(?:任|担任|授予|颁发|颁授|聘|列[入为]|成为|享[有受]|获[得颁]|冠名|勒石|刻碑|[树立]碑|刻名|芳名|命名|出任|推选|赠送)"
    r"|[^,。;\n]{0,4}\d[\d,.]*[万千百亿]?元?(?:\(含\))?(?:以上|及以上|至[\d.]+[万千]?元):?(?:授予|颁发|颁授|聘为|聘任|列入|冠名|任)"
    # 捐款50元(含)以上|,您可参加植树活动
    r"|[^,。;\n]{0,4}\d[\d,.]*[万千百亿]?元?(?:\(含\))?(?:及)?以上,(?:(?:您|你|即|均|就|本人|家长)*|[您你]和[^,。;]{1,16}?)(?:可|将获|能获|享)"
)
# 资助对象为…,资助金额为每人3000元
_TERMS = compile_late(r"(?:资助|奖励|捐助|救助)对象[为是:]|(?:会费|捐赠|捐款|认捐|赞助|冠名|资助)标准[为是:]")
# 个人|捐赠金额不少于5万元, 校级奖学金年度|捐赠不低于10万元: what kind of giver has to give how much
_ANY_GIVER = compile_late(
    r"(?:个人|单位|企业|集体|团体|奖学金|奖教金|助学金|冠名基金)(?:每年度?|年度|每次|一次性?|累计|单笔|共|须|需|应)*$"
)
_AT_LEAST = compile_late(r"(?:总?[金数]?额|款项?|资金)?(?:应|须|需)?(?:不少于|不低于|不得[少低]于)")
_REACHES = compile_late(
    r"(?:总?[金数]?额|款项?|资金)?(?:达到?|满|在)[^,。;]{0,3}\d|[^,。;]{0,4}\d[\d,.]*[万千亿]?元?(?:\(含\))?以上"
)
_ASKS = compile_late(r"冠名|命名|(?:条件|标准|办法|细则)(?:如下|为|是)?[::]|可(?:以|申请|获|享|由|设)")
_SCALED = ("捐", "赞助", "认捐", "乐捐", "出资", "资助")


def is_scale(text: str, sentence: Span, frame: Frame) -> bool:
    """
    Tell whether a frame only says what becomes of who gives so much; where a giver is named, he gave.

    校董会副董事长(捐资50万元) is a scale; 副董事长周砚秋(捐资50万元) is a gift.
    """
    objects = frame.objects
    if objects is None or objects.amount is None or not frame.trigger.word.startswith(_SCALED):
        return False
    if any(m.named and "slot" not in m.rules for m in frame.donors):
        return False
    verb = frame.trigger.span
    if _OFFICE.fullmatch(text, sentence.start, verb.start) or _NAMED.fullmatch(
        text, sentence.start, verb.start
    ):
        return True
    if _BECOMES.match(text, verb.end, min(len(text), sentence.end)):
        return True
    if _is_floor(text, sentence, verb):
        return True
    rate = objects.amount.per is not None
    return rate and _TERMS.search(text, sentence.start, verb.end + 3) is not None


def _is_floor(text: str, sentence: Span, verb: Span) -> bool:
    """Tell whether the least is told that a kind of giver has to give: 企业冠名:奖教金|捐资不低于8万元."""
    if not _ANY_GIVER.search(text, sentence.start, verb.start):
        return False
    if _AT_LEAST.match(text, verb.end, sentence.end):
        return True
    asks = _ASKS.search(text, sentence.start, sentence.end)
    return asks is not None and _REACHES.match(text, verb.end, sentence.end) is not None
