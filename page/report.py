"""Kept runs as HTML: how well each question set was answered over time, by language, and what failed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from page.chart import render_chart
from page.marks import as_text
from page.runs import MEASURES, RIGHT, Failure, Run, Shares
from page.scope import describe
from page.talk import asking
from page.texts import say

READERS = "feedback"
"""The question set that readers made."""
_DRAWN = {RIGHT: RIGHT, "recall@1": "first", "recall@10": "ten"}
"""The measures in the chart, and the classes of their lines."""
_HEADS = ("run_at", "snapshot", "questions")
_CHARTED = 60  # runs in a chart
_LISTED = 12  # runs in a table
REASONS = {
    "answered, though the documents do not say": "reason_answered",
    "gave up": "reason_gave_up",
    "quoted something else first": "reason_else",
    "the right passage did not come first": "reason_ranked",
    "quoted again what was called wrong": "reason_wrong",
    "the right passage is no longer in the index": "reason_lost",
}
"""Why a question failed, as `eval.report` says it, and the texts that say so."""


def render_runs(runs: Sequence[Run], problems: Sequence[str]) -> str:
    """All question sets, the one that readers made first; `problems`: lines that could not be read."""
    ordered = sorted(runs, key=lambda run: (run.dataset != READERS, run.dataset))
    sets = [list(each) for _, each in groupby(ordered, key=lambda run: run.dataset)]
    body = "".join(_set(number, each) for number, each in enumerate(sets))
    return (body or f'<p class="none">{say("runs_none")}</p>') + render_passed_over(problems)


def render_passed_over(problems: Sequence[str]) -> str:
    """The lines of a file that could not be read, by name; nothing for none."""
    if not problems:
        return ""
    return f'<div class="notes"><p>{say("passed_over")}</p>{_list(problems)}</div>'


def _set(number: int, runs: Sequence[Run]) -> str:
    """A question set: its latest result, large; then over time, by language, failures."""
    latest = runs[-1]
    name = say("runs_of_readers") if latest.dataset == READERS else say("runs_of", name=latest.dataset)
    result = say("run_right", asked=latest.asked, right=latest.right)
    notes = (
        f'<details class="notes"><summary>{say("notes")}</summary>{_list(latest.notes)}</details>'
        if latest.notes
        else ""
    )
    return (
        f'<section class="set"><h2>{name}</h2><p class="result">{result}</p>{notes}{_over_time(number, runs)}'
        f"{_by_language(number, latest)}{_failures(latest.failures)}</section>"
    )


def _over_time(number: int, runs: Sequence[Run]) -> str:
    drawn, heading = runs[-_CHARTED:], f"over-time-{number}"
    series = {name: [run.all.get(measure) for run in drawn] for measure, name in _DRAWN.items()}
    legend = "".join(
        f'<span class="{name}"><i aria-hidden="true"></i>{say(MEASURES[measure])}</span>'
        for measure, name in _DRAWN.items()
    )
    chart = render_chart([run.created[5:10] for run in drawn], series, heading)
    measures = [measure for measure in MEASURES if any(measure in run.all for run in runs)]
    rows = [
        (as_text(run.created.removesuffix(" UTC")), [as_text(run.snapshot[:16]), str(run.asked)], run.all)
        for run in reversed(runs[-_LISTED:])
    ]
    older = len(runs) - len(rows)
    more = f'<p class="older">{say("runs_older", count=older)}</p>' if older else ""
    return (
        f'<h3 id="{heading}">{say("runs_over_time")}</h3>'
        f'<figure><p class="legend">{legend}</p>{chart}</figure>'
        f"{_table(heading, _HEADS, measures, rows)}{more}"
    )


def _by_language(number: int, run: Run) -> str:
    measures = [measure for measure in MEASURES if measure != RIGHT and measure in run.all]
    heading = f"by-language-{number}"
    rows = [(as_text(name), [str(count)], shares) for name, (count, shares) in run.languages.items()]
    judged = sum(count for count, _ in run.languages.values())
    rows.append((say("language_all"), [str(judged)], run.all))
    table = _table(heading, ("language", "questions"), measures, rows)
    others = run.asked - judged
    note = f'<p class="older">{say("questions_open", count=others)}</p>' if others > 0 else ""
    return f'<h3 id="{heading}">{say("runs_by_language")}</h3>{table}{note}'


def _table(
    named_by: str,
    heads: Sequence[str],
    measures: Sequence[str],
    rows: Sequence[tuple[str, list[str], Shares]],
) -> str:
    """Rows of a head, cells and shares in percent. If too wide it can be scrolled, by keyboard too."""
    head = "".join(
        f'<th scope="col">{say(key)}</th>' for key in (*heads, *(MEASURES[one] for one in measures))
    )
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}'
        f"{''.join(f'<td>{_percent(shares, one)}</td>' for one in measures)}</tr>"
        for name, cells, shares in rows
    )
    return (
        f'<div class="table" tabindex="0" role="group" aria-labelledby="{named_by}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _percent(shares: Shares, measure: str) -> str:
    share = shares.get(measure)
    return "–" if share is None else f"{100 * share:.1f}"


def _failures(failures: Sequence[Failure]) -> str:
    if not failures:
        return f'<p class="none">{say("failures_none")}</p>'
    items = "".join(map(_failure, failures))
    return f'<h3>{say("failures", count=len(failures))}</h3><ul class="failures">{items}</ul>'


def _failure(one: Failure) -> str:
    reason = say(REASONS[one.reason]) if one.reason in REASONS else as_text(one.reason)
    scope = f' · <span class="set-to">{describe(one.filters)}</span>' if one.filters else ""
    expected = _side("expected", one.expected, one.path) if one.expected else ""
    found = _side("found_first" if one.quoted else "found_nearest", one.found, one.found_path)
    attributes = asking(one.question, one.filters, literally=True)
    return (
        f'<li><p class="asked" dir="auto">{as_text(one.question)}</p><p class="why">{reason}{scope}</p>'
        f"<dl>{expected}{found}</dl>"
        f'<button type="button" class="again" {attributes}>{say("ask_again")}</button></li>'
    )


def _side(key: str, text: str, path: str) -> str:
    where = f" <cite>{as_text(path)}</cite>" if path else ""
    said = f'<span dir="auto">{as_text(text)}</span>{where}' if text else say("found_nothing")
    return f"<div><dt>{say(key)}</dt><dd>{said}</dd></div>"


def _list(lines: Sequence[str]) -> str:
    return "<ul>" + "".join(f'<li dir="auto">{as_text(line)}</li>' for line in lines) + "</ul>"
