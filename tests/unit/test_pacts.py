"""Who is bound to whom: rows, papers, skeletons, merging; each on parties made by hand."""

from __future__ import annotations

import pytest

from aidfacts.document.merge_pacts import merge_pacts
from aidfacts.frames.pact_rows import iter_rows, share_out
from aidfacts.frames.pact_words import find_documents, kind_of
from aidfacts.frames.pacts import read_pacts
from aidfacts.frames.skeleton import NAMED, draw, is_generic
from aidfacts.lexicon import read_table
from aidfacts.mentions.pacts import find_pact_triggers, iter_pacts
from aidfacts.model.fact import Date, Partnership, PartnershipKind, Party, PartyKind, Status
from aidfacts.model.mention import Mention
from aidfacts.model.pact import Pact, PactDraft
from aidfacts.model.source import BlockKind
from aidfacts.model.span import Evidence, Span


def _mentions(text: str, *names: str) -> tuple[Mention, ...]:
    found = []
    at = 0
    for name in names:
        at = text.index(name, at)
        found.append(Mention(Span(at, at + len(name)), name, name, PartyKind.OTHER))
        at += len(name)
    return tuple(found)


def _read(text: str, *names: str) -> tuple[Pact, ...]:
    span = Span(0, len(text))
    mentions = _mentions(text, *names)

    def tag(stretch: Span) -> tuple[Mention, ...]:
        return tuple(m for m in mentions if m.span in stretch)

    return read_pacts(text, span, 0, mentions, find_pact_triggers(text, span), (), (), tag, lambda _: None)


def _bound(text: str, *names: str) -> list[str]:
    return [" ".join(m.name for m in pact.parties) for pact in _read(text, *names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲与乙签署协议", ["甲 乙"]),
        ("甲、乙与丙签署协议", ["甲 乙 丙"]),
        ("甲与乙、丙签署协议", ["甲 乙 丙"]),
        ("甲与乙、丙分别签署协议", ["甲 乙", "甲 丙"]),
        ("甲分别与乙、丙签署协议", ["甲 乙", "甲 丙"]),
        ("甲、乙分别与丙、丁签署协议", ["甲 丙", "乙 丁"]),
        ("甲与乙、丙与丁签署协议", ["甲 乙", "丙 丁"]),
        ("甲与乙就分馆设立、丙与丁就支教分别签署协议", ["甲 乙", "丙 丁"]),
        ("甲与乙就分馆设立;丙、丁与戊就支教分别签署协议", ["甲 乙", "丙 丁 戊"]),
    ],
)
def test_rows_are_shared_out(text: str, expected: list[str]) -> None:
    """与 has two sides, 、 joins within a side, and 分别 shares the verb out."""
    assert _bound(text, *[c for c in text if c in "甲乙丙丁戊"]) == expected


def test_the_sides_may_stand_far_apart() -> None:
    """Date and place between a party and 与 belong to neither."""
    assert _bound("甲县于6月3日在乙镇与丙大学签署合作协议", "甲县", "乙镇", "丙大学") == ["甲县 丙大学"]


@pytest.mark.parametrize(
    "text",
    [
        "甲县与乙大学共同见证签署合作协议",
        "甲县希望与乙大学签署合作协议",
        "甲县与乙大学签署设备采购协议",
        "甲县与乙大学联合举办文艺晚会",
        "如果甲县与乙大学签署合作协议",
        "甲县与乙大学终止合作协议",
    ],
)
def test_nothing_is_bound(text: str) -> None:
    """Witnesses, wishes, trade, events and endings bind nobody."""
    assert _bound(text, "甲县", "乙大学") == []


def test_who_stands_in_a_phrase_takes_no_part() -> None:
    """在…见证下 closes before the parties."""
    text = "在甲局和乙局的见证下,丙县与丁大学签署合作协议"
    assert _bound(text, "甲局", "乙局", "丙县", "丁大学") == ["丙县 丁大学"]


def test_a_group_is_no_party() -> None:
    """与6所高校 leaves one name, which binds nobody."""
    text = "甲县与6所高校签署合作协议"
    assert _bound(text, "甲县") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("结对共建法律帮扶协议", PartnershipKind.PAIRING),
        ("专科联盟共建协议", PartnershipKind.ALLIANCE),
        ("共建实习基地协议", PartnershipKind.CO_CONSTRUCTION),
        ("战略合作框架协议", PartnershipKind.AGREEMENT),
    ],
)
def test_the_noun_tells_the_kind(text: str, kind: PartnershipKind) -> None:
    """Pairing counts before alliance, alliance before co-construction, and that before agreement."""
    assert kind_of(text, Span(0, len(text)), "签署") is kind


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("甲县与乙大学签署合作协议", Status.COMPLETED),
        ("甲县将与乙大学签署合作协议", Status.PLANNED),
        ("甲县拟与乙大学签署合作协议", Status.PLANNED),
        ("甲县与乙大学签署合作意向书", Status.PLANNED),
        ("甲县对口支援乙大学", Status.ONGOING),
    ],
)
def test_status(text: str, status: Status) -> None:
    """A plan is planned, a standing relation goes on, a signature is done."""
    assert [pact.status for pact in _read(text, "甲县", "乙大学")] == [status]


def test_every_document_word_says_what_it_says() -> None:
    """Each row of the table is found by itself, with its own verdict where no longer row covers it."""
    for row in read_table("pact_documents"):
        binds, bars = find_documents(row["word"])
        assert binds or bars, row["word"]


def test_every_trigger_is_found_in_its_example() -> None:
    """The example of a trigger evokes that trigger."""
    for row in read_table("pact_triggers"):
        found = find_pact_triggers(row["example"], Span(0, len(row["example"])))
        assert row["word"] in [trigger.word for trigger in found], row["word"]


def test_every_decoy_is_passed_over() -> None:
    """No trigger begins inside a decoy."""
    for row in read_table("pact_decoys"):
        text = row["example"]
        at = text.index(row["word"])
        inside = Span(at, at + len(row["word"]))
        assert not [t for t in find_pact_triggers(text, Span(0, len(text))) if t.span in inside], row["word"]


def test_the_gate_passes_over_plain_text() -> None:
    """Words of signing without a second side, or without a paper, open no sentence."""
    assert iter_pacts("总统签署了法令。请在这里签字。他签收了包裹。") == []
    assert len(iter_pacts("甲县与乙大学签署合作协议。")) == 1


@pytest.mark.parametrize("name", ["三级医院", "县市区", "农村薄弱学校", "兄弟单位"])
def test_generic_names(name: str) -> None:
    """A name made of words that any party could bear is none."""
    assert is_generic(name)


@pytest.mark.parametrize("name", ["县医院", "市图书馆", "沐白小学", "禾川县", "二中"])
def test_names_that_are_not_generic(name: str) -> None:
    """县医院 is one house in its county."""
    assert not is_generic(name)


def test_a_skeleton_holds_a_party_in_one_character() -> None:
    """Dates and asides are left out; what is left can be found in the text again."""
    text = "甲县(简称甲)6月3日与乙大学签约"
    drawn = draw(text, Span(0, len(text)), _mentions(text, "甲县", "乙大学"))
    assert drawn.text == f"{NAMED}与{NAMED}签约"
    assert drawn.span(2, 3).cut(text) == "乙大学"
    [row] = iter_rows(drawn, 0, len(drawn.text))
    assert [m.name for m in row.parties] == ["甲县", "乙大学"]
    assert [[m.name for m in parties] for parties in share_out(row, each=False)] == [["甲县", "乙大学"]]


def _draft(
    *names: str,
    block: BlockKind = BlockKind.BODY,
    kind: str = "agreement",
    date: str | None = None,
    at: int = 0,
) -> PactDraft:
    parties = tuple(Party(name, name, Span(0, 1), PartyKind.OTHER) for name in names)
    day = Date(date, date, Span(0, 1)) if date else None
    fact = Partnership(
        id="",
        parties=parties,
        kind=PartnershipKind(kind),
        date=day,
        evidence=(Evidence("x", Span(at, at + 1)),),
    )
    return PactDraft(fact, block, 0, 0, at)


def _merge(*drafts: PactDraft) -> list[tuple[list[str], str]]:
    facts = merge_pacts(drafts, lambda a, b: a.name == b.name)
    return [([party.name for party in fact.parties], fact.kind.value) for fact in facts]


def test_retellings_are_one() -> None:
    """Headline and body of the same parties are one fact, of the kind that tells more."""
    title = _draft("甲", "乙", block=BlockKind.TITLE)
    body = _draft("甲", "乙", kind="alliance", date="2020-06-11", at=5)
    assert _merge(title, body) == [(["甲", "乙"], "alliance")]
    assert _merge(body, title) == [(["甲", "乙"], "alliance")]


def test_a_headline_may_name_a_party_otherwise() -> None:
    """A caption of the same section that shares a party and counts as many tells of the same pact."""
    assert len(_merge(_draft("甲所", "乙", block=BlockKind.CAPTION), _draft("甲律师事务所", "乙", at=5))) == 1


def test_other_parties_are_another_pact() -> None:
    """One shared party is not enough in running text."""
    assert len(_merge(_draft("甲", "乙"), _draft("甲", "丙", at=5))) == 2


def test_two_days_are_two_pacts() -> None:
    """The same parties may sign twice."""
    one, two = _draft("甲", "乙", date="2020-06-11"), _draft("甲", "乙", date="2021-03-02", at=5)
    assert len(_merge(one, two)) == 2


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("甲社与乙院举行实习基地授牌仪式", "甲社 乙院", ["甲社 乙院"]),
        ("甲社与乙院举行新品揭牌仪式", "甲社 乙院", []),
        ("甲社为乙院授牌“医联体单位”", "甲社 乙院", ["甲社 乙院"]),
        ("甲社与乙院深化合作,共同组建实验室", "甲社 乙院", ["甲社 乙院"]),
        ("甲社与乙院就共建基地举行座谈", "甲社 乙院", []),
        ("对口支援甲县的是乙市和丙区", "甲县 乙市 丙区", ["甲县 乙市", "甲县 丙区"]),
        ("甲村是乙局结对帮扶的村", "甲村 乙局", ["甲村 乙局"]),
        ("甲校、乙校组成团队,负责对口支援丙校", "甲校 乙校 丙校", ["甲校 乙校 丙校"]),
        ("甲社与乙院合作协议正式签署", "甲社 乙院", ["甲社 乙院"]),
    ],
)
def test_the_words_around_a_pair_bind_it(text: str, names: str, expected: list[str]) -> None:
    """What is unveiled, who is helped told backwards, the clause before, the paper before: all bind, talks do not."""
    assert _bound(text, *names.split()) == expected


def test_a_space_in_a_headline_joins_two_houses() -> None:
    """甲大学 乙学院 side by side before 签署 are two parties."""
    assert _bound("甲大学 乙学院签署合作备忘录", "甲大学", "乙学院") == ["甲大学 乙学院"]
