"""Questions over paragraphs in another language, made from questions that were mined."""

import json
import random
from pathlib import Path

from eval.train.crossed import LONGEST, parallel, switch
from eval.train.data import held_out
from eval.train.mined import Mined, Window
from index.cache import cache_folder
from index.lexicon import open_lexicon


def about(document: str, text: str, **fields: object) -> Mined:
    given = {"set": "chinese_squad", "lang": "en", "question": "when?", "answer": "", "answerable": True}
    return Mined(id="q", paragraph=Window(document, 0, len(text)), **(given | fields))  # type: ignore[arg-type]


def write(data: Path, *rows: tuple[str, str, bool]) -> None:
    (data / "chinese_squad").mkdir(parents=True)
    with (data / "chinese_squad" / "parallel_paragraphs.jsonl").open("w", encoding="utf-8") as file:
        for document, english, kept in rows:
            row = {"passage_id": document, "title": "T", "en": english, "xquad_paragraph": kept}
            file.write(json.dumps(row) + "\n")


def test_english_paragraphs_are_asked_what_chinese_ones_are(tmp_path: Path) -> None:
    write(tmp_path, ("zhsquad-000105", "In 1949 he left.", False))
    hit = Window("zhsquad-000105", 0, 5)
    mined = [
        about("zhsquad-000105", "1949年", answer="1949", hits=(hit,)),
        about("zhsquad-000105", "1949年", answer="他", lang="zh"),
        about("zhsquad-000105", "1949年", lang="zh", answerable=False),
        about("zhsquad-000105", "1949年", lang="glossed"),
        about("zhsquad-000999", "x"),
    ]
    passages, found = parallel(tmp_path, mined)
    assert list(passages.values()) == [("T", "In 1949 he left.")]
    assert [(one.answer, one.answerable, one.hits) for one in found] == [
        ("1949", True, ()),
        ("", True, ()),
        ("", False, ()),
    ]
    assert {one.paragraph for one in found} == {Window(next(iter(passages)), 0, 16)}


def test_what_is_kept_out_in_chinese_is_kept_out_in_english(tmp_path: Path) -> None:
    write(tmp_path, ("zhsquad-000105", "one", False), ("zhsquad-000110", "two", False))
    assert [held_out(document) for document in parallel(tmp_path, [])[0]] == [True, False]


def test_paragraphs_of_the_test_set_and_long_ones_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, ("zhsquad-000105", "one", True), ("zhsquad-000110", "x" * (LONGEST + 1), False))
    assert parallel(tmp_path, []) == ({}, [])


def test_answers_and_near_misses_are_moved_into_the_mixed_paragraph() -> None:
    text = "The school was built. The juvenile court was opened in Hainan, says Bonomi."
    start = text.index("The juvenile")
    hits = (Window("s1", 0, start), Window("c1", 0, 3))
    asked = about("s1", text, set="squadshifts_en", answer="juvenile court", hits=hits)
    lexicon = open_lexicon(cache_folder())
    passages, found = switch({"s1": ("A school", text)}, [asked], lexicon, random.Random(3))
    ((document, (_, mixed)),) = passages.items()
    (one,) = found
    assert one.answer in mixed
    assert one.paragraph == Window(document, 0, len(mixed))
    school, other = one.hits
    assert school.document == document
    assert one.answer not in mixed[school.start : school.end]
    assert other == hits[1]
