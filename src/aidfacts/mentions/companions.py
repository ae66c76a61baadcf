"""Two people who give together, of whom one shows that the other is one: 周砚秋与|昆凝|捐款, 杨小幂携|夫人何映雪."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.people import GIVEN, SOUND, common_words, family_name, is_sound, looks_like_person
from aidfacts.mentions.view import View
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

# What the second is to the first
_KIN = (
    r"(?:[其他她]的?)?(?:未婚[妻夫]|[长次幼独小大]?(?:儿子|女儿)|[长次幼][子女]|[大小]?(?:哥哥|姐姐|弟弟|妹妹)|[胞堂表](?:[哥姐弟妹兄])"
    r"|丈夫|妻子|夫人|太太|爱人|老公|老婆|老伴|[男女]友|[男女]朋友|恋人|[父母]亲|爸爸|妈妈|[祖外][父母]|[族堂表]?[叔伯舅姑姨]|[叔伯舅祖]父|[姑舅姨伯]母|外[公婆]|爷爷|奶奶|岳[父母]|公公|婆婆|[之后]?后[人代裔]|侄[子女儿]|外甥女?|外?孙[子女]|女婿|儿媳"
    r"|好友|友人|挚友|老友|朋友|战友|队友|同窗|搭档|经纪人|徒弟|弟子|学生|同事|师[兄弟姐妹傅]|恩师|助手|助理|合伙人|伙伴)"
)
_LATIN = r"[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){0,2}"
_FOREIGN = rf"{SOUND}{{1,8}}(?:·{SOUND}{{1,10}})+"
_GIVES = (
    r"(?:也|又|还|再次?|曾|已|共|各|都|均|一起|一同|一道|共同|联合|合力|携手|联手|先后|分别|每人|累计|主动|慷慨|率先|各自|自愿|匿名|低调|默默|当场|随后|\d{4}年|[今去近昨当]日?[年天日])*"
    r"(?:捐|赠|资助|出资|援建|集资|认捐|凑|汇|送[去给上来到]|拿出|设立|自掏|[向给](?!了|的)|为[^,。;:]{2,20}(?:捐|赠|送|出资|建|筹)|[在于][^,。;:]{1,14}[向为给捐赠]|通过|将|把)"
)
_PAIR = compile_late(
    rf"(?P<style>先生|女士|小姐|校友|同学|老师|教授)?(?P<joint>以及|携[同手]|偕同|连同|联[合手]|[、和与及携偕同]|的(?={_KIN}))"
    rf"(?P<kin>{_KIN})?(?P<second>{_FOREIGN}|{_LATIN}|[\u4e00-\u9fff]{{2,4}}?)(?=(?:先生|女士|小姐|校友|同学|老师|教授|二人|两人|夫妇)?{_GIVES})"
)
_JOINT = compile_late("[和与及携偕同、的]|联[合手]")
_BEFORE = frozenset("的由获到是")  # 收到|周砚秋和丈夫陆见山捐赠, 由|杨小幂与搭档
_STARS = compile_late(
    r"(?:歌手|演员|明星|影星|艺人|导演|主持人|运动员|球星|网红|冠军|村民|市民|校友|党员|企业家|夫妇|居民|商人|作家|画家)$"
)


def add_companions(view: View, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return *mentions* with the people added who stand beside another one, joined to him, before what both do."""
    if not view.tells_gift or not _JOINT.search(view.text, view.span.start, view.span.end):
        return mentions
    row = list(mentions)
    for match in _PAIR.finditer(view.text, view.span.start, view.span.end):
        row += [
            Draft(start, end, PartyKind.PERSON, "", "person").mention(view.text)
            for start, end in _names(view, row, match)
        ]
    return tuple(sorted(row, key=lambda m: m.span)) if len(row) > len(mentions) else mentions


def _names(view: View, told: Sequence[Mention], match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield what of the two names no mention holds yet, nothing where they show not each other."""
    start, end = match.span("second")
    people = [m.span for m in told if m.kind is PartyKind.PERSON]
    first = next((span.start for span in people if span.end == match.start()), -1)
    known = any(span.start == start for span in people)
    kin = match["kin"] is not None
    left = first if first >= 0 else _first_name(view, match.start(), sure=kin or known)
    if left < 0 or any(m.span.start < end and start < m.span.end for m in told if m.span.start != start):
        return
    if not known and not _may_be_named(view, start, end, sure=kin, beside=first >= 0):
        return
    if match["joint"] == "的" and first < 0:
        return  # 周砚秋的|族叔周映山: whose he is, told by name
    if first < 0 and not any(m.span.start < match.start() and left < m.span.end for m in told):
        yield left, match.start()
    if not known:
        yield start, end


def _first_name(view: View, end: int, *, sure: bool) -> int:
    """Return where the name begins that a joining word at *end* follows, -1 where none does."""
    text = view.text
    for start in (end - 3, end - 2, end - 4):
        name = text[max(start, 0) : end]
        if start < view.span.start or not looks_like_person(name) or name in common_words():
            continue
        if view.holds_word(start, end) or not (sure or GIVEN.issuperset(name[-1])):
            continue
        clause = start == view.span.start or not "一" <= text[start - 1] <= "鿿"
        if clause or (
            (text[start - 1] in _BEFORE or _STARS.search(text, view.span.start, start))
            and view.is_edge(start)
        ):
            return start
    return -1


def _may_be_named(view: View, start: int, end: int, *, sure: bool, beside: bool) -> bool:
    """Tell whether a stretch is the name of the second: *sure* of what he is, *beside* one whose name is told otherwise."""
    name = view.text[start:end]
    if not "一" <= name[0] <= "鿿" or "·" in name:
        return sure or beside
    if name in common_words() or name[-1] in "地得们着了过" or view.holds_word(start, end):
        return False
    if not (sure or view.is_edge(start) or view.text[start - 1] in "携偕"):
        return False
    if looks_like_person(name) and (sure or not GIVEN.isdisjoint(name[1:])):
        return True
    typical = len(name) < 4 and GIVEN.issuperset(name)
    foreign = len(name) > 2 and all(map(is_sound, name))
    return (sure and family_name(view.text, start) > 0) or (
        (sure or beside) and (typical or foreign) and view.is_edge(end)
    )
