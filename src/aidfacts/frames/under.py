"""Takes what came of somebody's help: 在锦澄集团的资助下,沐白小学建起了图书馆; 对…表示感谢 by whom who got it thanks."""

from __future__ import annotations

from aidfacts.frames.acting import acting_for
from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.roles import in_role
from aidfacts.frames.seen_come import SeenCome
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind, Role
from aidfacts.model.mention import Mention

_UNDER = compile_late(r"下,?")
_HELP = compile_late(
    r"在[^,。;:]{2,40}?的?(?:大力|倾情|鼎力|无私|慷慨|热心|积极|全额|共同)*(?:资助|捐助|捐赠|援助|帮扶|支持|帮助|支援|关心|牵线)下,?$"
)
_GAVE_HELP = compile_late(r"(?:资助|捐助|捐赠|援助|支持|帮助|支援)下,?$")
MAX_HELP = 48  # characters of the clause that tells whose help it was
# What who is helped has of it then: 沐白小学|建起了|图书馆
_GETS = compile_late(
    r"(?:得到|获得|获赠|收到|领到|拿到|用上|迎来|拥有|有|添置|新添|购置|配备|建起|建成|修建|新建|兴建|修通|盖起|铺设|铺上|装上|安装|修缮|打出|打成|开通)了?"
)
_BUILT = compile_late(r"[建修新兴盖铺开打装]")
MAX_LEAD = 4  # characters before who is helped: ,去年|学校
_HELPED = (
    PartyKind.SCHOOL,
    PartyKind.HOSPITAL,
    PartyKind.PLACE,
    PartyKind.GROUP,
    PartyKind.NGO,
    PartyKind.GOVERNMENT,
    PartyKind.OTHER,
)
_THANKS = compile_late(r"表示[^,。;]{0,8}(?:感谢|谢意)")
_OVERSEES = compile_late(r"(?:省|市|县|区)(?:领导|委|政府|教育局|民政局)|总统|总理|大使|联合国")


class Under(SeenCome):
    """The steps for a gift told by what it led to, or by thanks for it."""

    def _take_led_to(self, draft: OpenFrame) -> None:
        """Take who was helped and what he has of it, behind 下: 在锦澄集团的资助下,|沐白小学|得到电脑30台."""
        under = _UNDER.match(self.text, draft.trigger.span.end)
        helping = in_role([a for a in draft.arguments if a.marker == "在"], Role.NONE)
        if under is None or draft.kind is not FrameKind.GIVE or not helping or draft.recipients:
            return
        end = self._clause_end(under.end())
        gets = _GETS.search(self.text, under.end(), end)
        told = [e for e in self._between(under.end(), gets.start()) if isinstance(e, Mention)] if gets else []
        row = self._row(told)
        near = bool(row) and told[0].span.start - under.end() <= MAX_LEAD and row[-1].kind in _HELPED
        if gets is None or not near:
            return
        group = draft.arguments[-1].group
        draft.donors = tuple(
            acting_for(self.text, a.mention) for a in draft.arguments if a.group == group and a.marker == "在"
        )
        draft.recipients = row
        built = (
            _BUILT.match(self.text, gets.start()) is not None
        )  # the word of building tells that it is a thing
        draft.start, draft.limit = gets.start() if built else gets.end(), end
        draft.rules.append("roles/under")

    def _helped_by(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Return whose help the clause before tells of: 在锦澄集团的支持下,|沐白小学获赠电脑30台."""
        start = max(self.sentence.start, draft.clause_start - MAX_HELP)
        help_ = _HELP.search(self.text, start, draft.clause_start)
        if help_ is None:
            return ()
        told = [e for e in self._between(help_.start(), help_.end()) if isinstance(e, Mention)]
        return tuple(m for m in self._row(told) if m.kind is not PartyKind.PLACE)

    def _take_raised_under(self, draft: OpenFrame) -> None:
        """Take by whose help something was raised as who gave it, where nobody acts: 在|何映雪等村民|的支持下,共募集善款8万元."""
        if draft.kind is not FrameKind.RAISE or draft.donors or draft.actors:
            return
        if _GAVE_HELP.search(self.text, max(0, draft.clause_start - MAX_LEAD), draft.clause_start):
            row = self._helped_by(draft)  # an official who helps has others give
            offices = (PartyKind.GOVERNMENT, PartyKind.PLACE)
            own = (m for m in row if m.of is None and self.text[m.span.start - 1] not in "长记任席")
            draft.donors = tuple(m for m in own if m.kind not in offices)
            draft.rules.extend(["roles/under"] if draft.donors else [])

    def _who_thanks(self, draft: OpenFrame) -> tuple[Mention, ...]:
        """Return the house that thanks for what it got: |沐白小学|负责人对锦澄集团捐赠图书表示感谢."""
        if not _THANKS.search(self.text, draft.start, self._clause_end(draft.start)):
            return ()
        before = [
            a for a in draft.arguments if a.marker != "对" and a.mention.span.end < draft.trigger.span.start
        ]
        row = [a.mention for a in before if a.group == before[-1].group]
        houses = [m.of if m.kind is PartyKind.PERSON and m.of is not None else m for m in row]
        return tuple(m for m in houses if m.named and m.kind in _HELPED and not _OVERSEES.search(m.text))
