"""Who is who in a document: full names for short ones, parties for the words that point at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from aidfacts.document.coref_entities import Entity
from aidfacts.document.coref_state import Resolution
from aidfacts.document.coref_written import written
from aidfacts.document.coreference import Walk
from aidfacts.document.name_parts import clean_name, key_of
from aidfacts.model.document import DocumentParty
from aidfacts.model.fact import Party
from aidfacts.model.mention import Mention
from aidfacts.model.source import Layout, Source
from aidfacts.model.span import Evidence, Span


@frozen(eq=False)
class Names:
    """
    The parties of a document and what each mention means.

    Every span counts in `Source.text`; `Source.restore` turns parties into the caller's characters.
    """

    parties: tuple[DocumentParty, ...] = ()
    _resolutions: Mapping[Span, Resolution] = field(factory=dict, repr=False)
    _numbers: Mapping[str, int] = field(factory=dict, repr=False)
    _entities: Sequence[Entity] = field(factory=tuple, repr=False)
    # What is told twice is found by comparing each party with many others.
    _identities: dict[str, tuple[int | str, ...]] = field(factory=dict, init=False, repr=False)

    def parties_of(self, mention: Mention) -> tuple[Party, ...]:
        """
        Return the party that *mention* means, the parties for 双方 and its like.

        Returns: always at least one; the written form where nobody can be told. A mention that `resolve_names` was
        not given is looked up by its name.
        """
        numbers = self._numbers_of(mention)
        if not numbers:
            name = clean_name(written(mention))
            named = mention.named and mention.anaphor is None
            return (Party(name, mention.text, mention.span, mention.kind, named, mention.adcode),)
        found = []
        for number in numbers:
            entity = self._entities[number]
            named = entity.named
            kind = entity.parts.kind
            code = entity.code
            found.append(Party(entity.parts.name, mention.text, mention.span, kind, named, code))
        return tuple(found)

    def _numbers_of(self, mention: Mention) -> tuple[int, ...]:
        resolution = self._resolutions.get(mention.span)
        if resolution is not None:
            return resolution.numbers
        number = self._numbers.get(key_of(written(mention)))
        return () if number is None or mention.anaphor is not None else (number,)

    def same(self, a: Mention | Party, b: Mention | Party) -> bool:
        """Tell whether *a* and *b* mean the same party, or the same parties."""
        return self._identity(a) == self._identity(b)

    def _identity(self, each: Mention | Party) -> tuple[int | str, ...]:
        if isinstance(each, Mention):
            return self._numbers_of(each) or (key_of(written(each)),)
        found = self._identities.get(each.name)
        if found is None:
            key = key_of(each.name)
            found = self._identities[each.name] = (self._numbers.get(key, key),)
        return found

    def reason(self, each: Mention | Party) -> str:
        """Return why a mention (or what `parties_of` made of it) has the name it has, in a few words for `explain`."""
        resolution = self._resolutions.get(each.span) if each.span is not None else None
        return resolution.reason if resolution is not None else "named"


def resolve_names(source: Source, layout: Layout, mentions: Sequence[Mention]) -> Names:
    """
    Find out who is who among the *mentions* of a document.

    Short forms get the fullest name that the document writes (彭州综合执法局 → 彭州市综合执法局), organs without a
    division that of the page or of the passage (县委统战部 → 宕昌县委统战部), pointing words the party they point at
    (我县, 该院, 双方). Where two parties fit, the written form stays.

    Args: *mentions* in text order; the organisations of persons (`Mention.of`) are read too.
    """
    every = _with_organisations(mentions)
    walk = Walk(source.text, layout, every)
    resolutions = walk.run()
    by_span = {mention.span: found for mention, found in zip(every, resolutions, strict=True)}
    entities = tuple(walk.entities.all)
    return Names(_gather(every, resolutions, entities), by_span, dict(walk.entities.by_key), entities)


def _with_organisations(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    found: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        of = mention.of
        chain = []
        while of is not None:
            chain.append(of)
            of = of.of
        for each in (*chain, mention):
            found.setdefault((each.span.start, -each.span.end), each)
    return tuple(found[place] for place in sorted(found))


def _gather(
    mentions: Sequence[Mention], resolutions: Sequence[Resolution], entities: Sequence[Entity]
) -> tuple[DocumentParty, ...]:
    places: dict[int, list[Evidence]] = {}
    aliases: dict[int, dict[str, None]] = {}
    for mention, resolution in zip(mentions, resolutions, strict=True):
        for number in resolution.numbers:
            places.setdefault(number, []).append(Evidence(mention.text, mention.span))
            form = clean_name(written(mention))
            names = aliases.setdefault(number, {})
            if mention.anaphor is None and form != entities[number].parts.name and not _points(resolution):
                names.setdefault(form)
    return tuple(
        DocumentParty(
            entities[number].parts.name,
            entities[number].parts.kind,
            entities[number].named,
            entities[number].code,
            tuple(aliases[number]),
            tuple(found),
        )
        for number, found in places.items()
    )


def _points(resolution: Resolution) -> bool:
    return resolution.reason.startswith(("pointers/", "bare noun", "owner", "last", "both", "topic"))
