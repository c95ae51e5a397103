"""Memories as text for a model: quoted as data, with their ids, times and sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from ...recall._escape import plain, quoted
from ._answers import NOTICE

if TYPE_CHECKING:
    from ...cube import ErasureReceipt, MemCube
    from ...recall import Recall

MOST_CHARS: Final = 2000
"""How much of one memory an answer with several of them shows."""

_CLOSE: Final = "</memories>"
_DEGRADED: Final = {
    "vectors_pending": "some memories were looked through by their words only, as their vectors are still being made",
    "dense_unavailable": "only words were compared, as the embedding model is out of reach",
    "model_unavailable": "the language model did not answer",
    "model_reply": "the language model's reply could not be used",
    "answer_uncited": "the language model's answer was not taken, as it cites nothing it was shown",
}


def framed(lines: Iterable[str], notice: str = NOTICE) -> str:
    """Return *lines* as a block that says what it is, and that nothing inside can end."""
    return "\n".join(["<memories>", notice, *lines, _CLOSE])


def line(cube: MemCube, most: int = MOST_CHARS, *, start: int = 0) -> str:
    """Return a memory as one line: its id, its header, its text in quotes."""
    moment = cube.occurred_at or cube.created_at
    parts = [
        f"{moment:%Y-%m-%d %H:%M}",
        cube.kind,
        plain(who) if (who := cube.speaker or cube.role) else "",
        f"session {plain(cube.session)}" if cube.session else "",
        f"tags {', '.join(plain(tag) for tag in cube.tags)}" if cube.tags else "",
        f"source {plain(cube.source)}" if cube.source else "",
        *_standing(cube),
    ]
    text = cube.content[start : start + most]
    before, after = "… " if start else "", " …" if start + most < len(cube.content) else ""
    return f"[{cube.id}] {' · '.join(part for part in parts if part)}: {before}{quoted(text)}{after}"


def _standing(cube: MemCube) -> list[str]:
    """Return what sets a memory apart from one that is current and at hand."""
    said = [cube.state] if cube.state not in ("active", "generated") else []
    return said + (["archived"] if cube.tier == "archive" else [])


def found_text(found: Recall, max_tokens: int) -> str:
    """Return what a search found: the quoted block, what each mark stands for, how sure it is."""
    if not found.hits:
        return "Nothing in memory matches. " + degraded_text(found.degraded)
    parts = [_with_ids(found, max_tokens), _confidence(found), degraded_text(found.degraded)]
    return "\n".join(part for part in parts if part)


def _with_ids(found: Recall, max_tokens: int) -> str:
    """Return the context with what each mark stands for, inside the block: a source is a stranger's text, too."""
    context = found.context(max_tokens) or framed([])
    marks = [
        f"{mark} = {cube.id}" + (f" · source {plain(cube.source)}" if cube.source else "")
        for mark, cube in found.citations.items()
    ]
    return "\n".join([context.removesuffix(_CLOSE).rstrip("\n"), *marks, _CLOSE])


def _confidence(found: Recall) -> str:
    if found.confidence is None:
        return ""
    likely = (
        "" if found.answerable else ": memory most likely does not hold the answer; say so rather than guess"
    )
    return f"Confidence that the answer is among them: {found.confidence:.2f}{likely}."


def answer_quoted(answer: str) -> str:
    """Return what a model concluded as a quotation that keeps its marks: it was drawn from strangers' texts."""
    return quoted(answer).replace(r"\u005b", "[")


def degraded_text(reasons: Sequence[str]) -> str:
    """Return why an answer is less than it could be; empty when it isn't."""
    return "\n".join(f"Note: {_DEGRADED.get(reason, reason)}." for reason in reasons)


def versions_text(versions: Sequence[MemCube]) -> str:
    """Return the versions of a memory, first to last."""
    lines = []
    for cube in versions:
        until = f" until {cube.superseded_at:%Y-%m-%d %H:%M}" if cube.superseded_at else ""
        head = f"version {cube.version} · recorded {cube.recorded_at:%Y-%m-%d %H:%M}{until} · {cube.state}"
        cut = " …" if len(cube.content) > MOST_CHARS else ""
        lines.append(f"[{head} · operation {cube.operation}]: {quoted(cube.content[:MOST_CHARS])}{cut}")
    return framed(lines)


def receipt_text(receipt: ErasureReceipt) -> str:
    """Return what an erasure did, in a sentence or two."""
    many = "1 memory" if receipt.cubes == 1 else f"{receipt.cubes} memories"
    if receipt.status == "dry_run":
        return f"Would erase {many}; nothing was done."
    derived = f" ({receipt.derived} of them derived from the others)" if receipt.derived else ""
    if receipt.status == "pending":
        return f"Erased {many}{derived}. The store's files still have to be scrubbed: {receipt.reason}."
    return f"Erased {many}{derived} for good: nothing is left in the store's files. Copies elsewhere are untouched."
