"""Tells whether who pays with money of his own pays for others, so that no word of aid is needed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FETCHES, Frame
from aidfacts.model.mention import Mention

RELATIVES = "家人|父亲|母亲|父母|妻子|丈夫|爱人|老伴|儿子|女儿|弟弟|妹妹|哥哥|姐姐"
KIN = re.compile(rf"自己|{RELATIVES}|爸|妈|子女|孙|员工|职工$|客户")
# Money of one's own, whoever gives it: 老人拿出|多年积蓄
_SAVED = re.compile(r"积蓄|存款|养老钱|养老金|退休金|压岁钱|零花钱|零用钱|私房钱|稿费|抚恤金")
# Who has money of his own to give, and who is paid for
_PRIVATE = (PartyKind.PERSON, PartyKind.COMPANY, PartyKind.NGO, PartyKind.GROUP)
_AGAIN = re.compile("(?:又|再次?|还)$")
# 县财政|另|拿出50万元, 锦澄集团|再次|出资25万元: beside what was told to be given before
_BESIDES = compile_late("又|再|还|另|也|同时|接着|随即|随后")
# What a house pays for itself, or lends, whatever was given before: 又出资3000万元|新建厂房
_OWN_AFFAIR = compile_late(
    r"厂|生产|车间|收购|入股|参股|控股|股[份权]|注册|(?:成立|设立|组建)[^,。;]{0,8}公司|投资|研发|技改|扩建|项目建设|[酒饭]店|商铺|买[了下]?[^,。;]{0,6}(?:楼|房|地|车)"
    r"|广告|奖励|工资|还[清债款]|贷|借|租|市场|产品|办公|打造|承包|自己|员工|职工"
)
_PAID_BESIDES = frozenset(["出资", "出了", "拿出", "拨出", "拨款", "拨付", "掏出", "追加"])
MAX_AFFAIR = 40  # characters behind a verb that say what is paid for
# 花3000元给|妻子|买了一条项链
_HIS_OWN = re.compile(rf"自己|{RELATIVES}|爸爸?|妈妈?|子女|孙[子女]|孩子|[男女]友|[男女]朋友|客户")
_OWN = re.compile(
    r"自掏腰包|自费|自购|自己(?:掏|花|出|拿)了?[钱资]|个人(?:出[资钱]|掏钱)|(?<![总捐投])出资|[掏凑]钱|用自己[^,。;]{0,8}(?:工资|积蓄|退休金|奖金|[津补]贴|钱)"
)
_PUBLIC = re.compile(
    r"(?:路灯|[水沟]渠|渠道|排水沟|道路?|公路|村道|便道|水泥路|桥|井|水池|蓄水池|广场|水站|饮水工程|文化室|图书室|活动室|公厕|健身器材|卫生室|校舍|操场|食堂|球场|路|亭)$"
)
MAX_SHARE = 16  # characters from 出资 to 入股, with the sum between
_WORKS = re.compile(
    r"为了?[^,。;]{0,8}(?:修[建缮]|维修|硬化|新建|重建|扩建|建设|安装)[^,。;]{0,12}(?:路灯?|桥|村道|祠堂|学校|校舍|广场|水渠|水井|庙|文化室|球场|凉亭),"
)
# 出资12万元|重建校舍, 拿出12万元|,在村里盖了戏台, 出资12万元|把村道翻修一新: what everybody there has of it
_FOR_ALL = (
    r"(?:村小学?|校舍|教学楼|礼堂|祠堂|戏台|凉亭|敬老院|卫生[室院]|图书室|文化[室站]|活动室|文化广场|村?广场|球场|公厕|路灯|村[道路]|水泥路|便道|巷道|街道|乡道|公路|道路|山路"
    r"|石?桥|水?井|水渠|水池|水塔|自来水管?|饮水[^,。;]{0,4}|河堤|水坝|山塘|古?[庙寺塔])"
)
_MAKES = r"(?:[重修兴新扩改翻]建|[修建盖铺装打](?=[了好起成通一两三座条口]|[^,。;]{0,3}$)|翻修|修缮|整修|维修|硬化|美化|绿化|安装|铺设|更换|改造|加固|拓宽|修通|建起|盖起)"
_WORKS_BEHIND = compile_late(
    rf",?(?:[在为给][^,。;的]{{1,10}})?(?:用于|用来)?(?:重新|先后|全面|全部|一起)?{_MAKES}(?:了|起|成|好)?(?![^,。;]{{0,10}}(?:厂|公司|自家|自己|小区|楼盘))(?:[一两三四五六七八九十\d]+\w)?[^,。;\d]{{0,10}}?{_FOR_ALL}(?![^,。;]{{0,4}}(?:公司|项目|收费|工程款))"
    rf"|,?(?:用于|把|将|对)(?![^,。;]{{0,8}}(?:公司|厂|自家|自己))[^,。;]{{0,8}}?{_FOR_ALL}(?:的)?(?:进行)?(?:全部|重新)?(?:{_MAKES}|修|建)"
)
_PAID_OUT = frozenset(["出资", "出了", "拿出", "提供", "投入", "拨出", "斥资", "追加"])
# 云泽公司宣布将出资2000万元|。 and nothing more is told of the sum
_ALONE = compile_late(
    r"(?:的?(?:特别|特殊|专项|紧急)?(?:资金|款项|捐助|援助|支持))?(?:(?=[,。;:!?\n…])|$|,?(?:并|将)?(?:用于|用以|用来|支持|助力|帮助|支援)[^,。;]{0,8}(?:重建|灾|疫情))"
)
_STAFF = re.compile(r"员工|职工|(?<!环卫)工人|会员|客户|用户|股东|消费者")
_PURSE = re.compile("政府|财政|人民银行|省$|市$|县$|区$|镇$|乡$")
_HELPED = (
    PartyKind.PERSON, PartyKind.GROUP, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE, PartyKind.NGO,
    PartyKind.GOVERNMENT,
)  # fmt: skip


def are_persons(row: Sequence[Mention]) -> bool:
    """Tell whether all of a row are persons, told by name or as 他 and 她; True of nobody, whom the discourse may tell."""
    return all(m.kind is PartyKind.PERSON or m.text in ("他", "她") for m in row)


def gives_again(text: str, frame: Frame) -> bool:
    """Tell whether a person pays once more, so that who gets it was told with the gift before: 校庆时,他又|拿出8万元."""
    verb = frame.trigger.span.start
    again = _AGAIN.search(text, max(0, verb - 2), verb) is not None
    persons = are_persons(frame.donors)
    return again and bool(frame.donors) and persons


def pays_alone(text: str, frame: Frame) -> bool:
    """
    Tell whether somebody with a name and money of his own pays a sum of which nothing else is told.

    Beside the gifts of others it is one: 锦澄集团捐款500万元。云泽公司宣布将|出资|2000万元。 By itself it may be anything.
    """
    objects = frame.objects
    if objects is None or objects.amount is None or objects.amount.per is not None or objects.items:
        return False
    giver = bool(frame.donors) and all(m.named and m.kind in _PRIVATE for m in frame.donors)
    paid = giver and frame.trigger.word in _PAID_OUT
    if any(_STAFF.search(m.text) for m in frame.recipients):
        return False
    return paid and _ALONE.match(text, objects.amount.span.end) is not None


def pays_besides(text: str, frame: Frame) -> bool:
    """
    Tell whether somebody pays one more sum, so that whom it helps was told with the gift before: 县财政|另|拿出50万元.

    What is said of the sum must not be of business (公司又出资3000万元新建厂房) nor of his own people (再拿出5万元奖励员工).
    """
    objects, verb = frame.objects, frame.trigger
    if verb.word not in _PAID_BESIDES or objects is None or objects.amount is None or objects.amount.per:
        return False
    words = text[max(frame.sentence, verb.span.start - 2) : verb.span.start]
    if verb.word != "追加" and _BESIDES.search(words) is None:
        return False
    behind = text[verb.span.end : verb.span.end + MAX_AFFAIR]
    return _OWN_AFFAIR.search(re.split("[。;!]", behind)[0]) is None


def pays_for_others(text: str, frame: Frame, told: Frame) -> bool:
    """
    Tell whether who pays with money of his own pays for somebody else, so that no word of aid is needed.

    周砚秋出资3000万元,在沐白中学设立项目 | 公司拿出26万元为村里铺设管道; 县政府投入300万元 is its office, a house that
    pays in a place (在岚溪镇建设厂房) invests there, and what it pays for its staff is no gift.
    """
    helped = frame.recipients if gives_again(text, frame) else told.recipients
    if not helped or all(_HIS_OWN.fullmatch(m.text) for m in helped):
        return False
    if frame.donors and are_persons(frame.donors):
        return True
    if _SAVED.search(text, frame.trigger.span.end, frame.clause.end):
        # 老人拿出|多年积蓄|2万元交到村委会
        return all(m.kind in (PartyKind.PERSON, PartyKind.GROUP) for m in frame.donors)
    marked = {"roles/built_in", "roles/visited", "roles/goal_of_sentence"}.isdisjoint(told.rules)
    return (
        marked
        and (frame.trigger.word != "投入" or _builds_for_all(frame))
        and (all(m.kind in _PRIVATE for m in frame.donors) or _helps_village(frame, told))
        and all(m.kind in _HELPED and not _STAFF.search(m.text) for m in told.recipients)
        and (
            _builds_for_all(frame)
            or not any(text.startswith("在", m.span.start - 1) for m in told.recipients)
        )
    )


def _helps_village(frame: Frame, told: Frame) -> bool:
    """
    Tell whether a bureau pays out of its purse for a village or a school: 县水利局拿出5万元为北塘村购买水泵3台.

    县政府拿出500万元为岚溪县建设公园 is what its office is.
    """
    if frame.trigger.word not in ("拿出", "出资"):
        return False
    bureaus = all(m.kind is PartyKind.GOVERNMENT and not _PURSE.search(m.text) for m in frame.donors)
    helped = all(m.kind is PartyKind.SCHOOL or m.text.endswith(("村", "社区")) for m in told.recipients)
    return bureaus and helped


def pays_for_works(text: str, frame: Frame) -> bool:
    """
    Tell whether persons pay for what is built for everybody: 为修建村道,|何建国|出资|5万元; 何建国|出资|5万元重建校舍.

    Where nobody is told to pay, the discourse may tell who.
    """
    persons = are_persons(frame.donors)
    verb, amount = frame.trigger.span, frame.objects.amount if frame.objects else None
    if persons and amount is not None and _WORKS_BEHIND.match(text, amount.span.end):
        return True
    if not (persons and frame.donors) or "入股" in text[verb.end : verb.end + MAX_SHARE]:
        return False
    return _WORKS.search(text, frame.sentence, verb.start) is not None


def spends_own(text: str, frame: Frame, told: Frame) -> bool:
    """Tell whether somebody buys with money told to be his own for others, so that no number is needed: 自费给孩子们买来文具."""
    if frame.trigger.word in FETCHES and frame.donors and told.recipients:
        return "roles/after_object" in frame.rules  # 向县交通局争取资金30万元,为村里硬化道路
    if _OWN.search(text, frame.sentence, frame.trigger.span.end - (frame.trigger.word == "出资")) is None:
        return False  # 出资3000万元建设厂房: the word alone may be of business
    gives = bool(frame.donors) and all(m.kind in _PRIVATE or m.text in ("他", "她") for m in frame.donors)
    helped = [m for m in told.recipients if not (KIN.search(m.text) or _STAFF.search(m.text))]
    return gives and bool(helped)


def _builds_for_all(frame: Frame) -> bool:
    """Tell whether what is built for others is for everybody there, and no business: 投入5万元为村里|安装路灯40盏."""
    items = frame.objects.items if frame.objects else ()
    return bool(items) and all(_PUBLIC.search(item.name) for item in items)
