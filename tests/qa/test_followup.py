"""What follow-ups mean behind another question; eval/questions/followups has many more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cache import cache_folder
from index.lexicon import Lexicon, open_lexicon
from index.terms import Analyser
from qa.followup import LONGEST, understood
from qa.followup.pieces import dates, persons, places

COURTS = "内蒙古有多少个少年法庭？"
COURTS_EN = "How many juvenile courts are there in Inner Mongolia?"
ANALYSER = Analyser()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon(cache_folder())


def whole(question: str, before: str) -> str | None:
    return understood(question, before, open_lexicon(cache_folder()), ANALYSER)


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        (COURTS, "那海南呢？", "海南有多少个少年法庭？"),
        (COURTS, "那养老机构呢？", "内蒙古有多少个养老机构？"),
        (COURTS, "2020年呢？", "2020年内蒙古有多少个少年法庭？"),
        (COURTS, "什么时候？", "内蒙古什么时候有少年法庭？"),
        (COURTS, "什么时候成立的？", "内蒙古少年法庭什么时候成立的？"),
        (COURTS, "其中有多少个在呼和浩特？", "内蒙古少年法庭中有多少个在呼和浩特？"),
        (COURTS, "江苏有多少个？", "江苏有多少个少年法庭？"),
        (COURTS, "And Hainan?", "海南有多少个少年法庭？"),
        ("民政厅的负责人是谁？", "教育厅呢？", "教育厅的负责人是谁？"),
        ("高建华是什么职务？", "那顾雪飞呢", "顾雪飞是什么职务？"),
        ("海南推进会是在哪个城市召开的？", "什么时候？", "海南推进会是什么时候召开的？"),
        ("2021年6月失学儿童有多少人？", "7月呢？", "2021年7月失学儿童有多少人？"),
        ("孤儿每月基本生活保障标准是多少？", "海南呢？", "海南孤儿每月基本生活保障标准是多少？"),
        (COURTS_EN, "And Hainan?", "How many juvenile courts are there in Hainan?"),
        (COURTS_EN, "what about nursing homes?", "How many nursing homes are there in Inner Mongolia?"),
        (COURTS_EN, "and in 2020?", "How many juvenile courts are there in Inner Mongolia in 2020?"),
        (COURTS_EN, "When were they set up?", "When were juvenile courts in Inner Mongolia set up?"),
        (COURTS_EN, "How many orphans live there?", "How many orphans live in Inner Mongolia?"),
        (COURTS_EN, "那海南呢？", "How many juvenile courts are there in Hainan?"),
        ("Where was the Hainan meeting held?", "When?", "When was the Hainan meeting held?"),
        ("Where was the group set up?", "When did it meet?", "When did the group meet?"),
        ("What is Gao Jianhua's job title?", "And Gu Xuefei?", "What is Gu Xuefei's job title?"),
        ("Who is Gao Jianhua?", "What did he say?", "What did Gao Jianhua say?"),
    ],
)
def test_what_leans_on_the_question_before_is_made_whole(before: str, question: str, meant: str) -> None:
    assert whole(question, before) == meant


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (COURTS, "海南有多少个少年法庭？"),
        (COURTS, "海南"),  # whoever types a word only may look for it
        (COURTS, "什么时候修订了未成年人保护法？"),
        (COURTS, "六大保护是指哪六个方面，其核心是什么？"),
        (COURTS, "谢谢！"),
        (COURTS, "还有呢？"),
        (COURTS, "内蒙古呢？"),  # the same again
        (COURTS, "海南和河南呢？"),
        (COURTS, "How long does it take?"),
        ("内蒙古和海南哪个的少年法庭多？", "河南呢？"),
        ("2020年1月至3月新增就业多少人？", "2021年呢？"),
        ("2021年6月召开了什么会议？", "2020年呢？"),  # all of it, or that June?
        ("高建华是谁？", "海南呢？"),
        ("杭州在哪里？", "什么时候？"),
        ("你好", "海南呢？"),
        (COURTS_EN, "How many museums are there in Hainan?"),
        (COURTS_EN, "Does the law say when it takes effect?"),
        (COURTS_EN, "Thanks!"),
        (COURTS_EN, "And?"),
        ("Who is Gao Jianhua?", "And Hainan?"),
        ("How long is the Hangzhou Bay Bridge?", "And Ningbo?"),
        ("How far is it from Beijing to Shanghai?", "And Guangzhou?"),
        ("What are the six systems?", "Who is she?"),
        ("", "海南呢？"),
        (COURTS, ""),
        (COURTS, "那海南呢？" + "啊" * LONGEST),
    ],
)
def test_what_stands_by_itself_or_is_not_plain_is_left_alone(before: str, question: str) -> None:
    assert whole(question, before) is None


def test_three_in_a_row() -> None:
    second = whole("那海南呢？", COURTS)
    assert second
    assert whole("And in 2020?", second) == "2020年海南有多少个少年法庭？"


@given(st.text(max_size=40), st.sampled_from([COURTS, COURTS_EN, "谁？", "a", "\ud800"]))
def test_any_text_may_follow(question: str, before: str) -> None:
    said = whole(question, before)
    assert said is None or said not in (question, before)


def test_pieces_of_a_text(lexicon: Lexicon) -> None:
    def spelled(text: str, found: object) -> list[str]:
        assert isinstance(found, tuple)
        return [text[one.start : one.end] for one in found]

    text = "2021年6月1日，高建华在浙江桐庐介绍"
    assert spelled(text, dates(text)) == ["2021年6月1日"]
    assert spelled(text, places(text, lexicon)) == ["浙江桐庐"]
    assert spelled(text, persons(text, lexicon, ANALYSER)) == ["高建华"]
    text = "In June 2021 Gao Jianhua decided in Inner Mongolia"
    assert spelled(text, dates(text)) == ["June 2021"]
    assert spelled(text, places(text, lexicon)) == ["Inner Mongolia"]
    assert spelled(text, persons(text, lexicon, ANALYSER)) == ["Gao Jianhua"]


def test_the_questions_to_measure_it_are_enough() -> None:
    from eval.followups import FOLDER, read

    dev, test = (read(FOLDER / f"{name}.jsonl") for name in ("dev", "test"))
    assert len(dev) + len(test) >= 120
    assert sum(not one.understood for one in (*dev, *test)) >= 40
    assert not {one.question + one.before[-1] for one in dev} & {
        one.question + one.before[-1] for one in test
    }
    assert Path(FOLDER).is_dir()
