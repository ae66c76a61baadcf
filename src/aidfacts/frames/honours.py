"""
Finds who gave by what came of it: thanks, a certificate, an agreement, a ceremony called after him.

None of these says what was given. Where both sides have names each tells a gift all the same (docs/facts.md), unless
the page tells that gift in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aidfacts.frames.acting import acting_for
from aidfacts.frames.stretches import ReadSlot
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Form, Item, PartyKind
from aidfacts.model.frame import Frame, FrameKind, Trigger
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.objects import Objects
from aidfacts.model.span import Span
from aidfacts.model.values import evolve, frozen

HONOUR = "honours/"  # how the rule begins that such a gift is found by

# Patterns are asked of the sentence with its parties masked, so that no 和 or 对 of a name is taken for a word.
_NAMED, _UNNAMED = "\ue000", "\ue001"
_GIFT = "(?P<noun>捐赠|捐款|捐资(?:助学|办学|兴学)?|捐助|捐献|馈赠|资助)"
# 周砚秋|先生长期以来|对: how one is addressed, and since when
_OF = "(?:先生|女士|校友|同学|同志|老师|老人|夫妇|伉俪|教授|院士|董事长|总经理|等|一行|长期以来|一直以来|多年来|这些年来|长期|一直|多年|历年|始终|此次|本次|这次|生前)*"
# 慷慨|捐赠, 关心支持和|捐赠: praise between who gave and the gift
_PRAISE = (
    "(?:慷慨|无私|爱心|大力|鼎力|倾情|热心|热忱|大额|巨额|热情|真情|温暖|宝贵|长期|持续|多次|公益|善意|义务|再次|此次|本次|这次|这份|这笔"
    "|的|之|关心|关爱|关怀|支持|帮助|厚爱|信任|信赖|、|和|与|及|以及)*"
)
# Behind the noun: what is left of the thanks, and no word of which it is only a part (捐赠|工作, 捐赠|的图书)
_TAIL = "(?=之?(?:善[举行意心]|义举|壮举|爱心|举|行为|情|大爱)|助学|办学|支持|[和与及、,。;!\\s”以将]|$|表示|表达|致以|深表|给予|予以|助力|用于)"
_ROW = f"(?<![{_NAMED}])(?P<by>[{_NAMED}]+(?:(?:(?!举[行办]|召开|迎来|接[受收过]|收到|获|颁|结[对成]|[对向给为的谢,。;!])[^{_UNNAMED}{_NAMED}]){{1,12}}[{_NAMED}]+)*)"
_TO = f"(?:[对向给为予与]予?(?P<to>[{_NAMED}{_UNNAMED}]+)[^,。;!的]{{0,10}}?)?"
_TITLES = f"[^,。;!对向给为的{_NAMED}]{{0,16}}?"
_PRAISES = "(?:表示|表达|致以|深表|给予|予以|送上)[^,。;!]{0,14}?(?:感谢|谢意|感激|敬意|敬佩|赞[扬赏许]|肯定|评价|致谢)"
_PAPER = "(?P<noun>捐赠|捐款|捐资|捐助)”?(?:(?:荣誉|纪念|收藏|爱心)?(?:证书?|牌匾|匾额?|奖牌|铭牌)|(?:荣誉|纪念|爱心)牌?)"
_RITE = (
    "的?(?:项目|协议|物资|签约|签字|颁证|启动|交接|揭牌|受赠|接收|暨[^,。;!]{0,10}?)*(?:仪式|典礼|大会|活动)"
)
_DEED = "捐赠|捐款|捐资|捐助|资助|捐建"
_DOCUMENT = "(?:协议书?|意向书|合同书?|备忘录)"
_EAGERLY = (
    "(?:相继|纷纷|先后|踊跃|慷慨|积极|陆续|多次|再次|热情|自发|主动|累计|共同|长期|多年|大量|还|也|都|均|又)*"
)
_AWARDS = "(?:颁[发赠授送]?|授予?|赠送?予?|送上|递[交上]|回赠|致送)"
# 锦澄集团|图书|捐赠仪式
_THING = "(?P<thing>奖学金|奖教金|助学金|图书|书籍|电脑|教学设备|医疗设备|课桌椅|校服|体育器材|钢琴|救护车|校车)?(?:(?:爱心|防疫|教学)?物资)?"
_SIGNS = "(?:签署|签订|签约|签下|签|达成)了?"

_PATTERNS = {
    # 周砚秋|向|沐白中学|校长递交捐赠支票
    "handed": compile_late(
        f"{_ROW}{_OF}向(?P<to>[{_NAMED}]+[^,。;!]{{0,10}}?)(?:递交|移交|交付|送上|转交|赠送)了?[^,。;!]{{0,4}}?(?P<noun>捐赠|捐款)(?:支票|牌|清单|物资清单)"
    ),
    # 感谢|锦澄集团|对|学校|的慷慨捐赠
    "thanked": compile_late(
        f"(?:感谢|答谢|感恩|铭记|感激|鸣谢|得益于|受益于|来自|有了|离不开){_TITLES}{_ROW}{_OF}{_TO}的?{_PRAISE}{_GIFT}{_TAIL}"
    ),
    # 对|周砚秋校友|的慷慨捐赠|表示感谢
    "praised": compile_late(
        f"[对向就]{_TITLES}{_ROW}{_OF}{_TO}的?{_PRAISE}{_GIFT}[^,。;!]{{0,12}}?,?{_PRAISES}"
    ),
    # 学校|接受了|锦澄集团|的捐赠
    "accepted": compile_late(
        f"(?:接受|收到|获得|得到|获|接收|迎来)[了过]?{_TITLES}{_ROW}{_OF}{_TO}的{_PRAISE}{_GIFT}{_TAIL}"
    ),
    # 向|周砚秋、何映雪夫妇|颁发捐赠证书, 向|锦澄集团|表示感谢,并颁发捐赠证书
    "certificate": compile_late(
        f"[向为给与]{_TITLES}{_ROW}[^,。;!]{{0,10}}?(?:(?:表示|致以)[^,。;!]{{0,10}}谢[^,。;!]{{0,4}},并?)?{_AWARDS}了?[^,。;、!]{{0,6}}?{_PAPER}"
    ),
    # 周砚秋|从校长手中接过捐赠证书
    "certificate_taken": compile_late(
        f"{_ROW}{_OF}(?:从[^,。;!]{{2,16}}?手[中里上])?(?:接过|获颁|荣获|获授|领取了?|获赠)[^,。;!]{{0,16}}?{_PAPER}"
    ),
    # 沐白中学|与|锦澄集团|签署捐赠协议, 周砚秋代表|锦澄集团|、何映雪代表|沐白中学|签署捐赠协议, 在捐赠协议上签字, 举行捐赠签约仪式
    "agreement": compile_late(
        f"(?<![{_NAMED}])(?P<one>[{_NAMED}][^,。;!]{{0,40}}?)(?:[与和同跟]|[、,](?=[{_NAMED}]+代表))(?P<two>[^,。;!]{{0,30}}[{_NAMED}]+)[^,。;!{_NAMED}]{{0,16}}?"
        f"(?:{_SIGNS}[^,。;、!]{{0,12}}?(?P<noun>{_DEED})[^,。;!]{{0,4}}?{_DOCUMENT}"
        f"|在《?[^,。;!]{{0,12}}?(?P<noun_>{_DEED})[^,。;!]{{0,4}}?{_DOCUMENT}》?上签[字名约]"
        f"|(?:举行|举办|开展)?(?P<rite>{_DEED}){_RITE})"
    ),
    # 陆见山、周砚秋分别代表|沐白中学、锦澄集团|签署捐赠协议
    "agreement_for": compile_late(
        f"分别代表(?P<one>[{_NAMED}]+)[、和与](?P<two>[{_NAMED}]+)[^,。;!{_NAMED}]{{0,8}}?{_SIGNS}[^,。;、!]{{0,12}}?(?P<noun>{_DEED})[^,。;!]{{0,4}}?{_DOCUMENT}"
    ),
    # 周砚秋等校友|纷纷捐资,支持|母校
    "given_for": compile_late(
        f"{_ROW}{_OF}(?:[{_UNNAMED}]+(?:[及和与、][^,。;!]{{0,4}}[{_UNNAMED}]+)*)?{_EAGERLY}(?P<noun>捐赠|捐资助学|捐资|捐款|慷慨解囊|解囊相助),[^。;!\\d]{{0,40}}?(?:支持|支援|助力|反哺|回馈|帮助|回报)[^,。;!]{{0,6}}?(?P<to>[{_NAMED}]+)"
    ),
    # 周砚秋先生|情系|母校|,多次捐资助学
    "given_at": compile_late(
        f"{_ROW}{_OF}(?:始终|一直|多年)?(?:情系|心系|热爱|关心支持|关心|支持|牵挂|感念|不忘|反哺|回报|回馈|回到|重返|回)(?:母校|家乡)??(?P<to>[{_NAMED}]+)[^,。;!\\d]{{0,12}}?,?{_EAGERLY}(?P<noun>捐赠|捐资助学|捐资|捐款){_TAIL}"
    ),
    # 锦澄集团|与|我校20名学生|结对,资助他们
    "paired": compile_late(
        f"{_ROW}[^,。;!]{{0,8}}?[与和同](?P<to>[{_NAMED}{_UNNAMED}]+[^,。;!{_UNNAMED}]{{0,8}}?[{_UNNAMED}]+|[{_UNNAMED}]+)[^,。;!]{{0,4}}?结[对成为][^,。;!]{{0,8}}?,?(?:并|长期|每年|定期|坚持|开展)*(?P<noun>资助|助学|捐助|捐资助学)"
    ),
    # 锦澄集团|捐赠|沐白中学|签约仪式
    "ceremony_to": compile_late(
        f"{_ROW}{_OF}{_PRAISE}{_GIFT}(?P<to>[{_NAMED}]+)(?:签约|签字|启动|交接|揭牌|协议|项目)*(?:仪式|典礼)"
    ),
    # 锦澄集团|爱心捐赠仪式|在沐白中学举行; 我校举行|锦澄集团|捐赠仪式
    # … leaves 明屿日报对|锦澄集团|捐赠活动进行了报道
    "ceremony": compile_late(
        f"{_ROW}{_OF}{_TO}的?{_PRAISE}{_THING}{_GIFT}{_RITE}(?!(?:进行|作|做)了?[^,。;]{{0,4}}(?:采访|报道|宣传))"
    ),
    # 校友周砚秋、何映雪|也将捐助资金用于|学校|校史丛书的出版
    "spent_on": compile_late(
        f"{_ROW}{_OF}(?:[也还均都]|先后|分别)*[将把](?P<noun>捐[助赠])的?(?:资金|款项|善款|经费)(?:全部|专门)?用于(?P<to>[{_NAMED}]+)"
    ),
    # 他|大量捐资办学,|沐白中学,岚溪小学,禾川大学
    "schools": compile_late(
        f"(?P<by>[{_NAMED}{_UNNAMED}]+){_OF}[^,。;!]{{0,6}}?{_EAGERLY}(?P<noun>捐资(?:办学|兴学|助学))[,:](?:受益的?有|惠及了?|包括|如|有)?(?P<to>[{_NAMED}]+(?:[,、和及][{_NAMED}]+)+)"
    ),
}
# 在|沐白中学|报告厅举行, 沐白中学|隆重举行
_HELD = compile_late(f"在(?P<at>[{_NAMED}]+)[^,。;!]{{0,12}}?(?:举行|举办|召开|进行)")
_HOLDS = compile_late(f"(?P<at>[{_NAMED}]+)[^,。;!{_NAMED}]{{0,10}}?(?:举行|举办|召开|迎来|接受|获)")
_AHEAD = compile_late("将|拟|即将|计划|定于")
# 希望得到|…|的捐赠, 拒绝接受: it did not come
_NOT_SO = compile_late(
    "希望|渴望|期待|拒绝|拒收|婉拒|没有|未能|从未|不再|如果|假如|争取|寻求|呼吁|能够|可以|可$|愿$|欢迎"
)
_OFTEN = compile_late("多次|多年|大量|长期|一直|历年|累计|先后|始终|年来|一贯")
_YEARLY = compile_late("每学?[年月期]|定期")
_OF_HOUSE = compile_late("[我本该母]校|[小中大]学(?!生)|学院|学校|幼儿园|福利院")
_HEADS = compile_late("(?:校长|书记|院长|园长|馆长|理事长|秘书长|会长|处长)")
_TAKES = compile_late("慈善|红十字|基金会$|福利院|敬老院|养老院|救助站|图书馆|博物馆|纪念馆")
_DESK = compile_late("(?:党委|党总支|支部|团委|工会|办公室|[处部科室])$")
_SCHOOL = compile_late("(?:[小中大]学|学院|学校)$")
_UNREAD = compile_late(
    "(?:(?<=[对向为谢、和与])|(?<=举行)|(?<=举办)|(?<=校友)|(?<=接受)|(?<=[得收]到)|(?<=[到受][了过])|^)(?P<who>[\u4e00-\u9fff]{2,3}?)(?=先生|女士|校友|夫妇|伉俪|、[\u4e00-\u9fff]{2,3}(?:夫妇|先生|校友)|、(?=[\u4e00-\u9fff]{4,})"
    "|的?(?:慷慨|大力|无私|爱心|鼎力|倾情)?(?:捐[赠款资助]))"
    "|(?:(?<=[,。;:在])|(?<=代表)|^)(?P<house>学校)(?=[隆专特报会举])|(?<=用于)(?P<own>学校|母校)"
)
_PEOPLE = compile_late(
    "(?P<house>[^,。;]{2,16}(?:[小中大]学|学院|幼儿园))(?:的|全体|全校|广大)*(?:师生|学生|教师|教职工|同学们?|孩子们?)"
)
_TAKERS = (PartyKind.SCHOOL, PartyKind.HOSPITAL)
_GATE = compile_late("[捐资赠](?=[赠款资助献])")
_RITES = compile_late(
    "谢|得益|受益|来自|有了|离不开|用于|办学|助学|兴学|支票|清单|结[对成为]|支持|支援|助力|反哺|回[馈报到母]|帮助|[情心]系|热爱|关心|牵挂|感念|不忘|重返|铭记|感恩|感激|表示|表达|致以|深表|给予|予以|接受|收到|获|得到|接收|迎来|证|牌|匾|协议|合同|意向|备忘|仪式|典礼|大会|活动"
)


def may_honour(text: str, sentence: Span) -> bool:
    """Tell whether a sentence may speak of what came of a gift, by its characters alone."""
    if _GATE.search(text, sentence.start, sentence.end) is None:
        return False
    return _RITES.search(text, sentence.start, sentence.end) is not None


def find_honours(
    text: str, sentence: Span, number: int, mentions: Sequence[Mention], read_slot: ReadSlot
) -> tuple[Frame, ...]:
    """
    Return a frame without a thing for each gift that a sentence tells by what came of it, one for each word of giving.

    校长陆见山感谢锦澄集团对学校的捐赠: from 锦澄集团 to 学校. Who gets it stays empty where the sentence does not tell it.
    """
    if not may_honour(text, sentence):
        return ()
    mentions = _with_unread(text, sentence, mentions, read_slot)
    masked = _mask(text, sentence, mentions)
    found: dict[int, Frame] = {}
    for rule, pattern in _PATTERNS.items():
        for match in pattern.finditer(masked):
            frame = _Told(text, sentence, mentions, masked, rule, match).frame(number)
            if frame is not None:
                found.setdefault(frame.trigger.span.start, frame)
    return tuple(found[at] for at in sorted(found))


def _with_unread(
    text: str, sentence: Span, mentions: Sequence[Mention], read_slot: ReadSlot
) -> tuple[Mention, ...]:
    """Return *mentions* with the persons and schools that no other place shows to be some: 对|周砚秋|的慷慨捐款, |学校|隆重举行."""
    told = list(mentions)
    for match in _UNREAD.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span(match.lastgroup or 0))
        if any(m.span.overlaps(span) for m in told):
            continue
        if match.lastgroup != "who":
            name = match[match.lastgroup or 0]
            told.append(Mention(span, name, name, PartyKind.SCHOOL, head="学校", anaphor=Anaphor.LAST))
            continue
        slot = read_slot(span)
        if slot is not None and slot.kind is PartyKind.PERSON and slot.span == span:
            told.append(slot)
    return tuple(sorted(told, key=lambda m: m.span))


def _mask(text: str, sentence: Span, mentions: Sequence[Mention]) -> str:
    """Return a sentence with its parties as rows of one character each, so that places stay what they are."""
    masked = list(sentence.cut(text))
    for mention in mentions:
        named = mention.named and mention.anaphor not in (Anaphor.BOTH, Anaphor.TOPIC)
        for at in range(mention.span.start - sentence.start, mention.span.end - sentence.start):
            masked[at] = _NAMED if named else _UNNAMED
    return "".join(masked)


@frozen
class _Told:
    """A place where one of the patterns fits a sentence: `match` is of the masked sentence."""

    text: str
    sentence: Span
    mentions: tuple[Mention, ...]
    masked: str
    rule: str
    match: re.Match[str]

    def span(self, group: str | int = 0) -> Span:
        start, end = self.match.span(group)
        return Span(self.sentence.start + start, self.sentence.start + end)

    def has(self, group: str) -> bool:
        return group in self.match.re.groupindex and bool(self.match[group])

    def inside(self, group: str) -> tuple[Mention, ...]:
        if not self.has(group):
            return ()
        span = self.span(group)
        return tuple(m for m in self.mentions if m.span in span)

    def parties(self) -> tuple[tuple[Mention, ...], tuple[Mention, ...]] | None:
        """Return who gave and who got; None where that is nobody, or the words say that nothing was given."""
        if self.rule.startswith("agreement"):
            sides = _sides(self.text, self.inside("one"), self.inside("two"))
        else:
            sides = _acting(self.text, self.inside("by")), _named_in(self.text, self.inside("to"))
        if sides is None or not sides[0] or self._is_barred(*sides):
            return None
        donors, recipients = sides
        if not recipients and self.rule == "ceremony":
            hosts = _hosts(self.mentions, self.sentence, self.masked, self.match)
            if self.text.endswith(_TO_WHOM, 0, donors[0].span.start):
                donors, hosts = hosts, donors  # 县红十字会举行向|北塘村|物资捐赠仪式
            return (donors, hosts) if donors and hosts else None
        at = self.span().start
        return donors, recipients or _takers(self.text, self.mentions, donors, at)

    def _is_barred(self, donors: Sequence[Mention], recipients: Sequence[Mention]) -> bool:
        if any(m.anaphor is Anaphor.TOPIC for m in recipients):
            return True
        start = self.match.start()
        if self.rule == "paired":
            # 张老师与|3名贫困学生|结对资助: nobody knows whose pupils
            return _OF_HOUSE.search(self.span("to").cut(self.text)) is None
        if self.rule == "accepted":
            return _NOT_SO.search(self.masked, max(0, start - 8), start) is not None
        if self.rule == "spent_on":
            return any(_is_taker(m) for m in donors)  # 县慈善会将捐赠资金用于小学: what others gave it
        if self.rule == "ceremony":
            # 沐白中学图书捐赠仪式在学校举行: where it is held; 商会和|锦澄集团|捐赠仪式: nobody knows which one gives
            held = not recipients and any(m.kind in _TAKERS for m in donors)
            return held or self.masked[max(0, start - 1) : start] in ("与", "和", "同", "跟")
        return False

    def frame(self, number: int) -> Frame | None:
        """Return the gift, None where it is none."""
        parties = self.parties()
        if parties is None:
            return None
        donors, recipients = parties
        words = self.match.group()
        span = self.span(next(group for group in ("noun", "noun_", "rite") if self.has(group)))
        ahead = self.rule == "ceremony" and _AHEAD.search(self.masked, self.match.end())
        return Frame(
            trigger=Trigger(span, span.cut(self.text), FrameKind.GIVE, "strong"),
            kind=FrameKind.GIVE,
            clause=self.span(),
            sentence=number,
            objects=_thing(self.text, self.span("thing")) if self.has("thing") else None,
            donors=donors,
            recipients=tuple(m for m in recipients if m not in donors),
            status="planned" if ahead else "ongoing" if _YEARLY.search(words) else None,
            scope="cumulative" if _OFTEN.search(words) else None,
            rules=(HONOUR + self.rule,),
        )


_TO_WHOM = ("向", "对", "为", "给", "支援", "援助", "驰援")


def _thing(text: str, span: Span) -> Objects:
    """Return what a ceremony is called after beside the giver: 锦澄集团|图书|捐赠仪式."""
    name = span.cut(text)
    form = Form.CASH if name.endswith("金") else Form.GOODS
    return Objects(span=span, items=(Item(name, name, span),), form=form)


def _named_in(text: str, row: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return who gets of the parties behind a marker: the house of whose head is told, the schools of a row, else the last."""
    houses = tuple(m for m in _houses(text, row) if _is_taker(m))
    people = bool(row) and not row[-1].named
    return tuple(row[-1:]) if people or not houses else houses


def _acting(text: str, row: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return who gave of a row of parties, without the houses that only say who a person is."""
    houses = {m.of for m in row if m.of is not None}
    acting: list[Mention] = []
    for mention in row:
        if text.startswith("代表", mention.span.end) and any(
            m.span.start == mention.span.end + 2 for m in row
        ):
            continue  # 周砚秋代表|锦澄集团
        # 秘书长何映雪与|周砚秋|签署: whose man he is, the words of the other side do not tell
        actor = acting_for(text, mention) if mention.of is None or mention.of in row else mention
        if (mention not in houses or actor is not mention) and actor not in acting:
            acting.append(actor)
    return tuple(m for m in acting if m.kind is not PartyKind.PROJECT)


def _is_taker(mention: Mention) -> bool:
    lives_on_gifts = mention.kind in _TAKERS or _TAKES.search(mention.name) is not None
    return mention.named and lives_on_gifts and not _DESK.search(mention.name)


def _house_of_people(mention: Mention) -> Mention:
    """Return the school of people who give thanks, or who they are: 沐白中学|全体师生."""
    people = _PEOPLE.fullmatch(mention.name) if mention.kind is PartyKind.GROUP else None
    if people is None or mention.name != mention.text:
        return mention
    span = Span(mention.span.start, mention.span.start + people.end("house"))
    name = people["house"]
    return evolve(mention, span=span, text=name, name=name, kind=PartyKind.SCHOOL, named=True, count=None)


def _takers(
    text: str, mentions: Sequence[Mention], donors: Sequence[Mention], at: int
) -> tuple[Mention, ...]:
    """Return the house told nearest before *at*, or behind it, that may have got the gift: 校长代表|学校|接受捐赠,并向…."""
    of = [d.of for d in donors]
    told = [_house_of_people(m) for m in _houses(text, mentions)]
    houses = [m for m in told if _is_taker(m) and m not in donors and m not in of]
    before = [m for m in houses if m.span.end <= at]
    return tuple(before[-1:] or houses[:1])


def _hosts(
    mentions: Sequence[Mention], sentence: Span, masked: str, match: re.Match[str]
) -> tuple[Mention, ...]:
    """Return the house in which a ceremony is held, or which holds it."""
    before = list(_HOLDS.finditer(masked, 0, match.start()))
    held = _HELD.search(masked, match.end()) or (before[-1] if before else None)
    if held is None:
        return ()
    at = sentence.start + held.start("at")
    return tuple(m for m in mentions if _is_taker(m) and m.span.start == at)


def _sides(
    text: str, one: Sequence[Mention], two: Sequence[Mention]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]] | None:
    """Return who gives and who gets of the two sides of an agreement, None where neither side is a house that lives on gifts."""
    first, second = _gets(text, _houses(text, one)), _gets(text, _houses(text, two))
    if first == second:
        return None
    giving, getting = (two, one) if first > second else (one, two)
    houses = tuple(m for m in _houses(text, getting) if _is_taker(m))
    return _acting(text, giving), houses[-1:]


def _houses(text: str, row: Sequence[Mention]) -> list[Mention]:
    """Return a row with the house of a committee for the committee: 沐白大学|党委书记."""
    houses = [m if m.kind is PartyKind.PERSON else acting_for(text, m) for m in row]
    return [
        evolve(house, kind=PartyKind.SCHOOL) if house is not m and _SCHOOL.search(house.name) else house
        for m, house in zip(row, houses, strict=True)
    ]


def _gets(text: str, side: Sequence[Mention]) -> int:
    """Tell how surely one side of an agreement gets: as a school or its head (2), as a charity, which may give as well (1)."""
    houses = [m for m in side if _is_taker(m) and not any(p.of is m and _is_member(text, p) for p in side)]
    heads = any(
        m.kind is PartyKind.PERSON
        and m.of is None
        and (
            _HEADS.search(text, max(0, m.span.start - 4), m.span.start)
            or _HEADS.match(text, m.span.end, m.span.end + 4)
        )
        for m in side
    )
    return 2 if heads or any(m.kind in _TAKERS for m in houses) else int(bool(houses))


def _is_member(text: str, person: Mention) -> bool:
    return acting_for(text, person) is person
