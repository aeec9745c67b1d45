from __future__ import annotations

import pytest

from qa.defined import asks_meaning, defined

LAW = "第二条 本法所称家庭暴力，是指家庭成员之间的侵害行为。本法所称严重家庭暴力，是指下列行为：其他。"


@pytest.mark.parametrize(
    ("question", "said", "words"),
    [
        ("什么是家庭暴力?", "家庭暴力", ["家庭成员之间的侵害行为", "下列行为"]),
        ("家庭暴力是指什么?", "家庭暴力", ["家庭成员之间的侵害行为", "下列行为"]),
        ("家庭暴力的定义是什么?", "家庭暴力", ["家庭成员之间的侵害行为", "下列行为"]),
        ("What counts as domestic violence?", "家庭暴力", ["家庭成员之间的侵害行为", "下列行为"]),
        ("What is meant by grave domestic violence?", "严重家庭暴力", ["下列行为"]),
        ("什么是暴力?", "暴力", []),
        ("什么是家庭暴力行为?", "家庭暴力", []),
        ("什么是发生家庭暴力的条件?", "家庭暴力", []),
        ("What counts as violence?", "暴力", []),
        ("谁处理家庭暴力?", "家庭暴力", []),
        ("什么时候发生家庭暴力?", "家庭暴力", []),
    ],
)
def test_what_a_term_means(question: str, said: str, words: list[str]) -> None:
    found = defined(question, LAW, [said] if said else [])
    assert [LAW[slice(*place)] for place in found] == words


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("双减指的是什么?", "“双减”指的是减轻两项负担。", "减轻两项负担"),
        ("碳达峰是什么?", "碳达峰就是指排放不再增长。", "排放不再增长"),
        ("什么是公共数据?", "公共数据（以下简称数据），是指产生的数据。", "产生的数据"),
        ("法律上的欺凌到底怎么界定?", "本法所称欺凌，是指伤害他人。", "伤害他人"),
        ("什么是少年法庭?", "成立少年法庭，是指导工作的举措。", ""),
    ],
)
def test_terms_as_texts_define_them(question: str, text: str, words: str) -> None:
    assert [text[slice(*place)] for place in defined(question, text, [])] == ([words] if words else [])


@pytest.mark.parametrize(
    "question",
    ["学生欺凌到底怎么界定?", "What is a guardian?", "how does the law define a minor", "未成年人指的是什么"],
)
def test_questions_for_a_meaning(question: str) -> None:
    assert asks_meaning(question)


@pytest.mark.parametrize(
    "question",
    [
        *("What is the allowance?", "What are the courts?", "谁开会?"),
        *("What is a company required to do?", "What is a penalty for it?"),
    ],
)
def test_other_questions(question: str) -> None:
    assert not asks_meaning(question)


def test_several_words_of_a_question_may_be_the_term() -> None:
    text = "本法所称野生动物栖息地，是指野生动物生息繁衍的重要区域。"
    found = defined("How does the law define a wildlife habitat?", text, ["野生动物", "栖息地"])
    assert [text[slice(*place)] for place in found] == ["野生动物生息繁衍的重要区域"]
    assert not defined("How does the law define wildlife?", text, ["野生动物"])
