"""A name that is being read, and the mention it becomes."""

from __future__ import annotations

from aidfacts.lexicon.gazetteer import Place
from aidfacts.mentions.words import Word
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.quantity import Quantity
from aidfacts.model.span import Span
from aidfacts.model.values import frozen

SMALL = ("division", "zone")  # ranks of places


@frozen
class Draft:
    """
    A name read so far, which a further noun may make longer (沐北大学 → 沐北大学土木学院).

    `rank` is that of the last noun. `place` is the chain of known places that it begins with, `place_end` where
    its divisions end, known or not (-1 for none). `loose` says that the end only holds where a marker or a verb
    follows; `before` is then what remains if none does, or the house that a unit is part of. `tail` is a place inside or right behind the name, which
    belongs to it only if a further noun follows.
    """

    start: int
    end: int
    kind: PartyKind
    head: str
    rank: str
    place: Place | None = None
    anaphor: Anaphor | None = None
    named: bool = True
    loose: bool = False
    before: Draft | None = None
    tail: Draft | None = None
    place_end: int = -1
    count: Quantity | None = None

    def extend(
        self,
        end: int,
        kind: PartyKind,
        head: str,
        rank: str,
        *,
        before: Draft | None = None,
        place_end: int = -1,
    ) -> Draft:
        """Return the longer name that ends in *head* at *end*, whose division ends at *place_end* if that is known."""
        if place_end < 0:
            place_end = end if rank in SMALL else self.place_end
        # Each name of a sentence is made longer several times: `evolve` would cost more than all else here.
        return Draft(
            self.start,
            end,
            kind,
            head,
            rank,
            self.place,
            before=before,
            place_end=place_end,
            count=self.count,
        )

    @property
    def is_place(self) -> bool:
        return self.kind is PartyKind.PLACE

    @property
    def is_short_place(self) -> bool:
        """A place told by its short form alone (彭州)."""
        return (
            self.is_place
            and self.rank != "group"
            and self.place is not None
            and not self.place.names[-1].full
        )

    @property
    def is_known(self) -> bool:
        """A name that the tables know as a whole (武警, 中国移动)."""
        return self.rank == "organ" and self.anaphor is None and len(self.head) == self.end - self.start

    @property
    def is_pointer(self) -> bool:
        """A pointer that no noun can follow within one name (双方, 他们)."""
        return self.anaphor in (Anaphor.TOPIC, Anaphor.BOTH)

    def mention(self, text: str, of: Mention | None = None) -> Mention:
        """Return the mention of the text that the draft has become."""
        surface = text[self.start : self.end]
        return Mention(
            Span(self.start, self.end),
            surface,
            surface,
            self.kind,
            head=self.head,
            named=self.named,
            anaphor=self.anaphor,
            of=of,
            adcode=self.place.adcode if self.place is not None else None,
            count=self.count,
            place=surface[: self.place_end - self.start] if self.place_end > self.start else "",
            rules=(f"org_suffixes/{self.head}",)
            if self.head and self.rank not in ("group", "person")
            else (),
        )


_KINDS = {
    **dict.fromkeys("县市区省国村镇乡州旗", PartyKind.PLACE),
    **dict.fromkeys(["社区", "街道"], PartyKind.PLACE),
    **dict.fromkeys(["校", "学校", "学院", "大学", "中学", "小学", "园", "幼儿园"], PartyKind.SCHOOL),
    **dict.fromkeys(["院", "医院"], PartyKind.HOSPITAL),
    **dict.fromkeys(["公司", "集团", "企业", "行", "银行", "厂", "店"], PartyKind.COMPANY),
    **dict.fromkeys(["会", "协会", "商会", "基金会", "学会", "联合会", "总会", "红十字会"], PartyKind.NGO),
    **dict.fromkeys(["局", "委", "政府", "处"], PartyKind.GOVERNMENT),
    **dict.fromkeys(
        ["爱心企业", "同学", "学生", "老人", "家庭", "校友", "爱心人士", "企业家", "工作队"], PartyKind.GROUP
    ),
    **dict.fromkeys(["项目", "基金"], PartyKind.PROJECT),
}


def pointer(start: int, end: int, word: Word) -> Draft:
    """Return the draft of a word that points at a party told elsewhere (我县, 该院, 双方)."""
    kind = _KINDS.get(word.points_at, PartyKind.OTHER)
    return Draft(start, end, kind, word.points_at, "organ", anaphor=word.anaphor)
