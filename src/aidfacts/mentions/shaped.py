"""Names of people that their shape tells, or what nobody but a person does: 陈某, 费利佩六世, rows of names."""

from __future__ import annotations

from collections.abc import Iterator

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.people import (
    GIVEN,
    SOUND,
    common_words,
    find_numbered,
    is_rare,
    is_sound,
    looks_like_person,
)
from aidfacts.mentions.view import View
from aidfacts.mentions.words import load_words

MAX_SOUNDS = 8  # characters of a foreign name without a dot

# 施一公、谭述森、龙乐豪等: between marks, and three at least
_ROW = compile_late(
    r"(?<![\u4e00-\u9fff、])[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){2,}(?=[,。;:!?)“\s]|等|$)"
)
_IN_ROW = compile_late(r"[\u4e00-\u9fff]{2,3}(?=、|$|等|[^\u4e00-\u9fff])")
_UNDER = compile_late(
    r"在(?P<name>[\u4e00-\u9fff]{2,3})(?:先生|女士)?的(?:大力|倾情|鼎力|无私|慷慨|热心)?(?:资助|捐助|捐资|捐赠|援助|支持|帮助|带领|倡议|感召|影响)下"
)
# 达明和尚, 由|净明法师|捐资: a name of the order, which has no family name, goes with its title
_ORDER = compile_late("(?:大|老)?(?:和尚|法师|比丘尼)|长老|上人|活佛")
_MONK = compile_late("(?![捐赠向给为由的了在来到和与各位])[\u4e00-\u9fff]{2}")
_BEFORE_MONK = (
    *"释,。;:、!?“(\n 由向给为和与及请获的",
    *("寺", "庙", "院", "堂", "庵", "感谢", "住持", "方丈", "监院", "来自", "收到", "看望", "慰问", "弟子", "高僧", "师父"),
)  # fmt: skip
# 一位名叫|何金枯|的老人
_CALLED = compile_late(
    r"(?:名叫|叫做?|名为)(?P<name>[\u4e00-\u9fff]{2,3})的[^,。;]{0,6}?(?:老人|学生|孩子|村民|[男女]孩|同学|儿童|青年|教师|老师|患者|病人|工人|农民|[小姑]娘)"
)
# 送到|周砚|手中, 来到|何映雪|家中: who is handed a gift, or called on at home
_HELD = compile_late(
    r"(?<=[到至给在户员民生人兵者友、和])(?P<name>[\u4e00-\u9fff]{2,4}?)(?:老人|先生|女士|同学|大爷|大娘|大妈|奶奶|爷爷|老师|师傅)?的?(?:手[中里上]|家[中里](?![心医药]))"
)
# 他叫|周砚秋|,今年78岁; 这位老人名叫|何映雪|。
_CALLED_SO = compile_late(
    r"(?:名叫|名字叫|[他她]叫|(?:这位|这名|那位)[^,。;:]{1,6}叫|老人(?:家|名)?叫)做?(?P<name>[\u4e00-\u9fff]{2,3}?)(?=[,。;、(]|今年|现年|是|$)"
)
_HOLDS = compile_late("[手家叫名]")  # one of them is in each of both
CLAUSES = frozenset(",。;:!?“\n")
_FOREIGN_HEAD = compile_late(f"{SOUND}{{3}}")
_FOREIGN_CLAUSE = compile_late(f"[,。;:!?“\n]{SOUND}{{3}}")
# What 某 stands before when it hides no name: 某企业, 某地
_ANY = tuple("个些种处地年月日天人事单位项企公类次条家村县市区镇乡省国校院厂小部大")
# What only a person does: enough by itself where no gift is told.
SPEAKS = compile_late(
    r"(?:[也还又则首先最后随后]{0,2}(?:会见|看望|走访|考察|参观|来到|前往|转达|讲述|汇报|分享|要求|希望|鼓励|祝愿|勉励|说|表示|指出|强调|介绍|代表|感谢|主持|致辞|致词|出席|宣布|回忆|认为|透露|坦言|告诉|总结|一直|始终|长期|常年|多年来|从小|自幼|早年|深知|坚信|热心|热衷|生于|病逝|逝世|去世|退休|率团|率队|带队|当选|担任|毕业|出生|作了?[^,。;为]{0,12}(?:讲话|发言|报告)"
    r"|荣获|夺得|摘得|陪同|率领|毕业于|就读于|向[^,。;]{1,12}(?:介绍|表示|问好|汇报|讲述|致以|致敬|颁发|说明)|在[^,。;]{0,10}(?:讲话|发言|致辞|报告|采访|会上)))|:[“\u4e00-\u9fff]|是[^,。;]{2,16}(?:书记|校长|主任|教师|老师|医生|代表|院士|教授|校友|人),?"
)


def find_shaped(view: View) -> Iterator[tuple[int, int]]:
    """Yield the names of a sentence that need nobody's title; some may overlap."""
    yield from _kings(view)
    yield from _masked(view)
    yield from _rows(view)
    yield from _helping(view)
    yield from _held(view)
    yield from _monks(view)
    yield from _foreign_speakers(view)


def _foreign_speakers(view: View) -> Iterator[tuple[int, int]]:
    """Yield names of three foreign sounds or more at the head of a clause before what only a person does."""
    text, start, end = view.text, view.span.start, view.span.end
    if not (_FOREIGN_HEAD.match(text, start, end) or _FOREIGN_CLAUSE.search(text, start, end)):
        return  # far quicker than to look for what people do
    for speech in SPEAKS.finditer(text, start, end):
        stop = at = speech.start()
        while at > max(start, stop - MAX_SOUNDS) and is_sound(text[at - 1]):
            at -= 1
        opens = at == start or text[at - 1] in CLAUSES
        if opens and stop - at > 2 and view.is_word(at, stop) and not view.holds_word(at, stop):
            yield at, stop


def _held(view: View) -> Iterator[tuple[int, int]]:
    """Yield who is handed something or called on at home, told by his name alone: 送到|周砚秋|手中."""
    text, start, end = view.text, view.span.start, view.span.end
    if not _HOLDS.search(text, start, end):
        return
    holders = (_HELD, _CALLED, _CALLED_SO) if view.tells_gift else (_CALLED_SO,)
    for held in (held for pattern in holders for held in pattern.finditer(text, start, end)):
        name = held["name"]
        if looks_like_person(name) and name not in common_words() and not view.holds_word(*held.span("name")):
            yield held.span("name")


def _monks(view: View) -> Iterator[tuple[int, int]]:
    """Yield the names of the order with their titles: 达明和尚, 释净明法师."""
    text, start, end = view.text, view.span.start, view.span.end
    for title in _ORDER.finditer(text, start + 2, end):
        at = title.start() - 2
        opens = at == start or text.endswith(_BEFORE_MONK, start, at)
        if opens and _MONK.fullmatch(text, at, title.start()) and not view.holds_cue(at, title.start()):
            yield (at - 1 if text[at - 1] == "释" and at > start else at), title.end()


def _helping(view: View) -> Iterator[tuple[int, int]]:
    """Yield the name between 在 and whose help something came of: 在|周砚秋|的资助下."""
    for match in _UNDER.finditer(view.text, view.span.start, view.span.end):
        name = match["name"]
        if (
            looks_like_person(name)
            and name not in common_words()
            and not view.holds_word(*match.span("name"))
        ):
            yield match.span("name")


def _rows(view: View) -> Iterator[tuple[int, int]]:
    """Yield the names of a row of three or more that hold nothing but names: 陆见山、何映雪、韦素心等."""
    text, start, end = view.text, view.span.start, view.span.end
    if text.count("、", start, end) < 2:
        return
    for row in _ROW.finditer(text, start, end):
        spans = [m.span() for m in _IN_ROW.finditer(text, *row.span())]
        names = [text[at:stop] for at, stop in spans]
        sure = [name for name in names if name[-1] in GIVEN and looks_like_person(name)]
        if any(not looks_like_person(name) or name in common_words() for name in names):
            continue
        if len(sure) * 3 >= len(names) * 2 and not any(view.holds_word(at, stop) for at, stop in spans):
            yield from spans


def _kings(view: View) -> Iterator[tuple[int, int]]:
    """Yield the names of kings, from where a word begins: 转达|费利佩六世."""
    for first, stop in find_numbered(view.text, view.span.start, view.span.end):
        at = next((at for at in range(first, stop - 3) if view.is_edge(at)), first)
        yield at, stop


def _masked(view: View) -> Iterator[tuple[int, int]]:
    """Yield the names whose given part is left out: 陈某, 郑某某."""
    text, start, end = view.text, view.span.start, view.span.end
    at = text.find("某", start + 1, end)
    while at >= 0:
        stop = at + 2 if text.startswith("某", at + 1) else at + 1
        family = text[at - 1]
        if (
            family in load_words().surnames
            and not is_rare(family)
            and not text.startswith(_ANY, stop)
            and view.is_edge(at - 1)
        ):
            yield at - 1, stop
        at = text.find("某", stop, end)
