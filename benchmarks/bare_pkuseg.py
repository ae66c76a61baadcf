"""spacy-pkuseg as it comes, on the model that ships with aidfacts: what the library's speed is held against."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np

KINDS = {
    "chars": ("c.{}", "c1.{}", "c-1.{}", "c2.{}", "c-2.{}"),
    "pairs": ("cc1.{}.{}", "c-1c.{}.{}", "c-2c-1.{}.{}"),
    "words": ("w1.{}", "w-1.{}"),
    "both": ("ww.l.{}", "ww.r.{}"),
}
LONG = {"0": "**Num", "Ａ": "**Letter"}


def bare_pkuseg() -> Any:
    """
    Return a spacy_pkuseg.pkuseg object with the words and weights of our model, untouched by our own code.

    (The models of spacy-pkuseg itself would have to be downloaded. With its default user dictionary it is slower.)
    """
    import spacy_pkuseg
    from spacy_pkuseg.feature_extractor import FeatureExtractor
    from spacy_pkuseg.model import Model

    with np.load(BytesIO((files("aidfacts") / "models" / "segmenter.npz").read_bytes())) as arrays:
        data = {name: arrays[name] for name in arrays.files}
    count = len(data["bias"])
    features: dict[str, int] = {"$$": 0}
    weights = [data["bias"] * data["scale"]]
    extractor = FeatureExtractor()
    for name, kinds in KINDS.items():
        for row, key in enumerate(data[f"{name}_keys"].tobytes().decode("utf-8").split("\n"), 1):
            parts = [LONG.get(char, char) for char in key] if name in ("chars", "pairs") else [key]
            for number, kind in enumerate(kinds):
                features[kind.format(*parts)] = len(features)
                weights.append(data[name][row, number] * data["scale"])
            if name in ("words", "both"):
                extractor.unigram.update(key.split("*"))
    extractor.feature_to_idx = features
    extractor.tag_to_idx = {tag: n for n, tag in enumerate(["B", "B_single", "I", "I_end", "I_first"])}
    model = Model.__new__(Model)
    model.n_tag, model.n_feature = count, len(features)
    model.n_transition_feature = count * (len(features) + count)
    model.w = np.concatenate([*weights, (data["edges"] - 1).T.ravel()]).astype(np.float64)
    segmenter = spacy_pkuseg.pkuseg.__new__(spacy_pkuseg.pkuseg)
    segmenter.postag = False
    segmenter.preprocesser = spacy_pkuseg.Preprocesser(None)
    segmenter.postprocesser = spacy_pkuseg.Postprocesser(None, None)
    segmenter.feature_extractor, segmenter.model = extractor, model
    segmenter.idx_to_tag = {n: tag for tag, n in extractor.tag_to_idx.items()}
    segmenter.n_feature, segmenter.n_tag = model.n_feature, model.n_tag
    return segmenter
