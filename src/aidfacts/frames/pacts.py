"""Tells from one sentence who is bound to whom."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.frames.pact_bonds import read_binding, read_helping, read_pair
from aidfacts.frames.pact_building import read_building, read_founding, read_placing
from aidfacts.frames.pact_finder import Finder
from aidfacts.frames.pact_names import Slot, Tag, leave_posts, leave_proxies, part
from aidfacts.frames.pact_places import part_places
from aidfacts.frames.pact_relation import read_relation
from aidfacts.frames.pact_signing import read_signing
from aidfacts.frames.pact_slots import fill_slots
from aidfacts.frames.skeleton import draw
from aidfacts.lexicon.late import compile_late
from aidfacts.model.mention import Mention
from aidfacts.model.pact import Pact, PactTrigger, PactUse
from aidfacts.model.span import Span

_MODEL = compile_late(r"甲方|乙方|丙方|[×xX]{2,}|_{2,}|范本|模板|如果|假如")
_READERS = {
    PactUse.SIGN: read_signing,
    PactUse.BIND: read_binding,
    PactUse.OVER: read_helping,
    PactUse.RELATION: read_relation,
    PactUse.BUILD: read_building,
    PactUse.JOINT: read_building,
    PactUse.FOUND: read_founding,
    PactUse.PLACE: read_placing,
    PactUse.PAIR: read_pair,
}


def read_pacts(
    text: str,
    sentence: Span,
    number: int,
    mentions: Sequence[Mention],
    triggers: Sequence[PactTrigger],
    topic: Sequence[Mention],
    told: Sequence[Mention],
    tag: Tag,
    slot: Slot,
) -> tuple[Pact, ...]:
    """
    Return the pacts of a sentence in the order of its words.

    The structure tells the parties, not nearness: who stands on the sides of 与 before 签署, who witnesses is left out.

    Args: *topic* is who acted last (与沐白小学签约), *told* the parties of the last pact (校长与院长分别签字), *tag* finds the
        parties inside a title: 《甲与乙合作协议》.
    """
    if not triggers or _MODEL.search(text, sentence.start, sentence.end):
        return ()
    mentions = part(text, mentions, triggers, tag)
    drawn = leave_posts(part_places(text, draw(text, sentence, mentions)))
    skeleton = leave_proxies(fill_slots(text, drawn, slot))
    finder = Finder(text, sentence, number, skeleton, tuple(topic), tuple(told), triggers, tag, slot)
    order = sorted(triggers, key=lambda t: (t.use is not PactUse.SIGN, t.span.start))
    for trigger in order:
        _read(finder, trigger)
    return tuple(sorted(finder.found, key=lambda pact: pact.trigger.span.start))


def _read(finder: Finder, trigger: PactTrigger) -> None:
    if trigger.use is PactUse.OVER and any(
        pact.trigger.use is PactUse.SIGN and pact.subject is not None and trigger.span in pact.subject
        for pact in finder.found
    ):
        return  # 签订|托管禾川县医院协议: what the paper is called
    at = finder.skeleton.at(trigger.span.start)
    end = finder.skeleton.at(trigger.span.end)
    starts = finder.skeleton.starts
    if at < len(starts) and starts[at] == trigger.span.start:  # else inside a name, a title or an aside
        _READERS[trigger.use](finder, trigger, at, end)
