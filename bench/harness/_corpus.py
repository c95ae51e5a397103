"""Texts and vectors that every system is given: made from a seed, or read from a file of conversations."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

DIMS = 384
SEED = 20_260_101
TOPICS = 200
QUERIES = 2_000
_VOCABULARY = 20_000
_TOPIC_WORDS = 300
_WORDS_MEAN, _WORDS_SPREAD = 28, 8
_FUNCTION_TEXT = """
the of and to a in i that it was for you is my we on with at he she they this have be not but what so
from as or me when had her his our there about just can all if will one like do been out then up them know
would because some get more were time could really think your
"""
_FUNCTION_WORDS = _FUNCTION_TEXT.split()
_ONSETS_TEXT = "b c d f g h j k l m n p r s t v w br ch cl dr fl gr pl pr sh st th tr"
_ONSETS = _ONSETS_TEXT.split()
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo")
_CODAS = ["", "", "n", "r", "s", "t", "l", "m", "nd", "st", "ck", "ng"]

Vectors = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder that holds texts.json, vectors.npy, queries.json and query_vectors.npy."""

    folder: Path
    texts: Sequence[str]
    source: str

    def describe(self) -> str:
        """Return one line on what the texts are like."""
        sample = self.texts[:2_000]
        characters = sum(map(len, sample)) / len(sample)
        words = sum(len(text.split()) for text in sample) / len(sample)
        count = f"{len(self.texts)} texts ({self.source})"
        return f"{count}, {characters:.0f} characters and {words:.0f} words on average"


def make_corpus(folder: Path, *, size: int, data: Path | None = None) -> Corpus:
    """
    Write *size* texts with their vectors to *folder* and return them.

    Without *data* they are sentences over a seeded vocabulary: two words in five are common English function
    words, the others follow Zipf's law over the text's topic and over a general vocabulary. With *data* they
    are the turns of that file (JSON, gzipped or not: `sessions` of `turns` with `text`, and `questions`),
    repeated with a number in front when there are too few. A text's unit vector is its topic's (with *data*:
    its session's) direction plus noise, so the same texts have the same vectors on every machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(SEED)
    if data is None:
        topics = rng.integers(0, TOPICS, size + QUERIES)
        made = _distinct(_sentences(rng, topics, size))
        texts, queries = made[:size], [text.rstrip(".") + "?" for text in made[size:]]
        source = f"seed {SEED}"
    else:
        texts, queries, topics = _read_turns(data, size)
        source = data.name
    vectors = _vectors(rng, topics)
    np.save(folder / "vectors.npy", vectors[:size])
    np.save(folder / "query_vectors.npy", vectors[size : size + len(queries)])
    (folder / "texts.json").write_text(json.dumps(texts))
    (folder / "queries.json").write_text(json.dumps(queries))
    return Corpus(folder, texts, source)


def _vocabulary(rng: np.random.Generator) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < _VOCABULARY:
        syllables = rng.integers(1, 4)
        parts = [
            rng.choice(_ONSETS) + rng.choice(_VOWELS) + (rng.choice(_CODAS) if last else "")
            for last in [False] * (syllables - 1) + [True]
        ]
        words["".join(parts)] = None
    return sorted(words, key=lambda word: len(word) + rng.normal(0, 1.5))


def _zipf(rng: np.random.Generator, count: int, size: int) -> Ints:
    """Return *count* ranks in [0, size), rank r with a probability proportional to 1 / (r + 2)."""
    cumulative = np.cumsum(1 / np.arange(2, size + 2))
    ranks: Ints = np.searchsorted(cumulative, rng.random(count) * cumulative[-1]).astype(np.int64)
    return ranks


def _sentences(rng: np.random.Generator, topics: Ints, texts: int) -> Iterator[str]:
    """Yield one sentence a topic; those after the first *texts* are a third as long (the queries)."""
    vocabulary = _vocabulary(rng)
    lengths = np.clip(rng.normal(_WORDS_MEAN, _WORDS_SPREAD, len(topics)), 9, 70).astype(np.int64)
    lengths[texts:] = np.maximum(lengths[texts:] // 3, 5)
    total = int(lengths.sum())
    source = rng.random(total)
    function = _zipf(rng, total, len(_FUNCTION_WORDS))
    general = _zipf(rng, total, _VOCABULARY)
    by_topic = _zipf(rng, total, _TOPIC_WORDS) * 61 + np.repeat(topics, lengths) * 97
    content = np.where(source < 0.75, by_topic % _VOCABULARY, general)
    start = 0
    for length in lengths.tolist():
        end = start + length
        words = [
            _FUNCTION_WORDS[f] if s < 0.45 else vocabulary[c]
            for s, f, c in zip(source[start:end], function[start:end], content[start:end], strict=True)
        ]
        start = end
        yield " ".join(words).capitalize() + "."


def _distinct(texts: Iterator[str]) -> list[str]:
    seen: dict[str, None] = {}
    for number, text in enumerate(texts):
        seen[f"{text} {number}" if text in seen else text] = None
    return list(seen)


def _read_turns(data: Path, size: int) -> tuple[list[str], list[str], Ints]:
    raw = gzip.decompress(data.read_bytes()) if data.suffix == ".gz" else data.read_bytes()
    content: dict[str, Any] = json.loads(raw)
    turns: dict[str, int] = {}
    numbers = {name: number for number, name in enumerate(content["sessions"])}
    for name, session in content["sessions"].items():
        for turn in session["turns"]:
            if turn["text"].strip():
                turns.setdefault(turn["text"], numbers[name])
    texts, topics, lap = list(turns)[:size], list(turns.values())[:size], 1
    while len(texts) < size:
        lap += 1
        missing = size - len(texts)
        texts += [f"({lap}) {text}" for text in list(turns)[:missing]]
        topics += list(turns.values())[:missing]
    asked = {q["question"]: numbers[q["sessions"][-1]] for q in content["questions"]}
    queries = list(asked)[:QUERIES]
    return texts, queries, np.array(topics + list(asked.values())[:QUERIES], dtype=np.int64)


def _vectors(rng: np.random.Generator, topics: Ints) -> Vectors:
    directions = rng.standard_normal((int(topics.max()) + 1, DIMS), dtype=np.float32)
    vectors: Vectors = rng.standard_normal((len(topics), DIMS), dtype=np.float32)
    vectors += directions[topics]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors
