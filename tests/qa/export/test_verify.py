"""What became of exported quotes: intact, moved, changed or missing, and never intact where they differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.document import Read, Span
from qa.answer import Extract
from qa.export.file import KINDS, parse, render
from qa.export.item import Evidence, Item
from qa.export.locate import difference
from qa.export.verify import Finding, verify
from tests.qa.export.catalogs import TORN, WHEN, catalog, evidence

PATH = "发布会/内蒙古.txt"
OTHERS = "\n\n".join(
    f"（{n}）各盟市定期报告落实情况，由领导小组办公室汇总，第{n}期报告另行印发。" for n in range(9)
)


def found(made: Evidence, texts: dict[str, str]) -> list[Finding]:
    return verify(made, catalog(texts))


@pytest.fixture
def made() -> Evidence:
    return evidence(catalog({PATH: TORN}), PATH)


def test_nothing_changed(made: Evidence) -> None:
    (finding,) = found(made, {PATH: TORN, "b.txt": OTHERS})
    assert (finding.status, finding.now) == ("intact", made.items[0].cited)


@given(text=st.text(min_size=1, max_size=300), kind=st.sampled_from(KINDS))
def test_whatever_is_exported_is_intact(text: str, kind: str) -> None:
    held = catalog({"a.txt": f"标题\n\n正文开始{text}正文结束。\n\n{OTHERS}"})
    again = parse(render(evidence(held, "a.txt"), kind))
    assert {finding.status for finding in verify(again, held)} == {"intact"}


@given(data=st.data())
def test_another_word_is_never_intact(data: st.DataObject) -> None:
    """Not even where the whole file is consistent: who changed it wrote it anew, as Yinju would have."""
    text = data.draw(st.text(min_size=1, max_size=60))
    held = catalog({"a.txt": f"标题\n\n正文开始{text}正文结束。\n\n{OTHERS}"})
    item = data.draw(st.sampled_from(evidence(held, "a.txt", words=0).items))
    words = item.passage.text
    at = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda it: it != words[at]))
    changed = words[:at] + other + words[at + 1 :]
    forged = replace(item, passage=replace(item.passage, text=changed), sentence=None)
    file = parse(render(Evidence(WHEN, (forged,)), ".md"))
    (finding,) = verify(file, held)
    assert finding.status != "intact"
    assert finding.status != "moved" or changed in f"标题\n\n正文开始{text}正文结束。\n\n{OTHERS}"


@given(data=st.data())
def test_words_put_together_from_elsewhere_are_never_intact(data: st.DataObject) -> None:
    """Each piece stands where the record says; the whole does not: 不 left out, or two pieces exchanged."""
    text = "任何单位不得泄露未成年人的信息，经监护人同意的除外。"
    held = catalog({"a.txt": f"标题\n\n{text}\n\n{OTHERS}"})
    item = evidence(held, "a.txt", words=0).items[0]
    start, end = item.passage.spans[0].start, item.passage.spans[-1].end
    low = data.draw(st.integers(start + 1, end - 2))
    high = data.draw(st.integers(low + 1, end - 1))
    pieces = data.draw(
        st.sampled_from(
            [(Span(start, low), Span(high, end)), (Span(high, end), Span(low, high), Span(start, low))]
        )
    )
    document, _, _ = held.entry("a.txt")
    forged = replace(item, passage=Extract(document.slice(pieces), pieces), sentence=None)
    assume(forged.passage.text not in document.text)
    (finding,) = verify(parse(render(Evidence(WHEN, (forged,)), ".md")), held)
    assert finding.status in ("changed", "missing")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "另一个标题"),
        ("publisher", "人民日报"),
        ("number", "民发〔2020〕1号"),
        ("date", "2022年6月17日"),
        ("clause", "第一条"),
        ("paragraph", 2),
        ("page", 3),
        ("ocr", 99),
    ],
)
def test_a_forged_citation_is_told(made: Evidence, field: str, value: str | int) -> None:
    (item,) = made.items
    forged = replace(item, cited=replace(item.cited, **{field: value}))  # type: ignore[arg-type]
    (finding,) = found(Evidence(WHEN, (forged,)), {PATH: TORN})
    assert finding.status == "changed"
    before = getattr(item.cited, field)
    assert finding.differences == ((field, str(value), "" if before is None else str(before)),)


def test_a_longer_document_has_the_words_elsewhere(made: Evidence) -> None:
    added = "第一段是后来加上的，说的是另一件事情，与少年法庭没有关系，也不长。"
    (finding,) = found(made, {PATH: TORN.replace("全区法院", f"{added}\n\n全区法院")})
    assert finding.status == "moved"
    assert finding.now
    assert (finding.now.path, finding.now.title) == (PATH, "内蒙古自治区召开发布会")
    assert [span.start for span in finding.spans] == [
        span.start + len(added) + 2 for span in made.items[0].passage.spans
    ]


def test_a_renamed_file_is_found(made: Evidence) -> None:
    (finding,) = found(made, {"新/名.txt": TORN, "b.txt": OTHERS})
    assert finding.status == "moved"
    assert finding.now
    assert finding.now.path == "新/名.txt"
    assert finding.spans == made.items[0].passage.spans


def test_words_that_a_page_break_tore_are_found_whole_and_torn_elsewhere(made: Evidence) -> None:
    for text in (
        TORN.replace("34\n\n\n个", "34个"),
        TORN.replace("34\n\n\n个", "34个").replace("少年法", "少年\n\n\n法"),
    ):
        (finding,) = found(
            made, {"other.txt": "另外一个标题\n\n" + text.split("\n\n", 2)[2], "b.txt": OTHERS}
        )
        assert finding.status == "moved"


def test_another_figure_is_a_change_and_shown_in_brief(made: Evidence) -> None:
    (finding,) = found(made, {PATH: TORN.replace("34", "116")})
    assert finding.status == "changed"
    ((field, stated, now),) = finding.differences
    assert field == "text"
    assert difference(stated, now) == "…院系统共设立少年法庭[-34-]{+116+}个，形成未成年人司法…"


@pytest.mark.parametrize(
    "texts", [{PATH: OTHERS}, {"b.txt": OTHERS}, {"b.txt": TORN.replace("34", "116")}, {}]
)
def test_what_is_nowhere_is_missing(made: Evidence, texts: dict[str, str]) -> None:
    (finding,) = found(made, texts)
    assert finding.status == "missing"
    assert finding.as_json()["now"] is None


def test_of_a_scan_the_doubts_are_verified_too() -> None:
    text = "孤儿每月基本生活保障标准为1350元，由自治区财政承担。"
    at, place = text.index("35"), (0.1, 0.2, 0.8, 0.2, 0.02)

    def reads(confidence: float) -> tuple[Read, ...]:
        parts = ((0, at, 0.95), (at, at + 1, confidence), (at + 1, len(text), 0.95))
        return tuple(Read(Span(start, end), sure, place) for start, end, sure in parts)

    made = evidence(catalog({"scan.pdf": text}, reads(0.4)), "scan.pdf")
    (item,) = made.items
    assert (item.cited.ocr, item.doubtful) == (40, (Extract("3", (Span(at, at + 1),)),))
    assert "存疑 · in doubt: 3" in render(made, ".md").decode()
    for kind in KINDS:
        (finding,) = verify(parse(render(made, kind)), catalog({"scan.pdf": text}, reads(0.4)))
        assert finding.status == "intact"
    (finding,) = verify(made, catalog({"scan.pdf": text}, reads(0.95)))
    assert finding.differences == (("ocr", "40", "95"), ("doubtful", "3", ""))


def test_a_copy_is_as_good_as_its_original(made: Evidence) -> None:
    held = catalog({PATH: TORN})
    files = held.files()
    held.files = lambda: {**files, "copy.txt": files[PATH]}  # type: ignore[method-assign]
    (item,) = made.items
    copied: Item = replace(item, cited=replace(item.cited, path="copy.txt"))
    (finding,) = verify(Evidence(WHEN, (copied,)), held)
    assert finding.status == "intact"


@given(stated=st.text(max_size=80), now=st.text(max_size=80))
def test_a_difference_names_what_differs(stated: str, now: str) -> None:
    assume(stated != now)
    assert "[-" in (said := difference(stated, now)) or "{+" in said
