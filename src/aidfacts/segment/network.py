"""Scores of a pkuseg model, laid out so that a stretch of text is scored by a few look-ups a character."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen

from aidfacts.errors import SegmenterError

# pkuseg takes all of these for one character, and these marks for another.
_DIGITS = "0123456789.几二三四五六七八九十千万亿兆零１２３４５６７８９０％"
_LETTERS = "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｇｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ／・－"
_FOLD = {**dict.fromkeys(_DIGITS, "0"), **dict.fromkeys(_LETTERS, "Ａ"), **dict.fromkeys("-._,|/*:", "&")}
_LONG = {"**Num": "0", "**Letter": "Ａ"}
_APART = "\0\0"  # a feature reaches over two characters
_MAX_WORD = 6  # characters; pkuseg looks no farther

# Where a feature of pkuseg lies, counted from the character (or from the left one of two) that it is about.
_CHAR_KINDS = {"c": 0, "c1": -1, "c-1": 1, "c2": -2, "c-2": 2}
_PAIR_KINDS = {"cc1": 0, "c-1c": 1, "c-2c-1": 2}
# The numbers of the kinds, that first which tells of the place farthest behind: each next one is of the place before.
_CHAR_ORDER = sorted(range(5), key=[-offset for offset in _CHAR_KINDS.values()].__getitem__)
_PAIR_ORDER = sorted(range(3), key=[-offset for offset in _PAIR_KINDS.values()].__getitem__)
_WORD_KINDS = {"w1": 0, "w-1": 0}  # at the first, at the last character of the word
_BOTH_KINDS = {"ww.l": 0, "ww.r": -1}  # after, before the border between two words

_SIZES = range(2, _MAX_WORD + 1)
_LAST = np.iinfo(np.int64).max  # behind all codes, so that each look-up ends at one of them


@frozen(eq=False)
class _Words:
    """
    The words of a model laid out by their characters, so that all places of a text are asked for them at once.

    `opening` is [number of the word, whether longer ones begin so] by the row of a pair of characters. `longer` has, for
    each length from three on, the codes of a beginning one shorter and the character behind it, in order, and what
    `opening` has for each. The number of a word is 0 where the beginning is none.

    By their numbers, `rows` are the rows of `scores` for the words, 0 for one that counts only beside another, and
    `leads` is True for the left one of such two. `beside` are the codes of these two, in order, and `together` their
    rows. Each row has the scores of two places. A code is that of the left side times `count`, more than any right side.
    """

    count: int
    opening: Any
    longer: Sequence[tuple[Any, Any]]
    rows: Any
    leads: Any
    beside: Any
    together: Any
    scores: Any

    def found(self, known: Any, ids: Any) -> Any:
        """
        Return the number of the word of each length that begins at each place and behind the last: [place, length - 2].

        Args: *known* are the rows of the pairs of a text, *ids* its characters.
        """
        found = np.zeros((len(ids) + 1, len(_SIZES)), self.rows.dtype)
        told = self.opening.take(known, axis=0)
        found[:-2, 0] = told[:, 0]
        at = told[:, 1].nonzero()[0]
        begun = known[at]
        for length, (codes, next_told) in enumerate(self.longer, 3):
            inside = at <= len(ids) - length
            at, begun = at[inside], begun[inside]
            begun, hit = _look_up(codes, begun * self.count + ids[at + length - 1])
            at, begun = at[hit], begun[hit]
            told = next_told.take(begun, axis=0)
            found[at, length - 2] = told[:, 0]
            at, begun = at[told[:, 1] > 0], begun[told[:, 1] > 0]
        return found

    def tell(self, known: Any, ids: Any) -> tuple[Any, Any]:
        """Return the places that the words of a text tell of, by twos, and the rows of `scores` that do."""
        found = self.found(known, ids)
        start, length = found.nonzero()
        word, end = found[start, length], start + length + 2
        rows = self.rows.take(word)
        leads = self.leads.take(word)
        left, border = word[leads], end[leads]
        right = found.take(border, axis=0)
        at, hit = _look_up(self.beside, left[:, None] * self.count + right)
        border = border[hit.nonzero()[0]]
        alone = rows > 0
        first = np.concatenate((start[alone], border))
        last = np.concatenate((end[alone], border)) - 1
        return np.stack((first, last), axis=1), np.concatenate((rows[alone], self.together[at[hit]]))


def _look_up(codes: Any, wanted: Any) -> tuple[Any, Any]:
    """Return where each of *wanted* stands in *codes*, which are in order and end in `_LAST`, and whether it does."""
    at = codes.searchsorted(wanted)
    return at, codes.take(at) == wanted


@frozen(eq=False)
class Network:
    """
    The weights of a pkuseg model, which never change once read; threads may share it.

    `ids` numbers the characters of the model by their code points, 0 for all others, and `chars` is [id, kind, tag]
    in the order of `_CHAR_ORDER`, with the bias of the model in the character's own kind; what pkuseg takes for one
    character has one number. `codes` are the pairs of characters as one number each, in order; `pairs` is
    [row, kind, tag] in the order of `_PAIR_ORDER`, with a row of nought before that of the first code, as `words` has.
    Arrays, since a dict of so many strings is far slower to ask.

    `edges` are as in the model; `scale` is what the numbers of the tables are multiplied by.
    """

    ids: Any
    chars: Any
    codes: Any
    pairs: Any
    words: _Words
    edges: Any
    scale: float
    begins: Any

    def starts(self, text: str) -> bytearray:
        """
        Return for each character of *text* 1 where a word begins, else 0.

        *text* holds no white space.
        """
        return self.starts_of([text])[0]

    def starts_of(self, texts: Sequence[str]) -> list[bytearray]:
        """
        Return what `starts` does for each of *texts*.

        A page at once is twice as fast as its sentences one by one: they are scored as one text, parted so widely that
        none tells anything of the next.
        """
        from spacy_pkuseg.inference import run_viterbi

        if not texts:
            return []
        scores = self._score(_APART.join(texts))
        states: list[Any] = []
        at = 0
        for text in texts:
            states.append(run_viterbi(scores[at : at + len(text)], self.edges)[1])
            at += len(text) + len(_APART)
        begins = bytearray(self.begins.take(np.concatenate(states)).tobytes())
        found: list[bytearray] = []
        at = 0
        for text in texts:
            begins[at] = 1
            found.append(begins[at : at + len(text)])
            at += len(text)
        return found

    def _score(self, text: str) -> Any:
        """Return what the model gives each character of *text* for each tag."""
        size = len(text)
        # Two places more at both ends, where nothing stands.
        ids = np.zeros(size + 4, self.ids.dtype)
        self.ids.take(_points(text), mode="clip", out=ids[2:-2])
        scores = _sum_near(self.chars, ids, size)
        if size > 1:
            wanted = _pair_codes(ids[2:-3], ids[3:-2], len(self.chars))
            at = self.codes.searchsorted(wanted)
            known = np.zeros(size + 2, at.dtype)
            np.multiply(at + 1, self.codes.take(at, mode="clip") == wanted, out=known[2:-1])
            scores += _sum_near(self.pairs, known, size)
            self._add_words(scores, known[2:-1], ids[2:-2])
        return scores * np.float64(self.scale)

    def _add_words(self, scores: Any, known: Any, ids: Any) -> None:
        """Add what the words of the model at their places tell, and two of them beside each other."""
        places, rows = self.words.tell(known, ids)
        if len(rows):
            count = scores.shape[1]
            cells = places[:, :, None] * count + np.arange(count)
            # numpy adds at repeated places fast in one dimension only.
            np.add.at(scores.reshape(-1), cells.ravel(), self.words.scores.take(rows, axis=0).ravel())


def _points(text: str) -> Any:
    """Return the code points of *text*."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _pair_codes(left: Any, right: Any, count: int) -> Any:
    """Return one number for each pair of two characters by their ids, of which there are *count*."""
    kind = np.dtype(np.uint32 if count < 1 << 16 else np.uint64)
    return left.astype(kind) * kind.type(count) + right


def _sum_near(table: Any, rows: Any, size: int) -> Any:
    """
    Return for each of *size* places what the rows of *table* near it tell: its own of *rows* the first kind, the next the second …

    The sum over a view of the rows that is shifted by one for each kind: a single pass instead of one for each kind.
    """
    near = table.take(rows, axis=0)
    step, kind, tag = near.strides
    shifted = np.ndarray((size, *near.shape[1:]), near.dtype, near, 0, (step, step + kind, tag))
    return np.add.reduce(shifted, axis=1, dtype=np.float32)


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

    def keys(name: str) -> list[str]:
        text = arrays[f"{name}_keys"].tobytes().decode("utf-8")
        return text.split("\n") if text else []

    singles, doubles = keys("chars"), keys("pairs")
    words, both = keys("words"), [key.partition("*")[::2] for key in keys("both")]
    number = {char: row for row, char in enumerate(singles, 1)}
    others = {*"".join(doubles), *"".join(words), *"".join(chain(*both))} - number.keys()
    number |= {char: row for row, char in enumerate(sorted(others), len(singles) + 1)}
    single = {char: row for char, row in number.items() if len(char) == 1}
    last = max(map(ord, [*single, *_FOLD]))
    ids = np.zeros(last + 2, dtype=np.min_scalar_type(len(number) + 1))
    ids[[ord(char) for char in single]] = list(single.values())
    kinds, tags = len(_CHAR_KINDS), len(arrays["bias"])
    unheard = np.zeros(
        (len(others), kinds, tags), np.float32
    )  # characters that tell something beside others only
    chars = np.concatenate((arrays["chars"].astype(np.float32), unheard)).take(_CHAR_ORDER, axis=1)
    chars[:, _CHAR_ORDER.index(0)] += arrays["bias"]

    def codes(pairs: Iterable[str]) -> Any:
        points = ids[_points("".join(pairs))].reshape(-1, 2)
        return _pair_codes(points[:, 0], points[:, 1], len(chars))

    # A key of the model that is no pair of characters can never fire, nor a word that is longer than pkuseg looks.
    rows = [row for row, pair in enumerate(doubles, 1) if len(pair) == 2]
    numbers = {word: row for row, word in enumerate(words, 1)}
    for word in chain(*both):
        numbers.setdefault(word, len(numbers) + 1)  # it has no weights of its own, but counts beside another
    asked = [word for word in numbers if len(word) in _SIZES]
    known, opening = codes(doubles[row - 1] for row in rows), codes(word[:2] for word in asked)
    every = np.unique(np.concatenate((known, opening)))
    pairs = np.zeros((len(every) + 1, *arrays["pairs"].shape[1:]), arrays["pairs"].dtype)
    pairs[every.searchsorted(known) + 1] = arrays["pairs"][rows].take(_PAIR_ORDER, axis=1)
    folded = ids.copy()
    folded[[ord(char) for char in _FOLD]] = [ids[ord(char)] for char in _FOLD.values()]
    return Network(
        ids=folded,
        chars=chars,
        codes=every,
        pairs=pairs,
        words=_lay_out_words(arrays, words, both, numbers, ids, every.searchsorted(opening) + 1, len(every)),
        edges=np.ascontiguousarray(arrays["edges"]),
        scale=float(arrays["scale"]),
        begins=arrays["begins"],
    )


def _lay_out_words(
    arrays: Mapping[str, Any],
    words: Sequence[str],
    both: Sequence[tuple[str, str]],
    numbers: Mapping[str, int],
    ids: Any,
    begun: Any,
    pairs: int,
) -> _Words:
    """
    Return the words of a model as they are asked for.

    Args: *begun* are the rows of the pairs that the words begin with which have two characters at least and are not too
        long, in the order of *numbers*, *pairs* is how many pairs there are.
    """
    asked = [word for word in numbers if len(word) in _SIZES]
    number, sizes = np.array([numbers[word] for word in asked], np.int64), np.array([*map(len, asked)], int)
    letters = ids[_points("".join(word.ljust(_MAX_WORD, "\0") for word in asked))].reshape(-1, _MAX_WORD)
    count = max(int(ids.max()), len(numbers)) + 1
    opening = _told(pairs + 1, begun, number, sizes == 2)
    longer = []
    for length in _SIZES[1:]:
        kept = sizes >= length
        number, sizes, letters, begun = number[kept], sizes[kept], letters[kept], begun[kept]
        wanted = begun * count + letters[:, length - 1]
        codes = np.unique(np.append(wanted, _LAST))
        begun = codes.searchsorted(wanted)
        longer.append((codes, _told(len(codes), begun, number, sizes == length)))
    rows = np.zeros(len(numbers) + 1, np.int64)
    rows[1 : len(words) + 1] = np.arange(1, len(words) + 1)
    beside = np.array([numbers[left] * count + numbers[right] for left, right in both], np.int64)
    order = beside.argsort()
    leads = np.zeros(len(rows), bool)
    leads[[numbers[left] for left, _ in both]] = True
    scores = np.concatenate((arrays["words"], arrays["both"]))
    return _Words(
        count=count,
        opening=opening,
        longer=longer,
        rows=rows,
        leads=leads,
        beside=np.append(beside[order], _LAST),
        together=len(arrays["words"]) + 1 + order,
        scores=scores.reshape(-1, 2 * len(arrays["bias"])).astype(np.float32),
    )


def _told(size: int, begun: Any, number: Any, ends: Any) -> Any:
    """Return for each beginning the number of the word that it is, 0 for none, and whether longer ones begin so."""
    told = np.zeros((size, 2), np.int64)
    told[begun[ends], 0] = number[ends]
    told[begun[~ends], 1] = 1
    return told


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
