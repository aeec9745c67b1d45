"""The page put together of its tabs, and the server around it.

What a tab shows of documents is `gr.HTML` whose value is HTML escaped by us, put in by `${value}`: Gradio
compiles the rest of a template, so text must never be part of it (`{{value}}` would have document text
compiled). `gr.Chatbot` would read quotes as Markdown. Every event is private to the page; what is public is
what `page.api` has.
"""

from __future__ import annotations

from pathlib import Path

import gradio as gr
from fastapi import FastAPI, Header
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from page.api import Api, publish
from page.calls import Calls
from page.desk import Desk
from page.documents.room import Room
from page.documents.routes import documents_app
from page.evaluation import Evaluation
from page.feedback import Labelling
from page.guard import LOGIN, Guard
from page.hosts import Hosts
from page.login import LOGOUT, Login
from page.original import Originals
from page.sessions import Sessions
from page.tabs.asking import AT_ONCE, asking
from page.tabs.documents import documents
from page.tabs.evaluation import evaluation
from page.texts import LANGUAGES, in_language, say
from page.tools import Tools
from page.users import Users

# Labels that Gradio shows in the browser's language.
text = gr.I18n(**{language: in_language(language) for language in LANGUAGES})

_HEADER = f"""<header class="mast"><span class="seal" aria-hidden="true">引<br>据</span>
<h1><span lang="zh">引据</span><span lang="en">Yinju</span></h1><p>{say("motto")}</p>
<span id="ask-name" class="unseen">{say("ask")}</span></header>"""

_LEAVE = f'<button class="leave">{say("logout")}</button>'


def build_page(
    desk: Desk,
    *,
    labelling: Labelling | None = None,
    room: Room | None = None,
    evaluated: Evaluation | None = None,
    with_login: bool = False,
) -> gr.Blocks:
    """The page: the mast, the tabs under it, and the API beside them; what is None is left out.

    `with_login`: one can log out.
    """
    page = gr.Blocks(title="引据 Yinju", analytics_enabled=False, fill_width=True)
    with page:
        with gr.Row(elem_id="mast"):
            gr.HTML(_HEADER, js_on_load=None, apply_default_css=False)
            new = gr.Button(text("new"), elem_id="new", size="sm", scale=0)
            if with_login:
                gr.HTML(_LEAVE, js_on_load="yinju.leave(element)", apply_default_css=False, elem_id="leave")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(text("tab_ask"), id="ask", elem_id="asking"):
                asking(page, desk, new, text, labelling)
            if room:
                with gr.Tab(text("tab_documents"), id="documents", elem_id="documents-tab"):
                    documents(room)
            if evaluated:
                with gr.Tab(text("tab_evaluation"), id="evaluation") as tab:
                    evaluation(tab, evaluated)
        publish(Api(desk.engine), AT_ONCE, "ask")
    return page


def build_app(
    desk: Desk,
    hosts: Hosts | None = None,
    *,
    labelling: Labelling | None = None,
    room: Room | None = None,
    evaluated: Evaluation | None = None,
    mcp: bool = False,
    users: Users | None = None,
    root_path: str = "",
) -> Guard:
    """The whole server: the page, its script and style, /healthz and /documents, behind the guard.

    `hosts`: by default this machine only. `mcp`: the API's functions are tools of assistants as well.
    `users`: they alone may ask; by default anyone.
    `root_path`: the folder at which a proxy shows the server, "/yinju". Raises MissingExtra.
    """
    api = Api(desk.engine)
    tools = Tools(api, AT_ONCE) if mcp else None
    app = FastAPI(openapi_url=None, lifespan=tools.running if tools else None)
    if tools:
        app.router.routes.extend(tools.routes())

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        status, said = desk.health()
        return JSONResponse({"status": said["status"]} if users else said, status)

    originals = Originals(desk.engine)

    @app.get("/original")
    def original(document: str = "", site: str = Header("", alias="sec-fetch-site")) -> Response:
        return originals.respond(document, site)

    app.mount("/page", StaticFiles(directory=Path(__file__).parent))
    if room:
        app.mount("/documents", documents_app(room))
    gr.mount_gradio_app(
        app,
        build_page(desk, labelling=labelling, room=room, evaluated=evaluated, with_login=users is not None),
        path="/",
        theme=_theme(),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        mcp_server=False,
        ssr_mode=False,
        show_error=False,
        i18n=text,
        root_path=root_path or None,
    )
    calls = Calls(app, api.functions())
    hosts = hosts or Hosts(local_only=True)
    if users is None:
        return Guard(calls, hosts)
    return Guard(Login(calls, Sessions(users), root_path), hosts, also=(LOGIN, LOGOUT))


def _theme() -> gr.themes.Base:
    """Gradio's barest theme, with fonts of the system (its own would be asked of Google) and our paper."""
    theme = gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"])
    return theme.set(body_background_fill="#faf7f1", body_background_fill_dark="#181715")
