"""Examples as the network learns from them: with fillers beside them, bystanders among what is known, in batches."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import torch
from _examples import Example, Known, Stated, judged
from _network import ACTS, FATES

from mnemic.cube import PREDICATES, value_key
from mnemic.embed import AdaptedMiniLM, Words
from mnemic.embed._adapted import sequence as pieces_of
from mnemic.form.reader._sequence import MARKS, PREDICATE_NUMBERS, Fact, Laid, phrase, sequence

_MODEL = AdaptedMiniLM(dict)


@lru_cache(maxsize=100_000)
def words_of(text: str) -> Words:
    """Return a text cut into words, as often as it is asked for."""
    return _MODEL.words(text)


def with_fillers(found: Sequence[Example], draw: random.Random) -> list[Example]:
    """Return examples, and for part of them another one that has something said around it, or no marks and capitals."""
    fillers = [each.text for each in found if each.plain and len(each.text) < 120]
    more = []
    for each in found:
        if fillers and draw.random() < 0.25:
            filler = _closed(draw.choice(fillers))
            own = _closed(each.text)
            text = draw.choice([f"{filler} {own}", f"{own} {filler}"])
            if draw.random() < 0.3:
                text = f"{text} {draw.choice(fillers)}"
            more.append(replace(each, text=text, plain=False))
        if draw.random() < 0.1:
            more.append(_bare(each))
    return [*found, *more]


def _closed(text: str) -> str:
    return text if text[-1] in '.!?…)"' else text + "."


def _bare(each: Example) -> Example:
    """Return an example as hasty people write it: small letters, no final mark."""
    facts = tuple(replace(fact, object=fact.object and fact.object.lower()) for fact in each.facts)
    return replace(each, text=each.text.lower().rstrip("."), facts=facts, plain=False)


@dataclass(frozen=True, slots=True)
class Pool:
    """Facts of all predicates, to put among what is known."""

    by_predicate: Mapping[str, Sequence[Known]]

    @classmethod
    def of(cls, found: Sequence[Example]) -> Pool:
        facts: dict[str, dict[str, Known]] = defaultdict(dict)
        for each in found:
            for fact in each.facts:
                if fact.object and fact.act == "holds":
                    made = Known(fact.predicate, fact.object, fact.key)
                    facts[fact.predicate].setdefault(value_key(fact.object), made)
            for known in each.known:
                facts[known.predicate].setdefault(value_key(known.object), replace(known, fate="stays"))
        return cls({name: list(of.values()) for name, of in facts.items()})

    def draw(self, by: random.Random, predicate: str | None = None) -> Known | None:
        of = self.by_predicate.get(predicate or by.choice(list(self.by_predicate)), ())
        return by.choice(list(of)) if of else None


def situated(each: Example, pool: Pool, by: random.Random) -> Example:
    """Return an example among what might be known when it is said."""
    known = list(each.known)
    if known and by.random() < 0.3:
        known = []
    if each.only is None:
        known += _touched(each.facts, known, pool, by)
    for _ in range(by.choice([0, 0, 1, 1, 2, 3])):
        drawn = pool.draw(by)
        taken = {each.predicate for each in known} | {fact.predicate for fact in each.facts}
        if drawn is None or (each.only is not None and drawn.predicate in each.only):
            continue
        # One of the same predicate is left as it is only where its own object counts.
        if drawn.predicate not in taken or PREDICATES[drawn.predicate].keyed == "object":
            known.append(drawn)
    by.shuffle(known)
    if each.only is None:
        labelled = judged(known, each.facts)
        own = {(k.predicate, k.object): k.fate for k in each.known}
        known = [replace(k, fate=own.get((k.predicate, k.object), k.fate)) for k in labelled]
    return replace(each, known=tuple(known[:6]))


def _touched(facts: Sequence[Stated], known: Sequence[Known], pool: Pool, by: random.Random) -> list[Known]:
    """Return facts that what is stated ends, replaces or says again."""
    made: list[Known] = []
    for fact in facts:
        if any(each.predicate == fact.predicate for each in known):
            continue
        if fact.act in {"ended", "denies"} and fact.object and by.random() < 0.7:
            made.append(Known(fact.predicate, fact.object, fact.key))
        elif fact.act == "holds" and fact.object:
            chance = by.random()
            if chance < 0.2:
                made.append(Known(fact.predicate, fact.object, fact.key))
            elif chance < 0.4 and PREDICATES[fact.predicate].cardinality == "single":
                drawn = pool.draw(by, fact.predicate)
                made += [drawn] if drawn is not None else []
    return made


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An example laid out for the network."""

    example: Example
    laid: Laid
    spans: Sequence[tuple[int, int]]


def item(each: Example) -> Item:
    """Lay an example out."""
    words = words_of(each.text)
    facts = [Fact(k.predicate, words_of(phrase(k.predicate, k.object, k.key))) for k in each.known]
    return Item(each, sequence(words, words_of(each.before) if each.before else None, facts), words.spans)


def batch_of(items: Sequence[Item]) -> dict[str, torch.Tensor]:
    """Return items as padded tensors with their labels."""
    longest = max(len(each.laid.segment) for each in items)
    sequences = [pieces_of(each.laid.pieces) for each in items]
    most = max(len(ids) for ids, _ in sequences)
    n = len(items)
    out = {
        "ids": np.zeros((n, most), np.int64),
        "pieces": np.zeros((n, most), bool),
        "owned": np.zeros((n, longest, most), np.float32),
        "marks": np.zeros((n, longest, MARKS), np.float32),
        "segment": np.zeros((n, longest), np.int64),
        "predicate": np.full((n, longest), -1, np.int64),
        "mask": np.zeros((n, longest), bool),
        "text": np.zeros((n, longest), bool),
        "stated": np.zeros((n, len(PREDICATES), len(ACTS)), np.float32),
        "labelled": np.ones((n, len(PREDICATES)), np.float32),
    }
    tagged: list[tuple[int, int, int, list[int]]] = []
    fates: list[tuple[int, tuple[int, int], int, int]] = []
    for row, each in enumerate(items):
        laid = each.laid
        size = len(laid.segment)
        for name in ("marks", "segment", "predicate"):
            out[name][row, :size] = getattr(laid, name)
        out["mask"][row, :size] = True
        ids, owners = sequences[row]
        out["ids"][row, : len(ids)] = ids
        out["pieces"][row, : len(ids)] = True
        for at, word in enumerate(owners):
            if word >= 0:
                out["owned"][row, word, at] = 1
        out["text"][row, : laid.size] = True
        _label(out, row, each, tagged)
        for known, part in zip(each.example.known, laid.parts, strict=True):
            if known.fate is not None:
                fates.append((row, part, FATES.index(known.fate), PREDICATE_NUMBERS[known.predicate]))
    out["owned"] /= np.maximum(out["owned"].sum(-1, keepdims=True), 1)
    out["tag_rows"] = np.array([row for row, _, _, _ in tagged], np.int64)
    out["tag_predicates"] = np.array([p for _, p, _, _ in tagged], np.int64)
    out["tag_acts"] = np.array([a for _, _, a, _ in tagged], np.int64)
    tags = np.full((len(tagged), longest), -100, np.int64)
    for at, (_, _, _, labels) in enumerate(tagged):
        tags[at, : len(labels)] = labels
    out["tags"] = tags
    out["fate_rows"] = np.array([row for row, _, _, _ in fates], np.int64)
    out["fates"] = np.array([fate for _, _, fate, _ in fates], np.int64)
    own = np.zeros((len(fates), longest), np.float32)
    for at, (_, (start, end), _, _) in enumerate(fates):
        own[at, start:end] = 1 / max(1, end - start)
    out["fate_own"] = own
    return {name: torch.from_numpy(value) for name, value in out.items()}


def _label(
    out: dict[str, np.ndarray], row: int, each: Item, tagged: list[tuple[int, int, int, list[int]]]
) -> None:
    example = each.example
    if example.only is not None:
        out["labelled"][row] = 0
        for name in example.only:
            out["labelled"][row, PREDICATE_NUMBERS[name]] = 1
    by_slot: dict[tuple[int, int], list[Stated]] = defaultdict(list)
    for fact in example.facts:
        slot = PREDICATE_NUMBERS[fact.predicate], ACTS.index(fact.act)
        out["stated"][row, *slot] = 1
        by_slot[slot].append(fact)
    for (p, a), facts in by_slot.items():
        labels = tags_of(example.text, each.spans[: each.laid.size], facts)
        tagged.append((row, p, a, labels))


def tags_of(text: str, spans: Sequence[tuple[int, int]], facts: Sequence[Stated]) -> list[int]:
    """Return the tag of each word: in an object, in a key, at the beginning of one, or none."""
    labels = [0] * len(spans)
    for fact in facts:
        for words, first in ((fact.object, 1), (fact.key, 3)):
            at = _place(text, words) if words else -1
            if at < 0 or words is None:
                continue
            inside = [n for n, (start, end) in enumerate(spans) if start < at + len(words) and end > at]
            if any(labels[n] for n in inside):
                continue
            for n in inside:
                labels[n] = first + (n > inside[0])
    return labels


def _place(text: str, words: str) -> int:
    """Return where *words* stand in *text*, whole if they do anywhere; -1: nowhere."""
    low, wanted = text.casefold(), words.casefold()
    at = low.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (at and low[at - 1].isalnum()) and not (end < len(low) and low[end].isalnum()):
            return at
        at = low.find(wanted, at + 1)
    return low.find(wanted)
