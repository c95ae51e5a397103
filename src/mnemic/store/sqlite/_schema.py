"""
The tables of a store file, and how an older file becomes a current one.

Every table that holds what people said has an integer row id: a table keyed by something random leaves
copies of its rows behind when its pages split, and erasure would have to chase them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

APPLICATION_ID = 0x4D6E656D
"""Marks a file as ours: the letters "Mnem"."""

SCHEMA_VERSION = 1

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE spaces (
    row INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given again: a dropped space's operations keep it
    name TEXT NOT NULL UNIQUE,
    next_seq INTEGER NOT NULL,
    generation INTEGER NOT NULL,   -- rises with every change; what a cached matrix was built from
    purges INTEGER NOT NULL        -- rises with every erasure; a cached matrix must then be rebuilt
);

CREATE TABLE models (
    row INTEGER PRIMARY KEY,
    name TEXT NOT NULL,            -- what a person opens it by
    model TEXT NOT NULL UNIQUE,    -- what tells its vectors from any other's
    dims INTEGER NOT NULL,
    role TEXT NOT NULL             -- active: answers; target: being filled by reembed
);

CREATE TABLE cubes (
    row INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    space INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    user TEXT,
    key TEXT,
    created_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX cubes_seq ON cubes (space, seq);
CREATE UNIQUE INDEX cubes_key ON cubes (space, ifnull(user, ''), key) WHERE key IS NOT NULL;

CREATE TABLE versions (
    row INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given again: what was made of an erased text, and is
                                             -- still in some process's hands, must fit no other
    cube INTEGER NOT NULL,
    space INTEGER NOT NULL,
    version INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    leaf INTEGER NOT NULL,         -- its place among the commitments of its operation; of one that came from
                                   -- another store, with the row of the operation that brought it: see _adopt.py
    salt BLOB NOT NULL,
    recorded_us INTEGER NOT NULL,
    superseded_us INTEGER,
    kind TEXT NOT NULL,
    form TEXT NOT NULL,
    tier TEXT NOT NULL,
    state TEXT NOT NULL,
    agent TEXT,
    session TEXT,
    speaker TEXT,
    role TEXT,
    occurred_us INTEGER, occurred_zone TEXT,
    occurred_end_us INTEGER, occurred_end_zone TEXT,
    valid_from_us INTEGER, valid_from_zone TEXT,
    valid_to_us INTEGER, valid_to_zone TEXT,
    source TEXT,
    importance REAL,
    tags TEXT,                     -- JSON; NULL for none
    metadata TEXT,                 -- JSON; NULL for none
    fact TEXT,                     -- JSON
    slot TEXT,                     -- of a fact: whose, of whom, which predicate, of what
    language TEXT NOT NULL,
    length INTEGER NOT NULL,       -- in terms
    content TEXT NOT NULL,
    terms BLOB NOT NULL
);
CREATE UNIQUE INDEX versions_cube ON versions (cube, version);
CREATE INDEX versions_space ON versions (space, row);
CREATE INDEX versions_operation ON versions (operation);
CREATE INDEX versions_session ON versions (space, session, row) WHERE session IS NOT NULL AND superseded_us IS NULL;
CREATE INDEX versions_slot ON versions (space, slot) WHERE slot IS NOT NULL;

CREATE TABLE links (
    row INTEGER PRIMARY KEY,
    space INTEGER NOT NULL,
    source INTEGER NOT NULL,       -- cubes.row
    target INTEGER NOT NULL,       -- cubes.row
    relation TEXT NOT NULL,
    operation INTEGER NOT NULL,
    recorded_us INTEGER NOT NULL,
    superseded_us INTEGER
);
CREATE INDEX links_source ON links (source);
CREATE INDEX links_target ON links (target);

CREATE TABLE vectors (
    row INTEGER PRIMARY KEY,
    space INTEGER NOT NULL,
    model INTEGER NOT NULL,
    version INTEGER NOT NULL,      -- versions.row
    field TEXT NOT NULL,           -- content; room for context and token vectors
    piece INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    digest BLOB NOT NULL,          -- HMAC of model and text: the embedding cache's key
    data BLOB NOT NULL             -- float16, little-endian
);
CREATE UNIQUE INDEX vectors_version ON vectors (version, model, field, piece);
CREATE INDEX vectors_space ON vectors (space, model, row);
CREATE INDEX vectors_digest ON vectors (digest);

CREATE TABLE tokens (              -- beside `vectors`, whose rows are then quickly read one after another
    row INTEGER PRIMARY KEY,       -- vectors.row
    width INTEGER NOT NULL,        -- bytes a token
    data BLOB NOT NULL             -- signs of the token vectors, a bit a dimension
);
CREATE TRIGGER vectors_deleted AFTER DELETE ON vectors
BEGIN DELETE FROM tokens WHERE row = old.row; END;

CREATE TABLE pending (
    model INTEGER NOT NULL,
    space INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (model, space, version)
) WITHOUT ROWID;

CREATE TABLE replays (
    row INTEGER PRIMARY KEY,
    space INTEGER NOT NULL,
    user TEXT,
    idempotency_key TEXT NOT NULL,
    cube INTEGER NOT NULL,
    digest BLOB NOT NULL           -- HMAC of the content it was used with
);
CREATE UNIQUE INDEX replays_key ON replays (space, ifnull(user, ''), idempotency_key);
CREATE INDEX replays_cube ON replays (cube);

CREATE TABLE lessons (             -- a row for each hit that somebody found useful or useless: numbers only
    row INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given again: the highest tells whether one was added
    space INTEGER NOT NULL,
    operation INTEGER NOT NULL,    -- what taught it, or brought it back
    leaf INTEGER NOT NULL,         -- its place among the commitments of its operation
    salt BLOB NOT NULL,
    taught_us INTEGER NOT NULL,    -- when it was first taught; the rows of one lesson share it
    superseded_us INTEGER,
    superseded_by INTEGER,         -- the operation that took it back
    cube INTEGER NOT NULL,
    useful INTEGER NOT NULL,       -- 1 or 0
    names TEXT NOT NULL,           -- JSON: what the numbers are called
    data BLOB NOT NULL             -- the numbers that ranked it, float32, little-endian
);
CREATE INDEX lessons_space ON lessons (space, row);
CREATE INDEX lessons_superseded ON lessons (space, superseded_by);
CREATE INDEX lessons_operation ON lessons (operation);
CREATE INDEX lessons_cube ON lessons (cube);

CREATE TABLE operations (
    row INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    space INTEGER NOT NULL,
    verb TEXT NOT NULL,
    actor TEXT,
    reason TEXT,
    undoes BLOB,
    run BLOB,                      -- the consolidation it was part of
    recorded_us INTEGER NOT NULL,
    erased INTEGER NOT NULL DEFAULT 0,
    detail TEXT,                   -- JSON: the receipt of a forget
    salt BLOB,                     -- NULL once scrubbed
    leaves BLOB NOT NULL,          -- 32-byte commitments: the header's, then one a version
    chain BLOB NOT NULL
);
CREATE INDEX operations_space ON operations (space, row);
CREATE INDEX operations_run ON operations (run) WHERE run IS NOT NULL;

CREATE TABLE jobs (
    row INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given again: it is what a person names a job by
    space INTEGER,                 -- NULL: of the whole store
    kind TEXT NOT NULL,
    payload BLOB NOT NULL,         -- never what somebody said; cubes are named in job_cubes
    run BLOB,                      -- the consolidation it is part of
    state TEXT NOT NULL DEFAULT 'waiting',   -- or dead: tried too often
    due_us INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    lease_until_us INTEGER NOT NULL DEFAULT 0,
    holder BLOB,                   -- the token of whoever leased it last
    touched_us INTEGER NOT NULL,   -- when due_us or lease_until_us was written, by the same clock
    error TEXT,                    -- its class and words of ours, never of a memory
    created_us INTEGER NOT NULL
);
CREATE INDEX jobs_due ON jobs (state, due_us);

CREATE TABLE job_cubes (
    row INTEGER PRIMARY KEY,
    job INTEGER NOT NULL,
    cube INTEGER NOT NULL
);
CREATE INDEX job_cubes_job ON job_cubes (job);
CREATE INDEX job_cubes_cube ON job_cubes (cube);
CREATE TRIGGER jobs_deleted AFTER DELETE ON jobs
BEGIN DELETE FROM job_cubes WHERE job = old.row; END;

CREATE TABLE marks (               -- how far something has looked at the versions of a space
    space INTEGER NOT NULL,
    name TEXT NOT NULL,
    row INTEGER NOT NULL,          -- versions.row
    PRIMARY KEY (space, name)
) WITHOUT ROWID;

CREATE TABLE vitality (            -- what recalls have made of a memory; changed in place, no version, no undo
    cube INTEGER PRIMARY KEY,
    space INTEGER NOT NULL,
    stability_days REAL NOT NULL,
    recalls INTEGER NOT NULL,
    last_recalled_us INTEGER,
    useful INTEGER NOT NULL,
    useless INTEGER NOT NULL
);
CREATE INDEX vitality_space ON vitality (space);

CREATE TABLE bonds (               -- between memories cited together; changed in place as well
    row INTEGER PRIMARY KEY,
    space INTEGER NOT NULL,
    one INTEGER NOT NULL,          -- cubes.row, the smaller
    other INTEGER NOT NULL,
    weight REAL NOT NULL,          -- at at_us
    at_us INTEGER NOT NULL
);
CREATE UNIQUE INDEX bonds_pair ON bonds (one, other);
CREATE INDEX bonds_other ON bonds (other);

CREATE TABLE ages (                -- of each memory that can be recalled, what fading goes by; derived
    cube INTEGER PRIMARY KEY,
    space INTEGER NOT NULL,
    archived INTEGER NOT NULL,     -- 1 or 0
    size_bytes INTEGER NOT NULL,   -- of its text
    worth REAL,                    -- of its words; NULL: to be judged
    value REAL NOT NULL,           -- to its space, when last looked at
    due_us INTEGER                 -- when to look again; NULL: when something happens to it
);
CREATE INDEX ages_due ON ages (space, due_us);
CREATE INDEX ages_value ON ages (space, archived, value, size_bytes);

CREATE TABLE api_keys (            -- who may come in through a server, and do what
    row INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given again: sessions name it
    id TEXT NOT NULL UNIQUE,
    digest BLOB NOT NULL,          -- SHA-256 of the secret, which is not kept
    name TEXT NOT NULL,
    space TEXT,                    -- NULL: any
    user TEXT,                     -- NULL: any
    may TEXT NOT NULL,             -- read, write or admin
    made_us INTEGER NOT NULL,
    expires_us INTEGER,
    revoked_us INTEGER,
    used_us INTEGER                -- the beginning of the day on which it was last used
);

CREATE TABLE sessions (            -- of the web page, and the links that begin them
    row INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,   -- SHA-256 of the token, which is not kept
    link INTEGER NOT NULL,         -- 1: good for one sign-in; 0: a session
    key INTEGER,                   -- api_keys.row, whose rights it has; NULL: of whoever has the file
    expires_us INTEGER NOT NULL,
    seen_us INTEGER NOT NULL
);

CREATE TABLE requests (            -- those sent with an idempotency key, for a day: hashes and numbers only
    row INTEGER PRIMARY KEY,
    token BLOB NOT NULL UNIQUE,    -- HMAC of who sent it and its key
    digest BLOB,                   -- HMAC of its key and its words; NULL: what it made was erased
    attempt BLOB NOT NULL,         -- which of several sendings did it
    operation INTEGER,             -- what it did
    cubes BLOB,                    -- ids of what it answered with, 16 bytes each, where the operation leaves that open
    number INTEGER,                -- what it answered with, where that is a number
    sent_us INTEGER NOT NULL
);
CREATE INDEX requests_operation ON requests (operation);
CREATE INDEX requests_sent ON requests (sent_us);
"""


class Migration(NamedTuple):
    """
    One step from the schema version before to `version`.

    Attributes:
        large: Whether it touches every row, so that it only runs when asked for, after a backup.
    """

    version: int
    large: bool
    apply: Callable[[sqlite3.Connection], None]


MIGRATIONS: tuple[Migration, ...] = ()
"""Every step ever released, in order. A released step is never changed."""


def migrations_from(version: int) -> tuple[Migration, ...]:
    """Return the steps a file of schema *version* still needs."""
    return tuple(step for step in MIGRATIONS if step.version > version)
