"""Builds the frames of one sentence: each trigger with the arguments that the sentence itself tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from aidfacts.frames.cues import read_cues
from aidfacts.frames.elements import Element, Marker, Stop, lay_out
from aidfacts.frames.givers import Givers
from aidfacts.frames.outline import acts, opens_joint
from aidfacts.frames.receivers import PURPOSE, Receivers
from aidfacts.frames.roles import acting_for, assign_roles, in_role, subjects
from aidfacts.frames.series import build_series, find_links
from aidfacts.frames.stretches import BUILD, ReadObjects, ReadSlot
from aidfacts.frames.things import Things
from aidfacts.frames.unread import find_unread
from aidfacts.model.fact import Form, PartyKind
from aidfacts.model.frame import Frame, FrameKind, Role, Trigger
from aidfacts.model.mention import Mention
from aidfacts.model.quantity import Amount, Quantity
from aidfacts.model.span import Span

Figures = Sequence[Amount | Quantity]
# A giving word inside the object of a receiving verb: 收到锦澄集团捐款9万元
_GIVING = re.compile(r"捐|赠|资助|善款|援助|赞助|慰问|助学金|奖学金|救助")
_NEVER_GIVES = ("母校", "灾区", "家乡", "他人")
# What stands right behind 获赠 is who gave, or the thing: 获赠移动图书馆一座
_GIVERS = (PartyKind.COMPANY, PartyKind.NGO, PartyKind.GOVERNMENT, PartyKind.PERSON, PartyKind.GROUP)
_IS_THANKED = re.compile(
    r"表示[^,。;]{0,8}(?:感谢|谢意|敬意|欢迎|赞赏|赞扬)|给予[^,。;]{0,4}(?:赞扬|肯定|评价)"
)
_TITLE = re.compile(r"“[^”]{2,24}”[^,。;]{0,6}(?:活动|义卖|行动|项目|计划|倡议|主题|公益|爱心)")
# Who is visited and helped does not give: 走访10户低收入老人,为她们送去棉衣
_HELPED = re.compile(r"老人|贫困|困难|特困|孤儿|残疾|留守|患者|病人|灾|难民|五保|孤寡|军属|烈属|低保|低收入")
_FROM = ("从", "自")
_KNOWN_TO_GIVE = (PartyKind.PERSON, PartyKind.COMPANY, PartyKind.NGO, PartyKind.SCHOOL)
_COLLECTS = (PartyKind.COMPANY, PartyKind.SCHOOL, PartyKind.GROUP)
_GOES_ON = re.compile(r"[,、]?(?:并|且|以及)")


def build_frames(
    text: str,
    sentence: Span,
    number: int,
    mentions: Sequence[Mention],
    triggers: Sequence[Trigger],
    figures: Figures,
    read_right: ReadObjects,
    read_left: ReadObjects,
    read_slot: ReadSlot,
) -> tuple[tuple[Frame, ...], tuple[tuple[Span, str], ...]]:
    """
    Return the frames of a sentence in text order, and the triggers that gave none with the reason code of each.

    Args: *number* is the number of the sentence; *read_right* and *read_left* read the object phrase of a
        stretch behind or before a trigger; *read_slot* reads a stretch framed by marker and verb as one party.
    """
    elements = lay_out(text, sentence, mentions, triggers, figures)
    builder = _Builder(text, sentence, number, elements, read_right, read_left, read_slot)
    return builder.build()


class _Builder(Givers, Receivers, Things):
    """Walks the triggers of one sentence from left to right; lives for one call of build_frames."""

    def __init__(
        self,
        text: str,
        sentence: Span,
        number: int,
        elements: Sequence[Element],
        read_right: ReadObjects,
        read_left: ReadObjects,
        read_slot: ReadSlot,
    ) -> None:
        super().__init__(text, sentence, elements, read_right, read_left, read_slot)
        self.number = number
        self.names = [e.span for e in elements if isinstance(e, Mention) and e.named]
        self.mood: str | None = None
        self.frames: list[Frame] = []
        self.rejected: list[tuple[Span, str]] = []

    def build(self) -> tuple[tuple[Frame, ...], tuple[tuple[Span, str], ...]]:
        triggers = [e for e in self.elements if isinstance(e, Trigger)]
        skip_to = -1
        for at, trigger in enumerate(triggers):
            if trigger.span.start < skip_to:
                continue
            partner = self._partner(trigger, triggers[at + 1 :])
            received = bool(self.frames) and self.frames[-1].kind is FrameKind.RECEIVE
            if (
                trigger.kind is FrameKind.RECEIVE
                and trigger.strength == "weak"
                and not received
                and not self._has_giving(trigger)
            ):
                self.rejected.append((trigger.span, "no_giving_noun"))
                continue
            following = triggers[at + 2 :] if partner else triggers[at + 1 :]
            frame = self._frame(trigger, partner, following)
            if partner is not None:
                skip_to = partner.span.end
            if frame is None or self._hands_on(frame):
                continue
            self.frames.append(frame)
            limit = self._limit(partner or trigger, following)
            links = find_links(self.text, self.elements, frame.trigger.span.end, limit, self.read_slot)
            self.frames.extend(build_series(self.text, frame, links, limit, self.read_right))
            self.done = max(self.done, self.frames[-1].clause.end)
        self._name_roles()
        return tuple(self.frames), tuple(self.rejected)

    def _hands_on(self, frame: Frame) -> bool:
        """
        Give the receiver of a verb without an object of its own to the gift before it.

        募集款物210万元,全部捐赠给丹巴县 is one gift; 捐给省红会,由其转赠县医院 is one too, with a channel.
        """
        last = self.frames[-1] if self.frames else None
        things = frame.objects
        again = (
            frame.kind is FrameKind.PASS
            and things
            and things.amount is None
            and not any(i.quantity for i in things.items)
        )
        if last is None or (things and not again) or not frame.recipients:
            return False
        if not (last.objects or frame.kind is FrameKind.PASS):
            return False
        # 筹措面包50万包驰援岚溪镇: for whom it is stands inside what was read as the purpose
        helps = frame.kind is FrameKind.AID and not BUILD.match(frame.trigger.word)
        behind = frame.trigger.span.start if helps else last.clause.end
        told = [m for m in frame.recipients if m.span.start > behind and m not in last.recipients]
        # 公司收到员工善款3万元,悉数汇至慈善总会: a house that is no charity only collects
        collects = last.kind is FrameKind.RECEIVE and all(m.kind in _COLLECTS for m in last.recipients)
        passes = frame.kind is FrameKind.PASS or last.kind is FrameKind.RAISE or collects
        if not told or (last.recipients and not passes):
            return False
        if collects and frame.kind is not FrameKind.PASS:
            givers = last.donors or frame.donors or last.recipients
            last = evolve(last, donors=givers, kind=FrameKind.RAISE)
        channels = last.channels + (last.recipients if frame.kind is FrameKind.PASS else ())
        why = (f"triggers/{frame.trigger.word}", "roles/handed_on")
        for at, other in enumerate(self.frames[:-1]):
            if not other.recipients:
                # 甲部捐1.2万、乙部2.6万,已转交福利院: all of the row goes there
                self.frames[at] = evolve(other, recipients=tuple(told)).because(*why)
        self.frames[-1] = evolve(last, recipients=tuple(told), channels=channels).because(*why)
        return True

    def _name_roles(self) -> None:
        """Fill in who is named by role beside the gift: 捐赠方为云南滇池学院, 受赠单位是禾川县医院."""
        for at, element in enumerate(self.elements[:-1]):
            follow = self.elements[at + 1]
            if not isinstance(element, Marker) or not isinstance(follow, Mention) or not self.frames:
                continue
            role = {"names_donor": "donors", "names_recipient": "recipients"}.get(element.role)
            if role is not None and follow.span.start - element.span.end <= 8:
                frame = evolve(self.frames[-1], **{role: (follow,)})  # type: ignore[arg-type]
                self.frames[-1] = frame.because(f"markers/{element.word}")

    def _partner(self, trigger: Trigger, later: Sequence[Trigger]) -> Trigger | None:
        """Return the giving word inside the object of a receiving one: 收到锦澄集团捐款9万元."""
        if trigger.kind not in (FrameKind.RECEIVE, FrameKind.RAISE) or not later:
            return None
        following = later[0]
        same = following.span.start < self._clause_end(trigger.span.end)
        giving = following.kind in (FrameKind.GIVE, FrameKind.AID) and following.strength != "weak"
        # 筹措50万包面包驰援灾区: a verb of its own behind what was raised
        raised = trigger.kind is FrameKind.RAISE and any(
            isinstance(e, Amount | Quantity) and trigger.span.end <= e.span.start < following.span.start
            for e in self.elements
        )
        return following if same and giving and not raised else None

    def _has_giving(self, trigger: Trigger) -> bool:
        return _GIVING.search(self.text, trigger.span.start, self._clause_end(trigger.span.end)) is not None

    def _limit(self, trigger: Trigger, later: Sequence[Trigger]) -> int:
        """Where the object phrase of a trigger must end: before the clause of the next trigger that is a verb."""
        for following in later:
            if following.strength != "strong" and not self._is_verb(following, trigger.span.end):
                continue
            if PURPOSE.search(self.text, trigger.span.end, following.span.start):
                continue  # 筹得8万元,将用于资助困境儿童: the second verb says what the first gift is for
            start = self._clause_start(following)
            return start if start > trigger.span.end else following.span.start
        return self.sentence.end

    def _is_verb(self, trigger: Trigger, after: int) -> bool:
        """Tell whether a middle or weak trigger has a figure or a marked party of its own, behind *after*."""
        start, end = max(after, self._clause_start(trigger)), self._clause_end(trigger.span.end)
        for element in self.elements:
            if element.span.start < start or element.span.start >= end:
                continue
            if isinstance(element, Amount | Quantity) and element.span.start >= trigger.span.end:
                return True
            if isinstance(element, Marker) and element.role == "goal":
                return True
        return False

    def _frame(self, trigger: Trigger, partner: Trigger | None, later: Sequence[Trigger]) -> Frame | None:
        text = self.text
        clause_start = self._clause_start(trigger)
        if clause_start < self.done <= trigger.span.start:
            # 向甲校捐赠5万元、向乙院捐赠轮椅20辆: the second gift begins where the first ends
            clause_start = self.done
        own = [e for e in self.elements if clause_start <= e.span.start < trigger.span.start]
        arguments = assign_roles(text, own)
        limit = self._limit(partner or trigger, later)
        links = find_links(text, self.elements, trigger.span.end, limit, self.read_slot)
        if links:
            limit = links[0].start
        chain = Span(
            max(self.done, self.sentence.start) if self.done <= clause_start else clause_start,
            trigger.span.start,
        )
        own_from = chain.start if _GOES_ON.match(text, clause_start) else clause_start
        cues = read_cues(
            text, trigger, own_from, chain, Span(trigger.span.start, limit), self.sentence, self.names
        )
        barred = cues.barred or self.mood
        if _TITLE.match(text, trigger.span.start - 1):
            barred = "appeal"  # “捐一本书”义卖活动: the name of an act calls for gifts and tells of none
        if barred in ("appeal", "rule", "hypothetical"):
            # 建议领导捐1000元,教师捐300元: the mood of the first verb holds for the rest of the sentence
            self.mood = barred
        if not barred and not any(a.role is Role.SUBJECT for a in arguments):
            # 号召有条件的人,捐赠口罩: a clause without an actor has the mood of the one before
            stops = [e.span.end for e in self.elements if isinstance(e, Stop) and e.span.end < clause_start]
            before = Span(max(stops, default=self.sentence.start), clause_start)
            barred = read_cues(
                text, trigger, before.start, chain, Span(trigger.span.start, limit), self.sentence, self.names
            ).barred
        if barred:
            self.rejected.append((trigger.span, barred))
            return None
        kind = trigger.kind
        last = self.frames[-1] if self.frames else None
        inherits = (
            last is not None
            and last.kind is FrameKind.RECEIVE
            and kind is FrameKind.GIVE
            and not arguments
            and not any(isinstance(e, Marker) for e in own)
        )
        if inherits:
            # 接受捐赠资金8万元,捐赠物资价值2万元: the second 捐赠 is a noun under the same verb
            kind = FrameKind.RECEIVE
        rules = [f"triggers/{trigger.word}", *cues.rules]
        donors: tuple[Mention, ...] = in_role(arguments, Role.DONOR)
        recipients: tuple[Mention, ...] = in_role(arguments, Role.RECIPIENT)
        channels: tuple[Mention, ...] = in_role(arguments, Role.CHANNEL)
        actors = self._with_partner(own, subjects(text, arguments, verb=trigger.span.start))
        if trigger.strength == "strong" or kind in (FrameKind.AID, FrameKind.DELIVER, FrameKind.FUND):
            slots = self._slots(trigger, own, clause_start)
            if not actors and not donors and slots[0] and trigger.strength == "strong":
                actors = slots[0]
                rules.append("roles/slot")
            if not recipients and slots[1] is not None:
                recipients = (slots[1],)
                rules.append("roles/slot")
        actors = tuple(m for m in actors if m.kind is not PartyKind.PLACE or acts(text, m))
        donors = self._in_name_of(chain.start, trigger.span.start) or donors
        start = trigger.span.end
        relative = text.startswith("的", start)
        if relative and not donors:
            # 锦澄集团捐赠的两辆校车, also behind 将 and 把: who stands right before the verb gives
            near = [
                a
                for a in arguments
                if a.role in (Role.SUBJECT, Role.PLACE, Role.NONE)
                # 从澳门寄来的: the place sends nothing; in 从明屿市捐建的学校毕业 the city is who gave
                and not (kind is FrameKind.DELIVER and a.marker in _FROM)
            ]
            if near and trigger.span.start - near[-1].mention.span.end <= 8:
                near = [a for a in near if a.group == near[-1].group]
                # 华侨、某公司社长周砚秋捐赠的: what only says whose or what he is does not give
                row = [a.mention for a in near if a.role is not Role.NONE] or [a.mention for a in near]
                donors = tuple(acting_for(text, mention) for mention in row)
                rules.append("roles/relative")
            elif not near and own and isinstance(own[-1], Marker) and own[-1].role == "agent":
                # 装的是众兴公司捐赠的救生衣: the name stands between the marker and the verb
                slot = self._slot(own[-1].span.end, trigger.span.start, trigger.span.end)
                donors = (slot,) if slot is not None else ()
                rules.extend(["roles/slot"] if donors else [])
        if kind is FrameKind.RECEIVE:
            recipients = recipients or actors or (last.recipients if inherits and last is not None else ())
            if partner is not None:
                between = [e for e in self.elements if start <= e.span.start < partner.span.start]
                donors = donors or self._row(between)
                figures = [
                    e
                    for e in between
                    if isinstance(e, Amount | Quantity) and donors and e.span.start >= donors[-1].span.end
                ]
                # 获得某基金会150万元奖教金资助: the thing stands before the giving word
                start, limit = (
                    (donors[-1].span.end, partner.span.start) if figures else (partner.span.end, limit)
                )
                if text.startswith("的", start):
                    start += 1
            elif not donors:
                behind = [e for e in self.elements if start <= e.span.start < min(limit, start + 24)]
                donors = tuple(m for m in self._row(behind, at=start) if m.kind in _GIVERS)
                if donors:
                    start = donors[-1].span.end
        elif partner is not None:
            kind = partner.kind
            between = [e for e in self.elements if start <= e.span.start < partner.span.start]
            donors = donors or self._row(between)
            start = partner.span.end
        elif not donors and not relative:
            donors = actors
        thanked = tuple(a.mention for a in arguments if a.marker == "对")
        if thanked and _IS_THANKED.search(text, start, self._clause_end(start)):
            # 对锦澄集团捐赠图书表示感谢: who is thanked gave
            donors, recipients, actors = thanked, (), thanked
        if not recipients and kind in (FrameKind.GIVE, FrameKind.PLEDGE):
            recipients = self._school_of(own)
            if recipients:
                donors = tuple(m for m in donors if m not in recipients)
                rules.append("roles/alumnus")
        built_in = in_role([a for a in arguments if a.marker == "在"], Role.NONE)
        if not built_in and BUILD.match(trigger.word):
            # 在禾川县,明屿市援建的学校: the place may stand in the clause before
            built_in = in_role([a for a in self._all_before(clause_start) if a.marker == "在"], Role.NONE)[
                -1:
            ]
        if not recipients and built_in and BUILD.match(trigger.word):
            recipients = built_in
            rules.append("roles/built_in")
        if kind is FrameKind.PLAN:
            # 沐白幼儿园34名幼儿帮扶计划(5000元/月): whose plan it is, gets the help; who runs it is not told here
            whose = [a.mention for a in arguments if a.mention.span.end == trigger.span.start]
            if whose and not whose[-1].named:
                # 沐白幼儿园34名幼儿: the house gets it for its children
                at = whose[-1].span.start
                whose = [
                    a.mention for a in arguments if a.mention.named and a.mention.span.end == at
                ] or whose
            recipients = tuple(whose[-1:]) or recipients
            donors = ()
            if text.startswith("(", start):
                start += 1
                limit = min(limit, max(start, text.find(")", start)))
        elif kind is not FrameKind.RECEIVE and partner is None and not relative:
            direct, start = self._direct(trigger, start, limit)
            recipients = recipients + tuple(m for m in direct if m not in recipients)
        objects = (
            self.read_right(Span(start + (1 if relative and start == trigger.span.end else 0), limit))
            if start < limit
            else None
        )
        if not objects:
            left = self._left_objects(trigger, arguments, clause_start)
            objects = left or objects
        if not objects:
            objects = self._named_thing(trigger, start, limit) or objects
        if kind is FrameKind.GIVE and all(m.span.start > trigger.span.end for m in recipients):
            money = objects.amount.span.end if objects and objects.amount else trigger.span.end
            owner, built = self._built_subject(trigger, money)
            if owner or (built and not objects):
                recipients, objects = owner, built or objects
                rules.append("roles/built_subject")
        sure = trigger.strength == "strong" and kind is FrameKind.GIVE
        sure = sure and any(m.kind in _KNOWN_TO_GIVE and "slot" not in m.rules for m in donors)
        if objects is not None and not objects and objects.unsure and sure and text.startswith("了", start):
            # 周砚秋捐赠了他珍藏的纪念证: what somebody with a name has given is a thing, whatever it is called
            objects = evolve(objects, items=objects.unsure, form=Form.GOODS)
        if objects and not recipients:
            # 出资35万元为北塘村修建水渠: what is built stands behind the party that gets it
            money = objects.amount.span.end if objects.amount else objects.span.end
            late = self._late_recipients(money, self.sentence.end if relative else limit)
            recipients = late or self._founded_at(
                objects.span.start, self.sentence.end if relative else limit
            )
            if recipients:
                rules.append("roles/after_object")
        if not recipients and objects and (kind is not FrameKind.RECEIVE or not actors):
            recipients = self._purpose_parties(objects.span.start, limit)
            if recipients:
                rules.append("roles/purpose")
        if not recipients:
            recipients = in_role(arguments, Role.VISITED)
            if recipients:
                rules.append("roles/visited")
        prior = self._prior(clause_start, trigger.span.start)
        # 并会同有关部门调拨: the partner has no name, so nobody joins who acted before
        partnered = bool(actors or donors)
        joint = (opens_joint(own) and partnered) or (not actors and prior[3])
        unread = False
        if not donors and not actors and kind not in (FrameKind.RECEIVE, FrameKind.PLAN):
            edge = min((e.span.start for e in own), default=trigger.span.start)
            speaker = self._announces(own, arguments)
            stretch = None if relative or partner or speaker else find_unread(text, clause_start, edge)
            if stretch is None and not (relative or partner or speaker):
                stretch = self._described(own, trigger.span.start)
            unread = stretch is not None
            slot = self._slot(stretch.start, stretch.end, edge) if stretch is not None else None
            told = tuple(m for m in prior[0] if m.named or not _HELPED.search(m.text))
            donors = speaker or (((slot,) if slot is not None else ()) if unread else told)
            if donors:
                rules.append("roles/slot" if unread else "roles/subject_of_sentence")
        if not donors and kind in (FrameKind.GIVE, FrameKind.AID, FrameKind.FUND) and objects:
            donors = self._giver_behind((objects.amount or objects).span.end)
            if donors:
                rules.append("roles/giver_behind")
        if not donors and not unread and last is not None and last.kind is kind is FrameKind.GIVE:
            # 某某向基金会捐资1000万元;2017年捐资200万元: the next act of the same giver, whose name its place told
            donors = tuple(m for m in last.donors if "slot" in m.rules)
        if not recipients and kind is FrameKind.RECEIVE and not relative:
            recipients = prior[0]
        if (not recipients and kind is FrameKind.AID) or trigger.word == "提供":
            asked = in_role([a for a in self._all_before(clause_start) if a.marker == "应"], Role.NONE)
            recipients = recipients or asked
        if not recipients and kind is not FrameKind.RECEIVE:
            recipients = prior[1]
            if recipients:
                rules += ["roles/goal_of_sentence", *(["roles/visited"] if prior[2] else [])]
        if not recipients and kind is not FrameKind.RECEIVE:
            recipients = self._benefiting(trigger.span.end)
            if recipients:
                rules.append("roles/benefit")
        donors = tuple(m for m in donors if m not in recipients and m.text not in _NEVER_GIVES)
        status = cues.status
        if status is None and cues.future and objects and objects.span.start >= trigger.span.end:
            # 将配合工程捐种大树: with the object behind the verb 将 marks none and is a plan
            status = "planned"
            rules.append("cues/将")
        if (
            status is None
            and last is not None
            and last.status == "planned"
            and _GOES_ON.match(text, clause_start)
        ):
            status = "planned"  # 承诺捐种大树,并捐赠100万元
        end = max(objects.span.end if objects else trigger.span.end, start)
        return Frame(
            trigger=trigger, kind=kind, clause=Span(clause_start, max(end, trigger.span.end)), sentence=self.number,
            donors=donors, recipients=recipients, channels=channels, objects=objects or None,
            status=status, scope=cues.scope, joint=joint, unread=unread and not donors, rules=tuple(rules),
        )  # fmt: skip
