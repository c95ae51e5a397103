"""Turning what was said into knowledge: once, or again and again beside other programs."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from ._app import ASK, CARE, command
from ._options import Output, Pen, Place
from ._output import answer, many, note, pairs, plain
from ._progress import bar
from ._store import reading, writing

if TYPE_CHECKING:
    from ..lifecycle import Consolidation

Asked = Annotated[
    str | None,
    typer.Option(
        "--llm",
        envvar="MNEMIC_LLM",
        metavar="NAME",
        help="A language model to ask beside the rules, e.g. openai:gpt-4o-mini or http://127.0.0.1:8080/v1#model.",
        show_default=False,
    ),
]
Allowed = Annotated[
    bool, typer.Option("--allow-model", help="Let texts of this space leave for the model, from now on.")
]
Seconds = Annotated[
    float | None,
    typer.Option("--max-s", metavar="SECONDS", min=0, help="How long to go on at most.", show_default=False),
]
Calls = Annotated[
    int | None,
    typer.Option(metavar="N", min=0, help="The most calls of the model.", show_default=False),
]


@command(CARE, "mnemic consolidate")
def consolidate(
    output: Output,
    place: Place,
    pen: Pen,
    user: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only work about this user's memories.")
    ] = None,
    max_s: Seconds = None,
    llm: Asked = None,
    allow_model: Allowed = False,
    max_calls: Calls = None,
    max_model_tokens: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="The most tokens the model may take.", show_default=False),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how much there is to do.")] = False,
) -> None:
    """
    Form facts and summaries from what was said since the last time, and do what else is due.

    Interrupted, it goes on there the next time. mnemic undo RUN takes all of it back.
    """
    with writing(place, pen, llm=llm) as memory:
        if allow_model:
            memory.allow_model()
        if dry_run:
            found = memory.consolidate(dry_run=True)
        else:
            with bar("Consolidating") as progress:
                found = memory.consolidate(
                    user=user,
                    max_s=max_s,
                    max_calls=max_calls,
                    max_model_tokens=max_model_tokens,
                    progress=progress,
                )
    answer(output, found.to_dict(), lambda: [pairs(_figures(found))])
    if found.failed or found.dead:
        note("Some jobs failed: mnemic jobs shows which, and why.")


@command(CARE, "mnemic worker --once")
def worker(
    output: Output,
    place: Place,
    pen: Pen,
    once: Annotated[bool, typer.Option("--once", help="Leave when nothing is due.")] = False,
    poll_s: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="How long to wait when nothing is due.")
    ] = 5.0,
    llm: Asked = None,
    max_calls: Calls = None,
) -> None:
    """
    Consolidate a space beside other programs, again and again, until it is stopped.

    On Ctrl-C or a request to end it finishes the step it is at and leaves. Several may work on one store.
    """
    did: Counter[str] = Counter(jobs=0, failed=0, summaries=0)
    with _until_stopped() as stopped, writing(place, pen, llm=llm) as memory:
        note(f"Working on space {memory.space} of {place.path}. Ctrl-C to stop.")
        idle = False
        while not (stopped.is_set() or (idle and once)):
            found = memory.consolidate(max_calls=max_calls, stop=stopped.is_set)
            did.update(jobs=found.done, failed=found.failed + found.dead, summaries=found.summaries)
            idle = not (found.operations or found.failed)
            if not idle:
                note(_told(found))
            elif not once:
                stopped.wait(poll_s)
    answer(
        output, dict(did), lambda: [pairs({name.capitalize(): f"{count:,}" for name, count in did.items()})]
    )


@contextmanager
def _until_stopped() -> Iterator[threading.Event]:
    """Yield what is set when the process is asked to end."""
    stopped = threading.Event()
    asked = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: stopped.set()) for number in asked}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _told(found: Consolidation) -> str:
    facts = ", ".join(f"{count} {act}" for act, count in found.facts.items() if act != "NOOP")
    failed = f", {many(found.failed + found.dead, 'job')} failed" if found.failed + found.dead else ""
    return f"{many(found.done, 'job')} done{failed}; facts: {facts or 'none'}; summaries: {found.summaries}"


def _figures(found: Consolidation) -> Mapping[str, str | None]:
    facts = ", ".join(f"{count:,} {act.lower()}" for act, count in found.facts.items())
    refused = ", ".join(f"{count:,} {plain(why)}" for why, count in found.refused.items())
    model = f"{found.calls:,} calls, {found.prompt_tokens + found.completion_tokens:,} tokens"
    estimate = f"{found.calls:,} calls, {found.estimated_tokens:,} tokens at most"
    return {
        "Run": found.run or "none: a dry run",
        "New turns": f"{found.turns:,}",
        "Jobs done": None if found.run is None else f"{found.done:,}",
        "Jobs failed": f"{found.failed:,}; they are tried again" if found.failed else None,
        "Jobs dead": f"{found.dead:,}" if found.dead else None,
        "Jobs left": f"{found.left:,}",
        "Facts": facts or None,
        "Not kept": refused or None,
        "Summaries": f"{found.summaries:,}" if found.summaries else None,
        "Model": (estimate if found.run is None else model) if found.calls else None,
        "Took": None if found.run is None else f"{found.seconds:.1f} s",
    }


@command(ASK, "mnemic profile ana")
def profile(
    user: Annotated[str, typer.Argument(help="Whose.", show_default=False)],
    output: Output,
    place: Place,
    subject: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only facts about this person or thing.")
    ] = None,
    max_tokens: Annotated[
        int, typer.Option(metavar="N", min=1, help="How many tokens it may take of a prompt.")
    ] = 500,
    valid_at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When the facts must hold. Without it: now.")
    ] = None,
    known_at: Annotated[
        str | None, typer.Option(metavar="TIME", help="Answer from what the store knew at this time.")
    ] = None,
) -> None:
    """Show what is known of a user, as text for a prompt: what matters most first."""
    with reading(place) as memory:
        found = memory.profile(
            user, subject=subject, max_tokens=max_tokens, valid_at=valid_at, known_at=known_at
        )
    answer(output, found.to_dict(), lambda: [Text(plain(found.text) or "Nothing is known yet.")])
    if found.left_out:
        note(f"{many(found.left_out, 'fact')} had no room; --max-tokens makes some.")
