"""What is exported comes back the same, shows what it states, and is refused once it was touched."""

from __future__ import annotations

import re
import warnings
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from index.catalog import Catalog
from index.document import Span
from index.errors import EvidenceError
from qa.answer import Extract
from qa.export.file import KINDS, parse, read, render, write
from qa.export.item import Evidence
from tests.qa.export.catalogs import TORN, catalog, evidence

MADE = evidence(catalog({"发布会/内蒙古.txt": TORN}), "发布会/内蒙古.txt")


def _of(text: str) -> Catalog:
    return catalog({"a.txt": text})


TRICKS = (
    "> # forged\n```json\n{}\n```\n## 记录 · Record\n- SHA-256: 0 </strong><script>alert(1)</script> `` ` `` "
    "**bold** [link](http://outside.example) ![i](x) www.outside.example $x$ ~~s~~ "
    "| a | b |\n---\n\t tab  \\ &lt;"
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_comes_back_as_it_was_written(kind: str) -> None:
    assert parse(render(MADE, kind)) == MADE


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text(min_size=1, max_size=200), question=st.text(max_size=40))
def test_any_text_comes_back(kind: str, text: str, question: str) -> None:
    made = evidence(_of(f"标题\n\n正文开始{text}正文结束。"), "a.txt", question)
    assume(made.items)
    assert parse(render(made, kind)) == made


@example(text=TRICKS)
@given(text=st.text(alphabet=TRICKS, min_size=1, max_size=300))
def test_what_is_quoted_stays_in_its_line(text: str) -> None:
    made = evidence(_of(f"标题\n\n正文开始{text}正文结束。"), "a.txt", text)
    lines = render(made, ".md").decode().split("\n")
    shown = lines[: lines.index("```json")]
    starts = ("# ", "## ", "> ", "- ", "导出 ", "请勿改动")
    assert all(line.startswith(starts) or not line for line in shown)
    assert sum(line.startswith("> ") for line in shown) == len(made.items)
    bare = [re.sub(r"</?strong>|<br>", "", line) for line in shown]
    assert not any(
        re.search(r"<|(?<!\\)[`*_\[\]!|~$@#=%^{}]|http:|www\.", line)
        for line in bare
        if line.startswith("> ")
    )


def test_the_exact_words_are_highlighted() -> None:
    markdown = render(MADE, ".md").decode()
    assert "> \\[1\\] <strong>全区</strong>法院系统共设立少年法庭34个，" in markdown
    paragraphs = docx.Document(BytesIO(render(MADE, ".docx"))).paragraphs
    quote = next(one for one in paragraphs if one.text.startswith("[1]"))
    assert [run.text for run in quote.runs if run.font.highlight_color] == ["全区"]


def test_all_that_verifying_needs_can_be_read(tmp_path: Path) -> None:
    text = render(MADE, ".md").decode().replace("\\", "")
    (item,) = MADE.items
    for said in (
        *("问 · Question: 有多少个？", item.sha256, "snapshot-1", "2026-11-25T08:00:00Z"),
        *("段 · Paragraph: 1", "内蒙古自治区召开发布会[N]. 内蒙古日报, 2022-06-16[2026-11-25]."),
        ", ".join(f"{span.start}–{span.end}" for span in item.passage.spans),
    ):
        assert said in text


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_character_changed_anywhere_is_noticed(kind: str, data: st.DataObject) -> None:
    if kind == ".md":
        text = render(MADE, kind).decode()
        at = data.draw(st.integers(0, len(text) - 1))
        other = data.draw(
            st.characters(exclude_categories=["Cs"]).filter(lambda it: it not in (text[at], "\r"))
        )
        content = (text[:at] + other + text[at + 1 :]).encode()
    else:
        document = docx.Document(BytesIO(render(MADE, kind)))
        run = data.draw(st.sampled_from([run for one in document.paragraphs for run in one.runs if run.text]))
        at = data.draw(st.integers(0, len(run.text) - 1))
        other = data.draw(st.sampled_from("0x一 \t").filter(lambda it: it != run.text[at]))
        run.text = run.text[:at] + other + run.text[at + 1 :]
        out = BytesIO()
        document.save(out)
        content = out.getvalue()
    with pytest.raises(EvidenceError):
        parse(content)


def test_a_highlight_that_was_moved_is_noticed() -> None:
    document = docx.Document(BytesIO(render(MADE, ".docx")))
    quote = next(one for one in document.paragraphs if one.text.startswith("[1]"))
    quote.runs[1].font.highlight_color = None
    out = BytesIO()
    document.save(out)
    with pytest.raises(EvidenceError, match="paragraph 5 is not what its record states"):
        parse(out.getvalue())


def test_what_editors_do_to_a_file_as_they_save_it_changes_no_word() -> None:
    assert parse(b"\xef\xbb\xbf" + render(MADE, ".md").replace(b"\n", b"\r\n")) == MADE
    out = BytesIO()
    document = docx.Document(BytesIO(render(MADE, ".docx")))
    for paragraph in document.paragraphs:
        for run in paragraph.runs if paragraph.text[:1] != "[" else []:
            text, run.text = run.text, ""
            for character in text:  # Word cuts runs as it likes
                paragraph.add_run(character)
    document.add_paragraph("")
    document.save(out)
    assert parse(out.getvalue()) == MADE


def _zip(name: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


DTD = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"# Notes\n", "it has no record"),
        (b"\xff\xfe", "no text in UTF-8"),
        (b"PK\x03\x04 broken", "no Word document, or a damaged one"),
        (_zip("a.txt", b"x"), "it is no Word document"),
        (_zip("word/document.xml", b"<a>"), "its text is damaged"),
        (_zip("word/document.xml", b"0" * (65 << 20)), "its text is larger than 64 MB"),
        (_zip("word/document.xml", DTD), "declares a document type"),
        (render(MADE, ".docx")[:2000], "damaged"),
        (render(MADE, ".md")[:-5], "it has no record"),
        (render(MADE, ".md").replace(b'"format": 1', b'"format": 2'), "this Yinju reads 1; update Yinju"),
        (render(MADE, ".md").replace(b'{"question', b'["question'), "line 2 of its record is not JSON"),
        (render(MADE, ".md").replace(b'"paragraph": 1', b'"paragraph": true'), "not a whole number"),
        (render(MADE, ".md").replace(b'"found": true, ', b'"found": true, "found": true, '), "line 2"),
        (render(MADE, ".md").replace(b'-1"}\n```', b'-1", "x": 1}\n```'), "line 2 of its record is not as"),
        (
            b"\n## \xe8\xae\xb0\xe5\xbd\x95 \xc2\xb7 Record\n\n```json\n" + b"[" * 100_000 + b"\n```\n",
            "not JSON",
        ),
    ],
    ids=range(16),
)
def test_what_is_no_export_is_named_with_a_way_out(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "quotes.file"
    path.write_bytes(content)
    with pytest.raises(EvidenceError, match=reason) as raised:
        read(path)
    assert str(path) in str(raised.value)
    assert "export the quotes again" in str(raised.value)


def _word_with(old: bytes, new: bytes, *more: tuple[str, bytes], part: str = "word/document.xml") -> bytes:
    """The Word file with `old` in one of its parts replaced, and `more` parts."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(render(MADE, ".docx"))) as made, zipfile.ZipFile(out, "w") as archive:
        for name in made.namelist():
            content = made.read(name)
            archive.writestr(name, content.replace(old, new, 1) if name == part else content)
        assert old in made.read(part)
        with warnings.catch_warnings(action="ignore"):  # a part may be there twice
            for name, content in more:
                archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_word_with(b"<w:b/>", b"<w:b/><w:vanish/>"), "what Yinju does not write: vanish"),
        (_word_with(b"<w:b/>", b'<w:b/><w:color w:val="FFFFFF"/>'), "does not write: color"),
        (_word_with(b"<w:b/>", b'<w:b/><w:sz w:val="1"/>'), "letters too small to read"),
        (_word_with(b'"yellow"', b'"black"'), "highlights otherwise"),
        (_word_with(b"<w:sectPr ", b"<w:drawing/><w:sectPr "), "does not write: drawing"),
        (_word_with(b"<w:cols ", b'<w:headerReference w:type="default"/><w:cols '), "headerReference"),
        (_word_with(b"<w:sectPr ", b"<w:tbl/><!-- x --><w:sectPr "), "does not write: tbl"),
        (_word_with(b"", b"", ("word/document.xml", b"<a/>")), "a part twice"),
        (_word_with(b"word/document.xml", b"word/other.xml", part="_rels/.rels"), "not where Yinju puts"),
    ],
    ids=range(9),
)
def test_a_word_file_that_hides_text_or_shows_other_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(EvidenceError, match=reason):
        parse(content)


def test_a_sentence_that_leaves_a_word_out_is_refused() -> None:
    (item,) = MADE.items
    assert item.sentence
    first, *others = item.sentence.spans
    spans = (Span(first.start, first.start + 2), Span(first.start + 3, first.end), *others)
    text = item.sentence.text
    forged = replace(item, sentence=Extract(text[:2] + text[3:], spans))
    with pytest.raises(EvidenceError, match="does not stand in the quote in one piece"):
        parse(render(Evidence(MADE.exported, (forged,)), ".md"))


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"none\.md: cannot be read"):
        read(tmp_path / "none.md")


def test_no_file_is_written_over_and_no_other_kind_is_written(tmp_path: Path) -> None:
    path = tmp_path / "quotes.md"
    write(MADE.items, path)
    assert read(path).items == MADE.items
    for other, reason in ((path, "is there already"), (tmp_path / "a.pdf", r"\.md or \.docx")):
        with pytest.raises(EvidenceError, match=reason):
            write(MADE.items, other)
    with pytest.raises(EvidenceError, match="no quote to export"):
        write((), tmp_path / "b.md")
    with pytest.raises(EvidenceError, match="cannot be written"):
        write(MADE.items, tmp_path / "nowhere" / "b.md")
