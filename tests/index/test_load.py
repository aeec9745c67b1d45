"""Files become documents: encodings, line ends, and what cannot be read."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.decode import decode
from index.document import Document, Skipped
from index.errors import DocumentError
from index.load import iter_documents, load

SIMPLIFIED = (
    "会议强调,未成年人保护工作涉及千家万户,要认真落实省委、省政府决策部署。\r\n全区共有174万人参加学习。\n"
)
TRADITIONAL = "會議強調，未成年人保護工作涉及千家萬戶，要認真落實決策部署。\r\n全區共有174萬人參加學習。\n"
SHORT = ("全省未成年人保护工作推进会议召开", "国务院关于印发2022年重点工作任务的通知", "据新华社电")


def written(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("text", [SIMPLIFIED, *SHORT])
def test_encodings(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "gb18030", "utf-8"])
@pytest.mark.parametrize("text", [TRADITIONAL, TRADITIONAL[:16]])
def test_traditional(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
def test_western_text(encoding: str) -> None:
    assert (
        decode("The meeting was held on 15 June.\n".encode(encoding)) == "The meeting was held on 15 June.\n"
    )


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_utf8_comes_back_as_it_was(text: str, encoding: str) -> None:
    text = text.lstrip("\ufeff")
    assert decode(text.encode(encoding)) == text


@given(st.binary())
def test_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except ValueError:
        return
    assert "\0" not in text


def test_document(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + SIMPLIFIED.encode()
    document = load(written(tmp_path, data, "通知/a.md"), tmp_path)
    assert document == Document("通知/a.md", "通知/a.md", sha256(data).hexdigest(), SIMPLIFIED)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\xe3\x80\x80\n", "empty"),
        (b"%PDF-1.7\n\x00\x01\x02\xff\xfe", "no text in UTF-8"),
        (b"MZ\x00\x01 a program", "binary content"),
        (bytes(range(1, 32)) * 4, "binary content"),
        (b"\xff\xfe\x00", "damaged UTF-16-LE"),
        ("caf\xe9 r\xe9sum\xe9, no such text".encode("latin-1"), "save it again as UTF-8"),
        ("保护工作".encode() * 9 + b"\xff", "byte 108 is 0xff"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason) as caught:
        load(written(tmp_path, data), tmp_path)
    assert caught.value.path == "a.txt"


def test_unreadable(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        load(tmp_path / "missing.txt", tmp_path)
    with pytest.raises(DocumentError, match="cannot be read"):
        load(written(tmp_path, b"x", "folder.txt/b.txt").parent, tmp_path)


def test_files_come_sorted_and_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "a.md"):
        written(tmp_path, b"x", name)
    assert [item.path for item in iter_documents(tmp_path)] == ["a/z.txt", "a.md", "b.txt"]


def test_links(tmp_path: Path) -> None:
    outside = written(tmp_path, b"x", "outside/o.txt")
    inside = written(tmp_path, b"inside", "folder/i.txt")
    folder = inside.parent
    for name, target in {
        "out": outside.parent,
        "o.txt": outside,
        "again": folder,
        "twice.txt": inside,
    }.items():
        (folder / name).symlink_to(target)
    (folder / "loop").symlink_to(folder / "loop")
    found = {item.path: type(item) for item in iter_documents(folder)}
    assert found == {"i.txt": Document, "o.txt": Skipped, "out": Skipped, "loop": Skipped}


def test_the_rest_goes_on(tmp_path: Path) -> None:
    written(tmp_path, b"%PDF-1.7", "a.pdf")
    written(tmp_path, b"", "b.txt")
    written(tmp_path, SIMPLIFIED.encode("gb18030"), "c.TXT")
    written(tmp_path, b"x", "README")
    os.mkfifo(tmp_path / "d.txt")
    read, *skipped = sorted(iter_documents(tmp_path), key=lambda item: isinstance(item, Skipped))
    assert isinstance(read, Document)
    assert read.text == SIMPLIFIED
    assert [item.path for item in skipped] == ["README", "a.pdf", "b.txt", "d.txt"]
    assert [item.reason.code for item in skipped if isinstance(item, Skipped)] == [
        *("no_ending", "pdf_damaged", "empty", "device")
    ]


def test_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    written(tmp_path, b"x", "a.txt")
    closed = written(tmp_path, b"x", "closed/b.txt").parent
    closed.chmod(0)
    try:
        if os.access(closed, os.R_OK):
            pytest.skip("permissions do not bind this user")
        assert [item.path for item in iter_documents(tmp_path)] == ["a.txt", "closed"]
    finally:
        closed.chmod(0o700)


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such folder; give the folder"):
        iter_documents(tmp_path / "nowhere").__next__()
    with pytest.raises(DocumentError, match="not a folder"):
        list(iter_documents(written(tmp_path, b"x")))
