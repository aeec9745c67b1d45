"""The dictionary turned around."""

import pytest

from index.glosses import entries, glosses


@pytest.fixture(scope="module")
def phrases() -> dict[str, set[str]]:
    """Of some entries: the phrases that their words are found by."""
    some = {"阿尔及利亚人", "全国人民代表大会", "海南"}
    return {
        entry["han"]: {phrase for phrase, *_ in glosses(entry)} for entry in entries() if entry["han"] in some
    }


def test_a_proper_name_is_found_by_its_pinyin_and_its_glosses(phrases: dict[str, set[str]]) -> None:
    assert phrases["海南"] >= {"hainan", "hainan provinc"}
    assert "algerian" in phrases["阿尔及利亚人"]


def test_cross_references_are_no_glosses(phrases: dict[str, set[str]]) -> None:
    assert not any("abbr" in phrase for phrase in phrases["全国人民代表大会"])
