"""Measuring how good a recall is."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from ..errors import ArgumentError
from ._app import CARE, command
from ._options import Model, Output, Texts
from ._output import answer, many, note, one_line, pairs, stdout, table, warn
from ._progress import bar

if TYPE_CHECKING:
    from ..bench import Answerer

_MAIN = ("R@5", "R@10", "R@20", "nDCG@10", "all@10")
_FIRST = ("R@10", "nDCG@10", "R@5", "R@20", "all@10")
_COLUMN, _OTHERS = 13, 27
"""How wide a measure is in the tables, and everything beside them."""

_KEY_ENV = "OPENAI_API_KEY"
_LLM = "Answers"


@dataclass(frozen=True, kw_only=True)
class _How:
    """How to measure."""

    questions: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Ask only so many of the questions, drawn with a fixed seed.",
            show_default=False,
        ),
    ] = None
    system: Annotated[
        Texts | None,
        typer.Option(
            metavar="NAME",
            help="Measure only this: mnemic, bm25, dense, last-k or full; may be repeated. Without it: all.",
        ),
    ] = None
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=1, help="The most turns to return.")
    ] = 20
    bootstrap: Annotated[
        int, typer.Option(metavar="N", min=10, help="How often to resample for the intervals.")
    ] = 1000  # fmt: skip
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Where to write, empty or new. Without it: bench-NAME-TIME in this folder.",
            show_default=False,
        ),
    ] = None
    no_report: Annotated[bool, typer.Option("--no-report", help="Don't write report.html.")] = False


@dataclass(frozen=True, kw_only=True)
class _Judging:
    """Which language model answers, and judges the answers."""

    llm_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="An OpenAI-compatible service, e.g. http://localhost:11434/v1. What is found is sent there.",
            rich_help_panel=_LLM,
        ),
    ] = None
    llm_model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Its name for the model.", rich_help_panel=_LLM)
    ] = None
    llm_key_env: Annotated[
        str,
        typer.Option(metavar="VARIABLE", help="The variable that holds its key.", rich_help_panel=_LLM),
    ] = _KEY_ENV

    @property
    def service(self) -> tuple[str, str] | None:
        """
        The address and the model, where an LLM is wanted.

        Raises:
            ArgumentError: one of the two is missing.
        """
        if self.llm_url and self.llm_model:
            return self.llm_url, self.llm_model
        if self.llm_url or self.llm_model:
            missing = "--llm-model" if self.llm_url else "--llm-url"
            raise ArgumentError(
                f"{missing} is missing; answers are judged when both are given, or say neither"
            )
        return None


@command(CARE, "mnemic bench own chat.jsonl questions.jsonl --embedder hash")
def bench(
    data: Annotated[
        str, typer.Argument(metavar="DATA", help="locomo, longmemeval or own.", show_default=False)
    ],
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="The published file, plain or gzipped; for own: the turns and the questions, both JSON lines.",
            show_default=False,
        ),
    ],
    how: _How,
    judging: _Judging,
    output: Output,
    model: Model,
) -> None:
    """
    Measure how good a recall is: on LoCoMo, LongMemEval or your own data, beside plain controls.

    The data goes into a store of its own, deleted at the end. Figures, every question and a page to read are
    left in a folder. With a language model, what is found is also answered from and the answers judged.
    """
    from .. import bench as harness

    settings = harness.Settings(
        systems=harness.chosen(how.system or ()),
        questions=how.questions,
        limit=how.limit,
        rounds=how.bootstrap,
        embedder=model.embedder,
    )
    service = judging.service
    read = harness.load(data, files)
    for reason, count in read.skipped.items():
        note(f"{many(count, 'question')} left out: {reason}")
    with _answerer(judging) as answerer, harness.Folder(how.out or _default_folder(read.name)) as folder:
        with _bars() as progress:
            outcome = harness.run(read, settings, answerer=answerer, progress=progress)
        results = folder.write(
            outcome,
            command=_command(data, files, how, judging, model),
            llm=service and {"url": service[0]},
            report=not how.no_report,
        )
    report = None if how.no_report else str(folder.report)
    answer(output, {"folder": str(folder.path), "report": report, **results}, lambda: _tables(results))
    _tell_failures(results)
    note(f"Written to {report or folder.path}")


@contextmanager
def _answerer(judging: _Judging) -> Iterator[Answerer | None]:
    """Make what answers and judges, and try it before the long work starts; nothing without a model."""
    from .. import bench as harness
    from .. import llm

    if judging.service is None:
        yield None
        return
    url, name = judging.service
    with llm.OpenAIChat(name, base_url=url, key_env=judging.llm_key_env) as chat:
        chat.complete(llm.Prompt((llm.Message("user", "Say: ready"),)), max_tokens=64)
        yield harness.Answerer(chat, chat)


@contextmanager
def _bars() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for each kind of work, one after the other; yield what to call with its name and how far it is."""
    with ExitStack() as shown:
        current = ""
        show: Callable[[int, int], None] = lambda _done, _total: None  # noqa: E731

        def step(label: str, done: int, total: int) -> None:
            nonlocal current, show
            if label != current:
                shown.close()
                current, show = label, shown.enter_context(bar(label))
            show(done, total)

        yield step


def _default_folder(name: str) -> Path:
    slug = re.sub(r"[^\w.-]+", "-", name).strip("-.") or "data"
    return Path(f"bench-{slug}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")


def _command(data: str, files: list[Path], how: _How, judging: _Judging, model: Model) -> list[str]:
    """Return the command line that measures the same again."""
    options: dict[str, object] = {
        "--questions": how.questions,
        "--limit": how.limit,
        "--bootstrap": how.bootstrap,
        "--embedder": model.embedder,
        "--llm-url": judging.llm_url,
        "--llm-model": judging.llm_model,
    }
    given = [part for name, value in options.items() if value is not None for part in (name, str(value))]
    named = [part for name in how.system or () for part in ("--system", name)]
    return [shlex.quote(part) for part in ("mnemic", "bench", data, *map(str, files), *given, *named)]


def _tell_failures(results: Mapping[str, Any]) -> None:
    """Say in what the answers of a model fell short."""
    for name, system in results["systems"].items():
        told = system["answers"]
        if told and told["malformed"]:
            warn(f"{name}: {many(told['malformed'], 'verdict')} of the judge could not be understood")
        if told and told["failed"]:
            lost = told["failed"] + told["unasked"]
            warn(
                f"{name}: {many(lost, 'question')} went unanswered; the last failure: {told['last_failure']}"
            )


def _tables(results: Mapping[str, Any]) -> Iterator[RenderableType]:
    systems = results["systems"]
    judged = any(one["answers"] for one in systems.values())
    shown = _fitting(systems, stdout().width - _OTHERS - _COLUMN * judged)
    rows = table("system", *shown, *(("accuracy",) if judged else ()), "tokens", "p95 ms")
    for name, system in systems.items():
        times = system["recall_ms"]
        right = [_figure((system["answers"] or {}).get("accuracy"))] if judged else []
        measured = [_figure(system["measures"][measure]) for measure in shown]
        tokens = f"{system['tokens']['mean']:,.0f}"
        rows.add_row(name, *measured, *right, tokens, f"{times['p95']:.1f}" if times else "–")
    yield rows
    yield Text("")
    yield _types(systems)
    yield Text("")
    yield pairs(_told(results))


def _fitting(systems: Mapping[str, Any], width: int) -> list[str]:
    """Return the measures that are there and fit into *width*, the most telling ones first to be kept."""
    there = [name for name in _FIRST if any(one["measures"][name] for one in systems.values())]
    kept = there[: max(width // _COLUMN, 1)]
    return [name for name in _MAIN if name in kept]


def _types(systems: Mapping[str, Any]) -> RenderableType:
    """Return the measures of the first system that ranks, by type of question."""
    name = next((name for name, one in systems.items() if one["ranks"]), next(iter(systems)))
    types = {one_line(type_, 30): part for type_, part in systems[name]["by_type"].items()}
    label = f"type ({name})"
    others = max(len(label), *map(len, types)) + len("questions") + 6
    shown = _fitting(systems, stdout().width - others)
    rows = table(label, "questions", *shown)
    for type_, part in types.items():
        figures = (_figure(part["measures"][measure]) for measure in shown)
        rows.add_row(type_, f"{part['questions']:,}", *figures)
    return rows


def _told(results: Mapping[str, Any]) -> dict[str, RenderableType | None]:
    data = results["data"]
    told: dict[str, RenderableType | None] = {
        "Data": f"{data['name']}: {many(data['questions'], 'question')} with an answer, {data['unanswerable']:,} without, "
        f"{many(data['turns'], 'turn')}, {many(data['conversations'], 'conversation')}",
        "Adding": f"{results['adding']['turns_per_s']:,} turns a second, vectors included",
    }
    for name, difference in results["differences"].items():
        better = difference["R@10"]
        if better:
            between = f"95 %: {better['low']:+.3f} to {better['high']:+.3f}"
            told[f"Mnemic less {name}"] = f"R@10 {better['mean']:+.3f} ({between})"
    for name, system in results["systems"].items():
        if system["confidence"]:
            told[f"Confidence of {name}"] = _confidence(system["confidence"])
    if not any(system["confidence"] for system in results["systems"].values()):
        told["Confidence"] = "not measured: no system said how sure it was"
    return told


def _confidence(sure: Mapping[str, Any]) -> str:
    parts = [
        f"ROC area {sure[kind]['roc_area']:.3f} on {name}"
        for kind, name in (("unanswerable", "unanswerable questions"), ("wrong_conversation", "the wrong conversation"))
        if sure[kind]
    ]  # fmt: skip
    return ", ".join([*parts, f"ECE {sure['ece']:.3f}", f"Brier {sure['brier']:.3f}"])


def _figure(figure: Mapping[str, Any] | None) -> str:
    """Return a mean with half the width of its interval."""
    if figure is None:
        return "–"
    half = f"{(figure['high'] - figure['low']) / 2:.2f}"
    return f"{figure['mean']:.3f} ±{half.removeprefix('0')}"
