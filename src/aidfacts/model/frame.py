"""What a sentence says: triggers, and the frames they evoke with their arguments."""

from __future__ import annotations

from enum import StrEnum

from aidfacts.model.fact import Donation
from aidfacts.model.mention import Mention
from aidfacts.model.objects import Objects
from aidfacts.model.source import BlockKind
from aidfacts.model.span import Span
from aidfacts.model.values import evolve, frozen

# What one gets or leaves for somebody, who must stand before the verb: 给敬老院|买了电视, 给孩子们|每人发了一件棉衣
GETS = frozenset(["买了", "买来", "购买了", "购置了", "每人发了", "每户发了", "各发了", "留下"])

# 自掏腰包|花了2000元: whose money it is
OWN_MONEY = frozenset(
    [
        "出资",
        "独资",
        "自掏腰包",
        "自费",
        "个人出资",
        "自己出资",
        "自己掏钱",
        "自己花钱",
        "自己出钱",
        "自筹资金",
    ]
)
# What is spent is told right behind: 花了|2000元
SPENDS = frozenset(["花费", "花", "花了", "花去", "用", "掏", "掏了", "掏出", "拿出", "出了"])
# Who does so gets money of somebody else, often not told: 协调资金15万元
FETCHES = frozenset(["争取", "争取到", "争取了", "协调资金", "协调帮扶资金"])
# Who does so for himself gives nothing: 村民自筹资金5万元,修建了水泥路
RAISES_OWN = frozenset(["自筹资金", "筹资"])


class FrameKind(StrEnum):
    """What a trigger evokes; data/triggers.tsv names one for each word."""

    GIVE = "give"
    PLEDGE = "pledge"
    PASS = "pass"
    AID = "aid"
    FUND = "fund"
    DELIVER = "deliver"
    RAISE = "raise"
    RECEIVE = "receive"
    PLAN = "plan"


class Role(StrEnum):
    """What a party is to a gift. NONE is for those who only arrange, host or witness."""

    DONOR = "donor"
    RECIPIENT = "recipient"
    CHANNEL = "channel"
    SUBJECT = "subject"
    VISITED = "visited"
    PLACE = "place"
    PURPOSE = "purpose"
    NONE = "none"


_CARRIES = frozenset(["满载", "满载着", "载有", "载着", "装载着", "装载", "运载", "搭载"])


@frozen
class Trigger:
    """A word that evokes a frame, in characters of `Source.text`."""

    span: Span
    word: str
    kind: FrameKind
    strength: str  # strong | middle | weak, as data/triggers.tsv explains

    @property
    def carries(self) -> bool:
        """Tell whether the word says what is on its way, not who sends it: 满载救灾帐篷的车队."""
        return self.word in _CARRIES


@frozen
class Frame:
    """
    A trigger with its arguments, as far as its own sentence tells them.

    `donors`, `recipients`, `channels` are mentions in text order; empty where the sentence is silent.
    `objects` is what is given. `clause` is the stretch that the arguments were taken from; `sentence` is the
    number of the sentence. `cues` are the words that set status and scope. `joint` is True where the sentence
    names a partner of a donor told elsewhere (联合锦澄集团捐赠). `each` is True where every recipient got the
    figure (各, 分别 with one sum). `unread` is True where the clause has an actor of its own that no reader could read.
    """

    trigger: Trigger
    kind: FrameKind
    clause: Span
    sentence: int
    donors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    channels: tuple[Mention, ...] = ()
    objects: Objects | None = None
    status: str | None = None
    scope: str | None = None
    joint: bool = False
    unread: bool = False
    rules: tuple[str, ...] = ()

    def because(self, *rules: str) -> Frame:
        """Return the frame with *rules* added to its reasons."""
        return evolve(self, rules=self.rules + rules)


@frozen
class Outline:
    """
    What a sentence tells of the discourse, with or without a gift.

    `subjects` act in it, `goals` are helped or given to, `visited` are gone to, `needy` are in need or get a new house
    there, `collecting` is the house that gathers gifts of many, `hosting` hold an act of charity,
    `led` are persons at the head of the people of their house, `aside` those of `subjects` who only speak or look on,
    `described` those of whom it only says what they are, `cause` those who get what is given at the occasion that it
    tells of, `paying` hold an act at which money is handed out, `founded` is the fund that is set up there; mentions in
    text order.
    """

    subjects: tuple[Mention, ...] = ()
    goals: tuple[Mention, ...] = ()
    visited: tuple[Mention, ...] = ()
    needy: tuple[Mention, ...] = ()
    collecting: tuple[Mention, ...] = ()
    hosting: tuple[Mention, ...] = ()
    led: tuple[Mention, ...] = ()
    aside: tuple[Mention, ...] = ()
    described: tuple[Mention, ...] = ()
    cause: tuple[Mention, ...] = ()
    paying: tuple[Mention, ...] = ()
    founded: tuple[Mention, ...] = ()


@frozen
class Draft:
    """
    A fact as one sentence tells it, before what is told twice is merged.

    `block` is the kind of the block it stands in, `paragraph` the number of the block, `sentence` that of the
    sentence. `filled` holds the roles that the discourse filled, which yield to told ones in a merge.
    """

    fact: Donation
    block: BlockKind
    paragraph: int
    sentence: int
    filled: frozenset[str] = frozenset()
