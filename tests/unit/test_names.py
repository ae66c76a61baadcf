"""Who is who in a document, on mentions made by hand."""

from __future__ import annotations

import re
from time import perf_counter

import pytest

from aidfacts.document.name_repeats import find_repeats
from aidfacts.document.names import Names, resolve_names
from aidfacts.model.fact import PartyKind
from aidfacts.model.mention import Anaphor, Mention
from aidfacts.model.source import Layout, Source
from aidfacts.model.span import Span

KINDS = {
    "g": PartyKind.GOVERNMENT,
    "c": PartyKind.COMPANY,
    "s": PartyKind.SCHOOL,
    "h": PartyKind.HOSPITAL,
    "n": PartyKind.NGO,
    "p": PartyKind.PLACE,
    "m": PartyKind.PERSON,
    "u": PartyKind.GROUP,
    "j": PartyKind.PROJECT,
    "o": PartyKind.OTHER,
}
MARK = re.compile(r"\[(\w):([^\[\]]*)\]")


def read(marked: str) -> tuple[str, list[Mention]]:
    """Read a text whose mentions are marked: [c:锦澄集团] names a company, a capital letter an unnamed party."""
    text, mentions, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        span = Span(len(text), len(text) + len(match[2]))
        mentions.append(Mention(span, match[2], match[2], KINDS[match[1].lower()], named=match[1].islower()))
        text += match[2]
        at = match.end()
    return text + marked[at:], mentions


def resolve(marked: str, layout: Layout | None = None) -> tuple[Names, list[Mention]]:
    text, mentions = read(marked)
    return resolve_names(Source(text, text), layout or Layout(()), mentions), mentions


def last(marked: str, layout: Layout | None = None) -> list[str]:
    """Return the names of the parties that the last mention means."""
    names, mentions = resolve(marked, layout)
    return [party.name for party in names.parties_of(mentions[-1])]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("[g:彭州市综合执法局]来访,[g:彭州综合执法局]", "彭州市综合执法局"),
        ("[n:浙江省远樵教育基金会]来访,[n:远樵基金会]", "浙江省远樵教育基金会"),
        ("[c:锦澄集团]来访,[c:锦澄]", "锦澄集团"),
        ("[c:锦澄集团有限公司]来访,[c:锦澄集团]", "锦澄集团有限公司"),
        ("[h:黑水县人民医院]来访,[h:县医院]", "黑水县人民医院"),
        ("[h:四川省第二人民医院]来访,[h:省二院]", "四川省第二人民医院"),
        ("[s:沐北大学]来访,[s:沐大]", "沐北大学"),
        ("[s:沐北大学土木学院]来访,[s:土木学院]", "沐北大学土木学院"),
        ("[g:宕昌县团委]来访,[g:团县委]", "宕昌县团委"),
        ("[p:云南省昭通市大关县]来访,[p:大关]", "云南省昭通市大关县"),
        ("[g:青岛市市南区统战系统]来访,[g:市南区统战系统]", "青岛市市南区统战系统"),
    ],
)
def test_short_form(marked: str, name: str) -> None:
    """A short form that fits one party of the document gets its fullest name."""
    assert last(marked) == [name]


@pytest.mark.parametrize(
    "marked",
    [
        "[n:沐白小学校友会]来访,[s:沐白小学]",
        "[n:绍兴九中教育基金会]来访,[s:绍兴九中]",
        "[h:彭州市第二人民医院]来访,[h:彭州市人民医院]",
        "[h:黑水县中医院]来访,[h:黑水县医院]",
        "[c:锦澄集团禾川分公司]来访,[c:锦澄集团]",
        "[h:四川省黑水县人民医院]来访,[h:四川省人民医院]",
        "[s:沐北师范大学]来访,[s:沐北大学]",
        "[s:沐白实验小学]来访,[s:沐白小学]",
        "[s:明屿职业大学]来访,[s:明大]",
        "[s:沐北第一中学]来访,[s:沐中]",
        "[p:吉林省]来访,[p:吉林市]",
        "[n:彭州市红十字会]、[n:黑水县红十字会]来访,[n:红十字会]",
        "[c:锦澄物流有限公司]、[c:锦澄矿业有限公司]来访,[c:锦澄]",
        "[c:向锦澄集团有限公司]来访,[c:锦澄集团]",
    ],
)
def test_written_form_stays(marked: str) -> None:
    """A look-alike, and a short form that fits two, keep the name that is written."""
    written = read(marked)[1][-1].text
    names = last(marked)
    assert names == [written] or written == "红十字会"
    if written == "红十字会":
        assert names != ["彭州市红十字会"]  # the last one told, if any


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[p:宕昌县]开会,[g:县委统战部]", ["宕昌县委统战部"]),
        ("[p:宕昌县]开会,[n:县红会]", ["宕昌县红十字会"]),
        ("[p:宕昌县]开会,[g:团县委]", ["共青团宕昌县委"]),
        ("[p:宕昌县]开会,[g:县委]", ["宕昌县委"]),
        ("[p:宕昌县]、[p:黑水县]开会,[g:县委]", ["县委"]),
        ("[g:县委统战部]", ["县委统战部"]),
        ("[g:宕昌县教育局]、[g:卫健局]", ["宕昌县卫健局"]),
        ("[p:宕昌县]开会,[g:我县教育局]", ["宕昌县教育局"]),
        ("[p:宕昌县]开会,[p:我县]", ["宕昌县"]),
        ("[p:宕昌县]、[p:黑水县]开会,[p:我县]", ["我县"]),
        ("[h:禾川县中医院]开会,[h:该院]", ["禾川县中医院"]),
        ("[s:沐白小学]开会,[h:该院]", ["该院"]),
        ("[c:锦澄集团]来访,[c:该企业]", ["锦澄集团"]),
        ("[s:沐白小学]开会,[s:母校]", ["沐白小学"]),
        ("[c:锦澄集团]与[s:沐白小学]座谈,[o:双方]", ["锦澄集团", "沐白小学"]),
        ("[p:彭州市]与[p:黑水县]座谈,[p:两地]", ["彭州市", "黑水县"]),
        ("[g:彭州市教育局]与[g:黑水县教育局]座谈,[p:两地]", ["彭州市", "黑水县"]),
        ("[c:锦澄集团]、[s:沐白小学]、[p:宕昌县]座谈,[o:三方]", ["锦澄集团", "沐白小学", "宕昌县"]),
        ("[s:沐北大学]到[c:锦澄集团],[o:校企]", ["沐北大学", "锦澄集团"]),
        ("[o:双方]", ["双方"]),
        ("[m:周砚秋]到[s:沐白小学],[m:他]", ["周砚秋"]),
        ("[m:周砚秋]看望[m:何映雪],给[m:她]", ["何映雪"]),
        ("[m:周砚秋]看望[m:何映雪]。[m:他]", ["周砚秋"]),
        ("[m:周砚秋]介绍情况,并对[m:何映雪]致谢。[m:他]", ["周砚秋"]),
        ("[m:周砚秋]、[m:何映雪]来访,[u:他们]", ["周砚秋", "何映雪"]),
        ("[m:周砚秋]来访,[m:周总]", ["周砚秋"]),
        ("[m:周砚秋]、[m:周远帆]来访,[m:周总]", ["周总"]),
        ("[c:锦澄集团]与[s:沐白小学]座谈。[c:锦澄集团]向[o:对方]", ["沐白小学"]),
        ("[c:锦澄集团]与[s:沐白小学]座谈,[o:后者]", ["沐白小学"]),
        ("[p:我国]", ["中国"]),
        ("[p:澳大利亚]来访,[p:澳方]", ["澳大利亚"]),
        ("[U:爱心企业]来访,[U:该爱心企业]", ["爱心企业"]),
    ],
)
def test_pointing(marked: str, names: list[str]) -> None:
    """A pointing word or a bare level means the party that the passage tells; where it tells none it stays."""
    assert last(marked) == names


def test_introduced() -> None:
    """(以下简称“X”) binds X to the name before the bracket, whatever X looks like."""
    assert last("[n:明屿市志愿服务联合会](以下简称“[n:晨光]”)成立。[n:晨光]") == ["明屿市志愿服务联合会"]
    assert last("[h:成都市云鹤医院]([h:砚山医院])来访。[h:砚山医院]") == ["成都市云鹤医院"]


def test_owner_is_told_by_the_frame() -> None:
    """The masthead decides between two schools; a county in it decides between two counties."""
    text = "沐白小学\n[s:沐白小学]与[s:云溪小学]座谈。[s:我校]"
    assert last(text, Layout((), owner=Span(0, 4))) == ["沐白小学"]
    text = "宕昌县人民政府网\n[p:宕昌县]与[p:黑水县]座谈。[p:我县]"
    assert last(text, Layout((), owner=Span(0, 8))) == ["宕昌县"]


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("[p:朝阳区]", None),
        ("[p:北京市]开会,[p:朝阳区]", "110105"),
        ("[p:长春市朝阳区]", "220104"),
        ("[g:黑水县教育局]", "513228"),
        ("[p:黑水县]开会,[g:县教育局]", "513228"),
        ("[g:县教育局]", None),
        ("[n:博爱义工协会]", None),
        ("[c:中鹤保险股份有限公司宁夏分公司]", "640000"),
        ("[s:石碉楼乡中心校]", "513228"),
        ("[m:周砚秋]", None),
    ],
)
def test_code(marked: str, code: str | None) -> None:
    """A party has the code of its division where the text leaves no choice, and none where it does."""
    names, mentions = resolve(marked)
    assert names.parties_of(mentions[-1])[0].adcode == code


def test_parties_of_a_document() -> None:
    """Each party once, in the order of the text, with every place; pointing words are no aliases."""
    names, _ = resolve("[g:彭州市综合执法局]与[p:黑水县]座谈。[g:彭州综合执法局]捐款,[p:该县]致谢。")
    organ, county = names.parties
    assert (organ.name, organ.aliases, len(organ.mentions)) == ("彭州市综合执法局", ("彭州综合执法局",), 2)
    assert (county.name, county.aliases, county.adcode) == ("黑水县", (), "513228")
    assert [mention.text for mention in county.mentions] == ["黑水县", "该县"]


def test_same() -> None:
    """Two mentions, or a mention and a party, are the same when they mean the same party."""
    names, (full, other, short) = resolve("[c:锦澄集团]与[c:远樵公司]来访,[c:锦澄]")
    assert names.same(full, short)
    assert not names.same(full, other)
    assert names.same(names.parties_of(short)[0], full)


def test_every_resolution_has_a_reason() -> None:
    """The explanation names the row or the step, and the name that decided."""
    names, (_, short, pointer) = resolve("[c:锦澄集团]来访,[c:锦澄],[c:该公司]")
    assert names.reason(short) == "short form of 锦澄集团"
    assert names.reason(pointer) == "pointers/该*: the last 公司 told"


def test_unknown_mention_is_looked_up_by_name() -> None:
    """A mention that was not given finds its party by name, and is itself where there is none."""
    names, _ = resolve("[g:彭州市综合执法局]来访,[g:彭州综合执法局]")
    late = Mention(Span(90, 97), "彭州综合执法局", "彭州综合执法局", PartyKind.GOVERNMENT)
    assert names.parties_of(late)[0].name == "彭州市综合执法局"
    stranger = Mention(Span(90, 94), "云溪小学", "云溪小学", PartyKind.SCHOOL)
    assert names.parties_of(stranger)[0].name == "云溪小学"


def test_organisation_of_a_person_counts_as_told() -> None:
    """锦澄集团董事长周砚秋 tells of 锦澄集团."""
    text = "锦澄集团董事长周砚秋来访,该公司捐款"
    company = Mention(Span(0, 4), "锦澄集团", "锦澄集团", PartyKind.COMPANY)
    person = Mention(Span(7, 10), "周砚秋", "周砚秋", PartyKind.PERSON, of=company)
    pointer = Mention(Span(13, 16), "该公司", "该公司", PartyKind.COMPANY, "公司", anaphor=Anaphor.LAST)
    names = resolve_names(Source(text, text), Layout(()), [person, pointer])
    assert names.parties_of(pointer)[0].name == "锦澄集团"


def test_repeats() -> None:
    """Introduced short forms and names told elsewhere are found where they stand again, never over a mention."""
    text, mentions = read(
        "[n:明屿市志愿服务联合会](以下简称“晨光会”)与[m:周砚秋]座谈。晨光会捐款,周砚秋致谢。"
    )
    found = find_repeats(text, mentions)
    assert [mention.text for mention in found] == ["晨光会", "晨光会", "周砚秋"]
    assert all(mention.span.cut(text) == mention.text for mention in found)
    assert not any(a.span.overlaps(b.span) for a in found for b in mentions)


def test_number_of_a_school_in_a_word_is_no_repeat() -> None:
    """一中 stands for a school told before, not inside 之一中岚公司."""
    text, mentions = read("[s:绍兴市第一中学]来访。股东之一中岚公司捐款,一中致谢。")
    assert [mention.span.start for mention in find_repeats(text, mentions)] == [text.rfind("一中")]


@pytest.mark.parametrize(
    "name", ["锦" * 500, "县" * 500, "(" * 500, "“" * 500 + "锦澄集团", "", "公司", "第", "市委"]
)
def test_odd_names(name: str) -> None:
    """Any stretch may come as a name; nothing fails and every mention has a party."""
    text = f"{name}与黑水县"
    mentions = [
        Mention(Span(0, len(name)), name, name, PartyKind.COMPANY),
        Mention(Span(len(name) + 1, len(name) + 4), "黑水县", "黑水县", PartyKind.PLACE),
    ]
    names = resolve_names(Source(text, text), Layout(()), mentions)
    assert all(names.parties_of(mention) for mention in mentions)


def test_many_names_take_linear_time() -> None:
    """Ten thousand companies, all beginning alike or none: seconds, not minutes."""
    for prefix in ("", "锦澄"):
        text = "、".join(f"{prefix}{chr(0x4E00 + n)}{chr(0x5E00 + n)}公司" for n in range(10_000))
        size = 4 + len(prefix)
        mentions = [
            Mention(Span(at, at + size), text[at : at + size], text[at : at + size], PartyKind.COMPANY)
            for at in range(0, len(text), size + 1)
        ]
        start = perf_counter()
        names = resolve_names(Source(text, text), Layout(()), mentions)
        assert perf_counter() - start < 20
        assert len(names.parties) == 10_000
