"""The building of an index in HTML: how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from index.reasons import Reason
from page.documents.listing import because, said_time
from page.documents.rebuild import Outcome, Progress
from page.marks import as_text
from page.texts import say

NAMED = 20
"""Files of a kind that are named."""

_STAGES = {"read": "stage_read", "embed": "stage_embed", "cut": "stage_cut"}


def render_work(progress: Progress | None, outcome: Outcome | None) -> str:
    """The build that is under way; else what came of the last one."""
    if progress:
        return _progress(progress)
    return _outcome(outcome) if outcome else ""


def _progress(now: Progress) -> str:
    figures: list[str] = []
    if now.stopping:
        said = say("stage_stopping")
    elif now.stage == "cut" and now.done >= now.total:
        said = say("stage_publish")
    elif now.stage:
        step = f"{list(_STAGES).index(now.stage) + 1}/{len(_STAGES)}"
        said = f'{say(_STAGES[now.stage])} <span class="step">{step}</span>'
        figures = _figures(now)
    else:
        said = say("stage_begin")
    known = f' max="{now.total}" value="{now.done}"' if now.total and figures else ""
    cancel = f'<button type="button" id="docs-cancel" data-do="cancel">{say("cancel")}</button>'
    return (
        f'<p class="stage" id="docs-stage">{said}</p>'
        f'<progress aria-labelledby="docs-stage"{known}></progress>'
        f'<p class="figures">{" · ".join(figures)}</p>{"" if now.stopping else cancel}'
    )


def _figures(now: Progress) -> list[str]:
    figures = [f"{now.done:,} / {now.total:,}" if now.total else f"{now.done:,}"]
    if now.rate:
        figures.append(say("rate_read" if now.stage == "read" else "rate", rate=f"{now.rate:,.0f}"))
    if now.left is not None:
        figures.append(_left(now.left))
    return figures


def _left(seconds: float) -> str:
    if seconds < 60:
        return say("left_seconds", count=max(1, round(seconds)))
    return say("left_minutes", count=round(seconds / 60))


def _outcome(outcome: Outcome) -> str:
    ended = f'<span class="when">{said_time(outcome.ended.isoformat(timespec="seconds"))}</span>'
    if outcome.cancelled:
        return f'<p class="stage">{say("built_cancelled")} {ended}</p>'
    if outcome.error:
        detail = f'<p class="bad">{as_text(outcome.error)}</p>'
        return f'<div role="alert"><p class="stage">{say("built_failed")} {ended}</p>{detail}</div>'
    return _report(outcome.report, ended)


def _report(report: dict[str, Any], ended: str) -> str:
    head = say("built_unchanged" if report["unchanged"] else "built")
    numbers = {name: f"{report[name]:,}" for name in ("documents", "passages", "embedded")}
    figures = say("built_figures", seconds=f"{report['seconds']:.0f}", **numbers)
    changes = report["changes"]
    kinds: list[tuple[str, Sequence[Any], Callable[[Any], str]]] = [
        ("report_added", changes["added"], as_text),
        ("report_changed", changes["changed"], as_text),
        ("report_moved", changes["moved"], lambda names: as_text(" → ".join(names))),
        ("report_removed", changes["removed"], as_text),
        ("report_failed", report["skipped"], _failed),
    ]
    lists = "".join(_named(key, found, name) for key, found, name in kinds if found)
    return f'<p class="stage">{head} {ended}</p><p class="figures">{figures}</p>{lists}'


def _failed(item: dict[str, Any]) -> str:
    return f"{as_text(item['path'])}: {because(Reason(item['code'], item['values']))}"


def _named(key: str, found: Sequence[Any], name: Callable[[Any], str]) -> str:
    """A list of what was found; `name` makes HTML of one."""
    names = "".join(f'<li dir="auto">{name(one)}</li>' for one in found[:NAMED])
    if len(found) > NAMED:
        names += f"<li>{say('more_names', count=f'{len(found) - NAMED:,}')}</li>"
    summary = f'{say(key)} <span class="count">{len(found):,}</span>'
    return f'<details class="{key}"><summary>{summary}</summary><ul>{names}</ul></details>'
