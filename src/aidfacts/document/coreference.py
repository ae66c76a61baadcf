"""Walks through a document and says of every mention which party it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from aidfacts.document.addressee import find_addressed, find_salutations
from aidfacts.document.coref_couples import Couples
from aidfacts.document.coref_entities import Entities
from aidfacts.document.coref_named import read_named
from aidfacts.document.coref_naming import Naming
from aidfacts.document.coref_pointers import Pointer, is_place_noun, matches, read_pointer
from aidfacts.document.coref_state import BODIES, JOINT, Resolution, Told
from aidfacts.document.coref_these import is_one_somebody, read_row, read_these
from aidfacts.document.coref_together import Together
from aidfacts.document.coref_written import written
from aidfacts.document.name_parts import key_of, split_name
from aidfacts.document.owner import Owner
from aidfacts.lexicon import cache
from aidfacts.lexicon.gazetteer import load_gazetteer
from aidfacts.lexicon.late import compile_late
from aidfacts.lexicon.reader import read_table
from aidfacts.lexicon.schools import SCHOOL_NOUNS, school_beside
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.source import Layout
from aidfacts.model.span import last_of

_STAFFED = ("公司", "集团", "企业", "行", "司")
# 锦澄集团|全体员工, 澄禾银行|广大党员干部
_HOLDS_STAFF = compile_late(
    r"(?P<house>[\u4e00-\u9fff()]{2,24}?(?:公司|集团|银行|分行|企业|科技|乳业|药业|保险|证券|地产))(?:全体|广大|各级|一线|爱心|在职)*(?:党员|干部|职工|员工|高管|团员|志愿者)+"
)
_HOUSES = BODIES - {PartyKind.GROUP}
# 应|沐白中学|请求,向他们…, 锦澄集团走进|沐白小学|,为他们…
_TURNS_TO = compile_late(r"(?:(?<![响相适])应|得知|获悉|得悉|听说|了解到|走进|来到|走访|看望|慰问|抵达)$")
# 云泽医院|的护士坚守一线,…为他们: the people are meant
_OF_PEOPLE = compile_late(
    r"人员|[员职民]工|护士|医生|医护|师生|学[生子]|[教老]师|孩|儿童|老人|队员|官兵|代表|群众|村民"
)
# Nouns that mean the house of the page where the page says 我校, 本院, 我公司.
_PLAIN_NOUNS = {
    "校": "school",
    "学校": "school",
    "院": "hospital",
    "医院": "hospital",
    "公司": "company",
    "企业": "company",
}
_GOT = compile_late("(?:收到|接受|接收|获得|获)了?$")
# 其|首期捐款8万元, 其|又向灾区捐赠; not 其中, 其|员工
_GIVES_NEXT = compile_late(r"(?!中|他|余|实|次|间)[^,。;的]{0,10}?(?:捐|出资|资助|赠|投入|认捐)")
MAX_OPENING = 8  # characters before who opens a sentence
MAX_SENTENCE = 120  # characters looked back for the beginning of a sentence
MAX_ALUMNUS = 40  # characters between a school and 母校 in which its alumnus is told
_STUDIED = compile_late(r"(?:[\d一二三四五六七八九十]{2,4}[届级])?[^,。;、]{0,8}?(?:校友(?!会)|毕业生|学子)")
_OURS = ("中国", "中华人民共和国")
_VISITED = frozenset("在到赴进往")


class Walk:
    """One pass over the mentions of a document, in text order."""

    def __init__(self, text: str, layout: Layout, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.pointers = {
            at: pointer
            for at, mention in enumerate(mentions)
            if (pointer := read_row(text, mention) or read_pointer(mention) or read_these(text, mention))
            is not None
        }
        self._text = text
        self._salutations: tuple[tuple[int, int], ...] | None = None  # found when a letter's 贵公司 asks
        self._entities = self.entities = Entities(text, mentions, self.pointers)
        names = [written(mention) for mention in mentions]
        keys = [key_of(name) for name in names]
        fixed = [
            None if at in self.pointers else self._entities.by_key.get(key) for at, key in enumerate(keys)
        ]
        owning = [
            (mentions[at].span.start, pointer.nouns[0])
            for at, pointer in self.pointers.items()
            if pointer.way == "owner"
        ]
        self.owner = Owner(text, layout, mentions, fixed, self._entities, owning)
        self._told = Told(text, mentions, self._entities)
        self._naming = Naming(self._told, self._entities, self.owner, fixed, names, keys)
        self._couples = Couples(self._told, fixed)
        self._together = Together(self._told, self._entities, self._couples)
        self._named = read_named(self._told, fixed)
        self._houses = self._read_houses()
        self._fixed_names = fixed
        self._fitting: dict[str, list[int]] = {}
        self._sides: dict[str, list[int]] = {}
        together = self._together
        self._ways: dict[str, Callable[[int, Mention, Pointer], Resolution]] = {
            "owner": self._owner,
            "last": self._last,
            "bare": self._bare,
            "house": self._house,
            "ground": self._ground,
            "both": together.both,
            "three": together.both,
            "pair": together.couple,
            "row": together.row,
            "topic": self._topic,
            "person": self._topic,
            "elder": self._elder,
            "people": self._people,
            "other": together.other,
            "former": together.side_of_pair,
            "latter": together.side_of_pair,
            "school": self._school,
            "fixed": self._fixed,
            "addressee": self._addressee,
            "side": self._side,
        }

    def run(self) -> list[Resolution]:
        """Return what each mention means, in the order of the mentions."""
        found = []
        for at, mention in enumerate(self.mentions):
            pointer = self.pointers.get(at)
            if at in self._named:
                resolution = Resolution(self._named[at], "told by name behind")
            elif pointer is None:
                resolution = self._couples.whole(at, mention, self._naming.name(at, mention))
            else:
                resolution = self._ways[pointer.way](at, mention, pointer)
            for number in resolution.numbers:
                self._told.tell(number, at)
            found.append(resolution)
        return found

    def _read_houses(self) -> dict[str, int | None]:
        """A page that says 我校 means that school by 学校 too, told or not."""
        houses: dict[str, int | None] = {}
        for pointer in self.pointers.values():
            if pointer.way == "owner" and not pointer.organ and pointer.nouns[0] in _PLAIN_NOUNS:
                owner = self.owner.find(pointer.nouns[0])
                houses[_PLAIN_NOUNS[pointer.nouns[0]]] = (
                    self._whole(owner[0], pointer.nouns[0]) if owner is not None else None
                )
        return houses

    def _owner(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        noun = pointer.nouns[0]
        if pointer.organ:
            return self._naming.organ(mention, pointer, "")
        owner = self.owner.find(noun)
        if owner is None:
            return _open(pointer)
        return Resolution((self._whole(owner[0], noun),), f"{pointer.row}: {owner[1]}")

    def _whole(self, number: int, noun: str) -> int:
        """Return which party 母校 or 学校 means: the school, where a department of it was told."""
        return self._entities.school_of(number) if noun in SCHOOL_NOUNS else self._entities.whole_of(number)

    def _last(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        noun = pointer.nouns[0]
        if pointer.organ:
            return self._naming.organ(mention, pointer, "last")
        if is_place_noun(noun):
            return self._last_place(at, mention, pointer)
        family = _PLAIN_NOUNS.get(noun)
        if family in self._houses and pointer.row in ("bare noun", "last", "pointers/母校"):
            house = self._houses[family]
            here = self._told.sentence(at)
            near = [n for sentence, _, n in islice(self._told.back(), 8) if sentence == here]
            others = any(n != house and matches(noun, self._entities.all[n].parts) for n in near)
            # 我校将依托沐北大学的资源,为学校发展…: the sentence speaks for the owner
            if not others or _speaks_for_owner(self._text, mention.span.start):
                if house is None:
                    return _open(pointer)
                return Resolution((house,), f"{pointer.row}: the {noun} of the page")
        same = key_of(noun)
        others_here = self._told.passing_on(at) | self._told.giving_with(at)
        for number in self._told.latest():
            if number in others_here:
                continue
            parts = self._entities.all[number].parts
            if same in self._entities.all[number].forms or (
                self._entities.solid(number) and matches(noun, parts)
            ):
                return Resolution((self._whole(number, noun),), f"{pointer.row}: the last {noun} told")
        # 学校 before any school is told: the only one, or nobody
        if noun not in self._fitting:
            every = self._entities.all
            self._fitting[noun] = [
                e.number for e in every if self._entities.solid(e.number) and matches(noun, e.parts)
            ][:2]
        fitting = self._fitting[noun]
        if len(fitting) == 1 and fitting[0] not in others_here:
            return Resolution((self._whole(fitting[0], noun),), f"{pointer.row}: the only {noun} told")
        return self._house_within(noun, pointer) if not fitting else _open(pointer)

    def _house_within(self, noun: str, pointer: Pointer) -> Resolution:
        """学校 where only its foundation or its alumni are told: 岚溪大学|教育基金会; 公司 where only its staff is: 锦澄集团|员工."""
        if noun in _STAFFED:
            for number in self._told.latest():
                held = _HOLDS_STAFF.fullmatch(self._entities.all[number].parts.name)
                if held is not None and matches(noun, split_name(held["house"], PartyKind.COMPANY)):
                    firm = self._entities.enter(held["house"], PartyKind.COMPANY)
                    return Resolution((firm,), f"{pointer.row}: the {noun} of {held.group()}")
        for number in self._told.latest() if _PLAIN_NOUNS.get(noun) == "school" else ():
            part = self._entities.all[number].parts.name
            if (school := school_beside(part)) is not None:
                number = self._entities.enter(school, PartyKind.SCHOOL)
                return Resolution((number,), f"{pointer.row}: the school of {part}")
        return _open(pointer)

    def _bare(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """红十字会, 财政部: the last one told, else what is written is the name."""
        found = self._last(at, mention, pointer)
        if found.numbers:
            return found
        return Resolution((self._entities.enter(pointer.nouns[0], mention.kind),), "named")

    def _house(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """企业, where the page is about one firm that was told before."""
        owner = self.owner.find(pointer.nouns[0])
        if owner is None or owner[0] not in self._told.recent:
            return self._naming.name(at, mention)
        return Resolution((owner[0],), f"{pointer.row}: {owner[1]}")

    def _last_place(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        noun = pointer.nouns[0]
        start = mention.span.start
        if noun == "地":
            here = self._told.sentence(at)
            for sentence, index, number in self._told.back():
                # 在禾川县,明屿市接力支援,帮助当地…: where things happen, not who comes
                visited = self._told.before(index) in _VISITED
                if sentence == here and visited and self._told.kind(number) is PartyKind.PLACE:
                    return Resolution((number,), f"{pointer.row}: the place visited")
            for number in self._told.latest():
                ground = self._entities.ground_of(number)
                # 由中国援建的公路…当地农户: whoever gives abroad is not the ground
                if ground is not None and self._entities.all[ground].parts.key != "中国":
                    return Resolution((ground,), f"{pointer.row}: the last place told")
            return _open(pointer)
        if noun == "国":
            return self._last_country(at, pointer)
        place, reason = self._naming.place_at(noun, start, "last")
        if place is None:
            return _open(pointer)
        return Resolution((self._entities.enter(place, PartyKind.PLACE),), f"{pointer.row}: {reason}")

    def _last_country(self, at: int, pointer: Pointer) -> Resolution:
        """该国: the country told last that is not ours; behind 向 and its like none that the same clause tells."""
        start = self.mentions[at].span.start
        clause = self._told.clause_mark(start)
        aside = self._told.after_marker(start)
        for _, index, number in self._told.back():
            acts = aside and self.mentions[index].span.start > clause
            name = self._entities.all[number].parts.name
            if not acts and name not in _OURS and load_gazetteer().is_country(name):
                return Resolution((number,), f"{pointer.row}: the last country told")
        return _open(pointer)

    def _ground(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """全县, 全校: the last one told, or that of the page; one told only later may be another."""
        found = self._last(at, mention, pointer)
        if found.numbers and (is_place_noun(pointer.nouns[0]) or found.numbers[0] in self._told.recent):
            return found
        owner = self._owner(at, mention, pointer)
        return _open(pointer) if owner.reason.endswith("the only one told") else owner

    def _school(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """母校: the school that the page is about, or the last one told."""
        owner = self._owner(at, mention, pointer)
        if owner.numbers:
            return owner
        attended = self._attended(at, mention)
        if attended is None:
            return self._last(at, mention, pointer)
        return Resolution((self._whole(attended, "母校"),), f"{pointer.row}: attended")

    def _attended(self, at: int, mention: Mention) -> int | None:
        """Return the school whose alumnus acts: |沐白中学|校友、沐北大学教授周砚秋向母校捐款."""
        for index in range(at - 1, -1, -1):
            school, number = self.mentions[index], self._fixed_names[index]
            if mention.span.start - school.span.end > MAX_ALUMNUS:
                break
            if school.kind is not PartyKind.SCHOOL or number is None:
                continue
            studied = self._text.endswith(("毕业于", "就读于"), 0, school.span.start)
            if studied or _STUDIED.match(self._text, school.span.end):
                return number
        return None

    def _fixed(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        number = self._entities.enter(pointer.nouns[0], PartyKind.PLACE)
        return Resolution((number,), pointer.row)

    def _addressee(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """贵公司: to whom the letter is written, else the last one told."""
        if self._salutations is None:
            self._salutations = find_salutations(self._text)
        for index in find_addressed(self._salutations, self.mentions, mention.span.start):
            number = self._fixed_names[index]
            if number is not None and self._entities.all[number].named:
                return Resolution((number,), f"{pointer.row}: to whom the letter is written")
        # 贵单位 fits anybody: without a letter it stays open
        return _open(pointer) if pointer.nouns[0] == "单位" else self._last(at, mention, pointer)

    def _side(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """澳方, 缅方: the country that begins so."""
        first = pointer.nouns[0]
        fitting = [
            e.number
            for e in self._entities.all
            if e.named and e.parts.kind is PartyKind.PLACE and e.parts.name.startswith(first)
        ]
        if len(fitting) == 1:
            return Resolution((fitting[0],), f"{pointer.row}: begins with {first}")
        if not fitting and (state := _states_by_letter().get(first)):
            return Resolution((self._entities.enter(state, PartyKind.PLACE),), f"{pointer.row}: {state}")
        return _open(pointer)

    def _topic(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        here = self._told.sentence(at)
        if pointer.nouns[0] == "人":
            # 他 goes on with whom the sentence, or the one before, speaks of; 给他 with somebody else
            subject = self._told.subject(at)
            aside = self._told.after_marker(mention.span.start)
            if subject is not None and not aside:
                return Resolution((subject,), f"{pointer.row}: the subject of the sentence")
            if aside and self._acts_here(at):
                subject = None  # 周小禾为学费犯愁。锦澄集团为|她|送去助学金: another one acts
            for sentence, _, number in self._told.back():
                here_only = aside and sentence < here - 1
                if self._told.kind(number) is PartyKind.PERSON and number != subject and not here_only:
                    return Resolution((number,), f"{pointer.row}: the last person told")
            return _open(pointer) if aside else self._somebody(at, pointer)
        other = self._told_aside(at)
        if other is not None:
            return Resolution((other,), f"{pointer.row}: who was told before the clause")
        if _GOT.search(self._text, max(0, mention.span.start - 4), mention.span.start):
            # 锦澄集团…。岚溪小学也收到|其|捐赠的电脑: who gets it is not who gave it
            before = [n for _, n in self._told.inside(here - 1) if self._may_act(n)]
            return Resolution((before[-1],), f"{pointer.row}: who acted before") if before else _open(pointer)
        if self._told.after_marker(mention.span.start):
            # 周砚秋来到贫困户陆见山家,为|其|送去大米
            subject = self._told.subject(at)
            beside = [n for _, n in self._told.inside(here) if n != subject]
            if subject is not None and beside:
                return Resolution((beside[0],), f"{pointer.row}: the last one told beside who acts")
        for back in (here, here - 1):
            told = {n for _, n in self._told.inside(back) if self._may_act(n)}
            if len(told) == 1:
                return Resolution((told.pop(),), f"{pointer.row}: the only party of the sentence")
            if told:
                break
        opener = self._opener(at, here)
        if opener is not None:
            return Resolution((opener,), f"{pointer.row}: who opens the sentence")
        return _open(pointer)

    def _opener(self, at: int, here: int) -> int | None:
        """Return who opens the sentence in which 其 opens a later clause: |周砚秋|在县慈善会设立基金,其首期捐款8万元."""
        start = self.mentions[at].span.start
        if self._told.clause_mark(start) + 1 != start or not _GIVES_NEXT.match(self._text, start + 1):
            return None
        told = self._told.inside(here)
        if not told:
            return None
        first, number = told[-1]
        opens = self.mentions[first].span.start
        gap = opens - last_of(self._text, ",。;\n", opens) - 1
        return number if gap <= MAX_OPENING and self._may_act(number) else None

    def _acts_here(self, at: int) -> bool:
        """Tell whether a house, and no person, is told in the sentence of mention number *at* before it, or people in its clause."""
        clause = self._told.clause_mark(self.mentions[at].span.start)
        last = self.mentions[at - 1] if at else None
        if last is not None and last.span.start > clause and last.kind is PartyKind.GROUP:
            return True  # 李小禾的遭遇牵动人心,|同学们|为她捐款
        kinds = [self._told.kind(number) for _, number in self._told.inside(self._told.sentence(at))]
        return PartyKind.PERSON not in kinds and any(kind in BODIES for kind in kinds)

    def _told_aside(self, at: int) -> int | None:
        """Return who was told last before a clause that has somebody else act: 应邻国政府请求,中国红十字会向|其|捐款."""
        start, here = self.mentions[at].span.start, self._told.sentence(at)
        if not self._told.after_marker(start):
            return None
        clause = self._told.clause_mark(start)
        acting: set[int] = set()
        for sentence, index, number in self._told.back():
            if sentence < here - 1:
                return None
            if self.mentions[index].span.start > clause:
                acting.add(number)
            elif not acting:
                return None
            elif number not in acting and (
                self._may_act(number) or self._told.kind(number) is PartyKind.PLACE
            ):
                return number
        return None

    def _people(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """他们: people as a rule; houses that a clause of the same sentence told before it: 应|沐白中学和云泽中学|请求,向他们捐赠."""
        houses = self._houses_aside(at) if self._told.after_marker(mention.span.start) else ()
        if houses:
            return Resolution(houses, f"{pointer.row}: the houses told before the clause")
        return self._together.group(at, mention, pointer)

    def _houses_aside(self, at: int) -> tuple[int, ...]:
        """Return the row of houses told last before the clause of mention number *at*, where somebody turns to them or another one acts."""
        clause = self._told.clause_mark(self.mentions[at].span.start)
        told = self._told.inside(self._told.sentence(at))
        every = self._entities.all
        if any(not every[n].named or self._told.kind(n) not in _HOUSES for _, n in told):
            return ()
        before = [(index, number) for index, number in told if self.mentions[index].span.start < clause]
        row = before[:1]
        for index, number in before[1:]:
            if index + 1 != row[-1][0] or JOINT.match(self._told.between(index, row[-1][0])) is None:
                break
            row.append((index, number))
        if not row or _OF_PEOPLE.search(self._text, self.mentions[row[0][0]].span.end, clause):
            return ()
        start = self.mentions[row[-1][0]].span.start
        turned = _TURNS_TO.search(self._text, max(0, start - MAX_OPENING), start) is not None
        return tuple(number for _, number in reversed(row)) if turned or len(told) > len(before) else ()

    def _somebody(self, at: int, pointer: Pointer) -> Resolution:
        """他 where nobody is named: the one whom his calling tells, 老校长退休多年,|他|每年捐款."""
        here = self._told.sentence(at)
        for index in range(at - 1, -1, -1):
            mention = self.mentions[index]
            if self._told.sentence(index) < here - 1:
                break
            if is_one_somebody(self._text, mention):
                number = self._entities.enter(mention.name, mention.kind)
                return Resolution((number,), f"{pointer.row}: the last one told by a calling")
        return _open(pointer)

    def _elder(self, at: int, mention: Mention, pointer: Pointer) -> Resolution:
        """老人 goes on with the person whom the sentence, or the one before, speaks of."""
        subject = self._told.subject(at)
        if subject is None:
            return _open(pointer)
        return Resolution((subject,), f"{pointer.row}: the subject of the sentence")

    def _may_act(self, number: int) -> bool:
        kind = self._told.kind(number)
        return self._entities.all[number].named and (kind in BODIES or kind is PartyKind.PERSON)


@cache
def _states_by_letter() -> dict[str, str]:
    """Return the states that one letter tells, shared by no other state in the news (法方)."""
    return {row["letter"]: row["name"] for row in read_table("place_letters") if row["kind"] == "country"}


def _speaks_for_owner(text: str, at: int) -> bool:
    """Tell whether the sentence around *at* begins with 我校 or 我院."""
    start = max(text.rfind(stop, max(0, at - MAX_SENTENCE), at) for stop in "。!?\n") + 1
    return text.startswith(("我校", "本校", "我院", "本院", "我们学校"), start)


def _open(pointer: Pointer) -> Resolution:
    return Resolution((), f"{pointer.row}: open")
