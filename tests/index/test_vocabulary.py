from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.terms import Analyser
from index.vocabulary import GLOSSARY, USERDICT, Vocabulary, read_vocabulary

PAIRS = (("三码", "three codes"), ("ai", "人工智能"))


def words(folder: Path, text: str | bytes) -> tuple[tuple[str, ...], list[str]]:
    """The words of a user dictionary, and which of its lines cannot be used."""
    (folder / USERDICT).write_bytes(text if isinstance(text, bytes) else text.encode())
    vocabulary, skipped = read_vocabulary(folder)
    return vocabulary.words, [one.path for one in skipped]


def pairs(folder: Path, text: str | bytes) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """The pairs of a glossary, and which of its lines cannot be used."""
    (folder / GLOSSARY).write_bytes(text if isinstance(text, bytes) else text.encode())
    vocabulary, skipped = read_vocabulary(folder)
    return vocabulary.pairs, [one.path for one in skipped]


def test_a_folder_without_either_adds_nothing(tmp_path: Path) -> None:
    assert read_vocabulary(tmp_path) == (Vocabulary(), [])
    assert read_vocabulary(tmp_path / "nowhere") == (Vocabulary(), [])


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("三码合一", "三码合一"),
        ("  三码合一  ", "三码合一"),
        ("三码合一 10", "三码合一 10"),
        ("三码合一 n", "三码合一 n"),
        ("三码合一 10 n", "三码合一 10 n"),
        ("三碼合一 １０ Ｎ", "三码合一 10 n"),
        ("\ufeff三码合一", "三码合一"),
    ],
)
def test_a_word_with_or_without_frequency_and_tag(tmp_path: Path, line: str, word: str) -> None:
    assert words(tmp_path, line) == ((word,), [])


@pytest.mark.parametrize("line", ["三码合一 10 n", "三码合一   10", "三码合一　　n"])
def test_a_word_is_kept_whole_whatever_blanks_stand_behind_it(tmp_path: Path, line: str) -> None:
    (found,), _ = words(tmp_path, line)
    assert "三码合一" in Analyser([found]).terms("三码合一的系统")


@pytest.mark.parametrize(
    "line", ["three codes", "三码 合一", "三码 0", "三码 -1", "三码10", "10 三码", "三码 n 10"]
)
def test_a_line_that_is_no_word_is_named_and_passed_over(tmp_path: Path, line: str) -> None:
    text = f"# 自定义\n\n三码合一\n{line}\n少年法庭\n"
    assert words(tmp_path, text) == (("三码合一", "少年法庭"), ["userdict.txt, line 4"])


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("head", ["", "term,translation\n", "术语,译文\n", "English,Chinese\n"])
def test_a_glossary_as_spreadsheets_save_it(tmp_path: Path, mark: str, head: str) -> None:
    text = f"{head}三码,Three Codes\nＡＩ,人工智能\n".replace(",", mark)
    assert pairs(tmp_path, text) == (PAIRS, [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_glossary_in_the_encodings_of_documents(tmp_path: Path, encoding: str) -> None:
    assert pairs(tmp_path, "三码,three codes\r\nAI,人工智能\r\n".encode(encoding)) == (PAIRS, [])


def test_a_cell_may_hold_the_mark_and_a_line_more_cells(tmp_path: Path) -> None:
    text = '"三码","codes, three of them",a remark\n'
    assert pairs(tmp_path, text) == ((("三码", "codes, three of them"),), [])


@pytest.mark.parametrize("line", ["三码\tcodes, three", "三码;codes, three, of them"])
def test_commas_within_cells_are_no_marks(tmp_path: Path, line: str) -> None:
    ((term, _),), _ = pairs(tmp_path, line)
    assert term == "三码"


def test_a_cell_that_never_ends_spoils_its_line_only(tmp_path: Path) -> None:
    text = f"三码,three codes\n{'字' * 200_000},x\nAI,人工智能\n"
    assert pairs(tmp_path, text) == (PAIRS, ["glossary.csv, line 2"])


def test_a_quotation_mark_that_is_not_closed_takes_no_line_along(tmp_path: Path) -> None:
    assert pairs(tmp_path, '三码,three codes\n"乙,two\nAI,人工智能\n') == (PAIRS, ["glossary.csv, line 2"])


def test_only_the_first_line_is_a_header(tmp_path: Path) -> None:
    assert pairs(tmp_path, "三码,three codes\nterm,translation\n")[0][1] == ("term", "translation")


@pytest.mark.parametrize("line", ["三码", "三码,", ",three codes", "三码,——", "three codes;三码"])
def test_a_line_that_is_no_pair_is_named_and_passed_over(tmp_path: Path, line: str) -> None:
    text = f"三码,three codes\n\n# 三码,3 codes\n,\n{line}\nAI,人工智能\n"
    assert pairs(tmp_path, text) == (PAIRS, ["glossary.csv, line 5"])


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfa\xf5 \xff\xf0", "UTF-8"), ("三码,\0".encode(), "binary"), (b"\xff\xfea", "damaged")],
)
@pytest.mark.parametrize("name", [USERDICT, GLOSSARY])
def test_a_file_that_is_no_text_is_named_and_passed_over(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    other = {USERDICT: "三码合一", GLOSSARY: "三码,three codes"}
    for each, text in other.items():
        (tmp_path / each).write_text(text, "utf-8")
    (tmp_path / name).write_bytes(content)
    vocabulary, (skipped,) = read_vocabulary(tmp_path)
    assert skipped.path == name
    assert said in str(skipped.reason)
    assert (vocabulary.words, vocabulary.pairs) == {
        USERDICT: ((), PAIRS[:1]),
        GLOSSARY: (("三码合一",), ()),
    }[name]


def test_a_folder_of_that_name_is_no_file(tmp_path: Path) -> None:
    (tmp_path / USERDICT).mkdir()
    vocabulary, skipped = read_vocabulary(tmp_path)
    assert vocabulary == Vocabulary()
    assert [item.path for item in skipped] == [USERDICT]


texts = st.text(st.characters(exclude_categories=["Cs"]))
vocabularies = st.builds(
    Vocabulary,
    st.lists(texts, max_size=3).map(tuple),
    st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
)


@given(vocabularies, vocabularies)
def test_what_is_kept_comes_back_and_has_one_digest(one: Vocabulary, other: Vocabulary) -> None:
    assert Vocabulary.load(one.dump()) == one
    assert (one.digest == other.digest) == (one == other)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"words": [], "pairs": [["三码"]]}', '{"words": null, "pairs": []}']
)
def test_what_was_not_kept_so_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        Vocabulary.load(text)
