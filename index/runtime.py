"""How graphs are run: in ONNX Runtime, a call on one thread, several calls at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def open_session(path: Path) -> Any:
    """An `onnxruntime.InferenceSession` of the graph at `path`. Raises ONNX Runtime's own errors."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Calls that run at once share its arena, and each gets memory that lies in another processor's cache.
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
