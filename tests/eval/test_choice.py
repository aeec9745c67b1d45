import pytest

from eval.choice import judged, parser, without_titles
from eval.datasets import Dataset, Question, source
from eval.peers.job import job
from index.errors import YinjuError


def dataset(size: int = 40, title: str = "") -> Dataset:
    asked = Question("q1", "?", "zh", (), frozenset({"p3", "p30"}))
    return Dataset("town", tuple(source(f"p{n}", title, f"第{n}条。") for n in range(size)), (asked,))


def test_only_questions_whose_passages_are_known_are_judged() -> None:
    known = dataset().questions[0]
    others = (Question("q2", "?", "zh", ("三所",)), Question("q3", "?", "zh", answerable=False))
    assert judged(Dataset("town", (), (known, *others))).questions == (known,)
    with pytest.raises(YinjuError, match="town: no question names the passages"):
        judged(Dataset("town", (), others))


def test_titles_can_be_left_out() -> None:
    bare = without_titles(dataset(1, "河桥镇"))
    assert job(bare, "").passages == (("p0", "", "第0条。"),)
    assert bare.notes == ("titles are left out",)


@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_a_sample_of_none_is_refused(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser("eval.ablation", None).parse_args(["town", "--sample", number])
    assert "--sample: at least 1" in capsys.readouterr().err
