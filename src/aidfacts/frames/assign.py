"""Gives each party of a clause its role, by the markers around it and not by nearness."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.acting import acting_for, is_will
from aidfacts.frames.elements import Element, Marker
from aidfacts.frames.reach import (
    ALLIES,
    HELPS,
    counts_row,
    demoted,
    does_together,
    is_address,
    is_anyone,
    is_closed,
    is_delegate,
    is_means,
    is_where,
    opens,
)
from aidfacts.frames.roles import (
    MINDS,
    Argument,
    closes_row,
    is_its,
    is_joined,
    is_narrowed,
    joins_people,
    tells_where,
    with_house,
)
from aidfacts.frames.row_people import comes_from, ends_in_people, of_row
from aidfacts.frames.standing import without_titles
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind, Role, Trigger
from aidfacts.model.mention import Mention

_GAINS = frozenset(["得到", "获得", "获", "收到", "共收到", "接到", "接收"])
_ABROAD = compile_late(
    r"在[美港京沪华外深穗英日加澳杭汉渝蓉](?:校友|侨胞|华侨|华人|乡贤|乡亲|同乡|企业|商会|学子|务工)"
)
_FOUNDED = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL, PartyKind.OTHER)
_PAIRED = frozenset(["定点帮扶", "结对帮扶", "对口帮扶", "对口支援"])
# 对口帮扶|北塘村|的锦澄集团, 包联|北塘村|的县财政局: whom the party behind 的 helps
_SERVES = compile_late(
    r"(?:(?:对口|结对|定点|挂钩|挂点|挂联|包村|包保|驻村|驻点)(?:帮扶|支援|扶贫|援助|援建|联系|协作|共建|合作)?|包联|包抓|联建|联系|帮扶|帮联)(?:了|着)?$"
)
MAX_SERVES = 6  # characters of such words
_SERVING = (
    PartyKind.COMPANY, PartyKind.NGO, PartyKind.GOVERNMENT, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.PLACE,
)  # fmt: skip
_CALLS_ON = frozenset(["看望", "慰问", "走访", "探访", "看望慰问", "走访慰问", "探望"])
_SINCE = frozenset(["自", "从", "自从"])
_SINCE_THEN = compile_late(r"[^,。;]{2,24}[与和同跟][^,。;]{2,24}(?:以来|以后|之后|起)(?=[,。;])")
_REACHED = (Role.VISITED, Role.RECIPIENT)
_SMALL = ("村", "镇", "乡", "社区", "街道")
_SENT = ("员工", "志愿者", "义工", "队员", "救援队", "医疗队", "服务队", "慰问团", "慰问组", "工作队")
_ENDS = frozenset([*",。;:!?\n", ""])
_IN_ROW = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL, PartyKind.HOSPITAL, PartyKind.OTHER)
MAX_BEFORE_JOIN = 5  # characters of title between a party and the word that joins the next
MAX_JOINED = 12  # characters between a joining word and the party that it joins
_JOINS_ON = ("和", "及", "与", "以及")
_SELF = frozenset(["个人", "本人", "一人"])
_AND = frozenset("、和与及")
_KIN_OF = compile_late(
    r"[他她其]的?(?:儿子|女儿|妻子|丈夫|父亲|母亲|夫人|太太|爱人|弟弟|哥哥|妹妹|姐姐|孙子|孙女|家人|子女|[兄弟姐妹妻父母])"
)
_STUDIED = compile_late(
    r"(?:就读|毕业|就职|任职|任教|供职|执教|出生|生|定居|居住|生活|旅居|服务|服役)[于在]$"
)
# 向赈灾基金|申请拨款, 向县政府|反映: who is asked gets nothing
_ASKED = compile_late(
    r"(?:提出)?(?:申请|请求|求助|求援|借款|借|购买|采购|反映|请示|募捐|募集|筹集|筹款|化缘|致谢|致敬)"
)
_AS = compile_late(r"作为[^,。;:的]{0,8}$")  # 锦澄集团作为首家|爱心企业|捐赠
MAX_AS = 10
# 来沐白小学|捐款; 来 alone is mostly no verb, and since when in 三年|来商会捐款
_COME = compile_late(r"(?<![^去今前当每\d]年)(?<!(?<!\d\d\d)\d年)(?<!个月)(?<![几些]天)(?<!连日)(?<!以)来")
_COMES = compile_late(r"(?:爱心|现场|专程|集中)?(?:[捐赠]|送[来上]?[书温爱]|慰问|献爱心|送教|助学)")
# 由商会|发起、锦澄集团捐赠的: who only arranges gives nothing
_ARRANGES = compile_late(
    r"(?:联合|共同|独家|特约)?(?:发起|冠名|倡议|倡导|主办|承办|协办|组织|牵头|策划|牵线|指导)"
)
# 由锦澄集团|发起成立的|锦澄基金会向沐白小学捐赠: who founded or leads a house gives nothing, the house does
_FOUNDED_BY = compile_late(
    r"[^,。;:捐赠向]{0,12}?(?:发起|创办|创立|创建|成立|设立|组建|建立|注册|控股|主管|领导|领衔|主导|运营|经营|管理|掌舵|担任[^,。;:的]{1,8})(?:成立|设立|创立|创办|注册|兴办|运营)?的[“《]?"
)
_INTRODUCES = compile_late(
    r"(?:的)?(?:牵线|搭桥|协调|联系|介绍|推荐|引荐|对接|批准|同意|审核)"
)  # 经县民政局|牵线
# 捐资|兴办学校: what is built gets nothing
_MAKES = compile_late(r"(?:兴|创|开|筹|修|新|重|扩|改)?[建办修]")
_GOVERNS = {
    "goal": Role.RECIPIENT,
    "agent": Role.DONOR,
    "from": Role.DONOR,
    "channel": Role.CHANNEL,
    "visit": Role.VISITED,
    "object": Role.PLACE,
    "benefit": Role.PURPOSE,
    "in": Role.NONE,
    "purpose": Role.RECIPIENT,
    "after": Role.RECIPIENT,
    "names_donor": Role.DONOR,
    "names_recipient": Role.RECIPIENT,
}
# 锦澄集团响应|县工商联|倡议: who called on others gives nothing, who answered him does
_ANSWERED = compile_late(r"响应[^,。;]{0,20}$")
# 为回馈母校并|鼓励|学弟学妹,捐款5万元: what he wants to come of it
_BOTH_AIMS = compile_late(r"为了?[^,。;捐赠]{2,16}[并和]$")
_NOT_YET_GIVEN = compile_late(r"[^,。;捐赠]{0,24},")
_ASKED_BY = frozenset(["应", "受", "经"])
# The party before such a marker has no part in the act; who comes next may.
_DEMOTES = frozenset({"represent", "organise", "speech", "witness", "thank"})
# 北美校友会|获悉母校受灾后|,发起募捐: who learns of it acts, other than 记者获悉
_LEARNS = compile_late(r"(?:获悉|了解到)[^,。;]{2,30}后(?=[,。;])")
# What is arranged for a gift to come about, and who carries it
_ARRANGED = compile_late(
    r"(?:了|好|到)?[^,。;:]{0,6}?(?:订单|货源|车辆|货车|卡车|专车|车队|运力|物流|快递|仓库|生产|采购|厂家|厂商|供应商|供货商|经销商|运输|资源|库存|力量|人力|人手|人员|货源)"
)


def assign_roles(text: str, clause: Sequence[Element]) -> list[Argument]:
    """
    Return the parties of a clause (up to its trigger) with their roles, in text order.

    A party that no marker governs is a SUBJECT. Who stands before 代表, 组织, 表示, 见证 only speaks or arranges.
    """
    return _Assigner(text, without_titles(text, clause)).assign()


class _Assigner:
    """
    Walks the elements of one clause from left to right.

    `governor` is the marker whose reach goes on, `outer` the goal around an attribute that has a marker of its own,
    `joining` True behind a word that joins the next party to the one before.
    """

    def __init__(self, text: str, clause: Sequence[Element]) -> None:
        self._text, self._clause = text, clause
        self._found: list[Argument] = []
        self._governor: Marker | None = None
        self._outer: Marker | None = None
        self._previous: Element | None = None
        self._joining = False
        self._group = 0

    def assign(self) -> list[Argument]:
        """Return the parties with their roles."""
        for element in self._clause:
            if isinstance(element, Marker):
                self._take_marker(element)
            elif isinstance(element, Trigger):
                self._take_trigger(element)
            elif isinstance(element, Mention) and not self._says_how(element):
                self._take_party(element)
        goals = any(a.role is Role.RECIPIENT and a.marker not in HELPS for a in self._found)
        # 为支持|禾川县|恢复重建,向|县红十字会|捐款: who is told by 向 gets it
        return [evolve(a, role=Role.NONE) if goals and a.marker in HELPS else a for a in self._found]

    def _take_marker(self, marker: Marker) -> None:
        if self._tells_whose(marker):
            return
        if marker.role == "joint":
            # 他关心教育及困难学生: a joining word far behind a party joins other things
            last = self._found[-1].mention.span.end if self._found else marker.span.start
            self._joining = marker.word in ALLIES or marker.span.start - last <= MAX_BEFORE_JOIN
        elif marker.role == "purpose":
            self._governor = marker if marker.word in HELPS else None
        elif marker.role == "organise" and self._answers(marker):
            at = marker.span.start
            self._found = [demoted(a) if a.mention.span.end == at else a for a in self._found]
        elif self._keeps_actor(marker):
            self._governor, self._joining = None, False
        elif marker.role in _DEMOTES and self._is_quoted(marker):
            return  # 通过“产业基金+市场|对接|”模式: part of a name
        elif marker.role in _DEMOTES:
            inside = self._opened_inside(marker)
            self._found = [demoted(a) if a.mention.span.start > inside else a for a in self._found]
            self._governor, self._joining = None, False
        else:
            self._govern(marker)
        self._previous = marker

    def _is_quoted(self, marker: Marker) -> bool:
        start, at = self._clause[0].span.start, marker.span.start
        return self._text.rfind("“", start, at) > self._text.rfind("”", start, at)

    def _opened_inside(self, marker: Marker) -> int:
        """Return where the phrase begins that ends with *marker* behind who acts, -1 where none does: 锦澄集团|在县工商联|协调下,捐赠…"""
        governor = self._governor
        if governor is None or governor.role != "in":
            return -1
        ends = (
            self._text.startswith("下", marker.span.end)
            if governor.word == "在"
            else governor.word in _ASKED_BY
        )
        return governor.span.start if ends else -1

    def _tells_whose(self, marker: Marker) -> bool:
        """Tell whether a marker only says who or whose somebody is, or what he is: 项目背后的|组织|见山基金会."""
        before, behind = self._text[marker.span.start - 1 : marker.span.start], marker.span.end
        if marker.word == "组织" and before == "的" and not self._text.startswith("下", behind):
            return True
        if marker.word == "在" and _ABROAD.match(self._text, marker.span.start):
            return True  # 在美校友周砚秋捐赠图书
        if marker.word in _SINCE and _SINCE_THEN.match(self._text, marker.span.end):
            return True  # 自锦澄集团与北塘村结对以来: when, and not from whom
        if marker.word in _PAIRED and self._text.startswith("的", marker.span.end):
            return True  # 明屿市对口支援的|禾川县医院, 向结对帮扶的|北塘村
        return marker.role == "represent" and is_delegate(self._text, marker, self._clause)

    def _answers(self, marker: Marker) -> bool:
        return _ANSWERED.search(self._text, self._clause[0].span.start, marker.span.start) is not None

    def _keeps_actor(self, marker: Marker) -> bool:
        """Tell whether who stands before a word of arranging or telling acts all the same: 校友会|获悉母校受灾后|,发起募捐."""
        if marker.role == "speech":
            return _LEARNS.match(self._text, marker.span.start) is not None
        if marker.role != "organise":
            return False
        return self._is_aim(marker) or self._arranges_things(marker)

    def _is_aim(self, marker: Marker) -> bool:
        """Tell whether somebody gives for others to do so: 为回馈母校并|鼓励|同学,捐款5万元; leaves …并动员会员捐款."""
        if _BOTH_AIMS.search(self._text, self._clause[0].span.start, marker.span.start) is None:
            return False
        return _NOT_YET_GIVEN.match(self._text, marker.span.end) is not None

    def _joins_far(self, gap: str) -> bool:
        """Tell whether a joining word joins what stands behind *gap*; 医患携手抗疫——|我院收到捐赠 are two."""
        return self._joining and bool(self._found) and len(gap) <= MAX_JOINED and "——" not in gap

    def _arranges_things(self, marker: Marker) -> bool:
        """Tell whether it is no party that is arranged: 锦澄集团紧急协调|订单,将毛毯送往灾区; 联系|爱心车队 gets them there."""
        return _ARRANGED.match(self._text, marker.span.end) is not None

    def _govern(self, marker: Marker) -> None:
        # 向奔赴上海的医疗队, 向在台风中受损的学校, 为来自北塘的学生: the goal reaches over the attribute
        if marker.role not in ("visit", "in", "from") or not isinstance(self._previous, Marker):
            self._outer = None
        elif self._previous.role == "goal":
            self._outer = self._previous
        self._governor, self._joining = marker, False

    def _take_trigger(self, trigger: Trigger) -> None:
        # Who stands behind a verb of giving gets something or is part of the thing, and does not act;
        # who stands behind 得到 (得到县政府的支持) or 收到 does not get what is given later.
        if self._text.startswith(_JOINS_ON, trigger.span.end):
            return  # 接收上级|拨款|和社会各界捐赠: who stands behind gives too
        gains = trigger.kind is FrameKind.RECEIVE or trigger.word in _GAINS
        gains = gains and not self._text.startswith("定向", trigger.span.end)
        far = "in" if gains else "visit"
        self._governor = Marker(trigger.span, trigger.word, far if trigger.strength != "strong" else "after")
        self._previous = trigger

    def _says_how(self, element: Mention) -> bool:
        """Tell whether a noun says how somebody gives (会长周砚秋|个人|出资), or how he is called (周砚秋|老人), and names nobody."""
        alone = element.text in _SELF and not is_anyone(self._text, element)
        return alone or is_address(element, self._previous) or self._tells_kin(element)

    def _tells_kin(self, element: Mention) -> bool:
        """Tell whether a pronoun only says whose kin the next one is: 周砚秋和|他|儿子周小禾."""
        at = element.span.start
        return (
            len(element.text) == 1
            and self._text[at - 1 : at] in _AND
            and _KIN_OF.match(self._text, at) is not None
        )

    def _take_party(self, element: Mention) -> None:
        previous, text = self._previous, self._text
        gap = text[previous.span.end : element.span.start] if previous is not None else ""
        before = self._found[-1] if self._found and isinstance(previous, Mention) else None
        if is_will(text, element) or (before is not None and self._repeats(before, gap, element)):
            self._previous = element
            return
        if self._was_founded(gap, element):
            # 由锦澄集团发起成立的|锦澄基金会: nobody governs the house any more
            self._found = [demoted(a) for a in self._found]
            self._governor, before = None, None
        told = self._beside_last(before, gap, element) if before is not None else None
        if told is not None:
            role, marker, element = told
        elif self._joins_far(gap) and isinstance(previous, Marker):
            role, marker = self._found[-1].role, self._found[-1].marker
        elif self._joining and not self._found and not does_together(text, previous, element):
            # 周砚秋返校,与母校签订协议: with whom he does it does not act, unless they do it together
            role, marker = Role.NONE, ""
            self._group += 1
        else:
            governor = self._governor_of(element, before, gap)
            role, marker = (
                self._governed(governor, element, before) if governor is not None else self._free(element)
            )
        self._joining = False
        self._found.append(Argument(element, role, self._group, marker))
        self._previous = element

    def _beside_last(self, before: Argument, gap: str, element: Mention) -> tuple[Role, str, Mention] | None:
        """Return the role, its marker and the whole of a party that the one right before it explains; None where that one does not."""
        if self._heads(before, element):
            # 周砚秋和锦澄集团|董事长何映雪: who is joined is she, whatever she stands for
            if before.role is Role.DONOR:
                # 由周砚秋和锦澄集团|董事长何映雪捐建: her house gives
                return Role.NONE, before.marker, element
            self._found[-1] = Argument(before.mention, Role.NONE, -1, before.marker)
            return before.role, before.marker, element
        if ends_in_people(self._row_with(before), gap, element):
            row = self._row_with(before)
            self._drop(before.group)
            return before.role, before.marker, of_row(self._text, row, element)
        if is_joined(gap) or joins_people(before.mention, gap, element):
            return *self._role_of_row(before), element
        if self._lies_within(before, gap, element):
            self._drop(before.group)
            return before.role, before.marker, element
        if (bound := self._bound(before, gap, element)) is not None:
            return *bound, element
        row = self._row_with(before)
        if is_narrowed(gap, element) or is_its(before, gap) or comes_from(row, gap, element):
            return self._narrow(before, gap, element)
        return None

    def _role_of_row(self, before: Argument) -> tuple[Role, str]:
        """Return the role of a row that goes on, that of the house where its head was told last: 由锦澄集团董事长|周砚秋|、远樵基金会捐建."""
        house = self._found[-2] if len(self._found) > 1 else before
        own = before.mention.of is not None and before.mention.of.span == house.mention.span
        told = house if own and house.role is Role.DONOR else before
        return told.role, told.marker

    def _was_founded(self, gap: str, element: Mention) -> bool:
        """Tell whether 由 opens what only says who founded or leads the house that acts: 由锦澄集团|设立的|锦澄基金会捐款."""
        opened = any(a.marker == "由" for a in self._found)
        return opened and element.kind in _FOUNDED and _FOUNDED_BY.fullmatch(gap) is not None

    def _bound(self, before: Argument, gap: str, element: Mention) -> tuple[Role, str] | None:
        """Give a role to who is told by the house before him, or by whom he helps; None where neither is so."""
        if before.role in _REACHED and element.of == before.mention:
            return self._reach_head(before, element)
        held = before.role is Role.DONOR and not gap and element.of == before.mention
        if held and acting_for(self._text, element) is not element:
            return Role.NONE, before.marker  # 由青禾商会|周砚秋会长捐赠: it gives
        if self._says_what(before, gap, element):
            return self._free(element)
        if not self._serves(before, gap, element):
            return None
        self._found[-1] = Argument(before.mention, Role.VISITED, before.group, "帮扶")
        return self._free(element)

    def _says_what(self, before: Argument, gap: str, element: Mention) -> bool:
        """Tell whether a party only says what the next one is, who acts: 作为|沐白商会|会长的周砚秋捐款."""
        acting = any(a.role is Role.SUBJECT for a in self._found)
        return before.marker == "作为" and gap.endswith("的") and element.named and not acting

    def _reach_head(self, before: Argument, person: Mention) -> tuple[Role, str]:
        """Give a role to the person told with the house that something goes to: who leads it takes it for the house."""
        comes_home = before.marker in _CALLS_ON or self._text.startswith(("家", "的家"), person.span.end)
        if not comes_home and acting_for(self._text, person) is not person:
            return Role.NONE, before.marker  # 交到|沐白中学|校长何映雪手中
        self._found[-1] = Argument(before.mention, Role.NONE, before.group, before.marker)
        return before.role, before.marker  # 看望沐白中学校长|何映雪|, 捐给沐白中学学生|周小禾

    def _serves(self, before: Argument, gap: str, element: Mention) -> bool:
        """Tell whether a party only says whom the next one helps, which acts: 对口帮扶|北塘村|的锦澄集团出资40万元."""
        if gap != "的" or not (
            self._goes_there(before, element) or (element.named and element.kind in _SERVING)
        ):
            return False
        if self._text[element.span.end : element.span.end + 1] in _ENDS or element.text.endswith(_SMALL):
            return False  # 对口帮扶禾川县的|北塘村: where it lies
        if any(a.role is Role.SUBJECT for a in self._found[:-1]):
            return False  # 锦澄集团对口帮扶禾川县的|沐白小学
        start = before.mention.span.start
        served = _SERVES.search(self._text, max(0, start - MAX_SERVES), start) is not None
        return served or self._goes_there(before, element)

    def _goes_there(self, before: Argument, element: Mention) -> bool:
        """Tell whether people are told by where they have come: 来到|北塘村|的锦澄集团志愿者送上棉被."""
        came = before.role is Role.VISITED and element.kind is PartyKind.GROUP
        return came and element.count is None and element.text.endswith(_SENT)

    def _heads(self, before: Argument, element: Mention) -> bool:
        """Tell whether a person is at the head of the house before him, which a row of people or houses goes on with."""
        in_row = len(self._found) > 1 and self._found[-2].group == before.group
        own = element.of is not None and element.of.span == before.mention.span
        if not own or not in_row:
            return False
        last = self._found[-2].mention  # 远樵基金会和|锦澄集团|董事长周砚秋捐款: two give
        return last.kind is PartyKind.PERSON or (last.named and last.kind in _IN_ROW)

    def _drop(self, group: int) -> None:
        """Take their role from those of a row, who only tell where or whose the next are."""
        self._found = [evolve(a, role=Role.NONE) if a.group == group else a for a in self._found]

    def _row_with(self, last: Argument) -> list[Mention]:
        """Return the parties of the row that *last* closes."""
        return [a.mention for a in self._found if a.group == last.group]

    def _lies_within(self, before: Argument, gap: str, element: Mention) -> bool:
        """Tell whether a goal goes on with those counted in the places told before: 为北塘、东岭等5个镇,|12所小学|捐赠电脑."""
        counted = element.kind is PartyKind.GROUP and element.count is not None
        return counted and before.role is Role.RECIPIENT and gap.endswith((",", "，")) and len(gap) <= 2

    def _repeats(self, before: Argument, gap: str, element: Mention) -> bool:
        """Tell whether a noun adds nobody to the party or row before it."""
        if comes_from(self._row_with(before), gap, element):
            return False
        if closes_row(gap, element):
            return True
        if counts_row(gap, element, self._found, self._group):
            return True
        # 名为“青禾”的餐馆, 自称“老兵”的市民: what he is who has his name in quotes
        return gap == "”的" and before.mention.named and not element.named

    def _narrow(self, before: Argument, gap: str, element: Mention) -> tuple[Role, str, Mention]:
        """
        Hand on the role of a party that only says whose or from where the next is: 瓦窑村|6户老人, 菲律宾华侨|施维桢.

        Returns: the role with its marker, and *element*, who is told whole where something goes to him.
        """
        role, marker, row = before.role, before.marker, self._row_with(before)
        if joined := comes_from(row, gap, element):
            self._drop(before.group)
        where = tells_where(self._text, self._governor, element) or self._was_there(gap, element)
        if where and self._outer is None:
            role, marker, self._governor = Role.SUBJECT, "", None
            self._group += 1
        if self._outer is not None and (where or gap.startswith("的")):
            role, marker, self._outer = Role.RECIPIENT, self._outer.word, None
        elif (
            self._governor is not None and self._governor.role == "from" and opens(self._text, self._governor)
        ):
            role, marker = Role.SUBJECT, ""  # 来自甲县和乙县的|60名学生获得资助
            self._found = [demoted(a) if a.group == self._group else a for a in self._found]
        self._found[-1] = Argument(before.mention, Role.NONE, before.group, before.marker)
        if role is Role.RECIPIENT:
            element = (
                of_row(self._text, row, element)
                if joined
                else with_house(self._text, before.mention, element)
            )
        return role, marker, element

    def _was_there(self, gap: str, element: Mention) -> bool:
        """Tell whether a clause opens with where a person is or was: 曾在该校|任教30年的|何映雪, 现就读于岚溪大学的|周小禾."""
        governor = self._governor
        if governor is None or governor is not self._clause[0]:
            return False
        end = governor.span.end
        studied = _STUDIED.search(self._text, max(0, end - 4), end) is not None
        return (studied or len(gap) > 2) and is_where(self._text, governor, element)

    def _governor_of(self, element: Mention, before: Argument | None, gap: str) -> Marker | None:
        """Return the marker that reaches as far as *element*, None where there is none."""
        governor = self._governor
        if governor is None or (governor is self._clause[0] and is_where(self._text, governor, element)):
            return None
        return None if is_closed(self._text, governor, element, before, gap) else governor

    def _governed(self, governor: Marker, element: Mention, before: Argument | None) -> tuple[Role, str]:
        """Give a party the role that its marker has, unless the words beside it say that it has none."""
        text, end = self._text, element.span.end
        role = _GOVERNS[governor.role]
        if (
            (role is Role.DONOR and _ARRANGES.match(text, end))
            or (governor.word == "向" and _ASKED.match(text, end))
            or (role is Role.CHANNEL and (is_means(text, element) or _INTRODUCES.match(text, end)))
            or (governor.role == "after" and _MAKES.match(text, governor.span.end, element.span.start))
        ):
            role = Role.NONE
        self._group += 1
        if before is not None and before.role is role:
            # 向禾川县的沐白小学: the first one only says where the second is
            self._found[-1] = demoted(before)
        return role, governor.word

    def _free(self, element: Mention) -> tuple[Role, str]:
        """Give a party that no marker governs its role: it acts, unless something around it says otherwise."""
        text, start, outer = self._text, element.span.start, self._outer
        role, marker = Role.SUBJECT, ""
        if outer is not None and (
            text.startswith("的", start - 1) or tells_where(text, self._governor, element)
        ):
            role, marker = Role.RECIPIENT, outer.word
        elif _AS.search(text, max(0, start - MAX_AS), start):
            role, marker = Role.NONE, "作为"
        elif text.endswith(MINDS, 0, start):
            role = Role.NONE  # 锦澄集团致富不忘|乡亲|捐款20万元
        elif _COMES.match(text, element.span.end) and _COME.match(text, start - 1):
            role, marker = Role.VISITED, "来"
        self._governor = self._outer = None
        self._group += 1
        return role, marker
