from pathlib import Path

from eval.datasets import Dataset, Question, source
from eval.peers.job import Job, job, sample_passages

LONG = "镇上的图书馆建于1987年，藏书四万册。" * 20


def dataset(size: int = 40, title: str = "") -> Dataset:
    asked = Question("q1", "?", "zh", (), frozenset({"p3", "p30"}))
    return Dataset("town", tuple(source(f"p{n}", title, f"第{n}条。") for n in range(size)), (asked,))


def names(of: Dataset) -> list[str]:
    return [name for name, _, _ in job(of, "").passages]


def test_pieces_are_what_yinju_embeds() -> None:
    pieces = Job((("p1", "河桥镇", LONG), ("p2", "", "河桥镇有桥。")), ("?",), "").pieces()
    assert [piece.id for piece in pieces] == ["p1#1", "p1#2", "p2#1"]
    assert [piece.passage for piece in pieces] == ["p1", "p1", "p2"]
    assert all(piece.text.startswith("河桥镇\n镇上") for piece in pieces[:2])
    assert pieces[2].text == "河桥镇有桥。"


def test_a_job_comes_back_as_it_was_written(tmp_path: Path) -> None:
    given = job(dataset(3, "河桥镇"), "model")
    given.write(tmp_path / "job.json")
    assert Job.read(tmp_path / "job.json") == given
    assert given.passages[0] == ("p0", "河桥镇", "第0条。")


def test_a_sample_keeps_what_is_asked_for_and_the_order() -> None:
    kept = names(sample_passages(dataset(), 10, seed=1))
    assert len(kept) == 12
    assert {"p3", "p30"} <= set(kept)
    assert kept == sorted(kept, key=lambda name: int(name[1:]))
    assert kept == names(sample_passages(dataset(), 10, seed=1))
    assert kept != names(sample_passages(dataset(), 10, seed=2))


def test_a_sample_is_noted_and_a_small_set_is_left_whole() -> None:
    assert sample_passages(dataset(), 10, 1).notes == (
        "12 of 40 passages: those asked for and 10 others, seed 1",
    )
    assert sample_passages(dataset(), None, 1) == dataset()
    assert sample_passages(dataset(), 38, 1) == dataset()


def test_a_large_set_is_sampled_unasked() -> None:
    assert len(sample_passages(dataset(6001), None, 0).sources) == 5002
