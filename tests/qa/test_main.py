import io
import json
from pathlib import Path

import pytest

import qa.__main__ as cli
from index.build import build, read_folder
from index.embed import Embedder
from qa import terminal
from qa.engine import Engine
from tests.conftest import SAMPLE, FakeEmbedder, source


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, bundled: Embedder) -> Engine:
    index = tmp_path_factory.mktemp("index")
    build(read_folder(SAMPLE), index, bundled)
    return Engine.open(index, embedder=bundled, reader="none")


@pytest.fixture(autouse=True)
def _engine(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_open", lambda index, reader: engine)


def test_an_answer_is_readable(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["内蒙古有多少个少年法庭?"]) == 0
    printed = capsys.readouterr().out
    assert "成立少年法庭【34个】" in printed
    assert "内蒙古自治区召开未成年人保护工作新闻发布会 · 呼和浩特日报" in printed


def test_not_found_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["海南有多少个少年法庭?"]) == 0
    assert capsys.readouterr().out.startswith(terminal.NOT_FOUND)


def test_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--json", "内蒙古有多少个少年法庭?"]) == 0
    assert json.loads(capsys.readouterr().out)["found"]


def test_a_batch_in_order_goes_on_after_a_bad_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps({"id": "x", "question": "少年法庭有几个?"}),
        "",
        "no json",
        '{"id": 3, "question": ""}',
        "[]",
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    assert cli.main(["--batch", str(file), "--json"]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == ["x", None, 3, None]
    assert answers[0]["found"]
    assert "line 3" in answers[1]["error"]
    assert "empty" in answers[2]["error"]


def test_a_batch_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = json.dumps({"id": 1, "question": "少年法庭"}).encode() + b"\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(line)))
    assert cli.main(["--batch", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == 1


def test_some_documents_only(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["少年法庭有几个?", "--place", "Inner Mongolia", "--publisher", "呼和浩特日报", "--since", "2021"]
    assert cli.main(asked) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("范围 · Scope: 呼和浩特日报 · Inner Mongolia · 2021–\n")
    assert "【34个】" in printed
    assert (
        cli.main(["少年法庭有几个?", "--place", "海南", "--place", "河南", "--until", "2022", "--json"]) == 1
    )
    assert "no article is all of this" in capsys.readouterr().err
    assert cli.main(["少年法庭有几个?", "--document", "x.txt"]) == 1
    assert "document 'x.txt'" in capsys.readouterr().err


def test_a_question_that_leans_on_the_one_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = "内蒙古有多少个少年法庭?"
    assert cli.main(["那海南呢?", "--before", before]) == 0
    assert capsys.readouterr().out.startswith(f"{terminal.UNDERSTOOD} 海南有多少个少年法庭?\n")
    file = tmp_path / "questions.jsonl"
    lines = [{"question": "那海南呢?", "before": before}, {"question": "那海南呢?", "before": 1}]
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert cli.main(["--batch", str(file), "--json"]) == 1
    answer, error = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert answer["understood"] == "海南有多少个少年法庭?"
    assert "before is not a text: 1" in error["error"]


def test_what_was_searched_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["四川有多少座核电站?"]) == 0
    printed = capsys.readouterr().out
    assert "Searched 1 documents, 19 passages" in printed
    assert f"{terminal.MISSING} 四川 · 核电站" in printed


def test_figures_that_differ_are_a_table(tmp_path: Path) -> None:
    said = {"2021年": "全区设立少年法庭34个。", "2023年": "全区设立少年法庭一百一十六个。"}
    build([source(f"{date}.txt", text, date=date) for date, text in said.items()], tmp_path, FakeEmbedder())
    engine = Engine.open(tmp_path, embedder=FakeEmbedder(), reader="none")
    lines = terminal.describe(engine.ask("全区设立多少个少年法庭?")).splitlines()
    at = lines.index(terminal.DIFFER)
    assert [line.split()[:2] for line in lines[at + 1 : at + 3]] == [
        ["一百一十六个", "2023年"],
        ["34个", "2021年"],
    ]


def test_the_latest_first_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["内蒙古最近成立了多少个少年法庭?"]) == 0
    assert capsys.readouterr().out.startswith(terminal.LATEST)


def test_a_line_of_a_batch_may_have_filters_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "少年法庭有几个?"
    lines = [
        {"question": question},
        {"question": question, "filters": {"places": "内蒙古"}},
        {"question": question, "filters": {"place": "内蒙古"}},
        {"question": question, "filters": {"places": ["四川"]}},
        {"question": question, "filters": {"documents": ["*"]}},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert cli.main(["--batch", str(file), "--json", "--place", "海南"]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer.get("filters") for answer in answers[:2]] == [{"places": ["海南"]}, {"places": ["内蒙古"]}]
    assert [answer.get("found") for answer in answers[:2]] == [False, True]
    assert "line 3: filters: not an object" in answers[2]["error"]
    assert "line 4: place '四川'" in answers[3]["error"]
    assert answers[4]["filters"] == {"documents": ["*"], "places": ["海南"]}


def test_a_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--batch", "nowhere.jsonl", "--json"]) == 1
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_a_document_cannot_drive_the_terminal(tmp_path: Path) -> None:
    index = tmp_path / "hostile"
    build([source("a\x1b[2J.txt", "少年法庭\x1b[31m红色。", title="标题\x07")], index, FakeEmbedder())
    printed = terminal.describe(Engine.open(index, embedder=FakeEmbedder(), reader="none").ask("少年法庭"))
    assert "\x1b" not in printed
    assert "\x07" not in printed


def test_bytes_that_are_no_utf8_spoil_their_line_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({"id": 1, "question": "少年法庭"}).encode()
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + good + b"\n\xff\xfe\n" + good + b"\n")
    assert cli.main(["--batch", str(file), "--json"]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert ["error" in answer for answer in answers] == [False, True, False]
