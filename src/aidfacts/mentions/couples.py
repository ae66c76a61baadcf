"""People told by one noun for all of them: 周砚秋何映雪夫妇, 周氏兄弟, 周小禾、何小满等8名学生."""

from __future__ import annotations

from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.people import family_name, looks_like_person
from aidfacts.mentions.view import View
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

_BOTH = compile_late(
    r"(?:夫妇|夫妻|伉俪|兄妹|兄弟|姐妹|姐弟|父子|父女|母子|母女)(?:俩|二人|两人)?(?!校|单位|学校|民族)"
)
_SHARED = compile_late(r"[氏姓](?:兄弟|姐妹|父子|父女|母子|母女|夫妇|家族|一家)")
# 陆氏|族人, 北塘周氏|宗亲, 寇姓|家族
_CLAN = compile_late(r"[氏姓](?:族[人裔]|家族(?!信托|企业|基金|办)|一家|宗(?:亲|族)(?![会理])|后[裔人]|子孙)")
_SIZES = ((3, 3), (2, 2), (3, 2), (2, 3))  # characters of the two names, the most frequent first
# What closes a row of names: 等8名学生, 3位村民, 等同学
_ALL = compile_late(
    r"(?=[等\d两三四五六七八九十])"  # what all begin with
    r"(?:(?P<etc>等)(?:\d{1,4}|[一二两三四五六七八九十几多]{1,3})?余?[名位个]?|(?:\d{1,4}|[两三四五六七八九十]{1,3})[名位个])"
    r"(?:家庭)?(?:贫困|特困|困难|优秀|患病|受助|热心|爱心|在校|退休|离退休|残疾|孤寡)*"
    r"(?:大学生|学生|同学|学子|新生|村民|居民|老人|老党员|党员|职工|员工|教师|老师|校友|志愿者|患者|患儿|孩子|儿童|乡贤|企业家|市民|网友|同志)(?!家|会)"
)
# 梁启文与|向明远|夫妇, 梁启文、|向明远|等: behind a name and what joins it to another, 向 is a family name and no marker
_TOWARD = compile_late(r"(?<=[与和及、])向[\u4e00-\u9fff]{1,2}(?=夫妇|夫妻|伉俪|先生|女士|[、等])")
_NEXT = compile_late(r"[、和与及](?P<name>[\u4e00-\u9fff]{2,3}?)(?=[、和与及,]|各|共|分别|联合|捐|等)")
_LANDS = frozenset("省市县区州镇乡村")  # 黄石市|周砚秋
MAX_CELL = 8  # characters of a cell that is a couple, in a list whose heading tells of gifts
MAX_TITLE = 6  # characters of a title before the first name


def add_couples(view: View, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """
    Return *mentions* with the people told before a noun for all of them, where the reader finds one name or none.

    周砚秋何映雪夫妇捐款 has two givers; one family name twice parts the two (周小禾周小满兄弟).
    """
    row = list(mentions)
    if not view.tells_gift and len(view.span) > MAX_CELL:
        return _with_rows(view, row)
    for match in _BOTH.finditer(view.text, view.span.start, view.span.end):
        names = _two_names(view, match.start())
        if names is None and _SHARED.match(view.text, match.start() - 1) and _opens(view, match.start() - 2):
            names = (Draft(match.start() - 2, match.end(), PartyKind.GROUP, "", "person"),)
        if names is not None:
            names = (*_beside(view, names[0].start, match.end()), *names)
            told = [draft.mention(view.text) for draft in names]
            wholes = [Span(match.start(), match.end()), *(m.span for m in told)]
            row = [m for m in row if not any(m.span.overlaps(whole) for whole in wholes)] + told
    return _with_rows(view, _with_clans(view, _with_toward(view, row)))


def _with_rows(view: View, mentions: list[Mention]) -> tuple[Mention, ...]:
    """Return *mentions* with the names of rows that a noun for all of them closes: 周砚秋、何映雪等8名学生."""
    row = mentions
    for match in _ALL.finditer(view.text, view.span.start, view.span.end):
        told = [draft.mention(view.text) for draft in _names_before(view, match.start())]
        if told and (match["etc"] or len(told) > 1):
            row += [m for m in told if not any(m.span.overlaps(other.span) for other in row)]
    return tuple(sorted(row, key=lambda m: m.span))


def _beside(view: View, start: int, end: int) -> list[Draft]:
    """Return the names in a row with a couple told from *start* to *end*: 林一舟何若兰夫妇、|沈青|各捐赠200万元."""
    before = _names_before(view, start - 1) if view.text[start - 1 : start] in ("、", "和") else []
    while (match := _NEXT.match(view.text, end)) and looks_like_person(match["name"]):
        before.append(Draft(match.start("name"), match.end(), PartyKind.PERSON, "", "person"))
        end = match.end()
    return before


def _with_toward(view: View, mentions: list[Mention]) -> list[Mention]:
    """Return *mentions* with the people of the family name 向 who are told behind another name."""
    row = mentions
    for match in _TOWARD.finditer(view.text, view.span.start, view.span.end):
        if any(m.kind is PartyKind.PERSON and m.span.end == match.start() - 1 for m in row):
            draft = Draft(match.start(), match.end(), PartyKind.PERSON, "", "person")
            told = draft.mention(view.text)
            row = [*(m for m in row if not m.span.overlaps(told.span)), told]
    return row


def _with_clans(view: View, mentions: list[Mention]) -> list[Mention]:
    """Return *mentions* with the kin of a family told by its name: 陆氏|族人."""
    row = mentions
    for match in _CLAN.finditer(view.text, view.span.start + 1, view.span.end):
        clan = Span(match.start() - 1, match.end())
        within = all(m.span in clan for m in row if m.span.overlaps(clan))
        if within and family_name(view.text, clan.start) == 1:
            draft = Draft(clan.start, clan.end, PartyKind.GROUP, match.group(), "group")
            row = [*(m for m in row if m.span not in clan), draft.mention(view.text)]
    return row


def _names_before(view: View, at: int) -> list[Draft]:
    """Return the row of names, joined by 、 or 和, that ends at *at*: none where one of them can be no name."""
    names: list[Draft] = []
    while True:
        sizes = [n for n in (3, 2) if at - n >= view.span.start and looks_like_person(view.text[at - n : at])]
        joined = next((n for n in sizes if view.text[at - n - 1 : at - n] in ("、", "和")), 0)
        size = joined or next((n for n in sizes if _opens(view, at - n)), 0)
        if not size:
            return []
        names.append(Draft(at - size, at, PartyKind.PERSON, "", "person"))
        if not joined:
            return names
        at -= size + 1


def _two_names(view: View, at: int) -> tuple[Draft, ...] | None:
    """Return the two names that end at *at*, None where there are not two."""
    for first, second in _SIZES:
        start, middle = at - first - second, at - second
        if (
            start >= view.span.start
            and _opens(view, start)
            and view.text[middle - 1] not in _LANDS
            and looks_like_person(view.text[start:middle])
            and looks_like_person(view.text[middle:at])
            and (
                view.is_edge(middle)
                or view.text[start] == view.text[middle]
                or first == second == 3  # 林一舟何若兰 can hardly be cut otherwise
            )
        ):
            return tuple(
                Draft(a, b, PartyKind.PERSON, "", "person") for a, b in ((start, middle), (middle, at))
            )
    return None


def _opens(view: View, at: int) -> bool:
    """Tell whether a name may begin at *at*: at the head of a stretch, behind a title or a marker."""
    if at <= view.span.start or not "一" <= view.text[at - 1] <= "鿿":
        return True
    hits = (view.hit_at(at - size) for size in range(1, MAX_TITLE + 1))
    return any(
        hit is not None and hit.end == at and bool(hit.word.title or hit.word.cue or hit.word.group)
        for hit in hits
    )
