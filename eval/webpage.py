"""The results as one page that needs nothing from outside: a table, a chart, failures first, then the rest.

Everything that comes from documents or datasets is escaped; it may try to be HTML.
"""

from __future__ import annotations

import html
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from eval.metrics import Asked
from eval.report import HEADS, MAIN, Run, failure, rows_of, shown

if TYPE_CHECKING:
    from qa.answer import Quote


def page(run: Run, results: dict[str, Any]) -> str:
    """The whole page as HTML; `results` is what `as_json` made of `run`."""
    failed = [(one, reason) for one in run.asked if (reason := failure(one))]
    rest = [one for one in run.asked if not failure(one)]
    about = {
        "passages": f"{run.passages:,}",
        "pieces in the index": f"{run.pieces:,}",
        "model": run.model,
        "snapshot": run.snapshot,
        "asked": run.created,
    }
    template = Template(Path(__file__).with_name("report.html").read_text("utf-8"))
    return template.substitute(
        dataset=html.escape(run.dataset),
        about="".join(f"<dt>{key}</dt><dd>{html.escape(value)}</dd>" for key, value in about.items()),
        notes="".join(f"<p class=note>{html.escape(note)}</p>" for note in run.notes),
        table=_html_table(results),
        chart=_chart(results),
        failed=len(failed),
        failures="".join(_entry(one, reason) for one, reason in failed),
        passed=len(rest),
        rest="".join(_entry(one, "") for one in rest),
    )


def marked(item: Quote) -> str:
    """The quote's text, escaped, with its answers marked; where it has none, the sentence."""
    extracts = item.answers or ((item.sentence,) if item.sentence else ())
    parts, done, offset = [], 0, 0
    for span in item.passage.spans:
        for part in sorted(part for extract in extracts for part in extract.spans):
            low = max(offset + max(part.start, span.start) - span.start, done)
            high = offset + min(part.end, span.end) - span.start
            if low < high and part.start < span.end:
                parts += [
                    html.escape(item.text[done:low]),
                    f"<mark>{html.escape(item.text[low:high])}</mark>",
                ]
                done = high
        offset += len(span)
    return "".join([*parts, html.escape(item.text[done:])])


def _html_table(results: dict[str, Any]) -> str:
    def cell(group: str, name: str, value: float | None) -> str:
        ends = results["ci"].get(group, {}).get(name)
        between = f"<small>{100 * ends[0]:.1f}–{100 * ends[1]:.1f}</small>" if ends else ""
        return f"<td>{shown(name, value)}{between}</td>"

    heads = "".join(f'<th scope=col title="{name}">{head}</th>' for name, head in HEADS.items())
    rows = "".join(
        f"<tr><th scope=row>{html.escape(name)}</th>{''.join(cell(name, key, group[key]) for key in HEADS)}"
        for name, group in rows_of(results)
    )
    return f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _chart(results: dict[str, Any]) -> str:
    """Bars of the main measures with their intervals, one for each language and one for all."""
    names = list(results["ci"])
    step, left, width = 16 * len(names) + 12, 130, 400
    parts = []
    for row, measure in enumerate(MAIN):
        top = row * step
        parts.append(f'<text x="{left - 8}" y="{top + step / 2}" text-anchor="end">{measure}</text>')
        for number, name in enumerate(names):
            value = (results["languages"] | {"all": results["all"]})[name][measure]
            if value is None:
                continue
            low, high = results["ci"][name][measure]
            y = top + 16 * number
            parts.append(
                f"<g><title>{html.escape(name)}: {100 * value:.1f} ({100 * low:.1f}–{100 * high:.1f})</title>"
                f'<rect class="c{number % 6}" x="{left}" y="{y}" width="{width * value:.1f}" height="12"/>'
                f'<path d="M{left + width * low:.1f} {y + 6}H{left + width * high:.1f}"/>'
                f'<text x="{left + width + 8}" y="{y + 10}">{html.escape(name)} {100 * value:.1f}</text></g>'
            )
    return (
        f'<svg viewBox="0 0 {left + width + 110} {step * len(MAIN)}" role="img" aria-label="Main measures'
        f' in percent, with 95 % intervals">{"".join(parts)}</svg>'
    )


def _entry(one: Asked, reason: str) -> str:
    """A question with what was expected, what was quoted and where the right passage ranked."""
    question, quotes = one.question, one.answer.quotes
    items, label = (quotes, "quoted") if quotes else (one.answer.nearest[:1], "nearest")
    expected = " / ".join(question.answers) or ("" if question.answerable else "the documents do not say")
    rank = f"right passage at rank {one.rank}" if one.rank else f"not among the first {len(one.ranking)}"
    facts = [question.id, question.lang, "found" if quotes else "not found"]
    facts += [rank] if question.answerable else []
    facts += [f"{one.milliseconds:.0f} ms", *([reason] if reason else [])]
    quoted = "".join(
        f"<blockquote><p>{marked(item)}</p>{_source(item, label)}</blockquote>" for item in items
    )
    return (
        f"<article{' class=failed' if reason else ''}><h3>{html.escape(question.text)}</h3>"
        f"<p class=facts>{html.escape(' · '.join(facts))}</p>"
        f"<p class=expected>{html.escape(expected)}</p>{quoted}</article>"
    )


def _source(item: Quote, label: str) -> str:
    where = " · ".join(filter(None, (item.passage.article.title, item.path)))
    return f"<footer>{label}: {html.escape(where)}</footer>"
