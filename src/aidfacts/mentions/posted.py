"""Teams that a house has sent somewhere: 锦澄集团驻北塘村帮扶工作队 is one name."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_TEAM = compile_late(r"(?:工作队|工作组|帮扶队|扶贫队|帮扶组|队)$")
# What one sent to a village is, behind its name: 驻北塘村|第一书记周砚秋
_OFFICE = compile_late(r"(?:第一书记|工作队队?员|工作队队?长|工作队|帮扶干部|选调生)")
_HOUSES = (PartyKind.COMPANY, PartyKind.GOVERNMENT, PartyKind.NGO, PartyKind.SCHOOL, PartyKind.HOSPITAL)


def add_posted(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """
    Return *mentions* with a house and the team that it sent joined into one name.

    In 锦澄集团驻北塘村第一书记周砚秋 the village only says where he serves: he is of the house.
    """
    if len(mentions) < 2 or text.find("驻", mentions[0].span.end, mentions[-1].span.end) < 0:
        return tuple(mentions)
    row = list(mentions)
    at = 0
    while at + 1 < len(row):
        house, post = row[at], row[at + 1]
        if not _is_posted(text, house, post):
            at += 1
        elif post.kind is not PartyKind.PLACE and _TEAM.search(post.text):
            span = Span(house.span.start, post.span.end)
            name = house.name + span.cut(text)[len(house.text) :]
            team = evolve(post, span=span, text=span.cut(text), name=name, place=house.place)
            # 县审计局驻北塘村工作队|队长周砚秋: he is of the whole of it
            row[at:] = [team, *(evolve(m, of=team) if m.of == post else m for m in row[at + 2 :])]
        elif post.kind is PartyKind.PLACE and (office := _OFFICE.match(text, post.span.end)):
            del row[at + 1]
            bearer = row[at + 1] if at + 1 < len(row) else None
            if bearer is not None and bearer.kind is PartyKind.PERSON and bearer.span.start == office.end():
                row[at + 1] = evolve(bearer, of=house)
            at += 1
        else:
            at += 1
    return tuple(row)


def _is_posted(text: str, house: Mention, post: Mention) -> bool:
    """Tell whether 驻 joins two names: the reader leaves it between them, or to the second."""
    if house.kind not in _HOUSES or house.anaphor is not None:
        return False
    gap = text[house.span.end : post.span.start]
    return gap == "驻" or (gap == "" and post.text.startswith("驻"))
