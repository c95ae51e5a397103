"""Files of older versions: what was written stays readable, and changing their schema is all or nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from store_processes import Child, Say, child

import mnemic
from mnemic.engine import migrate
from mnemic.errors import (
    MigrationRequired,
    NotAMnemicStore,
    StoreBusy,
    StoreError,
    StorePathError,
    StoreTooNew,
)
from mnemic.store.sqlite import _open, _schema
from mnemic.store.sqlite._schema import SCHEMA_VERSION, Migration

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("schema-*.db"))


@pytest.fixture
def released(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A file as a released version left it, copied, since opening may change it."""
    path = tmp_path / "m.db"
    shutil.copy(request.param, path)
    return path


def test_there_is_a_file_of_every_schema_version() -> None:
    assert [path.name for path in FIXTURES] == [
        f"schema-{version}.db" for version in range(1, SCHEMA_VERSION + 1)
    ]


@pytest.mark.parametrize("released", FIXTURES, indirect=True, ids=lambda path: path.stem)
def test_a_released_file_opens_with_everything_in_it(released: Path) -> None:
    with mnemic.open(released) as mem:
        assert mem.check() == []
        moved, violin, bo, fact, thought = mem.list()
        (sea,) = mem.list(tiers=["archive"])
        assert moved.content == "I moved to Porto in May."
        assert (moved.user, moved.session, moved.speaker, moved.role) == ("ana", "s1", "Ana", "user")
        assert (moved.metadata, moved.tags, moved.source) == (
            {"turn": "D1:1", "n": 3},
            ("home",),
            "chat.txt:1",
        )
        assert moved.importance == 0.5
        assert moved.occurred_at is not None
        assert moved.occurred_at.isoformat() == "2026-05-20T10:00:00+01:00"
        assert mem.remember("I moved to Porto in May.", user="ana", idempotency_key="d1-1") == moved
        assert [version.content[12:17] for version in mem.history(violin.id)] == ["violi", "cello", "violi"]
        assert mem.get(violin.id).content == "We bought a violin for Zoë 🎻"
        assert (sea.content, sea.tier, sea.version) == ("昨天我们去了海边", "archive", 2)
        assert fact.kind == "fact"
        assert fact.fact is not None
        assert (fact.fact.subject, fact.fact.predicate, fact.fact.object) == ("Ana", "lives_in", "Porto")
        assert fact.links == (mnemic.Link("derived_from", moved.id),)
        assert bo.content == "The orchestra rehearses on Sundays."
        assert (bo.key, bo.agent, bo.version) == ("rehearsal", "helper", 2)
        assert thought.links == (mnemic.Link("supports", bo.id),)
        assert mem.recall("Where does Ana live?", user="ana")[0].cube.content in (moved.content, fact.content)
        assert mem.recall("海边", tiers=["archive"])[0].cube == sea
        best = mem.recall("thought", explain=True)[0]
        assert {part.channel: part.score for part in best.channels}["dense"] is not None


@pytest.mark.parametrize("released", FIXTURES, indirect=True, ids=lambda path: path.stem)
def test_a_released_file_keeps_its_operations_and_its_erasure(released: Path) -> None:
    with mnemic.open(released) as mem:
        verbs = [operation.verb for operation in mem.operations()]
        assert verbs == [
            "remember", "forget", "remember", "feedback", "archive", "undo", "update",
            "remember", "remember", "remember", "remember",
        ]  # fmt: skip
        forget = mem.operations()[1]
        assert (forget.actor, forget.erased) == (None, 1)
        receipt = mem.receipt(str(forget.id))
        assert (receipt.status, receipt.cubes, receipt.control) == ("complete", 1, True)
        assert mem.operations()[-1].reason == "first session"
        # Three of them made and revoked keys: they are the store's, and in no space's list.
        assert mem.audit_head().operations == 15
        laptop, lost = mem.keys()
        assert (laptop.name, laptop.user, laptop.right, laptop.revoked_at) == ("laptop", "bo", "write", None)
        assert (lost.space, lost.revoked_at is not None) == ("other", True)
        assert mem.spaces() == ("default", "other")
        undo, feedback = mem.operations()[5], mem.operations()[3]
        assert (feedback.lessons, feedback.reason) == (2, "answered")
        assert mem.undo(str(undo.id)).verb == "undo"
        assert mem.forget(user="ana").status == "complete"
        assert mem.check() == []
    with mnemic.open(released, space="other") as mem:
        assert [cube.content for cube in mem.list()] == ["Behind another wall."]


# How the schema is changed


def add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE spaces ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'")


def fail(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE spaces ADD COLUMN half_done TEXT")
    connection.execute("UPDATE versions SET content = 'overwritten'")
    connection.execute("SELECT * FROM no_such_table")


def fail_otherwise(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE spaces ADD COLUMN half_done TEXT")
    raise ZeroDivisionError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "m.db"
    with mnemic.open(path, embedder="hash") as mem:
        mem.remember("kept")
        mem.flush()
    return path


Inject = Callable[..., int]


@pytest.fixture
def inject(monkeypatch: pytest.MonkeyPatch) -> Inject:
    """Release a version of the schema with these further steps."""

    def release(*steps: Callable[[sqlite3.Connection], None], large: bool = False) -> int:
        version = SCHEMA_VERSION + len(steps)
        added = [Migration(SCHEMA_VERSION + n, large, step) for n, step in enumerate(steps, 1)]
        monkeypatch.setattr(_schema, "MIGRATIONS", (*_schema.MIGRATIONS, *added))
        monkeypatch.setattr(_open, "SCHEMA_VERSION", version)
        return version

    return release


def look(path: Path) -> tuple[int, list[str], list[str]]:
    """Return the schema version, the columns of a table, and all contents."""
    connection = sqlite3.connect(path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    columns = [row[1] for row in connection.execute("PRAGMA table_info(spaces)")]
    contents = [row[0] for row in connection.execute("SELECT content FROM versions")]
    connection.close()
    return version, columns, contents


def test_a_small_step_runs_on_opening(path: Path, inject: Inject) -> None:
    version = inject(add_column)
    with mnemic.open(path) as mem:
        assert mem.stats().schema_version == version
        assert [cube.content for cube in mem.list()] == ["kept"]
        assert mem.check() == []
    assert look(path)[:2][1][-1] == "colour"


def test_several_steps_run_in_order_and_once(path: Path, inject: Inject) -> None:
    ran: list[int] = []
    version = inject(*(lambda connection, n=n: ran.append(n) for n in range(3)))
    for _ in range(2):
        with mnemic.open(path) as mem:
            assert mem.stats().schema_version == version
    assert ran == [0, 1, 2]


def test_a_read_only_handle_migrates_nothing(path: Path, inject: Inject) -> None:
    before = path.read_bytes()
    inject(add_column)
    with pytest.raises(MigrationRequired, match="mnemic migrate"):
        mnemic.open(path, read_only=True)
    assert path.read_bytes() == before


def test_a_large_step_is_refused_on_opening_and_run_by_migrate(
    path: Path, tmp_path: Path, inject: Inject
) -> None:
    before = path.read_bytes()
    version = inject(add_column, large=True)
    with pytest.raises(
        MigrationRequired, match=f"schema version {SCHEMA_VERSION} and needs {version}.*mnemic migrate"
    ):
        mnemic.open(path)
    assert path.read_bytes() == before
    assert migrate(path, backup=tmp_path / "before.db") == (SCHEMA_VERSION, version)
    assert look(tmp_path / "before.db")[0] == SCHEMA_VERSION
    with mnemic.open(path) as mem:
        assert mem.stats().schema_version == version
        assert [cube.content for cube in mem.list()] == ["kept"]
        mem.remember("and on")
        assert mem.check() == []
    assert migrate(path) == (version, version)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


@pytest.mark.parametrize("step", [fail, fail_otherwise])
def test_a_failing_step_leaves_the_file_as_it_was(
    path: Path, inject: Inject, step: Callable[[sqlite3.Connection], None]
) -> None:
    before = look(path)
    error = StoreError if step is fail else ZeroDivisionError
    inject(step)
    for attempt in (lambda: mnemic.open(path), lambda: migrate(path)):
        with pytest.raises(error):
            attempt()
        assert look(path) == before


def test_steps_before_a_failing_one_stay_done(path: Path, inject: Inject) -> None:
    inject(add_column, fail)
    with pytest.raises(StoreError):
        mnemic.open(path)
    version, columns, contents = look(path)
    assert (version, columns[-1], contents) == (SCHEMA_VERSION + 1, "colour", ["kept"])


def hold(say: Say, path: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM cubes").fetchone()
    say("open")
    while True:
        connection.execute("SELECT count(*) FROM cubes").fetchone()


def test_migrate_is_refused_while_others_have_the_file_open(path: Path, inject: Inject) -> None:
    inject(add_column, large=True)
    before = look(path)
    with child(hold, str(path)) as holder:
        assert holder.hear() == ("open",)
        with pytest.raises(StoreBusy):
            migrate(path)
    assert look(path) == before
    assert migrate(path)[0] == SCHEMA_VERSION


def test_migrate_refuses_what_open_refuses(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StorePathError):
        migrate(tmp_path / "absent.db")
    (tmp_path / "text.db").write_text("dear diary " * 100)
    with pytest.raises(NotAMnemicStore):
        migrate(tmp_path / "text.db")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=999")
    connection.close()
    with pytest.raises(StoreTooNew):
        migrate(path)


def open_again(say: Say, path: str) -> None:
    with mnemic.open(path) as mem:
        say(mem.remember("and on").seq)


def test_a_file_left_without_its_log_by_an_interrupted_migration_gets_it_back(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
    connection.close()
    assert Child(open_again, str(path)).finish() == [(2,)]
    with mnemic.open(path) as mem:
        (mode,) = mem._store._main.execute("PRAGMA journal_mode").fetchone()  # type: ignore[attr-defined]
        assert mode == "wal"
        assert mem.check() == []


def test_an_erased_cube_of_a_released_file_is_not_there() -> None:
    for fixture in FIXTURES:
        assert b"555-0199" not in fixture.read_bytes()
