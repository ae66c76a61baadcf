"""A frame in the making: what the steps that fill it share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import define, field

from aidfacts.frames.assign import assign_roles
from aidfacts.frames.cues import Cues
from aidfacts.frames.elements import Element, Marker
from aidfacts.frames.roles import Argument
from aidfacts.model.frame import FETCHES, Frame, FrameKind, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.span import Span

if TYPE_CHECKING:
    from aidfacts.frames.series import Link

# 锦澄集团捐赠|的两辆校车, 贴着“锦澄集团捐赠|”字样的两辆校车
_DESCRIBES = re.compile(r"(?:”的?(?:字样|标签|标识|标志|横幅|牌子|铭牌))?的")
# 由锦澄集团捐赠|、价值80余万元的10辆校车
_WORTH_OF = re.compile(r"[、,](?=总?(?:价值|市值|值)[^,。;的]{2,16}的)")
_DESCRIBED = ("的", "”", "、", ",")  # what both begin with
# 接受资金8万元,|另有|捐赠物资; in 收到文物多种:摄制处|捐赠影片 somebody gives whom nobody could read
_GOES_ON = re.compile(
    r"[,;、:\s]?(?:其中|另外?|还?有|并|还|又|共|累计|合计|社会|非?定向|资金|物资|实物|现金|各类|其他|收到|接收|接受)*"
)
_EARMARKED = "定向"  # 其中|定向|捐赠52万元: behind it stands nobody
_PART = re.compile(r"[,;、(]?其中")
# 捐资|并倡议|设立的奖学金, 捐赠|并安装|了20盏路灯: a second verb with the same object
_ALSO_DONE = re.compile(r"并且?[\u4e00-\u9fff]{2,6}?(?=[的了“\d]|设立|成立|创[办立]|[兴修建]建)")


# 曾捐|过|50万元; leaves 捐|过滤器
_ONCE = re.compile(r"过(?=[\d一二两三四五六七八九十百千万几数好多])")

_MORE = ("并", "过")  # what both begin with


# 中国政府援助|、锦澄集团承建|的医院, 无偿援助|建设|的桥
_BUILT_BY = re.compile(r"(?:、[^,。;、的]{2,16}?(?:承建|实施|施工|修建|建设|设计)|建设|修建|兴建)(?=的)")


def end_of_verb(text: str, trigger: Trigger, limit: int) -> int:
    """Return where a verb ends, behind a second one that shares its object: 捐赠|并安装|了20盏路灯."""
    end = trigger.span.end
    if trigger.word == "援建" and (built := _BUILT_BY.match(text, end, limit)):
        return built.end()
    if text[end : end + 1] not in _MORE:
        return end  # nearly always
    also = _ALSO_DONE.match(text, end, limit) or _ONCE.match(text, end, limit)
    return also.end() if also else end


@define
class OpenFrame:
    """
    One trigger and what is known of its gift so far; each step reads it and fills in what it finds.

    Args: *own* holds the elements of the clause before the trigger; *last* is the frame before it in the
        sentence; *partner* is the giving word that a receiving trigger governs. From *named_from* it may be told
        in whose name somebody gives. The object phrase is looked for from *start* to *limit*, offsets in the text,
        before the *links* of a series.
    """

    text: str
    trigger: Trigger
    partner: Trigger | None
    last: Frame | None
    own: Sequence[Element]
    clause_start: int
    named_from: int
    limit: int
    links: Sequence[Link]
    kind: FrameKind
    cues: Cues
    start: int = field(init=False)
    arguments: list[Argument] = field(init=False)
    actors: tuple[Mention, ...] = ()
    donors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    channels: tuple[Mention, ...] = ()
    objects: Objects | None = None
    rules: list[str] = field(factory=list)
    inherits: bool = field(init=False)
    unread: bool = False
    joint: bool = False
    noun: Trigger | None = None  # the noun of what was received: 收到校友会汇来的|捐款|30万元

    def __attrs_post_init__(self) -> None:
        self.arguments = assign_roles(self.text, self.own)
        self.start = self.verb_end
        self.rules += [f"triggers/{self.trigger.word}", *self.cues.rules]
        self.inherits = (
            self.last is not None
            and self.last.kind is FrameKind.RECEIVE
            and self.kind is FrameKind.GIVE
            and not self.arguments
            and not any(isinstance(e, Marker) and e.word != _EARMARKED for e in self.own)
            and _GOES_ON.fullmatch(self.text, self.clause_start, self.trigger.span.start) is not None
        )
        if self.inherits:
            # 接受捐赠资金8万元,捐赠物资价值2万元: the second 捐赠 is a noun under the same verb
            self.kind = FrameKind.RECEIVE
        elif self._is_part_raised():
            # 慈善会募集善款90万元,其中捐款70万元: who raised the whole raised the part
            self.kind = FrameKind.RAISE

    def _is_part_raised(self) -> bool:
        return (
            self.last is not None
            and self.last.kind is FrameKind.RAISE
            and self.kind is FrameKind.GIVE
            and not self.own
            and _PART.match(self.text, self.clause_start) is not None
        )

    @property
    def verb_end(self) -> int:
        """Where the verb ends, with a second one that shares its object."""
        return end_of_verb(self.text, self.trigger, self.limit)

    @property
    def relative(self) -> bool:
        """Tell whether the trigger describes what stands behind it: 锦澄集团捐赠|的两辆校车."""
        return self.described_from is not None

    @property
    def described_from(self) -> int | None:
        """Where what the trigger describes begins, behind 的; None where it describes nothing."""
        end = self.verb_end
        if self.text[end : end + 1] not in _DESCRIBED:
            return None
        described = _DESCRIBES.match(self.text, end) or _WORTH_OF.match(self.text, end)
        return described.end() if described else None

    @property
    def fetches(self) -> bool:
        """Tell whether who acts only gets others to give: 从省文旅公司争取|帮扶资金15万元."""
        return self.trigger.word in FETCHES

    def span(self) -> Span:
        """Return the stretch of the clause that the frame takes up, with its objects."""
        end = max(self.objects.span.end if self.objects else self.trigger.span.end, self.start)
        return Span(self.clause_start, max(end, self.trigger.span.end))
