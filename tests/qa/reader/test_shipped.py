"""The reader as it ships, over the sample document, with the real embedding model."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.__main__ import main as index_main
from index.embed import Embedder
from qa.engine import Engine
from qa.reader.trained import CARD, Weights
from tests.conftest import SAMPLE

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    assert index_main([str(SAMPLE), "--index", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def engine(index: Path, bundled: Embedder) -> Engine:
    return Engine.open(index, embedder=bundled)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("内蒙古有多少个少年法庭?", "34个"),
        ("how many juvenile courts in Inner Mongolia", "34个"),
    ],
)
def test_the_exact_words(engine: Engine, question: str, words: str) -> None:
    answer = engine.ask(question)
    assert answer.found
    first = answer.quotes[0]
    assert [one.text for one in first.answers] == [words]
    document = engine.snapshot.document(first.passage.article.document_id)
    assert [document.slice(one.spans) for one in first.answers] == [words]
    assert first.sentence
    assert words in first.sentence.text


@pytest.mark.parametrize("question", ["明天天气怎么样?", "Who won the football world cup?"])
def test_what_the_documents_do_not_say(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert not answer.found
    assert answer.certainty == "nearest"


def test_asking_imports_no_torch(index: Path) -> None:
    code = (
        "import sys; from qa.__main__ import main\n"
        f"main(['内蒙古有多少个少年法庭?', '--index', {str(index)!r}, '--json'])\n"
        "print(sorted(set(sys.modules) & {'torch', 'transformers', 'sentence_transformers', 'tokenizers'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
    assert '"34个"' in done.stdout


def test_what_ships_is_whole() -> None:
    weights = Weights.open()
    assert 0 < weights.threshold < weights.sure <= 1
    assert weights.odds > 0


def test_a_card_with_a_weight_too_few_is_refused(tmp_path: Path) -> None:
    card = json.loads(CARD.read_text("utf-8"))
    del card["weights"]["odds"]
    (tmp_path / "reader.json").write_text(json.dumps(card), "utf-8")
    with pytest.raises(TypeError, match="odds"):
        Weights.open(tmp_path / "reader.json")
