"""Reads what belongs to a sum of money around its number: currency, small change, glosses, unsaid units."""

from __future__ import annotations

from decimal import Decimal

from aidfacts.lexicon import cache, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.model.quantity import Amount, Modifier
from aidfacts.quantity.bounds import Bounds, exact
from aidfacts.quantity.numeral import read_numeral
from aidfacts.quantity.tables import Currency, countries, currencies, currencies_before, units
from aidfacts.quantity.terms import Term

GENERIC = frozenset({"元", "块", "圆", "块钱", "元钱", "圆钱", "角", "毛", "角钱", "毛钱", "分钱", "分"})
_SMALL_CHANGE = frozenset({"CNY", "HKD", "TWD", "MOP", "USD", "SGD"})
_C = r"(?:[一二三四五六七八九两壹贰叁肆伍陆柒捌玖]|\d)"
# takes 二角五分, 三 (of 三块三), 零五分; leaves 5 of 三块5公斤, 6600元|一分不少
_MINOR = compile_late(
    rf"(?!一[分毛角][不没未])零?(?:(?P<jiao>{_C})[角毛](?:钱|零?(?P<fen>{_C})(?:美?分钱?)?(?![^,。;、!?)\s整正]))?|(?P<fen2>{_C}{{1,2}})美?分钱?)"
    rf"|(?P<bare>{_C})(?=$|[,。;、!?)\s]|钱)钱?"
)
MINOR_FIRST = frozenset("零一二三四五六七八九两壹贰叁肆伍陆柒捌玖0123456789")
_GLOSS = compile_late(r"[(（][^()（）0-9]{0,12}$")


def read_prefix(text: str, at: int, start: int) -> tuple[Currency | None, int]:
    """
    Read the currency that ends right before *at* (人民币, US$); return it and where it begins.

    >>> read_prefix("捐款US$2万", 5, 0)[0].code
    'USD'
    """
    stop = at
    while stop > start and text[stop - 1] in " :" and at - stop < 2:
        stop -= 1
    if stop <= start:
        return None, at
    if text[stop - 1] == ")":
        return _read_bracketed(text, stop, start, at)
    for row in currencies_before().get(text[stop - 1], ()):
        begin = stop - len(row.word)
        if begin < start or not text.startswith(row.word, begin):
            continue
        before = text[begin - 1] if begin > start else ""
        if (
            before
            and row.word[0].isascii()
            and row.word[0].isalpha()
            and before.isascii()
            and before.isalpha()
        ):
            continue  # XUSD
        if before and before in "0123456789万亿千百十元" and stop == at:
            continue  # 5万美元3人: the word belongs to the number before it
        return row, begin
    return None, at


TOTALS = frozenset("共计达为各")
_TOTAL = compile_late("(?:总共|一共|共计|合计|总计|累计|共|达|为|各)$")


def skip_total(text: str, at: int, start: int) -> int:
    """Return where the word for a total that ends at *at* begins: a currency may stand before it (港币共计5万元)."""
    found = _TOTAL.search(text, max(start, at - 2), at)
    return found.start() if found else at


_CAPITALS = compile_late(r"\(大写\)$")
_BRACKET = compile_late(r"\([^()]{1,6}\)$")


def _read_bracketed(text: str, stop: int, start: int, at: int) -> tuple[Currency | None, int]:
    """Read (港币)5万元 and 港币(大写)伍万元."""
    floor = max(start, stop - 8)
    capitals = _CAPITALS.search(text, floor, stop)
    if capitals:
        found, begin = read_prefix(text, capitals.start(), start)
        return (found, begin) if found is not None else (None, at)
    bracket = _BRACKET.search(text, floor, stop)
    if bracket:
        found, begin = read_prefix(text, stop - 1, start)
        if found is not None and begin == bracket.start() + 1:
            return found, bracket.start()
    return None, at


@cache
def suffix_first() -> frozenset[str]:
    return frozenset(word[0] for word, row in currencies().items() if row.before) | set(" (（")


def read_suffix(text: str, at: int, end: int) -> tuple[Currency | None, int]:
    """
    Read the currency behind a sum that has a unit already: 300万元人民币, 5万元(港币).

    >>> read_suffix("300万元人民币", 5, 8)[0].code
    'CNY'
    """
    if at >= end or text[at] not in suffix_first():
        return None, at
    begin = at + 1 if text[at] == " " else at
    if begin >= end:
        return None, at
    bracket = text[begin] in "(（"
    if bracket:
        begin += 1
    for row in units().get(text[begin : begin + 1], ()):
        stop = begin + len(row.word)
        if (
            not isinstance(row, Currency)
            or not row.before
            or stop > end
            or not text.startswith(row.word, begin)
        ):
            continue
        following = text[stop] if stop < end else ""
        if bracket:
            if following not in (")", "）"):
                continue
            stop += 1
        elif following and following in "0123456789一二三四五六七八九十约近":
            continue  # 5万元人民币3万元: it opens the next sum
        return row, stop
    return None, at


_SHARED = "-"  # the code of a name that no country has alone
_COUNTRY_REACH = 80  # characters; about two sentences


def resolve_currency(text: str, at: int, start: int, unit: Currency) -> str | None:
    """
    Return the code of *unit*, for a shared name by the country told last before *at*; None where none is.

    >>> from aidfacts.quantity.tables import currencies
    >>> resolve_currency("向肯尼亚灾区捐款5万先令", 8, 0, currencies()["先令"])
    'KES'
    """
    told = countries().get(unit.word)
    if told is None:
        return unit.code
    floor = max(start, at - _COUNTRY_REACH)
    places = [(text.rfind(country, floor, at), code) for country, code in told]
    place, code = max(places)
    if place >= 0:
        return code
    return None if unit.code == _SHARED else unit.code


def read_small_change(
    text: str, at: int, end: int, bounds: Bounds, word: str, code: str
) -> tuple[Bounds, int]:
    """Read 二角五分 behind 三元, and the 三 of 三块三."""
    if (
        at >= end
        or text[at] not in MINOR_FIRST
        or code not in _SMALL_CHANGE
        or bounds.modifier is not Modifier.EXACT
        or bounds.value is None
    ):
        return bounds, at
    found = _MINOR.match(text, at, end)
    if found is None or bounds.value != bounds.value.to_integral_value():
        return bounds, at
    digits = {name: read_numeral(part) for name, part in found.groupdict().items() if part}
    if "bare" in digits and word not in ("块", "蚊"):
        return bounds, at
    jiao = digits.get("jiao") or digits.get("bare") or Decimal(0)
    fen = digits.get("fen") or digits.get("fen2") or Decimal(0)
    return exact(bounds.value + jiao / 10 + fen / 100), found.end()


_MONEY_BEFORE = compile_late(
    r"[捐块元掏花每付值价钱费款各给补省差出只约近超共次挣赚便宜奖励收][^,。;!?\n]{0,3}$"
)
_WORD_AHEAD = compile_late("[一-鿿]")
_FEN = compile_late(r"[一二三四五六七八九\d](?:分|$|[,。;、!?)\s])")


def is_small_change_word(text: str, term: Term, begin: int, start: int, end: int) -> bool:
    """Tell whether 角 or 毛 is money: 五毛 and 捐5角 are, 三毛 the writer and 八角 the spice are not."""
    if (
        term.numeral[0].isdigit()
        or len(term.numeral) > 1
        or text[term.end - 1] == "钱"
        or term.end - term.stop > 1
    ):
        return True
    if _FEN.match(text, term.end, end):
        return True
    if term.numeral in "两四五六七八九" and text[term.end - 1] == "毛" and _STOP.match(text, term.end, end):
        return True
    if term.numeral in "一三四六八" and _WORD_AHEAD.match(text, term.end, end):
        return False  # 三角鲂
    whole = begin <= start and term.end >= end and term.numeral not in "一三四六八"
    if whole or text[term.end : term.end + 1].isdigit():
        return True
    return _MONEY_BEFORE.search(text, max(start, begin - 4), begin) is not None


def is_gloss(
    text: str, begin: int, number: int, before: Amount | None, code: str, value: Decimal | None
) -> bool:
    """Tell whether a sum in brackets says the sum before it once more: 60万元(约合9万美元)."""
    if before is None or not 0 < begin - before.span.end <= 14:
        return False
    lead = text[before.span.end : number]
    if not _GLOSS.match(lead) or any(c in ")）,;。" for c in lead):
        return False
    return before.currency != code or before.value == value or any(c in "合折即约" for c in lead)


# What follows a word for money is money, whatever comes next; what follows a word for giving may be things
_CUE = compile_late(
    "(?P<cash>捐款|捐资|善款|募捐|筹款|集资|资金|现金|款项|慰问金|助学金|奖学金|奖金|救助金|补助金|基金|经费|存款|工程款|货款|拨款"
    "|投资|出资|注资|花费|花了|赔偿|罚款|借款|还款|捐了|付了|转账|汇款|汇来|打款|欠|金额|总额|款额|总值|价值|总价|造价|折价|折合|折款|市值|产值|营收|收入|利润|费用|预算|售价|价格|成本|融资|贷款"
    "|债务|工资|年薪|月薪|税收|销售额|营业额|成交额)"
    "|拿出来?|掏出|自掏腰包|凑[了出]?|攒[了下]?|筹[了出]|花|出了|所得|[将把用以]"
    "|补助|补贴|募集|筹集|筹得|募得|认捐|捐出|捐献|捐赠|捐助|资助|援助|赞助|投入|拨付|投放|赠|捐"
)
_FILL = compile_late(
    "(?:了|共|共计|总计|合计|累计|总额|达|达到|为|各|人民币|金额|资金|现金|款|善款|[总一]共|分别|是|有|元|[: ,(])*"
)
_NOUN = compile_late(
    "的|善款|现金|资金|物资|款|助学金|奖学金|慰问金|捐款|帮扶|救灾|抗疫|专项|基金|经费|奖金|巨资|巨款|扶贫|用于|支持|帮助|助力|助|设立|成立|给|[做作]为|充[作当]|当[作做]|元"
    # 拿出8万捐给, 凑了3万多帮村里修路
    r"|(?:全部|悉数|都)?[捐赠]|(?:全部|悉数|都)?(?:送|交|汇|转)[到给往入]|帮|投入|为(?=[\u4e00-\u9fff])"
    # 捐出100万赈灾, 捐出100万(约14万美元), 捐赠50万后又
    r"|赈灾|作善款|后又|之后|重建|\((?:约|折|合|人民币|港|美|新?台|下同)"
    # 捐3000万建体育馆, 捐200万修缮校舍: what the money is spent on
    "|[兴新扩重翻修改]?建|修|盖|用来|改造|购置|购买|采购|创办|资助|支援|救助|奖励|驰援"
    # 捐赠3000万药品: what no number counts without a classifier
    "|(?:医疗|防疫|抗疫|救灾|生活|急救|防护|教学)?(?:药品|药物|设备|食品|器械|保健品|护肤品|装备|饮品|产品|物资)"
)
# 百万善款送到禾川县, 锦澄集团千万物资驰援: what a round number of it counts is yuan, whatever stands before
_ITSELF = compile_late(
    "(?:爱心|救灾|抗疫|防疫|慰问|赈灾|助学|帮扶|扶贫|捐赠)(?:物资|款物?|资金)|善款|款物|巨款|资金|物资|捐款|助学金|奖学金|慰问金"
)
_STOP = compile_late(r"[,。;、!?)）”\n/]|\s|和|及|与|$")
_MAGNITUDE = compile_late("[万亿]")
_CLOSED = compile_late(r"\([^()]{1,24}\)")
_ROW = compile_late(r"[、,;和及][^。!?\n]{0,24}")


_OTHER = compile_late("惠及|受益|覆盖|粉丝|人口|浏览|点击|阅读|点赞|播放|用户|观看|参与|销量|产量|人数")


def _is_goods(text: str, at: int, floor: int) -> bool:
    """Tell whether what ends right before *at* is a thing that can be counted (口罩3万)."""
    heads = _goods_heads()
    return any(text[at - size : at] in heads for size in range(1, 6) if at - size >= floor) or (
        _OTHER.search(text, floor, at) is not None
    )


@cache
def _goods_heads() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("goods_heads"))


def guess_currency(
    text: str, begin: int, stop: int, numeral: str, start: int, end: int, before: Amount | None
) -> str | None:
    """
    Return "元" for a number without a unit that can only be money (捐款300万), a code where a row of sums tells it.

    Only with 万 or 亿, right behind a word for money or giving, and before a stop or another such word; right before
    a word that nothing but money counts; or in a row of sums (甲7万、乙6万) of which one before has said its currency.
    """
    if not _MAGNITUDE.search(numeral):
        return None
    stops = stop >= end or _STOP.match(text, stop, end) is not None
    named = stops or _NOUN.match(text, stop, end) is not None
    for cue in _CUE.finditer(text, max(start, begin - 16), begin):
        if (named or cue.group("cash")) and _FILL.fullmatch(text, cue.end(), begin):
            return "元"
    if _ITSELF.match(text, stop, end):
        return "元"
    if stops and before is not None:
        floor = max(start, before.span.end)
        gloss = _CLOSED.match(text, floor, begin)
        floor = gloss.end() if gloss else floor
        if _is_goods(text, begin, floor):
            return None
        if begin - floor <= 25 and _ROW.fullmatch(text, floor, begin):
            return before.currency
    return None
