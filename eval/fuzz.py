"""Broken and hostile files of every format, among good ones: does the build end, and name each of them?

    python -m eval.fuzz [--files 500] [--seed 0] [--reasons]

Files that `eval.render` writes, scans and pictures among them, are cut short, emptied, changed in some bytes,
replaced by noise or given another ending; some are made to do harm: archives, documents and pictures that
unpack to hundreds of megabytes, entities in entities, elements nested thousands deep, a line of ten million
characters. A file that is broken may still be read, in part; none may end or hold up the build, and all good
ones must be indexed. Needs the extra `test`.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import shutil
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from eval import render, render_old
from index.arguments import positive
from index.build import build
from index.embed import open_embedder
from index.errors import YinjuError, printable
from index.formats.kind import CONVERTED
from index.isolated import isolated
from index.load import iter_files
from index.snapshot import open_snapshot

GOOD = 20
_WRITERS = (
    *(render.text, render.docx, render.html, render.pdf, render.eml, render.epub, render.pptx),
    *(render.xlsx, render.zipped),
)
_OLD = (render_old.doc, render_old.xls, render_old.ppt)
"""Written where LibreOffice is installed, and read by it."""
_PICTURES = (render.scan, render.png, render.tiff)
"""Each takes seconds where the extra `ocr` is installed: fewer, and short ones."""
_TITLE = "关于做好2022年孤儿保障工作的通知"
_SENTENCE = "每人每月补助{}元，由各级财政共同承担，按时足额发放到位。"
_PARAGRAPHS = tuple(f"第{n}项：" + _SENTENCE.format(n * 37 + 1) * 3 for n in range(12))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        "python -m eval.fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=positive, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--reasons", action="store_true", help="print why each was not read")
    options = parser.parse_args(arguments)
    try:
        return _fuzzed(options.files, random.Random(options.seed), options.reasons)  # noqa: S311
    except YinjuError as error:
        print(f"fuzz: {error}", file=sys.stderr)
        return 1


def _fuzzed(files: int, draw: random.Random, reasons: bool) -> int:
    """Builds an index of so many broken files among good ones; 1 if one was lost, or not named."""
    with TemporaryDirectory(prefix="yinju-fuzz-") as name:
        root = Path(name)
        documents = root / "documents"
        documents.mkdir()
        kinds = _broken(documents, files, draw)
        good = _good(documents)
        started = time.monotonic()
        report = build(iter_files(documents), root / "index", open_embedder())
        seconds = time.monotonic() - started
        snapshot = open_snapshot(root / "index")
        there = {path for paths, *_ in snapshot.articles() for path in paths}
        lost = sorted(path for path in good if path not in there)
        silent = sorted(
            path.name
            for path in documents.iterdir()
            if not any(known == path.name or known.startswith(f"{path.name}/") for known in there)
            and not any(item.path.partition("/")[0] == path.name for item in report.skipped)
        )
    made = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    print(f"{files} files ({made}) and {len(good)} good ones in {seconds:.0f} s")
    print(f"read {len(there)}, named {len(report.skipped)}; peak memory {_peak()}")
    for item in report.skipped if reasons else ():
        print(printable(f"  {item.path}: {item.reason}")[:200])
    for problem in (*(f"lost: {path}" for path in lost), *(f"not named: {path}" for path in silent)):
        print(problem)
    return int(bool(lost or silent))


def _good(documents: Path) -> list[str]:
    found = []
    for number in range(GOOD):
        write = _WRITERS[number % (len(_WRITERS) - 1)]
        before = set(documents.iterdir())
        said = f"这是第{number}号好文件，应当能查到。"
        write(documents / f"good-{number:02}", f"第{number}号文件", (said, *_PARAGRAPHS[:2]))
        found += [path.name for path in set(documents.iterdir()) - before]
    return found


def _broken(documents: Path, files: int, draw: random.Random) -> Counter[str]:
    kinds: Counter[str] = Counter()
    hostile = _hostile()
    with TemporaryDirectory() as name:
        for write in _WRITERS:
            write(Path(name) / write.__name__, _TITLE, _PARAGRAPHS)
        for write in _OLD if shutil.which("soffice") else ():
            write(Path(name) / write.__name__, _TITLE, _PARAGRAPHS)
        for write in _PICTURES:
            write(Path(name) / write.__name__, _TITLE, _PARAGRAPHS[:1])
        scans = {write.__name__ for write in _PICTURES}
        whole, pictures = list[tuple[str, bytes]](), list[tuple[str, bytes]]()
        for path in sorted(Path(name).iterdir()):
            (pictures if path.stem in scans else whole).append((path.suffix, path.read_bytes()))
    for number in range(files):
        if number < len(hostile):
            (ending, data), kind = hostile[number], "hostile"
        else:
            ending, data = draw.choice(pictures if number % 20 == 0 else whole)
            kind = draw.choice(("cut", "changed", "changed", "noise", "empty", "another ending"))
            if kind == "cut":
                data = data[: draw.randrange(1, len(data))]
            elif kind == "changed":
                changed = bytearray(data)
                for _ in range(draw.choice((1, 5, 50, 500))):
                    changed[draw.randrange(len(changed))] = draw.randrange(256)
                data = bytes(changed)
            elif kind == "noise":
                data = draw.randbytes(draw.randrange(1, 5000))
            elif kind == "empty":
                data = b""
            else:
                endings = {other for other, _ in (*whole, *pictures)} | set(CONVERTED)
                ending = draw.choice(sorted(endings - {ending}))
        (documents / f"bad-{number:03}{ending}").write_bytes(data)
        kinds[kind] += 1
    return kinds


def _hostile() -> list[tuple[str, bytes]]:
    """Endings and bytes of files made to do harm."""
    laughs = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = "<w:tbl><w:tr><w:tc>" * 5000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 5000
    text = "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"
    entities = f"{laughs}]><w:document {word}><w:body>{text}</w:body></w:document>"
    nested = b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 3000
    return [
        (".zip", _zip({"bomb.txt": b"0" * (256 << 20)})),
        (".zip", _zip({"inner.zip": _zip({"a.txt": b"x"})})),
        (".zip", _zip({f"{n}.txt": b"" for n in range(12_000)})),
        (".zip", _zip({"../../../etc/passwd.txt": "越界的文件，不应当写到别处。".encode()})),
        (".docx", _word(f"<w:document {word}><w:body>{deep}</w:body></w:document>")),
        (".docx", _word(entities)),
        (".docx", _word(f"<w:document {word}><w:body>{' ' * (256 << 20)}</w:body></w:document>")),
        (".xlsx", _zip({"[Content_Types].xml": b" " * (128 << 20)})),
        (".epub", _zip({"META-INF/container.xml": f"{laughs}]><a>&j;</a>".encode()})),
        (".html", b"<div>" * 50_000 + "正文在很深的地方。".encode() + b"</div>" * 50_000),
        (".html", b"<p>" + "长".encode() * 10_000_000),
        (".csv", b'"' * 1_000_000),
        (".txt", "长".encode() * 10_000_000),
        (".txt", b"\0" * 1_000_000),
        (".eml", b"Content-Type: multipart/mixed; boundary=a\n\n" + nested),
        (".png", _png(30_000, 30_000)),
        (".png", _png(1, 60_000)),
        (".pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>"),
        (".pdf", b"%PDF-1.7\n" + b"1 0 obj<</Kids[1 0 R]>>endobj\n" * 20_000),
    ]


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def _png(width: int, height: int) -> bytes:
    """A white picture, small as a file."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (width, height), 1).save(out, "PNG")
    return out.getvalue()


def _word(document: str) -> bytes:
    """A Word document with this as its main part."""
    with TemporaryDirectory() as name:
        render.docx(Path(name) / "a", "x", ())
        with zipfile.ZipFile(Path(name) / "a.docx") as made:
            parts = {one: made.read(one) for one in made.namelist()}
    return _zip(parts | {"word/document.xml": document.encode()})


def _peak() -> str:
    """Of this process, and of the one that reads."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return f"{own:.0f} MB, the reader's {isolated().peak():.0f} MB"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except YinjuError as error:
        sys.exit(f"fuzz: {error}")
