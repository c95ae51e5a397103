"""Files that are damaged, cut short, hostile or from the future: a clear error, and nothing changed."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from memcubes import Parts, edited, read, write

import mnemic
from mnemic.errors import ArgumentError, MemcubeError, MemcubeTooNew, StorePathError
from mnemic.testing import ManualClock

V, L, OPS = "versions.jsonl", "links.jsonl", "operations.jsonl"
UNKNOWN = "01980000-0000-7000-8000-00000000000f"


@pytest.fixture
def made(tmp_path: Path, clock: ManualClock) -> Path:
    """A file of two memories, one with two versions, a link between them, a key, lives and bonds."""
    with mnemic.open(tmp_path / "from.db", embedder="hash", clock=clock) as mem:
        one = mem.remember("Ana keeps bees", user="ana", key="bees", idempotency_key="i")
        clock.advance(seconds=1)
        mem.update(one.id, content="Ana keeps many bees")
        clock.advance(seconds=1)
        mem.remember("A summary of bees", user="ana", kind="summary", links=[("derived_from", one.id)])
        mem.assert_fact("Ana", "lives_in", "Porto", user="ana", evidence=[one.id])
        found = mem.recall("bees", limit=2)
        found.cite(["m1", "m2"])
        mem.declare(mnemic.Predicate(name="keeps"))
        mem.flush()
        mem.export(tmp_path / "made.memcube", vectors=True)
    clock.advance(seconds=10)
    return tmp_path / "made.memcube"


@pytest.fixture
def target(tmp_path: Path, clock: ManualClock) -> Any:
    with mnemic.open(tmp_path / "to.db", embedder="hash", clock=clock) as mem:
        mem.remember("already here")
        mem.flush()
        yield mem


def refused(target: mnemic.Memory, path: Path, match: str, kind: type[MemcubeError] = MemcubeError) -> None:
    before = (
        target.audit_head(),
        target.stats().cubes,
        target.spaces(),
        [c.name for c in target.predicates()],
    )
    with pytest.raises(kind, match=match):
        target.import_(path, format="memcube")
    after = (
        target.audit_head(),
        target.stats().cubes,
        target.spaces(),
        [c.name for c in target.predicates()],
    )
    assert after == before
    assert target.check() == []


def test_the_file_these_tests_spoil_is_sound(made: Path, target: mnemic.Memory) -> None:
    manifest, parts = read(made)
    assert all(parts.values()), {name: len(items) for name, items in parts.items()}
    assert target.import_(write(made.with_name("again.memcube"), manifest, parts)).new == 3
    assert target.stats().pending_vectors == 0
    assert target.check() == []


def _set(member: str, row: int, **fields: Any) -> Callable[[dict[str, Any], Parts], object]:
    return lambda _manifest, parts: parts[member][row].update(fields)


def _drop(name: str, row: int) -> Callable[[dict[str, Any], Parts], object]:
    return lambda _manifest, parts: parts[name].pop(row)


def _twice(name: str, row: int = -1) -> Callable[[dict[str, Any], Parts], object]:
    return lambda _manifest, parts: parts[name].append(parts[name][row])


def _without(name: str, field: str) -> Callable[[dict[str, Any], Parts], object]:
    return lambda _manifest, parts: parts[name][0].pop(field)


LATER = "9999-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("edit", "match"),
    [
        (_set(V, 0, colour="red"), "'colour'.*does not know"),
        (_without(V, "kind"), "lacks its field 'kind'"),
        (_set(V, 0, id="x"), "is no id"),
        (_set(V, 0, id=["x"]), "is no id"),
        (_set(V, 0, version=True), "version=True"),
        (_set(V, 0, version=3), "begins with version 3"),
        (_set(V, 1, version=5), "follows on version 1"),
        (_set(V, 0, content="\ud800"), "lone surrogate"),
        (_set(V, 0, content="a\0b"), "NUL"),
        (_set(V, 0, content=" "), "whitespace"),
        (_set(V, 0, content=5), "must be text"),
        (_set(V, 0, kind="rumour"), "kind='rumour' does not exist"),
        (_set(V, 0, kind=["fact"]), "does not exist"),
        (_set(V, 0, tier="attic"), "tier='attic'"),
        (_set(V, 0, state="odd"), "state='odd'"),
        (_set(V, 0, form="odd"), "form='odd'"),
        (_set(V, 0, user=5), "user must be text"),
        (_set(V, 0, tags="x"), "must be a list"),
        (_set(V, 0, tags=[5]), "must be text"),
        (_set(V, 0, metadata=[]), "metadata"),
        (_set(V, 0, importance=2), "importance"),
        (_set(V, 0, importance=True), "importance"),
        (_set(V, 0, occurred_at="2026-01-01T00:00:00"), "no offset"),
        (_set(V, 0, occurred_at=7), "is no time"),
        (_set(V, 0, occurred_end="2026-01-01T00:00:00Z"), "occurred_end"),
        (_set(V, 0, superseded_at=None), "does not begin when the version before it ends"),
        (_set(V, 1, superseded_at="2026-01-01T00:00:00Z"), "no present version"),
        (_set(V, 0, created_at="2020-01-01T00:00:00Z"), "was not created with its first version"),
        (_set(V, 0, recorded_at="2020-01-01T00:00:00Z"), "not recorded when its operation was"),
        (_set(V, 1, user="bo"), "user, key or created_at"),
        (_set(V, 0, operation=UNKNOWN), "not in the file"),
        (_set(V, 3, fact={"subject": "Ana"}), "fact"),
        (_set(V, 3, fact="Ana"), "object of JSON"),
        (_twice(V, 0), "is there twice"),
        (_twice(V, 2), "begins|twice|follows"),
        (_drop(V, 1), "does not|no present|not in the file|tells of"),
        (_drop(V, 3), "tells of 3 cubes|not in the file"),
        (_set(V, 3, key="bees"), "names two cubes"),
        (_set(OPS, 0, verb="make_key"), "verb='make_key'"),
        (_set(OPS, 0, undoes="x"), "is no id"),
        (_set(OPS, 0, erased=-1), "erased=-1"),
        (_set(OPS, -1, recorded_at=LATER), "still to come"),
        (_set(OPS, 0, recorded_at=LATER), "still to come"),
        (_twice(OPS), "is there twice"),
        (lambda _m, parts: parts[OPS].reverse(), "order of their time"),
        (_drop(OPS, 0), "not in the file"),
        (_set(L, 0, target=UNKNOWN), "not in the file"),
        (_set(L, 0, operation=UNKNOWN), "not in the file"),
        (_set(L, 0, relation="hates"), "relation='hates'"),
        (_set(L, 0, superseded_at="2020-01-01T00:00:00Z"), "ends before it begins"),
        (_set("vitality.jsonl", 0, cube=UNKNOWN), "not in the file"),
        (_set("vitality.jsonl", 0, stability_days=-1), "stability_days"),
        (_set("vitality.jsonl", 0, last_recalled_at=LATER), "still to come"),
        (_twice("vitality.jsonl"), "there twice"),
        (_set("bonds.jsonl", 0, other=UNKNOWN), "not in"),
        (_set("bonds.jsonl", 0, weight="x"), "weight"),
        (_twice("bonds.jsonl"), "twice"),
        (_set("replays.jsonl", 0, version=9), "not in the file"),
        (_set("replays.jsonl", 0, idempotency_key=None), "names nothing"),
        (_twice("replays.jsonl"), "there twice"),
        (_set("predicates.jsonl", 0, name="Keeps!"), "lower case"),
        (_set("vectors.jsonl", 0, vector="!"), "not base64"),
        (_set("vectors.jsonl", 0, vector="AAA="), "dimensions|another number"),
        (_set("vectors.jsonl", 0, cube=UNKNOWN), "not in the file"),
        (_set("vectors.jsonl", 0, vector="AHwAfAB8AHw="), "infinite|another number"),
        (_twice("vectors.jsonl", 0), "order of the versions"),
    ],
)  # fmt: skip
def test_a_record_that_does_not_hold_together_is_refused(
    made: Path, target: mnemic.Memory, edit: Callable[[dict[str, Any], Parts], object], match: str
) -> None:
    refused(target, edited(made, edit), match)


@pytest.mark.parametrize(
    ("edit", "match", "kind"),
    [
        (lambda m, _: m.update(version=2), "format version 2.*pip install", MemcubeTooNew),
        (lambda m, _: m.update(version=0), "version=0", MemcubeError),
        (lambda m, _: m.update(format="zip"), "not that of a memcube file", MemcubeError),
        (lambda m, _: m.update(cubes=7), "tells of 7 cubes", MemcubeError),
        (lambda m, _: m.update(more=1), "'more'", MemcubeError),
        (lambda m, _: m.update(model=None), "model=None", MemcubeError),
        (lambda m, _: m.update(selection={"colour": "red"}), "'colour'", MemcubeError),
        (lambda _m, parts: parts.update({"../evil": []}), "none of a memcube file's", MemcubeError),
        (lambda _m, parts: parts.update({"/etc/passwd": []}), "none of a memcube file's", MemcubeError),
        (lambda _m, parts: parts.pop(L), "links.jsonl", MemcubeError),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(
    made: Path, target: mnemic.Memory, edit: Callable[[dict[str, Any], Parts], object], match: str,
    kind: type[MemcubeError],
) -> None:  # fmt: skip
    refused(target, edited(made, edit), match, kind)


def test_every_way_of_cutting_a_file_short_is_seen(made: Path, target: mnemic.Memory) -> None:
    whole = made.read_bytes()
    cut = made.with_name("cut.memcube")
    for size in (0, 1, 3, 30, len(whole) // 2, len(whole) - 100, len(whole) - 22, len(whole) - 1):
        cut.write_bytes(whole[:size])
        refused(target, cut, ".")
    cut.write_bytes(whole + b"more")
    refused(target, cut, "does not end as it should")


def test_every_changed_byte_is_seen_or_changes_nothing_that_is_read(
    made: Path, target: mnemic.Memory
) -> None:
    whole = bytearray(made.read_bytes())
    changed = made.with_name("changed.memcube")
    seen = 0
    for place in range(0, len(whole), max(1, len(whole) // 120)):
        whole[place] ^= 0x20
        changed.write_bytes(whole)
        whole[place] ^= 0x20
        try:
            told = target.import_(changed, format="memcube", dry_run=True)
        except MemcubeError:
            seen += 1
        else:
            assert told.new == 3  # a field of the zip that nobody reads, like a date
    assert seen > 60


def _zip(path: Path, entries: dict[str, bytes], **fields: Any) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for field, value in fields.items():
                setattr(info, field, value)
            zipped.writestr(info, data)
    return path


def test_a_zip_that_unfolds_without_end_is_refused(tmp_path: Path, target: mnemic.Memory) -> None:
    bomb = b"\n" * (200 << 20)
    path = _zip(tmp_path / "bomb.memcube", {"versions.jsonl": bomb, "manifest.json": b"{}"})
    refused(target, path, "not that of a memcube file")
    manifest = {"format": "memcube", "version": 1, "cubes": 0, "model": None, "selection": {}}
    names = ("versions", "links", "replays", "vitality", "bonds", "predicates", "operations")
    members = {f"{name}.jsonl": {"lines": 0, "bytes": 0, "sha256": "0" * 64} for name in names}
    parts = dict.fromkeys(members, b"")

    def bombed(name: str) -> Path:
        told = json.dumps({**manifest, "members": members}).encode()
        return _zip(tmp_path / name, {**parts, "operations.jsonl": bomb, "manifest.json": told})

    path = bombed("b.memcube")
    refused(target, path, "longer than the manifest says")
    members["operations.jsonl"]["bytes"] = 1 << 50
    path = bombed("c.memcube")
    refused(target, path, "would unfold into")
    path = _zip(tmp_path / "d.memcube", {"manifest.json": b" " * (2 << 20)})
    refused(target, path, "more than 1048576 bytes")


def test_links_folders_and_foreign_methods_of_a_zip_are_refused(
    tmp_path: Path, target: mnemic.Memory
) -> None:
    link = _zip(tmp_path / "l.memcube", {"manifest.json": b"/etc/passwd"}, external_attr=0o120777 << 16)
    refused(target, link, "is a link or a folder")
    path = tmp_path / "t.memcube"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as zipped:
        zipped.writestr("manifest.json", b"{}")
    refused(target, path, "compressed by method 12")
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("manifest.json", b"{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            zipped.writestr("manifest.json", b"{}")
    refused(target, path, "is there twice")


def test_parts_that_lie_over_each_other_are_refused(made: Path, target: mnemic.Memory) -> None:
    raw = bytearray(made.read_bytes())
    first = raw.index(b"PK\x01\x02")
    second = raw.index(b"PK\x01\x02", first + 4)
    # The second entry of the table of contents leads to where the first does.
    raw[second + 42 : second + 46] = raw[first + 42 : first + 46]
    path = made.with_name("over.memcube")
    path.write_bytes(raw)
    refused(target, path, ".")


def test_a_table_of_contents_as_large_as_the_file_is_not_read(tmp_path: Path, target: mnemic.Memory) -> None:
    path = tmp_path / "many.memcube"
    with zipfile.ZipFile(path, "w") as zipped:
        for number in range(1000):
            zipped.writestr(f"{number}.jsonl", b"")
    refused(target, path, "names 1000 parts")
    raw = bytearray(path.read_bytes())
    struct.pack_into("<L", raw, len(raw) - 10, 1 << 30)
    path.write_bytes(raw)
    refused(target, path, ".")


def test_json_that_is_deep_or_endless_is_refused(made: Path, target: mnemic.Memory) -> None:
    manifest, parts = read(made)
    deep: Any = {}
    for _ in range(500):
        deep = {"a": deep}
    parts[V][0]["metadata"] = deep
    refused(target, write(made.with_name("deep.memcube"), manifest, parts), "deeper than 64")
    parts[V][0]["metadata"] = {"n": float("nan")}
    refused(target, write(made.with_name("nan.memcube"), manifest, parts), "NaN is no number")


def test_what_is_no_memcube_file_is_said_so(tmp_path: Path, target: mnemic.Memory) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("hello")
    refused(target, text, "neither a memcube file nor an encrypted one")
    with pytest.raises(ArgumentError, match="there is no file"):
        target.import_(tmp_path / "nothing.memcube")
    with pytest.raises(StorePathError):
        target.import_(tmp_path, format="memcube")


def test_words_and_places_are_made_anew_and_not_taken_from_a_file(made: Path, target: mnemic.Memory) -> None:
    """A file has no say in what is found by which words."""
    target.import_(made)
    assert target.recall("many bees", user="ana")[0].cube.content == "Ana keeps many bees"
    assert [fact.fact.object for fact in target.facts(user="ana") if fact.fact] == ["Porto"]
