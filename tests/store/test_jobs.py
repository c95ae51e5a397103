"""The job queue: leased rows of the store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from mnemic.store.sqlite import SQLiteStore

_START = datetime(2026, 5, 20, tzinfo=UTC)


def test_a_job_is_leased_to_one_at_a_time_and_again_when_that_fails_or_takes_too_long(tmp_path: Path) -> None:
    now = [_START]
    store = SQLiteStore(str(tmp_path / "m.db"), clock=lambda: now[0])
    with store.write() as writer:
        row = writer.add_job("tidy", b"payload")
        first = writer.lease_job(row, writer.now_us + 60_000_000)
        assert first is not None
        assert (first.kind, first.payload, first.attempts, first.error) == ("tidy", b"payload", 1, None)
        assert writer.lease_job(row, writer.now_us + 60_000_000) is None
    now[0] += timedelta(seconds=61)
    with store.write() as writer:
        late = writer.lease_job(row, writer.now_us + 60_000_000)
        assert late is not None
        writer.fail_job(row, "no space left")
        again = writer.lease_job(row, writer.now_us + 60_000_000)
        assert again is not None
        assert (again.attempts, again.error) == (3, "no space left")
        writer.finish_job(row)
        assert writer.lease_job(row, writer.now_us + 60_000_000) is None
    with store.read() as reader:
        assert reader.jobs() == []
    store.close()
