"""Files of the documents, handed out as they were indexed and as nothing but a download."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from index.build import build, read_folder
from index.errors import IndexMissing
from index.snapshot import Snapshot, open_snapshot
from page.app import build_app
from page.desk import Desk
from tests.conftest import FakeEmbedder
from tests.page.fakes import LEVY, FakeEngine, levy

NAME = "通知/a & b.html"
CONTENT = (
    "<html><body><p>孤儿每月基本生活保障标准为1350元，由自治区财政承担。</p><script>1</script></body></html>"
)


class Indexed(FakeEngine):
    """An engine over a real snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self.snapshot = snapshot  # type: ignore[assignment]


def get(desk: Desk, document: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """The reply of the whole server to a request for a document's file."""
    client = TestClient(build_app(desk), base_url="http://127.0.0.1:7860")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    reply = client.get("/original", params={"document": document}, headers=named)
    return reply.status_code, dict(reply.headers), reply.content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "documents" / NAME
    path.parent.mkdir(parents=True)
    path.write_text(CONTENT, "utf-8")
    build(
        read_folder(tmp_path / "documents"), tmp_path / "index", FakeEmbedder(), folder=tmp_path / "documents"
    )
    return tmp_path


def desk_of(folder: Path) -> Desk:
    engine = Indexed(open_snapshot(folder / "index"))
    return Desk(lambda: engine)


def test_the_bytes_come_as_a_download_and_as_nothing_else(folder: Path) -> None:
    status, headers, body = get(desk_of(folder), NAME, sec_fetch_site="same-origin")
    assert (status, body.decode()) == (200, CONTENT)
    assert headers["content-type"] == "application/octet-stream"
    assert headers["content-disposition"] == f"attachment; filename*=utf-8''{quote('a & b.html')}"
    assert headers["content-security-policy"].startswith("sandbox; default-src 'none', default-src 'none';")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def test_a_file_that_changed_is_not_handed_out(folder: Path) -> None:
    (folder / "documents" / NAME).write_text(CONTENT.replace("1350", "1351"), "utf-8")
    status, headers, body = get(desk_of(folder), NAME)
    assert status == 409
    assert "changed or moved since it was indexed" in body.decode()
    assert "content-disposition" not in headers
    (folder / "documents" / NAME).unlink()
    assert get(desk_of(folder), NAME)[0] == 409


def test_a_link_out_of_the_folder_is_not_followed(folder: Path) -> None:
    path = folder / "documents" / NAME
    path.rename(folder / "outside.html")
    path.symlink_to(folder / "outside.html")
    assert get(desk_of(folder), NAME)[0] == 409


@pytest.mark.parametrize(
    "document",
    ["", "../outside.txt", "/etc/passwd", "documents/" + NAME, NAME + "\0", "通知/../" + NAME, "x" * 9000],
)
def test_only_documents_of_the_snapshot_are_known(folder: Path, document: str) -> None:
    (folder / "outside.txt").write_text("secret", "utf-8")
    status, _, body = get(desk_of(folder), document)
    assert (status, body) == (404, b"No such document.")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_another_sites_page_gets_nothing(site: str) -> None:
    assert get(Desk(FakeEngine), LEVY, sec_fetch_site=site)[0] == 403
    assert get(Desk(FakeEngine), LEVY, sec_fetch_site="none")[2] == levy()[1].read_bytes()


def test_without_an_index_it_says_so() -> None:
    def missing() -> FakeEngine:
        raise IndexMissing("none in .index")

    assert get(Desk(missing), LEVY)[0] == 503
