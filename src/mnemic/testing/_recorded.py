"""A language model that says again what another one said."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict
from pathlib import Path

from ..errors import ArgumentError
from ..llm import LanguageModel, Prompt, Reply


class RecordedModel:
    """
    Replays replies from a file of JSON lines, one for each prompt, found by the prompt's digest.

    With *model* a prompt that is not in the file is put to it, and the reply is added; without, that is an
    error. The file holds no prompts, but replies may quote them: record what may be published.

    >>> model = RecordedModel("tests/replies.jsonl", mnemic.llm.resolve("smollm"))  # doctest: +SKIP
    >>> model = RecordedModel("tests/replies.jsonl")  # doctest: +SKIP

    Args:
        path: The file; made by the first recording.

        model: Who is asked what is not in the file.

    Raises:
        ArgumentError: the file has a line that is no recorded reply.
    """

    def __init__(self, path: str | Path, model: LanguageModel | None = None) -> None:
        self.name = model.name if model else "recorded"
        self._path = Path(path)
        self._model = model
        self._lock = threading.Lock()
        self._replies = _read(self._path)

    def complete(self, prompt: Prompt, *, max_tokens: int) -> Reply:
        """
        Return the recorded reply to *prompt*.

        Raises:
            AssertionError: there is none, and no model to ask.
        """
        known = self._replies.get(prompt.digest)
        if known is not None:
            return known
        if self._model is None:
            asked = prompt.messages[-1].content if prompt.messages else ""
            raise AssertionError(
                f"{self._path} has no reply to prompt {prompt.digest[:12]}, which ends {asked[-60:]!r}; record it "
                f"with RecordedModel({str(self._path)!r}, model)"
            )
        reply = self._model.complete(prompt, max_tokens=max_tokens)
        line = json.dumps({"prompt": prompt.digest, **asdict(reply)}, ensure_ascii=False)
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            self._replies[prompt.digest] = reply
            file.write(line + "\n")
        return reply


def _read(path: Path) -> dict[str, Reply]:
    replies = {}
    # Not splitlines(): a reply may hold line ends that only Python takes for one.
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                fields = json.loads(line)
                digest = fields.pop("prompt")
                replies[digest] = Reply(**fields)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise ArgumentError(
                    f"{path}:{number} is no recorded reply ({type(error).__name__}: {error}); delete the line "
                    f"and record it again"
                ) from error
    return replies
