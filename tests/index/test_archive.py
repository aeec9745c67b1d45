"""Files in ZIP archives."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from index import archive
from index.document import File, Skipped
from index.load import iter_documents, iter_files

TEXT = "成立少年法庭34个，覆盖全区各地。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    return made


def packed(folder: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/"), data)
    return folder / "a.zip"


def found(folder: Path) -> dict[str, str]:
    """Name → text, or why there is none."""
    return {
        item.path: str(item.reason) if isinstance(item, Skipped) else item.text
        for item in iter_documents(folder)
    }


def test_each_file_comes_under_the_archives_name(folder: Path) -> None:
    packed(folder, **{"内__通知.txt": TEXT.encode(), "b.md": b"# B\n\ntext.", ".hidden.txt": b"x"})
    assert found(folder) == {"a.zip/b.md": "# B\n\ntext.", "a.zip/内/通知.txt": TEXT}


def test_the_hash_is_that_of_the_file(folder: Path) -> None:
    packed(folder, **{"b.txt": TEXT.encode()})
    (folder / "b.txt").write_text(TEXT, "utf-8")
    inner, outer = iter_files(folder)
    assert isinstance(inner, File)
    assert isinstance(outer, File)
    assert inner.sha256 == outer.sha256
    assert (inner.name, inner.member) == ("a.zip/b.txt", "b.txt")


@pytest.mark.parametrize("name", ["../../b.txt", "/b.txt", "..\\b.txt", "./x/../b.txt"])
def test_a_name_leads_nowhere(folder: Path, name: str) -> None:
    packed(folder, **{name: TEXT.encode()})
    assert found(folder) == {"a.zip/b.txt": TEXT}
    assert [path.name for path in folder.parent.rglob("*")] == ["documents", "a.zip"]


def test_names_of_chinese_windows(folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as made:
        made.writestr("x" * 8 + ".txt", TEXT)
    data = (folder / "a.zip").read_bytes()
    (folder / "a.zip").write_bytes(data.replace(b"xxxxxxxx", "保护通知".encode("gb18030")))
    assert found(folder) == {"a.zip/保护通知.txt": TEXT}


def test_what_is_suspicious_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed(
        folder, **{"bomb.txt": b"0" * (8 << 20), "in.zip": b"PK", "good.txt": TEXT.encode(), "c.xyz": b"?"}
    )
    texts = found(folder)
    assert texts.pop("a.zip/good.txt") == TEXT
    assert "suspiciously" in texts["a.zip/bomb.txt"]
    assert "archive in an archive" in texts["a.zip/in.zip"]
    assert ".xyz is not supported" in texts["a.zip/c.xyz"]
    monkeypatch.setattr(archive, "LARGEST", 10)
    assert "too large" in found(folder)["a.zip/good.txt"]
    monkeypatch.setattr(archive, "MEMBERS", 2)
    assert found(folder) == {"a.zip": "holds 4 files; unpack it, and index the folder"}


@pytest.mark.parametrize("cut", [0, 10, 60])
def test_a_broken_archive_is_named(folder: Path, cut: int) -> None:
    path = packed(folder, **{"b.txt": TEXT.encode() * 20})
    path.write_bytes(path.read_bytes()[:cut])
    ((name, reason),) = found(folder).items()
    assert name == "a.zip"
    assert "pack it again" in reason


def test_a_damaged_member_is_named_and_the_others_go_on(folder: Path) -> None:
    path = packed(folder, **{"a.txt": bytes(range(256)) * 40, "b.txt": TEXT.encode()})
    data = bytearray(path.read_bytes())
    data[60:90] = bytes(30)
    path.write_bytes(bytes(data))
    texts = found(folder)
    assert "pack it again" in texts["a.zip/a.txt"]
    assert texts["a.zip/b.txt"] == TEXT


def test_a_password_is_named(folder: Path) -> None:
    path = packed(folder, **{"b.txt": TEXT.encode()})
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\1\2")
    data[central + 8] |= 1
    path.write_bytes(bytes(data))
    assert found(folder) == {"a.zip/b.txt": "protected with a password; unpack it"}
