import pytest

from index.spellings import spellings


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("organised", "organized"),
        ("authorisation", "authorization"),
        ("analysed", "analyzed"),
        ("labour", "labor"),
        ("favourite", "favorite"),
        ("centres", "centers"),
        ("licence", "license"),
        ("travelling", "traveling"),
        ("programme", "program"),
        ("anaemia", "anemia"),
    ],
)
def test_how_else_it_is_spelled(word: str, other: str) -> None:
    assert other in spellings(word)


@pytest.mark.parametrize("word", ["court", "four", "river", "rest", "liner", "exercise"])
def test_other_words_are_not_taken_apart(word: str) -> None:
    assert not {"cort", "for", "riv", "lin"}.intersection(spellings(word))
