"""Ana's year, told in nine chapters: each prints the call it makes, then what came back."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

import mnemic

RARE_WORD = "Quelhasbrava"
"""A surname that only Ana mentions: what chapter 8 looks for in the file's bytes."""

_STORE = "demo.db"
_LISBON_DAY = "2026-03-01T12:00:00+00:00"
_WRONG_DATE = "s8:5"
_EMBARRASSING = "s3:1"


@dataclass(frozen=True)
class _Stage:
    """What every chapter needs."""

    console: Console
    folder: Path
    mem: mnemic.Memory
    turns: dict[str, mnemic.MemCube]
    """The cubes as they were remembered, by the turn they come from, e.g. ``"s3:1"``."""

    def of(self, user: str) -> list[mnemic.MemCube]:
        return [cube for cube in self.turns.values() if cube.user == user]


def tell(console: Console, folder: Path, *, embedder: str | None = None, kept: bool = False) -> None:
    """
    Tell the story on *console*, with a new store in *folder*. It takes seconds and needs no network.

    Args:
        folder: An existing folder without a ``demo.db``; the caller removes it or keeps it.

        embedder: What makes the vectors; `None` for the default.

        kept: Whether the folder is still there afterwards.
    """
    console.print(
        Panel(
            "Ana Ferreira changes job, town, coffee and dog food. An assistant remembers it. "
            "Her friend Bo talks to the same assistant; his memories are his own.",
            title="Mnemic",
            border_style="cyan",
        )
    )
    with mnemic.open(folder / _STORE, embedder=embedder) as mem:
        stage = _Stage(console, folder, mem, _remember(console, mem))
        _recall(stage)
        _context(stage)
        before = _correct(stage)
        _travel(stage, before)
        _archive(stage)
        _unknown(stage)
        _forget(stage)
    _farewell(console, folder / _STORE if kept else None)


def _conversation() -> list[dict[str, Any]]:
    lines = files(__package__).joinpath("conversation.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _remember(console: Console, mem: mnemic.Memory) -> dict[str, mnemic.MemCube]:
    _chapter(console, 1, "Remember")
    turns = _conversation()
    _call(console, f'mem = mnemic.open("{_STORE}")\ncubes = mem.remember_many(turns)\nmem.flush()')
    start_s = time.perf_counter()
    cubes = mem.remember_many(turns)
    written_s = time.perf_counter() - start_s
    mem.flush()
    took_s = time.perf_counter() - start_s
    sessions = {cube.session for cube in cubes}
    _say(
        console,
        f"{len(cubes)} turns of {len(sessions)} sessions, in one transaction: on disk after "
        f"{written_s * 1000:.0f} ms ({len(cubes) / written_s:,.0f} turns/s), every vector in place after "
        f"{took_s:.2f} s.",
    )
    _say(console, "No model was asked and nothing left this machine.")
    return {str(cube.metadata["turn"]): cube for cube in cubes}


def _recall(stage: _Stage) -> None:
    _chapter(stage.console, 2, "Recall, with evidence")
    for question, user in (
        ("What is Ana allergic to?", "ana"),
        ("What is the dog fed, salmon or chicken?", "ana"),
        ("Where is the spare key?", "bo"),
    ):
        _call(stage.console, f'mem.recall("{question}", user="{user}", limit=3)')
        _show_hits(stage.console, stage.mem.recall(question, user=user, limit=3))


def _context(stage: _Stage) -> None:
    _chapter(stage.console, 3, "A context for the next prompt")
    question = "What do I need for the trip to Japan: flights, dates, towns, allergy card?"
    _call(stage.console, f'found = mem.recall("{question}", user="ana")\nfound.context(max_tokens=240)')
    found = stage.mem.recall(question, user="ana")
    text = found.context(max_tokens=240)
    # A Text, since square brackets (the citations) are markup to rich.
    stage.console.print(Panel(Text(text), title="for the prompt", border_style="green"))
    _say(
        stage.console,
        f"{found.tokens(text)} tokens, as {found.tokenizer} counts them, within a budget of 240. Each memory "
        "is dated, attributed and cited, and given as data, so that it cannot pass for an instruction.",
    )


def _correct(stage: _Stage) -> datetime:
    _chapter(stage.console, 4, "A correction")
    told = stage.turns[_WRONG_DATE]
    _say(stage.console, f"On {told.occurred_at:%d %B} Ana said: “{told.content}”")
    _say(stage.console, "A fortnight later: “Sorry, I said the 14th, it's the 16th.”")
    content = told.content.replace("14th", "16th")
    _call(stage.console, f'mem.update(cube.id, content="{content}")\nmem.history(cube.id)')
    # The moment before: everything remembered, nothing corrected.
    before = max(cube.recorded_at for cube in stage.turns.values())
    stage.mem.update(told.id, content=content)
    table = _table("version", "recorded", "text")
    for version in stage.mem.history(told.id):
        table.add_row(str(version.version), f"{version.recorded_at:%H:%M:%S.%f}", Text(version.content))
    stage.console.print(table)
    return before


def _travel(stage: _Stage, before: datetime) -> None:
    _chapter(stage.console, 5, "Two times")
    console, mem = stage.console, stage.mem
    question = "When is Pastel's ear operation?"
    _call(console, f'mem.recall("{question}", user="ana", known_at=before_the_correction)')
    _show_hits(console, mem.recall(question, user="ana", limit=1, known_at=before))
    _say(console, "That is what we knew then. And what was true in March, before she moved:")
    _call(console, f'mem.recall("Where does Ana live?", user="ana", valid_at="{_LISBON_DAY}")')
    _show_hits(console, mem.recall("Where does Ana live?", user="ana", limit=1, valid_at=_LISBON_DAY))


def _archive(stage: _Stage) -> None:
    _chapter(stage.console, 6, "Archive, and undo")
    console, mem = stage.console, stage.mem
    cube = stage.turns[_EMBARRASSING]
    question = "What happened at the all-hands?"
    _call(console, "operation = mem.archive(ids=[cube.id])")
    operation = mem.archive(ids=[cube.id])
    _say(console, f"“{question}” finds it: {_finds(mem, question, cube.id)}")
    _call(console, "mem.undo(operation.id)")
    mem.undo(str(operation.id))
    _say(console, f"“{question}” finds it: {_finds(mem, question, cube.id)}")


def _finds(mem: mnemic.Memory, question: str, cube_id: str) -> str:
    found = any(hit.cube.id == cube_id for hit in mem.recall(question, user="ana"))
    return "yes" if found else "no"


def _unknown(stage: _Stage) -> None:
    _chapter(stage.console, 7, "A question nobody answered")
    question = "What is Ana's shoe size?"
    _call(stage.console, f'found = mem.recall("{question}", user="ana", limit=1)\nfound.confidence')
    found = stage.mem.recall(question, user="ana", limit=1)
    _show_hits(stage.console, found)
    _say(stage.console, "That is the nearest there is; a score compares the hits of one recall, no more.")
    if found.confidence is None:
        _say(
            stage.console,
            "The confidence is None: Mnemic does not calibrate one yet, and does not invent a number.",
        )
    else:
        _say(stage.console, f"{found.confidence:.0%}")


def _forget(stage: _Stage) -> None:
    _chapter(stage.console, 8, "Forget a person, and prove it")
    console, mem = stage.console, stage.mem
    _say(
        console,
        f"Ana leaves, and takes everything with her: above all the story of her director, {RARE_WORD}.",
    )
    _say(console, f"“{RARE_WORD}” in the bytes of the store: {_occurrences(stage.folder, RARE_WORD)} times")
    _call(console, 'receipt = mem.forget(user="ana")')
    _show_receipt(console, mem.forget(user="ana"))
    left = _occurrences(stage.folder, RARE_WORD)
    style = "bold green" if left == 0 else "bold red"
    _say(console, f"“{RARE_WORD}” in the bytes of the store: {left} times", style=style)
    whole = sum(mem.get(cube.id).content == cube.content for cube in stage.of("bo"))
    _say(
        console,
        f"Bo's memories still whole: {whole} of {len(stage.of('bo'))}, his own “ok, sounds good” among them.",
    )
    _call(console, 'mem.recall("What is Ana allergic to?", user="ana")')
    _show_hits(console, mem.recall("What is Ana allergic to?", user="ana"))
    _call(console, "mem.stats()")
    _show_stats(console, mem.stats())


def _occurrences(folder: Path, word: str) -> int:
    """Count *word* in the bytes of every file of the store, the write-ahead log included."""
    return sum(path.read_bytes().count(word.encode()) for path in folder.glob(f"{_STORE}*"))


def _farewell(console: Console, store: Path | None) -> None:
    _chapter(console, 9, "Where to go next")
    if store is None:
        _say(console, "The store of this story is gone with its folder; mnemic demo --keep FOLDER leaves it.")
    else:
        _say(console, f"The store of this story: {store}")
    _call(
        console,
        'mem = mnemic.open("memory.db")\n'
        'mem.remember("I moved to Porto in May.", user="ana", occurred_at="2026-05-20T10:00:00+01:00")\n'
        'mem.recall("Where does Ana live?", user="ana").context(max_tokens=800)',
    )
    _say(console, "On the command line: mnemic --help")


def _chapter(console: Console, number: int, title: str) -> None:
    console.print()
    console.print(Rule(Text(f"{number}. {title}", "bold"), style="cyan", align="left"))


def _call(console: Console, code: str) -> None:
    console.print(Syntax(code, "python", theme="ansi_dark", background_color="default", word_wrap=True))


def _say(console: Console, sentence: str, style: str = "") -> None:
    console.print(Text(sentence, style=style))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        # Only the last column is long; the others stay on one line.
        table.add_column(column, overflow="fold", no_wrap=column != columns[-1])
    return table


def _show_hits(console: Console, found: mnemic.Recall) -> None:
    table = _table("score", "when", "who", "what")
    for hit in found:
        cube = hit.cube
        day = f"{cube.occurred_at:%d %b %Y}" if cube.occurred_at else ""
        what = Text.assemble(cube.content, (f"\n{'; '.join(hit.why)}", "dim"))
        table.add_row(f"{hit.score:.2f}", day, cube.speaker, what)
    if table.row_count:
        console.print(table)
    else:
        _say(console, "Nothing.", style="bold")


def _show_stats(console: Console, stats: mnemic.Stats) -> None:
    table = _table("cubes", "versions", "vectors", "operations", "bytes")
    figures = (stats.cubes, stats.versions, stats.vectors, stats.operations, stats.size_bytes)
    table.add_row(*(f"{figure:,}" for figure in figures))
    console.print(table)


def _show_receipt(console: Console, receipt: mnemic.ErasureReceipt) -> None:
    probe = receipt.probe
    table = _table("receipt", "")
    for name, value in (
        ("status", receipt.status if receipt.reason is None else f"{receipt.status}: {receipt.reason}"),
        ("erased", f"{receipt.cubes} memories, {receipt.versions} versions, {receipt.vectors} vectors"),
        ("probe", f"{probe.windows:,} pieces of what was erased, looked for in {', '.join(probe.files)}"),
        ("before", f"{probe.before:,} of them found: the positive control, so the probe can see"),
        ("after", f"{probe.after} found"),
        ("shared", _shared(receipt.shared_texts)),
        ("out of reach", "; ".join(receipt.outside)),
    ):
        table.add_row(name, Text(value))
    console.print(table)


def _shared(count: int) -> str:
    return f"{count} {'text' if count == 1 else 'texts'} that somebody else's memory holds too, and keeps"
