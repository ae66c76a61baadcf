"""What later sentences tell of the gifts told before them: who gave them, and who got them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from aidfacts.discourse import looks_back
from aidfacts.frames import COLLECTS, collects
from aidfacts.frames.acting import acting_for
from aidfacts.frames.roles import is_joined
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Date, PartyKind
from aidfacts.model.frame import Frame, FrameKind
from aidfacts.model.mention import Mention
from aidfacts.model.source import BlockKind, Sentence
from aidfacts.model.span import Span

_THIS_TIME = compile_late(r"(?:[此这本该]次|此番)$")
_THIS_SUM = compile_late(r"[这该此]一?[笔批项][^,。;:]{0,14}$")  # 这笔1亿元|捐赠|将分五年到账
MAX_THIS = 20  # characters of 这笔 with the sum behind it
# 它倾注了|全校师生|的爱, 这是|全体教职工|的一份心意, 这是|锦澄集团|专程送来的礼物; 这笔钱来自|锦澄集团, 捐款人是|周砚秋; ,资金由|锦澄集团|提供
# 捐赠这批课桌的,是|周砚秋; 这笔善款是|周砚秋|捐来的; 学生代表向|锦澄集团|献上红领巾
_GIVEN = r"(?:出资|捐[赠助献资款出来]?|资助|赞助|[送寄汇运]来|赠送)"
_THESE = r"[这该此](?:(?:\d[\d.,]*[万千百]?|[一两二三几])?[余多]?[笔台辆套批件架艘箱份只袋个床册本张顶盒副条]|些|[\d.,]+[万亿]?元)"
_WHOSE = compile_late(
    r"(?:倾注|凝聚|饱含|承载|汇聚|凝结|寄托|包含|满载|浸透|代表|是)(?:着|了)?(?P<whose>[^,。;:的]{2,20}?)"
    r"(?:用自己的|的(?:[^,。;:的]{0,6}(?:爱心|心意|深情|真情|关爱|善意|善心|积蓄)|爱(?=[,。;!])))"
    r"|(?:(?:钱|善款|捐款|款项|爱心款|[图衣]?[书物]籍?|物[资品]"
    rf"|{_THESE}[^,。;]{{0,16}}?|的[\d.,]+[万亿]?元)(?:全部|均|都)?(?:来自于?|来源于|出自)"
    r"|(?:捐[款赠助献资]|汇款)(?:人|者|方|单位|企业)(?:是|为|系))(?P<who>[^,。;:]{2,30})"
    r"|(?:(?<=[,;。])(?:(?!活动|[晚大集年]会|比?赛|演出|仪式)[^,。;:由]){0,8}|的[^,。;:由]{1,20})由(?P<by>[^,。;:]{2,24}?)(?:全额|独家|共同|联合|个人|全部)?"
    r"(?:出资|捐赠|捐助|捐献|捐资|捐出|资助|赞助|提供|承担|支付)(?:捐赠|赞助|支持|资金|购买|购置)?(?=[,。;!\n])"
    rf"|(?:(?<=[,。;\n]){_THESE}|的)[^,。;:是]{{0,16}}(?:都|均|全部|正)?是(?P<of>[^,。;:]{{2,24}}?){_GIVEN}(?:赠|购买)?的(?=[,。;!\n])"
    rf"|(?<=[,。;\n])(?:原来,)?(?:[给为][^,。;:]{{1,8}})?{_GIVEN}(?!最)[^,。;:]{{0,16}}的,?(?:正|就|便|都)?是(?P<done>[^,。;:]{{2,30}})(?=[。;!\n])"
    r"|[对向给为](?P<thanked>[^,。;:]{2,24}?)(?:的[^,。;]{0,8}(?:义举|善举|爱心|慷慨|捐赠|捐助|无私|奉献)[^,。;]{0,10}(?:表示|给予|致以|表达)"
    r"|(?:献上|敬献|回赠|颁发|赠送|佩戴)[^,。;]{0,6}(?:红领巾|锦旗|捐赠证书|收藏证书|感谢信|感谢状|牌匾))"
    r"|(?<=[,;])(?:均|全部|都)?(?:来自|出自|源自)于?(?P<source>(?:(?!的)[^,。;:]){2,40}?)(?:之手)?(?=[,。;!\n]|$)"
    # 91名记者获得援助金。这是|青禾记者协会|连续第九年对他们进行援助
    rf"|(?<=[。!;\n])(?:这|此次|本次)(?:也|已)?是(?P<again>[^,。;:的]{{2,20}}?)(?:连续|首次|再次|第[一二三四五六七八九十\d]+[次年届批轮])[^。;]{{0,48}}"
    r"(?:援助|资助|捐助|救助|慰问|捐赠|捐款|助学|奖励)(?=[。!;\n])"
    r"|(?<=[。!;\n])(?:这些?|它们|那些?)(?:都|全|正)?(?:是|系)(?:[^。;!]{0,30},)?(?P<sent>(?:(?!收到|接受|获|得到)[^,。;!]){2,60}?),?"
    r"(?:专程|特意|特地|专门|共同|联合)*(?:送来|捐赠|捐献|赠送|送上|带来|寄来|运来)的[^,。;!]{0,6}(?=[,。;!\n])"
)
MAX_WHOSE = 8  # characters before who it is, of praise or of where they are: 岚溪一中的|学生
_THANKED = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.PERSON, PartyKind.GOVERNMENT, PartyKind.OTHER)
NEAR_BLOCKS = 2  # paragraphs between a gift and the sentence that says where it went
# Houses that take in money for others: 本报, 报社, 电视台
_PAPERS = ("报", "报社", "台", "编辑部", "栏目组", "杂志社")


@frozen
class Gift:
    """
    A frame that is a gift, with where it stands.

    `told` is the frame before the discourse filled it, `topic` who acted last, for a 他 that points at nobody else.
    """

    frame: Frame
    told: Frame
    sentence: Sentence
    kind: BlockKind
    date: Date | None
    topic: tuple[Mention, ...] = ()


def with_givers(text: str, gift: Gift, stretch: Span, mentions: Sequence[Mention]) -> Gift:
    """
    Return *gift*, of which nobody is told to have given it, with whose it is by the *stretch* behind it.

    共募集善款8万元。这笔钱凝聚着全校师生的爱心 | 捐款人是锦澄集团 | 这是全体教职工的一份心意
    """
    if any(m.named for m in gift.frame.donors):
        return gift
    for told in _WHOSE.finditer(text, stretch.start, stretch.end):
        if gift.frame.donors and not told["who"]:
            continue  # 爱心组织捐赠轮椅: only 捐赠方为 says who that was
        who = Span(*told.span(told.lastgroup or "who"))
        inside = [m for m in mentions if m.span in who]
        if told["thanked"] and not _is_thanked(gift, inside):
            continue
        titled = _titled_last(inside, who.end) if told["source"] else []
        row = titled or first_row(text, inside)
        near = bool(titled) or (bool(row) and row[0].span.start - who.start <= MAX_WHOSE)
        ends = (
            not (told["whose"] or told["done"]) or who.end - row[-1].span.end <= 1 if row else False
        )  # 孩子|们
        if near and ends:
            donors = tuple(acting_for(text, m) for m in row if m not in gift.frame.recipients)
            return evolve(gift, frame=evolve(gift.frame, donors=donors).because("discourse/whose"))
    return gift


def _is_thanked(gift: Gift, inside: Sequence[Mention]) -> bool:
    """Tell whether a house or person who is thanked behind a single gift gave it; what many gave together he did not."""
    frame = gift.frame
    many = frame.kind is FrameKind.RAISE or frame.scope == "cumulative"
    return not many and bool(inside) and all(m.named and m.kind in _THANKED for m in inside)


def first_row(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the first row of parties joined to one another, without what only says whose they are: 明屿市的|退休教师."""
    row: list[Mention] = []
    for mention in mentions:
        gap = text[row[-1].span.end : mention.span.start] if row else ""
        if row and is_joined(gap):
            row.append(mention)
        elif row and mention.of is not None and mention.of.span == row[-1].span:
            row[-1] = mention  # 锦澄集团|董事长|周砚秋
        elif not row or not gap or gap.startswith("的"):
            row = [mention]
        else:
            break
    return row


def _titled_last(mentions: Sequence[Mention], end: int) -> list[Mention]:
    """Return the person in whose name a row of titles ends: 来自锦澄集团名誉主席、沐大校友|周砚秋|。"""
    last = mentions[-1] if mentions else None
    return [last] if last is not None and last.kind is PartyKind.PERSON and last.span.end == end else []


def of_this_gift(text: str, found: Sequence[Gift], told: Frame, block: int) -> Frame:
    """Return a frame that points at the gift told last with the parties of that gift: 此次|捐赠|的大米、毛毯; 这笔1亿元|捐赠."""
    last = found[-1] if found else None
    if _THIS_SUM.search(text, max(0, told.trigger.span.start - MAX_THIS), told.trigger.span.start):
        return _of_this_sum(last, told)
    if last is None or told.donors or told.recipients or block - last.sentence.block > NEAR_BLOCKS:
        return told
    if not _THIS_TIME.search(text, max(0, told.trigger.span.start - 3), told.trigger.span.start):
        return told
    if not text.startswith("的", told.trigger.span.end):
        return told
    given = evolve(told, donors=last.frame.donors, recipients=last.frame.recipients)
    return given.because("discourse/this_gift")


def _of_this_sum(last: Gift | None, told: Frame) -> Frame:
    """Return a frame that only tells a sum again with the parties of its gift; no other gave it where that is not known."""
    if told.donors or told.kind is FrameKind.RECEIVE:
        return told
    held = last.frame if last is not None else None
    if held is None or held.objects is None or told.objects is None or held.objects.amount is None:
        return evolve(told, unread=True)
    again = told.objects.amount
    if again is None or again.value != held.objects.amount.value:
        return evolve(told, unread=True)
    return evolve(told, donors=held.donors, recipients=held.recipients).because("discourse/this_gift")


def _are_passed_on(given: Frame, told: Frame) -> bool:
    """Tell whether a gift goes on from whom the same sentence told to get it: 书籍已运至|青禾小学|,将统一|运送至|远山县."""
    if "discourse/handed_back" not in given.rules or not given.recipients or told.sentence <= given.sentence:
        return False
    first = given.recipients[0].span.end
    return all(m.span.start >= told.sentence for m in given.recipients) and told.trigger.span.start > first


def hand_back(found: list[Gift], told: Frame, block: int) -> list[Gift]:
    """Give the receiver told last to the gifts before it that have none: 善款全部汇入县慈善会."""
    settled = list(found)
    if found and only_collected(found[-1], told, block):
        held = found[-1].frame
        frame = evolve(held, recipients=told.recipients, channels=(*held.channels, *held.recipients))
        settled[-1] = evolve(found[-1], frame=frame.because("discourse/handed_on"))
        return settled
    for at in range(len(found) - 1, -1, -1):
        gift = found[at]
        if at and gift.frame.recipients == told.recipients and gift.sentence is found[at - 1].sentence:
            continue  # 甲公司捐款8万元,乙公司捐款5万元,全部送往|灾区: the last of a row has it
        if _are_passed_on(gift.frame, told):
            gift = evolve(gift, frame=evolve(gift.frame, recipients=()))
        if gift.frame.recipients or not 0 <= block - gift.sentence.block <= NEAR_BLOCKS:
            break
        frame = evolve(gift.frame, recipients=told.recipients).because("discourse/handed_back")
        settled[at] = evolve(gift, frame=frame)
    return settled


def give_to_collector(text: str, found: list[Gift], mentions: Sequence[Mention]) -> list[Gift]:
    """
    Return *found* with the one house that a page tells to take gifts in for those told before it without a receiver.

    2月3日,锦澄集团捐赠口罩2000只。… 目前,岚溪镇正陆续收到各界的爱心捐赠。
    """
    if not any(_goes_nowhere(text, gift) for gift in found):
        return found
    collecting = [m for m in mentions if m.named and collects(text, m)]
    if len({m.name for m in collecting}) != 1:
        return found
    house = collecting[0]
    return [
        evolve(gift, frame=evolve(gift.frame, recipients=(house,)).because("discourse/collector"))
        if _goes_nowhere(text, gift) and gift.frame.clause.start < house.span.start
        else gift
        for gift in found
    ]


def _goes_nowhere(text: str, gift: Gift) -> bool:
    """Tell whether a named giver gave something at the time of the page, of which nobody is told to get it."""
    frame = gift.frame
    given = frame.kind is FrameKind.GIVE and any(m.named for m in frame.donors) and bool(frame.objects)
    told = frame.recipients or frame.channels or frame.scope == "cumulative"
    return given and not told and not looks_back(text, frame)


def only_collected(gift: Gift, told: Frame, block: int) -> bool:
    """Tell whether who received a gift only took it in for those who get it now: 本报收到捐款8万元。记者把这笔钱送到小禾手中."""
    frame = gift.frame
    near = 0 <= block - gift.sentence.block <= NEAR_BLOCKS and frame.kind is FrameKind.RECEIVE
    if not near or told.kind is not FrameKind.DELIVER or any(m in frame.recipients for m in told.recipients):
        return False
    return bool(frame.recipients) and all(
        m.kind in COLLECTS or m.text.endswith(_PAPERS) for m in frame.recipients
    )


def drop_class(found: list[Gift], block: int) -> list[Gift]:
    """Leave out 捐赠救灾物资 where the next sentence tells with 其中 who gave what."""
    last = found[-1] if found else None
    objects = last.frame.objects if last is not None else None
    if (
        last is None
        or last.sentence.block != block
        or not objects
        or objects.amount is not None
        or objects.sums
    ):
        return found
    only = all(item.quantity is None and item.name.endswith("物资") for item in objects.items)
    return found[:-1] if only else found
