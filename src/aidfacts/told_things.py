"""What other sentences tell of the things given: what they consist of, what they are worth, how many they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from attrs import evolve

from aidfacts.frames import count_thing, count_without_noun
from aidfacts.lexicon.goods import ends_in_goods
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Item
from aidfacts.model.frame import Frame
from aidfacts.model.objects import Objects
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span
from aidfacts.quantity import read_figures
from aidfacts.quantity.goods import read_objects
from aidfacts.quantity.goods_persons import PERSON_UNITS
from aidfacts.told_later import Gift

Cut = Callable[[Span], Set[int]]
# 该批物资包括… | 这批捐赠物资有… | 该批物资总重20吨,主要为… | 物资以…为主
_CONTENTS = compile_late(
    r"(?:(?:据介绍|据了解|据悉|其中)?,?(?:该批|这批|此批|本批|上述|(?:这|此|本)次(?:的|[^,。;]{1,12}?(?=捐赠的|捐助的|送来的))?)?(?:捐赠的?|援助|捐助|爱心|救灾|抗疫|防疫|价值[^,。;]{1,10}元的?)*(?:物资|物品|礼物)"
    r"[^,。;]{0,12}?(?:,(?=主要|包括|包含|以))?(?:包括|包含|含有|主要有|主要是|主要为|有|为|含|(?P<mostly>以)(?=[^。;]{2,30}为主))"
    r"|(?:据介绍|据了解|据悉)?,?(?:该批|这批|此批|本批|上述)[\u4e00-\u9fff]{1,8}?(?:包括|包含|含有|主要有|主要是)"
    r"|(?P<bare>(?:其中|里面)?(?:主要(?:是|为|有|包括)|包括)|其中,?(?=[^,。;:、\d捐赠送]{1,12}\d)))"
)
_MOSTLY = "为主"
# 微耕机15台、割草机15台|一字排开: the things as one sees them
_SEEN = compile_late(
    r"(?P<list>[^。;:!?]{4,80}?),?(?:一字排开|(?:被)?(?:整齐|整整齐齐|有序)地?(?:排列|摆放|码放|停放|堆放|陈列)|映入眼帘|堆成了?小山|摆满了?|陆续卸下)"
)
_STOPS = compile_late("[,;:]")
# 据了解,|这两台呼吸机|价值30万元
_WORTH = compile_late(
    r"(?:据(?:了解|介绍|悉|统计|测算|估算|初步统计)[,:]?)?(?P<what>[^,。;:元]{2,24}?(?:,?连同[^,。;元]{1,8})?),?"
    r"(?:的)?(?:市场|采购)?(?:总|合计|共计|共|累计)?(?:价值|市值|总值|货值|造价|价格|码洋|折合|折价|价款|(?<=[费用])(?:共计|合计|总计|总共|共))(?=[^,。;\d]{0,8}[\d一二三四五六七八九十百千万])"
)
_THIS = compile_late(r"[这该此本]|上述|以上|所捐|所赠|捐赠")
_POINTER = compile_late(r"[这该此本](?:[批些次]|[一二两三几\d]*[辆台架套部艘件张])|上述|以上|的")
_CLASS_WORD = compile_late(r"物资|物品|设备|用品|器材|款物|礼品|图书|药品|善品|捐赠|东西")
# 总共送出|185个, 一共带来|棉鞋132双
_COUNTED = compile_late(
    r"(?:[总一]共|共计?|合计)(?:捐赠?|送|带|运|赠送?|发放?|寄|献)(?:了|出|来|去|到|上)*|(?<=[,;])(?:[总一]共|共计?|总计|合计)(?=\d)"
)
_NO_THINGS = frozenset(
    ["所", "家", "次", "场", "天", "年", "校", "村", "县", "期"]
)  # 捐赠图书,惠及小学,共|12所
MAX_COUNTED = 16  # characters of a thing with its number
# 据了解,|这批捐赠物资|包括, 此次|爱心企业捐赠的物资|有
_THESE_GIVEN = compile_late(
    r"(?:据[悉了解介绍]+,)?(?:(?:这|该|此)(?:批|些)[^,。;]{0,6}|(?:这|此|本)次[^,。;]{0,12}?(?:捐赠|捐助|援助|赠送)的?)"
    r"(?:物资|物品|设备|用品|款物|药品|器材|图书)"
)
_IN_ALL = compile_late(r"(?:[总一]共|共计?|合计)$")
MAX_GIFTS = 4  # gifts back in which the noun of a bare number is looked for
FAR_BLOCKS = 4  # paragraphs between things told with their number and what they are worth
MAX_HEDGE = 8  # characters between 价值 and its sum: 约合人民币
_THESE = compile_late(r"[这该此](?:[批些]|[一二两三几]?[辆台架套部艘件])")  # 这批|发电机
MAX_THESE = 3  # characters
MAX_BACK = 400  # characters before a sentence in which the number of its thing is looked for
# 日前周砚秋也曾向县医院捐赠|价值10万元的设备: another gift; leaves 此次向县医院捐赠的设备|总价值10万元
_ANEW = compile_late(
    r"(?!.*(?:此次|本次|这次|[这该此本]批))(?:.*(?:向|给|为).{2,20}|.*(?:曾|还|又|也).{0,6})(?:捐赠|捐献|赠送|捐出|送去)了?"
)
_SEATED = ("车", "艇", "船", "机")
_DESCRIBED = compile_late(
    r"(?:\d+[座吨寸匹升]级?)?[^,。;:、的\d]{0,4}的?[^,。;:、的\d]{1,12}"
)  # 20辆|崭新的校车
_CLASSED = compile_late(r"(?:物资|物品|用品|礼物|礼品)$")  # what is told by its class alone


def with_contents(text: str, gift: Gift, sentence: Span, cut: Cut, currency: str) -> Gift:
    """
    Return *gift* with the things that the sentence after it lists.

    援助的救灾物资今日启运。该批物资包括帐篷300顶、毛毯2万条: the class is told first, the things after.
    """
    objects = gift.frame.objects
    if objects is None or any(item.quantity for item in objects.items):
        return gift
    match, seen = _CONTENTS.match(text, sentence.start, sentence.end), None
    if match is not None:
        inside = Span(match.end(), _end_of_list(text, match, sentence.end))
    elif seen := _SEEN.match(text, sentence.start, sentence.end):
        inside = Span(*seen.span("list"))
    else:
        return gift
    if (seen or match is None or match["bare"]) and not objects.items:
        return gift  # 捐赠款物超千万元。包括…: of which nothing says that they are the things
    figures = read_figures(text, inside.start, inside.end, currency=currency)
    read = read_objects(text, inside, figures, cut)
    classed = all(_CLASSED.search(item.name) for item in objects.items)
    counted = any(item.quantity for item in read.items)
    weighed = _weigh(text, match, objects, currency) if match and classed else None
    if weighed is not None and not counted:
        # 这批物资|总重约26吨|,主要为帐篷: what all of it comes to is told of the class
        read = evolve(read, items=(weighed, *read.items))
    if not read.items or not (counted or (classed and not seen)):
        return gift
    return with_things(gift, read)


def _weigh(text: str, told: re.Match[str], objects: Objects, currency: str) -> Item | None:
    """Return the class that a gift was told by with the number that stands before what it consists of."""
    if len(objects.items) != 1 or told["mostly"]:
        return None
    figures = read_figures(text, told.start(), told.end(), currency=currency)
    number = next((f for f in figures if isinstance(f, Quantity) and f.unit not in PERSON_UNITS), None)
    return evolve(objects.items[0], quantity=number) if number is not None else None


def opens_these(text: str, sentence: Span) -> bool:
    """Tell whether a sentence opens with the things given before, which a paragraph of its own may list: 这批物资包括."""
    opened = (
        _THESE_GIVEN.match(text, sentence.start, sentence.end),
        _THESE.match(text, sentence.start, sentence.end),
    )
    return any(opened)


def with_contents_behind(text: str, gift: Gift, cut: Cut, currency: str) -> Gift:
    """Return *gift* with the things that a later clause of its own sentence lists: 物资运抵县城,这批物资包括棉被、手电筒."""
    end = gift.sentence.span.end
    for stop in _STOPS.finditer(text, gift.frame.trigger.span.end, end):
        whole = with_contents(text, gift, Span(stop.end(), end), cut, currency)
        if whole is not gift:
            return whole
    return gift


def _end_of_list(text: str, opened: re.Match[str], end: int) -> int:
    """Return where the things end that a phrase *opened*: 以|防护服、护目镜|为主."""
    return text.find(_MOSTLY, opened.end(), end) if opened["mostly"] else end


def end_of_contents(text: str, sentence: Span) -> int:
    """Return where the words end that open a sentence which lists what was given; its start where none do."""
    match = _CONTENTS.match(text, sentence.start, sentence.end)
    return match.end() if match else sentence.start


def with_things(gift: Gift, read: Objects) -> Gift:
    """Return *gift*, told by the class of what is given, with the things of *read* and its worth."""
    objects = gift.frame.objects or read
    worth = objects.amount or read.amount or read.goods_value
    told = evolve(
        objects, items=read.items, amount=worth, goods_value=objects.goods_value or read.goods_value
    )
    frame = evolve(gift.frame, objects=told).because("objects/contents")
    return evolve(gift, frame=frame)


def with_worth(text: str, gift: Gift, sentence: Span, currency: str, *, alone: bool) -> Gift:
    """
    Return *gift* with what the sentence after it says that its things are worth.

    向县医院捐赠呼吸机2台。据了解,这两台呼吸机价值30万元: the things by their name, or, where the gift is *alone* in
    its paragraph, by a word that points back.
    """
    objects, match = gift.frame.objects, _WORTH.match(text, sentence.start, sentence.end)
    if match is None or objects is None or not objects.items or objects.amount is not None or objects.sums:
        return gift
    told = match["what"]
    noun = _POINTER.split(told)[-1]
    named = any(item.name in told or (noun and item.name.endswith(noun)) for item in objects.items)
    # 这台|价值13.8万元的设备: the noun stands behind the sum
    points = alone and (
        (_THIS.search(told) and _CLASS_WORD.search(told))
        or _CLASS_WORD.fullmatch(told)  # 物资|总价值达8万元
        or (_POINTER.fullmatch(told) and text.find("元的", match.end(), sentence.end) >= 0)
    )
    if "每" in told or not (named or points) or _ANEW.fullmatch(told):
        return gift
    return _worth(text, gift, match.end(), sentence.end, currency)


def with_worth_elsewhere(text: str, found: list[Gift], sentence: Span, block: int, currency: str) -> bool:
    """
    Give to one of the gifts *found* what a sentence of a later paragraph says that its counted things are worth.

    周砚秋捐赠的两辆消防车昨日移交 … 据介绍,两辆消防车连同运费折合64万元.

    Returns: whether one of the gifts is near enough for that.
    """
    match = _WORTH.match(text, sentence.start, sentence.end)
    for at in range(len(found) - 1, -1, -1) if match and "每" not in match["what"] else ():
        objects = found[at].frame.objects
        if block - found[at].sentence.block > FAR_BLOCKS:
            break
        if (
            match
            and objects
            and objects.amount is None
            and not objects.sums
            and _tells_things(match["what"], objects)
        ):
            found[at] = _worth(text, found[at], match.end(), sentence.end, currency)
            break
    return block - found[-1].sentence.block <= FAR_BLOCKS


def _tells_things(told: str, objects: Objects) -> bool:
    """Tell whether all the things of a gift are told with their number: 两辆|消防车."""
    counted = [f"{i.quantity.text}{i.name}" for i in objects.items if i.quantity is not None]
    return 0 < len(counted) == len(objects.items) and all(each in told for each in counted)


def with_count(text: str, gift: Gift, stretch: Span, currency: str) -> Gift:
    """
    Return *gift* with the number that later words tell of its only thing.

    把一个个“温暖包”送到孩子们手中,总共送出185个 | 由车队捐赠的棉鞋…。车队一共带来棉鞋132双 | 棉被由锦澄集团捐赠,共100床
    """
    objects = gift.frame.objects
    if objects is None or len(objects.items) != 1 or objects.items[0].quantity is not None:
        return gift
    item = objects.items[0]
    for told in _COUNTED.finditer(text, stretch.start, stretch.end):
        figures = read_figures(
            text, told.end(), min(stretch.end, told.end() + MAX_COUNTED), currency=currency
        )
        number = next((f for f in figures if isinstance(f, Quantity)), None)
        if number is None or number.unit in PERSON_UNITS or number.unit in (None, *_NO_THINGS):
            continue
        between, behind = text[told.end() : number.span.start], text[number.span.end : number.span.end + 1]
        alone = not between and behind in ",。;!”"
        again = bool(between) and item.name.endswith(between)
        if alone or again or (not between and text.startswith(item.name, number.span.end)):
            whole = evolve(objects, items=(evolve(item, quantity=number),))
            return evolve(gift, frame=evolve(gift.frame, objects=whole).because("objects/counted_behind"))
    return gift


def _worth(text: str, gift: Gift, start: int, end: int, currency: str) -> Gift:
    """Return *gift* with the sum of money that stands right behind *start* as what its things are worth."""
    objects = gift.frame.objects
    figures = read_figures(text, start, end, currency=currency)
    worth = next((f for f in figures if isinstance(f, Amount) and f.span.start <= start + MAX_HEDGE), None)
    if objects is None or worth is None or worth.per is not None:
        return gift
    frame = evolve(gift.frame, objects=evolve(objects, amount=worth, goods_value=worth))
    return evolve(gift, frame=frame.because("objects/worth"))


def counted_before(text: str, frame: Frame, start: int, currency: str) -> Frame:
    """
    Return *frame* with the number that its paragraph, from *start*, told of a thing before pointing at it.

    满载280台发电机的货轮抵达。这批发电机由锦澄集团捐赠: 280 of them.
    """
    objects = frame.objects
    if objects is None or len(objects.items) != 1 or objects.items[0].quantity is not None:
        return frame
    item = objects.items[0]
    points = _THESE.search(text, max(start, item.span.start - MAX_THESE), item.span.start + MAX_THESE)
    # 一辆校车开进了小学。|校车由锦澄集团捐赠: what opens a sentence by its bare name was told before
    opens = item.span.start == frame.sentence and text.startswith(("由", "是"), item.span.end)
    if not opens and (points is None or points.end() < item.span.start):
        return frame
    if frame.sentence - start > MAX_BACK:
        start = text.find("。", frame.sentence - MAX_BACK, frame.sentence) + 1 or frame.sentence
    end = points.start() if points is not None else item.span.start
    for figure in reversed(read_figures(text, start, end, currency=currency)):
        if not isinstance(figure, Quantity) or figure.unit in PERSON_UNITS:
            continue
        if _counts(text, figure, item.name):
            told = evolve(objects, items=(evolve(item, quantity=figure),))
            return evolve(frame, objects=told).because("objects/counted_before")
    return frame


def with_noun(text: str, found: Sequence[Gift], told: Frame, block: int) -> Frame:
    """
    Return a frame that only tells how many, with the thing that a gift of its paragraph counts by that unit.

    捐赠电脑20台。随后,又向北塘小学捐赠了|15台; 赠送了第一批电视机。3年来已累计赠送|35台: a single thing without a number will do.
    """
    count = count_without_noun(told)
    if count is None:
        return told
    summed = _IN_ALL.search(text, told.clause.start, told.trigger.span.start) is not None
    for gift in reversed(found[-MAX_GIFTS:]):
        items = gift.frame.objects.items if gift.frame.objects else ()
        alike = [i for i in items if i.quantity is not None and i.quantity.unit == count.unit]
        uncounted = [i for i in items if i.quantity is None and ends_in_goods(i.name)]
        thing = alike or (uncounted if len(items) == 1 else [])
        if (uncounted and summed) or any(i.quantity == count for i in alike):
            return told  # 把温暖包送到孩子手中,总共送出|185个: so many were told of before
        if thing and block - gift.sentence.block <= 1:
            return count_thing(told, count, thing[0].name)
    return told


def _counts(text: str, figure: Quantity, name: str) -> bool:
    """Tell whether *figure* counts the things called *name*: 30万吨|青禾|化肥, 校服|320套."""
    if text.endswith(name, 0, figure.span.start):
        return True
    if figure.unit == "座" and name.endswith(_SEATED):
        return False  # 一辆|19座|校车
    described = _DESCRIBED.match(text, figure.span.end)
    return described is not None and name in described.group()


def is_contents(last: Gift, told: Frame) -> bool:
    """Tell whether a frame only lists the things of the gift before, which were told by their class."""
    if "discourse/this_gift" not in told.rules or last.frame.objects is None or told.objects is None:
        return False
    items, things = last.frame.objects.items, told.objects.items
    classed = all(_CLASSED.search(item.name) and not item.quantity for item in items)
    return bool(items and things) and classed and not all(_CLASSED.search(item.name) for item in things)
