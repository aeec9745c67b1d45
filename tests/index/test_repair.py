"""Articles and whole paragraphs, of the sample document and of small ones; and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.document import Article, Document
from index.lines import is_bare_number, is_page_number, lines
from index.load import load
from index.repair import articles

DOCUMENTS = Path(__file__).parents[2] / "documents"


def document(text: str, path: str = "news/文件名.txt") -> Document:
    return Document(path, path, "0" * 64, text)


def paragraphs(text: str, path: str = "news/文件名.txt") -> list[str]:
    source = document(text, path)
    return [source.slice(paragraph.spans) for _, found in articles(source) for paragraph in found]


def only(text: str, path: str = "news/文件名.txt") -> Article:
    [(article, _)] = articles(document(text, path))
    return article


@pytest.fixture(scope="module")
def digest() -> list[tuple[Article, list[str]]]:
    source = load(DOCUMENTS / "未成年人保护工作动态.txt", DOCUMENTS)
    return [(article, [source.slice(it.spans) for it in found]) for article, found in articles(source)]


def test_digest_has_three_articles(digest: list[tuple[Article, list[str]]]) -> None:
    assert [(it.title, it.publisher, it.date, len(found)) for it, found in digest] == [
        ("河南省政府未成年人保护工作领导小组第二次全体会议召开", "河南日报", "", 3),
        ("内蒙古自治区召开未成年人保护工作新闻发布会", "呼和浩特日报", "6月15日", 9),
        ("海南召开全省未成年人保护工作推进会", "人民网", "", 5),
    ]


@pytest.mark.parametrize(
    ("article", "number", "words"),
    [
        (0, 1, "领导小组组长、副省长、省公安厅厅长顾雪飞"),
        (0, 2, "认真落实省委、省政府决策部署"),
        (0, 2, "农村留守儿童和困境儿童关爱保护"),
        (0, 3, "未成年人保护工作站建设"),
        (1, 3, "家长人数达到174万人,引导家长更新育人理念"),
        (1, 7, "成立少年法庭34个"),
        (1, 7, "加强未成年人保护法律监督,在全区部署开展"),
        (2, 3, "要守牢安全守护底线。"),
    ],
)
def test_digest_is_mended(
    digest: list[tuple[Article, list[str]]], article: int, number: int, words: str
) -> None:
    assert words in digest[article][1][number - 1]


def test_sources_are_no_part_of_paragraphs(digest: list[tuple[Article, list[str]]]) -> None:
    assert [found[-1][-4:] for _, found in digest] == ["新局面。", "4人次。", "康成长。"]


LONG = "会议强调，要深入贯彻落实关于未成年人保护工作的重要指示精神，用心用情关爱未成年人。"


@pytest.mark.parametrize(
    "tear", ["\n", "\n\n", "\r\n\r\n", "\n\n12\n\n", "\n- 12 -\n", "\f", "\n第 3 页 共 9 页\n"]
)
@pytest.mark.parametrize("cut", [4, 18, 25, 31])
def test_torn_paragraphs(tear: str, cut: int) -> None:
    text = f"全体会议召开\n\n{LONG[:cut]}{tear}{LONG[cut:]}\n\n{LONG}\n"
    assert paragraphs(text) == [LONG, LONG]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LONG, LONG),
        (LONG, "河南省人民政府办公厅"),
        ("河南省人民政府办公厅", "2022年6月15日"),
        ("各市、县人民政府，省政府各部门：", LONG),
        ("（一）县级以上人民政府及其有关部门；", "（二）乡镇人民政府和街道办事处；"),
        ("一、加强组织领导，落实工作责任", LONG),
        ("床前明月光，", "疑是地上霜。"),
        ("姓名\t年龄\t单位", "张三\t34\t民政厅"),
        ("【享受主体】", LONG),
    ],
)
def test_whole_paragraphs_stay_apart(first: str, second: str) -> None:
    joined = first + second
    for between in ("\n", "\n\n"):
        assert joined not in paragraphs(
            f"工作会议在京召开\n\n{LONG}{between}{first}{between}{second}{between}{LONG}\n"
        )


def test_wrapped_lines_become_paragraphs() -> None:
    words = LONG * 3
    wrapped = "\n".join(words[at : at + 30] for at in range(0, len(words), 30))
    assert paragraphs(f"全体会议召开\n\n{wrapped}\n\n{wrapped}\n") == [words, words]
    indented = "\n".join("　　" + wrapped for _ in range(3))
    assert paragraphs(f"全体会议召开\n\n{indented}\n") == [words] * 3


def test_western_words_keep_one_space() -> None:
    line = "The committee met in the capital and discussed what had been\r\ndone for the children, "
    assert paragraphs(f"A meeting\r\n\r\n{line}\r\n\r\nand what had not.\r\n") == [
        "The committee met in the capital and discussed what had been\n"
        "done for the children,\nand what had not."
    ]


def test_law_is_one_article() -> None:
    law = (
        "# 某某保护法\n\n1991年9月4日 第七届全国人民代表大会通过\n\n"
        "2020年10月17日 第十三届全国人民代表大会修订\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n"
        "第一条 为了保护未成年人，\n\n制定本法。\n\n- 列表项目\n- 另一项目\n"
    )
    article = only(law, "法律/某某.md")
    assert (article.title, article.date) == ("某某保护法", "2020年10月17日")
    assert paragraphs(law, "法律/某某.md")[2:] == [
        "第一条 为了保护未成年人，制定本法。",
        "列表项目",
        "另一项目",
    ]


@pytest.mark.parametrize(
    ("text", "publisher", "date"),
    [
        (f"会议召开\n来源：人民网  发布时间：2022-06-15 10:00\n{LONG}\n", "人民网", "2022-06-15"),
        (f"会议召开\n　　新华社北京6月15日电（记者 张三）{LONG}\n", "新华社", "6月15日"),
        (f"会议召开\n央视网消息（新闻联播）：5月23日，{LONG}\n", "央视网", "5月23日"),
        (f"会议召开\n2021-06-16\n央视网消息（新闻联播）：6月15日，{LONG}\n", "央视网", "2021-06-16"),
        (f"会议召开\n6月16日\n2021年6月15日，{LONG}\n", "", "2021年6月15日"),
        (f"会议召开\n6月15日，{LONG}\n2019年12月31日\n", "", "6月15日"),
        (f"会议召开\n{LONG}（人民日报记者 张三）\n", "人民日报", ""),
        (f"会议召开\n{LONG}\n（来源：新华网）\n", "新华网", ""),
        (f"会议召开\n{LONG}\n某某市人民政府\n二〇二〇年二月一日\n", "", "二〇二〇年二月一日"),
        (f"会议召开\n本报讯 {LONG}(据统计)\n", "", ""),
    ],
)
def test_bylines(text: str, publisher: str, date: str) -> None:
    article = only(text)
    assert (article.title, article.publisher, article.date) == ("会议召开", publisher, date)


def test_articles_begin_at_headings_after_or_above_sources() -> None:
    first, second = (
        f"甲地会议召开\n来源：甲报\n{LONG}\n",
        f"乙地会议召开\n来源：乙报\n{LONG}\n责任编辑：张三\n\n",
    )
    text = f"{first}{second}丙地会议召开\n{LONG}\n来源：丙报\n扫一扫打开当前页\n打印"
    found = [(article.title, article.publisher) for article, _ in articles(document(text))]
    assert found == [("甲地会议召开", "甲报"), ("乙地会议召开", "乙报"), ("丙地会议召开", "丙报")]


def test_title_may_be_the_file_name() -> None:
    assert only(LONG).title == "文件名"
    assert only(LONG).title_spans == ()
    assert articles(document(" \n\u3000\n")) == []


PIECES = st.sampled_from(
    [
        *"一会议召开，。、；：“”（）()《》,.#|->*\t\u3000 \u200b\ufeffa9",
        *("\n", "\r\n", "\r", "\n\n", "\f", "\n12\n", "\n- 3 -\n"),
        *("(据《河南日报》)", "（据人民网）", "来源：新华网", "2022年6月15日", "第一条 ", "一、"),
        *("<!--", "-->", "---\n", "# ", "新华社北京6月15日电", "The meeting was held in"),
        *(LONG, LONG[:20], LONG[20:]),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


def unseen(text: str, path: str) -> bool:
    """Whether it may stand between articles: blanks, rules and page numbers are in none."""
    kept = [text[line.start : line.end] for line in lines(document(text, path))]
    return path == "a.md" or all(is_page_number(line) or is_bare_number(line) for line in kept)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
@example(">\u30000", "a.md")
@example("(《00》)\r= =\r0\r.", "a.txt")
@example("(《00》)\r-0-\r0\r.", "a.txt")
def test_any_text(text: str, path: str) -> None:
    source = document(text, path)
    last = 0
    for article, found in articles(source):
        assert last <= article.span.start < article.span.end <= len(text)
        assert not last or unseen(text[last : article.span.start], path)
        last = article.span.end
        at = article.span.start
        for paragraph in found:
            assert paragraph.spans
            for span in paragraph.spans:
                assert at <= span.start < span.end <= article.span.end
                at = span.end
            words = source.slice(paragraph.spans)
            assert words.strip()
            assert words.replace("\n", "").strip() == words.replace("\n", "")
        for value, spans in (
            (article.publisher, article.publisher_spans),
            (article.date, article.date_spans),
            (article.title if article.title_spans else "", article.title_spans),
        ):
            assert source.slice(spans) == value
            assert all(article.span.start <= span.start < span.end <= article.span.end for span in spans)


@pytest.mark.parametrize(
    "text",
    [LONG * 50_000, "会" * 2_000_000, "(" * 500_000, "会议召开\n" * 20_000, "第一条 会议，\n" * 50_000],
)
def test_long_texts_take_seconds(text: str) -> None:
    assert articles(document(text, "a.md"))


def test_remarks_in_traditional_characters_part_a_digest() -> None:
    text = (
        "甲省召開會議\n\n近日,甲省召開會議。(據《甲省日報》)\n\n"
        "乙省召開會議\n\n近日,乙省召開會議。(據人民網)\n"
    )
    found = articles(Document("a.txt", "a.txt", "0" * 64, text))
    assert [(article.title, article.publisher) for article, _ in found] == [
        ("甲省召開會議", "甲省日報"),
        ("乙省召開會議", "人民網"),
    ]
