"""The browser's face: `python ui.py`, then open http://127.0.0.1:7860.

It has no logic of its own: `page.desk` answers the events, `page.answer` and `page.source` render them, and
this file puts them on a Gradio page. The conversation and the source are `gr.HTML` whose value is HTML
escaped by us, put in by `${value}`: Gradio compiles the rest of a template, so text must never be part of it
(`{{value}}` would have document text compiled). `gr.Chatbot` would read quotes as Markdown.
"""

from __future__ import annotations

import argparse
import locale
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported; it would call home

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from index.errors import YinjuError
from page.answer import Turn, render_conversation
from page.desk import Desk
from page.guard import LOCAL, Guard
from page.scope import fields, filters_of, listed, render_switch
from page.texts import LANGUAGES, in_language, say
from qa.filters import EVERYTHING, Filters
from qa.reader import READERS

PAGE = Path(__file__).parent / "page"

# So many questions are read at the same time; others wait their turn.
AT_ONCE = 4

# Labels that Gradio shows in the browser's language.
text = gr.I18n(**{language: in_language(language) for language in LANGUAGES})

_HEADER = f"""<header class="mast"><span class="seal" aria-hidden="true">引<br>据</span>
<h1><span lang="zh">引据</span><span lang="en">Yinju</span></h1><p>{say("motto")}</p>
<span id="ask-name" class="unseen">{say("ask")}</span></header>"""


def build_page(desk: Desk) -> gr.Blocks:
    """The page. Each session has a conversation of its own; every event is private to the page."""

    def ask(turns: list[Turn], question: str, filters: Filters) -> Iterator[tuple[list[Turn], str]]:
        for conversation in desk.ask(turns, question, filters):
            yield conversation, render_conversation(conversation)

    def ask_typed(turns: list[Turn], question: str, *scope: Any) -> Iterator[tuple[Any, ...]]:
        emptied: Any = ""  # once: what is typed while the answer comes is the next question
        for shown in ask(turns, question, filters_of(*scope)):
            yield *shown, emptied
            emptied = gr.skip()

    def ask_clicked(turns: list[Turn], event: gr.EventData, *scope: Any) -> Iterator[tuple[list[Turn], str]]:
        filters = EVERYTHING if event._data.get("everywhere") is True else filters_of(*scope)
        yield from ask(turns, str(event._data.get("question", "")), filters)

    def cite(turns: list[Turn], event: gr.EventData) -> str:
        return desk.source(turns, event._data)

    def show_scope(*scope: Any) -> str:
        return render_switch(filters_of(*scope))

    def start_anew() -> tuple[list[Turn], str, str]:
        return [], render_conversation([]), ""

    page = gr.Blocks(title="引据 Yinju", analytics_enabled=False, fill_width=True)
    with page:
        turns = gr.State([])
        with gr.Row(elem_id="mast"):
            gr.HTML(_HEADER, js_on_load=None, apply_default_css=False)
            new = gr.Button(text("new"), elem_id="new", size="sm", scale=0)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                conversation = gr.HTML(
                    render_conversation([]),
                    js_on_load="yinju.conversation(element, trigger, watch)  // 'ask', 'cite'",
                    apply_default_css=False,
                    elem_id="conversation",
                )
                question = gr.Textbox(
                    placeholder=text("placeholder"),
                    label=text("placeholder"),
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=6,
                    submit_btn=True,
                    autofocus=True,
                    elem_id="question",
                )
                switch = gr.HTML(
                    render_switch(EVERYTHING),
                    js_on_load="yinju.scope(element, watch)",
                    apply_default_css=False,
                    elem_id="switch",
                )
                with gr.Row(elem_id="scope"):
                    scope = fields(text)
                    clear = gr.Button(text("clear"), elem_id="clear", size="sm", scale=0)
            source = gr.HTML(
                "",
                js_on_load="yinju.source(element, trigger, props, watch)  // 'cite'",
                apply_default_css=False,
                elem_id="source",
            )
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        asking = {**quiet, "concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
        answered = [turns, conversation]
        question.submit(ask_typed, [turns, question, *scope], [*answered, question], **asking)
        conversation.ask(ask_clicked, [turns, *scope], answered, **asking)
        conversation.cite(cite, [turns], source, **quiet)
        source.cite(cite, [turns], source, **quiet)
        gr.on([field.change for field in scope], show_scope, scope, switch, **quiet)
        clear.click(lambda: ([], [], [], "", ""), None, scope, **quiet)
        page.load(lambda: listed(desk.choices()), None, scope[:3], **quiet)
        new.click(start_anew, None, [turns, conversation, source], **quiet)
    return page


def _theme() -> gr.themes.Base:
    """Gradio's barest theme, with fonts of the system (its own would be asked of Google) and our paper."""
    theme = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"])
    return theme.set(body_background_fill="#faf7f1", body_background_fill_dark="#181715")


def build_app(desk: Desk, local_only: bool = True) -> Guard:
    """The whole server: the page, its script and style, and /healthz, behind the guard."""
    app = FastAPI(openapi_url=None)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        status, said = desk.health()
        return JSONResponse(said, status)

    app.mount("/page", StaticFiles(directory=PAGE))
    gr.mount_gradio_app(
        app,
        build_page(desk),
        path="/",
        theme=_theme(),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        ssr_mode=False,
        show_error=False,
        i18n=text,
    )
    return Guard(app, local_only)


class _Server(uvicorn.Server):
    """Says where it is once it really serves."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            at = f"http://{f'[{host}]' if ':' in host else host}:{port}"
            print(f"引据已在 {at}" if _is_chinese() else f"Yinju is at {at}", flush=True)


def serve(app: Guard, listening: socket.socket) -> None:
    """Serves until interrupted."""
    _Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to `host` and `port`. Raises YinjuError that says what to do when it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        if os.name == "posix":  # elsewhere this option would share the port with who has it
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise YinjuError(
            f"{host}:{port} cannot be used ({error.strerror}). Is Yinju running there already? "
            f"Open it in the browser, or choose another port: python ui.py --port {port + 1}"
        ) from error
    return listening


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python ui.py", description="Ask the documents in a browser.")
    parser.add_argument("--index", type=Path, default=Path(".index"), help="index folder (default: .index)")
    parser.add_argument("--documents", type=Path, help="index this folder first")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to serve at (default: this machine only)"
    )
    parser.add_argument("--port", type=_port, default=7860, help="port to serve at (default: 7860)")
    parser.add_argument("--reader", choices=READERS, default=READERS[0], help="none: by rules alone")
    chosen = parser.parse_args(arguments)
    try:
        listening = listen(chosen.host, chosen.port)
        if chosen.documents:
            _index(chosen.documents, chosen.index)
    except YinjuError as error:
        print(error, file=sys.stderr)
        return 1
    local_only = chosen.host in LOCAL
    if not local_only:
        print("Everyone who can reach this address can read the documents.", file=sys.stderr)
    from qa.live import LiveEngine

    desk = Desk(LiveEngine(chosen.index, chosen.reader))
    _, said = desk.health()  # opens the engine, so that the first question need not wait for it
    if "message" in said:
        print(said["message"], file=sys.stderr)
    serve(build_app(desk, local_only), listening)
    return 0


def _port(text: str) -> int:
    """A port's number; 0 lets the system choose."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: 0 to 65535")
    return int(text)


def _index(documents: Path, index: Path) -> None:
    """The same as `python -m index DOCUMENTS --index INDEX`."""
    from index.__main__ import main as run

    if run([str(documents), "--index", str(index)]):
        raise YinjuError(f"{documents} could not be indexed; see above")


def _is_chinese() -> bool:
    return (locale.getlocale()[0] or os.environ.get("LANG", "")).startswith(("zh", "Chinese"))


if __name__ == "__main__":
    sys.exit(main())
