"""What may be asked of /documents, by whom, and what comes back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from page.documents.room import Room
from page.documents.routes import documents_app
from page.guard import Guard
from page.hosts import Hosts
from page.texts import TEXTS
from tests.page.documents.conftest import Place

OURS = {"X-Yinju": "1"}
CHANGES = (
    *("upload?name=c.txt", "remove", "restore", "discard", "empty"),
    *("rebuild", "cancel", "rollback"),
)


def client(room: Room, local_only: bool = True, host: str = "127.0.0.1:7860") -> TestClient:
    app = FastAPI()  # without the page, which takes a second to make
    app.mount("/documents", documents_app(room))
    return TestClient(Guard(app, Hosts(local_only, ["yinju.example"])), f"http://{host}")


@pytest.fixture
def room(place: Place) -> Room:
    return Room(place.index, place.folder)


@pytest.fixture
def page(room: Room) -> TestClient:
    return client(room)


def upload(page: TestClient, name: str, data: bytes, **headers: str) -> Any:
    return page.post("/documents/upload", params={"name": name}, content=data, headers=OURS | headers)


def test_the_list_says_how_files_stand(page: TestClient, place: Place) -> None:
    place.build()
    place.write("<b>new</b>.txt", "Something new.")
    html = page.get("/documents/list").json()["html"]
    assert "&lt;b&gt;new&lt;/b&gt;.txt" in html
    assert html.count('<tr class="read">') == 2
    assert html.count('<tr class="new">') == 1
    only_new = page.get("/documents/list", params={"state": "new"}).json()["html"]
    assert only_new.count('scope="row"') == 1
    found = page.get("/documents/list", params={"find": "B.TXT OF"}).json()["html"]
    assert found.count('scope="row"') == 1


def test_a_long_list_comes_in_parts(page: TestClient, place: Place) -> None:
    for number in range(120):
        place.write(f"{number:03}.txt", f"Number {number}.")
    last = page.get("/documents/list", params={"page": "9"}).json()["html"]
    assert last.count('scope="row"') == 22
    assert TEXTS["page_of"][1].format(page=3, last=3) in last


def test_what_is_uploaded_is_in_the_folder(page: TestClient, place: Place) -> None:
    before = page.get("/documents/work").json()["version"]
    answer = upload(page, "通知/c.txt", b"Words.")
    assert (answer.status_code, answer.json()) == (200, {"html": ""})
    assert (place.folder / "通知/c.txt").read_bytes() == b"Words."
    assert page.get("/documents/work").json()["version"] != before
    assert "Already there" in upload(page, "通知/c.txt", b"Words.").json()["html"]
    assert "c (2).txt" in upload(page, "通知/c.txt", b"Others.").json()["html"]


def test_what_cannot_be_taken_says_why(place: Place) -> None:
    page = client(Room(place.index, place.folder, max_bytes=1 << 20))
    refused = upload(page, "c.exe", b"MZ")
    assert (refused.status_code, refused.json()["html"].count("cannot be read")) == (400, 1)
    large = upload(page, "c.txt", b"x" * (1 << 20) + b"x")
    assert (large.status_code, large.json()["html"].count("at most 1 MB")) == (413, 1)
    assert sorted(path.name for path in place.folder.rglob("*.*")) == [".uploads", "a.txt", "b.txt"]


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://127.0.0.1:7860"},
        {"Content-Type": "text/plain"},
        OURS | {"Origin": "http://outside.example"},
        OURS | {"Origin": "http://127.0.0.1:9999"},
        OURS | {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("local_only", [True, False])
def test_other_sites_pages_change_nothing(
    room: Room, place: Place, path: str, headers: dict[str, str], local_only: bool
) -> None:
    answer = client(room, local_only).post(f"/documents/{path}", content=b"{}", headers=headers)
    assert answer.status_code == 403
    assert sorted(path.name for path in place.folder.iterdir()) == ["a.txt", "of"]
    assert room.rebuild.progress is None


def test_our_own_page_may_from_wherever_it_is_served(room: Room) -> None:
    page = client(room, local_only=False, host="yinju.example:8000")
    assert upload(page, "c.txt", b"x", Origin="http://yinju.example:8000").status_code == 200


@pytest.mark.parametrize("path", CHANGES)
def test_changes_are_never_asked_for_by_get(page: TestClient, path: str) -> None:
    assert page.get(f"/documents/{path}", headers=OURS).status_code == 405


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("folder", [True, False])
def test_read_only_says_why_and_changes_nothing(place: Place, path: str, folder: bool) -> None:
    place.build()
    page = client(Room(place.index, place.folder if folder else None, changes=False))
    body = {"files": ["a.txt"], "id": "x", "latest": "x"}
    answer = page.post(f"/documents/{path}", json=body, headers=OURS)
    key = "documents_no_changes" if folder else "documents_no_folder"
    assert answer.status_code == 403
    assert TEXTS[key][0] in answer.json()["html"]
    assert "checkbox" not in page.get("/documents/list").json()["html"]
    assert page.get("/documents/work").json()["html"] == ""
    assert sorted(path.name for path in place.folder.iterdir()) == ["a.txt", "of"]


def test_removed_and_put_back(page: TestClient, place: Place) -> None:
    answer = page.post("/documents/remove", json={"files": ["a.txt", "of/b.txt"]}, headers=OURS)
    assert "2" in answer.json()["html"]
    assert not (place.folder / "a.txt").exists()
    trash = page.get("/documents/trash").json()["html"]
    identity = trash.split('data-restore="')[1].split('"')[0]
    assert page.post("/documents/restore", json={"id": identity}, headers=OURS).status_code == 200
    assert (place.folder / "of/b.txt").exists()
    gone = page.post("/documents/remove", json={"files": ["<i>.txt"]}, headers=OURS)
    assert (gone.status_code, gone.json()["html"].count("&lt;i&gt;.txt")) == (404, 2)


def test_the_trash_is_emptied_and_what_is_damaged_in_it_deleted(page: TestClient, place: Place) -> None:
    for name in ("a.txt", "of/b.txt"):
        page.post("/documents/remove", json={"files": [name]}, headers=OURS)
    trash = page.get("/documents/trash").json()["html"]
    latest, earlier = re.findall('data-restore="([^"]+)"', trash)
    assert f'data-empty="{latest}"' in trash
    (place.index.with_name("index-trash") / earlier / "entry.json").write_text("{", "utf-8")
    trash = page.get("/documents/trash").json()["html"]
    assert re.findall('data-(restore|discard)="([^"]+)"', trash) == [
        ("restore", latest),
        ("discard", earlier),
    ]
    assert TEXTS["trash_nameless"][0].format(id=earlier) in trash
    refused = page.post("/documents/restore", json={"id": earlier}, headers=OURS)
    assert (refused.status_code, TEXTS["trash_unnamed"][1] in refused.json()["html"]) == (409, True)
    version = page.get("/documents/work").json()["version"]
    assert page.post("/documents/discard", json={"id": earlier}, headers=OURS).status_code == 200
    assert page.post("/documents/discard", json={"id": earlier}, headers=OURS).status_code == 404
    assert page.get("/documents/work").json()["version"] != version
    emptied = page.post("/documents/empty", json={"latest": latest}, headers=OURS)
    assert TEXTS["trash_emptied"][1].format(count=1) in emptied.json()["html"]
    assert "is empty" in page.get("/documents/trash").json()["html"]


def test_going_back(place: Place) -> None:
    told: list[str] = []
    page = client(Room(place.index, place.folder, published=lambda: told.append("told")))
    first = place.build()
    place.write("c.txt", "Something new.")
    second = place.build()
    html = page.get("/documents/snapshots").json()["html"]
    assert f'data-rollback="{first}"' in html
    assert f'data-rollback="{second}"' not in html
    answer = page.post("/documents/rollback", json={"id": first}, headers=OURS)
    assert first in answer.json()["html"]
    assert told == ["told"]
    assert (place.index / "CURRENT").read_text().strip() == first
    refused = page.post("/documents/rollback", json={"id": "../x"}, headers=OURS)
    assert refused.status_code == 409


def test_without_an_index_there_is_nothing_to_go_back_to(page: TestClient) -> None:
    answer = page.get("/documents/snapshots")
    assert (answer.status_code, answer.json()["html"].count("no index")) == (200, 1)


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    page = client(Room(tmp_path / "index", tmp_path / "gone"))
    assert "no such folder" in page.get("/documents/list").json()["html"]


def test_the_list_is_remembered_until_something_changes(
    page: TestClient, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.get("/documents/list")
    place.write("by-hand.txt", "Put there by another program.")
    assert "by-hand.txt" not in page.get("/documents/list").json()["html"]
    upload(page, "c.txt", b"Words.")
    assert "by-hand.txt" in page.get("/documents/list").json()["html"]
    place.write("later.txt", "Put there later.")
    monkeypatch.setattr("page.documents.room._FRESH", 0)
    assert "later.txt" in page.get("/documents/list").json()["html"]
