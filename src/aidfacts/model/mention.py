"""Stretches of a text that stand for someone."""

from __future__ import annotations

from enum import StrEnum

import attrs
from attrs import field

from aidfacts.model.fact import PartyKind
from aidfacts.model.quantity import Quantity
from aidfacts.model.span import Span
from aidfacts.model.values import frozen


class Anaphor(StrEnum):
    """How a mention points at another one."""

    OWNER = "owner"  # 我县, 本校: the owner of the page
    LAST = "last"  # 该院, 公司: the last party with that head noun
    BOTH = "both"  # 双方, 两地: the two parties told last
    TOPIC = "topic"  # 其, 他们: what the paragraph is about


@attrs.frozen
class KnownName:
    """
    A stretch of the caller's text that he knows for the name of a party, as from an NER of his own.

    `kind` is what the party is, `other` where that is not known.
    """

    span: Span
    kind: PartyKind = PartyKind.OTHER


@frozen
class Mention:
    """
    A stretch of `Source.text` that stands for a party.

    `name` is `text` without glued modifiers and marks (爱心企业锦澄集团 → 锦澄集团); coreference makes it fuller.
    `head` is the noun that tells the type (集团, 县, 医院), "" where there is none. `named` is False for a group
    without a name (爱心企业, 12户老人). `anaphor` tells how an anaphor points, None for a mention that names.
    `of` is the organisation that a title chain binds a person to (锦澄集团董事长周砚秋 → 锦澄集团).
    `place` is the part in front that names a division ("" for none), with its code in `adcode` where it is sure.
    `count` is the number in 锦澄集团等9家企业 or 12户老人.
    """

    span: Span
    text: str
    name: str
    kind: PartyKind
    head: str = ""
    named: bool = True
    anaphor: Anaphor | None = None
    of: Mention | None = None
    adcode: str | None = None
    count: Quantity | None = None
    place: str = ""
    rules: tuple[str, ...] = field(default=())
