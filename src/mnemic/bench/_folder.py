"""The folder a run leaves behind: the figures, every question, and a page to read."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .._version import __version__
from ..errors import ArgumentError
from ..times import render_time
from ._measures import MEASURES
from ._report import render
from ._run import Asked, Outcome
from ._summary import summarise

FORMAT = 1
"""The version of ``results.json``; a change that a reader would notice raises it."""

_LIBRARIES = ("numpy", "onnxruntime", "PyStemmer")


class Folder:
    """
    Where a run is written.

    Args:
        path: Made when it isn't there.

    Raises:
        ArgumentError: it holds something already, or cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
            held = next(path.iterdir(), None)
        except OSError as error:
            raise ArgumentError(
                f"{str(path)!r} cannot be made a folder ({error.strerror}); name another with --out"
            ) from None
        if held is not None:
            raise ArgumentError(
                f"the folder {str(path)!r} holds {held.name!r} already, and a run is never mixed with another; "
                "name a new one with --out"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the folder away again when nothing was written."""
        if kind is not None and not any(self.path.iterdir()):
            self.path.rmdir()

    @property
    def report(self) -> Path:
        """The page to read."""
        return self.path / "report.html"

    def write(
        self,
        outcome: Outcome,
        *,
        command: Sequence[str] = (),
        llm: Mapping[str, str] | None = None,
        report: bool = True,
    ) -> dict[str, Any]:
        """
        Write a run, and return what ``results.json`` holds.

        Args:
            command: The command line that started it.

            llm: Where the reader and the judge are; no secret.

            report: Write the page too.
        """
        results = describe(outcome, command, llm)
        self._write("results.json", json.dumps(results, ensure_ascii=False, indent=1) + "\n")
        ranking = {system.name: system.in_order for system in outcome.settings.systems}
        told = (_line(row, in_order=ranking[row.system]) for row in outcome.asked)
        lines = (json.dumps(line, ensure_ascii=False) for line in told)
        self._write("questions.jsonl", "".join(f"{line}\n" for line in lines))
        if report:
            self._write(self.report.name, render(results))
        return results

    def _write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="utf-8")


def describe(
    outcome: Outcome, command: Sequence[str] = (), llm: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Return a run as plain JSON: its figures, and all that is needed to do it again."""
    data, settings = outcome.data, outcome.settings
    return {
        "format": FORMAT,
        "data": {
            "name": data.name,
            "form": data.form,
            "files": [{"path": source.path, "sha256": source.sha256} for source in data.sources],
            "conversations": len(data.conversations),
            "turns": outcome.turns,
            "questions": len(data.questions),
            "unanswerable": len(data.unanswerable),
            "skipped": dict(data.skipped),
        },
        "settings": {
            "systems": [system.name for system in settings.systems],
            "questions": settings.questions,
            "limit": settings.limit,
            "bootstrap": settings.rounds,
            "embedder": outcome.embedder,
            "tokenizer": outcome.tokenizer,
            "llm": llm and {**llm, **outcome.models},
        },
        "versions": {
            "mnemic": __version__,
            "python": platform.python_version(),
            **{name: _version(name) for name in _LIBRARIES},
            "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        },
        "command": list(command),
        "started": render_time(outcome.started.replace(microsecond=0)),
        "took_s": round(outcome.took_s, 1),
        **summarise(outcome),
    }


def _version(library: str) -> str | None:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:  # built or named otherwise, such as onnxruntime-gpu
        return None


def _line(row: Asked, *, in_order: bool) -> dict[str, Any]:
    question, answer = row.question, row.answer
    return {
        "system": row.system,
        "id": question.id,
        "type": question.type,
        "conversation": question.conversation,
        "question": question.text,
        "gold": sorted(question.gold),
        "returned": len(row.ranked),
        # Every turn in no order says nothing, many times over.
        "ranked": list(row.ranked) if in_order else None,
        "scores": {name: row.scores.get(name) for name in MEASURES} if question.gold else None,
        "tokens": row.tokens,
        "ms": row.ms and round(row.ms, 3),
        "confidence": row.confidence,
        "elsewhere": row.elsewhere,
        "degraded": list(row.degraded),
        "answer": answer and {"status": answer.status, "text": answer.text, "why": answer.why},
    }
