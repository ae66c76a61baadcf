"""Scores of a pkuseg model, laid out so that a stretch of text is scored by a few look-ups a character."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from itertools import repeat
from operator import add
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen

from aidfacts.errors import SegmenterError

# pkuseg takes all of these for one character, and these marks for another.
_DIGITS = "0123456789.几二三四五六七八九十千万亿兆零１２３４５６７８９０％"
_LETTERS = "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｇｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ／・－"
_FOLD = str.maketrans(
    {**dict.fromkeys(_DIGITS, "0"), **dict.fromkeys(_LETTERS, "Ａ"), **dict.fromkeys("-._,|/*:", "&")}
)
_LONG = {"**Num": "0", "**Letter": "Ａ"}
_MAX_WORD = 6  # characters; pkuseg looks no farther

# Where a feature of pkuseg lies, counted from the character (or from the left one of two) that it is about.
_CHAR_KINDS = {"c": 0, "c1": -1, "c-1": 1, "c2": -2, "c-2": 2}
_PAIR_KINDS = {"cc1": 0, "c-1c": 1, "c-2c-1": 2}
_WORD_KINDS = {"w1": 0, "w-1": 0}  # at the first, at the last character of the word
_BOTH_KINDS = {"ww.l": 0, "ww.r": -1}  # after, before the border between two words

Table = tuple[dict[str, int], Any]


@frozen(eq=False)
class Network:
    """
    The weights of a pkuseg model, which never change once read; threads may share it.

    Each table is a dict from characters or words to rows, and an array [row, kind, tag]. `bias` and `edges` are as
    in the model; `scale` is what the numbers of tables and bias are multiplied by.
    """

    chars: Table
    pairs: Table
    words: Table
    both: Table
    bias: Any
    edges: Any
    scale: float
    begins: Any
    ends_at: Mapping[str, tuple[int, ...]]

    def starts(self, text: str) -> bytearray:
        """
        Return for each character of *text* 1 where a word begins, else 0.

        *text* holds no white space.
        """
        from spacy_pkuseg.inference import run_viterbi

        text = text.translate(_FOLD)
        size = len(text)
        scores = np.empty((size, len(self.bias)), dtype=np.float32)
        scores[:] = self.bias
        self._add_near(scores, self.chars, text, _CHAR_KINDS.values())
        if size > 1:
            two = list(map(add, text, text[1:]))
            self._add_near(scores, self.pairs, two, _PAIR_KINDS.values())
            self._add_words(scores, text, two)
        _, states = run_viterbi(scores * np.float64(self.scale), self.edges)
        starts = bytearray(self.begins[states].tobytes())
        starts[0] = 1
        return starts

    @staticmethod
    def _add_near(scores: Any, table: Table, keys: Iterable[str], offsets: Iterable[int]) -> None:
        # Row 0 is nought: for what the model has never seen.
        rows = table[1].take(list(map(table[0].get, keys, repeat(0))), axis=0)
        size, count = len(scores), len(rows)
        for kind, offset in enumerate(offsets):
            low, high = max(0, offset), min(size, count + offset)
            if low < high:
                scores[low:high] += rows[low - offset : high - offset, kind]

    def _add_words(self, scores: Any, text: str, two: list[str]) -> None:
        at: list[int] = []
        rows: list[int] = []
        ending: dict[int, list[str]] = {}
        beginning: dict[int, list[str]] = {}
        ids, lengths, size = self.words[0], self.ends_at, len(text)
        for start, found in enumerate(map(lengths.get, two)):
            if found is None:
                continue
            for length in found:
                word = text[start : start + length]
                row = ids.get(word)
                if row is not None and start + length <= size:
                    at += (start, start + length - 1)
                    rows += (row * 2, row * 2 + 1)
                    beginning.setdefault(start, []).append(word)
                    ending.setdefault(start + length, []).append(word)
        self._add_at(scores, self.words, at, rows)
        at, rows = [], []
        both = self.both[0]
        for border in ending.keys() & beginning.keys():
            for left in ending[border]:
                for right in beginning[border]:
                    row = both.get(f"{left}*{right}")
                    if row is not None:
                        at += (border, border - 1)
                        rows += (row * 2, row * 2 + 1)
        self._add_at(scores, self.both, at, rows)

    @staticmethod
    def _add_at(scores: Any, table: Table, at: list[int], rows: list[int]) -> None:
        if at:
            count = scores.shape[1]
            values = table[1].reshape(-1, count).take(rows, axis=0)
            places = (np.array(at) * count)[:, None] + np.arange(count)
            # numpy adds at repeated places fast in one dimension only.
            np.add.at(scores.reshape(-1), places.ravel(), values.ravel())


def lay_out(features: Mapping[str, int], weights: Any, tags: Mapping[str, int]) -> dict[str, Any]:
    """
    Sort the features and weights of a pkuseg model into the arrays that `build` takes.

    Weights of features that can never fire are left out.
    """
    count = len(tags)
    rows = np.asarray(weights[: len(features) * count], dtype=np.float32).reshape(-1, count)
    kinds: dict[str, dict[str, list[int]]] = {"chars": {}, "pairs": {}, "words": {}, "both": {}}
    groups = (("chars", _CHAR_KINDS), ("pairs", _PAIR_KINDS), ("words", _WORD_KINDS), ("both", _BOTH_KINDS))
    where = {kind: (name, n, len(group)) for name, group in groups for n, kind in enumerate(group)}
    for feature, index in features.items():
        kind, dot, key = feature.partition(".")
        if kind == "ww":
            side, dot, key = key.partition(".")
            kind = f"ww.{side}"
        if not dot or kind not in where:
            continue
        name, number, size = where[kind]
        if name == "chars":
            key = _LONG.get(key, key)
        elif name == "pairs":
            left, _, right = key.partition(".")
            key = _LONG.get(left, left) + _LONG.get(right, right)
        elif any(char in _DIGITS or char in _LETTERS for char in key):
            continue  # pkuseg writes words as they are but looks them up folded, so these are never found
        kinds[name].setdefault(key, [-1] * size)[number] = index
    arrays: dict[str, Any] = {}
    for name, group in groups:
        keys = sorted(kinds[name])
        table = np.zeros((len(keys) + 1, len(group), count), dtype=np.float32)
        for at, key in enumerate(keys, 1):
            for number, index in enumerate(kinds[name][key]):
                if index >= 0:
                    table[at, number] = rows[index]
        arrays[name] = table
        arrays[f"{name}_keys"] = np.frombuffer("\n".join(keys).encode("utf-8"), dtype=np.uint8)
    # pkuseg gives feature number 0 to every character, whatever it is called.
    arrays["bias"] = rows[0]
    arrays["edges"] = 1 + np.asarray(weights[-count * count :], dtype=np.float64).reshape(count, count).T
    arrays["begins"] = np.array([("B" in tag) for tag, _ in sorted(tags.items(), key=lambda item: item[1])])
    arrays["scale"] = np.float64(1)
    return arrays


def build(arrays: Mapping[str, Any]) -> Network:
    """Build a network from the arrays of `lay_out`, read from a file or not."""

    def table(name: str) -> Table:
        text = arrays[f"{name}_keys"].tobytes().decode("utf-8")
        keys = text.split("\n") if text else []
        return dict(zip(keys, range(1, len(keys) + 1), strict=True)), arrays[name].astype(np.float32)

    words, both = table("words"), table("both")
    for key in both[0]:
        # A word that has lost its own weights may still count beside another.
        for word in key.split("*"):
            words[0].setdefault(word, 0)
    lengths: dict[str, tuple[int, ...]] = {}
    for word in words[0]:
        if 1 < len(word) <= _MAX_WORD:
            found = lengths.get(word[:2], ())
            if len(word) not in found:
                lengths[word[:2]] = (*found, len(word))
    return Network(
        chars=table("chars"),
        pairs=table("pairs"),
        words=words,
        both=both,
        bias=arrays["bias"],
        edges=np.ascontiguousarray(arrays["edges"]),
        scale=float(arrays["scale"]),
        begins=arrays["begins"],
        ends_at=lengths,
    )


def read_packed(data: bytes) -> Network:
    """Read a network from a packed model: an npz file without pickled objects."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return build({name: arrays[name] for name in arrays.files})


def read_folder(folder: Path) -> Network:
    """
    Read a network from a folder with a pkuseg model (features.msgpack and weights.npz).

    Raises: SegmenterError where the folder holds none, or one of the old kind, which is pickled.
    """
    features, weights = folder / "features.msgpack", folder / "weights.npz"
    for path in (features, weights):
        if not path.is_file():
            old = (folder / "features.pkl").is_file()
            raise SegmenterError(
                f"segmenter {str(folder)!r}: there is no {path.name}; "
                + (
                    "its features are pickled, which may run code when read: load it with spacy_pkuseg.pkuseg and "
                    "write it with feature_extractor.save"
                    if old
                    else "name a folder that spacy_pkuseg.train has written, or use 'default' or 'char'"
                )
            )
    from spacy_pkuseg.feature_extractor import FeatureExtractor

    try:
        # It would unpickle a model of the old kind, but finds features.msgpack first.
        found = FeatureExtractor.load(str(folder))
        with np.load(weights, allow_pickle=False) as arrays:
            return build(lay_out(found.feature_to_idx, arrays["w"], found.tag_to_idx))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError) as error:
        raise SegmenterError(f"segmenter {str(folder)!r}: this is no pkuseg model ({error})") from error
