"""A sentence with each party as one character, so that a pattern can tell who stands where."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from attrs import frozen

from aidfacts.lexicon import read_table
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.span import Span

# One character of the private use area for each kind of piece; no page holds them after normalisation.
NAMED = "\ue000"  # an organisation or place, also a person who acts for one
PERSON = "\ue001"  # a person whose organisation is not told beside him
GROUP = "\ue002"  # 12个村, 爱心企业
BOTH = "\ue003"  # 双方, 两校
TITLE = "\ue004"  # 《…协议》
QUOTE = "\ue005"  # “共青团影院” as a thing, not as a party

_ASIDE = re.compile(r"\([^()\n]{0,60}\)|【[^【】\n]{0,60}】")
_TITLED = re.compile(r"《[^《》\n]{2,60}(?:〈[^〈〉\n]{0,40}〉[^《》\n]{0,40})?》")
_QUOTED = re.compile(r"“[^“”\n]{1,40}”")
# A quotation that tells of the signing itself is text: “A与B签约仪式”
_TELLS = re.compile(r"签[署订约字]|仪式|结对|协议")
_ADVERB = re.compile(
    r"(?:当地时间|北京时间)?(?:(?:(?:19|20)\d\d|今|去|前|同|当)年(?:初|底)?)?(?:\d{1,2}月(?:份)?(?:\d{1,2}[日号])?|\d{1,2}日|初|底)(?:至\d{1,2}日)?"
    r"|(?:(?:19|20)\d\d|今|去|前)年|(?:今|昨|前|当|同)[天日](?:上午|下午|晚上|晚)?|近日|近期|日前|不久前|此前|上午|下午|晚间|随后|之后|后来|当场|现场|现已"
    r"|正式|共同(?=签)|成功|再次|再度|先后|陆续|分批|顺利|首次|一次性|集中|隆重|即将|在京|在沪|线上|视频|代表团(?=[与和同跟、])"
)
# What trails behind a party and belongs to it: 县医院相关负责人, 周砚秋一行
_TRAIL = (
    r"(?:(?:的)?(?:双方|两家)?(?:相关|有关|主要)?(?:领导|负责人|负责同志|工作人员|代表团)(?:班子)?(?:成员|们|人员)?|方面|一行(?:\d+人|[一二三四五六七八九十]+人)?|代表(?=[与和同跟、就]))"
)
MAX_POST = 24  # characters between an organisation and the one who acts for it: 党委副书记、副院长


@frozen
class Skeleton:
    """
    A sentence in which each party is one character; `places` tells where each character stands in the text.

    What adds nothing to who is bound to whom is left out: asides in brackets, dates, titles of persons.
    """

    text: str
    places: tuple[Span, ...]
    pieces: dict[int, Mention]  # by place of the character in `text`

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the source that characters *start* to *end* stand for."""
        if start >= end:
            at = self.places[start].start if start < len(self.places) else self.places[-1].end
            return Span(at, at)
        return Span(self.places[start].start, self.places[end - 1].end)

    def at(self, place: int) -> int:
        """Return the number of the first character that stands at or behind *place* of the source."""
        low, high = 0, len(self.places)
        while low < high:
            middle = (low + high) // 2
            if self.places[middle].end <= place:
                low = middle + 1
            else:
                high = middle
        return low


@cache
def _titles() -> str:
    words = sorted((row["title"] for row in read_table("titles")), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, words))


@cache
def _trail() -> re.Pattern[str]:
    posts = f"(?:(?:{_titles()})(?:、)?)+"
    return re.compile(f"(?<=[{PERSON}])(?:{posts})|(?<=[{NAMED}{PERSON}{GROUP}{BOTH}]){_TRAIL}+")


@cache
def _office() -> re.Pattern[str]:
    # 党委书记、副院长: what binds an organisation to a person
    return re.compile(r"[^,;:。!?与和同跟]{0,24}")


def draw(text: str, sentence: Span, mentions: Sequence[Mention]) -> Skeleton:
    """
    Return the skeleton of a sentence.

    锦澄集团董事长周砚秋与沐白小学签约 is two characters, 与 between them, and 签约.
    """
    pieces = _collapse(text, [m for m in mentions if m.span in sentence])
    spans = [span for span, _, _ in pieces]
    for match in _TITLED.finditer(text, sentence.start, sentence.end):
        place = Span(*match.span())
        pieces = [piece for piece in pieces if piece[0] not in place]
        if not any(span.overlaps(place) for span, _, _ in pieces):
            pieces.append((place, TITLE, None))
    for match in _QUOTED.finditer(text, sentence.start, sentence.end):
        place = Span(*match.span())
        inner = Span(place.start + 1, place.end - 1)
        if _TELLS.search(match.group()) or any(inner in span or span == inner for span in spans):
            continue
        pieces = [piece for piece in pieces if piece[0] not in place]
        if not any(span.overlaps(place) for span, _, _ in pieces):
            pieces.append((place, QUOTE, None))
    pieces.sort(key=lambda piece: piece[0])
    return _strip(_write(text, sentence, pieces))


_Piece = tuple[Span, str, Mention | None]


def _collapse(text: str, mentions: Sequence[Mention]) -> list[_Piece]:
    """Join an organisation and the person who acts for it into one piece."""
    pieces: list[_Piece] = []
    for mention in mentions:
        if mention.kind is PartyKind.PERSON:
            if mention.of is None:
                pieces.append((mention.span, PERSON, mention))
                continue
            start = mention.span.start
            of = _organisation(mention.of)
            if 0 <= start - of.span.end <= MAX_POST and _office().fullmatch(text, of.span.end, start):
                pieces = [piece for piece in pieces if piece[0].end <= of.span.start]
                pieces.append((Span(of.span.start, mention.span.end), NAMED, of))
            else:
                pieces.append((mention.span, PERSON, mention))
        elif mention.anaphor is Anaphor.BOTH:
            pieces.append((mention.span, BOTH, mention))
        elif mention.anaphor is Anaphor.TOPIC or (not mention.named and mention.anaphor is None):
            pieces.append((mention.span, GROUP, mention))
        else:
            pieces.append((mention.span, NAMED, mention))
    return pieces


def _organisation(of: Mention) -> Mention:
    while of.kind is PartyKind.PERSON and of.of is not None:
        of = of.of
    return of


def _write(text: str, sentence: Span, pieces: Sequence[_Piece]) -> Skeleton:
    characters: list[str] = []
    places: list[Span] = []
    named: dict[int, Mention] = {}
    at = sentence.start

    def copy(start: int, end: int) -> None:
        for place in range(start, end):
            if not text[place].isspace() and text[place] not in "“”‘’「」":
                characters.append(text[place])
                places.append(Span(place, place + 1))

    for span, mark, mention in pieces:
        if span.start < at:
            continue
        copy(at, span.start)
        if mention is not None:
            named[len(characters)] = mention
        characters.append(mark)
        places.append(span)
        at = span.end
    copy(at, sentence.end)
    return Skeleton("".join(characters), tuple(places), named)


def _strip(skeleton: Skeleton) -> Skeleton:
    for pattern in (_ASIDE, _ADVERB, _trail()):
        skeleton = drop(skeleton, [match.span() for match in pattern.finditer(skeleton.text)])
    return skeleton


# A name that no noun tells, beside a joining word: 丘山律师事务|与黑水县, 与|阿拉伯议会|签署
_UNTAGGED_LEFT = re.compile(
    f"(?:^|[,;:、。]|(?<=由)|(?<=在)|(?<=[{NAMED}]))(?P<name>{NAMED}?[\u4e00-\u9fffA-Za-z·]{{2,14}})(?=[与和同跟](?:{NAMED}|[\u4e00-\u9fff]{{2,10}}(?:签|结对|结为|共建)))"
)
_UNTAGGED_RIGHT = re.compile(
    f"(?<=[{NAMED}][与和同跟])(?P<name>[\u4e00-\u9fffA-Za-z·]{{2,12}}?)(?=签|就|在|共建|结对|结为|缔结|建立|举行|联合|共同|合作|分别|达成|,)"
)
# Words that no name of a party holds; a stretch with one of them is a clause.
_NO_NAME = re.compile(r"[在于就为向将被把的了着过是有,;]|今天|近日|日前|签|仪式|活动|会议|通过|根据|按照|对口|结对|支援|帮扶|表示|介绍|推动|促进|进行|开展|实施|组织|关系|合作|此次|其中|联合|共同|学生|老师|教师|农户|企业$|部门$|单位$|双方|各方|分别|以及|首个|加强|深化|抓住|紧扣|方面|对接|联系|主动|努力|积极|我们|他们|协议|项目|工作|高校$|群众|干部|党员|居民|村民")


def fill_slots(text: str, skeleton: Skeleton, slot: Callable[[Span], Mention | None]) -> Skeleton:
    """
    Return *skeleton* with names that no noun tells read by the words that frame them: 与|阿拉伯议会|签署.

    Args: *slot* reads a stretch of the source as one party.
    """
    for pattern in (_UNTAGGED_RIGHT, _UNTAGGED_LEFT):
        match = pattern.search(skeleton.text)
        while match is not None:
            name, (start, end) = match.group("name"), match.span("name")
            if not _NO_NAME.search(name) and (found := _read_slot(text, skeleton.span(start, end), name, slot)):
                start = skeleton.at(found.span.start)
                skeleton = _put(skeleton, start, end, found)
                end = start + 1
            match = pattern.search(skeleton.text, max(end, match.start() + 1))
    return skeleton


def _read_slot(text: str, span: Span, name: str, slot: Callable[[Span], Mention | None]) -> Mention | None:
    found = slot(span)
    if found is None or not found.named or found.kind is PartyKind.PERSON or found.span.end != span.end:
        return None
    if name[0] == NAMED and found.span != span:
        # 四川|丘山律师事务: the place begins the name
        return Mention(span, span.cut(text), span.cut(text), PartyKind.OTHER, rules=("slot",))
    return found


def _put(skeleton: Skeleton, start: int, end: int, mention: Mention) -> Skeleton:
    """Write *mention* as one character in place of characters *start* to *end*."""
    gone = end - start - 1
    pieces = {at if at < start else at - gone: m for at, m in skeleton.pieces.items() if not start <= at < end}
    pieces[start] = mention
    return Skeleton(
        skeleton.text[:start] + NAMED + skeleton.text[end:],
        (*skeleton.places[:start], mention.span, *skeleton.places[end:]),
        pieces,
    )


def drop(skeleton: Skeleton, stretches: Sequence[tuple[int, int]]) -> Skeleton:
    """Return *skeleton* without *stretches*, which are in order and do not overlap."""
    if not stretches:
        return skeleton
    kept: list[int] = []
    at = 0
    for start, end in stretches:
        kept.extend(range(at, start))
        at = end
    kept.extend(range(at, len(skeleton.text)))
    number = {old: new for new, old in enumerate(kept)}
    return Skeleton(
        "".join(skeleton.text[old] for old in kept),
        tuple(skeleton.places[old] for old in kept),
        {number[old]: mention for old, mention in skeleton.pieces.items() if old in number},
    )
