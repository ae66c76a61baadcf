"""Places of the gazetteer as parties and as the first part of names."""

from __future__ import annotations

from attrs import evolve

from aidfacts.lexicon.gazetteer import Level
from aidfacts.lexicon.late import compile_late
from aidfacts.mentions.draft import Draft
from aidfacts.mentions.people import looks_like_person
from aidfacts.mentions.reader import Reader
from aidfacts.mentions.words import LEVELS, Hit, is_wide
from aidfacts.model.fact import PartyKind

MAX_INSIDE = 4  # characters between a name and a place inside it

MAX_BRAND = 12  # characters
_COUNTY_ENDS = frozenset("县市区旗州")
_TOWN_ENDS = frozenset("镇乡村道")

_BRAND = compile_late(r"(?<![\dA-Za-z.])\d{0,2}[A-Z][A-Za-z&]*$")
_FIRM = compile_late(r"\)?[\u4e00-\u9fff]{0,8}?(?:有限公司|公司|集团|基金会)|(?=[捐向给])(?<=中国)")
_COUNT = compile_late("[二三四五六七八九十]+[台门家座口面]")
_BEFORE_COUNT = frozenset("这那该此的了赠捐送出到购买置")
_HAN = compile_late("[\u4e00-\u9fff]+")
_PARTY_COMMITTEE = compile_late("委会(?![议场上见晤同])")
_OFFICE_AWAY = compile_late("驻[\u4e00-\u9fff]{1,6}?(?:办事处|联络处|代表处|分公司|分行)")
_MEMBER = compile_late("委[员托派任屈婉]")


def read_place(reader: Reader, hit: Hit) -> int:
    """Open the place *hit*, or make the open name longer by it; return where to read on."""
    place = hit.place
    assert place is not None
    reader.settle(hit)
    text, full = reader.text, place.names[-1].full
    head = place.names[-1].text[-1] if full else ""
    if full and head in LEVELS and text.startswith("委", hit.end) and not _MEMBER.match(text, hit.end):
        # 彭州市委, 团四川省委: the committee is written with the last character of the place.
        was, start = reader.open, hit.start
        if was is not None and was.end == start and not was.is_place and was.anaphor is None:
            start, reader.open = was.start, None  # 共青团|卓资县委
        elif text.startswith("团", start - 1) and reader.floor < start:
            start -= 1
        reader.flush()
        end = hit.end + (2 if _PARTY_COMMITTEE.match(text, hit.end) else 1)  # 民革|衢州市|委会
        reader.open = Draft(
            start, end, PartyKind.GOVERNMENT, head + text[hit.end : end], "unit", place, place_end=hit.end
        )
        return end
    if not full and _is_count(text, hit):
        return hit.end
    before = hit.start - reader.floor
    if reader.open is None and before in (1, 2) and _HAN.fullmatch(text, reader.floor, hit.start):
        word = reader.view.hit_at(reader.floor)
        if (word is None or word.end > hit.start) and not reader.view.is_edge(hit.start):
            return hit.end  # 东日本铁路公司: the place is in the middle of a word
    if not full and _is_given_name(reader, hit):
        reader.close(hit.start - 1, hit.start - 1)
        reader.put_person(hit.start - 1, hit.end)
        reader.floor = hit.end
        return hit.end
    rank = "country" if place.divisions[0].level == "country" else "division"
    new = Draft(_brand_start(text, hit), hit.end, PartyKind.PLACE, head, rank, place, place_end=hit.end)
    was = reader.open
    if was is not None and was.end == hit.start:
        if was.is_place and was.place is None and full and not is_wide(was.head):
            reader.open = evolve(was, end=hit.end, head=head, place_end=hit.end)
            return hit.end
        if was.is_place and _lies_in(text, was, hit):
            reader.open = evolve(was, end=hit.end, head=text[hit.end - 1], place_end=hit.end)
            return hit.end
        if was.kind is PartyKind.COMPANY and text[was.start : was.end] == was.head and _ends(reader, hit):
            reader.open = evolve(was, end=hit.end)  # 融创|中国捐款: the house in that country
            return hit.end
        # 中国|柬埔寨|港口商会, 香港|浙江省|同乡会: two lands, if a noun follows
        lands = (was.rank == "country" or _is_overseas(was)) and rank in ("country", "division")
        if (not was.is_place or not full or lands) and was.anaphor is None:
            reader.open = evolve(was, tail=new)  # 中国银行|禾川: of a branch, if one follows
            return hit.end
    elif was is not None and text[was.end : hit.start] in ("驻", "援") and is_posted_out(text, was):
        # 中国驻肯尼亚|大使馆, 中国援塞舌尔|医疗队
        reader.open = evolve(was, tail=new)
        return hit.end
    elif was is not None and not full and was.tail is None and hit.start - was.end <= MAX_INSIDE:
        reader.open = evolve(was, tail=new)  # 岚溪镇锦澄博爱小学: 博爱 is a county as well
        return hit.end
    reader.flush()
    reader.open = new
    return hit.end


def _lies_in(text: str, was: Draft, hit: Hit) -> bool:
    """Tell whether a town known elsewhere stands for one of that name in the county right before it: 禾川县|和平镇."""
    assert hit.place is not None
    town = len(hit.place.names) == 1 and hit.place.names[0].level is Level.TOWNSHIP
    return (
        town and text[hit.end - 1] in _TOWN_ENDS and text[was.end - 1] in _COUNTY_ENDS and was.anaphor is None
    )


def _is_count(text: str, hit: Hit) -> bool:
    """Tell whether the short form of a place counts things: 这|三台|收割机, 捐赠|三门|大炮; 三台 is a county as well."""
    counts = _COUNT.fullmatch(text, hit.start, hit.end) is not None
    return counts and text[hit.start - 1 : hit.start] in _BEFORE_COUNT


def _brand_start(text: str, hit: Hit) -> int:
    """Return where the name of a firm begins whose brand in Latin letters stands before a place: 3M|中国有限公司."""
    if not text[hit.start - 1 : hit.start].isascii() or not _FIRM.match(text, hit.end):
        return hit.start
    brand = _BRAND.search(text, max(0, hit.start - MAX_BRAND), hit.start)
    return brand.start() if brand is not None else hit.start


def is_posted_out(text: str, was: Draft) -> bool:
    """Tell whether 驻 behind a name leads to an office of it elsewhere: 中国驻肯尼亚大使馆, 四川省人民政府驻北京办事处."""
    return was.rank == "country" or (was.anaphor is None and _OFFICE_AWAY.match(text, was.end) is not None)


def _is_overseas(was: Draft) -> bool:
    """Tell whether a place is one that people of other provinces have societies in: 香港, 澳门."""
    return was.place is not None and was.place.divisions[0].code[:2] in ("81", "82", "71")


def _ends(reader: Reader, hit: Hit) -> bool:
    """Tell whether the name of a country is the last word before a verb or a mark."""
    country = hit.place is not None and hit.place.divisions[0].level == "country"
    return country and hit.end in reader.view.starts


def _is_given_name(reader: Reader, hit: Hit) -> bool:
    """Tell whether a short form is the given name in a stretch that a family name fills: 向杨安泽捐款."""
    start = hit.start - 1
    return (
        reader.open is None
        and start == reader.floor
        and hit.end in reader.view.starts
        and looks_like_person(reader.text[start : hit.end])
    )
