"""What is left of a user's texts in the files after the user was deleted."""

from collections.abc import Sequence
from pathlib import Path

from harness import Bench, System

USERS = 5
DELETED = 2
WINDOW_CHARS = 40
HEADER = (
    "system",
    "texts of the user",
    "found before",
    "found after",
    "other users' texts found",
    "files",
)


def measure_erasure(bench: Bench) -> None:
    """Add several users' texts, delete one user by the system's own call, close, search the files."""
    texts = bench.corpus.texts[: USERS * bench.plan.erased]
    kept = [text for number, text in enumerate(texts) if number % USERS != DELETED]
    survives = "\n".join(kept)
    gone = [text for text in texts[DELETED::USERS] if not any(piece in survives for piece in _pieces(text))]
    rows = []
    for system in bench.systems:
        bench.report.progress(f"erasure: {system.name}")
        before, after, others, files = _run(bench, system, gone, kept)
        rows.append((system.name, len(gone), before, after, f"{others} of {len(kept)}", files))
        bench.report.keep("erasure", **{system.name: {"texts": len(gone), "before": before, "after": after}})
        if system is bench.ours:
            bench.report.at_most("texts left in files after deleting the user", after, 0, "texts")
    note = (
        f"A text counts as found when its first, middle or last {WINDOW_CHARS} characters are in a file of "
        "the store, as UTF-8 or UTF-16; texts whose pieces another user's texts hold too are not counted. "
        "`found before` is the positive control: the search sees what is there."
    )
    bench.report.table("Text left in files after deleting the user", HEADER, rows, note=note)


def _run(bench: Bench, system: System, gone: Sequence[str], kept: Sequence[str]) -> tuple[int, int, int, int]:
    folder = bench.fresh(f"{system.name}-erasure")
    with bench.peer(system) as peer:
        peer("open", folder=str(folder))
        peer("add", start=0, stop=USERS * bench.plan.erased, users=USERS)
        peer("settle")
        peer("close")
    before = _found(folder, gone)
    with bench.peer(system) as peer:
        peer("open", folder=str(folder))
        peer("delete_user", user=f"user{DELETED}")
        peer("settle")
        peer("close")
    return before, _found(folder, gone), _found(folder, kept), len(_files(folder))


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _found(folder: Path, texts: Sequence[str]) -> int:
    contents = [path.read_bytes() for path in _files(folder)]
    return sum(any(window in content for content in contents for window in _windows(text)) for text in texts)


def _pieces(text: str) -> set[str]:
    middle = max((len(text) - WINDOW_CHARS) // 2, 0)
    return {text[:WINDOW_CHARS], text[middle : middle + WINDOW_CHARS], text[-WINDOW_CHARS:]}


def _windows(text: str) -> list[bytes]:
    """Return the pieces of *text* in both encodings that files use."""
    return [piece.encode(encoding) for piece in _pieces(text) for encoding in ("utf-8", "utf-16-le")]
