"""Takes who received something from the clauses around, where the clause of the verb leaves it open."""

from __future__ import annotations

from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.prior import Prior
from aidfacts.frames.unread import find_unread
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.frame import FrameKind
from aidfacts.model.mention import Mention

# 师生|纷纷慷慨解囊, 干部|、职工、学生踊跃捐款
_FLOCK = compile_late(
    r"(?:、[^,。;、]{1,8})*[^,。;]{0,4}(?:踊跃|纷纷|积极|慷慨|自发|带头|争相)[^,。;]{0,6}(?:捐|解囊|献爱心)"
)
_CALLED_ON = compile_late(
    r"(?:号召|倡议|动员|呼吁|鼓励|发动)(?:本|全[县市区校镇乡村体])?$"
)  # 号召|职工献爱心
# 为周小禾|发起募捐,共收到善款8万元
_COLLECTED_FOR = compile_late(
    r"[^,。;]{0,4}(?:发起|组织|举行|举办|开展|进行|发动)?了?[^,。;]{0,8}(?:募捐|捐款|义[卖演拍]|众筹|筹款|献爱心)"
)


_CHARITY = compile_late(r"红十字会|慈善|基金会$")


def _collecting(row: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the charity alone of those who hold a drive with offices: 县慈善总会、县民政局|举办晚会,现场收到捐款8万元."""
    charity = tuple(m for m in row if _CHARITY.search(m.name))
    offices = all(m.kind is PartyKind.GOVERNMENT for m in row if m not in charity)
    return charity if charity and offices else row


class Taking(Prior):
    """The step for a verb of receiving."""

    def _take_receivers(
        self, draft: OpenFrame, acting: tuple[Mention, ...], goals: tuple[Mention, ...]
    ) -> None:
        """Take who received, and who gave, from those who act or are helped in the clauses around."""
        if not draft.recipients and not draft.own:
            # 史料馆已|接收社会捐赠: who receives though no reader of names could read him
            stretch = find_unread(self.text, draft.clause_start, draft.trigger.span.start)
            slot = self._slot(stretch.start, stretch.end, draft.trigger.span.end) if stretch else None
            draft.recipients = (slot,) if slot is not None else ()
        if draft.recipients and not draft.donors and not draft.relative:
            # 社会各界|纷纷捐款,县红十字会共接收捐款356万元
            flock = tuple(m for m in acting if m not in draft.recipients and self._have_given(m))
            draft.donors = flock
            draft.rules.extend(["roles/subject_of_sentence"] if flock else [])
        if not draft.recipients and not draft.relative:
            # 个人捐款8万元;接收物资折价2万元: who gave before the semicolon receives nothing behind it
            # … and who calls on others (学生会发起募捐,已收到捐款3.6万元) has given nothing before
            called = draft.last is None or (draft.last.kind is FrameKind.RAISE and not draft.last.objects)
            gave = () if draft.last is None or called else draft.last.donors
            if acting and self._have_given(acting[-1]):
                draft.donors, gave = draft.donors or acting, acting
            collected = goals and _COLLECTED_FOR.match(self.text, goals[-1].span.end, draft.clause_start)
            draft.recipients = goals if collected else _collecting(tuple(m for m in acting if m not in gave))

    def _have_given(self, crowd: Mention) -> bool:
        """Tell whether people without a name are told to give, or called to: 全县党员|踊跃捐款,共收到8万元 tells what came of them."""
        end = self._clause_end(crowd.span.end)
        called = _CALLED_ON.search(self.text, self._clause_start(crowd), crowd.span.start)
        return not crowd.named and bool(called or _FLOCK.match(self.text, crowd.span.end, end))
