"""Says whether two tellings are of one gift: by who gave and got, by the sum and the things, and by the words."""

from __future__ import annotations

from aidfacts.document.agree import (
    amounts_agree,
    is_class,
    is_cut_short,
    is_one_figure,
    is_same_count,
    items_agree,
)
from aidfacts.document.agree_parties import Same, abbreviate, roles_agree, share_opening, stand_for
from aidfacts.document.one_gift import make_up_one
from aidfacts.lexicon import cache
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.reader import read_table
from aidfacts.model.fact import Donation, PartyKind, Status
from aidfacts.model.frame import Draft
from aidfacts.model.source import BlockKind

ODD = 4  # digits that are not closing zeros, from which on a sum is told of one gift only
_OPENS = compile_late(r"仪式[^,。;]{0,12}(?:举行|举办|开展)")
# 据了解,此次捐赠共计…: says in full what was told in short before
_THIS_TIME = compile_late(
    r"(?:据(?:悉|了解|介绍|统计)[,:]?)?(?:此次|本次|这次|此番|该次)[^,。;]{0,10}(?:捐|赠|送|资助|援助)"
)
_EARLIER = compile_late(r"曾[^,。;]|此前|[去前]年|早在|上次")  # 2021年,集团曾捐赠呼吸机2台: another time
# What tells of another time than the gift beside it
_OTHER_TIME = compile_late(
    rf"{_EARLIER.pattern}|[次翌]年|后来|此后|多年来|[每历]年|先后|(?:19|20)\d\d年|长期|一直"
)
_CEREMONY = compile_late(r"仪式|活动")
# 此外,公司还向学校捐赠了体育用品: one more gift, however little it tells
_BESIDES = compile_late(
    r"此外|另外|除此|还(?:[向为给捐赠送将]|特意|专门|特地|资助|坚持|长期|多次|每年)|又(?:[向为给捐赠送]|专门)"
)
# 随后,一行又来到敬老院,捐赠10万元: the next receiver
_GOES_ON = compile_late(
    r"(?:随后|接着|之后|下午|又)[^。;]{0,16}(?:来到|赶到|前往|走进|到达)|又[^,。;]{0,6}[捐赠送]"
)
# 6月18日,集团再次向学校捐赠10万元
_AGAIN = compile_late(r"再次|再度|第[二三四五六七八九十\d]+[批次笔]|追加")
# 据悉,这批图书由锦澄集团捐赠; 集团此次捐赠的图书将投入使用
_THESE = compile_late(r"[这该此][批些笔](?!次)|(?:此次|本次|这次)[捐赠]赠?的")
_POINTS = compile_late(r"此次|这次|本次|[这此该]批")
_DAY = compile_late(r"\d{1,2}月\d{1,2}日")
_POINTS_BACK = ("这", "此次", "此批", "本次", "该")  # 这是援助的第二批疫苗: of the gift told before
FAR = 3  # paragraphs between a gift and what speaks of it as of this one
FRAMING = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.CAPTION)


def is_retelling(poor: Draft, rich: Draft, same: Same) -> bool:
    """
    Tell whether *poor* is of the gift of *rich*, which tells more of it.

    Givers and receivers must not exclude each other, nor sums, nor things; what is left open the words must close.
    """
    if _in_other_years(poor.fact, rich.fact):
        return False
    if make_up_one(poor, rich, same) or _is_same_figure(poor, rich, same):
        return True
    amounts = _agree_in_amount(poor, rich)
    if amounts is None:
        return False  # two sums are two gifts, whatever else they share
    pair = _Pair(poor, rich, same, amounts)
    if pair.stand_apart():
        return False
    if pair.announces():
        return True
    if pair.exclude_parties() or pair.items is None:
        return False
    if pair.opens_sentence() or (pair.amounts and pair.framing and _is_vague(poor)):
        return True  # 九旬老人捐款近6000万, where the body tells his name
    if poor.fact.scope is not rich.fact.scope and not (pair.amounts and (pair.donors or pair.figure)):
        return False
    return pair.meet_in_headline() if pair.framing else pair.meet_in_text()


class _Pair:
    """What two drafts have in common: True, or False for what is left open, or None for what excludes the other."""

    def __init__(self, poor: Draft, rich: Draft, same: Same, amounts: bool) -> None:
        a, b = poor.fact, rich.fact
        self.poor, self.rich = poor, rich
        self.framing = poor.block in FRAMING or rich.block in FRAMING
        self.empty = a.amount is None and not a.items
        self.teaser = a.amount is None and bool(a.items) and is_class(a.items)
        self.bare = (a.amount is None and all(item.quantity is None for item in a.items)) or self.teaser
        apart = abs(poor.paragraph - rich.paragraph)
        self.near = apart == 0 or (apart <= FAR and _points_back(poor))
        self.counted = self.framing and is_same_count(a.items, b.items)
        self.amounts = amounts
        # 捐赠50辆爱心助学车 over 捐赠了50辆助学电动车
        items = items_agree(a.items, b.items)
        self.items = True if items is None and self.counted else items
        self.figure = poor.sentence != rich.sentence and is_one_figure(a, b)
        self.donors = roles_agree(poor, rich, "donors", same)
        self.recipients = roles_agree(poor, rich, "recipients", same)
        self._loosen_names()

    def _loosen_names(self) -> None:
        """Let a short name stand for a full one where the sum is one, and the looser names of a headline for those of the text."""
        a, b = self.poor.fact, self.rich.fact
        if self.figure and self.donors is None:
            self.donors = abbreviate(a.donors, b.donors) or hands_over(a, b) or hands_over(b, a) or None
        alike = self.figure or (self.framing and amounts_agree(a.amount, b.amount))
        if self.recipients is None and alike and (self.donors or (self.figure and self.donors is not None)):
            loose = abbreviate(a.recipients, b.recipients)
            way = self.figure and (_on_one_day(a, b) or _arrives(a) or _arrives(b))
            loose = loose or (way and stand_for(a.recipients, b.recipients))
            self.recipients = loose or None
        below = 2 if self.poor.block is BlockKind.TITLE else 1  # a line of date and source may stand between
        if self.framing and self.bare and 0 < self.rich.paragraph - self.poor.paragraph <= below:
            # The headline of the very paragraph: 明屿企业为禾川群众捐赠物资, where the body names 禾川县红十字会
            self.donors = self.donors or share_opening(a.donors, b.donors) or self.donors
            self.recipients = self.recipients or share_opening(a.recipients, b.recipients) or self.recipients

    def stand_apart(self) -> bool:
        """Tell whether the words tell of two acts: two clauses of one sentence, or one that says it adds."""
        one_sentence = self.poor.sentence == self.rich.sentence and self.poor.block is self.rich.block
        if one_sentence and not (_equal_things(self.poor.fact, self.rich.fact) or self.empty or self.teaser):
            return True
        if self.framing or self.poor.sentence == self.rich.sentence:
            return False
        keeps_on = self.empty and self.poor.fact.status is Status.ONGOING
        if keeps_on and self.rich.fact.status is not Status.ONGOING:
            return True  # 捐资20万元购置枣树。他每年资助贫困大学生
        # 下午,锦澄集团来到县慈善会,捐款5万元: who came to the very receiver of the very sum told in the lead
        stays = self.figure and self.recipients and self.donors is not None
        return _adds(self.poor, self.rich, loose=self.teaser or self.empty, stays=bool(stays))

    def announces(self) -> bool:
        """Tell whether one of them only announces what the other tells in full."""
        a, b = self.poor.fact, self.rich.fact
        told = " ".join(each.text for each in a.evidence)
        open_parties = self.donors is not None and self.recipients is not None
        if self.bare and open_parties and _is_vague(self.poor) and any(p.named for p in b.donors):
            # 爱心企业捐赠抗疫物资, where the body names the one company
            loose = not a.items or is_class(a.items) or bool(items_agree(a.items, b.items))
            if loose and (self.framing or _CEREMONY.search(told)):
                return True
        # 锦澄集团向县医院捐赠设备仪式在京举行: the ceremony of the gift told in full
        held = self.bare and self.recipients and any(_OPENS.search(each.text) for each in a.evidence)
        return bool(held and (self.donors or (self.donors is not None and _tells_this(self.rich))))

    def exclude_parties(self) -> bool:
        """Tell whether givers or receivers exclude each other; a bare headline that agrees in one role is only loose."""
        if self.donors is not None and self.recipients is not None:
            return False
        opening = self.empty and self.poor.sentence == self.rich.sentence and self.recipients
        return not opening and not (self.framing and self.bare and (self.donors or self.recipients))

    def opens_sentence(self) -> bool:
        """Tell whether *poor* opens a list and names no gift of its own: 到今日,我校为灾区捐款:学生8万元、教师5万元."""
        one = self.empty and self.poor.sentence == self.rich.sentence
        return one and bool(self.donors or self.recipients)

    def meet_in_headline(self) -> bool:
        """Tell whether a headline or caption has enough in common with a text."""
        titled = self.counted and BlockKind.TITLE in (self.poor.block, self.rich.block)
        beside = titled or abs(self.rich.paragraph - self.poor.paragraph) <= 1
        return bool(self.amounts or (self.items and beside) or self.donors or self.recipients)

    def tells_no_more(self) -> bool:
        """
        Tell whether *poor* names the giver again and nothing that *rich* leaves out.

        锦澄集团向沐白小学捐赠电脑20台。 … 锦澄集团捐赠电脑,解决了难题。锦澄集团向沐白小学捐赠的善举受到好评
        """
        a, b = self.poor.fact, self.rich.fact
        if not self.donors or any(_OTHER_TIME.search(each.text) for each in (*a.evidence, *b.evidence)):
            return False
        if self.empty or (self.teaser and b.items):
            return bool(self.recipients)
        close = abs(self.poor.paragraph - self.rich.paragraph) <= FAR
        return bool(self.bare and self.items and close)

    def meet_in_text(self) -> bool:
        """Tell whether two sentences have enough in common."""
        a, b, near = self.poor.fact, self.rich.fact, self.near
        either = bool(self.donors or self.recipients)
        if self.figure or self.amounts:
            return self.figure or either or bool(self.items)
        if self.items and self.donors and (self.recipients or near):
            return True
        if self.tells_no_more():
            return True
        numbered = self.items and all(item.quantity for item in (*a.items, *b.items))
        if numbered and self.recipients and near and not (a.donors and b.donors):
            return True  # 3台呼吸机运抵县医院。这批呼吸机由锦澄集团捐赠
        earlier = any(_EARLIER.search(each.text) for each in b.evidence)
        if self.teaser and near and not earlier:
            return either  # 捐赠救灾物资,其中甲公司帐篷60顶: the class is told first, the things after
        close = abs(self.poor.paragraph - self.rich.paragraph) <= FAR
        if self.teaser and close and self.donors and self.recipients and _POINTS.search(_words_before(b)):
            return not earlier  # 援助救灾物资交接仪式。 … 中国政府此次向斐济提供的物资包括拖拉机19台
        if near and b.amount is None and b.items and is_class(b.items) and _tells_this(self.poor):
            return either  # 捐赠教学设备。此次共捐赠电脑60台
        return self.bare and (not a.items or bool(self.items)) and near and bool(self.donors)


def _agree_in_amount(poor: Draft, rich: Draft) -> bool | None:
    amounts = amounts_agree(poor.fact.amount, rich.fact.amount)
    if amounts is None and poor.block in FRAMING and is_cut_short(poor.fact.amount, rich.fact.amount):
        return True
    return amounts


def _points_back(draft: Draft) -> bool:
    """Tell whether a sentence speaks of the thing given as of one told before: 据悉,这批图书由锦澄集团捐赠."""
    return any(_THESE.search(each.text) for each in draft.fact.evidence)


def _in_other_years(a: Donation, b: Donation) -> bool:
    return a.date is not None and b.date is not None and a.date.value[:4] != b.date.value[:4]


def _on_one_day(a: Donation, b: Donation) -> bool:
    return a.date is None or b.date is None or a.date.value == b.date.value


def _arrives(fact: Donation) -> bool:
    """Tell whether a verb tells where the gift went, whoever gave it: 8月1日,100万元打入基金会账户."""
    return not _words_of_arrival().isdisjoint(fact.rules)


def hands_over(one: Donation, other: Donation) -> bool:
    """Tell whether who hands a gift over may do so for the house that gives it: 董事长周砚秋将30万元交到校长手中."""
    person = _arrives(one) and all(p.kind is PartyKind.PERSON for p in one.donors)
    return person and bool(other.donors) and all(p.kind is not PartyKind.PERSON for p in other.donors)


@cache
def _words_of_arrival() -> frozenset[str]:
    return frozenset(f"triggers/{row['word']}" for row in read_table("triggers") if row["frame"] == "deliver")


def _tells_this(draft: Draft) -> bool:
    return any(_THIS_TIME.match(each.text) for each in draft.fact.evidence)


def _adds(poor: Draft, rich: Draft, *, loose: bool, stays: bool) -> bool:
    """
    Tell whether the later of two drafts says by the words before what it gives that it adds to what was given.

    *loose* is True where one of them tells no thing, or only its class; *stays* where nobody went on to a further receiver.
    """
    earlier, later = sorted((poor, rich), key=lambda draft: draft.sentence)
    words = _words_before(later.fact)
    if words.startswith(_POINTS_BACK):
        return False
    days = {_day_of(earlier.fact), _day_of(later.fact)} - {None}
    if (not stays and _GOES_ON.search(words)) or (len(days) > 1 and _AGAIN.search(words)):
        return True
    return loose and _BESIDES.search(words) is not None


def _day_of(fact: Donation) -> str | None:
    """Return the day of a gift, in the words of its sentence where the page tells no year."""
    told = _DAY.search(fact.evidence[0].text)
    return fact.date.value if fact.date is not None else (told and told.group())


def _words_before(fact: Donation) -> str:
    """Return the words of a sentence up to the sum or thing that it tells; all of them where it tells none."""
    given = [item.span for item in fact.items] + ([fact.amount.span] if fact.amount else [])
    start = min((span.start for span in given), default=None)
    told = next(
        (each for each in fact.evidence if any(span in each.span for span in given)), fact.evidence[0]
    )
    return told.text if start is None else told.text[: start - told.span.start]


def _is_same_figure(poor: Draft, rich: Draft, same: Same) -> bool:
    """
    Tell whether two drafts tell one odd sum, which hardly two givers give: 97.82万元 in lead and body.

    A round one (5万元) tells nothing. Parties that both texts tell themselves must not exclude each other.
    """
    a, b = poor.fact.amount, rich.fact.amount
    if a is None or b is None or a.value is None or a.value != b.value:
        return False
    if (a.per, a.currency) != (b.per, b.currency) or len(a.value.normalize().as_tuple().digits) < ODD:
        return False
    if items_agree(poor.fact.items, rich.fact.items) is None:
        return False
    return all(roles_agree(poor, rich, role, same) is not None for role in ("donors", "recipients"))


def _is_vague(draft: Draft) -> bool:
    """Tell whether a draft names nobody who gives, or only a kind of givers: 爱心企业, 社会各界."""
    return not any(party.named for party in draft.fact.donors)


def _equal_things(a: Donation, b: Donation) -> bool:
    if a.amount is not None and b.amount is not None and a.amount.span == b.amount.span:
        return True
    # 捐款援建希望小学: both verbs have the one object; 满载20吨大米的货车抵达,这批大米由甲公司捐赠: the one number
    one, other = ({item.span for item in fact.items} for fact in (a, b))
    counted, again = ({item.quantity.span for item in fact.items if item.quantity} for fact in (a, b))
    if one & other or counted & again:
        return True
    # 由锦澄集团捐赠的轮椅捐赠仪式举行,现场为残疾人发放了轮椅: told twice, once without who gets them
    names = [{item.name for item in fact.items} for fact in (a, b)]
    uncounted = not (counted or again) and a.amount is None and b.amount is None
    return uncounted and names[0] == names[1] and bool(one) and not (a.recipients and b.recipients)
