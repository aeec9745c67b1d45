"""The file of users: no password in it, and nobody let in by mistake."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import pytest

from index.errors import YinjuError
from page import users
from page.users import Secret, Users, main, read, write

RIGHT = "Korrekt 马 battery"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "_COST", 4)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "users.txt"
    write(path, "anna", RIGHT)
    return path


def test_the_password_is_right_or_not(file: Path) -> None:
    known = Users(file)
    assert known.admitted("anna", RIGHT) == read(file)["anna"]
    assert known.admitted("anna", RIGHT + " ") is None
    assert known.admitted("anna", "") is None
    assert known.admitted("bert", RIGHT) is None


def test_the_file_does_not_have_it(file: Path) -> None:
    assert RIGHT not in file.read_text("utf-8")
    assert str(Secret.of(RIGHT)) != str(Secret.of(RIGHT))
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_word_typed_on_another_keyboard_is_the_same(file: Path) -> None:
    write(file, "zoe\u0301", "cafe\u0301 au lait")
    assert Users(file).admitted("zoé", "café au lait")


def test_another_password_takes_the_place_of_the_old_one_and_the_rest_stays(file: Path) -> None:
    file.write_text("# ours\n\n" + file.read_text("utf-8"), "utf-8")
    write(file, "bert", RIGHT)
    before = read(file)
    write(file, "anna", "another one")
    assert file.read_text("utf-8").startswith("# ours\n\n")
    assert read(file)["bert"] == before["bert"]
    assert Users(file).admitted("anna", RIGHT) is None
    assert Users(file).admitted("anna", "another one")


def test_a_change_is_noticed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = Users(file)
    write(file, "bert", RIGHT)
    assert known.admitted("bert", RIGHT)
    file.write_text("anna", "utf-8")
    assert known.secret("bert") is None
    assert "line 1: 'anna'" in capsys.readouterr().err
    file.unlink()
    assert known.secret("anna") is None


@pytest.mark.parametrize(
    "line", ["anna", "anna:", "anna:secret", "anna:scrypt:eA==:eA==", "anna:md5:a:b", "anna:scrypt:é:x"]
)
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "users.txt"
    path.write_text(f"# users\n{line}\n", "utf-8")
    with pytest.raises(YinjuError, match=r"line 2: 'anna' .* python -m page\.users"):
        Users(path)


def test_a_file_that_is_missing_or_names_nobody_lets_nobody_serve(tmp_path: Path) -> None:
    with pytest.raises(YinjuError, match=r"python -m page\.users"):
        Users(tmp_path / "none")
    (tmp_path / "empty").write_text("# nobody\n")
    with pytest.raises(YinjuError, match="names no user"):
        Users(tmp_path / "empty")


@pytest.mark.parametrize("name", ["", "a:b", "a b", "a\nb:scrypt", "x" * 65, "#a"])
def test_names_that_would_not_stay_one(file: Path, name: str) -> None:
    before = file.read_bytes()
    with pytest.raises(YinjuError, match="is no name"):
        write(file, name, RIGHT)
    assert file.read_bytes() == before


@pytest.mark.parametrize("password", ["short", "x" * 257])
def test_passwords_have_a_length(file: Path, password: str) -> None:
    with pytest.raises(YinjuError, match="8 to 256"):
        write(file, "bert", password)


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = [RIGHT, RIGHT, RIGHT, "something else"]
    monkeypatch.setattr(getpass, "getpass", lambda _: typed.pop(0))
    assert main([str(tmp_path / "users.txt"), "anna"]) == 0
    assert Users(tmp_path / "users.txt").admitted("anna", RIGHT)
    assert main([str(tmp_path / "users.txt"), "bert"]) == 1
    assert "bert" not in read(tmp_path / "users.txt")
