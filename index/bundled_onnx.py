"""The bundled model as one ONNX graph with 8-bit matrix products, built from the weights alone.

Inputs: `input_ids` and `attention_mask`, (texts, tokens), int64. Outputs of the embedding model:
`last_hidden_state`, (texts, tokens, hidden), which is what sentence-transformers and optimum look for, and
`sentence_embedding`, (texts, hidden), averaged over the tokens and normalised. The reader is the same encoder
with other weights and another end (`qa.reader.prepared`). Some operators are ONNX Runtime's own
(`com.microsoft`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.bundled_bin import BLOCK, Weights

OWN = "com.microsoft"
EPSILON = 1e-12
# 7 of 8 bits. Without VNNI, x86 adds two products of an unsigned and a signed byte in 16 bits, and
# 2 · 255 · 127 saturates there; 2 · 255 · 63 does not. The weights had 4 bits to begin with: the cosine to
# float32 is the same with either.
WEIGHT_MAX = 63


class Graph:
    """Collects nodes and constants. Each method returns the name of what it adds."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, array: NDArray[Any]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, operator: str, inputs: Sequence[str], *outputs: str, **attributes: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, outputs, name=outputs[0], **attributes))
        return outputs[0]

    def normalised(self, x: str, name: str, weights: str) -> str:
        """Layer normalisation by the vectors `weights`.w and .b."""
        gain = self.constant(weights + ".w", self.weights.vector(weights + ".w"))
        bias = self.constant(weights + ".b", self.weights.vector(weights + ".b"))
        return self.node("LayerNormalization", [x, gain, bias], name, axis=-1, epsilon=EPSILON)

    def linear(self, x: str, name: str, parts: Sequence[str], columns: int) -> str:
        """`x` times the matrices `parts` side by side, plus their biases."""
        bias = np.concatenate([self.weights.vector(part + ".b") for part in parts])
        return self.product(x, name, parts, columns, self.constant(name + ".bias", bias))

    def linear_by_row(self, x: str, name: str, part: str, columns: int) -> str:
        """As `linear`, each token divided by its greatest value first, and the product multiplied by it.

        The operator has one scale for all tokens, and after GELU a few tokens are far larger than the others:
        this lifts the least cosine to float32 from .994 to .998, for some 8 % of the time.
        """
        peak = self.node("ReduceMax", [x, "last axis"], name + ".peak", keepdims=1)
        even = self.node("Div", [x, peak], name + ".even")
        product = self.product(even, name + ".product", [part], columns)
        scaled = self.node("Mul", [product, peak], name + ".scaled")
        bias = self.constant(name + ".bias", self.weights.vector(part + ".b"))
        return self.node("Add", [scaled, bias], name)

    def product(self, x: str, name: str, parts: Sequence[str], columns: int, *bias: str) -> str:
        """`x` times the matrices `parts` side by side, in 8 bits with a scale for each output."""
        matrix = np.concatenate([self.weights.matrix(part + ".w", columns) for part in parts])
        scale = np.abs(matrix).max(axis=1) / WEIGHT_MAX
        values = np.round(matrix / scale[:, None]).astype(np.int8)
        inputs = [x, self.constant(name + ".values", values.T), self.constant(name + ".scale", scale)]
        no_zero_point = ""
        return self.node("DynamicQuantizeMatMul", [*inputs, no_zero_point, *bias], name, domain=OWN)


def write(weights: Weights, path: Path) -> None:
    """Writes the embedding model as an ONNX file."""
    from onnx import TensorProto

    graph = Graph(weights)
    x = encoder(graph)
    # The sum over tokens is as good as the mean: the length is normalised away.
    graph.constant("token axis", np.array([1], np.int64))
    graph.node("Cast", ["attention_mask"], "float mask", to=TensorProto.FLOAT)
    row = graph.node("Unsqueeze", ["float mask", "token axis"], "mask row")
    total = graph.node("Squeeze", [graph.node("MatMul", [row, x], "totals"), "token axis"], "total")
    graph.node("LpNormalization", [total], "sentence_embedding", axis=-1, p=2)
    outputs = {x: ("texts", "tokens", weights.hidden), "sentence_embedding": ("texts", weights.hidden)}
    save(graph, "multilingual-e5-small", outputs, path)


def encoder(graph: Graph) -> str:
    """Adds the encoder; the name of what it makes: `last_hidden_state`, (texts, tokens, hidden)."""
    from onnx import TensorProto

    graph.constant("first", np.array([0], np.int64))
    graph.constant("last axis", np.array([-1], np.int64))
    graph.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    x = _embeddings(graph)
    for layer in range(graph.weights.layers):
        x = _layer(graph, x, layer, last=layer == graph.weights.layers - 1)
    return x


def save(graph: Graph, name: str, outputs: dict[str, tuple[str | int, ...]], path: Path) -> None:
    """Writes the graph with these float outputs, each with its shape."""
    import onnx
    from onnx import TensorProto, helper

    def value(name: str, kind: int, *shape: str | int) -> Any:
        return helper.make_tensor_value_info(name, kind, shape)

    made = helper.make_graph(
        graph.nodes,
        name,
        [value(name, TensorProto.INT64, "texts", "tokens") for name in ("input_ids", "attention_mask")],
        [value(name, TensorProto.FLOAT, *shape) for name, shape in outputs.items()],
        graph.constants,
    )
    versions = [helper.make_opsetid("", 21), helper.make_opsetid(OWN, 1)]
    # ONNX 1.16's format, the first with 4-bit integers, so that an ONNX Runtime older than `onnx` reads it.
    onnx.save(helper.make_model(made, opset_imports=versions, ir_version=10), path)


def _embeddings(graph: Graph) -> str:
    """Words, which keep their 4 bits, plus positions; all tokens are of type 0."""
    from onnx import TensorProto, helper

    weights = graph.weights
    values, scales = weights.blocks("emb.word", weights.hidden)
    values ^= 8  # from 0…15 to two's complement of -8…7
    packed = (values[:, 0::2] | values[:, 1::2] << 4).tobytes()
    shape = [weights.vocabulary, weights.hidden]
    graph.constants.append(helper.make_tensor("words", TensorProto.INT4, shape, packed, raw=True))
    graph.constant("word scales", scales.astype(np.float32))
    words = graph.node(
        "GatherBlockQuantized",
        ["words", "input_ids", "word scales"],
        "word",
        domain=OWN,
        block_size=BLOCK,
        gather_axis=0,
        quantize_axis=1,
    )
    positions = weights.vector("emb.pos").reshape(weights.positions, weights.hidden)
    graph.constant("positions", positions + weights.vector("emb.type")[: weights.hidden])
    length = graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    position = graph.node("Slice", ["positions", "first", length, "first"], "position")
    return graph.normalised(graph.node("Add", [words, position], "embedded"), "x", "emb.ln")


def _layer(graph: Graph, x: str, layer: int, last: bool) -> str:
    """One transformer layer, normalised after each half, as BERT is."""
    weights, part = graph.weights, f"l{layer}."
    queries, keys, values = (part + name for name in ("query", "key", "value"))
    three = graph.linear(x, part + "qkv", [part + "q", part + "k", part + "v"], weights.hidden)
    graph.node("Split", [three], queries, keys, values, axis=-1, num_outputs=3)
    inputs = [queries, keys, values, "", "mask"]
    attended = graph.node(
        "MultiHeadAttention", inputs, part + "attended", domain=OWN, num_heads=weights.heads
    )
    out = graph.linear(attended, part + "out", [part + "ao"], weights.hidden)
    x = graph.normalised(graph.node("Add", [x, out], part + "middle"), part + "x", part + "aln")
    wide = graph.linear(x, part + "wide", [part + "fi"], weights.hidden)
    curved = graph.node("Gelu", [wide], part + "curved", domain=OWN)
    narrow = graph.linear_by_row(curved, part + "narrow", part + "fo", weights.feed_forward)
    name = "last_hidden_state" if last else part + "y"
    return graph.normalised(graph.node("Add", [x, narrow], part + "sum"), name, part + "oln")
