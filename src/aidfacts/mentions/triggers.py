"""Finds the words that evoke a frame, and tells them from their look-alikes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from aidfacts.lexicon import Openings, Row, cache, join_words, read_table
from aidfacts.lexicon.gazetteer import Level, load_gazetteer
from aidfacts.lexicon.goods import ends_in_goods, load_goods
from aidfacts.lexicon.late import compile_late
from aidfacts.model.frame import FrameKind, Trigger
from aidfacts.model.span import Span

NEAR = 120  # characters from 捐 within which a page still tells of gifts
_GIFT = "捐赠"  # how the words of giving begin that are nothing else
_GIVES = (FrameKind.GIVE, FrameKind.DELIVER, FrameKind.FUND)
_CLASS = re.compile(r"(?:专项)?(?:资金|专款|善款|款物|款|金(?!额)|经费|物资|[用物礼食药]品|礼[物包盒])")
# 日方将|提供8.9万美元, 他又|献上“大礼”800万元, in a page that told of aid before
# …, 校长代表学校|接受了图书500册
_PAYING = re.compile(
    r"(?:提供|拿出|拨出|献上|奉上|投入|花[了费]?|出了|掏了?|筹资|追加|(?<=[另还也又再])拨[付款])(?=[^,。;]{0,6}\d)|(?:提供|支援)(?=[^,。;]{0,10}(?:\d吨|物资|粮食|大米|食品|帐篷|救护车))"
    r"|代表[^,。;:]{1,8}?接[受收]了?(?=[^,。;]{1,10}\d)"
)
# 援助|的11个工厂建设, 援助邻国|供水项目|启动, 援助|、锦澄集团承建|的医院, 援助|建设|的桥: what stands there was put up
_HOUSE = (
    r"(?:项目|工程|工厂|[铁公]路|大[厦楼桥]|医院|学校|学院|[中小]学|体育[场馆]|电站|水井|基地|中心|港口?|机场|图书馆|剧院)(?:项目|工程)?"
    r"(?=建设|在|正式|顺利|已|今|日前|启动|竣工|完工|落成|启用|开工|移交|投|奠基|建成|举行|的同时|通车|[,。;、!?\n]|$)"
)
_BUILDS = re.compile(
    r"(?:建设|修建|兴建|、[^,。;、的]{2,16}?(?:承建|实施|施工|修建|建设|设计))(?=的)"
    rf"|(?:的[^,。;、的]{{0,14}}?|[^,。;、的\d]{{2,14}}?(?:项目|工程)|[^,。;、的\d]{{2,14}}?(?=[馆场厦桥路]..)){_HOUSE}"
)
# 中国|援|汤加|风力发电项目; leaves 中国援汤加医疗队
_AIDS = re.compile(
    rf"(?<=[国方府省市会团本])援(?:(?=[\u4e00-\u9fff]{{2,16}}?{_HOUSE})|(?P<sent>(?=[\u4e00-\u9fff]{{2,10}}?"
    r"(?:首批|一批|第[一二三四五]批)?(?:紧急|人道主义|抗疫|防疫|救灾|医疗|生活|抗震)*(?:物资|疫苗|药品|设备|粮食|口罩))))"
)
_GOAL = re.compile(r"[向给为对][^,。;:的]{2,24}$")  # 向灾区|支援|资金各2000万元
_ITS_SUM = re.compile(r"[各共]?[约近]?\d[\d,.]*[多余]?[万亿元]")
# 为困难学生|送|学习用品: by itself 送 also sends people and lessons
_SENDS = re.compile(
    r"[为给向][^,。;:、的为给向]{2,16}(?P<verb>送)(?P<thing>[\u4e00-\u9fff]{2,8}?)(?=[,。;、!?\n]|等|[和及与][\u4e00-\u9fff]|$)"
)
# 捐资50万元修路,还|修建|了两所小学; ;2003年,又在北塘村|建起|一座戏台: by who gave before, unless another one is told
_BUILDS_MORE = re.compile(
    r"(?:外,[^,。;]{0,10}?|[,;。](?:[^,。;]{0,6}[年月日]|后来|随后|此后|之后|接着|完工后|[次同]年|[去前今]年)?,?"
    r"(?:他们?|她们?|夫妇俩?|夫妻俩?|老人)?)"
    r"(?:又|还|再次?|也)(?:先后|陆续|相继|出[资钱])*(?:[为给替帮在于][^,。;:的]{2,16}?)?"
    r"(?P<verb>(?:[修兴新重扩]建|建[起成]|盖[起了]|修通|铺设|修(?=了)|建(?=了)|铺(?=了)|打(?=了[^,。;]{0,4}井)))"
    r"(?!的|[^,。;]{0,8}(?:厂|车间|仓库|办公|生产|门店|别墅|自家|住宅|新房|住房|店))"
)
_GAVE_BEFORE = re.compile(r"捐[款资建助赠修出]|出资|独资")
MAX_BEFORE = 80  # characters before such a verb in which giving was told
# 修路的8万元是周砚秋|出|的, 学费8万元由锦澄集团|负担|: a verb that closes what is said of a sum
_BORNE_BY = re.compile(
    r"元[^,。;:\d]{0,8},?(?:[^,。;:\d]{0,4})?[由是](?!于|家长|家[里人]|父|自己|财政|双方)[^,。;:是由的]{2,20}?(?P<verb>出|负担|支付|埋单|买单)的?(?=[,。;!?\n]|$)"
)
# 给村里的老人|发|红包,每人800元
_PACKETS = re.compile(
    r"[给为向][^,。;:]{0,12}?(?:老人|村民|学生|儿童|群众|[困特贫]户|低保户|困难户|党员|环卫工人?|乡亲|孤儿|患者|残疾人)们?,?(?:每[人户位名])?(?P<verb>发)(?=了?[^,。;]{0,8}(?:红包|压岁钱|利是))"
)
# 周小禾的|爱心款已达|3.6万元: what has come in, with no verb of its own
_COME_IN = re.compile(
    r"的?(?:(?:累[计积]|总)?善款|爱心款|义款|赈灾款)(?:总额|总数|总计)?(?:目前|已经?|累[计积]|共计?|一共|总共|就|现)*"
    r"(?:达到?了?|有|(?=突破|超|逾))(?=[^,。;元\d]{0,4}\d)"
)
_PUTS_UP = frozenset(["援建", "捐建", "帮建"])
_MONEY_OF_AID = frozenset(["支援资金", "援助资金", "支援物资", "援助物资"])
_PAID = frozenset(["出资", "独资", "斥资", "投入", "筹资"])
_ANNOUNCES = frozenset(["慷慨解囊", "解囊", "奉献爱心", "献爱心"])
_VAGUE = frozenset(["发放", "带来", "带去", "派送", "送上", "分发"])  # also lessons, smiles, leaflets


# Words that pay only before a sum: 花了|2000元; not 花了一天, 菊花
_WITH_SUM = ("花", "花了", "花去", "掏了", "掏", "出了")
_FIGURE = r"(?:将?近|约|大约|超过?|逾|整整)?[\d一二两三四五六七八九几](?:[^,。;、元\n]{0,10}元|[^,。;、元\n]{0,5}[万亿][多余]?(?=[,。;给为帮捐买购修建支资])))"
_SUM = r"(?<![要需得该能会]花)(?=" + _FIGURE  # not 翻修要花46万元

# 用|奖金3000元: whose money it was
_OWN = r"(?=[^,。;、元\d]{0,6}(?:党费|工资|奖金|稿费|积蓄|退休金|养老金|压岁钱|零花钱|津贴|补贴|所得)(?:的)?"

# 将瓷器58件及捐款|10万元捐赠给: the money by its name
_GIVEN_ON = (
    r"(?<=[及和与、]捐款)[\d.,一二三四五六七八九十百千]+[多余]?[万亿]?[多余]?元[^,。;、元]{0,8}?"
    r"(?:捐赠|捐给|赠[给予送]|交[给到]|转交|送[给到])"
)


@cache
def _rows() -> tuple[dict[str, Row], dict[str, Row]]:
    triggers = {row["word"]: row for row in read_table("triggers")}
    decoys = {row["word"]: row for row in read_table("decoys")}
    return triggers, decoys


@cache
def _kinds() -> dict[str, FrameKind]:
    return {word: FrameKind(row["frame"]) for word, row in _rows()[0].items()}


@cache
def _scanner() -> re.Pattern[str]:
    triggers, decoys = _rows()
    words = {**triggers, **decoys}
    # 捐赠人 is a person, but 捐赠人民币, 捐赠人身意外险 and 捐赠人工耳蜗 are gifts; so are 捐赠方 and 捐赠方便面, 捐赠会 and 捐赠会员们做的月饼.
    guard = {
        "人": "(?!民|身|工|参)",
        "方": "(?![便舱])",
        "动": "(?!经费|器材|用品|板房)",
        "金": "(?!额)",
        "会": "(?!员)",
    }
    tails = {word: guard.get(word[-1], "") for word in words}
    # 所捐|款项共计3万元, 所捐|物资; 捐赠款项 is a word of accounts where no sum follows
    tails |= {
        "捐款": rf"(?!项(?!目)|物|{_GIVEN_ON})",
        "捐": rf"(?!款{_GIVEN_ON})",
        "捐物": "(?![资品])",
        "捐赠物品": r"(?!一批|若干|\d|[一二两三四五六七八九十百千]+[余多]?[件份箱]|包括|价值|[总共合]计)",
        "捐赠款项": r"(?!(?:[总共合累]计|总额|共|达|为)*(?:人民币)?\d)",
    }
    tails |= dict.fromkeys(("共收", "已收", "实收"), "(?=[^,。;到]{0,4}(?:捐款|善款|义款|赈款))")
    tails |= dict.fromkeys(_WITH_SUM, _SUM) | {"用": _OWN + _FIGURE, "争取到": r"(?!\d{4}年|\d+月|[今明年])"}
    return re.compile(join_words(words, tails=tails))


@cache
def _gate_words() -> tuple[str, ...]:
    triggers, _ = _rows()
    strong = {word for word, row in triggers.items() if row["strength"] == "strong"}
    nouns = {row["word"] for row in read_table("aid_nouns")}
    words = sorted(strong | nouns, key=lambda word: (-len(word), word))
    # A word that begins with another one adds nothing to a yes-or-no scan.
    return tuple(word for word in words if not any(word != other and other in word for other in words))


@cache
def _gate() -> re.Pattern[str]:
    return re.compile(join_words(_gate_words()))


@cache
def _gate_openings() -> Openings:
    return Openings(_gate_words())


def find_giving(text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """
    Find the first place that may tell of a gift: a strong trigger or a noun of aid.

    This is the scan that text without a gift costs; it reads no sentence and no word.

    >>> find_giving("今天下雨。") is None
    True
    """
    return _gate().search(text, start, len(text) if end is None else end)


def iter_giving(text: str) -> list[int]:
    """
    Return where in *text* each strong trigger or noun of aid begins, in order, with the verbs of bringing near a 捐
    and those of paying near any of them.

    队友们还凑了7600元,交给村委会: what alone may be a payment is a gift behind 俱乐部向村民捐赠大米3000斤.
    """
    hits = [match.start() for match in _gate_openings().finditer(_gate(), text)]
    gifts = [hit for hit in hits if text[hit] in _GIFT]
    return sorted({*hits, *_find_near(_bringing(), text, gifts), *_find_near(_PAYING, text, hits)})


def _find_near(words: re.Pattern[str], text: str, hits: Iterable[int]) -> Iterator[int]:
    """Yield where *words* stand in *text* within `NEAR` characters of one of *hits*, which are in order."""
    end = 0
    for hit in hits:
        start, end = max(end, hit - NEAR), min(len(text), hit + NEAR)
        yield from (match.start() for match in words.finditer(text, start, end))


@cache
def _bringing() -> re.Pattern[str]:
    rows = _rows()[0].items()
    kept = (word for word, row in rows if row["strength"] == "middle" and row["frame"] == "deliver")
    return re.compile(join_words([word for word in kept if word not in _VAGUE]))


def _begins_place(text: str, at: int, end: int) -> bool:
    """Tell whether the name of a division with its level begins at *at*."""
    place = load_gazetteer().read(text, at, end)
    return place is not None and text[place.span.end - 1] in "省市县区州旗镇乡村"


def _names_money(text: str, verb: Trigger, row: Row, place: Span) -> bool:
    """
    Tell whether a word right behind a verb says what the money or the things of that verb are: 发放|慰问|资金.

    A strong word gives by itself: 落实|捐赠|善款.
    """
    beside = row["strength"] != "strong" and text[verb.span.end : place.start] in ("", "了")
    return beside and verb.kind in _GIVES and _CLASS.match(text, place.end) is not None


# 2万吨|援助|大米, 一批援助|药品: so much of what is called aid
_SO_MUCH = compile_late(
    r"(?:\d[万亿千百]*[余多]?(?:公?吨|公?斤|[件箱份剂支套顶台袋车只])|[一首]批)(?:紧急|人道主义|人道)?$"
)
MAX_SO_MUCH = 12  # characters
MAX_GOODS = 5  # characters of a word for goods


def _names_thing(text: str, word: str, place: Span, sentence: Span) -> bool:
    """Tell whether 援助 between a number and a thing says what the thing is: 2万吨|援助|大米, not 向北塘村援助大米2吨."""
    if word not in ("援助", "支援"):
        return False
    start = max(sentence.start, place.start - MAX_SO_MUCH)
    counted = _SO_MUCH.search(text, start, place.start) is not None
    ends = (place.end + size for size in range(MAX_GOODS, 1, -1))
    return counted and any(text[place.end : end] in load_goods() for end in ends if end <= sentence.end)


def find_triggers(text: str, span: Span) -> tuple[tuple[Trigger, ...], tuple[tuple[Span, str], ...]]:
    """
    Return the triggers in *span*, and the look-alikes with the reason code of each.

    捐赠仪式 is no gift but a ceremony; 捐 in 捐献器官 is none either.

    >>> found, barred = find_triggers("仪式上,商会捐赠5万元。", Span(0, 12))
    >>> [(t.word, t.kind.value) for t in found], barred
    ([('捐赠', 'give')], ())

    Source: data/triggers.tsv and data/decoys.tsv.
    """
    triggers, decoys = _rows()
    found: list[Trigger] = []
    barred: list[tuple[Span, str]] = []
    for match in _scanner().finditer(text, span.start, span.end):
        word, place = match.group(), Span(match.start(), match.end())
        if word.endswith("金") and word[:-1] in triggers and _begins_place(text, place.end - 1, span.end):
            word, place = word[:-1], Span(place.start, place.end - 1)  # 援助|金川县资金1800万元
        if word in decoys and _is_verb_of_aid(text, match, found, span.start):
            word, place = word[:2], Span(place.start, place.start + 2)
        if word in decoys:
            barred.append((place, decoys[word]["reason"]))
        elif (found and _names_money(text, found[-1], triggers[word], place)) or _names_thing(
            text, word, place, span
        ):
            barred.append((place, "noun"))
        else:
            strength = triggers[word]["strength"]
            if word == "援助" and _BUILDS.match(text, place.end, span.end):
                word = "援建"
            if word in _PUTS_UP and found and found[-1].span.end == place.start and found[-1].word in _PAID:
                found.pop()  # 由锦澄集团|出资|援建: one act
            found.append(Trigger(place, word, _kinds()[word], strength))
    found = _with_further(text, span, found)
    return tuple(sorted(found, key=lambda trigger: trigger.span.start)), tuple(barred)


def _with_further(text: str, span: Span, found: list[Trigger]) -> list[Trigger]:
    """Return *found* with the verbs that only their surroundings tell, and without those that announce another one."""
    begins = {trigger.span.start for trigger in found}
    # 周砚秋|慷慨解囊|出资25万元: the verb behind it tells what he gave
    found = [t for t in found if t.word not in _ANNOUNCES or t.span.end not in begins]
    found.extend(_find_aids(text, span, found))
    found.extend(_find_sent(text, span, found))
    found.extend(_find_built_more(text, span, found))
    found.extend(_find_borne(text, span, found))
    come_in = list(_find_come_in(text, span, found))
    return [t for t in found if not any(t.span in other.span for other in come_in)] + come_in


def _is_verb_of_aid(text: str, match: re.Match[str], found: list[Trigger], start: int) -> bool:
    """Tell whether what looks like the name of money is a verb with its sum, behind whom it goes to: 向灾区|支援|资金2000万元."""
    if match.group() not in _MONEY_OF_AID or _ITS_SUM.match(text, match.end()) is None:
        return False
    clause = max(start, *(text.rfind(stop, start, match.start()) + 1 for stop in ",;:"))
    alone = not found or found[-1].span.end <= clause
    return alone and _GOAL.search(text, clause, match.start()) is not None


def _find_aids(text: str, span: Span, found: list[Trigger]) -> Iterator[Trigger]:
    """Yield 援 by itself before a country and what was put up there: 中国|援|汤加风力发电项目."""
    for match in _AIDS.finditer(text, span.start, span.end):
        lands = load_gazetteer().at(text, match.end(), span.end)
        told = any(trigger.span.start <= match.start() < trigger.span.end for trigger in found)
        if not told and any(land.level is Level.COUNTRY for land in lands):
            word = "援建" if match["sent"] is None else "援助"
            yield Trigger(Span(*match.span()), word, FrameKind.AID, "middle")


def _find_built_more(text: str, span: Span, found: list[Trigger]) -> Iterator[Trigger]:
    """Yield what else somebody built who gave before: 捐资50万元修路,还|修建|了两所小学."""
    gets = any(trigger.kind in (FrameKind.RECEIVE, FrameKind.RAISE) for trigger in found)
    if gets or not any(_GAVE_BEFORE.match(trigger.word) for trigger in found):
        return
    for match in _BUILDS_MORE.finditer(text, span.start, span.end):
        verb = Span(*match.span("verb"))
        gave = any(0 < verb.start - t.span.end <= MAX_BEFORE and _GAVE_BEFORE.match(t.word) for t in found)
        if gave and not any(t.span.overlaps(verb) for t in found):
            yield Trigger(verb, "捐建", FrameKind.GIVE, "strong")


def _find_borne(text: str, span: Span, found: list[Trigger]) -> Iterator[Trigger]:
    """Yield the verb that says of a sum told before it who pays it: 修路的8万元是周砚秋|出|的."""
    for match in _BORNE_BY.finditer(text, span.start, span.end):
        verb = Span(*match.span("verb"))
        if not any(match.start() <= t.span.start < verb.end for t in found):
            yield Trigger(verb, "出资" if match["verb"] == "出" else "承担", FrameKind.FUND, "middle")


def _find_come_in(text: str, span: Span, found: list[Trigger]) -> Iterator[Trigger]:
    """Yield what tells by the noun alone how much money has come in: 红十字会|累积善款达|80万元; 募集的善款达 has a verb."""
    for match in _COME_IN.finditer(text, span.start, span.end):
        told = any(
            match.start() - t.span.end <= 1 and t.span.start < match.end() and t.kind is FrameKind.RAISE
            for t in found
        )
        if not told:
            yield Trigger(Span(*match.span()), "善款达", FrameKind.RECEIVE, "strong")


def _find_sent(text: str, span: Span, found: list[Trigger]) -> Iterator[Trigger]:
    """Yield 送 by itself between who gets something and goods by their word, and 发 before red packets: 为困难学生|送|学习用品."""
    for match in _SENDS.finditer(text, span.start, span.end):
        verb = Span(*match.span("verb"))
        told = any(trigger.span.start <= verb.start < trigger.span.end for trigger in found)
        if not told and ends_in_goods(match["thing"]):
            yield Trigger(verb, "送去", FrameKind.DELIVER, "middle")
    for match in _PACKETS.finditer(text, span.start, span.end):
        verb = Span(*match.span("verb"))
        if not any(trigger.span.overlaps(verb) for trigger in found):
            yield Trigger(verb, "派发", FrameKind.DELIVER, "middle")
