"""A sentence with each party as one character, so that a pattern can tell who stands where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain

from aidfacts.lexicon import cache, join_words, read_table
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.span import Span
from aidfacts.model.values import evolve, frozen

# One character of the private use area for each kind of piece; no page holds them after normalisation.
NAMED = "\ue000"  # an organisation or place, also a person who acts for one
PERSON = "\ue001"  # a person whose organisation is not told beside him
GROUP = "\ue002"  # 12个村, 爱心企业
BOTH = "\ue003"  # 双方, 两校
TITLE = "\ue004"  # 《…协议》
QUOTE = "\ue005"  # “共青团影院” as a thing, not as a party

_ASIDE = compile_late(r"\([^()\n]{0,60}\)|【[^【】\n]{0,60}】")
_TITLED = compile_late(r"《[^《》\n]{2,60}(?:〈[^〈〉\n]{0,40}〉[^《》\n]{0,40})?》")
_PAPER = compile_late(r"“[^“”\n]{4,50}(?:协议书?|备忘录|合同书?|协定)”")
_QUOTED = compile_late(r"“[^“”\n]{1,40}”")
# A quotation that tells of the signing itself is text: “A与B签约仪式”
_TELLS = compile_late(r"签[署订约字]|仪式|结对|协议")
_ADVERB = compile_late(
    # What they begin with comes first: far faster than to try each of them everywhere.
    f"(?=[{NAMED}消讯电当北今去前同昨近日不此上下晚随之后现正共成再先陆分首一顺隆即在代初底\\d])(?:^{NAMED}?(?:消息|讯|电)(?:\\(.{{2,8}}\\))?[:,]?"
    r"|(?:当地时间|北京时间)?(?:(?:(?:19|20)\d\d|今|去|前|同|当)年(?:初|底)?)?(?:\d{1,2}月(?:份)?(?:\d{1,2}[日号])?|\d{1,2}日|初|底)(?:至\d{1,2}日)?"
    r"|(?:(?:19|20)\d\d|今|去|前)年|(?:今|昨|前|当|同)[天日](?:上午|下午|晚上|晚)?|近日|近期|日前|不久前|此前|上午|下午|晚间|随后|之后|后来|当场|现场|现已"
    r"|正式|共同(?=签)|成功|再次|再度|先后|陆续|分批|顺利|首次|一次性|隆重|即将|在京|在沪|代表团(?=[与和同跟、]))"
)
# What trails behind a party and belongs to it: 县医院相关负责人, 周砚秋一行
_TRAIL = r"(?:(?:的)?(?:双方|两家)?(?:相关|有关|主要)?(?:领导|负责人|负责同志|工作人员|代表团)(?:班子)?(?:成员|们|人员)?|方面|一行(?:\d+人|[一二三四五六七八九十]+人)?|代表(?=[与和同跟、就]))"
_COMMITTEE = compile_late(r"(?<=[院校司团局厂社行站道镇乡所馆])(?:党委|党工委|党组|党支部|党总支)$")
_NAMING = tuple("工团司局厅市省县区学校科军部")
ACTS = "acts"  # rule of a person whose organisation another sentence tells
MAX_POST = 24  # characters between an organisation and the one who acts for it: 党委副书记、副院长


@frozen
class Skeleton:
    """
    A sentence in which each party is one character; `starts` and `ends` tell where each stands in the source.

    What adds nothing to who is bound to whom is left out: asides in brackets, dates, titles of persons.
    """

    text: str
    starts: tuple[int, ...]  # numbers and no spans, as there is one for every character
    ends: tuple[int, ...]
    pieces: dict[int, Mention]  # by place of the character in `text`

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the source that characters *start* to *end* stand for."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else self.ends[-1]
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def at(self, place: int) -> int:
        """Return the number of the first character that stands at or behind *place* of the source."""
        return bisect_right(self.ends, place)


@cache
def _titles() -> str:
    return join_words(row["title"] for row in read_table("titles"))


@cache
def _trail() -> re.Pattern[str]:
    posts = f"(?:(?:{_titles()})(?:、)?)+"
    return re.compile(f"(?<=[{NAMED}{PERSON}{GROUP}{BOTH}])(?:(?<={PERSON})(?:{posts})|{_TRAIL}+)")


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
    papers = [
        *_TITLED.finditer(text, sentence.start, sentence.end),
        *_PAPER.finditer(text, sentence.start, sentence.end),
    ]
    for match in papers:
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
    return _unname(_strip(_write(text, sentence, pieces)))


_Piece = tuple[Span, str, Mention | None]
_KEPT = compile_late("[^\\s“”‘’「」]+")


def _collapse(text: str, mentions: Sequence[Mention]) -> list[_Piece]:
    """Join an organisation and the person who acts for it into one piece."""
    pieces: list[_Piece] = []
    for mention in mentions:
        if mention.kind is PartyKind.PERSON:
            if mention.of is None:
                pieces.append((mention.span, PERSON, mention))
                continue
            start = mention.span.start
            of = organisation_of(mention.of)
            if ACTS in mention.rules:
                pieces.append((mention.span, NAMED, of))
            elif 0 <= start - of.span.end <= MAX_POST and _office().fullmatch(text, of.span.end, start):
                pieces = [piece for piece in pieces if piece[0].end <= of.span.start]
                pieces.append((Span(of.span.start, mention.span.end), NAMED, of))
            else:
                pieces.append((mention.span, PERSON, mention))
        elif mention.anaphor is Anaphor.BOTH and text[mention.span.start - 1 : mention.span.start] in _NAMING:
            continue  # 航天科工三院 is one house
        elif mention.anaphor is Anaphor.BOTH:
            pieces.append((mention.span, BOTH, mention))
        elif mention.anaphor is Anaphor.TOPIC or (not mention.named and mention.anaphor is None):
            pieces.append((mention.span, GROUP, mention))
        else:
            pieces.append((mention.span, NAMED, mention))
    return pieces


def organisation_of(of: Mention) -> Mention:
    """Return the house for which somebody acts, who may act for another person or as its secretary."""
    while of.kind is PartyKind.PERSON and of.of is not None:
        of = of.of
    committee = _COMMITTEE.search(of.name)
    if committee and of.text.endswith(committee.group()) and committee.start() > 1:
        # 学院党委书记 speaks for the college
        size = len(of.text) - len(committee.group())
        return evolve(
            of,
            span=Span(of.span.start, of.span.start + size),
            text=of.text[:size],
            name=of.name[: committee.start()],
        )
    return of


def _write(text: str, sentence: Span, pieces: Sequence[_Piece]) -> Skeleton:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    named: dict[int, Mention] = {}
    at = sentence.start

    def copy(start: int, end: int) -> None:
        for match in _KEPT.finditer(text, start, end):
            characters.append(match.group())
            starts.extend(range(*match.span()))
            ends.extend(range(match.start() + 1, match.end() + 1))

    for span, mark, mention in pieces:
        if span.start < at:
            continue
        copy(at, span.start)
        if mention is not None:
            named[len(starts)] = mention
        characters.append(mark)
        starts.append(span.start)
        ends.append(span.end)
        at = span.end
    copy(at, sentence.end)
    return Skeleton("".join(characters), tuple(starts), tuple(ends), named)


# 希腊多家机构, 联合国有关机构, 三国企业: the name only tells where those without a name are; 县医院|组织 is a verb
_ATTRIBUTE = compile_late(
    f"{NAMED}(?=(?:的)?(?P<many>[一二三四五六七八九十多两几\\d]+)?[国家个所省市]?(?:有关|相关|主流|多家|部分|一些|各|众多|一家)?(?:国有|民营|爱心)?(?:{GROUP}|企业(?!家)|机构|媒体|高校|公司|部门|单位|学校|医院|客户|伙伴|(?<!{NAMED})组织|运营商|厂商)(?![\u4e00-\u9fff]{{0,3}}(?:联盟|协会|协议)))"
)
_HELPS = ("帮扶", "支援", "协作", "扶贫", "援建", "援助", "结对", "联系", "包联")
_PEOPLE = frozenset(
    [
        "师生",
        "党员",
        "干部",
        "党员干部",
        "职工",
        "干部职工",
        "员工",
        "教师",
        "学生",
        "志愿者",
        "医务人员",
        "医护人员",
    ]
)
_ALONE = compile_late(f"(?<![与和同跟及]){NAMED}(?:、{NAMED})*{GROUP}(?:代表)?(?![与和同跟、及])")
_LOCAL = ("当地", "本地", "此地")


def _stands_alone(text: str, at: int) -> bool:
    """Tell whether the people of a house at *at*, or of several in a row, stand beside nobody else."""
    while text.endswith(f"{NAMED}、", 0, at):
        at -= 2
    return _ALONE.match(text, at) is not None


def _unname(skeleton: Skeleton) -> Skeleton:
    """Turn names that only describe a group without a name into groups."""
    if not skeleton.pieces:
        return skeleton
    text = list(skeleton.text)
    for match in _ATTRIBUTE.finditer(skeleton.text):
        at = match.start()
        behind = skeleton.pieces.get(at + 1)
        counted = match.group("many") or (behind is not None and behind.text[:1].isdigit())
        here = skeleton.pieces[at]
        if counted and skeleton.text[at - 1] in "、和及与" and here.kind is not PartyKind.PLACE:
            continue  # 甲医院、乙医院和丙医院4家医院 counts those told
        if text[at + 1 : at + 2] == ["的"] and skeleton.text.endswith(_HELPS, 0, at):
            continue  # 对口帮扶岚溪镇|的单位: the one that helps it
        if behind is not None and behind.head in _PEOPLE and _stands_alone(skeleton.text, at):
            continue  # 锦澄集团|20余名党员|来到结对村: its people go there for it
        text[at] = GROUP
        while skeleton.text[at - 2 : at] == f"{NAMED}、" and match.group("many"):
            at -= 2
            text[at] = GROUP
    for at, mention in skeleton.pieces.items():
        if text[at] == NAMED and (
            mention.text in _LOCAL
            or "某" in mention.text
            or (mention.anaphor is None and is_generic(mention.name))
        ):
            text[at] = GROUP
    return Skeleton("".join(text), skeleton.starts, skeleton.ends, skeleton.pieces)


_GENERIC = compile_late(
    r"(?:[\d一二两三四五六七八九十百]+(?:个|家|所|位)?)?(?:各|级|全国|农村|城市|城镇|城乡|三级|二级|一级|普通|优质|薄弱|重点|明确|欠发达|贫困|高等|高级|高中|初中|小学|中学|学校|机构|企业|单位|部门|地区|高校|院校|输出大省|输出|大省|对口支援|对口帮扶|结对|帮扶|受援|支援|口帮扶|兄弟|工作队|医疗|卫生|基层|社会|组织|共建|协作|企|国家|成员|友好|医院|公司|银行|乡镇|街道|社区|村庄|卫生院|扶贫|校|县区|市区|县市区|区县|市县|省市|省份|县市|市|区|县|镇|村|示范性?|实验性?|知名|优秀|龙头|相关|有关|多家|该|对方|双方|两|先进|发达|中西部|东部|西部|东西部|本土|当地|名校|名企|央企|国企|民企|中央|定点|职业|中职|高职|技工|党政|发展|首批|代表团|考察团|调研组|代表队|考察组)+"
)
_COUNTED = compile_late(
    r"(?:\d+|[一二两三四五六七八九十百]{1,3}|数十?)(?:余|多)?[家所]|各[县市区乡镇村级地校院街]"
)
_PERSONS = compile_late("(?:户|村民|群众|居民|业主|农民|家长|患者)$")
_OWN_ORGAN = compile_late(
    r"[省市县区镇乡村校](?![省市县区镇乡村])(?:医院|小学|中学|初中|高中|一中|二中|[^级]{2,})"
)


def is_generic(name: str) -> bool:
    """
    Tell whether a name holds nothing that is a name.

    >>> [is_generic(name) for name in ("三级医院", "定点扶贫县", "六家博物馆", "县医院", "沐白小学")]
    [True, True, True, False, False]
    """
    if _COUNTED.match(name) or _PERSONS.search(name):
        return True  # 六家博物馆, 各县区人民医院; 养殖户
    return _GENERIC.fullmatch(name) is not None and not (
        len(name) <= 5 and _OWN_ORGAN.fullmatch(name) and name not in ("市区", "县区", "县市区", "市县")
    )


def _strip(skeleton: Skeleton) -> Skeleton:
    for pattern in (_ASIDE, _ADVERB, _trail()):
        skeleton = drop(skeleton, [match.span() for match in pattern.finditer(skeleton.text)])
    return skeleton


def drop(skeleton: Skeleton, stretches: Sequence[tuple[int, int]]) -> Skeleton:
    """Return *skeleton* without *stretches*, which are in order and do not overlap."""
    if not stretches:
        return skeleton
    begins = [start for start, _ in stretches]
    behind = [end for _, end in stretches]
    kept = [slice(start, end) for start, end in zip([0, *behind], [*begins, None], strict=True)]
    gone = [0, *accumulate(end - start for start, end in stretches)]
    pieces: dict[int, Mention] = {}
    for old, mention in skeleton.pieces.items():
        number = bisect_right(begins, old)  # of stretches that begin before it
        if number == 0 or behind[number - 1] <= old:
            pieces[old - gone[number]] = mention
    return Skeleton(
        "".join(skeleton.text[each] for each in kept),
        tuple(chain.from_iterable(skeleton.starts[each] for each in kept)),
        tuple(chain.from_iterable(skeleton.ends[each] for each in kept)),
        pieces,
    )
