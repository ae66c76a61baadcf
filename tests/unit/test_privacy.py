"""Natural persons are masked everywhere, organisations nowhere, and every span still fits."""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts import Document, InputError, OptionError, Options, extract, extract_many, mask
from aidfacts.convert import structure_document
from aidfacts.export import BINARY, FORMATS, load_writer
from aidfacts.model.fact import PartyKind
from aidfacts.privacy.names import mask_name
from aidfacts.privacy.people import ORGANISATIONS
from strategies import PASSAGES, chinese_junk

Check = Callable[[Document], None]
MASKED = Options(mask_persons=True)

# Names with the organisations that bear them; each stands in no other word below.
PEOPLE = ("周砚秋", "欧阳映雪", "谢烽", "邓斐然", "阿米娜·卡迪尔")
PAGES = (
    "{0}向沐白中学捐款5万元。{0}说,这是应该的。",
    "6月11日,爱心人士{0}、{1}夫妇通过青禾县慈善会向沐白中学捐赠图书500册,价值2万元。",
    "锦澄集团董事长{0}代表公司向青禾县人民医院捐赠呼吸机5台,院长{1}接受捐赠。",
    "捐款名单\n{0} 500元\n{1} 200元\n锦澄集团 3000元",
    "青禾县举行捐赠仪式\n(记者 {0} 通讯员 {1})昨天,锦澄集团捐款3万元,用于救治患者{1}。\n责任编辑:{0}",
    "{0}女士资助岚溪镇的{1}同学每月500元,直到他大学毕业。",
    "今日多云。记者{0}报道,市民{1}女士出门散步。",
    "教师{0}与学生{1}签订结对协议。沐白中学与青禾县图书馆签订共建协议,校长{0}出席。",
)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, tuple[str, str]]:
    """Draw a page with two people in it, clean or with hidden characters inside their names."""
    one, other = draw(st.permutations(PEOPLE))[:2]
    page = draw(st.sampled_from(PAGES))
    gap = draw(st.sampled_from(("", "\u200b", "\ufeff")))
    return page.format(one[0] + gap + one[1:], other), (one, other)


def _everything(document: Document) -> str:
    said = [fact.explain() for fact in document.facts]
    written = []
    for name in FORMATS.keys() - BINARY:
        stream = io.StringIO()
        load_writer(name)([document], stream)
        written.append(stream.getvalue())
    return "\n".join(
        [document.to_json(), document.text, document._repr_html_(), repr(document), *said, *written]
    )


@given(drawn=pages())
def test_no_name_is_left(drawn: tuple[str, tuple[str, str]], check: Check) -> None:
    """Whatever is made of a masked result, the names are not in it, and every span fits the masked text."""
    page, people = drawn
    found = {party.name for party in extract(page).parties if party.kind is PartyKind.PERSON}
    document = extract(page, title=f"{people[0]}献爱心", options=Options(mask_persons=True, rejected=True))
    check(document)
    assert len(document.text) == len(page)
    everything = _everything(document).replace("\u200b", "").replace("\ufeff", "")
    for name in (*found, *people):
        assert name not in everything
    assert document.why_not((0, len(page)))


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parents[2].glob("seeds/*.txt")), ids=lambda path: path.stem
)
def test_seeds(path: Path, check: Check) -> None:
    """Nobody whom the seeds name is left in their masked results; the facts are the same but for the names."""
    page = path.read_text(encoding="utf-8")
    plain, masked = extract(page), extract(page, options=MASKED)
    check(masked)
    everything = _everything(masked)
    for party in plain.parties:
        if party.kind in ORGANISATIONS:  # they may hold what is also the name of a person
            everything = everything.replace(party.name, "")
    for party in plain.parties:
        if party.kind is PartyKind.PERSON and mask_name(party.name) != party.name:
            assert party.name not in everything
    assert [fact.id for fact in masked.facts] == [fact.id for fact in plain.facts]
    assert [d.amount and d.amount.value for d in masked.donations] == [
        d.amount and d.amount.value for d in plain.donations
    ]
    for old, new in zip(plain.donations, masked.donations, strict=True):
        for before, after in zip((*old.donors, *old.recipients), (*new.donors, *new.recipients), strict=True):
            assert before.kind is PartyKind.PERSON or before.name == after.name


@given(text=st.sampled_from(PASSAGES) | chinese_junk())
def test_masking_holds_on_nonsense(text: str, check: Check) -> None:
    """Any text can be masked: its length stays, its spans fit, organisations and sums are as they were."""
    plain = extract(text)
    masked = mask(plain)
    check(masked)
    assert len(masked.text) == len(text)
    assert [d.amount and d.amount.value for d in masked.donations] == [
        d.amount and d.amount.value for d in plain.donations
    ]


def test_organisations_keep_their_name() -> None:
    """Who bears the name of a person is not one."""
    document = extract("周砚秋和周砚秋爱心工作室向砚秋小学捐款5万元。", options=MASKED)
    assert document.text == "周**和周砚秋爱心工作室向砚秋小学捐款5万元。"


def test_given_names_are_masked_as_words() -> None:
    """The given name alone tells who it is; inside another word it does not."""
    document = extract("周国庆向沐白中学捐款5万元。国庆的母亲也来了。大家欢度国庆节。", options=MASKED)
    assert document.text == "周**向沐白中学捐款5万元。**的母亲也来了。大家欢度国庆节。"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话13900000000", "电话***********"),
        ("电话１３９００００００００", "电话***********"),
        ("电话139-0000-0000,0999-1234567-8", "电话***-****-****,****-*******-*"),
        ("身份证号11010119000101000X", "身份证号******************"),
        ("卡号6200 0000 0000 0000 000", "卡号**** **** **** **** ***"),
        ("账号:1234567890", "账号:**********"),
        ("投稿qiu.yan@example.org", "投稿***.***@*******.***"),
        ("微信号qiu_0000", "微信号***_****"),
    ],
)
def test_numbers_are_masked(text: str, masked: str) -> None:
    """What leads to a person is masked in each of its usual forms, marks between the digits left."""
    assert extract(text, options=MASKED).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "捐款13800000000元",
        "2020-06-11 2020-06-12",
        "2016 2017 2018 2019",
        "捐赠口罩12345678只",
        "编号NO.20200612",
        "邮编100000",
        "共计623456789012345.50元",
        "文[2020]12号",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    """Sums, dates, years and things are no telephone numbers."""
    assert extract(text, options=MASKED).text == text


@pytest.mark.parametrize(
    "page", ["爱心人士**周砚秋**向沐白中学捐款5万元。", "今日多云。\n* 市民周砚秋先生出门散步。"]
)
def test_stars_of_the_page_hide_nobody(page: str) -> None:
    """A page may have stars of its own around a name."""
    document = extract(page, options=MASKED)
    assert "砚" not in document.text
    assert len(document.text) == len(page)


def test_readings_go_with_the_name() -> None:
    """A reading in or behind a name would tell it."""
    page = "周(zhōu)砚秋(yàn qiū)向沐白中学捐款5万元。"
    document = extract(page, options=MASKED)
    assert document.donations
    assert "yàn" not in document.text
    assert "zhōu" not in document.text
    assert document.text.endswith("向沐白中学捐款5万元。")


def test_a_title_in_the_other_script_is_masked() -> None:
    """The caller's title is masked, whatever its script."""
    assert extract("張曉梅捐款5萬元。", title="張曉梅獻愛心", options=MASKED).title == "張**獻愛心"


def test_the_option_is_the_function() -> None:
    """The switch does what the function does; many processes too."""
    pages_ = [page.format(*PEOPLE) for page in PAGES]
    switched = list(extract_many(pages_, options=MASKED))
    assert switched == [mask(extract(page)) for page in pages_]
    assert pickle.loads(pickle.dumps(switched)) == switched


def test_a_document_without_its_text_cannot_be_masked() -> None:
    """What is read back from JSON alone has no text to look for names in."""
    data = json.loads(extract("周砚秋捐款5万元。").to_json())
    with pytest.raises(InputError, match="has 0 of its 9 characters; give its text"):
        mask(structure_document(data))
    assert mask(structure_document(data, "周砚秋捐款5万元。")).donations[0].donors[0].name == "周**"


def test_only_a_document_can_be_masked() -> None:
    """A text is extracted first."""
    with pytest.raises(TypeError, match="document must be a Document, not str"):
        mask("周砚秋捐款5万元。")  # type: ignore[arg-type]


def test_option_is_a_switch() -> None:
    """A value that is no switch is told."""
    with pytest.raises(OptionError, match="mask_persons 'yes' is a str; give True or False"):
        Options(mask_persons="yes")  # type: ignore[arg-type]
