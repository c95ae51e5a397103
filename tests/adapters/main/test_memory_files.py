"""The commands of a memory tool of files: paths that lead nowhere else, edits that lose nothing, files that last."""

from __future__ import annotations

import contextlib
import multiprocessing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.behaviour import Behaviour, Desk, together

import mnemic
from mnemic.adapters._files import MemoryFiles
from mnemic.adapters._files_path import settled
from mnemic.errors import ArgumentError, Conflict, ContentError, NotFound, UsageError, VersionConflict


class FileDesk:
    """The behaviour suite's desk: a text is a file, and its name its path."""

    def __init__(self, path: Path) -> None:
        self._files = MemoryFiles(path, user="ana", embedder="hash")
        self._memory = self._files._shelf._memory

    def write(self, text: str) -> str:
        number = abs(hash(text))
        self._files.create(f"/memories/{number}.txt", text)
        return f"/memories/{number}.txt"

    def read(self, name: str) -> str | None:
        try:
            _, _, numbered = self._files.view(name).partition("\n")
        except NotFound:
            return None
        return "\n".join(line.partition("\t")[2] for line in numbered.split("\n"))

    def everything(self) -> list[str]:
        lines = self._files.view("/memories").splitlines()[2:]
        return [self.read(line.partition("\t")[2]) or "" for line in lines]

    def search(self, query: str) -> list[str]:
        return [hit.cube.content for hit in self._memory.recall(query, user="ana")]

    def update(self, name: str, text: str) -> None:
        self._files.str_replace(name, self.read(name) or "", text)

    def delete(self, name: str) -> None:
        self._files.delete(name)

    def close(self) -> None:
        self._files.close()


class TestBehaviour(Behaviour):
    def open(self, path: Path) -> Desk:
        return FileDesk(path)


@pytest.fixture
def files(mem: mnemic.Memory) -> MemoryFiles:
    return MemoryFiles(mem, user="ana")


# Paths


@pytest.mark.parametrize(
    "written",
    [
        "/memories/../etc/passwd",
        "/memories/..",
        "/memories/a/../../b",
        "/memories/a/..",
        "/memories/%2e%2e/etc/passwd",
        "/memories/%2E%2E%2Fetc%2Fpasswd",
        "/memories/%252e%252e%252fetc",
        "/memories/..%2f..%2fetc",
        "/memories/..\\..\\etc",
        "/memories/%2e%2e%5cetc",
        "/memories/．．/etc",
        "/memories/‥/etc",
        "/memories/a%00b",
        f"/memories/%{'25' * 20}2e",  # who encodes so often has something to hide
    ],
)
def test_a_path_that_could_climb_out_is_refused(files: MemoryFiles, written: str) -> None:
    with pytest.raises(ArgumentError, match="would escape /memories directory"):
        files.create(written, "x")
    with pytest.raises(ArgumentError, match="would escape /memories directory"):
        files.view(written)
    with pytest.raises(ArgumentError, match="would escape /memories directory"):
        files.rename("/memories", written)


@pytest.mark.parametrize(
    "written",
    [
        "/etc/passwd",
        "memories/a",
        "",
        "/",
        "/memoriesx",
        "/memories..",
        "/MEMORIES/a",
        "C:\\memories",
        " /memories",
    ],
)
def test_a_path_elsewhere_is_refused(files: MemoryFiles, written: str) -> None:
    with pytest.raises(ArgumentError, match="Path must start with /memories, got: "):
        files.create(written, "x")


@pytest.mark.parametrize(
    "written", ["/memories/a\0b", "/memories/a\nb", "/memories/\x1b[2J", "/memories/\ud800"]
)
def test_a_path_with_characters_no_line_can_show_is_refused(files: MemoryFiles, written: str) -> None:
    with pytest.raises(ArgumentError, match="holds a"):
        files.create(written, "x")


def test_names_that_merely_look_odd_are_names(files: MemoryFiles) -> None:
    for name in ("...", "a..b", "100%", "%20", "über 日本", "-rf", "~", "$HOME", "CON", "a" * 300):
        files.create(f"/memories/{name}", name)
    assert files.view("/memories/100%").endswith("\t100%")
    assert len(files.view("/memories").splitlines()) == 2 + 9  # "..." is hidden


def test_a_path_longer_than_a_key_is_refused(files: MemoryFiles) -> None:
    with pytest.raises(ArgumentError, match="2048"):
        files.create("/memories/" + "a" * 3000, "x")


@given(st.text(alphabet="./%\\ab２e5cf", max_size=20))
def test_what_a_path_settles_to_is_under_memories_and_settles_to_itself(end: str) -> None:
    try:
        found = settled(f"/memories/{end}")
    except ArgumentError:
        return
    assert found == "/memories" or found.startswith("/memories/")
    assert settled(found) == found
    assert ".." not in Path(found).parts
    assert str((Path("/x") / found[1:]).resolve()) == f"/x{found}"


# Commands


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("view", "a command is a dict"),
        ({}, "Unknown command: None"),
        ({"command": "format"}, "Unknown command: format"),
        ({"command": ["view"]}, "Unknown command"),
        ({"command": "view"}, "needs `path`, text; got None"),
        ({"command": "view", "path": 5}, "needs `path`, text; got 5"),
        ({"command": "view", "path": "/memories", "view_range": "1-2"}, "Invalid `view_range`"),
        ({"command": "view", "path": "/memories", "view_range": [1, "2"]}, "Invalid `view_range`"),
        ({"command": "create", "path": "/memories/a"}, "needs `file_text`"),
        (
            {"command": "insert", "path": "/memories/a", "insert_line": True, "insert_text": ""},
            "a whole number",
        ),
        (
            {"command": "insert", "path": "/memories/a", "insert_line": "1", "insert_text": ""},
            "a whole number",
        ),
        ({"command": "rename", "old_path": "/memories/a"}, "needs `new_path`"),
    ],
)
def test_a_malformed_command_says_what_it_lacks(files: MemoryFiles, command: object, problem: str) -> None:
    with pytest.raises(ArgumentError, match=problem):
        files.execute(command)
    assert not files._shelf.files()


def test_an_empty_file_and_blank_ones_and_nuls_are_kept_exactly(
    files: MemoryFiles, mem: mnemic.Memory
) -> None:
    texts = {
        "empty": "",
        "blank": " \n\t",
        "nul": "a\0b",
        "crlf": "a\r\nb\r\n",
        "bom": "\ufeffa",
        "kanji": "日本\n語",
    }
    for name, text in texts.items():
        files.create(f"/memories/{name}", text)
    assert {file.path[10:]: file.text for file in files._shelf.files()} == texts
    assert {hit.cube.key for hit in mem.recall("empty blank nul kanji", user="ana", limit=20)} == {
        "/memories/crlf", "/memories/bom", "/memories/kanji",
    }  # fmt: skip
    files.insert("/memories/empty", 0, "now there is something")
    assert mem.recall("something", user="ana")[0].cube.content == "now there is something\n"


def test_half_a_character_is_refused_and_changes_nothing(files: MemoryFiles) -> None:
    files.create("/memories/a", "x")
    with pytest.raises(ContentError, match="lone surrogate"):
        files.create("/memories/dir/b", "\ud800")
    with pytest.raises(ContentError, match="lone surrogate"):
        files.str_replace("/memories/a", "x", "\udfff")
    assert [(file.path, file.text) for file in files._shelf.files()] == [("/memories/a", "x")]


def test_more_than_a_memory_can_hold_is_refused(files: MemoryFiles) -> None:
    with pytest.raises(ContentError, match="16777216"):
        files.create("/memories/big", "x" * ((16 << 20) + 1))
    assert files.view("/memories").splitlines()[1:] == ["0B\t/memories"]


def test_a_million_lines_are_too_many_to_view(files: MemoryFiles) -> None:
    files.create("/memories/long", "\n" * 999_998 + "x")
    assert files.view("/memories/long", [999_999, -1]).endswith("999999\tx")
    files.create("/memories/longer", "\n" * 999_999 + "x")
    with pytest.raises(
        UsageError, match="File /memories/longer exceeds maximum line limit of 999,999 lines."
    ):
        files.view("/memories/longer")


def test_a_file_below_a_file_is_refused(files: MemoryFiles) -> None:
    files.create("/memories/a", "x")
    files.create("/memories/b", "y")
    with pytest.raises(
        ArgumentError, match="Cannot write /memories/a/b/c: /memories/a is a file, not a directory"
    ):
        files.create("/memories/a/b/c", "z")
    with pytest.raises(ArgumentError, match="is a file, not a directory"):
        files.rename("/memories/b", "/memories/a/b")
    assert len(files._shelf.files()) == 2


def test_a_folder_cannot_be_moved_into_itself(files: MemoryFiles) -> None:
    files.create("/memories/a/b", "x")
    with pytest.raises(ArgumentError, match="Cannot move /memories/a into itself: /memories/a/c/d"):
        files.rename("/memories/a", "/memories/a/c/d")
    assert [file.path for file in files._shelf.files()] == ["/memories/a", "/memories/a/b"]


def test_a_failed_rename_leaves_no_folder_behind(files: MemoryFiles) -> None:
    with pytest.raises(NotFound, match="The path /memories/none does not exist"):
        files.rename("/memories/none", "/memories/new/folder/x")
    assert not files._shelf.files()


# Storage


def test_a_file_is_a_keyed_memory_with_its_versions(files: MemoryFiles, mem: mnemic.Memory) -> None:
    files.create("/memories/people/ana.md", "Ana likes tea.")
    files.str_replace("/memories/people/ana.md", "tea", "coffee")
    cube = mem.lookup("/memories/people/ana.md", user="ana")
    assert (cube.kind, cube.version, cube.content) == ("resource", 2, "Ana likes coffee.")
    assert [version.content for version in mem.history(cube.id)] == ["Ana likes tea.", "Ana likes coffee."]
    assert mem.recall("What does Ana drink?", user="ana")[0].cube.id == cube.id


def test_folders_are_never_recalled(files: MemoryFiles, mem: mnemic.Memory) -> None:
    files.create("/memories/a/b/c", "x")
    assert [hit.cube.key for hit in mem.recall("/memories/a/b", user="ana")] == ["/memories/a/b/c"]


def test_users_do_not_see_each_others_files(mem: mnemic.Memory) -> None:
    desks = [MemoryFiles(mem, user="ana"), MemoryFiles(mem, user="bo"), MemoryFiles(mem)]
    for number, files in enumerate(desks):
        files.create("/memories/a", str(number))
    assert [files.view("/memories/a")[-1] for files in desks] == ["0", "1", "2"]
    desks[2].clear()
    desks[0].delete("/memories/a")
    assert [len(files._shelf.files()) for files in desks] == [0, 1, 0]


def test_another_memory_under_such_a_key_is_left_alone(files: MemoryFiles, mem: mnemic.Memory) -> None:
    mem.remember("Not a file.", key="/memories/a", user="ana")
    with pytest.raises(NotFound):
        files.view("/memories/a")
    with pytest.raises(Conflict, match="File /memories/a already exists"):
        files.create("/memories/a", "x")
    files.create("/memories/b", "y")
    with pytest.raises(Conflict, match="already exists"):
        files.rename("/memories/b", "/memories/a")
    files.clear()
    assert mem.lookup("/memories/a", user="ana").content == "Not a file."


def test_a_file_that_ageing_archived_is_still_there(files: MemoryFiles, mem: mnemic.Memory) -> None:
    files.create("/memories/a/b", "x")
    mem.archive(kinds=["resource"])
    assert files.view("/memories/a").splitlines()[-1] == "1B\t/memories/a/b"
    files.str_replace("/memories/a/b", "x", "y")


def test_a_deleted_or_renamed_text_is_in_no_file_any_more(path: Path) -> None:
    files = MemoryFiles(path, embedder="hash")
    files.create("/memories/a/one", "The zanzibarwort blooms.")
    files.str_replace("/memories/a/one", "blooms", "wilts")
    files.rename("/memories/a", "/memories/quagmirefolder")
    assert files.view("/memories/quagmirefolder/one").endswith("The zanzibarwort wilts.")
    files.str_replace("/memories/quagmirefolder/one", "The zanzibarwort wilts.", "Nothing.")
    files.delete("/memories/quagmirefolder")
    files.close()
    for file in path.parent.glob(f"{path.name}*"):
        assert not {word for word in (b"zanzibarwort", b"quagmirefolder") if word in file.read_bytes()}


def test_what_a_killed_process_left_behind_is_erased_by_the_next_deletion(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(Exception):
        pass

    def kill(**selector: object) -> None:
        raise Killed

    files = MemoryFiles(path, user="ana", embedder="hash")
    files.create("/memories/a", "The zanzibarwort blooms.")
    files.create("/memories/b", "x")
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(files._shelf._memory, "forget", kill)
        files.rename("/memories/a", "/memories/c")
    files.str_replace("/memories/c", "The zanzibarwort blooms.", "y")
    assert [file.path for file in files._shelf.files()] == ["/memories/b", "/memories/c"]
    files.delete("/memories/c")
    files.close()
    for file in path.parent.glob(f"{path.name}*"):
        assert b"zanzibarwort" not in file.read_bytes()


def test_with_archive_a_deleted_file_can_be_read_again(mem: mnemic.Memory) -> None:
    files = MemoryFiles(mem, user="ana", on_delete="archive")
    files.create("/memories/a/b", "kept text")
    cube = mem.lookup("/memories/a/b", user="ana")
    files.rename("/memories/a", "/memories/c")
    files.delete("/memories/c")
    assert not files._shelf.files()
    assert mem.history(cube.id)[0].content == "kept text"
    assert not mem.recall("kept text", user="ana", tiers=None)
    files.create("/memories/a/b", "again")
    assert files.view("/memories/a/b").endswith("again")


def test_an_unknown_way_of_deleting_is_refused(mem: mnemic.Memory) -> None:
    with pytest.raises(ArgumentError, match='on_delete=\'shred\' does not exist; it is "erase" or "archive"'):
        MemoryFiles(mem, on_delete="shred")  # type: ignore[arg-type]


def test_many_files_come_in_several_pages(files: MemoryFiles, mem: mnemic.Memory) -> None:
    mem.remember_many(
        files._shelf._draft(write) | {"if_version": 0}
        for write in (_write(f"/memories/{number:04}") for number in range(1_050))
    )
    assert len(files.view("/memories").splitlines()) == 2 + 1_050


def _write(path: str) -> object:
    from mnemic.adapters._files_shelf import Write

    return Write(path, "x", 0)


# Several at once


def test_edits_at_the_same_time_all_land(path: Path) -> None:
    desks = [MemoryFiles(path, embedder="hash") for _ in range(4)]
    desks[0].create("/memories/list", "".join(f"<{number}>\n" for number in range(40)))
    together(
        [
            lambda desk=desk, mine=mine: [
                desk.str_replace("/memories/list", f"<{number}>", f"[{number}]")
                for number in range(mine, 40, 4)
            ]
            for mine, desk in enumerate(desks)
        ]
    )
    assert desks[0]._shelf.files()[0].text == "".join(f"[{number}]\n" for number in range(40))
    for desk in desks:
        desk.close()


def test_of_two_edits_of_one_place_one_lands_and_one_is_told(files: MemoryFiles) -> None:
    files.create("/memories/a", "colour: red")
    told: list[str] = []

    def paint(colour: str) -> None:
        try:
            files.str_replace("/memories/a", "red", colour)
        except NotFound as error:
            told.append(str(error))

    together([lambda: paint("blue"), lambda: paint("green")])
    assert files.view("/memories/a").split(": ")[-1] in ("blue", "green")
    assert told == ["No replacement was performed, old_str `red` did not appear verbatim in /memories/a."]


def test_of_several_creations_one_wins(files: MemoryFiles) -> None:
    told: list[str] = []

    def create(text: str) -> None:
        try:
            files.create("/memories/x/y", text)
        except Conflict as error:
            told.append(str(error))

    together([lambda n=n: create(str(n)) for n in range(6)])
    assert told == ["File /memories/x/y already exists"] * 5
    assert [file.path for file in files._shelf.files()] == ["/memories/x", "/memories/x/y"]


def test_an_edit_during_a_rename_is_moved_along_or_told(files: MemoryFiles) -> None:
    for attempt in range(10):
        files.create(f"/memories/{attempt}", "start\n")
        told: list[str] = []

        def edit(attempt: int = attempt, told: list[str] = told) -> None:
            try:
                files.insert(f"/memories/{attempt}", 1, "edited")
            except NotFound as error:
                told.append(str(error))

        together([edit, lambda n=attempt: files.rename(f"/memories/{n}", f"/memories/moved{n}")])
        (file,) = [file for file in files._shelf.files() if file.path == f"/memories/moved{attempt}"]
        assert ("edited" in file.text) is not bool(told)
    assert len(files._shelf.files()) == 10


def test_deleting_one_file_twice_at_once_ends_without_it(files: MemoryFiles) -> None:
    files.create("/memories/a/b", "x")

    def delete() -> None:
        with contextlib.suppress(NotFound):
            files.delete("/memories/a")

    together([delete, delete, delete])
    assert not files._shelf.files()


def _edit(path: Path, first: int) -> None:
    files = MemoryFiles(path, embedder="hash")
    for number in range(first, first + 10):
        files.insert("/memories/log", 0, f"line {number}")
    files.close()


@pytest.mark.slow
def test_edits_by_several_processes_all_land(path: Path) -> None:
    files = MemoryFiles(path, embedder="hash")
    files.create("/memories/log", "")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_edit, args=(path, first)) for first in (0, 10, 20)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    lines = files._shelf.files()[0].text.splitlines()
    files.close()
    assert sorted(lines) == sorted(f"line {number}" for number in range(30))


def test_what_another_one_erased_meanwhile_is_no_hindrance(files: MemoryFiles, mem: mnemic.Memory) -> None:
    files.create("/memories/a", "x")
    files.create("/memories/b", "y")
    found = files._shelf.files()
    files.delete("/memories/a")
    files._shelf.drop(found)
    assert not mem.list(tiers=None)


def test_a_command_that_never_gets_its_turn_says_so_in_the_end(
    files: MemoryFiles, mem: mnemic.Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.create("/memories/a", "x")
    slot = files._shelf.slot

    def late(path: str) -> object:
        found = slot(path)
        mem.remember("y", key="/memories/a", user="ana", tags=("memory-file",))
        return found

    monkeypatch.setattr(files._shelf, "slot", late)
    monkeypatch.setattr("mnemic.adapters._files._TRIES", 3)
    with pytest.raises(VersionConflict, match="is at version"):
        files.insert("/memories/a", 0, "z")
    assert mem.lookup("/memories/a", user="ana").version == 4


def test_a_folder_is_one_by_what_lies_in_it(files: MemoryFiles, mem: mnemic.Memory) -> None:
    files.create("/memories/a/b", "x")
    mem.forget(ids=[mem.lookup("/memories/a", user="ana").id])
    assert files.view("/memories/a").splitlines()[1:] == ["1B\t/memories/a", "1B\t/memories/a/b"]
    files.rename("/memories/a", "/memories/c")
    assert [file.path for file in files._shelf.files()] == ["/memories/c", "/memories/c/b"]
