import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.stems import stem


@pytest.mark.parametrize(
    ("forms", "word"), [("held", "hold"), ("forbade forbidden", "forbid"), ("crises", "crisis")]
)
def test_an_irregular_form_is_of_its_word(forms: str, word: str) -> None:
    assert {stem(form) for form in forms.split()} == {stem(word)}


def test_words_of_other_scripts_stay() -> None:
    assert stem("суды") == "суды"


def test_many_threads_stem_as_one() -> None:
    roots = ("nation", "protect", "govern", "educat", "relat")
    ends = ("ally", "ing", "ment", "ions", "izer", "ational")
    words = [root + end for root in roots for end in ends] * 50
    alone = [stem.__wrapped__(word) for word in words]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(stem.__wrapped__, words)) == alone
    finally:
        sys.setswitchinterval(usual)
