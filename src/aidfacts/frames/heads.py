"""Finds who leads a house, where a sentence binds the two by a title or by what he does there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

_OFFICE = r"(?:(?:党委|党组|党总支|支部)?书记、)?(?:原|时任|现任)?(?:董事长|总经理|理事长|总裁|行长|校长|院长|厂长|局长|会长|社长|经理|主任|书记|创始人|掌门人|负责人)"
_BEHIND = compile_late(_OFFICE)
# 锦澄集团|在董事长|周砚秋|的带领下
_UNDER = compile_late(rf"在(?:{_OFFICE})?")
_UNDER_HIM = compile_late(r"(?:同志|先生|女士)?的?(?:正确|坚强)?(?:带领|领导|率领)下")
# 周砚秋|自1998年担任|锦澄集团|董事长
_SERVES = compile_late(
    r"[^。;]{0,16}(?:担任|出任|就任|接任|当选|任|[是为系]),?|(?:,[男女])?,(?:现任|现为|系|是|任)?"
)
# 周砚秋|领导的|锦澄集团
_LEADS = compile_late(r"(?:同志|先生|女士)?(?:所)?(?:领导|带领|创办|创立|掌舵|执掌|率领)的")
_BODIES = (
    PartyKind.COMPANY,
    PartyKind.NGO,
    PartyKind.SCHOOL,
    PartyKind.HOSPITAL,
    PartyKind.GOVERNMENT,
    PartyKind.OTHER,
)


def find_heads(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the persons who lead a house, with it in `of`: 锦澄集团董事长|周砚秋, 周砚秋|领导的锦澄集团."""
    for person in mentions:
        if person.kind is not PartyKind.PERSON:
            continue
        if person.of is not None:
            if person.of.kind in _BODIES and _BEHIND.match(text, person.of.span.end):
                yield person
            continue
        house = next(
            (m for m in mentions if m.named and m.kind in _BODIES and _is_led(text, person, m)), None
        )
        if house is not None:
            yield evolve(person, of=house)


def _is_led(text: str, person: Mention, house: Mention) -> bool:
    """Tell whether the words between a person and a house, and behind them, say that he leads it."""
    if house.span.end <= person.span.start:
        under = _UNDER.fullmatch(text, house.span.end, person.span.start)
        return under is not None and _UNDER_HIM.match(text, person.span.end) is not None
    if house.span.start <= person.span.end:
        return False
    if _LEADS.fullmatch(text, person.span.end, house.span.start):
        return True
    serves = _SERVES.fullmatch(text, person.span.end, house.span.start)
    return serves is not None and _BEHIND.match(text, house.span.end) is not None
