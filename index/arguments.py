"""What `python -m index` is told; and numbers as every command takes them."""

from __future__ import annotations

import argparse
from pathlib import Path


def parse(arguments: list[str]) -> argparse.Namespace:
    """Ends the process when the arguments make no sense."""
    parser = argparse.ArgumentParser(
        prog="python -m index",
        description="Index a folder of documents, and publish the snapshot.",
        epilog='python -m index terms "…" shows how a text is cut into terms.',
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("folder", type=Path, nargs="?", help="the folder of documents")
    what.add_argument("--list", action="store_true", help="the snapshots there are, the latest first")
    what.add_argument("--verify", action="store_true", help="check every file of every snapshot")
    what.add_argument(
        "--rollback", nargs="?", const="", metavar="ID", help="make the snapshot before, or ID, current again"
    )
    parser.add_argument("--index", type=Path, default=Path(".index"), help="where the index is (.index)")
    parser.add_argument(
        "--model",
        default="bundled",
        help="a sentence-transformers model, by name or folder (default: the bundled one)",
    )
    parser.add_argument(
        "--store",
        choices=("files", "milvus"),
        default="files",
        help="where vectors and postings are: in the index's own files (default), or in Milvus",
    )
    parser.add_argument(
        "--uri", default="", help="where the Milvus is: http://HOST:19530, or a file.db of Milvus Lite"
    )
    parser.add_argument(
        "--share", type=_part, metavar="K/N", help="only compute the Kth of N shares, for a build to take in"
    )
    parser.add_argument(
        "--gate",
        type=Path,
        nargs="+",
        default=[],
        metavar="QUESTIONS",
        help="files of questions (as python -m eval has them) that the new snapshot must answer as well",
    )
    parser.add_argument(
        "--max-drop", type=_share, default=0.01, metavar="SHARE", help="of them that may be lost (0.01)"
    )
    parser.add_argument("--keep", type=positive, default=2, metavar="N", help="snapshots that remain (2)")
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    parser.add_argument(
        "--progress",
        choices=("bar", "json"),
        default="bar",
        help="on standard error: bars (default), or lines of JSON for another program",
    )
    options = parser.parse_args(arguments)
    if (options.store == "milvus") != bool(options.uri):
        parser.error("--store milvus and --uri go together")
    return options


def positive(text: str) -> int:
    """How many of something, at least one: a `type` of argparse."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("at least 1")
    return int(text)


def _part(text: str) -> tuple[int, int]:
    number, _, of = text.partition("/")
    if number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of):
        return int(number), int(of)
    raise argparse.ArgumentTypeError("K/N, as in 2/8: the second of eight")


def _share(text: str) -> float:
    try:
        if 0 <= (share := float(text)) <= 1:
            return share
    except ValueError:
        pass
    raise argparse.ArgumentTypeError("a share between 0 and 1")
