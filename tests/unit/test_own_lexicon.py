"""Rows of a user: what they change, that they change it for one extractor alone, and what is said of a wrong one."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts import Document, Extractor, Failure, LexiconError, OptionError, Options, extract
from aidfacts.explain import explain
from aidfacts.lexicon import Change, Lexicon, read_table, use_lexicon

GIFT = "近日,青禾灵犀向沐白小学义助5万元。"
FRAMES = "锦澄集团向沐白小学捐赠木屋架6榀。"


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with rows of several tables, as TSV and as TOML."""
    return _write(
        tmp_path,
        triggers_tsv="word\n义助\n",
        organisations_tsv="name\tkind\n青禾灵犀\tngo\n",
        more_toml='[[classifiers]]\nword = "榀"\n[[goods]]\nword = "木屋架"\n[remove]\ntriggers = ["捐助"]\n',
    )


def _tell(document: Document) -> list[tuple[str, str]]:
    return [(gift.donors[0].name, str(gift.donors[0].kind)) for gift in document.donations]


def test_added_rows_change_answers(folder: Path) -> None:
    """A trigger, an organisation, a unit and a thing of the user's own are read as those of the package are."""
    own = Extractor(Options(lexicon=folder))
    assert _tell(extract(GIFT)) == []
    assert _tell(own.extract(GIFT)) == [("青禾灵犀", "ngo")]
    [gift] = own.extract(FRAMES).donations
    assert gift.items[0].name == "木屋架"
    assert gift.items[0].quantity is not None
    assert (gift.items[0].quantity.unit, str(gift.items[0].quantity.value)) == ("榀", "6")


def test_removed_trigger_is_none(tmp_path: Path) -> None:
    """A trigger that is taken out, with those that hold it, tells of no gift any more."""
    text = "锦澄集团向沐白小学乐捐5万元。"
    assert extract(text).donations
    _write(tmp_path, remove_tsv="table\tword\ntriggers\t乐捐\n", decoys_tsv="word\treason\n乐捐\tother\n")
    assert not extract(text, options=Options(lexicon=tmp_path)).donations


def test_added_decoy_bars(tmp_path: Path) -> None:
    """A look-alike of the user's own gives no fact, and its reason."""
    text = "锦澄集团向沐白小学捐赠积分卡5张。"
    assert extract(text).donations
    _write(tmp_path, decoys_tsv="word\treason\n捐赠积分\tmarketing\n")
    document = extract(text, options=Options(lexicon=tmp_path, rejected=True))
    assert not document.donations
    assert ("捐赠积分", "marketing") in [(each.text, each.reason) for each in document.rejected]


def test_words_are_read_in_any_script(tmp_path: Path) -> None:
    """A row in traditional characters or full width is brought into the form that texts are searched in."""
    _write(tmp_path, triggers_tsv="word\n義助\n")
    document = extract("錦澄集團向沐白小學義助5萬元。", options=Options(lexicon=tmp_path))
    assert [str(gift.amount and gift.amount.value) for gift in document.donations] == ["50000"]


def test_extractors_do_not_disturb_each_other(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the order, the same text under the same lexicon gives the same."""
    second = _write(tmp_path_factory.mktemp("second"), organisations_tsv="name\tkind\n青禾灵犀\tcompany\n")
    extractors = [Extractor(), Extractor(Options(lexicon=folder)), Extractor(Options(lexicon=second))]
    text = GIFT + "青禾灵犀向沐白小学捐款3万元。"
    first = [each.extract(text).to_json() for each in extractors]
    assert len(set(first)) == 3
    assert [each.extract(text).to_json() for each in reversed(extractors)] == first[::-1]


def test_threads_do_not_disturb_each_other(folder: Path) -> None:
    """Two lexicons work in two threads at once."""
    own, base = Extractor(Options(lexicon=folder)), Extractor()
    work = [own, base] * 20
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda each: len(each.extract(GIFT).donations), work))
    assert found == [1, 0] * 20


def test_lexicon_travels_to_workers(folder: Path) -> None:
    """Options with a lexicon survive pickling and need no folder then; workers answer as one process does."""
    options = Options(lexicon=folder)
    for path in folder.iterdir():
        path.unlink()
    again = pickle.loads(pickle.dumps(options))
    assert again == options
    assert hash(again) == hash(options)
    texts = [GIFT, FRAMES]
    assert [
        document.to_dict()
        for document in Extractor(again).extract_many(texts, workers=2)
        if not isinstance(document, Failure)
    ] == [Extractor(options).extract(text).to_dict() for text in texts]


def test_equal_rows_are_equal_lexicons(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two folders with the same rows, in whatever files and order, are one lexicon."""
    other = _write(
        tmp_path_factory.mktemp("other"),
        all_toml='[remove]\ntriggers = "捐助"\n[[organisations]]\nname = "青禾灵犀"\nkind = "ngo"\n'
        '[[goods]]\nword = "木屋架"\n[[classifiers]]\nword = "榀"\n[[triggers]]\nword = "义助"\n',
    )
    assert Options(lexicon=other) == Options(lexicon=folder)


def test_explain_knows_an_own_word(folder: Path) -> None:
    """explain() says of a word of the user that it is one."""
    [gift] = Extractor(Options(lexicon=folder)).extract(GIFT).donations
    assert "triggers/义助: “义助” is a word of the lexicon that was given." in explain(gift)


@given(st.sets(st.sampled_from(["一汽", "万科", "新冠名", "青禾灵犀"]), min_size=1))
def test_change_is_idempotent(words: set[str]) -> None:
    """Changing a table twice is changing it once, and with nothing changed it is the table that ships."""
    shipped = read_table("known_names")
    lexicon = Lexicon(
        "demo",
        tuple(Change("organisations", word, (("kind", "ngo"), ("example", ""))) for word in sorted(words)),
    )
    once = lexicon.change("known_names", shipped)
    assert lexicon.change("known_names", once) == once
    assert {row["name"] for row in once} == {row["name"] for row in shipped} | words
    with use_lexicon(lexicon):
        assert read_table("known_names") == once
    assert read_table("known_names") == shipped


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("trigger.tsv", "word\n义助\n", "trigger.tsv:1: no table is called 'trigger'; choose one of triggers.tsv"),
        ("triggers.tsv", "word\tframe\n义助\tgift\n", "triggers.tsv:2: frame 'gift' is none; choose one of give, pledge"),
        ("triggers.tsv", "# own\nword\tframes\n义助\tgive\n", "triggers.tsv:3: triggers has no column 'frames'"),
        ("triggers.tsv", "word\n义 助\n", "triggers.tsv:2: '义 助' is no word"),
        ("triggers.tsv", "word\n义助\n义助\n", "triggers.tsv:3: '义助' of triggers stands at"),
        ("triggers.tsv", "word\n捐赠协议\n", "'捐赠协议' is one of decoys as they ship; remove it there as well"),
        ("triggers.tsv", "word\tframe\n义助\n", "triggers.tsv:2: 1 cells, but the header has 2 (word, frame)"),
        ("decoys.tsv", "word\treason\n义助会\tbecause\n", "decoys.tsv:2: reason 'because' is none; choose one of agreement"),
        ("organisations.tsv", "name\n青禾灵犀\n", "organisations.tsv:2: the row has no 'kind'; choose one of company"),
        ("classifiers.tsv", "word\tnot_before\n榀\t(\n", "classifiers.tsv:2: not_before '(' is no regular expression"),
        ("remove.tsv", "table\tword\ntriggers\t捐赠钱\n", "remove.tsv:2: triggers has no '捐赠钱' to remove"),
        ("remove.tsv", "table\tword\nverbs\t捐赠\n", "remove.tsv:2: no table is called 'verbs'; choose one of triggers"),
        ("remove.tsv", "word\n捐赠\n", "remove.tsv:2: the columns are word; remove has the columns table and word"),
        ("own.toml", "[[triggers]]\nword = 5\n", "own.toml:1: 5 is no text; put it in quotes"),
        ("own.toml", '[triggers]\nword = "义助"\n', "own.toml:1: 'triggers' holds no rows; write [[triggers]]"),
        ("own.toml", '[[verbs]]\nword = "义助"\n', "own.toml:1: no table is called 'verbs'"),
        ("own.toml", '# own\n[[triggers]]\nword = "义助"\nframe = "gift"\n', "own.toml:2: frame 'gift' is none"),
        ("own.toml", "[[triggers]\n", "own.toml: "),
        ("README.md", "nothing here", "holds no row; put in one of triggers.tsv"),
    ],
)  # fmt: skip
def test_wrong_row_is_told(tmp_path: Path, name: str, text: str, told: str) -> None:
    """An error names file, line, value, choices and what to do."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        Options(lexicon=tmp_path)
    assert told in str(error.value)


def test_wrong_folder_is_told(tmp_path: Path) -> None:
    """A folder that is not there, a file that is no UTF-8 and a value that is no path are told apart."""
    with pytest.raises(LexiconError, match="is no folder that exists"):
        Options(lexicon=tmp_path / "none")
    with pytest.raises(OptionError, match="give the path of a folder"):
        Options(lexicon=5)  # type: ignore[arg-type]
    (tmp_path / "triggers.tsv").write_bytes("word\n义助\n".encode("gb18030"))
    with pytest.raises(LexiconError, match="save it as UTF-8"):
        Options(lexicon=tmp_path)
