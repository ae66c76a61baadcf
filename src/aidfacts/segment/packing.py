"""Packs a trained pkuseg model into one small file; only tools/train_segmenter.py needs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from aidfacts.segment.network import lay_out

_LEVELS = 2047  # weights are rounded to so many steps on either side of nought; 127 cost two points of F1


def pack(folder: Path, target: Path, floor: float = 0.005) -> None:
    """
    Write the pkuseg model in *folder* to *target*, its weights rounded to 12 bits.

    Args: floor: a feature is dropped when none of its weights reaches this share of the greatest weight kept.
    """
    from spacy_pkuseg.feature_extractor import FeatureExtractor

    found = FeatureExtractor.load(str(folder))
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        laid = lay_out(found.feature_to_idx, arrays["w"], found.tag_to_idx)
    tables = ("chars", "pairs", "words", "both")
    limit = max(float(np.abs(laid[name]).max()) for name in tables)
    scale = limit / _LEVELS
    packed: dict[str, Any] = {
        "bias": np.round(laid["bias"] / scale).astype(np.float32),
        "edges": laid["edges"].astype(np.float32).astype(np.float64),
        "begins": laid["begins"],
        "scale": np.float64(scale),
    }
    for name in tables:
        table = np.round(laid[name] / scale).astype(np.int16)
        keep = np.abs(table).max(axis=(1, 2)) >= floor * _LEVELS
        keep[0] = True
        keys = laid[f"{name}_keys"].tobytes().decode("utf-8").split("\n")
        kept = [key for key, kept in zip(keys, keep[1:], strict=True) if kept]
        packed[name] = table[keep]
        packed[f"{name}_keys"] = np.frombuffer("\n".join(kept).encode("utf-8"), dtype=np.uint8)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        np.savez_compressed(file, **packed)
