"""Reads the parties of a sentence from left to right."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import evolve

from aidfacts.mentions.draft import Draft
from aidfacts.mentions.groups import group_start
from aidfacts.mentions.people import family_name, find_foreign, is_rare, looks_like_person
from aidfacts.mentions.words import Hit, Word, find_words, load_words
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.source import Token
from aidfacts.model.span import Span

Cut = Callable[[Span], Sequence[Token]]

MAX_NAME = 40  # characters; the longest name in the cases has 34
MAX_GAP = 12  # characters between two nouns of one name
MAX_PLACE = 6  # characters before 县, 村 …
MAX_QUOTE = 30  # characters inside quotes that may be part of a name
MAX_BRACKET = 12  # characters inside brackets that may be part of a name

# Marks that no name reaches over, quotes and brackets that it may, and numbers.
# Takes "、" of 甲、乙 and "6月" of 6月11日; leaves the 8 of 8341部队 alone.
_MARKS = re.compile(
    r"(?P<number>\d[\d.,]*(?:余|多)?(?:年|月|日|时|点|分|秒|届|期|周年|级|度|号(?!院|楼)|%|[万亿千百]*(?:余|多)?"
    r"(?:名|位|户|个|家|所|元|件|套|台|人|次|对|种|只|箱|吨|份|本|册|辆|床|双|条|米|斤|公斤|批|项|包|盒|袋|桶|瓶|张|支|把|间|栋|座|里|亩|岁|平方|平)))"
    r"|(?P<quote>[“‘])|(?P<title>《)|(?P<bracket>[(])"
    r"|(?P<stop>[、,，。;；:：!！?？\s”’》)【】\[\]|/…—\-~<>＜＞「」『』\"'])"
)
_CLOSE = {"“": "”", "‘": "’", "《": "》", "(": ")"}
_PROJECT = re.compile(
    "(?:公益|助学|慈善|扶贫|帮扶|爱心|救助|资助|教育|志愿服务|专项|发展){0,3}(?:项目|计划|工程|行动|基金|奖学金|助学金|奖教金|奖助学金|基金项目)"
)
_ETC = re.compile(r"等(?=\d|[一二三四五六七八九十两几多])")
_LOOSE_STOPS = frozenset("。;；!！?？\n的”’)》,，")  # no party ends 冬季服饰。
_MEMBER = re.compile("委[员托派任屈婉]")
# What a person does whose name stands bare at the head of a clause.
_SPEAKS = frozenset(
    "代表 向 为 捐 捐款 捐赠 捐出 捐资 表示 说 介绍 告诉 回忆 个人 与 将 把 在 给 还 出资 资助".split()
)
_NO_END = frozenset("业界化性型式")  # 航空公司业, 学校化: the noun goes on and means something else
_LEVELS = "省市县区州旗盟镇乡村街社"


class _Event:
    __slots__ = ("end", "hit", "mark", "start")

    def __init__(self, start: int, end: int, hit: Hit | None, mark: str) -> None:
        self.start, self.end, self.hit, self.mark = start, end, hit, mark


class _Reader:
    """Walks over the words and marks of one sentence and keeps the name that is open."""

    def __init__(self, text: str, span: Span, cut: Cut) -> None:
        self.text, self.span, self.cut = text, span, cut
        self.out: list[Mention] = []
        self.floor = span.start
        self.open: Draft | None = None
        self.weak: list[Hit] = []
        self.of: Mention | None = None
        self.of_end = -1
        self.edges: frozenset[int] | None = None
        self.events: list[_Event] = []
        self.starts: frozenset[int] = frozenset()
        self.marked = -1  # the end of the last marker of a goal or an agent
        self.number = (-1, -1)  # the last number with a classifier
        self.joined = -1  # where a stretch begins that 、 or 和 joins to the mention before

    # -- the words of the sentence -------------------------------------------------------------------------

    def is_edge(self, at: int) -> bool:
        """Tell whether a word begins or ends at *at*; the sentence is cut into words on the first question."""
        if self.edges is None:
            tokens = self.cut(self.span)
            self.edges = frozenset([self.span.start, self.span.end, *(t.span.start for t in tokens)])
        return at in self.edges

    def is_word(self, start: int, end: int) -> bool:
        return self.is_edge(start) and self.is_edge(end)

    # -- the walk --------------------------------------------------------------------------------------------

    def read(self) -> tuple[Mention, ...]:
        text, start, end = self.text, self.span.start, self.span.end
        hits = find_words(text, start, end)
        if not hits:
            return ()
        events = [_Event(h.start, h.end, h, "") for h in hits]
        for m in _MARKS.finditer(text, start, end):
            events.append(_Event(m.start(), m.end(), None, m.lastgroup or "stop"))
        people = find_foreign(text, start, end)
        events.extend(_Event(s, e, None, "person") for s, e in people)
        events.sort(key=lambda e: (e.start, -e.end))
        self.events = events
        self.starts = frozenset(e.start for e in events) | {end}
        skip = start
        number = 0
        while number < len(events):
            event = events[number]
            number += 1
            if event.start < skip:
                continue
            if event.hit is None:
                skip = self.see_mark(event, number)
            else:
                skip = self.see_word(event, event.hit, number)
        self.close(end, end)
        return tuple(sorted(self.out, key=lambda m: m.span))

    def following(self, number: int, at: int) -> _Event | None:
        """Return the first event from *number* on that begins at or behind *at*."""
        for event in self.events[number : number + 12]:
            if event.start >= at:
                return event
        return None

    # -- marks -----------------------------------------------------------------------------------------------

    def see_mark(self, event: _Event, number: int) -> int:
        text, start = self.text, event.start
        if event.mark == "person":
            self.close(start, event.end)
            self.put(Draft(start, event.end, PartyKind.PERSON, "", "person"), of=self.bound(start))
            return event.end
        if event.mark == "title":
            close = text.find("》", start, self.span.end)
            self.close(start, close + 1 if close >= 0 else event.end)
            return close + 1 if close >= 0 else event.end
        if event.mark in ("quote", "bracket"):
            return self.see_pair(event, number)
        char = text[start]
        if char == "、":
            self.close(start, event.end, keep=True)
            self.joined = event.end
            self.read_list(event.end, number)
        else:
            self.close(start, event.end)
        if event.mark == "number":
            self.number = (start, event.end)
        return max(event.end, self.floor)

    def see_pair(self, event: _Event, number: int) -> int:
        """Quotes and brackets: part of a name, a project, or a stretch of its own."""
        text, start = self.text, event.start
        limit = MAX_QUOTE if event.mark == "quote" else MAX_BRACKET
        close = text.find(_CLOSE[text[start]], start, min(start + limit + 2, self.span.end))
        if close > start + 1:
            behind = close + 1
            if event.mark == "quote":
                project = _PROJECT.match(text, behind, self.span.end)
                inside = text[start + 1 : close]
                if project or (
                    inside.endswith(("基金", "计划", "工程", "奖学金", "助学金", "项目"))
                    and "," not in inside
                ):
                    end = project.end() if project else behind
                    begin = self.stretch(start)
                    self.open = None
                    self.close(start, end)
                    self.put(
                        Draft(begin, end, PartyKind.PROJECT, project.group() if project else "", "project")
                    )
                    return end
            follow = self.following(number, behind)
            # “澄爱”慈善基金会, 锦澄(禾川)有限公司: the name goes on behind and has begun before, or in the quotes.
            if (
                follow is not None
                and follow.hit is not None
                and follow.hit.word.head is not None
                and follow.start - behind <= 6
                and follow.hit.word.head.rank in ("organ", "branch")
                and (event.mark == "quote" or start > self.stretch(start))
                and not any(c in text[start:close] for c in ",,。;")
            ):
                if (
                    event.mark == "bracket"
                    and self.open is not None
                    and not self.open.loose
                    and self.open.rank != "division"
                ) and (follow.hit.word.head.needs == "place" or follow.hit.word.head.rank == "unit"):
                    self.close(start, event.end)
                    return event.end
                return behind
        self.close(start, event.end)
        return event.end

    # -- words -----------------------------------------------------------------------------------------------

    def see_word(self, event: _Event, hit: Hit, number: int) -> int:
        word, text = hit.word, self.text
        if hit.place is not None:
            self.see_place(hit)
            return max(hit.end, self.open.end if self.open is not None else 0)
        if word.decoy:
            return hit.end
        follow = self.following(number, hit.end)
        adjoins = follow is not None and follow.start == hit.end
        if word.anaphor is not None:
            return self.see_anaphor(hit, follow)
        if word.name is not None:
            self.settle(hit)
            was = self.open
            if (
                was is not None
                and was.rank == "country"
                and was.end == hit.start
                and word.name is not PartyKind.PLACE
            ):
                self.open = was.extend(hit.end, word.name, word.text, "organ")  # 中国|中央广播电视总台
                return hit.end
            self.flush()
            self.open = Draft(hit.start, hit.end, word.name, word.text, "organ")
            return hit.end
        if word.group or word.title:
            next_head = follow.hit.word.head if follow is not None and follow.hit is not None else None
            if next_head is not None and follow is not None and next_head.rank in ("organ", "unit"):
                gap = follow.start - hit.end
                # 律师事务所, 退役军人就业创业孵化基地: the word is part of a longer name.
                if (
                    not word.glued
                    and (gap == 0 or (word.group and gap <= 6))
                    and (word.group or next_head.needs != "anaphor")
                ):
                    return hit.end
        if word.title and (end := self.see_title(hit, number)):
            return end
        if word.group:
            return self.see_group(hit)
        if word.head is not None and (end := self.see_head(hit, follow, adjoins)):
            return end
        if word.cue and word.text in _SPEAKS and self.open is None and hit.start - self.floor == 3:
            at = self.floor
            if (
                looks_like_person(text[at : hit.start])
                and self.is_word(at, hit.start)
                and not self.is_known(at, hit.start)
            ):
                self.close(hit.start, hit.start)
                self.put(Draft(at, hit.start, PartyKind.PERSON, "", "person"))
        if word.cue == "strong" or (word.glued and self.open is not None and self.open.end == hit.start):
            self.close(hit.start, hit.end)
            self.joined = hit.end if word.text in ("以及", "联合", "携手") else self.joined
        elif word.cue == "weak":
            self.see_weak(hit, number)
        elif word.cue:
            self.weak.append(hit)
        return max(hit.end, self.floor)

    def is_known(self, start: int, end: int) -> bool:
        """Tell whether a word of the tables covers most of a stretch."""
        return any(start <= e.start and e.end <= end and e.end - e.start > 1 for e in self.events)

    def see_weak(self, hit: Hit, number: int) -> None:
        """A marker of one character ends a name for sure where a finished name stands right before it."""
        finished = self.open is not None and self.open.end == hit.start and self.open.rank != "country"
        if finished and self.open is not None and self.open.is_place and not self.open.head:
            finished = self.is_word(hit.start, hit.end)  # 北京同仁医院
        nested = self.following(number, hit.end)
        sure = (
            nested is not None
            and nested.start == hit.end
            and (
                nested.mark in ("quote", "person", "number")
                or (
                    nested.hit is not None
                    and (
                        nested.hit.place is not None
                        or self.is_level(nested)
                        or nested.hit.word.anaphor
                        or nested.hit.word.name
                        or nested.hit.word.cue == "strong"
                    )
                )
            )
        )
        if finished or (sure and (self.open is None or self.open.end == hit.start)):
            listed = hit.word.text in "和与及同跟" and bool(self.out or self.open)
            self.close(hit.start, hit.end, keep=listed)
            self.marked = hit.end
            if listed:
                self.joined = hit.end
                self.read_list(hit.end, number)
        else:
            self.weak.append(hit)

    def is_level(self, event: _Event) -> bool:
        """Tell whether 县 of 县二中 stands at *event*: a bare level with the noun of an organ close behind."""
        if event.end - event.start != 1 or self.text[event.start] not in _LEVELS:
            return False
        for other in self.events:
            if other.start > event.start:
                return (
                    other.start - event.end <= 4
                    and other.hit is not None
                    and other.hit.word.head is not None
                    and other.hit.word.head.rank in ("organ", "unit")
                )
        return False

    def settle(self, hit: Hit) -> None:
        """Decide which waiting markers before *hit* are words by themselves; the last one ends what stood before."""
        waiting, self.weak = self.weak, []
        reach = hit.start
        for weak in reversed(waiting):
            if weak.end > hit.start:
                continue
            if weak.word.cue == "outside" and weak.end == reach and hit.word.head is not None:
                reach = weak.start
                if hit.word.text != "学校" and (hit.word.head.needs != "anaphor" or weak.start == self.floor):
                    continue  # 腾飞小学, 投资促进局: next to the noun it may well be the name
            if self.is_word(weak.start, weak.end):
                listed = weak.word.text in "和与及同跟"
                self.close(weak.start, weak.end, keep=listed)
                self.marked = weak.end
                if listed:
                    self.joined = weak.end
                return

    def stretch(self, end: int) -> int:
        """Return where the stretch that runs up to *end* begins, glued modifiers taken off."""
        start = self.open.start if self.open is not None else max(self.floor, end - MAX_NAME)
        return self.unglue(start, end)

    def unglue(self, start: int, end: int) -> int:
        """Take 爱心企业, 知名, 我省 … off the left of a name."""
        by_pair, by_one = load_words().by_pair, load_words().by_one
        moved = True
        while moved and start < end:
            moved = False
            if self.text[start] in "·.-—,":
                start, moved = start + 1, True
                continue
            candidates = [*by_pair.get(self.text[start : start + 2], ())]
            if self.text[start] in by_one:
                candidates.append(by_one[self.text[start]])
            for word in candidates:
                if word.glued and self.text.startswith(word.text, start) and start + len(word.text) < end:
                    if len(word.text) == 1 and not self.is_edge(start + 1):
                        continue
                    start, moved = start + len(word.text), True
                    break
        return start

    def see_place(self, hit: Hit) -> None:
        assert hit.place is not None
        self.settle(hit)
        place = hit.place
        full = place.names[-1].full
        head = place.names[-1].text[-1] if full else ""
        level = place.divisions[0].level
        if (
            full
            and head in _LEVELS
            and self.text.startswith("委", hit.end)
            and not _MEMBER.match(self.text, hit.end)
        ):
            # 彭州市委, 团四川省委: the committee is written with the last character of the place.
            start = (
                hit.start - 1
                if self.text[hit.start - 1 : hit.start] == "团" and self.floor < hit.start
                else hit.start
            )
            self.flush(floor=start)
            self.open = Draft(
                start, hit.end + 1, PartyKind.GOVERNMENT, head + "委", "unit", place, place_end=hit.end
            )
            return
        new = Draft(
            hit.start,
            hit.end,
            PartyKind.PLACE,
            head,
            "division" if level != "country" else "country",
            place,
            place_end=hit.end,
        )
        was = self.open
        if was is not None and was.end == hit.start:
            if was.is_place and was.place is None and full:
                self.open = evolve(was, end=hit.end, head=head, place_end=hit.end)
                return
            if not was.is_place:
                self.open = evolve(was, tail=new)
                return
        self.flush()
        self.open = new

    def see_anaphor(self, hit: Hit, follow: _Event | None) -> int:
        word = hit.word
        if word.text in ("其", "他", "她") and not (
            follow is not None and follow.start == hit.end and self.is_word(hit.start, hit.end)
        ):
            return hit.end
        self.settle(hit)
        self.flush()
        self.open = Draft(
            hit.start,
            hit.end,
            _kind_of(word),
            word.points_at,
            "organ",
            anaphor=word.anaphor,
            points_at=word.points_at,
        )
        return hit.end

    def see_head(self, hit: Hit, follow: _Event | None, adjoins: bool) -> int:
        """A noun that ends a name: make the open name longer or begin one; 0 where it ends nothing."""
        head = hit.word.head
        assert head is not None
        text = self.text
        if text[hit.end : hit.end + 1] in _NO_END and hit.end < self.span.end:
            return 0
        self.settle(hit)
        was = self.open
        if was is not None and was.tail is not None:
            if head.rank in ("division", "zone"):
                self.flush()
                was = self.open
            else:
                was = evolve(was, end=was.tail.end, tail=None)
        if was is not None:
            gap = hit.start - was.end
            small = head.rank in ("division", "zone")
            if was.anaphor is not None and was.kind is head.kind and head.rank == "organ" and gap == 0:
                gap = MAX_GAP + 1  # 母校一中: told twice, not nested
            foreign = small and was.rank not in ("division", "country", "zone")
            if (
                gap <= MAX_GAP
                and not foreign
                and hit.end - was.start <= MAX_NAME
                and was.anaphor not in (Anaphor.TOPIC, Anaphor.BOTH)
            ):
                if small and gap == 0 and len(hit.word.text) == 1 and was.place is not None:
                    return 0  # 成都市区, 黑水县村: nothing between, no name
                if head.rank == "trade":
                    self.open = evolve(
                        was.extend(hit.end, head.kind, hit.word.text, "organ"), loose=True, before=was
                    )
                else:
                    kind = (
                        was.kind
                        if head.rank == "unit" and not was.is_place and head.kind is not PartyKind.GOVERNMENT
                        else head.kind
                    )
                    self.open = was.extend(hit.end, kind, hit.word.text, head.rank)
                    if small:
                        self.open = evolve(self.open, place_end=hit.end)
                return hit.end
            self.flush(floor=was.end)
        start = self.unglue(max(self.floor, hit.start - MAX_NAME), hit.start)
        core = text[start : hit.start]
        if not core:
            return self.see_bare(hit, follow, adjoins)
        if head.needs == "place" and core[-1] not in _LEVELS:
            return 0
        if head.rank == "unit" and core[-1] not in _LEVELS and len(core) < 2:
            return 0
        if head.rank in ("division", "zone"):
            start = self.tighten(start, hit)
            core = text[start : hit.start]
            if not core or len(core) > MAX_PLACE + (4 if head.rank == "zone" else 0):
                return 0
        elif len(core) > 16:
            start = self.tighten(start, hit, 12)
            core = text[start : hit.start]
        named = not self.is_generic(start, hit.start)
        draft = Draft(
            start, hit.end, head.kind, hit.word.text, head.rank, named=named, loose=head.rank == "trade"
        )
        if head.rank in ("division", "zone"):
            draft = evolve(draft, place_end=hit.end)
        if not named:
            draft = evolve(draft, kind=PartyKind.GROUP)
        self.open = draft
        return hit.end

    def tighten(self, start: int, hit: Hit, most: int = 4) -> int:
        """Move the left edge of a long name to the words next to its noun."""
        if hit.start - start <= most:
            return start
        for at in range(hit.start - most, hit.start - 1):
            if self.is_edge(at):
                return at
        return start if most > 4 else hit.start

    def is_generic(self, start: int, end: int) -> bool:
        """Tell whether only modifiers stand before the noun (贫困村, 爱心企业)."""
        text, by_pair, by_one = self.text, load_words().by_pair, load_words().by_one
        at = start
        while at < end:
            for word in by_pair.get(text[at : at + 2], ()):
                if (
                    (word.group_modifier or word.glued)
                    and text.startswith(word.text, at)
                    and at + len(word.text) <= end
                ):
                    at += len(word.text)
                    break
            else:
                one = by_one.get(text[at])
                if one is None or not (one.group_modifier or one.glued):
                    return False
                at += 1
        return True

    def see_bare(self, hit: Hit, follow: _Event | None, adjoins: bool) -> int:
        """A noun with nothing before it: a name by itself (红十字会, 县委), a pointer back (公司), or nothing."""
        head = hit.word.head
        assert head is not None
        self_contained = head.needs == "none" or (
            head.rank == "unit" and hit.word.text[0] in _LEVELS and len(hit.word.text) > 1
        )
        if self_contained:
            self.open = Draft(hit.start, hit.end, head.kind, hit.word.text, head.rank)
            return hit.end
        titled = (
            follow is not None
            and follow.hit is not None
            and bool(follow.hit.word.title)
            and not follow.hit.word.cue
        )
        if head.needs == "anaphor" and adjoins and not titled:
            self.open = Draft(
                hit.start,
                hit.end,
                head.kind,
                hit.word.text,
                head.rank,
                anaphor=Anaphor.LAST,
                points_at=hit.word.text,
            )
            return hit.end
        # 向敬老院捐款: framed by a marker, it is somebody, though nobody told by name.
        if head.needs == "frame" and self.marked == hit.start and adjoins and not titled:
            self.open = Draft(
                hit.start,
                hit.end,
                head.kind,
                hit.word.text,
                head.rank,
                anaphor=Anaphor.LAST,
                points_at=hit.word.text,
            )
            return hit.end
        return 0

    # -- people ------------------------------------------------------------------------------------------------

    def see_title(self, hit: Hit, number: int) -> int:
        """A title: binds the organisation before it to the person beside it; 0 where no person is read."""
        word = hit.word
        self.settle(hit)
        was = self.open
        if (
            was is not None
            and was.end == hit.start
            and was.rank != "person"
            and not (word.group and was.is_place)
        ):
            self.of = self.mention(was)
            self.of_end = hit.end
        elif self.of is not None and hit.start <= self.of_end + 1:
            self.of_end = hit.end
        fits = word.title != "before" and self.open is None and 0 < hit.start - self.floor <= 3
        if word.title != "after" and not (fits and self.person_start(hit.start) == self.floor):
            end = self.person_end(hit.end, strict=bool(word.group))
            if end:
                self.close(hit.start, hit.end, keep=True)
                self.put(
                    Draft(hit.end, end, PartyKind.PERSON, "", "person"),
                    of=self.of if self.of_end == hit.end else None,
                )
                self.floor, self.of_end = end, end
                return end
        if word.title != "before":
            start = self.person_start(hit.start)
            if start >= 0:
                self.close(start, hit.end, keep=True)
                whole = hit.start - start == 1
                self.put(
                    Draft(start, hit.end if whole else hit.start, PartyKind.PERSON, word.text, "person"),
                    of=self.bound(start),
                )
                self.floor = self.of_end = hit.end
                return hit.end
        if word.group or word.cue:
            return 0
        self.close(hit.start, hit.end, keep=True)
        return hit.end

    def bound(self, at: int) -> Mention | None:
        """Return the organisation of the title chain that ends at *at*."""
        return self.of if self.of is not None and self.of_end == at else None

    def person_end(self, at: int, *, strict: bool) -> int:
        """Return the end of a Chinese name that begins at *at*, 0 where none does; *strict* wants a sure right edge."""
        text, limit = self.text, self.span.end
        size = family_name(text, at)
        if not size or (strict and is_rare(text[at : at + size])):
            return 0
        for event in self.events:
            if event.start > at:
                break
            if event.start == at and event.hit is not None and event.end - event.start > 1:
                word = event.hit.word
                if (
                    word.cue == "strong"
                    or word.group
                    or word.head
                    or word.title
                    or word.anaphor
                    or word.decoy
                ):
                    return 0
        ends = [
            at + size + n
            for n in (2, 1)
            if at + size + n <= limit and _HAN.fullmatch(text, at, at + size + n)
        ]
        sure = [e for e in ends if e in self.starts]
        if strict:
            sure = [e for e in sure if e - at > size + 1 or self.verb_follows(e)]  # 学生安全, no name
        if len(sure) == 1 and (sure[0] == ends[0] or not self.is_edge(ends[0]) or self.is_edge(sure[0])):
            return sure[0]
        for end in sure or ([] if strict else ends):
            if self.is_edge(end):
                return end
        if strict:
            return 0
        return (sure or ends or [0])[0]

    def person_start(self, end: int) -> int:
        """Return the start of a Chinese name that ends at *end*, -1 where none does."""
        base = self.open.end if self.open is not None and self.open.end <= end else self.floor
        text = self.text
        for size in (3, 2, 4, 1):
            start = end - size
            if start < base or not _HAN.fullmatch(text, start, end):
                continue
            family = family_name(text, start)
            if not family or size not in ((1,) if size == 1 else (family + 1, family + 2)):
                continue
            if start == base or (self.is_edge(start) and size > 1):
                if is_rare(text[start : start + family]) and start != base:
                    continue
                return start
        return -1

    def read_list(self, at: int, number: int) -> None:
        """周砚秋、何映雪: a name without a title behind a person."""
        if not self.out or self.out[-1].kind is not PartyKind.PERSON or self.out[-1].span.end != at - 1:
            return
        end = self.person_end(at, strict=True)
        if end and looks_like_person(self.text[at:end]):
            of = self.out[-1].of
            self.put(Draft(at, end, PartyKind.PERSON, "", "person"), of=of)
            self.floor = end

    # -- groups -------------------------------------------------------------------------------------------------

    def see_group(self, hit: Hit) -> int:
        """A group without a name: 12户老人, 色尔古镇学生."""
        word = hit.word
        start = group_start(self.text, hit.start, self.floor if self.open is None else self.open.end)
        self.weak = [w for w in self.weak if w.start < start]  # 受灾群众: a modifier that is also a cue
        self.settle(evolve(hit, start=start))
        if word.group == "loose" and not (
            hit.end in self.starts
            and (self.marked == hit.start or self.number[1] == hit.start or self.verb_follows(hit.end))
        ):
            return max(hit.end, self.floor)
        start = group_start(self.text, hit.start, self.floor if self.open is None else self.open.end)
        if self.open is None and start == self.number[1] and self.text[start - 1] not in "年月日时点分秒元":
            start = self.number[0]
        if (
            self.open is not None
            and self.open.end == start
            and self.open.anaphor not in (Anaphor.TOPIC, Anaphor.BOTH)
            and not self.open.loose
        ):
            begin, place, where = self.open.start, self.open.place, self.open.place_end
            self.open = None
        else:
            begin, place, where = start, None, -1
            self.flush()
        self.close(begin, hit.end)
        kind = PartyKind.PLACE if word.text == "人民" and where >= 0 else PartyKind.GROUP
        self.put(Draft(begin, hit.end, kind, word.text, "group", place, named=False, place_end=where))
        return hit.end

    def verb_follows(self, at: int) -> bool:
        """Tell whether a cue of two characters or a marker begins at *at*."""
        return any(
            e.start == at and e.hit is not None and e.hit.word.cue in ("strong", "weak") for e in self.events
        )

    # -- what comes out -----------------------------------------------------------------------------------------

    def flush(self, floor: int | None = None) -> None:
        """Put out the open name and begin a new stretch behind it."""
        if self.open is not None:
            end = self.open.end
            self.close(-1, end)
        if floor is not None:
            self.floor = floor

    def close(self, at: int, floor: int, *, keep: bool = False) -> None:
        """End the stretch: put out the open name; the next begins at *floor*. *keep* goes on with the title chain."""
        draft, self.open = self.open, None
        while (
            draft is not None
            and draft.loose
            and at != draft.end
            and not (self.weak and self.weak[0].start == draft.end)
        ):
            draft = draft.before
        if draft is not None:
            self.put(draft)
            if draft.tail is not None:
                self.put(draft.tail)
        self.floor = floor
        self.weak = []
        if not keep:
            self.of = None

    def put(self, draft: Draft, of: Mention | None = None) -> None:
        if (
            draft.is_place
            and draft.place is not None
            and draft.rank != "group"
            and not draft.place.names[-1].full
        ):
            # 海南岸: a short form must be a word.
            if not (draft.start == self.floor and draft.end in self.starts) and not self.is_word(
                draft.start, draft.end
            ):
                return
        mention = self.mention(draft)
        if of is not None:
            mention = evolve(mention, of=of)
        if self.out:
            last = self.out[-1]
            if last.span.end > mention.span.start:
                return
            between = self.text[last.span.end : mention.span.start]
            # 爱心企业锦澄集团, 爱心企业——锦澄集团: the group is a modifier of the name.
            if (
                not last.named
                and last.count is None
                and between in ("", "——", "—")
                and mention.named
                and last.kind is PartyKind.GROUP
            ):
                self.out.pop()
            elif (
                between in ("、", "和", "与", "及", "以及")
                and mention.kind is PartyKind.GOVERNMENT
                and draft.place_end < 0
            ):
                mention = self.share(last, mention)
        self.out.append(mention)

    def share(self, last: Mention, mention: Mention) -> Mention:
        """甲市乙县教育局、卫健局: the second name takes the place of the first."""
        if (
            not last.place
            or last.place == last.text
            or mention.text[0] in _LEVELS
            or last.kind is not PartyKind.GOVERNMENT
        ):
            return mention
        if any(level in mention.text[1:4] for level in "省市县镇乡"):
            return mention
        return evolve(mention, name=last.place + mention.name, adcode=last.adcode, place=last.place)

    def mention(self, draft: Draft) -> Mention:
        text = self.text[draft.start : draft.end]
        place = draft.place
        where = text[: draft.place_end - draft.start] if draft.place_end > draft.start else ""
        return Mention(
            Span(draft.start, draft.end),
            text,
            clean_name(text, draft.kind),
            draft.kind,
            head=draft.head,
            named=draft.named,
            anaphor=draft.anaphor,
            adcode=place.adcode if place is not None else None,
            place=where,
            rules=(f"org_suffixes/{draft.head}",) if draft.head else (),
        )


_HAN = re.compile("[\u4e00-\u9fff]+")


def clean_name(text: str, kind: PartyKind) -> str:
    """Take spaces between Han characters out of a name."""
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text) if " " in text else text


def _kind_of(word: Word) -> PartyKind:
    """Return what an anaphor must stand for."""
    noun = word.points_at
    if noun and (found := _KINDS.get(noun)):
        return found
    return PartyKind.OTHER


_KINDS = {
    **dict.fromkeys("县市区省国村镇乡州旗", PartyKind.PLACE),
    **dict.fromkeys(("校", "学校", "学院", "大学", "中学", "小学", "园", "幼儿园"), PartyKind.SCHOOL),
    **dict.fromkeys(("院", "医院"), PartyKind.HOSPITAL),
    **dict.fromkeys(("公司", "集团", "企业", "行", "银行", "厂", "店"), PartyKind.COMPANY),
    **dict.fromkeys(("会", "协会", "商会", "基金会", "学会", "联合会", "总会", "红十字会"), PartyKind.NGO),
    **dict.fromkeys(("局", "委", "政府", "处"), PartyKind.GOVERNMENT),
}


def tag_parties(text: str, span: Span, cut: Cut) -> tuple[Mention, ...]:
    """
    Find the parties that a sentence names or points at, sorted and not overlapping.

    锦澄集团董事长周砚秋向岚溪镇捐款: 锦澄集团, 周砚秋 (of 锦澄集团), 岚溪镇.

    Args:
        span: one sentence of *text*.
        cut: gives the words of a span; asked only where a marker may be part of a name (向阳小学, 和平医院).
    """
    return _Reader(text, span, cut).read()
