"""Rows of titles before a name: 省政协委员、明屿市工商联副主席、锦澄集团董事长|周砚秋."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.frames.elements import Element
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention

# Ends a title that another one follows
_OFFICE = (
    r"(?:[会院校部局厅处科社馆行园所县市区镇乡村理事队团组站台]长|主任|主[席委]|书记|代表|委员|常委|董事|理事"
    r"|经理|总裁|总监|教授|顾问|院士|校友|劳[动]?模范?|模范|得主|获得者|创始人|负责人)"
)
_TITLE_ENDS = compile_late(rf"[^,。;:、\d]{{0,10}}{_OFFICE}[、,]")
_IS_TITLE = compile_late(rf"{_OFFICE}$")
_SEVERAL = compile_late(rf"(?:{_OFFICE}|(?:画|作|书法|艺术|音乐|歌唱|科学|教育|摄影)家)[、,]$")
_SHARED = compile_late(r"(?:原|两院|资深|外籍)*院士")


def without_titles(text: str, clause: Sequence[Element]) -> Sequence[Element]:
    """Return *clause* without the houses and groups that only tell what the person at the end of their row is."""
    kept: list[Element] = []
    follow: Mention | None = None  # the party right behind, in a row that a person ends
    dropped = False
    for element in reversed(clause):
        dropped = (
            isinstance(element, Mention)
            and follow is not None
            and element.kind is not PartyKind.PERSON
            and (
                _is_standing(text, element, follow)
                # 我校|1941届校友、院士周砚秋: whose title it is
                or (dropped and text[element.span.end : follow.span.start] in ("", "的"))
            )
        )
        if not dropped:
            kept.append(element)
        if not isinstance(element, Mention):
            follow = None
        elif follow is not None or element.kind is PartyKind.PERSON:
            follow = element
    return clause if len(kept) == len(clause) else kept[::-1]


def holds_others(text: str, person: Mention) -> bool:
    """Tell whether a person has a title before that of his house: 省政协委员、|锦澄集团董事长周砚秋."""
    return (
        person.of is not None
        and _SEVERAL.search(text[max(0, person.of.span.start - 5) : person.of.span.start]) is not None
    )


def _is_standing(text: str, element: Mention, follow: Mention) -> bool:
    gap = text[element.span.end : follow.span.start]
    if follow.kind is PartyKind.PERSON and follow.of is not None and follow.of.span == element.span:
        return False  # his house
    if gap in ("、", ","):
        titled = not element.named and _IS_TITLE.search(element.text) is not None
        return titled or _SHARED.match(text, follow.span.end) is not None
    return _TITLE_ENDS.match(gap) is not None
