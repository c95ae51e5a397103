from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mnemic.errors import ArgumentError, NaiveTimeError, TimeError
from mnemic.ingest import read

Load = Callable[..., list[dict[str, Any]]]
LISBON = "Europe/Lisbon"


def texts(rows: list[dict[str, Any]]) -> list[str]:
    return [row["content"] for row in rows]


def said(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row.get("speaker", ""), row["content"]) for row in rows if row["role"] != "system"]


def times(rows: list[dict[str, Any]]) -> list[str]:
    return [row["occurred_at"].isoformat() for row in rows]


def test_ios_export_is_read_with_speakers_lines_and_places(load: Load) -> None:
    rows = load("whatsapp_ios.txt", tz=LISBON, user="ana")
    assert said(rows) == [
        ("Ana", "Are we really going?"),
        ("Bo", "Yes!\nI looked at trains:\n- the fast one\n\n- the silly one"),
        ("Ana", "image omitted"),
        ("Ana", "note: bring the card"),
        ("+351 912 000 111", "Who is this?"),
    ]
    assert rows[1]["source"] == "whatsapp_ios.txt:2"
    assert rows[1]["occurred_at"].isoformat() == "2026-05-20T10:00:41+01:00"
    assert {row["user"] for row in rows} == {"ana"}
    assert {row["session"] for row in rows} == {"whatsapp_ios"}
    assert {row["kind"] for row in rows} == {"episode"}


def test_system_lines_of_ios_are_kept_as_system(load: Load) -> None:
    rows = [row for row in load("whatsapp_ios.txt", tz=LISBON) if row["role"] == "system"]
    assert [row["content"][:24] for row in rows] == ["Messages and calls are e", "Bo changed the group nam"]
    assert all("speaker" not in row for row in rows)


def test_a_person_may_write_what_the_program_writes(load_text: Load) -> None:
    [row] = load_text("a.txt", "[20/05/2026, 10:00:05] Ana: it is end-to-end encrypted", tz=LISBON)
    assert (row["role"], row["speaker"]) == ("user", "Ana")


def test_android_export_keeps_system_lines_and_media_placeholders(load: Load) -> None:
    rows = load("whatsapp_android.txt", tz=LISBON)
    assert [row["role"] for row in rows[:3]] == ["system"] * 3
    assert said(rows) == [
        ("Ana", "hi"),
        ("Ana", "hi"),
        ("Bo", "<Media omitted>"),
        ("Ana", "see you at 10:00 - don't be late"),
    ]


def test_equal_messages_of_one_minute_have_different_keys(load: Load) -> None:
    keys = [row["idempotency_key"] for row in load("whatsapp_android.txt", tz=LISBON)]
    assert len(set(keys)) == len(keys)


def test_keys_survive_a_log_that_grew_and_lost_its_beginning(load_text: Load) -> None:
    lines = [f"20/05/2026, 10:0{n} - Ana: message {n}\n" for n in range(6)]
    first = load_text("a.txt", "".join(lines[:4]), tz=LISBON)
    later = load_text("a.txt", "".join(lines[2:]), tz=LISBON)
    assert [row["idempotency_key"] for row in first[2:]] == [row["idempotency_key"] for row in later[:2]]


def test_twelve_hour_clocks_with_narrow_spaces_are_understood(load: Load) -> None:
    assert times(load("whatsapp_us.txt", tz="-04:00")) == [
        "2026-05-19T23:59:00-04:00",
        "2026-05-20T00:05:00-04:00",
        "2026-05-20T12:05:00-04:00",
        "2026-05-20T13:30:00-04:00",
    ]


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("20.5.2026 klo 14.08", "2026-05-20T14:08"),
        ("20.05.26, 14:08", "2026-05-20T14:08"),
        ("2026/05/20, 14:08", "2026-05-20T14:08"),
        ("2026/5/20, 下午2:08", "2026-05-20T14:08"),
        ("2026. 05. 20. 14:08", "2026-05-20T14:08"),
        ("20-05-2026 02:08 am", "2026-05-20T02:08"),
    ],
)
def test_dates_of_many_countries_are_understood(load_text: Load, stamp: str, expected: str) -> None:
    [row] = load_text("a.txt", f"{stamp} - Ana: hi", tz="UTC")
    assert row["occurred_at"].isoformat() == f"{expected}:00+00:00"
    [row] = load_text("a.txt", f"[{stamp}] Ana: hi", tz="Z")
    assert row["occurred_at"].isoformat() == f"{expected}:00+00:00"


def days(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['occurred_at']:%m-%d}" for row in rows]


def log(*dates: str) -> str:
    return "".join(f"{date}, 10:00 - Ana: hi\n" for date in dates)


def test_one_day_above_twelve_settles_the_order(load_text: Load) -> None:
    assert days(load_text("a.txt", log("05/06/2026", "13/06/2026"), tz="Z")) == ["06-05", "06-13"]
    assert days(load_text("a.txt", log("05/06/2026", "06/13/2026"), tz="Z")) == ["05-06", "06-13"]


def test_the_order_in_which_time_runs_forward_is_taken(load_text: Load) -> None:
    assert days(load_text("a.txt", log("11/05/2026", "01/06/2026"), tz="Z")) == ["05-11", "06-01"]


def test_ambiguous_dates_are_refused_with_the_way_out(load_text: Load) -> None:
    with pytest.raises(ArgumentError, match=r"^a\.txt:2: the date '05/06/2026'.*--date-order dmy"):
        load_text("a.txt", log("05/05/2026", "05/06/2026"), tz="Z")


@pytest.mark.parametrize(("order", "day"), [("dmy", "06-05"), ("mdy", "05-06")])
def test_a_given_order_settles_ambiguous_dates(load_text: Load, order: str, day: str) -> None:
    assert days(load_text("a.txt", log("05/06/2026"), tz="Z", date_order=order)) == [day]


def test_a_short_year_in_front_needs_its_order(load_text: Load) -> None:
    assert days(load_text("a.txt", log("26/05/20"), tz="Z", date_order="ymd")) == ["05-20"]


def test_day_equal_to_month_is_not_ambiguous(load_text: Load) -> None:
    assert days(load_text("a.txt", log("05/05/2026"), tz="Z")) == ["05-05"]


def test_dates_with_dots_are_day_first(load_text: Load) -> None:
    assert days(load_text("a.txt", log("05.06.2026"), tz="Z")) == ["06-05"]


def test_two_orders_in_one_file_are_refused(load_text: Load) -> None:
    with pytest.raises(ArgumentError, match=r"06/13/2026.*13/06/2026"):
        load_text("a.txt", log("13/06/2026", "06/13/2026"), tz="Z")


def test_a_date_that_cannot_be_is_named(load_text: Load) -> None:
    with pytest.raises(TimeError, match=r"a\.txt:1: '13/13/2026 10:00'"):
        load_text("a.txt", log("13/13/2026"), tz="Z", date_order="dmy")
    with pytest.raises(TimeError, match="13 is no hour of a twelve-hour clock"):
        load_text("a.txt", "20/05/2026, 13:00 PM - Ana: hi", tz="Z")


def test_local_times_without_a_zone_are_refused_with_the_way_out(load: Load) -> None:
    with pytest.raises(NaiveTimeError, match=r"whatsapp_us\.txt:1: '5/19/26 11:59.PM'.*--tz Europe/Lisbon"):
        load("whatsapp_us.txt")


def test_names_with_times_in_brackets_are_read(load: Load) -> None:
    rows = load("paren.txt", tz="+01:00")
    assert said(rows) == [
        ("Ana", "hi"),
        ("Bo", "hello\nand welcome"),
        ("Ana", "bye"),
        ("Bo", "dotted"),
        ("Ana", "empty so far"),
    ]
    assert times(rows)[:4] == [
        "2026-05-20T10:00:00+01:00",
        "2026-05-20T10:01:30+01:00",
        "2026-05-20T10:02:00+02:00",
        "2026-05-20T10:05:00+01:00",
    ]


def test_irc_lines_take_their_day_from_date_lines(load: Load) -> None:
    rows = load("irc.log", tz="Z")
    assert [(row["role"], row.get("speaker"), row["content"]) for row in rows] == [
        ("user", "ana", "hi"),
        ("user", "ana", "* ana waves"),
        ("system", None, "-!- bo has joined #rivers"),
        ("user", "bo", "still here"),
    ]
    assert times(rows)[0] == "2026-05-20T10:00:00+00:00"
    assert times(rows)[3] == "2026-05-21T00:05:10+00:00"


@pytest.mark.parametrize("day", ["2026-05-20", "=== 2026-05-20 ===", "Date: Wed, 2026-05-20"])
def test_plain_date_lines_give_the_day(load_text: Load, day: str) -> None:
    [row] = load_text("a.log", f"{day}\n[10:00] <ana> hi\n", tz="Z")
    assert row["occurred_at"] == datetime.fromisoformat("2026-05-20T10:00:00+00:00")


def test_irc_lines_without_a_day_are_refused(load_text: Load) -> None:
    with pytest.raises(TimeError, match=r"a\.log:2: '10:00' names no day"):
        load_text("a.log", "what a preamble\n[10:00] <ana> hi\n", tz="Z")


def test_dated_irc_lines_need_no_date_line(load_text: Load) -> None:
    [row] = load_text("a.log", "[2026-05-20 10:00:01] <ana> hi\n", tz="Z")
    assert (row["speaker"], row["content"]) == ("ana", "hi")


def test_a_transcript_without_dates_has_roles_and_no_times(load: Load) -> None:
    rows = load("transcript.txt")
    assert [(row["role"], row["speaker"], row["content"]) for row in rows] == [
        ("user", "Ana Ferreira", "I need a train."),
        ("assistant", "Assistant", "Which day?\nThe fast one leaves at nine."),
        ("user", "Ana Ferreira", "Monday"),
        ("system", "system", "session closed"),
    ]
    assert all("occurred_at" not in row for row in rows)


def test_a_sentence_with_a_colon_is_no_speaker(load_text: Load) -> None:
    rows = load_text("a.txt", "Ana: hi\nand then she said: no\nBo: ok\n", format="chat")
    assert texts(rows) == ["hi\nand then she said: no", "ok"]


def test_lines_before_the_first_message_are_kept(load_text: Load) -> None:
    rows = load_text("a.txt", "\nExported by Ana\n20/05/2026, 10:00 - Bo: hi\n", tz="Z")
    assert [(row["role"], row["content"]) for row in rows] == [("system", "Exported by Ana"), ("user", "hi")]


def test_a_file_without_chat_lines_is_refused_with_examples(load_text: Load) -> None:
    with pytest.raises(ArgumentError, match=r"a\.txt holds no line of a chat; expected .*Ana: hi"):
        load_text("a.txt", "just some prose\n", format="chat")


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return path


def test_the_chat_in_a_zip_is_read(tmp_path: Path) -> None:
    line = "[20/05/2026, 10:00:05] Ana: hi"
    path = zipped(tmp_path / "WhatsApp Chat - Ana.zip", _chat__txt=line, notes__txt="x", photo__jpg="x")
    [row] = read(path, tz="Z")
    assert (row["content"], row["source"]) == ("hi", "WhatsApp Chat - Ana.zip:1")


def test_a_zip_with_several_texts_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", one__txt="x", two__txt="y")
    with pytest.raises(ArgumentError, match="holds 2 text files"):
        list(read(path, tz="Z"))
