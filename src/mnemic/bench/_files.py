"""From the name of a benchmark and its files to the data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

from .._hint import nearest
from ..errors import ArgumentError
from ._dataset import Dataset
from ._fields import read_json
from ._locomo import is_locomo, read_locomo
from ._longmemeval import is_longmemeval, read_longmemeval
from ._normal import is_normal, read_normal
from ._own import read_own

Benchmark = Literal["locomo", "longmemeval", "own"]
BENCHMARKS: tuple[str, ...] = get_args(Benchmark)

_FILES = {
    "locomo": "one file: locomo10.json",
    "longmemeval": "one file: longmemeval_s.json or another of its sizes",
    "own": "two files: CHAT.jsonl QUESTIONS.jsonl",
}


def load(benchmark: str, files: Sequence[str | Path]) -> Dataset:
    """
    Return the data of a benchmark.

    Args:
        benchmark: ``"locomo"``, ``"longmemeval"`` or ``"own"``.

        files: The published file, plain or gzipped, or one in normal form; for ``"own"`` the turns and the
            questions.

    Raises:
        ArgumentError: the files cannot be used; the message says why and where.
    """
    if benchmark not in _FILES:
        near = nearest(benchmark, BENCHMARKS)
        hint = "" if near is None else f"did you mean {near}? "
        raise ArgumentError(
            f"there is no benchmark {benchmark!r:.60}; {hint}There are: {', '.join(BENCHMARKS)}"
        )
    paths = [Path(file) for file in files]
    if len(paths) != (2 if benchmark == "own" else 1):
        raise ArgumentError(f"{benchmark} is given {_FILES[benchmark]}; got {len(paths)} files")
    data = read_own(*paths) if benchmark == "own" else _published(benchmark, paths[0])
    if not data.questions:
        raise ArgumentError(
            f"{paths[-1].name} has no question with gold turns, so there is nothing to measure; add some"
        )
    return data


def _published(benchmark: str, path: Path) -> Dataset:
    data, source = read_json(path)
    if is_normal(data):
        return read_normal(data, source)
    found = "locomo" if is_locomo(data) else "longmemeval" if is_longmemeval(data) else None
    if found is None:
        raise ArgumentError(
            f"{path.name} holds neither LoCoMo nor LongMemEval as published, nor the normal form; "
            f"{benchmark} is given {_FILES[benchmark]}"
        )
    if found != benchmark:
        raise ArgumentError(f"{path.name} holds {found}, not {benchmark}; run: mnemic bench {found} {path}")
    return read_locomo(data, source) if found == "locomo" else read_longmemeval(data, source)
