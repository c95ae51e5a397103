"""The Markdown view: out, in, edited and in again."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mnemic
from mnemic import Evidence, Memory, admit, errors
from mnemic.engine import Imported

SAME = (
    "content", "kind", "user", "agent", "session", "speaker", "role", "occurred_at", "occurred_end", "valid_from",
    "valid_to", "tags", "metadata", "importance", "key", "source",
)  # fmt: skip
OpenMemory = Callable[..., Memory]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "view"


@pytest.fixture
def other(open_memory: OpenMemory) -> Memory:
    """An empty memory."""
    return open_memory("other.db")


def filled(mem: Memory) -> Memory:
    """A session, notes, facts and links of two people."""
    said = [
        mem.remember(
            text, user="ana", session="trip", speaker=who, role="user", tags=["travel"], agent="guide",
            occurred_at=f"2026-05-20T10:0{minute}:00.123456+01:00", metadata={"turn": minute, "end": "-->"},
        )
        for minute, (who, text) in enumerate(
            [("Ana", "I moved to Porto!\n\n### Since when?\n\\### never"), ("Bo", "Since when?"), ("Ana", " Sunday. \n")]
        )
    ]  # fmt: skip
    mem.remember(
        "A *note*.\n\n---\n\nWith `lines`.\n", user="ana", tags=["x y", "z, w", "true", "#1"], key="k1",
        metadata={"a": {"b": [1, None, "it's"]}, "größe": 1.5}, importance=0.5, source="chat.txt:12",
        occurred_at="2026-05-01T00:00:00Z", occurred_end="2026-05-02T00:00:00Z",
    )  # fmt: skip
    mem.remember("Belongs to no one.")
    mem.assert_fact("Ana", "lives_in", "Porto", user="ana", evidence=[Evidence(said[0].id, 0, 16)])
    mem.assert_fact("Ana", "lives_in", "Faro", user="ana", valid_from="2026-06-01T00:00:00+00:00")
    mem.remember("Ana prefers tea: always!", user="Ana", kind="preference", links=[("related", said[1].id)])
    mem.remember("To make tea, boil water.", user="Ana", kind="procedure", importance=0.0)
    return mem


def told(mem: Memory) -> list[dict[str, Any]]:
    """What is in a memory, without what a store gives."""
    cubes = list(mem.list(limit=10_000, tiers=None))
    ids = {cube.id: cube.content for cube in cubes}
    return sorted(
        (
            {
                **{name: getattr(cube, name) for name in SAME},
                "fact": _fact(cube, ids),
                "links": sorted((link.relation, ids[link.target]) for link in cube.links),
            }
            for cube in cubes
        ),
        key=lambda item: json.dumps([item["user"], item["kind"], item["content"]]),
    )


def _fact(cube: mnemic.MemCube, ids: dict[str, str]) -> Any:
    if cube.fact is None:
        return None
    evidence = [(ids[span.cube], span.start, span.end) for span in cube.fact.evidence]
    return {**cube.fact.to_dict(), "evidence": evidence}


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.md"))
    }


def file_with(folder: Path, text: str) -> Path:
    return next(path for path in sorted(folder.rglob("*.md")) if text in path.read_text(encoding="utf-8"))


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def counts(done: Imported) -> tuple[int, int, int, int]:
    return done.new, done.updated, done.known, done.skipped


# Out


def test_a_folder_reads_like_notes(mem: Memory, folder: Path) -> None:
    done = filled(mem).export(folder, format="markdown")
    names = sorted(files(folder))
    shape = [name if "/sessions/" in name else f"{name[:-12]}.md" for name in names]
    assert shape == [
        "Ana/preferences/Ana prefers tea always!.md",
        "Ana/procedures/To make tea, boil water.md",
        "ana 8e476a95/facts/Ana lives in Faro.md",
        "ana 8e476a95/facts/Ana lives in Porto.md",
        "ana 8e476a95/notes/A note . --- With lines.md",
        "ana 8e476a95/sessions/2026-05-20 trip.md",
        "everyone/notes/Belongs to no one.md",
    ]
    assert (done.format, done.cubes, done.links, done.dropped_links) == ("markdown", 9, 3, 0)
    assert done.size_bytes == sum(len(text.encode()) for text in files(folder).values())


def test_a_session_is_one_transcript(mem: Memory, folder: Path) -> None:
    filled(mem).export(folder, format="markdown")
    text = next(text for name, text in files(folder).items() if "/sessions/" in name)
    shown = [line for line in text.splitlines() if not line.startswith("<!--")]
    assert "\n".join(shown) == (
        "---\nmnemic: session\nuser: ana\nsession: trip\n---\n\n# trip\n\n"
        "### Ana · 2026-05-20 10:00\n\nI moved to Porto!\n\n\\### Since when?\n\\\\### never\n\n"
        "### Bo · 2026-05-20 10:01\n\nSince when?\n\n"
        "### Ana · 2026-05-20 10:02\n\nSunday."
    )


def test_a_memory_has_its_properties_on_top_and_links_to_what_it_rests_on(mem: Memory, folder: Path) -> None:
    filled(mem).export(folder, format="markdown")
    text = file_with(folder, "Ana lives in Porto.").read_text(encoding="utf-8")
    episode = mem.list(session="trip")[0]
    assert text.endswith("---\n\nAna lives in Porto.\n")
    assert "\nkind: fact\nuser: ana\n" in text
    assert f'\nderived_from: ["[[ana 8e476a95/sessions/2026-05-20 trip|{episode.id}]]"]\n' in text


def test_equal_memories_make_equal_files(mem: Memory, folder: Path, tmp_path: Path) -> None:
    filled(mem)
    digests = {mem.export(tmp_path / name, format="markdown").sha256 for name in ("one", "two")}
    assert len(digests) == 1
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_only_what_is_asked_for_and_still_holds_is_written(mem: Memory, folder: Path) -> None:
    filled(mem)
    mem.undo(mem.remember("A slip.", user="Ana").operation)
    done = mem.export(folder, format="markdown", user="Ana")
    assert sorted(text.splitlines()[-1] for text in files(folder).values()) == [
        "Ana prefers tea: always!", "To make tea, boil water.",
    ]  # fmt: skip
    assert (done.links, done.dropped_links) == (0, 1)


def test_nothing_but_the_owner_may_read_it(mem: Memory, folder: Path) -> None:
    filled(mem).export(folder, format="markdown")
    assert {path.stat().st_mode & 0o077 for path in [folder, *folder.rglob("*")]} == {0}


def test_names_and_sessions_that_lead_elsewhere_stay_in_the_folder(
    mem: Memory, folder: Path, other: Memory
) -> None:
    for name in ("../../out", "/etc", "..", "con", "a/b\\c", "x" * 500, "\u202eevil", "日本"):
        mem.remember("Here.", user=name, session=name)
        mem.remember(f"{name} again", user=name)
    mem.export(folder, format="markdown")
    inside = [path.resolve() for path in folder.rglob("*")]
    assert all(path.is_relative_to(folder.resolve()) for path in inside)
    assert len(files(folder)) == 16
    other.import_(folder)
    assert told(other) == told(mem)


def test_sessions_of_like_names_are_files_of_their_own(mem: Memory, folder: Path, other: Memory) -> None:
    for name in ("Trip", "trip", "trip/", "trip ", "TRIP."):
        mem.remember(f"This is {name!r}.", user="ana", session=name, occurred_at="2026-05-20T10:00:00Z")
    mem.export(folder, format="markdown")
    assert len({name.casefold() for name in files(folder)}) == 5
    other.import_(folder)
    assert told(other) == told(mem)


def test_a_folder_with_files_in_it_is_not_written_to(mem: Memory, folder: Path, tmp_path: Path) -> None:
    filled(mem)
    folder.mkdir()
    (folder / "mine.txt").touch()
    with pytest.raises(errors.StorePathError, match="not empty"):
        mem.export(folder, format="markdown")
    with pytest.raises(errors.StorePathError, match="not empty"):
        mem.export(folder / "mine.txt", format="markdown")
    with pytest.raises(errors.StorePathError, match="make it first"):
        mem.export(tmp_path / "no" / "folder", format="markdown")


def test_hidden_files_of_other_programs_may_be_there(mem: Memory, folder: Path) -> None:
    (folder / ".obsidian").mkdir(parents=True)
    (folder / ".obsidian" / "note.md").write_text("not ours")
    filled(mem).export(folder, format="markdown")
    assert counts(mem.import_(folder)) == (0, 0, 9, 0)


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.EACCES, errors.StoreUnwritable), (errno.ENOSPC, errors.StoreFull)]
)
def test_a_folder_that_cannot_be_written_is_an_error(
    mem: Memory, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception]
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    filled(mem)
    monkeypatch.setattr("mnemic.transfer._markdown.os.open", refuse)
    with pytest.raises(kind, match="view"):
        mem.export(folder, format="markdown")


def test_what_is_for_memcube_files_is_refused(mem: Memory, folder: Path) -> None:
    filled(mem)
    refused: list[dict[str, Any]] = [{"vectors": True}, {"passphrase": "secret"}]
    for wrong in refused:
        with pytest.raises(errors.ArgumentError, match="memcube files only"):
            mem.export(folder, format="markdown", **wrong)
    assert not folder.exists()
    with pytest.raises(errors.NothingMatched):
        mem.export(folder, format="markdown", user="nobody")


# In


def test_an_empty_memory_gets_all_there_was(mem: Memory, folder: Path, other: Memory) -> None:
    filled(mem).export(folder, format="markdown")
    done = other.import_(folder)
    assert counts(done) == (9, 0, 0, 0)
    assert done.unmapped == ()
    assert told(other) == told(mem)
    assert other.check() == []


def test_what_was_taken_in_comes_out_the_same_but_for_ids(
    mem: Memory, folder: Path, other: Memory, tmp_path: Path
) -> None:
    filled(mem).export(folder, format="markdown")
    other.import_(folder)
    other.export(tmp_path / "again", format="markdown")
    assert len(files(tmp_path / "again")) == len(files(folder))
    third = other.in_space("third")
    third.import_(tmp_path / "again")
    assert told(third) == told(mem)


@pytest.mark.parametrize("into_other", [False, True])
def test_a_folder_nobody_touched_changes_nothing(
    mem: Memory, folder: Path, other: Memory, into_other: bool
) -> None:
    filled(mem).export(folder, format="markdown")
    target = other if into_other else mem
    if into_other:
        target.import_(folder)
    before = len(target.operations())
    done = target.import_(folder)
    assert counts(done) == (0, 0, 9, 0)
    assert done.run is None
    assert len(target.operations()) == before


def test_a_folder_nobody_touched_takes_nothing_back_that_was_changed_since(mem: Memory, folder: Path) -> None:
    note = mem.remember("Ana lives in Rome.", user="ana")
    mem.export(folder, format="markdown")
    mem.update(note.id, content="Ana lives in Porto.", tags=["moved"])
    assert counts(mem.import_(folder)) == (0, 0, 1, 0)
    assert mem.get(note.id).content == "Ana lives in Porto."


@pytest.mark.parametrize("into_other", [False, True])
def test_an_edited_file_is_a_new_version_of_its_memory(
    mem: Memory, folder: Path, other: Memory, into_other: bool
) -> None:
    filled(mem).export(folder, format="markdown")
    target = other if into_other else mem
    if into_other:
        target.import_(folder)
    edit(file_with(folder, "With `lines`."), "With `lines`.", "With many `lines`.")
    edit(file_with(folder, "boil water"), "kind: procedure", 'kind: procedure\ntags: [kitchen, "tea"]')
    edit(file_with(folder, "mnemic: session"), "\n\nSince when?\n", "\n\nSince what day?\n")
    done = target.import_(folder)
    assert counts(done) == (0, 3, 6, 0)
    note = target.lookup("k1", user="ana")
    assert note.content == "A *note*.\n\n---\n\nWith many `lines`.\n"
    assert target.list(kinds=["procedure"])[0].tags == ("kitchen", "tea")
    turn = target.list(session="trip")[1]
    assert turn.content == "Since what day?"
    for cube in (note, turn):
        assert [past.version for past in target.history(cube.id)] == [1, 2]
    assert counts(target.import_(folder)) == (0, 0, 9, 0)


@pytest.mark.parametrize("into_other", [False, True])
def test_a_file_may_be_edited_again_and_again(
    mem: Memory, folder: Path, other: Memory, into_other: bool
) -> None:
    mem.remember("Ana lives in Rome.", user="ana")
    mem.export(folder, format="markdown")
    target = other if into_other else mem
    target.import_(folder)
    for before, after in (("Rome", "Porto"), ("Porto", "Faro"), ("Faro", "Lisbon")):
        edit(file_with(folder, before), before, after)
        assert counts(target.import_(folder)) == (0, 1, 0, 0)
    (cube,) = target.list()
    assert (cube.content, cube.version) == ("Ana lives in Lisbon.", 4)


def test_a_property_that_is_removed_is_emptied(mem: Memory, folder: Path) -> None:
    note = mem.remember("Note.", tags=["a"], metadata={"n": 1}, importance=0.5, speaker="Ana")
    mem.export(folder, format="markdown")
    path = file_with(folder, "Note.")
    kept = ("---", "id:", "version:", "kind:", "", "Note.")
    path.write_text(
        "\n".join(line for line in path.read_text().split("\n") if line.startswith(kept[:4]) or line in kept)
    )
    assert counts(mem.import_(folder)) == (0, 1, 0, 0)
    cube = mem.get(note.id)
    assert (cube.tags, cube.metadata, cube.importance, cube.speaker) == ((), {}, None, None)


def test_what_was_changed_on_both_sides_is_left_alone_and_told(mem: Memory, folder: Path) -> None:
    note = mem.remember("Ana lives in Rome.", user="ana")
    mem.remember("Bo lives in Rome.", user="bo")
    mem.export(folder, format="markdown")
    mem.update(note.id, content="Ana lives in Faro.")
    edit(file_with(folder, "Ana lives"), "Rome", "Porto")
    edit(file_with(folder, "Bo lives"), "Rome", "Porto")
    done = mem.import_(folder)
    assert counts(done) == (0, 1, 0, 1)
    assert done.unmapped[0].example.startswith("ana/notes/Ana lives in Rome")
    assert "content was changed here as well" in done.unmapped[0].why
    assert [cube.content for cube in mem.list()] == ["Ana lives in Faro.", "Bo lives in Porto."]


def test_edits_of_different_properties_meet(mem: Memory, folder: Path) -> None:
    note = mem.remember("Ana lives in Rome.", user="ana")
    mem.export(folder, format="markdown")
    mem.update(note.id, tags=["moved"])
    edit(file_with(folder, "Rome"), "Rome", "Porto")
    assert counts(mem.import_(folder)) == (0, 1, 0, 0)
    cube = mem.get(note.id)
    assert (cube.content, cube.tags) == ("Ana lives in Porto.", ("moved",))


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("user: ana", "user: bo", "user"),
        ("kind: episode", "kind: summary", "kind"),
        ("key: k1", "key: k2", "key"),
    ],
)
def test_what_a_memory_has_for_good_cannot_be_edited(
    mem: Memory, folder: Path, before: str, after: str, name: str
) -> None:
    mem.remember("Note.", user="ana", key="k1")
    mem.export(folder, format="markdown")
    edit(file_with(folder, "Note."), before, after)
    done = mem.import_(folder)
    assert counts(done) == (0, 0, 0, 1)
    assert f"{name} cannot be changed" in done.unmapped[0].why


def test_a_new_file_is_a_new_memory(mem: Memory, folder: Path) -> None:
    filled(mem).export(folder, format="markdown")
    (folder / "Ana" / "notes").mkdir()
    (folder / "Ana" / "notes" / "Tea.md").write_text("Ana drinks tea.\n")
    (folder / "Ana" / "facts").mkdir()
    (folder / "Ana" / "facts" / "Dog.md").write_text("---\ntags:\n  - pets\n  - dogs\n---\nAna has a dog.\n")
    (folder / "top.md").write_text('---\nuser: "bo"\noccurred_at: 2026-05-20T10:00:00Z\n---\n\nBo came.')
    (folder / "empty.md").write_text("\n")
    assert counts(mem.import_(folder)) == (3, 0, 9, 0)
    by_text = {cube.content: cube for cube in mem.list()}
    tea, dog, came = by_text["Ana drinks tea."], by_text["Ana has a dog."], by_text["Bo came."]
    assert (tea.user, tea.kind) == ("Ana", "episode")
    assert (dog.user, dog.kind, dog.tags) == ("Ana", "fact", ("pets", "dogs"))
    assert (came.user, str(came.occurred_at)) == ("bo", "2026-05-20 10:00:00+00:00")
    assert counts(mem.import_(folder)) == (0, 0, 12, 0)
    edit(folder / "Ana" / "notes" / "Tea.md", "tea", "green tea")
    assert counts(mem.import_(folder)) == (0, 1, 11, 0)
    assert mem.get(tea.id).content == "Ana drinks green tea."


def test_a_new_turn_in_a_transcript_is_a_new_memory_of_the_session(mem: Memory, folder: Path) -> None:
    filled(mem).export(folder, format="markdown")
    path = file_with(folder, "mnemic: session")
    with path.open("a") as file:
        file.write("\n### Bo · 2026-05-20 10:05\n\nI see.\n\n### Cleo\nMe too.\n\nBye!\n\n### \n\n(noise)\n")
    assert counts(mem.import_(folder)) == (3, 0, 9, 0)
    see, too, noise = list(mem.list(session="trip"))[3:]
    assert (see.content, see.speaker, see.user) == ("I see.", "Bo", "ana")
    assert str(see.occurred_at) == "2026-05-20 10:05:00+01:00"
    assert (too.content, too.speaker, too.occurred_at) == ("Me too.\n\nBye!", "Cleo", None)
    assert (noise.content, noise.speaker) == ("(noise)", None)
    assert counts(mem.import_(folder)) == (0, 0, 12, 0)
    edit(path, "\n# trip\n", "\n# trip\n\n### Dan\n\nFirst!\n")
    edit(path, "### Cleo\nMe too", "### Dan\nFirst!\n\n### Cleo\nMe too")
    assert counts(mem.import_(folder)) == (2, 0, 12, 0)


def test_files_may_be_renamed_and_moved(mem: Memory, folder: Path) -> None:
    filled(mem).export(folder, format="markdown")
    (folder / "deep" / "er").mkdir(parents=True)
    for number, path in enumerate(sorted(folder.rglob("*.md"))):
        path.rename(folder / "deep" / "er" / f"{number}.MD")
    assert counts(mem.import_(folder)) == (0, 0, 9, 0)


def test_a_version_that_never_was_is_no_base_to_compare_with(mem: Memory, folder: Path) -> None:
    mem.remember("Ana lives in Rome.", user="ana")
    mem.export(folder, format="markdown")
    edit(file_with(folder, "Rome"), "version: 1", "version: 7")
    assert counts(mem.import_(folder)) == (0, 0, 1, 0)
    edit(file_with(folder, "Rome"), "Rome", "Porto")
    assert counts(mem.import_(folder)) == (0, 0, 0, 1)


def test_a_file_that_is_gone_removes_nothing(mem: Memory, folder: Path) -> None:
    filled(mem).export(folder, format="markdown")
    shutil.rmtree(folder / "Ana")
    assert counts(mem.import_(folder)) == (0, 0, 7, 0)
    assert len(mem.list()) == 9


def test_an_import_can_be_undone_and_done_again(mem: Memory, folder: Path, other: Memory) -> None:
    filled(mem).export(folder, format="markdown")
    done = other.import_(folder, reason="moving")
    assert done.run is not None
    assert {step.reason for step in other.operations()} == {"import markdown: moving"}
    other.undo(done.run)
    assert not other.list()
    assert counts(other.import_(folder)) == (9, 0, 0, 0)
    assert told(other) == told(mem)


def test_an_undo_takes_edits_back_too(mem: Memory, folder: Path) -> None:
    note = mem.remember("Ana lives in Rome.", user="ana")
    mem.export(folder, format="markdown")
    edit(file_with(folder, "Rome"), "Rome", "Porto")
    (folder / "new.md").write_text("New.")
    run = mem.import_(folder).run
    assert run is not None
    mem.undo(run)
    assert [cube.content for cube in mem.list()] == ["Ana lives in Rome."]
    assert mem.get(note.id).content == "Ana lives in Rome."


def test_a_dry_run_says_what_would_come(mem: Memory, folder: Path, other: Memory) -> None:
    filled(mem).export(folder, format="markdown")
    done = other.import_(folder, dry_run=True)
    assert (counts(done), done.dry_run, done.run) == ((9, 0, 0, 0), True, None)
    assert not other.list()


def test_links_to_what_is_not_in_the_folder_are_left_out_and_counted(
    mem: Memory, folder: Path, other: Memory
) -> None:
    filled(mem).export(folder, format="markdown", user="Ana")
    done = other.import_(folder)
    assert [(left.what, left.count) for left in done.unmapped] == [("link", 1)]
    assert other.import_(folder, dry_run=True).unmapped == ()
    assert all(not cube.links for cube in other.list())


def test_links_in_a_circle_are_cut_once(mem: Memory, folder: Path, other: Memory) -> None:
    one = mem.remember("One.", key="one")
    two = mem.remember("Two.", links=[("related", one.id)])
    mem.remember("One.", key="one", links=[("related", two.id)])
    mem.export(folder, format="markdown")
    done = other.import_(folder)
    assert (done.new, done.unmapped[0].count) == (2, 1)


def test_a_key_that_another_memory_has_is_left_alone(mem: Memory, folder: Path, other: Memory) -> None:
    mem.remember("Mine.", key="k1")
    mem.remember("The same.", key="k2")
    mem.export(folder, format="markdown")
    other.remember("Theirs.", key="k1")
    other.remember("The same.", key="k2")
    done = other.import_(folder)
    assert counts(done) == (0, 0, 1, 1)
    assert other.lookup("k1").content == "Theirs."


# Editors


def test_an_editor_may_change_line_ends_and_blank_lines(mem: Memory, folder: Path) -> None:
    filled(mem).export(folder, format="markdown")
    for path in folder.rglob("*.md"):
        text = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n\n"
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert counts(mem.import_(folder)) == (0, 0, 9, 0)


def test_obsidian_may_write_the_properties_its_own_way(mem: Memory, folder: Path) -> None:
    note = mem.remember("Note.", user="ana", tags=["a", "b c"], metadata={"it's": "#1"}, importance=0.5)
    mem.export(folder, format="markdown")
    path = file_with(folder, "Note.")
    path.write_text(
        f"---\nid: {note.id}\nversion: 1\nkind: 'episode'\nuser: ana # hers\ntags:\n  - a\n  - \"b c\"\n"
        "importance: 0.5\nmetadata: '{\"it''s\":\"#1\"}'\naliases:\n  - other\ncssclasses: {wide: true}\n"
        "plugin:\n  nested: 1\n  more: |\n    text\nempty:\n---\nNote.\n"
    )
    assert counts(mem.import_(folder)) == (0, 0, 1, 0)


def test_links_a_person_draws_to_other_files_are_no_edges(mem: Memory, folder: Path) -> None:
    folder.mkdir()
    (folder / "a.md").write_text('---\nrelated: ["[[b]]", "[[c|shown]]"]\n---\nA.\n')
    assert counts(mem.import_(folder, format="markdown")) == (1, 0, 0, 0)


def test_people_write_properties_in_many_ways(mem: Memory, folder: Path) -> None:
    folder.mkdir()
    (folder / "a.md").write_text(
        '---\n# mine\ntags: "travel, #family"\nspeaker: \'it\'\'s me\'\nagent: ~\nmetadata: {"n": "a # b"}\n'
        'strange: "open\nnumbers: [1, 2]\n...\nText.'
    )
    (folder / "b.md").write_text(
        "---\nmnemic: session\nsession: s\nuser: ana\n---\n### Ana · soon\n\nText.\n"
    )
    assert counts(mem.import_(folder, format="markdown")) == (2, 0, 0, 0)
    one, two = mem.list()
    assert (one.tags, one.speaker, one.agent, one.metadata) == (
        ("travel", "family"),
        "it's me",
        None,
        {"n": "a # b"},
    )
    assert (two.speaker, two.session, two.user) == ("Ana · soon", "s", "ana")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\nuser: ana\nText.", "has no end"),
        ("---\nuser: ana\nuser: bo\n---\nText.", "a.md:3: user is there twice"),
        ("---\nuser: [a, b]\n---\nText.", "user is one value"),
        ("---\nuser: \"ana\n---\nText.", "a.md:2: user:.*double quotes"),
        ("---\nuser: 'ana\n---\nText.", "double quotes"),
        ("---\nuser: |\n  ana\n---\nText.", "cannot be read"),
        ("---\nuser:\n  first: ana\n---\nText.", "a.md:3: 'first: ana' cannot be read"),
        ("---\njust words\n---\nText.", "cannot be read"),
        ("---\nkind: rumour\n---\nText.", "kind='rumour'"),
        ("---\nkind: secret\n---\nText.", "vault"),
        ("---\noccurred_at: 2026-05-20\n---\nText.", "a.md: .*occurred_at"),
        ("---\nimportance: much\n---\nText.", "importance: 'much' is no JSON"),
        ("---\nimportance: 7\n---\nText.", "from 0 to 1"),
        ("---\nmetadata: '[1]'\n---\nText.", "metadata"),
        ("---\nmetadata: '" + "[" * 10_000 + "'\n---\nText.", "no JSON"),
        ("---\nid: 17\n---\nText.", "id: '17' is none"),
        ("---\nversion: 0\n---\nText.", "version: 0 is none"),
        ("---\nedges: [a, b]\n---\nText.", "edges"),
        ("---\nid: 01a1feee-f0d8-723e-b144-c9a5699e44b7\n---\n\n", "its text is gone"),
        ("---\nmnemic: session\nsession: s\n---\nText.", "a.md:5: 'Text.' is said by nobody"),
        ("---\nmnemic: session\nsession: s\n---\n### Ana\n\n", "a.md:5: nothing stands below"),
        ("---\nmnemic: session\nsession: s\n---\n### Ana\n<!-- mnemic {\"id\": } -->\n\nText.", "a.md:5: .*damaged"),
        ("---\nmnemic: session\nsession: s\n---\n### Ana\n<!-- mnemic {\"links\": [1]} -->\n\nText.", "damaged"),
        (
            "---\nmnemic: session\nsession: s\n---\n### Ana\n<!-- mnemic {\"links\": [[\"is\", \"x\"]]} -->\n\nText.",
            "no edge",
        ),
        ("---\nmnemic: session\nsession: s\n---\n### Ana\n<!-- mnemic {\"colour\": 1} -->\n\nText.", "colour"),
        ("a\0b", "NUL"),
        ("---\n  - a\n---\nText.", "cannot be read"),
        ("---\ntags: [a, [b]\n---\nText.", "tags: .*double quotes"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_an_error_and_nothing_is_written(
    mem: Memory, folder: Path, text: str, message: str
) -> None:
    folder.mkdir()
    (folder / "b.md").write_text("Fine.")
    (folder / "a.md").write_text(text)
    with pytest.raises(errors.ArgumentError, match=message):
        mem.import_(folder, format="markdown")
    assert not mem.list()


def test_bytes_that_are_no_text_are_an_error(mem: Memory, folder: Path) -> None:
    folder.mkdir()
    (folder / "a.md").write_bytes(b"caf\xe9")
    with pytest.raises(errors.ArgumentError, match=r"a\.md is no UTF-8 \(byte 3\)"):
        mem.import_(folder, format="markdown")


def test_a_file_that_is_too_large_or_cannot_be_opened_is_an_error(
    mem: Memory, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    (folder / "a.md").write_text("A note.")
    with monkeypatch.context() as patch:
        patch.setattr("mnemic.transfer._markdown_read._MOST_FILE_BYTES", 3)
        with pytest.raises(errors.ArgumentError, match="7 bytes"):
            mem.import_(folder, format="markdown")

    def refuse(*_: object) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(errors.StorePathError, match=r"a\.md cannot be read: Permission denied"):
        mem.import_(folder, format="markdown")


def test_a_memory_that_changes_while_it_is_taken_in_is_an_error_and_the_import_goes_on_from_there(
    mem: Memory, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = [mem.remember(f"Number {number}.") for number in range(3)]
    mem.export(folder, format="markdown")
    for number in range(3):
        edit(file_with(folder, f"Number {number}."), "Number", "No.")
    update, calls = admit.update, []

    def racing(*args: Any, **given: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            mem.update(notes[1].id, tags=["meanwhile"])
        return update(*args, **given)

    with monkeypatch.context() as patch:
        patch.setattr("mnemic.transfer._markdown_take.admit.update", racing)
        with pytest.raises(errors.VersionConflict) as raised:
            mem.import_(folder)
    assert "goes on from there" in raised.value.__notes__[0]
    assert counts(mem.import_(folder)) == (0, 2, 1, 0)
    assert [cube.content for cube in mem.list()] == ["No. 0.", "No. 1.", "No. 2."]


def test_a_copied_file_is_an_error_that_names_both(mem: Memory, folder: Path) -> None:
    mem.remember("Note.", user="ana")
    mem.export(folder, format="markdown")
    path = file_with(folder, "Note.")
    shutil.copy(path, path.with_name("copy.md"))
    with pytest.raises(errors.ArgumentError, match=r"ana/notes/Note .*copy\.md have the same id"):
        mem.import_(folder)


def test_links_of_the_file_system_are_not_followed(mem: Memory, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "secret.md").write_text("Secret.")
    folder.mkdir()
    (folder / "a.md").symlink_to(tmp_path / "private" / "secret.md")
    (folder / "b").symlink_to(tmp_path / "private")
    (folder / "c.md").mkdir()
    (folder / "d.txt").write_text("No note.")
    assert counts(mem.import_(folder, format="markdown")) == (0, 0, 0, 0)


def test_a_folder_is_known_by_its_mark(mem: Memory, folder: Path) -> None:
    mem.remember("Note.")
    mem.export(folder, format="markdown")
    assert mem.import_(folder).format == "markdown"
    (folder / ".mnemic.json").write_text('{"format": "mnemic-markdown", "version": 2}')
    with pytest.raises(errors.ArgumentError, match="version 2"):
        mem.import_(folder)
    for mark in ("[]", "{}", "no json"):
        (folder / ".mnemic.json").write_text(mark)
        assert mem.import_(folder, format="markdown").known == 1


def test_arguments_that_are_for_other_files_are_refused(mem: Memory, folder: Path) -> None:
    mem.remember("Note.")
    mem.export(folder, format="markdown")
    for wrong in ({"user": "ana"}, {"tz": "UTC"}, {"passphrase": "secret"}):
        with pytest.raises(errors.ArgumentError, match="not for a folder of Markdown"):
            mem.import_(folder, **wrong)  # type: ignore[arg-type]


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
_CONTENT = st.one_of(
    _TEXT,
    st.lists(st.sampled_from(["###", "### ", "\\### x", "---", "<!-- mnemic {} -->", "a", " ", "\r"])).map(
        "\n".join
    ),
).filter(str.strip)
_NAME = st.one_of(st.none(), _TEXT.filter(str.strip))


@pytest.mark.slow
@settings(max_examples=40)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"content": _CONTENT},
            optional={
                "user": _NAME, "session": _NAME, "speaker": _NAME, "role": _NAME, "source": _NAME, "agent": _NAME,
                "kind": st.sampled_from(["episode", "fact", "resource"]),
                "tags": st.lists(_TEXT.filter(str.strip), max_size=3),
                "metadata": st.dictionaries(_TEXT, st.one_of(_TEXT, st.integers(), st.booleans()), max_size=3),
                "importance": st.floats(0, 1),
                "occurred_at": st.datetimes(timezones=st.timezones()).filter(lambda at: 1 < at.year < 9999),
            },
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_whatever_was_written_is_read_back(items: list[dict[str, Any]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as scratch, mnemic.open(":memory:", embedder="hash") as mem:
        mem.remember_many(items)
        mem.export(Path(scratch) / "view", format="markdown")
        other = mem.in_space("other")
        assert other.import_(Path(scratch) / "view").unmapped == ()
        assert told(other) == told(mem)
        assert other.import_(Path(scratch) / "view").known == len(items)
        assert mem.import_(Path(scratch) / "view").known == len(items)
