"""Says whether what somebody brings to others is a gift: 为孩子们送去校服, not 为村民带来欢乐."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.facts.payers import KIN, RELATIVES, are_persons
from aidfacts.lexicon.goods import ends_in_goods
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.needy import NEEDY
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import Frame
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects

# 中国出口到智利的疫苗运抵: what was sold arrives; 采购口罩送到医院 is a gift
_SOLD = compile_late(r"出口[到至给往]|出口的|进口的|出售|订购的")
_OWED = compile_late(
    r"低保金|低保补助|抚恤金|优抚金|高龄津贴|补偿|赔偿|赔款|执行款|案款|理赔|保险金|工程款|货款|欠薪|(?<!自己的)(?<!自己)工资(?!(?:中|里|收入中)?(?:[挤省拿抽节]|积攒))|薪|分红|红利|征地|拆迁|租金|嫁|彩礼|新娘|新郎|传票|通知书|失物|遗失|钱包"
)
# 送来大米,货到付款; 送来鸡苗,养大后回收
_PAID_FOR = compile_late(
    r"订单|外卖|团购|网购|下单|送货|骑手|跑腿|货到付款|货款|收取|收[费购](?!站)|回收|售价|每[单袋斤只公吨箱件份][^,。;]{0,3}\d"
)
_WAITERS = compile_late(r"(?:工作人员|服务员|店员|乘务员|空姐|管家|导游)们?$")  # 服务员送来毛巾
# Who brings what others sent, and who is served by it: 快递员给顾客送去牛奶
_SERVES = compile_late(
    r"快递|配送|代购|顾客|客户|买家|消费者|用户|旅客|乘客|读者|观众|听众|游客|球迷|粉丝|食客|病人|患者|市场"
)
_SHOWN = compile_late(r"(?:课程?|表演|演出|节目|讲座|培训|宣讲|体验|游戏)$")
_MANY = compile_late(r"一([袋箱桶床件个份包盒车本束])\1")  # 把一袋袋大米送到老人家中
# 送去|一批|体育器材: so many as nobody counted
_A_LOT = compile_late("一批|大批|大量|若干|一些")
_POST = compile_late("(?:(?<!爱心)包裹|快递|快件|外卖|邮件)$")  # 快递员为村民配送|包裹|300件
# Words on paper that one gets of somebody, and what nobody wants: 寄来|一封信, 运到填埋场的|垃圾
_LETTER = compile_late(r"(?:信|信件|书信|电报|邀请函|通知|请柬|账单|传票|垃圾|渣土|废[品料水渣])$")
_FAMILY = compile_late(
    rf"(?:自己的?|他的?|她的?|其)?(?:家里|家中|{RELATIVES}|爸爸?|妈妈?|孙[子女]|[男女]友|[男女]朋友)"
)
# 塞给他2万元,他当场|拒绝
_REFUSED = compile_late(
    r"(?:拒绝|谢绝|婉拒|退还|退回)(?!了?(?:采访|透露|留名|告知|媒体|记者|宣传))|不能收|不肯收|不收|行贿|受贿|贿赂"
)
# 工资全部|交给|家里
_HOME = compile_late(rf"[交寄汇转送]给了?(?:自己的?)?(?:家里|家中|{RELATIVES})")
# 爱心物资: a class that only gifts are called by
_AID_CLASS = compile_late(r"(?:爱心|慰问|救灾|赈灾|助学|助残|温暖)(?:物资|物品|用品|礼包|礼物|礼品|包裹)")
_ATTENDS = compile_late(r"出席|参加[^,。;]{0,8}(?:仪式|会议|大会|活动)")
# What is seen, told or used for a while, or is paper
_PASSING = compile_late(
    r"(?:作品|影片|照片|画面|书信|信件|[^图]书|报[纸刊]|期刊|档案|资料|史料|票|股[份权票]|系统|软件|账号|设施|鲜花|战旗|奖章|徽章|军功章|贺卡)$"
)


def check_brought(
    frame: Frame, told: Frame, stretch: str, sentence: str, *, counted: bool, aid: bool
) -> str | None:
    """
    Return the code of why what a verb of bringing has is no gift, None where it may be one.

    What was counted, or is called aid, is one whatever it is. Goods that nobody counted need somebody who brings
    them to others, and a word that is of goods: 为老人送去棉被.

    Args: *stretch* is the clause with the verb, *sentence* all around it; *counted* is True where a number or a sum is told, *aid* where a word of aid stands by.
    """
    objects = frame.objects
    if objects is None:
        return "no_object"
    if _is_shown(objects, counted=counted):
        return "no_object"  # 为孩子们带来一节音乐课: nothing that stays
    if _OWED.search(stretch) or _SOLD.search(stretch):
        return "trade"  # 把补偿款送到群众手中
    if _stays_at_home(frame, told, stretch):
        return "no_recipient"
    if frame.trigger.word.startswith("塞") and _REFUSED.search(sentence):
        return "negated"
    if not counted and (_PAID_FOR.search(sentence) or _are_waiters(frame.donors)):
        return "trade"
    if objects.items and all(_POST.search(item.name) for item in objects.items):
        return "trade"
    if objects.amount is None and objects.items and all(_LETTER.search(item.name) for item in objects.items):
        return "no_object"
    if _is_official(frame, objects) and _ATTENDS.search(sentence):
        return "ceremony"  # 县长出席会议并为学生发放助学金: whose money it is and how much, is told elsewhere
    many = len(objects.items) > 1 or _MANY.search(stretch)
    told_of = "objects/told_of" in frame.rules  # 旁边的打印机是周砚秋寄来的
    lot = bool(told.recipients) and _A_LOT.search(stretch) is not None
    goods = _brings_goods(frame, told, objects, stretch)
    if counted or told_of or (lot and frame.donors) or aid or many or goods:
        return None
    # 把宣传资料送到群众手中; 送去大米和棉被 is a gift
    return "no_party" if lot or goods is None else "no_figure"


def _stays_at_home(frame: Frame, told: Frame, stretch: str) -> bool:
    """Tell whether somebody gives to his own: 周砚秋买电脑一台|送给|儿子, 工资全部|交给|家里."""
    if not told.recipients:
        return _HOME.search(stretch) is not None
    return are_persons(frame.donors) and all(_FAMILY.fullmatch(m.text) for m in told.recipients)


def _is_official(frame: Frame, objects: Objects) -> bool:
    """Tell whether an office hands over money of which no sum is told."""
    money = objects.amount is None and all(
        item.quantity is None and item.name.endswith("金") for item in objects.items
    )
    return money and bool(frame.donors) and all(m.kind is PartyKind.GOVERNMENT for m in frame.donors)


def _are_waiters(givers: Sequence[Mention]) -> bool:
    """Tell whether those who bring something wait on guests: 服务员送来毛巾."""
    return bool(givers) and all(_WAITERS.search(m.text) for m in givers)


def _is_shown(objects: Objects, *, counted: bool) -> bool:
    """Tell whether all that is brought is seen or heard and gone: 一节音乐课; 课程,包括语文、美术 goes by its first noun."""
    if objects.amount is not None or not objects.items:
        return False
    class_first = _SHOWN.search(objects.items[0].name) and not counted
    return bool(class_first) or all(_SHOWN.search(item.name) for item in objects.items)


def _brings_goods(frame: Frame, told: Frame, objects: Objects, stretch: str) -> bool | None:
    """
    Tell whether goods by their word are brought to others who stand with the verb; None where nobody tells who brings them.

    给母亲送去棉被 is of one's own house, 给顾客送去牛奶 is trade.
    """
    served = _SERVES.search(stretch) or any(KIN.search(m.text) for m in (*frame.donors, *told.recipients))
    goods = any(ends_in_goods(item.name) and not _PASSING.search(item.name) for item in objects.items)
    if not (told.recipients and goods) or served:
        return False
    return True if frame.donors else None


def hands_out(frame: Frame, told: Frame, objects: Objects, stretch: str) -> bool:
    """
    Tell whether 发放 gives, though no word of aid stands by: a sum to people in need, goods to them or from a society.

    残联为残疾人发放轮椅, 协会为低收入户每户发放1000元; 发放高龄津贴 is owed, 向学生发放教材 is a school's own affair.
    """
    if not told.recipients or _OWED.search(stretch) or _SERVES.search(stretch):
        return False
    needy = any(NEEDY.search(m.text) for m in told.recipients)
    if objects.amount is not None:
        return needy
    classed = bool(objects.items) and _AID_CLASS.search(stretch) is not None
    societies = bool(frame.donors) and all(m.kind is PartyKind.NGO for m in frame.donors)
    goods = _brings_goods(frame, told, objects, stretch) is True
    return bool(frame.donors) and (classed or (goods and (needy or societies)))
