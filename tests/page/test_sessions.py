"""Sessions end when they should, and passwords cannot be tried without end."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from page import users
from page.attempts import WINDOW, Attempts
from page.sessions import HOURS, PER_ADDRESS, PER_NAME, Sessions, TooMany
from page.users import Users, write

RIGHT, WRONG = "the right one", "the wrong one"


class Clock:
    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(users, "_COST", 4)
    write(tmp_path / "users.txt", "anna", RIGHT)
    return tmp_path / "users.txt"


@pytest.fixture
def sessions(file: Path, clock: Clock) -> Sessions:
    return Sessions(Users(file), clock)


def basic(name: str, password: str) -> str:
    return "Basic " + b64encode(f"{name}:{password}".encode()).decode()


def test_a_session_is_opened_by_the_password_and_closed(sessions: Sessions) -> None:
    token = sessions.open("anna", RIGHT, "a")
    assert token
    assert sessions.is_open(token)
    assert not sessions.is_open(token + "x")
    assert not sessions.is_open("")
    assert sessions.open("anna", WRONG, "a") is None
    sessions.close(token)
    assert not sessions.is_open(token)


def test_a_session_ends_with_its_time(sessions: Sessions, clock: Clock) -> None:
    token = sessions.open("anna", RIGHT, "a") or ""
    clock.time += HOURS * 3600 - 1
    assert sessions.is_open(token)
    clock.time += 1
    assert not sessions.is_open(token)


def test_a_session_ends_when_the_user_goes_or_has_another_password(sessions: Sessions, file: Path) -> None:
    token = sessions.open("anna", RIGHT, "a") or ""
    write(file, "bert", RIGHT)
    assert sessions.is_open(token)
    write(file, "anna", RIGHT)
    assert not sessions.is_open(token)
    other = sessions.open("bert", RIGHT, "a") or ""
    file.write_text("# nobody\n", "utf-8")
    assert not sessions.is_open(other)


def test_a_password_sent_along(sessions: Sessions, file: Path) -> None:
    assert sessions.admits(basic("anna", RIGHT), "a")
    assert sessions.admits(basic("anna", RIGHT), "a")
    assert not sessions.admits(basic("anna", WRONG), "a")
    write(file, "anna", WRONG)
    assert not sessions.admits(basic("anna", RIGHT), "a")


@pytest.mark.parametrize("header", ["", "Basic", "Basic x", "Basic YW5uYQ==", "Bearer abc", "Basic /w=="])
def test_what_is_no_password_is_not_one(sessions: Sessions, header: str) -> None:
    assert not sessions.admits(header, "a")


def test_an_address_may_be_wrong_so_often(sessions: Sessions, clock: Clock) -> None:
    for number in range(PER_ADDRESS):
        assert sessions.open(f"nobody {number}", WRONG, "a") is None
    with pytest.raises(TooMany):
        sessions.open("anna", RIGHT, "a")
    with pytest.raises(TooMany):
        sessions.admits(basic("anna", RIGHT), "a")
    assert sessions.open("anna", RIGHT, "b")
    clock.time += WINDOW + 1
    assert sessions.open("anna", RIGHT, "a")


def test_a_name_may_be_wrong_so_often_wherever_from(sessions: Sessions) -> None:
    for number in range(PER_NAME):
        assert sessions.open("anna", WRONG, str(number)) is None
    with pytest.raises(TooMany):
        sessions.open("anna", RIGHT, "another")


def test_being_right_is_not_counted(sessions: Sessions) -> None:
    for _ in range(PER_ADDRESS + 1):
        assert sessions.open("anna", RIGHT, "a")


def test_failures_that_are_forgotten_take_no_room(clock: Clock) -> None:
    attempts = Attempts(3, clock)
    for number in range(100):
        attempts.begin(str(number))
    clock.time += WINDOW + 1
    attempts.begin("x")
    assert len(attempts._failures) == 1
