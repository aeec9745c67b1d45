from argparse import ArgumentTypeError

import pytest

from index.arguments import positive


def test_at_least_one() -> None:
    assert [positive(text) for text in ("1", "07", "50000")] == [1, 7, 50000]


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "", " ", "²", "many"])
def test_less_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="at least 1"):
        positive(text)
