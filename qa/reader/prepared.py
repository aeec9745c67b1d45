"""The trained reader's weights, made once into an ONNX graph beside the bundled model's.

`weights.npz` holds what training changed: the layers' matrices as integers of 7 bits with a scale for each
output, their vectors, and the last layer. The embeddings are the bundled model's, from the package that
carries it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from index import bundled
from index.bundled_bin import Weights, read
from index.cache import cache_folder, make_once
from index.digest import sha256_of
from index.errors import ModelError

WEIGHTS = Path(__file__).with_name("weights.npz")
ONNX_FILE = "reader.onnx"
FORMAT = 1
"""Goes up when the conversion changes."""
SCALE = ".scale"


def prepare(cache: Path | None = None, weights: Path = WEIGHTS) -> Path:
    """The reader's ONNX file, made first where there is none yet (some seconds, 85 MB). Raises ModelError."""
    cache = cache or cache_folder()
    try:
        digest = sha256_of(weights)[:12]
        folder = cache / f"reader-{digest}-{bundled.version()}-{FORMAT}"
        if not folder.is_dir():
            make_once(folder, lambda made: _convert(weights, made))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ModelError(
            f"{weights}: the reader cannot be prepared in {cache} ({error}); install Yinju again, set"
            " YINJU_CACHE to a folder that can be written, or ask with --reader none"
        ) from error
    return folder / ONNX_FILE


def _convert(path: Path, folder: Path) -> None:
    folder.mkdir()
    with np.load(path, allow_pickle=False) as trained:
        write(merged(read(bundled.source()), dict(trained)), folder / ONNX_FILE)


def merged(weights: Weights, trained: dict[str, NDArray[Any]]) -> Weights:
    """The bundled model's weights with those that were trained in their place, as float32."""
    tensors: dict[str, NDArray[Any]] = {}
    for name, array in trained.items():
        if not name.endswith(SCALE):
            scale = trained.get(name + SCALE)
            values = array.astype(np.float32)
            tensors[name] = values if scale is None else values * scale.astype(np.float32)[:, None]
    return replace(weights, tensors=weights.tensors | tensors)


def write(weights: Weights, path: Path) -> None:
    """The graph: `scores`, (texts, tokens, 3): of being the answer's first and last token; on `<s>`, the odds
    that it answers.
    """
    from index.bundled_onnx import Graph, encoder, save

    graph = Graph(weights)
    x = encoder(graph)
    head = graph.constant("head", weights.matrix("head.w", weights.hidden).T)
    bias = graph.constant("head bias", weights.vector("head.b"))
    graph.node("Add", [graph.node("MatMul", [x, head], "product"), bias], "scores")
    save(graph, "yinju-reader", {"scores": ("texts", "tokens", 3)}, path)
