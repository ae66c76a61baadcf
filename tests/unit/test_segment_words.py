"""Words: exact offsets, names of the field, models of others, errors."""

from __future__ import annotations

import contextlib
import io
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidfacts.errors import SegmenterError
from aidfacts.model.span import Span
from aidfacts.segment.words import Segmenter, load_segmenter

TINY = """\
锦澄 集团 向 沐白 中学 捐赠 课桌椅 120 套 。
远樵 公益 基金会 捐款 50 万 元 , 用于 助学 。
北塘村 收到 棉被 12 床 。
何 映雪 代表 岚溪镇 接受 捐赠 。
集团 向 岚溪镇 捐款 。
沐白 中学 收到 课桌椅 。
基金会 向 北塘村 捐赠 棉被 50 床 。
"""


def words(text: str, segmenter: Segmenter | None = None) -> list[str]:
    return [t.text for t in (segmenter or load_segmenter()).cut(text, Span(0, len(text)))]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pkuseg model of a few sentences, as its own trainer writes it."""
    import spacy_pkuseg

    folder = tmp_path_factory.mktemp("pkuseg")
    lines = folder / "lines.txt"
    lines.write_text(TINY * 3, encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()):
        spacy_pkuseg.train(str(lines), str(lines), str(folder / "model"), train_iter=3)
    return folder / "model"


@pytest.mark.parametrize("option", ["default", "char"])
@given(text=st.text(alphabet="捐赠一亿元黑水县3.5,00%N-9AB。“”() \t\n向口罩", max_size=60), cut=st.data())
def test_offsets(option: str, text: str, cut: st.DataObject) -> None:
    """Tokens lie in order inside the span, cut their text out of it, and leave out white space only."""
    start = cut.draw(st.integers(0, len(text)))
    span = Span(start, cut.draw(st.integers(start, len(text))))
    tokens = load_segmenter(option).cut(text, span)
    assert all(t.span.cut(text) == t.text and t.span in span and t.text.split() == [t.text] for t in tokens)
    assert all(a.span.end <= b.span.start for a, b in pairwise(tokens))
    assert "".join(t.text for t in tokens) == "".join(span.cut(text).split())
    edges = load_segmenter(option).edges(text, span)
    assert edges == {span.start, span.end, *(t.span.start for t in tokens)}


@pytest.mark.parametrize(
    "sentence",
    [
        "向 知木林镇 定向 捐赠 15万 元",
        "助推 黑水县 产业 发展",
        "彭州市 红十字会 向 黑水县 红十字会 捐赠 棉被",
        "青岛市 向 宕昌县 捐赠 口罩",
        "由 慈善 总会 转赠 给 学校",
        "基金会 资助 贫困生 34 名",
        "志愿者 将 物资 送到 敬老院",
    ],
)
def test_words_of_the_field(sentence: str) -> None:
    """Names and nouns of the field are not torn apart."""
    assert words(sentence.replace(" ", "")) == sentence.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("捐赠N95口罩3,000只", ["N95", "3,000"]),
        ("占比3.5%", ["3.5%"]),
        ("(记者)", ["(", ")"]),
        ("COVID-19检测", ["COVID-19"]),
    ],
)
def test_runs_and_marks(text: str, expected: list[str]) -> None:
    """Numbers and Latin words stay whole and punctuation stands alone, whatever the model says."""
    assert set(expected) <= set(words(text))


def test_char() -> None:
    """With `char` each character is a word, numbers and Latin words apart."""
    assert words("捐赠N95口罩", load_segmenter("char")) == ["捐", "赠", "N95", "口", "罩"]


def test_same_as_pkuseg(trained: Path) -> None:
    """The scores are summed in our own way, but the cut is pkuseg's to the letter."""
    import spacy_pkuseg

    from aidfacts.segment.network import read_folder

    theirs = spacy_pkuseg.pkuseg(str(trained), user_dict=None)
    network = read_folder(trained)
    unseen = [
        "集团集团集团捐赠中学",
        "一百二十万元",
        "向",
        "元",
        "何映雪向岚溪镇沐白中学捐赠50万元,棉被12床。",
        "0.5*a|b",
    ]
    for text in [*TINY.replace(" ", "").split(), *unseen]:
        cuts = [*(at for at, begins in enumerate(network.starts(text)) if begins), len(text)]
        assert [text[a:b] for a, b in pairwise(cuts)] == theirs.cut(text)


@pytest.mark.parametrize("option", ["default", "char"])
@given(st.lists(st.text(alphabet="捐赠向镇中学集团5.,A 。元", max_size=12), max_size=6))
def test_several_at_once(option: str, parts: list[str]) -> None:
    """What stands in the other stretches tells nothing of where the words of one begin."""
    text = "".join(parts)
    spans: list[Span] = []
    for part in parts:
        start = spans[-1].end if spans else 0
        spans.append(Span(start, start + len(part)))
    segmenter = load_segmenter(option)
    assert segmenter.edges_of(text, spans) == [segmenter.edges(text, span) for span in spans]


def test_folder(trained: Path) -> None:
    """A folder that pkuseg has written can be named instead of the model of the library."""
    assert words("远樵公益基金会捐款50万元", load_segmenter(str(trained)))[:3] == ["远樵", "公益", "基金会"]


def test_no_such_folder() -> None:
    """The message names the value and what can be named."""
    with pytest.raises(SegmenterError, match=r"'nowhere'.*'default', 'char'"):
        load_segmenter("nowhere")


def test_empty_folder(tmp_path: Path) -> None:
    """A folder without a model says which file is missing."""
    with pytest.raises(SegmenterError, match=r"features\.msgpack"):
        load_segmenter(str(tmp_path))


def test_pickled_folder(tmp_path: Path) -> None:
    """A pickled model is refused, not run."""
    (tmp_path / "features.pkl").write_bytes(b"cos\nsystem\n")
    with pytest.raises(SegmenterError, match="pickled"):
        load_segmenter(str(tmp_path))


@pytest.mark.parametrize("features", [b"", b"\x80", b"\x81\xa1a\x01"])
def test_broken_folder(tmp_path: Path, features: bytes) -> None:
    """A folder with something else in it is told to be no model."""
    (tmp_path / "features.msgpack").write_bytes(features)
    np.savez(tmp_path / "weights.npz", w=np.zeros(3))
    with pytest.raises(SegmenterError, match="no pkuseg model"):
        load_segmenter(str(tmp_path))


def test_threads() -> None:
    """Threads may share the segmenter."""
    texts = ["锦澄集团向黑水县捐赠口罩3,000只。" * n for n in range(1, 40)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(words, texts)) == [words(text) for text in texts]
