"""The number a document bears is told from those that it mentions."""

import pytest

from index.context import context_text
from index.document import Document, Passage
from index.references import number_of
from index.repair import articles
from index.terms import Analyser

BODY = "各市人民政府：\n为做好孤儿保障工作，现就有关事项通知如下。请认真贯彻执行。\n"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("关于孤儿保障的通知\n民发〔2020〕125号\n", "民发〔2020〕125号"),
        ("关于孤儿保障的通知\n民发[2020]125号\n", "民发[2020]125号"),
        ("关于孤儿保障的通知\n〔2022〕12号\n", "〔2022〕12号"),
        ("关于孤儿保障的通知 国发〔2021〕16号 ", "国发〔2021〕16号"),
        ("国发〔2021〕16号国务院关于孤儿保障的通知\n", "国发〔2021〕16号"),
        ("关于孤儿保障的通知（国办发明电〔2020〕1号）\n", "国办发明电〔2020〕1号"),
        (
            "关于孤儿保障的通知\n发文字号：肺炎发﹝2020﹞21号　发布日期：2020-02-03\n",
            "肺炎发﹝2020﹞21号",
        ),
        ("孤儿保障条例\n中华人民共和国国务院令第619号\n", "中华人民共和国国务院令第619号"),
        ("孤儿保障办法\n（第36号令）\n", "（第36号令）"),
        ("孤儿保障办法\n第36号令\n", "第36号令"),
        ("孤儿保障公告\n财政部公告2020年第8号\n", "财政部公告2020年第8号"),
        ("根据《关于孤儿保障的通知》（国发〔2021〕16号）精神\n", ""),
        ("按照天津市卫健委津卫医政【2020】100号《通知》\n", ""),
        ("指挥部发布第11号、第12号通告\n", ""),
        ("会议在人民路16号举行\n", ""),
    ],
)
def test_numbers(text: str, number: str) -> None:
    whole = text + BODY
    found = number_of(whole, 0, len(whole))
    assert (whole[slice(*found)] if found else "") == number


def test_an_article_bears_its_number_as_a_slice_and_is_found_by_it() -> None:
    document = Document("a.txt", "a.txt", "0" * 64, "关于孤儿保障的通知\n民发〔2020〕125号\n" + BODY)
    ((article, _),) = articles(document)
    assert article.number == document.slice(article.number_spans) == "民发〔2020〕125号"
    context = Analyser().terms(context_text(Passage("p", article, 1, ())))
    assert "2020号125" in context
    assert "2020号125" in Analyser().terms("民发[2020]125号是什么通知？")
