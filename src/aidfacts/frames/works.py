"""Finds for whom somebody builds or mends: whose the house, road or ground is that the work is done on."""

from __future__ import annotations

from attrs import evolve

from aidfacts.frames.open_frame import OpenFrame
from aidfacts.frames.owned import BUILDS, find_owner
from aidfacts.frames.stretches import BUILD, Stretches
from aidfacts.lexicon.goods import ends_in_goods
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import Item, PartyKind
from aidfacts.model.frame import FrameKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.objects import Objects
from aidfacts.model.span import Span

MAX_BUILT = 24  # characters of a row of things built
# 出资25万元|,全面维修|北塘村的水泥路: what the money was spent on
_DOES = (
    r"(?:[修兴新扩改翻重建][建修造缮整筑]|[维整]修|修[复葺通好]|翻新|装修|拓宽|加宽|硬化|铺设|铺筑|架设|安装|整治|改造|加固|建设|粉刷|疏浚|[修建盖打铺装架]起|建成)"
    r"(?:了|起|好|成)?"
)
_WORKS = compile_late(
    rf"[,、]?(?:并|全面|重新|全部|主要|先后|共同|全额|独资|专款|专项|用于|用来|用以){{0,3}}"
    rf"(?:{_DOES}|在(?=[^,。;]{{2,14}}{_DOES})|(?:(?<=用[于来以])|(?:极大|大大|有效|切实|进一步)*(?:地)?(?:改善|提升|方便)了?)(?:改善|提升|支持)?(?=家乡|故乡|老家|村[里内中]|[该本]村))"
)
_DONE_TO = compile_late(_DOES)
_HOME = compile_late(
    r"(?:家乡|故乡|老家|母校(?![\u4e00-\u9fff]{2,10}(?:[大中小]学|学院))|村[里内中]|全村|[该本]村|该校|当地)(?=的)?"
)
# 翻修老家的|房子, 在北塘村建设|养鸡场: what one builds for oneself or trades with, unless the verb is one of giving
_OWN_USE = compile_late(
    r"(?:房子?|屋|住宅|宅院?|别墅|新居|养殖场|[养鸡猪牛羊鱼]\w*场|厂房?|工厂|基地|园区|产业园|车间|大棚|生产线|酒店|宾馆|民宿|商场|超市|公司|项目)$"
)
_PIECE = compile_late(r"[^,。;、:\d]+")  # up to where the number of it is told

# 捐赠|十堰市|救护车, 捐赠|沐白小学|图书
_HOUSE_ENDS = compile_late(
    r"(?:[^城都][市县]|[^城]镇|[^下]乡|[^农乡]村|自治[区州县]|..省|[中小]学|大学|学院|医院|卫生院|敬老院|福利院|养老院|幼儿园|红十字会|慈善总?会|博物馆|图书馆)$"
)
# What a place may be told with because it comes from there
_PRODUCE = compile_late(
    r"大米|菜|果|茶|酒|[柑橙柚梨桃枣杏李]$|核桃|粉|面|肉|鱼|虾|蛋|瓜|薯|药材|花|特产|[羊牛猪鸡鸭]$|盐|油$|陶|瓷|刺绣|画|书法|石$|砚|纸$|产品"
)
_GIVES_DIRECT = (FrameKind.GIVE, FrameKind.AID)


class Works(Stretches):
    """Who gets what is built, mended or fitted with the money of a frame."""

    def _take_works(self, draft: OpenFrame) -> None:
        """Take whose the thing is that is built or mended with a sum told before: 出资25万元,全面维修|北塘村|的水泥路."""
        objects = draft.objects
        if draft.recipients or draft.kind not in (FrameKind.GIVE, FrameKind.FUND, FrameKind.PLEDGE):
            return
        if objects and len([i for i in objects.items if find_owner(self.text, i.span) is not None]) > 1:
            return  # 修建沐白中学教学楼和北塘小学操场: each has an owner of its own
        money = objects.amount.span.end if objects and objects.amount else draft.trigger.span.end
        works = _WORKS.match(self.text, max(money, draft.trigger.span.end), self.sentence.end)
        piece = _PIECE.match(self.text, works.end()) if works else None
        if piece and draft.kind is FrameKind.FUND and _OWN_USE.search(piece.group()):
            return
        owner = self._owner_of(Span(*piece.span())) if piece else None
        if owner is None or owner in draft.donors:
            return
        draft.recipients = (owner,)
        draft.rules.append("roles/works_for")
        if objects is not None:
            draft.objects = _without_owner(self.text, objects, owner)

    def _owner_of(self, piece: Span) -> Mention | None:
        """Return whose the work is that is told in *piece*: 北塘村|的水泥路, 家乡|石桥, 沐白中学|修建食堂."""
        home = _HOME.match(self.text, piece.start, piece.end)
        edge = home.end() if home else find_owner(self.text, piece)
        for element in self._between(piece.start, edge or piece.end):
            ends = element.span.end == edge or (
                edge is None and _DONE_TO.match(self.text, element.span.end, piece.end)
            )
            if isinstance(element, Mention) and ends and element.kind is not PartyKind.PERSON:
                return element
        if edge is None:
            return None
        word = self.text[piece.start : edge]
        if home:
            return _home(Span(piece.start, edge), word)
        slot = self.read_slot(Span(piece.start, edge))
        return slot if slot is not None and slot.named and slot.span.end == edge else None

    def _take_owner(self, draft: OpenFrame) -> None:
        """Take whose house or ground it is where something is built: 捐资修建|沐白中学|图书馆, 岚溪镇|文化广场."""
        objects = draft.objects
        gives = draft.kind in (FrameKind.GIVE, FrameKind.FUND) or BUILD.match(draft.trigger.word) is not None
        # 沐北大学校友周砚秋捐建的|沐白小学|“砚秋楼”: where he went to school is told, and got nothing
        implied = "roles/alumnus" in draft.rules
        if objects is None or (draft.recipients and not implied) or not gives:
            return
        owners: dict[str, Mention] = {}
        items: list[Item] = []
        for item in objects.items:
            aided = draft.kind is FrameKind.AID
            thing = self._called(item)
            edge = find_owner(self.text, thing, lands=aided) if self._is_built(draft, item) else None
            owner = self.read_slot(Span(item.span.start, edge)) if edge is not None else None
            told = owner is not None and (
                draft.kind is not FrameKind.AID or owner.kind is not PartyKind.OTHER
            )
            if owner is not None and edge is not None and told and owner.named and owner.span.end == edge:
                owners.setdefault(owner.name, owner)
                item = evolve(item, name=self.text[edge : thing.end].removeprefix("的"))
            items.append(item)
        if owners:
            draft.recipients = tuple(owners.values())
            draft.objects = evolve(objects, items=tuple(items))
            draft.rules.append("roles/owner_of_built")

    def _take_given_to(self, draft: OpenFrame) -> None:
        """Take who stands between the verb and the things without a mark: 捐赠|十堰市|救护车27台; leaves 捐赠岚溪镇大米, its own produce."""
        objects, start = draft.objects, draft.trigger.span.end
        if draft.recipients or not objects or not objects.items or draft.kind not in _GIVES_DIRECT:
            return
        first = objects.items[0]
        thing = self._called(first)
        if self.text[start : thing.start] not in ("", "了"):
            return
        for end in range(thing.end - 2, thing.start + 1, -1):
            noun = self.text[end : thing.end]
            if not _HOUSE_ENDS.search(self.text, thing.start, end) or _PRODUCE.search(noun):
                continue
            house = self.read_slot(Span(thing.start, end)) if ends_in_goods(noun) else None
            if house is not None and house.named and house.span == Span(thing.start, end):
                draft.recipients = (house,)
                draft.objects = evolve(objects, items=(evolve(first, name=noun), *objects.items[1:]))
                draft.rules.append("roles/direct")
                return

    def _called(self, item: Item) -> Span:
        """Return where the name of a thing stands without the number behind it: 沐白中学图书馆|一座."""
        start = item.span.start
        return Span(start, start + len(item.name)) if self.text.startswith(item.name, start) else item.span

    def _is_built(self, draft: OpenFrame, item: Item) -> bool:
        """Tell whether a word of building stands between the verb and a thing, or the thing is what was built."""
        before = self.text[max(draft.clause_start, item.span.start - MAX_BUILT) : item.span.start]
        built = "roles/built_subject" in draft.rules or draft.trigger.word == "援建"
        return built or BUILDS.search(before) is not None


def _home(span: Span, word: str) -> Mention:
    """Return a word for where who gives comes from, as one that points at the village told last where it has one: 村里."""
    if "村" in word:
        return Mention(span, word, word, PartyKind.PLACE, head="村", anaphor=Anaphor.LAST, rules=("slot",))
    return Mention(span, word, word, PartyKind.PLACE, named=False, rules=("slot",))


def _without_owner(text: str, objects: Objects, owner: Mention) -> Objects:
    """Return *objects* with the things that are named behind their owner alone: 北塘村|的水泥路."""
    items: list[Item] = []
    for item in objects.items:
        start = max(item.span.start, owner.span.end)
        if start >= item.span.end:
            continue  # a part of his name that was read as a thing
        start += text.startswith("的", start)
        if start > item.span.start:
            item = evolve(item, name=text[start : item.span.end])
        items.append(item)
    return evolve(objects, items=tuple(items))
