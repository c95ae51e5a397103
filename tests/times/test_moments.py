"""Points in time: read, kept with their zone, written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import TZPATH, ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnemic.errors import ArgumentError, NaiveTimeError, SetupError, TimeError
from mnemic.testing import ManualClock
from mnemic.times import from_stamp, parse_time, render_time, system_clock, to_stamp, utc_from_us, utc_us

LISBON, NEW_YORK = ZoneInfo("Europe/Lisbon"), ZoneInfo("America/New_York")
ZONES = st.one_of(
    st.sampled_from([UTC, LISBON, NEW_YORK, ZoneInfo("Asia/Kathmandu"), ZoneInfo("Australia/Lord_Howe")]),
    st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds))),
)
# Seconds of old local times make some of their offsets unusual; all must be kept.
MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31), timezones=ZONES)  # noqa: DTZ001


@given(MOMENTS)
def test_a_time_survives_the_store_and_its_text(moment: datetime) -> None:
    read = parse_time(moment)
    kept = from_stamp(*to_stamp(read))
    written = parse_time(render_time(read))
    for again in (kept, written):
        assert utc_us(again) == utc_us(moment)
        assert again.utcoffset() == read.utcoffset()
        assert getattr(again.tzinfo, "key", None) == getattr(read.tzinfo, "key", None)
    assert kept == read or kept.fold != read.fold


@given(st.integers(-62_135_596_800_000_000, 253_402_300_799_999_999))
def test_microseconds_are_exact(us: int) -> None:
    assert utc_us(utc_from_us(us)) == us


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-05-20T10:00:00Z", "2026-05-20T10:00:00+00:00"),
        (" 2026-05-20T10:00:00+01:00 ", "2026-05-20T10:00:00+01:00"),
        ("20260520T100000+0100", "2026-05-20T10:00:00+01:00"),
        ("2026-05-20 10:00+05:45", "2026-05-20T10:00:00+05:45"),
        ("2026-05-20T10:00:00[Europe/Lisbon]", "2026-05-20T10:00:00+01:00"),
        ("2026-05-20T10:00:00+00:00[Europe/Lisbon]", "2026-05-20T11:00:00+01:00"),
        ("2026-05-20T10:00:00.123456789+00:00", "2026-05-20T10:00:00.123456+00:00"),
        ("0001-01-01T01:00:00+01:00", "0001-01-01T01:00:00+01:00"),
        ("9999-12-31T22:59:59.999999-01:00", "9999-12-31T22:59:59.999999-01:00"),
    ],
)
def test_iso_8601_is_read_with_its_offset(text: str, iso: str) -> None:
    moment = parse_time(text)
    assert moment.isoformat() == iso
    assert from_stamp(*to_stamp(moment)).isoformat() == iso


@pytest.mark.parametrize("fold", [0, 1])
def test_both_readings_of_a_repeated_hour_are_kept_apart(fold: int) -> None:
    moment = datetime(2026, 10, 25, 1, 30, tzinfo=LISBON, fold=fold)
    read = parse_time(moment)
    assert utc_us(read) == utc_us(datetime(2026, 10, 25, fold, 30, tzinfo=UTC))
    again = from_stamp(*to_stamp(read))
    assert (again.fold, again.utcoffset()) == (fold, timedelta(hours=1 - fold))
    assert parse_time(render_time(read)).fold == fold


def test_a_skipped_wall_time_is_the_moment_it_stands_for() -> None:
    skipped = datetime(2026, 3, 29, 1, 30, tzinfo=LISBON)
    read = parse_time(skipped)
    assert read.isoformat() == "2026-03-29T02:30:00+01:00"
    assert utc_us(read) == utc_us(skipped)
    assert from_stamp(*to_stamp(read)) == read == parse_time(render_time(read))


def test_a_day_begins_in_the_zone_it_was_told_in() -> None:
    moment = parse_time("2026-05-20T23:30:00-04:00[America/New_York]")
    assert from_stamp(*to_stamp(moment)).date().isoformat() == "2026-05-20"
    assert moment.astimezone(UTC).date().isoformat() == "2026-05-21"


class Nowhere(tzinfo):
    """A zone that does not know its offset."""

    def utcoffset(self, _moment: datetime | None) -> None:
        return None

    def dst(self, _moment: datetime | None) -> None:
        return None

    def tzname(self, _moment: datetime | None) -> None:
        return None


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (datetime(2026, 1, 1), NaiveTimeError),  # noqa: DTZ001
        (datetime(2026, 1, 1, tzinfo=Nowhere()), NaiveTimeError),
        ("2026-01-01T00:00:00", NaiveTimeError),
        ("2026-01-01", NaiveTimeError),
        ("2026-01-01T25:00:00Z", TimeError),
        ("May 2026", TimeError),
        ("", TimeError),
        ("[Europe/Lisbon]", TimeError),
        ("2026-01-01T00:00:00Z[Europe/Atlantis]", TimeError),
        ("2026-01-01T00:00:00Z[../../etc/passwd]", TimeError),
        ("2026-01-01T00:00:00Z[Europe]", TimeError),
        ("2026-01-01T00:00:00Z[a][b]", TimeError),
        (20260101, TimeError),
        (None, TimeError),
        (b"2026-01-01T00:00:00Z", TimeError),
        ("0001-01-01T00:00:00+00:01", TimeError),
        (datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-5))), TimeError),
    ],
)
def test_what_names_no_moment_is_refused_with_the_arguments_name(value: Any, kind: type[TimeError]) -> None:
    with pytest.raises(kind, match="occurred_at") as error:
        parse_time(value, "occurred_at")
    assert type(error.value) is kind
    assert isinstance(error.value, ArgumentError)


def test_a_naive_times_error_says_how_to_mend_it() -> None:
    with pytest.raises(NaiveTimeError, match=r"2026-01-01T00:00:00\+00:00") as error:
        parse_time("2026-01-01")
    assert parse_time(str(error.value).split('"')[1]) == datetime(2026, 1, 1, tzinfo=UTC)


def test_a_zone_this_machine_lacks_is_named_with_the_way_out() -> None:
    with pytest.raises(SetupError, match=r"Europe/Atlantis.*pip install tzdata"):
        from_stamp(0, "Europe/Atlantis")


def test_a_zone_without_a_name_is_kept_as_its_offset() -> None:
    found = [path for folder in TZPATH if (path := Path(folder, "Europe/Lisbon")).exists()]
    if not found:
        pytest.skip("this machine has no zone files of its own")
    with found[0].open("rb") as data:
        nameless = ZoneInfo.from_file(data)
    stamp = to_stamp(datetime(2026, 5, 20, tzinfo=nameless))
    assert stamp.zone == "+01:00"
    assert render_time(datetime(2026, 5, 20, tzinfo=nameless)) == "2026-05-20T00:00:00+01:00"


def test_the_system_clock_is_aware() -> None:
    assert system_clock().tzinfo is UTC


def test_a_manual_clock_stands_still_until_it_is_moved() -> None:
    clock = ManualClock("2026-01-01T00:00:00Z")
    assert clock() == clock()
    assert clock.advance(1.5) == datetime(2026, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC)
    clock.advance(-3601.5)
    assert clock() == datetime(2025, 12, 31, 23, tzinfo=UTC)
    clock.set("2030-01-01T00:00:00+01:00")
    assert clock().isoformat() == "2030-01-01T00:00:00+01:00"
