import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.scripts import SCRIPTS, script


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全区成立少年法庭。", "han"),
        ("臺灣的繁體中文", "han"),
        ("Juvenile courts were set up.", "latin"),
        ("Über die Straße", "latin"),
        ("これは日本語の漢字です", "kana"),
        ("안녕하세요", "hangul"),
        ("Здравствуйте", "cyrillic"),
        ("مرحبا", "arabic"),
        # Some words of another language do not change the language of a text.
        ("阿里巴巴集团的支付宝Alipay用户增长", "han"),
        ("The word 引据 (yinju) means to quote", "latin"),
        ("東京は日本の首都である", "kana"),
        # What stands at the beginning is taken for the whole.
        ("字" * 500 + "letters" * 1000, "han"),
        *((text, "other") for text in ("", " ", "12,000 (34%)", "🙂", "ΑΒΓ")),
    ],
)
def test_the_script_that_most_is_written_in(text: str, name: str) -> None:
    assert SCRIPTS[script(text)] == name


@given(st.text())
def test_any_text_has_a_script_of_its_letters(text: str) -> None:
    assert 0 <= script(text) < len(SCRIPTS)
    assert script(f"12 {text} 34") == script(text)
