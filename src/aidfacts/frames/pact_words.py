"""Reads the words around a pact: what is signed, of what kind it is, how far it has come."""

from __future__ import annotations

import re

from attrs import frozen

from aidfacts.frames.skeleton import TITLE, Skeleton
from aidfacts.lexicon import cache, join_words, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartnershipKind, Status
from aidfacts.model.mention import Mention
from aidfacts.model.pact import PactTrigger, PactUse
from aidfacts.model.span import Span

ALLIANCE = compile_late(
    r"联盟(?!党)|联合体|(?<!命运)(?<!生命)(?<!利益)(?<!民族)共同体|医联体|医共体|协作体|协作组织|教育集团|医疗集团|成员单位|集团化"
)
BOND = compile_late(
    r"(?:结对|友好|帮扶|协作|对口|姊妹|姐妹|共建|战略合作|合作伙伴|伙伴|联盟|手拉手|合作)[^,;。]{0,8}(?:关系|学校|城市|对子|单位|友城|支部|省|州|村|医院|市|县|园|区|社区)|对子|(?:友好|姊妹|姐妹)(?:合作|协作|交流)?(?:[市县区镇街乡]{2}|学校|城市|校|园|乡镇|街道|馆|县|村|镇|商会|协会|工商联|医院|单位|社区|院校|中学|小学|港|省|州|市|区)|联盟|联合体|共同体|医联体"
)
BUILT = compile_late(
    r"分馆|分院|分校|分会|基地|工作站|教学点|实验室|研究院|研究中心|工作室|研究所|实践点|服务站|服务点|流通点|学院|书屋|阅览室|图书室|中心|平台|园区|产业园|博物馆|图书馆|医院|学校|学科|联盟|共同体|医联体|体系|示范区|智库|单位|小院|影院|食堂|书院|社区|示范点|党支部|小屋|驿站|书吧|工坊|品牌|专业|班$|项目|馆|站"
)
PLACED = compile_late(
    r"分馆|分院|分校|分会|基地|工作站|教学点|实验室|研究院|研究中心|工作室|研究所|实践点|服务站|服务点|流通点|产业学院|小院"
)
LEADS = frozenset(["牵头", "发起", "倡议", "为龙头", "为核心校", "为牵头单位", "为牵头医院", "为总院"])
# 甲局与乙村开展城乡共建|以来, 甲与乙共建|8年多
LASTS = compile_late(
    r"(?:活动|工作|关系)?(?:(?:[\d一二三四五六七八九十]+(?:余|多)?|多)年多?(?:以?来|了|有余|(?=[,;。]|$))|以来|至今)"
)
HOUSED = compile_late(rf"{PLACED.pattern}|学院|中心|园区|书屋|书院|小屋|驿站|书吧|工坊|阅览室|图书室|博物馆")
JOINT = compile_late("联合|携手|联手|牵手|会同")
# What these found, as those of the use `joint`, binds whom 联合 joins: 甲集团联合乙大学成立研究院
JOINT_BUILDS = frozenset(["成立", "组建", "设立"])
PLATES = frozenset(["挂牌", "授牌", "揭牌", "落户"])
UNVEILS = compile_late("(?:暨[^,;。]{0,12}|活动)?(?:仪式|活动)|签约")  # behind 揭牌
WEAK_BINDS = frozenset(["结为", "结成", "建立", "确立", "互结", "缔结为", "结下"])
BARS = compile_late(
    r"^对(?!接|口)|见证(?!下)|出席|主持|参加|推动|促成|鼓励|希望(?!小学|学校|工程)|愿意?(?:与|同|和|在|就|进一步|继续)|期待|争取|要求|尚未|未能|没有|拒绝|停止|退出|终止|解除|取消|暂停|废除|支持(?!下)|洽谈|商谈|磋商|会谈$|谈判|指控|违反|不会|无法|敦促|呼吁|如果|准备好|正在就|能够|可以|应当|应该|必须|有望"
)

# What an agreement of states is named after, which tells nothing of its kind
_SLOGAN = compile_late(r"共建“?一带一路”?|(?:命运|经济)共同体")
_CEREMONY = compile_late(r"仪式|大会|授牌|活动举行")
# 举行|图书捐赠|签约仪式: a gift and no more; 校企合作暨捐赠签约仪式 binds
_OF_GIFT = compile_late(
    "(?<!暨)(?<!及)(?<!和)(?<!、)(?:捐赠|捐款|捐资|捐助|认捐|赠送|赠书|捐书|冠名基金|爱心基金|资助)(?:项目|协议|意向|物资|资金|活动|定向)*$"
)
_BY_ITSELF = frozenset(["签约"])
_BEHIND_PAPER = frozenset(["签字", "签", "签约", "签署", "签订"])  # 在协议书上签字
_SETTLED = compile_late(r"了?[\d一]|项目|投资|企业|落户")  # 签约|项目12个
_PAPER = compile_late(r"协议|备忘录|意向书|协定")
_STOP = compile_late(r"[,;:。!?]")
_OPEN = compile_late(r"[《(“【〈]")
# 《关于建立公益诉讼协作机制的意见》 binds those who sign it
_MECHANISM = compile_late(
    r"《[^《》]{0,40}(?:协作|合作|联动|衔接|共建|协同|配合)[^《》]{0,16}(?:意见|办法|机制|规定|细则|规则|方案)(?:\([^()]{2,6}\))?》"
)
# 这是甲与台湾地区签订的|第18个协议: one of many, told before
_COUNTS_PACTS = compile_late(r"的第(?:\d+|[一二三四五六七八九十]+)[个份项]")
# A bare 合同 is one of trade or work where its words tell of it: 高铁建设合同, 合同金额50亿元
_CONTRACT = frozenset(["合同", "合约"])
_TRADE = compile_late(
    r"建设|工程|施工|采购|购|销|供[应货]|售|租|承包|运输|加工|贷|借|劳动|聘|用工|转让|订单|设计|监理|物业|保险|建造|集体|[亿万]美?元"
)
_LASTING = compile_late(r"合作|共建|帮扶|托管|结对|协作|联盟|办学|医联体|友好|支援|战略")
# 多项合作文件, 30多份协议: cooperation at large
_MANY = compile_late(r"(?:多|系列|若干|数|一批|\d+|十|百|两|[三四五六七八九])(?:余|多)?(?:项|份|个|揽子)")
_PLAN = compile_late(
    r"拟(?!定|人|订)|计划(?=与|同|和|在|于|签|共|结|联)|准备|即将|将(?=与|同|和|跟|在|于|正式|共同|联合|签|结|携手|组|成立|就|同时|陆续|分|择)|有意|商定|约定|初步达成|意向"
)
_WISH = compile_late(
    r"希望(?!小学|学校|工程)|愿(?:意|与|同|和)|期待|有望|争取|力争|建议|应(?:当|该)|鼓励|支持(?!下)|倡导|提倡|推动|促进|动员|引导|号召|要求|寻求|呼吁|欢迎|尚未|没有|不再|拒绝|取消|终止|解除|退出|暂停|要以$|可(?:以|与)|需(?:要|与)|须|必须|凡|如(?:果|需|有)|若|假如"
)
# What bars a relation that stands already: 推动与禾川县的协作 goes on with it
_ENDED = compile_late(
    r"希望(?!小学|学校|工程)|(?<!志)愿|期待|建议|应(?:当|该)|鼓励|倡导|提倡|号召|要求|呼吁|尚未|没有|不再|拒绝|取消|终止|解除|退出|暂停|须|必须|如果|假如"
)
_BESIDE = compile_late(r"(?:协议|协定|备忘录|条约)[^,;。]{0,6}[、,和及]|(?:协议|协定|备忘录)的")
# 甲与乙战略合作协议|正式|签署, 见证了甲与乙合作协议|的|签署
_PAPER_BEFORE = compile_late(
    r"[^,;。]{0,12}(?:协议书?|备忘录|意向书|协定)(?:的|正式|现场|顺利|成功|已|于[^,;。]{1,10}|在[^,;。]{1,10})*$"
)
_AFTER_PAPER = compile_late(r"[,;。》的]|并|将|约定|共同")
_ONGOING = compile_late(r"正在|持续|长期|一直|多年来|已连续|目前正")


@frozen
class Signed:
    """What is signed, where it stands; `many` where it is a heap of papers."""

    span: Span
    many: bool


@frozen
class Standing:
    """How far a pact has come; None where no word tells. `barred` where it is only wished for, or over."""

    status: Status | None
    barred: bool
    rules: tuple[str, ...] = ()


@cache
def _countries() -> frozenset[str]:
    names = {row["name"] for row in read_table("countries")}
    forms = {form for row in read_table("countries") for form in row["forms"].split(" ") if form}
    return frozenset(names | forms | {"中方", "美方", "俄方", "欧盟", "我国", "中国"})


def is_state(mention: Mention) -> bool:
    """Tell whether a party is a state: its treaties bind, its 合作 at large does not."""
    return is_state_name(mention.name) or is_state_name(mention.text)


def is_state_name(name: str) -> bool:
    return name in _countries()


@cache
def _documents() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["word"]: row["says"] for row in read_table("pact_documents")}
    for row in read_table("pact_documents"):
        if row["says"] == "bar":
            rows[row["word"]] = "bar"
    return re.compile(join_words(rows)), rows


@cache
def _heads() -> tuple[tuple[PartnershipKind, re.Pattern[str]], ...]:
    found: dict[str, list[str]] = {}
    for row in read_table("pact_heads"):
        found.setdefault(row["kind"], []).append(row["word"])
    order = (PartnershipKind.PAIRING, PartnershipKind.ALLIANCE, PartnershipKind.CO_CONSTRUCTION)
    return tuple((kind, re.compile(join_words(found[kind]))) for kind in order)


def find_documents(text: str) -> tuple[list[str], list[str]]:
    """
    Return the words of *text* for papers that bind, and those for papers that do not.

    >>> find_documents("友好合作协议书"), find_documents("设备采购协议")
    ((['协议书'], []), ([], ['采购协议']))
    """
    pattern, rows = _documents()
    binds = [match.group() for match in _MECHANISM.finditer(text)]
    bars: list[str] = []
    for match in pattern.finditer(text):
        (bars if rows[match.group()] == "bar" else binds).append(match.group())
    return binds, bars


def may_sign(text: str, sentence: Span, word: str, at: int, end: int) -> bool:
    """Tell by the words around it whether the verb at characters *at* to *end* of *text* may have a paper to sign."""
    mark = _STOP.search(text, end, sentence.end)
    # A mark inside a title, a quote or a bracket ends no clause.
    stop = mark.start() if mark and not _OPEN.search(text, end, mark.start()) else sentence.end
    behind = text[end:stop]
    if find_documents(behind)[0] or _CEREMONY.search(behind):
        return True
    if word in _BY_ITSELF and not _SETTLED.match(behind):
        return True
    if word in _BEHIND_PAPER and find_documents(text[sentence.start : at])[0]:
        return True
    return _PAPER.search(text, sentence.start, at) is not None


def signed_thing(
    text: str, skeleton: Skeleton, word: str, start: int, at: int, end: int, stop: int
) -> Signed | None:
    """
    Return what is signed by the verb at characters *at* to *end* of the skeleton; None where it binds nobody.

    The object counts (签署合作协议), the title of a paper, a ceremony (签约仪式), and what is written on (在协议书上签字).
    """
    behind = skeleton.span(end, stop)
    stretch = text[behind.start : behind.end]
    binds, bars = find_documents(stretch)
    before = skeleton.span(max(start, at - 40), at)
    if binds and bars and _BESIDE.search(stretch, 0, _first(stretch, bars)):
        bars = []  # 签署自贸协定、加入倡议: the paper that binds stands first
    if not binds and not bars and word in _BEHIND_PAPER:
        binds, bars = find_documents(text[before.start : before.end])
        if word not in ("签字", "签"):
            binds = binds if bars or TITLE in skeleton.text[max(start, at - 40) : at] else []
    if not binds and not bars and (paper := _PAPER_BEFORE.search(text[before.start : before.end])):
        binds, bars = find_documents(paper.group())
    if bars or (binds and _CONTRACT.issuperset(binds) and _is_trade(text, before.start, behind.end)):
        return None
    if _COUNTS_PACTS.match(stretch):
        return None
    if word == "签" and not binds:
        return None
    if not binds:
        if _CEREMONY.search(stretch[:12]):
            if _OF_GIFT.search(text[before.start : before.end]):
                return None
            return Signed(behind, False)
        if word in _BY_ITSELF and not _SETTLED.match(stretch):
            return Signed(behind, False)
        return None
    return Signed(_paper(text, behind), bool(_MANY.search(stretch[:8])))


def _is_trade(text: str, start: int, end: int) -> bool:
    return _TRADE.search(text, start, end) is not None and _LASTING.search(text, start, end) is None


def _first(text: str, words: list[str]) -> int:
    return min(text.find(word) for word in words)


def _paper(text: str, span: Span) -> Span:
    """Return the stretch of *span* that names the paper: 了|《结对协议》|和… → 《结对协议》."""
    pattern, _ = _documents()
    last = None
    for match in pattern.finditer(text, span.start, span.end):
        if last is not None and _AFTER_PAPER.search(text, last.end(), match.start()):
            break
        last = match
    end = last.end() if last else span.end
    end += text.startswith(("》", "”"), end)
    start = span.start + (text[span.start : span.start + 1] == "了")
    return Span(start, max(start, end))


def kind_of(text: str, span: Span, word: str) -> PartnershipKind:
    """
    Return the kind that the nouns in *span* tell, or the trigger *word* itself.

    A signed 结对协议 is a pairing; 共建学科联盟 is an alliance.
    """
    stretch = _SLOGAN.sub("", text[span.start : span.end])
    for kind, pattern in _heads():
        if pattern.search(stretch):
            if kind is PartnershipKind.PAIRING and word == "共建" and "结对" not in stretch:
                continue
            return kind
    for kind, pattern in _heads():
        if word and pattern.search(word):
            return kind
    return PartnershipKind.AGREEMENT


def find_wish(text: str, sentence: Span, trigger: PactTrigger) -> re.Match[str] | None:
    """Find what makes *trigger* a wish or something that is over, in its clause before it."""
    standing = trigger.use in (PactUse.OVER, PactUse.RELATION, PactUse.PAIR)
    at = trigger.span.start
    return (_ENDED if standing else _WISH).search(text[_clause_start(text, sentence, at) : at])


def _clause_start(text: str, sentence: Span, at: int) -> int:
    return max(sentence.start, max(text.rfind(mark, sentence.start, at) for mark in ",;:。") + 1)


def read_status(text: str, sentence: Span, trigger: PactTrigger, clause: Span) -> Standing:
    """Read the words before a trigger that make it a plan or a wish."""
    if wish := find_wish(text, sentence, trigger):
        return Standing(None, True, (f"pacts/{wish.group()}",))
    start = _clause_start(text, sentence, trigger.span.start)
    before = text[start : trigger.span.start]
    plan = _PLAN.search(text, max(start, min(clause.start, trigger.span.start)), trigger.span.end)
    if plan:
        return Standing(Status.PLANNED, False, (f"pacts/{plan.group()}",))
    if "仪式将" in text[trigger.span.end : trigger.span.end + 12]:
        return Standing(Status.PLANNED, False, ("pacts/将",))
    if text[trigger.span.end : trigger.span.end + 8].find("意向") >= 0:
        return Standing(Status.PLANNED, False, ("pacts/意向",))
    going = _ONGOING.search(before)
    if going:
        return Standing(Status.ONGOING, False, (f"pacts/{going.group()}",))
    return Standing(None, False)
