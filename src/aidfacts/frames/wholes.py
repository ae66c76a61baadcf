"""Gives a party that a place or a known name only opens the rest of its name, by where it stands in its clause."""

from __future__ import annotations

from collections.abc import Sequence

from aidfacts.frames.elements import Element, Marker
from aidfacts.frames.stretches import Stretches
from aidfacts.frames.unread import find_unread
from aidfacts.lexicon.late import compile_late
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Mention
from aidfacts.model.span import Span

MAX_BRAND = 3  # characters behind a place or a known name that are no suffix: 上海|通用
# What stands between a place and a verb and is no name
_NO_BRAND = compile_late(
    r"[了着过的在于从向为给将把被由对和与及各全多某首第每再又也就都等以并]|人民|群众|居民|市民|村民|上下|当地|政府|方面|社会|官方|募|筹|组织|发起|安排|决定|计划|宣布|集体|义务|联合|携手|爱心|慈善|公益|捐|赠|级|籍|直接|支援|援[外建]|救灾|抗[疫震洪旱灾击]|防疫|灾后?|疫情|地震|重建|扶贫"
    # 为北塘村|修路|捐款: what is done there with it
    r"|[修铺筑通拓]路|[修架造筑]桥|[修建盖办]校|建[房站园桥设造]|[打挖修][井渠]|[引通改供]水|通电|装灯|植树|造林|[绿美亮]化|办学|[助奖]学|治病|修[缮建复葺]|改造|翻[修建新]|[新扩改]建|救火|过[年节]"
)
# 日本|大地震后|银泉会: where something happened before somebody gave
_STRUCK = compile_late(
    r"[^,。;]{0,3}(?:地震|疫情|暴雨|洪灾|水灾|台风|海啸|山火|火灾)(?:发生|爆发|暴发)?[后时]"
)


class Wholes(Stretches):
    """Reads what stands between a party and its verb as the rest of the name."""

    def _whole_name(self, mention: Mention, own: Sequence[Element], verb: int) -> Mention:
        """Return the party that a place only opens, with an ending that nobody could read: 明屿市|北极殿今天捐赠, 上海|通用捐款."""
        if mention.kind is not PartyKind.PLACE:
            return self._whole_brand(mention, own, verb)
        behind = (e.span.start for e in own if isinstance(e, Marker) and e.span.start >= mention.span.end)
        edge = next(behind, verb)
        struck = _STRUCK.match(self.text, mention.span.end, edge)
        if struck is not None:
            return self._slot(struck.end(), edge, edge + 1) or mention
        rest = find_unread(self.text, mention.span.end, edge)
        if rest is None:
            return self._whole_brand(mention, own, verb)
        if rest.start != mention.span.end:
            return mention
        name = self.text[mention.span.start : rest.end]
        return Mention(
            Span(mention.span.start, rest.end), name, name, PartyKind.OTHER,
            adcode=mention.adcode, rules=("slot",),
        )  # fmt: skip

    def _whole_brand(self, mention: Mention, own: Sequence[Element], verb: int) -> Mention:
        """Return a firm that a place or a name known alone only opens, with what it makes: 宇通|客车, 上海|通用, up to its verb."""
        alone = mention.rules == (f"org_suffixes/{mention.text}",)
        if not (alone or mention.kind is PartyKind.PLACE) or own[-1:] != [mention]:
            return mention
        start, end = mention.span.end, min(verb, mention.span.end + MAX_BRAND + 1)
        slot = self._slot(start, verb, verb + 1) if start + 2 <= verb <= end else None
        if slot is None or slot.span.start != start or slot.span.end != verb or _NO_BRAND.search(slot.name):
            return mention
        name = self.text[mention.span.start : verb]
        return Mention(
            Span(mention.span.start, verb), name, name, PartyKind.COMPANY,
            adcode=mention.adcode, rules=("slot",),
        )  # fmt: skip
