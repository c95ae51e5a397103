from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from exports import IMPORTS, both, left_out, rows, written, zip_of, zipped

from mnemic.errors import ArgumentError, TimeError
from mnemic.ingest import detect
from mnemic.ingest._notes import Notes
from mnemic.ingest._slack_text import People, plain_text

SLACK = IMPORTS / "slack"


def by_ts(path: Path = SLACK, **options: Any) -> dict[str, dict[str, Any]]:
    return {row["metadata"]["slack"]["ts"]: row for row in rows(path, **options)}


def export(tmp_path: Path, messages: object, **lists: object) -> Path:
    written(tmp_path / "x" / "users.json", lists.pop("users", [{"id": "U1", "name": "ana"}]))
    written(tmp_path / "x" / "channels.json", lists.pop("channels", [{"id": "C1", "name": "home"}]))
    written(tmp_path / "x" / "home" / "2026-05-20.json", messages)
    return tmp_path / "x"


def message(**fields: object) -> dict[str, object]:
    return {"type": "message", "user": "U1", "text": "hi", "ts": "1779271205.000200", **fields}


def test_a_folder_and_its_zip_hold_the_same(tmp_path: Path) -> None:
    bare = zip_of(SLACK, tmp_path / "export.zip")
    nested = zip_of(SLACK, tmp_path / "nested.zip", "Team Slack export/")
    assert {detect(path) for path in (SLACK, bare, nested)} == {"slack"}
    without = [{**row, "source": ""} for row in rows(SLACK, user="ana")]
    for path in (bare, nested):
        assert [{**row, "source": ""} for row in rows(path, user="ana")] == without
    assert rows(nested)[1]["source"] == "nested.zip/Team Slack export/general/2026-05-20.json:1"


def test_times_are_exact_to_the_microsecond() -> None:
    row = by_ts()["1779271210.123456"]
    assert row["occurred_at"].isoformat() == "2026-05-20T10:00:10.123456+00:00"
    assert by_ts()["1779357605.5"]["occurred_at"].isoformat() == "2026-05-21T10:00:05.500000+00:00"


def test_times_are_shown_in_a_zone_or_in_each_sender_s() -> None:
    lisbon = by_ts(tz="Europe/Lisbon")["1779271210.123456"]["occurred_at"]
    assert lisbon.isoformat() == "2026-05-20T11:00:10.123456+01:00"
    sent = by_ts(tz="sender")
    assert sent["1779271210.123456"]["occurred_at"].isoformat() == "2026-05-20T06:00:10.123456-04:00"
    assert sent["1779271216.000100"]["occurred_at"].isoformat() == "2026-05-20T10:00:16.000100+00:00"


def test_only_exports_that_tell_zones_can_show_the_sender_s(data: Path) -> None:
    with pytest.raises(ArgumentError, match="works only for: slack; chatgpt does not tell"):
        rows(data / "chatgpt.json", tz="sender")


def test_people_have_names_and_mentions_are_spelled_out() -> None:
    found = by_ts()
    first = found["1779271205.000200"]
    assert first["content"] == "Hello @Bo, see the plan (https://example.org) & #general"
    assert (first["speaker"], first["session"], first["role"]) == ("Ana Duarte", "general", "user")
    assert found["1779357605.5"]["session"] == "Ana Duarte, Bo"
    assert found["1779271216.000100"]["speaker"] == "U77"


def test_threads_edits_and_reactions_are_kept() -> None:
    found = by_ts()
    reply = found["1779271210.123456"]["metadata"]
    assert reply["slack"]["thread_ts"] == "1779271205.000200"
    assert reply["slack"]["is_reply"] is True
    assert reply["slack"]["edited_ts"] == "1779271300.000000"
    assert reply["written_us"] == 1779271300_000000
    root = found["1779271205.000200"]["metadata"]["slack"]
    assert root["reactions"] == {"wave": 1}
    assert "is_reply" not in root


def test_programs_and_slack_itself_are_no_people() -> None:
    found = by_ts()
    assert (found["1779271212.000100"]["role"], found["1779271212.000100"]["speaker"]) == ("tool", "deployer")
    assert found["1779271212.000100"]["content"] == "Deployed v1.2"
    assert (found["1779271213.000100"]["role"], found["1779271213.000100"]["speaker"]) == (
        "tool",
        "Deploy Bot",
    )
    assert found["1779271211.000100"]["role"] == "system"


def test_files_are_named_and_what_is_left_out_is_told() -> None:
    found, unmapped = both(SLACK)
    assert next(row for row in found if row["content"] == "[file: plan.pdf]")["metadata"]["slack"][
        "files"
    ] == ["plan.pdf"]
    assert {item.what: item.count for item in unmapped} == {
        "file 'integration_logs.json'": 1,
        "attached file": 1,
        "event 'message_deleted'": 1,
        "mention of somebody the export does not list": 1,
        "message without words": 1,
    }
    assert next(i for i in unmapped if i.what == "attached file").example == "slack/general/2026-05-20.json:6"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<@U1|ana>", "@Ana"),
        ("<@U9|gone>", "@gone"),
        ("<!subteam^S1|@team> <!channel>", "@team @channel"),
        ("<!date^1392734382^{date}|18 February>", "18 February"),
        ("<mailto:a@b.c|a@b.c> <https://x.y>", "a@b.c https://x.y"),
        ("a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ],
)
def test_slack_s_way_of_writing_becomes_plain_text(text: str, expected: str) -> None:
    assert plain_text(text, People({"U1": "Ana"}, Notes()), "x:1") == expected


def test_words_that_stand_in_blocks_alone_are_read(tmp_path: Path) -> None:
    rich = {
        "type": "rich_text_section",
        "elements": [{"type": "text", "text": "Hello "}, {"type": "text", "text": "you"}],
    }
    block = {"type": "rich_text", "elements": [rich]}
    [row] = rows(export(tmp_path, [message(text="", blocks=[block, {"type": "divider"}])]))
    assert row["content"] == "Hello you"


def test_a_link_s_preview_beside_a_text_is_left_out(tmp_path: Path) -> None:
    path = export(tmp_path, [message(attachments=[{"text": "preview"}])])
    assert rows(path)[0]["content"] == "hi"
    assert left_out(path) == {"attachment of a message": 1}


def test_a_channel_no_list_names_is_read_all_the_same(tmp_path: Path) -> None:
    path = export(tmp_path, [message()], channels=[])
    assert rows(path)[0]["session"] == "home"
    assert left_out(path) == {"channel in none of the lists": 1}


def test_one_message_twice_is_kept_once_and_two_under_one_time_are_refused(tmp_path: Path) -> None:
    path = export(tmp_path, [message(), message()])
    assert len(rows(path)) == 1
    assert left_out(path) == {"message that stands there twice": 1}
    path = export(tmp_path, [message(), message(text="other")])
    with pytest.raises(
        ArgumentError, match=r"home/2026-05-20\.json:2: another message of the time 1779271205\.000200"
    ):
        rows(path)


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ({"a": 1}, r"2026-05-20\.json: expected a list"),
        (["text"], r"2026-05-20\.json:1: expected a message"),
        ([message(ts=17.5)], r":1: 'ts' is 17\.5"),
        ([message(ts="9" * 30 + ".1")], ":1: 'ts' is"),
        ([message(ts=None)], ":1: 'ts' is None"),
    ],
)
def test_what_is_no_message_is_refused_by_its_place(tmp_path: Path, messages: object, said: str) -> None:
    with pytest.raises((ArgumentError, TimeError), match=said):
        rows(export(tmp_path, messages))


def test_broken_and_deep_json_is_refused_by_its_place(tmp_path: Path) -> None:
    path = export(tmp_path, [])
    day = path / "home" / "2026-05-20.json"
    day.write_text('[{"type": "message",\n "ts": ')
    with pytest.raises(ArgumentError, match=r"2026-05-20\.json:2:8: not valid JSON"):
        rows(path)
    day.write_text("[" * 100_000)
    with pytest.raises(ArgumentError, match="nested too deep"):
        rows(path)
    day.write_text('[{"ts": ' + "9" * 5000 + "}]")
    with pytest.raises(ArgumentError, match="cannot be kept"):
        rows(path)


def test_a_folder_without_users_is_no_export(tmp_path: Path) -> None:
    written(tmp_path / "channels.json", [])
    with pytest.raises(ArgumentError, match=r"holds no users\.json"):
        rows(tmp_path, format="slack")


# Hostile zips and folders


@pytest.mark.parametrize("name", ["/etc/passwd", "../x.json", "a/../../x.json", "a\\..\\x.json", "C:/x.json"])
def test_a_zip_that_reaches_outside_is_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", {"users.json": "[]", "channels.json": "[]", name: "[]"})
    with pytest.raises(ArgumentError, match="would lie outside of the zip"):
        rows(path, format="slack")


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"users.json": "[]", "channels.json": "[]"})
    info = zipfile.ZipInfo("general")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(ArgumentError, match=r"a\.zip/general is a symbolic link"):
        rows(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"users.json": "[]", "channels.json": "[]"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("users.json", '[{"id": "U1"}]')
    with pytest.raises(ArgumentError, match=r"users\.json stands twice"):
        rows(path)


def test_a_bomb_and_a_truncated_zip_are_refused(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "users.json": "[]",
        "channels.json": "[]",
        "home/2026-05-20.json": b"[" + b" " * (64 << 20) + b"]",
    }
    bomb = zipped(tmp_path / "bomb.zip", members)
    with pytest.raises(ArgumentError, match="looks like a zip bomb"):
        rows(bomb)
    whole = zip_of(SLACK, tmp_path / "a.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ArgumentError, match=r"cut\.zip is no readable zip|cut\.zip is no zip"):
        rows(tmp_path / "cut.zip", format="slack")


def test_links_in_a_folder_are_not_followed_and_told(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret" / "2026-05-20.json", [message(text="secret")])
    path = export(tmp_path, [message()])
    (path / "other").symlink_to(secret.parent)
    (path / "home" / "2026-05-21.json").symlink_to(secret)
    assert [row["content"] for row in rows(path)] == ["hi"]
    assert left_out(path) == {"symbolic link": 2}


def test_a_folder_that_is_linked_to_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "slack"
    shutil.copytree(SLACK, path)
    (path / "loop").symlink_to(path)
    assert len(rows(path)) == len(rows(SLACK))


def test_a_zip_of_an_unknown_version_is_refused(tmp_path: Path) -> None:
    data = bytearray(zip_of(SLACK, tmp_path / "a.zip").read_bytes())
    data[data.index(b"PK\x01\x02") + 6] = 93
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(ArgumentError, match=r"a\.zip is no readable zip \(zip file version 9\.3\)"):
        rows(tmp_path / "a.zip")
