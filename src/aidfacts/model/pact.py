"""What a sentence says of parties bound to each other."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from aidfacts.model.fact import Partnership, PartnershipKind, Status
from aidfacts.model.mention import Mention
from aidfacts.model.source import BlockKind
from aidfacts.model.span import Span


class PactUse(StrEnum):
    """How a word of partnership stands to its parties; data/pact_triggers.tsv names one for each word."""

    SIGN = "sign"  # A与B签署协议: needs a document or a ceremony
    BIND = "bind"  # A与B结对, A结对B
    OVER = "over"  # A对口支援B, 对口支援的B
    RELATION = "relation"  # A是B的友好城市, 友好城市A
    BUILD = "build"  # A与B共建C: needs a thing built
    JOINT = "joint"  # A联合B打造C: needs 联合 or its like between them, and a house
    FOUND = "found"  # 由A牵头、B参与的联盟, A加入联盟
    PLACE = "place"  # A在B设立分馆
    PAIR = "pair"  # 闽宁|协作: two provinces by their letters


@frozen
class PactTrigger:
    """A word that tells of a partnership, in characters of `Source.text`."""

    span: Span
    word: str
    use: PactUse


@frozen
class Pact:
    """
    Parties bound by one trigger, as far as a sentence and what stands before it tell them.

    `parties` are mentions in text order; 双方 counts as one until names are resolved. `filled` is how many of them
    were taken from outside the clause. `clause` is the stretch that the parties and the words were taken from;
    `subject` is the thing agreed, `sentence` the number of the sentence.
    """

    trigger: PactTrigger
    parties: tuple[Mention, ...]
    kind: PartnershipKind
    status: Status
    clause: Span
    sentence: int
    subject: Span | None = None
    filled: int = 0
    rules: tuple[str, ...] = ()


@frozen
class PactDraft:
    """A partnership as one sentence tells it, before what is told twice is merged; compare `Draft`."""

    fact: Partnership
    block: BlockKind
    paragraph: int
    section: int
    sentence: int
    filled: int = 0
