"""Turns a frame into a Donation, or says by a code why it is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import evolve

from aidfacts.model.fact import Date, Donation, Form, Party, PartyKind, Scope, Status
from aidfacts.model.frame import Draft, Frame, FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.source import BlockKind
from aidfacts.model.span import Evidence, Span

PartiesOf = Callable[[Mention], tuple[Party, ...]]

# Money of aid, without which 投入300万元 is investment: 投入帮扶资金300万元
_AID = re.compile(
    r"帮扶|扶贫|援助|援建|援藏|援疆|援青|救灾|赈灾|抗疫|防疫|慰问|助学|奖学|奖教|善款|爱心|救助|捐|赠|公益|慈善|人道主义|资助|支教|对口支援"
    r"|物资|困难|贫困|灾|难民|敬老院|福利院|养老院|生活费|学费|协作资金|其中|奖学|助学|基金|修建|修路|修桥|新建|为民|受影响|重建家园|希望小学|小学|幼儿园|卫生[院室]|图书[馆室]|水渠|饮水"
)
# What is handed over in return makes the whole of it thanks: 回赠锦旗和学生手工作品
_THANKS = re.compile(r"锦旗|感谢信|感谢状|证书|牌匾|纪念牌|哈达|聘书|奖牌|奖杯|荣誉")
# Unnamed givers that stand for whoever else gave: 爱心企业, 社会各界. 员工 beside their company gave too.
_CLASS = re.compile(r"企业|人士|各界|社会|单位|公司|机构|团体|力量|商家|组织")
_COUNTED = re.compile(r"[\d一二两三四五六七八九十百多几][余多]?(?:家|个|名|位|所)")
_STOP = re.compile(r"[,;:。!?\n]")
_TRADE = re.compile(r"投资|分红|采购|销售|购买服务|订单|消费扶贫|消费帮扶|贷款|融资|产值|税|奖补")
_ARMS = re.compile(r"军事援助|安全援助|军援|武器|弹药|导弹|火箭弹|装甲车|坦克|战机|军火|军舰")
# 中国出口到智利的疫苗运抵: what was sold arrives; 采购口罩送到医院 is a gift
_SOLD = re.compile(r"出口[到至给往]|出口的|进口的|出售|订购的")
_OWED = re.compile(
    r"补偿|赔偿|理赔|保险金|工程款|货款|欠薪|工资|薪|分红|红利|征地|拆迁|租金|嫁|彩礼|新娘|新郎|传票|通知书|失物|遗失|钱包"
)
_TOTAL_OF = re.compile(r"(?:共|累计|总共|合计)(?:计)?$")
# 为老人们配备了电热水壶12个: who gets the things makes it a gift
_PROVIDES = frozenset(["支持", "给予", "发放", "提供", "解决", "承担"])
_STATES = (PartyKind.PLACE, PartyKind.GOVERNMENT)
_EQUIPS = frozenset(["配备", "添置", "定做", "解决", "承担", "发放"])
_REMITS = frozenset(["汇入", "汇给", "汇来", "汇去", "转入", "打来", "转来", "转给", "划转至"])
_HELPS_PEOPLE = frozenset(["资助", "捐助"])
_VISITS = frozenset(["慰问", "救助", "帮扶", "扶持"])
# Who sets up a fund of his own money; a school or an office sets up funds of others.
_FOUNDERS = (PartyKind.NGO, PartyKind.COMPANY, PartyKind.PERSON, PartyKind.OTHER)
# 设立20万元的“见山奖学金”, not 设立10亿元产业基金
_GOOD_FUND = re.compile(
    r"奖学金|奖教金|助学金|奖学基金|奖教基金|助学基金|教育基金|慈善基金|爱心基金|公益基金|救助基金|帮扶基金"
)
_PAYS = frozenset(["出资", "斥资", "拿出", "自掏腰包", "花费", "投入", "拨出", "拨款", "拨付", "下拨"])
_AID_THINGS = re.compile(
    r"(?:援助|帮扶|慰问|资助|救助|救灾|扶贫|助学|奖学|奖教).{0,2}(?:金|款|资金)|物资|疫苗|药品|粮食|帐篷|口罩|设备|呼吸机|毛毯|饮用水"
)
_SHOWN = re.compile(r"(?:课|表演|演出|节目|讲座|培训|宣讲|体验|游戏)$")
_UNSAID_SUM = re.compile(r"(?<!奖学)(?<!奖教)(?:金|款|资金|经费|费)$")
_STAFF = re.compile(r"员工|职工|工人|会员|客户|用户|股东|消费者")
# Who has money of his own to give, and who is paid for
_PRIVATE = (PartyKind.PERSON, PartyKind.COMPANY, PartyKind.NGO, PartyKind.GROUP)
_HELPED = (PartyKind.PERSON, PartyKind.GROUP, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE)
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


def check_frame(text: str, frame: Frame, told: Frame) -> str | None:
    """
    Return the code of why *frame* is no gift, None where it is one.

    A gift needs a giving word and a concrete thing, or both a named giver and a named receiver (docs/facts.md).
    Middle words (投入, 提供, 送去) need money or goods of aid and a party as well.

    Args: *told* is the frame before the discourse filled it. Where no thing is told, only what the clause itself
        says can make a gift.
    """
    objects = frame.objects
    if objects is not None and (
        objects.courtesy or _THANKS.search(" ".join(item.name for item in objects.items))
    ):
        return "courtesy"
    thing = bool(objects) and not _is_generic(objects)
    if _is_unsaid_sum(objects) and not (frame.donors and frame.recipients):
        thing = False
    near = {"roles/subject_of_sentence", "roles/goal_of_sentence"}.isdisjoint(told.rules)
    named = near and any(m.named for m in told.donors) and any(m.named for m in told.recipients)
    party = bool(frame.donors or frame.recipients)
    strength = frame.trigger.strength
    if frame.kind is FrameKind.PLAN:
        # 帮扶计划(5000元/月): a plan is a gift where its sum stands with it
        return None if objects and objects.amount is not None and frame.recipients else "no_figure"
    if frame.kind in (FrameKind.AID, FrameKind.FUND, FrameKind.DELIVER) or strength != "strong":
        if not objects:
            return "no_object"
        stretch = text[
            min(frame.clause.start, frame.trigger.span.start) : _clause_end(
                text, max(frame.clause.end, objects.span.end)
            )
        ]
        if _ARMS.search(stretch):
            return "no_aid"
        if frame.trigger.word == "设立":
            named_fund = any(_GOOD_FUND.search(item.name) for item in objects.items) and bool(told.recipients)
            gives = any(m.kind in _FOUNDERS for m in frame.donors) or not frame.donors
            if not (gives and (named_fund or (objects.amount is not None and _GOOD_FUND.search(stretch)))):
                return "no_aid"
            return None if frame.donors else "no_party"
        if frame.trigger.word in _PAYS:
            # 出资100万元,在大学设立奖学金: what the money is for stands in the next clause
            end = _clause_end(text, objects.span.end)
            stretch += text[end : _clause_end(text, end + 1)]
        if text.startswith("总投", frame.trigger.span.start - 1):
            return "no_aid"  # 该项目总投入12万元: what it cost
        helps = _AID.search(stretch) is not None
        counted = objects.amount is not None or bool(objects.sums) or any(i.quantity for i in objects.items)
        if frame.kind is FrameKind.FUND or frame.trigger.word in _PROVIDES:
            if (
                frame.trigger.word in _PAYS
                and _pays_for_others(text, frame, told)
                and not _TRADE.search(_without_names(stretch, frame))
            ):
                return None
            relief = any(_AID_THINGS.search(item.name) for item in objects.items)
            # 中国向非洲国家提供疫苗10亿剂: things of aid from one state to another
            states = bool(frame.donors and frame.recipients) and all(m.kind in _STATES for m in frame.donors)
            equips = frame.trigger.word in _EQUIPS and objects.items and frame.recipients
            if not (helps or equips or (relief and states)):
                return "no_aid"
            if _TRADE.search(_without_names(stretch, frame)):
                return "trade"
            # 中方向邻国提供抗疫物资: things of aid from one to the other need no number
            if not counted and not (thing and relief and told.donors and told.recipients):
                return "no_figure"
        if strength == "weak" and frame.kind is not FrameKind.RECEIVE and not counted:
            return "no_figure"
        if frame.trigger.word in _REMITS and objects.amount is None:
            return "no_figure"
        if frame.kind is FrameKind.DELIVER and _is_shown(objects):
            return "no_object"  # 为孩子们带来一节音乐课: nothing that stays
        if frame.kind is FrameKind.DELIVER and (_OWED.search(stretch) or _SOLD.search(stretch)):
            return "trade"  # 把补偿款送到群众手中
        if frame.kind is FrameKind.DELIVER and not (counted or helps or len(objects.items) > 1):
            return "no_figure"  # 把宣传资料送到群众手中; 送去大米和棉被 is a gift
        if frame.trigger.word == "运送" and not (told.donors and told.recipients):
            return "no_party"
        if frame.trigger.word in _VISITS and objects.amount is None:
            # 慰问25名老党员: those who are visited are no things
            return "no_object"
        if frame.trigger.word == "承担" and not frame.recipients:
            return "no_recipient"
        if frame.kind is FrameKind.AID and not thing:
            return "no_object"
        if frame.kind is FrameKind.RECEIVE and not thing and not told.donors:
            return "no_object"  # 馆长代表我馆接受赠书: a word for any gift, and nobody who gave it
        if frame.kind is FrameKind.DELIVER and not frame.recipients and not frame.donors:
            return "no_party"
        return None if party else "no_party"
    if thing:
        return None
    if (
        frame.kind in (FrameKind.GIVE, FrameKind.PASS, FrameKind.PLEDGE)
        and named
        and not _is_nominal(text, frame)
    ):
        return None
    if objects and told.donors and told.recipients:
        return None
    if frame.kind is FrameKind.GIVE and near and any(m.named for m in told.donors):
        # 基金会资助127名贫困生: those who are counted get something, though they have no names
        counted = frame.trigger.word in _HELPS_PEOPLE and any(m.count is not None for m in told.recipients)
        return None if counted and not _is_nominal(text, frame) else "no_object"
    return "no_object"


def _without_names(stretch: str, frame: Frame) -> str:
    """Return a stretch without the names of its parties: 投资 in 明屿投资公司 tells of no trade."""
    for mention in (*frame.donors, *frame.recipients):
        stretch = stretch.replace(mention.text, "")
    return stretch


def _pays_for_others(text: str, frame: Frame, told: Frame) -> bool:
    """
    Tell whether who pays with money of his own pays for somebody else, so that no word of aid is needed.

    周砚秋出资3000万元,在沐白中学设立项目 | 公司拿出26万元为村里铺设管道; 县政府投入300万元 is its office, a house that
    pays in a place (在岚溪镇建设厂房) invests there, and what it pays for its staff is no gift.
    """
    if not frame.donors or not told.recipients:
        return False
    if all(m.kind is PartyKind.PERSON or m.text in ("他", "她") for m in frame.donors):
        return True
    marked = {"roles/built_in", "roles/visited", "roles/goal_of_sentence"}.isdisjoint(told.rules)
    return (
        marked
        and frame.trigger.word != "投入"
        and all(m.kind in _PRIVATE for m in frame.donors)
        and all(m.kind in _HELPED and not _STAFF.search(m.text) for m in told.recipients)
        and not any(text.startswith("在", m.span.start - 1) for m in told.recipients)
    )


def _clause_end(text: str, position: int) -> int:
    match = _STOP.search(text, position)
    return match.start() if match else len(text)


def _is_shown(objects: Objects) -> bool:
    return objects.amount is None and all(_SHOWN.search(item.name) for item in objects.items)


def _is_unsaid_sum(objects: Objects | None) -> bool:
    """Tell whether all that is told is money by what it is for: 送去慰问金, of which no sum is told."""
    if objects is None or objects.amount is not None or not objects.items:
        return False
    return all(item.quantity is None and _UNSAID_SUM.search(item.name) for item in objects.items)


def _is_generic(objects: Objects | None) -> bool:
    if objects is None:
        return True
    return (
        objects.amount is None
        and not objects.sums
        and all(item.name in _GENERIC and item.quantity is None for item in objects.items)
    )


def _is_nominal(text: str, frame: Frame) -> bool:
    """Tell whether the trigger is a noun here: 感谢锦澄集团的捐赠 names no new gift."""
    return text[frame.trigger.span.start - 1 : frame.trigger.span.start] in ("的", "次", "笔", "项")


def build_drafts(
    text: str,
    frame: Frame,
    told: Frame,
    parties_of: PartiesOf,
    date: Date | None,
    sentence: Span,
    block: BlockKind,
    paragraph: int,
) -> tuple[Draft, ...]:
    """
    Return the gifts of a frame that passed `check_frame`: two where cash and goods stand apart without a total.

    Args: *told* is the frame before the discourse filled it; what it lacks is marked as filled.
    """
    donors = _parties(frame.donors, parties_of)
    recipients = _parties(frame.recipients, parties_of)
    # 甲局和乙镇座谈,并向乙镇捐赠: who receives by a marker is no giver, though named beside him
    others = tuple(party for party in donors if not any(are_related(party, other) for other in recipients))
    # Whom the text before supplied as giver yields to who receives by the words of the clause.
    marked = not told.donors and "roles/visited" not in frame.rules
    donors = others or (() if marked else donors)
    recipients = _without(recipients, donors)
    channels = _without(_parties(frame.channels, parties_of), donors)
    donors = _named_first(donors)
    if not recipients and channels:
        # When only the channel is told, it is the recipient.
        recipients, channels = channels, ()
    objects = frame.objects
    benefit = objects.beneficiaries if objects else ()
    filled = {role for role in ("donors", "recipients") if not getattr(told, role) and getattr(frame, role)}
    if "roles/visited" in frame.rules:
        filled.add("recipients")
    base = Donation(
        id="", donors=donors, recipients=recipients, channels=channels, status=_status(frame), scope=_scope(text, frame),
        date=date, evidence=(Evidence(sentence.cut(text), sentence),), rules=frame.rules,
        purpose=objects.purpose if objects else None, beneficiaries=benefit,
    )  # fmt: skip
    facts = [evolve(base, **parts) for parts in _split(objects)]  # type: ignore[arg-type]
    return tuple(Draft(fact, block, paragraph, frame.sentence, frozenset(filled)) for fact in facts)


def _split(objects: Objects | None) -> list[dict[str, object]]:
    """Return the money and things of each gift: one, or cash and goods apart where each has its own figure."""
    if objects is None:
        return [{}]
    if objects.amount is None and objects.cash is not None and objects.goods_value is not None:
        return [
            {"amount": objects.cash, "form": Form.CASH},
            {"amount": objects.goods_value, "items": objects.items, "form": Form.GOODS},
        ]
    return [{"amount": objects.amount, "items": objects.items, "form": objects.form}]


def are_related(a: Party, b: Party) -> bool:
    """
    Tell whether two names stand for one party or for a place and its own organ.

    知木林镇 and 黑水县知木林人民政府 share the stem of the place; 黑水县 holds 黑水县乡村振兴局.
    """
    if a.name == b.name:
        return True
    for one, other in ((a, b), (b, a)):
        stem = one.name.rstrip("省市县区镇乡村") if one.kind is PartyKind.PLACE else one.name
        if len(stem) >= 2 and stem in other.name and one.kind in (PartyKind.PLACE, PartyKind.GOVERNMENT):
            return True
    return False


def _parties(mentions: Sequence[Mention], parties_of: PartiesOf) -> tuple[Party, ...]:
    found: list[Party] = []
    for mention in mentions:
        found.extend(p for p in parties_of(mention) if all(p.name != other.name for other in found))
    return tuple(found)


def _named_first(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """
    Leave out unnamed givers that only say what a named one is, or sum up the row.

    校友企业、锦澄集团 and 锦澄集团等9家企业 have one giver, 禾川县政府和社会各界 has two.
    """
    named = [at for at, party in enumerate(parties) if party.named]
    if not named:
        return parties
    return tuple(
        party
        for at, party in enumerate(parties)
        if party.named
        or party.kind is not PartyKind.GROUP
        or not _CLASS.search(party.name)
        or (at > named[-1] and not _COUNTED.search(party.name))
    )


def _without(parties: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    names = {party.name for party in others}
    return tuple(party for party in parties if party.name not in names)


def _status(frame: Frame) -> Status:
    if frame.status is not None:
        return Status(frame.status)
    if frame.kind is FrameKind.PLEDGE:
        return Status.PLANNED
    amount = frame.objects.amount if frame.objects else None
    if amount is not None and amount.per in ("month", "year"):
        return Status.ONGOING
    return Status.COMPLETED


def _scope(text: str, frame: Frame) -> Scope:
    if frame.scope is not None:
        return Scope(frame.scope)
    before = text[max(0, frame.trigger.span.start - 4) : frame.trigger.span.start]
    if frame.kind is FrameKind.RAISE:
        # 将筹得的525元善款交给基金会: what was raised is handed over in one act
        handed = {"roles/handed_on", "roles/after_object"}.intersection(frame.rules)
        whole = not handed or _TOTAL_OF.search(before)
        return Scope.CUMULATIVE if whole else Scope.SINGLE
    # 全校师生共捐款1.4万元: the sum of many gifts
    many = all(m.kind is PartyKind.GROUP or not m.named for m in frame.donors)
    if frame.kind is FrameKind.RECEIVE and frame.donors and many and frame.objects and frame.objects.amount:
        return Scope.CUMULATIVE  # 收到全校同学捐款8万元
    gathers = many or frame.kind in (FrameKind.RECEIVE, FrameKind.FUND) or frame.trigger.word == "资助"
    return Scope.CUMULATIVE if gathers and _TOTAL_OF.search(before) else Scope.SINGLE
