"""Where the words begin and end that are quoted."""

import pytest

from index.terms import Analyser
from qa.reader.extent import clauses, conditions, imposed, office, place, reason, saying
from qa.reader.spans import Span

ANALYSER = Analyser()


def span(text: str, words: str, probability: float = 0.5) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), probability)


def quoted(text: str, found: Span | None) -> str | None:
    return text[found.start : found.end] if found else None


def test_a_reason_ends_at_a_full_stop_and_not_within_a_figure() -> None:
    text = "He left because of illness. The court then adjourned, and"
    assert quoted(text, reason("Why did he leave?", text, span(text, "illness"))) == "illness"
    text = "因为地震造成12,000人受灾。"
    assert quoted(text, reason("为什么搬迁?", text, span(text, "地震"))) == "地震造成12,000人受灾"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("为什么失去竞争力?", "欧洲工业正在转移"),
        ("Why is it less competitive?", "欧洲工业正在转移"),
        ("什么正在转移?", "欧洲工业"),
    ],
)
def test_a_reason_goes_on_to_the_end_of_its_clause(question: str, words: str) -> None:
    text = "因为欧洲工业正在转移，欧洲正失去竞争力。"
    assert quoted(text, reason(question, text, span(text, "欧洲工业"))) == words


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("做到三必问：问清户籍；问清轨迹；问清症状。以及其他", "问清户籍", "问清户籍；问清轨迹；问清症状"),
        ("做到三必问：问清户籍；问清轨迹", "问清户籍", "问清户籍；问清轨迹"),
        ("做到三必问：问清户籍，问清轨迹。", "问清户籍", None),
        ("先问清户籍；再问清轨迹。", "问清户籍", None),
    ],
)
def test_clauses_that_a_colon_opens_are_quoted_together(text: str, words: str, whole: str | None) -> None:
    assert quoted(text, clauses(text, span(text, words))) == whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("按照“人歇机不歇，两班倒”的方式", "人歇机不歇，两班倒"),
        ("按照“人歇机不歇。两班倒”的方式", "人歇机不歇"),
        ("按照人歇机不歇，“两班倒”的方式", "人歇机不歇"),
        ("按照“人歇机不歇”，两班倒", "人歇机不歇"),
        ("题为《人歇机不歇，两班倒》", "人歇机不歇，两班倒"),
    ],
)
def test_a_saying_is_quoted_to_its_closing_mark(text: str, whole: str) -> None:
    assert quoted(text, saying(text, span(text, "人歇机不歇"))) == whole


LAW = "买卖证件的，由公安机关处十五日以下拘留，可以并处罚款；情节严重的，追究刑事责任。"


@pytest.mark.parametrize(
    ("question", "likeliest", "words"),
    [
        ("What penalty is there?", "十五日以下拘留", "由公安机关处十五日以下拘留，可以并处罚款"),
        ("买卖证件会受什么处罚?", "买卖证件", "由公安机关处十五日以下拘留，可以并处罚款"),
        ("有什么后果?", "刑事责任", "追究刑事责任"),
        ("拘留多少日?", "十五日以下", "十五日以下"),
    ],
)
def test_what_is_imposed_is_quoted_whole(question: str, likeliest: str, words: str) -> None:
    assert quoted(LAW, imposed(question, LAW, span(LAW, likeliest))) == words


@pytest.mark.parametrize("before", ["", "拒不改正的，", "限期改正。", "警告；", "罚款\n"])
def test_what_is_imposed_may_begin_the_text_or_a_sentence(before: str) -> None:
    text = f"{before}责令停业整顿，并处罚款。"
    assert quoted(text, imposed("如何处罚?", text, span(text, "停业整顿"))) == "责令停业整顿，并处罚款"


def test_what_is_imposed_nowhere_or_at_length_stays() -> None:
    for text in ("情节严重的从重。", f"情节严重的，处{'很' * 130}重。"):
        assert quoted(text, imposed("有什么后果?", text, span(text, "严重"))) == "严重"


@pytest.mark.parametrize(
    ("question", "text", "likeliest", "others", "name"),
    [
        ("由哪个单位解释?", "由石景山区投资中心解释", "投资中心", ["石景山区投资中心"], "石景山区投资中心"),
        ("哪家机构带队?", "由中国贸促会组织考察", "中国贸促会组织", ["中国贸促会"], "中国贸促会"),
        ("Which agency led it?", "由中国贸促会组织考察", "中国贸促会组织", ["中国贸促会"], "中国贸促会"),
        ("谁带队?", "由中国贸促会组织考察", "中国贸促会组织", ["中国贸促会"], "中国贸促会组织"),
        ("哪家机构带队?", "由中国贸促会组织考察", "中国贸促会组织", [], "中国贸促会组织"),
    ],
)
def test_an_office_has_its_place_and_no_verb(
    question: str, text: str, likeliest: str, others: list[str], name: str
) -> None:
    spans = [span(text, likeliest), *(span(text, one, 0.3) for one in others)]
    assert quoted(text, office(question, text, spans, ANALYSER)) == name


def test_an_office_that_is_hardly_likely_is_not_taken() -> None:
    text = "由中国贸促会组织考察"
    spans = [span(text, "中国贸促会组织"), span(text, "中国贸促会", 0.1)]
    assert quoted(text, office("哪家机构带队?", text, spans, ANALYSER)) == "中国贸促会组织"


@pytest.mark.parametrize(
    ("question", "text", "where"),
    [
        ("会见的地点是哪里?", "在天津迎宾馆会见来宾", "天津迎宾馆"),
        ("Where did they meet?", "在天津迎宾馆会见来宾", "天津迎宾馆"),
        ("在哪个城市会见?", "在天津迎宾馆会见来宾", "天津"),
        ("会见的地点是哪里?", "在天津会见来宾", "天津"),
    ],
)
def test_a_place_is_the_building_too(question: str, text: str, where: str) -> None:
    assert quoted(text, place(question, text, span(text, "天津"), ANALYSER)) == where


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("要满足什么条件?", "具有大专学历，并通过技术考核"),
        ("What qualifications are needed?", "具有大专学历，并通过技术考核"),
        ("是什么学历?", "具有大专学历"),
    ],
)
def test_what_is_required_besides_is_quoted_too(question: str, words: str) -> None:
    text = "应当具有大专学历，并通过技术考核。"
    assert quoted(text, conditions(question, text, span(text, "具有大专学历"))) == words


def test_a_name_may_end_as_the_question_says() -> None:
    text = "由国际动物保护组织制定"
    spans = [span(text, "国际动物保护组织"), span(text, "国际动物保护", 0.3)]
    assert quoted(text, office("哪个组织制定?", text, spans, ANALYSER)) == "国际动物保护组织"


def test_a_title_is_quoted_to_its_end() -> None:
    text = "印发《乡村全面振兴规划（2024—2027年）》，部署工作"
    found = saying(text, Span(3, 11, 0.5))
    assert text[found.start : found.end] == "乡村全面振兴规划（2024—2027年）"


def test_what_a_title_begins_with_is_no_title() -> None:
    first = Span(1, 5, 0.5)
    assert saying("《未成年人保护条例》公布", first) == first
