"""The page a run leaves behind: one file, no script, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

from ._measures import MEASURES
from ._plots import confidence_plots, difference_plots, measure_plots, time_plot, token_plot
from ._style import STYLE
from ._systems import OURS

Results = Mapping[str, Any]

_MAIN: Final = ("R@5", "R@10", "R@20", "nDCG@10", "any@10", "all@10", "sess any@5", "sess all@5", "R")

_SETTINGS: Final = ("questions", "limit", "bootstrap", "embedder", "tokenizer")

_NOTES = """\
A figure with a range is a mean and its 95 % interval: questions are drawn anew, with repetition, and the middle 95 % \
of the means kept. Where the data has a few conversations, “conversations drawn anew” gives the wider interval that \
says what another handful of conversations might show. An interval from fewer than some ten questions says little: \
the questions that are not there cannot be drawn.
A difference is taken question by question, so its interval is narrower than the two means suggest. Where it does not \
touch 0, the difference is unlikely to be an accident of which questions were asked.
“full” shows every turn. It holds all evidence in no order, so measures of a ranking mean nothing for it: what counts \
is what it costs. “last-k” shows the newest turns, without searching; neither has a recall time.
bm25 and dense go through the same recall as mnemic with one channel each. A recall's time includes making the \
question's vector, also where it is not used.
A confidence is compared with whether any gold turn is among the hits. When questions are sampled, those without an \
answer are not, or less: compare ECE and Brier only between runs of the same mixture.
Tokens are those of the hits rendered for a prompt, frame included, counted by the recall's own counter."""


def render(results: Results) -> str:
    """
    Return the page of a run.

    Args:
        results: What ``results.json`` holds.
    """
    title = f"Recall on {results['data']['name']}"
    parts = [
        _head(title, results),
        _tiles(results),
        _section("Systems", _systems(results)),
        _section("Measures", _grid(measure_plots(results))),
        _section("Mnemic less each control", _differences(results)),
        _section("By type of question", _types(results)),
        _section("What it costs", _grid([*token_plot(results), *time_plot(results)])),
        _section("Confidence", _confidence(results)),
        _section("Answers", _answers(results)),
        _section("How to read this", "".join(f"<p>{escape(note)}</p>" for note in _NOTES.split("\n"))),
        _section("How it was made", _made(results)),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )


def _head(title: str, results: Results) -> str:
    data = results["data"]
    told = (
        f"{data['questions']:,} questions with an answer and {data['unanswerable']:,} without one, put to "
        f"{data['conversations']:,} {'conversation' if data['conversations'] == 1 else 'conversations'} "
        f"of {data['turns']:,} turns in all. "
        f"Mnemic {results['versions']['mnemic']}, embedder {results['settings']['embedder']}, "
        f"up to {results['settings']['limit']} hits."
    )
    return f"<header><h1>{escape(title)}</h1><p>{escape(told)}</p></header>"


def _tiles(results: Results) -> str:
    """Return the figures that come first: those of Mnemic, or of whatever was measured first."""
    name = next(iter(results["systems"]))
    system = results["systems"][name]
    full = results["systems"].get("full")
    sure = (system["confidence"] or {}).get("unanswerable")
    times = system["recall_ms"]
    tokens = system["tokens"]["mean"]
    less = f"{full['tokens']['mean'] / tokens:,.1f} times less than all turns" if full and tokens else ""
    tiles = [
        ("R@10", _mean(system["measures"]["R@10"]), "of the gold turns among the best 10"),
        ("nDCG@10", _mean(system["measures"]["nDCG@10"]), "how far up they stand"),
        ("tokens a question", f"{tokens:,.0f}", less),
        ("recall, p95", f"{times['p95']:.1f} ms" if times else "–", f"p50 {times['p50']:.1f} ms" if times else ""),
        ("knows what it doesn't", f"{sure['roc_area']:.3f}" if sure else "–", "ROC area on unanswerable questions"),
    ]  # fmt: skip
    made = "".join(
        f"<div class=tile><span>{escape(label)}</span><b>{escape(value)}</b><small>{escape(note)}</small></div>"
        for label, value, note in tiles
    )
    return f"<p class=whose>{escape(name)}: {escape(system['about'])}</p><div class=tiles>{made}</div>"


def _systems(results: Results) -> str:
    systems = results["systems"]
    shown = [name for name in _MAIN if any(system["measures"][name] for system in systems.values())]
    head = ["", *shown, "tokens", "p50 ms", "p95 ms"]
    rows = []
    for name, system in systems.items():
        times = system["recall_ms"] or {}
        rows.append(
            [
                _strong(name, name == OURS),
                *(_cell(system["measures"][measure]) for measure in shown),
                f"{system['tokens']['mean']:,.0f}",
                *(f"{times[share]:.1f}" if times else "–" for share in ("p50", "p95")),
            ]
        )
    legend = "".join(f"<dt>{escape(name)}</dt><dd>{escape(MEASURES[name])}</dd>" for name in shown)
    whose = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(one['about'])}</dd>" for name, one in systems.items()
    )
    return (
        _table(head, rows)
        + f"<details><summary>What the columns and rows mean</summary><dl>{legend}{whose}</dl></details>"
        + _wide(systems, shown)
        + _degraded(systems)
    )


def _wide(systems: Results, shown: Sequence[str]) -> str:
    """Return the intervals that whole conversations give, where the data has a few of them."""
    rows = []
    for name, system in systems.items():
        wide = [(system["measures"][measure] or {}).get("by_conversation") for measure in shown]
        if any(wide):
            cells = (f"{one['low']:.3f} – {one['high']:.3f}" if one else "–" for one in wide)
            rows.append([_strong(name, name == OURS), *cells])
    if not rows:
        return ""
    return f"<details><summary>Intervals, conversations drawn anew</summary>{_table(['', *shown], rows)}</details>"


def _degraded(systems: Results) -> str:
    told = [
        f"{name}: {count:,} recalls said {reason}"
        for name, system in systems.items()
        for reason, count in system["degraded"].items()
    ]
    return f"<p class=warn>Less than it could be. {escape('; '.join(told))}.</p>" if told else ""


def _differences(results: Results) -> str:
    plots = difference_plots(results)
    return _grid(plots) if plots else _nothing("Mnemic was not measured beside a control.")


def _types(results: Results) -> str:
    systems = results["systems"]
    first = next(iter(systems))
    types = systems[first]["by_type"]
    shown = [name for name in _MAIN if systems[first]["measures"][name]]
    own = [
        [escape(type_), f"{part['questions']:,}", *(_cell(part["measures"][name]) for name in shown)]
        for type_, part in types.items()
    ]
    ranked = {name: system for name, system in systems.items() if system["measures"]["R@10"]}
    beside = [
        [escape(type_), *(_cell(system["by_type"][type_]["measures"]["R@10"]) for system in ranked.values())]
        for type_ in types
    ]
    made = f"<h3>{escape(first)}, every measure</h3>" + _table(["", "questions", *shown], own)
    if len(ranked) > 1:
        made += "<h3>R@10 of every system</h3>" + _table(["", *ranked], beside)
    return made


def _confidence(results: Results) -> str:
    plots = confidence_plots(results)
    if not plots:
        return _nothing("No system said how sure it was, so there is nothing to compare with what came true.")
    rows = []
    for name, system in results["systems"].items():
        sure = system["confidence"]
        if sure:
            apart = [sure[kind] for kind in ("unanswerable", "wrong_conversation")]
            rows.append(
                [
                    _strong(name, name == OURS),
                    *(f"{one['roc_area']:.3f}" if one else "–" for one in apart),
                    f"{sure['ece']:.3f}",
                    f"{sure['brier']:.3f}",
                ]
            )
    head = ["", "ROC, unanswerable", "ROC, wrong conversation", "ECE", "Brier"]
    return _table(head, rows) + _grid(plots)


def _answers(results: Results) -> str:
    put = {name: system["answers"] for name, system in results["systems"].items() if system["answers"]}
    if not put:
        return _nothing(
            "No language model was named (--llm-url and --llm-model), so only what is found was measured."
        )
    head = ["", "accuracy", "right", "wrong", "malformed verdicts", "failed", "not asked", "no reference",
            "reader tokens", "judge tokens"]  # fmt: skip
    rows = [
        [
            _strong(name, name == OURS),
            _cell(told["accuracy"]),
            *(f"{told[status]:,}" for status in ("correct", "wrong", "malformed", "failed", "unasked", "no_reference")),
            *(f"{used['in']:,} + {used['out']:,}" for used in (told["reader_tokens"], told["judge_tokens"])),
        ]
        for name, told in put.items()
    ]  # fmt: skip
    types = sorted({type_ for told in put.values() for type_ in told["by_type"]})
    parts = [
        [escape(type_), *(_cell(told["by_type"].get(type_, {}).get("accuracy")) for told in put.values())]
        for type_ in types
    ]
    return _table(head, rows) + "<h3>Accuracy by type</h3>" + _table(["", *put], parts)


def _made(results: Results) -> str:
    data, settings = results["data"], results["settings"]
    pairs = [
        ("data", f"{data['name']} ({data['form']})"),
        *((file["path"], f"sha256 {file['sha256']}") for file in data["files"]),
        *((reason, f"{count:,} questions left out") for reason, count in data["skipped"].items()),
        ("systems", ", ".join(settings["systems"])),
        *((name, settings[name]) for name in _SETTINGS if settings[name] is not None),
        *((f"llm {name}", value) for name, value in (settings["llm"] or {}).items()),
        *((name, version) for name, version in results["versions"].items() if version),
        ("turns taken in", f"{results['adding']['turns_per_s']:,} a second, vectors included"),
        ("command", " ".join(results["command"])),
        ("started", f"{results['started']}, took {results['took_s']:,} s"),
    ]
    return _table([], [[escape(name), escape(str(value))] for name, value in pairs], plain=True)


def _section(title: str, inner: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{inner}</section>"


def _grid(plots: Iterable[str]) -> str:
    return f"<div class=grid>{''.join(plots)}</div>"


def _nothing(text: str) -> str:
    return f"<p class=none>{escape(text)}</p>"


def _strong(name: str, strong: bool) -> str:
    return f"<b>{escape(name)}</b>" if strong else escape(name)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], *, plain: bool = False) -> str:
    """Return a table; *rows* are markup already, and their first cells name them."""
    top = "".join(f"<th scope=col>{escape(name)}</th>" for name in head)
    made = "".join(
        f"<tr><th scope=row>{row[0]}</th>{''.join(f'<td>{cell}</td>' for cell in row[1:])}</tr>"
        for row in rows
    )
    kind = " class=plain" if plain else ""
    start = f"<thead><tr>{top}</tr></thead>" if head else ""
    return f"<div class=scroll><table{kind}>{start}<tbody>{made}</tbody></table></div>"


def _cell(figure: Mapping[str, Any] | None) -> str:
    if figure is None:
        return "–"
    wide = figure["by_conversation"]
    told = f"conversations drawn anew: {wide['low']:.3f} to {wide['high']:.3f}" if wide else ""
    return (
        f'<span title="{escape(told)}">{figure["mean"]:.3f}</span>'
        f"<small>{figure['low']:.3f} – {figure['high']:.3f}</small>"
    )


def _mean(figure: Mapping[str, Any] | None) -> str:
    return "–" if figure is None else f"{figure['mean']:.3f}"
