"""Conversations with questions whose evidence is known, read from a file that somebody names."""

import gzip
import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SEED = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its id, its type, its space, and the ids of the turns that answer it."""

    id: str
    type: str
    space: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conversations:
    """
    What every system is given, and what only the measuring knows.

    Attributes:
        name: The data's own name.

        digest: SHA-256 of everything below, in hexadecimal.

        spaces: Each conversation as plain JSON: `name`, `sessions`, `questions`. No gold.

        questions: The questions by id, in the order of the file.
    """

    name: str
    digest: str
    spaces: Sequence[Mapping[str, Any]]
    questions: Mapping[str, Asked]

    def texts(self) -> list[str]:
        """Return the turns' texts as they are searched and embedded, each once."""
        turns = (turn for space in self.spaces for session in space["sessions"] for turn in session["turns"])
        return list(dict.fromkeys(_text(turn) for turn in turns))

    def queries(self) -> list[str]:
        """Return the questions' texts, each once."""
        asked = (question for space in self.spaces for question in space["questions"])
        return list(dict.fromkeys(str(question["text"]) for question in asked))

    def turns(self) -> int:
        """Return how many turns all spaces have together."""
        return sum(len(session["turns"]) for space in self.spaces for session in space["sessions"])


def read_conversations(path: Path, *, questions: int | None = None) -> Conversations:
    """
    Read *path*: JSON, gzipped or not, of `sessions` and `questions`.

    A session has `date` and `turns` with `id`, `speaker`, `role` and `text`; a question `id`, `type`, `question`,
    `asked_at`, `sessions` and `gold`, the ids of turns. Questions about the same sessions share a space. Turns
    without text are left out.

    Args:
        questions: Ask only so many, chosen by a fixed seed.

    Raises:
        ValueError: no question has evidence.
    """
    raw = path.read_bytes()
    content: dict[str, Any] = json.loads(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw)
    asked = [question for question in content["questions"] if question.get("gold")]
    if not asked:
        raise ValueError(f"'{path}' has no question with gold turns")
    if questions is not None and questions < len(asked):
        asked = random.Random(_SEED).sample(asked, questions)
    by_sessions: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for question in asked:
        by_sessions.setdefault(tuple(question["sessions"]), []).append(question)
    spaces, known = [], {}
    for number, (sessions, group) in enumerate(by_sessions.items()):
        space = _space(f"space-{number}", [(name, content["sessions"][name]) for name in sessions], group)
        spaces.append(space)
        for question in group:
            gold = frozenset(question["gold"])
            known[question["id"]] = Asked(question["id"], question["type"], space["name"], gold)
    digest = hashlib.sha256(json.dumps([spaces, sorted(known)]).encode())
    digest.update(repr(sorted((q.id, q.type, sorted(q.gold)) for q in known.values())).encode())
    return Conversations(content.get("name", path.stem), digest.hexdigest(), spaces, known)


def _space(name: str, sessions: Sequence[tuple[str, Any]], questions: Sequence[Any]) -> dict[str, Any]:
    """Return a space as the systems read it."""
    return {
        "name": name,
        "sessions": [
            {
                "id": session,
                "date": content["date"],
                "turns": [_turn(turn) for turn in content["turns"] if turn["text"].strip()],
            }
            for session, content in sessions
        ],
        "questions": [
            {"id": question["id"], "text": question["question"], "asked_at": question.get("asked_at")}
            for question in questions
        ],
    }


def _turn(turn: Mapping[str, Any]) -> dict[str, Any]:
    speaker, role = turn.get("speaker") or "", turn.get("role") or "user"
    return {"id": turn["id"], "speaker": speaker, "role": role, "content": turn["text"]}


def _text(turn: Mapping[str, Any]) -> str:
    return f"{turn['speaker']}: {turn['content']}" if turn["speaker"] else str(turn["content"])
