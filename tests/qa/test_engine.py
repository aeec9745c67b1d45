from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.build import build, read_folder
from index.embed import Embedder
from index.errors import IndexMissing, ModelError, QuestionError
from index.load import iter_files
from index.postings import Clause
from index.vocabulary import Vocabulary
from qa.answer import Answer, Quote
from qa.engine import LONGEST, Engine
from qa.filters import Filters
from tests.conftest import APART, SAMPLE, FakeEmbedder, source


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, milvus: str, bundled: Embedder) -> Engine:
    index = tmp_path_factory.mktemp("index")
    build(read_folder(SAMPLE), index, bundled, milvus=milvus)
    return Engine.open(index, embedder=bundled, reader="none")


def all_quotes(answer: Answer) -> tuple[Quote, ...]:
    return answer.quotes + answer.nearest


def test_the_answer_is_quoted_with_its_source(engine: Engine) -> None:
    answer = engine.ask("内蒙古有多少个少年法庭?")
    assert answer.found
    first = answer.quotes[0]
    assert "成立少年法庭34个" in first.text
    assert first.sentence is not None
    assert "成立少年法庭34个" in first.sentence.text
    assert [extract.text for extract in first.answers] == ["34个"]
    assert first.passage.article.title == "内蒙古自治区召开未成年人保护工作新闻发布会"
    assert first.passage.article.publisher == "呼和浩特日报"
    assert first.passage.paragraph == 7


def test_another_province_is_not_answered(engine: Engine) -> None:
    answer = engine.ask("海南有多少个少年法庭?")
    assert not answer.found
    assert answer.nearest


@pytest.mark.parametrize(
    "question", ["174万是什么?", "How many juvenile courts?", "广东的孤儿", "1", "法律监督", "谁"]
)
def test_whatever_is_shown_is_a_slice_of_the_file(engine: Engine, question: str) -> None:
    for quote in all_quotes(engine.ask(question)):
        document = engine.snapshot.document(quote.passage.article.document_id)
        assert document.slice(quote.passage.spans) == quote.text
        for extract in (*quote.answers, *([quote.sentence] if quote.sentence else [])):
            assert document.slice(extract.spans) == extract.text
            assert extract.text in quote.text


@pytest.mark.parametrize(
    "question", ["", "  \n", "？？！！", "🙂", "问" * (LONGEST + 1), "问" * 100_000, "\ud800"]
)
def test_what_cannot_be_asked_says_why(engine: Engine, question: str) -> None:
    with pytest.raises(QuestionError, match="question"):
        engine.ask(question)


def test_an_answer_repeats(engine: Engine) -> None:
    first, second = (engine.ask("孤儿每月基本生活保障标准是多少?") for _ in range(2))
    assert first.quotes == second.quotes


def test_many_may_ask_at_once(engine: Engine) -> None:
    alone = engine.ask("海南改革试点").as_json()
    with ThreadPoolExecutor(8) as pool:
        together = [future.as_json() for future in pool.map(engine.ask, ["海南改革试点"] * 40)]
    for answer in [alone, *together]:
        del answer["milliseconds"]
    assert all(answer == alone for answer in together)


def test_the_json_has_the_published_shape(engine: Engine) -> None:
    answer = engine.ask("内蒙古有多少个少年法庭?").as_json()
    assert answer.keys() == {
        *("question", "found", "certainty", "quotes", "nearest", "filters", "latest"),
        *("snapshot", "milliseconds", "understood", "searched", "differing"),
    }
    assert (answer["understood"], answer["differing"]) == (None, [])
    assert answer["searched"] == {"documents": 1, "passages": 19, "missing": []}
    assert answer["milliseconds"].keys() == {"retrieve", "read"}
    quote = answer["quotes"][0]
    assert quote.keys() == {
        *("text", "spans", "sentence", "answers", "document", "title", "publisher", "date"),
        *("place", "number", "page", "paragraph", "clause", "ocr", "met", "score"),
    }
    assert (quote["number"], quote["ocr"]) == (None, None)
    assert quote["document"]["path"] == "未成年人保护工作动态.txt"
    assert quote["date"] == "6月15日"
    assert quote["place"] == "内蒙古自治区"
    assert (answer["filters"], answer["latest"]) == ({}, False)
    assert quote["page"] is None
    ((start, end),) = quote["answers"][0]["spans"]
    text = engine.snapshot.document("未成年人保护工作动态.txt").text
    assert text[start:end] == quote["answers"][0]["text"] == "34个"


def test_search_ranks_before_reading(engine: Engine) -> None:
    hits = engine.search("少年法庭", limit=5)
    assert len(hits) == 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].term_rank == 1


def test_an_index_of_another_model_is_refused(engine: Engine) -> None:
    with pytest.raises(ModelError, match=r"made with .*, not with fake"):
        Engine(engine.snapshot, FakeEmbedder(), "none")


def test_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        Engine.open(tmp_path)


def test_words_that_no_one_knows_are_not_answered(engine: Engine) -> None:
    assert not engine.ask("qwxyz").found


def test_a_question_may_be_asked_of_some_documents(engine: Engine) -> None:
    question = "全省有多少个少年法庭?"
    here, there = (engine.ask(question, Filters(places=(place,))) for place in ("Inner Mongolia", "海南省"))
    assert "成立少年法庭34个" in here.quotes[0].text
    assert not there.found
    assert {quote.passage.article.place for quote in there.nearest} == {"海南"}
    assert there.as_json()["filters"] == {"places": ["海南省"]}
    with pytest.raises(QuestionError, match="place '四川'"):
        engine.ask(question, Filters(places=("四川",)))


def test_a_question_may_lean_on_the_one_before(engine: Engine) -> None:
    answer = engine.ask("那海南呢？", before="内蒙古有多少个少年法庭?")
    assert (answer.question, answer.understood) == ("那海南呢？", "海南有多少个少年法庭?")
    assert answer.asked == "海南有多少个少年法庭?"
    assert not answer.found
    answer = engine.ask("And Inner Mongolia?", before=answer.asked)
    assert [extract.text for extract in answer.quotes[0].answers] == ["34个"]
    assert answer.as_json()["understood"] == "内蒙古有多少个少年法庭?"
    assert engine.ask("内蒙古有多少个少年法庭?", before="海南呢？").understood == ""


def test_figures_that_differ_are_put_together(tmp_path: Path, bundled: Embedder) -> None:
    said = {"2021年": "全区设立少年法庭34个。", "2023年": "全区设立少年法庭一百一十六个。"}
    sources = [source(f"{date}.txt", text, title="内蒙古", date=date) for date, text in said.items()]
    build(sources, tmp_path, bundled)
    asked = Engine.open(tmp_path, embedder=bundled, reader="none")
    answer = asked.ask("内蒙古有多少个少年法庭?")
    assert [stated.value for stated in answer.differing] == ["116", "34"]
    assert answer.as_json()["differing"][0]["date"] == "2023年"


CODES = source("a.txt", "学校开学了。", "推进AI三码合一。", "海南召开会议。", between=APART)


@pytest.mark.parametrize(
    ("vocabulary", "question", "clause"),
    [
        (Vocabulary(words=("三码合一",)), "三码合一是什么?", ("三码合一",)),
        (Vocabulary(pairs=(("三码合一", "three in one"),)), "What is “three in one”?", ("三码 合一",)),
        (Vocabulary(pairs=(("人工智能", "ai"),)), "人工智能怎么样?", ("ai",)),
    ],
)
def test_a_question_is_asked_with_the_users_words(
    tmp_path: Path, embedder: FakeEmbedder, vocabulary: Vocabulary, question: str, clause: tuple[str, ...]
) -> None:
    for words in (vocabulary, Vocabulary()):
        build([CODES], tmp_path, embedder, vocabulary=words)
        asked = Engine.open(tmp_path, embedder=embedder, reader="none")
        assert (Clause(clause) in asked.parse(question).clauses) == (words == vocabulary)
        met = [hit.passage.id for hit in asked.search(question) if hit.terms]
        assert words != vocabulary or met == ["a.txt#2"]


LEVELS = ("2019年3月1日", "2021年3月1日", "2020年3月1日", "3月1日", "")


def test_the_newest_that_answers_comes_first(tmp_path: Path, bundled: Embedder) -> None:
    standards = [
        source(f"{n}.txt", f"孤儿每月基本生活保障标准为{n}880元。", title="孤儿保障标准", date=date)
        for n, date in enumerate(LEVELS, 1)
    ]
    build([*standards, source("x.txt", "学校开学了。", date="2022年1月1日")], tmp_path, bundled)
    asked = Engine.open(tmp_path, embedder=bundled, reader="none")
    answer = asked.ask("最新的孤儿每月基本生活保障标准是多少?")
    assert answer.latest
    assert answer.as_json()["latest"]
    assert [quote.passage.article.date for quote in answer.quotes] == sorted(LEVELS[:3], reverse=True)
    assert not asked.ask("孤儿每月基本生活保障标准是多少?").latest


def test_a_copy_is_cited_and_can_be_asked_of(tmp_path: Path, embedder: FakeEmbedder) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    for name in ("a.txt", "b.txt"):
        (documents / name).write_text("全区成立少年法庭34个，覆盖全区各地。", "utf-8")
    (documents / "c.txt").write_text("孤儿每月2004元，按时发放。", "utf-8")
    build(iter_files(documents), tmp_path / "index", embedder)
    engine = Engine.open(tmp_path / "index", embedder=embedder, reader="none")
    for filters in (Filters(), Filters(documents=("b.txt",))):
        first, *_ = all_quotes(engine.ask("成立少年法庭多少个?", filters))
        assert (first.path, first.copies) == ("a.txt", ("b.txt",))
        assert first.as_json()["document"]["copies"] == ["b.txt"]
