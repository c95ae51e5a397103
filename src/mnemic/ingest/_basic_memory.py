"""
The notes of basic-memory: a folder of Markdown with observations and relations as lists.

Source: basic-memory's documentation, "Knowledge format", and its markdown plugins (version 0.15).

Observations and relations were mostly written by an assistant; they come as beliefs, which retire no fact. The rest of
a note is a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..errors import ArgumentError
from ._markdown import (
    DATE_NAMES,
    Lines,
    blocks_of,
    chunks_of,
    dated,
    front_matter,
    moment_of,
    properties_of,
    tags_of,
)
from ._record import Draft, Keys, Record, digest, episode
from ._text import split_lines
from ._tree import Tree, open_tree
from ._values import Values, filled

_ITEM = re.compile(r"\s*[-*+]\s+(?P<text>\S.*)$")
_CATEGORY = re.compile(r"\[(?P<category>[^\[\]()]+)\]\s+(?P<text>\S.*)$")
_CHECKBOX = frozenset({" ", "x", "X", "-"})
_RELATION = re.compile(
    r"(?P<type>\"[^\"]+\"|'[^']+'|[^\[\]]*?)\s*\[\[(?P<target>[^\[\]]+)\]\]\s*(?:\((?P<context>.*)\))?\s*$"
)
_CONTEXT = re.compile(r"\((?P<context>[^()]*)\)\s*$")
_TAG = re.compile(r"(?:^|\s)#(?P<tag>[\w/-]+)")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_NESTED = re.compile(r"\s+[\w-]+\s*:")
_SUFFIXES = (".md", ".markdown")
_OWN_PROPERTIES = frozenset({"title", "type", "permalink", "tags", *DATE_NAMES})
_PERMALINK = re.compile(r"permalink\s*:\s*\S")


class _Observation(NamedTuple):
    line: int
    category: str
    text: str


class _Relation(NamedTuple):
    line: int
    type: str
    target: str
    context: str


@dataclass
class _Note:
    place: str
    title: str
    permalink: str
    properties: dict[str, str]
    occurred_at: object
    tags: tuple[str, ...]
    body: Lines = field(default_factory=list)
    observations: list[_Observation] = field(default_factory=list)
    relations: list[_Relation] = field(default_factory=list)

    def about(self) -> Values:
        more = {name: value for name, value in self.properties.items() if name not in _OWN_PROPERTIES}
        told = {"title": self.title, "permalink": self.permalink, "type": self.properties.get("type")}
        return filled({**told, "properties": more})


def is_note(text: str) -> bool:
    """Say whether a Markdown file begins as basic-memory's notes do: with a permalink."""
    matter, _ = front_matter(list(enumerate(split_lines(text), start=1)))
    return any(_PERMALINK.match(line) for _, line in matter)


def read_basic_memory(path: Path, draft: Draft, zone: tzinfo | None) -> Iterator[Record]:
    """Yield each note's text and observations, and last of all the relations between notes."""
    first: dict[str, str] = {}
    waiting: list[tuple[_Note, _Relation]] = []
    places: dict[str, str] = {}
    with open_tree(path, draft.notes) as tree:
        for name in _notes_in(tree, draft):
            note = _note(name, tree, draft, zone)
            before = places.setdefault(note.permalink, note.place)
            if before != note.place:
                raise ArgumentError(
                    f"{note.place}: the permalink {note.permalink!r:.80} is that of {before} already"
                )
            for record in _records(note, draft):
                for known in (note.title, note.permalink, name.rpartition(".")[0]):
                    first.setdefault(known.casefold(), str(record["idempotency_key"]))
                yield record
            waiting += [(note, relation) for relation in note.relations]
    for note, relation in waiting:
        yield _related(note, relation, first, draft)


def _notes_in(tree: Tree, draft: Draft) -> list[str]:
    found: list[str] = []
    for name in tree.names():
        if name.lower().endswith(_SUFFIXES):
            found.append(name)
        else:
            draft.notes.add("file that is no note", "only Markdown is read", f"{tree.name}/{name}")
    if not found:
        raise ArgumentError(f"{tree.name} holds no Markdown file; give the folder of a basic-memory project")
    return found


def _note(name: str, tree: Tree, draft: Draft, zone: tzinfo | None) -> _Note:
    place = f"{tree.name}/{name}"
    matter, body = front_matter(list(enumerate(split_lines(tree.text(name)), start=1)))
    properties = properties_of(matter)
    for number, line in matter:
        if _NESTED.match(line):
            draft.notes.add(
                "nested property of a note", "only names with one value or a list", f"{place}:{number}"
            )
    moments = (moment_of(properties[told], told, zone, f"{place}:{line}") for line, told in dated(matter))
    stem = name.rpartition(".")[0]
    note = _Note(
        place=place,
        title=properties.get("title") or PurePosixPath(stem).name,
        permalink=properties.get("permalink") or stem,
        properties=properties,
        occurred_at=next((moment for moment in moments if moment is not None), None),
        tags=tags_of(properties),
    )
    _sort(body, note)
    return note


def _sort(body: Lines, note: _Note) -> None:
    """Take the observations and relations out of a note's lines; what is left is its text."""
    fence = ""
    for number, line in body:
        opening = _FENCE.match(line)
        if opening and not fence:
            fence = opening[1]
        elif fence and line.strip().startswith(fence):
            fence = ""
        item = None if fence or opening else _ITEM.match(line)
        if item is None or not _is_told(item["text"], number, note):
            note.body.append((number, line))


def _is_told(text: str, number: int, note: _Note) -> bool:
    """Whether a list's item is an observation or a relation; it is added to the note then."""
    category = _CATEGORY.match(text)
    if category and category["category"] not in _CHECKBOX:
        note.observations.append(
            _Observation(number, category["category"].strip(), category["text"].rstrip())
        )
        return True
    relation = _RELATION.match(text)
    if relation:
        kind = relation["type"].strip().strip("\"'") or "relates to"
        target = relation["target"].partition("|")[0].strip()
        note.relations.append(_Relation(number, kind, target, relation["context"] or ""))
        return True
    if not text.startswith("[") and _TAG.search(text):
        note.observations.append(_Observation(number, "", text.rstrip()))
        return True
    return False


def _records(note: _Note, draft: Draft) -> Iterator[Record]:
    keys = Keys()
    for chunk in chunks_of(blocks_of(note.body)):
        if all(line.lstrip().startswith("#") for line in chunk.text.splitlines() if line.strip()):
            continue  # a heading above a list that was taken out
        about = {**note.about(), **({"headings": chunk.headings} if chunk.headings else {})}
        key = keys.key("basic-memory", note.permalink, *chunk.headings, chunk.text)
        yield _record(chunk.text, "resource", note, chunk.line, about, key, draft)
    for told in note.observations:
        context = _CONTEXT.search(told.text)
        about = {"category": told.category, "context": context["context"] if context else ""}
        tags = tuple(match["tag"] for match in _TAG.finditer(told.text))
        key = keys.key("basic-memory-observation", note.permalink, told.category, told.text)
        content = f"{note.title}: {told.text}"
        yield _record(content, "belief", note, told.line, {**note.about(), **filled(about)}, key, draft, tags)


def _record(
    content: str,
    kind: str,
    note: _Note,
    line: int,
    about: Values,
    key: str,
    draft: Draft,
    tags: tuple[str, ...] = (),
) -> Record:
    fields: Record = {
        "kind": kind,
        "user": draft.user,
        "session": note.permalink,
        "occurred_at": note.occurred_at,
        "tags": tuple(dict.fromkeys(("basic-memory", *note.tags, *tags))),
        "metadata": {"basic_memory": about},
        "idempotency_key": key,
    }
    return episode(f"{note.place}:{line}", content, fields)


def _related(note: _Note, relation: _Relation, first: dict[str, str], draft: Draft) -> Record:
    content = f"{note.title} {relation.type.replace('_', ' ')} {relation.target}"
    if relation.context:
        content = f"{content} ({relation.context})"
    about = {"relation_type": relation.type, "target": relation.target, "context": relation.context}
    key = f"basic-memory-relation:{digest(note.permalink, relation.type, relation.target, relation.context)}"
    record = _record(content, "belief", note, relation.line, {**note.about(), **filled(about)}, key, draft)
    ends = [first.get(note.title.casefold()), first.get(relation.target.casefold())]
    if ends[1] is None:
        draft.notes.add(
            "relation to a note that is not there", "kept without that link", f"{note.place}:{relation.line}"
        )
    refers = [("mentions", key) for key in dict.fromkeys(ends) if key is not None]
    return {**record, "refers": refers} if refers else record
