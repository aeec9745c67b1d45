"""The public API: three functions, over HTTP, with plain JSON and clear errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from index.errors import QuestionError
from page.api import DOCUMENTS, PASSAGES, UNEXPECTED, Api, message
from page.app import build_page
from page.calls import LARGEST, completed
from page.desk import Desk
from qa.filters import Filters
from tests.browser.conftest import serving
from tests.page.fakes import COURTS, COURTS_END, FakeEngine

ASKED = "内蒙古有多少个少年法庭？"


class Failing(FakeEngine):
    def ask(self, *_: Any) -> Any:
        raise RuntimeError("secret detail")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(Desk(FakeEngine)) as address:
        yield address


def call(url: str, name: str, body: object, by_name: str = "") -> tuple[str, Any]:
    """The event that a call ends with, and what it says; or the status that it is refused with."""
    at = f"{url}/gradio_api/call/{by_name}{name}"
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    joined = httpx.post(at, content=content, trust_env=False)
    if joined.status_code != 200:
        return str(joined.status_code), joined.json()["error"]
    ended = httpx.get(
        f"{url}/gradio_api/call/{name}/{joined.json()['event_id']}", trust_env=False, timeout=20
    )
    event, data = (line.partition(": ")[2] for line in ended.text.strip().splitlines()[-2:])
    return event, json.loads(data)


def test_three_endpoints_are_public_and_the_rest_private() -> None:
    page = build_page(Desk(FakeEngine))
    public = {event.api_name for event in page.fns.values() if event.api_visibility != "private"}
    assert public == {"ask", "search", "documents"}
    assert {event.api_visibility for event in page.fns.values()} == {"public", "private"}
    assert page.get_api_info()["named_endpoints"].keys() == {"/ask", "/search", "/documents"}


def test_an_answer_is_the_json_of_the_command_line(url: str) -> None:
    event, (answer,) = call(url, "ask", {"data": [ASKED]})
    expected = FakeEngine().ask(ASKED).as_json()
    assert event == "complete"
    assert answer == json.loads(json.dumps(expected))
    assert answer["quotes"][0]["text"] == COURTS + COURTS_END


def test_values_are_given_by_name_too(url: str) -> None:
    body = {"question": "那海南呢？", "before": ASKED, "filters": {"places": "海南"}}
    _, (answer,) = call(url, "ask", body, "v2/")
    assert answer["understood"] == "海南有多少个少年法庭？"
    assert answer["filters"] == {"places": ["海南"]}


def test_search_gives_passages_with_their_sources(url: str) -> None:
    _, (found,) = call(url, "search", {"data": ["少年法庭", 2]})
    assert found["passages"][0]["text"] == COURTS + COURTS_END
    assert len(found["passages"]) == 2
    assert found["passages"][0]["document"]["path"] == "发布会/内蒙古.txt"


def test_documents_are_listed_in_parts(url: str) -> None:
    _, (all_of_them,) = call(url, "documents", {"data": []})
    _, (second,) = call(url, "documents", {"limit": 1, "offset": 1}, "v2/")
    paths = [one["path"] for one in all_of_them["documents"]]
    assert paths == sorted(["发布会/内蒙古.txt", "<b>hostile</b>.txt", "large.txt"])
    assert [one["path"] for one in second["documents"]] == paths[1:2]
    assert second["total"] == all_of_them["total"] == 3


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("ask", {"question": "长" * 1001}, "more than 1000 characters"),
        ("ask", {"question": ["x"]}, "question is not a text"),
        ("ask", {"question": ASKED, "before": 1}, "before is not a text"),
        ("ask", {"question": ASKED, "filters": {"place": "海南"}}, "filters"),
        ("ask", {"question": ASKED, "filters": []}, "filters"),
        ("search", {"question": "x", "limit": 0}, f"from 1 to {PASSAGES}"),
        ("search", {"question": "x", "limit": PASSAGES + 1}, f"from 1 to {PASSAGES}"),
        ("search", {"question": "x", "limit": True}, f"from 1 to {PASSAGES}"),
        ("documents", {"limit": DOCUMENTS + 1}, f"from 1 to {DOCUMENTS}"),
        ("documents", {"offset": -1}, "offset"),
    ],
)
def test_what_is_wrong_with_a_value_is_said(url: str, name: str, body: object, said: str) -> None:
    event, data = call(url, name, body, "v2/")
    assert event == "error"
    assert said in data["error"]


@pytest.mark.parametrize(
    ("body", "by_name", "status", "said"),
    [
        ({"data": []}, "", "422", "ask takes question, filters, before"),
        ({"data": [1, 2, 3, 4]}, "", "422", "too many"),
        ({"question": ASKED}, "", "422", '{"data": ["…"]}'),
        ({"questions": ASKED}, "v2/", "422", "missing a required argument: 'question'"),
        ([ASKED], "v2/", "422", '{"question": "…"}'),
        (b"{", "", "422", "not JSON"),
        (b"[" * 100_000, "", "413", f"{LARGEST:,} bytes"),
    ],
)
def test_what_is_wrong_with_a_call_is_said(
    url: str, body: object, by_name: str, status: str, said: str
) -> None:
    refused, reason = call(url, "ask", body, by_name)
    assert refused == status
    assert said in reason


def test_deep_json_is_refused() -> None:
    with pytest.raises(QuestionError, match="not JSON"):
        completed(Api(FakeEngine).ask, b"[" * LARGEST, named=False)


@pytest.mark.parametrize("name", ["ask_typed", "lambda", "start_anew", "cite"])
def test_private_events_cannot_be_called(url: str, name: str) -> None:
    assert httpx.post(f"{url}/gradio_api/call/{name}", json={"data": []}, trust_env=False).status_code == 404
    assert httpx.post(f"{url}/gradio_api/run/{name}", json={"data": []}, trust_env=False).status_code == 404


def test_gradios_own_client(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "False")
    client = Client(url, verbose=False, download_files=False)
    answer = client.predict(ASKED, api_name="/ask")
    assert answer["quotes"][0]["answers"][0]["text"] == "116"
    with pytest.raises(AppError, match="from 1 to"):
        client.predict("x", limit=0, api_name="/search")
    client.close()


def test_what_went_wrong_inside_is_kept_inside(caplog: pytest.LogCaptureFixture) -> None:
    with serving(Desk(Failing)) as url:
        event, data = call(url, "ask", {"data": [ASKED]})
    assert (event, data["error"]) == ("error", UNEXPECTED)
    assert "secret detail" in caplog.text
    assert message(QuestionError("x")) == "x"


def test_filters_are_those_of_everywhere() -> None:
    answer = Api(FakeEngine).ask(ASKED, {"places": ["海南"], "since": "2021"})
    assert answer["filters"] == Filters(places=("海南",), since="2021").as_json()
