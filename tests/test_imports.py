"""Imports run one way, and what is heavy is imported where it is used."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("index", "qa", "eval", "page")
HEAVY = {
    *(
        "torch",
        "sentence_transformers",
        "transformers",
        "faiss",
        "gradio",
        "onnxruntime",
        "onnx",
        "tokenizers",
    ),
    *("tantivy", "jieba", "opencc", "ir_measures", "playwright"),
    *("pypdfium2", "docx", "openpyxl", "pptx", "trafilatura", "lxml", "reportlab"),
    *("pymilvus", "milvus_lite", "grpc"),
    *("rapidocr", "cv2", "PIL", "mcp"),
    *("llama_index", "haystack", "haystack_integrations", "txtai"),
    *("langchain_classic", "langchain_community", "langchain_core", "langchain_huggingface"),
}
# What each may import beside itself; within index/, what stands before it in the flow.
MAY = {
    "index": {"index"},
    "index.__main__": {"index", "eval"},  # a face: the gate asks questions
    "qa": {"index", "qa"},
    "page": {"index", "qa", "page"},
    "eval": {"index", "qa", "eval"},
    "ui": {"index", "qa", "page", "eval", "ui"},
}
FOUNDATION = {"index.document", "index.errors", "index.reasons"}
TOP = [
    *("index.snapshot", "index.history", "index.status", "index.previous", "index.inventory"),
    *("index.share", "index.build", "index.show", "index.__main__"),
]


def modules() -> dict[str, Path]:
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))] + [ROOT / "ui.py"]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in files}


def imports(path: Path, everywhere: bool = True) -> set[str]:
    """Modules that a file imports; with `everywhere` false only those imported as the file loads."""
    tree = ast.parse(path.read_text("utf-8"))
    nodes = list(ast.walk(tree)) if everywhere else list(tree.body)
    found: set[str] = set()
    for node in nodes:
        match node:
            case ast.Import(names=names):
                found |= {name.name for name in names}
            case ast.ImportFrom(module=str(module), names=names, level=0):
                found |= {f"{module}.{name.name}" for name in names} | {module}
    return found


@pytest.mark.parametrize("name", modules())
def test_rooms_import_only_what_lies_below(name: str) -> None:
    own = {module for module in imports(modules()[name]) if module.split(".")[0] in (*ROOMS, "ui")}
    allowed = MAY.get(name, MAY[name.split(".")[0]])
    assert {module.split(".")[0] for module in own} <= allowed


@pytest.mark.parametrize("name", [name for name in modules() if name.startswith("index.")])
def test_index_flows_one_way(name: str) -> None:
    known = modules().keys()
    own = {module for module in imports(modules()[name]) if module in known} - {name, "index"}
    if name in FOUNDATION:
        assert own <= FOUNDATION
    elif name in TOP:
        assert not own & set(TOP[TOP.index(name) + 1 :])
    else:
        assert not own & set(TOP)


def test_index_has_no_cycles() -> None:
    known = modules()
    graph = {name: {m for m in imports(path) if m in known and m != name} for name, path in known.items()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name not in done:
            for other in graph[name]:
                visit(other, (*trail, name))
            done.add(name)

    for name in graph:
        visit(name, ())


# The page is Gradio's, and training torch's.
LOADED = ("ui", "page.app", "page.tabs.", "eval.train.fit", "eval.train.model")


@pytest.mark.parametrize("name", [name for name in modules() if not name.startswith(LOADED)])
def test_heavy_libraries_are_imported_where_they_are_used(name: str) -> None:
    assert not {module.split(".")[0] for module in imports(modules()[name], everywhere=False)} & HEAVY


@pytest.mark.parametrize("module", ["index", "qa", "eval", "eval.peers"])
def test_help_imports_nothing_heavy(module: str) -> None:
    code = (
        f"import sys, runpy; sys.argv = ['{module}', '--help']\n"
        f"try: runpy.run_module('{module}', run_name='__main__')\n"
        f"except SystemExit: pass\n"
        f"print(sorted(set(sys.modules) & {HEAVY | {'numpy'}!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_no_file_is_long() -> None:
    files = [*modules().values(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]
    long = {path.name: n for path in files if (n := len(path.read_text("utf-8").splitlines())) > 250}
    assert not long
