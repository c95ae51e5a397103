from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from exports import IMPORTS, both, left_out, rows

from mnemic.errors import ArgumentError
from mnemic.ingest import detect

SQLITE = IMPORTS / "langgraph.db"
DUMPS = [IMPORTS / f"langgraph{more}.sql" for more in ("", "_inserts", "_columns")]
QUOTE = 'She said: it\'s "fine"\nand\tleft C:\\temp \\. for 25% {x}'


def store(tmp_path: Path, *documents: tuple[Any, ...], **beside: str) -> Path:
    path = tmp_path / "store.db"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE store (prefix text, key text, value text, created_at TIMESTAMP, updated_at TIMESTAMP)"
        )
        for document in documents:
            row = [*document, "2026-05-20 10:00:05", "2026-05-20 10:00:05"][:5]
            connection.execute("INSERT INTO store VALUES (?, ?, ?, ?, ?)", row)
        for statement in beside.values():
            connection.executescript(statement)
    connection.close()
    return path


def test_documents_of_an_sqlite_store_come_with_their_times() -> None:
    assert detect(SQLITE) == "langgraph"
    found, unmapped = both(SQLITE, user="ana")
    assert [row["metadata"]["value"] for row in found] == [
        {"text": "Ana lives in Porto", "since": 2021, "tags": ["home"]},
        {"text": "Ana prefers tea to coffee"},
        {"content": {"title": "Pilot", "hours": 12.5}},
        {"text": "rain"},
    ]
    first = found[0]
    assert first["key"] == 'langgraph:["memories", "ana", "home"]'
    assert first["tags"] == [
        "langgraph:", "langgraph:memories", "langgraph:memories.ana", "langgraph:memories.ana.", "langgraph.indexed",
    ]  # fmt: skip
    assert first["metadata"]["namespace"] == ["memories", "ana"]
    assert first["metadata"]["created_us"] == 1779271205_000000
    assert first["metadata"]["written_us"] == 1780302600_000000
    assert (found[3]["metadata"]["ttl_minutes"], found[3]["metadata"]["expires_us"]) == (
        1e8,
        7780060805_000000,
    )
    assert [item.what for item in unmapped] == ["document past its time to live"]


@pytest.mark.parametrize("path", DUMPS, ids=["copy", "inserts", "columns"])
def test_documents_of_a_postgres_dump_come_exactly(path: Path) -> None:
    assert detect(path) == "langgraph"
    found = rows(path)
    assert [(row["metadata"]["key"], row["metadata"]["value"]) for row in found] == [
        ("home", {"tags": ["home"], "text": "Ana lives in Porto", "since": 2021}),
        ("quote", {"text": QUOTE}),
        ("job", {"content": {"hours": 12.5, "title": "Pilot"}}),
        ("weather", {"text": "rain"}),
    ]
    assert found[0]["metadata"]["created_us"] == 1779271205_123456


def test_all_dumps_of_one_store_give_the_same_records() -> None:
    one, two, three = ([{**row, "source": ""} for row in rows(path)] for path in DUMPS)
    assert one == two == three


def test_what_metadata_cannot_hold_is_kept_as_json(tmp_path: Path) -> None:
    value = {"nul": "a\0b", "big": 2**5000}
    path = store(tmp_path, ("a", "k\0", json.dumps(value)))
    [row] = rows(path)
    assert json.loads(row["metadata"]["value_json"]) == value
    assert json.loads(row["metadata"]["key_json"]) == "k\0"
    assert row["content"].startswith("nul: a\ufffdb")


def test_a_document_without_text_is_not_found_by_meaning(tmp_path: Path) -> None:
    [row] = rows(store(tmp_path, ("a.b", "k", "{}")))
    assert row["content"] == "k (a / b)"
    assert "langgraph.indexed" not in row["tags"]


def test_vectors_are_left_out_and_told(tmp_path: Path) -> None:
    table = (
        "CREATE TABLE store_vectors (prefix text, key text, embedding BLOB); "
        "INSERT INTO store_vectors VALUES ('a', 'k', x'00')"
    )
    assert left_out(store(tmp_path, ("a", "k", "{}"), vectors=table)) == {"vector": 1}


def test_what_was_written_last_is_read_out_of_the_log(tmp_path: Path) -> None:
    path = store(tmp_path, ("a", "k", '{"text": "old"}'))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("""UPDATE store SET value = '{"text": "new"}'""")
    assert path.with_name("store.db-wal").stat().st_size
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if not file.name.endswith("-shm")}
    assert rows(path)[0]["content"] == "new"
    assert {
        file.name: file.read_bytes() for file in tmp_path.iterdir() if not file.name.endswith("-shm")
    } == before
    connection.close()


# Hostile and damaged stores


def test_a_view_that_stands_for_the_table_is_not_run(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE VIEW store AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
            "SELECT 'a' prefix, x key, '{}' value, '' created_at, '' updated_at FROM n"
        )
    connection.close()
    with pytest.raises(ArgumentError, match="has no table 'store'"):
        rows(path, format="langgraph")


def test_a_column_that_would_be_computed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE store (prefix text, key text, value text AS (zeroblob(1000000000)), created_at, updated_at)"
        )
        connection.execute("INSERT INTO store (prefix, key) VALUES ('a', 'k')")
    connection.close()
    with pytest.raises(ArgumentError, match="cannot be read as an SQLite file"):
        rows(path, format="langgraph")


def test_a_truncated_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.db"
    path.write_bytes(SQLITE.read_bytes()[:6000])
    with pytest.raises(ArgumentError, match=r"cut\.db"):
        rows(path, format="langgraph")
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    with pytest.raises(ArgumentError, match=r"cut\.db cannot be read as an SQLite file"):
        rows(path, format="langgraph")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (("a", "k", "[1]"), r"store\.db:store\[1\]: 'value' is \[1\]; a document is an object"),
        (("a", "k", '{"a": '), r"store\[1\]:1:\d+: not valid JSON"),
        (("a", "k", "[" * 100_000), r"store\[1\]: JSON that is nested too deep"),
        (("a", "k", '{"a": NaN}'), "NaN is no JSON number"),
        (("a", "k", '{"a": 1e999}'), "1e999 is too large a number"),
        (("", "k", "{}"), "are no namespace and key"),
        ((None, "k", "{}"), "are no namespace and key"),
        (("a", 7, "{}"), r"are no namespace and key"),
        (("a", "k", "{}", "soon"), r"store\[1\]: created_at"),
        (("a", "k", b"\xff\xfe\xff"), r"store\[1\]"),
    ],
)
def test_a_damaged_document_is_refused_by_its_place(
    tmp_path: Path, document: tuple[Any, ...], said: str
) -> None:
    path = tmp_path / "store.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE store (prefix, key, value, created_at, updated_at)")
        row = [*document, *["2026-05-20 10:00:05"] * (5 - len(document))]
        connection.execute("INSERT INTO store VALUES (?, ?, ?, ?, ?)", row)
    connection.close()
    with pytest.raises(ArgumentError, match=said):
        rows(path)


def test_one_document_twice_is_refused(tmp_path: Path) -> None:
    path = store(tmp_path, ("a", "k", "{}"), ("a", "k", '{"x": 1}'))
    with pytest.raises(
        ArgumentError, match=r"store\[2\]: this document stands at store\.db:store\[1\] already"
    ):
        rows(path)


def test_a_file_that_only_claims_to_be_sqlite_is_none(tmp_path: Path) -> None:
    shutil.copy(DUMPS[0], tmp_path / "store.db")
    assert len(rows(tmp_path / "store.db", format="langgraph")) == 4


# Dumps


def dump(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "a.sql"
    path.write_text(text, encoding="utf-8")
    return path


COPY = "COPY public.store (prefix, key, value, created_at, updated_at) FROM stdin;\n"
ROW = "a\tk\t{}\t2026-05-20 10:00:05+00\t2026-05-20 10:00:05+00\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (COPY + ROW, r"a\.sql: the dump breaks off in the rows that begin at line 1"),
        (COPY + "a\tk\n\\.\n", r"a\.sql:2: 2 values for 5 columns"),
        ("INSERT INTO store VALUES ('a', 'k', '{}'", r"a\.sql:1: the dump breaks off in this insert"),
        ("INSERT INTO store VALUES ('a', (SELECT 1));", r"a\.sql:1: .* is no value that can be read"),
        ("INSERT INTO store VALUES ('a', pg_read_file('/etc/passwd'));", r"a\.sql:1: .* is no value"),
        ("INSERT INTO store (prefix, key) VALUES ('a', 'k');", r"a\.sql:1: a row of 'store' lacks"),
        ("SET client_encoding = 'LATIN1';\n", r"a\.sql:1: the dump is in 'LATIN1'"),
        ("CREATE TABLE store ();\n", "holds no rows of a table 'store'"),
        (COPY + ROW + ROW + "\\.\n", r"a\.sql:3: this document stands at a\.sql:2 already"),
        (COPY + ROW.replace("+00", "", 1) + "\\.\n", "has no time zone"),
    ],
)
def test_a_damaged_dump_is_refused_by_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        rows(dump(tmp_path, text), format="langgraph")


def test_a_dump_in_postgresql_s_own_format_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "store.dump"
    path.write_bytes(b"PGDMP\x01\x0e\x00\x04\x08")
    with pytest.raises(ArgumentError, match=r"pg_restore --file=store\.sql store\.dump"):
        rows(path, format="langgraph")


def test_other_tables_are_passed_over_and_quoted_names_are_known(tmp_path: Path) -> None:
    text = (
        "COPY public.other (a, b) FROM stdin;\n1\t2\n\\.\nINSERT INTO other VALUES ('COPY store');\n"
        + COPY.replace("public.store", '"my schema"."store"')
        + ROW
        + "\\.\nCOPY public.store_vectors (prefix, key) FROM stdin;\na\tk\n\\.\n"
    )
    path = dump(tmp_path, text)
    assert len(rows(path)) == 1
    assert left_out(path) == {"vector": 1}


def test_an_insert_may_go_on_over_lines_and_escape_its_texts(tmp_path: Path) -> None:
    values = "E'{\"text\": \"tab\\\\there; it''s\"}', '2026-05-20 10:00:05+00'::timestamptz, '2026-05-20 10:00:05+00'"
    path = dump(
        tmp_path,
        f"INSERT INTO store VALUES\n('a', 'first\nsecond; line', {values})\nON CONFLICT DO NOTHING;\n",
    )
    [row] = rows(path)
    assert row["metadata"]["key"] == "first\nsecond; line"
    assert row["metadata"]["value"] == {"text": "tab\there; it's"}


def test_a_schema_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = store(tmp_path, ("a", "k", "{}"))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"updated_at TIMESTAMP", b"updated_\xff\xf0 TIMESTAMP"))
    with pytest.raises(ArgumentError, match=r"store\.db"):
        rows(path, format="langgraph")
